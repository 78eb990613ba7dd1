//! Writes an invented register workbook: `make-register ROWS OUT.xlsx`.

#![allow(clippy::print_stdout, clippy::print_stderr)]

use ropa_bench::{DPIA_HEADERS, HEADERS, Random, activity, dpia};
use rust_xlsxwriter::{Workbook, XlsxError};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let (Some(Ok(rows)), Some(path)) = (args.next().map(|rows| rows.parse::<usize>()), args.next()) else {
        eprintln!("usage: make-register ROWS OUT.xlsx");
        return ExitCode::from(2);
    };
    match write(rows, &path) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{path}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn write(rows: usize, path: &str) -> Result<(), XlsxError> {
    let mut random = Random::new(7);
    let mut workbook = Workbook::new();
    // Shared strings, as Excel and Draftit write them.
    let sheet = workbook.add_worksheet_with_low_memory()?;
    sheet.set_name("Registreringar")?;
    for (col, header) in HEADERS.iter().enumerate() {
        sheet.write(0, col as u16, *header)?;
    }
    for number in 1..=rows {
        for (col, text) in activity(number, &mut random).iter().enumerate() {
            if !text.is_empty() {
                sheet.write(number as u32, col as u16, text)?;
            }
        }
    }
    let sheet = workbook.add_worksheet();
    sheet.set_name("Konsekvensbedömningar")?;
    for (col, header) in DPIA_HEADERS.iter().enumerate() {
        sheet.write(0, col as u16, *header)?;
    }
    for number in 1..=(rows / 10).clamp(1, 1000) {
        for (col, text) in dpia(number, &mut random).iter().enumerate() {
            sheet.write(number as u32, col as u16, text)?;
        }
    }
    workbook.save(path)
}
