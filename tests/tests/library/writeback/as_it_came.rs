//! A file as it came: the same bytes when nothing is changed, and else only the cell that is.

use super::files::{cells, fixtures, read, shared};
use ropa::source::{CellRef, Place};
use ropa::workbook::{Dialect, FileKind, Limits, Workbook, read_workbook};
use ropa::writeback::{CellChange, TextEncoding, WritebackError, as_it_came, changed, csv, xlsx};
use std::path::Path;

fn change(book: &Workbook, sheet: usize, place: Place, text: &str) -> CellChange {
    let cell = CellRef { file: book.file.clone(), sheet: book.sheets[sheet].name.clone(), place };
    CellChange { cell, text: text.into() }
}

/// Says the first that differs, and not all of both.
fn same<T: PartialEq + std::fmt::Debug>(found: &[T], expected: &[T], path: &Path) {
    let differs = found.iter().zip(expected).find(|(a, b)| a != b);
    assert!(differs.is_none() && found.len() == expected.len(), "{}: {differs:?}", path.display());
}

/// The cells of a file after a change, as they are read back.
fn after(book: &Workbook, bytes: &[u8], change: &CellChange) -> Result<Workbook, WritebackError> {
    let limits = Limits::default();
    let out = as_it_came(book, bytes, std::slice::from_ref(change), TextEncoding::AsItIs, &limits)?;
    Ok(read_workbook(&book.file, &out.bytes, &limits)?)
}

/// Changes a cell in the middle, one at the end of a row, and one below all, one at a time.
fn try_file(path: &Path) -> usize {
    /// Larger files show nothing more, and take minutes in a build for tests.
    const MOST_CELLS: usize = 10_000;
    let Some((bytes, book)) = read(path) else { return 0 };
    if book.sheets.iter().map(|sheet| sheet.cells().len()).sum::<usize>() > MOST_CELLS {
        return 0;
    }
    let limits = Limits::default();
    let kept = as_it_came(&book, &bytes, &[], TextEncoding::AsItIs, &limits).unwrap();
    assert_eq!(kept.bytes, bytes, "{}", path.display());
    let mut tried = 0;
    for (index, sheet) in book.sheets.iter().enumerate() {
        let Some(last) = sheet.cells().last().map(|cell| cell.place) else { continue };
        let middle = sheet.cells()[sheet.cells().len() / 2].place;
        let is_json = FileKind::of(&bytes) == Some(FileKind::Json);
        let beyond = [Place::new(middle.row, last.col + 3), Place::new(last.row + 2, 1)];
        let places = [middle, last].into_iter().chain(beyond.into_iter().filter(|_| !is_json));
        for place in places {
            let change = change(&book, index, place, "KB-1; å \"ä\" & <ö>");
            let expected = cells(&changed(&book, std::slice::from_ref(&change)));
            match after(&book, &bytes, &change) {
                Ok(read) => same(&cells(&read), &expected, path),
                Err(WritebackError::SharedFormula(_) | WritebackError::NoDelimiter(_)) => continue,
                Err(WritebackError::NoPlace(_) | WritebackError::Encrypted(_)) => continue,
                Err(WritebackError::LossyText { .. } | WritebackError::NotInEncoding { .. }) => continue,
                Err(error) => panic!("{}: {error}", path.display()),
            }
            tried += 1;
        }
    }
    tried
}

#[test]
fn every_fixture_changes_in_one_cell_only() {
    let tried: usize = fixtures().iter().map(|path| try_file(path)).sum();
    assert!(tried > 30, "{tried}");
}

