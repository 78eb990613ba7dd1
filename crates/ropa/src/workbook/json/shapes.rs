//! Which shapes of JSON are tables.
//!
//! Services wrap the list of records in envelopes, put what they say of the answer beside it, put records below the
//! unit whose they are, or write the names of the columns once and the rows as lists. What is none of these is one
//! record, or a list of them.

use super::columns;
use super::table::{self, Content, Row, Table};
use super::{JsonSheet, Node};
use crate::source::Text;
use crate::workbook::{Limits, Problem};
use std::collections::BTreeSet;
use std::ops::Range;

/// The sheets of a text.
pub(super) fn tables(name: &Text, node: &Node, limits: &Limits) -> Result<Vec<JsonSheet>, Problem> {
    let mut finder = Finder { cells: limits.cells, text: limits.text_bytes, limits };
    let found = match finder.find(name, node)? {
        Some(tables) => tables,
        None => {
            let items: Vec<&Node> =
                if let Node::List { items } = node { items.iter().collect() } else { vec![node] };
            vec![Table {
                name: name.clone(),
                lines: Vec::new(),
                content: Content::Rows(finder.rows(&items)?),
            }]
        }
    };
    Ok(found.into_iter().map(table::sheet).collect())
}

/// What services call the list of records in their answers, and what they put around it.
const ENVELOPES: [&str; 27] = [
    "value",
    "values",
    "results",
    "result",
    "items",
    "data",
    "records",
    "rows",
    "d",
    "body",
    "content",
    "tables",
    "sheets",
    "valueRanges",
    "list",
    "entries",
    "hits",
    "edges",
    "response",
    "payload",
    "documents",
    "docs",
    "Row",
    "rader",
    "poster",
    "text",
    "export",
];

/// What lists of records are called by people.
const NAMED: [&str; 14] = [
    "behandlingar",
    "personuppgiftsbehandlingar",
    "registreringar",
    "registerposter",
    "aktiviteter",
    "activities",
    "processing_activities",
    "processingActivities",
    "records",
    "poster",
    "rader",
    "rows",
    "konsekvensbedömningar",
    "dpias",
];

/// What services call what they say of their answer, beside the list.
const ABOUT: [&str; 10] =
    ["meta", "_meta", "metadata", "__metadata", "links", "_links", "pagination", "paging", "page", "info"];

/// Where services have the columns of an item, and how what they say of the item itself is named here: its number is
/// not the record's id.
const WRAPPERS: [&str; 5] = ["fields", "attributes", "node", "_source", "properties"];
const AROUND: &str = "item";

struct Finder<'l> {
    /// How many cells and how much text may still be made: what stands around records is written beside each.
    cells: u64,
    text: u64,
    limits: &'l Limits,
}

