//! Comments on the cells of a zipped workbook, which calamine does not tell.

use crate::source::{Place, Text};
use crate::workbook::Problem;
use crate::workbook::hidden_lines::{Archive, attribute, each_tag, local, sheet_parts};
use crate::workbook::xml_text::text_of;
use ::zip::ZipArchive;
use quick_xml::events::Event;
use std::collections::BTreeMap;
use std::io::{BufReader, Cursor};

/// So many comments are kept of a sheet.
const MOST: usize = 100_000;

/// Comments by their cell.
pub(super) type Comments = BTreeMap<Place, Text>;

/// The comments of each sheet, by the sheet's name.
pub(super) fn read(bytes: &[u8]) -> Result<BTreeMap<String, Comments>, Problem> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(Problem::damaged)?;
    let has_comments = |name: &str| name.to_ascii_lowercase().contains("comments");
    if !archive.file_names().flatten().any(|name| has_comments(&name)) {
        return Ok(BTreeMap::new());
    }
    let mut found = BTreeMap::new();
    for (sheet, part) in sheet_parts(&mut archive)? {
        if let Some(comments) = part_of_comments(&mut archive, &part)? {
            found.insert(sheet, of_part(&mut archive, &comments)?);
        }
    }
    Ok(found)
}

/// The part with the comments on a sheet, by the relationships of the sheet's part.
fn part_of_comments(archive: &mut Archive<'_>, sheet: &str) -> Result<Option<String>, Problem> {
    let (folder, name) = sheet.rsplit_once('/').unwrap_or(("", sheet));
    let mut found = None;
    each_tag(archive, &format!("{folder}/_rels/{name}.rels"), |tag| {
        let kind = attribute(tag, "Type").unwrap_or_default();
        if local(tag) == "Relationship" && kind.ends_with("/comments") {
            found = attribute(tag, "Target").map(|target| resolved(folder, &target));
        }
        found.is_none()
    })?;
    Ok(found)
}

/// The part that a target leads to from a folder.
fn resolved(folder: &str, target: &str) -> String {
    let whole = match target.strip_prefix('/') {
        Some(absolute) => absolute.to_string(),
        None => format!("{folder}/{target}"),
    };
    let mut steps: Vec<&str> = Vec::new();
    for step in whole.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// The cell that a reference names: `B12`.
fn place_of(reference: &str) -> Option<Place> {
    let digits = reference.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = reference.split_at(digits);
    let col = letters.bytes().try_fold(0_u32, |col, letter| {
        let value = u32::from(letter.to_ascii_uppercase().checked_sub(b'A')?) + 1;
        (value <= 26).then(|| col.checked_mul(26)?.checked_add(value)).flatten()
    })?;
    Some(Place::new(row.parse::<u32>().ok()?.checked_sub(1)?, col.checked_sub(1)?))
}

fn of_part(archive: &mut Archive<'_>, path: &str) -> Result<Comments, Problem> {
    let mut comments = Comments::new();
    let Ok(part) = archive.by_name(path) else { return Ok(comments) };
    let mut xml = quick_xml::Reader::from_reader(BufReader::new(part));
    xml.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    let mut open: Option<(Place, String)> = None;
    let mut in_text = false;
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).map_err(Problem::damaged)? {
            Event::Start(tag) => match local(&tag) {
                "comment" => {
                    let place = attribute(&tag, "ref").and_then(|place| place_of(&place));
                    open = place.map(|place| (place, String::new()));
                }
                "t" => in_text = true,
                _ => {}
            },
            Event::End(tag) => match tag.name().as_ref().rsplit(':').next() {
                Some("t") => in_text = false,
                Some("comment") => {
                    if let Some((place, text)) = open.take().filter(|(_, text)| !text.trim().is_empty()) {
                        comments.insert(place, text.trim().into());
                    }
                    if comments.len() >= MOST {
                        return Ok(comments);
                    }
                }
                _ => {}
            },
            Event::Eof => return Ok(comments),
            event => {
                if let (true, Some((_, text)), Some(more)) = (in_text, &mut open, text_of(&event)) {
                    text.push_str(&more);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_name_cells() {
        for (reference, place) in [
            ("A1", Some(Place::new(0, 0))),
            ("AB12", Some(Place::new(11, 27))),
            ("$A$1", None),
            ("A0", None),
            ("12", None),
            ("ZZZZZZZZZ1", None),
            ("", None),
        ] {
            assert_eq!(place_of(reference), place, "{reference}");
        }
        assert_eq!(resolved("xl/worksheets", "../comments1.xml"), "xl/comments1.xml");
        assert_eq!(resolved("xl/worksheets", "/xl/comments1.xml"), "xl/comments1.xml");
    }
}
