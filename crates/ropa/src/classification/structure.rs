//! A classification structure: its versions, and the nodes of each as a tree.

use super::code::ProcessCode;
use super::code_style::CodeStyle;
use crate::model::Extra;
use crate::source::{CellRef, Text};
use crate::text::fold::bare;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::Range;
use strum::{Display, EnumIter, IntoStaticStr};

/// The decision on a version.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StructureDecision {
    /// Who decided.
    pub body: Option<Text>,
    /// The decision's number, "beslut 2019:11".
    pub reference: Option<Text>,
    /// Case number.
    pub case_number: Option<Text>,
    /// When it was decided; validity may begin earlier.
    pub date: Option<NaiveDate>,
}

/// What is known of a version as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VersionInfo {
    /// Its name, "2.0".
    pub label: Text,
    /// The decision on it.
    pub decision: Option<StructureDecision>,
    /// First day of validity.
    pub valid_from: Option<NaiveDate>,
    /// Last day of validity.
    pub valid_to: Option<NaiveDate>,
    /// The label of the version that it replaces.
    pub replaces: Option<Text>,
    /// The files it was read from, as the user named them.
    pub files: Vec<Text>,
}

impl VersionInfo {
    /// Whether the version is valid on a day, as far as its own dates say.
    pub fn in_force(&self, day: NaiveDate) -> bool {
        within(self.valid_from, self.valid_to, day)
    }
}

fn within(from: Option<NaiveDate>, to: Option<NaiveDate>, day: NaiveDate) -> bool {
    from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to)
}

/// What a structure or its plan says of personal data in a process.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Default,
    Serialize,
    Deserialize,
    Display,
    IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum PersonalData {
    /// Not said, or said not to be known.
    #[default]
    Unknown,
    /// None.
    No,
    /// Personal data.
    Yes,
    /// Special categories (Art. 9).
    Special,
    /// Criminal convictions and offences (Art. 10).
    Criminal,
}

impl PersonalData {
    /// Whether personal data are said to be there, of whichever kind.
    pub fn is_yes(self) -> bool {
        self >= PersonalData::Yes
    }
}

/// Something known of a node, which a cell can hold.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    EnumIter,
    Display,
    IntoStaticStr,
)]
#[strum(crate = "crate::text::variants")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum NodeField {
    /// The code, perhaps with the name.
    Code,
    /// The name.
    Name,
    /// The number of the level.
    Level,
    /// One of several columns that each hold a level.
    Levels,
    /// Description.
    Description,
    /// A document type of the process.
    DocumentType,
    /// Whether there are personal data.
    PersonalData,
    /// First day of validity.
    ValidFrom,
    /// Last day of validity.
    ValidTo,
    /// Remark.
    Remark,
    /// References to other nodes.
    SeeAlso,
    /// The unit responsible.
    ResponsibleUnit,
    /// The legal person.
    LegalPerson,
    /// IT systems.
    Systems,
    /// Section of law.
    LawSection,
    /// Who declared that there are no personal data.
    DeclaredBy,
    /// When.
    DeclaredOn,
    /// Why.
    DeclaredReason,
    /// When the declaration is to be reviewed.
    ReviewBy,
    /// That this body does not carry out the process.
    NotPerformed,
    /// Who registers the processing instead.
    RegisteredElsewhere,
}

/// A declaration that a process involves no personal data.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct NoneDeclaration {
    /// Who declared it.
    pub by: Option<Text>,
    /// When.
    pub date: Option<NaiveDate>,
    /// Why.
    pub reason: Option<Text>,
    /// When it is to be reviewed.
    pub review_by: Option<NaiveDate>,
}

impl NoneDeclaration {
    /// The parts that it lacks.
    pub fn missing(&self) -> Vec<NodeField> {
        let parts = [
            (NodeField::DeclaredBy, self.by.is_none()),
            (NodeField::DeclaredOn, self.date.is_none()),
            (NodeField::DeclaredReason, self.reason.is_none()),
            (NodeField::ReviewBy, self.review_by.is_none()),
        ];
        parts.into_iter().filter(|(_, missing)| *missing).map(|(part, _)| part).collect()
    }
}

