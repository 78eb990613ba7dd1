//! Every two commands that state the same thing of a folder agree; and what changes only the form of
//! what is read changes no answer.
//!
//! `ROPA_FOLDERS` says on how many folders made at random, `ROPA_PROGRAM` with which program: a
//! thorough run is `ROPA_FOLDERS=200 ROPA_PROGRAM=target/release/ropa`.

use crate::program;
use ropa::workbook::{Limits, read_workbook};
use ropa_tests::folders::{DAY, Dice, Folder};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::process::Output;
use std::sync::{Arc, LazyLock, Mutex};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// A folder on the disk, with what commands have said of it.
struct Made {
    folder: Folder,
    path: TempDir,
    said: Mutex<HashMap<Vec<String>, Arc<Output>>>,
}

/// What disagrees, a line each.
type Faults = Vec<String>;

impl Made {
    /// Writes a folder, accepts its links and signs its decisions as a person would.
    fn new(folder: Folder) -> Made {
        let made = Made { path: tempfile::tempdir().unwrap(), folder, said: Mutex::default() };
        made.folder.write(made.path.path());
        for (activity, dpia) in &made.folder.accept {
            made.run(&["link", "accept", activity, dpia, "--by", "Anna", "--note", "samma system"]);
        }
        if made.path.path().join("beslut.csv").exists() {
            made.run(&["decide"]);
        }
        made
    }

    fn run(&self, args: &[&str]) -> Output {
        program::chosen(self.path.path()).args(args).args(["--as-of", DAY]).output().unwrap()
    }

    /// What a command says; each is run once.
    fn said(&self, args: &[&str]) -> Arc<Output> {
        let key: Vec<String> = args.iter().map(|arg| (*arg).to_owned()).collect();
        if let Some(known) = self.said.lock().unwrap().get(&key) {
            return known.clone();
        }
        let output = Arc::new(self.run(args));
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(
            output.status.code().is_some_and(|code| code < 2),
            "folder {}: {args:?}: {told}\n{}",
            self.folder.seed,
            self.folder.toml()
        );
        self.said.lock().unwrap().insert(key, output.clone());
        output
    }

    fn text(&self, args: &[&str]) -> String {
        String::from_utf8(self.said(args).stdout.clone()).unwrap()
    }

    fn json(&self, args: &[&str]) -> Value {
        serde_json::from_slice(&self.said(&[args, &["--format", "json"]].concat()).stdout).unwrap()
    }

    fn gaps(&self) -> Value {
        self.json(&["gaps"])
    }
}

fn count() -> u64 {
    std::env::var("ROPA_FOLDERS").ok().and_then(|text| text.parse().ok()).unwrap_or(24)
}

/// A folder that is made when it is first asked for.
type MadeLate = LazyLock<Made, Box<dyn FnOnce() -> Made + Send>>;

/// The folders, each made when it is first asked for.
static FOLDERS: LazyLock<Vec<MadeLate>> = LazyLock::new(|| {
    let make = |seed| {
        LazyLock::new(Box::new(move || Made::new(Folder::new(seed))) as Box<dyn FnOnce() -> Made + Send>)
    };
    (0..count()).map(make).collect()
});

/// Holds a comparison against every folder and tells all that disagrees.
#[track_caller]
fn every_folder(compare: impl Fn(&Made, &mut Faults)) {
    let mut faults = Vec::new();
    let mut folders = 0;
    for made in FOLDERS.iter() {
        let mut found = Vec::new();
        compare(made, &mut found);
        folders += usize::from(!found.is_empty());
        faults.extend(found.into_iter().map(|fault| format!("folder {}: {fault}", made.folder.seed)));
    }
    let some: Vec<_> = faults.iter().take(12).map(String::as_str).collect();
    assert!(
        faults.is_empty(),
        "{} disagreements in {folders} of {} folders:\n{}",
        faults.len(),
        FOLDERS.len(),
        some.join("\n")
    );
}

fn same<T: PartialEq + std::fmt::Debug>(faults: &mut Faults, what: &str, one: &T, other: &T) {
    if one != other {
        faults.push(format!("{what}: {one:?} and {other:?}"));
    }
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn word<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}

/// A key without the number that sets records with one id apart.
fn id(key: &str) -> String {
    key.split('#').next().unwrap_or_default().to_owned()
}

/// Links as activity, DPIA, state and the remarks; sorted.
type Links = Vec<(String, String, String, BTreeSet<String>)>;

fn remarks(link: &Value) -> BTreeSet<String> {
    list(link, "remarks").iter().map(|remark| remark.as_str().unwrap_or_default().to_owned()).collect()
}

