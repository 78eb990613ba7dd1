//! Delimited text: encodings, delimiters, quoting and places.

use super::{cells, read, refused, text_at};
use proptest::prelude::*;
use ropa::source::Place;
use ropa::workbook::{Problem, ReadNote};

#[test]
fn every_delimiter_is_found() {
    for delimiter in [';', ',', '\t', '|'] {
        let text = ["Id", "Namn\n1", "Lön\n2", "Vård\n"].join(&delimiter.to_string());
        let book = read("register.csv", text.as_bytes());
        assert_eq!(
            cells(&book.sheets[0]),
            ["A1=Id", "B1=Namn", "A2=1", "B2=Lön", "A3=2", "B3=Vård"],
            "{delimiter:?}"
        );
        assert!(book.notes.contains(&ReadNote::Delimiter(delimiter)));
    }
}

#[test]
fn the_delimiter_is_what_makes_a_table() {
    let cases = [
        ("semicolons between, commas within", "Id;Syfte\n1;lön, arvode, resor\n2;vård, omsorg", ';'),
        (
            "commas between, semicolons within quotes",
            "Id,Kategorier\n1,\"barn; unga\"\n2,\"äldre; anhöriga\"",
            ',',
        ),
        ("decimal commas", "Id;Andel;Antal\n1;0,5;10\n2;0,7;20", ';'),
        (
            "lines above the table",
            "Register över behandlingar, version 1\n\nId;Namn;Enhet\n1;Lön;HR\n2;Vård;ÄO",
            ';',
        ),
        ("a header alone", "Id;Ändamål, syfte;Grund", ';'),
        ("quoted cells", "\"Id\",\"Namn; smeknamn\"\n\"1\",\"Lön; arvode\"", ','),
    ];
    for (case, text, delimiter) in cases {
        let book = read("register.csv", text.as_bytes());
        assert!(book.notes.contains(&ReadNote::Delimiter(delimiter)), "{case}: {:?}", book.notes);
    }
}

#[test]
fn a_single_column_has_no_delimiter() {
    let book = read("lista.txt", "Lön\nVård\n".as_bytes());
    assert_eq!(cells(&book.sheets[0]), ["A1=Lön", "A2=Vård"]);
    assert_eq!(book.notes, [ReadNote::Encoding { name: "UTF-8", guessed: false }]);
}

#[test]
fn a_separator_line_decides_and_is_not_a_row() {
    for first in ["sep=;\r\n", "SEP=;\n", "\"sep=;\"\n"] {
        let text = format!("{first}Id,nr;Namn\n1,5;Lön");
        let book = read("register.csv", text.as_bytes());
        assert_eq!(cells(&book.sheets[0]), ["A1=Id,nr", "B1=Namn", "A2=1,5", "B2=Lön"], "{first:?}");
    }
}

#[test]
fn rows_are_counted_as_a_spreadsheet_counts_them() {
    let text = "Id;Text\r\n\r\n1;\"två\r\nrader\"\r\n2;slut\r\n";
    let sheet = &read("register.csv", text.as_bytes()).sheets[0];
    assert_eq!(cells(sheet), ["A1=Id", "B1=Text", "A3=1", "B3=två\r\nrader", "A4=2", "B4=slut"]);
    let old_mac = &read("register.csv", b"Id;Text\r1;a\r2;b").sheets[0];
    assert_eq!(cells(old_mac), ["A1=Id", "B1=Text", "A2=1", "B2=a", "A3=2", "B3=b"]);
}

#[test]
fn empty_cells_are_left_out_and_blank_ones_kept() {
    let sheet = &read("register.csv", "a;b;c\n;\"\"; \n x ;;\n".as_bytes()).sheets[0];
    assert_eq!(cells(sheet), ["A1=a", "B1=b", "C1=c", "C2= ", "A3= x "]);
    assert!(sheet.cell(Place::new(1, 2)).unwrap().is_blank());
}

#[test]
fn quotation_marks_are_undone() {
    let text = "Id;Text\n1;\"sagt \"\"ja\"\"; tack\"\n2;\"ja\" men\n3;5\" skärm";
    let sheet = &read("register.csv", text.as_bytes()).sheets[0];
    assert_eq!(text_at(sheet, 1, 1), "sagt \"ja\"; tack");
    assert_eq!(text_at(sheet, 2, 1), "ja men");
    assert_eq!(text_at(sheet, 3, 1), "5\" skärm");
}

#[test]
fn cells_written_as_json_strings_are_read_as_such() {
    let text = "\u{feff}Behandling;Status;Kommentar\r\n\
                \"Sagt \\\"ja\\\"\\nrad 2\";;\"-\"\r\n\
                \"Sist \\\"\";\"Ja, USA\";\"C:\\\\arkiv\"\r\n";
    let sheet = &read("oversikt.csv", text.as_bytes()).sheets[0];
    assert_eq!(
        cells(sheet),
        [
            "A1=Behandling",
            "B1=Status",
            "C1=Kommentar",
            "A2=Sagt \"ja\"\nrad 2",
            "C2=-",
            "A3=Sist \"",
            "B3=Ja, USA",
            "C3=C:\\arkiv"
        ]
    );
}

