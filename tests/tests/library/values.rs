//! Cell texts read as values, case by case and for any text.

use proptest::prelude::*;
use ropa::import::{Reading, ValueWords};
use ropa::model::{DpiaField, Field, Item, Precision, Value};

/// Writes a value in one line, so that a table of cases stays readable.
fn shown(value: &Value) -> String {
    match value {
        Value::Blank => "blank".into(),
        Value::Unknown => "unknown".into(),
        Value::NotApplicable => "not applicable".into(),
        Value::Text => "text".into(),
        Value::YesNo(answer) => {
            let mut line = String::from(if answer.yes { "yes" } else { "no" });
            for (sign, part) in [('=', &answer.word), ('+', &answer.detail)] {
                if let Some(part) = part {
                    line.push_str(&format!(" {sign}{part}"));
                }
            }
            line
        }
        Value::Items(items) => items.iter().map(shown_item).collect::<Vec<_>>().join(" | "),
        Value::Date(date) => {
            let mut line = match date.precision {
                Precision::Day => date.date.to_string(),
                Precision::Month => date.date.to_string()[..7].to_owned(),
                Precision::Year => date.date.to_string()[..4].to_owned(),
            };
            if let Some(until) = date.until {
                line.push_str(&format!("..{until}"));
            }
            if date.open {
                line.push_str("..");
            }
            line
        }
        Value::Count(count) => {
            let max = count.max.map_or("more".into(), |max| max.to_string());
            format!("{}{}..{max}", if count.about { "~" } else { "" }, count.min)
        }
    }
}

fn shown_item(item: &Item) -> String {
    format!("{}:{}", item.written, item.term.map_or("?", |term| term.code()))
}

fn read(field: Field, written: &str) -> Reading {
    ValueWords::builtin().read_field(field, written)
}

fn check(field: Field, cases: &[(&str, &str)]) {
    for (written, expected) in cases {
        assert_eq!(shown(&read(field, written).value), *expected, "{field}: {written:?}");
    }
}

fn check_dpia(field: DpiaField, cases: &[(&str, &str)]) {
    for (written, expected) in cases {
        let reading = ValueWords::builtin().read_dpia_field(field, written);
        assert_eq!(shown(&reading.value), *expected, "{field}: {written:?}");
    }
}

/// Terms only, in the order written.
fn check_terms(field: Field, cases: &[(&str, &[&str])]) {
    for (written, expected) in cases {
        let reading = read(field, written);
        let Value::Items(items) = &reading.value else {
            panic!("{field}: {written:?} is {:?}", reading.value)
        };
        let terms: Vec<&str> = items.iter().map(|item| item.term.map_or("?", |term| term.code())).collect();
        assert_eq!(terms, *expected, "{field}: {written:?}");
        let unknown = items.iter().any(|item| item.term.is_none());
        assert_eq!(
            unknown,
            !reading.not_understood.is_empty(),
            "{field}: {written:?} is reported when not understood"
        );
    }
}

#[test]
fn a_day_of_approval_may_stand_in_an_answer() {
    check_dpia(
        DpiaField::Approved,
        &[
            ("Ja, av direktionen 2024-12-05", "2024-12-05"),
            ("Ja, 2020-05-28", "2020-05-28"),
            ("Nej, ligger hos direktionen 2024-12-05", "text"),
            ("Ja, men först 2024-12-05 när villkoren är uppfyllda", "text"),
        ],
    );
}

#[test]
fn what_says_nothing_is_blank_in_every_field() {
    let blanks = [
        "",
        " ",
        "\u{a0}",
        "-",
        "–",
        "—",
        " - ",
        "...",
        "[fyll i]",
        "[DSO fyller i]",
        "[fyll i] – [datum]",
        "⬜ Inväntar",
        "Ikke angitt",
        "Ej angivet",
        "Fyll i",
        "N/A",
        "Klicka eller tryck här för att ange text.",
        "\u{feff}",
    ];
    for field in Field::all().filter(|field| *field != Field::Status) {
        for written in blanks {
            assert_eq!(read(field, written).value, Value::Blank, "{field}: {written:?}");
        }
    }
}

#[test]
fn what_says_not_known_is_unknown_in_every_field() {
    let unknowns = [
        "Vet ej",
        "VET INTE",
        "Vet ikke",
        "Ved ikke",
        "Oklart",
        "Uavklart",
        "Under afklaring",
        "Skal afklares",
        "Skall utredas",
        "Under utredning",
        "Osäkert",
        "Kräver granskning",
        "Osäkert - kräver granskning",
        "Möjligen",
        "Kanske",
        "?",
        "???",
        "Don't know",
        "TBD",
    ];
    for field in Field::all() {
        for written in unknowns {
            assert_eq!(read(field, written).value, Value::Unknown, "{field}: {written:?}");
        }
    }
}

