//! One record per column.

use super::{activity, address, count, dpia, extras, import_lines, import_sheet, said, tables, xlsx_with};
use ropa::import::{Layout, Notice, TableKind};
use ropa::model::{DpiaField, Field, Role, Term, Value};

/// Variation 6.
#[test]
fn one_record_per_column() {
    let found = import_lines(
        "Behandlings-ID|PPB-1|PPB-2
         Behandling|Lön|Rekrytering
         Ändamål|Betala lön|Anställa
         Rättslig grund|Avtal|Allmänt intresse
         Kategorier av registrerade|Anställda|Sökande
         Gallring||2 år
         Egen fråga|svar 1|",
    );
    assert_eq!(tables(&found), [(TableKind::Activities, Layout::Columns, 2)]);
    assert_eq!(said(&found, "PPB-1", Field::Purpose), ["B3=Betala lön"]);
    assert_eq!(said(&found, "PPB-2", Field::Retention), ["C6=2 år"]);
    assert_eq!(extras(activity(&found, "PPB-1")), [("Egen fråga", "svar 1")]);
    let first = activity(&found, "PPB-1");
    assert_eq!(
        (first.origin.row, found.tables[0].header_row),
        (2, Some(1)),
        "column B, questions from row 1"
    );
    // An empty answer has a place too: another part of the program writes there.
    assert_eq!(address(&found, "PPB-1", Field::Retention).as_deref(), Some("B6"));
    assert_eq!(address(&found, "PPB-2", Field::Purpose).as_deref(), Some("C3"));
    assert_eq!(address(&found, "PPB-2", Field::K3), None);
    let headers: Vec<_> = found.tables[0].columns.iter().map(|column| column.place.to_string()).collect();
    assert_eq!(headers, ["A1", "A2", "A3", "A4", "A5", "A6", "A7"]);
    assert_eq!(found.account.reported, 0);
}

/// Variation 6, with headings beside the questions that hold for several of them.
#[test]
fn one_record_per_column_under_headings() {
    let bytes = xlsx_with(
        &[(
            "Behandlingar",
            "Registerförteckning för Socialnämnden

             ||Nr 1|Nr 2|Nr 3
             |Behandling|Lön|Rekrytering|Tillsyn
             |Ändamål|Betala|Anställa|Granska
             |Rättslig grund|Avtal|Avtal|Allmänt intresse
             |Namn|Anna|Bo|Cia
             |E-post|a@x.se|b@x.se|c@x.se",
        )],
        |book| {
            let sheet = book.worksheet_from_index(0).unwrap();
            let format = rust_xlsxwriter::Format::new();
            sheet.merge_range(3, 0, 5, 0, "Om behandlingen", &format).unwrap();
            sheet.merge_range(6, 0, 7, 0, "Dataskyddsombud", &format).unwrap();
        },
    );
    let found = super::import("register.xlsx", &bytes);
    assert_eq!(tables(&found), [(TableKind::Activities, Layout::Columns, 3)]);
    assert_eq!(said(&found, "tillsyn", Field::Dpo), ["E7=Cia"]);
    assert_eq!(said(&found, "lön", Field::Controller), ["A1=Socialnämnden"]);
    assert_eq!(said(&found, "lön", Field::Name), ["C4=Lön"]);
}

#[test]
fn tables_of_columns_stand_below_each_other() {
    let found = import_lines(
        "Som personuppgiftsansvarig
         Behandling|Lön|Rekrytering
         Ändamål|Betala|Anställa
         Rättslig grund|Avtal|Avtal

         Som personuppgiftsbiträde
         Behandling|Drift|Support
         Ändamål|Driva system|Hjälpa
         Rättslig grund|Avtal|Avtal",
    );
    let layouts = tables(&found);
    assert_eq!(
        layouts,
        [(TableKind::Activities, Layout::Columns, 2), (TableKind::Activities, Layout::Columns, 2)]
    );
    let role = |key| activity(&found, key).items(Field::Role).next().unwrap().1.term;
    assert_eq!(role("lön"), Some(Term::Role(Role::Controller)));
    assert_eq!(role("drift"), Some(Term::Role(Role::Processor)));
    assert_eq!(said(&found, "support", Field::Role), ["A6=Som personuppgiftsbiträde"]);
    assert_eq!(address(&found, "support", Field::Purpose).as_deref(), Some("C8"));
    assert_eq!(count(&found, |notice| matches!(notice, Notice::SharedAnswer { .. })), 2);
}

