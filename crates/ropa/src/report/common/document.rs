//! A document of headings, paragraphs, tables and charts, whatever it is written as.

use chrono::NaiveDate;

/// One part of a document, in its order.
#[derive(Debug, Clone)]
pub(in crate::report) enum Block {
    /// What the document is called.
    Title(String),
    /// A heading.
    Heading(String),
    /// A heading below it.
    Subheading(String),
    /// A paragraph.
    Text(String),
    /// A paragraph that stands back: reservations, sources.
    Note(String),
    /// A paragraph that stands out: what was concluded.
    Strong(String),
    /// What a table or a chart is called; on the page of what follows.
    Caption(String),
    /// A table.
    Table(Table),
    /// A chart, which the word processor draws.
    Chart(BarChart),
    /// Room to write by hand, in lines.
    Room(usize),
    /// What follows begins a page.
    NewPage,
}

/// A table whose columns share the width of the page.
#[derive(Debug, Clone)]
pub(in crate::report) struct Table {
    /// Shares of the width, in thousandths.
    pub(in crate::report) shares: Vec<u32>,
    /// Headers, where it has any; repeated on each page.
    pub(in crate::report) header: Option<Vec<String>>,
    /// The first cell of a row without headers is its label.
    pub(in crate::report) rows: Vec<Vec<String>>,
    /// Height of a row to be written in by hand, in points.
    pub(in crate::report) row_height: Option<u32>,
}

/// A chart of bars from the top down.
#[derive(Debug, Clone)]
pub(in crate::report) struct BarChart {
    pub(in crate::report) title: String,
    pub(in crate::report) bars: Vec<Bar>,
    /// What a full bar is.
    pub(in crate::report) most: usize,
}

/// One bar.
#[derive(Debug, Clone)]
pub(in crate::report) struct Bar {
    pub(in crate::report) label: String,
    pub(in crate::report) value: usize,
}

/// A whole document.
#[derive(Debug, Clone)]
pub(in crate::report) struct Document {
    pub(in crate::report) title: String,
    pub(in crate::report) author: String,
    /// The day it was made.
    pub(in crate::report) made: NaiveDate,
    pub(in crate::report) lang: &'static str,
    pub(in crate::report) header: String,
    pub(in crate::report) footer: String,
    /// The word before the number of a page.
    pub(in crate::report) page: String,
    pub(in crate::report) blocks: Vec<Block>,
}

impl Document {
    /// The charts, in their order.
    pub(in crate::report) fn charts(&self) -> impl Iterator<Item = &BarChart> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Chart(chart) => Some(chart),
            _ => None,
        })
    }
}