#[test]
fn not_applicable_is_an_answer() {
    for field in
        [Field::Recipients, Field::K3, Field::ProcessorAgreement, Field::Art9Basis, Field::NextReview]
    {
        for written in ["Ej tillämpligt", "ej_tillämpligt", "Ej applicerbart", "Ikke relevant", "Ej aktuellt"]
        {
            assert_eq!(read(field, written).value, Value::NotApplicable, "{field}: {written:?}");
        }
    }
    check(
        Field::Recipients,
        &[("Inga", "not applicable"), ("Nej, inga externa", "not applicable"), ("Skatteverket", "text")],
    );
    check(Field::DpiaRef, &[("Nej", "not applicable"), ("Saknas", "not applicable"), ("KB-7", "KB-7:?")]);
    check(Field::Name, &[("Ingen", "text"), ("Nej", "text")]);
}

#[test]
fn yes_and_no() {
    check(
        Field::K3,
        &[
            ("Ja", "yes"),
            ("JA", "yes"),
            ("Yes", "yes"),
            ("TRUE", "yes"),
            ("Sant", "yes"),
            ("1", "yes"),
            ("x", "yes"),
            ("X", "yes"),
            ("[x]", "yes"),
            ("✓", "yes"),
            ("☑", "yes"),
            ("☒ Ja ☐ Nej", "yes"),
            ("☐ Ja ☒ Nej", "no"),
            ("☐ Ja ☐ Nej", "blank"),
            ("☐", "blank"),
            ("Nej", "no"),
            ("Nei", "no"),
            ("No", "no"),
            ("Falskt", "no"),
            ("0", "no"),
            ("Ja, USA", "yes +USA"),
            ("Ja: Sundvolden hotell", "yes +Sundvolden hotell"),
            ("Nei: Det er ikke et viktig system", "no +Det er ikke et viktig system"),
            ("Nej – all behandling sker inom EU/EES.", "no +all behandling sker inom EU/EES."),
            ("Nej, inga inlåsningseffekter föreligger", "no +inga inlåsningseffekter föreligger"),
            ("Ja, verksamhetsmässiga, Ja, teknikrelaterade", "yes +verksamhetsmässiga, Ja, teknikrelaterade"),
            ("Nej*", "no =Nej*"),
            ("Delvis", "yes =Delvis"),
            ("Delivs", "yes =Delivs"),
            ("Ja (potentiellt)", "yes +potentiellt"),
            ("Nej (pilot)", "no +pilot"),
            ("Inga", "no =Inga"),
            ("Ja/Nej", "blank"),
            ("Ja / Nej", "blank"),
            ("Ja Nej", "blank"),
            ("Ja eller nej", "blank"),
            ("Ja?", "unknown"),
            ("Möjligen, om gruppen är stor", "unknown"),
        ],
    );
}

/// Only what is ticked is chosen.
#[test]
fn options_with_boxes() {
    check(
        Field::DataSubjects,
        &[
            ("☐ Barn ☐ Patienter ☒ Leverantörer", "Leverantörer:suppliers"),
            ("☐ Barn\n☐ Patienter\n☒ Leverantörer", "Leverantörer:suppliers"),
            ("[ ] Barn; [x] Leverantörer", "Leverantörer:suppliers"),
            ("( ) Barn (x) Leverantörer", "Leverantörer:suppliers"),
            ("[] Barn, [X] Leverantörer", "Leverantörer:suppliers"),
            ("Barn ☐ Leverantörer ☒", "Leverantörer:suppliers"),
            ("Barn ☐\nLeverantörer ☒", "Leverantörer:suppliers"),
            ("✗ Barn ✓ Leverantörer", "Leverantörer:suppliers"),
            ("Välj: ☐ Barn ☒ Leverantörer", "Leverantörer:suppliers"),
            ("☒ Barn ☐ Patienter ☒ Leverantörer", "Barn:children | Leverantörer:suppliers"),
            ("☐ Barn ☐ Patienter", "blank"),
            (
                "☐ Barn ☐ Patienter ☐ Anställda och före detta anställda ☐ Elever i grundskolan ☐ Elever i gymnasieskolan ☐ Vårdnadshavare",
                "blank",
            ),
            ("[ ] Barn [ ] Patienter", "blank"),
            // What someone wrote on a line of its own is no option left out.
            ("☐ Barn\n☐ Patienter\nLeverantörer", "Leverantörer:suppliers"),
            ("Barn: Nej, Leverantörer: Ja", "Leverantörer:suppliers"),
            ("Barn: nej\nLeverantörer: ja", "Leverantörer:suppliers"),
            ("Barn – Nej; Leverantörer", "Leverantörer:suppliers"),
        ],
    );
    check(
        Field::DataCategories,
        &[
            ("☒ Namn ☐ Hälsa ☐ Personnummer", "Namn:name"),
            ("Hälsa: Nej; Namn: Ja", "Namn:name"),
            // Whether the no is to both cannot be told.
            ("Namn, hälsa: Nej", "Namn:name | Namn, hälsa: Nej:?"),
        ],
    );
    check(Field::LegalBasis, &[("☒ Avtal ☐ Samtycke", "Avtal:b")]);
    check(
        Field::Sensitive,
        &[
            ("☐ Ja ☒ Nej", "no"),
            ("[ ] Ja [x] Nej", "no"),
            ("[x] Ja [ ] Nej", "yes"),
            ("Ja ☐ Nej ☒", "no"),
            ("[ ] Ja", "blank"),
            ("☐ Hälsa ☒ Etniskt ursprung", "Etniskt ursprung:ethnic_origin"),
            (
                "☒ Hälsa ☐ Genetiska uppgifter ☒ Etniskt ursprung",
                "Hälsa:health | Etniskt ursprung:ethnic_origin",
            ),
            ("Hälsa: Nej; Etniskt ursprung: Ja", "Etniskt ursprung:ethnic_origin"),
        ],
    );
    check(Field::ThirdCountry, &[("☐ USA ☒ Sverige", "no +Sverige"), ("☒ USA ☐ Sverige", "yes +USA")]);
    check(Field::Systems, &[("☐ Procapita ☒ Treserva", "text")]);
    // Of a purpose nothing is chosen: the text stays as it is.
    check(Field::Purpose, &[("☒ Lön ☐ Pension", "text")]);
}

