//! `ropa check`: whether the records say what Art. 30 demands.

use crate::args::{CheckArgs, SplitBy, TableFormat};
use crate::config::Config;
use crate::error::CliError;
use crate::file_names::FileNames;
use crate::structure::Structure;
use crate::texts::texts;
use crate::{input, named, output};
use ropa::art30::{CheckOptions, check};
use ropa::classification::{AssignmentOptions, Assignments, assign, number_cells};
use ropa::report::art30::{CheckView, annotated, csv, json, record, text, workbook};
use ropa::workbook::Workbook;
use std::collections::BTreeSet;
use std::io::IsTerminal;
use std::path::Path;

/// Lists what records lack; true where there is something to act on.
pub(crate) fn run(args: &CheckArgs, config: &Config) -> Result<bool, CliError> {
    let of_file = || args.output.as_deref().and_then(TableFormat::of);
    let format = args.format.or_else(of_file).unwrap_or(TableFormat::Text);
    if format == TableFormat::Xlsx && args.output.is_none() && std::io::stdout().is_terminal() {
        return Err(CliError::BinaryToTerminal);
    }
    if args.annotate && (args.files.len() != 1 || format != TableFormat::Xlsx) {
        return Err(CliError::OneWorkbook);
    }
    let (books, import) = input::import(&args.files, &args.reading)?;
    let activities = &import.register.activities;
    if activities.is_empty() {
        return Err(CliError::NoRegister(args.files.clone()));
    }
    let options =
        CheckOptions { authority: !args.not_authority, ..CheckOptions::new(input::today(args.as_of)) };
    let options = CheckOptions { stale_months: args.stale_months.unwrap_or(options.stale_months), ..options };
    let decisions = input::decisions(args.decisions.as_ref())?;
    let ties = match args.structure.is_empty() {
        true => Assignments::default(),
        false => {
            let structure = Structure::read(&args.structure, &args.history, options.as_of)?;
            let number_cells = books.iter().flat_map(number_cells).collect();
            assign(
                &import.register,
                &structure.history(),
                &AssignmentOptions { number_cells, ..AssignmentOptions::default() },
            )
        }
    };
    let unknown = ties.unresolved.iter().map(|tie| (tie.activity, &tie.cell, &tie.written));
    let checked = check(&import.register, options)
        .with_unknown_processes(&import.register, unknown)
        .adjusted(&config.adjustments())
        .with_waivers(&import.register, &decisions);
    let filter = args.filter.filter();
    let named = match &args.record {
        None => None,
        Some(wanted) => match named::find(activities, wanted) {
            none if none.is_empty() => return Err(named::unknown(activities, wanted)),
            found => Some(found),
        },
    };
    let shown: BTreeSet<usize> = match &named {
        Some(found) => found.iter().copied().collect(),
        None => {
            (0..activities.len()).filter(|index| filter.admits(&activities[*index]) == Some(true)).collect()
        }
    };
    let view = CheckView {
        checked: &checked,
        import: &import,
        shown: &shown,
        filters: &args.filter.written(),
        lang: input::language(&args.reading, &import),
    };
    if let (true, Some(path), [book]) = (args.annotate, &args.output, books.as_slice()) {
        match args.split_by {
            None => output::write(Some(path), &args.files, |out| annotated(out, &view, book))?,
            Some(SplitBy::Unit) => by_unit(args, path, &view, book)?,
        }
        return Ok(view.findings().next().is_some());
    }
    output::write(args.output.as_deref(), &args.files, |out| {
        let options = super::text_options(args.output.is_some(), args.all);
        match (&named, format) {
            (Some(found), TableFormat::Text) => {
                let texts: Vec<_> = found.iter().map(|index| record(&view, *index, options)).collect();
                Ok(out.write_all(texts.join("\n").as_bytes())?)
            }
            (None, TableFormat::Text) => Ok(out.write_all(text(&view, options).as_bytes())?),
            (_, TableFormat::Csv) => csv(out, &view),
            (_, TableFormat::Xlsx) => workbook(out, &view),
            (_, TableFormat::Json) => json(out, &view),
        }
    })?;
    Ok(view.findings().next().is_some())
}

/// An annotated file for each unit that has findings, beside `path` and named after it and the unit.
fn by_unit(args: &CheckArgs, path: &Path, view: &CheckView<'_>, book: &Workbook) -> Result<(), CliError> {
    let units = ropa::report::by_unit(view.shown.iter().map(|index| (view.activity(*index).unit(), *index)));
    let texts = texts(view.lang);
    let mut names = FileNames::default();
    let mut told = String::new();
    let mut without = 0;
    for (unit, shown) in units {
        let shown: BTreeSet<usize> = shown.into_iter().collect();
        let own = CheckView { shown: &shown, ..*view };
        let findings = own.findings().count();
        if findings == 0 {
            without += 1;
            continue;
        }
        let unit = unit.unwrap_or_else(|| texts.get("message.no_unit").to_string());
        let path = names.beside(path, &unit);
        output::write(Some(&path), &args.files, |out| annotated(out, &own, book))?;
        told += &texts.fill("message.unit_written", &[("path", &path.display()), ("findings", &findings)]);
        told.push('\n');
    }
    if without > 0 {
        told += &texts.fill("message.units_without", &[("count", &without)]);
        told.push('\n');
    }
    output::write(None, &[], |out| Ok(out.write_all(told.as_bytes())?))
}
