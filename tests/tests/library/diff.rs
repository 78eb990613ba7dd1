//! The difference between two registers: a year checked by hand, figures that add up, and nothing where nothing is.

use chrono::NaiveDate;
use proptest::prelude::*;
use ropa::canonical::{RegisterView, canonical};
use ropa::casefile::CaseFile;
use ropa::diff::{
    ChangeKind, ChangeWeight, DiffError, FieldChange, RecordField, RegisterDiff, Renamed, RiskArea, Sureness,
    Why,
};
use ropa::gaps::{GapKind, RegisterAssessment};
use ropa::import::Profile;
use ropa::law::RulePacks;
use ropa::model::{Field, ProcessingActivity, Register};
use ropa::text::Lang;
use ropa_tests::folders::Folder;
use ropa_tests::places::fixtures;
use ropa_tests::registers::{Case, assessed, import, today, workbook};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A register of a table with these headings.
fn register(headings: &[&str], rows: &[Vec<String>]) -> RegisterAssessment {
    let heading = headings.iter().map(ToString::to_string).collect();
    let sheet = [vec![heading], rows.to_vec()].concat();
    assessed(&import(&workbook(&[("Register", sheet)])).register)
}

fn lines(headings: &[&str], lines: &[&str]) -> RegisterAssessment {
    let rows: Vec<Vec<String>> =
        lines.iter().map(|line| line.split('#').map(|cell| cell.trim().to_string()).collect()).collect();
    register(headings, &rows)
}

fn of_file(path: &Path, as_of: NaiveDate) -> Option<RegisterAssessment> {
    CaseFile::builder(as_of).file(path.to_path_buf()).open().ok()?.assess().ok()
}

fn day(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 10, 30).unwrap()
}

/// A change as `field: added / removed`.
fn told(change: &FieldChange) -> String {
    let field = match &change.of {
        RecordField::Field(field) => field.key().to_string(),
        RecordField::Column(header) => header.to_string(),
    };
    format!("{field} {}: +{} -{}", change.kind, change.added.join("|"), change.removed.join("|"))
}

fn called(activity: &ProcessingActivity) -> &str {
    activity.text(Field::Id).unwrap_or(activity.label())
}

/// Checks what must hold of every comparison: each record is told of once, and the figures add up.
fn holds(old: &RegisterAssessment, new: &RegisterAssessment, diff: &RegisterDiff) {
    let counts = &diff.counts;
    assert_eq!(counts.before, counts.unchanged + counts.changed + counts.merged + counts.gone);
    assert_eq!(counts.now, counts.unchanged + counts.changed + counts.new);
    let gaps = &counts.gaps;
    assert_eq!(gaps.before, gaps.closed + gaps.same + gaps.other_kind + gaps.merged + gaps.gone);
    assert_eq!(gaps.now, gaps.opened + gaps.same + gaps.other_kind + gaps.new);
    let lacking = &counts.lacking;
    assert_eq!(
        lacking.before,
        lacking.closed + lacking.same + lacking.other_kind + lacking.merged + lacking.gone
    );
    assert_eq!(lacking.now, lacking.opened + lacking.same + lacking.other_kind + lacking.new);
    assert!(counts.judged_otherwise <= counts.unchanged && lacking.now <= gaps.now);
    assert_eq!(gaps.before, old.summary().gap_total());
    assert_eq!(gaps.now, new.summary().gap_total());
    let then = diff.kept.iter().map(|one| one.old).chain(diff.merged.iter().map(|one| one.old));
    let mut then: Vec<usize> = then.chain(diff.gone.iter().map(|one| one.index)).collect();
    let mut now: Vec<usize> =
        diff.kept.iter().map(|one| one.new).chain(diff.new.iter().map(|one| one.index)).collect();
    then.sort_unstable();
    now.sort_unstable();
    assert_eq!(then, (0..old.register().activities.len()).collect::<Vec<_>>());
    assert_eq!(now, (0..new.register().activities.len()).collect::<Vec<_>>());
    let kept: BTreeSet<usize> = diff.kept.iter().map(|one| one.new).collect();
    assert!(diff.merged.iter().all(|one| kept.contains(&one.new)), "merged with what is not kept");
}

fn compared(old: &RegisterAssessment, new: &RegisterAssessment) -> RegisterDiff {
    let diff = RegisterDiff::of(old, new).unwrap();
    holds(old, new, &diff);
    diff
}

