//! Minutes of a meeting: what was said there stands under names, and nobody is interviewed.
//!
//! Told by what only minutes have together: a title that says so, who was there and who sent apologies, the items of an
//! agenda, what was resolved, when the meeting closed. A hearing or a town hall that is written down word for word has one
//! or two of these, and says what it is.

use super::raw::Raw;
use crate::interview::words::{begins, fold, is_wide, listed, mentions, phrases, words};

/// How many of the five kinds of sign make minutes.
const ENOUGH: usize = 3;

/// Longest line that can be one of these signs, in bytes.
const LONGEST: usize = 160;

/// Whether a text is the minutes of a meeting.
pub fn are(body: &[&Raw]) -> bool {
    const HEAD: usize = 8;
    const TITLES: usize = 3;
    if body.iter().take(TITLES).any(|raw| is_verbatim(&raw.text)) {
        return false;
    }
    let short = || body.iter().enumerate().filter(|(_, raw)| raw.text.len() <= LONGEST);
    let titled = short().take_while(|(at, _)| *at < HEAD).any(|(_, raw)| is_title(&raw.text));
    let tests = [Line::lists_people, Line::is_item, Line::decides, Line::closes];
    let mut signs = [titled, false, false, false, false];
    // A long text has very many lines: each is taken apart once.
    for (_, raw) in short() {
        let line = Line::of(&raw.text);
        for (sign, test) in signs[1..].iter_mut().zip(tests) {
            *sign = *sign || test(&line);
        }
        if signs == [true; 5] {
            break;
        }
    }
    signs.iter().filter(|sign| **sign).count() >= ENOUGH
}

fn is_title(text: &str) -> bool {
    const WORDS: usize = 14;
    let folded = fold(text);
    let holds = |phrase: &&str| match folded.find(*phrase) {
        Some(at) => is_wide(phrase) || !folded[..at].ends_with(|c: char| c.is_alphanumeric()),
        None => false,
    };
    // "Minutes" alone on its line.
    let alone = folded.trim_matches(|c: char| !c.is_alphabetic()) == "minutes";
    text.split_whitespace().take(WORDS + 1).count() <= WORDS
        && !text.ends_with(['.', '?', '!'])
        && (alone || phrases("minutes title").iter().any(holds))
}

/// Whether a title says that everything is written down as it was said.
fn is_verbatim(text: &str) -> bool {
    let folded = fold(text);
    text.len() <= LONGEST
        && (words(&folded).any(|(_, word)| listed("verbatim", word))
            || folded.contains("town hall")
            || mentions("verbatim wide", &folded))
}

/// A short line in the form of the lists.
struct Line {
    /// What stands before its colon, or the whole, without numbering and outer marks.
    head: String,
    /// Whether it has a colon.
    colon: bool,
    /// The whole, folded.
    all: String,
}

impl Line {
    fn of(text: &str) -> Self {
        let all = fold(text);
        let bare = all.trim_start_matches(|c: char| !c.is_alphabetic());
        let (head, colon) = bare.split_once([':', '：']).map_or((bare, false), |(head, _)| (head, true));
        Self { head: head.trim_matches(|c: char| !c.is_alphanumeric()).to_owned(), colon, all }
    }

    /// "Present: Mrs. Berg, Mr. Ali", "Apologies", "Present – 31 members".
    fn lists_people(&self) -> bool {
        listed("minutes head", &self.head) && (self.colon || self.all.len() > self.head.len() + 1)
            || self.colon && begins("minutes head", &self.head) && self.head.split_whitespace().count() <= 3
    }

    /// "Agenda", "TOP 1: Begrüßung", "4. Any other business".
    fn is_item(&self) -> bool {
        let numbered = || {
            let bare = self.head.trim_end_matches(|c: char| !c.is_alphabetic());
            bare.len() < self.head.len() && listed("minutes agenda", bare)
        };
        let wide = || {
            let bare = self.head.split(char::is_whitespace).next().unwrap_or("");
            let bare = bare.trim_end_matches(|c: char| {
                c.is_numeric() || matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
            });
            is_wide(bare) && listed("minutes agenda", bare) && bare.len() < self.all.len()
        };
        listed("minutes agenda", &self.head) && self.head != "top" || numbered() || wide()
    }

    /// "Motion: That the clerk write again", "Carried.", "Beschluss: …".
    fn decides(&self) -> bool {
        let said = self.colon || self.all.trim_end_matches('.').len() == self.head.len();
        // "Agreed.", said by somebody: behind the name.
        let behind = self.all.split_once([':', '：']).map(|(_, rest)| rest.trim().trim_end_matches('.'));
        (said && listed("minutes done", &self.head))
            || behind.is_some_and(|rest| matches!(rest, "seconded" | "carried"))
            || phrases("minutes formula").iter().any(|phrase| self.all.contains(phrase))
    }

    fn closes(&self) -> bool {
        phrases("minutes end").iter().any(|phrase| self.all.contains(phrase))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_signs_are_told_from_what_people_say() {
        for text in ["Minutes of the meeting of 4 March", "MINUTES", "Sitzungsprotokoll vom 4. März", "理事会会议纪要"]
        {
            assert!(is_title(text), "{text}");
        }
        for text in ["It took ten minutes of my life.", "Ten minutes with Mara Olsen", "Protokolle lügen"] {
            assert!(!is_title(text), "{text}");
        }
        let line = |text: &str| Line::of(text);
        assert!(line("Present: Mrs. Berg, Mr. Ali").lists_people() && line("出席者：山田、佐藤").lists_people());
        assert!(
            line("Étaient présents : Mme Berg").lists_people() && !line("Present company excepted.").lists_people()
        );
        for text in ["4. Any other business", "TOP 3: Verschiedenes", "Agenda", "议题一：码头维修", "議題1　桟橋の修理"]
        {
            assert!(line(text).is_item(), "{text}");
        }
        assert!(!line("Top of the morning to you").is_item() && !line("An agenda? I have none.").is_item());
        for text in
            ["Motion: That the clerk write", "Carried.", "Mrs. Sand: Seconded.", "Решили: написать", "Vote : 9 voix"]
        {
            assert!(line(text).decides(), "{text}");
        }
        assert!(!line("I carried it home.").decides() && !line("Decisions are hard").decides());
        assert!(line("The meeting closed at 8.45 p.m.").closes() && line("La séance est levée à 20 h 45.").closes());
        assert!(is_verbatim("Town hall on the bridge") && is_verbatim("Стенограмма слушаний") && !is_verbatim("Board"));
    }
}
