//! The classification room through its public face: reading, checking, assignments, coverage, changes.

use chrono::NaiveDate;
use ropa::classification::*;
use ropa::model::{
    ActivityStatus, DateValue, Entry, Extra, Field, Item, Origin, OriginIndex, Precision, ProcessingActivity,
    Record, Register, Term, Value,
};
use ropa::source::{CellRef, Place, Text};
use ropa::workbook::{Cell, CellKind, Sheet, Workbook};
use ropa_tests::places;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn code(text: &str) -> ProcessCode {
    text.parse().unwrap()
}

/// Lines of cells parted by semicolons; a cell `#3.1` is a number, `@2003-02-01` a date.
fn sheet(text: &str) -> Sheet {
    let mut cells = Vec::new();
    for (row, line) in text.lines().enumerate() {
        for (col, text) in line.split(';').enumerate() {
            let (kind, text) = match text.split_at_checked(1) {
                Some(("#", rest)) => (CellKind::Number, rest),
                Some(("@", rest)) => (CellKind::Date, rest),
                _ => (CellKind::Text, text),
            };
            cells.push(Cell { place: Place::new(row as u32, col as u32), kind, text: text.into() });
        }
    }
    Sheet::new("Blad1", cells)
}

fn file() -> Text {
    "struktur.xlsx".into()
}

fn read(text: &str) -> StructureReading {
    read_sheets([(file(), &sheet(text))], &ReadOptions::default()).unwrap()
}

fn labels(reading: &StructureReading) -> Vec<String> {
    reading.version.nodes().iter().map(|node| format!("{} {}", node.label(), node.name)).collect()
}

fn issues(findings: &[StructureFinding]) -> Vec<(StructureIssue, String)> {
    findings
        .iter()
        .map(|f| (f.issue, f.cells.first().map_or(String::new(), |c| c.place.to_string())))
        .collect()
}

fn fixture(name: &str) -> String {
    places::text(&format!("fixtures/klassificering/{name}"))
}

fn version(text: &str, label: &str) -> StructureVersion {
    let options =
        ReadOptions { info: VersionInfo { label: label.into(), ..VersionInfo::default() }, style: None };
    let reading = read_sheets([(file(), &sheet(text))], &options).unwrap();
    assert_eq!(reading.findings, []);
    assert_eq!(reading.unread, []);
    reading.version
}

fn mapping(text: &str) -> Mapping {
    let reading = read_mapping(&file(), &sheet(text), CodeStyle::default()).unwrap();
    assert_eq!(reading.findings, []);
    reading.mapping
}

struct Case {
    older: StructureVersion,
    newer: StructureVersion,
    mapping: Mapping,
}

fn own_case() -> Case {
    Case {
        older: version(&fixture("klassificering-2019.csv"), "2019"),
        newer: version(&fixture("klassificering-2026.csv"), "2026"),
        mapping: mapping(&fixture("mappning-2019-2026.csv")),
    }
}

/// The cases: the project's own, and the shared files where they are at hand.
fn cases() -> Vec<Case> {
    let mut cases = vec![own_case()];
    if let Some(folder) = places::shared("data/classification") {
        let text = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
        let (v1, v2) = (text("klassificering-socialnamnd-v1.csv"), text("klassificering-socialnamnd-v2.csv"));
        let map = text("mappning-v1-v2.csv");
        cases.push(Case { older: version(&v1, "1"), newer: version(&v2, "2"), mapping: mapping(&map) });
    }
    cases
}

/// An activity from pairs of field and text; dates and status are read as such.
fn activity(key: &str, row: u32, fields: &[(Field, &str)]) -> ProcessingActivity {
    let entry = |(index, (field, text)): (usize, &(Field, &str))| {
        let value = match field {
            Field::Registered | Field::Updated | Field::Created => Value::Date(DateValue {
                date: day(text),
                precision: Precision::Day,
                until: None,
                open: false,
            }),
            Field::Status => Value::Items(
                [Item {
                    written: (*text).into(),
                    term: text.parse::<ActivityStatus>().ok().map(Term::Activity),
                }]
                .into(),
            ),
            _ => Value::Text,
        };
        Entry {
            field: *field,
            origin: OriginIndex::OWN,
            written: (*text).into(),
            place: Place::new(row, index as u32),
            value,
        }
    };
    let record = Record {
        origin: Origin {
            file: "reg.xlsx".into(),
            sheet: "Register".into(),
            row: row + 1,
            parts: Arc::default(),
        },
        others: Vec::new(),
        asked: Arc::new(fields.iter().map(|(field, _)| *field).collect()),
        entries: fields.iter().enumerate().map(entry).collect(),
        extras: Vec::new(),
    };
    ProcessingActivity { key: key.into(), record }
}

fn register(activities: &[&[(Field, &str)]]) -> Register {
    let activities = activities.iter().enumerate();
    let all = activities.map(|(row, fields)| activity(&format!("A{row}"), row as u32 + 1, fields));
    Register { activities: all.collect(), dpias: Vec::new() }
}

fn by_process(processes: &[&str]) -> Register {
    let activities: Vec<ProcessingActivity> = processes
        .iter()
        .enumerate()
        .map(|(row, text)| activity(&format!("A{row}"), row as u32 + 1, &[(Field::Process, text)]))
        .collect();
    Register { activities, dpias: Vec::new() }
}

fn tied(assignments: &Assignments, version: &StructureVersion, activity: usize) -> Vec<String> {
    let own = assignments.all.iter().filter(|tie| tie.activity == activity);
    own.map(|tie| version.nodes()[tie.node].label()).collect()
}

fn unresolved(assignments: &Assignments, version: &StructureVersion) -> Vec<(UnresolvedWhy, Vec<String>)> {
    let labels = |nodes: &[usize]| nodes.iter().map(|n| version.nodes()[*n].label()).collect();
    assignments.unresolved.iter().map(|open| (open.why, labels(&open.candidates))).collect()
}

fn simple(registered: &StructureVersion, register: &Register) -> (Assignments, Coverage) {
    let assignments = assign(register, &History::of(registered), &AssignmentOptions::default());
    let on = CoverageOptions::on(day("2026-06-01"));
    let coverage = coverage(registered, register, &assignments, &BTreeMap::new(), &BTreeSet::new(), &on);
    (assignments, coverage)
}

fn state(coverage: &Coverage, label: &str) -> Option<CoverageState> {
    node(coverage, label).state
}

fn node<'c>(coverage: &'c Coverage, label: &str) -> &'c NodeCoverage {
    coverage.nodes.iter().find(|n| n.code.as_ref().is_some_and(|c| c.to_string() == label)).unwrap()
}

fn found(node: &NodeCoverage) -> Vec<CoverageIssue> {
    node.findings.iter().map(|finding| finding.issue).collect()
}

mod codes {
    use super::*;

    #[test]
    fn every_way_of_writing_leads_to_one_code() {
        let cases = [
            ("3.1.1", "3.1.1", ""),
            (" 3.1.1. ", "3.1.1", ""),
            ("3. 1 .1", "3.1.1", ""),
            ("3.1.1\u{a0}Ta emot", "3.1.1", "Ta emot"),
            ("３.１.１", "3.1.1", ""),
            ("3.1.1\u{2013}5", "3.1.1", ""),
            ("3.1.1 – Ta emot", "3.1.1", "Ta emot"),
            ("3.1.1: Ta emot", "3.1.1", "Ta emot"),
            ("Verksamhetsområde 3: Ge stöd", "3", "Ge stöd"),
            ("VO 3", "3", ""),
            ("P3.1", "3.1", ""),
            ("§ 3.1", "3.1", ""),
            ("Dnr 3.1.1-581/2015", "3.1.1", ""),
            ("x.y.0 är inte en kod", "", ""),
            ("3.1.0", "3.1.0", ""),
            ("03.01", "3.1", ""),
            ("3. Ge stöd", "3", "Ge stöd"),
            ("3.1\u{200b}", "3.1", ""),
        ];
        for (text, expected, rest) in cases {
            match CodeStyle::default().parse(text) {
                Ok(reading) => {
                    assert_eq!(
                        (reading.code.to_string().as_str(), &*reading.rest),
                        (expected, rest),
                        "{text}"
                    );
                }
                Err(error) => assert!(expected.is_empty(), "{text}: {error}"),
            }
        }
    }

    #[test]
    fn what_is_no_code_says_why() {
        let style = CodeStyle::default();
        assert_eq!(style.parse("1..2"), Err(CodeError::EmptySegment));
        assert_eq!(style.parse(".1"), Err(CodeError::EmptySegment));
        assert!(matches!(style.parse("1.a"), Err(CodeError::NotANumber(_))));
        assert!(matches!(style.parse("3a"), Err(CodeError::NotANumber(_))));
        assert!(matches!(style.parse("2024/12"), Err(CodeError::Width(_) | CodeError::NotANumber(_))));
        assert_eq!(style.parse("0.1"), Err(CodeError::Zero));
        assert_eq!(style.parse("1.2.3.4.5.6.7"), Err(CodeError::TooDeep));
        assert_eq!(style.parse("Barn och unga"), Err(CodeError::NoCode));
        assert_eq!(style.parse(""), Err(CodeError::NoCode));
        assert_eq!(style.parse("3,1"), Err(CodeError::CommaDecimal(code("3.1"), code("3.10"))));
        assert_eq!(style.parse("2003-02-01"), Err(CodeError::Date(vec![code("1.2.3"), code("1.2")])));
        assert_eq!(style.parse("01.02.2003"), Err(CodeError::Date(vec![code("1.2.3"), code("1.2")])));
        let strict = CodeStyle { zero_allowed: false, suffix: HyphenSuffix::None, ..style };
        assert_eq!(strict.parse("3.1.0"), Err(CodeError::Zero));
        assert!(matches!(strict.parse("2.3.1-5"), Err(CodeError::NotANumber(_))));
    }

