//! The list of gaps for a program: schema `ropa/gaps/1`.

use super::group::Group;
use super::rank::RankWords;
use super::rank_json::{OrderOut, RankOut};
use super::row::partial_date;
use super::view::{Covered, GapView, GroupBy};
use crate::dpia::{About, DpiaRemark, DpiaState, LinkState, LinkStatus, Remark};
use crate::gaps::{Assessment, GapKind, Standing, Summary};
use crate::law::{FactId, Strength};
use crate::ledger::AnswerStatus;
use crate::linking::{Claim, LinkChoice, Reservation, Via};
use crate::model::Severity;
use crate::model::{Dpia, DpiaField, Field, Tri};
use crate::report::common::envelope::Head;
use crate::report::common::json::{
    AsText, CitationOut, Each, EvidenceOut, RecordPlace, as_texts, two_decimals,
};
use crate::report::common::wording::{Because, Supported, Wording};
use crate::screening::{
    Basis, Change, Conflict, DecisionKind, DecisionPart, DecisionState, Fact, NeedVerdict, NotAllowed,
    RuleOutcome,
};
use crate::source::CellRef;
use crate::workbook::WriteError;
use chrono::NaiveDate;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use std::collections::BTreeMap;
use std::io::Write;

/// The JSON Schema (draft 2020-12) of what [`json`] writes.
pub const JSON_SCHEMA: &str = include_str!("../../../schemas/gaps-1.json");

/// Writes the list as one JSON document, activity by activity.
///
/// # Errors
/// [`WriteError::Write`] when `out` cannot be written to.
pub fn json(out: impl Write, view: &GapView<'_>) -> Result<(), WriteError> {
    let wording = view.wording();
    let context = Context { view, wording: &wording };
    let head = Head::new("ropa/gaps/1", view.assessed.as_of(), view.lang, Some(view.import()));
    head.by(view.assessed.packs()).write(out, context.summary(), context.body())
}

#[derive(Clone, Copy)]
struct Context<'v, 'a> {
    view: &'v GapView<'a>,
    wording: &'v Wording<'a>,
}

#[derive(Serialize)]
struct Body<'a, A, D> {
    /// Criteria that no file has a column to answer.
    not_asked: &'a [FactId],
    /// The criteria, by id, in words.
    criteria: BTreeMap<FactId, CriterionOut<'a>>,
    /// The rules that the activities name, by id, in words.
    rules: BTreeMap<&'a str, RuleText<'a>>,
    activities: A,
    dpias: D,
    orphan_dpias: Vec<&'a str>,
    /// What no list of DPIAs asks, of what their state is read from.
    dpias_not_asked: &'a [DpiaField],
    orphan_decisions: Vec<OrphanOut<'a>>,
    #[serde(rename = "orphan_ties")]
    orphan_links: Vec<OrphanTieOut<'a>>,
    /// Answers given beside the register, in the order of their file.
    answers: Vec<AnswerOut<'a>>,
    /// Documents that could not be read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unread_documents: Vec<&'a str>,
    account: crate::import::Account,
    /// The order of work: that it is no more than that, and its steps.
    order: OrderOut<'a>,
    /// The groups, where the list is grouped; the activities stand once, in their own list.
    #[serde(skip_serializing_if = "Option::is_none")]
    groups: Option<GroupsOut<'a>>,
}

#[derive(Serialize)]
struct GroupsOut<'a> {
    by: GroupBy,
    groups: Vec<GroupOut<'a>>,
}

#[derive(Serialize)]
struct GroupOut<'a> {
    key: Option<String>,
    activities: Vec<&'a str>,
    gaps: BTreeMap<GapKind, usize>,
    severities: BTreeMap<Severity, usize>,
}

