//! Suppliers and systems as one page to read: it opens from disk, fetches nothing, and needs no script; a script of its own
//! lets one choose among its rows.

mod choices;

use super::sentences::Sentences;
use super::view::SuppliersView;
use crate::impact::{Called, ListCheck, NameMatch, NameRow};
use crate::report::common::choosing::Choosing;
use crate::report::common::filter;
use crate::report::common::html::{Safe, put, unsettled, write};
use crate::report::common::reading;
use crate::report::gaps::files_read;
use crate::workbook::WriteError;
use std::io::Write;

const STYLE: &str = include_str!("../../common/page.css");

/// Writes the list as one HTML page: what was read, the list checked both ways, what names no processor, and each name
/// folding out to what is known of it and its records.
///
/// Style and script stand in the page itself, and its own policy forbids it to fetch anything or to run anything else.
///
/// # Errors
/// [`WriteError::Write`] when `out` cannot be written to.
pub fn html(out: impl Write, view: &SuppliersView<'_>) -> Result<(), WriteError> {
    let sentences = Sentences::new(view);
    let choosing = Choosing::of(&sentences.wording, view.assessed);
    let mut page = Page { s: &sentences, choosing, out: String::new() };
    page.whole();
    write(out, &page.out)
}

struct Page<'s, 'v, 'a> {
    s: &'s Sentences<'v, 'a>,
    choosing: Choosing<'s, 'a>,
    out: String,
}

impl Page<'_, '_, '_> {
    fn whole(&mut self) {
        let (s, title) = (self.s, self.s.title());
        self.out.push_str(&filter::begin(s.view.lang, &title, &[STYLE]));
        put!(self, "<a class=\"skip\" href=\"#names\">{}</a>", Safe(&s.texts.skip));
        put!(self, "<header><h1>{}</h1></header>\n<main>", Safe(&title));
        self.read();
        self.figures();
        if let Some(check) = s.view.check {
            self.check(check);
        }
        self.without_processor();
        put!(self, "<h2 id=\"names\" tabindex=\"-1\">{}</h2>", Safe(&s.texts.names));
        let form = self.form();
        self.out.push_str(&form);
        self.rows(Called::Supplier);
        self.rows(Called::System);
        put!(self, "</main>\n<footer class=\"note\">");
        for line in reading::lines(&s.wording, s.view.assessed.import()) {
            put!(self, "<p>{}</p>", Safe(line));
        }
        let made = s.texts.made.fill(&[("version", &env!("CARGO_PKG_VERSION"))]);
        put!(self, "<p>{}</p></footer>", Safe(made));
        self.out.push_str(&filter::end());
    }

    fn read(&mut self) {
        let s = self.s;
        let import = s.view.assessed.import();
        let read = s.wording.texts.gaps.top.read.fill(&[("files", &files_read(import, &s.wording))]);
        put!(self, "<p>{}</p>", Safe(read));
        self.out.push_str(&unsettled(&s.wording, import));
        for (called, counts) in [Called::Supplier, Called::System].iter().zip(&s.view.found.answers) {
            put!(self, "<p>{}</p>", Safe(s.answers(*called, counts)));
        }
    }

    fn list(&mut self, lines: impl IntoIterator<Item = String>) {
        put!(self, "<ul class=\"figures\">");
        for line in lines {
            put!(self, "<li>{}</li>", Safe(line));
        }
        put!(self, "</ul>");
    }

    fn check(&mut self, check: &ListCheck) {
        let (s, words) = (self.s, &self.s.texts.list);
        put!(self, "<h2>{}</h2>", Safe(words.title.fill(&[("file", &check.list.file)])));
        put!(self, "<p>{}</p>", Safe(s.list_read(check)));
        let open =
            |found: &Option<(usize, NameMatch)>| !matches!(found, Some((_, how)) if *how != NameMatch::Alike);
        let missing: Vec<String> =
            check.listed.iter().filter(|one| open(&one.found)).map(|one| s.listed(one)).collect();
        if !missing.is_empty() {
            put!(self, "<h3>{}</h3>", Safe(s.counted(&words.missing, missing.len())));
            put!(self, "<p class=\"note\">{}</p>", Safe(&words.missing_note));
            self.list(missing);
        }
        for (called, of, text) in [
            (Called::Supplier, &check.unlisted_suppliers, &words.unlisted_suppliers),
            (Called::System, &check.unlisted_systems, &words.unlisted_systems),
        ] {
            if !of.is_empty() {
                put!(self, "<h3>{}</h3>", Safe(s.counted(text, of.len())));
                put!(self, "<p class=\"note\">{}</p>", Safe(&words.unlisted_note));
                let rows = of.iter().filter_map(|row| s.view.rows(called).get(*row));
                self.list(rows.map(|row| s.unlisted(row)).collect::<Vec<_>>());
            }
        }
    }

    fn without_processor(&mut self) {
        let (s, without) = (self.s, &self.s.view.found.without_processor);
        if without.is_empty() {
            return;
        }
        put!(self, "<h2>{}</h2>", Safe(s.counted(&s.texts.without_processor, without.len())));
        put!(self, "<p class=\"warn\">{}</p>", Safe(&s.texts.without_processor_note));
        put!(self, "<p>{}</p>", Safe(s.all_ids(without)));
    }

    fn rows(&mut self, called: Called) {
        let (s, rows) = (self.s, self.s.view.rows(called));
        put!(self, "<section data-group><h3>{}</h3>", Safe(s.heading(called)));
        if rows.is_empty() {
            put!(self, "<p>{}</p>", Safe(&s.texts.nothing));
        }
        rows.iter().for_each(|row| self.row(row));
        put!(self, "</section>");
    }

    fn row(&mut self, row: &NameRow) {
        let s = self.s;
        let class = if row.without_processor.is_empty() { "note" } else { "warning" };
        let (head, chosen_by) = (s.head(row), self.chosen_by(row));
        put!(self, "<details class=\"{class}\" data-row{chosen_by}>");
        put!(self, "<summary><strong>{}</strong></summary>", Safe(head));
        self.list(s.lines(row));
        self.list(row.activities.iter().map(|activity| s.record(*activity)));
        put!(self, "</details>");
    }
}
