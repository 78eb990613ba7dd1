//! Fits what the evidence for a tie weighs, and prints `lexicons/matching.toml`: `fit-links > crates/ropa/lexicons/matching.toml`.
//!
//! Registers with known ties are made from the seeds. Small trees, each mending what those before it left wrong (boosting),
//! are fitted twice: first over the signals alone, by which rivals are compared; then, on other seeds, over the signals and
//! how a pair stands beside its rivals. What share of the pairs at each sum is right is counted on third seeds (isotonic
//! regression). What speaks for a tie never lowers a sum. The same seeds give the same trees.

#![allow(clippy::print_stdout, clippy::print_stderr)]

use forust_ml::constraints::{Constraint, ConstraintMap};
use forust_ml::gradientbooster::GrowPolicy;
use forust_ml::{GradientBooster, Matrix};
use ropa::matching::fitting::{Tree, Trees, Trial, names_of_signals, names_of_values};
use ropa_bench::ties::{Wording, tied};
use std::collections::BTreeSet;
use std::error::Error;
use std::ops::RangeInclusive;
use std::process::ExitCode;

/// A register of a municipality, and one of a board.
const LARGE: (usize, usize) = (500, 120);
const SMALL: (usize, usize) = (100, 30);

/// Seeds to rank by, to score by, and to calibrate on.
const RANK: [(RangeInclusive<u64>, (usize, usize)); 2] = [(1001..=1060, LARGE), (1101..=1180, SMALL)];
const SCORE: [(RangeInclusive<u64>, (usize, usize)); 2] = [(1061..=1100, LARGE), (1181..=1250, SMALL)];
const CALIBRATE: [(RangeInclusive<u64>, (usize, usize)); 1] = [(2001..=2060, LARGE)];

const RANK_TREES: usize = 40;
const SCORE_TREES: usize = 60;
const LEAVES: usize = 8;
/// How many pairs, by how uncertain each is, a leaf rests on at least.
const LEAST: f32 = 5.0;
/// Keeps what a leaf adds small where few pairs tell.
const RIDGE: f32 = 5.0;
/// Places where a value may part: most pairs have little in common, and the few that tell are to be told apart.
const BINS: u16 = 255;
/// How much of what is left wrong each tree mends.
const RATE: f32 = 0.2;

/// What a signal that no tree asks for adds to the rank: what the invented registers do not need, real ones may.
const UNASKED: f64 = 0.3;

/// Values of a pair's standing that may speak either way: that many are as good may be a family, or say little.
const EITHER_WAY: [&str; 4] = ["rival", "as_good", "next", "rival_dpia"];
/// What speaks against a tie.
const AGAINST: [&str; 1] = ["expected"];

struct Made {
    trial: Trial,
    right: Vec<bool>,
}

