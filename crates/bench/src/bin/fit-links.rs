//! Fits what the evidence for a tie weighs: `fit-links FIT-SEEDS CALIBRATION-SEEDS`, each as `11-16`.
//!
//! Registers with known ties are made from the seeds (500 activities, 120 DPIAs). The weights are a logistic regression
//! on the first, none allowed below zero: by these rivals are compared; then a second, in which how a pair stands beside
//! its rivals is weighed too, gives the score. What share of the pairs at each sum is right is counted on the second seeds (isotonic regression). Prints the part of
//! `lexicons/link.toml` that begins with `[weights]`. The same seeds give the same weights.

#![allow(clippy::print_stdout, clippy::print_stderr)]

use ropa::link::fitting::{Trial, signal_names, standing_names};
use ropa_bench::ties::{Wording, tied};
use std::collections::BTreeSet;
use std::process::ExitCode;

/// What every signal weighs at least: what the invented registers do not need, real ones may.
const LEAST: f64 = 0.1;
const STEPS: usize = 4000;
/// Keeps weights small where the pairs do not tell.
const RIDGE: f64 = 0.0005;

struct Made {
    trial: Trial,
    right: Vec<bool>,
    /// Ties that are not among the pairs that are looked at.
    unseen: usize,
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [fit, calibrate] = args.as_slice() else {
        eprintln!("usage: fit-links FIT-SEEDS CALIBRATION-SEEDS, such as 11-16 31-36");
        return ExitCode::from(2);
    };
    match (made(fit), made(calibrate)) {
        (Ok(fitted), Ok(calibrated)) => {
            tell(fitted, calibrated, fit, calibrate);
            ExitCode::SUCCESS
        }
        (Err(error), _) | (_, Err(error)) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn made(seeds: &str) -> Result<Vec<Made>, String> {
    let bounds: Vec<u64> = seeds.split('-').filter_map(|seed| seed.parse().ok()).collect();
    let [first, last] = bounds[..] else { return Err(format!("{seeds} are no seeds")) };
    let one = |seed: u64| {
        let made = tied(500, 120, seed, Wording::Mixed);
        let trial = Trial::new(&made.read()?);
        let ties: BTreeSet<(usize, usize)> = made.ties.iter().copied().collect();
        let right: Vec<bool> = trial.pairs().iter().map(|pair| ties.contains(pair)).collect();
        let unseen = ties.len() - right.iter().filter(|right| **right).count();
        Ok(Made { trial, right, unseen })
    };
    (first..=last).map(one).collect()
}

fn tell(mut fitted: Vec<Made>, mut calibrated: Vec<Made>, fit: &str, calibrate: &str) {
    let unseen: usize = fitted.iter().map(|made| made.unseen).sum();
    let right: Vec<bool> = fitted.iter().flat_map(|made| made.right.clone()).collect();
    let pairs = right.len();
    eprintln!("{pairs} pairs, {} right, {unseen} ties unseen", right.iter().filter(|right| **right).count());
    let signals: Vec<Vec<f64>> = fitted.iter().flat_map(|made| made.trial.signals()).collect();
    let count = signal_names().len();
    let at_least = |mut weights: Vec<f64>| {
        weights[..count].iter_mut().for_each(|weight| *weight = weight.max(LEAST));
        rounded(&weights)
    };
    let rank = at_least(logistic(&signals, &right).1);
    let both = |made: &mut Made| -> Vec<Vec<f64>> {
        let standings = made.trial.standings(&rank);
        made.trial.signals().into_iter().zip(standings).map(|(of, beside)| [of, beside].concat()).collect()
    };
    let values: Vec<Vec<f64>> = fitted.iter_mut().flat_map(both).collect();
    let (base, weights) = logistic(&values, &right);
    let (base, weights) = (rounded(&[base])[0], at_least(weights));
    let sum = |values: &Vec<f64>| {
        base + values.iter().zip(&weights).map(|(value, weight)| value * weight).sum::<f64>()
    };
    let mut at: Vec<(f64, bool)> = Vec::new();
    for made in &mut calibrated {
        let values = both(made);
        at.extend(values.iter().map(sum).zip(made.right.iter().copied()));
    }
    let (sums, shares) = isotonic(at);
    println!("# Fitted on seeds {fit}, calibrated on seeds {calibrate}, 500 activities by 120 DPIAs each.");
    let (of_signals, of_standing) = weights.split_at(count);
    let table = |name: &str, names: &[&str], values: &[f64]| {
        println!("\n[{name}]");
        names.iter().zip(values).for_each(|(name, value)| println!("{name} = {value:?}"));
    };
    table("rank", &signal_names(), &rank);
    table("weights", &signal_names(), of_signals);
    table("standing", &["base"], &[base]);
    standing_names().iter().zip(of_standing).for_each(|(name, value)| println!("{name} = {value:?}"));
    println!("\n[calibration]\nsums = {:?}\nright = {:?}", rounded(&sums), rounded(&shares));
}

fn rounded(values: &[f64]) -> Vec<f64> {
    values.iter().map(|value| (value * 1000.0).round() / 1000.0).collect()
}

/// The base and the weights, none below zero, that make what is right likeliest: projected gradient with momentum.
fn logistic(values: &[Vec<f64>], right: &[bool]) -> (f64, Vec<f64>) {
    let count = values.first().map_or(0, Vec::len);
    let total = values.len().max(1) as f64;
    // Each value by its spread, so that one step suits all.
    let spread: Vec<f64> = (0..count)
        .map(|at| {
            let mean = values.iter().map(|of| of[at]).sum::<f64>() / total;
            let around = values.iter().map(|of| (of[at] - mean).powi(2)).sum::<f64>() / total;
            around.sqrt().max(1e-6)
        })
        .collect();
    let mut weights = vec![0.0; count + 1];
    let mut previous = weights.clone();
    for step in 0..STEPS {
        let push = step as f64 / (step as f64 + 3.0);
        let ahead: Vec<f64> =
            weights.iter().zip(&previous).map(|(now, then)| now + push * (now - then)).collect();
        let mut slope = vec![0.0; count + 1];
        for (of, is_right) in values.iter().zip(right) {
            let sum: f64 = ahead[count] + (0..count).map(|at| ahead[at] * of[at] / spread[at]).sum::<f64>();
            let error = 1.0 / (1.0 + (-sum).exp()) - f64::from(u8::from(*is_right));
            (0..count).for_each(|at| slope[at] += error * of[at] / spread[at]);
            slope[count] += error;
        }
        previous.clone_from(&weights);
        for at in 0..=count {
            let ridge = if at < count { RIDGE * ahead[at] } else { 0.0 };
            weights[at] = ahead[at] - 0.15 * (slope[at] / total + ridge);
            if at < count {
                weights[at] = weights[at].max(0.0);
            }
        }
    }
    let base = weights.pop().unwrap_or_default();
    (base, weights.iter().zip(&spread).map(|(weight, spread)| weight / spread).collect())
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
