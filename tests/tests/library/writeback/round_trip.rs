//! A register in this library's own forms reads back as it was.

use super::files::{fixtures, read, shared};
use chrono::NaiveDate;
use proptest::prelude::*;
use ropa::canonical::{Part, RegisterView, SCHEMA, canonical, canonical_csv, json};
use ropa::import::{Import, Importer, Profile};
use ropa::model::{Field, Record, Register, Value};
use ropa::source::Place;
use ropa::text::Lang;
use ropa::workbook::{Cell, CellKind, Dialect, Limits, Sheet, Workbook, read_workbook};
use ropa_tests::pieces;
use std::collections::BTreeMap;

fn view(register: &Register) -> RegisterView<'_> {
    let day = NaiveDate::from_ymd_opt(2026, 11, 25).unwrap();
    RegisterView::new(register, Profile::builtin(), Lang::Sv, day)
}

fn import(books: &[Workbook]) -> Import {
    let import = Importer::new(Profile::builtin()).import(books);
    let account = import.account;
    let cells = books.iter().flat_map(|book| &book.sheets).flat_map(|sheet| sheet.cells());
    assert_eq!(account.cells, cells.filter(|cell| !cell.is_blank()).count());
    assert_eq!(account.cells, account.mapped + account.kept + account.structural + account.reported);
    import
}

/// A record without where it was read: key, what was asked, what was answered, and what was kept.
#[derive(Debug, PartialEq)]
struct Plain {
    key: String,
    asked: Vec<String>,
    answers: BTreeMap<String, Vec<(String, Value)>>,
    extras: BTreeMap<String, Vec<String>>,
}

fn plain<F: Copy + Ord + ToString>(key: &str, record: &Record<F>) -> Plain {
    let mut answers: BTreeMap<String, Vec<(String, Value)>> = BTreeMap::new();
    for entry in &record.entries {
        let answer = (entry.written.to_string(), entry.value.clone());
        answers.entry(entry.field.to_string()).or_default().push(answer);
    }
    let mut extras: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for extra in &record.extras {
        extras.entry(extra.header.to_string()).or_default().push(extra.written.to_string());
    }
    Plain {
        key: key.to_string(),
        asked: record.asked.iter().map(ToString::to_string).collect(),
        answers,
        extras,
    }
}

fn plain_register(register: &Register) -> Vec<Plain> {
    let activities = register.activities.iter().map(|one| plain(&one.key, &one.record));
    activities.chain(register.dpias.iter().map(|one| plain(&one.key, &one.record))).collect()
}

fn again(name: &str, bytes: &[u8]) -> Workbook {
    read_workbook(name, bytes, &Limits::default()).unwrap()
}

/// The same by all three ways.
fn try_register(register: &Register) -> Result<(), TestCaseError> {
    let expected = plain_register(register);
    let view = view(register);

    let mut bytes = Vec::new();
    canonical(&mut bytes, &view).unwrap();
    let read = import(&[again("r.xlsx", &bytes)]);
    prop_assert_eq!(&plain_register(&read.register), &expected);
    prop_assert_eq!(read.account.reported, 0);

    let mut bytes = Vec::new();
    json(&mut bytes, &view).unwrap();
    let read = import(&[again("r.json", &bytes)]);
    prop_assert_eq!(&plain_register(&read.register), &expected);

    for dialect in [Dialect::EXCEL_SV, Dialect::RFC4180.in_utf_16()] {
        let parts = [(Part::Activities, register.activities.len()), (Part::Dpias, register.dpias.len())];
        let books = parts.into_iter().filter(|(_, records)| *records > 0).map(|(part, _)| {
            let mut bytes = Vec::new();
            canonical_csv(&mut bytes, &view, part, dialect).unwrap();
            again("r.csv", &bytes)
        });
        let read = import(&books.collect::<Vec<_>>());
        prop_assert_eq!(&plain_register(&read.register), &expected);
    }
    Ok(())
}

