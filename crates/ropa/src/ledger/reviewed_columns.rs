//! The workbook of columns: what each heading stands for, as a person settled it.

use crate::import::TableKind;
use crate::ledger::columns::{Column, KINDS, LedgerError, ProblemKind, Rows, read_rows};
use crate::model::{AnyField, DpiaField, Field};
use crate::source::Text;
use crate::text::variants::IntoEnumIterator;
use crate::text::{OFFERED, nearest_of, same};
use crate::workbook::Workbook;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    File,
    Sheet,
    Cell,
    Kind,
    Header,
    Sample,
    Field,
    Sureness,
}

const COLUMNS: &[Column<Key>] = &[
    (Key::File, "Fil", "File"),
    (Key::Sheet, "Blad", "Sheet"),
    (Key::Cell, "Cell", "Cell"),
    (Key::Kind, "Slag", "Kind"),
    (Key::Header, "Rubrik", "Heading"),
    (Key::Sample, "Så står det", "What stands there"),
    (Key::Field, "Betyder", "Means"),
    (Key::Sureness, "Säkerhet", "Sureness"),
];

/// What says that a heading stands for no field.
const NONE: [&str; 4] = ["-", "–", "inget av fälten", "none of the fields"];

/// What a heading stands for, as a person settled it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewedColumn {
    /// The heading.
    pub header: Text,
    /// Its field; absent where it stands for nothing.
    pub field: Option<AnyField>,
}

/// Reads what a person settled in a workbook of columns. Rows that name no field say nothing and are left out.
///
/// # Errors
/// [`LedgerError::NoTable`] where no row has the column of the field, [`LedgerError::Cells`] with every cell that
/// cannot be used.
pub fn read_columns(book: &Workbook) -> Result<Vec<ReviewedColumn>, LedgerError> {
    read_rows(book, COLUMNS, Key::Field, column)
}

fn column(rows: &mut Rows<'_, Key>, row: u32) -> Option<ReviewedColumn> {
    let said = rows.text(row, Key::Field)?;
    let header = rows.text(row, Key::Header)?;
    let kind = match rows.text(row, Key::Kind) {
        Some(_) => rows.choice(row, Key::Kind, KINDS)?,
        None => TableKind::Activities,
    };
    // A field is chosen by its name, and known by the key in brackets.
    let key = said.rsplit_once('(').map_or(&*said, |(_, key)| key.trim_end().trim_end_matches(')')).trim();
    if NONE.iter().any(|none| same(none, key)) {
        return Some(ReviewedColumn { header, field: None });
    }
    let field = match kind {
        TableKind::Dpias => key.parse::<DpiaField>().ok().map(AnyField::from),
        _ => key.parse::<Field>().ok().map(AnyField::from),
    };
    if field.is_none() {
        let near = match kind {
            TableKind::Dpias => nearest_of(key, DpiaField::iter().map(|one| (one.key(), one.key())), OFFERED),
            _ => nearest_of(key, Field::iter().map(|one| (one.key(), one.key())), OFFERED),
        };
        let known = near.into_iter().chain(["-"]).collect();
        rows.wrong(row, Key::Field, ProblemKind::UnknownWord { known });
    }
    field.map(|field| ReviewedColumn { header, field: Some(field) })
}

/// Writes what a person settled as a profile. A heading that two fields were chosen for stands for the first.
pub fn columns_profile(columns: &[ReviewedColumn]) -> String {
    let mut sections: [BTreeMap<&'static str, BTreeSet<&str>>; 2] = Default::default();
    let mut taken: [BTreeSet<String>; 2] = Default::default();
    let mut ignored: BTreeSet<&str> = BTreeSet::new();
    for column in columns {
        let Some(field) = column.field else {
            ignored.insert(&column.header);
            continue;
        };
        let of = usize::from(matches!(field, AnyField::Dpia(_)));
        if taken[of].insert(column.header.to_lowercase()) {
            sections[of].entry(field.key()).or_default().insert(&column.header);
        }
    }
    ignored.retain(|header| taken.iter().all(|taken| !taken.contains(&header.to_lowercase())));
    let list =
        |labels: &BTreeSet<&str>| labels.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", ");
    let mut toml =
        format!("schema = \"ropa/profile/1\"\nextends = \"draftit\"\nignore = [{}]\n", list(&ignored));
    for (name, fields) in ["activity", "dpia"].into_iter().zip(&sections) {
        toml.push_str(&format!("\n[{name}]\n"));
        for (key, labels) in fields {
            toml.push_str(&format!("{key} = [{}]\n", list(labels)));
        }
    }
    toml
}

/// A text in TOML, on one line.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// The headers of the workbook, in Swedish or English.
#[cfg(feature = "write")]
pub(crate) fn column_headers(swedish: bool) -> Vec<&'static str> {
    COLUMNS.iter().map(|(_, sv, en)| if swedish { *sv } else { *en }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_settled_becomes_a_profile() {
        let settled = |header: &str, field: Option<AnyField>| ReviewedColumn { header: header.into(), field };
        let columns = [
            settled("Grej \"A\"", Some(Field::Name.into())),
            settled("Skåp", None),
            settled("Läge", Some(DpiaField::Status.into())),
            settled("Grej \"A\"", Some(Field::Purpose.into())),
        ];
        let toml = columns_profile(&columns);
        let profile = crate::import::Profile::parse("x.toml", &toml);
        let profile = profile.unwrap_or_else(|error| panic!("{error}\n{toml}"));
        let found = profile.match_header(TableKind::Activities, "Grej \"A\"");
        assert_eq!(found.map(|found| found.field), Some(Field::Name.into()));
        let found = profile.match_header(TableKind::Dpias, "Läge");
        assert_eq!(found.map(|found| found.field), Some(DpiaField::Status.into()));
        assert!(toml.contains("ignore = [\"Skåp\"]"), "{toml}");
    }
}
