//! The lists as text.

use super::fixture::{day, empty, made};
use ropa::gaps::Selection;
use ropa::report::inspect::{FileNotes, InspectView};
use ropa::report::{TextOptions, gaps, inspect};
use ropa::text::Lang;
use ropa::workbook::ReadNote;
use unicode_width::UnicodeWidthStr;

#[test]
fn the_list_in_swedish() {
    insta::assert_snapshot!(made().show(Lang::Sv, |view| gaps::text(view, TextOptions::default())));
}

#[test]
fn the_list_in_english() {
    insta::assert_snapshot!(made().show(Lang::En, |view| gaps::text(view, TextOptions::default())));
}

#[test]
fn an_empty_register_is_no_clearance() {
    insta::assert_snapshot!(empty().show(Lang::Sv, |view| gaps::text(view, TextOptions::default())));
}

#[test]
fn a_selection_states_what_it_left_out() {
    let selection = Selection { shown: vec![0, 5, 11], left_out: 9, undated: 1 };
    let text = made().show_some(Lang::Sv, &selection, &["--registered 2025".into()], |view| {
        gaps::text(view, TextOptions::default())
    });
    insta::assert_snapshot!(text.lines().take(20).collect::<Vec<_>>().join("\n"));
}

#[test]
fn long_lists_are_cut_and_say_so() {
    let shown =
        |rows| made().show(Lang::Sv, |view| gaps::text(view, TextOptions { rows, ..TextOptions::default() }));
    let (cut, whole) = (shown(Some(1)), shown(None));
    assert!(cut.contains("... och 9 till") && !cut.contains("PPB-008"), "{cut}");
    assert!(!whole.contains("... och") && whole.contains("PPB-008"), "{whole}");
}

#[test]
fn no_line_is_wider_than_asked() {
    for width in [60, 80, 100] {
        let text =
            made().show(Lang::Sv, |view| gaps::text(view, TextOptions { width, ..TextOptions::default() }));
        // A command to copy is never broken.
        let wide: Vec<_> =
            text.lines().filter(|line| line.width() > width && !line.trim().starts_with("ropa ")).collect();
        assert!(wide.is_empty(), "{wide:#?}");
    }
}

#[test]
fn colour_adds_no_words() {
    let shown = |colour| {
        made().show(Lang::Sv, |view| gaps::text(view, TextOptions { colour, ..TextOptions::default() }))
    };
    let mut plain = String::new();
    for part in shown(true).split('\u{1b}') {
        plain.push_str(
            part.strip_prefix('[').and_then(|code| code.split_once('m')).map_or(part, |(_, text)| text),
        );
    }
    assert_eq!(plain, shown(false));
    assert_ne!(shown(true), shown(false));
}

#[test]
fn how_the_files_were_read() {
    let made = made();
    let notes = [ReadNote::Encoding { name: "windows-1252", guessed: true }, ReadNote::Delimiter('\t')];
    let file = [FileNotes::new("registerförteckning 2026.xlsx", &notes)];
    for lang in [Lang::Sv, Lang::En] {
        let view = InspectView::new(&made.import, &file, day("2026-11-23"), lang);
        insta::assert_snapshot!(
            format!("inspect_{}", lang.code()),
            inspect::text(&view, TextOptions::default())
        );
    }
}

#[test]
fn an_account_that_does_not_add_up_is_said() {
    let mut made = made();
    made.import.account.reported = 0;
    let view = InspectView::new(&made.import, &[], day("2026-11-23"), Lang::Sv);
    let text = inspect::text(&view, TextOptions::default());
    assert!(text.contains("Summan stämmer inte: 1\u{a0}220 av 1\u{a0}234"), "{text}");
}
