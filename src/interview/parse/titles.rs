//! Titles: which line is one, and what hangs on it that is none.

use super::raw::{Kind, Raw};
use super::{edges, features, visual};
use crate::interview::Role;
use crate::interview::words::{Lexicon, class, fold, listed};
use crate::text::CleanText;

/// What stands between a title and the name of a site.
const BARS: [&str; 8] = [" | ", " – ", " — ", " - ", " · ", " :: ", " » ", "｜"];

/// A title without the name of the site behind it, and without the word "Title:" before it. The name of a site is what
/// follows a bar where the rest stands in the text as a line of its own; after an upright bar also a few words that do
/// not.
pub fn bare(title: CleanText, raws: &[Raw], roles: &[Role]) -> CleanText {
    let title = decoded(without_tags(title));
    // AsciiDoc, read as plain text.
    let title = title.strip_prefix("= ").map(|rest| CleanText::line(rest.trim())).unwrap_or(title);
    if let Some((_, rest)) = titled(&title) {
        return CleanText::line(rest);
    }
    const SITE: usize = 5;
    let near = raws.iter().zip(roles).filter(|(raw, _)| raw.kind == Kind::Text && raw.text.len() <= 300).take(30);
    let lines: Vec<String> = near.filter(|(_, role)| **role != Role::Page).map(|(raw, _)| letters(&raw.text)).collect();
    let cuts = BARS.iter().flat_map(|bar| title.match_indices(bar).map(|(at, _)| (at, bar.len())));
    for (at, bar) in cuts {
        let (first, rest) = (&title[..at], &title[at + bar..]);
        // The site may also stand first.
        for (part, site) in [(first, rest), (rest, first)] {
            if lines.contains(&letters(part)) && !lines.contains(&letters(site)) && part.contains(' ') {
                return CleanText::line(part);
            }
        }
    }
    match title.rsplit_once(" | ") {
        Some((first, site)) if first.contains(' ') && site.split_whitespace().count() <= SITE => CleanText::line(first),
        _ => title,
    }
}

/// A title with the signs that its entities stand for: `Salt &amp; Ice &#8211; a talk`.
fn decoded(title: CleanText) -> CleanText {
    const LONGEST: usize = 10;
    let (mut out, mut rest, mut found) = (String::new(), &*title, false);
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let entity = rest[at..].find(';').filter(|end| *end <= LONGEST).map(|end| &rest[at..=at + end]);
        let sign = entity.and_then(|entity| {
            let text = pulldown_cmark::Parser::new(entity).find_map(|event| match event {
                pulldown_cmark::Event::Text(text) => Some(text.into_string()),
                _ => None,
            })?;
            (text != entity && text.chars().count() <= 2).then_some((text, entity.len()))
        });
        if let Some((text, len)) = sign {
            out.push_str(&text);
            (rest, found) = (&rest[at + len..], true);
        } else {
            out.push('&');
            rest = &rest[at + 1..];
        }
    }
    out.push_str(rest);
    if found { CleanText::line(out.trim()) } else { title }
}

/// A title without the tags of HTML that entries at the head of a file may hold: `<em>Boats</em> at Sea`.
fn without_tags(title: CleanText) -> CleanText {
    let is_tag = |inside: &str| {
        let name = inside.trim_start_matches('/');
        name.starts_with(|c: char| c.is_ascii_lowercase()) && !inside.contains('<')
    };
    let (mut out, mut rest, mut found) = (String::new(), &*title, false);
    while let Some((before, from)) = rest.split_once('<') {
        out.push_str(before);
        if let Some((_, after)) = from.split_once('>').filter(|(inside, _)| is_tag(inside)) {
            (rest, found) = (after, true);
        } else {
            out.push('<');
            rest = from;
        }
    }
    out.push_str(rest);
    // What had an end has its tag in pairs; "a <b" has none.
    if found && title.contains("</") { CleanText::line(out.trim()) } else { title }
}

