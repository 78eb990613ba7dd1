//! Any text as a profile: it is read or refused at a place in the text, and what was read can be used.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ropa::import::{Importer, Profile, ValueWords};
use ropa::source::Place;
use ropa::workbook::{Cell, CellKind, Sheet, Workbook};
use ropa_fuzz::check_import;

fuzz_target!(|text: &str| {
    match Profile::parse("min.toml", text) {
        Ok(profile) => {
            let book = book();
            check_import(&Importer::new(&profile).import(std::slice::from_ref(&book)), &book);
        }
        Err(error) => assert!(error.to_string().starts_with("min.toml")),
    }
    if let Err(error) = ValueWords::parse("ord.toml", text) {
        assert!(!error.to_string().is_empty());
    }
});

fn book() -> Workbook {
    let rows = [
        ["Id", "Behandling", "Ändamål", "Kategorier av registrerade", "a"],
        ["1", "Lön", "Betala ut lön", "Anställda", "b"],
        ["2", "Skolskjuts", "Planera turer", "Barn; Vårdnadshavare", "Ja, USA"],
    ];
    let cells = rows.iter().enumerate().flat_map(|(row, texts)| {
        texts.iter().enumerate().map(move |(col, text)| Cell {
            place: Place::new(row as u32, col as u32),
            kind: CellKind::Text,
            text: (*text).into(),
        })
    });
    Workbook { file: "register.csv".into(), sheets: vec![Sheet::new("register", cells)], notes: Vec::new() }
}
