//! The words of the generator, against the lexicon of the library.
#![allow(clippy::unwrap_used)]

use ropa::matching::fitting::share_a_meaning;
use ropa_bench::ties::{VOCABULARY, Wording, tied};

#[test]
fn what_is_held_out_is_not_in_the_lexicon() {
    for subject in VOCABULARY.area.iter().flat_map(|area| &area.subject) {
        for held in &subject.held {
            assert!(!share_a_meaning(held, &subject.is), "{held} = {}", subject.is);
            assert!(subject.known.iter().all(|known| !share_a_meaning(held, known)), "{held}");
        }
    }
    for act in &VOCABULARY.act {
        assert!(act.held.iter().all(|held| !share_a_meaning(held, &act.is)), "{}", act.is);
    }
}

#[test]
fn the_same_seed_makes_the_same_register() {
    let (once, again) = (tied(60, 20, 7, Wording::Mixed), tied(60, 20, 7, Wording::Mixed));
    assert_eq!((once.register, &once.dpias, &once.ties), (again.register, &again.dpias, &again.ties));
    assert_ne!(once.dpias, tied(60, 20, 8, Wording::Mixed).dpias);
}

#[test]
fn what_is_made_is_read_whole() {
    let register = tied(60, 20, 7, Wording::Mixed).read().unwrap();
    assert_eq!((register.activities.len(), register.dpias.len()), (60, 20));
}