/// A cross alone may mean that something is so, or that it is not.
#[test]
fn a_cross_alone_is_not_understood() {
    for field in [Field::DpiaDone, Field::Sensitive, Field::K3, Field::ThirdCountry] {
        for written in ["✗", "✘"] {
            let reading = read(field, written);
            assert_eq!(
                (reading.value, &*reading.not_understood),
                (Value::Text, &[written.into()][..]),
                "{field}"
            );
        }
    }
    check(Field::DpiaDone, &[("☒", "yes"), ("✔", "yes"), ("☐ Ja ✗ Nej", "no"), ("✓ Ja ✗ Nej", "yes")]);
}

/// One letter answers where a sign parts it from what else is said.
#[test]
fn a_letter_answers_with_more_behind_it() {
    check(
        Field::K6,
        &[
            ("J, mot VA-01", "yes +mot VA-01"),
            ("J – fastighetsregistret", "yes +fastighetsregistret"),
            ("J (2018)", "yes +2018"),
            ("J kundregister", "yes +kundregister"),
            ("N, aldrig", "no +aldrig"),
            ("J Andersson", "text"),
            ("N kundregister", "text"),
            ("t ex loggar", "text"),
        ],
    );
}

#[test]
fn an_answer_that_is_no_answer_is_left_to_a_person() {
    for written in [
        "Ja; Delivs; Nej",
        "Nej, men det kan förekomma",
        "Nej. Kan dock förekomma i undantagsfall.",
        "Vi övervakar alla",
        "Inga undantag, alla omfattas",
        "Inte säkert",
        "Inte bara barn",
        "T.ex. loggar",
        "Finns i rutinen",
    ] {
        let reading = read(Field::K3, written);
        assert_eq!(reading.value, Value::Text, "{written:?}");
        assert_eq!(reading.not_understood, [written.into()]);
    }
    // What exempts from a DPIA counts only when it is plain.
    check(
        Field::LawRegulates,
        &[("Ja", "yes"), ("Delvis", "text"), ("Ja, men bara i fråga om register", "text")],
    );
}

#[test]
fn questions_with_words_of_their_own() {
    check(
        Field::ThirdCountry,
        &[
            ("Ingen överföring till tredje land sker.", "no +Ingen överföring till tredje land sker."),
            ("Överförs inte", "no =Överförs inte"),
            ("Ja, USA", "yes +USA"),
            ("USA", "yes +USA"),
            ("USA och Indien", "yes +USA och Indien"),
            ("Inom EU/EES", "no +Inom EU/EES"),
            ("Endast Sverige", "no +Endast Sverige"),
            ("Utanför EU/EES (USA)", "yes =Utanför EU/EES +USA"),
            ("EU/EES, ej USA", "text"),
            ("Tredje land: nej", "text"),
            ("Molnleverantören", "text"),
        ],
    );
    check(
        Field::DpiaDone,
        &[
            ("Inte genomförd", "no =Inte genomförd"),
            ("Ej genomförd", "no =Ej genomförd"),
            ("Nej, ej påbörjad", "no +ej påbörjad"),
            ("Ja, påbörjad", "yes +påbörjad"),
            ("Pågår", "no =Pågår"),
            ("Genomförd", "yes =Genomförd"),
            ("Genomförd ej", "text"),
            ("2024-03-01", "yes +2024-03-01"),
            ("KB-12", "text"),
        ],
    );
    check(
        Field::DpiaNeeded,
        &[
            ("Behövs ej", "no =Behövs ej"),
            ("Krävs inte", "no =Krävs inte"),
            ("Krävs", "yes =Krävs"),
            ("Kräver granskning", "unknown"),
        ],
    );
    check(Field::NationalId, &[("Fødselsnummer", "yes =Fødselsnummer"), ("Annan identifierare", "text")]);
    check(
        Field::ProcessorAgreement,
        &[
            ("Tecknat, baserat på SKR:s standardmall", "yes =Tecknat +baserat på SKR:s standardmall"),
            ("under_framtagande", "no =under_framtagande"),
            ("https://example.se/avtal", "text"),
        ],
    );
    assert!(read(Field::ProcessorAgreement, "https://example.se/avtal").not_understood.is_empty());
    check(
        Field::ListedExample,
        &[("Nej", "no"), ("Ja", "yes"), ("IMY-EX-03; IMY-EX-04", "IMY-EX-03:? | IMY-EX-04:?")],
    );
    assert!(read(Field::ListedExample, "IMY-EX-03").not_understood.is_empty());
}

