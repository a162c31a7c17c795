//! What a paragraph looks like, as numbers: the input of the model for texts without any mark.
//!
//! Every number is cheap to read off the text in one pass, and most need no knowledge of the language. The tables in
//! [`super::tables`] give each its worth, for written and for spoken interviews.

use super::{own, tags};
use crate::interview::words::{Lexicon, begins, class, fold, is_wide, mentions, phrases, words};
use crate::text::segment::{each_sentence, ends_asking, question_marks};

/// What one pass over a paragraph counts.
#[derive(Clone, Copy, Debug, Default)]
pub struct Look {
    /// Words; characters by 1.7 in scripts without spaces.
    pub words: f32,
    /// Question marks.
    pub marks: u16,
    /// The end asks.
    pub ends: bool,
    /// The last sentence that asks opens with a question word, or the last sentence does.
    pub asks_last: bool,
    /// The last sentence opens with a verb that asks.
    pub aux_last: bool,
    /// Classes of the first word.
    pub first: u16,
    /// Classes of the second word.
    pub second: u16,
    /// Some sentence opens with a command to tell.
    pub tells: bool,
    /// The last sentence is such a command.
    pub tells_last: bool,
    /// It puts something to the listener without asking: "I hear that …", in languages where a phrase shows it.
    pub puts: bool,
    /// Words that address the listener.
    pub you: u16,
    /// Words of the speaker.
    pub me: u16,
    /// It opens with a phrase that puts something to the listener without asking: "You once wrote …", "A word on …".
    pub says: bool,
    /// It opens with a phrase of questions that nobody is to answer: "Who would not …", "Why should they …".
    pub rhetorical: bool,
    /// It is one that asks of whoever says it: "Was I afraid?", or one that nobody is to answer: "Who would not be?".
    pub own: bool,
    /// Last sentence's length in words.
    pub last_words: f32,
    /// Number of sentences.
    pub sentences: u16,
    /// The first of several sentences asks someone: by a question word, a verb that asks, or a word of address.
    pub opens: bool,
    /// Whether the reader stated that it asks, or that it does not.
    pub given: Option<bool>,
}

impl Look {
    /// What the reader's statement adds to the score for asking: more than all numbers together ever do.
    pub fn stated(&self) -> f32 {
        const CERTAIN: f32 = 60.0;
        self.given.map_or(0.0, |asks| if asks { CERTAIN } else { -CERTAIN })
    }
}

/// The inside of a paragraph that stands in heavy brackets as a whole, as Japanese pages set questions and headings.
pub fn unboxed(text: &str) -> &str {
    let inside = text.strip_prefix('【').and_then(|rest| rest.strip_suffix('】'));
    inside.filter(|inside| !inside.contains('【')).unwrap_or(text)
}

