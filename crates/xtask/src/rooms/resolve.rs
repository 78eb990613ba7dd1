//! Which file defines what a path names, seen through re-exports.

use super::tree::Tree;
use std::collections::BTreeSet;

/// What a path leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    /// A module, by its index.
    Module(usize),
    /// Something that a module defines, by the module's index.
    Item(usize),
}

impl Target {
    /// The file that it stands in.
    pub(crate) fn file(self, tree: &Tree) -> usize {
        let (Target::Module(module) | Target::Item(module)) = self;
        tree.modules[module].file
    }
}

/// Look-ups under way, so that re-exports in a ring end.
type Asked = BTreeSet<(usize, String, bool)>;

/// What a path says from within a module; none for what stands outside of the workspace.
pub(crate) fn resolve(tree: &Tree, module: usize, path: &[String]) -> Option<Target> {
    resolve_path(tree, module, path, &mut Asked::new())
}

/// What a name brought in with `*` stands for; none where no module that is seen defines it.
pub(crate) fn resolve_globs(tree: &Tree, module: usize, name: &str) -> Option<Target> {
    through_globs(tree, module, name, true, &mut Asked::new())
}

fn resolve_path(tree: &Tree, module: usize, path: &[String], asked: &mut Asked) -> Option<Target> {
    let (first, rest) = path.split_first()?;
    let mut target = match first.as_str() {
        "crate" => Target::Module(tree.modules[module].root),
        "self" => Target::Module(module),
        "super" => Target::Module(tree.modules[module].parent?),
        name => look_up(tree, module, name, rest.is_empty(), asked)
            .or_else(|| tree.crates.get(name).copied().map(Target::Module))?,
    };
    for (at, name) in rest.iter().enumerate() {
        // What follows a type or a function belongs to it: a variant, a method.
        let Target::Module(here) = target else { break };
        target = match name.as_str() {
            "super" => Target::Module(tree.modules[here].parent?),
            "self" => target,
            // A name that is not seen, as of a macro, is taken to stand in the module itself.
            name => look_up(tree, here, name, at + 1 == rest.len(), asked).unwrap_or(Target::Item(here)),
        };
    }
    Some(target)
}

/// What a name stands for in a module; a module and an item may share a name, and only the last of a path is the item.
fn look_up(tree: &Tree, module: usize, name: &str, last: bool, asked: &mut Asked) -> Option<Target> {
    let question = (module, name.to_string(), last);
    if !asked.insert(question.clone()) {
        return None;
    }
    let here = &tree.modules[module];
    let child = here.children.get(name).copied().map(Target::Module);
    let item = here.parsed.items.contains(name).then_some(Target::Item(module));
    let mut brought = || {
        let found = here.parsed.uses.iter().filter(|used| used.name.as_deref() == Some(name));
        found.filter_map(|used| resolve_path(tree, module, &used.path, asked)).next()
    };
    let found =
        if last { item.or_else(&mut brought).or(child) } else { child.or_else(&mut brought).or(item) };
    let found = found.or_else(|| through_globs(tree, module, name, last, asked));
    // Another way may ask the same again.
    asked.remove(&question);
    found.or_else(|| exported(tree, module, name))
}

fn through_globs(tree: &Tree, module: usize, name: &str, last: bool, asked: &mut Asked) -> Option<Target> {
    let globs = tree.modules[module].parsed.uses.iter().filter(|used| used.name.is_none());
    globs
        .filter_map(|used| match resolve_path(tree, module, &used.path, asked)? {
            Target::Module(from) if from != module => look_up(tree, from, name, last, asked),
            _ => None,
        })
        .next()
}

/// An exported macro, which every module of its crate may call by the crate's name.
fn exported(tree: &Tree, module: usize, name: &str) -> Option<Target> {
    let root = tree.modules[module].root;
    if module != root {
        return None;
    }
    let mut modules = tree.modules.iter().enumerate();
    let found = modules.find(|(_, one)| one.root == root && one.parsed.exported.contains(name))?;
    Some(Target::Item(found.0))
}
