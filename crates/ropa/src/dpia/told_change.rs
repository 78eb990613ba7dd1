//! What the register itself writes beside a processing that its DPIA does not know of: that it was changed since, or that the
//! DPIA leaves something out.

use super::remark::About;
use crate::import::{ValueWords, dates_in};
use crate::linking::dpia_words::{WORDS, has_phrase};
use crate::linking::normalise::normalise;
use crate::model::{DateValue, Dpia, DpiaField, Field, ProcessingActivity, Value};
use crate::source::{CellRef, Text};
use crate::text::tokens::Tokens;
use chrono::{Datelike, NaiveDate};

/// More words than this tell of much else.
const REMARK: usize = 40;
/// Letters of a proper name that tells which thing is new.
const NAME: usize = 4;

/// A remark of the register with its cell.
pub(super) type Told = (About, CellRef);

/// The first remark of a processing that tells of a change after its DPIA was made, or that the DPIA was not made anew.
pub(super) fn changed(
    activity: &ProcessingActivity,
    dpia: &Dpia,
    made: Option<NaiveDate>,
    as_of: NaiveDate,
) -> Option<Told> {
    let started = activity.date(Field::Started);
    let later = |date: &DateValue| {
        let at_start = started.is_some_and(|started| {
            started.date.year() == date.date.year() && started.date.month() == date.date.month()
        });
        date.date <= as_of && made.is_some_and(|made| date.date > made) && !at_start
    };
    let told = remarks(activity).find(|(written, _)| {
        let outdated = names(dpia, written) && WORDS.says_outdated(written, as_of.year());
        outdated
            || WORDS.says_changed(written) && !knows_of(dpia, written) && dates_in(written).iter().any(later)
    });
    let asked = || {
        let mut asked = asked_for(activity);
        asked.find(|(written, _)| {
            let dates = dates_in(written);
            !knows_of(dpia, written) && (dates.is_empty() || dates.iter().any(later))
        })
    };
    told.or_else(asked).map(|(written, cell)| (About::Written(written, cell.clone()), cell))
}

/// What stands in a column that asks for changes since the DPIA, where it is no "nej": "changelog efter DPIA".
fn asked_for(activity: &ProcessingActivity) -> impl Iterator<Item = (Text, CellRef)> {
    let words = ValueWords::builtin();
    let says = |text: &str| {
        let answer = words.read_field(Field::K1, text).value;
        let none = matches!(answer, Value::Blank | Value::Unknown | Value::NotApplicable)
            || matches!(&answer, Value::YesNo(answer) if !answer.yes);
        !none && text.chars().filter(|c| c.is_alphabetic()).count() > 2
    };
    let asked = activity.extras.iter().filter(|extra| WORDS.asks_for_changes(&extra.header));
    let told = asked.filter(move |extra| says(&extra.written));
    told.map(|extra| (extra.written.clone(), activity.cell(extra)))
}

/// The first remark of a processing that says that its DPIA leaves something out: "objektigenkänning, inte med i KB-4".
pub(super) fn left_out(activity: &ProcessingActivity, dpia: &Dpia) -> Option<Told> {
    let mut remarks = remarks(activity);
    let told = remarks.find(|(written, _)| names(dpia, written) && WORDS.says_left_out(written));
    told.map(|(written, cell)| (About::Written(written, cell.clone()), cell))
}

/// What the register writes of a processing in its remarks, and in columns that no field stands for.
fn remarks(activity: &ProcessingActivity) -> impl Iterator<Item = (Text, CellRef)> {
    let notes = activity.entries_of(Field::Notes).map(|entry| (entry.written.clone(), activity.cell(entry)));
    let extras = activity.extras.iter().map(|extra| (extra.written.clone(), activity.cell(extra)));
    notes.chain(extras).filter(|(written, _)| Tokens::of(written).len() <= REMARK)
}

/// Whether a remark names this DPIA, or a DPIA at all and no other by its id.
fn names(dpia: &Dpia, written: &str) -> bool {
    let by_id = dpia.text(DpiaField::Id).is_some_and(|id| has_phrase(&normalise(written), &normalise(id)));
    by_id || WORDS.names_dpia(written)
}

/// Whether a DPIA names, in its title or among its systems, what a remark tells as new: it was made for it.
fn knows_of(dpia: &Dpia, written: &str) -> bool {
    let own: Vec<String> = [DpiaField::Title, DpiaField::Systems, DpiaField::Notes]
        .into_iter()
        .flat_map(|field| dpia.entries_of(field))
        .map(|entry| normalise(&entry.written))
        .collect();
    let tokens = Tokens::of(written);
    (1..tokens.len()).any(|at| {
        let name = tokens.written(at);
        let proper = name.chars().next().is_some_and(char::is_uppercase) && name.chars().count() >= NAME;
        proper && own.iter().any(|own| has_phrase(own, tokens.word(at)))
    })
}