    #[test]
    fn hyphen_number_is_a_document_type_and_not_a_level() {
        let reading = CodeStyle::default().parse("2.3.1-5 Korrespondens").unwrap();
        assert_eq!(
            (reading.code.level(), reading.document_type, &*reading.rest),
            (3, Some(5), "Korrespondens")
        );
        let reading = CodeStyle::default().parse("3.1.1-581/2015").unwrap();
        assert!(reading.case_number && reading.document_type.is_none());
    }

    #[test]
    fn order_is_by_numbers() {
        let mut codes: Vec<ProcessCode> =
            ["3.10", "3.9", "3.1.0", "3.1", "3.2", "3.1.10", "3.1.2", "10", "2.10.10"].map(code).into();
        codes.sort();
        let codes: Vec<String> = codes.iter().map(ToString::to_string).collect();
        assert_eq!(codes, ["2.10.10", "3.1", "3.1.0", "3.1.2", "3.1.10", "3.2", "3.9", "3.10", "10"]);
    }

    #[test]
    fn styles_are_found() {
        assert_eq!(CodeStyle::found(["00", "00.01", "15. 00. Organisering"]), CodeStyle::two_digit_dots());
        assert_eq!(CodeStyle::found(["05", "05 01", "05 01 02 Namn"]), CodeStyle::two_digit_blanks());
        assert_eq!(CodeStyle::found(["10.10", "10.11"]), CodeStyle::default());
        let reading = CodeStyle::two_digit_dots().parse("15. 00. Organisering").unwrap();
        assert_eq!((reading.code.to_string().as_str(), &*reading.rest), ("15.00", "Organisering"));
        let reading = CodeStyle::two_digit_blanks().parse("00 00 01 Vaalien järjestäminen").unwrap();
        assert_eq!(
            (reading.code.to_string().as_str(), &*reading.rest),
            ("00.00.01", "Vaalien järjestäminen")
        );
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,20}|[0-9.,\\- /]{0,14}") {
            for style in [CodeStyle::default(), CodeStyle::two_digit_dots(), CodeStyle::two_digit_blanks()] {
                if let Ok(reading) = style.parse(&text) {
                    let dotted = CodeStyle { separator: Separator::Dot, ..style };
                    proptest::prop_assert_eq!(dotted.parse(&reading.code.to_string()).unwrap().code, reading.code);
                }
            }
        }
    }
}

mod shapes {
    use super::*;

    #[test]
    fn the_exchange_form_with_dates_and_marks() {
        let reading = read(
            "kod;namn;niva;personuppgifter;gäller_från;gäller_till;anmärkning;Farg\n3;Stöd;1;;2026-01-01;;\n3.1.0;Leda;3;nej;2026-01-01;;Noll\n3.1;Kontakt;2;;2026-01-01;2026-12-31;Flyttas;blå",
        );
        assert_eq!(labels(&reading), ["3 Stöd", "3.1 Kontakt", "3.1.0 Leda"]);
        let nodes = reading.version.nodes();
        assert_eq!(nodes[2].personal_data, PersonalData::No);
        assert_eq!(
            (nodes[1].valid_to, nodes[1].remark.as_deref()),
            (Some(day("2026-12-31")), Some("Flyttas"))
        );
        assert_eq!(
            nodes[1].extras,
            [Extra {
                header: "Farg".into(),
                origin: OriginIndex::OWN,
                written: "blå".into(),
                place: Place::new(3, 7)
            }]
        );
        assert_eq!(nodes[1].cells[&NodeField::Name].place.to_string(), "B4");
        assert_eq!(reading.version.info.valid_from, Some(day("2026-01-01")));
        let account = reading.account;
        assert_eq!((account.cells, account.mapped, account.kept, account.structural), (25, 16, 1, 8));
        assert_eq!(account.cells, account.mapped + account.kept + account.structural + account.reported);
    }

    #[test]
    fn code_and_name_in_one_cell_with_or_without_header() {
        let with = read("Klassificering\n3 Stöd\n3.10 Tillstånd\n3.2 Ekonomi");
        let without = read("Stadens struktur\n3 Stöd\n3.10 Tillstånd\n3.2 Ekonomi");
        assert_eq!(labels(&with), ["3 Stöd", "3.2 Ekonomi", "3.10 Tillstånd"]);
        assert_eq!(labels(&without), labels(&with));
        assert_eq!(without.unread[0].text.as_ref(), "Stadens struktur");
        assert_eq!(with.tables[0].shape, Shape::CodeInName);
        assert_eq!((with.tables[0].header_row, without.tables[0].header_row), (Some(1), None));
    }

    #[test]
    fn code_split_over_number_columns() {
        let reading = read(
            "VT;VO;PG;Namn\n#3;#7;;VÅRD OCH OMSORG\n#3;#7;#0;Ledning\n;;#2;Individ- och familjeomsorg\n#3;#10;;Kultur\n;;#1;Bibliotek",
        );
        let expected = [
            "3.7 VÅRD OCH OMSORG",
            "3.7.0 Ledning",
            "3.7.2 Individ- och familjeomsorg",
            "3.10 Kultur",
            "3.10.1 Bibliotek",
        ];
        assert_eq!(labels(&reading), expected);
        assert_eq!(reading.tables[0].shape, Shape::SplitCode);
        // The roots have no rows, and need none; the gap up to 3.10 is worth a note.
        let issues: Vec<StructureIssue> = validate(&reading.version).iter().map(|f| f.issue).collect();
        assert!(!issues.contains(&StructureIssue::OrphanNode), "{issues:?}");
        assert!(issues.contains(&StructureIssue::Gap));
    }

    #[test]
    fn level_columns_with_codes_filled_down() {
        let text = "Nivå 1;Nivå 2;Nivå 3;Personuppgifter\n3 Stöd;;;\n;3.1 Kontakt;;\n;;3.1.1 Ta emot;ja\n;;3.1.2 Bedöma;nej\n3 Stöd;3.2 Ekonomi;3.2.1 Betala;ja";
        let reading = read(text);
        assert_eq!(
            labels(&reading),
            ["3 Stöd", "3.1 Kontakt", "3.1.1 Ta emot", "3.1.2 Bedöma", "3.2 Ekonomi", "3.2.1 Betala"]
        );
        assert_eq!(reading.version.nodes()[3].personal_data, PersonalData::No);
        assert_eq!(reading.version.nodes()[4].personal_data, PersonalData::Unknown);
        assert_eq!(reading.tables[0].shape, Shape::Levels);
        assert_eq!(reading.unread, []);
    }

    #[test]
    fn level_columns_merged_names_only() {
        let mut sheet =
            sheet("Nivå 1;Nivå 2;Personuppgifter\nStöd;Kontakt;ja\n;Ekonomi;nej\nStyrning;Kontakt;");
        sheet.merged.push((Place::new(1, 0), Place::new(2, 0)));
        let reading = read_sheets([(file(), &sheet)], &ReadOptions::default()).unwrap();
        let version = &reading.version;
        assert_eq!(version.nodes().len(), 5);
        let paths: Vec<String> = (0..5).map(|i| version.path(i).join(" / ")).collect();
        assert_eq!(paths, ["Stöd", "Stöd / Kontakt", "Stöd / Ekonomi", "Styrning", "Styrning / Kontakt"]);
        assert_eq!(version.nodes()[2].personal_data, PersonalData::No);
    }

    #[test]
    fn names_beside_codes_in_level_columns_also_name_the_parents() {
        let reading = read(
            "Kod;Verksamhetsområde;Processgrupp;Process\n3.1.1;Stöd;Kontakt;Ta emot\n3.1.2;Stöd;Kontakt;Bedöma",
        );
        assert_eq!(labels(&reading), ["3 Stöd", "3.1 Kontakt", "3.1.1 Ta emot", "3.1.2 Bedöma"]);
        assert_eq!(reading.unread, []);
    }

    #[test]
    fn indented_names_and_stated_levels() {
        let indented = read("Namn\nStöd\n  Kontakt\n    Ta emot\n  Ekonomi\nStyrning");
        let stated = read("Nivå;Namn\n1;Stöd\n2;Kontakt\n3;Ta emot\n2;Ekonomi\n1;Styrning");
        for reading in [indented, stated] {
            let levels: Vec<(usize, &str)> =
                reading.version.nodes().iter().map(|n| (n.level, &*n.name)).collect();
            assert_eq!(
                levels,
                [(1, "Stöd"), (2, "Kontakt"), (3, "Ta emot"), (2, "Ekonomi"), (1, "Styrning")]
            );
            assert_eq!(reading.tables[0].shape, Shape::Names);
        }
    }

    #[test]
    fn indented_codes_need_no_header() {
        let reading = read("3 Stöd\n  3.1 Kontakt\n    3.1.1 Ta emot");
        assert_eq!(labels(&reading), ["3 Stöd", "3.1 Kontakt", "3.1.1 Ta emot"]);
    }

