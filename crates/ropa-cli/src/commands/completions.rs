//! `ropa completions`: what a shell completes after `ropa`.

use crate::args::{self, CompletionsArgs};
use crate::error::CliError;
use crate::output;
use ropa::text::Lang;

/// Prints the script that the shell reads.
pub(crate) fn run(args: &CompletionsArgs) -> Result<bool, CliError> {
    let mut command = args::command(args.lang.map_or(Lang::Sv, Lang::from));
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "ropa", &mut script);
    output::write(None, &[], |out| Ok(out.write_all(&script)?))?;
    Ok(false)
}