/// The changes of all records, by their names.
fn changes(diff: &RegisterDiff, new: &Register) -> BTreeMap<String, Vec<String>> {
    let of = diff.kept.iter().filter(|one| !one.changes.is_empty());
    of.map(|one| (called(&new.activities[one.new]).to_string(), one.changes.iter().map(told).collect()))
        .collect()
}

#[test]
fn a_year_of_the_fixture_is_as_the_table_made_by_hand() {
    let old = of_file(&fixtures().join("socialnamnden-2025.xlsx"), day(2025)).unwrap();
    let new = of_file(&fixtures().join("socialnamnden.xlsx"), day(2026)).unwrap();
    let diff = compared(&old, &new);
    let (then, now) = (old.register(), new.register());

    let counts = &diff.counts;
    assert_eq!((counts.before, counts.now), (62, 65));
    assert_eq!((counts.unchanged, counts.changed, counts.merged, counts.gone, counts.new), (48, 11, 1, 2, 6));
    assert_eq!((counts.likely, counts.renumbered, counts.open), (1, 1, 0));
    assert_eq!((counts.risk_changed, counts.lightly_changed), (8, 1));

    // Made from `fixtures/source/socialnamnden-2025.toml` by reading it, not from the output.
    let table: BTreeMap<String, Vec<String>> = [
        ("PPB-032", &["data_subjects changed: +Syskon -"][..]),
        ("PPB-016", &["sensitive changed: +Ja, hälsa -Nej"]),
        ("PPB-021", &["protected_identity changed: +Skyddad folkbokföring|Fingerade personuppgifter -"]),
        ("PPB-027", &["data_subject_count changed: +1000-2000 -500-900"]),
        (
            "PPB-033",
            &[
                "processors changed: +Bildsamtal i Provstad AB -",
                "systems changed: +Bildsamtal -",
                "third_country lost: + -Nej",
            ],
        ),
        ("PPB-012", &["third_country changed: +Ja, USA -Nej"]),
        (
            "PPB-019",
            &["purpose changed: +Förebygga och utreda hot och våld i väntrummet -Förebygga stölder i väntrummet"],
        ),
        ("PPB-001", &["sensitive answered: +politisk åsikt -"]),
        ("PPB-010", &["protected_identity lost: + -Nej"]),
        ("PPB-015", &["data_subjects wording: + -"]),
        (
            "Enkät till personer med insatser",
            &[
                "data_subject_count changed: +800 -650",
                "name changed: +Enkät till personer med insatser -Brukarenkät till personer med insatser",
            ],
        ),
    ]
    .into_iter()
    .map(|(name, changes)| (name.to_string(), changes.iter().map(ToString::to_string).collect()))
    .collect();
    assert_eq!(changes(&diff, now), table);

    let of = |register: &Register, at: usize| called(&register.activities[at]).to_string();
    let gone: Vec<String> = diff.gone.iter().map(|one| of(then, one.index)).collect();
    assert_eq!(gone, ["PPB-003", "PPB-014"]);
    let mut fresh: Vec<String> = diff.new.iter().map(|one| of(now, one.index)).collect();
    fresh.sort();
    let registered = ["Beslutsstöd vid återansökan", "PPB-054", "PPB-057", "PPB-060", "PPB-063", "PPB-064"];
    assert_eq!(fresh, registered);
    let merged: Vec<(String, String)> =
        diff.merged.iter().map(|one| (of(then, one.old), of(now, one.new))).collect();
    assert_eq!(merged, [("PPB-130".to_string(), "PPB-029".to_string())]);
    let likely: Vec<String> =
        diff.kept.iter().filter(|one| one.sureness == Sureness::Likely).map(|one| of(now, one.new)).collect();
    assert_eq!(likely, ["Enkät till personer med insatser"]);
    let other_id: Vec<(String, String)> = diff
        .kept
        .iter()
        .filter(|one| one.renumbered)
        .map(|one| (of(then, one.old), of(now, one.new)))
        .collect();
    assert_eq!(other_id, [("PPB-128".to_string(), "PPB-028".to_string())]);

    let renames: Vec<(Renamed, &str, &str, usize)> =
        diff.renames.iter().map(|one| (one.what, &*one.from, &*one.to, one.records.len())).collect();
    let unit = ("Socialförvaltningen / Individ och familj", "Socialförvaltningen / Vuxna");
    assert_eq!(renames, [(Renamed::Unit, unit.0, unit.1, 7), (Renamed::Process, "3.4.3", "3.4.2", 2)]);

    let gaps: BTreeMap<String, GapTold> = diff
        .kept
        .iter()
        .filter_map(|one| {
            let gap = one.gap.as_ref()?;
            let why: Vec<String> = gap.why.iter().map(|why| reason(why, &old, &new)).collect();
            Some((of(now, one.new), (gap.before, gap.now, why.join(", "))))
        })
        .collect();
    let expected = [
        ("PPB-024", Some(GapKind::UnresolvedReference), Some(GapKind::DpiaNotApproved), "new KB-06"),
        ("PPB-033", None, Some(GapKind::DpiaPartial), "state of KB-01"),
        // It names KB-01 and KB-15, and the latter was not approved.
        ("PPB-034", Some(GapKind::DpiaNotApproved), None, "approved KB-15 earlier, 2024-02-06"),
        ("PPB-035", Some(GapKind::DpiaNotApproved), None, "approved KB-15 earlier, 2024-02-06"),
        ("PPB-053", None, Some(GapKind::DpiaReviewDue), "review of KB-11 passed 2026-03-31"),
        (
            "PPB-055",
            Some(GapKind::DpiaPartial),
            Some(GapKind::AmbiguousReference),
            "no link to KB-11, partial to ambiguous",
        ),
        (
            "Umgängesstöd för placerade barn",
            Some(GapKind::DpiaNotApproved),
            None,
            "approved KB-15 earlier, 2024-02-06",
        ),
    ];
    let expected = expected.map(|(name, then, now, why)| (name.to_string(), (then, now, why.to_string())));
    assert_eq!(gaps, BTreeMap::from(expected));
    assert!(diff.questions.is_empty() && diff.packs.is_empty());

    let key = |register: &Register, at: &usize| register.dpias[*at].key.to_string();
    let added: Vec<String> = diff.dpias.new.iter().map(|at| key(now, at)).collect();
    assert_eq!(added, ["KB-06", "KB-12", "KB-16"]);
    assert_eq!(diff.dpias.gone.iter().map(|at| key(then, at)).collect::<Vec<_>>(), ["KB-20"]);
    let changed: Vec<String> =
        diff.dpias.kept.iter().filter(|one| !one.changes.is_empty()).map(|one| key(now, &one.new)).collect();
    assert_eq!(changed, ["KB-15"]);
}

