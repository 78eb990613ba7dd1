//! The command line, as clap reads it. Its help texts stand in `texts/`, by language.

pub(crate) mod convert;
mod diff;
mod door;
mod export;
mod impact;
mod links;
mod merging;
mod plan;
mod report;
mod screen;
mod shell;

pub(crate) use diff::DiffArgs;
pub(crate) use door::DoorArgs;
pub(crate) use export::{ExportCommand, ExportTablesArgs, TablesFormat};
pub(crate) use impact::{ImpactArgs, ImpactFormat, SuppliersArgs};
pub(crate) use links::{CarryArgs, LinkListArgs};
pub(crate) use merging::{MergeArgs, PreferArg};
pub(crate) use plan::{LargestArg, PlanArgs, PlanCommand, PlanDraftArgs, PlanFormat, PlanLimits, PlanOfArgs};
pub(crate) use report::{ReportArgs, ReportFormat};
pub(crate) use screen::{ScreenApplyArgs, ScreenCommand, ScreenExportArgs, ScreenFormat, ScreenRecordArgs};
pub(crate) use shell::{CompletionsArgs, ManArgs};

use crate::error::CliError;
use crate::texts::texts;
use chrono::NaiveDate;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use ropa::casefile::CaseFileBuilder;
use ropa::gaps::{Filter, Span};
use ropa::report::gaps::GroupBy;
use ropa::screening::{DecisionKind, NeedVerdict};
use ropa::text::Lang;
use ropa::workbook::TextEncoding;
use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::PathBuf;

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "ropa", bin_name = "ropa", version, disable_help_subcommand = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Gaps(GapsArgs),
    Plan(Box<PlanArgs>),
    Check(CheckArgs),
    #[command(subcommand)]
    Link(LinkCommand),
    #[command(subcommand)]
    Screen(ScreenCommand),
    Decide(DecideArgs),
    Convert(convert::ConvertArgs),
    Init(InitArgs),
    Coverage(CoverageArgs),
    #[command(subcommand)]
    Structure(StructureCommand),
    Impact(ImpactArgs),
    Suppliers(SuppliersArgs),
    Diff(Box<DiffArgs>),
    Report(Box<ReportArgs>),
    #[command(subcommand)]
    Export(Box<ExportCommand>),
    Inspect(InspectArgs),
    Explain(ExplainArgs),
    Completions(CompletionsArgs),
    Man(ManArgs),
}

#[derive(Debug, Args)]
pub(crate) struct GapsArgs {
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[arg(short, long, value_enum, value_name = "FORMAT")]
    pub(crate) format: Option<PageFormat>,
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
    #[arg(long, value_name = "VERDICT", value_delimiter = ',', value_parser = verdict)]
    pub(crate) verdict: Vec<NeedVerdict>,
    #[arg(long, value_enum, value_name = "BY")]
    pub(crate) group_by: Option<GroupByArg>,
    #[arg(long)]
    pub(crate) only_gaps: bool,
    #[arg(long)]
    pub(crate) all: bool,
    #[command(flatten)]
    pub(crate) case: CaseArgs,
}

/// Which records to list.
#[derive(Debug, Args)]
pub(crate) struct FilterArgs {
    #[arg(long, value_name = "YEAR|FROM..TO")]
    pub(crate) registered: Option<Span>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) unit: Option<String>,
    #[arg(long, value_name = "CODE")]
    pub(crate) process: Option<String>,
}

impl FilterArgs {
    /// The filter asked for.
    pub(crate) fn filter(&self) -> Filter {
        Filter {
            registered: self.registered,
            unit: self.unit.clone(),
            process: self.process.clone(),
            ..Filter::default()
        }
    }

    /// The filters as the user wrote them.
    pub(crate) fn written(&self) -> Vec<String> {
        let registered = self.registered.as_ref().map(|span| format!("--registered {span}"));
        let unit = self.unit.as_ref().map(|unit| format!("--unit \"{unit}\""));
        let process = self.process.as_ref().map(|process| format!("--process {process}"));
        [registered, unit, process].into_iter().flatten().collect()
    }
}

