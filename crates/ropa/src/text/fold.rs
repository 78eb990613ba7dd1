//! The form in which texts are compared.
//!
//! [`fold`] is the one form. The others are steps on top of it, each for a kind of text: [`squeeze`] for ids,
//! [`bare`] for names, [`without_diacritics`] for what has lost its accents on the way; or steps short of it:
//! [`tidy`] keeps capitals, [`spaced`] dashes too, [`steady`] is older and kept.

use std::borrow::Cow;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark, is_nfc};

/// The form in which two texts are compared: composed (NFC), in lower case, without invisible characters, with
/// one kind of hyphen, and with single blanks, none at the ends.
///
/// Folding twice is folding once. A text that is in the form already is not copied.
pub(crate) fn fold(text: &str) -> Cow<'_, str> {
    in_form(text, Case::Lower)
}

/// Whether two texts are the same text: their [`fold`]s are equal.
pub(crate) fn same(one: &str, other: &str) -> bool {
    one == other || fold(one) == fold(other)
}

/// Whether a text holds another, once both are folded.
pub(crate) fn holds(text: &str, part: &str) -> bool {
    fold(text).contains(&*fold(part))
}

/// A text as written, composed and with single blanks, none at the ends: for ids, which stand in people's files
/// and keep their dashes.
pub(crate) fn spaced(text: &str) -> String {
    let composed: String = text.nfc().collect();
    joined(composed.split_whitespace(), " ")
}

/// As [`fold`], with capitals kept: what a text says, as it would be written again.
pub(crate) fn tidy(text: &str) -> Cow<'_, str> {
    in_form(text, Case::Kept)
}

/// A text as it is written, lines and signs too, but for letters that are composed and soft hyphens that are left
/// out: what may be shown of it, word by word.
pub(crate) fn as_shown(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || (is_nfc(text) && !text.contains('\u{ad}')) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().filter(|c| *c != '\u{ad}').nfc().collect())
    }
}

/// As [`tidy`], with full-width digits, superscripts and the like as plain signs (NFKC): for codes, which other
/// keyboards write in wide digits.
pub(crate) fn tidy_code(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return tidy(text);
    }
    let plain: String = text.nfkc().collect();
    Cow::Owned(tidy(&plain).into_owned())
}

/// As [`fold`], without any blanks: for ids and case numbers, "SN 2024 / 117".
pub(crate) fn squeeze(text: &str) -> Cow<'_, str> {
    without_blanks(fold(text))
}

/// As [`fold`], with each run of other signs than letters and digits as one blank: for names.
pub(crate) fn bare(text: &str) -> Cow<'_, str> {
    words_joined(fold(text), ' ')
}

/// As [`bare`], the words joined by hyphens: for keys that stand in files, `ekonomiskt-bistånd`.
pub(crate) fn slug(text: &str) -> String {
    words_joined(fold(text), '-').into_owned()
}

/// A folded text without marks on its letters, å ä ö too: for headers and set words, which lose them on the
/// way. Elsewhere å, ä and ö stay the letters that they are.
pub(crate) fn without_diacritics(folded: &str) -> Cow<'_, str> {
    if folded.is_ascii() {
        return Cow::Borrowed(folded);
    }
    let mut plain = String::with_capacity(folded.len());
    for c in folded.nfd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'æ' => plain.push_str("ae"),
            'œ' => plain.push_str("oe"),
            'ß' => plain.push_str("ss"),
            'ø' => plain.push('o'),
            'đ' => plain.push('d'),
            'ł' => plain.push('l'),
            other => plain.push(other),
        }
    }
    Cow::Owned(plain)
}

/// The form that the sums of fingerprints are taken of: composed, lower case, single blanks, and nothing else.
///
/// Fingerprints stand in people's files. This form never changes, whatever [`fold`] comes to leave out.
pub(crate) fn steady(text: &str) -> String {
    let plain: String = text.nfc().flat_map(char::to_lowercase).collect();
    joined(plain.split_whitespace(), " ")
}

/// Adds a word, folded: what [`fold`] gives for one that holds no blanks.
pub(super) fn push_word(out: &mut String, word: &str) {
    let low = out.len();
    if word.is_ascii() && !word.bytes().any(|byte| byte.is_ascii_control()) {
        out.push_str(word);
        out[low..].make_ascii_lowercase();
    } else if word.chars().all(|c| matches!(c, 'a'..='z' | 'A'..='Z' | '0'..='9' | '\u{c0}'..='\u{12f}')) {
        // No letter up to there is composed anew, and each has one letter as its lower case.
        out.extend(word.chars().flat_map(char::to_lowercase));
    } else {
        out.push_str(&fold(word));
    }
}

