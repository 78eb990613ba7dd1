//! `ropa link list` and `ropa link check`: how every link stands.

use crate::args::{InspectFormat, LinkListArgs};
use crate::commands;
use crate::error::CliError;
use crate::load::Loaded;
use crate::output;
use ropa::gaps::{LinkCheck, LinkIssue};
use ropa::report::TextOptions;
use ropa::report::links::{self, LinkCheckView, check_json};

/// Shows every link; true where one has lost an end, or its record has changed.
pub(super) fn list(args: &LinkListArgs) -> Result<bool, CliError> {
    let lost = [LinkIssue::Orphaned, LinkIssue::DpiaGone, LinkIssue::Overtaken];
    let found = |check: &LinkCheck| {
        check.ledger.iter().any(|link| lost.iter().any(|issue| link.issues.contains(issue)))
    };
    show(args, links::list, found)
}

/// Shows what there is to act on among the links; true where there is something.
pub(super) fn check(args: &LinkListArgs) -> Result<bool, CliError> {
    show(args, links::check, |check| !check.is_clean())
}

fn show(
    args: &LinkListArgs,
    text: fn(&LinkCheckView<'_>, TextOptions) -> String,
    found: impl Fn(&LinkCheck) -> bool,
) -> Result<bool, CliError> {
    let loaded = Loaded::open(&args.on.files, &args.on.case)?;
    let assessed = loaded.assess()?;
    let check = assessed.check_links();
    let view = LinkCheckView::new(&assessed, &check, loaded.lang);
    output::write(args.output.as_deref(), &args.on.files, |out| match args.format {
        InspectFormat::Json => check_json(out, &view),
        InspectFormat::Text => {
            let options = commands::text_options(args.output.is_some(), args.all);
            Ok(out.write_all(text(&view, options).as_bytes())?)
        }
    })?;
    Ok(found(&check) || assessed.import().has_unread_documents())
}
