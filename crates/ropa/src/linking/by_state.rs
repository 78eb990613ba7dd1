//! DPIAs named by how far they have come, or by the year in which they were made, and by nothing else: "den som är på
//! remiss", "den vi fastställde 2024", "den vi gjorde 2021".

use crate::linking::hits::Hits;
use crate::linking::link::Via;
use crate::linking::reference_words::{Come, WORDS};
use crate::linking::yearly::year_of;
use crate::model::{Dpia, DpiaField, DpiaStatus};
use crate::text::tokens::Tokens;
use chrono::Datelike;

/// The states of a list's DPIAs.
#[derive(Debug, Default)]
pub(super) struct ByState(Vec<State>);

#[derive(Debug)]
struct State {
    record: usize,
    come: Option<Come>,
    /// The same in the list's own words, where a reference would use them: "ute på remiss".
    told: Option<Come>,
    year: Option<String>,
}

impl ByState {
    /// Adds a DPIA.
    pub(super) fn add(&mut self, dpia: &Dpia, record: usize) {
        let approved = dpia.date(DpiaField::Approved).map(|day| day.date.year().to_string());
        let come = match dpia.status() {
            Some(DpiaStatus::Approved | DpiaStatus::ApprovedWithConditions) => Some(Come::Approved),
            Some(DpiaStatus::Rejected) => Some(Come::Rejected),
            Some(DpiaStatus::Finished) => Some(Come::Waiting),
            Some(DpiaStatus::NotStarted | DpiaStatus::Unfinished) => Some(Come::UnderWay),
            Some(DpiaStatus::NotInForce) => Some(Come::Ended),
            None => approved.is_some().then_some(Come::Approved),
        };
        let of_case = || dpia.text(DpiaField::CaseNumber).and_then(year_of).map(String::from);
        let told = dpia.text(DpiaField::Status).and_then(|text| WORDS.told_in(text));
        let told = told.filter(|_| come != Some(Come::Approved));
        self.0.push(State { record, come, told, year: approved.or_else(of_case) });
    }

    /// The DPIAs that a text names so; where it says how many, and there are as many, each of them is meant.
    pub(super) fn named(&self, text: &str) -> Option<(Hits, bool)> {
        let come = WORDS.come(text)?;
        let year = year_of(text);
        if come == Come::Made && year.is_none() {
            return None;
        }
        let of_year = |state: &&State| year.is_none_or(|year| state.year.as_deref() == Some(year));
        let records = |is: &dyn Fn(&State) -> bool| -> Vec<usize> {
            self.0.iter().filter(of_year).filter(|state| is(state)).map(|state| state.record).collect()
        };
        let told = records(&|state| state.told == Some(come));
        let records = if told.is_empty() {
            records(&|state| come == Come::Made || state.come == Some(come))
        } else {
            told
        };
        let tokens = Tokens::of(text);
        let counted = (0..tokens.len().min(3)).find_map(|at| WORDS.numeral(tokens.word(at)));
        let all =
            counted.is_some_and(|count| count > 1 && usize::try_from(count).ok() == Some(records.len()));
        (!records.is_empty()).then(|| (Hits::sure(Via::Title, &records), all))
    }
}
