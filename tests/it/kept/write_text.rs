//! Writers of text-like formats: plain text, Markdown, captions, JSON, TEI.

use serde_json::{Value, json};

use super::pen::{Block, Pen, To};

/// Plain text, with labels of one style and a few odd paragraphs.
pub fn plain(pen: &mut Pen, plan: &[Block]) -> String {
    let mut out = String::new();
    let style = pen.dice.below(7);
    let wrapped = pen.dice.chance(25);
    let eol = *pen.dice.one(&[&"\n", &"\n", &"\r\n", &"\r"]);
    let mut seconds = 0;
    for block in plan {
        pen.turn_to_any_script();
        let mut lines = Vec::new();
        match *block {
            Block::Heading(_) => lines.push(pen.words(3, To::Kept)),
            Block::Ask(who, count) | Block::Answer(who, count) => {
                let asks = matches!(block, Block::Ask(..));
                for at in 0..count {
                    let text = pen.sentence(asks, |pen, count| pen.words(count, To::Kept));
                    seconds += 7 + pen.dice.below(40);
                    let clock = format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
                    // Now and then nobody says who speaks.
                    if at > 0 || pen.dice.chance(5) || style == 6 {
                        lines.push(text);
                        continue;
                    }
                    let name = if style == 2 { String::new() } else { pen.name(who) };
                    match style {
                        0 => lines.push(format!("{name}: {text}")),
                        1 => lines.extend([name.clone(), text]),
                        2 => lines.push(format!("{}. {text}", if asks { "Q" } else { "A" })),
                        3 => lines.push(format!("[{clock}] {name}: {text}")),
                        4 => lines.push(format!("{name} [{clock}]: {text}")),
                        _ => lines.push(format!("{}:\t{text}", name.to_uppercase())),
                    }
                }
            }
            Block::List(numbers, count) => {
                let item = |at: usize| {
                    if numbers {
                        format!("{}. {}", at + 1, pen.words(4, To::Kept))
                    } else {
                        format!("- {}", pen.words(4, To::Kept))
                    }
                };
                lines.push((0..count).map(item).collect::<Vec<_>>().join(eol));
            }
            Block::Table(rows, columns) => {
                for _ in 0..rows {
                    let cells: Vec<String> = (0..columns).map(|_| pen.words(2, To::Kept)).collect();
                    lines.push(cells.join(pen.dice.one(&["\t", " | ", "    "])));
                }
            }
            Block::Quote => lines.push(format!("> {}", pen.words(12, To::Kept))),
            Block::Remark => lines.push(format!("[{}]", pen.words(2, To::Kept))),
            Block::Rule => lines.push((*pen.dice.one(&[&"* * *", &"-----", &"***", &"_____"])).to_owned()),
            Block::Around => lines
                .push((*pen.dice.one(&[&"12", &"- 13 -", &"Page 7 of 9", &"\u{c}", &"[End of side A]"])).to_owned()),
            Block::Loose => lines.push(pen.sentence(false, |pen, count| pen.words(count, To::Kept))),
            Block::Odd(kind) => {
                let text = pen.words(3, To::Kept);
                lines.push(match kind {
                    0 => format!("*{text}*"),
                    1 => format!("_{text}_ {}", pen.words(2, To::Kept)),
                    2 => format!("<{text}>"),
                    3 => format!("   \t{text}\t \t"),
                    4 => format!("\u{200f}{text}\u{202b}{}\u{202c}", pen.words(2, To::Kept)),
                    5 => format!("“{text}”—"),
                    6 => format!("({text}: {})", pen.words(2, To::Kept)),
                    7 => format!("{text}\u{2028}{}", pen.words(2, To::Kept)),
                    8 => format!("Note: {text}"),
                    9 => format!("{} {text}", 1 + pen.dice.below(25)),
                    10 => format!("[{}] {text}", pen.name(0)),
                    _ => "…".to_owned() + &text,
                });
            }
        }
        for line in lines {
            out.push_str(&if wrapped { wrap(&line, eol) } else { line });
            out.push_str(eol);
            out.push_str(eol);
            for _ in 0..if pen.dice.chance(8) { 3 } else { 0 } {
                out.push_str(eol);
            }
        }
    }
    out
}

