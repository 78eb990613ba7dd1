//! Plans: who may share a DPIA, that no fewer would do, and what people did with the last plan.

use proptest::prelude::*;
use ropa::gaps::{Filter, GapKind, RegisterAssessment};
use ropa::law::Likeness;
use ropa::model::Severity;
use ropa::plan::{Action, Comparison, Plan, PlanError, PlanOptions, PurposeBy, Widen};
use ropa_tests::registers::{assessed, import, rows, workbook};
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
    let by = |purpose_by| plan(&assessed, PlanOptions { purpose_by, ..PlanOptions::default() }).new().count();
    assert_eq!((by(PurposeBy::Either), by(PurposeBy::Process)), (1, 2));
}

#[test]
fn nothing_is_shared_by_likeness_of_names() {
    let assessed = register(&[with("B-1", &[(11, "")]), with("B-2", &[(11, "")])], "");
    assert_eq!(plan(&assessed, PlanOptions::default()).new().count(), 2);
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
    let count = |plan: &Plan| (plan.existing().count(), plan.new().count());
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

const CONTROLLERS: [&str; 3] = ["Socialnämnden", "Socialnämnden", ""];
const PROCESSES: [&[&str]; 6] =
    [&["3.3.1"], &["3.3.2"], &["3.4.1"], &["3.3.1", "3.4.1"], &["3.4.1", "3.5.1"], &[]];
const SUBJECTS: [&str; 4] = ["Brukare", "Barn", "Barn; Brukare", "Brukare; Medarbetare"];
const MONITORED: [&str; 4] = ["Nej", "Nej", "Ja", "Vet ej"];
const SYSTEMS: [&str; 3] = ["Linnea", "Linnea", ""];
const DPIAS: [&str; 5] = ["", "", "", "KB-1", "KB-2"];

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
    let one = (0..3usize, 0..6usize, 0..4usize, 0..4usize, 0..3usize, 0..2usize, 0..5usize).prop_map(
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
    prop::collection::vec(one, 1..9)
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
        for (dpia, unfinished) in [(3, true), (4, false)] {
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
        prop_assert_eq!(plan.new().count(), least);
        prop_assert_eq!((plan.method.new, plan.method.bound), (least, least));
        let planned: BTreeSet<usize> =
            plan.works.iter().flat_map(|work| work.members.iter().map(|member| member.activity)).collect();
        prop_assert!(lacking.iter().all(|one| planned.contains(one)), "every gap is in the plan");
    }
}
