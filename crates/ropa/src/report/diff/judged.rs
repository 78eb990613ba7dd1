//! Needs and gaps in words, each with why.

use super::entry::Entry;
use super::sentences::{Sentences, Side};
use crate::diff::{GapChange, KeptRecord, LoneRecord, VerdictChange, Why};
use crate::dpia::DpiaState;
use crate::model::Tri;
use crate::report::common::wording::{joined, joined_by};

impl Sentences<'_, '_> {
    /// Gaps that have opened, closed or are of another kind, as `is` says.
    pub(super) fn gaps(&self, is: impl Fn(&GapChange) -> bool) -> Vec<Entry> {
        let change = |one| -> Option<Entry> {
            let record: &KeptRecord = one;
            let gap = record.gap.as_ref().filter(|gap| is(gap))?;
            Some(Entry { head: self.gap_head(record, gap), lines: vec![self.because(record.new, &gap.why)] })
        };
        self.view.diff.kept.iter().filter_map(change).collect()
    }

    /// A record with what has become of its gap.
    pub(super) fn gap_head(&self, record: &KeptRecord, gap: &GapChange) -> String {
        let (texts, named) = (&self.texts.gap, self.record(Side::New, record.new));
        let kind = |kind| self.wording.gap(kind);
        match (gap.before, gap.now) {
            (Some(before), Some(now)) => {
                texts.other.fill(&[("record", &named), ("before", &kind(before)), ("now", &kind(now))])
            }
            (Some(before), None) => texts.closed.fill(&[("record", &named), ("before", &kind(before))]),
            (None, now) => {
                let now = now.map(kind).unwrap_or_default();
                texts.opened.fill(&[("record", &named), ("now", &now)])
            }
        }
    }

    /// A record with what has become of the need.
    pub(super) fn verdict_head(&self, record: &KeptRecord, change: &VerdictChange) -> String {
        self.texts.gap.verdict.fill(&[
            ("record", &self.record(Side::New, record.new)),
            ("before", &self.wording.verdict(change.before)),
            ("now", &self.wording.verdict(change.now)),
        ])
    }

    /// Verdicts that are others where the gap is not.
    pub(super) fn verdicts(&self) -> Vec<Entry> {
        let kept = self.view.diff.kept.iter().filter(|one| one.gap.is_none());
        let entry = |one: &KeptRecord| {
            let change = one.verdict.as_ref()?;
            let head = self.verdict_head(one, change);
            Some(Entry { head, lines: vec![self.because(one.new, &change.why)] })
        };
        kept.filter_map(entry).collect()
    }

    /// New records, or those that are not in the new file, each with its gap and what it may belong with.
    pub(super) fn lone(&self, side: Side, records: &[LoneRecord]) -> Vec<Entry> {
        let texts = &self.texts.gap;
        let entry = |one: &LoneRecord| {
            let record = self.record_in_unit(side, one.index);
            let head = match self.gap_of(side, one.index) {
                Some(gap) => texts.of_record.fill(&[("record", &record), ("gap", &self.wording.gap(gap))]),
                None => record,
            };
            let lines = (!one.candidates.is_empty()).then(|| self.may_be(side, one)).into_iter().collect();
            Entry { head, lines }
        };
        records.iter().map(entry).collect()
    }

    /// What a record of one side only may belong with.
    pub(super) fn may_be(&self, side: Side, one: &LoneRecord) -> String {
        let (texts, diff) = (&self.texts.gap, self.view.diff);
        let (other, text) = match side {
            Side::Old => (Side::New, &texts.may_have_become),
            Side::New => (Side::Old, &texts.may_have_been),
        };
        let lone = if side == Side::Old { &diff.new } else { &diff.gone };
        let free = one.candidates.iter().all(|index| lone.iter().any(|other| other.index == *index));
        let text = if free { &texts.may_be } else { text };
        text.fill(&[("records", &self.records(other, &one.candidates))])
    }

    fn because(&self, record: usize, why: &[Why]) -> String {
        self.texts.gap.why.fill(&[("why", &self.why(record, why))])
    }

    /// The reasons for what has become of a record of the new register, joined.
    pub(super) fn why(&self, record: usize, why: &[Why]) -> String {
        let (named, told): (Vec<&Why>, Vec<&Why>) = why.iter().partition(|one| is_only_named(one));
        let told = told.into_iter().map(|one| self.one_why(record, one));
        joined_by("; ", told.chain(self.only_named(&named)))
    }

