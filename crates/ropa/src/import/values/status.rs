//! How far a record or a DPIA has come.

use crate::import::value_words::{Lead, Tables};
use crate::import::values::boxes::{Options, is_tick};
use crate::import::values::table::Table;
use crate::import::values::{date, status_concepts};
use crate::model::{DateValue, DpiaStatus, Item, Precision, Term, Value};
use crate::text::likely::{Asked, likeliest};
use crate::text::tokens::Tokens;

/// A day that stands beside a status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Beside {
    /// "Godkänd 2024-05-01": since when.
    On,
    /// "Godkänd t.o.m. 2024-12-31": how long.
    Until,
}

/// Reads a status; `None` when it cannot be told, or what the words say contradicts itself, carries conditions or doubt.
pub(crate) fn read(words: &Tables, table: &Table<Option<Term>>, text: &str) -> Option<Value> {
    told(words, table, text, likely)
}

/// From this share on a state is taken for what is likely meant, and from this one where it is an approval.
const LIKELY: f32 = 0.6;
const SURELY: f32 = 0.95;

/// The state that a text most likely tells, where no list and no concept has its words. Approved is only what nothing in
/// it holds back.
fn likely(text: &str) -> Option<DpiaStatus> {
    let status: DpiaStatus =
        likeliest(Asked::Status, text, LIKELY).filter(|_| !status_concepts::doubts(text))?.parse().ok()?;
    let approved = || likeliest(Asked::Status, text, SURELY).is_some() && !status_concepts::holds_back(text);
    (status != DpiaStatus::Approved || approved()).then_some(status)
}

/// The same; what no list and no concept has is left to `likely`.
fn told(
    words: &Tables,
    table: &Table<Option<Term>>,
    text: &str,
    likely: impl Fn(&str) -> Option<DpiaStatus>,
) -> Option<Value> {
    let (written, waits) = chosen(text)?;
    let spelled = status_concepts::spelled(written);
    let text = if of_dpia(table) { status_concepts::present(&spelled) } else { written.into() };
    let text = &*text;
    let by_words = scan(words, table, text).or_else(|| decision(words, text).filter(|_| of_dpia(table)));
    let by_concepts = || by_concepts(words, text).filter(|_| of_dpia(table));
    let (term, _) = match by_words {
        // "Hos ombudet för synpunkter" is no more than begun, and "Klar o påskriven" is more than finished; what a list
        // has word for word counts as it says.
        Some((Term::Dpia(DpiaStatus::Finished), _)) if !is_listed(table, text) => {
            by_concepts().filter(|(term, _)| is_begun(*term) || is_approved(*term)).or(by_words)
        }
        // "Avslutad, ännu inte godkänd": the work on it has come to an end.
        Some((Term::Dpia(DpiaStatus::NotInForce), _)) if !is_listed(table, text) => {
            by_concepts().filter(|(term, _)| *term == Term::Dpia(DpiaStatus::Finished)).or(by_words)
        }
        Some(_) => by_words,
        None => by_concepts().or_else(|| {
            let status = likely(text).filter(|_| of_dpia(table))?;
            // "Godkänd nej" says two things, and "Godkänd 2 av 3" how much of it.
            let free = match status {
                DpiaStatus::NotInForce => true,
                DpiaStatus::Approved => !is_in_part(words, text),
                _ => !has_approved(words, text),
            };
            free.then(|| (Term::Dpia(status), Vec::new()))
        }),
    }?;
    if is_approved(term) && status_concepts::is_only_advice(text) {
        return None;
    }
    if waits && !matches!(term, Term::Dpia(DpiaStatus::NotStarted | DpiaStatus::Unfinished)) {
        return None;
    }
    Some(Value::Items([Item { written: written.into(), term: Some(term) }].into()))
}

/// The days that stand beside the word for an approved DPIA.
pub(crate) fn days(words: &Tables, text: &str) -> Vec<(Beside, DateValue)> {
    let scanned = chosen(text).filter(|(_, waits)| !waits).and_then(|(text, _)| {
        let spelled = status_concepts::spelled(text);
        let text = &*status_concepts::present(&spelled);
        let told = scan(words, &words.dpia_status, text).or_else(|| decision(words, text));
        told.or_else(|| by_concepts(words, text))
    });
    scanned.filter(|(term, _)| is_approved(*term)).map(|(_, days)| days).unwrap_or_default()
}

