//! How the files were read, for a program: schema `ropa/inspect/1`.

use super::InspectView;
use crate::import::{
    Account, CellsAre, ColumnMatch, DocumentInfo, DocumentOutcome, Layout, MatchHow, Notice, StatedIn,
    TableInfo, TableKind,
};
use crate::model::{AnyField, DpiaField, Field, Value as Said};
use crate::report::common::envelope::Head;
use crate::report::common::json::{AsText, CellInFile as Cell, as_texts};
use crate::report::gaps::files;
use crate::report::merge::json::Merged;
use crate::source::{CellRef, Place, column_letters};
use crate::workbook::ReadNote;
use crate::workbook::WriteError;
use serde::Serialize;
use std::io::Write;

/// The JSON Schema (draft 2020-12) of what [`json`] writes.
pub const JSON_SCHEMA: &str = include_str!("../../../schemas/inspect-1.json");

/// Writes how the files were read as one JSON document.
///
/// # Errors
/// [`WriteError::Write`] when `out` cannot be written to.
pub fn json(out: impl Write, view: &InspectView<'_>) -> Result<(), WriteError> {
    let head = Head::new("ropa/inspect/1", view.as_of, view.lang, Some(view.import));
    head.write(out, Summary::of(view), Body::of(view))
}

#[derive(Serialize)]
struct Body<'a> {
    tables: Vec<Table<'a>>,
    values_not_understood: Vec<Value<'a>>,
    notices: Vec<NoticeOut<'a>>,
    read_notes: Vec<NoteOut<'a>>,
    documents: Vec<DocumentOut<'a>>,
    account: Account,
    merged: Merged<'a>,
}

/// One document, told apart by `outcome`.
#[derive(Serialize)]
struct DocumentOut<'a> {
    file: &'a str,
    format: Option<&'static str>,
    outcome: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<&'a str>,
    /// Why it is no DPIA, or could not be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    begins: Option<&'a str>,
    /// Whether it completes a row of a list.
    listed: bool,
    /// The file that it is a copy of in another format.
    copy_of: Option<&'a str>,
    fields: Vec<FieldOut<'a>>,
    missing: &'a [DpiaField],
    /// Fields of which it says something else than that row.
    differs: &'a [DpiaField],
    measures: MeasuresOut,
    versions: usize,
    tracked_changes: bool,
}

#[derive(Serialize)]
struct FieldOut<'a> {
    field: &'static str,
    text: &'a str,
    place: String,
    state: &'static str,
}

#[derive(Serialize)]
struct MeasuresOut {
    total: usize,
    open: usize,
    past: usize,
}

impl<'a> DocumentOut<'a> {
    fn of(info: &'a DocumentInfo, view: &InspectView<'a>) -> DocumentOut<'a> {
        let (open, past) = info.open_measures(view.as_of);
        let mut out = DocumentOut {
            file: &info.file,
            format: info.format.map(Into::into),
            outcome: "unreadable",
            key: None,
            why: None,
            begins: None,
            listed: false,
            copy_of: info.copy_of.as_deref(),
            fields: Vec::new(),
            missing: &info.missing,
            differs: &info.differs,
            measures: MeasuresOut { total: info.measures.len(), open, past },
            versions: info.versions,
            tracked_changes: info.tracked_changes,
        };
        match &info.outcome {
            DocumentOutcome::Unreadable { fault } => out.why = Some((*fault).into()),
            DocumentOutcome::NotADpia { sign, begins } => {
                (out.outcome, out.why, out.begins) = ("not_a_dpia", Some((*sign).into()), Some(&**begins));
            }
            DocumentOutcome::Dpia { key, listed } => {
                (out.outcome, out.key, out.listed) = ("dpia", Some(&**key), *listed);
                let dpia = view.import.register.dpias.iter().find(|dpia| dpia.key == *key);
                let fields = dpia.into_iter().flat_map(|dpia| {
                    let mine = dpia.entries.iter().filter(|entry| dpia.cell(*entry).file == info.file);
                    mine.map(|entry| FieldOut {
                        field: entry.field.key(),
                        text: &entry.written,
                        place: dpia.cell(entry).to_string(),
                        state: match entry.value {
                            Said::Blank => "blank",
                            Said::Unknown => "unknown",
                            _ => "given",
                        },
                    })
                });
                out.fields = fields.collect();
            }
        }
        out
    }
}

#[derive(Serialize)]
struct Summary {
    files: usize,
    tables: usize,
    activities: usize,
    dpias: usize,
    columns: usize,
    /// Columns that no field stands for.
    unmapped: usize,
    values_not_understood: usize,
    notices: usize,
}

