//! Files that were torn, glued or covered on the way: what they show is read, and what is mended is told.

use crate::workbook::files::{compound_of, ods, worksheet, xlsx};
use ropa::import::{Import, Notice};
use ropa::model::{Answer, Field, Value};
use ropa::workbook::{Limits, Problem, ReadingRemarkKind, read_workbook};
use ropa_tests::registers::import;

const HEADER: &str =
    "Behandlings-ID;Behandling;Ändamål;Rättslig grund;Kategorier av personuppgifter;Känsliga uppgifter";

fn read(name: &str, bytes: &[u8]) -> Import {
    import(&read_workbook(name, bytes, &Limits::default()).unwrap())
}

fn problem(name: &str, bytes: &[u8]) -> Problem {
    read_workbook(name, bytes, &Limits::default()).unwrap_err().problem
}

fn told(import: &Import) -> Vec<ReadingRemarkKind> {
    import.remarks.iter().map(|remark| remark.kind).collect()
}

/// The id, the data and the answer of each record.
fn records(import: &Import) -> Vec<[String; 3]> {
    let text = |activity: &ropa::model::ProcessingActivity, field| {
        activity.text(field).unwrap_or_default().to_string()
    };
    let said =
        |activity| [Field::Id, Field::DataCategories, Field::Sensitive].map(|field| text(activity, field));
    import.register.activities.iter().map(said).collect()
}

#[test]
fn quotation_marks_out_of_place_cost_no_record() {
    let first = |cell: &str| format!("KU-1;Arkiv;Bevara;Avtal;{cell};Ja");
    let rest = "KU-2;Bibliotek;Låna ut;Avtal;\"Namn; lån\";Nej\nKU-3;Musik;Undervisa;Avtal;Namn;Nej";
    let none: &[ReadingRemarkKind] = &[];
    let cases = [
        ("\"Namn; adress\"", "Namn; adress", none),
        ("\t\"Namn; adress\" ", "Namn; adress", none),
        (" \"Namn; adress\"\t", "Namn; adress", none),
        ("\"Namn; så kallade \"fasta\" uppgifter\"", "Namn; så kallade \"fasta\" uppgifter", none),
        ("\"Namn; \"fasta\"\"", "Namn; \"fasta\"", none),
        ("5\" skärm", "5\" skärm", none),
        ("\"Namn, adress", "\"Namn, adress", &[ReadingRemarkKind::StrayQuotes]),
    ];
    for (written, meant, remarks) in cases {
        let import = read("r.csv", format!("{HEADER}\n{}\n{rest}\n", first(written)).as_bytes());
        let found = records(&import);
        let ids: Vec<&str> = found.iter().map(|[id, ..]| id.as_str()).collect();
        assert_eq!(ids, ["KU-1", "KU-2", "KU-3"], "{written}");
        assert_eq!(
            [found[0][1].as_str(), &found[0][2], &found[1][1]],
            [meant, "Ja", "Namn; lån"],
            "{written}"
        );
        assert_eq!(told(&import), remarks, "{written}");
    }
}

#[test]
fn lines_cut_in_two_are_put_together() {
    let rest = "KU-2;Bibliotek;Låna ut;Avtal;Lån;Nej\nKU-3;Musik;Undervisa;Avtal;Namn;Nej";
    let cut = "KU-1;Arkiv;Bevara;Avtal;Namn,\nadress;Ja";
    for text in [
        format!("{HEADER}\n{cut}\n{rest}\n"),
        format!("{HEADER}\r\n{}\r\n\r\n", format!("{cut}\n{rest}").replace('\n', "\r\n")),
    ] {
        let import = read("r.csv", text.as_bytes());
        let found = records(&import);
        assert_eq!(found.len(), 3, "{found:?}");
        assert_eq!(found[0], ["KU-1", "Namn,\nadress", "Ja"]);
        assert_eq!(told(&import), [ReadingRemarkKind::BrokenLines]);
        assert_eq!(import.remarks[0].cells[0].place.to_string(), "E2");
    }
    // Where programs leave out blank cells at the ends, short lines are common.
    for text in [
        format!("{HEADER}\nKU-1;Arkiv;Bevara\nKU-2;Bibliotek;Låna ut;Avtal\nKU-3;Musik\n"),
        format!("{HEADER}\nKU-1;Arkiv;Bevara\nKU-2;Bibliotek;Låna ut;Avtal\n"),
    ] {
        let import = read("r.csv", text.as_bytes());
        assert_eq!(import.register.activities.len(), text.lines().count() - 1);
        assert!(told(&import).is_empty());
    }
}

