//! Words by which layouts are told, as data: the `[layout]` table of a profile.

use crate::import::header::{key, words};
use crate::model::Kind;
use crate::text::fold;
use std::collections::BTreeSet;

/// The keys of `[layout]`.
pub(super) const LAYOUT_KEYS: [&str; 22] = [
    "question",
    "answer",
    "comment",
    "help",
    "sections",
    "records",
    "controller",
    "processor",
    "register_of",
    "bodies",
    "subset",
    "reference",
    "telling",
    "answered_on",
    "answered_by",
    "denying",
    "by_whom",
    "ticking",
    "explaining",
    "rest",
    "subordinate",
    "unmanned",
];

/// Words that tell what stands around the records.
#[derive(Debug, Clone, Default)]
pub(super) struct LayoutWords {
    /// Headers of a form's columns: of its questions, answers, comments and help texts.
    question: BTreeSet<String>,
    answer: BTreeSet<String>,
    comment: BTreeSet<String>,
    help: BTreeSet<String>,
    /// Headings within a form.
    sections: BTreeSet<String>,
    /// What a numbered heading calls the record that it begins: `Behandling 1`.
    records: BTreeSet<String>,
    /// How a sheet or a heading says whose records follow.
    controller: Phrases,
    processor: Phrases,
    /// How a title goes on to the controller's name: `Registerförteckning för`.
    register_of: Phrases,
    /// How the name of a controller ends, or what it holds: `nämnden`, `kommun`.
    bodies: BTreeSet<String>,
    /// Labels of a line that says what was left out: `Filter`, `Urval`.
    subset: Phrases,
    /// Words in the header of a column that refers to law, beside a point of Art. 6 or 9.
    reference: BTreeSet<String>,
    /// What a header holds that may bear on the need for a DPIA, or on one: `känslig`, `dpia`.
    telling: BTreeSet<String>,
    /// Headers by which the answers to a form say when each was given: `Starttid`.
    answered_on: BTreeSet<String>,
    /// Headers beside those that say who gave it: `Namn`, `E-post`.
    answered_by: BTreeSet<String>,
    /// Words that turn a question round: `ej`, `inte`.
    denying: BTreeSet<String>,
    /// Words after which a header asks for a person: `Registrerad av`.
    by_whom: BTreeSet<String>,
    /// Words of a heading above options: `Kryssa vilka`.
    ticking: BTreeSet<String>,
    /// Headers of what explains the words beside it: `Betyder`.
    explaining: BTreeSet<String>,
    /// Headers, below a heading with options, of those that have no column of their own: `Övriga`.
    rest: BTreeSet<String>,
    /// Words that begin a clause of its own within a question: `som`, `att`.
    subordinate: BTreeSet<String>,
    /// How words begin without whom something is done by a machine: `utan människa`.
    unmanned: BTreeSet<String>,
}

/// Phrases, each as its words.
type Phrases = BTreeSet<Vec<String>>;

/// What a column of a form holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum FormColumn {
    Question,
    Answer,
    Comment,
    Help,
}

/// Whose records a sheet or a section holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StatedRole {
    Controller,
    Processor,
}

impl LayoutWords {
    /// Adds a text to one key; gives whether the key is known.
    pub(super) fn add(&mut self, name: &str, text: &str) -> bool {
        let set = match name {
            "question" => &mut self.question,
            "answer" => &mut self.answer,
            "comment" => &mut self.comment,
            "help" => &mut self.help,
            "sections" => &mut self.sections,
            "records" => &mut self.records,
            "bodies" => &mut self.bodies,
            "reference" => &mut self.reference,
            "telling" => &mut self.telling,
            "answered_on" => &mut self.answered_on,
            "answered_by" => &mut self.answered_by,
            "denying" => &mut self.denying,
            "by_whom" => &mut self.by_whom,
            "ticking" => &mut self.ticking,
            "explaining" => &mut self.explaining,
            "rest" => &mut self.rest,
            "subordinate" => &mut self.subordinate,
            "unmanned" => &mut self.unmanned,
            _ => {
                let phrases = match name {
                    "controller" => &mut self.controller,
                    "processor" => &mut self.processor,
                    "register_of" => &mut self.register_of,
                    "subset" => &mut self.subset,
                    _ => return false,
                };
                phrases.insert(words(text));
                return true;
            }
        };
        set.insert(key(text));
        true
    }

