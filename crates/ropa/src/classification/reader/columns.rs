//! Which columns of a sheet hold what, and where its rows begin.

use super::super::code_style::CodeStyle;
use super::super::lexicon::{lexicon, word_key};
use super::super::structure::NodeField;
use super::Shape;
use crate::source::{Place, Text};
use crate::workbook::{Cell, Sheet};
use std::collections::BTreeMap;

/// Rows in which a header is looked for.
const HEADER_ROWS: usize = 40;

/// How a sheet is to be read.
#[derive(Debug, Clone)]
pub(super) struct Columns {
    pub(super) shape: Shape,
    /// The header's row, from zero.
    pub(super) header_row: Option<u32>,
    /// The texts of the header, by column.
    pub(super) headers: BTreeMap<u32, Text>,
    pub(super) code: Option<u32>,
    pub(super) name: Option<u32>,
    /// The columns of the levels, topmost first.
    pub(super) levels: Vec<u32>,
    /// The other columns that have a meaning.
    pub(super) fields: BTreeMap<u32, NodeField>,
}

impl Columns {
    /// The columns of a sheet; absent where it holds no structure.
    pub(super) fn find(sheet: &Sheet) -> Option<Columns> {
        let with_header = Columns::by_header(sheet);
        let mut columns = with_header.or_else(|| Columns::by_content(sheet))?;
        columns.settle_shape(sheet)?;
        Some(columns)
    }

    /// The field of a column, wherever it is kept.
    pub(super) fn field(&self, col: u32) -> Option<NodeField> {
        if self.code == Some(col) {
            Some(NodeField::Code)
        } else if self.name == Some(col) {
            Some(NodeField::Name)
        } else if self.levels.contains(&col) {
            Some(NodeField::Levels)
        } else {
            self.fields.get(&col).copied()
        }
    }

    /// Whether the sheet lists document types below the processes.
    pub(super) fn document_type(&self) -> Option<u32> {
        self.fields.iter().find(|(_, field)| **field == NodeField::DocumentType).map(|(col, _)| *col)
    }

