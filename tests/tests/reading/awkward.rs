//! What a file shows is what is read: awkward files that spreadsheets, list exports and mail make.

use crate::workbook::files::{biff, compound_of, ods, record, xlsx, zipped};
use ropa::import::{Import, Notice};
use ropa::model::{Answer, Field, ProcessingActivity};
use ropa::workbook::{Limits, Problem, ReadingRemarkKind, read_workbook};
use ropa_tests::places::shared;
use ropa_tests::registers::import;

const HEADER: &str =
    "Behandlings-ID;Behandling;Ändamål;Rättslig grund;Kategorier av registrerade;Känsliga uppgifter";

fn read(name: &str, bytes: &[u8]) -> Import {
    import(&read_workbook(name, bytes, &Limits::default()).unwrap())
}

/// The keys of what a text is read as.
fn keys(import: &Import) -> Vec<&str> {
    import.register.activities.iter().map(|activity| &*activity.key).collect()
}

fn told(import: &Import) -> Vec<ReadingRemarkKind> {
    import.remarks.iter().map(|remark| remark.kind).collect()
}

fn text(activity: &ProcessingActivity, field: Field) -> &str {
    activity.text(field).unwrap_or_default()
}

#[test]
fn no_record_becomes_a_heading() {
    let two = "Behandlings-ID;Behandling;Referens till konsekvensbedömning;Registrerad";
    let other = "Id;Namn på behandlingen;Rättslig grund;Kategorier av registrerade";
    let cases = [
        (
            "a gap in the last record",
            format!(
                "{two}\nSN-001;Lön;;2025-03-01\nSN-002;Skola;;2025-03-01\n{two}\nSN-003;Vård;;2025-03-01"
            ),
        ),
        (
            "a byte order mark before the second header",
            format!("{two}\nSN-001;Lön;;2025\nSN-002;Skola;;2025\n\u{feff}{two}\nSN-003;Vård;;2025"),
        ),
        (
            "the second header worded otherwise",
            format!("{two}\nSN-001;Lön;;2025\nSN-002;Skola;;2025\n{other}\nSN-003;Vård;Avtal;Barn"),
        ),
        (
            "a blank row before the last record",
            format!("{two}\nSN-001;Lön;;2025\n;;;\nSN-002;Skola;;2025\n{two}\nSN-003;Vård;;2025"),
        ),
        (
            "little in the last record",
            format!("{two}\nSN-001;Lön;;2025\n;;;\nSN-002;Skola;;\n{other}\nSN-003;Vård;Avtal;Barn"),
        ),
        (
            "other capitals in the second header",
            format!("{two}\nSN-001;Lön;;2025\nSN-002;Skola;;2025\n{}\nSN-003;Vård;;2025", two.to_uppercase()),
        ),
    ];
    for (case, text) in cases {
        let import = read("r.csv", text.as_bytes());
        assert_eq!(keys(&import), ["SN-001", "SN-002", "SN-003"], "{case}");
    }
}

#[test]
fn a_title_between_two_exports_is_no_record() {
    let first = "Behandlings-ID;Behandling;Rättslig grund;Kategorier av registrerade";
    let turned = "Behandling;Behandlings-ID;Rättslig grund;Kategorier av registrerade";
    let cases = [
        (first, turned, "Export 2025-03-02 14:05, sida 2;;;"),
        (first, first, "Export 2025-03-02 14:05, sida 2;;;"),
        (turned, first, "Export 2025-03-02 14:05, sida 2;;;"),
        (turned, first, "Utdrag ur nämndens registerförteckning;;;"),
        (first, turned, "Registerförteckning 2025 för nämnden;;;\nUtskrivet 2025-03-02 kl 14:05;;;"),
    ];
    for (one, other, titles) in cases {
        let row = |header: &str, id: &str, name: &str| match header.starts_with("Behandlings-ID") {
            true => format!("{id};{name};Avtal;Barn"),
            false => format!("{name};{id};Avtal;Barn"),
        };
        let rows = [
            one.to_string(),
            row(one, "SN-001", "Lön"),
            row(one, "SN-002", "Skola"),
            titles.to_string(),
            format!("{other};Anmärkning"),
            row(other, "SN-003", "Vård"),
        ];
        let import = read("r.csv", rows.join("\n").as_bytes());
        assert_eq!(keys(&import), ["SN-001", "SN-002", "SN-003"], "{titles} below {one}");
        let told = import.notices.iter().filter(|notice| matches!(notice, Notice::Stray { .. })).count();
        assert_eq!(told, titles.lines().count(), "{titles} below {one}");
        // The last record of the first table has little in it, and stays one.
        let bare = rows[2].replace(";Avtal;Barn", ";;");
        let import = read("r.csv", rows.join("\n").replace(&rows[2], &bare).as_bytes());
        assert_eq!(keys(&import), ["SN-001", "SN-002", "SN-003"], "{bare}");
    }
}

