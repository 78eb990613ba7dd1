//! What is different between two registers: which records are the same, what they say otherwise, and what has become of
//! the need for a DPIA and of the gaps.
//!
//! ```
//! use chrono::NaiveDate;
//! use ropa::casefile::CaseFile;
//! use ropa::diff::{RegisterDiff, RiskArea};
//!
//! let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
//! let open = |text: &str| CaseFile::builder(today).file(("register.csv", text.as_bytes())).open();
//! let old = open("ID;Behandling;Kategorier av registrerade\nP1;Orosanmälan;Barn\nP2;Arkiv;Anställda\n")?;
//! let new = open("ID;Behandling;Kategorier av registrerade\nP1;Orosanmälan;Barn, Anhöriga\n")?;
//! let diff = RegisterDiff::of(&old.assess()?, &new.assess()?).unwrap();
//! assert_eq!((diff.counts.changed, diff.counts.gone), (1, 1));
//! assert_eq!(diff.kept[0].changes[0].area, Some(RiskArea::Persons));
//! # Ok::<(), ropa::casefile::CaseFileError>(())
//! ```
//!
//! | file | answers |
//! |---|---|
//! | `identity` | which record of the old register is which of the new? |
//! | `renames` | which units have another name, which processes another code? |
//! | `said`, `listed`, `part` | what does a cell say, part by part? |
//! | `change`, `records` | what does one record say otherwise? |
//! | `judged`, `why`, `sides` | what has become of need and gap, and why? |
//! | `dpias` | what has become of the DPIAs? |
//! | `questions`, `packs` | what is asked, and which law counts, on one side only? |
//! | `counts` | do the figures add up? |

mod change;
mod counts;
mod dpias;
mod identity;
mod judged;
mod listed;
mod packs;
mod part;
mod questions;
mod records;
mod renames;
mod said;
mod sides;
mod why;

pub use change::{ChangeKind, ChangeWeight, FieldChange, RecordField, RiskArea, WrittenCell};
pub use counts::{DiffCounts, GapCounts};
pub use dpias::{DpiaDiff, KeptDpia};
pub use identity::Sureness;
pub use judged::{GapChange, VerdictChange};
pub use packs::PackChange;
pub use questions::QuestionChange;
pub use renames::{Rename, Renamed};
pub use why::Why;

use crate::gaps::RegisterAssessment;
use identity::Identities;
use judged::Judge;
use records::Comparer;
use renames::Renames;
use sides::Sides;
use std::collections::BTreeMap;

/// What cannot be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DiffError {
    /// The old side has no processing.
    #[error("the old side holds no register of processing, so nothing was compared")]
    NothingBefore,
    /// The new side has no processing.
    #[error("the new side holds no register of processing, so nothing was compared")]
    NothingNow,
}

/// A record that both registers have.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct KeptRecord {
    /// Its index in the old register.
    pub old: usize,
    /// Its index in the new one.
    pub new: usize,
    /// How sure it is that it is the same.
    pub sureness: Sureness,
    /// Whether it has another id, or one where it had none.
    pub renumbered: bool,
    /// What it says otherwise, what bears on the risk first. A renamed unit, a moved code, another order of a list and
    /// another id are not among it.
    pub changes: Vec<FieldChange>,
    /// What has become of the verdict, where it is another.
    pub verdict: Option<VerdictChange>,
    /// What has become of the gap, where there is one now and was none, or the reverse, or another.
    pub gap: Option<GapChange>,
}

impl KeptRecord {
    /// Whether it says all that it did, but perhaps for a renamed unit, a moved code, another order or another id.
    pub fn is_unchanged(&self) -> bool {
        self.changes.is_empty()
    }

    /// Whether it says all that it did, and its need or its gap is another all the same.
    pub fn is_only_judged_otherwise(&self) -> bool {
        self.is_unchanged() && (self.gap.is_some() || self.verdict.is_some())
    }

    /// Whether something that bears on the risk is another.
    pub fn bears_on_risk(&self) -> bool {
        self.changes.iter().any(|change| change.weight() == ChangeWeight::Risk)
    }

    /// Whether only its words or its dates of upkeep are others.
    pub fn only_lightly_changed(&self) -> bool {
        let light = |change: &FieldChange| change.weight() >= ChangeWeight::Upkeep;
        !self.changes.is_empty() && self.changes.iter().all(light)
    }
}

