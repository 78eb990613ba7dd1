//! What a name that nobody has was meant to be: "did you mean …?"

use super::fold::{bare, squeeze};
use super::similarity::{LONGEST_NAME, names_alike, slips};

/// How many names an error offers at most.
pub(crate) const OFFERED: usize = 3;
/// Letters of a part of a name that is no chance.
const PART: usize = 3;
/// How alike two names are at least, word by word.
const ALIKE: f64 = 0.6;

/// How near a candidate is; the first is the nearest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Near {
    /// The same but for case, blanks and signs.
    Same,
    /// So many slips of the pen apart.
    Slips(usize),
    /// One begins the other: letters that are left over.
    Begins(usize),
    /// The candidate holds what was written: letters that are left over.
    Holds(usize),
    /// Alike word by word: thousandths of unlikeness.
    Alike(u32),
}

/// The candidate that a name was most likely meant to be, if any is near.
///
/// Near is, in this order: the same but for case, blanks and signs (`c10` and `C-10`); up to one slip of the pen
/// in a name of at most five letters, two up to eleven, and one more for every six beyond (`purpse`); one that
/// begins the other, or a candidate that holds what was written, from three letters on (`löner` and `Hantering av
/// löner`); names whose words are alike, whatever their order. Among equally near ones, the first of the
/// alphabet.
///
/// ```
/// use ropa::text::nearest;
/// assert_eq!(nearest("purpse", ["name", "purpose"]), Some("purpose"));
/// assert_eq!(nearest("färg", ["cells", "rows"]), None);
/// ```
pub fn nearest<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    nearest_of(name, candidates.into_iter().map(|name| (name, name)), 1).pop()
}

/// Things by their names, those whose names are nearest first, at most `most`; each once, though it be listed
/// under several names. Where one has the very name but for signs, nothing else is meant.
pub(crate) fn nearest_of<'c, T: PartialEq>(
    name: &str,
    things: impl IntoIterator<Item = (T, &'c str)>,
    most: usize,
) -> Vec<T> {
    let wanted = Name::of(name);
    let mut near: Vec<(Near, &str, T)> = things
        .into_iter()
        .filter_map(|(thing, called)| Some((wanted.near(called)?, called, thing)))
        .collect();
    near.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)));
    if near.first().is_some_and(|(how, ..)| *how == Near::Same) {
        near.retain(|(how, ..)| *how == Near::Same);
    }
    let mut offered: Vec<T> = Vec::new();
    for (_, _, thing) in near {
        if offered.len() == most {
            break;
        }
        if !offered.contains(&thing) {
            offered.push(thing);
        }
    }
    offered
}

/// A name in the two forms in which it is compared.
struct Name {
    words: String,
    key: String,
    letters: usize,
}

impl Name {
    fn of(name: &str) -> Name {
        let words = bare(name).into_owned();
        // A name of signs alone, "#", is its signs.
        let key = if words.is_empty() { squeeze(name).into_owned() } else { words.replace(' ', "") };
        Name { letters: key.chars().count(), words, key }
    }

    fn near(&self, called: &str) -> Option<Near> {
        let other = Name::of(called);
        if self.key.is_empty() || other.key.is_empty() {
            return None;
        }
        if self.key == other.key {
            return Some(Near::Same);
        }
        if self.letters.max(other.letters) > LONGEST_NAME {
            return None;
        }
        let left_over = self.letters.abs_diff(other.letters);
        let (short, long) = if self.letters <= other.letters { (self, &other) } else { (&other, self) };
        let is_part = short.letters >= PART;
        None.or_else(|| slips(&self.key, &other.key, allowed(long.letters)).map(Near::Slips))
            .or_else(|| (is_part && long.key.starts_with(&short.key)).then_some(Near::Begins(left_over)))
            .or_else(|| {
                (self.letters >= PART && other.words.contains(&self.words)).then_some(Near::Holds(left_over))
            })
            .or_else(|| {
                let alike = names_alike(&self.words, &other.words);
                (alike >= ALIKE).then_some(Near::Alike(((1.0 - alike) * 1000.0) as u32))
            })
    }
}

