//! What the tools that fit the models need; no part of the stable face.

pub use crate::import::infer::content::cell_features;
pub use crate::import::infer::meaning::{MODELS, after, use_models};
use crate::import::profile::Profile;
pub use crate::text::features::{Feature, features};
pub use crate::text::likely::ASKED;
pub use crate::text::linear::{LinearModel, read, write};

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
