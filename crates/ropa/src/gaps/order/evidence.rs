//! What single cells of a record show of the order of work.

use super::words::StepWords;
use crate::art30::third_country_transfer;
use crate::gaps::rank::RankReason;
use crate::import::begins_with_yes;
use crate::law::WorkSign;
use crate::model::{
    DataCategory, DateValue, Entry, Extra, Field, Item, ProcessingActivity, SubjectCategory, Term, Value,
};
use crate::text::tokens::Tokens;
use chrono::NaiveDate;

/// The fields in which the words of a sign are looked for.
const READ: [Field; 6] = [
    Field::Name,
    Field::Status,
    Field::Purpose,
    Field::Description,
    Field::LegalReference,
    Field::LegalBasis,
];

/// The categories of the own staff.
const STAFF: [SubjectCategory; 2] = [SubjectCategory::Employees, SubjectCategory::JobApplicants];

/// A sign that one cell shows.
pub(super) fn at(activity: &ProcessingActivity, sign: WorkSign, entry: &Entry<Field>) -> RankReason {
    RankReason {
        written: Some(entry.written.trim().into()),
        cells: vec![activity.cell(entry)],
        ..RankReason::of(sign)
    }
}

/// When the processing started, with its cell: the day of the start, else the beginning of the period.
pub(super) fn start(activity: &ProcessingActivity) -> Option<(&Entry<Field>, &DateValue)> {
    [Field::Started, Field::Period].into_iter().flat_map(|field| activity.entries_of(field)).find_map(
        |entry| match &entry.value {
            Value::Date(date) => Some((entry, date)),
            _ => None,
        },
    )
}

/// Whether the register asks when the processing started.
pub(super) fn asks_of_start(activity: &ProcessingActivity) -> bool {
    [Field::Started, Field::Period].iter().any(|field| activity.asked.contains(field))
}

/// Whether it started since the duty applied; of an inexact date its first day counts.
pub(super) fn begun(activity: &ProcessingActivity, duty_from: NaiveDate) -> Option<RankReason> {
    let (entry, date) = start(activity)?;
    (date.date >= duty_from).then(|| at(activity, WorkSign::BegunSinceDuty, entry))
}

/// The cell in which a field is answered yes.
fn affirmed(activity: &ProcessingActivity, field: Field) -> Option<&Entry<Field>> {
    activity.entries_of(field).find(|entry| matches!(&entry.value, Value::YesNo(answer) if answer.yes))
}

/// Whether a field is answered no.
fn denied(activity: &ProcessingActivity, field: Field) -> bool {
    activity.entries_of(field).any(|entry| matches!(&entry.value, Value::YesNo(answer) if !answer.yes))
}

/// What some fields name of some terms: those words of the first cell that does, and not the whole cell.
fn named(
    activity: &ProcessingActivity,
    sign: WorkSign,
    fields: &[Field],
    is_one: impl Fn(Term) -> bool,
) -> Option<RankReason> {
    let mut items = fields.iter().flat_map(|field| activity.items(*field));
    let is_named = |item: &Item| item.term.is_some_and(&is_one);
    let (entry, _) = items.find(|(_, item)| is_named(item))?;
    let words =
        activity.items(entry.field).filter(|(other, item)| std::ptr::eq(*other, entry) && is_named(item));
    let words: Vec<&str> = words.map(|(_, item)| item.written.trim()).collect();
    Some(RankReason { written: Some(words.join("; ").into()), ..at(activity, sign, entry) })
}

/// Protected identities: answered, named by level, or among the categories where nothing denies it.
pub(super) fn protected(activity: &ProcessingActivity) -> Option<RankReason> {
    let asked = Field::ProtectedIdentity;
    let is_one = |term| {
        matches!(
            term,
            Term::Protection(_)
                | Term::Data(DataCategory::ProtectedIdentity)
                | Term::Subject(SubjectCategory::ProtectedPersons)
        )
    };
    let (sign, content) = (WorkSign::ProtectedIdentities, [Field::DataCategories, Field::DataSubjects]);
    let affirmed = affirmed(activity, asked).map(|entry| at(activity, sign, entry));
    affirmed
        .or_else(|| named(activity, sign, &[asked], is_one))
        .or_else(|| named(activity, sign, &content, is_one).filter(|_| !denied(activity, asked)))
}

