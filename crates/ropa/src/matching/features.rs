//! How strongly each kind of evidence speaks for a DPIA concerning a processing.

use crate::matching::sides::{ActivitySide, DpiaSide};
use crate::matching::vocabulary::Vocabulary;
use fnv::FnvHashMap;
use strum::{Display, EnumCount, EnumIter, IntoStaticStr};

/// One number that speaks for a link, the more the greater; what it weighs is in `lexicons/matching.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumIter, EnumCount, Display, IntoStaticStr)]
#[strum(crate = "crate::text::variants")]
#[strum(serialize_all = "snake_case")]
pub(super) enum Signal {
    /// How much of the DPIA's title stands in the activity's name.
    Title,
    /// How much of the DPIA's title stands in any text of the activity.
    Context,
    /// How much of the activity's name stands in the DPIA's title and scope.
    Name,
    /// How much of the DPIA's scope stands in the activity's texts.
    Scope,
    /// The same system, more the fewer use it.
    System,
    /// The same process, more the fewer are registered under it.
    Process,
    /// The codes of the processes begin alike.
    ProcessGroup,
    /// The same unit or part of it.
    Unit,
    /// The data subjects are named.
    Subjects,
    /// The supplier is named, more the fewer use it.
    Supplier,
    /// One side names the other by id or case number.
    Mention,
    /// Nothing that the activity lacks of the title is said by the name of another: a word that no activity has
    /// gainsays none.
    TitleAgrees,
    /// Not both say a unit, each another; what is blank gainsays nothing, here and below.
    UnitAgrees,
    /// How much of the scope stands in the activity, where it is said.
    ScopeAgrees,
}

/// The value of each signal, 0 to 1.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Features([f32; Signal::COUNT]);

impl Features {
    pub(super) fn of(&self, signal: Signal) -> f32 {
        self.0[signal as usize]
    }

    /// In the order of the signals.
    pub(super) fn values(&self) -> [f64; Signal::COUNT] {
        self.0.map(f64::from)
    }

    pub(super) fn set(&mut self, signal: Signal, value: f32) {
        self.0[signal as usize] = value.clamp(0.0, 1.0);
    }
}

/// How often each system, process and supplier is named in the register: what half of it names tells little.
#[derive(Debug, Default)]
pub(super) struct Usage {
    names: FnvHashMap<String, usize>,
    total: usize,
}

impl Usage {
    pub(super) fn count(&mut self, activity: &ActivitySide) {
        self.total += 1;
        for name in activity.systems.iter().chain(&activity.processes).chain(&activity.suppliers) {
            *self.names.entry(name.clone()).or_default() += 1;
        }
    }

    /// 1 for what one activity names, towards 0 for what all do.
    fn rarity(&self, name: &str) -> f32 {
        let count = self.names.get(name).copied().unwrap_or(1) as f32;
        let total = self.total.max(2) as f32;
        (1.0f32 - count.ln() / total.ln()).clamp(0.05, 1.0)
    }

    /// The rarity of the rarest.
    fn rarest<'n>(&self, names: impl Iterator<Item = &'n String>) -> f32 {
        names.map(|name| self.rarity(name)).fold(0.0, f32::max)
    }
}

