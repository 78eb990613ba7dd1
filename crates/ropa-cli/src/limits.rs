//! Limits as a user writes them: `cells=20000000`, `inflated_bytes=1GiB`.

use ropa::workbook::Limits;

/// What is wrong with a limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum LimitProblem {
    /// There is no limit of that name; the nearest there is.
    Unknown { name: String, near: Option<String> },
    /// What should be a number is none, or has a unit that the limit does not have.
    NoNumber { name: String, value: String },
}

/// Sets a limit that is written as `name=number`.
pub(crate) fn set(limits: &mut Limits, written: &str) -> Result<(), LimitProblem> {
    let (name, value) = written.split_once('=').unwrap_or((written, ""));
    set_named(limits, name.trim(), value.trim())
}

/// Sets the limit of a name.
pub(crate) fn set_named(limits: &mut Limits, name: &str, value: &str) -> Result<(), LimitProblem> {
    // As it is called in the library, and as an option would be.
    let key = name.replace('-', "_");
    let names = limits.named().map(|(name, _)| name);
    if !names.contains(&key.as_str()) {
        let near = ropa::text::nearest(&key, names).map(String::from);
        return Err(LimitProblem::Unknown { name: name.to_string(), near });
    }
    let number = number(value, key.ends_with("_bytes"))
        .ok_or_else(|| LimitProblem::NoNumber { name: key.clone(), value: value.to_string() })?;
    limits.set(&key, number);
    Ok(())
}

/// A whole number, with `_` or blanks between its digits; of bytes also with a unit.
fn number(value: &str, of_bytes: bool) -> Option<u64> {
    let value: String = value.chars().filter(|c| !c.is_whitespace() && *c != '_').collect();
    let end = value.find(|c: char| !c.is_ascii_digit()).unwrap_or(value.len());
    let (digits, unit) = value.split_at(end);
    let shift = match unit.to_ascii_lowercase().as_str() {
        "" => 0,
        "kib" | "kb" if of_bytes => 10,
        "mib" | "mb" if of_bytes => 20,
        "gib" | "gb" if of_bytes => 30,
        _ => return None,
    };
    digits.parse::<u64>().ok()?.checked_mul(1 << shift)
}

/// How a user would write a limit twice as high.
pub(crate) fn raised(name: &str, limit: u64) -> String {
    let more = limit.saturating_mul(2);
    match more >> 20 {
        mib if name.ends_with("_bytes") && mib << 20 == more => format!("--limit {name}={mib}MiB"),
        _ => format!("--limit {name}={more}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{LimitProblem, raised, set};
    use ropa::workbook::Limits;

    #[test]
    fn limits_are_written_as_people_write_numbers() {
        for (written, expected) in [
            ("cells=20000000", Limits { cells: 20_000_000, ..Limits::default() }),
            ("cells=20_000_000", Limits { cells: 20_000_000, ..Limits::default() }),
            ("cells = 20 000 000", Limits { cells: 20_000_000, ..Limits::default() }),
            ("inflated_bytes=1GiB", Limits { inflated_bytes: 1 << 30, ..Limits::default() }),
            ("inflated-bytes=1 gb", Limits { inflated_bytes: 1 << 30, ..Limits::default() }),
            ("cell_bytes=64KiB", Limits { cell_bytes: 64 << 10, ..Limits::default() }),
            ("file_bytes=100", Limits { file_bytes: 100, ..Limits::default() }),
        ] {
            let mut limits = Limits::default();
            assert_eq!(set(&mut limits, written), Ok(()), "{written}");
            assert_eq!(limits, expected, "{written}");
        }
    }

    #[test]
    fn what_is_no_limit_is_told() {
        let problem = |written| set(&mut Limits::default(), written).expect_err("a problem");
        let near = Some("cells".to_string());
        assert_eq!(problem("cell=1"), LimitProblem::Unknown { name: "cell".into(), near });
        assert_eq!(problem("färg=1"), LimitProblem::Unknown { name: "färg".into(), near: None });
        for written in
            ["cells", "cells=", "cells=många", "cells=1GiB", "file_bytes=99999999999999999999", "cells=-1"]
        {
            assert!(matches!(problem(written), LimitProblem::NoNumber { .. }), "{written}");
        }
    }

    #[test]
    fn what_an_error_advises_can_be_written() {
        for (name, number) in Limits::default().named() {
            let advice = raised(name, number);
            let mut limits = Limits::default();
            assert_eq!(set(&mut limits, advice.trim_start_matches("--limit ")), Ok(()));
            assert!(limits.named().contains(&(name, number * 2)), "{advice}");
        }
    }
}