#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[arg(short, long, value_enum, value_name = "FORMAT")]
    pub(crate) format: Option<PageFormat>,
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    #[arg(long, value_name = "ID", conflicts_with_all = ["format", "annotate"])]
    pub(crate) record: Option<String>,
    #[arg(long, requires = "output", conflicts_with = "format")]
    pub(crate) annotate: bool,
    #[arg(long, value_enum, value_name = "BY", requires = "annotate")]
    pub(crate) split_by: Option<SplitBy>,
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
    #[arg(long, value_name = "FILE")]
    pub(crate) structure: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) history: HistoryArgs,
    #[arg(long)]
    pub(crate) not_authority: bool,
    #[arg(long, value_name = "NUMBER")]
    pub(crate) stale_months: Option<u32>,
    #[arg(long)]
    pub(crate) all: bool,
    #[command(flatten)]
    pub(crate) case: CaseArgs,
}

#[derive(Debug, Subcommand)]
pub(crate) enum LinkCommand {
    Suggest(SuggestArgs),
    Review(ReviewArgs),
    Apply(ApplyArgs),
    Accept(AcceptArgs),
    Carry(CarryArgs),
    List(LinkListArgs),
    Check(LinkListArgs),
}

impl LinkCommand {
    /// What every command on links reads.
    pub(crate) fn on_mut(&mut self) -> &mut LinkArgs {
        match self {
            LinkCommand::Suggest(args) => &mut args.on,
            LinkCommand::Review(args) => &mut args.on,
            LinkCommand::Apply(args) => &mut args.on,
            LinkCommand::Accept(args) => &mut args.on,
            LinkCommand::Carry(args) => &mut args.on,
            LinkCommand::List(args) | LinkCommand::Check(args) => &mut args.on,
        }
    }
}

/// The files, and everything that an assessment of them rests on.
#[derive(Debug, Args)]
pub(crate) struct LinkArgs {
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) case: CaseArgs,
}

#[derive(Debug, Args)]
pub(crate) struct SuggestArgs {
    #[arg(long, value_name = "PERCENT", default_value_t = 40, value_parser = clap::value_parser!(u8).range(0..=100))]
    pub(crate) at_least: u8,
    #[arg(short, long, value_enum, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: InspectFormat,
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    #[arg(long)]
    pub(crate) all: bool,
    #[command(flatten)]
    pub(crate) on: LinkArgs,
}

#[derive(Debug, Args)]
pub(crate) struct ReviewArgs {
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: PathBuf,
    #[arg(long, value_name = "PERCENT", default_value_t = 40, value_parser = clap::value_parser!(u8).range(0..=100))]
    pub(crate) at_least: u8,
    #[command(flatten)]
    pub(crate) on: LinkArgs,
}

#[derive(Debug, Args)]
pub(crate) struct ApplyArgs {
    #[arg(value_name = "REVIEW")]
    pub(crate) review: PathBuf,
    #[arg(long, value_name = "NAME")]
    pub(crate) by: String,
    #[command(flatten)]
    pub(crate) on: LinkArgs,
}

#[derive(Debug, Args)]
pub(crate) struct AcceptArgs {
    #[arg(value_name = "ACTIVITY")]
    pub(crate) activity: String,
    #[arg(value_name = "DPIA")]
    pub(crate) dpia: String,
    #[arg(long, value_name = "NAME")]
    pub(crate) by: String,
    #[arg(long)]
    pub(crate) reject: bool,
    #[arg(long, value_name = "TEXT")]
    pub(crate) scope: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,
    #[command(flatten)]
    pub(crate) on: LinkArgs,
}

#[derive(Debug, Args)]
pub(crate) struct DecideArgs {
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[arg(long, value_name = "ID")]
    pub(crate) id: Option<String>,
    #[arg(long, value_name = "KIND", requires = "id", value_parser = decision_kind)]
    pub(crate) kind: Option<DecisionKind>,
    #[arg(long, value_name = "CODE", requires = "id")]
    pub(crate) rule: Option<String>,
    #[arg(long, value_name = "ID", requires = "id")]
    pub(crate) dpia: Option<String>,
    #[arg(long, value_name = "TEXT", requires = "id")]
    pub(crate) reason: Option<String>,
    #[arg(long, value_name = "NAME", requires = "id")]
    pub(crate) by: Option<String>,
    #[command(flatten)]
    pub(crate) case: CaseArgs,
}

#[derive(Debug, Args)]
pub(crate) struct InitArgs {
    #[arg(value_name = "FOLDER")]
    pub(crate) folder: Option<PathBuf>,
    #[arg(long, value_enum)]
    pub(crate) lang: Option<LangArg>,
}

