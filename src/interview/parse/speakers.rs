//! Which label style a document has, whose label stands where, and who asks.
//!
//! One style decides for the whole document. Labels must recur; a name that occurs once counts only in a style that is
//! already chosen. Who asks is told by behaviour (questions, length of turns), and only then by what the label says,
//! since labels may be swapped or mean nothing ("SPEAKER_00").

use std::collections::HashMap;

use super::label::{self, Hit, Style};
use super::raw::{Kind, Raw};
use crate::interview::words::{Lexicon, class, fold, words};
use crate::text::segment::{ends_asking, is_question_mark};

/// What someone does in the talk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// Asks.
    Asks,
    /// Answers.
    Answers,
    /// Neither: a judge, the audience, music.
    Other,
}

/// One who speaks.
#[derive(Clone, Debug)]
pub struct Speaker {
    /// Labels as written, the most complete first.
    pub labels: Vec<String>,
    /// What this one does.
    pub voice: Voice,
}

/// A label on a paragraph.
#[derive(Clone, Copy, Debug)]
pub struct Said {
    /// Index into [`Speakers::all`].
    pub who: usize,
    /// Where the paragraph's own text begins.
    pub body: usize,
    /// Time in the recording.
    pub time: Option<u32>,
}

/// Everything the labels say.
#[derive(Debug)]
pub struct Speakers {
    /// How the labels are written.
    pub style: Style,
    /// All who speak, in order of first appearance.
    pub all: Vec<Speaker>,
    /// For each paragraph, its label.
    pub said: Vec<Option<Said>>,
    /// Paragraphs that are nothing but the label of the next one.
    pub spent: Vec<bool>,
    /// Only one label recurs, and it asks: the answers have none.
    pub only_questions: bool,
}

/// Finds the labels of a document, if it has a style of them.
pub fn find(raws: &[Raw], page: &[bool]) -> Option<Speakers> {
    let hits: Vec<Option<Hit>> = raws
        .iter()
        .zip(page)
        .map(|(raw, page)| if *page || raw.kind != Kind::Text { None } else { label::read(&raw.text, raw.lead) })
        .collect();
    let mut counts: HashMap<(Style, String), usize> = HashMap::new();
    for (raw, hit) in raws.iter().zip(&hits) {
        if let Some(hit) = hit {
            *counts.entry((hit.style, key(&raw.text[hit.name.clone()]))).or_default() += 1;
        }
    }
    counts.retain(|(style, key), count| recurs(*style, key, *count));
    let style = choose(raws, &hits, &counts)?;
    let known: HashMap<&str, usize> =
        counts.iter().filter(|((of, _), _)| *of == style).map(|((_, key), count)| (key.as_str(), *count)).collect();
    let mut found = assign(raws, &hits, style, &known);
    classify(raws, &mut found);
    Some(found)
}

/// The form in which labels are compared: folded, without brackets, remarks in brackets, or a numbering of questions.
pub fn key(name: &str) -> String {
    let folded = fold(name.trim_matches(['[', ']', '<', '>', '*', ' ', '.']));
    let bare = folded.split(" (").next().unwrap_or("").trim();
    let letters = bare.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    if letters.chars().count() == 1 && letters.len() < bare.len() { letters.to_owned() } else { bare.to_owned() }
}

fn recurs(style: Style, key: &str, count: usize) -> bool {
    const LEAST_OWN: usize = 3;
    let classes = Lexicon::union().classes(key);
    let speaks = classes & (class::ASKER | class::ANSWERER | class::OTHER) != 0;
    let barred = classes & class::NOT_SPEAKER != 0 && !(speaks && count >= LEAST_OWN);
    let least = match style {
        Style::Own | Style::Caps => LEAST_OWN,
        _ => 2,
    };
    !barred && !key.is_empty() && count >= least
}

