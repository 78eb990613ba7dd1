//! Read a register of processing activities (GDPR Art. 30) and decide, with reasons, which
//! processing needs a data protection impact assessment (DPIA, Art. 35).
//!
//! Data flows one way. [`casefile`] is the way in: it takes files or bytes with the ledgers beside them, the law and
//! the day, and gives one assessment; [`report`] says what was found. Below it, [`workbook`] opens files, [`import`]
//! makes a [`model::Register`] of them, [`screening`] decides the need by the rule packs of [`law`], [`linking`] and
//! [`dpia`] find and weigh what is linked, and [`gaps`] joins it all. The library reads no clock and no environment,
//! and prints nothing.
//!
#![cfg_attr(feature = "read", doc = "```")]
#![cfg_attr(not(feature = "read"), doc = "```ignore")]
//! use ropa::NaiveDate;
//! use ropa::casefile::CaseFile;
//!
//! let register = "Behandling;Kategorier av registrerade;Känsliga personuppgifter\nOrosanmälan;Barn;Ja\n";
//! let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
//! let case = CaseFile::builder(today).file(("register.csv", register.as_bytes())).open()?;
//! assert_eq!(case.assess()?.summary().gap_total(), 1);
//! # Ok::<(), ropa::casefile::CaseFileError>(())
//! ```

// Without the file formats, what only they use lies idle.
#![cfg_attr(not(all(feature = "read", feature = "write")), allow(dead_code, unused_imports))]

pub mod art30;
#[cfg(all(feature = "read", feature = "write"))]
pub mod canonical;
pub mod casefile;
pub mod classification;
pub mod diff;
#[cfg(feature = "read")]
pub mod documents;
pub mod dpia;
pub mod gaps;
pub mod impact;
pub mod import;
pub mod law;
pub mod ledger;
pub mod linking;
pub mod matching;
pub mod model;
pub mod plan;
pub mod report;
pub mod screening;
pub mod source;
pub mod text;
pub mod workbook;
#[cfg(all(feature = "read", feature = "write"))]
pub mod writeback;
pub mod yearly;

pub use chrono::{NaiveDate, NaiveDateTime};