fn wrap(line: &str, eol: &str) -> String {
    let mut out = String::new();
    let mut width = 0;
    for word in line.split_inclusive(' ') {
        if width + word.chars().count() > 60 {
            out.push_str(eol);
            width = 0;
        }
        width += word.chars().count();
        out.push_str(word);
    }
    out
}

/// Markdown.
pub fn markdown(pen: &mut Pen, plan: &[Block]) -> String {
    let mut out = String::new();
    let mut notes = Vec::new();
    let style = pen.dice.below(5);
    if pen.dice.chance(30) {
        let (title, about) = (pen.words(3, To::Head), pen.words(2, To::Head));
        let (first, second) = (pen.name(0), pen.name(1));
        out += &format!("---\ntitle: {title}\ninterviewer: {first}\nguests:\n- {second}\nabout: \"{about}\"\n---\n\n");
    }
    for block in plan {
        pen.turn_to_any_script();
        match *block {
            Block::Heading(level) => {
                let text = inline_markdown(pen, 3, &mut notes);
                out += &match pen.dice.below(3) {
                    0 if level < 3 => format!("{text}\n{}\n\n", if level == 1 { "=====" } else { "-----" }),
                    _ => format!("{} {text}\n\n", "#".repeat(usize::from(level))),
                };
            }
            Block::Ask(who, count) | Block::Answer(who, count) => {
                let asks = matches!(block, Block::Ask(..));
                for at in 0..count {
                    let text = pen.sentence(asks, |pen, count| inline_markdown(pen, count, &mut notes));
                    if at > 0 || pen.dice.chance(5) {
                        out += &format!("{text}\n\n");
                        continue;
                    }
                    let name = if matches!(style, 2 | 3) { String::new() } else { pen.name(who) };
                    out += &match style {
                        0 => format!("**{name}:** {text}\n\n"),
                        1 => format!("{name}: {text}\n\n"),
                        2 if asks => format!("**{text}**\n\n"),
                        2 => format!("{text}\n\n"),
                        3 if asks => format!("### {text}\n\n"),
                        3 => format!("{text}\n\n"),
                        _ => format!("**{name}**  \n{text}\n\n"),
                    };
                }
            }
            Block::List(numbers, count) => {
                for at in 0..count {
                    let text = inline_markdown(pen, 4, &mut notes);
                    out += &if numbers { format!("{}. {text}\n", at + 3) } else { format!("- {text}\n") };
                    if pen.dice.chance(20) {
                        out += &format!("\n  {}\n\n", inline_markdown(pen, 2, &mut notes));
                    }
                    if pen.dice.chance(20) {
                        out += &format!("    * {}\n", inline_markdown(pen, 2, &mut notes));
                    }
                }
                out.push('\n');
            }
            Block::Table(rows, columns) => {
                for row in 0..rows {
                    let cells: Vec<String> = (0..columns).map(|_| pen.words(1, To::Kept)).collect();
                    out += &format!("| {} |\n", cells.join(" | "));
                    if row == 0 {
                        out += &format!("|{}\n", "---|".repeat(columns));
                    }
                }
                out.push('\n');
            }
            Block::Quote => {
                let text = inline_markdown(pen, 9, &mut notes);
                out += &format!("> {text}\n> {}\n>> {}\n\n", pen.words(2, To::Kept), pen.words(2, To::Kept));
            }
            Block::Remark => out += &format!("*[{}]*\n\n", pen.words(2, To::Kept)),
            Block::Rule => out += "* * *\n\n",
            Block::Around => out += &format!("<!-- page: {} -->\n\n", pen.words(3, To::Kept)),
            Block::Loose => {
                out += &(pen.sentence(false, |pen, count| inline_markdown(pen, count, &mut notes)) + "\n\n");
            }
            Block::Odd(kind) => {
                let said = if kind == 5 { pen.words(1, To::Kept) } else { String::new() };
                let text = pen.words(3, To::Kept);
                out += &match kind {
                    0 => format!("```\n{text}\n\n{}\n```\n\n", pen.words(2, To::Kept)),
                    1 => format!("    {text}\n\n"),
                    2 => format!("<div class=\"x\">\n{text} 5 < 6 <b>{}</b>\n</div>\n\n", pen.words(2, To::Kept)),
                    3 => format!(
                        "<!-- {text} --> <!-- page: {} --> {}\n\n",
                        pen.words(2, To::Kept),
                        pen.words(1, To::Kept)
                    ),
                    4 => format!("[{}]: {text}\n\n", pen.name(1)),
                    5 => format!("[{}]: {}\n\n{text}\n\n", pen.name(1), said),
                    6 => format!("{text} <!-- {} --> {}\n\n", pen.words(1, To::Gone), pen.words(1, To::Kept)),
                    7 => format!("{text} \\\n{}\n\n", pen.words(1, To::Kept)),
                    8 => format!("<table><tr><td>{text}</td><td>{}</td></tr></table>\n\n", pen.words(1, To::Kept)),
                    9 => format!("<p align=center>{text}\n\n{}</p>\n\n", pen.words(1, To::Kept)),
                    10 => format!("<details><summary>{text}</summary>\n\n{}\n\n</details>\n\n", pen.words(1, To::Kept)),
                    _ => format!("`{text}` ~~{}~~ <laughs>\n\n", pen.words(1, To::Kept)),
                };
            }
        }
    }
    for (name, text) in notes {
        out += &format!("[^{name}]: {text}\n\n");
    }
    out
}

