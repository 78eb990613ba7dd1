//! Reading a pack from its text, and what its form alone does not show.

use super::dated::Dated;
use super::error::LawError;
use super::family::{Likeness, Parting};
use super::pack::{Citation, Localized, Pack, Strength};
use crate::text::fold;
use crate::text::phrases::Phrase;
use std::collections::BTreeMap;
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// Reads a pack and checks it, alone and against the packs before and after it.
pub(super) fn read(name: &str, text: &str, others: &[Pack]) -> Result<Pack, LawError> {
    let formless = |error: toml::de::Error| invalid(name, text, error.span(), error.message());
    let pack: Pack = toml::from_str(text).map_err(formless)?;
    let document = DeTable::parse(text).map_err(formless)?.into_inner();
    check(&pack, others)
        .map_err(|problem| invalid(name, text, problem.place.find(&document), &problem.message))?;
    Ok(pack)
}

/// The error, with the line and the column (in characters, from 1) of its place.
fn invalid(name: &str, text: &str, span: Option<Range<usize>>, message: &str) -> LawError {
    let before = text.get(..span.map_or(0, |span| span.start)).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
    LawError::Invalid {
        name: name.to_string(),
        message: format!("line {line}, column {column}: {}", message.trim()),
    }
}

/// A list of a pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum List {
    Criteria,
    Wordings,
    Rules,
    Examples,
    Decisions,
    States,
    StrongSecrecy,
    Notes,
    Checks,
    WorkSteps,
    FamilyConditions,
}

impl List {
    fn key(self) -> &'static str {
        match self {
            List::Criteria => "criteria",
            List::Wordings => "wordings",
            List::Rules => "rules",
            List::Examples => "examples",
            List::Decisions => "decisions",
            List::States => "states",
            List::StrongSecrecy => "strong_secrecy",
            List::Notes => "notes",
            List::Checks => "checks",
            List::WorkSteps => "work_steps",
            List::FamilyConditions => "family_conditions",
        }
    }
}

/// Where in the pack a mistake stands.
#[derive(Debug, Clone, Copy)]
struct Place {
    /// The list and the number in it; none for the head of the pack.
    entry: Option<(List, usize)>,
    key: &'static str,
}

impl Place {
    /// The bytes of the key's value; where the key is absent, those of the entry's id.
    fn find(self, document: &DeTable<'_>) -> Option<Range<usize>> {
        let Some((list, number)) = self.entry else {
            return document.get(self.key).map(|value| value.span());
        };
        let entry: &DeValue<'_> = document.get(list.key())?.get_ref().get(number)?.get_ref();
        entry.get(self.key).or_else(|| entry.get("id")).map(|value| value.span())
    }
}

/// What is wrong, and where.
struct Problem {
    place: Place,
    message: String,
}

type Check = Result<(), Problem>;

/// One entry of a list, for the checks that hold for every kind.
struct Entry<'p> {
    list: List,
    number: usize,
    id: &'p str,
}

impl Entry<'_> {
    fn problem(&self, key: &'static str, message: String) -> Problem {
        let message = if self.id.trim().is_empty() { message } else { format!("{}: {message}", self.id) };
        Problem { place: Place { entry: Some((self.list, self.number)), key }, message }
    }

    fn worded<'t>(&self, texts: impl IntoIterator<Item = (&'static str, &'t Localized)>) -> Check {
        match texts.into_iter().find(|(_, text)| is_blank(text)) {
            Some((key, _)) => Err(self.problem(key, format!("{key} has an empty text; give both sv and en"))),
            None => Ok(()),
        }
    }

    fn phrased(&self, key: &'static str, phrases: &[String]) -> Check {
        match phrases.iter().find_map(|phrase| Phrase::new(phrase).err()) {
            Some(error) => Err(self.problem(key, error.to_string())),
            None => Ok(()),
        }
    }

    fn dated(&self, days: &impl Dated) -> Check {
        match days.ends_before_it_begins() {
            true => Err(self.problem("valid_to", "valid_to is before valid_from".to_string())),
            false => Ok(()),
        }
    }

    fn sourced(&self, citations: &[Citation]) -> Check {
        if citations.is_empty() {
            return Err(self.problem("citations", "no source; give at least one in citations".to_string()));
        }
        for citation in citations {
            if citation.text.trim().is_empty() || citation.english().trim().is_empty() {
                return Err(self.problem("citations", "a source without text".to_string()));
            }
            if let Some(url) = &citation.url
                && !(url.starts_with("https://") || url.starts_with("http://"))
            {
                let message =
                    format!("the address \"{url}\" of a source does not begin with https:// or http://");
                return Err(self.problem("citations", message));
            }
        }
        Ok(())
    }
}