/// The state that a yes or a no gives under a heading that asks for one: "Är den klar?", "Godkänd?".
pub(crate) fn under(words: &Tables, heading: &str, text: &str) -> Option<Value> {
    words.leads.find(&Tokens::runs(text), 0).filter(|lead| matches!(lead.value, Lead::Yes | Lead::No))?;
    let asked = status_concepts::read(&heading.replace('?', " "))?;
    let status = match asked {
        DpiaStatus::Approved => where_a_day_is_asked(words, true, text),
        DpiaStatus::Finished => where_a_day_is_asked(words, false, text)
            .or_else(|| says_no(words, &Tokens::runs(text), 0).then_some(DpiaStatus::Unfinished)),
        _ => None,
    }?;
    Some(Value::Items([Item { written: text.into(), term: Some(Term::Dpia(status)) }].into()))
}

/// What stands where the day of approval or of completion is asked for and is no day: "Ja", "inte än, jobbar på det",
/// "av förvaltningschefen".
pub(crate) fn where_a_day_is_asked(words: &Tables, of_approval: bool, text: &str) -> Option<DpiaStatus> {
    let done = if of_approval { DpiaStatus::Approved } else { DpiaStatus::Finished };
    let tokens = Tokens::runs(text);
    let dpia = |term: Option<Term>| match term {
        Some(Term::Dpia(status)) => Some(status),
        _ => None,
    };
    let status = |value: Option<Value>| match value {
        Some(Value::Items(items)) => items.first().and_then(|item| dpia(item.term)),
        _ => None,
    };
    let read = |text: &str| status(read(words, &words.dpia_status, text));
    // What is put before "godkänd" here nobody wrote: only what lists and concepts know counts.
    let as_approved =
        |text: &str| status(told(words, &words.dpia_status, &format!("godkänd {text}"), |_| None));
    let ticked = is_tick(text);
    let Some(lead) = words.leads.find(&tokens, 0).filter(|_| !ticked) else {
        let by = of_approval && (matches!(tokens.word(0), "av" | "af" | "by") || names_day(words, &tokens));
        let as_decided = || as_approved(text).filter(|_| by);
        return if ticked { Some(done) } else { as_decided().or_else(|| read(text)) };
    };
    let rest = &text[tokens.start(lead.len)..];
    let approves =
        |status: &DpiaStatus| matches!(status, DpiaStatus::Approved | DpiaStatus::ApprovedWithConditions);
    match lead.value {
        Lead::Yes if lead.len == tokens.len() => Some(done),
        // "Ja, efter en del tjafs": what came before the yes, where nothing else is said.
        Lead::Yes if of_approval && status_concepts::tells_of_before(rest) => Some(done),
        Lead::Yes if of_approval => as_approved(rest),
        Lead::Yes => Some(read(rest).filter(|status| *status < done || approves(status)).unwrap_or(done)),
        _ => read(rest).filter(|status| !approves(status)),
    }
}

/// The ticked option, where there are several to tick; and whether none is: "☐ Godkänd", that the box is left empty
/// says that it has not come so far.
fn chosen(text: &str) -> Option<(&str, bool)> {
    match Options::of(text).as_ref().map(|options| &options.ticked[..]) {
        Some([option]) => Some((option, false)),
        Some([_, ..]) => None,
        Some([]) => Some((text, true)),
        None => Some((text, false)),
    }
}

