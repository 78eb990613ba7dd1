//! A call that is wrong: what is wrong and what to write instead, in both languages.

use crate::program;

fn said(args: &[&str]) -> String {
    let output = program::in_fixtures().args(args).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{args:?}");
    assert!(output.stdout.is_empty(), "{args:?}");
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn a_wrong_call_is_told_in_swedish_with_what_to_write_instead() {
    let cases: &[(&[&str], &[&str])] = &[
        (
            &["gaps", "--frmat", "x"],
            &["--frmat finns inte här", "Menade du --format?", "Så skrivs det: ropa gaps"],
        ),
        (&["gap"], &["inget kommando som heter gap", "Menade du gaps?"]),
        (
            &["gaps", "x.csv", "-f", "docx"],
            &["docx är inget giltigt värde för --format", "Välj bland: text, csv"],
        ),
        (&["gaps", "x.csv", "--as-of", "2026-13-01"], &["2026-13-01 är inget giltigt värde", "ÅÅÅÅ-MM-DD"]),
        (&["gaps", "x.csv", "--as-of"], &["--as-of <DATE> saknar värde"]),
        (&["link", "apply"], &["Det här måste anges: --by <NAME>", "Så skrivs det: ropa link apply"]),
        (
            &["check", "x", "--record", "a", "--annotate", "-o", "b"],
            &["går inte att använda tillsammans med --annotate"],
        ),
        (&["gasp"], &["inget kommando som heter gasp", "Menade du gaps?", "ropa <FILE>... | <COMMAND>"]),
        (&["register.xlsx", "--no-opn"], &["--no-opn finns inte här", "Menade du --no-open?"]),
    ];
    for (args, parts) in cases {
        let said = said(args);
        for part in *parts {
            assert!(said.contains(part), "{args:?} says:\n{said}");
        }
        for english in ["error:", "Usage:", "tip:", "For more information"] {
            assert!(!said.contains(english), "{args:?} says:\n{said}");
        }
    }
}

#[test]
fn and_in_english() {
    let said = said(&["gaps", "--lang", "en", "--frmat"]);
    assert!(said.starts_with("ropa: --frmat is not known here.\n  Did you mean --format?\n"), "{said}");
}
