//! `ropa screen`: the questions that would settle what is open, their answers, and the threshold record.

use crate::args::{
    ScreenApplyArgs, ScreenCommand, ScreenExportArgs, ScreenFormat, ScreenRecordArgs, SplitBy,
};
use crate::config::{ANSWERS, Config};
use crate::error::CliError;
use crate::file_names::FileNames;
use crate::texts::{Texts, texts};
use crate::{input, named, output};
use ropa::casefile::{Assessor, Options};
use ropa::gaps::{Filter, Selection};
use ropa::ledger::{AnswerStatus, trace_answers};
use ropa::ledger::{has_answers, merge_answers, read_answers, write_answers};
use ropa::model::Register;
use ropa::report::by_unit;
use ropa::report::gaps::GapView;
use ropa::report::screen::{csv, json, questionnaire, threshold_record};
use ropa::screening::{Fingerprint, NeedVerdict, RecordedAnswer};
use ropa::source::Text;
use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

pub(crate) fn run(command: &ScreenCommand, config: &Config) -> Result<bool, CliError> {
    match command {
        ScreenCommand::Export(args) => export(args),
        ScreenCommand::Apply(args) => apply(args, config),
        ScreenCommand::Record(args) => record(args),
    }
}

/// Writes the questions; true where there are any.
fn export(args: &ScreenExportArgs) -> Result<bool, CliError> {
    let of_file = || args.output.as_deref().and_then(ScreenFormat::of);
    let format = args.format.or_else(of_file).unwrap_or(ScreenFormat::Xlsx);
    if format == ScreenFormat::Xlsx && args.output.is_none() && std::io::stdout().is_terminal() {
        return Err(CliError::BinaryToTerminal);
    }
    let packs = input::packs(&args.law)?;
    let import = input::register(&args.files, &args.reading)?;
    if import.register.activities.is_empty() {
        return Err(CliError::NoRegister(args.files.clone()));
    }
    let options =
        Options { large_scale_threshold: args.large_scale, ..Options::new(input::today(args.law.as_of)) };
    let decisions = input::decisions(args.beside.decisions.as_ref())?;
    let ties = input::ties(args.beside.links.as_ref())?;
    let answers = input::answers(args.beside.answers.as_ref())?;
    let assessor =
        Assessor::new(&packs, options).with_decisions(&decisions).with_links(&ties).with_answers(&answers);
    let assessed = assessor.assess(&import.register);
    let filter = Filter { verdicts: args.verdict.clone(), ..args.filter.filter() };
    let selection = filter.select(&assessed).to_ask(&assessed, args.all);
    let lang = input::language(&args.reading, &import);
    let filters = args.filter.written();
    let view = GapView {
        assessed: &assessed,
        import: &import,
        selection: &selection,
        filters: &filters,
        candidates: &BTreeMap::new(),
        group_by: None,
        lang,
    };
    let texts = texts(lang);
    if selection.shown.is_empty() {
        say(texts.get("message.nothing_to_ask"))?;
        return Ok(false);
    }
    let write = |path: Option<&Path>, view: &GapView<'_>| {
        output::write(path, &args.files, |out| match format {
            ScreenFormat::Xlsx => questionnaire(out, view),
            ScreenFormat::Csv => csv(out, view),
            ScreenFormat::Json => json(out, view),
        })
    };
    match (&args.output, args.split_by) {
        (Some(path), Some(SplitBy::Unit)) => {
            let mut names = FileNames::default();
            let unit = |index: &usize| assessed.activity(&assessed.assessments[*index]).unit();
            let units = by_unit(selection.shown.iter().map(|index| (unit(index), *index)));
            for (unit, shown) in units {
                let unit = unit.unwrap_or_else(|| texts.get("message.no_unit").to_string());
                let path = names.beside(path, &unit);
                let own = Selection { shown, ..Selection::default() };
                let own = GapView { selection: &own, ..view };
                write(Some(&path), &own)?;
                say(&asked(texts, &path, &own))?;
            }
        }
        (Some(path), None) => {
            write(Some(path), &view)?;
            say(&asked(texts, path, &view))?;
        }
        (None, _) => write(None, &view)?,
    }
    Ok(true)
}

