//! A DPIA begun from the register: every fact with its cell, every question that only people can answer left open.
//! It never states a conclusion.

mod facts;
mod sections;

use super::view::PlanView;
use super::words::PlanWords;
use crate::plan::Work;
use crate::report::common::document::{Block, Document, Table};
use crate::report::common::docx;
use crate::report::common::texts::DraftTexts;
use crate::workbook::WriteError;
use std::io::Write;

/// Writes the beginning of the DPIA of a family as a document (docx), in the order of Art. 35(7) and of the authority's
/// guidance. The same plan gives the same bytes.
///
/// # Errors
/// [`WriteError::Write`] when `out` cannot be written to.
pub fn draft(out: impl Write, view: &PlanView<'_>, work: &Work) -> Result<(), WriteError> {
    let words = PlanWords::of(view);
    let mut draft = Draft { words: &words, work, blocks: Vec::new() };
    draft.whole();
    let texts = draft.texts();
    let page = texts.page.clone();
    let document = Document {
        title: texts.title.fill(&[("title", &words.title(work))]),
        author: texts.author.clone(),
        made: view.assessed.as_of(),
        lang: view.lang.code(),
        header: texts.header.fill(&[("date", &view.assessed.as_of())]),
        footer: texts.footer.fill(&[("family", &work.family)]),
        page,
        blocks: draft.blocks,
    };
    docx::write(out, &document)
}

struct Draft<'d, 'a> {
    words: &'d PlanWords<'a>,
    work: &'d Work,
    blocks: Vec<Block>,
}

impl Draft<'_, '_> {
    fn texts(&self) -> &'static DraftTexts {
        &self.words.wording.texts.draft
    }

    /// The processing that the DPIA is to cover, what it covers already with it.
    fn covered(&self) -> Vec<usize> {
        self.work.everything().collect()
    }

    fn heading(&mut self, text: &str) {
        self.blocks.push(Block::Heading(text.to_string()));
    }

    fn text(&mut self, text: String) {
        self.blocks.push(Block::Text(text));
    }

    /// A question that only people can answer, with room for the answer.
    fn open(&mut self, key: &'static str) {
        let question = self.texts().question.of(key).to_string();
        self.open_text(&question);
    }

    fn open_text(&mut self, question: &str) {
        self.blocks.push(Block::Strong(self.texts().open_question.fill(&[("question", &question)])));
        self.blocks.push(Block::Room(3));
    }

    fn table(&mut self, shares: &[u32], header: Option<Vec<String>>, rows: Vec<Vec<String>>) {
        let table = Table { shares: shares.to_vec(), header, rows, row_height: None };
        self.blocks.push(Block::Table(table));
    }

    /// A table with empty rows to be filled in.
    fn fillable(&mut self, shares: &[u32], header: Vec<String>, rows: usize) {
        let empty = vec![String::new(); header.len()];
        let table = Table {
            shares: shares.to_vec(),
            header: Some(header),
            rows: vec![empty; rows],
            row_height: Some(34),
        };
        self.blocks.push(Block::Table(table));
    }
}
