//! One record as the rules see it.

use crate::art30::lexicon::{WORDS, is_all_of};
use crate::model::{
    ActivityStatus, Answer, Art9Point, DataCategory, Entry, Field, Kind, LegalBasis, ProcessingActivity,
    Role, Spot, Term, Value,
};
use crate::source::Text;
use crate::text::phrases::Phrases;
use crate::text::tokens::Tokens;
use chrono::NaiveDate;

/// How to check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckOptions {
    /// The day that counts as today.
    pub as_of: NaiveDate,
    /// Whether the controller is a public authority, as a Swedish board is.
    pub authority: bool,
    /// After so many months a record that was not touched is told.
    pub stale_months: u32,
}

impl CheckOptions {
    /// The checks of a public authority on a day; records are old after 24 months.
    pub fn new(as_of: NaiveDate) -> CheckOptions {
        CheckOptions { as_of, authority: true, stale_months: 24 }
    }
}

/// Where a rule found something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) field: Field,
    /// The cell, where it is not empty.
    pub(super) spot: Option<Spot>,
    /// What was written, or what the finding is about.
    pub(super) value: Option<Text>,
}

impl Hit {
    pub(super) fn at(entry: &Entry<Field>) -> Hit {
        Hit { field: entry.field, spot: Some(entry.into()), value: Some(entry.written.trim().into()) }
    }

    /// At a field without any cell to point at.
    pub(super) fn empty(field: Field) -> Hit {
        Hit { field, spot: None, value: None }
    }

    pub(super) fn about(self, value: &str) -> Hit {
        Hit { value: Some(value.into()), ..self }
    }
}

/// One record and how to check it.
pub(super) struct Case<'r> {
    pub(super) activity: &'r ProcessingActivity,
    pub(super) options: CheckOptions,
}

impl<'r> Case<'r> {
    pub(super) fn role(&self) -> Role {
        let role = self.activity.items(Field::Role).find_map(|(_, item)| match item.term {
            Some(Term::Role(role)) => Some(role),
            _ => None,
        });
        // A register is one of controllers unless it says otherwise.
        role.unwrap_or(Role::Controller)
    }

    pub(super) fn status(&self) -> Option<ActivityStatus> {
        self.activity.items(Field::Status).find_map(|(_, item)| match item.term {
            Some(Term::Activity(status)) => Some(status),
            _ => None,
        })
    }

    pub(super) fn given(&self, field: Field) -> Option<&'r Entry<Field>> {
        self.activity.answer(field).given()
    }

    /// A hit where the question is asked and has no answer.
    pub(super) fn unanswered(&self, field: Field) -> Option<Hit> {
        match self.activity.answer(field) {
            Answer::Blank(Some(entry)) | Answer::Unknown(entry) => Some(Hit::at(entry)),
            Answer::Blank(None) => Some(Hit::empty(field)),
            Answer::NotAsked | Answer::Given(_) => None,
        }
    }

    pub(super) fn asked(&self, field: Field) -> bool {
        self.activity.asked.contains(&field)
    }

    /// Yes or no, where the answer is one or the other; listing things is a yes.
    pub(super) fn yes(&self, field: Field) -> Option<(&'r Entry<Field>, bool)> {
        let entry = self.given(field)?;
        match &entry.value {
            Value::YesNo(answer) => Some((entry, answer.yes)),
            Value::Text if is_all_of(&WORDS.none, &entry.written, 3) => Some((entry, false)),
            // "Personer med skyddade personuppgifter undantas" is no yes.
            Value::Items(_) | Value::Text if leaves_out(entry) => None,
            Value::Items(items) if !items.is_empty() => Some((entry, true)),
            // "Nej, men …" is neither.
            _ if is_hedged_no(entry) => None,
            // A word that is neither yes nor no, where only those are asked for.
            Value::Text if field.kind() == Kind::YesNo => None,
            Value::Text | Value::Count(_) | Value::Date(_) => Some((entry, true)),
            Value::NotApplicable => Some((entry, false)),
            _ => None,
        }
    }

    /// Whether any of the fields' texts holds one of the phrases.
    pub(super) fn says(&self, fields: &[Field], phrases: &Phrases<()>) -> bool {
        let texts = fields.iter().flat_map(|field| self.activity.entries_of(*field));
        texts.into_iter().any(|entry| phrases.occur_in(&entry.written))
    }

    /// The legal bases, each as written and as read.
    pub(super) fn bases(&self) -> impl Iterator<Item = (&'r Entry<Field>, &'r Text, LegalBasis)> {
        self.activity.items(Field::LegalBasis).filter_map(|(entry, item)| match item.term {
            Some(Term::Basis(basis)) => Some((entry, &item.written, basis)),
            _ => None,
        })
    }

    pub(super) fn art9(&self) -> impl Iterator<Item = (&'r Entry<Field>, Art9Point)> {
        self.activity.items(Field::Art9Basis).filter_map(|(entry, item)| match item.term {
            Some(Term::Art9(point)) => Some((entry, point)),
            _ => None,
        })
    }

    /// The categories of data in a field, as written and as read.
    pub(super) fn data(
        &self,
        field: Field,
    ) -> impl Iterator<Item = (&'r Entry<Field>, &'r Text, DataCategory)> {
        self.activity.items(field).filter_map(|(entry, item)| match item.term {
            Some(Term::Data(category)) => Some((entry, &item.written, category)),
            _ => None,
        })
    }

    /// The special categories that are listed anywhere.
    pub(super) fn special(&self) -> impl Iterator<Item = (&'r Entry<Field>, &'r Text)> {
        [Field::Sensitive, Field::DataCategories]
            .into_iter()
            .flat_map(|field| self.data(field).collect::<Vec<_>>())
            .filter(|(_, _, category)| category.is_special())
            .map(|(entry, written, _)| (entry, written))
    }
}

/// Whether an answer on protected identities says that those who have one are left out, and does not begin with a yes.
fn leaves_out(entry: &Entry<Field>) -> bool {
    let asked = entry.field == Field::ProtectedIdentity;
    asked && WORDS.left_out.occur_in(&entry.written) && !WORDS.yes.begin(&entry.written)
}

/// Whether the text begins with a no and goes on to say something else: "Nej, men insatsen framgår".
pub(super) fn is_hedged_no(entry: &Entry<Field>) -> bool {
    let asks = matches!(entry.field.kind(), Kind::YesNo | Kind::YesNoOrItems);
    let undecided = matches!(entry.value, Value::Text | Value::Items(_));
    asks && undecided && matches!(Tokens::of(&entry.written).word(0), "nej" | "nei" | "no")
}
