//! Statements of the reader among the inputs of recognition: paragraphs cut anew, roles that are settled, voices.

use super::raw::Raw;
use super::speakers::{Said, Speaker, Speakers, Voice, key};
use crate::interview::given::{As, Does, Given, Layout, Wish, accept, recut};
use crate::interview::{Anchor, ParaId};
use crate::text::CleanText;

/// What recognition is told before it begins.
#[derive(Debug, Default)]
pub struct Fixed {
    /// How the paragraphs lie over those of the uncorrected reading.
    pub layout: Layout,
    /// For each paragraph, what it is stated to be.
    pub roles: Vec<Option<As>>,
    /// For each statement on a role: the paragraph, its number, and what it says.
    pub stated: Vec<(usize, usize, As)>,
    /// For each statement on a speaker that the labels did not take up: the paragraph and the speaker.
    pub says: Vec<(usize, CleanText)>,
    /// Numbers of statements that could not be followed.
    pub idle: Vec<usize>,
}

/// Which statement is about which paragraph, as far as they go: those that begin where it begins.
pub struct Starts {
    /// Places of the uncorrected reading at which a paragraph begins, in order, with its index.
    all: Vec<(Anchor, usize)>,
}

impl Starts {
    /// From the first piece of every paragraph; `index` gives the paragraph's index.
    pub fn new(first: impl Iterator<Item = (Anchor, usize)>) -> Self {
        Self { all: first.collect() }
    }

    /// The paragraph that begins at a place.
    pub fn at(&self, place: Anchor) -> Option<usize> {
        let found = self.all.binary_search_by_key(&place, |(start, _)| *start).ok()?;
        Some(self.all[found].1)
    }

    /// Sorts out what is stated of paragraphs.
    pub fn fixed(&self, count: usize, given: &Given, layout: Layout, mut idle: Vec<usize>) -> Fixed {
        let (mut stated, mut says) = (Vec::new(), Vec::new());
        for (number, wish) in given.0.iter().enumerate() {
            let at = match wish {
                Wish::Is(at, _) | Wish::Says(at, _) => self.at(*at),
                _ => continue,
            };
            match (at, wish) {
                (Some(at), Wish::Is(_, what)) => stated.push((at, number, *what)),
                (Some(at), Wish::Says(_, who)) => says.push((at, who.clone())),
                _ => idle.push(number),
            }
        }
        let roles = accept(count, &stated, &mut idle);
        Fixed { layout, roles, stated, says, idle }
    }
}

/// Cuts the paragraphs as the reader wants them, before any role is found.
pub fn lay(
    raws: &mut Vec<Raw>,
    page: &mut Vec<bool>,
    mut speakers: [Option<&mut Speakers>; 2],
    given: &Given,
) -> Fixed {
    if given.is_empty() {
        return Fixed { roles: vec![None; raws.len()], ..Fixed::default() };
    }
    // Paragraphs as the uncorrected reading numbers them: without lines that are only a label.
    let labels = speakers[0].as_deref();
    let body = |index: usize| labels.and_then(|labels| labels.said[index]).map_or(0, |said| said.body);
    let spent = |index: usize| labels.is_some_and(|labels| labels.spent[index]);
    let paras: Vec<usize> =
        (0..raws.len()).filter(|&index| !spent(index) && !raws[index].text[body(index)..].trim().is_empty()).collect();
    let mut idle = Vec::new();
    let text = |para: usize| &raws[paras[para]].text[body(paras[para])..];
    let joins = |para: usize| !page[paras[para]] && !page[paras[para - 1]];
    let start = |para: usize| Anchor { para: ParaId(para as u32), byte: 0 };
    let Some((pieces, layout)) = recut(paras.len(), &text, &joins, given, &mut idle) else {
        let starts = Starts::new(paras.iter().enumerate().map(|(para, &index)| (start(para), index)));
        let mut fixed = starts.fixed(raws.len(), given, Layout::default(), idle);
        settle(page, speakers[0].take(), given, &mut fixed);
        return fixed;
    };
    let bodies: Vec<usize> = paras.iter().map(|&index| body(index)).collect();
    let mut old = Old { raws: std::mem::take(raws), page: std::mem::take(page), from: Vec::new() };
    let mut starts = Vec::with_capacity(pieces.len());
    let mut next = 0;
    for parts in &pieces {
        let (first, range) = &parts[0];
        // What lies between paragraphs stays: lines that are only a label.
        for index in next..paras[*first] {
            old.keep(index, raws, page);
        }
        starts.push((Anchor { para: ParaId(*first as u32), byte: range.start as u32 }, raws.len()));
        let index = paras[*first];
        old.cut(index, bodies[*first], range, raws, page);
        for (para, range) in &parts[1..] {
            let index = paras[*para];
            let more = &old.raws[index].text[bodies[*para]..][range.clone()];
            if let Some(raw) = raws.last_mut() {
                raw.text.push(' ');
                raw.text.push_str(more);
                raw.source.end = raw.source.end.max(old.raws[index].source.end);
            }
        }
        next = parts.last().map_or(next, |(para, _)| paras[*para] + 1);
    }
    for index in next..old.raws.len() {
        old.keep(index, raws, page);
    }
    for speakers in speakers.iter_mut().flatten() {
        let said = |(index, head): &(usize, bool)| speakers.said[*index].filter(|_| *head);
        speakers.said = old.from.iter().map(said).collect();
        speakers.spent = old.from.iter().map(|(index, _)| speakers.spent[*index]).collect();
    }
    let mut fixed = Starts::new(starts.into_iter()).fixed(raws.len(), given, layout, idle);
    settle(page, speakers[0].take(), given, &mut fixed);
    fixed
}

