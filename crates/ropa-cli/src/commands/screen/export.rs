//! `ropa screen export`: the questions that would settle what is open.

use crate::args::{ScreenExportArgs, ScreenFormat, SplitBy, no_bytes_to_terminal};
use crate::commands::say;
use crate::error::CliError;
use crate::file_names::FileNames;
use crate::load::Loaded;
use crate::output;
use crate::texts::{Texts, texts};
use ropa::gaps::{Filter, Selection};
use ropa::report::gaps::GapView;
use ropa::report::screen::{csv, json, questionnaire};
use ropa::text::by_unit;
use std::path::{Path, PathBuf};

/// Writes the questions; true where there are any.
pub(super) fn run(args: &ScreenExportArgs) -> Result<bool, CliError> {
    let of_file = || args.output.as_deref().and_then(ScreenFormat::of);
    let format = args.format.or_else(of_file).unwrap_or(ScreenFormat::Xlsx);
    if format == ScreenFormat::Xlsx {
        no_bytes_to_terminal(args.output.as_deref())?;
    }
    let loaded = Loaded::register(&args.files, &args.case)?;
    let assessed = loaded.assess()?;
    let filter = Filter { verdicts: args.verdict.clone(), ..args.filter.filter() };
    let selection = filter.select(&assessed).to_ask(&assessed, args.all);
    let filters = args.filter.written();
    let mut view = GapView::new(&assessed, &selection, loaded.lang);
    view.filters = &filters;
    let texts = texts(loaded.lang);
    if selection.shown.is_empty() {
        match &args.output {
            // A program that reads it waits for a list, with nothing in it.
            None => write(&args.files, format, None, &view)?,
            Some(_) => say(texts.get("message.nothing_to_ask"))?,
        }
        return Ok(false);
    }
    match (&args.output, args.split_by) {
        (Some(path), Some(SplitBy::Unit)) => by_units(&args.files, format, path, &view)?,
        (Some(path), None) => {
            write(&args.files, format, Some(path), &view)?;
            say(&written(texts, path, &view))?;
        }
        (None, _) => write(&args.files, format, None, &view)?,
    }
    Ok(true)
}

/// Writes a questionnaire for each unit, beside `path` and named after it and the unit.
fn by_units(
    files: &[PathBuf],
    format: ScreenFormat,
    path: &Path,
    view: &GapView<'_>,
) -> Result<(), CliError> {
    let texts = texts(view.lang);
    let mut names = FileNames::default();
    let unit = |index: &usize| view.activity(&view.assessed.assessments[*index]).unit();
    let units = by_unit(view.selection.shown.iter().map(|index| (unit(index), *index)));
    for (unit, shown) in units {
        let unit = unit.unwrap_or_else(|| texts.get("message.no_unit").to_string());
        let path = names.beside(path, &unit);
        let own = Selection { shown, ..Selection::default() };
        let mut part = *view;
        part.selection = &own;
        write(files, format, Some(&path), &part)?;
        say(&written(texts, &path, &part))?;
    }
    Ok(())
}

fn write(
    files: &[PathBuf],
    format: ScreenFormat,
    path: Option<&Path>,
    view: &GapView<'_>,
) -> Result<(), CliError> {
    output::write(path, files, |out| match format {
        ScreenFormat::Xlsx => questionnaire(out, view),
        ScreenFormat::Csv => csv(out, view),
        ScreenFormat::Json => json(out, view),
    })
}

/// What was written where.
fn written(texts: &Texts, path: &Path, view: &GapView<'_>) -> String {
    let activities = view.selection.shown.len();
    let questions: usize = view.shown().map(|assessment| assessment.need.questions.len()).sum();
    texts.fill(
        "message.questions_written",
        &[("path", &path.display()), ("activities", &activities), ("questions", &questions)],
    )
}
