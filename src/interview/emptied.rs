//! A long list that is used up. What was taken is given back as that happens, so that of a book there are never two lists at
//! once.

/// The items of a list, in order.
pub fn emptied<T>(mut list: Vec<T>) -> impl Iterator<Item = T> {
    // The first at the end, where a list can be shortened.
    list.reverse();
    std::iter::from_fn(move || {
        let item = list.pop();
        if list.len() < list.capacity() / 8 * 7 {
            list.shrink_to_fit();
        }
        item
    })
}

/// Gives back a list of which nothing is wanted any more. Allocators keep blocks as large as the largest that was ever given
/// back as a whole (in the C library of GNU up to 32 MB), and take large lists out of what they keep from then on, which
/// never shrinks; so of a long list only a short one is given back.
pub fn given_back<T>(mut list: Vec<T>) {
    list.clear();
    list.shrink_to(1);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_comes_once_and_in_order() {
        for count in [0, 1, 7, 8, 100] {
            let list: Vec<String> = (0..count).map(|number| number.to_string()).collect();
            assert_eq!(emptied(list.clone()).collect::<Vec<_>>(), list);
        }
    }
}
