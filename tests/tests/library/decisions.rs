//! Recorded decisions: what makes them count, and each way in which they do not.

use chrono::NaiveDate;
use ropa::art30::{CheckOptions, check};
use ropa::gaps::{Assessment, GapKind, RegisterAssessment};
use ropa::import::{Importer, Profile};
use ropa::law::FactId;
use ropa::ledger::{LedgerError, ProblemKind, read_decisions, write_decisions};
use ropa::model::{Field, Register};
use ropa::screening::{
    Change, DecisionKind, DecisionPart, DecisionState, Fingerprint, NeedVerdict, NotAllowed, RecordedDecision,
};
use ropa::workbook::{Limits, read_workbook};
use ropa_tests::registers::{Case, need_of_first};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    day("2026-11-24")
}

fn register(text: &str) -> Register {
    let book = read_workbook("register.csv", text.as_bytes(), &Limits::default()).unwrap();
    Importer::new(Profile::builtin()).import(&[book]).register
}

const HEADER: &str = "ID;Behandling;Enhet;Ändamål;Rättslig grund;Kategorier av registrerade;Känsliga personuppgifter;\
    Utvärdering eller poängsättning;Automatiskt beslutsfattande;Systematisk övervakning;Stor omfattning;\
    Samkörning av uppgifter;Ny teknik;Hindrar rättighet;Gallring";

/// A record of which K4 (health) and K7 (children) are met and everything else is answered.
const PRESUMED: &str = "PPB-1;Fritidsstöd;Barn;Ge stöd;Allmänt intresse;Barn;Hälsa;Nej;Nej;Nej;Nej, bara nio barn;Nej;Nej;Nej;5 år";
/// The same at large scale, which Art. 35(3)(b) names.
const MANDATORY: &str =
    "PPB-1;Fritidsstöd;Barn;Ge stöd;Allmänt intresse;Barn;Hälsa;Nej;Nej;Nej;Ja;Nej;Nej;Nej;5 år";
/// The same with most questions open.
const OPEN: &str = "PPB-1;Fritidsstöd;Barn;Ge stöd;Allmänt intresse;Barn;Nej;;;;;;;;5 år";

fn of(record: &str) -> Register {
    register(&format!("{HEADER}\n{record}\n"))
}

fn assess(register: &Register, decisions: &[RecordedDecision]) -> RegisterAssessment {
    Case { as_of: today(), decisions, ..Case::default() }.assess(register)
}

/// Reads decisions as a person would write them.
fn decisions(header: &str, row: &str) -> Vec<RecordedDecision> {
    let text = format!("{header}\n{row}\n");
    let book = read_workbook("beslut.csv", text.as_bytes(), &Limits::default()).unwrap();
    read_decisions(&book).unwrap()
}

const REBUTTAL: &str = "Nyckel;Behandling;Beslut;Skäl;Skäl per kriterium;Dataskyddsombudets synpunkter;Synpunkter den;\
    Beslutat av;Beslutat den;Omprövas senast;Fingeravtryck";
const COMPLETE: &str = "PPB-1;Fritidsstöd;Behövs inte;Liten krets;K4: bara uppgift om allergi; K7: föräldrarna deltar;Delar\
    ;2026-02-01;Nämnden § 12;2026-02-10;2027-02-10;";

/// A complete rebuttal, stamped with the facts of a register.
fn rebuttal(register: &Register) -> RecordedDecision {
    // The reasons hold a semicolon, so the field is quoted as a spreadsheet would.
    let row = COMPLETE.replace(
        "K4: bara uppgift om allergi; K7: föräldrarna deltar",
        "\"K4: bara uppgift om allergi; K7: föräldrarna deltar\"",
    );
    let mut decision = decisions(REBUTTAL, &row).remove(0);
    let (facts, need) = need_of_first(register);
    decision.fingerprint = Some(Fingerprint::of_need(&register.activities[0], &facts, &need));
    decision
}

fn first(register: &Register, decision: RecordedDecision) -> Assessment {
    let decisions = [decision];
    let assessed = assess(register, &decisions);
    assessed.assessments[0].clone()
}

#[test]
fn a_complete_rebuttal_closes_the_gap_of_a_presumed_need() {
    let register = of(PRESUMED);
    let before = assess(&register, &[]);
    assert_eq!(before.assessments[0].need.verdict, NeedVerdict::Presumed);
    assert_eq!(before.assessments[0].gap.as_ref().unwrap().kind, GapKind::NoDpia);
    let after = first(&register, rebuttal(&register));
    assert_eq!(after.decision().unwrap().state, DecisionState::Stands);
    assert_eq!(after.need.verdict, NeedVerdict::Presumed, "the verdict is shown all the same");
    assert_eq!(after.gap, None);
}

