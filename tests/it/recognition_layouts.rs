//! One invented talk, of whose questions half are remarks and of whose answers some ask, set in every way in which people
//! set their questions apart from the answers: each of them must give the same exchanges.

#![cfg(all(feature = "html", feature = "office", feature = "pdf"))]

use inquit::formats::{Opened, detect, read_container, read_text};
use inquit::interview::parse::{Format, parse};
use inquit::interview::{Interview, Role};
use inquit::text::CleanText;

use crate::formats::{docx_with, odt_of, pdf_line, pdf_of};

/// Who says a paragraph of the talk.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Asks,
    Answers,
}
use Side::{Answers, Asks};

const TITLE: &str = "Eyes of glass";
const BEFORE: &str = "Anselm Roth has made eyes for forty years. We met him in his workshop on a Monday in March, between two customers.";

const TALK: [(Side, &str); 21] = [
    (Asks, "You began as a boy, in your uncle's shop."),
    (Answers, "My uncle made eyes for dolls. Nobody looks at the eyes of a doll, he said, and so we could learn."),
    (Answers, "When he died, the doctors came to me."),
    (Asks, "How long does an eye take?"),
    (Answers, "An hour, if nobody talks to me, and a day if somebody does."),
    (Asks, "So we are keeping you from your work."),
    (Answers, "You are. But what would I do without company? Talk to the eyes?"),
    (Asks, "People say that you never look at a face before you look at the eye."),
    (Answers, "The face comes later. I have known people for a year whose faces I could not have drawn."),
    (Answers, "Is that so strange? A cobbler looks at your shoes."),
    (Asks, "What is the hardest colour?"),
    (Answers, "Brown. Everybody believes that it is one colour, and it is eleven."),
    (Asks, "Eleven, and all of them in these drawers."),
    (Answers, "In these, and in the ones below. I have not opened the ones below since the flood."),
    (Asks, "Did the water take much?"),
    (
        Answers,
        "It took the green ones. We found them in the garden, in June, and the children played marbles with them.",
    ),
    (Asks, "There is a school for this now, in Lauscha."),
    (Answers, "There is, and I teach there on Fridays. They are better than I was, and they know it."),
    (Asks, "Who takes over the shop?"),
    (Answers, "My niece, whose uncle I am, so nothing changes."),
    (Answers, "She has begun with dolls."),
];

fn asked() -> Vec<&'static str> {
    TALK.iter().filter(|(side, _)| *side == Asks).map(|(_, text)| *text).collect()
}

/// The talk, each paragraph written by its side and by whether it begins a turn.
fn written(join: &str, write: impl Fn(Side, bool, &str) -> String) -> String {
    let mut before = None;
    let paragraphs = TALK.iter().map(|(side, text)| {
        let begins = before.replace(*side) != Some(*side);
        write(*side, begins, text)
    });
    paragraphs.collect::<Vec<_>>().join(join)
}

/// The talk with marks around what is asked, and others around what is answered.
fn around(join: &str, question: [&str; 2], answer: [&str; 2]) -> String {
    written(join, |side, _, text| {
        let [before, after] = if side == Asks { question } else { answer };
        format!("{before}{text}{after}")
    })
}

fn texts(interview: &Interview, role: Role) -> Vec<&str> {
    interview.with_role(role).map(|id| interview.para(id).text.as_str()).collect()
}

fn check(interview: &Interview, what: &str) {
    assert_eq!(interview.check(), Ok(()), "{what}");
    let texts = |role: Role| texts(interview, role);
    let questions: Vec<&str> = texts(Role::Question).into_iter().map(|text| text.trim_start_matches("- ")).collect();
    assert_eq!(questions, asked(), "{what}: {:?}", interview.why);
    assert_eq!(texts(Role::Front), [BEFORE], "{what}");
    assert_eq!(texts(Role::Answer).len() + asked().len(), TALK.len(), "{what}: {:?}", texts(Role::Closing));
}

fn text(body: &str, format: Format, what: &str) {
    let head = if format == Format::Markdown { "# " } else { "" };
    let source = format!("{head}{TITLE}\n\n{BEFORE}\n\n{body}\n");
    check(&parse(&CleanText::new(&source), format, None), what);
}

