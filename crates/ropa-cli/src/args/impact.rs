//! The arguments of `impact` and `suppliers`.

use super::{CaseArgs, PageFormat, no_bytes_to_terminal, promised};
use crate::error::CliError;
use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use ropa::impact::{Aware, ImpactQuestion};
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("asked").required(true).args(["supplier", "system"]))]
pub(crate) struct ImpactArgs {
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[arg(long, value_name = "NAME")]
    pub(crate) supplier: Option<String>,
    #[arg(long, value_name = "NAME", conflicts_with = "supplier")]
    pub(crate) system: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub(crate) since: Option<NaiveDate>,
    #[arg(long, value_name = "TIME")]
    pub(crate) aware: Option<Aware>,
    #[arg(short, long, value_enum, value_name = "FORMAT")]
    pub(crate) format: Option<ImpactFormat>,
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    #[arg(long)]
    pub(crate) all: bool,
    #[command(flatten)]
    pub(crate) case: CaseArgs,
}

impl ImpactArgs {
    /// The question asked. The time of day counts only where no day is said to be today.
    pub(crate) fn question(&self) -> ImpactQuestion {
        let question = match (&self.supplier, &self.system) {
            (None, Some(name)) => ImpactQuestion::system(name),
            (name, _) => ImpactQuestion::supplier(name.as_deref().unwrap_or_default()),
        };
        let now = self.case.law.as_of.is_none().then(|| chrono::Local::now().naive_local());
        ImpactQuestion { since: self.since, aware: self.aware, now, ..question }
    }
}

/// The formats of an answer that is a document too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ImpactFormat {
    Text,
    Csv,
    Xlsx,
    Json,
    Html,
    Docx,
}

impl ImpactFormat {
    /// The format asked for, else the one that the output's name promises, else text.
    pub(crate) fn wanted(
        asked: Option<ImpactFormat>,
        output: Option<&Path>,
    ) -> Result<ImpactFormat, CliError> {
        let known = ["docx", "html", "xlsx", "csv", "json", "txt"];
        let format = promised(asked, output, ImpactFormat::of, &known)?.unwrap_or(ImpactFormat::Text);
        if matches!(format, ImpactFormat::Xlsx | ImpactFormat::Docx) {
            no_bytes_to_terminal(output)?;
        }
        Ok(format)
    }

    fn of(path: &Path) -> Option<ImpactFormat> {
        if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("docx")) {
            return Some(ImpactFormat::Docx);
        }
        Some(match PageFormat::of(path)? {
            PageFormat::Text => ImpactFormat::Text,
            PageFormat::Csv => ImpactFormat::Csv,
            PageFormat::Xlsx => ImpactFormat::Xlsx,
            PageFormat::Json => ImpactFormat::Json,
            PageFormat::Html => ImpactFormat::Html,
        })
    }
}

#[derive(Debug, Args)]
pub(crate) struct SuppliersArgs {
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(crate) list: Option<PathBuf>,
    #[arg(short, long, value_enum, value_name = "FORMAT")]
    pub(crate) format: Option<PageFormat>,
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    #[arg(long)]
    pub(crate) all: bool,
    #[command(flatten)]
    pub(crate) case: CaseArgs,
}
