//! Which items hold a word: rising numbers, kept as differences in as few bytes as each needs.

/// The items of every word.
#[derive(Default)]
pub(super) struct Postings {
    bytes: Vec<u8>,
    starts: Vec<u32>,
}

impl Postings {
    /// From the words of every item: `words` one item after the other, `starts` where each begins, and `id` the number
    /// of the word at a place, or `None` where there is none.
    pub fn new(words: &[u32], starts: &[u32], vocabulary: usize, id: impl Fn(u32) -> Option<u32>) -> Self {
        // Two passes: how many bytes each word needs, then writing them where they belong.
        let mut last = vec![u32::MAX; vocabulary];
        let mut ends = vec![0_u32; vocabulary + 1];
        let each = |last: &mut [u32], visit: &mut dyn FnMut(usize, u32)| {
            for (item, range) in (0_u32..).zip(starts.windows(2)) {
                for word in words[range[0] as usize..range[1] as usize].iter().filter_map(|&word| id(word)) {
                    let before = std::mem::replace(&mut last[word as usize], item);
                    if before != item {
                        // The first number is kept as it is, one higher, so that no difference is 0.
                        visit(word as usize, if before == u32::MAX { item + 1 } else { item - before });
                    }
                }
            }
        };
        each(&mut last, &mut |word, step| ends[word + 1] += length(step));
        for word in 0..vocabulary {
            ends[word + 1] += ends[word];
        }
        let starts_of_words = ends.clone();
        let mut bytes = vec![0; ends[vocabulary] as usize];
        last.fill(u32::MAX);
        each(&mut last, &mut |word, mut step| {
            let at = &mut ends[word];
            while step >= 0x80 {
                bytes[*at as usize] = step as u8 | 0x80;
                step >>= 7;
                *at += 1;
            }
            bytes[*at as usize] = step as u8;
            *at += 1;
        });
        Self { bytes, starts: starts_of_words }
    }

    /// Calls `visit` with each item that holds a word, rising.
    pub fn each(&self, word: u32, mut visit: impl FnMut(usize)) {
        let bytes = &self.bytes[self.starts[word as usize] as usize..self.starts[word as usize + 1] as usize];
        let (mut item, mut step, mut shift) = (0_u32, 0_u32, 0);
        for &byte in bytes {
            if byte < 0x80 {
                item += step | u32::from(byte) << shift;
                visit(item as usize - 1);
                (step, shift) = (0, 0);
            } else {
                step |= u32::from(byte & 0x7f) << shift;
                shift += 7;
            }
        }
    }

    /// The first item that holds a word.
    pub fn first(&self, word: u32) -> Option<usize> {
        let mut first = None;
        self.each(word, |item| first = first.or(Some(item)));
        first
    }

    /// Bytes of one word's list: never fewer than its items.
    pub fn size(&self, word: u32) -> usize {
        (self.starts[word as usize + 1] - self.starts[word as usize]) as usize
    }

    /// Bytes that all lists take.
    pub fn bytes(&self) -> usize {
        self.bytes.len() + self.starts.len() * 4
    }
}

/// Bytes that a number needs, seven bits in each.
fn length(step: u32) -> u32 {
    (32 - step.leading_zeros()).div_ceil(7).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_goes_in_comes_out(
            items in prop::collection::vec((0usize..20_000, prop::collection::vec(0u32..6, 0..6)), 0..20)
        ) {
            let (mut words, mut starts) = (Vec::new(), vec![0_u32]);
            let (mut wanted, mut item) = (vec![Vec::new(); 6], 0);
            // Empty items between make large differences.
            for (gap, held) in &items {
                starts.extend(std::iter::repeat_n(words.len() as u32, *gap));
                words.extend(held);
                starts.push(words.len() as u32);
                item += gap;
                (0..6).filter(|word| held.contains(word)).for_each(|word| wanted[word as usize].push(item));
                item += 1;
            }
            let postings = Postings::new(&words, &starts, 6, Some);
            for (word, wanted) in (0..6).zip(wanted) {
                let mut found = Vec::new();
                postings.each(word, |item| found.push(item));
                prop_assert_eq!(postings.first(word), wanted.first().copied());
                prop_assert!(postings.size(word) >= wanted.len());
                prop_assert_eq!(found, wanted);
            }
        }
    }
}
