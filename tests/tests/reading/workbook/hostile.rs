//! Files that must cost an error message and nothing more.

use super::files::{biff, compound, ods, record, shared_string_cell, worksheet, xlsx, zipped};
use super::{cells, problem, read, refused};
use ropa::source::Place;
use ropa::workbook::{Limits, Problem, open_workbook};
use std::path::Path;

const SMALL: Limits = Limits {
    json_nesting: 8,
    file_bytes: 1 << 20,
    inflated_bytes: 1 << 20,
    inflation: 400,
    parts: 50,
    sheets: 3,
    rows: 600,
    columns: 100,
    cells: 1_000,
    cell_bytes: 1_000,
    text_bytes: 10_000,
    shared_strings: 500,
    merged_areas: 20,
    nesting: 30,
    password_rounds: 1_000,
    text_encoding: None,
};

fn row_of(cell: &str, count: usize) -> String {
    worksheet(&format!("<row r=\"1\">{}</row>", cell.repeat(count)))
}

#[test]
fn a_zip_bomb_is_refused() {
    let bomb = xlsx(&row_of("<c><v>1</v></c>", 1 << 17), &[]);
    assert!(bomb.len() < 1 << 15);
    assert_eq!(problem("bomb.xlsx", &bomb, &SMALL), Problem::InflatedTooLarge { limit: 1 << 20 });
}

#[test]
fn a_zip_bomb_that_lies_about_its_size_is_refused() {
    let sheet = row_of("<c><v>1</v></c>", 1 << 17);
    let mut bomb = xlsx(&sheet, &[]);
    let size = (sheet.len() as u32).to_le_bytes();
    let places: Vec<usize> = (0..bomb.len() - 4).filter(|at| bomb[*at..*at + 4] == size).collect();
    assert!(!places.is_empty(), "the size stands in the archive");
    for at in places {
        bomb[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
    }
    let found = problem("bomb.xlsx", &bomb, &SMALL);
    assert!(matches!(found, Problem::InflatedTooLarge { .. } | Problem::Damaged { .. }), "{found:?}");
}

#[test]
fn a_part_that_inflates_a_thousand_times_is_refused() {
    let bomb = xlsx(&worksheet(&format!("<!--{}-->", " ".repeat(100_000)).repeat(200)), &[]);
    assert!(bomb.len() < 64 << 10);
    let found = refused("bomb.xlsx", &bomb);
    assert_eq!(found, Problem::InflatesTooMuch { part: "xl/worksheets/sheet1.xml".into(), limit: 400 });
    // Formatted empty cells, as Excel leaves them, shrink well and are no bomb.
    let blank: String =
        (1..=100_000).map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" s=\"1\"/></row>")).collect();
    assert!(read("register.xlsx", &xlsx(&worksheet(&blank), &[])).sheets[0].cells().is_empty());
}

#[test]
fn a_workbook_within_an_archive_is_not_looked_for() {
    let inner = xlsx(&worksheet(""), &[]);
    let mut outer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    outer.start_file("register.xlsx", zip::write::SimpleFileOptions::default()).unwrap();
    std::io::Write::write_all(&mut outer, &inner).unwrap();
    let outer = outer.finish().unwrap().into_inner();
    let what = "a zip archive without a workbook";
    assert_eq!(refused("register.zip", &outer), Problem::NotASpreadsheet { what });
}

#[test]
fn the_parts_of_an_archive_are_limited_and_stay_within_it() {
    let many: Vec<String> = (0..60).map(|number| format!("xl/media/{number}.png")).collect();
    let parts: Vec<(&str, &str)> = many.iter().map(|name| (name.as_str(), "a")).collect();
    let bytes = xlsx(&worksheet(""), &parts);
    assert_eq!(problem("register.xlsx", &bytes, &SMALL), Problem::TooManyParts { limit: 50 });
    for name in ["../../utanför.xml", "/etc/passwd", "xl\\..\\..\\x.xml", "C:\\x.xml"] {
        let found = refused("register.xlsx", &xlsx(&worksheet(""), &[(name, "<a/>")]));
        assert_eq!(found, Problem::PartOutside { part: name.into() });
    }
}

