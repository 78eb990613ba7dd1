//! What the JSON of every command begins with.

use crate::import::{Import, Layout, TableInfo, TableKind};
use crate::law::RulePacks;
use crate::report::common::reading::Reading;
use crate::report::gaps::files;
use crate::text::Lang;
use crate::workbook::WriteError;
use chrono::NaiveDate;
use serde::Serialize;
use std::io::{BufWriter, Write};

/// What the JSON of every command begins with: by which schema it is to be read, what it was made of, and how that was
/// read.
#[derive(Serialize)]
pub(crate) struct Head<'a> {
    schema: &'static str,
    as_of: NaiveDate,
    lang: &'static str,
    /// The rule packs that the result rests on; empty where it rests on none.
    packs: Vec<Pack<'a>>,
    sources: Vec<Source<'a>>,
    /// Absent where no register was read.
    reading: Option<Reading>,
}

/// A rule pack.
#[derive(Serialize)]
struct Pack<'a> {
    id: &'a str,
    version: &'a str,
}

/// A whole document: the head, figures on the whole, and what the command found.
#[derive(Serialize)]
struct Document<'a, S, B> {
    #[serde(flatten)]
    head: Head<'a>,
    summary: S,
    #[serde(flatten)]
    body: B,
}

impl<'a> Head<'a> {
    pub(crate) fn new(
        schema: &'static str,
        as_of: NaiveDate,
        lang: Lang,
        import: Option<&'a Import>,
    ) -> Head<'a> {
        Head {
            schema,
            as_of,
            lang: lang.code(),
            packs: Vec::new(),
            sources: import.map(sources).unwrap_or_default(),
            reading: import.map(Reading::of),
        }
    }

    /// The same, of a result that rests on rule packs.
    pub(crate) fn by(self, packs: &'a RulePacks) -> Head<'a> {
        Head { packs: all(packs), ..self }
    }

    /// Writes the document that begins so.
    pub(crate) fn write(
        self,
        out: impl Write,
        summary: impl Serialize,
        body: impl Serialize,
    ) -> Result<(), WriteError> {
        let mut out = BufWriter::new(out);
        let document = Document { head: self, summary, body };
        serde_json::to_writer(&mut out, &document).map_err(std::io::Error::from)?;
        out.write_all(b"\n")?;
        Ok(out.flush()?)
    }
}

/// What the other side of a comparison was made of, and how that was read.
#[derive(Serialize)]
pub(crate) struct Side<'a> {
    as_of: NaiveDate,
    packs: Vec<Pack<'a>>,
    sources: Vec<Source<'a>>,
    reading: Reading,
}

impl<'a> Side<'a> {
    pub(crate) fn of(as_of: NaiveDate, import: &'a Import, packs: &'a RulePacks) -> Side<'a> {
        Side { as_of, packs: all(packs), sources: sources(import), reading: Reading::of(import) }
    }
}

fn all(packs: &RulePacks) -> Vec<Pack<'_>> {
    packs.packs().iter().map(|pack| Pack { id: &pack.id, version: &pack.version }).collect()
}

/// One file that was read.
#[derive(Serialize)]
struct Source<'a> {
    path: &'a str,
    tables: Vec<Table<'a>>,
}

/// One table in it.
#[derive(Serialize)]
struct Table<'a> {
    sheet: &'a str,
    kind: TableKind,
    layout: Layout,
    header_row: Option<u32>,
    records: usize,
    /// Headers that no field stands for; their cells are kept verbatim.
    unmapped: Vec<&'a str>,
}

impl<'a> Table<'a> {
    fn of(table: &'a TableInfo) -> Table<'a> {
        let unmapped = table.columns.iter().filter(|column| column.field.is_none());
        Table {
            sheet: &table.sheet,
            kind: table.kind,
            layout: table.layout,
            header_row: table.header_row,
            records: table.records,
            unmapped: unmapped.map(|column| &*column.header).collect(),
        }
    }
}

/// The files that were read, in their order.
fn sources(import: &Import) -> Vec<Source<'_>> {
    files(import)
        .into_iter()
        .map(|(path, tables)| Source { path, tables: tables.into_iter().map(Table::of).collect() })
        .collect()
}
