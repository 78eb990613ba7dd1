//! Families: which processing may share one DPIA with which.

use super::compare::{Compare, Pair};
use super::compared::{Aspect, Compared};
use super::cover::Graph;
use super::options::PlanOptions;
use super::read_compared::Reader;
use super::rules::Rules;
use super::signature::{Numbers, Signature};
use crate::gaps::RegisterAssessment;
use std::collections::{BTreeMap, BTreeSet};

/// All processings of a register, ready to be compared.
pub struct Comparison {
    pub(super) rules: Rules,
    compared: Vec<Compared>,
    /// The processes that each names, in full.
    processes: Vec<BTreeSet<String>>,
    signatures: Vec<Signature>,
}

/// A DPIA that exists, with the processing that it is linked to.
pub(super) struct Anchor {
    pub(super) covered: Vec<usize>,
    /// Whether it takes only what is of a process that it covers already.
    pub(super) own_processes: bool,
}

/// Processing that one DPIA may cover; of an anchor the number of it.
pub(super) struct Group {
    pub(super) anchor: Option<usize>,
    pub(super) members: Vec<usize>,
}

/// What a partition came to.
pub(super) struct Partition {
    pub(super) groups: Vec<Group>,
    /// So many new DPIAs are needed at least, under the same conditions.
    pub(super) bound: usize,
}

impl Comparison {
    /// Reads what is compared of every processing.
    pub fn of(assessed: &RegisterAssessment, options: PlanOptions) -> Comparison {
        let rules = Rules::of(assessed.material(), options);
        let mut compared: Vec<Option<Compared>> = vec![None; assessed.register().activities.len()];
        for assessment in &assessed.assessments {
            let activity = assessed.activity(assessment);
            let reader = Reader { rules: &rules, activity, assessment, as_of: assessed.as_of() };
            compared[assessment.activity] = Some(reader.read());
        }
        // Every activity is assessed.
        let compared: Vec<Compared> = compared.into_iter().flatten().collect();
        let mut numbers = Numbers::default();
        let signatures = compared.iter().map(|one| numbers.of(one)).collect();
        let processes = assessed
            .register()
            .activities
            .iter()
            .map(|activity| activity.processes().into_iter().map(super::rules::plain).collect());
        let processes = processes.collect();
        Comparison { rules, compared, processes, signatures }
    }

    /// What is compared of an activity, by its index.
    pub(crate) fn compared(&self, activity: usize) -> &Compared {
        &self.compared[activity]
    }

    /// Two activities side by side.
    pub fn pair(&self, one: usize, other: usize) -> Pair {
        self.side_by_side(one, other).pair()
    }

    /// Whether one DPIA may cover two activities.
    pub fn may_share(&self, one: usize, other: usize) -> bool {
        self.side_by_side(one, other).may_share()
    }

    pub(super) fn signature(&self, activity: usize) -> &Signature {
        &self.signatures[activity]
    }