#[test]
fn two_parts_of_one_name_are_refused() {
    // No writer makes such an archive; one name is changed into the other in what it wrote.
    let mut bytes = xlsx(&worksheet(""), &[("xl/worksheets/sheet2.xml", "<worksheet/>")]);
    let (one, other) = (b"sheet2.xml", b"sheet1.xml");
    for at in 0..bytes.len() - one.len() {
        if bytes[at..].starts_with(one) {
            bytes[at..at + one.len()].copy_from_slice(other);
        }
    }
    assert_eq!(refused("register.xlsx", &bytes), Problem::DuplicateParts);
}

#[test]
fn a_part_whose_sum_is_wrong_is_damaged() {
    let sheet = worksheet("<row r=\"1\"><c r=\"A1\"><v>4711</v></c></row>");
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in [("_rels/.rels", "<Relationships/>"), ("xl/worksheets/sheet1.xml", sheet.as_str())]
    {
        writer.start_file(name, stored).unwrap();
        std::io::Write::write_all(&mut writer, content.as_bytes()).unwrap();
    }
    let mut bytes = writer.finish().unwrap().into_inner();
    let at = bytes.windows(4).position(|four| four == b"4711").unwrap();
    bytes[at] = b'5';
    let Problem::Damaged { detail } = refused("register.xlsx", &bytes) else { panic!("read") };
    assert!(detail.starts_with("xl/worksheets/sheet1.xml"), "{detail}");
}

#[test]
fn missing_content_types_do_no_harm_and_a_missing_sheet_is_told() {
    let book = read("register.xlsx", &xlsx(&worksheet("<row><c><v>1</v></c></row>"), &[]));
    assert_eq!(cells(&book.sheets[0]), ["A1=1"]);
    let empty = zipped(&[("_rels/.rels", "<Relationships/>")]);
    assert!(matches!(refused("register.xlsx", &empty), Problem::Damaged { .. }));
}

#[test]
fn elements_within_elements_are_limited() {
    let deep = |depth: usize| format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth));
    let bytes = |depth| xlsx(&worksheet(""), &[("docProps/app.xml", &deep(depth))]);
    let part = "docProps/app.xml".to_string();
    assert_eq!(problem("register.xlsx", &bytes(31), &SMALL), Problem::NestedTooDeep { part, limit: 30 });
    assert!(ropa::workbook::read_workbook("register.xlsx", &bytes(30), &SMALL).is_ok());
    // Over the pieces in which a part is looked at, and with elements that close themselves between.
    let long = format!("{}{}", "<c/><d></d>text ".repeat(20_000), deep(300));
    let part = "xl/worksheets/sheet1.xml".to_string();
    let found = refused("register.xlsx", &xlsx(&worksheet(&long), &[]));
    assert_eq!(found, Problem::NestedTooDeep { part, limit: 256 });
    let flat = worksheet(&"<c/><d></d><e a=\"1\"/>".repeat(20_000));
    assert!(!matches!(
        ropa::workbook::read_workbook("register.xlsx", &xlsx(&flat, &[]), &Limits::default())
            .map_err(|e| e.problem),
        Err(Problem::NestedTooDeep { .. })
    ));
}

#[test]
fn merged_areas_are_limited() {
    let areas = "<mergeCell ref=\"A1:B2\"/>".repeat(21);
    let sheet =
        worksheet("").replace("</worksheet>", &format!("<mergeCells>{areas}</mergeCells></worksheet>"));
    let found = problem("register.xlsx", &xlsx(&sheet, &[]), &SMALL);
    assert_eq!(found, Problem::TooManyMergedAreas { limit: 20 });
    let area = [0_u16, 1, 0, 1].map(u16::to_le_bytes).concat();
    let record =
        |count: u16| record(0x00E5, &[&count.to_le_bytes()[..], &area.repeat(count.into())].concat());
    let stream = biff(&["a"], &[[shared_string_cell(0, 0, 0), record(21)].concat()], false);
    let found = problem("register.xls", &compound("/Workbook", &stream), &SMALL);
    assert_eq!(found, Problem::TooManyMergedAreas { limit: 20 });
}