/// Compares an activity with a DPIA.
pub(super) fn compare(
    activity: &ActivitySide,
    dpia: &DpiaSide,
    vocabulary: &Vocabulary,
    usage: &Usage,
    mentioned: bool,
) -> Features {
    let mut features = Features::default();
    let scope = vocabulary.coverage(&dpia.scope_units, &activity.all);
    features.set(Signal::Title, vocabulary.coverage(&dpia.title_units, &activity.name));
    features.set(Signal::Context, vocabulary.coverage(&dpia.title_units, &activity.all));
    features.set(Signal::Name, vocabulary.coverage(&activity.name_units, &dpia.all));
    features.set(Signal::Scope, scope);
    features.set(Signal::System, usage.rarest(same_systems(activity, dpia)));
    let same = activity.processes.intersection(&dpia.processes).map(|code| 0.4 + 0.6 * usage.rarity(code));
    features.set(Signal::Process, same.fold(0.0, f32::max));
    features.set(Signal::ProcessGroup, process_group(activity, dpia));
    features.set(Signal::Unit, unit(activity, dpia));
    let subjects = activity.subjects.iter().map(|units| vocabulary.coverage(units, &dpia.all));
    features.set(Signal::Subjects, subjects.fold(0.0, f32::max));
    features.set(Signal::Supplier, usage.rarest(activity.suppliers.iter().filter(|name| dpia.names(name))));
    features.set(Signal::Mention, f32::from(u8::from(mentioned)));
    features.set(Signal::TitleAgrees, title_agrees(activity, dpia, vocabulary));
    features.set(Signal::UnitAgrees, unit_agrees(activity, dpia));
    features.set(Signal::ScopeAgrees, if dpia.scope_units.is_empty() { 1.0 } else { scope });
    features
}

/// Systems of either side that the other names, in its column or in its texts.
pub(super) fn same_systems<'s>(
    activity: &'s ActivitySide,
    dpia: &'s DpiaSide,
) -> impl Iterator<Item = &'s String> {
    let ours = activity.systems.iter().filter(|name| dpia.systems.contains(*name) || dpia.names(name));
    ours.chain(dpia.systems.iter().filter(|name| activity.names(name)))
}

fn process_group(activity: &ActivitySide, dpia: &DpiaSide) -> f32 {
    let pairs =
        activity.processes.iter().flat_map(|ours| dpia.processes.iter().map(move |theirs| (ours, theirs)));
    pairs.map(|(ours, theirs)| same_beginning(ours, theirs)).fold(0.0, f32::max)
}

/// The share of the levels of two codes that they have in common; one level is too little.
pub(super) fn same_beginning(a: &str, b: &str) -> f32 {
    let same = a.split('.').zip(b.split('.')).take_while(|(a, b)| a == b).count();
    let levels = a.split('.').count().max(b.split('.').count());
    if same >= 2 { same as f32 / levels as f32 } else { 0.0 }
}

/// 1 where no name of an activity says more of the title, less the more of it any does.
fn title_agrees(activity: &ActivitySide, dpia: &DpiaSide, vocabulary: &Vocabulary) -> f32 {
    let (mut lacking, mut all) = (0.0, 0.0);
    for (unit, named) in dpia.title_units.iter().zip(&dpia.title_named) {
        lacking += unit.weight * (named - vocabulary.held(unit, &activity.all)).max(0.0);
        all += unit.weight;
    }
    if all > 0.0 { 1.0 - lacking / all } else { 1.0 }
}

/// 1 where a side says no unit, or the last part of one is a part of the other; a half where they have any part in
/// common, 0 where they have none.
fn unit_agrees(activity: &ActivitySide, dpia: &DpiaSide) -> f32 {
    let (ours, theirs) = (activity.unit.get(1..).unwrap_or_default(), dpia.unit.get(1..).unwrap_or_default());
    let (Some(our_last), Some(their_last)) = (ours.first(), theirs.first()) else { return 1.0 };
    match () {
        () if ours.contains(their_last) || theirs.contains(our_last) => 1.0,
        () if theirs.iter().any(|part| ours.contains(part)) => 0.5,
        () => 0.0,
    }
}

/// The whole path, then its last part, then any part; or the last part named in the DPIA's texts.
fn unit(activity: &ActivitySide, dpia: &DpiaSide) -> f32 {
    let (Some(ours), last) = (activity.unit.first(), activity.unit.get(1)) else { return 0.0 };
    let parts = &dpia.unit.get(1..).unwrap_or_default();
    match (dpia.unit.first(), last) {
        (Some(theirs), _) if ours == theirs => 1.0,
        (_, Some(last)) if parts.first() == Some(last) => 0.9,
        (_, Some(last)) if parts.contains(last) || dpia.names(last) => 0.6,
        _ if parts.iter().any(|part| activity.unit[1..].contains(part)) => 0.4,
        _ => 0.0,
    }
}
