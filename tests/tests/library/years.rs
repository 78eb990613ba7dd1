//! A register over three years: records are numbered anew, renamed, split, merged and removed.

use ropa::casefile::CaseFile;
use ropa::import::{Import, Importer, Profile};
use ropa::ledger::{Successor, read_links, trace};
use ropa::linking::RecordedLink;
use ropa::screening::Fingerprint;
use ropa::workbook::{Limits, read_workbook};
use ropa_tests::registers::assessed;
use std::collections::BTreeSet;

const SUBJECTS: [&str; 40] = [
    "Trygghetslarm",
    "Nyckelfri hemtjänst",
    "Digital tillsyn nattetid",
    "Läkemedelsrobot",
    "Avgiftshandläggning",
    "Anhörigstöd",
    "Rekrytering",
    "Bemanning av timvikarier",
    "Dagverksamhet",
    "Bostadsanpassning",
    "Hjälpmedel",
    "Medarbetarakter",
    "Besöksregistrering",
    "Lex Sarah",
    "Patientjournal",
    "Rehabilitering",
    "Palliativ vård",
    "Korttidsboende",
    "Matlådor",
    "Fixartjänst",
    "Skolskjuts",
    "Elevhälsa",
    "Betyg",
    "Lärplattform",
    "Frånvaro",
    "Modersmål",
    "Skolbibliotek",
    "Fritidshem",
    "Orosanmälningar",
    "Familjehem",
    "Kontaktpersoner",
    "Ekonomiskt bistånd",
    "Skuldrådgivning",
    "Alkoholtillstånd",
    "Bygglov",
    "Livsmedelstillsyn",
    "Strandskydd",
    "Kartregister",
    "Parkeringstillstånd",
    "Felanmälan",
];

/// One record, and the records of the first year that it comes from.
#[derive(Clone)]
struct Row {
    name: String,
    purpose: String,
    unit: usize,
    from: BTreeSet<usize>,
}

fn first_year() -> Vec<Row> {
    let row = |(at, name): (usize, &&str)| Row {
        name: name.to_string(),
        purpose: format!("Handlägga {} åt invånarna", name.to_lowercase()),
        unit: at % 5,
        from: BTreeSet::from([at]),
    };
    SUBJECTS.iter().enumerate().map(row).collect()
}

/// The next year: every third record renamed, some split, merged or removed, new ones among them, all numbered anew.
fn next_year(rows: &[Row], year: usize) -> Vec<Row> {
    let mut next: Vec<Row> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        match (at + year) % 12 {
            0 | 5 | 9 => next.push(Row { name: format!("{} och uppföljning", row.name), ..row.clone() }),
            3 => continue,
            7 => {
                next.push(Row { name: format!("{}, utredning", row.name), ..row.clone() });
                next.push(Row { name: format!("{}, verkställighet", row.name), ..row.clone() });
            }
            10 => {
                if let Some(before) = next.last_mut() {
                    before.name = format!("{} samt {}", before.name, row.name);
                    before.from.extend(&row.from);
                }
            }
            _ => next.push(row.clone()),
        }
        if at % 7 == 2 {
            let purpose = format!("Föra register {at} för år {year}");
            next.push(Row {
                name: format!("Ny uppgift {at} år {year}"),
                purpose,
                unit: at % 5,
                from: BTreeSet::new(),
            });
        }
    }
    let middle = next.len() / 3 * year;
    next.rotate_left(middle % rows.len());
    next
}

fn import(rows: &[Row]) -> Import {
    let line = |(at, row): (usize, &Row)| {
        format!("PB-{:03};{};Enhet {};{};Ja;Äldre", at + 1, row.name, row.unit, row.purpose)
    };
    let lines: Vec<String> = rows.iter().enumerate().map(line).collect();
    let text = format!(
        "ID;Behandling;Enhet;Ändamål;Känsliga personuppgifter;Kategorier av registrerade\n{}\n",
        lines.join("\n")
    );
    let dpias = SUBJECTS.iter().enumerate().map(|(at, name)| format!("KB-{at};{name};Godkänd;2025-01-01"));
    let dpias =
        format!("KB-ID;Konsekvensbedömning;Status;Godkänd\n{}\n", dpias.collect::<Vec<_>>().join("\n"));
    let book = |name: &str, text: &str| read_workbook(name, text.as_bytes(), &Limits::default()).unwrap();
    Importer::new(Profile::builtin()).import(&[book("register.csv", &text), book("kb.csv", &dpias)])
}

