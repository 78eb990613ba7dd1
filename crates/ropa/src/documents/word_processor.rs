//! What the XML of word processors has in common: paragraphs, and tables with paragraphs in them.

use crate::documents::block::{BlockKind, Composer};
use crate::documents::{DocumentLimits, DocumentProblem};
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, Event};

/// Puts paragraphs and tables into a document as their tags open and close.
pub(super) struct Flow<'c, 'l> {
    pub(super) composer: &'c mut Composer<'l>,
    /// The paragraphs that are open: a text box stands inside a paragraph.
    paragraphs: Vec<String>,
    /// The tables that are open.
    tables: Vec<Table>,
}

/// A table that is open: its row, and its cell.
#[derive(Default)]
struct Table {
    row: Vec<String>,
    cell: String,
}

/// What a paragraph is, once it closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Body,
    Heading(u8),
    Item,
    Margin,
}

impl<'c, 'l> Flow<'c, 'l> {
    pub(super) fn new(composer: &'c mut Composer<'l>) -> Flow<'c, 'l> {
        Flow { composer, paragraphs: Vec::new(), tables: Vec::new() }
    }

    pub(super) fn start_paragraph(&mut self) {
        self.paragraphs.push(String::new());
    }

    /// Adds to the paragraph that is open; what stands outside paragraphs is layout.
    pub(super) fn text(&mut self, text: &str) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.push_str(text);
        }
    }

    pub(super) fn end_paragraph(&mut self, style: Style) -> Result<(), DocumentProblem> {
        let Some(text) = self.paragraphs.pop() else { return Ok(()) };
        if let Some(table) = self.tables.last_mut() {
            join(&mut table.cell, "\n", &text);
            return Ok(());
        }
        match style {
            Style::Heading(level) => self.composer.heading(level, &text),
            Style::Body => self.composer.paragraph(BlockKind::Paragraph, &text),
            Style::Item => self.composer.paragraph(BlockKind::Item, &text),
            Style::Margin => self.composer.paragraph(BlockKind::Margin, &text),
        }
    }

    pub(super) fn start_table(&mut self) {
        self.tables.push(Table::default());
    }

    pub(super) fn end_cell(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.row.push(std::mem::take(&mut table.cell));
        }
    }

    /// A row closes. That of a table inside a cell becomes a line of the cell.
    pub(super) fn end_row(&mut self) -> Result<(), DocumentProblem> {
        let Some(table) = self.tables.last_mut() else { return Ok(()) };
        let row = std::mem::take(&mut table.row);
        match self.tables.len() {
            1 => self.composer.row(row.iter().map(String::as_str)),
            depth => {
                let filled: Vec<_> =
                    row.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
                join(&mut self.tables[depth - 2].cell, "\n", &filled.join(" | "));
                Ok(())
            }
        }
    }

    pub(super) fn end_table(&mut self) {
        self.tables.pop();
        if self.tables.is_empty() {
            self.composer.end_table();
        }
    }
}

fn join(text: &mut String, joint: &str, more: &str) {
    if more.trim().is_empty() {
        return;
    }
    if !text.is_empty() {
        text.push_str(joint);
    }
    text.push_str(more);
}

/// The text of an event that holds any.
pub(super) fn text_of<'e>(event: &'e Event<'_>) -> Option<std::borrow::Cow<'e, str>> {
    match event {
        Event::Text(text) => Some(text.xml10_content()),
        Event::CData(text) => Some(text.xml10_content()),
        Event::GeneralRef(name) => reference(name).map(|text| text.into()),
        _ => None,
    }
}

fn reference(name: &BytesRef<'_>) -> Option<String> {
    match name.resolve_char_ref() {
        Ok(Some(character)) => Some(character.to_string()),
        _ => resolve_predefined_entity(name).map(str::to_string),
    }
}

/// Counts how deep elements stand in each other.
pub(super) struct Depth {
    now: usize,
    limit: usize,
}

impl Depth {
    pub(super) fn new(limits: &DocumentLimits) -> Depth {
        Depth { now: 0, limit: limits.depth }
    }

    pub(super) fn count(&mut self, event: &Event<'_>) -> Result<(), DocumentProblem> {
        match event {
            Event::Start(_) if self.now >= self.limit => {
                return Err(DocumentProblem::TooDeep { limit: self.limit });
            }
            Event::Start(_) => self.now += 1,
            Event::End(_) => self.now = self.now.saturating_sub(1),
            _ => {}
        }
        Ok(())
    }
}
