//! What a report of the checks shows.

use crate::art30::{CheckRule, Checked, Finding};
use crate::import::Import;
use crate::model::{Field, ProcessingActivity, Severity};
use crate::report::common::quote::quoted;
use crate::report::common::wording::Wording;
use crate::report::gaps::files;
use crate::source::CellRef;
use crate::text::Lang;
use std::collections::{BTreeMap, BTreeSet};

/// What to show: a checked register, how it was read, and which of its records.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct CheckView<'a> {
    /// What the checks found.
    pub checked: &'a Checked,
    /// The register, and how it was read.
    pub import: &'a Import,
    /// Which activities to show, by their index in the register.
    pub shown: &'a BTreeSet<usize>,
    /// The filters that made the selection, as the user wrote them; empty where all is shown.
    pub filters: &'a [String],
    /// Language of the texts.
    pub lang: Lang,
}

impl<'a> CheckView<'a> {
    /// The findings of the activities shown, with no filter named.
    pub fn new(
        checked: &'a Checked,
        import: &'a Import,
        shown: &'a BTreeSet<usize>,
        lang: Lang,
    ) -> CheckView<'a> {
        CheckView { checked, import, shown, filters: &[], lang }
    }
}

impl<'a> CheckView<'a> {
    /// The findings to show.
    pub fn findings(&self) -> impl Iterator<Item = &'a Finding> + use<'a> {
        let shown = self.shown;
        self.checked.findings.iter().filter(move |finding| shown.contains(&finding.activity))
    }

    /// How many of the findings shown have each severity.
    pub(crate) fn severities(&self) -> BTreeMap<Severity, usize> {
        let mut counts = BTreeMap::new();
        for finding in self.findings() {
            *counts.entry(finding.severity).or_default() += 1;
        }
        counts
    }

    /// The findings shown by rule: the gravest first, then those with most findings, then by code.
    pub(super) fn by_rule(&self) -> Vec<(&'a CheckRule, Severity, Vec<&'a Finding>)> {
        let mut rules: BTreeMap<(Severity, &str), Vec<&'a Finding>> = BTreeMap::new();
        for finding in self.findings() {
            rules.entry((finding.severity, &finding.rule.id)).or_default().push(finding);
        }
        let mut rules: Vec<_> = rules
            .into_iter()
            .map(|((severity, _), findings)| (&*findings[0].rule, severity, findings))
            .collect();
        rules.sort_by_key(|(_, severity, findings)| (*severity, std::cmp::Reverse(findings.len())));
        rules
    }

    /// The activity of a finding.
    pub fn activity(&self, index: usize) -> &'a ProcessingActivity {
        &self.import.register.activities[index]
    }

    /// The cell that a finding stands at, also where it is empty.
    pub(crate) fn cell(&self, finding: &Finding) -> Option<CellRef> {
        finding.cell.clone().or_else(|| self.import.cell_of(self.activity(finding.activity), finding.field))
    }

    /// What a finding says.
    pub(crate) fn message(&self, finding: &Finding) -> String {
        let value = finding.value.as_deref().map(|value| quoted(value).to_string()).unwrap_or_default();
        let options = &self.checked.options;
        let message = match self.lang {
            Lang::Sv => &finding.rule.message.sv,
            Lang::En => &finding.rule.message.en,
        };
        message
            .replace("{today}", &options.as_of.to_string())
            .replace("{months}", &options.stale_months.to_string())
            .replace("{value}", &value)
    }

    pub(super) fn wording(&self) -> Wording<'a> {
        Wording::of_import(self.lang, files(self.import).len() > 1)
    }

    /// The name of a field.
    pub(super) fn field(&self, field: Field) -> &'static str {
        self.lang.words().field.of(field.into())
    }
}
