//! From evidence to a score that means what it says.

use super::features::Features;
use super::words::WORDS;

/// The likelihood that the DPIA concerns the processing, 0 to 1: a logistic sum whose weights were fitted on
/// registers with known ties. `lead` is by how much the title is more like this activity's than that of the
/// next best; negative where another activity is better.
pub(super) fn score(of: &Features, lead: f64) -> f64 {
    let weights = &WORDS.weights;
    // A title that stands whole in the other says more than its parts; so does being among the best.
    let whole = ((of.part - 0.75) / 0.25).clamp(0.0, 1.0);
    let among_activities = lead.clamp(-0.5, 0.5);
    // To be the best of titles that have nothing in common says nothing.
    let alike = (of.title / 0.3).clamp(0.0, 1.0);
    let top = ((among_activities + 0.1) / 0.1).clamp(0.0, 1.0) * alike;
    let sum = weights.base
        + weights.whole * whole
        + weights.purpose * of.purpose
        + weights.system * of.system
        + weights.process * of.process
        + weights.unit * of.unit
        + weights.supplier * of.supplier
        + weights.among_activities * among_activities
        + weights.whole_and_top * whole * top;
    1.0 / (1.0 + (-sum).exp())
}