#[derive(Serialize)]
struct SummaryOut<'a> {
    /// Activities that the figures are counted over.
    activities: usize,
    verdicts: BTreeMap<NeedVerdict, usize>,
    gaps: BTreeMap<GapKind, usize>,
    gap_total: usize,
    severities: BTreeMap<Severity, usize>,
    /// Activities in the files.
    read: usize,
    /// Of these, left out by the filters.
    left_out: usize,
    /// Of these, left out only because their date is not known.
    undated: usize,
    filters: &'a [String],
    /// Activities that contradict themselves.
    conflicts: usize,
    /// Gaps that are only noted, by reason.
    only_noted: BTreeMap<Standing, usize>,
    values_not_understood: usize,
}

#[derive(Serialize)]
struct CriterionOut<'a> {
    name: &'a str,
    question: Option<&'a str>,
}

#[derive(Serialize)]
struct RuleText<'a> {
    name: &'a str,
    explanation: &'a str,
    remedy: &'a str,
    citations: Vec<CitationOut<'a>>,
}

#[derive(Serialize)]
struct ActivityOut<'v, 'a> {
    id: &'a str,
    name: &'a str,
    unit: Option<&'a str>,
    processes: Vec<&'a str>,
    registered: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    created: Option<String>,
    source: RecordPlace<'a>,
    verdict: NeedVerdict,
    /// Criteria certainly met.
    low: usize,
    /// Criteria met or not known.
    high: usize,
    criteria: FactMap<'v, 'a>,
    article_35_3: Article,
    /// The other facts that rules read, where something is known of them.
    facts: FactMap<'v, 'a>,
    rules: Vec<RuleOut<'v, 'a>>,
    /// Rules that an exemption sets aside.
    overridden: &'a [String],
    questions: &'a [FactId],
    conflicts: Vec<ConflictOut<'v, 'a>>,
    /// Nos that stand by their reason though the content speaks for a yes.
    reasoned: Vec<ConflictOut<'v, 'a>>,
    /// The facts that a plain no denies and the register itself speaks for.
    contradicted: Vec<FactId>,
    /// The listed example that the record resembles.
    resembles: Option<&'a str>,
    link: LinkOut<'a>,
    decision: Option<DecisionOut<'a>>,
    /// Why a gap is only noted.
    standing: Option<Standing>,
    gap: Option<GapOut<'a>>,
    /// The place of the gap in the order of work.
    rank: Option<RankOut<'a>>,
}

#[derive(Serialize)]
struct Article {
    a: Tri,
    b: Tri,
    c: Tri,
}

/// Facts by id; either the nine criteria or the others.
struct FactMap<'v, 'a> {
    wording: &'v Wording<'a>,
    facts: &'a BTreeMap<FactId, Fact>,
    criteria: bool,
}

#[derive(Serialize)]
struct FactOut<'a> {
    value: Tri,
    basis: Basis,
    cells: Vec<AsText<&'a CellRef>>,
    because: AsText<Because<'a>>,
}

#[derive(Serialize)]
struct RuleOut<'v, 'a> {
    id: &'a str,
    pack: &'a str,
    strength: Strength,
    holds: Tri,
    source: &'v str,
    /// The facts that it rests on.
    facts: Vec<FactId>,
    because: String,
}

#[derive(Serialize)]
struct ConflictOut<'v, 'a> {
    fact: FactId,
    declared: SideOut<'v, 'a>,
    derived: SideOut<'v, 'a>,
}

#[derive(Serialize)]
struct SideOut<'v, 'a> {
    because: AsText<Supported<'v>>,
    cells: Vec<AsText<&'a CellRef>>,
}

#[derive(Serialize)]
struct LinkOut<'a> {
    status: LinkStatus,
    dpias: Vec<LinkedOut<'a>>,
    unresolved: Vec<UnresolvedOut<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    candidate: Option<CandidateOut<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    claimed: Option<AsText<&'a CellRef>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    said: Vec<SaidOut<'a>>,
}

/// What the register says of a DPIA that it does not name, or of one that it does.
#[derive(Serialize)]
struct SaidOut<'a> {
    kind: &'static str,
    written: &'a str,
    cell: AsText<&'a CellRef>,
}

