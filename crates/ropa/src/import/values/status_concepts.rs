//! How far a DPIA has come, said in words that no list has: by stems, what is denied, what is to come.

use crate::import::values::status_asides::{left_out, only_advises};
use crate::model::DpiaStatus;
use crate::text::phrases::{Phrase, Phrases};
use crate::text::similarity::slips;
use crate::text::tokens::{Cut, Tokens};
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// What is said in more words is a story, of which nobody can say that it is approved.
const LONGEST: usize = 18;
/// How many words may stand between a denial and what it denies.
const REACH: usize = 3;
/// How many words a text may begin with that name what was decided on: "utkastet från den 3 mars godkändes".
const SUBJECT: usize = 5;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Concept {
    Approved,
    Finished,
    Waits,
    UnderWay,
    NotStarted,
    Rejected,
    NotInForce,
    Doubt,
    Conditions,
    /// Words that would be something else without those beside them: "förra veckan".
    Neutral,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    approved: Vec<Phrase>,
    finished: Vec<Phrase>,
    waits: Vec<Phrase>,
    under_way: Vec<Phrase>,
    not_started: Vec<Phrase>,
    rejected: Vec<Phrase>,
    not_in_force: Vec<Phrase>,
    conditions: Vec<Phrase>,
    neutral: Vec<Phrase>,
    negations: Phrases<()>,
    doubts: Vec<Phrase>,
    before_yes: Phrases<()>,
    nobody_knows: Phrases<()>,
    was: Phrases<()>,
    ended: Phrases<()>,
    became: Phrases<()>,
    decided: Phrases<()>,
    turns: Phrases<()>,
    earlier: Phrases<()>,
    steps: Phrases<()>,
}

struct Words {
    concepts: Phrases<Concept>,
    /// What says that it is approved or finished, for texts cut into runs.
    good: Phrases<()>,
    conditions: Phrases<()>,
    negations: Phrases<()>,
    before_yes: Phrases<()>,
    nobody_knows: Phrases<()>,
    /// What may be said of the DPIA or of the work on it.
    ended: Phrases<()>,
    /// What tells how it was, what it became, and what turns to how it is.
    was: Phrases<()>,
    became: Phrases<()>,
    decided: Phrases<()>,
    turns: Phrases<()>,
    /// What begins a telling of how it was before, after what it is.
    earlier: Phrases<()>,
    /// Steps on the way that are behind where they are told of so.
    steps: Phrases<()>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let file: File = crate::text::data::embedded(include_str!("../../../lexicons/status.toml"))
        .expect("the embedded word list is valid, as a test shows");
    let mut concepts = Phrases::default();
    // Of two alike the later counts, and the one that approves least comes last.
    for (phrases, concept) in [
        (&file.approved, Concept::Approved),
        (&file.finished, Concept::Finished),
        (&file.conditions, Concept::Conditions),
        (&file.doubts, Concept::Doubt),
        (&file.waits, Concept::Waits),
        (&file.not_started, Concept::NotStarted),
        (&file.under_way, Concept::UnderWay),
        (&file.rejected, Concept::Rejected),
        (&file.not_in_force, Concept::NotInForce),
        (&file.neutral, Concept::Neutral),
    ] {
        concepts.add(phrases, concept);
    }
    let mut good = Phrases::new(Cut::Runs);
    good.add(file.approved.iter().chain(&file.finished), ());
    let mut conditions = Phrases::new(Cut::Runs);
    conditions.add(&file.conditions, ());
    Words {
        concepts,
        good,
        conditions,
        negations: file.negations,
        before_yes: file.before_yes,
        nobody_knows: file.nobody_knows,
        was: file.was,
        ended: file.ended,
        became: file.became,
        decided: file.decided,
        turns: file.turns,
        earlier: file.earlier,
        steps: file.steps,
    }
});

