//! JSON as sheets.
//!
//! A list of objects is a table: its keys are the headers, each object a row. A single object is a list of one. A
//! list within an object takes several cells below one header, and what stands deeper has the way to it as its
//! header, `kontakt.namn`. A register that this library wrote (`ropa/register/1`) becomes the tables that its
//! canonical workbook has.

use crate::source::{Place, Text};
use crate::workbook::canonical_columns;
use crate::workbook::collect::Collector;
use crate::workbook::encoding;
use crate::workbook::excel::Sheets;
use crate::workbook::{CellKind, Limits, Problem, Sheet};
use serde::de::IgnoredAny;
use std::collections::{BTreeMap, BTreeSet};
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
    let values = check_values(&text[mark..])?;
    let most = limits.cells.min(MOST_VALUES);
    let mut scanner = Scanner { text, at: mark, left: most };
    let too_many = || Problem::TooManyCells { sheet: None, limit: most };
    let node = if values == 1 {
        scanner.value().ok_or_else(too_many)?
    } else {
        let items = (0..values).map(|_| scanner.value()).collect::<Option<Vec<_>>>();
        Node::List { items: items.ok_or_else(too_many)? }
    };
    if let Node::Object { members, .. } = &node
        && members.iter().any(|(key, value)| {
            key == "schema" && matches!(value, Node::Leaf { text, .. } if text == canonical_columns::SCHEMA)
        })
    {
        return Ok(register(text, members));
    }
    let (name, items) = records(name, &node);
    Ok(vec![table(name, &items)])
}

/// How many values a text holds, one after the other: more than one where each line is a value (JSON Lines).
fn check_values(text: &str) -> Result<usize, Problem> {
    let mut values = 0;
    for value in serde_json::Deserializer::from_str(text).into_iter::<IgnoredAny>() {
        value.map_err(|error| Problem::BrokenJson { line: error.line(), column: error.column() })?;
        values += 1;
    }
    // An empty text is none.
    if values == 0 { Err(Problem::BrokenJson { line: 1, column: 1 }) } else { Ok(values) }
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

/// What services call the list of records in their answers.
const ENVELOPES: [&str; 11] =
    ["value", "values", "results", "result", "items", "data", "records", "rows", "d", "body", "content"];

/// What services call what they say of their answer, beside the list.
const ABOUT: [&str; 10] =
    ["meta", "_meta", "metadata", "__metadata", "links", "_links", "pagination", "paging", "page", "info"];

/// The objects that are records: those of a list, of the only list of objects in an object, or the object itself.
fn records<'n>(name: &Text, node: &'n Node) -> (Text, Vec<&'n Node>) {
    let objects = |items: &'n [Node]| {
        let all = items.iter().all(|item| matches!(item, Node::Object { .. }));
        (all && !items.is_empty()).then(|| items.iter().collect::<Vec<_>>())
    };
    match node {
        Node::List { items } => (name.clone(), objects(items).unwrap_or_else(|| items.iter().collect())),
        Node::Object { members, .. } => {
            let mut lists = members.iter().filter_map(|(key, value)| match value {
                Node::List { items } => Some((key, objects(items)?)),
                _ => None,
            });
            let others = members.iter().filter(|(_, value)| !matches!(value, Node::List { .. }));
            // Beside the list an answer over the network only says where it comes from, and where more is.
            let is_envelope = |key: &str| {
                ENVELOPES.contains(&key)
                    && others.clone().all(|(key, value)| {
                        !matches!(value, Node::Object { .. }) || ABOUT.contains(&key.as_str())
                    })
            };
            match (lists.next(), lists.next(), members.len()) {
                (Some((key, items)), None, count) if count == 1 || is_envelope(key) => {
                    let is_known = ENVELOPES.contains(&key.as_str());
                    (if is_known { name.clone() } else { key.as_str().into() }, items)
                }
                (None, None, 1) => match &members[0] {
                    (key, inner @ Node::Object { .. }) if ENVELOPES.contains(&key.as_str()) => {
                        records(name, inner)
                    }
                    _ => (name.clone(), vec![node]),
                },
                _ => (name.clone(), vec![node]),
            }
        }
        leaf => (name.clone(), vec![leaf]),
    }
}

/// Where a list of SharePoint, asked through Microsoft Graph, has the columns of an item, and how what it says of the item
/// itself is named here: its number is not the record's id.
const FIELDS: &str = "fields";
const AROUND: &str = "item";