    /// The rows below the header, with their cells that are not blank.
    pub(super) fn body<'s>(&self, sheet: &'s Sheet) -> impl Iterator<Item = (u32, Vec<&'s Cell>)> {
        let header = self.header_row;
        let rows = sheet.rows().filter(move |(row, _)| header.is_none_or(|header| *row > header));
        rows.map(|(row, cells)| (row, cells.iter().filter(|cell| !cell.is_blank()).collect()))
    }

    fn by_header(sheet: &Sheet) -> Option<Columns> {
        let mut best: Option<(usize, Columns)> = None;
        for (row, cells) in sheet.rows().take(HEADER_ROWS) {
            let written = cells.iter().filter(|cell| !cell.is_blank()).count();
            let mut columns = Columns {
                shape: Shape::CodeAndName,
                header_row: Some(row),
                headers: BTreeMap::new(),
                code: None,
                name: None,
                levels: Vec::new(),
                fields: BTreeMap::new(),
            };
            let mut known = 0;
            for cell in cells.iter().filter(|cell| !cell.is_blank()) {
                let col = cell.place.col;
                columns.headers.insert(col, cell.text.clone());
                let Some(field) = lexicon().columns.get(&word_key(&cell.text)).copied() else { continue };
                known += 1;
                match field {
                    NodeField::Code if columns.code.is_none() => columns.code = Some(col),
                    NodeField::Name if columns.name.is_none() => columns.name = Some(col),
                    NodeField::Levels => columns.levels.push(col),
                    NodeField::Code | NodeField::Name => known -= 1,
                    field if columns.fields.values().any(|f| *f == field) => known -= 1,
                    field => drop(columns.fields.insert(col, field)),
                }
            }
            let names_nodes = columns.code.is_some() || columns.name.is_some() || !columns.levels.is_empty();
            let enough = known >= 2 || known == 1 && written == 1;
            if names_nodes && enough && best.as_ref().is_none_or(|(most, _)| known > *most) {
                best = Some((known, columns));
            }
        }
        best.map(|(_, columns)| columns)
    }

    /// Without a header: a column of codes beside one of names, cells that begin with codes, or a
    /// single indented column of names.
    fn by_content(sheet: &Sheet) -> Option<Columns> {
        let mut columns = Columns {
            shape: Shape::CodeInName,
            header_row: None,
            headers: BTreeMap::new(),
            code: None,
            name: None,
            levels: Vec::new(),
            fields: BTreeMap::new(),
        };
        let mut used: BTreeMap<u32, (usize, usize, usize)> = BTreeMap::new();
        let style = CodeStyle::found(sheet.cells().iter().map(|cell| &*cell.text));
        for cell in sheet.cells().iter().filter(|cell| !cell.is_blank()) {
            let (all, coded, bare) = used.entry(cell.place.col).or_default();
            *all += 1;
            if let Ok(reading) = style.parse(&cell.text) {
                *coded += 1;
                *bare += usize::from(reading.rest.is_empty());
            }
        }
        let rows = sheet.rows().len();
        let alone = sheet.rows().filter(|(_, cells)| cells.len() == 1).count();
        let (first, (all, coded, bare)) = used.iter().next().map(|(col, counts)| (*col, *counts))?;
        let coded_anywhere: usize = used.values().map(|(_, coded, _)| coded).sum();
        if used.len() == 1 {
            let indented = sheet.cells().iter().any(|cell| cell.text.starts_with(char::is_whitespace));
            if coded * 2 < all && !(indented && all > 2) {
                return None;
            }
            columns.name = Some(first);
        } else if bare * 10 >= all * 6 && all * 2 >= rows {
            columns.code = Some(first);
            columns.name = used.keys().nth(1).copied();
        } else if coded * 10 >= all * 6 && all * 2 >= rows {
            columns.name = Some(first);
        } else if alone * 10 >= rows * 8 && coded_anywhere * 2 >= rows {
            columns.levels = used.keys().copied().collect();
        } else {
            return None;
        }
        Some(columns)
    }

    /// The shape, by what the columns hold.
    fn settle_shape(&mut self, sheet: &Sheet) -> Option<()> {
        let style = CodeStyle::found(self.code_texts(sheet).iter().map(|text| &**text));
        let counts = |cols: &[u32], test: &dyn Fn(&Cell) -> bool| {
            let cells = self.body(sheet).flat_map(|(_, cells)| cells).filter(|c| cols.contains(&c.place.col));
            cells.fold((0usize, 0usize), |(all, good), cell| (all + 1, good + usize::from(test(cell))))
        };
        let begins_with_code = |cell: &Cell| style.parse(&cell.text).is_ok();
        let small = |cell: &Cell| {
            let text = cell.text.trim();
            text.len() <= 3 && !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
        };
        self.shape = if self.code.is_some() {
            let only = self.name.is_none() && self.levels.is_empty();
            if only { Shape::CodeInName } else { Shape::CodeAndName }
        } else if !self.levels.is_empty() {
            let (all, numbers) = counts(&self.levels, &small);
            if all == 0 {
                return None;
            }
            let split = self.levels.len() > 1 && self.name.is_some() && numbers * 10 >= all * 9;
            if split { Shape::SplitCode } else { Shape::Levels }
        } else {
            let name = [self.name?];
            let (all, coded) = counts(&name, &begins_with_code);
            if all == 0 {
                return None;
            }
            if coded * 2 >= all { Shape::CodeInName } else { Shape::Names }
        };
        // One column serves as both in the shapes where code and name share a cell.
        if self.shape == Shape::CodeInName {
            self.code = self.code.or(self.name);
            self.name = None;
        }
        Some(())
    }

    /// The texts that may begin with codes.
    pub(super) fn code_texts(&self, sheet: &Sheet) -> Vec<Text> {
        let cols: Vec<u32> = match self.code.or(self.name.filter(|_| self.levels.is_empty())) {
            Some(col) => vec![col],
            None => self.levels.clone(),
        };
        let cells = self.body(sheet).flat_map(|(_, cells)| cells);
        cells.filter(|cell| cols.contains(&cell.place.col)).map(|cell| cell.text.clone()).collect()
    }

    /// Whether a place lies in a merged area that begins higher up in the same column.
    pub(super) fn merged_from_above(sheet: &Sheet, place: Place) -> bool {
        sheet.merged.iter().any(|(first, last)| {
            first.col == place.col && first.row < place.row && place.row <= last.row && place.col <= last.col
        })
    }
}