fn scan(words: &Tables, table: &Table<Option<Term>>, text: &str) -> Option<(Term, Vec<(Beside, DateValue)>)> {
    // "Godkänd?" asks.
    if text.contains('?') {
        return None;
    }
    let tokens = Tokens::runs(text);
    let first = table.find(&tokens, 0)?;
    let mut term = first.value?;
    let mut days = Vec::new();
    let mut at = first.len;
    // The word after the last that a list has.
    let mut known = first.len;
    while at < tokens.len() {
        if let Some(found) = table.find(&tokens, at) {
            let said = found.value?;
            // "Utkast, riskdel saknas": a part of it is missing, and not all of it.
            let of_part = tokens.gap(at).chars().all(char::is_whitespace) && at > known;
            if said == Term::Dpia(DpiaStatus::NotStarted) && said < term && of_part {
                return None;
            }
            term = agree(term, said)?;
            known = at + found.len;
            at += found.len;
        } else if let Some(len) = unreserved(words, &tokens, at).filter(|_| is_approved(term)) {
            at += len;
        } else if let Some(denied) = denied(words, table, &tokens, at, term) {
            at += denied;
        } else if is_qualified(words, &tokens, at) || says_no(words, &tokens, at) {
            return None;
        } else if is_approved(term) {
            at = harmless(words, &tokens, at, &mut days)?;
        } else {
            at += 1;
        }
    }
    Some((term, days))
}

/// A decision by the paragraph of the minutes, and nothing else beside it: "KFN § 47, 20 maj 2025".
fn decision(words: &Tables, text: &str) -> Option<(Term, Vec<(Beside, DateValue)>)> {
    let tokens = Tokens::runs(text);
    let paragraph = |at: usize| tokens.is_number(at) && tokens.gap(at).contains('§');
    // A paragraph alone does not say what was decided there, nor by whom or when.
    let told_of = (0..tokens.len()).filter(|at| !paragraph(*at)).count() > 0;
    let numbered = told_of && (0..tokens.len()).any(paragraph);
    let told = format!("godkänd {text}");
    numbered.then(|| scan(words, &words.dpia_status, &told)).flatten()
}

/// Whether a text names a day, with or without its year, or a paragraph of minutes and something besides: "12/3", "12 mars, med
/// bläck", "KS § 12".
fn names_day(words: &Tables, tokens: &Tokens<'_>) -> bool {
    let number = |at: usize, most: u32| {
        tokens.word(at).parse::<u32>().is_ok_and(|number| (1..=most).contains(&number))
    };
    let day = |at: usize| {
        let month = words.months.find(tokens, at + 1).is_some()
            || matches!(tokens.gap(at + 1), "/" | ".") && number(at + 1, 12);
        number(at, 31) && month
    };
    (0..tokens.len()).any(|at| {
        day(at)
            || date::at(words, tokens, at).is_some_and(|(date, _)| date.precision == Precision::Day)
            || tokens.len() > 1 && tokens.is_number(at) && tokens.gap(at).contains('§')
    })
}

/// Whether a table is of what is said of DPIAs, and not of records.
fn of_dpia(table: &Table<Option<Term>>) -> bool {
    let tokens = Tokens::runs("godkänd");
    table.find(&tokens, 0).is_some_and(|found| matches!(found.value, Some(Term::Dpia(_))))
}

/// The state by stems and denials, where no list has the words. Approved is only what has nothing beside it of which
/// nobody can say what it does to the approval.
fn by_concepts(words: &Tables, text: &str) -> Option<(Term, Vec<(Beside, DateValue)>)> {
    let status = status_concepts::read(text)?;
    let mut days = Vec::new();
    let tokens = Tokens::runs(text);
    let listed = has_approved(words, text);
    let approves = is_approved(Term::Dpia(status));
    if listed && !approves && status != DpiaStatus::NotInForce {
        // "Godkänd, utkast" says two things.
        return None;
    }
    if approves {
        // What the conditions are may be said in any words.
        let end = status_concepts::conditions_at(&tokens).unwrap_or(tokens.len());
        // Words that a list has are read as strictly as the list; of others one may be unknown.
        let (mut at, mut unknown) = (0, usize::from(!listed));
        while at < end {
            at = match status_concepts::good_at(&tokens, at) {
                Some(len) => at + len,
                None => match harmless(words, &tokens, at, &mut days) {
                    Some(next) => next,
                    None if unknown > 0 => {
                        unknown -= 1;
                        at + 1
                    }
                    None => return None,
                },
            };
        }
    }
    Some((Term::Dpia(status), days))
}