#[test]
fn error_values_are_no_answers() {
    for value in [
        "#SAKNAS!",
        "#N/A",
        "#REFERENS!",
        "#DIVISION/0!",
        "#VÄRDEFEL!",
        "#NAMN?",
        "#SPILL!",
        "#I/T",
        "Err:502",
        "#ERROR!",
        "########",
        "=#REF!",
        "#VALEUR !",
        "#Н/Д",
    ] {
        let import =
            read("r.csv", format!("{HEADER}\n{value};Lön;{value};{value};{value};{value}").as_bytes());
        let activity = &import.register.activities[0];
        assert_eq!(&*activity.key, "lön", "{value}");
        for field in [Field::Id, Field::Purpose, Field::LegalBasis, Field::DataSubjects, Field::Sensitive] {
            assert!(matches!(activity.answer(field), Answer::Unknown(_)), "{value}: {field:?}");
        }
        assert_eq!(import.remarks[0].kind, ReadingRemarkKind::ErrorValues);
        assert_eq!(import.remarks[0].cells.len(), 5, "{value}");
    }
    // An error that the reader behind does not know.
    let cell = |kind: &str, value: &str| format!("<c{kind}><v>{value}</v></c>");
    let rows = format!("<row>{}{}</row>", cell(" t=\"e\"", "#SPILL!"), cell("", "\n 12 "));
    let book =
        read_workbook("r.xlsx", &xlsx(&crate::workbook::files::worksheet(&rows), &[]), &Limits::default())
            .unwrap();
    let cells: Vec<&str> = book.sheets[0].cells().iter().map(|cell| &*cell.text).collect();
    assert_eq!(cells, ["#SPILL!", "12"]);
}

#[test]
fn an_error_value_that_the_reader_does_not_know_refuses_no_workbook() {
    let rows = |value: &str| {
        [
            format!("<row><c t=\"e\"><v>{value}</v></c></row>"),
            format!("<row><c t='e'><v>{value}</v></c></row>"),
            format!("<row><c t=\"e\"><f>A1</f><v xml:space=\"preserve\">{value}</v></c></row>"),
        ]
    };
    for value in ["#GETTING_DATA", "#BUSY!", "#PYTHON!", "#FIELD!", "#HÄMTAR_DATA"] {
        for rows in rows(value) {
            let sheet = crate::workbook::files::worksheet(&rows);
            let prefixed = sheet
                .replace("<c ", "<x:c ")
                .replace("</c>", "</x:c>")
                .replace("<v", "<x:v")
                .replace("</v>", "</x:v>")
                .replace(
                    "xmlns=",
                    "xmlns:x=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns=",
                );
            for sheet in [&sheet, &prefixed] {
                let book = read_workbook("r.xlsx", &xlsx(sheet, &[]), &Limits::default());
                let book = book.unwrap_or_else(|error| panic!("{error}: {sheet}"));
                let cells: Vec<&str> = book.sheets[0].cells().iter().map(|cell| &*cell.text).collect();
                assert_eq!(cells, [value], "{sheet}");
            }
        }
    }
    // In an .xls errors are numbers, and one that came later reads as "not available".
    let place = [0, 0, 0, 0, 0, 0];
    let alone = record(0x0205, &[&place[..], &[0x2D, 1]].concat());
    let saved = [&place[..], &[2, 0, 0x30, 0, 0, 0, 0xFF, 0xFF], &[0; 8]].concat();
    for cell in [alone, record(0x0006, &saved)] {
        let book = compound_of(&[("/Workbook", &biff(&[], &[cell], false))]);
        let book = read_workbook("r.xls", &book, &Limits::default()).unwrap();
        assert_eq!(&*book.sheets[0].cells()[0].text, "#N/A");
    }
}

#[test]
fn formulas_without_a_value_are_told_first_where_they_refer() {
    let text = |text: &str| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let row = |cells: &[String]| format!("<row>{}</row>", cells.concat());
    let header = "Behandlings-ID;Behandling;Ändamål;Känsliga uppgifter;Referens till konsekvensbedömning";
    let header: Vec<String> = header.split(';').map(text).collect();
    let formula = || "<c><f>Z1</f></c>".to_string();
    let records = |sensitive: String, reference: String| {
        row(&[text("SN-1"), text("Lön"), text("Betala"), sensitive, reference])
    };
    let remarks = |record: String| {
        let sheet = crate::workbook::files::worksheet(&format!("{}{record}", row(&header)));
        let import = read("r.xlsx", &xlsx(&sheet, &[]));
        let told = |remark: &ropa::workbook::ReadingRemark| {
            (
                remark.kind,
                remark.cells.iter().map(|cell| cell.place.to_string()).collect::<Vec<_>>().join(" "),
            )
        };
        import.remarks.iter().map(told).collect::<Vec<_>>()
    };
    let (reference, other) = (ReadingRemarkKind::ReferenceFormulas, ReadingRemarkKind::FormulaWithoutValue);
    assert_eq!(remarks(records(formula(), formula())), [(reference, "E2".into()), (other, "D2".into())]);
    assert_eq!(remarks(records(text("Ja"), formula())), [(reference, "E2".into())]);
    assert_eq!(remarks(records(formula(), text("KB-1"))), [(other, "D2".into())]);
}

#[test]
fn lacking_is_neither_yes_nor_no() {
    let import = read("r.csv", format!("{HEADER}\n1;Lön;Betala;Avtal;Anställda;Saknas").as_bytes());
    assert!(matches!(import.register.activities[0].answer(Field::Sensitive), Answer::Unknown(_)));
}

