//! The words that all formats of a report of coverage have in common.

use super::view::CoverageView;
use crate::classification::{
    CoverageFinding, CoverageState, Expected, Fit, FitReading, FitSign, NodeCoverage, PersonalData,
    ProcessSuggestion, RegisterBy, Share, StructureFinding, UnresolvedAssignment,
};
use crate::gaps::GapKind;
use crate::model::Severity;
use crate::report::common::handle;
use crate::report::common::quote::{name, quoted};
use crate::report::common::texts::Coverage as Texts;
use crate::report::common::wording::{Wording, joined, joined_by};
use crate::report::gaps::files;
use crate::screening::NeedVerdict;
use crate::text::variants::IntoEnumIterator;
use std::collections::BTreeSet;

/// How many candidates, suggestions and words are shown of each.
const FEW: usize = 3;

/// The view in the words of its language.
pub(super) struct Sentences<'v, 'a> {
    pub(super) view: &'v CoverageView<'a>,
    pub(super) wording: Wording<'a>,
    pub(super) texts: &'static Texts,
}

impl<'v, 'a> Sentences<'v, 'a> {
    pub(super) fn new(view: &'v CoverageView<'a>) -> Sentences<'v, 'a> {
        let many_files = files(view.import).len() > 1;
        let wording = Wording::new(view.lang, view.packs, view.coverage.as_of, many_files);
        Sentences { view, texts: &wording.texts.coverage, wording }
    }

    pub(super) fn number(&self, number: usize) -> String {
        self.view.lang.number(number)
    }

    pub(super) fn title(&self) -> String {
        let label = &*self.view.version.info.label;
        let version = if label.is_empty() { &self.texts.head.unnamed } else { label };
        self.texts.head.title.fill(&[("version", &name(version)), ("date", &self.view.coverage.as_of)])
    }

    pub(super) fn read(&self) -> String {
        let register = files(self.view.import).into_iter().map(|(file, _)| name(file));
        let structure = self.view.version.info.files.iter().map(|file| name(file));
        self.texts.head.read.fill(&[("register", &joined(register)), ("structure", &joined(structure))])
    }

    /// Whole per cent, to the nearest; nothing is whole before it is.
    pub(super) fn percent(&self) -> String {
        let totals = &self.view.coverage.totals;
        crate::text::percent::percent(totals.registered, totals.expected())
            .map_or_else(|| "–".to_string(), |percent| percent.to_string())
    }

    /// The share of leaves registered, with its denominator.
    pub(super) fn share(&self) -> String {
        let totals = &self.view.coverage.totals;
        self.texts.head.share.fill(&[
            ("registered", &self.number(totals.registered)),
            ("expected", &self.number(totals.expected())),
            ("percent", &self.percent()),
            ("none", &self.number(totals.none_declared)),
            ("elsewhere", &self.number(totals.elsewhere)),
            ("not_performed", &self.number(totals.not_performed)),
        ])
    }

    /// How many activities belong to a process, with the denominator.
    pub(super) fn activities_counted(&self) -> String {
        let coverage = self.view.coverage;
        let tied = coverage.activities - coverage.unassigned.len();
        self.texts.head.activities.fill(&[
            ("tied", &self.number(tied)),
            ("activities", &self.number(coverage.activities)),
            ("drafts", &coverage.not_counted.drafts),
            ("ended", &coverage.not_counted.ended),
            ("later", &coverage.not_counted.later),
            ("other_unit", &coverage.not_counted.other_unit),
        ])
    }

