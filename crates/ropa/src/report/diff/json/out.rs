//! The parts of the document.

use super::super::view::DiffView;
use crate::diff::{
    ChangeKind, ChangeWeight, FieldChange, GapChange, KeptRecord, LoneRecord, PackChange, QuestionChange,
    RecordField, Rename, Renamed, RiskArea, Sureness, VerdictChange, Why, WrittenCell,
};
use crate::gaps::GapKind;
use crate::law::FactId;
use crate::model::{DpiaField, Field, ProcessingActivity, Tri};
use crate::report::common::envelope::Side as SideOut;
use crate::report::common::json::{CellInFile, Handle};
use crate::screening::NeedVerdict;
use crate::source::Text;
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Body<'a> {
    old: SideOut<'a>,
    kept: Vec<KeptOut<'a>>,
    merged: Vec<MergedOut<'a>>,
    gone: Vec<LoneOut<'a>>,
    new: Vec<LoneOut<'a>>,
    renames: Vec<RenameOut<'a>>,
    questions: Vec<QuestionOut>,
    packs_changed: Vec<PackOut<'a>>,
    dpias: DpiasOut<'a>,
}

#[derive(Serialize)]
struct KeptOut<'a> {
    before: Handle<'a>,
    now: Handle<'a>,
    sureness: Sureness,
    renumbered: bool,
    changes: Vec<ChangeOut<'a>>,
    verdict: Option<VerdictOut<'a>>,
    gap: Option<GapOut<'a>>,
}

#[derive(Serialize)]
struct ChangeOut<'a> {
    /// The key of a field; none of a column that no field stands for.
    field: Option<Field>,
    /// The heading of a column that no field stands for.
    column: Option<&'a str>,
    kind: ChangeKind,
    weight: ChangeWeight,
    area: Option<RiskArea>,
    before: Vec<CellOut<'a>>,
    now: Vec<CellOut<'a>>,
    added: &'a [Text],
    removed: &'a [Text],
}

#[derive(Serialize)]
struct CellOut<'a> {
    written: &'a str,
    #[serde(flatten)]
    cell: CellInFile<'a>,
}

#[derive(Serialize)]
struct VerdictOut<'a> {
    before: NeedVerdict,
    now: NeedVerdict,
    why: Vec<WhyOut<'a>>,
}

#[derive(Serialize)]
struct GapOut<'a> {
    before: Option<GapKind>,
    now: Option<GapKind>,
    why: Vec<WhyOut<'a>>,
}

/// A reason; what does not belong to its kind is left out.
#[derive(Default, Serialize)]
struct WhyOut<'a> {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    now: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fact: Option<FactId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dpia: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<chrono::NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    decision: Option<&'static str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    rules: &'a [String],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cells: Vec<CellInFile<'a>>,
}

#[derive(Serialize)]
struct MergedOut<'a> {
    before: Handle<'a>,
    now: Handle<'a>,
}

#[derive(Serialize)]
struct LoneOut<'a> {
    record: Handle<'a>,
    gap: Option<GapKind>,
    /// Records of the other side that it may be, or belong with.
    candidates: Vec<Handle<'a>>,
}

#[derive(Serialize)]
struct RenameOut<'a> {
    what: Renamed,
    from: &'a str,
    to: &'a str,
    records: Vec<&'a str>,
}

#[derive(Serialize)]
struct QuestionOut {
    field: Field,
    asked_now: bool,
    answered: usize,
}

#[derive(Serialize)]
struct PackOut<'a> {
    pack: &'a str,
    before: Option<&'a str>,
    now: Option<&'a str>,
    rules_added: &'a [String],
    rules_removed: &'a [String],
}

#[derive(Serialize)]
struct DpiasOut<'a> {
    before: usize,
    now: usize,
    new: Vec<Handle<'a>>,
    gone: Vec<Handle<'a>>,
    changed: Vec<DpiaOut<'a>>,
}