/// A kind of document that a process gives rise to (handlingstyp).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DocumentType {
    /// Its name.
    pub name: Text,
    /// Its running number, `5` of `2.3.1-5`.
    pub number: Option<u32>,
    /// Whether it holds personal data.
    pub personal_data: PersonalData,
    /// The cell of its name.
    pub cell: CellRef,
    /// The cells of its row that no field stands for.
    pub extras: Vec<Extra>,
}

/// One node of a structure.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct ProcessNode {
    /// What the node is known by within its version: its code, or the path of names where there are
    /// no codes. Not for showing.
    pub key: Text,
    /// The key of the parent, for a node without a code.
    pub parent_key: Option<Text>,
    /// The code, canonical.
    pub code: Option<ProcessCode>,
    /// The code as written.
    pub code_written: Option<Text>,
    /// The name; empty where there is none.
    pub name: Text,
    /// The level, from one, by the code or by the place in the tree.
    pub level: usize,
    /// The level that the sheet states.
    pub stated_level: Option<usize>,
    /// Description.
    pub description: Option<Text>,
    /// References to other nodes, as written.
    pub see_also: Option<Text>,
    /// The unit responsible.
    pub responsible_unit: Option<Text>,
    /// The legal person.
    pub legal_person: Option<Text>,
    /// IT systems, as written.
    pub systems: Option<Text>,
    /// Section of law.
    pub law_section: Option<Text>,
    /// First day of validity, where it is the node's own.
    pub valid_from: Option<NaiveDate>,
    /// Last day of validity, where it is the node's own.
    pub valid_to: Option<NaiveDate>,
    /// What the node itself says of personal data.
    pub personal_data: PersonalData,
    /// The declaration that there are none.
    pub none_declaration: Option<NoneDeclaration>,
    /// That this body does not carry out the process; the reason, which may be only a mark.
    pub not_performed: Option<Text>,
    /// Who registers the processing instead.
    pub registered_elsewhere: Option<Text>,
    /// Remark.
    pub remark: Option<Text>,
    /// Its document types.
    pub document_types: Vec<DocumentType>,
    /// The cells that what is known was read from.
    pub cells: BTreeMap<NodeField, CellRef>,
    /// The cells of its row that no field stands for.
    pub extras: Vec<Extra>,
}

impl ProcessNode {
    /// What the node and its document types together say of personal data: a yes on any document
    /// type is a yes for the process, a no on document types is not a no for the process.
    pub fn effective_personal_data(&self) -> PersonalData {
        let types = self.document_types.iter().map(|d| d.personal_data).filter(|p| p.is_yes());
        types.fold(self.personal_data, PersonalData::max)
    }

    /// Whether the node says that it involves no personal data, with or without a full declaration.
    pub fn declares_none(&self) -> bool {
        self.personal_data == PersonalData::No
            || self.personal_data == PersonalData::Unknown && self.none_declaration.is_some()
    }

    /// How a person knows the node: its code, or else its name.
    pub fn label(&self) -> String {
        self.code.as_ref().map_or_else(|| self.name.to_string(), ToString::to_string)
    }

    /// The cell to point at: that of the code, else of the name, else the first there is.
    pub fn cell(&self) -> Option<&CellRef> {
        let known = [NodeField::Code, NodeField::Name].iter().find_map(|field| self.cells.get(field));
        known.or_else(|| self.cells.values().next())
    }
}

/// One version of a structure: its nodes as a tree.
///
/// Nodes stand in tree order, a parent before its children, siblings by code, number by number
/// (nodes without codes after those with, in the order read). All indices are into [`nodes`].
///
/// [`nodes`]: StructureVersion::nodes
#[derive(Debug, Clone, Default)]
pub struct StructureVersion {
    /// What is known of the version as a whole.
    pub info: VersionInfo,
    /// How its codes are written.
    pub style: CodeStyle,
    nodes: Vec<ProcessNode>,
    parents: Vec<Option<usize>>,
    children: Vec<Vec<usize>>,
    ends: Vec<usize>,
    by_code: BTreeMap<ProcessCode, usize>,
    by_name: BTreeMap<String, Vec<usize>>,
}

