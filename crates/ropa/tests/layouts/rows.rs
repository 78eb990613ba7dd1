//! One record per row.

use super::{activity, address, count, extras, import, import_lines, open, said, tables, xlsx};
use ropa::import::{Importer, Layout, Notice, Profile, TableKind};
use ropa::model::{Answer, Field};

/// Variations 1 and 30: more than fifty columns, with what is the same for all on each row.
#[test]
fn one_record_per_row_with_many_columns() {
    let headers = "Behandlingsansvarlig;Organisasjonsnummer;Behandlingsansvarliges representant;Virksomhetens postadresse;\
        Virksomhetens e-post;Virksomhetens telefon;Utenfor EU/EØS (ja/nei);Representant behandlingsansvarlig utenfor EU/EØS - navn;\
        Personvernombud - navn;Personvernombud - postadresse;Personvernombud - e-post;Personvernombud - telefon;\
        Behandlingen gjelder;Behandlingstatus;Daglig behandlingsansvar - Navn;Daglig behandlingsansvar - Tlf;\
        Daglig behandlingsansvar - Epost;Databehandlere - Navn;Databehandleravtaler - Lenke;Felles behandlingsansvar;\
        Felles behandlingsansvar - Virksomheter;Felles behandlingsansvar - Ansvarsfordeling;Felles behandlingsansvar - Kontaktpunkt;\
        Felles behandlingsansvar - E-post;Felles behandlingsansvar - Telefon;Formål med behandlingen;Behandlingsgrunnlag artikkel 6;\
        Artikkel 6 - Henvisning til annen lovgiving;Behandlingsgrunnlag artikkel 9;Artikkel 9 - henvisning til annen lovgiving;\
        Behandlingsgrunnlag artikkel 10;Artikkel 10 - henvisning til annen lovgiving;Funksjons- eller virksomhetsområde;\
        Tilhørende datasett - lenke;Tilhørende datasett - navn;Personopplysninger - Kategorier av registrerte;\
        Personopplysninger - Kategorier tilknyttet den registrerte;Personopplysninger - Planlagte tidsfrister for sletting;\
        Kilder til personopplysningene;System i virksomheten som behandler personopplysninger;\
        Mottakere eller kategorier av mottakere;Mottakere - tredjeland eller internasjonale organisasjoner;\
        Garantier ved overføring;Tekniske og organisatoriske sikkerhetstiltak;Er det gjennomført DPIA?;Referanse til DPIA;\
        Egen 1;Egen 2;Egen 3;Egen 4;Egen 5";
    let width = headers.split(';').count();
    assert!(width > 50);
    let row = |name: &str| {
        let cells = headers.split(';').map(|header| match header.trim() {
            "Behandlingsansvarlig" => "Nordby kommune",
            "Personvernombud - navn" => "Kari Prøve",
            "Behandlingen gjelder" => name,
            "Formål med behandlingen" => "Betale",
            "Daglig behandlingsansvar - Epost" => "post@nordby.no",
            "Er det gjennomført DPIA?" => "Ja",
            "Egen 5" => "eget",
            _ => "",
        });
        cells.collect::<Vec<_>>().join(";")
    };
    let file = format!("\u{feff}{headers}\r\n{}\r\n{}\r\n", row("Lønn"), row("Post"));
    let found = import("Behandlingsoversikt for Nordby kommune.csv", file.as_bytes());
    assert_eq!(tables(&found), [(TableKind::Activities, Layout::Rows, 2)]);
    let key = "lønn@nordby-kommune";
    assert_eq!(said(&found, key, Field::Controller), ["A2=Nordby kommune"]);
    assert_eq!(said(&found, key, Field::Dpo), ["I2=Kari Prøve"]);
    assert_eq!(said(&found, key, Field::ResponsibleEmail), ["Q2=post@nordby.no"]);
    assert_eq!(extras(activity(&found, key)), [("Egen 5", "eget")]);
    // A column says it of each row; the file's name is not needed.
    assert_eq!(count(&found, |notice| matches!(notice, Notice::SharedAnswer { .. })), 0);
    assert_eq!(address(&found, key, Field::DpiaRef).as_deref(), Some("AT2"));
}

/// Variation 3: processors in a table of their own below, which is not read as records.
#[test]
fn a_second_table_further_down() {
    let found = import_lines(
        "#|Aktivitet|Syfte|Laglig grund|Kategorier|Mottagare|Lagring|Retention
         1|Journal|Vård|Rättslig förpliktelse|Patienter|Regionen|Server i Sverige|10 år
         2|Bokning|Boka tid|Avtal|Patienter||Molntjänst|1 år

         Personuppgiftsbiträden

         Namn|Tjänst|Biträdesavtal|Tredjeland
         Journalbolaget|Journalsystem|Ja|Nej",
    );
    assert_eq!(
        tables(&found),
        [(TableKind::Activities, Layout::Rows, 2), (TableKind::Other, Layout::Rows, 0)]
    );
    assert_eq!(count(&found, |notice| matches!(notice, Notice::OtherTable { .. })), 1);
    assert_eq!(said(&found, "1", Field::Retention), ["H2=10 år"]);
}

