//! What a cell says: its text read as the kind of value that its field asks for.
//!
//! A text that is not surely a value stays text, and where the field has a closed vocabulary it is reported as not
//! understood. One thing is read as what it most likely is: the status of a DPIA in words that no list has
//! (`status.rs`), which never makes one approved against anything that the text says.

mod answer;
pub(crate) mod articles;
mod boxes;
pub(crate) mod changed_code;
mod count;
mod date;
mod items;
mod next_date;
pub(crate) mod separators;
mod status;
mod status_asides;
mod status_concepts;
pub(crate) mod table;
mod yes_no;

use crate::import::value_words::{Lead, Tables, ValueWords};
use crate::model::{
    DataCategory, DateValue, DpiaField, DpiaStatus, Entry, Field, Item, Kind, LegalBasis, Precision, Term,
    Value, YesNo,
};
use crate::source::Text;
use crate::text::tokens::Tokens;
use crate::workbook::is_error_value;
use articles::Article;
pub(crate) use boxes::is_tick;
use boxes::{Options, Symbol};
use chrono::NaiveDate;
use items::Vocabulary;
use std::borrow::Cow;
use table::Table;
use yes_no::{Answered, Lenient};

/// What a cell was read as.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Reading {
    /// The value. The text as written stays with whoever asked.
    pub value: Value,
    /// The parts of the text that the field's vocabulary does not know.
    pub not_understood: Vec<Text>,
}

impl Reading {
    fn of(value: Value) -> Reading {
        Reading { value, not_understood: Vec::new() }
    }

    /// A formula that failed: no answer, whatever its words.
    fn failed(text: &str) -> Reading {
        Reading { value: Value::Unknown, not_understood: vec![text.into()] }
    }

    fn unclear(text: &str) -> Reading {
        Reading { value: Value::Text, not_understood: vec![text.into()] }
    }
}

/// Longer texts than this are never just "vet ej" or "[fyll i]".
const LONGEST_NON_ANSWER: usize = 120;

impl ValueWords {
    /// Reads the text of a field of a processing activity.
    ///
    /// ```
    /// use ropa::import::ValueWords;
    /// use ropa::model::{Field, Value};
    /// let words = ValueWords::builtin();
    /// assert_eq!(words.read_field(Field::K3, "vet ej").value, Value::Unknown);
    /// assert_eq!(words.read_field(Field::K3, "[fyll i]").value, Value::Blank);
    /// let Value::YesNo(answer) = words.read_field(Field::ThirdCountry, "Ja, USA").value else { unreachable!() };
    /// assert_eq!((answer.yes, answer.detail.as_deref()), (true, Some("USA")));
    /// ```
    pub fn read_field(&self, field: Field, written: &str) -> Reading {
        let words = &self.tables;
        let text = trim(written);
        if is_error_value(text) {
            return Reading::failed(text);
        }
        if let Some(value) = no_value(words, field.kind(), may_be_none(field), text) {
            return Reading::of(value);
        }
        match field.kind() {
            Kind::Text | Kind::Name => Reading::of(Value::Text),
            Kind::YesNo => yes_no(words, field, text),
            Kind::YesNoOrItems => yes_no_or_items(words, field, text),
            Kind::YesNoOrText => yes_no_or_text(words, words.field_leads.get(&field), text),
            Kind::Items => match vocabulary(words, field) {
                Some(vocabulary) => list(words, vocabulary, text),
                None => Reading::of(Value::Items(items::plain(words, Some(field), text).into())),
            },
            Kind::Date => dated(words, text),
            Kind::Count => Reading::of(count::read(words, text).unwrap_or(Value::Text)),
            Kind::Status => status(words, &words.activity_status, text),
        }
    }