/// A gap before and now, and why.
type GapTold = (Option<GapKind>, Option<GapKind>, String);

fn reason(why: &Why, old: &RegisterAssessment, new: &RegisterAssessment) -> String {
    let of = |assessed: &RegisterAssessment, at: &usize| assessed.register().dpias[*at].key.to_string();
    match why {
        Why::NewDpia(dpia) => format!("new {}", of(new, dpia)),
        Why::LinkGone(dpia) => format!("no link to {}", of(old, dpia)),
        Why::Approved(dpia) => format!("approved {}", of(new, dpia)),
        Why::ApprovedEarlier { dpia, day } => format!("approved {} earlier, {day}", of(new, dpia)),
        Why::ReviewPassed { dpia, day } => format!("review of {} passed {}", of(new, dpia), day.unwrap()),
        Why::Reference { before, now } => format!("{before} to {now}"),
        Why::State { dpia, .. } => format!("state of {}", of(new, dpia)),
        other => format!("{other:?}"),
    }
}

/// Every file of the fixtures in which there is a register.
fn registers() -> Vec<(PathBuf, RegisterAssessment)> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(fixtures()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let read = |path: PathBuf| Some((path.clone(), of_file(&path, today())?));
    let registers = files.into_iter().filter(|path| path.is_file()).filter_map(read);
    registers.filter(|(_, assessed)| !assessed.register().activities.is_empty()).collect()
}

#[test]
fn a_register_does_not_differ_from_itself() {
    let registers = registers();
    assert!(registers.len() >= 5, "{}", registers.len());
    for (path, assessed) in registers {
        let diff = compared(&assessed, &assessed);
        assert!(diff.is_empty(), "{}: {:?}", path.display(), changes(&diff, assessed.register()));
    }
}

#[test]
fn a_register_does_not_differ_from_its_lossless_forms() {
    for (path, assessed) in registers() {
        let (mut book, mut json) = (Vec::new(), Vec::new());
        let register = assessed.register();
        let view = RegisterView::new(register, Profile::builtin(), Lang::Sv, today());
        canonical(&mut book, &view).unwrap();
        ropa::canonical::json(&mut json, &view).unwrap();
        for (name, bytes) in [("egen.xlsx", book), ("egen.json", json)] {
            let again = CaseFile::builder(today()).file((name, bytes)).open().unwrap().assess().unwrap();
            let diff = compared(&assessed, &again);
            assert!(diff.is_empty(), "{} {name}: {:?}", path.display(), changes(&diff, register));
        }
    }
}

