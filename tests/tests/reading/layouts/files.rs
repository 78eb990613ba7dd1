//! Files: delimiters, encodings, escapes, merged and hidden cells, other formats.

use super::{activity, count, extras, import, import_lines, open, said, tables, xlsx, xlsx_with};
use ropa::import::{Layout, MatchHow, Notice, TableKind};
use ropa::model::{AnyField, Field};
use ropa::workbook::Visibility;
use rust_xlsxwriter::Format;
use std::io::Write;

const LINES: &str = "Behandling;Ändamål;Rättslig grund\r\nLön åt alla;\"Betala; redovisa\";Avtal\r\n";

/// Variation 15.
#[test]
fn delimited_text_in_many_dialects() {
    let bytes = |text: &str, delimiter: char| {
        text.replace("Betala; redovisa", "Betala/ redovisa")
            .replace(';', &delimiter.to_string())
            .replace("Betala/ redovisa", "Betala; redovisa")
    };
    let windows: Vec<u8> = LINES.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let utf_16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(LINES.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for (what, file) in [
        ("UTF-8", LINES.as_bytes().to_vec()),
        ("UTF-8 with BOM", format!("\u{feff}{LINES}").into_bytes()),
        ("comma and BOM", format!("\u{feff}{}", bytes(LINES, ',')).into_bytes()),
        ("tab", bytes(LINES, '\t').into_bytes()),
        ("sep=", format!("sep=;\r\n{LINES}").into_bytes()),
        ("sep= and BOM", format!("\u{feff}sep=;\r\n{LINES}").into_bytes()),
        ("Windows-1252", windows),
        ("UTF-16", utf_16),
    ] {
        let found = import("register.csv", &file);
        assert_eq!(said(&found, "lön-åt-alla", Field::Purpose), ["B2=Betala; redovisa"], "{what}");
        assert_eq!(found.account.reported, 0, "{what}");
    }
}

/// Variation 16: headers plain, values as JSON writes them.
#[test]
fn values_escaped_with_backslashes() {
    let file = "\u{feff}Behandlingen gjelder;Formål med behandlingen;Behandlingsgrunnlag artikkel 6;Garantier ved overføring;\
                Mottakere - tredjeland eller internasjonale organisasjoner\r\n\
                \"Lønn\";\"Sagt \\\"ja\\\"\\nrad 2\";;\"-\";\"Ja, USA\"\r\n";
    let found = import("Behandlingsoversikt for Nordby kommune.csv", file.as_bytes());
    let record = activity(&found, "lønn");
    assert_eq!(record.text(Field::Purpose), Some("Sagt \"ja\"\nrad 2"));
    assert!(record.text(Field::LegalBasis).is_none());
    assert!(record.text(Field::TransferSafeguard).is_none(), "`-` says nothing");
    assert_eq!(record.text(Field::ThirdCountry), Some("Ja, USA"));
    assert_eq!(record.text(Field::Controller), Some("Nordby kommune"));
}

/// Variation 17: letters lost in headers are matched, and said; in answers they stay as they are.
#[test]
fn broken_letters_in_headers() {
    for header in ["?ndam?l", "\u{fffd}ndam\u{fffd}l"] {
        let found = import_lines(&format!(
            "Behandling|{header}|Rättslig grund|Kategorier av registrerade\nL?n|Betala l?n|Avtal|Anst?llda"
        ));
        assert_eq!(found.register.activities[0].text(Field::Purpose), Some("Betala l?n"), "{header}");
        let fuzzy = count(&found, |notice| {
            matches!(notice, Notice::FuzzyHeader { field: AnyField::Activity(Field::Purpose), .. })
        });
        assert_eq!(fuzzy, 1, "{header}");
        assert_eq!(found.not_understood.len(), 1, "`Anst?llda` is not guessed");
    }
}

/// Variation 18: a workbook of another program, with a prefix to every tag and marks before every part.
#[test]
fn a_workbook_with_prefixed_parts() {
    let main = "xmlns:x=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let cell = |place: &str, index: usize| format!("<x:c r=\"{place}\" t=\"s\"><x:v>{index}</x:v></x:c>");
    // Blanks are written as shared empty texts, and a header has a blank behind it.
    let row = |number: usize, cells: [usize; 3]| {
        let cells: String = cells
            .iter()
            .zip(["A", "B", "C"])
            .map(|(index, col)| cell(&format!("{col}{number}"), *index))
            .collect();
        format!("<x:row r=\"{number}\"{}>{cells}</x:row>", if number == 3 { " hidden=\"1\"" } else { "" })
    };
    let rows = row(1, [0, 1, 2]) + &row(2, [3, 4, 5]) + &row(3, [6, 4, 7]);
    let parts = [
        (
            "[Content_Types].xml",
            format!(
                "<Types xmlns=\"{package}/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>"
            ),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"R1\" Type=\"{relations}/officeDocument\" Target=\"/xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "\u{feff}<?xml version=\"1.0\"?><x:workbook {main}><x:sheets><x:sheet name=\"Prov &amp; kommun\" sheetId=\"1\" r:id=\"R2\" xmlns:r=\"{relations}\"/></x:sheets></x:workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "\u{feff}<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"R2\" Type=\"{relations}/worksheet\" Target=\"/xl/worksheets/sheet.xml\"/><Relationship Id=\"R3\" Type=\"{relations}/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/sharedStrings.xml",
            format!(
                "\u{feff}<?xml version=\"1.0\"?><x:sst {main}>{}</x:sst>",
                ["Behandling ", "Ändamål", "Rättslig grund", "Lön", "", "Avtal", "Post", "Samtycke"]
                    .map(|text| format!("<x:si><x:t xml:space=\"preserve\">{text}</x:t></x:si>"))
                    .concat()
            ),
        ),
        (
            "xl/worksheets/sheet.xml",
            format!(
                "\u{feff}<?xml version=\"1.0\"?><x:worksheet {main}><x:sheetData>{rows}</x:sheetData></x:worksheet>"
            ),
        ),
    ];
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    let found = import("System.xlsx", &zip.finish().unwrap().into_inner());
    assert_eq!(tables(&found), [(TableKind::Activities, Layout::Rows, 2)]);
    assert_eq!(said(&found, "lön", Field::LegalBasis), ["C2=Avtal"]);
    assert_eq!(found.account.cells, 7, "blanks are no cells");
    assert!(
        found
            .notices
            .iter()
            .any(|notice| matches!(notice, Notice::HiddenLines { rows, .. } if rows[..] == [2]))
    );
}

