//! People whom a title or an introduction presents without saying that they are interviewed: a title that opens with a
//! name, whom the first questions speak to, those who are named side by side.

use super::behind::behind;
use super::label::shouts;
use super::people::{Named, add, core_words, is_capital, is_common, is_honorific, name_after, tokens};
use super::raw::Raw;
use super::wide_names::{AFTER_NAME, is_han, wide_name};
use crate::interview::words::{is_wide, listed};

/// Whom the first questions speak to, or the introduction begins with, where nobody is named as the one who answers:
/// "Solène Le Gall, how does one …" or "Rogelio Iturbe has tuned the bells of …".
pub fn addressed(questions: &[&str], below: &[&str], known: &[Named]) -> Option<Named> {
    let is_known = |named: &Named| known.iter().any(|other| other.name == named.name);
    for question in questions {
        let all = tokens(question);
        let comma = all.iter().take(5).position(|token| token.word.ends_with([',', '，', '、']));
        if let Some(last) = comma
            && all.first().is_some_and(|token| is_capital(token.word) && !is_common(&token.folded))
        {
            let label = question[..all[last].end].trim_end_matches([',', '，', '、']);
            let found = name_after(question, &all, 0).filter(|(end, _)| *end == last + 1).map(|(_, named)| named);
            // "Timofei Ilyich" for the Timofei Varlamov of the introduction.
            let first = label.split_whitespace().next().filter(|word| !is_honorific(word) && *word != label);
            let named = behind(label, below).or_else(|| first.and_then(|first| behind(first, below))).or(found);
            if let Some(named) = named.filter(|named| !is_known(named)) {
                return Some(named);
            }
        }
    }
    let mut begins: Vec<Named> = Vec::new();
    for line in below {
        let end = AFTER_NAME.iter().filter_map(|title| line.find(title)).min().filter(|end| *end <= 24);
        if let Some(named) = end.and_then(|end| wide_name(&line[..end]).filter(|named| named.name.len() == end)) {
            add(&mut begins, without_calling(named));
        }
        let all = tokens(line);
        let Some((end, named)) = all.first().filter(|t| is_capital(t.word)).and_then(|_| name_after(line, &all, 0))
        else {
            continue;
        };
        let told = all.get(end).is_some_and(|next| next.word.starts_with(char::is_lowercase)) && all.len() >= 6;
        if told && !is_known(&named) && !shouts(&named.name) {
            // Later the name may stand without its last part.
            let whole = |name: &str| core_words(name).join(" ");
            let shorter = |other: &Named| whole(&other.name).starts_with(&whole(&named.name));
            if !begins.iter().any(shorter) {
                add(&mut begins, named);
            }
        }
    }
    if let [_] = begins[..] { begins.pop() } else { None }
}

/// "小山内源三" of "漁師・小山内源三": between Chinese characters the point parts a name from what its bearer does, in
/// Katakana it parts the names.
fn without_calling(named: Named) -> Named {
    let han = |text: &str| text.chars().all(is_han);
    match named.name.rsplit_once('・') {
        Some((calling, name)) if han(calling) && han(name) && name.chars().count() >= 2 => {
            Named { name: name.to_owned(), full: None }
        }
        _ => named,
    }
}

/// Whom a title names: it opens with the name, "Mara Olsen on the tides", or a part of it is nothing else, "People of the
/// Coast: Mara Olsen"; if the name comes again in the text below.
pub fn in_title(title: &str, below: &[&str]) -> Option<Named> {
    // "The first year: Mara Olsen on the tides"
    let behind = || title.split_once([':', '：']).and_then(|(_, rest)| opening(rest.trim(), below));
    opening(title, below).or_else(|| apart(title, below)).or_else(behind).filter(|named| !is_asked(title, &named.name))
}

/// Whether a name is the end of a question: "Why Rock Music?"
pub fn is_asked(line: &str, name: &str) -> bool {
    line.find(name).is_some_and(|at| line[at + name.len()..].starts_with(['?', '？']))
}

/// The only part of a title that is a name from end to end.
fn apart(title: &str, below: &[&str]) -> Option<Named> {
    const BARS: [&str; 7] = [": ", " – ", " — ", " - ", " | ", ", ", "："];
    let mut parts = vec![title];
    for bar in BARS {
        parts = parts.into_iter().flat_map(|part| part.split(bar)).collect();
    }
    let whole = |part: &&str| {
        let part = part.trim();
        let all = tokens(part);
        let (end, named) = all.first().and_then(|_| name_after(part, &all, 0))?;
        let core = core_words(&named.name);
        let again = |word: &String| below.iter().any(|line| tokens(line).iter().any(|token| token.folded == *word));
        let full = (2..=4).contains(&core.len()) && end == all.len() && named.name.len() == part.len();
        (full && !shouts(&named.name) && core.iter().any(again)).then_some(named)
    };
    let mut names = parts.iter().filter(|_| parts.len() > 1).filter_map(whole);
    names.next().filter(|_| names.next().is_none())
}

