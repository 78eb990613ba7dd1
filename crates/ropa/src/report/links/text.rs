//! Ties for a person.

use super::view::{LinksView, percent, reasons, who};
use crate::report::page::{Page, Style, TextOptions};
use crate::report::reading::foot;

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