/// What was written where.
fn asked(texts: &Texts, path: &Path, view: &GapView<'_>) -> String {
    let activities = view.selection.shown.len();
    let questions: usize = view.shown().map(|assessment| assessment.need.questions.len()).sum();
    texts.fill(
        "message.questions_written",
        &[("path", &path.display()), ("activities", &activities), ("questions", &questions)],
    )
}

/// Takes the answers of filled-in questionnaires into the file beside the register; true where some do not count
/// or something is still open.
fn apply(args: &ScreenApplyArgs, config: &Config) -> Result<bool, CliError> {
    let path = args.answers.clone().unwrap_or_else(|| PathBuf::from(ANSWERS));
    if path.extension().is_none_or(|ending| !ending.eq_ignore_ascii_case("csv")) {
        return Err(CliError::NotCsv(path));
    }
    let mut opened = input::open_all(&args.files, &args.reading)?;
    let forms: Vec<_> = opened.tables.extract_if(.., |book| has_answers(book)).collect();
    if forms.is_empty() {
        return Err(CliError::NoQuestionnaire(args.files.clone()));
    }
    if opened.tables.is_empty() {
        opened = input::open_all(&config.files, &args.reading)?;
    }
    let import = opened.register(&args.files, &args.reading)?;
    let register = &import.register;
    if register.activities.is_empty() {
        return Err(CliError::NoRegisterBeside);
    }
    let as_of = input::today(args.law.as_of);
    let mut new: Vec<RecordedAnswer> = Vec::new();
    for form in &forms {
        new.extend(read_answers(form).map_err(CliError::Beside)?);
    }
    args.by.as_deref().map_or(Ok(()), crate::named::signer)?;
    complete(&mut new, register, args.by.as_deref(), as_of);
    let mut kept = match path.is_file() {
        true => input::answers(Some(&path))?,
        false => Vec::new(),
    };
    let packs = input::packs(&args.law)?;
    let options = Options { large_scale_threshold: config.large_scale, ..Options::new(as_of) };
    let open = |answers: &[RecordedAnswer]| {
        let assessed = Assessor::new(&packs, options.clone()).with_answers(answers).assess(register);
        let open = assessed.assessments.iter();
        open.filter(|one| one.need.verdict == NeedVerdict::CannotBeExcluded).count()
    };
    let before = open(&kept);
    let read = new.len();
    let replaced = merge_answers(&mut kept, new);
    let after = open(&kept);
    output::write(Some(&path), &[], |out| Ok(write_answers(out, &kept)?))?;

    let states = trace_answers(&kept, register, as_of);
    let count = |standing| states.iter().filter(|state| state.standing == standing).count();
    let texts = texts(input::language(&args.reading, &import));
    let mut told = texts.fill(
        "message.answers_applied",
        &[("path", &path.display()), ("read", &read), ("replaced", &replaced), ("all", &kept.len())],
    );
    let mut line = |text: String| {
        told.push('\n');
        told += &text;
    };
    let counts = count(AnswerStatus::Counts);
    line(texts.fill("message.answers_count", &[("count", &counts), ("all", &kept.len())]));
    for (standing, key) in [
        (AnswerStatus::SaidUnknown, "message.answers_said_unknown"),
        (AnswerStatus::Unsigned, "message.answers_unsigned"),
        (AnswerStatus::NoReason, "message.answers_no_reason"),
        (AnswerStatus::Overtaken, "message.answers_overtaken"),
        (AnswerStatus::Orphan, "message.answers_orphan"),
    ] {
        if count(standing) > 0 {
            line(texts.fill(key, &[("count", &count(standing))]));
        }
        let such = kept.iter().zip(&states).filter(|(_, state)| state.standing == standing);
        for (answer, state) in such.take(SHOWN).filter(|_| standing != AnswerStatus::SaidUnknown) {
            let who = answer.activity.as_deref().or(answer.name.as_deref()).unwrap_or_default();
            let candidates: Vec<_> =
                state.candidates.iter().map(|index| register.activities[*index].label()).collect();
            let near = match candidates.is_empty() {
                true => String::new(),
                false => texts.fill("error.near", &[("candidates", &candidates.join(", "))]),
            };
            let name = state.activity.map_or("", |index| register.activities[index].label());
            line(format!("  {who} {name} {}{near}", answer.fact.id()));
        }
    }
    line(texts.fill(
        "message.answers_settled",
        &[("settled", &before.saturating_sub(after)), ("before", &before), ("open", &after)],
    ));
    say(&told)?;
    Ok(after > 0 || counts < kept.len())
}

