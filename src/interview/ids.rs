//! A short list of paragraphs. A book has very many exchanges, most of them with a paragraph or two on each side; with a
//! piece of memory for each of these lists they would take as much as the text.

use std::fmt;
use std::ops::Deref;

use super::ParaId;

/// How many fit without memory of their own: with their number they take as much room as an address and its length.
const FEW: usize = 3;

/// Paragraphs, in order.
#[derive(Clone)]
pub struct Ids(Inner);

#[derive(Clone)]
enum Inner {
    Few(u8, [ParaId; FEW]),
    #[expect(clippy::box_collection, reason = "a list by itself would make every short one half as large again")]
    Many(Box<Vec<ParaId>>),
}

impl Ids {
    /// None.
    pub const fn new() -> Self {
        Self(Inner::Few(0, [ParaId(0); FEW]))
    }

    /// Adds one at the end.
    pub fn push(&mut self, id: ParaId) {
        match &mut self.0 {
            Inner::Many(all) => all.push(id),
            Inner::Few(count, few) => {
                if let Some(free) = few.get_mut(usize::from(*count)) {
                    (*free, *count) = (id, *count + 1);
                } else {
                    let mut all = Vec::with_capacity(2 * FEW);
                    all.extend_from_slice(few);
                    all.push(id);
                    self.0 = Inner::Many(Box::new(all));
                }
            }
        }
    }
}

impl Deref for Ids {
    type Target = [ParaId];

    fn deref(&self) -> &[ParaId] {
        match &self.0 {
            Inner::Few(count, few) => &few[..usize::from(*count)],
            Inner::Many(all) => all,
        }
    }
}

impl Default for Ids {
    fn default() -> Self {
        Self::new()
    }
}

impl PartialEq for Ids {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Ids {}

impl fmt::Debug for Ids {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl FromIterator<ParaId> for Ids {
    fn from_iter<T: IntoIterator<Item = ParaId>>(ids: T) -> Self {
        let mut all = Self::new();
        for id in ids {
            all.push(id);
        }
        all
    }
}

impl From<Vec<ParaId>> for Ids {
    fn from(ids: Vec<ParaId>) -> Self {
        if ids.len() <= FEW { ids.into_iter().collect() } else { Self(Inner::Many(Box::new(ids))) }
    }
}

impl IntoIterator for Ids {
    type Item = ParaId;
    type IntoIter = std::vec::IntoIter<ParaId>;

    fn into_iter(self) -> Self::IntoIter {
        match self.0 {
            Inner::Many(all) => *all,
            Inner::Few(count, few) => few[..usize::from(count)].to_vec(),
        }
        .into_iter()
    }
}

impl<'a> IntoIterator for &'a Ids {
    type Item = &'a ParaId;
    type IntoIter = std::slice::Iter<'a, ParaId>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_and_long_lists_hold_the_same() {
        assert_eq!(size_of::<Ids>(), 16);
        for count in 0..9 {
            let all: Vec<ParaId> = (0..count).map(ParaId).collect();
            let mut pushed = Ids::new();
            for id in &all {
                pushed.push(*id);
            }
            assert_eq!((&*pushed, &pushed), (&*all, &Ids::from(all.clone())));
            assert_eq!(format!("{pushed:?}"), format!("{all:?}"));
            assert_eq!(all.iter().copied().collect::<Ids>().into_iter().count(), all.len());
        }
    }
}
