//! Circles in a drawing.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Which point leads to which, by index.
pub(crate) type Graph = BTreeMap<usize, BTreeSet<usize>>;

/// Groups of points that all lead to each other, of two points or more, in order.
pub(crate) fn knots(graph: &Graph) -> Vec<BTreeSet<usize>> {
    let points: BTreeSet<usize> =
        graph.iter().flat_map(|(from, to)| to.iter().copied().chain([*from])).collect();
    let mut found: Vec<BTreeSet<usize>> = Vec::new();
    // The drawings are small, so each point is asked whom it reaches.
    let reached: BTreeMap<usize, BTreeSet<usize>> =
        points.iter().map(|point| (*point, reach(graph, *point))).collect();
    for point in &points {
        let mutual = |other: &usize| reached[point].contains(other) && reached[other].contains(point);
        let knot: BTreeSet<usize> = points.iter().copied().filter(mutual).collect();
        if knot.len() > 1 && !found.contains(&knot) {
            found.push(knot);
        }
    }
    found
}

/// Knots that are not of a parent and what stands below it alone.
///
/// A circle is let pass when one of its points stands above all the others (`is_above`): a module may call what is below it,
/// and what is below may use what the module defines. Such a parent is taken out, and what is left is looked at again. A
/// knot in which no point stands above all the others holds a circle that is not let pass: circles that are let pass and
/// share a point have parents of which one stands above the other, so that one of them would stand above the whole knot.
pub(crate) fn knots_without_parents(
    graph: &Graph,
    is_above: &dyn Fn(usize, usize) -> bool,
) -> Vec<BTreeSet<usize>> {
    let mut found = Vec::new();
    for knot in knots(graph) {
        let parent =
            knot.iter().copied().find(|one| knot.iter().all(|other| one == other || is_above(*one, *other)));
        match parent {
            Some(parent) => {
                let rest: BTreeSet<usize> = knot.iter().copied().filter(|one| *one != parent).collect();
                found.extend(knots_without_parents(&within(graph, &rest), is_above));
            }
            None => found.push(knot),
        }
    }
    found
}

/// The shortest circle within a knot that no parent of its own excuses, from its lowest point on.
pub(crate) fn shortest_circle(
    graph: &Graph,
    knot: &BTreeSet<usize>,
    is_above: &dyn Fn(usize, usize) -> bool,
) -> Vec<usize> {
    let inner = within(graph, knot);
    let excused = |circle: &[usize]| {
        circle.iter().any(|one| circle.iter().all(|other| one == other || is_above(*one, *other)))
    };
    let circles = knot.iter().flat_map(|from| {
        let next = inner.get(from).into_iter().flatten();
        next.filter_map(|to| way(&inner, *to, *from)).collect::<Vec<_>>()
    });
    let mut circles: Vec<Vec<usize>> = circles.collect();
    circles.sort_by_key(|circle| (excused(circle), circle.len()));
    let Some(mut circle) = circles.into_iter().next() else { return knot.iter().copied().collect() };
    let lowest = circle.iter().enumerate().min_by_key(|(_, point)| **point).map_or(0, |(at, _)| at);
    circle.rotate_left(lowest);
    circle
}

fn within(graph: &Graph, points: &BTreeSet<usize>) -> Graph {
    let kept = graph.iter().filter(|(from, _)| points.contains(from));
    kept.map(|(from, to)| (*from, to.intersection(points).copied().collect())).collect()
}

fn reach(graph: &Graph, from: usize) -> BTreeSet<usize> {
    let mut seen = BTreeSet::new();
    let mut left = vec![from];
    while let Some(point) = left.pop() {
        left.extend(graph.get(&point).into_iter().flatten().filter(|next| seen.insert(**next)));
    }
    seen
}

/// The shortest way between two points, both included.
fn way(graph: &Graph, from: usize, to: usize) -> Option<Vec<usize>> {
    let mut before: BTreeMap<usize, usize> = BTreeMap::from([(from, from)]);
    let mut left = VecDeque::from([from]);
    while let Some(point) = left.pop_front() {
        if point == to {
            let mut found = vec![to];
            let mut at = to;
            while at != from {
                at = before[&at];
                found.push(at);
            }
            found.reverse();
            return Some(found);
        }
        for next in graph.get(&point).into_iter().flatten() {
            before.entry(*next).or_insert_with(|| {
                left.push_back(*next);
                point
            });
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(arrows: &[(usize, usize)]) -> Graph {
        let mut graph = Graph::new();
        arrows.iter().for_each(|(from, to)| {
            graph.entry(*from).or_default().insert(*to);
        });
        graph
    }

    #[test]
    fn knots_are_what_leads_back_to_itself() {
        let graph = graph(&[(1, 2), (2, 3), (3, 1), (3, 4), (5, 6), (6, 5), (7, 7)]);
        assert_eq!(knots(&graph), [BTreeSet::from([1, 2, 3]), BTreeSet::from([5, 6])]);
    }

    /// 10 stands above 11 to 19, 20 above 21 to 29; 1 above all.
    fn is_above(one: usize, other: usize) -> bool {
        (one.is_multiple_of(10) && other / 10 * 10 == one && other != one) || (one == 1 && other != 1)
    }

    #[test]
    fn a_circle_passes_only_where_one_of_it_is_the_parent_of_all_others() {
        for (arrows, expected) in [
            // A parent and its child, and a way round through two children.
            (&[(10, 11), (11, 10)][..], &[][..]),
            (&[(10, 11), (11, 12), (12, 10)], &[]),
            // Children among themselves, though their parent is in the knot.
            (&[(10, 11), (11, 10), (11, 12), (12, 11)], &[11, 12]),
            // Round through somebody else's room.
            (&[(10, 11), (11, 20), (20, 10)], &[10, 11, 20]),
            (&[(11, 21), (21, 11)], &[11, 21]),
            (&[(11, 10), (10, 20), (20, 21), (21, 11)], &[10, 11, 20, 21]),
            // Two families that meet in the parent of both.
            (&[(1, 10), (10, 1), (1, 20), (20, 1), (10, 11), (11, 10)], &[]),
        ] {
            let found: Vec<Vec<usize>> = knots_without_parents(&graph(arrows), &is_above)
                .into_iter()
                .map(|knot| knot.into_iter().collect())
                .collect();
            let expected: Vec<Vec<usize>> =
                if expected.is_empty() { Vec::new() } else { vec![expected.to_vec()] };
            assert_eq!(found, expected, "{arrows:?}");
        }
    }

    #[test]
    fn the_shortest_circle_is_shown() {
        let graph = graph(&[(3, 5), (5, 9), (9, 3), (9, 7), (7, 9), (3, 9)]);
        let never = |_: usize, _: usize| false;
        assert_eq!(shortest_circle(&graph, &BTreeSet::from([3, 5, 7, 9]), &never), [3, 9]);
    }
}