    #[test]
    fn a_plan_of_document_types() {
        let reading = read(&fixture("hanteringsanvisning-2026.csv"));
        assert_eq!(reading.version.nodes().len(), 3);
        let budget = &reading.version.nodes()[0];
        assert_eq!((budget.label().as_str(), budget.document_types.len()), ("1.2.1", 2));
        // A no and a yes: yes. The row without a code belongs to the process above.
        assert_eq!(budget.personal_data, PersonalData::Unknown);
        assert_eq!(budget.effective_personal_data(), PersonalData::Yes);
        let children = &reading.version.nodes()[2];
        assert_eq!(children.effective_personal_data(), PersonalData::Special);
        assert_eq!(children.document_types[1].number, Some(2));
        // Only a no: that does not make the process a no.
        assert_eq!(reading.version.nodes()[1].effective_personal_data(), PersonalData::Unknown);
        assert!(!reading.version.nodes()[1].declares_none());
        assert_eq!(children.document_types[0].extras[0].written.as_ref(), "Bevaras");
        assert_eq!(reading.account.reported, 0);
    }

    #[test]
    fn a_plan_with_headings_and_numbered_document_types() {
        let reading = read(
            "Kod;Handlingstyp;Personuppgifter\n2.3.1 Inköp;;\n2.3.1-1;Avtal;ja\n2.3.1-2;Prislista;nej\n2.3.2 Fakturor;;\n;Faktura;ja",
        );
        assert_eq!(labels(&reading), ["2.3.1 Inköp", "2.3.2 Fakturor"]);
        let types: Vec<usize> = reading.version.nodes().iter().map(|n| n.document_types.len()).collect();
        assert_eq!(types, [2, 1]);
    }

    #[test]
    fn several_files_are_one_structure_and_other_sheets_are_told() {
        let book =
            |name: &str, text: &str| Workbook { file: name.into(), sheets: vec![sheet(text)], notes: vec![] };
        let books = [
            book("VT1.xlsx", "VT;VO;PG;Namn\n#1;#1;;Demokrati"),
            book("logg.xlsx", "Datum;Händelse\n2026-01-01;Ändrad"),
            book("VT2.xlsx", "VT;VO;PG;Namn\n#2;#10;;Stöd"),
        ];
        let reading = read_workbooks(&books, &ReadOptions::default()).unwrap();
        assert_eq!(labels(&reading), ["1.1 Demokrati", "2.10 Stöd"]);
        assert_eq!(reading.skipped, [("logg.xlsx".into(), "Blad1".into())]);
        let error = read_workbooks(&books[1..2], &ReadOptions::default()).unwrap_err();
        assert!(error.to_string().contains("logg.xlsx"), "{error}");
    }

    #[test]
    fn flat_json_keeps_order_and_duplicates() {
        let text = r#"{"3.10": "Kultur", "3.9": "Fritid", "3.10": "Kultur igen", "3.9.0": "Ledning"}"#;
        let reading = read_code_names(&"klassa.json".into(), text, &ReadOptions::default()).unwrap();
        assert_eq!(labels(&reading), ["3.9 Fritid", "3.9.0 Ledning", "3.10 Kultur", "3.10 Kultur igen"]);
        for wrong in ["[1]", "{\"1\": 2}", "{", "{\"a\": \"b\"}"] {
            let error = read_code_names(&"klassa.json".into(), wrong, &ReadOptions::default()).unwrap_err();
            assert!(matches!(error, StructureError::NotCodeNames { .. }), "{wrong}");
        }
    }

    #[test]
    fn two_digit_structures() {
        let reading = read("kod;namn\n00;Ledning\n00 00;Val\n00 00 01;Ordna val\n05;Socialt");
        assert_eq!(labels(&reading), ["00 Ledning", "00.00 Val", "00.00.01 Ordna val", "05 Socialt"]);
    }

    #[test]
    fn declarations_and_what_others_do() {
        let reading = read(
            "Kod;Namn;Beslutad av;Beslutsdatum;Motivering;Omprövas;Utförs inte;Registreras hos\n1;A;Nämnden;2026-01-02;Bara summor;2028-01-01;;\n2;B;;;;;x;\n3;C;;;;;nej;Servicenämnden",
        );
        let nodes = reading.version.nodes();
        let declaration = nodes[0].none_declaration.as_ref().unwrap();
        assert_eq!(declaration.missing(), []);
        assert_eq!(declaration.review_by, Some(day("2028-01-01")));
        assert_eq!((nodes[1].not_performed.as_deref(), nodes[2].not_performed.as_deref()), (Some("x"), None));
        assert_eq!(nodes[2].registered_elsewhere.as_deref(), Some("Servicenämnden"));
    }

    proptest::proptest! {
        #[test]
        fn every_cell_is_accounted_for(text in "((kod|namn|nivå 1|#3\\.1|3\\.10|@2003-02-01|Stöd|ja|3,1|handlingstyp|2\\.1-4|)(;|\n)){0,40}") {
            if let Ok(reading) = read_sheets([(file(), &sheet(&text))], &ReadOptions::default()) {
                let a = reading.account;
                proptest::prop_assert_eq!(a.cells, a.mapped + a.kept + a.structural + a.reported);
                proptest::prop_assert_eq!(a.reported, reading.unread.len());
                proptest::prop_assert_eq!(reading.version.leaves(day("2026-01-01")).count() > 0, !reading.version.nodes().is_empty());
                validate(&reading.version);
            }
        }
    }
}

mod hazards {
    use super::*;
    use StructureIssue::*;

    #[test]
    fn number_cells_are_settled_by_their_children() {
        let reading =
            read("kod;namn\n3;S\n#3.1;Kontakt\n3.1.1;Ta emot\n#3.9;Tidigt\n#3.1;Tillstånd\n3.10.1;Servering");
        assert_eq!(
            labels(&reading),
            ["3 S", "3.1 Kontakt", "3.1.1 Ta emot", "3.9 Tidigt", "3.10 Tillstånd", "3.10.1 Servering"]
        );
        assert_eq!(issues(&reading.findings), [(CodeFromNumber, "A6".into())]);
        assert_eq!(reading.findings[0].codes, [code("3.10")]);
    }

    #[test]
    fn number_cells_that_nothing_tells_apart_stay_open() {
        let reading = read("kod;namn\n3;S\n#3.1;Kontakt\n#3.9;Tidigt\n#3.1;Tillstånd");
        assert_eq!(issues(&reading.findings), [(AmbiguousCode, "A3".into()), (AmbiguousCode, "A5".into())]);
        assert_eq!(reading.findings[0].codes, [code("3.1"), code("3.10")]);
        assert_eq!(labels(&reading), ["3 S", "3.9 Tidigt"]);
        assert_eq!(reading.unread.len(), 4);
        // One alone, where 3.9 makes 3.10 likely.
        let reading = read("kod;namn\n#3.1;Kontakt\n#3.9;Tidigt");
        assert_eq!(issues(&reading.findings), [(AmbiguousCode, "A2".into())]);
    }

    #[test]
    fn number_cells_in_a_plan_stand_for_one_process() {
        let reading =
            read("kod;namn;handlingstyp\n#3.1;Kontakt;Brev\n#3.1;Kontakt;Beslut\n#3.2;Ekonomi;Faktura");
        assert_eq!(labels(&reading), ["3.1 Kontakt", "3.2 Ekonomi"]);
        assert_eq!(reading.findings, []);
    }

    #[test]
    fn shown_zeros_and_lone_numbers_are_sure() {
        let reading = read("kod;namn\n#3;S\n#3.1;Kontakt\n#3.2;Ekonomi\n#3.10;Tillstånd");
        assert_eq!(labels(&reading), ["3 S", "3.1 Kontakt", "3.2 Ekonomi", "3.10 Tillstånd"]);
        assert_eq!(reading.findings, []);
    }

    #[test]
    fn comma_decimals_are_told() {
        let reading = read("kod;namn\n3;S\n3,2;Ekonomi\n3,10;Tillstånd");
        assert_eq!(labels(&reading), ["3 S", "3.2 Ekonomi", "3.10 Tillstånd"]);
        assert_eq!(issues(&reading.findings)[0], (CommaDecimal, "A3".into()));
    }

    #[test]
    fn dates_are_reported_with_what_they_may_have_been() {
        let reading = read("kod;namn\n1;S\n@2003-02-01;Nämnd\n1.2.4;Annat");
        assert_eq!(issues(&reading.findings), [(CodeBecameDate, "A3".into())]);
        assert_eq!(reading.findings[0].codes, [code("1.2.3"), code("1.2")]);
        assert_eq!(labels(&reading), ["1 S", "1.2.4 Annat"]);
        assert_eq!(reading.unread.len(), 2);
    }

    #[test]
    fn rows_below_an_unreadable_code_do_not_fall_to_the_node_above() {
        let reading = read("kod;handlingstyp;personuppgifter\n1.1 Nämnd;;\n@2003-02-01;;\n;Protokoll;ja");
        assert_eq!(reading.version.nodes().len(), 1);
        assert_eq!(reading.version.nodes()[0].document_types, []);
        assert_eq!(reading.unread.len(), 3);
    }

    #[test]
    fn rows_of_one_node_that_disagree_are_told_and_a_yes_stands() {
        let reading =
            read("Nivå 1;Personuppgifter;Ansvarig enhet\n1 Stöd;ja;Enhet 1\n1 Stöd;nej;Enhet 2\n2 Annat;;");
        assert_eq!(issues(&reading.findings), [(ValueNotUnderstood, "C3".into())]);
        assert_eq!(reading.version.nodes()[0].personal_data, PersonalData::Yes);
        assert_eq!(reading.version.nodes()[0].responsible_unit.as_deref(), Some("Enhet 1"));
        assert_eq!(reading.unread.len(), 1);
    }

