//! Arguments of `ropa completions` and `ropa man`.

use super::LangArg;
use clap::builder::PossibleValuesParser;
use clap::{Args, Command};

#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    #[arg(value_enum, value_name = "SHELL")]
    pub(crate) shell: clap_complete::Shell,
    #[arg(long, value_enum)]
    pub(crate) lang: Option<LangArg>,
}

#[derive(Debug, Args)]
pub(crate) struct ManArgs {
    #[arg(value_name = "COMMAND")]
    pub(crate) page: Option<String>,
    #[arg(long, value_enum)]
    pub(crate) lang: Option<LangArg>,
}

/// Lets `ropa man` take the name of every command: `gaps`, and `link-suggest` for `ropa link suggest`.
pub(super) fn with_pages(command: Command) -> Command {
    let mut names = Vec::new();
    pages(&command, "", &mut names);
    command.mut_subcommand("man", |man| {
        man.mut_arg("page", |page| page.value_parser(PossibleValuesParser::new(names)))
    })
}

fn pages(command: &Command, prefix: &str, names: &mut Vec<String>) {
    for sub in command.get_subcommands() {
        let name = format!("{prefix}{}", sub.get_name());
        names.push(name.clone());
        pages(sub, &format!("{name}-"), names);
    }
}
