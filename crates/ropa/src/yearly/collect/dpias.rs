//! Which processing needs a DPIA, what it lacks, since when, and what the plan makes of it.

use super::Figures;
use crate::dpia::{DpiaRemark, DpiaState, LinkState, LinkStatus};
use crate::gaps::{Assessment, Gap, GapKind, Standing};
use crate::law::Strength;
use crate::model::Tri;
use crate::screening::NeedVerdict;
use crate::text::swedish_key;
use crate::yearly::basis::{YearlyBasis, is_needed};
use crate::yearly::figure::{Absent, Amount, Behind, LeftOut, Part};
use crate::yearly::kind::FigureKind;
use crate::yearly::tally::{Placed, Tally};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn add(basis: &YearlyBasis<'_>, figures: &mut Figures<'_>) {
    needed(basis, figures);
    gaps(basis, figures);
    running_against(basis, figures);
    unsettled(basis, figures);
    since_last(basis, figures);
    let plan = basis.plan;
    for (kind, count) in [
        (FigureKind::PlanExisting, plan.existing().count()),
        (FigureKind::PlanNew, plan.new_ones().count()),
        (FigureKind::PlanFirst, plan.first.len()),
    ] {
        figures.add(kind, Ok(Amount::number(count)));
    }
}

fn needed(basis: &YearlyBasis<'_>, figures: &mut Figures<'_>) {
    let needed = basis.answered_for(|assessment| match assessment.need.verdict {
        NeedVerdict::Required | NeedVerdict::Presumed => Placed::Counted,
        NeedVerdict::CannotBeExcluded => Placed::Out(LeftOut::Unsettled),
        _ => Placed::Not,
    });
    figures.add(FigureKind::Needed, Ok(needed.share(Behind::Activities)));
    let rules: BTreeSet<&str> =
        basis.assessed.assessments.iter().filter(|one| is_needed(one)).flat_map(rules_of).collect();
    for rule in rules {
        let tally = basis.needed(|assessment| Placed::counted(rules_of(assessment).any(|one| one == rule)));
        let part = Some(Part::Rule(rule.to_string()));
        figures.add_part(FigureKind::NeededByRule, part, Ok(tally.share(Behind::Activities)));
    }
    let living = basis.needed(|assessment| match &assessment.gap {
        None if assessment.resolution.status == LinkStatus::Approved => Placed::Counted,
        None => Placed::Out(LeftOut::Decided),
        Some(_) => Placed::Not,
    });
    figures.add(FigureKind::Living, Ok(living.share(Behind::Activities)));
}

/// Whether a DPIA is on its way: planned, begun, or waiting for approval. What was rejected, or approved without what it must
/// have, is not.
fn is_under_way(assessment: &Assessment, gap: GapKind) -> bool {
    let links = &assessment.resolution.links;
    match gap {
        GapKind::Pending | GapKind::DpiaUnfinished => true,
        GapKind::DpiaNotApproved => {
            assessment.resolution.deciding().is_some_and(|link| link.state == DpiaState::NotApproved)
        }
        GapKind::NoDpia => links.iter().any(|link| link.state == DpiaState::NotStarted),
        _ => false,
    }
}

/// The rules that surely say that one is needed.
fn rules_of(assessment: &Assessment) -> impl Iterator<Item = &str> {
    let demands = |strength| matches!(strength, Strength::Mandatory | Strength::Listed | Strength::Presumed);
    let need = &assessment.need;
    let holds = need.rules.iter().filter(move |rule| rule.holds == Tri::Yes && demands(rule.strength));
    holds.map(|rule| rule.rule.as_str()).filter(|rule| !need.overridden.iter().any(|one| one == rule))
}

fn gaps(basis: &YearlyBasis<'_>, figures: &mut Figures<'_>) {
    let lacking = || basis.assessed.assessments.iter().filter(|one| is_needed(one)).filter_map(gap_of);
    let of_gaps = |place: &dyn Fn(&Assessment, &Gap) -> Placed| {
        Tally::of(lacking().map(|(assessment, gap)| (assessment.activity, place(assessment, gap))))
    };
    let all = basis.needed(|assessment| Placed::counted(assessment.gap.is_some()));
    figures.add(FigureKind::Gaps, Ok(all.share(Behind::Activities)));
    let kinds: BTreeSet<GapKind> = lacking().map(|(_, gap)| gap.kind).collect();
    for kind in kinds {
        let tally = of_gaps(&|_, gap| Placed::counted(gap.kind == kind));
        figures.add_part(FigureKind::GapOfKind, Some(Part::Gap(kind)), Ok(tally.share(Behind::Activities)));
    }
    by_unit(basis, figures);
    let under_way = of_gaps(&|assessment, gap| Placed::counted(is_under_way(assessment, gap.kind)));
    figures.add(FigureKind::UnderWay, Ok(under_way.share(Behind::Activities)));
    let earlier = of_gaps(&|_, gap| match gap.since {
        Some(_) => Placed::counted(gap.began_earlier),
        None => Placed::Out(LeftOut::Undated),
    });
    figures.add(FigureKind::BeforeTheLaw, Ok(earlier.share(Behind::Activities)));
    figures.add(FigureKind::OldestGap, oldest(basis, lacking()));
}

/// Whether a processing goes on against a DPIA: it was rejected, or its conditions are not met.
pub(crate) fn goes_on_against(link: &LinkState) -> bool {
    let against = |kind| matches!(kind, DpiaRemark::RejectedButRunning | DpiaRemark::ConditionsUnmet);
    link.remarks.iter().any(|remark| against(remark.kind))
}