/// How many slips of the pen a name of so many letters may have.
fn allowed(letters: usize) -> usize {
    match letters {
        0..=5 => 1,
        6..=11 => 2,
        more => 2 + more.div_ceil(6) - 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_thing_is_found_once_by_either_of_its_names() {
        let activities = [(0, "PPB-1"), (0, "Hantering av löner"), (1, "Trygghetslarm")];
        assert_eq!(nearest_of("löner", activities, 3), [0]);
    }

    #[test]
    fn what_was_meant_is_found() {
        for (name, candidates, meant) in [
            ("purpse", &["name", "purpose", "process"][..], Some("purpose")),
            ("aktivity", &["activity", "dpia"], Some("activity")),
            ("sw", &["sv", "en", "nb"], Some("sv")),
            ("drafit", &["draftit", "art30", "screening"], Some("draftit")),
            ("ropa/profile/2", &["ropa/profile/1"], Some("ropa/profile/1")),
            ("creatd", &["created", "updated", "registered"], Some("created")),
            ("value", &["values", "records"], Some("values")),
            ("ye", &["yes", "no"], Some("yes")),
            ("answer", &["answers", "articles"], Some("answers")),
            ("healht", &["health", "household"], Some("health")),
            ("januari", &["january", "february"], Some("january")),
            ("says_ye", &["says_yes", "says_no", "yes"], Some("says_yes")),
            ("cell", &["cells", "cell_bytes", "sheets"], Some("cells")),
            ("inflated-bytes", &["inflated_bytes", "file_bytes"], Some("inflated_bytes")),
            ("c10", &["C-10", "C-11"], Some("C-10")),
            ("D-WP248-3", &["D-WP248-2", "K4"], Some("D-WP248-2")),
            ("Beslutad den", &["Beslutat den", "Beslut", "Beslutat av"], Some("Beslutat den")),
            ("Behandling", &["Behandlingens namn", "Enhet"], Some("Behandlingens namn")),
            ("namn", &["Behandlingens namn", "Enhet"], Some("Behandlingens namn")),
            ("larm, trygghet", &["Trygghet (larm)", "Löner"], Some("Trygghet (larm)")),
            ("#", &["#", "id"], Some("#")),
            ("A\u{308}NDAMA\u{30a}L", &["andamal", "ändamål"], Some("ändamål")),
            ("färg", &["cells", "rows", "pages", "columns"], None),
            ("x", &["sv", "en"], None),
            ("", &["sv"], None),
            ("Löner", &["Trygghetslarm"], None),
            ("yes", &[""], None),
        ] {
            assert_eq!(nearest(name, candidates.iter().copied()), meant, "{name}");
        }
    }

    #[test]
    fn the_nearest_come_first_and_each_once() {
        let of = |name: &str, most| {
            let names = ["C-1", "C-10", "C-11", "C-12", "Q-1"];
            nearest_of(name, names.into_iter().map(|name| (name, name)), most)
        };
        assert_eq!(of("c 1", 3), ["C-1"]);
        assert_eq!(of("c1x", 3), ["C-1", "C-10", "C-11"]);
        let things = [(1, "Larm"), (2, "Trygghetslarm"), (1, "Larmet"), (3, "Löner")];
        assert_eq!(nearest_of("larm", things, 3), [1]);
        assert_eq!(nearest_of("larme", things, 3), [1]);
        assert_eq!(nearest_of("larm", [(2, "Trygghetslarm"), (1, "Larmet"), (3, "Löner")], 3), [1, 2]);
        assert_eq!(nearest_of("larm", things, 0), [0; 0]);
    }

    proptest! {
        #[test]
        fn a_name_is_nearest_itself(name in "[a-zåäö0-9]{1,12}", others in prop::collection::vec("[a-zåäö0-9]{1,12}", 0..8)) {
            let candidates = others.iter().map(String::as_str).chain([name.as_str()]);
            prop_assert_eq!(nearest(&name.to_uppercase(), candidates), Some(name.as_str()));
        }

        #[test]
        fn the_order_of_candidates_does_not_matter(name in "[a-cå ]{0,8}", mut names in prop::collection::btree_set("[a-cå ]{0,8}", 0..8).prop_map(|set| set.into_iter().collect::<Vec<_>>())) {
            let one = nearest(&name, names.iter().map(String::as_str)).map(str::to_owned);
            names.reverse();
            prop_assert_eq!(nearest(&name, names.iter().map(String::as_str)).map(str::to_owned), one);
        }
    }
}