/// A folder made at random, as a side of a comparison.
fn of_folder(folder: &Folder, at: &Path) -> RegisterAssessment {
    std::fs::create_dir(at).unwrap();
    folder.write(at);
    let files = folder.files().into_iter().map(|file| at.join(file));
    files
        .fold(CaseFile::builder(today()), |builder, file| builder.file(file))
        .open()
        .unwrap()
        .assess()
        .unwrap()
}

#[test]
fn a_folder_made_at_random_does_not_differ_from_itself_in_another_order() {
    for seed in 1..=6 {
        let temp = tempfile::tempdir().unwrap();
        let whole = of_folder(&Folder::new(seed), &temp.path().join("a"));
        assert!(compared(&whole, &whole).is_empty(), "seed {seed}");
        // Rows and columns in another order, and letters written in two signs.
        for (name, other) in [("b", Folder::new(seed).reordered()), ("c", Folder::new(seed).decomposed())] {
            let other = of_folder(&other, &temp.path().join(name));
            let mut diff = compared(&whole, &other);
            let told = changes(&diff, other.register());
            assert!(told.is_empty(), "seed {seed} {name}: {told:?}");
            // Which columns of one's own are read as remarks may depend on their order; all else may not.
            diff.questions.clear();
            assert!(diff.is_empty(), "seed {seed} {name}: {diff:?}");
        }
    }
}

#[test]
fn other_rules_have_a_line_of_their_own() {
    let headings = ["ID", "Behandling", "Ändamål", "Exempel i myndighetens förteckning"];
    let register = lines(&headings, &["A1#Lås#Släppa in#Ja"]);
    let register = register.register();
    let law = RulePacks::select(&["eu-gdpr"]).unwrap();
    let old = Case { packs: law, ..Case::default() }.assess(register);
    let new = Case::default().assess(register);
    let diff = compared(&old, &new);
    assert_eq!(
        diff.packs.iter().map(|one| (&*one.pack, one.before.is_some())).collect::<Vec<_>>(),
        [("se-imy", false)]
    );
    let change = diff.kept[0].verdict.as_ref().expect("another verdict");
    assert!(matches!(&change.why[..], [Why::Rules(rules)] if !rules.is_empty()), "{:?}", change.why);
    assert!(diff.kept[0].is_unchanged());
}

const HEADINGS: [&str; 8] = [
    "ID",
    "Behandling",
    "Enhet",
    "Process",
    "Ändamål med behandlingen",
    "Kategorier av registrerade",
    "Personuppgiftsbiträde",
    "Känsliga personuppgifter",
];

#[test]
fn order_is_no_change_and_wording_comes_last() {
    let old =
        lines(&HEADINGS, &["A1#Orosanmälan#E#3.1#Utreda oro#Barn; Vårdnadshavare#Linnea AB; Porten AB#Nej"]);
    let order =
        lines(&HEADINGS, &["A1#Orosanmälan#E#3.1#Utreda oro#Vårdnadshavare; Barn#Porten AB; Linnea AB#Nej"]);
    assert!(compared(&old, &order).is_empty());

    let words =
        lines(&HEADINGS, &["A1#Orosanmälan#E#3.1#utreda oro.#Barn; Vårdnadshavarna#LINNEA; Porten AB#nej"]);
    let diff = compared(&old, &words);
    let kinds: Vec<ChangeKind> = diff.kept[0].changes.iter().map(|change| change.kind).collect();
    assert_eq!(kinds, [ChangeKind::Wording; 4], "{:?}", changes(&diff, words.register()));
    assert_eq!((diff.counts.changed, diff.counts.lightly_changed), (1, 1));
}

#[test]
fn answers_come_and_go() {
    let old = lines(&HEADINGS, &["A1#Orosanmälan#E#3.1#Utreda oro#Barn##Nej"]);
    let new = lines(&HEADINGS, &["A1#Orosanmälan#E#3.1##Barn; Anhöriga#Linnea AB#Vet ej"]);
    let diff = compared(&old, &new);
    let told: Vec<(ChangeWeight, Option<RiskArea>)> =
        diff.kept[0].changes.iter().map(|change| (change.weight(), change.area)).collect();
    assert_eq!(
        told,
        [
            (ChangeWeight::Risk, Some(RiskArea::Persons)),
            (ChangeWeight::Lost, Some(RiskArea::Data)),
            (ChangeWeight::Lost, Some(RiskArea::Purpose)),
            (ChangeWeight::Answered, Some(RiskArea::Supplier)),
        ]
    );
    let persons = &diff.kept[0].changes[0];
    assert_eq!(persons.before[0].cell.place.to_string(), "F2");
    assert_eq!(&*persons.now[0].written, "Barn; Anhöriga");
}

