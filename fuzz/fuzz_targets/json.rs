//! JSON in the shapes in which services write records.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ropa::workbook::read_workbook;
use ropa_fuzz::{SMALL, check_workbook};

/// How texts of each shape begin, so that the fuzzer need not find it.
const HEADS: [&[u8]; 6] = [
    b"",
    b"[{\"Id\": ",
    b"{\"columns\": [\"Id\", \"Namn\"], \"rows\": [[",
    b"{\"value\": [{\"fields\": {",
    b"[[\"Id\", \"Namn\"], [",
    b"{\"enheter\": [{\"enhet\": \"A\", \"behandlingar\": [{",
];

fuzz_target!(|data: &[u8]| {
    let Some((kind, rest)) = data.split_first() else { return };
    let text = [HEADS[usize::from(*kind) % HEADS.len()], rest].concat();
    match read_workbook("register.json", &text, &SMALL) {
        Ok(book) => check_workbook(&book, &SMALL),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
});
