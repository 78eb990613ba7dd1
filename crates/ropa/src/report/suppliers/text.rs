//! Suppliers and systems for a person at a terminal.

use super::sentences::Sentences;
use super::view::SuppliersView;
use crate::impact::{Called, ListCheck, NameMatch};
use crate::report::common::page::{Page, Style, TextOptions};
use crate::report::common::reading::foot;
use crate::report::common::unsettled::first;
use crate::report::gaps::files_read;

/// Writes the list for a person.
pub fn text(view: &SuppliersView<'_>, options: TextOptions) -> String {
    let sentences = Sentences::new(view);
    let mut report = Report { s: &sentences, page: Page::new(options) };
    report.head();
    if let Some(check) = view.check {
        report.check(check);
    }
    report.without_processor();
    report.rows(Called::Supplier);
    report.rows(Called::System);
    report.next();
    foot(&mut report.page, &sentences.wording, view.assessed.import());
    report.page.finish()
}

struct Report<'s, 'v, 'a> {
    s: &'s Sentences<'v, 'a>,
    page: Page,
}

impl Report<'_, '_, '_> {
    fn line(&mut self, indent: usize, style: Style, text: &str) {
        self.page.paragraph(indent, 2, style, text);
    }

    fn head(&mut self) {
        let s = self.s;
        let import = s.view.assessed.import();
        self.page.heading(Style::Heading, &s.title());
        let read = s.wording.texts.gaps.top.read.fill(&[("files", &files_read(import, &s.wording))]);
        self.line(0, Style::Plain, &read);
        first(&mut self.page, &s.wording, import);
        for (called, counts) in [Called::Supplier, Called::System].iter().zip(&s.view.found.answers) {
            self.line(0, Style::Plain, &s.answers(*called, counts));
        }
    }

    /// The first lines of a list below a heading, and how many more there are.
    fn list(&mut self, style: Style, heading: &str, lines: &[String]) {
        if lines.is_empty() {
            return;
        }
        self.page.heading(style, heading);
        let shown = self.page.rows(lines.len());
        lines[..shown].iter().for_each(|line| self.line(2, Style::Plain, line));
        if lines.len() > shown {
            let more = self.s.counted(&self.s.impact.more, lines.len() - shown);
            self.line(2, Style::Dim, &more);
        }
    }

    fn check(&mut self, check: &ListCheck) {
        let (s, words) = (self.s, &self.s.texts.list);
        self.page.heading(Style::Heading, &words.title.fill(&[("file", &check.list.file)]));
        self.line(0, Style::Plain, &s.list_read(check));
        let missing: Vec<String> =
            check.listed.iter().filter(|one| one.found.is_none()).map(|one| s.listed(one)).collect();
        let like = check.listed.iter().filter(|one| matches!(one.found, Some((_, NameMatch::Alike))));
        let like: Vec<String> = like.map(|one| s.listed(one)).collect();
        let unlisted = |called: Called, of: &[usize]| -> Vec<String> {
            of.iter().filter_map(|row| Some(s.unlisted(s.view.rows(called).get(*row)?))).collect()
        };
        let suppliers = unlisted(Called::Supplier, &check.unlisted_suppliers);
        let systems = unlisted(Called::System, &check.unlisted_systems);
        if missing.is_empty() && like.is_empty() && suppliers.is_empty() && systems.is_empty() {
            self.line(0, Style::Plain, &words.all);
            return;
        }
        let both: Vec<String> = missing.iter().chain(&like).cloned().collect();
        self.list(Style::Warning, &s.counted(&words.missing, both.len()), &both);
        if !both.is_empty() {
            self.line(2, Style::Dim, &words.missing_note);
        }
        self.list(Style::Warning, &s.counted(&words.unlisted_suppliers, suppliers.len()), &suppliers);
        self.list(Style::Warning, &s.counted(&words.unlisted_systems, systems.len()), &systems);
        if !(suppliers.is_empty() && systems.is_empty()) {
            self.line(2, Style::Dim, &words.unlisted_note);
        }
    }

    fn without_processor(&mut self) {
        let (s, without) = (self.s, &self.s.view.found.without_processor);
        if without.is_empty() {
            return;
        }
        self.page.heading(Style::Warning, &s.counted(&s.texts.without_processor, without.len()));
        self.line(2, Style::Plain, &s.ids(without));
        self.line(2, Style::Dim, &s.texts.without_processor_note);
    }

    fn rows(&mut self, called: Called) {
        let (s, rows) = (self.s, self.s.view.rows(called));
        self.page.heading(Style::Heading, &s.heading(called));
        if rows.is_empty() {
            self.line(2, Style::Plain, &s.texts.nothing);
        }
        let shown = self.page.rows(rows.len());
        for row in &rows[..shown] {
            self.line(2, Style::Plain, &s.head(row));
            s.lines(row).iter().for_each(|line| self.line(6, Style::Dim, line));
        }
        if rows.len() > shown {
            let more = s.counted(&s.impact.more, rows.len() - shown);
            self.line(2, Style::Dim, &more);
        }
    }

    fn next(&mut self) {
        if let Some(row) = self.s.view.found.suppliers.first() {
            let shown = crate::report::Shell::default().quoted(&row.spelling);
            let line = self.s.texts.next_impact.fill(&[("name", &shown)]);
            self.page.blank();
            self.line(0, Style::Dim, &line);
        }
    }
}
