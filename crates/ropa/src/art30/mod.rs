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

pub use case::CheckOptions;
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
