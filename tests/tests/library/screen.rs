//! Questions that settle what is open, and the answers that people give to them.

use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;
use ropa::gaps::{Assessment, Filter, RegisterAssessment, Selection};
use ropa::import::Import;
use ropa::law::{FactId, RulePacks, Truths};
use ropa::ledger::AnswerStatus;
use ropa::ledger::{LedgerError, ProblemKind, merge_answers, read_answers, write_answers};
use ropa::model::Tri;
use ropa::report::gaps::GapView;
use ropa::report::screen::{csv, json, questionnaire, threshold_record};
use ropa::screening::{Basis, Fingerprint, NeedVerdict, RecordedAnswer};
use ropa::source::{CellRef, Place};
use ropa::text::Lang;
use ropa::workbook::{Cell, CellKind, Limits, Sheet, Workbook, read_workbook};
use ropa_tests::places::fixture;
use ropa_tests::registers::{Case, import, rows, today, workbook};

const HEADERS: [&str; 17] = [
    "Behandlings-ID",
    "Behandling",
    "Utvärdering eller poängsättning",
    "Automatiserat beslutsfattande",
    "Systematisk övervakning",
    "Känsliga eller mycket personliga uppgifter",
    "Stor omfattning",
    "Matchning eller kombination av uppgifter",
    "Sårbara registrerade",
    "Ny teknik",
    "Hindrar rättighet, tjänst eller avtal",
    "Systematisk och omfattande bedömning",
    "Rättsliga eller liknande betydande följder",
    "Allmän plats",
    "Exempel i IMY:s förteckning",
    "Enskild yrkesutövare",
    "Känsliga personuppgifter",
];

/// A register with these answers, one activity a row.
fn register(activities: &[Vec<String>]) -> Import {
    let mut table = vec![HEADERS.map(String::from).to_vec()];
    for (number, answers) in activities.iter().enumerate() {
        let mut row = vec![format!("B-{number}"), format!("Behandling {number}")];
        row.extend(answers.iter().cloned());
        table.push(row);
    }
    import(&workbook(&[("Register", table)]))
}

/// Answers from letters: j, n, ? for "vet ej", - for a blank cell.
fn letters(text: &str) -> Vec<String> {
    let word = |c| match c {
        'j' => "Ja",
        'n' => "Nej",
        '?' => "Vet ej",
        _ => "",
    };
    text.chars().map(|c| word(c).to_string()).collect()
}

fn answer(key: &str, fact: FactId, yes: bool) -> RecordedAnswer {
    RecordedAnswer {
        activity: Some(key.into()),
        name: None,
        unit: None,
        fact,
        answer: Tri::from(yes),
        reason: Some("Så är det".into()),
        by: Some("Enhetschef".into()),
        on: Some(today()),
        fingerprint: None,
        note: None,
        cell: CellRef { file: "svar.csv".into(), sheet: "".into(), place: Place::new(1, 5) },
    }
}

/// What answers stand beside.
fn case(answers: &[RecordedAnswer]) -> Case<'_> {
    Case { as_of: today(), answers, ..Case::default() }
}

fn assessed(import: &Import, answers: &[RecordedAnswer]) -> Vec<Assessment> {
    let mut found = case(answers).assess(&import.register).assessments;
    found.sort_by_key(|assessment| assessment.activity);
    found
}

fn verdict(import: &Import, answers: &[RecordedAnswer]) -> NeedVerdict {
    assessed(import, answers)[0].need.verdict
}

/// Answers yes to the questions whose bit is set, no to the others.
fn answered(questions: &[FactId], bits: usize) -> Vec<RecordedAnswer> {
    let yes = |place: usize| bits >> place & 1 == 1;
    questions.iter().enumerate().map(|(place, fact)| answer("B-0", *fact, yes(place))).collect()
}

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![3 => Just("Ja"), 6 => Just("Nej"), 2 => Just("Vet ej"), 4 => Just("")].prop_map(String::from)
}

