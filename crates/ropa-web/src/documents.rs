//! The documents that a person can see or save: the same bytes as the command line writes.

use crate::Desk;
use crate::refusal::Refusal;
use ropa::art30::{Adjustments, CheckOptions};
use ropa::casefile::{CoverageQuestion, YearlyQuestion, find_activities};
use ropa::gaps::Filter;
use ropa::impact::{ImpactQuestion, impact, suppliers};
use ropa::law::RulePacks;
use ropa::plan::{Plan, PlanOptions};
use ropa::report::art30::CheckView;
use ropa::report::coverage::CoverageView;
use ropa::report::gaps::GapView;
use ropa::report::impact::ImpactView;
use ropa::report::links::{SuggestionTold, SuggestionsView};
use ropa::report::plan::PlanView;
use ropa::report::suppliers::SuppliersView;
use ropa::report::yearly::YearlyView;
use ropa::report::{TextOptions, art30, coverage, explain, gaps, links, plan, screen, yearly};
use ropa::workbook::WriteError;
use serde::Deserialize;

/// How likely a suggested link is at least, as the command line has it.
const AT_LEAST: f64 = 0.4;

/// What can be made of a register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum What {
    Gaps,
    Plan,
    Impact,
    Suppliers,
    Check,
    Coverage,
    Report,
    /// Suggested links, to judge.
    Links,
    /// Open questions, to answer.
    Questions,
    /// The register with notes at the cells that findings are about.
    Annotated,
}

/// The forms of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Format {
    Text,
    Csv,
    Xlsx,
    Json,
    Html,
    Docx,
    Ics,
}

/// A document asked for; `name` is the supplier or system of an incident, `limits` are those of a plan.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Wanted {
    pub(crate) what: What,
    pub(crate) format: Format,
    #[serde(default)]
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) system: bool,
    #[serde(default)]
    pub(crate) limits: PlanOptions,
}

impl Wanted {
    /// A document that nothing more is asked of.
    pub(crate) fn plain(what: What, format: Format) -> Wanted {
        Wanted { what, format, name: String::new(), system: false, limits: PlanOptions::default() }
    }
}

/// All rows, on lines of a width that a page has room for.
fn whole() -> TextOptions {
    TextOptions { rows: None, ..TextOptions::default() }
}

impl Desk {
    /// Makes a document of what is open.
    pub(crate) fn document(&self, wanted: &Wanted) -> Result<Vec<u8>, Refusal> {
        let mut out = Vec::new();
        let made = match wanted.what {
            What::Gaps => self.gaps(&mut out, wanted.format)?,
            What::Questions => self.questions(&mut out, wanted.format)?,
            What::Links => self.suggested(&mut out, wanted.format)?,
            What::Plan => self.plan(&mut out, wanted)?,
            What::Impact => self.impact(&mut out, wanted)?,
            What::Suppliers => self.suppliers(&mut out, wanted.format)?,
            What::Check => self.check(&mut out, wanted.format)?,
            What::Annotated => self.annotated(&mut out)?,
            What::Coverage => self.coverage(&mut out, wanted.format)?,
            What::Report => self.yearly(&mut out, wanted)?,
        };
        made.map_err(|error| Refusal::said(&error))?;
        Ok(out)
    }

    fn gaps(&self, out: &mut Vec<u8>, format: Format) -> Result<Result<(), WriteError>, Refusal> {
        let assessed = &self.opened()?.assessed;
        let selection = Filter::default().select(assessed);
        let view = GapView::new(assessed, &selection, self.lang());
        Ok(match format {
            Format::Csv => gaps::csv(out, &view),
            Format::Xlsx => gaps::workbook(out, &view),
            Format::Json => gaps::json(out, &view),
            Format::Html => gaps::html(out, &view),
            _ => text(out, gaps::text(&view, whole())),
        })
    }

    fn questions(&self, out: &mut Vec<u8>, format: Format) -> Result<Result<(), WriteError>, Refusal> {
        let assessed = &self.opened()?.assessed;
        let selection = Filter::default().select(assessed).to_ask(assessed, false);
        let view = GapView::new(assessed, &selection, self.lang());
        Ok(match format {
            Format::Csv => screen::csv(out, &view),
            Format::Json => screen::json(out, &view),
            _ => screen::questionnaire(out, &view),
        })
    }

    fn suggested(&self, out: &mut Vec<u8>, format: Format) -> Result<Result<(), WriteError>, Refusal> {
        let assessed = &self.opened()?.assessed;
        let found = assessed.suggest_links(AT_LEAST);
        let view = SuggestionsView::new(assessed, &found, self.lang());
        Ok(match format {
            Format::Json => links::json(out, &view),
            Format::Xlsx => links::review(out, &view),
            _ => text(out, links::text(&view, whole())),
        })
    }

    /// The suggested links in words, to judge one by one.
    pub(crate) fn suggestions(&self) -> Result<Vec<SuggestionTold>, Refusal> {
        let assessed = &self.opened()?.assessed;
        let found = assessed.suggest_links(AT_LEAST);
        Ok(links::told(&SuggestionsView::new(assessed, &found, self.lang())))
    }

    fn plan(&self, out: &mut Vec<u8>, wanted: &Wanted) -> Result<Result<(), WriteError>, Refusal> {
        let assessed = &self.opened()?.assessed;
        let selection = Filter::default().select(assessed);
        let made = Plan::of(assessed, &selection, wanted.limits, None);
        let made = made.map_err(|error| Refusal::said(&error))?;
        let view = PlanView::new(assessed, &selection, &made, self.lang());
        Ok(match wanted.format {
            Format::Csv => plan::csv(out, &view),
            Format::Xlsx => plan::workbook(out, &view),
            Format::Json => plan::json(out, &view),
            Format::Html => plan::html(out, &view),
            Format::Ics => plan::ics(out, &view),
            _ => text(out, plan::text(&view, whole())),
        })
    }

