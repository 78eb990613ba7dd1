//! The program under test.

use assert_cmd::Command;
use std::path::Path;

/// Where the program stands.
pub(crate) const PATH: &str = env!("CARGO_BIN_EXE_ropa-tested");

/// The program, run in a folder.
pub(crate) fn ropa(folder: &Path) -> Command {
    of(Path::new(PATH), folder)
}

/// The program that `ROPA_PROGRAM` names, counted from the checkout, for runs that would take too long with one
/// that is not optimised.
pub(crate) fn chosen(folder: &Path) -> Command {
    let named = std::env::var("ROPA_PROGRAM").map(|path| ropa_tests::places::checkout(&path));
    of(named.as_deref().unwrap_or(Path::new(PATH)), folder)
}

fn of(program: &Path, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(folder);
    command
}

/// The program in the folder of the invented registers, so that paths in its output are the same everywhere.
pub(crate) fn in_fixtures() -> Command {
    ropa(&ropa_tests::places::fixtures())
}
