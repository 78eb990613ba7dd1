//! Words in free text that make a question worth asking, and those that must not.

use proptest::prelude::*;
use ropa::law::FactId::{self, *};
use ropa::screening::{HeavyKind, Lexicon, Topic};
use std::collections::BTreeSet;

fn topics(text: &str) -> BTreeSet<Topic> {
    Lexicon::builtin().hints(text).into_iter().map(|hint| hint.topic).collect()
}

fn criteria(text: &str) -> Vec<FactId> {
    let of = |topic| match topic {
        Topic::Fact(id) if id.is_criterion() => Some(id),
        _ => None,
    };
    topics(text).into_iter().filter_map(of).collect()
}

#[test]
fn sentences_hint_at_what_they_speak_of() {
    for (text, expected) in [
        ("Kamerabevakning i entrén", vec![K3]),
        ("KAMEROR vid huvudentrén", vec![K3]),
        ("Trygghetskamera nattetid", vec![K3]),
        ("personalövervakning", vec![K3, K7]),
        ("Profilering av sökande till tjänst", vec![K1, K7]),
        ("Riskbedömning av våldsutsatta", vec![K1, K4, K7]),
        ("Poängsättning av kandidater", vec![K1]),
        ("Automatiserad handläggning", vec![K2]),
        ("Automatiska beslut fattas", vec![K2]),
        ("En robotiserad process", vec![K2, K8]),
        ("GPS-larm för brukare", vec![K3, K4, K7]),
        ("Loggkontroll av personal", vec![K3]),
        ("Inspelning av samtal", vec![K3]),
        ("Hälsouppgifter lämnas", vec![K4]),
        ("sjukfrånvaro", vec![K4]),
        ("Försörjningsstöd till hushåll", vec![K4, K7]),
        ("Skyddade personuppgifter kan förekomma", vec![K4, K7]),
        ("Polisanmälningar om brott", vec![K4]),
        ("Brev till samtliga invånare", vec![K5]),
        ("Kvalitetsregister", vec![K5]),
        ("Samkörning av register", vec![K6]),
        ("Uppgifterna matchas mot folkbokföringen", vec![K6]),
        ("Barn i förskola", vec![K7]),
        ("Elevens studiegång", vec![K7]),
        ("Asylsökandes boende", vec![K7]),
        ("Välfärdsteknik", vec![K8]),
        ("AI-stöd för handläggare", vec![K8]),
        ("En språkmodell sammanfattar", vec![K8]),
        ("Ansökan får avslag", vec![K9]),
        ("Vandelsprövning", vec![K9]),
        ("Fingeravtryck vid inpassering", vec![K3, K4, K8]),
        ("Systematisk overvåking av ansatte", vec![K3, K7]),
        ("Overvågning af børn", vec![K3, K7]),
        ("Kunstig intelligens", vec![K8]),
        ("Monitoring of employees by camera", vec![K3, K7]),
        ("Machine learning on health records", vec![K4, K8]),
        ("pro\u{ad}filering", vec![K1]),
        ("Fo\u{308}rso\u{308}rjningssto\u{308}d", vec![K4, K7]),
    ] {
        assert_eq!(criteria(text), expected, "{text}");
    }
}

#[test]
fn look_alikes_hint_at_nothing() {
    for text in [
        "Enligt kamerabevakningslagen",
        "Driftavbrott i systemet",
        "Avbrott i elförsörjningen",
        "Omvärldsbevakning",
        "En detalj i avtalet",
        "Inloggning till webbplatsen",
        "Högskolepoäng",
        "Journalister",
        "Relevant underlag",
        "Tunna klienter byts ut",
        "Äldre handlingar gallras",
        "Föräldraledighetslagens text",
        "Parkeringsplatser",
        "Budgetprognos",
        "Kammarmusik",
        "Mail och e-post",
        "Foreldremøtets referat",
    ] {
        assert_eq!(criteria(text), [], "{text}");
    }
}

#[test]
fn a_denied_mention_is_no_hint() {
    for text in [
        "Ingen kameraövervakning",
        "inte någon profilering",
        "Utan profilering",
        "Profilering förekommer ej",
        "Kameraövervakning sker inte",
        "Kameror används dock inte",
        "No profiling",
        "Det skjer ikke, og uten overvåking",
        "varken kameror",
        "Automatiserade beslut fattas inte",
    ] {
        assert_eq!(criteria(text), [], "{text}");
    }
}

#[test]
fn a_denial_reaches_no_further_than_its_clause() {
    for (text, expected) in [
        ("ingen profilering men kameraövervakning", vec![K3]),
        ("Ingen profilering. Kameraövervakning.", vec![K3]),
        ("inte profilering, kameror finns", vec![K3]),
        ("inte bara kameror", vec![K3]),
        ("Barn som inte är folkbokförda", vec![K7]),
    ] {
        assert_eq!(criteria(text), expected, "{text}");
    }
}

#[test]
fn heavy_kinds_are_told_apart() {
    for (text, kind) in [
        ("Kamera i bostad", HeavyKind::Camera),
        ("Samtalsinspelning", HeavyKind::Sound),
        ("GPS", HeavyKind::Location),
        ("Dold granskning", HeavyKind::Covert),
        ("DNA", HeavyKind::Genetic),
        ("Ansiktsigenkänning", HeavyKind::Biometric),
        ("skyddad folkbokföring", HeavyKind::ProtectedIdentity),
        ("Maskininlärning", HeavyKind::AiOnPersons),
    ] {
        assert!(topics(text).contains(&Topic::Heavy(kind)), "{text}");
    }
}

#[test]
fn a_wrong_lexicon_is_pointed_out() {
    let lexicon = |words: &str| {
        format!(
            "negations = []\nnot_only = []\ndenying_verbs = []\nclause_ends = []\n\
             [[hints]]\ntopics = [\"K3\"]\nwords = [{words}]\n"
        )
    };
    assert!(Lexicon::parse("egen.toml", &lexicon("\"kamera*\"")).is_ok());
    for (words, told) in
        [("\"ka*era\"", "ka*era"), ("\"\"", "star"), ("\"Kamera\"", "lower-case"), ("3", "line 7")]
    {
        let error = Lexicon::parse("egen.toml", &lexicon(words)).unwrap_err().to_string();
        assert!(error.contains("egen.toml") && error.contains(told), "{error}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read(text in "\\PC{0,80}") {
        for hint in Lexicon::builtin().hints(&text) {
            prop_assert!(!hint.word.is_empty());
        }
    }

    #[test]
    fn a_neutral_sentence_beside_a_hint_changes_nothing(neutral in "[a-f ]{0,20}") {
        let alone = topics("Kamerabevakning i bostad");
        let beside = topics(&format!("Detta {neutral}. Kamerabevakning i bostad. Arkiv {neutral}."));
        prop_assert!(beside.is_superset(&alone));
    }
}