impl StructureVersion {
    /// A version of the nodes given, in any order. No node is dropped: of several with the same code
    /// the first is the one that the code leads to.
    pub(crate) fn new(info: VersionInfo, style: CodeStyle, nodes: Vec<ProcessNode>) -> StructureVersion {
        let mut by_code: BTreeMap<&ProcessCode, usize> = BTreeMap::new();
        let mut by_key: BTreeMap<&str, usize> = BTreeMap::new();
        for (index, node) in nodes.iter().enumerate() {
            if let Some(code) = &node.code {
                by_code.entry(code).or_insert(index);
            }
            by_key.entry(&node.key).or_insert(index);
        }
        let parent_of = |index: usize, node: &ProcessNode| match &node.code {
            Some(code) => (1..code.level()).rev().find_map(|level| by_code.get(&code.prefix(level)).copied()),
            None => {
                node.parent_key.as_deref().and_then(|key| by_key.get(key).copied()).filter(|p| *p != index)
            }
        };
        let parents: Vec<Option<usize>> = nodes.iter().enumerate().map(|(i, n)| parent_of(i, n)).collect();
        let order = tree_order(&nodes, &parents);
        StructureVersion::in_order(info, style, nodes, &parents, &order)
    }

    fn in_order(
        info: VersionInfo,
        style: CodeStyle,
        nodes: Vec<ProcessNode>,
        old_parents: &[Option<usize>],
        order: &[(usize, usize)],
    ) -> StructureVersion {
        let mut position = vec![0; nodes.len()];
        for (new, (old, _)) in order.iter().enumerate() {
            position[*old] = new;
        }
        let mut slots: Vec<Option<ProcessNode>> = nodes.into_iter().map(Some).collect();
        let mut version = StructureVersion { info, style, ..StructureVersion::default() };
        version.children = vec![Vec::new(); order.len()];
        version.ends = (1..=order.len()).collect();
        for (new, (old, depth)) in order.iter().enumerate() {
            // Depth 0 marks a root, also one whose stated parent was cut to break a circle.
            let parent = old_parents[*old].filter(|_| *depth > 0).map(|p| position[p]);
            let Some(mut node) = slots[*old].take() else { continue };
            node.level = node.code.as_ref().map_or(depth + 1, ProcessCode::level);
            if let Some(code) = &node.code {
                version.by_code.entry(code.clone()).or_insert(new);
            }
            version.by_name.entry(bare(&node.name).into_owned()).or_default().push(new);
            version.parents.push(parent);
            if let Some(parent) = parent {
                version.children[parent].push(new);
            }
            version.nodes.push(node);
        }
        for index in (0..version.nodes.len()).rev() {
            if let Some(parent) = version.parents[index] {
                version.ends[parent] = version.ends[parent].max(version.ends[index]);
            }
        }
        version
    }

    /// The nodes, in tree order.
    pub fn nodes(&self) -> &[ProcessNode] {
        &self.nodes
    }

    /// The node with a code; the first of several.
    pub fn find(&self, code: &ProcessCode) -> Option<usize> {
        self.by_code.get(code).copied()
    }

    /// The nodes with a name, compared without case and punctuation.
    pub fn named(&self, name: &str) -> &[usize] {
        self.by_name.get(&*bare(name)).map_or(&[], Vec::as_slice)
    }

    /// The codes in use, in order, each with its node.
    pub(crate) fn codes(&self) -> impl DoubleEndedIterator<Item = (&ProcessCode, usize)> {
        self.by_code.iter().map(|(code, index)| (code, *index))
    }

    /// The parent; the nearest ancestor there is, where the one level up is missing.
    pub fn parent(&self, index: usize) -> Option<usize> {
        self.parents.get(index).copied().flatten()
    }

    /// The children, in order.
    pub fn children(&self, index: usize) -> &[usize] {
        self.children.get(index).map_or(&[], Vec::as_slice)
    }

    /// The node and all below it.
    pub(crate) fn subtree(&self, index: usize) -> Range<usize> {
        index..self.ends.get(index).copied().unwrap_or(index)
    }

