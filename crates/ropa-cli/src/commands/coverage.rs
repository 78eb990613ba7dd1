//! `ropa coverage`: how the register covers the classification structure.

use crate::args::{CoverageArgs, CoverageFormat};
use crate::error::CliError;
use crate::structure::Structure;
use crate::{input, output};
use ropa::casefile::{Assessor, Options};
use ropa::classification::{
    AssignmentOptions, CoverageOptions, FitThresholds, Outcome, Suggester, assign, coverage, evaluate,
    number_cells, validate_assignments,
};
use ropa::report::coverage::{CoverageView, csv, html, json, text, workbook};
use std::collections::{BTreeMap, BTreeSet};
use std::io::IsTerminal;

/// How many suggestions are made for an activity without a process.
const SUGGESTIONS: usize = 3;

/// Shows how the register covers the structure; true where something is missing or to look at.
pub(crate) fn run(args: &CoverageArgs) -> Result<bool, CliError> {
    let of_file = || args.output.as_deref().and_then(CoverageFormat::of);
    let format = args.format.or_else(of_file).unwrap_or(CoverageFormat::Text);
    if format == CoverageFormat::Xlsx && args.output.is_none() && std::io::stdout().is_terminal() {
        return Err(CliError::BinaryToTerminal);
    }
    let day = input::today(args.law.as_of);
    let packs = input::packs(&args.law)?;
    let mut structure = Structure::read(&args.structure, &args.history, day)?;
    let (books, import) = input::import(&args.files, &args.reading)?;
    if import.register.activities.is_empty() {
        return Err(CliError::NoRegister(args.files.clone()));
    }
    let assessed = Assessor::new(&packs, Options::new(day)).assess(&import.register);
    let outcomes: BTreeMap<usize, Outcome> = assessed
        .assessments
        .iter()
        .map(|assessment| {
            let verdict: &'static str = assessment.need.verdict.into();
            let gap = assessment.gap.as_ref().map(|gap| <&'static str>::from(gap.kind).into());
            (assessment.activity, Outcome { verdict: verdict.into(), gap })
        })
        .collect();

    let ties = {
        let options = AssignmentOptions {
            number_cells: books.iter().flat_map(number_cells).collect(),
            written_against: args.written_against.as_deref().map(Into::into),
        };
        assign(&import.register, &structure.history(), &options)
    };
    let under = match &args.process {
        Some(code) => Some(code.parse().map_err(|_| CliError::ProcessCode(code.clone()))?),
        None => None,
    };
    let options =
        CoverageOptions { as_of: day, level: args.level, unit: args.unit.as_deref().map(Into::into), under };
    let version = &structure.version;
    let renamed = BTreeSet::new();
    let covered = coverage(version, &import.register, &ties, &outcomes, &renamed, &options);
    let evaluation = args.evaluate.then(|| {
        // The reading needs every level, whatever is listed.
        let whole = coverage(
            version,
            &import.register,
            &ties,
            &outcomes,
            &renamed,
            &CoverageOptions { level: None, ..options.clone() },
        );
        evaluate(version, &import.register, &ties, &whole, &FitThresholds::default())
    });
    let suggester = Suggester::new(version);
    let suggestions = covered
        .unassigned
        .iter()
        .map(|index| (*index, suggester.suggest(&import.register.activities[*index], day, SUGGESTIONS)))
        .collect();
    let of_ties = validate_assignments(version, &ties, day);
    structure.findings.extend(of_ties);
    let view = CoverageView {
        version: &structure.version,
        structure_findings: &structure.findings,
        import: &import,
        assignments: &ties,
        coverage: &covered,
        outcomes: &outcomes,
        suggestions: &suggestions,
        evaluation: evaluation.as_ref(),
        packs: &packs,
        filters: &filters(args),
        lang: input::language(&args.reading, &import),
    };
    let inputs: Vec<_> =
        args.files.iter().chain(&args.structure).chain(args.history.files()).cloned().collect();
    output::write(args.output.as_deref(), &inputs, |out| match format {
        CoverageFormat::Text => {
            let options = super::text_options(args.output.is_some(), args.all);
            Ok(out.write_all(text(&view, options).as_bytes())?)
        }
        CoverageFormat::Csv => csv(out, &view),
        CoverageFormat::Xlsx => workbook(out, &view),
        CoverageFormat::Json => json(out, &view),
        CoverageFormat::Html => html(out, &view),
    })?;
    Ok(covered.totals.missing > 0
        || !covered.unassigned.is_empty()
        || !covered.unresolved.is_empty()
        || view.with_findings().next().is_some())
}

/// The filters as the user wrote them.
fn filters(args: &CoverageArgs) -> Vec<String> {
    let mut filters = Vec::new();
    if let Some(level) = args.level {
        filters.push(format!("--level {level}"));
    }
    if let Some(unit) = &args.unit {
        filters.push(format!("--unit \"{unit}\""));
    }
    if let Some(process) = &args.process {
        filters.push(format!("--process {process}"));
    }
    filters
}
