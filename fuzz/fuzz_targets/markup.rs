//! Documents of markup: tables of web pages, workbooks and records that are one XML document, pages saved as a message.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ropa::workbook::read_workbook;
use ropa_fuzz::{SMALL, check_workbook};

/// How documents of each kind begin, so that the fuzzer need not find it.
const HEADS: [&[u8]; 6] = [
    b"<div><table><tr><td>",
    b"<div><dl><dt>Namn<dd>",
    b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet><Table>",
    b"<?xml version=\"1.0\"?><office:document office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\"><office:body><office:spreadsheet>",
    b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"b\"\n\n--b\nContent-Type: text/html\n\n<table>",
    b"<?xml version=\"1.0\"?><dataroot><Register><Namn>",
];

fuzz_target!(|data: &[u8]| {
    let Some((kind, rest)) = data.split_first() else { return };
    let document = [HEADS[usize::from(*kind) % HEADS.len()], rest].concat();
    match read_workbook("register.xls", &document, &SMALL) {
        Ok(book) => check_workbook(&book, &SMALL),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
});
