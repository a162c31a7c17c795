//! Who held the interview, where a sentence says so with words between: "conducted in May by Mara Olsen".

use super::bylines::together;
use super::label::shouts;
use super::people::{Found, Named, Token, add, is_capital, name_after, name_before, tokens};
use crate::interview::words::{fold, listed, mentions};

/// Looks in a line of the head or the foot.
pub fn find(line: &str, all: &[Token], found: &mut Found) {
    signed(line, all, found);
    let held: Vec<usize> = (0..all.len()).filter(|&at| listed("held", &all[at].folded)).collect();
    if held.is_empty() || !mentions("interview", &fold(line)) {
        return;
    }
    const NEAR: usize = 6;
    for at in held {
        // "Mara Olsen conducted this interview"
        let object = all[at + 1..].iter().take(2).any(|token| listed("interview", &token.folded));
        if let Some(named) = name_before(line, all, at).filter(|_| object) {
            add(&mut found.interviewers, named);
            continue;
        }
        // "conducted in May by Mara Olsen", and in German "im Mai von Mara Olsen geführt"
        let near = (at + 1..all.len().min(at + NEAR)).chain((at.saturating_sub(NEAR)..at).rev());
        let mut by = near.filter(|&near| listed("through", &all[near].folded));
        let article = |by: usize| all.get(by + 1).is_some_and(|next| matches!(&*next.folded, "a" | "one"));
        let named = by.find_map(|by| name_after(line, all, by + 1 + usize::from(article(by))));
        if let Some((end, named)) = named {
            add(&mut found.interviewers, named);
            found.interviewers.extend(together(line, all, end));
        }
    }
}

/// A short line that ends in "by Mara Olsen" says who wrote it down.
fn signed(line: &str, all: &[Token], found: &mut Found) {
    const LONGEST: usize = 14;
    if all.len() > LONGEST {
        return;
    }
    // Behind a title, a date, a sentence: not "inspired by", not "photos by".
    let free = |word: &str| is_capital(word) || !word.ends_with(char::is_alphabetic);
    let by = |at: &usize| {
        listed("by", &all[*at].folded) && free(all[at - 1].word) && !listed("not written", &all[at - 1].folded)
    };
    for at in (1..all.len()).filter(by) {
        let ends = |end: usize| end == all.len() || all[end - 1].word.ends_with('.');
        if let Some((_, named)) = name_after(line, all, at + 1).filter(|(end, _)| ends(*end)) {
            add(&mut found.authors, named);
        }
    }
}

/// The name alone on one of the first lines, below a title that says who answers: who wrote it down.
pub fn signed_above(found: &Found, head: &[&str]) -> Option<Named> {
    const FIRST: usize = 4;
    const WORDS: std::ops::RangeInclusive<usize> = 2..=4;
    let alone = |line: &&str| {
        let all = tokens(line);
        let (end, named) = name_after(line, &all, 0).filter(|_| WORDS.contains(&all.len()))?;
        (end == all.len() && named.name == line.trim()).then_some(named)
    };
    let known = |named: &Named| found.interviewees.iter().any(|other| named.name.contains(&*other.name));
    head.iter().take(FIRST).filter_map(alone).find(|named| !known(named) && !shouts(&named.name))
}

#[cfg(test)]
mod tests {
    use super::super::people::{Named, find};

    #[test]
    fn who_signs_a_short_line_wrote_it() {
        let wrote = |line: &str| {
            let names = |list: Vec<Named>| list.into_iter().map(|named| named.name).collect::<Vec<_>>().join("|");
            names(find(std::iter::once(line)).authors)
        };
        for line in ["The Bells of Kressau by Mara Olsen", "1 April 1994, by Mara Olsen.", "Vragen door Mara Olsen"] {
            assert_eq!(wrote(line), "Mara Olsen", "{line}");
        }
        for line in [
            "Photos by Mara Olsen",
            "Translated by Mara Olsen",
            "She was met at the quay by Mara Olsen and by so many others of the town",
            "A talk by the sea",
            "A row of towers inspired by Mara Olsen",
        ] {
            assert_eq!(wrote(line), "", "{line}");
        }
    }
}