fn record() -> impl Strategy<Value = Vec<String>> {
    let listed =
        prop_oneof![6 => Just(""), 1 => Just("Nej"), 1 => Just("Ja, något av dem"), 1 => Just("Oklart")];
    let professional = prop_oneof![5 => Just(""), 1 => Just("Ja"), 1 => Just("Nej")];
    let special =
        prop_oneof![3 => Just(""), 2 => Just("Nej"), 1 => Just("Hälsa"), 1 => Just("Genetiska uppgifter")];
    (proptest::collection::vec(cell(), 12), listed, professional, special).prop_map(
        |(mut answers, listed, professional, special)| {
            answers.extend([listed, professional, special].map(String::from));
            answers
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: Some(Box::new(FileFailurePersistence::WithSource("proptest-regressions"))),
        // Most records leave nothing to ask.
        max_global_rejects: u32::MAX,
        cases: 96,
        ..ProptestConfig::default()
    })]

    /// Whatever yes and no all the questions get, the case is settled; with one of them unanswered it may not be.
    #[test]
    fn answers_to_all_questions_settle_the_case(record in record(), bits in proptest::collection::vec(any::<usize>(), 12)) {
        let import = register(&[record]);
        let open = assessed(&import, &[]).remove(0);
        let questions = open.need.questions;
        prop_assert_eq!(questions.is_empty(), open.need.verdict != NeedVerdict::CannotBeExcluded);
        prop_assume!(!questions.is_empty());
        let most = (1usize << questions.len()) - 1;
        for bits in bits.into_iter().map(|bits| bits & most).chain([0, most]) {
            let answers = answered(&questions, bits);
            let after = assessed(&import, &answers).remove(0);
            prop_assert_ne!(after.need.verdict, NeedVerdict::CannotBeExcluded, "{:?} {:b}", questions, bits);
        }
    }

    /// No question is asked whose answer could not change the verdict: some answers to the others make it decide.
    #[test]
    fn every_question_can_decide(record in record()) {
        let import = register(&[record]);
        let open = assessed(&import, &[]).remove(0);
        let questions = open.need.questions;
        prop_assume!(!questions.is_empty());
        // What the register contradicts itself on is asked whatever the answer comes to.
        let contradicted: Vec<_> = open.facts.contradicted().collect();
        for place in (0..questions.len()).filter(|place| !contradicted.contains(&questions[*place])) {
            let others = (0..1usize << questions.len()).filter(|bits| bits >> place & 1 == 0);
            // Those with the fewest yes first: they decide most often.
            let mut others: Vec<usize> = others.collect();
            others.sort_by_key(|bits| bits.count_ones());
            let decides = others.into_iter().any(|bits| {
                let no = verdict(&import, &answered(&questions, bits));
                let yes = verdict(&import, &answered(&questions, bits | 1 << place));
                no != yes
            });
            prop_assert!(decides, "{} of {:?}", questions[place], questions);
        }
    }

    /// So many answers of yes as are said to be enough are, whichever they are, with the rest unanswered.
    #[test]
    fn enough_yes_are_enough(record in record(), pick in any::<usize>()) {
        let import = register(&[record]);
        let need = assessed(&import, &[]).remove(0).need;
        let Some(enough) = need.enough_yes else { return Ok(()) };
        let first = pick % need.questions.len();
        let chosen = need.questions.iter().cycle().skip(first).take(enough);
        let answers: Vec<_> = chosen.map(|fact| answer("B-0", *fact, true)).collect();
        prop_assert_ne!(verdict(&import, &answers), NeedVerdict::CannotBeExcluded);
    }

    /// An answered yes in the register never becomes a no by an answer, and not to know changes nothing.
    #[test]
    fn an_answer_never_takes_back_a_yes(record in record(), fact in 0..9usize, yes in any::<bool>()) {
        let import = register(&[record]);
        let fact = FactId::CRITERIA[fact];
        let before = assessed(&import, &[]).remove(0);
        let after = assessed(&import, &[answer("B-0", fact, yes)]).remove(0);
        // What only the content shows, a reason can deny.
        let declared = |id: &FactId| {
            before.facts.get(*id).is_some_and(|fact| fact.value.is_yes() && fact.basis == Basis::Declared)
        };
        for id in FactId::CRITERIA.into_iter().filter(declared) {
            prop_assert!(after.facts.truth(id).is_yes());
        }
        let unknown = RecordedAnswer { answer: Tri::Unknown, ..answer("B-0", fact, yes) };
        let same = assessed(&import, &[unknown]).remove(0);
        prop_assert_eq!(same.need.verdict, before.need.verdict);
        prop_assert_eq!(same.facts.truth(fact), before.facts.truth(fact));
    }
}

