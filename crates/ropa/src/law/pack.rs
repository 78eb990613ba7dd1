//! The content of a rule pack.

use super::condition::{Condition, FactId};
use super::family::{Likeness, Parting, SubjectRole};
use super::work_sign::WorkSign;
use crate::model::{DataCategory, Severity, SubjectCategory};
use crate::text::UnknownWord;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// A text in the languages of the output.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Localized {
    /// Swedish.
    pub sv: String,
    /// English.
    pub en: String,
}

/// How sure a statement of law is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Display, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Evidence {
    /// Read in the primary text or on the authority's own page.
    Primary,
    /// Read in a secondary source.
    Secondary,
    /// Not checked against a source.
    Unverified,
    /// A conclusion of the pack's own, that no source states.
    Conclusion,
}

/// Where a statement of law comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Citation {
    /// Provision, decision or document: "Artikel 35.3 b", "DI-2019-7024".
    pub text: String,
    /// The same in English, where `text` is Swedish.
    #[serde(default)]
    pub text_en: Option<String>,
    /// Address where it can be read.
    #[serde(default)]
    pub url: Option<String>,
    /// The other account in which it was read, where it was not read there.
    #[serde(default)]
    pub read_via: Option<String>,
    /// How sure it is.
    pub evidence: Evidence,
}

impl Citation {
    /// The text for an English reader.
    pub fn english(&self) -> &str {
        self.text_en.as_deref().unwrap_or(&self.text)
    }

    /// Whether the source itself was read.
    pub fn verified(&self) -> bool {
        self.evidence == Evidence::Primary
    }
}

/// Whether a pack is law or a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PackStatus {
    /// In force.
    InForce,
    /// Proposed: for a what-if only.
    Proposed,
}

/// What in the structured content of a register makes a criterion true.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(not(feature = "parts"), non_exhaustive)]
pub struct Derived {
    /// Categories of personal data.
    pub data_categories: Vec<DataCategory>,
    /// Categories of data subjects.
    pub data_subjects: Vec<SubjectCategory>,
    /// Phrases for categories that only give reason to ask, whatever their kind: an account number is financial, but
    /// does not by itself say much of a person's economy.
    pub asks: Vec<String>,
    /// The closed list: phrases for categories that cannot make it true. Only where every category is of this list,
    /// and nothing else speaks for the criterion, is it not met.
    pub closed: Vec<String>,
    /// Categories of data subjects whose ordinary data the closed list speaks of: the name of a client says more than
    /// a name.
    pub closed_subjects: Vec<SubjectCategory>,
    /// From so many data subjects a plain no is asked about.
    pub asks_from: Option<u64>,
}

/// One of the nine criteria.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Criterion {
    /// K1 to K9.
    pub id: FactId,
    /// Short name.
    pub name: Localized,
    /// The wording to show, with the authority's examples.
    pub wording: Localized,
    /// What to ask a colleague who knows the processing.
    pub question: Localized,
    /// When it is met, and when not; limits that hold here.
    #[serde(default)]
    pub test: Option<Localized>,
    /// What makes it true without being asked.
    #[serde(default)]
    pub derived: Derived,
    /// Sources.
    #[serde(default)]
    pub citations: Vec<Citation>,
}

/// How a national authority words a criterion, and the limits that hold in its country.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wording {
    /// K1 to K9.
    pub id: FactId,
    /// The authority's wording.
    pub wording: Localized,
    /// When it is met, and when not.
    #[serde(default)]
    pub test: Option<Localized>,
    /// Sources.
    #[serde(default)]
    pub citations: Vec<Citation>,
}

