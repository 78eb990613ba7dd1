//! Files that must cost an error message and nothing more.

use super::files::{biff, compound, ods, record, shared_string_cell, worksheet, xlsx, zipped};
use super::{cells, problem, read, refused};
use ropa::model::Place;
use ropa::sheet::{Limits, Problem, open_workbook};
use std::path::Path;

const SMALL: Limits = Limits {
    nesting: 8,
    file_bytes: 1 << 20,
    inflated_bytes: 1 << 20,
    cells: 1_000,
    columns: 100,
    sheets: 3,
    cell_bytes: 1_000,
    text_bytes: 10_000,
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
    let many = format!("<sst>{}</sst>", "<si/>".repeat(2_100));
    let bytes = xlsx(&worksheet(""), &[("xl/sharedStrings.xml", &many)]);
    assert_eq!(problem("register.xlsx", &bytes, &SMALL), Problem::TooManyCells { sheet: None, limit: 1_000 });
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
            let _ = ropa::sheet::read_workbook("register.xls", &bad, &Limits::default());
            looped += 1;
        }
    }
    assert!(looped > 10);
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
    for (name, bytes) in [
        ("register.xlsx", compound("/EncryptedPackage", b"secret")),
        ("register.xls", xls),
        ("register.ods", ods),
        ("register.xlsx", zip),
    ] {
        assert_eq!(refused(name, &bytes), Problem::PasswordProtected, "{name}");
    }
}

#[test]
fn what_is_no_workbook_is_named() {
    let cases = [
        (b"%PDF-1.7".to_vec(), "a PDF document"),
        (b"\xef\xbb\xbf <HTML><table>".to_vec(), "a web page"),
        (b"<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">".to_vec(), "an Excel 2003 XML workbook"),
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
            let _ = ropa::sheet::read_workbook("register", &whole[..end], &Limits::default());
        }
    }
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
    assert_eq!(problem("djup.json", &deep, &SMALL), Problem::TooDeep { limit: 8 });
    let lists = [b"[".repeat(100_000), b"]".repeat(100_000)].concat();
    assert_eq!(
        problem("djup.json", &lists, &Limits { file_bytes: 1 << 20, ..SMALL }),
        Problem::TooDeep { limit: 8 }
    );
}

#[test]
fn json_that_is_broken_or_too_much_is_refused() {
    for broken in ["{\"a\": }", "[{\"a\": 1,, \"b\": 2}]", "[{\"a\" 1}]"] {
        assert!(matches!(problem("r.json", broken.as_bytes(), &SMALL), Problem::Damaged { .. }), "{broken}");
    }
    let many = format!("[{}]", vec!["{\"a\": 1}"; 2_000].join(","));
    assert!(matches!(problem("r.json", many.as_bytes(), &SMALL), Problem::TooManyCells { .. }));
    let wide = format!("[{{\"a\": [{}]}}]", vec!["1"; 200].join(","));
    assert!(matches!(problem("r.json", wide.as_bytes(), &SMALL), Problem::TooManyColumns { .. }));
}
