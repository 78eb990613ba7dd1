//! The packs in use, taken together.

use super::condition::FactId;
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
/// An entry of a later pack replaces an earlier pack's entry of the same id. Nothing of a pack whose
/// status is proposed is applied: it is listed by [`RulePacks::packs`] and can be explained, no more.
#[derive(Debug, Clone)]
pub struct RulePacks {
    packs: Vec<Pack>,
    /// Criteria with the national wordings applied.
    criteria: Vec<Criterion>,
    example_names: ExampleNames,
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
        let mut criteria: Vec<Criterion> = Vec::new();
        for pack in packs.iter().filter(|pack| pack.status == PackStatus::InForce) {
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
        let mut packs = RulePacks { packs, criteria, example_names: ExampleNames::default() };
        packs.example_names = ExampleNames::of(packs.examples());
        packs
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
        let within = move |from: NaiveDate, to: Option<NaiveDate>| from <= on && to.is_none_or(|to| on <= to);
        let applying =
            move |pack: &Pack| pack.status == PackStatus::InForce && within(pack.valid_from, pack.valid_to);
        let valid = move |rule: &Rule| within(rule.valid_from, rule.valid_to);
        self.packs.iter().enumerate().filter(move |(_, pack)| applying(pack)).flat_map(
            move |(number, pack)| {
                let later = move || self.packs[number + 1..].iter().filter(move |pack| applying(pack));
                let replaced = move |rule: &Rule| {
                    later().flat_map(|pack| &pack.rules).any(|r| same(&r.id, &rule.id) && valid(r))
                };
                pack.rules
                    .iter()
                    .filter(move |rule| valid(rule) && !replaced(rule))
                    .map(move |rule| (pack, rule))
            },
        )
    }

    /// One rule with its pack, whatever the day: the latest pack's.
    pub fn rule(&self, id: &str) -> Option<(&Pack, &Rule)> {
        self.latest(|pack| &pack.rules, |rule| same(&rule.id, id))
    }

    /// The listed examples.
    pub fn examples(&self) -> impl Iterator<Item = &ListedExample> + Clone {
        self.unreplaced(|pack| &pack.examples, |example| &example.id)
    }

    /// One listed example.
    pub fn example(&self, id: &str) -> Option<&ListedExample> {
        self.examples().find(|example| same(&example.id, id))
    }

    /// The one listed example that a text names, by its id or else by words of it; none where it names
    /// none, or several. It does not hear a "no": whether the text affirms is for the caller to know.
    ///
    /// ```
    /// use ropa::law::RulePacks;
    /// let packs = RulePacks::builtin();
    /// assert_eq!(packs.example_named_in("Ja, visselblåsartjänsten").unwrap().id, "IMY-EX-03");
    /// assert_eq!(packs.example_named_in("imy-ex-13").unwrap().id, "IMY-EX-13");
    /// assert!(packs.example_named_in("Nej").is_none());
    /// ```
    pub fn example_named_in(&self, text: &str) -> Option<&ListedExample> {
        self.examples().nth(self.example_names.named_in(text)?)
    }

    /// The first day on which the duty to carry out a DPIA applied: that of the regulation, the first of the packs.
    pub(crate) fn duty_from(&self) -> Option<NaiveDate> {
        self.packs.first().map(|pack| pack.valid_from)
    }

    /// The acts whose case work is under strong secrecy.
    pub fn strong_secrecy(&self) -> impl Iterator<Item = &StrongSecrecy> + Clone {
        self.unreplaced(|pack| &pack.strong_secrecy, |act| &act.id)
    }

    /// The notes on the law that apply on a day.
    pub fn notes(&self, on: NaiveDate) -> impl Iterator<Item = &Note> + Clone {
        self.unreplaced(|pack| &pack.notes, |note| &note.id).filter(move |note| {
            note.status == PackStatus::InForce
                && note.valid_from.is_none_or(|from| from <= on)
                && note.valid_to.is_none_or(|to| on <= to)
        })
    }