/// Whether a list has some word of a text for approved.
fn has_approved(words: &Tables, text: &str) -> bool {
    let tokens = Tokens::runs(text);
    (0..tokens.len()).any(|at| {
        words.dpia_status.find(&tokens, at).is_some_and(|found| found.value.is_some_and(is_approved))
    })
}

/// Whether something beside the word for approved takes from it: a no, a reservation, a share, whose approval it is.
fn is_in_part(words: &Tables, text: &str) -> bool {
    let tokens = Tokens::runs(text);
    let share = |at: usize| {
        tokens.is_number(at)
            && (tokens.gap(at + 1).contains('%')
                || matches!(tokens.word(at + 1), "av" | "af" | "of" | "procent"))
    };
    let takes = |at: usize| is_qualified(words, &tokens, at) || says_no(words, &tokens, at) || share(at);
    (0..tokens.len()).any(takes)
}

/// Whether a text is nothing but words of a list.
fn is_listed(table: &Table<Option<Term>>, text: &str) -> bool {
    let tokens = Tokens::runs(text);
    table.find(&tokens, 0).is_some_and(|found| found.len == tokens.len())
}

fn is_begun(term: Term) -> bool {
    term == Term::Dpia(DpiaStatus::Unfinished)
}

fn is_approved(term: Term) -> bool {
    matches!(term, Term::Dpia(DpiaStatus::Approved | DpiaStatus::ApprovedWithConditions))
}

/// "Beslutad: nej".
fn says_no(words: &Tables, tokens: &Tokens<'_>, at: usize) -> bool {
    words.leads.find(tokens, at).is_some_and(|found| found.value == Lead::No) && tokens.word(at).len() > 1
}

/// Steps over what may stand beside "godkänd" and leave it so: by whom, when, under which number. Of anything
/// else it cannot be said that the approval still holds, or that it is one.
fn harmless(
    words: &Tables,
    tokens: &Tokens<'_>,
    at: usize,
    days: &mut Vec<(Beside, DateValue)>,
) -> Option<usize> {
    if let Some((review, after)) = next_review(words, tokens, at) {
        days.push((Beside::Until, review));
        return Some(after);
    }
    // "Till slut" is no day up to which it holds.
    let known = words.beside_approved.find(tokens, at).filter(|found| found.len > 1);
    let to = words.to.find(tokens, at).filter(|to| known.is_none_or(|known| known.len <= to.len));
    let dashed = tokens.gap(at).contains(['–', '—', '→']) || tokens.gap(at) == " - ";
    if let Some((date, after)) = date::at(words, tokens, at + to.map_or(0, |to| to.len)) {
        let numbered = tokens.gap(at).contains('§');
        if !numbered {
            let until = to.is_some() || dashed && !days.is_empty();
            days.push((if until { Beside::Until } else { Beside::On }, date));
            return Some(after);
        }
    }
    if to.is_some() {
        return None;
    }
    if let Some(found) = words.numbered.find(tokens, at) {
        let first = at + found.len;
        let goes_on = |at: &usize| tokens.is_number(*at) && (*at == first || !tokens.gap(*at).contains(' '));
        return Some((first..).take_while(goes_on).last().map_or(first, |last| last + 1));
    }
    if tokens.is_number(at) {
        // "2 av 3", "50 %".
        let of = tokens.is_number(at + 2) && matches!(tokens.word(at + 1), "av" | "af" | "of");
        return (!of && !tokens.gap(at + 1).contains('%')).then_some(at + 1);
    }
    // "Barn-" of "barn- och utbildningsnämnden".
    if tokens.is_cut(at) && words.and.find(tokens, at + 1).is_some() {
        return words.beside_approved.find(tokens, at + 2).map(|found| at + 2 + found.len);
    }
    [&words.beside_approved, &words.and, &words.from, &words.date_fillers]
        .iter()
        .find_map(|table| table.find(tokens, at))
        .map(|found| at + found.len)
        .or_else(|| persons_name(words, tokens, at))
        .or_else(|| initials(tokens, at))
        .or_else(|| board(tokens, at))
}

