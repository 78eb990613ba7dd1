//! Workbooks of every format.

use super::files::{self, biff, compound, record, shared_string_cell, worksheet, zipped};
use super::{cells, kinds, read, text_at};
use ropa::source::{CellRef, Place};
use ropa::workbook::{CellKind, ReadNote, Visibility};
use rust_xlsxwriter::{Format, Workbook};
use std::sync::Arc;

#[test]
fn cells_have_the_text_that_a_person_sees() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Registreringar").unwrap();
    let format = |code: &str| Format::new().set_num_format(code);
    sheet.write(0, 0, "  Namn ").unwrap();
    sheet.write(0, 1, 46.0).unwrap();
    sheet.write_with_format(0, 2, 3.1, &format("0.00")).unwrap();
    sheet.write_with_format(0, 3, 7.0, &format("000")).unwrap();
    sheet.write_with_format(0, 4, 45_717.0, &format("yyyy-mm-dd")).unwrap();
    sheet.write_with_format(0, 5, 45_976.541_666_666_7, &format("yyyy-mm-dd hh:mm")).unwrap();
    sheet.write(0, 6, true).unwrap();
    sheet.write(0, 7, rust_xlsxwriter::Formula::new("=1+1").set_result("2")).unwrap();
    sheet.write(0, 8, rust_xlsxwriter::Formula::new("=NA()").set_result("#N/A")).unwrap();
    sheet.write(0, 9, 0.1 + 0.2).unwrap();
    sheet.write(0, 10, " ").unwrap();
    let bold = Format::new().set_bold();
    sheet.write_rich_string(0, 11, &[(&Format::default(), "Ja, "), (&bold, "delvis")]).unwrap();
    let sheet = &read("register.xlsx", &book.save_to_buffer().unwrap()).sheets[0];

    assert_eq!(&*sheet.name, "Registreringar");
    assert_eq!(
        cells(sheet),
        [
            "A1=  Namn ",
            "B1=46",
            "C1=3.10",
            "D1=007",
            "E1=2025-03-01",
            "F1=2025-11-15T13:00:00",
            "G1=TRUE",
            "H1=2",
            "I1=#N/A",
            "J1=0.3",
            "K1= ",
            "L1=Ja, delvis"
        ]
    );
    use CellKind::{Bool, Date, Error, Number, Text};
    assert_eq!(
        kinds(sheet),
        [Text, Number, Number, Number, Date, Date, Bool, Number, Error, Number, Text, Text]
    );
}

#[test]
fn hidden_sheets_and_merged_areas_are_told() {
    let mut book = Workbook::new();
    book.add_worksheet()
        .set_name("Synligt")
        .unwrap()
        .merge_range(0, 0, 1, 3, "Rubrik", &Format::new())
        .unwrap();
    book.add_worksheet().set_name("Dolt").unwrap().set_hidden(true).write(0, 0, "a").unwrap();
    book.add_worksheet().set_name("Djupt dolt").unwrap().set_very_hidden(true).write(0, 0, "b").unwrap();
    let sheets = read("register.xlsx", &book.save_to_buffer().unwrap()).sheets;
    let shown: Vec<_> = sheets.iter().map(|sheet| sheet.visibility).collect();
    assert_eq!(shown, [Visibility::Visible, Visibility::Hidden, Visibility::VeryHidden]);
    assert_eq!(sheets[0].merged, [(Place::new(0, 0), Place::new(1, 3))]);
    assert_eq!(cells(&sheets[0]), ["A1=Rubrik"]);
}

#[test]
fn cells_share_a_shared_string() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let long = "Behandlingen avser handläggning av ärenden enligt lag och är därför tillåten";
    for row in 0..3 {
        sheet.write(row, 0, long).unwrap();
    }
    book.add_worksheet().write(0, 0, long).unwrap();
    let sheets = read("register.xlsx", &book.save_to_buffer().unwrap()).sheets;
    let first = &sheets[0].cells()[0].text;
    assert!(sheets.iter().flat_map(|sheet| sheet.cells()).all(|cell| Arc::ptr_eq(&cell.text, first)));
}

#[test]
fn prefixed_xml_with_byte_order_marks_is_read() {
    let main = "xmlns:x=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    let sheet = format!(
        "\u{feff}<?xml version=\"1.0\"?><x:worksheet {main}><x:sheetData><x:row r=\"1\">\
         <x:c r=\"A1\" t=\"s\"><x:v>0</x:v></x:c><x:c r=\"B1\" t=\"s\"><x:v>1</x:v></x:c>\
         <x:c r=\"C1\" t=\"inlineStr\"><x:is><x:t xml:space=\"preserve\"> Ja </x:t></x:is></x:c>\
         <x:c r=\"D1\"><x:v>12</x:v></x:c></x:row></x:sheetData></x:worksheet>"
    );
    let strings = format!(
        "\u{feff}<?xml version=\"1.0\"?><x:sst {main}><x:si><x:t xml:space=\"preserve\">Avtal </x:t></x:si>\
         <x:si><x:t></x:t></x:si></x:sst>"
    );
    let book = read("export.xlsx", &files::xlsx(&sheet, &[("xl/sharedStrings.xml", &strings)]));
    assert_eq!(cells(&book.sheets[0]), ["A1=Avtal ", "C1= Ja ", "D1=12"]);
}