    /// What the header of a form's column says that it holds.
    pub(super) fn form_column(&self, header: &str) -> Option<FormColumn> {
        let key = key(header);
        [
            (FormColumn::Question, &self.question),
            (FormColumn::Answer, &self.answer),
            (FormColumn::Comment, &self.comment),
            (FormColumn::Help, &self.help),
        ]
        .into_iter()
        .find(|(_, set)| set.contains(&key))
        .map(|(column, _)| column)
    }

    /// Whether a header is that of what explains the words beside it.
    pub(super) fn explains(&self, header: &str) -> bool {
        self.explaining.contains(&key(header))
    }

    /// Whether a header beside who answered a form holds the number of the answer.
    pub(super) fn numbers_answer(&self, header: &str) -> bool {
        key(header) == "id"
    }

    /// How many of the first columns only say who answered a form, and when; none where the table is no such list.
    pub(super) fn respondent_columns<'h>(&self, headers: impl Iterator<Item = &'h str>) -> usize {
        let (mut columns, mut dated) = (0, 0);
        for header in headers {
            let key = key(header);
            if self.answered_on.contains(&key) {
                dated += 1;
            } else if !self.answered_by.contains(&key) || dated == 0 && !self.numbers_answer(header) {
                // In a form the time comes first; a register may begin with names.
                break;
            }
            columns += 1;
        }
        if dated > 0 { columns } else { 0 }
    }

    /// Whether a header cannot ask for what is answered so: one that denies asks no plain yes or no, and one that asks
    /// for a person asks no date.
    pub(super) fn gainsays(&self, header: &str, kind: Kind) -> bool {
        let words = words(header);
        match kind {
            Kind::YesNo | Kind::YesNoOrItems | Kind::YesNoOrText => {
                // "Är den teknik som inte är prövad?" denies in a clause of its own, and "utan människa" is what is asked.
                let main = words.iter().take_while(|word| !self.subordinate.contains(*word));
                let main: Vec<&String> = main.collect();
                main.iter().enumerate().any(|(at, word)| {
                    let human = words
                        .get(at + 1)
                        .is_some_and(|next| self.unmanned.iter().any(|stem| next.starts_with(stem.as_str())));
                    self.denying.contains(*word) && !human
                })
            }
            Kind::Date => words.last().is_some_and(|word| self.by_whom.contains(word)),
            _ => false,
        }
    }

    /// Whether a heading asks to tick what stands below it: `Kryssa vilka`.
    pub(super) fn asks_to_tick(&self, heading: &str) -> bool {
        words(heading).iter().any(|word| self.ticking.contains(word))
    }

    /// Whether a header below another says that the column holds the answer to it: `Ja/Nej`.
    pub(super) fn answers_heading(&self, header: &str) -> bool {
        self.answer.contains(&key(header))
    }

    /// Whether a header below another says that the column comments on the answer to it: `Vilka`.
    pub(super) fn comments_on_heading(&self, header: &str) -> bool {
        self.comment.contains(&key(header))
    }

    /// Whether a header below another asks for the options that have no column: `Övriga`.
    pub(super) fn is_rest(&self, header: &str) -> bool {
        self.rest.contains(&key(header))
    }

    /// Whether a heading is one within a form.
    pub(super) fn is_section(&self, heading: &str) -> bool {
        self.sections.contains(&key(heading))
    }

    /// What a numbered heading calls the record: `Lön` of `Behandling 1: Lön`, nothing of
    /// `Behandling 1`; absent where it is no such heading.
    pub(super) fn record_heading<'t>(&self, heading: &'t str) -> Option<&'t str> {
        let text = heading.trim_start_matches(|c: char| c == '#' || c == '*' || c.is_whitespace());
        let digits = text.find(|c: char| c.is_ascii_digit())?;
        let called = words(&text[..digits]);
        let called: Vec<&str> =
            called.iter().map(String::as_str).filter(|word| !matches!(*word, "nr" | "no")).collect();
        let [word] = called[..] else { return None };
        if !self.records.contains(word) {
            return None;
        }
        let after = text[digits..].trim_start_matches(|c: char| c.is_ascii_digit());
        // `Behandling 2026-01-01` is a date, `Behandling 3.4` a code.
        let parted = after
            .chars()
            .next()
            .is_none_or(|c| c.is_whitespace() || matches!(c, ':' | '.' | ')' | '–' | '—' | '-' | '*'));
        let name = after.trim_matches(|c: char| {
            c.is_whitespace() || matches!(c, ':' | '.' | ')' | '–' | '—' | '-' | '*')
        });
        (parted && !name.starts_with(|c: char| c.is_ascii_digit())).then_some(name)
    }

    /// Whether a text has a word for comments at its end, and what stands before it:
    /// `Leverantörstjänster` of `Leverantörstjänster, text`.
    pub(super) fn commented<'t>(&self, header: &'t str) -> Option<&'t str> {
        let text = header.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '*' | '?' | '.'));
        let bracketed = text.strip_suffix(')').and_then(|inner| inner.rsplit_once('('));
        let (before, word) = match bracketed {
            Some(parts) => parts,
            None => [", ", " - ", " – ", " — ", ": ", "\n", ",", " / "]
                .iter()
                .find_map(|mark| text.rsplit_once(mark))?,
        };
        let before = before.trim();
        (!before.is_empty() && self.comment.contains(&key(word))).then_some(before)
    }

    /// Whose records a sheet or a heading says that it holds.
    ///
    /// A phrase of one word must be all of it, beside the words that `is_filler` knows; a longer one may
    /// stand anywhere.
    pub(super) fn role_said(&self, text: &str, is_filler: impl Fn(&str) -> bool) -> Option<StatedRole> {
        let words = words(&text.replace(['(', ')'], " "));
        let bare: Vec<&String> = words
            .iter()
            .filter(|word| !is_filler(word) && !word.bytes().all(|byte| byte.is_ascii_digit()))
            .collect();
        let says = |phrases: &Phrases| {
            phrases.iter().any(|phrase| match &phrase[..] {
                [word] => bare[..] == [word],
                phrase => words.windows(phrase.len()).any(|part| part == phrase),
            })
        };
        match (says(&self.controller), says(&self.processor)) {
            (true, false) => Some(StatedRole::Controller),
            (false, true) => Some(StatedRole::Processor),
            _ => None,
        }
    }

    /// The controller that a title or a file's name goes on to: `Nordby kommune` of `Protokoll for
    /// Nordby kommune`.
    pub(super) fn register_of(&self, title: &str) -> Option<String> {
        // A file's name has other blanks, a copy's number, perhaps a date.
        let title = title.replace('_', " ");
        let spoken: Vec<&str> = title.split_whitespace().collect();
        let keys: Vec<String> = spoken.iter().map(|word| key(word)).collect();
        let after = (0..spoken.len()).find_map(|at| {
            let phrase = self.register_of.iter().find(|phrase| keys[at..].starts_with(phrase))?;
            Some(at + phrase.len())
        })?;
        let mut name = &spoken[after..];
        let is_tail = |word: &str| {
            let inner = word.trim_matches(['(', ')', '[', ']', '-', '–', ',', '.']);
            inner.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '.'))
                || matches!(&*fold(inner), "kopia" | "kopi" | "copy" | "version" | "år")
        };
        while let [rest @ .., last] = name
            && is_tail(last)
        {
            name = rest;
        }
        let first = name.first()?;
        let is_body = |word: &&str| {
            let key = key(word);
            self.bodies.iter().any(|body| key.ends_with(body.as_str()))
        };
        let named = first.starts_with(char::is_uppercase) || name.iter().any(is_body);
        let said = name.join(" ");
        (named && said.chars().count() <= 80).then_some(said)
    }

    /// Whether a line with this label says what was left out of a file.
    pub(super) fn is_subset(&self, label: &str) -> bool {
        self.subset.contains(&words(label))
    }

    /// Whether a text begins with words that say that a file holds only some records.
    pub(super) fn begins_as_subset(&self, text: &str) -> bool {
        let words = words(text);
        self.subset.iter().any(|phrase| phrase.len() > 1 && words.starts_with(phrase))
    }

    /// Whether a header speaks of what may bear on the need for a DPIA, or of one.
    pub(super) fn is_telling(&self, header: &str) -> bool {
        let key = key(header);
        self.telling.iter().any(|part| key.contains(part.as_str()))
    }

    /// Whether a header speaks of references to law.
    pub(super) fn is_reference(&self, header: &str) -> bool {
        words(header).iter().any(|word| self.reference.contains(word))
    }
}
