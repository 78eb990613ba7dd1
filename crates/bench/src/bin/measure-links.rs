//! How right the suggestions of ties are: `measure-links ACTIVITIES DPIAS SEED...`, on registers with known
//! ties. With `--wrong` what is wrong or missed at a score of 0.8 is listed.

#![allow(clippy::print_stdout, clippy::print_stderr)]

use ropa::draftit::{Importer, Profile};
use ropa::link::{SuggestOptions, suggest};
use ropa::sheet::{Limits, read_workbook};
use ropa_bench::ties::tied;
use std::collections::BTreeSet;
use std::process::ExitCode;
use std::time::Instant;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let wrong = args.iter().any(|arg| arg == "--wrong");
    let numbers: Vec<u64> = args.iter().filter_map(|arg| arg.parse().ok()).collect();
    let [activities, dpias, seeds @ ..] = numbers.as_slice() else {
        eprintln!("usage: measure-links ACTIVITIES DPIAS SEED... [--wrong]");
        return ExitCode::from(2);
    };
    // By tenths of the score: how many, and how many right.
    let mut tenths = [(0usize, 0usize); 10];
    let (mut right, mut sure, mut all) = (0, 0, 0);
    for seed in seeds {
        let made = tied(*activities as usize, *dpias as usize, *seed);
        let read = |name: &str, text: &str| {
            read_workbook(name, text.as_bytes(), &Limits::default()).map_err(|error| eprintln!("{error}"))
        };
        let (Ok(register), Ok(list)) = (read("register.csv", &made.register), read("kb.csv", &made.dpias))
        else {
            return ExitCode::FAILURE;
        };
        let register = Importer::new(Profile::builtin()).import(&[register, list]).register;
        assert_eq!(
            (register.activities.len(), register.dpias.len()),
            (*activities as usize, *dpias as usize)
        );
        let ties: BTreeSet<(usize, usize)> = made.ties.iter().copied().collect();
        let start = Instant::now();
        let options = SuggestOptions { threshold: 0.05, ..SuggestOptions::default() };
        let found = suggest(&register, &options);
        println!(
            "seed {seed}: {} ties, {} suggestions, {:.2} s",
            ties.len(),
            found.len(),
            start.elapsed().as_secs_f64()
        );
        for one in &found {
            let is_right = ties.contains(&(one.activity, one.dpia));
            let tenth = &mut tenths[((one.score * 10.0) as usize).min(9)];
            tenth.0 += 1;
            tenth.1 += usize::from(is_right);
            if one.score >= 0.8 {
                sure += 1;
                right += usize::from(is_right);
            }
            if wrong && !is_right && one.score >= 0.8 {
                let (activity, dpia) = (&register.activities[one.activity], &register.dpias[one.dpia]);
                println!("  wrong {:.2}: {} <> {}", one.score, activity.label(), dpia.label());
            }
        }
        if wrong {
            let told: BTreeSet<_> =
                found.iter().filter(|one| one.score >= 0.8).map(|one| (one.activity, one.dpia)).collect();
            for (activity, dpia) in ties.difference(&told) {
                println!(
                    "  missed: {} <> {}",
                    register.activities[*activity].label(),
                    register.dpias[*dpia].label()
                );
            }
        }
        all += ties.len();
    }
    println!(
        "score >= 0.8: precision {:.3} ({right} of {sure}), recall {:.3} ({right} of {all})",
        right as f64 / sure.max(1) as f64,
        right as f64 / all.max(1) as f64
    );
    println!("score      suggestions  right");
    for (tenth, (count, right)) in tenths.iter().enumerate() {
        let share = *right as f64 / (*count).max(1) as f64;
        println!("{:.1}-{:.1}    {count:>8}     {share:.2}", tenth as f64 / 10.0, (tenth + 1) as f64 / 10.0);
    }
    ExitCode::SUCCESS
}