/// Whether a line of the text is the title that the file states, perhaps without the name of a site or a kicker.
pub fn says_the_same(stated: &str, line: &str) -> bool {
    const SHORTEST: usize = 8;
    let (stated, line) = (letters(stated), letters(titled(line).map_or(line, |(_, rest)| rest)));
    let (long, short) = if stated.len() > line.len() { (&stated, &line) } else { (&line, &stated) };
    let most = short.chars().count() * 5 >= long.chars().count() * 2;
    stated == line
        || (short.chars().count() >= SHORTEST && most && (long.starts_with(&**short) || long.ends_with(&**short)))
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// "Title: Boats": the word and the rest.
fn titled(line: &str) -> Option<(&str, &str)> {
    let (head, rest) = line.split_once([':', '：'])?;
    (listed("titleword", &fold(head.trim())) && !rest.trim().is_empty()).then(|| (head, rest.trim()))
}

/// Whether a line says that it is the title: "Title: Boats".
pub fn is_named(line: &str) -> bool {
    titled(line).is_some()
}

/// Whether a line with a stop at its end is a title all the same: one sentence whose first words speak of an interview.
pub fn says_interview(line: &str) -> bool {
    let ends = |word: &&str| word.ends_with(['.', '!', '?', '。']);
    line.split_whitespace().filter(ends).count() == 1 && line.ends_with('.') && speaks_of_interview(line)
}

/// Whether a short line speaks of an interview in its first words: "Interview with Jens Dahl".
pub fn speaks_of_interview(line: &str) -> bool {
    const FIRST: usize = 3;
    const LONGEST: usize = 14;
    let is_one = |word: &str| listed("interview", fold(word).trim_matches(|c: char| !c.is_alphabetic()));
    line.split_whitespace().nth(LONGEST).is_none() && line.split_whitespace().take(FIRST).any(is_one)
}

/// "Introduction": the head of a first part. What stands below it is no title either.
pub fn is_opening_head(line: &str) -> bool {
    listed("opening head", fold(line).trim_matches(|c: char| !c.is_alphanumeric()))
}

/// Whether a line at the head can be no title: an address, a date, "Place: …", "Interviewer: …".
pub fn is_no_title(line: &str) -> bool {
    if titled(line).is_some() {
        return false;
    }
    let folded = fold(line);
    if !line.contains(char::is_alphabetic) {
        return true;
    }
    let linked = folded.contains("://") || folded.starts_with("www.");
    let dated = line.split_whitespace().count() <= 4 && super::dates::find(line).is_some() || is_day(line);
    let lexicon = Lexicon::union();
    let said = line.split_once([':', '：']).is_some_and(|(head, rest)| {
        let mut words = head.split_whitespace();
        let first = words.next().map(fold).unwrap_or_default();
        let first = first.trim_end_matches("(s)");
        let known = class::NOT_SPEAKER | class::ASKER | class::ANSWERER;
        words.count() <= 2 && !rest.trim().is_empty() && first != "interview" && lexicon.is(first, known)
    });
    let counted = !line.chars().any(char::is_alphabetic);
    // "[Senate Hearing 115-45]", "<title>Bells</title>"
    let closed = |open: char, close: char| line.starts_with(open) && line.ends_with(close);
    let bracketed = closed('[', ']') || closed('<', '>') || closed('(', ')') || is_number(line);
    linked || dated || said || counted || bracketed || is_opening_head(line)
}

/// Whether a line is the number of a paper: "S. Hrg. 115-45", "Serial No. 106-63".
fn is_number(line: &str) -> bool {
    const WORDS: std::ops::RangeInclusive<usize> = 2..=4;
    let words: Vec<&str> = line.split_whitespace().collect();
    let [.., short, number] = words[..] else { return false };
    let digits = number.chars().any(|c| c.is_ascii_digit())
        && number.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '/' | '.'));
    WORDS.contains(&words.len()) && short.ends_with('.') && digits
}

