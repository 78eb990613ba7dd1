//! A first answer: each vertex in the group where it differs least.

use super::Graph;
use super::bits::Bits;

struct Group {
    members: Vec<usize>,
    weight: usize,
    /// What may be together with all its members.
    open: Bits,
}

/// Places the vertices, those with the fewest neighbours first.
pub(super) fn place(
    graph: &Graph,
    component: &[usize],
    cost: &impl Fn(usize, usize) -> u32,
) -> Vec<Vec<usize>> {
    /// So many members of a group are asked how much they differ from one to come.
    const ASKED: usize = 8;
    let mut order: Vec<(usize, usize)> =
        component.iter().map(|vertex| (graph.together[*vertex].ones().count(), *vertex)).collect();
    order.sort_unstable();
    let mut groups: Vec<Group> = Vec::new();
    for (_, vertex) in order {
        let unlike = |group: &Group| {
            let asked = group.members.iter().take(ASKED);
            asked.map(|member| cost(*member, vertex)).max().unwrap_or_default()
        };
        let fitting = groups.iter_mut().filter(|group| group.open.has(vertex));
        let fitting = fitting.filter(|group| graph.has_room(group.weight, vertex));
        match fitting.min_by_key(|group| unlike(group)) {
            Some(group) => {
                group.members.push(vertex);
                group.weight += graph.weights[vertex];
                group.open.keep(&graph.together[vertex]);
            }
            None => groups.push(Group {
                members: vec![vertex],
                weight: graph.weights[vertex],
                open: graph.together[vertex].clone(),
            }),
        }
    }
    groups.into_iter().map(|group| group.members).collect()
}
