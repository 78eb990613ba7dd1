//! Whether what a column holds can answer a field at all: yes and no, dates, numbers, or texts.

use crate::import::column::TableField;
use crate::import::header::CellsAre;
use crate::import::value_words::ValueWords;
use crate::model::{Field, Kind, Value};
use std::collections::BTreeSet;

/// From this share of the cells on a column is of one kind.
const MOST: f32 = 0.7;
const HALF: f32 = 0.5;
/// Below this share it is surely not.
const FEW: f32 = 0.25;
/// What a column of another kind loses.
const AGAINST: f32 = 2.5;
const RATHER_AGAINST: f32 = 1.5;
/// What a name loses that is always a date.
const NO_NAME: f32 = 4.0;
/// What a list gains whose cells are of its vocabulary, and what it loses where none is.
const KNOWN: f32 = 1.5;
const UNKNOWN: f32 = 1.0;
/// An answer of a list is at most so long, in characters; a longer text tells of other things.
const LIST: usize = 160;
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
    /// Of the vocabularies: persons, data, legal bases.
    known: [f32; 3],
}

/// The fields by whose vocabularies cells are known.
const VOCABULARIES: [(Field, CellsAre); 3] = [
    (Field::DataSubjects, CellsAre::DataSubjects),
    (Field::DataCategories, CellsAre::DataCategories),
    (Field::LegalBasis, CellsAre::LegalBasis),
];

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
            known: VOCABULARIES.map(|(field, _)| share(&|text| is_known(field, text, words))),
        }
    }

    /// Whether there are enough cells to tell by.
    pub(in crate::import) fn has_cells(&self) -> bool {
        self.cells >= 3
    }

    /// What most of the cells are.
    pub(in crate::import) fn most(&self) -> Option<CellsAre> {
        let known = (0..self.known.len()).max_by(|a, b| self.known[*a].total_cmp(&self.known[*b]))?;
        let kinds = [
            (self.yes_no, CellsAre::YesNo),
            (self.dates, CellsAre::Dates),
            (self.numbers, CellsAre::Numbers),
            (self.known[known], VOCABULARIES[known].1),
            (self.codes, CellsAre::Codes),
        ];
        kinds.into_iter().find(|(share, _)| self.cells > 0 && *share >= HALF).map(|(_, are)| are)
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
            Kind::Name if self.dates >= MOST => -NO_NAME,
            Kind::Text | Kind::Name | Kind::Items if self.yes_no >= MOST => -AGAINST,
            Kind::Text | Kind::Name | Kind::Items | Kind::Count | Kind::YesNo if self.dates >= MOST => {
                -AGAINST
            }
            Kind::YesNoOrItems if self.dates >= MOST => -AGAINST,
            _ => 0.0,
        };
        let key = field.into();
        (said + self.of_reference(key) + self.of_vocabulary(key)) * voice
    }

    /// Whether most of the cells are of a field's own vocabulary.
    pub(in crate::import) fn is_of(&self, field: &str) -> bool {
        let own = VOCABULARIES.iter().find(|(of, _)| of.key() == field);
        own.is_some_and(|(_, are)| self.most() == Some(*are))
    }

    /// A column whose answers are of the field's own vocabulary, and one where none is.
    fn of_vocabulary(&self, field: &str) -> f32 {
        let [_, _, bases] = self.known;
        if field == "legal_reference" {
            return if bases >= MOST { -KNOWN } else { 0.0 };
        }
        let Some(at) = VOCABULARIES.iter().position(|(of, _)| of.key() == field) else { return 0.0 };
        let others = (0..self.known.len()).filter(|other| *other != at).map(|other| self.known[other]);
        let most_of_others = others.fold(0.0, f32::max);
        match self.known[at] {
            own if own >= HALF && own >= most_of_others => KNOWN,
            0.0 => -UNKNOWN,
            _ => 0.0,
        }
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

/// What the columns below headings tell of, each by a column of its own.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::import) struct ToldBelow {
    /// How many of persons, data and legal bases.
    pub(in crate::import) kinds: usize,
    /// Whether legal bases are among them: lists of DPIAs name persons and data, and no ground.
    pub(in crate::import) grounds: bool,
}

impl ToldBelow {
    /// What some columns tell of.
    pub(in crate::import) fn of(columns: impl Iterator<Item = Shape>) -> ToldBelow {
        let told: BTreeSet<usize> = columns
            .filter(|shape| shape.cells >= 2)
            .filter_map(|shape| VOCABULARIES.iter().position(|(_, are)| Some(*are) == shape.most()))
            .collect();
        ToldBelow { kinds: told.len(), grounds: told.contains(&(VOCABULARIES.len() - 1)) }
    }

    /// Whether they tell of processing, whatever the headings say.
    pub(in crate::import) fn of_processing(self) -> bool {
        self.grounds && self.kinds >= 2
    }
}

/// Whether a cell names something of a field's vocabulary.
fn is_known(field: Field, text: &str, words: &ValueWords) -> bool {
    text.chars().count() <= LIST
        && matches!(words.read_field(field, text).value, Value::Items(items) if items.iter().any(|item| item.term.is_some()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_law_is_told_from_a_ground_by_its_cells() {
        let words = ValueWords::builtin();
        let grounds = Shape::of(&["avtal", "samtycke", "rättslig förpliktelse"], words);
        assert!(grounds.speaks(Field::LegalBasis) > grounds.speaks(Field::LegalReference));
        let laws = Shape::of(&["SoL", "skollagen 3 kap.", "OSL"], words);
        assert!(laws.speaks(Field::LegalBasis) < laws.speaks(Field::LegalReference));
        assert_eq!(grounds.most(), Some(CellsAre::LegalBasis));
    }

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
