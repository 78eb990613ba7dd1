//! What is known to have changed in the processing, and since when.
//!
//! A record's own date of change does not say what was changed. A fingerprint does: of a decision, or of an accepted
//! link, it was taken on a known day and no longer fits.

use crate::gaps::assessment::Assessment;
use crate::gaps::material::CaseMaterial;
use crate::ledger::traced_links::TracedLink;
use crate::screening::fingerprint::Change;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// The days on which links were accepted, by activity and DPIA.
pub(super) type AcceptedOn = BTreeMap<(usize, usize), NaiveDate>;

/// The days on which the links that count were accepted.
pub(super) fn accepted_on(material: &CaseMaterial, traced: &[TracedLink]) -> AcceptedOn {
    let rows = traced.iter().zip(&material.links);
    rows.filter_map(|(traced, link)| Some(((traced.activity?, traced.dpia?), link.on?))).collect()
}

/// What has changed in one activity, and the latest day after which it has.
pub(super) fn changes(
    assessment: &Assessment,
    material: &CaseMaterial,
    accepted: &AcceptedOn,
) -> Option<(NaiveDate, Vec<Change>)> {
    let changed = assessment.decisions.iter().filter(|decision| !decision.changed.is_empty());
    let decided = changed.filter_map(|decision| {
        let recorded = material.decisions.iter().find(|one| decision.cells.contains(&one.cell))?;
        Some((recorded.decided_on?, of_processing(&decision.changed)))
    });
    let linked = assessment.resolution.links.iter().filter_map(|link| {
        let on = accepted.get(&(link.link.activity, link.link.dpia))?;
        Some((*on, of_processing(link.changed())))
    });
    decided.chain(linked).filter(|(_, changes)| !changes.is_empty()).max_by_key(|(on, _)| *on)
}

/// Those that are changes of the processing, and not of the rules.
fn of_processing<'c>(changes: impl IntoIterator<Item = &'c Change>) -> Vec<Change> {
    let of = |change: &&Change| matches!(change, Change::Field(_) | Change::Criterion(_));
    changes.into_iter().filter(of).cloned().collect()
}