#[test]
fn yes_or_the_things_that_make_it_yes() {
    check(
        Field::Sensitive,
        &[
            ("Ja", "yes"),
            ("Nej", "no"),
            ("Hälsa; Etniskt ursprung", "Hälsa:health | Etniskt ursprung:ethnic_origin"),
            ("Ja, hälsouppgifter", "hälsouppgifter:health"),
            ("Ja, fackligt medlemskap och hälsa", "fackligt medlemskap:trade_union | hälsa:health"),
            ("Ja - i fritext", "yes +i fritext"),
            ("Inga känsliga uppgifter", "no =Inga känsliga uppgifter"),
            ("Inga känsliga uppgifter, men hälsa", "text"),
            ("Inga hälsouppgifter", "text"),
            ("Nej, inga hälsouppgifter", "no +inga hälsouppgifter"),
            ("Nej, endast hälsouppgifter", "text"),
            ("Personnummer", "text"),
        ],
    );
    check_terms(
        Field::Sensitive,
        &[(
            "etniskt ursprung; politiska åsikter; religiös eller filosofisk övertygelse; medlemskap i en fackförening; \
             hälsa; en persons sexualliv eller sexuella läggning; genetiska uppgifter; biometriska uppgifter",
            &[
                "ethnic_origin",
                "political_opinions",
                "beliefs",
                "trade_union",
                "health",
                "sex_life",
                "genetic",
                "biometric",
            ],
        )],
    );
    check(
        Field::Art10,
        &[("Nej", "no"), ("Ja, domar", "domar:criminal"), ("Lagöverträdelser", "Lagöverträdelser:criminal")],
    );
    check(
        Field::ProtectedIdentity,
        &[
            (
                "sekretessmarkering, skyddad folkbokföring",
                "sekretessmarkering:secrecy_marking | skyddad folkbokföring:protected_registration",
            ),
            ("Ja, sekretessmarkering", "sekretessmarkering:secrecy_marking"),
            ("Kan förekomma", "yes =Kan förekomma"),
            ("Adressesperre", "yes =Adressesperre"),
        ],
    );
}

#[test]
fn lists_are_parted_where_it_is_certain() {
    check(
        Field::DataCategories,
        &[
            ("Namn | Adress | Hälsa", "Namn:name | Adress:contact | Hälsa:health"),
            ("- Namn\n- Adress", "Namn:name | Adress:contact"),
            ("1. Namn\n2. Hälsa", "Namn:name | Hälsa:health"),
            ("• Namn • Betyg", "Namn:name | Betyg:assessments"),
            ("Namn :: Hälsa", "Namn:name | Hälsa:health"),
            ("Namn, personnummer, hälsa", "Namn:name | personnummer:national_id | hälsa:health"),
            ("Namn och personnummer", "Namn:name | personnummer:national_id"),
            ("Ärende, dokument och arkiv", "Ärende, dokument och arkiv:case_administration"),
            ("Uppgifter om hälsa (diagnoser)", "Uppgifter om hälsa (diagnoser):health"),
            ("Rödbetor, morötter och kål", "Rödbetor, morötter och kål:?"),
            ("Namn, hemligheter", "Namn, hemligheter:name | hemligheter:?"),
            ("Inga", "not applicable"),
        ],
    );
}

#[test]
fn categories_of_data() {
    check_terms(
        Field::DataCategories,
        &[
            ("Sjukfrånvaro", &["health"]),
            ("Hälso- och sjukvårdsuppgifter", &["health"]),
            ("Facklig tillhörighet", &["trade_union"]),
            ("IP-adress", &["technical"]),
            ("E-postadress", &["contact"]),
            ("Bankkonto", &["finance"]),
            ("Lön", &["employment"]),
            ("GPS-position", &["location"]),
            ("Orosanmälan", &["social_case"]),
            ("Familjeförhållanden", &["household"]),
            ("Utdrag ur belastningsregistret", &["criminal"]),
            ("Skyddade personuppgifter", &["protected_identity"]),
            ("Känsliga personuppgifter", &["special_unspecified"]),
            ("Känsliga uppgifter (hälsa, etnicitet)", &["health", "ethnic_origin"]),
            ("Icke känsliga personuppgifter", &["ordinary"]),
            ("Navn og fødselsnummer", &["name", "national_id"]),
            ("Helbredsoplysninger", &["health"]),
            ("Voice Communication Recording", &["image_sound"]),
            // Words that only look like a term.
            ("Uppgifter om brottsoffer", &["?"]),
            ("Övriga uppgifter", &["?"]),
            ("Sekretessbelagda uppgifter", &["?"]),
            // What is denied is not there, and what is left open is not known.
            ("Namn (ej personnummer)", &["name"]),
            ("Namn; inga känsliga uppgifter", &["name"]),
            ("Inga känsliga uppgifter", &["?"]),
            ("Inga uppgifter utom hälsa", &["?"]),
            ("Namn, adress m.m.", &["name", "contact", "?"]),
        ],
    );
}

