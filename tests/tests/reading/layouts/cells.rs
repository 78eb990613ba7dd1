//! What stands in cells: several answers, details, comments, options, nothing.

use super::{activity, count, extras, import, import_lines, said};
use ropa::import::{Import, Notice};
use ropa::model::{Answer, Art9Point, Field, Item, Term, Value};

fn value(import: &Import, field: Field) -> Value {
    import.register.activities[0].entries_of(field).next().unwrap().value.clone()
}

fn items(import: &Import, field: Field) -> Vec<String> {
    import.register.activities[0].items(field).map(|(_, item)| item.written.to_string()).collect()
}

/// One record of a question beside others.
fn one(header: &str, cell: &str) -> Import {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let file = format!(
        "Behandling;Ändamål;Rättslig grund;{}\nLön;Betala lön;Avtal;{}\n",
        quoted(header),
        quoted(cell)
    );
    import("register.csv", file.as_bytes())
}

/// Variation 9: `X` and `X, text`.
#[test]
fn answer_and_comment_in_two_columns() {
    let found = import_lines(
        "Behandling|Ändamål|Rättslig grund|Mottagare|Mottagare, text|Tredjelandsöverföring|Tredjelandsöverföring - kommentar|Egen fråga|Egen fråga, text|Känsliga personuppgifter|Känsliga personuppgifter (kommentar)
         Lön|Betala|Avtal|Ja|Försäkringskassan|Ja|USA|Ja|drift|Ja|Hälsa
         Post|Dela ut|Avtal|Nej||Nej|Allt sker i Sverige|||Nej|",
    );
    // Where the question takes texts the comment is an answer too.
    assert_eq!(said(&found, "lön", Field::Recipients), ["D2=Ja", "E2=Försäkringskassan"]);
    // A comment says more of a yes, as it would in the same cell.
    assert!(matches!(value(&found, Field::ThirdCountry),
        Value::YesNo(answer) if answer.yes && answer.detail.as_deref() == Some("USA")));
    assert_eq!(items(&found, Field::Sensitive), ["Hälsa"]);
    // It stays where it is, also beside a column that no field stands for.
    assert_eq!(
        extras(activity(&found, "lön")),
        [
            ("Tredjelandsöverföring - kommentar", "USA"),
            ("Egen fråga", "Ja"),
            ("Egen fråga, text", "drift"),
            ("Känsliga personuppgifter (kommentar) (2)", "Hälsa")
        ]
    );
    // And never turns a no.
    let second = activity(&found, "post");
    assert!(
        matches!(&second.entries_of(Field::ThirdCountry).next().unwrap().value, Value::YesNo(answer) if !answer.yes)
    );
}

/// Variation 10.
#[test]
fn yes_or_no_with_a_detail_in_one_cell() {
    for (written, yes, detail) in [
        ("Ja, USA", true, Some("USA")),
        ("Ja: Sundvolden hotell", true, Some("Sundvolden hotell")),
        ("Nei: Alt lagres i Norge", false, Some("Alt lagres i Norge")),
        ("Nej – all behandling sker inom EU/EES.", false, Some("all behandling sker inom EU/EES.")),
        ("Ingen överföring till tredje land sker.", false, None),
    ] {
        let found = one("Tredjelandsöverföring", written);
        let Value::YesNo(answer) = value(&found, Field::ThirdCountry) else { panic!("{written}") };
        assert_eq!(answer.yes, yes, "{written}");
        if detail.is_some() {
            assert_eq!(answer.detail.as_deref(), detail, "{written}");
        }
    }
}

/// Variation 11.
#[test]
fn several_answers_in_one_cell() {
    let lists = [
        "Barn | Elever",
        "Barn; Elever",
        "Barn\nElever",
        "- Barn\n- Elever",
        "• Barn\n• Elever",
        "Barn, Elever",
    ];
    for written in lists {
        let found = one("Kategorier av registrerade", written);
        assert_eq!(items(&found, Field::DataSubjects), ["Barn", "Elever"], "{written}");
    }
    let found = one("System", "Heroma | Outlook");
    assert_eq!(found.register.activities[0].text(Field::Systems), Some("Heroma | Outlook"));
}

