//! What an assessment rests on.

use crate::import::Import;
use crate::law::RulePacks;
use crate::linking::RecordedLink;
use crate::model::Register;
use crate::screening::{RecordedAnswer, RecordedDecision};
use chrono::NaiveDate;
use std::sync::Arc;

/// Everything that one assessment rests on: the register and how it was read, the law, the ledgers and the day.
///
/// Two lists, explanations or reports that rest on the same basis cannot contradict each other.
#[derive(Debug, Clone)]
pub struct CaseMaterial {
    pub(crate) import: Arc<Import>,
    pub(crate) packs: Arc<RulePacks>,
    pub(crate) decisions: Vec<RecordedDecision>,
    pub(crate) links: Vec<RecordedLink>,
    pub(crate) answers: Vec<RecordedAnswer>,
    pub(crate) large_scale: Option<u64>,
    pub(crate) as_of: NaiveDate,
}

impl CaseMaterial {
    /// A register without ledgers, by the packs of the library, on the day that counts as today.
    pub fn new(import: Import, as_of: NaiveDate) -> CaseMaterial {
        CaseMaterial {
            import: Arc::new(import),
            packs: Arc::new(RulePacks::builtin().on(as_of)),
            decisions: Vec::new(),
            links: Vec::new(),
            answers: Vec::new(),
            large_scale: None,
            as_of,
        }
    }

    /// The same, by other rule packs, as they are on its day.
    pub fn with_packs(mut self, packs: RulePacks) -> CaseMaterial {
        self.packs = Arc::new(packs.on(self.as_of));
        self
    }

    /// The same, with what people have recorded beside the register.
    pub fn with_recorded(
        mut self,
        decisions: Vec<RecordedDecision>,
        links: Vec<RecordedLink>,
        answers: Vec<RecordedAnswer>,
    ) -> CaseMaterial {
        self.decisions.extend(decisions);
        self.links.extend(links);
        self.answers.extend(answers);
        self
    }

    /// The register.
    pub fn register(&self) -> &Register {
        &self.import.register
    }

    /// How the register was read.
    pub fn import(&self) -> &Import {
        &self.import
    }

    /// The rule packs.
    pub fn packs(&self) -> &RulePacks {
        &self.packs
    }

    /// The decisions that people have recorded, in the order of their file.
    pub fn decisions(&self) -> &[RecordedDecision] {
        &self.decisions
    }

    /// The links that people have accepted or rejected, in the order of their file.
    pub fn links(&self) -> &[RecordedLink] {
        &self.links
    }

    /// The answers that people have given to open questions, in the order of their file.
    pub fn answers(&self) -> &[RecordedAnswer] {
        &self.answers
    }

    /// The number of data subjects from which K5 counts as met, where someone has set one. No number is law.
    pub fn large_scale(&self) -> Option<u64> {
        self.large_scale
    }

    /// The day that counts as today.
    pub fn as_of(&self) -> NaiveDate {
        self.as_of
    }
}
