//! One visual mark for all questions: bold, a heading level, italics, a block quote, a list number.

use super::features::{self, Look};
use super::raw::{Item, Raw, TINTS};
use super::turns;
use crate::interview::words::{class, fold};
use crate::text::segment::{is_closer, is_question_mark};

/// A mark that may stand for "this is a question".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// The whole paragraph is bold.
    Bold,
    /// A heading of this level.
    Heading(u8),
    /// The whole paragraph is in italics.
    Italic,
    /// A line below the words, a colour, a class or an indentation of its own: the paragraphs with this tint.
    Tint(u8),
    /// All in capitals.
    Capitals,
    /// A block quote.
    Quote,
    /// A numbered item.
    Number,
    /// An item with a dash.
    Bullet,
    /// A dash right before the first word, as Japanese and Spanish newspapers have it.
    Stroke,
    /// Heavy brackets around the whole paragraph: `【…】`.
    Box,
    /// A sign such as `▶` or `■` before the first word.
    Sign(char),
}

/// Whether a paragraph is a remark of the editor: "(Side note: the answers are in blue.)"
fn in_brackets(text: &str) -> bool {
    text.starts_with('(') && text.ends_with(')') && !text[1..].contains('(')
}

/// Signs that papers set before turns.
const SIGNS: &str = "▶►▷▸■□▪◆◇●○◎★☆◉※▲△▼▽›";

/// The signs before the first word of at least three paragraphs.
fn signs(raws: &[&Raw]) -> Vec<Mark> {
    const LEAST: usize = 3;
    let begins = || raws.iter().filter_map(|raw| raw.text.chars().next().filter(|c| SIGNS.contains(*c)));
    SIGNS.chars().filter(|sign| begins().filter(|c| c == sign).count() >= LEAST).map(Mark::Sign).collect()
}

/// The tints of at least three paragraphs, where there are several.
fn tints(raws: &[&Raw]) -> Vec<Mark> {
    const LEAST: usize = 3;
    let mut counts = [0_usize; TINTS as usize + 1];
    for raw in raws.iter().filter(|raw| raw.heading == 0) {
        counts[usize::from(raw.tint.min(TINTS))] += 1;
    }
    let several = counts.iter().filter(|count| **count > 0).count() > 1;
    (0..=TINTS).filter(|tint| several && counts[usize::from(*tint)] >= LEAST).map(Mark::Tint).collect()
}

/// Whether a text is a sentence in capitals.
fn is_in_capitals(text: &str) -> bool {
    const FEWEST: usize = 2;
    let (mut large, mut all) = (0_usize, 0_usize);
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        if c.is_lowercase() {
            return false;
        }
        large += usize::from(c.is_uppercase());
        all += 1;
    }
    // Names in capitals inside a script that has none are no sentence in capitals.
    large * 2 > all && text.split_whitespace().take(FEWEST).count() == FEWEST
}

impl Mark {
    /// Whether the paragraph has the mark.
    pub fn on(self, raw: &Raw) -> bool {
        match self {
            Self::Bold => raw.bold && raw.heading == 0 && !in_brackets(&raw.text),
            Self::Heading(level) => raw.heading == level,
            Self::Italic => raw.italic && !raw.bold,
            Self::Tint(tint) => raw.tint == tint && raw.heading == 0,
            Self::Capitals => raw.heading == 0 && is_in_capitals(&raw.text),
            Self::Quote => raw.quote,
            Self::Number => raw.item == Item::Number,
            Self::Bullet => raw.item == Item::Bullet,
            Self::Stroke => raw.item == Item::No && is_stroke(&raw.text),
            Self::Box => features::unboxed(&raw.text).len() < raw.text.len(),
            Self::Sign(sign) => raw.text.starts_with(sign),
        }
    }

    /// The mark in words, for the reader.
    pub fn words(self) -> &'static str {
        match self {
            Self::Bold => "bold type",
            Self::Heading(_) => "headings",
            Self::Italic => "italics",
            Self::Tint(_) => "a colour, a line or a style of its own",
            Self::Capitals => "capitals",
            Self::Quote => "block quotes",
            Self::Number => "numbers",
            Self::Bullet | Self::Stroke => "dashes",
            Self::Box => "brackets",
            Self::Sign(_) => "signs",
        }
    }
}

