//! What a cell says, beside what was written in it.

use super::vocabulary::Term;
use crate::source::place::Text;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The reading of one non-empty cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// A placeholder that says nothing: "-", "[fyll i]", "⬜ Inväntar". As good as an empty cell.
    Blank,
    /// Said not to be known: "vet ej", "oklart", "kräver granskning".
    Unknown,
    /// Said not to apply, which is an answer: "ej tillämpligt".
    NotApplicable,
    /// Yes or no.
    YesNo(YesNo),
    /// One or several items, in the order written. Cells that say the same share them.
    Items(Arc<[Item]>),
    /// A date.
    Date(DateValue),
    /// A number or range.
    Count(Count),
    /// Free text, or text that could not be read as the field's kind.
    Text,
}

/// A yes or a no, with what else the cell says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct YesNo {
    /// Whether it is a yes.
    pub yes: bool,
    /// The answer's own word where it is more than a plain yes or no: "Delvis", "Nej*".
    pub word: Option<Text>,
    /// What follows the answer: `USA` of `Ja, USA`.
    pub detail: Option<Text>,
}

/// One of several values in a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// The item as written, trimmed.
    pub written: Text,
    /// The term of the field's vocabulary that it is, where it is known.
    pub term: Option<Term>,
}

/// How exact a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// A day.
    Day,
    /// A month; `date` is its first day.
    Month,
    /// A year; `date` is its first day.
    Year,
}

/// A date as written in a register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateValue {
    /// The date, or the start of the period.
    pub date: NaiveDate,
    /// How exact it is.
    pub precision: Precision,
    /// The end, when the cell holds a closed period.
    pub until: Option<NaiveDate>,
    /// Whether the cell holds a period without an end.
    pub open: bool,
}

impl DateValue {
    /// The latest day that the text can mean: the last of the month for "juli 2026".
    pub fn latest(&self) -> NaiveDate {
        use chrono::{Datelike, Months};
        let months = match self.precision {
            Precision::Day => return self.date,
            Precision::Month => 1,
            Precision::Year => 12 - self.date.month0(),
        };
        let next = self.date.with_day(1).and_then(|d| d.checked_add_months(Months::new(months)));
        next.and_then(|d| d.pred_opt()).unwrap_or(self.date)
    }
}

/// A number of persons, perhaps only known within bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// Least number.
    pub min: u64,
    /// Greatest number; absent when the range is open upwards.
    pub max: Option<u64>,
    /// Whether it is said to be about right: "ca 300", "~3 000".
    pub about: bool,
}
