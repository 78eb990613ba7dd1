//! What an activity says in free text, in the names of its categories and in the law it cites, that makes a question
//! worth asking. A sign never decides.

use crate::import::chosen;
use crate::law::{ExampleNames, FactId, RulePacks};
use crate::model::{Entry, Field, ProcessingActivity};
use crate::screening::facts::{Reason, Support};
use crate::screening::hint::{Lexicon, Topic};
use crate::source::{CellRef, Text};
use crate::text::phrases::{Phrase, Phrases};
use crate::text::tokens::Tokens;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// How many words of free text are shown for one hint.
const WORDS_SHOWN: usize = 3;

/// The fields in which words are looked for.
const READ: [Field; 5] =
    [Field::Name, Field::Purpose, Field::Description, Field::DataCategories, Field::DataSubjects];

/// The fields in which what the authority lists is looked for.
const READ_FOR_EXAMPLES: [Field; 4] = [Field::Name, Field::Purpose, Field::Description, Field::Systems];

/// The fields that can name the act that case work is done under.
const READ_FOR_ACTS: [Field; 4] =
    [Field::LegalReference, Field::LegalBasis, Field::Purpose, Field::Description];

/// The words of the packs on a day, ready to be looked for.
pub(crate) struct PackWords<'p> {
    example_names: ExampleNames,
    examples: Phrases<usize>,
    example_ids: Vec<&'p str>,
    acts: Phrases<usize>,
    sections: Vec<&'p str>,
}

impl<'p> PackWords<'p> {
    pub(crate) fn of(packs: &'p RulePacks, on: NaiveDate) -> PackWords<'p> {
        let mut words = PackWords {
            example_names: ExampleNames::of(packs.examples(on)),
            examples: Phrases::default(),
            example_ids: Vec::new(),
            acts: Phrases::default(),
            sections: Vec::new(),
        };
        for (at, example) in packs.examples(on).enumerate() {
            words.examples.add(&phrases(&example.signs), at);
            words.example_ids.push(&example.id);
        }
        for (at, act) in packs.strong_secrecy(on).enumerate() {
            words.acts.add(&phrases(&act.words), at);
            words.sections.push(&act.section);
        }
        words
    }

    /// The id of the one listed example that a text names.
    pub(crate) fn example_named_in(&self, text: &str) -> Option<&'p str> {
        self.example_ids.get(self.example_names.named_in(text)?).copied()
    }
}

/// The phrases of a list; reading a pack refuses what is none.
pub(crate) fn phrases(written: &[String]) -> Vec<Phrase> {
    written.iter().filter_map(|phrase| Phrase::new(phrase).ok()).collect()
}

/// The signs of one activity, by topic.
pub(crate) struct Signs<'p> {
    lexicon: &'p Lexicon,
    strong: BTreeMap<Topic, Support>,
    weak: BTreeMap<Topic, Support>,
    /// What resembles a listed example.
    pub(crate) listed: Option<Support>,
    /// The act that demands strong secrecy.
    pub(crate) secrecy: Option<Support>,
}

impl<'p> Signs<'p> {
    pub(crate) fn of(
        activity: &ProcessingActivity,
        lexicon: &'p Lexicon,
        words: &PackWords<'_>,
    ) -> Signs<'p> {
        let mut signs = Signs::none(lexicon);
        for entry in READ.into_iter().flat_map(|field| activity.entries_of(field)) {
            signs.read(activity, entry);
        }
        signs.listed = resembling(activity, lexicon, words);
        signs.secrecy =
            READ_FOR_ACTS.into_iter().flat_map(|field| activity.entries_of(field)).find_map(|entry| {
                let chosen = chosen(&entry.written);
                let tokens = Tokens::of(&chosen);
                let found = *words.acts.all(&tokens).first()?;
                let written =
                    tokens.source()[tokens.start(found.at)..tokens.end_before(found.at + found.len)].into();
                let section = words.sections[found.value].into();
                let cells = vec![activity.cell(entry)];
                Some(Support { reason: Reason::StrongSecrecy { written, section }, cells })
            });
        signs
    }

    fn none(lexicon: &'p Lexicon) -> Signs<'p> {
        Signs { lexicon, strong: BTreeMap::new(), weak: BTreeMap::new(), listed: None, secrecy: None }
    }

    fn read(&mut self, activity: &ProcessingActivity, entry: &Entry<Field>) {
        for hint in self.lexicon.hints(&chosen(&entry.written)) {
            let list = if hint.weak { &mut self.weak } else { &mut self.strong };
            let found = list.entry(hint.topic).or_insert_with(no_words);
            add_word(found, hint.word.into(), activity.cell(entry));
        }
    }

    /// Words that speak of a fact, strongly enough to be held against a bare no.
    pub(crate) fn strong(&self, fact: FactId) -> Option<&Support> {
        self.strong.get(&Topic::Fact(fact))
    }

    /// Words that only put the question first.
    pub(crate) fn weak(&self, fact: FactId) -> Option<&Support> {
        self.weak.get(&Topic::Fact(fact))
    }

    /// Words that show a heavy kind of what the criterion covers.
    pub(crate) fn heavy(&self, criterion: FactId) -> Option<Support> {
        self.strong.iter().find_map(|(topic, support)| match topic {
            Topic::Heavy(kind) if kind.criterion() == criterion => Some(Support {
                reason: match &support.reason {
                    Reason::Words { words } => {
                        Reason::HeavyKind { written: words.first().cloned().unwrap_or_default() }
                    }
                    other => other.clone(),
                },
                cells: support.cells.clone(),
            }),
            _ => None,
        })
    }

    /// The same, in what was answered to a question.
    pub(crate) fn heavy_in(
        &self,
        activity: &ProcessingActivity,
        field: Field,
        criterion: FactId,
    ) -> Option<Support> {
        let mut signs = Signs::none(self.lexicon);
        for entry in activity.entries_of(field) {
            signs.read(activity, entry);
        }
        signs.heavy(criterion)
    }
}

fn no_words() -> Support {
    Support { reason: Reason::Words { words: Vec::new() }, cells: Vec::new() }
}

fn add_word(support: &mut Support, word: Text, cell: CellRef) {
    if let Reason::Words { words } = &mut support.reason
        && words.len() < WORDS_SHOWN
        && !words.contains(&word)
    {
        words.push(word);
        if !support.cells.contains(&cell) {
            support.cells.push(cell);
        }
    }
}

/// What resembles an example of the authority's list: of several, the one found first.
fn resembling(activity: &ProcessingActivity, lexicon: &Lexicon, words: &PackWords<'_>) -> Option<Support> {
    READ_FOR_EXAMPLES.into_iter().flat_map(|field| activity.entries_of(field)).find_map(|entry| {
        let chosen = chosen(&entry.written);
        let tokens = Tokens::of(&chosen);
        let found = words.examples.all(&tokens);
        let found = found.iter().find(|found| !lexicon.denies(&tokens, found.at))?;
        let word = tokens.source()[tokens.start(found.at)..tokens.end_before(found.at + found.len)].into();
        let id = words.example_ids[found.value].to_string();
        let cells = vec![activity.cell(entry)];
        Some(Support { reason: Reason::ResemblesExample { id, words: vec![word] }, cells })
    })
}
