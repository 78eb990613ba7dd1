//! What to do next, in a few concrete steps.

use super::row::Row;
use super::view::GapView;
use crate::dpia::{GapKind, Severity};
use crate::model::Field;
use crate::report::template::Counted;
use crate::report::wording::{Wording, joined};

/// How many steps a list ends with, the two on how to go on included.
const STEPS: usize = 5;

/// The next steps, the weightiest first.
pub(super) fn steps(view: &GapView<'_>, wording: &Wording<'_>) -> Vec<String> {
    let next = &wording.texts.gaps.next;
    let summary = view.summary();
    let count = |kinds: &[GapKind]| kinds.iter().filter_map(|kind| summary.gaps.get(kind)).sum::<usize>();
    let files = joined_files(view);
    let counted = |text: &Counted, count: usize| text.form(count).fill(&[("count", &wording.lang.number(count))]);
    let first = view.shown().find(|a| a.gap.is_some()).map(|a| Row::new(view, wording, a));
    let mut steps = Vec::new();

    let missing = view.shown().filter(|a| {
        a.gap.as_ref().is_some_and(|gap| gap.kind == GapKind::NoDpia && gap.severity == Severity::Error)
    });
    let missing: Vec<_> = missing.collect();
    if let Some(worst) = missing.first() {
        let worst = Row::new(view, wording, worst);
        steps.push(next.no_dpia.form(missing.len()).fill(&[
            ("count", &wording.lang.number(missing.len())),
            ("first", &format!("{} {}", worst.handle(), worst.head())),
        ]));
    }
    let references =
        count(&[GapKind::ClaimedWithoutReference, GapKind::UnresolvedReference, GapKind::AmbiguousReference]);
    if references > 0 {
        let (text, column) = match view.column(Field::DpiaRef) {
            Some(column) => (&next.reference, &**column),
            None => (&next.reference_new, wording.texts.words.field.of(Field::DpiaRef.key())),
        };
        let args: [(&str, &dyn std::fmt::Display); 2] =
            [("count", &wording.lang.number(references)), ("column", &crate::report::shown::quoted(column))];
        steps.push(text.form(references).fill(&args));
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
        (&next.decision, &[GapKind::DecisionIncomplete, GapKind::DecisionExpired]),
    ] {
        let found = count(kinds);
        if found > 0 {
            steps.push(counted(text, found));
        }
    }
    let undetermined = count(&[GapKind::Undetermined]);
    if let (true, Some(asked_first)) = (undetermined > 0, view.assessed.not_asked.first()) {
        let criteria = joined(&view.assessed.not_asked);
        let count = view.assessed.not_asked.len();
        steps.push(next.ask.form(count).fill(&[("criteria", &criteria), ("first", &asked_first)]));
    } else if undetermined > 0 {
        steps.push(counted(&next.answer, undetermined));
    }
    let conflicts = view.shown().map(|a| a.facts.conflicts.len()).sum();
    if conflicts > 0 {
        steps.push(counted(&next.conflicts, conflicts));
    }
    if let Some(value) = view.import.not_understood.first() {
        let count = view.import.not_understood.len();
        steps.push(next.inspect.form(count).fill(&[
            ("count", &wording.lang.number(count)),
            ("file", &argument(&value.cell.file)),
        ]));
    }
    if !view.assessed.orphan_dpias.is_empty() {
        steps.push(counted(&next.orphans, view.assessed.orphan_dpias.len()));
    }

    let Some(first) = first else {
        steps.truncate(STEPS);
        return steps;
    };
    steps.truncate(STEPS - 2);
    let handle = first.activity.text(Field::Id).unwrap_or(first.activity.label());
    steps.push(next.explain.fill(&[("first", &argument(handle)), ("files", &files)]));
    steps.push(next.workbook.fill(&[("files", &files)]));
    steps
}

/// The files as one writes them on a command line.
fn joined_files(view: &GapView<'_>) -> String {
    view.files().iter().map(|(file, _)| argument(file)).collect::<Vec<_>>().join(" ")
}

/// A text as an argument on a command line.
pub(in crate::report) fn argument(text: &str) -> String {
    let shown = crate::report::shown::quoted(text).to_string();
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '/' | '\\' | ':');
    if shown.chars().all(plain) { shown } else { format!("\"{shown}\"") }
}
