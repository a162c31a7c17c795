//! Texts that only look as if somebody asked in them: plays, stories with speech, lists, sheets of questions, programs.
//!
//! They hold questions, names before turns, or both, and no interviewer. Taking them for one would invent exchanges, so
//! each is told by what no interview has: an act and a scene, "asked Ida" behind the speech, boxes to tick.

use super::label::{self, Style};
use super::raw::{Kind, Raw};
use super::speakers::key;
use super::{minutes, sheets, verse};
use crate::interview::words::{fold, is_wide, listed, phrases, words};
use crate::text::segment::{ends_asking, is_question_mark};

/// Fewest paragraphs of which a share says something.
const LEAST: usize = 6;

/// Of a long text so many paragraphs tell what it is.
const MOST: usize = 4000;

/// What a text is instead of an interview, in words behind "This reads like". `labels` are names before the turns: then only
/// what no transcript can be counts.
pub fn what(raws: &[Raw], page: &[bool], labels: bool) -> Option<&'static str> {
    let text = |(raw, page): &(&Raw, &bool)| raw.kind == Kind::Text && !**page;
    let body: Vec<&Raw> = raws.iter().zip(page).filter(text).map(|(raw, _)| raw).take(MOST).collect();
    if body.iter().any(|raw| raw.said.is_some() || raw.speaker.is_some()) {
        return None;
    }
    let share = |test: &dyn Fn(&&Raw) -> bool, of_ten: usize| {
        let count = body.iter().filter(|raw| test(raw)).count();
        body.len() >= LEAST && count * 10 >= body.len() * of_ten
    };
    let stages = body.iter().filter(|raw| is_stage(&raw.text)).count();
    if stages >= 2 || (stages == 1 && is_directed(&body)) {
        return Some("a play");
    }
    if body.iter().filter(|raw| is_cue(&raw.text)).count() >= 2 {
        return Some("a script");
    }
    if minutes::are(&body) {
        return Some("the minutes of a meeting");
    }
    if sheets::has_common_questions(&body) {
        return Some("a text with a section of common questions");
    }
    if share(&|raw| raw.text.ends_with([';', '{', '}']) && !ends_asking(&raw.text), 3) {
        return Some("a program");
    }
    if labels {
        return None;
    }
    if share(&|raw| is_dated(&raw.text), 6) {
        return Some("a log");
    }
    if share(&|raw| is_box(&raw.text), 3) {
        return Some("a list to tick off");
    }
    if share(&|raw| is_choice(&raw.text), 4) {
        return Some("a sheet of questions with choices");
    }
    if share(&|raw| ends_asking(&raw.text), 6) && !is_answered(&body) {
        return Some("a list of questions");
    }
    if is_list(&body) {
        return Some("a list");
    }
    if verse::is(&body) {
        return Some("a poem");
    }
    if sheets::sells(&body) {
        return Some("an advertisement");
    }
    is_story(&body).then_some("a story")
}

/// Whether most of what asks has a longer text right behind it that asks nothing, as no list of questions has.
fn is_answered(body: &[&Raw]) -> bool {
    const LEAST: usize = 3;
    let asks = |raw: &Raw| ends_asking(&raw.text);
    let asked = body.iter().filter(|raw| asks(raw)).count();
    let answered = body
        .windows(2)
        .filter(|pair| asks(pair[0]) && !asks(pair[1]) && pair[1].text.len() > pair[0].text.len())
        .count();
    answered >= LEAST && answered * 3 >= asked * 2
}

