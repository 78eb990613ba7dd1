//! What a status tells beside how far the DPIA has come: what another version was, what is settled, how it was on the way.
//!
//! Such a clause alone may sound like a lack: "den gamla är utgången", "inga öppna punkter kvar", "DSO hade synpunkter, de är
//! inarbetade". It says nothing against the rest.

use crate::text::phrases::Phrases;
use crate::text::tokens::Tokens;
use serde::Deserialize;
use std::sync::LazyLock;

/// How many words may stand before what a clause says, and how many between a denial and the lack that it denies.
const BEFORE: usize = 3;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    /// What may be said against it.
    objections: Phrases<()>,
    /// What may be left to do.
    left_to_do: Phrases<()>,
    /// "Kvar", after what there is none of.
    left: Phrases<()>,
    /// What says that there is none.
    none: Phrases<()>,
    /// What denies.
    negations: Phrases<()>,
    /// What says of lacks that they are dealt with.
    dealt_with: Phrases<()>,
    /// Where it stands, not all of it is.
    not_all: Phrases<()>,
    /// What another version is called.
    other_versions: Phrases<()>,
    /// What is told of another version that is behind.
    behind: Phrases<()>,
    /// What says that it took the place of another version.
    replaces: Phrases<()>,
    /// What happened on the way.
    happened: Phrases<()>,
    /// "Inte längre", and the steps on the way that are not any longer.
    no_longer: Phrases<()>,
    /// What stands for the lacks told of in the clause before.
    they: Phrases<()>,
    /// What has not happened to it: "ej ersatt, ej upphävd".
    not_ended: Phrases<()>,
    /// What says that it is used, or where it lies.
    in_use: Phrases<()>,
    /// Who gives advice and decides nothing.
    advisers: Phrases<()>,
    /// What may stand beside their approval.
    beside_advice: Phrases<()>,
    /// What is planned of it and takes nothing from it.
    reviews: Phrases<()>,
    /// How often, or by which plan.
    scheduled: Phrases<()>,
    /// What begins a telling of what came before.
    after: Phrases<()>,
    /// What is told so is to come.
    to_come: Phrases<()>,
    /// What someone who gives advice has done.
    advised: Phrases<()>,
    versions: Phrases<()>,
    and: Phrases<()>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    crate::text::data::embedded(include_str!("../../../lexicons/status-asides.toml"))
        .expect("the embedded word list is valid, as a test shows")
});

/// A text without what it tells besides; nothing where it tells nothing besides, or nothing else. `tells` says whether words say
/// anything of how far it has come.
pub(super) fn left_out(text: &str, tells: impl Fn(&str) -> bool) -> Option<String> {
    let clauses: Vec<&str> =
        clauses(text).into_iter().flat_map(|clause| parted_from_aside(clause, &tells)).collect();
    let mut aside = vec![false; clauses.len()];
    for (at, clause) in clauses.iter().enumerate() {
        let tokens = Tokens::of(clause);
        aside[at] = is_none(&tokens, &tells)
            || is_settled(&tokens)
            || is_of_another(&tokens)
            || is_no_longer(&tokens, &tells)
            || at > 0 && (is_done_before(&tokens) || is_scheduled(&tokens) || nothing_is_left(&tokens))
            || at > 0 && is_in_use(&tokens, &tells)
            || at > 0 && is_of_earlier_version(&clauses[..at], &tokens)
            || at + 1 < clauses.len()
                && (happened(&tokens, &tells) || advice(&tokens, 0) == Some(tokens.len()));
        // "DSO hade synpunkter, de är inarbetade": what they are stands in the clause before.
        if at > 0 && settles_before(&tokens) && lack(&Tokens::of(clauses[at - 1])).is_some() {
            aside[at - 1] = true;
            aside[at] = true;
        }
    }
    let left: Vec<&str> =
        clauses.iter().zip(&aside).filter(|(_, aside)| !**aside).map(|(clause, _)| clause.trim()).collect();
    (!left.is_empty() && left.len() < clauses.len()).then(|| left.join(", "))
}

