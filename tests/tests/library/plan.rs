//! Plans: who may share a DPIA, that no fewer would do, and what people did with the last plan.

use proptest::prelude::*;
use ropa::gaps::{Filter, GapKind, RegisterAssessment};
use ropa::law::Likeness;
use ropa::ledger::{LedgerError, RecordedPlan, WorkStatus, read_plan};
use ropa::model::{Register, Severity};
use ropa::plan::{Action, ClosedHow, Comparison, Plan, PlanError, PlanOptions, PurposeBy, Widen};
use ropa::report::plan::{PlanView, ics, workbook as workbook_of};
use ropa::source::Place;
use ropa::text::Lang;
use ropa::workbook::{Cell, CellKind, Limits, Sheet, Workbook, read_workbook};
use ropa_tests::registers::{Case, assessed, import, rows, workbook};
use std::collections::BTreeSet;

/// What a register asks that a family is known by.
const HEADINGS: [&str; 14] = [
    "Behandlings-ID",
    "Behandling",
    "Personuppgiftsansvarig",
    "Process",
    "Lagstöd",
    "Kategorier av registrerade",
    "Känsliga personuppgifter",
    "Systematisk övervakning",
    "Ny teknik eller nya organisatoriska lösningar",
    "Personuppgiftsbiträden",
    "Tredjelandsöverföring",
    "System",
    "Behandlingen påbörjad",
    "Referens till konsekvensbedömning",
];

/// A record of which two criteria are certain.
const PLAIN: [&str; 14] = [
    "B-1",
    "Insatser",
    "Socialnämnden",
    "3.3.1",
    "11 kap. 1 § socialtjänstlagen (2025:400)",
    "Brukare",
    "Ja",
    "Nej",
    "Nej",
    "Biträde AB",
    "Nej",
    "Linnea",
    "2012-01-01",
    "",
];

/// The plain record with another id and other answers, by their heading's number.
fn with(id: &str, changes: &[(usize, &str)]) -> Vec<String> {
    let mut cells = PLAIN.map(str::to_string);
    cells[0] = id.to_string();
    for (column, text) in changes {
        cells[*column] = text.to_string();
    }
    cells.to_vec()
}

fn register(records: &[Vec<String>], dpias: &str) -> RegisterAssessment {
    let heading = HEADINGS.map(str::to_string).to_vec();
    let activities: Vec<Vec<String>> = std::iter::once(heading).chain(records.iter().cloned()).collect();
    let dpias = format!(
        "KB-ID | Konsekvensbedömning | Status | Godkänd | DSO:s yttrande | Nästa granskning\n{dpias}"
    );
    let book = workbook(&[("Registreringar", activities), ("Konsekvensbedömningar", rows(&dpias))]);
    assessed(&import(&book).register)
}

fn plan(assessed: &RegisterAssessment, options: PlanOptions) -> Plan {
    Plan::of(assessed, &Filter::default().select(assessed), options, None).expect("a plan")
}

/// The ids of the members of each work, in its order.
fn families(assessed: &RegisterAssessment, plan: &Plan) -> Vec<Vec<String>> {
    let id = |activity: usize| assessed.register().activities[activity].key.to_string();
    plan.works.iter().map(|work| work.members.iter().map(|member| id(member.activity)).collect()).collect()
}

/// What keeps two records apart.
fn apart(changes: &[(usize, &str)], other: &[(usize, &str)]) -> Vec<Likeness> {
    let assessed = register(&[with("B-1", changes), with("B-2", other)], "");
    Comparison::of(&assessed, PlanOptions::default()).pair(0, 1).keeps_apart()
}

#[test]
fn like_processing_shares_a_dpia() {
    assert_eq!(apart(&[], &[]), []);
    // Another process of the group, another processor, a transfer, another kind of data: the annex names them.
    assert_eq!(apart(&[], &[(3, "3.3.2")]), []);
    assert_eq!(apart(&[], &[(9, "Annan AB")]), []);
    assert_eq!(apart(&[], &[(10, "Ja, USA")]), []);
    let assessed = register(&[with("B-1", &[]), with("B-2", &[(9, "Annan AB")])], "");
    let one = plan(&assessed, PlanOptions::default());
    assert_eq!(families(&assessed, &one), [["B-1", "B-2"]]);
    assert!(one.works[0].needs_annex());
}

