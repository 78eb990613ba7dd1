//! Read a register of processing activities (GDPR Art. 30) and decide, with reasons, which
//! processing needs a data protection impact assessment (DPIA, Art. 35).
//!
//! Data flows one way: [`workbook`] opens a file, [`import`] makes a [`model::Register`] of it,
//! [`dpia`] assesses the register by the rule packs of [`law`], and [`report`] says what was
//! found. The library reads no clock and no environment, and prints nothing.
//!
#![cfg_attr(feature = "read", doc = "```")]
#![cfg_attr(not(feature = "read"), doc = "```ignore")]
//! use chrono::NaiveDate;
//! use ropa::casefile::{Assessor, Options};
//! use ropa::import::{Importer, Profile};
//! use ropa::law::RulePacks;
//! use ropa::workbook::{Limits, read_workbook};
//!
//! let file = "Behandling;Kategorier av registrerade;Känsliga personuppgifter\nOrosanmälan;Barn;Ja\n";
//! let workbook = read_workbook("register.csv", file.as_bytes(), &Limits::default()).unwrap();
//! let import = Importer::new(Profile::builtin()).import(&[workbook]);
//!
//! let packs = RulePacks::builtin();
//! let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
//! let assessed = Assessor::new(&packs, Options::new(today)).assess(&import.register);
//! assert_eq!(assessed.summary().gap_total(), 1);
//! ```

pub mod art30;
#[cfg(all(feature = "read", feature = "write"))]
pub mod canonical;
#[cfg(feature = "read")]
pub mod casefile;
pub mod classification;
#[cfg(feature = "read")]
pub mod documents;
pub mod dpia;
pub mod gaps;
pub mod import;
pub mod law;
pub mod ledger;
pub mod linking;
pub mod matching;
pub mod model;
pub mod report;
pub mod screening;
pub mod source;
pub mod text;
pub mod workbook;
#[cfg(all(feature = "read", feature = "write"))]
pub mod writeback;