#[test]
fn two_tables_of_records_in_one_sheet() {
    let found = import_lines(
        "Behandling|Ändamål|Rättslig grund
         Lön|Betala|Avtal

         Konsekvensbedömningar
         KB-ID|Konsekvensbedömning|Status|Omfattar behandlingar
         KB-1|Lön|Godkänd|Lön",
    );
    assert_eq!(
        tables(&found),
        [(TableKind::Activities, Layout::Rows, 1), (TableKind::Dpias, Layout::Rows, 1)]
    );
}

/// Variation 23.
#[test]
fn headers_with_all_kinds_of_ornament() {
    let file = "\" 4. Benämning av register: \";\"Ändamål med\nbehandlingen *\";\"Laglig\u{a0}grund (art. 6)\";\"Känsliga uppg.\";\
                \"Artikkel 6 - Henvisning til annen lovgiving\"\nLön;Betala;Avtal;Nej;Lagen\n";
    let found = import("register.csv", file.as_bytes());
    let fields: Vec<_> =
        found.tables[0].columns.iter().map(|column| column.field.map(|field| field.key())).collect();
    let expected = ["name", "purpose", "legal_basis", "sensitive", "legal_reference"].map(Some);
    assert_eq!(fields, expected);
}

/// Variation 24: words that mean another thing elsewhere.
#[test]
fn words_that_mislead() {
    let found = import_lines(
        "Behandling|Ändamål|Rättslig grund|Lagring|Lagringstid|Registeransvarig|Personuppgiftsansvarig|E-post|Ansvarig för registreringen|E-post|Verksamhetsområde|Enhet
         Lön|Betala|Avtal|Server|7 år|Bo|Nämnden|namnd@x.se|Anna|anna@x.se|Administration|HR",
    );
    let record = &found.register.activities[0];
    assert_eq!(record.text(Field::Systems), Some("Server"), "where, not for how long");
    assert_eq!(record.text(Field::Retention), Some("7 år"));
    assert_eq!(record.text(Field::Controller), Some("Nämnden"));
    assert_eq!(record.text(Field::Responsible), Some("Anna"));
    assert_eq!(record.text(Field::ResponsibleEmail), Some("anna@x.se"), "of the person before it");
    assert_eq!(record.text(Field::Unit), Some("HR"));
    assert_eq!(record.text(Field::BusinessArea), Some("Administration"));
    assert_eq!(extras(record), [("Registeransvarig", "Bo"), ("E-post", "namnd@x.se")]);
    // Without another unit the business area is it.
    let found = import_lines("Behandling|Ändamål|Rättslig grund|Verksamhetsområde\nLön|Betala|Avtal|Skola");
    assert_eq!(found.register.activities[0].text(Field::Unit), Some("Skola"));
    // `Kategorier` alone is of the data, and only where no other column is.
    let found = import_lines("Behandling|Ändamål|Kategorier|Rättslig grund\nLön|Betala|Namn|Avtal");
    assert_eq!(found.register.activities[0].text(Field::DataCategories), Some("Namn"));
}

/// Documents of any kind have a number, a title and a decision.
#[test]
fn a_list_of_documents_is_not_one_of_dpias() {
    let lines = "Dnr|Titel|Beslutsdatum|Godkänd av\nKS 2026/1|Budget|2026-01-01|Nämnden";
    let read =
        |file: &str, sheet: &str, lines: &str| import(file, &xlsx(&[(sheet, lines)])).register.dpias.len();
    assert_eq!(read("beslut.xlsx", "Blad1", lines), 0);
    // What says that they are: the sheet, the file, a title, or a header.
    assert_eq!(read("beslut.xlsx", "Konsekvensbedömningar", lines), 1);
    assert_eq!(read("DPIA 2026.xlsx", "Blad1", lines), 1);
    assert_eq!(read("beslut.xlsx", "Blad1", &format!("Våra konsekvensbedömningar\n\n{lines}")), 1);
    assert_eq!(
        read(
            "beslut.xlsx",
            "Blad1",
            "Dnr|Konsekvensbedömning|Beslutsdatum|Godkänd av\nKS 2026/1|Kameror|2026-01-01|Nämnden"
        ),
        1
    );
}