#[test]
fn each_part_of_a_rebuttal_is_needed() {
    let register = of(PRESUMED);
    type Take = fn(&mut RecordedDecision);
    let parts: [(DecisionPart, Take); 7] = [
        (DecisionPart::CriterionReasons, |d| {
            d.criteria.remove(&FactId::K7);
        }),
        (DecisionPart::DpoView, |d| d.dpo_view = None),
        (DecisionPart::DpoOn, |d| d.dpo_on = None),
        (DecisionPart::DecidedBy, |d| d.decided_by = None),
        (DecisionPart::DecidedOn, |d| d.decided_on = Some(day("2026-12-24"))),
        (DecisionPart::ReviewBy, |d| d.review_by = None),
        (DecisionPart::Fingerprint, |d| d.fingerprint = None),
    ];
    for (part, take) in parts {
        let mut decision = rebuttal(&register);
        take(&mut decision);
        let after = first(&register, decision);
        let judged = after.decision().unwrap();
        assert_eq!((judged.state, &judged.missing), (DecisionState::Incomplete, &vec![part]), "{part}");
        assert_eq!(after.gap.as_ref().unwrap().kind, GapKind::DecisionIncomplete, "{part}");
    }
}

#[test]
fn what_the_regulation_demands_is_not_rebutted() {
    let register = of(MANDATORY);
    let after = first(&register, rebuttal(&register));
    let judged = after.decision().unwrap();
    assert_eq!((judged.state, judged.not_allowed), (DecisionState::Disallowed, Some(NotAllowed::Statutory)));
    assert_eq!(after.gap.as_ref().unwrap().kind, GapKind::NoDpia);
}

#[test]
fn the_list_of_the_authority_is_departed_from_only_openly() {
    let register = register(&format!("{HEADER};Exempel i IMY:s förteckning\n{PRESUMED};IMY-EX-03\n"));
    assert_eq!(assess(&register, &[]).assessments[0].need.verdict, NeedVerdict::Required);
    let mut decision = rebuttal(&register);
    let judged = first(&register, decision.clone());
    assert_eq!(judged.decision().unwrap().not_allowed, Some(NotAllowed::Listed));
    decision.departs_from_list = true;
    assert_eq!(first(&register, decision).gap, None);
}

#[test]
fn open_questions_are_answered_and_not_decided() {
    let register = of(OPEN);
    assert_eq!(assess(&register, &[]).assessments[0].need.verdict, NeedVerdict::CannotBeExcluded);
    let after = first(&register, rebuttal(&register));
    assert_eq!(after.decision().unwrap().not_allowed, Some(NotAllowed::Unanswered));
    assert_eq!(after.gap.as_ref().unwrap().kind, GapKind::Undetermined);
}

#[test]
fn a_decision_expires() {
    let register = of(PRESUMED);
    let mut decision = rebuttal(&register);
    decision.review_by = Some(today());
    assert_eq!(first(&register, decision.clone()).gap, None, "the last day counts");
    decision.review_by = Some(day("2026-11-23"));
    let after = first(&register, decision);
    assert_eq!(after.decision().unwrap().state, DecisionState::Expired);
    assert_eq!(after.gap.as_ref().unwrap().kind, GapKind::DecisionExpired);
}

#[test]
fn a_change_of_the_facts_overtakes_a_decision_and_is_named() {
    let decision = rebuttal(&of(PRESUMED));
    let changes = |record: &str| {
        let register = of(record);
        let after = first(&register, decision.clone());
        (after.decision().unwrap().state, after.decision().unwrap().changed.clone())
    };
    let recipients = PRESUMED.replace("Ge stöd", "Ge stöd och forska");
    assert_eq!(changes(&recipients), (DecisionState::Overtaken, vec![Change::Field(Field::Purpose)]));
    // Case and blanks are no change.
    assert_eq!(changes(&PRESUMED.replace("Ge stöd", "ge  stöd")).0, DecisionState::Stands);
    let criterion = PRESUMED.replace("Hälsa;Nej;Nej;Nej;", "Hälsa;Nej;Nej;Vet ej;");
    assert_eq!(changes(&criterion), (DecisionState::Overtaken, vec![Change::Criterion(FactId::K3)]));
    let register = of(&recipients);
    assert_eq!(first(&register, decision).gap.unwrap().kind, GapKind::DecisionOvertaken);
}

#[test]
fn other_rules_overtake_a_decision() {
    let register = of(PRESUMED);
    let mut decision = rebuttal(&register);
    let then = decision.fingerprint.unwrap().to_string();
    let at = then.find("rules=").unwrap() + 6;
    decision.fingerprint = Some(format!("{}000000{}", &then[..at], &then[at + 6..]).parse().unwrap());
    assert_eq!(first(&register, decision).decision().unwrap().changed, [Change::Rules]);
}

