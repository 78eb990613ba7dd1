//! What the tool that fits the model of headings needs; no part of the stable face.

pub use crate::import::infer::content::cell_features;
pub use crate::import::infer::features::{Feature, features};
pub use crate::import::infer::meaning::{MODELS, after, use_models};
pub use crate::import::infer::model::{LinearModel, read, write};
use crate::import::profile::Profile;

/// The labels of a profile, each with the key of its field: those of activities, and those of DPIAs.
pub fn labels(profile: &Profile) -> [Vec<(&'static str, String)>; 2] {
    let own = |words: &[String]| words.join(" ");
    let activity = profile.activity.labels.iter().flat_map(|(words, claims)| {
        claims.iter().filter(|claim| !claim.weak).map(move |claim| (claim.field.key(), own(words)))
    });
    let dpia = profile.dpia.labels.iter().flat_map(|(words, claims)| {
        claims.iter().filter(|claim| !claim.weak).map(move |claim| (claim.field.key(), own(words)))
    });
    [activity.collect(), dpia.collect()]
}