#[test]
fn lines_that_stand_whole_in_a_cell_are_taken_apart() {
    let lines = [HEADER, "KU-1;Arkiv;Bevara;Avtal;\"Namn; adress\";Ja", "KU-2;Musik;Undervisa;Avtal;;Nej"];
    for mark in [';', '\t', ','] {
        let line = |line: &str| match mark {
            ';' => line.to_string(),
            mark => {
                line.replace("Namn; adress", "Namn§ adress").replace(';', &mark.to_string()).replace('§', ";")
            }
        };
        let rows: String = lines
            .iter()
            .map(|text| {
                format!(
                    "<row><c t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c></row>",
                    line(text)
                )
            })
            .collect();
        let book = xlsx(&worksheet(&rows), &[]);
        let tab = |text: &str| text.replace('\t', "<text:tab/>");
        let cells: String = lines
            .iter()
            .map(|text| format!("<table:table-row><table:table-cell office:value-type=\"string\"><text:p>{}</text:p></table:table-cell></table:table-row>", tab(&line(text))))
            .collect();
        let open = ods(&format!("<table:table table:name=\"A\">{cells}</table:table>"));
        for (name, bytes) in [("r.xlsx", book), ("r.ods", open)] {
            let import = read(name, &bytes);
            let expected = [["KU-1", "Namn; adress", "Ja"], ["KU-2", "", "Nej"]];
            assert_eq!(records(&import), expected, "{name} {mark:?}");
            assert_eq!(told(&import), [ReadingRemarkKind::LinesInCells], "{name} {mark:?}");
        }
    }
    // A form in one column is no such sheet.
    let form = ["Behandling: Arkiv", "Ändamål: Bevara, ordna, visa", "Rättslig grund: Avtal"];
    let rows: String =
        form.map(|text| format!("<row><c t=\"inlineStr\"><is><t>{text}</t></is></c></row>")).concat();
    assert!(!told(&read("r.xlsx", &xlsx(&worksheet(&rows), &[]))).contains(&ReadingRemarkKind::LinesInCells));
}

#[test]
fn what_a_merged_cell_hides_is_not_read() {
    let row = |number: usize, cells: [&str; 5]| {
        let cells: String = ["A", "B", "C", "D", "E"]
            .iter()
            .zip(cells)
            .filter(|(_, text)| !text.is_empty())
            .map(|(col, text)| format!("<c r=\"{col}{number}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"))
            .collect();
        format!("<row r=\"{number}\">{cells}</row>")
    };
    let rows = [
        row(1, ["Behandlings-ID", "Enhet", "Behandling", "Rättslig grund", "Känsliga uppgifter"]),
        row(2, ["KU-1", "Arkivet", "Arkiv", "Avtal", "Ja"]),
        row(3, ["KU-2", "Gamla enheten", "Bibliotek", "Avtal", "Nej"]),
        row(4, ["KU-3", "", "Musik", "Avtal", "Nej"]),
    ]
    .concat();
    let sheet = worksheet(&rows)
        .replace("</sheetData>", "</sheetData><mergeCells><mergeCell ref=\"B2:B4\"/></mergeCells>");
    let cell = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let line = |[id, unit, name]: [&str; 3], sensitive: &str| {
        format!(
            "<table:table-row>{}{unit}{}{}{}</table:table-row>",
            cell(id),
            cell(name),
            cell("Avtal"),
            cell(sensitive)
        )
    };
    let covered = "<table:covered-table-cell office:value-type=\"string\"><text:p>Gamla enheten</text:p></table:covered-table-cell>";
    let spanned = "<table:table-cell office:value-type=\"string\" table:number-rows-spanned=\"3\"><text:p>Arkivet</text:p></table:table-cell>";
    let header = format!(
        "<table:table-row>{}</table:table-row>",
        ["Behandlings-ID", "Enhet", "Behandling", "Rättslig grund", "Känsliga uppgifter"].map(cell).concat()
    );
    let open = ods(&format!(
        "<table:table table:name=\"A\">{header}{}{}{}</table:table>",
        line(["KU-1", spanned, "Arkiv"], "Ja"),
        line(["KU-2", covered, "Bibliotek"], "Nej"),
        line(["KU-3", "<table:covered-table-cell/>", "Musik"], "Nej"),
    ));
    for (name, bytes) in [("r.xlsx", xlsx(&sheet, &[])), ("r.ods", open)] {
        let import = read(name, &bytes);
        let units: Vec<_> =
            import.register.activities.iter().map(|activity| activity.text(Field::Unit)).collect();
        assert_eq!(units, [Some("Arkivet"); 3], "{name}");
        assert_eq!(told(&import), [ReadingRemarkKind::CoveredCells], "{name}");
        assert_eq!(import.remarks[0].cells[0].place.to_string(), "B3", "{name}");
    }
}

