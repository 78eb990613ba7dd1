//! The rows of the sheets, as nodes and document types.

use super::super::code::CodeError;
use super::super::code::ProcessCode;
use super::super::code_reading::{CellCode, CodeReading};
use super::super::code_style::CodeStyle;
use super::super::lexicon::Mark;
use super::super::structure::{
    DocumentType, NodeField, NoneDeclaration, PersonalData, ProcessNode, StructureVersion,
};
use super::super::validate::{StructureFinding, StructureIssue};
use super::cell_values;
use super::columns::Columns;
use super::lost_zero::settle_codes;
use super::raw_row::{RawCode, RawRow};
use super::{ReadOptions, Shape, StructureError, StructureReading, StructureTable, UnreadCell};
use crate::model::{Extra, OriginIndex};
use crate::source::{CellRef, Place, Text};
use crate::workbook::{Cell, CellKind, Sheet};
use std::collections::{BTreeMap, BTreeSet};

/// A sheet with a structure in it.
struct Source<'s> {
    file: Text,
    sheet: &'s Sheet,
    columns: Columns,
}

impl Source<'_> {
    fn cell(&self, place: Place) -> CellRef {
        CellRef { file: self.file.clone(), sheet: self.sheet.name.clone(), place }
    }
}

pub(super) fn read(
    sheets: Vec<(Text, &Sheet)>,
    options: &ReadOptions,
) -> Result<StructureReading, StructureError> {
    let mut reading = StructureReading::default();
    let mut sources = Vec::new();
    let mut files: Vec<Text> = Vec::new();
    for (file, sheet) in sheets {
        if !files.contains(&file) {
            files.push(file.clone());
        }
        match Columns::find(sheet) {
            Some(columns) => sources.push(Source { file, sheet, columns }),
            None => reading.skipped.push((file, sheet.name.clone())),
        }
    }
    if sources.is_empty() {
        return Err(StructureError::NoStructure(files));
    }
    let texts: Vec<Text> = sources.iter().flat_map(|s| s.columns.code_texts(s.sheet)).collect();
    let style = options.style.unwrap_or_else(|| CodeStyle::found(texts.iter().map(|text| &**text)));
    let mut raws = Vec::new();
    for (index, source) in sources.iter().enumerate() {
        raws.extend(raw_rows(index, source, style));
    }
    let codes = settle_codes(&raws);
    let mut nodes = Nodes::new(&sources);
    for (raw, code) in raws.iter().zip(codes) {
        nodes.take(raw, code);
    }
    nodes.imply_parents(&raws, style);
    nodes.finish(&mut reading);
    let mut info = options.info.clone();
    if info.files.is_empty() {
        info.files = files;
    }
    let built = std::mem::take(&mut nodes.nodes);
    // Where every node says when it begins, so does the version; likewise when all end.
    if info.valid_from.is_none() && built.iter().all(|node| node.valid_from.is_some()) {
        info.valid_from = built.iter().filter_map(|node| node.valid_from).min();
    }
    if info.valid_to.is_none() && built.iter().all(|node| node.valid_to.is_some()) {
        info.valid_to = built.iter().filter_map(|node| node.valid_to).max();
    }
    reading.version = StructureVersion::new(info, style, built);
    reading.tables = sources.iter().map(table).collect();
    Ok(reading)
}

fn table(source: &Source<'_>) -> StructureTable {
    let row = source.columns.header_row.unwrap_or_default();
    let headers = source.columns.headers.iter();
    let columns = headers
        .map(|(col, text)| (source.cell(Place::new(row, *col)), text.clone(), source.columns.field(*col)));
    StructureTable {
        file: source.file.clone(),
        sheet: source.sheet.name.clone(),
        shape: source.columns.shape,
        header_row: source.columns.header_row.map(|row| row + 1),
        columns: columns.collect(),
    }
}

