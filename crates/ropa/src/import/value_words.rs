//! The words that files use for answers, terms, months and states: data, which a user may extend.

use crate::import::values::separators::Separators;
use crate::import::values::table::Table;
use crate::model::{
    ActivityStatus, Art9Point, DataCategory, DpiaField, DpiaStatus, Field, LegalBasis, ProtectionLevel, Role,
    SubjectCategory, Term,
};
use crate::text::phrases::Phrase;
use crate::text::variants::IntoEnumIterator;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;
use std::fmt::Display;
use std::str::FromStr;
use std::sync::LazyLock;
use thiserror::Error;
use toml::de::ValueDeserializer;

/// The words by which values are read, ready for use.
///
/// [`ValueWords::builtin`] knows the Nordic languages and English; [`ValueWords::parse`] adds a
/// user's own words to it. The format is that of `profiles/words.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(from = "WordList")]
pub struct ValueWords {
    pub(crate) tables: Tables,
}

/// The words that stand beside an article's number and its letter.
#[derive(Debug, Clone, Default)]
pub(crate) struct Points {
    /// "Artikel", "art".
    pub(crate) article: Table<()>,
    /// "stycke", "led", "litra".
    pub(crate) point: Table<()>,
}

/// The words by what they are for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tables {
    /// How an answer to a yes/no question may begin.
    pub(crate) leads: Table<Lead>,
    /// The same, for the questions that have words of their own.
    pub(crate) field_leads: BTreeMap<Field, Table<Lead>>,
    /// The same, for questions about DPIAs.
    pub(crate) dpia_leads: BTreeMap<DpiaField, Table<Lead>>,
    /// Whole answers that say nothing.
    pub(crate) blank: Table<()>,
    /// How a text that says nothing may begin.
    pub(crate) blank_starts: Table<()>,
    /// How a text in square brackets begins that somebody is to replace.
    pub(crate) bracketed: Table<()>,
    /// What alone answers no question of yes and no: that something is lacking.
    pub(crate) lacking: Table<()>,
    /// Doubt or exception: a plain answer is no longer plain.
    pub(crate) reservations: Table<()>,
    /// Beside these a status is not yet so.
    pub(crate) conditions: Table<()>,
    /// What may stand beside "godkänd" and leaves it so.
    pub(crate) beside_approved: Table<()>,
    /// What says, beside "godkänd", that the day after it is that of the next review.
    pub(crate) next_review: Table<()>,
    /// Words that a number belongs to, so that it is no date.
    pub(crate) numbered: Table<()>,
    pub(crate) and: Table<()>,
    pub(crate) but: Table<()>,
    pub(crate) or: Table<()>,
    pub(crate) negations: Table<()>,
    pub(crate) not_negations: Table<()>,
    pub(crate) relatives: Table<()>,
    pub(crate) denying_verbs: Table<()>,
    pub(crate) places: Table<()>,
    pub(crate) fillers: Table<()>,
    pub(crate) and_more: Table<()>,
    /// `None` stands for words that look like a term and are none.
    pub(crate) data: Table<Option<Term>>,
    pub(crate) subjects: Table<Option<Term>>,
    pub(crate) basis: Table<Option<Term>>,
    pub(crate) art9: Table<Option<Term>>,
    pub(crate) role: Table<Option<Term>>,
    pub(crate) protection: Table<Option<Term>>,
    pub(crate) activity_status: Table<Option<Term>>,
    pub(crate) dpia_status: Table<Option<Term>>,
    /// Whether the country or area is outside the EEA.
    pub(crate) countries: Table<bool>,
    pub(crate) points: Points,
    pub(crate) months: Table<u32>,
    pub(crate) from: Table<()>,
    pub(crate) to: Table<()>,
    pub(crate) endless: Table<()>,
    pub(crate) date_fillers: Table<()>,
    pub(crate) weeks: Table<()>,
    /// The months of a season, a quarter, half a year.
    pub(crate) spans: Table<Months>,
    /// How often something is done, as the months between.
    pub(crate) every: Table<u64>,
    pub(crate) bounds: Table<Bound>,
    pub(crate) multiples: Table<u64>,
    pub(crate) units: Table<()>,
    pub(crate) separators: Separators,
}

