//! How sheets become a register: headers, layout, records, and the account of every cell.

use proptest::prelude::*;
use ropa::import::{Account, Import, Importer, MatchHow, Notice, Profile, TableKind};
use ropa::model::{Answer, DpiaField, Field, Value};
use ropa::source::{CellRef, Place};
use ropa::workbook::{Cell, CellKind, Sheet, Visibility, Workbook};
use ropa_tests::places;
use std::collections::BTreeMap;

/// A sheet of text cells: one line per row, cells parted by `|`.
fn sheet(name: &str, lines: &str) -> Sheet {
    let lines = lines.strip_prefix('\n').unwrap_or(lines);
    let cells = lines.lines().enumerate().flat_map(|(row, line)| {
        line.split('|')
            .enumerate()
            .map(move |(col, text)| text_cell(row, col, text.trim()))
            .collect::<Vec<_>>()
    });
    Sheet::new(name, cells)
}

fn text_cell(row: usize, col: usize, text: &str) -> Cell {
    Cell { place: Place::new(row as u32, col as u32), kind: CellKind::Text, text: text.into() }
}

fn workbook(file: &str, sheets: Vec<Sheet>) -> Workbook {
    Workbook { file: file.into(), sheets, notes: Vec::new() }
}

fn import(sheets: Vec<Sheet>) -> Import {
    let import = Importer::new(Profile::builtin()).import(&[workbook("register.xlsx", sheets)]);
    assert_adds_up(&import);
    import
}

fn import_one(lines: &str) -> Import {
    import(vec![sheet("Blad1", lines)])
}

fn assert_adds_up(import: &Import) {
    let Account { cells, mapped, kept, structural, reported } = import.account;
    assert_eq!(cells, mapped + kept + structural + reported);
    assert_eq!(cells, import.tables.iter().map(|table| table.account.cells).sum::<usize>());
}

/// A question below a heading that says nothing of it asks by its own words, though its neighbours ask other things.
#[test]
fn a_question_below_a_heading_asks_by_itself() {
    let import = import_one(
        "Om behandlingen|||Vilka berörs? (kryssa)|||Frågor om uppgifterna||||
        Nr|Vad heter den?|Vad ska den användas till?|Barn|Vuxna patienter|Medarbetare|Behandlas känsliga uppgifter?|Används ny teknik?|Görs det i stor omfattning?|Vem utanför får uppgifterna?|När gallras de?
        H-1|Patientjournal|vård|x|x||Ja|Nej|Ja|andra vårdgivare|10 år
        H-2|Hjälpmedel|rätt hjälpmedel|x|x||Ja|Nej||leverantör|10 år
        H-3|Videobesök|besök på distans|x|||Ja|Ja|Nej|ingen|sparas inte
        H-4|Schema|bemanna|||x|Nej|Nej|Nej|ingen|2 år
        H-5|Lön|betala lön|||x|Nej|Nej|Nej|ingen|7 år",
    );
    let columns = columns(&import, 0);
    let field =
        columns.iter().find(|(header, _)| header.contains("stor omfattning")).map(|(_, field)| *field);
    assert_eq!(field, Some(Some("k5")), "{columns:?}");
}

fn keys(import: &Import) -> Vec<&str> {
    import.register.activities.iter().map(|activity| &*activity.key).collect()
}

/// Field of each column of a table, by header.
fn columns(import: &Import, table: usize) -> Vec<(&str, Option<&str>)> {
    import.tables[table]
        .columns
        .iter()
        .map(|column| (&*column.header, column.field.map(|field| field.key())))
        .collect()
}

fn stray(import: &Import) -> Vec<&str> {
    let strays = import.notices.iter().filter_map(|notice| match notice {
        Notice::Stray { text, .. } => Some(&**text),
        _ => None,
    });
    strays.collect()
}

// --- Headers ---

/// Every label of the built-in profile, by kind of table and field.
fn labels() -> Vec<(TableKind, String, String)> {
    let profile: toml::Table = toml::from_str(&places::text("crates/ropa/profiles/draftit.toml")).unwrap();
    let mut labels = Vec::new();
    for (kind, part) in [(TableKind::Activities, "activity"), (TableKind::Dpias, "dpia")] {
        for (field, settings) in profile[part].as_table().unwrap() {
            for (setting, values) in settings.as_table().unwrap() {
                if setting == "else" {
                    continue;
                }
                for label in values.as_array().unwrap() {
                    labels.push((kind, field.clone(), label.as_str().unwrap().to_owned()));
                }
            }
        }
    }
    labels
}

/// A table of one kind whose last column has the given header, and what that column was read into.
fn field_beside_others(
    kind: TableKind,
    field: &str,
    header: &str,
) -> (TableKind, Option<&'static str>, MatchHow) {
    let others: &[(&str, &str)] = match kind {
        TableKind::Activities => &[
            ("id", "Behandlings-ID"),
            ("name", "Behandling"),
            ("purpose", "Ändamål"),
            ("unit", "Enhet"),
            ("legal_basis", "Rättslig grund"),
            ("data_subjects", "Kategorier av registrerade"),
            ("retention", "Gallring"),
            ("dpia_needed", "Konsekvensbedömning krävs"),
        ],
        _ => &[
            ("id", "Konsekvensbedömnings-ID"),
            ("title", "Konsekvensbedömning"),
            ("covers", "Omfattar behandlingar"),
            ("dpo_advice", "DSO:s yttrande"),
            ("residual_risk", "Kvarvarande risk"),
        ],
    };
    let mut headers: Vec<&str> =
        others.iter().filter(|(other, _)| *other != field).map(|(_, label)| *label).collect();
    headers.push(header);
    let cells = headers.iter().enumerate().map(|(col, text)| text_cell(0, col, text));
    let found = import(vec![Sheet::new("Blad1", cells)]);
    let column = found.tables[0].columns.last().unwrap();
    (found.tables[0].kind, column.field.map(|field| field.key()), column.how)
}

#[test]
fn every_label_of_the_profile_stands_for_its_field() {
    let labels = labels();
    assert!(labels.len() > 700, "{}", labels.len());
    for (kind, field, label) in labels {
        let (found, read, how) = field_beside_others(kind, &field, &label);
        assert_eq!((found, read), (kind, Some(field.as_str())), "{label}");
        assert!(matches!(how, MatchHow::Exact | MatchHow::Alias), "{label}: {how}");
    }
}