fn raw_rows(index: usize, source: &Source<'_>, style: CodeStyle) -> Vec<RawRow> {
    let mut raws = Vec::new();
    // What stands above, by level column, and the indentation of each open level of names.
    let mut current: Vec<Option<Text>> = vec![None; source.columns.levels.len()];
    let mut indents: Vec<usize> = Vec::new();
    for (row, cells) in source.columns.body(source.sheet) {
        match source.columns.shape {
            Shape::CodeAndName | Shape::CodeInName => {
                raws.extend(coded_row(index, source, style, row, &cells));
            }
            Shape::SplitCode => raws.extend(split_row(index, source, style, row, &cells, &mut current)),
            Shape::Levels => raws.extend(level_row(index, source, style, row, &cells, &mut current)),
            Shape::Names => raws.extend(name_row(index, source, row, &cells, &mut indents)),
        }
    }
    raws
}

fn at<'c>(cells: &[&'c Cell], col: Option<u32>) -> Option<&'c Cell> {
    col.and_then(|col| cells.iter().find(|cell| cell.place.col == col).copied())
}

fn raw_code(cell: &Cell, style: CodeStyle) -> RawCode {
    let read = style.parse_cell(&cell.text, cell.kind == CellKind::Number);
    let read = match (read, cell.kind) {
        (Err(error @ CodeError::Date(_)), _) => Err(error),
        (_, CellKind::Date) => Err(CodeError::Date(Vec::new())),
        (read, _) => read,
    };
    RawCode { written: cell.text.clone(), place: cell.place, read }
}

/// What follows the code in its cell, where it does.
fn rest(code: &RawCode) -> Option<&CodeReading> {
    match &code.read {
        Ok(CellCode::Sure(reading)) => Some(reading),
        _ => None,
    }
}

fn coded_row(
    index: usize,
    source: &Source<'_>,
    style: CodeStyle,
    row: u32,
    cells: &[&Cell],
) -> Option<RawRow> {
    let columns = &source.columns;
    let mut raw = RawRow::new(index, row);
    raw.repeats = columns.document_type().is_some();
    let deepest = columns.levels.iter().rposition(|col| at(cells, Some(*col)).is_some());
    let level_name = deepest.and_then(|d| at(cells, columns.levels.get(d).copied()));
    let name = at(cells, columns.name).or(level_name);
    let document = at(cells, columns.document_type());
    let mut code_cell = at(cells, columns.code);
    // A heading between the rows, in whichever column.
    if let ([only], None) = (cells, code_cell)
        && style.parse(&only.text).is_ok_and(|reading| !reading.rest.is_empty() && reading.code.level() > 0)
        && document.is_none()
    {
        code_cell = Some(only);
    }
    raw.code = code_cell.map(|cell| raw_code(cell, style));
    raw.used.extend(raw.code.iter().map(|code| code.place));
    if let Some(name) = name.filter(|name| Some(name.place) != raw.code.as_ref().map(|c| c.place)) {
        raw.name = Some((name.text.trim().into(), name.place));
        raw.used.push(name.place);
    }
    if let Some(document) = document {
        raw.document = Some((document.text.trim().into(), document.place));
        raw.used.push(document.place);
    }
    if let Some(code) = &raw.code
        && let Some(reading) = rest(code)
    {
        if raw.name.is_none() && !reading.rest.is_empty() {
            raw.name = Some((reading.rest.as_str().into(), code.place));
        }
        // 2.3.1-5 names a document type of 2.3.1, also where there is no column for those.
        if reading.document_type.is_some() && raw.document.is_none() {
            raw.document = raw.name.take();
            raw.repeats = true;
        }
        for (position, col) in columns.levels.iter().enumerate().take(deepest.unwrap_or(0)) {
            if let Some(cell) = at(cells, Some(*col)) {
                raw.above.push((position + 1, cell.text.trim().into(), cell.place));
                raw.used.push(cell.place);
            }
        }
    }
    let merged = raw.code.is_none()
        && columns.code.is_some_and(|col| Columns::merged_from_above(source.sheet, Place::new(row, col)));
    raw.continues = merged && raw.document.is_none();
    (!cells.is_empty()).then_some(raw)
}

