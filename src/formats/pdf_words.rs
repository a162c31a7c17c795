//! Words that were parted at the ends of lines: whether the hyphen goes.

use std::collections::HashSet;

use super::pdf_lines::Page;

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
        let lines = || pages.iter().flat_map(|page| &page.lines);
        let parted = lines().filter(|line| line.text.ends_with(['-', '\u{2010}', '\u{ad}'])).count();
        let parts = parted >= 3 && parted * 40 > lines().count();
        let told = lines().any(|line| line.text.ends_with('\u{2010}'))
            && lines().any(|line| line.text.trim_end_matches(['-', '\u{2010}']).contains('-'));
        let mut words = HashSet::new();
        for line in pages.iter().flat_map(|page| &page.lines) {
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
        Self { words, parts, told }
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
        let first = tail.split(['-', '\'', '’']).next().unwrap_or("");
        // The end of a word is often no word by itself.
        let rest = tail.chars().count() <= 3 && !has(&tail) && !BEHIND.contains(&first);
        (!self.parts && !rest)
            || pair
            || (has(head) && has(&tail))
            || head.contains('-')
            || (BEHIND.contains(&first) && head.len() > 2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::lines::Face;
    use crate::formats::pdf_lines::Line;

    fn vocabulary(lines: &[&str]) -> Vocabulary {
        let line = |text: &&str| {
            let mut line = Line::default();
            line.push(text, Face::default());
            line
        };
        Vocabulary::of(&[Page { lines: lines.iter().map(line).collect() }])
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
        // Where lines hardly ever end so, the hyphen is the word's own.
        let whole = vocabulary(&["one line", "another line", "a semi-", "trailer of hay"]);
        assert!(whole.keeps("a semi-", "trailer"));
    }
}