#[test]
fn headers_with_decorations_typing_errors_and_lost_letters_are_recognised() {
    for (header, field, how) in [
        (" 4. Rättslig grund * ", "legal_basis", MatchHow::Exact),
        ("RÄTTSLIG\nGRUND", "legal_basis", MatchHow::Exact),
        ("Rättslig\u{a0}grund (art. 6):", "legal_basis", MatchHow::Exact),
        ("Laglig grund", "legal_basis", MatchHow::Alias),
        ("Rättslig grunnd", "legal_basis", MatchHow::Fuzzy),
        ("Kategorier av regitrerade", "data_subjects", MatchHow::Fuzzy),
        ("Katagorier av personupgifter", "data_categories", MatchHow::Fuzzy),
        ("KÃ¤nsliga personuppgifter", "sensitive", MatchHow::Exact),
        ("K?nsliga personuppgifter", "sensitive", MatchHow::Fuzzy),
        ("K\u{fffd}\u{fffd}nsliga personuppgifter", "sensitive", MatchHow::Fuzzy),
        ("?ndam?l", "purpose", MatchHow::Fuzzy),
        ("Andamal", "purpose", MatchHow::Fuzzy),
        ("Ã„ndamÃ¥l", "purpose", MatchHow::Exact),
        ("Form?l med behandlingen", "purpose", MatchHow::Fuzzy),
        ("Tredjelandsoverforing", "third_country", MatchHow::Fuzzy),
    ] {
        let (_, read, found) = field_beside_others(TableKind::Activities, field, header);
        assert_eq!(read, Some(field), "{header}");
        assert_eq!(found, how, "{header}");
    }
}

#[test]
fn near_words_of_another_meaning_are_not_taken() {
    for (header, near) in [
        ("Registrerad av", "registered"),
        ("Senast uppdaterad av", "updated"),
        ("Registeansvarig", "registered"),
        ("Lagringsmedium", "retention"),
        ("Konsekvensbedömning krävs ej", "dpia_needed"),
        ("Notis", "notes"),
        ("Telefon", "responsible_email"),
        ("Leverantörstjänster, text", "processor_agreement"),
    ] {
        let (_, read, how) = field_beside_others(TableKind::Activities, "", header);
        assert_ne!(read, Some(near), "{header}");
        assert!(!matches!(how, MatchHow::Exact | MatchHow::Alias | MatchHow::Fuzzy), "{header}: {how}");
    }
}

#[test]
fn questions_in_the_words_that_boards_use() {
    for (header, field) in [
        ("Behandlas känsliga uppgifter?", "sensitive"),
        ("Förekommer känsliga personuppgifter?", "sensitive"),
        ("Følsomme oplysninger", "sensitive"),
        ("Særlege kategoriar", "sensitive"),
        ("Har en konsekvensbedömning gjorts?", "dpia_done"),
        ("DPIA status", "dpia_done"),
        ("Referens till DPIA", "dpia_ref"),
        ("Länk till DPIA", "dpia_ref"),
        ("Hänvisning till konsekvensbedömning", "dpia_ref"),
        ("DPIA dnr", "dpia_ref"),
        ("KB-nummer", "dpia_ref"),
        ("Överförs uppgifter till tredjeland?", "third_country"),
        ("Rättslig grund enligt art 6", "legal_basis"),
        ("Ansvarig nämnd", "controller"),
        ("Tryggleikstiltak", "security"),
    ] {
        let found = import_one(&format!(
            "Id|Behandling|Ändamål|Kategorier av registrerade|{header}\n1|Lön|Betala|Elever|x"
        ));
        let column = columns(&found, 0)[4];
        assert_eq!(column, (header, Some(field)));
        assert!(!found.notices.iter().any(|notice| matches!(notice, Notice::FuzzyHeader { .. })), "{header}");
    }
    let found = import_one(
        "Id|Behandling|Rättslig grund|Kategorier av registrerade|Formel\n1|Lön|Avtal|Elever|A1+B1",
    );
    assert_eq!(columns(&found, 0)[4], ("Formel", None));
}

/// What a header says that it bears on counts for nothing as long as no field takes the column.
#[test]
fn a_column_that_may_decide_is_named_when_nothing_reads_it() {
    let left_out = |lines: &str| -> Vec<String> {
        let found = import_one(lines);
        found
            .notices
            .iter()
            .filter_map(|notice| match notice {
                Notice::LeftOut { header, cell } => Some(format!("{header} {cell}")),
                _ => None,
            })
            .collect()
    };
    let head = "Id|Behandling|Ändamål|Kategorier av registrerade";
    assert_eq!(
        left_out(&format!(
            "{head}|Känslighetsfunderingar|Övrigt DPIA-prat|Anm. eget\n1|Lön|Betala|Elever|Ja|klart|x"
        )),
        ["Känslighetsfunderingar Blad1!E1", "Övrigt DPIA-prat Blad1!F1"]
    );
    // Empty columns, read ones, and comments on them have nothing that is left out.
    assert!(left_out(&format!("{head}|Känslighetsfunderingar|Känsliga personuppgifter|Känsliga personuppgifter, text\n1|Lön|Betala|Elever||Nej|x")).is_empty());
}

#[test]
fn a_match_by_likeness_is_always_said() {
    let found = import_one("Behandlings-ID|Behandling|Rättslig grunnd|Mottagare\nA1|Lön|Avtal|Skatteverket");
    assert_eq!(
        found.notices,
        [Notice::FuzzyHeader {
            header: "Rättslig grunnd".into(),
            cell: CellRef { file: "register.xlsx".into(), sheet: "Blad1".into(), place: Place::new(0, 2) },
            field: Field::LegalBasis.into()
        }]
    );
}

#[test]
fn ambiguous_headers_are_told_by_their_table() {
    let found = import(vec![
        sheet(
            "A",
            "Nr|Behandling|Status|Ändamål|Konsekvensbedömning|System\n1a|Lön|Aktiv|Betala lön|Ja|Heroma",
        ),
        sheet(
            "B",
            "Nr|Konsekvensbedömning|Status|Behandling|Datum|Godkänd av\n1|KB lön|Utkast|Lön|2025-03-01|Nämnden",
        ),
    ]);
    assert_eq!(
        columns(&found, 0).iter().map(|(_, field)| field.unwrap()).collect::<Vec<_>>(),
        ["id", "name", "status", "purpose", "dpia_done", "systems"]
    );
    assert_eq!(
        columns(&found, 1).iter().map(|(_, field)| field.unwrap()).collect::<Vec<_>>(),
        ["id", "title", "status", "covers", "completed", "approved_by"]
    );
    assert_eq!((found.tables[0].kind, found.tables[1].kind), (TableKind::Activities, TableKind::Dpias));
}

#[test]
fn contact_details_belong_to_the_person_before_them() {
    let found = import_one(
        "Behandling|Ändamål|Dataskyddsombud|Telefon|E-post|Kontaktperson|Telefon|E-post\n\
         Lön|Betala|DSO|1|dso@example.se|Kim|2|kim@example.se",
    );
    let activity = &found.register.activities[0];
    assert_eq!(activity.text(Field::ResponsibleEmail), Some("kim@example.se"));
    assert_eq!(activity.text(Field::Dpo), Some("DSO"));
    let extras: Vec<_> = activity.extras.iter().map(|extra| (&*extra.header, &*extra.written)).collect();
    assert_eq!(extras, [("Telefon", "1"), ("E-post", "dso@example.se"), ("Telefon (2)", "2")]);
}

