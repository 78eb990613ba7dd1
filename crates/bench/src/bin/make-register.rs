//! Writes an invented register workbook: `make-register ROWS OUT.xlsx`.

#![allow(clippy::print_stdout, clippy::print_stderr)]

use ropa_bench::book;
use std::path::Path;
use std::process::ExitCode;

const SEED: u64 = 7;

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let (Some(Ok(rows)), Some(path)) = (args.next().map(|rows| rows.parse::<usize>()), args.next()) else {
        eprintln!("usage: make-register ROWS OUT.xlsx");
        return ExitCode::from(2);
    };
    match book::write(rows, SEED, Path::new(&path)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{path}: {error}");
            ExitCode::FAILURE
        }
    }
}
