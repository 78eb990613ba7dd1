//! Facts about one activity, each with what it rests on.

use crate::law::{FactId, Truths};
use crate::model::{Field, Tri};
use crate::source::{CellRef, Text};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;
use strum::{Display, IntoStaticStr};

/// What a fact rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Display, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Basis {
    /// An answer to that very question.
    Declared,
    /// Structured content, such as a category of data subjects.
    Derived,
    /// A word in free text: never more than a question.
    Hinted,
    /// A plain no that the register's own content, or a sign in it, speaks against: not known until somebody says
    /// why it is a no, or that it is a yes.
    Contradicted,
    /// Nothing.
    Absent,
}

/// Why a fact has the value it has; rendered in words by the report.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// Answered in the register: the answer as written.
    Answered {
        /// The answer.
        written: Text,
    },
    /// Answered in the register with a reason of its own in a column beside: the answer and the reason as written.
    Explained {
        /// The answer.
        written: Text,
        /// Why.
        why: Text,
    },
    /// Answered, but not with a yes or a no: the answer as written.
    NotUnderstood {
        /// The answer.
        written: Text,
    },
    /// Answered by somebody when asked, beside the register.
    Screened {
        /// Yes, no, or not known.
        answer: Tri,
        /// Who answered.
        by: Text,
        /// When.
        on: Option<NaiveDate>,
        /// Why.
        why: Option<Text>,
    },
    /// Said not to be known: the answer as written.
    SaidUnknown {
        /// The answer.
        written: Text,
    },
    /// The cell of the question is empty.
    Blank,
    /// The file has no column for the question.
    NotAsked,
    /// A category that the criterion names: the term's code and the text as written.
    Category {
        /// Code of the term.
        code: &'static str,
        /// The text as written.
        written: Text,
    },
    /// What no list has, and what it is most likely: the term's code and the text as written.
    LikelyCategory {
        /// Code of the term.
        code: &'static str,
        /// The text as written.
        written: Text,
    },
    /// An answer in another field makes it so: the field and its text.
    Field {
        /// The field.
        field: Field,
        /// Its text.
        written: Text,
    },
    /// Every category given is of a closed list of those that cannot make it true; the text as written.
    NoneOfTheCategories {
        /// The categories.
        written: Text,
    },
    /// Categories are given, but some are not understood: these.
    CategoriesNotUnderstood {
        /// The texts as written.
        written: Vec<Text>,
    },
    /// Categories that are not understood, or say too little, for a no without a reason to count.
    CategoriesSayTooLittle {
        /// The categories as written.
        written: Vec<Text>,
    },
    /// The number of data subjects reaches the configured threshold.
    Threshold {
        /// The number as written.
        written: Text,
        /// The threshold.
        threshold: u64,
    },
    /// The number of data subjects, shown for judgement; it decides nothing.
    Number {
        /// The number as written.
        written: Text,
    },
    /// Words in free text that make the question worth asking.
    Words {
        /// The words as written.
        words: Vec<Text>,
    },
    /// Another fact decides it.
    Follows {
        /// The deciding fact.
        from: FactId,
    },
    /// What is named gives reason to ask, and decides nothing: a category, as written.
    GivesReasonToAsk {
        /// The text as written.
        written: Text,
    },
    /// The case work is done under an act whose secrecy is strong.
    StrongSecrecy {
        /// The act as the register names it.
        written: Text,
        /// The provision on secrecy.
        section: Text,
    },
    /// What the register says resembles an example of the supervisory authority's list.
    ResemblesExample {
        /// The example's id.
        id: String,
        /// The words that do.
        words: Vec<Text>,
    },
    /// Words that describe the processing show a kind that weighs heavily alone.
    HeavyKind {
        /// The words or the category as written.
        written: Text,
    },
    /// An example of the supervisory authority's list.
    Example {
        /// The example's id; absent where the register says yes without saying which.
        id: Option<String>,
        /// The answer as written.
        written: Text,
    },
}

/// One piece of support: the reason, and the cells it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(not(feature = "parts"), non_exhaustive)]
pub struct Support {
    /// Why.
    pub reason: Reason,
    /// Where.
    pub cells: Vec<CellRef>,
}

/// A fact with its value and what it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(not(feature = "parts"), non_exhaustive)]
pub struct Fact {
    /// Yes, no or unknown.
    pub value: Tri,
    /// On what.
    pub basis: Basis,
    /// Why and where; the deciding reason first.
    pub support: Vec<Support>,
}

impl Fact {
    /// A fact that nothing is known of.
    pub fn nothing_known() -> &'static Fact {
        static NOTHING: Fact = Fact { value: Tri::Unknown, basis: Basis::Absent, support: Vec::new() };
        &NOTHING
    }
}

/// A declared answer that something else in the register, or beside it, contradicts.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(not(feature = "parts"), non_exhaustive)]
pub struct Conflict {
    /// The fact.
    pub fact: FactId,
    /// What was declared. A yes counts; a plain no does not, as long as the contradiction stands.
    pub declared: Support,
    /// What speaks against it.
    pub derived: Support,
}

/// All facts of one activity.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Facts {
    /// By id; a fact that is not here is unknown and rests on nothing.
    pub all: BTreeMap<FactId, Fact>,
    /// Contradictions between what was declared and what the content says.
    pub conflicts: Vec<Conflict>,
    /// Nos that stand by the reason they give, though the content speaks for a yes: for somebody to read.
    pub reasoned: Vec<Conflict>,
}

impl Facts {
    /// One fact, unless nothing at all is known of it.
    pub fn get(&self, id: FactId) -> Option<&Fact> {
        self.all.get(&id)
    }

    /// The example of the authority's list that the record resembles, where nobody has said whether it is one.
    pub fn resembles(&self) -> Option<&str> {
        let open = |fact: &&Fact| fact.value.is_unknown();
        let support = self.get(FactId::Listed).filter(open)?.support.iter();
        support.into_iter().find_map(|support| match &support.reason {
            Reason::ResemblesExample { id, .. } => Some(id.as_str()),
            _ => None,
        })
    }

    /// Whether nothing in the register points to any criterion: none is met, hinted at, contradicted or left with an
    /// answer that is neither yes nor no, and no listed example is resembled. Such a case is asked about in one go.
    pub fn point_nowhere(&self) -> bool {
        let silent = |id: FactId| {
            self.get(id).is_none_or(|fact| {
                fact.value.is_no() || fact.value.is_unknown() && fact.basis == Basis::Absent
            })
        };
        FactId::CRITERIA.into_iter().chain([FactId::Listed]).all(silent)
    }

    /// The facts that a plain no denies and the register itself speaks for.
    pub fn contradicted(&self) -> impl Iterator<Item = FactId> {
        self.all.iter().filter(|(_, fact)| fact.basis == Basis::Contradicted).map(|(id, _)| *id)
    }
}

impl Truths for Facts {
    fn truth(&self, fact: FactId) -> Tri {
        self.all.get(&fact).map_or(Tri::Unknown, |known| known.value)
    }
}