#[test]
fn a_reason_beside_a_criterion_is_not_the_reason_for_no_dpia() {
    let found = import_one(
        "Behandling|Ändamål|Systematisk övervakning|Motivering|Konsekvensbedömning krävs|Motivering\nA|B|Ja|Kamera|Nej|Få registrerade",
    );
    let fields: Vec<_> = columns(&found, 0).into_iter().map(|(_, field)| field).collect();
    assert_eq!(
        fields,
        [
            Some("name"),
            Some("purpose"),
            Some("k3"),
            None,
            Some("dpia_needed"),
            Some("dpia_not_needed_reason")
        ]
    );
}

#[test]
fn a_repeated_question_never_overwrites() {
    let found = import_one(
        "Behandlings-ID|Behandling|Ändamål|Status|Status|Mottagare|Mottagare\nA1|Lön|Betala|Aktiv|Arkiverad|Bank|Skatteverket",
    );
    let activity = &found.register.activities[0];
    assert_eq!(activity.text(Field::Status), Some("Aktiv"));
    assert_eq!((&*activity.extras[0].header, &*activity.extras[0].written), ("Status (2)", "Arkiverad"));
    let recipients: Vec<_> = activity.entries_of(Field::Recipients).map(|entry| &*entry.written).collect();
    assert_eq!(recipients, ["Bank", "Skatteverket"]);
}

#[test]
fn the_profiles_own_label_goes_before_an_alias() {
    let found = import_one("Namn|Behandling|Ändamål|Rättslig grund\nKim|Lön|Betala|Avtal");
    assert_eq!(columns(&found, 0)[..2], [("Namn", None), ("Behandling", Some("name"))]);
}

#[test]
fn a_business_area_is_the_unit_only_where_there_is_none() {
    let alone = import_one("Behandling|Ändamål|Verksamhetsområde\nLön|Betala|HR");
    assert_eq!(columns(&alone, 0)[2].1, Some("unit"));
    let beside = import_one("Behandling|Ändamål|Verksamhetsområde|Enhet\nLön|Betala|HR|Lön");
    assert_eq!(columns(&beside, 0)[2].1, Some("business_area"));
}

#[test]
fn the_day_of_creation_counts_as_registration_where_no_column_says_it() {
    let found = import_one("Behandling|Ändamål|Mottagare|Skapad\nLön|Betala|Bank|2025-03-01");
    let activity = &found.register.activities[0];
    assert_eq!(activity.date(Field::Registered), activity.date(Field::Created));
    assert!(activity.date(Field::Registered).is_some());
    assert_eq!(found.account, Account { cells: 8, mapped: 4, kept: 0, structural: 4, reported: 0 });

    let both = import_one("Behandling|Ändamål|Registrerad|Skapad\nLön|Betala||2025-03-01");
    assert_eq!(both.register.activities[0].answer(Field::Registered), Answer::Blank(None));
}

// --- Layout ---

#[test]
fn title_and_metadata_above_the_header() {
    let found = import_one(
        "
Registerförteckning 2026
Personuppgiftsansvarig: Socialnämnden|Version:|1.2
Dataskyddsombud|Kim Exempel

#|Aktivitet|Syfte|Laglig grund|Kategorier|Mottagare|Lagring|Retention
a1|Handläggning|Bistånd|Allmänt intresse|Namn|Inga|Servrar i Sverige|5 år",
    );
    let table = &found.tables[0];
    assert_eq!((table.header_row, table.records), (Some(5), 1));
    let metadata: Vec<_> =
        table.metadata.iter().map(|line| (&*line.label, &*line.text, line.place.to_string())).collect();
    assert_eq!(
        metadata,
        [
            ("Personuppgiftsansvarig", "Socialnämnden", "A2".into()),
            ("Version", "1.2", "C2".into()),
            ("Dataskyddsombud", "Kim Exempel", "B3".into())
        ]
    );
    let fields: Vec<_> = columns(&found, 0).into_iter().map(|(_, field)| field.unwrap()).collect();
    assert_eq!(
        fields,
        ["id", "name", "purpose", "legal_basis", "data_categories", "recipients", "systems", "retention"]
    );
    assert_eq!(found.account.structural, 14);
}

#[test]
fn headings_above_the_headers_tell_whose_name_it_is() {
    let found = import_one(
        "
Grunduppgifter|||Dataskyddsombud||Konsekvensbedömning||
ID|Namn|Ändamål|Namn|E-post|Krävs|Datum|Status
A1|Lön|Betala|DSO|dso@example.se|Nej|2025-01-01|Utkast",
    );
    assert_eq!(
        columns(&found, 0),
        [
            ("Grunduppgifter – ID", Some("id")),
            ("Grunduppgifter – Namn", Some("name")),
            ("Grunduppgifter – Ändamål", Some("purpose")),
            ("Dataskyddsombud – Namn", Some("dpo")),
            ("Dataskyddsombud – E-post", None),
            ("Konsekvensbedömning – Krävs", Some("dpia_needed")),
            ("Konsekvensbedömning – Datum", Some("dpia_date")),
            ("Konsekvensbedömning – Status", None),
        ]
    );
    assert_eq!(found.tables[0].header_row, Some(1));
    assert_eq!(keys(&found), ["A1"]);
}

#[test]
fn merged_headings_may_span_columns_and_others_rows() {
    let mut blad = sheet(
        "Blad1",
        "Behandling|Ändamål|Rättslig grund|Konsekvensbedömning|\n|||Krävs|Referens\nLön|Betala|Avtal|Ja|KB-7",
    );
    blad.merged = vec![
        (Place::new(0, 0), Place::new(1, 0)),
        (Place::new(0, 1), Place::new(1, 1)),
        (Place::new(0, 2), Place::new(1, 2)),
        (Place::new(0, 3), Place::new(0, 4)),
    ];
    let found = import(vec![blad]);
    let fields: Vec<_> = columns(&found, 0).into_iter().map(|(_, field)| field).collect();
    assert_eq!(
        fields,
        [Some("name"), Some("purpose"), Some("legal_basis"), Some("dpia_needed"), Some("dpia_ref")]
    );
    assert_eq!(keys(&found), ["lön"]);
}

#[test]
fn technical_names_below_the_header_are_no_record() {
    let found = import_one(
        "
the purposes of the processing;|a description of the categories of data subjects|the categories of personal data;
dpv: Purpose|dpv:DataSubject|Use http://example.org/
Recruitment|Candidates|CV",
    );
    assert_eq!(found.tables[0].records, 1);
    assert_eq!(found.register.activities[0].label(), "Recruitment");
}

