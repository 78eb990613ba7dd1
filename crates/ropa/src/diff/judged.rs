//! What has become of the need for a DPIA, and of the gap, of one record.

use super::sides::Sides;
use super::why::{Why, facts, links, rules};
use crate::gaps::{Assessment, Gap, GapKind, RegisterAssessment};
use crate::screening::NeedVerdict;
use std::collections::BTreeMap;

/// A verdict that is another.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct VerdictChange {
    /// What it was.
    pub before: NeedVerdict,
    /// What it is.
    pub now: NeedVerdict,
    /// Why.
    pub why: Vec<Why>,
}

/// A gap that has opened, closed, or is of another kind.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct GapChange {
    /// What was lacking; nothing where it has opened.
    pub before: Option<GapKind>,
    /// What is lacking; nothing where it is closed.
    pub now: Option<GapKind>,
    /// Why.
    pub why: Vec<Why>,
}

/// Two assessed registers, ready to be asked about one record.
pub(super) struct Judge<'a> {
    sides: Sides<'a>,
    then: BTreeMap<usize, &'a Assessment>,
    now: BTreeMap<usize, &'a Assessment>,
}

impl<'a> Judge<'a> {
    pub(super) fn new(sides: Sides<'a>) -> Judge<'a> {
        let by_activity = |assessed: &'a RegisterAssessment| {
            assessed.assessments.iter().map(|one| (one.activity, one)).collect()
        };
        Judge { then: by_activity(sides.old), now: by_activity(sides.new), sides }
    }

    fn both(&self, old: usize, new: usize) -> Option<(&'a Assessment, &'a Assessment)> {
        Some((self.then.get(&old).copied()?, self.now.get(&new).copied()?))
    }

    /// What has become of the verdict.
    pub(super) fn verdict(&self, old: usize, new: usize) -> Option<VerdictChange> {
        let (then, now) = self.both(old, new)?;
        let (before, is) = (then.need.verdict, now.need.verdict);
        (before != is).then(|| VerdictChange { before, now: is, why: self.why_verdict(then, now) })
    }

    /// What has become of the gap.
    pub(super) fn gap(&self, old: usize, new: usize) -> Option<GapChange> {
        let (then, now) = self.both(old, new)?;
        let kind = |of: &Assessment| of.gap.as_ref().map(|gap: &Gap| gap.kind);
        let (before, is) = (kind(then), kind(now));
        (before != is).then(|| GapChange { before, now: is, why: self.why_gap(then, now) })
    }

    fn why_verdict(&self, then: &Assessment, now: &Assessment) -> Vec<Why> {
        let mut why = facts(&self.sides, then, now);
        why.extend(rules(&self.sides, then, now));
        or_unknown(why)
    }

    fn why_gap(&self, then: &Assessment, now: &Assessment) -> Vec<Why> {
        let mut why = Vec::new();
        if then.need.verdict != now.need.verdict {
            why.push(Why::Need { before: then.need.verdict, now: now.need.verdict });
            why.extend(facts(&self.sides, then, now));
            why.extend(rules(&self.sides, then, now));
        }
        why.extend(links(&self.sides, then, now));
        or_unknown(why)
    }
}

fn or_unknown(why: Vec<Why>) -> Vec<Why> {
    if why.is_empty() { vec![Why::Unknown] } else { why }
}