#[test]
fn a_decision_on_a_record_that_is_gone_is_told_with_candidates() {
    let gone = register(&format!(
        "{HEADER}\n{}\n",
        PRESUMED.replace("PPB-1;Fritidsstöd", "PPB-9;Fritidsstöd för barn").replace("5 år", "2 år")
    ));
    let decisions = [rebuttal(&of(PRESUMED))];
    let assessed = assess(&gone, &decisions);
    assert_eq!(assessed.orphan_decisions.len(), 1);
    assert_eq!(assessed.orphan_decisions[0].candidates, [0]);
    assert_eq!(assessed.assessments[0].gap.as_ref().unwrap().kind, GapKind::NoDpia, "it does not count");
    // Where the id is kept, a new name and another place in the file change nothing.
    let renamed = register(&format!(
        "{HEADER}\nPPB-7;Annat;Vuxna;Annat;Avtal;Anställda;Nej;Nej;Nej;Nej;Nej, få;Nej;Nej;Nej;1 år\n{}\n",
        PRESUMED.replace("Fritidsstöd", "Stöd på fritiden")
    ));
    let assessed = assess(&renamed, &decisions);
    let kept = assessed.assessments.iter().find(|one| one.activity == 1).unwrap();
    assert!(assessed.orphan_decisions.is_empty() && kept.gap.is_none());
}

#[test]
fn a_letter_written_in_two_ways_is_one_letter() {
    let register = register(&format!("{HEADER}\n{}\n", PRESUMED.replace("PPB-1", "BÅ-1")));
    let mut decision = rebuttal(&register);
    decision.key = Some("BA\u{30a}-1".into());
    assert_eq!(first(&register, decision).gap, None);
}

#[test]
fn a_dpia_of_another_processing_covers_this_one_by_decision() {
    let covered = decisions(
        "Nyckel;Beslut;Konsekvensbedömning;Omfattning;Beslutat av;Beslutat den",
        "PPB-1;Täcks av;KB-7;Samma barn, samma uppgifter, samma risker;Nämnden;2026-02-10",
    );
    let stamped = |register: &Register| {
        let mut decision = covered[0].clone();
        decision.fingerprint = rebuttal(register).fingerprint;
        decision
    };
    let alone = of(PRESUMED);
    let unknown = first(&alone, stamped(&alone));
    assert_eq!(unknown.decision().unwrap().not_allowed, Some(NotAllowed::UnknownDpia));
    let files = [
        ("register.csv", format!("{HEADER}\n{PRESUMED}\n")),
        (
            "kb.csv",
            "Konsekvensbedömning-ID;Titel;Diarienummer;Status;Godkänd datum;Godkänd av\nKB-7;Stöd till barn;SN 2026/7;Godkänd;2026-01-15;Nämnden\n"
                .to_string(),
        ),
    ];
    let books = files.map(|(name, text)| read_workbook(name, text.as_bytes(), &Limits::default()).unwrap());
    let both = Importer::new(Profile::builtin()).import(&books).register;
    assert_eq!(both.dpias.len(), 1);
    let after = first(&both, stamped(&both));
    assert_eq!((after.decision().unwrap().state, &after.gap), (DecisionState::Stands, &None));
    assert_eq!(after.resolution.links.len(), 1);
}

#[test]
fn an_exemption_needs_its_three_parts_and_the_right_basis() {
    let exempt = decisions(
        "Nyckel;Beslut;Lag;Konsekvensbedömning;Omfattning;Beslutat av;Beslutat den;Omprövas senast",
        "PPB-1;Undantagen;Exempellagen (2025:1);Prop. 2024/25:1 avsnitt 9;Samma uppgifter och ändamål;Nämnden;2026-02-10;2028-01-01",
    );
    let stamped = |register: &Register| {
        let mut decision = exempt[0].clone();
        decision.fingerprint = rebuttal(register).fingerprint;
        decision
    };
    let register = of(MANDATORY);
    let after = first(&register, stamped(&register));
    assert_eq!((after.need.verdict, &after.gap), (NeedVerdict::Exempt, &None));
    assert!(!after.need.overridden.is_empty(), "what it sets aside is shown");
    // The point of the article may stand in the column for the law alone.
    let header = HEADER.replace("Rättslig grund", "Författningsstöd");
    let record = MANDATORY.replace("Allmänt intresse", "art. 6.1 e, 3 § exempellagen");
    let by_law = self::register(&format!("{header}\n{record}\n"));
    assert_eq!(first(&by_law, stamped(&by_law)).need.verdict, NeedVerdict::Exempt);
    let consent = of(&MANDATORY.replace("Allmänt intresse", "Samtycke"));
    let after = first(&consent, stamped(&consent));
    assert_eq!(after.decision().unwrap().not_allowed, Some(NotAllowed::OtherBasis));
    assert_eq!(after.need.verdict, NeedVerdict::Required);
    let mut partial = stamped(&register);
    partial.scope = None;
    assert_eq!(first(&register, partial).decision().unwrap().missing, [DecisionPart::Scope]);
}

