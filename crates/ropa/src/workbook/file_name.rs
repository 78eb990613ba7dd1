//! The name of a file, in parts.

/// The file's name without its folders, divided at the last point.
pub(super) fn stem_and_ending(file: &str) -> (&str, &str) {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => (stem, ending),
        _ => (name, ""),
    }
}
