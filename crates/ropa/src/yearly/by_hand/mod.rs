//! What no register holds: a small file beside it, kept by hand.
//!
//! What is not filled in is not known, and never nought.

mod error;
mod keys;
mod places;
mod read;

pub use error::{ByHandError, ByHandProblem};

use super::area::Area;
use crate::text::UnknownWord;
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// What people have written of the year.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ByHand {
    /// Personal data breaches.
    pub incidents: Option<usize>,
    /// Those notified to the authority.
    pub notified: Option<usize>,
    /// Those notified within 72 hours.
    pub notified_in_time: Option<usize>,
    /// Breaches by cause, in the order of the file.
    pub causes: Vec<(String, usize)>,
    /// Requests from data subjects.
    pub requests: Option<usize>,
    /// Those answered in time.
    pub requests_in_time: Option<usize>,
    /// Complaints, and questions from the authority.
    pub complaints: Option<usize>,
    /// Training sessions.
    pub sessions: Option<usize>,
    /// Staff that took part.
    pub participants: Option<usize>,
    /// All staff.
    pub staff: Option<usize>,
    /// The data protection officer.
    pub officer_name: Option<String>,
    /// The data protection officer's time, in per cent of full time.
    pub officer_percent: Option<usize>,
    /// The steering documents.
    pub documents: Vec<SteeringDocument>,
    /// Recommendations, as people have edited them.
    pub recommendations: Vec<OwnRecommendation>,
    /// What the one who audits says of each area.
    pub notes: BTreeMap<Area, AreaNote>,
}

/// A steering document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SteeringDocument {
    /// What it is called.
    pub name: String,
    /// When it was decided.
    pub decided: Option<NaiveDate>,
    /// When it is to be reviewed.
    pub review: Option<NaiveDate>,
}

/// What has become of a recommendation.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, EnumIter, EnumString, Display, IntoStaticStr,
)]
#[strum(crate = "crate::text::variants", parse_err_ty = UnknownWord, parse_err_fn = UnknownWord::of::<RecommendationStatus>)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum RecommendationStatus {
    /// Done.
    Done,
    /// Under way.
    UnderWay,
    /// Not done.
    NotDone,
}

/// A recommendation in the words of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnRecommendation {
    /// What it is known by from one year to the next; of a proposal of the program its code.
    pub id: String,
    /// The area.
    pub area: Option<Area>,
    /// The words; those of the proposal or of the last report where absent.
    pub text: Option<String>,
    /// The day it was given.
    pub given: Option<NaiveDate>,
    /// What has become of it.
    pub status: Option<RecommendationStatus>,
}

/// What the one who audits says of an area.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AreaNote {
    /// A grade or an opinion, in the auditor's own words.
    pub opinion: Option<String>,
    /// A conclusion.
    pub conclusion: Option<String>,
}

impl ByHand {
    /// Reads the file; keys may be Swedish or English.
    ///
    /// ```
    /// let read = ropa::yearly::ByHand::parse("[incidenter]\nantal = 3\nanmalda = 1\n").unwrap();
    /// assert_eq!((read.incidents, read.notified, read.requests), (Some(3), Some(1), None));
    /// let error = ropa::yearly::ByHand::parse("[incidenter]\nantl = 3\n").unwrap_err();
    /// assert_eq!((error.line, error.column), (2, 1));
    /// ```
    ///
    /// # Errors
    /// [`ByHandError`] with line and column.
    pub fn parse(toml: &str) -> Result<ByHand, ByHandError> {
        read::read(toml)
    }
}