    fn side_by_side(&self, one: usize, other: usize) -> Compare<'_> {
        Compare { rules: &self.rules, one: &self.signatures[one], other: &self.signatures[other] }
    }

    /// Puts activities into the fewest groups in which every two may share a DPIA, with those that exist first.
    pub(super) fn partition(&self, activities: &[usize], anchors: &[Anchor]) -> Partition {
        let vertices = self.vertices(activities);
        let weights = vertices.iter().map(Vec::len).chain(anchors.iter().map(|anchor| anchor.covered.len()));
        let mut graph = Graph::new(weights.collect(), self.rules.options.largest);
        self.join_alike(&vertices, &mut graph);
        for (number, anchor) in anchors.iter().enumerate() {
            for (vertex, activities) in vertices.iter().enumerate() {
                if self.takes(anchor, activities) {
                    graph.join(vertex, vertices.len() + number);
                }
            }
        }
        let one_of = |vertex: usize| match vertices.get(vertex) {
            Some(activities) => activities[0],
            None => anchors[vertex - vertices.len()].covered[0],
        };
        let cover = graph.cover(|one, other| {
            let (one, other) = (one_of(one), one_of(other));
            self.side_by_side(one, other).cost() * 2 + u32::from(!self.same_process(one, other))
        });
        let mut groups: Vec<Group> =
            (0..cover.groups).map(|_| Group { anchor: None, members: Vec::new() }).collect();
        for (vertex, group) in cover.group_of.iter().enumerate() {
            match vertices.get(vertex) {
                Some(activities) => groups[*group].members.extend(activities),
                None => groups[*group].anchor = Some(vertex - vertices.len()),
            }
        }
        groups.iter_mut().for_each(|group| group.members.sort_unstable());
        Partition { groups, bound: cover.bound - anchors.len() }
    }

    /// Whether a DPIA that exists may be widened to activities that say the same.
    fn takes(&self, anchor: &Anchor, activities: &[usize]) -> bool {
        let near =
            |activity: &usize| anchor.covered.iter().any(|covered| self.same_process(*activity, *covered));
        !anchor.covered.is_empty()
            && anchor.covered.iter().all(|covered| self.may_share(activities[0], *covered))
            && (!anchor.own_processes || activities.iter().all(near))
    }

    /// Whether two are of one process, in full.
    fn same_process(&self, one: usize, other: usize) -> bool {
        !self.processes[one].is_disjoint(&self.processes[other])
    }

    /// Activities that say the same in everything that is compared go together wherever one of them goes, unless
    /// size is limited.
    fn vertices(&self, activities: &[usize]) -> Vec<Vec<usize>> {
        let mut alike: BTreeMap<(&Signature, &BTreeSet<String>), Vec<usize>> = BTreeMap::new();
        let mut vertices = Vec::new();
        for activity in activities.iter().copied() {
            match self.rules.options.largest.is_none() && self.may_share(activity, activity) {
                true => {
                    let says = (&self.signatures[activity], &self.processes[activity]);
                    alike.entry(says).or_default().push(activity);
                }
                false => vertices.push(vec![activity]),
            }
        }
        vertices.extend(alike.into_values());
        vertices.sort_unstable();
        vertices
    }

    /// Joins those that may share. Those that say the same of all that may part two stand for each other, and only
    /// those with a system or a technology and a purpose in common are compared.
    fn join_alike(&self, vertices: &[Vec<usize>], graph: &mut Graph) {
        let parting = self.rules.parting();
        let mut classes: BTreeMap<Signature, Vec<usize>> = BTreeMap::new();
        for (vertex, activities) in vertices.iter().enumerate() {
            classes.entry(self.signatures[activities[0]].on(&parting)).or_default().push(vertex);
        }
        let classes: Vec<(Signature, Vec<usize>)> = classes.into_iter().collect();
        let mut buckets: BTreeMap<(Aspect, u32, Aspect, u32), Vec<usize>> = BTreeMap::new();
        for (at, (signature, _)) in classes.iter().enumerate() {
            keys(signature).into_iter().for_each(|key| buckets.entry(key).or_default().push(at));
        }
        let pairs: BTreeSet<(usize, usize)> = buckets
            .into_values()
            .flat_map(|bucket| {
                let pairs = bucket.iter().enumerate();
                let pairs = pairs.flat_map(|(at, one)| bucket[at..].iter().map(move |other| (*one, *other)));
                pairs.collect::<Vec<_>>()
            })
            .collect();
        for (one, other) in pairs {
            let ((signature, members), (another, others)) = (&classes[one], &classes[other]);
            if (Compare { rules: &self.rules, one: signature, other: another }).may_share() {
                for member in members {
                    others.iter().for_each(|other| graph.join(*member, *other));
                }
            }
        }
    }
}

/// What two must have in common to be compared: a system or a technology, with a purpose.
fn keys(signature: &Signature) -> BTreeSet<(Aspect, u32, Aspect, u32)> {
    let of = |aspects: [Aspect; 2]| {
        aspects.into_iter().flat_map(|of| signature.terms(of).iter().map(move |term| (of, *term)))
    };
    let systems = of([Aspect::MainSystem, Aspect::Technology]);
    let purposes = |system: Aspect, one: u32| {
        of([Aspect::ProcessGroup, Aspect::Chapter]).map(move |(purpose, other)| (system, one, purpose, other))
    };
    systems.flat_map(|(system, one)| purposes(system, one)).collect()
}
