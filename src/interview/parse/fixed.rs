//! Statements of the reader among the inputs of recognition: roles that are settled, voices. Cuts are none of them: they
//! are laid over what was recognised.

use super::raw::Raw;
use super::speakers::{Said, Speaker, Speakers, Voice, key};
use crate::interview::given::{As, Does, Given, Wish, accept};
use crate::interview::{Anchor, Role};
use crate::text::CleanText;

/// What recognition is told before it begins.
#[derive(Debug, Default)]
pub struct Fixed {
    /// For each paragraph, what it is stated to be.
    pub roles: Vec<Option<As>>,
    /// Speakers who are stated to be on neither side.
    pub neither: Vec<usize>,
}

/// Takes in what is stated, before any role is found.
pub fn state(raws: &[Raw], page: &mut [bool], speakers: Option<&mut Speakers>, given: &Given) -> Fixed {
    let mut fixed = Fixed { roles: vec![None; raws.len()], neither: Vec::new() };
    if given.is_empty() {
        return fixed;
    }
    // Paragraphs as the uncorrected reading numbers them: without lines that are only a label.
    let labels = speakers.as_deref();
    let body = |index: usize| labels.and_then(|labels| labels.said[index]).map_or(0, super::speakers::Said::body);
    let spent = |index: usize| labels.is_some_and(|labels| labels.spent[index]);
    let paras: Vec<usize> =
        (0..raws.len()).filter(|&index| !spent(index) && !raws[index].text[body(index)..].trim().is_empty()).collect();
    let at = |place: &Anchor| paras.get(place.para.0 as usize).copied().filter(|_| place.byte == 0);
    let (mut stated, mut says) = (Vec::new(), Vec::new());
    for (number, wish) in given.0.iter().enumerate() {
        match wish {
            Wish::Is(place, what) => stated.extend(at(place).map(|at| (at, number, *what))),
            Wish::Says(place, who) => says.extend(at(place).map(|at| (at, who))),
            _ => {}
        }
    }
    fixed.roles = accept(raws.len(), &stated, &mut Vec::new());
    for (page, what) in page.iter_mut().zip(&fixed.roles) {
        *page = what.map_or(*page, |what| what == As::Page);
    }
    if let Some(speakers) = speakers {
        for (at, who) in says {
            says_it(speakers, at, who);
        }
        fixed.neither = voices(speakers, given);
    }
    fixed
}

/// Gives a paragraph to a speaker.
fn says_it(speakers: &mut Speakers, at: usize, who: &CleanText) {
    let voice = voice_at(speakers, at);
    let who = named(speakers, who).unwrap_or_else(|| {
        speakers.all.push(Speaker { labels: vec![who.to_string()], voice });
        speakers.all.len() - 1
    });
    let (body, time) = speakers.said[at].map_or((0, None), |said| (said.body(), said.time));
    speakers.said[at] = Some(Said::new(who, body, time));
}

/// Voices as stated. Gives those who are stated to be on neither side.
fn voices(speakers: &mut Speakers, given: &Given) -> Vec<usize> {
    let mut stated = vec![None; speakers.all.len()];
    let mut last = None;
    for wish in &given.0 {
        let Wish::Does(who, does) = wish else { continue };
        let Some(who) = named(speakers, who) else { continue };
        speakers.all[who].voice = match does {
            Does::Asks => Voice::Asks,
            Does::Answers => Voice::Answers,
            Does::Other => Voice::Other,
        };
        (stated[who], last) = (Some(*does), Some(speakers.all[who].voice));
    }
    // Where the labels were swapped, one statement mends both: somebody is on the other side.
    let lacks = |speakers: &Speakers, voice| speakers.all.iter().all(|speaker| speaker.voice != voice);
    for (voice, other) in [(Voice::Asks, Voice::Answers), (Voice::Answers, Voice::Asks)] {
        if last == Some(voice) && lacks(speakers, other) && !speakers.only_questions {
            for (speaker, _) in speakers
                .all
                .iter_mut()
                .zip(&stated)
                .filter(|(speaker, stated)| stated.is_none() && speaker.voice == voice)
            {
                speaker.voice = other;
            }
        }
    }
    (0..stated.len()).filter(|&who| stated[who] == Some(Does::Other)).collect()
}

/// Who speaks a paragraph that has no label of its own, where its role was stated: the only one on the side of the role.
pub fn side(speakers: &Speakers, fixed: &Fixed, roles: &[Role], who: &mut [Option<u32>]) {
    for index in (0..roles.len()).filter(|&index| fixed.roles[index].is_some() && speakers.said[index].is_none()) {
        let voice = match roles[index] {
            Role::Question => Voice::Asks,
            Role::Answer => Voice::Answers,
            _ => continue,
        };
        let mut of = (0..speakers.all.len()).filter(|&at| speakers.all[at].voice == voice);
        let fits = who[index].is_some_and(|who| speakers.all[who as usize].voice == voice);
        if !fits && let (Some(only), None) = (of.next(), of.next()) {
            who[index] = Some(only as u32);
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
    said.map_or(Voice::Other, |said| speakers.all[said.who()].voice)
}

#[cfg(test)]
mod tests {
    use super::super::{Format, Original};
    use super::*;
    use crate::interview::{Interview, ParaId};

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
    fn labels_of_the_first_turns_stay_out_of_the_text() {
        let text = "Harbour talk\n\nMara Olsen talked with Jens Dahl, who fished here.\n\nMara Olsen: Why did you go to \
            sea?\n\nJens Dahl: It was there, and nobody had asked me whether I wanted to stay on land with the others.\n\n\
            And what did you do in the storm?\n\nWe took in the nets and went below, since there is nothing else that \
            one can do.\n\nWho came to help you then?\n\nNobody came. We waited for the morning, and then we rowed \
            home.\n";
        let read = |wishes: Vec<Wish>| original(text).read(&Given(wishes)).interview;
        let base = read(Vec::new());
        assert_eq!(letters(&base), "tfqaqaqa", "{base:?}");
        let noted = read((1..8).map(|para| Wish::Is(at(para, 0), As::Note)).collect());
        assert!(noted.exchanges.is_empty(), "{}", letters(&noted));
        let said = |it: &Interview| it.paragraphs[2..4].iter().map(|para| para.text.to_string()).collect::<Vec<_>>();
        assert_eq!(said(&noted), said(&base));
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
