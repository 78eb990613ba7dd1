//! What an incident touches: every hit in its ring, none missed, and what does not answer.

use chrono::NaiveDate;
use ropa::casefile::CaseFile;
use ropa::gaps::RegisterAssessment;
use ropa::impact::{
    Aware, BesideName, BreachFact, Called, FactFilled, HeavyData, HitGround, HitTime, Impact, ImpactError,
    ImpactQuestion, ListCheck, NameMatch, NamesAnswer, Ring, TieGround, impact, read_list, suppliers,
};
use ropa::workbook::{Limits, read_workbook};
use ropa_tests::places;

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()
}

fn fixture() -> RegisterAssessment {
    let file = places::fixtures().join("socialnamnden.xlsx");
    CaseFile::builder(day()).file(file).open().unwrap().assess().unwrap()
}

/// A register of rows with `|` between cells, the headings first.
fn register(rows: &str) -> RegisterAssessment {
    let tsv = rows.replace(" | ", "\t");
    CaseFile::builder(day()).file(("register.tsv", tsv.as_bytes())).open().unwrap().assess().unwrap()
}

fn supplier(assessed: &RegisterAssessment, name: &str) -> Impact {
    impact(assessed, &ImpactQuestion::supplier(name)).unwrap()
}

fn system(assessed: &RegisterAssessment, name: &str) -> Impact {
    impact(assessed, &ImpactQuestion::system(name)).unwrap()
}

/// The ids of a ring; of a record without an id its row.
fn ids(assessed: &RegisterAssessment, impact: &Impact, ring: Ring) -> String {
    let id = |hit: &ropa::impact::Hit| {
        let activity = &assessed.register().activities[hit.activity];
        let id = activity.text(ropa::model::Field::Id).map(str::to_string);
        id.unwrap_or_else(|| format!("rad{}", activity.origin.row)).replace("PPB-", "")
    };
    impact.ring(ring).map(id).collect::<Vec<_>>().join(" ")
}

/// Read by hand in the fixture: the columns of processors and systems, and every other cell that holds the name.
#[test]
fn no_hit_of_the_fixture_is_missed_and_none_is_false() {
    let assessed = fixture();
    let linnea = "012 021 023 024 026 027 028 031 032 033 034 035 036 037 038 rad46 040 041 042 045 \
         049 052 053 054 056 rad63 058";
    let only_system = "002 004 011 017 029 rad41 039 043 046 048";
    let spoken_of = "rad9 022 rad36 044";
    for (called, name, named, tied, likely) in [
        (Called::Supplier, "Linnea Systemdrift AB", linnea, only_system, spoken_of),
        (Called::Supplier, "exempelsystem", "001 002 005 009 016 062 063", "007 008 010", ""),
        (Called::Supplier, "DEMOLARM Aktiebolag", "019 020 055", "", ""),
        (Called::Supplier, "Molnet i Provstad", "", "", "022"),
        (Called::System, "Diariet", "007 008 009 010", "", ""),
        (Called::System, "Besöks-boken", "025 051 061", "", ""),
        (Called::Supplier, "Nordanvind IT AB", "", "", ""),
    ] {
        let question = ImpactQuestion { called, ..ImpactQuestion::supplier(name) };
        let found = impact(&assessed, &question).unwrap();
        let rings = [Ring::Named, Ring::Tied, Ring::Likely].map(|ring| ids(&assessed, &found, ring));
        assert_eq!(rings, [named, tied, likely].map(str::to_string), "{name}");
    }
    let of_system = system(&assessed, "Linnea");
    assert_eq!(of_system.ring(Ring::Named).count(), 37);
    assert_eq!(ids(&assessed, &of_system, Ring::Likely), spoken_of);
}

#[test]
fn every_hit_says_why_and_where() {
    let assessed = fixture();
    for question in [ImpactQuestion::supplier("Linnea"), ImpactQuestion::system("Linnea")] {
        let found = impact(&assessed, &question).unwrap();
        for hit in &found.hits {
            assert!(hit.reasons.iter().any(|reason| reason.ring == hit.ring));
            for reason in &hit.reasons {
                let activity = &assessed.register().activities[hit.activity];
                let cells = activity.entries.iter().map(|entry| (activity.cell(entry), &entry.written));
                let (_, text) = cells.into_iter().find(|(cell, _)| *cell == reason.cell).expect("its cell");
                assert!(text.contains(&*reason.written), "{text} {}", reason.written);
            }
        }
    }
}

