//! `ropa decide`: records a decision beside the register, with the facts it was taken on.

use crate::args::DecideArgs;
use crate::config::DECISIONS;
use crate::error::CliError;
use crate::texts::texts;
use crate::{input, named, output};
use ropa::art30::rule;
use ropa::casefile::{Assessor, Options};
use ropa::gaps::{Assessment, RegisterAssessment};
use ropa::law::{FactId, Truths};
use ropa::ledger::write_decisions;
use ropa::linking::ActivityFinder;
use ropa::screening::{DecisionKind, Fingerprint, RecordedDecision};
use ropa::source::{CellRef, Place};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Adds the decision asked for, and writes the facts beside every decision that has none; never true, since
/// it finds nothing.
pub(crate) fn run(args: &DecideArgs) -> Result<bool, CliError> {
    args.by.as_deref().map_or(Ok(()), named::signer)?;
    let path = args.decisions.clone().unwrap_or_else(|| PathBuf::from(DECISIONS));
    if path.extension().is_none_or(|ending| !ending.eq_ignore_ascii_case("csv")) {
        return Err(CliError::NotCsv(path));
    }
    let packs = input::packs(&args.law)?;
    let import = input::register(&args.files, &args.reading)?;
    let register = &import.register;
    if register.activities.is_empty() {
        return Err(CliError::NoRegister(args.files.clone()));
    }
    let mut decisions = if path.exists() { input::decisions(Some(&path))? } else { Vec::new() };
    let answers = input::answers(args.answers.as_ref())?;
    let options = Options::new(input::today(args.law.as_of));
    let assessed = Assessor::new(&packs, options).with_answers(&answers).assess(register);
    let mut added = 0;
    if let Some(wanted) = &args.id {
        let index = match named::find(&register.activities, wanted)[..] {
            [one] => one,
            _ => return Err(named::unknown(&register.activities, wanted)),
        };
        decisions.push(draft(args, &path, &assessed, index)?);
        added = 1;
    }
    let versions: Vec<String> =
        packs.packs().iter().map(|pack| format!("{} {}", pack.id, pack.version)).collect();
    let finder = ActivityFinder::new(register);
    let mut stamped = 0;
    for decision in decisions.iter_mut().filter(|decision| decision.fingerprint.is_none()) {
        stamped += usize::from(stamp(decision, &finder, &assessed, &versions.join(", ")));
    }
    output::write(Some(&path), &args.files, |out| Ok(write_decisions(out, &decisions)?))?;
    let texts = texts(input::language(&args.reading, &import));
    let counts: [(&str, &dyn std::fmt::Display); 4] =
        [("path", &path.display()), ("added", &added), ("stamped", &stamped), ("all", &decisions.len())];
    let told = texts.fill("message.decided", &counts);
    output::write(None, &[], |out| Ok(writeln!(out, "{told}")?))?;
    Ok(false)
}

/// A decision as far as the call goes; what it leaves out is for the person to fill in.
fn draft(
    args: &DecideArgs,
    path: &Path,
    assessed: &RegisterAssessment<'_>,
    index: usize,
) -> Result<RecordedDecision, CliError> {
    let activity = &assessed.register.activities[index];
    if let Some(code) = args.rule.as_deref().filter(|code| rule(code).is_none()) {
        let near = ropa::art30::near_rules(code).into_iter().map(String::from).collect();
        return Err(CliError::UnknownCode { code: code.to_string(), near });
    }
    let kind = args.kind.unwrap_or(match (&args.rule, &args.dpia) {
        (Some(_), _) => DecisionKind::Waiver,
        (None, Some(_)) => DecisionKind::CoveredBy,
        (None, None) => DecisionKind::NotNeeded,
    });
    let criteria = match kind {
        DecisionKind::NotNeeded => {
            let met = |id: &FactId| of(assessed, index).is_some_and(|one| one.facts.truth(*id).is_yes());
            FactId::CRITERIA.into_iter().filter(met).map(|id| (id, "".into())).collect()
        }
        _ => BTreeMap::new(),
    };
    let file = path.display().to_string().into();
    Ok(RecordedDecision {
        kind,
        key: Some(activity.key.clone()),
        name: Some(activity.label().into()),
        unit: activity.unit().map(Into::into),
        rule: args.rule.as_deref().and_then(rule).map(|rule| rule.id.as_str().into()),
        dpia: args.dpia.as_deref().map(Into::into),
        law: None,
        scope: None,
        reason: args.reason.as_deref().map(Into::into),
        criteria,
        departs_from_list: false,
        dpo_view: None,
        dpo_on: None,
        decided_by: args.by.as_deref().map(Into::into),
        decided_on: args.by.as_ref().map(|_| input::today(args.law.as_of)),
        review_by: None,
        verdict: None,
        packs: None,
        fingerprint: None,
        note: None,
        cell: CellRef { file, sheet: "".into(), place: Place::new(0, 0) },
    })
}

/// The assessment of an activity.
fn of<'a>(assessed: &'a RegisterAssessment<'_>, index: usize) -> Option<&'a Assessment> {
    assessed.assessments.iter().find(|assessment| assessment.activity == index)
}

/// Writes the facts, the verdict and the packs of today beside a decision; false where its activity is not
/// in the register.
fn stamp(
    decision: &mut RecordedDecision,
    finder: &ActivityFinder<'_>,
    assessed: &RegisterAssessment<'_>,
    packs: &str,
) -> bool {
    let Ok(index) = finder.find_decided(decision) else { return false };
    let activity = &assessed.register.activities[index];
    let of_rule = decision.rule.as_deref().and_then(rule);
    decision.fingerprint = Some(match (decision.kind, of_rule) {
        (DecisionKind::Waiver, Some(rule)) => Fingerprint::of_fields(activity, &rule.fields),
        _ => {
            let Some(Assessment { facts, need, .. }) = of(assessed, index) else { return false };
            let verdict: &'static str = need.verdict.into();
            decision.verdict = Some(verdict.into());
            decision.packs = Some(packs.into());
            Fingerprint::of_need(activity, facts, need)
        }
    });
    true
}