#[test]
fn tables_below_each_other_are_kept_apart() {
    let found = import_one(
        "
Behandlings-ID|Behandling|Ändamål|Rättslig grund
A1|Lön|Betala|Avtal
A2|Rekrytering|Anställa|Avtal

Konsekvensbedömningar
Version: 2
Diarienummer|Konsekvensbedömning|Omfattar behandlingar|Status
2025/1|KB lön|A1|Godkänd

Våra biträden
#|Biträde|Land|PuB-avtal
1|Lönebolaget|Sverige|Ja",
    );
    let kinds: Vec<_> =
        found.tables.iter().map(|table| (table.kind, table.header_row, table.records)).collect();
    assert_eq!(
        kinds,
        [
            (TableKind::Activities, Some(1), 2),
            (TableKind::Dpias, Some(7), 1),
            (TableKind::Other, Some(11), 0)
        ]
    );
    assert_eq!(found.tables[1].metadata[0].label.as_ref(), "Version");
    assert_eq!(&*found.register.dpias[0].key, "2025/1");
    assert!(matches!(&found.notices[..], [Notice::OtherTable { header, .. }] if &**header == "#"));
    assert_eq!(found.account.reported, 4);
}

#[test]
fn a_header_repeated_on_each_page_is_no_record() {
    let found = import_one("ID|Behandling|Ändamål\nA|Lön|Betala\nID|Behandling|Ändamål\nB|Post|Svara");
    assert_eq!(keys(&found), ["A", "B"]);
    assert_eq!(found.tables.len(), 1);
}

#[test]
fn notes_below_are_structure_and_doubtful_rows_are_reported() {
    let found = import_one(
        "
Behandlings-ID|Behandling|Ändamål|Rättslig grund
A1|Lön|Betala|Avtal
||Betala räkningar|
|||Avtal
Summa|2||

Senast uppdaterad: 2026-01-01
Godkänd av nämnden.
Kvar att göra",
    );
    assert_eq!(keys(&found), ["A1", "betala-räkningar"]);
    assert_eq!(stray(&found), ["Avtal", "Summa", "2", "Kvar att göra"]);
    assert_eq!(found.account, Account { cells: 15, mapped: 5, kept: 0, structural: 6, reported: 4 });
}

#[test]
fn headings_between_records_are_never_dropped() {
    let mut blad = sheet(
        "Blad1",
        "Namn|Ändamål|Rättslig grund|Enhet\nEkonomi\nLön|Betala|Avtal|A\n\nPersonal\nRekrytering|Anställa|Avtal|B",
    );
    blad.merged = vec![(Place::new(1, 0), Place::new(1, 3))];
    let found = import(vec![blad]);
    assert_eq!(keys(&found), ["lön@a", "rekrytering@b"]);
    assert_eq!(stray(&found), ["Personal"]);
}

/// Headings that are not merged, and an explanation right below the table, are no records, and are told.
#[test]
fn a_word_alone_among_numbered_records_is_a_heading() {
    let found = import_one(
        "Nr|Behandling|Ändamål|Känsliga personuppgifter
SOCIALTJÄNST
1|Ekonomiskt bistånd|Stöd|Ja
2|Hemtjänst|Omsorg|Ja
|SKOLA
3|Skolskjuts|Resor|Nej
Förklaring: Ja = känsliga uppgifter",
    );
    assert_eq!(keys(&found), ["1", "2", "3"]);
    assert_eq!(stray(&found), ["SOCIALTJÄNST", "SKOLA", "Förklaring: Ja = känsliga uppgifter"]);
    // A record of which only the name or the number is known is one, and so is everything where ids are words.
    let found =
        import_one("Nr|Behandling|Ändamål|Känsliga personuppgifter\n1|Lön|Betala|Nej\nA-4\n|Skolskjuts");
    assert_eq!(keys(&found), ["1", "A-4", "skolskjuts"]);
    let found = import_one("Nr|Behandling|Ändamål|Känsliga personuppgifter\nLÖN|Lön|Betala|Nej\nPOST");
    assert_eq!(keys(&found), ["LÖN", "POST"]);
}

#[test]
fn half_empty_rows_are_records_and_empty_ones_are_not() {
    let found = import_one(
        "Nr|Behandling|Ändamål|Rättslig grund|Personnummer\n1|Lön\n2|-|[fyll i]\n3|||\n4||Post|-|\n-|[fyll i]|-|-|-",
    );
    let labels: Vec<_> = found.register.activities.iter().map(|activity| activity.label()).collect();
    assert_eq!(labels, ["Lön", "2", "Post"]);
    assert_eq!(found.register.activities[2].answer(Field::Name), Answer::Blank(None));
    assert!(matches!(found.register.activities[2].answer(Field::LegalBasis), Answer::Blank(Some(_))));
    assert_eq!(found.register.activities[0].answer(Field::K1), Answer::NotAsked);
    assert_eq!(found.account.structural, 5 + 1 + 5);
}

#[test]
fn a_name_that_spans_several_rows_is_one_record() {
    let mut blad = sheet(
        "Blad1",
        "Enhet|Behandling|Ändamål|Mottagare\nHR|Lön|Betala|Bank\n|||Skatteverket\n|Post|Svara|",
    );
    blad.merged = vec![(Place::new(1, 0), Place::new(3, 0)), (Place::new(1, 1), Place::new(2, 1))];
    let found = import(vec![blad]);
    assert_eq!(keys(&found), ["lön@hr", "post@hr"]);
    let recipients: Vec<_> =
        found.register.activities[0].entries_of(Field::Recipients).map(|e| &*e.written).collect();
    assert_eq!(recipients, ["Bank", "Skatteverket"]);
    assert_eq!(found.register.activities[0].entries_of(Field::Unit).count(), 1);
    assert_eq!(found.register.activities[1].entries_of(Field::Unit).next().unwrap().place, Place::new(1, 0));
}

#[test]
fn a_column_without_a_header_is_kept() {
    let found = import_one("Behandling|Ändamål||Rättslig grund\nLön|Betala|se pärm 3|Avtal|x");
    let extras: Vec<_> =
        found.register.activities[0].extras.iter().map(|extra| (&*extra.header, &*extra.written)).collect();
    assert_eq!(extras, [("", "se pärm 3"), ("", "x")]);
    assert_eq!(found.account.kept, 2);
}

#[test]
fn a_header_far_down_and_right_is_found() {
    let mut lines = "\n".repeat(40);
    lines.push_str("|||Behandling|Ändamål|Rättslig grund\n|||Lön|Betala|Avtal");
    let found = import_one(&format!("Titel\n{lines}"));
    assert_eq!(found.tables[0].header_row, Some(42));
    assert_eq!(found.register.activities[0].origin.row, 43);
}

