//! `ropa plan`: the fewest honest DPIAs for what lacks one.

mod last;

use self::last::LastPlan;
use crate::args::{PlanArgs, PlanCommand, PlanDraftArgs, PlanFormat, PlanOfArgs};
use crate::error::CliError;
use crate::load::Loaded;
use crate::output;
use crate::texts::texts;
use ropa::casefile::find_activity;
use ropa::plan::{Plan, Work};
use ropa::report::plan::{PlanView, csv, draft, html, ics, json, text, workbook};
use ropa::workbook::WriteError;
use std::io::Write;

/// Plans, or begins one DPIA of a plan.
pub(crate) fn run(args: &PlanArgs) -> Result<bool, CliError> {
    match &args.draft {
        Some(PlanCommand::Draft(args)) => one(args),
        None => whole(&args.plan),
    }
}

/// Plans for what lacks a living DPIA; true where there is anything to do.
fn whole(args: &PlanOfArgs) -> Result<bool, CliError> {
    let format = PlanFormat::wanted(args.format, args.output.as_deref())?;
    let loaded = Loaded::register(&args.files, &args.case)?;
    let assessed = loaded.assess()?;
    let selection = args.filter.filter().select(&assessed);
    let last = LastPlan::find(args.last.as_deref(), args.afresh, &args.files, loaded.lang)?;
    let recorded = last.as_ref().map(|last| &last.plan);
    let plan = Plan::of(&assessed, &selection, args.limits.options(), recorded).map_err(CliError::Plan)?;
    let (filters, named) = (args.filter.written(), last.as_ref().map(LastPlan::name));
    let mut view = PlanView::new(&assessed, &selection, &plan, loaded.lang);
    view.filters = &filters;
    view.last = named.as_deref();
    let render = |out: &mut dyn Write| -> Result<(), WriteError> {
        match format {
            PlanFormat::Text => {
                let options = super::text_options(args.output.is_some(), args.all);
                Ok(out.write_all(text(&view, options).as_bytes())?)
            }
            PlanFormat::Csv => csv(out, &view),
            PlanFormat::Xlsx => workbook(out, &view),
            PlanFormat::Json => json(out, &view),
            PlanFormat::Html => html(out, &view),
            PlanFormat::Ics => ics(out, &view),
        }
    };
    match last.as_ref().zip(args.output.as_deref()).filter(|(last, output)| last.is(output)) {
        // The plan goes on where it stood; the one that was read is kept beside it.
        Some((last, output)) => last.replace(output, assessed.as_of(), loaded.lang, render)?,
        None => output::write(args.output.as_deref(), &args.files, render)?,
    }
    Ok(!plan.works.is_empty() || !plan.first.is_empty())
}

/// Begins the DPIA of one family; never true, since it finds nothing.
fn one(args: &PlanDraftArgs) -> Result<bool, CliError> {
    let loaded = Loaded::register(&args.files, &args.case)?;
    let assessed = loaded.assess()?;
    let selection = args.filter.filter().select(&assessed);
    let last = LastPlan::find(args.last.as_deref(), args.afresh, &args.files, loaded.lang)?;
    let recorded = last.as_ref().map(|last| &last.plan);
    let plan = Plan::of(&assessed, &selection, args.limits.options(), recorded).map_err(CliError::Plan)?;
    let activities = &assessed.register().activities;
    let of_processing = || plan.work_of(find_activity(activities, &args.family).ok()?);
    let work: &Work =
        plan.work(&args.family).or_else(of_processing).ok_or_else(|| CliError::UnknownFamily {
            name: args.family.clone(),
            known: plan.works.iter().map(|work| work.family.clone()).collect(),
        })?;
    let view = PlanView::new(&assessed, &selection, &plan, loaded.lang);
    // People write on in it.
    output::must_be_new(Some(&args.output))?;
    output::write(Some(&args.output), &args.files, |out| draft(out, &view, work))?;
    let told = texts(loaded.lang).fill("message.draft_written", &[("path", &args.output.display())]);
    super::say(&told)?;
    Ok(false)
}
