//! `ropa coverage` on whole files: the tree leaf by leaf, its sums, and every format.

use crate::program;
use ropa_tests::assert_follows;
use serde_json::Value;
use std::collections::BTreeMap;

const REGISTER: &str = "socialnamnden.xlsx";
const STRUCTURE: [&str; 2] = ["--structure", "klassificering/klassificering-2026.csv"];
const DAY: [&str; 2] = ["--as-of", "2026-11-23"];

fn run(args: &[&str], status: i32) -> std::process::Output {
    program::in_fixtures().args(args).assert().code(status).get_output().clone()
}

fn coverage(more: &[&str]) -> Vec<u8> {
    run(&[&["coverage", REGISTER], &STRUCTURE[..], &DAY, more].concat(), 1).stdout
}

fn json(more: &[&str]) -> Value {
    serde_json::from_slice(&coverage(&[&["--format", "json"], more].concat())).unwrap()
}

#[test]
fn every_leaf_of_the_structure_is_in_its_state() {
    let found = json(&[]);
    let found: Vec<String> = found["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|node| !node["state"].is_null())
        .map(|node| {
            let activities: Vec<&str> =
                node["activities"].as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect();
            let line =
                [node["code"].as_str().unwrap(), node["state"].as_str().unwrap(), &activities.join(" ")];
            line.join(" ").trim_end().to_string()
        })
        .collect();
    let expected = include_str!("expected-coverage.txt");
    assert_eq!(found, expected.lines().collect::<Vec<_>>());
}

#[test]
fn sums_add_up_at_every_level() {
    for more in [&[][..], &["--unit", "Barn och unga"], &["--process", "3.3"]] {
        let list = json(more);
        let nodes = list["nodes"].as_array().unwrap();
        let count = |node: &Value, key: &str| node["leaves"][key].as_u64().unwrap();
        let states = ["registered", "via_parent", "none_declared", "elsewhere", "not_performed", "missing"];
        let mut inner = 0;
        for (index, node) in nodes.iter().enumerate() {
            let sum: u64 = states.iter().map(|state| count(node, state)).sum();
            assert_eq!(sum, count(node, "leaves"), "{}", node["code"]);
            let level = node["level"].as_u64().unwrap();
            let below =
                nodes[index + 1..].iter().take_while(|other| other["level"].as_u64().unwrap() > level);
            let children: Vec<_> =
                below.filter(|other| other["level"].as_u64().unwrap() == level + 1).collect();
            if children.is_empty() {
                continue;
            }
            inner += 1;
            for key in states.iter().chain(&["leaves"]) {
                let of_children: u64 = children.iter().map(|child| count(child, key)).sum();
                assert_eq!(of_children, count(node, key), "{} {key}", node["code"]);
            }
            let of_children: u64 =
                children.iter().map(|child| child["registrations"].as_u64().unwrap()).sum();
            let own = node["activities"].as_array().unwrap().len() as u64;
            assert_eq!(of_children + own, node["registrations"].as_u64().unwrap(), "{}", node["code"]);
        }
        assert!(inner > 0, "{more:?}");
        let tops: u64 = nodes
            .iter()
            .filter(|node| node["level"] == nodes[0]["level"])
            .map(|node| count(node, "leaves"))
            .sum();
        assert_eq!(list["summary"]["leaves"]["leaves"].as_u64().unwrap(), tops);
    }
}

#[test]
fn codes_are_in_the_order_of_their_numbers() {
    let list = json(&[]);
    let codes: Vec<&str> =
        list["nodes"].as_array().unwrap().iter().map(|node| node["code"].as_str().unwrap()).collect();
    let at = |code: &str| codes.iter().position(|found| *found == code).unwrap();
    assert!(at("3.1") < at("3.1.0") && at("3.1.0") < at("3.1.1") && at("3.1.3") < at("3.2"));
    assert!(at("3.2.4") < at("3.3") && at("3.9.2") < at("3.10") && at("3.10") < at("3.10.1"));
}

#[test]
fn json_follows_the_published_schema() {
    for more in [&[][..], &["--evaluate"], &["--level", "2"], &["--unit", "Stab"]] {
        assert_follows("coverage-1", &json(more));
    }
}

#[test]
fn the_tree_reads_as_it_should() {
    let text = String::from_utf8(coverage(&["--evaluate"])).unwrap();
    assert!(text.lines().all(|line| line.chars().count() <= 100), "a line is too long");
    insta::assert_snapshot!("coverage_sv", text);
    let english = String::from_utf8(coverage(&["--level", "2", "--lang", "en"])).unwrap();
    insta::assert_snapshot!("coverage_en", english);
    insta::assert_snapshot!("coverage_csv", String::from_utf8(coverage(&["--format", "csv"])).unwrap());
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for format in ["text", "csv", "xlsx", "json", "html"] {
        let more = ["--evaluate", "--format", format];
        assert!(coverage(&more) == coverage(&more), "{format}");
    }
}

#[test]
fn the_page_fetches_nothing_and_every_link_has_its_goal() {
    let page = String::from_utf8(coverage(&["--evaluate", "--format", "html"])).unwrap();
    assert!(page.starts_with("<!doctype html>\n<html lang=\"sv\">"));
    for outside in ["http:", "https:", "src=", "@import", "url(", "<link"] {
        assert!(!page.contains(outside), "{outside}");
    }
    let mut ids: BTreeMap<&str, usize> = BTreeMap::new();
    for id in page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        *ids.entry(id).or_default() += 1;
    }
    assert!(ids.values().all(|count| *count == 1), "an id stands twice");
    let goals: Vec<&str> = page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(goals.len() > 46);
    assert!(goals.iter().all(|goal| ids.contains_key(goal)), "{goals:?}");
    for (open, close) in
        [("<ul", "</ul>"), ("<li", "</li>"), ("<details", "</details>"), ("<table", "</table>")]
    {
        assert_eq!(
            page.matches(open).count() - page.matches("<link").count(),
            page.matches(close).count(),
            "{open}"
        );
    }
}

