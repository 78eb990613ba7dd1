//! How many groups a component needs at least.

use super::Graph;

/// The larger of two bounds: vertices of which no two may be together, and the weight by what a group may hold.
pub(super) fn needed(graph: &Graph, component: &[usize]) -> usize {
    apart(graph, component).max(by_weight(graph, component)).max(usize::from(!component.is_empty()))
}

/// Vertices of which no two may be together, found from those with the fewest neighbours on.
fn apart(graph: &Graph, component: &[usize]) -> usize {
    let mut order: Vec<(usize, usize)> =
        component.iter().map(|vertex| (graph.together[*vertex].ones().count(), *vertex)).collect();
    order.sort_unstable();
    let mut chosen: Vec<usize> = Vec::new();
    for (_, vertex) in order {
        if chosen.iter().all(|one| !graph.may_be_together(*one, vertex)) {
            chosen.push(vertex);
        }
    }
    chosen.len()
}

fn by_weight(graph: &Graph, component: &[usize]) -> usize {
    let Some(most) = graph.most.filter(|most| *most > 0) else { return 0 };
    // What is heavier than a group may be stands in one of its own.
    let (heavy, light): (Vec<usize>, Vec<usize>) =
        component.iter().map(|vertex| graph.weights[*vertex]).partition(|weight| *weight >= most);
    heavy.len() + light.iter().sum::<usize>().div_ceil(most)
}
