//! A document of headings, paragraphs and tables, whatever it is written as.

/// One part of a document, in its order.
#[derive(Debug, Clone)]
pub(super) enum Block {
    /// What the document is called.
    Title(String),
    /// A heading.
    Heading(String),
    /// A paragraph.
    Text(String),
    /// A paragraph that stands back: reservations, sources.
    Note(String),
    /// A paragraph that stands out: what was concluded.
    Strong(String),
    /// A table.
    Table(Table),
    /// Room to write by hand, in lines.
    Room(usize),
}

/// A table whose columns share the width of the page.
#[derive(Debug, Clone)]
pub(super) struct Table {
    /// Shares of the width, in thousandths.
    pub(super) shares: Vec<u32>,
    /// Headers, where it has any; repeated on each page.
    pub(super) header: Option<Vec<String>>,
    /// The first cell of a row without headers is its label.
    pub(super) rows: Vec<Vec<String>>,
    /// Height of a row to be written in by hand, in points.
    pub(super) row_height: Option<u32>,
}

/// A whole document.
#[derive(Debug, Clone)]
pub(super) struct Document {
    pub(super) title: String,
    pub(super) author: String,
    /// The day it was made, as `2026-11-24`.
    pub(super) made: String,
    pub(super) lang: &'static str,
    pub(super) header: String,
    pub(super) footer: String,
    /// The word before the number of a page.
    pub(super) page: String,
    pub(super) blocks: Vec<Block>,
}
