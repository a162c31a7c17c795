//! What stands on a copied page before its text: the question for consent to cookies, and buttons to share, print or sign
//! in.
//!
//! Most of these lines are words of everyday talk ("Print", "Agree", "Share"), so they are told by where they stand: at the
//! head of the document, before its first long paragraph and its first question, and the plainest of them only beside a
//! line that can be nothing else.

use super::raw::{Kind, Raw};
use crate::interview::words::{Lexicon, begins, class, fold, listed, mentions, phrases_like, words};
use crate::text::segment::{ends_asking, is_closer};

/// How many paragraphs the head of a page has at most.
const HEAD: usize = 40;
/// From how many words on a paragraph is text.
const LONG: usize = 30;

/// What a line at the head of a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    /// It asks for consent.
    Consent,
    /// A button.
    Button,
    /// A row of buttons.
    Row,
    /// It belongs to what asks for consent where it stands beside it.
    Perhaps,
    /// Text.
    Text,
}

/// Sets aside what stands before the text, where `page` does not do so already.
pub fn set_aside(raws: &[Raw], page: &mut [bool]) {
    let mut lines: Vec<Line> = Vec::new();
    for (raw, page) in raws.iter().zip(page.iter()).take(HEAD) {
        let line = if raw.kind == Kind::Text { line(&raw.text) } else { Line::Text };
        if line == Line::Text && !page && (is_long(&raw.text) || ends_asking(&raw.text) || raw.speaker.is_some()) {
            break;
        }
        lines.push(if line == Line::Text && *page { Line::Button } else { line });
    }
    // What asks for consent reaches over all that may belong to it, downwards and upwards.
    let reach = |before: Line, here: &mut Line| {
        if *here == Line::Perhaps && before == Line::Consent {
            *here = Line::Consent;
        }
    };
    for at in 1..lines.len() {
        reach(lines[at - 1], &mut lines[at]);
    }
    for at in (1..lines.len()).rev() {
        reach(lines[at], &mut lines[at - 1]);
    }
    // A title may be a word of a button, where it is the only one.
    let buttons = lines.iter().filter(|line| matches!(line, Line::Consent | Line::Button | Line::Row)).count();
    let first = lines.iter().position(|line| matches!(line, Line::Text | Line::Perhaps));
    for (at, line) in lines.iter().enumerate() {
        let lone = buttons < 2 && first.is_none_or(|first| first > at);
        page[at] |= match line {
            Line::Consent => true,
            Line::Row => raws[at].heading == 0,
            Line::Button => !lone && raws[at].heading == 0,
            Line::Perhaps | Line::Text => false,
        };
    }
}

/// Whether a sentence that names cookies names something else of pages as well. One of an interview rarely does.
pub fn is_of_cookies(folded: &str) -> bool {
    let named = |word: &str| begins_with_one("consent word", word);
    let mut stems: Vec<&str> = words(folded).filter_map(|(_, word)| named(word)).collect();
    stems.sort_unstable();
    stems.dedup();
    stems.len() >= 2
}

