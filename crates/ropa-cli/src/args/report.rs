//! The arguments of `ropa report`.

use super::{CaseArgs, HistoryArgs, PageFormat, no_bytes_to_terminal, promised};
use crate::error::CliError;
use clap::{Args, ValueEnum};
use ropa::gaps::Span;
use ropa::yearly::Order;
use std::path::{Path, PathBuf};

#[derive(Debug, Clone, Args)]
pub(crate) struct ReportArgs {
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["files", "last", "since", "side", "structure", "order"])]
    pub(crate) boards: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(crate) last: Option<PathBuf>,
    #[arg(long, value_name = "FILE|FOLDER")]
    pub(crate) since: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(crate) side: Option<PathBuf>,
    #[arg(long, value_name = "YEAR|FROM..TO")]
    pub(crate) registered: Option<Span>,
    #[arg(long, value_enum, value_name = "ORDER", default_value = "areas")]
    pub(crate) order: OrderArg,
    #[arg(short, long, value_enum, value_name = "FORMAT")]
    pub(crate) format: Option<ReportFormat>,
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(crate) structure: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) history: HistoryArgs,
    #[arg(long)]
    pub(crate) not_authority: bool,
    #[arg(long, value_name = "NUMBER")]
    pub(crate) stale_months: Option<u32>,
    #[arg(long)]
    pub(crate) all: bool,
    #[command(flatten)]
    pub(crate) case: CaseArgs,
}

impl ReportArgs {
    /// Every file that is read.
    pub(crate) fn inputs(&self) -> Vec<PathBuf> {
        let beside = self.last.iter().chain(&self.side).chain(&self.structure);
        self.files.iter().chain(beside).chain(self.history.files()).cloned().collect()
    }
}

/// How the same facts are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OrderArg {
    Areas,
    #[value(name = "9.3")]
    Review,
}

impl From<OrderArg> for Order {
    fn from(order: OrderArg) -> Order {
        match order {
            OrderArg::Areas => Order::Areas,
            OrderArg::Review => Order::Review,
        }
    }
}

/// The formats of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    Text,
    Docx,
    Html,
    Xlsx,
    Json,
}

impl ReportFormat {
    /// The format asked for, else the one that the output's name promises, else text.
    pub(crate) fn wanted(
        asked: Option<ReportFormat>,
        output: Option<&Path>,
    ) -> Result<ReportFormat, CliError> {
        let known = ["docx", "html", "xlsx", "json", "txt"];
        let format = promised(asked, output, ReportFormat::of, &known)?.unwrap_or(ReportFormat::Text);
        if matches!(format, ReportFormat::Xlsx | ReportFormat::Docx) {
            no_bytes_to_terminal(output)?;
        }
        Ok(format)
    }

    fn of(path: &Path) -> Option<ReportFormat> {
        if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("docx")) {
            return Some(ReportFormat::Docx);
        }
        Some(match PageFormat::of(path)? {
            PageFormat::Csv => return None,
            PageFormat::Text => ReportFormat::Text,
            PageFormat::Xlsx => ReportFormat::Xlsx,
            PageFormat::Json => ReportFormat::Json,
            PageFormat::Html => ReportFormat::Html,
        })
    }
}