#[test]
fn a_supplier_that_is_nowhere_is_told_with_what_was_searched() {
    let assessed = fixture();
    let found = supplier(&assessed, "Provmedelanden");
    // A slip of the pen is no certainty.
    assert_eq!(found.sure().count(), 0);
    assert!(
        found.nearest.contains(&(Called::Supplier, "Provmeddelanden AB".to_string())),
        "{:?}",
        found.nearest
    );
    let nowhere = supplier(&assessed, "Nordanvind IT AB");
    assert!(nowhere.hits.is_empty() && nowhere.names.is_empty());
    assert_eq!(nowhere.searched.records, 65);
    let headers: Vec<&str> = nowhere.searched.columns.iter().map(|column| &*column.header).collect();
    assert!(headers.contains(&"Personuppgiftsbiträde") && headers.contains(&"System"), "{headers:?}");
    let [processors, systems] = &nowhere.searched.answers;
    assert_eq!(processors.counts.values().sum::<usize>(), 65);
    assert_eq!(processors.counts[&NamesAnswer::Unknown], 1);
    assert_eq!(systems.counts[&NamesAnswer::None], 1);
    // Blank and unknown are not no.
    assert_eq!(nowhere.searched.open.len() + nowhere.searched.answered.len(), 65);
    assert_eq!(nowhere.searched.open.len(), 5);
    assert!(nowhere.has_findings());
    assert_eq!(impact(&assessed, &ImpactQuestion::supplier(" – ")), Err(ImpactError::NoName(" – ".into())));
}

const HEADINGS: &str = "Behandlings-ID | Behandling | Personuppgiftsbiträde | System | Anteckningar";

#[test]
fn names_are_known_as_people_write_them() {
    let assessed = register(&format!(
        "{HEADINGS}\n\
         A-1 | Ett | Nord-Data AB | Navet | \n\
         A-2 | Två | NORDDATA Aktiebolag, Annan AB |  | \n\
         A-3 | Tre | Norddatas drift | Annat | \n\
         A-4 | Fyra | Norddata (ND) | Annat | \n\
         A-5 | Fem | ND | Annat | \n\
         A-6 | Sex | Nordata AB | Annat | \n\
         A-7 | Sju | Driften sköts åt kommunen av Norddata AB i Umeå | Annat | \n\
         A-8 | Åtta | Tidigare: Norddata AB | Annat | \n\
         A-9 | Nio | Inte Norddata | Annat | \n\
         A-10 | Tio | Inga | Navet | \n\
         A-11 | Elva | Annan AB | Annat | Flyttas till Norddata 2027\n\
         A-12 | Tolv | leverantören | Annat | \n\
         A-13 | Tretton | Nordea AB | Annat | Inget om data i nord\n"
    ));
    let found = supplier(&assessed, "Norddata");
    let of = |id: usize| {
        let hit = found.hits.iter().find(|hit| hit.activity + 1 == id)?;
        let reason = &hit.reasons[0];
        Some((hit.ring, reason.ground, reason.how, reason.beside))
    };
    use HitGround::{FreeText, Processor, SystemOfSupplier};
    use NameMatch::{Alike, Explained, Longer, Same, Within};
    for (id, expected) in [
        (1, Some((Ring::Named, Processor, Same, None))),
        (2, Some((Ring::Named, Processor, Same, None))),
        (3, Some((Ring::Named, Processor, Longer, None))),
        (4, Some((Ring::Named, Processor, Same, None))),
        (5, Some((Ring::Named, Processor, Explained, None))),
        (6, Some((Ring::Likely, Processor, Alike, None))),
        (7, Some((Ring::Named, Processor, Within, None))),
        (8, Some((Ring::Named, Processor, Same, Some(BesideName::Former)))),
        (9, Some((Ring::Likely, Processor, Same, Some(BesideName::Denied)))),
        (10, Some((Ring::Tied, SystemOfSupplier, Same, None))),
        (11, Some((Ring::Likely, FreeText, Within, Some(BesideName::Planned)))),
        (12, None),
        (13, None),
    ] {
        assert_eq!(of(id), expected, "A-{id}");
    }
    assert_eq!(found.searched.open, [11, 12]);
}

