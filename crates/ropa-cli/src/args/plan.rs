//! The arguments of `ropa plan`.

use super::{CaseArgs, FilterArgs, no_bytes_to_terminal, promised};
use crate::error::CliError;
use clap::{Args, Subcommand, ValueEnum};
use ropa::plan::{PlanOptions, PurposeBy, Widen};
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct PlanArgs {
    #[command(subcommand)]
    pub(crate) draft: Option<PlanCommand>,
    #[command(flatten)]
    pub(crate) plan: PlanOfArgs,
}

#[derive(Debug, Subcommand)]
pub(crate) enum PlanCommand {
    Draft(PlanDraftArgs),
}

/// The beginning of one DPIA of a plan.
#[derive(Debug, Args)]
pub(crate) struct PlanDraftArgs {
    #[arg(value_name = "FAMILY|ID")]
    pub(crate) family: String,
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: PathBuf,
    #[arg(long, value_name = "FILE", conflicts_with = "afresh")]
    pub(crate) last: Option<PathBuf>,
    #[arg(long)]
    pub(crate) afresh: bool,
    #[command(flatten)]
    pub(crate) limits: PlanLimits,
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
    #[command(flatten)]
    pub(crate) case: CaseArgs,
}

#[derive(Debug, Args)]
pub(crate) struct PlanOfArgs {
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[arg(short, long, value_enum, value_name = "FORMAT")]
    pub(crate) format: Option<PlanFormat>,
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    #[arg(long, value_name = "FILE", conflicts_with = "afresh")]
    pub(crate) last: Option<PathBuf>,
    #[arg(long)]
    pub(crate) afresh: bool,
    #[command(flatten)]
    pub(crate) limits: PlanLimits,
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
    #[arg(long)]
    pub(crate) all: bool,
    #[command(flatten)]
    pub(crate) case: CaseArgs,
}

/// The limits that people set for a plan.
#[derive(Debug, Args)]
pub(crate) struct PlanLimits {
    #[arg(long, value_name = "NUMBER", default_value_t = 3)]
    pub(crate) per_quarter: usize,
    #[arg(long, value_name = "NUMBER")]
    pub(crate) largest: Option<usize>,
    #[arg(long, value_enum, value_name = "BY", default_value = "either")]
    pub(crate) same_purpose: PurposeArg,
    #[arg(long)]
    pub(crate) no_annex: bool,
    #[arg(long, value_enum, value_name = "TO", default_value = "process")]
    pub(crate) widen: WidenArg,
}

impl PlanLimits {
    pub(crate) fn options(&self) -> PlanOptions {
        PlanOptions {
            per_quarter: self.per_quarter,
            largest: self.largest,
            purpose_by: match self.same_purpose {
                PurposeArg::Either => PurposeBy::Either,
                PurposeArg::Process => PurposeBy::Process,
            },
            with_annex: !self.no_annex,
            widen: match self.widen {
                WidenArg::No => Widen::No,
                WidenArg::Process => Widen::Process,
                WidenArg::Family => Widen::Family,
            },
        }
    }
}

/// What shows that purposes are similar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PurposeArg {
    Either,
    Process,
}

/// What a DPIA that exists may be widened to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum WidenArg {
    No,
    Process,
    Family,
}

/// The formats of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PlanFormat {
    Text,
    Csv,
    Xlsx,
    Json,
    Html,
    Ics,
}

impl PlanFormat {
    /// The format asked for, else the one that the output's name promises, else text.
    pub(crate) fn wanted(asked: Option<PlanFormat>, output: Option<&Path>) -> Result<PlanFormat, CliError> {
        let known = ["xlsx", "ics", "html", "csv", "json", "txt"];
        let format = promised(asked, output, PlanFormat::of, &known)?.unwrap_or(PlanFormat::Text);
        if format == PlanFormat::Xlsx {
            no_bytes_to_terminal(output)?;
        }
        Ok(format)
    }

    /// The format that a file's ending asks for.
    fn of(path: &Path) -> Option<PlanFormat> {
        let ending = path.extension()?.to_str()?.to_lowercase();
        match ending.as_str() {
            "txt" => Some(PlanFormat::Text),
            "htm" => Some(PlanFormat::Html),
            other => PlanFormat::from_str(other, false).ok(),
        }
    }
}
