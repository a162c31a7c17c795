//! Writers of web pages and of what word processors and book makers write.

use super::pen::{Block, Pen, To};

/// The inside of the body of a web page; `chapter` is one of a book, which has nothing around it.
pub fn html(pen: &mut Pen, plan: &[Block], chapter: bool) -> String {
    let mut out = String::new();
    let style = pen.dice.below(6);
    let closed = chapter || pen.dice.chance(70);
    let shut = |tag: &str| if closed { format!("</{tag}>") } else { String::new() };
    let mut around = 0;
    for block in plan {
        pen.turn_to_any_script();
        out += &match *block {
            Block::Heading(level) => format!("<h{level}>{}</h{level}>", html_inline(pen, 3)),
            Block::Ask(who, count) | Block::Answer(who, count) => {
                let asks = matches!(block, Block::Ask(..));
                let mut turn = String::new();
                for at in 0..count {
                    let text = pen.sentence(asks, html_inline);
                    if at > 0 || pen.dice.chance(5) {
                        turn += &format!("<p>{text}{}", shut("p"));
                        continue;
                    }
                    let name = pen.name(who);
                    turn += &match style {
                        0 => format!("<p><b>{name}:</b> {text}{}", shut("p")),
                        1 => format!("<div><STRONG>{name}</STRONG>: {text}</div>"),
                        2 => format!("<dl><dt>{name}</dt><dd>{text}</dd></dl>"),
                        3 => format!("<table><tr><td>{name}</td><td>{text}</td></tr></table>"),
                        4 => format!("{name}: {text}<br><br>"),
                        _ => format!("<p>{name}: {text}{}", shut("p")),
                    };
                }
                turn
            }
            Block::List(numbers, count) => {
                let tag = if numbers { "ol" } else { "ul" };
                let item = |pen: &mut Pen| match pen.dice.below(4) {
                    0 => format!("<li><p>{}</p><p>{}</p></li>", html_inline(pen, 3), pen.words(1, To::Kept)),
                    1 => format!("<li>{}<ul><li>{}</ul></li>", html_inline(pen, 3), pen.words(1, To::Kept)),
                    _ => format!("<li>{}{}", html_inline(pen, 4), shut("li")),
                };
                let items: String = (0..count).map(|_| item(pen)).collect();
                format!("<{tag}>{items}</{tag}>")
            }
            Block::Table(rows, columns) => {
                let caption = if pen.dice.chance(20) {
                    format!("<caption>{}</caption>", pen.words(2, To::Kept))
                } else {
                    String::new()
                };

                let head = pen.dice.chance(30);
                let row = |pen: &mut Pen, cell: &str| {
                    (0..columns).map(|_| format!("<{cell}>{}</{cell}>", html_inline(pen, 2))).collect::<String>()
                };
                let head = if head { format!("<thead><tr>{}</tr></thead>", row(pen, "th")) } else { String::new() };
                let rows: String = (0..rows).map(|_| format!("<tr>{}</tr>", row(pen, "td"))).collect();
                format!("<table>{caption}{head}<tbody>{rows}</tbody></table>")
            }
            Block::Quote => format!("<blockquote><p>{}</p></blockquote>", html_inline(pen, 9)),
            Block::Remark => format!("<p><i>[{}]</i></p>", pen.words(2, To::Kept)),
            Block::Rule => "<hr>".to_owned(),
            Block::Around if chapter => String::new(),
            Block::Around => {
                around += 1;
                if around > 2 {
                    String::new()
                } else {
                    let kind = *pen.dice.one(&[&"nav", &"aside", &"footer", &"div class=share-buttons", &"form"]);
                    let name = kind.split(' ').next().unwrap_or(kind);
                    format!("<{kind}><a href=x>{}</a></{name}>", pen.words(1, To::Around))
                }
            }
            Block::Loose => format!("<p>{}{}", pen.sentence(false, html_inline), shut("p")),
            Block::Odd(kind) => html_odd(pen, kind),
        };
        out.push_str(pen.dice.one(&["\n", "", "\n\n  "]));
    }
    out
}

