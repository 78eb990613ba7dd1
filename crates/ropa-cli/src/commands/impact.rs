//! `ropa impact`: what an incident at a supplier or in a system touches.

use crate::args::{ImpactArgs, ImpactFormat};
use crate::error::CliError;
use crate::load::Loaded;
use crate::output;
use ropa::impact::impact;
use ropa::report::impact::{ImpactView, csv, docx, html, json, text, workbook};

/// Answers what an incident touches; true where something is hit, or does not answer.
pub(crate) fn run(args: &ImpactArgs) -> Result<bool, CliError> {
    let format = ImpactFormat::wanted(args.format, args.output.as_deref())?;
    let question = args.question();
    let loaded = Loaded::register(&args.files, &args.case)?;
    let assessed = loaded.assess()?;
    let impact = impact(&assessed, &question)?;
    let view = ImpactView::new(&assessed, &impact, loaded.lang);
    output::write(args.output.as_deref(), &args.files, |out| match format {
        ImpactFormat::Text => {
            let options = super::text_options(args.output.is_some(), args.all);
            Ok(out.write_all(text(&view, options).as_bytes())?)
        }
        ImpactFormat::Csv => csv(out, &view),
        ImpactFormat::Xlsx => workbook(out, &view),
        ImpactFormat::Json => json(out, &view),
        ImpactFormat::Html => html(out, &view),
        ImpactFormat::Docx => docx(out, &view),
    })?;
    Ok(impact.has_findings())
}
