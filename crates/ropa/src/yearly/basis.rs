//! What the figures are counted of: the one assessment, and what the other commands make of it.

use super::figure::{Absent, LeftOut};
use super::tally::{Placed, Tally};
use crate::art30::Checked;
use crate::classification::{Coverage, Evaluation};
use crate::gaps::{Assessment, RegisterAssessment, Span, Standing};
use crate::impact::Suppliers;
use crate::model::{Answer, Field, ProcessingActivity};
use crate::plan::Plan;
use crate::screening::NeedVerdict;
use std::collections::BTreeSet;

/// What a yearly report is made of. Each is what its own command shows, so that no figure is counted a second way.
#[derive(Debug, Clone, Copy)]
pub(crate) struct YearlyBasis<'a> {
    /// The assessed register.
    pub assessed: &'a RegisterAssessment,
    /// What the checks found.
    pub checked: &'a Checked,
    /// The plan.
    pub plan: &'a Plan,
    /// The suppliers and systems.
    pub suppliers: &'a Suppliers,
    /// How the structure is covered, with how registering by process suits; none where no structure was named.
    pub structure: Option<(&'a Coverage, &'a Evaluation)>,
    /// The period of what is told of as the year's.
    pub period: Span,
}

impl<'a> YearlyBasis<'a> {
    pub(super) fn activities(&self) -> &'a [ProcessingActivity] {
        &self.assessed.register().activities
    }

    /// Counts the activities. Those that have ended are left out, as the checks leave them.
    pub(super) fn in_use(&self, place: impl Fn(usize, &'a ProcessingActivity) -> Placed) -> Tally {
        let ended = |index: &usize| !self.checked.completeness.contains_key(index);
        Tally::of(self.activities().iter().enumerate().map(|(index, activity)| match ended(&index) {
            true => (index, Placed::Out(LeftOut::Ended)),
            false => (index, place(index, activity)),
        }))
    }

    /// Counts the assessments, in the order of work. Those that the board does not answer for are left out.
    pub(super) fn answered_for(&self, place: impl Fn(&'a Assessment) -> Placed) -> Tally {
        Tally::of(self.assessed.assessments.iter().map(|assessment| {
            let placed = match assessment.standing {
                Some(Standing::Processor) => Placed::Out(LeftOut::Processor),
                Some(Standing::Ended) => Placed::Out(LeftOut::Ended),
                None => place(assessment),
            };
            (assessment.activity, placed)
        }))
    }

    /// Counts what needs a DPIA; nothing else is left out of it, it is not of it.
    pub(super) fn needed(&self, place: impl Fn(&'a Assessment) -> Placed) -> Tally {
        let needed = self.assessed.assessments.iter().filter(|one| is_needed(one));
        Tally::of(needed.map(|assessment| (assessment.activity, place(assessment))))
    }

    /// Records with a finding of a rule, and those where a decision accepts it.
    pub(super) fn found(&self, rule: &str) -> (BTreeSet<usize>, BTreeSet<usize>) {
        let of = |findings: &[crate::art30::Finding]| {
            findings
                .iter()
                .filter(|finding| finding.rule.id == rule)
                .map(|finding| finding.activity)
                .collect()
        };
        (of(&self.checked.findings), of(&self.checked.waived))
    }

    /// Records with a finding of a rule, of those that can have one; nothing where the rule is left out.
    pub(super) fn by_rule(
        &self,
        rule: &'static str,
        can: impl Fn(&'a ProcessingActivity) -> Option<LeftOut>,
    ) -> Result<Tally, Absent> {
        if self.checked.ignored.contains_key(rule) {
            return Err(Absent::RuleLeftOut(rule));
        }
        let (found, waived) = self.found(rule);
        Ok(self.in_use(|index, activity| match can(activity) {
            _ if found.contains(&index) => Placed::Counted,
            _ if waived.contains(&index) => Placed::Out(LeftOut::Waived),
            Some(why) => Placed::Out(why),
            None => Placed::Not,
        }))
    }
}

/// Whether the board owes a DPIA, or a reasoned decision, for this.
pub(super) fn is_needed(assessment: &Assessment) -> bool {
    let needed = matches!(assessment.need.verdict, NeedVerdict::Required | NeedVerdict::Presumed);
    needed && assessment.standing.is_none()
}

/// Whether a question has an answer; why it cannot be told where the file does not ask it.
pub(super) fn answers(activity: &ProcessingActivity, field: Field) -> Placed {
    match activity.answer(field) {
        Answer::NotAsked => Placed::Out(LeftOut::NotAsked),
        Answer::Blank(_) | Answer::Unknown(_) => Placed::Not,
        Answer::Given(_) => Placed::Counted,
    }
}

/// Whether a question is answered by yes; what has no answer is left out, for blank is not no.
pub(super) fn says_yes(activity: &ProcessingActivity, field: Field) -> Placed {
    match (crate::art30::says_yes(activity, field), activity.answer(field)) {
        (Some(yes), _) => Placed::counted(yes),
        (None, Answer::NotAsked) => Placed::Out(LeftOut::NotAsked),
        // There is an answer, and it is neither a yes nor a no.
        (None, Answer::Given(_)) => Placed::Out(LeftOut::Unsettled),
        (None, _) => Placed::Out(LeftOut::Unanswered),
    }
}