impl Finder<'_> {
    /// The tables in a value; nothing where it is of no shape that is known to be one.
    fn find<'n>(&mut self, name: &Text, node: &'n Node) -> Result<Option<Vec<Table<'n>>>, Problem> {
        match node {
            Node::List { items } => self.in_list(name, items),
            Node::Object { members, .. } => self.in_object(name, node, members),
            _ => Ok(None),
        }
    }

    fn in_list<'n>(&mut self, name: &Text, items: &'n [Node]) -> Result<Option<Vec<Table<'n>>>, Problem> {
        if let Some(rows) = columns::grid(items) {
            return Ok(Some(vec![Table {
                name: name.clone(),
                lines: Vec::new(),
                content: Content::Grid(rows),
            }]));
        }
        if items.is_empty() || !items.iter().all(Node::is_object) {
            return Ok(None);
        }
        if items.iter().all(is_container) {
            let mut tables = Vec::new();
            for item in items {
                let name = container_name(item).unwrap_or_else(|| name.clone());
                tables.extend(self.find(&name, item)?.unwrap_or_default());
            }
            return Ok(Some(tables).filter(|tables| !tables.is_empty()));
        }
        let content = Content::Rows(self.rows(&items.iter().collect::<Vec<_>>())?);
        Ok(Some(vec![Table { name: name.clone(), lines: Vec::new(), content }]))
    }

    fn in_object<'n>(
        &mut self,
        name: &Text,
        node: &'n Node,
        members: &'n [(String, Node)],
    ) -> Result<Option<Vec<Table<'n>>>, Problem> {
        if let Some(found) = columns::rows_of(node) {
            let mut rows = Vec::new();
            for row in found.rows {
                rows.push(Row { id: row.id, ..self.row(&row.cells, row.object)? });
            }
            let lines = self.lines(members, &found.used)?;
            return Ok(Some(vec![Table { name: name.clone(), lines, content: Content::Rows(rows) }]));
        }
        let lists: Vec<&(String, Node)> =
            members.iter().filter(|(_, value)| is_list_of_objects(value)).collect();
        let outer: Vec<&(String, Node)> = members
            .iter()
            .filter(|(key, value)| !is_list_of_objects(value) && !is_about(key, value))
            .collect();
        let are_records = |(key, list): &&(String, Node)| {
            members.len() == 1 || is_envelope(key, &outer) || look_like_records(key, list.items(), &outer)
        };
        if lists.iter().any(are_records) {
            let used: BTreeSet<&str> = lists.iter().map(|(key, _)| key.as_str()).collect();
            let mut lines = self.lines(members, &used)?;
            let mut tables = Vec::new();
            for (key, list) in lists {
                let name = if ENVELOPES.contains(&key.as_str()) { name.clone() } else { key.as_str().into() };
                tables.extend(self.find(&name, list)?.unwrap_or_default());
            }
            if let Some(first) = tables.first_mut() {
                lines.append(&mut first.lines);
                first.lines = lines;
            }
            return Ok(Some(tables).filter(|tables| !tables.is_empty()));
        }
        self.within(name, members, &outer)
    }

    /// The tables in the one member of an object that holds any.
    fn within<'n>(
        &mut self,
        name: &Text,
        members: &'n [(String, Node)],
        outer: &[&'n (String, Node)],
    ) -> Result<Option<Vec<Table<'n>>>, Problem> {
        // The text of a range is what its cells show; its values are what stands behind.
        let is_shown =
            |(key, value): &&&(String, Node)| key == "text" && columns::grid(value.items()).is_some();
        let mut inner = outer.iter().filter(|(_, value)| !value.is_single());
        let within = match (outer.iter().find(is_shown), inner.next(), inner.next()) {
            (Some(shown), ..) => shown,
            (None, Some(only), None) => only,
            (None, Some(_), Some(_)) => match outer.iter().find(|(key, _)| key == "values") {
                Some(values) => values,
                None => return Ok(None),
            },
            (None, None, _) => return Ok(None),
        };
        let (key, value) = within;
        let known = ENVELOPES.contains(&key.as_str());
        if !known && members.len() > 1 && !(value.is_object() && outer.len() <= 3) {
            return Ok(None);
        }
        let mut found = self.find(name, value)?;
        if let Some(first) = found.as_mut().and_then(|tables| tables.first_mut()) {
            let used = outer.iter().filter(|(_, value)| !value.is_single()).map(|(key, _)| key.as_str());
            let mut lines = self.lines(members, &used.collect())?;
            lines.append(&mut first.lines);
            first.lines = lines;
        }
        Ok(found)
    }

    /// What stands beside a list, as lines above its headers, without what a service says of its answer.
    fn lines<'n>(
        &mut self,
        members: &'n [(String, Node)],
        used: &BTreeSet<&str>,
    ) -> Result<Vec<(String, &'n Node)>, Problem> {
        let is_said = |(key, value): &&(String, Node)| {
            let is_text = matches!(value, Node::Leaf { text, .. } if !text.contains("://"))
                || value.is_object() && !ABOUT.contains(&key.as_str());
            let of_service = key.starts_with(['@', '_', '$']) || key.starts_with("odata");
            is_text && !of_service && !used.contains(&key.as_str())
        };
        let mut lines = Vec::new();
        for (key, value) in members.iter().filter(is_said) {
            self.flatten(key, value, &mut lines)?;
        }
        Ok(lines)
    }

    /// Objects as rows; what stands deeper has the way to it as its header.
    fn rows<'n>(&mut self, items: &[&'n Node]) -> Result<Vec<Row<'n>>, Problem> {
        let wraps = |key: &&&str| items.iter().all(|item| item.member(key).is_some_and(Node::is_object));
        if let Some(wrapper) = WRAPPERS.iter().find(wraps) {
            return items.iter().map(|item| self.wrapped(item, wrapper)).collect();
        }
        if let Some(key) = list_below(items) {
            return self.below_their_unit(items, key);
        }
        let mut rows =
            items.iter().map(|item| self.row(&[("", item)], range(item))).collect::<Result<Vec<_>, _>>()?;
        columns::without_table_names(&mut rows);
        Ok(rows)
    }

    fn wrapped<'n>(&mut self, item: &'n Node, wrapper: &str) -> Result<Row<'n>, Problem> {
        let Some(inner) = item.member(wrapper) else { return self.row(&[("", item)], range(item)) };
        let mut row = self.row(&[("", inner)], range(inner))?;
        for (key, value) in item.members().iter().filter(|(key, _)| key != wrapper) {
            self.flatten(&format!("{AROUND}.{key}"), value, &mut row.leaves)?;
        }
        Ok(row)
    }

    /// Records that stand below the unit whose they are: what is said of the unit is said of each.
    fn below_their_unit<'n>(&mut self, items: &[&'n Node], key: &str) -> Result<Vec<Row<'n>>, Problem> {
        let mut rows = Vec::new();
        for item in items {
            let around: Vec<(&str, &Node)> = item
                .members()
                .iter()
                .filter(|(name, _)| name != key)
                .map(|(name, value)| (name.as_str(), value))
                .collect();
            let inner: Vec<&Node> = item.member(key).map(Node::items).unwrap_or_default().iter().collect();
            for mut row in self.rows(&inner)? {
                let mut leaves = self.row(&around, None)?.leaves;
                leaves.append(&mut row.leaves);
                rows.push(Row { leaves, ..row });
            }
        }
        Ok(rows)
    }

    fn row<'n>(
        &mut self,
        values: &[(&str, &'n Node)],
        object: Option<Range<usize>>,
    ) -> Result<Row<'n>, Problem> {
        let mut leaves = Vec::new();
        for (path, value) in values {
            self.flatten(path, value, &mut leaves)?;
        }
        Ok(Row { leaves, id: None, object })
    }

    /// Every value within a node, with the way to it.
    fn flatten<'n>(
        &mut self,
        path: &str,
        node: &'n Node,
        into: &mut Vec<(String, &'n Node)>,
    ) -> Result<(), Problem> {
        match node {
            Node::Object { members, .. } => {
                for (key, value) in members {
                    let below = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                    self.spend(0, below.len())?;
                    self.flatten(&below, value, into)?;
                }
            }
            Node::List { items } => {
                for item in items {
                    self.flatten(path, item, into)?;
                }
            }
            leaf => {
                self.spend(1, path.len())?;
                into.push((path.to_string(), leaf));
            }
        }
        Ok(())
    }

    fn spend(&mut self, cells: u64, text: usize) -> Result<(), Problem> {
        let Limits { cells: most_cells, text_bytes, .. } = *self.limits;
        self.cells =
            self.cells.checked_sub(cells).ok_or(Problem::TooManyCells { sheet: None, limit: most_cells })?;
        self.text = self.text.checked_sub(text as u64).ok_or(Problem::TooMuchText { limit: text_bytes })?;
        Ok(())
    }
}

