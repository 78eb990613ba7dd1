//! How what speaks for and against one fact is weighed: the one place where a yes, a no and a contradiction are
//! told apart.
//!
//! | what there is | the fact is |
//! |---|---|
//! | an answer of yes | yes |
//! | an answer of no with a reason of its own | no |
//! | content that makes it true, and no answer | yes |
//! | content that makes it true, and a bare no | unknown, contradicted |
//! | a sign that it may be true, and a bare no | unknown, contradicted |
//! | a bare no beside categories that nobody here knows, or that say too little | unknown, asked |
//! | a bare no that nothing speaks against | no |
//! | only content of a closed list that cannot make it true | no |
//! | anything else | unknown |
//!
//! The absence of a word that we know is never a no.

use crate::law::FactId;
use crate::model::Tri;
use crate::screening::facts::{Basis, Conflict, Fact, Reason, Support};

/// Everything that a register, and people beside it, say of one fact.
#[derive(Debug, Clone, Default)]
pub(crate) struct Evidence {
    /// Answers of yes to the very question.
    pub(crate) yes: Vec<Support>,
    /// Answers of no that give a reason of their own.
    pub(crate) reasoned_no: Vec<Support>,
    /// Answers of no without one.
    pub(crate) bare_no: Vec<Support>,
    /// Answers that are neither yes nor no.
    pub(crate) unclear: Vec<Support>,
    /// Structured content that makes it true.
    pub(crate) content: Vec<Support>,
    /// What makes the question worth asking, and decides nothing.
    pub(crate) signs: Vec<Support>,
    /// The same, too weak to speak against an answer.
    pub(crate) weak_signs: Vec<Support>,
    /// Content that all is of a closed list that cannot make it true.
    pub(crate) closed: Option<Support>,
    /// Categories that are not understood or say too little, and are not of the closed list: a bare no is not known to be
    /// right.
    pub(crate) unread: Vec<Support>,
    /// What is only shown, to judge by.
    pub(crate) shown: Vec<Support>,
    /// Whether the register has a place to answer.
    pub(crate) asked: bool,
    /// Whether a yes exempts: of two answers the no then counts.
    pub(crate) exempts: bool,
}

/// A fact, and the contradiction that it rests on.
#[derive(Debug, Clone)]
pub(crate) struct Weighed {
    pub(crate) fact: Fact,
    pub(crate) conflict: Option<Conflict>,
    /// A no that stands by its reason against what the content says.
    pub(crate) reasoned: Option<Conflict>,
}

impl Evidence {
    /// Whether anything at all is said.
    pub(crate) fn is_empty(&self) -> bool {
        let lists = [&self.yes, &self.reasoned_no, &self.bare_no, &self.unclear, &self.content, &self.signs];
        lists.into_iter().chain([&self.weak_signs, &self.shown]).all(Vec::is_empty) && self.closed.is_none()
    }

    /// The fact that follows.
    pub(crate) fn weigh(self, id: FactId) -> Weighed {
        if !self.yes.is_empty() {
            return self.answered_yes(id);
        }
        let plain = |fact| Weighed { fact, conflict: None, reasoned: None };
        let against = if self.content.is_empty() { &self.signs } else { &self.content };
        if let Some(said) = self.reasoned_no.first() {
            let against = against.first();
            let reasoned =
                against.map(|other| Conflict { fact: id, declared: said.clone(), derived: other.clone() });
            return Weighed { reasoned, ..plain(fact(Tri::No, Basis::Declared, [self.reasoned_no])) };
        }
        if let (Some(said), Some(other)) = (self.bare_no.first(), against.first()) {
            let conflict = Some(Conflict { fact: id, declared: said.clone(), derived: other.clone() });
            let parts = [self.content, self.signs, self.bare_no, self.shown];
            return Weighed { conflict, ..plain(fact(Tri::Unknown, Basis::Contradicted, parts)) };
        }
        // Whoever answers that they do not know is not told better by a guess.
        let guessed = |support: &Support| matches!(support.reason, Reason::LikelyCategory { .. });
        let unknown = |support: &Support| matches!(support.reason, Reason::SaidUnknown { .. });
        if !self.content.is_empty() && self.content.iter().all(guessed) && self.unclear.iter().any(unknown) {
            return plain(fact(Tri::Unknown, Basis::Hinted, [self.content, self.unclear]));
        }
        if !self.content.is_empty() {
            return plain(fact(Tri::Yes, Basis::Derived, [first_of(self.content), self.unclear]));
        }
        if !self.bare_no.is_empty() && !self.unread.is_empty() {
            return plain(fact(Tri::Unknown, Basis::Hinted, [self.unread, self.bare_no]));
        }
        if !self.bare_no.is_empty() {
            return plain(fact(Tri::No, Basis::Declared, [self.bare_no]));
        }
        plain(self.unanswered())
    }

    /// A yes on either side is a yes, and the no beside it is shown; of an exemption it is the other way round.
    fn answered_yes(self, id: FactId) -> Weighed {
        let no = self.reasoned_no.first().or(self.bare_no.first());
        let conflict = self.yes.first().zip(no).map(|(yes, no)| {
            let (counts, other) = if self.exempts { (no, yes) } else { (yes, no) };
            Conflict { fact: id, declared: counts.clone(), derived: other.clone() }
        });
        let fact = match &conflict {
            Some(conflict) if self.exempts => {
                fact(Tri::No, Basis::Declared, [vec![conflict.declared.clone()]])
            }
            _ => fact(Tri::Yes, Basis::Declared, [self.yes, first_of(self.content)]),
        };
        Weighed { fact, conflict, reasoned: None }
    }

    /// No answer of yes or no, and no content that makes it true.
    fn unanswered(self) -> Fact {
        let signs = [self.signs, self.weak_signs].concat();
        if !self.unclear.is_empty() {
            return fact(Tri::Unknown, Basis::Declared, [self.unclear, signs, self.shown]);
        }
        if !signs.is_empty() {
            return fact(Tri::Unknown, Basis::Hinted, [signs, self.shown]);
        }
        if let Some(closed) = self.closed {
            return fact(Tri::No, Basis::Derived, [vec![closed]]);
        }
        let reason = if self.asked { Reason::Blank } else { Reason::NotAsked };
        let nothing = vec![Support { reason, cells: Vec::new() }];
        fact(Tri::Unknown, Basis::Absent, [nothing, self.shown])
    }
}

fn first_of(mut list: Vec<Support>) -> Vec<Support> {
    list.truncate(1);
    list
}

/// A fact; what several parts of one cell say alike is said once.
fn fact(value: Tri, basis: Basis, parts: impl IntoIterator<Item = Vec<Support>>) -> Fact {
    let mut support: Vec<Support> = Vec::new();
    for one in parts.into_iter().flatten() {
        if !support.contains(&one) {
            support.push(one);
        }
    }
    Fact { value, basis, support }
}