    fn impact(&self, out: &mut Vec<u8>, wanted: &Wanted) -> Result<Result<(), WriteError>, Refusal> {
        let assessed = &self.opened()?.assessed;
        let question = match wanted.system {
            true => ImpactQuestion::system(&wanted.name),
            false => ImpactQuestion::supplier(&wanted.name),
        };
        let found = impact(assessed, &question).map_err(|error| Refusal::said(&error))?;
        let view = ImpactView::new(assessed, &found, self.lang());
        Ok(match wanted.format {
            Format::Csv => ropa::report::impact::csv(out, &view),
            Format::Xlsx => ropa::report::impact::workbook(out, &view),
            Format::Json => ropa::report::impact::json(out, &view),
            Format::Html => ropa::report::impact::html(out, &view),
            Format::Docx => ropa::report::impact::docx(out, &view),
            _ => text(out, ropa::report::impact::text(&view, whole())),
        })
    }

    fn suppliers(&self, out: &mut Vec<u8>, format: Format) -> Result<Result<(), WriteError>, Refusal> {
        let assessed = &self.opened()?.assessed;
        let found = suppliers(assessed);
        let view = SuppliersView::new(assessed, &found, self.lang());
        Ok(match format {
            Format::Csv => ropa::report::suppliers::csv(out, &view),
            Format::Xlsx => ropa::report::suppliers::workbook(out, &view),
            Format::Json => ropa::report::suppliers::json(out, &view),
            Format::Html => ropa::report::suppliers::html(out, &view),
            _ => text(out, ropa::report::suppliers::text(&view, whole())),
        })
    }

    fn check(&self, out: &mut Vec<u8>, format: Format) -> Result<Result<(), WriteError>, Refusal> {
        let case = &self.opened()?.case;
        let checked = case.check(CheckOptions::new(self.as_of), &Adjustments::default());
        let shown = (0..case.register().activities.len()).collect();
        let import = case.import();
        let view = CheckView::new(&checked, import, &shown, self.lang());
        Ok(match format {
            Format::Csv => art30::csv(out, &view),
            Format::Xlsx => art30::workbook(out, &view),
            Format::Json => art30::json(out, &view),
            Format::Html => art30::html(out, &view),
            _ => text(out, art30::text(&view, whole())),
        })
    }

    /// The first register with notes; its sheets are read anew, since they are kept for nothing else.
    fn annotated(&self, out: &mut Vec<u8>) -> Result<Result<(), WriteError>, Refusal> {
        let case = self.builder(&self.read()).and_then(|builder| builder.keep_tables().inspect());
        let case = case.map_err(|error| Refusal::of(&error, self.page))?;
        let [table] = case.tables() else { return Err(Refusal::known("one_workbook")) };
        let checked = case.check(CheckOptions::new(self.as_of), &Adjustments::default());
        let shown = (0..case.register().activities.len()).collect();
        let import = case.import();
        let view = CheckView::new(&checked, import, &shown, self.lang());
        Ok(art30::annotated(out, &view, &table.book))
    }

    fn coverage(&self, out: &mut Vec<u8>, format: Format) -> Result<Result<(), WriteError>, Refusal> {
        let open = self.opened()?;
        let found = open.case.coverage(&open.assessed, &CoverageQuestion::default());
        let (structure, answer) =
            open.case.structure().zip(found).ok_or_else(|| Refusal::known("no_structure"))?;
        let view = CoverageView::new(structure, &answer, &open.assessed, &[], self.lang());
        Ok(match format {
            Format::Csv => coverage::csv(out, &view),
            Format::Xlsx => coverage::workbook(out, &view),
            Format::Json => coverage::json(out, &view),
            Format::Html => coverage::html(out, &view),
            _ => text(out, coverage::text(&view, whole())),
        })
    }

    fn yearly(&self, out: &mut Vec<u8>, wanted: &Wanted) -> Result<Result<(), WriteError>, Refusal> {
        let open = self.opened()?;
        let question = YearlyQuestion { plan: wanted.limits, ..YearlyQuestion::new(self.as_of) };
        let answer = open.case.yearly(&open.assessed, &question);
        let answer = answer.map_err(|error| Refusal::said(&error))?;
        let view = YearlyView::new(&open.assessed, &answer, self.lang());
        Ok(match wanted.format {
            Format::Xlsx => yearly::workbook(out, &view),
            Format::Json => yearly::json(out, &view),
            Format::Html => yearly::html(out, &view),
            Format::Docx => yearly::docx(out, &view),
            _ => text(out, yearly::text(&view, whole())),
        })
    }

    /// Explains a code, or the reasoning for what has that id or name; none where nothing has it.
    pub(crate) fn explain(&self, word: &str) -> Option<String> {
        let lang = self.open.as_ref().map_or(self.page, |_| self.lang());
        let code = || explain::code(word, &RulePacks::builtin(), self.as_of, lang, whole());
        let Some(open) = &self.open else { return code() };
        let found = find_activities(&open.case.register().activities, word);
        if found.is_empty() {
            return code();
        }
        let selection = Filter::default().select(&open.assessed);
        let view = GapView::new(&open.assessed, &selection, lang);
        let chosen = open.assessed.assessments.iter().filter(|one| found.contains(&one.activity));
        let told: Vec<String> = chosen.map(|one| explain::record(&view, one, whole())).collect();
        Some(told.join("\n"))
    }
}

fn text(out: &mut Vec<u8>, text: String) -> Result<(), WriteError> {
    out.extend_from_slice(text.as_bytes());
    Ok(())
}
