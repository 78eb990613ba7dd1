//! Read a register of processing activities (GDPR Art. 30) and decide, with reasons, which
//! processing needs a data protection impact assessment (DPIA, Art. 35).

pub mod dpia;
pub mod draftit;
pub mod law;
pub mod model;
pub mod report;
pub mod sheet;
