//! Who asks and who answers, told by what they do.
//!
//! The share of turns that ask and the length of turns come before what a label says, since labels may be swapped or
//! mean nothing ("SPEAKER_00").

use super::raw::{Kind, Raw};
use super::speakers::{Speaker, Speakers, Voice, key, unnumbered};
use super::third;
use super::turns::says_yes_or_no;
use crate::interview::words::{Lexicon, class, fold, is_wide, phrases, words};
use crate::text::segment::{ends_asking, is_question_mark, runs};

/// Whether most paragraphs that begin with the only label ask, and few of the others do.
fn labels_ask(raws: &[Raw], speakers: &Speakers, who: usize) -> bool {
    let share = |labelled: bool| {
        let (mut asks, mut all) = (0_usize, 0_usize);
        for (raw, said) in raws.iter().zip(&speakers.said) {
            if said.is_some_and(|said| said.who() == who) == labelled && raw.kind == Kind::Text {
                all += 1;
                asks += usize::from(ends_asking(&raw.text));
            }
        }
        asks as f32 / all.max(1) as f32
    };
    let (theirs, rest) = (share(true), share(false));
    (theirs > 0.5 && rest < 0.2) || (theirs >= 0.2 && rest * 4.0 <= theirs)
}

/// How much is said, in words; a script without spaces has about two characters a word.
pub fn size(text: &str) -> usize {
    let words = runs(text, usize::MAX);
    if text.is_ascii() {
        words
    } else {
        words.max(text.chars().filter(|c| is_wide(c.encode_utf8(&mut [0; 4]))).count() / 2)
    }
}

#[derive(Default, Clone)]
struct Habits {
    turns: f32,
    words: f32,
    ends: f32,
    marks: f32,
    /// Turns that begin by "yes" or "no".
    replies: f32,
    /// Whether there is a turn that only a host would say.
    hosts: bool,
    /// Whether there is a turn that thanks for being asked.
    welcomed: bool,
    /// Whether the title names this one alone.
    titled: bool,
}

/// The only speaker whom the first heading names, if it names one: mostly that is who answers.
fn named_in_title(raws: &[Raw], speakers: &Speakers) -> Option<usize> {
    const FIRST: usize = 3;
    const LONGEST: usize = 14;
    let title = raws.iter().filter(|raw| raw.kind == Kind::Text).take(FIRST).find(|raw| raw.heading > 0)?;
    let folded = fold(&title.text);
    let all: Vec<&str> = words(&folded).map(|(_, word)| word).take(LONGEST + 1).collect();
    if all.len() > LONGEST {
        return None;
    }
    let by = |at: usize| at > 0 && matches!(all[at - 1], "by" | "von" | "par" | "por" | "di" | "da");
    let names = |who: &usize| {
        let labels = speakers.all[*who].labels.iter().map(|label| key(label));
        let mut last = labels.filter_map(|label| words(&label).last().map(|(_, word)| word.to_owned()));
        last.any(|word| word.chars().count() > 2 && (0..all.len()).any(|at| all[at] == word && !by(at)))
    };
    let mut named = (0..speakers.all.len()).filter(names);
    named.next().filter(|_| named.next().is_none())
}

/// "host" of "Mara Olsen (host)".
fn in_brackets(label: &str) -> Option<&str> {
    let (name, part) = label.strip_suffix([')', ']'])?.rsplit_once(['(', '['])?;
    (!name.trim().is_empty()).then_some(part)
}

/// Whether a text holds one of the phrases of a list, as words.
pub fn holds(text: &str, list: &'static str) -> bool {
    let folded = fold(text);
    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    phrases(list).iter().any(|phrase| {
        folded
            .match_indices(*phrase)
            .any(|(at, _)| edge(folded[..at].chars().next_back()) && edge(folded[at + phrase.len()..].chars().next()))
    })
}

