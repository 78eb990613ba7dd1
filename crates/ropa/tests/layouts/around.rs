//! What is said around the records: titles, lines, names of sheets and files, and what is not said.

use super::{activity, count, import, import_lines, import_sheet, said, tables, xlsx};
use ropa::art30::{CheckOptions, check};
use ropa::import::{Import, Layout, Notice, StatedIn, TableKind};
use ropa::model::{Answer, Field, Role, Term};
use std::collections::BTreeSet;

const LINES: &str = "Behandling|Ändamål|Rättslig grund\nLön|Betala|Avtal\nPost|Dela ut|Avtal";

fn said_by(import: &Import) -> Vec<(&str, &str, StatedIn)> {
    let said = import.notices.iter().filter_map(|notice| match notice {
        Notice::SharedAnswer { field, text, by, .. } => Some((field.key(), &**text, *by)),
        _ => None,
    });
    said.collect()
}

/// Variation 2: a title and lines above the headers.
#[test]
fn title_and_lines_above_the_headers() {
    let found = import_lines(&format!(
        "Registerförteckning\nPersonuppgiftsansvarig: Socialnämnden\nDataskyddsombud|Anna Prov\nVersion: 1.0|Status: Utkast\n\n{LINES}"
    ));
    for key in ["lön", "post"] {
        assert_eq!(said(&found, key, Field::Controller), ["A2=Socialnämnden"]);
        assert_eq!(said(&found, key, Field::Dpo), ["B3=Anna Prov"]);
        assert!(
            matches!(activity(&found, key).answer(Field::Status), Answer::NotAsked),
            "that of the document"
        );
    }
    assert!(said_by(&found).is_empty());
}

/// Variation 2: the controller only in a title, or only in the file's name.
#[test]
fn the_controller_only_in_a_title_or_a_name() {
    let titled = import_lines(&format!("Registerförteckning för socialnämnden i Provköping\n\n{LINES}"));
    assert_eq!(said(&titled, "lön", Field::Controller), ["A1=socialnämnden i Provköping"]);
    assert_eq!(said_by(&titled), [("controller", "socialnämnden i Provköping", StatedIn::Title)]);

    for (file, controller) in [
        ("Protokoll for Nordby kommune.xlsx", Some("Nordby kommune")),
        ("Behandlingsoversikt for Nordby kommune (1).xlsx", Some("Nordby kommune")),
        (
            "C:\\dokument\\Registerförteckning_för_Kultur- och fritidsnämnden_2026-01-31.xlsx",
            Some("Kultur- och fritidsnämnden"),
        ),
        ("Registerförteckning för 2026.xlsx", None),
        ("Protokoll for behandling av personopplysninger.xlsx", None),
        ("Registerförteckning.xlsx", None),
    ] {
        let found = import(file, &xlsx(&[("Blad1", LINES)]));
        let record = activity(&found, "lön");
        assert_eq!(record.text(Field::Controller), controller, "{file}");
        match controller {
            Some(name) => assert_eq!(said_by(&found), [("controller", name, StatedIn::File)], "{file}"),
            None => assert!(matches!(record.answer(Field::Controller), Answer::NotAsked), "{file}"),
        }
    }
    // What a line says goes before a title, and a column before both.
    let both = import_lines(&format!(
        "Registerförteckning för Socialnämnden\nPersonuppgiftsansvarig: Byggnämnden\n\n{LINES}"
    ));
    assert_eq!(said(&both, "lön", Field::Controller), ["A2=Byggnämnden"]);
}

/// Variation 27: sheets for controller and processor, a glossary, and one named after the customer.
#[test]
fn sheets_for_controller_and_processor() {
    let processor = "Kategorier av behandling|Personuppgiftsansvarig|Tredjelandsöverföring|Säkerhetsåtgärder\nDrift|Kunden AB||Kryptering";
    let found = import(
        "register.xlsx",
        &xlsx(&[
            ("Personuppgiftsansvarig", LINES),
            ("Som personuppgiftsbiträde", processor),
            ("Ordlista", "Behandling|Ändamål|Rättslig grund\nAllt|Varför|Stöd"),
            ("Provköpings kommun", "Behandling|Ändamål|Rättslig grund\nArkiv|Bevara|Avtal"),
        ]),
    );
    let role = |key| activity(&found, key).items(Field::Role).next().map(|(_, item)| item.term);
    assert_eq!(role("lön"), Some(Some(Term::Role(Role::Controller))));
    assert_eq!(role("drift@kunden-ab"), Some(Some(Term::Role(Role::Processor))));
    assert_eq!(role("arkiv"), None);
    assert_eq!(
        said_by(&found),
        [
            ("role", "Personuppgiftsansvarig", StatedIn::Sheet),
            ("role", "Som personuppgiftsbiträde", StatedIn::Sheet)
        ]
    );
    assert_eq!(count(&found, |notice| matches!(notice, Notice::Explanations { .. })), 1);

    // A processor's record is not asked what only a controller answers for.
    let checked = check(&found.register, CheckOptions::new("2026-11-23".parse().unwrap()));
    let index =
        found.register.activities.iter().position(|activity| &*activity.key == "drift@kunden-ab").unwrap();
    let rules: BTreeSet<&str> = checked
        .findings
        .iter()
        .filter(|finding| finding.activity == index)
        .map(|finding| finding.rule.id.as_str())
        .collect();
    assert!(!rules.is_empty(), "its own questions are");
    for rule in rules {
        let role = ropa::art30::rule(rule).unwrap().role;
        assert_ne!(role, ropa::art30::RuleRole::Controller, "{rule}");
    }
}

