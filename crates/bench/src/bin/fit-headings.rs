//! Fits what headings mean, and writes `lexicons/headings.model`: `fit-headings OUT [--try]`.
//!
//! From the corpus of headings, the labels of the profiles and the keepers' registers three linear models are fitted:
//! the fields of a register, the fields of a list of DPIAs, and the kinds of texts. With `--try` the keepers are left
//! out in five parts, one after the other, and what the models say of each part's headings is counted; nothing is
//! written then. The same corpus gives the same file.

#![allow(clippy::print_stdout, clippy::print_stderr)]

use ropa::import::fitting::{LinearModel, features, write};
use ropa_bench::headings::{KINDS, Of, Wording, classes, corpus};
use ropa_bench::keepers::{Keeper, keepers};
use ropa_bench::softmax::{Fit, fit, softmax};
use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

/// The keepers are left out in so many parts.
const PARTS: usize = 3;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let wordings = corpus(&here.join("headings"))?;
    let keepers = keepers(&here.join("keepers"))?;
    if args.iter().any(|arg| arg == "--try") {
        return try_out(&wordings, &keepers);
    }
    let out = args.first().ok_or("usage: fit-headings OUT [--try]")?;
    let models = fitted(&wordings, &keepers.iter().collect::<Vec<_>>())?;
    let bytes = write(&models);
    println!("{} wordings, {} keepers, {} bytes", wordings.len(), keepers.len(), bytes.len());
    std::fs::write(out, bytes)?;
    Ok(())
}

fn fitted(corpus: &[Wording], keepers: &[&Keeper]) -> Result<[LinearModel; 3], Box<dyn Error>> {
    let of_keepers: Vec<Wording> = keepers.iter().flat_map(|keeper| keeper.wordings()).collect();
    let fields = |of: Of| {
        let classes = classes(corpus, of);
        let all = corpus.iter().map(|one| (one, 1.0)).chain(of_keepers.iter().map(|one| (one, 1.5)));
        let examples: Vec<_> = all
            .filter(|(one, _)| one.of == of)
            .filter_map(|(one, weight)| one.example(&classes, weight))
            .collect();
        fit(&classes, &examples, Fit::default())
    };
    let mut kinds: Vec<_> = corpus.iter().map(|one| one.example_of_kind(1.0)).collect();
    kinds.extend(of_keepers.iter().map(|one| one.example_of_kind(1.5)));
    for keeper in keepers {
        kinds.extend(keeper.cells()?.iter().map(|one| one.example_of_kind(0.5)));
    }
    let kind = fit(&KINDS.map(str::to_owned), &kinds, Fit { prune: 8, ..Fit::default() });
    Ok([fields(Of::Register), fields(Of::Dpias), kind])
}

fn try_out(corpus: &[Wording], keepers: &[Keeper]) -> Result<(), Box<dyn Error>> {
    let mut counts = [(0u32, 0u32); 3];
    let mut steps: Vec<(f32, bool)> = Vec::new();
    let mut misses = Vec::new();
    for part in 0..PARTS {
        let (out, within): (Vec<_>, Vec<_>) =
            keepers.iter().enumerate().partition(|(number, _)| number % PARTS == part);
        let within: Vec<&Keeper> = within.into_iter().map(|(_, keeper)| keeper).collect();
        let models = fitted(corpus, &within)?;
        for one in out.iter().flat_map(|(_, keeper)| keeper.wordings()) {
            let seen = features(&one.text);
            let (model, count) = match one.of {
                Of::Register => (&models[0], &mut counts[0]),
                Of::Dpias => (&models[1], &mut counts[1]),
                Of::Cell => continue,
            };
            let (class, share) = best(model, &seen);
            let right = model.classes[class] == one.field;
            count.0 += u32::from(right);
            count.1 += 1;
            steps.push((share, right));
            if !right {
                misses.push(format!(
                    "{:.2} \"{}\" is {}, not {}",
                    share, one.text, one.field, model.classes[class]
                ));
            }
            let (kind, _) = best(&models[2], &seen);
            counts[2].0 += u32::from(kind == one.kind());
            counts[2].1 += 1;
        }
    }
    misses.iter().for_each(|miss| println!("{miss}"));
    for (name, (right, of)) in ["register", "dpias", "kinds"].into_iter().zip(counts) {
        println!("{name}: {right} of {of} right, {:.1} %", 100.0 * f64::from(right) / f64::from(of.max(1)));
    }
    for from in [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.0] {
        let at: Vec<bool> =
            steps.iter().filter(|(share, _)| *share >= from).map(|(_, right)| *right).collect();
        println!("share >= {from}: {} of {} right", at.iter().filter(|right| **right).count(), at.len());
    }
    Ok(())
}

/// The likeliest class, and how likely it is.
fn best(model: &LinearModel, seen: &[(u32, f32)]) -> (usize, f32) {
    let mut scores = model.scores(seen);
    softmax(&mut scores);
    let best = scores.into_iter().enumerate().max_by(|a, b| a.1.total_cmp(&b.1));
    best.unwrap_or_default()
}
