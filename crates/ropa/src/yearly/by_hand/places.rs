//! Values of the file with their places, so that every mistake can be pointed at.

use super::error::{ByHandError, ByHandProblem};
use super::keys::Key;
use crate::text::nearest;
use chrono::NaiveDate;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

pub(super) type Value<'t> = Spanned<DeValue<'t>>;

/// The text of the file, to tell places of it.
#[derive(Clone, Copy)]
pub(super) struct Places<'t>(pub(super) &'t str);

/// A key as written, by its English name, with its value.
pub(super) struct Entry<'e, 't> {
    pub(super) key: &'static str,
    pub(super) written: &'e str,
    pub(super) value: &'e Value<'t>,
}

impl<'t> Places<'t> {
    pub(super) fn error(self, span: &Range<usize>, problem: ByHandProblem) -> ByHandError {
        let before = self.0.get(..span.start).unwrap_or(self.0);
        let last = before.rsplit('\n').next().unwrap_or(before);
        ByHandError { line: before.matches('\n').count() + 1, column: last.chars().count() + 1, problem }
    }

    fn wrong(self, entry: &Entry<'_, '_>, wanted: &'static str) -> ByHandError {
        let key = entry.written.to_string();
        self.error(&entry.value.span(), ByHandProblem::WrongType { key, wanted })
    }

    /// The entries of a section, in the order of the file, so that the first mistake is told first.
    pub(super) fn entries<'e>(
        self,
        table: &'e DeTable<'t>,
        known: &[Key],
    ) -> Result<Vec<Entry<'e, 't>>, ByHandError> {
        let mut all: Vec<_> = table.iter().collect();
        all.sort_by_key(|(key, _)| key.span().start);
        let entry = |(key, value): (&'e Spanned<std::borrow::Cow<'t, str>>, &'e Value<'t>)| {
            let written: &str = key.get_ref();
            match known.iter().find(|(sv, en)| written == *sv || written == *en) {
                Some((_, key)) => Ok(Entry { key, written, value }),
                None => {
                    let near = nearest(written, known.iter().map(|(sv, _)| *sv)).map(String::from);
                    let name = written.to_string();
                    Err(self.error(&key.span(), ByHandProblem::UnknownKey { name, near }))
                }
            }
        };
        all.into_iter().map(entry).collect()
    }

    pub(super) fn section<'e>(self, entry: &Entry<'e, 't>) -> Result<&'e DeTable<'t>, ByHandError> {
        match entry.value.get_ref() {
            DeValue::Table(table) => Ok(table),
            _ => Err(self.wrong(entry, "section")),
        }
    }

    /// The rows of a list of sections, each with its place.
    pub(super) fn rows<'e>(
        self,
        entry: &Entry<'e, 't>,
    ) -> Result<Vec<(&'e DeTable<'t>, Range<usize>)>, ByHandError> {
        let DeValue::Array(values) = entry.value.get_ref() else { return Err(self.wrong(entry, "list")) };
        let row = |value: &'e Value<'t>| match value.get_ref() {
            DeValue::Table(table) => Ok((table, value.span())),
            _ => Err(self.wrong(entry, "list")),
        };
        values.iter().map(row).collect()
    }

    /// A whole number that is not below nought. More than a thousand million of anything are a slip of the pen.
    pub(super) fn number(self, entry: &Entry<'_, 't>) -> Result<usize, ByHandError> {
        self.number_up_to(entry, 1_000_000_000)
    }

    /// A whole number from nought to the most there can be.
    pub(super) fn number_up_to(self, entry: &Entry<'_, 't>, most: usize) -> Result<usize, ByHandError> {
        let DeValue::Integer(number) = entry.value.get_ref() else { return Err(self.wrong(entry, "number")) };
        let written = number.as_str().replace('_', "");
        let out_of_range = || {
            let (key, value) = (entry.written.to_string(), number.as_str().to_string());
            self.error(&entry.value.span(), ByHandProblem::OutOfRange { key, value, least: 0, most })
        };
        written.parse().ok().filter(|number| *number <= most).ok_or_else(out_of_range)
    }

    /// A text; one of blanks says nothing.
    pub(super) fn text(self, entry: &Entry<'_, 't>) -> Result<Option<String>, ByHandError> {
        match entry.value.get_ref() {
            DeValue::String(text) => Ok(Some(text.trim().to_string()).filter(|text| !text.is_empty())),
            _ => Err(self.wrong(entry, "text")),
        }
    }

    /// A day, with or without quotation marks; an empty text says nothing.
    pub(super) fn date(self, entry: &Entry<'_, 't>) -> Result<Option<NaiveDate>, ByHandError> {
        let written = match entry.value.get_ref() {
            DeValue::Datetime(day) => day.to_string(),
            DeValue::String(text) if text.trim().is_empty() => return Ok(None),
            DeValue::String(text) => text.trim().to_string(),
            _ => return Err(self.wrong(entry, "date")),
        };
        written.parse().map(Some).map_err(|_| self.wrong(entry, "date"))
    }

    /// One of some words, by its English name; an empty text says nothing.
    pub(super) fn word(
        self,
        entry: &Entry<'_, 't>,
        known: &[Key],
    ) -> Result<Option<&'static str>, ByHandError> {
        let Some(name) = self.text(entry)? else { return Ok(None) };
        if let Some((_, word)) = known.iter().find(|(sv, en)| name == *sv || name == *en) {
            return Ok(Some(word));
        }
        let known = known.iter().map(|(sv, _)| (*sv).to_string()).collect();
        Err(self.error(&entry.value.span(), ByHandProblem::UnknownWord { name, known }))
    }
}