/// Variation 12: a comma may be part of an option, and is no separator by itself.
#[test]
fn options_that_hold_the_separator() {
    let found = one("Kategorier av personuppgifter", "Ärende, dokument och arkiv");
    assert_eq!(items(&found, Field::DataCategories), ["Ärende, dokument och arkiv"]);
    let label = "Artikkel 6(1)(e) - Behandlingen er nødvendig for å utføre en oppgave i allmennhetens interesse, eller \
                 utøve offentlig myndighet";
    let found = one("Behandlingsgrunnlag", label);
    assert_eq!(items(&found, Field::LegalBasis), ["Avtal", label]);
    let found = one("Egen fråga", "Ja, verksamhetsmässiga, Ja, teknikrelaterade");
    assert_eq!(
        extras(&found.register.activities[0]),
        [("Egen fråga", "Ja, verksamhetsmässiga, Ja, teknikrelaterade")]
    );
}

/// Variation 13: groups and members that belong together by position; a blank one keeps its place.
#[test]
fn lists_that_belong_together_by_position() {
    let file = |subjects: &str, categories: &str| {
        format!(
            "Behandlingen gjelder;Formål med behandlingen;Personopplysninger - Kategorier av registrerte;\
             Personopplysninger - Kategorier tilknyttet den registrerte;Behandlingsgrunnlag artikkel 6;\
             Artikkel 6 - Henvisning til annen lovgiving\n\
             Lønn;Betale;{subjects};{categories};6.1.a | 6.1.c | 6.1.e;Lov A |   | Lov C\n"
        )
    };
    let found =
        import("register.csv", file("Ansatte | Barn | Gjester", "Navn | Adresse ::  :: E-post").as_bytes());
    let record = &found.register.activities[0];
    assert_eq!(
        record.categories_by_subject(),
        [("Ansatte", vec!["Navn", "Adresse"]), ("Barn", vec![]), ("Gjester", vec!["E-post"])]
    );
    assert_eq!(
        record.references_by_basis(),
        [("6.1.a", Some("Lov A")), ("6.1.c", None), ("6.1.e", Some("Lov C"))]
    );
    assert!(found.notices.is_empty(), "{:?}", found.notices);

    let found = import("register.csv", file("Ansatte | Barn", "Navn :: Adresse :: E-post").as_bytes());
    assert!(found.register.activities[0].categories_by_subject().is_empty(), "nothing is matched by guess");
    assert_eq!(count(&found, |notice| matches!(notice, Notice::UnevenPairs { parts: [2, 3], .. })), 1);
}

/// Variation 14: a column for each option, with a tick, and one for its reference.
#[test]
fn one_column_per_option() {
    let found = import_lines(
        "Behandlingen gjelder|Formål med behandlingen|Behandlingsgrunnlag artikkel 9|Artikkel 9(2)(a) - Samtykke|Artikkel 9(2)(b) - Arbeidsrett|Artikkel 9(2)(b) - Henvisning til lovgivning|Artikkel 9(2)(j) - Arkiv- og forskningsformål
         Lønn|Betale|Ja||Ja|Arbeidsmiljøloven|
         Arkiv|Bevare|Nei||||
         Forskning|Forske||Nei|||Ja",
    );
    let points = |key: &str| -> Vec<Option<Term>> {
        activity(&found, key)
            .items(Field::Art9Basis)
            .filter(|(_, item)| item.term.is_some())
            .map(|(_, item)| item.term)
            .collect()
    };
    assert_eq!(points("lønn"), [Some(Term::Art9(Art9Point::B))]);
    assert_eq!(points("forskning"), [Some(Term::Art9(Art9Point::J))]);
    assert_eq!(points("arkiv"), []);
    assert_eq!(said(&found, "lønn", Field::Art9Reference), ["F2=Arbeidsmiljøloven"]);
    // An option that is not chosen is no answer that there is none.
    assert!(!matches!(activity(&found, "forskning").answer(Field::Sensitive), Answer::Given(_)));

    let found = import_lines(
        "Behandling|Ändamål|Rättslig grund|Kategorier av registrerade: Barn|Kategorier av registrerade: Anställda
         Lön|Betala|Avtal||X
         Skola|Undervisa|Allmänt intresse|X|X",
    );
    assert_eq!(items(&found, Field::DataSubjects), ["Anställda"]);
    let both: Vec<&Item> =
        activity(&found, "skola").items(Field::DataSubjects).map(|(_, item)| item).collect();
    assert_eq!(both.len(), 2);
    assert!(both.iter().all(|item| item.term.is_some()));
}