#[test]
fn only_what_can_decide_is_asked_and_the_most_decisive_first() {
    use FactId::*;
    for (record, questions, enough) in [
        ("nnnnnnj-n------", vec![K8], Some(1)),
        ("---jnnnnn------", vec![K3, K1, K2], Some(1)),
        ("nnn-n-nnn------", vec![K4, K6], Some(2)),
        ("nnnjnnjnn------", vec![], None),
        ("nnnnnnn-n------", vec![], None),
        // An individual professional: two criteria presume nothing, Art. 35(3) still may demand.
        ("nnnjjnnnn----j-", vec![SpecialOrCriminal], Some(1)),
    ] {
        let import = register(&[letters(record)]);
        let need = assessed(&import, &[]).remove(0).need;
        assert_eq!((need.questions, need.enough_yes), (questions, enough), "{record}");
    }
}

#[test]
fn the_rules_of_a_pack_of_ones_own_are_asked_for_too() {
    let pack = r#"
        id = "own"
        version = "1"
        status = "in_force"
        valid_from = "2020-01-01"
        title = { sv = "Egen", en = "Own" }
        [[rules]]
        id = "OWN-1"
        name = { sv = "Egen regel", en = "Own rule" }
        strength = "mandatory"
        when = { all = ["K3", { any = ["public_place", { all = ["extensive", "legal_effect"] }] }] }
        valid_from = "2020-01-01"
        explanation = { sv = "Egen", en = "Own" }
        remedy = { sv = "Egen", en = "Own" }
        citations = [{ text = "Eget beslut", evidence = "conclusion" }]
    "#;
    let packs = RulePacks::builtin().with_pack("own.toml", pack).unwrap();
    let import = register(&[letters("nnjnnnnnn------")]);
    let need = |answers: &[RecordedAnswer]| {
        Case { packs: packs.clone(), ..case(answers) }.assess(&import.register).assessments.remove(0).need
    };
    use FactId::*;
    // What settles it with one yes is asked first.
    assert_eq!(need(&[]).questions, [PublicPlace, Extensive, LegalEffect]);
    for bits in 0..8 {
        let after = need(&answered(&[PublicPlace, Extensive, LegalEffect], bits)).verdict;
        let demanded = bits & 1 == 1 || bits == 6;
        assert_eq!(after == NeedVerdict::Required, demanded, "{bits:b}");
        assert_ne!(after, NeedVerdict::CannotBeExcluded);
    }
}

#[test]
fn an_answer_counts_as_declared_and_points_to_its_cell() {
    let import = register(&[letters("nnnn-njnn------")]);
    let found = assessed(&import, &[answer("B-0", FactId::K5, true)]).remove(0);
    assert_eq!(found.need.verdict, NeedVerdict::Presumed);
    let fact = found.facts.get(FactId::K5).unwrap();
    assert_eq!((fact.value, fact.basis), (Tri::Yes, Basis::Declared));
    assert_eq!(fact.support[0].cells[0].file.as_ref(), "svar.csv");
    assert!(found.facts.conflicts.is_empty());
}

#[test]
fn a_yes_in_either_is_a_yes_and_the_contradiction_is_kept() {
    let import = register(&[letters("nnnnnnjnn------")]);
    let found =
        assessed(&import, &[answer("B-0", FactId::K3, true), answer("B-0", FactId::K7, false)]).remove(0);
    assert_eq!(found.need.verdict, NeedVerdict::Presumed);
    let facts: Vec<_> = found.facts.conflicts.iter().map(|conflict| conflict.fact).collect();
    assert_eq!(facts, [FactId::K3, FactId::K7]);
}

#[test]
fn a_no_that_the_register_contradicts_is_asked_again_where_it_decides() {
    let mut record = letters("nnnnnnjnn------");
    record[14] = "Hälsa".to_string();
    let import = register(&[record.clone()]);
    assert_eq!(assessed(&import, &[])[0].need.questions, [FactId::K4]);
    assert_eq!(verdict(&import, &[answer("B-0", FactId::K4, false)]), NeedVerdict::NotIndicated);
    assert_eq!(verdict(&import, &[answer("B-0", FactId::K4, true)]), NeedVerdict::Presumed);
    let bare = RecordedAnswer { reason: None, ..answer("B-0", FactId::K4, false) };
    assert_eq!(verdict(&import, &[bare]), NeedVerdict::CannotBeExcluded, "it says nothing that was not said");
    // Where the register contradicts itself on the data it is asked even if it could not make two criteria.
    record[6] = "Nej".to_string();
    assert_eq!(assessed(&register(&[record]), &[])[0].need.questions, [FactId::K4]);
}