/// Words as Markdown sets them; a note waits until the end.
fn inline_markdown(pen: &mut Pen, count: usize, notes: &mut Vec<(String, String)>) -> String {
    let kind = pen.dice.below(16);
    if kind == 7 && notes.len() < 5 {
        let name = format!("n{}", notes.len() + 1);
        let text = pen.words(count, To::Kept);
        notes.push((name.clone(), pen.words(2, To::Moved)));
        return format!("{text}[^{name}]");
    }
    let text = pen.words(count, To::Kept);
    match kind {
        0 => format!("**{text}**"),
        1 => format!("*{text}*"),
        2 => format!("[{text}](https://example.org/a?b=c \"x\")"),
        3 => format!("![{text}](pic.png)"),
        4 => format!("***{text}***"),
        5 => format!("<span style=\"a>b\">{text}</span>"),
        6 => format!("`{text}`"),
        8 => text.replacen(' ', "\n", 1),
        9 => text.replacen(' ', "  \n", 1),
        10 => text.replacen(' ', "&nbsp;", 1),
        11 => format!("[{text}]"),
        12 => format!("<{}>", text.replace(' ', "-")),
        _ => text,
    }
}

fn clock(ms: usize, point: char) -> String {
    let seconds = ms / 1000;
    format!("{:02}:{:02}:{:02}{point}{:03}", seconds / 3600, seconds / 60 % 60, seconds % 60, ms % 1000)
}

