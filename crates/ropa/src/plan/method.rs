//! How sure it is that no fewer new DPIAs would do.

/// How sure it is that no fewer would do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Method {
    /// New DPIAs as the program proposes, before people moved anything.
    pub new: usize,
    /// So many are needed at least under the same conditions.
    pub bound: usize,
    /// The processing that they are shared out among, what exists and could be widened taken into account.
    pub processings: usize,
}

impl Method {
    /// Whether no fewer are possible under the same conditions.
    pub fn is_least(&self) -> bool {
        self.new == self.bound
    }
}
