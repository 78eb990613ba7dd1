//! Questions and answers below each other.

use super::{
    activity, address, count, dpia, extras, import, import_lines, import_sheet, open, said, tables, xlsx,
};
use ropa::import::{Importer, Layout, Notice, Profile, TableKind};
use ropa::model::{Answer, DpiaField, Field, Role, Term, Value};

/// Variation 4: a published record with a title, sections, one bullet a line, and a footer.
const PUBLISHED: &str = "Oversikt over tilknyttede personer

Om behandlingen

Formålet med behandlingen
Gi tilgang til bygg og systemer

Rettslig grunnlag for behandlingen
Samtykke

Datamaterialet

Hvilken gruppe tilhører de registrerte?
- Ansatte
- Gjester

Hvilken personidentifikator brukes?
Fødselsnummer

Hvem har bestemt dette?
Instituttlederen

Overføres eller sendes det personopplysninger til utlandet?
Nei: Alt lagres i Norge

Kontaktperson
Kari Prøve

Sist endret
22. november 2023
";

#[test]
fn answers_below_their_questions() {
    let found = import("oversikt.txt", PUBLISHED.as_bytes());
    assert_eq!(tables(&found), [(TableKind::Activities, Layout::Form, 1)]);
    let key = "oversikt-over-tilknyttede-personer";
    assert_eq!(said(&found, key, Field::Name), ["A1=Oversikt over tilknyttede personer"]);
    assert_eq!(said(&found, key, Field::Purpose), ["A6=Gi tilgang til bygg og systemer"]);
    assert_eq!(said(&found, key, Field::DataSubjects), ["A14=- Ansatte", "A15=- Gjester"]);
    assert_eq!(said(&found, key, Field::NationalId), ["A18=Fødselsnummer"]);
    let record = activity(&found, key);
    assert!(matches!(&record.entries_of(Field::ThirdCountry).next().unwrap().value,
        Value::YesNo(answer) if !answer.yes && answer.detail.as_deref() == Some("Alt lagres i Norge")));
    assert_eq!(extras(record), [("Datamaterialet – Hvem har bestemt dette?", "Instituttlederen")]);
    assert_eq!(record.date(Field::Updated).unwrap().date.to_string(), "2023-11-22");
    assert_eq!(found.account.reported, 0, "{:?}", found.notices);
}

/// Answers that are crossed: under yes and no that head columns, and under one of several options.
#[test]
fn a_cross_means_what_it_stands_under() {
    let lines = "1 | Vad kallar ni det ni gör? | Ansökan om sprängbevis
        2 | Varför gör ni det? | Pröva vem som får spränga
        3 | Vilka människor handlar det om? (kryssa under) | Sökande | Patienter | Anställda
         |  | x |  | x
        4 | Vad har ni antecknat om dem? | Namn, läkarintyg

         | Kryssa ett svar på varje rad | Ja | Nej | Vet ej
        5a | Övervakas de löpande? |  | x |
        5b | Används ny teknik? | x |  |
        5c | Gäller det väldigt många? |  |  | x

        6 | Finns det en konsekvensbedömning, och i så fall vilken? | KB-A";
    let found = import("blankett.xlsx", &xlsx(&[("B-01", lines)]));
    assert_eq!(found.register.activities.len(), 1);
    let one = &found.register.activities[0];
    let answer = |field: Field| one.answer(field).given().map(|entry| entry.value.clone());
    assert!(matches!(answer(Field::K3), Some(Value::YesNo(answer)) if !answer.yes));
    assert!(matches!(answer(Field::K8), Some(Value::YesNo(answer)) if answer.yes));
    assert!(matches!(one.answer(Field::K5), Answer::Unknown(_)));
    let persons: Vec<_> = one.items(Field::DataSubjects).map(|(_, item)| item.written.to_string()).collect();
    assert_eq!(persons, ["Sökande", "Anställda"]);
    assert_eq!(one.text(Field::DpiaRef), Some("KB-A"));
}

/// Variation 4: one record per sheet, and one per file.
#[test]
fn one_record_per_sheet_or_file() {
    let form = |name: &str, purpose: &str| {
        format!("Fråga|Svar\nBehandling|{name}\nÄndamål|{purpose}\nRättslig grund|Avtal\nMottagare|Banken")
    };
    let sheets =
        [("Lön", form("Lön", "Betala")), ("Post", form("Post", "Dela ut")), ("Instruktion", "Fyll i".into())];
    let sheets: Vec<(&str, &str)> = sheets.iter().map(|(name, lines)| (*name, lines.as_str())).collect();
    let found = import("register.xlsx", &xlsx(&sheets));
    assert_eq!(tables(&found), [(TableKind::Activities, Layout::Form, 1); 2]);
    assert_eq!(said(&found, "post", Field::Purpose), ["B3=Dela ut"]);
    assert_eq!(&*activity(&found, "post").origin.sheet, "Post");
    assert_eq!(count(&found, |notice| matches!(notice, Notice::Explanations { .. })), 1);

    let books = [
        open("lön.csv", form("Lön", "Betala").replace('|', ";").as_bytes()),
        open("post.csv", form("Post", "Dela ut").replace('|', ";").as_bytes()),
    ];
    let found = Importer::new(Profile::builtin()).import(&books);
    super::account::check(&found, &books);
    assert_eq!(&*activity(&found, "post").origin.file, "post.csv");
}

