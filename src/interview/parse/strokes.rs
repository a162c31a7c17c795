//! Talk in which a dash begins every turn, of those who ask and of those who answer, as newspapers from Lisbon to Vladivostok
//! set it; and captions that say where the voice changes (`>>`) and not who speaks. Who began is told by who asks.

use super::features::Look;
use super::raw::{Item, Raw};
use super::visual;

/// One turn: its first paragraph, and where the next begins.
type Turn = (usize, usize);

/// Whether a file says by itself where the voice changes.
pub fn is_told_by_file(raws: &[&Raw]) -> bool {
    raws.iter().any(|raw| raw.item == Item::Turn)
}

/// Whether a paragraph begins with the dash of a turn.
fn begins(raw: &Raw) -> bool {
    let dash = raw.item == Item::Bullet && raw.text.starts_with(['-', '–', '—']);
    raw.heading == 0 && (dash || visual::is_stroke(&raw.text))
}

/// Which paragraphs ask and which do not, in such a text; `None` of a paragraph for which the dashes say nothing.
pub fn read(raws: &[&Raw], looks: &[Look]) -> Option<Vec<Option<bool>>> {
    const FEWEST: usize = 6;
    let by_file = is_told_by_file(raws);
    let starts: Vec<usize> =
        (0..raws.len()).filter(|&at| if by_file { raws[at].item == Item::Turn } else { begins(raws[at]) }).collect();
    let (first, last) = (*starts.first()?, *starts.last()?);
    // In other texts a dash stands before a remark here and there.
    if starts.len() < FEWEST || starts.len() * 4 < last + 1 - first {
        return None;
    }
    // Stories have dashes, too, and say who speaks: "Who is there? — asked the keeper".
    let told = starts.iter().filter(|&&at| is_told(&raws[at].text) || raws[at].text.contains(['“', '„', '»'])).count();
    if !by_file && told * 5 > starts.len() {
        return None;
    }
    let ends = starts[1..].iter().copied().chain([raws.len()]);
    let turns: Vec<Turn> = starts.iter().copied().zip(ends).collect();
    let asks: Vec<bool> = turns.iter().map(|turn| ends_asking(raws, looks, *turn)).collect();
    let words = |turn: &Turn| looks[turn.0..turn.1].iter().map(|look| look.words).sum::<f32>();
    let lengths: Vec<f32> = turns.iter().map(words).collect();
    let sides = sides(&asks, &lengths);
    if !(are_two(&sides, &asks) || by_file && one_listens(&sides, &asks, &lengths)) {
        return None;
    }
    let mut given = vec![None; raws.len()];
    for ((start, end), asks) in turns.iter().zip(sides) {
        // What stands behind the last dash may be no part of the talk.
        let end = if *start == last && !by_file { *start + 1 } else { *end };
        for at in (*start..end).filter(|&at| raws[at].heading == 0) {
            given[at] = Some(asks);
        }
    }
    Some(given)
}

/// Whether a paragraph of a story says who speaks: behind the end of what is said a dash and small letters.
fn is_told(text: &str) -> bool {
    let ended = |before: &str| before.trim_end().ends_with(['?', '!', '…', ',', '.', ';']);
    let goes_on =
        |after: &str| after.trim_start_matches([' ', '-', '–', '—', '\u{a0}']).starts_with(char::is_lowercase);
    let mut dashes = text.char_indices().skip(1).filter(|(_, c)| matches!(c, '-' | '–' | '—' | '―'));
    dashes.any(|(at, c)| ended(&text[..at]) && goes_on(&text[at + c.len_utf8()..]))
}

/// Whether the last paragraph of a turn asks. Where a dash is on one side only, the turn of the other stands behind it, and
/// then all of them end in the same way.
fn ends_asking(raws: &[&Raw], looks: &[Look], (start, end): Turn) -> bool {
    let last = (start..end).rev().find(|&at| raws[at].heading == 0);
    last.is_some_and(|at| visual::asks(&looks[at]))
}

/// Who asks, turn by turn, in the likeliest way: the sides take turns but for a slip, who asks ends by asking and says less.
fn sides(asks: &[bool], lengths: &[f32]) -> Vec<bool> {
    const ASKED: f32 = 1.0;
    const UNASKED: f32 = 0.5;
    const SHORTER: f32 = 0.4;
    const SLIP: f32 = 4.0;
    let worth = |at: usize| {
        let near = |at: Option<usize>| at.and_then(|at| lengths.get(at));
        let beside = [near(at.checked_sub(1)), near(Some(at + 1))];
        let shorter = beside.into_iter().flatten().map(|other| if lengths[at] < *other { SHORTER } else { -SHORTER });
        (if asks[at] { ASKED } else { -UNASKED }) + shorter.sum::<f32>()
    };
    // The best sum of all turns so far that ends with an answer, and with a question; and from which of the two it came.
    let mut best = [0.0_f32; 2];
    let mut came: Vec<[bool; 2]> = Vec::with_capacity(asks.len());
    for at in 0..asks.len() {
        let from = |side: usize| {
            let (change, stay) = (best[1 - side], best[side] - SLIP);
            if change >= stay { (change, side == 0) } else { (stay, side == 1) }
        };
        let (answer, question) = (from(0), from(1));
        came.push([answer.1, question.1]);
        best = [answer.0 - worth(at), question.0 + worth(at)];
    }
    let mut side = best[1] >= best[0];
    let mut out = vec![false; asks.len()];
    for at in (0..asks.len()).rev() {
        out[at] = side;
        side = came[at][usize::from(side)];
    }
    out
}