    #[test]
    fn other_texts_are_reported_with_their_cells() {
        let reading = read(
            "kod;namn;niva;personuppgifter;gäller från\n1;S;1;kanske;våren\n1..2;A;2;;\n;Utan kod;2;;\n2.1-5/2024;B;;;",
        );
        let expected = [
            (ValueNotUnderstood, "D2".into()),
            (ValueNotUnderstood, "E2".into()),
            (InvalidCode, "A3".into()),
            (CodeMissing, "B4".into()),
            (InvalidCode, "A5".into()),
        ];
        assert_eq!(issues(&reading.findings), expected);
        assert_eq!(reading.version.nodes().len(), 1);
    }

    #[test]
    fn names_are_not_unique_and_codes_are() {
        let reading = read("kod;namn\n3.7;Vård\n3.7.0;Ledning\n3.8;Skydd\n3.8.0;Ledning\n3.7.0;Ledning igen");
        assert_eq!(reading.version.nodes().len(), 5);
        assert_eq!(reading.version.named("ledning").len(), 2);
        let register = by_process(&["Ledning", "3.7.0 Ledning"]);
        let assignments = assign(&register, &History::of(&reading.version), &AssignmentOptions::default());
        let both = vec!["3.7.0".into(), "3.8.0".into()];
        assert_eq!(unresolved(&assignments, &reading.version), [(UnresolvedWhy::Ambiguous, both)]);
        assert_eq!(tied(&assignments, &reading.version, 1), ["3.7.0"]);
    }
}

mod findings {
    use super::*;
    use StructureIssue::*;

    fn of(text: &str) -> Vec<(StructureIssue, String)> {
        issues(&validate(&read(text).version))
    }

    #[test]
    fn of_one_version() {
        let cases: [(&str, StructureIssue, &str); 11] = [
            ("kod;namn\n1;A\n1;B", DuplicateCode, "A3"),
            ("kod;namn\n1;A\n2.1;B", OrphanNode, "A3"),
            ("kod;namn;niva\n1;A;2", LevelMismatch, "A2"),
            ("kod;namn\n1;\n2;B", NameMissing, "A2"),
            ("kod;namn\n1;A\n2;a", DuplicateName, "A3"),
            ("kod;namn\n1;A\n3;C", Gap, "A3"),
            ("kod;namn\n1.1.1.1.1;A\n1.1.1.1.2;B", TooDeep, "A2"),
            ("kod;namn;fr o m\n1;A;2026-01-01\n1.1;B;2027-01-01", LeafHasChildrenLater, "A2"),
            (
                "kod;namn;fr o m;t o m\n1;A;2026-01-01;2026-12-31\n1.1;B;2026-01-01;2027-12-31\n2;C;2026-01-01;",
                NodeOutsideValidity,
                "A3",
            ),
            ("kod;namn;t o m\n1;A;2026-12-31\n2;B;", RetiredWithoutDecision, "A2"),
            ("kod;namn;fr o m\n1;A;2026-01-01\n1.1;B;2025-01-01", NodeOutsideValidity, "A3"),
        ];
        for (text, issue, cell) in cases {
            assert!(of(text).contains(&(issue, cell.into())), "{issue}: {:?}", of(text));
        }
        assert_eq!(of("kod;namn;niva\n1;A;1\n1.1;B;2\n1.1.0;C;3\n1.1.1;D;3"), []);
        assert_eq!(of("kod;namn;t o m;anmärkning\n1;A;2026-12-31;Flyttas\n2;B;;"), []);
    }

    #[test]
    fn inner_nodes_tied() {
        let version = own_case().newer;
        let register = by_process(&["3.3", "3.3.1"]);
        let assignments = assign(&register, &History::of(&version), &AssignmentOptions::default());
        let found = validate_assignments(&version, &assignments, day("2026-06-01"));
        assert_eq!(issues(&found), [(InnerNodeTied, "A2".into())]);
    }

    #[test]
    fn locked_levels() {
        let base = read("kod;namn\n1;Styra\n1.1;Leda\n1.2;Planera\n2;Stödja").version;
        let own = read("kod;namn\n1;Styra\n1.1;Leda och fördela\n1.3;Eget\n1.1.1;Eget\n3;Kärna").version;
        let found = validate_locked(&own, &base, 2);
        let codes: Vec<String> = found.iter().map(|f| f.code.as_ref().unwrap().to_string()).collect();
        assert_eq!(codes, ["1.1", "1.3", "1.2"]);
        assert!(found.iter().all(|f| f.issue == LockedLevelChanged));
        assert_eq!(validate_locked(&own, &base, 0), []);
    }

    fn mapped(map: &str) -> Vec<(StructureIssue, String)> {
        let older = read("kod;namn\n1;A\n2;B\n3;C").version;
        let newer = read("kod;namn;t o m\n1;A;\n2;Något annat;\n4;D;2025-12-31").version;
        let text = format!("från_kod;till_kod;relation;anmärkning\n{map}");
        issues(&validate_mapping(&older, &newer, &mapping(&text), day("2026-01-01")))
    }

    #[test]
    fn of_a_mapping() {
        let whole = "1;1;oförändrad;\n2;2;namnbyte;\n";
        let cases: [(&str, StructureIssue, &str); 9] = [
            ("3;9;omnumrering;", MappingTargetMissing, "A4"),
            ("3;1;sammanslagning;\n8;1;sammanslagning;", MappingTargetMissing, "A5"),
            (";9;ny;", MappingTargetMissing, "B4"),
            ("3;4;omnumrering;", MappingTargetRetired, "A4"),
            ("3;8;omnumrering;\n8;3;omnumrering;", MappingCircle, "A4"),
            ("", MappingIncomplete, "A4"),
            ("3;;upphör;", RetiredWithoutDecision, "A4"),
            ("3;;namnbyte;x", MappingRelationDiffers, "A4"),
            ("3;1;upphör;", MappingRelationDiffers, "A4"),
        ];
        for (rows, issue, cell) in cases {
            let found = mapped(&format!("{whole}{rows}"));
            assert!(found.contains(&(issue, cell.into())), "{rows}: {found:?}");
        }
        assert_eq!(mapped(&format!("{whole}3;;upphör;nedlagd")), []);
        let reused = mapped("1;1;oförändrad;\n3;;upphör;nedlagd");
        assert_eq!(reused, [(CodeReusedWithoutMapping, "A3".into()), (MappingIncomplete, "A3".into())]);
    }

    #[test]
    fn chains_are_followed_for_ten_steps() {
        let newer = read("kod;namn\n1;A\n2;B").version;
        let chain = |steps: u16| {
            let rows: String = (10..10 + steps).map(|n| format!("{n};{};omnumrering;\n", n + 1)).collect();
            mapping(&format!("från_kod;till_kod;relation;anmärkning\n{rows}{};1;omnumrering;", 10 + steps))
        };
        let short = chain(9);
        assert_eq!(short.follow(&code("10"), &newer).single(), Some(0));
        let long = chain(15);
        let found = long.follow(&code("10"), &newer);
        assert_eq!((found.single(), found.endless.len()), (None, 1));
    }

    #[test]
    fn of_a_mapping_sheet() {
        let text =
            "från_kod;till_kod;relation;datum\n#3.1;3.2;flytt;\n1;2;hopslaget;\n2;3;flytt;snart\n;;flytt;";
        let reading = read_mapping(&file(), &sheet(text), CodeStyle::default()).unwrap();
        let expected = [
            (AmbiguousCode, "A2".into()),
            (ValueNotUnderstood, "C3".into()),
            (ValueNotUnderstood, "D4".into()),
            (CodeMissing, "C5".into()),
        ];
        assert_eq!(issues(&reading.findings), expected);
        assert_eq!(reading.mapping.rows.len(), 2);
        let error = read_mapping(&file(), &sheet("kod;namn\n1;A"), CodeStyle::default()).unwrap_err();
        assert!(error.to_string().contains("från_kod"));
    }

    #[test]
    fn every_issue_is_raised_somewhere_in_these_tests() {
        let tests = include_str!("classification.rs");
        for issue in StructureIssue::all() {
            assert!(tests.matches(&format!("{issue:?}")).count() > 0, "{issue}");
        }
    }
}

mod assignments {
    use super::*;

    #[test]
    fn from_codes_names_and_case_numbers() {
        let version = own_case().newer;
        let cases: [(&str, &[&str]); 14] = [
            ("3.3.1", &["3.3.1"]),
            ("3.3.1 Barnavårdsutredningar", &["3.3.1"]),
            ("3.3.1, 3.3.2 och 3.3.3", &["3.3.1", "3.3.2", "3.3.3"]),
            (
                "3.3.1 Barnavårdsutredningar; 3.6.1\n3.6.2 Vårdnad, boende och umgänge",
                &["3.3.1", "3.6.1", "3.6.2"],
            ),
            ("3.3.1/3.3.2", &["3.3.1", "3.3.2"]),
            ("3.3.1-581/2025", &["3.3.1"]),
            ("3.3.1-4", &["3.3.1"]),
            ("adoptionsutredningar", &["3.6.3"]),
            ("Insatser för enskilda / Vuxna / Insatser mot hemlöshet", &["3.4.3"]),
            ("3,10", &["3.10"]),
            ("3.1", &["3.1"]),
            ("3.3.1; 3.3.1", &["3.3.1"]),
            ("3.1.0", &["3.1.0"]),
            ("3", &["3"]),
        ];
        let register = by_process(&cases.map(|(text, _)| text));
        let assignments = assign(&register, &History::of(&version), &AssignmentOptions::default());
        for (index, (text, codes)) in cases.iter().enumerate() {
            assert_eq!(tied(&assignments, &version, index), *codes, "{text}");
        }
        assert_eq!(assignments.unresolved, []);
        let first: Vec<AssignmentRole> =
            assignments.all.iter().filter(|t| t.activity == 2).map(|t| t.role).collect();
        assert_eq!(first, [AssignmentRole::Primary, AssignmentRole::Also, AssignmentRole::Also]);
        let how = |activity: usize| assignments.all.iter().find(|t| t.activity == activity).unwrap().how;
        assert_eq!(
            (how(0), how(5), how(7)),
            (AssignmentHow::Code, AssignmentHow::CaseNumber, AssignmentHow::Name)
        );
    }

