//! Two processings side by side: whether one DPIA may cover both.

use super::compared::Aspect;
use super::rules::Rules;
use super::signature::Signature;
use crate::law::{Likeness, Parting};
use crate::text::variants::IntoEnumIterator;
use serde::Serialize;
use std::collections::BTreeMap;
use strum::IntoStaticStr;

/// How two processings stand to each other in one condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Outcome {
    /// They say the same.
    Same,
    /// They cannot be compared, since the register does not say.
    NotCompared,
    /// They differ.
    Differs,
}

/// What comparing two processings came to.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Pair {
    /// Every condition with its outcome and what it does; nothing done where all is the same.
    pub outcomes: Vec<(Likeness, Outcome, Option<Parting>)>,
}

impl Pair {
    /// Whether one DPIA may cover both.
    pub fn may_share(&self) -> bool {
        self.outcomes.iter().all(|(_, _, parting)| *parting != Some(Parting::Own))
    }

    /// The conditions that keep them apart.
    pub fn keeps_apart(&self) -> Vec<Likeness> {
        let own = self.outcomes.iter().filter(|(_, _, parting)| *parting == Some(Parting::Own));
        own.map(|(likeness, ..)| *likeness).collect()
    }
}

/// Two processings, by the numbers of their terms.
pub(super) struct Compare<'c> {
    pub(super) rules: &'c Rules,
    pub(super) one: &'c Signature,
    pub(super) other: &'c Signature,
}

type Found = (Outcome, Option<Parting>);
const SAME: Found = (Outcome::Same, None);

