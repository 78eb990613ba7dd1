//! Progress of a long job, and how to stop it.

use std::fmt;
use std::ops::ControlFlow;

/// How far a job has come.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Progress<'a> {
    /// A file is about to be opened.
    Opening {
        /// The file, as it was named.
        file: &'a str,
        /// How many came before it.
        done: usize,
        /// How many there are.
        of: usize,
    },
    /// The tables of all files are about to be read as a register.
    Importing,
    /// Activities are being assessed.
    Assessing {
        /// How many are done, of this thread's share.
        done: usize,
        /// How many the share has.
        of: usize,
    },
}

/// A job was stopped by whoever watched it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the work was stopped before it was done")]
pub struct Stopped;

/// Whom to tell of progress, and ask whether to go on. The library reads no clock: a deadline is a watch that looks
/// at the caller's clock.
#[derive(Clone, Copy)]
pub struct Watch<'w>(&'w (dyn Fn(Progress<'_>) -> ControlFlow<()> + Sync));

impl<'w> Watch<'w> {
    /// A watch that calls a function at every step; [`ControlFlow::Break`] stops the work.
    pub fn new(look: &'w (dyn Fn(Progress<'_>) -> ControlFlow<()> + Sync)) -> Watch<'w> {
        Watch(look)
    }

    /// Tells of a step.
    pub(crate) fn look(self, progress: Progress<'_>) -> Result<(), Stopped> {
        match (self.0)(progress) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Stopped),
        }
    }
}

impl Default for Watch<'_> {
    fn default() -> Self {
        Watch(&|_| ControlFlow::Continue(()))
    }
}

impl fmt::Debug for Watch<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Watch")
    }
}