/// How many answers of each kind that does not count are named.
const SHOWN: usize = 10;

/// Fills in what a form need not say: who answers for the answers that nobody has signed, the name and unit that
/// the register has, and what it says now where the form does not hold what it said then.
fn complete(answers: &mut [RecordedAnswer], register: &Register, by: Option<&str>, as_of: chrono::NaiveDate) {
    let states = trace_answers(answers, register, as_of);
    for (answer, state) in answers.iter_mut().zip(&states) {
        if let Some(by) = by.filter(|_| answer.by.is_none()) {
            answer.by = Some(by.into());
            answer.on = answer.on.or(Some(as_of));
        }
        if let Some(activity) = state.activity.map(|index| &register.activities[index]) {
            answer.activity = Some(activity.key.clone());
            answer.name = Some(activity.label().into());
            answer.unit = activity.unit().map(Text::from);
            answer.fingerprint =
                answer.fingerprint.take().or_else(|| Some(Fingerprint::of_answer(activity, answer.fact)));
        }
    }
}

/// Writes threshold records; true where what was asked for is open or needs a DPIA.
fn record(args: &ScreenRecordArgs) -> Result<bool, CliError> {
    let packs = input::packs(&args.law)?;
    let import = input::register(&args.files, &args.reading)?;
    let activities = &import.register.activities;
    if activities.is_empty() {
        return Err(CliError::NoRegister(args.files.clone()));
    }
    let options =
        Options { large_scale_threshold: args.large_scale, ..Options::new(input::today(args.law.as_of)) };
    let decisions = input::decisions(args.beside.decisions.as_ref())?;
    let ties = input::ties(args.beside.links.as_ref())?;
    let answers = input::answers(args.beside.answers.as_ref())?;
    let assessor =
        Assessor::new(&packs, options).with_decisions(&decisions).with_links(&ties).with_answers(&answers);
    let assessed = assessor.assess(&import.register);
    let filter = Filter { verdicts: args.verdict.clone(), ..args.filter.filter() };
    let selection = filter.select(&assessed);
    let lang = input::language(&args.reading, &import);
    let filters = args.filter.written();
    let view = GapView {
        assessed: &assessed,
        import: &import,
        selection: &selection,
        filters: &filters,
        candidates: &BTreeMap::new(),
        group_by: None,
        lang,
    };
    let texts = texts(lang);
    let Some(wanted) = &args.id else {
        std::fs::create_dir_all(&args.output)
            .map_err(|source| CliError::Write { path: args.output.clone(), source })?;
        let mut names = FileNames::default();
        for assessment in view.shown() {
            let activity = view.activity(assessment);
            let name = format!("{} {}", activity.key, activity.label());
            let stem = args.output.join(texts.get("message.record_file"));
            let path = names.beside(&stem, &name);
            output::write(Some(&path), &args.files, |out| threshold_record(out, &view, assessment))?;
        }
        let told =
            [("count", &selection.shown.len() as &dyn std::fmt::Display), ("path", &args.output.display())];
        say(&texts.fill("message.records_written", &told))?;
        return Ok(false);
    };
    let index = match named::find(activities, wanted)[..] {
        [one] => one,
        _ => return Err(named::unknown(activities, wanted)),
    };
    let Some(assessment) = assessed.assessments.iter().find(|one| one.activity == index) else {
        return Err(named::unknown(activities, wanted));
    };
    output::write(Some(&args.output), &args.files, |out| threshold_record(out, &view, assessment))?;
    say(&texts.fill("message.record_written", &[("path", &args.output.display())]))?;
    Ok(false)
}

fn say(text: &str) -> Result<(), CliError> {
    output::write(None, &[], |out| Ok(writeln!(out, "{text}")?))
}
