//! `ropa diff`: what is different between two registers.

mod side;

pub(crate) use self::side::Side;
use crate::args::{DiffArgs, PageFormat};
use crate::error::CliError;
use crate::load::today;
use crate::output;
use ropa::diff::{DiffError, RegisterDiff};
use ropa::report::diff::{DiffView, csv, html, json, text, workbook};

/// Compares two registers; true where anything is different.
pub(crate) fn run(args: &DiffArgs) -> Result<bool, CliError> {
    let format = PageFormat::wanted(args.format, args.output.as_deref())?;
    let mut case = args.case.clone();
    case.law.as_of = Some(today(case.law.as_of));
    let newer = Side::newer(&args.newer, &case)?;
    let older = Side::older(&args.older, &case, args.old_as_of)?;
    let (old, new) = (older.assess()?, newer.assess()?);
    let diff = RegisterDiff::of(&old, &new).map_err(|error| {
        let side = if error == DiffError::NothingBefore { &args.older } else { &args.newer };
        CliError::NothingCompared(side.clone())
    })?;
    let view = DiffView::new(&old, &new, &diff, newer.loaded.lang);
    let inputs: Vec<_> = older.files.iter().chain(&newer.files).cloned().collect();
    output::write(args.output.as_deref(), &inputs, |out| match format {
        PageFormat::Text => {
            let options = super::text_options(args.output.is_some(), args.all);
            Ok(out.write_all(text(&view, options).as_bytes())?)
        }
        PageFormat::Csv => csv(out, &view),
        PageFormat::Xlsx => workbook(out, &view),
        PageFormat::Json => json(out, &view),
        PageFormat::Html => html(out, &view),
    })?;
    Ok(!diff.is_empty())
}
