//! A search for fewer groups, by branch and bound.

use super::Graph;

/// So many branches are looked at in one component.
const MOST_BRANCHES: u64 = 200_000;
/// Larger components are not searched: the first answer stands, with its bound.
const MOST_VERTICES: usize = 400;

/// What a search found.
pub(super) struct Found {
    /// Fewer groups than before, where there are any.
    pub(super) groups: Option<Vec<Vec<usize>>>,
    /// Whether everything was looked at: then no fewer are possible.
    pub(super) complete: bool,
}

struct Search<'g> {
    graph: &'g Graph,
    placed: Vec<Option<usize>>,
    component: &'g [usize],
    groups: Vec<(Vec<usize>, usize)>,
    best: Option<Vec<Vec<usize>>>,
    /// The fewest known so far.
    fewest: usize,
    bound: usize,
    branches: u64,
}

/// Searches for fewer groups than `known`; with `bound` of them it stops.
pub(super) fn fewer(graph: &Graph, component: &[usize], known: usize, bound: usize) -> Found {
    if component.len() > MOST_VERTICES {
        return Found { groups: None, complete: false };
    }
    let mut search = Search {
        graph,
        placed: vec![None; component.len()],
        component,
        groups: Vec::new(),
        best: None,
        fewest: known,
        bound,
        branches: 0,
    };
    let complete = search.branch(0);
    Found { groups: search.best, complete }
}

impl Search<'_> {
    /// Looks at every way to place what is left; false where there were too many.
    fn branch(&mut self, done: usize) -> bool {
        self.branches += 1;
        if self.branches > MOST_BRANCHES {
            return false;
        }
        if self.groups.len() >= self.fewest {
            return true;
        }
        if done == self.component.len() {
            self.fewest = self.groups.len();
            self.best = Some(self.groups.iter().map(|(members, _)| members.clone()).collect());
            return true;
        }
        let Some((at, open)) = self.hardest() else { return true };
        let vertex = self.component[at];
        for group in open {
            self.put(at, vertex, group);
            let complete = self.branch(done + 1);
            self.take(at, vertex, group);
            if !complete {
                return false;
            }
            if self.fewest <= self.bound {
                return true;
            }
        }
        if self.groups.len() + 1 >= self.fewest {
            return true;
        }
        self.groups.push((Vec::new(), 0));
        self.put(at, vertex, self.groups.len() - 1);
        let complete = self.branch(done + 1);
        self.take(at, vertex, self.groups.len() - 1);
        self.groups.pop();
        complete
    }

    /// The vertex with the fewest groups that are open to it, and these; of several the one with the fewest neighbours.
    fn hardest(&self) -> Option<(usize, Vec<usize>)> {
        let left = (0..self.component.len()).filter(|at| self.placed[*at].is_none());
        let open = left.map(|at| (at, self.open_to(self.component[at])));
        open.min_by_key(|(at, open)| {
            (open.len(), self.graph.together[self.component[*at]].ones().count(), *at)
        })
    }

    fn open_to(&self, vertex: usize) -> Vec<usize> {
        let fits = |(members, weight): &(Vec<usize>, usize)| {
            self.graph.has_room(*weight, vertex)
                && members.iter().all(|member| self.graph.may_be_together(*member, vertex))
        };
        let groups = self.groups.iter().enumerate();
        groups.filter(|(_, group)| fits(group)).map(|(at, _)| at).collect()
    }

    fn put(&mut self, at: usize, vertex: usize, group: usize) {
        self.placed[at] = Some(group);
        self.groups[group].0.push(vertex);
        self.groups[group].1 += self.graph.weights[vertex];
    }

    fn take(&mut self, at: usize, vertex: usize, group: usize) {
        self.placed[at] = None;
        self.groups[group].0.pop();
        self.groups[group].1 -= self.graph.weights[vertex];
    }
}
