//! Rules of the checks as the rule packs in use change them.

use crate::art30::registry::{CheckRule, near_rules, rule};
use crate::law::RulePacks;
use chrono::NaiveDate;
use std::borrow::Cow;

/// A rule with the change that a pack in use makes to it on a day, or as it is built in.
pub(crate) fn amended<'r>(rule: &'r CheckRule, packs: &RulePacks, on: NaiveDate) -> Cow<'r, CheckRule> {
    let Some(change) = packs.check_change(&rule.id, on).cloned() else { return Cow::Borrowed(rule) };
    Cow::Owned(CheckRule {
        severity: change.severity.unwrap_or(rule.severity),
        name: change.name.unwrap_or_else(|| rule.name.clone()),
        message: change.message.unwrap_or_else(|| rule.message.clone()),
        why: change.why.unwrap_or_else(|| rule.why.clone()),
        remedy: change.remedy.unwrap_or_else(|| rule.remedy.clone()),
        good: change.good.unwrap_or_else(|| rule.good.clone()),
        bad: change.bad.unwrap_or_else(|| rule.bad.clone()),
        citations: change.citations,
        ..rule.clone()
    })
}

/// A change that names no rule of the checks: the pack, the code, and codes that are near.
pub(crate) fn change_of_nothing(packs: &RulePacks) -> Option<(&str, &str, Vec<&'static str>)> {
    let changes = packs.packs().iter().flat_map(|pack| pack.checks.iter().map(move |change| (pack, change)));
    let mut unknown = changes.filter(|(_, change)| rule(&change.id).is_none());
    unknown.next().map(|(pack, change)| (pack.id.as_str(), change.id.as_str(), near_rules(&change.id)))
}
