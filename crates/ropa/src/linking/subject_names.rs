//! What a text names by its title, its subject, its system or its decision, where it names nothing by a number.

use crate::linking::hits::Hits;
use crate::linking::identity::is_year;
use crate::linking::link::Via;
use crate::linking::names::Reader;
use crate::linking::pieces::{follows_joint, pieces, small_pieces, trimmed};
use crate::linking::reference_words::{Says, WORDS};
use crate::linking::subjects::subject;
use crate::linking::yearly::year_of;
use crate::text::fold;
use crate::text::tokens::Tokens;
use std::collections::BTreeSet;
use std::ops::Range;

impl Reader<'_> {
    /// Titles, and subjects where nothing else is named.
    pub(super) fn titles(&mut self) {
        for piece in pieces(self.text) {
            let span = trimmed(self.text, piece);
            if span.is_empty() || self.is_taken(&span) {
                continue;
            }
            let part = &self.text[span.clone()];
            let hits = match self.index.whole(part) {
                Some(hit) => vec![hit],
                None => self.index.titles_inside(part),
            };
            if !hits.is_empty() {
                self.titled(&span, hits);
            }
        }
        if self.mentions.is_empty() {
            let hits = self.index.titles_inside(self.text);
            if !hits.is_empty() {
                self.titled(&(0..self.text.len()), hits);
            }
        }
        if self.mentions.is_empty() {
            return self.subjects();
        }
        // "Nationella prov samt kränkningsärenden": the one by its title, the other by its subject.
        for piece in pieces(self.text) {
            if follows_joint(self.text, piece.start) && !self.is_taken(&piece) {
                self.subject(piece);
            }
        }
    }

    /// Takes titles: each where it stands, else the whole piece.
    fn titled(&mut self, piece: &Range<usize>, hits: Vec<Hits>) {
        let titles = self.index.long_titles();
        let folded = fold(&self.text[piece.clone()]).into_owned();
        let same = folded.len() == piece.len();
        for hit in hits {
            let at = titles.iter().find_map(|title| {
                let of =
                    self.index.titles_inside(title).first().is_some_and(|one| one.records == hit.records);
                folded.find(&**title).filter(|_| of && same).map(|at| at..at + title.len())
            });
            let span = at.map(|at| piece.start + at.start..piece.start + at.end);
            let span = span.filter(|span| self.text.get(span.clone()).is_some());
            self.take(span.unwrap_or(piece.clone()), vec![hit], None);
        }
    }

    /// "Se KB om kameror": what the words are about that say nothing else; else the decision, the year, what most of them
    /// are about.
    fn subjects(&mut self) {
        let whole = 0..self.text.len();
        let listed = |text: &str| {
            text.contains(['+', '&'])
                || pieces(text).len() > text.matches(',').count() + 1
                || WORDS.begins_list(text)
        };
        if !self.subject(whole.clone()) || listed(self.text) {
            for piece in small_pieces(self.text) {
                self.subject(piece);
            }
        }
        if self.mentions.is_empty() {
            self.subject_before_words();
        }
        if !self.mentions.is_empty() || self.decision() {
            return;
        }
        let (says, _) = WORDS.alone(&WORDS.meant(self.text));
        if says.iter().any(|says| *says != Says::Doubt) {
            return;
        }
        let telling = telling(self.text);
        // "KBD från 2020": the letters of the list's ids say nothing of the subject.
        let own = |word: &&str| !self.index.is_prefix(word);
        let telling = telling.split(' ').filter(own).collect::<Vec<_>>().join(" ");
        if let Some(year) = year_of(self.text).filter(|_| {
            subject(&telling).is_empty() && WORDS.names_year(self.text) && !self.text.contains('§')
        }) {
            let hits =
                self.index.subjects.of_year(year).map(|hits| Hits { sure: hits.records.len() == 1, ..hits });
            return self.take(whole, hits.into_iter().collect(), None);
        }
        if let Some(hits) = self.index.subjects.mostly_about(&telling) {
            self.take(whole, vec![hits], None);
            self.mentions.iter_mut().for_each(|mention| mention.says.extend([Says::Doubt]));
        }
    }

    /// "Drönar-dpian, Kim skriver på den", "Busskorten, täcker inte lärarna": what is named as a DPIA, or stands first, with
    /// more said of it after a sign.
    fn subject_before_words(&mut self) {
        for (number, piece) in small_pieces(self.text).into_iter().enumerate() {
            let (part, rest) = (&self.text[piece.clone()], &self.text[piece.end..]);
            let named = Tokens::of(part).words().any(|word| WORDS.names_assessment(word));
            if (named || number == 0 && WORDS.denies_or_reserves(rest)) && self.subject(piece.clone()) {
                return;
            }
            // "GPS-bedömningen gjordes innan vi bytte system": the word alone that names a DPIA by its subject.
            if number == 0 && self.own_word(piece) {
                return;
            }
        }
    }

    /// Takes the first word of a piece where it names the DPIA of its own subject: "GPS-bedömningen".
    fn own_word(&mut self, piece: Range<usize>) -> bool {
        let part = &self.text[piece.clone()];
        let word = part.split_whitespace().next().unwrap_or_default();
        let own = WORDS.assessed(&fold(word)).is_some_and(|own| own.chars().any(char::is_alphanumeric));
        let start = piece.start + part.len() - part.trim_start().len();
        own && self.subject(start..start + word.len())
    }

    /// Takes what a decision is named by: "Nämnden § 98, 2022-11-15".
    fn decision(&mut self) -> bool {
        let (says, _) = WORDS.alone(&WORDS.meant(self.text));
        // "Ingen egen – täcks av nämndens beslut 14 feb 2023": there is none of its own.
        let covered = small_pieces(self.text).into_iter().any(|piece| WORDS.points_on(&self.text[piece]));
        let stands = |says: &Says| match says {
            Says::Done | Says::Doubt | Says::Out | Says::Outdated => true,
            Says::Nothing | Says::NotNeeded => covered,
            _ => false,
        };
        let Some(hits) = self.index.decided.named(self.text).filter(|_| says.iter().all(stands)) else {
            return false;
        };
        self.take(0..self.text.len(), vec![hits], None);
        if let Some(mention) = self.mentions.last_mut() {
            mention.loosely = true;
            mention.says.extend(says.into_iter().filter(|says| says.reserves()));
        }
        true
    }

    /// Takes the systems that a piece names, unless it names them to say that another answers or that none is needed.
    fn systems(&mut self, piece: &Range<usize>) -> bool {
        let part = &self.text[piece.clone()];
        let (says, _) = WORDS.alone(&WORDS.meant(self.text));
        let elsewhere = says.contains(&Says::Others) || says.contains(&Says::Nothing);
        if elsewhere || says.contains(&Says::NotNeeded) && !WORDS.points_on(part) {
            return false;
        }
        let tokens = Tokens::runs(part);
        let (mut at, mut found) = (0, false);
        while at < tokens.len() {
            let Some((end, records)) = self.index.systems.at(&tokens, at) else {
                at += 1;
                continue;
            };
            let span = tokens.span(at..end);
            let records = self.narrowed(records.to_vec(), &part[span.clone()]);
            self.take(
                piece.start + span.start..piece.start + span.end,
                vec![Hits::sure(Via::Title, &records)],
                None,
            );
            let slip = self.index.systems.is_slip(&tokens, at..end);
            self.mentions.iter_mut().next_back().into_iter().for_each(|mention| mention.loosely |= slip);
            (at, found) = (end, true);
        }
        found
    }

    /// Of several records those that the text means by its other words than their system's `name`, by its years, by "nya" or
    /// "gamla".
    fn narrowed(&self, records: Vec<usize>, name: &str) -> Vec<usize> {
        if records.len() < 2 {
            return records;
        }
        let denied = WORDS.denials_of_another(self.text);
        let others: String = denied.into_iter().map(|span| &self.text[span]).collect();
        let meant = WORDS.meant(self.text);
        let subjects = &self.index.subjects;
        let name = Tokens::of(name);
        let besides = telling(&meant);
        let besides = besides.split(' ').filter(|word| !name.words().any(|of| of == *word));
        let mut records = subjects.best_of(records, &besides.collect::<Vec<_>>().join(" "));
        records = subjects.of_years(records, &years_in(&meant), &years_in(&others));
        let newer = WORDS.newer.occur_in(&meant) || WORDS.older.occur_in(&others);
        match (newer, WORDS.older.occur_in(&meant)) {
            (true, false) => subjects.outermost(records, true),
            (false, true) => subjects.outermost(records, false),
            _ => records,
        }
    }

    /// Takes what a piece is about, where the words stand that say it.
    fn subject(&mut self, piece: Range<usize>) -> bool {
        if self.is_taken(&piece) {
            return false;
        }
        if self.systems(&piece) {
            return true;
        }
        let part = &self.text[piece.clone()];
        let telling = telling(part);
        let meant = WORDS.meant(self.text);
        let (says, _) = WORDS.alone(&meant);
        // "Görs av leverantören (Visiba)" names a system and no DPIA.
        let of_systems = !says.contains(&Says::Others) || WORDS.points_on(part);
        let Some(mut hits) = self.index.subjects.about(&telling, year_of(&meant), of_systems) else {
            return false;
        };
        let tokens = Tokens::of(part);
        let says: Vec<&str> = telling.split(' ').collect();
        let said = |at: &usize| says.contains(&tokens.word(*at));
        let (first, last) = ((0..tokens.len()).find(said), (0..tokens.len()).rev().find(said));
        let Some((first, last)) = first.zip(last) else { return false };
        let span = tokens.span(first..last + 1);
        // "Kameror men inte gästhamnen" is no subject of one DPIA.
        if WORDS.denies_or_reserves(&part[span.clone()]) {
            return false;
        }
        hits.records = self.narrowed(hits.records, "");
        let other_year =
            year_of(self.text).is_some_and(|year| self.index.subjects.is_of_another_year(&hits, year));
        self.take(piece.start + span.start..piece.start + span.end, vec![hits], None);
        if let Some(mention) = self.mentions.last_mut().filter(|_| other_year) {
            mention.says.insert(Says::Doubt);
        }
        true
    }

    /// What stands in a list beside ids and is called a DPIA too: "KB 1; KB 4; Google-KB:n".
    pub(super) fn named_by_kind(&mut self) {
        for piece in small_pieces(self.text) {
            let part = &self.text[piece.clone()];
            let named =
                WORDS.points_on(part) || Tokens::of(part).words().any(|word| WORDS.names_assessment(word));
            if !self.mentions.is_empty() && named {
                self.subject(piece);
            }
        }
    }
}

/// The words of a text that say nothing of how a DPIA stands, with single blanks between.
fn telling(text: &str) -> String {
    let (_, beside) = WORDS.beside(text);
    let (_, alone) = WORDS.alone(text);
    let telling: Vec<String> = beside.into_iter().filter(|word| alone.contains(word)).collect();
    telling.join(" ")
}

/// The years that a text names, those of two figures where a word or a sign says that they are: "från -22".
fn years_in(text: &str) -> BTreeSet<String> {
    let tokens = Tokens::runs(text);
    let before = |at: usize| at.checked_sub(1).map_or("", |before| tokens.word(before));
    let marked = |at: usize| {
        tokens.gap(at).ends_with(" -")
            || tokens.gap(at).ends_with(['\'', '’'])
            || WORDS.of_year.are(before(at))
    };
    let year = |at: usize| match tokens.word(at) {
        word if is_year(word) => Some(word.to_string()),
        word if word.len() == 2 && tokens.is_number(at) && marked(at) => Some(format!("20{word}")),
        _ => None,
    };
    (0..tokens.len()).filter_map(year).collect()
}