#[test]
fn what_systems_write_around_a_text_is_no_part_of_it() {
    let cases = [
        ("[\"Klienter\",\"Barn\"]", "Klienter; Barn"),
        (";#Klienter;#Barn;#", "Klienter; Barn"),
        ("12;#Klienter", "Klienter"),
        ("<div>Klienter</div>", "Klienter"),
        ("Anst&#228;llda", "Anställda"),
        ("[Klienter]", "[Klienter]"),
        ("Klienter\u{200b}", "Klienter"),
        ("Kli\u{200d}ent\u{200c}er\u{34f}", "Klienter"),
        ("=(\"Klienter\")", "Klienter"),
        ("= \"Klienter\"", "Klienter"),
        ("Klienter;", "Klienter"),
    ];
    for (written, shown) in cases {
        let quoted = format!("\"{}\"", written.replace('"', "\"\""));
        let import = read("r.csv", format!("{HEADER}\n=\"SN-1\";Lön;Betala;Avtal;{quoted};Ja").as_bytes());
        let activity = &import.register.activities[0];
        assert_eq!((&*activity.key, text(activity, Field::DataSubjects)), ("SN-1", shown), "{written}");
        assert!(import.not_understood.is_empty(), "{written}: {:?}", import.not_understood);
    }
    for blank in ["[fyll i]", "[ange kategorier]", "[]"] {
        let import = read("r.csv", format!("{HEADER}\n1;Lön;Betala;Avtal;{blank};Ja").as_bytes());
        assert_eq!(import.register.activities[0].text(Field::DataSubjects), None, "{blank}");
    }
    let internal = "Behandlings_x002d_ID;Behandling;_x00c4_ndam_x00e5_l;R_x00e4_ttslig_x0020_grund\nSN-1;Lön;Betala;Avtal";
    let import = read("r.csv", internal.as_bytes());
    assert_eq!(text(&import.register.activities[0], Field::LegalBasis), "Avtal");
}

#[test]
fn delimited_text_of_many_hands_is_read() {
    let row = "SN-1,Lön,Betala,Avtal,Anställda; barn,Ja";
    let header = HEADER.replace(';', ",");
    let wide: Vec<u8> = format!("{HEADER}\r\r\nSN-1;Lön;Betala;Avtal;Anställda;Ja\r\r\n\u{1a}").into_bytes();
    let mut stray = format!("{HEADER}\nSN-1;Lön;Betala;Avtal;Anställda;Ja\nSN-2;L").into_bytes();
    stray.extend(b"\xf6n;Betala;Avtal;;Ja");
    let cases: Vec<(&str, Vec<u8>, &[ReadingRemarkKind])> = vec![
        ("lines whole in quotes", format!("{header}\n\"{row}\"\n").into_bytes(), &[ReadingRemarkKind::WrappedLines]),
        (
            "all lines whole in quotes",
            format!("\"{header}\"\n\"{row}\"\n").into_bytes(),
            &[ReadingRemarkKind::WrappedLines],
        ),
        (
            "with quotes in quotes",
            format!("{header}\n\"SN-1,Lön,Betala,Avtal,\"\"Anställda, barn\"\",Ja\"\n").into_bytes(),
            &[ReadingRemarkKind::WrappedLines],
        ),
        (
            "lines cut at each semicolon",
            format!("{header};\n\"SN-1,Lön,Betala,Avtal,\"\"Anställda\";\" barn\"\",Ja\"\nSN-2,Skola,Lära,Avtal,Barn; elever,Nej\n")
                .into_bytes(),
            &[ReadingRemarkKind::WrappedLines],
        ),
        (
            "lines that end with semicolons",
            format!("{header};;\n{}\nSN-2,Skola,Lära,Avtal,Barn; elever; andra,Nej\n", row.replace(';', "") + ";;").into_bytes(),
            &[],
        ),
        (
            "titles in quotes above commas",
            format!("\"Register, nämnden, 2025, alla, poster, här\"\n{header}\nSN-1,Lön,Betala,Avtal,\"a; b\",Ja\n").into_bytes(),
            &[],
        ),
        (
            "titles with commas above semicolons",
            format!("\"Register, nämnden, 2025\";;;;;\n{HEADER}\nSN-1;Lön;Betala;Avtal;\"a, b\";Ja\n").into_bytes(),
            &[],
        ),
        (
            "all cells in quotes",
            format!("\"{}\"\n\"SN-1\",\"Lön\",\"Betala\",\"Avtal\",\"a; b\",\"Ja\"\n", header.replace(',', "\",\""))
                .into_bytes(),
            &[],
        ),
        (
            "a blank before a quote",
            format!("{HEADER}\nSN-1;Lön;Betala;Avtal; \"Anställda; barn\";Ja").into_bytes(),
            &[],
        ),
        (
            "a line that is too long",
            format!("{HEADER}\nSN-1;Lön;Betala;Avtal;Anställda;Ja;mer").into_bytes(),
            &[ReadingRemarkKind::LongLines],
        ),
        ("line ends written twice", wide, &[]),
        ("a stray byte", stray, &[ReadingRemarkKind::StrayBytes]),
        (
            "a zero byte",
            format!("{HEADER}\nSN-1;Lö\0n;Betala;Avtal;Anställda;Ja").into_bytes(),
            &[ReadingRemarkKind::ControlCharacters],
        ),
    ];
    for (case, bytes, remarks) in cases {
        let import = read("r.csv", &bytes);
        let activity = &import.register.activities[0];
        assert_eq!(
            (&*activity.key, text(activity, Field::Name), text(activity, Field::Sensitive)),
            ("SN-1", "Lön", "Ja"),
            "{case}"
        );
        assert_eq!(told(&import), remarks, "{case}");
    }
}

