//! Writes invented boards, a folder each with its register and its settings: `make-boards BOARDS ROWS DIR`.

#![allow(clippy::print_stdout, clippy::print_stderr)]

use ropa_bench::book;
use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [boards, rows, folder] = &args[..] else { return usage() };
    let (Ok(boards), Ok(rows)) = (boards.parse(), rows.parse()) else { return usage() };
    match (1..=boards).try_for_each(|number| board(number, rows, Path::new(folder))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{folder}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn usage() -> ExitCode {
    eprintln!("usage: make-boards BOARDS ROWS DIR");
    ExitCode::from(2)
}

/// One board, whose register is its own: the number is the seed.
fn board(number: u64, rows: usize, folder: &Path) -> Result<(), Box<dyn Error>> {
    let own = folder.join(format!("namnd-{number:03}"));
    std::fs::create_dir_all(&own)?;
    book::write(rows, number, &own.join("register.xlsx"))?;
    let settings = format!("files = [\"register.xlsx\"]\n[controller]\nboard = \"Nämnd {number:03}\"\n");
    std::fs::write(own.join("ropa.toml"), settings)?;
    Ok(())
}
