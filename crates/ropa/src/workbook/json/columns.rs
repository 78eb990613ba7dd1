//! Tables that name their columns once: columns and rows apart, columns of values, records by their key, and lists of
//! cells.

use super::Node;
use super::table::Row;
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

/// Rows with named cells, and the members of the object that they were read from.
pub(super) struct Named<'n> {
    pub(super) rows: Vec<NamedRow<'n>>,
    pub(super) used: BTreeSet<&'n str>,
}

/// The cells of a row, each with its column.
pub(super) struct NamedRow<'n> {
    pub(super) cells: Vec<(&'n str, &'n Node)>,
    /// The key by which the object stands in another, where that is the record's id.
    pub(super) id: Option<&'n str>,
    pub(super) object: Option<Range<usize>>,
}

/// What the list of columns is called, and the list of rows.
const COLUMNS: [&str; 12] = [
    "columns",
    "Columns",
    "cols",
    "headers",
    "header",
    "fields",
    "columnNames",
    "column_names",
    "kolumner",
    "rubriker",
    "schema",
    "view",
];
const ROWS: [&str; 14] = [
    "rows", "Rows", "data", "values", "records", "items", "rader", "poster", "results", "result", "aaData",
    "body", "dataset", "entries",
];

/// The rows of an object that is a table; nothing where it is none.
pub(super) fn rows_of(node: &Node) -> Option<Named<'_>> {
    apart(node).or_else(|| of_lists(node)).or_else(|| of_numbered(node)).or_else(|| by_key(node))
}

/// Columns and rows, each in a list of their own.
fn apart(node: &Node) -> Option<Named<'_>> {
    let members = node.members();
    let (heads, columns) = members.iter().find_map(|(key, value)| Some((key, columns_in(key, value)?)))?;
    let (rows_key, rows) = ROWS.iter().find_map(|name| {
        let (key, value) = members.iter().find(|(key, _)| key == name && key != heads)?;
        (!value.items().is_empty()).then_some((key, value.items()))
    })?;
    let rows = rows.iter().map(|row| named(row, &columns)).collect::<Option<Vec<_>>>()?;
    Some(Named { rows, used: BTreeSet::from([heads.as_str(), rows_key.as_str()]) })
}

/// What columns are called, in their order and by what else rows may name them.
struct Columns<'n> {
    names: Vec<&'n str>,
    by_key: HashMap<&'n str, &'n str>,
}

/// The columns in a member, also where they stand deeper in what is said of the table.
fn columns_in<'n>(key: &str, value: &'n Node) -> Option<Columns<'n>> {
    const DEEPER: [&str; 4] = ["meta", "metadata", "schema", "view"];
    match value {
        Node::List { items } if COLUMNS.contains(&key) && items.len() > 1 => {
            let mut columns = Columns { names: Vec::new(), by_key: HashMap::new() };
            items.iter().try_for_each(|item| columns.add(item))?;
            Some(columns)
        }
        Node::Object { members, .. } if DEEPER.contains(&key) => {
            members.iter().find_map(|(key, value)| columns_in(key, value))
        }
        _ => None,
    }
}

impl<'n> Columns<'n> {
    fn add(&mut self, node: &'n Node) -> Option<()> {
        const NAMES: [&str; 16] = [
            "label",
            "headerName",
            "header",
            "display_name",
            "displayName",
            "title",
            "caption",
            "text",
            "rubrik",
            "name",
            "namn",
            "ColumnName",
            "columnName",
            "field",
            "id",
            "key",
        ];
        const KEYS: [&str; 9] =
            ["id", "key", "field", "name", "data", "dataIndex", "prop", "accessor", "fieldName"];
        let said = |key: &&str| node.member(key).and_then(Node::text).filter(|text| !text.trim().is_empty());
        let name = match node {
            Node::Object { .. } => NAMES.iter().find_map(said)?,
            single => single.text()?,
        };
        for key in KEYS.iter().filter_map(said).chain([name]) {
            self.by_key.entry(key).or_insert(name);
        }
        self.names.push(name);
        Some(())
    }
}