/// The columns of an item, where it has them in an object of their own.
fn fields(item: &Node) -> Option<&Node> {
    let Node::Object { members, .. } = item else { return None };
    let fields = members.iter().find(|(key, value)| key == FIELDS && matches!(value, Node::Object { .. }));
    fields.map(|(_, value)| value)
}

/// A table of records: its headers in the order they are met, and a row for each.
fn table<'n>(name: Text, items: &[&'n Node]) -> JsonSheet {
    let mut order: Vec<String> = Vec::new();
    let mut widths: BTreeMap<String, usize> = BTreeMap::new();
    let mut rows: Vec<BTreeMap<String, Vec<&Node>>> = Vec::new();
    let wrapped = items.iter().all(|item| fields(item).is_some());
    let inner = |item: &'n Node| fields(item).filter(|_| wrapped).unwrap_or(item);
    for item in items {
        let mut row: BTreeMap<String, Vec<&Node>> = BTreeMap::new();
        let mut met = Vec::new();
        let mut each = |path: &str, leaf| {
            met.push(path.to_string());
            row.entry(path.to_string()).or_default().push(leaf);
        };
        match item {
            Node::Object { members, .. } if wrapped => {
                flatten("", inner(item), &mut each);
                let around = members.iter().filter(|(key, _)| key != FIELDS);
                around.for_each(|(key, value)| flatten(&format!("{AROUND}.{key}"), value, &mut each));
            }
            item => flatten("", item, &mut each),
        }
        for path in met {
            let width = widths.entry(path.clone()).or_insert_with(|| {
                order.push(path.clone());
                0
            });
            *width = row[&path].len().max(*width);
        }
        rows.push(row);
    }
    let mut starts = BTreeMap::new();
    let mut cells = Vec::new();
    let mut col = 0_u32;
    for path in &order {
        starts.insert(path.as_str(), col);
        for _ in 0..widths[path] {
            let header = if path.is_empty() { "värde" } else { path };
            cells.push(JsonCell {
                place: Place::new(0, col),
                kind: CellKind::Text,
                text: header.to_string(),
                range: None,
            });
            col = col.saturating_add(1);
        }
    }
    let mut objects = BTreeMap::new();
    for ((number, row), item) in (1_u32..).zip(&rows).zip(items) {
        if let Node::Object { range, .. } = inner(item) {
            objects.insert(number, range.clone());
        }
        let mut of_row: Vec<JsonCell> = Vec::new();
        for (path, leaves) in row {
            let start = starts.get(path.as_str()).copied().unwrap_or_default();
            of_row.extend((start..).zip(leaves).map(|(col, leaf)| cell(Place::new(number, col), leaf)));
        }
        of_row.sort_by_key(|cell| cell.place);
        cells.extend(of_row);
    }
    JsonSheet { name, cells, objects }
}

fn cell(place: Place, leaf: &Node) -> JsonCell {
    match leaf {
        Node::Leaf { kind, text, range } => {
            JsonCell { place, kind: *kind, text: text.clone(), range: Some(range.clone()) }
        }
        Node::Null { range } => {
            JsonCell { place, kind: CellKind::Text, text: String::new(), range: Some(range.clone()) }
        }
        _ => JsonCell { place, kind: CellKind::Text, text: String::new(), range: None },
    }
}

/// Every value within a node, with the way to it.
fn flatten<'n>(path: &str, node: &'n Node, each: &mut dyn FnMut(&str, &'n Node)) {
    let below = |key: &str| if path.is_empty() { key.to_string() } else { format!("{path}.{key}") };
    match node {
        Node::Object { members, .. } => {
            members.iter().for_each(|(key, value)| flatten(&below(key), value, each));
        }
        Node::List { items } => items.iter().for_each(|item| flatten(path, item, each)),
        leaf => each(path, leaf),
    }
}

/// The tables of a register that this library wrote.
fn register(text: &str, members: &[(String, Node)]) -> Vec<JsonSheet> {
    let list = |name: &str| {
        members.iter().find(|(key, _)| key == name).and_then(|(_, value)| match value {
            Node::List { items } => Some(items.as_slice()),
            _ => None,
        })
    };
    [("activities", canonical_columns::ACTIVITY), ("dpias", canonical_columns::DPIA)]
        .into_iter()
        .filter_map(|(name, mark)| Some(marked(text, name, mark, list(name)?, &labels(members, name))))
        .collect()
}