fn links_of_gaps(gaps: &Value) -> Links {
    let of = |activity: &Value| {
        let name = id(word(activity, "id"));
        let links = list(&activity["link"], "dpias").iter();
        links
            .map(|link| (name.clone(), id(word(link, "id")), word(link, "state").to_owned(), remarks(link)))
            .collect::<Vec<_>>()
    };
    let mut links: Links = list(gaps, "activities").iter().flat_map(of).collect();
    links.sort();
    links
}

fn links_of_list(told: &Value) -> Links {
    let of = |link: &Value| {
        let end = |end: &str| id(word(&link[end], "key"));
        (end("activity"), end("dpia"), word(link, "state").to_owned(), remarks(link))
    };
    let mut links: Links = list(told, "ties").iter().map(of).collect();
    links.sort();
    links
}

#[test]
fn gaps_and_the_lists_of_links_state_the_same_links() {
    every_folder(|made, faults| {
        let gaps = links_of_gaps(&made.gaps());
        for command in ["list", "check"] {
            let told = links_of_list(&made.json(&["link", command]));
            same(faults, &format!("gaps and link {command}"), &gaps, &told);
        }
    });
}

#[test]
fn a_link_that_gaps_calls_stale_is_overtaken_in_the_check() {
    every_folder(|made, faults| {
        let overtaken: BTreeSet<(String, String)> = list(&made.json(&["link", "check"]), "ledger")
            .iter()
            .filter(|row| list(row, "issues").iter().any(|issue| issue == "overtaken"))
            .map(|row| (id(word(&row["activity"], "key")), id(word(&row["dpia"], "key"))))
            .collect();
        for activity in list(&made.gaps(), "activities") {
            for link in list(&activity["link"], "dpias").iter().filter(|link| changed_since_accepted(link)) {
                let ends = (id(word(activity, "id")), id(word(link, "id")));
                if !overtaken.contains(&ends) {
                    faults.push(format!("{ends:?} is stale in gaps, and link check has nothing to say"));
                }
            }
        }
    });
}

/// Whether the record has changed in what bears on the risk since a person accepted the link.
fn changed_since_accepted(link: &Value) -> bool {
    let codes = ["criterion_added", "new_technology", "transfer_ground_changed"];
    list(link, "remarks").iter().any(|remark| codes.contains(&remark.as_str().unwrap_or_default()))
}

#[test]
fn nothing_is_stale_on_the_day_it_was_accepted() {
    every_folder(|made, faults| {
        let accepted: BTreeSet<_> = made.folder.accept.iter().cloned().collect();
        for activity in list(&made.gaps(), "activities") {
            for link in list(&activity["link"], "dpias").iter().filter(|link| changed_since_accepted(link)) {
                let ends = (id(word(activity, "id")), id(word(link, "id")));
                if accepted.contains(&ends) {
                    faults.push(format!("{ends:?} accepted today: {}", link["remarks"]));
                }
            }
        }
    });
}

#[test]
fn who_needs_a_dpia_is_the_same_in_gaps_and_in_the_check_of_links() {
    every_folder(|made, faults| {
        let needs = |activity: &&Value| {
            matches!(word(activity, "verdict"), "required" | "presumed")
                && word(&activity["gap"], "kind") == "no_dpia"
        };
        let gaps = made.gaps();
        let ids = |all: &mut dyn Iterator<Item = String>| all.collect::<BTreeSet<String>>();
        let without = ids(&mut list(&gaps, "activities").iter().filter(needs).map(|one| id(word(one, "id"))));
        let told = made.json(&["link", "check"]);
        let in_need = ids(&mut list(&told, "in_need").iter().map(|one| id(word(one, "key"))));
        let missing: Vec<_> = without.difference(&in_need).collect();
        same(faults, "no DPIA in gaps, not in need in link check", &missing, &Vec::new());
        for one in list(&gaps, "activities").iter().filter(|one| in_need.contains(&id(word(one, "id")))) {
            let linked = !list(&one["link"], "dpias").is_empty() && word(&one["link"], "status") != "none";
            if one["gap"].is_null() && (linked || !one["standing"].is_null()) {
                faults.push(format!("{} has no gap and is in need in link check", one["id"]));
            }
        }
    });
}