/// "ACT II", "Scene 3", "Erster Auftritt", "INT. HARBOUR - NIGHT"; "Dramatis personae", "SCENE: A landing stage", "Curtain".
fn is_stage(text: &str) -> bool {
    const LONGEST: usize = 6;
    let whole = fold(text);
    if listed("playbill", whole.trim_matches(|c: char| !c.is_alphanumeric())) {
        return true;
    }
    // "Dramatis personae: Oona, a keeper", "A comedy in one act", "Blackout."
    let of_people = whole.split_once(':').is_some_and(|(head, _)| listed("playbill", head));
    let phrase = |phrase: &&str| {
        is_wide(phrase) && whole == **phrase
            || !is_wide(phrase)
                && whole.find(*phrase).is_some_and(|at| {
                    let parted = |c: char| !c.is_alphanumeric();
                    (at == 0 || whole[..at].ends_with(parted))
                        && (whole.len() == at + phrase.len() || whole[at + phrase.len()..].starts_with(parted))
                })
    };
    let few = text.split_whitespace().take(LONGEST + 1).count() <= LONGEST;
    if of_people || (few && !ends_asking(text) && phrases("directed").iter().any(phrase)) {
        return true;
    }
    if let Some((head, set)) = text.split_once(':')
        && label::shouts(head)
        && !ends_asking(set)
        && listed("stage", &fold(head))
    {
        return true;
    }
    let place = text.starts_with("INT. ") || text.starts_with("EXT. ");
    if (place && label::shouts(text)) || text.split_whitespace().take(LONGEST + 1).count() > LONGEST {
        return place;
    }
    let folded = fold(text);
    let parts: Vec<&str> = words(&folded).map(|(_, word)| word).take(3).collect();
    let counts = |word: &&str| {
        listed("ordinal", word) || word.chars().all(|c| c.is_ascii_digit()) || word.chars().all(|c| "ivxlc".contains(c))
    };
    match parts[..] {
        [first, ref rest @ ..] if listed("stage", first) => rest.first().is_some_and(counts),
        // "I act" is no act.
        [first, second, ..] => first != "i" && counts(&first) && listed("stage", second),
        _ => false,
    }
}

/// Whether many turns say how they are spoken: "TOMAS (out of breath): …", "Oona: (without looking up) …". Transcripts of
/// talk do that, too; they have no stage.
fn is_directed(body: &[&Raw]) -> bool {
    const FEWEST: usize = 3;
    let mut ways: Vec<&str> = body.iter().filter_map(|raw| direction(raw)).collect();
    ways.sort_unstable();
    ways.dedup();
    ways.len() >= FEWEST
}

/// What stands in brackets behind or in the label of a turn, in small letters.
fn direction(raw: &Raw) -> Option<&str> {
    let hit = label::read(&raw.text, raw.lead()).filter(|hit| hit.body() < raw.text.len() && !hit.name().is_empty())?;
    let inside = |text: &'_ str| -> Option<std::ops::Range<usize>> {
        let open = text.find('(')?;
        let close = open + text[open..].find(')')?;
        text[open + 1..].starts_with(char::is_lowercase).then_some(open + 1..close)
    };
    let body = &raw.text[hit.body()..];
    let found = inside(&raw.text[hit.name()]).map(|range| hit.name().start + range.start..hit.name().start + range.end);
    let behind = || {
        let at = body.starts_with('(').then(|| inside(body)).flatten()?;
        Some(hit.body() + at.start..hit.body() + at.end)
    };
    found.or_else(behind).map(|range| &raw.text[range])
}

/// "SFX: A pan sizzling": what is to be heard, in a script.
fn is_cue(text: &str) -> bool {
    let Some((head, _)) = text.split_once(':') else { return false };
    label::shouts(head) && listed("sound cue", fold(head).trim())
}

/// Begins with a day and perhaps an hour, as programs write them.
fn is_dated(text: &str) -> bool {
    let bare = text.trim_start_matches('[').as_bytes();
    let shape = b"dddd-dd-dd";
    let fits =
        |(byte, shape): (&u8, &u8)| if *shape == b'd' { byte.is_ascii_digit() } else { matches!(byte, b'-' | b'/') };
    bare.len() > shape.len() && bare.iter().zip(shape).all(fits)
}

/// An item with a box to tick.
fn is_box(text: &str) -> bool {
    let bare = text.trim_start_matches(['-', '*', ' ']);
    ["[ ]", "[x]", "[X]", "☐", "☑", "□"].iter().any(|sign| bare.starts_with(sign))
}