/// Variation 19.
#[test]
fn blank_in_many_ways() {
    for blank in ["-", "—", " ", "\u{a0}", ""] {
        let found = one("Mottagare", blank);
        assert!(
            matches!(found.register.activities[0].answer(Field::Recipients), Answer::Blank(_)),
            "{blank:?}"
        );
    }
}

/// Variation 20.
#[test]
fn placeholders_are_no_answers() {
    for placeholder in ["[fyll i]", "[DSO fyller i]", "⬜ Inväntar signatur", "Ikke angitt"] {
        let found = one("Mottagare", placeholder);
        assert!(
            matches!(found.register.activities[0].answer(Field::Recipients), Answer::Blank(Some(_))),
            "{placeholder}"
        );
    }
    for unknown in ["Vet ej", "Vet ikke", "Uavklart", "Skal afklares"] {
        let found = one("Mottagare", unknown);
        assert!(
            matches!(found.register.activities[0].answer(Field::Recipients), Answer::Unknown(_)),
            "{unknown}"
        );
    }
}

/// Variation 21.
#[test]
fn dates_in_many_ways() {
    for (written, day) in [
        ("2026-06-05", Some("2026-06-05")),
        ("22. november 2023", Some("2023-11-22")),
        ("juli 2026", Some("2026-07-01")),
        ("2026-03-01 ✅", Some("2026-03-01")),
        ("Löpande - uppsägningstid på 3-12 månader", None),
    ] {
        let found = one("Senast uppdaterad", written);
        let record = &found.register.activities[0];
        let read = record.date(Field::Updated).map(|date| date.date.to_string());
        assert_eq!(read.as_deref(), day, "{written}");
        assert_eq!(record.text(Field::Updated), Some(written), "the text stays beside the date");
        assert!(found.not_understood.is_empty(), "{written}");
    }
    let found = one("Behandlingens tidsperiode", "1. april 2025 –");
    assert!(found.register.activities[0].date(Field::Period).unwrap().open);
}

/// Variation 22.
#[test]
fn numbers_as_ranges() {
    for (written, min, max) in [
        ("0-99", 0, Some(99)),
        ("1.000-10.000", 1_000, Some(10_000)),
        ("~3 000", 3_000, Some(3_000)),
        ("Over 10.000", 10_001, None),
    ] {
        let found = one("Antal registrerade", written);
        let Value::Count(count) = value(&found, Field::DataSubjectCount) else { panic!("{written}") };
        assert_eq!((count.min, count.max), (min, max), "{written}");
    }
}

/// Variation 14 under a heading that spans the options.
#[test]
fn options_under_a_heading() {
    let found = import_lines(
        "Om behandlingen||Rättslig grund|Kategorier av registrerade||
         Behandling|Ändamål|Rättslig grund|Barn|Anställda|Sökande
         Lön|Betala|Avtal||Ja|
         Skola|Undervisa|Avtal|Ja|Nej|vet ej",
    );
    let chosen = |key: &str| -> Vec<String> {
        activity(&found, key).items(Field::DataSubjects).map(|(_, item)| item.written.to_string()).collect()
    };
    assert_eq!((chosen("lön"), chosen("skola")), (vec!["Anställda".to_owned()], vec!["Barn".to_owned()]));
    // Among crosses a word that no vocabulary knows is an option too.
    assert!(extras(activity(&found, "skola")).is_empty());
}

