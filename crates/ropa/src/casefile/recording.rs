//! What people record: links judged, decisions taken, questions answered. Each changes the ledger of the case file;
//! whoever embeds it writes the ledger.

use super::find::{find_activity, find_dpia};
use super::input::Input;
use super::{CaseFile, CaseFileError, open};
use crate::art30::{near_rules, rule};
use crate::gaps::{Assessment, CaseMaterial, RegisterAssessment};
use crate::law::{FactId, Truths};
use crate::ledger::carried::Recorded;
use crate::ledger::{
    CarriedRecord, NamedSuccessor, Successor, TracedAnswer, TracedLink, complete_answers, merge_answers,
    merge_links, name_links, read_answers, read_links, read_successors, sign_links, trace, trace_answers,
};
use crate::linking::{ActivityFinder, LinkChoice, RecordedLink};
use crate::screening::{DecisionKind, Fingerprint, NeedVerdict, RecordedAnswer, RecordedDecision};
use crate::source::{CellRef, Place};
use crate::workbook::Workbook;
use std::collections::BTreeMap;
use std::sync::Arc;

/// One link to accept or reject.
#[derive(Debug, Clone, Default)]
pub struct LinkRequest {
    /// The activity, by id, key or name.
    pub activity: String,
    /// The DPIA, by key, id, case number or title.
    pub dpia: String,
    /// Whether it is rejected rather than accepted.
    pub reject: bool,
    /// What of the activity the DPIA covers, where it is not all of it.
    pub scope: Option<String>,
    /// A note.
    pub note: Option<String>,
    /// Who judges.
    pub by: String,
    /// How the link was found, as the ledger is to say it.
    pub how: String,
}

/// What became of the rows of a review.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct ReviewApplied {
    /// How many links were accepted.
    pub accepted: usize,
    /// How many were rejected.
    pub rejected: usize,
    /// How many were left unclear.
    pub unclear: usize,
    /// Rows that belong to nothing that was read, and are not in the ledger; each with what it may mean.
    pub lost: Vec<(RecordedLink, TracedLink)>,
}

/// A decision to record; what it leaves out is for a person to fill in.
#[derive(Debug, Clone, Default)]
pub struct DecisionRequest {
    /// The activity, by id, key or name.
    pub activity: String,
    /// What is decided; else it follows from what else is said.
    pub kind: Option<DecisionKind>,
    /// The rule whose finding is waived.
    pub rule: Option<String>,
    /// The DPIA that covers the activity.
    pub dpia: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// Who decides.
    pub by: Option<String>,
    /// The ledger's file, as its cells are to be named.
    pub ledger: String,
}

/// What became of the answers of questionnaires.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct AnswersApplied {
    /// How many answers were read.
    pub read: usize,
    /// How many said something else than one kept before.
    pub replaced: usize,
    /// Activities for which a DPIA could not be excluded before, and after.
    pub open: (usize, usize),
    /// What each answer in the ledger comes to, in its order.
    pub states: Vec<TracedAnswer>,
}

/// What became of what is recorded of last year's records.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct CarriedOver {
    /// The records that something is recorded of.
    pub records: Vec<CarriedRecord>,
    /// How many rows were given another id, name or unit.
    pub rows: usize,
}

