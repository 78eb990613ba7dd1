//! `ropa gaps`: the main job.

use crate::args::{GapsArgs, PageFormat};
use crate::error::CliError;
use crate::load::Loaded;
use crate::output;
use crate::texts::texts;
use ropa::gaps::Filter;
use ropa::report::gaps::{GapView, GroupBy, csv, html, json, text, workbook};
use std::path::PathBuf;

/// Lists what lacks a linked, living DPIA; true where there is something to act on.
pub(crate) fn run(args: &GapsArgs) -> Result<bool, CliError> {
    let format = PageFormat::wanted(args.format, args.output.as_deref())?;
    let loaded = Loaded::open(&args.files, &args.case)?;
    let assessed = loaded.assess()?;
    let filter = Filter { verdicts: args.verdict.clone(), only_gaps: args.only_gaps, ..args.filter.filter() };
    let selection = filter.select(&assessed);
    let filters = filters(args);
    let mut view = GapView::new(&assessed, &selection, loaded.lang);
    view.group_by = args.group_by.map(GroupBy::from);
    view.filters = &filters;
    output::write(args.output.as_deref(), &args.files, |out| match format {
        PageFormat::Text => {
            let options = super::text_options(args.output.is_some(), args.all);
            Ok(out.write_all(text(&view, options).as_bytes())?)
        }
        PageFormat::Csv => csv(out, &view),
        PageFormat::Xlsx => workbook(out, &view),
        PageFormat::Json => json(out, &view),
        PageFormat::Html => html(out, &view),
    })?;
    let lost = assessed.orphan_links().count();
    // The other forms say it themselves; a table of activities has no room for it.
    if format == PageFormat::Csv && lost > 0 {
        let told = texts(view.lang).fill("message.orphan_links", &[("count", &lost)]);
        anstream::eprintln!("ropa: {told}");
    }
    let found = view.summary().gap_total() > 0 || assessed.import().has_unread_documents();
    // A list that leaves out what was named is not whole, however little it finds.
    let refused: Vec<PathBuf> =
        loaded.case.files_without_tables().into_iter().map(|file| PathBuf::from(&**file)).collect();
    if !refused.is_empty() {
        return Err(CliError::FilesNotRead(refused));
    }
    // The process ends here; giving millions of small texts back one by one would only take time.
    std::mem::forget((assessed, loaded));
    Ok(found)
}

/// The filters as the user wrote them.
fn filters(args: &GapsArgs) -> Vec<String> {
    let mut filters = args.filter.written();
    if !args.verdict.is_empty() {
        let verdicts: Vec<_> = args.verdict.iter().map(ToString::to_string).collect();
        filters.push(format!("--verdict {}", verdicts.join(",")));
    }
    if args.only_gaps {
        filters.push("--only-gaps".to_string());
    }
    filters
}
