//! Keys of records: the same from one export to the next, and no two alike.

use crate::source::{CellRef, Text};
use crate::text::fold::{self, spaced};
use std::collections::{BTreeMap, BTreeSet};

/// What a record's key is made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Identity {
    /// An id of the file's own.
    Id(Text),
    /// What the record is called, and the unit it belongs to where known.
    Name {
        /// The name as written.
        name: Text,
        /// The key made from name and unit.
        key: String,
    },
}

impl Identity {
    /// The identity by an id.
    pub(crate) fn id(id: &str) -> Identity {
        Identity::Id(spaced(id).into())
    }

    /// The identity by name and unit: `ekonomiskt-bistånd@enhet-a`.
    pub(crate) fn name(name: &str, unit: Option<&str>) -> Identity {
        let mut key = slug(name);
        if let Some(unit) = unit.map(slug).filter(|unit| !unit.is_empty()) {
            key.push('@');
            key.push_str(&unit);
        }
        Identity::Name { name: spaced(name).into(), key }
    }

    /// The key made from it.
    pub(super) fn key(&self) -> &str {
        match self {
            Identity::Id(id) => id,
            Identity::Name { key, .. } => key,
        }
    }
}

/// Records that share an identity.
#[derive(Debug)]
pub(crate) struct Duplicate {
    /// The identity.
    pub identity: Identity,
    /// The cells that the identity was read from.
    pub cells: Vec<CellRef>,
}

/// Gives each record a key of its own, in their order, and lists the identities that several have.
///
/// The first record with an identity has its plain key; those that follow are numbered, `PPB-1#2`.
/// Ids are given before names, so that a name never takes the key of a record with an id.
pub(super) fn assign(identities: &[(Identity, CellRef)]) -> (Vec<Text>, Vec<Duplicate>) {
    let mut keys: Vec<Option<Text>> = vec![None; identities.len()];
    let mut taken: BTreeSet<Text> = BTreeSet::new();
    let mut groups: BTreeMap<(bool, &str), Vec<usize>> = BTreeMap::new();
    for (index, (identity, _)) in identities.iter().enumerate() {
        let is_name = matches!(identity, Identity::Name { .. });
        groups.entry((is_name, identity.key())).or_default().push(index);
    }
    // Plain keys first, so that no number made here takes the key that a file gives.
    for ((_, plain), members) in &groups {
        let plain: Text = (*plain).into();
        if taken.insert(plain.clone()) {
            keys[members[0]] = Some(plain);
        }
    }
    let mut duplicates: Vec<(usize, Duplicate)> = Vec::new();
    for ((_, plain), members) in &groups {
        let mut number = 2;
        for index in members.iter().copied().filter(|index| keys[*index].is_none()).collect::<Vec<_>>() {
            let key = loop {
                let key: Text = format!("{plain}#{number}").into();
                number += 1;
                if taken.insert(key.clone()) {
                    break key;
                }
            };
            keys[index] = Some(key);
        }
        if let [first, _, ..] = members[..] {
            let cells = members.iter().map(|index| identities[*index].1.clone()).collect();
            duplicates.push((first, Duplicate { identity: identities[first].0.clone(), cells }));
        }
    }
    duplicates.sort_by_key(|(first, _)| *first);
    (keys.into_iter().flatten().collect(), duplicates.into_iter().map(|(_, duplicate)| duplicate).collect())
}

/// The text's letters and digits in lower case, words parted by hyphens; the text itself where it
/// has none.
fn slug(text: &str) -> String {
    let slug = fold::slug(text);
    if slug.is_empty() { spaced(text) } else { slug }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Place;

    fn keys(identities: Vec<Identity>) -> Vec<String> {
        let cell = CellRef { file: "f".into(), sheet: "s".into(), place: Place::new(0, 0) };
        let identities: Vec<_> = identities.into_iter().map(|identity| (identity, cell.clone())).collect();
        assign(&identities).0.iter().map(|key| key.to_string()).collect()
    }

    #[test]
    fn no_two_keys_are_alike() {
        let name = |name| Identity::name(name, None);
        assert_eq!(keys(vec![name("Lön"), Identity::id("lön"), name("LÖN")]), ["lön#2", "lön", "lön#3"]);
        assert_eq!(
            keys(vec![Identity::id("a#2"), Identity::id("a"), Identity::id("a")]),
            ["a#2", "a", "a#3"]
        );
        assert_eq!(keys(vec![name("—"), name(" — ")]), ["—", "—#2"]);
    }

    #[test]
    fn keys_do_not_depend_on_how_a_text_is_composed() {
        for (together, apart) in
            [("Lön – Öst", "Lo\u{308}n – O\u{308}st"), ("ÅÄ\u{a0}7", "A\u{30a}A\u{308}  7")]
        {
            assert_eq!(Identity::id(together), Identity::id(apart));
            assert_eq!(Identity::name(together, Some(together)), Identity::name(apart, Some(apart)));
        }
        // Ids stand in ledgers; a dash stays the dash that it is.
        assert_eq!(Identity::id("KB–7 ").key(), "KB–7");
    }
}
