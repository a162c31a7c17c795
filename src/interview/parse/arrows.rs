//! Transcripts of captions, where `>>` stands at every change of the voice: `>> Who built it?`, `>> My aunt did.`
//!
//! A mail that is quoted twice begins its rows so, too; but there the rows of a paragraph all do, wherever in a sentence they
//! begin, and others are quoted once.

use super::plain::Line;

/// The sign.
const SIGN: &str = ">>";

/// Takes the signs off, and lets a turn begin there. Nothing happens in any other text.
pub(super) fn read(lines: &mut [Line]) {
    const LEAST: usize = 6;
    let quoted = lines.iter().filter(|line| line.text.starts_with('>')).count();
    let signed: Vec<&str> = lines.iter().filter_map(|line| said(line.text)).collect();
    let sentences = signed.iter().filter(|text| !text.starts_with(char::is_lowercase)).count();
    if signed.len() < LEAST || signed.len() < quoted || sentences * 10 < signed.len() * 8 {
        return;
    }
    for line in lines {
        if let Some(text) = said(line.text) {
            line.start += line.text.len() - text.len();
            (line.text, line.begins, line.turn) = (text, Some(true), true);
        }
    }
}

/// What stands behind the sign.
fn said(text: &str) -> Option<&str> {
    text.strip_prefix(SIGN).filter(|rest| !rest.starts_with('>')).map(str::trim_start)
}

#[cfg(test)]
mod tests {
    use super::super::{Format, parse};
    use crate::text::CleanText;

    fn exchanges(text: &str) -> Vec<(String, usize)> {
        let read = parse(&CleanText::new(text), Format::Auto, None);
        let first = |one: &crate::interview::Exchange| read.para(*one.question.iter().next().unwrap()).text.to_string();
        read.exchanges.iter().map(|one| (first(one), one.answer.iter().count())).collect()
    }

    #[test]
    fn who_began_is_told_by_who_asks() {
        let text = ">> You have kept the sluice for forty years.\n\n>> Forty-one in the spring, if the\nwater lets me.\n\n>> Who built it?\n\n\
                    >> My aunt did. Nobody else\nwanted to.\n\nShe sang.\n\n>> And you sing, too.\n\n>> Only to the gates. They cry\nin winter.\n\n\
                    >> Do they cry today?\n\n>> No.\n\n>> Then we are lucky. Who comes after you?\n\n>> The water.\n";
        let asked =
            ["You have kept the sluice for forty years.", "Who built it?", "And you sing, too.", "Do they cry today?"];
        let all = exchanges(text);
        assert_eq!(all[..4].iter().map(|(asked, _)| asked.as_str()).collect::<Vec<_>>(), asked);
        assert_eq!(all.iter().map(|(_, answers)| *answers).collect::<Vec<_>>(), [1, 2, 1, 1, 1]);
        let close = text.replace("\n\n>>", "\n>>");
        assert_eq!(exchanges(&close).len(), 5);
    }

    #[test]
    fn what_a_mail_quotes_twice_is_no_talk_of_two() {
        let text = "On 3 May 2021, Mara wrote:\n> On 2 May 2021, Jens wrote:\n>> Who built the sluice,\n>> and when did she build\n>> it, and how?\n> \
                    My aunt.\n>> And what did\n>> it cost?\n> Nothing.\n>> Who keeps it\n>> today?\n> Nobody.\nThank you!\n";
        let read = parse(&CleanText::new(text), Format::Auto, None);
        assert!(read.paragraphs.iter().all(|one| !one.text.starts_with('>')));
        assert!(!read.why.iter().any(|line| line.contains("voice changes")), "{:?}", read.why);
    }
}
