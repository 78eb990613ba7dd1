//! The packs in use, taken together.

use super::condition::FactId;
use super::dated::Dated;
use super::error::LawError;
use super::name::ExampleNames;
use super::pack::{
    CaseLaw, CheckChange, Criterion, FamilyCondition, ListedExample, Note, Pack, PackStatus, Rule, State,
    StrongSecrecy, WorkStep,
};
use super::read;
use crate::text::same;
use chrono::NaiveDate;
use std::sync::LazyLock;

/// The packs that come with the library, in the order in which they refine each other.
const BUILTIN: [(&str, &str); 2] = [
    ("eu-gdpr", include_str!("../../rulepacks/eu-gdpr.toml")),
    ("se-imy", include_str!("../../rulepacks/se-imy.toml")),
];

/// Read once. The texts are part of the program, so a mistake in them is one of ours, which the
/// tests of this library would have met first.
static EMBEDDED: LazyLock<Vec<Pack>> = LazyLock::new(|| {
    let mut packs: Vec<Pack> = Vec::new();
    for (id, text) in BUILTIN {
        packs.push(read::read(id, text, &packs).expect("the embedded packs are valid, as a test shows"));
    }
    packs
});

/// The packs in use; later ones refine earlier ones.
///
/// An entry of a later pack replaces an earlier pack's entry of the same id, on the days on which both it and its pack
/// apply. Nothing of a pack whose status is proposed is applied: it is listed by [`RulePacks::packs`] and can be
/// explained, no more.
#[derive(Debug, Clone)]
pub struct RulePacks {
    packs: Vec<Pack>,
    /// The day whose packs count for what has no days of its own: criteria, wordings, states, decisions.
    day: Option<NaiveDate>,
    /// Criteria with the national wordings applied.
    criteria: Vec<Criterion>,
}

impl Default for RulePacks {
    fn default() -> Self {
        RulePacks::builtin()
    }
}

impl RulePacks {
    /// All packs that come with the library.
    pub fn builtin() -> RulePacks {
        RulePacks::of(EMBEDDED.clone())
    }