/// What the fields of a list of records are called.
fn labels<'n>(members: &'n [(String, Node)], name: &str) -> BTreeMap<&'n str, &'n str> {
    fn below<'n>(members: &'n [(String, Node)], name: &str) -> &'n [(String, Node)] {
        match members.iter().find(|(key, _)| key == name) {
            Some((_, Node::Object { members, .. })) => members,
            _ => &[],
        }
    }
    let labels = below(below(members, "labels"), name).iter();
    labels
        .filter_map(|(field, label)| match label {
            Node::Leaf { text, .. } => Some((field.as_str(), text.as_str())),
            _ => None,
        })
        .collect()
}

/// Columns by mark and header, in the order they are met, and how many of each there are.
#[derive(Default)]
struct Columns {
    all: Vec<((String, String), usize)>,
    at: BTreeMap<(String, String), usize>,
}

impl Columns {
    fn need(&mut self, column: (String, String), count: usize) {
        match self.at.get(&column) {
            Some(at) => self.all[*at].1 = count.max(self.all[*at].1),
            None => {
                self.at.insert(column.clone(), self.all.len());
                self.all.push((column, count));
            }
        }
    }
}

/// A list of records as a table whose columns are told by name.
fn marked(
    source: &str,
    name: &str,
    key_mark: &str,
    records: &[Node],
    labels: &BTreeMap<&str, &str>,
) -> JsonSheet {
    let member = |node: &'_ Node, name: &str| -> Option<usize> {
        match node {
            Node::Object { members, .. } => members.iter().position(|(key, _)| key == name),
            _ => None,
        }
    };
    fn get(node: &Node, at: Option<usize>) -> Option<&Node> {
        match (node, at) {
            (Node::Object { members, .. }, Some(at)) => members.get(at).map(|(_, value)| value),
            _ => None,
        }
    }
    let of = |node: &'_ Node, name: &str| member(node, name);
    // Columns: the mark and the header, and how many of it there are.
    let mut columns = Columns::default();
    columns.need((key_mark.to_string(), String::new()), 1);
    let mut rows: Vec<Vec<((String, String), &Node)>> = Vec::new();
    let mut asked: Vec<BTreeSet<&str>> = Vec::new();
    for record in records {
        let mut row: Vec<((String, String), &Node)> = Vec::new();
        if let Some(key) = get(record, of(record, "key")) {
            row.push(((key_mark.to_string(), String::new()), key));
        }
        let mut fields = BTreeSet::new();
        if let Some(Node::Object { members, .. }) = get(record, of(record, "fields")) {
            for (field, entries) in members {
                fields.insert(field.as_str());
                let column = (format!("{}{field}", canonical_columns::PREFIX), String::new());
                if let Node::List { items } = entries {
                    for (number, item) in (1_usize..).zip(items) {
                        let text = get(item, of(item, "text")).unwrap_or(item);
                        row.push((column.clone(), text));
                        if let Some(said) = get(item, of(item, "read_as")) {
                            let mark = format!("{}{}{number}", column.0, canonical_columns::READ_AS);
                            row.push(((mark, String::new()), said));
                        }
                    }
                    if items.is_empty() {
                        columns.need(column, 1);
                    }
                }
            }
        }
        if let Some(Node::List { items }) = get(record, of(record, "extras")) {
            for item in items {
                let header = match get(item, of(item, "header")) {
                    Some(Node::Leaf { text, .. }) => text.clone(),
                    _ => String::new(),
                };
                if let Some(text) = get(item, of(item, "text")) {
                    row.push(((canonical_columns::EXTRA.to_string(), header), text));
                }
            }
        }
        if let Some(source) = get(record, of(record, "source")) {
            for (name, mark) in ["file", "sheet", "row"].into_iter().zip(canonical_columns::SOURCES) {
                if let Some(value) = get(source, of(source, name)) {
                    row.push(((mark.to_string(), String::new()), value));
                }
            }
        }
        let mut counts: BTreeMap<&(String, String), usize> = BTreeMap::new();
        for (column, _) in &row {
            *counts.entry(column).or_default() += 1;
        }
        for (column, _) in &row {
            columns.need(column.clone(), counts[column]);
        }
        asked.push(fields);
        rows.push(row);
    }
    let all: BTreeSet<&str> = asked.iter().flatten().copied().collect();
    columns.need((canonical_columns::NOT_ASKED.to_string(), String::new()), 1);
    let mut cells = Vec::new();
    let mut headers = Vec::new();
    let mut starts: BTreeMap<&(String, String), u32> = BTreeMap::new();
    let mut col = 0_u32;
    let plain =
        |place, text: &str| JsonCell { place, kind: CellKind::Text, text: text.to_string(), range: None };
    for (column, count) in &columns.all {
        starts.insert(column, col);
        for _ in 0..*count {
            cells.push(plain(Place::new(0, col), &column.0));
            let field = column.0.strip_prefix(canonical_columns::PREFIX);
            let label = field.and_then(|field| labels.get(field)).copied();
            headers.push(plain(Place::new(1, col), label.unwrap_or(&column.1)));
            col = col.saturating_add(1);
        }
    }
    cells.extend(headers);
    let last = col.saturating_sub(1);
    for ((number, row), asked) in (2_u32..).zip(&rows).zip(&asked) {
        let mut taken: BTreeMap<&(String, String), u32> = BTreeMap::new();
        let mut of_row: Vec<JsonCell> = Vec::new();
        for (column, leaf) in row {
            let offset = taken.entry(column).or_default();
            let place = Place::new(number, starts[column] + *offset);
            of_row.push(match leaf {
                // Its own reader knows what it says.
                Node::Object { range, .. } => plain(place, &source[range.clone()]),
                leaf => cell(place, leaf),
            });
            *offset += 1;
        }
        let missing: Vec<&str> = all.difference(asked).copied().collect();
        of_row.push(plain(Place::new(number, last), &missing.join(" ")));
        of_row.sort_by_key(|cell| cell.place);
        cells.extend(of_row);
    }
    JsonSheet { name: name.into(), cells, objects: BTreeMap::new() }
}