/// The state that a text tells, as far as its words show one.
///
/// What says that it is not so far outweighs what says that it is: a text is approved only where nothing in it
/// denies, doubts or defers.
pub(super) fn read(text: &str) -> Option<DpiaStatus> {
    let tokens = Tokens::of(text);
    let asks = text.contains('?');
    if let Some(share) = percent(&tokens).filter(|share| *share < 100) {
        return Some(if share == 0 { DpiaStatus::NotStarted } else { DpiaStatus::Unfinished });
    }
    if is_early_version(&tokens) {
        return Some(DpiaStatus::Unfinished);
    }
    let conditions = (0..tokens.len())
        .find(|at| WORDS.concepts.find(&tokens, *at).is_some_and(|found| found.value == Concept::Conditions));
    // What the conditions are says nothing of the DPIA: "med villkor att loggarna gallras".
    let before = conditions.map(|at| self::said(&Tokens::of(&text[..tokens.start(at)])));
    let said = said(&tokens);
    let has = |concept: Concept| said.contains(&(concept, false));
    let denied = |concept: Concept| said.contains(&(concept, true));
    let ended = |concept: Concept| match &before {
        Some(before) if before.contains(&(Concept::Approved, false)) => before.contains(&(concept, false)),
        _ => has(concept),
    };
    // "Avslutad, väntar på nämndens beslut": the work on it has come to an end.
    if has(Concept::NotInForce)
        && (has(Concept::Waits) || denied(Concept::Approved))
        && is_ended_work(&tokens)
    {
        return Some(DpiaStatus::Finished);
    }
    if ended(Concept::NotInForce) {
        return (!asks).then_some(DpiaStatus::NotInForce);
    }
    if ended(Concept::Rejected) {
        return (!asks).then_some(DpiaStatus::Rejected);
    }
    if has(Concept::UnderWay) || denied(Concept::Finished) {
        return Some(DpiaStatus::Unfinished);
    }
    if denied(Concept::UnderWay) || has(Concept::NotStarted) && !has(Concept::Finished) {
        return Some(DpiaStatus::NotStarted);
    }
    if asks {
        return None;
    }
    let doubted = match &before {
        Some(before) => before.contains(&(Concept::Doubt, false)),
        None => has(Concept::Doubt),
    };
    let held_back = has(Concept::Waits) || denied(Concept::Approved);
    match (has(Concept::Approved), has(Concept::Finished)) {
        (true, _) if !held_back && !doubted && tokens.len() <= LONGEST => {
            let conditions = has(Concept::Conditions);
            Some(if conditions { DpiaStatus::ApprovedWithConditions } else { DpiaStatus::Approved })
        }
        (_, true) => Some(DpiaStatus::Finished),
        (_, false) if has(Concept::Waits) => Some(DpiaStatus::Finished),
        _ => None,
    }
}

/// Whether nothing but "avslutad" says that it is not in force: of the DPIA, or of the work on it.
fn is_ended_work(tokens: &Tokens<'_>) -> bool {
    let found = (0..tokens.len()).filter_map(|at| WORDS.concepts.find(tokens, at));
    let mut ends = found.filter(|found| found.value == Concept::NotInForce);
    ends.all(|found| WORDS.ended.find(tokens, found.at).is_some())
}

/// Whether a text says anything of how far it has come.
pub(super) fn tells(text: &str) -> bool {
    !said(&Tokens::of(text)).is_empty()
}

/// What a text says of how it is, where it first tells how it was: "Var på remiss i våras, nu beslutad" says "beslutad".
///
/// Only a step on the way is behind, and only where the rest plainly approves; else the text is taken as it stands.
pub(super) fn present(text: &str) -> Cow<'_, str> {
    if let Some(now) = turned(text).or_else(|| after_ended(text)) {
        return Cow::Borrowed(now);
    }
    let approves =
        |now: &str| matches!(read(now), Some(DpiaStatus::Approved | DpiaStatus::ApprovedWithConditions));
    // What is left speaks where it approves, and nothing in the text asks.
    let left = left_out(text, tells).filter(|_| !doubts(text));
    let now = left.map(|left| turned(&left).map(String::from).unwrap_or(left));
    now.filter(|now| approves(now)).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// What approves after a word that says only that the work on it has come to an end: "Closed - godkänd", "Avslutad: fastställd".