/// The rows of the list as delimited text, by their headings.
fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
    let headings = reader.headers().unwrap().clone();
    let row = |record: csv::StringRecord| {
        headings.iter().zip(&record).map(|(heading, cell)| (heading.to_owned(), cell.to_owned())).collect()
    };
    reader.records().map(|record| row(record.unwrap())).collect()
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn an_explanation_says_what_the_list_says() {
    every_folder(|made, faults| {
        let listed = rows(&made.text(&["gaps", "--lang", "sv", "--format", "csv"]));
        let mut dice = Dice::new(made.folder.seed);
        for _ in 0..2 {
            let row = &listed[dice.below(listed.len())];
            let key = &row["Id"];
            if listed.iter().filter(|other| other["Id"] == *key).count() > 1 {
                continue;
            }
            let args = [&["explain", key, "--lang", "sv"][..], &made.folder.files()].concat();
            let told = on_one_line(&made.text(&args));
            let mut expect = |part: &str, what: &str| {
                if !told.contains(part) {
                    faults.push(format!("explain {key} lacks the {what} of gaps: {part}"));
                }
            };
            expect(&format!("Behov av konsekvensbedömning: {}", row["Behov"]), "verdict");
            match &*row["Brist"] {
                "" => expect("Ingen brist.", "absence of a gap"),
                gap => expect(&format!("Brist {gap} ("), "gap"),
            }
            for dpia in row["Konsekvensbedömningar"].lines().filter_map(|line| line.split(' ').next()) {
                expect(dpia, "linked DPIA");
            }
        }
    });
}

#[test]
fn coverage_counts_the_gaps_that_are_listed() {
    every_folder(|made, faults| {
        let gaps = made.gaps();
        let mut of: BTreeMap<String, &Value> = BTreeMap::new();
        let mut several = BTreeSet::new();
        for one in list(&gaps, "activities") {
            if of.insert(id(word(one, "id")), one).is_some() {
                several.insert(id(word(one, "id")));
            }
        }
        // Records with one id cannot be told apart here.
        of.retain(|key, _| !several.contains(key));
        for node in list(&made.json(&["coverage"]), "nodes").iter().filter(|node| node["leaf"] == true) {
            let activities: Vec<String> =
                list(node, "activities").iter().map(|key| id(key.as_str().unwrap_or_default())).collect();
            if activities.iter().any(|key| !of.contains_key(key)) {
                continue;
            }
            let mut kinds: BTreeMap<&str, u64> = BTreeMap::new();
            let mut verdicts: BTreeMap<&str, u64> = BTreeMap::new();
            for one in activities.iter().map(|key| of[key]) {
                *verdicts.entry(word(one, "verdict")).or_default() += 1;
                if !one["gap"].is_null() {
                    *kinds.entry(word(&one["gap"], "kind")).or_default() += 1;
                }
            }
            let code = word(node, "code");
            same(faults, &format!("gaps at {code}"), &serde_json::json!(kinds), &node["gaps"]);
            same(faults, &format!("verdicts at {code}"), &serde_json::json!(verdicts), &node["verdicts"]);
        }
    });
}

#[test]
fn the_questionnaire_asks_about_what_is_open_in_the_list() {
    every_folder(|made, faults| {
        let gaps = made.gaps();
        let open: BTreeMap<String, &Value> = list(&gaps, "activities")
            .iter()
            .filter(|one| word(one, "verdict") == "cannot_be_excluded")
            .map(|one| (id(word(one, "id")), one))
            .collect();
        let asked = made.json(&["screen", "export", "--all"]);
        let keys: BTreeSet<String> =
            list(&asked, "activities").iter().map(|one| id(word(one, "key"))).collect();
        same(faults, "open in gaps, asked by screen export --all", &open.keys().cloned().collect(), &keys);
        for one in list(&asked, "activities") {
            let key = id(word(one, "key"));
            let questions: BTreeSet<&str> =
                list(one, "questions").iter().map(|question| word(question, "fact")).collect();
            let listed = open.get(&key).map_or(&[][..], |listed| list(listed, "questions"));
            let listed: BTreeSet<&str> = listed.iter().filter_map(Value::as_str).collect();
            if open.contains_key(&key) && questions != listed {
                faults.push(format!("{key}: gaps asks {listed:?}, screen export {questions:?}"));
            }
        }
        let fewer = made.json(&["screen", "export"]);
        for one in list(&fewer, "activities").iter().filter(|one| !keys.contains(&id(word(one, "key")))) {
            faults.push(format!("{} is asked about without --all only", one["key"]));
        }
    });
}