/// Whether the turns are those of two sides: one mostly asks, the other hardly does, and they take turns.
fn are_two(sides: &[bool], asks: &[bool]) -> bool {
    const FEWEST: usize = 3;
    let share = |side: bool| {
        let of: Vec<bool> =
            sides.iter().zip(asks).filter(|(other, _)| **other == side).map(|(_, asks)| *asks).collect();
        (of.len(), of.iter().filter(|asks| **asks).count() as f32 / of.len().max(1) as f32)
    };
    let ((questions, asked), (answers, back)) = (share(true), share(false));
    let slips = sides.windows(2).filter(|pair| pair[0] == pair[1]).count();
    // Who never says two turns in a row need not ask so often.
    let (least, more) = if slips == 0 { (0.3, 0.25) } else { (0.45, 0.35) };
    questions >= FEWEST
        && answers >= FEWEST
        && asked >= least
        && back < 0.45
        && asked - back >= more
        && slips * 14 <= sides.len()
}

/// Whether one side asks more than the other and says far less, turn for turn, where a file says that they take turns. Hosts
/// of talk remark more often than they ask.
fn one_listens(sides: &[bool], asks: &[bool], lengths: &[f32]) -> bool {
    const FEWEST: usize = 4;
    const LONGER: f32 = 1.5;
    let of = |side: bool| {
        let mut found: Vec<(f32, bool)> =
            (0..sides.len()).filter(|&at| sides[at] == side).map(|at| (lengths[at], asks[at])).collect();
        found.sort_by(|a, b| a.0.total_cmp(&b.0));
        let asked = found.iter().filter(|(_, asks)| *asks).count() as f32 / found.len().max(1) as f32;
        (found.len(), found.get(found.len() / 2).map_or(0.0, |(length, _)| *length), asked)
    };
    let ((questions, short, asked), (answers, long, back)) = (of(true), of(false));
    let slips = sides.windows(2).filter(|pair| pair[0] == pair[1]).count();
    questions.min(answers) >= FEWEST && slips * 14 <= sides.len() && asked > back && long >= LONGER * short
}

#[cfg(test)]
mod tests {
    use super::super::features;
    use super::*;
    use crate::interview::words::Lexicon;

    fn read_all(texts: &[&str]) -> Option<Vec<Option<bool>>> {
        let raws: Vec<Raw> = texts.iter().map(|text| Raw { text: (*text).into(), ..Raw::default() }).collect();
        let looks: Vec<Look> = texts.iter().map(|text| features::look(text, Lexicon::of(Some("en")))).collect();
        read(&raws.iter().collect::<Vec<_>>(), &looks)
    }

    #[test]
    fn who_began_is_told_by_who_asks() {
        let talk = [
            "The keeper of the light has come to town.",
            "— You have been out there for long.",
            "— Forty years. And does anybody come?",
            "Nobody does.",
            "— Who brings the oil?",
            "— My brother, when the sea lets him.",
            "— And when it does not?",
            "— Then we sit in the dark and wait.",
            "— You said that you liked that.",
            "— I said so once, to a priest.",
            "— Would you say it again?",
            "— To you I would.",
            "The book is out now.",
        ];
        let (yes, no) = (Some(true), Some(false));
        let wanted = [None, yes, no, no, yes, no, yes, no, yes, no, yes, no, None];
        assert_eq!(read_all(&talk).as_deref(), Some(&wanted[..]));
    }

    #[test]
    fn dashes_on_one_side_or_in_a_list_are_no_talk_of_two() {
        let questions =
            ["— Why?", "So.", "— Who?", "She.", "— When?", "Now.", "— How?", "Well.", "— What?", "It.", "— No?", "No."];
        assert_eq!(read_all(&questions), None);
        let answers =
            ["Why?", "— So.", "Who?", "— She.", "When?", "— Now.", "How?", "— Well.", "What?", "— It.", "No?", "— No."];
        assert_eq!(read_all(&answers), None);
        assert_eq!(read_all(&["— Oil", "— Rope", "— Salt", "— Tar", "— Nails", "— Tea", "— Coal", "— Bread"]), None);
    }
}