#[test]
fn stated_dimensions_are_not_believed() {
    for dimension in ["A1:XFD1048576", "A1:A1", "ZZZZZ99999999999:A1", "", "nonsens"] {
        let rows = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"9\"><c r=\"C9\"><v>2</v></c></row>";
        let sheet =
            worksheet(rows).replace("<sheetData>", &format!("<dimension ref=\"{dimension}\"/><sheetData>"));
        match ropa::workbook::read_workbook("register.xlsx", &xlsx(&sheet, &[]), &SMALL) {
            Ok(book) => assert_eq!(cells(&book.sheets[0]), ["A1=1", "C9=2"], "{dimension}"),
            Err(error) => assert!(matches!(error.problem, Problem::Damaged { .. }), "{dimension}: {error}"),
        }
    }
    let dimensions = record(0x0200, &[&[0; 4][..], &[0xFF; 4], &[0; 2], &[0xFF; 2], &[0; 2]].concat());
    let stream = biff(&["Lön"], &[[dimensions, shared_string_cell(0, 0, 0)].concat()], false);
    assert_eq!(cells(&read("register.xls", &compound("/Workbook", &stream)).sheets[0]), ["A1=Lön"]);
}

#[test]
fn a_shared_string_that_is_not_there_is_an_error() {
    let sheet = worksheet("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>4294967295</v></c></row>");
    let strings = [("xl/sharedStrings.xml", "<sst><si><t>a</t></si></sst>")];
    for bytes in [
        xlsx(&sheet, &strings),
        compound("/Workbook", &biff(&["a"], &[shared_string_cell(0, 0, u32::MAX)], false)),
    ] {
        let read = ropa::workbook::read_workbook("register", &bytes, &SMALL);
        assert!(read.is_err() || read.unwrap().sheets[0].cells().is_empty());
    }
}

#[test]
fn each_limit_has_its_own_error() {
    let text = |text: &str| problem("register.csv", text.as_bytes(), &SMALL);
    assert_eq!(text(&"a".repeat(2 << 20)), Problem::FileTooLarge { limit: 1 << 20 });
    let sheet = Some("register".into());
    assert_eq!(text(&"a;b\n".repeat(501)), Problem::TooManyCells { sheet: sheet.clone(), limit: 1_000 });
    assert_eq!(
        text(&"a;".repeat(101)),
        Problem::TooManyColumns { sheet: sheet.clone(), place: Place::new(0, 100), limit: 100 }
    );
    assert_eq!(
        text(&format!("a;{}", "b".repeat(1_001))),
        Problem::CellTooLong { sheet, place: Some(Place::new(0, 1)), limit: 1_000 }
    );
    let lines: String = (0..11).map(|n| format!("{n};{}\n", "å".repeat(499))).collect();
    assert_eq!(text(&lines), Problem::TooMuchText { limit: 10_000 });
    let mut book = rust_xlsxwriter::Workbook::new();
    for _ in 0..4 {
        book.add_worksheet();
    }
    let bytes = book.save_to_buffer().unwrap();
    assert_eq!(problem("register.xlsx", &bytes, &SMALL), Problem::TooManySheets { found: 4, limit: 3 });
}

#[test]
fn cells_of_a_workbook_are_limited() {
    let cell = "<c t=\"inlineStr\"><is><t>a</t></is></c>";
    let row = format!("<row>{}</row>", cell.repeat(90));
    let sheet = worksheet(&row.repeat(12));
    let limit = |limits| problem("register.xlsx", &xlsx(&sheet, &[]), &limits);
    assert_eq!(limit(SMALL), Problem::TooManyCells { sheet: Some("Blad1".into()), limit: 1_000 });
    assert!(matches!(limit(Limits { columns: 80, ..SMALL }), Problem::TooManyColumns { .. }));
    let rows = "<row r=\"601\"><c r=\"A601\"><v>1</v></c></row>";
    assert_eq!(
        problem("register.xlsx", &xlsx(&worksheet(rows), &[]), &SMALL),
        Problem::TooManyRows { sheet: Some("Blad1".into()), place: Place::new(600, 0), limit: 600 }
    );
    let beyond = worksheet("<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>");
    assert!(matches!(
        refused("register.xlsx", &xlsx(&beyond, &[])),
        Problem::TooManyColumns { .. } | Problem::Damaged { .. }
    ));
}