#[test]
fn codes_that_became_something_else_are_told_and_not_read() {
    for code in ["03-okt", "3 okt", "01-jan-01", "3:10", "1,10E+01"] {
        let text = format!(
            "Behandlings-ID;Behandling;Process;Rättslig grund;Kategorier av registrerade\n1;Lön;{code};Avtal;Barn"
        );
        let import = read("r.csv", text.as_bytes());
        assert!(matches!(import.register.activities[0].answer(Field::Process), Answer::Unknown(_)), "{code}");
        assert_eq!(told(&import), [ReadingRemarkKind::ChangedCodes], "{code}");
    }
}

#[test]
fn rows_of_sums_are_no_records() {
    for total in [
        "Totalt;2;;;;",
        ";Summa behandlingar;;;2;",
        "HR totalt;;2;;;",
        ";Delsumma;;;;3",
        ";Genomsnitt;;;;206,67",
        ";Medel;;;;1.5",
        "HR medel;;;;2;",
        ";Medelvärde antal;;;;2",
        ";Median;;2;;",
        ";Största värde;;;;3",
        ";Average;;;;2",
        "2;Totalt;;;;",
    ] {
        let import = read(
            "r.csv",
            format!("{HEADER}\n1;Lön;Betala;Avtal;Anställda;Ja\n2;Skola;Lära;Avtal;Barn;Ja\n{total}")
                .as_bytes(),
        );
        assert_eq!(keys(&import), ["1", "2"], "{total}");
        assert_eq!(told(&import), [ReadingRemarkKind::Totals], "{total}");
    }
    // What has an id of its own is a record, whatever its name begins with.
    for record in ["3;Medel för projekt;;;;", "3;Max;;;;", "3;Totalt försvar;;;;", ";Min sida;;;;120"] {
        let import = read(
            "r.csv",
            format!("{HEADER}\n1;Lön;Betala;Avtal;Anställda;Ja\n2;Skola;Lära;Avtal;Barn;Ja\n{record}")
                .as_bytes(),
        );
        assert_eq!(import.register.activities.len(), 3, "{record}");
    }
}

#[test]
fn rows_that_nobody_has_filled_in_are_no_records() {
    let cell = |text: &str| match text {
        "FALSE" => "<c t=\"b\"><v>0</v></c>".to_string(),
        "" => "<c/>".to_string(),
        text => format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>"),
    };
    let row = |cells: &str| format!("<row>{}</row>", cells.split(';').map(cell).collect::<String>());
    let rows: String = [
        HEADER,
        "SN-001;Lön;Betala;Avtal;Anställda;FALSE",
        ";;;;Välj i listan;FALSE",
        "SN-002;;;Välj i listan;Välj i listan;FALSE",
        "SN-003;;;;;FALSE",
        "SN-004;Skola;;;;FALSE",
        "SN-005;;;Avtal;;FALSE",
        "SN-006;;;;;",
    ]
    .into_iter()
    .map(row)
    .collect();
    let import = read("r.xlsx", &xlsx(&crate::workbook::files::worksheet(&rows), &[]));
    assert_eq!(keys(&import), ["SN-001", "SN-004", "SN-005", "SN-006"]);
    assert_eq!(told(&import), [ReadingRemarkKind::PreparedRows]);
}

#[test]
fn sums_and_lines_beside_lettered_ids_are_no_records() {
    for (row, is_sum) in [
        ("2;Grundskola Antal;;;;", true),
        ("Summa;3;;;;3 frister", true),
        ("Sida 1 av 1;;;;;", false),
        ("3 st;;;;;", false),
        ("3 poster;;;;;", false),
        ("Slut på rapporten;;;;;", false),
        ("Utskrivet 2025-03-02 kl 14:05 av systemet;;;;;", false),
    ] {
        let text =
            format!("{HEADER}\nB-1;Lön;Betala;Avtal;Anställda;Ja\nB-2;Skola;Lära;Avtal;Barn;Ja\n{row}\n");
        let import = read("r.csv", text.as_bytes());
        assert_eq!(keys(&import), ["B-1", "B-2"], "{row}");
        assert_eq!(told(&import), if is_sum { vec![ReadingRemarkKind::Totals] } else { Vec::new() }, "{row}");
    }
}

#[test]
fn lines_of_two_files_joined_are_records() {
    let line = |id: &str| {
        format!(
            "{{\"Behandlings-ID\":\"{id}\",\"Behandling\":\"Lön\",\"Rättslig grund\":\"Avtal\",\"Kategorier av registrerade\":\"Barn\"}}\n"
        )
    };
    let text = format!("\u{feff}{}\n\u{feff}{}", line("J-1"), line("J-2"));
    assert_eq!(keys(&read("r.jsonl", text.as_bytes())), ["J-1", "J-2"]);
}