/// Persons under protection are told of, though no column asks for them.
#[test]
fn protected_persons_are_found_among_the_persons() {
    let assessed = register(
        "Behandlings-ID | Behandling | Personuppgiftsbiträde | System | Kategorier av registrerade\n\
         A-1 | Avtal | Nord AB | Navet | Hyresgäster med skyddade personuppgifter\n\
         A-2 | Kö | Nord AB | Navet | Hyresgäster\n",
    );
    let found = supplier(&assessed, "Nord AB");
    let heavy = found.kinds.heavy.iter().find(|one| one.kind == HeavyData::ProtectedIdentity).unwrap();
    let yes: Vec<usize> = heavy.yes.iter().map(|(index, _)| *index).collect();
    assert_eq!((yes, &heavy.unknown[..]), (vec![0], &[1][..]));
}

/// Where a name is only like those of the register, its systems are uncertain too and not ruled out.
#[test]
fn the_systems_of_a_misspelt_supplier_are_uncertain() {
    let assessed = register(&format!(
        "{HEADINGS}\n\
         A-1 | Ett | Linnea Systemdrift AB | Linnea | \n\
         A-2 | Två | Linnea Systemdrift AB | Linnea | \n\
         A-3 | Tre | Annan AB | Linnea | \n\
         A-4 | Fyra | Annan AB | Arkivet | \n"
    ));
    let found = supplier(&assessed, "Linea Systemdrft");
    assert_eq!(ids(&assessed, &found, Ring::Named), "");
    assert_eq!(ids(&assessed, &found, Ring::Tied), "");
    assert_eq!(ids(&assessed, &found, Ring::Likely), "A-1 A-2 A-3");
}

#[test]
fn a_system_is_tied_by_what_other_records_say_and_no_common_program_is() {
    let assessed = register(&format!(
        "{HEADINGS}\n\
         A-1 | Ett | Nord AB | Navet | \n\
         A-2 | Två | Syd AB | Solen | \n\
         A-3 | Tre | Nord AB; Väst AB | Navet; Vinden | \n\
         A-4 | Fyra | Inga | Vinden | \n\
         A-5 | Fem | Nord AB | Excel | \n\
         A-6 | Sex |  | Excel | \n\
         A-7 | Sju | Syd AB | Navet; Solen | \n\
         A-8 | Åtta |  | Microsoft Teams | \n"
    ));
    let ring = |name: &str, ring| ids(&assessed, &supplier(&assessed, name), ring);
    // What remains of the third record, when Navet is set aside with Nord, is Vinden and Väst.
    assert_eq!(ring("Väst", Ring::Tied), "A-4");
    let vinden = supplier(&assessed, "Väst");
    let tie = vinden.names.iter().find_map(|one| one.tie.clone()).unwrap();
    assert_eq!(tie, (TieGround::Remaining, vec![2]));
    // Everybody has Excel.
    assert_eq!((ring("Nord", Ring::Named), ring("Nord", Ring::Tied)), ("A-1 A-3 A-5".into(), "A-7".into()));
    assert_eq!(ring("Nord", Ring::Likely), "");
    // No record names Microsoft as a processor.
    assert_eq!(ring("Microsoft", Ring::Tied), "A-8");
}

#[test]
fn a_system_takes_its_supplier_where_no_system_is_named() {
    let assessed = register(&format!(
        "{HEADINGS}\n\
         A-1 | Ett | Nord AB | Navet | \n\
         A-2 | Två | Nord AB |  | \n\
         A-3 | Tre | Nord AB | Porten | \n\
         A-4 | Fyra | Navet |  | \n"
    ));
    let found = system(&assessed, "navet");
    assert_eq!(ids(&assessed, &found, Ring::Named), "A-1 A-4");
    assert_eq!(ids(&assessed, &found, Ring::Tied), "A-2");
    assert_eq!(ids(&assessed, &found, Ring::Likely), "");
}

