//! The list as one page to read: it opens from disk, fetches nothing, and needs no script; a script of its own lets one choose
//! among its rows.

use super::dealt_with::dealt_with;
use super::head;
use super::rank::{FIRST, families, family};
use super::row::Row;
use super::view::GapView;
use crate::gaps::{Assessment, GapKind};
use crate::model::Severity;
use crate::report::common::choosing::Choosing;
use crate::report::common::filter;
use crate::report::common::html::{Safe, put, unsettled, write};
use crate::report::common::quote::name;
use crate::report::common::reading;
use crate::report::common::texts::PageWords;
use crate::report::common::wording::Wording;
use crate::screening::NeedVerdict;
use crate::text::variants::IntoEnumIterator;
use crate::workbook::WriteError;
use std::io::Write;

const STYLE: &str = include_str!("../common/page.css");

/// Writes the list as one HTML page: what was read, the figures, the first in the order of work with why, and the rest
/// by family. Each gap folds out to its reasons with their cells.
///
/// Style and script stand in the page itself, and its own policy forbids it to fetch anything or to run anything else.
///
/// # Errors
/// [`WriteError::Write`] when `out` cannot be written to.
pub fn html(out: impl Write, view: &GapView<'_>) -> Result<(), WriteError> {
    let wording = view.wording();
    let ranked = view.shown().filter(|assessment| assessment.rank.is_some());
    let choosing = Choosing::of(&wording, view.assessed);
    let mut page = Page { view, wording: &wording, choosing, ranked: ranked.collect(), out: String::new() };
    page.whole();
    write(out, &page.out)
}

struct Page<'v, 'a> {
    view: &'v GapView<'a>,
    wording: &'v Wording<'a>,
    choosing: Choosing<'v, 'a>,
    /// What has a gap, in the order of work.
    ranked: Vec<&'a Assessment>,
    out: String,
}