/// Whether a character shows nothing: joiners, soft hyphens, marks of direction, control characters.
pub(crate) fn is_invisible(c: char) -> bool {
    match c {
        ' '..='~' => false,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{feff}' => true,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => true,
        '\u{fe00}'..='\u{fe0f}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e01ef}' => true,
        c => c.is_control() && !c.is_whitespace(),
    }
}

/// Whether a character is a hyphen, a dash or a minus sign.
pub(super) fn is_hyphen(c: char) -> bool {
    match c {
        '-' => true,
        c if c.is_ascii() => false,
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2043}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => true,
        _ => false,
    }
}

/// Whether a character is written upon the one before it; the tables are asked last.
pub(super) fn is_mark(c: char) -> bool {
    c >= '\u{300}' && is_combining_mark(c)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    Kept,
    Lower,
}

impl Case {
    fn of(self, c: char) -> impl Iterator<Item = char> {
        let kept = (self == Case::Kept).then_some(c);
        let lower = (self == Case::Lower).then(|| c.to_lowercase());
        kept.into_iter().chain(lower.into_iter().flatten())
    }

    /// Whether a character is in the case already.
    fn has(self, c: char) -> bool {
        let mut of = self.of(c);
        of.next() == Some(c) && of.next().is_none()
    }
}

fn in_form(text: &str, case: Case) -> Cow<'_, str> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c));
    let mut in_order = text.len();
    let mut blank = false;
    for (at, c) in text.char_indices() {
        if !is_stable(c) {
            return Cow::Owned(composed(text, case));
        }
        let doubled = blank && c == ' ';
        if in_order == text.len() && (doubled || plain(c) != Some(c) || !case.has(c)) {
            in_order = at;
        }
        blank = c == ' ';
    }
    if in_order == text.len() { Cow::Borrowed(text) } else { Cow::Owned(mended(text, in_order, case)) }
}

/// Whether composing leaves a character alone, whatever stands beside it: what is below the combining marks,
/// common punctuation, and what is left out anyway.
fn is_stable(c: char) -> bool {
    matches!(c, '\0'..='\u{2ff}' | '\u{2000}'..='\u{20bf}' | '\u{feff}')
}

/// The text in form, where only stable characters stand in it; up to `in_order` it is in form already.
fn mended(text: &str, in_order: usize, case: Case) -> String {
    let mut out = String::with_capacity(text.len());
    out.push_str(&text[..in_order]);
    for c in text[in_order..].chars().filter_map(plain) {
        push(&mut out, c, case);
    }
    out
}

fn push(out: &mut String, c: char, case: Case) {
    match c {
        ' ' if out.is_empty() || out.ends_with(' ') => {}
        c if c.is_ascii() && case == Case::Lower => out.push(c.to_ascii_lowercase()),
        c => out.extend(case.of(c)),
    }
}

/// The text in form, whatever stands in it. Letters are taken apart before their case is changed, so that
/// a text has one form whichever way it was composed.
fn composed(text: &str, case: Case) -> String {
    let visible = text.chars().filter_map(plain).flat_map(unjoined);
    let mut out = String::with_capacity(text.len());
    for c in visible.nfd().flat_map(|c| case.of(c)).nfc() {
        if c != ' ' || !(out.is_empty() || out.ends_with(' ')) {
            out.push(c);
        }
    }
    out
}

/// A character as it is compared; none for an invisible one.
fn plain(c: char) -> Option<char> {
    match c {
        '!'..='~' => Some(c),
        c if c.is_whitespace() => Some(' '),
        c if is_invisible(c) => None,
        c if is_hyphen(c) => Some('-'),
        c => Some(c),
    }
}

/// The letters of a printer's ligature, as PDF files have them.
fn unjoined(c: char) -> impl Iterator<Item = char> {
    let letters = match c {
        '\u{fb00}' => "ff",
        '\u{fb01}' => "fi",
        '\u{fb02}' => "fl",
        '\u{fb03}' => "ffi",
        '\u{fb04}' => "ffl",
        '\u{fb05}' | '\u{fb06}' => "st",
        _ => "",
    };
    letters.is_empty().then_some(c).into_iter().chain(letters.chars())
}

