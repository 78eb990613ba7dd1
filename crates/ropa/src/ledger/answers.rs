//! The file of answers, `svar.csv`: one answer per row. A questionnaire is read by the same columns.

use super::traced_answers::trace_answers;
use crate::law::FactId;
use crate::ledger::columns::{Column, LedgerError, ProblemKind, Rows, has_table, read_rows};
use crate::model::Register;
use crate::model::Tri;
use crate::screening::Fingerprint;
use crate::screening::RecordedAnswer;
use crate::source::Text;
use crate::text::variants::IntoEnumIterator;
use crate::text::{Lang, fold, same};
use crate::workbook::Workbook;
#[cfg(feature = "write")]
use crate::workbook::WriteError;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AnswerColumn {
    /// Key of the activity.
    Key,
    /// Name of the activity.
    Name,
    /// Unit of the activity.
    Unit,
    /// Purpose of the activity; of a questionnaire.
    Purpose,
    /// The id of the fact.
    Fact,
    /// What it is about, in words.
    About,
    /// The question in full; of a questionnaire.
    Question,
    /// What made us ask; of a questionnaire.
    Because,
    /// Yes, no, or not known.
    Answer,
    /// Why.
    Reason,
    /// Who answered.
    By,
    /// When.
    On,
    /// What the register said then.
    Fingerprint,
    /// Remarks.
    Note,
}

use AnswerColumn as Key;

/// The columns; those of the file in the order they are written, with those that only a questionnaire has.
const COLUMNS: &[Column<Key>] = &[
    (Key::Key, "Nyckel", "Key"),
    (Key::Name, "Behandling", "Processing"),
    (Key::Unit, "Enhet", "Unit"),
    (Key::Purpose, "Ändamål", "Purpose"),
    (Key::Fact, "Fråga", "Question"),
    (Key::About, "Gäller", "About"),
    (Key::Question, "Frågan i klartext", "The question in full"),
    (Key::Because, "Vi frågar för att", "We ask because"),
    (Key::Answer, "Svar", "Answer"),
    (Key::Reason, "Motivering", "Reason"),
    (Key::By, "Besvarat av", "Answered by"),
    (Key::On, "Datum", "Date"),
    (Key::Fingerprint, "Fingeravtryck", "Fingerprint"),
    (Key::Note, "Anteckning", "Note"),
];

/// The answers; the first of each is what is written. Yes and no are read in all words of `profiles/words.toml`. That
/// nobody knows is an answer here, and takes plainer words than in a register: "kanske" is none.
const ANSWERS: [(Tri, &[&str]); 3] = [
    (Tri::Yes, &["ja"]),
    (Tri::No, &["nej"]),
    (Tri::Unknown, &["vet ej", "vet inte", "osäkert", "osäker", "do not know", "don't know", "unknown"]),
];

/// What stands between the ids of several facts that one row asks for.
pub(crate) const TOGETHER: &str = "+";

/// The word for an answer in a language of the columns.
#[cfg(feature = "write")]
pub(crate) fn answer_word(answer: Tri, swedish: bool) -> &'static str {
    match (answer, swedish) {
        (Tri::Yes, true) => "Ja",
        (Tri::No, true) => "Nej",
        (Tri::Unknown, true) => "Vet ej",
        (Tri::Yes, false) => "Yes",
        (Tri::No, false) => "No",
        (Tri::Unknown, false) => "Do not know",
    }
}

/// The header of a column, in Swedish or English.
#[cfg(feature = "write")]
pub(crate) fn answer_header(key: AnswerColumn, swedish: bool) -> &'static str {
    let column = COLUMNS.iter().find(|(of, ..)| *of == key);
    column.map_or("", |(_, sv, en)| if swedish { sv } else { en })
}

/// Whether a file has a table of answers: a questionnaire, or a file of answers.
pub fn has_answers(book: &Workbook) -> bool {
    has_table(book, COLUMNS, &[Key::Fact, Key::Answer])
}

