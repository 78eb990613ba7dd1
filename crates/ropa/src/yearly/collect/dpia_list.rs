//! What the list of DPIAs says of how they were made, as their links were weighed.

use super::Figures;
use crate::dpia::{DpiaRemark, DpiaState, LinkState};
use crate::model::{Dpia, DpiaField};
use crate::yearly::basis::YearlyBasis;
use crate::yearly::figure::{Absent, Behind, LeftOut};
use crate::yearly::kind::FigureKind;
use crate::yearly::tally::{Placed, Tally};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn add(basis: &YearlyBasis<'_>, figures: &mut Figures<'_>) {
    use FigureKind::{AdviceFollowed, AdviceSought, DpiasWithoutLink, HighRiskUnconsulted};
    let dpias = &basis.assessed.register().dpias;
    if dpias.is_empty() {
        for kind in [AdviceSought, AdviceFollowed, HighRiskUnconsulted, DpiasWithoutLink] {
            figures.add(kind, Err(Absent::NoDpias));
        }
        return;
    }
    let list = List { dpias, weighed: weighed(basis) };
    let (advice, risk) = ([DpiaField::DpoAdvice], [DpiaField::ResidualRisk, DpiaField::HighRiskRemains]);
    let sought = list.count(&advice, |one| Placed::counted(!one.has(DpiaRemark::DpoAdviceMissing)));
    let followed = list.count(&advice, |one| match one.has(DpiaRemark::DpoAdviceMissing) {
        true => Placed::Out(LeftOut::Unanswered),
        false => Placed::counted(!one.has(DpiaRemark::AgainstAdvice)),
    });
    let high = list.count(&risk, |one| match one.has(DpiaRemark::ResidualRiskUnknown) {
        true => Placed::Out(LeftOut::Unanswered),
        false => Placed::counted(one.has(DpiaRemark::PriorConsultationMissing)),
    });
    figures.add(AdviceSought, sought.asked(Behind::Dpias, DpiaField::DpoAdvice));
    figures.add(AdviceFollowed, followed.asked(Behind::Dpias, DpiaField::DpoAdvice));
    figures.add(HighRiskUnconsulted, high.asked(Behind::Dpias, DpiaField::ResidualRisk));
    let orphans: BTreeSet<usize> = basis.assessed.orphan_dpias.iter().copied().collect();
    let without = (0..dpias.len()).map(|index| (index, Placed::counted(orphans.contains(&index))));
    figures.add(DpiasWithoutLink, Ok(Tally::of(without).share(Behind::Dpias)));
}

/// What the links of one DPIA say of it.
#[derive(Default)]
struct Weighed {
    remarks: BTreeSet<DpiaRemark>,
    /// Whether it is finished and in force, seen from any activity.
    finished: bool,
}

impl Weighed {
    fn has(&self, remark: DpiaRemark) -> bool {
        self.remarks.contains(&remark)
    }
}

struct List<'a> {
    dpias: &'a [Dpia],
    weighed: BTreeMap<usize, Weighed>,
}

impl List<'_> {
    /// Counts the DPIAs that are linked, finished and asked of one of the fields.
    fn count(&self, fields: &[DpiaField], place: impl Fn(&Weighed) -> Placed) -> Tally {
        Tally::of(self.dpias.iter().enumerate().map(|(index, dpia)| {
            let placed = match self.weighed.get(&index) {
                _ if !fields.iter().any(|field| dpia.asked.contains(field)) => Placed::Out(LeftOut::NotAsked),
                None => Placed::Out(LeftOut::NotLinked),
                Some(one) if !one.finished => Placed::Out(LeftOut::NotInForce),
                Some(one) => place(one),
            };
            (index, placed)
        }))
    }
}

fn weighed(basis: &YearlyBasis<'_>) -> BTreeMap<usize, Weighed> {
    let mut of: BTreeMap<usize, Weighed> = BTreeMap::new();
    for link in basis.assessed.assessments.iter().flat_map(|one| &one.resolution.links) {
        let weighed = of.entry(link.link.dpia).or_default();
        weighed.finished |= is_finished(link);
        let goes_on = link.remarks.iter().any(|remark| remark.kind == DpiaRemark::RejectedButRunning);
        let heeded = |remark: &DpiaRemark| {
            // What was rejected went the way that the advice pointed, unless the processing goes on all the same.
            link.state == DpiaState::Rejected && !goes_on && *remark == DpiaRemark::AgainstAdvice
        };
        weighed.remarks.extend(link.remarks.iter().map(|remark| remark.kind).filter(|one| !heeded(one)));
    }
    of
}

fn is_finished(link: &LinkState) -> bool {
    !matches!(link.state, DpiaState::NotStarted | DpiaState::NotInForce | DpiaState::Unfinished)
}
