//! Why a case file could not be opened or changed.

use super::watch::Stopped;
use crate::classification::StructureError;
use crate::import::ProfileError;
use crate::law::LawError;
use crate::ledger::LedgerError;
use crate::workbook::ReadError;

/// Why a case file could not be opened, or a ledger in it not be changed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CaseFileError {
    /// A file could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The files were read, and none of them holds a register or a list of DPIAs.
    ///
    /// Nothing was found to assess; that is not the same as nothing to act on.
    #[error("{} holds no register of processing and no list of DPIAs; see how it was read with the inspection", files.join(", "))]
    NoRegister {
        /// The files, as they were named.
        files: Vec<String>,
    },
    /// The files hold the headers of a register or of a list of DPIAs, and no record below them.
    #[error("{} holds headers and no record below them; see that the export took the rows with it, and export it again", files.join(", "))]
    NoRecords {
        /// The files, as they were named.
        files: Vec<String>,
    },
    /// A ledger beside the register is wrong.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The profile is wrong.
    #[error(transparent)]
    Profile(#[from] ProfileError),
    /// A rule pack is wrong or unknown.
    #[error(transparent)]
    Law(#[from] LawError),
    /// A classification structure or a mapping could not be read.
    #[error(transparent)]
    Structure(#[from] StructureError),
    /// A file holds no mapping, and no sheet either.
    #[error("{0} holds no sheet with a mapping between two versions of a structure")]
    NoMapping(String),
    /// There is not one mapping for each earlier version.
    #[error(
        "{versions} earlier versions are named and {maps} mappings; each version needs one to the version after it"
    )]
    UnpairedVersions {
        /// Earlier versions named.
        versions: usize,
        /// Mappings named.
        maps: usize,
    },
    /// No activity has that id, key or name, or several do.
    #[error("no single activity is called \"{name}\"")]
    UnknownActivity {
        /// What was asked for.
        name: String,
        /// Activities that it may mean.
        near: Vec<String>,
    },
    /// No DPIA has that key, id, case number or title.
    #[error("no DPIA is called \"{name}\"")]
    UnknownDpia {
        /// What was asked for.
        name: String,
        /// DPIAs that it may mean.
        near: Vec<String>,
    },
    /// Several DPIAs have that key, id, case number or title.
    #[error("several DPIAs are called \"{name}\": {}", found.join(", "))]
    SeveralDpias {
        /// What was asked for.
        name: String,
        /// Those that have it.
        found: Vec<String>,
    },
    /// No rule of the checks has that code.
    #[error("no rule has the code \"{code}\"")]
    UnknownRule {
        /// What was asked for.
        code: String,
        /// Codes that are near.
        near: Vec<String>,
    },
    /// A rule pack changes a rule of the checks that there is not.
    #[error("rule pack {pack}: [[checks]] changes \"{code}\", but no rule has that code")]
    UnknownCheck {
        /// The pack.
        pack: String,
        /// The code.
        code: String,
        /// Codes that are near.
        near: Vec<String>,
    },
    /// Whoever signs has no name.
    #[error("whoever signs must be named")]
    NoSigner,
    /// None of the files is a questionnaire.
    #[error("none of the files has a table of questions and answers")]
    NoQuestionnaire,
    /// The work was stopped by whoever watched it.
    #[error(transparent)]
    Stopped(#[from] Stopped),
}