/// The entry of a list of stems that a word begins with.
fn begins_with_one(list: &'static str, word: &str) -> Option<&'static str> {
    phrases_like(list, word).iter().copied().find(|stem| word.starts_with(stem))
}

fn is_long(text: &str) -> bool {
    text.split_whitespace().take(LONG + 1).count() > LONG
}

fn line(text: &str) -> Line {
    const LONGEST: usize = 150;
    if text.len() > LONGEST * 12 {
        return Line::Text;
    }
    let folded = fold(text);
    // Counts stand at buttons: "Share 12", "(3) Comments".
    let bare = folded.trim_matches(|c: char| !c.is_alphabetic());
    let short = bare.split_whitespace().count() <= 8;
    // "We use cookies as bait." may be a first sentence.
    let sentence = text.ends_with(['.', '!', '?', '…']) && !is_of_cookies(&folded);
    if listed("consent", bare) || (short && !sentence && begins("consent", bare) && bare.contains(' ')) {
        return Line::Consent;
    }
    if listed("button", bare) || (!sentence && begins("skip", bare)) {
        return Line::Button;
    }
    if are_buttons(bare) {
        return Line::Row;
    }
    if listed("beside consent", bare) || tells_of_cookies(text, &folded) {
        // A sentence that begins as such notices do needs no other beside it.
        let opens = begins("consent", bare) || (begins("furniture", bare) && bare.contains("cookie"));
        return if opens { Line::Consent } else { Line::Perhaps };
    }
    Line::Text
}

/// Several buttons in one row: "Share Tweet Print", "Facebook | E-mail".
fn are_buttons(bare: &str) -> bool {
    let (mut rest, mut count) = (bare, 0);
    while !rest.is_empty() {
        let known = |list| {
            let fits =
                |phrase: &&&str| rest.strip_prefix(**phrase).is_some_and(|r| !r.starts_with(char::is_alphanumeric));
            phrases_like(list, rest).iter().filter(fits).map(|phrase| phrase.len()).max()
        };
        let Some(length) = known("button").max(known("furniture")) else { return false };
        rest = rest[length..].trim_start_matches(|c: char| !c.is_alphabetic());
        count += 1;
    }
    count >= 2
}

/// Whether a paragraph is a whole sentence that addresses its reader and speaks of cookies, consent, partners, devices.
fn tells_of_cookies(text: &str, folded: &str) -> bool {
    let ended = text.trim_end_matches(is_closer).ends_with(['.', '!', ':', '…']);
    let lexicon = Lexicon::union();
    let to_reader =
        || words(folded).any(|(_, word)| lexicon.is(word, class::YOU | class::ME)) || mentions("this site", folded);
    ended && !ends_asking(text) && is_of_cookies(folded) && to_reader()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept<'a>(lines: &[&'a str]) -> Vec<&'a str> {
        let raws: Vec<Raw> = lines.iter().map(|text| Raw { text: (*text).into(), ..Raw::default() }).collect();
        let mut page = vec![false; raws.len()];
        set_aside(&raws, &mut page);
        lines.iter().zip(page).filter(|(_, page)| !page).map(|(text, _)| *text).collect()
    }

    #[test]
    fn a_notice_and_its_buttons_go_and_the_text_stays() {
        for notice in [
            &["We value your privacy", "Accept all", "Reject", "Manage preferences"][..],
            &["This site uses cookies so that we can measure its traffic.", "OK"],
            &[
                "You can change your choices on this website.",
                "With your consent, our partners store data on your device.",
                "Reject all",
            ],
            &["Wir verwenden Cookies, um Ihnen unsere Website zu zeigen.", "Alle akzeptieren", "Ablehnen"],
            &[
                "Nous utilisons des cookies",
                "Avec votre accord, nos partenaires mesurent l’audience du site.",
                "Tout refuser",
            ],
            &["Usamos cookies", "Aceptar todo", "Rechazar todo"],
            &["Share", "Tweet", "Copy link"],
            &["Share 12 | Tweet | Print"],
        ] {
            let lines: Vec<&str> = notice.iter().copied().chain(["The horn tuner", "By Mara Olsen"]).collect();
            assert_eq!(kept(&lines), ["The horn tuner", "By Mara Olsen"], "{notice:?}");
        }
    }

    #[test]
    fn words_of_talk_are_no_buttons() {
        for lines in [
            &["Print", "By Mara Olsen"][..],
            &["The cookie tin", "Ute bakes cookies. We met her at her oven.", "OK", "Settings"],
            &["What do you use for bait?", "We use cookies.", "Share", "Print"],
            &["The horn tuner", "Where was it?", "We value your privacy", "Reject", "Facebook"],
        ] {
            assert_eq!(kept(lines), lines);
        }
    }

    #[test]
    fn menus_above_a_page_that_was_copied_whole_are_set_aside() {
        let lines = [
            "Skip to main contentSkip to navigation",
            "Sign in",
            "Search jobs",
            "Opinion",
            "The ferry that came late",
            "Nora Whitfield",
        ];
        assert_eq!(kept(&lines), ["The ferry that came late", "Nora Whitfield"]);
        assert_eq!(kept(&["Home", "She came late to it, and stayed for forty years."]).len(), 2);
    }
}
