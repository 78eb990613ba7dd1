//! The facts that a decision was taken on, short enough to stand in a cell.

use crate::law::{FactId, RulePacks, Truths};
use crate::model::{Field, ProcessingActivity, Tri};
use crate::screening::facts::Facts;
use crate::screening::gather::fields_behind;
use crate::screening::need::Need;
use crate::text::fold::steady;
use crate::text::variants::IntoEnumIterator;
use std::collections::BTreeMap;
use std::fmt;
use std::hash::Hasher;
use std::str::FromStr;

/// What bears on the risk: when one of these changes, a decision is to be taken anew (Art. 35(11)).
const RISK_FIELDS: [Field; 14] = [
    Field::Purpose,
    Field::LegalBasis,
    Field::DataSubjects,
    Field::DataSubjectCount,
    Field::DataCategories,
    Field::Sensitive,
    Field::Art10,
    Field::ProtectedIdentity,
    Field::Recipients,
    Field::Processors,
    Field::ThirdCountry,
    Field::TransferSafeguard,
    Field::Retention,
    Field::Systems,
];

/// A fingerprint of the facts on one activity: the nine criteria as they stood, the rules that held, and a
/// short sum of each field that bears on the risk, so that a later reading can say *what* changed.
///
/// Case, blanks and the form of accents do not count. Written as `criteria=??nyn?y?? rules=1f0c2a
/// purpose=9b3e10 …`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fingerprint(BTreeMap<String, String>);

/// Something that is not as it was when the decision was taken.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// A field of the record.
    Field(Field),
    /// A criterion.
    Criterion(FactId),
    /// Other rules hold than did: the rule packs have changed, or the facts they read.
    Rules,
    /// A rule that held then stands in another version of its pack now.
    Rule(String),
}

/// A text that is no fingerprint.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is no fingerprint; leave the cell empty and let it be written anew")]
#[non_exhaustive]
pub struct FingerprintError(pub String);

impl Fingerprint {
    /// The fingerprint of what a decision on the need for a DPIA rests on.
    pub fn of_need(activity: &ProcessingActivity, facts: &Facts, need: &Need) -> Fingerprint {
        let mut parts = fields(activity, &RISK_FIELDS);
        parts.insert("criteria".into(), signs(facts));
        let rules = need.rules.iter().filter(|rule| rule.holds.is_yes()).map(|rule| rule.rule.as_str());
        let mut rules: Vec<_> = rules.collect();
        rules.sort_unstable();
        parts.insert("rules".into(), sum(&rules.join(" ")));
        Fingerprint(parts)
    }

    /// The fingerprint of what a link to a DPIA rests on: everything in the record that bears on the risk, the
    /// criteria, and the rules that hold, each with the version of its pack. Written with the rules as
    /// `rule.D-WP248-2=eu-gdpr@2026-11-24`.
    pub fn of_link(
        activity: &ProcessingActivity,
        facts: &Facts,
        need: &Need,
        packs: &RulePacks,
    ) -> Fingerprint {
        let mut parts = fields(activity, &RISK_FIELDS);
        parts.insert("criteria".into(), signs(facts));
        for rule in need.rules.iter().filter(|rule| rule.holds.is_yes()) {
            let pack = packs.packs().iter().find(|pack| pack.id == rule.pack);
            let version = pack.map_or("", |pack| pack.version.as_str());
            parts.insert(format!("{RULE}{}", rule.rule), unspaced(&format!("{}@{version}", rule.pack)));
        }
        Fingerprint(parts)
    }

    /// The fingerprint of what an answer to a question was given on: the fields that answer for the fact, and
    /// everything that bears on the risk.
    pub fn of_answer(activity: &ProcessingActivity, fact: FactId) -> Fingerprint {
        Fingerprint(fields(activity, &[&RISK_FIELDS, fields_behind(fact)].concat()))
    }

    /// The fingerprint of what one answer to several questions was given on.
    pub fn of_answers(activity: &ProcessingActivity, facts: &[FactId]) -> Fingerprint {
        let behind = facts.iter().flat_map(|fact| fields_behind(*fact));
        Fingerprint(fields(activity, &RISK_FIELDS.iter().chain(behind).copied().collect::<Vec<_>>()))
    }

    /// The fingerprint of all that a record says that bears on the risk.
    pub(crate) fn of_record(activity: &ProcessingActivity) -> Fingerprint {
        Fingerprint(fields(activity, &RISK_FIELDS))
    }

    /// The fingerprint of the fields that a finding rests on.
    pub fn of_fields(activity: &ProcessingActivity, of: &[Field]) -> Fingerprint {
        Fingerprint(fields(activity, of))
    }

