//! Any bytes as a workbook, as they are or as the parts of one: read or refused within the limits.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ropa::import::{Importer, Profile};
use ropa::workbook::read_workbook;
use ropa_fuzz::{SMALL, check_import, check_workbook, let_foreign_panics_pass};
use std::io::{Cursor, Write};
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

fuzz_target!(|data: &[u8]| {
    let_foreign_panics_pass();
    let Some((kind, rest)) = data.split_first() else { return };
    // Check sums and compression would keep the fuzzer out of the parts, so it writes them itself.
    let bytes = match kind {
        b'x' => zipped(&XLSX, rest),
        b'b' => zipped(&XLSB, rest),
        b'o' => zipped(&ODS, rest),
        b'c' => match compound(rest) {
            Some(bytes) => bytes,
            None => return,
        },
        _ => rest.to_vec(),
    };
    match read_workbook("register.xlsx", &bytes, &SMALL) {
        Ok(book) => {
            check_workbook(&book, &SMALL);
            check_import(&Importer::new(Profile::builtin()).import(std::slice::from_ref(&book)), &book);
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
});

/// Parts of a workbook, each with what stands in it where the fuzzer gives nothing.
type Parts = [(&'static str, &'static str)];

const XLSX: [(&str, &str); 6] = [
    ("xl/worksheets/sheet1.xml", ""),
    ("xl/sharedStrings.xml", "<sst><si><t>Behandling</t></si><si><t>L\u{f6}n</t></si></sst>"),
    ("xl/styles.xml", "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"),
    (
        "xl/workbook.xml",
        "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"Blad1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
    ),
    (
        "xl/_rels/workbook.xml.rels",
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
    ),
    (
        "_rels/.rels",
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
    ),
];

const XLSB: [(&str, &str); 6] = [
    ("xl/worksheets/sheet1.bin", ""),
    ("xl/sharedStrings.bin", ""),
    ("xl/styles.bin", ""),
    ("xl/workbook.bin", ""),
    (
        "xl/_rels/workbook.bin.rels",
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.bin\"/></Relationships>",
    ),
    ("_rels/.rels", "<Relationships/>"),
];

const ODS: [(&str, &str); 3] = [
    ("content.xml", ""),
    ("META-INF/manifest.xml", "<manifest:manifest/>"),
    ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
];

/// A zip of parts that the fuzzer divides by a byte that is in no UTF-8.
fn zipped(parts: &Parts, data: &[u8]) -> Vec<u8> {
    let mut given = data.split(|byte| *byte == 0xFF);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, usual) in parts {
        let content = given.next().filter(|content| !content.is_empty()).unwrap_or(usual.as_bytes());
        writer.start_file(*name, stored).expect("a name");
        writer.write_all(content).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}

fn compound(stream: &[u8]) -> Option<Vec<u8>> {
    let mut file = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new())).ok()?;
    file.create_stream("/Workbook").ok()?.write_all(stream).ok()?;
    file.flush().ok()?;
    Some(file.into_inner().into_inner())
}