/// What the first words of an answer say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lead {
    /// "Ja".
    Yes,
    /// "Nej".
    No,
    /// "Delvis": yes, but not wholly.
    Partly,
    /// "Inga": no to a question, nothing in a list.
    Nothing,
    /// "Vet ej".
    Unknown,
    /// "Ej tillämpligt".
    NotApplicable,
    /// "Genomförd": yes, by other words than yes.
    SaysYes,
    /// "Krävs inte": no, by other words than no.
    SaysNo,
}

/// What a word before a number makes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bound {
    About,
    Over,
    AtLeast,
    Under,
    AtMost,
    Between,
}

/// Why a file of words cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{name}, line {line}, column {column}: {message}")]
#[non_exhaustive]
pub struct WordsError {
    /// The file as the user named it.
    pub name: String,
    /// Line, from one.
    pub line: usize,
    /// Column, from one.
    pub column: usize,
    /// What is wrong.
    pub message: String,
}

static BUILTIN_LIST: LazyLock<WordList> = LazyLock::new(|| {
    toml::from_str(include_str!("../../profiles/words.toml"))
        .expect("the built-in words are tested to be valid")
});

static BUILTIN: LazyLock<ValueWords> = LazyLock::new(|| ValueWords::from_lists(&[&BUILTIN_LIST]));

impl ValueWords {
    /// The words that come with the crate: Swedish, Norwegian, Danish and English.
    pub fn builtin() -> &'static ValueWords {
        &BUILTIN
    }

    /// Reads a user's words and adds them to the built-in ones.
    ///
    /// A phrase that both have means what the user says.
    ///
    /// # Errors
    /// [`WordsError`], with line and column, when the text is not TOML, names an unknown key or
    /// term, or holds a phrase that cannot be looked for. `name` is the file's name in that error.
    ///
    /// ```
    /// use ropa::import::ValueWords;
    /// use ropa::model::{Field, Value};
    /// let words = ValueWords::parse("ropa.toml", "[data_subjects]\npupils = [\"telningar\"]")?;
    /// assert!(words.read_field(Field::DataSubjects, "Telningar").not_understood.is_empty());
    /// # Ok::<(), ropa::import::WordsError>(())
    /// ```
    pub fn parse(name: &str, text: &str) -> Result<ValueWords, WordsError> {
        toml::from_str(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            let before = text.get(..at).unwrap_or(text);
            let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
            WordsError {
                name: name.to_owned(),
                line: before.matches('\n').count() + 1,
                column: before[line_start..].chars().count() + 1,
                message: error.message().to_owned(),
            }
        })
    }

    /// These words, and on top of them those of a profile's `[words]`.
    pub(super) fn extended(&self, words: ValueDeserializer<'_>) -> Result<ValueWords, toml::de::Error> {
        let list = WordList::deserialize(words)?;
        let mut tables = self.tables.clone();
        tables.add(&list);
        Ok(ValueWords { tables })
    }

    fn from_lists(lists: &[&WordList]) -> ValueWords {
        let mut tables = Tables::default();
        for list in lists {
            tables.add(list);
        }
        ValueWords { tables }
    }
}

impl From<WordList> for ValueWords {
    fn from(list: WordList) -> ValueWords {
        ValueWords::from_lists(&[&BUILTIN_LIST, &list])
    }
}

type Phrases = Vec<Phrase>;

