//! `ropa check`: whether the records say what Art. 30 demands.

use crate::args::{CheckArgs, TableFormat};
use crate::error::CliError;
use crate::{input, named, output};
use ropa::check::{CheckOptions, check};
use ropa::dpia::Filter;
use ropa::report::check::{CheckView, csv, json, record, text, workbook};
use std::collections::BTreeSet;
use std::io::IsTerminal;

/// Lists what records lack; true where there is something to act on.
pub(crate) fn run(args: &CheckArgs) -> Result<bool, CliError> {
    let of_file = || args.output.as_deref().and_then(TableFormat::of);
    let format = args.format.or_else(of_file).unwrap_or(TableFormat::Text);
    if format == TableFormat::Xlsx && args.output.is_none() && std::io::stdout().is_terminal() {
        return Err(CliError::BinaryToTerminal);
    }
    let (_, import) = input::import(&args.files, &args.reading)?;
    let activities = &import.register.activities;
    if activities.is_empty() {
        return Err(CliError::NoRegister(args.files.clone()));
    }
    let options = CheckOptions {
        authority: !args.not_authority,
        stale_months: args.stale_months,
        ..CheckOptions::new(input::today(args.as_of))
    };
    let checked = check(&import.register, options);
    let filter = Filter {
        registered: args.registered,
        unit: args.unit.clone(),
        process: args.process.clone(),
        ..Filter::default()
    };
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
        filters: &filters(args),
        lang: input::language(&args.reading, &import),
    };
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

/// The filters as the user wrote them.
fn filters(args: &CheckArgs) -> Vec<String> {
    let mut filters = Vec::new();
    if let Some(span) = &args.registered {
        filters.push(format!("--registered {span}"));
    }
    if let Some(unit) = &args.unit {
        filters.push(format!("--unit \"{unit}\""));
    }
    if let Some(process) = &args.process {
        filters.push(format!("--process {process}"));
    }
    filters
}
