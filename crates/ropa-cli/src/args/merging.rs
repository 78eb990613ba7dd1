//! Arguments on records that several files hold.

use clap::{Args, ValueEnum};
use ropa::import::Prefer;
use std::path::PathBuf;

/// How records that several files hold become one.
#[derive(Debug, Clone, Args)]
pub(crate) struct MergeArgs {
    #[arg(long, value_enum, value_name = "RULE", requires_if("ask", "conflicts"))]
    pub(crate) prefer: Option<PreferArg>,
    #[arg(long, value_name = "FILE")]
    pub(crate) conflicts: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(crate) resolved: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PreferArg {
    Newest,
    First,
    Ask,
}

impl From<PreferArg> for Prefer {
    fn from(arg: PreferArg) -> Prefer {
        match arg {
            PreferArg::Newest => Prefer::Newest,
            PreferArg::First => Prefer::First,
            PreferArg::Ask => Prefer::Ask,
        }
    }
}
