//! Profiles: what a data file says of headers and words, errors in it, the built-in ones, and the proposal of one.

use proptest::prelude::*;
use ropa::import::{Importer, MatchHow, Notice, Profile, ProfileProblem, TableKind, ValueWords};
use ropa::model::{DpiaField, Field, Term, Value};
use ropa::report::inspect::profile::{ProfileView, toml};
use ropa::text::Lang;
use ropa::workbook::Workbook;
use ropa_tests::places;
use ropa_tests::registers::{rows, workbook};

const LANGUAGES: [&str; 5] = ["sv", "nb", "nn", "da", "en"];

fn book(lines: &str) -> Workbook {
    workbook(&[("Blad1", rows(lines))])
}

// --- What a profile says ---

#[test]
fn a_users_profile_goes_before_the_built_in_one() {
    let profile = Profile::parse(
        "vår.toml",
        "ignore = [\"Syfte\"]\n[activity]\nretention = \"Lagring\"\n[activity.purpose]\nalso = [\"Varför\"]\n\
         [words.answers]\nyes = [\"jajamän\"]",
    )
    .unwrap();
    let book = book("ID|Behandling|Varför|Syfte|Lagring|Ny teknik\nA|Lön|x|y|5 år|jajamän");
    let found = Importer::new(&profile).import(&[book]);
    let columns: Vec<_> = found.tables[0]
        .columns
        .iter()
        .map(|column| (column.field.map(|field| field.key()), column.how))
        .collect();
    assert_eq!(
        columns,
        [
            (Some("id"), MatchHow::Alias),
            (Some("name"), MatchHow::Exact),
            (Some("purpose"), MatchHow::Profile),
            (None, MatchHow::None),
            (Some("retention"), MatchHow::Profile),
            (Some("k8"), MatchHow::Exact)
        ]
    );
    let k8 = found.register.activities[0].entries_of(Field::K8).next().unwrap();
    assert!(matches!(&k8.value, Value::YesNo(answer) if answer.yes), "{:?}", k8.value);
}

#[test]
fn a_profile_may_stand_alone() {
    let profile = Profile::parse("p.toml", "extends = \"none\"\n[activity]\nname = \"Vad\"").unwrap();
    assert!(profile.match_header(TableKind::Activities, "Vad").is_some());
    assert!(profile.match_header(TableKind::Activities, "Ändamål").is_none());
}

#[test]
fn the_profiles_in_the_documentation_are_valid() {
    let docs = places::text("docs/profiles.md");
    let profiles: Vec<&str> =
        docs.split("```toml").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    assert!(profiles.len() >= 3);
    let parsed: Vec<_> =
        profiles.iter().map(|text| Profile::parse("docs/profiles.md", text).unwrap()).collect();
    let found = parsed[0].match_header(TableKind::Activities, "Lagringsyta").unwrap();
    assert_eq!((found.field.key(), found.how), ("systems", MatchHow::Profile));
    // Every field that a profile may name stands in the list.
    for key in Field::all().map(Field::key).chain(DpiaField::all().map(DpiaField::key)) {
        assert!(docs.contains(&format!("`{key}`")), "{key}");
    }
}