#[test]
fn each_condition_parts() {
    assert_eq!(apart(&[], &[(2, "Utbildningsnämnden")]), [Likeness::Controller]);
    assert_eq!(apart(&[], &[(2, "")]), [Likeness::Controller], "one unnamed is not the other");
    assert_eq!(apart(&[], &[(11, "Porten")]), [Likeness::System]);
    assert_eq!(apart(&[], &[(3, "3.4.1"), (4, "")]), [Likeness::Purpose]);
    assert_eq!(apart(&[], &[(5, "Barn")]), [Likeness::DataSubjects]);
    assert_eq!(apart(&[], &[(5, "Medarbetare")]), [Likeness::DataSubjects]);
    assert_eq!(apart(&[], &[(4, "Föräldrabalken (1949:381)")]), [Likeness::Secrecy]);
    assert_eq!(apart(&[], &[(7, "Ja")]), [Likeness::HeavyTraits]);
    assert_eq!(apart(&[], &[(8, "Vet ej")]), [Likeness::HeavyTraits], "an open trait is not the same");
    // What both have is no difference.
    assert_eq!(apart(&[(7, "Ja")], &[(7, "Ja")]), []);
}

#[test]
fn what_is_blank_is_not_what_is_blank() {
    assert_eq!(apart(&[(11, "")], &[(11, "")]), [Likeness::System]);
    assert_eq!(apart(&[(3, ""), (4, "")], &[(3, ""), (4, "")]), [Likeness::Purpose]);
    assert_eq!(apart(&[(5, "")], &[(5, "")]), [Likeness::DataSubjects]);
    // A tool that everybody uses joins nothing.
    assert_eq!(apart(&[(11, "Excel")], &[(11, "Excel")]), [Likeness::System]);
}

#[test]
fn an_act_and_its_chapter_stand_for_the_process_where_they_are_let() {
    let records = [with("B-1", &[]), with("B-2", &[(3, "3.4.1")])];
    let assessed = register(&records, "");
    let by =
        |purpose_by| plan(&assessed, PlanOptions { purpose_by, ..PlanOptions::default() }).new_ones().count();
    assert_eq!((by(PurposeBy::Either), by(PurposeBy::Process)), (1, 2));
}

#[test]
fn nothing_is_shared_by_likeness_of_names() {
    let assessed = register(&[with("B-1", &[(11, "")]), with("B-2", &[(11, "")])], "");
    assert_eq!(plan(&assessed, PlanOptions::default()).new_ones().count(), 2);
}

#[test]
fn what_exists_comes_before_what_is_new() {
    let records = [
        with("B-1", &[(13, "KB-1")]),
        with("B-2", &[(3, "3.3.2")]),
        with("B-3", &[(3, "3.5.1"), (4, ""), (12, "2026-06-01")]),
    ];
    let assessed = register(&records, "KB-1 | Insatser | Utkast | | |");
    let plan = plan(&assessed, PlanOptions::default());
    assert_eq!(families(&assessed, &plan), [vec!["B-1", "B-2"], vec!["B-3"]]);
    assert_eq!(plan.works[0].actions, [Action::Finish, Action::Widen]);
    assert_eq!(plan.works[1].actions, [Action::New]);
}

#[test]
fn an_approved_dpia_is_widened_to_its_own_processes_alone() {
    let dpia = "KB-1 | Insatser | Godkänd | 2025-03-01 | Tillstyrker | 2028-03-01";
    let records = [with("B-1", &[(13, "KB-1")]), with("B-2", &[]), with("B-3", &[(3, "3.3.2")])];
    let assessed = register(&records, dpia);
    assert!(assessed.of(0).unwrap().gap.is_none(), "{:?}", assessed.of(0).unwrap().gap);
    let with = |widen| plan(&assessed, PlanOptions { widen, ..PlanOptions::default() });
    let count = |plan: &Plan| (plan.existing().count(), plan.new_ones().count());
    assert_eq!(count(&with(Widen::Process)), (1, 1));
    assert_eq!(count(&with(Widen::Family)), (1, 0));
    assert_eq!(count(&with(Widen::No)), (0, 1));
}