/// Text that is hard on files: what spreadsheets run, what XML cannot hold, what CSV divides by.
fn hostile() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[A-Za-zåäöÅÄÖ0-9 ,.;:|\"'/\\\\-]{0,40}",
        2 => "[=+@\t'-]{1,3}[a-z0-9()!]{0,10}",
        1 => "[a-z\n\r\t\u{a0}\u{ad}😀_]{1,20}",
        1 => Just("_x0041_ _x005F_ &amp; <x> ]]>".to_string()),
        1 => Just("Ja, USA".to_string()),
        1 => Just("-".to_string()),
        1 => Just("Vet ej".to_string()),
        1 => Just("2025-03-01".to_string()),
        1 => Just("007".to_string()),
        1 => Just("=HYPERLINK(\"http://x\")".to_string()),
        1 => "\\PC{0,12}",
    ]
}

const HEADERS: [&str; 12] = [
    "Ändamål",
    "Kategorier av registrerade",
    "Känsliga personuppgifter",
    "Mottagare",
    "Mottagare",
    "Tredjelandsöverföring",
    "Säkerhetsåtgärder",
    "Referens till konsekvensbedömning",
    "Status",
    "Egen kolumn",
    "Egen kolumn",
    "=Udda\nrubrik",
];

/// A sheet of records with ids or without, whose columns are some of those above.
fn sheet(name: &'static str) -> impl Strategy<Value = Sheet> {
    let columns = proptest::sample::subsequence((0..HEADERS.len()).collect::<Vec<_>>(), 4..HEADERS.len());
    (columns, any::<bool>(), 1_usize..6)
        .prop_flat_map(|(columns, ids, rows)| {
            let cells = proptest::collection::vec(proptest::collection::vec(hostile(), columns.len()), rows);
            (Just(columns), Just(ids), cells)
        })
        .prop_map(move |(columns, ids, rows)| {
            let mut lines: Vec<Vec<String>> = vec![vec!["Behandlings-ID".into(), "Behandling".into()]];
            lines[0].extend(columns.iter().map(|column| HEADERS[*column].to_string()));
            for (number, row) in rows.into_iter().enumerate() {
                let id = if ids { format!("{name}-{}", number / 2) } else { String::new() };
                let mut line = vec![id, format!("Behandling {}", number % 3)];
                line.extend(row);
                lines.push(line);
            }
            let cells = lines.iter().enumerate().flat_map(|(row, texts)| {
                texts.iter().enumerate().map(move |(col, text)| Cell {
                    place: Place::new(row as u32, col as u32),
                    kind: CellKind::Text,
                    text: text.as_str().into(),
                })
            });
            Sheet::new(name, cells)
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]
    #[test]
    fn any_register_reads_back(first in sheet("A"), second in sheet("B")) {
        let book = |file: &str, sheet| Workbook { file: file.into(), sheets: vec![sheet], notes: Vec::new() };
        let read = import(&[book("a.xlsx", first), book("b.xlsx", second)]);
        prop_assert!(!read.register.activities.is_empty());
        try_register(&read.register)?;
    }
}

/// A sheet of the text's lines, `|` between cells.
fn sheet_of(name: &str, text: &str) -> Sheet {
    let cells = text.lines().enumerate().flat_map(|(row, line)| {
        let texts = line.split('|').enumerate().filter(|(_, text)| !text.is_empty());
        texts.map(move |(col, text)| Cell {
            place: Place::new(row as u32, col as u32),
            kind: CellKind::Text,
            text: text.into(),
        })
    });
    Sheet::new(name, cells)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]
    /// Whatever layout a register was read from: forms, turned tables, columns that comment on others.
    #[test]
    fn a_register_of_any_layout_reads_back(
        first in pieces::sheet(),
        second in pieces::sheet(),
        name in prop::sample::select(vec!["Blad1", "Konsekvensbedömningar", "Som personuppgiftsbiträde"]),
    ) {
        let sheets = vec![sheet_of("A", &first), sheet_of(name, &second)];
        let file = "Protokoll for Nordby kommune.xlsx".into();
        try_register(&import(&[Workbook { file, sheets, notes: Vec::new() }]).register)?;
    }
}

