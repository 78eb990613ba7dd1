//! The list as one page to read: it opens from disk, fetches nothing, and needs no script; a script of its own lets one choose
//! among its rows.

use super::head;
use super::rank::{FIRST, families, family};
use super::row::Row;
use super::view::GapView;
use crate::gaps::{Assessment, GapKind};
use crate::model::{Field, ProcessingActivity, Severity};
use crate::report::common::filter::{self, Choice, DIGEST, SCRIPT, STYLE as FILTER_STYLE};
use crate::report::common::html::{Safe, begin, put};
use crate::report::common::page::{Page as Lines, TextOptions};
use crate::report::common::quote::name;
use crate::report::common::reading;
use crate::report::common::texts::PageWords;
use crate::report::common::unsettled::first;
use crate::report::common::wording::{Wording, joined};
use crate::screening::NeedVerdict;
use crate::workbook::WriteError;
use std::collections::BTreeSet;
use std::io::{BufWriter, Write};
use strum::IntoEnumIterator;

const STYLE: &str = include_str!("page.css");

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
        self.out.push_str(&begin(
            self.view.lang,
            &title,
            &[STYLE, FILTER_STYLE],
            Some(&format!("'{DIGEST}'")),
        ));
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
        put!(self, "<p>{}</p></footer>\n<script>\n{SCRIPT}</script>\n</body>\n</html>", Safe(made));
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
            let shows = if by == "state" {
                format!(" data-by=\"{by}\" data-value=\"{value}\"")
            } else {
                String::new()
            };
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
        let (view, wording, words) = (self.view, self.wording, self.words());
        let column = |key: &'static str| wording.texts.gaps.column.of_static(key).to_string();
        let activities = || ranked.iter().map(|one| view.activity(one));
        let kinds = GapKind::iter()
            .filter(|kind| ranked.iter().any(|one| one.gap.as_ref().is_some_and(|gap| gap.kind == *kind)));
        let steps: BTreeSet<String> = ranked.iter().filter_map(|one| step(one)).collect();
        let choices = [
            Choice::of_texts("unit", column("unit"), activities().filter_map(|one| one.unit())),
            Choice::of_texts("process", column("process"), activities().flat_map(processes)),
            Choice::of_texts("system", column("system"), activities().flat_map(systems)),
            Choice {
                name: "state",
                label: words.state.clone(),
                options: kinds.map(|kind| (kind.to_string(), wording.gap(kind).to_string())).collect(),
            },
            Choice {
                name: "step",
                label: words.step.clone(),
                options: steps.into_iter().map(|id| (id.clone(), self.step_name(&id))).collect(),
            },
        ];
        let words = filter::Words { all: &words.all, reset: &words.reset, told: &words.shown };
        filter::form(&choices, &words)
    }

    /// A step by its number and name.
    fn step_name(&self, id: &str) -> String {
        let step = self.view.assessed.packs().work_step(id);
        step.map_or(id.to_string(), |step| format!("{}. {}", step.order, self.wording.local(&step.name)))
    }

    /// What a row is chosen by.
    fn chosen_by(&self, assessment: &Assessment) -> String {
        let activity = self.view.activity(assessment);
        let state = assessment.gap.as_ref().map(|gap| gap.kind);
        [
            filter::attribute("unit", activity.unit()),
            filter::attribute("process", processes(activity)),
            filter::attribute("system", systems(activity)),
            filter::attribute("state", state),
            filter::attribute("step", step(assessment)),
        ]
        .concat()
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
        let chosen_by = self.chosen_by(assessment);
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

/// The step of a gap, by its id.
fn step(assessment: &Assessment) -> Option<String> {
    assessment.rank.as_ref()?.step.clone()
}

fn processes(activity: &ProcessingActivity) -> Vec<String> {
    activity.processes().into_iter().map(|process| process.to_string()).collect()
}

/// The systems that a record names, each alone.
fn systems(activity: &ProcessingActivity) -> Vec<String> {
    let written = activity.entries_of(Field::Systems).map(|entry| &*entry.written);
    let parts = written.flat_map(|text| text.split([';', '\n', '|']));
    parts.map(|part| part.trim().to_string()).filter(|part| !part.is_empty()).collect()
}
