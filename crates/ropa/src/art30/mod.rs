//! Whether the records of a register say what Art. 30 demands, and whether what they say holds together.
//!
//! The rules stand in one registry, [`rules`], with their texts and sources as data; [`check`] tries them on
//! a register.

pub(crate) mod amended;
mod case;
mod checker;
mod countries;
mod lexicon;
mod registry;
mod repealed;
mod rules;

/// The cell of a record that tells of a transfer to a country outside the EEA.
pub(crate) fn third_country_transfer(
    activity: &crate::model::ProcessingActivity,
    as_of: chrono::NaiveDate,
) -> Option<&crate::model::Entry<crate::model::Field>> {
    rules::beyond_the_eea(&case::Case { activity, options: CheckOptions::new(as_of) })
}

/// Whether a record answers a question by yes or by no, as the checks read it; neither where it does not.
pub(crate) fn says_yes(
    activity: &crate::model::ProcessingActivity,
    field: crate::model::Field,
) -> Option<bool> {
    let options = CheckOptions::new(chrono::NaiveDate::default());
    case::Case { activity, options }.yes(field).map(|(_, yes)| yes)
}

/// The latest day, up to one, on which a record is known to have been touched, whichever column says it.
pub(crate) fn last_touched(
    activity: &crate::model::ProcessingActivity,
    as_of: chrono::NaiveDate,
) -> Option<chrono::NaiveDate> {
    rules::last_touched(activity, as_of).map(|(_, date)| date.latest())
}

pub use case::CheckOptions;
pub(crate) use checker::questions_asked;
pub use checker::{Adjustments, Checked, ColumnMissing, Completeness, Finding, QUESTIONS, Waiver, check};
pub use registry::{CheckRule, RuleFamily, RuleRole, near_rules, rule, rules};

#[cfg(test)]
mod tests {
    use crate::art30::rules::{DUPLICATE, OUTSIDE, all};
    use std::collections::BTreeSet;

    #[test]
    fn every_rule_has_its_logic_and_every_logic_its_rule() {
        let told: BTreeSet<&str> = super::rules().iter().map(|rule| rule.id.as_str()).collect();
        assert_eq!(told.len(), super::rules().len(), "a code stands twice");
        let done: BTreeSet<&str> = all().map(|(id, _)| id).chain([DUPLICATE, OUTSIDE]).collect();
        assert_eq!(told, done);
    }
}
