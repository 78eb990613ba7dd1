//! From one year to the next: figures of the last report, gaps that are closed, recommendations followed up.

use super::{DAY, SIDE, figure, folder, in_folder, said};
use ropa_tests::assert_follows;
use serde_json::{Value, json};

/// The report of an earlier day, as a person may have had it then.
fn last_year(folder: &std::path::Path) -> Value {
    let call = ["report", "register.xlsx", "--as-of", "2025-11-20", "--format", "json"];
    let (told, _) = in_folder(folder, &call, 1);
    let mut last: Value = serde_json::from_str(&told).unwrap();
    let first = |kind: &str| figure(&last, kind, None)["ids"][0].clone();
    let then = json!([first("living"), first("gaps"), "PPB-900"]);
    for figure in last["figures"].as_array_mut().unwrap().iter_mut().filter(|one| one["part"].is_null()) {
        match figure["figure"].as_str().unwrap() {
            // One that has a DPIA in force, one that still has none, and one that the register does not have.
            "gaps" => {
                figure["ids"] = then.clone();
                (figure["counted"], figure["of"]) = (json!(3), json!(47));
            }
            "living" => (figure["counted"], figure["of"]) = (json!(5), json!(47)),
            _ => {}
        }
    }
    last["history"] = json!([
        { "as_of": "2024-11-18", "figures": [{ "figure": "living", "counted": 3, "of": 44 }] }
    ]);
    let own = json!({ "id": "2025-1", "area": "measures", "text": "Utbilda alla chefer.", "status": null });
    last["recommendations"].as_array_mut().unwrap().push(own);
    last
}

fn this_year() -> (tempfile::TempDir, Value) {
    let folder = folder(&[]);
    let last = last_year(folder.path());
    let side = format!("{SIDE}\n[[rekommendationer]]\nid = \"2025-1\"\nstatus = \"klar\"\n");
    std::fs::write(folder.path().join("arsuppgifter.toml"), side).unwrap();
    std::fs::write(folder.path().join("last.json"), last.to_string()).unwrap();
    let call = [&DAY[..], &["register.xlsx", "--last", "last.json", "--format", "json"]].concat();
    let (told, _) = in_folder(folder.path(), &call, 1);
    let report: Value = serde_json::from_str(&told).unwrap();
    assert_follows("report-1", &report);
    (folder, report)
}

#[test]
fn figures_stand_beside_those_of_the_last_report() {
    let (_, report) = this_year();
    assert_eq!(figure(&report, "living", None)["last"], json!({ "counted": 5, "of": 47 }));
    assert_eq!(figure(&report, "registered", None)["last"], json!({ "counted": 65, "of": null }));
    assert_eq!(figure(&report, "incidents", None)["last"], Value::Null, "it was not stated then");
    let days: Vec<&str> =
        report["history"].as_array().unwrap().iter().map(|year| year["as_of"].as_str().unwrap()).collect();
    assert_eq!(days, ["2024-11-18", "2025-11-20"]);
}

#[test]
fn what_is_gone_from_the_register_is_not_called_closed() {
    let (_, report) = this_year();
    assert_eq!(said(&report, "closed_since_last"), "1 of 2");
    let closed = figure(&report, "closed_since_last", None);
    assert_eq!(closed["ids"][0], figure(&report, "living", None)["ids"][0]);
    assert_eq!(closed["left_out"], json!([{ "why": "gone", "count": 1 }]));
    assert_eq!(said(&report, "new_since_last"), "41 of 49");
}

#[test]
fn recommendations_are_followed_up_by_people_and_by_figures() {
    let (folder, report) = this_year();
    let followed = report["followed_up"].as_array().unwrap();
    let of = |id: &str| followed.iter().find(|one| one["id"] == id).unwrap();
    assert_eq!((&of("REK-01")["status"], &of("REK-01")["still"]), (&json!("under_way"), &json!(true)));
    assert_eq!((&of("REK-02")["status"], &of("REK-02")["still"]), (&json!("done"), &json!(true)));
    assert_eq!((&of("REK-05")["status"], &of("REK-05")["still"]), (&Value::Null, &json!(false)));
    assert_eq!((&of("2025-1")["status"], &of("2025-1")["still"]), (&json!("done"), &Value::Null));
    let call = [&DAY[..], &["register.xlsx", "--last", "last.json"]].concat();
    let (text, _) = in_folder(folder.path(), &call, 1);
    insta::assert_snapshot!("followed_up_sv", text.split("Förra årets rekommendationer").nth(1).unwrap());
    assert!(text.contains("Läge: klar, men bristen finns kvar"));
}