/// What a verdict, a gap, the state of a link or a remark on a DPIA means, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct State {
    /// The name in JSON, such as `no_dpia`.
    pub id: String,
    /// Name.
    pub name: Localized,
    /// What it means.
    pub explanation: Localized,
    /// What to do.
    pub remedy: Localized,
    /// The rule on DPIAs that it states, by which it can be looked up too: `S-LATE`.
    #[serde(default)]
    pub rule: Option<String>,
    /// Of a remark on a DPIA: how serious it is where a DPIA is needed.
    #[serde(default)]
    pub severity: Option<Severity>,
    /// Of a remark on a DPIA: what it makes of one that is otherwise approved. Where absent, it is only said.
    #[serde(default)]
    pub makes: Option<Lack>,
    /// Sources.
    pub citations: Vec<Citation>,
}

/// What an approved DPIA is, where something about it decides that it does not meet the need.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Display, IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Lack {
    /// As good as not approved: a condition for using it is not met.
    NotApproved,
    /// Due for review.
    ReviewDue,
    /// Overtaken by what has changed since.
    Stale,
    /// Not of all that it must be of.
    Partial,
}

/// How much a rule weighs (law table of strengths).
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
    Deserialize,
    EnumIter,
    EnumString,
    Display,
    IntoStaticStr,
)]
#[strum(crate = "crate::text::variants", parse_err_ty = UnknownWord, parse_err_fn = UnknownWord::of::<Strength>)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Strength {
    /// Statutory: a DPIA is mandatory.
    Mandatory,
    /// Listed by the supervisory authority.
    Listed,
    /// Presumed; can be rebutted with reasons.
    Presumed,
    /// Recommended.
    Recommended,
    /// Exempts, or weakens a presumption.
    Exemption,
}

/// What an exemption does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleEffect {
    /// Art. 35(1)-(7) does not apply.
    Exempt,
    /// A presumption becomes a recommendation.
    WeakenPresumption,
}

/// A rule that can say that a DPIA is needed, or that it is not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Rule {
    /// `D-35-3-A`, `D-WP248-2`, `X-35-10`.
    pub id: String,
    /// Name.
    pub(crate) name: Localized,
    /// Weight.
    pub strength: Strength,
    /// What an exemption does; only for exemptions.
    #[serde(default)]
    pub effect: Option<RuleEffect>,
    /// When it holds.
    pub when: Condition,
    /// Why, in plain words.
    pub(crate) explanation: Localized,
    /// What to do about it.
    pub(crate) remedy: Localized,
    /// First day it applies.
    pub(crate) valid_from: NaiveDate,
    /// Last day it applies.
    #[serde(default)]
    pub(crate) valid_to: Option<NaiveDate>,
    /// Sources.
    pub(crate) citations: Vec<Citation>,
}

/// A kind of processing that the supervisory authority lists as needing a DPIA (Art. 35(4)).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ListedExample {
    /// `IMY-EX-03`.
    pub id: String,
    /// The authority's wording.
    pub wording: Localized,
    /// Words by which an answer in a register can name the example; a `*` at the end or the
    /// beginning of a word stands for the rest of a compound or an inflection.
    #[serde(default)]
    pub words: Vec<String>,
    /// The criteria that the example meets.
    #[serde(default)]
    pub criteria: Vec<FactId>,
    /// Words in a name, a purpose, a description or a system that make it worth asking whether the processing is
    /// this example; written as `words`.
    #[serde(default)]
    pub(crate) signs: Vec<String>,
    /// Whether the authority itself named the criteria.
    #[serde(default)]
    pub criteria_by_authority: bool,
    /// First day it applies; where absent, that of the pack.
    #[serde(default)]
    pub valid_from: Option<NaiveDate>,
    /// Last day it applies; where absent, that of the pack.
    #[serde(default)]
    pub valid_to: Option<NaiveDate>,
    /// Sources.
    pub(crate) citations: Vec<Citation>,
}

/// A decision of an authority or a court that supports a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct CaseLaw {
    /// Case number.
    pub id: String,
    /// Date or year, as known.
    pub(crate) date: String,
    /// What was decided.
    pub(crate) holding: Localized,
    /// The rules, criteria and link states that it supports.
    pub(crate) supports: Vec<String>,
    /// Sources.
    pub(crate) citations: Vec<Citation>,
}