/// Says who asks, by the share of turns that ask and the length of turns, split at the widest gap.
pub fn classify(raws: &[Raw], speakers: &mut Speakers) {
    let mut habits = vec![Habits::default(); speakers.all.len()];
    // Guests are greeted at the beginning, and listeners there and at the end.
    const NEAR: usize = 12;
    let labelled: usize = speakers.said.iter().flatten().count();
    let mut seen = 0;
    for (raw, said) in raws.iter().zip(&speakers.said) {
        if let Some(said) = said {
            let (habit, text) = (&mut habits[said.who()], &raw.text[said.body()..]);
            habit.replies += f32::from(u8::from(says_yes_or_no(text)));
            let near = seen < NEAR || seen + NEAR >= labelled;
            habit.hosts |= near && (holds(text, "hosting") || holds(text, "host thanks"));
            habit.welcomed |= seen < NEAR && holds(text, "welcomed");
            seen += 1;
        }
    }
    if let Some(who) = named_in_title(raws, speakers) {
        habits[who].titled = true;
    }
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
        let body = speakers.said[index].map_or(0, super::speakers::Said::body);
        let text = &raw.text[body..];
        let (count, ends) = (size(text), ends_asking(text));
        let marks = text.contains(is_question_mark);
        match (&mut turn, speakers.said[index]) {
            (Some(open), said) if said.is_none_or(|said| said.who() == open.0) => {
                *open = (open.0, open.1 + count, ends, open.3 || marks);
            }
            (_, Some(said)) => {
                close(turn.take());
                turn = Some((said.who(), count, ends, marks));
            }
            _ => {}
        }
    }
    close(turn.take());
    let all_turns: f32 = habits.iter().map(|habit| habit.turns).sum();
    let all_words: f32 = habits.iter().map(|habit| habit.words).sum();
    let mean = (all_words / all_turns.max(1.0)).max(1.0);
    let lexicon = Lexicon::union();
    // "I" and "P" beside each other are an interviewer and a participant, whatever either is beside others.
    let is_called = |speaker: &Speaker, letter: &str| speaker.labels.iter().any(|label| key(label) == letter);
    let studied = ["i", "p"].iter().all(|letter| speakers.all.iter().any(|one| is_called(one, letter)));
    let named = |speaker: &Speaker, wanted: u16| {
        if studied && (is_called(speaker, "i") || is_called(speaker, "p")) {
            return wanted & if is_called(speaker, "i") { class::ASKER } else { class::ANSWERER } != 0;
        }
        speaker.labels.iter().any(|label| {
            let key = key(label);
            let bare = key.strip_prefix("the ").unwrap_or(&key);
            // "Interviewer 1" asks; "Speaker 1" may be anybody.
            lexicon.is(bare, wanted)
                || wanted != class::OTHER
                    && (lexicon.is(unnumbered(bare), wanted)
                        || in_brackets(label).is_some_and(|part| lexicon.is(&fold(part), wanted)))
        })
    };
    // Where there are a Q. and an A., everyone else is neither.
    let is_letter = |speaker: &Speaker| speaker.labels.iter().any(|label| key(label).chars().count() == 1);
    let lettered = |wanted: u16| speakers.all.iter().any(|speaker| is_letter(speaker) && named(speaker, wanted));
    let letters = lettered(class::ASKER) && lettered(class::ANSWERER);
    let score = |who: usize| {
        let habit = &habits[who];
        let turns = habit.turns.max(1.0);
        let said = f32::from(u8::from(named(&speakers.all[who], class::ASKER)))
            - f32::from(u8::from(named(&speakers.all[who], class::ANSWERER)));
        habit.ends / turns + 0.3 * habit.marks / turns - 0.25 * ((habit.words / turns).max(1.0) / mean).ln()
            + 0.6 * said
            + HOSTS * (f32::from(u8::from(habit.hosts)) - f32::from(u8::from(habit.welcomed)))
            - TITLED * f32::from(u8::from(habit.titled))
            - if speakers.all.len() == 2 { (habit.replies / turns).min(1.0) } else { 0.0 }
    };
    let mut scores: Vec<f32> = (0..habits.len()).map(score).collect();
    let often = |who: &usize| {
        if letters {
            return is_letter(&speakers.all[*who]);
        }
        habits[*who].turns >= 2.0 && habits[*who].turns >= 0.04 * all_turns
    };
    // A judge stays beside the talk, unless two are not left without him or it is he who talks.
    let third = |who: usize| {
        const SHARE: f32 = 0.3;
        let speaker = &speakers.all[who];
        let voice = |label: &String| third::is_voice(label) || third::is_event(label);
        // An interpreter says as much as both others.
        speaker.labels.iter().any(|label| third::is_interpreter(label))
            || (named(speaker, class::OTHER) || speaker.labels.iter().any(voice))
                && habits[who].words < SHARE * all_words
    };
    let mut order: Vec<usize> = (0..habits.len()).filter(often).filter(|&who| !third(who)).collect();
    let alone = order.len() < 2;
    if alone {
        order = (0..habits.len()).filter(often).collect();
    }
    let third = |who: usize| !alone && third(who);
    order.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]));
    if order.len() < 2 {
        let only = order.first().copied().or((speakers.all.len() == 1).then_some(0));
        speakers.only_questions =
            only.is_some_and(|who| named(&speakers.all[who], class::ASKER) || labels_ask(raws, speakers, who));
        for (who, speaker) in speakers.all.iter_mut().enumerate() {
            speaker.voice = if Some(who) == only && speakers.only_questions { Voice::Asks } else { Voice::Answers };
        }
        return;
    }
    if let Some((hub, whole)) = hub(speakers, &order) {
        let others = || order.iter().filter(|who| **who != hub);
        let turns: f32 = others().map(|who| habits[*who].turns).sum();
        let theirs = others().map(|who| scores[*who] * habits[*who].turns).sum::<f32>() / turns.max(1.0);
        let asks = scores[hub] > theirs;
        // A judge speaks before and behind the one who examines.
        if (scores[hub] - theirs).abs() >= CLEAR && (whole || !asks) {
            for &who in &order {
                scores[who] = if (who == hub) == asks { theirs.max(scores[hub]) } else { theirs.min(scores[hub]) };
            }
            order.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]));
        }
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
            let interprets = speakers.all[who].labels.iter().any(|label| third::is_interpreter(label));
            if (letters && !is_letter(&speakers.all[who]))
                || (third(who) && (interprets || habits[who].ends * 2.0 < habits[who].turns))
            {
                Voice::Other
            } else if order.contains(&who) {
                if scores[who] > line { Voice::Asks } else { Voice::Answers }
            } else if scores[who] > line && habits[who].ends > 0.0 {
                Voice::Asks
            } else if habits[who].words / habits[who].turns.max(1.0) >= 12.0 && !third(who) {
                Voice::Answers
            } else {
                Voice::Other
            }
        })
        .collect();
    for (speaker, voice) in speakers.all.iter_mut().zip(voices) {
        speaker.voice = voice;
    }
    let asks = (0..habits.len()).filter(|&who| speakers.all[who].voice == Voice::Asks).collect::<Vec<_>>();
    if let [asks] = asks[..] {
        speakers.only_questions = named(&speakers.all[asks], class::ASKER) && answers_lack_labels(raws, speakers, asks);
    }
}