/// The paragraphs before they were cut anew.
struct Old {
    raws: Vec<Raw>,
    page: Vec<bool>,
    /// For each new paragraph the old one, and whether it has that one's beginning.
    from: Vec<(usize, bool)>,
}

impl Old {
    fn keep(&mut self, index: usize, raws: &mut Vec<Raw>, page: &mut Vec<bool>) {
        raws.push(self.raws[index].clone());
        page.push(self.page[index]);
        self.from.push((index, true));
    }

    /// One piece of a paragraph, whose own text begins at `body`.
    fn cut(
        &mut self,
        index: usize,
        body: usize,
        range: &std::ops::Range<usize>,
        raws: &mut Vec<Raw>,
        page: &mut Vec<bool>,
    ) {
        let old = &self.raws[index];
        let whole = old.text.len() - body;
        let (head, tail) = (range.start == 0, range.end == whole);
        let mut raw = Raw { text: String::new(), source: 0..0, ..old.clone() };
        if head {
            raw.text.push_str(&old.text[..body]);
        } else {
            (raw.lead, raw.time) = (0, None);
        }
        if !(head && tail) {
            raw.clip = None;
        }
        raw.text.push_str(&old.text[body..][range.clone()]);
        raw.lead = raw.lead.min(raw.text.len());
        // Spans of the source are given out in proportion: they only have to be in order and to cover the whole.
        let place = |at: usize| {
            let share = old.source.len() as u128 * (body + at) as u128 / old.text.len().max(1) as u128;
            old.source.start + share as usize
        };
        raw.source = if head { old.source.start } else { place(range.start) }..if tail {
            old.source.end
        } else {
            place(range.end)
        };
        raws.push(raw);
        page.push(self.page[index]);
        self.from.push((index, head));
    }
}

/// Furniture, speakers and voices as stated.
fn settle(page: &mut [bool], speakers: Option<&mut Speakers>, given: &Given, fixed: &mut Fixed) {
    for (page, what) in page.iter_mut().zip(&fixed.roles) {
        *page = what.map_or(*page, |what| what == As::Page);
    }
    let Some(speakers) = speakers else { return };
    for (at, who) in std::mem::take(&mut fixed.says) {
        let voice = voice_at(speakers, at);
        let who = named(speakers, &who).unwrap_or_else(|| {
            speakers.all.push(Speaker { labels: vec![who.to_string()], voice });
            speakers.all.len() - 1
        });
        let before = speakers.said[at];
        let (body, time) = before.map_or((0, None), |said| (said.body, said.time));
        speakers.said[at] = Some(Said { who, body, time });
    }
    let mut stated = vec![false; speakers.all.len()];
    let mut last = None;
    for (number, wish) in given.0.iter().enumerate() {
        let Wish::Does(who, does) = wish else { continue };
        let Some(who) = named(speakers, who) else {
            fixed.idle.push(number);
            continue;
        };
        speakers.all[who].voice = match does {
            Does::Asks => Voice::Asks,
            Does::Answers => Voice::Answers,
            Does::Other => Voice::Other,
        };
        (stated[who], last) = (true, Some(speakers.all[who].voice));
    }
    // Where the labels were swapped, one statement mends both: somebody is on the other side.
    let lacks = |speakers: &Speakers, voice| speakers.all.iter().all(|speaker| speaker.voice != voice);
    for (voice, other) in [(Voice::Asks, Voice::Answers), (Voice::Answers, Voice::Asks)] {
        if last == Some(voice) && lacks(speakers, other) && !speakers.only_questions {
            for (speaker, _) in
                speakers.all.iter_mut().zip(&stated).filter(|(speaker, stated)| !**stated && speaker.voice == voice)
            {
                speaker.voice = other;
            }
        }
    }
}

/// The speaker that a key means: by a label as it is written, else by its folded form.
fn named(speakers: &Speakers, name: &str) -> Option<usize> {
    let has = |test: &dyn Fn(&String) -> bool| speakers.all.iter().position(|speaker| speaker.labels.iter().any(test));
    has(&|label| label == name).or_else(|| has(&|label| key(label) == key(name)))
}