    /// The change of a rule of the checks that applies on a day: the latest pack's.
    pub fn check_change(&self, id: &str, on: NaiveDate) -> Option<&CheckChange> {
        let applies = |change: &CheckChange| {
            same(&change.id, id) && change.valid_from <= on && change.valid_to.is_none_or(|to| on <= to)
        };
        let in_force = self.packs.iter().rev().filter(|pack| pack.status == PackStatus::InForce);
        in_force.flat_map(|pack| &pack.checks).find(|change| applies(change))
    }

    /// The steps of the order in which gaps are worked off that apply on a day, the first step first.
    pub fn work_steps(&self, on: NaiveDate) -> Vec<&WorkStep> {
        let steps = self.unreplaced(|pack| &pack.work_steps, |step| &step.id);
        let mut steps: Vec<&WorkStep> = steps.filter(|step| step.applies(on)).collect();
        steps.sort_by_key(|step| step.order);
        steps
    }

    /// The conditions on which several processings may share one DPIA that apply on a day.
    pub fn family_conditions(&self, on: NaiveDate) -> Vec<&FamilyCondition> {
        let conditions = self.unreplaced(|pack| &pack.family_conditions, |condition| &condition.id);
        let mut conditions: Vec<&FamilyCondition> =
            conditions.filter(|condition| condition.applies(on)).collect();
        conditions.sort_by_key(|condition| condition.likeness);
        conditions
    }

    /// One step, whatever the day: the latest pack's.
    pub fn work_step(&self, id: &str) -> Option<&WorkStep> {
        self.latest(|pack| &pack.work_steps, |step| same(&step.id, id)).map(|(_, step)| step)
    }

    /// One note, whatever the day: the latest pack's.
    pub fn note(&self, id: &str) -> Option<&Note> {
        self.latest(|pack| &pack.notes, |note| same(&note.id, id)).map(|(_, note)| note)
    }

    /// The decisions.
    pub fn decisions(&self) -> impl Iterator<Item = &CaseLaw> + Clone {
        self.unreplaced(|pack| &pack.decisions, |decision| &decision.id)
    }

    /// The meaning of a verdict, a gap, the state of a link or of a DPIA, or a remark.
    pub fn state(&self, id: &str) -> Option<&State> {
        self.latest(|pack| &pack.states, |state| same(&state.id, id)).map(|(_, state)| state)
    }

    /// The last entry that fits, with its pack; what is in force goes before what is proposed.
    pub(super) fn latest<T: 'static>(
        &self,
        list: impl Fn(&Pack) -> &Vec<T>,
        fits: impl Fn(&T) -> bool,
    ) -> Option<(&Pack, &T)> {
        let of = |status| self.packs.iter().rev().filter(move |pack| pack.status == status);
        of(PackStatus::InForce)
            .chain(of(PackStatus::Proposed))
            .find_map(|pack| list(pack).iter().find(|entry| fits(entry)).map(|entry| (pack, entry)))
    }

    /// The entries of packs in force, without those that a later pack replaces.
    fn unreplaced<T: 'static>(
        &self,
        list: fn(&Pack) -> &Vec<T>,
        id: fn(&T) -> &String,
    ) -> impl Iterator<Item = &T> + Clone {
        let in_force = |pack: &&Pack| pack.status == PackStatus::InForce;
        self.packs.iter().enumerate().filter(move |(_, pack)| in_force(pack)).flat_map(
            move |(number, pack)| {
                let later = self.packs[number + 1..].iter().filter(in_force);
                let replaced =
                    move |entry: &T| later.clone().flat_map(list).any(|other| same(id(other), id(entry)));
                list(pack).iter().filter(move |entry| !replaced(entry))
            },
        )
    }
}

/// The id that a pack's text gives itself; none where the text is not even TOML, which reading it tells.
fn declared_id(text: &str) -> Option<String> {
    let document = toml::de::DeTable::parse(text).ok()?;
    document.get_ref().get("id")?.get_ref().as_str().map(str::to_string)
}
