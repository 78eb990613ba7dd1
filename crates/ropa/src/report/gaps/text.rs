//! The list of gaps as text for a person.

use super::command::NextCommand;
use super::group::Group;
use super::head;
use super::next;
use super::rank::{FIRST, RankWords, families, family};
use super::row::{Row, handle};
use super::view::{GapView, GroupBy};
use crate::gaps::{Assessment, GapKind, LinkIssue, Summary};
use crate::import::Notice;
use crate::law::FactId;
use crate::ledger::AnswerStatus;
use crate::model::{AnyField, Severity};
use crate::report::Shell;
use crate::report::common::page::{Page, Style, TextOptions, right};
use crate::report::common::quote::name;
use crate::report::common::reading::foot;
use crate::report::common::unsettled::{first, possible_columns};
use crate::report::common::wording::{Wording, joined, joined_by};
use crate::screening::gather::answering_fields;
use crate::screening::{DecisionKind, NeedVerdict};
use crate::text::variants::IntoEnumIterator;
use std::collections::BTreeMap;
use unicode_width::UnicodeWidthStr;

/// Writes the list for a person: figures first, then what to act on, what to find out and what to
/// consider, and at the end what to do next.
///
/// Commands that help are written as one calls them without options.
pub fn text(view: &GapView<'_>, options: TextOptions) -> String {
    let files: Vec<&str> = view.files().into_iter().map(|(file, _)| &**file).collect();
    let command_line = |command: &NextCommand| command.line(&files, Shell::default());
    let wording = view.wording();
    let ranked = view.shown().filter(|assessment| assessment.rank.is_some());
    let first = ranked.take(FIRST).map(|assessment| assessment.activity).collect();
    let mut list =
        List { view, wording: &wording, page: Page::new(options), command_line: &command_line, first };
    list.top();
    list.summary();
    match view.groups() {
        Some(groups) => list.groups(&groups),
        None => {
            list.first();
            list.errors();
            list.warnings();
            list.notes();
        }
    }
    list.nothing();
    list.conflicts();
    list.reasoned();
    list.references();
    list.remarks();
    list.orphans();
    list.decisions();
    list.ties();
    list.answers();
    list.import();
    list.next();
    list.page.finish()
}

/// How many activities are named where a remark concerns many.
const NAMED: usize = 5;

struct List<'v, 'a> {
    view: &'v GapView<'a>,
    wording: &'v Wording<'a>,
    page: Page,
    command_line: &'v dyn Fn(&NextCommand) -> String,
    /// The activities that come first in the order of work.
    first: Vec<usize>,
}

impl<'v, 'a> List<'v, 'a> {
    fn number(&self, count: usize) -> String {
        self.wording.lang.number(count)
    }

    fn row(&self, assessment: &'a Assessment) -> Row<'v, 'a> {
        Row::new(self.view, self.wording, assessment)
    }