#[test]
fn a_file_that_is_no_earlier_report_is_refused() {
    let folder = folder(&[("bad.json", "{ \"schema\": "), ("other.json", "{ \"schema\": \"ropa/gaps/1\" }")]);
    let last = last_year(folder.path());
    std::fs::write(folder.path().join("last.json"), last.to_string()).unwrap();
    for (file, day, expected) in [
        ("bad.json", "2026-11-23", "rad 1, kolumn"),
        ("other.json", "2026-11-23", "är ingen årsrapport"),
        ("last.json", "2025-11-20", "inte före rapportens dag"),
        ("nowhere.json", "2026-11-23", "nowhere.json"),
    ] {
        let call = ["report", "register.xlsx", "--as-of", day, "--last", file];
        let (_, told) = in_folder(folder.path(), &call, 2);
        assert!(told.contains(expected), "{file}: {told}");
    }
}

#[test]
fn what_has_become_of_the_gaps_since_the_earlier_register_is_told_with_why() {
    let folder = folder(&[]);
    let old = ropa_tests::places::fixture("socialnamnden-2025.xlsx");
    std::fs::copy(old, folder.path().join("old.xlsx")).unwrap();
    let call = [&DAY[..], &["register.xlsx", "--since", "old.xlsx"]].concat();
    let (text, _) = in_folder(folder.path(), &call, 1);
    let told = text.split("Brister sedan förra registret").nth(1).unwrap();
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("Åtgärdad: PPB-034 Placering av barn utanför hemmet"), "{told}");
    assert!(told.contains("Har uppstått: PPB-033") && told.contains("Därför: KB-01"), "{told}");
    let (told, _) = in_folder(folder.path(), &[&call[..], &["--format", "json"]].concat(), 1);
    let report: Value = serde_json::from_str(&told).unwrap();
    assert_follows("report-1", &report);
    let diffed = ["diff", "old.xlsx", "register.xlsx", "--as-of", "2026-11-23", "--format", "json"];
    let (diff, _) = in_folder(folder.path(), &diffed, 1);
    let diff: Value = serde_json::from_str(&diff).unwrap();
    assert_eq!(report["since"]["counts"], diff["summary"]["lacking"]);
    assert_eq!(report["since"]["counts"]["now"], figure(&report, "gaps", None)["counted"]);
    for key in ["closed", "opened", "new", "other_kind", "merged", "gone"] {
        assert_eq!(report["since"]["counts"][key], report["since"][key].as_array().unwrap().len(), "{key}");
    }
    let opened = &report["since"]["opened"][0];
    assert_eq!((&opened["id"], &opened["before"]["gap"]), (&json!("PPB-033"), &Value::Null));
    assert_eq!(opened["now"]["gap"], "dpia_partial");
    gaps_of_the_sheet_are_those_of_the_report(folder.path(), &call, &report);
}

/// The sheet has every gap of either register, so that all figures can be counted in it.
fn gaps_of_the_sheet_are_those_of_the_report(folder: &std::path::Path, call: &[&str], report: &Value) {
    use calamine::Reader;
    in_folder(folder, &[call, &["-o", "r.xlsx"]].concat(), 1);
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(folder.join("r.xlsx")).unwrap();
    let sheet = book.worksheet_range("Sedan förra registret").unwrap();
    let rows: Vec<Vec<String>> =
        sheet.rows().skip(1).map(|row| row.iter().map(ToString::to_string).collect()).collect();
    let that = |what: &str| rows.iter().filter(|row| row[0] == what).collect::<Vec<_>>();
    let counts = &report["since"]["counts"];
    for (key, what) in [
        ("closed", "Åtgärdad"),
        ("opened", "Har uppstått"),
        ("new", "I en ny behandling"),
        ("other_kind", "Kvar, men av annat slag"),
        ("same", "Kvar"),
        ("gone", "I en behandling som inte finns i det nya registret"),
    ] {
        assert_eq!(counts[key], that(what).len(), "{key}");
    }
    let opened = that("Har uppstått");
    let row = opened.iter().find(|row| row[1] == "PPB-033").unwrap();
    assert_eq!((row[6].as_str(), row[7].as_str()), ("", "Konsekvensbedömningen täcker inte allt"));
    assert!(row[8].contains("KB-01"), "{row:?}");
}

