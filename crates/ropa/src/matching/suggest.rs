//! Suggestions for the activities and the DPIAs that no link joins.

use crate::matching::evidence::{Evidence, evidence};
use crate::matching::pairs::ComparedPairs;
use crate::matching::score::{score, sum};
use crate::model::Register;
use std::collections::{BTreeMap, BTreeSet};

/// How to suggest.
#[derive(Debug, Clone, PartialEq)]
pub struct SuggestOptions {
    /// Pairs of activity and DPIA that are joined already, or were rejected: not suggested.
    pub settled: BTreeSet<(usize, usize)>,
    /// Activities to find DPIAs for, by index; all where absent.
    pub activities: Option<BTreeSet<usize>>,
    /// DPIAs to find activities for, by index, whichever those are.
    pub dpias: BTreeSet<usize>,
    /// Below this score nothing is suggested.
    pub threshold: f64,
    /// At most so many DPIAs for one activity.
    pub most: usize,
}

/// All activities, a threshold of 0.4, at most three DPIAs for one activity.
impl Default for SuggestOptions {
    fn default() -> SuggestOptions {
        SuggestOptions {
            settled: BTreeSet::new(),
            activities: None,
            dpias: BTreeSet::new(),
            threshold: 0.4,
            most: 3,
        }
    }
}

/// A DPIA that may concern an activity.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Suggestion {
    /// Index of the activity in the register.
    pub activity: usize,
    /// Index of the DPIA in the register.
    pub dpia: usize,
    /// How likely it is to be right, 0 to 1: of suggestions at 0.9, nine of ten are.
    pub score: f64,
    /// What speaks for it.
    pub evidence: Vec<Evidence>,
    /// How many of the suggestions name this DPIA: more than one is a family that it may cover as a set.
    pub set: usize,
}

/// Suggests DPIAs for the activities of a register, the likeliest first.
///
/// Nothing is suggested where nothing is likely enough. References that the register itself makes are
/// followed elsewhere and are not suggested.
///
/// ```
/// use ropa::import::{Importer, Profile};
/// use ropa::matching::{SuggestOptions, suggest};
/// use ropa::workbook::{Limits, read_workbook};
/// # #[cfg(feature = "read")] {
/// let books = [
///     ("register.csv", "ID;Behandling;Ändamål\nP1;Utreda barns behov av skydd;Skydda barn\nP2;Löner;Betala lön\n"),
///     ("kb.csv", "KB-ID;Konsekvensbedömning;Status\nKB-1;Konsekvensbedömning av utredningar om barns skydd;Godkänd\n"),
/// ]
/// .map(|(name, text)| read_workbook(name, text.as_bytes(), &Limits::default()).unwrap());
/// let register = Importer::new(Profile::builtin()).import(&books).register;
/// let found = suggest(&register, &SuggestOptions::default());
/// assert_eq!((found.len(), found[0].activity, found[0].dpia), (1, 0, 0));
/// # }
/// ```
pub fn suggest(register: &Register, options: &SuggestOptions) -> Vec<Suggestion> {
    let compared = ComparedPairs::of(register);
    let wanted = |activity: usize, dpia: usize| {
        let of_activity = options.activities.as_ref().is_none_or(|wanted| wanted.contains(&activity));
        (of_activity || options.dpias.contains(&dpia)) && !options.settled.contains(&(activity, dpia))
    };
    let mut likely: Vec<(f64, f64, usize)> = Vec::new();
    for (number, pair) in compared.pairs.iter().enumerate() {
        let sum = sum(&pair.features, &pair.competition);
        let score = score(&pair.features, sum);
        if score >= options.threshold && wanted(pair.activity, pair.dpia) {
            likely.push((score, sum, number));
        }
    }
    // The pairs stand by activity and DPIA, which parts those that are as likely.
    likely.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.total_cmp(&a.1)).then(a.2.cmp(&b.2)));
    let mut taken = vec![0; register.activities.len()];
    let mut found: Vec<Suggestion> = Vec::new();
    for (score, _, number) in likely {
        let pair = &compared.pairs[number];
        if taken[pair.activity] >= options.most {
            continue;
        }
        let evidence = evidence(register, &compared, pair);
        // What nobody can check is not worth a person's time.
        if !evidence.is_empty() {
            taken[pair.activity] += 1;
            found.push(Suggestion { activity: pair.activity, dpia: pair.dpia, score, evidence, set: 0 });
        }
    }
    let mut sets = vec![0; register.dpias.len()];
    found.iter().for_each(|suggestion| sets[suggestion.dpia] += 1);
    found.iter_mut().for_each(|suggestion| suggestion.set = sets[suggestion.dpia]);
    found
}

/// The likeliest suggestion for each activity, by its index.
pub(crate) fn best(suggestions: Vec<Suggestion>) -> BTreeMap<usize, Suggestion> {
    let mut best: BTreeMap<usize, Suggestion> = BTreeMap::new();
    for one in suggestions {
        let better = |known: &Suggestion| known.score.total_cmp(&one.score).is_ge();
        if !best.get(&one.activity).is_some_and(better) {
            best.insert(one.activity, one);
        }
    }
    best
}

/// Activities and DPIAs for which nothing is suggested.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Without {
    /// Indices of the activities.
    pub activities: Vec<usize>,
    /// Indices of the DPIAs.
    pub dpias: Vec<usize>,
}

impl Without {
    /// Of those that candidates were asked for, the ones that none was found for.
    pub fn of(register: &Register, options: &SuggestOptions, found: &[Suggestion]) -> Without {
        let activities: BTreeSet<usize> = found.iter().map(|one| one.activity).collect();
        let dpias: BTreeSet<usize> = found.iter().map(|one| one.dpia).collect();
        let asked =
            |activity: &usize| options.activities.as_ref().is_none_or(|asked| asked.contains(activity));
        let all = 0..register.activities.len();
        Without {
            activities: all.filter(asked).filter(|activity| !activities.contains(activity)).collect(),
            dpias: options.dpias.iter().copied().filter(|dpia| !dpias.contains(dpia)).collect(),
        }
    }
}
