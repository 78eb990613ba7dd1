//! Ties for a person.

use super::view::{LinksView, percent, reasons, who};
use crate::dpia::Change;
use crate::report::page::{Page, Style, TextOptions};
use crate::report::reading::foot;
use crate::report::shown::name;
use crate::report::wording::joined;

/// Writes the suggestions: which DPIA, for which processing, how likely, and what speaks for it.
pub fn text(view: &LinksView<'_>, options: TextOptions) -> String {
    let wording = view.wording();
    let texts = &wording.texts.links;
    let mut page = Page::new(options);
    let count = view.suggestions.len();
    page.heading(Style::Heading, &texts.title.fill(&[("date", &view.as_of)]));
    page.paragraph(0, 2, Style::Plain, &texts.found.form(count).fill(&[("count", &count)]));
    let shown = page.rows(count);
    for one in &view.suggestions[..shown] {
        let (activity, dpia) = (view.activity(one.activity), view.dpia(one.dpia));
        page.blank();
        let head = texts.suggestion.fill(&[
            ("percent", &percent(one.score)),
            ("activity", &who(&activity.key, activity.label())),
            ("dpia", &who(&dpia.key, dpia.label())),
        ]);
        page.paragraph(0, 5, Style::Heading, &head);
        page.paragraph(5, 2, Style::Plain, &reasons(&wording, &one.evidence));
        if one.set > 1 {
            page.paragraph(5, 2, Style::Dim, &texts.set.fill(&[("count", &one.set)]));
        }
    }
    if shown < count {
        let more = texts.more.form(count - shown).fill(&[("count", &(count - shown))]);
        page.blank();
        page.paragraph(0, 2, Style::Dim, &more);
    }
    if count > 0 {
        page.blank();
        page.paragraph(0, 2, Style::Plain, &texts.next);
    }
    foot(&mut page, &wording, view.import);
    page.finish()
}

/// Writes the ledger: every tie with how it stands.
pub fn ledger(view: &LinksView<'_>, options: TextOptions) -> String {
    let wording = view.wording();
    let texts = &wording.texts.links;
    let mut page = Page::new(options);
    let count = view.ties.len();
    page.heading(Style::Heading, &texts.ledger.form(count).fill(&[("count", &count)]));
    for (tie, state) in view.ties.iter().zip(view.states) {
        let activity = match state.activity {
            Some(index) => who(&view.activity(index).key, view.activity(index).label()),
            None => name(tie.name.as_deref().or(tie.activity.as_deref()).unwrap_or_default()).to_string(),
        };
        let dpia = match state.dpia {
            Some(index) => who(&view.dpia(index).key, view.dpia(index).label()),
            None => name(tie.title.as_deref().or(tie.dpia.as_deref()).unwrap_or_default()).to_string(),
        };
        let mut said = Vec::new();
        if state.activity.is_none() {
            let labels =
                state.activity_candidates.iter().map(|index| name(view.activity(*index).label()).to_string());
            let candidates = joined(labels);
            said.push(match candidates.is_empty() {
                true => texts.no_activity.clone(),
                false => texts.no_activity_near.fill(&[("candidates", &candidates)]),
            });
        }
        if state.dpia.is_none() {
            said.push(texts.no_dpia.clone());
        }
        if !state.changed.is_empty() {
            let fields = joined(state.changed.iter().map(|change| match change {
                Change::Field(field) => wording.texts.words.field.of((*field).into()).to_string(),
                Change::Criterion(criterion) => criterion.id().to_string(),
                Change::Rules => String::new(),
            }));
            said.push(texts.changed.fill(&[("changes", &fields)]));
        }
        if said.is_empty() {
            said.push(texts.holds.clone());
        }
        let line = texts.tie.fill(&[
            ("choice", &texts.choice.of(tie.choice.into())),
            ("activity", &activity),
            ("dpia", &dpia),
            ("state", &joined(said)),
        ]);
        page.paragraph(2, 2, Style::Plain, &line);
    }
    foot(&mut page, &wording, view.import);
    page.finish()
}
