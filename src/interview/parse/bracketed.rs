//! Marks of other markup in a plain text, where it has several of them: BBCode (`[b]Why?[/b]`), MediaWiki (`'''Why?'''`) and
//! LaTeX (`\textbf{Why?}`). They are taken away, and say how the paragraph is set.

use std::ops::Range;

use super::plain::item;
use super::raw::{Kind, Raw};

/// What a mark is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Face {
    Bold,
    Italic,
    Other,
    Quote,
    /// It is taken away, and says nothing.
    Nothing,
}

/// A mark that begins or ends something, by its place in the text.
struct Mark {
    place: Range<usize>,
    face: Face,
    ends: bool,
}

/// One of the languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Language {
    Board,
    Wiki,
    Tex,
}

/// Takes the marks out of the paragraphs, where several paragraphs begin with one that is ended in them.
pub fn read(raws: &mut [Raw]) {
    const LEAST: usize = 3;
    for language in [Language::Board, Language::Wiki, Language::Tex] {
        let begins =
            |raw: &&Raw| raw.kind == Kind::Text && opens(&raw.text, language) && bare(&raw.text, language).is_some();
        if raws.iter().filter(begins).take(LEAST).count() < LEAST {
            continue;
        }
        for raw in raws.iter_mut().filter(|raw| raw.kind == Kind::Text) {
            if let Some(found) = bare(&raw.text, language) {
                raw.bold |= found.bold;
                raw.italic |= found.italic;
                raw.quote |= found.quote;
                raw.tint = if found.other { 1 } else { raw.tint };
                raw.heading = if found.heading > 0 { found.heading } else { raw.heading };
                raw.lead = found.lead as u32;
                raw.lead_end =
                    if found.lead > 0 { raw.source.end.min(raw.source.start + found.lead) as u32 } else { 0 };
                raw.item = item(&found.text);
                raw.text = found.text.into();
            }
        }
    }
}

/// Whether a text begins as a mark of a language does.
fn opens(text: &str, language: Language) -> bool {
    match language {
        Language::Board => text.starts_with('['),
        Language::Wiki => text.starts_with("''"),
        Language::Tex => text.starts_with('\\'),
    }
}

/// A paragraph without its marks.
#[derive(Debug, Default, PartialEq, Eq)]
struct Bare {
    text: String,
    bold: bool,
    italic: bool,
    other: bool,
    quote: bool,
    heading: u8,
    /// How many bytes at the beginning are bold.
    lead: usize,
}

/// Takes the marks out of a text. `None` where there are none, or nothing but marks.
fn bare(text: &str, language: Language) -> Option<Bare> {
    if language == Language::Tex
        && let Some(found) = section(text)
    {
        return Some(found);
    }
    let marks = match language {
        Language::Board => board(text),
        Language::Wiki => wiki(text),
        Language::Tex => tex(text),
    };
    if marks.is_empty() {
        return None;
    }
    let mut found = Bare::default();
    let mut open = [0_usize; 5];
    // How much is set in each way, of all that is seen.
    let (mut seen, mut set) = (0_usize, [0_usize; 5]);
    let mut at = 0;
    let mut add = |found: &mut Bare, open: &[usize; 5], piece: &str| {
        let visible = piece.chars().filter(|c| !c.is_whitespace()).count();
        let leads = open[Face::Bold as usize] > 0 && found.lead == found.text.len();
        found.text.push_str(piece);
        found.lead = if leads { found.text.len() } else { found.lead };
        seen += visible;
        for (set, open) in set.iter_mut().zip(open) {
            *set += if *open > 0 { visible } else { 0 };
        }
    };
    for mark in &marks {
        add(&mut found, &open, &text[at..mark.place.start]);
        at = mark.place.end;
        let count = &mut open[mark.face as usize];
        *count = if mark.ends { count.saturating_sub(1) } else { *count + 1 };
    }
    add(&mut found, &open, &text[at..]);
    let all = |face: Face| seen > 0 && set[face as usize] == seen;
    (found.bold, found.italic) = (all(Face::Bold), all(Face::Italic));
    (found.other, found.quote) = (all(Face::Other), all(Face::Quote));
    let gone = found.text.len() - found.text.trim_start().len();
    let text = found.text.trim().to_owned();
    let lead = found.lead.saturating_sub(gone).min(text.len());
    (seen > 0).then_some(Bare { text, lead, ..found })
}

/// The marks of BBCode. One that holds the beginning of another is none.
fn board(text: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (at, piece) in
        text.split('[').scan(0, |at, piece| Some((std::mem::replace(at, *at + piece.len() + 1), piece))).skip(1)
    {
        let Some((inside, _)) = piece.split_once(']') else { continue };
        let (name, ends) = inside.strip_prefix('/').map_or((inside, false), |name| (name, true));
        // "[left the room]" is a remark, and "[quote=Mara]" says who said it.
        let (name, value) = name.split_once('=').unwrap_or((name, ""));
        let face = match name.to_ascii_lowercase().as_str() {
            "b" => Face::Bold,
            "i" => Face::Italic,
            "u" | "color" => Face::Other,
            "quote" if value.is_empty() => Face::Quote,
            "size" | "font" | "center" | "left" | "url" | "list" => Face::Nothing,
            _ => continue,
        };
        marks.push(Mark { place: at - 1..at + inside.len() + 1, face, ends });
    }
    marks
}

