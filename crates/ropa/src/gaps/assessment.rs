//! The assessment of one activity, and of a whole register.

use super::gap::{Gap, GapKind};
use super::material::CaseMaterial;
use super::rank::Rank;
use crate::dpia::link_state::Resolution;
use crate::law::FactId;
use crate::ledger::traced_answers::TracedAnswer;
use crate::ledger::traced_decisions::OrphanDecision;
use crate::ledger::traced_links::TracedLink;
use crate::matching::Suggestion;
use crate::model::{DpiaField, ProcessingActivity, Severity};
use crate::screening::decision::Decision;
use crate::screening::facts::Facts;
use crate::screening::need::Need;
use crate::screening::recorded_decision::DecisionKind;
use crate::screening::verdict::NeedVerdict;
use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

/// Why an activity's gap is only noted.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    strum::Display,
    strum::IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Standing {
    /// The board is the processor; the duty in Art. 35 is the controller's.
    Processor,
    /// The register says that the processing has ended.
    Ended,
}

/// The assessment of one activity.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(not(feature = "parts"), non_exhaustive)]
pub struct Assessment {
    /// Index of the activity in the register.
    pub activity: usize,
    /// Its facts.
    pub facts: Facts,
    /// The need for a DPIA.
    pub need: Need,
    /// What is linked.
    pub resolution: Resolution,
    /// Recorded decisions, in the order of their file; where there is none, what the register's own columns
    /// say of a need denied.
    pub decisions: Vec<Decision>,
    /// Why a gap is only noted, where that is so.
    pub standing: Option<Standing>,
    /// What is missing.
    pub gap: Option<Gap>,
    /// The place of the gap in the order of work, where there is one.
    pub rank: Option<Rank>,
}

impl Assessment {
    /// Whether there is a gap and no DPIA linked: one that exists already might be the one.
    pub fn lacks_link(&self) -> bool {
        self.gap.is_some() && self.resolution.links.is_empty()
    }

    /// Whether one row asks for all that is open: nothing in the register points to any of it.
    pub fn asked_together(&self) -> bool {
        self.need.questions.len() > 1 && self.facts.point_nowhere()
    }

    /// How many questions are put to people.
    pub fn questions_to_put(&self) -> usize {
        if self.asked_together() { 1 } else { self.need.questions.len() }
    }

    /// The decision to speak of: one that no DPIA is needed before others, one that stands before one that
    /// does not.
    pub fn decision(&self) -> Option<&Decision> {
        self.decisions
            .iter()
            .min_by_key(|decision| (decision.kind != DecisionKind::NotNeeded, decision.state))
    }
}

/// Figures of some assessments; every count is out of `activities`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Summary {
    /// Activities counted.
    pub activities: usize,
    /// How many by verdict.
    pub verdicts: BTreeMap<NeedVerdict, usize>,
    /// How many by kind of gap.
    pub gaps: BTreeMap<GapKind, usize>,
    /// How many gaps by severity.
    pub severities: BTreeMap<Severity, usize>,
    /// How many have a contradiction between a declared answer and the content.
    pub conflicts: usize,
    /// How many gaps are only noted, by reason.
    pub only_noted: BTreeMap<Standing, usize>,
}

impl Summary {
    /// Counts the given assessments.
    pub fn of<'a>(assessments: impl IntoIterator<Item = &'a Assessment>) -> Summary {
        let mut summary = Summary::default();
        for assessment in assessments {
            summary.activities += 1;
            *summary.verdicts.entry(assessment.need.verdict).or_default() += 1;
            summary.conflicts += usize::from(!assessment.facts.conflicts.is_empty());
            if let Some(gap) = &assessment.gap {
                *summary.gaps.entry(gap.kind).or_default() += 1;
                *summary.severities.entry(gap.severity).or_default() += 1;
                if let Some(standing) = assessment.standing {
                    *summary.only_noted.entry(standing).or_default() += 1;
                }
            }
        }
        summary
    }

    /// All gaps, of every kind.
    pub fn gap_total(&self) -> usize {
        self.gaps.values().sum()
    }
}

/// The assessment of a register, with the basis that it rests on.
///
/// It owns what it needs: it can be kept, sent to another thread, and filtered any number of times.
#[derive(Debug, Clone)]
pub struct RegisterAssessment {
    pub(crate) material: Arc<CaseMaterial>,
    /// One assessment per activity: those with a gap in the order of work ([`Rank`]), then the others by verdict, by
    /// how many criteria are met, and in the order of the files.
    pub assessments: Vec<Assessment>,
    /// Indices of DPIAs that nothing points to and that point to nothing.
    pub orphan_dpias: Vec<usize>,
    /// Criteria that no file has a column to answer.
    pub not_asked: Vec<FactId>,
    /// Decisions on activities that the register does not have.
    pub orphan_decisions: Vec<OrphanDecision>,
    /// What each row of the ledger of links leads to, in its order.
    pub traced_links: Vec<TracedLink>,
    /// What no list of DPIAs asks, of what the state of a DPIA is read from; empty where there is no list.
    pub dpias_not_asked: Vec<DpiaField>,
    /// What each answer given beside the register comes to, in their order.
    pub answer_states: Vec<TracedAnswer>,
    /// The likeliest DPIA of each gap that has none linked, once asked for.
    pub(crate) candidates: OnceLock<BTreeMap<usize, Suggestion>>,
    /// Where the assessment of each activity stands, once asked for.
    pub(crate) places: OnceLock<BTreeMap<usize, usize>>,
}

impl Deref for RegisterAssessment {
    type Target = CaseMaterial;

    fn deref(&self) -> &CaseMaterial {
        &self.material
    }
}

impl RegisterAssessment {
    /// What it rests on.
    pub fn material(&self) -> &Arc<CaseMaterial> {
        &self.material
    }

    /// The activity of an assessment.
    pub fn activity(&self, assessment: &Assessment) -> &ProcessingActivity {
        &self.register().activities[assessment.activity]
    }

    /// The assessment of an activity, by the activity's index in the register.
    pub fn of(&self, activity: usize) -> Option<&Assessment> {
        let is_its_own = |assessment: &&Assessment| assessment.activity == activity;
        let places = self.places.get_or_init(|| {
            self.assessments
                .iter()
                .enumerate()
                .map(|(place, assessment)| (assessment.activity, place))
                .collect()
        });
        let known = places.get(&activity).and_then(|place| self.assessments.get(*place)).filter(is_its_own);
        // The list is open to whoever holds it: what has been moved since is looked for.
        known.or_else(|| self.assessments.iter().find(is_its_own))
    }

    /// The figures of the whole register.
    pub fn summary(&self) -> Summary {
        Summary::of(&self.assessments)
    }
}
