//! The command line `ropa`: which registered processing lacks a living data protection impact assessment.
//!
//! A library, so that programs of other packages can run it as it is: the tests, and what generates
//! pages from the commands. Those who embed take `ropa`.

mod args;
mod call;
mod commands;
mod config;
mod documents;
mod door;
mod error;
mod file_names;
mod limits;
mod load;
mod merging;
mod output;
mod reading;
mod texts;
mod writing;

use args::{Cli, Command};
use clap::FromArgMatches;
use config::Config;
use error::CliError;
use std::process::ExitCode;

/// Runs the call that the process was started with.
///
/// Exit status: 0 nothing to act on, 1 findings, 2 the input or the call is wrong.
pub fn main() -> ExitCode {
    let lang = args::language_wanted(std::env::args_os());
    let given: Vec<_> = std::env::args_os().skip(1).collect();
    if door::is_wanted(&given) {
        return door::main(&given, lang);
    }
    let mut command = args::command(lang);
    let parsed = command.try_get_matches_from_mut(std::env::args_os());
    let cli = match parsed.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli,
        Err(error) => {
            if error.use_stderr() {
                anstream::eprintln!("{}", call::message(&error, &command, lang));
                return ExitCode::from(2);
            }
            // Help and version are answers, not mistakes.
            let _ = error.print();
            return ExitCode::SUCCESS;
        }
    };
    told(run(cli), lang)
}

/// The exit status of what was done, and what is told of it where it failed.
fn told(done: Result<bool, CliError>, lang: ropa::text::Lang) -> ExitCode {
    match done {
        Ok(findings) => ExitCode::from(u8::from(findings)),
        Err(error) => {
            // The reader of a pipe that closes early (`ropa gaps … | head`) has what it wanted.
            if !error.is_broken_pipe() {
                anstream::eprintln!("ropa: {}", error.message(lang));
            }
            ExitCode::from(2)
        }
    }
}

/// Carries out a command, with what a configuration says where the call says nothing.
fn run(mut cli: Cli) -> Result<bool, CliError> {
    let config = match &cli.command {
        Command::Init(_) | Command::Completions(_) | Command::Man(_) | Command::Diff(_) => Config::default(),
        _ => Config::find()?,
    };
    config.fill(&mut cli.command)?;
    match &cli.command {
        Command::Gaps(args) => commands::gaps::run(args),
        Command::Plan(args) => commands::plan::run(args),
        Command::Check(args) => commands::check::run(args, &config),
        Command::Link(command) => commands::link::run(command),
        Command::Screen(command) => commands::screen::run(command, &config),
        Command::Decide(args) => commands::decide::run(args),
        Command::Convert(args) => commands::convert::run(args, &config),
        Command::Coverage(args) => commands::coverage::run(args),
        Command::Structure(command) => commands::structure::run(command),
        Command::Impact(args) => commands::impact::run(args),
        Command::Suppliers(args) => commands::suppliers::run(args),
        Command::Diff(args) => commands::diff::run(args),
        Command::Report(args) => commands::report::run(args, &config),
        Command::Export(command) => commands::export::run(command, &config),
        Command::Inspect(args) => commands::inspect::run(args),
        Command::Explain(args) => commands::explain::run(args, &config),
        Command::Init(args) => commands::init::run(args),
        Command::Completions(args) => commands::completions::run(args),
        Command::Man(args) => commands::man::run(args),
    }
}