#[derive(Serialize)]
struct LinkedOut<'a> {
    id: &'a str,
    /// The surest way that it was found.
    via: Option<Via>,
    all_via: &'a [Via],
    state: DpiaState,
    remarks: Vec<DpiaRemark>,
    /// The same remarks, with what they are about and what they weigh.
    reasons: Vec<ReasonOut<'a>>,
    /// What the accepted tie says that it covers.
    #[serde(skip_serializing_if = "Option::is_none")]
    scope: Option<&'a str>,
    since: Option<NaiveDate>,
    cells: Vec<AsText<&'a CellRef>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reservations: Vec<SaidOut<'a>>,
}

#[derive(Serialize)]
struct ReasonOut<'a> {
    code: DpiaRemark,
    rule: Option<String>,
    severity: Severity,
    /// Whether it decides that the DPIA does not meet the need, where it is otherwise approved.
    decides: bool,
    text: String,
    /// What of the activity the DPIA does not name, by the field of the list.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    not_named: BTreeMap<DpiaField, Vec<&'a str>>,
    /// Questions of the list that are answered with no, or not at all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    questions: Vec<DpiaField>,
    /// What is not as it was: fields, criteria, rules.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    changed: Vec<String>,
    cells: Vec<AsText<&'a CellRef>>,
}

/// A DPIA that may be the one; no link.
#[derive(Serialize)]
struct CandidateOut<'a> {
    id: &'a str,
    title: &'a str,
    score: f64,
    reasons: Vec<EvidenceOut<'a>>,
}

#[derive(Serialize)]
struct UnresolvedOut<'a> {
    written: &'a str,
    cell: AsText<&'a CellRef>,
    candidates: Vec<&'a str>,
    denied: bool,
}

/// A decision on an activity that the register does not have.
#[derive(Serialize)]
struct OrphanOut<'a> {
    kind: DecisionKind,
    key: Option<&'a str>,
    name: Option<&'a str>,
    cell: AsText<&'a CellRef>,
    candidates: Vec<&'a str>,
}

/// A tie whose activity or DPIA is not among what was read.
#[derive(Serialize)]
struct OrphanTieOut<'a> {
    choice: LinkChoice,
    key: Option<&'a str>,
    name: Option<&'a str>,
    dpia: Option<&'a str>,
    title: Option<&'a str>,
    cell: AsText<&'a CellRef>,
    /// Whether the activity is found, and the DPIA.
    found: [bool; 2],
    candidates: Vec<&'a str>,
    dpia_candidates: Vec<&'a str>,
}

#[derive(Serialize)]
struct AnswerOut<'a> {
    /// The activity, where the register has it.
    activity: Option<&'a str>,
    fact: FactId,
    answer: Tri,
    standing: AnswerStatus,
    /// What has changed in the record since.
    changed: Vec<String>,
    cell: AsText<&'a CellRef>,
    candidates: Vec<&'a str>,
}

/// Key of what is not as it was: a field, a criterion, or the rules.
fn changed(change: &Change) -> String {
    match change {
        Change::Field(field) => field.key().to_string(),
        Change::Criterion(criterion) => criterion.id().to_string(),
        Change::Rules => "rules".to_string(),
        Change::Rule(rule) => rule.clone(),
    }
}

#[derive(Serialize)]
struct DecisionOut<'a> {
    kind: DecisionKind,
    state: DecisionState,
    not_allowed: Option<NotAllowed>,
    reason: Option<&'a str>,
    missing: &'a [DecisionPart],
    /// Criteria that are met and not spoken of.
    unexplained: &'a [FactId],
    changed: Vec<String>,
    review_by: Option<NaiveDate>,
    cells: Vec<AsText<&'a CellRef>>,
}

#[derive(Serialize)]
struct GapOut<'a> {
    kind: GapKind,
    severity: Severity,
    since: Option<NaiveDate>,
    began_earlier: bool,
    remedy: &'a str,
}

#[derive(Serialize)]
struct DpiaOut<'a> {
    id: &'a str,
    title: &'a str,
    case_number: Option<&'a str>,
    status: Option<&'a str>,
    covers: Vec<&'a str>,
    source: RecordPlace<'a>,
}

