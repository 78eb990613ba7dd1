//! The files that a person gave, and what each is taken for.

use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What a file is taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Role {
    /// A register, a list of DPIAs or a document.
    Register,
    /// The classification structure.
    Structure,
    /// The ledger of links.
    Links,
    /// The ledger of answers.
    Answers,
    /// The ledger of decisions.
    Decisions,
    /// How headings are read.
    Profile,
}

/// How the names of what stands beside a register begin, in Swedish and English. A browser that saves a file twice numbers
/// the second, so that the end of a name says nothing.
const BEGINNINGS: [(&str, Role); 10] = [
    ("kopplingar", Role::Links),
    ("links", Role::Links),
    ("svar", Role::Answers),
    ("answers", Role::Answers),
    ("beslut", Role::Decisions),
    ("decisions", Role::Decisions),
    ("klassificeringsstruktur", Role::Structure),
    ("processtruktur", Role::Structure),
    ("struktur", Role::Structure),
    ("structure", Role::Structure),
];

impl Role {
    /// What a file is by its name; the person may say otherwise.
    pub(crate) fn of(name: &str) -> Role {
        let name = name.rsplit(['/', '\\']).next().unwrap_or(name).to_lowercase();
        if name.ends_with(".toml") {
            return Role::Profile;
        }
        let ledger = |role| matches!(role, Role::Links | Role::Answers | Role::Decisions);
        let known = BEGINNINGS.iter().find(|(beginning, role)| {
            // A register may be called "Beslut om bistånd.xlsx"; the ledgers are text, and called so alone.
            name.strip_prefix(beginning).is_some_and(|rest| {
                let stem = rest.strip_suffix(".csv");
                !ledger(*role) || stem.is_some_and(|stem| !stem.chars().any(char::is_alphabetic))
            })
        });
        known.map_or(Role::Register, |(_, role)| *role)
    }
}

/// A file that was given.
#[derive(Debug, Clone)]
pub(crate) struct Given {
    pub(crate) name: String,
    pub(crate) role: Role,
    pub(crate) bytes: Arc<[u8]>,
}

#[cfg(test)]
mod tests {
    use super::Role;

    #[test]
    fn names_say_what_stands_beside_a_register() {
        for (name, role) in [
            ("kopplingar.csv", Role::Links),
            ("mapp/Kopplingar (1).csv", Role::Links),
            ("svar.csv", Role::Answers),
            ("svarstider.csv", Role::Register),
            ("beslut.csv", Role::Decisions),
            ("Beslut om bistånd.xlsx", Role::Register),
            ("klassificeringsstruktur-2025.xlsx", Role::Structure),
            ("kolumner.toml", Role::Profile),
            ("socialnamnden.xlsx", Role::Register),
        ] {
            assert_eq!(Role::of(name), role, "{name}");
        }
    }
}