/// "b) port", "(c) lee".
fn is_choice(text: &str) -> bool {
    let mut chars = text.trim_start_matches('(').chars();
    let letter = chars.next().is_some_and(|c| ('a'..='h').contains(&c.to_ascii_lowercase()));
    letter && chars.next() == Some(')') && !text.contains(is_question_mark)
}

/// Entries under words of their own: "Aries: …", "1764: …", each once.
fn is_list(body: &[&Raw]) -> bool {
    let head = |raw: &&Raw| {
        let dated = raw
            .text
            .split_once(": ")
            .filter(|(head, _)| head.len() <= 9 && head.starts_with(|c: char| c.is_ascii_digit()));
        let named = || label::read(&raw.text, raw.lead()).filter(|hit| hit.style == Style::Colon);
        dated.map(|(head, _)| head.to_owned()).or_else(|| named().map(|hit| key(&raw.text[hit.name()])))
    };
    let mut heads: Vec<String> = body.iter().filter_map(head).collect();
    let all = heads.len();
    heads.sort_unstable();
    heads.dedup();
    all >= LEAST && all * 10 >= body.len() * 6 && heads.len() * 10 >= all * 8
}

/// Speech among what is told: many paragraphs begin with it, and now and then somebody says it ("asked Ida"). An
/// interview that sets its turns with dashes or quotation marks has the one and not the other.
fn is_story(body: &[&Raw]) -> bool {
    const SHORT: usize = 16;
    const FEWEST: usize = 2;
    // Long paragraphs are looked at, too, but not a book of them.
    const LONG: usize = 400;
    let speech: Vec<&&Raw> =
        body.iter().filter(|raw| raw.text.starts_with(['“', '"', '«', '»', '„', '‘', '—', '–'])).collect();
    let length = |raw: &&&Raw| raw.text.split_whitespace().take(SHORT * 4).count();
    let median = |of: &[&&Raw]| {
        let mut lengths: Vec<usize> = of.iter().map(length).collect();
        lengths.sort_unstable();
        lengths.get(lengths.len() / 2).copied().unwrap_or(0)
    };
    let looked = |of: &[&&Raw]| if median(of) <= SHORT { of.len() } else { of.len().min(LONG) };
    let told = |of: &[&&Raw]| of.iter().filter(|raw| is_told(&raw.text)).count();
    if speech.len() >= LEAST && speech.len() * 10 >= body.len() * 3 {
        let speech = &speech[..looked(&speech)];
        let said = told(speech);
        if said >= FEWEST && said * 8 >= speech.len() {
            return true;
        }
    }
    // Without any mark of speech, every fourth paragraph must say who spoke.
    let all: Vec<&&Raw> = body.iter().collect();
    if all.len() < LEAST {
        return false;
    }
    let all = &all[..looked(&all)];
    let said = told(all);
    said >= LEAST - 1 && said * 4 >= all.len()
}

/// Whether a paragraph is speech in a story: “How are you?” asked Ida.
pub fn tells_of_speech(text: &str) -> bool {
    text.starts_with(['“', '"', '«', '„', '»', '‘']) && is_told(text)
}

/// Whether a paragraph says who speaks it: a verb of saying right behind a sign that ends speech.
fn is_told(text: &str) -> bool {
    // Words behind such a sign: "the old man said".
    const BETWEEN: usize = 4;
    let (mut after, mut end) = (BETWEEN, 0);
    for (start, word) in words(text) {
        let gap = text[end..start].trim();
        // What opens the speech ends none.
        let opens = end == 0;
        end = start + word.len();
        let behind = !opens && gap.ends_with([',', '?', '!', '…', '”', '"', '»', '«', '’', '—', '–', '“']);
        after = if behind {
            0
        } else if gap.is_empty() {
            after + 1
        } else {
            BETWEEN
        };
        if start > 0 && after < BETWEEN {
            let folded = fold(word);
            if listed("speech", folded.split('-').next().unwrap_or("")) {
                return true;
            }
        }
    }
    false
}