#[derive(Serialize)]
struct DpiaOut<'a> {
    dpia: Handle<'a>,
    changes: Vec<DpiaChangeOut<'a>>,
}

#[derive(Serialize)]
struct DpiaChangeOut<'a> {
    field: DpiaField,
    kind: ChangeKind,
    before: Vec<CellOut<'a>>,
    now: Vec<CellOut<'a>>,
}

impl<'a> Body<'a> {
    pub(super) fn of(view: &DiffView<'a>, old: SideOut<'a>) -> Body<'a> {
        let diff = view.diff;
        let (then, now) = (view.old.register(), view.new.register());
        let pair = |old: usize, new: usize| {
            Some((Handle::activity(then.activities.get(old)?), Handle::activity(now.activities.get(new)?)))
        };
        let merged = diff.merged.iter().filter_map(|one| pair(one.old, one.new));
        let rename = |one: &'a Rename| RenameOut {
            what: one.what,
            from: &one.from,
            to: &one.to,
            records: one.records.iter().filter_map(|at| Some(&*now.activities.get(*at)?.key)).collect(),
        };
        Body {
            old,
            kept: diff.kept.iter().filter_map(|one| kept(view, one, pair(one.old, one.new)?)).collect(),
            merged: merged.map(|(before, now)| MergedOut { before, now }).collect(),
            gone: diff.gone.iter().filter_map(|one| lone(view, one, true)).collect(),
            new: diff.new.iter().filter_map(|one| lone(view, one, false)).collect(),
            renames: diff.renames.iter().map(rename).collect(),
            questions: diff.questions.iter().map(question).collect(),
            packs_changed: diff.packs.iter().map(pack).collect(),
            dpias: dpias(view),
        }
    }
}

fn kept<'a>(
    view: &DiffView<'a>,
    one: &'a KeptRecord,
    (before, now): (Handle<'a>, Handle<'a>),
) -> Option<KeptOut<'a>> {
    let verdict = |change: &'a VerdictChange| VerdictOut {
        before: change.before,
        now: change.now,
        why: reasons(view, &change.why),
    };
    let gap = |change: &'a GapChange| GapOut {
        before: change.before,
        now: change.now,
        why: reasons(view, &change.why),
    };
    Some(KeptOut {
        before,
        now,
        sureness: one.sureness,
        renumbered: one.renumbered,
        changes: one.changes.iter().map(change).collect(),
        verdict: one.verdict.as_ref().map(verdict),
        gap: one.gap.as_ref().map(gap),
    })
}

fn change(change: &FieldChange) -> ChangeOut<'_> {
    let (field, column) = match &change.of {
        RecordField::Field(field) => (Some(*field), None),
        RecordField::Column(header) => (None, Some(&**header)),
    };
    ChangeOut {
        field,
        column,
        kind: change.kind,
        weight: change.weight(),
        area: change.area,
        before: cells(&change.before),
        now: cells(&change.now),
        added: &change.added,
        removed: &change.removed,
    }
}

fn cells(cells: &[WrittenCell]) -> Vec<CellOut<'_>> {
    cells.iter().map(|one| CellOut { written: &one.written, cell: CellInFile::of(&one.cell) }).collect()
}

fn reasons<'a>(view: &DiffView<'a>, why: &'a [Why]) -> Vec<WhyOut<'a>> {
    why.iter().map(|one| reason(view, one)).collect()
}

fn tri(value: Tri) -> &'static str {
    crate::report::common::wording::tri_code(value)
}

