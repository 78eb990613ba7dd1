//! The answer for a person at a terminal: first what is asked in the first hour.

use super::sentences::Sentences;
use super::view::ImpactView;
use crate::impact::{Hit, Ring};
use crate::report::common::page::{Page, Style, TextOptions};
use crate::report::common::reading::foot;
use crate::report::common::unsettled::first;
use crate::report::common::wording::joined_by;
use crate::report::gaps::files_read;

/// Writes the answer for a person.
pub fn text(view: &ImpactView<'_>, options: TextOptions) -> String {
    let sentences = Sentences::new(view);
    let mut report = Report { sentences: &sentences, page: Page::new(options) };
    report.head();
    report.persons();
    report.kinds();
    report.rings();
    report.names();
    report.searched();
    report.dpias();
    report.told();
    report.breach();
    report.units();
    foot(&mut report.page, &sentences.wording, view.assessed.import());
    report.page.finish()
}

struct Report<'s, 'v, 'a> {
    sentences: &'s Sentences<'v, 'a>,
    page: Page,
}

impl Report<'_, '_, '_> {
    fn heading(&mut self, text: &str) {
        self.page.heading(Style::Heading, text);
    }

    fn line(&mut self, text: &str) {
        self.page.paragraph(2, 2, Style::Plain, text);
    }

    fn lines(&mut self, lines: &[String]) {
        lines.iter().for_each(|line| self.line(line));
    }

    fn dim(&mut self, indent: usize, text: &str) {
        self.page.paragraph(indent, 2, Style::Dim, text);
    }

    fn head(&mut self) {
        let s = self.sentences;
        let import = s.view.assessed.import();
        self.heading(&s.title());
        let read = s.wording.texts.gaps.top.read.fill(&[("files", &files_read(import, &s.wording))]);
        self.page.paragraph(0, 2, Style::Plain, &read);
        first(&mut self.page, &s.wording, import);
        let known = s.view.impact.breach.clock.is_some();
        for line in s.since().into_iter().chain(s.clock()) {
            self.page.paragraph(0, 2, if known { Style::Error } else { Style::Dim }, &line);
        }
        self.heading(&s.texts.answer.title);
        for (number, line) in s.answer().iter().enumerate() {
            let style = if number == 0 { Style::Error } else { Style::Plain };
            self.page.paragraph(2, 2, style, line);
        }
        if !s.view.impact.hits.is_empty() {
            self.dim(2, &s.texts.page.next);
        }
    }

    fn persons(&mut self) {
        let (s, impact) = (self.sentences, self.sentences.view.impact);
        let sure = impact.sure().count();
        if sure == 0 {
            return;
        }
        self.heading(&s.texts.persons.title);
        self.lines(&s.persons(&impact.persons, sure));
        self.lines(&s.persons_named().into_iter().collect::<Vec<_>>());
        self.line(&s.whose());
    }

    fn kinds(&mut self) {
        let (s, impact) = (self.sentences, self.sentences.view.impact);
        if impact.sure().next().is_none() {
            return;
        }
        self.heading(&s.texts.kinds.title);
        for answers in &impact.kinds.heavy {
            self.line(&s.heavy(answers));
            for ids in s.heavy_ids(answers) {
                self.dim(4, &ids);
            }
        }
        self.lines(&s.categories());
    }

    fn rings(&mut self) {
        for ring in [Ring::Named, Ring::Tied, Ring::Likely] {
            let hits: Vec<&Hit> = self.sentences.view.impact.ring(ring).collect();
            if hits.is_empty() {
                continue;
            }
            let style = if ring == Ring::Likely { Style::Warning } else { Style::Error };
            self.page.heading(style, &self.sentences.ring_title(ring, hits.len()));
            let shown = self.page.rows(hits.len());
            hits.iter().take(shown).for_each(|hit| self.hit(hit));
            if hits.len() > shown {
                let s = self.sentences;
                self.dim(2, &s.counted(&s.texts.more, hits.len() - shown));
            }
        }
    }

    fn hit(&mut self, hit: &Hit) {
        let s = self.sentences;
        self.line(&s.head(hit.activity));
        self.dim(6, &joined_by("; ", std::iter::once(s.reasons(hit)).chain(s.beside(hit))));
    }

    fn names(&mut self) {
        let s = self.sentences;
        let names = s.names();
        if !names.is_empty() {
            self.heading(&s.texts.names.title);
            let shown = self.page.rows(names.len());
            self.lines(&names[..shown]);
        }
    }

    fn searched(&mut self) {
        let s = self.sentences;
        let searched = &s.view.impact.searched;
        self.heading(&s.texts.searched.title);
        self.line(&s.searched());
        for answers in &searched.answers {
            self.line(&s.column_answers(answers));
        }
        if !searched.open.is_empty() {
            self.page.paragraph(2, 2, Style::Warning, &s.texts.searched.open_note);
            let silent: Vec<String> = searched.answers.iter().flat_map(|one| s.silent(one)).collect();
            silent.iter().for_each(|line| self.page.paragraph(4, 2, Style::Plain, line));
        }
    }

    fn dpias(&mut self) {
        let (s, impact) = (self.sentences, self.sentences.view.impact);
        if impact.hits.is_empty() && impact.covering.named_only.is_empty() {
            return;
        }
        self.heading(&s.texts.dpias.title);
        self.lines(&s.dpias_head());
        let dpias = &impact.covering.dpias;
        let shown = self.page.rows(dpias.len());
        for dpia in &dpias[..shown] {
            self.page.paragraph(4, 2, Style::Plain, &s.dpia(dpia));
        }
    }

    fn told(&mut self) {
        let s = self.sentences;
        if s.view.impact.sure().next().is_some() {
            self.heading(&s.texts.told.title);
            self.lines(&s.told());
        }
    }

    fn breach(&mut self) {
        let (s, impact) = (self.sentences, self.sentences.view.impact);
        if impact.hits.is_empty() {
            return;
        }
        self.heading(&s.texts.breach.title);
        for point in &impact.breach.points {
            self.line(&s.point(point));
            for fact in &point.facts {
                let text = s.texts.breach.fact.fill(&[
                    ("fact", &s.fact(fact.fact)),
                    ("state", &s.filled(fact)),
                    ("said", &s.fact_said(fact)),
                ]);
                self.page.paragraph(5, 2, Style::Plain, &text);
            }
        }
        self.line(&s.texts.breach.notes);
        for note in s.other_notes() {
            self.dim(5, &note);
        }
    }

    fn units(&mut self) {
        let (s, impact) = (self.sentences, self.sentences.view.impact);
        if impact.hits.is_empty() {
            return;
        }
        self.heading(&s.texts.unit.title);
        let lines: Vec<String> = impact.units.iter().map(|unit| s.unit_line(unit)).collect();
        let shown = self.page.rows(lines.len());
        self.lines(&lines[..shown]);
        if lines.len() > shown {
            self.dim(2, &s.counted(&s.texts.more, lines.len() - shown));
        }
    }
}
