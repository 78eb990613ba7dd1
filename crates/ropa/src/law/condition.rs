//! Conditions of rules, evaluated in three-valued logic.

use crate::model::Tri;
use crate::text::UnknownWord;
use crate::text::variants::IntoEnumIterator;
use crate::text::variants::lists_all;
use serde::de::{self, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Serialize};
use std::fmt;
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
#[strum(crate = "crate::text::variants", parse_err_ty = UnknownWord, parse_err_fn = UnknownWord::of::<FactId>)]
#[non_exhaustive]
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

lists_all!(FactId);

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

    /// Whether a person can be asked for it; the rest is weighed from other facts.
    pub fn can_be_asked(self) -> bool {
        !matches!(self, FactId::Heavy | FactId::OwnNeed)
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
/// In a pack, a fact is its id as a bare string; the rest are tables of one key: `{ all = [...] }`,
/// `{ any = [...] }`, `{ not = ... }`, `{ criteria_at_least = 2 }` and `{ criteria_exactly = 1 }`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Condition {
    /// One fact.
    Fact(FactId),
    /// One of the compound forms.
    Compound(Box<Compound>),
}

/// A compound condition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Compound {
    /// All hold; at least one is given.
    All(Vec<Condition>),
    /// At least one holds; at least one is given.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Condition),
    /// At least so many of the nine criteria are met, 1 to 9.
    CriteriaAtLeast(usize),
    /// Exactly so many of the nine criteria are met, 1 to 9.
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

/// Read by hand rather than derived, so that a mistake deep in a condition is told by its own words
/// and place instead of as "no variant matched".
impl<'de> Deserialize<'de> for Condition {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Condition, D::Error> {
        deserializer.deserialize_any(ConditionVisitor)
    }
}

struct ConditionVisitor;

impl<'de> Visitor<'de> for ConditionVisitor {
    type Value = Condition;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a fact such as \"K5\", or one of all, any, not, criteria_at_least, criteria_exactly")
    }

    fn visit_str<E: de::Error>(self, id: &str) -> Result<Condition, E> {
        id.parse().map(Condition::Fact).map_err(|_| {
            let known: Vec<_> = FactId::iter().map(FactId::id).collect();
            E::custom(format_args!("unknown fact \"{id}\"; facts are {}", known.join(", ")))
        })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Condition, A::Error> {
        let empty = || de::Error::custom(format_args!("an empty condition; expected {}", Expected));
        let key: String = map.next_key()?.ok_or_else(empty)?;
        let compound = match key.as_str() {
            "all" => Compound::All(parts(&key, map.next_value()?)?),
            "any" => Compound::Any(parts(&key, map.next_value()?)?),
            "not" => Compound::Not(map.next_value()?),
            "criteria_at_least" => Compound::CriteriaAtLeast(count(&key, map.next_value()?)?),
            "criteria_exactly" => Compound::CriteriaExactly(count(&key, map.next_value()?)?),
            _ => {
                return Err(de::Error::custom(format_args!(
                    "unknown condition \"{key}\"; expected {}",
                    Expected
                )));
            }
        };
        if map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {
            return Err(de::Error::custom(
                "a condition has one key; join several with all = [...] or any = [...]",
            ));
        }
        Ok(Condition::Compound(Box::new(compound)))
    }
}

/// What a condition may be, for messages.
struct Expected;

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        ConditionVisitor.expecting(f)
    }
}

/// An empty list would hold always, or never, which nobody means.
fn parts<E: de::Error>(key: &str, parts: Vec<Condition>) -> Result<Vec<Condition>, E> {
    if parts.is_empty() { Err(E::custom(format_args!("{key} lists no condition"))) } else { Ok(parts) }
}

fn count<E: de::Error>(key: &str, count: usize) -> Result<usize, E> {
    let all = FactId::CRITERIA.len();
    if (1..=all).contains(&count) {
        Ok(count)
    } else {
        Err(E::custom(format_args!("{key} is {count}; there are {all} criteria, so it is 1 to {all}")))
    }
}