#[test]
fn numbers_are_read_as_they_are_shown() {
    let formats = ["\"SN-\"000", "0.00", "0\" månader\"", "\\S\\N\\-000"];
    let codes: String = (164..)
        .zip(formats)
        .map(|(id, code)| {
            let code = code.replace('"', "&quot;");
            format!("<numFmt numFmtId=\"{id}\" formatCode=\"{code}\"/>")
        })
        .collect();
    let xfs: String = (164..168).map(|id| format!("<xf numFmtId=\"{id}\"/>")).collect();
    let styles = format!(
        "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><numFmts count=\"4\">{codes}</numFmts><cellXfs count=\"4\">{xfs}</cellXfs></styleSheet>"
    );
    let cells: String = (0..4).map(|style| format!("<c s=\"{style}\"><v>3.1</v></c>")).collect();
    let sheet = crate::workbook::files::worksheet(&format!(
        "<row>{}</row>",
        cells.replace(">3.1<", ">7<").replacen(">7<", ">1<", 1)
    ));

    let book =
        read_workbook("r.xlsx", &xlsx(&sheet, &[("xl/styles.xml", &styles)]), &Limits::default()).unwrap();
    let texts: Vec<&str> = book.sheets[0].cells().iter().map(|cell| &*cell.text).collect();
    assert_eq!(texts, ["SN-001", "7.00", "7 månader", "SN-007"]);
}

#[test]
fn texts_are_read_as_their_format_shows_them() {
    let codes = "<numFmts count=\"2\"><numFmt numFmtId=\"164\" formatCode=\"&quot;KS-&quot;@\"/><numFmt numFmtId=\"165\" formatCode=\"0;-0;0;@&quot; (arkiv)&quot;\"/></numFmts>";
    let styles = format!(
        "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">{codes}<cellXfs count=\"2\"><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/></cellXfs></styleSheet>"
    );
    let strings = "<sst><si><t>014</t></si></sst>";
    let rows = "<row><c s=\"0\" t=\"s\"><v>0</v></c><c s=\"1\" t=\"s\"><v>0</v></c><c s=\"0\" t=\"inlineStr\"><is><t>2024/5</t></is></c><c s=\"0\"><v>7</v></c></row>";
    let sheet = crate::workbook::files::worksheet(rows);
    let parts = [("xl/styles.xml", &*styles), ("xl/sharedStrings.xml", strings)];
    let book = read_workbook("r.xlsx", &xlsx(&sheet, &parts), &Limits::default()).unwrap();
    let texts: Vec<&str> = book.sheets[0].cells().iter().map(|cell| &*cell.text).collect();
    assert_eq!(texts, ["KS-014", "014 (arkiv)", "KS-2024/5", "KS-7"]);
    let xml = "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Styles><Style ss:ID=\"s1\"><NumberFormat ss:Format=\"&quot;KS-&quot;@\"/></Style></Styles><Worksheet ss:Name=\"A\"><Table><Row><Cell ss:StyleID=\"s1\"><Data ss:Type=\"String\">014</Data></Cell></Row></Table></Worksheet></Workbook>";
    let book = read_workbook("r.xls", xml.as_bytes(), &Limits::default()).unwrap();
    assert_eq!(&*book.sheets[0].cells()[0].text, "KS-014");
}

#[test]
fn records_of_databases_as_xml_are_read() {
    let fields = "<Behandlings-ID>AC-1</Behandlings-ID><Behandling>Lön</Behandling><R_x00e4_ttslig_x0020_grund>Avtal</R_x00e4_ttslig_x0020_grund><Kategorier_x0020_av_x0020_registrerade><Value>Barn</Value><Value>Anställda</Value></Kategorier_x0020_av_x0020_registrerade>";
    let more = "<Behandlings-ID>AC-2</Behandlings-ID><Behandling><![CDATA[Bidrag & stöd <ungdom>]]></Behandling><R_x00e4_ttslig_x0020_grund>Avtal</R_x00e4_ttslig_x0020_grund>";
    let access = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<dataroot xmlns:od=\"urn:schemas-microsoft-com:officedata\" generated=\"2025-02-03T08:15:00\"><Register>{fields}</Register><Register>{more}</Register></dataroot>"
    );
    let wrapped = format!(
        "<?xml version=\"1.0\"?><export><skapad>2025</skapad><poster><post>{fields}</post><post>{more}</post></poster></export>"
    );
    let rows = "<xml xmlns:rs=\"r\" xmlns:z=\"z\"><rs:data><z:row ows_Behandlings-ID=\"AC-1\" ows_Behandling=\"Lön\" ows_Rättslig_x0020_grund=\"Avtal\" ows_Kategorier_x0020_av_x0020_registrerade=\"Barn; Anställda\"/><z:row ows_Behandlings-ID=\"AC-2\" ows_Behandling=\"Bidrag &amp; stöd &lt;ungdom&gt;\" ows_Rättslig_x0020_grund=\"Avtal\"/></rs:data></xml>";
    let latin = access.replace("UTF-8", "ISO-8859-1");
    let latin: Vec<u8> = latin.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let wide: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(access.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for (number, bytes) in
        [access.clone().into_bytes(), wrapped.into_bytes(), rows.as_bytes().to_vec(), latin, wide]
            .iter()
            .enumerate()
    {
        let import = read("r.xml", bytes);
        assert_eq!(keys(&import), ["AC-1", "AC-2"], "document {number}");
        let [one, two] = &import.register.activities[..] else { unreachable!() };
        assert_eq!(text(two, Field::Name), "Bidrag & stöd <ungdom>", "document {number}");
        assert_eq!(
            text(one, Field::DataSubjects).replace('\n', "; "),
            "Barn; Anställda",
            "document {number}"
        );
    }
}