/// Whether all that approves in a text is the approval of someone who gives advice and decides nothing: "godkänd av
/// dataskyddsombudet" (Art. 38 and 39 give the officer advice to give, Art. 35(1) and (2) the controller the decision).
/// `approval` gives how many words approve at a place.
pub(super) fn only_advises(text: &str, approval: impl Fn(&Tokens<'_>, usize) -> Option<usize>) -> bool {
    let approves = |tokens: &Tokens<'_>| (0..tokens.len()).any(|at| approval(tokens, at).is_some());
    let of_adviser = |tokens: &Tokens<'_>| {
        let (mut at, mut advised) = (0, false);
        while at < tokens.len() {
            let adviser = WORDS.advisers.find(tokens, at).map(|found| found.len);
            advised |= adviser.is_some();
            let beside = || WORDS.beside_advice.find(tokens, at).map(|found| found.len);
            let number = || tokens.is_number(at).then_some(1);
            match adviser.or_else(|| approval(tokens, at)).or_else(beside).or_else(number) {
                Some(len) => at += len,
                None => return false,
            }
        }
        advised
    };
    let clauses = clauses(text);
    let mut approving =
        clauses.iter().map(|clause| Tokens::of(clause)).filter(|tokens| approves(tokens)).peekable();
    approving.peek().is_some() && approving.all(|tokens| of_adviser(&tokens))
}

/// The clauses of a text, by its signs. A full stop between figures parts nothing: "version 2.0".
fn clauses(text: &str) -> Vec<&str> {
    let mut clauses = Vec::new();
    let mut from = 0;
    for (at, sign) in text.char_indices() {
        let after = text[at + sign.len_utf8()..].chars().next();
        let stops = match sign {
            ',' | ';' | '(' | ')' | '\n' | '–' | '—' => true,
            '.' | ':' => after.is_none_or(char::is_whitespace),
            _ => false,
        };
        if stops {
            clauses.push(&text[from..at]);
            from = at + sign.len_utf8();
        }
    }
    clauses.push(&text[from..]);
    clauses.retain(|clause| clause.contains(char::is_alphanumeric));
    clauses
}

fn has(phrases: &Phrases<()>, tokens: &Tokens<'_>) -> bool {
    (0..tokens.len()).any(|at| phrases.find(tokens, at).is_some())
}

/// The word after the first that may be a lack.
fn lack(tokens: &Tokens<'_>) -> Option<usize> {
    let found = |at: usize| WORDS.objections.find(tokens, at).or_else(|| WORDS.left_to_do.find(tokens, at));
    (0..tokens.len()).find_map(found).map(|found| found.at + found.len)
}

/// Whether something in a clause denies, or says that it is not all.
fn is_limited(tokens: &Tokens<'_>) -> bool {
    [&WORDS.none, &WORDS.negations, &WORDS.not_all].iter().any(|phrases| has(phrases, tokens))
}

/// Whether nothing at all is said by some words of how far it has come.
fn is_silent(clause: &Tokens<'_>, from: usize, to: usize, tells: &impl Fn(&str) -> bool) -> bool {
    let from = from + WORDS.left.find(clause, from).map_or(0, |found| found.len);
    from >= to || !tells(clause.text(from..to))
}

/// "Inga öppna punkter kvar", "genomgången 2023 utan ändringar".
fn is_none(tokens: &Tokens<'_>, tells: &impl Fn(&str) -> bool) -> bool {
    let Some(no) = (0..tokens.len().min(BEFORE + 1)).find_map(|at| WORDS.none.find(tokens, at)) else {
        return false;
    };
    let after = no.at + no.len;
    let objection =
        (after..tokens.len().min(after + BEFORE)).find_map(|at| WORDS.objections.find(tokens, at));
    objection.is_some_and(|lack| {
        is_silent(tokens, 0, no.at, tells)
            && is_silent(tokens, lack.at + lack.len, tokens.len(), tells)
            && ![&WORDS.negations, &WORDS.not_all].iter().any(|phrases| has(phrases, tokens))
    })
}

/// "Alla åtgärder i planen är genomförda".
fn is_settled(tokens: &Tokens<'_>) -> bool {
    let dealt = |after: usize| (after..tokens.len()).any(|at| WORDS.dealt_with.find(tokens, at).is_some());
    lack(tokens).is_some_and(dealt) && !is_limited(tokens)
}

/// "De är inarbetade".
fn settles_before(tokens: &Tokens<'_>) -> bool {
    WORDS.they.find(tokens, 0).is_some() && has(&WORDS.dealt_with, tokens) && !is_limited(tokens)
}

/// "Den gamla är utgången", "ersatte version 2".
fn is_of_another(tokens: &Tokens<'_>) -> bool {
    // "Ersätter den förra" says it of the other alone.
    if let Some(found) = WORDS.replaces.find(tokens, 0)
        && (found.len..tokens.len()).any(|at| WORDS.other_versions.find(tokens, at).is_some())
        && !is_limited(tokens)
    {
        return true;
    }
    let subject = (0..tokens.len().min(2)).find_map(|at| WORDS.other_versions.find(tokens, at));
    subject.is_some_and(|other| {
        let after = other.at + other.len;
        (after..tokens.len()).any(|at| WORDS.behind.find(tokens, at).is_some())
    })
}

