//! A plan as text for a person.

use super::view::PlanView;
use super::words::PlanWords;
use crate::plan::{Outcome, Work};
use crate::report::common::page::{Page, Style, TextOptions};
use crate::report::common::quote::name;
use crate::report::common::reading::foot;
use crate::report::common::wording::joined_by;
use crate::report::gaps::head;

/// Writes a plan for a person: what it comes to, what to settle first, what exists, what is new, and how much falls in
/// each quarter. Each family has a reason ready to paste where all is asked for.
pub fn text(view: &PlanView<'_>, options: TextOptions) -> String {
    let words = PlanWords::of(view);
    let mut list = List { words: &words, view, all: options.rows.is_none(), page: Page::new(options) };
    list.top();
    list.since();
    list.first();
    list.works(false);
    list.works(true);
    list.load();
    foot(&mut list.page, &words.wording, view.import());
    list.page.finish()
}

struct List<'v, 'a> {
    words: &'v PlanWords<'a>,
    view: &'v PlanView<'a>,
    all: bool,
    page: Page,
}

impl List<'_, '_> {
    fn top(&mut self) {
        let (words, texts) = (self.words, &self.words.texts().top);
        self.page.heading(Style::Heading, &texts.title.fill(&[("date", &self.view.assessed.as_of())]));
        let top = &words.wording.texts.gaps.top;
        let read = top.read.fill(&[("files", &head::files(&words.gaps, &words.wording))]);
        self.page.paragraph(0, 6, Style::Plain, &read);
        let packs = top.packs.fill(&[("packs", &head::packs(&words.gaps, &words.wording))]);
        self.page.paragraph(0, 6, Style::Plain, &packs);
        let unread = head::unread(&words.gaps, &words.wording);
        let filtered = head::filtered(&words.gaps, &words.wording);
        for line in unread.into_iter().chain(filtered) {
            self.page.paragraph(0, 2, Style::Plain, &line);
        }
        self.page.blank();
        self.page.paragraph(0, 0, Style::Heading, &words.result());
        if words.is_empty() {
            return;
        }
        for line in [words.method(), words.limits(), texts.sentence.clone()] {
            self.page.paragraph(0, 0, Style::Plain, &line);
        }
        for line in [words.parted(), words.besides()].into_iter().flatten() {
            self.page.paragraph(0, 0, Style::Plain, &line);
        }
    }

    fn since(&mut self) {
        let lines = self.words.since();
        if lines.is_empty() {
            return;
        }
        self.page.heading(Style::Heading, &self.words.texts().section.since);
        if let Some(last) = self.view.last {
            let kept = self.words.texts().top.kept.fill(&[("file", &name(last))]);
            self.page.paragraph(2, 2, Style::Dim, &kept);
        }
        lines.iter().for_each(|line| self.page.paragraph(2, 2, Style::Plain, line));
    }

    fn first(&mut self) {
        let (words, steps) = (self.words, &self.view.plan.first);
        if steps.is_empty() {
            return;
        }
        let texts = &words.texts().section;
        let title = texts.first.form(steps.len()).fill(&[("count", &words.number(steps.len()))]);
        self.page.heading(Style::Warning, &title);
        let due = texts.first_due.fill(&[("date", &self.view.plan.first_due)]);
        self.page.paragraph(2, 0, Style::Plain, &due);
        let mut kind = None;
        let shown = self.page.rows(steps.len());
        for step in &steps[..shown] {
            if kind != Some(step.kind) {
                kind = Some(step.kind);
                self.page.blank();
                self.page.paragraph(2, 0, Style::Plain, words.first_kind(step.kind));
            }
            let parts = joined_by("; ", words.first_parts(step));
            let line = format!("{}: {parts}", words.named(step.activity));
            self.page.paragraph(4, 2, Style::Plain, &line);
        }
        self.more(steps.len() - shown);
    }

    fn more(&mut self, rest: usize) {
        if rest > 0 {
            let words = self.words;
            let more = words.texts().section.more.form(rest).fill(&[("count", &words.number(rest))]);
            self.page.paragraph(4, 2, Style::Dim, &more);
        }
    }

    fn works(&mut self, new: bool) {
        let words = self.words;
        let works: Vec<&Work> = self.view.plan.works.iter().filter(|work| work.is_new() == new).collect();
        if works.is_empty() {
            return;
        }
        let texts = &words.texts().section;
        let title = if new { &texts.new } else { &texts.existing };
        let title = title.form(works.len()).fill(&[("count", &words.number(works.len()))]);
        self.page.heading(Style::Error, &title);
        let shown = self.page.rows(works.len());
        works[..shown].iter().for_each(|work| self.work(work));
        self.more(works.len() - shown);
    }

    fn work(&mut self, work: &Work) {
        let words = self.words;
        self.page.blank();
        self.page.paragraph(2, 4, Style::Heading, &words.head(work));
        let texts = &words.texts().work;
        let of = |outcome| {
            let what = joined_by("; ", words.conditions(work, outcome));
            (!what.is_empty()).then_some(what)
        };
        let several = work.everything().nth(1).is_some();
        let same = of(Outcome::Same).filter(|_| several).map(|what| texts.same.fill(&[("what", &what)]));
        let differs =
            of(Outcome::Differs).filter(|_| several).map(|what| texts.differs.fill(&[("what", &what)]));
        let open = of(Outcome::NotCompared)
            .filter(|_| several)
            .map(|what| texts.not_compared.fill(&[("what", &what)]));
        let against = words.against(work);
        let why = words.why(work).map(|why| texts.why.fill(&[("reasons", &why)]));
        let lines = [Some(words.covers(work)), words.planned(work), words.covered(work), words.scope(work)];
        let lines = lines.into_iter().chain([Some(words.by_whom(work)), why, same, differs, open, against]);
        let lines = lines.chain([words.alone(work), words.left_out(work)]);
        lines.flatten().for_each(|line| self.page.paragraph(4, 2, Style::Plain, &line));
        if self.all {
            self.page.paragraph(4, 2, Style::Dim, &words.texts().reason.title);
            self.page.paragraph(6, 0, Style::Plain, &words.reason(work));
        }
    }

    fn load(&mut self) {
        let words = self.words;
        if self.view.plan.load.is_empty() {
            return;
        }
        let texts = &words.texts().load;
        self.page.heading(Style::Heading, &words.texts().section.load);
        for load in &self.view.plan.load {
            let line = texts.line.form(load.works).fill(&[
                ("quarter", &load.quarter),
                ("count", &words.number(load.works)),
                ("new", &words.number(load.new)),
            ]);
            self.page.paragraph(2, 2, Style::Plain, &line);
            self.page.paragraph(4, 2, Style::Dim, &words.units(load));
        }
    }
}
