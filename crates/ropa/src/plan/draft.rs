//! What the program proposes, before it is joined with what people have decided.

use super::action::Action;
use super::answers_first::{FirstKind, FirstStep, kind_of};
use super::families::{Anchor, Comparison};
use super::linked::Links;
use super::method::Method;
use crate::dpia::DpiaState;
use crate::gaps::{Assessment, RegisterAssessment, Selection};
use crate::model::Severity;
use std::collections::BTreeMap;

/// One DPIA as proposed.
#[derive(Debug, Clone, Default)]
pub(super) struct Draft {
    /// Its code, once given.
    pub(super) family: String,
    pub(super) dpia: Option<usize>,
    pub(super) actions: Vec<Action>,
    /// The gaps that it closes, by index of the activity.
    pub(super) members: Vec<usize>,
    /// Those of them that the DPIA is not linked to.
    pub(super) joining: Vec<usize>,
    /// What else the DPIA is linked to.
    pub(super) covered: Vec<usize>,
}

/// All that the program proposes.
pub(super) struct Proposal {
    pub(super) drafts: Vec<Draft>,
    pub(super) first: Vec<FirstStep>,
    pub(super) method: Method,
    pub(super) besides: Vec<usize>,
}

/// Proposes: what exists by its links, then the rest in the fewest new DPIAs.
pub(super) fn propose(
    assessed: &RegisterAssessment,
    selection: &Selection,
    comparison: &Comparison,
) -> Proposal {
    let links = Links::of(assessed, comparison);
    let mut existing: BTreeMap<usize, Draft> = BTreeMap::new();
    let (mut first, mut rest, mut besides) = (Vec::new(), Vec::new(), Vec::new());
    for assessment in selection.shown.iter().map(|index| &assessed.assessments[*index]) {
        let Some(gap) = &assessment.gap else { continue };
        if gap.severity == Severity::Note {
            besides.push(assessment.activity);
            continue;
        }
        if let Some(kind) = kind_of(gap.kind, gap.severity) {
            first.push(FirstStep::new(assessment, kind, gap.kind));
            continue;
        }
        match links.home(assessment).and_then(|link| Some((link.link.dpia, Action::of(link)?))) {
            Some((dpia, action)) => {
                let draft = existing.entry(dpia).or_insert_with(|| on(dpia, &links));
                draft.actions.push(action);
                draft.members.push(assessment.activity);
            }
            None => rest.push(assessment),
        }
    }
    let method = share_out(comparison, &links, &rest, &mut existing);
    let (mut drafts, processings) = (existing.into_values().collect::<Vec<_>>(), rest.len());
    drafts.extend(method.1);
    for draft in &mut drafts {
        draft.actions.sort_unstable();
        draft.actions.dedup();
        let members = &draft.members;
        draft.covered.retain(|activity| !members.contains(activity));
    }
    let (new, bound) = method.0;
    Proposal { drafts, first, method: Method { new, bound, processings }, besides }
}

/// Puts what has no DPIA into those that exist and may be widened, and into the fewest new ones. Gives how many are
/// new, how many are needed at least, and the new ones.
fn share_out(
    comparison: &Comparison,
    links: &Links,
    rest: &[&Assessment],
    existing: &mut BTreeMap<usize, Draft>,
) -> ((usize, usize), Vec<Draft>) {
    let mut anchored: Vec<usize> = links.widened_from(comparison).collect();
    // What is to be worked on anyway comes first.
    anchored.sort_by_key(|dpia| (!existing.contains_key(dpia), *dpia));
    let anchors: Vec<Anchor> = anchored.iter().map(|dpia| links.anchor(*dpia, comparison)).collect();
    let of: BTreeMap<usize, &Assessment> = rest.iter().map(|one| (one.activity, *one)).collect();
    let activities: Vec<usize> = rest.iter().map(|assessment| assessment.activity).collect();
    let partition = comparison.partition(&activities, &anchors);
    let mut new = Vec::new();
    for group in partition.groups {
        match group.anchor {
            Some(_) if group.members.is_empty() => {}
            Some(anchor) => {
                let dpia = anchored[anchor];
                let draft = existing.entry(dpia).or_insert_with(|| on(dpia, links));
                draft.actions.push(Action::Widen);
                draft.joining.extend(&group.members);
                draft.members.extend(group.members);
            }
            None => {
                let dpia = group.members.iter().find_map(|one| planned_dpia(of.get(one)?));
                new.push(Draft {
                    dpia,
                    actions: vec![Action::New],
                    members: group.members,
                    ..Draft::default()
                });
            }
        }
    }
    ((new.len(), partition.bound), new)
}

/// The work on a DPIA that exists, with what it is linked to.
fn on(dpia: usize, links: &Links) -> Draft {
    Draft { dpia: Some(dpia), covered: links.linked_to(dpia), ..Draft::default() }
}

/// A DPIA that is linked and only planned.
fn planned_dpia(assessment: &Assessment) -> Option<usize> {
    let planned = assessment.resolution.links.iter().find(|link| link.state == DpiaState::NotStarted)?;
    Some(planned.link.dpia)
}

/// The kinds of what is to be settled first, in the order in which they remove work.
pub(super) fn place_of(kind: FirstKind) -> usize {
    kind as usize
}
