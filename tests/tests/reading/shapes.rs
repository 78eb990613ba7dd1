//! The shapes in which systems write records: JSON of many kinds, lists of terms in web pages, letters encoded twice,
//! texts in formats.

use crate::workbook::files::{biff_with, compound_of, record};
use ropa::import::Import;
use ropa::model::{Field, ProcessingActivity};
use ropa::workbook::{Limits, Problem, ReadingRemarkKind, TextEncoding, read_workbook};
use ropa_tests::registers::import;

fn read(name: &str, bytes: &[u8]) -> Import {
    import(&read_workbook(name, bytes, &Limits::default()).unwrap())
}

fn said(activity: &ProcessingActivity) -> [&str; 4] {
    [Field::Id, Field::Name, Field::Purpose, Field::DataSubjects]
        .map(|field| activity.text(field).unwrap_or_default())
}

/// What every shape below says.
const RECORDS: [[&str; 4]; 2] =
    [["BY-1", "Bygglov", "Pröva ansökan", "Sökande"], ["BY-2", "Tillsyn", "Följa upp", "Ägare"]];

/// Checks that a file says them, and that its account adds up.
fn says_them(name: &str, bytes: &[u8], case: &str) -> Import {
    let import = read(name, bytes);
    let found: Vec<[&str; 4]> = import.register.activities.iter().map(said).collect();
    assert_eq!(found, RECORDS, "{case}");
    let account = import.account;
    assert_eq!(
        account.cells,
        account.mapped + account.kept + account.structural + account.reported,
        "{case}"
    );
    import
}