#[test]
fn comments_on_cells_are_known_and_no_part_of_them() {
    let sheet = crate::workbook::files::worksheet(
        "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Ja</t></is></c></row>",
    );
    let relations = "<Relationships><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments\" Target=\"../comments1.xml\"/></Relationships>";
    let comments = "<comments><authors><author>Bo</author></authors><commentList><comment ref=\"A1\" authorId=\"0\"><text><r><t>Fråga </t></r><r><t>Anna &amp; Bo</t></r></text></comment><comment ref=\"C7\"><text><t> </t></text></comment></commentList></comments>";
    let parts = [("xl/worksheets/_rels/sheet1.xml.rels", relations), ("xl/comments1.xml", comments)];
    let book = read_workbook("r.xlsx", &xlsx(&sheet, &parts), &Limits::default()).unwrap();
    let sheet = &book.sheets[0];
    assert_eq!(&*sheet.cells()[0].text, "Ja");
    let comments: Vec<String> =
        sheet.comments.iter().map(|(place, text)| format!("{place} {text}")).collect();
    assert_eq!(comments, ["A1 Fråga Anna & Bo"]);
}

#[test]
fn a_cell_of_an_ods_is_its_own_text() {
    let cell =
        |inner: &str| format!("<table:table-cell office:value-type=\"string\">{inner}</table:table-cell>");
    let shape = "<draw:frame xmlns:draw=\"d\"><draw:text-box><text:p>UTKAST</text:p></draw:text-box></draw:frame><office:annotation><text:p>anm</text:p></office:annotation>";
    let row = format!(
        "<table:table-row>{}{}<table:table-cell office:value-type=\"float\" office:value=\"3.1\"><text:p>3,10</text:p></table:table-cell></table:table-row>",
        cell(&format!("{shape}<text:p>SN-001</text:p>")),
        cell("<text:p>rad<text:s text:c=\"2\"/>ett</text:p><text:p>rad &amp; två</text:p>"),
    );
    let merged = "<table:table-row><table:table-cell office:value-type=\"string\" table:number-rows-spanned=\"2\"><text:p>A</text:p></table:table-cell></table:table-row>";
    let book = read_workbook(
        "r.ods",
        &ods(&format!("<table:table table:name=\"B\">{row}{merged}</table:table>")),
        &Limits::default(),
    )
    .unwrap();
    let texts: Vec<&str> = book.sheets[0].cells().iter().map(|cell| &*cell.text).collect();
    assert_eq!(texts, ["SN-001", "rad  ett\nrad & två", "3.10", "A"]);
    assert_eq!(book.sheets[0].merged.len(), 1);
}

