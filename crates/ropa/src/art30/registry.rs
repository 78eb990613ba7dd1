//! The rules of the checks: what each is called, reads, says and rests on. The logic stands in `rules`.

use crate::law::{Citation, Localized};
use crate::model::{Field, Severity};
use crate::text::UnknownWord;
use crate::text::{OFFERED, nearest_of, same};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// Which records a rule concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Display, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum RuleRole {
    /// Records of a controller, Art. 30(1).
    Controller,
    /// Records of a processor, Art. 30(2).
    Processor,
    /// Both.
    Any,
}

/// A family of rules, each in a file of its own.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    EnumIter,
    EnumString,
    Display,
    IntoStaticStr,
)]
#[strum(crate = "crate::text::variants", parse_err_ty = UnknownWord, parse_err_fn = UnknownWord::of::<RuleFamily>)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum RuleFamily {
    /// Who answers for the processing, Art. 30(1)(a).
    Parties,
    /// What it is for, Art. 30(1)(b).
    Purpose,
    /// Whose data and which, Art. 30(1)(c).
    Categories,
    /// Who gets them, Art. 30(1)(d) and 28.
    Recipients,
    /// Third countries, Art. 30(1)(e).
    Transfers,
    /// How long, Art. 30(1)(f).
    Retention,
    /// How they are protected, Art. 30(1)(g).
    Security,
    /// Protected identities (skyddade personuppgifter).
    Protected,
    /// On what ground, Arts 6, 9 and 10.
    Legal,
    /// What is not open to a public authority, Arts 6(1)(f), 49(3).
    Authority,
    /// Whether the register can be relied on.
    Quality,
}

/// One rule.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct CheckRule {
    /// Its code, `C-10`.
    pub id: String,
    /// How serious its findings are. Only what the Regulation itself demands is an error.
    pub severity: Severity,
    /// Which records it concerns.
    pub role: RuleRole,
    /// The fields it reads, the one that its findings stand at first.
    pub fields: Vec<Field>,
    /// Fields that it cannot be tried without, beside the first of `fields`.
    #[serde(default)]
    pub needs: Vec<Field>,
    /// First day it applies.
    #[serde(default = "since_the_regulation")]
    pub valid_from: NaiveDate,
    /// What it is called.
    pub name: Localized,
    /// What a finding says; `{value}` is what was written.
    pub message: Localized,
    /// Why it matters.
    pub why: Localized,
    /// How to mend it.
    pub remedy: Localized,
    /// An answer that would do.
    pub good: Localized,
    /// An answer that would not; may be empty.
    pub bad: Localized,
    /// What it rests on.
    pub citations: Vec<Citation>,
    /// Whether it also concerns records that have ended: what should never be in a register.
    #[serde(default)]
    pub even_ended: bool,
    /// Whether it is silent at a cell where another rule speaks.
    #[serde(default)]
    pub yields: bool,
    /// Its family.
    #[serde(skip, default = "unset")]
    pub family: RuleFamily,
}

/// The day from which the Regulation applies, and with it every rule that names no other day.
fn since_the_regulation() -> NaiveDate {
    NaiveDate::from_ymd_opt(2018, 5, 25).unwrap_or_default()
}

fn unset() -> RuleFamily {
    RuleFamily::Quality
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    rule: Vec<CheckRule>,
}

static ALL: LazyLock<Vec<CheckRule>> = LazyLock::new(|| {
    let files = [
        (RuleFamily::Parties, include_str!("../../rulepacks/checks/parties.toml")),
        (RuleFamily::Purpose, include_str!("../../rulepacks/checks/purpose.toml")),
        (RuleFamily::Categories, include_str!("../../rulepacks/checks/categories.toml")),
        (RuleFamily::Recipients, include_str!("../../rulepacks/checks/recipients.toml")),
        (RuleFamily::Transfers, include_str!("../../rulepacks/checks/transfers.toml")),
        (RuleFamily::Retention, include_str!("../../rulepacks/checks/retention.toml")),
        (RuleFamily::Security, include_str!("../../rulepacks/checks/security.toml")),
        (RuleFamily::Protected, include_str!("../../rulepacks/checks/protected.toml")),
        (RuleFamily::Legal, include_str!("../../rulepacks/checks/legal.toml")),
        (RuleFamily::Authority, include_str!("../../rulepacks/checks/authority.toml")),
        (RuleFamily::Quality, include_str!("../../rulepacks/checks/quality.toml")),
    ];
    let read = |(family, text): (RuleFamily, &str)| {
        let file: File =
            crate::text::data::embedded(text).expect("the embedded rules are valid, as a test shows");
        file.rule.into_iter().map(move |rule| CheckRule { family, ..rule })
    };
    files.into_iter().flat_map(read).collect()
});

/// All rules, by family and in the order of their files.
///
/// ```
/// let purpose = ropa::art30::rules().iter().find(|rule| rule.id == "C-10").unwrap();
/// assert_eq!(purpose.name.en, "The purpose is missing");
/// assert!(purpose.citations[0].verified());
/// ```
pub fn rules() -> &'static [CheckRule] {
    &ALL
}

/// The rule with a code, whatever its case and its dashes.
pub fn rule(id: &str) -> Option<&'static CheckRule> {
    ALL.iter().find(|rule| same(&rule.id, id))
}

/// Codes that are near one that no rule has, the nearest first; at most as many as are offered.
///
/// ```
/// assert_eq!(ropa::art30::near_rules("c10"), ["C-10"]);
/// ```
pub fn near_rules(id: &str) -> Vec<&'static str> {
    nearest_of(id, ALL.iter().map(|rule| (rule.id.as_str(), rule.id.as_str())), OFFERED)
}
