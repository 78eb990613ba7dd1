//! The findings for a person: each rule told once, with the records that it concerns.

use super::sentences::{Sentences, completeness, counts};
use super::shares::Share;
use super::view::CheckView;
use crate::art30::{CheckRule, Finding};
use crate::model::Severity;
use crate::report::common::page::{Page, Style, TextOptions, padded};
use crate::report::common::quote::quoted;
use crate::report::common::reading::foot;
use crate::report::common::unsettled::first;
use crate::report::common::wording::joined;

/// Writes the findings for a person, by rule: why the law asks, how to mend it, and where.
pub fn text(view: &CheckView<'_>, options: TextOptions) -> String {
    let sentences = Sentences::new(view);
    let mut report = Report { view, s: &sentences, page: Page::new(options) };
    report.head();
    for (rule, severity, findings) in view.by_rule() {
        report.rule(rule, severity, &findings);
    }
    report.waivers();
    report.missing_columns();
    report.completeness();
    foot(&mut report.page, &sentences.wording, view.import);
    report.page.finish()
}

/// Columns that the name of a unit or a question may take.
const WIDEST_KEY: usize = 64;

struct Report<'v, 'a> {
    view: &'v CheckView<'a>,
    s: &'v Sentences<'v, 'a>,
    page: Page,
}

pub(super) fn style(severity: Severity) -> Style {
    match severity {
        Severity::Error => Style::Error,
        Severity::Warning => Style::Warning,
        Severity::Note => Style::Heading,
    }
}

impl Report<'_, '_> {
    fn head(&mut self) {
        let (view, s) = (self.view, self.s);
        self.page.heading(Style::Heading, &s.title());
        let files = crate::report::gaps::files(view.import);
        let files = joined(files.iter().map(|(file, _)| quoted(file)));
        self.page.paragraph(0, 2, Style::Plain, &s.texts.read.fill(&[("files", &files)]));
        first(&mut self.page, &s.wording, view.import);
        let counted = [counts(view, &s.wording), completeness(view, &s.wording)];
        for line in s.filtered().into_iter().chain(counted).chain(s.ignored()) {
            self.page.paragraph(0, 2, Style::Plain, &line);
        }
        if let Some(nothing) = s.nothing() {
            self.page.blank();
            self.page.paragraph(0, 0, Style::Plain, nothing);
        }
    }

    fn rule(&mut self, rule: &CheckRule, severity: Severity, findings: &[&Finding]) {
        let s = self.s;
        self.page.heading(style(severity), &s.rule(rule, severity, findings.len()));
        self.page.paragraph(2, 0, Style::Plain, s.wording.local(&rule.why));
        for line in [Some(s.remedy(rule)), s.good(rule)].into_iter().flatten() {
            self.page.paragraph(2, 2, Style::Plain, &line);
        }
        self.page.paragraph(2, 2, Style::Dim, &s.source(rule));
        let shown = self.page.rows(findings.len());
        for finding in &findings[..shown] {
            self.finding(finding, rule.message.sv.contains("{value}"));
        }
        if shown < findings.len() {
            let rest = findings.len() - shown;
            let more = s.texts.more.form(rest).fill(&[("count", &rest)]);
            self.page.paragraph(4, 2, Style::Dim, &more);
        }
    }

    /// Who and where; what was written only where the rule speaks of it.
    fn finding(&mut self, finding: &Finding, tells_value: bool) {
        let s = self.s;
        let row = s.texts.finding.fill(&[("who", &s.who(finding)), ("place", &s.place(finding))]);
        self.page.paragraph(4, 4, Style::Plain, &row);
        if tells_value {
            self.page.paragraph(8, 2, Style::Dim, &self.view.message(finding));
        }
    }

    /// What people have accepted, and which of those decisions count.
    fn waivers(&mut self) {
        let waivers = &self.view.checked.waivers;
        if waivers.is_empty() {
            return;
        }
        self.page.heading(Style::Heading, &self.s.waived());
        waivers.iter().for_each(|one| self.page.paragraph(2, 2, Style::Plain, &self.s.waiver(one)));
    }

    fn missing_columns(&mut self) {
        let lines = self.s.missing_columns();
        if lines.is_empty() {
            return;
        }
        self.page.heading(Style::Heading, &self.s.texts.missing_title);
        self.page.paragraph(2, 0, Style::Plain, &self.s.texts.missing_why);
        lines.iter().for_each(|line| self.page.paragraph(2, 2, Style::Plain, line));
    }

    fn completeness(&mut self) {
        let lists = self.s.shares();
        if lists.is_empty() {
            return;
        }
        self.page.heading(Style::Heading, &self.s.texts.completeness_title);
        self.page.paragraph(2, 0, Style::Plain, &self.s.texts.completeness_how);
        lists.into_iter().for_each(|(title, shares)| self.shares(title, shares));
    }

    fn shares(&mut self, title: &str, shares: Vec<(String, Share)>) {
        use unicode_width::UnicodeWidthStr;
        self.page.blank();
        self.page.paragraph(2, 0, Style::Plain, title);
        let (done, open): (Vec<_>, Vec<_>) =
            shares.into_iter().partition(|(_, share)| share.answered == share.asked);
        let width = open.iter().map(|(key, _)| key.width()).max().unwrap_or(0).min(WIDEST_KEY);
        for (key, share) in open {
            self.page.row(4, &padded(&key, width), width, Style::Plain, &self.s.share_short(share));
        }
        if let Some(done) = self.s.all_complete(done.len()) {
            self.page.paragraph(4, 2, Style::Plain, &done);
        }
    }
}
