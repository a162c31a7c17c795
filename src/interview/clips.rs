//! When paragraphs are said, to the millisecond. A long recording has very many of them, so each takes little.

use std::num::NonZeroU16;

use super::{Clip, ParaId};

/// What is known of a time beyond the second that it begins in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Milliseconds behind the second, and one.
    millis: NonZeroU16,
    /// Milliseconds from beginning to end, in two halves; zero where no end is known.
    length: [u16; 2],
}

impl Moment {
    /// The second that something begins in, and the rest. `None` beyond what a second is counted to; what lasts for more
    /// than forty-nine days has no end.
    pub fn of(clip: Clip) -> Option<(u32, Self)> {
        let second = u32::try_from(clip.start / 1000).ok()?;
        let length = clip.end.and_then(|end| u32::try_from(end.saturating_sub(clip.start)).ok());
        let millis = NonZeroU16::MIN.saturating_add((clip.start % 1000) as u16);
        let length = length.unwrap_or(0);
        Some((second, Self { millis, length: [(length >> 16) as u16, length as u16] }))
    }

    /// Beginning and end of what begins in this second.
    pub fn clip(self, second: u32) -> Clip {
        let start = u64::from(second) * 1000 + u64::from(self.millis.get() - 1);
        let length = u64::from(self.length[0]) << 16 | u64::from(self.length[1]);
        Clip { start, end: (length > 0).then_some(start + length) }
    }
}

/// The clips of an interview, by their paragraphs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clips(Vec<(ParaId, u32, Moment)>);

impl Clips {
    /// Adds the clip of a paragraph, in the place of what it has and of all that stands behind it.
    pub fn push(&mut self, id: ParaId, clip: Clip) {
        while self.0.last().is_some_and(|last| last.0 >= id) {
            self.0.pop();
        }
        self.0.extend(Moment::of(clip).map(|(second, moment)| (id, second, moment)));
    }

    /// The clip of a paragraph.
    pub fn get(&self, id: ParaId) -> Option<Clip> {
        let at = self.0.binary_search_by_key(&id, |entry| entry.0).ok()?;
        let (_, second, moment) = self.0[at];
        Some(moment.clip(second))
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = Clip> + '_ {
        self.0.iter().map(|(_, second, moment)| moment.clip(*second))
    }
}

impl FromIterator<(ParaId, Clip)> for Clips {
    fn from_iter<T: IntoIterator<Item = (ParaId, Clip)>>(clips: T) -> Self {
        let mut all = Self::default();
        for (id, clip) in clips {
            all.push(id, clip);
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clips_come_back_to_the_millisecond() {
        let last = u64::from(u32::MAX);
        for (start, end, there) in [
            (0, None, true),
            (1, Some(2), true),
            (12_345, Some(20_000), true),
            (last * 1000 + 999, Some(last * 1001), true),
            ((last + 1) * 1000, None, false),
        ] {
            let clip = Clip { start, end };
            let clips: Clips = [(ParaId(1), Clip::default()), (ParaId(4), clip)].into_iter().collect();
            assert_eq!(clips.get(ParaId(4)), there.then_some(clip));
            assert_eq!((clips.get(ParaId(1)), clips.get(ParaId(2))), (Some(Clip::default()), None));
        }
        let endless = Clip { start: 5, end: Some(last + 6) };
        assert_eq!(Moment::of(endless).map(|(second, moment)| moment.clip(second)), Some(Clip { start: 5, end: None }));
        assert_eq!((size_of::<(ParaId, u32, Moment)>(), size_of::<Option<Moment>>()), (16, 6));
    }
}
