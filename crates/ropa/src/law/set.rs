//! The packs in use, taken together.

use super::condition::FactId;
use super::pack::{CaseLaw, Citation, Criterion, ListedExample, Localized, Pack, PackStatus, Rule, State, Strength};
use chrono::NaiveDate;
use std::collections::BTreeSet;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// The packs that come with the library, in the order in which they refine each other.
const BUILTIN: [(&str, &str); 2] = [
    ("eu-gdpr", include_str!("../../rulepacks/eu-gdpr.toml")),
    ("se-imy", include_str!("../../rulepacks/se-imy.toml")),
];

static PARSED: LazyLock<Vec<Pack>> = LazyLock::new(|| {
    let parse = |(id, text)| parse(id, text).expect("the embedded packs are valid, as a test shows");
    BUILTIN.into_iter().map(parse).collect()
});

/// Why rule packs could not be loaded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LawError {
    /// No pack of that id is built in.
    #[error("unknown rule pack \"{id}\"; known are {}; a pack of your own is given as a .toml file", known.join(", "))]
    UnknownPack {
        /// The id asked for.
        id: String,
        /// The ids that are built in.
        known: Vec<String>,
    },
    /// The text is no valid pack.
    #[error("rule pack {name}: {message}")]
    Invalid {
        /// The pack's file or id.
        name: String,
        /// What is wrong, with line and column where it is the form.
        message: String,
    },
}

/// The packs in use; later ones refine earlier ones.
#[derive(Debug, Clone)]
pub struct RulePacks {
    packs: Vec<Pack>,
    /// Criteria with the national wordings applied.
    criteria: Vec<Criterion>,
}

impl Default for RulePacks {
    fn default() -> Self {
        RulePacks::builtin()
    }
}

impl RulePacks {
    /// All packs that come with the library.
    pub fn builtin() -> RulePacks {
        RulePacks::of(PARSED.clone())
    }

    /// The ids of the packs that come with the library.
    pub fn known() -> Vec<&'static str> {
        BUILTIN.iter().map(|(id, _)| *id).collect()
    }

    /// Built-in packs by id. The regulation, `eu-gdpr`, is always among them: the others refine it.
    ///
    /// # Errors
    ///
    /// [`LawError::UnknownPack`] names the ids there are.
    ///
    /// ```
    /// use ropa::law::RulePacks;
    /// assert_eq!(RulePacks::select(&["se-imy"]).unwrap().packs().len(), 2);
    /// assert!(RulePacks::select(&["se"]).unwrap_err().to_string().contains("se-imy"));
    /// ```
    pub fn select(ids: &[&str]) -> Result<RulePacks, LawError> {
        let known = RulePacks::known();
        if let Some(unknown) = ids.iter().find(|id| !known.contains(id)) {
            return Err(LawError::UnknownPack {
                id: unknown.to_string(),
                known: known.iter().map(ToString::to_string).collect(),
            });
        }
        let wanted = |pack: &&Pack| pack.id == BUILTIN[0].0 || ids.contains(&pack.id.as_str());
        Ok(RulePacks::of(PARSED.iter().filter(wanted).cloned().collect()))
    }

    /// These packs and one of the user's own; its criteria and rules replace those of the same id.
    ///
    /// # Errors
    ///
    /// [`LawError::Invalid`] where the text is no valid pack.
    pub fn with_pack(mut self, name: &str, toml: &str) -> Result<RulePacks, LawError> {
        let pack = parse(name, toml)?;
        self.packs.retain(|other| other.id != pack.id);
        self.packs.push(pack);
        Ok(RulePacks::of(self.packs))
    }

    fn of(packs: Vec<Pack>) -> RulePacks {
        let mut criteria: Vec<Criterion> = Vec::new();
        for pack in &packs {
            for criterion in &pack.criteria {
                match criteria.iter_mut().find(|known| known.id == criterion.id) {
                    Some(known) => *known = criterion.clone(),
                    None => criteria.push(criterion.clone()),
                }
            }
            for wording in &pack.wordings {
                if let Some(known) = criteria.iter_mut().find(|known| known.id == wording.id) {
                    known.wording = wording.wording.clone();
                    known.test = wording.test.clone().or(known.test.take());
                    known.citations.splice(0..0, wording.citations.iter().cloned());
                }
            }
        }
        criteria.sort_by_key(|criterion| criterion.id);
        RulePacks { packs, criteria }
    }

    /// The packs.
    pub fn packs(&self) -> &[Pack] {
        &self.packs
    }

    /// The nine criteria, in the wording of the last pack that words them.
    pub fn criteria(&self) -> impl Iterator<Item = &Criterion> {
        self.criteria.iter()
    }

    /// One criterion.
    pub fn criterion(&self, id: FactId) -> Option<&Criterion> {
        self.criteria.iter().find(|criterion| criterion.id == id)
    }

    /// The rules of packs in force that apply on a day, each with its pack.
    pub fn rules(&self, on: NaiveDate) -> impl Iterator<Item = (&Pack, &Rule)> {
        let within = move |from: NaiveDate, to: Option<NaiveDate>| from <= on && to.is_none_or(|to| on <= to);
        self.all_rules().filter(move |(pack, rule)| {
            pack.status == PackStatus::InForce
                && within(pack.valid_from, pack.valid_to)
                && within(rule.valid_from, rule.valid_to)
        })
    }

    /// Every rule, whatever the day; one that a later pack replaces is left out.
    fn all_rules(&self) -> impl Iterator<Item = (&Pack, &Rule)> {
        self.packs.iter().enumerate().flat_map(move |(number, pack)| {
            let replaced = move |rule: &Rule| {
                self.packs[number + 1..].iter().any(|later| later.rules.iter().any(|other| other.id == rule.id))
            };
            pack.rules.iter().filter(move |rule| !replaced(rule)).map(move |rule| (pack, rule))
        })
    }

    /// One rule with its pack.
    pub fn rule(&self, id: &str) -> Option<(&Pack, &Rule)> {
        self.all_rules().find(|(_, rule)| rule.id == id)
    }

    /// The listed examples.
    pub fn examples(&self) -> impl Iterator<Item = &ListedExample> {
        self.packs.iter().flat_map(|pack| &pack.examples)
    }

    /// One listed example.
    pub fn example(&self, id: &str) -> Option<&ListedExample> {
        self.examples().find(|example| example.id == id)
    }

    /// The one listed example that a text names, by its id or by words of it; none where it names
    /// none, or several.
    ///
    /// ```
    /// use ropa::law::RulePacks;
    /// let packs = RulePacks::builtin();
    /// assert_eq!(packs.example_named_in("Ja, visselblåsarsystem").unwrap().id, "IMY-EX-03");
    /// assert_eq!(packs.example_named_in("imy-ex-13").unwrap().id, "IMY-EX-13");
    /// assert!(packs.example_named_in("Nej").is_none());
    /// ```
    pub fn example_named_in(&self, text: &str) -> Option<&ListedExample> {
        let text = fold(text);
        let names = |example: &&ListedExample| {
            has_words(&text, &fold(&example.id)) || example.words.iter().any(|word| has_words(&text, &fold(word)))
        };
        let mut named = self.examples().filter(names);
        let first = named.next()?;
        named.next().is_none().then_some(first)
    }

    /// The decisions.
    pub fn decisions(&self) -> impl Iterator<Item = &CaseLaw> {
        self.packs.iter().flat_map(|pack| &pack.decisions)
    }

    /// The meaning of a verdict, a gap, the state of a link or a remark.
    pub fn state(&self, id: &str) -> Option<&State> {
        self.packs.iter().rev().flat_map(|pack| &pack.states).find(|state| state.id == id)
    }
}

