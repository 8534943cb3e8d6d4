//! Bundles and images: which one is meant.

use super::OrderError;
use crate::model::around::{Image, LibraryBundle, Surroundings};

/// Finds a bundle by its id or name.
///
/// # Errors
/// When there is none, or several have that name.
pub fn find_bundle<'a>(all: &'a [LibraryBundle], text: &str) -> Result<&'a LibraryBundle, OrderError> {
    find("bundle", all, |bundle| (bundle.bundle_id.as_str(), bundle.name.as_deref()), text)
}

/// Finds an image by its id or name.
///
/// # Errors
/// When there is none, or several have that name.
pub fn find_image<'a>(all: &'a [Image], text: &str) -> Result<&'a Image, OrderError> {
    find("image", all, |image| (image.image_id.as_str(), image.name.as_deref()), text)
}

/// Finds one that can be changed, by its id or name: what others share, and what AWS offers, is listed too.
pub(super) fn own_bundle<'a>(seen: &'a Surroundings, text: &str) -> Result<&'a LibraryBundle, OrderError> {
    let names = |bundle: &'a LibraryBundle| (bundle.bundle_id.as_str(), bundle.name.as_deref());
    find("bundle of the account's own", &seen.bundles, names, text)
}

/// As `own_bundle`, an image.
pub(super) fn own_image<'a>(seen: &'a Surroundings, text: &str) -> Result<&'a Image, OrderError> {
    find("image of the account's own", &seen.images, |image| (image.image_id.as_str(), image.name.as_deref()), text)
}

fn find<'a, T>(
    kind: &'static str,
    all: &'a [T],
    names: impl Fn(&'a T) -> (&'a str, Option<&'a str>),
    text: &str,
) -> Result<&'a T, OrderError> {
    if let Some(one) = all.iter().find(|one| names(one).0 == text) {
        return Ok(one);
    }
    let found: Vec<&T> = all.iter().filter(|one| names(one).1 == Some(text)).collect();
    match found.as_slice() {
        [one] => Ok(one),
        [] => {
            let nearest = all.iter().filter_map(|one| names(one).1);
            let nearest = nearest.min_by_key(|name| strsim::damerau_levenshtein(name, text)).map(ToOwned::to_owned);
            Err(OrderError::Unknown { kind, name: text.to_owned(), nearest })
        }
        several => Err(OrderError::Ambiguous { kind, name: text.to_owned(), count: several.len() }),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::model::ImageId;

    /// An id is the only one of its kind; names of what others share may be our own as well.
    #[test]
    fn an_image_is_found_by_its_id_and_by_a_name_that_only_it_has() {
        let image = |id: &str, name: &str| Image {
            image_id: ImageId::from_service(id),
            name: Some(name.to_owned()),
            description: None,
            state: None,
            owner_account_id: None,
            created: None,
            described: BTreeMap::new(),
        };
        let all = [image("wsi-1", "golden"), image("wsi-2", "lab"), image("wsi-3", "golden"), image("wsi-4", "wsi-1")];
        let found = |text: &str| find_image(&all, text).map(|image| image.image_id.as_str());
        assert_eq!(found("lab").expect("one"), "wsi-2");
        assert_eq!(found("wsi-1").expect("one"), "wsi-1", "an id comes before a name");
        assert!(matches!(found("golden"), Err(OrderError::Ambiguous { count: 2, kind: "image", .. })));
        let Err(OrderError::Unknown { nearest, .. }) = found("labs") else { panic!("there is none") };
        assert_eq!(nearest.as_deref(), Some("lab"));
        let seen = Surroundings { images: all[..1].to_vec(), ..Surroundings::default() };
        assert_eq!(own_image(&seen, "golden").expect("one").image_id.as_str(), "wsi-1");
        let said = own_image(&seen, "lab").expect_err("another's").to_string();
        assert_eq!(said, "there is no image of the account's own `lab`");
    }
}