fn split_row(
    index: usize,
    source: &Source<'_>,
    style: CodeStyle,
    row: u32,
    cells: &[&Cell],
    current: &mut [Option<Text>],
) -> Option<RawRow> {
    let columns = &source.columns;
    let mut raw = RawRow::new(index, row);
    raw.repeats = columns.document_type().is_some();
    let numbers: Vec<Option<&Cell>> = columns.levels.iter().map(|col| at(cells, Some(*col))).collect();
    if let Some(first) = numbers.iter().position(Option::is_some) {
        let last = numbers.iter().rposition(Option::is_some).unwrap_or(first);
        for (position, slot) in current.iter_mut().enumerate() {
            if position >= first {
                *slot = numbers[position].map(|cell| cell.text.trim().into());
            }
        }
        let written: Vec<&str> = current.iter().take(last + 1).map(|s| s.as_deref().unwrap_or("")).collect();
        let joined = written.join(if style.separator == super::super::code_style::Separator::Blank {
            " "
        } else {
            "."
        });
        let read = style.parse(&joined).map(CellCode::Sure);
        let used = numbers.iter().flatten().map(|cell| cell.place);
        raw.used.extend(used);
        raw.code = Some(RawCode { written: joined.into(), place: raw.used[0], read });
    }
    if let Some(name) = at(cells, columns.name) {
        raw.name = Some((name.text.trim().into(), name.place));
        raw.used.push(name.place);
    }
    if let Some(document) = at(cells, columns.document_type()) {
        raw.document = Some((document.text.trim().into(), document.place));
        raw.used.push(document.place);
    }
    (!cells.is_empty()).then_some(raw)
}

/// One raw row for each level that the row newly states, the deepest last.
fn level_row(
    index: usize,
    source: &Source<'_>,
    style: CodeStyle,
    row: u32,
    cells: &[&Cell],
    current: &mut [Option<Text>],
) -> Vec<RawRow> {
    let columns = &source.columns;
    let mut raws: Vec<RawRow> = Vec::new();
    let last = columns.levels.iter().rposition(|col| at(cells, Some(*col)).is_some());
    let mut repeated = Vec::new();
    for (position, col) in columns.levels.iter().enumerate() {
        let Some(cell) = at(cells, Some(*col)) else { continue };
        let text: Text = cell.text.trim().into();
        if current[position].as_ref() == Some(&text) && Some(position) != last {
            repeated.push(cell.place);
            continue;
        }
        current[position] = Some(text.clone());
        current[position + 1..].fill(None);
        let mut raw = RawRow::new(index, row);
        raw.repeats = true;
        raw.depth = position;
        raw.owns = false;
        raw.used.push(cell.place);
        let code = raw_code(cell, style);
        match rest(&code) {
            Some(reading) if !reading.rest.is_empty() => {
                raw.name = Some((reading.rest.as_str().into(), cell.place));
                raw.code = Some(code);
            }
            _ if matches!(code.read, Err(CodeError::NoCode)) => raw.name = Some((text, cell.place)),
            _ => raw.code = Some(code),
        }
        raws.push(raw);
    }
    if raws.is_empty() && !cells.is_empty() {
        raws.push(RawRow { repeats: true, ..RawRow::new(index, row) });
    }
    if let Some(raw) = raws.last_mut() {
        raw.owns = true;
        raw.used.extend(repeated);
        if let Some(name) = at(cells, columns.name)
            && raw.name.is_none()
            && raw.code.is_some()
        {
            raw.name = Some((name.text.trim().into(), name.place));
            raw.used.push(name.place);
        }
        if let Some(document) = at(cells, columns.document_type()) {
            raw.document = Some((document.text.trim().into(), document.place));
            raw.used.push(document.place);
        }
    }
    raws
}