#[test]
fn a_decision_signed_today_rests_on_what_the_list_says() {
    every_folder(|made, faults| {
        let Ok(text) = std::fs::read_to_string(made.path.path().join("beslut.csv")) else { return };
        let gaps = made.gaps();
        for row in rows(&text) {
            let of: Vec<&Value> =
                list(&gaps, "activities").iter().filter(|one| id(word(one, "id")) == row["Nyckel"]).collect();
            let [one] = of[..] else { continue };
            if row
                .get("Bedömning då")
                .is_some_and(|verdict| !verdict.is_empty() && verdict != word(one, "verdict"))
            {
                faults.push(format!(
                    "{}: decided on {:?}, gaps says {}",
                    row["Nyckel"], row["Bedömning då"], one["verdict"]
                ));
            }
            if word(&one["decision"], "state") == "overtaken" {
                faults.push(format!(
                    "{}: signed today and overtaken: {}",
                    row["Nyckel"], one["decision"]["changed"]
                ));
            }
        }
    });
}

#[test]
fn every_form_of_the_list_has_the_same_rows() {
    every_folder(|made, faults| {
        let gaps = made.gaps();
        // A table for people has the id as it is written; two records may have one.
        let ids: Vec<String> = list(&gaps, "activities").iter().map(|one| id(word(one, "id"))).collect();
        let with_gap = list(&gaps, "activities").iter().filter(|one| !one["gap"].is_null()).count();
        let listed = rows(&made.text(&["gaps", "--lang", "sv", "--format", "csv"]));
        same(faults, "csv", &listed.iter().map(|row| row["Id"].clone()).collect::<Vec<_>>(), &ids);
        same(faults, "gaps in csv", &listed.iter().filter(|row| !row["Brist"].is_empty()).count(), &with_gap);
        let bytes = &made.said(&["gaps", "--lang", "sv", "--format", "xlsx"]).stdout;
        let book = read_workbook("gaps.xlsx", bytes, &Limits::default()).unwrap();
        let in_book: BTreeSet<String> = book
            .sheets
            .iter()
            .flat_map(|sheet| sheet.cells())
            .filter(|cell| cell.text.starts_with("PPB-"))
            .map(|cell| cell.text.to_string())
            .collect();
        let missing: Vec<_> = ids.iter().filter(|id| !in_book.contains(*id)).collect();
        same(faults, "not in the workbook", &missing, &Vec::new());
        let summary = &gaps["summary"];
        same(faults, "the sum of gaps", &summary["gap_total"], &with_gap.into());
        same(faults, "the sum of activities", &summary["activities"], &ids.len().into());
    });
}

#[test]
fn every_command_reads_the_same_register() {
    every_folder(|made, faults| {
        let gaps = made.gaps();
        for command in [
            &["check"][..],
            &["coverage"],
            &["inspect"],
            &["link", "list"],
            &["link", "suggest"],
            &["screen", "export"],
        ] {
            let told = made.json(command);
            same(faults, &format!("sources of gaps and {command:?}"), &gaps["sources"], &told["sources"]);
            if !told["reading"].is_null() {
                same(faults, &format!("reading of gaps and {command:?}"), &gaps["reading"], &told["reading"]);
            }
            if !told["as_of"].is_null() {
                same(faults, &format!("day of gaps and {command:?}"), &gaps["as_of"], &told["as_of"]);
            }
        }
        let inspected = made.json(&["inspect"]);
        same(faults, "activities in inspect", &gaps["summary"]["read"], &inspected["summary"]["activities"]);
        let checked = made.json(&["check"]);
        same(faults, "records in check", &gaps["summary"]["read"], &checked["summary"]["records"]);
    });
}

#[test]
fn the_likeliest_candidate_is_the_first_suggestion() {
    every_folder(|made, faults| {
        let told = made.json(&["link", "suggest"]);
        let mut best: BTreeMap<String, String> = BTreeMap::new();
        for one in list(&told, "suggestions") {
            best.entry(id(word(&one["activity"], "key"))).or_insert_with(|| id(word(&one["dpia"], "key")));
        }
        for one in list(&made.gaps(), "activities") {
            let candidate = &one["link"]["candidate"];
            let named = candidate["id"].as_str().or(candidate["key"].as_str()).map(id);
            if let Some(named) = named {
                same(
                    faults,
                    &format!("candidate of {}", one["id"]),
                    &Some(&named),
                    &best.get(&id(word(one, "id"))),
                );
            }
        }
    });
}