/// Reads answers from the tables in every sheet of a file: a file of answers, or a questionnaire that people
/// have filled in. Rows without an answer say nothing and are left out.
///
/// In a questionnaire the name and the day of a row that has no question, such as the one above the questions on
/// an activity, stand for all answers on that activity that have none of their own.
///
/// # Errors
/// [`LedgerError::NoTable`] where no row has the column of the answer, [`LedgerError::Cells`] with every cell
/// that cannot be used.
///
/// ```
/// use ropa::ledger::read_answers;
/// use ropa::law::FactId;
/// use ropa::model::Tri;
/// use ropa::workbook::{Limits, read_workbook};
/// # #[cfg(feature = "read")] {
/// let text = "Nyckel;Fråga;Svar;Besvarat av;Datum\nPPB-1;K5;Ja;Enhetschef;2026-11-20\nPPB-1;K6;;;\n";
/// let book = read_workbook("svar.csv", text.as_bytes(), &Limits::default()).unwrap();
/// let answers = read_answers(&book).unwrap();
/// assert_eq!((answers.len(), answers[0].fact, answers[0].answer), (1, FactId::K5, Tri::Yes));
/// # }
/// ```
pub fn read_answers(book: &Workbook) -> Result<Vec<RecordedAnswer>, LedgerError> {
    let mut signed: BTreeMap<Text, (Option<Text>, Option<NaiveDate>)> = BTreeMap::new();
    let rows = read_rows(book, COLUMNS, Key::Answer, |rows, row| {
        if rows.text(row, Key::Fact).is_none()
            && rows.text(row, Key::Answer).is_none()
            && let Some(key) = rows.text(row, Key::Key)
        {
            let (by, on) = (rows.text(row, Key::By), rows.date(row, Key::On));
            signed.insert(key, (by, on));
            return None;
        }
        answers_of(rows, row)
    })?;
    let mut answers = each_once(rows);
    for answer in &mut answers {
        if let Some((by, on)) = answer.activity.as_ref().and_then(|key| signed.get(key)) {
            answer.by = answer.by.take().or_else(|| by.clone());
            answer.on = answer.on.or(*on);
        }
    }
    Ok(answers)
}

/// The answers of one row, one for each fact that it asks for. Only a no answers several: that one of them holds does
/// not say which.
fn answers_of(rows: &mut Rows<'_, Key>, row: u32) -> Option<Vec<RecordedAnswer>> {
    rows.text(row, Key::Answer)?;
    let said = rows.answer(row, Key::Answer, &ANSWERS);
    let facts = facts(rows, row);
    let (activity, name) = rows.activity(row, Key::Key, Key::Name);
    let (mut said, facts) = (said?, facts?);
    let reason = rows.text(row, Key::Reason);
    if facts.len() > 1 {
        if said.is_no() && reason.is_none() {
            rows.wrong(row, Key::Answer, ProblemKind::NoReason);
        }
        said = if said.is_no() { Tri::No } else { Tri::Unknown };
    }
    let one = RecordedAnswer {
        activity,
        name,
        unit: rows.text(row, Key::Unit),
        fact: *facts.first()?,
        answer: said,
        reason,
        by: rows.text(row, Key::By),
        on: rows.date(row, Key::On),
        fingerprint: rows.fingerprint(row, Key::Fingerprint),
        note: rows.text(row, Key::Note),
        cell: rows.cell_of(row, Key::Answer),
    };
    Some(facts.into_iter().map(|fact| RecordedAnswer { fact, ..one.clone() }).collect())
}

/// The facts that a row asks for, by their ids: `K5`, `K5 stor omfattning`, or `K1+K2+K3`.
fn facts(rows: &mut Rows<'_, Key>, row: u32) -> Option<Vec<FactId>> {
    let written = rows.text(row, Key::Fact).unwrap_or_default();
    let first = written.split_whitespace().next().unwrap_or_default();
    let asked = || FactId::iter().filter(|fact| fact.can_be_asked());
    let found: Option<Vec<FactId>> =
        first.split(TOGETHER).map(|id| asked().find(|fact| same(fact.id(), id))).collect();
    if found.is_none() {
        rows.wrong(row, Key::Fact, ProblemKind::UnknownWord { known: asked().map(FactId::id).collect() });
    }
    found
}

/// All answers in their order, without those of a row for several facts where another row answers the very fact.
fn each_once(rows: Vec<Vec<RecordedAnswer>>) -> Vec<RecordedAnswer> {
    let of = |answer: &RecordedAnswer| (answer.activity.clone(), answer.name.clone(), answer.fact);
    let alone: BTreeSet<_> = rows.iter().filter(|row| row.len() == 1).flatten().map(of).collect();
    let kept = |several: bool, answer: &RecordedAnswer| !(several && alone.contains(&of(answer)));
    rows.into_iter()
        .flat_map(|row| {
            let several = row.len() > 1;
            row.into_iter().filter(move |answer| kept(several, answer)).collect::<Vec<_>>()
        })
        .collect()
}

