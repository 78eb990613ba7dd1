//! The one way in: everything that an assessment rests on, opened once, and assessed in one place.
//!
//! [`CaseFile::builder`] takes the files of a register, the ledgers beside it, the law and the day that counts as
//! today; [`CaseFile::assess`] gives one answer that every list, explanation and report of the case rests on. Without the
//! feature `read` there is no file to open; [`assess`] assesses a register that was put together otherwise.
//!
#![cfg_attr(feature = "read", doc = "```")]
#![cfg_attr(not(feature = "read"), doc = "```ignore")]
//! use chrono::NaiveDate;
//! use ropa::casefile::CaseFile;
//!
//! let register = "Behandling;Kategorier av registrerade;Känsliga personuppgifter\nOrosanmälan;Barn;Ja\n";
//! let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
//! let case = CaseFile::builder(today).file(("register.csv", register.as_bytes())).open()?;
//! assert_eq!(case.assess()?.summary().gap_total(), 1);
//! # Ok::<(), ropa::casefile::CaseFileError>(())
//! ```

mod assess;
#[cfg(feature = "read")]
mod builder;
#[cfg(feature = "read")]
mod coverage;
#[cfg(feature = "read")]
mod error;
#[cfg(feature = "read")]
mod find;
#[cfg(feature = "read")]
mod input;
#[cfg(feature = "read")]
mod open;
#[cfg(feature = "read")]
mod recording;
#[cfg(feature = "read")]
mod structure;
mod watch;
#[cfg(feature = "read")]
mod yearly;

pub use assess::assess;
#[cfg(feature = "read")]
pub use builder::CaseFileBuilder;
#[cfg(feature = "read")]
pub use coverage::{CoverageAnswer, CoverageQuestion};
#[cfg(feature = "read")]
pub use error::CaseFileError;
#[cfg(feature = "read")]
pub use find::{dpia_label, find_activities, find_activity, find_dpia, unknown_activity};
#[cfg(feature = "read")]
pub use input::Input;
#[cfg(feature = "read")]
pub use open::OpenedTable;
#[cfg(feature = "read")]
pub use recording::{AnswersApplied, CarriedOver, DecisionRequest, LinkRequest, ReviewApplied};
#[cfg(feature = "read")]
pub use structure::{StructureHistory, read_structure, read_version_mapping};
pub use watch::{Progress, Stopped, Watch};
#[cfg(feature = "read")]
pub use yearly::{YearlyAnswer, YearlyError, YearlyQuestion};

use crate::art30::{Adjustments, CheckOptions, Checked, check};
use crate::classification::{AssignmentOptions, Assignments, assign};
#[cfg(feature = "read")]
use crate::documents::DocumentError;
use crate::gaps::{CaseMaterial, RegisterAssessment};
use crate::import::{Import, Profile, TableKind};
use crate::model::Register;
use crate::source::{CellRef, Text};
#[cfg(feature = "read")]
use crate::workbook::{Limits, ReadingRemarkKind};
use chrono::NaiveDate;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;

/// A register with everything beside it: how it was read, the law, the ledgers, the structure, the settings.
///
/// It writes and prints nothing. What a person should know of the reading is data: [`import`](Self::import) has the
/// notices and conflicts, [`unread_documents`](Self::unread_documents) and [`other_files`](Self::other_files) what
/// was not read.
#[cfg(feature = "read")]
#[derive(Debug, Clone)]
pub struct CaseFile<'w> {
    material: Arc<CaseMaterial>,
    profile: Cow<'static, Profile>,
    limits: Limits,
    threads: NonZeroUsize,
    watch: Watch<'w>,
    tables: Vec<OpenedTable>,
    number_cells: BTreeSet<CellRef>,
    unread_documents: Vec<DocumentError>,
    other_files: Vec<PathBuf>,
    structure: Option<StructureHistory>,
}

