//! Ties for a person.

use super::view::{LinksView, likelihood, percent, reasons, shared, who};
use crate::dpia::Change;
use crate::report::page::{Page, Style, TextOptions};
use crate::report::shown::name;
use crate::report::template::Counted;
use crate::report::wording::joined;

/// Writes the suggestions by DPIA: for which processing, how likely, and what speaks for it; what may be covered
/// together; then what nothing is suggested for.
pub fn text(view: &LinksView<'_>, options: TextOptions) -> String {
    let wording = view.wording();
    let texts = &wording.texts.links;
    let mut page = Page::new(options);
    let count = view.suggestions.len();
    page.heading(Style::Heading, &texts.title.fill(&[("date", &view.as_of)]));
    page.paragraph(0, 2, Style::Plain, &texts.found.form(count).fill(&[("count", &count)]));
    let sets = view.sets();
    let mut left = page.rows(count);
    for group in view.groups() {
        if left == 0 {
            break;
        }
        let dpia = view.dpia(group[0].dpia);
        page.blank();
        page.paragraph(0, 2, Style::Heading, &who(&dpia.key, dpia.label()));
        if let Some(set) = sets.iter().find(|set| set.dpia == group[0].dpia) {
            let text = texts.set.fill(&[("count", &set.activities.len()), ("shared", &shared(&wording, set))]);
            page.paragraph(2, 0, Style::Plain, &text);
        }
        for one in group.iter().take(left) {
            let activity = view.activity(one.activity);
            let head = texts.suggestion.fill(&[
                ("word", &texts.likelihood.of(likelihood(one.score))),
                ("percent", &percent(one.score)),
                ("activity", &who(&activity.key, activity.label())),
            ]);
            page.paragraph(2, 2, Style::Plain, &head);
            page.paragraph(6, 0, Style::Dim, &reasons(&wording, &one.evidence));
        }
        left -= group.len().min(left);
    }
    let shown = page.rows(count);
    if shown < count {
        let more = texts.more.form(count - shown).fill(&[("count", &(count - shown))]);
        page.blank();
        page.paragraph(0, 2, Style::Dim, &more);
    }
    let dpias: Vec<_> = view.without.dpias.iter().map(|index| view.dpia(*index)).collect();
    let dpias: Vec<String> = dpias.iter().map(|dpia| who(&dpia.key, dpia.label())).collect();
    without(&mut page, &texts.dpias_without, &texts.more, &dpias);
    let activities: Vec<_> = view.without.activities.iter().map(|index| view.activity(*index)).collect();
    let activities: Vec<String> =
        activities.iter().map(|activity| who(&activity.key, activity.label())).collect();
    without(&mut page, &texts.activities_without, &texts.more, &activities);
    if !dpias.is_empty() || !activities.is_empty() {
        page.paragraph(2, 0, Style::Dim, &texts.no_candidates);
    }
    if count > 0 {
        page.blank();
        page.paragraph(0, 2, Style::Plain, &texts.next);
    }
    page.finish()
}

/// A list of what nothing is suggested for.
fn without(page: &mut Page, heading: &Counted, more: &Counted, names: &[String]) {
    if names.is_empty() {
        return;
    }
    page.heading(Style::Heading, &heading.form(names.len()).fill(&[("count", &names.len())]));
    let shown = page.rows(names.len());
    names[..shown].iter().for_each(|name| page.paragraph(2, 2, Style::Plain, name));
    let hidden = names.len() - shown;
    if hidden > 0 {
        page.paragraph(2, 2, Style::Dim, &more.form(hidden).fill(&[("count", &hidden)]));
    }
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
    page.finish()
}
