//! The commands that help with what a list says, as data.

use crate::report::Shell;

/// A command that helps with a step. Which options it is to be called with is for the caller to know.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub(crate) enum NextCommand {
    /// Suggest which DPIA may concern which processing.
    SuggestLinks,
    /// Write the open questions to a file.
    ExportQuestions {
        /// The file.
        output: String,
    },
    /// Explain a criterion or a rule.
    ExplainCode {
        /// Its code.
        code: String,
    },
    /// Explain what was found on one activity.
    ExplainActivity {
        /// Its id, or its name.
        activity: String,
    },
    /// Tell how the files were read.
    Inspect,
    /// Write the list to a file.
    ListGaps {
        /// The file.
        output: String,
    },
}

impl NextCommand {
    /// The arguments of the command on files, options aside.
    pub(crate) fn arguments<'c>(&'c self, files: &[&'c str]) -> Vec<&'c str> {
        let of = |before: &[&'c str], after: &[&'c str]| [before, files, after].concat();
        match self {
            NextCommand::SuggestLinks => of(&["link", "suggest"], &[]),
            NextCommand::ExportQuestions { output } => of(&["screen", "export"], &["-o", output]),
            NextCommand::ExplainCode { code } => vec!["explain", code],
            NextCommand::ExplainActivity { activity } => of(&["explain", activity], &[]),
            NextCommand::Inspect => of(&["inspect"], &[]),
            NextCommand::ListGaps { output } => of(&["gaps"], &["-o", output]),
        }
    }

    /// The command on files as a line for a shell, without options.
    pub(crate) fn line(&self, files: &[&str], shell: Shell) -> String {
        shell.command_line("ropa", self.arguments(files))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_quoted_for_its_shell() {
        let command = NextCommand::ListGaps { output: "gaps.xlsx".into() };
        let line = command.line(&["the register.csv"], Shell::Posix);
        assert_eq!(line, "ropa gaps \"the register.csv\" -o gaps.xlsx");
    }
}