fn name_row(
    index: usize,
    source: &Source<'_>,
    row: u32,
    cells: &[&Cell],
    indents: &mut Vec<usize>,
) -> Option<RawRow> {
    let columns = &source.columns;
    let mut raw = RawRow::new(index, row);
    if let Some(name) = at(cells, columns.name) {
        let indent = name.text.chars().take_while(|c| c.is_whitespace()).count();
        let level = columns.fields.iter().find(|(_, field)| **field == NodeField::Level).map(|(col, _)| *col);
        let stated =
            at(cells, level).and_then(|cell| cell.text.trim().parse::<usize>().ok()).filter(|l| *l > 0);
        raw.depth = match stated {
            Some(level) => level - 1,
            None => {
                indents.truncate(indents.iter().take_while(|open| **open < indent).count());
                indents.push(indent);
                indents.len() - 1
            }
        };
        raw.name = Some((name.text.trim().into(), name.place));
        raw.used.push(name.place);
    }
    if let Some(document) = at(cells, columns.document_type()) {
        raw.document = Some((document.text.trim().into(), document.place));
        raw.used.push(document.place);
    }
    (!cells.is_empty()).then_some(raw)
}

/// The nodes as they grow, row by row.
struct Nodes<'r, 's> {
    sources: &'r [Source<'s>],
    nodes: Vec<ProcessNode>,
    by_code: BTreeMap<ProcessCode, usize>,
    by_key: BTreeMap<Text, usize>,
    /// The node that rows without a code belong to, and its source.
    current: Option<(usize, usize)>,
    /// The open node at each depth, and their source.
    open: (usize, Vec<usize>),
    findings: Vec<StructureFinding>,
    mapped: BTreeSet<(usize, Place)>,
    kept: BTreeSet<(usize, Place)>,
}

