//! The arguments of `ropa export`.

use super::CaseArgs;
use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub(crate) enum ExportCommand {
    Tables(ExportTablesArgs),
}

#[derive(Debug, Clone, Args)]
pub(crate) struct ExportTablesArgs {
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[arg(short, long, value_name = "FOLDER")]
    pub(crate) output: PathBuf,
    #[arg(short, long, value_enum, value_name = "FORMAT", default_value = "csv")]
    pub(crate) format: TablesFormat,
    #[arg(long, value_name = "FOLDER", conflicts_with = "files")]
    pub(crate) boards: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) case: CaseArgs,
}

/// The formats of tables for analysis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TablesFormat {
    Csv,
    Parquet,
}
