//! Figures counted anew, straight from the cells of the csv fixture, and held against what other commands show.

use super::{STRUCTURE, figure, json, said, stdout};
use ropa_tests::places;
use serde_json::Value;
use std::collections::BTreeSet;

const DAY: &str = "2026-11-23";
const YEAR_AGO: &str = "2025-11-23";

/// The rows of a csv fixture below its headers, each cell trimmed.
struct Cells {
    headers: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Cells {
    /// Reads semicolons in Windows-1252, of which the fixture uses few signs beyond Latin-1.
    fn of(file: &str, first_header: &str) -> Cells {
        let bytes = std::fs::read(places::fixture(file)).unwrap();
        let sign = |byte: u8| match byte {
            0x91 | 0x92 => '’',
            0x93 | 0x94 => '”',
            0x96 => '–',
            0x97 => '—',
            other => char::from(other),
        };
        let text: String = bytes.into_iter().map(sign).collect();
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(b';')
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let trimmed = |row: csv::StringRecord| row.iter().map(|cell| cell.trim().to_string()).collect();
        let all: Vec<Vec<String>> = reader.records().map(|row| trimmed(row.unwrap())).collect();
        let at = all.iter().position(|row| row[0] == first_header).unwrap();
        // A row of the table has a name; what stands below it has not.
        let rows = all[at + 1..].iter().filter(|row| !row[1].is_empty()).cloned().collect();
        Cells { headers: all[at].clone(), rows }
    }

    fn column(&self, header: &str) -> usize {
        self.headers.iter().position(|one| one.starts_with(header)).unwrap_or_else(|| panic!("no {header}"))
    }

    /// How many of the rows that a test picks say something in a column that another test accepts.
    fn count(&self, header: &str, accept: impl Fn(&str) -> bool) -> usize {
        let column = self.column(header);
        self.in_use().filter(|row| accept(&row[column])).count()
    }

    /// The rows that have not ended.
    fn in_use(&self) -> impl Iterator<Item = &Vec<String>> {
        let status = self.column("Status");
        self.rows.iter().filter(move |row| row[status] != "Avslutad")
    }
}

fn register() -> Cells {
    Cells::of("socialnamnden.csv", "Behandlings-ID")
}

/// Whether a cell is an answer: not blank, no placeholder, not "do not know".
fn is_answer(cell: &str) -> bool {
    let blank = ["", "-", "–", "—", "[fyll i]", "?", "N/A"];
    let unknown = ["vet ej", "vet inte", "osäkert", "oklart", "möjligen"];
    !blank.contains(&cell) && !unknown.contains(&cell.to_lowercase().as_str())
}

/// The last day that a date can mean; nothing where it is none.
fn day(cell: &str) -> Option<String> {
    let months = ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti"];
    let later = ["september", "oktober", "november", "december"];
    let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    match cell.split_whitespace().collect::<Vec<_>>()[..] {
        [iso] if iso.len() == 10 && iso.as_bytes()[4] == b'-' => Some(iso.to_string()),
        [year] if year.len() == 4 && digits(year) && year < "2100" => Some(format!("{year}-12-31")),
        [month, year] if year.len() == 4 && digits(year) => {
            let number = months.iter().chain(&later).position(|name| *name == month)? + 1;
            Some(format!("{year}-{number:02}-31"))
        }
        _ => None,
    }
}

fn report() -> Value {
    json(&["socialnamnden.csv", "socialnamnden-konsekvensbedomningar.csv"])
}

/// The questions of completeness that the file asks, by the key of the field and the beginning of the header.
const QUESTIONS: [(&str, &str); 11] = [
    ("purpose", "4. Ändamål"),
    ("data_subjects", "Kategorier av registrerade"),
    ("data_categories", "Kategorier av personuppgifter"),
    ("recipients", "Motagare"),
    ("third_country", "Tredjelandsöverföring"),
    ("retention", "Gallringstid"),
    ("security", "Säkerhetsåtgärder"),
    ("legal_basis", "5. Rättslig grund"),
    ("sensitive", "Känsliga uppg."),
    ("art10", "Uppgifter om lagöverträdelser"),
    ("protected_identity", "Skyddade personuppgifter"),
];

#[test]
fn what_is_registered_and_answered_is_what_the_cells_say() {
    let (cells, report) = (register(), report());
    assert_eq!(said(&report, "registered"), cells.rows.len().to_string());
    let of = cells.in_use().count();
    // The controller stands above the table and answers for every record.
    let (mut given, mut asked) = (of, of);
    for (field, header) in QUESTIONS {
        let answered = cells.count(header, is_answer);
        let told = figure(&report, "question_answered", Some(field));
        let told = (told["counted"].as_u64().unwrap(), told["of"].as_u64().unwrap());
        assert_eq!(told, (answered as u64, of as u64), "{field}");
        (given, asked) = (given + answered, asked + of);
    }
    assert_eq!(said(&report, "answers"), format!("{given} of {asked}"));
    let columns: Vec<usize> = QUESTIONS.iter().map(|(_, header)| cells.column(header)).collect();
    let complete = cells.in_use().filter(|row| columns.iter().all(|column| is_answer(&row[*column]))).count();
    assert_eq!(said(&report, "complete_records"), format!("{complete} of {of}"));
    let security = cells.count("Säkerhetsåtgärder", is_answer);
    assert_eq!(said(&report, "security_described"), format!("{security} of {of}"));
}

#[test]
fn dates_and_owners_are_what_the_cells_say() {
    let (cells, report) = (register(), report());
    let registered = cells.column("Registrerad");
    let dated: Vec<String> = cells.rows.iter().filter_map(|row| day(&row[registered])).collect();
    let in_2026 = dated.iter().filter(|day| day.starts_with("2026")).count();
    assert_eq!(said(&report, "registered_in_period"), format!("{in_2026} of {}", dated.len()));

    let updated = cells.column("Senast uppdaterad");
    let touched: Vec<String> =
        cells.in_use().filter_map(|row| day(&row[updated]).max(day(&row[registered]))).collect();
    let lately = touched.iter().filter(|day| day.as_str() >= YEAR_AGO).count();
    assert_eq!(said(&report, "touched"), format!("{lately} of {}", touched.len()));

    let column = cells.column("Nästa granskning");
    let reviews: Vec<String> = cells.in_use().filter_map(|row| day(&row[column])).collect();
    let passed = reviews.iter().filter(|day| day.as_str() < DAY).count();
    let told = figure(&report, "review_passed", None);
    assert_eq!(told["counted"], passed, "days of review that have passed");
    assert_eq!(told["of"], reviews.len(), "autumn is no day");

    let (person, mail) = (cells.column("Ansvarig för"), cells.column("E-post"));
    let nobody = cells.in_use().filter(|row| !is_answer(&row[person]) && !is_answer(&row[mail])).count();
    assert_eq!(said(&report, "without_responsible"), format!("{nobody} of {}", cells.in_use().count()));
}

#[test]
fn agreements_and_transfers_are_what_the_cells_say() {
    let (cells, report) = (register(), report());
    let (processor, agreement) = (cells.column("Personuppgiftsbiträde"), cells.column("PuB-avtal"));
    let none = ["Nej", "Inga", "Inget", "Saknas", "Ej tillämpligt"];
    let has = |cell: &str| is_answer(cell) && !none.iter().any(|word| cell.starts_with(word));
    let with: Vec<&Vec<String>> = cells.in_use().filter(|row| has(&row[processor])).collect();
    let agreed = with.iter().filter(|row| row[agreement].starts_with("Ja")).count();
    assert_eq!(said(&report, "agreements"), format!("{agreed} of {}", with.len()));

    let yes = cells.count("Tredjelandsöverföring", |cell| cell.starts_with("Ja"));
    let no =
        cells.count("Tredjelandsöverföring", |cell| cell.starts_with("Nej") || cell.starts_with("Ingen"));
    assert_eq!(said(&report, "transfers"), format!("{yes} of {}", yes + no));
}

#[test]
fn dpias_are_what_the_cells_of_their_list_say() {
    let list = Cells::of("socialnamnden-konsekvensbedomningar.csv", "KB-ID");
    let report = report();
    let without = figure(&report, "dpias_without_link", None);
    assert_eq!(without["of"], list.rows.len());
    // Of those weighed, advice is recorded where the cell says anything.
    let sought = figure(&report, "advice_sought", None);
    let (id, advice) = (list.column("KB-ID"), list.column("DSO:s yttrande"));
    let ids = |key: &str| -> BTreeSet<String> {
        sought[key].as_array().unwrap().iter().map(|one| one.as_str().unwrap().to_string()).collect()
    };
    let weighed: BTreeSet<String> = ids("ids").union(&ids("others")).cloned().collect();
    let advised = list.rows.iter().filter(|row| weighed.contains(&row[id]));
    let advised: BTreeSet<String> = advised
        .filter(|row| row[advice].starts_with("Lämnat") || row[advice].starts_with("Ja"))
        .map(|row| row[id].clone())
        .collect();
    assert_eq!(ids("ids"), advised);
}

/// What other commands show of the same file.
fn other(args: &[&str]) -> Value {
    let day = ["--as-of", DAY, "--format", "json", "socialnamnden.xlsx"];
    serde_json::from_str(&stdout(&[&args[..1], &day, &args[1..]].concat())).unwrap()
}

#[test]
fn no_command_shows_another_figure() {
    let report = json(&[&["socialnamnden.xlsx"], &STRUCTURE[..]].concat());
    let gaps = other(&["gaps"]);
    assert_eq!(figure(&report, "gaps", None)["counted"], gaps["summary"]["severities"]["error"]);
    let of_kinds = report["figures"].as_array().unwrap().iter().filter(|one| one["figure"] == "gap_of_kind");
    let sum: u64 = of_kinds.map(|one| one["counted"].as_u64().unwrap()).sum();
    assert_eq!(figure(&report, "gaps", None)["counted"], sum, "the kinds add up");

    let plan = other(&["plan"]);
    let works = plan["works"].as_array().unwrap();
    let new = works.iter().filter(|work| work["actions"] == serde_json::json!(["new"])).count();
    assert_eq!(figure(&report, "plan_new", None)["counted"], new);
    assert_eq!(figure(&report, "plan_existing", None)["counted"], works.len() - new);
    assert_eq!(figure(&report, "plan_first", None)["counted"], plan["first"].as_array().unwrap().len());

    let suppliers = other(&["suppliers"]);
    assert_eq!(figure(&report, "suppliers", None)["counted"], suppliers["summary"]["suppliers"]);
    let without = figure(&report, "system_without_processor", None);
    assert_eq!(without["counted"], suppliers["summary"]["without_processor"]);

    let coverage = other(&[&["coverage"], &STRUCTURE[..]].concat());
    let covered = figure(&report, "structure_covered", None);
    assert_eq!(covered["counted"], coverage["summary"]["leaves"]["registered"]);

    let check = other(&[&["check"], &STRUCTURE[..]].concat());
    let answers = figure(&report, "answers", None);
    assert_eq!(answers["counted"], check["summary"]["completeness"]["answered"]);
    assert_eq!(answers["of"], check["summary"]["completeness"]["asked"]);
}

#[test]
fn numbers_and_records_agree() {
    for more in [&[][..], &STRUCTURE] {
        let report = json(&[&["socialnamnden.xlsx"], more].concat());
        for one in report["figures"].as_array().unwrap() {
            let len = |key: &str| one[key].as_array().unwrap().len() as u64;
            let whole = ["answers", "unit_answers", "oldest_gap"].contains(&one["figure"].as_str().unwrap());
            let (Some(counted), false) = (one["counted"].as_u64(), whole || one["behind"] == "nothing")
            else {
                continue;
            };
            assert_eq!(len("ids"), counted, "{one}");
            let told_others = len("others") > 0;
            if let (Some(of), true) = (one["of"].as_u64(), told_others) {
                assert_eq!(len("ids") + len("others"), of, "{one}");
            }
        }
    }
}
