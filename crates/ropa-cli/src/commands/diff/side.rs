//! One side of a comparison: a file, or a folder with all that belongs to it.

use crate::args::CaseArgs;
use crate::commands::init;
use crate::config::Config;
use crate::error::CliError;
use crate::load::Loaded;
use chrono::NaiveDate;
use ropa::gaps::RegisterAssessment;
use std::path::{Path, PathBuf};

/// A side with its files, opened.
pub(crate) struct Side {
    path: PathBuf,
    pub(super) files: Vec<PathBuf>,
    pub(super) loaded: Loaded,
}

impl Side {
    /// The new side: everything that the call says counts for it.
    pub(super) fn newer(path: &Path, case: &CaseArgs) -> Result<Side, CliError> {
        Side::open(path, case.clone())
    }

    /// The old side: the law, the day and the ways of reading of the call count, the ledgers are those beside it.
    pub(crate) fn older(path: &Path, case: &CaseArgs, as_of: Option<NaiveDate>) -> Result<Side, CliError> {
        let mut case = case.clone();
        case.law.as_of = as_of.or(case.law.as_of);
        (case.ledgers.decisions, case.ledgers.links, case.ledgers.answers) = (None, None, None);
        (case.reading.merging.conflicts, case.reading.merging.resolved) = (None, None);
        Side::open(path, case)
    }

    fn open(path: &Path, mut case: CaseArgs) -> Result<Side, CliError> {
        let folder = if path.is_dir() { path } else { path.parent().unwrap_or(Path::new("")) };
        let config = Config::of_side(folder)?;
        config.fill_beside(&mut case);
        let files = match path.is_dir() {
            false => vec![path.to_path_buf()],
            true if !config.files.is_empty() => config.files.clone(),
            true => files_of(path)?,
        };
        let nothing = |error| match error {
            CliError::NoRegister { .. } => CliError::NothingCompared(path.to_path_buf()),
            other => other,
        };
        let loaded = Loaded::open(&files, &case).map_err(nothing)?;
        let loaded = loaded.with_activities(&files).map_err(nothing)?;
        Ok(Side { path: path.to_path_buf(), files, loaded })
    }

    /// The assessment of all that was named. A side of which a file was refused is not whole, and what it lacks would be
    /// told as a difference.
    pub(crate) fn assess(&self) -> Result<RegisterAssessment, CliError> {
        let refused = self.loaded.case.files_without_tables();
        // What a folder holds besides was not named by anybody.
        match refused.is_empty() || self.path.is_dir() {
            true => self.loaded.assess(),
            false => {
                Err(CliError::FilesNotRead(refused.into_iter().map(|file| PathBuf::from(&**file)).collect()))
            }
        }
    }
}

/// The registers and lists of DPIAs of a folder without settings, and the folder itself, for its documents.
fn files_of(folder: &Path) -> Result<Vec<PathBuf>, CliError> {
    let mut files = init::registers(folder)?;
    if files.is_empty() {
        return Err(CliError::NothingCompared(folder.to_path_buf()));
    }
    files.push(folder.to_path_buf());
    Ok(files)
}
