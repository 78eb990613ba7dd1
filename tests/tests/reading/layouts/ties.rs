//! Columns that another column, or the other kind of table, explains.

use super::{import, import_lines, xlsx};
use ropa::import::{CellsAre, Import, MatchHow};
use ropa::model::{AnyField, DpiaField, Field};

/// The field of a column, and how it was found.
fn column(found: &Import, header: &str) -> (Option<AnyField>, MatchHow, Option<CellsAre>) {
    let columns = found.tables.iter().flat_map(|table| &table.columns);
    let column = columns.into_iter().find(|column| &*column.header == header).unwrap();
    (column.field, column.how, column.grounds.and_then(|grounds| grounds.cells))
}

const LIST: &str = "Beteckning|Titel|Status|Godkänd|Zxq
     PV-01|Kameror i bussar|Godkänd|2024-03-01|Behandling 4 och Behandling 5
     PV-02|Drönare över hamnen|Utkast||Behandling 6
     PV-03|Passersystem|Godkänd|2025-01-10|";

/// What names DPIAs of the list refers to them, whatever the heading; what names processing is what they cover.
#[test]
fn a_column_that_names_the_records_of_the_other_table_is_the_link() {
    let register = "Id|Behandling|Ändamål|Kategorier av registrerade|Wqy
         B4|Behandling 4|Trygghet|Resenärer|PV-01
         B5|Behandling 5|Ordning|Anställda|se PV-01, PV-02
         B6|Behandling 6|Översyn|Allmänhet|
         B7|Behandling 7|Lön|Anställda|nej";
    let found = import("bok.xlsx", &xlsx(&[("Förteckning", register), ("KB", LIST)]));
    let records = (MatchHow::Inferred, Some(CellsAre::Records));
    let (field, how, cells) = column(&found, "Wqy");
    assert_eq!((field, (how, cells)), (Some(Field::DpiaRef.into()), records));
    let (field, how, cells) = column(&found, "Zxq");
    assert_eq!((field, (how, cells)), (Some(DpiaField::Covers.into()), records));
    let refers = |at: usize| found.register.activities[at].text(Field::DpiaRef).map(str::to_owned);
    assert_eq!(refers(1).as_deref(), Some("se PV-01, PV-02"));
    // A number alone names nothing where the heading does not ask for it.
    let counts = register.replace("PV-01", "4").replace("PV-02", "5").replace("Wqy", "Hyllmeter");
    let list = LIST.replace("PV-0", "");
    let found = import("bok.xlsx", &xlsx(&[("Förteckning", &*counts), ("KB", &*list)]));
    assert_ne!(column(&found, "Hyllmeter").0, Some(Field::DpiaRef.into()));
}

/// What a register refers to is the id of the list, whatever it is called there.
#[test]
fn what_is_referred_to_is_the_id() {
    let register = "Id|Behandling|Ändamål|Kategorier av registrerade|Konsekvensbedömning (nr)
         B4|Skolskjuts|Trygghet|Elever|PV-01
         B5|Larm|Ordning|Anställda|PV-02";
    let list = LIST.replace("Beteckning", "Zxqa").replace("PV-03", "Passerlarm");
    let found = import("bok.xlsx", &xlsx(&[("Förteckning", register), ("KB", &*list)]));
    assert_eq!(column(&found, "Zxqa").0, Some(DpiaField::Id.into()));
    let keys: Vec<&str> = found.register.dpias.iter().map(|dpia| &*dpia.key).collect();
    assert_eq!(keys, ["PV-01", "PV-02", "Passerlarm"]);
}

/// A label that heading and cells contradict gives way: `Klar?` may stand above days, or above states.
#[test]
fn a_label_gives_way_to_what_the_cells_are() {
    let list = |cells: [&str; 4]| {
        let [a, b, c, d] = cells;
        format!(
            "Beteckning|Titel|Klar?|Dataskyddsombudets råd|Omfattar|Kvarstående risk\nPV-01|Kameror|{a}|ja|B4|låg\nPV-02|Drönare|{b}|ja|B5|låg\nPV-03|Passersystem|{c}|nej|B6|hög\nPV-04|Larm|{d}|ja|B7|låg"
        )
    };
    let found = import("kb.xlsx", &xlsx(&[("KB", &*list(["2024-01-02", "2024-03-01", "2025-02-01", ""]))]));
    assert_eq!(column(&found, "Klar?").0, Some(DpiaField::Completed.into()));
    let found = import("kb.xlsx", &xlsx(&[("KB", &*list(["godkänd", "utkast", "påbörjad", "godkänd"]))]));
    assert_eq!(column(&found, "Klar?").0, Some(DpiaField::Status.into()));
}

/// Of two columns that seem to hold persons the first is what the records are called, where nothing else is.
#[test]
fn records_without_a_name_are_called_by_the_first_of_two_alike() {
    let found = import_lines(
        "Grupp|Barn el. vuxna|Uppg.|Känsl. (art 9) j/n|Samtycke el. annat|Spar|Ledare|KB
         Konfirmander|konfirmander 14-15 år, vårdnadshavare|namn, dop, allergi|j|avtal|1 år|prästen|
         Barnkören|barn 7-10 år|namn, förälders mobil|n|samtycke|terminen ut|kantorn|
         Öppna förskolan|småbarn och föräldrar|förnamn, ålder|n|samtycke|slängs|pedagogen|",
    );
    let names: Vec<_> = found.register.activities.iter().filter_map(|one| one.text(Field::Name)).collect();
    assert_eq!(names, ["Konfirmander", "Barnkören", "Öppna förskolan"]);
}

/// The figures of days name no records, though records are numbered so: a day is not what a DPIA covers.
#[test]
fn days_name_no_records() {
    let register = "Id|Behandling|Ändamål|Kategorier av registrerade|Konsekvensbedömning
         1|Kranprov|hålla nykter kran|kranförare|SJ-1
         2|Bågar|slippa nycklar|besökare|SJ-3
         3|Kölista|dela ut platser|båtägare|
         5|Övning|öva|scouter|";
    let list = "Beteckning|Titel|Status|Spikad|Dataskyddsombudets råd|Kvarstående risk
         SJ-1|Kajkameror|Godkänd|2024-05-02|ja|låg
         SJ-2|Nykterhet|Utkast||ja|låg
         SJ-3|Bågar|Godkänd|2022-01-10|ja|låg";
    let read = |list: &str| import("bok.xlsx", &xlsx(&[("Register", register), ("KB", list)]));
    assert_ne!(column(&read(list), "Spikad").0, Some(DpiaField::Covers.into()));
    // A list of nothing but their numbers does name them.
    let list =
        list.replace("Spikad", "Gäller rad").replace("2024-05-02", "1 och 5").replace("2022-01-10", "2");
    assert_eq!(column(&read(&list), "Gäller rad").0, Some(DpiaField::Covers.into()));
}
