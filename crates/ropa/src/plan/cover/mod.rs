//! The fewest groups in which every two members may be together: a minimum cover of a graph by cliques.
//!
//! It is the colouring of the complement. Components are taken one by one. A first answer places each vertex in the
//! group where it differs least; a set of vertices of which no two may be together bounds what any answer needs; where
//! the two do not meet, a search by branch and bound looks for fewer until it has looked at everything, or at so many
//! branches. What could not be searched to its end is told by the bound.

mod bits;
mod bound;
mod greedy;
mod search;

use bits::Bits;

/// A graph of vertices that may be together, each with a weight.
pub(super) struct Graph {
    together: Vec<Bits>,
    weights: Vec<usize>,
    /// No group weighs more, but for a single vertex that does.
    most: Option<usize>,
}

/// Vertices in groups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cover {
    /// The group of each vertex, from zero.
    pub(super) group_of: Vec<usize>,
    /// How many groups there are.
    pub(super) groups: usize,
    /// So many are needed at least.
    pub(super) bound: usize,
}

impl Graph {
    pub(super) fn new(weights: Vec<usize>, most: Option<usize>) -> Graph {
        let together = vec![Bits::new(weights.len()); weights.len()];
        Graph { together, weights, most }
    }

    /// Lets two vertices be together.
    pub(super) fn join(&mut self, one: usize, other: usize) {
        if one != other {
            self.together[one].set(other);
            self.together[other].set(one);
        }
    }

    fn len(&self) -> usize {
        self.weights.len()
    }

    fn may_be_together(&self, one: usize, other: usize) -> bool {
        self.together[one].has(other)
    }

    /// Whether a group of a weight has room for a vertex.
    fn has_room(&self, weight: usize, vertex: usize) -> bool {
        self.most.is_none_or(|most| weight + self.weights[vertex] <= most)
    }

    /// The fewest groups that were found; `cost` tells how unlike two vertices are.
    pub(super) fn cover(&self, cost: impl Fn(usize, usize) -> u32) -> Cover {
        let mut cover = Cover { group_of: vec![0; self.len()], groups: 0, bound: 0 };
        for component in self.components() {
            let bound = bound::needed(self, &component);
            let mut groups = greedy::place(self, &component, &cost);
            let mut needed = bound;
            if groups.len() > bound {
                let found = search::fewer(self, &component, groups.len(), bound);
                if found.complete {
                    needed = found.groups.as_ref().map_or(groups.len(), Vec::len);
                }
                groups = found.groups.unwrap_or(groups);
            }
            for members in groups {
                members.into_iter().for_each(|vertex| cover.group_of[vertex] = cover.groups);
                cover.groups += 1;
            }
            cover.bound += needed;
        }
        cover
    }

    /// Vertices that hang together, each component in their order.
    fn components(&self) -> Vec<Vec<usize>> {
        let mut seen = Bits::new(self.len());
        let mut components = Vec::new();
        for start in 0..self.len() {
            if seen.has(start) {
                continue;
            }
            seen.set(start);
            let mut component = vec![start];
            let mut next = 0;
            while let Some(vertex) = component.get(next).copied() {
                next += 1;
                for neighbour in self.together[vertex].ones() {
                    if !seen.has(neighbour) {
                        seen.set(neighbour);
                        component.push(neighbour);
                    }
                }
            }
            component.sort_unstable();
            components.push(component);
        }
        components
    }
}

#[cfg(test)]
mod tests {
    use super::Graph;

    fn graph(vertices: usize, edges: &[(usize, usize)], most: Option<usize>) -> Graph {
        let mut graph = Graph::new(vec![1; vertices], most);
        edges.iter().for_each(|(one, other)| graph.join(*one, *other));
        graph
    }

    #[test]
    fn a_chain_takes_half_as_many_groups() {
        let cover = graph(5, &[(0, 1), (1, 2), (2, 3), (3, 4)], None).cover(|_, _| 0);
        assert_eq!((cover.groups, cover.bound), (3, 3));
    }

    #[test]
    fn a_ring_of_five_takes_three_though_no_three_are_apart() {
        let cover = graph(5, &[(0, 1), (1, 2), (2, 3), (3, 4), (4, 0)], None).cover(|_, _| 0);
        assert_eq!((cover.groups, cover.bound), (3, 3));
    }

    #[test]
    fn no_group_is_larger_than_allowed() {
        let all: Vec<(usize, usize)> =
            (0..7).flat_map(|one| (0..one).map(move |other| (one, other))).collect();
        let cover = graph(7, &all, Some(3)).cover(|_, _| 0);
        assert_eq!((cover.groups, cover.bound), (3, 3));
    }

    #[test]
    fn nothing_is_no_group() {
        assert_eq!(graph(0, &[], None).cover(|_, _| 0).groups, 0);
    }
}