/// A workbook with all that people put in one.
fn rich() -> Vec<u8> {
    use rust_xlsxwriter::*;
    let mut book = Workbook::new();
    let bold = Format::new().set_bold().set_background_color("FFEE00");
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let sheet = book.add_worksheet().set_name("Register").unwrap();
    for (col, header) in (0_u16..).zip(["ID", "Behandling", "Ändamål", "Registrerade", "Datum", "Antal"]) {
        sheet.write_string_with_format(0, col, header, &bold).unwrap();
    }
    for row in 1..6_u32 {
        sheet.write_string(row, 0, format!("P{row}")).unwrap();
        sheet.write_string(row, 1, "Lön & arvode").unwrap();
        sheet.write_string_with_format(row, 2, "Betala", &bold).unwrap();
        sheet.write_string(row, 3, "Barn").unwrap();
        sheet.write_with_format(row, 4, ExcelDateTime::from_ymd(2025, 3, row as u8).unwrap(), &day).unwrap();
        sheet.write_formula(row, 5, Formula::new(format!("=ROW()*{row}")).set_result("4")).unwrap();
    }
    sheet.insert_note(1, 1, &Note::new("Fråga Anna")).unwrap();
    sheet
        .add_data_validation(
            1,
            3,
            9,
            3,
            &DataValidation::new().allow_list_strings(&["Barn", "Vuxna"]).unwrap(),
        )
        .unwrap();
    sheet
        .add_conditional_format(
            1,
            5,
            5,
            5,
            &ConditionalFormatCell::new()
                .set_rule(ConditionalFormatCellRule::GreaterThan(3))
                .set_format(&bold),
        )
        .unwrap();
    sheet.set_freeze_panes(1, 0).unwrap();
    sheet.set_row_hidden(4).unwrap();
    sheet.merge_range(8, 0, 8, 3, "Sammanslagen", &bold).unwrap();
    let mut chart = Chart::new(ChartType::Column);
    chart.add_series().set_values("Register!$F$2:$F$6");
    sheet.insert_chart(10, 1, &chart).unwrap();
    let table = book.add_worksheet().set_name("Tabell").unwrap();
    table.write_column(1, 0, ["a", "b"]).unwrap();
    table.add_table(0, 0, 2, 1, &Table::new()).unwrap();
    book.add_worksheet().set_name("Dolt").unwrap().set_very_hidden(true).write_string(0, 0, "x").unwrap();
    book.define_name("Lista", "=Register!$A$2:$A$6").unwrap();
    book.save_to_buffer().unwrap()
}

fn parts(bytes: &[u8]) -> std::collections::BTreeMap<String, Vec<u8>> {
    use std::io::Read;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut part = archive.by_index(index).unwrap();
            let mut content = Vec::new();
            part.read_to_end(&mut content).unwrap();
            (part.name().unwrap().into_owned(), content)
        })
        .collect()
}

#[test]
fn all_other_parts_of_a_workbook_stay_byte_for_byte() {
    let bytes = rich();
    let book = read_workbook("r.xlsx", &bytes, &Limits::default()).unwrap();
    let change = change(&book, 0, Place::new(1, 2), "KB-1");
    let out = as_it_came(&book, &bytes, &[change], TextEncoding::AsItIs, &Limits::default()).unwrap();
    let (before, after) = (parts(&bytes), parts(&out.bytes));
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    let differs: Vec<&String> = before.keys().filter(|name| before[*name] != after[*name]).collect();
    assert_eq!(differs, ["xl/worksheets/sheet1.xml"]);
    assert!(before.len() > 15, "{:?}", before.keys());
    let text = |parts: &std::collections::BTreeMap<String, Vec<u8>>| {
        String::from_utf8(parts["xl/worksheets/sheet1.xml"].clone()).unwrap()
    };
    let (before, after) = (text(&before), text(&after));
    // Of the sheet itself, one cell: what comes before and after it is the same.
    let start = before.bytes().zip(after.bytes()).position(|(a, b)| a != b).unwrap();
    let end = before.bytes().rev().zip(after.bytes().rev()).position(|(a, b)| a != b).unwrap();
    assert!(before.len() - start - end < 60, "{}", &before[start..before.len() - end]);
}