/// Variation 5: several records one after another, each under a numbered heading, with an empty header.
#[test]
fn numbered_tables_of_fields_and_contents() {
    let file = "# Registerförteckning

**Personuppgiftsansvarig:** Föreningen Exempel
**Kontakt:** info@exempel.se

## Behandling 1: Medlemsregister

| | |
|---|---|
| Ändamål | Administrera medlemmar |
| Rättslig grund | Avtal (art. 6.1 b) |
| Kategorier av registrerade | Medlemmar |

## Behandling 2: Nyhetsbrev

| | |
|---|---|
| Ändamål | Skicka nyhetsbrev |
| Rättslig grund | Samtykke |
| Mottagare | [fyll i] |
";
    let found = import("register.md", file.as_bytes());
    assert_eq!(tables(&found), [(TableKind::Activities, Layout::Form, 2)]);
    let keys: Vec<_> = found.register.activities.iter().map(|activity| activity.label()).collect();
    assert_eq!(keys, ["Medlemsregister", "Nyhetsbrev"]);
    for record in &found.register.activities {
        assert_eq!(
            record.text(Field::Controller).map(|text| text.trim_matches('*').trim()),
            Some("Föreningen Exempel")
        );
    }
    let second = &found.register.activities[1];
    assert!(matches!(second.answer(Field::Recipients), Answer::Blank(Some(_))));
    assert_eq!(found.account.reported, 0, "{:?}", found.notices);
}

/// Variation 5 in a workbook: *Fält | Innehåll* again and again, told apart by what recurs.
#[test]
fn forms_one_after_another() {
    let found = import_lines(
        "Fält|Innehåll|Kommentar
         Behandling|Lön|
         Ändamål|Betala lön|enligt avtal
         Rättslig grund|Avtal|
         Tredjelandsöverföring|Ja|USA

         Fält|Innehåll|Kommentar
         Behandling|Post|
         Ändamål|Dela ut post|
         Rättslig grund||
         Tredjelandsöverföring|Nej|Allt sker i Sverige",
    );
    assert_eq!(tables(&found), [(TableKind::Activities, Layout::Form, 2)]);
    // The comment says more of the yes, and is kept as it is.
    let third = activity(&found, "lön").entries_of(Field::ThirdCountry).next().unwrap();
    assert!(
        matches!(&third.value, Value::YesNo(answer) if answer.yes && answer.detail.as_deref() == Some("USA"))
    );
    assert_eq!(
        extras(activity(&found, "lön")),
        [("Ändamål (2)", "enligt avtal"), ("Tredjelandsöverföring (2)", "USA")]
    );
    // A question that is asked and empty has a place.
    assert!(matches!(activity(&found, "post").answer(Field::LegalBasis), Answer::Blank(None)));
    assert_eq!(address(&found, "post", Field::LegalBasis).as_deref(), Some("B10"));
    assert_eq!(address(&found, "lön", Field::LegalBasis).as_deref(), Some("B4"));
    assert_eq!(address(&found, "post", Field::Retention), None);
}

/// Variation 7: what is left out is not asked; it is neither blank nor no.
#[test]
fn questions_left_out_are_not_asked() {
    let found = import_lines(
        "Behandling 1: Lön
         Ändamål|Betala lön
         Rättslig grund|Avtal
         Tredjelandsöverföring|Nej
         Behandling 2: Post
         Ändamål|Dela ut post
         Rättslig grund|Avtal",
    );
    assert!(matches!(activity(&found, "lön").answer(Field::ThirdCountry), Answer::Given(_)));
    assert!(matches!(activity(&found, "post").answer(Field::ThirdCountry), Answer::NotAsked));
    assert!(activity(&found, "post").asked.contains(&Field::Name));
}

/// Variation 8: the same words under two sections are two questions.
#[test]
fn the_same_question_in_two_sections() {
    let found = import_lines(
        "Behandling|Lön
         Ändamål|Betala lön
         Rättslig grund|Avtal
         Dataskyddsombud
         Namn|Anna Prov
         E-post|dso@exempel.se
         Risk och skydd
         Behandlas känsliga uppgifter?|Ja
         Kontrolleras behörighet?|Nej
         Övriga uppgifter
         Kontrolleras behörighet?|Ja",
    );
    assert_eq!(tables(&found), [(TableKind::Activities, Layout::Form, 1)]);
    assert_eq!(said(&found, "lön", Field::Dpo), ["B5=Anna Prov"]);
    let kept = extras(activity(&found, "lön"));
    assert!(kept.contains(&("Risk och skydd – Kontrolleras behörighet?", "Nej")), "{kept:?}");
    assert!(kept.contains(&("Övriga uppgifter – Kontrolleras behörighet?", "Ja")), "{kept:?}");
    assert!(kept.contains(&("Dataskyddsombud – E-post", "dso@exempel.se")), "{kept:?}");
}