/// The words as written in a file.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct WordList {
    answers: Answers,
    yes_no: BTreeMap<Field, FieldAnswers>,
    dpia_yes_no: BTreeMap<DpiaField, FieldAnswers>,
    grammar: Grammar,
    data_categories: Vocabulary<DataCategory>,
    data_subjects: Vocabulary<SubjectCategory>,
    legal_basis: Vocabulary<LegalBasis>,
    art9_basis: Vocabulary<Art9Point>,
    role: Vocabulary<Role>,
    protected_identity: Vocabulary<ProtectionLevel>,
    activity_status: Vocabulary<ActivityStatus>,
    dpia_status: Vocabulary<DpiaStatus>,
    countries: Countries,
    articles: Articles,
    dates: Dates,
    counts: Counts,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Answers {
    yes: Phrases,
    no: Phrases,
    partly: Phrases,
    nothing: Phrases,
    unknown: Phrases,
    not_applicable: Phrases,
    says_yes: Phrases,
    says_no: Phrases,
    blank: Phrases,
    blank_starts: Phrases,
    bracketed: Phrases,
    lacking: Phrases,
    reservations: Phrases,
    conditions: Phrases,
    beside_approved: Phrases,
    next_review: Phrases,
    numbered: Phrases,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct FieldAnswers {
    says_yes: Phrases,
    says_no: Phrases,
    partly: Phrases,
}

impl FieldAnswers {
    fn add_to(&self, table: &mut Table<Lead>) {
        table.add(&self.says_yes, Lead::SaysYes);
        table.add(&self.says_no, Lead::SaysNo);
        table.add(&self.partly, Lead::Partly);
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Grammar {
    and: Phrases,
    but: Phrases,
    or: Phrases,
    negations: Phrases,
    not_negations: Phrases,
    relatives: Phrases,
    denying_verbs: Phrases,
    places: Phrases,
    fillers: Phrases,
    and_more: Phrases,
}

/// The keys of a file of words, with those below each, and those below these where there are any.
pub(super) type WordKeys = Vec<(&'static str, Vec<(String, Option<Vec<&'static str>>)>)>;

/// The keys that [`WordList`] knows, so that an error can name the nearest.
pub(super) fn word_keys() -> WordKeys {
    fn terms<T: IntoEnumIterator + Display>() -> Vec<(String, Option<Vec<&'static str>>)> {
        T::iter().map(|term| term.to_string()).chain(["not".to_owned()]).map(|term| (term, None)).collect()
    }
    let plain = |keys: &[&str]| keys.iter().map(|key| ((*key).to_owned(), None)).collect::<Vec<_>>();
    let answers = |key: &str| (key.to_owned(), Some(vec!["says_yes", "says_no", "partly"]));
    let dates = plain(&["from", "to", "endless", "fillers", "weeks"]).into_iter();
    let tables = [("months", MONTHS.to_vec()), ("spans", SPANS.to_vec()), ("every", EVERY.to_vec())];
    let tables = tables.map(|(key, keys)| (key.to_owned(), Some(keys)));
    vec![
        ("answers", plain(&ANSWERS)),
        ("yes_no", Field::iter().map(|field| answers(field.key())).collect()),
        ("dpia_yes_no", DpiaField::iter().map(|field| answers(field.key())).collect()),
        ("grammar", plain(&GRAMMAR)),
        ("data_categories", terms::<DataCategory>()),
        ("data_subjects", terms::<SubjectCategory>()),
        ("legal_basis", terms::<LegalBasis>()),
        ("art9_basis", terms::<Art9Point>()),
        ("role", terms::<Role>()),
        ("protected_identity", terms::<ProtectionLevel>()),
        ("activity_status", terms::<ActivityStatus>()),
        ("dpia_status", terms::<DpiaStatus>()),
        ("countries", plain(&["inside_eea", "outside_eea"])),
        ("articles", plain(&["article", "point"])),
        ("dates", dates.chain(tables).collect()),
        ("counts", plain(&COUNTS)),
    ]
}

const ANSWERS: [&str; 17] = [
    "yes",
    "no",
    "partly",
    "nothing",
    "unknown",
    "not_applicable",
    "says_yes",
    "says_no",
    "blank",
    "blank_starts",
    "bracketed",
    "lacking",
    "reservations",
    "conditions",
    "beside_approved",
    "next_review",
    "numbered",
];
const GRAMMAR: [&str; 10] = [
    "and",
    "but",
    "or",
    "negations",
    "not_negations",
    "relatives",
    "denying_verbs",
    "places",
    "fillers",
    "and_more",
];
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
/// Seasons, half years, terms and quarters.
const SPANS: [&str; 10] =
    ["03-05", "06-08", "09-11", "12-02", "01-06", "07-12", "01-03", "04-06", "07-09", "10-12"];
/// The months between reviews that come again and again.
const EVERY: [&str; 8] = ["1", "3", "6", "12", "24", "36", "48", "60"];
const COUNTS: [&str; 9] =
    ["about", "over", "at_least", "under", "at_most", "between", "thousands", "millions", "units"];

/// Phrases for the terms of a vocabulary, and under `not` those that only look like one.
type Vocabulary<T> = BTreeMap<VocabularyKey<T>, Phrases>;

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum VocabularyKey<T> {
    Not,
    Term(T),
}

impl<'de, T: FromStr + IntoEnumIterator + Display> Deserialize<'de> for VocabularyKey<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let key = String::deserialize(deserializer)?;
        if key == "not" {
            return Ok(VocabularyKey::Not);
        }
        T::from_str(&key).map(VocabularyKey::Term).map_err(|_| {
            let known: Vec<String> = T::iter().map(|term| term.to_string()).collect();
            D::Error::custom(format!(
                "unknown term `{key}`; the terms here are {}, and `not`",
                known.join(", ")
            ))
        })
    }
}

