//! `ropa coverage`: how the register covers the classification structure.

use crate::args::{CoverageArgs, PageFormat};
use crate::error::CliError;
use crate::load::{Loaded, builder, inputs};
use crate::output;
use ropa::casefile::CoverageQuestion;
use ropa::report::coverage::{CoverageView, csv, html, json, text, workbook};

/// Shows how the register covers the structure; true where something is missing or to look at.
pub(crate) fn run(args: &CoverageArgs) -> Result<bool, CliError> {
    let format = PageFormat::wanted(args.format, args.output.as_deref())?;
    let builder =
        args.history.add_to(builder(&args.files, &args.case)?.structure(inputs(&args.structure)))?;
    let loaded = Loaded::of(builder, &args.files, &args.case.reading)?.with_activities(&args.files)?;
    let assessed = loaded.assess()?;
    let (structure, answer) = loaded
        .case
        .structure()
        .zip(loaded.case.coverage(&assessed, &question(args)?))
        .ok_or(CliError::NoStructureNamed)?;
    let filters = filters(args);
    let view = CoverageView::new(structure, &answer, &assessed, &filters, loaded.lang);
    let inputs: Vec<_> =
        args.files.iter().chain(&args.structure).chain(args.history.files()).cloned().collect();
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

fn question(args: &CoverageArgs) -> Result<CoverageQuestion, CliError> {
    let under = match &args.process {
        Some(code) => Some(code.parse().map_err(|_| CliError::ProcessCode(code.clone()))?),
        None => None,
    };
    Ok(CoverageQuestion {
        level: args.level,
        unit: args.unit.clone(),
        under,
        written_against: args.written_against.clone(),
        evaluate: args.evaluate,
    })
}

/// The filters as the user wrote them.
fn filters(args: &CoverageArgs) -> Vec<String> {
    let level = args.level.map(|level| format!("--level {level}"));
    let unit = args.unit.as_ref().map(|unit| format!("--unit \"{unit}\""));
    let process = args.process.as_ref().map(|process| format!("--process {process}"));
    [level, unit, process].into_iter().flatten().collect()
}