    /// The ids of the packs that come with the library.
    pub fn known() -> Vec<&'static str> {
        BUILTIN.iter().map(|(id, _)| *id).collect()
    }

    /// Built-in packs by id, in their own order. The regulation, `eu-gdpr`, is always the first of
    /// them: the others refine its criteria, and without its rules too little would be found.
    ///
    /// # Errors
    ///
    /// [`LawError::UnknownPack`] names the ids there are.
    ///
    /// ```
    /// use ropa::law::RulePacks;
    /// assert_eq!(RulePacks::select(&["se-imy"]).unwrap().packs().len(), 2);
    /// assert!(RulePacks::select(&["se"]).unwrap_err().to_string().contains("se-imy"));
    /// ```
    pub fn select(ids: &[&str]) -> Result<RulePacks, LawError> {
        let known = RulePacks::known();
        if let Some(unknown) = ids.iter().find(|id| !known.contains(id)) {
            return Err(LawError::UnknownPack {
                id: unknown.to_string(),
                known: known.iter().map(ToString::to_string).collect(),
            });
        }
        let wanted = |pack: &&Pack| pack.id == BUILTIN[0].0 || ids.contains(&pack.id.as_str());
        Ok(RulePacks::of(EMBEDDED.iter().filter(wanted).cloned().collect()))
    }

    /// These packs and one of the user's own, read from its text; `name` is what errors call it.
    ///
    /// It refines all the others, unless one of them has its id: then it takes that one's place.
    ///
    /// # Errors
    ///
    /// [`LawError::Invalid`] where the text is no valid pack, with line and column.
    ///
    /// ```
    /// use ropa::law::RulePacks;
    /// let error = RulePacks::builtin().with_pack("own.toml", "id = \"own\"\nversion = 1").unwrap_err();
    /// assert!(error.to_string().starts_with("rule pack own.toml: line 2, column 11: "));
    /// ```
    pub fn with_pack(self, name: &str, toml: &str) -> Result<RulePacks, LawError> {
        let mut packs = self.packs;
        let id = declared_id(toml);
        let place = packs.iter().position(|pack| Some(&pack.id) == id.as_ref());
        let replaced = place.map(|place| packs.remove(place));
        let pack = read::read(name, toml, &packs)?;
        packs.insert(place.unwrap_or(packs.len()), pack);
        let packs = RulePacks::of(packs);
        if let Some(missing) = FactId::CRITERIA.into_iter().find(|id| packs.criterion(*id).is_none()) {
            let id = replaced.map(|pack| pack.id).unwrap_or_default();
            let message =
                format!("line 1, column 1: it takes the place of {id}, but lacks the criterion {missing}");
            return Err(LawError::Invalid { name: name.to_string(), message });
        }
        Ok(packs)
    }

    fn of(packs: Vec<Pack>) -> RulePacks {
        let mut packs = RulePacks { packs, day: None, criteria: Vec::new() };
        packs.word_criteria();
        packs
    }

    /// The same packs on a day. What has no days of its own, a criterion, a wording or a state, counts on the days of
    /// its pack; that of the regulation, the first of the packs, on every day.
    ///
    /// A [`CaseFile`](crate::casefile::CaseFile) takes its packs on the day that counts as today.
    pub fn on(mut self, day: NaiveDate) -> RulePacks {
        self.day = Some(day);
        self.word_criteria();
        self
    }

    fn word_criteria(&mut self) {
        let mut criteria: Vec<Criterion> = Vec::new();
        for pack in self.counting() {
            for criterion in &pack.criteria {
                match criteria.iter_mut().find(|known| known.id == criterion.id) {
                    Some(known) => *known = criterion.clone(),
                    None => criteria.push(criterion.clone()),
                }
            }
            for wording in &pack.wordings {
                if let Some(known) = criteria.iter_mut().find(|known| known.id == wording.id) {
                    known.wording = wording.wording.clone();
                    known.test = wording.test.clone().or(known.test.take());
                    known.citations.splice(0..0, wording.citations.iter().cloned());
                }
            }
        }
        criteria.sort_by_key(|criterion| criterion.id);
        self.criteria = criteria;
    }

    /// The packs that count for what has no days of its own.
    pub(super) fn counting(&self) -> impl DoubleEndedIterator<Item = &Pack> + Clone {
        self.packs.iter().enumerate().filter(|(at, pack)| self.counts(*at, pack)).map(|(_, pack)| pack)
    }

    fn counts(&self, at: usize, pack: &Pack) -> bool {
        let in_force = pack.status == PackStatus::InForce;
        in_force && (at == 0 || self.day.is_none_or(|day| pack.applies(day)))
    }

    /// The packs, proposed ones too.
    pub fn packs(&self) -> &[Pack] {
        &self.packs
    }

    /// The nine criteria, in the wording of the last pack that words them.
    pub fn criteria(&self) -> impl Iterator<Item = &Criterion> {
        self.criteria.iter()
    }

    /// One criterion.
    pub fn criterion(&self, id: FactId) -> Option<&Criterion> {
        self.criteria.iter().find(|criterion| criterion.id == id)
    }

    /// The rules that apply on a day, each with its pack: of packs in force, valid on the day, and not
    /// replaced by a later pack's rule that applies on that day.
    pub fn rules(&self, on: NaiveDate) -> impl Iterator<Item = (&Pack, &Rule)> {
        self.applying(|pack| &pack.rules, on)
    }

    /// One rule with its pack, whatever the day: the latest pack's.
    pub fn rule(&self, id: &str) -> Option<(&Pack, &Rule)> {
        self.latest(|pack| &pack.rules, |rule| same(&rule.id, id))
    }

    /// The listed examples that apply on a day.
    pub fn examples(&self, on: NaiveDate) -> impl Iterator<Item = &ListedExample> + Clone {
        self.applying(|pack| &pack.examples, on).map(|(_, example)| example)
    }

    /// One listed example, whatever the day: the latest pack's.
    pub fn example(&self, id: &str) -> Option<&ListedExample> {
        self.latest(|pack| &pack.examples, |example| same(&example.id, id)).map(|(_, example)| example)
    }

    /// The one listed example of a day that a text names, by its id or else by words of it; none where it names
    /// none, or several. It does not hear a "no": whether the text affirms is for the caller to know.
    ///
    /// ```
    /// use ropa::law::RulePacks;
    /// let (packs, day) = (RulePacks::builtin(), "2026-11-24".parse()?);
    /// assert_eq!(packs.example_named_in("Ja, visselblåsartjänsten", day).unwrap().id, "IMY-EX-03");
    /// assert_eq!(packs.example_named_in("imy-ex-13", day).unwrap().id, "IMY-EX-13");
    /// assert!(packs.example_named_in("Nej", day).is_none());
    /// # Ok::<(), chrono::ParseError>(())
    /// ```
    pub fn example_named_in(&self, text: &str, on: NaiveDate) -> Option<&ListedExample> {
        self.examples(on).nth(ExampleNames::of(self.examples(on)).named_in(text)?)
    }

    /// The first day on which the duty to carry out a DPIA applied: that of the regulation, the first of the packs.
    pub(crate) fn duty_from(&self) -> Option<NaiveDate> {
        self.packs.first().map(|pack| pack.valid_from)
    }

    /// The acts whose case work is under strong secrecy on a day.
    pub(crate) fn strong_secrecy(&self, on: NaiveDate) -> impl Iterator<Item = &StrongSecrecy> + Clone {
        self.applying(|pack| &pack.strong_secrecy, on).map(|(_, act)| act)
    }

    /// The notes on the law that apply on a day.
    pub(crate) fn notes(&self, on: NaiveDate) -> impl Iterator<Item = &Note> + Clone {
        self.applying(|pack| &pack.notes, on).map(|(_, note)| note)
    }

    /// The change of a rule of the checks that applies on a day: the latest pack's.
    pub(crate) fn check_change(&self, id: &str, on: NaiveDate) -> Option<&CheckChange> {
        let mut changes = self.applying(|pack| &pack.checks, on);
        changes.find(|(_, change)| same(&change.id, id)).map(|(_, change)| change)
    }

    /// The steps of the order in which gaps are worked off that apply on a day, the first step first.
    pub fn work_steps(&self, on: NaiveDate) -> Vec<&WorkStep> {
        let mut steps: Vec<&WorkStep> =
            self.applying(|pack| &pack.work_steps, on).map(|(_, step)| step).collect();
        steps.sort_by_key(|step| step.order);
        steps
    }

    /// The conditions on which several processings may share one DPIA that apply on a day.
    pub(crate) fn family_conditions(&self, on: NaiveDate) -> Vec<&FamilyCondition> {
        let mut conditions: Vec<&FamilyCondition> =
            self.applying(|pack| &pack.family_conditions, on).map(|(_, condition)| condition).collect();
        conditions.sort_by_key(|condition| condition.likeness);
        conditions
    }

    /// One step, whatever the day: the latest pack's.
    pub(crate) fn work_step(&self, id: &str) -> Option<&WorkStep> {
        self.latest(|pack| &pack.work_steps, |step| same(&step.id, id)).map(|(_, step)| step)
    }

    /// One note, whatever the day: the latest pack's.
    pub(crate) fn note(&self, id: &str) -> Option<&Note> {
        self.latest(|pack| &pack.notes, |note| same(&note.id, id)).map(|(_, note)| note)
    }

    /// The decisions, without those that a later pack replaces.
    pub fn decisions(&self) -> impl Iterator<Item = &CaseLaw> + Clone {
        self.packs.iter().enumerate().filter(|(at, pack)| self.counts(*at, pack)).flat_map(
            move |(at, pack)| {
                let later = move || self.packs.iter().enumerate().skip(at + 1);
                let later = move || later().filter(|(at, pack)| self.counts(*at, pack));
                let replaced = move |decision: &CaseLaw| {
                    later().flat_map(|(_, pack)| &pack.decisions).any(|other| same(&other.id, &decision.id))
                };
                pack.decisions.iter().filter(move |decision| !replaced(decision))
            },
        )
    }

    /// The meaning of a verdict, a gap, the state of a link or of a DPIA, or a remark.
    pub fn state(&self, id: &str) -> Option<&State> {
        self.latest(|pack| &pack.states, |state| same(&state.id, id)).map(|(_, state)| state)
    }

    /// The last entry that fits, with its pack; what counts goes before what does not yet, or no longer.
    pub(super) fn latest<T: 'static>(
        &self,
        list: impl Fn(&Pack) -> &Vec<T>,
        fits: impl Fn(&T) -> bool,
    ) -> Option<(&Pack, &T)> {
        let others = self.packs.iter().enumerate().filter(|(at, pack)| !self.counts(*at, pack));
        self.counting()
            .rev()
            .chain(others.map(|(_, pack)| pack).rev())
            .find_map(|pack| list(pack).iter().find(|entry| fits(entry)).map(|entry| (pack, entry)))
    }

    /// The entries that apply on a day, each with its pack: not those that a later pack's replace on that day.
    fn applying<T: Dated + 'static>(
        &self,
        list: fn(&Pack) -> &Vec<T>,
        on: NaiveDate,
    ) -> impl Iterator<Item = (&Pack, &T)> + Clone {
        let of = move |pack: &'_ Pack| pack.applies(on);
        self.packs.iter().enumerate().filter(move |(_, pack)| of(pack)).flat_map(move |(at, pack)| {
            let later = self.packs.iter().skip(at + 1).filter(move |pack| of(pack));
            let replaced = move |entry: &T| {
                let mut others = later.clone().flat_map(list);
                others.any(|other| same(other.id(), entry.id()) && other.applies(on))
            };
            let entries = list(pack).iter().filter(move |entry| entry.applies(on) && !replaced(entry));
            entries.map(move |entry| (pack, entry))
        })
    }
}

/// The id that a pack's text gives itself; none where the text is not even TOML, which reading it tells.
fn declared_id(text: &str) -> Option<String> {
    let document = toml::de::DeTable::parse(text).ok()?;
    document.get_ref().get("id")?.get_ref().as_str().map(str::to_string)
}