/// The style that labels most, if its labels cover enough of the text between the first and the last.
fn choose(raws: &[Raw], hits: &[Option<Hit>], counts: &HashMap<(Style, String), usize>) -> Option<Style> {
    const LEAST: usize = 6;
    const LEAST_SHORT: usize = 4;
    const LEAST_COVER: f32 = 0.2;
    let mut best: Option<(usize, Style)> = None;
    for style in [Style::Bold, Style::Colon, Style::Letter, Style::Time, Style::Own, Style::Caps] {
        let names: Vec<&String> = counts.keys().filter(|(of, _)| *of == style).map(|(_, key)| key).collect();
        if names.is_empty() {
            continue;
        }
        let at: Vec<usize> = (0..raws.len())
            .filter(|&index| {
                hits[index].as_ref().is_some_and(|hit| {
                    hit.style == style && counts.contains_key(&(style, key(&raws[index].text[hit.name.clone()])))
                })
            })
            .collect();
        let (Some(first), Some(last)) = (at.first(), at.last()) else { continue };
        let span = (last - first + 1) as f32;
        let alone = at
            .iter()
            .filter(|&&index| hits[index].as_ref().is_some_and(|hit| hit.body == raws[index].text.len()))
            .count();
        let cover = (at.len() + alone) as f32 / span;
        let enough = at.len() >= LEAST || (at.len() >= LEAST_SHORT && names.len() >= 2 && cover >= 0.5);
        let strict = match style {
            Style::Caps => cover >= 0.6 && names.len() >= 2,
            // A short line that recurs may be a heading; two names that carry the text are speakers.
            Style::Own => names.len() >= 2 && cover >= 0.4 || asker(&names),
            _ => true,
        };
        let few = names.len() * 2 <= at.len();
        if enough && strict && few && cover >= LEAST_COVER && best.is_none_or(|(most, _)| at.len() > most) {
            best = Some((at.len(), style));
        }
    }
    best.map(|(_, style)| style)
}

fn asker(names: &[&String]) -> bool {
    names.iter().any(|name| Lexicon::union().is(name, class::ASKER))
}

fn assign(raws: &[Raw], hits: &[Option<Hit>], style: Style, known: &HashMap<&str, usize>) -> Speakers {
    let mut speakers = Speakers {
        style,
        all: Vec::new(),
        said: vec![None; raws.len()],
        spent: vec![false; raws.len()],
        only_questions: false,
    };
    let mut index_of: HashMap<String, usize> = HashMap::new();
    let mut waiting: Option<(usize, usize, Option<u32>)> = None;
    let mut started = false;
    for (index, raw) in raws.iter().enumerate() {
        if raw.kind != Kind::Text {
            continue;
        }
        let hit = hits[index].as_ref().filter(|hit| {
            let name = &raw.text[hit.name.clone()];
            let loose = matches!(hit.style, Style::Own | Style::Caps) && hit.style != style;
            !loose && (known.contains_key(key(name).as_str()) || (started && known_once(hit, name, style, known)))
        });
        let Some(hit) = hit else {
            if let Some((at, who, time)) = waiting.take() {
                speakers.spent[at] = true;
                let (after, body) = label::leading_time(&raw.text);
                let body = if body < raw.text.len() && after.is_some() { body } else { 0 };
                speakers.said[index] = Some(Said { who, body, time: time.or(after.filter(|_| body > 0)) });
            }
            continue;
        };
        started = true;
        let name = raw.text[hit.name.clone()].trim();
        let who = *index_of.entry(key(name)).or_insert_with(|| {
            speakers.all.push(Speaker { labels: vec![name.to_owned()], voice: Voice::Other });
            speakers.all.len() - 1
        });
        if !speakers.all[who].labels.iter().any(|label| label == name) {
            speakers.all[who].labels.push(name.to_owned());
        }
        if hit.body >= raw.text.len() {
            waiting = Some((index, who, hit.time));
        } else {
            waiting = None;
            speakers.said[index] = Some(Said { who, body: hit.body, time: hit.time });
        }
    }
    merge_aliases(&mut speakers);
    speakers
}

/// Whether a label that does not recur is one all the same: another form of a name that does, or a name by its looks.
fn known_once(hit: &Hit, name: &str, style: Style, known: &HashMap<&str, usize>) -> bool {
    let key = key(name);
    let short: Vec<String> =
        key.split_whitespace().filter(|part| !label::is_honorific(part)).map(str::to_owned).collect();
    let other_form = known.keys().any(|long| {
        let long: Vec<String> = long.split_whitespace().map(str::to_owned).collect();
        alias(&short, &long, 1)
    });
    let written = matches!(hit.style, Style::Colon | Style::Bold | Style::Time);
    // Court transcripts write Q. and A. for the two who matter and a name with a colon for everyone else.
    let court = style == Style::Letter && hit.style == Style::Colon;
    (written && other_form) || (hit.style == style && once(name, style)) || (court && shouts(name))
}

