//! A register that this library wrote as JSON, as the tables that its canonical workbook has.

use super::table::cell;
use super::{JsonCell, JsonSheet, Node};
use crate::source::Place;
use crate::workbook::{CellKind, canonical_columns};
use std::collections::{BTreeMap, BTreeSet};

/// The tables of a register that this library wrote.
pub(super) fn register(text: &str, members: &[(String, Node)]) -> Vec<JsonSheet> {
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
    JsonSheet { name: name.into(), cells, header: 0, objects: BTreeMap::new() }
}