#[test]
fn a_text_without_end_is_refused_before_it_is_held() {
    let sheet = worksheet(&format!(
        "<row r=\"1\"><c t=\"inlineStr\"><is><t>{}</t></is></c></row>",
        "a".repeat(200_000)
    ));
    assert_eq!(
        problem("register.xlsx", &xlsx(&sheet, &[]), &SMALL),
        Problem::CellTooLong { sheet: None, place: None, limit: 1_000 }
    );
}

#[test]
fn entities_are_refused() {
    let sheet = worksheet("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>")
        .replace("<worksheet", "<!DOCTYPE x [<!ENTITY a \"aaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><worksheet");
    assert_eq!(
        refused("register.xlsx", &xlsx(&sheet, &[])),
        Problem::XmlEntities { part: "xl/worksheets/sheet1.xml".into() }
    );
}

#[test]
fn shared_strings_that_promise_too_much_are_refused() {
    let strings = "<sst uniqueCount=\"4000000000\"><si><t>a</t></si></sst>";
    let bytes = xlsx(&worksheet(""), &[("xl/sharedStrings.xml", strings)]);
    assert!(matches!(refused("register.xlsx", &bytes), Problem::Damaged { .. }));
    for string in ["<si/>", "<si />", "<si><t>a</t></si>", "<x:si><x:t>a</x:t></x:si>"] {
        let many = |count| format!("<sst>{}</sst>", string.repeat(count));
        let bytes = |count| xlsx(&worksheet(""), &[("xl/sharedStrings.xml", &many(count))]);
        let found = problem("register.xlsx", &bytes(501), &SMALL);
        assert_eq!(found, Problem::TooManySharedStrings { limit: 500 }, "{string}");
        assert!(ropa::workbook::read_workbook("register.xlsx", &bytes(500), &SMALL).is_ok(), "{string}");
    }
}

#[test]
fn styles_that_copy_long_names_many_times_are_refused() {
    let styles = format!(
        "<styleSheet><numFmts><numFmt numFmtId=\"200\" formatCode=\"{}\"/></numFmts><cellXfs>{}</cellXfs></styleSheet>",
        "0".repeat(100_000),
        "<xf numFmtId=\"200\"/>".repeat(10_000)
    );
    let bytes = xlsx(&worksheet(""), &[("xl/styles.xml", &styles)]);
    assert!(matches!(refused("register.xlsx", &bytes), Problem::Damaged { .. }));
}

#[test]
fn repeated_cells_of_an_opendocument_workbook_are_limited() {
    let table = |rows: &str| ods(&format!("<table:table table:name=\"Blad1\">{rows}</table:table>"));
    let cell = "<table:table-cell office:value-type=\"string\"><text:p>a</text:p></table:table-cell>";
    let wide = "<table:table-row><table:table-cell table:number-columns-repeated=\"16384\" \
                office:value-type=\"float\" office:value=\"1\"/></table:table-row>";
    let far = format!(
        "<table:table-row>{cell}</table:table-row>\
         <table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell/></table:table-row>\
         <table:table-row>{}</table:table-row>",
        cell.repeat(20)
    );
    let tall = wide.replace("<table:table-row>", "<table:table-row table:number-rows-repeated=\"1000000\">");
    for rows in [wide.repeat(700), far] {
        let found = refused("register.ods", &table(&rows));
        assert_eq!(found, Problem::TooManyCells { sheet: None, limit: 10_000_000 });
    }
    // So many numbers pass both limits; either is a reason to refuse.
    let found = refused("register.ods", &table(&tall));
    assert!(matches!(found, Problem::TooManyCells { .. } | Problem::TooMuchText { .. }), "{found:?}");
    let long = format!(
        "<table:table-row table:number-rows-repeated=\"1000\"><table:table-cell table:number-columns-repeated=\"1000\" \
         office:value-type=\"string\"><text:p>{}</text:p></table:table-cell></table:table-row>",
        "a".repeat(10_000)
    );
    assert!(matches!(refused("register.ods", &table(&long)), Problem::TooMuchText { .. }));
}

