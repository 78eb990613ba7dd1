//! The configuration, `ropa.toml`: looked for in the working folder and those above it.

mod fill;
mod problem;
mod read;

pub(crate) use problem::{ConfigError, ConfigProblem};

use crate::args::{PlanLimits, PreferArg};
use crate::error::CliError;
use ropa::art30::Adjustments;
use ropa::model::Severity;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What the file is called.
pub(crate) const NAME: &str = "ropa.toml";

/// Where decisions are kept unless the call or the configuration says otherwise.
pub(crate) const DECISIONS: &str = "beslut.csv";

/// Where accepted ties are kept unless the call or the configuration says otherwise.
pub(crate) const LINKS: &str = "kopplingar.csv";

/// Where answers to open questions are kept unless the call or the configuration says otherwise.
pub(crate) const ANSWERS: &str = "svar.csv";

/// Where the figures of a year that no register holds are kept, unless the call or the configuration says otherwise.
pub(crate) const YEAR: &str = "arsuppgifter.toml";

/// What the configuration says; what it does not say is absent. Paths are from the folder of the file.
#[derive(Debug, Default, Clone, PartialEq)]
pub(crate) struct Config {
    pub(crate) files: Vec<PathBuf>,
    pub(crate) profile: Option<PathBuf>,
    pub(crate) prefer: Option<PreferArg>,
    pub(crate) resolved: Option<PathBuf>,
    pub(crate) decisions: Option<PathBuf>,
    pub(crate) links: Option<PathBuf>,
    pub(crate) answers: Option<PathBuf>,
    pub(crate) year: Option<PathBuf>,
    pub(crate) language: Option<String>,
    pub(crate) structure: Vec<PathBuf>,
    pub(crate) earlier: Vec<PathBuf>,
    pub(crate) map: Vec<PathBuf>,
    pub(crate) packs: Vec<String>,
    pub(crate) authority: Option<bool>,
    pub(crate) board: Option<String>,
    pub(crate) dpo: Option<String>,
    pub(crate) large_scale: Option<u64>,
    pub(crate) stale_months: Option<u32>,
    pub(crate) ignore: Vec<String>,
    pub(crate) severity: BTreeMap<String, Severity>,
    /// Limits of the plan.
    pub(crate) plan: PlanLimits,
    /// Limits of reading, each as `--limit` takes it.
    pub(crate) limits: Vec<String>,
}

impl Config {
    /// The configuration of the working folder or the nearest folder above it that has one.
    pub(crate) fn find() -> Result<Config, CliError> {
        let Ok(here) = std::env::current_dir() else { return Ok(Config::default()) };
        Config::of(&here, &here)
    }

    /// The same of the folder of a file, wherever the program was started.
    pub(crate) fn find_beside(file: &Path) -> Result<Config, CliError> {
        let Ok(here) = std::env::current_dir() else { return Ok(Config::default()) };
        let file = here.join(file);
        Config::of(file.parent().unwrap_or(&here), &here)
    }

    /// The same for one side of a comparison: what stands in a folder above it counts but for files and ledgers, which
    /// belong to that folder.
    pub(crate) fn of_side(folder: &Path) -> Result<Config, CliError> {
        let own = folder.join(NAME).is_file();
        let config = Config::find_beside(&folder.join(NAME))?;
        if own {
            return Ok(config);
        }
        let nothing = Config { files: Vec::new(), resolved: None, ..config };
        let nothing = Config { decisions: None, links: None, answers: None, ..nothing };
        Ok(nothing.with_ledgers(folder))
    }

    /// The configuration of a folder that has one of its own.
    pub(crate) fn in_folder(folder: &Path) -> Result<Config, CliError> {
        Config::open(&folder.join(NAME))
    }

    fn of(folder: &Path, here: &Path) -> Result<Config, CliError> {
        let found = folder.ancestors().map(|folder| folder.join(NAME)).find(|path| path.is_file());
        // Named from the working folder where it stands in it, as a user would.
        let shown = |path: &Path| path.strip_prefix(here).unwrap_or(path).to_path_buf();
        match found {
            None => Ok(Config::default().with_ledgers(&shown(folder))),
            Some(path) => Config::open(&shown(&path)),
        }
    }

    fn open(path: &Path) -> Result<Config, CliError> {
        let text = std::fs::read_to_string(path)
            .map_err(|source| CliError::ConfigFile { path: path.to_path_buf(), source })?;
        let folder = path.parent().unwrap_or(Path::new(""));
        let mut config = read::read(path, &text, folder).map_err(CliError::Config)?;
        config = config.with_ledgers(folder);
        Ok(config)
    }

    /// The ledgers that stand in the folder under the names that the commands give them, unless others are named.
    fn with_ledgers(mut self, folder: &Path) -> Config {
        let beside = |name: &str| Some(folder.join(name)).filter(|path| path.is_file());
        self.decisions = self.decisions.or_else(|| beside(DECISIONS));
        self.links = self.links.or_else(|| beside(LINKS));
        self.answers = self.answers.or_else(|| beside(ANSWERS));
        self.year = self.year.or_else(|| beside(YEAR));
        self
    }

    /// How it changes what the checks say.
    pub(crate) fn adjustments(&self) -> Adjustments {
        use ropa::model::Field;
        let known = [(Field::Controller, &self.board), (Field::Dpo, &self.dpo)];
        Adjustments {
            ignore: self.ignore.iter().cloned().collect(),
            severity: self.severity.clone(),
            known: known.into_iter().filter(|(_, said)| said.is_some()).map(|(field, _)| field).collect(),
        }
    }
}