#[test]
fn what_a_page_hides_within_a_cell_is_not_read() {
    let page = |answer: &str| {
        let header: String = HEADER.split(';').map(|text| format!("<th>{text}</th>")).collect();
        format!(
            "<html><table><tr>{header}</tr><tr><td>KU-1<td>Arkiv<td>Bevara<td>Avtal<td>Namn<td>{answer}</tr><tr style=\"display: none\"><td>KU-2<td>Musik<td>Undervisa<td>Avtal<td>Namn<td>Nej</tr></table></html>"
        )
    };
    for answer in [
        "Nej<span style=\"display:none\">Ja</span>",
        "<span hidden>Ja</span>Nej",
        "Nej<div style='DISPLAY: none; color: red'><div>Ja</div> mer</div>",
        "Nej<span style='mso-hide:all'>Ja",
        "Nej<p hidden>Ja",
    ] {
        let import = read("r.html", page(answer).as_bytes());
        let answers: Vec<String> = records(&import).into_iter().map(|[.., answer]| answer).collect();
        // A hidden row is read, as in workbooks.
        assert_eq!(answers, ["Nej", "Nej"], "{answer}");
    }
}

#[test]
fn two_encodings_in_one_file_are_read() {
    let line = |number: usize| format!("KU-{number};Läsning;Öka läsandet;Avtal;Låntagares namn;Nej\n");
    let western =
        |text: &str| -> Vec<u8> { text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect() };
    for (right, wrong) in [(3, 1), (3, 3), (1, 6)] {
        let first: String = (1..=right).map(line).collect();
        let second: String = (right + 1..=right + wrong).map(line).collect();
        let bytes = [format!("{HEADER}\n{first}").into_bytes(), western(&second)].concat();
        let import = read("r.csv", &bytes);
        assert_eq!(import.register.activities.len(), right + wrong);
        for activity in &import.register.activities {
            assert_eq!(activity.text(Field::Purpose), Some("Öka läsandet"));
        }
        assert_eq!(told(&import), [ReadingRemarkKind::StrayBytes], "{right} {wrong}");
    }
}

