//! The yearly report for a person at a terminal.

use super::sections::{Numbered, Section, sections};
use super::view::YearlyView;
use super::words::Words;
use crate::report::common::page::{Page, Style, TextOptions};
use crate::report::common::reading::foot;
use crate::report::common::unsettled::first;
use crate::report::gaps::files_read;
use crate::yearly::Order;

/// Writes the report for a person: what the board is shown first, the sections, and what comes next.
pub fn text(view: &YearlyView<'_>, options: TextOptions) -> String {
    let words = Words::new(view);
    let mut report = Report { w: &words, page: Page::new(options) };
    report.head();
    report.board();
    for section in sections(view.report, view.order) {
        report.section(&section);
    }
    if view.order == Order::Areas {
        report.followed_up();
    }
    report.list(&words.texts.since.title, &words.since_lines());
    report.list(&words.texts.steps.title, &words.steps());
    report.list(&words.texts.annex.title, &words.annex());
    foot(&mut report.page, &words.wording, view.assessed.import());
    report.page.finish()
}

struct Report<'w, 'v, 'a> {
    w: &'w Words<'v, 'a>,
    page: Page,
}

impl Report<'_, '_, '_> {
    fn line(&mut self, indent: usize, style: Style, text: &str) {
        self.page.paragraph(indent, 2, style, text);
    }

    fn list(&mut self, heading: &str, lines: &[String]) {
        if lines.is_empty() {
            return;
        }
        self.page.heading(Style::Heading, heading);
        lines.iter().for_each(|line| self.line(2, Style::Plain, line));
    }

    fn head(&mut self) {
        let w = self.w;
        let import = w.view.assessed.import();
        self.page.heading(Style::Heading, &w.title());
        let read = w.wording.texts.gaps.top.read.fill(&[("files", &files_read(import, &w.wording))]);
        self.line(0, Style::Plain, &read);
        first(&mut self.page, &w.wording, import);
        w.about().iter().for_each(|line| self.line(0, Style::Plain, line));
    }

    fn board(&mut self) {
        let w = self.w;
        self.page.heading(Style::Heading, &w.texts.board.title);
        for figure in w.view.report.first_page() {
            self.line(2, Style::Plain, w.figure(figure.kind));
            self.line(6, Style::Dim, &w.line(figure));
        }
        self.page.heading(Style::Heading, &w.texts.board.decide);
        let decisions = w.view.report.decisions();
        if decisions.is_empty() {
            self.line(2, Style::Plain, &w.texts.board.decide_none);
        }
        for (number, one) in decisions.into_iter().enumerate() {
            let decision = w.decision(one).unwrap_or_default();
            self.line(2, Style::Warning, &format!("{}. {decision}", number + 1));
        }
    }

    fn section(&mut self, section: &Section<'_>) {
        let (w, words) = (self.w, &self.w.texts.section);
        self.page.heading(Style::Heading, &w.section(section));
        section.figures.iter().for_each(|one| self.figure(one));
        w.not_shown(section).iter().for_each(|line| self.line(2, Style::Dim, line));
        self.labelled(&words.documents, &w.documents(section));
        self.labelled(&words.conclusion, &w.conclusions(section));
        w.opinions(section).iter().for_each(|opinion| self.line(2, Style::Plain, opinion));
        self.labelled(&words.recommendation, &w.recommendations(section));
        if section.follows_up() {
            self.followed_up();
        }
    }

    fn figure(&mut self, one: &Numbered<'_>) {
        let w = self.w;
        self.page.row(2, &one.number, 5, Style::Plain, w.figure(one.figure.kind));
        self.line(9, Style::Dim, &w.line(one.figure));
        for parts in &one.parts {
            self.line(9, Style::Plain, &format!("{}:", w.figure(parts.kind)));
            let shown = self.page.rows(parts.shown.len());
            for figure in parts.shown.iter().take(shown) {
                let part = figure.part.as_ref().map(|part| w.part(part)).unwrap_or_default();
                self.line(11, Style::Dim, &format!("{part}: {}", w.line(figure)));
            }
            let rest = parts.shown.len().saturating_sub(shown);
            if rest > 0 {
                let more = &w.wording.texts.impact.more;
                self.line(11, Style::Dim, &more.form(rest).fill(&[("count", &w.number(rest))]));
            }
            for line in w.more_parts(parts).iter().chain(&w.complete(parts)) {
                self.line(11, Style::Dim, line);
            }
        }
    }

    fn labelled(&mut self, label: &str, lines: &[String]) {
        if lines.is_empty() {
            return;
        }
        self.line(2, Style::Heading, label);
        lines.iter().for_each(|line| self.line(4, Style::Plain, line));
    }

    fn followed_up(&mut self) {
        let groups = self.w.followed_up();
        if groups.is_empty() {
            return;
        }
        self.page.heading(Style::Heading, &self.w.texts.recommend.title);
        groups.iter().for_each(|(title, lines)| self.labelled(title, lines));
    }
}
