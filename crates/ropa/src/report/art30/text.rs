//! The findings for a person: each rule told once, with the records that it concerns.

use super::shares::{Share, by_field, by_process_group, by_unit, whole, without_column};
use super::view::CheckView;
use crate::art30::{CheckRule, Finding};
use crate::model::{Field, Severity};
use crate::report::common::page::{Page, Style, TextOptions, padded};
use crate::report::common::quote::{name, quoted};
use crate::report::common::reading::foot;
use crate::report::common::texts::Checks;
use crate::report::common::unsettled::first;
use crate::report::common::wording::{Wording, joined};

/// Writes the findings for a person, by rule: why the law asks, how to mend it, and where.
pub fn text(view: &CheckView<'_>, options: TextOptions) -> String {
    let wording = view.wording();
    let mut report =
        Report { view, texts: &wording.texts.check, wording: &wording, page: Page::new(options) };
    report.head();
    for (rule, severity, findings) in view.by_rule() {
        report.rule(rule, severity, &findings);
    }
    report.waivers();
    report.missing_columns();
    report.completeness();
    foot(&mut report.page, &wording, view.import);
    report.page.finish()
}

/// Columns that the name of a unit or a question may take.
const WIDEST_KEY: usize = 64;

struct Report<'v, 'a> {
    view: &'v CheckView<'a>,
    texts: &'static Checks,
    wording: &'v Wording<'a>,
    page: Page,
}

pub(super) fn style(severity: Severity) -> Style {
    match severity {
        Severity::Error => Style::Error,
        Severity::Warning => Style::Warning,
        Severity::Note => Style::Heading,
    }
}

/// How complete the register is, and in the same line what it does not ask.
pub(super) fn completeness(view: &CheckView<'_>, wording: &Wording<'_>) -> String {
    let texts = &wording.texts.check;
    let done = texts.completeness.fill(&[("share", &share(texts, wording, whole(view)))]);
    let missing = without_column(view);
    if missing.is_empty() {
        return done;
    }
    let fields = joined(missing.into_iter().map(|field| view.field(field).to_string()));
    texts.completeness_but.fill(&[("done", &done), ("fields", &fields)])
}

/// `91 % (768 av 845 svar; 20 av 65 poster är kompletta)`.
pub(super) fn share(texts: &Checks, wording: &Wording<'_>, share: Share) -> String {
    let number = |count| wording.lang.number(count);
    match share.percent() {
        None => texts.nothing_asked.clone(),
        Some(percent) => texts.share.fill(&[
            ("percent", &percent),
            ("answered", &number(share.answered)),
            ("asked", &number(share.asked)),
            ("complete", &number(share.complete)),
            ("records", &number(share.records)),
        ]),
    }
}

/// How many findings of each severity, in how many records.
pub(super) fn counts(view: &CheckView<'_>, wording: &Wording<'_>) -> String {
    let severities = view.severities();
    let count = |severity| wording.lang.number(severities.get(&severity).copied().unwrap_or(0));
    wording.texts.check.counts.fill(&[
        ("errors", &count(Severity::Error)),
        ("warnings", &count(Severity::Warning)),
        ("notes", &count(Severity::Note)),
        ("records", &wording.lang.number(view.shown.len())),
    ])
}

impl Report<'_, '_> {
    fn head(&mut self) {
        let (view, texts) = (self.view, self.texts);
        self.page.heading(Style::Heading, &texts.title.fill(&[("date", &view.checked.options.as_of)]));
        let files = crate::report::gaps::files(view.import);
        let files = joined(files.iter().map(|(file, _)| quoted(file)));
        self.page.paragraph(0, 2, Style::Plain, &texts.read.fill(&[("files", &files)]));
        first(&mut self.page, self.wording, view.import);
        if !view.filters.is_empty() {
            let (shown, read) = (view.shown.len(), view.import.register.activities.len());
            let filters = joined(view.filters);
            let args: [(&str, &dyn std::fmt::Display); 3] =
                [("filters", &filters), ("shown", &shown), ("read", &read)];
            self.page.paragraph(0, 2, Style::Plain, &texts.filtered.fill(&args));
        }
        let counts = counts(view, self.wording);
        self.page.paragraph(0, 2, Style::Plain, &counts);
        self.page.paragraph(0, 2, Style::Plain, &completeness(view, self.wording));
        let ignored = &view.checked.ignored;
        if !ignored.is_empty() {
            let rule =
                |(id, count): (&&str, &usize)| texts.ignored_rule.fill(&[("id", id), ("count", count)]);
            let rules = joined(ignored.iter().map(rule));
            self.page.paragraph(0, 2, Style::Plain, &texts.ignored.fill(&[("rules", &rules)]));
        }
        if view.findings().next().is_none() {
            self.page.blank();
            let nothing =
                if without_column(view).is_empty() { &texts.nothing } else { &texts.nothing_asked_of };
            self.page.paragraph(0, 0, Style::Plain, nothing);
        }
    }

    fn rule(&mut self, rule: &CheckRule, severity: Severity, findings: &[&Finding]) {
        let (texts, wording) = (self.texts, self.wording);
        let head = texts.rule.fill(&[
            ("severity", &wording.severity(severity)),
            ("id", &rule.id),
            ("name", &wording.local(&rule.name)),
            ("count", &findings.len()),
        ]);
        self.page.heading(style(severity), &head);
        self.page.paragraph(2, 0, Style::Plain, wording.local(&rule.why));
        let mend = texts.remedy.fill(&[("remedy", &wording.local(&rule.remedy))]);
        self.page.paragraph(2, 2, Style::Plain, &mend);
        let good = wording.local(&rule.good);
        if !good.is_empty() {
            self.page.paragraph(2, 2, Style::Plain, &texts.good.fill(&[("good", &good)]));
        }
        let source = texts.source.fill(&[("source", &wording.citations(&rule.citations))]);
        self.page.paragraph(2, 2, Style::Dim, &source);
        let shown = self.page.rows(findings.len());
        for finding in &findings[..shown] {
            self.finding(finding, rule.message.sv.contains("{value}"));
        }
        if shown < findings.len() {
            let more = texts.more.form(findings.len() - shown).fill(&[("count", &(findings.len() - shown))]);
            self.page.paragraph(4, 2, Style::Dim, &more);
        }
    }