/// How many words may stand between what says that a review comes and its day: "ses över enligt plan senast i maj 2027".
const BEFORE_REVIEW: usize = 4;

/// The day of the next review that is told from a word on, and the word after it.
fn next_review(words: &Tables, tokens: &Tokens<'_>, at: usize) -> Option<(DateValue, usize)> {
    let from = at + words.next_review.find(tokens, at)?.len;
    let mut between = from..tokens.len().min(from + BEFORE_REVIEW + 1);
    between.find_map(|at| date::at(words, tokens, at))
}

/// Steps over a board in short before the paragraph of its minutes, or as the one that decided: "KFN § 47", "av TN".
fn board(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let written = tokens.written(at);
    let short = (2..=5).contains(&written.chars().count()) && written.chars().all(char::is_uppercase);
    let numbered = (at + 1..at + 5).any(|at| tokens.gap(at).contains('§'));
    let by = at > 0 && matches!(tokens.word(at - 1), "av" | "af" | "by") && tokens.gap(at) == " ";
    (short && (numbered || by)).then_some(at + 1)
}

/// Steps over who signed, in first letters at the end after a stroke: "2025-03-04 /PN".
fn initials(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let written = tokens.written(at);
    let short = (2..=3).contains(&written.chars().count()) && written.chars().all(char::is_uppercase);
    (short && at > 0 && at + 1 == tokens.len() && tokens.gap(at).ends_with('/')).then_some(at + 1)
}

/// Steps over the name of a person, first and last, or last alone after what the person is: "Godkänd av Anna Berg", "av A
/// Berg-Lind", "rektor Lind".
fn persons_name(words: &Tables, tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let is_name = |at: usize| {
        let mut letters = tokens.written(at).chars();
        letters.next().is_some_and(char::is_uppercase) && letters.all(|c| c.is_lowercase() || c == '-')
    };
    let goes_on = |next: usize| next == at || tokens.gap(next).chars().all(|c| matches!(c, ' ' | '.' | '-'));
    let names = (at..tokens.len()).take_while(|next| is_name(*next) && goes_on(*next)).count();
    let role = at > 0
        && tokens.gap(at) == " "
        && tokens.word(at - 1).chars().count() > 3
        && words.beside_approved.find(tokens, at - 1).is_some();
    (names >= if role { 1 } else { 2 }).then_some(at + names)
}

/// Whether word `at` makes the status doubtful, or true only later.
fn is_qualified(words: &Tables, tokens: &Tokens<'_>, at: usize) -> bool {
    [&words.negations, &words.reservations, &words.conditions]
        .iter()
        .any(|table| table.find(tokens, at).is_some())
}

/// Several words that begin with a denial, or with what is a condition elsewhere, and leave an approval so: "utan anmärkning",
/// "efter återremiss".
fn unreserved(words: &Tables, tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    [&words.negations, &words.conditions].iter().find_map(|table| table.find(tokens, at))?;
    words.beside_approved.find(tokens, at).map(|found| found.len).filter(|len| *len > 1)
}

/// "ej klar" after "pågående" says nothing new; "ej beslutad" after "godkänd" does.
fn denied(
    words: &Tables,
    table: &Table<Option<Term>>,
    tokens: &Tokens<'_>,
    at: usize,
    term: Term,
) -> Option<usize> {
    let negation = words.negations.find(tokens, at)?;
    let found = table.find(tokens, at + negation.len)?;
    let contradicts = is_approved(term) && found.value.is_none_or(is_approved);
    (!contradicts).then_some(negation.len + found.len)
}

/// Two states in one cell: of two steps on the way the earlier one; else they must be the same.
fn agree(a: Term, b: Term) -> Option<Term> {
    let on_the_way = |term| {
        matches!(term, Term::Dpia(DpiaStatus::NotStarted | DpiaStatus::Unfinished | DpiaStatus::Finished))
    };
    if a == b || on_the_way(a) && on_the_way(b) { Some(a.min(b)) } else { None }
}