#[test]
fn what_has_not_begun_is_assessed_before_it_begins() {
    let mut records: Vec<Vec<String>> =
        (1..6).map(|n| with(&format!("B-{n}"), &[(11, &format!("System {n}"))])).collect();
    records.push(with("B-6", &[(11, "Nytt"), (12, "2027-01-15")]));
    let assessed = register(&records, "");
    let plan = plan(&assessed, PlanOptions { per_quarter: 1, ..PlanOptions::default() });
    let work = plan.work_of(5).expect("a work");
    assert_eq!(
        (work.due.to_string(), work.before.map(|day| day.to_string())),
        ("2027-01-14".into(), Some("2027-01-15".into()))
    );
    let mut quarters: Vec<String> = plan.works.iter().map(|work| work.quarter().to_string()).collect();
    quarters.sort();
    assert_eq!(quarters[..2], ["2027-Q1", "2027-Q2"]);
    assert!(plan.load.iter().all(|load| load.works == 1));
}

#[test]
fn limits_that_leave_room_for_nothing_are_refused() {
    let assessed = register(&[with("B-1", &[])], "");
    let selection = Filter::default().select(&assessed);
    let refused = |options| Plan::of(&assessed, &selection, options, None).unwrap_err();
    assert_eq!(refused(PlanOptions { per_quarter: 0, ..PlanOptions::default() }), PlanError::NoRoom);
    assert_eq!(refused(PlanOptions { largest: Some(0), ..PlanOptions::default() }), PlanError::NoSize);
}

#[test]
fn a_ring_of_purposes_takes_three_and_the_plan_knows_that_two_would_not_do() {
    let ring = ["3.3.1; 3.4.1", "3.4.1; 3.5.1", "3.5.1; 3.6.1", "3.6.1; 3.7.1", "3.7.1; 3.3.1"];
    let records: Vec<Vec<String>> = ring
        .iter()
        .enumerate()
        .map(|(number, processes)| with(&format!("B-{number}"), &[(3, processes), (4, "")]))
        .collect();
    let plan = plan(&register(&records, ""), PlanOptions::default());
    assert_eq!((plan.method.new, plan.method.bound), (3, 3));
}

// ---- The fewest, by trying every way ------------------------------------------------------------------------------

/// One random record, by the choices that it was made of.
#[derive(Debug, Clone)]
struct Choice {
    controller: usize,
    processes: usize,
    subjects: usize,
    monitored: usize,
    system: usize,
    supplier: usize,
    dpia: usize,
}

const CONTROLLERS: [&str; 4] = ["Socialnämnden", "Socialnämnden", "Socialnämnden", ""];
/// Pairs that meet in a ring: the fewest are then not what a first answer finds.
const PROCESSES: [&[&str]; 8] = [
    &["3.3.1", "3.4.1"],
    &["3.4.1", "3.5.1"],
    &["3.5.1", "3.6.1"],
    &["3.6.1", "3.7.1"],
    &["3.7.1", "3.3.1"],
    &["3.3.2"],
    &["3.4.1"],
    &[],
];
const SUBJECTS: [&str; 4] = ["Brukare", "Barn", "Barn; Brukare", "Brukare; Medarbetare"];
const MONITORED: [&str; 7] = ["Nej", "Nej", "Nej", "Nej", "Nej", "Ja", "Vet ej"];
const SYSTEMS: [&str; 6] = ["Linnea", "Linnea", "Linnea", "Linnea", "Linnea", ""];
const DPIAS: [&str; 8] = ["", "", "", "", "", "", "KB-1", "KB-2"];

impl Choice {
    fn record(&self, number: usize) -> Vec<String> {
        with(
            &format!("B-{number}"),
            &[
                (2, CONTROLLERS[self.controller]),
                (3, &PROCESSES[self.processes].join("; ")),
                (4, ""),
                (5, SUBJECTS[self.subjects]),
                (7, MONITORED[self.monitored]),
                (9, ["Biträde AB", "Annan AB"][self.supplier]),
                (11, SYSTEMS[self.system]),
                (13, DPIAS[self.dpia]),
            ],
        )
    }

    /// Whether two may share, told anew from the rule that the documentation states.
    fn may_share(&self, other: &Choice) -> bool {
        let group = |of: &Choice| -> BTreeSet<&str> {
            PROCESSES[of.processes].iter().map(|code| &code[..3]).collect()
        };
        let persons = |of: &Choice| -> BTreeSet<&str> {
            SUBJECTS[of.subjects].split("; ").filter(|one| *one != "Medarbetare").collect()
        };
        let heavy = |of: &Choice| MONITORED[of.monitored];
        // Both unnamed are of one file.
        CONTROLLERS[self.controller] == CONTROLLERS[other.controller]
            && !SYSTEMS[self.system].is_empty()
            && SYSTEMS[self.system] == SYSTEMS[other.system]
            && !group(self).is_disjoint(&group(other))
            && !persons(self).is_disjoint(&persons(other))
            && heavy(self) == heavy(other)
            && heavy(self) != "Vet ej"
    }
}