/// A plain list of DPIAs asks nothing that only processing is asked.
#[test]
fn a_plain_list_of_dpias() {
    for lines in [
        "KB-ID|Titel|Status|Godkänd\nKB-9|Skolskjuts|Godkänd|2025-01-01",
        "KB-ID|Titel|Status\nKB-9|Skolskjuts|Godkänd",
        "KB-nr|Titel|Status|Datum\nKB-9|Skolskjuts|Godkänd|2025-01-01",
        "Dnr|Titel|Status\nKS 2026/1|DPIA skolskjuts|Godkänd\nKS 2026/2|Budget|Godkänd\nKS 2026/3|DPIA lön|Utkast",
        "Diarienummer|Titel\nKS 2026/1|Konsekvensbedömning av skolskjuts\nKS 2026/2|DPIA: lön",
    ] {
        let found = import("lista.xlsx", &xlsx(&[("Blad1", lines)]));
        assert!(found.register.activities.is_empty(), "{lines}");
        assert_eq!(found.register.dpias.len(), lines.lines().count() - 1, "{lines}");
    }
    // What names or tells of processing is a register, also where it names its DPIAs first.
    for lines in [
        "KB-ID|Behandling|Status|Ändamål\nKB-9|Skolskjuts|Aktiv|Resor",
        "KB-ID|Titel|Känsliga personuppgifter|Status\nKB-9|Skolskjuts|Ja|Aktiv",
        "Nr|Namn|Enhet|Konsekvensbedömning\n1|Skolskjuts|Skola|Ja",
    ] {
        let found = import("lista.xlsx", &xlsx(&[("Blad1", lines)]));
        assert_eq!((found.register.activities.len(), found.register.dpias.len()), (1, 0), "{lines}");
    }
}

/// Variation 25: no id, names that are not unique; name and unit are.
#[test]
fn records_without_an_id() {
    let found = import_lines(
        "Behandling|Ändamål|Rättslig grund|Enhet\nLön|Betala|Avtal|HR\nLön|Betala|Avtal|Skola\nPost|Dela|Avtal|HR\nPost|Sända|Avtal|HR",
    );
    let keys: Vec<_> = found.register.activities.iter().map(|activity| &*activity.key).collect();
    assert_eq!(keys, ["lön@hr", "lön@skola", "post@hr", "post@hr#2"]);
    assert_eq!(count(&found, |notice| matches!(notice, Notice::DuplicateName { .. })), 1);
    // Ids of all kinds, numbers stored as text too.
    let found =
        import_lines("#|Behandling|Ändamål|Rättslig grund\n007|Lön|Betala|Avtal\nPPB-001|Post|Dela|Avtal");
    assert_eq!(&*activity(&found, "007").key, "007");
}

/// Variation 26.
#[test]
fn an_organisation_as_a_path() {
    let found = import_lines(
        "Behandling|Ändamål|Rättslig grund|Organisation\nLön|Betala|Avtal|Prov kommunkoncern / Ånge /  ÅFA",
    );
    assert_eq!(found.register.activities[0].unit().as_deref(), Some("Prov kommunkoncern / Ånge / ÅFA"));
}

/// Variation 30: the registers of several units, in one file and in several.
#[test]
fn several_registers_make_one() {
    let lines = |name: &str| format!("Behandling|Ändamål|Rättslig grund\n{name}|Göra|Avtal");
    let books = [
        open("a.xlsx", &xlsx(&[("Skola", &lines("Elever")), ("Vård", &lines("Patienter"))])),
        open("b.xlsx", &xlsx(&[("Blad1", &lines("Lön"))])),
    ];
    let found = Importer::new(Profile::builtin()).import(&books);
    super::account::check(&found, &books);
    let from: Vec<_> = found
        .register
        .activities
        .iter()
        .map(|activity| format!("{}!{}{}", activity.origin.file, activity.origin.sheet, activity.origin.row))
        .collect();
    assert_eq!(from, ["a.xlsx!Skola2", "a.xlsx!Vård2", "b.xlsx!Blad12"]);
}

/// Variation 35.
#[test]
fn mixed_languages() {
    let found = import_lines(
        "Behandling|Purpose|Behandlingsgrunnlag|Kategorier af registrerede|Kategoriar av personopplysningar|Retention|Status
         Lön|Pay salaries|Samtykke|Employees|Navn|2 years|active",
    );
    let record = &found.register.activities[0];
    for field in
        [Field::Purpose, Field::LegalBasis, Field::DataSubjects, Field::DataCategories, Field::Retention]
    {
        assert!(matches!(record.answer(field), Answer::Given(_)), "{field}");
    }
    for field in [Field::LegalBasis, Field::DataSubjects, Field::Status] {
        assert!(record.items(field).all(|(_, item)| item.term.is_some()), "{field}");
    }
    assert!(found.not_understood.is_empty());
}
