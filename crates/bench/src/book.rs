//! A register as a workbook.

use crate::{DPIA_HEADERS, HEADERS, Random, activity, dpia};
use rust_xlsxwriter::{Workbook, XlsxError};
use std::path::Path;

/// Writes a register of so many rows, and a list of DPIAs; the same for the same seed.
///
/// # Errors
/// [`XlsxError`] where the file cannot be written.
pub fn write(rows: usize, seed: u64, path: &Path) -> Result<(), XlsxError> {
    let mut random = Random::new(seed);
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