    pub(super) fn state(&self, state: CoverageState) -> &'static str {
        self.texts.state.of(state.into())
    }

    /// Number of leaves in each state, in the order of the states.
    pub(super) fn states(&self) -> impl Iterator<Item = (CoverageState, usize)> {
        let totals = self.view.coverage.totals;
        CoverageState::iter().map(move |state| {
            let count = match state {
                CoverageState::Registered => totals.registered,
                CoverageState::ViaParent => totals.via_parent,
                CoverageState::NoneDeclared => totals.none_declared,
                CoverageState::Elsewhere => totals.elsewhere,
                CoverageState::NotPerformed => totals.not_performed,
                CoverageState::Missing => totals.missing,
            };
            (state, count)
        })
    }

    /// Code and name of a node.
    pub(super) fn node(&self, index: usize) -> String {
        let node = self.view.node(index);
        match &node.code {
            Some(code) => format!("{code} {}", name(&node.name)),
            None => name(&node.name).to_string(),
        }
    }

    pub(super) fn nodes(&self, nodes: &[usize]) -> String {
        joined_by("; ", nodes.iter().take(FEW).map(|node| self.node(*node)))
    }

    /// The register's own id of an activity, else where it stands.
    pub(super) fn handle(&self, activity: usize) -> String {
        handle::handle(self.view.activity(activity), self.view.import, &self.wording)
    }

    pub(super) fn handles(&self, activities: &[usize]) -> String {
        joined(activities.iter().map(|activity| self.handle(*activity)))
    }

    /// Id, name and unit of an activity.
    pub(super) fn activity(&self, index: usize) -> String {
        let activity = self.view.activity(index);
        let head = match activity.unit() {
            Some(unit) => self
                .wording
                .texts
                .gaps
                .row
                .head
                .fill(&[("name", &name(activity.label())), ("unit", &name(&unit))]),
            None => name(activity.label()).to_string(),
        };
        format!("{}  {head}", self.handle(index))
    }

    pub(super) fn count_of_activities(&self, count: usize) -> String {
        self.texts.row.activities.form(count).fill(&[("count", &self.number(count))])
    }

    pub(super) fn count_of_gaps(&self, node: &NodeCoverage) -> Option<String> {
        let count: usize = node.gaps.values().sum();
        (count > 0).then(|| self.texts.row.gaps.form(count).fill(&[("count", &self.number(count))]))
    }

    /// The sum of an inner node: registered leaves of those expected, and activities.
    pub(super) fn sums(&self, node: &NodeCoverage) -> String {
        self.texts.row.inner.fill(&[
            ("registered", &self.number(node.leaves.registered)),
            ("expected", &self.number(node.leaves.expected())),
            ("distinct", &self.count_of_activities(node.distinct)),
        ])
    }

    /// The state of a leaf, with the node that it is registered by where that is another.
    pub(super) fn leaf(&self, node: &NodeCoverage) -> Option<String> {
        let state = self.state(node.state?);
        Some(match node.via {
            Some(via) => {
                self.texts.row.via.fill(&[("state", &state), ("node", &self.view.node(via).label())])
            }
            None => state.to_string(),
        })
    }

    pub(super) fn expected(&self, reasons: &[Expected]) -> String {
        let texts = &self.texts.expected;
        joined_by(
            "; ",
            reasons.iter().map(|reason| match reason {
                Expected::Marked(PersonalData::Special) => texts.marked_special.clone(),
                Expected::Marked(PersonalData::Criminal) => texts.marked_criminal.clone(),
                Expected::Marked(_) => texts.marked.clone(),
                Expected::DocumentTypes(count) => texts.document_types.form(*count).fill(&[("count", count)]),
                Expected::Siblings { yes, of } => texts.siblings.fill(&[("yes", yes), ("of", of)]),
            }),
        )
    }

    pub(super) fn finding(&self, finding: &CoverageFinding) -> String {
        let issue = self.texts.issue.of(finding.issue.into());
        if !finding.missing.is_empty() {
            let parts = finding.missing.iter().map(|part| self.texts.part.of((*part).into()));
            return self.texts.row.finding_parts.fill(&[("issue", &issue), ("parts", &joined(parts))]);
        }
        if finding.activities.is_empty() {
            return issue.to_string();
        }
        let activities = self.handles(&finding.activities);
        self.texts.row.finding_activities.fill(&[("issue", &issue), ("activities", &activities)])
    }

    pub(super) fn findings(&self, node: &NodeCoverage) -> String {
        joined_by("; ", node.findings.iter().map(|finding| self.finding(finding)))
    }

    /// Everything worth knowing of any node, each with its node.
    pub(super) fn all_findings(&self) -> Vec<String> {
        let of_node = |node: &'a NodeCoverage| node.findings.iter().map(move |finding| (node.node, finding));
        self.view
            .with_findings()
            .flat_map(of_node)
            .map(|(node, finding)| {
                let (node, finding) = (self.node(node), self.finding(finding));
                self.texts.row.finding.fill(&[("node", &node), ("finding", &finding)])
            })
            .collect()
    }

    /// An activity without a process, and the best guess.
    pub(super) fn untied(&self, activity: usize) -> String {
        let guess = match self.suggestions(activity).first() {
            Some(best) => self.suggestion(best),
            None => self.texts.row.no_suggestion.clone(),
        };
        format!("{}; {guess}", self.activity(activity))
    }

    pub(super) fn unresolved_why(&self, tie: &UnresolvedAssignment) -> &'static str {
        self.texts.unresolved.of(tie.why.into())
    }

    pub(super) fn unresolved(&self, tie: &UnresolvedAssignment) -> String {
        let mut text = self.texts.row.unresolved.fill(&[
            ("activity", &self.handle(tie.activity)),
            ("written", &quoted(&tie.written)),
            ("cell", &self.wording.cell(&tie.cell)),
            ("why", &self.unresolved_why(tie)),
        ]);
        if !tie.candidates.is_empty() {
            let candidates = self.nodes(&tie.candidates);
            text.push_str(&self.texts.row.candidates.fill(&[("candidates", &candidates)]));
        }
        text
    }

    /// The references of activities in use that do not lead to a node.
    pub(super) fn all_unresolved(&self) -> impl Iterator<Item = &'a UnresolvedAssignment> {
        let view = self.view;
        view.coverage.unresolved.iter().map(|index| &view.assignments.unresolved[*index])
    }

    pub(super) fn suggestions(&self, activity: usize) -> &'a [ProcessSuggestion] {
        let all = self.view.suggestions.get(&activity).map_or(&[][..], Vec::as_slice);
        &all[..all.len().min(FEW)]
    }

    pub(super) fn suggestion(&self, suggestion: &ProcessSuggestion) -> String {
        self.texts.row.suggestion.fill(&[
            ("node", &self.node(suggestion.node)),
            ("score", &percent_of(suggestion.score)),
            ("words", &suggestion_words(suggestion)),
        ])
    }

    fn structure_finding(&self, finding: &StructureFinding) -> String {
        let issue = self.texts.structure.of(finding.issue.into());
        let cells = joined(finding.cells.iter());
        let written = match &finding.code {
            Some(code) if finding.written.is_empty() => code.to_string(),
            Some(code) if !finding.written.starts_with(&code.to_string()) => {
                format!("{code} {}", name(&finding.written))
            }
            _ => name(&finding.written).to_string(),
        };
        if finding.codes.is_empty() {
            let args: [(&str, &dyn std::fmt::Display); 3] =
                [("issue", &issue), ("written", &written), ("cells", &cells)];
            return self.texts.row.structure.fill(&args);
        }
        let codes = joined(&finding.codes);
        self.texts.row.structure_codes.fill(&[
            ("issue", &issue),
            ("written", &written),
            ("codes", &codes),
            ("cells", &cells),
        ])
    }

    /// What is worth mending in the structure, the most serious first.
    pub(super) fn structure_findings(&self) -> Vec<(Severity, String)> {
        let mut findings: Vec<_> = self
            .view
            .structure_findings
            .iter()
            .map(|finding| (finding.severity(), self.structure_finding(finding)))
            .collect();
        findings.sort_by_key(|(severity, _)| *severity);
        findings
    }

    /// The verdicts and gaps of the activities that are counted, as two sentences; empty where none are known.
    pub(super) fn outcomes(&self) -> (String, String) {
        let coverage = self.view.coverage;
        let tied = coverage.nodes.iter().flat_map(|node| &node.activities);
        let counted: BTreeSet<usize> = tied.chain(&coverage.unassigned).copied().collect();
        let known = || counted.iter().filter_map(|activity| self.view.outcomes.get(activity));
        let verdicts = joined(NeedVerdict::iter().filter_map(|verdict| {
            let code: &'static str = verdict.into();
            let count = known().filter(|outcome| &*outcome.verdict == code).count();
            (count > 0).then(|| format!("{} {}", self.number(count), self.wording.verdict(verdict)))
        }));
        if verdicts.is_empty() {
            return (String::new(), String::new());
        }
        let gaps = joined(GapKind::iter().filter_map(|kind| {
            let code: &'static str = kind.into();
            let count = known().filter(|outcome| outcome.gap.as_deref() == Some(code)).count();
            (count > 0).then(|| format!("{} {}", self.number(count), self.wording.gap(kind)))
        }));
        let texts = &self.texts.head;
        let gaps = if gaps.is_empty() { texts.no_gaps.clone() } else { gaps };
        (texts.verdicts.fill(&[("verdicts", &verdicts)]), texts.gaps.fill(&[("gaps", &gaps)]))
    }

    /// Verdict and gap of one activity.
    pub(super) fn outcome(&self, activity: usize) -> (&'static str, Option<&'a str>) {
        let Some(outcome) = self.view.outcomes.get(&activity) else { return ("", None) };
        let verdict =
            outcome.verdict.parse().map_or("", |verdict: NeedVerdict| self.wording.verdict(verdict));
        let gap = outcome.gap.as_deref().and_then(|gap| gap.parse().ok()).map(|gap| self.wording.gap(gap));
        (verdict, gap)
    }

    pub(super) fn sign(&self, sign: FitSign, share: Share) -> String {
        let texts = &self.texts.sign;
        let template = match sign {
            FitSign::LeavesWithout => &texts.leaves_without,
            FitSign::TiedToMany => &texts.tied_to_many,
            FitSign::TiedToNone => &texts.tied_to_none,
            FitSign::OnlyInner => &texts.only_inner,
            FitSign::NearDuplicates => &texts.near_duplicates,
        };
        template.fill(&[("count", &share.count), ("of", &share.of)])
    }

    pub(super) fn way(&self, by: RegisterBy, share: Share) -> String {
        let texts = &self.texts.by;
        let template = match by {
            RegisterBy::System => &texts.system,
            RegisterBy::Purpose => &texts.purpose,
            RegisterBy::JointProcessing => &texts.joint_processing,
        };
        template.fill(&[("count", &share.count), ("of", &share.of)])
    }

    pub(super) fn quarters(&self, fit: &Fit) -> String {
        let figures = &fit.figures;
        let mut parts: Vec<String> =
            figures.by_quarter.iter().map(|(quarter, count)| format!("{quarter} {count}")).collect();
        if figures.without_quarter > 0 {
            parts.push(self.texts.fit.without_quarter.fill(&[("count", &figures.without_quarter)]));
        }
        joined(parts)
    }

    /// Why a group or a unit is read as it is, sentence by sentence.
    pub(super) fn reading(&self, fit: &Fit) -> Vec<String> {
        let (texts, figures) = (&self.texts.fit, &fit.figures);
        let mut lines: Vec<String> = fit.signs.iter().map(|(sign, share)| self.sign(*sign, *share)).collect();
        match fit.reading {
            FitReading::TooLittle => {
                lines.push(texts.too_little.fill(&[("count", &figures.activities)]));
            }
            FitReading::Workable => lines.push(texts.nothing_against.clone()),
            FitReading::Challenging => {}
        }
        if !fit.could_suit.is_empty() {
            let ways = joined_by("; ", fit.could_suit.iter().map(|(by, share)| self.way(*by, *share)));
            lines.push(texts.could_suit.fill(&[("ways", &ways)]));
        }
        lines
    }

    /// The figures behind it, sentence by sentence.
    pub(super) fn figures(&self, fit: &Fit) -> Vec<String> {
        let (texts, figures) = (&self.texts.fit, &fit.figures);
        let activities = self.count_of_activities(figures.activities);
        let mut lines = vec![if figures.leaves_without.is_some() {
            texts.figures.fill(&[
                ("activities", &activities),
                ("ties", &figures.registrations_per_leaf.count),
                ("leaves", &figures.registrations_per_leaf.of),
                ("most", &figures.most_on_a_leaf),
            ])
        } else {
            texts.unit_figures.fill(&[("activities", &activities), ("most", &figures.most_on_a_leaf)])
        }];
        let share = |share: &Share| -> [String; 3] {
            [share.count, share.of, share.excluded].map(|number| self.number(number))
        };
        let [count, of, excluded] = share(&figures.answered);
        lines.push(texts.answered.fill(&[("count", &count), ("of", &of), ("excluded", &excluded)]));
        let [count, of, excluded] = share(&figures.old);
        lines.push(texts.age.fill(&[("count", &count), ("of", &of), ("excluded", &excluded)]));
        if let Some(days) = figures.median_age_days {
            lines.push(texts.median.fill(&[("days", &days)]));
        }
        if !figures.by_quarter.is_empty() || figures.without_quarter > 0 {
            lines.push(texts.quarters.fill(&[("quarters", &self.quarters(fit))]));
        }
        lines
    }
}

/// A likeness in whole per cent.
pub(super) fn percent_of(score: f64) -> u32 {
    (score.clamp(0.0, 1.0) * 100.0).floor() as u32
}

/// The words that a suggestion rests on.
pub(super) fn suggestion_words(suggestion: &ProcessSuggestion) -> String {
    let mut words: Vec<&str> = Vec::new();
    for word in suggestion.reasons.iter().flat_map(|reason| &reason.words) {
        if !words.contains(&word.as_str()) && words.len() < FEW {
            words.push(word);
        }
    }
    joined(words)
}
