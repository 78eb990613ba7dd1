//! The figures of a yearly report: what each belongs to, and which way it should go.

// What goes through the variants is made beside each enum, and is no part of the face.
#![allow(unreachable_pub)]

use super::area::{Area, ReviewHeading};
use crate::text::UnknownWord;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// Which way a figure should go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// The more the better: what is in order.
    More,
    /// The fewer the better: nought is good news, and told on one line with others.
    Fewer,
    /// It only tells.
    Neither,
}

/// Makes the figures of their table.
macro_rules! kinds {
    ($($kind:ident $area:ident $heading:ident $wanted:ident $doc:literal;)+) => {
        /// A figure of the yearly report.
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, EnumIter, EnumString,
            Display, IntoStaticStr,
        )]
        #[strum(crate = "crate::text::variants", parse_err_ty = UnknownWord, parse_err_fn = UnknownWord::of::<FigureKind>)]
        #[serde(rename_all = "snake_case")]
        #[strum(serialize_all = "snake_case")]
        #[non_exhaustive]
        pub enum FigureKind {
            $(
                #[doc = $doc]
                $kind,
            )+
        }

        impl FigureKind {
            /// The area that it belongs to.
            pub fn area(self) -> Area {
                match self {
                    $(FigureKind::$kind => Area::$area,)+
                }
            }

            /// Where a management review takes it up.
            pub(crate) fn heading(self) -> ReviewHeading {
                match self {
                    $(FigureKind::$kind => ReviewHeading::$heading,)+
                }
            }

            /// Which way it should go.
            pub(crate) fn wanted(self) -> Wanted {
                match self {
                    $(FigureKind::$kind => Wanted::$wanted,)+
                }
            }
        }
    };
}

kinds! {
    Registered              Register  Results Neither "Records of processing.";
    RegisteredInPeriod      Register  Changes Neither "Records that were registered in the period.";
    Answers                 Register  Results More    "Answers to the questions that completeness is counted over.";
    CompleteRecords         Register  Results More    "Records that answer all of them that are asked.";
    QuestionAnswered        Register  Results More    "Records that answer one of them.";
    UnitAnswers             Register  Results More    "Answers of one unit.";
    RecordsAtFault          Register  Results Fewer   "Records that lack what the Regulation itself demands.";
    Touched                 Register  Results More    "Records touched within a year.";
    ReviewPassed            Register  Results Fewer   "Records whose day of review has passed.";
    WithoutResponsible      Register  Results Fewer   "Records that nobody is responsible for.";
    Duplicates              Register  Results Fewer   "Records that may stand twice.";
    StructureCovered        Register  Results More    "Processes of the structure with a registration.";
    WithoutProcess          Register  Results Fewer   "Records without a process.";
    AgainstByProcess        Register  Results Fewer   "A sign against registering by process.";
    DocumentsDecided        Steering  Results More    "Steering documents with a day of decision.";
    DocumentReviewPassed    Steering  Results Fewer   "Steering documents whose day of review has passed.";
    SecurityDescribed       Measures  Results More    "Records that describe security measures.";
    ProtectedIdentities     Measures  Risk    Neither "Records in which protected identities may occur.";
    ProtectedAtFault        Measures  Risk    Fewer   "Records with a finding on protected identities.";
    Suppliers               Measures  Results Neither "Suppliers named.";
    Agreements              Measures  Results More    "Records with a processor that have an agreement.";
    SystemWithoutProcessor  Measures  Results Fewer   "Records that name a system and no processor.";
    Transfers               Measures  Risk    Neither "Records with a transfer to a third country.";
    TransfersSafeguarded    Measures  Risk    More    "Of these, those that name a safeguard.";
    TrainingSessions        Measures  Results Neither "Training sessions held.";
    StaffTrained            Measures  Results More    "Staff that took part.";
    OfficerTime             Measures  Results Neither "The data protection officer's time, in per cent of full time.";
    Needed                  Dpias     Risk    Neither "Processing that needs a DPIA.";
    NeededByRule            Dpias     Risk    Neither "The same, by a rule that says so.";
    Living                  Dpias     Risk    More    "Of what needs one, what has a DPIA that is in force.";
    Gaps                    Dpias     Risk    Fewer   "Of what needs one, what has a gap.";
    GapOfKind               Dpias     Risk    Fewer   "Gaps of one kind.";
    GapOfUnit               Dpias     Risk    Fewer   "Gaps of one unit.";
    RunningAgainst          Dpias     Risk    Fewer   "Processing that goes on though its DPIA is rejected, or its conditions are not met.";
    UnderWay                Dpias     Risk    Neither "Gaps where something is under way.";
    Open                    Dpias     Risk    Fewer   "Processing of which it cannot be told whether it needs one.";
    Decided                 Dpias     Risk    Neither "Decisions that none is needed, which stand.";
    BeforeTheLaw            Dpias     Risk    Fewer   "Gaps of processing that began before the Regulation applied.";
    OldestGap               Dpias     Risk    Fewer   "Days that the oldest gap has stood.";
    AdviceSought            Dpias     Views   More    "DPIAs with the data protection officer's advice.";
    AdviceFollowed          Dpias     Views   More    "Of these, those that are not against it.";
    HighRiskUnconsulted     Dpias     Risk    Fewer   "DPIAs with high risk that remains, without prior consultation.";
    DpiasWithoutLink        Dpias     Risk    Fewer   "DPIAs that nothing is linked to.";
    ClosedSinceLast         Dpias     EarlierActions More "Gaps of the last report that are closed.";
    NewSinceLast            Dpias     Changes Fewer   "Gaps that the last report did not have.";
    PlanExisting            Dpias     Improvement Neither "DPIAs that exist, to be finished, approved or reviewed.";
    PlanNew                 Dpias     Improvement Neither "New DPIAs to be carried out.";
    PlanFirst               Dpias     Improvement Neither "Things to settle first.";
    InformationDescribed    Rights    Results More    "Records that tell how data subjects are informed.";
    Requests                Rights    Views   Neither "Requests from data subjects.";
    RequestsInTime          Rights    Views   More    "Of these, those answered in time.";
    Complaints              Rights    Views   Neither "Complaints and questions from the authority.";
    Incidents               Incidents Results Neither "Personal data breaches.";
    IncidentsNotified       Incidents Results Neither "Of these, those notified to the authority.";
    NotifiedInTime          Incidents Results More    "Of these, those notified within 72 hours.";
    IncidentsOfCause        Incidents Results Neither "Breaches of one cause.";
}

impl FigureKind {
    /// The figure that this one breaks down by its parts; none of one that stands for itself.
    pub(crate) fn whole(self) -> Option<FigureKind> {
        Some(match self {
            FigureKind::QuestionAnswered | FigureKind::UnitAnswers => FigureKind::Answers,
            FigureKind::AgainstByProcess => FigureKind::StructureCovered,
            FigureKind::NeededByRule => FigureKind::Needed,
            FigureKind::GapOfKind | FigureKind::GapOfUnit => FigureKind::Gaps,
            FigureKind::IncidentsOfCause => FigureKind::Incidents,
            _ => return None,
        })
    }
}