/// Captions: SubRip, or WebVTT.
pub fn captions(pen: &mut Pen, plan: &[Block], vtt: bool) -> String {
    let mut out = String::new();
    let point = if vtt { '.' } else { ',' };
    if vtt {
        out += "WEBVTT";
        out += &if pen.dice.chance(40) { format!(" - {}\n", pen.words(2, To::Head)) } else { "\n".to_owned() };
        if pen.dice.chance(30) {
            out += &format!("Kind: captions\nAuthor: {}\n", pen.words(1, To::Head));
        }
        out.push('\n');
        if pen.dice.chance(30) {
            out += &format!("STYLE\n::cue({}) {{\n  color: red;\n}}\n\n", pen.words(1, To::Gone));
        }
    }
    let style = pen.dice.below(6);
    let (mut at, mut number) = (1000, 0);
    for block in plan {
        pen.turn_to_any_script();
        let (who, count, asks) = match *block {
            Block::Ask(who, count) => (who, count, true),
            Block::Answer(who, count) => (who, count, false),
            Block::Remark => (usize::MAX, 1, false),
            Block::Around if vtt => {
                out += &format!("NOTE {}\n{}\n\n", pen.words(2, To::Moved), pen.words(2, To::Moved));
                continue;
            }
            Block::Odd(_) => (usize::MAX, 2, false),
            _ => continue,
        };
        for part in 0..count {
            number += 1;
            let end = at + 1500 + pen.dice.below(2000);
            let mut rows = Vec::new();
            for row in 0..1 + pen.dice.below(2) {
                let count = 1 + pen.dice.below(7);
                let mut text = pen.words(count, To::Kept);
                match pen.dice.below(10) {
                    0 => text = format!("<i>{text}</i>"),
                    1 => text = format!("{{\\an8}}{text}"),
                    2 => text = format!("<font color=\"#fff\">{text}</font>"),
                    3 => text = format!("{text} &amp; 3 < 4 {{x}}"),
                    4 if vtt => text = text.replacen(' ', " <00:00:01.000><c.x>", 1),
                    5 => text = format!("{text} <{}>", pen.words(1, To::Kept)),
                    _ => {}
                }
                if asks {
                    text += pen.stop(true);
                }
                let first = row == 0 && part == 0 && who != usize::MAX;
                rows.push(match style {
                    0 if first && vtt => format!("<v {}>{text}", pen.name(who)),
                    0 if first => format!("{}: {text}", pen.name(who)),
                    1 if first => format!(">> {}: {text}", pen.name(who)),
                    2 if first => format!("- {text}"),
                    3 if first => format!("[{}] {text}", pen.name(who)),
                    4 if first => format!("{}: {text}", pen.name(who).to_uppercase()),
                    _ if *block == Block::Remark => format!("[{text}]"),
                    _ => text,
                });
            }
            match pen.dice.below(8) {
                0 => {}
                1 if vtt => out += &format!("{}\n", pen.words(1, To::Gone)),
                _ => out += &format!("{number}\n"),
            }
            let settings = if vtt && pen.dice.chance(20) { " align:start line:90%" } else { "" };
            out += &format!("{} --> {}{settings}\n{}\n", clock(at, point), clock(end, point), rows.join("\n"));
            out += if pen.dice.chance(5) { "\n\n\n" } else { "\n" };
            at = end + if pen.dice.chance(30) { 3000 } else { 10 };
        }
    }
    out
}

/// The number of shapes of JSON.
pub const SHAPES: usize = 14;

/// Who says what, and whether it asks.
pub fn said(pen: &mut Pen, plan: &[Block]) -> Vec<(String, String, bool)> {
    let mut said: Vec<(String, String, bool)> = Vec::new();
    for block in plan {
        pen.turn_to_any_script();
        match *block {
            Block::Ask(who, count) | Block::Answer(who, count) => {
                let asks = matches!(block, Block::Ask(..));
                for _ in 0..count {
                    let text = pen.sentence(asks, |pen, count| pen.words(count, To::Kept));
                    said.push((pen.name(who), text, asks));
                }
            }
            Block::Remark => said.push((pen.name(0), format!("[{}]", pen.words(2, To::Kept)), false)),
            Block::Odd(0) => {
                let text = format!(
                    "{}\n\n{}\u{2028}\t{}",
                    pen.words(2, To::Kept),
                    pen.words(1, To::Kept),
                    pen.words(2, To::Kept)
                );
                said.push((pen.name(1), text, false));
            }
            _ => {}
        }
    }
    said
}