fn shouts(name: &str) -> bool {
    name.chars().filter(|c| c.is_alphabetic()).count() >= 2 && !name.chars().any(char::is_lowercase)
}

/// Whether a name that occurs once, in the style of the document, is a speaker all the same.
fn once(name: &str, style: Style) -> bool {
    let key = key(name);
    let lexicon = Lexicon::union();
    if lexicon.is(&key, class::NOT_SPEAKER) {
        return false;
    }
    let parts: Vec<&str> = name.split_whitespace().collect();
    let capital = |part: &&str| part.starts_with(|c: char| c.is_uppercase() || !c.is_lowercase());
    let known = words(&key).any(|(_, word)| lexicon.is(word, class::ASKER | class::ANSWERER | class::OTHER));
    match style {
        Style::Own | Style::Caps | Style::Letter => false,
        Style::Bold | Style::Time => parts.iter().all(capital),
        Style::Colon => known || shouts(name) || (parts.len() >= 2 && parts.len() <= 3 && parts.iter().all(capital)),
    }
}

/// Folds labels of one person together: a surname or first name, initials, or a slip of one letter.
pub(super) fn merge_aliases(speakers: &mut Speakers) {
    let count = speakers.all.len();
    let names: Vec<Vec<String>> = speakers
        .all
        .iter()
        .map(|speaker| {
            let key = key(&speaker.labels[0]);
            key.split_whitespace().filter(|part| !label::is_honorific(part)).map(str::to_owned).collect()
        })
        .collect();
    let mut turns = vec![0_usize; count];
    for said in speakers.said.iter().flatten() {
        turns[said.who] += 1;
    }
    let mut target: Vec<usize> = (0..count).collect();
    const MOST: usize = 60;
    for short in (0..count).filter(|_| count <= MOST) {
        let fits: Vec<usize> =
            (0..count).filter(|&long| long != short && alias(&names[short], &names[long], turns[short])).collect();
        if let [only] = fits[..] {
            target[short] = only;
        }
    }
    for who in 0..count {
        let to = target[who];
        if to != who && target[to] == to {
            let labels = speakers.all[who].labels.clone();
            speakers.all[to].labels.extend(labels);
        } else {
            target[who] = who;
        }
    }
    let mut place = vec![0; count];
    let mut kept = 0;
    for who in 0..count {
        place[who] = kept;
        kept += usize::from(target[who] == who);
    }
    let mut index = 0;
    speakers.all.retain(|_| {
        index += 1;
        target[index - 1] == index - 1
    });
    for said in speakers.said.iter_mut().flatten() {
        said.who = place[target[said.who]];
    }
}

/// Whether `short` is another form of `long`.
fn alias(short: &[String], long: &[String], turns: usize) -> bool {
    let [only] = short else {
        // "S. Teague" for "Samuel Teague".
        if let ([first, .., last], [full, .., surname]) = (short, long) {
            let initial = first.trim_end_matches('.');
            if last == surname && first != full && initial.chars().count() == 1 && full.starts_with(initial) {
                return true;
            }
        }
        return turns == 1 && short.len() == long.len() && near(&short.join(" "), &long.join(" "));
    };
    if long.len() >= 2 {
        let initials: String = long.iter().filter_map(|part| part.chars().next()).collect();
        let bare: String = only.chars().filter(|c| c.is_alphanumeric()).collect();
        return long.contains(only) || (bare.chars().count() >= 2 && bare == initials);
    }
    turns == 1 && long.len() == 1 && near(only, &long[0])
}

/// At most one letter apart, in names of five letters or more.
fn near(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a == b
        || a.len() < 5
        || b.len() < 5
        || a.len().abs_diff(b.len()) > 1
        || a.iter().chain(&b).any(|c| c.is_numeric())
    {
        return false;
    }
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    head + tail + 1 >= a.len().max(b.len())
}