    /// Reads the text of a field of a DPIA.
    ///
    /// ```
    /// use ropa::import::ValueWords;
    /// use ropa::model::{DpiaField, DpiaStatus, Term, Value};
    /// let reading = ValueWords::builtin().read_dpia_field(DpiaField::Status, "Fastställd");
    /// let Value::Items(items) = reading.value else { unreachable!() };
    /// assert_eq!(items[0].term, Some(Term::Dpia(DpiaStatus::Approved)));
    /// ```
    pub fn read_dpia_field(&self, field: DpiaField, written: &str) -> Reading {
        let words = &self.tables;
        let text = trim(written);
        if is_error_value(text) {
            return Reading::failed(text);
        }
        if let Some(value) = no_value(words, field.kind(), field == DpiaField::Conditions, text) {
            return Reading::of(value);
        }
        match field.kind() {
            Kind::Text | Kind::Name => Reading::of(Value::Text),
            Kind::YesNo | Kind::YesNoOrItems => {
                match yes_no::read(words, words.dpia_leads.get(&field), Lenient::No, text) {
                    Answered::Value(value) => Reading::of(value),
                    // The day on which the authority was consulted says that it was.
                    Answered::Other if field == DpiaField::PriorConsultation && is_date(words, text) => {
                        date(words, text)
                    }
                    Answered::Unclear | Answered::Other => Reading::unclear(text),
                }
            }
            Kind::YesNoOrText => match yes_no_or_text(words, words.dpia_leads.get(&field), text) {
                // "Ja, men titta igen om två år" is the advice itself.
                unclear if field == DpiaField::DpoAdvice && !unclear.not_understood.is_empty() => {
                    Reading::of(Value::Text)
                }
                read => read,
            },
            Kind::Items => match dpia_vocabulary(words, field) {
                Some(vocabulary) => list(words, vocabulary, text),
                None => Reading::of(Value::Items(items::plain(words, None, text).into())),
            },
            Kind::Date if field == DpiaField::Review => review(words, text),
            Kind::Date if field == DpiaField::Approved => approved_on(words, text),
            Kind::Date => dated(words, text),
            Kind::Count => Reading::of(count::read(words, text).unwrap_or(Value::Text)),
            Kind::Status => status(words, &words.dpia_status, text),
        }
    }
}

impl ValueWords {
    /// The same, under a header that may itself ask for how far it has come: "Ja" under "Är den klar?".
    pub(crate) fn read_dpia_field_under(&self, field: DpiaField, header: &str, written: &str) -> Reading {
        let reading = self.read_dpia_field(field, written);
        if field != DpiaField::Status || reading.value != Value::Text {
            return reading;
        }
        status::under(&self.tables, header, trim(written)).map_or(reading, Reading::of)
    }
}

/// Enters the days that a DPIA's status names beside the word for approved: "Godkänd 2024-05-01" says when,
/// "Godkänd t.o.m. 2024-12-31" for how long.
pub(crate) fn enter_days_of_status(words: &ValueWords, entries: &mut Vec<Entry<DpiaField>>) {
    let of_status = |entry: &Entry<DpiaField>| -> Vec<Entry<DpiaField>> {
        let days = status::days(&words.tables, trim(&entry.written)).into_iter();
        let entered = |(beside, day)| Entry {
            field: match beside {
                status::Beside::On => DpiaField::Approved,
                status::Beside::Until => DpiaField::Review,
            },
            value: Value::Date(day),
            ..entry.clone()
        };
        days.map(entered).collect()
    };
    let statuses = entries.iter().filter(|entry| entry.field == DpiaField::Status);
    let days: Vec<Entry<DpiaField>> = statuses.flat_map(of_status).collect();
    entries.extend(days);
    enter_status_of_days(words, entries);
}

/// Enters how far a DPIA has come where only a question for a day says it: "Ja" under "Godkänd".
fn enter_status_of_days(words: &ValueWords, entries: &mut Vec<Entry<DpiaField>>) {
    if entries.iter().any(|entry| entry.field == DpiaField::Status && entry.value != Value::Blank) {
        return;
    }
    let said = |entry: &Entry<DpiaField>| {
        let of_approval = entry.field == DpiaField::Approved;
        if matches!(entry.value, Value::Date(_) | Value::Blank | Value::Unknown) {
            return None;
        }
        let status = status::where_a_day_is_asked(&words.tables, of_approval, trim(&entry.written))?;
        let item = Item { written: entry.written.clone(), term: Some(Term::Dpia(status)) };
        Some(Entry { field: DpiaField::Status, value: Value::Items([item].into()), ..entry.clone() })
    };
    let of = |field: DpiaField| entries.iter().filter(move |entry| entry.field == field).find_map(said);
    let found = [DpiaField::Approved, DpiaField::Completed].into_iter().find_map(of);
    entries.extend(found);
}

/// The days that a text names, by the words that come with the library.
pub(crate) fn days_in(text: &str) -> Vec<NaiveDate> {
    let days = dates_in(text).into_iter().filter(|date| date.precision == Precision::Day);
    days.map(|day| day.date).collect()
}

/// The days, months and years that a text names, by the words that come with the library.
pub(crate) fn dates_in(text: &str) -> Vec<DateValue> {
    dates_of(&ValueWords::builtin().tables, text)
}