/// What the one does who speaks a paragraph.
fn voice_at(speakers: &Speakers, at: usize) -> Voice {
    let said = speakers.said[..=at].iter().rev().flatten().next();
    said.map_or(Voice::Other, |said| speakers.all[said.who].voice)
}

#[cfg(test)]
mod tests {
    use super::super::{Format, Original};
    use super::*;
    use crate::interview::{Interview, Role};

    fn original(text: &str) -> Original {
        Original::Text(CleanText::new(text), Format::Auto, None)
    }

    /// The roles as letters, one a paragraph.
    fn letters(interview: &Interview) -> String {
        assert_eq!(interview.check(), Ok(()));
        let letter = |role| match role {
            Role::Title => 't',
            Role::Front => 'f',
            Role::Section => 's',
            Role::Question => 'q',
            Role::Answer => 'a',
            Role::Aside => '-',
            Role::Closing => 'c',
            Role::Page => 'p',
        };
        interview.paragraphs.iter().map(|paragraph| letter(paragraph.role)).collect()
    }

    fn at(para: u32, byte: u32) -> Anchor {
        Anchor { para: ParaId(para), byte }
    }

    const LABELLED: &str = "Harbour talk\n\nMara: Why did you go to sea?\n\nJens: It was there.\n\nMara: And the storm?\n\n\
        Jens: It took the nets. It took the wall.\n\nMara: Who came to help?\n\nJens: Nobody came. We waited.\n";

    #[test]
    fn swapped_labels_are_mended_by_one_statement() {
        let read = |wishes: Vec<Wish>| original(LABELLED).read(&Given(wishes));
        let base = read(Vec::new()).interview;
        assert_eq!(letters(&base), "tqaqaqa");
        let swapped = read(vec![Wish::Does("Mara".into(), Does::Answers)]);
        assert_eq!((letters(&swapped.interview).as_str(), &swapped.idle[..]), ("tfqaqac", &[][..]));
        let roles: Vec<_> = swapped.interview.people.iter().map(|person| Does::of(person.role)).collect();
        assert_eq!(roles, [Does::Answers, Does::Asks]);
        let nobody = read(vec![Wish::Does("Somebody".into(), Does::Answers)]);
        assert_eq!((letters(&nobody.interview).as_str(), &nobody.idle[..]), ("tqaqaqa", &[0][..]));
    }

    #[test]
    fn paragraphs_are_split_joined_and_spoken_by_others() {
        let read = |wishes: Vec<Wish>| original(LABELLED).read(&Given(wishes));
        let split = read(vec![Wish::Split(at(4, 18)), Wish::Is(at(4, 18), As::Question)]);
        assert_eq!(letters(&split.interview), "tqaqaqqa");
        assert_eq!(split.interview.paragraphs[5].text.as_str(), "It took the wall.");
        assert_eq!(split.layout.to_base(at(5, 3)), at(4, 21));
        assert_eq!(split.layout.from_base(at(5, 3)), at(6, 3));
        let joined = read(vec![Wish::Join(at(3, 0))]);
        assert_eq!(joined.interview.paragraphs[2].text.as_str(), "It was there. And the storm?");
        assert_eq!(letters(&joined.interview), "tqaaqa");
        let taken_back = read(vec![Wish::Join(at(3, 0)), Wish::Split(at(3, 0))]);
        assert_eq!((letters(&taken_back.interview).as_str(), taken_back.layout.is_same()), ("tqaqaqa", true));
        let third = read(vec![Wish::Says(at(3, 0), "Old Ole".into())]);
        let who = third.interview.paragraphs[3].speaker.unwrap();
        assert_eq!(third.interview.people[usize::from(who.0)].name.as_str(), "Old Ole");
    }

    #[test]
    fn a_name_is_given_everywhere_and_may_be_known_already() {
        let text = LABELLED
            .replace("Mara:", "Speaker 1:")
            .replace("Harbour talk", "Harbour talk\n\nMara Olsen talked with Jens Dahl.");
        let read = |wishes: Vec<Wish>| original(&text).read(&Given(wishes)).interview;
        let base = read(Vec::new());
        let asked = base.with_role(Role::Question).next().unwrap();
        let named = |it: &Interview| {
            assert_eq!(it.check(), Ok(()));
            it.people[usize::from(it.para(asked).speaker.unwrap().0)].clone()
        };
        let key = named(&base).key().clone();
        let mara = named(&read(vec![Wish::Name(key.clone(), "Mara Olsen".into())]));
        assert!(mara.name.as_str() == "Mara Olsen" && *mara.key() == key, "{mara:?}");
        let same = read(vec![Wish::Name(key.clone(), "Jens Dahl".into())]);
        assert!(same.people.len() < base.people.len(), "{:?}", same.people);
    }
}
