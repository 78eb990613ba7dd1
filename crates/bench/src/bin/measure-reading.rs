//! How right the registers of strangers are read: `measure-reading FOLDER [--quiet] [--model=FILE] [--part=N] [NAME...]`.
//!
//! For each keeper in the folder: headings right, wrong and unread, kinds of tables, registers read, needs, gaps and
//! links; then what was missed, line by line, unless `--quiet`; last the sums. `--model` reads by another model of
//! headings, and `--part` only the keepers that `fit-headings --without=N` left out of it.

#![allow(clippy::print_stdout, clippy::print_stderr)]

use ropa::import::fitting::{read, use_models};
use ropa_bench::keepers::{Measured, PARTS, keepers};
use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

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
    let args: Vec<String> = std::env::args().skip(1).collect();
    let quiet = args.iter().any(|arg| arg == "--quiet");
    let mut names = args.iter().filter(|arg| !arg.starts_with("--"));
    let folder = names.next().ok_or("usage: measure-reading FOLDER [--quiet] [NAME...]")?;
    let names: Vec<&String> = names.collect();
    let given = |flag: &str| args.iter().find_map(|arg| arg.strip_prefix(flag));
    if let Some(file) = given("--model=") {
        let models = read(&std::fs::read(file)?).ok_or("not a model of headings")?;
        use_models(models);
    }
    let part: Option<usize> = given("--part=").map(str::parse).transpose()?;
    let mut sum = Measured::default();
    for (number, keeper) in keepers(Path::new(folder))?.into_iter().enumerate() {
        if part.is_some_and(|part| number % PARTS != part) {
            continue;
        }
        if !names.is_empty() && !names.iter().any(|name| keeper.name().contains(name.as_str())) {
            continue;
        }
        let measured = keeper.measure()?;
        println!("{}: {}", keeper.name(), measured.line());
        if !quiet {
            measured.misses.iter().for_each(|miss| println!("    {miss}"));
        }
        sum.add(&measured);
    }
    println!("all: {}", sum.line());
    Ok(())
}
