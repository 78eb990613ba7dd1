//! Questions that only one of two registers asks: told once, not as a change of each record.

use crate::model::{Field, Register};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A question that only one of the registers has a column for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct QuestionChange {
    /// The question.
    pub field: Field,
    /// Whether the new register asks it; else only the old did.
    pub asked_now: bool,
    /// How many records answer it, in the register that asks.
    pub answered: usize,
}

/// What only one of the registers asks.
pub(super) fn changes(old: &Register, new: &Register) -> Vec<QuestionChange> {
    let (before, now) = (asked(old), asked(new));
    let of = |field: &Field, register: &Register, asked_now| QuestionChange {
        field: *field,
        asked_now,
        answered: register.activities.iter().filter(|one| one.answer(*field).given().is_some()).count(),
    };
    let gone = before.difference(&now).map(|field| of(field, old, false));
    gone.chain(now.difference(&before).map(|field| of(field, new, true))).collect()
}

fn asked(register: &Register) -> BTreeSet<Field> {
    let mut asked = BTreeSet::new();
    let mut last = None;
    for activity in &register.activities {
        // Records of one table share the set of questions.
        if last.is_none_or(|set| !Arc::ptr_eq(set, &activity.asked)) {
            asked.extend(activity.asked.iter().copied());
            last = Some(&activity.asked);
        }
    }
    asked
}
