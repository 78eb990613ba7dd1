//! Links for a person.

use super::LinkCheckView;
use crate::dpia::LinkState;
use crate::gaps::{CheckedLink, LinkIssue};
use crate::report::common::page::{Page, Style, TextOptions};
use crate::report::common::quote::{name, quoted};
use crate::report::common::reading::foot;
use crate::report::common::unsettled::first;
use crate::report::common::wording::{Wording, joined, joined_by};
use crate::text::template::Counted;

/// Writes every tie, whoever made it: how it was found, and the state of the DPIA.
pub fn list(view: &LinkCheckView<'_>, options: TextOptions) -> String {
    let wording = view.wording();
    let texts = &wording.texts.links.ties;
    let mut page = Page::new(options);
    let lines: Vec<String> = view
        .links()
        .into_iter()
        .map(|link| linked(view, &wording, link))
        .chain(view.other_rows().map(|tie| row(view, &wording, tie)))
        .collect();
    page.heading(Style::Heading, &texts.list.form(lines.len()).fill(&[("count", &lines.len())]));
    first(&mut page, &wording, view.import);
    lines.iter().for_each(|line| page.paragraph(2, 2, Style::Plain, line));
    foot(&mut page, &wording, view.import);
    page.finish()
}

/// Writes what there is to act on among the ties; one line where there is nothing.
pub fn check(view: &LinkCheckView<'_>, options: TextOptions) -> String {
    let wording = view.wording();
    let texts = &wording.texts.links.ties;
    let mut page = Page::new(options);
    let (links, rows) = (view.links().len(), view.check.ledger.len());
    let title = texts.checked.fill(&[("date", &view.assessed.as_of()), ("ties", &links), ("rows", &rows)]);
    page.heading(Style::Heading, &title);
    first(&mut page, &wording, view.import);
    let wrong: Vec<_> = view.check.ledger.iter().filter(|tie| !tie.issues.is_empty()).collect();
    let dpias = &view.assessed.register().dpias;
    let untied = view.check.unlinked_dpias.iter().map(|index| {
        let place = wording.place(&dpias[*index].origin);
        texts.untied_dpia.fill(&[("dpia", &view.dpia(*index)), ("place", &place)])
    });
    let sections: [(&Counted, Vec<String>); 3] = [
        (&texts.wrong, wrong.into_iter().map(|tie| row(view, &wording, tie)).collect()),
        (&texts.in_need, view.check.in_need.iter().map(|index| view.activity(*index)).collect()),
        (&texts.untied, untied.collect()),
    ];
    for (heading, lines) in &sections {
        if lines.is_empty() {
            continue;
        }
        page.heading(Style::Warning, &heading.form(lines.len()).fill(&[("count", &lines.len())]));
        let shown = page.rows(lines.len());
        lines[..shown].iter().for_each(|line| page.paragraph(2, 2, Style::Plain, line));
        if shown < lines.len() {
            let more = lines.len() - shown;
            let more = wording.texts.links.more.form(more).fill(&[("count", &more)]);
            page.paragraph(2, 2, Style::Dim, &more);
        }
    }
    if view.check.is_clean() {
        page.paragraph(2, 2, Style::Plain, &texts.clean);
    }
    foot(&mut page, &wording, view.import);
    page.finish()
}

/// A link: how it was found, by whom it was accepted, what it covers, and the state of the DPIA.
fn linked(view: &LinkCheckView<'_>, wording: &Wording<'_>, link: &LinkState) -> String {
    let texts = &wording.texts.links.ties;
    let mut said = vec![wording.via(&link.link.via)];
    let row = view.row_of(link);
    said.extend(row.and_then(|row| signed(view, wording, row)));
    let scope = link.scope.as_ref();
    said.extend(scope.map(|scope| texts.scope.fill(&[("scope", &quoted(scope))])));
    said.push(wording.state_of(link));
    said.extend(wording.other_remarks(link));
    // What has changed is said by the state.
    let told = |issue: &LinkIssue| *issue != LinkIssue::Overtaken;
    let issues = row.into_iter().flat_map(|row| issues(view, wording, row, told));
    let said = joined_by("; ", said.into_iter().chain(issues));
    let (activity, dpia) = (view.activity(link.link.activity), view.dpia(link.link.dpia));
    texts.tie.fill(&[("activity", &activity), ("dpia", &dpia), ("said", &said)])
}

/// A row of the ledger: what was chosen, by whom, and what is wrong with it.
fn row(view: &LinkCheckView<'_>, wording: &Wording<'_>, tie: &CheckedLink) -> String {
    let texts = &wording.texts.links;
    let recorded = view.tie(tie);
    let [activity, dpia] = view.ends(tie);
    let choice = texts.choice.of(recorded.choice.into()).to_string();
    let said =
        std::iter::once(choice).chain(signed(view, wording, tie)).chain(issues(view, wording, tie, |_| true));
    let said = joined_by("; ", said);
    let line = texts.ties.tie.fill(&[("activity", &activity), ("dpia", &dpia), ("said", &said)]);
    texts.ties.row.fill(&[("tie", &line), ("cell", &wording.cell(&recorded.cell))])
}

/// Who said so, and when.
fn signed(view: &LinkCheckView<'_>, wording: &Wording<'_>, tie: &CheckedLink) -> Option<String> {
    let texts = &wording.texts.links.ties;
    let recorded = view.tie(tie);
    let by = recorded.by.as_deref().map(|by| texts.by.fill(&[("by", &name(by))]));
    let signed = joined_by(" ", by.into_iter().chain(recorded.on.map(|day| day.to_string())));
    (!signed.is_empty()).then_some(signed)
}

fn issues(
    view: &LinkCheckView<'_>,
    wording: &Wording<'_>,
    tie: &CheckedLink,
    told: impl Fn(&LinkIssue) -> bool,
) -> Vec<String> {
    let texts = &wording.texts.links.ties;
    let near = |candidates: String| {
        (!candidates.is_empty()).then(|| texts.candidates.fill(&[("candidates", &candidates)]))
    };
    let said = |issue: &LinkIssue| {
        let word = texts.issue.of((*issue).into()).to_string();
        let detail = match issue {
            LinkIssue::Orphaned => {
                near(joined(tie.state.activity_candidates.iter().map(|index| view.activity(*index))))
            }
            LinkIssue::DpiaGone => {
                near(joined(tie.state.dpia_candidates.iter().map(|index| view.dpia(*index))))
            }
            LinkIssue::Contradicted => Some(wording.via(&tie.also)),
            LinkIssue::Overtaken => {
                Some(joined(tie.state.changed.iter().map(|change| wording.change(change))))
            }
            _ => None,
        };
        match detail {
            Some(detail) => texts.issue_detail.fill(&[("issue", &word), ("detail", &detail)]),
            None => word,
        }
    };
    tie.issues.iter().filter(|issue| told(issue)).map(said).collect()
}