impl<'a> Page<'_, 'a> {
    fn words(&self) -> &'static PageWords {
        &self.wording.texts.gaps.page
    }

    fn whole(&mut self) {
        let words = self.words();
        let title = self.wording.texts.gaps.top.title.fill(&[("date", &self.view.assessed.as_of())]);
        self.out.push_str(&filter::begin(self.view.lang, &title, &[STYLE]));
        put!(self, "<a class=\"skip\" href=\"#list\">{}</a>", Safe(&words.skip));
        put!(self, "<header><h1>{}</h1></header>\n<main>", Safe(&title));
        self.read();
        self.figures();
        put!(self, "<h2 id=\"list\" tabindex=\"-1\">{}</h2>", Safe(&words.list));
        self.list();
        put!(self, "</main>\n<footer class=\"note\">");
        for line in reading::lines(self.wording, self.view.import()) {
            put!(self, "<p>{}</p>", Safe(line));
        }
        let made = words.made.fill(&[("version", &env!("CARGO_PKG_VERSION"))]);
        put!(self, "<p>{}</p></footer>", Safe(made));
        self.out.push_str(&filter::end());
    }

    /// What was read and what was not, before anything that rests on it.
    fn read(&mut self) {
        let (view, wording) = (self.view, self.wording);
        let top = &wording.texts.gaps.top;
        put!(self, "<h2>{}</h2>", Safe(&self.words().read));
        put!(self, "<p>{}</p>", Safe(top.read.fill(&[("files", &head::files(view, wording))])));
        if let Some(unread) = head::unread(view, wording) {
            put!(self, "<p class=\"warn\">{}</p>", Safe(unread));
        }
        self.out.push_str(&unsettled(wording, view.import()));
        put!(self, "<p>{}</p>", Safe(top.packs.fill(&[("packs", &head::packs(view, wording))])));
        if let Some(filtered) = head::filtered(view, wording) {
            put!(self, "<p>{}</p>", Safe(filtered));
        }
        if !view.assessed.not_asked.is_empty() {
            let criteria = wording.labels(view.assessed.not_asked.iter().copied());
            put!(self, "<p>{}</p>", Safe(top.not_asked.fill(&[("criteria", &criteria)])));
        }
    }

    /// Figures, each out of how many.
    fn figures(&mut self) {
        let (view, wording) = (self.view, self.wording);
        let words = &wording.texts.gaps.summary;
        let summary = view.summary();
        put!(self, "<h2>{}</h2>", Safe(&self.words().figures));
        let verdicts = NeedVerdict::iter()
            .filter_map(|one| Some((one.to_string(), wording.verdict(one), *summary.verdicts.get(&one)?)))
            .collect();
        let gaps = GapKind::iter()
            .filter_map(|one| Some((one.to_string(), wording.gap(one), *summary.gaps.get(&one)?)))
            .collect();
        self.counted(&words.need, "verdict", verdicts, summary.activities);
        self.counted(&view.worklist(wording), "state", gaps, summary.activities);
    }

    fn counted(&mut self, title: &str, by: &str, figures: Vec<(String, &str, usize)>, total: usize) {
        let number = |count: usize| self.wording.lang.number(count);
        let words = &self.wording.texts.gaps.summary;
        put!(self, "<h3>{}</h3>", Safe(title));
        if figures.is_empty() {
            put!(self, "<p>{}</p>", Safe(&words.none));
            return;
        }
        put!(self, "<ul class=\"figures\">");
        for (value, label, count) in figures {
            let of = words.of.fill(&[("count", &number(count)), ("total", &number(total))]);
            // Only what is listed below can be shown: a need without a gap is not.
            let shows = if by == "state" { filter::shows(by, value) } else { String::new() };
            put!(self, "<li{shows}><strong>{}</strong> {}</li>", Safe(of), Safe(label));
        }
        put!(self, "</ul>");
    }

    fn list(&mut self) {
        let ranked = std::mem::take(&mut self.ranked);
        if ranked.is_empty() {
            put!(self, "<p>{}</p>", Safe(&self.wording.texts.gaps.group.nothing));
            return;
        }
        let words = self.words();
        put!(self, "<p><strong>{}</strong></p>", Safe(&self.wording.texts.rank.sentence));
        let form = self.form(&ranked);
        self.out.push_str(&form);
        let (first, rest) = ranked.split_at(ranked.len().min(FIRST));
        self.section(&words.first, first);
        let titles = [
            (Severity::Error, &words.act),
            (Severity::Warning, &words.find_out),
            (Severity::Note, &words.consider),
        ];
        for (severity, title) in titles {
            let of = |one: &&&Assessment| one.gap.as_ref().is_some_and(|gap| gap.severity == severity);
            let of: Vec<&Assessment> = rest.iter().filter(of).copied().collect();
            if of.is_empty() {
                continue;
            }
            let count = self.wording.lang.number(of.len());
            put!(self, "<section data-group><h3>{} ({count})</h3>", Safe(title));
            if severity == Severity::Error {
                put!(self, "<p class=\"note\">{}</p>", Safe(&self.wording.texts.rank.rest));
            }
            for (of, members) in families(&of) {
                let (of, count) = (family(self.wording, of), self.wording.lang.number(members.len()));
                put!(self, "<section data-group><h4>{} ({count})</h4>", Safe(of));
                members.into_iter().for_each(|one| self.gap(one, false));
                put!(self, "</section>");
            }
            put!(self, "</section>");
        }
    }

    /// The lists to choose rows from.
    fn form(&self, ranked: &[&Assessment]) -> String {
        let activities = ranked.iter().map(|one| one.activity).collect();
        self.choosing.form(&self.choosing.choices(&activities))
    }

    fn section(&mut self, title: &str, assessments: &[&'a Assessment]) {
        let count = self.wording.lang.number(assessments.len());
        put!(self, "<section data-group><h3>{} ({count})</h3>", Safe(title));
        assessments.iter().for_each(|one| self.gap(one, true));
        put!(self, "</section>");
    }

    /// One gap, which folds out to its reasons.
    fn gap(&mut self, assessment: &'a Assessment, open: bool) {
        let (view, wording) = (self.view, self.wording);
        let row = Row::new(view, wording, assessment);
        let (Some(gap), Some(rank)) = (&assessment.gap, row.rank()) else { return };
        let severity: &'static str = gap.severity.into();
        let open = if open { " open" } else { "" };
        let chosen_by = self.choosing.attributes(&[assessment.activity]);
        put!(self, "<details class=\"{severity}\" data-row{chosen_by}{open}><summary>");
        put!(
            self,
            "<span class=\"place\">{}</span> <strong>{}</strong> <span class=\"badge {severity}\">{}: {}</span>",
            rank.rank.position,
            Safe(format!("{} {}", row.handle(), name(row.activity.label()))),
            Safe(wording.severity(gap.severity)),
            Safe(wording.gap(gap.kind))
        );
        put!(self, "<br><span class=\"sum\">{}</span></summary>\n<dl>", Safe(rank.because()));
        self.out.push_str(&dealt_with(&row, wording));
        put!(self, "</dl></details>");
    }
}