#[test]
fn dpias_may_lie_in_columns_too() {
    let found = import_sheet(
        "DPIA",
        "KB-ID|KB-1|KB-2
         Titel|Kameror|Lönesystem
         Status|Godkänd|Utkast
         Omfattar behandlingar|PPB-1|PPB-2; PPB-3
         DSO:s yttrande|Tillstyrker|",
    );
    assert_eq!(tables(&found), [(TableKind::Dpias, Layout::Columns, 2)]);
    assert_eq!(dpia(&found, "KB-2").text(DpiaField::Covers), Some("PPB-2; PPB-3"));
}

#[test]
fn a_table_of_columns_may_stand_above_one_of_rows() {
    let found = import_lines(
        "Behandling|Lön|Rekrytering
         Ändamål|Betala|Anställa
         Rättslig grund|Avtal|Avtal
         Kategorier av registrerade|Anställda|Sökande
         Kategorier av personuppgifter|Namn|Namn
         Mottagare|Banken|Inga
         Gallring|7 år|2 år

         KB-ID|Konsekvensbedömning|Status|Omfattar behandlingar
         KB-1|Lön|Godkänd|Lön",
    );
    assert_eq!(
        tables(&found),
        [(TableKind::Activities, Layout::Columns, 2), (TableKind::Dpias, Layout::Rows, 1)]
    );
    assert_eq!(said(&found, "rekrytering", Field::Retention), ["C7=2 år"]);
}

/// Two rows of headers: the question, and below it the answer and a comment on it.
#[test]
fn answers_and_comments_below_their_questions() {
    let lines = "Id|Behandling|Ändamål|Känsliga personuppgifter||Tredjelandsöverföring||Konsekvensbedömning
         |||Ja/Nej|Vilka|Ja/Nej|Land|Ja/Nej
         1|Elevhälsa|Vård|Ja|Hälsa|Nej||Ja
         2|Lön|Betala|Nej||Ja|USA|Nej";
    let merge = |book: &mut rust_xlsxwriter::Workbook| {
        let sheet = book.worksheet_from_index(0).unwrap();
        let format = rust_xlsxwriter::Format::new();
        sheet.merge_range(0, 3, 0, 4, "Känsliga personuppgifter", &format).unwrap();
        sheet.merge_range(0, 5, 0, 6, "Tredjelandsöverföring", &format).unwrap();
    };
    for bytes in [super::xlsx(&[("Blad1", lines)]), super::xlsx_with(&[("Blad1", lines)], merge)] {
        let found = super::import("register.xlsx", &bytes);
        let yes = |key: &str, field| {
            let entry = super::activity(&found, key).entries_of(field).next().unwrap();
            match &entry.value {
                Value::YesNo(answer) => (answer.yes, answer.detail.as_deref().map(str::to_owned)),
                Value::Items(items) => (true, Some(items[0].written.to_string())),
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(found.register.activities.len(), 2);
        assert_eq!(yes("1", Field::Sensitive), (true, Some("Hälsa".into())));
        assert_eq!(yes("2", Field::Sensitive), (false, None));
        assert_eq!(yes("1", Field::ThirdCountry), (false, None));
        assert_eq!(yes("2", Field::ThirdCountry), (true, Some("USA".into())));
        assert_eq!((yes("1", Field::DpiaDone).0, yes("2", Field::DpiaDone).0), (true, false));
    }
}

/// A remark alone below the headers is no second row of them.
#[test]
fn a_word_for_comments_below_the_headers_is_no_header() {
    let found =
        import_lines("Id|Behandling|Ändamål|Kategorier av registrerade\n|Kommentar\n1|Lön|Betala|Anställda");
    assert_eq!(activity(&found, "1").text(Field::Name), Some("Lön"));
}

/// Two tables side by side share their rows, and nothing else.
#[test]
fn tables_beside_each_other_are_kept_apart() {
    let head = "Nr|Behandling|Ändamål|Känsliga personuppgifter|Kategorier av registrerade";
    for gap in ["|", ""] {
        let found = import_lines(&format!(
            "{head}|{gap}{head}\n1|Lön|Betala|Nej|Anställda|{gap}7|Elevhälsa|Vård|Ja|Elever\n2|Post|Dela ut|Nej|Anställda"
        ));
        let keys: Vec<_> = found.register.activities.iter().map(|activity| &*activity.key).collect();
        assert_eq!(keys, ["1", "2", "7"]);
        assert_eq!(said(&found, "1", Field::Sensitive), ["D2=Nej"]);
        assert_eq!(said(&found, "1", Field::DataSubjects), ["E2=Anställda"]);
        let col = if gap.is_empty() { "I" } else { "J" };
        assert_eq!(said(&found, "7", Field::Sensitive), [format!("{col}2=Ja")]);
        assert!(extras(activity(&found, "1")).is_empty());
    }
}