#[test]
fn sheets_that_hold_no_register_are_said_to_hold_none() {
    for lines in [
        "Namn|Status|Beskrivning|Ansvarig|Skapad\nFixa taket|Klar|Läcker|Kim|2025-01-01",
        "Namn|Personnummer|E-post|Telefon\nKim|x|kim@example.se|1",
        "Rättslig grund|Kategorier av registrerade|Status\nAvtal|Anställda|Aktiv",
        "Nr|Titel|Version|Godkänd av|Datum\n1|Policy|2|Nämnden|2025-01-01",
        "Ändamål\nBetala lön",
        "bara text",
    ] {
        let found = import_one(lines);
        assert!(found.register.activities.is_empty() && found.register.dpias.is_empty(), "{lines}");
        assert!(matches!(&found.notices[..], [Notice::NoTable { .. }]), "{lines}: {:?}", found.notices);
        assert_eq!(found.account.reported, found.account.cells, "{lines}");
        assert_eq!(found.tables[0].header_row, None);
    }
    let empty = import(vec![sheet("Blad1", ""), sheet("Blad2", "")]);
    assert!(matches!(&empty.notices[..], [Notice::NoTable { .. }]));
}

#[test]
fn an_overview_without_article_30_content_is_a_register() {
    for lines in [
        "Behandling|Avdelning|Status|Felles behandlingsansvarlig|Sist endret av|Email\nA|B|C|D|E|f@example.org",
        "Titel|Afdeling|Opdateret|Konsekvens vurdering|Risiko vurdering|Status\nA|B|2025-01-01|Ja|Lav|Aktiv",
        "Namn|Enhet|Status|DPIA\nLön|HR|Aktiv|Nej",
    ] {
        let found = import_one(lines);
        assert_eq!((found.tables[0].kind, found.tables[0].records), (TableKind::Activities, 1), "{lines}");
    }
}

#[test]
fn glossaries_and_classification_structures_are_told_apart() {
    let found = import(vec![
        sheet("Ordlista", "Behandling|Ändamål|Rättslig grund\nVad det är|Varför|Varför det är tillåtet"),
        sheet("Processer", "kod;|namn|niva|personuppgifter|gäller_från\n3|Stöd|1|ja|2019-01-01"),
        sheet("Register", "Behandling|Ändamål|Rättslig grund\nLön|Betala|Avtal"),
    ]);
    let kinds: Vec<_> = found.tables.iter().map(|table| table.kind).collect();
    assert_eq!(kinds, [TableKind::Other, TableKind::Classification, TableKind::Activities]);
    assert_eq!(keys(&found), ["lön"]);
    assert!(matches!(&found.notices[..], [Notice::Explanations { sheet, .. }] if &**sheet == "Ordlista"));
    assert_eq!(found.account.reported, 0);
}

/// The keeper's own name in every row is no processor, whatever its heading may mean.
#[test]
fn one_body_in_every_row_is_the_controller() {
    let row = |name: &str, body: &str| format!("{name}|Sköta huset|Hyresgäster|Namn|{body}");
    let table = |bodies: &[&str]| {
        let names = ["Kö", "Avtal", "Felanmälan", "Tvättstuga", "Parkering", "Nycklar"];
        let rows = names.iter().zip(bodies.iter().cycle()).map(|(name, body)| row(name, body));
        let rows = rows.collect::<Vec<_>>().join("\n");
        import(vec![sheet(
            "Register",
            &format!("Behandling|Ändamål|Registrerade|Personuppgifter|Bolag\n{rows}"),
        )])
    };
    let given = |found: &Import, field: Field| found.register.activities[0].text(field).map(str::to_string);
    let own = table(&["Exempelbostäder AB"]);
    assert_eq!(given(&own, Field::Processors), None);
    let several = table(&["Låsfirman AB", "Målaren HB", "Städ i Provstad AB"]);
    assert_eq!(given(&several, Field::Controller), None);
}

/// A list of words with what they mean is no record, whatever words it explains.
#[test]
fn a_list_of_words_with_their_meanings_is_no_form() {
    for heading in ["Förk.|Utläses", "Förkortning|Betyder", "Kolumn|Vad ska stå där", "Begrepp|Förklaring"]
    {
        let words = "Lnr|löpnummer\nBeh.|behandling\nReg:e|registrerade\nKB|konsekvensbedömning\nRR|restrisk";
        let explained = sheet("Hjälpblad", &format!("{heading}\n{words}"));
        let register = sheet("Register", "Behandling|Ändamål|Rättslig grund\nLön|Betala|Avtal");
        let found = import(vec![register, explained]);
        let kinds: Vec<_> = found.tables.iter().map(|table| table.kind).collect();
        assert_eq!(kinds, [TableKind::Activities, TableKind::Other], "{heading}");
        assert_eq!(keys(&found), ["lön"], "{heading}");
    }
}

#[test]
fn a_hidden_sheet_is_read_and_said() {
    let mut hidden = sheet("Gömd", "Behandling|Ändamål|Rättslig grund\nLön|Betala|Avtal");
    hidden.visibility = Visibility::Hidden;
    let found = import(vec![hidden]);
    assert_eq!(keys(&found), ["lön"]);
    assert!(matches!(&found.notices[..], [Notice::HiddenSheet { .. }]));
}

// --- Values and keys ---

#[test]
fn what_is_not_understood_is_listed_for_every_cell() {
    let found = import_one("Behandling|Ändamål|Systematisk övervakning\nA|B|se pärm 7\nC|D|se pärm 7");
    let cells: Vec<_> =
        found.not_understood.iter().map(|entry| (entry.cell.to_string(), entry.field.key())).collect();
    assert_eq!(cells, [("Blad1!C2".to_owned(), "k3"), ("Blad1!C3".to_owned(), "k3")]);
}

