//! JSON as sheets.
//!
//! A list of objects is a table: its keys are the headers, each object a row. A single object is a list of one. A
//! list within an object takes several cells below one header, and what stands deeper has the way to it as its
//! header, `kontakt.namn`. Which other shapes are tables is told in `shapes`: columns and rows apart, lists of cells,
//! records below their unit. A register that this library wrote (`ropa/register/1`) becomes the tables that its
//! canonical workbook has.

mod columns;
mod register;
mod scanner;
mod shapes;
mod table;

use crate::source::{Place, Text};
use crate::workbook::canonical_columns;
use crate::workbook::collect::Collector;
use crate::workbook::encoding;
use crate::workbook::excel::Sheets;
use crate::workbook::{CellKind, Limits, Problem, Sheet};
use scanner::Scanner;
use serde::de::IgnoredAny;
use std::collections::BTreeMap;
use std::ops::Range;

/// So many values are held at once, whatever the limit of cells; each takes more room than a cell does.
const MOST_VALUES: u64 = 5_000_000;

/// A value, by where it stands in the text.
enum Node {
    Object { members: Vec<(String, Node)>, range: Range<usize> },
    List { items: Vec<Node> },
    Leaf { kind: CellKind, text: String, range: Range<usize> },
    Null { range: Range<usize> },
}

/// A cell, and where its value stands in the text.
pub(crate) struct JsonCell {
    pub(crate) place: Place,
    kind: CellKind,
    text: String,
    /// Absent where the cell stands for no value: a header.
    pub(crate) range: Option<Range<usize>>,
}

impl JsonCell {
    /// What it says.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }
}

/// A sheet of such cells; those of `null` have no text.
pub(crate) struct JsonSheet {
    pub(crate) name: Text,
    pub(crate) cells: Vec<JsonCell>,
    /// The row of the headers.
    pub(crate) header: u32,
    /// Where the object of a row stands, where a member can be added to it.
    pub(crate) objects: BTreeMap<u32, Range<usize>>,
}

pub(super) fn read(name: &Text, bytes: &[u8], limits: &Limits) -> Result<Sheets, Problem> {
    let mut collector = Collector::new(limits);
    let mut sheets = Vec::new();
    for json in sheets_of(name, bytes, limits)? {
        let mut cells = collector.sheet(json.name.clone());
        for cell in json.cells {
            cells.push(cell.place, cell.kind, &cell.text)?;
        }
        sheets.push(Sheet::new(json.name, cells.finish()));
    }
    Ok((sheets, Vec::new()))
}

/// The sheets of a JSON file.
pub(crate) fn json_sheets(file: &str, bytes: &[u8], limits: &Limits) -> Result<Vec<JsonSheet>, Problem> {
    sheets_of(&Text::from(crate::workbook::file_name::stem_and_ending(file).0), bytes, limits)
}

/// The sheets of a JSON text.
fn sheets_of(name: &Text, bytes: &[u8], limits: &Limits) -> Result<Vec<JsonSheet>, Problem> {
    let text = encoding::decode(bytes, None)?.text;
    // A byte order mark is part of the text, so that places in it are places in the file.
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => &text,
    };
    let mark = if text.starts_with('\u{feff}') { 3 } else { 0 };
    // Two files joined: the mark of the second is as many blanks.
    let joined = text.contains("\n\u{feff}").then(|| text.replace("\n\u{feff}", "\n   "));
    let text = joined.as_deref().unwrap_or(text);
    check_nesting(&text.as_bytes()[mark..], limits.json_nesting)?;
    let (values, mended) = match check_values(&text[mark..]) {
        Ok(values) => (values, None),
        Err(problem) => {
            let mended = without_last_commas(text);
            (check_values(&mended[mark..]).map_err(|_| problem)?, Some(mended))
        }
    };
    let text = mended.as_deref().unwrap_or(text);
    let most = limits.cells.min(MOST_VALUES);
    let mut scanner = Scanner { text, at: mark, left: most };
    let too_many = || Problem::TooManyCells { sheet: None, limit: most };
    let node = if values == 1 {
        scanner.value().ok_or_else(too_many)?
    } else {
        let values = (0..values).map(|_| scanner.value()).collect::<Option<Vec<_>>>();
        Node::List { items: one_after_another(values.ok_or_else(too_many)?) }
    };
    if let Node::Object { members, .. } = &node
        && members.iter().any(|(key, value)| {
            key == "schema" && matches!(value, Node::Leaf { text, .. } if text == canonical_columns::SCHEMA)
        })
    {
        return Ok(register::register(text, members));
    }
    let mut sheets = shapes::tables(name, &node, limits)?;
    if std::str::from_utf8(bytes).is_err() {
        // Places in the text are then none in the file.
        for sheet in &mut sheets {
            sheet.objects.clear();
            sheet.cells.iter_mut().for_each(|cell| cell.range = None);
        }
    }
    Ok(sheets)
}