#[test]
fn a_contradicted_no_on_the_data_is_asked_beside_other_gaps() {
    use FactId::{K4, K5, Listed};
    let mut record = letters("nn?n?nnnnjn?");
    record.extend(["Oklart", "Ja", "Hälsa"].map(String::from));
    let import = register(&[record]);
    let mut questions = assessed(&import, &[]).remove(0).need.questions;
    questions.sort_unstable();
    assert_eq!(questions, [K4, K5, Listed]);
}

fn standing(import: &Import, answers: &[RecordedAnswer]) -> Vec<AnswerStatus> {
    case(answers).assess(&import.register).answer_states.iter().map(|state| state.standing).collect()
}

#[test]
fn an_answer_counts_when_it_is_signed_reasoned_and_of_this_register() {
    let import = register(&[letters("nnnn-njnn------")]);
    let whole = answer("B-0", FactId::K5, false);
    let tomorrow = today().succ_opt();
    let answers = [
        whole.clone(),
        RecordedAnswer { by: None, ..whole.clone() },
        RecordedAnswer { on: None, ..whole.clone() },
        RecordedAnswer { on: tomorrow, ..whole.clone() },
        RecordedAnswer { reason: None, ..whole.clone() },
        RecordedAnswer { reason: None, fact: FactId::K6, ..whole.clone() },
        RecordedAnswer { answer: Tri::Unknown, ..whole.clone() },
        RecordedAnswer { activity: Some("B-9".into()), name: Some("Behandling 0".into()), ..whole.clone() },
        RecordedAnswer { activity: None, name: Some("behandling 0".into()), ..whole },
    ];
    use AnswerStatus::*;
    // A bare no to K6 repeats the no of the register, which says nothing new.
    let expected = [Counts, Unsigned, Unsigned, Unsigned, NoReason, NoReason, SaidUnknown, Orphan, Counts];
    assert_eq!(standing(&import, &answers), expected);
    for (answer, standing) in answers.iter().zip(expected) {
        let open = verdict(&import, std::slice::from_ref(answer)) == NeedVerdict::CannotBeExcluded;
        assert_eq!(open, standing != Counts, "{standing}");
    }
}

#[test]
fn an_answer_survives_the_next_export_until_the_register_changes_what_it_rests_on() {
    let table = |name: &str, subjects: &str, count: &str, purpose: &str| {
        import(&workbook(&[(
            "Register",
            rows(&format!(
                "Behandlings-ID | Behandling | Kategorier av registrerade | Antal registrerade | Ändamål | Känsliga personuppgifter
                 X-1 | Annan | Barn | 1 | Annat | Hälsa
                 B-0 | {name} | {subjects} | {count} | {purpose} | Nej"
            )),
        )]))
    };
    let before = table("Fritidskort", "Barn", "40", "Ge stöd");
    let own = &before.register.activities[1];
    let fingerprint = Some(Fingerprint::of_answer(own, FactId::K5));
    let kept = [RecordedAnswer { fingerprint, ..answer("B-0", FactId::K5, true) }];
    let met = |import: &Import| {
        let found = case(&kept).assess(&import.register);
        let one = found.assessments.iter().find(|one| found.activity(one).key.as_ref() == "B-0").unwrap();
        (one.facts.truth(FactId::K5), found.answer_states[0].standing, found.answer_states[0].changed.len())
    };
    use AnswerStatus::*;
    assert_eq!(met(&before), (Tri::Yes, Counts, 0));
    assert_eq!(met(&table("Fritidskortet", "Barn", "40", "Ge stöd")), (Tri::Yes, Counts, 0));
    // Something else that bears on the risk: said, and counted.
    assert_eq!(met(&table("Fritidskort", "Barn", "40", "Följa upp")), (Tri::Yes, Counts, 1));
    // The very thing: asked anew.
    assert_eq!(met(&table("Fritidskort", "Barn", "9 000", "Ge stöd")), (Tri::Unknown, Overtaken, 1));
}