fn strong_secrecy(pack: &Pack) -> Check {
    for (number, act) in pack.strong_secrecy.iter().enumerate() {
        let entry = Entry { list: List::StrongSecrecy, number, id: &act.id };
        entry.sourced(&act.citations)?;
        entry.phrased("words", &act.words)?;
        entry.dated(act)?;
    }
    Ok(())
}

fn notes(pack: &Pack) -> Check {
    for (number, note) in pack.notes.iter().enumerate() {
        let entry = Entry { list: List::Notes, number, id: &note.id };
        entry.worded([("name", &note.name), ("explanation", &note.explanation)])?;
        entry.sourced(&note.citations)?;
        entry.phrased("signs", &note.signs)?;
        entry.dated(note)?;
    }
    Ok(())
}

fn checks(pack: &Pack) -> Check {
    for (number, change) in pack.checks.iter().enumerate() {
        let entry = Entry { list: List::Checks, number, id: &change.id };
        let texts = [
            ("name", &change.name),
            ("message", &change.message),
            ("why", &change.why),
            ("remedy", &change.remedy),
            ("good", &change.good),
        ];
        entry.worded(texts.into_iter().filter_map(|(key, text)| Some((key, text.as_ref()?))))?;
        entry.sourced(&change.citations)?;
        entry.dated(change)?;
    }
    Ok(())
}

fn work_steps(pack: &Pack) -> Check {
    for (number, step) in pack.work_steps.iter().enumerate() {
        let entry = Entry { list: List::WorkSteps, number, id: &step.id };
        entry.worded([("name", &step.name), ("explanation", &step.explanation)])?;
        entry.sourced(&step.citations)?;
        if step.severities.is_empty() {
            return Err(
                entry.problem("severities", "severities lists nothing, so no gap is of it".to_string())
            );
        }
        for words in step.words.values() {
            entry.phrased("words", words)?;
        }
        entry.dated(step)?;
    }
    Ok(())
}

/// Processing that has neither a system nor a purpose in common is not similar (Art. 35(1)), and is never compared.
const ALWAYS_PARTING: [Likeness; 2] = [Likeness::System, Likeness::Purpose];

fn family_conditions(pack: &Pack) -> Check {
    for (number, condition) in pack.family_conditions.iter().enumerate() {
        let entry = Entry { list: List::FamilyConditions, number, id: &condition.id };
        entry.worded([("name", &condition.name), ("explanation", &condition.explanation)])?;
        entry.sourced(&condition.citations)?;
        for words in condition.technologies.values() {
            entry.phrased("technologies", words)?;
        }
        if ALWAYS_PARTING.contains(&condition.likeness) {
            let parts = [("differs", condition.differs), ("unknown", condition.unknown)];
            if let Some((key, _)) = parts.into_iter().find(|(_, parting)| *parting != Parting::Own) {
                let message = format!("of {}, {key} can only be \"own\"", condition.likeness);
                return Err(entry.problem(key, message));
            }
        }
        entry.dated(condition)?;
    }
    Ok(())
}

fn is_blank(text: &Localized) -> bool {
    text.sv.trim().is_empty() || text.en.trim().is_empty()
}

