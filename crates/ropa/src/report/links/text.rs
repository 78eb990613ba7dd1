//! Links for a person.

use super::view::{SuggestionsView, likelihood, percent, reasons, shared, who};
use crate::report::common::page::{Page, Style, TextOptions};
use crate::report::common::reading::foot;
use crate::report::common::unsettled::first;
use crate::text::template::Counted;

/// Writes the suggestions by DPIA: for which processing, how likely, and what speaks for it; what may be covered
/// together; then what nothing is suggested for.
pub fn text(view: &SuggestionsView<'_>, options: TextOptions) -> String {
    let wording = view.wording();
    let texts = &wording.texts.links;
    let mut page = Page::new(options);
    let count = view.suggestions.len();
    page.heading(Style::Heading, &texts.title.fill(&[("date", &view.as_of)]));
    first(&mut page, &wording, view.import);
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
            let text =
                texts.set.fill(&[("count", &set.activities.len()), ("shared", &shared(&wording, set))]);
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
    foot(&mut page, &wording, view.import);
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