/// Goes through a text that is known to be JSON.
struct Scanner<'t> {
    text: &'t str,
    at: usize,
    /// How many values may still come.
    left: u64,
}

impl Scanner<'_> {
    fn peek(&mut self) -> u8 {
        let bytes = self.text.as_bytes();
        while bytes.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
        bytes.get(self.at).copied().unwrap_or_default()
    }

    /// Steps over a mark, where it stands next.
    fn take(&mut self, mark: u8) -> bool {
        let there = self.peek() == mark;
        self.at += usize::from(there);
        there
    }

    fn value(&mut self) -> Option<Node> {
        self.left = self.left.checked_sub(1)?;
        let next = self.peek();
        let start = self.at;
        Some(match next {
            b'{' => {
                self.at += 1;
                let mut members = Vec::new();
                while !self.take(b'}') && self.at < self.text.len() {
                    let key = self.string();
                    self.take(b':');
                    members.push((key, self.value()?));
                    self.take(b',');
                }
                Node::Object { members, range: start..self.at }
            }
            b'[' => {
                self.at += 1;
                let mut items = Vec::new();
                while !self.take(b']') && self.at < self.text.len() {
                    items.push(self.value()?);
                    self.take(b',');
                }
                Node::List { items }
            }
            b'"' => {
                let text = self.string();
                Node::Leaf { kind: CellKind::Text, text, range: start..self.at }
            }
            _ => {
                let rest = &self.text[start..];
                let end = rest.find(|c: char| matches!(c, ',' | '}' | ']') || c.is_whitespace());
                self.at = start + end.unwrap_or(rest.len()).max(1).min(rest.len());
                let range = start..self.at;
                match &self.text[range.clone()] {
                    "null" => Node::Null { range },
                    "true" => Node::Leaf { kind: CellKind::Bool, text: "TRUE".into(), range },
                    "false" => Node::Leaf { kind: CellKind::Bool, text: "FALSE".into(), range },
                    number => Node::Leaf { kind: CellKind::Number, text: number.to_string(), range },
                }
            }
        })
    }

    fn string(&mut self) -> String {
        self.peek();
        let start = self.at;
        let bytes = self.text.as_bytes();
        self.at += 1;
        while let Some(byte) = bytes.get(self.at) {
            match byte {
                b'\\' => self.at += 2,
                b'"' => break,
                _ => self.at += 1,
            }
        }
        self.at = (self.at + 1).min(self.text.len());
        serde_json::from_str(&self.text[start..self.at]).unwrap_or_default()
    }
}
