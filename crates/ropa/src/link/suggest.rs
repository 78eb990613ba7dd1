//! Suggestions for the activities and the DPIAs that no link joins.

use super::features::{
    Evidence, Features, Side, Usage, about_activity, about_dpia, compare, context, evidence, title_of,
};
use super::score::score;
use super::vector::{Index, Vocabulary};
use crate::model::Register;
use std::collections::{BTreeMap, BTreeSet};

/// How to suggest.
#[derive(Debug, Clone, PartialEq)]
pub struct SuggestOptions {
    /// Pairs of activity and DPIA that are joined already, or were rejected: not suggested.
    pub settled: BTreeSet<(usize, usize)>,
    /// Activities to find DPIAs for, by index; all where absent.
    pub activities: Option<BTreeSet<usize>>,
    /// Below this score nothing is suggested.
    pub threshold: f64,
    /// At most so many DPIAs for one activity.
    pub most: usize,
}

/// All activities, a threshold of 0.4, at most three DPIAs for one activity.
impl Default for SuggestOptions {
    fn default() -> SuggestOptions {
        SuggestOptions { settled: BTreeSet::new(), activities: None, threshold: 0.4, most: 3 }
    }
}

/// A DPIA that may concern an activity.
#[derive(Debug, Clone, PartialEq)]
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

/// How many DPIAs are looked at closely for one activity.
const LOOKED_AT: usize = 8;

/// Suggests DPIAs for the activities of a register, the likeliest first.
///
/// Nothing is suggested where nothing is likely enough. References that the register itself makes are
/// followed elsewhere and are not suggested.
///
/// ```
/// use ropa::draftit::{Importer, Profile};
/// use ropa::link::{SuggestOptions, suggest};
/// use ropa::sheet::{Limits, read_workbook};
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
    let (mut titles, mut about) = (Vocabulary::default(), Vocabulary::default());
    for dpia in &register.dpias {
        titles.learn(title_of(dpia));
        about.learn(&about_dpia(dpia));
    }
    for activity in &register.activities {
        titles.learn(&context(activity));
        about.learn(&about_activity(activity));
    }
    let dpias: Vec<Side> = register.dpias.iter().map(|dpia| Side::of_dpia(dpia, &titles, &about)).collect();
    let vectors: Vec<_> = dpias.iter().map(|dpia| &dpia.title).collect();
    let index = Index::new(&titles, &vectors);
    let abouts: Vec<_> = dpias.iter().map(|dpia| &dpia.about).collect();
    let of_about = Index::new(&about, &abouts);
    let by_process = ByName::of(dpias.iter().map(|dpia| &dpia.processes));
    let by_system = ByName::of(dpias.iter().map(|dpia| &dpia.systems));
    let wanted = |number: &usize| options.activities.as_ref().is_none_or(|wanted| wanted.contains(number));
    // How alike the titles of every close pair are, so that each can be seen beside its rivals.
    let sides: Vec<Side> =
        register.activities.iter().map(|record| Side::of_activity(record, &titles, &about)).collect();
    let mut usage = Usage::default();
    sides.iter().for_each(|side| usage.count(side));
    let mut pairs: Vec<Pair> = Vec::new();
    for (activity, side) in sides.iter().enumerate() {
        let mut near: BTreeSet<usize> = index.nearest(&side.title, &vectors, LOOKED_AT).into_iter().collect();
        near.extend(of_about.nearest(&side.about, &abouts, LOOKED_AT));
        near.extend(by_process.near(&side.processes));
        near.extend(by_system.near(&side.systems));
        let compared = |dpia: usize| Pair { activity, dpia, features: compare(side, &dpias[dpia], &usage) };
        pairs.extend(near.into_iter().map(compared));
    }
    let rivals = Rivals::of(&pairs, register);
    let mut found: Vec<Suggestion> = pairs
        .iter()
        .filter(|pair| wanted(&pair.activity) && !options.settled.contains(&(pair.activity, pair.dpia)))
        .map(|pair| (score(&pair.features, rivals.lead(pair)), pair))
        .filter(|(score, _)| *score >= options.threshold)
        .map(|(score, pair)| Suggestion {
            activity: pair.activity,
            dpia: pair.dpia,
            score,
            evidence: evidence(
                &register.activities[pair.activity],
                &register.dpias[pair.dpia],
                &pair.features,
            ),
            set: 0,
        })
        .collect();
    found.sort_by(|a, b| b.score.total_cmp(&a.score).then((a.activity, a.dpia).cmp(&(b.activity, b.dpia))));
    // What nobody can check is not worth a person's time.
    found.retain(|suggestion| !suggestion.evidence.is_empty());
    let mut taken = vec![0; register.activities.len()];
    found.retain(|suggestion| {
        taken[suggestion.activity] += 1;
        taken[suggestion.activity] <= options.most
    });
    let mut sets = vec![0; register.dpias.len()];
    found.iter().for_each(|suggestion| sets[suggestion.dpia] += 1);
    found.iter_mut().for_each(|suggestion| suggestion.set = sets[suggestion.dpia]);
    found
}

/// The likeliest suggestion for each activity, by its index.
pub fn best(suggestions: Vec<Suggestion>) -> BTreeMap<usize, Suggestion> {
    let mut best: BTreeMap<usize, Suggestion> = BTreeMap::new();
    for one in suggestions {
        let better = |known: &Suggestion| known.score.total_cmp(&one.score).is_ge();
        if !best.get(&one.activity).is_some_and(better) {
            best.insert(one.activity, one);
        }
    }
    best
}

/// DPIAs by a name that they give, such as a system's.
struct ByName<'s>(BTreeMap<&'s str, Vec<usize>>);

impl<'s> ByName<'s> {
    fn of(names: impl Iterator<Item = &'s BTreeSet<String>>) -> ByName<'s> {
        let mut by_name: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (dpia, names) in names.enumerate() {
            names.iter().for_each(|name| by_name.entry(name).or_default().push(dpia));
        }
        ByName(by_name)
    }

    /// The DPIAs that give one of the names; one that many give tells them apart no longer.
    fn near(&self, names: &BTreeSet<String>) -> impl Iterator<Item = usize> {
        let found = names.iter().filter_map(|name| self.0.get(name.as_str()));
        found.filter(|dpias| dpias.len() <= LOOKED_AT).flatten().copied()
    }
}

/// An activity and a DPIA that are close enough to be looked at.
struct Pair {
    activity: usize,
    dpia: usize,
    features: Features,
}

/// The two best titles of each DPIA among the activities, to tell how much a pair stands out.
struct Rivals(Vec<[f64; 2]>);

impl Rivals {
    fn of(pairs: &[Pair], register: &Register) -> Rivals {
        let mut rivals = vec![[0.0; 2]; register.dpias.len()];
        for pair in pairs {
            let (best, title) = (&mut rivals[pair.dpia], pair.features.title);
            if title > best[0] {
                *best = [title, best[0]];
            } else if title > best[1] {
                best[1] = title;
            }
        }
        Rivals(rivals)
    }

    fn lead(&self, pair: &Pair) -> f64 {
        let (best, title) = (&self.0[pair.dpia], pair.features.title);
        if title >= best[0] { title - best[1] } else { title - best[0] }
    }
}