#[test]
fn duplicates_are_said_and_keys_stay_unique() {
    let found = import_one(
        "Behandlings-ID|Behandling|Ändamål|Enhet\nA1|Lön|x|HR\nA1|Post|y|HR\n|Lön|z|HR\n|LÖN|u|HR\n|Lön|v|Skola",
    );
    assert_eq!(keys(&found), ["A1", "A1#2", "lön@hr", "lön@hr#2", "lön@skola"]);
    let said: Vec<_> = found
        .notices
        .iter()
        .filter(|notice| !matches!(notice, Notice::Overview { .. }))
        .map(|notice| match notice {
            Notice::DuplicateId { id, cells } => {
                (&**id, cells.iter().map(CellRef::to_string).collect::<Vec<_>>())
            }
            Notice::DuplicateName { name, cells } => {
                (&**name, cells.iter().map(CellRef::to_string).collect())
            }
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        said,
        [
            ("A1", vec!["Blad1!A2".to_owned(), "Blad1!A3".to_owned()]),
            ("Lön", vec!["Blad1!B4".to_owned(), "Blad1!B5".to_owned()])
        ]
    );
}

#[test]
fn several_files_make_one_register() {
    let file = |name: &str, id: &str| {
        workbook(name, vec![sheet("R", &format!("ID|Behandling|Ändamål\n{id}|Lön|Betala"))])
    };
    let found = Importer::new(Profile::builtin()).import(&[
        file("a.csv", "A1"),
        file("b.csv", "A1"),
        file("c.csv", "C1"),
    ]);
    assert_eq!(keys(&found), ["A1", "C1"]);
    assert_eq!(&*found.register.activities[1].origin.file, "c.csv");
    assert!(!found.notices.iter().any(|notice| matches!(notice, Notice::DuplicateId { .. })));
}

#[test]
fn dpias_have_keys_of_id_case_number_or_title() {
    let found = import_one(
        "KB-ID|Diarienummer|Konsekvensbedömning|Omfattar behandlingar\nKB-1|2025/1|Lön|A1\n|2025/2|Post|A2\n||Kamera på skola|A3",
    );
    let keys: Vec<_> = found.register.dpias.iter().map(|dpia| &*dpia.key).collect();
    assert_eq!(keys, ["KB-1", "2025/2", "kamera-på-skola"]);
    assert_eq!(found.register.dpias[2].text(DpiaField::Covers), Some("A3"));
}

// --- Properties ---

/// Sheets that look like registers here and there, with blanks, merged cells and disorder.
/// A text as programs that take letters apart write it (NFD), and back.
fn apart(text: &str) -> String {
    LETTERS.iter().fold(text.to_owned(), |text, (one, two)| text.replace(one, two))
}

/// The same of what `Debug` writes, which escapes marks.
fn together(text: &str) -> String {
    let marks = [("\\u{30a}", "\u{30a}"), ("\\u{308}", "\u{308}"), ("\\u{301}", "\u{301}")];
    let text = marks.iter().fold(text.to_owned(), |text, (escaped, mark)| text.replace(escaped, mark));
    LETTERS.iter().fold(text, |text, (one, two)| text.replace(two, one))
}

const LETTERS: [(&str, &str); 7] = [
    ("å", "a\u{30a}"),
    ("ä", "a\u{308}"),
    ("ö", "o\u{308}"),
    ("Å", "A\u{30a}"),
    ("Ä", "A\u{308}"),
    ("Ö", "O\u{308}"),
    ("é", "e\u{301}"),
];

const ACCENTED: &str = "
ID|Behandlingens namn|Enhet|Ändamål|Kategorier av registrerade|Kategorier av personuppgifter|Känsliga uppgifter|Rättslig grund|Överföring till tredje land|Konsekvensbedömning|Egen fråga
ÅÄ – 1|Ärendehantering|Vård och omsorg|Handlägga ärenden|Sökande; vårdnadshavare; häradshövdingar|Hälsouppgifter; bostadsadress|Ja, hälsa|Fullgöra uppgift av allmänt intresse|Nej, inte utanför EES|Genomförd 5 mars 2025|Är åäö med?
|Överförmyndarärenden|Överförmyndarnämnden|Pröva ärenden|Ensamkommande barn, gode män|Personnummer|Vet ej|Rättslig förpliktelse|Förekommer, Förenta staterna|Påbörjad|
|Café – öst|Vård och omsorg|Råd|Anhöriga|Uppgifter om lagöverträdelser|Nej|Samtycke|Nej|Behövs inte|";

#[test]
fn letters_taken_apart_are_the_same_letters() {
    let (plain, taken_apart) = (import_one(ACCENTED), import_one(&apart(ACCENTED)));
    // "Å" of an id, "å" of a name: the keys are those that stand in ledgers already.
    assert_eq!(
        keys(&taken_apart),
        ["ÅÄ – 1", "överförmyndarärenden@överförmyndarnämnden", "café-öst@vård-och-omsorg"]
    );
    assert_eq!(keys(&plain), keys(&taken_apart));
    let fields =
        |import: &Import| import.tables[0].columns.iter().map(|c| (c.field, c.how)).collect::<Vec<_>>();
    assert_eq!(fields(&plain), fields(&taken_apart));
    assert_eq!(format!("{:?}", plain.register), together(&format!("{:?}", taken_apart.register)));
    assert_eq!(format!("{:?}", plain.not_understood), together(&format!("{:?}", taken_apart.not_understood)));
    assert_eq!(format!("{:?}", plain.notices), together(&format!("{:?}", taken_apart.notices)));
    let units = |import: &Import| import.register.activities.iter().map(|a| a.unit()).collect::<Vec<_>>();
    assert_eq!(units(&plain), units(&taken_apart));
}

fn any_sheet() -> impl Strategy<Value = Sheet> {
    let text = prop_oneof![
        3 => Just(""),
        1 => Just(" "),
        1 => Just("\u{a0}\t"),
        4 => prop::sample::select(vec![
            "Behandling", "Ändamål", "Rättslig grund", "Behandlings-ID", "Konsekvensbedömning", "Diarienummer",
            "Omfattar behandlingar", "DSO:s yttrande", "Status", "E-post", "Skapad", "kod", "nivå", "Eget",
        ]),
        4 => prop::sample::select(vec![
            "Ja", "Nej", "-", "Lön", "A1", "1", "Summa", "2025-01-01", "vet ej", "Not: se bilaga.", "dpv:Purpose",
        ]),
    ];
    let rows = prop::collection::vec(prop::collection::vec(text, 0..9), 0..24);
    let merged = prop::collection::vec(((0..20u32, 0..8u32), (0..4u32, 0..6u32)), 0..3);
    (rows, merged, any::<bool>()).prop_map(|(rows, merged, with_header)| {
        let header = ["Behandling", "Ändamål", "Rättslig grund", "Status", "Eget", "Skapad"];
        let header =
            header.iter().enumerate().filter(|_| with_header).map(|(col, text)| text_cell(2, col, text));
        let cells = rows.iter().enumerate().flat_map(|(row, texts)| {
            let row = if with_header && row >= 2 { row + 1 } else { row };
            texts.iter().enumerate().map(move |(col, text)| text_cell(row, col, text)).collect::<Vec<_>>()
        });
        let mut sheet = Sheet::new("Blad1", header.chain(cells).collect::<Vec<_>>());
        sheet.merged = merged
            .into_iter()
            .map(|((row, col), (down, right))| (Place::new(row, col), Place::new(row + down, col + right)))
            .collect();
        sheet
    })
}

#[test]
fn a_controller_named_above_the_table_is_that_of_every_record() {
    let import = import_one(
        "
        Personuppgiftsansvarig: Socialnämnden i Björkvallen
        Uttag:|2026-10-30

        Behandlings-ID|Behandling|Ändamål|Rättslig grund
        1|Lön|Betala ut lön|Avtal
        2|Arkiv|Bevara|Allmänt intresse",
    );
    for activity in &import.register.activities {
        let Answer::Given(entry) = activity.answer(Field::Controller) else { panic!("{activity:?}") };
        assert_eq!(&*entry.written, "Socialnämnden i Björkvallen");
        assert_eq!(activity.cell(entry).to_string(), "Blad1!A1");
    }
}

#[test]
fn a_column_of_controllers_outweighs_the_line_above_the_table() {
    let import = import_one(
        "
        Personuppgiftsansvarig: Kommunstyrelsen

        Behandlings-ID|Behandling|Ändamål|Personuppgiftsansvarig
        1|Lön|Betala ut lön|Socialnämnden
        2|Arkiv|Bevara|",
    );
    let controllers: Vec<_> = import.register.activities.iter().map(|a| a.text(Field::Controller)).collect();
    assert_eq!(controllers, [Some("Socialnämnden"), None]);
}

proptest! {
    #[test]
    fn every_cell_is_accounted_for_once(sheet in any_sheet()) {
        let filled = sheet.cells().iter().filter(|cell| !cell.is_blank()).count();
        let found = import(vec![sheet.clone()]);
        prop_assert_eq!(found.account.cells, filled);
        // What is mapped or kept stands in a record, verbatim and at its place.
        let mut places: BTreeMap<Place, &str> = BTreeMap::new();
        for activity in &found.register.activities {
            places.extend(activity.entries.iter().map(|entry| (entry.place, &*entry.written)));
            places.extend(activity.extras.iter().map(|extra| (extra.place, &*extra.written)));
        }
        for dpia in &found.register.dpias {
            places.extend(dpia.entries.iter().map(|entry| (entry.place, &*entry.written)));
            places.extend(dpia.extras.iter().map(|extra| (extra.place, &*extra.written)));
        }
        for (place, written) in &places {
            let text = &*sheet.cell(*place).unwrap().text;
            // A line above the table may name the field and answer it in one cell.
            let line = text.split_once(':').is_some_and(|(_, said)| said.trim() == *written);
            prop_assert!(text == *written || text.trim() == *written || line, "{:?} as {:?}", text, written);
        }
        prop_assert!(places.len() >= found.account.mapped + found.account.kept);
        let mut keys: Vec<_> = found.register.activities.iter().map(|activity| activity.key.clone()).collect();
        keys.sort();
        keys.dedup();
        prop_assert_eq!(keys.len(), found.register.activities.len());
    }

    #[test]
    fn keys_do_not_depend_on_the_order_of_rows(order in Just((0..12usize).collect::<Vec<_>>()).prop_shuffle()) {
        let header = "Behandlings-ID|Behandling|Ändamål|Enhet\n";
        let row = |index: &usize| match index % 3 {
            0 => format!("A{index}|Behandling {index}|x|HR"),
            1 => format!("|Behandling {index}|x|HR"),
            _ => format!("||Ändamål {index}|"),
        };
        let text = order.iter().map(row).collect::<Vec<_>>().join("\n");
        let found = import_one(&format!("{header}{text}"));
        let by_order: Vec<_> = order.iter().zip(keys(&found)).map(|(index, key)| (*index, key.to_owned())).collect();
        for (index, key) in by_order {
            let expected = match index % 3 {
                0 => format!("A{index}"),
                1 => format!("behandling-{index}@hr"),
                _ => format!("ändamål-{index}"),
            };
            prop_assert_eq!(key, expected);
        }
    }
}

// --- Files from elsewhere, where they stand beside the checkout ---

mod shared {
    use super::*;
    use ropa::workbook::{Limits, open_workbook};
    use std::path::PathBuf;

    /// A folder of registers that were not made for this crate; absent where nobody has it.
    fn folder(name: &str) -> Option<PathBuf> {
        places::shared(&format!("data/{name}"))
    }

    fn read(path: PathBuf) -> Import {
        let workbook = open_workbook(&path, &Limits::default()).unwrap();
        let import = Importer::new(Profile::builtin()).import(&[workbook]);
        assert_adds_up(&import);
        import
    }

    fn fields(import: &Import) -> Vec<&str> {
        import.tables[0].columns.iter().map(|column| column.field.map_or("-", |field| field.key())).collect()
    }

    #[test]
    fn registers_with_the_words_of_article_30_as_headers() {
        let Some(folder) = folder("registers/dpcat") else { return };
        for (file, records) in [
            ("Beta a processor of  employee expenses.xlsx", 1),
            ("Customer Services deptartment of Alpha.xlsx", 3),
            ("HR department of Alpha.xlsx", 4),
            ("Marketing department of Alpha.xlsx", 3),
        ] {
            let found = read(folder.join(file));
            assert_eq!(
                fields(&found),
                [
                    "purpose",
                    "data_subjects",
                    "data_categories",
                    "recipients",
                    "recipients",
                    "third_country",
                    "transfer_safeguard",
                    "retention",
                    "security"
                ],
                "{file}"
            );
            assert_eq!(found.register.activities.len(), records, "{file}");
            assert_eq!(
                found.tables[0].columns.iter().filter(|column| column.how == MatchHow::Fuzzy).count(),
                0
            );
            let Account { kept, reported, structural, .. } = found.account;
            assert_eq!((kept, reported, structural), (0, 0, 18), "{file}");
            assert!(found.notices.is_empty(), "{file}: {:?}", found.notices);
        }
        let found = read(folder.join("query-result-ropa-controller.csv"));
        assert_eq!(
            fields(&found),
            [
                "unit",
                "name",
                "purpose",
                // "purpose_category", by what it probably means.
                "purpose",
                "data_subjects",
                "data_categories",
                "recipients",
                "recipients",
                "third_country",
                "retention",
                "security",
                "started",
                "period",
                "responsible",
                "responsible_email"
            ]
        );
        assert_eq!((found.register.activities.len(), found.account.reported), (13, 0));
        assert_eq!(
            keys(&found)[..2],
            ["record001@customer-service-dept", "record001@customer-service-dept#2"]
        );
        let same_name = found.notices.iter().filter(|notice| matches!(notice, Notice::DuplicateName { .. }));
        assert_eq!(same_name.count(), 3);
    }

    #[test]
    fn real_records_of_an_eu_body() {
        let Some(folder) = folder("registers/edps") else { return };
        let found = read(folder.join("GDPR_A30.csv"));
        assert_eq!(
            fields(&found),
            [
                "id",
                "name",
                "purpose",
                "data_subjects",
                "data_categories",
                "recipients",
                "legal_basis",
                "third_country"
            ]
        );
        assert_eq!((found.register.activities.len(), found.account.reported), (3, 0));
        let found = read(folder.join("GDPR_A30_org_overview.csv"));
        assert_eq!(fields(&found), ["unit", "name", "purpose", "processors", "joint_controller"]);
        assert_eq!((found.register.activities.len(), found.account.reported), (11, 0));
    }

    #[test]
    fn other_peoples_spreadsheets_are_no_registers() {
        let Some(folder) = folder("corpus") else { return };
        let folders = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let mut files: Vec<PathBuf> = folders
            .filter(|path| path.is_dir())
            .flat_map(|path| std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()))
            .filter(|path| path.is_file())
            .collect();
        files.sort();
        let mut opened = 0;
        for path in files {
            let Ok(workbook) = open_workbook(&path, &Limits::default()) else { continue };
            opened += 1;
            let filled = workbook
                .sheets
                .iter()
                .flat_map(|sheet| sheet.cells())
                .filter(|cell| !cell.is_blank())
                .count();
            let found = Importer::new(Profile::builtin()).import(&[workbook]);
            assert_adds_up(&found);
            assert_eq!(found.account.cells, filled, "{}", path.display());
            assert!(
                found.register.activities.is_empty() && found.register.dpias.is_empty(),
                "{}",
                path.display()
            );
        }
        assert!(opened > 50, "{opened}");
    }

    #[test]
    fn a_classification_structure_is_no_register() {
        let Some(folder) = folder("classification") else { return };
        for file in
            ["klassificering-socialnamnd-v1.csv", "klassificering-socialnamnd-v2.csv", "mappning-v1-v2.csv"]
        {
            let found = read(folder.join(file));
            assert_eq!(found.tables[0].kind, TableKind::Classification, "{file}");
            assert!(found.register.activities.is_empty(), "{file}");
        }
    }
}