fn without_blanks(folded: Cow<'_, str>) -> Cow<'_, str> {
    if !folded.contains(' ') {
        return folded;
    }
    // A mark that stood alone now stands upon a letter.
    let joined = folded.replace(' ', "");
    Cow::Owned(fold(&joined).into_owned())
}

/// The words of a folded text, joined by a sign.
fn words_joined(folded: Cow<'_, str>, sign: char) -> Cow<'_, str> {
    let mut after = sign;
    let is_joined = |c: char| {
        let joined = c.is_alphanumeric() || (c == sign && after != sign);
        after = c;
        joined
    };
    if folded.chars().all(is_joined) && !folded.ends_with(sign) {
        return folded;
    }
    let pieces = folded.split(|c: char| !(c.is_alphanumeric() || is_mark(c)));
    // A mark upon no letter is a sign.
    let words = pieces.map(|piece| piece.trim_start_matches(is_mark)).filter(|word| !word.is_empty());
    Cow::Owned(joined(words, sign.encode_utf8(&mut [0; 4])))
}

fn joined<'w>(words: impl Iterator<Item = &'w str>, sign: &str) -> String {
    let mut out = String::new();
    for word in words {
        if !out.is_empty() {
            out.push_str(sign);
        }
        out.push_str(word);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn two_texts_are_the_same_once_folded() {
        assert_eq!(fold(" A\u{308}ndamål \u{2013} Regi\u{ad}strering\n"), "ändamål - registrering");
        assert!(same("KB–7", "kb-7 "));
    }

    #[test]
    fn what_does_not_tell_texts_apart_is_folded() {
        for (text, folded) in [
            ("", ""),
            (" \t\u{a0}\u{200b} ", ""),
            ("ändamål", "ändamål"),
            ("ÄNDAMÅL", "ändamål"),
            ("A\u{308}NDAMA\u{30a}L", "ändamål"),
            ("\u{212b}ngström", "ångström"),
            ("Regi\u{ad}ste\u{200d}r\u{feff}för\u{2060}teckning", "registerförteckning"),
            ("a\u{200d}\u{308}ndra", "ändra"),
            ("rad\u{1f}delad", "raddelad"),
            ("två\u{a0}\u{202f} ord\r\noch\ttre", "två ord och tre"),
            ("a\u{200b} \u{200b}b", "a b"),
            ("SN\u{2011}403 \u{2013} \u{2212}1 \u{2014}", "sn-403 - -1 -"),
            ("kon\u{fb01}dentiell e\u{fb00}ekt", "konfidentiell effekt"),
            ("✔\u{fe0f} Ja", "✔ ja"),
            ("İ", "i\u{307}"),
            ("KΩ", "kω"),
            ("Straße 1½ m² § 5", "straße 1½ m² § 5"),
            ("x\u{202e}y\u{202c}z", "xyz"),
            ("l\u{fffd}n", "l\u{fffd}n"),
        ] {
            assert_eq!(fold(text), folded, "{text:?}");
        }
    }

    #[test]
    fn a_word_is_folded_alike_alone() {
        for word in [
            "Lön",
            "ÅÄÖÆØÉÜ",
            "la\u{308}s",
            "regi\u{ad}ster",
            "rad\u{1f}",
            "Ĳß",
            "İ",
            "\u{12f}\u{307}",
            "covid19",
        ] {
            let mut out = "x".to_owned();
            push_word(&mut out, word);
            assert_eq!(out[1..], fold(word), "{word:?}");
        }
    }

    #[test]
    fn what_tells_texts_apart_stays() {
        for (one, other) in
            [("far", "får"), ("här", "har"), ("KB-7", "KB 7"), ("a b", "ab"), ("é", "e"), ("1.2", "12")]
        {
            assert!(!same(one, other), "{one} {other}");
        }
        assert!(same("Å", "A\u{30a}") && same("KB\u{2013}7", " kb-7") && holds("Enhet ÖST", "öst"));
    }

    #[test]
    fn a_text_in_form_is_not_copied() {
        for text in ["", "id 7", "ekonomiskt bistånd - öst", "  vård och omsorg\n", "✔"] {
            let borrowed = matches!(fold(text), Cow::Borrowed(_));
            assert_eq!(borrowed, text != "✔", "{text}");
        }
        assert!(matches!(tidy("Vård och Omsorg"), Cow::Borrowed("Vård och Omsorg")));
        assert!(matches!(bare("vård och omsorg"), Cow::Borrowed("vård och omsorg")));
        assert!(matches!(squeeze("kb-7"), Cow::Borrowed("kb-7")));
    }

    #[test]
    fn each_kind_of_text_has_its_form() {
        for (form, text, expected) in [
            (squeeze as fn(&str) -> Cow<'_, str>, "SN 2024 \u{2013} 117", "sn2024-117"),
            (bare, "  Gäller_från: (DPO:s) ", "gäller från dpo s"),
            (bare, "5 kap. 3 §", "5 kap 3"),
            (bare, "—", ""),
            (tidy, " Vård \u{2013}\tOmsorg ", "Vård - Omsorg"),
            (tidy_code, "３．１\u{a0}\u{2013} Stöd", "3.1 - Stöd"),
            (tidy_code, "3.1  Stöd", "3.1 Stöd"),
        ] {
            assert_eq!(form(text), expected, "{text}");
        }
        assert_eq!(slug("Ekonomiskt bistånd / Öst"), "ekonomiskt-bistånd-öst");
        assert_eq!(slug("e-post--system-"), "e-post-system");
        assert_eq!(
            without_diacritics("gäller från écrire smørbrød æ ß"),
            "galler fran ecrire smorbrod ae ss"
        );
    }

    #[test]
    fn the_form_of_fingerprints_never_changes() {
        for (text, steady_form) in [
            (" Lön\u{a0} och\nA\u{308}ndring ", "lön och ändring"),
            ("A\u{1f}B", "a\u{1f}b"),
            ("SN\u{2013}4 regi\u{ad}ster", "sn\u{2013}4 regi\u{ad}ster"),
        ] {
            assert_eq!(steady(text), steady_form, "{text:?}");
        }
    }

    #[test]
    fn an_id_is_kept_as_written_but_for_blanks_and_composing() {
        assert_eq!(spaced(" KB\u{2013}7 \n A\u{308}r\u{ad} "), "KB\u{2013}7 Är\u{ad}");
    }

    #[test]
    fn every_single_character_has_one_form() {
        // Beyond are letters that no case and no mark changes, but for the invisible ones at the end.
        for c in ('\0'..='\u{1ffff}').chain('\u{e0000}'..='\u{e01ff}') {
            let text = c.to_string();
            let once = fold(&text).into_owned();
            let apart: String = text.nfd().collect();
            assert_eq!(fold(&once), once, "{c:?}");
            assert_eq!(fold(&apart), once, "{c:?}");
        }
    }

    /// Letters, marks, blanks, hyphens and invisible characters, as texts on their way through programs hold them.
    fn text() -> impl Strategy<Value = String> {
        let odd = "[a-cA-CåäöÅÄÖ \u{a0}\u{308}\u{30a}\u{323}\u{ad}\u{200d}\u{2013}\u{1f}\u{feff}\u{fb01}İẞΣ§½.\n-]{0,24}";
        prop_oneof![odd, any::<String>()]
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in text()) {
            for form in [fold, tidy, squeeze, bare] {
                let once = form(&text).into_owned();
                prop_assert_eq!(&*form(&once), &once);
            }
        }

        #[test]
        fn composed_or_not_a_text_is_one_text(text in text()) {
            let apart: String = text.nfd().collect();
            let together: String = text.nfc().collect();
            for form in [fold, tidy, squeeze, bare, tidy_code] {
                prop_assert_eq!(form(&apart), form(&together));
                prop_assert_eq!(form(&text), form(&together));
            }
        }

        #[test]
        fn a_folded_text_has_nothing_to_fold(text in text()) {
            let folded = fold(&text);
            prop_assert!(!folded.contains("  ") && folded.trim() == folded);
            prop_assert!(!folded.chars().any(|c| is_invisible(c) || (is_hyphen(c) && c != '-')));
        }

        #[test]
        fn case_blanks_and_what_is_invisible_do_not_count(text in "[a-zåäö]{1,6}( [a-zåäö]{1,6}){0,3}") {
            let loud: String = text.to_uppercase().replace(' ', "\u{a0} \u{200b}").replace('E', "E\u{ad}");
            prop_assert!(same(&loud, &text));
        }
    }
}
