//! What goes to the clipboard: the words as the source has them, and a line that says who said them and where.

use super::names::parse;
use super::quotation::Quotation;
use crate::interview::{Date, Interview};

/// Names of the months.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The quotation and under it, after an empty line, its attribution.
pub fn with_place(interview: &Interview, quotation: &Quotation) -> String {
    format!("{}\n\n{}", quotation.text, attribution(interview, quotation))
}

/// "— Elizabeth Wishnick, interviewed by Erin Kim, 14 November 2025, q. 5, para. 3": what the file says of it, and no more.
/// What stands in the introduction is nobody's words; it has the title instead.
pub fn attribution(interview: &Interview, quotation: &Quotation) -> String {
    let mut pieces = Vec::new();
    let named = |person: &crate::interview::Person| person.is_named().then(|| parse(&person.name).full());
    let speaker = quotation.speaker.map(|id| &interview.people[usize::from(id.0)]);
    let asks = interview.interviewer().zip(speaker).is_some_and(|(asker, speaker)| asker == speaker);
    if let Some(speaker) = speaker {
        pieces.push(named(speaker).unwrap_or_else(|| speaker.short_name().to_owned()));
        match (asks, interview.interviewer().and_then(named), interview.interviewee().and_then(named)) {
            (true, _, Some(interviewee)) => pieces.push(format!("interviewing {interviewee}")),
            (false, Some(interviewer), _) => pieces.push(format!("interviewed by {interviewer}")),
            _ => {}
        }
    } else if let Some(title) = &interview.meta.title {
        pieces.push(format!("“{}”", title.replace('“', "‘").replace('”', "’")));
    }
    pieces.extend(interview.meta.date.map(day_month_year));
    pieces.push(quotation.place_words());
    pieces.extend(quotation.time_words().map(|time| format!("at {time}")));
    format!("— {}", pieces.join(", "))
}

/// "14 November 2025", "November 2025", "2025".
pub fn day_month_year(date: Date) -> String {
    let month = date.month.and_then(|month| MONTHS.get(usize::from(month).wrapping_sub(1)));
    match (date.day, month) {
        (Some(day), Some(month)) => format!("{day} {month} {}", date.year),
        (None, Some(month)) => format!("{month} {}", date.year),
        _ => date.year.to_string(),
    }
}

/// A block quotation in Markdown with its attribution, as it is appended to a file of quotations.
pub fn block(interview: &Interview, name: &str, quotation: &Quotation) -> String {
    let mut out = String::new();
    let lines = quotation.text.split('\n').map(escape_markdown);
    for line in lines.chain([String::new(), escape_markdown(&attribution(interview, quotation))]) {
        out.push_str(if line.is_empty() { ">" } else { "> " });
        out.push_str(&line);
        out.push('\n');
    }
    let title = interview.meta.title.as_deref().unwrap_or(name);
    out.push_str(&format!("\n{} ({})\n", escape_markdown(title), escape_markdown(name)));
    out
}

/// Text that Markdown shows as it stands.
pub fn escape_markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let first = text[..at].trim().is_empty();
        let rest = &text[at + c.len_utf8()..];
        let special = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|')
            || (first && matches!(c, '#' | '~'))
            || (first && matches!(c, '-' | '+') && rest.starts_with(' '))
            || (matches!(c, '.' | ')') && at > 0 && text[..at].trim().bytes().all(|b| b.is_ascii_digit()) && !first)
            || (c == '&' && rest.contains(';'));
        if special {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interview::locate::Span;
    use crate::interview::parse::{Format, parse};
    use crate::interview::place::Places;
    use crate::interview::{Anchor, ParaId, Role};
    use crate::text::CleanText;

    const TALK: &str = "Mara Olsen interviewed Dr. Jens Dahl on May 3rd, 2021.\n\nMara Olsen: Why boats?\n\n\
        Jens Dahl: They float. “Mostly,” he’d say.\n\nThat is the whole secret.\n\nMara Olsen: Since when?\n\n\
        Jens Dahl: Since the storm.\n\nMara Olsen: And after that?\n\nJens Dahl: I built one.\n";

    fn says(words: &str, until: &str) -> String {
        let interview = parse(&CleanText::new(TALK), Format::Text, None);
        let anchor = |words: &str, end: bool| {
            let find = |id: &ParaId| interview.para(*id).text.find(words);
            let id = interview.ids().find(|id| find(id).is_some()).expect("the words");
            let byte = find(&id).expect("the words") + if end { words.len() } else { 0 };
            Anchor { para: id, byte: byte as u32 }
        };
        let span = Span { start: anchor(words, false), end: anchor(until, true) };
        let quotation = Quotation::of(&interview, &Places::of(&interview), span);
        with_place(&interview, &quotation)
    }

    #[test]
    fn the_words_stand_first_and_then_who_said_them_and_where() {
        assert_eq!(
            says("They float", "say."),
            "They float. “Mostly,” he’d say.\n\n— Jens Dahl, interviewed by Mara Olsen, 3 May 2021, q. 1, para. 1"
        );
        assert_eq!(
            says("They float", "float."),
            "They float.\n\n— Jens Dahl, interviewed by Mara Olsen, 3 May 2021, q. 1, para. 1, s. 1"
        );
        assert_eq!(
            says("“Mostly", "secret."),
            "“Mostly,” he’d say.\n\nThat is the whole secret.\n\n— Jens Dahl, interviewed by Mara Olsen, 3 May 2021, \
             q. 1, paras. 1–2"
        );
        assert_eq!(
            says("Why boats", "?"),
            "Why boats?\n\n— Mara Olsen, interviewing Jens Dahl, 3 May 2021, q. 1, asked"
        );
    }

    #[test]
    fn a_quotation_of_two_voices_is_nobodys() {
        let text = says("secret", "Since when?");
        assert_eq!(text, "secret.\n\nSince when?\n\n— 3 May 2021, q. 1, para. 2, to q. 2, asked");
    }

    #[test]
    fn markdown_shows_the_words_as_they_stand() {
        for (text, expected) in [
            ("a *b* [c] <d>", r"a \*b\* \[c\] \<d\>"),
            ("# no heading", r"\# no heading"),
            ("- no list", r"\- no list"),
            ("-5 degrees", "-5 degrees"),
            ("1998. That year", r"1998\. That year"),
            ("AT&amp;T & co", r"AT\&amp;T & co"),
            ("“Quoted”—and so on…", "“Quoted”—and so on…"),
        ] {
            assert_eq!(escape_markdown(text), expected);
        }
        let interview = parse(&CleanText::new("Nobody asks anything here. It is one text."), Format::Text, None);
        assert!(interview.with_role(Role::Question).next().is_none());
    }
}
