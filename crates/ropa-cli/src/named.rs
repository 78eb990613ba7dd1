//! Activities as a user names them: by id, key or name; and whoever signs.

use crate::error::CliError;
use ropa::model::{Field, ProcessingActivity};

/// How many near names an error offers.
const OFFERED: usize = 3;

/// The activities that have this id, else this key, else this name; several where a name is shared.
pub(crate) fn find(activities: &[ProcessingActivity], wanted: &str) -> Vec<usize> {
    let wanted = wanted.trim().to_lowercase();
    let matching = |field: Option<Field>| -> Vec<usize> {
        let text = |index: &usize| {
            let activity = &activities[*index];
            let text = field.map_or(Some(&*activity.key), |field| activity.text(field));
            text.is_some_and(|text| text.trim().to_lowercase() == wanted)
        };
        (0..activities.len()).filter(text).collect()
    };
    [Some(Field::Id), None, Some(Field::Name)]
        .into_iter()
        .map(matching)
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

/// That nothing has the name, with those that hold it.
pub(crate) fn unknown(activities: &[ProcessingActivity], wanted: &str) -> CliError {
    let lower = wanted.trim().to_lowercase();
    let near = activities
        .iter()
        .filter(|activity| activity.label().to_lowercase().contains(&lower))
        .map(|activity| format!("{} ({})", activity.key, activity.label()))
        .take(OFFERED)
        .collect();
    CliError::UnknownActivity { code: wanted.to_string(), near }
}

/// That whoever signs has a name.
pub(crate) fn signer(by: &str) -> Result<(), CliError> {
    if by.trim().is_empty() { Err(CliError::NoSigner) } else { Ok(()) }
}