#[test]
fn a_line_break_written_with_a_backslash_needs_no_quotation_mark_beside_it() {
    let sheet = &read("oversikt.csv", b"Namn;Text\n\"A\";\"rad 1\\nrad 2\"\n").sheets[0];
    assert_eq!(text_at(sheet, 1, 1), "rad 1\nrad 2");
}

#[test]
fn backslashes_of_paths_are_left_alone() {
    let cases = [
        "Namn;Plats\n\"A\";\"C:\\dokument\\\"\n\"B\";\"D:\\\"\n",
        "Namn;Plats\nA;C:\\nytt\nB;D:\\arkiv\n",
        "\"Namn\";\"Plats\"\n\"A\";\"C:\\nytt\"\n",
    ];
    for text in cases {
        let sheet = &read("register.csv", text.as_bytes()).sheets[0];
        let expected = text.split(';').nth(2).unwrap().split('\n').next().unwrap().trim_matches('"');
        assert_eq!(text_at(sheet, 1, 1), expected, "{text}");
    }
}

#[test]
fn a_mark_that_is_never_closed_is_refused_with_its_cell() {
    let text = "Id;Namn\n1;\"Lön\n2;Vård\n3;Skola\n";
    assert_eq!(refused("register.csv", text.as_bytes()), Problem::UnclosedQuote { place: Place::new(1, 1) });
}

#[test]
fn an_encoding_is_found_and_named() {
    let text = "Ändamål;Ålder\nLön;65\n";
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = [&b"\xff\xfe"[..], &utf16].concat();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let windows = windows_1252(text);
    let cases = [
        (text.as_bytes().to_vec(), "UTF-8", false),
        ([b"\xef\xbb\xbf", text.as_bytes()].concat(), "UTF-8", false),
        (marked, "UTF-16LE", false),
        (utf16, "UTF-16LE", true),
        (big, "UTF-16BE", true),
        (windows, "windows-1252", true),
    ];
    for (bytes, name, guessed) in cases {
        let book = read("register.csv", &bytes);
        assert_eq!(cells(&book.sheets[0]), ["A1=Ändamål", "B1=Ålder", "A2=Lön", "B2=65"], "{name}");
        assert_eq!(book.notes, [ReadNote::Encoding { name, guessed }, ReadNote::Delimiter(';')]);
    }
}

/// A text in Windows-1252, whose letters here have the numbers of Unicode.
fn windows_1252(text: &str) -> Vec<u8> {
    text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect()
}

#[test]
fn a_sheet_is_named_for_its_file() {
    for (file, sheet) in [
        ("register.csv", "register"),
        ("C:\\Export\\nämnd 2025.06.txt", "nämnd 2025.06"),
        ("/tmp/.csv", ".csv"),
    ] {
        assert_eq!(&*read(file, b"a;b").sheets[0].name, sheet);
    }
}

/// Cell texts with everything that quoting must survive.
fn table() -> impl Strategy<Value = Vec<Vec<String>>> {
    let cell =
        prop_oneof![Just("Ja".to_string()), "[a-zåäö ]{1,12}", "[a-zåäöA-Z0-9;,|\t\"\\\\\n\r' .:/=-]{0,20}",];
    // Two rows and columns at least, so that there is a delimiter to find.
    (2_usize..6).prop_flat_map(move |width| {
        let header = proptest::collection::vec("[A-ZÅÄÖ][a-zåäö]{1,10}", width);
        let rows = proptest::collection::vec(proptest::collection::vec(cell.clone(), width), 1..8);
        (header, rows).prop_map(|(header, rows)| std::iter::once(header).chain(rows).collect())
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_csv_writes_comes_back_cell_for_cell(
        table in table(),
        delimiter in prop_oneof![Just(b';'), Just(b','), Just(b'\t'), Just(b'|')],
        always_quoted: bool,
        crlf: bool,
    ) {
        let mut writer = csv::WriterBuilder::new();
        writer.delimiter(delimiter);
        if always_quoted {
            writer.quote_style(csv::QuoteStyle::Always);
        }
        if crlf {
            writer.terminator(csv::Terminator::CRLF);
        }
        let mut writer = writer.from_writer(format!("sep={}\n", char::from(delimiter)).into_bytes());
        // What a spreadsheet would run is guarded in a text file, and the guard is no part of the text.
        for row in &table {
            writer.write_record(row.iter().map(|text| ropa::workbook::neutralised(text).into_owned())).unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        let sheet = &read("register.csv", &bytes).sheets[0];
        for (r, row) in table.iter().enumerate() {
            for (c, text) in row.iter().enumerate() {
                prop_assert_eq!(text_at(sheet, r as u32, c as u32), text);
            }
        }
        prop_assert_eq!(sheet.cells().len(), table.iter().flatten().filter(|text| !text.is_empty()).count());
    }

    #[test]
    fn a_delimiter_is_found_where_cells_are_quoted(
        table in table(),
        delimiter in prop_oneof![Just(b';'), Just(b','), Just(b'\t'), Just(b'|')],
    ) {
        let mut writer =
            csv::WriterBuilder::new().delimiter(delimiter).quote_style(csv::QuoteStyle::Always).from_writer(Vec::new());
        for row in &table {
            writer.write_record(row).unwrap();
        }
        let book = read("register.csv", &writer.into_inner().unwrap());
        prop_assert!(book.notes.contains(&ReadNote::Delimiter(char::from(delimiter))));
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = ropa::workbook::read_workbook("okänd", &bytes, &Default::default());
    }
}
