//! Words that were parted at the ends of lines: whether the hyphen goes.

use std::collections::HashSet;

use super::pdf_page::Page;

/// First parts of compounds that keep their hyphen, in the languages that write them so.
const FIRST: [&str; 36] = [
    "anti", "audio", "avant", "best", "brand", "contre", "cross", "demi", "double", "eight", "first", "five", "four",
    "full", "grand", "half", "high", "long", "low", "mid", "multi", "nine", "non", "peut", "quasi", "real", "second",
    "self", "semi", "seven", "short", "six", "sous", "three", "vice", "well",
];

/// Last parts of such compounds.
const LAST: [&str; 28] = [
    "aged", "aware", "based", "being", "bound", "called", "driven", "end", "faced", "free", "friendly", "haired",
    "hand", "known", "led", "level", "like", "looking", "made", "minded", "old", "oriented", "range", "related",
    "scale", "style", "time", "year",
];

/// The words of a document that stand inside its lines: they tell whether a hyphen at the end of a line is part of a
/// word.
pub struct Vocabulary {
    words: HashSet<String>,
    /// Words are parted at the ends of many lines, so that a hyphen there mostly is none of the word's own.
    parts: bool,
    /// Parted words have a sign of their own, so that a common hyphen always belongs to the word.
    pub told: bool,
}

impl Vocabulary {
    /// Gathers them.
    pub fn of(pages: &[Page]) -> Self {
        let lines = || pages.iter().flat_map(Page::lines);
        let parted = lines().filter(|line| line.text.ends_with(['-', '\u{2010}', '\u{ad}'])).count();
        let many = parted >= 3 && parted * 40 > lines().count();
        let told = lines().any(|line| line.text.ends_with('\u{2010}'))
            && lines().any(|line| line.text.trim_end_matches(['-', '\u{2010}']).contains('-'));
        let mut words = HashSet::new();
        for line in lines() {
            let count = line.text.split(' ').count();
            for (at, word) in line.text.split(' ').enumerate() {
                let word = Self::bare(word);
                let whole = !word.ends_with(['-', '\u{2010}']) && (at > 0 || count == 1);
                if whole && word.len() > 1 {
                    words.extend(word.split(['-', '\u{2010}']).filter(|part| part.len() > 1).map(str::to_owned));
                    words.insert(word);
                }
            }
        }
        let mut known = Self { words, parts: many, told };
        known.parts = many || known.are_parted(pages);
        known
    }

    /// Whether words at the ends of lines stand whole elsewhere, and so were parted.
    fn are_parted(&self, pages: &[Page]) -> bool {
        let (mut whole, mut hyphened) = (0, 0);
        for (line, next) in pages.iter().flat_map(Page::pairs) {
            let Some(head) = line.text.strip_suffix(['-', '\u{2010}']) else { continue };
            let head = Self::bare(head.rsplit(' ').next().unwrap_or(""));
            let tail = Self::bare(next.text.split(' ').next().unwrap_or(""));
            whole += usize::from(self.words.contains(&format!("{head}{tail}")));
            hyphened += usize::from(self.words.contains(&format!("{head}-{tail}")));
        }
        whole > hyphened
    }

    fn bare(word: &str) -> String {
        word.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '\u{2010}')).to_lowercase()
    }

    /// Whether what begins the next line may be the rest of a word.
    pub fn goes_on(&self, text: &str, next: &str) -> bool {
        let head = text.rsplit(' ').next().unwrap_or("").trim_end_matches('-');
        let tail = next.split(' ').next().unwrap_or("");
        let capitals = |word: &str| word.chars().all(|c| !c.is_lowercase()) && word.chars().any(char::is_uppercase);
        let known = self.words.contains(&format!("{}{}", Self::bare(head), Self::bare(tail)));
        next.starts_with(char::is_lowercase) || known || (capitals(head) && capitals(tail))
    }

    /// Whether the hyphen between the end of a line and the next one belongs to the word.
    pub fn keeps(&self, text: &str, next: &str) -> bool {
        /// What French puts behind its verbs.
        const BEHIND: [&str; 20] = [
            "je", "tu", "il", "elle", "on", "nous", "vous", "ils", "elles", "ce", "ci", "là", "moi", "toi", "lui",
            "leur", "y", "en", "t", "même",
        ];
        let head = Self::bare(text.rsplit(' ').next().unwrap_or(""));
        let head = head.trim_end_matches(['-', '\u{2010}']);
        let tail = Self::bare(next.split(' ').next().unwrap_or(""));
        let has = |word: &str| self.words.contains(word);
        if has(&format!("{head}{tail}")) {
            return false;
        }
        let pair = has(&format!("{head}-{tail}")) || has(&format!("{head}\u{2010}{tail}"));
        let first = tail.split(['-', '\'', '’', '\u{2010}']).next().unwrap_or("");
        // "DHCP-servers"
        let written = text.rsplit(' ').next().unwrap_or("").trim_end_matches(['-', '\u{2010}']);
        let capitals = written.chars().count() > 1 && written.chars().all(|c| c.is_uppercase() || c.is_numeric());
        let lower = tail.chars().next().is_some_and(|c| c == next.chars().next().unwrap_or(c));
        // "high-ly" is no compound; "person-to-person" is one of three.
        let whole = tail.chars().count() >= 4;
        let bridged = first != tail && first.chars().count() <= 3 && has(first);
        let compound = (FIRST.contains(&head) && whole) || bridged || LAST.contains(&first) || (capitals && lower);
        // The end of a word is often no word by itself.
        let rest = tail.chars().count() <= 3 && !has(&tail) && !BEHIND.contains(&first);
        (!self.parts && !rest)
            || pair
            || compound
            || (has(head) && (has(&tail) || (first != tail && has(first))))
            || head.contains('-')
            || (BEHIND.contains(&first) && head.len() > 2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::lines::Face;
    use crate::formats::pdf_page::Line;

    fn vocabulary(lines: &[&str]) -> Vocabulary {
        let line = |text: &&str| {
            let mut line = Line::default();
            line.push(text, Face::default());
            line
        };
        Vocabulary::of(&[Page::of(lines.iter().map(line).collect())])
    }

    #[test]
    fn the_words_of_the_document_tell() {
        let parting = ["a well-known man of the sea and of the wind-", "ward is-", "les, a high level of wa-", "ter"];
        let known = vocabulary(&parting);
        assert!(known.keeps("some well-", "known man"));
        assert!(known.keeps("a high-", "level talk"));
        assert!(!known.keeps("all the broth-", "ers"));
        assert!(known.keeps("peux-", "tu venir"));
        assert!(known.goes_on("FOS-", "DEM") && !known.goes_on("well-", "Known"));
        for (text, next) in [
            ("a multi-", "threaded one"),
            ("an actor-", "style one"),
            ("the DHCP-", "servers of"),
            ("a man-", "of-sea talk"),
            ("talk of boat-", "of-boat kind"),
        ] {
            assert!(known.keeps(text, next), "{text}{next}");
        }
        assert!(!known.keeps("he ex-", "plained it") && !known.keeps("a high-", "ly kept one"));
        assert!(!known.keeps("the DETEC-", "TIVE of"));
        // One word that stands whole elsewhere shows that words are parted here.
        let once = vocabulary(&["the harbour was a har-", "bour of stone", "and of lime", "we recom-", "mended it"]);
        assert!(!once.keeps("we recom-", "mended it"));
        // Where lines hardly ever end so, the hyphen is the word's own.
        let whole = vocabulary(&["one line", "another line", "a semi-", "trailer of hay"]);
        assert!(whole.keeps("a semi-", "trailer"));
    }
}