#[test]
fn a_register_cannot_command_the_page() {
    let folder = tempfile::tempdir().unwrap();
    let register = folder.path().join("register.csv");
    std::fs::write(
        &register,
        "Id;Behandling;Ändamål med behandlingen;Kategorier av registrerade;Process\n1;<img src=x onerror=alert(1)>;Hjälp;Barn;9.9\n",
    )
    .unwrap();
    let register = register.display().to_string();
    let args = [&["coverage", &register], &STRUCTURE[..], &DAY, &["--format", "html"]].concat();
    let page = String::from_utf8(run(&args, 1).stdout).unwrap();
    assert!(page.contains("&lt;img src=x onerror=alert(1)&gt;") && !page.contains("<img"));
}

#[test]
fn codes_of_an_earlier_version_follow_the_mapping() {
    let history = [
        "--earlier",
        "klassificering/klassificering-2019.csv",
        "--map",
        "klassificering/mappning-2019-2026.csv",
        "--written-against",
        "klassificering-2019",
    ];
    let list = json(&history);
    let node = |code: &str| {
        list["nodes"].as_array().unwrap().iter().find(|node| node["code"] == code).unwrap().clone()
    };
    // The old 3.2.4 is 3.2.3 today, and the old 3.1.1 was split: nobody has chosen.
    assert!(!node("3.2.3")["activities"].as_array().unwrap().is_empty());
    let split: Vec<&Value> = list["unresolved_codes"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|tie| tie["why"] == "needs_decision")
        .collect();
    assert!(split.iter().any(|tie| {
        tie["written"].as_str().unwrap().starts_with("3.1.1")
            && tie["candidates"]
                .as_array()
                .unwrap()
                .iter()
                .map(|c| c.as_str().unwrap())
                .eq(["3.1.1", "3.1.2"])
    }));
}

#[test]
fn mistakes_say_what_is_wrong_and_what_to_do() {
    for (args, told) in [
        (vec!["coverage", REGISTER, "-s", REGISTER], "kod;namn"),
        (vec!["coverage", REGISTER, "-s", STRUCTURE[1], "--earlier", "a.csv"], "--map"),
        (
            vec!["coverage", REGISTER, "-s", STRUCTURE[1], "--earlier", STRUCTURE[1], "--map", STRUCTURE[1]],
            "från_kod",
        ),
        (vec!["coverage", REGISTER, "-s", STRUCTURE[1], "--process", "barn"], "3.3"),
        (vec!["coverage", STRUCTURE[1], "-s", STRUCTURE[1]], "Ingen tabell med behandlingar"),
    ] {
        let message = String::from_utf8(run(&args, 2).stderr).unwrap();
        assert!(message.contains(told), "{args:?}: {message}");
    }
}