impl CaseFile<'_> {
    /// Accepts or rejects one link, signed with the facts as they are now.
    ///
    /// # Errors
    /// [`CaseFileError`] where nobody signs, or the activity or the DPIA is not in the register.
    pub fn judge_link(&mut self, request: &LinkRequest) -> Result<(), CaseFileError> {
        signer(&request.by)?;
        let register = self.register();
        let activity = &register.activities[find_activity(&register.activities, &request.activity)?];
        let dpia = find_dpia(register, &request.dpia)?;
        let link = RecordedLink {
            choice: if request.reject { LinkChoice::Rejected } else { LinkChoice::Accepted },
            activity: Some(activity.key.clone()),
            name: Some(activity.label().into()),
            unit: activity.unit().map(Into::into),
            dpia: Some(dpia.key.clone()),
            title: Some(dpia.label().into()),
            scope: request.scope.as_deref().map(Into::into),
            how: Some(request.how.as_str().into()),
            by: None,
            on: None,
            fingerprint: None,
            note: request.note.as_deref().map(Into::into),
            cell: nowhere(""),
        };
        self.take_links(vec![link], &request.by, &request.how)
    }

    /// Takes the choices of a review that a person has filled in into the ledger of links. Rows that belong to
    /// nothing that was read are left out and told. `how` is what the ledger is to say of where they come from.
    ///
    /// # Errors
    /// [`CaseFileError`] where nobody signs, or the review cannot be read.
    pub fn apply_review(
        &mut self,
        review: impl Into<Input>,
        by: &str,
        how: &str,
    ) -> Result<ReviewApplied, CaseFileError> {
        signer(by)?;
        let chosen = read_links(&open::table(&review.into(), &self.limits, None)?)?;
        let register = self.register();
        let states = trace(&chosen, register);
        // Where no list of DPIAs is named, their keys are taken as they are.
        let found = |state: &TracedLink| {
            state.activity.is_some() && (state.dpia.is_some() || register.dpias.is_empty())
        };
        let (taken, lost): (Vec<_>, Vec<_>) =
            chosen.into_iter().zip(states).partition(|(_, state)| found(state));
        let taken: Vec<RecordedLink> = taken.into_iter().map(|(link, _)| link).collect();
        let count = |choice| taken.iter().filter(|link| link.choice == choice).count();
        let applied = ReviewApplied {
            accepted: count(LinkChoice::Accepted),
            rejected: count(LinkChoice::Rejected),
            unclear: count(LinkChoice::Unclear),
            lost,
        };
        self.take_links(taken, by, how)?;
        Ok(applied)
    }

    /// Signs links with the facts as they are now, and takes them into the ledger.
    fn take_links(&mut self, mut links: Vec<RecordedLink>, by: &str, how: &str) -> Result<(), CaseFileError> {
        let assessed = self.assess()?;
        let register = assessed.register();
        let states = trace(&links, register);
        let by_activity: BTreeMap<usize, &Assessment> =
            assessed.assessments.iter().map(|assessment| (assessment.activity, assessment)).collect();
        let fingerprints = states.iter().map(|state| {
            let Assessment { activity, facts, need, .. } = by_activity.get(&state.activity?)?;
            Some(Fingerprint::of_link(&register.activities[*activity], facts, need, assessed.packs()))
        });
        sign_links(&mut links, fingerprints, by, how, self.as_of());
        name_links(&mut links, &states, register);
        drop(assessed);
        merge_links(&mut self.change().links, links);
        Ok(())
    }

    /// Records a decision as far as the request goes.
    ///
    /// # Errors
    /// [`CaseFileError`] where the signer has no name, or the activity or the rule is not known.
    pub fn decide(&mut self, request: &DecisionRequest) -> Result<(), CaseFileError> {
        request.by.as_deref().map_or(Ok(()), signer)?;
        let activities = &self.register().activities;
        let index = find_activity(activities, &request.activity)?;
        if let Some(code) = request.rule.as_deref().filter(|code| rule(code).is_none()) {
            let near = near_rules(code).into_iter().map(String::from).collect();
            return Err(CaseFileError::UnknownRule { code: code.to_string(), near });
        }
        let kind = request.kind.unwrap_or(match (&request.rule, &request.dpia) {
            (Some(_), _) => DecisionKind::Waiver,
            (None, Some(_)) => DecisionKind::CoveredBy,
            (None, None) => DecisionKind::NotNeeded,
        });
        let criteria = match kind {
            DecisionKind::NotNeeded => {
                let assessed = self.before_decisions()?;
                let facts = assessed.of(index).map(|one| &one.facts);
                let met = |id: &FactId| facts.is_some_and(|facts| facts.truth(*id).is_yes());
                FactId::CRITERIA.into_iter().filter(met).map(|id| (id, "".into())).collect()
            }
            _ => BTreeMap::new(),
        };
        let activity = &activities[index];
        let decision = RecordedDecision {
            kind,
            key: Some(activity.key.clone()),
            name: Some(activity.label().into()),
            unit: activity.unit().map(Into::into),
            rule: request.rule.as_deref().and_then(rule).map(|rule| rule.id.as_str().into()),
            dpia: request.dpia.as_deref().map(Into::into),
            law: None,
            scope: None,
            reason: request.reason.as_deref().map(Into::into),
            criteria,
            departs_from_list: false,
            dpo_view: None,
            dpo_on: None,
            decided_by: request.by.as_deref().map(Into::into),
            decided_on: request.by.as_ref().map(|_| self.as_of()),
            review_by: None,
            verdict: None,
            packs: None,
            fingerprint: None,
            note: None,
            cell: nowhere(&request.ledger),
        };
        self.change().decisions.push(decision);
        Ok(())
    }

    /// Writes the facts, the verdict and the packs of today beside every decision that has none; gives how many.
    /// A decision on an activity that the register does not have stays as it is.
    ///
    /// # Errors
    /// [`CaseFileError::Stopped`] when the watch asks to stop.
    pub fn stamp_decisions(&mut self) -> Result<usize, CaseFileError> {
        let assessed = self.before_decisions()?;
        let packs: Vec<String> =
            assessed.packs().packs().iter().map(|pack| format!("{} {}", pack.id, pack.version)).collect();
        let packs = packs.join(", ");
        let finder = ActivityFinder::new(assessed.register());
        let mut stamped = 0;
        for decision in self.change().decisions.iter_mut().filter(|one| one.fingerprint.is_none()) {
            stamped += usize::from(stamp(decision, &finder, &assessed, &packs));
        }
        Ok(stamped)
    }

    /// The assessment as if nothing were decided: what a decision is taken on is not what decisions add.
    fn before_decisions(&self) -> Result<RegisterAssessment, CaseFileError> {
        let mut case = self.clone();
        case.change().decisions.clear();
        Ok(case.assess()?)
    }

    /// Takes the answers of filled-in questionnaires into the ledger of answers; `by` signs those that nobody has
    /// signed.
    ///
    /// # Errors
    /// [`CaseFileError`] where the signer has no name, or a questionnaire cannot be read.
    pub fn apply_answers(
        &mut self,
        forms: &[Workbook],
        by: Option<&str>,
    ) -> Result<AnswersApplied, CaseFileError> {
        by.map_or(Ok(()), signer)?;
        if forms.is_empty() {
            return Err(CaseFileError::NoQuestionnaire);
        }
        let mut new: Vec<RecordedAnswer> = Vec::new();
        for form in forms {
            new.extend(read_answers(form)?);
        }
        complete_answers(&mut new, self.register(), by, self.as_of());
        let read = new.len();
        let before = self.undetermined()?;
        let replaced = merge_answers(&mut self.change().answers, new);
        let states = trace_answers(self.material.answers(), self.register(), self.as_of());
        Ok(AnswersApplied { read, replaced, open: (before, self.undetermined()?), states })
    }

    /// For how many activities a DPIA cannot be excluded.
    fn undetermined(&self) -> Result<usize, CaseFileError> {
        let assessed = self.assess()?;
        let open = assessed.assessments.iter();
        Ok(open.filter(|one| one.need.verdict == NeedVerdict::CannotBeExcluded).count())
    }

    /// Takes over what is recorded of records that have another id or name now: what is sure, and what a person has
    /// filled in; what has become of each record otherwise.
    ///
    /// # Errors
    /// [`CaseFileError`] where the filled-in workbook cannot be read, or names a record that the register does not have.
    pub fn carry_over(&mut self, filled_in: Option<Input>) -> Result<CarriedOver, CaseFileError> {
        let named = match filled_in {
            Some(file) => read_successors(&open::table(&file, &self.limits, None)?)?,
            None => Vec::new(),
        };
        let register = self.register().clone();
        let mut to = BTreeMap::new();
        for NamedSuccessor { former, now } in named {
            to.insert(former, find_activity(&register.activities, &now)?);
        }
        let material = self.change();
        let mut recorded = Recorded {
            links: &mut material.links,
            answers: &mut material.answers,
            decisions: &mut material.decisions,
        };
        let mut records = recorded.successors(&register);
        for record in &mut records {
            match (to.get(&record.former), &record.successor) {
                (Some(named), _) => record.successor = Successor::Sure(*named),
                (None, Successor::Sure(one)) => {
                    to.insert(record.former.clone(), *one);
                }
                _ => {}
            }
        }
        let rows = recorded.take_over(&to, &register);
        Ok(CarriedOver { records, rows })
    }

    /// The material to change; an assessment that rests on it keeps what it had.
    fn change(&mut self) -> &mut CaseMaterial {
        Arc::make_mut(&mut self.material)
    }
}

fn signer(by: &str) -> Result<(), CaseFileError> {
    if by.trim().is_empty() { Err(CaseFileError::NoSigner) } else { Ok(()) }
}

/// The cell of what stands in no file yet.
fn nowhere(file: &str) -> CellRef {
    CellRef { file: file.into(), sheet: "".into(), place: Place::new(0, 0) }
}

/// Writes the facts of today beside a decision; false where its activity is not in the register.
fn stamp(
    decision: &mut RecordedDecision,
    finder: &ActivityFinder<'_>,
    assessed: &RegisterAssessment,
    packs: &str,
) -> bool {
    let Ok(index) = finder.find_decided(decision) else { return false };
    let activity = &assessed.register().activities[index];
    let of_rule = decision.rule.as_deref().and_then(rule);
    decision.fingerprint = Some(match (decision.kind, of_rule) {
        (DecisionKind::Waiver, Some(rule)) => Fingerprint::of_fields(activity, &rule.fields),
        _ => {
            let Some(Assessment { facts, need, .. }) = assessed.of(index) else { return false };
            let verdict: &'static str = need.verdict.into();
            decision.verdict = Some(verdict.into());
            decision.packs = Some(packs.into());
            Fingerprint::of_need(activity, facts, need)
        }
    });
    true
}
