//! The pairs of activity and DPIA that are close enough to be looked at, each beside its rivals.

use crate::matching::boilerplate::telling_titles;
use crate::matching::features::{Features, Usage, compare};
use crate::matching::mentions::{Mentions, mentions};
use crate::matching::rivals::{Competition, Ranked, competitions};
use crate::matching::score::rank;
use crate::matching::sides::{ActivitySide, DpiaSide, about, about_dpia, names_of_systems, unit_names};
use crate::matching::vocabulary::{Bag, Unit, Vocabulary};
use crate::model::Register;
use fnv::FnvHashMap;
use std::collections::BTreeSet;

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
    /// How likely it is by its evidence alone, in log-odds: what rivals are compared by.
    pub(super) rank: f64,
    pub(super) competition: Competition,
}

impl Pair {
    fn ranked(&self) -> Ranked {
        Ranked { activity: self.activity, dpia: self.dpia, rank: self.rank }
    }
}

/// Sets how each pair stands, by the rank of each.
pub(super) fn set_competition(pairs: &mut [Pair], activities: usize, dpias: usize) {
    let ranked: Vec<Ranked> = pairs.iter().map(Pair::ranked).collect();
    for (pair, competition) in pairs.iter_mut().zip(competitions(&ranked, activities, dpias)) {
        pair.competition = competition;
    }
}

/// A register, compared.
pub(super) struct ComparedPairs {
    pub(super) vocabulary: Vocabulary,
    pub(super) activities: Vec<ActivitySide>,
    pub(super) dpias: Vec<DpiaSide>,
    pub(super) mentions: Mentions,
    /// By activity, then DPIA.
    pub(super) pairs: Vec<Pair>,
}

impl ComparedPairs {
    pub(super) fn of(register: &Register) -> ComparedPairs {
        let mut vocabulary = Vocabulary::default();
        for activity in &register.activities {
            vocabulary.learn(activity.label());
            vocabulary.learn(&about(activity));
        }
        let titles = telling_titles(&register.dpias);
        let titled = || register.dpias.iter().zip(&titles);
        titled().for_each(|(dpia, title)| vocabulary.learn(&about_dpia(dpia, title)));
        vocabulary.find_slips(names_of_systems(register).iter());
        let labels = register.activities.iter().map(|activity| activity.label());
        vocabulary.learn_parts(labels.chain(titles.iter().map(String::as_str)));
        let mut activities: Vec<ActivitySide> =
            register.activities.iter().map(|activity| ActivitySide::of(activity, &vocabulary)).collect();
        let units = unit_names(register);
        let mut dpias: Vec<DpiaSide> =
            titled().map(|(dpia, title)| DpiaSide::of(dpia, title, &vocabulary, &units)).collect();
        activities.iter().for_each(|side| vocabulary.count(&side.all));
        dpias.iter().for_each(|side| vocabulary.count(&side.all));
        activities.iter_mut().for_each(|side| side.weigh(&vocabulary));
        dpias.iter_mut().for_each(|side| side.weigh(&vocabulary));
        activities.iter().for_each(|side| side.seek(&mut vocabulary));
        dpias.iter().for_each(|side| side.seek(&mut vocabulary));
        vocabulary.find_alike();
        let names = Bag::together(activities.iter().map(|side| &side.name));
        dpias.iter_mut().for_each(|side| side.find_named(&vocabulary, &names));
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
                Pair { activity, dpia, rank: rank(&features), features, competition: Competition::default() }
            })
            .collect();
        set_competition(&mut pairs, activities.len(), dpias.len());
        ComparedPairs { vocabulary, activities, dpias, mentions, pairs }
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
