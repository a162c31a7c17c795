//! Letters that several may share.
//!
//! A book has a hundred thousand paragraphs, whose letters stand in its text already. A stretch of the text takes no memory
//! for its letters, and none of its own.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::{Deref, Range};
use std::sync::Arc;

/// A stretch of a text, which is kept as long as any stretch of it. Compared by its letters.
#[derive(Clone, Default)]
pub struct Stretch {
    /// A string by itself would have to be copied to be shared, and would make every stretch larger.
    whole: Arc<Box<str>>,
    start: u32,
    /// [`LAST`] for the end of the whole.
    end: u32,
}

/// An end that is that of the whole text, which may be longer than can be counted here.
const LAST: u32 = u32::MAX;

impl Stretch {
    /// The letters.
    pub fn as_str(&self) -> &str {
        let end = if self.end == LAST { self.whole.len() } else { self.end as usize };
        &self.whole[self.start as usize..end]
    }

    /// A part of it, by bytes on boundaries of characters. Shares the letters, but beyond four gigabytes.
    #[must_use]
    pub fn part(&self, range: Range<usize>) -> Self {
        let letters = &self.as_str()[range.clone()];
        let from = self.start as usize;
        match (u32::try_from(from + range.start), u32::try_from(from + range.end)) {
            (Ok(start), Ok(end)) if end < LAST => Self { whole: Arc::clone(&self.whole), start, end },
            _ => Self::from(letters),
        }
    }

    /// Other letters: shared where those of a place in it end with them.
    #[must_use]
    pub fn sharing(&self, place: Range<usize>, letters: &str) -> Self {
        match self.get(place.clone()) {
            Some(there) if there.ends_with(letters) => self.part(place.end - letters.len()..place.end),
            _ => Self::from(letters),
        }
    }

    /// Puts the letters of many short stretches into one, but for those that share the letters of `but` already.
    pub fn pool<'a>(all: impl Iterator<Item = &'a mut Self>, but: &Self) {
        let mut all: Vec<&mut Self> = all.filter(|one| !Arc::ptr_eq(&one.whole, &but.whole)).collect();
        let pool = Self::from(all.iter().map(|one| one.as_str()).collect::<String>());
        let mut at = 0;
        for one in &mut all {
            let end = at + one.len();
            **one = pool.part(at..end);
            at = end;
        }
    }

    /// The letters without blanks at the edges.
    #[must_use]
    pub fn trimmed(&self) -> Self {
        let all = self.as_str();
        let start = all.len() - all.trim_start().len();
        self.part(start..start + all.trim().len())
    }
}

impl Deref for Stretch {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl From<&str> for Stretch {
    fn from(letters: &str) -> Self {
        String::from(letters).into()
    }
}

impl From<String> for Stretch {
    fn from(letters: String) -> Self {
        Self { whole: Arc::new(letters.into_boxed_str()), start: 0, end: LAST }
    }
}

impl fmt::Debug for Stretch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl fmt::Display for Stretch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self)
    }
}

impl PartialEq for Stretch {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Stretch {}

impl PartialEq<str> for Stretch {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Stretch {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl PartialOrd for Stretch {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Stretch {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl Hash for Stretch {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_has_the_letters_of_its_place_and_no_memory_of_its_own() {
        let whole = Stretch::from("Warum? Чому? 为什么？");
        assert_eq!(size_of::<Option<Stretch>>(), 16);
        for (range, letters) in [(0..6, "Warum?"), (7..16, "Чому?"), (17..29, "为什么？"), (3..3, ""), (0..29, &*whole)]
        {
            let part = whole.part(range);
            assert_eq!(part, letters);
            assert_eq!(part, Stretch::from(letters));
            assert!(Arc::ptr_eq(&part.whole, &whole.whole));
        }
        let inner = whole.part(6..17);
        assert_eq!((&*inner, &*inner.trimmed(), inner.part(1..3).as_str()), (" Чому? ", "Чому?", "Ч"));
        for (letters, shared) in [("Чому?", true), ("му?", true), ("Warum?", false), ("", true)] {
            let found = whole.sharing(7..16, letters);
            assert_eq!((found.as_str(), Arc::ptr_eq(&found.whole, &whole.whole)), (letters, shared));
        }
        assert_eq!(whole.sharing(8..9, "о"), "о");
        let mut all = [whole.part(0..6), "Warum?".into(), "".into(), "为".into()];
        let before = all.clone();
        Stretch::pool(all.iter_mut(), &whole);
        assert_eq!(all, before);
        assert!(Arc::ptr_eq(&all[0].whole, &whole.whole) && Arc::ptr_eq(&all[1].whole, &all[3].whole));
        assert_eq!(Stretch::default(), "");
        assert_eq!(whole.trimmed(), whole);
    }
}