#[test]
fn a_workbook_with_formulas_is_calculated_anew_when_a_cell_is_changed() {
    let patched = |bytes: &[u8], changes: &[CellChange]| {
        let book = read_workbook("r.xlsx", bytes, &Limits::default()).unwrap();
        let out = as_it_came(&book, bytes, changes, TextEncoding::AsItIs, &Limits::default()).unwrap();
        String::from_utf8(parts(&out.bytes).remove("xl/workbook.xml").unwrap()).unwrap()
    };
    let own = |bytes: &[u8]| String::from_utf8(parts(bytes).remove("xl/workbook.xml").unwrap()).unwrap();
    let change = || {
        let cell = CellRef { file: "r.xlsx".into(), sheet: "Register".into(), place: Place::new(1, 2) };
        [CellChange { cell, text: "KB-1".into() }]
    };
    let write = |formula: bool| {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet().set_name("Register").unwrap();
        sheet.write_string(1, 2, "före").unwrap();
        if formula {
            let formula = rust_xlsxwriter::Formula::new("=C2&\"!\"").set_result("före!");
            book.add_worksheet().write_formula(0, 0, formula).unwrap();
        }
        book.save_to_buffer().unwrap()
    };
    let said = "fullCalcOnLoad=\"1\"";
    let other = |formula: bool, calculation: &str| {
        // The same workbook, with other settings of calculation.
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, content) in parts(&write(formula)) {
            let content = match name.as_str() {
                "xl/workbook.xml" => {
                    let text = String::from_utf8(content).unwrap();
                    let (before, rest) = text.split_once("<calcPr").unwrap();
                    let (_, after) = rest.split_once("/>").unwrap();
                    format!("{before}{calculation}{after}").into_bytes()
                }
                _ => content,
            };
            writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            std::io::Write::write_all(&mut writer, &content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    };
    for (before, after) in [
        ("", format!("<calcPr {said}/>")),
        ("<calcPr calcId=\"1\"/>", format!("<calcPr calcId=\"1\" {said}/>")),
        ("<calcPr fullCalcOnLoad='0' calcId=\"1\" />", "<calcPr fullCalcOnLoad='1' calcId=\"1\" />".into()),
        ("<calcPr calcId=\"1\"></calcPr>", format!("<calcPr calcId=\"1\" {said}></calcPr>")),
    ] {
        let bytes = other(true, before);
        let (was, is) = (own(&bytes), patched(&bytes, &change()));
        assert!(is.contains(&after), "{is}");
        // Nothing else of the part is changed.
        assert_eq!(is.replacen(&after, before, 1), was);
    }
    // Nothing changed, or nothing to calculate: as it was.
    let bytes = other(true, "<calcPr calcId=\"1\"/>");
    assert_eq!(patched(&bytes, &[]), own(&bytes));
    let bytes = other(false, "<calcPr calcId=\"1\"/>");
    assert_eq!(patched(&bytes, &change()), own(&bytes));
}

#[test]
fn a_formula_that_is_overwritten_leaves_no_trace_in_the_order_of_calculation() {
    let bytes = rich();
    let book = read_workbook("r.xlsx", &bytes, &Limits::default()).unwrap();
    let change = change(&book, 0, Place::new(2, 5), "sju");
    let out = as_it_came(&book, &bytes, &[change], TextEncoding::AsItIs, &Limits::default()).unwrap();
    assert!(!parts(&out.bytes).keys().any(|name| name.to_lowercase().contains("calcchain")));
}

#[test]
fn a_formula_that_is_overwritten_is_named() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("A").unwrap();
    sheet.write_string(0, 0, "Id").unwrap();
    sheet.write_formula(1, 0, rust_xlsxwriter::Formula::new("=B2").set_result("KB-1")).unwrap();
    sheet.write_formula(1, 1, rust_xlsxwriter::Formula::new("=1+1").set_result("2")).unwrap();
    let xlsx = book.save_to_buffer().unwrap();
    let cell = |formula: &str, text: &str| {
        format!(
            "<table:table-cell{formula} office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let formula = " table:formula=\"of:=[.B2]\" table:number-columns-repeated=\"2\"";
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\">\
         <office:body><office:spreadsheet><table:table table:name=\"A\"><table:table-row>{}</table:table-row>\
         <table:table-row>{}</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>",
        cell("", "Id"),
        cell(formula, "KB-1"),
    );
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in
        [("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &content)]
    {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut writer, content.as_bytes()).unwrap();
    }
    let ods = writer.finish().unwrap().into_inner();
    for (name, bytes) in [("r.xlsx", xlsx), ("r.ods", ods)] {
        let book = read_workbook(name, &bytes, &Limits::default()).unwrap();
        let changes = [Place::new(0, 0), Place::new(1, 0)].map(|place| change(&book, 0, place, "ny"));
        let out = as_it_came(&book, &bytes, &changes, TextEncoding::AsItIs, &Limits::default()).unwrap();
        assert_eq!(out.formulas, [changes[1].cell.clone()], "{name}");
    }
}

#[test]
fn a_header_that_a_table_names_too_is_left_alone() {
    let bytes = rich();
    let book = read_workbook("r.xlsx", &bytes, &Limits::default()).unwrap();
    let try_at = |row| {
        let change = change(&book, 1, Place::new(row, 0), "ny");
        as_it_came(&book, &bytes, &[change], TextEncoding::AsItIs, &Limits::default())
    };
    assert!(matches!(try_at(0), Err(WritebackError::NoPlace(_))));
    assert!(try_at(1).is_ok());
}

#[test]
fn a_binary_workbook_that_is_changed_becomes_one_that_can_be_written() {
    let Some(path) = shared("corpus").into_iter().find(|path| path.ends_with("inst__extdata__deaths.xls"))
    else {
        return;
    };
    let (bytes, book) = read(&path).unwrap();
    let change = change(&book, 0, Place::new(0, 0), "ny");
    let expected = cells(&changed(&book, std::slice::from_ref(&change)));
    let out = as_it_came(&book, &bytes, &[change], TextEncoding::AsItIs, &Limits::default()).unwrap();
    assert_eq!(out.kind, FileKind::Xlsx);
    same(&cells(&read_workbook("r.xlsx", &out.bytes, &Limits::default()).unwrap()), &expected, &path);
}

#[test]
fn a_character_that_the_encoding_lacks_is_an_error_with_a_way_out() {
    let bytes = b"Id;Namn
1;L\xf6n
";
    let book = read_workbook("r.csv", bytes, &Limits::default()).unwrap();
    let change = change(&book, 0, Place::new(1, 1), "łön");
    let limits = Limits::default();
    let refused = as_it_came(&book, bytes, std::slice::from_ref(&change), TextEncoding::AsItIs, &limits);
    assert!(matches!(
        refused,
        Err(WritebackError::NotInEncoding { character: 'ł', encoding: "windows-1252", .. })
    ));
    let out = as_it_came(&book, bytes, &[change], TextEncoding::Utf8, &limits).unwrap();
    assert_eq!(
        out.bytes,
        "\u{feff}Id;Namn
1;łön
"
        .as_bytes()
    );
}

#[test]
fn text_keeps_its_marks_its_line_ends_and_its_quoting() {
    for (before, place, text, after) in [
        ("a,\"b\",c\n1,\"2\",3", Place::new(1, 1), "x \"y\"", "a,\"b\",c\n1,\"x \"\"y\"\"\",3"),
        ("a;b\r\n1;2\r\n", Place::new(1, 1), "x;y", "a;b\r\n1;\"x;y\"\r\n"),
        ("a;b\r\n1;2\r\n", Place::new(3, 1), "x", "a;b\r\n1;2\r\n\r\n;x\r\n"),
        ("a;b\n1;2", Place::new(2, 0), "x", "a;b\n1;2\nx"),
        ("a\tb\n1\t2\n", Place::new(0, 3), "x", "a\tb\t\tx\n1\t2\n"),
        ("sep=|\na|b\n1|2\n", Place::new(1, 0), "=1+1", "sep=|\na|b\n'=1+1|2\n"),
    ] {
        let book = read_workbook("r.csv", before.as_bytes(), &Limits::default()).unwrap();
        let change = change(&book, 0, place, text);
        let out = as_it_came(&book, before.as_bytes(), &[change], TextEncoding::AsItIs, &Limits::default())
            .unwrap();
        assert_eq!(String::from_utf8(out.bytes).unwrap(), after);
    }
}

#[test]
fn json_keeps_all_but_the_value() {
    let before = "[\n  {\"namn\": \"Lön\", \"antal\": 7, \"k\": [\"a\", null]},\n  {\"namn\": \"Val\"}\n]\n";
    let book = read_workbook("r.json", before.as_bytes(), &Limits::default()).unwrap();
    let changes = [
        change(&book, 0, Place::new(1, 0), "Lön \"ny\""),
        change(&book, 0, Place::new(1, 3), "b"),
        change(&book, 0, Place::new(2, 1), "8"),
    ];
    let out =
        as_it_came(&book, before.as_bytes(), &changes, TextEncoding::AsItIs, &Limits::default()).unwrap();
    assert_eq!(
        String::from_utf8(out.bytes).unwrap(),
        "[\n  {\"namn\": \"Lön \\\"ny\\\"\", \"antal\": 7, \"k\": [\"a\", \"b\"]},\n  {\"namn\": \"Val\", \"antal\": \"8\"}\n]\n"
    );
}

#[test]
fn every_register_of_others_changes_in_one_cell_only() {
    let files = shared("registers");
    let tried: usize = files.iter().map(|path| try_file(path)).sum();
    assert!(files.is_empty() || tried > 100, "{tried}");
}

#[test]
fn files_that_readers_stumble_on_change_in_one_cell_only() {
    let mut files = shared("corpus");
    files.retain(|path| std::fs::metadata(path).unwrap().len() < 200_000);
    let tried: usize = files.iter().map(|path| try_file(path)).sum();
    assert!(files.is_empty() || tried > 100, "{tried}");
}

#[test]
fn another_format_has_the_same_cells_in_place() {
    let limits = Limits::default();
    for path in fixtures().iter().chain(&shared("registers")) {
        let Some((_, book)) = read(path) else { continue };
        let bytes = xlsx(&book).unwrap();
        let back = read_workbook(&book.file, &bytes, &limits).unwrap();
        assert_eq!(back.sheets.len(), book.sheets.len());
        for (sheet, again) in book.sheets.iter().zip(&back.sheets) {
            assert_eq!(
                (sheet.visibility, &sheet.merged),
                (again.visibility, &again.merged),
                "{}",
                path.display()
            );
            same(again.cells(), sheet.cells(), path);
            let mut text = Vec::new();
            csv(&mut text, &book.file, sheet, Dialect::EXCEL_SV).unwrap();
            if text.len() > 3 {
                let name = format!("{}.csv", sheet.name.replace('/', "-"));
                let back = read_workbook(&name, &text, &limits).unwrap();
                let texts = |sheet: &ropa::workbook::Sheet| {
                    sheet.cells().iter().map(|cell| (cell.place, cell.text.clone())).collect::<Vec<_>>()
                };
                same(&texts(&back.sheets[0]), &texts(sheet), path);
            }
        }
    }
}
