//! The order of work: which gap to take first, with its reasons. It says when, never whether.
//!
//! The steps are data of the rule packs. A gap belongs to the first step that takes it; within a step
//! [`RankTies`] decides, and at last what the record itself says, so that the order is one and the same however the
//! rows stand.

mod changes;
mod evidence;
mod family;
mod signs;
mod unfinished;
mod words;

use self::changes::{AcceptedOn, accepted_on, changes};
use self::evidence::start;
use self::family::family;
use self::signs::Shown;
use self::words::StepWords;
use super::assessment::Assessment;
use super::material::CaseMaterial;
use super::rank::{Rank, RankReason, RankTies, WorkFamily};
use crate::law::{WorkSign, WorkStep};
use crate::ledger::traced_links::TracedLink;
use crate::model::{Field, ProcessingActivity, Severity, Value};
use crate::text::swedish_key;
use chrono::NaiveDate;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// Puts assessments in the order of work: those with a gap first, each with its rank, then the others by `rest`.
pub(crate) fn put_in_order<K: Ord>(
    assessments: &mut Vec<Assessment>,
    material: &CaseMaterial,
    traced: &[TracedLink],
    rest: impl Fn(&Assessment) -> K,
) {
    let order = Order::of(material, traced, assessments);
    for assessment in assessments.iter_mut() {
        assessment.rank = order.rank(assessment);
    }
    let key = |assessment: &Assessment| match &assessment.rank {
        Some(rank) => (Some((order.number(rank), rank.ties.key())), None),
        None => (None, Some(rest(assessment))),
    };
    let mut keyed: Vec<_> = assessments.drain(..).map(|assessment| (key(&assessment), assessment)).collect();
    let activity = |assessment: &Assessment| &material.register().activities[assessment.activity];
    keyed.sort_by(|((place, rest), one), ((other_place, other_rest), other)| {
        (place.is_none(), place, rest)
            .cmp(&(other_place.is_none(), other_place, other_rest))
            .then_with(|| by_content(activity(one), activity(other)))
            .then(one.activity.cmp(&other.activity))
    });
    assessments.extend(keyed.into_iter().map(|(_, assessment)| assessment));
    for (place, assessment) in assessments.iter_mut().enumerate() {
        if let Some(rank) = &mut assessment.rank {
            rank.position = place + 1;
        }
    }
}

/// The order of one register.
struct Order<'o> {
    material: &'o CaseMaterial,
    steps: Vec<(&'o WorkStep, StepWords)>,
    accepted: AcceptedOn,
    /// How many gaps to act on there are in each family.
    in_family: BTreeMap<WorkFamily, usize>,
    /// The middle of the numbers of persons that the register counts.
    middle: u64,
}

impl<'o> Order<'o> {
    fn of(material: &'o CaseMaterial, traced: &[TracedLink], assessments: &[Assessment]) -> Order<'o> {
        let steps = material.packs.work_steps(material.as_of);
        let register = material.register();
        let mut in_family = BTreeMap::new();
        for assessment in assessments {
            if is_to_act_on(assessment) {
                *in_family.entry(family_of(material, assessment)).or_default() += 1;
            }
        }
        Order {
            material,
            steps: steps.into_iter().map(|step| (step, StepWords::of(step))).collect(),
            accepted: accepted_on(material, traced),
            in_family,
            middle: middle(assessments.iter().filter_map(|one| persons(&register.activities[one.activity]))),
        }
    }

    /// The number of the step of a rank; what no step takes comes last.
    fn number(&self, rank: &Rank) -> u32 {
        let step = self.steps.iter().find(|(step, _)| Some(&step.id) == rank.step.as_ref());
        step.map_or(u32::MAX, |(step, _)| step.order)
    }

    /// The rank of a gap, its position aside.
    fn rank(&self, assessment: &Assessment) -> Option<Rank> {
        assessment.gap.as_ref()?;
        let shown = Shown {
            register: self.material.register(),
            assessment,
            changes: changes(assessment, self.material, &self.accepted),
            as_of: self.material.as_of,
            duty_from: self.material.packs.duty_from().unwrap_or(NaiveDate::MIN),
        };
        let taken = self.steps.iter().find_map(|(step, words)| Some((step, shown.reasons(step, words)?)));
        let (step, reasons, danger): (Option<String>, Vec<RankReason>, usize) = match taken {
            Some((step, reasons)) => {
                let shown: BTreeSet<WorkSign> = reasons.iter().map(|reason| reason.sign).collect();
                let danger = step.danger.iter().filter(|sign| shown.contains(sign)).count();
                (Some(step.id.clone()), reasons, danger)
            }
            None => (None, Vec::new(), 0),
        };
        let family = family_of(self.material, assessment);
        let in_family = match &family {
            // Those that name nothing have nothing in common.
            WorkFamily::Unnamed => usize::from(is_to_act_on(assessment)),
            family => self.in_family.get(family).copied().unwrap_or_default(),
        };
        Some(Rank {
            position: 0,
            step,
            reasons,
            ties: RankTies { danger, ..self.ties(&shown, in_family) },
            family,
        })
    }

    /// What parts a gap from others of the same step.
    fn ties(&self, shown: &Shown<'_>, in_family: usize) -> RankTies {
        let activity = shown.activity();
        RankTies {
            pointed: !shown.assessment.facts.point_nowhere(),
            certain: shown.assessment.need.low,
            danger: 0,
            persons: persons(activity),
            persons_else: self.middle,
            in_family,
            start: start(activity).map(|(_, date)| date.date),
            since: shown.assessment.gap.as_ref().and_then(|gap| gap.since),
            hinted: shown.pointed_at().len(),
        }
    }
}

/// The middle of some numbers, the higher of two; zero of none.
fn middle(numbers: impl Iterator<Item = u64>) -> u64 {
    let mut numbers: Vec<u64> = numbers.collect();
    numbers.sort_unstable();
    numbers.get(numbers.len() / 2).copied().unwrap_or_default()
}

fn is_to_act_on(assessment: &Assessment) -> bool {
    assessment.gap.as_ref().is_some_and(|gap| gap.severity == Severity::Error)
}

fn family_of(material: &CaseMaterial, assessment: &Assessment) -> WorkFamily {
    family(&material.register().activities[assessment.activity])
}

/// The most persons that the register's count can mean, else the fewest.
fn persons(activity: &ProcessingActivity) -> Option<u64> {
    match &activity.answer(Field::DataSubjectCount).given()?.value {
        Value::Count(count) => Some(count.max.unwrap_or(count.min)),
        _ => None,
    }
}

/// What two records that are otherwise alike say: it parts them whatever their rows.
fn by_content(one: &ProcessingActivity, other: &ProcessingActivity) -> Ordering {
    let handle =
        |activity: &ProcessingActivity| swedish_key(activity.text(Field::Id).unwrap_or(activity.label()));
    let written = |activity: &ProcessingActivity| {
        let entries = activity.entries.iter().map(|entry| (Some(entry.field), entry.written.clone()));
        let extras = activity.extras.iter().map(|extra| (None, extra.written.clone()));
        let mut written: Vec<_> = entries.chain(extras).collect();
        written.sort_unstable();
        written
    };
    handle(one).cmp(&handle(other)).then_with(|| written(one).cmp(&written(other)))
}
