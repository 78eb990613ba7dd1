//! `ropa screen`: the questions that would settle what is open, their answers, and the threshold record.

mod apply;
mod export;
mod record;

use crate::args::ScreenCommand;
use crate::config::Config;
use crate::error::CliError;

pub(crate) fn run(command: &ScreenCommand, config: &Config) -> Result<bool, CliError> {
    match command {
        ScreenCommand::Export(args) => export::run(args),
        ScreenCommand::Apply(args) => apply::run(args, config),
        ScreenCommand::Record(args) => record::run(args),
    }
}
