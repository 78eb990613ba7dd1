//! Shares in per cent, as a reader takes them.

/// Per cent to the nearest whole, but 100 only for all and 0 only for none; nothing where it is of none.
///
/// A list that says 100 % says that nothing is left, and one that says 0 % that there is nothing.
pub(crate) fn percent(counted: usize, of: usize) -> Option<usize> {
    let nearest = counted.checked_mul(200)?.checked_add(of)?.checked_div(of.checked_mul(2)?)?;
    Some(match nearest {
        100 if counted < of => 99,
        0 if counted > 0 => 1,
        nearest => nearest,
    })
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn only_all_is_a_hundred_and_only_none_is_nothing() {
        for (counted, of, shown) in [
            (8, 49, Some(16)),
            (41, 49, Some(84)),
            (7, 47, Some(15)),
            (2, 3, Some(67)),
            (999, 1000, Some(99)),
            (1, 1000, Some(1)),
            (0, 5, Some(0)),
            (5, 5, Some(100)),
            (0, 0, None),
        ] {
            assert_eq!(percent(counted, of), shown, "{counted} of {of}");
        }
    }
}
