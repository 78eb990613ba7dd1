//! A column of a table, its header, and what its field must be able to do.

use crate::import::header::{ColumnMatch, MatchHow};
use crate::import::profile::Profile;
use crate::import::table_info::TableKind;
use crate::import::value_words::ValueWords;
use crate::import::values::Reading;
use crate::model::{AnyField, DpiaField, Field, Item, Kind};
use crate::source::{Place, Text};

/// The header of one column.
#[derive(Debug, Clone)]
pub(super) struct HeaderCell {
    /// Where it stands.
    pub place: Place,
    /// The heading above it that spans several columns.
    pub group: Option<Text>,
    /// Its own text.
    pub own: Text,
}

impl HeaderCell {
    /// The header as written, with the heading above it.
    pub(super) fn written(&self) -> Text {
        match &self.group {
            Some(group) => format!("{} – {}", group.trim(), self.own.trim()).into(),
            None => self.own.clone(),
        }
    }
}

/// One column, and what it is read into.
#[derive(Debug, Clone)]
pub(super) struct Column<F> {
    /// How its header was matched.
    pub matched: ColumnMatch,
    /// The field.
    pub field: Option<F>,
    /// A second field that has no column of its own and is read from this one too.
    pub also: Option<F>,
    /// The fields that its question asks together, where it asks several.
    pub together: Vec<F>,
    /// What to call the column among those kept as they are; a repeated header is numbered.
    pub extra: Text,
    /// What a tick in the column chooses, where each option has a column of its own.
    pub option: Option<Choice>,
    /// The column whose answers this one comments on.
    pub comments_on: Option<usize>,
}

/// What a tick in a column chooses.
#[derive(Debug, Clone)]
pub(super) enum Choice {
    /// An item of the field's vocabulary.
    Item(Item),
    /// The answer that stands above the column: `Ja`, `Nej`.
    Answer(Text),
}

/// A field of one kind of record, as far as its columns are concerned.
pub(super) trait TableField: Copy + Ord + Into<&'static str> + Into<AnyField> + 'static {
    /// Whether several columns may be read into it.
    fn takes_many(self) -> bool;

    /// What a header means under a heading that itself stands for a field; nothing where it is only
    /// a detail of it.
    fn under(self, heading: Self) -> Option<Self>;

    /// Whether a header can stand for it, after the columns to its left.
    fn fits(self, weak: bool, left: impl Iterator<Item = Self>) -> bool;

    /// Reads a cell.
    fn read(self, words: &ValueWords, written: &str) -> Reading;

    /// Reads a cell below a header that may itself ask for how far it has come.
    fn read_under(self, words: &ValueWords, _header: &str, written: &str) -> Reading {
        self.read(words, written)
    }

    /// How its text is read.
    fn kind(self) -> Kind;

    /// The field with this key.
    fn of_key(key: &str) -> Option<Self>;

    /// The fields that a point of Art. 6 or 9 in a header stands for: as an option, and as a reference.
    const ARTICLES: &'static [(Self, Self)];

    /// The fields whose options may each have a column that nothing else tells of.
    const OPTIONS: &'static [Self];

    /// The kind of table that has it.
    const KIND: TableKind;
}

/// What a table's cells and a profile's words say beside the headers.
pub(super) struct Context<'a> {
    /// The words of the profile.
    pub profile: &'a Profile,
    /// Whether a column holds nothing but ticks: `Ja`, `X`, `Nej`.
    pub ticked: &'a dyn Fn(u32) -> bool,
    /// What some of the cells below a header say.
    pub sample: &'a dyn Fn(&HeaderCell) -> Vec<&'a str>,
}

impl TableField for Field {
    fn takes_many(self) -> bool {
        Field::takes_many(self)
    }

    fn under(self, heading: Field) -> Option<Field> {
        use Field::*;
        match (heading, self) {
            (Responsible, ResponsibleEmail) => Some(ResponsibleEmail),
            (Controller | JointController | Representative | Dpo | Responsible | Processors, Name) => {
                Some(heading)
            }
            (
                Controller | JointController | Representative | Dpo | Processors,
                ResponsibleEmail | Responsible,
            ) => None,
            (DpiaNeeded | DpiaDone | DpiaRef, Id) => Some(DpiaRef),
            (
                DpiaNeeded | DpiaDone | DpiaRef,
                Name | Status | Responsible | Created | Registered | Updated | NextReview | RiskLevel
                | Description,
            ) => None,
            _ => Some(self),
        }
    }

    fn fits(self, weak: bool, mut left: impl Iterator<Item = Field>) -> bool {
        use Field::*;
        match self {
            ResponsibleEmail => !matches!(
                left.find(|field| *field != ResponsibleEmail),
                Some(Controller | JointController | Representative | Dpo | Processors)
            ),
            DpiaNotNeededReason if weak => {
                matches!(left.next(), Some(DpiaNeeded | DpiaDone | DpiaRef | DpiaDate))
            }
            _ => true,
        }
    }

    fn read(self, words: &ValueWords, written: &str) -> Reading {
        words.read_field(self, written)
    }

    fn kind(self) -> Kind {
        Field::kind(self)
    }

    fn of_key(key: &str) -> Option<Field> {
        key.parse().ok()
    }

    const ARTICLES: &'static [(Field, Field)] =
        &[(Field::LegalBasis, Field::LegalReference), (Field::Art9Basis, Field::Art9Reference)];

    const OPTIONS: &'static [Field] = &[Field::DataSubjects, Field::DataCategories, Field::LegalBasis];

    const KIND: TableKind = TableKind::Activities;
}

impl TableField for DpiaField {
    fn takes_many(self) -> bool {
        DpiaField::takes_many(self)
    }

    fn under(self, _: DpiaField) -> Option<DpiaField> {
        Some(self)
    }

    fn fits(self, _: bool, _: impl Iterator<Item = DpiaField>) -> bool {
        true
    }

    fn read(self, words: &ValueWords, written: &str) -> Reading {
        words.read_dpia_field(self, written)
    }

    fn read_under(self, words: &ValueWords, header: &str, written: &str) -> Reading {
        words.read_dpia_field_under(self, header, written)
    }

    fn kind(self) -> Kind {
        DpiaField::kind(self)
    }

    fn of_key(key: &str) -> Option<DpiaField> {
        key.parse().ok()
    }

    const ARTICLES: &'static [(DpiaField, DpiaField)] = &[];

    const OPTIONS: &'static [DpiaField] = &[];

    const KIND: TableKind = TableKind::Dpias;
}

impl<F: TableField> Column<F> {
    /// A column that no header stands above.
    pub(super) fn without_header(place: Place) -> Column<F> {
        Column {
            matched: ColumnMatch {
                header: "".into(),
                place,
                field: None,
                how: MatchHow::None,
                possible: None,
                grounds: None,
            },
            field: None,
            also: None,
            together: Vec::new(),
            extra: "".into(),
            option: None,
            comments_on: None,
        }
    }

    pub(super) fn set(&mut self, field: F) {
        self.field = Some(field);
        self.matched.field = Some(field.into());
        self.matched.how = MatchHow::Alias;
    }
}
