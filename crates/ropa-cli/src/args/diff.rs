//! The arguments of `diff`.

use super::{CaseArgs, PageFormat};
use chrono::NaiveDate;
use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct DiffArgs {
    #[arg(value_name = "OLD")]
    pub(crate) older: PathBuf,
    #[arg(value_name = "NEW")]
    pub(crate) newer: PathBuf,
    #[arg(long, value_name = "DATE")]
    pub(crate) old_as_of: Option<NaiveDate>,
    #[arg(short, long, value_enum, value_name = "FORMAT")]
    pub(crate) format: Option<PageFormat>,
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    #[arg(long)]
    pub(crate) all: bool,
    #[command(flatten)]
    pub(crate) case: CaseArgs,
}