/// A row by its columns: a list of cells, or an object by the keys of the columns.
fn named<'n>(row: &'n Node, columns: &Columns<'n>) -> Option<NamedRow<'n>> {
    let by_key = |key: &str| columns.by_key.get(key).copied();
    if let Some(cells) = cells_of(row) {
        let cells = cells.iter().enumerate().map(|(index, item)| {
            let own = item.member("columnId").and_then(Node::text).and_then(by_key);
            // What stands beyond the last column has no name, and is kept all the same.
            let name = own.or_else(|| columns.names.get(index).copied()).unwrap_or_default();
            (name, shown(item))
        });
        return Some(NamedRow { cells: cells.collect(), id: None, object: None });
    }
    let Node::Object { members, range } = row else { return None };
    let cells = members.iter().map(|(key, value)| (by_key(key).unwrap_or(key), value));
    // Where the names differ from the keys a new member would have the wrong one.
    let same = members.iter().all(|(key, _)| by_key(key).is_none_or(|name| name == key));
    Some(NamedRow { cells: cells.collect(), id: None, object: same.then(|| range.clone()) })
}

/// The cells of a row that is a list, or that has them in a list.
fn cells_of(row: &Node) -> Option<&[Node]> {
    const CELLS: [&str; 5] = ["c", "f", "cells", "values", "celler"];
    match row {
        Node::List { items } => Some(items),
        Node::Object { .. } => CELLS.iter().find_map(|name| match row.member(name)? {
            Node::List { items } => Some(items.as_slice()),
            _ => None,
        }),
        _ => None,
    }
}

/// What a cell shows, where it is an object with its value.
fn shown(cell: &Node) -> &Node {
    const SHOWN: [&str; 7] = ["displayValue", "formattedValue", "f", "text", "v", "value", "Value"];
    let said =
        SHOWN.iter().filter_map(|name| cell.member(name)).find(|value| !matches!(value, Node::Null { .. }));
    let empty = || SHOWN.iter().find_map(|name| cell.member(name));
    said.or_else(empty).unwrap_or(cell)
}

/// A list for each column, all as long: `{"Id": ["1", "2"], "Namn": ["a", "b"]}`.
fn of_lists(node: &Node) -> Option<Named<'_>> {
    let members = node.members();
    let length = members.first()?.1.items().len();
    let fits = |value: &Node| {
        value.items().len() == length
            && value.items().iter().all(|item| item.is_single() || !item.items().is_empty())
    };
    if !is_wide(members) || length < 2 || !members.iter().all(|(_, value)| fits(value)) {
        return None;
    }
    let row = |at: usize| {
        let cells = members.iter().filter_map(|(key, value)| Some((key.as_str(), value.items().get(at)?)));
        NamedRow { cells: cells.collect(), id: None, object: None }
    };
    Some(Named { rows: (0..length).map(row).collect(), used: all_keys(members) })
}

/// An object for each column, whose keys are the numbers of the rows: `{"Id": {"0": "1"}, "Namn": {"0": "a"}}`.
fn of_numbered(node: &Node) -> Option<Named<'_>> {
    let members = node.members();
    let numbers: Vec<&str> = members.first()?.1.members().iter().map(|(key, _)| key.as_str()).collect();
    let is_number = |text: &&str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let fits = |value: &Node| {
        value.members().len() == numbers.len()
            && value
                .members()
                .iter()
                .zip(&numbers)
                .all(|((key, value), number)| key == number && !value.is_object())
    };
    if !is_wide(members)
        || numbers.is_empty()
        || !numbers.iter().all(is_number)
        || !members.iter().all(|(_, value)| fits(value))
    {
        return None;
    }
    let row = |at: usize| {
        let cells =
            members.iter().filter_map(|(key, value)| Some((key.as_str(), &value.members().get(at)?.1)));
        NamedRow { cells: cells.collect(), id: None, object: None }
    };
    Some(Named { rows: (0..numbers.len()).map(row).collect(), used: all_keys(members) })
}

