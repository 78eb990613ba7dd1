//! A figure: how many, of how many, what was left out of both and why, what it was the year before, and the records behind.

use super::kind::FigureKind;
use crate::gaps::GapKind;
use crate::model::{AnyField, Field};
use crate::text::UnknownWord;
use serde::Serialize;
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// Which part of a whole a figure is of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A question of the register.
    Question(Field),
    /// A unit; those without one where absent.
    Unit(Option<String>),
    /// A kind of gap.
    Gap(GapKind),
    /// A rule, by its id.
    Rule(String),
    /// A sign, by its code.
    Sign(&'static str),
    /// A cause, as a person named it.
    Cause(String),
}

impl Part {
    /// What it is known by from one year to the next.
    pub fn key(&self) -> &str {
        match self {
            Part::Question(field) => field.key(),
            Part::Unit(unit) => unit.as_deref().unwrap_or_default(),
            Part::Gap(kind) => kind.into(),
            Part::Rule(id) => id,
            Part::Sign(code) => code,
            Part::Cause(cause) => cause,
        }
    }
}

/// Why something is in neither number of a figure.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    EnumIter,
    EnumString,
    Display,
    IntoStaticStr,
)]
#[strum(crate = "crate::text::variants", parse_err_ty = UnknownWord, parse_err_fn = UnknownWord::of::<LeftOut>)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum LeftOut {
    /// The record has ended.
    Ended,
    /// The record is a draft, or a plan.
    Draft,
    /// The board is the processor.
    Processor,
    /// Its file has no column for the question.
    NotAsked,
    /// The question is asked and has no answer.
    Unanswered,
    /// It has no day that can be read, or one that is too inexact.
    Undated,
    /// Its day has not come yet.
    YetToCome,
    /// Answers are missing that would settle it.
    Unsettled,
    /// A recorded decision stands instead.
    Decided,
    /// A recorded decision accepts it as it is.
    Waived,
    /// The structure says that it has no personal data.
    NoneDeclared,
    /// Another controller registers it.
    Elsewhere,
    /// The board does not carry it out.
    NotPerformed,
    /// No processing is linked to it.
    NotLinked,
    /// It is not finished, or no longer in force.
    NotInForce,
    /// The register has it no more.
    Gone,
}

/// Why there is no figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Absent {
    /// No file asks the question.
    NotAsked(AnyField),
    /// A person has not given it.
    NotGiven,
    /// No structure was named.
    NoStructure,
    /// No DPIA was read.
    NoDpias,
    /// The rule that it rests on is left out.
    RuleLeftOut(&'static str),
    /// There is no earlier report with the figure.
    NoLast,
    /// There is nothing that it could be a share of.
    OfNothing,
}

/// What the records behind a figure are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Display, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Behind {
    /// Processing activities, by index in the register.
    #[default]
    Activities,
    /// DPIAs, by index in the register.
    Dpias,
    /// Processes, by index in the structure.
    Processes,
    /// Nothing that was read.
    Nothing,
}

/// How many, of how many, and the records behind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Amount {
    /// How many; of [`FigureKind::OldestGap`] days, of [`FigureKind::OfficerTime`] per cent.
    pub counted: usize,
    /// Of how many; absent where it is a mere number.
    pub of: Option<usize>,
    /// What is in neither number, and why.
    pub left_out: Vec<(LeftOut, usize)>,
    /// What the records are.
    pub behind: Behind,
    /// Those that are counted.
    pub records: Vec<usize>,
    /// Those that are not, of those that could be.
    pub others: Vec<usize>,
}

impl Amount {
    /// A mere number.
    pub(super) fn number(counted: usize) -> Amount {
        Amount { counted, behind: Behind::Nothing, ..Amount::default() }
    }

    /// So many of so many.
    pub(super) fn share(counted: usize, of: usize) -> Amount {
        Amount { of: Some(of), ..Amount::number(counted) }
    }

    /// Per cent, to the nearest; only all is 100 and only none is 0. Nothing where it is of none.
    pub fn percent(&self) -> Option<usize> {
        crate::text::percent::percent(self.counted, self.of?)
    }
}

/// A number of an earlier year.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Past {
    /// How many.
    pub counted: usize,
    /// Of how many.
    pub of: Option<usize>,
}

/// One figure of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Figure {
    /// Which.
    pub kind: FigureKind,
    /// Of which part.
    pub part: Option<Part>,
    /// The number, or why there is none.
    pub value: Result<Amount, Absent>,
    /// The same of the last report.
    pub last: Option<Past>,
}

impl Figure {
    /// The number, where there is one.
    pub fn amount(&self) -> Option<&Amount> {
        self.value.as_ref().ok()
    }

    /// How many; nought where there is no number, which [`amount`](Self::amount) tells apart.
    pub fn counted(&self) -> usize {
        self.amount().map_or(0, |amount| amount.counted)
    }

    /// Whether there is nothing to show of it: a number of nought that is good news or no news, last year too.
    pub fn is_nothing(&self) -> bool {
        use super::kind::Wanted;
        let Some(amount) = self.amount() else { return false };
        let nought = amount.counted == 0 && self.last.as_ref().is_none_or(|last| last.counted == 0);
        nought && (self.kind.wanted() != Wanted::More || amount.of == Some(0))
    }
}