fn dates_of(words: &Tables, text: &str) -> Vec<DateValue> {
    let tokens = Tokens::runs(text);
    let (mut dates, mut at) = (Vec::new(), 0);
    while at < tokens.len() {
        match date::at(words, &tokens, at) {
            Some((date, after)) => {
                dates.push(date);
                at = after;
            }
            None => at += 1,
        }
    }
    dates
}

/// A text, or of a text with boxes to tick what is ticked and what is written beside them: an option that nobody chose says
/// nothing. Where nobody chose anything it is all that there is.
pub(crate) fn chosen(text: &str) -> Cow<'_, str> {
    let chosen = Options::of(text).map(|options| options.chosen().collect::<Vec<_>>().join("\n"));
    chosen.filter(|chosen| !chosen.is_empty()).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// The legal bases that a text names by their points of Art. 6, by the words that come with the library: "art. 6.1 e; 3 § lagen
/// om ...". A letter alone is no point.
pub(crate) fn bases_in(text: &str) -> Vec<LegalBasis> {
    if !text.contains('6') {
        return Vec::new();
    }
    let tokens = Tokens::runs(text);
    let points = articles::find(&ValueWords::builtin().tables, Article::Six, &tokens, 0, tokens.len());
    let basis = |term: Option<Term>| match term {
        Some(Term::Basis(basis)) => Some(basis),
        _ => None,
    };
    points.into_iter().filter_map(|point| basis(point.term)).collect()
}

/// The point of Art. 6 or Art. 9 that a text names, where it names exactly one: `Artikkel 9(2)(a) - Samtykke`.
pub(super) fn names_point(words: &ValueWords, field: &str, text: &str) -> Option<Term> {
    let tables = &words.tables;
    let (article, number) =
        if field == Field::LegalBasis.key() { (Article::Six, '6') } else { (Article::Nine, '9') };
    if !text.contains(number) {
        return None;
    }
    let tokens = Tokens::runs(text);
    let points = articles::find(tables, article, &tokens, 0, tokens.len());
    match &points[..] {
        [point] => point.term,
        _ => None,
    }
}

/// Takes away blanks at both ends, also those that cannot be seen.
fn trim(written: &str) -> &str {
    written.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{200e}' | '\u{ad}')
    })
}

/// Reads what holds for every field: nothing filled in, not known, not applicable.
fn no_value(words: &Tables, kind: Kind, may_be_none: bool, text: &str) -> Option<Value> {
    if text.is_empty() || answer::is_unticked(text, kind) {
        return Some(Value::Blank);
    }
    if text.len() > LONGEST_NON_ANSWER {
        return None;
    }
    let tokens = Tokens::runs(text);
    if tokens.is_empty() {
        let answers = matches!(kind, Kind::YesNo | Kind::YesNoOrItems | Kind::YesNoOrText);
        return match boxes::symbol(text) {
            Symbol::Question => Some(Value::Unknown),
            Symbol::Nothing => Some(Value::Blank),
            Symbol::Cross if answers || matches!(kind, Kind::Items | Kind::Status) => None,
            Symbol::Tick | Symbol::Cross => (!answers).then_some(Value::Text),
        };
    }
    if answer::is_placeholder(words, text, &tokens, kind) {
        return Some(Value::Blank);
    }
    if answer::is_wholly(words, &tokens, Lead::Unknown) {
        return Some(Value::Unknown);
    }
    if answer::is_wholly(words, &tokens, Lead::NotApplicable) {
        return Some(Value::NotApplicable);
    }
    let says_none = answer::is_wholly(words, &tokens, Lead::Nothing) || says_no(words, &tokens);
    ((may_be_none || kind == Kind::Items) && says_none).then_some(Value::NotApplicable)
}

/// Whether the text begins with a plain no and goes on, if it does, after a mark: "Nej, inga".
fn says_no(words: &Tables, tokens: &Tokens<'_>) -> bool {
    let Some(found) = words.leads.find(tokens, 0) else { return false };
    let gap = tokens.gap(found.len);
    // "N:o 4" is a number.
    let numero = tokens.word(0).len() == 1 && gap == ":";
    !numero
        && found.value == Lead::No
        && (found.len == tokens.len() || gap.contains([',', ':', ';', '–', '—', '\n']))
}

/// The fields where "inga" is an answer: there is none to name.
fn may_be_none(field: Field) -> bool {
    use Field::*;
    matches!(
        field,
        JointController
            | Representative
            | LegalReference
            | Art9Reference
            | Source
            | Recipients
            | InternalAccess
            | Processors
            | TransferSafeguard
            | Systems
            | DpiaRef
            | LawDpia
            | LawDpiaScope
    )
}