/// Every id of a pack with the list it stands in; a wording has the id of the criterion it words.
fn ids(pack: &Pack) -> impl Iterator<Item = (List, usize, &str)> {
    let criteria = pack.criteria.iter().enumerate().map(|(n, entry)| (List::Criteria, n, entry.id.id()));
    let rules = pack.rules.iter().enumerate().map(|(n, entry)| (List::Rules, n, entry.id.as_str()));
    let examples = pack.examples.iter().enumerate().map(|(n, entry)| (List::Examples, n, entry.id.as_str()));
    let decisions =
        pack.decisions.iter().enumerate().map(|(n, entry)| (List::Decisions, n, entry.id.as_str()));
    let states = pack.states.iter().enumerate().flat_map(|(n, entry)| {
        let rule = entry.rule.as_deref();
        std::iter::once(entry.id.as_str()).chain(rule).map(move |id| (List::States, n, id))
    });
    let acts =
        pack.strong_secrecy.iter().enumerate().map(|(n, entry)| (List::StrongSecrecy, n, entry.id.as_str()));
    let notes = pack.notes.iter().enumerate().map(|(n, entry)| (List::Notes, n, entry.id.as_str()));
    let checks = pack.checks.iter().enumerate().map(|(n, entry)| (List::Checks, n, entry.id.as_str()));
    let steps = pack.work_steps.iter().enumerate().map(|(n, entry)| (List::WorkSteps, n, entry.id.as_str()));
    let conditions = pack
        .family_conditions
        .iter()
        .enumerate()
        .map(|(n, entry)| (List::FamilyConditions, n, entry.id.as_str()));
    criteria
        .chain(rules)
        .chain(examples)
        .chain(decisions)
        .chain(states)
        .chain(acts)
        .chain(notes)
        .chain(checks)
        .chain(steps)
        .chain(conditions)
}

fn check(pack: &Pack, others: &[Pack]) -> Check {
    head(pack)?;
    let known = known_ids(pack, others)?;
    criteria(pack, &known)?;
    rules(pack)?;
    examples(pack)?;
    decisions(pack, &known)?;
    strong_secrecy(pack)?;
    notes(pack)?;
    checks(pack)?;
    work_steps(pack)?;
    family_conditions(pack)?;
    for (number, state) in pack.states.iter().enumerate() {
        let entry = Entry { list: List::States, number, id: &state.id };
        entry.worded([
            ("name", &state.name),
            ("explanation", &state.explanation),
            ("remedy", &state.remedy),
        ])?;
        entry.sourced(&state.citations)?;
    }
    Ok(())
}

fn head(pack: &Pack) -> Check {
    let problem =
        |key, message: &str| Err(Problem { place: Place { entry: None, key }, message: message.to_string() });
    if pack.id.trim().is_empty() {
        return problem("id", "the pack has an empty id");
    }
    if pack.version.trim().is_empty() {
        return problem("version", "the pack has an empty version; give the day it was last revised");
    }
    if is_blank(&pack.title) {
        return problem("title", "the title has an empty text; give both sv and en");
    }
    if pack.caveats.iter().any(is_blank) {
        return problem("caveats", "a caveat has an empty text; give both sv and en");
    }
    if pack.ends_before_it_begins() {
        return problem("valid_to", "valid_to is before valid_from");
    }
    Ok(())
}

/// The ids of all packs, in lower case, with the list they stand in. An id means one thing: it stands
/// once in a pack, and a later pack replaces a rule by a rule, not by a state.
fn known_ids(pack: &Pack, others: &[Pack]) -> Result<BTreeMap<String, List>, Problem> {
    let mut known: BTreeMap<String, List> = BTreeMap::new();
    for (list, _, id) in others.iter().flat_map(ids) {
        known.insert(fold(id).into_owned(), list);
    }
    let mut seen = BTreeMap::new();
    for (list, number, id) in ids(pack) {
        let entry = Entry { list, number, id };
        if id.trim().is_empty() {
            return Err(entry.problem("id", format!("an empty id in {}", list.key())));
        }
        if seen.insert(fold(id).into_owned(), number).is_some() {
            return Err(entry.problem("id", "stands there twice".to_string()));
        }
        if let Some(other) = known.insert(fold(id).into_owned(), list)
            && other != list
        {
            return Err(entry.problem(
                "id",
                format!("another pack has this id in {}, not in {}", other.key(), list.key()),
            ));
        }
    }
    Ok(known)
}

