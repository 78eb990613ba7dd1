//! `ropa plan`: the fewest honest DPIAs for what lacks one.

use crate::args::{PlanArgs, PlanFormat};
use crate::error::CliError;
use crate::load::Loaded;
use crate::output;
use ropa::plan::Plan;
use ropa::report::plan::{PlanView, json, text};

/// Plans for what lacks a living DPIA; true where there is anything to do.
pub(crate) fn run(args: &PlanArgs) -> Result<bool, CliError> {
    let format = PlanFormat::wanted(args.format, args.output.as_deref())?;
    let loaded = Loaded::register(&args.files, &args.case)?;
    let assessed = loaded.assess()?;
    let selection = args.filter.filter().select(&assessed);
    let plan = Plan::of(&assessed, &selection, args.limits.options(), None).map_err(CliError::Plan)?;
    let filters = args.filter.written();
    let view = PlanView { filters: &filters, ..PlanView::new(&assessed, &selection, &plan, loaded.lang) };
    output::write(args.output.as_deref(), &args.files, |out| match format {
        PlanFormat::Text => {
            let options = super::text_options(args.output.is_some(), args.all);
            Ok(out.write_all(text(&view, options).as_bytes())?)
        }
        PlanFormat::Json => json(out, &view),
        _ => Ok(()),
    })?;
    Ok(!plan.works.is_empty() || !plan.first.is_empty())
}