impl<'v, 'a> Context<'v, 'a> {
    fn summary(self) -> SummaryOut<'a> {
        let Context { view, .. } = self;
        let summary = view.summary();
        SummaryOut {
            activities: summary.activities,
            gap_total: summary.gap_total(),
            verdicts: summary.verdicts,
            gaps: summary.gaps,
            severities: summary.severities,
            read: view.assessed.assessments.len(),
            left_out: view.selection.left_out,
            undated: view.selection.undated,
            filters: view.filters,
            conflicts: summary.conflicts,
            only_noted: summary.only_noted,
            values_not_understood: view.import().not_understood.len(),
        }
    }

    fn body(self) -> Body<'a, impl Serialize, impl Serialize> {
        let Context { view, .. } = self;
        let assessed = view.assessed;
        let covered = view.covered();
        let register = assessed.register();
        Body {
            not_asked: &assessed.not_asked,
            criteria: FactId::CRITERIA.into_iter().map(|id| (id, self.criterion(id))).collect(),
            rules: self.rule_texts(),
            activities: Each::of(view.shown().map(move |assessment| self.activity(assessment))),
            dpias: Each::of(
                register.dpias.iter().zip(covered).map(move |(dpia, covered)| self.dpia(dpia, &covered)),
            ),
            answers: assessed
                .answers
                .iter()
                .zip(&assessed.answer_states)
                .map(|(answer, state)| AnswerOut {
                    activity: state.activity.map(|index| &*register.activities[index].key),
                    fact: answer.fact,
                    answer: answer.answer,
                    standing: state.standing,
                    changed: state.changed.iter().map(changed).collect(),
                    cell: AsText(&answer.cell),
                    candidates: state
                        .candidates
                        .iter()
                        .map(|index| &*register.activities[*index].key)
                        .collect(),
                })
                .collect(),
            orphan_decisions: assessed
                .orphan_decisions
                .iter()
                .map(|orphan| {
                    let decision = &assessed.decisions()[orphan.decision];
                    OrphanOut {
                        kind: decision.kind,
                        key: decision.key.as_deref(),
                        name: decision.name.as_deref(),
                        cell: AsText(&decision.cell),
                        candidates: orphan
                            .candidates
                            .iter()
                            .map(|index| &*register.activities[*index].key)
                            .collect(),
                    }
                })
                .collect(),
            orphan_links: assessed
                .orphan_links()
                .map(|row| {
                    let (tie, state) = (&assessed.links()[row], &assessed.traced_links[row]);
                    let activities = state.activity_candidates.iter();
                    let dpias = state.dpia_candidates.iter();
                    OrphanTieOut {
                        choice: tie.choice,
                        key: tie.activity.as_deref(),
                        name: tie.name.as_deref(),
                        dpia: tie.dpia.as_deref(),
                        title: tie.title.as_deref(),
                        cell: AsText(&tie.cell),
                        found: [state.activity.is_some(), state.dpia.is_some()],
                        candidates: activities.map(|index| &*register.activities[*index].key).collect(),
                        dpia_candidates: dpias.map(|index| &*register.dpias[*index].key).collect(),
                    }
                })
                .collect(),
            orphan_dpias: assessed.orphan_dpias.iter().map(|index| &*register.dpias[*index].key).collect(),
            dpias_not_asked: &assessed.dpias_not_asked,
            unread_documents: view.import().unread_documents().map(|info| &*info.file).collect(),
            account: view.import().account,
            order: OrderOut::of(assessed.packs().work_steps(assessed.as_of()), self.wording),
            groups: view.group_by.map(|by| GroupsOut { by, groups: self.groups() }),
        }
    }

    fn groups(self) -> Vec<GroupOut<'a>> {
        let groups = self.view.groups().unwrap_or_default();
        let out = |group: Group<'a>| {
            let summary = Summary::of(group.assessments.iter().copied());
            let key = |assessment: &&'a Assessment| &*self.view.activity(assessment).key;
            GroupOut {
                key: group.key,
                activities: group.assessments.iter().map(key).collect(),
                gaps: summary.gaps,
                severities: summary.severities,
            }
        };
        groups.into_iter().map(out).collect()
    }

    fn criterion(self, id: FactId) -> CriterionOut<'a> {
        let criterion = self.wording.criterion(id);
        CriterionOut {
            name: self.wording.full_name(id),
            question: criterion.map(|criterion| self.wording.local(&criterion.question)),
        }
    }

    fn rule_texts(self) -> BTreeMap<&'a str, RuleText<'a>> {
        let text = |rule: &'a crate::law::Rule| RuleText {
            name: self.wording.local(&rule.name),
            explanation: self.wording.local(&rule.explanation),
            remedy: self.wording.local(&rule.remedy),
            citations: rule.citations.iter().map(|one| CitationOut::of(one, &one.text)).collect(),
        };
        self.wording.rules().map(|(_, rule)| (rule.id.as_str(), text(rule))).collect()
    }

    fn activity(self, assessment: &'a Assessment) -> ActivityOut<'v, 'a> {
        let activity = self.view.activity(assessment);
        let need = &assessment.need;
        let [a, b, c] = need.article_35_3;
        let facts = |criteria| FactMap { wording: self.wording, facts: &assessment.facts.all, criteria };
        ActivityOut {
            id: &activity.key,
            name: activity.label(),
            unit: activity.text(Field::Unit),
            processes: activity.processes(),
            registered: partial_date(activity, Field::Registered),
            created: partial_date(activity, Field::Created),
            source: RecordPlace::of(&activity.origin),
            verdict: need.verdict,
            low: need.low,
            high: need.high,
            criteria: facts(true),
            article_35_3: Article { a, b, c },
            facts: facts(false),
            rules: need.rules.iter().map(|outcome| self.rule(outcome, assessment)).collect(),
            overridden: &need.overridden,
            questions: &need.questions,
            conflicts: assessment.facts.conflicts.iter().map(|conflict| self.conflict(conflict)).collect(),
            reasoned: assessment.facts.reasoned.iter().map(|no| self.conflict(no)).collect(),
            contradicted: assessment.facts.contradicted().collect(),
            resembles: assessment.facts.resembles(),
            link: self.link(assessment),
            decision: assessment.decision().map(|decision| DecisionOut {
                kind: decision.kind,
                state: decision.state,
                not_allowed: decision.not_allowed,
                reason: decision.reason.as_deref(),
                missing: &decision.missing,
                unexplained: &decision.unexplained,
                changed: decision.changed.iter().map(changed).collect(),
                review_by: decision.review_by,
                cells: as_texts(&decision.cells),
            }),
            standing: assessment.standing,
            rank: RankWords::of(self.view, self.wording, assessment).map(RankOut::of),
            gap: assessment.gap.as_ref().map(|gap| GapOut {
                kind: gap.kind,
                severity: gap.severity,
                since: gap.since,
                began_earlier: gap.began_earlier,
                remedy: self.wording.remedy_of(assessment),
            }),
        }
    }

    fn rule(self, outcome: &'a RuleOutcome, assessment: &Assessment) -> RuleOut<'v, 'a> {
        let facts = self.wording.facts_behind(outcome, &assessment.facts);
        RuleOut {
            id: &outcome.rule,
            pack: &outcome.pack,
            strength: outcome.strength,
            holds: outcome.holds,
            source: self.wording.sources(&outcome.rule),
            because: self.wording.labels(facts.iter().copied()),
            facts,
        }
    }

    fn conflict(self, conflict: &'a Conflict) -> ConflictOut<'v, 'a> {
        let side = |support: &'a crate::screening::Support| SideOut {
            because: AsText(self.wording.supported(support)),
            cells: as_texts(&support.cells),
        };
        ConflictOut {
            fact: conflict.fact,
            declared: side(&conflict.declared),
            derived: side(&conflict.derived),
        }
    }

    fn link(self, assessment: &'a Assessment) -> LinkOut<'a> {
        let dpias = &self.view.assessed.register().dpias;
        let reserved = |one: &'a Reservation| SaidOut {
            kind: one.kind.into(),
            written: &one.written,
            cell: AsText(&one.cell),
        };
        let claim = |one: &'a Claim| SaidOut {
            kind: one.kind.into(),
            written: &one.written,
            cell: AsText(&one.cell),
        };
        let linked = |link: &'a LinkState| LinkedOut {
            id: &dpias[link.link.dpia].key,
            via: link.link.via.first().copied(),
            all_via: &link.link.via,
            state: link.state,
            remarks: link.remarks.iter().map(|remark| remark.kind).collect(),
            reasons: link.remarks.iter().map(|remark| self.reason(remark)).collect(),
            scope: link.scope.as_deref(),
            since: link.since,
            cells: as_texts(&link.link.cells),
            reservations: link.link.reservations.iter().map(reserved).collect(),
        };
        let resolution = &assessment.resolution;
        LinkOut {
            status: resolution.status,
            dpias: resolution.links.iter().map(linked).collect(),
            unresolved: resolution
                .unresolved
                .iter()
                .map(|reference| UnresolvedOut {
                    written: &reference.written,
                    cell: AsText(&reference.cell),
                    candidates: reference.candidates.iter().map(|dpia| &*dpias[*dpia].key).collect(),
                    denied: reference.denied,
                })
                .collect(),
            candidate: self.view.candidate(assessment).map(|one| CandidateOut {
                id: &dpias[one.dpia].key,
                title: dpias[one.dpia].label(),
                score: two_decimals(one.score),
                reasons: EvidenceOut::all(&one.evidence),
            }),
            claimed: resolution.claimed.as_ref().map(AsText),
            said: resolution.said.iter().map(claim).collect(),
        }
    }

    fn reason(self, remark: &'a Remark) -> ReasonOut<'a> {
        let mut reason = ReasonOut {
            code: remark.kind,
            rule: self.wording.remark_rule(remark.kind).map(str::to_string),
            severity: remark.severity,
            decides: remark.makes.is_some(),
            text: self.wording.remark(remark),
            not_named: BTreeMap::new(),
            questions: Vec::new(),
            changed: Vec::new(),
            cells: as_texts(&remark.cells),
        };
        for about in &remark.about {
            match about {
                About::NotNamed(field, names) => {
                    reason.not_named.insert(*field, names.iter().map(|name| &**name).collect());
                }
                About::Question(field) => reason.questions.push(*field),
                About::Changed(change) => reason.changed.push(changed(change)),
                About::Scope(_) | About::Stated { .. } | About::Written(..) | About::Day(_) => {}
            }
        }
        reason
    }

    fn dpia(self, dpia: &'a Dpia, covered: &Covered) -> DpiaOut<'a> {
        let activities = &self.view.assessed.register().activities;
        DpiaOut {
            id: &dpia.key,
            title: dpia.label(),
            case_number: dpia.text(DpiaField::CaseNumber),
            status: dpia.text(DpiaField::Status),
            covers: covered.activities.iter().map(|activity| &*activities[*activity].key).collect(),
            source: RecordPlace::of(&dpia.origin),
        }
    }
}

impl Serialize for FactMap<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if self.criteria {
            // All nine, also one of which nothing is known.
            for id in FactId::CRITERIA {
                map.serialize_entry(
                    &id,
                    &self.fact(self.facts.get(&id).unwrap_or_else(|| Fact::nothing_known())),
                )?;
            }
        } else {
            for (id, fact) in self.facts.iter().filter(|(id, _)| !id.is_criterion()) {
                map.serialize_entry(id, &self.fact(fact))?;
            }
        }
        map.end()
    }
}

impl FactMap<'_, '_> {
    fn fact<'f>(&'f self, fact: &'f Fact) -> FactOut<'f> {
        FactOut {
            value: fact.value,
            basis: fact.basis,
            cells: fact.support.iter().flat_map(|support| &support.cells).map(AsText).collect(),
            because: AsText(self.wording.because(fact)),
        }
    }
}
