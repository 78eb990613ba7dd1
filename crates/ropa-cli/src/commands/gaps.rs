//! `ropa gaps`: the main job.

use crate::args::{GapsArgs, TableFormat};
use crate::error::CliError;
use crate::texts::texts;
use crate::{input, output};
use ropa::casefile::{Assessor, Options};
use ropa::gaps::Filter;
use ropa::report::gaps::{GapView, GroupBy, csv, json, text, workbook};
use std::io::IsTerminal;

/// Lists what lacks a linked, living DPIA; true where there is something to act on.
pub(crate) fn run(args: &GapsArgs) -> Result<bool, CliError> {
    let format =
        args.format.or_else(|| args.output.as_deref().and_then(TableFormat::of)).unwrap_or(TableFormat::Text);
    if format == TableFormat::Xlsx && args.output.is_none() && std::io::stdout().is_terminal() {
        return Err(CliError::BinaryToTerminal);
    }
    let packs = input::packs(&args.law)?;
    let import = input::register(&args.files, &args.reading)?;
    if import.register.activities.is_empty() && import.register.dpias.is_empty() {
        return Err(CliError::NoRegister(args.files.clone()));
    }
    let options =
        Options { large_scale_threshold: args.large_scale, ..Options::new(input::today(args.law.as_of)) };
    let decisions = input::decisions(args.decisions.as_ref())?;
    let ties = input::ties(args.links.as_ref())?;
    let answers = input::answers(args.answers.as_ref())?;
    let assessor =
        Assessor::new(&packs, options).with_decisions(&decisions).with_links(&ties).with_answers(&answers);
    let assessed = assessor.assess(&import.register);
    let filter = Filter { verdicts: args.verdict.clone(), only_gaps: args.only_gaps, ..args.filter.filter() };
    let selection = filter.select(&assessed);
    let candidates = super::link::candidates::of_gaps(&assessed);
    let view = GapView {
        assessed: &assessed,
        candidates: &candidates,
        import: &import,
        selection: &selection,
        filters: &filters(args),
        group_by: args.group_by.map(GroupBy::from),
        lang: input::language(&args.reading, &import),
    };
    output::write(args.output.as_deref(), &args.files, |out| match format {
        TableFormat::Text => {
            let options = super::text_options(args.output.is_some(), args.all);
            Ok(out.write_all(text(&view, options).as_bytes())?)
        }
        TableFormat::Csv => csv(out, &view),
        TableFormat::Xlsx => workbook(out, &view),
        TableFormat::Json => json(out, &view),
    })?;
    let lost = assessed.orphan_links().count();
    // The other forms say it themselves; a table of activities has no room for it.
    if format == TableFormat::Csv && lost > 0 {
        let told = texts(view.lang).fill("message.orphan_links", &[("count", &lost)]);
        anstream::eprintln!("ropa: {told}");
    }
    let found = view.summary().gap_total() > 0 || import.has_unread_documents();
    // The process ends here; giving millions of small texts back one by one would only take time.
    std::mem::forget(assessed);
    std::mem::forget(import);
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