#[test]
fn persons_are_a_range_and_never_one_number() {
    let assessed = register(
        "Behandlings-ID | Behandling | Personuppgiftsbiträde | Antal registrerade\n\
         A-1 | Ett | Nord AB | 100-200\nA-2 | Två | Nord AB | 150\nA-3 | Tre | Nord AB | \nA-4 | Fyra | Nord AB | över 50\n",
    );
    let persons = supplier(&assessed, "Nord").persons;
    assert_eq!((persons.low, persons.high), (Some(150), Some(200 + 150 + 51)));
    assert_eq!((persons.counted, persons.without), (3, vec![2]));
    assert!(persons.open && persons.about);
}

#[test]
fn what_weighs_most_is_told_with_its_cells_and_silence_is_no_no() {
    let assessed = register(
        "Behandlings-ID | Behandling | Personuppgiftsbiträde | Kategorier av personuppgifter | Känsliga personuppgifter \
         | Skyddade personuppgifter\n\
         A-1 | Ett | Nord AB | Namn; Hälsouppgifter | Nej | Ja\n\
         A-2 | Två | Nord AB | Namn | Nej | Nej\n\
         A-3 | Tre | Nord AB | Namn; Personnummer |  | \n",
    );
    let kinds = supplier(&assessed, "Nord").kinds;
    let of = |kind| kinds.heavy.iter().find(|one| one.kind == kind).unwrap();
    let counts = |kind| (of(kind).yes.len(), of(kind).no.len(), of(kind).unknown.len());
    // A no beside health data is no no.
    assert_eq!(counts(HeavyData::Special), (1, 1, 1));
    assert_eq!(of(HeavyData::Special).yes[0].1[0].place.to_string(), "D2");
    assert_eq!(counts(HeavyData::ProtectedIdentity), (1, 1, 1));
    assert_eq!(counts(HeavyData::NationalId), (1, 0, 2));
    assert_eq!(counts(HeavyData::Criminal), (0, 0, 3));
}

#[test]
fn what_did_not_go_on_is_marked_and_not_left_out() {
    let assessed = register(
        "Behandlings-ID | Behandling | Status | Personuppgiftsbiträde | Behandlingen påbörjad | Period\n\
         A-1 | Ett | Aktiv | Nord AB | 2020-01-01 | \n\
         A-2 | Två | Avslutad | Nord AB | 2020-01-01 | \n\
         A-3 | Tre | Aktiv | Nord AB | 2027-01-01 | \n\
         A-4 | Fyra | Planerad | Nord AB |  | \n\
         A-5 | Fem | Aktiv | Nord AB |  | 2020-01-01 - 2024-06-30\n",
    );
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let since = |since: Option<&str>| {
        let question = ImpactQuestion { since: since.map(day), ..ImpactQuestion::supplier("Nord") };
        let found = impact(&assessed, &question).unwrap();
        assert_eq!(found.ring(Ring::Named).count(), 5);
        found.times.into_iter().collect::<Vec<_>>()
    };
    let marked = [(1, HitTime::Ended), (2, HitTime::NotBegun(day("2027-01-01"))), (3, HitTime::Planned)];
    let ended = (4, HitTime::EndedBefore(day("2024-06-30")));
    assert_eq!(since(None), [&marked[..], &[ended]].concat());
    // It went on when the incident began.
    assert_eq!(since(Some("2024-01-01")), marked);
}

#[test]
fn the_clock_runs_for_the_hours_of_the_law() {
    let assessed = fixture();
    let at = |text: &str| text.parse::<Aware>().unwrap();
    let now = at("2026-11-30 14:05").at;
    let question = ImpactQuestion {
        aware: Some(at("2026-11-29 14:05")),
        now: Some(now),
        ..ImpactQuestion::supplier("Linnea")
    };
    let clock = impact(&assessed, &question).unwrap().breach.clock.unwrap();
    assert_eq!((clock.hours, clock.left), (72, Some(48 * 60)));
    assert_eq!(clock.until, at("2026-12-02 14:05").at);
    let day = ImpactQuestion { aware: Some(at("2026-11-27")), ..question };
    let clock = impact(&assessed, &day).unwrap().breach.clock.unwrap();
    assert!(clock.aware.day_only && clock.left == Some(-(14 * 60 + 5)));
}

