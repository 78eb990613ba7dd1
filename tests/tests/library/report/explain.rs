//! What a code means, and the reasoning for one activity.

use super::fixture::{PACKS, day, made};
use ropa::law::FactId;
use ropa::report::{TextOptions, explain};
use ropa::text::Lang;

fn explained(code: &str, lang: Lang) -> Option<String> {
    explain::code(code, &PACKS, day("2026-11-23"), lang, TextOptions::default())
}

#[test]
fn every_code_is_explained_in_both_languages() {
    let facts = FactId::all().map(|fact| fact.id());
    let codes: Vec<_> = PACKS.codes().into_iter().chain(facts).collect();
    assert!(codes.len() > 40, "{codes:?}");
    for code in codes {
        for lang in [Lang::Sv, Lang::En] {
            let text = explained(code, lang).unwrap_or_default();
            assert!(text.to_lowercase().contains(&code.to_lowercase()), "{code}: {text}");
        }
    }
    assert_eq!(explained("D-NOSUCH", Lang::Sv), None);
    assert_eq!(explained("k4", Lang::Sv), explained("K4", Lang::Sv));
}

#[test]
fn one_code_of_each_kind() {
    let all = ["K4", "D-35-3-B", "IMY-EX-13", "DI-2019-7782", "decision_incomplete", "S-PART", "heavy"]
        .map(|code| explained(code, Lang::Sv).unwrap());
    insta::assert_snapshot!(all.join("\n"));
}

#[test]
fn the_reasoning_for_one_activity() {
    let made = made();
    for lang in [Lang::Sv, Lang::En] {
        for index in [0, 3, 6] {
            let text = made.show(lang, |view| {
                explain::record(view, &view.assessed.assessments[index], TextOptions::default())
            });
            insta::assert_snapshot!(format!("record_{index}_{}", lang.code()), text);
        }
    }
}
