//! Sheets of headers, answers and noise in any arrangement: the account of the import adds up.
#![no_main]

use arbitrary::{Arbitrary, Result, Unstructured};
use libfuzzer_sys::fuzz_target;
use ropa::import::{Importer, Profile};
use ropa::source::Place;
use ropa::workbook::{Cell, CellKind, Sheet, Visibility, Workbook};
use ropa_fuzz::{check_import, words};

fuzz_target!(|data: &[u8]| {
    let Ok(book) = workbook(&mut Unstructured::new(data)) else { return };
    let import = Importer::new(Profile::builtin()).import(std::slice::from_ref(&book));
    check_import(&import, &book);
    for (record, key) in import.register.activities.iter().map(|activity| (&activity.record, &activity.key)) {
        assert!(!key.is_empty());
        for entry in &record.entries {
            let sheet = book.sheets.iter().find(|sheet| sheet.name == record.origin.sheet).expect("a sheet");
            let cell = sheet.cell(entry.place).expect("an entry names its cell");
            // What was taken away around a text is told with its cell.
            let told = import.remarks.iter().any(|remark| remark.cells.iter().any(|told| told.place == entry.place));
            assert!(told || cell.text.contains(&*entry.written), "an entry holds what its cell says");
        }
    }
});

fn workbook(bytes: &mut Unstructured) -> Result<Workbook> {
    let count = bytes.int_in_range(1..=3)?;
    let mut sheets = Vec::new();
    for number in 0..count {
        sheets.push(sheet(number, bytes)?);
    }
    Ok(Workbook { file: "register.xlsx".into(), sheets, notes: Vec::new() })
}

fn sheet(number: usize, bytes: &mut Unstructured) -> Result<Sheet> {
    const NAMES: [&str; 5] = ["Blad", "Registreringar", "Konsekvensbedömningar", "Ordlista", "Behandlinger"];
    let (rows, columns) = (bytes.int_in_range(1..=12_u32)?, bytes.int_in_range(1..=8_u32)?);
    let header = bytes.int_in_range(0..=4_u32)?;
    let mut cells = Vec::new();
    for row in 0..rows {
        for col in 0..columns {
            if bytes.is_empty() {
                break;
            }
            // Rows of headers and rows of answers more often than chance would give.
            let text = text(row == header, bytes)?;
            if !text.is_empty() {
                let kind = *bytes.choose(&[CellKind::Text, CellKind::Text, CellKind::Number, CellKind::Date])?;
                cells.push(Cell { place: Place::new(row, col), kind, text: text.as_str().into() });
            }
        }
    }
    let name = format!("{}{number}", bytes.choose(&NAMES).unwrap_or(&NAMES[0]));
    let mut sheet = Sheet::new(name, cells);
    for _ in 0..bytes.int_in_range(0..=3).unwrap_or(0) {
        let mut place = || -> Result<Place> {
            Ok(Place::new(bytes.int_in_range(0..=rows)?, bytes.int_in_range(0..=columns)?))
        };
        sheet.merged.push((place()?, place()?));
    }
    if bool::arbitrary(bytes).unwrap_or(false) {
        sheet.visibility = Visibility::Hidden;
    }
    Ok(sheet)
}

fn text(of_header: bool, bytes: &mut Unstructured) -> Result<String> {
    let word = |bytes: &mut Unstructured| bytes.choose(words()).cloned();
    Ok(match bytes.int_in_range(0..=9_u8)? {
        0..=1 if of_header => String::new(),
        0..=3 => String::new(),
        4..=6 => word(bytes)?,
        7 => format!("{}{}{}", word(bytes)?, bytes.choose(&["; ", "\n", ": ", " ", " | ", ", "])?, word(bytes)?),
        8 => bytes.int_in_range(0..=3000_u32)?.to_string(),
        _ => {
            let length = bytes.int_in_range(0..=12)?;
            let mut text = String::new();
            for _ in 0..length {
                text.push(char::arbitrary(bytes)?);
            }
            text
        }
    })
}