fn after_ended(text: &str) -> Option<&str> {
    let tokens = Tokens::of(text);
    let ended = WORDS.ended.find(&tokens, 0)?.len;
    let parted = ended < tokens.len() && tokens.gap(ended).contains(['-', '–', '—', ':', '/', ',', '(']);
    let now = text[tokens.start(ended)..].trim_end_matches(')');
    let approves = || matches!(read(now), Some(DpiaStatus::Approved | DpiaStatus::ApprovedWithConditions));
    (parted && approves()).then_some(now)
}

/// The part of a text that says how it is, after or before what tells how it was.
fn turned(text: &str) -> Option<&str> {
    let tokens = Tokens::of(text);
    let approves =
        |now: &&str| matches!(read(now), Some(DpiaStatus::Approved | DpiaStatus::ApprovedWithConditions));
    let told_before = || {
        let mut turns = (1..tokens.len().min(LONGEST)).filter_map(|at| turn(&tokens, at));
        turns.find_map(|turn| {
            let before = Tokens::of(&text[..tokens.start(turn.at)]);
            let past = turn.became || (0..before.len()).any(|at| WORDS.was.find(&before, at).is_some());
            // "Till slut ja" says yes by the words that turn.
            let now = [turn.now, turn.at].map(|at| &text[tokens.start(at)..]);
            now.into_iter().find(|now| past && is_step(&before) && approves(now))
        })
    };
    let told_after = || {
        let begins = |at: &usize| WORDS.earlier.find(&tokens, *at).is_some();
        let parted = |at: &usize| !tokens.gap(*at).trim().is_empty();
        let at = (1..tokens.len()).filter(parted).find(begins)?;
        let now = text[..tokens.end_before(at)].trim_end();
        Some(now).filter(|now| is_behind(&Tokens::of(&text[tokens.start(at)..])) && approves(now))
    };
    told_before().or_else(told_after)
}

/// The words that most often say that it is approved, as they are spelled.
const SPELLED: [&str; 12] = [
    "godkänd",
    "godkänt",
    "godkända",
    "fastställd",
    "fastställt",
    "beslutad",
    "beslutat",
    "undertecknad",
    "undertecknat",
    "signerad",
    "underskriven",
    "påskriven",
];

/// A text with such words spelled right: "Gokänd", "fatsställd". A letter put for another makes other words ("beslutas"), and
/// is left.
pub(super) fn spelled(text: &str) -> Cow<'_, str> {
    let tokens = Tokens::of(text);
    let right = |word: &str| {
        let known = SPELLED.contains(&word) || word.chars().any(|c| !c.is_alphabetic());
        SPELLED.iter().find(|right| !known && is_misspelled(word, right))
    };
    let wrong: Vec<(usize, &&str)> =
        (0..tokens.len()).filter_map(|at| Some((at, right(tokens.word(at))?))).collect();
    if wrong.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut spelled = String::with_capacity(text.len() + wrong.len());
    let mut from = 0;
    for (at, right) in wrong {
        let span = tokens.span(at..at + 1);
        spelled.push_str(&text[from..span.start]);
        spelled.push_str(right);
        from = span.end;
    }
    spelled.push_str(&text[from..]);
    Cow::Owned(spelled)
}

/// Whether a word is another with a letter left out, added or moved, between the same first and last.
fn is_misspelled(word: &str, right: &str) -> bool {
    let ends = |word: &str| (word.chars().next(), word.chars().next_back());
    let (letters, others) = (word.chars().count(), right.chars().count());
    let moved = || {
        let sorted = |word: &str| {
            let mut letters: Vec<char> = word.chars().collect();
            letters.sort_unstable();
            letters
        };
        letters == others && sorted(word) == sorted(right)
    };
    ends(word) == ends(right) && slips(word, right, 1) == Some(1) && (letters != others || moved())
}