#[test]
fn formulas_without_a_saved_value_are_told() {
    let rows = "<row r=\"1\"><c r=\"A1\"><f>B1</f></c><c r=\"B1\"><v>1</v></c><c r=\"C1\" s=\"0\"/>\
                <c r=\"D1\"><f>B1+1</f><v></v></c><c r=\"E1\"><f>B1+1</f><v>2</v></c></row>";
    let book = read("export.xlsx", &files::xlsx(&worksheet(rows), &[]));
    assert_eq!(cells(&book.sheets[0]), ["B1=1", "E1=2"]);
    let cell = |col| CellRef { file: "export.xlsx".into(), sheet: "Blad1".into(), place: Place::new(0, col) };
    assert_eq!(book.notes, [ReadNote::FormulaWithoutValue(vec![cell(0), cell(3)])]);
}

#[test]
fn a_stated_dimension_that_lies_does_no_harm() {
    let sheet = worksheet("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>")
        .replace("<sheetData>", "<dimension ref=\"A1:XFD1048576\"/><sheetData>");
    assert_eq!(cells(&read("export.xlsx", &files::xlsx(&sheet, &[])).sheets[0]), ["A1=1"]);
}

#[test]
fn an_opendocument_workbook_is_read() {
    let tables = "<table:table table:name=\"Blad1\"><table:table-row table:number-rows-repeated=\"2\">\
                  <table:table-cell/></table:table-row><table:table-row>\
                  <table:table-cell table:number-columns-repeated=\"2\" office:value-type=\"string\">\
                  <text:p>Ja</text:p></table:table-cell>\
                  <table:table-cell office:value-type=\"date\" office:date-value=\"2025-03-01\"/>\
                  <table:table-cell office:value-type=\"float\" office:value=\"46\"/>\
                  <table:table-cell office:value-type=\"boolean\" office:boolean-value=\"false\"/>\
                  <table:table-cell table:number-columns-repeated=\"16379\"/></table:table-row>\
                  <table:table-row table:number-rows-repeated=\"1048573\">\
                  <table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row></table:table>";
    let sheet = &read("register.ods", &files::ods(tables)).sheets[0];
    assert_eq!(cells(sheet), ["A3=Ja", "B3=Ja", "C3=2025-03-01", "D3=46", "E3=FALSE"]);
    use CellKind::{Bool, Date, Number, Text};
    assert_eq!(kinds(sheet), [Text, Text, Date, Number, Bool]);
}

#[test]
fn a_binary_workbook_is_read() {
    let number = record(0x0203, &[&[1, 0, 2, 0, 0, 0][..], &46.5_f64.to_le_bytes()].concat());
    let lying_dimensions = record(0x0200, &[[0; 4], [0xFF; 4], [0, 0, 0xFF, 0], [0; 4]].concat()[..14]);
    let first = [lying_dimensions, shared_string_cell(0, 0, 1), shared_string_cell(1, 1, 0), number].concat();
    let stream = biff(&["Lön", "Ändamål"], &[first, shared_string_cell(0, 0, 0)], false);
    let sheets = read("register.xls", &compound("/Workbook", &stream)).sheets;
    assert_eq!(cells(&sheets[0]), ["A1=Ändamål", "B2=Lön", "C2=46.5"]);
    assert_eq!(cells(&sheets[1]), ["A1=Lön"]);
}

#[test]
fn the_content_decides_and_a_wrong_ending_is_told() {
    let xlsx = files::xlsx(&worksheet("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"), &[]);
    let cases = [
        ("register.csv", xlsx.clone(), Some(("csv", "an Excel workbook (.xlsx)"))),
        ("register.XLS", b"Id;Namn\n1;a".to_vec(), Some(("XLS", "delimited text"))),
        ("register.xlsm", xlsx.clone(), None),
        ("register", xlsx.clone(), None),
        ("register.dat", xlsx, None),
    ];
    for (name, bytes, expected) in cases {
        let notes = read(name, &bytes).notes;
        let other = notes.iter().find_map(|note| match note {
            ReadNote::OtherFormat { ending, content } => Some((ending.as_str(), *content)),
            _ => None,
        });
        assert_eq!(other, expected, "{name}");
    }
}

#[test]
fn parts_may_stand_under_another_path_and_case() {
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let bytes = zipped(&[
        (
            "_rels/.rels",
            &format!(
                "<Relationships><Relationship Id=\"a\" Type=\"{relations}/officeDocument\" Target=\"/bok/Bok.xml\"/></Relationships>"
            ),
        ),
        (
            "bok/_rels/Bok.xml.rels",
            &format!(
                "<Relationships><Relationship Id=\"a\" Type=\"{relations}/worksheet\" Target=\"/bok/Ark.xml\"/></Relationships>"
            ),
        ),
        ("bok/Bok.xml", "<workbook><sheets><sheet name=\"Ark\" r:id=\"a\"/></sheets></workbook>"),
        ("bok/Ark.xml", &worksheet("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>")),
    ]);
    assert_eq!(text_at(&read("export.xlsx", &bytes).sheets[0], 0, 0), "1");
}
