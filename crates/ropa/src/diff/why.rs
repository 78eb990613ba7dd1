//! Why a verdict or a gap is another: a new fact, a new DPIA, an approval, a review date that has passed, a decision,
//! other rules. What cannot be told from the files is told as that.

use super::sides::Sides;
use crate::dpia::{DpiaRemark, DpiaState, LinkState, LinkStatus};
use crate::gaps::{Assessment, RegisterAssessment};
use crate::law::{FactId, Truths};
use crate::model::{DpiaField, Tri};
use crate::screening::{DecisionKind, DecisionState, Fact, NeedVerdict, Support};
use crate::text::variants::IntoEnumIterator;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// A reason why a verdict or a gap is another.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Why {
    /// The need is another.
    Need {
        /// The verdict before.
        before: NeedVerdict,
        /// The verdict now.
        now: NeedVerdict,
    },
    /// A fact is another.
    Fact {
        /// The fact.
        fact: FactId,
        /// Its truth before.
        before: Tri,
        /// Its truth now.
        now: Tri,
        /// What it rests on, on the side where it is known; on the new side where it is known on both.
        support: Option<Support>,
        /// Whether that stands on the new side.
        on_new_side: bool,
    },
    /// A DPIA is linked that the old side did not have; by its index on the new side.
    NewDpia(usize),
    /// A DPIA is linked that was there and was not; by its index on the new side.
    NewLink(usize),
    /// A DPIA was linked and is not; by its index on the old side.
    LinkGone(usize),
    /// A DPIA that was not approved is approved and in force; by its index on the new side.
    Approved(usize),
    /// A DPIA that the old side does not show as approved was approved already before the last day that the old side tells
    /// of: the approval was recorded late.
    ApprovedEarlier {
        /// The DPIA, by its index on the new side.
        dpia: usize,
        /// The day of its approval.
        day: NaiveDate,
    },
    /// The day by which a DPIA was to be reviewed has passed between the two days of assessment.
    ReviewPassed {
        /// The DPIA, by its index on the new side.
        dpia: usize,
        /// The day, where it is known.
        day: Option<NaiveDate>,
    },
    /// The state of a DPIA is another.
    State {
        /// The DPIA, by its index on the new side.
        dpia: usize,
        /// Its state before.
        before: DpiaState,
        /// Its state now.
        now: DpiaState,
    },
    /// What the register says of a DPIA that it does not name, or that is not found, is another.
    Reference {
        /// What it said.
        before: LinkStatus,
        /// What it says.
        now: LinkStatus,
    },
    /// A recorded decision has come, gone, or stands otherwise.
    Decision {
        /// What was decided.
        kind: DecisionKind,
        /// How it stood, where it was there.
        before: Option<DecisionState>,
        /// How it stands, where it is there.
        now: Option<DecisionState>,
    },
    /// Rules that the outcome rests on are in force on one side only.
    Rules(Vec<String>),
    /// The old side named no list of DPIAs and no documents.
    NoDpiasBefore,
    /// The new side names none.
    NoDpiasNow,
    /// The files do not show why.
    Unknown,
}

/// The criteria that differ, and the other facts that differ and are read by a rule that comes out otherwise.
pub(super) fn facts(sides: &Sides<'_>, then: &Assessment, now: &Assessment) -> Vec<Why> {
    let other = otherwise(then, now);
    let read = |assessed: &RegisterAssessment| -> BTreeSet<FactId> {
        let rules = other.iter().filter_map(|rule| assessed.packs().rule(rule));
        rules.flat_map(|(_, rule)| rule.when.facts()).collect()
    };
    let (read_then, read_now) = (read(sides.old), read(sides.new));
    let why = |fact: FactId| {
        let (before, is) = (then.facts.truth(fact), now.facts.truth(fact));
        let (known, on_new_side) = match is {
            Tri::Unknown => (then.facts.get(fact), false),
            _ => (now.facts.get(fact), true),
        };
        let support = known.and_then(|fact: &Fact| fact.support.first()).cloned();
        (before != is).then_some(Why::Fact { fact, before, now: is, support, on_new_side })
    };
    FactId::iter()
        .filter(|fact| fact.is_criterion() || read_then.contains(fact) || read_now.contains(fact))
        .filter_map(why)
        .collect()
}