/// Where a text turns from how it was to how it is.
struct Turn {
    /// The word before which the past ends.
    at: usize,
    /// The word with which the present begins.
    now: usize,
    /// Whether it says what it became.
    became: bool,
}

fn turn(tokens: &Tokens<'_>, at: usize) -> Option<Turn> {
    let after = |phrases: &Phrases<()>, at: usize| phrases.find(tokens, at).map(|found| at + found.len);
    let within = |now: &usize| *now < tokens.len();
    let turned = |from: usize, pronouns: bool| {
        let mut now = from;
        while let Some(next) = after(&WORDS.turns, now)
            .or_else(|| (pronouns && matches!(tokens.word(now), "den" | "det" | "it")).then_some(now + 1))
        {
            now = next;
        }
        now
    };
    if let Some(now) = after(&WORDS.became, at).map(|now| turned(now, true)).filter(within) {
        return Some(Turn { at, now, became: true });
    }
    // "Utkastet från mars godkändes": the verb itself tells what became of it.
    let denied = || (0..at).any(|at| WORDS.negations.find(tokens, at).is_some());
    if at <= SUBJECT && WORDS.decided.find(tokens, at).is_some() && !denied() {
        return Some(Turn { at, now: at, became: true });
    }
    let now = turned(at, false);
    let turns = now > at || tokens.gap(at).contains([',', ';', ':', '.', '–', '—']);
    (turns && now < tokens.len()).then_some(Turn { at, now, became: false })
}

/// Whether words tell of a step on the way, and of nothing that would make the rest something else.
fn is_step(tokens: &Tokens<'_>) -> bool {
    let on_the_way = |concept: Concept| {
        matches!(concept, Concept::UnderWay | Concept::Waits | Concept::Rejected | Concept::NotStarted)
    };
    let said = said(tokens);
    let other = said.iter().any(|(concept, _)| matches!(concept, Concept::Approved | Concept::Conditions));
    let step = (0..tokens.len()).any(|at| WORDS.steps.find(tokens, at).is_some());
    !other && (step || said.iter().any(|(concept, _)| on_the_way(*concept)))
}

/// Whether words after what is tell of a step that is over: nothing in them goes on, waits or is to come.
fn is_behind(tokens: &Tokens<'_>) -> bool {
    let over = |at: usize| match WORDS.concepts.find(tokens, at).map(|found| found.value) {
        Some(Concept::Waits | Concept::NotStarted | Concept::Doubt) => false,
        Some(Concept::UnderWay) => WORDS.steps.find(tokens, at).is_some(),
        _ => true,
    };
    is_step(tokens) && (0..tokens.len()).all(over)
}

/// Whether only someone who gives advice has approved, and nobody who decides.
pub(super) fn is_only_advice(text: &str) -> bool {
    let approval = |tokens: &Tokens<'_>, at: usize| {
        WORDS
            .concepts
            .find(tokens, at)
            .filter(|found| found.value == Concept::Approved)
            .map(|found| found.len)
    };
    only_advises(text, approval)
}

/// Whether a text asks, or says that nobody knows.
pub(super) fn doubts(text: &str) -> bool {
    text.contains('?') || WORDS.nobody_knows.occur_in(text)
}

/// Whether anything in a text denies, doubts, defers or ends what it says.
pub(super) fn holds_back(text: &str) -> bool {
    let tokens = Tokens::of(text);
    let denies = |at: usize| WORDS.negations.find(&tokens, at).is_some();
    let agrees = |(concept, denied): &(Concept, bool)| {
        !denied && matches!(concept, Concept::Approved | Concept::Finished)
    };
    tokens.len() > LONGEST || !said(&tokens).iter().all(agrees) || (0..tokens.len()).any(denies)
}