/// How many values a text holds, one after the other: more than one where each line is a value (JSON Lines).
fn check_values(text: &str) -> Result<usize, Problem> {
    let mut values = 0;
    for value in serde_json::Deserializer::from_str(text).into_iter::<IgnoredAny>() {
        value.map_err(|error| match error.is_eof() {
            true => Problem::JsonCutOff { line: error.line() },
            false => Problem::BrokenJson { line: error.line(), column: error.column() },
        })?;
        values += 1;
    }
    // An empty text is none.
    if values == 0 { Err(Problem::BrokenJson { line: 1, column: 1 }) } else { Ok(values) }
}

/// The values of a text that holds several, those of lists put after one another: two exports in one file.
fn one_after_another(values: Vec<Node>) -> Vec<Node> {
    let is_records = |node: &Node| node.items().iter().all(Node::is_object) && !node.items().is_empty();
    if !values.iter().all(|value| value.is_object() || is_records(value)) {
        return values;
    }
    let mut joined = Vec::new();
    for value in values {
        match value {
            Node::List { items } => joined.extend(items),
            other => joined.push(other),
        }
    }
    joined
}

/// A text with a blank for each comma after which nothing comes: people and programs leave it after the last item.
fn without_last_commas(text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let (mut within, mut escaped, mut comma) = (false, false, None);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if within => escaped = true,
            b'"' => {
                within = !within;
                comma = None;
            }
            _ if within => {}
            b',' => comma = Some(at),
            b'}' | b']' => {
                if let Some(place) = comma.take().and_then(|at| bytes.get_mut(at)) {
                    *place = b' ';
                }
            }
            byte if byte.is_ascii_whitespace() => {}
            _ => comma = None,
        }
    }
    String::from_utf8(bytes).unwrap_or_default()
}

/// Refuses what nests deeper than the limit before anything is built of it.
fn check_nesting(bytes: &[u8], limit: usize) -> Result<(), Problem> {
    let (mut depth, mut within, mut escaped) = (0_usize, false, false);
    for byte in bytes {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if within => escaped = true,
            b'"' => within = !within,
            b'{' | b'[' if !within => {
                depth += 1;
                if depth > limit {
                    return Err(Problem::JsonTooDeep { limit });
                }
            }
            b'}' | b']' if !within => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    Ok(())
}

impl Node {
    /// The member of an object by its name.
    fn member(&self, name: &str) -> Option<&Node> {
        self.members().iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// The members of an object; none of anything else.
    fn members(&self) -> &[(String, Node)] {
        match self {
            Node::Object { members, .. } => members,
            _ => &[],
        }
    }

    /// The items of a list; none of anything else.
    fn items(&self) -> &[Node] {
        match self {
            Node::List { items } => items,
            _ => &[],
        }
    }

    /// What a single value says.
    fn text(&self) -> Option<&str> {
        match self {
            Node::Leaf { text, .. } => Some(text),
            _ => None,
        }
    }

    fn is_object(&self) -> bool {
        matches!(self, Node::Object { .. })
    }

    /// Whether it is a value without others within it.
    fn is_single(&self) -> bool {
        matches!(self, Node::Leaf { .. } | Node::Null { .. })
    }
}