    /// What differs now; a part that only one of the two has does not count.
    pub fn changes(&self, now: &Fingerprint) -> Vec<Change> {
        let mut changes = Vec::new();
        for (key, was) in &self.0 {
            let Some(is) = now.0.get(key).filter(|is| *is != was) else { continue };
            match key.as_str() {
                "criteria" => {
                    let pairs = FactId::CRITERIA.into_iter().zip(was.chars().zip(is.chars()));
                    changes.extend(
                        pairs.filter(|(_, (was, is))| was != is).map(|(id, _)| Change::Criterion(id)),
                    );
                }
                "rules" => changes.push(Change::Rules),
                rule if rule.starts_with(RULE) => {
                    changes.push(Change::Rule(rule[RULE.len()..].to_string()));
                }
                field => changes.extend(field.parse().ok().map(Change::Field)),
            }
        }
        changes.sort();
        changes
    }

    /// The sum of every field that a record asks, to be compared with many.
    pub(crate) fn of_all(activity: &ProcessingActivity) -> Fingerprint {
        Fingerprint(fields(activity, &Field::iter().collect::<Vec<_>>()))
    }

    /// Whether a record says all that it did, and enough of it to be known by; `now` is [all that it
    /// says](Fingerprint::of_all). What is no field is not there, and does not count.
    pub(crate) fn fits(&self, now: &Fingerprint) -> bool {
        let nothing = sum("");
        let told = |(key, was): &(&String, &String)| now.0.get(*key) == Some(*was) && **was != nothing;
        let same = |(key, was): (&String, &String)| now.0.get(key).is_none_or(|is| is == was);
        self.0.iter().all(same) && self.0.iter().filter(told).count() >= TELLS
    }

    /// What differs now in a way that may overtake an assessment: a criterion only where it has come to be met.
    pub(crate) fn overtaking(&self, now: &Fingerprint) -> Vec<Change> {
        let met = |criterion: &FactId| {
            let signs = now.0.get("criteria").map(String::as_str).unwrap_or_default();
            let mut signs = FactId::CRITERIA.iter().zip(signs.chars());
            signs.any(|(of, sign)| of == criterion && sign == 'y')
        };
        let overtakes = |change: &Change| !matches!(change, Change::Criterion(of) if !met(of));
        self.changes(now).into_iter().filter(overtakes).collect()
    }
}

/// So many fields that say something tell one record from another.
const TELLS: usize = 2;

/// How the key of a rule begins.
const RULE: &str = "rule.";

/// A value may hold no blanks: they part one from the next.
fn unspaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join("_")
}

fn signs(facts: &Facts) -> String {
    FactId::CRITERIA.iter().map(|criterion| sign(facts.truth(*criterion))).collect()
}

fn sign(value: Tri) -> char {
    match value {
        Tri::Yes => 'y',
        Tri::No => 'n',
        Tri::Unknown => '?',
    }
}

fn fields(activity: &ProcessingActivity, of: &[Field]) -> BTreeMap<String, String> {
    let part = |field: &Field| {
        let written: Vec<&str> = activity.entries_of(*field).map(|entry| &*entry.written).collect();
        (field.key().to_string(), sum(&written.join("\u{1f}")))
    };
    of.iter().filter(|field| activity.asked.contains(field)).map(part).collect()
}

/// Six hexadecimal digits: enough to see a change, and not meant to withstand one made on purpose.
fn sum(text: &str) -> String {
    let mut hasher = fnv::FnvHasher::default();
    for word in steady(text).split(' ').filter(|word| !word.is_empty()) {
        hasher.write(word.as_bytes());
        hasher.write_u8(b' ');
    }
    let hash = hasher.finish();
    format!("{:06x}", (hash ^ (hash >> 24) ^ (hash >> 48)) & 0xff_ffff)
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, (key, value)) in self.0.iter().enumerate() {
            write!(f, "{}{key}={value}", if number > 0 { " " } else { "" })?;
        }
        Ok(())
    }
}

impl FromStr for Fingerprint {
    type Err = FingerprintError;

    fn from_str(text: &str) -> Result<Fingerprint, FingerprintError> {
        let part = |part: &str| part.split_once('=').map(|(key, value)| (key.to_string(), value.to_string()));
        let parts: Option<BTreeMap<_, _>> = text.split_whitespace().map(part).collect();
        parts
            .filter(|parts| !parts.is_empty())
            .map(Fingerprint)
            .ok_or_else(|| FingerprintError(text.to_string()))
    }
}
