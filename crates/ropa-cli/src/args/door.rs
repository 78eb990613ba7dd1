//! What a call takes that names files and no command.

use super::CaseArgs;
use clap::Parser;
use std::path::PathBuf;

/// The main job for someone without a command line.
#[derive(Debug, Parser)]
#[command(name = "ropa", bin_name = "ropa", version)]
pub(crate) struct DoorArgs {
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[arg(long)]
    pub(crate) no_open: bool,
    #[command(flatten)]
    pub(crate) case: CaseArgs,
}