fn page(body: &str, what: &str) {
    let source = format!("<!doctype html><title>{TITLE}</title><body><h1>{TITLE}</h1><p>{BEFORE}</p>{body}</body>");
    let extract = read_text(detect::Kind::Html, &source).expect("a page").expect("has text");
    check(&extract.interview(), what);
}

#[test]
fn marks_of_markdown() {
    for (question, answer) in [
        (["**", "**"], ["", ""]),
        (["*", "*"], ["", ""]),
        (["***", "***"], ["", ""]),
        (["### ", ""], ["", ""]),
        (["> ", ""], ["", ""]),
        (["- ", ""], ["", ""]),
        (["- **", "**"], ["", ""]),
        (["<strong>", "</strong>"], ["", ""]),
        (["<B>", "</B>"], ["", ""]),
        (["<i>", "</i>"], ["", ""]),
        (["<u>", "</u>"], ["", ""]),
        (["<mark>", "</mark>"], ["", ""]),
        (["<span class=\"x\">", "</span>"], ["", ""]),
        (["<font color=\"#900\">", "</font>"], ["", ""]),
        (["<p><b>", "</b></p>"], ["<p>", "</p>"]),
        (["<p style=\"x\"><u>", "</u></p>"], ["<p>", "</p>"]),
    ] {
        text(&around("\n\n", question, answer), Format::Markdown, &format!("{question:?} {answer:?}"));
    }
    let fold = |side: Side, begins: bool, text: &str| match (side, begins) {
        (Asks, _) => format!("<details>\n<summary>{text}</summary>"),
        (Answers, true) => text.to_owned(),
        (Answers, false) => format!("{text}\n\n</details>"),
    };
    text(&written("\n\n", fold), Format::Markdown, "folds");
}

#[test]
fn names_on_one_side() {
    for (who, name) in
        [(Answers, "**Anselm Roth:** "), (Answers, "*AR:* "), (Asks, "**Petra Holm:** "), (Asks, "**PH:** ")]
    {
        let named =
            |side: Side, begins: bool, text: &str| format!("{}{text}", if side == who && begins { name } else { "" });
        let source = format!("# {TITLE}\n\n{BEFORE}\n\n{}\n", written("\n\n", named));
        let interview = parse(&CleanText::new(&source), Format::Markdown, None);
        assert_eq!(texts(&interview, Role::Question), asked(), "{name:?} {:?}", interview.why);
    }
}

#[test]
fn plain_text() {
    for (question, answer) in [(["    ", ""], ["", ""]), (["\t", ""], ["", ""]), (["*", "*"], ["", ""])] {
        text(&around("\n\n", question, answer), Format::Text, &format!("{question:?} {answer:?}"));
    }
    for dash in ["— ", "– ", "—", "- "] {
        let dashed = |_: Side, begins: bool, text: &str| format!("{}{text}", if begins { dash } else { "" });
        let source = format!("{TITLE}\n\n{BEFORE}\n\n{}\n", written("\n\n", dashed));
        let interview = parse(&CleanText::new(&source), Format::Text, None);
        let wanted: Vec<String> = asked().iter().map(|text| format!("{dash}{text}")).collect();
        assert_eq!(texts(&interview, Role::Question), wanted, "{dash:?} {:?}", interview.why);
    }
    for (question, answer) in [
        (["[b]", "[/b]"], ["", ""]),
        (["[I]", "[/I]"], ["", ""]),
        (["[quote]", "[/quote]"], ["", ""]),
        (["[color=red]", "[/color]"], ["", ""]),
        (["'''", "'''"], ["", ""]),
        (["''", "''"], ["", ""]),
        (["\\textbf{", "}"], ["", ""]),
        (["\\emph{", "}"], ["", ""]),
        (["\\subsection*{", "}"], ["", ""]),
        (["[b]Holm:[/b] ", ""], ["[b]Roth:[/b] ", ""]),
        (["'''PH:''' ", ""], ["'''AR:''' ", ""]),
        (["\\textbf{Holm:} ", ""], ["\\textbf{Roth:} ", ""]),
        (["<petra> ", ""], ["<anselm> ", ""]),
        (["Petra | ", ""], ["Anselm | ", ""]),
    ] {
        text(&around("\n\n", question, answer), Format::Text, &format!("{question:?} {answer:?}"));
    }
    let lined = |side: Side, _: bool, text: &str| match side {
        Asks => format!("{text}\n{}", "-".repeat(text.chars().count())),
        Answers => text.to_owned(),
    };
    let source = format!("{TITLE}\n=============\n\n{BEFORE}\n\n{}\n", written("\n\n", lined));
    check(&parse(&CleanText::new(&source), Format::Text, None), "lines below");
    let shouted = around("\n\n", ["", ""], ["", ""]);
    let shouted = asked().iter().fold(shouted, |body, text| body.replace(text, &text.to_uppercase()));
    let interview =
        parse(&CleanText::new(&format!("{TITLE}\n\n{BEFORE}\n\n{shouted}\n")), Format::Text, Some("roth.txt"));
    assert_eq!(interview.exchanges.len(), asked().len(), "{:?}", interview.why);
}