fn html_odd(pen: &mut Pen, kind: usize) -> String {
    let text = pen.words(3, To::Kept);
    match kind {
        0 => format!("<figure><img src=x alt=\"{}\"><figcaption>{text}</figcaption></figure>", pen.words(1, To::Gone)),
        1 => format!("<script>var x = \"{}\";</script><p>{text}</p>", pen.words(1, To::Gone)),
        2 => format!(
            "<style>.{} {{}}</style><noscript>{}</noscript><p>{text}</p>",
            pen.words(1, To::Gone),
            pen.words(1, To::Gone)
        ),
        3 => format!("<p hidden>{}</p><p>{text}</p>", pen.words(1, To::Gone)),
        4 => format!("<div style=\"display: none\">{}</div><div>{text}</div>", pen.words(1, To::Gone)),
        5 => format!("<pre>{text}\n\n{}</pre>", pen.words(2, To::Kept)),
        6 => format!("<details><summary>{text}</summary><p>{}</p></details>", pen.words(2, To::Kept)),
        7 => format!("<!-- {} --><p>{text} 3 < 4 & 5</p>", pen.words(1, To::Gone)),
        8 => format!("<p title=\"{}\">{text}</p>", pen.words(1, To::Gone)),
        9 => format!("<dl><dt>{text}</dt><dd>{}</dd><dd>{}</dd></dl>", pen.words(2, To::Kept), pen.words(1, To::Kept)),
        10 => format!("<b><p>{text}</b>{}</p>", pen.words(2, To::Kept)),
        _ => format!("<template>{}</template><section><div><div>{text}</div></div></section>", pen.words(1, To::Gone)),
    }
}

fn html_inline(pen: &mut Pen, count: usize) -> String {
    let text = pen.words(count, To::Kept);
    match pen.dice.below(16) {
        0 => format!("<b>{text}</b>"),
        1 => format!("<em><span>{text}</span></em>"),
        2 => format!("<a href=\"https://example.org/?a=1&b\">{text}</a>"),
        3 => format!("<strong><i>{text}</strong></i>"),
        4 => format!("<q>{text}</q>"),
        5 => format!("<ruby>{text}<rp>(</rp><rt>{}</rt><rp>)</rp></ruby>", pen.words(1, To::Kept)),
        6 => format!("{text}<sup><a href=#n>3</a></sup>"),
        7 => text.replacen(' ', "<br>", 1),
        8 => text.replacen(' ', "&nbsp;", 1),
        9 => text.chars().map(|c| if c.is_ascii() { c.to_string() } else { format!("&#{};", c as u32) }).collect(),
        10 => format!("<font color=red><u>{text}</u></font>"),
        11 => format!("<ins>{text}</ins><sub>{}</sub>", pen.words(1, To::Kept)),
        _ => text,
    }
}

/// A whole page.
pub fn page(pen: &mut Pen, plan: &[Block]) -> String {
    let title = pen.words(3, To::Head);
    let body = html(pen, plan, false);
    let (open, close) = *pen.dice.one(&[&("<article>", "</article>"), &("<main><div>", "</div></main>"), &("", "")]);
    format!("<!DOCTYPE html><html><head><title>{title}</title></head><body>{open}{body}{close}</body></html>")
}