#[test]
fn an_opendocument_workbook_that_is_cut_off_is_refused() {
    let whole = ods(
        "<table:table table:name=\"Blad1\"><table:table-row><table:table-cell/></table:table-row></table:table>",
    );
    assert!(read("register.ods", &whole).sheets[0].cells().is_empty());
    // The reader behind waits without end for the end of the table.
    let start = "<office:document-content><office:body><office:spreadsheet>";
    for rest in ["<table:table table:name=\"a\">", "<table:table table:name=\"a\"></table:tablex>"] {
        let content = format!("{start}{rest}");
        let cut = zipped(&[
            ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
            ("content.xml", &content),
        ]);
        assert!(matches!(refused("register.ods", &cut), Problem::Damaged { .. }));
    }
}

#[test]
fn a_compound_file_whose_chain_loops_is_refused_or_read() {
    let cells: Vec<u8> = (0..2_000).flat_map(|row| shared_string_cell(row, 0, 0)).collect();
    let good = compound("/Workbook", &biff(&["Lön"], &[cells], false));
    let chain = |sector: u32| (sector + 1).to_le_bytes();
    let mut looped = 0;
    for sector in 2..20_u32 {
        let mut bad = good.clone();
        let at = (0..bad.len() - 4).rev().find(|at| at % 4 == 0 && bad[*at..*at + 4] == chain(sector));
        if let Some(at) = at {
            bad[at..at + 4].copy_from_slice(&2_u32.to_le_bytes());
            let _ = ropa::workbook::read_workbook("register.xls", &bad, &Limits::default());
            looped += 1;
        }
    }
    assert!(looped > 10);
}

/// The tables of a compound file, each spoilt in its way.
#[test]
fn the_tables_of_a_compound_file_are_not_believed() {
    let many: Vec<u8> = (0..2_000).flat_map(|row| shared_string_cell(row, 0, 0)).collect();
    let good = compound("/Workbook", &biff(&["Lön"], &[many], false));
    let small = compound("/Workbook", &biff(&["Lön"], &[shared_string_cell(0, 0, 0)], false));
    let spoilt = |good: &[u8], places: &[(usize, &[u8])]| {
        let mut bytes = good.to_vec();
        for (at, new) in places {
            bytes[*at..*at + new.len()].copy_from_slice(new);
        }
        bytes
    };
    let word = |number: u32| number.to_le_bytes();
    let table = |number: u32| (number as usize + 1) * 512;
    let fat = u32::from_le_bytes(good[76..80].try_into().unwrap());
    let mini = u32::from_le_bytes(small[60..64].try_into().unwrap());
    // A list of sectors that is its own next, and one that names the table again and again.
    let mut lists = good.clone();
    lists.extend(word(1).repeat(127));
    lists.extend(word((good.len() / 512 - 1) as u32));
    let own = word((good.len() / 512 - 1) as u32);
    let looping = spoilt(&lists, &[(68, &own), (72, &word(1))]);
    let again = spoilt(&lists, &[(68, &own), (72, &word(1)), (lists.len() - 4, &word(0xFFFF_FFFE))]);
    let cases = [
        ("a list that loops", looping),
        ("a table listed again", again),
        ("a table beyond the file", spoilt(&good, &[(80, &word(9_000_000))])),
        ("a list beyond the file", spoilt(&good, &[(68, &word(9_000_000)), (72, &word(1))])),
        ("sectors of 2^31 bytes", spoilt(&good, &[(30, &[31, 0])])),
        ("small sectors of 2^15 bytes", spoilt(&good, &[(32, &[15, 0])])),
        ("a version that is none", spoilt(&good, &[(26, &[9, 0])])),
        ("a chain that loops", spoilt(&good, &[(table(fat) + 4 * 5, &word(4))])),
        ("a chain of small sectors that loops", spoilt(&small, &[(table(mini) + 4, &word(0))])),
        ("cut off in its header", good[..300].to_vec()),
    ];
    for (what, bytes) in cases {
        let found = ropa::workbook::read_workbook("register.xls", &bytes, &Limits::default());
        let found = found.map(|book| book.sheets.len()).map_err(|error| error.problem);
        assert!(matches!(found, Err(Problem::Damaged { .. })), "{what}: {found:?}");
    }
    // A stream that says to be longer than the file ends where its chain does, or is refused.
    for file in [&good, &small] {
        let name: Vec<u8> = "Workbook".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let entry = file.windows(name.len()).position(|bytes| bytes == name).unwrap();
        let long = spoilt(file, &[(entry + 120, &word(0x7FFF_FFFF))]);
        match ropa::workbook::read_workbook("register.xls", &long, &Limits::default()) {
            Ok(book) => assert!(book.sheets[0].cells().len() <= 2_000),
            Err(error) => assert!(matches!(error.problem, Problem::Damaged { .. }), "{error}"),
        }
    }
}

