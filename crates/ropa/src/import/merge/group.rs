//! Which records of several files are of the same thing.

use crate::import::draft::Draft;
use crate::import::merge::fields::MergeField;
use crate::import::record_keys::Identity;
use std::collections::{BTreeMap, BTreeSet};

/// A record of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Member {
    /// Its index among all records.
    pub draft: usize,
    /// The file's number.
    pub file: usize,
}

/// The records that more than one file holds, group by group in the order of their first members.
pub(super) fn groups<F: MergeField>(drafts: &[Draft<F>], starts: &[usize]) -> Vec<Vec<Member>> {
    let member = |draft| Member { draft, file: starts.partition_point(|start| *start <= draft) - 1 };
    let mut by_id: BTreeMap<&str, Vec<Member>> = BTreeMap::new();
    let mut by_name: BTreeMap<&str, Vec<Member>> = BTreeMap::new();
    for (index, draft) in drafts.iter().enumerate() {
        match &draft.identity.0 {
            Identity::Id(id) => by_id.entry(id).or_default().push(member(index)),
            Identity::Name { key, .. } => by_name.entry(key).or_default().push(member(index)),
        }
    }
    if !by_name.is_empty() {
        join_names(drafts, &mut by_id, &mut by_name);
    }
    let several = |members: &Vec<Member>| members.iter().any(|member| member.file != members[0].file);
    let mut groups: Vec<_> = by_id.into_values().chain(by_name.into_values()).filter(several).collect();
    for members in &mut groups {
        members.sort_unstable();
    }
    groups.sort_unstable();
    groups
}

/// Joins records without an id to those with one that have the same name and unit, where only one id
/// has them and no file holds both.
fn join_names<'d, F: MergeField>(
    drafts: &'d [Draft<F>],
    by_id: &mut BTreeMap<&'d str, Vec<Member>>,
    by_name: &mut BTreeMap<&'d str, Vec<Member>>,
) {
    let mut ids: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for (id, members) in by_id.iter() {
        for member in members {
            if let Some(Identity::Name { key, .. }) = F::named(&drafts[member.draft].record) {
                ids.entry(key).or_default().insert(id);
            }
        }
    }
    by_name.retain(|name, members| {
        let Some(ids) = ids.get(*name).filter(|ids| ids.len() == 1) else { return true };
        let Some(group) = ids.first().and_then(|id| by_id.get_mut(id)) else { return true };
        if members.iter().any(|member| group.iter().any(|other| other.file == member.file)) {
            return true;
        }
        group.append(members);
        false
    });
}
