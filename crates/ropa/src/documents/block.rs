//! A document as a list of blocks, each with a place that a person can find.

use crate::documents::{DocumentLimits, DocumentProblem};
use crate::import::DocumentFormat;
use crate::model::Part;
use crate::source::{Place, Text, Within};
use std::sync::Arc;

/// A document that was read.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Document {
    /// The file as the user named it.
    pub file: Text,
    /// What kind of document it is.
    pub format: DocumentFormat,
    /// The title among the document's properties.
    pub title: Option<Text>,
    /// Its sections or pages, which the places of the texts refer to.
    pub parts: Arc<[Part]>,
    /// Its blocks, in reading order.
    pub blocks: Vec<Block>,
    /// Whether it holds changes that are not yet accepted; they were read as if they were.
    pub tracked_changes: bool,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading, of a level from one.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// An item of a list.
    Item,
    /// A row of a table, which is numbered from zero through the document.
    Row {
        /// The number of the table.
        table: u32,
    },
    /// What stands at the head or foot of the page.
    Margin,
    /// What stands at the head or foot of a page and has been read on another.
    Repeated,
}

/// One block.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its texts: the cells of a row, empty ones too, and one text otherwise. Lines are parted by
    /// `\n`; a box to tick is `☐`, or `☒` when it is ticked.
    pub texts: Vec<Passage>,
}

/// A text and its place.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Passage {
    /// The text, without blanks around it.
    pub text: Text,
    /// Where it stands.
    pub place: Place,
}

/// How places are counted in a format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Counting {
    /// By paragraphs and table rows of each section.
    Sections,
    /// By the lines of the file; the line of the next block.
    Lines(u32),
    /// By the lines of each page; the line of the next block.
    Page(u32),
}

/// Puts a document together, with its places, within the limits.
pub(super) struct Composer<'l> {
    limits: &'l DocumentLimits,
    file: Text,
    parts: Vec<Part>,
    blocks: Vec<Block>,
    counting: Counting,
    paragraphs: u32,
    rows: u32,
    tables: u32,
    bytes: usize,
}

/// A section's name is no longer than this, in characters.
const LONGEST_NAME: usize = 80;

impl<'l> Composer<'l> {
    pub(super) fn new(file: &Text, limits: &'l DocumentLimits) -> Composer<'l> {
        Composer {
            limits,
            file: file.clone(),
            parts: vec![Part { name: "".into() }],
            blocks: Vec::new(),
            counting: Counting::Sections,
            paragraphs: 0,
            rows: 0,
            tables: 0,
            bytes: 0,
        }
    }

    /// The next block begins on this line of the file, counted from zero.
    pub(super) fn at_line(&mut self, line: u32) {
        self.counting = Counting::Lines(line);
    }

    /// The next block begins on this line of the page, counted from zero.
    pub(super) fn at_page_line(&mut self, line: u32) {
        self.counting = Counting::Page(line);
    }

    /// A page begins, counted from one.
    pub(super) fn page(&mut self, number: usize) {
        self.part(&number.to_string());
    }

    /// A section begins that is no heading of the document: the head of the page.
    pub(super) fn part(&mut self, name: &str) {
        let mut name: String = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some((end, _)) = name.char_indices().nth(LONGEST_NAME) {
            name.truncate(end);
            name.push('…');
        }
        // More sections than can be numbered share the last.
        if self.parts.len() <= usize::from(u16::MAX) {
            self.parts.push(Part { name: name.into() });
        }
        (self.paragraphs, self.rows) = (0, 0);
    }

    pub(super) fn heading(&mut self, level: u8, text: &str) -> Result<(), DocumentProblem> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(());
        }
        if !matches!(self.counting, Counting::Page(_)) {
            self.part(text);
        }
        let place = match self.place(false, 0) {
            Place { within: Within::Paragraphs(part), .. } => Place::in_document(Within::Heading(part), 0, 0),
            place => place,
        };
        self.push(BlockKind::Heading(level), vec![(text, place)])
    }

    /// A paragraph, a list item or what stands in the margin.
    pub(super) fn paragraph(&mut self, kind: BlockKind, text: &str) -> Result<(), DocumentProblem> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(());
        }
        let place = self.place(false, 0);
        self.paragraphs += 1;
        self.push(kind, vec![(text, place)])
    }

    /// A row of the table that has begun.
    pub(super) fn row<'t>(
        &mut self,
        cells: impl IntoIterator<Item = &'t str>,
    ) -> Result<(), DocumentProblem> {
        let cells: Vec<_> =
            (0..).zip(cells).map(|(col, text)| (text.trim(), self.place(true, col))).collect();
        self.rows += 1;
        if cells.iter().all(|(text, _)| text.is_empty()) {
            return Ok(());
        }
        let table = self.tables;
        self.push(BlockKind::Row { table }, cells)
    }

    /// The rows that follow are those of another table.
    pub(super) fn end_table(&mut self) {
        self.tables += 1;
    }

    fn place(&self, in_row: bool, col: u32) -> Place {
        let part = u16::try_from(self.parts.len() - 1).unwrap_or(u16::MAX);
        match self.counting {
            Counting::Sections if in_row => Place::in_document(Within::TableRows(part), self.rows, col),
            Counting::Sections => Place::in_document(Within::Paragraphs(part), self.paragraphs, col),
            Counting::Lines(line) => Place::in_document(Within::Lines(part), line, col),
            Counting::Page(line) => Place::in_document(Within::Page(part), line, col),
        }
    }

    fn push(&mut self, kind: BlockKind, texts: Vec<(&str, Place)>) -> Result<(), DocumentProblem> {
        let DocumentLimits { text_bytes, blocks, .. } = *self.limits;
        self.bytes += texts.iter().map(|(text, _)| text.len() + 1).sum::<usize>();
        if self.bytes > text_bytes {
            return Err(DocumentProblem::TooMuchText { limit: text_bytes });
        }
        if self.blocks.len() >= blocks {
            return Err(DocumentProblem::TooManyBlocks { limit: blocks });
        }
        let passage = |(text, place): (&str, Place)| Passage { text: text.into(), place };
        self.blocks.push(Block { kind, texts: texts.into_iter().map(passage).collect() });
        Ok(())
    }

    pub(super) fn finish(self, format: DocumentFormat, title: Option<Text>) -> Document {
        Document {
            file: self.file,
            format,
            title,
            parts: self.parts.into(),
            blocks: self.blocks,
            tracked_changes: false,
        }
    }
}