/// The fields whose yes or no may be replaced by text: a link, a reference, a reason.
fn may_be_text(field: Field) -> bool {
    matches!(field, Field::ProcessorAgreement | Field::Archiving | Field::NationalId)
}

fn vocabulary(words: &Tables, field: Field) -> Option<Vocabulary<'_>> {
    let (table, article, places) = match field {
        Field::DataCategories | Field::Sensitive | Field::Art10 => (&words.data, None, false),
        Field::DataSubjects => (&words.subjects, None, true),
        Field::LegalBasis => (&words.basis, Some(Article::Six), false),
        Field::Art9Basis => (&words.art9, Some(Article::Nine), false),
        Field::Role => (&words.role, None, false),
        Field::ProtectedIdentity => (&words.protection, None, false),
        _ => return None,
    };
    Some(Vocabulary { field, table, article, places })
}

/// DPIAs name their data and data subjects in the words of the register.
fn dpia_vocabulary(words: &Tables, field: DpiaField) -> Option<Vocabulary<'_>> {
    match field {
        DpiaField::DataCategories => vocabulary(words, Field::DataCategories),
        DpiaField::DataSubjects => vocabulary(words, Field::DataSubjects),
        _ => None,
    }
}

/// Reads whether something is there: an answer, a tick, or directly the date or the text that shows it.
///
/// "Delvis" and a yes in doubt are neither, so they are not known and reported.
fn yes_no_or_text(words: &Tables, own: Option<&Table<Lead>>, text: &str) -> Reading {
    match yes_no::read(words, own, Lenient::Yes, text) {
        Answered::Value(value) => Reading::of(value),
        Answered::Unclear => Reading { value: Value::Unknown, not_understood: vec![text.into()] },
        Answered::Other => date(words, text),
    }
}

fn list(words: &Tables, vocabulary: Vocabulary<'_>, text: &str) -> Reading {
    let list = items::read(words, vocabulary, text);
    Reading { value: Value::Items(list.items.into()), not_understood: list.not_understood }
}

fn date(words: &Tables, text: &str) -> Reading {
    match date::read(words, text) {
        date::Dated::Value(value) => Reading::of(value),
        date::Dated::Impossible => Reading::unclear(text),
        date::Dated::Other => Reading::of(Value::Text),
    }
}

/// Reads a date column. A text with a number in it that is no date may be one that is not understood; words alone say
/// something else.
fn dated(words: &Tables, text: &str) -> Reading {
    const LONGEST_DATE: usize = 40;
    let read = date(words, text);
    let may_be_date = text.len() <= LONGEST_DATE && text.bytes().any(|byte| byte.is_ascii_digit());
    if read.value == Value::Text && may_be_date { Reading::unclear(text) } else { read }
}

/// Reads the day of an approval, which may stand in an answer: "Ja, av direktionen 2024-12-05" under "Är den godkänd, och när?".
fn approved_on(words: &Tables, text: &str) -> Reading {
    let read = dated(words, text);
    let answered = || status::where_a_day_is_asked(words, true, text) == Some(DpiaStatus::Approved);
    match &read.value {
        Value::Date(_) | Value::Blank => read,
        _ => match &dates_of(words, text)[..] {
            [day] if answered() => Reading::of(Value::Date(day.clone())),
            _ => read,
        },
    }
}

/// When the next review is due, or how many months there are between reviews.
fn review(words: &Tables, text: &str) -> Reading {
    match date::read(words, text) {
        date::Dated::Value(value) => Reading::of(value),
        date::Dated::Impossible | date::Dated::Other => {
            // "Feb 2024 (blev inte av)": what stands in brackets is said of the day.
            let bare = || {
                let day = text.split_once('(')?.0.trim();
                match date::read(words, day) {
                    date::Dated::Value(value) => Some(value),
                    date::Dated::Impossible | date::Dated::Other => next_date::read(words, day),
                }
            };
            next_date::read(words, text).or_else(bare).map_or_else(|| Reading::unclear(text), Reading::of)
        }
    }
}

fn is_date(words: &Tables, text: &str) -> bool {
    matches!(date::read(words, text), date::Dated::Value(Value::Date(date)) if !date.open && date.until.is_none())
}

fn status(words: &Tables, table: &Table<Option<Term>>, text: &str) -> Reading {
    status::read(words, table, text).map_or_else(|| Reading::unclear(text), Reading::of)
}

