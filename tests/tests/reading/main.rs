//! Files to cells, and cells to registers: every format, every layout, and what is refused.
//!
//! A program of its own, since it measures what the process takes.
#![allow(clippy::unwrap_used)]

mod awkward;
mod layouts;
mod same_cells;
mod shapes;
mod torn;
mod workbook;