#[test]
fn roles_by_title_and_by_column() {
    let found = import_lines(
        "1. Behandlingar där vi är personuppgiftsansvariga
         Behandling|Ändamål|Rättslig grund
         Lön|Betala|Avtal

         2. Behandlingar där vi är personuppgiftsbiträde
         Behandling|Ändamål|Rättslig grund|Säkerhetsåtgärder
         Drift|Driva|Avtal|Kryptering",
    );
    assert_eq!(said(&found, "drift", Field::Role), ["A5=2. Behandlingar där vi är personuppgiftsbiträde"]);
    // The controller layout with a column for the role.
    let found = import_sheet(
        "Personuppgiftsbiträde",
        "Behandling|Ändamål|Rättslig grund|Roll (PuA/PuB)\nLön|Betala|Avtal|PuA\nDrift|Driva|Avtal|PuB",
    );
    let role = |key| activity(&found, key).items(Field::Role).next().unwrap().1.term;
    assert_eq!(
        (role("lön"), role("drift")),
        (Some(Term::Role(Role::Controller)), Some(Term::Role(Role::Processor)))
    );
    // Lists of processors, and sentences about them, say nothing of whose records these are.
    for (sheet, title) in [
        ("Personuppgiftsbiträden", ""),
        ("Blad1", "Behandlingar där vi anlitar personuppgiftsbiträde"),
        ("Blad1", "Personuppgiftsbiträde: Driftbolaget"),
    ] {
        let found = import_sheet(sheet, &format!("{title}\n\n{LINES}"));
        assert!(matches!(activity(&found, "lön").answer(Field::Role), Answer::NotAsked), "{sheet} {title}");
    }
}

/// Variation 28: a file that holds only some records says so, and what is missing is not deleted.
#[test]
fn a_selection_of_the_records() {
    let subset = |import: &Import| count(import, |notice| matches!(notice, Notice::Subset { .. }));
    let filtered = import_lines(&format!("Filter: Status = Godkänd\n\n{LINES}"));
    assert!(filtered.notices.iter().any(|notice| {
        matches!(notice, Notice::Subset { text, cell } if &**text == "Filter: Status = Godkänd" && cell.place.to_string() == "A1")
    }));
    assert_eq!(subset(&import("Protokoll for Nordby kommune.xlsx", &xlsx(&[("Blad1", LINES)]))), 1);
    assert_eq!(subset(&import_lines(LINES)), 0);
}

/// Variation 29: an overview is said to be one, once, and gives no finding for each record.
#[test]
fn an_overview_without_article_30() {
    let rows: String = (0..200)
        .map(|index| format!("\nBehandling {index} som vi gör|HR|2026-01-01|Ja|Ferdig dokumentert"))
        .collect();
    for headers in [
        "Titel|Afdeling|Opdateret|Konsekvens vurdering|Status",
        "Behandling|Avdeling|Sist endret|Felles behandlingsansvarlig|Status",
    ] {
        let found = import_lines(&format!("{headers}{rows}"));
        assert_eq!(tables(&found), [(TableKind::Activities, Layout::Rows, 200)]);
        let missing: Vec<_> = found
            .notices
            .iter()
            .filter_map(|notice| match notice {
                Notice::Overview { missing, .. } => Some(missing.clone()),
                _ => None,
            })
            .collect();
        let expected = [
            "purpose",
            "legal_basis",
            "data_subjects",
            "data_categories",
            "recipients",
            "third_country",
            "retention",
            "security",
        ];
        let missing: Vec<Vec<&str>> =
            missing.iter().map(|missing| missing.iter().map(|field| field.key()).collect()).collect();
        assert_eq!(missing, [expected.to_vec()]);
        let checked = check(&found.register, CheckOptions::new("2026-11-23".parse().unwrap()));
        // One note for the table and question, and no finding at a question that is not there.
        let fields: BTreeSet<&str> =
            checked.missing_columns.iter().map(|missing| missing.field.key()).collect();
        assert_eq!(checked.missing_columns.len(), fields.len());
        assert!(
            expected.iter().filter(|field| **field != "third_country").all(|field| fields.contains(field)),
            "{fields:?}"
        );
        assert!(checked.findings.iter().all(|finding| !expected.contains(&finding.field.key())));
    }
}

/// Variation 34: two versions of one document.
#[test]
fn two_versions_of_one_document() {
    let found = import_sheet(
        "Konsekvensbedömningar",
        "KB-ID|Konsekvensbedömning|Version|Status|Omfattar behandlingar|Nästa granskning
         KB-7|Kameror|1.0|Utkast|PPB-1|2026-06-01
         KB-7|Kameror|1.1|Godkänd|PPB-1|2026-10-01
         KB-8|Lön|1.0|Godkänd|PPB-2|2026-10-01",
    );
    let versions: Vec<_> = found
        .notices
        .iter()
        .filter_map(|notice| match notice {
            Notice::Versions { id, versions } => Some((
                &**id,
                versions
                    .iter()
                    .map(|(version, cell)| format!("{version} {}", cell.place))
                    .collect::<Vec<_>>(),
            )),
            _ => None,
        })
        .collect();
    assert_eq!(versions, [("KB-7", vec!["1.0 A2".to_owned(), "1.1 A3".to_owned()])]);
    assert_eq!(found.register.dpias.len(), 3, "none is dropped");
    assert_eq!(count(&found, |notice| matches!(notice, Notice::DuplicateId { .. })), 0);

    let records = import_lines(
        "Behandlings-ID|Behandling|Ändamål|Senast uppdaterad\nA1|Lön|Betala|2024-01-01\nA1|Lön|Betala ut|2026-01-01",
    );
    assert_eq!(count(&records, |notice| matches!(notice, Notice::Versions { .. })), 1);
}