/// Whether a paragraph looks like a question by itself, unless the reader stated what it is.
pub fn asks(look: &Look) -> bool {
    look.given.unwrap_or(look.ends || look.tells || (look.asks_last && look.marks > 0))
}

/// Whether a heading, or a short line in bold type, asks without the sign for it: "What Sparked Your Interest", "Do You Have a Favourite". Not so "What You
/// Need" and "How to Use Your Lamp".
pub fn asks_without_sign(raw: &Raw, look: &Look) -> bool {
    let second = raw.text.split_whitespace().nth(1).map(fold).unwrap_or_default();
    let wh =
        look.first & class::ASK != 0 && look.second & (class::YOU | class::ME) == 0 && !matches!(&*second, "to" | "zu");
    let aux = look.first & class::AUX != 0 && look.second & class::YOU != 0;
    const LONGEST: usize = 16;
    let set = raw.heading > 0 || (raw.bold && raw.text.split_whitespace().nth(LONGEST).is_none());
    set && !look.ends && look.you > 0 && (wh || aux)
}

/// Which paragraphs ask although the mark of the questions, a heading, is not on them: short questions in bold type below
/// one of the headings. There are several of them or none.
pub fn within(mark: Mark, raws: &[&Raw], looks: &[Look]) -> Vec<bool> {
    const LEAST: usize = 3;
    let heading = matches!(mark, Mark::Heading(_));
    let within = |(raw, look): (&&Raw, &Look)| heading && Mark::Bold.on(raw) && look.ends;
    let found: Vec<bool> = raws.iter().zip(looks).map(within).collect();
    let count = found.iter().filter(|found| **found).count();
    if count < LEAST { vec![false; raws.len()] } else { found }
}

/// Whether a dash stands before the first word of a text; a hyphen only right before it.
pub fn is_stroke(text: &str) -> bool {
    let begins = |c: char| c.is_alphabetic() || matches!(c, '¿' | '¡' | '«' | '“' | '"' | '‘' | '(');
    text.starts_with(['―', '─', '—', '–', '−', '－'])
        || text.strip_prefix('-').is_some_and(|rest| rest.starts_with(begins))
}

/// Whether a paragraph with the mark asks somewhere, and what stands below it begins with "yes" or "no".
pub fn is_replied(mark: Mark, raws: &[&Raw], at: usize) -> bool {
    let next = raws.get(at + 1).filter(|next| next.heading == 0 && !mark.on(next));
    raws[at].text.contains(is_question_mark) && next.is_some_and(|next| turns::is_reply(&next.text))
}

/// The first of the headings that are counted up to one of them: "1. Who you are" above "2. Why did you come?"
pub fn first_of_series(mark: Mark, raws: &[&Raw], at: usize) -> usize {
    let number = |at: usize| {
        let digits = raws[at].text.split(|c: char| !c.is_ascii_digit()).next()?;
        digits.parse::<u16>().ok().filter(|_| raws[at].text[digits.len()..].starts_with(['.', ')', ' ']))
    };
    let Some(mut count) = number(at).filter(|_| matches!(mark, Mark::Heading(_))) else { return at };
    let mut first = at;
    for before in (0..at).rev().filter(|&before| mark.on(raws[before])) {
        if number(before).is_none_or(|number| number + 1 != count) {
            break;
        }
        (first, count) = (before, count - 1);
    }
    first
}

/// Whether a text begins with a dash, or with another sign that no sentence begins with: whoever was asked begins.
pub fn begins_to_speak(text: &str) -> bool {
    is_stroke(text) || text.starts_with(['›', '»', '•'])
}

/// Whether a text ends as a sentence does.
pub fn ends_a_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(|c: char| c.is_whitespace() || is_closer(c));
    bare.ends_with(['.', '!', '…', '。', '！']) || bare.ends_with(is_question_mark)
}

