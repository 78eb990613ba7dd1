//! Whether what a column holds can answer a field at all: yes and no, dates, numbers, or texts.

use crate::import::columns::TableField;
use crate::import::value_words::ValueWords;
use crate::model::{Field, Kind, Value};

/// From this share of the cells on a column is of one kind.
const MOST: f32 = 0.7;
const HALF: f32 = 0.5;
/// Below this share it is surely not.
const FEW: f32 = 0.25;
/// What a column of another kind loses.
const AGAINST: f32 = 2.5;
const RATHER_AGAINST: f32 = 1.5;
/// What a column loses that answers nothing of what is asked.
const NEVER: f32 = 8.0;

/// What shares of a column's cells are a plain yes or no, a date, or a number.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::import) struct Shape {
    cells: usize,
    yes_no: f32,
    dates: f32,
    codes: f32,
    numbers: f32,
}

impl Shape {
    /// The shape of some cells.
    pub(in crate::import) fn of(cells: &[&str], words: &ValueWords) -> Shape {
        let tried: Vec<&str> = cells.iter().copied().take(super::content::SAMPLED).collect();
        let share = |is: &dyn Fn(&str) -> bool| {
            tried.iter().filter(|text| is(text)).count() as f32 / tried.len().max(1) as f32
        };
        let answers = |text: &str| {
            matches!(
                words.read_field(Field::K1, text).value,
                Value::YesNo(_) | Value::Unknown | Value::Blank | Value::NotApplicable
            )
        };
        let dated = |text: &str| matches!(words.read_field(Field::Created, text).value, Value::Date(_));
        // A number with a year or letters beside it: what names a document.
        let code = |text: &str| {
            text.len() < 30
                && text.bytes().any(|byte| byte.is_ascii_digit())
                && text.chars().any(|c| c.is_alphabetic() || c == '/')
                && !answers(text)
        };
        // Counts and rounds; one and nought are written for yes and no too.
        let number = |text: &str| text.trim().parse::<f64>().is_ok_and(|number| number > 1.0);
        Shape {
            cells: tried.len(),
            yes_no: share(&answers),
            dates: share(&dated),
            codes: share(&code),
            numbers: share(&number),
        }
    }

    /// What the shape says for a field; nothing where there is nothing to say.
    pub(in crate::import) fn speaks<F: TableField>(&self, field: F) -> f32 {
        if self.cells == 0 {
            return 0.0;
        }
        let voice = (self.cells as f32 / 3.0).min(1.0);
        let said = match field.kind() {
            Kind::Date if self.dates < FEW => -AGAINST,
            Kind::Date if self.dates >= MOST => 0.5,
            Kind::YesNo if self.cells >= 2 && (self.yes_no == 0.0 || self.numbers >= HALF) => -NEVER,
            Kind::YesNo if self.yes_no < FEW => -AGAINST,
            Kind::YesNo if self.yes_no >= MOST => 0.5,
            Kind::Text | Kind::Name | Kind::Items if self.yes_no >= MOST => -AGAINST,
            Kind::Text | Kind::Name | Kind::Items | Kind::Count | Kind::YesNo if self.dates >= MOST => {
                -AGAINST
            }
            Kind::YesNoOrItems if self.dates >= MOST => -AGAINST,
            _ => 0.0,
        };
        (said + self.of_reference(field.into())) * voice
    }

    /// Whether cells name documents, and most of them answer neither yes nor no nor on which day.
    pub(in crate::import) fn names_more_than_it_answers(&self) -> bool {
        self.codes >= FEW && self.yes_no + self.dates < HALF
    }

    /// A column that names DPIAs, and one that says whether there is one.
    fn of_reference(&self, field: &str) -> f32 {
        match field {
            "dpia_ref" if self.yes_no >= MOST => -RATHER_AGAINST,
            "dpia_done" | "dpia_needed" if self.codes >= FEW => -AGAINST,
            _ => 0.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_told_from_references() {
        let words = ValueWords::builtin();
        let named = Shape::of(&["KB-1", "KB-7", "KS 2024/12"], words);
        assert!(named.speaks(Field::DpiaRef) > named.speaks(Field::DpiaDone));
        let answered = Shape::of(&["ja", "nej", "Nej"], words);
        assert!(answered.speaks(Field::DpiaDone) > answered.speaks(Field::DpiaRef));
        let dated = Shape::of(&["2024-01-02", "2025-03-04", "2026-01-01"], words);
        assert!(dated.speaks(Field::Updated) > dated.speaks(Field::Responsible));
        assert_eq!(Shape::of(&[], words).speaks(Field::K1), 0.0);
    }
}