/// The columns of which each is one option, and those that comment on others.
#[test]
fn what_a_column_says_of_its_cells_reads_back() {
    let text = "Behandlings-ID|Behandling|Ändamål|Registrerade: Barn|Registrerade: Anställda|Registrerade: Patienter|\
                Tredjelandsöverföring|Tredjelandsöverföring, text\n\
                1|Lön|Betala|Ja|Nej|x|Ja|USA\n\
                2|Val|Rösta|Nej|Ja|Vet ej|Nej|\n";
    let read = import(&[Workbook {
        file: "r.xlsx".into(),
        sheets: vec![sheet_of("Register", text)],
        notes: Vec::new(),
    }]);
    let first = &read.register.activities[0];
    let read_anew = |entry: &ropa::model::Entry<Field>| {
        Profile::builtin().words().read_field(entry.field, &entry.written).value
    };
    let differ = first.entries.iter().filter(|entry| read_anew(entry) != entry.value).count();
    assert!(differ >= 3, "{:?}", first.entries);
    try_register(&read.register).unwrap();
}

/// A reading holds for the text it was made of, and not for one that someone writes in its place.
#[test]
fn an_answer_that_is_changed_is_read_anew() {
    let text = "Behandlings-ID|Behandling|Ändamål|Tredjelandsöverföring|Tredjelandsöverföring, text\n1|Lön|Betala|Ja|USA\n";
    let read = import(&[Workbook {
        file: "r.xlsx".into(),
        sheets: vec![sheet_of("Register", text)],
        notes: Vec::new(),
    }]);
    let value = |register: &Register| {
        register.activities[0].entries_of(Field::ThirdCountry).next().map(|entry| entry.value.clone())
    };
    let mut bytes = Vec::new();
    canonical(&mut bytes, &view(&read.register)).unwrap();
    let mut book = again("r.xlsx", &bytes);
    assert_eq!(value(&import(&[book.clone()]).register), value(&read.register));
    let sheet = &book.sheets[0];
    let place = sheet.row(0).iter().find(|cell| &*cell.text == "ropa:third_country").unwrap().place;
    let mut cells = sheet.cells().to_vec();
    for cell in &mut cells {
        if cell.place == Place::new(2, place.col) {
            assert_eq!(&*cell.text, "Ja");
            cell.text = "Nej".into();
        }
    }
    book.sheets[0] = Sheet::new(sheet.name.clone(), cells);
    let again = value(&import(&[book]).register);
    assert!(matches!(again, Some(Value::YesNo(answer)) if !answer.yes));
}

/// Of a merged record what was chosen reads back, and the file says what it was merged with.
#[test]
fn a_merged_record_says_with_what() {
    let a = again("a.csv", "ID;Behandling;Ändamål;Registrerade\n1;Lön;Betala;Anställda\n".as_bytes());
    let b = again("b.csv", "ID;Behandling;Ändamål;Mottagare\n1;Lön;Betala;Banken\n".as_bytes());
    let read = import(&[a, b]);
    assert_eq!(read.register.activities.len(), 1);
    assert_eq!(read.register.activities[0].others.len(), 1);
    let view = view(&read.register);
    let mut bytes = Vec::new();
    canonical_csv(&mut bytes, &view, Part::Activities, Dialect::EXCEL_SV).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.contains("ropa:source.others") && text.contains("b.csv › "), "{text}");
    let mut bytes = Vec::new();
    json(&mut bytes, &view).unwrap();
    let value: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(value["activities"][0]["source"]["others"][0]["file"], "b.csv");
    try_register(&read.register).unwrap();
}

/// Its keys are English whatever it holds, so it says what its language calls them.
#[test]
fn json_is_answered_in_its_own_language() {
    for (lang, english) in [(Lang::Sv, false), (Lang::En, true)] {
        let text =
            "ID;Name of processing;Purpose;Data subjects;Recipients\n1;Payroll;Pay;Employees;The bank\n";
        let read = import(&[again("r.csv", text.as_bytes())]);
        assert_eq!(read.register.activities.len(), 1);
        let mut bytes = Vec::new();
        let mut view = view(&read.register);
        view.lang = lang;
        json(&mut bytes, &view).unwrap();
        assert_eq!(import(&[again("r.json", &bytes)]).is_english(), english);
    }
}