#[test]
fn categories_of_persons() {
    check_terms(
        Field::DataSubjects,
        &[
            ("Barn och unga 0-20 år", &["children"]),
            ("Elever som inte når målen", &["pupils"]),
            ("Anställda vid förvaltningen", &["employees"]),
            ("Employees of Alpha ltd.", &["employees"]),
            ("Vårdnadshavare", &["relatives"]),
            ("Vårdnadshavare till elever", &["relatives", "pupils"]),
            ("Barn/elever/vårdnadshavare", &["children", "pupils", "relatives"]),
            ("Medborgare med funktionsnedsättning", &["public", "disabled"]),
            ("Ensamkommande barn", &["asylum_seekers", "children"]),
            ("Kontaktpersoner hos leverantörer", &["suppliers"]),
            ("Ansatte\nStudenter", &["employees", "pupils"]),
            // A place of work is no category of persons.
            ("Anställda inom barn och utbildning", &["employees"]),
            ("Barn- och utbildningsförvaltningens anställda", &["employees"]),
            // Too vague to tell.
            ("Övriga", &["?"]),
            ("Sökande", &["other"]),
            ("Clients", &["?"]),
            ("ej barn", &["?"]),
            ("Kunder som lever under svårt hot från tidigare partner", &["customers", "?"]),
        ],
    );
}

#[test]
fn points_of_articles_by_letter_and_by_word() {
    check_terms(
        Field::LegalBasis,
        &[
            ("Artikel 6.1 e", &["e"]),
            ("Art. 6.1.e (allmänt intresse/myndighetsutövning)", &["e"]),
            ("6(1)(e)", &["e"]),
            ("6.1.c", &["c"]),
            ("6.1e", &["e"]),
            ("artikel 6, stk. 1, litra e", &["e"]),
            ("register-gdpr-p6-e", &["e"]),
            ("6.1 c och e", &["c", "e"]),
            ("c, e", &["c", "e"]),
            ("6.1 a samtycke; 6.1 e allmänt intresse", &["a", "e"]),
            ("Samtycke", &["a"]),
            ("Avtal (art. 6.1 b)", &["b"]),
            ("Rättslig förpliktelse", &["c"]),
            ("Vitalt intresse", &["d"]),
            ("Grundläggande intresse", &["d"]),
            ("Allmänt intresse", &["e"]),
            ("Allmänt intresse eller myndighetsutövning", &["e"]),
            ("myndighetsutövning och uppgift av allmänt intresse", &["e"]),
            ("Berättigat intresse", &["f"]),
            ("Intresseavvägning", &["f"]),
            ("Rättslig förpliktelse, Allmänt intresse", &["c", "e"]),
            (
                "Artikkel 6(1)(e) - Behandlingen er nødvendig for å utføre en oppgave, i allmennhetens interesse",
                &["e"],
            ),
            ("Samtykke", &["a"]),
            ("Avtale", &["b"]),
            ("6.1.g", &["?"]),
            ("Artikel 6.1 i GDPR", &["?"]),
            ("Lovhjemmel", &["?"]),
            ("Skollagen", &["?"]),
        ],
    );
    check_terms(
        Field::Art9Basis,
        &[
            ("9.2 h", &["h"]),
            ("9.2 i", &["i"]),
            ("Artikel 9(2)(a) - Samtycke", &["a"]),
            ("Art. 9(2)(b), (h)", &["b", "h"]),
            ("Arkiv- og forskningsformål", &["j"]),
            ("9.2 g – viktigt allmänt intresse", &["g"]),
            ("Allmänt intresse", &["?"]),
            ("artikel 9.2 i dataskyddsförordningen", &["?"]),
            ("9.2 k", &["?"]),
        ],
    );
    check_terms(
        Field::Role,
        &[
            ("Personuppgiftsansvarig", &["controller"]),
            ("PuA/PuB", &["controller", "processor"]),
            ("Databehandler", &["processor"]),
            ("Gemensamt personuppgiftsansvar", &["joint_controller"]),
            ("Registeransvarig", &["?"]),
        ],
    );
}

