//! A plan as one page to read: it opens from disk, fetches nothing, and needs no script.

use super::view::PlanView;
use super::words::PlanWords;
use crate::plan::Work;
use crate::report::common::html::{Safe, begin, put};
use crate::report::common::page::{Page as TextPage, TextOptions};
use crate::report::common::reading;
use crate::report::common::unsettled::first;
use crate::report::common::wording::joined_by;
use crate::report::gaps::head;
use crate::workbook::WriteError;
use std::io::{BufWriter, Write};

const STYLE: &str = include_str!("../gaps/page.css");

/// Writes a plan as one HTML page: what was read, what it comes to, what to settle first, the works, each with its
/// conditions and their cells, the load and the calendar.
///
/// Style stands in the page itself, and its own policy forbids it to fetch or run anything.
///
/// # Errors
/// [`WriteError::Write`] when `out` cannot be written to.
pub fn html(out: impl Write, view: &PlanView<'_>) -> Result<(), WriteError> {
    let words = PlanWords::of(view);
    let mut page = Page { words: &words, view, out: String::new() };
    page.whole();
    let mut out = BufWriter::new(out);
    out.write_all(page.out.as_bytes())?;
    out.flush()?;
    Ok(())
}

struct Page<'v, 'a> {
    words: &'v PlanWords<'a>,
    view: &'v PlanView<'a>,
    out: String,
}

impl Page<'_, '_> {
    fn whole(&mut self) {
        let (words, texts) = (self.words, self.words.texts());
        let title = texts.top.title.fill(&[("date", &self.view.assessed.as_of())]);
        self.out.push_str(&begin(self.view.lang, &title, &[STYLE], None));
        put!(self, "<a class=\"skip\" href=\"#plan\">{}</a>", Safe(&texts.page.skip));
        put!(self, "<header><h1>{}</h1></header>\n<main>", Safe(&title));
        self.read();
        self.summary();
        self.since();
        put!(self, "<div id=\"plan\" tabindex=\"-1\">");
        self.first();
        self.works(false);
        self.works(true);
        put!(self, "</div>");
        self.load();
        self.calendar();
        put!(self, "</main>\n<footer class=\"note\">");
        for line in reading::lines(&words.wording, self.view.import()) {
            put!(self, "<p>{}</p>", Safe(line));
        }
        let made = texts.page.made.fill(&[("version", &env!("CARGO_PKG_VERSION"))]);
        put!(self, "<p>{}</p></footer>\n</body>\n</html>", Safe(made));
    }

    /// What was read and what was not, before anything that rests on it.
    fn read(&mut self) {
        let (words, wording) = (self.words, &self.words.wording);
        let top = &wording.texts.gaps.top;
        put!(self, "<h2>{}</h2>", Safe(&words.texts().page.read));
        put!(self, "<p>{}</p>", Safe(top.read.fill(&[("files", &head::files(&words.gaps, wording))])));
        let mut lines = TextPage::new(TextOptions { width: 1_000_000, colour: false, rows: None });
        first(&mut lines, wording, self.view.import());
        let unsettled = lines.finish();
        let unread = head::unread(&words.gaps, wording);
        for warning in unread.iter().map(String::as_str).chain(unsettled.lines()) {
            put!(self, "<p class=\"warn\">{}</p>", Safe(warning.trim()));
        }
        put!(self, "<p>{}</p>", Safe(top.packs.fill(&[("packs", &head::packs(&words.gaps, wording))])));
        if let Some(filtered) = head::filtered(&words.gaps, wording) {
            put!(self, "<p>{}</p>", Safe(filtered));
        }
    }

    fn summary(&mut self) {
        let words = self.words;
        put!(self, "<h2>{}</h2>", Safe(&words.texts().page.summary));
        put!(self, "<p><strong>{}</strong></p>", Safe(words.result()));
        for line in [words.method(), words.limits(), words.texts().top.sentence.clone()] {
            put!(self, "<p>{}</p>", Safe(line));
        }
    }

    fn since(&mut self) {
        let lines = self.words.since();
        if lines.is_empty() {
            return;
        }
        put!(self, "<h2>{}</h2>\n<ul>", Safe(&self.words.texts().page.since));
        lines.iter().for_each(|line| put!(self, "<li>{}</li>", Safe(line)));
        put!(self, "</ul>");
    }