/// It is told where the voice changes, and not who speaks.
#[test]
fn changes_of_the_voice() {
    let signed = |sign: &str, join: &str| {
        written(join, |_, begins, text| if begins { format!("{sign} {text}") } else { text.to_owned() })
    };
    for join in ["\n\n", "\n"] {
        text(&signed(">>", join), Format::Text, &format!("{join:?}"));
    }
    for sign in [">>", "-"] {
        let next = std::cell::Cell::new(0);
        let cues = written("\n\n", |_, begins, text| {
            let mut cues = Vec::new();
            for (at, words) in text.split_whitespace().collect::<Vec<_>>().chunks(6).enumerate() {
                let begin = if begins && at == 0 { format!("{sign} ") } else { String::new() };
                let second = next.replace(next.get() + 1);
                let clock = format!("00:{:02}:{:02}", second / 60, second % 60);
                let times = format!("{clock},000 --> {clock},900");
                cues.push(format!("{times}\n{begin}{}", words.join(" ")));
            }
            cues.join("\n\n")
        });
        let extract = read_text(detect::Kind::Srt, &cues).expect("captions").expect("has text");
        let interview = extract.interview();
        let said: Vec<&str> = texts(&interview, Role::Question);
        assert_eq!(said, asked(), "{sign}: {:?}", interview.why);
    }
}

#[test]
fn letters_in_brackets_and_names_before_signs() {
    let labelled = |question: &str, answer: &str| {
        written("\n\n", |side, begins, text| {
            let label = if side == Asks { question } else { answer };
            if begins { format!("{label}{text}") } else { text.to_owned() }
        })
    };
    for (question, answer) in
        [("(Q) ", "(A) "), ("Ida > ", "Anselm > "), ("Ida >> ", "Anselm >> "), ("Ida / ", "Anselm / ")]
    {
        text(&labelled(question, answer), Format::Text, question);
    }
}

/// Two who answer in turn, each with a name before what they say.
#[test]
fn answers_of_two_people() {
    for question in [["**", "**"], ["*", "*"], ["### ", ""], ["> ", ""]] {
        for [before, after] in [["", ": "], ["**", ":** "], ["**", "**: "]] {
            let turn = std::cell::Cell::new(0);
            let body = written("\n\n", |side, begins, text| match side {
                Asks => format!("{}{text}{}", question[0], question[1]),
                Answers if begins => {
                    let who = ["Anselm Roth", "Mira Roth"][turn.replace(turn.get() + 1) % 2];
                    format!("{before}{who}{after}{text}")
                }
                Answers => text.to_owned(),
            });
            text(&body, Format::Markdown, &format!("{question:?} {before}"));
        }
    }
}