/// "Alltså inte utkast längre".
fn is_no_longer(tokens: &Tokens<'_>, tells: &impl Fn(&str) -> bool) -> bool {
    let found = (0..tokens.len().min(BEFORE)).find_map(|at| WORDS.no_longer.find(tokens, at));
    found.is_some_and(|found| {
        is_silent(tokens, 0, found.at, tells) && is_silent(tokens, found.at + found.len, tokens.len(), tells)
    })
}

/// A clause in two, where something is told with the decision that says nothing against it: "godkänd av direktören" and "efter
/// att ombudet yttrat sig", "DSO har yttrat sig" and "chefen har fattat beslut", "fastställd" and "utan anmärkning".
fn parted_from_aside<'t>(clause: &'t str, tells: &impl Fn(&str) -> bool) -> Vec<&'t str> {
    let tokens = Tokens::of(clause);
    if has(&WORDS.to_come, &tokens) || is_none(&tokens, tells) {
        return vec![clause];
    }
    if let Some(end) = advice(&tokens, 0).filter(|end| is_and(tokens.word(*end)))
        && end + 1 < tokens.len()
    {
        return vec![&clause[..tokens.end_before(end)], &clause[tokens.start(end + 1)..]];
    }
    let begins = |at: &usize| {
        let joined = is_and(tokens.word(*at)) && at + 1 < tokens.len();
        let rest = Tokens::of(&clause[tokens.start(at + usize::from(joined))..]);
        let without = WORDS.none.find(&rest, 0).is_some() && is_none(&rest, tells);
        is_done_before(&rest) || without || joined && is_in_use(&rest, tells)
    };
    match (1..tokens.len()).find(begins) {
        Some(at) => {
            let rest = at + usize::from(is_and(tokens.word(at)));
            vec![&clause[..tokens.end_before(at)], &clause[tokens.start(rest)..]]
        }
        None => vec![clause],
    }
}

fn is_and(word: &str) -> bool {
    WORDS.and.are(word)
}

/// Where it ends that someone who gives advice has given it: "DSO har yttrat sig".
fn advice(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let adviser = WORDS.advisers.find(tokens, at)?;
    let from = adviser.at + adviser.len;
    let advised = (from..tokens.len().min(from + BEFORE)).find_map(|at| WORDS.advised.find(tokens, at))?;
    let denied = [&WORDS.none, &WORDS.negations, &WORDS.not_all]
        .iter()
        .any(|phrases| (from..advised.at).any(|at| phrases.find(tokens, at).is_some()));
    (!denied).then_some(advised.at + advised.len)
}

/// "Efter att ombudet yttrat sig", "sedan alla åtgärder genomförts": someone who gives advice has given it, or what lacked is dealt
/// with, and nothing else is said.
fn is_done_before(tokens: &Tokens<'_>) -> bool {
    let Some(after) = WORDS.after.find(tokens, 0).map(|found| found.len) else { return false };
    let settled = || after < tokens.len() && is_settled(&Tokens::of(tokens.text(after..tokens.len())));
    advice(tokens, after) == Some(tokens.len()) || settled()
}

/// "v1 ersatt" after "godkänd v2": it is said of the version before.
fn is_of_earlier_version(before: &[&str], tokens: &Tokens<'_>) -> bool {
    let version = |tokens: &Tokens<'_>| (0..tokens.len().min(3)).find_map(|at| version_at(tokens, at));
    let own = before.iter().rev().find_map(|clause| {
        let tokens = Tokens::of(clause);
        (0..tokens.len()).find_map(|at| version_at(&tokens, at))
    });
    let earlier = version(tokens).zip(own).is_some_and(|(earlier, own)| earlier < own);
    earlier && has(&WORDS.behind, tokens)
}

/// The number of a version that is named at a word: "v2", "version 2".
fn version_at(tokens: &Tokens<'_>, at: usize) -> Option<u32> {
    let word = tokens.word(at);
    if let Some(number) = word.strip_prefix('v').and_then(|number| number.parse().ok()) {
        return Some(number);
    }
    WORDS.versions.are(word).then(|| tokens.word(at + 1).parse().ok()).flatten()
}