#[test]
fn the_order_of_options_does_not_matter() {
    every_folder(|made, faults| {
        let files = made.folder.files();
        let options: [&[&str]; 4] = [
            &["--lang", "sv"],
            &["--format", "json"],
            &["--registered", "2019..2026"],
            &["--unit", "förvaltningen"],
        ];
        let before = [&["gaps"][..], &options.concat(), &files].concat();
        let turned: Vec<&str> = options.iter().rev().flat_map(|option| option.iter().copied()).collect();
        let after = [&["gaps"][..], &files, &turned].concat();
        if made.said(&before).stdout != made.said(&after).stdout {
            faults.push("options before and after the files".to_owned());
        }
    });
}

/// Verdict, gap, links and questions by activity, without places and texts.
fn answers(gaps: &Value) -> BTreeMap<String, Vec<Value>> {
    let mut answers: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for one in list(gaps, "activities") {
        let criteria: BTreeMap<&String, &Value> = one["criteria"]
            .as_object()
            .into_iter()
            .flatten()
            .map(|(code, fact)| (code, &fact["value"]))
            .collect();
        let mut links: Vec<_> =
            list(&one["link"], "dpias").iter().map(|link| (word(link, "id"), word(link, "state"))).collect();
        links.sort();
        answers.entry(id(word(one, "id"))).or_default().push(serde_json::json!({
            "verdict": one["verdict"],
            "gap": one["gap"]["kind"],
            "since": one["gap"]["since"],
            "criteria": criteria,
            "links": links,
            "decision": one["decision"]["state"],
            "questions": one["questions"],
        }));
    }
    answers.values_mut().for_each(|several| several.sort_by_key(Value::to_string));
    answers
}

/// Findings by record and rule.
fn findings(check: &Value) -> Vec<(String, String, String)> {
    let one = |finding: &Value| {
        (
            id(word(&finding["activity"], "key")),
            word(finding, "rule").to_owned(),
            word(finding, "severity").to_owned(),
        )
    };
    let mut found: Vec<_> = list(check, "findings").iter().map(one).collect();
    found.sort();
    found
}

/// Compares answers and findings of a folder with those of the same folder in another form.
fn compare(made: &Made, other: &Made, what: &str, faults: &mut Faults) {
    let (one, two) = (answers(&made.gaps()), answers(&other.gaps()));
    for key in one.keys().chain(two.keys()).collect::<BTreeSet<_>>() {
        let differs = |value: &Option<&Vec<Value>>| {
            value.map(|value| value.iter().map(Value::to_string).collect::<Vec<_>>())
        };
        let (one, two) = (one.get(key), two.get(key));
        if one != two {
            faults.push(format!("{what}, {key}:\n    {:?}\n    {:?}", differs(&one), differs(&two)));
        }
    }
    let (one, two) = (findings(&made.json(&["check"])), findings(&other.json(&["check"])));
    let only = |these: &[(String, String, String)], those: &[(String, String, String)]| {
        these.iter().filter(|finding| !those.contains(finding)).cloned().collect::<Vec<_>>()
    };
    same(faults, &format!("findings {what}"), &only(&one, &two), &only(&two, &one));
}

#[test]
fn letters_in_parts_are_the_same_letters() {
    every_folder(|made, faults| {
        let other = Made::new(made.folder.clone().decomposed());
        compare(made, &other, "with letters in parts", faults);
    });
}

#[test]
fn the_order_of_files_columns_and_rows_does_not_matter() {
    every_folder(|made, faults| {
        // Where the file named first counts, the order of files does matter.
        if made.folder.toml().contains("prefer = \"first\"") {
            return;
        }
        let other = Made::new(made.folder.clone().reordered());
        compare(made, &other, "in another order", faults);
    });
}

#[test]
fn a_long_word_costs_no_time() {
    let time = |length: usize| {
        let mut folder = Folder::new(7);
        let long = "å".repeat(length);
        for table in &mut folder.tables {
            // A cell of a workbook holds no such word.
            table.file = table.file.replace(".xlsx", ".csv");
            let last = table.headings.len() - 1;
            table.rows[0][last] = long.clone();
            table.rows[0][4] = format!("Förvara {long}");
            table.rows[0][1] = format!("Arkiv {long}");
        }
        let made = Made::new(folder);
        let commands: [&[&str]; 5] = [
            &["gaps"],
            &["check"],
            &["link", "suggest"],
            &["coverage"],
            &["screen", "export", "--format", "json"],
        ];
        commands.map(|command| {
            let start = Instant::now();
            made.said(command);
            (command, start.elapsed())
        })
    };
    for ((command, short), (_, long)) in time(40).into_iter().zip(time(40_000)) {
        let bound = short * 4 + Duration::from_secs(5);
        assert!(
            long < bound,
            "{command:?} takes {short:?} with a word of 40 letters, {long:?} with one of 40,000"
        );
    }
}
