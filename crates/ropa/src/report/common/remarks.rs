//! What there is to say of a linked DPIA, in words.

use crate::dpia::{About, DpiaRemark, DpiaState, LinkState, Remark};
use crate::gaps::{Assessment, GapKind};
use crate::linking::{Claim, ClaimKind};
use crate::model::DpiaField;
use crate::report::common::quote::quoted;
use crate::report::common::wording::{Wording, joined, joined_by};
use crate::screening::Change;

/// How many names of a list are told; the rest are counted.
const NAMES: usize = 4;

impl<'a> Wording<'a> {
    /// What to do about a gap: about what makes the best linked DPIA fall short, else about that kind of gap.
    pub(crate) fn remedy_of(&self, assessment: &Assessment) -> &'a str {
        let Some(gap) = &assessment.gap else { return "" };
        let of_dpia = matches!(
            gap.kind,
            GapKind::DpiaNotApproved | GapKind::DpiaReviewDue | GapKind::DpiaStale | GapKind::DpiaPartial
        );
        let best = assessment.resolution.deciding().filter(|_| of_dpia);
        let why: Option<&'static str> = best.and_then(|link| match (link.deciding(), link.state) {
            (Some(remark), _) => Some(remark.kind.into()),
            (
                None,
                state @ (DpiaState::Rejected
                | DpiaState::NotInForce
                | DpiaState::Outdated
                | DpiaState::Unclear),
            ) => Some(state.into()),
            _ => None,
        });
        why.and_then(|code| self.explained(code))
            .map_or_else(|| self.remedy(gap.kind), |state| self.local(&state.remedy))
    }

    /// The state of a linked DPIA, with what makes it so and the code to look it up by.
    pub(crate) fn state_of(&self, link: &LinkState) -> String {
        let state = self.state(link.state);
        match link.deciding() {
            Some(remark) => self.detailed(state, remark),
            None => state.to_string(),
        }
    }

    /// What else there is to say of it.
    pub(crate) fn other_remarks(&self, link: &LinkState) -> Vec<String> {
        let deciding = link.deciding();
        let others = link.remarks.iter().filter(|remark| deciding.is_none_or(|one| one != *remark));
        others.map(|remark| self.remark(remark)).collect()
    }

    /// One remark, with what it is about and the code to look it up by.
    pub(crate) fn remark(&self, remark: &Remark) -> String {
        self.detailed(self.lang.words().remark.of(remark.kind.into()), remark)
    }

    /// One kind of remark, without what it is about in one case.
    pub(crate) fn remark_kind(&self, kind: DpiaRemark) -> String {
        let said = self.lang.words().remark.of(kind.into());
        match self.remark_rule(kind) {
            Some(rule) => self.texts.gaps.remark.rule.fill(&[("said", &said), ("rule", &rule)]),
            None => said.to_string(),
        }
    }

    fn detailed(&self, said: &str, remark: &Remark) -> String {
        let words = &self.texts.gaps.remark;
        let about = joined_by("; ", remark.about.iter().map(|about| self.about(about)));
        let said = match about.is_empty() {
            true => said.to_string(),
            false => words.about.fill(&[("said", &said), ("about", &about)]),
        };
        match self.remark_rule(remark.kind) {
            Some(rule) => words.rule.fill(&[("said", &said), ("rule", &rule)]),
            None => said,
        }
    }

    /// The rule that a remark states, where the packs give it a code.
    pub(crate) fn remark_rule(&self, remark: DpiaRemark) -> Option<&str> {
        self.explained(remark.into())?.rule.as_deref()
    }

    pub(crate) fn about(&self, about: &About) -> String {
        let words = &self.texts.gaps.remark;
        match about {
            About::NotNamed(field, names) => {
                let mut told = joined(names.iter().take(NAMES).map(|name| quoted(name)));
                if names.len() > NAMES {
                    let more = names.len() - NAMES;
                    told = words.more.form(more).fill(&[("names", &told), ("count", &more)]);
                }
                words.not_named.fill(&[("kind", &self.dpia_field(*field)), ("names", &told)])
            }
            About::Scope(scope) => words.scope.fill(&[("scope", &quoted(scope))]),
            About::Stated { field, written, cell } => words.written.fill(&[
                ("kind", &self.dpia_field(*field)),
                ("written", &quoted(written)),
                ("cell", &self.cell(cell)),
            ]),
            About::Written(written, cell) => {
                words.cell.fill(&[("written", &quoted(written)), ("cell", &self.cell(cell))])
            }
            About::Question(field) => self.dpia_field(*field).to_string(),
            About::Changed(change) => self.change(change),
            About::Day(day) => day.to_string(),
        }
    }

    /// What the register says of a DPIA that it does not name.
    pub(crate) fn claim(&self, claim: &Claim) -> String {
        let words = &self.texts.gaps.said;
        let said = match claim.kind {
            ClaimKind::Done => &words.done,
            ClaimKind::UnderWay => &words.under_way,
            ClaimKind::Planned => &words.planned,
            ClaimKind::NotNeeded => &words.not_needed,
            ClaimKind::OtherAnswers => &words.other_answers,
        };
        said.fill(&[("written", &quoted(&claim.written)), ("cell", &self.cell(&claim.cell))])
    }

    pub(crate) fn dpia_field(&self, field: DpiaField) -> &'static str {
        self.lang.words().dpia_field.of_static(field.key())
    }

    /// What is not as it was.
    pub(crate) fn change(&self, change: &Change) -> String {
        match change {
            Change::Field(field) => self.lang.words().field.of((*field).into()).to_string(),
            Change::Criterion(criterion) => self.labelled(*criterion),
            Change::Rules => self.texts.gaps.row.decision_rules.clone(),
            Change::Rule(rule) => rule.clone(),
        }
    }
}