fn opening(title: &str, below: &[&str]) -> Option<Named> {
    let all = tokens(title);
    let (end, named) = name_after(title, &all, 0).filter(|(_, named)| !shouts(&named.name))?;
    let surname = core_words(&named.name).pop()?;
    let told = all.get(end).is_none_or(|token| {
        matches!(token.folded.as_str(), "on" | "about" | "über" | "zu" | "sur" | "sobre" | "su" | "и" | "о")
            || all[end - 1].word.ends_with([':', ','])
    });
    let again = below
        .iter()
        .any(|line| tokens(line).iter().any(|token| token.folded == surname || token.folded == format!("{surname}'s")));
    (told && again).then_some(named)
}

/// Whether what looks like a name is words of the text: all its parts stand there in lower case too, as those of "Deep
/// Learning" do where somebody speaks of deep learning.
pub fn is_words(name: &str, text: &[Raw]) -> bool {
    let core: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    let stands = |word: &String| {
        // An address holds the names of people in small letters.
        let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '/' | '@' | '_' | '-'));
        text.iter().any(|raw| {
            raw.text.match_indices(&**word).any(|(at, _)| {
                edge(raw.text[..at].chars().next_back()) && edge(raw.text[at + word.len()..].chars().next())
            })
        })
    };
    core.len() >= 2 && !is_wide(name) && core.iter().all(stands)
}

/// Who is named together with somebody: "Jens Dahl and Ida Berg", where the two begin a sentence or follow a phrase such
/// as "interview with".
pub fn beside(named: &Named, lines: &[&str]) -> Option<Named> {
    const ANDS: [&str; 9] = ["and", "&", "und", "et", "y", "e", "и", "og", "en"];
    lines.iter().find_map(|line| {
        let at = line.find(&*named.name)?;
        let all = tokens(&line[at + named.name.len()..]);
        let rest = &line[at + named.name.len()..];
        let joined = all.first().is_some_and(|token| ANDS.contains(&token.word)) && rest.starts_with(' ');
        let opens = at == 0 || line[..at].trim_end().ends_with(['.', '!', '?', ':']);
        let before = tokens(&line[..at]);
        let with = before.last().is_some_and(|token| listed("beside", &token.folded));
        let (_, other) = name_after(rest, &all, 1).filter(|_| joined && (opens || with))?;
        is_capital(all[1].word).then_some(other)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_presented_in_many_ways() {
        let who = |question: &str, head: &[&str]| addressed(&[question], head, &[]).map(|named| named.name);
        assert_eq!(who("Frau Dahl, wann?", &["Die Uhr geht.", "Heute spricht Ida Dahl."]).as_deref(), Some("Ida Dahl"));
        assert_eq!(who("Ida Dahl, how was it?", &[]).as_deref(), Some("Ida Dahl"));
        assert_eq!(who("Why?", &["Ida Dahl has mended clocks for a long time."]).as_deref(), Some("Ida Dahl"));
        assert_eq!(who("なぜ？", &["中原さと子さんは町の時計塔を手入れしてきた。"]).as_deref(), Some("中原さと子"));
        assert_eq!(who("Well, why?", &["In Ida Dahl’s town there was once a clock."]), None);
        assert!(in_title("Jens Dahl on the Tides", &["Dahl was born at sea."]).is_some());
        assert!(in_title("One year later: Jens Dahl on the Tides", &["Dahl was born at sea."]).is_some());
        assert!(in_title("Better Boats on Water", &["Dahl was born at sea."]).is_none());
        assert!(in_title("People of the Coast: Jens Dahl", &["Jens was born at sea."]).is_some());
        assert!(in_title("Jens Dahl – Salt Roads", &["Jens took the salt roads."]).is_none());
        let named = Named { name: "Jens Dahl".into(), full: None };
        let other = |line: &str| beside(&named, &[line]).map(|named| named.name);
        for line in [
            "Jens Dahl and Ida Berg will open it.",
            "An interview with Jens Dahl and Ida Berg",
            "Gespräch mit Jens Dahl und Ida Berg",
        ] {
            assert_eq!(other(line).as_deref(), Some("Ida Berg"), "{line}");
        }
        for line in ["Jens Dahl and his boat", "We met Jens Dahl and Ida Berg came too.", "Jens Dahl, and Ida Berg"] {
            assert_eq!(other(line), None, "{line}");
        }
        let text = |text: &str| [Raw { text: text.into(), ..Raw::default() }];
        assert!(is_words("Deep Water", &text("What is so deep about water?")));
        assert!(!is_words("Ida Hill", &text("There was a hill.")));
    }
}
