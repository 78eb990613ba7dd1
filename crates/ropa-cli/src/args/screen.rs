//! The arguments of `ropa screen`.

use super::{CaseArgs, FilterArgs, SplitBy, verdict};
use clap::{Args, Subcommand, ValueEnum};
use ropa::screening::NeedVerdict;
use std::path::{Path, PathBuf};

#[derive(Debug, Subcommand)]
pub(crate) enum ScreenCommand {
    Export(ScreenExportArgs),
    Apply(ScreenApplyArgs),
    Record(ScreenRecordArgs),
}

#[derive(Debug, Args)]
pub(crate) struct ScreenExportArgs {
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[arg(short, long, value_enum, value_name = "FORMAT")]
    pub(crate) format: Option<ScreenFormat>,
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    #[arg(long, value_enum, value_name = "BY", requires = "output")]
    pub(crate) split_by: Option<SplitBy>,
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
    #[arg(long, value_name = "VERDICT", value_delimiter = ',', value_parser = verdict)]
    pub(crate) verdict: Vec<NeedVerdict>,
    #[arg(long)]
    pub(crate) all: bool,
    #[command(flatten)]
    pub(crate) case: CaseArgs,
}

#[derive(Debug, Args)]
pub(crate) struct ScreenApplyArgs {
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[arg(long, value_name = "NAME")]
    pub(crate) by: Option<String>,
    #[command(flatten)]
    pub(crate) case: CaseArgs,
}

#[derive(Debug, Args)]
pub(crate) struct ScreenRecordArgs {
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[arg(long, value_name = "ID", required_unless_present = "all")]
    pub(crate) id: Option<String>,
    #[arg(long, conflicts_with = "id")]
    pub(crate) all: bool,
    #[arg(short, long, value_name = "FILE|FOLDER")]
    pub(crate) output: PathBuf,
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
    #[arg(long, value_name = "VERDICT", value_delimiter = ',', value_parser = verdict)]
    pub(crate) verdict: Vec<NeedVerdict>,
    #[command(flatten)]
    pub(crate) case: CaseArgs,
}

/// The formats of a questionnaire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ScreenFormat {
    Xlsx,
    Csv,
    Json,
}

impl ScreenFormat {
    /// The format that a file's ending asks for.
    pub(crate) fn of(path: &Path) -> Option<ScreenFormat> {
        ScreenFormat::from_str(path.extension()?.to_str()?, true).ok()
    }
}
