//! What the findings say to a person, the same in text and on a page.

use super::shares::{Share, by_field, by_process_group, by_unit, whole, without_column};
use super::view::CheckView;
use crate::art30::{CheckRule, Finding, Waiver};
use crate::model::{Field, Severity};
use crate::report::common::quote::{name, quoted};
use crate::report::common::texts::Checks;
use crate::report::common::wording::{Wording, joined};

/// The findings in the words of a language.
pub(super) struct Sentences<'v, 'a> {
    pub(super) view: &'v CheckView<'a>,
    pub(super) wording: Wording<'a>,
    pub(super) texts: &'static Checks,
}

impl<'v, 'a> Sentences<'v, 'a> {
    pub(super) fn new(view: &'v CheckView<'a>) -> Sentences<'v, 'a> {
        let wording = view.wording();
        Sentences { view, texts: &wording.texts.check, wording }
    }

    pub(super) fn number(&self, count: usize) -> String {
        self.wording.lang.number(count)
    }

    pub(super) fn title(&self) -> String {
        self.texts.title.fill(&[("date", &self.view.checked.options.as_of)])
    }

    /// The selection, where there is one.
    pub(super) fn filtered(&self) -> Option<String> {
        let view = self.view;
        let (shown, read) = (view.shown.len(), view.import.register.activities.len());
        let args: crate::text::Args<'_> =
            &[("filters", &joined(view.filters)), ("shown", &shown), ("read", &read)];
        (!view.filters.is_empty()).then(|| self.texts.filtered.fill(args))
    }

    /// Which rules are left out by the settings, and how many findings they have.
    pub(super) fn ignored(&self) -> Option<String> {
        let (texts, ignored) = (self.texts, &self.view.checked.ignored);
        let rule = |(id, count): (&&str, &usize)| texts.ignored_rule.fill(&[("id", id), ("count", count)]);
        (!ignored.is_empty()).then(|| texts.ignored.fill(&[("rules", &joined(ignored.iter().map(rule)))]))
    }

    /// That nothing was found, and of what that is said.
    pub(super) fn nothing(&self) -> Option<&'static str> {
        let none = self.view.findings().next().is_none();
        let all_asked = without_column(self.view).is_empty();
        none.then_some(if all_asked { &self.texts.nothing } else { &self.texts.nothing_asked_of })
    }

    /// A rule with how many findings it has.
    pub(super) fn rule(&self, rule: &CheckRule, severity: Severity, count: usize) -> String {
        self.texts.rule.fill(&[
            ("severity", &self.wording.severity(severity)),
            ("id", &rule.id),
            ("name", &self.wording.local(&rule.name)),
            ("count", &count),
        ])
    }

    pub(super) fn remedy(&self, rule: &CheckRule) -> String {
        self.texts.remedy.fill(&[("remedy", &self.wording.local(&rule.remedy))])
    }

    /// An answer that would do, where the rule has one.
    pub(super) fn good(&self, rule: &CheckRule) -> Option<String> {
        let good = self.wording.local(&rule.good);
        (!good.is_empty()).then(|| self.texts.good.fill(&[("good", &good)]))
    }

    pub(super) fn source(&self, rule: &CheckRule) -> String {
        self.texts.source.fill(&[("source", &self.wording.citations(&rule.citations))])
    }

    /// The record of a finding, by id and name.
    pub(super) fn who(&self, finding: &Finding) -> String {
        let activity = self.view.activity(finding.activity);
        match activity.text(Field::Id) {
            Some(id) if id != activity.label() => format!("{} {}", quoted(id), name(activity.label())),
            _ => name(activity.label()).to_string(),
        }
    }

    /// The cell of a finding, else the place of its record.
    pub(super) fn place(&self, finding: &Finding) -> String {
        match self.view.cell(finding) {
            Some(cell) => self.wording.cell(&cell).to_string(),
            None => self.wording.place(&self.view.activity(finding.activity).origin),
        }
    }

    /// What people have accepted: how many.
    pub(super) fn waived(&self) -> String {
        let count = self.view.checked.waivers.len();
        self.texts.waived.form(count).fill(&[("count", &count)])
    }

    /// One of them, and whether it counts.
    pub(super) fn waiver(&self, waiver: &Waiver) -> String {
        let (view, texts, wording) = (self.view, self.texts, &self.wording);
        let labels = waiver.candidates.iter().map(|index| name(view.activity(*index).label()).to_string());
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
        texts.waiver.fill(&[
            ("rule", &waiver.rule.as_deref().unwrap_or("?")),
            ("who", &name(who)),
            ("state", &state),
            ("cell", &wording.cell(&waiver.cell)),
        ])
    }

    /// The questions that each table has no column for, with the rules that could not be tried.
    pub(super) fn missing_columns(&self) -> Vec<String> {
        let texts = self.texts;
        let missing = &self.view.checked.missing_columns;
        let tables = missing.chunk_by(|a, b| (&a.file, &a.sheet) == (&b.file, &b.sheet));
        let line = |table: &[crate::art30::ColumnMissing]| {
            let first = table.first()?;
            let fields = joined(table.iter().map(|column| {
                let rules = joined(&column.rules);
                texts.missing_column.fill(&[("field", &self.view.field(column.field)), ("rules", &rules)])
            }));
            let table = match crate::report::gaps::files(self.view.import).len() {
                0 | 1 => quoted(&first.sheet).to_string(),
                _ => format!("{}: {}", quoted(&first.file), quoted(&first.sheet)),
            };
            Some(texts.missing_table.fill(&[("table", &table), ("fields", &fields)]))
        };
        tables.filter_map(line).collect()
    }

    /// How complete the register is: by question, by unit and by group of processes, each list with its title.
    pub(super) fn shares(&self) -> Vec<(&'static str, Vec<(String, Share)>)> {
        let (view, texts) = (self.view, self.texts);
        if whole(view).records == 0 {
            return Vec::new();
        }
        let named = |groups: Vec<(Option<String>, Share)>| {
            groups.into_iter().map(|(key, share)| (self.wording.group(key.as_deref()), share)).collect()
        };
        let fields = by_field(view).into_iter().map(|(field, share)| (view.field(field).to_string(), share));
        vec![
            (&texts.by_field, fields.collect()),
            (&texts.by_unit, named(by_unit(view))),
            (&texts.by_process_group, named(by_process_group(view))),
        ]
    }

    /// `91 % (768 av 845 svar)`.
    pub(super) fn share_short(&self, share: Share) -> String {
        self.texts.share_short.fill(&[
            ("percent", &share.percent().unwrap_or(0)),
            ("answered", &share.answered),
            ("asked", &share.asked),
        ])
    }

    /// How many more of a list answer everything.
    pub(super) fn all_complete(&self, count: usize) -> Option<String> {
        (count > 0).then(|| self.texts.all_complete.form(count).fill(&[("count", &count)]))
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