fn choices() -> impl Strategy<Value = Vec<Choice>> {
    let one = (0..4usize, 0..8usize, 0..4usize, 0..7usize, 0..6usize, 0..2usize, 0..8usize).prop_map(
        |(controller, processes, subjects, monitored, system, supplier, dpia)| Choice {
            controller,
            processes,
            subjects,
            monitored,
            system,
            supplier,
            dpia,
        },
    );
    prop::collection::vec(one, 1..10)
}

/// A group under way: what it holds, and whether it takes only its own processes.
#[derive(Clone)]
struct Bin {
    members: Vec<usize>,
    own: Option<BTreeSet<&'static str>>,
    new: bool,
}

/// The fewest new groups, by trying every way to place each.
fn fewest(choices: &[Choice], left: &[usize], bins: &mut Vec<Bin>, largest: Option<usize>) -> usize {
    let Some((first, rest)) = left.split_first() else { return bins.iter().filter(|bin| bin.new).count() };
    let mut best = usize::MAX;
    for at in 0..bins.len() {
        let bin = &bins[at];
        let near = bin.own.as_ref().is_none_or(|own| {
            PROCESSES[choices[*first].processes].iter().any(|process| own.contains(process))
        });
        let room = largest.is_none_or(|most| bin.members.len() < most);
        if near && room && bin.members.iter().all(|member| choices[*first].may_share(&choices[*member])) {
            bins[at].members.push(*first);
            best = best.min(fewest(choices, rest, bins, largest));
            bins[at].members.pop();
        }
    }
    bins.push(Bin { members: vec![*first], own: None, new: true });
    best = best.min(fewest(choices, rest, bins, largest));
    bins.pop();
    best
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// On random small registers the plan has as few new DPIAs as there can be, and knows it.
    #[test]
    fn no_fewer_would_do(choices in choices(), largest in prop_oneof![Just(None), (1..4usize).prop_map(Some)]) {
        let records: Vec<Vec<String>> =
            choices.iter().enumerate().map(|(number, choice)| choice.record(number)).collect();
        let dpias = "KB-1 | Utkastet | Utkast | | |\n\
                     KB-2 | Den godkända | Godkänd | 2025-03-01 | Tillstyrker | 2028-03-01";
        let assessed = register(&records, dpias);
        let options = PlanOptions { largest, ..PlanOptions::default() };
        let comparison = Comparison::of(&assessed, options);
        for one in 0..choices.len() {
            for other in (0..choices.len()).filter(|other| *other != one) {
                let by_hand = choices[one].may_share(&choices[other]);
                prop_assert_eq!(comparison.may_share(one, other), by_hand, "{:?} {:?}", choices[one], choices[other]);
            }
        }
        let linked = |to: usize| -> Vec<usize> {
            (0..choices.len()).filter(|one| choices[*one].dpia == to).collect()
        };
        let mut bins: Vec<Bin> = Vec::new();
        for (dpia, unfinished) in [(6, true), (7, false)] {
            let members = linked(dpia);
            if !members.is_empty() {
                let own = (!unfinished).then(|| {
                    members.iter().flat_map(|one| PROCESSES[choices[*one].processes].iter().copied()).collect()
                });
                bins.push(Bin { members, own, new: false });
            }
        }
        let lacking: Vec<usize> = (0..choices.len())
            .filter(|one| {
                let gap = assessed.of(*one).and_then(|assessment| assessment.gap.as_ref());
                gap.is_some_and(|gap| gap.kind == GapKind::NoDpia && gap.severity == Severity::Error)
            })
            .collect();
        let least = fewest(&choices, &lacking, &mut bins, largest);
        let plan = plan(&assessed, options);
        prop_assert_eq!(plan.new_ones().count(), least);
        prop_assert_eq!((plan.method.new, plan.method.bound), (least, least));
        let planned: BTreeSet<usize> =
            plan.works.iter().flat_map(|work| work.members.iter().map(|member| member.activity)).collect();
        prop_assert!(lacking.iter().all(|one| planned.contains(one)), "every gap is in the plan");
    }
}

// ---- The plan over two years --------------------------------------------------------------------------------------

