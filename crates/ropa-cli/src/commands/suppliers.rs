//! `ropa suppliers`: the suppliers and systems of a register.

use crate::args::{PageFormat, SuppliersArgs};
use crate::error::CliError;
use crate::load::{Loaded, limits, quietly};
use crate::output;
use ropa::impact::{ListCheck, NamedList, read_list, suppliers};
use ropa::report::suppliers::{SuppliersView, csv, html, json, text, workbook};
use ropa::workbook::open_workbook;

/// Lists suppliers and systems; true where a system is named without a processor, or a list does not fit.
pub(crate) fn run(args: &SuppliersArgs) -> Result<bool, CliError> {
    let format = PageFormat::wanted(args.format, args.output.as_deref())?;
    let loaded = Loaded::register(&args.files, &args.case)?;
    let assessed = loaded.assess()?;
    let found = suppliers(&assessed);
    let check = list(args)?.map(|list| ListCheck::of(list, &found));
    let mut view = SuppliersView::new(&assessed, &found, loaded.lang);
    view.check = check.as_ref();
    let inputs: Vec<_> = args.files.iter().chain(&args.list).cloned().collect();
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
    Ok(view.has_findings())
}

/// The list of systems or contracts, where one is named.
fn list(args: &SuppliersArgs) -> Result<Option<NamedList>, CliError> {
    let Some(path) = &args.list else { return Ok(None) };
    let limits = limits(&args.case.reading)?;
    let book = quietly(|| open_workbook(path, &limits))?;
    Ok(Some(read_list(&book)?))
}
