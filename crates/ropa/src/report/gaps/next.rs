//! What to do next, in a few concrete steps.

use super::command::NextCommand;
use super::row::Row;
use super::view::GapView;
use crate::gaps::GapKind;
use crate::model::Field;
use crate::model::Severity;
use crate::report::common::wording::{Wording, joined};
use crate::screening::NeedVerdict;
use crate::text::template::Counted;

/// How many steps a list ends with, the two on how to go on included.
///
/// Room for one step for each kind of gap: a kind that is counted above and has no step would leave the
/// reader to guess.
const STEPS: usize = 10;

/// One step: what to do, and the command that helps where there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub(crate) struct NextStep {
    /// What to do, in the language of the list.
    pub text: String,
    /// The command that helps.
    pub command: Option<NextCommand>,
}

impl From<String> for NextStep {
    fn from(text: String) -> NextStep {
        NextStep { text, command: None }
    }
}

impl NextStep {
    fn with(text: impl Into<String>, command: NextCommand) -> NextStep {
        NextStep { text: text.into(), command: Some(command) }
    }
}

/// The next steps, the weightiest first.
pub(super) fn steps(view: &GapView<'_>, wording: &Wording<'_>) -> Vec<NextStep> {
    let next = &wording.texts.gaps.next;
    let summary = view.summary();
    let count = |kinds: &[GapKind]| kinds.iter().filter_map(|kind| summary.gaps.get(kind)).sum::<usize>();
    let counted =
        |text: &Counted, count: usize| text.form(count).fill(&[("count", &wording.lang.number(count))]);
    let first = view.shown().find(|a| a.gap.is_some()).map(|a| Row::new(view, wording, a));
    let mut steps: Vec<NextStep> = Vec::new();

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
            false => NextStep::with(format!("{text} {}", next.look_first), NextCommand::SuggestLinks),
        });
    }
    let references = count(&[
        GapKind::ClaimedWithoutReference,
        GapKind::UnresolvedReference,
        GapKind::AmbiguousReference,
        GapKind::DoubtfulReference,
    ]);
    if references > 0 {
        let (text, column) = match view.column(Field::DpiaRef) {
            Some(column) => (&next.reference, &**column),
            None => (&next.reference_new, wording.lang.words().field.of(Field::DpiaRef.key())),
        };
        let args: [(&str, &dyn std::fmt::Display); 2] = [
            ("count", &wording.lang.number(references)),
            ("column", &crate::report::common::quote::quoted(column)),
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
        (&next.pending, &[GapKind::Pending]),
        (&next.other_answers, &[GapKind::OtherAnswers]),
    ] {
        let found = count(kinds);
        if found > 0 {
            steps.push(counted(text, found).into());
        }
    }
    let open: Vec<_> =
        view.shown().filter(|a| a.gap.is_some() && a.need.verdict == NeedVerdict::CannotBeExcluded).collect();
    let undetermined = open.len();
    if undetermined > 0 {
        let asked = open.iter().map(|a| a.questions_to_put()).sum::<usize>();
        let text = next.answer.form(undetermined).fill(&[
            ("count", &wording.lang.number(undetermined)),
            ("questions", &wording.lang.number(asked)),
        ]);
        steps
            .push(NextStep::with(text, NextCommand::ExportQuestions { output: next.questions_file.clone() }));
    }
    if let (true, Some(asked_first)) = (undetermined > 0, view.assessed.not_asked.first()) {
        let criteria = joined(&view.assessed.not_asked);
        let count = view.assessed.not_asked.len();
        let text = next.ask.form(count).fill(&[("criteria", &criteria)]);
        steps.push(NextStep::with(text, NextCommand::ExplainCode { code: asked_first.to_string() }));
    }
    let conflicts = view.shown().map(|a| a.facts.conflicts.len()).sum();
    if conflicts > 0 {
        steps.push(counted(&next.conflicts, conflicts).into());
    }
    let unread = view.import().not_understood.len();
    if unread > 0 {
        let text = counted(&next.inspect, unread);
        steps.push(NextStep::with(text, NextCommand::Inspect));
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
    steps.push(NextStep::with(
        next.explain.as_str(),
        NextCommand::ExplainActivity { activity: handle.to_string() },
    ));
    steps.push(NextStep::with(
        next.workbook.as_str(),
        NextCommand::ListGaps { output: next.workbook_file.clone() },
    ));
    steps
}
