//! `ropa screen apply`: the answers of filled-in questionnaires, taken into the ledger of answers.

use crate::args::ScreenApplyArgs;
use crate::commands::{ledger, say};
use crate::config::{ANSWERS, Config};
use crate::error::CliError;
use crate::load::{Loaded, builder, limits, quietly};
use crate::output;
use crate::texts::{Texts, texts};
use ropa::casefile::AnswersApplied;
use ropa::ledger::{AnswerStatus, TracedAnswer, has_answers, write_answers};
use ropa::model::Register;
use ropa::screening::RecordedAnswer;
use ropa::workbook::{Limits, ReadError, Workbook, open_workbook};
use std::path::{Path, PathBuf};

/// So many answers of each kind that does not count are named.
const SHOWN: usize = 10;

/// Takes the answers into the file beside the register; true where some do not count or something is still open.
pub(super) fn run(args: &ScreenApplyArgs, config: &Config) -> Result<bool, CliError> {
    let path = ledger(args.case.ledgers.answers.as_ref(), ANSWERS)?;
    let (forms, registers) = forms(&args.files, &limits(&args.case.reading)?)?;
    if forms.is_empty() {
        return Err(CliError::NoQuestionnaire(args.files.clone()));
    }
    let files = if registers.is_empty() { &config.files } else { &registers };
    if files.is_empty() {
        return Err(CliError::NoRegisterBeside);
    }
    let mut builder = builder(files, &args.case)?;
    if path.is_file() {
        builder = builder.answers(&path);
    }
    let mut loaded = Loaded::of(builder, files, &args.case.reading)?;
    if loaded.case.register().activities.is_empty() {
        return Err(CliError::NoRegisterBeside);
    }
    let applied = loaded.case.apply_answers(&forms, args.by.as_deref())?;
    let kept = loaded.case.material().answers();
    output::write(Some(&path), &[], |out| write_answers(out, kept))?;
    say(&told(texts(loaded.lang), &path, &applied, kept, loaded.case.register()))?;
    Ok(applied.open.1 > 0 || count(&applied, AnswerStatus::Counts) < kept.len())
}

/// The questionnaires among the files, and the files that are none.
fn forms(files: &[PathBuf], limits: &Limits) -> Result<(Vec<Workbook>, Vec<PathBuf>), CliError> {
    let (mut forms, mut others) = (Vec::new(), Vec::new());
    for file in files {
        let opened: Result<Workbook, ReadError> =
            quietly(|| Ok::<_, ReadError>(open_workbook(file, limits)))?;
        match opened {
            Ok(book) if has_answers(&book) => forms.push(book),
            // A register, or a document: whoever reads it says what is wrong with it.
            _ => others.push(file.clone()),
        }
    }
    Ok((forms, others))
}

fn count(applied: &AnswersApplied, standing: AnswerStatus) -> usize {
    applied.states.iter().filter(|state| state.standing == standing).count()
}

/// What became of the answers.
fn told(
    texts: &Texts,
    path: &Path,
    applied: &AnswersApplied,
    kept: &[RecordedAnswer],
    register: &Register,
) -> String {
    let all = kept.len();
    let (before, after) = applied.open;
    let written: [(&str, &dyn std::fmt::Display); 4] =
        [("path", &path.display()), ("read", &applied.read), ("replaced", &applied.replaced), ("all", &all)];
    let counted = count(applied, AnswerStatus::Counts);
    let mut lines = vec![
        texts.fill("message.answers_applied", &written),
        texts.fill("message.answers_count", &[("count", &counted), ("all", &all)]),
    ];
    lines.extend(idle(texts, applied, kept, register));
    lines.push(texts.fill(
        "message.answers_settled",
        &[("settled", &before.saturating_sub(after)), ("before", &before), ("open", &after)],
    ));
    lines.join("\n")
}

/// The answers that do not count, by reason.
fn idle(
    texts: &Texts,
    applied: &AnswersApplied,
    kept: &[RecordedAnswer],
    register: &Register,
) -> Vec<String> {
    let mut lines = Vec::new();
    for (standing, key) in [
        (AnswerStatus::SaidUnknown, "message.answers_said_unknown"),
        (AnswerStatus::Unsigned, "message.answers_unsigned"),
        (AnswerStatus::NoReason, "message.answers_no_reason"),
        (AnswerStatus::Overtaken, "message.answers_overtaken"),
        (AnswerStatus::Orphan, "message.answers_orphan"),
    ] {
        if count(applied, standing) > 0 {
            lines.push(texts.fill(key, &[("count", &count(applied, standing))]));
        }
        let such = kept.iter().zip(&applied.states).filter(|(_, state)| state.standing == standing);
        let such = such.take(SHOWN).filter(|_| standing != AnswerStatus::SaidUnknown);
        lines.extend(such.map(|(answer, state)| named(texts, answer, state, register)));
    }
    lines
}

/// An answer that does not count, with what it may mean.
fn named(texts: &Texts, answer: &RecordedAnswer, state: &TracedAnswer, register: &Register) -> String {
    let who = answer.activity.as_deref().or(answer.name.as_deref()).unwrap_or_default();
    let candidates: Vec<_> =
        state.candidates.iter().map(|index| register.activities[*index].label()).collect();
    let near = match candidates.is_empty() {
        true => String::new(),
        false => texts.fill("error.near", &[("candidates", &candidates.join(", "))]),
    };
    let name = state.activity.map_or("", |index| register.activities[index].label());
    format!("  {who} {name} {}{near}", answer.fact.id())
}