    /// Who and where; what was written only where the rule speaks of it.
    fn finding(&mut self, finding: &Finding, tells_value: bool) {
        let activity = self.view.activity(finding.activity);
        let place = match self.view.cell(finding) {
            Some(cell) => self.wording.cell(&cell).to_string(),
            None => self.wording.place(&activity.origin),
        };
        let who = match activity.text(Field::Id) {
            Some(id) if id != activity.label() => format!("{} {}", quoted(id), name(activity.label())),
            _ => name(activity.label()).to_string(),
        };
        let row = self.texts.finding.fill(&[("who", &who), ("place", &place)]);
        self.page.paragraph(4, 4, Style::Plain, &row);
        if tells_value {
            self.page.paragraph(8, 2, Style::Dim, &self.view.message(finding));
        }
    }

    /// What people have accepted, and which of those decisions count.
    fn waivers(&mut self) {
        let (view, texts, wording) = (self.view, self.texts, self.wording);
        let waivers = &view.checked.waivers;
        if waivers.is_empty() {
            return;
        }
        let title = texts.waived.form(waivers.len()).fill(&[("count", &waivers.len())]);
        self.page.heading(Style::Heading, &title);
        for waiver in waivers {
            let labels =
                waiver.candidates.iter().map(|index| name(view.activity(*index).label()).to_string());
            let candidates = joined(labels);
            let candidates = match candidates.is_empty() {
                true => String::new(),
                false => wording.texts.gaps.more.decision_candidates.fill(&[("candidates", &candidates)]),
            };
            let state = match &waiver.decision {
                Some(decision) => wording.decision_state(decision),
                None => texts.waiver_orphan.fill(&[("candidates", &candidates)]),
            };
            let who = waiver.activity.map_or(&*waiver.name, |index| view.activity(index).label());
            let line = texts.waiver.fill(&[
                ("rule", &waiver.rule.as_deref().unwrap_or("?")),
                ("who", &name(who)),
                ("state", &state),
                ("cell", &wording.cell(&waiver.cell)),
            ]);
            self.page.paragraph(2, 2, Style::Plain, &line);
        }
    }

    fn missing_columns(&mut self) {
        let texts = self.texts;
        let missing = &self.view.checked.missing_columns;
        if missing.is_empty() {
            return;
        }
        self.page.heading(Style::Heading, &texts.missing_title);
        self.page.paragraph(2, 0, Style::Plain, &texts.missing_why);
        for table in missing.chunk_by(|a, b| (&a.file, &a.sheet) == (&b.file, &b.sheet)) {
            let fields = joined(table.iter().map(|column| {
                let rules = joined(&column.rules);
                texts.missing_column.fill(&[("field", &self.view.field(column.field)), ("rules", &rules)])
            }));
            let table = match crate::report::gaps::files(self.view.import).len() {
                0 | 1 => quoted(&table[0].sheet).to_string(),
                _ => format!("{}: {}", quoted(&table[0].file), quoted(&table[0].sheet)),
            };
            let line = texts.missing_table.fill(&[("table", &table), ("fields", &fields)]);
            self.page.paragraph(2, 2, Style::Plain, &line);
        }
    }

    fn completeness(&mut self) {
        let (view, texts) = (self.view, self.texts);
        if whole(view).records == 0 {
            return;
        }
        self.page.heading(Style::Heading, &texts.completeness_title);
        self.page.paragraph(2, 0, Style::Plain, &texts.completeness_how);
        let fields = by_field(view).into_iter().map(|(field, share)| (view.field(field).to_string(), share));
        self.shares(&texts.by_field, fields.collect());
        let named = |groups: Vec<(Option<String>, Share)>| -> Vec<(String, Share)> {
            groups.into_iter().map(|(key, share)| (self.wording.group(key.as_deref()), share)).collect()
        };
        let (units, processes) = (named(by_unit(view)), named(by_process_group(view)));
        self.shares(&texts.by_unit, units);
        self.shares(&texts.by_process_group, processes);
    }

    fn shares(&mut self, title: &str, shares: Vec<(String, Share)>) {
        use unicode_width::UnicodeWidthStr;
        self.page.blank();
        self.page.paragraph(2, 0, Style::Plain, title);
        let (done, open): (Vec<_>, Vec<_>) =
            shares.into_iter().partition(|(_, share)| share.answered == share.asked);
        let width = open.iter().map(|(key, _)| key.width()).max().unwrap_or(0).min(WIDEST_KEY);
        for (key, share) in open {
            let said = self.texts.share_short.fill(&[
                ("percent", &share.percent().unwrap_or(0)),
                ("answered", &share.answered),
                ("asked", &share.asked),
            ]);
            self.page.row(4, &padded(&key, width), width, Style::Plain, &said);
        }
        if !done.is_empty() {
            let count = done.len();
            let done = self.texts.all_complete.form(count).fill(&[("count", &count)]);
            self.page.paragraph(4, 2, Style::Plain, &done);
        }
    }
}