/// The mark that is on every answer and on no question, if there is one: italics, bold type or block quotes in which whoever
/// was asked wrote below each question, or the dash with which papers in the north of Europe begin each answer. What stands right before most stretches of it asks, and little in it does.
pub fn of_answers(raws: &[&Raw], looks: &[Look]) -> Option<Mark> {
    const FEWEST: usize = 3;
    let is_set = |mark: &Mark| matches!(mark, Mark::Italic | Mark::Bold | Mark::Quote | Mark::Tint(1..));
    // A dash is only before the first paragraph of what is said, and before the entries of lists: all else must ask.
    let between = |mark: &Mark| {
        let first = raws.iter().position(|raw| mark.on(raw)).unwrap_or(0);
        let last = raws.iter().rposition(|raw| mark.on(raw)).unwrap_or(0);
        let bare: Vec<usize> = (first..last).filter(|&at| !mark.on(raws[at]) && raws[at].heading == 0).collect();
        bare.iter().filter(|&&at| asks(&looks[at])).count() * 5 >= bare.len() * 4
    };
    let fits = |mark: &Mark| {
        let on = |at: usize| mark.on(raws[at]);
        let marked: Vec<usize> = (0..raws.len()).filter(|&at| on(at)).collect();
        let begins: Vec<usize> = marked.iter().copied().filter(|&at| at > 0 && !on(at - 1)).collect();
        let asked = begins.iter().filter(|&&at| asks(&looks[at - 1]) && raws[at - 1].heading == 0).count();
        let asking = marked.iter().filter(|&&at| asks(&looks[at])).count();
        // Who asks may remark as often; then answers must hardly ever ask.
        const MANY: usize = 6;
        let remarks = begins.len() >= MANY && asked * 5 >= begins.len() * 2 && asking * 8 <= marked.len();
        asked >= FEWEST
            && (asked * 5 >= begins.len() * 3 || remarks)
            && asking * 5 <= marked.len() * 2
            && asked * marked.len() * 10 >= (asking * 10 + marked.len() * 3) * begins.len()
            // Otherwise it is a word here and there.
            && marked.len() * 10 >= raws.len() * 3
            && (is_set(mark) || between(mark))
    };
    let dashes = [Mark::Bullet, Mark::Stroke].into_iter().chain(signs(raws));
    let tints = tints(raws).into_iter().filter(|mark| *mark != Mark::Tint(0));
    [Mark::Italic, Mark::Bold, Mark::Quote].into_iter().chain(tints).chain(dashes).find(fits)
}

/// Which paragraphs ask, where a mark is on every answer: what stands between two answers does, and what stands right before
/// the first if it reads so. `None` says that the reading of the text is to decide.
pub fn beside(mark: Mark, raws: &[&Raw], looks: &[Look]) -> Vec<Option<bool>> {
    let first = raws.iter().position(|raw| mark.on(raw)).unwrap_or(raws.len());
    let last = raws.iter().rposition(|raw| mark.on(raw)).unwrap_or(0);
    let says = |at: usize| match mark.on(raws[at]) {
        true => Some(false),
        _ if raws[at].heading > 0 => None,
        _ if (first..last).contains(&at) => Some(true),
        _ if at + 1 == first => asks(&looks[at]).then_some(true),
        _ => None,
    };
    (0..raws.len()).map(says).collect()
}