#[test]
fn errors_point_to_their_place_and_name_what_is_right() {
    for (text, line, column, message) in [
        ("[aktivity]\n", 1, 2, "did you mean \"activity\"?"),
        ("[activity.purpose]\nsw = \"Syfte\"", 2, 1, "did you mean \"sv\"?"),
        ("[activity.purpose]\nfi = \"Tarkoitus\"", 2, 1, "`languages = [\"fi\"]`"),
        ("languages = [\"Finska\"]", 1, 14, "cannot be the code of a language"),
        ("[activity]\nname = 3", 2, 8, "\"name\" takes text, or a list of texts"),
        ("[activity]\npurpse = \"Varför\"", 2, 1, "did you mean \"purpose\"?"),
        ("[dpia]\ntitle = [\"A\", \"\"]", 2, 15, "at least one letter or digit"),
        ("ignore = [\" \"]", 1, 11, "at least one letter or digit"),
        ("[activity]\nname = \"Å\"\npurpose = \"å:\"", 3, 11, "given to both name and purpose"),
        ("extends = \"drafit\"", 1, 11, "did you mean \"draftit\"?"),
        ("schema = \"ropa/profile/2\"", 1, 10, "did you mean \"ropa/profile/1\"?"),
        ("[activity.registered]\nelse = \"creatd\"", 2, 8, "did you mean \"created\"?"),
        ("[activity\n", 1, 10, ""),
        ("[separators]\nvalue = \",\"", 2, 1, "did you mean \"values\"?"),
        ("[separators]\nvalues = \"\"", 2, 10, "at least one character"),
        ("[activity.purpose]\nseparators = [\",\"]", 2, 1, "not read as a list"),
        ("[words.answers]\nye = [\"japp\"]", 2, 1, "did you mean \"yes\"?"),
        ("[words.answer]\nyes = [\"japp\"]", 1, 8, "did you mean \"answers\"?"),
        ("[words.data_categories]\nhealht = [\"krya\"]", 2, 1, "did you mean \"health\"?"),
        ("[words.yes_no.third_country]\nsays_ye = [\"utomlands\"]", 2, 1, "did you mean \"says_yes\"?"),
        ("[words.dates.months]\njanuari = [\"tammikuu\"]", 2, 1, "did you mean \"january\"?"),
        ("[words.answers]\nyes = 1", 2, 7, "\"yes\" takes text"),
    ] {
        let error = Profile::parse("p.toml", text).unwrap_err();
        assert_eq!((error.line, error.column), (line, column), "{text}: {error}");
        assert!(error.to_string().contains(message), "{text}: {error}");
    }
    let error = Profile::parse("p.toml", "xyz = 1").unwrap_err();
    let ProfileProblem::UnknownName { name, nearest: None, known } = error.problem else { panic!("{error}") };
    assert!(name == "xyz" && known.contains(&"activity".to_owned()));
    // The first mistake in the file is the one told of.
    let error = Profile::parse("p.toml", "[dpia]\nfel = \"A\"\n[activity]\nannat = \"B\"").unwrap_err();
    assert_eq!(error.line, 2);
}

#[test]
fn the_words_that_a_profile_may_give_are_those_that_are_read() {
    // The built-in words use every section; a key that the check does not know would fail here.
    let words = places::text("crates/ropa/profiles/words.toml");
    let below: String = words
        .lines()
        .map(|line| match line.strip_prefix('[') {
            Some(rest) => format!("[words.{rest}\n"),
            None => format!("{line}\n"),
        })
        .collect();
    Profile::parse("words.toml", &below).unwrap();
}

#[test]
fn separators_are_the_profiles_own() {
    let items = |profile: &Profile, text: &str| -> Vec<String> {
        match profile.words().read_field(Field::ListedExample, text).value {
            Value::Items(items) => items.iter().map(|item| item.written.to_string()).collect(),
            other => panic!("{other:?}"),
        }
    };
    let text = "Kamera, skola; Matchning // Poäng";
    assert_eq!(items(Profile::builtin(), text), ["Kamera, skola", "Matchning // Poäng"]);
    let all = Profile::parse("p.toml", "[separators]\nvalues = [\"//\"]").unwrap();
    assert_eq!(items(&all, text), ["Kamera, skola; Matchning", "Poäng"]);
    let one = Profile::parse("p.toml", "[activity.listed_example]\nseparators = [\",\", \";\"]").unwrap();
    assert_eq!(items(&one, text), ["Kamera", "skola", "Matchning // Poäng"]);
    let Value::Items(other) = one.words().read_field(Field::DataCategories, "Hälsa; Namn").value else {
        panic!()
    };
    assert_eq!(other.len(), 2, "other fields keep their separators");
    let groups = Profile::parse("p.toml", "[separators]\nvalues = [\"/\"]\ngroups = [\"==\"]").unwrap();
    assert_eq!(items(&groups, "a1/a2 == b1"), ["a1", "a2", "b1"]);
}

// --- Languages ---

#[test]
fn every_field_has_a_header_to_write_in_every_language() {
    let profile = Profile::builtin();
    for language in LANGUAGES {
        for field in Field::all() {
            let label =
                profile.activity_label(field, language).unwrap_or_else(|| panic!("{field} {language}"));
            assert_eq!(profile.match_header(TableKind::Activities, label).unwrap().field.key(), field.key());
        }
        for field in DpiaField::all() {
            let label = profile.dpia_label(field, language).unwrap_or_else(|| panic!("{field} {language}"));
            assert_eq!(profile.match_header(TableKind::Dpias, label).unwrap().field.key(), field.key());
        }
    }
}

