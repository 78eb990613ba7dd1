//! `ropa report`: the report of a year.

mod boards;

use crate::args::{ReportArgs, ReportFormat};
use crate::commands::diff::Side;
use crate::config::{Config, ConfigError, ConfigProblem};
use crate::error::CliError;
use crate::load::{Loaded, builder, inputs, today};
use crate::output;
use chrono::NaiveDate;
use ropa::art30::CheckOptions;
use ropa::casefile::{YearlyAnswer, YearlyError, YearlyQuestion};
use ropa::diff::RegisterDiff;
use ropa::gaps::RegisterAssessment;
use ropa::report::diff::DiffView;
use ropa::report::yearly::{YearlyView, docx, html, json, text, workbook};
use ropa::text::Lang;
use ropa::yearly::{ByHand, ByHandProblem, LastReport};
use std::path::Path;

/// Writes the report of a year; true where the board has something to decide.
pub(crate) fn run(args: &ReportArgs, config: &Config) -> Result<bool, CliError> {
    if let Some(folder) = &args.boards {
        return boards::run(args, folder);
    }
    let format = ReportFormat::wanted(args.format, args.output.as_deref())?;
    let Year { lang, assessed, answer, since } = year(args, config)?;
    let side = args.side.as_ref().map(|path| path.display().to_string());
    let mut view = YearlyView::new(&assessed, &answer, lang);
    view.order = args.order.into();
    view.board = config.board.as_deref();
    view.officer = config.dpo.as_deref();
    view.since = since.as_ref().map(|(old, diff)| DiffView::new(old, &assessed, diff, lang));
    view.by_hand = side.as_deref();
    written(args, format, &view)?;
    Ok(!answer.report.decisions().is_empty())
}

/// The report that a call asks for, with what it was made of and the language to tell it in.
struct Year {
    lang: Lang,
    assessed: RegisterAssessment,
    answer: YearlyAnswer,
    /// The earlier register, and what is different.
    since: Option<(RegisterAssessment, RegisterDiff)>,
}

fn year(args: &ReportArgs, config: &Config) -> Result<Year, CliError> {
    let mut last = args.last.as_deref().map(last).transpose()?;
    let by_hand = args.side.as_deref().map(by_hand).transpose()?.unwrap_or_default();
    let builder =
        args.history.add_to(builder(&args.files, &args.case)?.structure(inputs(&args.structure)))?;
    let loaded = Loaded::of(builder, &args.files, &args.case.reading)?.with_activities(&args.files)?;
    let assessed = loaded.assess()?;
    let day = last.as_ref().map(|last| last.as_of);
    let since = args.since.as_deref().map(|path| since(path, args, day, &assessed)).transpose()?;
    // A record with another id is then found again.
    if let (Some(last), Some((old, diff))) = (&mut last, &since) {
        last.carry(&diff.keys(old, &assessed));
    }
    let checks = CheckOptions::new(assessed.as_of());
    let question = YearlyQuestion {
        period: args.registered,
        checks: CheckOptions {
            authority: !args.not_authority,
            stale_months: args.stale_months.unwrap_or(checks.stale_months),
            ..checks
        },
        adjustments: config.adjustments(),
        plan: config.plan.options(),
        by_hand,
        last: last.as_ref(),
    };
    let answer = loaded.case.yearly(&assessed, &question).map_err(|error| failed(error, args))?;
    Ok(Year { lang: loaded.lang, assessed, answer, since })
}

/// The earlier register, assessed by the day of the last report where there is one, and what is different.
fn since(
    path: &Path,
    args: &ReportArgs,
    day: Option<NaiveDate>,
    assessed: &RegisterAssessment,
) -> Result<(RegisterAssessment, RegisterDiff), CliError> {
    let mut case = args.case.clone();
    case.law.as_of = Some(today(case.law.as_of));
    let older = Side::older(path, &case, day)?.assess()?;
    let diff =
        RegisterDiff::of(&older, assessed).map_err(|_| CliError::NothingCompared(path.to_path_buf()))?;
    Ok((older, diff))
}

fn written(args: &ReportArgs, format: ReportFormat, view: &YearlyView<'_>) -> Result<(), CliError> {
    // People write on in it.
    if format == ReportFormat::Docx {
        output::must_be_new(args.output.as_deref())?;
    }
    output::write(args.output.as_deref(), &args.inputs(), |out| match format {
        ReportFormat::Text => {
            let options = super::text_options(args.output.is_some(), args.all);
            Ok(out.write_all(text(view, options).as_bytes())?)
        }
        ReportFormat::Docx => docx(out, view),
        ReportFormat::Html => html(out, view),
        ReportFormat::Xlsx => workbook(out, view),
        ReportFormat::Json => json(out, view),
    })
}

fn failed(error: YearlyError, args: &ReportArgs) -> CliError {
    match error {
        YearlyError::Plan(error) => CliError::Plan(error),
        YearlyError::UnknownRecommendation(id) => {
            CliError::UnknownRecommendation { path: args.side.clone().unwrap_or_default(), id }
        }
        YearlyError::Last(problem) => {
            CliError::LastReport { path: args.last.clone().unwrap_or_default(), problem }
        }
        other => CliError::Plain(other.to_string()),
    }
}

/// The last report, as JSON. A workbook, a document or a page is no text that a program reads back.
fn last(path: &Path) -> Result<LastReport, CliError> {
    let text = std::fs::read_to_string(path).map_err(|source| match source.kind() {
        std::io::ErrorKind::InvalidData => CliError::LastReportForPeople(path.to_path_buf()),
        _ => CliError::ConfigFile { path: path.to_path_buf(), source },
    })?;
    if text.trim_start_matches('\u{feff}').trim_start().starts_with('<') {
        return Err(CliError::LastReportForPeople(path.to_path_buf()));
    }
    LastReport::parse(&text).map_err(|problem| CliError::LastReport { path: path.to_path_buf(), problem })
}

/// What is kept by hand. Its mistakes are told as those of a configuration.
fn by_hand(path: &Path) -> Result<ByHand, CliError> {
    let text = std::fs::read_to_string(path)
        .map_err(|source| CliError::ConfigFile { path: path.to_path_buf(), source })?;
    ByHand::parse(&text).map_err(|error| {
        let (line, column) = (error.line, error.column);
        CliError::Config(ConfigError {
            path: path.to_path_buf(),
            line,
            column,
            problem: problem(error.problem),
        })
    })
}

fn problem(problem: ByHandProblem) -> ConfigProblem {
    match problem {
        ByHandProblem::Syntax(message) => ConfigProblem::Syntax(message),
        ByHandProblem::UnknownKey { name, near } => ConfigProblem::UnknownKey { name, near },
        ByHandProblem::WrongType { key, wanted } => ConfigProblem::WrongType { key, wanted },
        ByHandProblem::OutOfRange { key, value, least, most } => {
            ConfigProblem::OutOfRange { key, value, least, most }
        }
        ByHandProblem::UnknownProposal { name, near } => ConfigProblem::UnknownProposal { name, near },
        ByHandProblem::UnknownWord { name, known } => ConfigProblem::UnknownWord { name, known },
        ByHandProblem::MoreThanAll { key, of } => ConfigProblem::MoreThanAll { key, of },
        ByHandProblem::Lacks(key) => ConfigProblem::Lacks(key),
        ByHandProblem::Twice(name) => ConfigProblem::Twice(name),
        other => ConfigProblem::Syntax(other.to_string()),
    }
}