/// Takes new answers into those kept: one to the same question on the same activity takes the old one's place.
/// Gives back how many said something else.
pub fn merge_answers(kept: &mut Vec<RecordedAnswer>, new: Vec<RecordedAnswer>) -> usize {
    let of = |answer: &RecordedAnswer| {
        let folded = |text: &Option<Text>| text.as_deref().map(|text| fold(text).into_owned());
        let activity = match &answer.activity {
            Some(_) => (folded(&answer.activity), None),
            None => (folded(&answer.name), folded(&answer.unit)),
        };
        (answer.fact, answer.activity.is_some(), activity)
    };
    let mut places: BTreeMap<_, usize> =
        kept.iter().enumerate().map(|(place, answer)| (of(answer), place)).collect();
    let mut replaced = 0;
    for answer in new {
        match places.get(&of(&answer)) {
            Some(place) => {
                let old = &mut kept[*place];
                // Where it was read is no difference.
                replaced += usize::from(*old != RecordedAnswer { cell: old.cell.clone(), ..answer.clone() });
                *old = answer;
            }
            None => {
                places.insert(of(&answer), kept.len());
                kept.push(answer);
            }
        }
    }
    replaced
}

/// Fills in what a form need not say: who answers for the answers that nobody has signed, the name and unit that
/// the register has, and what it says now where the form does not hold what it said then.
pub(crate) fn complete_answers(
    answers: &mut [RecordedAnswer],
    register: &Register,
    by: Option<&str>,
    as_of: NaiveDate,
) {
    let states = trace_answers(answers, register, as_of);
    for (answer, state) in answers.iter_mut().zip(&states) {
        if let Some(by) = by.filter(|_| answer.by.is_none()) {
            answer.by = Some(by.into());
            answer.on = answer.on.or(Some(as_of));
        }
        if let Some(activity) = state.activity.map(|index| &register.activities[index]) {
            answer.activity = Some(activity.key.clone());
            answer.name = Some(activity.label().into());
            answer.unit = activity.unit().map(Text::from);
            answer.fingerprint =
                answer.fingerprint.take().or_else(|| Some(Fingerprint::of_answer(activity, answer.fact)));
        }
    }
}

/// Writes answers as delimited text that Swedish Excel opens and [`read_answers`] reads back: semicolons, UTF-8
/// with a byte order mark, CRLF, sorted by key and question so that two versions can be compared line by line.
///
/// # Errors
/// [`WriteError::Write`] when `out` cannot be written to.
#[cfg(feature = "write")]
pub fn write_answers(out: impl std::io::Write, answers: &[RecordedAnswer]) -> Result<(), WriteError> {
    let of_questionnaire = |key: Key| matches!(key, Key::Purpose | Key::Question | Key::Because);
    let kept: Vec<_> = COLUMNS.iter().filter(|(key, ..)| !of_questionnaire(*key)).copied().collect();
    let mut sorted: Vec<&RecordedAnswer> = answers.iter().collect();
    sorted.sort_by_key(|answer| (answer.activity.clone(), answer.name.clone(), answer.fact));
    crate::ledger::columns::write_rows(out, &kept, &sorted, |answer, key| written(answer, key))
}

#[cfg(feature = "write")]
fn written(answer: &RecordedAnswer, key: Key) -> String {
    let text = |text: &Option<Text>| text.as_deref().unwrap_or_default().to_string();
    match key {
        Key::Key => text(&answer.activity),
        Key::Name => text(&answer.name),
        Key::Unit => text(&answer.unit),
        Key::Fact => answer.fact.id().to_string(),
        Key::About => Lang::Sv.words().fact.of(answer.fact.id()).to_string(),
        Key::Answer => crate::ledger::columns::word_for(&ANSWERS, answer.answer),
        Key::Reason => text(&answer.reason),
        Key::By => text(&answer.by),
        Key::On => answer.on.map(|day| day.to_string()).unwrap_or_default(),
        Key::Fingerprint => answer.fingerprint.as_ref().map(ToString::to_string).unwrap_or_default(),
        Key::Note => text(&answer.note),
        Key::Purpose | Key::Question | Key::Because => String::new(),
    }
}