#[test]
fn an_xlsb_record_that_is_longer_than_its_part_is_refused() {
    // A record of type 0 that says to be 256 MiB long.
    let lying = "\u{0}\u{7f}";
    let parts = |sheet: &str| {
        zipped(&[("xl/workbook.bin", ""), ("xl/worksheets/sheet1.bin", sheet), ("_rels/.rels", "<a/>")])
    };
    let Problem::Damaged { detail } = refused("register.xlsb", &parts(lying)) else { panic!("read") };
    assert_eq!(detail, "a record of xl/worksheets/sheet1.bin lacks 127 bytes of what it promises");
    let strings = "\u{13}\u{1}a".repeat(501);
    let bytes =
        zipped(&[("xl/workbook.bin", ""), ("xl/sharedStrings.bin", &strings), ("_rels/.rels", "<a/>")]);
    assert_eq!(problem("register.xlsb", &bytes, &SMALL), Problem::TooManySharedStrings { limit: 500 });
}

#[test]
fn a_binary_workbook_is_limited_before_it_is_held() {
    let far = [shared_string_cell(0, 0, 0), shared_string_cell(u16::MAX, u16::MAX, 0)].concat();
    let stream = biff(&["a"], &[far], false);
    assert_eq!(
        refused("register.xls", &compound("/Workbook", &stream)),
        Problem::TooManyCells { sheet: None, limit: 10_000_000 }
    );
    let long = "å".repeat(4_000);
    let many: Vec<u8> = (0..60_000).flat_map(|row| shared_string_cell(row, 0, 0)).collect();
    let stream = biff(&[&long], &[many], false);
    assert!(matches!(refused("register.xls", &compound("/Workbook", &stream)), Problem::TooMuchText { .. }));
    let twice = biff(&["a"], &[shared_string_cell(0, 0, 0), shared_string_cell(0, 0, 0)], true);
    assert!(matches!(refused("register.xls", &compound("/Workbook", &twice)), Problem::Damaged { .. }));
}

#[test]
fn what_is_wrong_in_a_formula_does_no_harm() {
    let formula =
        record(0x0006, &[&[0; 6][..], &1.5_f64.to_le_bytes(), &[0; 6], &[0xFF, 0x7F], &[0x23; 40]].concat());
    let stream = biff(&[], &[formula], false);
    assert_eq!(cells(&read("register.xls", &compound("/Workbook", &stream)).sheets[0]), ["A1=1.5"]);
}

#[test]
fn a_password_is_told_in_every_format() {
    let file_pass = record(0x002F, &[1, 0, 1, 0, 1, 0]);
    let bof = record(0x0809, &[0, 6, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let xls = compound("/Workbook", &[bof, file_pass, record(0x000A, &[])].concat());
    let manifest = "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let ods = zipped(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", "\u{1}not XML"),
    ]);
    let mut zip = xlsx(&worksheet(""), &[]);
    // The flag that says a part is encrypted, in the directory of the archive.
    let directory = zip.windows(4).position(|bytes| bytes == b"PK\x01\x02").unwrap();
    zip[directory + 8] |= 1;
    for (name, bytes) in [("register.xls", xls), ("register.ods", ods), ("register.xlsx", zip)] {
        assert!(matches!(refused(name, &bytes), Problem::CannotDecrypt { .. }), "{name}");
    }
}

#[test]
fn what_is_no_workbook_is_named() {
    let cases = [
        (b"%PDF-1.7".to_vec(), "a PDF document"),
        (b"\xef\xbb\xbf <HTML><p>".to_vec(), "a web page"),
        (b"<?xml version=\"1.0\"?><plan/>".to_vec(), "an XML document"),
        (zipped(&[("word/document.xml", "<a/>"), ("_rels/.rels", "<a/>")]), "a Word document"),
        (zipped(&[("a.txt", "a")]), "a zip archive without a workbook"),
        (compound("/WordDocument", b"a"), "a Word document"),
        (b"\x09\x04\x06\x00\x00\x00\x10\x00\x00\x00".to_vec(), "an Excel 4 worksheet"),
        (b"\x7fELF\x02\x01\x01\0\0\0\0".to_vec(), "binary data of an unknown kind"),
    ];
    for (bytes, what) in cases {
        assert_eq!(refused("register.xls", &bytes), Problem::NotASpreadsheet { what });
    }
}