#[test]
fn pages() {
    for (question, answer) in [
        (["<p><strong>", "</strong></p>"], ["<p>", "</p>"]),
        (["<p><em>", "</em></p>"], ["<p>", "</p>"]),
        (["<p><u>", "</u></p>"], ["<p>", "</p>"]),
        (["<h4>", "</h4>"], ["<p>", "</p>"]),
        (["<p class=\"c7\">", "</p>"], ["<p class=\"c3\">", "</p>"]),
        (["<p><span class=\"c7\">", "</span></p>"], ["<p><span class=\"c3\">", "</span></p>"]),
        (["<p style=\"color: #900\">", "</p>"], ["<p>", "</p>"]),
        (["<p style=\"font-weight: bold\">", "</p>"], ["<p>", "</p>"]),
        (["<p><font color=\"red\">", "</font></p>"], ["<p>", "</p>"]),
        (["<div class=\"left\"><p>", "</p></div>"], ["<div class=\"right\"><p>", "</p></div>"]),
        (["<blockquote>", "</blockquote>"], ["<p>", "</p>"]),
        (["<p><h29>", "</h29></p>"], ["<p>", "</p>"]),
        (["<x-question>", "</x-question><br>"], ["<p>", "</p>"]),
        (["<p>", "</p>"], ["<h4>", "</h4>"]),
        (["<p>", "</p>"], ["<p style=\"margin-left: 2em\">", "</p>"]),
    ] {
        page(&around("\n", question, answer), &format!("{question:?} {answer:?}"));
    }
}

/// A box for every turn, whose paragraphs are set alike on both sides: its own class, or the picture in it, says whose it is.
#[test]
fn pages_of_speech_balloons() {
    let talk = |boxed: &dyn Fn(usize) -> String| {
        let turns = written("", |side, begins, text| {
            let end = if begins { "</div></div>" } else { "" };
            let begin = if begins { boxed(usize::from(side == Asks)) } else { String::new() };
            format!("{end}{begin}<p>{text}</p>")
        });
        format!("{}</div></div>", turns.trim_start_matches("</div></div>"))
    };
    let box_of = |class: &str, picture: &str| format!("<div class=\"{class}\">{picture}<div class=\"say\">");
    let classes = talk(&|side| box_of(["talk to-right", "talk to-left"][side], ""));
    let pictures =
        talk(&|side| box_of("talk", ["<img src=\"/b.png\" alt=\"\">", "<img src=\"/a.png\" alt=\"\">"][side]));
    let named = talk(&|side| {
        box_of("talk", ["<img src=\"/b.png\" alt=\"Anselm Roth\">", "<img src=\"/a.png\" alt=\"Ida\">"][side])
    });
    // Words in a balloon may be set apart themselves, and headings may count what is asked.
    let number = std::cell::Cell::new(0);
    let counted = talk(&|side| {
        let asked = number.replace(number.get() + usize::from(side == 1)) + 1;
        let heading = if side == 1 { format!("</div></div><h2>Q{asked}</h2><div><div>") } else { String::new() };
        format!("{heading}{}", box_of("talk", ["<img src=\"/b.png\">", "<img src=\"/a.png\">"][side]))
    });
    let coloured = pictures.replace("the ", "<span class=\"red\">the</span> ");
    assert!(counted.contains("<h2>Q3</h2>") && coloured.contains("red"));
    for body in [classes, pictures, counted, coloured, named.clone()] {
        page(&body, &body[..60]);
    }
    let source = format!("<title>{TITLE}</title><h1>{TITLE}</h1><p>{BEFORE}</p>{named}");
    let interview = read_text(detect::Kind::Html, &source).expect("a page").expect("has text").interview();
    assert_eq!(interview.interviewer().expect("is named").name.as_str(), "Ida");
    assert_eq!(interview.interviewee().expect("is named").name.as_str(), "Anselm Roth");
    // Boxes in turn, each with a question and its answer.
    let row = std::cell::Cell::new(0);
    let striped = written("", |side, begins, text| {
        let class = if side == Asks { "q" } else { "a" };
        let open = if begins && side == Asks { row.replace(row.get() + 1) + 1 } else { 0 };
        let rows = ["", "</div><div class=\"row odd\">", "</div><div class=\"row even\">"];
        format!("{}<p class=\"{class}\">{text}</p>", rows[open.min(1) + usize::from(open > 0 && open % 2 == 0)])
    });
    page(&format!("{}</div>", striped.trim_start_matches("</div>")), "stripes");
}