/// What words that only a host, or only a guest, would say are worth: set by hand, below what a label that says so is.
const HOSTS: f32 = 0.4;

/// What the name of one speaker in the title is worth: set by hand, no more than turns of several times the length.
const TITLED: f32 = 0.25;

/// How far the scores of two sides are apart where it is clear which asks.
const CLEAR: f32 = 0.15;

/// The one of several who speaks before or behind nearly every turn of the others, which hardly speak to each other: the only
/// guest of several hosts, or the only host of several guests. So the others are all on one side, however little one of
/// them asks. Whether that holds of the whole talk, or while that one is there.
fn hub(speakers: &Speakers, often: &[usize]) -> Option<(usize, bool)> {
    const FEWEST: usize = 3;
    const LEAST: usize = 8;
    if often.len() < FEWEST {
        return None;
    }
    let mut turns: Vec<usize> = speakers.said.iter().flatten().map(|said| said.who()).collect();
    turns.retain(|who| often.contains(who));
    turns.dedup();
    let beside = |who: usize, turns: &[usize]| {
        let pairs = turns.len().saturating_sub(1);
        let with = turns.windows(2).filter(|pair| pair.contains(&who)).count();
        pairs >= LEAST && with * 10 >= pairs * 9
    };
    if let Some(who) = often.iter().copied().find(|who| beside(*who, &turns)) {
        return Some((who, true));
    }
    // What hosts say to each other before their guest speaks, and when the guest has left, says nothing of the guest, who is
    // there for most of the talk.
    let present = |who: &usize| {
        let first = turns.iter().position(|other| other == who)?;
        let last = turns.iter().rposition(|other| other == who)?;
        let here = &turns[first.saturating_sub(1)..(last + 2).min(turns.len())];
        Some(here).filter(|here| here.len() * 10 >= turns.len() * 7)
    };
    let most = often.iter().copied().find(|who| present(who).is_some_and(|here| beside(*who, here)));
    most.map(|who| (who, false))
}

/// Whether the answers have no label but for a few, as where a second person helps out: "Q: …", an answer, "Q: …",
/// "Jens Dahl: …", "Q: …", an answer.
fn answers_lack_labels(raws: &[Raw], speakers: &Speakers, asks: usize) -> bool {
    const LEAST: usize = 4;
    let text = |index: &usize| raws[*index].kind == Kind::Text && !speakers.spent[*index];
    let body: Vec<usize> = (0..raws.len()).filter(text).collect();
    let asked = speakers.said.iter().flatten().filter(|said| said.who() == asks).count();
    let others = speakers.said.iter().flatten().count() - asked;
    let bare = |pair: &&[usize]| {
        let is_asked = speakers.said[pair[0]].is_some_and(|said| said.who() == asks);
        is_asked
            && ends_asking(&raws[pair[0]].text)
            && speakers.said[pair[1]].is_none()
            && !ends_asking(&raws[pair[1]].text)
    };
    let bare = body.windows(2).filter(bare).count();
    asked >= LEAST && others * 5 <= asked * 2 && bare * 10 >= asked * 6
}