#[derive(Default, Clone)]
struct Habits {
    turns: f32,
    words: f32,
    ends: f32,
    marks: f32,
}

/// Says who asks, by the share of turns that ask and the length of turns, split at the widest gap.
pub(super) fn classify(raws: &[Raw], speakers: &mut Speakers) {
    let mut habits = vec![Habits::default(); speakers.all.len()];
    let mut turn: Option<(usize, usize, bool, bool)> = None;
    let mut close = |turn: Option<(usize, usize, bool, bool)>| {
        if let Some((who, count, ends, marks)) = turn {
            let habit: &mut Habits = &mut habits[who];
            habit.turns += 1.0;
            habit.words += count as f32;
            habit.ends += f32::from(u8::from(ends));
            habit.marks += f32::from(u8::from(marks));
        }
    };
    for (index, raw) in raws.iter().enumerate() {
        if raw.kind != Kind::Text || speakers.spent[index] {
            continue;
        }
        let body = speakers.said[index].map_or(0, |said| said.body);
        let text = &raw.text[body..];
        let (count, ends) = (text.split_whitespace().count(), ends_asking(text));
        let marks = text.contains(is_question_mark);
        match (&mut turn, speakers.said[index]) {
            (Some(open), said) if said.is_none_or(|said| said.who == open.0) => {
                *open = (open.0, open.1 + count, ends, open.3 || marks);
            }
            (_, Some(said)) => {
                close(turn.take());
                turn = Some((said.who, count, ends, marks));
            }
            _ => {}
        }
    }
    close(turn.take());
    let all_turns: f32 = habits.iter().map(|habit| habit.turns).sum();
    let all_words: f32 = habits.iter().map(|habit| habit.words).sum();
    let mean = (all_words / all_turns.max(1.0)).max(1.0);
    let lexicon = Lexicon::union();
    let named = |speaker: &Speaker, wanted: u16| speaker.labels.iter().any(|label| lexicon.is(&key(label), wanted));
    let score = |who: usize| {
        let habit = &habits[who];
        let turns = habit.turns.max(1.0);
        let said = f32::from(u8::from(named(&speakers.all[who], class::ASKER)))
            - f32::from(u8::from(named(&speakers.all[who], class::ANSWERER)));
        habit.ends / turns + 0.3 * habit.marks / turns - 0.25 * ((habit.words / turns).max(1.0) / mean).ln()
            + 0.6 * said
    };
    let scores: Vec<f32> = (0..habits.len()).map(score).collect();
    let main = |who: usize| {
        habits[who].turns >= 2.0 && habits[who].turns >= 0.04 * all_turns && !named(&speakers.all[who], class::OTHER)
    };
    let mut order: Vec<usize> = (0..habits.len()).filter(|&who| main(who)).collect();
    order.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]));
    if order.len() < 2 {
        let only = order.first().copied();
        speakers.only_questions = only
            .is_some_and(|who| named(&speakers.all[who], class::ASKER) || habits[who].ends * 2.0 > habits[who].turns);
        for (who, speaker) in speakers.all.iter_mut().enumerate() {
            speaker.voice = if Some(who) == only && speakers.only_questions { Voice::Asks } else { Voice::Answers };
        }
        return;
    }
    let cut = (1..order.len())
        .max_by(|a, b| {
            let gap = |at: &usize| scores[order[at - 1]] - scores[order[*at]];
            gap(a).total_cmp(&gap(b))
        })
        .unwrap_or(1);
    let line = f32::midpoint(scores[order[cut - 1]], scores[order[cut]]);
    let voices: Vec<Voice> = (0..habits.len())
        .map(|who| {
            if named(&speakers.all[who], class::OTHER) && habits[who].ends * 2.0 < habits[who].turns {
                Voice::Other
            } else if order.contains(&who) {
                if scores[who] > line { Voice::Asks } else { Voice::Answers }
            } else if scores[who] > line && habits[who].ends > 0.0 {
                Voice::Asks
            } else if habits[who].words / habits[who].turns.max(1.0) >= 12.0 {
                Voice::Answers
            } else {
                Voice::Other
            }
        })
        .collect();
    for (speaker, voice) in speakers.all.iter_mut().zip(voices) {
        speaker.voice = voice;
    }
}