/// The rules that come out otherwise.
fn otherwise(then: &Assessment, now: &Assessment) -> BTreeSet<String> {
    let outcomes = |of: &Assessment| -> BTreeMap<String, Tri> {
        of.need.rules.iter().map(|rule| (rule.rule.clone(), rule.holds)).collect()
    };
    let (was, is) = (outcomes(then), outcomes(now));
    let other = |rule: &&String| was.get(*rule) != is.get(*rule);
    was.keys().chain(is.keys()).filter(other).cloned().collect()
}

/// Rules that come out otherwise and are in force on one side only.
pub(super) fn rules(sides: &Sides<'_>, then: &Assessment, now: &Assessment) -> Option<Why> {
    let in_force = |assessed: &RegisterAssessment, id: &str| {
        assessed.packs().rules(assessed.as_of()).any(|(_, rule)| rule.id == id)
    };
    let mut rules: Vec<String> = otherwise(then, now).into_iter().collect();
    rules.retain(|rule| in_force(sides.old, rule) != in_force(sides.new, rule));
    (!rules.is_empty()).then_some(Why::Rules(rules))
}

/// What is otherwise of the DPIAs linked, of what the register says of them, and of decisions.
pub(super) fn links(sides: &Sides<'_>, then: &Assessment, now: &Assessment) -> Vec<Why> {
    let (was, is) = (then.resolution.deciding(), now.resolution.deciding());
    let mut why = Vec::new();
    match (was, is) {
        // What another of them shows, where the one that decides is as it was.
        (_, Some(is)) => {
            let all = std::iter::once(is).chain(&now.resolution.links);
            why.extend(all.into_iter().find_map(|is| linked(sides, then, is)));
        }
        (Some(_), None) if sides.new.register().dpias.is_empty() => why.push(Why::NoDpiasNow),
        (Some(was), None) => {
            why.push(Why::LinkGone(was.link.dpia));
            let (before, now) = (then.resolution.status, now.resolution.status);
            why.extend((now != LinkStatus::None).then_some(Why::Reference { before, now }));
        }
        (None, None) => {}
    }
    let (before, status) = (then.resolution.status, now.resolution.status);
    if why.is_empty() && before != status {
        why.push(match (sides.old.register().dpias.is_empty(), sides.new.register().dpias.is_empty()) {
            (true, false) => Why::NoDpiasBefore,
            (false, true) => Why::NoDpiasNow,
            _ => Why::Reference { before, now: status },
        });
    }
    why.extend(decision(then, now));
    why
}

/// Why the best DPIA linked now makes a difference.
fn linked(sides: &Sides<'_>, then: &Assessment, is: &LinkState) -> Option<Why> {
    let dpia = is.link.dpia;
    let Some(former) = sides.former_dpia.get(&dpia) else {
        let no_list = sides.old.register().dpias.is_empty();
        return Some(if no_list { Why::NoDpiasBefore } else { Why::NewDpia(dpia) });
    };
    let Some(was) = then.resolution.links.iter().find(|link| link.link.dpia == *former) else {
        return Some(Why::NewLink(dpia));
    };
    if was.state == is.state && was.status == is.status {
        return None;
    }
    let unapproved =
        matches!(was.status, LinkStatus::Unfinished | LinkStatus::NotApproved | LinkStatus::None);
    if is.status == LinkStatus::Approved && unapproved {
        return Some(match sides.approved_earlier(dpia) {
            Some(day) => Why::ApprovedEarlier { dpia, day },
            None => Why::Approved(dpia),
        });
    }
    if is.status == LinkStatus::ReviewDue && review_is_as_it_was(sides, *former, dpia) {
        let passed = is.remarks.iter().find(|remark| remark.kind == DpiaRemark::ReviewPassed);
        return Some(Why::ReviewPassed { dpia, day: passed.and_then(|remark| remark.day()) });
    }
    Some(Why::State { dpia, before: was.state, now: is.state })
}

/// Whether the day of the next review is the same on both sides, so that only time has passed.
fn review_is_as_it_was(sides: &Sides<'_>, old: usize, new: usize) -> bool {
    let review = |assessed: &RegisterAssessment, at: usize| {
        let dpia = assessed.register().dpias.get(at)?;
        dpia.text(DpiaField::Review).map(str::to_string)
    };
    review(sides.old, old) == review(sides.new, new) && sides.old.as_of() != sides.new.as_of()
}

/// A decision that has come, gone, or stands otherwise.
fn decision(then: &Assessment, now: &Assessment) -> Option<Why> {
    let (was, is) = (then.decision(), now.decision());
    let kind = is.or(was)?.kind;
    let (before, now) = (was.map(|one| one.state), is.map(|one| one.state));
    (before != now).then_some(Why::Decision { kind, before, now })
}