/// A field, a term or answer, and how it is said in Swedish, bokmål, nynorsk, Danish and English.
type Said = (Field, &'static str, [&'static str; 5]);

const SAID: &[Said] = &[
    (Field::K1, "yes", ["Ja", "Ja", "Ja", "Ja", "Yes"]),
    (Field::K1, "no", ["Nej", "Nei", "Nei", "Nej", "No"]),
    (Field::K1, "partly", ["Delvis", "Delvis", "Delvis", "Delvist", "Partly"]),
    (Field::K1, "unknown", ["Vet ej", "Vet ikke", "Veit ikkje", "Ved ikke", "Do not know"]),
    (
        Field::K1,
        "not applicable",
        ["Ej tillämpligt", "Ikke relevant", "Ikkje relevant", "Ikke relevant", "Not applicable"],
    ),
    (Field::LegalBasis, "a", ["Samtycke", "Samtykke", "Samtykke", "Samtykke", "Consent"]),
    (Field::LegalBasis, "b", ["Avtal", "Avtale", "Avtale", "Aftale", "Contract"]),
    (
        Field::LegalBasis,
        "c",
        [
            "Rättslig förpliktelse",
            "Rettslig forpliktelse",
            "Rettsleg plikt",
            "Retlig forpligtelse",
            "Legal obligation",
        ],
    ),
    (
        Field::LegalBasis,
        "d",
        [
            "Grundläggande intresse",
            "Vitale interesser",
            "Vitale interesser",
            "Vitale interesser",
            "Vital interests",
        ],
    ),
    (
        Field::LegalBasis,
        "e",
        [
            "Uppgift av allmänt intresse",
            "Oppgave i allmennhetens interesse",
            "Oppgåve i ålmenta si interesse",
            "Opgave i samfundets interesse",
            "Public interest",
        ],
    ),
    (
        Field::LegalBasis,
        "f",
        [
            "Berättigat intresse",
            "Berettiget interesse",
            "Rettkomen interesse",
            "Legitim interesse",
            "Legitimate interest",
        ],
    ),
    (
        Field::Art9Basis,
        "a",
        [
            "Uttryckligt samtycke",
            "Uttrykkelig samtykke",
            "Uttrykkjeleg samtykke",
            "Udtrykkeligt samtykke",
            "Explicit consent",
        ],
    ),
    (Field::Art9Basis, "b", ["Arbetsrätt", "Arbeidsrett", "Arbeidsrett", "Arbejdsret", "Employment law"]),
    (
        Field::Art9Basis,
        "h",
        ["Hälso- och sjukvård", "Helsetjenester", "Helsetenester", "Sundhedspleje", "Health care"],
    ),
    (Field::Art9Basis, "i", ["Folkhälsa", "Folkehelse", "Folkehelse", "Folkesundhed", "Public health"]),
    (Field::Art9Basis, "j", ["Forskning", "Forskning", "Forsking", "Forskning", "Research"]),
    (
        Field::Role,
        "controller",
        [
            "Personuppgiftsansvarig",
            "Behandlingsansvarlig",
            "Behandlingsansvarleg",
            "Dataansvarlig",
            "Controller",
        ],
    ),
    (
        Field::Role,
        "processor",
        ["Personuppgiftsbiträde", "Databehandler", "Databehandlar", "Databehandler", "Processor"],
    ),
    (Field::Status, "draft", ["Utkast", "Utkast", "Utkast", "Udkast", "Draft"]),
    (Field::Status, "active", ["Aktiv", "Aktiv", "Aktiv", "Aktiv", "Active"]),
    (Field::Status, "planned", ["Planerad", "Planlagt", "Planlagd", "Planlagt", "Planned"]),
    (Field::Status, "ended", ["Avslutad", "Avsluttet", "Avslutta", "Afsluttet", "Ended"]),
    (
        Field::Status,
        "needs_revision",
        ["Behöver revideras", "Trenger revidering", "Treng revidering", "Skal revideres", "Needs revision"],
    ),
    (Field::DataCategories, "health", ["Hälsa", "Helse", "Helse", "Helbred", "Health"]),
    (
        Field::DataCategories,
        "ethnic_origin",
        ["Etniskt ursprung", "Etnisk opprinnelse", "Etnisk opphav", "Etnisk oprindelse", "Ethnic origin"],
    ),
    (
        Field::DataCategories,
        "political_opinions",
        [
            "Politiska åsikter",
            "Politisk oppfatning",
            "Politisk oppfatning",
            "Politisk overbevisning",
            "Political opinions",
        ],
    ),
    (Field::DataCategories, "beliefs", ["Religion", "Religion", "Religion", "Religion", "Religion"]),
    (
        Field::DataCategories,
        "trade_union",
        [
            "Fackligt medlemskap",
            "Fagforeningsmedlemskap",
            "Fagforeiningsmedlemskap",
            "Fagforeningsforhold",
            "Trade union membership",
        ],
    ),
    (
        Field::DataCategories,
        "genetic",
        [
            "Genetiska uppgifter",
            "Genetiske opplysninger",
            "Genetiske opplysningar",
            "Genetiske data",
            "Genetic data",
        ],
    ),
    (
        Field::DataCategories,
        "biometric",
        [
            "Biometriska uppgifter",
            "Biometriske opplysninger",
            "Biometriske opplysningar",
            "Biometriske data",
            "Biometric data",
        ],
    ),
    (
        Field::DataCategories,
        "sex_life",
        [
            "Sexuell läggning",
            "Seksuell orientering",
            "Seksuell orientering",
            "Seksuel orientering",
            "Sexual orientation",
        ],
    ),
    (
        Field::DataCategories,
        "criminal",
        ["Lagöverträdelser", "Straffedommer", "Straffedommar", "Straffedomme", "Criminal convictions"],
    ),
    (Field::DataCategories, "name", ["Namn", "Navn", "Namn", "Navn", "Name"]),
    (
        Field::DataCategories,
        "contact",
        [
            "Kontaktuppgifter",
            "Kontaktopplysninger",
            "Kontaktopplysningar",
            "Kontaktoplysninger",
            "Contact details",
        ],
    ),
    (
        Field::DataCategories,
        "national_id",
        ["Personnummer", "Fødselsnummer", "Fødselsnummer", "CPR-nummer", "National identification number"],
    ),
    (
        Field::DataCategories,
        "finance",
        [
            "Ekonomiska uppgifter",
            "Økonomiske opplysninger",
            "Økonomiske opplysningar",
            "Økonomiske oplysninger",
            "Financial data",
        ],
    ),
    (Field::DataCategories, "education", ["Utbildning", "Utdanning", "Utdanning", "Uddannelse", "Education"]),
    (Field::DataCategories, "image_sound", ["Bilder", "Bilder", "Bilete", "Billeder", "Images"]),
    (
        Field::DataCategories,
        "location",
        ["Lokaliseringsuppgifter", "Posisjonsdata", "Posisjonsdata", "Lokaliseringsdata", "Location data"],
    ),
    (Field::DataSubjects, "children", ["Barn", "Barn", "Barn", "Børn", "Children"]),
    (Field::DataSubjects, "pupils", ["Elever", "Elever", "Elevar", "Elever", "Pupils"]),
    (Field::DataSubjects, "employees", ["Anställda", "Ansatte", "Tilsette", "Ansatte", "Employees"]),
    (
        Field::DataSubjects,
        "job_applicants",
        ["Jobbsökande", "Jobbsøkere", "Jobbsøkjarar", "Jobansøgere", "Job applicants"],
    ),
    (Field::DataSubjects, "patients", ["Patienter", "Pasienter", "Pasientar", "Patienter", "Patients"]),
    (Field::DataSubjects, "elderly", ["Äldre", "Eldre", "Eldre", "Ældre", "Elderly"]),
    (Field::DataSubjects, "relatives", ["Anhöriga", "Pårørende", "Pårørande", "Pårørende", "Relatives"]),
    (Field::DataSubjects, "public", ["Medborgare", "Innbyggere", "Innbyggjarar", "Borgere", "Citizens"]),
    (Field::DataSubjects, "customers", ["Kunder", "Kunder", "Kundar", "Kunder", "Customers"]),
    (
        Field::DataSubjects,
        "suppliers",
        ["Leverantörer", "Leverandører", "Leverandørar", "Leverandører", "Suppliers"],
    ),
    (
        Field::DataSubjects,
        "asylum_seekers",
        ["Asylsökande", "Asylsøkere", "Asylsøkjarar", "Asylansøgere", "Asylum seekers"],
    ),
    (Field::DataSubjects, "homeless", ["Hemlösa", "Hjemløse", "Heimlause", "Hjemløse", "Homeless"]),
];