fn criteria(pack: &Pack, known: &BTreeMap<String, List>) -> Check {
    for (number, criterion) in pack.criteria.iter().enumerate() {
        let entry = Entry { list: List::Criteria, number, id: criterion.id.id() };
        if !criterion.id.is_criterion() {
            return Err(entry.problem("id", "is no criterion; criteria are K1 to K9".to_string()));
        }
        let texts =
            [("name", &criterion.name), ("wording", &criterion.wording), ("question", &criterion.question)];
        entry.worded(texts.into_iter().chain(criterion.test.iter().map(|test| ("test", test))))?;
        entry.sourced(&criterion.citations)?;
        entry.phrased("derived", &criterion.derived.asks)?;
        entry.phrased("derived", &criterion.derived.closed)?;
    }
    let mut worded = Vec::new();
    for (number, wording) in pack.wordings.iter().enumerate() {
        let entry = Entry { list: List::Wordings, number, id: wording.id.id() };
        if known.get(&*fold(wording.id.id())) != Some(&List::Criteria) {
            return Err(entry.problem("id", "is no criterion; criteria are K1 to K9".to_string()));
        }
        if worded.contains(&wording.id) {
            return Err(entry.problem("id", "stands there twice".to_string()));
        }
        worded.push(wording.id);
        let test = wording.test.iter().map(|test| ("test", test));
        entry.worded([("wording", &wording.wording)].into_iter().chain(test))?;
        entry.sourced(&wording.citations)?;
    }
    Ok(())
}

fn rules(pack: &Pack) -> Check {
    for (number, rule) in pack.rules.iter().enumerate() {
        let entry = Entry { list: List::Rules, number, id: &rule.id };
        entry.worded([("name", &rule.name), ("explanation", &rule.explanation), ("remedy", &rule.remedy)])?;
        entry.sourced(&rule.citations)?;
        match (rule.strength, rule.effect) {
            (Strength::Exemption, None) => {
                let message = "an exemption needs an effect: exempt or weaken_presumption".to_string();
                return Err(entry.problem("strength", message));
            }
            (strength, Some(_)) if strength != Strength::Exemption => {
                let message = format!("only an exemption has an effect, and the strength is {strength}");
                return Err(entry.problem("effect", message));
            }
            _ => {}
        }
        entry.dated(rule)?;
    }
    Ok(())
}

fn examples(pack: &Pack) -> Check {
    for (number, example) in pack.examples.iter().enumerate() {
        let entry = Entry { list: List::Examples, number, id: &example.id };
        entry.worded([("wording", &example.wording)])?;
        entry.sourced(&example.citations)?;
        if let Some(fact) = example.criteria.iter().find(|fact| !fact.is_criterion()) {
            return Err(
                entry.problem("criteria", format!("\"{fact}\" is no criterion; criteria are K1 to K9"))
            );
        }
        entry.phrased("words", &example.words)?;
        entry.phrased("signs", &example.signs)?;
        entry.dated(example)?;
    }
    Ok(())
}

fn decisions(pack: &Pack, known: &BTreeMap<String, List>) -> Check {
    for (number, decision) in pack.decisions.iter().enumerate() {
        let entry = Entry { list: List::Decisions, number, id: &decision.id };
        entry.worded([("holding", &decision.holding)])?;
        entry.sourced(&decision.citations)?;
        if decision.date.trim().is_empty() {
            return Err(entry.problem("date", "the date is empty; give at least the year".to_string()));
        }
        if let Some(code) = decision.supports.iter().find(|code| !known.contains_key(&*fold(code))) {
            return Err(
                entry.problem("supports", format!("no pack in use has anything with the id \"{code}\""))
            );
        }
    }
    Ok(())
}
