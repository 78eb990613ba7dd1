//! What the items of a cell most likely are, where no word list has them: groups of persons, kinds of data.
//!
//! | how likely it is that an item is of a kind that counts | what comes of it |
//! |---|---|
//! | nearly sure | it counts as content, and the reason says that it is an interpretation |
//! | more likely than not | a weak sign: the question stands first, and a bare no stays open |
//! | all but ruled out | it does not keep a bare no open |
//!
//! No item makes a no by itself, however harmless it looks.

use crate::model::Field;
use crate::screening::hint::Lexicon;
use crate::source::Text;
use crate::text::likely::{Asked, shares};
use crate::text::tokens::Tokens;
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

/// From this share on an item is taken for one of the kinds that count, and from this one it is worth asking.
const NEARLY_SURE: f32 = 0.9;
const LIKELIER_THAN_NOT: f32 = 0.5;
/// From this share on it outweighs another that gives reason to ask.
const FAR_LIKELIER: f32 = 0.8;
/// So much of it must be of one kind: many kinds that are each a little likely are no reading.
const ONE_KIND: f32 = 0.6;
const ONE_KIND_TO_ASK: f32 = 0.4;
/// From this share on an item is harmless enough to leave a bare no as it is.
const HARMLESS: f32 = 0.95;
/// Words of an item; more of them tell a story.
const MOST_WORDS: usize = 6;

/// The classes of an item with their shares.
type Shares = Arc<[(&'static str, f32)]>;

/// The parts of an item.
type Parts = Arc<[Part]>;

/// Reads items, each text once.
pub(crate) struct LikelyKinds<'l> {
    lexicon: &'l Lexicon,
    read: RwLock<HashMap<(Field, Text), Parts>>,
}

/// A part of an item: one group, one kind of data.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    /// As it is written.
    pub(crate) written: Text,
    denied: bool,
    shares: Shares,
}

/// What a part is to one criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Nearly surely of a kind that counts: the code of the likeliest.
    Counts(&'static str),
    /// More likely than not of one.
    Asks,
    /// Of none, by all that is known.
    Harmless,
    /// Nobody can say.
    Open,
}

impl<'l> LikelyKinds<'l> {
    /// For the words that deny, a lexicon is needed.
    pub(crate) fn new(lexicon: &'l Lexicon) -> LikelyKinds<'l> {
        LikelyKinds { lexicon, read: RwLock::default() }
    }

    /// The parts of an item of a field; none where the field lists neither persons nor data.
    pub(crate) fn parts(&self, field: Field, written: &Text) -> Parts {
        let asked = match field {
            Field::DataSubjects => Asked::DataSubject,
            Field::DataCategories => Asked::DataCategory,
            _ => return Arc::new([]),
        };
        let key = (field, written.clone());
        if let Some(parts) = self.read.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Arc::clone(parts);
        }
        let parts: Parts = parted(written).into_iter().map(|part| self.part(asked, part)).collect();
        self.read.write().unwrap_or_else(PoisonError::into_inner).insert(key, Arc::clone(&parts));
        parts
    }

    fn part(&self, asked: Asked, written: &str) -> Part {
        let tokens = Tokens::of(written);
        let denied = (0..=tokens.len()).any(|at| self.lexicon.denies(&tokens, at));
        let shares: Shares =
            if tokens.len() <= MOST_WORDS { shares(asked, written).collect() } else { Arc::new([]) };
        Part { written: written.into(), denied, shares }
    }
}

impl Part {
    /// Whether the part is far likelier than not of a kind that counts: "betyg", and not "brev".
    pub(crate) fn leans(&self, counts: impl Fn(&str) -> bool) -> bool {
        let share: f32 = self.shares.iter().filter(|(class, _)| counts(class)).map(|(_, share)| share).sum();
        share >= FAR_LIKELIER && !matches!(self.standing(counts), Standing::Open | Standing::Harmless)
    }

    /// What the part is where the kinds that `counts` knows make a criterion true.
    pub(crate) fn standing(&self, counts: impl Fn(&str) -> bool) -> Standing {
        let counting = || self.shares.iter().filter(|(class, _)| counts(class));
        let share: f32 = counting().map(|(_, share)| share).sum();
        let unknown: f32 =
            self.shares.iter().filter(|(class, _)| *class == "-").map(|(_, share)| share).sum();
        let likeliest = counting().max_by(|a, b| a.1.total_cmp(&b.1));
        match likeliest {
            _ if self.denied || self.shares.is_empty() || self.written.contains('?') => Standing::Open,
            Some((class, most)) if share >= NEARLY_SURE && *most >= ONE_KIND => Standing::Counts(class),
            Some((_, most)) if share >= LIKELIER_THAN_NOT && *most >= ONE_KIND_TO_ASK => Standing::Asks,
            _ if 1.0 - share - unknown >= HARMLESS => Standing::Harmless,
            _ => Standing::Open,
        }
    }
}

/// Parts an item where signs and words part a list.
fn parted(written: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    for piece in written.split([',', ';', '/', '+', '&', '(', ')', '\n', '•']) {
        let mut from = 0;
        for (at, joint) in [" och ", " samt ", " og ", " and ", " o "]
            .iter()
            .flat_map(|joint| piece.match_indices(joint))
            .filter(|(at, _)| !piece[..*at].ends_with('-'))
            .collect::<std::collections::BTreeSet<_>>()
        {
            if at >= from {
                parts.push(&piece[from..at]);
                from = at + joint.len();
            }
        }
        parts.push(&piece[from..]);
    }
    parts.into_iter().map(str::trim).filter(|part| part.chars().any(char::is_alphabetic)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standings(field: Field, written: &str, counts: &[&str]) -> Vec<Standing> {
        let kinds = LikelyKinds::new(Lexicon::builtin());
        let parts = kinds.parts(field, &written.into());
        parts.iter().map(|part| part.standing(|class| counts.contains(&class))).collect()
    }

    #[test]
    fn lists_are_read_part_by_part() {
        assert_eq!(
            parted("hälso- och sjukvård, mejl och kalender (bilagor)"),
            ["hälso- och sjukvård", "mejl", "kalender", "bilagor"]
        );
    }

    #[test]
    fn what_no_list_has_is_sure_likely_or_open() {
        let weak = ["employees", "children", "pupils", "patients", "clients"];
        let of = |written| standings(Field::DataSubjects, written, &weak);
        assert_eq!(of("egna montörer"), [Standing::Counts("employees")]);
        assert_eq!(of("inga egna montörer"), [Standing::Open]);
        assert_eq!(of("egna montörer?"), [Standing::Open]);
        assert_eq!(of("säljare hos grossisten"), [Standing::Harmless]);
        assert_eq!(of("hrmpf"), [Standing::Open]);
    }
}