/// An act under which case work is kept under strong secrecy, so that what it holds is highly personal or to be
/// asked about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StrongSecrecy {
    /// `SEC-SOL`.
    pub id: String,
    /// Phrases by which a register names the act.
    pub words: Vec<String>,
    /// The provision on secrecy.
    pub section: String,
    /// First day it applies; where absent, that of the pack.
    #[serde(default)]
    pub valid_from: Option<NaiveDate>,
    /// Last day it applies; where absent, that of the pack.
    #[serde(default)]
    pub valid_to: Option<NaiveDate>,
    /// Sources.
    pub citations: Vec<Citation>,
}

/// What a reader should know of the law on a kind of processing: it decides nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Note {
    /// `N-CAMERA`.
    pub id: String,
    /// Name.
    pub name: Localized,
    /// What applies, in plain words.
    pub explanation: Localized,
    /// Words in a name, a purpose, a description, a system or a legal reference of the processing that it concerns.
    #[serde(default)]
    pub signs: Vec<String>,
    /// Whether it is law or a proposal; a proposal is explained, and told of no processing.
    #[serde(default = "in_force")]
    pub status: PackStatus,
    /// First day it applies.
    #[serde(default)]
    pub valid_from: Option<NaiveDate>,
    /// Last day it applies.
    #[serde(default)]
    pub valid_to: Option<NaiveDate>,
    /// The hours within which something is to be done, where the note sets any.
    #[serde(default)]
    pub hours: Option<u32>,
    /// Sources.
    pub citations: Vec<Citation>,
}

fn in_force() -> PackStatus {
    PackStatus::InForce
}

/// Changes to a rule of the checks of the register, on the days on which they apply; what is absent stays as it is
/// built in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CheckChange {
    /// The code of the rule, `C-10`.
    pub id: String,
    /// How serious its findings are.
    #[serde(default)]
    pub severity: Option<Severity>,
    /// First day it applies.
    pub valid_from: NaiveDate,
    /// Last day it applies.
    #[serde(default)]
    pub valid_to: Option<NaiveDate>,
    /// What it is called.
    #[serde(default)]
    pub name: Option<Localized>,
    /// What a finding says; `{value}` is what was written.
    #[serde(default)]
    pub message: Option<Localized>,
    /// Why it matters.
    #[serde(default)]
    pub why: Option<Localized>,
    /// How to mend it.
    #[serde(default)]
    pub remedy: Option<Localized>,
    /// An answer that would do.
    #[serde(default)]
    pub good: Option<Localized>,
    /// An answer that would not.
    #[serde(default)]
    pub bad: Option<Localized>,
    /// What the change rests on; it takes the place of the rule's own.
    pub citations: Vec<Citation>,
}

/// One step of the order. A gap belongs to the first step that takes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct WorkStep {
    /// `W-1`.
    pub id: String,
    /// Its place among the steps.
    pub order: u32,
    /// Name.
    pub name: Localized,
    /// Why these come here.
    pub explanation: Localized,
    /// The gaps it takes, by how serious they are.
    pub severities: Vec<Severity>,
    /// It takes those with any of these signs; all, where there are none.
    #[serde(default)]
    pub any: Vec<WorkSign>,
    /// The criteria for the sign of a criterion.
    #[serde(default)]
    pub criteria: Vec<FactId>,
    /// How many criteria for the sign of many.
    #[serde(default)]
    pub criteria_at_least: Option<usize>,
    /// It leaves those with any of these signs to a later step.
    #[serde(default)]
    pub without: Vec<WorkSign>,
    /// Signs that are told where they hold, and decide nothing.
    #[serde(default)]
    pub tells: Vec<WorkSign>,
    /// Signs of danger to persons, or of what goes on against an assessment: within the step, those that show most of them
    /// come before those that concern most persons.
    #[serde(default)]
    pub danger: Vec<WorkSign>,
    /// What counts as lately, or as long.
    #[serde(default)]
    pub months: Option<u32>,
    /// How many persons are few.
    #[serde(default)]
    pub persons_up_to: Option<u64>,
    /// The words by which a sign is known.
    #[serde(default)]
    pub words: BTreeMap<WorkSign, Vec<String>>,
    /// First day it applies.
    pub valid_from: NaiveDate,
    /// Last day it applies.
    #[serde(default)]
    pub valid_to: Option<NaiveDate>,
    /// Sources.
    pub citations: Vec<Citation>,
}