#[test]
fn records_that_share_an_id_are_told_apart_by_name() {
    let import = import(&workbook(&[(
        "Register",
        rows(
            "Behandlings-ID | Behandling | Enhet | Kategorier av registrerade
             B-0 | Kurser | A | Barn
             B-0 | Läger | A | Barn
             B-0 | Läger | A | Barn",
        ),
    )]));
    let named = |name: Option<&str>| RecordedAnswer {
        name: name.map(Into::into),
        unit: Some("A".into()),
        ..answer("B-0", FactId::K5, true)
    };
    use AnswerStatus::*;
    let answers = [named(None), named(Some("Läger")), named(Some("kurser"))];
    assert_eq!(standing(&import, &answers), [Orphan, Orphan, Counts]);
    assert!(settles_all(&import, Lang::Sv) == 3);
}

#[test]
fn new_answers_take_the_place_of_old_ones() {
    let mut kept = vec![answer("B-0", FactId::K5, true), answer("B-1", FactId::K5, true)];
    let replaced =
        merge_answers(&mut kept, vec![answer("b-0", FactId::K5, false), answer("B-0", FactId::K6, true)]);
    assert_eq!((replaced, kept.len(), kept[0].answer), (1, 3, Tri::No));
}

#[test]
fn answers_are_written_as_they_are_read() {
    let import = register(&[letters("nnnn-njnn------")]);
    let fingerprint = Some(Fingerprint::of_answer(&import.register.activities[0], FactId::K5));
    let answers = vec![
        RecordedAnswer { reason: Some("=1+1; \"citat\"\nny rad".into()), ..answer("B-1", FactId::K5, false) },
        RecordedAnswer {
            answer: Tri::Unknown,
            by: None,
            on: None,
            reason: None,
            ..answer("B-1", FactId::Listed, true)
        },
        RecordedAnswer { fingerprint, ..answer("B-0", FactId::SpecialOrCriminal, true) },
    ];
    let mut bytes = Vec::new();
    write_answers(&mut bytes, &answers).unwrap();
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(text.starts_with("\u{feff}Nyckel;Behandling;Enhet;Fråga;Gäller;Svar;"), "{text}");
    assert!(text.contains("\r\n"));
    let book = read_workbook("svar.csv", &bytes, &Limits::default()).unwrap();
    let mut back = read_answers(&book).unwrap();
    let place = CellRef { file: "svar.csv".into(), sheet: "".into(), place: Place::new(1, 5) };
    back.iter_mut().for_each(|answer| answer.cell = place.clone());
    let sorted = [&answers[2], &answers[0], &answers[1]].map(Clone::clone);
    assert_eq!(back, sorted);
}

#[test]
fn what_cannot_be_used_is_told_by_its_cell() {
    let text = "Nyckel;Fråga;Svar;Besvarat av;Datum\nB-0;K5;Kanske;A;2026-11-20\nB-0;K77;Ja;A;2026-11-20\nB-0;K6;Ja;A;i går\n;K5;Ja;A;\n";
    let book = read_workbook("svar.csv", text.as_bytes(), &Limits::default()).unwrap();
    let Err(LedgerError::Cells { problems }) = read_answers(&book) else { panic!("it was read") };
    let told: Vec<_> =
        problems.iter().map(|problem| (problem.cell.place.to_string(), &*problem.value)).collect();
    assert_eq!(
        told,
        [("C2".into(), "Kanske"), ("B3".into(), "K77"), ("E4".into(), "i går"), ("A5".into(), "")]
    );
    assert!(
        matches!(&problems[0].kind, ProblemKind::UnknownWord { known } if known[..] == ["ja", "nej", "vet ej"])
    );
}