/// Records by their key: `{"SN-1": {"Namn": "a"}, "SN-2": {"Namn": "b"}}`. The key is read as the id where no value of
/// the record is the same, and is no number alone.
fn by_key<'n>(node: &'n Node) -> Option<Named<'n>> {
    const FEWEST_RECORDS: usize = 2;
    const FEWEST_FIELDS: usize = 3;
    let records: Vec<&'n (String, Node)> =
        node.members().iter().filter(|(_, value)| value.is_object()).collect();
    let fields: BTreeSet<&str> =
        records.iter().flat_map(|(_, record)| record.members()).map(|(key, _)| key.as_str()).collect();
    let alike = |(_, record): &&(String, Node)| record.members().len() * 2 > fields.len();
    let others = node.members().iter().filter(|(_, value)| !value.is_object());
    if records.len() < FEWEST_RECORDS
        || fields.len() < FEWEST_FIELDS
        || !records.iter().all(alike)
        || others.clone().any(|(_, value)| !value.is_single())
        || others.count() > FEWEST_FIELDS
    {
        return None;
    }
    let is_number = |key: &str| key.bytes().all(|byte| byte.is_ascii_digit());
    let says = |record: &Node, key: &str| record.members().iter().any(|(_, value)| value.text() == Some(key));
    let keyed = records.iter().all(|(key, record)| !is_number(key) && !says(record, key));
    let row = |record: &&'n (String, Node)| {
        let (key, Node::Object { members, range }) = record else { return None };
        let cells = members.iter().map(|(key, value)| (key.as_str(), value)).collect();
        Some(NamedRow { cells, id: keyed.then_some(key.as_str()), object: Some(range.clone()) })
    };
    Some(Named {
        rows: records.iter().filter_map(row).collect(),
        used: records.iter().map(|(key, _)| key.as_str()).collect(),
    })
}

fn is_wide(members: &[(String, Node)]) -> bool {
    const FEWEST: usize = 3;
    members.len() >= FEWEST
}

fn all_keys(members: &[(String, Node)]) -> BTreeSet<&str> {
    members.iter().map(|(key, _)| key.as_str()).collect()
}

/// Rows of cells, where a list holds nothing else: the headers are among them.
pub(super) fn grid(items: &[Node]) -> Option<Vec<Vec<&Node>>> {
    const FEWEST: usize = 2;
    let is_row = |item: &Node| matches!(item, Node::List { items } if items.iter().all(|cell| shown(cell).is_single()));
    let wide = items.iter().any(|item| item.items().len() >= FEWEST);
    (items.len() >= FEWEST && wide && items.iter().all(is_row))
        .then(|| items.iter().map(|item| item.items().iter().map(shown).collect()).collect())
}

/// Takes away the name of the table that some services write before each column: `Register[Behandling]`.
pub(super) fn without_table_names(rows: &mut [Row<'_>]) {
    fn inner(path: &str) -> Option<Cow<'_, str>> {
        let (_, column) = path.strip_suffix(']')?.split_once('[')?;
        Some(Cow::Borrowed(column))
    }
    let mut paths = rows.iter().flat_map(|row| &row.leaves).map(|(path, _)| path.as_str()).peekable();
    let begins = paths.peek().and_then(|path| path.split_once('[')).map(|(table, _)| format!("{table}["));
    if begins.is_none_or(|begins| paths.any(|path| !path.starts_with(&begins) || inner(path).is_none())) {
        return;
    }
    for (path, _) in rows.iter_mut().flat_map(|row| &mut row.leaves) {
        if let Some(column) = inner(path).map(Cow::into_owned) {
            *path = column;
        }
    }
}