#[test]
fn a_finding_is_accepted_until_what_it_rests_on_changes() {
    let register = of(&PRESUMED.replace("5 år", "tills vidare"));
    let options = CheckOptions::new(today());
    let waiver = |rule: &str, field: Field| {
        let mut decision = decisions(
            "Nyckel;Beslut;Regel;Skäl;Beslutat av;Beslutat den",
            &format!("PPB-1;Godtas;{rule};Arkivet utreder frågan;Nämnden;2026-02-10"),
        )
        .remove(0);
        decision.fingerprint = Some(Fingerprint::of_fields(&register.activities[0], &[field]));
        decision
    };
    let has = |register: &Register, decision: &RecordedDecision, rule: &str| {
        let checked = check(register, options).with_waivers(register, std::slice::from_ref(decision));
        let state = checked.waivers[0].decision.as_ref().map(|decision| decision.state);
        (checked.findings.iter().any(|finding| finding.rule.id == rule), checked.waived.len(), state)
    };
    let retention = waiver("C-52", Field::Retention);
    assert_eq!(has(&register, &retention, "C-52"), (false, 1, Some(DecisionState::Stands)));
    let changed = of(&PRESUMED.replace("5 år", "så länge det behövs"));
    assert_eq!(has(&changed, &retention, "C-52"), (true, 0, Some(DecisionState::Overtaken)));
    let mut unsigned = retention.clone();
    unsigned.decided_by = None;
    assert_eq!(has(&register, &unsigned, "C-52").2, Some(DecisionState::Incomplete));
    // What the Regulation demands is not accepted as missing.
    let error = of(&PRESUMED.replace("Ge stöd", ""));
    assert_eq!(
        has(&error, &waiver("C-10", Field::Purpose), "C-10"),
        (true, 0, Some(DecisionState::Disallowed))
    );
}

#[test]
fn a_file_of_decisions_is_read_back_as_it_was_written() {
    let register = of(PRESUMED);
    let mut second = rebuttal(&register);
    (second.key, second.kind, second.rule) =
        (Some("PPB-0".into()), DecisionKind::Waiver, Some("C-52".into()));
    second.reason = Some("=1+1; \"citat\"\nny rad".into());
    let mut bytes = Vec::new();
    write_decisions(&mut bytes, &[rebuttal(&register), second.clone()]).unwrap();
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(text.contains("\"'=1+1"), "{text}");
    let book = read_workbook("beslut.csv", &bytes, &Limits::default()).unwrap();
    let read = read_decisions(&book).unwrap();
    let plain = |mut decision: RecordedDecision| {
        decision.cell = rebuttal(&register).cell;
        decision
    };
    let read: Vec<_> = read.into_iter().map(plain).collect();
    assert_eq!(read, [plain(second), plain(rebuttal(&register))]);
}

#[test]
fn what_cannot_be_used_in_the_file_is_an_error_at_its_cell() {
    let text = "Nyckel;Beslut;Beslutad den;Beslutat den;Regel;Skäl per kriterium;Fingeravtryck\n\
        PPB-1;Kanske;;i fjol;C-510;för att;x\n;Godtas;;;;;\n";
    let book = read_workbook("beslut.csv", text.as_bytes(), &Limits::default()).unwrap();
    let Err(LedgerError::Cells { problems }) = read_decisions(&book) else { panic!("an error was due") };
    let told: Vec<_> =
        problems.iter().map(|problem| (problem.cell.place.to_string(), &problem.kind)).collect();
    assert!(
        matches!(told[0], (ref at, ProblemKind::UnknownColumn { near: Some("Beslutat den") }) if at == "C1"),
        "{told:?}"
    );
    assert!(matches!(told[1], (ref at, ProblemKind::UnknownWord { .. }) if at == "B2"), "{told:?}");
    assert!(matches!(told[2], (ref at, ProblemKind::NoActivity) if at == "A3"), "{told:?}");
    let fixed = text.replace("Kanske", "Godtas").replace("Beslutad den", "Anteckning");
    let book = read_workbook("beslut.csv", fixed.as_bytes(), &Limits::default()).unwrap();
    let Err(LedgerError::Cells { problems }) = read_decisions(&book) else { panic!("an error was due") };
    let kinds: Vec<_> = problems.iter().map(|problem| problem.cell.place.to_string()).collect();
    assert_eq!(kinds, ["D2", "E2", "F2", "G2", "A3"]);
    let empty = read_workbook("beslut.csv", b"Namn;Datum\na;b\n", &Limits::default()).unwrap();
    assert!(matches!(read_decisions(&empty), Err(LedgerError::NoTable { .. })));
}
