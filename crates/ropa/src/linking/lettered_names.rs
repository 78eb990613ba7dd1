//! Names of DPIAs that a letter after a number tells apart, with their lists and ranges: "22A", "KBF-22A–C", "D-2024-A t.o.m. C".

use crate::linking::hits::Hits;
use crate::linking::identity::{Identity, is_number, is_year, letter};
use crate::linking::link::Via;
use crate::linking::names::{Joint, Reader};
use crate::linking::reference_words::WORDS;
use crate::text::tokens::Tokens;

/// A name by its parts, and the word after it.
struct Named {
    prefix: String,
    number: String,
    letter: Option<char>,
    end: usize,
}

impl Reader<'_> {
    /// Takes the names that begin at a word; the word after them.
    pub(super) fn lettered(&mut self, tokens: &Tokens<'_>, at: usize) -> Option<usize> {
        if self.index.lettered.is_empty() {
            return None;
        }
        let first = self.lettered_at(tokens, at)?;
        if self.is_taken(&tokens.span(at..first.end)) {
            return None;
        }
        self.take_lettered(tokens, at, &first);
        let (mut last, mut end) = (first.letter, first.end);
        let (prefix, number) = (first.prefix, first.number);
        while let Some((start, joint)) = self.joint(tokens, end).filter(|_| last.is_some()) {
            let whole = self.lettered_at(tokens, start);
            let alone = || {
                let letter = letter(tokens.word(start)).filter(|_| self.ends_letter(tokens, start))?;
                Some(Named {
                    prefix: prefix.clone(),
                    number: number.clone(),
                    letter: Some(letter),
                    end: start + 1,
                })
            };
            let Some(next) = whole.or_else(alone) else { break };
            if let (Joint::Range, Some(from), Some(to)) = (joint, last, next.letter) {
                let between = self.index.lettered.between(&prefix, (&number, from), (&next.number, to));
                for (number, letter) in between {
                    let letter = Some(letter);
                    let one = Named { prefix: prefix.clone(), number, letter, end: start + 1 };
                    self.take_lettered(tokens, start, &one);
                }
            }
            self.take_lettered(tokens, start, &next);
            (last, end) = (next.letter, next.end);
            if next.number != number {
                break;
            }
        }
        Some(end)
    }

    /// What the first name with its letter in a text means, and which it is.
    pub(super) fn first_lettered(&self, tokens: &Tokens<'_>) -> Option<(Hits, Option<Identity>)> {
        if self.index.lettered.is_empty() {
            return None;
        }
        (0..tokens.len()).find_map(|at| {
            let Named { prefix, number, letter, .. } = self.lettered_at(tokens, at)?;
            let records = self.index.lettered.records(&prefix, &number, letter?);
            let identity = Identity::of(&format!("{prefix} {number} {}", letter?));
            (!records.is_empty()).then(|| (Hits::sure(Via::Id, records), identity))
        })
    }

    /// The name that begins at a word: with its letters before, or by number and letter alone.
    fn lettered_at(&self, tokens: &Tokens<'_>, at: usize) -> Option<Named> {
        let near = |next: usize| matches!(tokens.gap(next), "" | " " | "-" | "." | "/" | "_" | ":" | "–");
        let begins = at == 0 || !tokens.gap(at).is_empty();
        let letters: Vec<&str> = (at..tokens.len())
            .map(|at| tokens.word(at))
            .take_while(|word| !is_number(word))
            .take(3)
            .collect();
        let number_at = at + letters.len();
        let number = tokens.word(number_at);
        if !begins || !is_number(number) || !(at + 1..=number_at).all(near) {
            return None;
        }
        let (prefix, number) = self.lettered_key(&letters, number)?;
        let named = WORDS.letter_words.contains(tokens.word(number_at + 1));
        let after = number_at + 1 + usize::from(named);
        let found =
            letter(tokens.word(after)).filter(|_| (near(after) || named) && self.ends_letter(tokens, after));
        // "Se 20 A": the letter stands apart only as a capital; "21 a" may be anything.
        let capital = tokens.written(after).chars().all(char::is_uppercase);
        let found = found.filter(|_| tokens.gap(after) != " " || capital || !letters.is_empty());
        let end = if found.is_some() { after + 1 } else { number_at + 1 };
        // A number alone is no name, and "22-03" goes on.
        let goes_on = found.is_none()
            && tokens.gap(end).len() == 1
            && tokens.gap(end) != " "
            && is_number(tokens.word(end));
        let named = found.is_some() || !letters.is_empty() && !goes_on;
        named.then_some(Named { prefix, number, letter: found, end })
    }

    /// The letters and the number by which a list knows an id, whichever way its year is written: "2023:A" of "23-A"; a word for
    /// a DPIA before it may be nobody's letters: "dpia 21c" of "21-C".
    fn lettered_key(&self, letters: &[&str], number: &str) -> Option<(String, String)> {
        let kinds = letters.iter().all(|word| WORDS.kinds.contains(*word));
        let short = number.get(2..).filter(|_| is_year(number)).map(|short| short.trim_start_matches('0'));
        let long = (number.len() == 2).then(|| format!("20{number}"));
        let numbers = [Some(number), short, long.as_deref()];
        let given = [Some(letters.concat()), kinds.then(String::new)];
        numbers.into_iter().flatten().find_map(|number| {
            let mut given = given.iter().flatten();
            let prefix = given.find_map(|letters| self.index.lettered.prefix(letters, number))?;
            Some((prefix, number.to_string()))
        })
    }

    /// Whether a letter is a word of its own.
    fn ends_letter(&self, tokens: &Tokens<'_>, at: usize) -> bool {
        let gap = tokens.gap(at + 1);
        let goes_on = gap.is_empty() || gap == "." && tokens.word(at + 1).chars().count() == 1;
        at + 1 == tokens.len() || !goes_on
    }

    fn take_lettered(&mut self, tokens: &Tokens<'_>, at: usize, named: &Named) {
        let Named { prefix, number, letter, end } = named;
        let lettered = &self.index.lettered;
        let written = format!("{prefix} {number} {}", letter.map(String::from).unwrap_or_default());
        let hits = match letter {
            Some(letter) => Hits::sure(Via::Id, lettered.records(prefix, number, *letter)),
            // Which of them is not said.
            None => Hits { sure: false, ..Hits::sure(Via::Id, &lettered.all(prefix, number)) },
        };
        let hits = if hits.records.is_empty() { Vec::new() } else { vec![hits] };
        let span = tokens.span(at..*end);
        self.take(span, hits, Identity::of(&written));
    }
}
