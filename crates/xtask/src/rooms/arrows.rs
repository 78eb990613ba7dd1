//! Which file uses which.

use super::resolve::{Target, resolve, resolve_globs};
use super::tree::Tree;
use std::collections::BTreeMap;

/// That one file uses what another defines.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Arrow {
    pub(crate) from: usize,
    pub(crate) to: usize,
    /// The first line that does so.
    pub(crate) line: usize,
    /// What is used, as that line names it.
    pub(crate) path: String,
}

/// All arrows, at most one from one file to another: that of the first line.
pub(crate) fn arrows(tree: &Tree) -> Vec<Arrow> {
    let mut found: BTreeMap<(usize, usize), Arrow> = BTreeMap::new();
    for module in 0..tree.modules.len() {
        for (target, line, path) in used(tree, module) {
            let (from, to) = (tree.modules[module].file, target.file(tree));
            let arrow = Arrow { from, to, line, path };
            if from != to {
                let kept = found.entry((from, to)).or_insert_with(|| arrow.clone());
                if arrow.line < kept.line {
                    *kept = arrow;
                }
            }
        }
    }
    found.into_values().collect()
}

/// What a module uses: where it stands, the line, and the path.
fn used(tree: &Tree, module: usize) -> Vec<(Target, usize, String)> {
    let parsed = &tree.modules[module].parsed;
    let mut found = Vec::new();
    for used in parsed.uses.iter().filter(|used| used.name.is_some()) {
        // A module that is brought in is used where a path through it names something.
        if let Some(target @ Target::Item(_)) = resolve(tree, module, &used.path) {
            found.push((target, used.line, used.path.join("::")));
        }
    }
    for mention in &parsed.paths {
        if let Some(target) = resolve(tree, module, &mention.path) {
            found.push((target, mention.line, mention.path.join("::")));
        }
    }
    for (word, line) in &parsed.words {
        let own =
            parsed.items.contains(word) || parsed.uses.iter().any(|used| used.name.as_ref() == Some(word));
        if !own && let Some(target @ Target::Item(_)) = resolve_globs(tree, module, word) {
            found.push((target, *line, word.clone()));
        }
    }
    found
}