impl Compare<'_> {
    pub(super) fn pair(&self) -> Pair {
        let outcomes = Likeness::iter().map(|likeness| {
            let (outcome, parting) = self.condition(likeness);
            (likeness, outcome, parting)
        });
        Pair { outcomes: outcomes.collect() }
    }

    /// Whether one DPIA may cover both, without more.
    pub(super) fn may_share(&self) -> bool {
        Likeness::iter().all(|likeness| self.condition(likeness).1 != Some(Parting::Own))
    }

    /// How unlike they are: the fewer differences to name in an annex, the better they go together.
    pub(super) fn cost(&self) -> u32 {
        Likeness::iter().map(|likeness| self.condition(likeness).0 as u32).sum()
    }

    fn condition(&self, likeness: Likeness) -> Found {
        match likeness {
            Likeness::Controller => self.controller(),
            Likeness::System => self.system(),
            Likeness::Purpose => self.purpose(),
            Likeness::DataSubjects => self.data_subjects(),
            Likeness::Secrecy => self.secrecy(),
            Likeness::HeavyTraits => self.heavy(),
            Likeness::Criteria => self.plain(Aspect::Criteria),
            Likeness::DataKinds => self.plain(Aspect::DataKinds),
            Likeness::Processors => self.plain(Aspect::Processors),
            Likeness::Transfers => self.plain(Aspect::Transfers),
            Likeness::Scale => self.plain(Aspect::Scale),
        }
    }

    fn both_known(&self, aspect: Aspect) -> bool {
        self.one.known(aspect) && self.other.known(aspect)
    }

    fn equal(&self, aspect: Aspect) -> bool {
        self.one.terms(aspect) == self.other.terms(aspect)
    }

    fn meet(&self, aspect: Aspect) -> bool {
        self.one.terms(aspect).iter().any(|term| self.other.terms(aspect).contains(term))
    }

    fn unknown(&self, likeness: Likeness) -> Found {
        (Outcome::NotCompared, Some(self.rules.unknown(likeness)))
    }

    fn differs(&self, likeness: Likeness) -> Found {
        (Outcome::Differs, Some(self.rules.differs(likeness)))
    }

    fn annex(&self) -> Found {
        (Outcome::Differs, Some(self.rules.annexed()))
    }

    /// What an annex can name: the same, different, or not known.
    fn plain(&self, aspect: Aspect) -> Found {
        match (self.both_known(aspect), self.equal(aspect)) {
            (false, _) => self.unknown(aspect.likeness()),
            (true, true) => SAME,
            (true, false) => self.differs(aspect.likeness()),
        }
    }

    /// Records of one file that name no controller are taken for one controller's.
    fn controller(&self) -> Found {
        let likeness = Likeness::Controller;
        let named = [self.one, self.other].map(|side| side.known(Aspect::Controller));
        match (named, self.equal(Aspect::Controller)) {
            ([true, true], true) => SAME,
            ([false, false], true) => (Outcome::NotCompared, Some(Parting::Annex)),
            ([true, true], false) => self.differs(likeness),
            _ => self.unknown(likeness),
        }
    }

    fn system(&self) -> Found {
        let same_main = self.both_known(Aspect::MainSystem) && self.equal(Aspect::MainSystem);
        match (same_main, self.meet(Aspect::Technology)) {
            (true, _) if self.equal(Aspect::OtherSystems) => SAME,
            (true, _) | (false, true) => self.annex(),
            (false, false) if self.both_known(Aspect::MainSystem) => self.differs(Likeness::System),
            (false, false) => self.unknown(Likeness::System),
        }
    }

    fn purpose(&self) -> Found {
        let groups = Aspect::ProcessGroup;
        if self.both_known(groups) && self.meet(groups) {
            return if self.equal(groups) { SAME } else { self.annex() };
        }
        match self.rules.by_chapter() && self.meet(Aspect::Chapter) {
            true => self.annex(),
            false if self.both_known(groups) => self.differs(Likeness::Purpose),
            false => self.unknown(Likeness::Purpose),
        }
    }

    /// The weightiest role is to be common; what only one has besides goes into the annex.
    fn data_subjects(&self) -> Found {
        if !self.both_known(Aspect::Role) {
            return self.unknown(Likeness::DataSubjects);
        }
        if self.equal(Aspect::Role) {
            return SAME;
        }
        // Terms of roles stand in the order of their weight; children and clients weigh alike.
        let weight = |side: &Signature| side.role_weight();
        let alike = weight(self.one) == weight(self.other) && self.one.shares_weightiest(self.other);
        if alike { self.annex() } else { self.differs(Likeness::DataSubjects) }
    }

    fn secrecy(&self) -> Found {
        let aspect = Aspect::Secrecy;
        match self.both_known(aspect) {
            true if !self.equal(aspect) && self.meet(aspect) => self.annex(),
            _ => self.plain(aspect),
        }
    }

    fn heavy(&self) -> Found {
        let open = |side: &Signature| !side.terms(Aspect::HeavyOpen).is_empty();
        if !self.equal(Aspect::HeavyMet) {
            return self.differs(Likeness::HeavyTraits);
        }
        if open(self.one) || open(self.other) {
            return self.unknown(Likeness::HeavyTraits);
        }
        let asked = |side: &Signature| side.terms(Aspect::HeavyNotAsked).is_empty();
        // Nothing points there: the DPIA takes for granted that the answer is the same for all, and says so.
        if asked(self.one) && asked(self.other) { SAME } else { (Outcome::NotCompared, Some(Parting::Annex)) }
    }
}

/// The gravest outcome of each condition among the members of a family, and whether it parts any two of them.
///
/// A condition is asked of what bears on it alone: members that say the same of that stand for each other.
pub(super) fn outcomes(
    rules: &Rules,
    signatures: &[&Signature],
    several: bool,
) -> Vec<(Likeness, Outcome, bool)> {
    let of = |likeness: Likeness| {
        let mut distinct = BTreeMap::new();
        for signature in signatures {
            distinct.entry(signature.on(&[likeness])).or_insert(*signature);
        }
        let distinct: Vec<&Signature> = distinct.into_values().collect();
        let (mut worst, mut parts) = (Outcome::Same, false);
        for (at, one) in distinct.iter().enumerate() {
            // Itself too: what is not known is not the same even as what says as little.
            for other in &distinct[at..] {
                let (outcome, parting) = Compare { rules, one, other }.condition(likeness);
                worst = worst.max(outcome);
                parts |= parting == Some(Parting::Own);
            }
        }
        (likeness, worst, parts && several)
    };
    Likeness::iter().map(of).collect()
}