/// The mark that tells questions from answers, if one does: it is on 10 to 60 % of the paragraphs (fewer where the answers are long), its runs alternate
/// with unmarked ones, and what it marks looks more like questions than the rest. Where the reader stated what is a
/// question and what is not, and a mark agrees with all of it, the mark need not look like questions.
pub fn find(raws: &[&Raw], looks: &[Look]) -> Option<Mark> {
    const LEAST: usize = 3;
    const LEAST_SAID: usize = 6;
    const RAREST: f32 = 0.04;
    const RARE: f32 = 0.1;
    let marks = [
        Mark::Bold,
        Mark::Heading(2),
        Mark::Heading(3),
        Mark::Heading(4),
        Mark::Heading(5),
        Mark::Heading(6),
        Mark::Heading(1),
    ];
    let marks =
        marks.into_iter().chain([Mark::Italic, Mark::Quote, Mark::Number, Mark::Bullet, Mark::Stroke, Mark::Box]);
    let marks = marks.chain(signs(raws)).chain(std::iter::once(Mark::Capitals)).chain(tints(raws));
    let mut best: Option<(f32, Mark)> = None;
    let mut heading: Option<(usize, Mark)> = None;
    for mark in marks {
        let on: Vec<bool> = raws.iter().map(|raw| mark.on(raw)).collect();
        let count = on.iter().filter(|on| **on).count();
        let share = count as f32 / on.len().max(1) as f32;
        // Headings of sections are no sentences; a side of the talk that is set apart is.
        let closed = raws.iter().zip(&on).filter(|(raw, on)| **on && ends_a_sentence(&raw.text)).count();
        let said = count >= LEAST_SAID && closed * 10 >= count * 7;
        if count < LEAST || !(RAREST..=if said { 0.7 } else { 0.6 }).contains(&share) {
            continue;
        }
        let rate = |wanted: bool| {
            let of: Vec<&Look> = looks.iter().zip(&on).filter(|(_, on)| **on == wanted).map(|(look, _)| look).collect();
            of.iter().filter(|look| asks(look)).count() as f32 / of.len().max(1) as f32
        };
        let (marked, rest) = (rate(true), rate(false));
        let runs = on.windows(2).filter(|pair| !pair[0] && pair[1]).count() + usize::from(on.first() == Some(&true));
        let alternates = runs as f32 / count as f32;
        // Where answers run over many paragraphs, few are marked: then each by itself, and many of them must ask.
        if share < RARE && !(said && alternates >= 0.9 && marked >= 0.3 && marked >= rest + 0.15) {
            continue;
        }
        let stated = |asks: bool| {
            looks.iter().zip(&on).filter(move |(look, on)| look.given == Some(asks) && **on == asks).count()
        };
        let told = looks.iter().filter(|look| look.given.is_some()).count();
        if stated(true) > 0 && stated(true) + stated(false) == told && alternates >= 0.6 {
            return Some(mark);
        }
        // A dash before every answer says that what stands above it was asked.
        let below: Vec<usize> = (1..on.len()).filter(|&at| on[at - 1] && !on[at]).collect();
        let dashed = below.iter().filter(|&&at| raws[at].text.starts_with("- ") || is_stroke(&raws[at].text)).count();
        let dashed = dashed >= LEAST && dashed * 5 >= below.len() * 4;
        // An honest mark leaves few questions outside it.
        let score = marked - rest;
        // A whole side in bold or italics is set so on purpose, even where it remarks as often as it asks.
        let apart = matches!(mark, Mark::Bold | Mark::Italic | Mark::Capitals | Mark::Tint(_))
            || (said && matches!(mark, Mark::Heading(_)))
            || (said
                && matches!(mark, Mark::Stroke | Mark::Sign(_) | Mark::Bullet | Mark::Number)
                && alternates >= 0.8);
        // Whole turns that are set apart are one side of a talk, even where the other asks back as often.
        let whole = matches!(mark, Mark::Heading(_) | Mark::Bold | Mark::Italic | Mark::Quote);
        let turns = said && whole && alternates >= 0.6 && marked >= 0.1;
        let set = !(RARE..0.15).contains(&share) && ((apart && marked >= 0.2 && score >= 0.12) || turns);
        let asking = marked >= if dashed { 0.2 } else { 0.45 } && score >= if dashed { 0.1 } else { 0.25 };
        if (set || asking) && alternates >= if set && said { 0.3 } else { 0.6 } {
            if matches!(mark, Mark::Heading(_)) && heading.is_none_or(|(most, _)| count > most) {
                heading = Some((count, mark));
            }
            if best.is_none_or(|(most, _)| score > most + 0.05) {
                best = Some((score, mark));
            }
        }
    }
    // A few short questions in bold type below one of the headings that ask are not how all are set.
    let bold = raws.iter().filter(|raw| Mark::Bold.on(raw)).count();
    let most = heading.filter(|(count, _)| best.is_some_and(|(_, mark)| mark == Mark::Bold) && *count > bold);
    most.or(best.map(|(_, mark)| (0, mark))).map(|(_, mark)| mark)
}