#[test]
fn tables_of_markup_are_read() {
    let table = |row: fn(&str) -> String| {
        format!(
            "{}{}",
            row("Behandlings-ID|Behandling|Ändamål|Rättslig grund|Kategorier av registrerade"),
            row("SN-1|Lön|Betala|Avtal|Anställda")
        )
    };
    let html = format!(
        "<div><table border=1>{}</table></div>",
        table(|row| format!("<tr><td>{}</tr>", row.replace('|', "<td>")))
    );
    let xml = format!(
        "<?xml version=\"1.0\"?><ss:Workbook xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><ss:Worksheet ss:Name=\"A\"><ss:Table>{}</ss:Table></ss:Worksheet></ss:Workbook>",
        table(|row| format!(
            "<ss:Row>{}</ss:Row>",
            row.split('|')
                .map(|cell| format!("<ss:Cell><ss:Data ss:Type=\"String\">{cell}</ss:Data></ss:Cell>"))
                .collect::<String>()
        ))
    );
    let fods = format!(
        "<?xml version=\"1.0\"?><office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:table=\"t\" xmlns:text=\"x\" office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\"><office:body><office:spreadsheet><table:table table:name=\"A\">{}</table:table></office:spreadsheet></office:body></office:document>",
        table(|row| {
            format!("<table:table-row>{}</table:table-row>", row.split('|').map(|cell| format!("<table:table-cell office:value-type=\"string\"><text:p>{cell}</text:p></table:table-cell>")).collect::<String>())
        })
    );
    let message = format!(
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"b\"\n\n--b\nContent-Type: text/html; charset=utf-8\n\n{html}\n--b--"
    );
    let wide = |text: &str| -> Vec<u8> {
        [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
    };
    let commented = format!("<!-- gjord av X --><html><body>{html}</body></html>");
    let files = [
        html.clone().into_bytes(),
        commented.into_bytes(),
        wide(&html),
        xml.clone().into_bytes(),
        xml.replace("ss:", "").replace("xmlns:ss", "xmlns").into_bytes(),
        wide(&xml),
        fods.into_bytes(),
        message.into_bytes(),
    ];
    for (number, bytes) in files.iter().enumerate() {
        let import = read("r.xls", bytes);
        assert_eq!(keys(&import), ["SN-1"], "file {number}");
        assert_eq!(text(&import.register.activities[0], Field::DataSubjects), "Anställda", "file {number}");
    }
    let limits = Limits { nesting: 20, cells: 20, ..Limits::default() };
    for (what, bytes) in [
        ("r.html", "<table><td>".repeat(100)),
        ("r.xls", format!("<table>{}</table>", "<tr><td>a".repeat(100))),
    ] {
        assert!(read_workbook(what, bytes.as_bytes(), &limits).is_err(), "{what}");
    }
}

#[test]
fn json_of_services_is_read() {
    let object = |id: &str| {
        format!(
            "{{\"Behandlings-ID\": \"{id}\", \"Behandling\": \"Lön\", \"Ändamål\": \"Betala\", \"Rättslig grund\": \"Avtal\", \"Känsliga uppgifter\": true}}"
        )
    };
    let (one, two) = (object("SN-1"), object("SN-2"));
    for text in [
        format!("{one}\n{two}\n"),
        format!("{{\"@odata.context\": \"https://x\", \"value\": [{one}, {two}]}}"),
        format!("{{\"d\": {{\"results\": [{one}, {two}]}}}}"),
        format!("{{\"value\": [{one}, {two}], \"@odata.nextLink\": \"https://x\"}}"),
        format!("\u{feff}[{one}, {two}]"),
        format!("{{\"data\": [{one}, {two}], \"meta\": {{\"total\": 2}}, \"links\": {{\"next\": null}}}}"),
        format!(
            "{{\"value\": [{{\"id\": \"1\", \"fields\": {one}}}, {{\"id\": \"2\", \"fields\": {two}}}]}}"
        ),
    ] {
        assert_eq!(keys(&read("r.json", text.as_bytes())), ["SN-1", "SN-2"], "{text}");
    }
    let broken = format!("[{one},\n{{\"Behandlings-ID\": }}]");
    let problem = read_workbook("r.json", broken.as_bytes(), &Limits::default()).unwrap_err().problem;
    assert!(matches!(problem, Problem::BrokenJson { line: 2, .. }), "{problem:?}");
}

#[test]
fn what_is_no_register_is_named_for_what_it_is() {
    let mut lock = vec![5_u8; 165];
    lock[1..55].fill(b' ');
    lock[55] = 5;
    let labelled = compound_of(&[("/EncryptedPackage", b"x"), ("/DRMEncryptedTransform", b"x")]);
    let placeholder =
        compound_of(&[("/Workbook", &biff(&[], &[Vec::new()], false)), ("/\tDRMContent", b"x")]);
    let cases: Vec<(Vec<u8>, &str)> = vec![
        (placeholder, "a workbook under rights management"),
        (lock, "a lock file"),
        (labelled, "a workbook under rights management"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 1\n".to_vec(), "a Git LFS pointer"),
        (b"[InternetShortcut]\r\nURL=https://x.example/\r\n".to_vec(), "a link to a web page"),
        (b"WEB\r\n1\r\nhttps://x.example\r\n".to_vec(), "a web query"),
        (
            b"{\"url\": \"https://docs.google.com/open?id=1\", \"doc_id\": \"1\"}".to_vec(),
            "a pointer to a Google document",
        ),
        (b"<html><body><p>Logga in</p></body></html>".to_vec(), "a web page"),
        (vec![0; 4096], "a file of zeros"),
        (b"\0\x01\0\0Standard ACE DB\0\x02".to_vec(), "an Access database"),
        (b"ID;PWXL;N;E\r\nC;Y1;X1;K\"Id\"\r\nE\r\n".to_vec(), "a SYLK worksheet"),
        (b"TABLE\r\n0,1\r\n\"EXCEL\"\r\n".to_vec(), "a DIF worksheet"),
        (
            b"From: a@x.example\r\nSubject: Register\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n".to_vec(),
            "an e-mail message",
        ),
        (b"<html xmlns:o=\"x\"><xml xmlns:odc=\"urn:schemas-microsoft-com:office:odc\"/></html>".to_vec(), "a web query"),
        (b"<?xml version=\"1.0\"?><svg xmlns=\"s\"><g id=\"a\" x=\"b\"/></svg>".to_vec(), "a picture"),
        (b"<?xml version=\"1.0\"?><plan><rad>1</rad></plan>".to_vec(), "an XML document"),
        (zipped(&[("Index/Document.iwa", "x")]), "an Apple Numbers document"),
    ];
    for (bytes, what) in cases {
        let problem = read_workbook("r.xlsx", &bytes, &Limits::default()).unwrap_err().problem;
        assert_eq!(problem, Problem::NotASpreadsheet { what });
    }
    // A register may begin as those do.
    let register = "ID;Personuppgiftsbehandling;Rättslig grund;Kategorier av registrerade\n1;Lön;Avtal;Barn";
    assert_eq!(keys(&read("r.csv", register.as_bytes())), ["1"]);
    let of = |text: &str| read_workbook("r.xml", text.as_bytes(), &Limits::default()).unwrap_err().problem;
    assert_eq!(of("<?xml version=\"1.0\"?>\n<rot><a>1</a>"), Problem::BrokenXml { line: 2, column: 14 });
    assert!(matches!(
        of("<!DOCTYPE a [<!ENTITY x \"y\">]><a><b><c>1</c></b></a>"),
        Problem::XmlEntities { .. }
    ));
    assert_eq!(read_workbook("r.csv", b"\r\n \r\n", &Limits::default()).unwrap_err().problem, Problem::Empty);
}

#[test]
fn packages_that_excel_forgives_are_read() {
    let sheet = crate::workbook::files::worksheet(
        "<row hidden=\"1\"><c t=\"inlineStr\"><is><t>a</t></is></c></row><row ht=\"0\"><c><v>1</v></c></row>",
    );
    let relations = |target: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"{target}\"/></Relationships>"
        )
    };
    let package = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
    let book = "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
    for (target, part, mark) in [
        ("./worksheets/sheet1.xml", "xl/worksheets/sheet1.xml", '/'),
        ("../xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml", '/'),
        ("worksheets\\sheet1.xml", "xl/worksheets/sheet1.xml", '/'),
        ("worksheets/blad%201.xml", "xl/worksheets/blad 1.xml", '/'),
        ("worksheets/blad%201.xml", "xl/Worksheets/Blad%201.xml", '/'),
        ("/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml", '/'),
        ("worksheets/sheet1.xml", "xl/Worksheets/Sheet1.xml", '/'),
        ("worksheets/sheet1.xml", "xl/worksheets/sheet1.xml", '\\'),
    ] {
        let name = |name: &str| name.replace('/', &mark.to_string());
        let relations = relations(target);
        let parts = [
            (name("_rels/.rels"), package),
            (name("xl/_rels/workbook.xml.rels"), &relations),
            (name("xl/workbook.xml"), book),
            (name(part), &sheet),
        ];
        let parts: Vec<(&str, &str)> =
            parts.iter().map(|(name, content)| (name.as_str(), *content)).collect();
        let read = read_workbook("r.xlsx", &zipped(&parts), &Limits::default()).unwrap();
        assert_eq!(read.sheets[0].cells().len(), 2, "{target} {part} {mark}");
        assert_eq!(read.sheets[0].hidden_rows, std::slice::from_ref(&(0..2)), "{target} {part} {mark}");
    }
}

