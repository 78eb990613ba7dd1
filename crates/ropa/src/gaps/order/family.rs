//! The family of an activity: what it may be assessed together with.

use crate::gaps::rank::WorkFamily;
use crate::linking::normalise::normalise;
use crate::linking::title_words::is_common_system;
use crate::model::{Field, ProcessingActivity, Value};
use crate::text::fold::tidy;

/// How many levels of a code name a group of processes.
const LEVELS: usize = 2;

/// The family of an activity, by the first process it names, else by the first system
/// that not everybody uses for everything.
pub(super) fn family(activity: &ProcessingActivity) -> WorkFamily {
    if let Some(process) = activity.processes().first() {
        return WorkFamily::Process(group(process));
    }
    match systems(activity).find(|system| !is_common_system(&normalise(system))) {
        Some(system) => WorkFamily::System(system),
        None => WorkFamily::Unnamed,
    }
}

/// `3.3` of `3.3.1`; a name is its own group.
fn group(process: &str) -> String {
    let is_code = process.chars().all(|c| c.is_ascii_digit() || c == '.');
    match is_code {
        true => process.split('.').take(LEVELS).collect::<Vec<_>>().join("."),
        false => tidy(process).into_owned(),
    }
}

/// The systems that an activity names, in the order written.
fn systems(activity: &ProcessingActivity) -> impl Iterator<Item = String> {
    let answered = |value: &Value| !matches!(value, Value::Blank | Value::Unknown | Value::NotApplicable);
    let entries = activity.entries_of(Field::Systems).filter(move |entry| answered(&entry.value));
    let parts = entries.flat_map(|entry| entry.written.split([';', '\n', '|', ',']));
    parts.map(tidy).filter(|part| !part.is_empty()).map(|part| part.into_owned())
}

#[cfg(test)]
mod tests {
    use super::group;

    #[test]
    fn a_group_is_two_levels_of_a_code() {
        assert_eq!(group("3.3.1"), "3.3");
        assert_eq!(group("3.10"), "3.10");
        assert_eq!(group("Barn och  unga"), "Barn och unga");
    }
}