/// The plan as its workbook reads, as somebody opened it.
fn as_workbook(assessed: &RegisterAssessment, plan: &Plan) -> Workbook {
    let selection = Filter::default().select(assessed);
    let mut bytes = Vec::new();
    workbook_of(&mut bytes, &PlanView::new(assessed, &selection, plan, Lang::Sv)).unwrap();
    assert_eq!(ropa::workbook::plan_day(&bytes), Some(assessed.as_of()));
    read_workbook("plan.xlsx", &bytes, &Limits::default()).unwrap()
}

/// The workbook with other texts: each in the row that holds `of` in its column `by`, in the column `header`.
fn edited(book: &Workbook, edits: &[(&str, &str, &str, &str)]) -> Workbook {
    let mut book = book.clone();
    for (by, of, header, text) in edits {
        let mut done = false;
        for sheet in &mut book.sheets {
            let column =
                |name: &str| sheet.row(0).iter().find(|cell| &*cell.text == name).map(|cell| cell.place.col);
            let (Some(key), Some(col)) = (column(by), column(header)) else { continue };
            let rows: Vec<u32> = sheet.rows().map(|(row, _)| row).collect();
            let row = rows
                .into_iter()
                .find(|row| sheet.cell(Place::new(*row, key)).is_some_and(|cell| &*cell.text == *of));
            let Some(row) = row else { continue };
            let place = Place::new(row, col);
            let mut cells: Vec<Cell> =
                sheet.cells().iter().filter(|cell| cell.place != place).cloned().collect();
            cells.push(Cell { place, kind: CellKind::Text, text: (*text).into() });
            cells.sort_by_key(|cell| (cell.place.row, cell.place.col));
            *sheet = Sheet::new(sheet.name.clone(), cells);
            done = true;
        }
        assert!(done, "nothing to edit: {by} {of} {header}");
    }
    book
}

fn plan_in(year: &str, register: &Register, last: Option<&RecordedPlan>) -> (RegisterAssessment, Plan) {
    let case = Case { as_of: format!("{year}-11-23").parse().unwrap(), ..Case::default() };
    let assessed = case.assess(register);
    let selection = Filter::default().select(&assessed);
    let plan = Plan::of(&assessed, &selection, PlanOptions::default(), last).unwrap();
    (assessed, plan)
}

fn registered(records: &[Vec<String>], dpias: &str) -> Register {
    register(records, dpias).register().clone()
}