/// An old record that is the same as one that another old record is too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct MergedRecord {
    /// Its index in the old register.
    pub old: usize,
    /// The index in the new register of what both are now.
    pub new: usize,
}

/// A record that only one of the registers has, as far as can be told.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct LoneRecord {
    /// Its index in the register that has it.
    pub index: usize,
    /// Records of the other register with a like name, by index, the likeliest first: it may be one of these, or a part.
    pub candidates: Vec<usize>,
}

/// The difference between two registers.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct RegisterDiff {
    /// What both have, in the order of the new register.
    pub kept: Vec<KeptRecord>,
    /// Old records that have become one with another that is kept, in the order of the old register.
    pub merged: Vec<MergedRecord>,
    /// What the new register does not have. It is not said to have ended.
    pub gone: Vec<LoneRecord>,
    /// What the old register did not have.
    pub new: Vec<LoneRecord>,
    /// Units with another name and processes with another code.
    pub renames: Vec<Rename>,
    /// Questions that only one of the registers asks.
    pub questions: Vec<QuestionChange>,
    /// Rule packs that are others, or of other versions.
    pub packs: Vec<PackChange>,
    /// What has become of the DPIAs.
    pub dpias: DpiaDiff,
    /// The figures.
    pub counts: DiffCounts,
}

impl RegisterDiff {
    /// Compares two assessed registers.
    ///
    /// # Errors
    /// [`DiffError`] where one of them holds no processing.
    pub fn of(old: &RegisterAssessment, new: &RegisterAssessment) -> Result<RegisterDiff, DiffError> {
        let (then, now) = (old.register(), new.register());
        if then.activities.is_empty() {
            return Err(DiffError::NothingBefore);
        }
        if now.activities.is_empty() {
            return Err(DiffError::NothingNow);
        }
        let identities = Identities::of(then, now);
        let renames = Renames::of(then, now, identities.pairs());
        let dpias = DpiaDiff::of(then, now);
        let packs = packs::changes(old, new);
        let comparer = Comparer { old: then, new: now, renames: &renames };
        let judge = Judge::new(Sides::new(old, new, &dpias));
        let mut kept: Vec<KeptRecord> = identities
            .kept()
            .map(|(old, new, sureness)| KeptRecord {
                old,
                new,
                sureness,
                renumbered: comparer.is_renumbered(old, new),
                changes: comparer.changes(old, new),
                verdict: judge.verdict(old, new),
                gap: judge.gap(old, new),
            })
            .collect();
        kept.sort_by_key(|one| one.new);
        let mut diff = RegisterDiff {
            kept,
            merged: identities.merged(),
            gone: identities.gone(),
            new: identities.new_ones(),
            renames: renames.into_list(),
            questions: questions::changes(then, now),
            packs,
            dpias,
            counts: DiffCounts::default(),
        };
        diff.counts = DiffCounts::of(&diff, old, new);
        Ok(diff)
    }

    /// The key in the new register of each record of the old one; none where it is not there, or has become one with
    /// another.
    pub fn keys(
        &self,
        old: &RegisterAssessment,
        new: &RegisterAssessment,
    ) -> BTreeMap<String, Option<String>> {
        let key = |of: &RegisterAssessment, at: usize| {
            of.register().activities.get(at).map(|activity| activity.key.to_string())
        };
        let all = old.register().activities.iter().map(|activity| (activity.key.to_string(), None));
        let mut keys: BTreeMap<String, Option<String>> = all.collect();
        let kept = self.kept.iter().filter_map(|one| Some((key(old, one.old)?, key(new, one.new))));
        keys.extend(kept);
        keys
    }

    /// Whether anything at all is different.
    pub fn is_empty(&self) -> bool {
        let as_it_was = |one: &KeptRecord| {
            one.is_unchanged() && !one.renumbered && one.verdict.is_none() && one.gap.is_none()
        };
        self.kept.iter().all(as_it_was)
            && self.merged.is_empty()
            && self.gone.is_empty()
            && self.new.is_empty()
            && self.renames.is_empty()
            && self.questions.is_empty()
            && self.packs.is_empty()
            && self.dpias.is_empty()
    }
}
