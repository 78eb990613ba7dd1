//! Conditions of rules, evaluated in three-valued logic.

use crate::model::Tri;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// A fact that a rule can read.
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
pub enum FactId {
    /// Evaluation or scoring.
    K1,
    /// Automated decisions with legal or similar effect.
    K2,
    /// Systematic monitoring.
    K3,
    /// Sensitive or highly personal data.
    K4,
    /// Large scale.
    K5,
    /// Matching or combining datasets.
    K6,
    /// Vulnerable data subjects.
    K7,
    /// New technology.
    K8,
    /// Prevents a right, a service or a contract.
    K9,
    /// Data under Art. 9(1) or Art. 10.
    #[serde(rename = "special_or_criminal")]
    #[strum(serialize = "special_or_criminal")]
    SpecialOrCriminal,
    /// The evaluation is systematic and extensive.
    #[serde(rename = "extensive")]
    #[strum(serialize = "extensive")]
    Extensive,
    /// Decisions have legal or similarly significant effect.
    #[serde(rename = "legal_effect")]
    #[strum(serialize = "legal_effect")]
    LegalEffect,
    /// A publicly accessible area.
    #[serde(rename = "public_place")]
    #[strum(serialize = "public_place")]
    PublicPlace,
    /// Confirmed to be one of the authority's listed examples.
    #[serde(rename = "listed")]
    #[strum(serialize = "listed")]
    Listed,
    /// Sensitive data of a kind, or monitoring or technology of a kind, that weighs heavily alone.
    #[serde(rename = "heavy")]
    #[strum(serialize = "heavy")]
    Heavy,
    /// Processing by an individual professional (recital 91).
    #[serde(rename = "individual_professional")]
    #[strum(serialize = "individual_professional")]
    IndividualProfessional,
    /// Legal basis in Art. 6(1)(c) or (e).
    #[serde(rename = "duty_or_public_task")]
    #[strum(serialize = "duty_or_public_task")]
    DutyOrPublicTask,
    /// The law regulates this very operation.
    #[serde(rename = "law_regulates")]
    #[strum(serialize = "law_regulates")]
    LawRegulates,
    /// A pointer to the general impact assessment made with the law.
    #[serde(rename = "law_dpia")]
    #[strum(serialize = "law_dpia")]
    LawDpia,
    /// A statement that this assessment covers the operation.
    #[serde(rename = "law_dpia_scope")]
    #[strum(serialize = "law_dpia_scope")]
    LawDpiaScope,
    /// The register itself says that a DPIA is needed.
    #[serde(rename = "own_need")]
    #[strum(serialize = "own_need")]
    OwnNeed,
}

impl FactId {
    /// The nine criteria, K1 to K9.
    pub const CRITERIA: [FactId; 9] = [
        FactId::K1,
        FactId::K2,
        FactId::K3,
        FactId::K4,
        FactId::K5,
        FactId::K6,
        FactId::K7,
        FactId::K8,
        FactId::K9,
    ];

    /// The id in packs and in JSON.
    pub fn id(self) -> &'static str {
        self.into()
    }

    /// Whether it is one of the nine criteria.
    pub fn is_criterion(self) -> bool {
        Self::CRITERIA.contains(&self)
    }
}

/// The answers that a condition is evaluated against.
pub trait Truths {
    /// The truth of one fact.
    fn truth(&self, fact: FactId) -> Tri;

    /// How many criteria are certainly met.
    fn low(&self) -> usize {
        FactId::CRITERIA.iter().filter(|id| self.truth(**id).is_yes()).count()
    }

    /// How many criteria are met or not known.
    fn high(&self) -> usize {
        FactId::CRITERIA.iter().filter(|id| !self.truth(**id).is_no()).count()
    }
}

/// When a rule holds.
///
/// In a pack: `{ fact = "K5" }`, `{ all = [...] }`, `{ any = [...] }`, `{ not = ... }`,
/// `{ criteria_at_least = 2 }` or `{ criteria_exactly = 1 }`; a bare string is a fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    untagged,
    expecting = "expected a fact such as \"K5\", or one of all, any, not, criteria_at_least, criteria_exactly"
)]
pub enum Condition {
    /// One fact.
    Fact(FactId),
    /// One of the compound forms.
    Compound(Box<Compound>),
}

/// A compound condition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Compound {
    /// All hold.
    All(Vec<Condition>),
    /// At least one holds.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Condition),
    /// At least so many of the nine criteria are met.
    CriteriaAtLeast(usize),
    /// Exactly so many of the nine criteria are met.
    CriteriaExactly(usize),
}

impl Condition {
    /// Evaluates the condition in Kleene logic.
    pub fn evaluate(&self, facts: &impl Truths) -> Tri {
        match self {
            Condition::Fact(id) => facts.truth(*id),
            Condition::Compound(compound) => match &**compound {
                Compound::All(parts) => Tri::all(parts.iter().map(|part| part.evaluate(facts))),
                Compound::Any(parts) => Tri::any(parts.iter().map(|part| part.evaluate(facts))),
                Compound::Not(part) => !part.evaluate(facts),
                Compound::CriteriaAtLeast(n) => Tri::at_least(*n, facts.low(), facts.high()),
                Compound::CriteriaExactly(n) => {
                    Tri::at_least(*n, facts.low(), facts.high())
                        & !Tri::at_least(n + 1, facts.low(), facts.high())
                }
            },
        }
    }

    /// The facts that the condition reads by name; a count of criteria reads all nine.
    pub fn facts(&self) -> Vec<FactId> {
        match self {
            Condition::Fact(id) => vec![*id],
            Condition::Compound(compound) => match &**compound {
                Compound::All(parts) | Compound::Any(parts) => {
                    parts.iter().flat_map(Condition::facts).collect()
                }
                Compound::Not(part) => part.facts(),
                Compound::CriteriaAtLeast(_) | Compound::CriteriaExactly(_) => FactId::CRITERIA.to_vec(),
            },
        }
    }
}
