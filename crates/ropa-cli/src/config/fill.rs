//! What a call does not say, the configuration may.

use super::Config;
use crate::args::{
    CaseArgs, Command, DoorArgs, ExportCommand, ExportTablesArgs, HistoryArgs, LangArg, LawArgs, PlanCommand,
    ReadingArgs, ReportArgs, ScreenCommand,
};
use crate::error::CliError;
use std::path::PathBuf;

impl Config {
    /// Fills in what the call leaves out; what it says goes first.
    pub(crate) fn fill(&self, command: &mut Command) -> Result<(), CliError> {
        match command {
            Command::Gaps(args) => self.case(&mut args.files, &mut args.case),
            Command::Plan(args) => match &mut args.draft {
                Some(PlanCommand::Draft(draft)) => {
                    draft.limits.fill(&self.plan);
                    self.case(&mut draft.files, &mut draft.case)
                }
                None => {
                    args.plan.limits.fill(&self.plan);
                    self.case(&mut args.plan.files, &mut args.plan.case)
                }
            },
            Command::Screen(command) => self.screen(command),
            Command::Link(command) => {
                let args = command.on_mut();
                self.case(&mut args.files, &mut args.case)
            }
            Command::Check(args) => {
                self.structure(&mut args.structure, Some(&mut args.history));
                args.not_authority |= self.authority == Some(false);
                args.stale_months = args.stale_months.or(self.stale_months);
                self.case(&mut args.files, &mut args.case)
            }
            Command::Decide(args) => self.case(&mut args.files, &mut args.case),
            Command::Convert(args) => {
                self.structure(&mut args.structure, None);
                self.case(&mut args.files, &mut args.case)
            }
            Command::Coverage(args) => {
                self.structure(&mut args.structure, Some(&mut args.history));
                self.case(&mut args.files, &mut args.case)?;
                if args.structure.is_empty() { Err(CliError::NoStructureNamed) } else { Ok(()) }
            }
            Command::Impact(args) => self.case(&mut args.files, &mut args.case),
            Command::Suppliers(args) => self.case(&mut args.files, &mut args.case),
            // Each board is filled in by the configuration of its own folder.
            Command::Report(args) if args.boards.is_some() => Ok(()),
            Command::Report(args) => self.fill_report(args),
            Command::Export(command) => match command.as_mut() {
                ExportCommand::Tables(args) if args.boards.is_some() => Ok(()),
                ExportCommand::Tables(args) => self.fill_export(args),
            },
            Command::Inspect(args) => {
                self.files(&mut args.files)?;
                self.law(&mut args.law);
                self.reading(&mut args.reading);
                Ok(())
            }
            Command::Explain(args) => {
                // Without files it explains a code; an activity is explained by the files of the folder all the same.
                self.beside(&mut args.case);
                Ok(())
            }
            // Each side of a comparison has settings of its own.
            Command::Diff(_) => Ok(()),
            Command::Structure(_) | Command::Init(_) | Command::Completions(_) | Command::Man(_) => Ok(()),
        }
    }

    /// The same for the report of one board.
    pub(crate) fn fill_report(&self, args: &mut ReportArgs) -> Result<(), CliError> {
        self.structure(&mut args.structure, Some(&mut args.history));
        or_else(&mut args.side, &self.year);
        args.not_authority |= self.authority == Some(false);
        args.stale_months = args.stale_months.or(self.stale_months);
        self.case(&mut args.files, &mut args.case)
    }

    /// The same for the tables of one register.
    pub(crate) fn fill_export(&self, args: &mut ExportTablesArgs) -> Result<(), CliError> {
        self.case(&mut args.files, &mut args.case)
    }

    /// The same for a call without a command, which names its files itself.
    pub(crate) fn fill_door(&self, args: &mut DoorArgs) -> Result<(), CliError> {
        self.case(&mut args.files, &mut args.case)
    }

    /// The same for one side of a comparison, whose files are named.
    pub(crate) fn fill_beside(&self, case: &mut CaseArgs) {
        self.beside(case);
    }

    fn screen(&self, command: &mut ScreenCommand) -> Result<(), CliError> {
        match command {
            ScreenCommand::Export(args) => self.case(&mut args.files, &mut args.case),
            ScreenCommand::Record(args) => self.case(&mut args.files, &mut args.case),
            // Its files are questionnaires; which of them is a register it finds out itself.
            ScreenCommand::Apply(args) => {
                self.beside(&mut args.case);
                Ok(())
            }
        }
    }

    /// The files, and everything beside them.
    fn case(&self, files: &mut Vec<PathBuf>, case: &mut CaseArgs) -> Result<(), CliError> {
        self.files(files)?;
        self.beside(case);
        Ok(())
    }

    /// Everything that an assessment rests on but the files.
    fn beside(&self, case: &mut CaseArgs) {
        let ledgers = &mut case.ledgers;
        or_else(&mut ledgers.decisions, &self.decisions);
        or_else(&mut ledgers.links, &self.links);
        or_else(&mut ledgers.answers, &self.answers);
        ledgers.large_scale = ledgers.large_scale.or(self.large_scale);
        self.law(&mut case.law);
        self.reading(&mut case.reading);
    }

    /// The structure with the versions before it, where the call names none.
    fn structure(&self, structure: &mut Vec<PathBuf>, history: Option<&mut HistoryArgs>) {
        if !structure.is_empty() {
            return;
        }
        structure.clone_from(&self.structure);
        if let Some(history) = history.filter(|history| history.earlier.is_empty() && history.map.is_empty())
        {
            history.earlier.clone_from(&self.earlier);
            history.map.clone_from(&self.map);
        }
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
        // The last one counts.
        args.limit.splice(0..0, self.limits.iter().cloned());
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