/// Crosses below words for persons or for data choose them, whatever the heading above is called, and below none.
#[test]
fn options_under_a_heading_that_nobody_knows() {
    let found = import_lines(
        "Objekt|||Krets||||Grund
         Bet.|Behandling|Ändamål|Abonnent|Personal|Entrepr.|Antal ca|Rättslig grund
         VA-01|Debitering|Fakturera|x|||41000|Avtal
         VA-02|Lön|Betala||x|x|70|Avtal
         VA-03|Larm|Trygghet||X|||Allmänt intresse",
    );
    let chosen = |id: &str| -> Vec<String> {
        activity(&found, id).items(Field::DataSubjects).map(|(_, item)| item.written.to_string()).collect()
    };
    assert_eq!(chosen("VA-01"), ["Abonnent"]);
    assert_eq!(chosen("VA-02"), ["Personal", "Entrepr."]);
    assert_eq!(activity(&found, "VA-01").text(Field::DataSubjectCount), Some("41000"));
    assert_eq!(activity(&found, "VA-03").text(Field::Id), Some("VA-03"), "numbered in one series");

    let found = import_lines(
        "Behandling|Ändamål|Elever|Vårdnadshavare|Personal|Namn|Diagnos|Adress
         Klasslistor|Undervisa|x|x||x||x
         Hälsobesök|Vårda|x||x|x|x|",
    );
    let record = activity(&found, "hälsobesök");
    let written = |field| record.items(field).map(|(_, item)| &*item.written).collect::<Vec<_>>().join(", ");
    assert_eq!(written(Field::DataSubjects), "Elever, Personal");
    assert_eq!(written(Field::DataCategories), "Namn, Diagnos");
}

/// A heading that asks to tick has options below it, also those that nobody has chosen or knows, and what is none of them.
#[test]
fn options_under_a_heading_that_asks_to_tick() {
    let below = "Grej|Ändamål|Badgäster|Barn|Jobbar här|Föreningsfolk|Annan
         Kameror|Trygghet|x|x|x||
         Simskola|Lära simma||x|||föräldrar
         Bad på recept|Lindra|x||||patienter";
    // One merged cell above some of the columns is a heading, and no title.
    let merge = |book: &mut rust_xlsxwriter::Workbook| {
        let sheet = book.worksheet_from_index(0).unwrap();
        sheet.merge_range(0, 2, 0, 6, "Kryssa vilka", &rust_xlsxwriter::Format::new()).unwrap();
    };
    let two = super::xlsx(&[("Blad1", &*format!("Om||Kryssa vilka||||\n{below}"))]);
    let one = super::xlsx_with(&[("Blad1", &*format!("||Kryssa vilka||||\n{below}"))], merge);
    for bytes in [two, one] {
        let found = super::import("register.xlsx", &bytes);
        let chosen = |key: &str| -> Vec<String> {
            let items = activity(&found, key).items(Field::DataSubjects);
            items.map(|(_, item)| item.written.to_string()).collect()
        };
        assert_eq!(chosen("kameror"), ["Badgäster", "Barn", "Jobbar här"]);
        assert_eq!(chosen("simskola"), ["Barn", "föräldrar"]);
        assert_eq!(chosen("bad-på-recept"), ["Badgäster", "patienter"]);
    }
}

/// A yes and a no that have a column each.
#[test]
fn a_cross_below_yes_or_no_is_the_answer() {
    let found = import_lines(
        "Om behandlingen||Konsekvensbedömning gjord||Övrigt
         Behandling|Ändamål|Ja|Nej|Anmärkning
         Lön|Betala|x||
         Skola|Undervisa||x|senare
         Larm|Trygghet|||",
    );
    let done = |key: &str| match activity(&found, key)
        .answer(Field::DpiaDone)
        .given()
        .map(|one| one.value.clone())
    {
        Some(Value::YesNo(answer)) => Some(answer.yes),
        None => None,
        other => panic!("{key}: {other:?}"),
    };
    assert_eq!([done("lön"), done("skola"), done("larm")], [Some(true), Some(false), None]);
}

/// Records numbered K-1, K-2 are no questions on criteria.
#[test]
fn records_numbered_as_criteria_are_are_records() {
    let found = import_lines(
        "Nr|Hva heter det?|Formål|Hvem|Slettes når
         K-1|Opptak|Velge søkere|Elever|2 år
         K-2|Kurs|Undervise|Elever|bevares
         K-3|Støtte|Hjelpe|Elever|1 år
         K-4|Konsert|Spille inn|Elever|5 år",
    );
    assert_eq!(found.register.activities.len(), 4);
    assert_eq!(activity(&found, "K-2").text(Field::Name), Some("Kurs"));
}