fn reason<'a>(view: &DiffView<'a>, why: &'a Why) -> WhyOut<'a> {
    let dpia = |at: &usize| view.new.register().dpias.get(*at).map(|dpia| &*dpia.key);
    let of = |kind: &'static str| WhyOut { kind, ..WhyOut::default() };
    match why {
        Why::Need { before, now } => {
            WhyOut { before: Some((*before).into()), now: Some((*now).into()), ..of("need") }
        }
        Why::Fact { fact, before, now, support, .. } => WhyOut {
            fact: Some(*fact),
            before: Some(tri(*before)),
            now: Some(tri(*now)),
            cells: support.as_ref().map(|support| CellInFile::all(&support.cells)).unwrap_or_default(),
            ..of("fact")
        },
        Why::ApprovedEarlier { dpia: at, day } => {
            WhyOut { dpia: dpia(at), day: Some(*day), ..of("approved_earlier") }
        }
        Why::NewDpia(at) => WhyOut { dpia: dpia(at), ..of("new_dpia") },
        Why::NewLink(at) => WhyOut { dpia: dpia(at), ..of("new_link") },
        Why::LinkGone(at) => {
            let key = view.old.register().dpias.get(*at).map(|dpia| &*dpia.key);
            WhyOut { dpia: key, ..of("link_gone") }
        }
        Why::Approved(at) => WhyOut { dpia: dpia(at), ..of("approved") },
        Why::ReviewPassed { dpia: at, day } => WhyOut { dpia: dpia(at), day: *day, ..of("review_passed") },
        Why::State { dpia: at, before, now } => {
            WhyOut { dpia: dpia(at), before: Some((*before).into()), now: Some((*now).into()), ..of("state") }
        }
        Why::Reference { before, now } => {
            WhyOut { before: Some((*before).into()), now: Some((*now).into()), ..of("reference") }
        }
        Why::Decision { kind, before, now } => WhyOut {
            decision: Some((*kind).into()),
            before: before.map(Into::into),
            now: now.map(Into::into),
            ..of("decision")
        },
        Why::Rules(rules) => WhyOut { rules, ..of("rules") },
        Why::NoDpiasBefore => of("no_dpias_before"),
        Why::NoDpiasNow => of("no_dpias_now"),
        Why::Unknown => of("unknown"),
    }
}

fn lone<'a>(view: &DiffView<'a>, one: &LoneRecord, old: bool) -> Option<LoneOut<'a>> {
    let (side, other) = if old { (view.old, view.new) } else { (view.new, view.old) };
    let handle = |activities: &'a [ProcessingActivity], at: usize| activities.get(at).map(Handle::activity);
    let candidates = one.candidates.iter().filter_map(|at| handle(&other.register().activities, *at));
    Some(LoneOut {
        record: handle(&side.register().activities, one.index)?,
        gap: side.of(one.index).and_then(|assessment| assessment.gap.as_ref()).map(|gap| gap.kind),
        candidates: candidates.collect(),
    })
}

fn question(change: &QuestionChange) -> QuestionOut {
    QuestionOut { field: change.field, asked_now: change.asked_now, answered: change.answered }
}

fn pack(change: &PackChange) -> PackOut<'_> {
    PackOut {
        pack: &change.pack,
        before: change.before.as_deref(),
        now: change.now.as_deref(),
        rules_added: &change.rules_added,
        rules_removed: &change.rules_removed,
    }
}

fn dpias<'a>(view: &DiffView<'a>) -> DpiasOut<'a> {
    let diff = &view.diff.dpias;
    let (then, now) = (&view.old.register().dpias, &view.new.register().dpias);
    let handle = |dpias: &'a [crate::model::Dpia], at: &usize| dpias.get(*at).map(Handle::dpia);
    let change = |change: &'a FieldChange<DpiaField>| DpiaChangeOut {
        field: change.of,
        kind: change.kind,
        before: cells(&change.before),
        now: cells(&change.now),
    };
    let changed = diff.kept.iter().filter(|one| !one.changes.is_empty()).filter_map(|one| {
        Some(DpiaOut { dpia: handle(now, &one.new)?, changes: one.changes.iter().map(change).collect() })
    });
    DpiasOut {
        before: then.len(),
        now: now.len(),
        new: diff.new.iter().filter_map(|at| handle(now, at)).collect(),
        gone: diff.gone.iter().filter_map(|at| handle(then, at)).collect(),
        changed: changed.collect(),
    }
}