    #[test]
    fn what_leads_nowhere_is_kept_with_candidates() {
        let version = own_case().newer;
        let register = by_process(&[
            "3.3.9",
            "3,1",
            "2003-03-01",
            "Barnavårdsutredning",
            "Rymdfart",
            "1..2, 3.3.1",
            "9",
        ]);
        let assignments = assign(&register, &History::of(&version), &AssignmentOptions::default());
        let found = unresolved(&assignments, &version);
        assert_eq!(found[0].0, UnresolvedWhy::Unknown);
        assert_eq!(found[0].1[..2], ["3.3.4", "3.3.3"]);
        assert_eq!(found[1], (UnresolvedWhy::Ambiguous, vec!["3.1".into(), "3.10".into()]));
        assert_eq!(found[2].0, UnresolvedWhy::BecameDate);
        assert_eq!(found[3], (UnresolvedWhy::Unknown, vec!["3.3.1".into()]));
        assert_eq!(found[4], (UnresolvedWhy::Unknown, vec![]));
        assert_eq!(found[5].0, UnresolvedWhy::NotACode);
        assert_eq!(found[6], (UnresolvedWhy::Unknown, vec![]));
        assert_eq!(assignments.unresolved[0].written.as_ref(), "3.3.9");
        assert_eq!(assignments.unresolved[5].written.as_ref(), "1..2");
        assert_eq!(tied(&assignments, &version, 5), ["3.3.1"]);
        assert_eq!(assignments.unassigned, [0, 1, 2, 3, 4, 6]);
    }

    #[test]
    fn number_cells_of_the_register() {
        let version = own_case().newer;
        let register = by_process(&["3.1", "3.2"]);
        let cell =
            |row| CellRef { file: "reg.xlsx".into(), sheet: "Register".into(), place: Place::new(row, 0) };
        let options =
            AssignmentOptions { number_cells: BTreeSet::from([cell(1), cell(2)]), written_against: None };
        let assignments = assign(&register, &History::of(&version), &options);
        assert_eq!(
            unresolved(&assignments, &version),
            [(UnresolvedWhy::Ambiguous, vec!["3.1".into(), "3.10".into()])]
        );
        assert_eq!(tied(&assignments, &version, 1), ["3.2"]);
        let mut numbers = sheet("Process\n#3.1\n3.2");
        numbers.name = "Register".into();
        let book = Workbook { file: "reg.xlsx".into(), sheets: vec![numbers], notes: vec![] };
        assert_eq!(number_cells(&book), BTreeSet::from([cell(1)]));
    }

    #[test]
    fn business_area_and_case_number_only_when_the_process_says_nothing() {
        let version = own_case().newer;
        let mut register = register(&[
            &[(Field::Process, "3.3.1"), (Field::BusinessArea, "3.4")],
            &[(Field::BusinessArea, "3.4 Vuxna")],
            &[(Field::BusinessArea, "Individ- och familjeomsorg")],
            &[(Field::Id, "3.6.3-12/2025")],
            &[(Field::Name, "X")],
        ]);
        let extra = Extra {
            header: "Dnr".into(),
            origin: OriginIndex::OWN,
            written: "2.2.1-7/2025".into(),
            place: Place::new(5, 9),
        };
        register.activities[4].record.extras.push(extra);
        let assignments = assign(&register, &History::of(&version), &AssignmentOptions::default());
        let all: Vec<Vec<String>> = (0..5).map(|a| tied(&assignments, &version, a)).collect();
        assert_eq!(all, [vec!["3.3.1"], vec!["3.4"], vec![], vec!["3.6.3"], vec!["2.2.1"]]);
        assert_eq!(assignments.unresolved, []);
        assert_eq!(assignments.unassigned, [2]);
    }

    #[test]
    fn codes_of_an_earlier_version() {
        for Case { older, newer, mapping } in cases() {
            let history = History { version: &newer, earlier: vec![(&older, &mapping)] };
            let old = |code: &str| older.nodes()[older.find(&super::code(code)).unwrap()].name.to_string();
            let new = |code: &str| newer.nodes()[newer.find(&super::code(code)).unwrap()].name.to_string();
            let (moved, now) = (format!("3.3.2 {}", old("3.3.2")), format!("3.3.2 {}", new("3.3.2")));
            let register = register(&[
                &[(Field::Process, "3.3.1")],
                // The name beside the code says which version is meant.
                &[(Field::Process, &moved)],
                &[(Field::Process, &now)],
                // The dates say.
                &[(Field::Process, "3.3.2"), (Field::Registered, "2024-05-01")],
                &[(Field::Process, "3.3.2"), (Field::Registered, "2026-02-01")],
                &[
                    (Field::Process, "3.3.2"),
                    (Field::Registered, "2024-05-01"),
                    (Field::Updated, "2026-03-01"),
                ],
                // Nothing says.
                &[(Field::Process, "3.3.2")],
                &[(Field::Process, "3.3.4"), (Field::Registered, "2024-05-01")],
                &[(Field::Process, "3.1.1"), (Field::Registered, "2024-05-01")],
                &[(Field::Process, &old("3.3.2"))],
            ]);
            let assignments = assign(&register, &history, &AssignmentOptions::default());
            let all: Vec<Vec<String>> = (0..10).map(|a| tied(&assignments, &newer, a)).collect();
            let none: Vec<&str> = vec![];
            assert_eq!(all[..5], [vec!["3.3.1"], vec!["3.6.1"], vec!["3.3.2"], vec!["3.6.1"], vec!["3.3.2"]]);
            assert!(all[5..9].iter().all(|t| *t == none));
            assert_eq!(all[9], ["3.6.1"]);
            let reused = (UnresolvedWhy::ReusedCode, vec!["3.3.2".to_owned(), "3.6.1".to_owned()]);
            let expected = [
                reused.clone(),
                reused,
                (UnresolvedWhy::StaleCode, vec![]),
                (UnresolvedWhy::NeedsDecision, vec!["3.1.1".to_owned(), "3.1.2".to_owned()]),
            ];
            assert_eq!(unresolved(&assignments, &newer), expected);
            let options = AssignmentOptions {
                written_against: Some(older.info.label.clone()),
                ..AssignmentOptions::default()
            };
            let assignments = assign(&register, &history, &options);
            assert_eq!(tied(&assignments, &newer, 6), ["3.6.1"]);
        }
    }

    #[test]
    fn a_chain_of_versions() {
        let first = version("kod;namn\n7;Gammal", "1");
        let second = version("kod;namn\n8;Gammal", "2");
        let third = version("kod;namn\n9;Gammal", "3");
        let map = |text: &str| mapping(&format!("från_kod;till_kod;relation\n{text}"));
        let (one, two) = (map("7;8;omnumrering"), map("8;9;omnumrering"));
        let history = History { version: &third, earlier: vec![(&second, &two), (&first, &one)] };
        let assignments = assign(&by_process(&["7", "8", "9"]), &history, &AssignmentOptions::default());
        assert_eq!(assignments.all.len(), 3);
        assert_eq!(assignments.all[0].written_against.as_deref(), Some("1"));
        assert_eq!(assignments.all[2].written_against, None);
    }

    #[test]
    fn a_name_that_is_not_the_codes_is_told() {
        let version = own_case().newer;
        let assignments = assign(
            &by_process(&["3.3.1 Fakturor och egenavgifter"]),
            &History::of(&version),
            &AssignmentOptions::default(),
        );
        assert!(assignments.all[0].name_differs);
    }

    #[test]
    fn suggestions_have_scores_and_reasons() {
        let version = own_case().newer;
        let suggester = Suggester::new(&version);
        let cases = [
            ("Utredning av adoption", "Utreda medgivande", "3.6.3"),
            ("Rekrytering av medarbetare", "Anställa personal", "2.2.1"),
            ("Kamerabevakning i entré", "Larm och passerkort", "2.4.2"),
            ("Handläggning enligt LSS", "Pröva LSS-insatser", "3.7.1"),
            ("Serveringstillstånd för alkohol", "Pröva tillstånd att servera", "3.10.1"),
        ];
        for (name, purpose, expected) in cases {
            let activity = activity("A", 1, &[(Field::Name, name), (Field::Purpose, purpose)]);
            let suggestions = suggester.suggest(&activity, day("2026-06-01"), 3);
            let best = suggestions.first().unwrap_or_else(|| panic!("{name}: none"));
            assert_eq!(version.nodes()[best.node].label(), expected, "{name}");
            assert!(suggestions.iter().all(|s| s.score > 0.0 && s.score <= 1.0 && !s.reasons.is_empty()));
            assert!(suggestions.is_sorted_by(|a, b| a.score >= b.score));
            assert!(best.reasons.iter().all(|r| !r.words.is_empty() && !r.cells.is_empty()));
        }
        let nothing = activity("A", 1, &[(Field::Name, "Zzz")]);
        assert_eq!(suggester.suggest(&nothing, day("2026-06-01"), 3), []);
        // A leaf that is not in force is not suggested.
        let tobacco = activity("A", 1, &[(Field::Name, "Tillsyn av serveringsställen")]);
        let label = |on: &str| {
            let best = suggester.suggest(&tobacco, day(on), 1);
            best.first().map(|s| version.nodes()[s.node].label())
        };
        assert_eq!(label("2026-06-01").as_deref(), Some("3.10.2"));
        assert_ne!(label("2027-06-01").as_deref(), Some("3.10.2"));
    }
}