impl<'r, 's> Nodes<'r, 's> {
    fn new(sources: &'r [Source<'s>]) -> Nodes<'r, 's> {
        Nodes {
            sources,
            nodes: Vec::new(),
            by_code: BTreeMap::new(),
            by_key: BTreeMap::new(),
            current: None,
            open: (0, Vec::new()),
            findings: Vec::new(),
            mapped: BTreeSet::new(),
            kept: BTreeSet::new(),
        }
    }

    fn report(
        &mut self,
        issue: StructureIssue,
        source: usize,
        place: Place,
        text: &Text,
        codes: Vec<ProcessCode>,
    ) {
        let cells = vec![self.sources[source].cell(place)];
        self.findings.push(StructureFinding { issue, code: None, written: text.clone(), codes, cells });
    }

    /// Takes in one row. `settled` is the code of a number that may have lost its final zero.
    fn take(&mut self, raw: &RawRow, settled: Option<ProcessCode>) {
        if self.open.0 != raw.source {
            self.open = (raw.source, Vec::new());
        }
        let above = self.current.filter(|(source, _)| *source == raw.source).map(|(_, node)| node);
        let node = match (&raw.code, &raw.name) {
            (Some(code), _) => match self.code_of(raw, code, settled) {
                Some(reading) => self.coded(raw, code, reading),
                // Its document types and marks must not fall to the node above.
                None => {
                    self.current = None;
                    return;
                }
            },
            (None, Some((name, place))) if raw.continues => {
                let Some(node) = above else { return self.missing_code(raw, name, *place) };
                let description = &mut self.nodes[node].description;
                *description = Some(joined(description.as_ref(), name));
                node
            }
            (None, Some((name, place))) if raw.document.is_none() || above.is_none() => {
                let shape = self.sources[raw.source].columns.shape;
                if !matches!(shape, Shape::Names | Shape::Levels) {
                    return self.missing_code(raw, name, *place);
                }
                self.named(raw, name, *place)
            }
            (None, Some((name, place))) if self.sources[raw.source].columns.shape == Shape::Levels => {
                self.named(raw, name, *place)
            }
            _ => match above.filter(|_| raw.document.is_some() || raw.repeats) {
                Some(node) => node,
                None => return,
            },
        };
        self.current = Some((raw.source, node));
        for place in &raw.used {
            self.mapped.insert((raw.source, *place));
        }
        if raw.owns {
            self.take_others(raw, node);
        }
    }

    fn missing_code(&mut self, raw: &RawRow, name: &Text, place: Place) {
        self.report(StructureIssue::CodeMissing, raw.source, place, name, Vec::new());
    }

    /// The code of a row, or a finding that says why there is none.
    fn code_of(&mut self, raw: &RawRow, code: &RawCode, settled: Option<ProcessCode>) -> Option<CodeReading> {
        let issue = match &code.read {
            Ok(CellCode::Sure(reading)) if !reading.case_number => {
                if code.written.contains(',') && !reading.rest.contains(',') && reading.rest.is_empty() {
                    let found = vec![reading.code.clone()];
                    self.report(StructureIssue::CommaDecimal, raw.source, code.place, &code.written, found);
                }
                return Some(reading.clone());
            }
            Ok(CellCode::Either { short, long }) => match settled {
                Some(settled) => {
                    let comma = code.written.contains(',');
                    if comma || settled == *long {
                        let issue =
                            if comma { StructureIssue::CommaDecimal } else { StructureIssue::CodeFromNumber };
                        self.report(issue, raw.source, code.place, &code.written, vec![settled.clone()]);
                    }
                    let reading = CodeReading {
                        code: settled,
                        document_type: None,
                        case_number: false,
                        rest: String::new(),
                    };
                    return Some(reading);
                }
                None => {
                    let both = vec![short.clone(), long.clone()];
                    self.report(StructureIssue::AmbiguousCode, raw.source, code.place, &code.written, both);
                    return None;
                }
            },
            Err(CodeError::Date(codes)) => {
                let codes = codes.clone();
                self.report(StructureIssue::CodeBecameDate, raw.source, code.place, &code.written, codes);
                return None;
            }
            Err(CodeError::NoCode) => StructureIssue::CodeMissing,
            _ => StructureIssue::InvalidCode,
        };
        self.report(issue, raw.source, code.place, &code.written, Vec::new());
        None
    }

    fn coded(&mut self, raw: &RawRow, code: &RawCode, reading: CodeReading) -> usize {
        let name = raw.name.as_ref().map(|(name, _)| name.clone());
        let known = self.by_code.get(&reading.code).copied().filter(|_| raw.repeats);
        let known = known.filter(|node| {
            let has = &self.nodes[*node].name;
            name.as_ref().is_none_or(|name| has.is_empty() || super::super::likeness::same_name(has, name))
        });
        let source = &self.sources[raw.source];
        let node = known.unwrap_or_else(|| {
            let node = ProcessNode {
                key: reading.code.to_string().into(),
                code: Some(reading.code.clone()),
                code_written: Some(code.written.trim().into()),
                cells: BTreeMap::from([(NodeField::Code, source.cell(code.place))]),
                ..ProcessNode::default()
            };
            self.nodes.push(node);
            self.nodes.len() - 1
        });
        self.by_code.entry(reading.code.clone()).or_insert(node);
        if let Some((name, place)) = &raw.name
            && self.nodes[node].name.is_empty()
        {
            self.nodes[node].name = name.clone();
            self.nodes[node].cells.insert(NodeField::Name, source.cell(*place));
        }
        self.by_key.entry(self.nodes[node].key.clone()).or_insert(node);
        self.open.1.truncate(raw.depth);
        self.open.1.push(node);
        node
    }

    fn named(&mut self, raw: &RawRow, name: &Text, place: Place) -> usize {
        self.open.1.truncate(raw.depth);
        let parent = self.open.1.last().map(|parent| self.nodes[*parent].key.clone());
        let path = match &parent {
            Some(parent) => format!("{parent} / {name}"),
            None => name.to_string(),
        };
        let mut key: Text = path.as_str().into();
        if let Some(known) = self.by_key.get(&key).copied().filter(|_| raw.repeats) {
            self.open.1.push(known);
            return known;
        }
        let mut number = 1;
        while self.by_key.contains_key(&key) {
            number += 1;
            key = format!("{path} ({number})").into();
        }
        let cells = BTreeMap::from([(NodeField::Name, self.sources[raw.source].cell(place))]);
        self.nodes.push(ProcessNode {
            key: key.clone(),
            parent_key: parent,
            name: name.clone(),
            cells,
            ..ProcessNode::default()
        });
        let node = self.nodes.len() - 1;
        self.by_key.insert(key, node);
        self.open.1.push(node);
        node
    }

    /// The row's other cells: to the document type where there is one, else to the node.
    fn take_others(&mut self, raw: &RawRow, node: usize) {
        let source = &self.sources[raw.source];
        let others: Vec<&Cell> = source.sheet.row(raw.row).iter().filter(|c| !c.is_blank()).collect();
        let others = others.into_iter().filter(|cell| !raw.used.contains(&cell.place));
        let mut document = raw.document.as_ref().map(|(name, place)| DocumentType {
            name: name.clone(),
            number: raw.code.as_ref().and_then(|code| rest(code)?.document_type),
            personal_data: PersonalData::Unknown,
            cell: source.cell(*place),
            extras: Vec::new(),
        });
        for cell in others {
            let field = source.columns.field(cell.place.col);
            let at = (raw.source, cell.place);
            match (&mut document, field) {
                (Some(document), Some(NodeField::PersonalData)) => {
                    match cell_values::personal_data(&cell.text) {
                        Some(says) => {
                            document.personal_data = says;
                            self.mapped.insert(at);
                        }
                        None => self.not_understood(raw.source, cell),
                    }
                }
                (None, Some(field)) => self.take_field(raw.source, node, field, cell),
                (_, _) => {
                    let header = source.columns.headers.get(&cell.place.col).cloned().unwrap_or_default();
                    let extra = Extra {
                        header,
                        origin: OriginIndex::OWN,
                        written: cell.text.clone(),
                        place: cell.place,
                    };
                    match &mut document {
                        Some(document) => document.extras.push(extra),
                        None => self.nodes[node].extras.push(extra),
                    }
                    self.kept.insert(at);
                }
            }
        }
        self.nodes[node].document_types.extend(document);
    }

    fn not_understood(&mut self, source: usize, cell: &Cell) {
        self.report(StructureIssue::ValueNotUnderstood, source, cell.place, &cell.text, Vec::new());
    }

    fn take_field(&mut self, source: usize, index: usize, field: NodeField, cell: &Cell) {
        let text: Text = cell.text.trim().into();
        let node = &mut self.nodes[index];
        let mut declaration = node.none_declaration.clone().unwrap_or_default();
        let days = cell_values::days(&text);
        let understood = match field {
            NodeField::Level => text.parse().is_ok_and(|level| set(&mut node.stated_level, level)),
            NodeField::PersonalData => match cell_values::personal_data(&text) {
                // Of several rows for the same node, a yes stands.
                Some(says) => {
                    node.personal_data = node.personal_data.max(says);
                    true
                }
                None => false,
            },
            NodeField::ValidFrom => days.is_some_and(|(first, _)| set(&mut node.valid_from, first)),
            NodeField::ValidTo => days.is_some_and(|(_, last)| set(&mut node.valid_to, last)),
            NodeField::DeclaredOn => days.is_some_and(|(_, last)| set(&mut declaration.date, last)),
            NodeField::ReviewBy => days.is_some_and(|(_, last)| set(&mut declaration.review_by, last)),
            NodeField::DeclaredBy => set(&mut declaration.by, text),
            NodeField::DeclaredReason => set(&mut declaration.reason, text),
            NodeField::NotPerformed => match cell_values::mark(&text) {
                Some(Mark::No) => true,
                _ => set(&mut node.not_performed, text),
            },
            NodeField::RegisteredElsewhere => match cell_values::mark(&text) {
                Some(Mark::No) => true,
                _ => set(&mut node.registered_elsewhere, text),
            },
            NodeField::Description => set(&mut node.description, text),
            NodeField::SeeAlso => set(&mut node.see_also, text),
            NodeField::ResponsibleUnit => set(&mut node.responsible_unit, text),
            NodeField::LegalPerson => set(&mut node.legal_person, text),
            NodeField::Systems => set(&mut node.systems, text),
            NodeField::LawSection => set(&mut node.law_section, text),
            NodeField::Remark => set(&mut node.remark, text),
            // A second text for what the row has already said.
            NodeField::Code | NodeField::Name | NodeField::Levels | NodeField::DocumentType => {
                let header =
                    self.sources[source].columns.headers.get(&cell.place.col).cloned().unwrap_or_default();
                node.extras.push(Extra {
                    header,
                    origin: OriginIndex::OWN,
                    written: cell.text.clone(),
                    place: cell.place,
                });
                self.kept.insert((source, cell.place));
                return;
            }
        };
        if declaration != NoneDeclaration::default() {
            node.none_declaration = Some(declaration);
        }
        if understood {
            node.cells.entry(field).or_insert_with(|| self.sources[source].cell(cell.place));
            self.mapped.insert((source, cell.place));
        } else {
            self.not_understood(source, cell);
        }
    }

    /// Nodes that are only named beside those below them: `3.1.1 | Ge stöd | Mottagning | Ta emot`.
    fn imply_parents(&mut self, raws: &[RawRow], style: CodeStyle) {
        for raw in raws {
            let Some(reading) = raw.code.as_ref().and_then(rest) else { continue };
            for (level, text, place) in &raw.above {
                let own = style.parse(text).ok().filter(|r| reading.code.is_below(&r.code));
                let (code, name) = match own {
                    Some(own) => (own.code, own.rest.as_str().into()),
                    None => (reading.code.prefix(*level), text.clone()),
                };
                if code.level() >= reading.code.level() || self.by_code.contains_key(&code) {
                    continue;
                }
                let cell = self.sources[raw.source].cell(*place);
                self.by_code.insert(code.clone(), self.nodes.len());
                self.nodes.push(ProcessNode {
                    key: code.to_string().into(),
                    code: Some(code),
                    name,
                    cells: BTreeMap::from([(NodeField::Name, cell)]),
                    ..ProcessNode::default()
                });
            }
        }
    }

    /// The account: every cell that is not in a node is part of the sheet, or listed.
    fn finish(&mut self, reading: &mut StructureReading) {
        for (index, source) in self.sources.iter().enumerate() {
            let header = source.columns.header_row;
            for cell in source.sheet.cells() {
                let at = (index, cell.place);
                reading.account.cells += 1;
                if self.mapped.contains(&at) {
                    reading.account.mapped += 1;
                } else if self.kept.contains(&at) {
                    reading.account.kept += 1;
                } else if cell.is_blank() || header.is_some_and(|header| cell.place.row <= header) {
                    reading.account.structural += 1;
                } else {
                    reading.account.reported += 1;
                    reading
                        .unread
                        .push(UnreadCell { cell: source.cell(cell.place), text: cell.text.clone() });
                }
            }
        }
        reading.findings.append(&mut self.findings);
    }
}

/// Sets what is not known yet; a second row of the same node may not say otherwise.
fn set<T: PartialEq>(slot: &mut Option<T>, value: T) -> bool {
    let agrees = slot.as_ref().is_none_or(|known| *known == value);
    slot.get_or_insert(value);
    agrees
}

fn joined(first: Option<&Text>, more: &Text) -> Text {
    first.map_or_else(|| more.clone(), |first| format!("{first} {more}").into())
}
