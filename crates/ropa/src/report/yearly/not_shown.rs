//! What has no row of its own: what has no case, and what is not known, with why.

use super::sections::Section;
use super::words::{Words, lowered};
use crate::model::Field;
use crate::report::common::wording::{joined, joined_by};
use crate::yearly::{Absent, FigureKind, Part};

impl Words<'_, '_> {
    fn figures(&self, kinds: impl IntoIterator<Item = FigureKind>) -> String {
        joined_by("; ", kinds.into_iter().map(|kind| lowered(self.figure(kind))))
    }

    /// What has no case, and what is not known with why: a line each.
    pub(super) fn not_shown(&self, section: &Section<'_>) -> Vec<String> {
        let words = &self.texts.section;
        let mut lines = Vec::new();
        if !section.nothing.is_empty() {
            let figures = self.figures(section.nothing.iter().copied());
            lines.push(words.nothing.fill(&[("figures", &figures)]));
        }
        if section.follows_up() && self.view.report.last().is_none() {
            lines.push(self.texts.no_last.clone());
        }
        lines.extend(self.not_asked(section));
        let mut reasons: Vec<&Absent> = Vec::new();
        for (_, absent) in &section.absent {
            if !reasons.contains(absent) {
                reasons.push(absent);
            }
        }
        for absent in reasons {
            let of = section.absent.iter().filter(|(_, other)| *other == absent).map(|(kind, _)| *kind);
            let figures = self.figures(of);
            lines.extend(match absent {
                Absent::NoStructure => Some(words.no_structure.fill(&[("figures", &figures)])),
                Absent::NoDpias => Some(words.no_dpias.fill(&[("figures", &figures)])),
                Absent::RuleLeftOut(rule) => {
                    Some(words.rule_left_out.fill(&[("rule", rule), ("figures", &figures)]))
                }
                Absent::NotAsked(_) | Absent::NotGiven | Absent::NoLast | Absent::OfNothing => None,
            });
        }
        lines.extend(self.questions_not_asked(section));
        lines
    }

    /// What the file does not ask, and which figures are missing for it: one line.
    fn not_asked(&self, section: &Section<'_>) -> Option<String> {
        let (mut fields, mut kinds): (Vec<String>, Vec<FigureKind>) = (Vec::new(), Vec::new());
        for (kind, absent) in &section.absent {
            let Absent::NotAsked(field) = absent else { continue };
            kinds.push(*kind);
            let field = lowered(self.field(*field));
            if !fields.contains(&field) {
                fields.push(field);
            }
        }
        let (fields, figures) = (joined(fields), self.figures(kinds));
        (!fields.is_empty())
            .then(|| self.texts.section.not_asked.fill(&[("fields", &fields), ("figures", &figures)]))
    }

    /// The questions of completeness that the file has no column for, where completeness is told.
    fn questions_not_asked(&self, section: &Section<'_>) -> Option<String> {
        section.figures.iter().find(|one| one.figure.kind == FigureKind::Answers)?;
        let not_asked = self.view.report.parts(FigureKind::QuestionAnswered).filter_map(|(figure, part)| {
            match (&figure.value, part) {
                (Err(Absent::NotAsked(_)), Part::Question(field)) => Some(*field),
                _ => None,
            }
        });
        let fields: Vec<Field> = not_asked.collect();
        let named = joined(fields.iter().map(|field| lowered(self.field((*field).into()))));
        (!fields.is_empty()).then(|| self.texts.section.questions_not_asked.fill(&[("fields", &named)]))
    }
}