mod covering {
    use super::*;
    use CoverageIssue::*;

    const TREE: &str = "kod;namn;personuppgifter;t o m;registreras hos;utförs inte;beslutad av;beslutsdatum;motivering;omprövas\n\
        1;Styra;;;;;;;;\n\
        1.1;Nämnd;;;;;;;;\n\
        1.1.0;Leda;nej;;;;Nämnden;2026-01-01;Inga;2026-03-01\n\
        1.1.1;Möte;ja;;;;;;;\n\
        1.1.2;Beslut;;;;;;;;\n\
        1.1.3;Budget;nej;;;;;;;\n\
        2;Stöd;;;;;;;;\n\
        2.1;Lön;ja;;Servicenämnden;;;;;\n\
        2.2;Skola;ja;;;x;;;;\n\
        2.3;Gammal;ja;2026-01-31;;;;;;\n\
        2.4;Ny;;;;;;;;\n\
        3;Fri;;;;;;;;";

    #[test]
    fn states_sums_and_findings() {
        let version = read(TREE).version;
        let register = register(&[
            &[(Field::Process, "1.1.1"), (Field::Unit, "Kansli")],
            &[(Field::Process, "1.1")],
            &[(Field::Process, "1.1.3")],
            &[(Field::Process, "2.3")],
            &[(Field::Process, "2.4"), (Field::Status, "draft")],
            &[(Field::Process, "3"), (Field::Status, "ended")],
            &[(Field::Process, "1.1.1; 1.1.2"), (Field::Registered, "2026-09-01")],
            &[(Field::Name, "Ingen process")],
            &[(Field::Process, "9.9")],
        ]);
        let (_, coverage) = simple(&version, &register);
        use CoverageState::*;
        let expected = [
            ("1.1.0", NoneDeclared),
            ("1.1.1", Registered),
            ("1.1.2", ViaParent),
            ("1.1.3", Registered),
            ("2.1", Elsewhere),
            ("2.2", NotPerformed),
            ("2.4", Missing),
            ("3", Missing),
        ];
        for (label, wanted) in expected {
            assert_eq!(state(&coverage, label), Some(wanted), "{label}");
        }
        assert_eq!(found(node(&coverage, "1.1.0")), [StaleDeclaration]);
        assert_eq!(found(node(&coverage, "1.1.3")), [Contradiction, DeclarationIncomplete]);
        assert_eq!(found(node(&coverage, "2.3")), [StaleCode]);
        assert_eq!(state(&coverage, "2.3"), None);
        assert_eq!(found(node(&coverage, "2.4")), [DraftOnly]);
        assert_eq!(found(node(&coverage, "3")), [EndedOnly]);
        assert_eq!(coverage.nodes.iter().find(|n| n.name.as_ref() == "Beslut").unwrap().via, Some(1));
        let totals = coverage.totals;
        assert_eq!((totals.leaves, totals.registered, totals.missing, totals.expected()), (8, 2, 2, 5));
        let not_counted = coverage.not_counted;
        assert_eq!((not_counted.drafts, not_counted.ended, not_counted.later), (1, 1, 1));
        assert_eq!((coverage.unassigned.as_slice(), coverage.unresolved.len()), (&[7, 8][..], 1));
        assert_eq!((node(&coverage, "1").registrations, node(&coverage, "1.1").activities.len()), (3, 1));
        adds_up(&version, &coverage);
    }

    fn adds_up(version: &StructureVersion, coverage: &Coverage) {
        let by_node: BTreeMap<usize, &NodeCoverage> = coverage.nodes.iter().map(|n| (n.node, n)).collect();
        for node in coverage.nodes.iter() {
            let leaves = node.leaves;
            let states = [
                leaves.registered,
                leaves.via_parent,
                leaves.none_declared,
                leaves.elsewhere,
                leaves.not_performed,
                leaves.missing,
            ];
            assert_eq!(leaves.leaves, states.iter().sum::<usize>());
            let children: Vec<&&NodeCoverage> =
                version.children(node.node).iter().filter_map(|c| by_node.get(c)).collect();
            let own = usize::from(node.leaf);
            assert_eq!(leaves.leaves, own + children.iter().map(|c| c.leaves.leaves).sum::<usize>());
            assert_eq!(
                leaves.missing,
                usize::from(node.state == Some(CoverageState::Missing))
                    + children.iter().map(|c| c.leaves.missing).sum::<usize>()
            );
            let assignments = node.activities.len() + children.iter().map(|c| c.registrations).sum::<usize>();
            assert_eq!(node.registrations, assignments, "{}", node.name);
            assert!(node.distinct <= node.registrations);
        }
        let roots = coverage.nodes.iter().filter(|n| version.parent(n.node).is_none());
        assert_eq!(coverage.totals.leaves, roots.map(|n| n.leaves.leaves).sum::<usize>());
    }

    #[test]
    fn expected_but_missing_come_first() {
        let version =
            read("kod;namn;personuppgifter\n1;A;\n1.1;B;\n1.2;C;ja\n2;D;\n2.1;E;\n2.2;F;\n3;G;ja").version;
        let (_, coverage) = simple(&version, &by_process(&[]));
        let order: Vec<String> = coverage.missing.iter().map(|m| version.nodes()[m.node].label()).collect();
        assert_eq!(order, ["1.2", "3", "1.1", "2.1", "2.2"]);
        assert_eq!(coverage.missing[0].expected, [Expected::Marked(PersonalData::Yes)]);
        assert_eq!(coverage.missing[2].expected, [Expected::Siblings { yes: 1, of: 1 }]);
        assert_eq!(coverage.missing[4].expected, []);
    }

    #[test]
    fn a_yes_on_a_document_type_outweighs_a_declared_no() {
        let version =
            read("kod;namn;handlingstyp;personuppgifter\n1;A;;nej\n1;;Brev;ja\n1;;Karta;nej").version;
        let (_, coverage) = simple(&version, &by_process(&[]));
        assert_eq!(state(&coverage, "1"), Some(CoverageState::Missing));
        assert_eq!(found(node(&coverage, "1")), [Contradiction, DeclarationIncomplete]);
        assert_eq!(coverage.missing[0].expected, [Expected::DocumentTypes(1)]);
    }

    #[test]
    fn the_day_decides_which_leaves_there_are() {
        let version = own_case().newer;
        let register = by_process(&["3.10.2"]);
        let assignments = assign(&register, &History::of(&version), &AssignmentOptions::default());
        let on = |text: &str| {
            let options = CoverageOptions::on(day(text));
            coverage(&version, &register, &assignments, &BTreeMap::new(), &BTreeSet::new(), &options)
        };
        assert_eq!(on("2026-12-31").totals.leaves, 46);
        assert_eq!(state(&on("2026-12-31"), "3.10.2"), Some(CoverageState::Registered));
        let after = on("2027-01-01");
        assert_eq!(after.totals.leaves, 45);
        assert_eq!(found(node(&after, "3.10.2")), [StaleCode]);
        let before = on("2025-12-31");
        assert_eq!((before.version_in_force, before.totals.leaves), (false, 0));
        adds_up(&version, &after);
    }

    #[test]
    fn filters_by_level_node_and_unit() {
        let text = "kod;namn;ansvarig enhet\n1;A;\n1.1;B;Enhet 1\n1.2;C;Enhet 10\n2;D;";
        let version = read(text).version;
        let register = register(&[
            &[(Field::Process, "1.1"), (Field::Unit, "Soc / Enhet 1")],
            &[(Field::Process, "2"), (Field::Unit, "Soc / Enhet 10")],
        ]);
        let assignments = assign(&register, &History::of(&version), &AssignmentOptions::default());
        let with = |level, unit: Option<&str>, under: Option<&str>| {
            let options = CoverageOptions {
                as_of: day("2026-06-01"),
                level,
                unit: unit.map(Text::from),
                under: under.map(code),
            };
            coverage(&version, &register, &assignments, &BTreeMap::new(), &BTreeSet::new(), &options)
        };
        let top = with(Some(1), None, None);
        assert_eq!(top.nodes.iter().map(|n| n.leaves.leaves).collect::<Vec<_>>(), [2, 1]);
        let under = with(None, None, Some("1"));
        assert_eq!((under.totals.leaves, under.totals.registered), (2, 1));
        let unit = with(None, Some("Enhet 1"), None);
        assert_eq!((unit.activities, unit.not_counted.other_unit, unit.other_unit_leaves), (1, 1, 1));
        assert_eq!((unit.totals.leaves, unit.totals.registered), (2, 1));
    }

    #[test]
    fn verdicts_and_gaps_roll_up() {
        let version = own_case().newer;
        let register = by_process(&["3.3.1, 3.3.3", "3.3.1", "3.4.1"]);
        let assignments = assign(&register, &History::of(&version), &AssignmentOptions::default());
        let outcome =
            |verdict: &str, gap: Option<&str>| Outcome { verdict: verdict.into(), gap: gap.map(Text::from) };
        let outcomes = BTreeMap::from([
            (0, outcome("required", Some("no_dpia"))),
            (1, outcome("not_indicated", None)),
            (2, outcome("required", None)),
        ]);
        let options = CoverageOptions::on(day("2026-06-01"));
        let coverage = coverage(&version, &register, &assignments, &outcomes, &BTreeSet::new(), &options);
        let three = node(&coverage, "3");
        assert_eq!((three.registrations, three.distinct), (4, 3));
        assert_eq!(three.verdicts, BTreeMap::from([("not_indicated".into(), 1), ("required".into(), 2)]));
        assert_eq!(three.gaps, BTreeMap::from([("no_dpia".into(), 1)]));
        assert_eq!(node(&coverage, "3.3.3").verdicts, BTreeMap::from([("required".into(), 1)]));
        let json = serde_json::to_value(three).unwrap();
        assert_eq!((&json["code"], &json["state"]), (&"3".into(), &serde_json::Value::Null));
        assert_eq!(serde_json::to_value(node(&coverage, "3.3.1")).unwrap()["state"], "registered");
    }

