//! What is said once of every record.

use super::identity::RecordField;
use super::table::Table;
use crate::draftit::header::MatchHow;
use crate::draftit::layout::metadata;
use crate::draftit::profile::Profile;
use crate::model::Entry;
use std::collections::BTreeSet;

/// What the lines above a table say of every record in it, where no column says it of each:
/// `Personuppgiftsansvarig: Socialnämnden`.
pub(super) fn said_above<F: RecordField>(
    profile: &Profile,
    table: &Table<'_>,
    asked: &BTreeSet<F>,
) -> Vec<Entry<F>> {
    let lines = metadata(&table.rows[table.found.above.clone()]);
    let fields = F::SAID_ABOVE.iter().filter(|field| !asked.contains(field));
    fields
        .filter_map(|&field| {
            let key: &str = field.into();
            let line = lines.iter().find(|line| {
                profile
                    .match_header(F::TABLE, &line.label)
                    .is_some_and(|matched| matched.field == key && matched.how != MatchHow::Fuzzy)
            })?;
            let value = field.read(profile.words(), &line.text).value;
            Some(Entry { field, written: line.text.clone(), place: line.place, value })
        })
        .collect()
}
