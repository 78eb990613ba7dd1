//! How right the suggestions of ties are, on registers with known ties:
//! `measure-links ACTIVITIES DPIAS SEED... [--known | --held-out] [--wrong] [--write FOLDER] [--around TITLE]`.
//!
//! Other words for a thing are such as the lexicon may hold and such as are held out of it; `--known` takes only the
//! first, `--held-out` only the second. `--wrong` lists what is wrong or missed at a score of 0.8. `--write` leaves the
//! files of the last seed in a folder. `--around "Prövning av {}, fastlagd"` writes every title so.

#![allow(clippy::print_stdout, clippy::print_stderr)]

use ropa::matching::{SuggestOptions, suggest};
use ropa_bench::ties::{Tied, Wording, tied};
use std::collections::BTreeSet;
use std::process::ExitCode;
use std::time::Instant;

/// What is counted as sure.
const SURE: f64 = 0.8;

/// What is counted over all seeds.
#[derive(Default)]
struct Counts {
    /// By tenths of the score: how many, how many right, and the sum of the scores.
    tenths: [(usize, usize, f64); 10],
    sure: usize,
    right: usize,
    ties: usize,
    /// DPIAs that concern nothing in the register: how many, and for how many nothing sure is suggested.
    of_nothing: (usize, usize),
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let has = |flag: &str| args.iter().any(|arg| arg == flag);
    let numbers: Vec<u64> = args.iter().filter_map(|arg| arg.parse().ok()).collect();
    let [activities, dpias, seeds @ ..] = numbers.as_slice() else {
        eprintln!(
            "usage: measure-links ACTIVITIES DPIAS SEED... [--known | --held-out] [--wrong] [--write FOLDER]"
        );
        return ExitCode::from(2);
    };
    let wording = match (has("--known"), has("--held-out")) {
        (true, _) => Wording::Known,
        (_, true) => Wording::HeldOut,
        _ => Wording::Mixed,
    };
    let folder = args.iter().position(|arg| arg == "--write").and_then(|at| args.get(at + 1));
    let around = args.iter().position(|arg| arg == "--around").and_then(|at| args.get(at + 1));
    let mut counts = Counts::default();
    for seed in seeds {
        let mut made = tied(*activities as usize, *dpias as usize, *seed, wording);
        if let Some(around) = around {
            made.word_titles(around);
        }
        if let Err(error) =
            measure(*activities as usize, *dpias as usize, *seed, &made, has("--wrong"), folder, &mut counts)
        {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    }
    counts.tell();
    ExitCode::SUCCESS
}

fn measure(
    activities: usize,
    dpias: usize,
    seed: u64,
    made: &Tied,
    wrong: bool,
    folder: Option<&String>,
    counts: &mut Counts,
) -> Result<(), String> {
    if let Some(folder) = folder {
        let write = |name: &str, text: &str| {
            std::fs::write(std::path::Path::new(folder).join(name), text).map_err(|error| error.to_string())
        };
        write("register.csv", &made.register)?;
        write("kb.csv", &made.dpias)?;
    }
    let start = Instant::now();
    let register = made.read()?;
    let reading = start.elapsed().as_secs_f64();
    if (register.activities.len(), register.dpias.len()) != (activities, dpias) {
        return Err(format!("{} activities, {} DPIAs", register.activities.len(), register.dpias.len()));
    }
    let ties: BTreeSet<(usize, usize)> = made.ties.iter().copied().collect();
    let start = Instant::now();
    let found = suggest(&register, &SuggestOptions { threshold: 0.05, ..SuggestOptions::default() });
    let taken = start.elapsed().as_secs_f64();
    let before = (counts.right, counts.sure);
    for one in &found {
        let is_right = ties.contains(&(one.activity, one.dpia));
        let tenth = &mut counts.tenths[((one.score * 10.0) as usize).min(9)];
        tenth.0 += 1;
        tenth.1 += usize::from(is_right);
        tenth.2 += one.score;
        if one.score >= SURE {
            counts.sure += 1;
            counts.right += usize::from(is_right);
        }
        if wrong && !is_right && one.score >= SURE {
            let (activity, dpia) = (&register.activities[one.activity], &register.dpias[one.dpia]);
            let kinds: Vec<String> =
                one.evidence.iter().map(|why| format!("{}: {}", why.kind, why.text)).collect();
            println!(
                "  wrong {:.2}: {} <> {} [{}]",
                one.score,
                activity.label(),
                dpia.label(),
                kinds.join("; ")
            );
        }
    }
    let sure: BTreeSet<_> =
        found.iter().filter(|one| one.score >= SURE).map(|one| (one.activity, one.dpia)).collect();
    for (activity, dpia) in ties.difference(&sure).filter(|_| wrong) {
        let score = found
            .iter()
            .find(|one| (one.activity, one.dpia) == (*activity, *dpia))
            .map_or(0.0, |one| one.score);
        println!(
            "  missed {score:.2}: {} <> {}",
            register.activities[*activity].label(),
            register.dpias[*dpia].label()
        );
    }
    let tied: BTreeSet<usize> = ties.iter().map(|(_, dpia)| *dpia).collect();
    let suggested: BTreeSet<usize> = sure.iter().map(|(_, dpia)| *dpia).collect();
    for dpia in (0..dpias).filter(|dpia| !tied.contains(dpia)) {
        counts.of_nothing.0 += 1;
        counts.of_nothing.1 += usize::from(!suggested.contains(&dpia));
    }
    counts.ties += ties.len();
    println!(
        "seed {seed}: {} ties, {} suggestions; at {SURE}: {} of {} right; read in {reading:.2} s, suggested in {taken:.2} s",
        ties.len(),
        found.len(),
        counts.right - before.0,
        counts.sure - before.1,
    );
    Ok(())
}

impl Counts {
    fn tell(&self) {
        let Counts { right, sure, ties, of_nothing: (none, silent), .. } = self;
        let share = |part: usize, of: usize| part as f64 / of.max(1) as f64;
        println!(
            "score >= {SURE}: precision {:.3} ({right} of {sure}), recall {:.3} ({right} of {ties}); \
             of {none} DPIAs that concern nothing, {silent} get nothing at {SURE}",
            share(*right, *sure),
            share(*right, *ties),
        );
        println!("score      suggestions  mean  right");
        for (tenth, (count, right, sum)) in self.tenths.iter().enumerate() {
            let (from, to) = (tenth as f64 / 10.0, (tenth + 1) as f64 / 10.0);
            let mean = sum / (*count).max(1) as f64;
            println!("{from:.1}-{to:.1}    {count:>8}     {mean:.2}  {:.2}", share(*right, *count));
        }
    }
}