fn range(node: &Node) -> Option<Range<usize>> {
    match node {
        Node::Object { range, .. } => Some(range.clone()),
        _ => None,
    }
}

fn is_list_of_objects(node: &Node) -> bool {
    !node.items().is_empty() && node.items().iter().all(Node::is_object)
}

/// Whether a member is what a service says of its answer.
fn is_about(key: &str, value: &Node) -> bool {
    value.is_object() && ABOUT.contains(&key)
}

/// Whether a list is what a service wraps: beside it an answer only says where it comes from, and where more is.
fn is_envelope(key: &str, outer: &[&(String, Node)]) -> bool {
    ENVELOPES.contains(&key) && outer.iter().all(|(_, value)| !value.is_object())
}

/// Whether objects of a list are records themselves, rather than some of what one record says: they say more than what
/// stands around them, and that names no record.
fn look_like_records(key: &str, items: &[Node], outer: &[&(String, Node)]) -> bool {
    const TRIED: usize = 50;
    const FEWEST: usize = 3;
    const OF_RECORDS: [&str; 12] = [
        "id",
        "namn",
        "name",
        "titel",
        "title",
        "ändamål",
        "purpose",
        "behandling",
        "behandlings-id",
        "rättslig grund",
        "legal_basis",
        "beskrivning",
    ];
    let keys: BTreeSet<&str> =
        items.iter().take(TRIED).flat_map(Node::members).map(|(key, _)| key.as_str()).collect();
    if NAMED.contains(&key) {
        return keys.len() > 1;
    }
    let names = outer.iter().filter(|(key, _)| OF_RECORDS.contains(&&*key.to_lowercase())).count();
    keys.len() >= FEWEST && keys.len() > outer.len() && names < 2
}

/// The key of the lists in which the records of each item stand, where items are the units whose they are.
fn list_below<'n>(items: &[&'n Node]) -> Option<&'n str> {
    let first = items.iter().find_map(|item| {
        let outer: Vec<&(String, Node)> =
            item.members().iter().filter(|(_, value)| !is_list_of_objects(value)).collect();
        let mut lists = item.members().iter().filter(|(_, value)| is_list_of_objects(value));
        lists.find(|(key, list)| look_like_records(key, list.items(), &outer)).map(|(key, _)| key.as_str())
    })?;
    let fits = |item: &&Node| match item.member(first) {
        Some(Node::List { items }) => items.iter().all(Node::is_object),
        Some(Node::Null { .. }) | None => true,
        Some(_) => false,
    };
    items.iter().all(fits).then_some(first)
}

/// Whether an object is a table with its name: columns and rows, cells, or a list of records beside a few words.
fn is_container(item: &Node) -> bool {
    const FEW: usize = 4;
    let mut inner = item.members().iter().filter(|(_, value)| !value.is_single());
    let of_cells = || columns::rows_of(item).is_some_and(|found| !found.used.is_empty());
    let is_list = |(key, value): &(String, Node)| {
        ENVELOPES.contains(&key.as_str())
            && (is_list_of_objects(value) || columns::grid(value.items()).is_some())
    };
    item.members().len() <= FEW && (of_cells() || inner.next().is_some_and(is_list) && inner.next().is_none())
}

fn container_name(item: &Node) -> Option<Text> {
    const NAMES: [&str; 6] = ["name", "TableName", "namn", "title", "sheet", "range"];
    NAMES.iter().find_map(|name| item.member(name)?.text()).map(Text::from)
}