/// States of a DPIA, likewise.
const SAID_OF_DPIAS: &[(&str, [&str; 5])] = &[
    ("not_started", ["Ej påbörjad", "Ikke påbegynt", "Ikkje påbyrja", "Ikke påbegyndt", "Not started"]),
    ("unfinished", ["Pågående", "Under arbeid", "Under arbeid", "Under udarbejdelse", "In progress"]),
    ("finished", ["Färdig", "Ferdig", "Ferdig", "Færdig", "Finished"]),
    ("approved", ["Godkänd", "Godkjent", "Godkjend", "Godkendt", "Approved"]),
    (
        "approved_with_conditions",
        [
            "Godkänd med villkor",
            "Godkjent med vilkår",
            "Godkjend med vilkår",
            "Godkendt med betingelser",
            "Approved with conditions",
        ],
    ),
    ("rejected", ["Avslagen", "Avslått", "Avslått", "Afvist", "Rejected"]),
    ("not_in_force", ["Upphävd", "Opphevet", "Oppheva", "Ophævet", "Superseded"]),
];

/// The answer or the terms that a text was read as.
fn read_as(value: &Value) -> String {
    match value {
        Value::YesNo(answer) if answer.word.as_deref().is_some_and(|word| !word.is_empty()) && answer.yes => {
            "partly".into()
        }
        Value::YesNo(answer) => if answer.yes { "yes" } else { "no" }.into(),
        Value::Unknown => "unknown".into(),
        Value::NotApplicable => "not applicable".into(),
        Value::Items(items) => {
            let terms: Vec<_> = items.iter().filter_map(|item| item.term.map(Term::code)).collect();
            terms.join(" ")
        }
        other => format!("{other:?}"),
    }
}