fn yes_no(words: &Tables, field: Field, text: &str) -> Reading {
    match yes_no::read(words, words.field_leads.get(&field), yes_no::lenient(field), text) {
        Answered::Value(value) => Reading::of(value),
        // The day on which it was done says that it was done.
        Answered::Other if field == Field::DpiaDone && is_date(words, text) => {
            Reading::of(Value::YesNo(YesNo { yes: true, word: None, detail: Some(text.into()) }))
        }
        Answered::Other if may_be_text(field) => Reading::of(Value::Text),
        Answered::Unclear | Answered::Other => Reading::unclear(text),
    }
}

/// Reads a yes or no, or directly the things that make it a yes.
fn yes_no_or_items(words: &Tables, field: Field, text: &str) -> Reading {
    let answered = yes_no::read(words, words.field_leads.get(&field), yes_no::lenient(field), text);
    let options = Options::of(text);
    let several = options.as_ref().is_some_and(|options| options.ticked.len() > 1);
    if field == Field::ThirdCountry {
        // A tick beside a tick has no text of its own.
        let ticked = options.and_then(|options| options.ticked.iter().copied().find(|one| !one.is_empty()));
        let text = ticked.unwrap_or(text);
        return third_country(words, answered, text);
    }
    match (answered, vocabulary(words, field)) {
        (Answered::Value(Value::YesNo(answer)), Some(vocabulary)) => {
            named(words, field, vocabulary, answer, text)
        }
        (Answered::Value(value), _) => Reading::of(value),
        (Answered::Unclear, _) if !several => Reading::unclear(text),
        (_, Some(vocabulary)) => {
            let list = items::read(words, vocabulary, text);
            if answers(field, &list.items) {
                Reading { value: Value::Items(list.items.into()), not_understood: list.not_understood }
            } else {
                Reading::unclear(text)
            }
        }
        (_, None) => Reading::of(Value::Items(items::plain(words, Some(field), text).into())),
    }
}

/// A yes that names what it is about becomes the things named; a no that names them is unclear.
fn named(words: &Tables, field: Field, vocabulary: Vocabulary<'_>, answer: YesNo, text: &str) -> Reading {
    let named = answer.detail.as_deref().map(|detail| items::read(words, vocabulary, detail));
    let items = named.map(|list| list.items).unwrap_or_default();
    match (answers(field, &items), answer.yes) {
        (false, _) => Reading::of(Value::YesNo(answer)),
        (true, true) => Reading::of(Value::Items(items.into())),
        (true, false) => Reading::unclear(text),
    }
}

/// Whether the items answer the question with yes: "personnummer" is no special category.
fn answers(field: Field, items: &[Item]) -> bool {
    items.iter().filter_map(|item| item.term).any(|term| match (field, term) {
        (Field::Art10, Term::Data(data)) => data == DataCategory::Criminal,
        (_, Term::Data(data)) => is_special(data),
        _ => true,
    })
}

/// Whether the category is one of those in Art. 9(1).
fn is_special(data: DataCategory) -> bool {
    use DataCategory::*;
    matches!(
        data,
        EthnicOrigin
            | PoliticalOpinions
            | Beliefs
            | TradeUnion
            | Genetic
            | Biometric
            | Health
            | SexLife
            | SpecialUnspecified
    )
}

/// A country's name answers too: one outside the EEA is a yes, only ones inside it a no.
fn third_country(words: &Tables, answered: Answered, text: &str) -> Reading {
    match answered {
        Answered::Value(value) => return Reading::of(value),
        Answered::Unclear => return Reading::unclear(text),
        Answered::Other => {}
    }
    let tokens = Tokens::runs(text);
    let (mut outside, mut inside, mut other) = (false, false, false);
    let mut at = 0;
    while at < tokens.len() {
        if let Some(found) = words.countries.find(&tokens, at) {
            outside |= found.value;
            inside |= !found.value;
            at += found.len;
        } else {
            other |= words.fillers.find(&tokens, at).is_none()
                && words.places.find(&tokens, at).is_none()
                && words.and.find(&tokens, at).is_none();
            at += 1;
        }
    }
    let denied = words.negations.occurs(&tokens, 0..tokens.len());
    let yes = match (outside && !denied, inside && !outside && !other) {
        (true, _) => true,
        (false, true) => false,
        (false, false) => return Reading::unclear(text),
    };
    Reading::of(Value::YesNo(YesNo { yes, word: None, detail: Some(text.into()) }))
}
