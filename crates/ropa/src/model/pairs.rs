//! Lists that belong together by position: the first group of one with the first of another.
//!
//! Some exports write the categories of data subjects as `A | B`, and the categories of data of each as
//! `a1 | a2 :: b1`. A member left blank keeps its place.

/// The members of a list parted by ` | `, blank ones too, since their places count.
pub(crate) fn members(text: &str) -> Vec<&str> {
    text.split('|').map(str::trim).collect()
}

/// The groups of a list parted by ` :: `, each with its members.
pub(crate) fn groups(text: &str) -> Vec<Vec<&str>> {
    text.split("::").map(members).collect()
}