#[test]
fn json_that_was_glued_or_cut_is_read_or_named() {
    let object = |id: &str| {
        format!(
            r#"{{"Behandlings-ID": "{id}", "Behandling": "Arkiv", "Ändamål": "Bevara", "Kategorier av personuppgifter": "Namn", "Känsliga uppgifter": "Nej"}}"#
        )
    };
    let (one, two) = (object("KU-1"), object("KU-2"));
    let wide = |text: &str, mark: bool| -> Vec<u8> {
        let mark: &[u8] = if mark { &[0xFF, 0xFE] } else { &[] };
        mark.iter().copied().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
    };
    let western =
        |text: &str| -> Vec<u8> { text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect() };
    let lists = r#"[["Behandlings-ID", "Behandling", "Ändamål", "Kategorier av personuppgifter", "Känsliga uppgifter"], ["KU-1", "Arkiv", "Bevara", "Namn", "Nej"], ["KU-2", "Arkiv", "Bevara", "Namn", "Nej"]]"#;
    let cases = [
        ("two lists", format!("[{one}]\n[{two}]").into_bytes()),
        ("two lists with marks", format!("\u{feff}[{one}]\n\u{feff}[{two}]").into_bytes()),
        ("a list and an object", format!("[{one}]\n{two}").into_bytes()),
        ("a comma last", format!("[{one},\n{two},\n]").into_bytes()),
        ("commas last, in another encoding", western(&format!("[{},\n{two}]", one.replace("\"}", "\",\n}")))),
        ("UTF-16", wide(&format!("[{one}, {two}]"), true)),
        ("UTF-16 without a mark", wide(&format!("[{one}, {two}]"), false)),
        ("lists in UTF-16", wide(lists, true)),
    ];
    for (case, bytes) in cases {
        let found = records(&read("r.json", &bytes));
        assert_eq!(found, [["KU-1", "Namn", "Nej"], ["KU-2", "Namn", "Nej"]], "{case}");
    }
    for cut in [format!("[{one},\n{}", &two[..40]), format!("[{one},\n"), format!("[{one}")] {
        assert!(matches!(problem("r.json", cut.as_bytes()), Problem::JsonCutOff { .. }), "{cut}");
    }
    assert!(matches!(problem("r.json", b"[{\"a\": 1,, \"b\": 2}]"), Problem::BrokenJson { .. }));
    assert!(matches!(problem("r.json", b"[{\"a\": \"1\"}, {\"a\" 2}]"), Problem::BrokenJson { .. }));
}

#[test]
fn formulas_of_an_ods_without_a_value_are_told() {
    let cell = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let header = [
        "Behandlings-ID",
        "Behandling",
        "Ändamål",
        "Känsliga uppgifter",
        "Referens till konsekvensbedömning",
    ];
    let table = |formulas: &str| {
        format!(
            "<table:table table:name=\"A\"><table:table-row>{}</table:table-row><table:table-row>{}{formulas}</table:table-row></table:table>",
            header.map(cell).concat(),
            ["KU-1", "Arkiv", "Bevara"].map(cell).concat()
        )
    };
    let unsaved = table(
        "<table:table-cell table:formula=\"of:=[.Z2]\"/><table:table-cell table:formula=\"of:=[.Y2]\" office:value-type=\"string\"/>",
    );
    let saved = table(
        "<table:table-cell table:formula=\"of:=[.Z2]\" office:value-type=\"string\" office:string-value=\"\"><text:p/></table:table-cell><table:table-cell table:formula=\"of:=[.Y2]\" office:value-type=\"string\"><text:p/></table:table-cell>",
    );
    assert_eq!(
        told(&read("r.ods", &ods(&unsaved))),
        [ReadingRemarkKind::ReferenceFormulas, ReadingRemarkKind::FormulaWithoutValue]
    );
    assert!(told(&read("r.ods", &ods(&saved))).is_empty());
}

#[test]
fn numbers_of_pages_are_no_records() {
    for page in ["Sida 1 (3)", "Sida 1", "Sida 2 av 3", "Sid. 2/3", "sida 4 (12)", "Page 1 of 2"] {
        for (row, strays) in [(format!("{page};;;;;"), 1), (format!("{page};Utskrift;;;;"), 2)] {
            let text = format!(
                "{HEADER}\nKU-1;Arkiv;Bevara;Avtal;Namn;Nej\n{row}\n{HEADER}\nKU-2;Musik;Undervisa;Avtal;Namn;Nej\n{row}\n"
            );
            let import = read("r.csv", text.as_bytes());
            let ids: Vec<String> = records(&import).into_iter().map(|[id, ..]| id).collect();
            assert_eq!(ids, ["KU-1", "KU-2"], "{row}");
            let found = import.notices.iter().filter(|notice| matches!(notice, Notice::Stray { .. })).count();
            assert_eq!(found, strays * 2, "{row}");
        }
    }
    let kept = format!("{HEADER}\nKU-1;Sida 1;Bevara;Avtal;Namn;Nej\nKU-2;Sidan på webben;;;;\n");
    assert_eq!(read("r.csv", kept.as_bytes()).register.activities.len(), 2);
}

