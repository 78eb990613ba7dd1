//! Sums of small decision trees, as `lexicons/matching.toml` writes them.

// What only the tools that fit the models ask for.
#![cfg_attr(not(feature = "fit"), allow(dead_code, unreachable_pub))]

use serde::Deserialize;

/// A tree as it is written: `["title", 0.6, below, from]` goes on with `below` where the title is under 0.6 and with
/// `from` where it is not; a number ends it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum Tree {
    /// What is added to the sum.
    Leaf(f64),
    /// The name of a value, where it parts, and what follows below that and from there on.
    Split(String, f64, Box<Tree>, Box<Tree>),
}

/// A value that a tree asks for, and that nothing has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no value is named {0}")]
pub struct NoSuchValue(String);

/// Trees whose names are looked up.
#[derive(Debug, Clone, Default)]
pub struct Trees {
    nodes: Vec<Node>,
    /// Where each tree begins.
    roots: Vec<u32>,
}

#[derive(Debug, Clone, Copy)]
enum Node {
    Leaf(f64),
    Split { value: u32, at: f64, below: u32, from: u32 },
}

impl Trees {
    /// Trees over values that have these names.
    ///
    /// # Errors
    /// [`NoSuchValue`] for a name that a tree has and the values have not.
    pub fn of(trees: &[Tree], names: &[&str]) -> Result<Trees, NoSuchValue> {
        let mut all = Trees::default();
        for tree in trees {
            let root = all.enter(tree, names)?;
            all.roots.push(root);
        }
        Ok(all)
    }

    fn enter(&mut self, tree: &Tree, names: &[&str]) -> Result<u32, NoSuchValue> {
        let node = match tree {
            Tree::Leaf(adds) => Node::Leaf(*adds),
            Tree::Split(name, at, below, from) => {
                let value =
                    names.iter().position(|known| known == name).ok_or_else(|| NoSuchValue(name.clone()))?
                        as u32;
                Node::Split {
                    value,
                    at: *at,
                    below: self.enter(below, names)?,
                    from: self.enter(from, names)?,
                }
            }
        };
        self.nodes.push(node);
        Ok(self.nodes.len() as u32 - 1)
    }

    /// What the trees add up to.
    pub fn sum(&self, values: &[f64]) -> f64 {
        self.roots.iter().map(|root| self.leaf(*root, values)).sum()
    }

    fn leaf(&self, mut at: u32, values: &[f64]) -> f64 {
        loop {
            match self.nodes[at as usize] {
                Node::Leaf(adds) => return adds,
                Node::Split { value, at: parts, below, from } => {
                    at = if values[value as usize] < parts { below } else { from };
                }
            }
        }
    }
}
