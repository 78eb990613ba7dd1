//! Which activity a row beside the register means.

use super::resolve::normalise;
use crate::model::{Field, Register};
use std::collections::BTreeMap;

/// How alike two names must be for one to be offered for the other.
const ALIKE: f64 = 0.8;
/// How many candidates are offered.
const OFFERED: usize = 3;

/// Finds activities by key, id or name; made once for a register and asked for many rows.
#[derive(Debug)]
pub struct ActivityFinder<'r> {
    register: &'r Register,
    by_key: BTreeMap<String, Vec<usize>>,
    by_name: BTreeMap<String, Vec<usize>>,
}

impl<'r> ActivityFinder<'r> {
    /// A finder for a register.
    pub fn new(register: &'r Register) -> ActivityFinder<'r> {
        let (mut by_key, mut by_name) = (BTreeMap::new(), BTreeMap::new());
        for (index, activity) in register.activities.iter().enumerate() {
            let enter = |map: &mut BTreeMap<String, Vec<usize>>, text: &str| {
                let of: &mut Vec<usize> = map.entry(normalise(text)).or_default();
                if of.last() != Some(&index) {
                    of.push(index);
                }
            };
            enter(&mut by_key, &activity.key);
            activity.text(Field::Id).into_iter().for_each(|id| enter(&mut by_key, id));
            enter(&mut by_name, activity.label());
        }
        ActivityFinder { register, by_key, by_name }
    }

    /// The activity with the key or id; where no key is given, the only one with the name and the unit.
    ///
    /// A key that no record has is an id that is gone: the name alone then only makes candidates.
    ///
    /// ```
    /// use ropa::dpia::ActivityFinder;
    /// use ropa::draftit::{Importer, Profile};
    /// use ropa::sheet::{Limits, read_workbook};
    /// # #[cfg(feature = "read")] {
    /// let text = "ID;Behandling;Ändamål\nP1;Löner;Betala lön\nP2;Utredning;Utreda\n";
    /// let book = read_workbook("register.csv", text.as_bytes(), &Limits::default()).unwrap();
    /// let register = Importer::new(Profile::builtin()).import(&[book]).register;
    /// let finder = ActivityFinder::new(&register);
    /// assert_eq!(finder.find(Some("p2"), None, None), Ok(1));
    /// assert_eq!(finder.find(Some("P9"), Some("Utredningar"), None), Err(vec![1]));
    /// # }
    /// ```
    ///
    /// # Errors
    /// Candidates, likeliest first, where no activity or more than one fits.
    pub fn find(
        &self,
        key: Option<&str>,
        name: Option<&str>,
        unit: Option<&str>,
    ) -> Result<usize, Vec<usize>> {
        match key.and_then(|key| self.by_key.get(&normalise(key))).map(Vec::as_slice) {
            Some([one]) => return Ok(*one),
            Some(several) => return self.among(several, key, name, unit),
            None => {}
        }
        let Some(name) = name.map(normalise) else { return Err(Vec::new()) };
        let unit = unit.map(normalise);
        let in_unit = |index: &&usize| {
            let of = self.register.activities[**index].unit();
            unit.is_none() || of.as_deref().map(normalise) == unit
        };
        let named: Vec<usize> =
            self.by_name.get(&name).into_iter().flatten().filter(in_unit).copied().collect();
        match (&named[..], key) {
            ([one], None) => Ok(*one),
            _ => Err(self.like(&name)),
        }
    }

    /// The one of several with the same id that has the name and the unit; where these are the same too, the one
    /// whose key it is.
    fn among(
        &self,
        several: &[usize],
        key: Option<&str>,
        name: Option<&str>,
        unit: Option<&str>,
    ) -> Result<usize, Vec<usize>> {
        let activity = |index: &usize| &self.register.activities[*index];
        let named = |index: &&usize| {
            name.is_some_and(|name| normalise(activity(index).label()) == normalise(name))
                && unit.is_none_or(|unit| {
                    activity(index).unit().is_some_and(|of| normalise(&of) == normalise(unit))
                })
        };
        let named: Vec<usize> = several.iter().filter(named).copied().collect();
        match named[..] {
            [one] => Ok(one),
            [] => Err(several.to_vec()),
            _ => {
                let own = named.iter().find(|index| Some(&*activity(index).key) == key);
                own.copied().ok_or_else(|| several.to_vec())
            }
        }
    }

    fn like(&self, name: &str) -> Vec<usize> {
        let alike = self.by_name.iter().map(|(of, indices)| (strsim::jaro_winkler(of, name), indices));
        let mut near: Vec<(f64, usize)> = alike
            .filter(|(alike, _)| *alike >= ALIKE)
            .flat_map(|(alike, indices)| indices.iter().map(move |index| (alike, *index)))
            .collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        near.into_iter().map(|(_, index)| index).take(OFFERED).collect()
    }
}