#[test]
fn cells_of_persons_data_and_grounds_carry_a_table_whose_headings_say_little() {
    let import = import_one(
        "
#|Mojäng|Vinst|Skara|Grejer|Stöttan|Dröjer|Hylla
1|Kölista|fylla grupperna|elever, vårdnadshavare|namn, adress|allmänt intresse|2 år|A
2|Fakturor|ta betalt|vårdnadshavare|namn, inkomst|avtal|7 år|B
3|Anpassningar|alla ska med|elever|diagnos, allergi|allmänt intresse|läsåret|A
4|Löner|rätt lön|anställda|lön, sjukfrånvaro|avtal|10 år|C",
    );
    assert_eq!(import.tables[0].kind, TableKind::Activities);
    assert_eq!(import.register.activities.len(), 4);
    let fields = columns(&import, 0);
    assert_eq!(fields[3].1, Some("data_subjects"), "{fields:?}");
    assert_eq!(fields[4].1, Some("data_categories"), "{fields:?}");
    assert_eq!(fields[5].1, Some("legal_basis"), "{fields:?}");
}

#[test]
fn a_register_with_a_column_for_its_dpias_is_no_list_of_them() {
    let import = import_one(
        "
Nr|Titel|Enhet|DPIA|Folk|Sånt vi har|Lov
1|Skolskjuts|Stab|KB 1|elever|namn, adress, hälsa|avtal
2|Kö|Stab||vårdnadshavare|namn, telefon|samtycke
3|Lön|Stab|KB 2|anställda|lön, sjukfrånvaro|avtal",
    );
    assert_eq!(import.tables[0].kind, TableKind::Activities);
    assert_eq!(import.register.dpias.len(), 0);
}

