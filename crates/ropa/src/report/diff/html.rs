//! A difference as one page to read: it opens from disk, fetches nothing, and needs no script.

use super::entry::Entry;
use super::outline::{Section, outline};
use super::sentences::{Sentences, Side};
use super::view::DiffView;
use crate::report::common::html::{Safe, begin, put, unsettled, write};
use crate::report::common::page::Style;
use crate::report::common::reading;
use crate::workbook::WriteError;
use std::io::Write;

const STYLE: &str = include_str!("../common/page.css");

/// Writes the difference as one HTML page: what was read, the figures, and what is different in the order of its weight;
/// each entry folds out to its cells.
///
/// Style stands in the page itself, and its own policy forbids it to fetch or run anything.
///
/// # Errors
/// [`WriteError::Write`] when `out` cannot be written to.
pub fn html(out: impl Write, view: &DiffView<'_>) -> Result<(), WriteError> {
    let sentences = Sentences::new(view);
    let mut page = Page { s: &sentences, out: String::new() };
    page.whole();
    write(out, &page.out)
}

struct Page<'s, 'v, 'a> {
    s: &'s Sentences<'v, 'a>,
    out: String,
}

impl Page<'_, '_, '_> {
    fn whole(&mut self) {
        let (s, title) = (self.s, self.s.title());
        self.out.push_str(&begin(s.view.lang, &title, &[STYLE], None));
        put!(self, "<a class=\"skip\" href=\"#changes\">{}</a>", Safe(&s.texts.skip));
        put!(self, "<header><h1>{}</h1></header>\n<main>", Safe(&title));
        self.read();
        self.figures();
        put!(self, "<div id=\"changes\" tabindex=\"-1\">");
        outline(s).iter().for_each(|section| self.section(section));
        put!(self, "</div>\n</main>\n<footer class=\"note\">");
        for (side, title) in [(Side::Old, &s.texts.read_old), (Side::New, &s.texts.read_new)] {
            put!(self, "<p>{}</p>", Safe(title));
            for line in reading::lines(&s.wording, s.assessed(side).import()) {
                put!(self, "<p>{}</p>", Safe(line));
            }
        }
        let made = s.texts.made.fill(&[("version", &env!("CARGO_PKG_VERSION"))]);
        put!(self, "<p>{}</p></footer>\n</body>\n</html>", Safe(made));
    }

    fn read(&mut self) {
        let s = self.s;
        s.read().iter().for_each(|line| put!(self, "<p>{}</p>", Safe(line)));
        for side in [Side::Old, Side::New] {
            self.out.push_str(&unsettled(&s.wording, s.assessed(side).import()));
        }
        s.no_dpias().into_iter().for_each(|line| put!(self, "<p class=\"warn\">{}</p>", Safe(line)));
    }

    fn figures(&mut self) {
        let s = self.s;
        put!(self, "<h2>{}</h2>\n<ul class=\"figures\">", Safe(&s.texts.figures.title));
        s.figures().iter().for_each(|line| put!(self, "<li>{}</li>", Safe(line)));
        put!(self, "</ul>");
        if s.view.diff.is_empty() {
            put!(self, "<p><strong>{}</strong></p>", Safe(&s.texts.nothing));
        }
    }

    fn section(&mut self, section: &Section) {
        put!(self, "<h2>{}</h2>", Safe(&section.title));
        if let Some(note) = &section.note {
            put!(self, "<p class=\"note\">{}</p>", Safe(note));
        }
        let (plain, folded): (Vec<&Entry>, Vec<&Entry>) =
            section.entries.iter().partition(|entry| entry.lines.is_empty());
        folded.into_iter().for_each(|entry| self.entry(section, entry));
        self.list("figures", plain.into_iter().map(|entry| &entry.head));
    }

    fn entry(&mut self, section: &Section, entry: &Entry) {
        let class = match section.style {
            Style::Error => "error",
            Style::Warning => "warning",
            Style::Plain | Style::Heading | Style::Dim => "note",
        };
        let open = if section.aside { "" } else { " open" };
        put!(self, "<details class=\"{class}\"{open}><summary>{}</summary>", Safe(&entry.head));
        self.list("figures sum", entry.lines.iter());
        put!(self, "</details>");
    }

    fn list<'l>(&mut self, class: &str, lines: impl Iterator<Item = &'l String>) {
        let mut lines = lines.peekable();
        if lines.peek().is_none() {
            return;
        }
        put!(self, "<ul class=\"{class}\">");
        lines.for_each(|line| put!(self, "<li>{}</li>", Safe(line)));
        put!(self, "</ul>");
    }
}
