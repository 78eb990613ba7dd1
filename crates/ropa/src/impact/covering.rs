//! The DPIAs that cover what is hit, and which of them are to be taken up again.

use super::hit::{Hit, Ring};
use super::needles::Needles;
use crate::dpia::{DpiaState, LinkStatus};
use crate::gaps::{GapKind, RegisterAssessment};
use crate::model::DpiaField;
use crate::source::{CellRef, Text};
use std::collections::{BTreeMap, BTreeSet};

/// A DPIA that covers something that is hit.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CoveringDpia {
    /// Its index in the register.
    pub dpia: usize,
    /// The activities that are hit and linked to it, each with its state for them.
    pub activities: Vec<(usize, DpiaState, LinkStatus)>,
    /// What it says of the risk that remains, as written, with cells.
    pub residual_risk: Vec<(Text, CellRef)>,
    /// Whether it is to be taken up again (Art. 35(11)): it counts today for something that is surely hit.
    pub review: bool,
}

/// The DPIAs behind an incident.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Covering {
    /// Those that are linked to what is hit, those to take up again first.
    pub dpias: Vec<CoveringDpia>,
    /// DPIAs that name what was asked for and are linked to nothing that is hit.
    pub named_only: Vec<usize>,
    /// The activities that are surely hit and have a gap, by its kind.
    pub gaps: BTreeMap<GapKind, Vec<usize>>,
    /// The activities that are surely hit and have no DPIA linked.
    pub without: Vec<usize>,
}

impl Covering {
    pub(super) fn of(assessed: &RegisterAssessment, hits: &[Hit], needles: &Needles) -> Covering {
        let rings: BTreeMap<usize, Ring> = hits.iter().map(|hit| (hit.activity, hit.ring)).collect();
        let mut covering = Covering::default();
        let mut by_dpia: BTreeMap<usize, CoveringDpia> = BTreeMap::new();
        for one in &assessed.assessments {
            let Some(ring) = rings.get(&one.activity) else { continue };
            let sure = *ring != Ring::Likely;
            for link in &one.resolution.links {
                let dpia = link.link.dpia;
                let known = by_dpia.entry(dpia).or_insert_with(|| CoveringDpia {
                    dpia,
                    activities: Vec::new(),
                    residual_risk: residual(assessed, dpia),
                    review: false,
                });
                known.activities.push((one.activity, link.state, link.status));
                known.review |= sure && counts(link.status, link.state);
            }
            if sure {
                if one.resolution.links.is_empty() {
                    covering.without.push(one.activity);
                }
                if let Some(gap) = &one.gap {
                    covering.gaps.entry(gap.kind).or_default().push(one.activity);
                }
            }
        }
        covering.without.sort_unstable();
        covering.gaps.values_mut().for_each(|of| of.sort_unstable());
        let linked: BTreeSet<usize> = by_dpia.keys().copied().collect();
        covering.dpias = by_dpia.into_values().collect();
        covering.dpias.iter_mut().for_each(|one| one.activities.sort_unstable_by_key(|of| of.0));
        covering.dpias.sort_by_key(|one| (!one.review, one.dpia));
        covering.named_only = named(assessed, needles).filter(|dpia| !linked.contains(dpia)).collect();
        covering
    }
}

/// Whether a link is to a DPIA that has been approved and not been replaced, whatever else there is to say of it.
fn counts(status: LinkStatus, state: DpiaState) -> bool {
    use LinkStatus::{Approved, Partial, ReviewDue, Stale};
    (matches!(status, Approved | Partial | ReviewDue | Stale) && state != DpiaState::NotInForce)
        || matches!(
            state,
            DpiaState::DpoAdviceMissing
                | DpiaState::AgainstAdvice
                | DpiaState::ConditionsUnmet
                | DpiaState::PriorConsultationMissing
                | DpiaState::StartedBeforeAnswer
        )
}

fn residual(assessed: &RegisterAssessment, dpia: usize) -> Vec<(Text, CellRef)> {
    let Some(dpia) = assessed.register().dpias.get(dpia) else { return Vec::new() };
    let fields = [DpiaField::ResidualRisk, DpiaField::HighRiskRemains];
    let entries = fields.into_iter().flat_map(|field| dpia.entries_of(field));
    entries.map(|entry| (Text::from(entry.written.trim()), dpia.cell(entry))).collect()
}

/// The DPIAs that name what was asked for, in their systems, processors, scope or title.
fn named<'a>(assessed: &'a RegisterAssessment, needles: &'a Needles) -> impl Iterator<Item = usize> + 'a {
    let fields = [DpiaField::Systems, DpiaField::Processors, DpiaField::Scope, DpiaField::Title];
    let names = move |dpia: &crate::model::Dpia| {
        let entries = fields.into_iter().flat_map(|field| dpia.entries_of(field));
        entries.into_iter().any(|entry| needles.find(&entry.written).is_some())
    };
    assessed.register().dpias.iter().enumerate().filter(move |(_, dpia)| names(dpia)).map(|(index, _)| index)
}