#[test]
fn answers_and_terms_are_known_in_every_language() {
    let words = ValueWords::builtin();
    let mut unknown = Vec::new();
    for (field, term, said) in SAID {
        for (language, text) in LANGUAGES.iter().zip(said) {
            let read = read_as(&words.read_field(*field, text).value);
            if read != *term {
                unknown.push(format!("{language} {field}: {text} is {term}, read as {read}"));
            }
        }
    }
    for (term, said) in SAID_OF_DPIAS {
        for (language, text) in LANGUAGES.iter().zip(said) {
            let read = read_as(&words.read_dpia_field(DpiaField::Status, text).value);
            if read != *term {
                unknown.push(format!("{language} status of a DPIA: {text} is {term}, read as {read}"));
            }
        }
    }
    assert!(unknown.is_empty(), "{}", unknown.join("\n"));
}

#[test]
fn months_are_known_in_every_language() {
    use chrono::Datelike;
    let months = [
        ["januari", "januar", "januar", "januar", "January"],
        ["februari", "februar", "februar", "februar", "February"],
        ["mars", "mars", "mars", "marts", "March"],
        ["april", "april", "april", "april", "April"],
        ["maj", "mai", "mai", "maj", "May"],
        ["juni", "juni", "juni", "juni", "June"],
        ["juli", "juli", "juli", "juli", "July"],
        ["augusti", "august", "august", "august", "August"],
        ["september", "september", "september", "september", "September"],
        ["oktober", "oktober", "oktober", "oktober", "October"],
        ["november", "november", "november", "november", "November"],
        ["december", "desember", "desember", "december", "December"],
    ];
    for (number, said) in (1..).zip(months) {
        for month in said {
            let read = ValueWords::builtin().read_field(Field::Registered, &format!("3 {month} 2025"));
            let Value::Date(date) = &read.value else { panic!("{month}: {read:?}") };
            assert_eq!((date.date.day(), date.date.month()), (3, number), "{month}");
        }
    }
}

/// A language that nobody here speaks, as data alone.
const FINNISH: &str = r#"
schema = "ropa/profile/1"
name = "Suomi"
languages = ["fi"]

[activity]
id = { fi = "Tunnus" }
name = { fi = "Käsittelytoimi" }
purpose = { fi = "Käsittelyn tarkoitus" }
legal_basis = { fi = ["Oikeusperuste", "Käsittelyn oikeusperuste"] }
data_subjects = { fi = "Rekisteröityjen ryhmät" }
sensitive = { fi = "Erityiset henkilötietoryhmät" }
k3 = { fi = "Järjestelmällinen valvonta" }
registered = { fi = "Rekisteröity" }

[dpia]
title = { fi = "Vaikutustenarviointi" }
covers = { fi = "Kattaa käsittelytoimet" }
status = { fi = "Tila" }
approved = { fi = "Hyväksytty" }

