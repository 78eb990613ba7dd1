//! Files made by hand, part by part, as no writer would make them.

use std::io::{Cursor, Write};
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

/// A zip archive of the given parts, deflated.
pub(crate) fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in parts {
        writer.start_file(*name, options).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// An .xlsx of one sheet, "Blad1", from the XML of its worksheet and further parts.
pub(crate) fn xlsx(worksheet: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let package = format!(
        "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{RELATIONS}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    );
    let relations = format!(
        "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{RELATIONS}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
    );
    let workbook = format!(
        "<?xml version=\"1.0\"?><workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\">\
         <sheets><sheet name=\"Blad1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    );
    let mut parts = vec![
        ("_rels/.rels", package.as_str()),
        ("xl/_rels/workbook.xml.rels", relations.as_str()),
        ("xl/workbook.xml", workbook.as_str()),
        ("xl/worksheets/sheet1.xml", worksheet),
    ];
    parts.extend(more);
    zipped(&parts)
}

/// The XML of a worksheet from that of its rows.
pub(crate) fn worksheet(rows: &str) -> String {
    format!("<?xml version=\"1.0\"?><worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>")
}

/// An .ods from the XML of its tables.
pub(crate) fn ods(tables: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\">\
         <office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    );
    zipped(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest:manifest/>"),
        ("content.xml", &content),
    ])
}

/// A compound file of one stream.
pub(crate) fn compound(stream: &str, content: &[u8]) -> Vec<u8> {
    compound_of(&[(stream, content)])
}

/// A compound file of several streams.
pub(crate) fn compound_of(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new())).unwrap();
    for (stream, content) in streams {
        file.create_stream(stream).unwrap().write_all(content).unwrap();
    }
    file.flush().unwrap();
    file.into_inner().into_inner()
}

/// A record of a binary workbook.
pub(crate) fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &u16::try_from(data.len()).unwrap().to_le_bytes(), data].concat()
}

/// The cell of row and column with the shared string of that index.
pub(crate) fn shared_string_cell(row: u16, col: u16, index: u32) -> Vec<u8> {
    let place = [row.to_le_bytes(), col.to_le_bytes(), [0, 0]].concat();
    record(0x00FD, &[&place[..], &index.to_le_bytes()].concat())
}

/// The stream of a binary workbook: shared strings, and sheets each given by its records and where
/// it begins; `None` is after the sheet before.
pub(crate) fn biff(strings: &[&str], sheets: &[Vec<u8>], same_place: bool) -> Vec<u8> {
    biff_with(&[], strings, sheets, same_place)
}

/// As [`biff`], with further records of the whole workbook: formats.
pub(crate) fn biff_with(more: &[u8], strings: &[&str], sheets: &[Vec<u8>], same_place: bool) -> Vec<u8> {
    const BOF: u16 = 0x0809;
    const EOF: u16 = 0x000A;
    let begin =
        |kind: u16| record(BOF, &[&0x0600_u16.to_le_bytes()[..], &kind.to_le_bytes(), &[0; 12]].concat());
    let mut sst = [(strings.len() as u32).to_le_bytes(); 2].concat();
    for string in strings {
        let units: Vec<u8> = string.encode_utf16().flat_map(u16::to_le_bytes).collect();
        sst.extend(u16::try_from(units.len() / 2).unwrap().to_le_bytes());
        sst.push(1);
        sst.extend(units);
    }
    let sst = record(0x00FC, &sst);
    let bodies: Vec<Vec<u8>> =
        sheets.iter().map(|cells| [begin(0x0010), cells.clone(), record(EOF, &[])].concat()).collect();
    let bound = |number: usize, place: usize| {
        let name = format!("Blad{number}");
        let head = [&u32::try_from(place).unwrap().to_le_bytes()[..], &[0, 0, name.len() as u8, 0]].concat();
        record(0x0085, &[&head[..], name.as_bytes()].concat())
    };
    let globals = |places: &[usize]| -> Vec<u8> {
        let bounds: Vec<u8> = places.iter().enumerate().flat_map(|(i, place)| bound(i + 1, *place)).collect();
        [begin(0x0005), more.to_vec(), bounds, sst.clone(), record(EOF, &[])].concat()
    };
    let mut next = globals(&vec![0; sheets.len()]).len();
    let places: Vec<usize> = bodies
        .iter()
        .map(|body| {
            let place = next;
            next += if same_place { 0 } else { body.len() };
            place
        })
        .collect();
    [globals(&places), bodies.concat()].concat()
}