#[derive(Debug, Args)]
pub(crate) struct CoverageArgs {
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[arg(short, long, value_name = "FILE")]
    pub(crate) structure: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) history: HistoryArgs,
    #[arg(long, value_name = "NAME")]
    pub(crate) written_against: Option<String>,
    #[arg(short, long, value_enum, value_name = "FORMAT")]
    pub(crate) format: Option<PageFormat>,
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    #[arg(long, value_name = "NUMBER")]
    pub(crate) level: Option<usize>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) unit: Option<String>,
    #[arg(long, value_name = "CODE")]
    pub(crate) process: Option<String>,
    #[arg(long)]
    pub(crate) evaluate: bool,
    #[arg(long)]
    pub(crate) all: bool,
    #[command(flatten)]
    pub(crate) case: CaseArgs,
}

#[derive(Debug, Subcommand)]
pub(crate) enum StructureCommand {
    Diff(StructureArgs),
    Migrate(StructureArgs),
}

#[derive(Debug, Args)]
pub(crate) struct StructureArgs {
    #[arg(value_name = "OLD")]
    pub(crate) older: PathBuf,
    #[arg(value_name = "NEW")]
    pub(crate) newer: PathBuf,
    #[arg(short, long, value_name = "FILE")]
    pub(crate) map: Option<PathBuf>,
    #[arg(short, long, value_name = "FILE")]
    pub(crate) register: Vec<PathBuf>,
    #[arg(short, long, value_enum, value_name = "FORMAT")]
    pub(crate) format: Option<TableFormat>,
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    #[arg(long)]
    pub(crate) all: bool,
    #[command(flatten)]
    pub(crate) law: LawArgs,
    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
}

/// Earlier versions of a structure, the newest first, each with the mapping to the one after it.
#[derive(Debug, Clone, Args)]
pub(crate) struct HistoryArgs {
    #[arg(long, value_name = "FILE")]
    pub(crate) earlier: Vec<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(crate) map: Vec<PathBuf>,
}

impl HistoryArgs {
    /// Adds the versions to a case file, each with its mapping.
    pub(crate) fn add_to(
        &self,
        mut builder: CaseFileBuilder<'static>,
    ) -> Result<CaseFileBuilder<'static>, CliError> {
        if self.earlier.len() != self.map.len() {
            return Err(CliError::UnpairedVersions { versions: self.earlier.len(), maps: self.map.len() });
        }
        for (version, mapping) in self.earlier.iter().zip(&self.map) {
            builder = builder.earlier_structure(version, mapping);
        }
        Ok(builder)
    }

    /// All files named.
    pub(crate) fn files(&self) -> impl Iterator<Item = &PathBuf> {
        self.earlier.iter().chain(&self.map)
    }
}

#[derive(Debug, Args)]
pub(crate) struct InspectArgs {
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[arg(long, value_name = "FILE", conflicts_with = "format")]
    pub(crate) write_profile: Option<PathBuf>,
    #[arg(long, value_name = "FILE", conflicts_with_all = ["format", "write_profile"])]
    pub(crate) review: Option<PathBuf>,
    #[arg(short, long, value_enum, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: InspectFormat,
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    #[arg(long)]
    pub(crate) all: bool,
    #[command(flatten)]
    pub(crate) law: LawArgs,
    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    #[arg(required = true, value_name = "CODE|ID")]
    pub(crate) code: String,
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) case: CaseArgs,
}

/// Everything beside the files that an assessment of them rests on. Every command on a register takes it, so that no
/// two of them rest on different things.
#[derive(Debug, Clone, Args)]
pub(crate) struct CaseArgs {
    #[command(flatten)]
    pub(crate) ledgers: LedgerArgs,
    #[command(flatten)]
    pub(crate) law: LawArgs,
    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
}

/// What people have recorded beside the register, and the scale that the board has set.
#[derive(Debug, Clone, Args)]
pub(crate) struct LedgerArgs {
    #[arg(long, value_name = "FILE")]
    pub(crate) decisions: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(crate) links: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(crate) answers: Option<PathBuf>,
    #[arg(long, value_name = "NUMBER")]
    pub(crate) large_scale: Option<u64>,
}

/// Which law, and which day.
#[derive(Debug, Clone, Args)]
pub(crate) struct LawArgs {
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<NaiveDate>,
    #[arg(long, value_name = "ID|FILE", value_delimiter = ',')]
    pub(crate) pack: Vec<String>,
}

