//! Who makes a product, by the list.

use super::lexicon::WORDS;
use super::name::Name;
use std::sync::LazyLock;

/// The products, each with its name and its supplier's.
static PRODUCTS: LazyLock<Vec<(Name, Name)>> = LazyLock::new(|| {
    let names = WORDS.products.iter().flat_map(|made| {
        let supplier = Name::of(&made.supplier);
        made.names.iter().filter_map(move |name| Some((Name::of(name)?, supplier.clone()?)))
    });
    names.collect()
});

/// The suppliers of a product by the list.
pub(super) fn makers(product: &Name) -> impl Iterator<Item = &'static Name> {
    PRODUCTS.iter().filter(move |(name, _)| name.is_same(product)).map(|(_, supplier)| supplier)
}

#[cfg(test)]
mod tests {
    use super::{Name, makers};

    #[test]
    fn the_maker_of_a_product_is_known() {
        let made_by = |name: &str| makers(&Name::of(name).expect(name)).map(|maker| maker.key()).next();
        assert_eq!(made_by("Microsoft teams"), Some("microsoft"));
        assert_eq!(made_by("Linnea"), None);
    }
}