/// Hands a view of what there is to ask in a register to a function.
fn with_view<R>(
    import: &Import,
    answers: &[RecordedAnswer],
    lang: Lang,
    with: impl FnOnce(&GapView<'_>, &RegisterAssessment, &Selection) -> R,
) -> R {
    let found = case(answers).assess_import(import);
    let selection = Filter::default().select(&found).to_ask(&found, true);
    let view = GapView::new(&found, &selection, lang);
    with(&view, &found, &selection)
}

/// The questionnaire as a person sends it back: signed on the row of each activity, each question answered.
fn filled(book: &Workbook, reply: impl Fn(&str, &str) -> &'static str) -> Workbook {
    let mut sheets = Vec::new();
    for sheet in &book.sheets {
        let header =
            sheet.rows().find(|(_, cells)| cells.iter().any(|cell| matches!(&*cell.text, "Svar" | "Answer")));
        let Some((header, cells)) = header else {
            sheets.push(sheet.clone());
            continue;
        };
        let column = |sv: &str, en: &str| {
            cells.iter().find(|cell| *cell.text == *sv || *cell.text == *en).unwrap().place.col
        };
        let [key, fact] = [column("Nyckel", "Key"), column("Fråga", "Question")];
        let [said, why] = [column("Svar", "Answer"), column("Motivering", "Reason")];
        let [by, on] = [column("Besvarat av", "Answered by"), column("Datum", "Date")];
        let mut filled: Vec<Cell> = sheet.cells().to_vec();
        for (row, _) in sheet.rows().filter(|(row, _)| *row > header) {
            let text =
                |col| sheet.cell(Place::new(row, col)).map(|cell| cell.text.clone()).unwrap_or_default();
            let mut put = |col, text: &str| {
                let place = Place::new(row, col);
                filled.retain(|cell| cell.place != place);
                filled.push(Cell { place, kind: CellKind::Text, text: text.into() });
            };
            if text(fact).is_empty() {
                put(by, "Enhetschef");
                put(on, "2026-11-20");
            } else {
                put(said, reply(&text(key), &text(fact)));
                put(why, "Så är det");
            }
        }
        sheets.push(Sheet::new(&*sheet.name, filled));
    }
    Workbook { file: book.file.clone(), sheets, notes: Vec::new() }
}

fn settles_all(import: &Import, lang: Lang) -> usize {
    let (book, flat, asked) = with_view(import, &[], lang, |view, _, selection| {
        let (mut xlsx, mut text) = (Vec::new(), Vec::new());
        questionnaire(&mut xlsx, view).unwrap();
        csv(&mut text, view).unwrap();
        let mut again = Vec::new();
        questionnaire(&mut again, view).unwrap();
        assert_eq!(xlsx, again, "the same view gives the same bytes");
        let book = read_workbook("fragor.xlsx", &xlsx, &Limits::default()).unwrap();
        (book, read_workbook("fragor.csv", &text, &Limits::default()).unwrap(), selection.shown.len())
    });
    assert!(read_answers(&book).unwrap().is_empty(), "an empty form says nothing");
    assert!(read_answers(&flat).unwrap().is_empty());
    for seed in 0..24usize {
        let reply = |key: &str, fact: &str| {
            let sum: usize = key.bytes().chain(fact.bytes()).map(usize::from).sum();
            let mixed = (sum.wrapping_mul(2_654_435_761) >> 7).wrapping_add(seed * 7_919);
            if mixed % 24 < seed { "Ja" } else { "Nej" }
        };
        let mut answers = read_answers(&filled(&book, reply)).unwrap();
        // A yes in a row for several questions says that one of them holds: the next form puts them one by one.
        let rest = with_view(import, &answers, lang, |view, _, selection| {
            let mut xlsx = Vec::new();
            questionnaire(&mut xlsx, view).unwrap();
            let book = read_workbook("fragor.xlsx", &xlsx, &Limits::default()).unwrap();
            (!selection.shown.is_empty()).then_some(book)
        });
        if let Some(rest) = rest {
            let next = read_answers(&filled(&rest, reply)).unwrap();
            assert!(next.iter().all(|answer| !answer.answer.is_unknown()), "each is put on its own now");
            merge_answers(&mut answers, next);
        }
        assert!(answers.iter().all(|answer| answer.by.is_some() && answer.fingerprint.is_some()));
        with_view(import, &answers, lang, |_, found, selection| {
            assert!(found.answer_states.iter().all(|state| state.standing == AnswerStatus::Counts));
            if let Some(index) = selection.shown.first() {
                let open = &found.assessments[*index];
                let key = &found.activity(open).key;
                let given: Vec<_> =
                    answers.iter().filter(|answer| answer.activity.as_ref() == Some(key)).collect();
                panic!("seed {seed}: {:?} of {key} are open after {given:?}", open.need.questions);
            }
            let open =
                found.assessments.iter().filter(|one| one.need.verdict == NeedVerdict::CannotBeExcluded);
            assert_eq!(open.count(), 0);
        });
    }
    asked
}

#[test]
fn a_case_without_any_sign_is_asked_about_in_one_row() {
    let head = ["Behandlings-ID", "Behandling", "Kategorier av registrerade"];
    let table = [head, ["1", "Möten", ""], ["2", "Vaktlista", "Medarbetare"]];
    let import = import(&workbook(&[("Register", table.map(|row| row.map(String::from).to_vec()).to_vec())]));
    let rows = |answers: &[RecordedAnswer]| {
        with_view(&import, answers, Lang::Sv, |view, _, _| {
            let mut text = Vec::new();
            csv(&mut text, view).unwrap();
            let book = read_workbook("fragor.csv", &text, &Limits::default()).unwrap();
            let text = |row, col| book.sheets[0].cell(Place::new(row, col)).map(|cell| cell.text.to_string());
            let rows = book.sheets[0].rows().skip(1).map(|(row, _)| row);
            let asked = rows.map(|row| (text(row, 0).unwrap_or_default(), text(row, 4).unwrap_or_default()));
            asked.collect::<Vec<_>>()
        })
    };
    let first: Vec<_> = rows(&[]).into_iter().filter(|(key, _)| key == "1").collect();
    let [(_, together)] = &first[..] else { panic!("one row: {first:?}") };
    let together: Vec<&str> = together.split('+').collect();
    assert!(FactId::CRITERIA.into_iter().all(|criterion| together.contains(&criterion.id())), "{together:?}");
    assert!(
        rows(&[]).iter().filter(|(key, _)| key == "2").count() > 1,
        "what shows something is asked one by one"
    );

    let line = |said: &str, why: &str| {
        let text = format!(
            "Nyckel;Fråga;Svar;Motivering;Besvarat av;Datum\n1;{};{said};{why};Enhetschef;2026-11-20\n",
            first[0].1
        );
        read_answers(&read_workbook("svar.csv", text.as_bytes(), &Limits::default()).unwrap())
    };
    let no = line("Nej", "Bara möteslokaler bokas").unwrap();
    assert_eq!((no.len(), no.iter().all(|answer| answer.answer.is_no())), (together.len(), true));
    with_view(&import, &no, Lang::Sv, |_, found, _| {
        let one = found.assessments.iter().find(|one| &*found.activity(one).key == "1").unwrap();
        assert_eq!(one.need.verdict, NeedVerdict::NotIndicated);
    });
    // One of them holds, but not which: from now on they are put one by one.
    let yes = line("Ja", "").unwrap();
    assert!(yes.iter().all(|answer| answer.answer.is_unknown()));
    assert!(rows(&yes).iter().filter(|(key, _)| key == "1").count() > 1);
    // A no to nine questions that says nothing of why is none.
    let LedgerError::Cells { problems, .. } = line("Nej", "").unwrap_err() else { panic!("cells") };
    assert_eq!(problems[0].kind, ProblemKind::NoReason);
}

#[test]
fn export_fill_apply_settles_every_case_of_the_fixtures() {
    for (file, open) in [("socialnamnden.xlsx", 15), ("socialnamnden-screening.xlsx", 4)] {
        let bytes = std::fs::read(fixture(file)).unwrap();
        let import = import(&read_workbook(file, &bytes, &Limits::default()).unwrap());
        assert_eq!(settles_all(&import, Lang::Sv), open, "{file}");
        assert_eq!(settles_all(&import, Lang::En), open, "{file}");
    }
}

#[test]
fn export_fill_apply_settles_a_register_of_every_kind_of_case() {
    // Every combination of three answers to five criteria, the others no.
    let mut records = Vec::new();
    for number in 0..3usize.pow(5) {
        let letter = |place: u32| ['j', 'n', '-'][number / 3usize.pow(place) % 3];
        let text: String = (0..5).map(letter).collect();
        let mut record = letters(&format!(
            "nn{}{}{}n{}{}n------",
            &text[0..1],
            &text[1..2],
            &text[2..3],
            &text[3..4],
            &text[4..5]
        ));
        if number % 2 == 0 {
            record[14] = "Hälsa".to_string();
        }
        records.push(record);
    }
    assert!(settles_all(&register(&records), Lang::Sv) > 60);
}

#[test]
fn the_json_fits_its_schema() {
    let import = register(&[letters("nnn-n-nnn------"), letters("---------------")]);
    let document: serde_json::Value = with_view(&import, &[], Lang::Sv, |view, _, _| {
        let mut bytes = Vec::new();
        json(&mut bytes, view).unwrap();
        serde_json::from_slice(&bytes).unwrap()
    });
    let schema = serde_json::from_str(ropa::report::screen::JSON_SCHEMA).unwrap();
    let errors: Vec<_> = jsonschema::validator_for(&schema)
        .unwrap()
        .iter_errors(&document)
        .map(|error| error.to_string())
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!(document["activities"][0]["questions"][0]["fact"], "K4");
}

/// The text of a document, a paragraph a line.
fn text_of(docx: &[u8]) -> String {
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
    let mut xml = String::new();
    std::io::Read::read_to_string(&mut package.by_name("word/document.xml").unwrap(), &mut xml).unwrap();
    let mut text = String::new();
    for paragraph in xml.split("</w:p>") {
        let runs = paragraph.split("<w:t xml:space=\"preserve\">").skip(1);
        let line: String = runs.filter_map(|run| run.split("</w:t>").next()).collect();
        if !line.is_empty() {
            text += &line;
            text.push('\n');
        }
    }
    text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

#[test]
fn a_threshold_record_has_all_its_parts() {
    let bytes = std::fs::read(fixture("socialnamnden-screening.xlsx")).unwrap();
    let import = import(&read_workbook("socialnamnden-screening.xlsx", &bytes, &Limits::default()).unwrap());
    let answers = [answer("PPB-061", FactId::K5, false)];
    let mut told = Vec::new();
    with_view(&import, &answers, Lang::Sv, |view, found, _| {
        for assessment in &found.assessments {
            let (mut one, mut two) = (Vec::new(), Vec::new());
            threshold_record(&mut one, view, assessment).unwrap();
            threshold_record(&mut two, view, assessment).unwrap();
            assert_eq!(one, two);
            let text = text_of(&one);
            for part in (0..=10).map(|number| format!("T{number}  ")) {
                assert!(text.contains(&part), "{part} in {text}");
            }
            if found.activity(assessment).key.as_ref() == "PPB-061" {
                told.push(text);
            }
        }
    });
    insta::assert_snapshot!("threshold_record", told[0]);
}

/// A no that stands by its reason against the content is never an unqualified "Nej" to sign.
#[test]
fn a_record_shows_the_nos_that_stand_by_a_reason() {
    let criteria = ["K1", "K2", "K3", "K4", "K5", "K6", "K7", "K8", "K9"];
    let head = ["Behandling", "Kategorier av registrerade", "Kategorier av personuppgifter"];
    let row = ["Statistik", "Elever", "Hälsa", "Nej", "Nej", "Nej"];
    let why = "Nej, eftersom uppgifterna är hopräknade per skola innan de når oss";
    let row = row.into_iter().chain([why, "Nej", "Nej", why, "Nej", "Nej"]);
    let table = vec![
        head.into_iter().chain(criteria).map(String::from).collect(),
        row.map(String::from).collect::<Vec<_>>(),
    ];
    with_view(&import(&workbook(&[("Register", table)])), &[], Lang::Sv, |view, found, _| {
        assert_eq!(found.assessments[0].need.verdict, NeedVerdict::NotIndicated);
        let mut bytes = Vec::new();
        threshold_record(&mut bytes, view, &found.assessments[0]).unwrap();
        let text = text_of(&bytes);
        assert!(text.contains("Nej – om skälen håller: registret visar annat i K4"), "{text}");
        assert!(text.contains("Nej med skäl, mot vad raden annars säger: K4"), "{text}");
    });
}

#[test]
fn a_record_of_hostile_text_is_still_a_document() {
    let import = import(&workbook(&[(
        "Register",
        vec![
            vec!["Behandling".into(), "Ändamål".into()],
            vec!["<w:p> & \"x\" \u{1}\u{fffe}".into(), "]]> &amp; ".into()],
        ],
    )]));
    with_view(&import, &[], Lang::Sv, |view, found, _| {
        let mut bytes = Vec::new();
        threshold_record(&mut bytes, view, &found.assessments[0]).unwrap();
        let text = text_of(&bytes);
        // The control character was left out when the cell was read.
        assert!(text.contains("<w:p> & \"x\" \u{fffd}"), "{text}");
    });
}