/// Variation 8: the same labels twice, once as a controller and once as a processor, are two records.
#[test]
fn controller_and_processor_below_each_other() {
    let found = import_lines(
        "Organisation|Exempelskolan
         Senast uppdaterad|2026-06-05

         Som personuppgiftsansvarig
         Fält|Innehåll
         Behandling|Elevadministration
         Ändamål|Undervisa
         Rättslig grund|Allmänt intresse
         Kategorier av registrerade|Elever

         Som personuppgiftsbiträde
         Fält|Innehåll
         Behandling|Drift åt kunder
         Ändamål|Driva tjänsten
         Rättslig grund|[fyll i]
         Kategorier av registrerade|Kundernas elever",
    );
    assert_eq!(tables(&found), [(TableKind::Activities, Layout::Form, 2)]);
    let role = |key| activity(&found, key).items(Field::Role).next().unwrap().1.term;
    assert_eq!(role("elevadministration"), Some(Term::Role(Role::Controller)));
    assert_eq!(role("drift-åt-kunder"), Some(Term::Role(Role::Processor)));
    assert_eq!(said(&found, "drift-åt-kunder", Field::Role), ["A11=Som personuppgiftsbiträde"]);
}

#[test]
fn answers_go_on_in_the_rows_below() {
    let found = import_lines(
        "Behandling|Lön
         Ändamål|Betala lön
         |Redovisa skatt
         Rättslig grund|Avtal
         Kategorier av registrerade|- Anställda
         |- Förtroendevalda
         Känsliga personuppgifter|Ja
         |- Hälsa",
    );
    assert_eq!(said(&found, "lön", Field::Purpose), ["B2=Betala lön", "B3=Redovisa skatt"]);
    assert_eq!(activity(&found, "lön").items(Field::DataSubjects).count(), 2);
    assert_eq!(said(&found, "lön", Field::Sensitive), ["B7=Ja", "B8=- Hälsa"]);
}

#[test]
fn label_and_answer_in_one_cell() {
    let found = import(
        "pol.txt",
        "Behandling: Lønn og personal\nFormål: Betale lønn\nBehandlingsgrunnlag: Avtale\nMottakere: Banken\nPVK referanse: Ikke angitt\n"
            .as_bytes(),
    );
    assert_eq!(tables(&found), [(TableKind::Activities, Layout::Form, 1)]);
    assert_eq!(said(&found, "lønn-og-personal", Field::Purpose), ["A2=Betale lønn"]);
}

/// A form about a DPIA is a DPIA, whatever else it says of the processing.
#[test]
fn a_dpia_may_be_a_form() {
    let found = import_sheet(
        "Konsekvensbedömning",
        "Konsekvensbedömning – Kameror i entrén
         Diarienummer|KS 2026/17
         Version|1.1
         Datum|2026-04-01
         Status|Inväntar DSO
         Ansvarig nämnd|Kommunstyrelsen
         Ändamål|Förebygga skadegörelse
         Rättslig grund|Allmänt intresse
         Kategorier av registrerade|Besökare
         DPO:s yttrande|⬜ Inväntar
         Kvarvarande risk|Medel
         Nästa planerad granskning|2026-10-01
         Omfattar behandlingar|PPB-17
         Egen fråga|svar",
    );
    assert_eq!(tables(&found), [(TableKind::Dpias, Layout::Form, 1)]);
    let dpia = dpia(&found, "KS 2026/17");
    assert_eq!(dpia.label(), "Konsekvensbedömning – Kameror i entrén");
    assert_eq!(dpia.text(DpiaField::ResidualRisk), Some("Medel"));
    assert!(matches!(dpia.answer(DpiaField::DpoAdvice), Answer::Blank(Some(_))));
    let kept: Vec<_> = dpia.extras.iter().map(|extra| &*extra.header).collect();
    assert_eq!(kept, ["Rättslig grund", "Egen fråga"]);
}

#[test]
fn a_few_lines_above_a_table_are_no_form() {
    let found = import_lines(
        "Namn|Registerförteckning
         Personuppgiftsansvarig|Socialnämnden
         Dataskyddsombud|Anna Prov
         Kontaktperson|Bo Prov

         Behandling|Ändamål|Rättslig grund
         Lön|Betala|Avtal",
    );
    assert_eq!(tables(&found), [(TableKind::Activities, Layout::Rows, 1)]);
    assert_eq!(found.register.activities[0].text(Field::Controller), Some("Socialnämnden"));
}
