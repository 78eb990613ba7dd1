//! The desk by its messages, as the page sends them.

use ropa_web::{Desk, message};
use serde_json::{Value, json};
use std::ops::ControlFlow;
use std::path::Path;

const DAY: &str = "2026-11-23";

fn ask(desk: &mut Desk, json: Value, bytes: &[u8]) -> (Value, Vec<u8>) {
    let message = message::joined(json.to_string().as_bytes(), bytes);
    let answer = desk.ask(message, &|_| ControlFlow::Continue(()));
    let (json, bytes) = message::split(&answer).expect("a whole answer");
    (serde_json::from_slice(json).expect("JSON"), bytes.to_vec())
}

fn fixture(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures").join(name);
    std::fs::read(path).expect("a fixture")
}

fn open(desk: &mut Desk, files: &[(&str, &[u8])]) -> Value {
    let named: Vec<Value> = files
        .iter()
        .map(|(name, bytes)| json!({ "name": name, "size": bytes.len(), "role": null }))
        .collect();
    let bytes: Vec<u8> = files.iter().flat_map(|(_, bytes)| bytes.iter().copied()).collect();
    let message = json!({ "ask": "open", "files": named, "as_of": DAY, "page": "sv", "lang": null });
    ask(desk, message, &bytes).0
}

#[test]
fn a_register_is_opened_and_shown() {
    let mut desk = Desk::default();
    let told = open(&mut desk, &[("socialnamnden.csv", &fixture("socialnamnden.csv"))]);
    assert!(told["ok"]["activities"].as_u64() > Some(50), "{told}");
    let (_, page) = ask(&mut desk, json!({ "ask": "document", "what": "gaps", "format": "html" }), &[]);
    assert!(page.starts_with(b"<!doctype html>"));
}

#[test]
fn the_plan_keeps_the_limits_that_are_set() {
    let mut desk = Desk::default();
    open(&mut desk, &[("socialnamnden.csv", &fixture("socialnamnden.csv"))]);
    let mut plan = |limits: Value| -> Value {
        let wanted = json!({ "ask": "document", "what": "plan", "format": "json", "limits": limits });
        serde_json::from_slice(&ask(&mut desk, wanted, &[]).1).expect("JSON")
    };
    let limits = json!({
        "per_quarter": 2, "largest": 1, "purpose_by": "process", "with_annex": false, "widen": "no"
    });
    let told = plan(limits.clone());
    assert_eq!(told["options"], limits);
    assert_ne!(told["works"], plan(json!({}))["works"]);
}

#[test]
fn the_findings_are_a_page_too() {
    let mut desk = Desk::default();
    open(&mut desk, &[("socialnamnden.csv", &fixture("socialnamnden.csv"))]);
    let (_, page) = ask(&mut desk, json!({ "ask": "document", "what": "check", "format": "html" }), &[]);
    let page = String::from_utf8(page).expect("a text");
    assert!(page.starts_with("<!doctype html>") && page.contains(" data-row"), "{page}");
}

#[test]
fn a_file_that_cannot_be_read_is_told_and_takes_nothing_from_the_others() {
    let mut desk = Desk::default();
    let register = fixture("socialnamnden.csv");
    let told = open(&mut desk, &[("bild.png", b"\x89PNG\r\n\x1a\n"), ("socialnamnden.csv", &register)]);
    assert_eq!(told["ok"]["refused"][0]["name"], "bild.png");
    assert!(
        told["ok"]["refused"][0]["why"]["error"].as_str().is_some_and(|why| why.contains("en bild")),
        "{told}"
    );
    assert!(told["ok"]["activities"].as_u64() > Some(50), "{told}");
}

#[test]
fn what_is_recorded_is_a_file_that_is_read() {
    let mut desk = Desk::default();
    let register = fixture("socialnamnden.csv");
    open(&mut desk, &[("socialnamnden.csv", &register)]);
    let (all, _) = ask(&mut desk, json!({ "ask": "activities" }), &[]);
    let key = all["ok"][0]["key"].as_str().expect("a key").to_string();
    let decision = json!({ "ask": "decide", "activity": key, "kind": "not_needed", "reason": "Prövat", "by": "Karin Ek" });
    let (_, ledger) = ask(&mut desk, decision, &[]);
    assert!(String::from_utf8_lossy(&ledger).contains("Karin Ek"));
    let told = open(&mut desk, &[("socialnamnden.csv", &register), ("beslut.csv", &ledger)]);
    assert_eq!(told["ok"]["recorded"], json!([0, 0, 1]));
}

#[test]
fn a_ledger_that_cannot_be_used_is_told_and_left_out() {
    let mut desk = Desk::default();
    let register = fixture("socialnamnden.csv");
    let files: [(&str, &[u8]); 3] =
        [("socialnamnden.csv", &register), ("beslut.csv", b"a;b\n1;2\n"), ("kolumner.toml", b"schema = 1")];
    let told = open(&mut desk, &files);
    let keys: Vec<&str> =
        (0..2).filter_map(|at| told["ok"]["refused"][at]["why"]["refused"]["key"].as_str()).collect();
    assert_eq!(keys, ["profile", "ledger_table"], "{told}");
    assert!(told["ok"]["activities"].as_u64() > Some(50), "{told}");
}

#[test]
fn what_is_no_message_is_answered() {
    let mut desk = Desk::default();
    let answer = desk.ask(b"abc".to_vec(), &|_| ControlFlow::Continue(()));
    let (json, _) = message::split(&answer).expect("a whole answer");
    assert_eq!(json, b"{\"refused\":{\"key\":\"message\",\"values\":{}}}");
    let (answer, _) = ask(&mut desk, json!({ "ask": "document", "what": "gaps", "format": "json" }), &[]);
    assert_eq!(answer["refused"]["key"], "nothing_open");
    let (answer, _) = ask(&mut desk, json!({ "ask": "dance" }), &[]);
    assert!(answer["error"].is_string(), "{answer}");
}
