//! Headings, and signs below them, that only the file itself explains.

use super::{activity, dpia, import, import_lines, import_sheet, said, tables, xlsx, xlsx_with};
use ropa::import::{Layout, TableKind};
use ropa::model::{DpiaField, Field, LegalBasis, Term, Value};
use rust_xlsxwriter::{Format, Workbook as Writer};

/// Signs mean what the file says that they mean.
#[test]
fn signs_are_read_as_the_file_explains_them() {
    let found = import_lines(
        "Kryssrutor: x = ja, - = nej enligt ombudet, tom ruta = ingen har tittat än

         ID | Behandling | Ändamål | Kategorier av registrerade | Rättslig grund | Storskalig behandling | Ny teknik
         1 | Lön | Betala | Anställda | A | x | -
         2 | Larm | Hjälpa | Äldre | R | - |
         Rättslig grund: A = avtal, R = rättslig förpliktelse",
    );
    let value = |key: &str, field: Field| {
        activity(&found, key).answer(field).given().map(|entry| entry.value.clone())
    };
    let yes = |value: Option<Value>| match value {
        Some(Value::YesNo(answer)) => Some(answer.yes),
        _ => None,
    };
    assert_eq!(yes(value("1", Field::K5)), Some(true));
    assert_eq!(yes(value("1", Field::K8)), Some(false));
    assert_eq!(yes(value("2", Field::K5)), Some(false));
    assert_eq!(value("2", Field::K8), None, "an empty box is no answer");
    let Some(Value::YesNo(bare)) = value("1", Field::K8) else { panic!("a no") };
    assert_eq!(bare.detail, None, "what the explanation says gives no record a reason");
    let basis = |key: &str| match value(key, Field::LegalBasis) {
        Some(Value::Items(items)) => items.iter().filter_map(|item| item.term).collect::<Vec<_>>(),
        _ => Vec::new(),
    };
    assert_eq!(basis("1"), [Term::Basis(LegalBasis::B)]);
    assert_eq!(basis("2"), [Term::Basis(LegalBasis::C)]);
}

/// Columns of signs are columns of answers where the file explains the signs: their questions are heard.
#[test]
fn columns_of_explained_signs_hold_answers() {
    let found = import_lines(
        "Bokstäver: b = ja, o = nej enligt juristen

         Lapp nr | Vad det handlar om | Varför vi håller på med det | Vilka det rör | Håller vi koll på dem hela tiden? | Svagare part?
         L1 | Växthusvakten | Stoppa stölder | besökare | b | o
         L2 | Terapi | Rehabilitera | patienter | o | b
         L3 | Fröpost | Skicka frön | kunder | o | o
         L4 | Samtal | Arbetsmiljö | alla som jobbar här | o | o",
    );
    for (field, yes) in [(Field::K3, [true, false, false, false]), (Field::K7, [false, true, false, false])] {
        let said = found.register.activities.iter().map(|one| {
            match one.answer(field).given().map(|one| &one.value) {
                Some(Value::YesNo(answer)) if answer.detail.is_none() => answer.yes,
                other => panic!("{field:?}: {other:?}"),
            }
        });
        assert_eq!(said.collect::<Vec<_>>(), yes, "{field:?}");
    }
}

/// A cross chooses an option, also where the file says that it is a yes.
#[test]
fn an_explained_cross_is_still_a_cross() {
    let found = import_lines(
        "Kod: x = ja, n = nej

         Behandling | Ändamål | Vilka | | | Ny teknik
          | | Anställda | Barn | Besökare |
         Kameror | Trygghet | x | | x | n
         Simskola | Lära | | x | | n
         Lön | Betala | x | | | x",
    );
    let chosen: Vec<Vec<&str>> = found
        .register
        .activities
        .iter()
        .map(|one| one.items(Field::DataSubjects).map(|(_, item)| &*item.written).collect())
        .collect();
    assert_eq!(chosen, [vec!["Anställda", "Besökare"], vec!["Barn"], vec!["Anställda"]]);
}

