//! What the board reads first, in plain words, and what only those who go on working need.

use super::{DAY, STRUCTURE, figure, folder, in_folder, json, said, stdout};

/// The page for the board as text.
fn page() -> String {
    let text = stdout(&[&DAY[..], &["socialnamnden.xlsx"], &STRUCTURE].concat());
    let page = text.split("Till nämnden").nth(1).unwrap().split("1. Registerförteckningen").next().unwrap();
    page.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_is_to_be_decided_names_what_it_concerns_the_most_urgent_first() {
    let page = page();
    // Rejected and going on, with high risk: nothing is graver.
    assert!(page.contains("PPB-058 Boendestöd (bedömning KB-08)"), "{page}");
    let decide = page.split("besluta om").nth(1).unwrap();
    assert!(decide.trim_start().starts_with("1. Ska behandling som pågår fast"), "{decide}");
    let order: Vec<String> =
        stdout(&["gaps", "socialnamnden.xlsx", "--as-of", "2026-11-23", "--format", "json"])
            .parse::<serde_json::Value>()
            .unwrap()["activities"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|one| one["gap"]["severity"] == "error")
            .map(|one| one["name"].as_str().unwrap().to_string())
            .collect();
    let decide = decide.split("Mest brådskande:").nth(1).unwrap();
    let named: Vec<usize> =
        order.iter().take(3).map(|name| decide.find(name.as_str()).expect(name)).collect();
    assert!(named.is_sorted(), "{order:?} in {decide}");
}

#[test]
fn the_report_tells_a_board_no_command_and_no_code() {
    let text = stdout(&[&DAY[..], &["socialnamnden.xlsx", "--all"], &STRUCTURE].concat());
    let told = text.split("För den som arbetar vidare").next().unwrap();
    assert!(!told.contains("ropa "), "a command in what the board reads");
    assert!(!told.contains('_'), "a code in what the board reads");
    assert!(text.contains("REK-04: ropa check"));
    assert!(!page().contains("REK-"));
}

#[test]
fn units_are_cut_at_ten_and_all_stand_in_the_workbook() {
    let text = stdout(&[&DAY[..], &["socialnamnden.xlsx", "--all"]].concat());
    let units = text.split("Saknas per enhet:").nth(1).unwrap().split("4.4").next().unwrap();
    assert_eq!(units.matches("behandlingar som").count(), 10, "{units}");
    assert!(units.contains("till; alla står i arbetsboken."), "{units}");
    let report = json(&["socialnamnden.xlsx"]);
    let all = report["figures"].as_array().unwrap().iter().filter(|one| one["figure"] == "gap_of_unit");
    assert!(all.count() > 10);
}

#[test]
fn days_yet_to_come_are_no_changes_of_the_year() {
    let folder = tempfile::tempdir().unwrap();
    let register = "ID;Behandling;Kategorier av registrerade;Registrerad;Senast uppdaterad\n\
                    P1;Orosanmälan;Barn;2026-03-01;2026-03-01\n\
                    P2;Arkiv;Anställda;2026-12-20;2027-02-01\n\
                    P3;Löner;Anställda;2019-01-01;2027-02-01\n";
    std::fs::write(folder.path().join("r.csv"), register).unwrap();
    let call = [&DAY[..], &["r.csv", "--format", "json"]].concat();
    let (told, _) = in_folder(folder.path(), &call, 1);
    let report: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert_eq!(said(&report, "registered_in_period"), "1 of 2");
    assert_eq!(said(&report, "touched"), "1 of 2");
    for kind in ["registered_in_period", "touched"] {
        let left = &figure(&report, kind, None)["left_out"];
        assert_eq!(left, &serde_json::json!([{ "why": "yet_to_come", "count": 1 }]), "{kind}");
    }
}

#[test]
fn who_is_left_out_or_denied_is_no_yes_on_protected_identities() {
    let folder = tempfile::tempdir().unwrap();
    let register = "ID;Behandling;Skyddade personuppgifter\n\
                    P1;Orosanmälan;Ja\nP2;Enkät;Personer med skyddade personuppgifter undantas\n\
                    P3;Utskick;Nej, de tas bort före utskick\nP4;Löner;Nej\nP5;Adress;Sekretessmarkering\n\
                    P6;Brev;Ja, och de tas bort ur utskicket\n";
    std::fs::write(folder.path().join("r.csv"), register).unwrap();
    let (told, _) = in_folder(folder.path(), &[&DAY[..], &["r.csv", "--format", "json"]].concat(), 1);
    let report: serde_json::Value = serde_json::from_str(&told).unwrap();
    let ids = &figure(&report, "protected_identities", None)["ids"];
    assert_eq!(ids, &serde_json::json!(["P1", "P5", "P6"]));
    assert_eq!(said(&report, "protected_identities"), "3 of 5");
    let left = &figure(&report, "protected_identities", None)["left_out"];
    assert_eq!(left, &serde_json::json!([{ "why": "unsettled", "count": 1 }]));
}

#[test]
fn what_began_before_a_year_long_ago_began_before_the_law() {
    let report = json(&["socialnamnden.xlsx"]);
    let ids = figure(&report, "before_the_law", None)["ids"].to_string();
    assert!(ids.contains("PPB-009"), "began \"före 2000\": {ids}");
}

#[test]
fn a_last_report_for_people_and_a_folder_that_is_not_there_are_told_as_that() {
    let folder = folder(&[("last.html", "<!doctype html><title>x</title>")]);
    for last in ["register.xlsx", "last.html"] {
        let (_, told) = in_folder(folder.path(), &["report", "register.xlsx", "--last", last], 2);
        assert!(told.contains("är en rapport för människor") && told.contains("-o rapport.json"), "{told}");
    }
    let (_, told) = in_folder(folder.path(), &["report", "--boards", "finns-inte"], 2);
    assert!(told.contains("Mappen finns-inte finns inte") && !told.contains("nätverk"), "{told}");
    let (_, told) = in_folder(folder.path(), &["report", "--boards", "last.html"], 2);
    assert!(told.contains("är en fil och ingen mapp"), "{told}");
}

#[test]
fn an_ending_that_promises_another_format_is_refused_with_those_there_are() {
    let folder = folder(&[]);
    for (call, ending) in [
        (&["diff", "register.xlsx", "register.xlsx"][..], "docx"),
        (&["diff", "register.xlsx", "register.xlsx"], "pdf"),
        (&["gaps", "register.xlsx"], "pdf"),
        (&["plan", "register.xlsx"], "docx"),
        (&["report", "register.xlsx"], "csv"),
        (&["check", "register.xlsx"], "docx"),
    ] {
        let name = format!("x.{ending}");
        let (_, told) = in_folder(folder.path(), &[call, &["-o", &name]].concat(), 2);
        assert!(told.contains("det formatet skrivs inte här") && told.contains(".xlsx"), "{call:?}: {told}");
        assert!(!folder.path().join(&name).exists());
    }
}
