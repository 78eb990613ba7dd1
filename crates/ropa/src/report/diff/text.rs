//! A difference for a person at a terminal.

use super::entry::Entry;
use super::outline::{Section, outline};
use super::sentences::{Sentences, Side};
use super::view::DiffView;
use crate::report::common::page::{Page, Style, TextOptions};
use crate::report::common::reading::lines;
use crate::report::common::unsettled::first;

/// Writes the difference for a person: the figures, what bears on the risk, needs and gaps, records, answers, and last what
/// only the words are others of.
pub fn text(view: &DiffView<'_>, options: TextOptions) -> String {
    let sentences = Sentences::new(view);
    let all = options.rows.is_none();
    let mut list = List { s: &sentences, all, page: Page::new(options) };
    list.head();
    for section in outline(&sentences) {
        list.section(&section);
    }
    list.reading();
    list.page.finish()
}

/// Lines of an entry that are shown where not all is asked for.
const LINES: usize = 5;

struct List<'s, 'v, 'a> {
    s: &'s Sentences<'v, 'a>,
    all: bool,
    page: Page,
}

impl List<'_, '_, '_> {
    fn head(&mut self) {
        let s = self.s;
        self.page.heading(Style::Heading, &s.title());
        s.read().iter().for_each(|line| self.page.paragraph(0, 6, Style::Plain, line));
        for side in [Side::Old, Side::New] {
            first(&mut self.page, &s.wording, s.assessed(side).import());
        }
        if let Some(warning) = s.no_dpias() {
            self.page.paragraph(0, 2, Style::Warning, warning);
        }
        self.page.heading(Style::Heading, &s.texts.figures.title);
        s.figures().iter().for_each(|line| self.page.paragraph(2, 2, Style::Plain, line));
        if s.view.diff.is_empty() {
            self.page.blank();
            self.page.paragraph(0, 0, Style::Heading, &s.texts.nothing);
        }
    }

    /// How each side was read.
    fn reading(&mut self) {
        for (side, title) in [(Side::Old, &self.s.texts.read_old), (Side::New, &self.s.texts.read_new)] {
            self.page.heading(Style::Dim, title);
            for line in lines(&self.s.wording, self.s.assessed(side).import()) {
                self.page.paragraph(2, 2, Style::Dim, &line);
            }
        }
    }

    fn section(&mut self, section: &Section) {
        self.page.heading(section.style, &section.title);
        if section.aside && !self.all {
            let hidden = self.s.counted(&self.s.texts.hidden, section.count());
            self.page.paragraph(2, 2, Style::Dim, &hidden);
            return;
        }
        if let Some(note) = &section.note {
            self.page.paragraph(2, 2, Style::Dim, note);
        }
        let shown = self.page.rows(section.entries.len());
        section.entries.iter().take(shown).for_each(|entry| self.entry(entry));
        self.more(2, section.entries.len() - shown);
    }

    fn entry(&mut self, entry: &Entry) {
        self.page.paragraph(2, 4, Style::Plain, &entry.head);
        let shown = if self.all { entry.lines.len() } else { entry.lines.len().min(LINES) };
        entry.lines.iter().take(shown).for_each(|line| self.page.paragraph(6, 2, Style::Dim, line));
        self.more(6, entry.lines.len() - shown);
    }

    fn more(&mut self, indent: usize, count: usize) {
        if count > 0 {
            let more = self.s.counted(&self.s.texts.more, count);
            self.page.paragraph(indent, 2, Style::Dim, &more);
        }
    }
}