fn main() -> ExitCode {
    match tell() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn tell() -> Result<(), Box<dyn Error>> {
    let signals = names_of_signals();
    let mut rank = fitted(&made(&RANK)?, Trial::signals, &signals, RANK_TREES)?;
    let unasked = signals.iter().filter(|name| !rank.iter().any(|tree| asks(tree, name)));
    let trees = unasked.map(|name| {
        let leaf = |adds| Box::new(Tree::Leaf(adds));
        Tree::Split(name.to_string(), 0.5, leaf(0.0), leaf(UNASKED))
    });
    let trees: Vec<Tree> = trees.collect();
    rank.extend(trees);
    let ranking = Trees::of(&rank, &signals)?;
    let ranked = |seeds: &[_]| -> Result<Vec<Made>, Box<dyn Error>> {
        let mut made = made(seeds)?;
        made.iter_mut().for_each(|made| made.trial.rank_by(&ranking));
        Ok(made)
    };
    let values = names_of_values();
    let score = fitted(&ranked(&SCORE)?, Trial::values, &values, SCORE_TREES)?;
    let scoring = Trees::of(&score, &values)?;
    let mut at: Vec<(f64, bool)> = Vec::new();
    for made in ranked(&CALIBRATE)? {
        let sums = made.trial.values().into_iter().map(|values| scoring.sum(&values));
        at.extend(sums.zip(made.right));
    }
    let (sums, right) = isotonic(at);

    println!("# What the evidence for a tie weighs; written by `fit-links`, see docs/linking.md.");
    println!("#");
    println!(
        "# A list adds up its trees: [value, where it parts, what is below, what is from there on], or what to add."
    );
    println!(
        "# `rank` weighs a pair by its evidence alone; `score` also by how it stands beside its rivals; `calibration`"
    );
    println!("# says what share of the pairs at a sum of `score` is right.");
    for (name, trees) in [("rank", &rank), ("score", &score)] {
        println!("\n{name} = [");
        trees.iter().for_each(|tree| println!("    {},", written(tree)));
        println!("]");
    }
    println!("\n[calibration]\nsums = {:?}\nright = {:?}", rounded(&sums), rounded(&right));
    Ok(())
}

fn made(seeds: &[(RangeInclusive<u64>, (usize, usize))]) -> Result<Vec<Made>, Box<dyn Error>> {
    let one = |seed: u64, (activities, dpias): (usize, usize)| -> Result<Made, Box<dyn Error>> {
        let made = tied(activities, dpias, seed, Wording::Mixed);
        let trial = Trial::new(&made.read()?);
        let ties: BTreeSet<(usize, usize)> = made.ties.iter().copied().collect();
        let right: Vec<bool> = trial.pairs().iter().map(|pair| ties.contains(pair)).collect();
        Ok(Made { trial, right })
    };
    seeds.iter().flat_map(|(seeds, size)| seeds.clone().map(|seed| one(seed, *size))).collect()
}

/// Trees that tell the pairs that are right, by the values that `of` gives.
fn fitted(
    made: &[Made],
    of: impl Fn(&Trial) -> Vec<Vec<f64>>,
    names: &[&str],
    trees: usize,
) -> Result<Vec<Tree>, Box<dyn Error>> {
    let rows: Vec<Vec<f64>> = made.iter().flat_map(|made| of(&made.trial)).collect();
    let right: Vec<f64> =
        made.iter().flat_map(|made| &made.right).map(|right| f64::from(u8::from(*right))).collect();
    // A value that may speak either way stands twice, once for each: a value without a way would loosen the ways of others.
    let ways = |at: usize| -> &[Constraint] {
        match names[at] {
            name if EITHER_WAY.contains(&name) => &[Constraint::Positive, Constraint::Negative],
            name if AGAINST.contains(&name) => &[Constraint::Negative],
            _ => &[Constraint::Positive],
        }
    };
    let columns: Vec<(usize, Constraint)> =
        (0..names.len()).flat_map(|at| ways(at).iter().map(move |way| (at, *way))).collect();
    let data: Vec<f64> = columns.iter().flat_map(|(at, _)| rows.iter().map(|row| row[*at])).collect();
    let constraints: ConstraintMap = columns.iter().map(|(_, way)| *way).enumerate().collect();
    let mut booster = GradientBooster::default()
        .set_iterations(trees)
        .set_learning_rate(RATE)
        .set_max_depth(LEAVES)
        .set_max_leaves(LEAVES)
        .set_nbins(BINS)
        .set_l2(RIDGE)
        .set_min_leaf_weight(LEAST)
        // One thread adds up in one order.
        .set_parallel(false)
        .set_monotone_constraints(Some(constraints));
    booster.grow_policy = GrowPolicy::LossGuide;
    booster.fit_unweighted(&Matrix::new(&data, rows.len(), columns.len()), &right, None)?;
    let base = Tree::Leaf(round(booster.base_score));
    let grown = booster.trees.iter().map(|tree| {
        subtree(
            &|at| {
                let node = &tree.nodes[at];
                let split = (
                    names[columns[node.split_feature].0],
                    node.split_value,
                    node.left_child,
                    node.right_child,
                );
                if node.is_leaf { Err(f64::from(node.weight_value)) } else { Ok(split) }
            },
            0,
        )
    });
    Ok(std::iter::once(base).chain(grown).collect())
}

/// The tree from a node on; each node is a split or what it adds.
fn subtree<'n>(node: &impl Fn(usize) -> Result<(&'n str, f64, usize, usize), f64>, at: usize) -> Tree {
    match node(at) {
        Err(adds) => Tree::Leaf(round(adds)),
        Ok((name, parts, below, from)) => {
            let follow = |at| Box::new(subtree(node, at));
            Tree::Split(name.to_string(), round(parts), follow(below), follow(from))
        }
    }
}

/// Whether a tree asks for a value.
fn asks(tree: &Tree, name: &str) -> bool {
    match tree {
        Tree::Leaf(_) => false,
        Tree::Split(of, _, below, from) => of == name || asks(below, name) || asks(from, name),
    }
}

fn written(tree: &Tree) -> String {
    match tree {
        Tree::Leaf(adds) => format!("{adds:?}"),
        Tree::Split(name, at, below, from) => {
            format!("[{name:?}, {at:?}, {}, {}]", written(below), written(from))
        }
    }
}

fn round(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

fn rounded(values: &[f64]) -> Vec<f64> {
    values.iter().map(|value| round(*value)).collect()
}

/// Rising sums and the share of the pairs about each that is right, never falling (pool adjacent violators).
fn isotonic(mut at: Vec<(f64, bool)>) -> (Vec<f64>, Vec<f64>) {
    at.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    // Blocks of pairs: sum of sums, right, count. One right and one wrong beside each keep the ends from certainty.
    let mut blocks: Vec<(f64, f64, f64)> = Vec::new();
    for (sum, right) in at {
        blocks.push((sum, f64::from(u8::from(right)), 1.0));
        while let [.., before, last] = &blocks[..] {
            if before.1 / before.2 < last.1 / last.2 {
                break;
            }
            let joined = (before.0 + last.0, before.1 + last.1, before.2 + last.2);
            blocks.truncate(blocks.len() - 2);
            blocks.push(joined);
        }
    }
    // Blocks too small to say a share are joined with the next.
    let mut wide: Vec<(f64, f64, f64)> = Vec::new();
    for block in blocks {
        match wide.last_mut() {
            Some(last) if last.2 < 60.0 => *last = (last.0 + block.0, last.1 + block.1, last.2 + block.2),
            _ => wide.push(block),
        }
    }
    let sums = wide.iter().map(|(sum, _, count)| sum / count).collect();
    let mut least: f64 = 0.0;
    let shares = wide.iter().map(|(_, right, count)| {
        least = least.max((right + 0.5) / (count + 1.0));
        least
    });
    let shares = shares.collect();
    (sums, shares)
}