#[test]
fn a_question_that_is_gone_is_told_once() {
    let old = lines(
        &["ID", "Behandling", "Ändamål", "Gallringstid"],
        &["A1#Löner#Betala#10 år", "A2#Arkiv#Spara#Bevaras"],
    );
    let new =
        lines(&["ID", "Behandling", "Ändamål", "System"], &["A1#Löner#Betala#Visma", "A2#Arkiv#Spara#"]);
    let diff = compared(&old, &new);
    let asked: Vec<(Field, bool, usize)> =
        diff.questions.iter().map(|one| (one.field, one.asked_now, one.answered)).collect();
    assert_eq!(asked, [(Field::Retention, false, 2), (Field::Systems, true, 1)]);
}

#[test]
fn a_renamed_unit_and_a_moved_code_are_no_change_of_each_record() {
    let row = |id: &str, name: &str, unit: &str, code: &str| {
        format!("{id}#{name}#{unit}#{code}#Handlägga {name}#Barn##Nej")
    };
    let rows = |unit: &str, code: &str| -> Vec<String> {
        ["Orosanmälan", "Placering", "Familjerätt"]
            .iter()
            .map(|name| row("", name, unit, code))
            .chain([row("", "Löner", "Förvaltning / HR", "2.1 Betala lön")])
            .collect()
    };
    let register = |rows: &[String]| lines(&HEADINGS, &rows.iter().map(String::as_str).collect::<Vec<_>>());
    let old = register(&rows("Förvaltning / Individ och familj", "3.1"));
    let new = register(&rows("Förvaltning / Barn och unga", "3.2"));
    let diff = compared(&old, &new);
    assert_eq!((diff.counts.unchanged, diff.counts.changed), (4, 0), "{:?}", changes(&diff, new.register()));
    assert_eq!(diff.renames.len(), 2);
    assert!(!diff.is_empty());

    // One record alone may have moved; its process is known by what it is called.
    let alone = [rows("E", "3.1")[0].clone(), row("", "Löner", "Förvaltning / HR", "2.4 Betala lön")];
    let other = [rows("E", "3.1")[0].clone(), row("", "Löner", "Förvaltning / Ekonomi", "2.1 Betala lön")];
    let diff = compared(&register(&other), &register(&alone));
    assert_eq!(diff.renames.len(), 1);
    assert_eq!(diff.renames[0].what, Renamed::Process);
    assert_eq!(changes(&diff, register(&alone).register())["Löner"].len(), 1);
}

#[test]
fn an_id_that_another_record_has_now_is_not_the_same() {
    let old = lines(
        &HEADINGS,
        &["A1#Orosanmälan#E#3.1#Utreda oro#Barn##Ja", "A2#Löner#HR#2.1#Betala#Anställda##Nej"],
    );
    let new = lines(
        &HEADINGS,
        &["A1#Bygglov#S#5.1#Pröva lov#Sökande##Nej", "A3#Löner#HR#2.1#Betala#Anställda##Nej"],
    );
    let diff = compared(&old, &new);
    assert_eq!((diff.counts.gone, diff.counts.new, diff.counts.unchanged), (1, 1, 1));
    assert!(diff.kept[0].renumbered);
}

#[test]
fn which_data_belongs_to_whom_is_no_order() {
    let headings = ["ID", "Behandling", "Kategorier av registrerade", "Kategorier av personuppgifter"];
    let old = lines(&headings, &["A1#Elevhälsa#Elever | Personal#Hälsa | Namn :: Lön"]);
    let turned = lines(&headings, &["A1#Elevhälsa#Personal | Elever#Lön :: Namn | Hälsa"]);
    assert!(compared(&old, &turned).is_empty());
    let mixed = lines(&headings, &["A1#Elevhälsa#Personal | Elever#Hälsa | Namn :: Lön"]);
    let diff = compared(&old, &mixed);
    assert_eq!(diff.kept[0].changes[0].area, Some(RiskArea::Data));
}

