//! Activities and DPIAs as a user names them.

use super::CaseFileError;
use crate::model::{Dpia, DpiaField, Field, ProcessingActivity, Register};
use crate::text::{OFFERED, nearest_of, same};

/// The activities that have this id, else this key, else this name; several where a name is shared.
pub fn find_activities(activities: &[ProcessingActivity], wanted: &str) -> Vec<usize> {
    let matching = |field: Option<Field>| -> Vec<usize> {
        let text = |index: &usize| {
            let activity = &activities[*index];
            let text = field.map_or(Some(&*activity.key), |field| activity.text(field));
            text.is_some_and(|text| same(text, wanted))
        };
        (0..activities.len()).filter(text).collect()
    };
    [Some(Field::Id), None, Some(Field::Name)]
        .into_iter()
        .map(matching)
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

/// The one activity that is called so.
///
/// # Errors
/// [`CaseFileError::UnknownActivity`] where none is, or several are, with those it may mean.
pub fn find_activity(activities: &[ProcessingActivity], wanted: &str) -> Result<usize, CaseFileError> {
    match find_activities(activities, wanted)[..] {
        [one] => Ok(one),
        _ => Err(unknown_activity(activities, wanted)),
    }
}

/// That no single activity is called so, with those it may mean.
pub fn unknown_activity(activities: &[ProcessingActivity], wanted: &str) -> CaseFileError {
    let names =
        (0..).zip(activities).flat_map(|(at, activity)| [(at, &*activity.key), (at, activity.label())]);
    let near: Vec<usize> = nearest_of(wanted, names, OFFERED);
    let near =
        near.into_iter().map(|at| format!("{} ({})", activities[at].key, activities[at].label())).collect();
    CaseFileError::UnknownActivity { name: wanted.to_string(), near }
}

/// The one DPIA that is called so: by its key, id, case number or title.
///
/// # Errors
/// [`CaseFileError::UnknownDpia`] and [`CaseFileError::SeveralDpias`], with those it may mean.
pub fn find_dpia<'r>(register: &'r Register, wanted: &str) -> Result<&'r Dpia, CaseFileError> {
    let is = |text: &str| same(text, wanted);
    let called = |dpia: &&Dpia| {
        let names = [dpia.text(DpiaField::Id), dpia.text(DpiaField::CaseNumber)];
        is(&dpia.key) || is(dpia.label()) || names.into_iter().flatten().any(is)
    };
    let found: Vec<&Dpia> = register.dpias.iter().filter(called).collect();
    let one_thing = found.windows(2).all(|two| two[0].label() == two[1].label());
    let by_key = found.iter().find(|dpia| is(&dpia.key) && one_thing);
    match (&found[..], by_key) {
        ([one], _) | (_, Some(one)) => Ok(one),
        ([], _) => {
            let dpias = &register.dpias;
            let names = (0..).zip(dpias).flat_map(|(at, dpia)| [(at, &*dpia.key), (at, dpia.label())]);
            let near: Vec<usize> = nearest_of(wanted, names, OFFERED);
            let near =
                near.into_iter().map(|at| format!("{} ({})", dpias[at].key, dpias[at].label())).collect();
            Err(CaseFileError::UnknownDpia { name: wanted.to_string(), near })
        }
        (several, _) => {
            let found = several.iter().map(|dpia| dpia_label(dpia)).collect();
            Err(CaseFileError::SeveralDpias { name: wanted.to_string(), found })
        }
    }
}

/// A DPIA as a message offers it: key, title, and the file, which tells copies apart.
pub fn dpia_label(dpia: &Dpia) -> String {
    format!("{} ({}, {})", dpia.key, dpia.label(), dpia.origin.file)
}