/// Of the collection of awkward files: what each is read as, by the keys of its records.
#[test]
fn awkward_files_are_read_as_they_show() {
    let Some(folder) = shared("data/awkward") else { return };
    let two = ["SN-001", "SN-002"];
    let three = ["SN-001", "SN-002", "SN-003"];
    let cases: [(&str, &[&str]); 38] = [
        ("00-tvilling.csv", &two),
        ("86m-minst.csv", &three),
        ("86m-tvilling.csv", &three),
        ("86n-annan-rubrik.xlsx", &three),
        ("57b-json-lista.csv", &two),
        ("02-id-i-format.xlsx", &two),
        ("03-kod-format-sv.xlsx", &two),
        ("35-ods-kod.ods", &two),
        ("40-xls-format.xls", &two),
        ("37-bild-textruta.ods", &two),
        ("37-bild-textruta.xlsx", &two),
        ("34-ods-sammanfogade.ods", &two),
        ("96d-zwsp-id.csv", &two),
        ("96e-likamed-id.csv", &two),
        ("50c-excel-sv-omsparad.csv", &two),
        ("50b-hel-rad-semikolon.csv", &two),
        ("17b-cp850.csv", &two),
        ("17-macroman.csv", &two),
        ("17c-latin1.csv", &two),
        ("04-fel-spill.xlsx", &two),
        ("62b-div.xls", &two),
        ("63b-xml2003-prefix.xls", &two),
        ("89-jsonl.json", &two),
        ("89b-odata.json", &two),
        ("89e-bom.json", &two),
        ("13b-totalt-antal.xlsx", &two),
        ("83-interna-namn.csv", &two),
        ("82-html.csv", &two),
        ("87-blandad-kodning.csv", &two),
        ("19-mjuka-bindestreck.csv", &two),
        ("53b-blanksteg-fore-citat.csv", &two),
        ("66-csv-i-xls.xls", &two),
        ("26b-dolda-bakstreck.xlsx", &two),
        ("23-utf16.xlsx", &two),
        ("20e-punkt.xlsx", &two),
        ("88-nul.csv", &two),
        ("07-tal.xlsx", &two),
        ("98-kryssrutor-forifyllda.xlsx", &two),
    ];
    for (file, expected) in cases {
        let bytes = std::fs::read(folder.join(file)).unwrap();
        let import = read(file, &bytes);
        assert_eq!(keys(&import), expected, "{file}");
        let account = import.account;
        assert_eq!(
            account.cells,
            account.mapped + account.kept + account.structural + account.reported,
            "{file}"
        );
    }
}
