//! Fits what the words of cells most likely say, and writes `lexicons/likely.model`: `fit-values FILE [--measure]`.
//!
//! From the corpora of `corpus/values` and the program's own word lists these linear models are fitted: the states of a
//! DPIA, what references say that name none, the kinds of data subjects, and of data. `--measure` prints what models make
//! of each fifth of a corpus when they were fitted to the rest. The same corpora give the same file.

#![allow(clippy::print_stdout, clippy::print_stderr)]

use ropa::import::fitting::{ASKED, LinearModel, features, write};
use ropa_bench::values::{Meant, corpus, listed, model};
use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

/// So many parts a corpus is cut into, to be measured.
const PARTS: usize = 5;

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
    let out = args.first().ok_or("usage: fit-values FILE [--measure]")?;
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (corpora, library) = (here.join("corpus/values"), here.join("../ropa"));
    let words = library.join("profiles/words.toml");
    let mut states = listed(&words, Some("dpia_status"), state)?;
    states.extend(listed(&library.join("lexicons/status.toml"), None, state)?);
    // In the order in which the program asks for them.
    let all: [(&str, Vec<Meant>); ASKED] = [
        ("statuses", states),
        ("references", Vec::new()),
        ("subjects", listed(&words, Some("data_subjects"), kind)?),
        ("categories", listed(&words, Some("data_categories"), kind)?),
    ];
    let mut models: Vec<LinearModel> = Vec::new();
    for (name, listed) in all {
        let corpus = corpus(&corpora.join(format!("{name}.tsv")))?;
        if args.iter().any(|arg| arg == "--measure") {
            measure(name, &corpus, &listed);
        }
        let model = model(&corpus, &listed);
        println!("{name}: {} wordings, {} bytes", corpus.len(), write(std::slice::from_ref(&model)).len());
        models.push(model);
    }
    std::fs::write(out, write(&models))?;
    Ok(())
}

/// The state that a key of the lists of states stands for.
fn state(key: &str) -> Option<String> {
    let state = match key {
        "waits" => "finished",
        "under_way" => "unfinished",
        "approved_with_conditions" => "approved",
        "approved" | "finished" | "unfinished" | "not_started" | "rejected" | "not_in_force" => key,
        _ => return None,
    };
    Some(state.into())
}

/// The kind that a key of the lists of groups and of data stands for: what counts for no criterion is one kind.
fn kind(key: &str) -> Option<String> {
    let kind = match key {
        "public" | "customers" | "suppliers" | "elected" | "permit_holders" => "other",
        "national_id" | "name" | "contact" | "employment" | "education" => "ordinary",
        // Of these a list has both what is harmless and what may hold anything.
        "not"
        | "other"
        | "relatives"
        | "special_unspecified"
        | "image_sound"
        | "technical"
        | "case_administration" => return None,
        _ => key,
    };
    Some(kind.into())
}

/// Prints how models that were not fitted to a part of a corpus read that part: of those that are read with so great a share,
/// how many rightly.
fn measure(name: &str, corpus: &[Meant], listed: &[Meant]) {
    let mut read: Vec<(f32, bool)> = Vec::new();
    for part in 0..PARTS {
        let of_part = |number: usize| number % PARTS == part;
        let (tried, fitted): (Vec<_>, Vec<_>) =
            corpus.iter().cloned().enumerate().partition(|(number, _)| of_part(*number));
        let fitted: Vec<Meant> = fitted.into_iter().map(|(_, one)| one).collect();
        let model = model(&fitted, listed);
        read.extend(tried.iter().filter_map(|(_, one)| {
            let shares = model.shares(&features(&one.text));
            let (class, share) = model.classes.iter().zip(shares).max_by(|a, b| a.1.total_cmp(&b.1))?;
            Some((share, *class == one.class))
        }));
    }
    for least in [0.0, 0.5, 0.7, 0.9, 0.95] {
        let sure = || read.iter().filter(|(share, _)| *share >= least);
        println!(
            "  {name}, from {least}: {} of {} right",
            sure().filter(|(_, right)| *right).count(),
            sure().count()
        );
    }
}