/// JSON of a shape.
pub fn json(pen: &mut Pen, plan: &[Block], shape: usize) -> String {
    let said = said(pen, plan);
    if matches!(shape, 9..=11) {
        pen.named.clear();
    }
    let list = |one: &dyn Fn(usize, &str, &str) -> Value| -> Value {
        said.iter().enumerate().map(|(at, (who, text, _))| one(at * 3, who, text)).collect()
    };
    let value = match shape {
        0 => {
            json!({ "text": "", "segments": list(&|at, who, text| json!({ "id": at, "start": at, "end": at + 2, "text": text, "speaker": who })) })
        }
        1 => {
            json!({ "version": "1.0.0", "segments": list(&|at, who, text| json!({ "startTime": at, "body": text, "speaker": who })) })
        }
        2 => {
            json!({ "utterances": list(&|at, who, text| json!({ "start": at * 1000, "end": at * 1000 + 900, "text": text, "speaker": who })) })
        }
        3 => {
            json!({ "entries": list(&|at, who, text| json!({ "speaker": { "displayName": who }, "startTime": clock(at * 1000, '.'), "text": text })) })
        }
        4 => {
            json!({ "results": { "audio_segments": list(&|at, who, text| json!({ "speaker_label": who, "start_time": at.to_string(), "transcript": text })) } })
        }
        5 => {
            json!({ "results": { "items": list(&|at, who, text| json!({ "speaker_label": who, "start_time": at.to_string(), "type": "pronunciation", "alternatives": [{ "content": text }] })) } })
        }
        6 => {
            json!({ "monologues": list(&|at, who, text| json!({ "speaker": who, "elements": [{ "type": "text", "value": text, "ts": at }, { "type": "punct", "value": " " }] })) })
        }
        7 => {
            return said
                .iter()
                .enumerate()
                .map(|(at, (who, text, _))| json!({ "speaker": who, "start": at, "text": text }).to_string() + "\n")
                .collect();
        }
        // A piece may name its words differently, and leave the first name empty.
        8 => {
            json!({ "segments": list(&|at, who, text| if at % 2 == 0 { json!({ "start": at, "text": "", "transcript": text, "speaker": who }) } else { json!({ "start": at, "text": text, "speaker": who }) }) })
        }
        9 => json!({ "chunks": list(&|at, _, text| json!({ "timestamp": [at, at + 2], "text": text })) }),
        10 => {
            let pairs: Vec<Value> = said
                .chunks(2)
                .map(|pair| json!({ "question": pair[0].1, "answer": pair.get(1).map_or("", |said| said.1.as_str()) }))
                .collect();
            json!({ "title": pen.words(2, To::Head), "interview": pairs })
        }
        11 => {
            let pairs: Vec<Value> = said
                .chunks(3)
                .map(|all| json!({ "q": all[0].1, "a": all[1..].iter().map(|said| &said.1).collect::<Vec<_>>() }))
                .collect();
            json!(pairs)
        }
        12 => {
            json!({ "results": { "channels": [{ "alternatives": [{ "transcript": "", "paragraphs": { "paragraphs": list(&|at, who, text| json!({ "speaker": who, "start": at, "sentences": [{ "text": text, "start": at, "end": at + 1 }] })) } }] }] } })
        }
        _ => list(&|at, who, text| json!({ "who": who, "at": at, "said": text })),
    };
    if pen.dice.chance(50) { value.to_string() } else { serde_json::to_string_pretty(&value).expect("it is JSON") }
}

