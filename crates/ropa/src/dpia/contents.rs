//! What a list says to a question that is answered by yes, no, a date or a text.

use crate::linking::dpia_words::WORDS;
use crate::linking::normalise::normalise;
use crate::model::{Answer, Dpia, DpiaField, Entry, Kind, Value};
use chrono::NaiveDate;

/// An answer, as far as it is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ListAnswer {
    NotAsked,
    Blank,
    /// ListAnswer not to be known, or in words that answer neither yes nor no.
    Unknown,
    No,
    /// On its way, or still to be done: "begärt", "ska inhämtas", a day yet to come.
    NotYet,
    Yes,
}

impl ListAnswer {
    /// What the DPIA says to one question on a day.
    pub(crate) fn of(dpia: &Dpia, field: DpiaField, as_of: NaiveDate) -> ListAnswer {
        match dpia.answer(field) {
            Answer::NotAsked => ListAnswer::NotAsked,
            Answer::Blank(_) => ListAnswer::Blank,
            Answer::Unknown(_) => ListAnswer::Unknown,
            Answer::Given(entry) => given(entry, as_of),
        }
    }
}

fn given(entry: &Entry<DpiaField>, as_of: NaiveDate) -> ListAnswer {
    match &entry.value {
        Value::Date(date) if date.date > as_of => ListAnswer::NotYet,
        Value::Date(_) => ListAnswer::Yes,
        Value::NotApplicable => ListAnswer::No,
        Value::YesNo(answer) if !answer.yes => ListAnswer::No,
        // "Ja, begärt" says yes to having asked.
        Value::YesNo(answer) => match &answer.detail {
            Some(detail) if !is_content(entry.field) && WORDS.waits.is_yes_to_come(&normalise(detail)) => {
                ListAnswer::NotYet
            }
            _ => ListAnswer::Yes,
        },
        _ if matches!(entry.field.kind(), Kind::YesNo | Kind::YesNoOrText) => {
            text(entry.field, &normalise(&entry.written))
        }
        // Which level it is, yes answers; a level that cannot be placed answers nothing.
        _ if entry.field == DpiaField::ResidualRisk => {
            WORDS.is_high(&normalise(&entry.written)).map_or(ListAnswer::Unknown, |_| ListAnswer::Yes)
        }
        _ => ListAnswer::Yes,
    }
}

/// What a text that is neither a yes, a no nor a date says.
fn text(field: DpiaField, text: &str) -> ListAnswer {
    match WORDS.out_of(text) {
        Some((done, all)) if done < all => return ListAnswer::NotYet,
        Some(_) => return ListAnswer::Yes,
        None => {}
    }
    // "Inga synpunkter på beslutet" is the advice itself.
    if WORDS.objects_not(text) {
        return ListAnswer::Yes;
    }
    let to_come = match WORDS.after_yes(text) {
        _ if is_content(field) => WORDS.waits.begins(text),
        Some(detail) => WORDS.waits.is_yes_to_come(detail),
        None => WORDS.waits.is_to_come(text),
    };
    match (to_come, takes_any_text(field)) {
        (true, _) => ListAnswer::NotYet,
        (false, true) => ListAnswer::Yes,
        (false, false) => ListAnswer::Unknown,
    }
}

/// The fields whose answer is the matter itself, in words of any kind.
fn takes_any_text(field: DpiaField) -> bool {
    field.kind() == Kind::YesNoOrText && field != DpiaField::ConditionsMet
}

/// The fields that may be filled with what the assessment says: that something "ska loggas" is a measure.
fn is_content(field: DpiaField) -> bool {
    DpiaField::CONTENTS.contains(&field)
        || matches!(field, DpiaField::DataSubjectViews | DpiaField::ViewsNotSought)
}