/// Looks at one paragraph.
pub fn look(text: &str, lexicon: &Lexicon) -> Look {
    let text = unboxed(text);
    let mut seen = Look { ends: ends_asking(text), ..Look::default() };
    let (mut wide, mut hangul) = (0_usize, false);
    seen.marks = u16::try_from(question_marks(text)).unwrap_or(u16::MAX);
    for c in text.chars().take(if text.is_ascii() { 0 } else { usize::MAX }) {
        wide += usize::from(matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'));
        hangul |= matches!(c, '\u{ac00}'..='\u{d7a3}');
    }
    let mut last = "";
    for sentence in each_sentence(text) {
        seen.sentences = seen.sentences.saturating_add(1);
        let mut count = 0_u16;
        let mut opening = 0;
        let mut tells = false;
        let you_before = seen.you;
        let mut from = 0;
        for (index, (start, word)) in words(sentence).enumerate() {
            count = count.saturating_add(1);
            let classes = lexicon.classes_of_compound(word);
            seen.you = seen.you.saturating_add(u16::from(classes & class::YOU != 0));
            seen.me = seen.me.saturating_add(u16::from(classes & class::ME != 0));
            // "Maestro, tell us …": behind a name the sentence begins again.
            let called = (1..=2).contains(&index) && sentence[..start].trim_end().ends_with([',', '，']);
            if index == 0 || called {
                opening = classes;
                from = index;
            }
            tells |= index < from + 3
                && classes & class::TELL != 0
                && (index == from || opening & (class::REACT | class::AUX | class::OPENING) != 0);
            if seen.sentences == 1 && index == 0 {
                seen.first = classes;
            }
            if seen.sentences == 1 && index == 1 {
                seen.second = classes;
            }
        }
        if seen.sentences == 1 && ends_asking(sentence) {
            seen.opens = opening & (class::ASK | class::AUX) != 0 || seen.you > you_before;
        }
        seen.tells_last = tells;
        seen.tells |= tells;
        seen.aux_last = opening & class::AUX != 0;
        seen.words += f32::from(count);
        seen.last_words = f32::from(count);
        last = sentence;
    }
    let (may_say, may_ask) = (seen.marks == 0 && seen.sentences <= 2, seen.ends);
    if may_say || may_ask {
        let beginning = &text[..text.char_indices().nth(80).map_or(text.len(), |(at, _)| at)];
        let folded = fold(beginning.trim_start_matches(|c: char| !c.is_alphanumeric()));
        seen.says = may_say && begins("saying", &folded);
        seen.rhetorical = may_ask && begins("rhetorical", &folded);
    }
    seen.asks_last = words(last).take(3).any(|(_, word)| lexicon.is(word, class::ASK));
    seen.own = seen.sentences == 1 && seen.marks == 1 && (own::asks_of_self(last, lexicon) || own::is_to_nobody(last));
    // What only looks like a question at the end asks nobody.
    let asks_not = || {
        begins("after all", &fold(last))
            || (seen.sentences > 1 && tags::asks_nobody(last, lexicon))
            || (seen.marks == 1 && (tags::trails(last, lexicon) || tags::is_tag(last, lexicon)))
            || tags::is_quoted(last)
    };
    if seen.ends && asks_not() {
        (seen.ends, seen.asks_last, seen.aux_last) = (false, false, false);
        seen.marks = seen.marks.saturating_sub(1);
    }
    if seen.marks > 0 && !seen.ends && tags::is_bracketed(text) {
        (seen.marks, seen.you) = (0, 0);
    }
    seen.opens &= seen.sentences > 1 && !seen.ends;
    // Scripts without spaces, or with endings glued on: parts of sentences instead of words.
    if wide > 0 || hangul {
        seen.asks_last |= asks_wide(last);
        if wide > 0 {
            seen.words = seen.words.max(wide as f32 / 1.7);
        }
        seen.ends |= is_wide(last.trim_end_matches(['。', '.'])) && ends_wide(last);
        let holds = |list: &'static str, text: &str| phrases(list).iter().any(|phrase| text.contains(phrase));
        if seen.words <= 60.0 {
            seen.tells_last |= holds("telling", last);
            seen.tells |= seen.tells_last;
            seen.puts = holds("putting", last);
            seen.you = seen.you.max(u16::from(holds("youwide", text)));
        }
    }
    seen
}

/// In some interviews the question comes first and a remark after it: "How was the sea? You look dry." Where more
/// paragraphs are of that form than end by asking, and none of them follows a question as an answer does, they count as
/// asking.
pub fn lead(looks: &mut [Look]) {
    const LEAST: usize = 3;
    let leads =
        |looks: &[Look], at: usize| looks[at].opens && (at == 0 || !(looks[at - 1].opens || looks[at - 1].ends));
    let found: Vec<usize> = (0..looks.len()).filter(|&at| leads(looks, at)).collect();
    let ends = looks.iter().filter(|look| look.ends).count();
    // Paragraphs of an essay begin so, and address nobody.
    let addressed = found.iter().filter(|&&at| looks[at].you > 0).count();
    if found.len() < LEAST || found.len() <= ends || addressed * 3 < found.len() {
        return;
    }
    // Who lectures asks and answers in one breath, and says no more until the next time.
    let asked: f32 = found.iter().map(|&at| looks[at].words).sum();
    let rest = looks.iter().map(|look| look.words).sum::<f32>() - asked;
    if asked * 10.0 > rest * 7.0 {
        return;
    }
    for at in found {
        (looks[at].ends, looks[at].asks_last) = (true, true);
    }
}

/// Paragraphs that only prepare the question below them: "In your talk you said that glue ruins books.", and then "What
/// did you mean by that?". They speak to the listener and not of the speaker, stand between an answer and a short
/// question, and a text has several of them or none.
pub fn prepares(looks: &[Look], asks: &[bool]) -> Vec<usize> {
    const LEAST: usize = 3;
    const LENGTH: std::ops::RangeInclusive<f32> = 6.0..=60.0;
    const SHORT: f32 = 16.0;
    let prepares = |&at: &usize| {
        let (here, next) = (&looks[at], &looks[at + 1]);
        let answered = at == 0 || !asks[at - 1];
        !asks[at]
            && asks[at + 1]
            && answered
            && next.ends
            && next.words <= SHORT
            && next.sentences == 1
            && here.you > 0
            && here.me == 0
            && here.marks == 0
            && LENGTH.contains(&here.words)
    };
    let found: Vec<usize> = (0..looks.len().saturating_sub(1)).filter(prepares).collect();
    if found.len() < LEAST { Vec::new() } else { found }
}

/// Whether a question may be one that the answer puts to itself ("Does that sound bitter?"): short, to nobody,
/// to be answered by yes or no, in a text whose questions mostly address someone.
pub fn may_be_rhetorical(looks: &[Look], asks: &[bool]) -> Vec<bool> {
    const SHORT: f32 = 8.0;
    let asked = || looks.iter().zip(asks).filter(|(_, asks)| **asks);
    let addressed = asked().filter(|(look, _)| look.you > 0).count();
    let mostly = addressed * 5 >= asked().count() * 2;
    const SENTENCE: f32 = 18.0;
    const FEWEST: usize = 5;
    let alone = |at: usize| at > 0 && !asks[at - 1] && looks[at].you == 0 && asks[at];
    // "Who would not get tired of it?" opens like a real question, and is none.
    let opens = |at: usize| looks[at].rhetorical && looks[at].words <= SENTENCE;
    let bare = |at: usize| looks[at].sentences == 1 && looks[at].first & class::ASK == 0 && looks[at].words <= SHORT;
    // Where nearly every question addresses the other, one that does not stands out, however it opens.
    let nearly = asked().count() >= FEWEST && addressed * 5 >= asked().count() * 3;
    let stray = |at: usize| looks[at].sentences == 1 && looks[at].me == 0 && looks[at].words <= SHORT;
    let may = |at: usize| alone(at) && (opens(at) || (mostly && bare(at)) || (nearly && stray(at)));
    (0..looks.len()).map(may).collect()
}

/// Which paragraphs that were not taken for questions may be what a short one behind them goes back on: "The institute wants
/// to close the station." before "Is it not lonely?". They speak of nobody in a text whose answers say "I".
pub fn may_prepare(looks: &[Look], asks: &[bool]) -> Vec<bool> {
    const LENGTH: std::ops::RangeInclusive<f32> = 4.0..=30.0;
    const SHORT: f32 = 9.0;
    let answers = || looks.iter().zip(asks).filter(|(_, asks)| !**asks);
    let own = answers().filter(|(look, _)| look.me > 0).count();
    let mostly = own * 5 >= answers().count() * 3;
    let may = |at: usize| {
        let (here, Some(next)) = (&looks[at], looks.get(at + 1)) else { return false };
        let within = at > 0 && !asks[at] && !asks[at - 1] && asks[at + 1];
        let speaks = here.me == 0 && here.you == 0 && here.marks == 0 && here.sentences <= 2;
        within && mostly && speaks && LENGTH.contains(&here.words) && next.words <= SHORT && next.sentences == 1
    };
    (0..looks.len()).map(may).collect()
}

fn asks_wide(sentence: &str) -> bool {
    mentions("contains", sentence)
}

fn ends_wide(sentence: &str) -> bool {
    let bare = sentence.trim_end_matches(|c: char| !c.is_alphanumeric());
    phrases("ends").iter().any(|end| bare.ends_with(end))
}

/// What is added, by hand, for three kinds of question that are too rare in what the tables were learnt from: the command
/// ("Tell us about the stones.") and the statement put to someone ("You once said that …"), in a short paragraph between
/// longer ones; and the question that stands alone at the end of a paragraph.
pub fn bonus(looks: &[Look], at: usize) -> f32 {
    const SHORT: f32 = 25.0;
    let here = &looks[at];
    // A long question with background before it is rarer in what the tables were learnt from than among interviews.
    let ends = |index: usize| looks.get(index).is_some_and(|look| look.ends);
    if here.ends && (here.asks_last || here.aux_last || here.you > 0) && !ends(at + 1) && (at == 0 || !ends(at - 1)) {
        return 0.75;
    }
    if let Some(worth) = put_in_two(looks, at) {
        return worth;
    }
    if here.words > SHORT || here.words < 2.0 || here.marks > 0 {
        return 0.0;
    }
    let longer = looks.get(at + 1).is_some_and(|next| next.words > here.words);
    let put = here.puts || (here.first & class::YOU != 0 && here.sentences == 1 && here.me == 0);
    let before = at == 0 || looks[at - 1].words > here.words;
    // "A word on …", "You once wrote …".
    const SAYING: f32 = 4.5;
    if here.says && longer && here.me <= 1 {
        return SAYING;
    }
    if (here.tells_last || here.puts) && longer {
        6.5
    } else if put && longer && before {
        2.0
    } else {
        0.0
    }
}

/// What is added for two kinds of question that are put in two steps: two paragraphs that both end by asking somebody,
/// and a short question to somebody with a remark behind it ("Were you not afraid? It takes courage.").
fn put_in_two(looks: &[Look], at: usize) -> Option<f32> {
    const SHORT: f32 = 30.0;
    const BOTH: f32 = 2.0;
    const REMARK: f32 = 1.5;
    let here = &looks[at];
    let next = looks.get(at + 1)?;
    let ends = |index: usize| looks.get(index).is_some_and(|look| look.ends);
    let addresses = |look: &Look| look.ends && look.you > 0 && look.me == 0;
    if addresses(here) && addresses(next) && !ends(at + 2) && (at == 0 || !ends(at - 1)) {
        return Some(BOTH);
    }
    let remark = here.opens && here.you > 0 && here.me == 0 && here.words <= SHORT && next.words > here.words;
    (remark && here.marks == 1 && !next.ends).then_some(REMARK)
}

/// How many numbers describe one paragraph in its place.
pub const EMITS: usize = 53;
/// How many numbers describe the step from one paragraph to the next.
pub const STEPS: usize = 6;

/// What holds for the whole document.
#[derive(Clone, Copy, Debug)]
pub struct Whole {
    /// Median of the logarithm of the lengths.
    pub median: f32,
    /// Share of paragraphs that end by asking.
    pub ends: f32,
}

/// The document as a whole.
pub fn whole(looks: &[Look]) -> Whole {
    let mut lengths: Vec<f32> = looks.iter().map(log_words).collect();
    lengths.sort_by(f32::total_cmp);
    let median = lengths.get(lengths.len() / 2).copied().unwrap_or(0.0);
    let ends = looks.iter().filter(|look| look.ends).count() as f32 / looks.len().max(1) as f32;
    Whole { median, ends }
}

fn log_words(look: &Look) -> f32 {
    look.words.max(1.0).ln()
}

fn flag(on: bool) -> f32 {
    f32::from(u8::from(on))
}

/// The numbers of paragraph `at` in its place.
pub fn emit(looks: &[Look], at: usize, whole: &Whole) -> [f32; EMITS] {
    let blank = Look::default();
    let here = &looks[at];
    let before = at.checked_sub(1).and_then(|index| looks.get(index));
    let after = looks.get(at + 1);
    let (p, n) = (before.unwrap_or(&blank), after.unwrap_or(&blank));
    let p2 = at.checked_sub(2).and_then(|index| looks.get(index)).unwrap_or(&blank);
    let n2 = looks.get(at + 2).unwrap_or(&blank);
    let length = log_words(here);
    let has = here.marks > 0;
    let you = flag(here.you > 0);
    let is = |classes: u16, wanted: u16| flag(classes & wanted != 0);
    let share = |count: u16| f32::from(count) / here.words.max(4.0) * 10.0;
    [
        1.0,
        flag(here.ends),
        flag(has),
        f32::from(here.marks.min(3)),
        length,
        length * flag(here.ends),
        length * flag(has && !here.ends),
        length - whole.median,
        is(here.first, class::ASK),
        flag(here.asks_last),
        is(here.first, class::AUX),
        flag(here.aux_last),
        flag(here.tells),
        you,
        share(here.you).min(3.0),
        flag(here.me > 0),
        share(here.me).min(3.0),
        flag(here.words > 70.0),
        flag(here.words <= 3.0),
        flag(here.words <= 8.0),
        flag(here.words <= 8.0 && !has),
        is(here.first, class::REACT),
        is(here.first, class::BACK),
        is(here.first, class::ME),
        is(here.first, class::YOU),
        is(here.second, class::ASK | class::AUX),
        is(here.second, class::REACT),
        flag(p.ends),
        flag(n.ends),
        flag(p.marks > 0),
        flag(n.marks > 0),
        flag(before.is_some()) * (log_words(p) - length),
        flag(after.is_some()) * (log_words(n) - length),
        flag(before.is_some() && p.words > here.words),
        flag(after.is_some() && n.words > here.words),
        is(n.first, class::REACT),
        is(n.first, class::BACK),
        is(n.first, class::ME),
        is(p.first, class::REACT),
        flag(n.tells || n.you > 1),
        flag(p.tells || p.you > 1),
        flag(p2.ends),
        flag(n2.ends),
        log_words(p2) - whole.median,
        log_words(n2) - whole.median,
        (here.last_words / 10.0).min(4.0),
        flag(here.sentences == 1),
        f32::from(here.sentences.min(12)) / 4.0,
        flag(here.ends) * you,
        flag(here.ends && p.ends),
        flag(here.ends && n.ends),
        flag(has && !here.ends) * you,
        flag(!has) * you,
    ]
}

/// The numbers of the step into paragraph `at`.
pub fn step(looks: &[Look], at: usize, whole: &Whole) -> [f32; STEPS] {
    let here = &looks[at];
    let before = &looks[at.saturating_sub(1)];
    let short = |look: &Look| flag(log_words(look) < whole.median - 0.7);
    [1.0, flag(before.ends), short(here), short(before), flag(here.first & class::REACT != 0), whole.ends * 4.0]
}

/// How many numbers tell a written from a spoken text.
pub const KINDS: usize = 9;

/// The numbers that tell a written from a spoken text, a constant first.
pub fn kind(looks: &[Look]) -> [f32; KINDS] {
    let all = looks.len().max(1) as f32;
    let share = |test: &dyn Fn(&Look) -> bool| looks.iter().filter(|look| test(look)).count() as f32 / all;
    let pairs = looks.windows(2).filter(|pair| pair[0].ends && pair[1].ends).count() as f32;
    let reacts = class::REACT;
    [
        1.0,
        share(&|look| look.words <= 8.0),
        whole(looks).median,
        share(&|look| look.ends),
        share(&|look| look.marks > 0 && !look.ends),
        pairs / all,
        share(&|look| look.words > 70.0 && look.marks > 0),
        share(&|look| look.first & reacts != 0),
        // Of a short text the shares say little, and talk is rarely short.
        (20.0 / all).min(2.0),
    ]
}