/// A Word document: its body, its footnotes, its endnotes.
pub fn docx(pen: &mut Pen, plan: &[Block]) -> (String, String, String) {
    let mut notes = [String::new(), String::new()];
    let mut count = 0;
    let mut out = String::new();
    let style = pen.dice.below(3);
    for block in plan {
        pen.turn_to_any_script();
        let mut runs = |pen: &mut Pen, words: usize| docx_run(pen, words, &mut notes, &mut count);
        out += &match *block {
            Block::Heading(level) => {
                format!("<w:p><w:pPr><w:pStyle w:val=\"H{}\"/></w:pPr>{}</w:p>", level.min(2), runs(pen, 3))
            }
            Block::Ask(who, paragraphs) | Block::Answer(who, paragraphs) => {
                let asks = matches!(block, Block::Ask(..));
                let all: Vec<String> = (0..paragraphs)
                    .map(|_| {
                        let text = pen.sentence(false, |pen, count| runs(pen, count));
                        // What stands between runs is no text.
                        let text = unloosen(&text);
                        format!("{text}<w:r><w:t>{}</w:t></w:r>", pen.stop(asks))
                    })
                    .collect();
                let name = pen.name(who);
                let bold =
                    |text: &str| format!("<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
                let rest: String = all[1..].iter().map(|text| format!("<w:p>{text}</w:p>")).collect();
                match style {
                    0 => format!(
                        "<w:tbl><w:tr><w:tc><w:p>{}</w:p></w:tc><w:tc><w:p>{}</w:p>{rest}</w:tc></w:tr></w:tbl>",
                        bold(&name),
                        all[0]
                    ),
                    1 => format!("<w:p>{}{}</w:p>{rest}", bold(&format!("{name}: ")), all[0]),
                    _ => format!("<w:p><w:r><w:t>{name}:</w:t><w:tab/></w:r>{}</w:p>{rest}", all[0]),
                }
            }
            Block::List(_, items) => (0..items)
                .map(|_| {
                    format!(
                        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"5\"/></w:numPr></w:pPr>{}</w:p>",
                        runs(pen, 4)
                    )
                })
                .collect(),
            Block::Table(rows, columns) => {
                let nested = pen.dice.chance(20);
                let mut cell = |pen: &mut Pen| {
                    let text = runs(pen, 2);
                    let one = |pen: &mut Pen| format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", pen.words(1, To::Kept));
                    let inner = if nested {
                        format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", one(pen))
                    } else {
                        String::new()
                    };
                    let cell = format!("<w:tc><w:tcPr/><w:p>{text}</w:p>{inner}<w:p/></w:tc>");
                    if pen.dice.chance(10) {
                        format!("<w:sdt><w:sdtPr/><w:sdtContent>{cell}</w:sdtContent></w:sdt><w:bookmarkStart/>")
                    } else {
                        cell
                    }
                };
                let mut row = |pen: &mut Pen| {
                    let cells: String = (0..columns).map(|_| cell(pen)).collect();
                    let sdt = pen.dice.chance(10);
                    if sdt {
                        format!("<w:sdt><w:sdtContent><w:tr>{cells}</w:tr></w:sdtContent></w:sdt>")
                    } else {
                        format!("<w:tr>{cells}</w:tr>")
                    }
                };
                let rows: String = (0..rows).map(|_| row(pen)).collect();
                format!("<w:tbl><w:tblPr/>{rows}</w:tbl>")
            }
            Block::Quote => format!("<w:p><w:pPr><w:pStyle w:val=\"Quote\"/></w:pPr>{}</w:p>", runs(pen, 9)),
            Block::Remark => format!("<w:p><w:r><w:t>[{}]</w:t></w:r></w:p>", pen.words(2, To::Kept)),
            Block::Rule => "<w:p/>".to_owned(),
            Block::Around => {
                format!("<w:sdt><w:sdtPr/><w:sdtContent><w:p>{}</w:p></w:sdtContent></w:sdt>", runs(pen, 2))
            }
            Block::Loose => format!("<w:p>{}</w:p>", unloosen(&pen.sentence(false, |pen, count| runs(pen, count)))),
            Block::Odd(kind) => docx_odd(pen, kind),
        };
    }
    let [foot, end] = notes;
    (
        out,
        format!(
            "<w:footnotes xmlns:w=\"w\"><w:footnote w:id=\"0\" w:type=\"separator\"><w:p/></w:footnote>{foot}</w:footnotes>"
        ),
        format!("<w:endnotes xmlns:w=\"w\">{end}</w:endnotes>"),
    )
}

/// Without what stands between the runs.
fn unloosen(text: &str) -> String {
    let mut out = String::new();
    let mut depth = 0_i32;
    for piece in text.split_inclusive('>') {
        let (loose, tag) = piece.find('<').map_or((piece, ""), |at| piece.split_at(at));
        if depth > 0 {
            out.push_str(loose);
        }
        if tag.starts_with("</") {
            depth -= 1;
        } else if !tag.is_empty() && !tag.ends_with("/>") {
            depth += 1;
        }
        out.push_str(tag);
    }
    out
}

fn docx_odd(pen: &mut Pen, kind: usize) -> String {
    let text = pen.words(2, To::Kept);
    let run = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    let box_of = |text: &str| format!("<wps:txbx><w:txbxContent><w:p>{}</w:p></w:txbxContent></wps:txbx>", run(text));
    match kind {
        0 => {
            let inside = pen.words(2, To::Moved);
            format!(
                "<w:p>{}<w:r><mc:AlternateContent><mc:Choice><w:drawing>{}</w:drawing></mc:Choice><mc:Fallback><w:pict>{}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
                run(&text),
                box_of(&inside),
                box_of(&inside)
            )
        }
        // Boxes that are one group.
        1 => format!(
            "<w:p>{}<w:r><w:drawing><wps:wgp>{}{}</wps:wgp></w:drawing></w:r></w:p>",
            run(&text),
            box_of(&pen.words(2, To::Moved)),
            box_of(&pen.words(2, To::Moved))
        ),
        2 => format!(
            "<w:p><w:del><w:r><w:delText>{}</w:delText></w:r></w:del>{}</w:p>",
            pen.words(1, To::Gone),
            run(&text)
        ),
        3 => format!(
            "<w:moveFrom><w:p>{}</w:p></w:moveFrom><w:p><w:moveFrom>{}</w:moveFrom>{}</w:p>",
            run(&pen.words(1, To::Gone)),
            run(&pen.words(1, To::Gone)),
            run(&text)
        ),
        4 => format!(
            "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{}</w:t></w:r>{}</w:p>",
            pen.words(1, To::Gone),
            run(&text)
        ),
        5 => format!(
            "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>HYPERLINK \"{}\"</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>",
            pen.words(1, To::Gone),
            run(&text)
        ),
        6 => format!(
            "<w:p><w:smartTag><w:smartTagPr/>{}</w:smartTag><w:fldSimple w:instr=\"x\">{}</w:fldSimple></w:p>",
            run(&text),
            run(&pen.words(1, To::Kept))
        ),
        7 => {
            let (reading, base) = (pen.words(1, To::Moved), text);
            format!(
                "<w:p><w:r><w:ruby><w:rubyPr/><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:r></w:p>",
                run(&reading),
                run(&base)
            )
        }
        8 => format!(
            "<w:p><w:moveTo>{}</w:moveTo><w:bdo>{}</w:bdo><w:customXml>{}</w:customXml></w:p>",
            run(&text),
            run(&pen.words(1, To::Kept)),
            run(&pen.words(1, To::Kept))
        ),
        9 => format!(
            "<w:p>{}<w:r><w:br/></w:r>{}<w:r><w:br w:type=\"page\"/><w:t>{}</w:t></w:r></w:p>",
            run(&text),
            run(&pen.words(1, To::Kept)),
            pen.words(1, To::Kept)
        ),
        10 => format!("<w:customXml><w:p>{}</w:p></w:customXml>", run(&text)),
        _ => format!(
            "<w:p><w:commentRangeStart w:id=\"0\"/>{}<w:commentRangeEnd w:id=\"0\"/><m:oMath xmlns:m=\"m\"><m:r><m:t>{}</m:t></m:r></m:oMath></w:p>",
            run(&text),
            pen.words(1, To::Kept)
        ),
    }
}

fn docx_run(pen: &mut Pen, words: usize, notes: &mut [String; 2], count: &mut usize) -> String {
    let text = pen.words(words, To::Kept);
    let run =
        |set: &str, text: &str| format!("<w:r><w:rPr>{set}</w:rPr><w:t xml:space=\"preserve\">{text} </w:t></w:r>");
    match pen.dice.below(12) {
        0 => run("<w:b/>", &text),
        1 => run("<w:i/>", &text),
        2 => format!("<w:hyperlink>{}</w:hyperlink>", run("", &text)),
        3 => format!("<w:ins>{}</w:ins>", run("", &text)),
        4 => {
            *count += 1;
            let is_end = pen.dice.chance(30);
            let kind = if is_end { "endnote" } else { "footnote" };
            let note = pen.words(2, To::Moved);
            notes[usize::from(is_end)] += &format!(
                "<w:{kind} w:id=\"{count}\"><w:p><w:r><w:{kind}Ref/></w:r><w:r><w:t>{note}</w:t></w:r></w:p></w:{kind}>"
            );
            format!("{}<w:r><w:{kind}Reference w:id=\"{count}\"/></w:r>", run("", &text))
        }
        _ => run("", &text),
    }
}

/// The body of an OpenDocument text.
pub fn odt(pen: &mut Pen, plan: &[Block]) -> String {
    let mut out = String::new();
    let style = pen.dice.below(3);
    for block in plan {
        pen.turn_to_any_script();
        out += &match *block {
            Block::Heading(level) => format!("<text:h text:outline-level=\"{level}\">{}</text:h>", odt_inline(pen, 3)),
            Block::Ask(who, count) | Block::Answer(who, count) => {
                let asks = matches!(block, Block::Ask(..));
                let all: Vec<String> = (0..count).map(|_| pen.sentence(asks, odt_inline)).collect();
                let name = pen.name(who);
                let rest: String = all[1..].iter().map(|text| format!("<text:p>{text}</text:p>")).collect();
                match style {
                    0 => format!(
                        "<table:table xmlns:table=\"x\"><table:table-row><table:table-cell><text:p>{name}</text:p></table:table-cell><table:table-cell><text:p>{}</text:p>{rest}</table:table-cell></table:table-row></table:table>",
                        all[0]
                    ),
                    1 => format!(
                        "<text:p><text:span text:style-name=\"T1\">{name}: </text:span>{}</text:p>{rest}",
                        all[0]
                    ),
                    _ => format!("<text:p>{name}:<text:tab/>{}</text:p>{rest}", all[0]),
                }
            }
            Block::List(numbers, count) => {
                let mut item = |_| match pen.dice.below(4) {
                    0 => format!(
                        "<text:list-item><text:p>{}</text:p><text:list><text:list-item><text:p>{}</text:p></text:list-item></text:list></text:list-item>",
                        odt_inline(pen, 3),
                        pen.words(1, To::Kept)
                    ),
                    1 => format!(
                        "<text:list-item><text:p>{}</text:p><text:p>{}</text:p></text:list-item>",
                        odt_inline(pen, 3),
                        pen.words(1, To::Kept)
                    ),
                    _ => format!("<text:list-item><text:p>{}</text:p></text:list-item>", odt_inline(pen, 4)),
                };
                let items: String = (0..count).map(&mut item).collect();
                format!("<text:list{}>{items}</text:list>", if numbers { " text:style-name=\"L1\"" } else { "" })
            }
            Block::Table(rows, columns) => {
                let head = pen.dice.chance(30);
                let row = |pen: &mut Pen| {
                    let cell = |pen: &mut Pen| {
                        if pen.dice.chance(10) {
                            format!(
                                "<table:covered-table-cell><text:p>{}</text:p></table:covered-table-cell>",
                                pen.words(1, To::Gone)
                            )
                        } else {
                            format!("<table:table-cell><text:p>{}</text:p></table:table-cell>", odt_inline(pen, 2))
                        }
                    };
                    let cells: String = (0..columns).map(|_| cell(pen)).collect();
                    format!("<table:table-row>{cells}</table:table-row>")
                };
                let head = if head {
                    format!("<table:table-header-rows>{}</table:table-header-rows>", row(pen))
                } else {
                    String::new()
                };
                let rows: String = (0..rows).map(|_| row(pen)).collect();
                format!("<table:table xmlns:table=\"x\">{head}{rows}</table:table>")
            }
            Block::Quote => format!("<text:p text:style-name=\"Quotations\">{}</text:p>", odt_inline(pen, 9)),
            Block::Remark => format!("<text:p>[{}]</text:p>", pen.words(2, To::Kept)),
            Block::Rule => "<text:p/>".to_owned(),
            Block::Around => format!("<text:section><text:p>{}</text:p></text:section>", odt_inline(pen, 3)),
            Block::Loose => format!("<text:p>{}</text:p>", pen.sentence(false, odt_inline)),
            Block::Odd(kind) => {
                let text = pen.words(2, To::Kept);
                match kind {
                    0 => format!(
                        "<text:p>{text}<draw:frame xmlns:draw=\"d\"><draw:text-box><text:p>{}</text:p></draw:text-box></draw:frame></text:p>",
                        pen.words(2, To::Moved)
                    ),
                    1 => format!(
                        "<text:tracked-changes><text:p>{}</text:p></text:tracked-changes><text:p>{text}</text:p>",
                        pen.words(1, To::Gone)
                    ),
                    2 => format!(
                        "<text:p>{text}<office:annotation><text:p>{}</text:p></office:annotation></text:p>",
                        pen.words(1, To::Gone)
                    ),
                    3 => format!(
                        "<text:p><text:span text:style-name=\"Hidden\">{}</text:span>{text}</text:p>",
                        pen.words(1, To::Gone)
                    ),
                    4 => format!(
                        "<text:p>{text}<text:soft-page-break/><text:line-break/>{}<text:s text:c=\"3\"/>{}</text:p>",
                        pen.words(1, To::Kept),
                        pen.words(1, To::Kept)
                    ),
                    5 => format!(
                        "<text:p><text:ruby><text:ruby-base>{text}</text:ruby-base><text:ruby-text>{}</text:ruby-text></text:ruby></text:p>",
                        pen.words(1, To::Kept)
                    ),
                    6 => format!(
                        "<text:table-of-content><text:table-of-content-source><text:index-title-template>{}</text:index-title-template></text:table-of-content-source><text:index-body><text:p>{text}</text:p></text:index-body></text:table-of-content>",
                        pen.words(1, To::Gone)
                    ),
                    7 => format!("<text:numbered-paragraph><text:p>{text}</text:p></text:numbered-paragraph>"),
                    8 => format!("<text:list><text:list-header><text:p>{text}</text:p></text:list-header></text:list>"),
                    9 => format!(
                        "<draw:frame xmlns:draw=\"d\"><draw:text-box><text:p>{text}</text:p></draw:text-box></draw:frame>"
                    ),
                    10 => format!(
                        "<text:p><draw:g xmlns:draw=\"d\"><draw:custom-shape><text:p>{}</text:p></draw:custom-shape><draw:frame><draw:text-box><text:p>{}</text:p></draw:text-box></draw:frame></draw:g>{text}</text:p>",
                        pen.words(1, To::Moved),
                        pen.words(1, To::Moved)
                    ),
                    _ => format!(
                        "<text:p><text:bookmark-start text:name=\"x\"/>{text}<text:bookmark-end text:name=\"x\"/><text:date>{}</text:date></text:p>",
                        pen.words(1, To::Kept)
                    ),
                }
            }
        };
    }
    out
}

fn odt_inline(pen: &mut Pen, count: usize) -> String {
    let text = pen.words(count, To::Kept);
    match pen.dice.below(10) {
        0 => format!("<text:span text:style-name=\"T1\">{text}</text:span>"),
        1 => format!("<text:a>{text}</text:a>"),
        2 => format!(
            "{text}<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>{}</text:p></text:note-body></text:note>",
            pen.words(2, To::Moved)
        ),
        3 => text.replacen(' ', "<text:s/>", 1),
        4 => format!("<text:span><text:span>{text}</text:span></text:span>"),
        _ => text,
    }
}

/// RTF.
pub fn rtf(pen: &mut Pen, plan: &[Block]) -> Vec<u8> {
    let mut out = String::from(
        "{\\rtf1\\ansi\\ansicpg1252\\uc1\\deff0{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset204 B;}}{\\stylesheet{\\s0 Normal;}{\\s1 heading 1;}{\\s2 heading 2;}}\n",
    );
    out += &format!("{{\\header {}\\par}}", pen.words(2, To::Gone));
    let style = pen.dice.below(3);
    for block in plan {
        pen.turn_to_any_script();
        out += &match *block {
            Block::Heading(level) => format!("\\pard\\plain\\s{} {}\\par\n", level.min(2), rtf_inline(pen, 3)),
            Block::Ask(who, count) | Block::Answer(who, count) => {
                let asks = matches!(block, Block::Ask(..));
                let all: Vec<String> = (0..count)
                    .map(|_| {
                        let text = pen.sentence(false, rtf_inline);
                        coded(&(text + if asks { "?" } else { "." }))
                    })
                    .collect();
                let name = pen.name(who);
                let rest: String = all[1..].iter().map(|text| format!("{text}\\par\n")).collect();
                match style {
                    0 => format!(
                        "\\trowd\\pard\\intbl {{\\b {name}}}\\cell {}\\par {}\\cell\\row\\pard ",
                        all[0],
                        all[1..].join("\\par ")
                    ),
                    1 => format!("\\pard\\plain {{\\b {name}:}} {}\\par\n{rest}", all[0]),
                    _ => format!("\\pard\\plain {name}:\\tab {}\\par\n{rest}", all[0]),
                }
            }
            Block::List(numbers, count) => {
                let mut item = |at: usize| {
                    let marker = if numbers { format!("{}.", at + 1) } else { "\\'b7".to_owned() };
                    format!("\\pard\\plain{{\\listtext {marker}\\tab}}{}\\par\n", rtf_inline(pen, 4))
                };
                (0..count).map(&mut item).collect()
            }
            Block::Table(rows, columns) => {
                let row =
                    |pen: &mut Pen| (0..columns).map(|_| format!("{}\\cell ", rtf_inline(pen, 2))).collect::<String>();
                (0..rows).map(|_| format!("\\trowd\\pard\\intbl {}\\row ", row(pen))).collect::<String>() + "\\pard "
            }
            Block::Quote => format!("\\pard\\plain\\li720 {}\\par\n", rtf_inline(pen, 9)),
            Block::Remark => format!("\\pard [{}]\\par\n", coded(&pen.words(2, To::Kept))),
            Block::Rule => "\\pard\\par\\page\n".to_owned(),
            Block::Around => format!("\\pard {}\\sect\n", rtf_inline(pen, 3)),
            Block::Loose => format!("\\pard {}\\par\n", coded(&pen.sentence(false, rtf_inline))),
            Block::Odd(kind) => {
                let text = coded(&pen.words(2, To::Kept));
                match kind {
                    0 => format!(
                        "{text}{{\\shp{{\\*\\shpinst{{\\shptxt {}\\par}}}}}}\\par\n",
                        coded(&pen.words(2, To::Moved))
                    ),
                    1 => format!("{{\\v {}}}{text}\\par\n", coded(&pen.words(1, To::Gone))),
                    2 => format!("{{\\deleted {}}}{text}\\par\n", coded(&pen.words(1, To::Gone))),
                    3 => format!("{{\\*\\unknown {}}}{text}\\par\n", coded(&pen.words(1, To::Gone))),
                    4 => format!(
                        "{{\\field{{\\*\\fldinst HYPERLINK \"{}\"}}{{\\fldrslt {text}}}}}\\par\n",
                        coded(&pen.words(1, To::Gone))
                    ),
                    5 => format!("{{\\upr{{{}}}{{\\*\\ud{{{text}}}}}}}\\par\n", coded(&pen.words(1, To::Gone))),
                    6 => format!("{text}\\line {}\\par\n", coded(&pen.words(1, To::Kept))),
                    7 => format!("{text}{{\\*\\annotation {}}}\\par\n", coded(&pen.words(1, To::Gone))),
                    8 => format!("{{{{{{{text}}}}}}}\\par\n"),
                    9 => format!(
                        "{text}\\emdash {}\\~{}\\par\n",
                        coded(&pen.words(1, To::Kept)),
                        coded(&pen.words(1, To::Kept))
                    ),
                    10 => format!("{{\\pict\\pngblip\\bin4 }}}}{{{{}}{text}\\par\n"),
                    _ => format!(
                        "{text}\\page {}\\column {}\\par\n",
                        coded(&pen.words(1, To::Kept)),
                        coded(&pen.words(1, To::Kept))
                    ),
                }
            }
        };
    }
    (coded(&out) + "}").into_bytes()
}

pub fn coded(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            c if c.is_ascii() => out.push(c),
            c => c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| out += &format!("\\u{}?", *unit as i16)),
        }
    }
    out
}

fn rtf_inline(pen: &mut Pen, count: usize) -> String {
    let text = pen.words(count, To::Kept);
    let text = match pen.dice.below(8) {
        0 => format!("{{\\b {text}}}"),
        1 => format!("\\i {text}\\i0 "),
        2 => format!("{text}{{\\footnote \\chftn {}}}", pen.words(2, To::Moved)),
        3 => format!("{{\\f1 {}}}", cyrillic(&text)),
        4 => format!("{text}{{\\*\\bkmkstart x}}{{\\*\\bkmkend x}}"),
        _ => text,
    };
    coded(&text)
}

/// Letters of the code page of a font.
fn cyrillic(text: &str) -> String {
    let letter = |c: char| {
        let text = c.to_string();
        let (bytes, _, lost) = encoding_rs::WINDOWS_1251.encode(&text);
        if c.is_ascii() || lost || bytes.len() != 1 { text } else { format!("\\'{:02x}", bytes[0]) }
    };
    text.chars().map(letter).collect()
}
