//! How strongly each kind of evidence speaks for a DPIA concerning a processing.

use super::side::{ActivitySide, DpiaSide};
use super::vocabulary::Vocabulary;
use fnv::FnvHashMap;
use strum::{Display, EnumCount, EnumIter, IntoStaticStr};

/// One number that speaks for a tie; each has a weight in `lexicons/link.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumIter, EnumCount, Display, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub(super) enum Signal {
    /// How much of the DPIA's title stands in the activity's name.
    Title,
    /// How much of the DPIA's title stands in any text of the activity.
    Context,
    /// How far that is above a half.
    MostOfContext,
    /// How far that is above three quarters: the title stands whole in the activity.
    Whole,
    /// How much of the activity's name stands in the DPIA's title and scope.
    Name,
    /// How far that is above three quarters.
    WholeName,
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
}

/// The value of each signal, 0 to 1.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Features(pub(super) [f32; Signal::COUNT]);

impl Features {
    pub(super) fn of(&self, signal: Signal) -> f32 {
        self.0[signal as usize]
    }

    fn set(&mut self, signal: Signal, value: f32) {
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
    let above = |value: f32, from: f32| ((value - from) / (1.0 - from)).max(0.0);
    let context = vocabulary.coverage(&dpia.title_units, &activity.all);
    let name = vocabulary.coverage(&activity.name_units, &dpia.all);
    features.set(Signal::Title, vocabulary.coverage(&dpia.title_units, &activity.name));
    features.set(Signal::Context, context);
    features.set(Signal::MostOfContext, above(context, 0.5));
    // Words that mean the same and slips of the pen leave it whole.
    features.set(Signal::Whole, above(context, 0.75) / 0.8);
    features.set(Signal::Name, name);
    features.set(Signal::WholeName, above(name, 0.75));
    features.set(Signal::Scope, vocabulary.coverage(&dpia.scope_units, &activity.all));
    features.set(Signal::System, usage.rarest(same_systems(activity, dpia)));
    let same = activity.processes.intersection(&dpia.processes).map(|code| 0.4 + 0.6 * usage.rarity(code));
    features.set(Signal::Process, same.fold(0.0, f32::max));
    features.set(Signal::ProcessGroup, process_group(activity, dpia));
    features.set(Signal::Unit, unit(activity, dpia));
    let subjects = activity.subjects.iter().map(|units| vocabulary.coverage(units, &dpia.all));
    features.set(Signal::Subjects, above(subjects.fold(0.0, f32::max), 0.5));
    features.set(Signal::Supplier, usage.rarest(activity.suppliers.iter().filter(|name| dpia.names(name))));
    features.set(Signal::Mention, f32::from(u8::from(mentioned)));
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