/// What the list calls its DPIAs by is their id, whatever stands above it.
#[test]
fn codes_of_years_are_ids() {
    let found = import(vec![
        sheet(
            "Register",
            "Id|Behandling|Ändamål|Kategorier av registrerade|Konsekvensbedömning\n1|Kurs|Lära|Kunder|BK 24-1",
        ),
        sheet(
            "Konsekvensbedömningar",
            "Xyzzy|Titel|Status|Godkänd|Godkänd av|Nästa översyn
            BK 24-1|Konsekvensbedömning kurser|Godkänd|2024-03-04|Styrelsen|2027-03-01
            BK 24-2|Konsekvensbedömning bevakning|Utkast|||
            BK 25-1|Konsekvensbedömning träning|Godkänd|2025-05-05|Styrelsen|2028-01-01",
        ),
    ]);
    assert_eq!(columns(&found, 1)[0], ("Xyzzy", Some("id")));
}

/// What Art. 35(3) asks in one question: a yes is a yes to each thing, and a no says of none which.
#[test]
fn a_question_that_asks_several_things_is_answered_for_each_by_a_yes_alone() {
    let found = import_one(
        "Nr|Behandling|Ändamål|Kategorier av registrerade|Systematisk övervakning av allmän plats i stor omfattning (art. 35.3 c)
        1|Kameror|Bevaka|Besökare|Ja
        2|Post|Skicka|Kunder|Nej",
    );
    let said = |index: usize| {
        [Field::K3, Field::K5, Field::PublicPlace].map(|field| {
            match found.register.activities[index].answer(field).given().map(|entry| &entry.value) {
                Some(Value::YesNo(answer)) => Some(answer.yes),
                _ => None,
            }
        })
    };
    assert_eq!((said(0), said(1)), ([Some(true); 3], [None; 3]));
}

/// A form on each sheet: what a question asks is told by all its answers together.
#[test]
fn a_question_of_several_forms_is_read_alike_in_all() {
    let form = |name: &str, answers: &[&str]| {
        let questions = [
            "Nr i pärmen",
            "Vilket papper eller register",
            "Vad ska det vara bra för",
            "Om vem",
            "Det här står där",
            "När är det borta",
            "Vår konsekvensbedömning",
        ];
        let lines: Vec<String> =
            questions.iter().zip(answers).map(|(asked, said)| format!("{asked}|{said}")).collect();
        sheet(name, &format!("Blankett för dataskydd\n|\n{}", lines.join("\n")))
    };
    let found = import(vec![
        form("A", &["1", "Journal", "följa vården", "klienter", "diagnos, anteckningar", "5 år", "KB 1"]),
        form("B", &["2", "Provtagning", "se att man är ren", "klienter", "svar, medicin", "2 år", "KB 3"]),
        form("C", &["3", "Löner", "betala ut lön", "personal", "konto, frånvaro", "7 år", "nej"]),
        form(
            "D",
            &["4", "Kameran vid grinden", "se vem som kommer", "besökare", "bild, tid", "30 dagar", "KB 2"],
        ),
    ]);
    let of_forms: Vec<Vec<(&str, Option<&str>)>> =
        (0..found.tables.len()).map(|table| columns(&found, table)).collect();
    assert_eq!(of_forms.len(), 4);
    assert!(of_forms.iter().all(|one| one == &of_forms[0]), "{of_forms:?}");
    assert_eq!(of_forms[0].last(), Some(&("Vår konsekvensbedömning", Some("dpia_ref"))));
}

#[test]
fn a_sheet_for_each_unit_is_named_by_it() {
    let register =
        "Nr|Behandling|Ändamål|Kategorier av registrerade\n1|Lön|Betala|anställda\n2|Rum|Boka|anställda";
    let units = |sheets: &[&str]| {
        let import = import(sheets.iter().map(|name| sheet(name, register)).collect());
        let activities = import.register.activities.iter();
        activities.map(|one| one.text(Field::Unit).map(str::to_owned)).collect::<Vec<_>>()
    };
    assert_eq!(units(&["HR", "Ekonomi"])[0].as_deref(), Some("HR"));
    assert!(units(&["Blad1", "Blad2"]).iter().all(Option::is_none));
    assert!(units(&["HR"]).iter().all(Option::is_none));
    let one = import_one(
        "Enhet:|HR||\n|||\nNr|Behandling|Ändamål|Kategorier av registrerade\n1|Lön|Betala|anställda",
    );
    assert_eq!(one.register.activities[0].text(Field::Unit), Some("HR"));
}