/// Whether a line is a day in any language: "sobota, 12 września 2015", "12. toukokuuta 2015".
fn is_day(line: &str) -> bool {
    const WORDS: std::ops::RangeInclusive<usize> = 3..=4;
    let words: Vec<&str> = line.split_whitespace().map(|word| word.trim_matches([',', '.'])).collect();
    let number = |word: &&&str| word.parse::<u16>().ok();
    let of = |range: std::ops::RangeInclusive<u16>| {
        words.iter().filter_map(|word| number(&word)).any(|n| range.contains(&n))
    };
    let letters = words.iter().filter(|word| word.chars().all(char::is_alphabetic)).count();
    WORDS.contains(&words.len()) && letters + 2 == words.len() && of(1..=31) && of(1800..=2100)
}

/// Whether what stands where a title would is a question to someone: the text begins with the first exchange.
pub fn asks_at_once(raws: &[Raw], title: usize, lexicon: &Lexicon) -> bool {
    let raw = &raws[title];
    let look = features::look(&raw.text, lexicon);
    let next = raws[title + 1..].iter().find(|next| next.kind == Kind::Text);
    let answered = next.is_some_and(|next| next.text.len() > raw.text.len() && !edges::is_loose_line(&next.text));
    raw.heading == 0
        && look.ends
        && (look.you > 0 && answered || next.is_some_and(|next| visual::begins_to_speak(&next.text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_of_a_title_are_signs() {
        for (title, shown) in [
            ("Salt &amp; Ice &#8211; a talk", "Salt & Ice – a talk"),
            ("Le bus &laquo;&nbsp;Sel&nbsp;&raquo;", "Le bus «\u{a0}Sel\u{a0}»"),
            ("Q&A; and more", "Q&A; and more"),
            ("Salt & Ice; Fire", "Salt & Ice; Fire"),
        ] {
            assert_eq!(decoded(CleanText::line(title)).as_str(), shown);
        }
    }

    fn shown(title: &str, line: &str) -> String {
        let raws = [Raw { text: line.into(), ..Raw::default() }];
        bare(CleanText::line(title), &raws, &[Role::Front]).as_str().to_owned()
    }

    #[test]
    fn the_name_of_the_site_is_no_part_of_the_title() {
        for (title, line, want) in [
            ("The Map Librarian | Harbour Review", "", "The Map Librarian"),
            ("The Map Librarian - Harbour Review", "The Map Librarian", "The Map Librarian"),
            ("Harbour Review – The Map Librarian", "The Map Librarian", "The Map Librarian"),
            ("Boats – a conversation", "We met at noon.", "Boats – a conversation"),
            ("Title: The Map Librarian", "", "The Map Librarian"),
            ("= The Map Librarian", "", "The Map Librarian"),
        ] {
            assert_eq!(shown(title, line), want);
        }
    }

    #[test]
    fn the_stated_title_may_stand_in_the_text_in_another_form() {
        for line in ["The Map Librarian", "Title: The map librarian", "The Map Librarian: a talk"] {
            assert!(says_the_same("The Map Librarian", line), "{line}");
        }
        for line in
            ["Who are you, and what do you do?", "The", "The Map Librarian was my first book, and it took ten years."]
        {
            assert!(!says_the_same("The Map Librarian", line), "{line}");
        }
    }

    #[test]
    fn a_title_may_end_as_a_sentence_does() {
        for line in ["Intervista al guardiano del faro Bruno Neri.", "An interview with Jens Dahl."] {
            assert!(says_interview(line), "{line}");
        }
        for line in ["We met at noon.", "The interview took an hour. Then we left.", "Interview with Jens Dahl,"] {
            assert!(!says_interview(line), "{line}");
        }
        assert!(is_named("Title: Boats") && !is_named("Boats: a history"));
    }

    #[test]
    fn lines_that_are_no_title() {
        for line in
            ["https://example.org/talk", "Introduction", "Date: May 3, 2021", "Interviewer: Mara Olsen", "3 May 2021"]
        {
            assert!(is_no_title(line), "{line}");
        }
        for line in ["Interview: Mara Olsen", "Boats: a short history", "Title: Boats", "The winter of 1987"] {
            assert!(!is_no_title(line), "{line}");
        }
    }
}