#[test]
fn dates_and_periods() {
    check(
        Field::Created,
        &[
            ("2025-03-01", "2025-03-01"),
            ("2025-03-01 ✅", "2025-03-01"),
            ("2025-03-01T12:30:00Z", "2025-03-01"),
            ("2025-03-01 12:30", "2025-03-01"),
            ("2025/03/01", "2025-03-01"),
            ("20250301", "2025-03-01"),
            ("01.03.2025", "2025-03-01"),
            ("1/3 2025", "2025-03-01"),
            ("1/3/2025", "2025-03-01"),
            ("3/25/2025", "2025-03-25"),
            ("1 mars 2025", "2025-03-01"),
            ("den 1 mars 2025", "2025-03-01"),
            ("11. mars 2025", "2025-03-11"),
            ("22. november 2023", "2023-11-22"),
            ("March 1, 2025", "2025-03-01"),
            ("juli 2026", "2026-07"),
            ("okt-25", "2025-10"),
            ("okt -25", "2025-10"),
            ("250314", "2025-03-14"),
            // Two digits each between hyphens: the year comes first, as in a whole year's date.
            ("25-01-10", "2025-01-10"),
            ("24-12-31", "2024-12-31"),
            ("25-01-10 08:15", "2025-01-10"),
            ("15-03-99", "2099-03-15"),
            ("25.01.10", "2010-01-25"),
            ("25/01/10", "2010-01-25"),
            ("1-3-25", "2025-03-01"),
            ("10-05-45", "text"),
            ("2025-03", "2025-03"),
            ("2024", "2024"),
            ("45976.5416666667", "2025-11-15"),
            ("45976", "2025-11-15"),
            // A date that stands for "no end" says nothing.
            ("9999", "blank"),
            ("9999-12-31", "blank"),
            ("2999-12-31", "blank"),
            // Words are kept as words.
            ("Löpande - uppsägningstid på 3-12 månader", "text"),
            ("2019, reviderad 2023", "text"),
            ("2025-03-01 ⬜", "text"),
            ("12345", "text"),
        ],
    );
    check(
        Field::Period,
        &[
            ("1. april 2025 –", "2025-04-01.."),
            ("2020-", "2020.."),
            ("fr.o.m. 2025-01-01", "2025-01-01.."),
            ("2024-01-01 – tills vidare", "2024-01-01.."),
            ("2024-01-01 – 9999-12-31", "2024-01-01.."),
            ("2024-01-01 – 2025-12-31", "2024-01-01..2025-12-31"),
            ("2024–2026", "2024..2026-12-31"),
            ("jan 2024 - feb 2025", "2024-01..2025-02-28"),
            ("2025-12-31 – 2024-01-01", "text"),
        ],
    );
    assert_eq!(read(Field::Created, "2025-02-31").not_understood, ["2025-02-31".into()]);
    assert!(read(Field::Created, "Löpande").not_understood.is_empty());
}

#[test]
fn numbers_of_persons() {
    check(
        Field::DataSubjectCount,
        &[
            ("300", "300..300"),
            ("300.0", "300..300"),
            ("~3 000", "~3000..3000"),
            ("ca 300", "~300..300"),
            ("3\u{a0}000", "3000..3000"),
            ("3,000", "3000..3000"),
            ("1.000-10.000", "1000..10000"),
            ("0-99", "0..99"),
            ("mellan 100 och 200", "100..200"),
            ("Över 10.000", "10001..more"),
            ("Over 10.000", "10001..more"),
            ("> 500", "501..more"),
            ("500+", "500..more"),
            ("minst 500", "500..more"),
            ("färre än 50", "0..49"),
            ("1 200 st", "1200..1200"),
            ("ca 300 elever per år", "~300..300"),
            ("2 miljoner", "2000000..2000000"),
            ("3,5", "text"),
            ("5 %", "text"),
            ("3 förvaltningar", "text"),
            ("99-1", "text"),
            ("Alle kommunens borgere", "text"),
            ("99999999999999999999999", "text"),
        ],
    );
}