/// Lower case and composed, for comparing.
fn fold(text: &str) -> String {
    text.nfc().flat_map(char::to_lowercase).collect()
}

/// Whether `text` holds `words` and no letter or digit stands right before or after them.
fn has_words(text: &str, words: &str) -> bool {
    let alone = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    text.match_indices(words).any(|(start, found)| {
        alone(text[..start].chars().next_back()) && alone(text[start + found.len()..].chars().next())
    })
}

/// Reads a pack and checks what its form alone does not show.
fn parse(name: &str, text: &str) -> Result<Pack, LawError> {
    let invalid = |message: String| LawError::Invalid { name: name.to_string(), message };
    let pack: Pack = toml::from_str(text).map_err(|error| invalid(error.to_string().trim().to_string()))?;
    check(&pack).map_err(invalid)?;
    Ok(pack)
}

fn check(pack: &Pack) -> Result<(), String> {
    let mut ids: BTreeSet<String> = BTreeSet::new();
    let mut unique = |id: &str| {
        if ids.insert(id.to_lowercase()) { Ok(()) } else { Err(format!("\"{id}\" stands there twice")) }
    };
    let sourced = |id: &str, citations: &[Citation]| {
        if citations.is_empty() { Err(format!("{id} has no source; give at least one in citations")) } else { Ok(()) }
    };
    let worded = |id: &str, texts: &[&Localized]| {
        let blank = texts.iter().any(|text| text.sv.trim().is_empty() || text.en.trim().is_empty());
        if blank { Err(format!("{id} has an empty text; give both sv and en")) } else { Ok(()) }
    };
    for criterion in &pack.criteria {
        unique(criterion.id.id())?;
        sourced(criterion.id.id(), &criterion.citations)?;
        worded(criterion.id.id(), &[&criterion.name, &criterion.wording, &criterion.question])?;
    }
    let named = pack.criteria.iter().map(|criterion| criterion.id).chain(pack.wordings.iter().map(|w| w.id));
    for id in named.chain(pack.examples.iter().flat_map(|example| example.criteria.iter().copied())) {
        if !id.is_criterion() {
            return Err(format!("\"{id}\" is no criterion; criteria are K1 to K9"));
        }
    }
    for rule in &pack.rules {
        unique(&rule.id)?;
        sourced(&rule.id, &rule.citations)?;
        worded(&rule.id, &[&rule.name, &rule.explanation, &rule.remedy])?;
        if (rule.strength == Strength::Exemption) != rule.effect.is_some() {
            return Err(format!("{}: an exemption, and only an exemption, has an effect", rule.id));
        }
        if rule.valid_to.is_some_and(|to| to < rule.valid_from) {
            return Err(format!("{}: valid_to is before valid_from", rule.id));
        }
    }
    for example in &pack.examples {
        unique(&example.id)?;
        sourced(&example.id, &example.citations)?;
        worded(&example.id, &[&example.wording])?;
    }
    for decision in &pack.decisions {
        unique(&decision.id)?;
        sourced(&decision.id, &decision.citations)?;
    }
    for state in &pack.states {
        unique(&state.id)?;
        sourced(&state.id, &state.citations)?;
        worded(&state.id, &[&state.name, &state.explanation, &state.remedy])?;
    }
    Ok(())
}