#[test]
fn what_people_did_with_the_plan_is_kept_over_two_years() {
    let first_year = [
        with("B-1", &[]),
        with("B-2", &[(1, "Stöd"), (3, "3.3.2")]),
        with("B-3", &[(1, "Ansökan"), (11, "Porten")]),
        with("B-4", &[(1, "Besked"), (11, "Porten")]),
        with("B-5", &[(1, "Tillsyn"), (3, "3.5.1"), (4, "")]),
        with("B-6", &[(1, "Fråga"), (11, "Annat"), (13, "KB-77")]),
    ];
    let register = registered(&first_year, "");
    let (assessed, plan) = plan_in("2026", &register, None);
    assert_eq!(families(&assessed, &plan), [vec!["B-1", "B-2"], vec!["B-3", "B-4"], vec!["B-5"]]);
    let codes: Vec<&str> = plan.works.iter().map(|work| work.family.as_str()).collect();
    assert_eq!(codes, ["F1", "F2", "F3"]);
    assert_eq!(plan.first.len(), 1);

    // What people write: an owner, a day, how far, a note; one moved to another family, one split off.
    let book = edited(
        &as_workbook(&assessed, &plan),
        &[
            ("Familj", "F1", "Ansvarig", "Anna Ek"),
            ("Familj", "F1", "Klart senast", "2027-02-15"),
            ("Familj", "F1", "Läge", "Pågår"),
            ("Familj", "F1", "Anteckning", "väntar på biträdet"),
            ("Nyckel", "B-5", "Ingår i familj", "F1"),
            ("Nyckel", "B-4", "Ingår i familj", "F9"),
            ("Nyckel", "B-6", "Ansvarig", "Bo Al"),
        ],
    );
    let recorded = read_plan(&book).unwrap();
    let (assessed, plan) = plan_in("2026", &register, Some(&recorded));
    assert_eq!(families(&assessed, &plan), [vec!["B-1", "B-2", "B-5"], vec!["B-3"], vec!["B-4"]]);
    let one = plan.work("f1").unwrap();
    assert_eq!(one.progress.owner.as_deref(), Some("Anna Ek"));
    assert_eq!((one.due.to_string().as_str(), one.due_kept), ("2027-02-15", true));
    assert_eq!(
        (one.status(), one.progress.note.as_deref()),
        (WorkStatus::UnderWay, Some("väntar på biträdet"))
    );
    // Put together by hand against the rules: kept, and told.
    assert_eq!(one.against, [Likeness::Purpose]);
    assert_eq!(one.members[2].moved_from.as_deref(), Some("F3"));
    assert_eq!(plan.first[0].progress.owner.as_deref(), Some("Bo Al"));

    // The next year: one has an approved DPIA now, one has another system, one is gone, one is new.
    let mut next_year = first_year.to_vec();
    next_year[2] = with("B-3", &[(1, "Ansökan"), (11, "Porten"), (13, "KB-1")]);
    next_year[0] = with("B-1", &[(9, "Nytt Biträde AB")]);
    next_year[5] = with("B-7", &[(1, "Ny insats")]);
    let dpia = "KB-1 | Ansökan | Godkänd | 2027-03-01 | Tillstyrker | 2030-03-01";
    let last = read_plan(&as_workbook(&assessed, &plan)).unwrap();
    let (assessed, plan) = plan_in("2027", &registered(&next_year, dpia), Some(&last));
    let key = |activity: usize| assessed.register().activities[activity].key.to_string();
    let of = |code: &str| -> BTreeSet<String> {
        plan.work(code).unwrap().members.iter().map(|member| key(member.activity)).collect()
    };
    let set = |keys: &[&str]| keys.iter().map(|key| key.to_string()).collect::<BTreeSet<_>>();
    assert_eq!(of("F1"), set(&["B-1", "B-2", "B-5", "B-7"]));
    assert_eq!(of("F9"), set(&["B-4"]), "a split is kept though the DPIA beside it could be widened");
    assert_eq!(plan.work("F1").unwrap().progress, one.progress);
    let since = plan.since.as_ref().unwrap();
    let closed: Vec<(&str, ClosedHow)> = since.closed.iter().map(|one| (&*one.handle, one.how)).collect();
    assert_eq!(closed, [("B-3", ClosedHow::Closed)]);
    assert_eq!(since.new.iter().map(|one| key(*one)).collect::<Vec<_>>(), ["B-7"]);
    let changed: Vec<String> = since.changed.iter().map(|(one, _)| key(*one)).collect();
    assert_eq!(changed, ["B-1"]);

    // The same again changes nothing more.
    let last = read_plan(&as_workbook(&assessed, &plan)).unwrap();
    let (again, plan_again) = plan_in("2027", &registered(&next_year, dpia), Some(&last));
    assert_eq!(families(&again, &plan_again), families(&assessed, &plan));
    assert_eq!(plan_again.since.as_ref().unwrap().closed, []);

    // What is marked as done while the gap stands is told.
    let done = edited(&as_workbook(&assessed, &plan), &[("Familj", "F1", "Läge", "Klar")]);
    let (_, plan) = plan_in("2027", &registered(&next_year, dpia), Some(&read_plan(&done).unwrap()));
    assert_eq!(plan.since.unwrap().done_with_gap, ["F1"]);
}

#[test]
fn a_cell_of_the_plan_that_cannot_be_used_is_told() {
    let (assessed, plan) = plan_in("2026", &registered(&[with("B-1", &[])], ""), None);
    let book = as_workbook(&assessed, &plan);
    let wrong = |header, text| read_plan(&edited(&book, &[("Familj", "F1", header, text)])).unwrap_err();
    assert!(matches!(wrong("Läge", "kanske"), LedgerError::Cells { .. }));
    assert!(matches!(wrong("Klart senast", "snart"), LedgerError::Cells { .. }));
}

#[test]
fn the_calendar_keeps_its_uids() {
    let uids = |year: &str, last: Option<&RecordedPlan>| -> BTreeSet<String> {
        let register = registered(&[with("B-1", &[]), with("B-2", &[(11, "Porten")])], "");
        let (assessed, plan) = plan_in(year, &register, last);
        let selection = Filter::default().select(&assessed);
        let mut bytes = Vec::new();
        ics(&mut bytes, &PlanView::new(&assessed, &selection, &plan, Lang::Sv)).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        text.lines().filter(|line| line.starts_with("UID:")).map(str::to_string).collect()
    };
    assert_eq!(uids("2026", None).len(), 2);
    assert_eq!(uids("2026", None), uids("2026", None));
    assert!(uids("2026", None).iter().all(|uid| uid.ends_with("@ropa.invalid")));
}