/// A link from each record of the first year to the DPIA of its subject, signed with the facts of that year.
fn first_links(rows: &[Row], now: &Import) -> Vec<RecordedLink> {
    let line = |(at, row): (usize, &Row)| {
        format!(
            "PB-{:03};{};Enhet {};KB-{at};{};Koppla;Ombudet;2025-12-01",
            at + 1,
            row.name,
            row.unit,
            SUBJECTS[at]
        )
    };
    let lines: Vec<String> = rows.iter().enumerate().map(line).collect();
    let head = "Nyckel;Behandling;Enhet;KB-nyckel;Konsekvensbedömning;Koppling;Av;Den";
    let text = format!("{head}\n{}\n", lines.join("\n"));
    let book = read_workbook("kopplingar.csv", text.as_bytes(), &Limits::default()).unwrap();
    let mut links = read_links(&book).unwrap();
    let assessed = assessed(&now.register);
    let packs = ropa::law::RulePacks::builtin();
    for (at, link) in links.iter_mut().enumerate() {
        let one = assessed.of(at).unwrap();
        let activity = &now.register.activities[at];
        link.fingerprint = Some(Fingerprint::of_link(activity, &one.facts, &one.need, &packs));
    }
    links
}

/// The subject of the first year that a link is about.
fn subject(link: &RecordedLink) -> usize {
    link.dpia.as_deref().and_then(|key| key.strip_prefix("KB-")).and_then(|at| at.parse().ok()).unwrap()
}

#[test]
fn links_follow_their_records_over_three_years() {
    let mut rows = first_year();
    let mut links = first_links(&rows, &import(&rows));
    let (mut meant, mut followed, mut wrong) = (0, 0, Vec::new());
    for year in 1..=2 {
        rows = next_year(&rows, year);
        let now = import(&rows);
        for (link, traced) in links.iter().zip(trace(&links, &now.register)) {
            if let Some(found) = traced.activity.filter(|found| !rows[*found].from.contains(&subject(link))) {
                wrong.push(format!("{year}: {:?} counts for {}", link.name, rows[found].name));
            }
        }
        let day = "2027-12-01".parse().unwrap();
        let case = CaseFile::builder(day).recorded(Vec::new(), links.clone(), Vec::new());
        let mut case = case.of_import(now).unwrap();
        let carried = case.carry_over(None).unwrap();
        for record in &carried.records {
            let of =
                |link: &&RecordedLink| link.activity == record.former.key && link.name == record.former.name;
            let Some(about) = links.iter().find(of).map(subject) else { continue };
            let is_of = |at: &usize| rows[*at].from.contains(&about);
            let there = rows.iter().any(|row| row.from.contains(&about));
            let ours = match &record.successor {
                Successor::Unchanged(one) | Successor::Sure(one) => {
                    if !is_of(one) {
                        wrong.push(format!("{year}: {} goes to {}", record.former.label(), rows[*one].name));
                    }
                    is_of(one)
                }
                Successor::Likely(some) => some.iter().any(is_of),
                Successor::Gone => false,
            };
            meant += usize::from(there);
            followed += usize::from(there && ours);
        }
        // What goes on is what was carried; a person has not answered.
        links = case.material().links().to_vec();
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(meant >= 10, "too few go on to say anything: {meant}");
    assert!(20 * followed >= 19 * meant, "{followed} of {meant} carried over or asked");
}

/// New numbers alone move no link: each record has its own, or none.
#[test]
fn numbering_anew_moves_no_link() {
    let rows = first_year();
    let links = first_links(&rows, &import(&rows));
    for step in 1..rows.len() {
        let mut turned = rows.clone();
        turned.rotate_left(step);
        for (link, traced) in links.iter().zip(trace(&links, &import(&turned).register)) {
            let found = traced.activity.map(|found| turned[found].name.as_str());
            assert_eq!(found, link.name.as_deref(), "{step}");
        }
    }
}