/// Whether what follows a yes tells only of what came before it: "efter en del tjafs".
pub(super) fn tells_of_before(text: &str) -> bool {
    let tokens = Tokens::of(text);
    let Some(before) = WORDS.before_yes.find(&tokens, 0) else { return false };
    let rest = Tokens::of(&text[tokens.start(before.len)..]);
    let denies = |at: usize| WORDS.negations.find(&rest, at).is_some();
    // "Om" is "about" where no comma makes a condition of it: "tjafs om lagringstiderna".
    let about = |at: usize| rest.word(at) == "om" && !text.contains([',', ';', '.']);
    let told: String =
        (0..rest.len()).filter(|at| !about(*at)).map(|at| format!("{} ", rest.word(at))).collect();
    let told = said(&Tokens::of(&told));
    tokens.len() <= LONGEST && !text.contains('?') && told.is_empty() && !(0..rest.len()).any(denies)
}

/// The share that is done, of a text that names one.
fn percent(tokens: &Tokens<'_>) -> Option<u32> {
    let at = (0..tokens.len()).find(|at| tokens.gap(at + 1).trim_start().starts_with('%'))?;
    tokens.word(at).parse().ok()
}

/// Whether a text is nothing but a version before the first: "0.3".
fn is_early_version(tokens: &Tokens<'_>) -> bool {
    tokens.len() == 2 && tokens.word(0) == "0" && matches!(tokens.gap(1), "." | ",") && tokens.is_number(1)
}

/// Where a text that is cut into runs begins to tell of conditions.
pub(super) fn conditions_at(tokens: &Tokens<'_>) -> Option<usize> {
    (0..tokens.len()).find(|at| WORDS.conditions.find(tokens, *at).is_some())
}

/// How many words of a text that is cut into runs say there that it is approved or finished.
pub(super) fn good_at(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    WORDS.good.find(tokens, at).map(|found| found.len)
}

