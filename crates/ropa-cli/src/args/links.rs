//! Arguments of `ropa link list`, `ropa link check` and `ropa link carry`.

use super::{InspectFormat, LinkArgs};
use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct LinkListArgs {
    #[arg(short, long, value_enum, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: InspectFormat,
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    #[arg(long)]
    pub(crate) all: bool,
    #[command(flatten)]
    pub(crate) on: LinkArgs,
}

#[derive(Debug, Args)]
pub(crate) struct CarryArgs {
    #[arg(long, value_name = "FILE")]
    pub(crate) answered: Option<PathBuf>,
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) on: LinkArgs,
}