/// "Nästa översyn enligt plan", "revideras vartannat år". A day says when it is due, and is read with the status.
fn is_scheduled(tokens: &Tokens<'_>) -> bool {
    let review = WORDS.reviews.find(tokens, 0);
    let scheduled = review.and_then(|review| WORDS.scheduled.find(tokens, review.len));
    scheduled.is_some_and(|found| found.at + found.len == tokens.len())
}

/// "Inget kvarstår".
fn nothing_is_left(tokens: &Tokens<'_>) -> bool {
    let none = WORDS.none.find(tokens, 0).or_else(|| WORDS.negations.find(tokens, 0));
    none.and_then(|none| WORDS.left.find(tokens, none.len).map(|left| none.len + left.len))
        == Some(tokens.len())
}

/// "Ej upphävd", "vi använder den varje dag", "originalet ligger hos registrator".
fn is_in_use(tokens: &Tokens<'_>, tells: &impl Fn(&str) -> bool) -> bool {
    let begins =
        |phrases: &Phrases<()>| (0..tokens.len().min(BEFORE)).find_map(|at| phrases.find(tokens, at));
    let Some(found) = begins(&WORDS.not_ended).or_else(|| begins(&WORDS.in_use)) else { return false };
    is_silent(tokens, 0, found.at, tells)
        && is_silent(tokens, found.at + found.len, tokens.len(), tells)
        && ![&WORDS.negations, &WORDS.not_all]
            .iter()
            .any(|phrases| (found.at + found.len..tokens.len()).any(|at| phrases.find(tokens, at).is_some()))
}

/// "Återremitterades en gång", of something that is told on.
fn happened(tokens: &Tokens<'_>, tells: &impl Fn(&str) -> bool) -> bool {
    WORDS.happened.find(tokens, 0).is_some_and(|found| {
        (found.len..tokens.len()).all(|at| WORDS.not_all.find(tokens, at).is_none())
            && is_silent(tokens, found.len, tokens.len(), tells)
    })
}

#[cfg(test)]
mod tests {
    use super::super::status_concepts::tells;
    use super::left_out;

    #[test]
    fn what_is_told_besides_is_left_out() {
        for (text, left) in [
            ("Antagen, version 2.0, den gamla är utgången", Some("Antagen, version 2.0")),
            ("DSO hade synpunkter, de är inarbetade. Beslutad 2022-05-10.", Some("Beslutad 2022-05-10")),
            ("Fastställd 2019-11-26, genomgången 2023 utan ändringar", Some("Fastställd 2019-11-26")),
            ("Påskriven av kanslichefen, inga öppna punkter kvar", Some("Påskriven av kanslichefen")),
            ("Fastställd. Alla åtgärder i planen är genomförda.", Some("Fastställd")),
            ("Återremitterades en gång, skrevs om, fastställdes 2020", Some("fastställdes 2020")),
            ("Godkänd, alltså inte utkast längre", Some("Godkänd")),
            ("Version 3 gäller, godkänd. Ersatte version 2.", Some("Version 3 gäller, godkänd")),
            ("Fastställd 2019-11-04. Ej ersatt, ej upphävd.", Some("Fastställd 2019-11-04")),
            ("Godkänd, vi använder den varje dag", Some("Godkänd")),
            ("Godkänd av direktören efter att DSO yttrat sig", Some("Godkänd av direktören")),
            ("Fastställd, sedan ombudet har hörts", Some("Fastställd")),
            ("Klubbad av GD. Gäller. Mer finns inte att säga om den saken.", Some("Klubbad av GD, Gäller")),
            // Of these each says something of the DPIA itself.
            ("Godkänd, gamla versionen", None),
            ("Godkänd 2019, den gamla gäller", None),
            ("Fastställd, några åtgärder är genomförda", None),
            ("Fastställd, inte alla åtgärder är genomförda", None),
            ("Godkänd, inga åtgärder vidtagna", None),
            ("Fastställd, åtgärderna är inte genomförda", None),
            ("Godkänd, inga synpunkter har hämtats in", None),
            ("Inga öppna punkter kvar", None),
            ("Godkänd efter att DSO yttrat sig om halva", None),
            ("Godkänd, sedan ombudet inte har hörts", None),
            ("Godkänd när DSO yttrat sig", None),
            ("Den godkänns efter att DSO yttrat sig", None),
            ("Godkänd, vi använder den inte", None),
            ("Godkänd, ej ersatt ännu", None),
            ("Fastställd, återremitterades sedan", None),
            ("Fastställd, alla åtgärder ska vara genomförda i maj", None),
        ] {
            assert_eq!(left_out(text, tells).as_deref(), left, "{text}");
        }
    }
}