    #[test]
    fn leaves_that_await_a_decision() {
        let Case { older, newer, mapping } = own_case();
        let history = History { version: &newer, earlier: vec![(&older, &mapping)] };
        let register = register(&[&[(Field::Process, "3.1.1"), (Field::Registered, "2024-01-01")]]);
        let assignments = assign(&register, &history, &AssignmentOptions::default());
        let on = CoverageOptions::on(day("2026-06-01"));
        let coverage = coverage(&newer, &register, &assignments, &BTreeMap::new(), &BTreeSet::new(), &on);
        for label in ["3.1.1", "3.1.2"] {
            assert_eq!(state(&coverage, label), Some(CoverageState::Missing));
            assert_eq!(found(node(&coverage, label)), [AwaitingDecision]);
        }
    }
}

mod versions {
    use super::*;
    use Relation::*;

    fn kinds(change: &VersionChange, older: &StructureVersion, label: &str) -> Vec<Relation> {
        let index = older.find(&code(label)).unwrap();
        change.of(index).unwrap().kinds.iter().copied().collect()
    }

    #[test]
    fn changes_are_as_the_mapping_says() {
        for Case { older, newer, mapping } in cases() {
            let register = by_process(&["3.2.2", "3.2.3", "3.3.2"]);
            let assignments = assign(&register, &History::of(&older), &AssignmentOptions::default());
            let change = diff(&older, &newer, Some(&mapping), Some(&assignments));
            assert_eq!(change.findings, []);
            let expected: [(&str, &[Relation]); 11] = [
                ("3", &[Same]),
                ("3.1", &[Renamed]),
                ("3.1.1", &[Split]),
                ("3.2.1", &[Renamed]),
                ("3.2.2", &[Merged, CodeReused]),
                ("3.2.3", &[Merged, CodeReused]),
                ("3.2.4", &[Renamed, Recoded, CodeReused]),
                ("3.3.1", &[Same]),
                ("3.3.2", &[Renamed, Moved, CodeReused]),
                ("3.3.3", &[Same]),
                ("3.3.4", &[Retired, CodeReused]),
            ];
            for (label, wanted) in expected {
                assert_eq!(kinds(&change, &older, label), wanted, "{label}");
            }
            let merged = change.of(older.find(&code("3.2.3")).unwrap()).unwrap();
            assert_eq!(
                (merged.from.len(), merged.to.len(), merged.activities.as_slice()),
                (2, 1, &[0, 1][..])
            );
            let reused: Vec<String> = change.reused.iter().map(|r| r.code.to_string()).collect();
            assert_eq!(reused, ["3.2.3", "3.2.4", "3.3.2", "3.3.4"]);
            assert_eq!(change.reused[2].activities, [2]);
            let new = change.changes.iter().filter(|c| c.kinds.contains(&New));
            // 66 nodes, of which these rows lead to 12.
            assert_eq!(new.count(), newer.nodes().len() - 12);
            let all: usize = change.changes.iter().map(|c| c.from.len()).sum();
            assert_eq!(all, older.nodes().len());
        }
    }

    #[test]
    fn without_a_mapping_reused_codes_are_called_out() {
        let older =
            read("kod;namn\n1;A\n1.1;Utreda faderskap\n1.2;Betala bistånd\n1.3;Ta emot anmälningar\n2;B")
                .version;
        let newer = read("kod;namn\n1;A\n1.1;Driva öppna insatser\n2;B\n2.1;Utreda faderskap\n1.4;Betala bistånd\n1.3;Ta emot anmälan").version;
        let change = diff(&older, &newer, None, None);
        assert_eq!(kinds(&change, &older, "1"), [Same]);
        assert_eq!(kinds(&change, &older, "1.1"), [Moved, CodeReused]);
        assert_eq!(kinds(&change, &older, "1.2"), [Recoded]);
        assert_eq!(kinds(&change, &older, "1.3"), [Renamed]);
        let reused = (StructureIssue::CodeReusedWithoutMapping, "A3".to_owned());
        assert!(issues(&change.findings).contains(&reused));
        assert!(change.changes.iter().all(|c| !c.mapped));
    }

    #[test]
    fn levels_and_new_children_are_told() {
        let older = read("kod;namn\n1;A\n1.1;B\n1.2;C").version;
        let newer = read("kod;namn\n1;A\n1.1;B\n1.1.1;C\n1.1.2;D").version;
        let rows =
            mapping("från_kod;till_kod;relation\n1;1;oförändrad\n1.1;1.1;oförändrad\n1.2;1.1.1;nivåbyte");
        let change = diff(&older, &newer, Some(&rows), None);
        assert_eq!(kinds(&change, &older, "1.2"), [Moved, LevelChanged]);
        let found = issues(&change.findings);
        assert_eq!(found, [(StructureIssue::LeafHasChildrenLater, "A3".into())]);
        let wrong =
            mapping("från_kod;till_kod;relation\n1;1;delning\n1.1;1.1;oförändrad\n1.2;1.1.1;oförändrad");
        let found = issues(&diff(&older, &newer, Some(&wrong), None).findings);
        let differs = |cell: &str| (StructureIssue::MappingRelationDiffers, cell.to_owned());
        assert!(found.contains(&differs("A2")) && found.contains(&differs("A4")), "{found:?}");
    }

    #[test]
    fn migration_moves_joins_leaves_and_flags() {
        for Case { older, newer, mapping } in cases() {
            let register =
                by_process(&["3.3.1", "3.2.2, 3.2.3", "3.2.4", "3.3.2", "3.1.1", "3.3.4", "9.9", "3.1"]);
            let assignments = assign(&register, &History::of(&older), &AssignmentOptions::default());
            let migration = migrate(&assignments, &older, &newer, &mapping);
            let told: Vec<(usize, AssignmentMove, Vec<String>)> = migration
                .all
                .iter()
                .map(|t| (t.activity, t.outcome, t.to.iter().map(|n| newer.nodes()[*n].label()).collect()))
                .collect();
            let to = |labels: &[&str]| labels.iter().map(|l| (*l).to_owned()).collect::<Vec<_>>();
            let expected = [
                (0, AssignmentMove::Moved, to(&["3.3.1"])),
                (1, AssignmentMove::Moved, to(&["3.2.2"])),
                (1, AssignmentMove::Joined, to(&["3.2.2"])),
                (2, AssignmentMove::Moved, to(&["3.2.3"])),
                (3, AssignmentMove::Moved, to(&["3.6.1"])),
                (4, AssignmentMove::NeedsDecision, to(&["3.1.1", "3.1.2"])),
                (5, AssignmentMove::StaleCode, to(&[])),
                (7, AssignmentMove::Moved, to(&["3.1"])),
            ];
            assert_eq!(told, expected);
            // Nothing is unlinked.
            assert_eq!(migration.all.len(), assignments.all.len());
            assert_eq!(
                (&migration.unresolved, &migration.unassigned),
                (&assignments.unresolved, &assignments.unassigned)
            );
            assert_eq!(migration.with(AssignmentMove::StaleCode).count(), 1);
            assert!(migration.all.iter().all(|t| t.mapped));
        }
    }

    #[test]
    fn a_tie_without_mapping_row_moves_only_when_code_and_name_stay() {
        let older = read("kod;namn\n1;A\n2;Betala\n3;Kräva").version;
        let newer = read("kod;namn\n1;A\n2;Något helt annat\n4;Betala").version;
        let assignments =
            assign(&by_process(&["1", "2", "3"]), &History::of(&older), &AssignmentOptions::default());
        let migration = migrate(&assignments, &older, &newer, &Mapping::default());
        let told: Vec<(AssignmentMove, usize, bool)> =
            migration.all.iter().map(|t| (t.outcome, t.to.len(), t.mapped)).collect();
        use AssignmentMove::*;
        assert_eq!(told, [(Moved, 1, false), (NeedsDecision, 2, false), (NeedsDecision, 0, false)]);
    }

    #[test]
    fn a_reused_code_with_another_name_beside_it_waits_for_a_choice() {
        let Case { older, newer, mapping } = own_case();
        // The old 3.2.3 is merged into 3.2.2; the new 3.2.3 is about budgets, and so is the record.
        let register =
            by_process(&["3.2.3 Ge budget- och skuldrådgivning", "3.2.3 Kräva tillbaka utbetalningar"]);
        let assignments = assign(&register, &History::of(&older), &AssignmentOptions::default());
        let migration = migrate(&assignments, &older, &newer, &mapping);
        let told: Vec<(AssignmentMove, Vec<String>)> = migration
            .all
            .iter()
            .map(|t| (t.outcome, t.to.iter().map(|n| newer.nodes()[*n].label()).collect()))
            .collect();
        let to = |labels: &[&str]| labels.iter().map(|l| (*l).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            told,
            [
                (AssignmentMove::NeedsDecision, to(&["3.2.2", "3.2.3"])),
                (AssignmentMove::Moved, to(&["3.2.2"]))
            ]
        );
    }

