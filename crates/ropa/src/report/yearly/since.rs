//! What has become of the gaps since an earlier register, in the words of the report.

use super::words::Words;
use crate::report::common::wording::joined_by;
use crate::report::diff::{Became, SinceGap, SinceRegister};
use crate::report::gaps::files_read;

/// So many are named under each heading; all stand in the workbook.
const NAMED: usize = 10;

/// What is named. What is as it was is counted, and stands in the workbook.
const TOLD: [Became; 6] =
    [Became::Closed, Became::Opened, Became::New, Became::OtherKind, Became::Merged, Became::Gone];

impl Words<'_, '_> {
    /// What has become of the gaps; nothing where no earlier register was named.
    pub(super) fn since_register(&self) -> Option<SinceRegister> {
        self.view.since.as_ref().map(SinceRegister::of)
    }

    /// The same as lines: the figures, then what is closed, what has come and what is another, each with why.
    pub(super) fn since_lines(&self) -> Vec<String> {
        let (Some(view), Some(since)) = (&self.view.since, self.since_register()) else { return Vec::new() };
        let (texts, counts) = (&self.texts.since, &since.counts);
        let number = |count: usize| self.number(count);
        let files = files_read(view.old.import(), &self.wording);
        let mut lines: Vec<String> = since.warning.map(str::to_string).into_iter().collect();
        lines.push(texts.figures.fill(&[
            ("files", &files),
            ("before", &number(counts.before)),
            ("now", &number(counts.now)),
            ("closed", &number(counts.closed)),
            ("kept", &number(counts.same + counts.other_kind)),
            ("lost", &number(counts.gone + counts.merged)),
            ("opened", &number(counts.opened)),
            ("new", &number(counts.new)),
        ]));
        for became in TOLD {
            let title = self.became_of(became);
            lines.extend(since.that(became).take(NAMED).map(|one| self.since_line(title, one)));
            lines.extend(self.since_more(title, since.that(became).count()));
        }
        lines
    }

    /// What has become of a gap.
    pub(super) fn became_of(&self, became: Became) -> &'static str {
        self.texts.since.became.of_static(became.into())
    }

    fn since_line(&self, title: &str, one: &SinceGap) -> String {
        let why = (!one.why.is_empty()).then(|| self.texts.since.why.fill(&[("why", &one.why)]));
        let what = self.texts.since.line.fill(&[("title", &title), ("what", &one.what)]);
        joined_by(" ", [what].into_iter().chain(why))
    }

    fn since_more(&self, title: &str, all: usize) -> Option<String> {
        let rest = all.checked_sub(NAMED).filter(|rest| *rest > 0)?;
        Some(self.texts.since.more.fill(&[("title", &title), ("count", &self.number(rest))]))
    }
}
