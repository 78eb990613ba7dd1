//! `ropa check`: whether the records say what Art. 30 demands.

use crate::args::{CheckArgs, PageFormat, SplitBy};
use crate::config::Config;
use crate::error::CliError;
use crate::file_names::FileNames;
use crate::load::{Loaded, builder, inputs};
use crate::output;
use crate::texts::texts;
use ropa::art30::CheckOptions;
use ropa::casefile::{find_activities, unknown_activity};
use ropa::model::ProcessingActivity;
use ropa::report::art30::{CheckView, annotated, csv, html, json, record, text, workbook};
use ropa::workbook::Workbook;
use std::collections::BTreeSet;
use std::path::Path;

/// Lists what records lack; true where there is something to act on.
pub(crate) fn run(args: &CheckArgs, config: &Config) -> Result<bool, CliError> {
    let format = PageFormat::wanted(args.format, args.output.as_deref())?;
    if args.annotate && (args.files.len() != 1 || format != PageFormat::Xlsx) {
        return Err(CliError::OneWorkbook);
    }
    let builder =
        args.history.add_to(builder(&args.files, &args.case)?.structure(inputs(&args.structure)))?;
    let builder = if args.annotate { builder.keep_tables() } else { builder };
    let loaded = Loaded::of(builder, &args.files, &args.case.reading)?.with_activities(&args.files)?;
    let activities = &loaded.case.register().activities;
    let checked = loaded.case.check(options(args, &loaded), &config.adjustments());
    let named = named(args, activities)?;
    let shown = shown(args, named.as_deref(), activities);
    let filters = args.filter.written();
    let import = loaded.case.import();
    let mut view = CheckView::new(&checked, import, &shown, loaded.lang);
    view.filters = &filters;
    let found = view.findings().next().is_some();
    if let (true, Some(path), [table]) = (args.annotate, &args.output, loaded.case.tables()) {
        match args.split_by {
            None => output::write(Some(path), &args.files, |out| annotated(out, &view, &table.book))?,
            Some(SplitBy::Unit) => by_unit(args, path, &view, &table.book)?,
        }
        return Ok(found);
    }
    list(args, format, &view, named.as_deref())?;
    Ok(found)
}

fn options(args: &CheckArgs, loaded: &Loaded) -> CheckOptions {
    let options = CheckOptions::new(loaded.case.as_of());
    CheckOptions {
        authority: !args.not_authority,
        stale_months: args.stale_months.unwrap_or(options.stale_months),
        ..options
    }
}

/// The records that `--record` names, where it does.
fn named(args: &CheckArgs, activities: &[ProcessingActivity]) -> Result<Option<Vec<usize>>, CliError> {
    let Some(wanted) = &args.record else { return Ok(None) };
    match find_activities(activities, wanted) {
        none if none.is_empty() => Err(unknown_activity(activities, wanted).into()),
        found => Ok(Some(found)),
    }
}

/// The records to show: those named, else those that the filters let through.
fn shown(args: &CheckArgs, named: Option<&[usize]>, activities: &[ProcessingActivity]) -> BTreeSet<usize> {
    if let Some(named) = named {
        return named.iter().copied().collect();
    }
    let filter = args.filter.filter();
    (0..activities.len()).filter(|index| filter.admits(&activities[*index]) == Some(true)).collect()
}

fn list(
    args: &CheckArgs,
    format: PageFormat,
    view: &CheckView<'_>,
    named: Option<&[usize]>,
) -> Result<(), CliError> {
    let options = super::text_options(args.output.is_some(), args.all);
    output::write(args.output.as_deref(), &args.files, |out| match (named, format) {
        (Some(found), PageFormat::Text) => {
            let texts: Vec<_> = found.iter().map(|index| record(view, *index, options)).collect();
            Ok(out.write_all(texts.join("\n").as_bytes())?)
        }
        (None, PageFormat::Text) => Ok(out.write_all(text(view, options).as_bytes())?),
        (_, PageFormat::Csv) => csv(out, view),
        (_, PageFormat::Xlsx) => workbook(out, view),
        (_, PageFormat::Json) => json(out, view),
        (_, PageFormat::Html) => html(out, view),
    })
}

/// Writes an annotated file for each unit that has findings, beside `path` and named after it and the unit.
fn by_unit(args: &CheckArgs, path: &Path, view: &CheckView<'_>, book: &Workbook) -> Result<(), CliError> {
    let units = ropa::text::by_unit(view.shown.iter().map(|index| (view.activity(*index).unit(), *index)));
    let texts = texts(view.lang);
    let mut names = FileNames::default();
    let mut told = Vec::new();
    let mut without = 0;
    for (unit, shown) in units {
        let shown: BTreeSet<usize> = shown.into_iter().collect();
        let mut own = *view;
        own.shown = &shown;
        let findings = own.findings().count();
        if findings == 0 {
            without += 1;
            continue;
        }
        let unit = unit.unwrap_or_else(|| texts.get("message.no_unit").to_string());
        let path = names.beside(path, &unit);
        output::write(Some(&path), &args.files, |out| annotated(out, &own, book))?;
        told.push(texts.fill("message.unit_written", &[("path", &path.display()), ("findings", &findings)]));
    }
    if without > 0 {
        told.push(texts.fill("message.units_without", &[("count", &without)]));
    }
    super::say(&told.join("\n"))
}