#[test]
fn json_with_columns_named_once_is_read() {
    let names =
        r#"["Behandlings-ID", "Behandling", "Ändamål", "Kategorier av registrerade", "Rättslig grund"]"#;
    let rows = r#"[["BY-1", "Bygglov", "Pröva ansökan", "Sökande", "Avtal"], ["BY-2", "Tillsyn", "Följa upp", "Ägare", null]]"#;
    let described = |key: &str, label: &str| {
        let names =
            ["Behandlings-ID", "Behandling", "Ändamål", "Kategorier av registrerade", "Rättslig grund"];
        let columns: Vec<String> = (1..)
            .zip(names)
            .map(|(number, name)| format!(r#"{{"{key}": "f{number}", "{label}": "{name}"}}"#))
            .collect();
        format!("[{}]", columns.join(", "))
    };
    let objects = r#"[{"f1": "BY-1", "f2": "Bygglov", "f3": "Pröva ansökan", "f4": "Sökande"}, {"f1": "BY-2", "f2": "Tillsyn", "f3": "Följa upp", "f4": "Ägare"}]"#;
    let cells = |value: &str| {
        rows.replace("[[", &format!("[{{\"cells\": [{{\"{value}\": "))
            .replace("], [", &format!("}}]}}, {{\"cells\": [{{\"{value}\": "))
            .replace("]]", "}]}]")
            .replace("\", \"", &format!("\"}}, {{\"{value}\": \""))
            .replace(", null", &format!("}}, {{\"{value}\": null"))
    };
    let cases = [
        ("columns and rows", format!(r#"{{"columns": {names}, "rows": {rows}}}"#)),
        ("rows first", format!(r#"{{"rows": {rows}, "columns": {names}}}"#)),
        ("headers and data", format!(r#"{{"headers": {names}, "data": {rows}, "total": 2}}"#)),
        ("with an index", format!(r#"{{"columns": {names}, "index": [0, 1], "data": {rows}}}"#)),
        ("fields and records", format!(r#"{{"fields": {names}, "records": {rows}}}"#)),
        ("Swedish keys", format!(r#"{{"kolumner": {names}, "rader": {rows}}}"#)),
        ("columns with types", format!(r#"{{"columns": {}, "rows": {rows}}}"#, described("type", "name"))),
        ("columns with labels", format!(r#"{{"cols": {}, "rows": {rows}}}"#, described("name", "display_name"))),
        ("objects by the keys of columns", format!(r#"{{"columns": {}, "rows": {objects}}}"#, described("field", "title"))),
        ("cells as objects", format!(r#"{{"columns": {names}, "rows": {}}}"#, cells("value"))),
        ("cells with what they show", format!(r#"{{"cols": {}, "rows": {}}}"#, described("id", "label"), cells("v"))),
        ("tables", format!(r#"{{"tables": [{{"name": "A", "columns": {}, "rows": {rows}}}]}}"#, described("type", "name"))),
        ("in an answer", format!(r#"{{"success": true, "result": {{"fields": {}, "records": {rows}}}}}"#, described("type", "id"))),
        ("columns in what is said of it", format!(r#"{{"meta": {{"view": {{"columns": {}}}}}, "data": {rows}}}"#, described("type", "name"))),
        ("a list of lists", format!("[{names}, {}", &rows[1..])),
        ("values of a range", format!(r#"{{"range": "A1:E3", "values": [{names}, {}}}"#, &rows[1..])),
        (
            "the text of a range before its values",
            format!(r#"{{"address": "A1", "values": [[1, 2], [3, 4]], "text": [{names}, {}}}"#, &rows[1..]),
        ),
        (
            "lists of values",
            r#"{"Behandlings-ID": ["BY-1", "BY-2"], "Behandling": ["Bygglov", "Tillsyn"], "Ändamål": ["Pröva ansökan", "Följa upp"], "Kategorier av registrerade": ["Sökande", "Ägare"]}"#.to_string(),
        ),
        (
            "values by the numbers of rows",
            r#"{"Behandlings-ID": {"0": "BY-1", "1": "BY-2"}, "Behandling": {"0": "Bygglov", "1": "Tillsyn"}, "Ändamål": {"0": "Pröva ansökan", "1": "Följa upp"}, "Kategorier av registrerade": {"0": "Sökande", "1": "Ägare"}}"#.to_string(),
        ),
    ];
    for (case, text) in cases {
        says_them("r.json", text.as_bytes(), case);
    }
}

#[test]
fn json_with_records_deeper_down_is_read() {
    let one =
        r#""Behandling": "Bygglov", "Ändamål": "Pröva ansökan", "Kategorier av registrerade": "Sökande""#;
    let two = r#""Behandling": "Tillsyn", "Ändamål": "Följa upp", "Kategorier av registrerade": "Ägare""#;
    let (first, second) = (
        format!(r#"{{"Behandlings-ID": "BY-1", {one}}}"#),
        format!(r#"{{"Behandlings-ID": "BY-2", {two}}}"#),
    );
    let list = format!("[{first}, {second}]");
    let cases = [
        ("under a name of its own", format!(r#"{{"behandlingar": {list}}}"#)),
        (
            "with what is said of it",
            format!(r#"{{"exporterad": "2025-02-03", "system": "X", "behandlingar": {list}}}"#),
        ),
        ("deeper", format!(r#"{{"register": {{"version": 3, "behandlingar": {list}}}}}"#)),
        (
            "beside another list",
            format!(r#"{{"behandlingar": {list}, "bilagor": [{{"fil": "a.pdf", "sidor": 3}}]}}"#),
        ),
        (
            "below their units",
            format!(
                r#"{{"enheter": [{{"enhet": "Bygg", "behandlingar": [{first}]}}, {{"enhet": "Miljö", "behandlingar": [{second}]}}]}}"#
            ),
        ),
        (
            "a list of units",
            format!(
                r#"[{{"Enhet": "Bygg", "behandlingar": [{first}]}}, {{"Enhet": "Tom", "behandlingar": []}}, {{"Enhet": "Miljö", "behandlingar": [{second}]}}]"#
            ),
        ),
        ("by their key", format!(r#"{{"BY-1": {{{one}}}, "BY-2": {{{two}}}}}"#)),
        ("by number", format!(r#"{{"0": {first}, "1": {second}}}"#)),
        (
            "attributes",
            format!(
                r#"{{"data": [{{"type": "b", "id": "7", "attributes": {first}}}, {{"type": "b", "id": "8", "attributes": {second}}}]}}"#
            ),
        ),
        (
            "edges and nodes",
            format!(
                r#"{{"data": {{"behandlingar": {{"edges": [{{"node": {first}}}, {{"node": {second}}}]}}}}}}"#
            ),
        ),
        (
            "hits",
            format!(
                r#"{{"took": 3, "hits": {{"total": 2, "hits": [{{"_id": "a", "_source": {first}}}, {{"_id": "b", "_source": {second}}}]}}}}"#
            ),
        ),
        ("sheets", format!(r#"{{"sheets": [{{"name": "Blad1", "rows": {list}}}]}}"#)),
        (
            "with the table's name before each column",
            format!(r#"{{"results": [{{"tables": [{{"rows": {list}}}]}}]}}"#)
                .replace("\"Behandlings-ID\"", "\"Reg[Behandlings-ID]\"")
                .replace("\"Behandling\"", "\"Reg[Behandling]\"")
                .replace("\"Ändamål\"", "\"Reg[Ändamål]\"")
                .replace("\"Kategorier av registrerade\"", "\"Reg[Kategorier av registrerade]\""),
        ),
    ];
    for (case, text) in cases {
        let import = says_them("r.json", text.as_bytes(), case);
        if case.contains("units") {
            let units = import.register.activities.iter().map(|activity| activity.text(Field::Unit));
            assert_eq!(units.collect::<Vec<_>>(), [Some("Bygg"), Some("Miljö")], "{case}");
        }
    }
    // What stands beside the list holds for all of it.
    let text = format!(r#"{{"Personuppgiftsansvarig": "Byggnadsnämnden", "poster": {list}}}"#);
    let import = says_them("r.json", text.as_bytes(), "the controller beside the list");
    assert!(format!("{:?}", import.tables).contains("Byggnadsnämnden"));
}

#[test]
fn a_record_with_lists_stays_one_record() {
    let text = r#"{"Behandlings-ID": "BY-1", "Behandling": "Bygglov", "Ändamål": "Pröva", "Rättslig grund": "Avtal",
        "Kategorier av registrerade": ["Sökande", "Grannar"],
        "Mottagare": [{"namn": "A", "land": "Sverige", "avtal": "ja"}, {"namn": "B", "land": "Norge", "avtal": "nej"}]}"#;
    for text in [text.to_string(), format!("[{text}]")] {
        let import = read("r.json", text.as_bytes());
        assert_eq!(import.register.activities.len(), 1);
    }
}

#[test]
fn what_stands_around_records_does_not_fill_the_memory() {
    let many = |count: usize| (0..count).map(|n| format!(r#""k{n}": "x""#)).collect::<Vec<_>>().join(", ");
    let items = vec!["{\"a\": 1, \"b\": 2}"; 4000].join(", ");
    let text = format!(r#"[{{{}, "behandlingar": [{items}]}}]"#, many(4000));
    let problem = read_workbook("r.json", text.as_bytes(), &Limits { cells: 100_000, ..Limits::default() });
    assert!(matches!(problem.unwrap_err().problem, Problem::TooManyCells { .. }));
    // A long name is the way to each value below it.
    let deep = (0..100).map(|n| format!(r#""{n}": 1"#)).collect::<Vec<_>>().join(", ");
    let text = format!(r#"{{"{}": {{{deep}}}}}"#, "n".repeat(20_000));
    let limits = Limits { text_bytes: 1 << 20, ..Limits::default() };
    assert!(matches!(
        read_workbook("r.json", text.as_bytes(), &limits).unwrap_err().problem,
        Problem::TooMuchText { .. }
    ));
}

#[test]
fn lists_of_terms_in_web_pages_are_records() {
    let pairs = |[id, name, purpose, subjects]: [&'static str; 4]| {
        [
            ("Behandlings-ID", id),
            ("Behandling", name),
            ("Ändamål", purpose),
            ("Kategorier av registrerade", subjects),
            ("Rättslig grund", "Avtal"),
        ]
    };
    let list = |record: [&'static str; 4]| -> String {
        pairs(record).map(|(term, text)| format!("<dt>{term}:</dt>\n <dd>{text}</dd>\n")).concat()
    };
    let [one, two] = RECORDS.map(list);
    let wrapped = |text: &str| {
        text.replace("<dt>", "<div class=\"rad\"><dt><b>")
            .replace("</dt>", "</b></dt>")
            .replace("</dd>", "</dd></div>")
    };
    let bare = |text: &str| text.replace("</dt>", "").replace("</dd>", "");
    let (section, rest) = one.split_at(one.find("<dt>Ändamål").unwrap());
    let (other_section, other_rest) = two.split_at(two.find("<dt>Ändamål").unwrap());
    let cases = [
        ("a list each", format!("<html><body><h1>Register</h1><dl>{one}</dl><dl>{two}</dl></body></html>")),
        ("one list", format!("<!DOCTYPE html><html><dl>{one}{two}</dl></html>")),
        (
            "headed",
            format!(
                "<h1>Register</h1><section><h2>Bygglov</h2><dl>{one}</dl></section><section><h2>Tillsyn</h2><dl>{two}</dl></section>"
            ),
        ),
        ("in boxes", format!("<div><dl>{}</dl><hr><dl>{}</dl></div>", wrapped(&one), wrapped(&two))),
        ("without ends", format!("<html><dl>{}</dl><dl>{}</dl>", bare(&one), bare(&two))),
        (
            "in sections",
            format!(
                "<html><h2>A</h2><dl>{section}</dl><h3>Varför</h3><dl>{rest}</dl><h2>B</h2><dl>{other_section}</dl><h3>Varför</h3><dl>{other_rest}</dl></html>"
            ),
        ),
        (
            "beside a table of links",
            format!("<html><table><tr><td>Start</td></tr></table><dl>{one}</dl><dl>{two}</dl></html>"),
        ),
    ];
    for (case, page) in cases {
        for name in ["r.html", "r.xls"] {
            says_them(name, page.as_bytes(), case);
        }
    }
    // A term that says several things, and one of another section with the same name.
    let more = one.replace("<dd>Sökande</dd>", "<dd>Sökande</dd><dd>Grannar</dd>");
    let page = format!(
        "<html><dl>{more}</dl><h3>Dataskyddsombud</h3><dl><dt>Behandling</dt><dd>Eva Ek</dd><dt>Telefon</dt><dd>1</dd></dl></html>"
    );
    let import = read("r.html", page.as_bytes());
    let [activity] = &import.register.activities[..] else {
        panic!("{:?}", import.register.activities.len())
    };
    assert_eq!(activity.text(Field::Name), Some("Bygglov"));
    let subjects = activity.record.entries.iter().filter(|entry| entry.field == Field::DataSubjects).count();
    assert_eq!(subjects, 2);
    let limits = Limits { cells: 50, ..Limits::default() };
    let page = format!("<html><dl>{}</dl></html>", "<dt>a<dd>b".repeat(100));
    assert!(matches!(
        read_workbook("r.html", page.as_bytes(), &limits).unwrap_err().problem,
        Problem::TooManyCells { .. }
    ));
}

#[test]
fn letters_encoded_twice_are_mended_and_told() {
    let text = "Behandlings-ID;Behandling;Ändamål;Kategorier av registrerade;Rättslig grund\nBY-1;Bygglov;Pröva ansökan;Sökande;Allmänt intresse – lag\nBY-2;Tillsyn;Följa upp;Ägare;Avtal\n";
    let as_if = |name: &str| {
        let bytes = text.as_bytes();
        match TextEncoding::named(name) {
            // As ISO 8859-1, where each byte is the character of its number.
            None => bytes.iter().map(|byte| char::from(*byte)).collect::<String>(),
            Some(_) => {
                let limits = Limits { text_encoding: TextEncoding::named(name), ..Limits::default() };
                let book = read_workbook("r.csv", bytes, &limits).unwrap();
                let sheet = &book.sheets[0];
                let lines = sheet.rows().map(|(_, cells)| {
                    cells.iter().map(|cell| cell.text.to_string()).collect::<Vec<_>>().join(";")
                });
                lines.collect::<Vec<_>>().join("\n")
            }
        }
    };
    for name in ["windows-1252", "iso 8859-1 as bytes", "macintosh", "cp850", "cp437"] {
        let twice = as_if(name);
        assert_ne!(twice, text);
        for written in [twice.clone(), format!("\u{feff}{twice}")] {
            let import = says_them("r.csv", written.as_bytes(), name);
            let told: Vec<ReadingRemarkKind> = import.remarks.iter().map(|remark| remark.kind).collect();
            assert_eq!(told, [ReadingRemarkKind::EncodedTwice], "{name}");
        }
    }
    // A sheet whose other cells are right, and a cell that tells of the fault.
    let mixed = text.replace("Ägare", "Ã„gare").replace("Avtal", "Ã¤ står för ä");
    let import = says_them("r.csv", mixed.as_bytes(), "one cell");
    assert_eq!(import.remarks[0].cells.len(), 1);
    assert_eq!(import.register.activities[1].text(Field::LegalBasis), Some("Ã¤ står för ä"));
}

/// A text of an .xls in the format `"KS-"@`, however the file writes the text.
#[test]
fn texts_in_formats_of_old_workbooks_show_what_the_format_adds() {
    let place = |row: u16, format: u16| [row.to_le_bytes(), [0, 0], format.to_le_bytes()].concat();
    let format = |id: u16, code: &str| {
        let length = u16::try_from(code.len()).unwrap().to_le_bytes();
        record(0x041E, &[&id.to_le_bytes()[..], &length, &[0], code.as_bytes()].concat())
    };
    let cell_format = |id: u16| record(0x00E0, &[&[0, 0][..], &id.to_le_bytes(), &[0; 16]].concat());
    let label = |row, format, text: &str| {
        let length = u16::try_from(text.len()).unwrap().to_le_bytes();
        record(0x0204, &[&place(row, format)[..], &length, &[0], text.as_bytes()].concat())
    };
    let shared = |row, format| record(0x00FD, &[&place(row, format)[..], &[0; 4]].concat());
    let number = |row, format| record(0x0203, &[&place(row, format)[..], &7_f64.to_le_bytes()].concat());
    let cells =
        [shared(0, 1), shared(1, 0), label(2, 1, "014"), label(3, 2, "2024/5"), number(4, 1), shared(5, 3)]
            .concat();
    let formats = [
        format(164, "\"KS-\"@"),
        format(165, "0;-0;0;@\" (arkiv)\""),
        cell_format(0),
        cell_format(164),
        cell_format(165),
        cell_format(49),
    ]
    .concat();
    let stream = biff_with(&formats, &["014"], &[cells], false);
    let book = read_workbook("r.xls", &compound_of(&[("/Workbook", &stream)]), &Limits::default()).unwrap();
    let texts: Vec<&str> = book.sheets[0].cells().iter().map(|cell| &*cell.text).collect();
    assert_eq!(texts, ["KS-014", "014", "KS-014", "2024/5 (arkiv)", "KS-7", "014"]);
}
