//! The profiles that come with the crate, as data files.

use crate::import::profile::Profile;
use std::sync::LazyLock;

/// A built-in profile: its name, its text, and the profile once it is read.
type Builtin = (&'static str, &'static str, LazyLock<Profile>);

macro_rules! builtin {
    ($name:literal) => {{
        const TEXT: &str = include_str!(concat!("../../../profiles/", $name, ".toml"));
        ($name, TEXT, LazyLock::new(|| read($name, TEXT)))
    }};
}

/// All of them; the first is the one that is used where none is asked for.
static BUILTIN: [Builtin; 4] =
    [builtin!("draftit"), builtin!("art30"), builtin!("behandlingsoversikt"), builtin!("screening")];

fn read(name: &str, text: &str) -> Profile {
    crate::import::profile::read::builtin(&format!("profiles/{name}.toml"), text)
        .expect("the built-in profiles are tested to be valid")
}

pub(super) fn draftit() -> &'static Profile {
    &BUILTIN[0].2
}

pub(super) fn named(name: &str) -> Option<&'static Profile> {
    BUILTIN.iter().find(|(of, ..)| *of == name).map(|(_, _, profile)| &**profile)
}

pub(super) fn text(name: &str) -> Option<&'static str> {
    BUILTIN.iter().find(|(of, ..)| *of == name).map(|(_, text, _)| *text)
}

pub(super) fn names() -> impl Iterator<Item = &'static str> {
    BUILTIN.iter().map(|(name, ..)| *name)
}