/// Data on offences: answered, or among the categories where nothing denies it.
pub(super) fn criminal(activity: &ProcessingActivity) -> Option<RankReason> {
    let asked = Field::Art10;
    let is_one = |term| matches!(term, Term::Data(category) if category.is_criminal());
    let (sign, content) = (WorkSign::CriminalData, [Field::DataCategories]);
    let affirmed = affirmed(activity, asked).map(|entry| at(activity, sign, entry));
    affirmed
        .or_else(|| named(activity, sign, &[asked], is_one))
        .or_else(|| named(activity, sign, &content, is_one).filter(|_| !denied(activity, asked)))
}

/// A transfer to a country outside the EEA.
pub(super) fn beyond_the_eea(activity: &ProcessingActivity, as_of: NaiveDate) -> Option<RankReason> {
    let entry = third_country_transfer(activity, as_of)?;
    // A text that is neither yes nor a list of countries says too little.
    let said = matches!(&entry.value, Value::YesNo(_) | Value::Items(_));
    said.then(|| at(activity, WorkSign::Transfer, entry))
}

/// The law that the register names.
pub(super) fn law_named(activity: &ProcessingActivity) -> Option<RankReason> {
    let entry = activity.answer(Field::LegalReference).given()?;
    let says =
        !matches!(entry.value, Value::NotApplicable) && entry.written.chars().any(char::is_alphanumeric);
    says.then(|| at(activity, WorkSign::LawNamed, entry))
}

/// Where every category of data subjects is own staff, and their number is known and small.
pub(super) fn few_own_staff(activity: &ProcessingActivity, up_to: u64) -> Option<RankReason> {
    let is_staff = |term| matches!(term, Some(Term::Subject(subject)) if STAFF.contains(&subject));
    let mut subjects = activity.items(Field::DataSubjects).peekable();
    subjects.peek()?;
    let entry = activity.answer(Field::DataSubjectCount).given()?;
    let few = matches!(&entry.value, Value::Count(count) if count.max.is_some_and(|most| most <= up_to));
    (few && subjects.all(|(_, item)| is_staff(item.term))).then(|| at(activity, WorkSign::InternalFew, entry))
}

/// The first cell that holds a word of a sign.
pub(super) fn in_words(
    activity: &ProcessingActivity,
    sign: WorkSign,
    words: &StepWords,
) -> Option<RankReason> {
    let mut entries = READ.into_iter().flat_map(|field| activity.entries_of(field));
    let entry = entries.find(|entry| words.occur_in(sign, &entry.written))?;
    let word = words.first_in(sign, &entry.written)?;
    Some(RankReason { written: Some(word.into()), ..at(activity, sign, entry) })
}

/// A column of its own on incidents that tells of one.
pub(super) fn incident(activity: &ProcessingActivity, words: &StepWords) -> Option<RankReason> {
    let sign = WorkSign::Incident;
    let tells = |extra: &&Extra| words.occur_in(sign, &extra.header) && tells_of_one(&extra.written);
    let extra = activity.extras.iter().find(tells)?;
    Some(RankReason {
        written: Some(extra.written.trim().into()),
        cells: vec![activity.cell(extra)],
        ..RankReason::of(sign)
    })
}

/// Whether an answer begins with a yes or with a year.
fn tells_of_one(written: &str) -> bool {
    let tokens = Tokens::of(written);
    let source = tokens.source();
    let first =
        source.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default();
    let year = first.len() == 4 && first.starts_with("20") && first.chars().all(|c| c.is_ascii_digit());
    year || begins_with_yes(written)
}
