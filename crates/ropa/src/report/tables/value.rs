//! A value of a row. What is not known is missing, never nought and never an empty text.

use chrono::NaiveDate;

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableValue {
    /// Not known, or none.
    Missing,
    /// A text.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// True or false.
    Boolean(bool),
    /// A day.
    Date(NaiveDate),
}

impl TableValue {
    /// A text; one of nothing is missing.
    pub(super) fn text(text: impl AsRef<str>) -> TableValue {
        match text.as_ref() {
            "" => TableValue::Missing,
            text => TableValue::Text(text.to_string()),
        }
    }

    pub(super) fn maybe<T: AsRef<str>>(text: Option<T>) -> TableValue {
        text.map_or(TableValue::Missing, TableValue::text)
    }

    pub(super) fn day(day: Option<NaiveDate>) -> TableValue {
        day.map_or(TableValue::Missing, TableValue::Date)
    }

    pub(super) fn count(count: usize) -> TableValue {
        TableValue::Integer(i64::try_from(count).unwrap_or(i64::MAX))
    }

    /// The value as it stands in delimited text.
    pub(super) fn written(&self) -> String {
        match self {
            TableValue::Missing => String::new(),
            TableValue::Text(text) => text.clone(),
            TableValue::Integer(number) => number.to_string(),
            TableValue::Boolean(so) => so.to_string(),
            TableValue::Date(day) => day.to_string(),
        }
    }
}
