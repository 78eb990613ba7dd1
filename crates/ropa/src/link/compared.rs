//! The pairs of activity and DPIA that are close enough to be looked at, each beside its rivals.

use super::features::{Features, Signal, Usage, compare};
use super::mention::{Mentions, mentions};
use super::score::{Standing, rank};
use super::side::{ActivitySide, DpiaSide, about, about_dpia, unit_names};
use super::vocabulary::{Unit, Vocabulary};
use crate::model::Register;
use fnv::FnvHashMap;
use std::collections::BTreeSet;

/// How far apart what the evidence sums to can be, and count.
const FAR: f64 = 4.0;
/// Rivals that are no further apart than this are as good.
const AS_GOOD: f64 = 0.5;
/// The same of how much of the title they explain.
const AS_GOOD_TITLE: f64 = 0.06;

/// How many DPIAs are looked at closely for one activity.
const FOR_ACTIVITY: usize = 12;
/// How many activities are looked at closely for one DPIA: it may cover a family.
const FOR_DPIA: usize = 40;
/// A system or process that more DPIAs name than this does not tell them apart.
const TOO_MANY: usize = 12;

/// An activity and a DPIA, compared.
#[derive(Debug)]
pub(super) struct Pair {
    pub(super) activity: usize,
    pub(super) dpia: usize,
    pub(super) features: Features,
    /// What rivals are compared by.
    pub(super) rank: f64,
    pub(super) standing: Standing,
}

/// A register, compared.
pub(super) struct Compared {
    pub(super) vocabulary: Vocabulary,
    pub(super) activities: Vec<ActivitySide>,
    pub(super) dpias: Vec<DpiaSide>,
    pub(super) mentions: Mentions,
    /// By activity, then DPIA.
    pub(super) pairs: Vec<Pair>,
}

impl Compared {
    pub(super) fn of(register: &Register) -> Compared {
        let mut vocabulary = Vocabulary::default();
        for activity in &register.activities {
            vocabulary.learn(activity.label());
            vocabulary.learn(&about(activity));
        }
        register.dpias.iter().for_each(|dpia| vocabulary.learn(&about_dpia(dpia)));
        vocabulary.find_slips();
        let labels = register.activities.iter().map(|activity| activity.label());
        vocabulary.learn_parts(labels.chain(register.dpias.iter().map(|dpia| dpia.label())));
        let mut activities: Vec<ActivitySide> =
            register.activities.iter().map(|activity| ActivitySide::of(activity, &vocabulary)).collect();
        let units = unit_names(register);
        let mut dpias: Vec<DpiaSide> =
            register.dpias.iter().map(|dpia| DpiaSide::of(dpia, &vocabulary, &units)).collect();
        activities.iter().for_each(|side| vocabulary.count(&side.all));
        dpias.iter().for_each(|side| vocabulary.count(&side.all));
        activities.iter_mut().for_each(|side| side.weigh(&vocabulary));
        dpias.iter_mut().for_each(|side| side.weigh(&vocabulary));
        activities.iter().for_each(|side| side.seek(&mut vocabulary));
        dpias.iter().for_each(|side| side.seek(&mut vocabulary));
        vocabulary.find_alike();
        let mut usage = Usage::default();
        activities.iter().for_each(|side| usage.count(side));
        let mentions = mentions(register);

        let mut close: BTreeSet<(usize, usize)> = mentions.keys().copied().collect();
        near(&activities, &dpias, &vocabulary, &mut close);
        let mut pairs: Vec<Pair> = close
            .into_iter()
            .map(|(activity, dpia)| {
                let mentioned = mentions.contains_key(&(activity, dpia));
                let features = compare(&activities[activity], &dpias[dpia], &vocabulary, &usage, mentioned);
                Pair { activity, dpia, rank: rank(&features), features, standing: Standing::default() }
            })
            .collect();
        stand(&mut pairs, activities.len(), dpias.len());
        Compared { vocabulary, activities, dpias, mentions, pairs }
    }
}

/// Sets how each pair stands beside its rivals, from what the evidence of each sums to and how much of the title
/// each explains.
pub(super) fn stand(pairs: &mut [Pair], activities: usize, dpias: usize) {
    let mut of_dpia = vec![Rivals::default(); dpias];
    let mut of_activity = vec![Rivals::default(); activities];
    let mut titles = vec![Rivals::default(); dpias];
    let explained = |pair: &Pair| f64::from(pair.features.of(Signal::Context));
    for pair in pairs.iter() {
        of_dpia[pair.dpia].enter(pair.rank);
        of_activity[pair.activity].enter(pair.rank);
        titles[pair.dpia].enter(explained(pair));
    }
    let mut as_good = vec![0u32; dpias];
    for pair in pairs.iter() {
        as_good[pair.dpia] += u32::from(of_dpia[pair.dpia].is_best(pair.rank, AS_GOOD));
    }
    for pair in pairs {
        let (sum, title) = (pair.rank, explained(pair));
        let whole = f64::from(pair.features.of(Signal::Whole));
        let lead = of_dpia[pair.dpia].lead(sum) / FAR;
        let title_lead = titles[pair.dpia].lead(title);
        let among_dpias = of_activity[pair.activity].lead(sum) / FAR;
        let best = of_dpia[pair.dpia].is_best(sum, AS_GOOD);
        let best_title = titles[pair.dpia].is_best(title, AS_GOOD_TITLE);
        // To be the best of those that explain little says little.
        let tells = (title / 0.8).min(1.0);
        let alone = if best { tells / f64::from(as_good[pair.dpia].max(1)) } else { 0.0 };
        let whole_and_best = if best_title { whole } else { 0.0 };
        pair.standing = Standing {
            ahead: lead.clamp(0.0, 1.0) * tells,
            not_behind: 1.0 + lead.clamp(-1.0, 0.0),
            not_behind_or_whole: 1.0 + lead.clamp(-1.0, 0.0) * (1.0 - whole),
            title_ahead: title_lead.clamp(0.0, 1.0),
            title_not_behind: 1.0 + (3.0 * title_lead).clamp(-1.0, 0.0),
            dpia_ahead: among_dpias.clamp(0.0, 1.0) * tells,
            dpia_not_behind: 1.0 + among_dpias.clamp(-1.0, 0.0),
            alone,
            alone_or_whole: whole_and_best.max(alone),
            whole_and_best,
        };
    }
}

