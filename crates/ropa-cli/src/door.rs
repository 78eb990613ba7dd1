//! The door without a command: `ropa FILE...` writes a page and a workbook beside the register.
//!
//! A file that is dropped on the program calls it so, and so does whoever knows no command.

mod console;
mod opener;
mod pattern;

use crate::args::{self, DoorArgs};
use crate::config::Config;
use crate::error::CliError;
use crate::texts::texts;
use crate::{call, commands};
use clap::FromArgMatches;
use ropa::text::Lang;
use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

pub(crate) use opener::open;

/// Whether a call names files, or nothing, instead of a command. The name of the program is not among `args`.
pub(crate) fn is_wanted(args: &[OsString]) -> bool {
    let Some(first) = args.first() else { return true };
    let first = first.to_string_lossy();
    let known = args::command(Lang::Sv);
    if known.get_subcommands().any(|command| command.get_name() == first) {
        return false;
    }
    match first.as_ref() {
        "-h" | "--help" | "-V" | "--version" => false,
        option if option.starts_with('-') => true,
        // A word without a dot or a folder is a command that is misspelt, unless there is a file of that name.
        name => name.contains(['.', '/', '\\', '*', '?']) || Path::new(name).exists(),
    }
}

/// Runs a call without a command; a window that was opened for it stays until somebody has read it.
pub(crate) fn main(args: &[OsString], lang: Lang) -> ExitCode {
    let code = run(args, lang);
    console::wait_where_it_was_opened_for_this(texts(lang).get("door.wait"));
    code
}

fn run(args: &[OsString], lang: Lang) -> ExitCode {
    let mut command = args::door_command(lang);
    let whole = [OsString::from("ropa")].into_iter().chain(args.iter().cloned());
    let parsed = command.try_get_matches_from_mut(whole);
    let parsed = match parsed.and_then(|matches| DoorArgs::from_arg_matches(&matches)) {
        Ok(parsed) => parsed,
        Err(error) if error.use_stderr() => {
            anstream::eprintln!("{}", call::message(&error, &command, lang));
            return ExitCode::from(2);
        }
        Err(error) => {
            let _ = error.print();
            return ExitCode::SUCCESS;
        }
    };
    crate::told(main_job(parsed), lang)
}

/// The main job on the files named, with what stands beside the first of them; without files, how to begin.
fn main_job(mut args: DoorArgs) -> Result<bool, CliError> {
    args.files = args.files.iter().flat_map(|file| pattern::files(file)).collect();
    let Some(first) = args.files.first() else {
        return commands::main_job::begin(args.case.reading.lang());
    };
    Config::find_beside(first)?.fill_door(&mut args)?;
    commands::main_job::run(&args)
}

#[cfg(test)]
mod tests {
    use super::is_wanted;
    use std::ffi::OsString;

    fn wanted(args: &[&str]) -> bool {
        is_wanted(&args.iter().map(OsString::from).collect::<Vec<_>>())
    }

    #[test]
    fn a_file_is_told_from_a_command() {
        for files in [
            &[][..],
            &["register.xlsx"],
            &["Mina filer/å ä ö.xlsx"],
            &["C:\\register"],
            &["*.xlsx"],
            &["--lang", "en"],
        ] {
            assert!(wanted(files), "{files:?}");
        }
        for commands in [&["gaps", "register.xlsx"][..], &["gasp"], &["--help"], &["-V"], &["link"]] {
            assert!(!wanted(commands), "{commands:?}");
        }
    }
}