/// How files are read, and in which language to answer.
#[derive(Debug, Clone, Args)]
pub(crate) struct ReadingArgs {
    #[arg(long, value_name = "NAME|FILE")]
    pub(crate) profile: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(crate) password_file: Option<PathBuf>,
    /// Of text files; in `convert`, where `--encoding` is that of the file to write, `--read-encoding`.
    #[arg(long = "encoding", value_name = "NAME", value_parser = encoding)]
    pub(crate) read_encoding: Option<TextEncoding>,
    #[arg(long, value_name = "NAME=NUMBER")]
    pub(crate) limit: Vec<String>,
    #[command(flatten)]
    pub(crate) merging: MergeArgs,
    #[arg(long, value_enum)]
    pub(crate) lang: Option<LangArg>,
}

/// The encoding that a name stands for.
fn encoding(name: &str) -> Result<TextEncoding, String> {
    TextEncoding::named(name).ok_or_else(|| name.to_string())
}

impl ReadingArgs {
    /// The language asked for, else Swedish.
    pub(crate) fn lang(&self) -> Lang {
        self.lang.map_or(Lang::Sv, Lang::from)
    }
}

/// Refuses a workbook where it would go to the screen.
pub(crate) fn no_bytes_to_terminal(output: Option<&std::path::Path>) -> Result<(), CliError> {
    match output.is_none() && std::io::stdout().is_terminal() {
        true => Err(CliError::BinaryToTerminal),
        false => Ok(()),
    }
}

/// The format asked for, else the one that the ending of the output's name promises. An ending that promises something
/// else is refused, for a file of text that is called `.pdf` opens nowhere.
pub(crate) fn promised<F>(
    asked: Option<F>,
    output: Option<&std::path::Path>,
    of: fn(&std::path::Path) -> Option<F>,
    known: &[&str],
) -> Result<Option<F>, CliError> {
    let Some(path) = output.filter(|path| asked.is_none() && path.extension().is_some()) else {
        return Ok(asked);
    };
    let known = || known.iter().map(|ending| (*ending).to_string()).collect();
    of(path).map(Some).ok_or_else(|| CliError::NoSuchFormat { path: path.to_path_buf(), known: known() })
}

/// The formats of every list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TableFormat {
    Text,
    Csv,
    Xlsx,
    Json,
}

impl TableFormat {
    /// The format asked for, else the one that the output's name promises, else text.
    pub(crate) fn wanted(
        asked: Option<TableFormat>,
        output: Option<&std::path::Path>,
    ) -> Result<TableFormat, CliError> {
        let known = ["txt", "csv", "xlsx", "json"];
        let format = promised(asked, output, TableFormat::of, &known)?.unwrap_or(TableFormat::Text);
        if format == TableFormat::Xlsx {
            no_bytes_to_terminal(output)?;
        }
        Ok(format)
    }

    /// The format that a file's ending asks for.
    pub(crate) fn of(path: &std::path::Path) -> Option<TableFormat> {
        match path.extension()?.to_str()?.to_lowercase().as_str() {
            "txt" => Some(TableFormat::Text),
            "csv" => Some(TableFormat::Csv),
            "xlsx" => Some(TableFormat::Xlsx),
            "json" => Some(TableFormat::Json),
            _ => None,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum GroupByArg {
    Process,
    Unit,
}

impl From<GroupByArg> for GroupBy {
    fn from(arg: GroupByArg) -> GroupBy {
        match arg {
            GroupByArg::Process => GroupBy::Process,
            GroupByArg::Unit => GroupBy::Unit,
        }
    }
}

/// What to write a file of its own for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SplitBy {
    Unit,
}

/// The formats of a list that is a page too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PageFormat {
    Text,
    Csv,
    Xlsx,
    Json,
    Html,
}

impl PageFormat {
    /// The format asked for, else the one that the output's name promises, else text.
    pub(crate) fn wanted(
        asked: Option<PageFormat>,
        output: Option<&std::path::Path>,
    ) -> Result<PageFormat, CliError> {
        let known = ["txt", "csv", "xlsx", "json", "html"];
        let format = promised(asked, output, PageFormat::of, &known)?.unwrap_or(PageFormat::Text);
        if format == PageFormat::Xlsx {
            no_bytes_to_terminal(output)?;
        }
        Ok(format)
    }

