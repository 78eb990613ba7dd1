//! A plan as one page to read: it opens from disk, fetches nothing, and needs no script; a script of its own lets one choose
//! among its rows.

mod choices;
mod rows;

use super::view::PlanView;
use super::words::PlanWords;
use crate::report::common::choosing::Choosing;
use crate::report::common::filter;
use crate::report::common::html::{Safe, put, unsettled, write};
use crate::report::common::quote::name;
use crate::report::common::reading;
use crate::report::gaps::head;
use crate::workbook::WriteError;
use std::io::Write;

const STYLE: &str = include_str!("../../common/page.css");

/// Writes a plan as one HTML page: what was read, what it comes to, what to settle first, the works, each with its
/// members, its conditions and their cells, and the calendar.
///
/// Style and script stand in the page itself, and its own policy forbids it to fetch anything or to run anything else.
///
/// # Errors
/// [`WriteError::Write`] when `out` cannot be written to.
pub fn html(out: impl Write, view: &PlanView<'_>) -> Result<(), WriteError> {
    let words = PlanWords::of(view);
    let choosing = Choosing::of(&words.wording, view.assessed);
    let mut page = Page { words: &words, view, choosing, out: String::new() };
    page.whole();
    write(out, &page.out)
}

struct Page<'v, 'a> {
    words: &'v PlanWords<'a>,
    view: &'v PlanView<'a>,
    choosing: Choosing<'v, 'a>,
    out: String,
}

impl<'a> Page<'_, 'a> {
    fn whole(&mut self) {
        let (words, texts) = (self.words, self.words.texts());
        let title = texts.top.title.fill(&[("date", &self.view.assessed.as_of())]);
        self.out.push_str(&filter::begin(self.view.lang, &title, &[STYLE]));
        put!(self, "<a class=\"skip\" href=\"#plan\">{}</a>", Safe(&texts.page.skip));
        put!(self, "<header><h1>{}</h1></header>\n<main>", Safe(&title));
        self.read();
        self.summary();
        self.figures();
        self.since();
        put!(self, "<h2 id=\"plan\" tabindex=\"-1\">{}</h2>", Safe(&texts.page.list));
        let form = self.form();
        self.out.push_str(&form);
        self.first();
        self.works(false);
        self.works(true);
        self.calendar();
        put!(self, "</main>\n<footer class=\"note\">");
        for line in reading::lines(&words.wording, self.view.import()) {
            put!(self, "<p>{}</p>", Safe(line));
        }
        let made = words.wording.texts.gaps.page.made.fill(&[("version", &env!("CARGO_PKG_VERSION"))]);
        put!(self, "<p>{}</p></footer>", Safe(made));
        self.out.push_str(&filter::end());
    }

    /// What was read and what was not, before anything that rests on it.
    fn read(&mut self) {
        let (words, wording) = (self.words, &self.words.wording);
        let top = &wording.texts.gaps.top;
        put!(self, "<h2>{}</h2>", Safe(&words.texts().page.read));
        put!(self, "<p>{}</p>", Safe(top.read.fill(&[("files", &head::files(&words.gaps, wording))])));
        if let Some(unread) = head::unread(&words.gaps, wording) {
            put!(self, "<p class=\"warn\">{}</p>", Safe(unread));
        }
        self.out.push_str(&unsettled(wording, self.view.import()));
        put!(self, "<p>{}</p>", Safe(top.packs.fill(&[("packs", &head::packs(&words.gaps, wording))])));
        if let Some(filtered) = head::filtered(&words.gaps, wording) {
            put!(self, "<p>{}</p>", Safe(filtered));
        }
    }

    fn summary(&mut self) {
        let words = self.words;
        put!(self, "<h2>{}</h2>", Safe(&words.texts().page.summary));
        put!(self, "<p><strong>{}</strong></p>", Safe(words.result()));
        if words.is_empty() {
            return;
        }
        let lines = [words.method(), words.limits(), words.texts().top.sentence.clone()];
        for line in lines.into_iter().chain([words.parted(), words.besides()].into_iter().flatten()) {
            put!(self, "<p>{}</p>", Safe(line));
        }
    }

    fn since(&mut self) {
        let lines = self.words.since();
        if lines.is_empty() {
            return;
        }
        put!(self, "<h2>{}</h2>", Safe(&self.words.texts().page.since));
        if let Some(last) = self.view.last {
            let kept = self.words.texts().top.kept.fill(&[("file", &name(last))]);
            put!(self, "<p class=\"note\">{}</p>", Safe(kept));
        }
        put!(self, "<ul>");
        lines.iter().for_each(|line| put!(self, "<li>{}</li>", Safe(line)));
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