#[test]
fn the_notification_concludes_nothing() {
    let found = supplier(&fixture(), "Linnea");
    let facts: Vec<_> = found.breach.points.iter().flat_map(|point| &point.facts).collect();
    let filled = |fact| facts.iter().find(|one| one.fact == fact).unwrap().filled;
    for open in [BreachFact::Nature, BreachFact::Consequences, BreachFact::Measures, BreachFact::RecordNumber]
    {
        assert_eq!(filled(open), FactFilled::Open, "{open}");
    }
    assert_eq!(filled(BreachFact::SubjectCategories), FactFilled::Filled);
    assert_eq!(filled(BreachFact::SubjectNumber), FactFilled::Half);
    assert!(found.breach.points.iter().map(|point| point.letter).eq(['a', 'b', 'c', 'd']));
}

#[test]
fn dpias_behind_it_are_told_and_a_replaced_one_is_not_to_review() {
    let assessed = fixture();
    let found = supplier(&assessed, "Linnea");
    let key = |dpia: usize| &*assessed.register().dpias[dpia].key;
    let review: Vec<&str> =
        found.covering.dpias.iter().filter(|one| one.review).map(|one| key(one.dpia)).collect();
    assert_eq!(review, ["KB-01", "KB-02", "KB-10", "KB-11", "KB-12", "KB-13", "KB-14", "KB-15"]);
    assert_eq!(found.covering.without.len(), 14);
}

#[test]
fn suppliers_have_a_row_each_with_their_spellings_joined() {
    let assessed = register(&format!(
        "{HEADINGS}\n\
         A-1 | Ett | Nord-Data AB | Navet | \n\
         A-2 | Två | Norddata Aktiebolag; Syd AB (underbiträde) | Navet | \n\
         A-3 | Tre |  | Navet | \n\
         A-4 | Fyra | Inga | Solen | \n"
    ));
    let found = suppliers(&assessed);
    let names: Vec<(&str, usize, usize)> = found
        .suppliers
        .iter()
        .map(|row| (row.spelling.as_str(), row.activities.len(), row.by_system_only.len()))
        .collect();
    assert_eq!(names, [("Nord-Data AB", 2, 1), ("Syd AB", 1, 0)]);
    assert_eq!(found.suppliers[0].spellings.len(), 2);
    assert_eq!(found.suppliers[1].as_sub_processor, [1]);
    assert_eq!(found.without_processor, [2, 3]);
}

#[test]
fn a_list_is_checked_both_ways() {
    let assessed = fixture();
    let found = suppliers(&assessed);
    let list = "Systemförteckning;;\nSystemnamn;Leverantör;Ägare\nLINNEA;Linnea Systemdrift Aktiebolag;IT\n\
                Besöks-boken;;IT\nSkolnav;Torgbolaget AB;IT\n";
    let book = read_workbook("lista.csv", list.as_bytes(), &Limits::default()).unwrap();
    let check = ListCheck::of(read_list(&book).unwrap(), &found);
    let missing: Vec<&str> =
        check.listed.iter().filter(|one| one.found.is_none()).map(|one| one.written.as_str()).collect();
    assert_eq!(missing, ["Skolnav", "Torgbolaget AB"]);
    let unlisted: Vec<&str> =
        check.unlisted_systems.iter().map(|row| found.systems[*row].spelling.as_str()).collect();
    assert!(
        unlisted.contains(&"Diariet") && !unlisted.contains(&"Linnea") && !unlisted.contains(&"Besöksboken")
    );
    assert!(!check.unlisted_suppliers.is_empty());
    let nothing = read_workbook("x.csv", "Namn;Telefon\nAnna;1\n".as_bytes(), &Limits::default()).unwrap();
    assert!(read_list(&nothing).is_err());
}
