//! Headings, and signs below them, that only the file itself explains.

use super::{activity, dpia, import, import_lines, import_sheet, said, tables, xlsx, xlsx_with};
use ropa::import::{Layout, TableKind};
use ropa::model::{DpiaField, Field, LegalBasis, Term, Value};
use rust_xlsxwriter::{Format, Workbook as Writer};

/// Signs mean what the file says that they mean.
#[test]
fn signs_are_read_as_the_file_explains_them() {
    let found = import_lines(
        "Kryssrutor: x = ja, - = nej, tom ruta = ingen har tittat än

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
    let basis = |key: &str| match value(key, Field::LegalBasis) {
        Some(Value::Items(items)) => items.iter().filter_map(|item| item.term).collect::<Vec<_>>(),
        _ => Vec::new(),
    };
    assert_eq!(basis("1"), [Term::Basis(LegalBasis::B)]);
    assert_eq!(basis("2"), [Term::Basis(LegalBasis::C)]);
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