#[test]
fn states() {
    check_terms(
        Field::Status,
        &[
            ("Utkast", &["draft"]),
            ("Under arbeid", &["draft"]),
            ("AKTIV", &["active"]),
            ("Godkjent", &["active"]),
            ("Ferdig dokumentert", &["active"]),
            ("Trenger revidering", &["needs_revision"]),
            ("Inaktiv", &["ended"]),
        ],
    );
    check_dpia(
        DpiaField::Status,
        &[
            ("Ej påbörjad", "Ej påbörjad:not_started"),
            ("Planerad", "Planerad:not_started"),
            ("Utkast", "Utkast:unfinished"),
            ("Pågående, ej klar", "Pågående, ej klar:unfinished"),
            ("Under arbeid", "Under arbeid:unfinished"),
            ("Klar", "Klar:finished"),
            ("Inväntar godkännande", "Inväntar godkännande:finished"),
            ("Inväntar DSO", "Inväntar DSO:finished"),
            ("På remiss", "På remiss:finished"),
            ("Utkast, inväntar DSO", "Utkast, inväntar DSO:unfinished"),
            ("Godkänd", "Godkänd:approved"),
            ("GODKÄND 2024-05-01", "GODKÄND 2024-05-01:approved"),
            ("Fastställd", "Fastställd:approved"),
            ("Undertecknad", "Undertecknad:approved"),
            ("Godkjent", "Godkjent:approved"),
            ("Godkänd med villkor", "Godkänd med villkor:approved_with_conditions"),
            ("☐ Godkänd ☒ Godkänd med villkor", "Godkänd med villkor:approved_with_conditions"),
            ("[ ] Godkänd [x] Utkast", "Utkast:unfinished"),
            ("☐ Godkänd", "text"),
            ("[ ] Godkänd", "text"),
            ("Avslagen", "Avslagen:rejected"),
            ("Ersatt av KB-2", "Ersatt av KB-2:not_in_force"),
            ("Godkänd av Barn- och utbildningsnämnden", "Godkänd av Barn- och utbildningsnämnden:approved"),
            ("Fastställd av KS § 45/2024", "Fastställd av KS § 45/2024:approved"),
            ("Godkänd (version 2.1)", "Godkänd (version 2.1):approved"),
            ("Godkänd av DSO och förvaltningschef", "Godkänd av DSO och förvaltningschef:approved"),
            ("Gällande t.o.m. 2030-12-31", "Gällande t.o.m. 2030-12-31:approved"),
            ("Beslutad i maj 2024, dnr SN 2024/117", "Beslutad i maj 2024, dnr SN 2024/117:approved"),
            ("Approved by the board on 2 May 2024", "Approved by the board on 2 May 2024:approved"),
            ("Vedtatt av kommunestyret", "Vedtatt av kommunestyret:approved"),
            ("Godkänd av Anna Berg 2025-03-01", "Godkänd av Anna Berg 2025-03-01:approved"),
            ("Godkänd av chefen Åke Berg-Lind", "Godkänd av chefen Åke Berg-Lind:approved"),
            ("Godkänd av A. Berg", "Godkänd av A. Berg:approved"),
            // Not approved, or not yet: a person must look.
            ("Ej godkänd", "text"),
            ("Godkänd när DSO yttrat sig", "text"),
            ("Godkänd, ersatt", "Godkänd, ersatt:not_in_force"),
            ("Nästan klar", "Nästan klar:unfinished"),
            ("Grön", "text"),
            ("Grönt", "text"),
            ("Godkänd?", "text"),
            ("Klar?", "text"),
            ("Godkänd nej", "text"),
            ("Beslutad: nej", "text"),
            ("Godkänd - behöver uppdateras", "text"),
            ("Godkänd, ny version behövs", "text"),
            ("Godkänd (gammal version)", "text"),
            ("Godkänd av leverantören", "text"),
            ("Godkänd av Leverantören", "text"),
            ("Godkänd av annan nämnd", "text"),
            ("Fastställd av förvaltningschef, nämnd återstår", "text"),
            ("Godkänd till 80 %", "text"),
            ("Godkänd 2 av 3", "text"),
            ("Godkänd i princip", "text"),
            ("Approved, needs update", "text"),
        ],
    );
    check_dpia(
        DpiaField::DpoAdvice,
        &[("⬜ Inväntar", "blank"), ("Inväntar yttrande", "blank"), ("Tillstyrker", "text")],
    );
    check_dpia(
        DpiaField::DpoAdvice,
        &[
            ("Lämnat 2024-11-20. Tillstyrker, med råd.", "yes +Lämnat 2024-11-20. Tillstyrker, med råd."),
            ("2024-11-20", "2024-11-20"),
            ("Nej", "no"),
            ("Ej inhämtat", "no =Ej inhämtat"),
            ("Ingen erinran", "text"),
        ],
    );
    check_dpia(
        DpiaField::Necessity,
        &[
            ("x", "yes"),
            ("☒", "yes"),
            ("☐", "blank"),
            ("Ja", "yes"),
            ("Nej", "no"),
            ("Saknas", "no =Saknas"),
            ("Se avsnitt 4", "text"),
            ("Delvis", "unknown"),
            ("Vet ej", "unknown"),
        ],
    );
    check_dpia(
        DpiaField::ConditionsMet,
        &[("Ej uppfyllda", "no =Ej uppfyllda"), ("Uppfyllda 2025-03-01", "yes +Uppfyllda 2025-03-01")],
    );
    check_dpia(DpiaField::Adopted, &[("2025-03-01", "2025-03-01"), ("SN 2025 § 41", "text"), ("Nej", "no")]);
    check_dpia(DpiaField::HighRiskRemains, &[("Ja", "yes"), ("Nej", "no"), ("?", "unknown")]);
    check_dpia(DpiaField::ApprovedBy, &[("⬜ Inväntar signatur", "blank"), ("Nämnden", "text")]);
    check_dpia(DpiaField::PriorConsultation, &[("Krävs inte", "no =Krävs inte"), ("Nej", "no")]);
    check_dpia(DpiaField::Review, &[("juli 2026", "2026-07")]);
}