/// A condition for sharing one DPIA.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FamilyCondition {
    /// `F-1`.
    pub id: String,
    /// What is compared.
    pub likeness: Likeness,
    /// Name.
    pub name: Localized,
    /// What is compared, and why.
    pub explanation: Localized,
    /// What a known difference does.
    pub differs: Parting,
    /// What it does that one of the two, or both, does not say.
    pub unknown: Parting,
    /// The facts that weigh heavily alone.
    #[serde(default)]
    pub facts: Vec<FactId>,
    /// The categories of each role.
    #[serde(default)]
    pub roles: BTreeMap<SubjectRole, Vec<SubjectCategory>>,
    /// The kinds of data that are compared.
    #[serde(default)]
    pub kinds: Vec<DataCategory>,
    /// Words for kinds of technology, by a name for each.
    #[serde(default)]
    pub technologies: BTreeMap<String, Vec<String>>,
    /// Names of systems that everybody uses for everything, and that join nothing.
    #[serde(default)]
    pub general_systems: Vec<String>,
    /// First day it applies.
    pub valid_from: NaiveDate,
    /// Last day it applies.
    #[serde(default)]
    pub valid_to: Option<NaiveDate>,
    /// Sources.
    pub citations: Vec<Citation>,
}

/// Dated law as data.
///
/// In a list, an entry of a later pack replaces an earlier pack's entry of the same id, on the days on which both it
/// and its pack apply. Nothing of a proposed pack is applied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Pack {
    /// `eu-gdpr`, `se-imy`.
    pub id: String,
    /// The pack's own version: the day it was last revised.
    pub version: String,
    /// Name.
    pub title: Localized,
    /// In force or proposed.
    pub(crate) status: PackStatus,
    /// First day it applies.
    pub(crate) valid_from: NaiveDate,
    /// Last day it applies.
    #[serde(default)]
    pub(crate) valid_to: Option<NaiveDate>,
    /// What a reader must know of its gaps.
    #[serde(default)]
    pub caveats: Vec<Localized>,
    /// Criteria.
    #[serde(default)]
    pub(crate) criteria: Vec<Criterion>,
    /// National wordings, which refine criteria of earlier packs.
    #[serde(default)]
    pub(crate) wordings: Vec<Wording>,
    /// Rules.
    #[serde(default)]
    pub(crate) rules: Vec<Rule>,
    /// Listed examples.
    #[serde(default)]
    pub(crate) examples: Vec<ListedExample>,
    /// Acts whose case work is under strong secrecy.
    #[serde(default)]
    pub(crate) strong_secrecy: Vec<StrongSecrecy>,
    /// Changes to rules of the checks of the register.
    #[serde(default)]
    pub(crate) checks: Vec<CheckChange>,
    /// Notes on the law of kinds of processing.
    #[serde(default)]
    pub(crate) notes: Vec<Note>,
    /// Decisions.
    #[serde(default)]
    pub(crate) decisions: Vec<CaseLaw>,
    /// Meanings of verdicts, gaps and states of links.
    #[serde(default)]
    pub(crate) states: Vec<State>,
    /// The steps of the order in which gaps are worked off.
    #[serde(default)]
    pub(crate) work_steps: Vec<WorkStep>,
    /// The conditions on which several processings may share one DPIA.
    #[serde(default)]
    pub(crate) family_conditions: Vec<FamilyCondition>,
}