#[test]
fn a_text_longer_than_a_cell_reads_back() {
    let long = "åäö😀 =1 ".repeat(9_000);
    let text = format!(
        "Behandlings-ID;Behandling;Ändamål;Kategorier av registrerade;Egen\n1;Lön;{long};Barn;{long}x\n2;Val;b;Barn;c\n"
    );
    let read = import(&[again("r.csv", text.as_bytes())]);
    assert_eq!(read.register.activities.len(), 2);
    try_register(&read.register).unwrap();
}

#[test]
fn every_register_at_hand_reads_back() {
    for path in fixtures().iter().chain(&shared("registers")) {
        let Some((_, book)) = read(path) else { continue };
        let read = import(&[book]);
        try_register(&read.register).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }
}

/// All of them as one register, of whose records many are merged.
#[test]
fn registers_read_together_read_back() {
    let books: Vec<Workbook> =
        fixtures().iter().filter_map(|path| read(path)).map(|(_, book)| book).collect();
    let read = import(&books);
    let merged = read.register.activities.iter().filter(|one| !one.others.is_empty()).count();
    assert!(merged > 0, "{merged} merged");
    try_register(&read.register).unwrap();
}

#[test]
fn what_was_not_asked_and_what_was_left_blank_stay_apart() {
    let asked = again(
        "a.csv",
        "ID;Behandling;Ändamål;Säkerhetsåtgärder;Registrerade\n1;Lön;Betala;;Anställda\n".as_bytes(),
    );
    let not = again("b.csv", "ID;Behandling;Ändamål;Registrerade\n2;Val;Rösta;Barn\n".as_bytes());
    let read = import(&[asked, not]);
    let mut bytes = Vec::new();
    json(&mut bytes, &view(&read.register)).unwrap();
    let value: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    let fields = |index: usize| value["activities"][index]["fields"].clone();
    assert_eq!(fields(0)["security"], serde_json::json!([]));
    assert_eq!(fields(1).get("security"), None);
    try_register(&read.register).unwrap();
}

#[test]
fn json_follows_its_schema() {
    let schema: serde_json::Value = serde_json::from_str(SCHEMA).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for path in fixtures() {
        let Some((_, book)) = read(&path) else { continue };
        let mut bytes = Vec::new();
        json(&mut bytes, &view(&import(&[book]).register)).unwrap();
        let value = serde_json::from_slice(&bytes).unwrap();
        let errors: Vec<_> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{}: {errors:?}", path.display());
    }
}

#[test]
fn what_someone_adds_to_the_canonical_workbook_is_read() {
    let text = "ID;Behandling;Ändamål;Registrerade\n1;Lön;Betala;Anställda\n";
    let read = import(&[again("a.csv", text.as_bytes())]);
    let mut bytes = Vec::new();
    canonical(&mut bytes, &view(&read.register)).unwrap();
    let mut book = again("r.xlsx", &bytes);
    let sheet = &book.sheets[0];
    let last = sheet.row(1).last().unwrap().place.col;
    let mut cells = sheet.cells().to_vec();
    let mut add = |row, col, text: &str| {
        cells.push(Cell { place: Place::new(row, col), kind: CellKind::Text, text: text.into() })
    };
    // A column of one's own, and a record without a key.
    add(1, last + 1, "Min kolumn");
    add(2, last + 1, "hej");
    add(3, 1, "9");
    add(3, 2, "Val");
    book.sheets[0] = Sheet::new(sheet.name.clone(), cells);
    let again = import(&[book]);
    let activities = &again.register.activities;
    assert_eq!(activities.iter().map(|one| &*one.key).collect::<Vec<_>>(), ["1", "9"]);
    assert_eq!((&*activities[0].extras[0].header, &*activities[0].extras[0].written), ("Min kolumn", "hej"));
}