/// What goes on against its own assessment: a DPIA was rejected, or its conditions are not met.
fn running_against(basis: &YearlyBasis<'_>, figures: &mut Figures<'_>) {
    let linked = basis
        .assessed
        .assessments
        .iter()
        .filter(|one| one.standing.is_none() && !one.resolution.links.is_empty());
    let placed =
        linked.map(|one| (one.activity, Placed::counted(one.resolution.links.iter().any(goes_on_against))));
    let amount = Tally::of(placed).share(Behind::Activities);
    let none = if basis.assessed.register().dpias.is_empty() { Absent::NoDpias } else { Absent::OfNothing };
    figures.add(FigureKind::RunningAgainst, if amount.of == Some(0) { Err(none) } else { Ok(amount) });
}

fn gap_of(assessment: &Assessment) -> Option<(&Assessment, &Gap)> {
    assessment.gap.as_ref().map(|gap| (assessment, gap))
}

fn oldest<'a>(
    basis: &YearlyBasis<'_>,
    lacking: impl Iterator<Item = (&'a Assessment, &'a Gap)>,
) -> Result<Amount, Absent> {
    let as_of = basis.assessed.as_of();
    let (mut days, mut undated) = (Vec::new(), 0);
    for (assessment, gap) in lacking {
        match gap.since {
            Some(since) => days.push(((as_of - since).num_days().max(0), assessment.activity)),
            None => undated += 1,
        }
    }
    let Some(most) = days.iter().map(|(days, _)| *days).max() else { return Err(Absent::OfNothing) };
    Ok(Amount {
        counted: usize::try_from(most).unwrap_or_default(),
        left_out: Some((LeftOut::Undated, undated)).filter(|(_, count)| *count > 0).into_iter().collect(),
        behind: Behind::Activities,
        records: days.iter().filter(|(days, _)| *days == most).map(|(_, activity)| *activity).collect(),
        ..Amount::default()
    })
}

/// What needs a DPIA in one unit.
struct OfUnit {
    unit: Option<String>,
    of: Vec<(usize, Placed)>,
}

fn by_unit(basis: &YearlyBasis<'_>, figures: &mut Figures<'_>) {
    let mut units: BTreeMap<_, OfUnit> = BTreeMap::new();
    for assessment in basis.assessed.assessments.iter().filter(|one| is_needed(one)) {
        let unit = basis.assessed.activity(assessment).unit();
        let place = (unit.is_none(), unit.as_deref().map(swedish_key));
        let of_unit = units.entry(place).or_insert_with(|| OfUnit { unit, of: Vec::new() });
        of_unit.of.push((assessment.activity, Placed::counted(assessment.gap.is_some())));
    }
    if units.len() > 1 {
        for OfUnit { unit, of } in units.into_values() {
            let amount = Tally::of(of).share(Behind::Activities);
            figures.add_part(FigureKind::GapOfUnit, Some(Part::Unit(unit)), Ok(amount));
        }
    }
}

fn unsettled(basis: &YearlyBasis<'_>, figures: &mut Figures<'_>) {
    let open = basis.answered_for(|assessment| {
        let open = assessment.need.verdict == NeedVerdict::CannotBeExcluded && assessment.gap.is_some();
        Placed::counted(open)
    });
    figures.add(FigureKind::Open, Ok(open.share(Behind::Activities)));
    let decided = basis.answered_for(|assessment| {
        let stands = assessment.decision().is_some_and(|decision| decision.stands());
        Placed::counted(stands && assessment.gap.is_none())
    });
    figures.add(FigureKind::Decided, Ok(decided.number(Behind::Activities)));
}

/// What has become of a gap of the last report. One of processing that has ended was not closed by anybody.
fn closed(assessment: &Assessment) -> Placed {
    match (assessment.standing, assessment.need.verdict) {
        (Some(Standing::Ended), _) => Placed::Out(LeftOut::Ended),
        (Some(Standing::Processor), _) => Placed::Out(LeftOut::Processor),
        (None, NeedVerdict::CannotBeExcluded) => Placed::Out(LeftOut::Unsettled),
        (None, _) => Placed::counted(!is_needed(assessment) || assessment.gap.is_none()),
    }
}

/// Which gaps of the last report are closed, and which are new.
fn since_last(basis: &YearlyBasis<'_>, figures: &mut Figures<'_>) {
    let then = figures.last.and_then(|last| last.ids(FigureKind::Gaps));
    let Some((then, gone)) = then else {
        figures.add(FigureKind::ClosedSinceLast, Err(Absent::NoLast));
        figures.add(FigureKind::NewSinceLast, Err(Absent::NoLast));
        return;
    };
    let now: BTreeMap<&str, &Assessment> =
        basis.assessed.assessments.iter().map(|one| (&*basis.assessed.activity(one).key, one)).collect();
    let closed = then.iter().map(|key| match now.get(key.as_str()) {
        None => (0, Placed::Out(LeftOut::Gone)),
        Some(one) => (one.activity, closed(one)),
    });
    let gone = std::iter::repeat_n((0, Placed::Out(LeftOut::Gone)), gone);
    let closed = Tally::of(closed.chain(gone)).share(Behind::Activities);
    let new = basis.needed(|one| {
        let before = then.contains(&*basis.assessed.activity(one).key);
        Placed::counted(one.gap.is_some() && !before)
    });
    figures.add(FigureKind::ClosedSinceLast, Ok(closed));
    figures.add(FigureKind::NewSinceLast, Ok(new.share(Behind::Activities)));
}