[words.answers]
yes = ["kyllä"]
no = ["ei"]
unknown = ["ei tiedossa"]

[words.data_subjects]
children = ["lapset", "laps*"]

[words.legal_basis]
e = ["yleinen etu", "yleis* etu*"]

[words.dpia_status]
approved = ["hyväksytty"]

[words.dates.months]
january = ["tammikuuta", "tammikuu"]
"#;

#[test]
fn a_further_language_is_a_data_file() {
    let profile = Profile::parse("fi.toml", FINNISH).unwrap();
    assert_eq!(profile.languages().last(), Some("fi"));
    assert_eq!(profile.activity_label(Field::Purpose, "fi"), Some("Käsittelyn tarkoitus"));
    assert_eq!(
        profile.activity_label(Field::Purpose, "sv"),
        Profile::builtin().activity_label(Field::Purpose, "sv")
    );
    let book = workbook(&[
        (
            "Rekisteri",
            rows(
                "Tunnus|Käsittelytoimi|Käsittelyn tarkoitus|Oikeusperuste|Rekisteröityjen ryhmät|Järjestelmällinen valvonta|Rekisteröity
                 A1|Palkat|Palkanmaksu|Yleinen etu|Lapset|Kyllä|3 tammikuuta 2025
                 A2|Kamerat|Valvonta|Yleinen etu|Lapset|Ei tiedossa|2025-02-01",
            ),
        ),
        ("Arvioinnit", rows("Vaikutustenarviointi|Kattaa käsittelytoimet|Tila|Hyväksytty\nKamerat|A2|Hyväksytty|2025-03-01")),
    ]);
    let found = Importer::new(&profile).import(&[book]);
    assert!(found.not_understood.is_empty(), "{:?}", found.not_understood);
    let activities = &found.register.activities;
    let read = |index: usize, field| read_as(&activities[index].entries_of(field).next().unwrap().value);
    assert_eq!(read(0, Field::LegalBasis), "e");
    assert_eq!(read(0, Field::DataSubjects), "children");
    assert_eq!((read(0, Field::K3), read(1, Field::K3)), ("yes".into(), "unknown".into()));
    assert_eq!(activities[0].date(Field::Registered).unwrap().date.to_string(), "2025-01-03");
    let status = found.register.dpias[0].entries_of(DpiaField::Status).next().unwrap();
    assert_eq!(read_as(&status.value), "approved");
}

// --- The built-in profiles ---

#[test]
fn the_built_in_profiles_are_valid_and_read_what_they_are_for() {
    for name in Profile::builtin_names() {
        let text = ropa_tests::places::text(&format!("crates/ropa/profiles/{name}.toml"));
        assert!(text.starts_with('#'), "{name} says what it is for");
        assert!(Profile::named(name).is_some());
        // A user may build on each.
        Profile::parse("p.toml", &format!("extends = \"{name}\"\n[activity]\nnotes = \"Övrigt att veta\""))
            .unwrap();
    }
    for language in LANGUAGES {
        for field in
            [Field::Controller, Field::Purpose, Field::DataSubjects, Field::Recipients, Field::Security]
        {
            let profile = Profile::named("art30").unwrap();
            let label = profile.activity_label(field, language).unwrap();
            let found = profile.match_header(TableKind::Activities, label).unwrap();
            assert_eq!((found.field.key(), found.how), (field.key(), MatchHow::Profile), "{label}");
        }
        for field in Field::all().filter(|field| (Field::K1..=Field::LawDpiaScope).contains(field)) {
            let profile = Profile::named("screening").unwrap();
            let label = profile.activity_label(field, language).unwrap();
            let found = profile.match_header(TableKind::Activities, label);
            assert_eq!(found.map(|found| found.field.key()), Some(field.key()), "{label}");
        }
    }
}

