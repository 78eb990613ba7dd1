//! Sheets in every layout, made up.

use proptest::prelude::*;

const QUESTIONS: [&str; 14] = [
    "Behandlings-ID",
    "Behandling",
    "Ändamål",
    "Rättslig grund",
    "Kategorier av registrerade",
    "Kategorier av personuppgifter",
    "Känsliga personuppgifter",
    "Mottagare",
    "Tredjelandsöverföring",
    "Gallring",
    "Egen fråga",
    "System",
    "System, text",
    "Personuppgiftsansvarig",
];

fn answer() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::sample::select(vec![
            "Ja", "Nej", "Ja, USA", "vet ej", "-", "Lön", "Barn; Elever", "- Namn", "Allmänt intresse", "E-post",
            "Registrering av ärenden i socialtjänsten enligt lag.", "2026-01-01", "Ändamål", "A | B", "x", "[fyll i]",
        ])
        .prop_map(str::to_owned),
        1 => "[a-zåäö0-9 .,:?]{0,12}",
        2 => Just(String::new()),
    ]
}

fn noise() -> impl Strategy<Value = Vec<String>> {
    prop::sample::select(vec![
        "",
        "Registerförteckning för Socialnämnden",
        "Version: 1.2",
        "Personuppgiftsansvarig|Socialnämnden",
        "Som personuppgiftsbiträde",
        "Behandling 2: Lön",
        "Fält|Innehåll",
        "* obligatoriskt",
        "Om behandlingen",
        "lös text",
        "1|2|3",
        "Namn|Biträdesavtal|Tredjeland",
    ])
    .prop_map(|line| line.split('|').map(str::to_owned).collect())
}

#[derive(Debug, Clone, Copy)]
enum Shape {
    Rows,
    Headed,
    Turned,
    Beside,
    Below,
    Inline,
}

/// A piece of a sheet: records in one of the layouts.
fn piece() -> impl Strategy<Value = Vec<Vec<String>>> {
    use Shape::*;
    let shape = prop::sample::select(vec![Rows, Headed, Turned, Beside, Below, Inline]);
    let questions = prop::sample::subsequence(QUESTIONS.to_vec(), 3..QUESTIONS.len());
    (shape, questions, prop::collection::vec(prop::collection::vec(answer(), QUESTIONS.len()), 1..4))
        .prop_map(|(shape, questions, records)| {
            let texts = |line: &[&str]| line.iter().map(|text| (*text).to_owned()).collect::<Vec<String>>();
            let of = |record: &[String]| record[..questions.len()].to_vec();
            match shape {
                Rows => [vec![texts(&questions)], records.iter().map(|record| of(record)).collect()].concat(),
                Headed => {
                    let mut heading = vec![String::new(); questions.len()];
                    heading[0] = "Om".into();
                    heading[questions.len() / 2] = "Dataskyddsombud".into();
                    [vec![heading, texts(&questions)], records.iter().map(|record| of(record)).collect()]
                        .concat()
                }
                Turned => questions
                    .iter()
                    .enumerate()
                    .map(|(at, question)| {
                        let answers = records.iter().map(|record| record[at].clone());
                        [(*question).to_owned()].into_iter().chain(answers).collect()
                    })
                    .collect(),
                Beside => records
                    .iter()
                    .flat_map(|record| {
                        let pairs = questions.iter().zip(record);
                        pairs.map(|(question, answer)| vec![(*question).to_owned(), answer.clone()])
                    })
                    .collect(),
                Below => records
                    .iter()
                    .flat_map(|record| {
                        questions.iter().zip(record).flat_map(|(question, answer)| {
                            [vec![(*question).to_owned()], vec![answer.clone()]]
                        })
                    })
                    .collect(),
                Inline => records
                    .iter()
                    .flat_map(|record| {
                        questions
                            .iter()
                            .zip(record)
                            .map(|(question, answer)| vec![format!("{question}: {answer}")])
                    })
                    .collect(),
            }
        })
}

/// Sheets made of pieces in all layouts, with other lines between them: a line per row, `|` between cells.
pub fn sheet() -> impl Strategy<Value = String> {
    let part = prop_oneof![2 => piece(), 1 => noise().prop_map(|line| vec![line])];
    prop::collection::vec(part, 1..5).prop_map(|parts| {
        let lines = parts.concat();
        let clean = |text: &String| text.replace(['|', '\n'], "/");
        lines
            .iter()
            .map(|line| line.iter().map(clean).collect::<Vec<_>>().join("|"))
            .collect::<Vec<_>>()
            .join("\n")
    })
}
