//! `ropa screen record`: the threshold record of an activity, for the file.

use crate::args::ScreenRecordArgs;
use crate::commands::say;
use crate::error::CliError;
use crate::file_names::FileNames;
use crate::load::Loaded;
use crate::output;
use crate::texts::texts;
use ropa::casefile::{find_activity, unknown_activity};
use ropa::gaps::Filter;
use ropa::report::gaps::GapView;
use ropa::report::screen::threshold_record;

/// Writes threshold records; never true, since it finds nothing.
pub(super) fn run(args: &ScreenRecordArgs) -> Result<bool, CliError> {
    let loaded = Loaded::register(&args.files, &args.case)?;
    let assessed = loaded.assess()?;
    let filter = Filter { verdicts: args.verdict.clone(), ..args.filter.filter() };
    let selection = filter.select(&assessed);
    let filters = args.filter.written();
    let mut view = GapView::new(&assessed, &selection, loaded.lang);
    view.filters = &filters;
    match &args.id {
        Some(wanted) => one(args, &view, wanted)?,
        None => all(args, &view)?,
    }
    Ok(false)
}

/// The record of one activity, to the file named.
fn one(args: &ScreenRecordArgs, view: &GapView<'_>, wanted: &str) -> Result<(), CliError> {
    let activities = &view.assessed.register().activities;
    let index = find_activity(activities, wanted)?;
    let assessment = view.assessed.of(index).ok_or_else(|| unknown_activity(activities, wanted))?;
    output::write(Some(&args.output), &args.files, |out| threshold_record(out, view, assessment))?;
    say(&texts(view.lang).fill("message.record_written", &[("path", &args.output.display())]))
}

/// A record for each activity of the selection, to the folder named.
fn all(args: &ScreenRecordArgs, view: &GapView<'_>) -> Result<(), CliError> {
    let texts = texts(view.lang);
    std::fs::create_dir_all(&args.output)
        .map_err(|source| CliError::Write { path: args.output.clone(), source })?;
    let mut names = FileNames::default();
    for assessment in view.shown() {
        let activity = view.activity(assessment);
        let name = format!("{} {}", activity.key, activity.label());
        let stem = args.output.join(texts.get("message.record_file"));
        let path = names.beside(&stem, &name);
        output::write(Some(&path), &args.files, |out| threshold_record(out, view, assessment))?;
    }
    let count = view.selection.shown.len();
    let values: [(&str, &dyn std::fmt::Display); 2] = [("count", &count), ("path", &args.output.display())];
    say(&texts.fill("message.records_written", &values))
}