    fn first(&mut self) {
        let (words, steps) = (self.words, &self.view.plan.first);
        if steps.is_empty() {
            return;
        }
        let texts = &words.texts().section;
        let title = texts.first.form(steps.len()).fill(&[("count", &words.number(steps.len()))]);
        let due = texts.first_due.fill(&[("date", &self.view.plan.first_due)]);
        put!(self, "<h2>{}</h2>\n<p>{}</p>", Safe(title), Safe(due));
        for of_kind in steps.chunk_by(|one, other| one.kind == other.kind) {
            let Some(first) = of_kind.first() else { continue };
            put!(self, "<h3>{}</h3>\n<ul>", Safe(words.first_kind(first.kind)));
            for step in of_kind {
                let parts = joined_by("; ", words.first_parts(step));
                put!(self, "<li><strong>{}</strong>: {}</li>", Safe(words.named(step.activity)), Safe(parts));
            }
            put!(self, "</ul>");
        }
    }

    fn works(&mut self, new: bool) {
        let words = self.words;
        let works: Vec<&Work> = self.view.plan.works.iter().filter(|work| work.is_new() == new).collect();
        if works.is_empty() {
            return;
        }
        let texts = &words.texts().section;
        let title = if new { &texts.new } else { &texts.existing };
        let title = title.form(works.len()).fill(&[("count", &words.number(works.len()))]);
        put!(self, "<h2>{}</h2>", Safe(title));
        works.into_iter().for_each(|work| self.work(work));
    }

    fn work(&mut self, work: &Work) {
        let (words, texts) = (self.words, self.words.texts());
        let class = if work.is_new() { "error" } else { "warning" };
        put!(self, "<details class=\"{class}\" id=\"{}\" open><summary>", Safe(anchor(&work.family)));
        put!(self, "<strong>{}</strong>", Safe(words.head(work)));
        put!(self, "<br><span class=\"sum\">{}</span></summary>", Safe(words.by_whom(work)));
        let told = [
            Some(words.covers(work)),
            words.planned(work),
            words.covered(work),
            words.scope(work),
            words.why(work).map(|why| texts.work.why.fill(&[("reasons", &why)])),
            words.alone(work),
        ];
        told.into_iter().flatten().for_each(|line| put!(self, "<p>{}</p>", Safe(line)));
        let warnings = [words.against(work), words.left_out(work)];
        warnings.into_iter().flatten().for_each(|line| put!(self, "<p class=\"warn\">{}</p>", Safe(line)));
        if work.everything().nth(1).is_some() {
            self.conditions(work);
        }
        put!(self, "<h3>{}</h3>\n<p>{}</p>", Safe(&texts.page.reason), Safe(words.reason(work)));
        put!(self, "</details>");
    }

    /// Each condition with its outcome and the cells that it was read from.
    fn conditions(&mut self, work: &Work) {
        let (words, texts) = (self.words, self.words.texts());
        put!(self, "<h3>{}</h3>\n<dl>", Safe(&texts.page.conditions));
        for condition in &work.conditions {
            let outcome = texts.outcome.of(condition.outcome.into());
            let cells = words.cells_of(&condition.terms);
            let cells = joined_by(", ", cells.into_iter().map(|cell| words.wording.cell(cell)));
            put!(
                self,
                "<div><dt>{}</dt><dd>{}<br><span class=\"sum\">{}</span></dd></div>",
                Safe(outcome),
                Safe(words.condition(work, condition)),
                Safe(cells)
            );
        }
        put!(self, "</dl>");
    }

    fn load(&mut self) {
        let (words, texts) = (self.words, self.words.texts());
        if self.view.plan.load.is_empty() {
            return;
        }
        put!(self, "<h2>{}</h2>\n<ul>", Safe(&texts.page.load));
        for load in &self.view.plan.load {
            let line = texts.load.line.form(load.works).fill(&[
                ("quarter", &load.quarter),
                ("count", &words.number(load.works)),
                ("new", &words.number(load.new)),
            ]);
            put!(self, "<li>{}<br><span class=\"sum\">{}</span></li>", Safe(line), Safe(words.units(load)));
        }
        put!(self, "</ul>");
    }

    fn calendar(&mut self) {
        let words = self.words;
        if self.view.plan.calendar.is_empty() {
            return;
        }
        put!(self, "<h2>{}</h2>\n<ul class=\"figures\">", Safe(&words.texts().page.calendar));
        for entry in &self.view.plan.calendar {
            put!(self, "<li><strong>{}</strong> {}</li>", entry.day, Safe(words.entry(entry)));
        }
        put!(self, "</ul>");
    }
}

/// A code as it can stand in an address.
fn anchor(family: &str) -> String {
    family.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
}