#[test]
fn the_norwegian_overview_is_read_by_its_profile() {
    let headers = "Behandlingsansvarlig;Organisasjonsnummer;Behandlingsansvarliges representant;\
        Virksomhetens postadresse;Virksomhetens e-post;Virksomhetens telefon;Utenfor EU/EØS (ja/nei);\
        Representant behandlingsansvarlig utenfor EU/EØS - navn;\
        Representant behandlingsansvarlig utenfor EU/EØS - postadresse;\
        Representant behandlingsansvarlig utenfor EU/EØS - e-post;\
        Representant behandlingsansvarlig utenfor EU/EØS - telefon;Personvernombud - navn;\
        Personvernombud - postadresse;Personvernombud - e-post;Personvernombud - telefon;Behandlingen gjelder;\
        Behandlingstatus;Daglig behandlingsansvar - Navn;Daglig behandlingsansvar - Tlf;\
        Daglig behandlingsansvar - Epost;Databehandlere - Navn;Databehandleravtaler - Lenke;\
        Felles behandlingsansvar;Felles behandlingsansvar - Virksomheter;\
        Felles behandlingsansvar - Ansvarsfordeling;Felles behandlingsansvar - Kontaktpunkt;\
        Felles behandlingsansvar - E-post;Felles behandlingsansvar - Telefon;Formål med behandlingen;\
        Behandlingsgrunnlag artikkel 6;Artikkel 6 - Henvisning til annen lovgiving;\
        Behandlingsgrunnlag artikkel 9;Artikkel 9 - henvisning til annen lovgiving;\
        Behandlingsgrunnlag artikkel 10;Artikkel 10 - henvisning til annen lovgiving;\
        Funksjons- eller virksomhetsområde;Tilhørende datasett - lenke;Tilhørende datasett - navn;\
        Personopplysninger - Kategorier av registrerte;\
        Personopplysninger - Kategorier tilknyttet den registrerte;\
        Personopplysninger - Planlagte tidsfrister for sletting;Kilder til personopplysningene;\
        System i virksomheten som behandler personopplysninger;Mottakere eller kategorier av mottakere;\
        Mottakere - tredjeland eller internasjonale organisasjoner;Garantier ved overføring;\
        Tekniske og organisatoriske sikkerhetstiltak;Er det gjennomført DPIA?;Referanse til DPIA";
    let headers: Vec<&str> = headers.split(';').collect();
    let values = |header: &str| match header {
        "Behandlingsansvarlig" => "Eksempel kommune",
        "Behandlingen gjelder" => "Barnevern",
        "Behandlingstatus" => "Godkjent",
        "Behandlingsgrunnlag artikkel 6" => "6.1.c | 6.1.e",
        "Personopplysninger - Kategorier av registrerte" => "Barn | Ansatte",
        "Personopplysninger - Kategorier tilknyttet den registrerte" => "Helse | Navn :: Kontaktopplysninger",
        "Mottakere - tredjeland eller internasjonale organisasjoner" => "Ja, USA",
        "Er det gjennomført DPIA?" => "Nei",
        "Utenfor EU/EØS (ja/nei)" => "nei",
        "Personvernombud - navn" => "Ombudet",
        _ => "",
    };
    let row: Vec<String> = headers.iter().map(|header| values(header).to_owned()).collect();
    let headers: Vec<String> = headers.iter().map(|header| (*header).to_owned()).collect();
    let book = workbook(&[("Behandlingsoversikt", vec![headers.clone(), row])]);
    let found = Importer::new(Profile::named("behandlingsoversikt").unwrap()).import(&[book]);
    let columns = &found.tables[0].columns;
    let how = |header: &str| {
        let column = columns.iter().find(|column| &*column.header == header).unwrap();
        (column.field.map(|field| field.key()), column.how)
    };
    for (header, field) in [
        ("Behandlingen gjelder", "name"),
        ("Personvernombud - navn", "dpo"),
        ("Daglig behandlingsansvar - Epost", "responsible_email"),
        ("Felles behandlingsansvar - Virksomheter", "joint_controller"),
        ("Behandlingsgrunnlag artikkel 9", "art9_basis"),
        ("Databehandleravtaler - Lenke", "processor_agreement"),
    ] {
        assert_eq!(how(header), (Some(field), MatchHow::Profile), "{header}");
    }
    assert_eq!(how("Utenfor EU/EØS (ja/nei)").0, None);
    assert!(!columns.iter().any(|column| column.how == MatchHow::Fuzzy));
    let activity = &found.register.activities[0];
    let items = |field| activity.items(field).map(|(_, item)| item.written.to_string()).collect::<Vec<_>>();
    assert_eq!(items(Field::DataSubjects), ["Barn", "Ansatte"]);
    assert_eq!(items(Field::DataCategories), ["Helse", "Navn", "Kontaktopplysninger"]);
    assert_eq!(items(Field::LegalBasis).len(), 2);
    assert!(found.not_understood.is_empty(), "{:?}", found.not_understood);
}

