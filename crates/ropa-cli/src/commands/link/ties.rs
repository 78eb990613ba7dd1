//! `ropa link list` and `ropa link check`: how every tie stands.

use super::ledger_of;
use crate::args::{InspectFormat, TiesArgs};
use crate::error::CliError;
use crate::{commands, input, output};
use ropa::casefile::{Assessor, Options};
use ropa::gaps::{TieCheck, TieIssue};
use ropa::report::TextOptions;
use ropa::report::links::{TiesView, check, list, ties_json};

/// Shows every tie; true where one has lost an end, or its record has changed.
pub(super) fn listed(args: &TiesArgs) -> Result<bool, CliError> {
    let lost = [TieIssue::Orphaned, TieIssue::DpiaGone, TieIssue::Overtaken];
    let found =
        |ties: &TieCheck| ties.ledger.iter().any(|tie| lost.iter().any(|issue| tie.issues.contains(issue)));
    show(args, list, found)
}

/// Shows what there is to act on among the ties; true where there is something.
pub(super) fn checked(args: &TiesArgs) -> Result<bool, CliError> {
    show(args, check, |ties| !ties.is_clean())
}

fn show(
    args: &TiesArgs,
    text: fn(&TiesView<'_>, TextOptions) -> String,
    found: impl Fn(&TieCheck) -> bool,
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
    let assessor = assessor.with_decisions(&decisions).with_ties(&ties).with_answers(&answers);
    let assessed = assessor.assess(&import.register);
    let ties = assessed.check_ties();
    let lang = input::language(&tied.reading, &import);
    let view = TiesView { import: &import, assessed: &assessed, check: &ties, lang };
    output::write(args.output.as_deref(), &tied.files, |out| match args.format {
        InspectFormat::Json => ties_json(out, &view),
        InspectFormat::Text => {
            let options = commands::text_options(args.output.is_some(), args.all);
            Ok(out.write_all(text(&view, options).as_bytes())?)
        }
    })?;
    Ok(found(&ties) || import.has_unread_documents())
}
