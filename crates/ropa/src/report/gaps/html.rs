//! The list as one page to read: it opens from disk, fetches nothing, and needs no script.

use super::head;
use super::rank::{FIRST, families, family};
use super::row::Row;
use super::view::GapView;
use crate::gaps::{Assessment, GapKind};
use crate::model::{Field, Severity};
use crate::report::common::html::{Safe, put};
use crate::report::common::page::{Page as Lines, TextOptions};
use crate::report::common::quote::name;
use crate::report::common::reading;
use crate::report::common::texts::PageWords;
use crate::report::common::unsettled::first;
use crate::report::common::wording::{Wording, joined};
use crate::screening::NeedVerdict;
use crate::workbook::WriteError;
use crate::workbook::own_mark::OWN_LIST;
use std::io::{BufWriter, Write};
use strum::IntoEnumIterator;

const STYLE: &str = include_str!("page.css");

/// Writes the list as one HTML page: what was read, the figures, the first in the order of work with why, and the rest
/// by family. Each gap folds out to its reasons with their cells.
///
/// Style stands in the page itself, and its own policy forbids it to fetch or run anything.
///
/// # Errors
/// [`WriteError::Write`] when `out` cannot be written to.
pub fn html(out: impl Write, view: &GapView<'_>) -> Result<(), WriteError> {
    let wording = view.wording();
    let ranked = view.shown().filter(|assessment| assessment.rank.is_some());
    let mut page = Page { view, wording: &wording, ranked: ranked.collect(), out: String::new() };
    page.whole();
    let mut out = BufWriter::new(out);
    out.write_all(page.out.as_bytes())?;
    out.flush()?;
    Ok(())
}

struct Page<'v, 'a> {
    view: &'v GapView<'a>,
    wording: &'v Wording<'a>,
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
        put!(
            self,
            "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"keywords\" content=\"{OWN_LIST}\">",
            self.view.lang.code()
        );
        put!(
            self,
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        );
        put!(self, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        put!(self, "<title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>", Safe(&title));
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
        put!(self, "<p>{}</p></footer>\n</body>\n</html>", Safe(made));
    }

    /// What was read and what was not, before anything that rests on it.
    fn read(&mut self) {
        let (view, wording) = (self.view, self.wording);
        let top = &wording.texts.gaps.top;
        put!(self, "<h2>{}</h2>", Safe(&self.words().read));
        put!(self, "<p>{}</p>", Safe(top.read.fill(&[("files", &head::files(view, wording))])));
        let mut lines = Lines::new(TextOptions { width: 1_000_000, colour: false, rows: None });
        first(&mut lines, wording, view.import());
        let unsettled = lines.finish();
        for warning in head::unread(view, wording).iter().map(String::as_str).chain(unsettled.lines()) {
            put!(self, "<p class=\"warn\">{}</p>", Safe(warning.trim()));
        }
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
            .filter_map(|one| Some((wording.verdict(one), *summary.verdicts.get(&one)?)))
            .collect();
        let gaps =
            GapKind::iter().filter_map(|one| Some((wording.gap(one), *summary.gaps.get(&one)?))).collect();
        self.counted(&words.need, verdicts, summary.activities);
        self.counted(&words.gaps, gaps, summary.activities);
    }

    fn counted(&mut self, title: &str, figures: Vec<(&str, usize)>, total: usize) {
        let number = |count: usize| self.wording.lang.number(count);
        let words = &self.wording.texts.gaps.summary;
        put!(self, "<h3>{}</h3>", Safe(title));
        if figures.is_empty() {
            put!(self, "<p>{}</p>", Safe(&words.none));
            return;
        }
        put!(self, "<ul class=\"figures\">");
        for (label, count) in figures {
            let of = words.of.fill(&[("count", &number(count)), ("total", &number(total))]);
            put!(self, "<li><strong>{}</strong> {}</li>", Safe(of), Safe(label));
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
            put!(self, "<h3>{} ({count})</h3>", Safe(title));
            if severity == Severity::Error {
                put!(self, "<p class=\"note\">{}</p>", Safe(&self.wording.texts.rank.rest));
            }
            for (of, members) in families(&of) {
                let (of, count) = (family(self.wording, of), self.wording.lang.number(members.len()));
                put!(self, "<h4>{} ({count})</h4>", Safe(of));
                members.into_iter().for_each(|one| self.gap(one, false));
            }
        }
    }

    fn section(&mut self, title: &str, assessments: &[&'a Assessment]) {
        put!(self, "<h3>{} ({})</h3>", Safe(title), self.wording.lang.number(assessments.len()));
        assessments.iter().for_each(|one| self.gap(one, true));
    }

    /// One gap, which folds out to its reasons.
    fn gap(&mut self, assessment: &'a Assessment, open: bool) {
        let (view, wording) = (self.view, self.wording);
        let row = Row::new(view, wording, assessment);
        let (Some(gap), Some(rank)) = (&assessment.gap, row.rank()) else { return };
        let severity: &'static str = gap.severity.into();
        let open = if open { " open" } else { "" };
        put!(self, "<details class=\"{severity}\"{open}><summary>");
        put!(
            self,
            "<span class=\"place\">{}</span> <strong>{}</strong> <span class=\"badge {severity}\">{}: {}</span>",
            rank.rank.position,
            Safe(format!("{} {}", row.handle(), name(row.activity.label()))),
            Safe(wording.severity(gap.severity)),
            Safe(wording.gap(gap.kind))
        );
        put!(self, "<br><span class=\"sum\">{}</span></summary>\n<dl>", Safe(rank.because()));
        let column = |key: &'static str| wording.texts.gaps.column.of_static(key).to_string();
        let rule = row.strongest_rule().unwrap_or_default();
        let reasons = [rule, row.reasons(), row.decision()].join("\n");
        let link = row.link_in_cell();
        let status = wording.link(assessment.resolution.status).to_string();
        let since = gap.since.map(|day| day.to_string()).unwrap_or_default();
        let told = [
            (column("unit"), row.activity.unit().unwrap_or_default()),
            (column("process"), joined(row.activity.processes())),
            (column("system"), row.written(Field::Systems)),
            (column("supplier"), row.written(Field::Processors)),
            (column("owner"), row.written(Field::Responsible)),
            (self.words().family.clone(), rank.family()),
            (column("verdict"), wording.verdict(assessment.need.verdict).to_string()),
            (column("since"), since),
            (column("reasons"), reasons),
            (column("questions"), row.questions()),
            (column("link"), if link.is_empty() { status } else { link }),
            (column("candidate"), row.candidate_in_words().unwrap_or_default()),
            (column("todo"), row.todo().to_string()),
            (self.words().ties.clone(), rank.ties()),
            (column("place"), wording.place(&row.activity.origin)),
        ];
        for (label, text) in told {
            self.told(&label, &text);
        }
        put!(self, "</dl></details>");
    }

    /// A label with its lines; nothing where there is none.
    fn told(&mut self, label: &str, text: &str) {
        let lines: Vec<String> =
            text.lines().filter(|line| !line.trim().is_empty()).map(|line| Safe(line).to_string()).collect();
        if !lines.is_empty() {
            put!(self, "<div><dt>{}</dt><dd>{}</dd></div>", Safe(label), lines.join("<br>"));
        }
    }
}