#[derive(Serialize)]
struct Table<'a> {
    file: &'a str,
    sheet: &'a str,
    kind: TableKind,
    layout: Layout,
    header_row: Option<u32>,
    records: usize,
    columns: Vec<Column<'a>>,
    /// What the lines above the table say of all of it.
    metadata: Vec<MetadataOut<'a>>,
    account: Account,
}

#[derive(Serialize)]
struct MetadataOut<'a> {
    label: &'a str,
    text: &'a str,
    cell: String,
}

#[derive(Serialize)]
struct Column<'a> {
    header: &'a str,
    cell: String,
    field: Option<AnyField>,
    how: MatchHow,
    /// The field that it may be, where it was read into none.
    #[serde(skip_serializing_if = "Option::is_none")]
    possible: Option<AnyField>,
    /// What an inferred field rests on.
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<GroundsOut>,
}

#[derive(Serialize)]
struct GroundsOut {
    /// In per cent.
    likely: u8,
    by_heading: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    cells: Option<CellsAre>,
}

#[derive(Serialize)]
struct Value<'a> {
    #[serde(flatten)]
    cell: Cell<'a>,
    text: &'a str,
    field: AnyField,
}

/// A notice, told apart by `kind`.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum NoticeOut<'a> {
    DuplicateId {
        id: &'a str,
        cells: Vec<Cell<'a>>,
    },
    DuplicateName {
        name: &'a str,
        cells: Vec<Cell<'a>>,
    },
    FuzzyHeader {
        header: &'a str,
        cells: Vec<Cell<'a>>,
        field: AnyField,
    },
    LikelyHeader {
        header: &'a str,
        cells: Vec<Cell<'a>>,
        field: AnyField,
    },
    LeftOut {
        header: &'a str,
        cells: Vec<Cell<'a>>,
    },
    Stray {
        text: &'a str,
        cells: Vec<Cell<'a>>,
    },
    HiddenSheet {
        file: &'a str,
        sheet: &'a str,
    },
    NoTable {
        file: &'a str,
        sheet: &'a str,
    },
    OtherTable {
        header: &'a str,
        cells: Vec<Cell<'a>>,
    },
    /// Rows counted from one, columns by their letters.
    HiddenLines {
        file: &'a str,
        sheet: &'a str,
        rows: Vec<u32>,
        columns: Vec<String>,
    },
    Explanations {
        file: &'a str,
        sheet: &'a str,
    },
    #[serde(rename = "said_of_all")]
    SharedAnswer {
        field: AnyField,
        text: &'a str,
        by: StatedIn,
        cells: Vec<Cell<'a>>,
    },
    Overview {
        missing: &'a [Field],
        cells: Vec<Cell<'a>>,
    },
    Subset {
        text: &'a str,
        cells: Vec<Cell<'a>>,
    },
    Versions {
        id: &'a str,
        versions: Vec<&'a str>,
        cells: Vec<Cell<'a>>,
    },
    UnevenPairs {
        parts: [usize; 2],
        cells: Vec<Cell<'a>>,
    },
}