#[test]
fn a_record_with_another_id_is_found_again_in_the_last_report() {
    let folder = folder(&[]);
    let old = ropa_tests::places::fixture("socialnamnden-2025.xlsx");
    std::fs::copy(old, folder.path().join("old.xlsx")).unwrap();
    let call = ["report", "old.xlsx", "--as-of", "2025-11-20", "-o", "last.json"];
    in_folder(folder.path(), &call, 1);
    let told = |more: &[&str]| -> Value {
        let call = [&DAY[..], &["register.xlsx", "--last", "last.json", "--format", "json"], more].concat();
        serde_json::from_str(&in_folder(folder.path(), &call, 1).0).unwrap()
    };
    // PPB-028 was PPB-128: by its id alone one is gone and another is new.
    let alone = told(&[]);
    assert_eq!(said(&alone, "new_since_last"), "6 of 49");
    assert_eq!(figure(&alone, "closed_since_last", None)["left_out"], json!([{ "why": "gone", "count": 2 }]));
    let compared = told(&["--since", "old.xlsx"]);
    let (counts, closed) = (&compared["since"]["counts"], figure(&compared, "closed_since_last", None));
    assert_eq!(closed["counted"], counts["closed"]);
    assert_eq!(closed["left_out"], json!([{ "why": "gone", "count": counts["gone"] }]));
    let new = counts["opened"].as_u64().unwrap() + counts["new"].as_u64().unwrap();
    assert_eq!(figure(&compared, "new_since_last", None)["counted"], new);
}

#[test]
fn a_gap_that_is_closed_or_opened_by_the_need_alone_is_told_with_why() {
    let head = "ID;Behandling;Kategorier av registrerade;Känsliga personuppgifter;Konsekvensbedömning krävs;Motivering";
    let register = |sensitive: [&str; 2]| {
        let [one, other] = sensitive;
        format!(
            "{head}\nP1;Orosanmälan;Barn;{one};Nej;Få ärenden\nP2;Stödsamtal;Barn;{other};Nej;Få samtal\n"
        )
    };
    let (old, new) = (register(["Ja", "Vet ej"]), register(["Vet ej", "Ja"]));
    let folder = folder(&[("old.csv", &old), ("new.csv", &new)]);
    let call = [&DAY[..], &["new.csv", "--since", "old.csv", "--format", "json"]].concat();
    let report: Value = serde_json::from_str(&in_folder(folder.path(), &call, 1).0).unwrap();
    let since = &report["since"];
    for (key, id) in [("closed", "P1"), ("opened", "P2")] {
        assert_eq!(since["counts"][key], 1, "{since}");
        let one = &since[key][0];
        assert_eq!((&one["id"], &one["before"]["gap"]), (&json!(id), &one["now"]["gap"]), "{since}");
        assert_ne!(one["before"]["need"], one["now"]["need"]);
        assert!(one["why"].as_str().is_some_and(|why| !why.is_empty()), "{one}");
    }
}

#[test]
fn an_earlier_register_without_dpias_is_told_before_the_figures() {
    let old =
        "ID;Behandling;Kategorier av registrerade;Känsliga personuppgifter\nPPB-034;Placering;Barn;Ja\n";
    let folder = folder(&[("old.csv", old)]);
    let call = [&DAY[..], &["register.xlsx", "--since", "old.csv"]].concat();
    let (text, _) = in_folder(folder.path(), &call, 1);
    let told = text.split("Brister sedan förra registret").nth(1).unwrap().trim_start();
    assert!(told.starts_with("Den förra sidan har ingen konsekvensbedömning med."), "{told}");
}