    /// Facts that are not met, and were not: by their names alone, the rest stands among the changes.
    fn only_named(&self, facts: &[&Why]) -> Vec<String> {
        let with = |truth: Tri| {
            let of = facts.iter().filter_map(|why| match why {
                Why::Fact { fact, now, .. } if *now == truth => Some(*fact),
                _ => None,
            });
            self.wording.labels(of)
        };
        let (no, unknown) = (with(Tri::No), with(Tri::Unknown));
        let texts = &self.texts.why;
        let no = (!no.is_empty()).then(|| texts.facts_no.fill(&[("facts", &no)]));
        let unknown = (!unknown.is_empty()).then(|| texts.facts_unknown.fill(&[("facts", &unknown)]));
        no.into_iter().chain(unknown).collect()
    }

    fn one_why(&self, record: usize, why: &Why) -> String {
        let (texts, wording) = (&self.texts.why, &self.wording);
        let dpia = |index: &usize| self.dpia(Side::New, *index);
        match why {
            Why::Need { before, now } => {
                texts.need.fill(&[("before", &wording.verdict(*before)), ("now", &wording.verdict(*now))])
            }
            Why::Fact { .. } => self.fact(why),
            Why::NewDpia(new) => texts.new_dpia.fill(&[("dpia", &dpia(new))]),
            Why::NewLink(new) => texts.new_link.fill(&[("dpia", &dpia(new))]),
            Why::LinkGone(old) => texts.link_gone.fill(&[("dpia", &self.dpia(Side::Old, *old))]),
            Why::Approved(new) => texts.approved.fill(&[("dpia", &dpia(new))]),
            Why::ApprovedEarlier { dpia: new, day } => {
                texts.approved_earlier.fill(&[("dpia", &dpia(new)), ("day", day)])
            }
            Why::ReviewPassed { dpia: new, day: Some(day) } => {
                texts.review_passed.fill(&[("dpia", &dpia(new)), ("day", day)])
            }
            Why::ReviewPassed { dpia: new, day: None } => {
                texts.review_passed_undated.fill(&[("dpia", &dpia(new))])
            }
            Why::State { dpia: new, before, now } => texts.state.fill(&[
                ("dpia", &dpia(new)),
                ("before", &wording.state(*before)),
                ("now", &self.state(record, *new, *now)),
            ]),
            Why::Reference { before, now } => {
                texts.reference.fill(&[("before", &wording.link(*before)), ("now", &wording.link(*now))])
            }
            Why::Decision { .. } => self.decision(why),
            Why::Rules(rules) => texts.rules.fill(&[("rules", &joined(rules))]),
            Why::NoDpiasBefore => texts.no_dpias_before.clone(),
            Why::NoDpiasNow => texts.no_dpias_now.clone(),
            Why::Unknown => texts.unknown.clone(),
        }
    }

    /// The state of a DPIA for a record, with what makes it so.
    fn state(&self, record: usize, dpia: usize, state: DpiaState) -> String {
        let links = self.view.new.of(record).map_or(&[][..], |one| &one.resolution.links);
        let link = links.iter().find(|link| link.link.dpia == dpia && link.state == state);
        link.map_or_else(|| self.wording.state(state).to_string(), |link| self.wording.state_of(link))
    }

    fn fact(&self, why: &Why) -> String {
        let Why::Fact { fact, before, now, support, on_new_side } = why else { return String::new() };
        let (texts, wording) = (&self.texts.why, &self.wording);
        let (fact, before, now) = (wording.labelled(*fact), wording.tri(*before), wording.tri(*now));
        match support {
            Some(support) => {
                let text = if *on_new_side { &texts.fact_from } else { &texts.fact_was };
                let support = wording.supported(support);
                text.fill(&[("fact", &fact), ("before", &before), ("now", &now), ("support", &support)])
            }
            None => texts.fact.fill(&[("fact", &fact), ("before", &before), ("now", &now)]),
        }
    }

    fn decision(&self, why: &Why) -> String {
        let Why::Decision { kind, before, now } = why else { return String::new() };
        let texts = &self.texts.why;
        let kind = self.wording.lang.words().decision_kind.of((*kind).into());
        let state = |state: &crate::screening::DecisionState| self.texts.decision_state.of((*state).into());
        match (before, now) {
            (None, Some(now)) => texts.decision_new.fill(&[("kind", &kind), ("now", &state(now))]),
            (Some(before), None) => texts.decision_gone.fill(&[("kind", &kind), ("before", &state(before))]),
            (Some(before), Some(now)) => {
                texts.decision.fill(&[("kind", &kind), ("before", &state(before)), ("now", &state(now))])
            }
            (None, None) => String::new(),
        }
    }
}

/// Whether it is a fact that is met on neither side.
fn is_only_named(why: &Why) -> bool {
    matches!(why, Why::Fact { before, now, .. } if !before.is_yes() && !now.is_yes())
}
