//! What is compared of one processing, each term with its cells.

use crate::law::{FactId, Likeness, SubjectRole};
use crate::model::DataCategory;
use crate::source::{CellRef, Text};
use serde::Serialize;
use strum::{EnumIter, IntoStaticStr};

/// One thing that is compared; several may bear on one condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, EnumIter, IntoStaticStr)]
#[strum(crate = "crate::text::variants")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Aspect {
    /// The controller; where none is named, the file.
    Controller,
    /// The main system.
    MainSystem,
    /// The other systems.
    OtherSystems,
    /// Kinds of technology.
    Technology,
    /// Groups of processes.
    ProcessGroup,
    /// Acts with their chapters.
    Chapter,
    /// Roles of the data subjects.
    Role,
    /// Provisions on secrecy.
    Secrecy,
    /// Heavy traits that are certainly there.
    HeavyMet,
    /// Heavy traits that the register points to and nobody has answered.
    HeavyOpen,
    /// Heavy traits that nobody has asked about, and nothing points to.
    HeavyNotAsked,
    /// Criteria that are certainly met.
    Criteria,
    /// Sensitive kinds of data.
    DataKinds,
    /// Processors.
    Processors,
    /// Transfers out of the EEA.
    Transfers,
    /// Large scale.
    Scale,
}

/// How many aspects there are.
pub(super) const ASPECTS: usize = 16;

impl Aspect {
    /// The condition that it bears on.
    pub fn likeness(self) -> Likeness {
        match self {
            Aspect::Controller => Likeness::Controller,
            Aspect::MainSystem | Aspect::OtherSystems | Aspect::Technology => Likeness::System,
            Aspect::ProcessGroup | Aspect::Chapter => Likeness::Purpose,
            Aspect::Role => Likeness::DataSubjects,
            Aspect::Secrecy => Likeness::Secrecy,
            Aspect::HeavyMet | Aspect::HeavyOpen | Aspect::HeavyNotAsked => Likeness::HeavyTraits,
            Aspect::Criteria => Likeness::Criteria,
            Aspect::DataKinds => Likeness::DataKinds,
            Aspect::Processors => Likeness::Processors,
            Aspect::Transfers => Likeness::Transfers,
            Aspect::Scale => Likeness::Scale,
        }
    }
}

/// What a term is, to be compared and to be told in words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum TermKind {
    /// A text of the register: as compared, and as written.
    Written {
        /// The text folded.
        key: String,
        /// As written.
        written: Text,
    },
    /// The file, where the register names no controller.
    File(Text),
    /// A kind of technology, by its name in the rule packs.
    Technology(String),
    /// A group of processes: `3.3`.
    Group(String),
    /// An act, by its number or its code in the rule packs, with a chapter.
    Chapter {
        /// `2025:400`.
        act: String,
        /// The chapter.
        chapter: u32,
    },
    /// A role of data subjects.
    Role(SubjectRole),
    /// A provision on secrecy.
    Section(Text),
    /// A criterion or another fact.
    Fact(FactId),
    /// A letter of Art. 35(3).
    Article(char),
    /// A listed example.
    Example(String),
    /// A kind of data.
    Data(DataCategory),
    /// That it is so.
    Yes,
}

impl TermKind {
    /// What two terms are compared by.
    pub(super) fn key(&self) -> String {
        match self {
            TermKind::Written { key, .. } => key.clone(),
            TermKind::File(file) => format!("\u{1}{file}"),
            TermKind::Technology(name) | TermKind::Group(name) | TermKind::Example(name) => name.clone(),
            TermKind::Chapter { act, chapter } => format!("{act}/{chapter}"),
            TermKind::Role(role) => role.to_string(),
            TermKind::Section(section) => section.to_string(),
            TermKind::Fact(fact) => fact.id().to_string(),
            TermKind::Article(letter) => letter.to_string(),
            TermKind::Data(data) => data.code().to_string(),
            TermKind::Yes => "yes".to_string(),
        }
    }
}

/// A term with the cells that it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Term {
    /// What it is.
    pub kind: TermKind,
    /// Where it stands.
    pub cells: Vec<CellRef>,
}

/// What a processing says of one aspect. No terms where it is known is "none"; blank is not none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Said {
    /// Whether the register answers.
    pub known: bool,
    /// The terms, each once.
    pub terms: Vec<Term>,
}

impl Said {
    /// What is known, by its terms.
    pub(super) fn known(terms: Vec<Term>) -> Said {
        let mut said = Said { known: true, terms: Vec::new() };
        terms.into_iter().for_each(|term| said.add(term));
        said
    }

    /// The same where nothing at all counts as no answer.
    pub(super) fn if_any(terms: Vec<Term>) -> Said {
        Said { known: !terms.is_empty(), ..Said::known(terms) }
    }

    /// Adds a term, or the cells of one that is there.
    fn add(&mut self, term: Term) {
        match self.terms.iter_mut().find(|known| known.kind.key() == term.kind.key()) {
            Some(known) => known.cells.extend(term.cells),
            None => self.terms.push(term),
        }
    }
}

/// All that is compared of one processing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Compared {
    /// Its index in the register.
    pub activity: usize,
    pub(super) said: [Said; ASPECTS],
}

impl Compared {
    /// What it says of an aspect.
    pub(crate) fn said(&self, aspect: Aspect) -> &Said {
        &self.said[aspect as usize]
    }
}
