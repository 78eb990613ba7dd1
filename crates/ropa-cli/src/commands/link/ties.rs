//! `ropa link list` and `ropa link check`: how every tie stands.

use super::ledger_of;
use crate::args::{InspectFormat, TiesArgs};
use crate::error::CliError;
use crate::{commands, input, output};
use ropa::casefile::{Assessor, Options};
use ropa::gaps::{LinkCheck, LinkIssue};
use ropa::report::TextOptions;
use ropa::report::links::{LinkCheckView, check, check_json, list};

/// Shows every tie; true where one has lost an end, or its record has changed.
pub(super) fn listed(args: &TiesArgs) -> Result<bool, CliError> {
    let lost = [LinkIssue::Orphaned, LinkIssue::DpiaGone, LinkIssue::Overtaken];
    let found =
        |ties: &LinkCheck| ties.ledger.iter().any(|tie| lost.iter().any(|issue| tie.issues.contains(issue)));
    show(args, list, found)
}

/// Shows what there is to act on among the ties; true where there is something.
pub(super) fn checked(args: &TiesArgs) -> Result<bool, CliError> {
    show(args, check, |ties| !ties.is_clean())
}

fn show(
    args: &TiesArgs,
    text: fn(&LinkCheckView<'_>, TextOptions) -> String,
    found: impl Fn(&LinkCheck) -> bool,
) -> Result<bool, CliError> {
    let tied = &args.tied;
    let import = input::register(&tied.files, &tied.reading)?;
    if import.register.activities.is_empty() && import.register.dpias.is_empty() {
        return Err(CliError::NoRegister(tied.files.clone()));
    }
    let packs = input::packs(&tied.law)?;
    let ties = input::ties(ledger_of(tied).as_ref())?;
    let decisions = input::decisions(args.decisions.as_ref())?;
    let assessor = Assessor::new(&packs, Options::new(input::today(tied.law.as_of)));
    let answers = input::answers(tied.answers.as_ref())?;
    let assessor = assessor.with_decisions(&decisions).with_links(&ties).with_answers(&answers);
    let assessed = assessor.assess(&import.register);
    let ties = assessed.check_links();
    let lang = input::language(&tied.reading, &import);
    let view = LinkCheckView { import: &import, assessed: &assessed, check: &ties, lang };
    output::write(args.output.as_deref(), &tied.files, |out| match args.format {
        InspectFormat::Json => check_json(out, &view),
        InspectFormat::Text => {
            let options = commands::text_options(args.output.is_some(), args.all);
            Ok(out.write_all(text(&view, options).as_bytes())?)
        }
    })?;
    Ok(found(&ties) || import.has_unread_documents())
}