#[test]
fn lost_letters_are_told() {
    let of = |header: &str, row: &str| told(&read("r.csv", format!("{header}\n{row}\n").as_bytes()));
    let header = "Behandlings-ID;Behandling;?ndam?l;R?ttslig grund;Kategorier av personuppgifter";
    assert_eq!(of(header, "KU-1;L?sning;L?na ut;Avtal;Namn"), [ReadingRemarkKind::LostLetters]);
    assert_eq!(of(HEADER, "KU-1;L\u{fffd}sning;Bevara;Avtal;Namn;Nej"), [ReadingRemarkKind::LostLetters]);
    // A question is none, and neither is an address.
    assert!(of(HEADER, "KU-1;Arkiv;Bevara? ja;https://x.example/?id=1;Namn;Nej").is_empty());
    assert!(of("Id;Namn;Purpose;Legal basis", "1;Arkiv;ja?nej;Avtal").is_empty());
}

#[test]
fn dates_of_services_and_scripts_are_read() {
    let of = |text: &str| {
        let import = read(
            "r.csv",
            format!("Behandlings-ID;Behandling;Ändamål;Rättslig grund;Registrerad\nKU-1;Arkiv;Bevara;Avtal;{text}\n").as_bytes(),
        );
        match import.register.activities[0].answer(Field::Registered) {
            Answer::Given(entry) => match &entry.value {
                Value::Date(date) => date.date.to_string(),
                other => format!("{other:?}"),
            },
            other => format!("{other:?}"),
        }
    };
    for (written, day) in [
        ("/Date(1743465600000)/", "2025-04-01"),
        // Midnight in Sweden.
        ("/Date(1743458400000)/", "2025-04-01"),
        ("/Date(1743458400000+0200)/", "2025-04-01"),
        ("Tue Apr 01 2025 00:00:00 GMT+0200", "2025-04-01"),
        ("tisdagen den 1:a april 2025", "2025-04-01"),
        ("4/13/2025 12:00:00 AM", "2025-04-13"),
    ] {
        assert_eq!(of(written), day, "{written}");
    }
    assert!(!of("/Date(x)/").starts_with("20"), "{}", of("/Date(x)/"));
}

#[test]
fn what_cannot_be_read_is_named_with_what_to_do() {
    let frames = b"<html><head><title>x</title></head><frameset rows=\"*,39\"><frame src=\"reg_filer/sheet001.htm\"></frameset></html>";
    assert_eq!(problem("r.xls", frames), Problem::NotASpreadsheet { what: "a web page of frames" });
    for info in [&b"\x04\0\x04\0\x40\0\0\0<encryption"[..], b"\x04\0\x02\0\x24\0\0\0abc", b""] {
        let bytes = compound_of(&[("/EncryptedPackage", b"12345678abc"), ("/EncryptionInfo", info)]);
        assert!(matches!(problem("r.xlsx", &bytes), Problem::CannotDecrypt { .. }), "{info:?}");
    }
}

#[test]
fn choices_of_surveys_are_read_under_their_question() {
    let text = "Svars-ID,\"namn. Vad heter behandlingen?\",\"grund. Vilken rättslig grund?\",\"uppg[1]. Vilka personuppgifter behandlas? [Namn]\",\"uppg[2]. Vilka personuppgifter behandlas? [Hälsouppgifter]\",\"Behandlas känsliga personuppgifter?\"\n7,Arkiv,Avtal,Ja,,Nej\n8,Elevhälsa,Rättslig förpliktelse,Ja,Ja,Ja\n";
    let import = read("r.csv", text.as_bytes());
    let items = |activity: &ropa::model::ProcessingActivity| -> Vec<String> {
        let entries = activity.record.entries.iter().filter(|entry| entry.field == Field::DataCategories);
        let of = |value: &Value| match value {
            Value::Items(items) => items.iter().map(|item| item.written.to_string()).collect(),
            _ => Vec::new(),
        };
        entries.flat_map(|entry| of(&entry.value)).collect()
    };
    let [archive, health] = &import.register.activities[..] else {
        panic!("{:?}", import.register.activities)
    };
    assert_eq!(items(archive), ["Namn"]);
    assert_eq!(items(health), ["Namn", "Hälsouppgifter"]);
}