#[test]
fn documents_of_word_processors() {
    for properties in [
        "<w:b/>",
        "<w:i/>",
        "<w:u w:val=\"single\"/>",
        "<w:color w:val=\"C00000\"/>",
        "<w:highlight w:val=\"yellow\"/>",
    ] {
        let run = |properties: &str, text: &str| {
            format!("<w:p><w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r></w:p>")
        };
        let body = written("", |side, _, text| run(if side == Asks { properties } else { "" }, text));
        let head = format!(
            "<w:p><w:pPr><w:pStyle w:val=\"H1\"/></w:pPr><w:r><w:t>{TITLE}</w:t></w:r></w:p>{}",
            run("", BEFORE)
        );
        one(detect::Kind::Docx, &docx_with(&(head + &body), &[]), properties);
    }
    for properties in [
        "fo:font-style=\"italic\"",
        "style:text-underline-style=\"solid\"",
        "fo:color=\"#900000\"",
        "fo:background-color=\"#ffff00\"",
    ] {
        let styles = format!(
            "<?xml version=\"1.0\"?><office:document-styles xmlns:office=\"o\" xmlns:style=\"s\" xmlns:fo=\"f\"><office:styles>\
             <style:style style:name=\"Q1\"><style:text-properties {properties}/></style:style></office:styles></office:document-styles>"
        );
        let body = written("", |side, _, text| {
            format!("<text:p{}>{text}</text:p>", if side == Asks { " text:style-name=\"Q1\"" } else { "" })
        });
        let head = format!("<text:h text:outline-level=\"1\">{TITLE}</text:h><text:p>{BEFORE}</text:p>");
        one(detect::Kind::Odt, &odt_of(&(head + &body), &[("styles.xml", &styles)]), properties);
    }
    for on in ["\\b ", "\\i ", "\\ul ", "\\cf2 "] {
        let body =
            written("", |side, _, text| format!("\\pard\\plain {}{text}\\par\n", if side == Asks { on } else { "" }));
        let head = format!(
            "{{\\rtf1\\ansi{{\\fonttbl{{\\f0 Times;}}}}{{\\colortbl;\\red0\\green0\\blue0;\\red144\\green0\\blue0;}}\
             {{\\stylesheet{{\\s0 Normal;}}{{\\s1\\b heading 1;}}}}\\pard\\plain\\s1 {TITLE}\\par\n\\pard\\plain {BEFORE}\\par\n"
        );
        one(detect::Kind::Rtf, (head + &body + "}").as_bytes(), on);
    }
}

#[test]
fn printed_pages() {
    const FONTS: [&str; 4] = ["Times-Roman", "Times-Bold", "Times-Italic", "Helvetica"];
    for (before, font) in [("", "/F2"), ("", "/F3"), ("", "/F4"), ("0.6 0 0 rg ", "/F1"), ("0 1 1 0.2 k ", "/F1")] {
        let (mut pages, mut page, mut y) = (Vec::new(), pdf_line(60, 780, 18, "/F2", TITLE), 740);
        let all = std::iter::once((Answers, BEFORE)).chain(TALK);
        for (side, text) in all {
            let (before, font) = if side == Asks { (before, font) } else { ("0 g ", "/F1") };
            let mut rows = vec![String::new()];
            for word in text.split(' ') {
                if rows.last().is_some_and(|row| row.len() + word.len() > 80) {
                    rows.push(String::new());
                }
                if let Some(row) = rows.last_mut() {
                    row.push_str(if row.is_empty() { "" } else { " " });
                    row.push_str(word);
                }
            }
            for row in rows {
                page.push_str(before);
                page.push_str(&pdf_line(60, y, 11, font, &row));
                y -= 14;
            }
            y -= 10;
            if y < 120 {
                pages.push(std::mem::take(&mut page));
                y = 780;
            }
        }
        pages.push(page);
        one(detect::Kind::Pdf, &pdf_of(&pages, &FONTS), &format!("{before}{font}"));
    }
}

fn one(kind: detect::Kind, bytes: &[u8], what: &str) {
    let Ok(Opened::One(extract)) = read_container(kind, bytes) else { panic!("{what} is not read") };
    check(&extract.interview(), what);
}