/// A heading in the upper of two rows that has nothing below it is a heading, merged or not.
#[test]
fn a_heading_above_blank_cells_is_one_itself() {
    let lines = "Studien | | Personer | | Sju av nio | | DPIA-nr | Anm.
        Nr | Benämning | Patienter | Barn | Övervakas | Ny teknik | |
        F-1 | Hemmonitorering | x | | J | N | D-3 | ringt
        F-2 | Appen | | x | N | J | D-5, ej klar |
        F-3 | Uttaget | x | | N | N | D-1 | klart";
    let merged = |book: &mut Writer| {
        let sheet = book.worksheet_from_name("Blad1").unwrap();
        let plain = Format::new();
        for (from, to) in [(0, 1), (2, 3), (4, 5)] {
            let text = lines.lines().next().unwrap().split('|').nth(from.into()).unwrap().trim();
            sheet.merge_range(0, from, 0, to, text, &plain).unwrap();
        }
        sheet.merge_range(0, 6, 1, 6, "DPIA-nr", &plain).unwrap();
    };
    for bytes in [xlsx(&[("Blad1", lines)]), xlsx_with(&[("Blad1", lines)], merged)] {
        let found = import("register.xlsx", &bytes);
        assert_eq!(said(&found, "F-2", Field::DpiaRef), ["G4=D-5, ej klar"]);
        assert_eq!(said(&found, "F-1", Field::Notes), ["H3=ringt"]);
    }
}

/// Groups of columns are known by their shape, though some of their names could be headings.
#[test]
fn groups_that_could_be_headings_are_groups_above_a_full_row() {
    let lines = "OBJEKT | | | AKTÖRER (x) | | PAYLOAD | | TRIGGERS (x = ja, 0 = nej) | | DPIA | ÖVRIGT
        UID | Dataset | Varför det körs | Egen personal | Passagerare | Attribut | PII-klass | Scoring av person | Ny teknik | DPIA-ticket | Kabelfärg
        DS-01 | Passerkort | Hamnskydd | x | | namn, foto | ingen | 0 | 0 | D-1 | blå
        DS-02 | Kranar | Minska slitage | x | | körmönster | ingen | x | x | - | grön
        DS-03 | Färjebokning | Sälja biljetter | | x | namn, e-post | ingen | 0 | 0 | D-3 | röd";
    let merged = |book: &mut Writer| {
        let sheet = book.worksheet_from_name("Blad1").unwrap();
        for (from, to) in [(0, 2), (3, 4), (5, 6), (7, 8)] {
            let text = lines.lines().next().unwrap().split('|').nth(from.into()).unwrap().trim();
            sheet.merge_range(0, from, 0, to, text, &Format::new()).unwrap();
        }
    };
    let found = import("register.xlsx", &xlsx_with(&[("Blad1", lines)], merged));
    assert_eq!(tables(&found), [(TableKind::Activities, Layout::Rows, 3)]);
    assert_eq!(said(&found, "DS-02", Field::DataCategories), ["F4=körmönster"]);
    assert_eq!(said(&found, "DS-02", Field::K8), ["I4=x"]);
    assert_eq!(said(&found, "DS-03", Field::DpiaRef), ["J5=D-3"]);
}

/// A list of DPIAs is one by what its file, or the title above it, calls it; letters number its rows.
#[test]
fn a_list_of_dpias_is_known_by_its_name_and_numbered_by_letters() {
    let found = import_sheet(
        "Förteckning",
        "Förteckning över konsekvensutredningar

         Litt. | Utredningens namn | Dnr | Huru långt kommen | Fastställd den | Fastställd av | Avser kort
         A | Larm och prioritering | SJT 2023/114 | Fastställd | 2024-01-22 | Nämnden | S-1
         B | Samtalsupptagning | SJT 2024/87 | Utredning pågår | | | S-2
         C | Sjukresor | SJT 2022/19 | Fastställd | 2022-05-16 | Nämnden | S-4
         D | Positionering av fordon | SJT 2020/3 | Upphävd | 2020-03-02 | Direktören | S-5",
    );
    assert_eq!(tables(&found), [(TableKind::Dpias, Layout::Rows, 4)]);
    assert_eq!(dpia(&found, "B").text(DpiaField::Title), Some("Samtalsupptagning"));
}