/// The two best of those that compete.
#[derive(Debug, Clone, Copy)]
struct Rivals([f64; 2]);

impl Default for Rivals {
    /// Nothing is worse than no evidence at all.
    fn default() -> Rivals {
        Rivals([0.0; 2])
    }
}

impl Rivals {
    fn enter(&mut self, value: f64) {
        let Rivals([best, second]) = self;
        if value > *best {
            (*second, *best) = (*best, value);
        } else if value > *second {
            *second = value;
        }
    }

    /// How far ahead of the best other, or behind.
    fn lead(&self, value: f64) -> f64 {
        let Rivals([best, second]) = self;
        if value >= *best { value - second } else { value - best }
    }

    fn is_best(&self, value: f64, as_good: f64) -> bool {
        value >= self.0[0] - as_good
    }
}

/// Finds the pairs that share words, meanings, systems or processes, the closest for each side.
fn near(
    activities: &[ActivitySide],
    dpias: &[DpiaSide],
    vocabulary: &Vocabulary,
    close: &mut BTreeSet<(usize, usize)>,
) {
    let index = Index::of(dpias, vocabulary);
    let mut shared = vec![0.0f32; dpias.len()];
    let mut of_dpia: Vec<Vec<(f32, usize)>> = vec![Vec::new(); dpias.len()];
    for (activity, side) in activities.iter().enumerate() {
        let mut touched: Vec<usize> = Vec::new();
        index.add(side, &mut shared, &mut touched);
        let mut found: Vec<(f32, usize)> =
            touched.into_iter().map(|dpia| (std::mem::take(&mut shared[dpia]), dpia)).collect();
        found.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        close.extend(found.iter().take(FOR_ACTIVITY).map(|(_, dpia)| (activity, *dpia)));
        for (weight, dpia) in found {
            let of = &mut of_dpia[dpia];
            of.push((weight, activity));
            // Kept short as it grows.
            if of.len() >= 4 * FOR_DPIA {
                closest(of);
            }
        }
    }
    for (dpia, of) in of_dpia.iter_mut().enumerate() {
        closest(of);
        close.extend(of.iter().map(|(_, activity)| (*activity, dpia)));
    }
}

fn closest(of: &mut Vec<(f32, usize)>) {
    of.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    of.truncate(FOR_DPIA);
}

/// DPIAs by what they say, so that not every pair is compared.
struct Index<'s> {
    words: FnvHashMap<u32, Vec<(u32, f32)>>,
    concepts: FnvHashMap<u32, Vec<(u32, f32)>>,
    names: FnvHashMap<&'s str, Vec<usize>>,
}

impl<'s> Index<'s> {
    fn of(dpias: &'s [DpiaSide], vocabulary: &Vocabulary) -> Index<'s> {
        let mut index = Index {
            words: FnvHashMap::default(),
            concepts: FnvHashMap::default(),
            names: FnvHashMap::default(),
        };
        for (dpia, side) in dpias.iter().enumerate() {
            let title = side.title_units.iter().map(|unit| (unit, 1.0));
            for (unit, share) in title.chain(side.scope_units.iter().map(|unit| (unit, 0.4))) {
                index.enter(dpia as u32, unit, share, vocabulary);
            }
            for name in side.systems.iter().chain(&side.processes) {
                index.names.entry(name).or_default().push(dpia);
            }
        }
        index
    }

    fn enter(&mut self, dpia: u32, unit: &Unit, share: f32, vocabulary: &Vocabulary) {
        let (words, concepts) = vocabulary.keys(unit);
        for (word, how) in words.into_iter().filter(|(word, _)| !vocabulary.is_common(*word)) {
            self.words.entry(word).or_default().push((dpia, how * share * vocabulary.weight_of(word)));
        }
        for concept in concepts.into_iter().filter(|concept| !vocabulary.is_commonly_meant(*concept)) {
            let weight = share * vocabulary.weight_of_meaning(concept);
            self.concepts.entry(concept).or_default().push((dpia, weight));
        }
    }

    /// Adds to each DPIA how much it shares with an activity.
    fn add(&self, side: &ActivitySide, shared: &mut [f32], touched: &mut Vec<usize>) {
        let mut add = |dpia: usize, weight: f32| {
            if shared[dpia] == 0.0 {
                touched.push(dpia);
            }
            shared[dpia] += weight;
        };
        for word in side.all.words() {
            let share = if side.name.words().binary_search(word).is_ok() { 1.0 } else { 0.5 };
            for (dpia, weight) in self.words.get(word).into_iter().flatten() {
                add(*dpia as usize, share * weight);
            }
        }
        for concept in side.all.concepts() {
            let share = if side.name.concepts().binary_search(concept).is_ok() { 1.0 } else { 0.5 };
            for (dpia, weight) in self.concepts.get(concept).into_iter().flatten() {
                add(*dpia as usize, share * weight);
            }
        }
        for name in side.systems.iter().chain(&side.processes) {
            let of = self.names.get(name.as_str()).filter(|dpias| dpias.len() <= TOO_MANY);
            of.into_iter().flatten().for_each(|dpia| add(*dpia, 2.0));
        }
    }
}