/// A transcript in TEI.
pub fn tei(pen: &mut Pen, plan: &[Block]) -> String {
    let mut out = format!(
        "<?xml version=\"1.0\"?><TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader><fileDesc><titleStmt><title>{}</title></titleStmt></fileDesc><profileDesc><particDesc><listPerson>",
        pen.words(2, To::Head)
    );
    for at in 0..pen.people.len() {
        out += &format!("<person xml:id=\"p{at}\"><persName>{}</persName></person>", pen.people[at]);
    }
    out += "</listPerson></particDesc></profileDesc></teiHeader><text><body><div>";
    for block in plan {
        pen.turn_to_any_script();
        out += &match *block {
            Block::Heading(_) => format!("</div><div><head>{}</head>", tei_inline(pen, 3)),
            Block::Ask(who, count) | Block::Answer(who, count) => {
                let asks = matches!(block, Block::Ask(..));
                let name = pen.name(who);
                let all: Vec<String> = (0..count).map(|_| pen.sentence(asks, tei_inline)).collect();
                match pen.dice.below(4) {
                    0 => format!("<sp who=\"#p{who}\"><speaker>{name}</speaker><p>{}</p></sp>", all.join("</p><p>")),
                    1 => format!("<u who=\"#p{who}\"><seg>{}</seg></u>", all.join("</seg><seg>")),
                    2 => format!("<u who=\"#p{who}\">{}</u>", all.join(" <pb n=\"3\"/> ")),
                    _ => format!("<u who=\"#p{who}\"><u>{}</u></u>", all.join("</u><u>")),
                }
            }
            Block::List(_, count) => {
                let head = pen.words(1, To::Kept);
                let items: String = (0..count).map(|_| format!("<item>{}</item>", tei_inline(pen, 3))).collect();
                format!("<list><head>{head}</head>{items}</list>")
            }
            Block::Table(rows, columns) => {
                let row = |pen: &mut Pen| {
                    (0..columns).map(|_| format!("<cell>{}</cell>", pen.words(2, To::Kept))).collect::<String>()
                };
                let rows: String = (0..rows).map(|_| format!("<row>{}</row>", row(pen))).collect();
                format!("<table>{rows}</table>")
            }
            Block::Quote => {
                format!("<quote><p>{}</p></quote><p><q>{}</q></p>", tei_inline(pen, 8), pen.words(1, To::Kept))
            }
            Block::Remark => format!("<incident><desc>{}</desc></incident>", pen.words(2, To::Kept)),
            Block::Rule => "<milestone unit=\"x\"/>".to_owned(),
            Block::Around => format!("<fw type=\"head\">{}</fw>", pen.words(2, To::Gone)),
            Block::Loose => format!("<p>{}</p>", pen.sentence(false, tei_inline)),
            Block::Odd(kind) => {
                let text = pen.words(2, To::Kept);
                match kind {
                    0 => format!("<stage>{text}</stage>"),
                    1 => format!("<lg><l>{text}</l><l>{}</l></lg>", pen.words(2, To::Kept)),
                    2 => format!("<figure><head>{text}</head><p>{}</p></figure>", pen.words(2, To::Kept)),
                    3 => format!("<floatingText><body><p>{text}</p></body></floatingText>"),
                    4 => format!(
                        "<p>{text}<lb/>{}<list><item>{}</item></list>{}</p>",
                        pen.words(1, To::Kept),
                        pen.words(1, To::Kept),
                        pen.words(1, To::Kept)
                    ),
                    5 => format!("<!-- {} --><ab>{text}</ab>", pen.words(1, To::Gone)),
                    6 => format!("<closer><signed>{text}</signed></closer>"),
                    7 => format!("<spanGrp><span>{text}</span></spanGrp>"),
                    8 => format!("<sp><p>{text}</p></sp>"),
                    9 => format!("<p><![CDATA[{text}]]></p>"),
                    _ => format!("<div><div><p>{text}</p></div></div>"),
                }
            }
        };
        out.push('\n');
    }
    out + "</div></body></text></TEI>"
}

fn tei_inline(pen: &mut Pen, count: usize) -> String {
    let text = pen.words(count, To::Kept);
    match pen.dice.below(12) {
        0 => format!("<hi rend=\"bold\">{text}</hi>"),
        1 => format!("<emph><hi>{text}</hi></emph>"),
        2 => format!("{text}<note>{}</note>", pen.words(2, To::Moved)),
        3 => format!("<choice><orig>{}</orig><reg>{text}</reg></choice>", pen.words(1, To::Gone)),
        4 => format!("<del>{}</del>{text}", pen.words(1, To::Gone)),
        5 => format!("{text} <pause/><vocal><desc>{}</desc></vocal>", pen.words(1, To::Kept)),
        6 => format!("<unclear>{text}</unclear>"),
        7 => format!("<persName><forename>{text}</forename></persName>"),
        8 => format!("<ref target=\"x\">{text}</ref>&#x20;"),
        _ => text,
    }
}