    #[test]
    fn a_split_of_which_a_target_is_missing_is_never_moved() {
        let older = read("kod;namn\n1;A").version;
        let newer = read("kod;namn\n1;A\n2;B").version;
        let rows = mapping("från_kod;till_kod;relation\n1;1;delning\n1;7;delning");
        let assignments = assign(&by_process(&["1"]), &History::of(&older), &AssignmentOptions::default());
        assert_eq!(
            migrate(&assignments, &older, &newer, &rows).all[0].outcome,
            AssignmentMove::NeedsDecision
        );
    }

    #[test]
    fn declarations_lapse_on_split_and_merger() {
        let older =
            read("kod;namn;personuppgifter\n1;A;nej\n2;B;nej\n3;C;nej\n4;D;ja\n5;E;nej\n6;F;nej").version;
        let newer = read("kod;namn\n1;Annat namn\n2;B\n3;C och D\n7;E\n8;B2").version;
        let rows = mapping(
            "från_kod;till_kod;relation\n1;1;namnbyte\n2;2;delning\n2;8;delning\n3;3;sammanslagning\n4;3;sammanslagning\n5;7;omnumrering\n6;;upphör",
        );
        let migration = migrate(&Assignments::default(), &older, &newer, &rows);
        let told: Vec<(String, Option<String>, bool)> = migration
            .declarations
            .iter()
            .map(|d| (older.nodes()[d.from].label(), d.to.map(|n| newer.nodes()[n].label()), d.renamed))
            .collect();
        let expected = [
            ("1".into(), Some("1".into()), true),
            ("2".into(), None, false),
            ("3".into(), None, false),
            ("5".into(), Some("7".into()), false),
            ("6".into(), None, false),
        ];
        assert_eq!(told, expected);
    }
}

mod fit {
    use super::*;

    fn evaluated(version: &StructureVersion, register: &Register) -> Evaluation {
        let (assignments, coverage) = simple(version, register);
        evaluate(version, register, &assignments, &coverage, &FitThresholds::default())
    }

    fn group<'e>(evaluation: &'e Evaluation, label: &str) -> &'e Fit {
        &evaluation
            .groups
            .iter()
            .find(|g| g.code.as_ref().is_some_and(|c| c.to_string() == label))
            .unwrap()
            .fit
    }

    #[test]
    fn groups_are_read_with_the_figures_that_say_so() {
        let version = own_case().newer;
        let full = |process, name| {
            [
                (Field::Process, process),
                (Field::Name, name),
                (Field::Purpose, "Utreda"),
                (Field::Unit, "Barn"),
                (Field::Registered, "2026-02-03"),
            ]
        };
        let wide = |name| {
            [
                (Field::Process, "2.1.1, 2.1.2, 2.1.3"),
                (Field::Name, name),
                (Field::Purpose, ""),
                (Field::Systems, "Diariet"),
                (Field::Registered, "2023-02-03"),
            ]
        };
        let (a, b, c, d) = (
            full("3.3.1", "Utredningar"),
            full("3.3.2", "Öppenvård"),
            full("3.3.3", "Placeringar"),
            full("3.3.4", "Familjehem"),
        );
        let (e, f, g) = (wide("Diariet"), wide("E-arkivet"), wide("Katalogen"));
        let none = [(Field::Name, "Löst blad"), (Field::Unit, "Kansli")];
        let register = register(&[&a, &b, &c, &d, &e, &f, &g, &none]);
        let evaluation = evaluated(&version, &register);

        let children = group(&evaluation, "3.3");
        assert_eq!((children.reading, children.signs.len()), (FitReading::Workable, 0));
        let figures = &children.figures;
        assert_eq!(figures.registrations_per_leaf, Share { count: 4, of: 4, excluded: 0 });
        assert_eq!(figures.leaves_without, Some(Share { count: 0, of: 4, excluded: 0 }));
        assert_eq!(figures.by_quarter, BTreeMap::from([("2026-Q1".into(), 4)]));
        assert_eq!(figures.median_age_days, Some(118));
        // Purpose was asked and answered; eight other fields have no column.
        assert_eq!(figures.answered, Share { count: 4, of: 4, excluded: 32 });

        let records = group(&evaluation, "2.1");
        assert_eq!(records.reading, FitReading::Challenging);
        assert_eq!(records.signs, [(FitSign::TiedToMany, Share { count: 3, of: 3, excluded: 0 })]);
        let suits: Vec<RegisterBy> = records.could_suit.iter().map(|(by, _)| *by).collect();
        assert_eq!(suits, [RegisterBy::System, RegisterBy::JointProcessing]);
        assert_eq!(records.figures.old, Share { count: 3, of: 3, excluded: 0 });

        let adults = group(&evaluation, "3.4");
        assert_eq!(adults.reading, FitReading::TooLittle);
        assert_eq!(adults.figures.leaves_without, Some(Share { count: 3, of: 3, excluded: 0 }));
        // The declared leaf is not among those that should have a registration.
        let first = group(&evaluation, "3.1").figures.leaves_without;
        assert_eq!(first, Some(Share { count: 3, of: 3, excluded: 1 }));

        let none = evaluation.whole.figures.tied_to_none;
        assert_eq!(none, Some(Share { count: 1, of: 8, excluded: 0 }));
        let units: Vec<Option<&str>> = evaluation.units.iter().map(|u| u.unit.as_deref()).collect();
        assert_eq!(units, [Some("Barn"), Some("Kansli"), None]);
        assert_eq!(evaluation.units[0].fit.figures.leaves_without, None);
        assert!(serde_json::to_string(&evaluation).unwrap().contains("\"challenging\""));
    }

    #[test]
    fn the_same_processing_under_several_leaves() {
        let version = own_case().newer;
        let one = |process, name| {
            [(Field::Process, process), (Field::Name, name), (Field::Purpose, "Planera besök")]
        };
        let register = register(&[
            &one("3.3.1", "Bokning av besök"),
            &one("3.3.2", "Besök, bokning av"),
            &one("3.3.3", "Bokning av besöken"),
            &one("3.3.3", "Bokning av besök"),
            &one("3.3.4", "Handledning i grupp"),
        ]);
        let evaluation = evaluated(&version, &register);
        let fit = group(&evaluation, "3.3");
        assert_eq!(fit.figures.in_near_duplicates, Share { count: 4, of: 5, excluded: 0 });
        // The two under the same leaf are no pair.
        assert!(fit.figures.near_duplicates.iter().all(|p| p.activities != (2, 3) && p.same_purpose));
        assert_eq!(fit.signs.iter().map(|(sign, _)| *sign).collect::<Vec<_>>(), [FitSign::NearDuplicates]);
        assert_eq!(fit.could_suit[0].0, RegisterBy::Purpose);
    }

    #[test]
    fn only_inner_nodes_and_nothing_at_all() {
        let version = own_case().newer;
        let evaluation = evaluated(&version, &by_process(&["3.3", "3.3", "3.3", "", ""]));
        let children = group(&evaluation, "3.3");
        let signs: Vec<FitSign> = children.signs.iter().map(|(sign, _)| *sign).collect();
        assert_eq!(signs, [FitSign::LeavesWithout, FitSign::OnlyInner]);
        assert_eq!(children.could_suit[0].0, RegisterBy::JointProcessing);
        let signs: Vec<FitSign> = evaluation.whole.signs.iter().map(|(sign, _)| *sign).collect();
        assert_eq!(signs, [FitSign::LeavesWithout, FitSign::TiedToNone, FitSign::OnlyInner]);
        let empty = evaluated(&version, &by_process(&[]));
        assert_eq!(empty.whole.reading, FitReading::TooLittle);
        assert_eq!(empty.whole.figures.tied_to_many.ratio(), None);
    }
}

/// Measured in release: `cargo test --release -p ropa-tests --test library classification -- --ignored --nocapture`.
#[test]
#[ignore = "a measurement, for an optimised build"]
#[allow(clippy::print_stdout)]
fn four_thousand_nodes_and_twenty_thousand_activities() {
    let mut text = String::from("kod;namn;personuppgifter\n");
    for a in 1..=10 {
        text += &format!("{a};Område {a};\n");
        for b in 1..=20 {
            text += &format!("{a}.{b};Grupp nummer{a}x{b};\n");
            for c in 0..19 {
                text += &format!("{a}.{b}.{c};Process utreda{c} ärende{b} slag{a};ja\n");
            }
        }
    }
    let version = read(&text).version;
    let codes: Vec<String> = version.nodes().iter().map(ProcessNode::label).collect();
    let texts: Vec<String> = (0..20_000)
        .map(|i| match i % 20 {
            0 => format!("{}.99.{i}", i % 10 + 1),
            1 => format!("Utreda ärende{}", i % 25),
            2 => String::new(),
            _ => format!("{}, {}", codes[i * 7 % codes.len()], codes[i * 13 % codes.len()]),
        })
        .collect();
    let names: Vec<String> =
        (0..20_000).map(|i| format!("Behandling {} för utreda{} slag{}", i, i % 19, i % 10)).collect();
    let activities = texts.iter().zip(&names).enumerate().map(|(row, (text, name))| {
        activity(&format!("A{row}"), row as u32 + 1, &[(Field::Process, text), (Field::Name, name)])
    });
    let register = Register { activities: activities.collect(), dpias: Vec::new() };
    let start = std::time::Instant::now();
    let (assignments, coverage) = simple(&version, &register);
    let covered = start.elapsed();
    assert!(covered.as_secs_f64() < 2.0, "{covered:?}");
    evaluate(&version, &register, &assignments, &coverage, &FitThresholds::default());
    let evaluated = start.elapsed() - covered;
    assert!(evaluated.as_secs_f64() < 10.0, "{evaluated:?}");
    assert_eq!(version.nodes().len(), 4010);
    println!("assignments and coverage {covered:?}, evaluation {evaluated:?}");
}