/// The marks of MediaWiki, where each is ended.
fn wiki(text: &str) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let (mut at, mut open) = (0, [false; 2]);
    while let Some(found) = text[at..].find("''") {
        let start = at + found;
        let count = text[start..].bytes().take_while(|byte| *byte == b'\'').count();
        for (face, wide, which) in [(Face::Bold, 3, 0), (Face::Italic, 2, 1)] {
            let fits = if wide == 3 { matches!(count, 3 | 5) } else { matches!(count, 2 | 5) };
            if fits {
                let from = start + if count == 5 && wide == 2 { 3 } else { 0 };
                marks.push(Mark { place: from..from + wide, face, ends: open[which] });
                open[which] = !open[which];
            }
        }
        at = start + count;
    }
    if open.contains(&true) { Vec::new() } else { marks }
}

const COMMANDS: [(&str, Face); 7] = [
    ("\\textbf{", Face::Bold),
    ("\\textit{", Face::Italic),
    ("\\emph{", Face::Italic),
    ("\\textsl{", Face::Italic),
    ("\\underline{", Face::Other),
    ("\\textsc{", Face::Other),
    ("\\textsf{", Face::Other),
];

/// The marks of LaTeX, each with its closing bracket.
fn tex(text: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    // The brackets that are open: those of commands with what they are for and where the command stands.
    let mut open: Vec<Option<(Range<usize>, Face)>> = Vec::new();
    let mut command = None;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'\\' => command = COMMANDS.iter().find(|(name, _)| text[at..].starts_with(name)).map(|found| (at, found)),
            b'{' => open.push(command.take().map(|(from, (_, face))| (from..at + 1, *face))),
            b'}' => {
                if let Some((place, face)) = open.pop().flatten() {
                    marks.push(Mark { place, face, ends: false });
                    marks.push(Mark { place: at..at + 1, face, ends: true });
                }
            }
            _ => {}
        }
    }
    marks.sort_by_key(|mark| mark.place.start);
    marks
}

/// A heading of LaTeX: `\subsection*{Why?}`.
fn section(text: &str) -> Option<Bare> {
    const LEVELS: [(&str, u8); 4] = [("\\section", 2), ("\\subsection", 3), ("\\subsubsection", 4), ("\\paragraph", 5)];
    let (rest, heading) = LEVELS.iter().find_map(|(name, level)| Some((text.strip_prefix(name)?, *level)))?;
    let inside = rest.strip_prefix('*').unwrap_or(rest).strip_prefix('{')?;
    let end = closing(inside)?;
    let whole = inside[end + 1..].trim().is_empty() && !inside[..end].trim().is_empty();
    whole.then(|| Bare { text: inside[..end].trim().to_owned(), heading, ..Bare::default() })
}

/// The bracket that closes one that is open at the beginning.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 0 => return Some(at),
            b'}' => depth -= 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn whatever_marks_stand_there_the_rest_is_kept_in_order(
            pieces in prop::collection::vec(
                prop::sample::select(vec![
                    "[b]", "[/b]", "[url=x]", "[url=[b]x]", "[left the ", "[i", "]", "[", "'''", "''", "'", "\\textbf{",
                    "\\emph{", "\\section{", "{", "}", "\\", "é", " ", "Why?", "/",
                ]),
                0..24,
            ),
        ) {
            let text = pieces.concat();
            for language in [Language::Board, Language::Wiki, Language::Tex] {
                if let Some(found) = bare(&text, language) {
                    prop_assert!(found.text.is_char_boundary(found.lead));
                    let mut left = text.chars();
                    prop_assert!(found.text.chars().all(|c| left.any(|other| other == c)), "{text} {}", found.text);
                    prop_assert_eq!(found.text.matches("Why?").count(), text.matches("Why?").count());
                }
            }
        }
    }

    #[test]
    fn marks_are_taken_away_and_say_how_a_paragraph_is_set() {
        let read = |text: &str, language: Language| {
            bare(text, language).map(|found| (found.text, found.bold, found.italic, found.lead))
        };
        let set = |text: &str, bold: bool, italic: bool, lead: usize| Some((text.to_owned(), bold, italic, lead));
        assert_eq!(read("[b]Why?[/b]", Language::Board), set("Why?", true, false, 4));
        assert_eq!(read("[B]Mara:[/B] Why [i]boats[/i]?", Language::Board), set("Mara: Why boats?", false, false, 5));
        assert_eq!(read("[laughs] So.", Language::Board), None);
        assert_eq!(read("[url=[b]x]Why?[/b]", Language::Board), set("[url=x]Why?", false, false, 0));
        assert_eq!(read("[b [b", Language::Board), None);
        assert_eq!(read("[left the room] So. [quote=Mara]", Language::Board), None);
        assert_eq!(read("'''Why?'''", Language::Wiki), set("Why?", true, false, 4));
        assert_eq!(read("'''''Why?'''''", Language::Wiki), set("Why?", true, true, 4));
        assert_eq!(read("''Why''' so", Language::Wiki), None);
        assert_eq!(read("\\textbf{Mara:} Why {so}?", Language::Tex), set("Mara: Why {so}?", false, false, 5));
        assert_eq!(read("\\emph{Why \\textbf{so}?}", Language::Tex), set("Why so?", false, true, 0));
        assert_eq!(read("\\textbf{Why", Language::Tex), None);
        assert_eq!(read("\\textbf{Why \\emph{so}", Language::Tex), set("\\textbf{Why so", false, false, 0));
        assert_eq!(
            section("\\subsection*{Why?}").map(|found| (found.text, found.heading)),
            Some(("Why?".to_owned(), 3))
        );
    }
}