    fn with_gap(&self, severity: Severity) -> Vec<&'a Assessment> {
        let of = |a: &&Assessment| a.gap.as_ref().is_some_and(|gap| gap.severity == severity);
        self.view.shown().filter(of).collect()
    }

    /// Documents that could not be read: what they hold is not in the list.
    fn unread(&mut self) {
        if let Some(line) = head::unread(self.view, self.wording) {
            self.page.paragraph(0, 6, Style::Warning, &line);
        }
    }

    fn top(&mut self) {
        let top = &self.wording.texts.gaps.top;
        self.page.heading(Style::Heading, &top.title.fill(&[("date", &self.view.assessed.as_of())]));
        let files = head::files(self.view, self.wording);
        let packs = head::packs(self.view, self.wording);
        self.page.paragraph(0, 6, Style::Dim, &top.read.fill(&[("files", &files)]));
        self.unread();
        first(&mut self.page, self.wording, self.view.import());
        self.page.paragraph(0, 7, Style::Dim, &top.packs.fill(&[("packs", &packs)]));
        if let Some(filtered) = head::filtered(self.view, self.wording) {
            self.page.paragraph(0, 7, Style::Plain, &filtered);
        }
        if self.view.assessed.assessments.is_empty() {
            return;
        }
        // What a column that was not read may ask is not said to be asked nowhere.
        let possible = possible_columns(self.view.import());
        let may_be_asked = |criterion: &FactId| {
            let fields = answering_fields(*criterion);
            possible.iter().any(|(_, _, field)| fields.iter().any(|of| AnyField::from(*of) == *field))
        };
        let all = &self.view.assessed.not_asked;
        let not_asked: Vec<FactId> = all.iter().copied().filter(|one| !may_be_asked(one)).collect();
        let questions = if all.is_empty() {
            top.all_asked.clone()
        } else if not_asked.is_empty() {
            return;
        } else {
            top.not_asked.fill(&[("criteria", &self.wording.labels(not_asked))])
        };
        self.page.blank();
        self.page.paragraph(0, 0, Style::Plain, &questions);
    }

    fn summary(&mut self) {
        let words = &self.wording.texts.gaps.summary;
        let summary = self.view.summary();
        let total = summary.activities;
        let title = words.title.form(total).fill(&[("count", &self.number(total))]);
        self.page.heading(Style::Heading, &title);
        let verdicts = NeedVerdict::iter().filter_map(|verdict| {
            Some((self.wording.verdict(verdict).to_string(), *summary.verdicts.get(&verdict)?))
        });
        self.figures(&words.need, verdicts.collect(), total);
        let mut gaps: Vec<_> = Vec::new();
        for severity in Severity::iter() {
            for kind in GapKind::iter() {
                let of = |a: &&Assessment| {
                    a.gap.as_ref().is_some_and(|gap| gap.kind == kind && gap.severity == severity)
                };
                let count = self.view.shown().filter(of).count();
                if count > 0 {
                    let label = format!(
                        "{} ({})",
                        self.wording.gap(kind),
                        self.wording.severity(severity).to_lowercase()
                    );
                    gaps.push((label, count));
                }
            }
        }
        self.figures(&self.view.worklist(self.wording), gaps, total);
        self.only_noted(&summary);
    }

    /// Figures under each other, each out of how many.
    fn figures(&mut self, title: &str, figures: Vec<(String, usize)>, total: usize) {
        let words = &self.wording.texts.gaps.summary;
        self.page.paragraph(2, 0, Style::Plain, title);
        if figures.is_empty() {
            self.page.paragraph(4, 0, Style::Plain, &words.none);
        }
        let digits = figures.iter().map(|(_, count)| self.number(*count).width()).max().unwrap_or(0);
        for (label, count) in figures {
            let count = right(&self.number(count), digits);
            let of = words.of.fill(&[("count", &count), ("total", &self.number(total))]);
            self.page.row(4, &of, of.width(), Style::Plain, &label);
        }
    }

    fn only_noted(&mut self, summary: &Summary) {
        for (standing, count) in &summary.only_noted {
            let text = self.wording.texts.gaps.summary.only_noted.form(*count);
            let standing = self.wording.standing(*standing);
            let text = text.fill(&[("count", &self.number(*count)), ("standing", &standing)]);
            self.page.paragraph(4, 0, Style::Plain, &text);
        }
    }

    /// The first in the order of work, each with why.
    fn first(&mut self) {
        let is_first = |one: &&'a Assessment| self.first.contains(&one.activity);
        let first: Vec<_> = self.view.shown().filter(is_first).collect();
        if first.is_empty() {
            return;
        }
        let texts = &self.wording.texts.rank;
        let total = self.view.summary().gap_total();
        let (count, total) = (self.number(first.len()), self.number(total));
        let title = texts.first.form(first.len()).fill(&[("count", &count), ("total", &total)]);
        self.page.heading(Style::Heading, &title);
        self.page.paragraph(0, 0, Style::Plain, &texts.sentence);
        self.page.blank();
        self.list(&first, Self::first_row);
    }

    /// One of the first, told as what it is: to act on or to find out about.
    fn first_row(&mut self, assessment: &'a Assessment, width: usize) {
        match assessment.gap.as_ref().map(|gap| gap.severity) {
            Some(Severity::Warning) => self.ask(assessment, width),
            _ => self.act(assessment, width),
        }
    }

    /// Those that do not stand among the first; a line says how many do.
    fn beyond_first(&mut self, assessments: &[&'a Assessment]) -> Vec<&'a Assessment> {
        let beyond = |one: &&&'a Assessment| !self.first.contains(&one.activity);
        let rest: Vec<_> = assessments.iter().filter(beyond).copied().collect();
        let above = assessments.len() - rest.len();
        if above > 0 {
            let said = self.wording.texts.rank.above.form(above).fill(&[("count", &self.number(above))]);
            self.page.paragraph(2, 0, Style::Plain, &said);
        }
        rest
    }

    fn errors(&mut self) {
        let errors = self.with_gap(Severity::Error);
        if errors.is_empty() {
            return;
        }
        let title = self.wording.texts.gaps.group.errors.form(errors.len());
        self.page.heading(Style::Error, &title.fill(&[("count", &self.number(errors.len()))]));
        let rest = self.beyond_first(&errors);
        if !rest.is_empty() {
            self.page.paragraph(2, 0, Style::Plain, &self.wording.texts.rank.rest);
            self.by_family(&rest);
        }
    }

    /// Gaps by family, the family of the foremost first; cut where there are many.
    fn by_family(&mut self, assessments: &[&'a Assessment]) {
        let mut left = self.page.rows(assessments.len());
        for (of, members) in families(assessments) {
            let shown = &members[..members.len().min(left)];
            if shown.is_empty() {
                break;
            }
            left -= shown.len();
            let of = family(self.wording, of);
            let count = self.number(members.len());
            let title = self.wording.texts.rank.family.fill(&[("family", &of), ("count", &count)]);
            self.page.blank();
            self.page.paragraph(2, 0, Style::Heading, &title);
            self.list(shown, Self::act);
        }
        self.more(assessments.len() - self.page.rows(assessments.len()));
    }

    /// The rows of a list, cut where it is long.
    fn list(&mut self, assessments: &[&'a Assessment], each: fn(&mut Self, &'a Assessment, usize)) {
        let shown = self.page.rows(assessments.len());
        let handles = assessments[..shown].iter().map(|assessment| self.row(assessment).handle().width());
        let width = handles.max().unwrap_or(0).min(16);
        for assessment in &assessments[..shown] {
            each(self, assessment, width);
        }
        self.more(assessments.len() - shown);
    }

    fn more(&mut self, count: usize) {
        if count > 0 {
            let more = self.wording.texts.gaps.group.more.form(count);
            self.page.paragraph(4, 4, Style::Dim, &more.fill(&[("count", &self.number(count))]));
        }
    }

    /// The place in the order of work; of the first also why.
    fn place(&self, assessment: &'a Assessment) -> Vec<String> {
        let words = RankWords::of(self.view, self.wording, assessment);
        let Some(rank) = words else { return Vec::new() };
        match self.first.contains(&assessment.activity) {
            true => std::iter::once(rank.because()).chain(rank.within_step()).collect(),
            false => vec![rank.place()],
        }
    }

    /// A gap to act on: what is met, by which rule, and what is linked.
    fn act(&mut self, assessment: &'a Assessment, width: usize) {
        let words = &self.wording.texts.gaps.row;
        let row = self.row(assessment);
        self.page.row(4, &row.handle(), width, Style::Plain, &row.head());
        let mut parts: Vec<String> =
            assessment.gap.iter().map(|gap| self.wording.gap(gap.kind).to_string()).collect();
        parts.push(words.verdict.fill(&[("verdict", &self.wording.verdict(assessment.need.verdict))]));
        if let Some(since) = assessment.gap.as_ref().and_then(|gap| gap.since) {
            parts.push(words.since.fill(&[("date", &since)]));
        }
        parts.extend(
            assessment
                .standing
                .map(|standing| words.standing.fill(&[("standing", &self.wording.standing(standing))])),
        );
        let met = row.met_in_words();
        if !met.is_empty() {
            parts.push(words.met.fill(&[("criteria", &met)]));
        }
        let mut lines = self.place(assessment);
        lines.push(parts.join(" | "));
        if assessment.gap.as_ref().is_some_and(|gap| gap.began_earlier) {
            lines.push(words.began_earlier.clone());
        }
        lines.extend(row.resembles());
        // That two criteria presume a need is said by the verdict; a demand of its own is named.
        if assessment.need.verdict == NeedVerdict::Required {
            lines.extend(row.strongest_rule().map(|rule| words.rules.fill(&[("rules", &rule)])));
        }
        let link = row.link();
        lines.extend(link.lines().map(|link| words.link.fill(&[("link", &link)])));
        lines.extend(
            row.candidate_in_words().map(|candidate| words.candidate.fill(&[("candidate", &candidate)])),
        );
        let recorded = !self.view.assessed.decisions().is_empty() && assessment.decision().is_some();
        let incomplete = assessment.gap.as_ref().is_some_and(|gap| gap.kind == GapKind::DecisionIncomplete);
        if incomplete || recorded {
            lines.push(row.decision());
        }
        for line in lines {
            self.page.paragraph(4 + width + 2, 2, Style::Plain, &line);
        }
    }

    fn warnings(&mut self) {
        let warnings = self.with_gap(Severity::Warning);
        if warnings.is_empty() {
            return;
        }
        let group = &self.wording.texts.gaps.group;
        let title = group.warnings.form(warnings.len()).fill(&[("count", &self.number(warnings.len()))]);
        self.page.heading(Style::Warning, &title);
        let warnings = self.beyond_first(&warnings);
        let mut lows: Vec<usize> = warnings.iter().map(|assessment| assessment.need.low).collect();
        lows.sort_unstable();
        lows.dedup();
        for low in lows.into_iter().rev() {
            let alike: Vec<_> =
                warnings.iter().filter(|assessment| assessment.need.low == low).copied().collect();
            let rows = self.number(alike.len());
            let title = match low {
                0 => group.met_none.fill(&[("rows", &rows)]),
                1 => group.met_one.fill(&[("rows", &rows)]),
                _ => group.met.form(low).fill(&[("count", &low), ("rows", &rows)]),
            };
            self.page.blank();
            self.page.paragraph(2, 0, Style::Heading, &title);
            self.list(&alike, Self::ask);
        }
    }

    /// A case to find out about: what is met, and what to ask.
    fn ask(&mut self, assessment: &'a Assessment, width: usize) {
        let words = &self.wording.texts.gaps.row;
        let row = self.row(assessment);
        self.page.row(4, &row.handle(), width, Style::Plain, &row.head());
        // Of the others the heading says as much.
        let place = self.place(assessment).into_iter().filter(|_| self.first.contains(&assessment.activity));
        for line in place {
            self.page.paragraph(4 + width + 2, 2, Style::Plain, &line);
        }
        let mut parts = Vec::new();
        let contradicted = row.contradicted();
        if !contradicted.is_empty() {
            parts.push(words.contradicted.fill(&[("facts", &contradicted)]));
        }
        parts.extend(row.resembles());
        let met = row.met_in_words();
        if !met.is_empty() {
            parts.push(words.met.fill(&[("criteria", &met)]));
        }
        let hinted = row.hinted();
        if !hinted.is_empty() {
            parts.push(words.ask_first.fill(&[("questions", &hinted)]));
        }
        let others = row.other_questions();
        if parts.is_empty() {
            // Nothing points anywhere: one line, and the questionnaire asks.
            parts.push(words.no_sign.clone());
        } else if !others.is_empty() {
            let others = joined(
                others.into_iter().map(|id| if id.is_criterion() { id.id() } else { self.wording.short(id) }),
            );
            parts.push(words.ask.fill(&[("questions", &others)]));
        } else if hinted.is_empty() && contradicted.is_empty() && row.resembles().is_none() {
            parts.push(words.not_asked_only.clone());
        }
        let link = row.link();
        parts.extend(link.lines().map(|link| words.link.fill(&[("link", &link)])));
        self.page.paragraph(4 + width + 2, 2, Style::Plain, &parts.join(" | "));
        if let Some(candidate) = row.candidate_in_words() {
            let candidate = words.candidate.fill(&[("candidate", &candidate)]);
            self.page.paragraph(4 + width + 2, 2, Style::Plain, &candidate);
        }
    }

    fn notes(&mut self) {
        let notes = self.with_gap(Severity::Note);
        if !notes.is_empty() {
            let title = self.wording.texts.gaps.group.notes.form(notes.len());
            self.page.heading(Style::Heading, &title.fill(&[("count", &self.number(notes.len()))]));
            let rest = self.beyond_first(&notes);
            self.list(&rest, Self::act);
        }
    }

    /// The gaps of each group, errors first.
    fn groups(&mut self, groups: &[Group<'a>]) {
        let texts = &self.wording.texts.gaps.group;
        let title = match self.view.group_by {
            Some(GroupBy::Process) => &texts.by_process,
            _ => &texts.by_unit,
        };
        self.page.heading(Style::Heading, title);
        for group in groups {
            let counts: Vec<String> = Severity::iter()
                .map(|severity| (severity, group.count(severity)))
                .filter(|(_, count)| *count > 0)
                .map(|(severity, count)| {
                    let count = self.number(count);
                    texts
                        .severity_count
                        .fill(&[("count", &count), ("severity", &self.wording.severity(severity))])
                })
                .collect();
            let gaps = if counts.is_empty() { texts.no_gap.clone() } else { joined(counts) };
            let activities = group.assessments.len();
            let counted = self.wording.texts.coverage.row.activities.form(activities);
            let activities = counted.fill(&[("count", &self.number(activities))]);
            let key = self.wording.group(group.key.as_deref());
            let heading = texts.heading.fill(&[("key", &key), ("activities", &activities), ("gaps", &gaps)]);
            self.page.blank();
            self.page.paragraph(2, 2, Style::Heading, &heading);
            let ranked: Vec<&Assessment> =
                Severity::iter().flat_map(|severity| group.gaps(severity)).collect();
            self.list(&ranked, Self::in_group);
        }
    }

    /// A gap in a group, which says itself how serious it is and of what kind.
    fn in_group(&mut self, assessment: &'a Assessment, width: usize) {
        let Some(gap) = &assessment.gap else { return };
        let row = self.row(assessment);
        let label = name(row.activity.label()).to_string();
        self.page.row(4, &row.handle(), width, Style::Plain, &label);
        let (severity, kind) = (self.wording.severity(gap.severity), self.wording.gap(gap.kind));
        let line = self.wording.texts.gaps.group.severity.fill(&[("severity", &severity), ("gap", &kind)]);
        let style = match gap.severity {
            Severity::Error => Style::Error,
            Severity::Warning => Style::Warning,
            Severity::Note => Style::Plain,
        };
        self.page.paragraph(4 + width + 2, 2, style, &line);
    }

    fn nothing(&mut self) {
        let group = &self.wording.texts.gaps.group;
        if self.view.selection.shown.is_empty() {
            self.page.heading(Style::Warning, &group.no_activities);
        } else if self.view.shown().all(|assessment| assessment.gap.is_none()) {
            self.page.heading(Style::Heading, &group.nothing);
        }
    }

    /// A list of short lines under a heading with their number.
    fn lines(&mut self, title: &crate::text::template::Counted, lines: Vec<(String, String)>) {
        if lines.is_empty() {
            return;
        }
        self.page
            .heading(Style::Heading, &title.form(lines.len()).fill(&[("count", &self.number(lines.len()))]));
        let shown = self.page.rows(lines.len());
        let width = lines[..shown].iter().map(|(first, _)| first.width()).max().unwrap_or(0).min(16);
        for (first, text) in &lines[..shown] {
            self.page.row(4, first, width, Style::Plain, text);
        }
        self.more(lines.len() - shown);
    }

    fn conflicts(&mut self) {
        let mut lines = Vec::new();
        for assessment in self.view.shown() {
            let handle = self.row(assessment).handle();
            let conflicts = assessment.facts.conflicts.iter();
            lines.extend(conflicts.map(|conflict| (handle.clone(), self.wording.conflict(conflict))));
        }
        self.lines(&self.wording.texts.gaps.more.conflicts, lines);
    }

    /// Nos that stand by their reasons against the content: they may rule a DPIA out, so somebody should read them.
    fn reasoned(&mut self) {
        let mut lines = Vec::new();
        for assessment in self.view.shown() {
            let handle = self.row(assessment).handle();
            let reasoned = assessment.facts.reasoned.iter();
            lines.extend(reasoned.map(|no| (handle.clone(), self.wording.reasoned_no(no))));
        }
        self.lines(&self.wording.texts.gaps.more.reasoned, lines);
    }

    /// References of activities that have no gap of their own for it, and so are not shown above.
    fn references(&mut self) {
        let mut lines = Vec::new();
        for assessment in self.view.shown().filter(|assessment| assessment.gap.is_none()) {
            let row = self.row(assessment);
            lines.extend(row.unresolved().into_iter().map(|reference| (row.handle(), reference)));
        }
        self.lines(&self.wording.texts.gaps.more.references, lines);
    }

    /// What there is to say of the DPIAs of activities that have no gap, and that is not said above.
    fn remarks(&mut self) {
        let dpias = &self.view.assessed.register().dpias;
        let mut said: BTreeMap<(usize, String), Vec<String>> = BTreeMap::new();
        for assessment in self.view.shown().filter(|assessment| assessment.gap.is_none()) {
            for link in &assessment.resolution.links {
                for remark in &link.remarks {
                    let about = (link.link.dpia, self.wording.remark(remark));
                    said.entry(about).or_default().push(self.row(assessment).handle());
                }
            }
        }
        let words = &self.wording.texts.gaps.more;
        let line = |((dpia, remark), handles): ((usize, String), Vec<String>)| {
            let named = joined(handles.iter().take(NAMED));
            let for_whom = match handles.len().saturating_sub(NAMED) {
                0 => words.remark.fill(&[("remark", &remark), ("activities", &named)]),
                more => words.remark_more.fill(&[
                    ("remark", &remark),
                    ("activities", &named),
                    ("count", &self.number(more)),
                ]),
            };
            (handle(&dpias[dpia]), for_whom)
        };
        let lines = said.into_iter().map(line).collect();
        self.lines(&self.wording.texts.gaps.more.remarks, lines);
    }

    /// Every recorded decision with how it stands, and those that no activity has.
    fn decisions(&mut self) {
        let (view, words) = (self.view, &self.wording.texts.gaps.more);
        let kind = |kind: DecisionKind| self.wording.lang.words().decision_kind.of(kind.into());
        let mut lines = Vec::new();
        if view.assessed.decisions().is_empty() {
            return;
        }
        for assessment in view.shown() {
            for decision in &assessment.decisions {
                let state = self.wording.decision_state(decision);
                let said = words.decision.fill(&[("kind", &kind(decision.kind)), ("state", &state)]);
                lines.push((self.row(assessment).handle(), said));
            }
        }
        for orphan in &view.assessed.orphan_decisions {
            let recorded = &view.assessed.decisions()[orphan.decision];
            let labels = orphan.candidates.iter().map(|index| {
                let activity = &view.assessed.register().activities[*index];
                format!("{} ({})", name(activity.label()), name(&activity.key))
            });
            let candidates = joined(labels);
            let candidates = match candidates.is_empty() {
                true => String::new(),
                false => words.decision_candidates.fill(&[("candidates", &candidates)]),
            };
            let who = recorded.name.as_deref().or(recorded.key.as_deref()).unwrap_or_default();
            let said = words.decision_orphan.fill(&[
                ("cell", &self.wording.cell(&recorded.cell)),
                ("kind", &kind(recorded.kind)),
                ("candidates", &candidates),
            ]);
            lines.push((name(who).to_string(), said));
        }
        self.lines(&words.decisions, lines);
    }

    /// The ties that have lost their activity or their DPIA, with what they may mean.
    fn ties(&mut self) {
        let (assessed, texts) = (self.view.assessed, self.wording.texts);
        let words = &texts.gaps.more;
        let label = |key: &str, label: &str| format!("{} ({})", name(label), name(key));
        let line = |row: usize| {
            let (tie, state) = (&assessed.links()[row], &assessed.traced_links[row]);
            let activities = state.activity_candidates.iter().map(|index| {
                let activity = &assessed.register().activities[*index];
                label(&activity.key, activity.label())
            });
            let dpias = state.dpia_candidates.iter().map(|index| {
                let dpia = &assessed.register().dpias[*index];
                label(&dpia.key, dpia.label())
            });
            let lost = [
                (state.activity.is_none(), LinkIssue::Orphaned, joined(activities)),
                (state.dpia.is_none(), LinkIssue::DpiaGone, joined(dpias)),
            ];
            let issues = lost.into_iter().filter(|(lost, ..)| *lost).map(|(_, issue, candidates)| {
                let issue = texts.links.ties.issue.of(issue.into());
                match candidates.is_empty() {
                    true => issue.to_string(),
                    false => {
                        format!("{issue}{}", words.decision_candidates.fill(&[("candidates", &candidates)]))
                    }
                }
            });
            let said = words.orphan_link.fill(&[
                ("choice", &texts.links.choice.of(tie.choice.into())),
                ("cell", &self.wording.cell(&tie.cell)),
                ("issues", &joined_by("; ", issues)),
            ]);
            let who =
                |text: Option<&str>, key: Option<&str>| name(text.or(key).unwrap_or_default()).to_string();
            let activity = who(tie.name.as_deref(), tie.activity.as_deref());
            (format!("{activity} <- {}", who(tie.title.as_deref(), tie.dpia.as_deref())), said)
        };
        let lines = assessed.orphan_links().map(line).collect();
        self.lines(&words.orphan_links, lines);
    }

    /// The answers beside the register that do not count, or that the register has moved away from.
    fn answers(&mut self) {
        let view = self.view;
        let shown: std::collections::BTreeSet<usize> = view.shown().map(|one| one.activity).collect();
        let mut lines = Vec::new();
        let mut counted = 0;
        for (answer, state) in view.assessed.answers().iter().zip(&view.assessed.answer_states) {
            if state.activity.is_some_and(|index| !shown.contains(&index)) {
                continue;
            }
            if state.standing == AnswerStatus::Counts {
                counted += 1;
                if state.changed.is_empty() {
                    continue;
                }
            }
            let handle = match state.activity.map(|index| &view.assessed.register().activities[index]) {
                Some(activity) => activity.key.to_string(),
                None => {
                    let written = answer.activity.as_deref().or(answer.name.as_deref());
                    name(written.unwrap_or_default()).to_string()
                }
            };
            lines.push((handle, self.wording.answer_state(answer, state, view.assessed.register())));
        }
        let words = &self.wording.texts.screen.answers;
        self.lines(&words.title, lines);
        if counted > 0 {
            let told = words.counted.form(counted).fill(&[("count", &self.number(counted))]);
            self.page.blank();
            self.page.paragraph(0, 0, Style::Dim, &told);
        }
    }

    fn orphans(&mut self) {
        let dpias = &self.view.assessed.register().dpias;
        let line = |index: &usize| {
            let dpia = &dpias[*index];
            let title =
                if dpia.label() == &*dpia.key { String::new() } else { name(dpia.label()).to_string() };
            let place = self.wording.place(&dpia.origin);
            (handle(dpia), if title.is_empty() { place } else { format!("{title} ({place})") })
        };
        let lines = self.view.assessed.orphan_dpias.iter().map(line).collect();
        self.lines(&self.wording.texts.gaps.more.orphans, lines);
    }

    fn import(&mut self) {
        let more = &self.wording.texts.gaps.more;
        let counts = &self.wording.texts.gaps.notice;
        let import = self.view.import();
        let notices = |of: fn(&Notice) -> bool| import.notices.iter().filter(|notice| of(notice)).count();
        let known = [
            (&counts.not_understood, import.not_understood.len()),
            (&counts.duplicate_id, notices(|notice| matches!(notice, Notice::DuplicateId { .. }))),
            (&counts.duplicate_name, notices(|notice| matches!(notice, Notice::DuplicateName { .. }))),
            (&counts.stray, notices(|notice| matches!(notice, Notice::Stray { .. }))),
            (&counts.hidden_sheet, notices(|notice| matches!(notice, Notice::HiddenSheet { .. }))),
            (&counts.no_table, notices(|notice| matches!(notice, Notice::NoTable { .. }))),
            (&counts.other_table, notices(|notice| matches!(notice, Notice::OtherTable { .. }))),
            (&counts.said_of_all, notices(|notice| matches!(notice, Notice::SharedAnswer { .. }))),
            (&counts.overview, notices(|notice| matches!(notice, Notice::Overview { .. }))),
            (&counts.subset, notices(|notice| matches!(notice, Notice::Subset { .. }))),
            (&counts.versions, notices(|notice| matches!(notice, Notice::Versions { .. }))),
            (&counts.hidden_lines, notices(|notice| matches!(notice, Notice::HiddenLines { .. }))),
            (&counts.uneven_pairs, notices(|notice| matches!(notice, Notice::UnevenPairs { .. }))),
        ];
        self.page.heading(Style::Heading, &more.import);
        let said: Vec<_> = known
            .iter()
            .filter(|(_, count)| *count > 0)
            .map(|(text, count)| text.form(*count).fill(&[("count", &self.number(*count))]))
            .collect();
        if !said.is_empty() {
            self.page.paragraph(2, 0, Style::Plain, &format!("{}. {}", joined(said), more.import_see));
            self.page.verbatim(4, &(self.command_line)(&NextCommand::Inspect));
        }
        let not_asked = &self.view.assessed.dpias_not_asked;
        if !not_asked.is_empty() {
            let questions = joined(not_asked.iter().map(|field| self.wording.dpia_field(*field)));
            let said = more.dpias_not_asked.fill(&[("questions", &questions)]);
            self.page.paragraph(2, 0, Style::Plain, &said);
        }
        foot(&mut self.page, self.wording, import);
    }

    fn next(&mut self) {
        let steps = next::steps(self.view, self.wording);
        if steps.is_empty() {
            return;
        }
        self.page.heading(Style::Heading, &self.wording.texts.gaps.next.title);
        let width = format!("{}.", steps.len()).len();
        for (number, step) in steps.iter().enumerate() {
            self.page.row(2, &format!("{}.", number + 1), width, Style::Plain, &step.text);
            if let Some(command) = &step.command {
                self.page.verbatim(4 + width, &(self.command_line)(command));
            }
        }
    }
}
