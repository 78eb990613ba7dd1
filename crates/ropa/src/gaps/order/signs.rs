//! Which signs of the order of work a record shows, each with what it rests on.
//!
//! A sign is only found where the record shows it: what is blank, not asked or not understood is none.

use super::evidence::{
    asks_of_start, at, begun, beyond_the_eea, criminal, few_own_staff, in_words, incident, law_named,
    protected, start,
};
use super::unfinished::begun_before;
use super::words::StepWords;
use crate::dpia::remark::DpiaRemark;
use crate::dpia::status::LinkStatus;
use crate::gaps::assessment::Assessment;
use crate::gaps::rank::RankReason;
use crate::law::{FactId, Truths, WorkSign, WorkStep};
use crate::model::{ActivityStatus, Field, ProcessingActivity, Register, SubjectCategory, Term};
use crate::screening::facts::Basis;
use crate::screening::fingerprint::Change;
use crate::screening::verdict::NeedVerdict;
use chrono::{Months, NaiveDate};

/// A record with all that its signs are read from.
pub(super) struct Shown<'r> {
    pub(super) register: &'r Register,
    pub(super) assessment: &'r Assessment,
    /// What is known to have changed, and the day after which it did.
    pub(super) changes: Option<(NaiveDate, Vec<Change>)>,
    pub(super) as_of: NaiveDate,
    /// The first day of the duty.
    pub(super) duty_from: NaiveDate,
}