    /// The node's ancestors, nearest first.
    pub(crate) fn ancestors(&self, index: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.parent(index), |parent| self.parent(*parent))
    }

    /// The names from the top down to the node.
    pub fn path(&self, index: usize) -> Vec<&str> {
        let mut path: Vec<&str> = self.ancestors(index).map(|i| &*self.nodes[i].name).collect();
        path.reverse();
        path.extend(self.nodes.get(index).map(|node| &*node.name));
        path
    }

    /// The days that a node is valid: its own, and else the version's.
    pub(crate) fn validity(&self, index: usize) -> (Option<NaiveDate>, Option<NaiveDate>) {
        let Some(node) = self.nodes.get(index) else { return (None, None) };
        (node.valid_from.or(self.info.valid_from), node.valid_to.or(self.info.valid_to))
    }

    /// Whether a node is in force on a day.
    pub(crate) fn in_force(&self, index: usize, day: NaiveDate) -> bool {
        let (from, to) = self.validity(index);
        within(from, to, day)
    }

    /// Whether a node is in force on a day and no child of it is.
    pub(crate) fn is_leaf(&self, index: usize, day: NaiveDate) -> bool {
        self.in_force(index, day) && !self.children(index).iter().any(|child| self.in_force(*child, day))
    }

    /// The leaves in force on a day, in tree order.
    pub fn leaves(&self, day: NaiveDate) -> impl Iterator<Item = usize> {
        (0..self.nodes.len()).filter(move |index| self.is_leaf(*index, day))
    }
}

/// The nodes in tree order with their depth, roots first found; a circle of parents is cut open.
fn tree_order(nodes: &[ProcessNode], parents: &[Option<usize>]) -> Vec<(usize, usize)> {
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); nodes.len()];
    let mut roots = Vec::new();
    for (index, parent) in parents.iter().enumerate() {
        match parent {
            Some(parent) => children[*parent].push(index),
            None => roots.push(index),
        }
    }
    let place = |index: &usize| (nodes[*index].code.is_none(), nodes[*index].code.as_ref(), *index);
    roots.sort_by(|a, b| place(a).cmp(&place(b)));
    for siblings in &mut children {
        siblings.sort_by(|a, b| place(a).cmp(&place(b)));
    }
    let mut order = Vec::with_capacity(nodes.len());
    let mut seen = vec![false; nodes.len()];
    for start in roots.into_iter().chain(0..nodes.len()) {
        let mut stack = vec![(start, 0)];
        while let Some((index, depth)) = stack.pop() {
            if std::mem::replace(&mut seen[index], true) {
                continue;
            }
            order.push((index, depth));
            stack.extend(children[index].iter().rev().map(|child| (*child, depth + 1)));
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(key: &str, parent: Option<&str>) -> ProcessNode {
        ProcessNode {
            key: key.into(),
            parent_key: parent.map(Text::from),
            code: key.parse().ok(),
            name: key.into(),
            ..ProcessNode::default()
        }
    }

    #[test]
    fn circles_of_parents_keep_every_node() {
        let nodes = vec![node("a", Some("b")), node("b", Some("a")), node("c", Some("c"))];
        let version = StructureVersion::new(VersionInfo::default(), CodeStyle::default(), nodes);
        assert_eq!(version.nodes().len(), 3);
        assert!(version.ancestors(0).count() < 3);
    }

    #[test]
    fn a_missing_level_hangs_on_the_nearest_ancestor() {
        let nodes = ["3.10.1.1", "3", "3.2", "3.10", "3.10.0"].map(|c| node(c, None)).into();
        let version = StructureVersion::new(VersionInfo::default(), CodeStyle::default(), nodes);
        let codes: Vec<String> = version.nodes().iter().map(ProcessNode::label).collect();
        assert_eq!(codes, ["3", "3.2", "3.10", "3.10.0", "3.10.1.1"]);
        assert_eq!(version.parent(4), Some(2));
        assert_eq!(version.subtree(2), 2..5);
        assert_eq!(version.nodes()[4].level, 4);
    }
}
