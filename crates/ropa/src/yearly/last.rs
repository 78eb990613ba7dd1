//! The last report, as its JSON tells it: its figures, its recommendations, and the years before.

use super::area::Area;
use super::by_hand::RecommendationStatus;
use super::figure::Past;
use super::kind::FigureKind;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// The schema of a report as JSON.
pub const SCHEMA: &str = "ropa/report/1";

/// Why a file is no report of an earlier year.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LastError {
    /// It is no JSON.
    #[error("line {line}, column {column}: no JSON")]
    NotJson {
        /// Line, from one.
        line: usize,
        /// Column, from one.
        column: usize,
    },
    /// It is something else than a report.
    #[error("the schema is {0:?} and not {SCHEMA}")]
    OtherSchema(Option<String>),
    /// A key is missing, or holds something else than it should.
    #[error("{0} is missing or cannot be read")]
    Unreadable(&'static str),
    /// It is not older than the report that is to be made.
    #[error("the last report is of {0}, which is not before the day of this one")]
    NotOlder(NaiveDate),
}

/// A recommendation of the last report.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct LastRecommendation {
    /// What it is known by.
    pub id: String,
    /// The area.
    pub area: Option<Area>,
    /// The words.
    pub text: String,
    /// What had become of it then, where it was older still.
    pub status: Option<RecommendationStatus>,
}

/// The figures of one earlier day that a trend is drawn of.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PastYear {
    /// The day.
    pub as_of: NaiveDate,
    /// The figures that are of no part.
    pub figures: BTreeMap<FigureKind, Past>,
}

/// A figure with the keys of the records behind.
#[derive(Debug, Clone, PartialEq, Eq)]
struct LastFigure {
    past: Past,
    ids: BTreeSet<String>,
    /// Records of it that are known not to be there any more.
    gone: usize,
}

/// The last report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastReport {
    /// Its day.
    pub as_of: NaiveDate,
    /// Its recommendations.
    pub recommendations: Vec<LastRecommendation>,
    /// The years before it, the oldest first.
    pub history: Vec<PastYear>,
    figures: BTreeMap<(FigureKind, String), LastFigure>,
}

impl LastReport {
    /// The number of a figure then.
    pub fn past(&self, kind: FigureKind, part: Option<&str>) -> Option<Past> {
        let key = (kind, part.unwrap_or_default().to_string());
        // A share of nothing compares with nothing.
        self.figures.get(&key).map(|figure| figure.past.clone()).filter(|past| past.of != Some(0))
    }

    /// Goes over to the keys that records have now, where their registers were compared
    /// ([`RegisterDiff::keys`](crate::diff::RegisterDiff::keys)): a record with another id is then found again. A key to
    /// which there is none now is of a record that is gone; one that is not told of stays.
    pub fn carry(&mut self, keys: &BTreeMap<String, Option<String>>) {
        for figure in self.figures.values_mut() {
            let before = std::mem::take(&mut figure.ids);
            for key in before {
                match keys.get(&key) {
                    Some(Some(now)) => _ = figure.ids.insert(now.clone()),
                    Some(None) => figure.gone += 1,
                    None => _ = figure.ids.insert(key),
                }
            }
        }
    }

    /// The keys of the records behind a figure then, and how many of it are gone.
    pub(super) fn ids(&self, kind: FigureKind) -> Option<(&BTreeSet<String>, usize)> {
        self.figures.get(&(kind, String::new())).map(|figure| (&figure.ids, figure.gone))
    }

    /// Its own figures as a year of the trend.
    pub(super) fn year(&self) -> PastYear {
        let whole = self.figures.iter().filter(|((_, part), _)| part.is_empty());
        let figures = whole.map(|((kind, _), figure)| (*kind, figure.past.clone())).collect();
        PastYear { as_of: self.as_of, figures }
    }
}

#[cfg(any(feature = "read", feature = "write"))]
mod read {
    use super::{LastError, LastFigure, LastRecommendation, LastReport, PastYear, SCHEMA};
    use crate::yearly::figure::Past;
    use crate::yearly::kind::FigureKind;
    use chrono::NaiveDate;
    use serde_json::Value;
    use std::collections::BTreeMap;

    impl LastReport {
        /// Reads a report that was written as JSON. Figures that this version does not know are passed over.
        ///
        /// # Errors
        /// [`LastError`] where the text is no report.
        pub fn parse(json: &str) -> Result<LastReport, LastError> {
            let json = json.trim_start_matches('\u{feff}');
            let report: Value = serde_json::from_str(json)
                .map_err(|error| LastError::NotJson { line: error.line(), column: error.column() })?;
            if report["schema"].as_str() != Some(SCHEMA) {
                return Err(LastError::OtherSchema(report["schema"].as_str().map(String::from)));
            }
            let list = |key: &'static str| report[key].as_array().ok_or(LastError::Unreadable(key));
            Ok(LastReport {
                as_of: day(&report).ok_or(LastError::Unreadable("as_of"))?,
                recommendations: list("recommendations")?.iter().filter_map(recommendation).collect(),
                history: list("history")?.iter().filter_map(year).collect(),
                figures: list("figures")?.iter().filter_map(figure).collect(),
            })
        }
    }

    fn day(of: &Value) -> Option<NaiveDate> {
        of["as_of"].as_str()?.parse().ok()
    }

    fn word<T: std::str::FromStr>(value: &Value) -> Option<T> {
        value.as_str()?.parse().ok()
    }

    fn number(value: &Value) -> Option<usize> {
        usize::try_from(value.as_u64()?).ok()
    }

    fn recommendation(value: &Value) -> Option<LastRecommendation> {
        Some(LastRecommendation {
            id: value["id"].as_str()?.to_string(),
            area: word(&value["area"]),
            text: value["text"].as_str()?.to_string(),
            status: word(&value["status"]),
        })
    }

    fn past(value: &Value) -> Option<Past> {
        Some(Past { counted: number(&value["counted"])?, of: number(&value["of"]) })
    }

    fn figure(value: &Value) -> Option<((FigureKind, String), LastFigure)> {
        let part = value["part"].as_str().unwrap_or_default().to_string();
        let ids = value["ids"].as_array().into_iter().flatten();
        let ids = ids.filter_map(Value::as_str).map(String::from).collect();
        Some(((word(&value["figure"])?, part), LastFigure { past: past(value)?, ids, gone: 0 }))
    }

    fn year(value: &Value) -> Option<PastYear> {
        let one = |value: &Value| Some((word(&value["figure"])?, past(value)?));
        let figures: BTreeMap<FigureKind, Past> =
            value["figures"].as_array()?.iter().filter_map(one).collect();
        Some(PastYear { as_of: day(value)?, figures })
    }
}