// --- Likeness ---

#[test]
fn what_is_read_by_likeness_is_listed_also_under_a_heading() {
    let book = workbook(&[(
        "R",
        rows(
            "||Dataskydsombud||\nBehandling|Ändamål|Namn|E-post|Rättslig grund\nLön|Betala|Ombudet|x@example.org|Avtal",
        ),
    )]);
    let found = Importer::new(Profile::builtin()).import(&[book]);
    let fuzzy: Vec<_> =
        found.tables[0].columns.iter().filter(|column| column.how == MatchHow::Fuzzy).collect();
    let listed = found.notices.iter().filter(|notice| matches!(notice, Notice::FuzzyHeader { .. })).count();
    assert_eq!(fuzzy.len(), listed);
    for column in &found.tables[0].columns {
        if column.field == Some(Field::Dpo.into()) {
            assert_eq!(column.how, MatchHow::Fuzzy, "a heading with a typing error is no certain one");
        }
    }
}

// --- Proposals ---

fn proposed(books: &[Workbook], base: &str) -> String {
    let profile = Profile::named(base).unwrap();
    let proposal = Importer::new(profile).propose(books);
    toml(&ProfileView::new(&proposal, base, "min.toml", Lang::Sv))
}

fn assert_reads_the_same(books: &[Workbook], base: &str) {
    let text = proposed(books, base);
    let profile = Profile::parse("min.toml", &text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let before = Importer::new(Profile::named(base).unwrap()).import(books);
    let after = Importer::new(&profile).import(books);
    assert_eq!(before.register, after.register, "{text}");
    assert_eq!(before.account, after.account);
    assert_eq!(before.not_understood, after.not_understood);
}

#[test]
fn a_proposal_says_how_each_header_was_known() {
    let register = rows(
        "Behandlings-ID|Behandling|Motagare|Ändamål med behandlingen|Rättslig grund|Telefon|Handläggare|E-post|E-post|Kategorier av personuppgifter|Känsliga personuppgifter
         A1|Lön|Banken|Betala ut lön|Avtal|10 år|Ekonomi|a@example.org|b@example.org|Namn; Löneklass|Kanske\"s
         A2|Arkiv|Ingen|Bevara|Allmänt intresse|Alltid|Kansli|||Löneklass|Nej",
    );
    let book = workbook(&[("Registreringar", register)]);
    insta::assert_snapshot!(proposed(std::slice::from_ref(&book), "draftit"));
    assert_reads_the_same(&[book], "draftit");
}

#[test]
fn a_proposal_can_be_finished() {
    let book = book("Behandling|Ändamål|Rättslig grund|Telefon\nLön|Betala|Avtal|10 år");
    let text = proposed(std::slice::from_ref(&book), "draftit");
    assert!(text.contains("# retention = \"Telefon\"") || text.contains("??? = \"Telefon\""), "{text}");
    let finished = text.replace("[activity]", "[activity]\nretention = \"Telefon\"");
    let profile = Profile::parse("min.toml", &finished).unwrap();
    let found = Importer::new(&profile).import(&[book]);
    assert_eq!(found.register.activities[0].text(Field::Retention), Some("10 år"));
}

#[test]
fn a_proposal_of_no_table_is_valid_too() {
    let text = proposed(&[book("a|b\n1|2")], "draftit");
    Profile::parse("min.toml", &text).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_proposal_reads_the_same(
        headers in prop::collection::vec(prop::sample::select(vec![
            "Behandling", "Namn", "Ändamål", "Ändmål", "Rättslig grund", "E-post", "Status", "Motivering", "DPIA",
            "Kategorier", "Lagring", "Skapad", "Verksamhetsområde", "Eget \"fält\"", "Fält\\två", "Radbrytning\n i rubrik",
            "Konsekvensbedömning", "Omfattar behandlingar", "Kategorier av registrerade", "Dataskyddsombud",
        ]), 3..10),
        cells in prop::collection::vec(prop::sample::select(vec!["Ja", "Nej", "Lön", "", "2025-01-01", "Barn", "kanske"]), 30),
    ) {
        let rows: Vec<Vec<String>> = [headers.iter().map(|header| (*header).to_owned()).collect::<Vec<_>>()]
            .into_iter()
            .chain(cells.chunks(headers.len()).map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()))
            .collect();
        assert_reads_the_same(&[workbook(&[("Blad1", rows)])], "draftit");
    }
}