/// Variation 31.
#[test]
fn long_cells_are_kept_whole() {
    let long = "En mening till.\n\tRad <b>två</b>\r\n".repeat(900);
    let file = format!("Behandling;Ändamål;Rättslig grund\nLön;\"{long}\";=1+1\n");
    let found = import("register.csv", file.as_bytes());
    let entry = found.register.activities[0].entries_of(Field::Purpose).next().unwrap();
    assert_eq!(*entry.written, *long);
    assert_eq!(found.register.activities[0].text(Field::LegalBasis), Some("=1+1"));
}

/// Variation 32: merged cells, hidden sheets, rows and columns are read, and it is said.
#[test]
fn merged_and_hidden_cells() {
    let lines = "Behandling|Ändamål|Enhet|Rättslig grund\nLön|Betala|HR|Avtal\nPost|Dela ut||Avtal\nArkiv|Bevara|Kansli|Avtal";
    let bytes = xlsx_with(
        &[("Behandlingar", lines), ("Gömda", "Behandling|Ändamål|Rättslig grund\nKo|Mjölka|Avtal")],
        |book| {
            let sheet = book.worksheet_from_index(0).unwrap();
            sheet.merge_range(1, 2, 2, 2, "HR", &Format::new()).unwrap();
            sheet.set_row_hidden(2).unwrap();
            sheet.set_row_hidden(3).unwrap();
            sheet.set_row_hidden(30).unwrap();
            sheet.set_column_hidden(3).unwrap();
            sheet.autofilter(0, 0, 3, 3).unwrap();
            book.worksheet_from_index(1).unwrap().set_hidden(true);
        },
    );
    assert_eq!(open("register.xlsx", &bytes).sheets[1].visibility, Visibility::Hidden);
    let found = import("register.xlsx", &bytes);
    assert_eq!(found.register.activities.len(), 4);
    assert_eq!(said(&found, "post@hr", Field::Unit), ["C2=HR"], "a merged cell holds for each of its rows");
    assert_eq!(said(&found, "arkiv@kansli", Field::LegalBasis), ["D4=Avtal"]);
    let hidden = found.notices.iter().find_map(|notice| match notice {
        Notice::HiddenLines { rows, columns, .. } => Some((rows.clone(), columns.clone())),
        _ => None,
    });
    assert_eq!(hidden, Some((vec![2, 3], vec![3])), "only those that hold something");
    assert_eq!(count(&found, |notice| matches!(notice, Notice::HiddenSheet { .. })), 1);
}

/// Variation 33: a colour says nothing.
#[test]
fn colours_say_nothing() {
    let lines = "Behandling|Ändamål|Rättslig grund\nLön|Betala|Avtal";
    let coloured = xlsx_with(&[("Blad1", lines)], |book| {
        let orange = Format::new().set_background_color("FFA500");
        book.worksheet_from_index(0).unwrap().write_with_format(1, 1, "Betala", &orange).unwrap();
    });
    let (plain, coloured) = (import("a.xlsx", &xlsx(&[("Blad1", lines)])), import("a.xlsx", &coloured));
    assert_eq!(plain.register, coloured.register);
}

/// A column that is matched by likeness in a form is said like one in a table.
#[test]
fn likeness_is_said_in_forms_too() {
    let found = import_lines("Behandling|Lön\nÄndamål|Betala\nRättslig grund|Avtal\nMotagare|Banken");
    let column = found.tables[0].columns.iter().find(|column| column.how == MatchHow::Fuzzy).unwrap();
    assert_eq!((&*column.header, column.field), ("Motagare", Some(Field::Recipients.into())));
    assert_eq!(count(&found, |notice| matches!(notice, Notice::FuzzyHeader { .. })), 1);
    assert!(extras(&found.register.activities[0]).is_empty());
}