/// What the words say, and of each whether it is denied.
fn said(tokens: &Tokens<'_>) -> BTreeSet<(Concept, bool)> {
    let mut said = BTreeSet::new();
    let mut negated_until = 0;
    let mut at = 0;
    let mut last: Option<(Concept, usize)> = None;
    while at < tokens.len() {
        let known = WORDS.concepts.find(tokens, at);
        let negation = WORDS.negations.find(tokens, at);
        let longer = |len: usize| negation.as_ref().is_none_or(|no| len > no.len);
        match (known, &negation) {
            (Some(found), _) if longer(found.len) => {
                let denied = at < negated_until && found.value != Concept::Doubt;
                if found.value != Concept::Neutral {
                    said.insert((found.value, denied));
                    last = Some((found.value, at + found.len));
                }
                at += found.len;
                negated_until = if denied { 0 } else { negated_until };
            }
            (_, Some(no)) => {
                // "Godkändes inte" denies what is before it.
                let follows = !tokens.gap(at).contains([',', ';', '.', '(', ')', '–', '—']);
                if let Some((concept, _)) = last.filter(|(_, end)| *end == at && follows) {
                    said.remove(&(concept, false));
                    said.insert((concept, true));
                }
                at += no.len;
                negated_until = at + REACH;
            }
            _ => at += 1,
        }
        if tokens.gap(at).contains([',', ';', '.', '(', ')']) {
            negated_until = 0;
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_pen_are_put_right_where_no_other_word_is_meant() {
        for (text, spelt) in [
            ("Gokänd 2022-11-30", "godkänd 2022-11-30"),
            ("Fatsställd 210312", "fastställd 210312"),
            ("godkännd av chefen", "godkänd av chefen"),
            ("Beslutas i mars", "Beslutas i mars"),
            ("Ogodkänd", "Ogodkänd"),
            ("Godkänns", "Godkänns"),
        ] {
            assert_eq!(spelled(text), spelt);
        }
    }

    #[test]
    fn what_was_is_told_from_what_is() {
        for (text, now) in [
            ("Var på remiss i våras, nu beslutad", "beslutad"),
            ("Inte längre utkast utan fastställd", "fastställd"),
            ("Efter två återremisser: antagen.", "antagen."),
            ("Utkastet från i våras blev beslutat 28 augusti", "beslutat 28 augusti"),
            ("Underkändes först men gick igenom i oktober", "gick igenom i oktober"),
            ("Efter två remissrundor sa direktören till slut ja i december", "till slut ja i december"),
            ("Ersätter 2019 års bedömning, beslutad 2023-10-10", "beslutad 2023-10-10"),
            ("Godkänd på andra försöket, första versionen fick bakläxa", "Godkänd på andra försöket"),
            ("Efter två vändor hos ombudet blev den till slut godkänd", "godkänd"),
            ("Remissen avslutad utan synpunkter, beslutad av nämnden", "beslutad av nämnden"),
            ("Utkastet godkändes av chefen den 5 oktober", "godkändes av chefen den 5 oktober"),
            // Nothing is behind.
            (
                "Godkänd 2019, efter två omarbetningar pågår ny",
                "Godkänd 2019, efter två omarbetningar pågår ny",
            ),
            ("Ja, efter att bilagan är klar", "Ja, efter att bilagan är klar"),
            ("Inte längre godkänd, beslutad 2019", "Inte längre godkänd, beslutad 2019"),
            ("Var beslutad, nu utkast", "Var beslutad, nu utkast"),
            ("På remiss, nu ska den beslutas", "På remiss, nu ska den beslutas"),
            ("Utkast, godkänd av chefen", "Utkast, godkänd av chefen"),
            ("Var på remiss, nu beslutad?", "Var på remiss, nu beslutad?"),
        ] {
            assert_eq!(present(text), now, "{text}");
        }
    }

    #[test]
    fn states_are_read_in_peoples_own_words() {
        use DpiaStatus::*;
        for (text, state) in [
            ("Påskriven", Some(Approved)),
            ("Underskriven av rektor", Some(Approved)),
            ("Klubbad i nämnden 12 mars", Some(Approved)),
            ("Klar och beslutad", Some(Approved)),
            ("Kulturchefen sa ja", Some(Approved)),
            ("Arbetas med", Some(Unfinished)),
            ("Halvfärdig", Some(Unfinished)),
            ("in progress", Some(Unfinished)),
            ("under arbeid", Some(Unfinished)),
            ("Klar men inte klubbad", Some(Finished)),
            ("Ska klubbas i mars", Some(Finished)),
            ("Inte påskriven än", None),
            ("Inte påbörjad än", Some(NotStarted)),
            ("Nämnden sa nej", Some(Rejected)),
            ("Upphävd 2025", Some(NotInForce)),
            ("Godkänd?", None),
            ("Godkänd av leverantören", None),
            ("Chefen har aldrig skrivit under", None),
            ("Bifall enl. förslag", Some(Approved)),
            ("Delegationsbeslut taget", Some(Approved)),
            ("Bifall med villkor om gallring", Some(ApprovedWithConditions)),
            ("v0.3", Some(Unfinished)),
            ("0.7", Some(Unfinished)),
            ("nästan, kap 5 fattas", Some(Unfinished)),
            ("Står och stampar, väntar på svar från leverantören", Some(Unfinished)),
            ("I årshjulet 2027", Some(NotStarted)),
            ("nej, finns inget att skriva på än", Some(NotStarted)),
            ("var det, men nya versionen tog över", Some(NotInForce)),
            ("Antagen av fel nämnd", None),
            ("Delegationsbeslut på gång", Some(Unfinished)),
            ("Namn på chefen fattas", Some(Finished)),
        ] {
            assert_eq!(read(text), state, "{text}");
        }
    }
}