/// What the reader says of a file, told apart by `kind`.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum NoteOut<'a> {
    Encoding { file: &'a str, name: &'a str, guessed: bool },
    Delimiter { file: &'a str, delimiter: char },
    OtherFormat { file: &'a str, ending: &'a str, content: &'a str },
    FormulaWithoutValue { file: &'a str, cells: Vec<AsText<&'a CellRef>> },
}

impl Summary {
    fn of(view: &InspectView<'_>) -> Summary {
        let import = view.import;
        let columns = || import.tables.iter().flat_map(|table| &table.columns);
        Summary {
            files: files(import).len(),
            tables: import.tables.len(),
            activities: import.register.activities.len(),
            dpias: import.register.dpias.len(),
            columns: columns().count(),
            unmapped: columns().filter(|column| column.field.is_none()).count(),
            values_not_understood: import.not_understood.len(),
            notices: import.notices.len(),
        }
    }
}

impl<'a> Body<'a> {
    fn of(view: &InspectView<'a>) -> Body<'a> {
        let import = view.import;
        Body {
            tables: import.tables.iter().map(Table::of).collect(),
            values_not_understood: import
                .not_understood
                .iter()
                .map(|value| Value { cell: Cell::of(&value.cell), text: &value.text, field: value.field })
                .collect(),
            notices: import.notices.iter().map(NoticeOut::of).collect(),
            read_notes: view
                .notes
                .iter()
                .flat_map(|file| file.notes.iter().filter_map(|note| NoteOut::of(file.file, note)))
                .collect(),
            documents: import.documents.iter().map(|info| DocumentOut::of(info, view)).collect(),
            account: import.account,
            merged: Merged::of(import),
        }
    }
}

impl<'a> Table<'a> {
    fn of(table: &'a TableInfo) -> Table<'a> {
        let cell = |place: Place| format!("{}!{place}", table.sheet);
        let column = |column: &'a ColumnMatch| Column {
            header: &column.header,
            cell: cell(column.place),
            field: column.field,
            how: column.how,
            possible: column.possible,
            evidence: column.grounds.map(|grounds| GroundsOut {
                likely: grounds.likely,
                by_heading: grounds.heading,
                cells: grounds.cells,
            }),
        };
        Table {
            file: &table.file,
            sheet: &table.sheet,
            kind: table.kind,
            layout: table.layout,
            header_row: table.header_row,
            records: table.records,
            columns: table.columns.iter().map(column).collect(),
            metadata: table
                .metadata
                .iter()
                .map(|said| MetadataOut { label: &said.label, text: &said.text, cell: cell(said.place) })
                .collect(),
            account: table.account,
        }
    }
}

impl<'a> NoticeOut<'a> {
    fn of(notice: &'a Notice) -> NoticeOut<'a> {
        match notice {
            Notice::DuplicateId { id, cells } => NoticeOut::DuplicateId { id, cells: Cell::all(cells) },
            Notice::DuplicateName { name, cells } => {
                NoticeOut::DuplicateName { name, cells: Cell::all(cells) }
            }
            Notice::FuzzyHeader { header, cell, field } => {
                NoticeOut::FuzzyHeader { header, cells: vec![Cell::of(cell)], field: *field }
            }
            Notice::LikelyHeader { header, cell, field } => {
                NoticeOut::LikelyHeader { header, cells: vec![Cell::of(cell)], field: *field }
            }
            Notice::LeftOut { header, cell } => NoticeOut::LeftOut { header, cells: vec![Cell::of(cell)] },
            Notice::Stray { cell, text } => NoticeOut::Stray { text, cells: vec![Cell::of(cell)] },
            Notice::HiddenSheet { file, sheet } => NoticeOut::HiddenSheet { file, sheet },
            Notice::NoTable { file, sheet } => NoticeOut::NoTable { file, sheet },
            Notice::OtherTable { cell, header } => {
                NoticeOut::OtherTable { header, cells: vec![Cell::of(cell)] }
            }
            Notice::HiddenLines { file, sheet, rows, columns } => NoticeOut::HiddenLines {
                file,
                sheet,
                rows: rows.iter().map(|row| row + 1).collect(),
                columns: columns.iter().map(|col| column_letters(*col)).collect(),
            },
            Notice::Explanations { file, sheet } => NoticeOut::Explanations { file, sheet },
            Notice::SharedAnswer { field, text, by, cell } => {
                NoticeOut::SharedAnswer { field: *field, text, by: *by, cells: vec![Cell::of(cell)] }
            }
            Notice::Overview { cell, missing } => {
                NoticeOut::Overview { missing, cells: vec![Cell::of(cell)] }
            }
            Notice::Subset { cell, text } => NoticeOut::Subset { text, cells: vec![Cell::of(cell)] },
            Notice::Versions { id, versions } => NoticeOut::Versions {
                id,
                versions: versions.iter().map(|(version, _)| &**version).collect(),
                cells: versions.iter().map(|(_, cell)| Cell::of(cell)).collect(),
            },
            Notice::UnevenPairs { cells, parts } => {
                NoticeOut::UnevenPairs { parts: *parts, cells: Cell::all(cells) }
            }
        }
    }
}

impl<'a> NoteOut<'a> {
    /// What stands beside the remarks that every document has.
    fn of(file: &'a str, note: &'a ReadNote) -> Option<NoteOut<'a>> {
        Some(match note {
            ReadNote::Encoding { name, guessed } => NoteOut::Encoding { file, name, guessed: *guessed },
            ReadNote::Delimiter(delimiter) => NoteOut::Delimiter { file, delimiter: *delimiter },
            ReadNote::OtherFormat { ending, content } => NoteOut::OtherFormat { file, ending, content },
            ReadNote::FormulaWithoutValue(cells) => {
                NoteOut::FormulaWithoutValue { file, cells: as_texts(cells) }
            }
            ReadNote::Remark(_) => return None,
        })
    }
}