#[test]
fn a_users_words_add_to_the_built_in_and_win() {
    let words =
        ValueWords::parse("ropa.toml", "[data_subjects]\npupils = [\"telningar\"]\nother = [\"barn\"]")
            .unwrap();
    let terms = |written: &str| shown(&words.read_field(Field::DataSubjects, written).value);
    assert_eq!(terms("Telningar"), "Telningar:pupils");
    assert_eq!(terms("Barn"), "Barn:other");
    assert_eq!(terms("Patienter"), "Patienter:patients");
}

#[test]
fn an_error_in_a_users_words_says_where_and_what() {
    for (text, line, says) in [
        ("[data_subjects]\ntelningar = []", 2, "unknown term `telningar`"),
        ("\n[data_subjects]\npupils = [\"a*\"]", 3, "3 letters"),
        ("[answers]\nyes = [\"!\"]", 2, "no word"),
        ("[answer]", 1, "unknown field `answer`"),
        ("yes = ", 1, ""),
    ] {
        let error = ValueWords::parse("ropa.toml", text).unwrap_err();
        assert_eq!((error.name.as_str(), error.line), ("ropa.toml", line), "{text:?}: {error}");
        assert!(error.message.contains(says), "{text:?}: {error}");
    }
}

fn any_field() -> impl Strategy<Value = Field> {
    proptest::sample::select(Field::all().collect::<Vec<_>>())
}

/// Texts made of what the readers look for, in any order.
fn cell_text() -> impl Strategy<Value = String> {
    let parts = [
        "Ja",
        "nej",
        "ej",
        "inte",
        "barn",
        "hälsa",
        "och",
        ",",
        ";",
        " ",
        "\n",
        "(",
        ")",
        "[",
        "]",
        "-",
        "–",
        "6.1",
        "e",
        "9",
        "2025",
        "03",
        "mars",
        "ca",
        "1 000",
        "*",
        "?",
        "☐",
        "☒",
        "⬜",
        "•",
        "vet ej",
        "godkänd",
        "å",
        "a\u{30a}",
        "\u{a0}",
        "::",
        "|",
        "🗸",
        "İ",
        "ß",
        "99999999999999999999",
    ];
    let known = proptest::collection::vec(proptest::sample::select(parts.to_vec()), 0..12)
        .prop_map(|parts| parts.concat());
    prop_oneof![known, any::<String>()]
}

proptest! {
    #[test]
    fn no_text_can_stop_the_reading_and_nothing_is_invented(field in any_field(), written in cell_text()) {
        let reading = read(field, &written);
        let mut parts = reading.not_understood.clone();
        match &reading.value {
            Value::Items(items) => {
                prop_assert!(!items.is_empty());
                parts.extend(items.iter().map(|item| item.written.clone()));
            }
            Value::YesNo(answer) => parts.extend([&answer.word, &answer.detail].into_iter().flatten().cloned()),
            _ => {}
        }
        for part in parts {
            prop_assert!(!part.is_empty() && written.trim().contains(&*part), "{part:?} of {written:?}");
        }
        if written.trim().is_empty() {
            prop_assert_eq!(reading.value, Value::Blank);
        }
    }

    #[test]
    fn a_dpia_field_reads_any_text(written in cell_text()) {
        for field in DpiaField::all() {
            ValueWords::builtin().read_dpia_field(field, &written);
        }
    }

    #[test]
    fn answers_do_not_depend_on_case_or_outer_blanks(
        written in proptest::sample::select(vec!["ja", "nej", "delvis", "vet ej", "ja/nej", "behövs ej", "inga", "genomförd"]),
        before in "[ \u{a0}\t\n]{0,3}",
        after in "[ \u{a0}\t\n]{0,3}",
    ) {
        let kind = |text: &str| match read(Field::DpiaNeeded, text).value {
            Value::YesNo(answer) => format!("{}", answer.yes),
            value => shown(&value),
        };
        let spaced = format!("{before}{}{after}", written.to_uppercase());
        prop_assert_eq!(kind(&spaced), kind(written));
    }

    #[test]
    fn a_date_is_the_same_in_every_form(year in 1995_i32..2060, month in 1_u32..=12, day in 1_u32..=28) {
        let date = chrono::NaiveDate::from_ymd_opt(year, month, day).unwrap();
        let swedish = ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"];
        let serial = (date - chrono::NaiveDate::from_ymd_opt(1899, 12, 30).unwrap()).num_days();
        let name = swedish[month as usize - 1];
        for written in [
            date.to_string(),
            format!("{year}/{month:02}/{day:02}"),
            format!("{year}{month:02}{day:02}"),
            format!("{day:02}.{month:02}.{year}"),
            format!("{date}T08:15:00"),
            format!("{day}/{month} {year}"),
            format!("{day}/{month}-{year}"),
            format!("{day} {name} {year}"),
            format!("{day}. {name} {year}"),
            format!("{date} ✅"),
            serial.to_string(),
            format!("{serial}.5"),
        ] {
            prop_assert_eq!(shown(&read(Field::Created, &written).value), date.to_string(), "{}", written);
        }
    }
}