impl<'r> Shown<'r> {
    pub(super) fn activity(&self) -> &'r ProcessingActivity {
        &self.register.activities[self.assessment.activity]
    }

    /// The reasons for a step, where it takes this gap.
    pub(super) fn reasons(&self, step: &WorkStep, words: &StepWords) -> Option<Vec<RankReason>> {
        let severity = self.assessment.gap.as_ref()?.severity;
        let shows = |sign: &WorkSign| self.sign(*sign, step, words);
        if !step.severities.contains(&severity) || step.without.iter().any(|sign| !shows(sign).is_empty()) {
            return None;
        }
        let mut reasons: Vec<RankReason> = step.any.iter().flat_map(shows).collect();
        if reasons.is_empty() && !step.any.is_empty() {
            return None;
        }
        reasons.extend(step.tells.iter().flat_map(shows));
        Some(reasons)
    }

    /// The sign, as often as the record shows it.
    fn sign(&self, sign: WorkSign, step: &WorkStep, words: &StepWords) -> Vec<RankReason> {
        let lately = step.months.and_then(|months| self.as_of.checked_sub_months(Months::new(months)));
        let found = match sign {
            WorkSign::NotStarted => self.not_started(),
            WorkSign::Trial => self.trial(lately, words),
            WorkSign::StartedLately => lately.and_then(|day| self.started_after(day)),
            WorkSign::ChangedLately => lately.and_then(|day| self.changed(sign, day)),
            WorkSign::ChangedSinceDuty => self.changed(sign, self.duty_from),
            WorkSign::BegunSinceDuty => begun(self.activity(), self.duty_from),
            WorkSign::NoChangeShown => self.no_change_shown(),
            WorkSign::UnfinishedLong => return lately.map_or(Vec::new(), |day| self.long_unfinished(day)),
            WorkSign::Rejected => return self.remarked(sign, DpiaRemark::RejectedButRunning),
            WorkSign::ConditionsUnmet => return self.remarked(sign, DpiaRemark::ConditionsUnmet),
            WorkSign::ConsultationMissing => {
                return self.remarked(sign, DpiaRemark::PriorConsultationMissing);
            }
            WorkSign::StartedBeforeAnswer => return self.remarked(sign, DpiaRemark::StartedBeforeAnswer),
            WorkSign::AgainstAdvice => return self.remarked(sign, DpiaRemark::AgainstAdvice),
            WorkSign::Incident => incident(self.activity(), words),
            WorkSign::Required => self.required(),
            WorkSign::ManyCriteria => self.many(step),
            WorkSign::Criterion => return self.criteria(step),
            WorkSign::ResemblesListed => self.resembles(),
            WorkSign::ProtectedIdentities => protected(self.activity()),
            WorkSign::CriminalData => criminal(self.activity()),
            WorkSign::Transfer => beyond_the_eea(self.activity(), self.as_of),
            WorkSign::ChildProtection => self.child_protection(words),
            WorkSign::LawNamed => law_named(self.activity()),
            WorkSign::InternalFew => self.internal_few(step),
            WorkSign::MetCriteria => self.met(),
            WorkSign::Hinted => self.hinted(),
            WorkSign::PointsNowhere => self.assessment.facts.point_nowhere().then(|| RankReason::of(sign)),
            WorkSign::OnlyNoted => self.assessment.standing.map(|_| RankReason::of(sign)),
            WorkSign::Recommended => {
                let recommended = self.assessment.need.verdict == NeedVerdict::Recommended;
                recommended.then(|| RankReason::of(sign))
            }
        };
        found.into_iter().collect()
    }

    fn not_started(&self) -> Option<RankReason> {
        let sign = WorkSign::NotStarted;
        if let Some((entry, date)) = start(self.activity()) {
            return (date.date > self.as_of).then(|| at(self.activity(), sign, entry));
        }
        let planned = Some(Term::Activity(ActivityStatus::Planned));
        let mut said = self.activity().items(Field::Status);
        said.find(|(_, item)| item.term == planned).map(|(entry, _)| at(self.activity(), sign, entry))
    }

    /// Whether the register calls it a trial. One that has gone on since before a day is none any more.
    fn trial(&self, lately: Option<NaiveDate>, words: &StepWords) -> Option<RankReason> {
        let old = start(self.activity()).zip(lately).is_some_and(|((_, date), day)| date.date <= day);
        (!old).then(|| in_words(self.activity(), WorkSign::Trial, words)).flatten()
    }

    /// Whether it started after a day, and has: of an inexact date its first day counts.
    fn started_after(&self, day: NaiveDate) -> Option<RankReason> {
        let (entry, date) = start(self.activity())?;
        let lately = date.date > day && date.date <= self.as_of;
        lately.then(|| at(self.activity(), WorkSign::StartedLately, entry))
    }

    /// Whether it is shown to have changed after a day.
    fn changed(&self, sign: WorkSign, day: NaiveDate) -> Option<RankReason> {
        let (after, changes) = self.changes.as_ref().filter(|(after, _)| *after >= day)?;
        Some(RankReason { after: Some(*after), changes: changes.clone(), ..RankReason::of(sign) })
    }

    /// The linked DPIAs that are unfinished and are shown to have been begun before a day.
    fn long_unfinished(&self, day: NaiveDate) -> Vec<RankReason> {
        let links = self.assessment.resolution.links.iter();
        let unfinished = links.filter(|link| link.status == LinkStatus::Unfinished);
        unfinished
            .filter_map(|link| {
                let dpia = &self.register.dpias[link.link.dpia];
                let entry = begun_before(dpia, day)?;
                Some(RankReason {
                    dpia: Some(link.link.dpia),
                    written: Some(entry.written.trim().into()),
                    cells: vec![dpia.cell(entry)],
                    ..RankReason::of(WorkSign::UnfinishedLong)
                })
            })
            .collect()
    }

    /// No change is shown where the register asks when the processing started.
    fn no_change_shown(&self) -> Option<RankReason> {
        let shown = self.changes.is_some() || begun(self.activity(), self.duty_from).is_some();
        (!shown && asks_of_start(self.activity())).then(|| RankReason::of(WorkSign::NoChangeShown))
    }

    /// The linked DPIAs of which there is something to say.
    fn remarked(&self, sign: WorkSign, kind: DpiaRemark) -> Vec<RankReason> {
        let links = self.assessment.resolution.links.iter();
        let said = links.flat_map(|link| link.remarks.iter().map(move |remark| (link.link.dpia, remark)));
        said.filter(|(_, remark)| remark.kind == kind)
            .map(|(dpia, remark)| RankReason {
                dpia: Some(dpia),
                cells: remark.cells.clone(),
                ..RankReason::of(sign)
            })
            .collect()
    }

    fn required(&self) -> Option<RankReason> {
        if self.assessment.need.verdict != NeedVerdict::Required {
            return None;
        }
        let rule = self.assessment.need.rules.iter().find(|outcome| outcome.holds.is_yes())?;
        Some(RankReason { written: Some(rule.rule.as_str().into()), ..RankReason::of(WorkSign::Required) })
    }

    fn certain(&self) -> Vec<FactId> {
        FactId::CRITERIA.into_iter().filter(|id| self.assessment.facts.truth(*id).is_yes()).collect()
    }

    fn many(&self, step: &WorkStep) -> Option<RankReason> {
        let facts = self.certain();
        let many = step.criteria_at_least.is_some_and(|least| facts.len() >= least);
        many.then(|| RankReason { facts, ..RankReason::of(WorkSign::ManyCriteria) })
    }

    fn criteria(&self, step: &WorkStep) -> Vec<RankReason> {
        let met = self.certain().into_iter().filter(|id| step.criteria.contains(id));
        met.map(|id| RankReason {
            facts: vec![id],
            cells: self.cells_of(id),
            ..RankReason::of(WorkSign::Criterion)
        })
        .collect()
    }

    fn cells_of(&self, id: FactId) -> Vec<crate::source::CellRef> {
        let support = self.assessment.facts.get(id).into_iter().flat_map(|fact| &fact.support);
        support.flat_map(|support| support.cells.clone()).collect()
    }

    fn met(&self) -> Option<RankReason> {
        let facts = self.certain();
        (!facts.is_empty()).then(|| RankReason { facts, ..RankReason::of(WorkSign::MetCriteria) })
    }

    fn resembles(&self) -> Option<RankReason> {
        let id = self.assessment.facts.resembles()?;
        Some(RankReason {
            written: Some(id.into()),
            cells: self.cells_of(FactId::Listed),
            ..RankReason::of(WorkSign::ResemblesListed)
        })
    }

    /// The open questions of the case that something in the register points to.
    pub(super) fn pointed_at(&self) -> Vec<FactId> {
        let pointed = |id: &FactId| {
            let fact = self.assessment.facts.get(*id);
            fact.is_some_and(|fact| {
                fact.value.is_unknown() && matches!(fact.basis, Basis::Hinted | Basis::Contradicted)
            })
        };
        FactId::CRITERIA.into_iter().chain([FactId::Listed]).filter(pointed).collect()
    }

    fn hinted(&self) -> Option<RankReason> {
        let facts: Vec<FactId> = self.pointed_at().into_iter().filter(|id| id.is_criterion()).collect();
        let cells = facts.iter().flat_map(|id| self.cells_of(*id)).collect();
        (!facts.is_empty()).then(|| RankReason { facts, cells, ..RankReason::of(WorkSign::Hinted) })
    }

    fn child_protection(&self, words: &StepWords) -> Option<RankReason> {
        let children = Some(Term::Subject(SubjectCategory::Children));
        let concerned = self.activity().items(Field::DataSubjects).any(|(_, item)| item.term == children);
        concerned.then(|| in_words(self.activity(), WorkSign::ChildProtection, words)).flatten()
    }

    /// Own staff only, few, and no open question on monitoring, scale, technology or the authority's list.
    fn internal_few(&self, step: &WorkStep) -> Option<RankReason> {
        let heavier = [FactId::K3, FactId::K5, FactId::K8, FactId::Listed];
        if self.pointed_at().iter().any(|id| heavier.contains(id)) {
            return None;
        }
        few_own_staff(self.activity(), step.persons_up_to?)
    }
}
