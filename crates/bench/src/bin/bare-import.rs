//! Reads and imports a register and does nothing with it: `bare-import read|import|stages FILE`.
//!
//! `read` stops at the cells, `import` at the register; `stages` prints what the process holds after
//! each, in MiB and bytes per record, where the system tells.

#![allow(clippy::print_stdout, clippy::print_stderr)]

use ropa::casefile::CaseFile;
use ropa::import::{Importer, Profile};
use ropa::workbook::{Limits, Workbook, open_workbook};
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let (Some(how), Some(path)) = (args.next(), args.next()) else {
        eprintln!("usage: bare-import read|import|stages FILE");
        return ExitCode::from(2);
    };
    // More than the defaults allow, for registers that are made to be large.
    let limits = Limits { cells: 100_000_000, inflated_bytes: 8 << 30, ..Limits::default() };
    let book = match open_workbook(Path::new(&path), &limits) {
        Ok(book) => book,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };
    match how.as_str() {
        "read" => println!("{} cells", cells(&book)),
        "stages" => stages(book),
        _ => {
            let import = Importer::new(Profile::builtin()).import_owned([book]);
            println!("{} records", import.register.activities.len());
        }
    }
    ExitCode::SUCCESS
}

fn cells(book: &Workbook) -> usize {
    book.sheets.iter().map(|sheet| sheet.cells().len()).sum()
}

fn stages(book: Workbook) {
    let start = held();
    println!("cells read: {start} KiB");
    let import = Importer::new(Profile::builtin()).import_owned([book]);
    let records = import.register.activities.len().max(1) as u64;
    let say = |what: &str| {
        let held = held();
        println!("{what}: {} MiB, {} bytes a record", held >> 10, (held << 10) / records);
    };
    say("imported");
    let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default();
    match CaseFile::builder(day).of_import(import).map(|case| case.assess()) {
        Ok(Ok(assessed)) => {
            say("assessed");
            println!("{} gaps", assessed.summary().gap_total());
        }
        Ok(Err(stopped)) => println!("{stopped}"),
        Err(error) => println!("{error}"),
    }
}

/// What the process holds, in KiB; zero where the system does not tell.
fn held() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).unwrap_or(0)
}
