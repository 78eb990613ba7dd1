//! The answer as one page to read: it opens from disk, fetches nothing, and needs no script; a script of its own lets one choose
//! among its rows.

mod choices;
mod rows;

use super::row::Rows;
use super::sentences::Sentences;
use super::view::ImpactView;
use crate::report::common::choosing::Choosing;
use crate::report::common::filter;
use crate::report::common::html::{Safe, put, told, unsettled, write};
use crate::report::common::reading;
use crate::report::gaps::files_read;
use crate::workbook::WriteError;
use std::io::Write;

const STYLE: &str = include_str!("../../common/page.css");

/// Writes the answer as one HTML page: the clock, the answer, whose data and which, the records ring by ring, each
/// folding out to what the register says of it, what was searched and did not answer, the DPIAs, the notification and
/// the units.
///
/// Style and script stand in the page itself, and its own policy forbids it to fetch anything or to run anything else.
///
/// # Errors
/// [`WriteError::Write`] when `out` cannot be written to.
pub fn html(out: impl Write, view: &ImpactView<'_>) -> Result<(), WriteError> {
    let sentences = Sentences::told_whole(view);
    let rows = Rows::new(&sentences);
    let choosing = Choosing::of(&sentences.wording, view.assessed);
    let mut page = Page { s: &sentences, rows: &rows, choosing, out: String::new() };
    page.whole();
    write(out, &page.out)
}

struct Page<'p, 's, 'v, 'a> {
    s: &'p Sentences<'v, 'a>,
    rows: &'p Rows<'s, 'v, 'a>,
    choosing: Choosing<'p, 'a>,
    out: String,
}

impl<'a> Page<'_, '_, '_, 'a> {
    fn whole(&mut self) {
        let (s, title) = (self.s, self.s.title());
        self.out.push_str(&filter::begin(s.view.lang, &title, &[STYLE]));
        put!(self, "<a class=\"skip\" href=\"#hits\">{}</a>", Safe(&s.texts.page.skip));
        put!(self, "<header><h1>{}</h1></header>\n<main>", Safe(&title));
        self.answer();
        self.figures();
        self.section(&s.texts.names.title, &s.names());
        put!(self, "<h2 id=\"hits\" tabindex=\"-1\">{}</h2>", Safe(&s.texts.page.list));
        let form = self.form();
        self.out.push_str(&form);
        self.rings();
        self.searched();
        self.dpias();
        if s.view.impact.sure().next().is_some() {
            self.section(&s.texts.told.title, &s.told());
        }
        self.notification();
        let units: Vec<String> = s.view.impact.units.iter().map(|unit| s.unit_line(unit)).collect();
        self.section(&s.texts.unit.title, &units);
        put!(self, "</main>\n<footer class=\"note\">");
        for line in reading::lines(&s.wording, s.view.assessed.import()) {
            put!(self, "<p>{}</p>", Safe(line));
        }
        let made = s.texts.made.fill(&[("version", &env!("CARGO_PKG_VERSION"))]);
        put!(self, "<p>{}</p></footer>", Safe(made));
        self.out.push_str(&filter::end());
    }

    fn section(&mut self, title: &str, lines: &[String]) {
        if lines.is_empty() {
            return;
        }
        put!(self, "<h2>{}</h2>", Safe(title));
        self.list(lines);
    }

    fn list(&mut self, lines: &[String]) {
        if lines.is_empty() {
            return;
        }
        put!(self, "<ul class=\"figures\">");
        for line in lines {
            put!(self, "<li>{}</li>", Safe(line));
        }
        put!(self, "</ul>");
    }

    /// What was read and what was not, the clock, and the answer.
    fn answer(&mut self) {
        let s = self.s;
        let import = s.view.assessed.import();
        let read = s.wording.texts.gaps.top.read.fill(&[("files", &files_read(import, &s.wording))]);
        put!(self, "<p>{}</p>", Safe(read));
        self.out.push_str(&unsettled(&s.wording, import));
        let class = if s.view.impact.breach.clock.is_some() { "warn" } else { "note" };
        for line in s.since().into_iter().chain(s.clock()) {
            put!(self, "<p class=\"{class}\">{}</p>", Safe(line));
        }
        put!(self, "<h2>{}</h2>", Safe(&s.texts.answer.title));
        for (number, line) in s.answer_head().iter().enumerate() {
            match number {
                0 => put!(self, "<p><strong>{}</strong></p>", Safe(line)),
                _ => put!(self, "<p>{}</p>", Safe(line)),
            }
        }
        self.rings_counted();
    }

    fn figures(&mut self) {
        let (s, impact) = (self.s, self.s.view.impact);
        let sure = impact.sure().count();
        if sure == 0 {
            return;
        }
        let mut persons = s.persons(&impact.persons, sure);
        persons.extend(s.persons_named());
        persons.push(s.whose());
        self.section(&s.texts.persons.title, &persons);
        put!(self, "<h2>{}</h2>", Safe(&s.texts.kinds.title));
        for answers in &impact.kinds.heavy {
            put!(self, "<details><summary>{}</summary>", Safe(s.heavy(answers)));
            for (activity, cells) in &answers.yes {
                let cells = s.wording.cells(cells);
                put!(self, "<p class=\"note\">{} [{}]</p>", Safe(s.head(*activity)), Safe(cells));
            }
            if let (false, Some(silent)) = (answers.unknown.is_empty(), s.heavy_ids(answers).pop()) {
                put!(self, "<p>{}</p>", Safe(silent));
            }
            put!(self, "</details>");
        }
        self.list(&s.categories());
    }

    fn dpias(&mut self) {
        let (s, covering) = (self.s, &self.s.view.impact.covering);
        put!(self, "<h2>{}</h2>", Safe(&s.texts.dpias.title));
        self.list(&s.dpias_head());
        self.list(&covering.dpias.iter().map(|one| s.dpia(one)).collect::<Vec<_>>());
    }

    fn notification(&mut self) {
        let s = self.s;
        put!(self, "<h2>{}</h2>", Safe(&s.texts.breach.title));
        for point in &s.view.impact.breach.points {
            put!(self, "<h3>{}</h3>", Safe(s.point(point)));
            if let Some(law) = s.law(point.note) {
                put!(self, "<p class=\"note\">{}</p>", Safe(law));
            }
            put!(self, "<dl>");
            for fact in &point.facts {
                let label = format!("{} ({})", s.fact(fact.fact), s.filled(fact));
                self.out.push_str(&told(&label, &s.fact_said(fact)));
            }
            put!(self, "</dl>");
        }
        put!(self, "<h3>{}</h3>", Safe(&s.texts.breach.notes));
        self.list(&s.other_notes());
    }
}