fn add_vocabulary<T: Copy>(
    table: &mut Table<Option<Term>>,
    vocabulary: &Vocabulary<T>,
    term: impl Fn(T) -> Term,
) {
    for (key, phrases) in vocabulary {
        let value = match key {
            VocabularyKey::Not => None,
            VocabularyKey::Term(code) => Some(term(*code)),
        };
        table.add(phrases, value);
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Countries {
    inside_eea: Phrases,
    outside_eea: Phrases,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Articles {
    article: Phrases,
    point: Phrases,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Dates {
    months: MonthNames,
    from: Phrases,
    to: Phrases,
    endless: Phrases,
    fillers: Phrases,
    weeks: Phrases,
    spans: BTreeMap<Months, Phrases>,
    every: BTreeMap<MonthCount, Phrases>,
}

/// The months that a word stands for, from the first to the last: `03-05`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Months {
    pub(crate) first: u32,
    pub(crate) last: u32,
}

impl TryFrom<String> for Months {
    type Error = String;

    fn try_from(text: String) -> Result<Months, String> {
        let month = |text: &str| text.parse().ok().filter(|month| (1..=12).contains(month));
        let both = text.split_once('-').and_then(|(first, last)| Some((month(first)?, month(last)?)));
        let (first, last) =
            both.ok_or_else(|| format!("`{text}`: two months are wanted, such as `03-05`"))?;
        Ok(Months { first, last })
    }
}

/// A number of months, as the key of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
struct MonthCount(u64);

impl TryFrom<String> for MonthCount {
    type Error = String;

    fn try_from(text: String) -> Result<MonthCount, String> {
        let months = text.parse().ok().filter(|months| (1..=1200).contains(months));
        months.map(MonthCount).ok_or_else(|| format!("`{text}`: a number of months is wanted, such as `12`"))
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct MonthNames {
    january: Phrases,
    february: Phrases,
    march: Phrases,
    april: Phrases,
    may: Phrases,
    june: Phrases,
    july: Phrases,
    august: Phrases,
    september: Phrases,
    october: Phrases,
    november: Phrases,
    december: Phrases,
}

impl MonthNames {
    fn all(&self) -> [&Phrases; 12] {
        [
            &self.january,
            &self.february,
            &self.march,
            &self.april,
            &self.may,
            &self.june,
            &self.july,
            &self.august,
            &self.september,
            &self.october,
            &self.november,
            &self.december,
        ]
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Counts {
    about: Phrases,
    over: Phrases,
    at_least: Phrases,
    under: Phrases,
    at_most: Phrases,
    between: Phrases,
    thousands: Phrases,
    millions: Phrases,
    units: Phrases,
}

impl Tables {
    fn add(&mut self, list: &WordList) {
        let answers = &list.answers;
        for (phrases, lead) in [
            (&answers.yes, Lead::Yes),
            (&answers.no, Lead::No),
            (&answers.partly, Lead::Partly),
            (&answers.nothing, Lead::Nothing),
            (&answers.unknown, Lead::Unknown),
            (&answers.not_applicable, Lead::NotApplicable),
            (&answers.says_yes, Lead::SaysYes),
            (&answers.says_no, Lead::SaysNo),
        ] {
            self.leads.add(phrases, lead);
        }
        for (field, answers) in &list.yes_no {
            answers.add_to(self.field_leads.entry(*field).or_default());
        }
        for (field, answers) in &list.dpia_yes_no {
            answers.add_to(self.dpia_leads.entry(*field).or_default());
        }
        for (table, phrases) in [
            (&mut self.blank, &answers.blank),
            (&mut self.blank_starts, &answers.blank_starts),
            (&mut self.bracketed, &answers.bracketed),
            (&mut self.lacking, &answers.lacking),
            (&mut self.reservations, &answers.reservations),
            (&mut self.conditions, &answers.conditions),
            (&mut self.beside_approved, &answers.beside_approved),
            (&mut self.next_review, &answers.next_review),
            (&mut self.numbered, &answers.numbered),
            (&mut self.and, &list.grammar.and),
            (&mut self.but, &list.grammar.but),
            (&mut self.or, &list.grammar.or),
            (&mut self.negations, &list.grammar.negations),
            (&mut self.not_negations, &list.grammar.not_negations),
            (&mut self.relatives, &list.grammar.relatives),
            (&mut self.denying_verbs, &list.grammar.denying_verbs),
            (&mut self.places, &list.grammar.places),
            (&mut self.fillers, &list.grammar.fillers),
            (&mut self.and_more, &list.grammar.and_more),
            (&mut self.points.article, &list.articles.article),
            (&mut self.points.point, &list.articles.point),
            (&mut self.from, &list.dates.from),
            (&mut self.to, &list.dates.to),
            (&mut self.endless, &list.dates.endless),
            (&mut self.date_fillers, &list.dates.fillers),
            (&mut self.weeks, &list.dates.weeks),
            (&mut self.units, &list.counts.units),
        ] {
            table.add(phrases, ());
        }
        add_vocabulary(&mut self.data, &list.data_categories, Term::Data);
        add_vocabulary(&mut self.subjects, &list.data_subjects, Term::Subject);
        add_vocabulary(&mut self.basis, &list.legal_basis, Term::Basis);
        add_vocabulary(&mut self.art9, &list.art9_basis, Term::Art9);
        add_vocabulary(&mut self.role, &list.role, Term::Role);
        add_vocabulary(&mut self.protection, &list.protected_identity, Term::Protection);
        add_vocabulary(&mut self.activity_status, &list.activity_status, Term::Activity);
        add_vocabulary(&mut self.dpia_status, &list.dpia_status, Term::Dpia);
        self.countries.add(&list.countries.inside_eea, false);
        self.countries.add(&list.countries.outside_eea, true);
        for (months, phrases) in &list.dates.spans {
            self.spans.add(phrases, *months);
        }
        for (months, phrases) in &list.dates.every {
            self.every.add(phrases, months.0);
        }
        for (phrases, month) in list.dates.months.all().into_iter().zip(1..) {
            self.months.add(phrases, month);
        }
        let counts = &list.counts;
        for (phrases, bound) in [
            (&counts.about, Bound::About),
            (&counts.over, Bound::Over),
            (&counts.at_least, Bound::AtLeast),
            (&counts.under, Bound::Under),
            (&counts.at_most, Bound::AtMost),
            (&counts.between, Bound::Between),
        ] {
            self.bounds.add(phrases, bound);
        }
        self.multiples.add(&counts.thousands, 1_000);
        self.multiples.add(&counts.millions, 1_000_000);
    }
}
