//! The program under test.

use assert_cmd::Command;
use std::path::Path;

/// Where the program stands.
pub(crate) const PATH: &str = env!("CARGO_BIN_EXE_ropa-tested");

/// The program, run in a folder.
pub(crate) fn ropa(folder: &Path) -> Command {
    let mut command = Command::new(PATH);
    command.current_dir(folder);
    command
}

/// The program in the folder of the invented registers, so that paths in its output are the same everywhere.
pub(crate) fn in_fixtures() -> Command {
    ropa(&ropa_tests::places::fixtures())
}
