//! What signs stand for, where the file itself explains them: "x = ja, - = nej", "A = avtal".

use crate::import::layout::written;
use crate::import::value_words::ValueWords;
use crate::import::values::Reading;
use crate::model::{Field, Value};
use crate::source::Text;
use crate::text::fold::fold;
use crate::workbook::{Sheet, Workbook};
use std::collections::BTreeMap;

/// A longer text is a word, and explains itself.
const LONGEST_SIGN: usize = 3;

/// A longer text is a sentence.
const LONGEST_MEANING: usize = 60;

/// The signs of a file and what they stand for; a sign that is explained in two ways stands for neither.
#[derive(Debug, Default)]
pub(super) struct Legend(BTreeMap<String, Option<Text>>);

impl Legend {
    /// Finds the explanations in cells that stand alone in their row, above, below and beside the tables.
    pub(super) fn of(workbook: &Workbook) -> Legend {
        let mut legend = Legend::default();
        for text in workbook.sheets.iter().flat_map(lone_texts).filter(|text| text.contains('=')) {
            legend.explain(text);
        }
        legend
    }

    fn explain(&mut self, text: &str) {
        let parts: Vec<&str> = text.split('=').collect();
        for pair in parts.windows(2) {
            let [before, after] = pair else { continue };
            // The meaning ends where the next sign begins, or at a mark.
            let rest = parts.len() > 2 && !std::ptr::eq(*after, parts[parts.len() - 1]);
            let after = if rest {
                after.trim_end().rsplit_once([' ', '\n']).map_or("", |(said, _)| said)
            } else {
                after
            };
            let meaning = after.split([',', ';', '\n', '|']).next().unwrap_or_default();
            let meaning = bare(meaning.split(". ").next().unwrap_or_default());
            let sign = before
                .trim()
                .split([':', ' ', '(', ',', ';', '\n'])
                .next_back()
                .map(bare)
                .unwrap_or_default();
            if is_between(sign, LONGEST_SIGN) && is_between(meaning, LONGEST_MEANING) {
                self.enter(sign, meaning);
            }
        }
    }

    fn enter(&mut self, sign: &str, meaning: &str) {
        let known = self.0.entry(fold(sign).into()).or_insert_with(|| Some(meaning.into()));
        if known.as_deref() != Some(meaning) {
            *known = None;
        }
    }

    /// Reads a cell by what its sign stands for, where that is an answer of the field; otherwise as it is. A yes or a no is a
    /// bare one: "nej enligt ombudet" in the explanation gives no record its reason.
    pub(super) fn read(&self, text: &str, read: impl Fn(&str) -> Reading) -> Reading {
        let explained = || {
            let mut reading = read(&self.meaning(text)?);
            if let Value::YesNo(answer) = &mut reading.value {
                answer.detail = None;
            }
            answers(&reading).then_some(reading)
        };
        explained().unwrap_or_else(|| read(text))
    }

    /// What a cell says while its column is being told: what it stands for where it is a sign that says nothing by itself, else
    /// its own text. A cross remains one, whatever is said of it.
    pub(super) fn said<'t>(&'t self, text: &'t str, words: &ValueWords) -> &'t str {
        let silent = || matches!(words.read_field(Field::K1, text).value, Value::Text | Value::Blank);
        let meaning = if self.0.is_empty() { None } else { self.0.get(&*fold(text.trim())) };
        meaning.and_then(Option::as_deref).filter(|_| silent()).unwrap_or(text)
    }

    /// What a text of nothing but signs stands for.
    fn meaning(&self, text: &str) -> Option<String> {
        if self.0.is_empty() {
            return None;
        }
        let of = |sign: &str| self.0.get(&*fold(sign.trim()))?.clone();
        if let Some(meaning) = of(text) {
            return Some(meaning.to_string());
        }
        let signs = text.split([',', ';', '/', '+', ' ']).filter(|sign| !sign.trim().is_empty());
        let meanings: Option<Vec<Text>> = signs.map(of).collect();
        meanings.filter(|all| !all.is_empty()).map(|all| all.join(", "))
    }
}

/// Whether a reading is an answer that the field knows, and not merely text.
fn answers(reading: &Reading) -> bool {
    reading.not_understood.is_empty()
        && match &reading.value {
            Value::YesNo(_) | Value::Unknown | Value::NotApplicable => true,
            Value::Items(items) => items.iter().all(|item| item.term.is_some()),
            _ => false,
        }
}

/// Whether a text says something in no more than so many characters.
fn is_between(text: &str, most: usize) -> bool {
    !text.is_empty() && text.chars().count() <= most
}

/// A text without blanks, quotes and stops around it.
fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '”' | '’' | '\'' | '.' | ')' | '('))
}

/// The texts of a sheet that stand alone in their row.
fn lone_texts(sheet: &Sheet) -> impl Iterator<Item = &str> {
    sheet.rows().filter_map(|(_, cells)| {
        let mut cells = written(cells);
        let first = cells.next()?;
        cells.next().is_none().then_some(&*first.text)
    })
}

#[cfg(test)]
mod tests {
    use super::Legend;

    #[test]
    fn signs_are_explained_in_many_ways() {
        for (text, sign, meaning) in [
            ("Kryssrutor: x = ja, - = nej, tom ruta = ingen har tittat än", "–", Some("nej")),
            ("Kod: x = ja   n = nej   ? = ej utrett   tomt = ej besvarat", "n", Some("nej")),
            ("Kod: x = ja   n = nej   ? = ej utrett   tomt = ej besvarat", "?", Some("ej utrett")),
            ("A=avtal; R=rättslig förpliktelse", "A, R", Some("avtal, rättslig förpliktelse")),
            ("(1 = ja, 0 = nej). Ring vid frågor", "0", Some("nej")),
            ("K = känslig, K = kommunal", "K", None),
            ("Summan = alla", "Summan", None),
            ("=A1+B1", "A", None),
        ] {
            let mut legend = Legend::default();
            legend.explain(text);
            assert_eq!(legend.meaning(sign).as_deref(), meaning, "{text}");
        }
    }
}
