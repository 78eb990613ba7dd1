//! What to do next, in a few concrete steps.

use super::row::Row;
use super::view::GapView;
use crate::gaps::GapKind;
use crate::model::Field;
use crate::model::Severity;
use crate::report::common::template::Counted;
use crate::report::common::wording::{Wording, joined};

/// How many steps a list ends with, the two on how to go on included.
///
/// Room for one step for each kind of gap: a kind that is counted above and has no step would leave the
/// reader to guess.
const STEPS: usize = 8;

/// One step: what to do, and the command that helps where there is one.
pub(super) struct Step {
    pub(super) text: String,
    pub(super) command: Option<String>,
}

impl From<String> for Step {
    fn from(text: String) -> Step {
        Step { text, command: None }
    }
}

impl Step {
    fn with(text: impl Into<String>, command: String) -> Step {
        Step { text: text.into(), command: Some(command) }
    }
}

/// The next steps, the weightiest first.
pub(super) fn steps(view: &GapView<'_>, wording: &Wording<'_>) -> Vec<Step> {
    let next = &wording.texts.gaps.next;
    let summary = view.summary();
    let count = |kinds: &[GapKind]| kinds.iter().filter_map(|kind| summary.gaps.get(kind)).sum::<usize>();
    let files = joined_files(view);
    let counted =
        |text: &Counted, count: usize| text.form(count).fill(&[("count", &wording.lang.number(count))]);
    let first = view.shown().find(|a| a.gap.is_some()).map(|a| Row::new(view, wording, a));
    let mut steps: Vec<Step> = Vec::new();

    let missing = view.shown().filter(|a| {
        a.gap.as_ref().is_some_and(|gap| gap.kind == GapKind::NoDpia && gap.severity == Severity::Error)
    });
    let missing: Vec<_> = missing.collect();
    if let Some(worst) = missing.first() {
        let worst = Row::new(view, wording, worst);
        let text = next.no_dpia.form(missing.len()).fill(&[
            ("count", &wording.lang.number(missing.len())),
            ("first", &format!("{} {}", worst.handle(), worst.head())),
        ]);
        // Only a list of DPIAs can hold one that is there already.
        steps.push(match view.assessed.register().dpias.is_empty() {
            true => text.into(),
            false => Step::with(format!("{text} {}", next.look_first), format!("ropa link suggest {files}")),
        });
    }
    let references =
        count(&[GapKind::ClaimedWithoutReference, GapKind::UnresolvedReference, GapKind::AmbiguousReference]);
    if references > 0 {
        let (text, column) = match view.column(Field::DpiaRef) {
            Some(column) => (&next.reference, &**column),
            None => (&next.reference_new, wording.texts.words.field.of(Field::DpiaRef.key())),
        };
        let args: [(&str, &dyn std::fmt::Display); 2] = [
            ("count", &wording.lang.number(references)),
            ("column", &crate::report::common::shown::quoted(column)),
        ];
        steps.push(text.form(references).fill(&args).into());
    }
    for (text, kinds) in [
        (
            &next.living,
            &[
                GapKind::DpiaUnfinished,
                GapKind::DpiaNotApproved,
                GapKind::DpiaReviewDue,
                GapKind::DpiaStale,
                GapKind::DpiaPartial,
            ][..],
        ),
        (
            &next.decision,
            &[GapKind::DecisionIncomplete, GapKind::DecisionExpired, GapKind::DecisionOvertaken],
        ),
    ] {
        let found = count(kinds);
        if found > 0 {
            steps.push(counted(text, found).into());
        }
    }
    let undetermined = count(&[GapKind::Undetermined]);
    if undetermined > 0 {
        let open =
            view.shown().filter(|a| a.gap.as_ref().is_some_and(|gap| gap.kind == GapKind::Undetermined));
        let asked = open.map(|a| a.need.questions.len()).sum::<usize>();
        let text = next.answer.form(undetermined).fill(&[
            ("count", &wording.lang.number(undetermined)),
            ("questions", &wording.lang.number(asked)),
        ]);
        steps.push(Step::with(text, format!("ropa screen export {files} -o {}", next.questions_file)));
    }
    if let (true, Some(asked_first)) = (undetermined > 0, view.assessed.not_asked.first()) {
        let criteria = joined(&view.assessed.not_asked);
        let count = view.assessed.not_asked.len();
        let text = next.ask.form(count).fill(&[("criteria", &criteria)]);
        steps.push(Step::with(text, format!("ropa explain {asked_first}")));
    }
    let conflicts = view.shown().map(|a| a.facts.conflicts.len()).sum();
    if conflicts > 0 {
        steps.push(counted(&next.conflicts, conflicts).into());
    }
    let unread = view.import().not_understood.len();
    if unread > 0 {
        let text = counted(&next.inspect, unread);
        steps.push(Step::with(text, format!("ropa inspect {files}")));
    }
    if !view.assessed.orphan_dpias.is_empty() {
        steps.push(counted(&next.orphans, view.assessed.orphan_dpias.len()).into());
    }

    let Some(first) = first else {
        steps.truncate(STEPS);
        return steps;
    };
    steps.truncate(STEPS - 2);
    let handle = first.activity.text(Field::Id).unwrap_or(first.activity.label());
    steps.push(Step::with(next.explain.as_str(), format!("ropa explain {} {files}", argument(handle))));
    steps.push(Step::with(next.workbook.as_str(), format!("ropa gaps {files} -o {}", next.workbook_file)));
    steps
}

/// The files as one writes them on a command line.
pub(super) fn joined_files(view: &GapView<'_>) -> String {
    view.files().iter().map(|(file, _)| argument(file)).collect::<Vec<_>>().join(" ")
}

/// A text as an argument on a command line.
pub(in crate::report) fn argument(text: &str) -> String {
    let shown = crate::report::common::shown::quoted(text).to_string();
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '/' | '\\' | ':');
    if shown.chars().all(plain) { shown } else { format!("\"{shown}\"") }
}
