//! What a call does not say, the configuration may.

use super::Config;
use crate::args::{Command, LangArg, LawArgs, ReadingArgs, ScreenCommand};
use crate::error::CliError;
use std::path::PathBuf;

impl Config {
    /// Fills in what the call leaves out; what it says goes first.
    pub(crate) fn fill(&self, command: &mut Command) -> Result<(), CliError> {
        match command {
            Command::Gaps(args) => {
                self.files(&mut args.files)?;
                self.law(&mut args.law);
                self.reading(&mut args.reading);
                args.large_scale = args.large_scale.or(self.large_scale);
                or_else(&mut args.decisions, &self.decisions);
                or_else(&mut args.links, &self.links);
                or_else(&mut args.answers, &self.answers);
            }
            Command::Screen(command) => self.screen(command)?,
            Command::Link(command) => {
                if let Some(decisions) = command.decisions_mut() {
                    or_else(decisions, &self.decisions);
                }
                let args = command.tied_mut();
                self.files(&mut args.files)?;
                self.law(&mut args.law);
                self.reading(&mut args.reading);
                or_else(&mut args.links, &self.links);
                or_else(&mut args.answers, &self.answers);
            }
            Command::Check(args) => {
                self.files(&mut args.files)?;
                self.reading(&mut args.reading);
                or_else(&mut args.decisions, &self.decisions);
                if args.structure.is_empty() {
                    args.structure.clone_from(&self.structure);
                    args.history.earlier.clone_from(&self.earlier);
                    args.history.map.clone_from(&self.map);
                }
                args.not_authority |= self.authority == Some(false);
                args.stale_months = args.stale_months.or(self.stale_months);
            }
            Command::Decide(args) => {
                self.files(&mut args.files)?;
                self.law(&mut args.law);
                self.reading(&mut args.reading);
                or_else(&mut args.decisions, &self.decisions);
                or_else(&mut args.answers, &self.answers);
            }
            Command::Coverage(args) => {
                self.files(&mut args.files)?;
                self.law(&mut args.law);
                self.reading(&mut args.reading);
                if args.structure.is_empty() {
                    args.structure.clone_from(&self.structure);
                    if args.history.earlier.is_empty() && args.history.map.is_empty() {
                        args.history.earlier.clone_from(&self.earlier);
                        args.history.map.clone_from(&self.map);
                    }
                }
                if args.structure.is_empty() {
                    return Err(CliError::NoStructureNamed);
                }
            }
            Command::Inspect(args) => {
                self.files(&mut args.files)?;
                self.law(&mut args.law);
                self.reading(&mut args.reading);
            }
            Command::Explain(args) => {
                if !args.files.is_empty() {
                    or_else(&mut args.answers, &self.answers);
                }
                self.law(&mut args.law);
                self.reading(&mut args.reading);
            }
            Command::Structure(_) | Command::Init(_) => {}
        }
        Ok(())
    }

    fn screen(&self, command: &mut ScreenCommand) -> Result<(), CliError> {
        let (files, beside, large_scale, law, reading) = match command {
            ScreenCommand::Export(args) => {
                (&mut args.files, &mut args.beside, &mut args.large_scale, &mut args.law, &mut args.reading)
            }
            ScreenCommand::Record(args) => {
                (&mut args.files, &mut args.beside, &mut args.large_scale, &mut args.law, &mut args.reading)
            }
            // Its files are questionnaires; which of them is a register it finds out itself.
            ScreenCommand::Apply(args) => {
                self.law(&mut args.law);
                self.reading(&mut args.reading);
                or_else(&mut args.answers, &self.answers);
                return Ok(());
            }
        };
        self.files(files)?;
        *large_scale = large_scale.or(self.large_scale);
        or_else(&mut beside.answers, &self.answers);
        or_else(&mut beside.decisions, &self.decisions);
        or_else(&mut beside.links, &self.links);
        self.law(law);
        self.reading(reading);
        Ok(())
    }

    fn files(&self, files: &mut Vec<PathBuf>) -> Result<(), CliError> {
        if files.is_empty() {
            files.clone_from(&self.files);
        }
        if files.is_empty() { Err(CliError::NoFiles) } else { Ok(()) }
    }

    fn law(&self, args: &mut LawArgs) {
        if args.pack.is_empty() {
            args.pack.clone_from(&self.packs);
        }
    }

    fn reading(&self, args: &mut ReadingArgs) {
        or_else(&mut args.profile, &self.profile);
        // Whoever asks for the workbook of conflicts wants to settle them, whatever the rule is otherwise.
        if args.merging.conflicts.is_none() {
            args.merging.prefer = args.merging.prefer.or(self.prefer);
        }
        or_else(&mut args.merging.resolved, &self.resolved);
        args.lang = args.lang.or(match self.language.as_deref() {
            Some("sv") => Some(LangArg::Sv),
            Some("en") => Some(LangArg::En),
            _ => None,
        });
    }
}

fn or_else(said: &mut Option<PathBuf>, configured: &Option<PathBuf>) {
    if said.is_none() {
        said.clone_from(configured);
    }
}