#[cfg(feature = "read")]
impl<'w> CaseFile<'w> {
    /// Begins a case file; `as_of` is the day that counts as today.
    pub fn builder(as_of: NaiveDate) -> CaseFileBuilder<'w> {
        CaseFileBuilder::new(as_of)
    }

    /// Assesses every activity: its facts, the need of a DPIA, what is linked and in which state, and the gap.
    ///
    /// # Errors
    /// [`Stopped`] when the watch asks to stop.
    pub fn assess(&self) -> Result<RegisterAssessment, Stopped> {
        assess::assess(&self.material, self.threads, self.watch)
    }

    /// What the assessment rests on.
    pub fn material(&self) -> &CaseMaterial {
        &self.material
    }

    /// The register.
    pub fn register(&self) -> &Register {
        self.material.register()
    }

    /// Whether a table of activities or of DPIAs was found by its headers, whether or not there are records below them.
    pub fn has_headers(&self) -> bool {
        let is_list = |kind| matches!(kind, TableKind::Activities | TableKind::Dpias);
        self.import().tables.iter().any(|table| is_list(table.kind))
    }

    /// How the files were read.
    pub fn import(&self) -> &Import {
        self.material.import()
    }

    /// The day that counts as today.
    pub fn as_of(&self) -> NaiveDate {
        self.material.as_of()
    }

    /// How headings and values were read.
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// How far files are trusted, also when they are written back.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// The tables with their bytes; none unless [they were to be kept](CaseFileBuilder::keep_tables).
    pub fn tables(&self) -> &[OpenedTable] {
        &self.tables
    }

    /// Documents that could not be read.
    pub fn unread_documents(&self) -> &[DocumentError] {
        &self.unread_documents
    }

    /// Files in the folders named that are neither tables nor documents.
    pub fn other_files(&self) -> &[PathBuf] {
        &self.other_files
    }

    /// The files in which nothing was taken for a register or a list of DPIAs, in the order of their names: whoever
    /// named them counts on what they say. A list that this library wrote is none of them: a remark tells of it.
    pub fn files_without_tables(&self) -> Vec<&Text> {
        let mut read: BTreeMap<&Text, bool> = BTreeMap::new();
        for table in &self.import().tables {
            *read.entry(&table.file).or_default() |= table.kind != TableKind::Other;
        }
        let own = |file: &Text| {
            let mut remarks = self.import().remarks.iter();
            remarks.any(|remark| remark.kind == ReadingRemarkKind::OwnList && remark.file == *file)
        };
        read.into_iter().filter(|(file, read)| !read && !own(file)).map(|(file, _)| file).collect()
    }

    /// The classification structure, where one was named.
    pub fn structure(&self) -> Option<&StructureHistory> {
        self.structure.as_ref()
    }

    /// Which processes of the structure each activity belongs to; none where no structure was named.
    ///
    /// `written_against` is the version that the register's codes were written against, where it is not the newest.
    pub fn assignments(&self, written_against: Option<&str>) -> Assignments {
        match &self.structure {
            None => Assignments::default(),
            Some(structure) => self.assigned_to(&structure.history(), written_against),
        }
    }

    /// Which processes of a structure each activity belongs to.
    pub fn assigned_to(
        &self,
        history: &crate::classification::History<'_>,
        written_against: Option<&str>,
    ) -> Assignments {
        let options = AssignmentOptions {
            number_cells: self.number_cells.clone(),
            written_against: written_against.map(Into::into),
        };
        assign(self.register(), history, &options)
    }

    /// Checks the records against Art. 30, with the waivers recorded and the codes that the structure does not have.
    pub fn check(&self, options: CheckOptions, adjustments: &Adjustments) -> Checked {
        let register = self.register();
        let assignments = self.assignments(None);
        let unknown = assignments.unresolved.iter().map(|one| (one.activity, &one.cell, &one.written));
        check(register, options)
            .with_unknown_processes(register, unknown)
            .amended(&self.material.packs, options.as_of)
            .adjusted(adjustments)
            .with_waivers(register, self.material.decisions())
    }
}
