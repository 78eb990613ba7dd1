//! `ropa decide`: records a decision beside the register, with the facts it was taken on.

use crate::args::DecideArgs;
use crate::config::DECISIONS;
use crate::error::CliError;
use crate::load::{Loaded, builder};
use crate::output;
use crate::texts::texts;
use ropa::casefile::DecisionRequest;
use ropa::ledger::write_decisions;

/// Adds the decision asked for, and writes the facts beside every decision that has none; never true, since
/// it finds nothing.
pub(crate) fn run(args: &DecideArgs) -> Result<bool, CliError> {
    let path = super::ledger(args.case.ledgers.decisions.as_ref(), DECISIONS)?;
    let mut builder = builder(&args.files, &args.case)?;
    if path.exists() {
        builder = builder.decisions(&path);
    }
    let mut loaded = Loaded::of(builder, &args.files, &args.case.reading)?.with_activities(&args.files)?;
    if let Some(wanted) = &args.id {
        loaded.case.decide(&DecisionRequest {
            activity: wanted.clone(),
            kind: args.kind,
            rule: args.rule.clone(),
            dpia: args.dpia.clone(),
            reason: args.reason.clone(),
            by: args.by.clone(),
            ledger: path.display().to_string(),
        })?;
    }
    let stamped = loaded.case.stamp_decisions()?;
    let decisions = loaded.case.material().decisions();
    output::write(Some(&path), &args.files, |out| write_decisions(out, decisions))?;
    let added = usize::from(args.id.is_some());
    let counts: [(&str, &dyn std::fmt::Display); 5] = [
        ("path", &path.display()),
        ("added", &added),
        ("stamped", &stamped),
        ("all", &decisions.len()),
        ("argument", &crate::texts::argument(&path)),
    ];
    super::say(&texts(loaded.lang).fill("message.decided", &counts))?;
    Ok(false)
}
