//! The profiles that come with the crate, as data files.

use crate::import::profile::Profile;
use std::sync::LazyLock;

/// A built-in profile: its name, and the profile once it is read.
type Builtin = (&'static str, LazyLock<Profile>);

macro_rules! builtin {
    ($name:literal) => {{
        const TEXT: &str = include_str!(concat!("../../../profiles/", $name, ".toml"));
        ($name, LazyLock::new(|| read($name, TEXT)))
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
    &BUILTIN[0].1
}

pub(super) fn named(name: &str) -> Option<&'static Profile> {
    BUILTIN.iter().find(|(of, ..)| *of == name).map(|(_, profile)| &**profile)
}

pub(super) fn names() -> impl Iterator<Item = &'static str> {
    BUILTIN.iter().map(|(name, ..)| *name)
}