#[test]
fn nothing_is_compared_with_no_register() {
    let some = lines(&["ID", "Behandling", "Ändamål"], &["A1#Löner#Betala lön"]);
    let none = assessed(&Register::default());
    assert_eq!(RegisterDiff::of(&none, &some), Err(DiffError::NothingBefore));
    assert_eq!(RegisterDiff::of(&some, &none), Err(DiffError::NothingNow));
}

const NAMES: [&str; 8] = [
    "Orosanmälan",
    "Orosanmälan barn",
    "Löner",
    "Löneadministration",
    "Bygglov",
    "Elevhälsa",
    "Rekrytering",
    "Arkiv",
];

/// A row made of numbers.
fn row(of: &[usize; 8]) -> Vec<String> {
    let pick = |texts: &[&str], at: usize| texts[at % texts.len()].to_string();
    let id = if of[0].is_multiple_of(4) { String::new() } else { format!("P{}", of[0]) };
    vec![
        id,
        pick(&NAMES, of[1]),
        pick(&["Stab", "Barn och unga / Mottagning", "Vuxna", ""], of[2]),
        pick(&["3.1", "3.2 Utreda", "2.1; 3.1", ""], of[3]),
        pick(&["Utreda oro", "Betala ut lön", "", "Vet ej", "Pröva ansökan"], of[4]),
        pick(&["Barn; Anhöriga", "Anhöriga; Barn", "Anställda", "", "Elever, vårdnadshavare"], of[5]),
        pick(&["Linnea AB", "Linnea; Porten AB", "Inga", ""], of[6]),
        pick(&["Ja", "Nej", "Ja, hälsa", "Vet ej", ""], of[7]),
    ]
}

/// What is done to a register between two years.
#[derive(Debug, Clone)]
enum Edit {
    Remove(usize),
    Add([usize; 8]),
    Copy(usize),
    Write(usize, usize, usize),
    Swap(usize, usize),
}

fn edit() -> impl Strategy<Value = Edit> {
    let numbers = || proptest::array::uniform8(0_usize..40);
    prop_oneof![
        (0_usize..40).prop_map(Edit::Remove),
        numbers().prop_map(Edit::Add),
        (0_usize..40).prop_map(Edit::Copy),
        (0_usize..40, 0_usize..8, 0_usize..40).prop_map(|(row, col, to)| Edit::Write(row, col, to)),
        (0_usize..40, 0_usize..40).prop_map(|(one, other)| Edit::Swap(one, other)),
    ]
}

fn edited(rows: &[Vec<String>], edits: &[Edit]) -> Vec<Vec<String>> {
    let mut rows = rows.to_vec();
    for edit in edits {
        let count = rows.len();
        match edit {
            Edit::Remove(at) if count > 1 => drop(rows.remove(at % count)),
            Edit::Remove(_) => {}
            Edit::Add(numbers) => rows.push(row(numbers)),
            Edit::Copy(at) => rows.push(rows[at % count].clone()),
            Edit::Write(at, col, to) => rows[at % count][*col] = row(&[*to; 8])[*col].clone(),
            Edit::Swap(one, other) => rows.swap(one % count, other % count),
        }
    }
    rows
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn the_figures_add_up_whatever_is_done(
        numbers in prop::collection::vec(proptest::array::uniform8(0_usize..40), 1..12),
        edits in prop::collection::vec(edit(), 0..12),
    ) {
        let rows: Vec<Vec<String>> = numbers.iter().map(row).collect();
        let old = register(&HEADINGS, &rows);
        let new = register(&HEADINGS, &edited(&rows, &edits));
        let diff = compared(&old, &new);
        let back = compared(&new, &old);
        prop_assert_eq!((diff.counts.before, diff.counts.now), (back.counts.now, back.counts.before));
        prop_assert!(compared(&old, &old).is_empty());
    }

    #[test]
    fn records_in_another_order_are_the_same(
        numbers in prop::collection::vec(proptest::array::uniform8(0_usize..40), 1..12),
        turn in 0_usize..12,
    ) {
        // Ids of their own, or the order is all that tells records with one name apart.
        let own = |(at, of): (usize, &[usize; 8])| [vec![format!("P-{at}")], row(of)[1..].to_vec()].concat();
        let rows: Vec<Vec<String>> = numbers.iter().enumerate().map(own).collect();
        let mut turned = rows.clone();
        turned.rotate_left(turn % rows.len());
        turned.reverse();
        let diff = compared(&register(&HEADINGS, &rows), &register(&HEADINGS, &turned));
        prop_assert!(diff.is_empty());
    }
}