    /// The format that a file's ending asks for.
    pub(crate) fn of(path: &std::path::Path) -> Option<PageFormat> {
        let ending = path.extension()?.to_str()?.to_lowercase();
        match ending.as_str() {
            "txt" => Some(PageFormat::Text),
            "htm" => Some(PageFormat::Html),
            other => PageFormat::from_str(other, false).ok(),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum InspectFormat {
    Text,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LangArg {
    Sv,
    En,
}

impl From<LangArg> for Lang {
    fn from(arg: LangArg) -> Lang {
        match arg {
            LangArg::Sv => Lang::Sv,
            LangArg::En => Lang::En,
        }
    }
}

pub(crate) fn verdict(text: &str) -> Result<NeedVerdict, String> {
    text.replace('-', "_").parse().map_err(|_| {
        let known: Vec<_> = NeedVerdict::all().map(|verdict| verdict.to_string()).collect();
        known.join(", ")
    })
}

fn decision_kind(text: &str) -> Result<DecisionKind, String> {
    text.replace('-', "_").parse().map_err(|_| {
        let known: Vec<_> = DecisionKind::all().map(|kind| kind.to_string()).collect();
        known.join(", ")
    })
}

/// The language to speak before the command line is read: what `--lang` says, else Swedish.
pub(crate) fn language_wanted(args: impl Iterator<Item = OsString>) -> Lang {
    let args: Vec<_> = args.map(|arg| arg.to_string_lossy().into_owned()).collect();
    let english = args.windows(2).any(|pair| pair[0] == "--lang" && pair[1] == "en")
        || args.iter().any(|arg| arg == "--lang=en");
    if english { Lang::En } else { Lang::Sv }
}

/// The whole command line, with its help in the language.
pub(crate) fn command(lang: Lang) -> clap::Command {
    let command = Cli::command().mut_subcommand("convert", |convert| {
        convert.mut_arg("read_encoding", |arg| arg.long("read-encoding"))
    });
    localize(shell::with_pages(command), "ropa", lang).override_usage("ropa <FILE>... | <COMMAND>")
}

/// The command line of a call that names files and no command.
pub(crate) fn door_command(lang: Lang) -> clap::Command {
    localize(DoorArgs::command(), "door", lang)
}

/// Gives every command and argument its help text in the language.
fn localize(command: clap::Command, key: &str, lang: Lang) -> clap::Command {
    let texts = texts(lang);
    let template = texts.get("help.template");
    let one = |command: clap::Command, key: &str| -> clap::Command {
        let mut command = command
            .about(texts.get(&format!("help.{key}.about")).to_string())
            .help_template(template.to_string())
            .subcommand_help_heading(texts.get("help.commands"));
        if let Some(after) = texts.find(&format!("help.{key}.after")) {
            command = command.after_help(after.to_string());
        }
        let ids: Vec<_> = command.get_arguments().map(|arg| arg.get_id().clone()).collect();
        for id in ids {
            let text = texts
                .find(&format!("help.{key}.{id}"))
                .unwrap_or_else(|| texts.get(&format!("help.common.{id}")))
                .to_string();
            command = command.mut_arg(id, |arg| arg.help(text).hide_possible_values(false));
        }
        let heading = texts.get("help.options");
        let positional = texts.get("help.arguments");
        command = command.mut_args(|arg| {
            let heading = if arg.is_positional() { positional } else { heading };
            arg.help_heading(heading)
        });
        let help = clap::Arg::new("help")
            .short('h')
            .long("help")
            .action(clap::ArgAction::Help)
            .help(texts.get("help.common.help").to_string())
            .help_heading(heading);
        command.disable_help_flag(true).arg(help)
    };
    // Texts of `ropa structure diff` stand under `structure-diff`.
    fn below(
        mut command: clap::Command,
        prefix: &str,
        one: &dyn Fn(clap::Command, &str) -> clap::Command,
    ) -> clap::Command {
        let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_string()).collect();
        for name in names {
            let key = format!("{prefix}{name}");
            command = command.mut_subcommand(name, |sub| below(one(sub, &key), &format!("{key}-"), one));
        }
        command
    }
    let command = below(one(command, key), "", &one);
    let version = clap::Arg::new("version")
        .short('V')
        .long("version")
        .action(clap::ArgAction::Version)
        .help(texts.get("help.common.version").to_string())
        .help_heading(texts.get("help.options"));
    command.disable_version_flag(true).arg(version)
}
