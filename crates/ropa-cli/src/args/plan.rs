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

/// The limits that people set for a plan; what neither the call nor the configuration says is as the library has it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Args)]
pub(crate) struct PlanLimits {
    #[arg(long, value_name = "NUMBER")]
    pub(crate) per_quarter: Option<usize>,
    #[arg(long, value_name = "NUMBER|all")]
    pub(crate) largest: Option<LargestArg>,
    #[arg(long, value_enum, value_name = "BY")]
    pub(crate) same_purpose: Option<PurposeArg>,
    #[arg(long, overrides_with = "no_annex")]
    pub(crate) annex: bool,
    #[arg(long, overrides_with = "annex")]
    pub(crate) no_annex: bool,
    #[arg(long, value_enum, value_name = "TO")]
    pub(crate) widen: Option<WidenArg>,
}

impl PlanLimits {
    /// What this leaves out, filled in from another.
    pub(crate) fn fill(&mut self, other: &PlanLimits) {
        self.per_quarter = self.per_quarter.or(other.per_quarter);
        self.largest = self.largest.or(other.largest);
        self.same_purpose = self.same_purpose.or(other.same_purpose);
        let with_annex = self.with_annex().or(other.with_annex());
        (self.annex, self.no_annex) = (with_annex == Some(true), with_annex == Some(false));
        self.widen = self.widen.or(other.widen);
    }

    /// Whether an annex may name a difference, where that is said; of two the last counts.
    fn with_annex(&self) -> Option<bool> {
        (self.annex || self.no_annex).then_some(self.annex)
    }

    pub(crate) fn options(&self) -> PlanOptions {
        let unsaid = PlanOptions::default();
        PlanOptions {
            per_quarter: self.per_quarter.unwrap_or(unsaid.per_quarter),
            largest: self.largest.map_or(unsaid.largest, |largest| largest.0),
            purpose_by: self.same_purpose.map_or(unsaid.purpose_by, PurposeBy::from),
            with_annex: self.with_annex().unwrap_or(unsaid.with_annex),
            widen: self.widen.map_or(unsaid.widen, Widen::from),
        }
    }
}

/// How many processings one DPIA may cover: a number, or any by the word "all".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LargestArg(pub(crate) Option<usize>);

impl std::str::FromStr for LargestArg {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<LargestArg, Self::Err> {
        if text == "all" { Ok(LargestArg(None)) } else { text.parse().map(|count| LargestArg(Some(count))) }
    }
}

/// What shows that purposes are similar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PurposeArg {
    Either,
    Process,
}

impl From<PurposeArg> for PurposeBy {
    fn from(arg: PurposeArg) -> PurposeBy {
        match arg {
            PurposeArg::Either => PurposeBy::Either,
            PurposeArg::Process => PurposeBy::Process,
        }
    }
}

/// What a DPIA that exists may be widened to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum WidenArg {
    No,
    Process,
    Family,
}

impl From<WidenArg> for Widen {
    fn from(arg: WidenArg) -> Widen {
        match arg {
            WidenArg::No => Widen::No,
            WidenArg::Process => Widen::Process,
            WidenArg::Family => Widen::Family,
        }
    }
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