#[test]
fn a_workbook_cut_off_anywhere_is_read_or_refused() {
    let strings = "<sst><si><t>Lön</t></si></sst>";
    let rows = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>";
    let xls = compound("/Workbook", &biff(&["Lön"], &[shared_string_cell(0, 0, 0)], false));
    for whole in [xlsx(&worksheet(rows), &[("xl/sharedStrings.xml", strings)]), xls] {
        for end in (1..whole.len()).step_by(7) {
            let _ = ropa::workbook::read_workbook("register", &whole[..end], &Limits::default());
        }
    }
}

#[cfg(unix)]
#[test]
fn what_is_no_regular_file_is_refused_without_waiting() {
    let folder = tempfile::tempdir().unwrap();
    let open = |path: &Path| open_workbook(path, &SMALL).unwrap_err().problem;
    let pipe = folder.path().join("rör.csv");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    assert_eq!(open(&pipe), Problem::NotAFile);
    assert_eq!(open(Path::new("/dev/zero")), Problem::NotAFile);
    let link = folder.path().join("länk.csv");
    std::os::unix::fs::symlink(folder.path().join("borta.csv"), &link).unwrap();
    assert_eq!(open(&link), Problem::BrokenLink);
    assert_eq!(open(&folder.path().join("å".repeat(300))), Problem::BadName);
    let loops = folder.path().join("varv.csv");
    std::os::unix::fs::symlink(&loops, &loops).unwrap();
    assert!(matches!(open(&loops), Problem::Io { .. }));
}

#[test]
fn what_the_file_system_refuses_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let open = |path: &Path| open_workbook(path, &SMALL).unwrap_err().problem;
    assert_eq!(open(&folder.path().join("saknas.xlsx")), Problem::NotFound);
    assert_eq!(open(folder.path()), Problem::Folder);
    let empty = folder.path().join("tom.xlsx");
    std::fs::write(&empty, b"").unwrap();
    assert_eq!(open(&empty), Problem::Empty);
    let large = folder.path().join("stor.csv");
    std::fs::write(&large, vec![b'a'; 2 << 20]).unwrap();
    assert_eq!(open(&large), Problem::FileTooLarge { limit: 1 << 20 });
    let good = folder.path().join("register.csv");
    std::fs::write(&good, "Id;Namn\n1;Lön").unwrap();
    let book = open_workbook(&good, &SMALL).unwrap();
    assert_eq!(&*book.file, good.to_str().unwrap());
    assert_eq!(&*book.sheets[0].name, "register");
}

#[test]
fn json_that_nests_without_end_is_refused() {
    let deep = [b"{\"a\":".repeat(100_000), b"1".to_vec(), b"}".repeat(100_000)].concat();
    assert_eq!(problem("djup.json", &deep, &SMALL), Problem::JsonTooDeep { limit: 8 });
    let lists = [b"[".repeat(100_000), b"]".repeat(100_000)].concat();
    assert_eq!(
        problem("djup.json", &lists, &Limits { file_bytes: 1 << 20, ..SMALL }),
        Problem::JsonTooDeep { limit: 8 }
    );
}

#[test]
fn json_that_is_broken_or_too_much_is_refused() {
    for broken in ["{\"a\": }", "[{\"a\": 1,, \"b\": 2}]", "[{\"a\" 1}]"] {
        let found = problem("r.json", broken.as_bytes(), &SMALL);
        assert!(matches!(found, Problem::BrokenJson { line: 1, .. }), "{broken}");
    }
    let many = format!("[{}]", vec!["{\"a\": 1}"; 2_000].join(","));
    assert!(matches!(problem("r.json", many.as_bytes(), &SMALL), Problem::TooManyCells { .. }));
    let wide = format!("[{{\"a\": [{}]}}]", vec!["1"; 200].join(","));
    assert!(matches!(problem("r.json", wide.as_bytes(), &SMALL), Problem::TooManyColumns { .. }));
}
