//! One page of HTML that any browser shows and any program can take apart: no script, nothing from elsewhere.
//!
//! It is well-formed XML too, so that both kinds of reader take it.

use std::fmt::Write;

use super::{by_voice, clock, name};
use crate::interview::{Interview, ParaId, Role};
use crate::text::markup::escape;

const STYLE: &str = "body{max-width:38em;margin:2em auto;padding:0 1em;line-height:1.5;font-family:serif}\
    .question{font-weight:bold}.aside,.front,.closing{font-style:italic}time{color:gray;font-size:smaller}";

/// The whole interview as a page.
pub fn to_html(interview: &Interview) -> String {
    let meta = &interview.meta;
    let title = meta.title.as_deref().unwrap_or("Interview");
    let language = meta.language.as_deref().map(|code| format!(" lang=\"{}\"", escape(code))).unwrap_or_default();
    let mut out = String::from("<!DOCTYPE html>\n");
    let _ = write!(out, "<html xmlns=\"http://www.w3.org/1999/xhtml\"{language}>\n<head>\n<meta charset=\"utf-8\"/>\n");
    let _ = writeln!(out, "<meta name=\"viewport\" content=\"width=device-width\"/>\n<title>{}</title>", escape(title));
    let mut named = |name: &str, content: &str| {
        let _ = writeln!(out, "<meta name=\"{name}\" content=\"{}\"/>", escape(content));
    };
    // With these, and with who says each paragraph, the page is read back without recognising anything.
    named("generator", "inquit");
    if let Some(title) = &meta.title {
        named("title", title);
    }
    for person in &interview.people {
        named("person", &super::json::person(person));
    }
    for topic in &meta.topics {
        named("topic", topic);
    }
    if let Some(date) = meta.date {
        named("date", &date.iso());
    }
    if let Some(source) = &meta.source {
        named("source", source);
    }
    let _ = write!(out, "<style>{STYLE}</style>\n</head>\n<body>\n<article>\n<header>\n");
    let of = |role: Role| interview.with_role(role).collect::<Vec<ParaId>>();
    let titles = of(Role::Title);
    for id in &titles {
        let _ = writeln!(out, "<h1>{}</h1>", escape(&interview.para(*id).text));
    }
    if let (true, Some(title)) = (titles.is_empty(), &meta.title) {
        let _ = writeln!(out, "<h1>{}</h1>", escape(title));
    }
    if let Some(date) = meta.date {
        let _ = writeln!(out, "<p><time datetime=\"{}\">{}</time></p>", date.iso(), date.short());
    }
    out.push_str("</header>\n");
    let whole = interview.exchanges.is_empty();
    let front: Vec<ParaId> = interview
        .ids()
        .filter(|&id| {
            let role = interview.para(id).role;
            role == Role::Front || (whole && role == Role::Section)
        })
        .collect();
    block(interview, "div", "front", &front, &mut out);
    for (index, exchange) in interview.exchanges.iter().enumerate() {
        let _ = writeln!(out, "<section id=\"q{}\">", index + 1);
        for id in &exchange.section {
            let _ = writeln!(out, "<h2>{}</h2>", escape(&interview.para(*id).text));
        }
        block(interview, "div", "question", &exchange.question, &mut out);
        block(interview, "div", "answer", &exchange.answer, &mut out);
        out.push_str("</section>\n");
    }
    block(interview, "footer", "closing", &of(Role::Closing), &mut out);
    out.push_str("</article>\n");
    let page = of(Role::Page);
    if !page.is_empty() {
        out.push_str("<details>\n<summary>Set aside</summary>\n");
        block(interview, "div", "page", &page, &mut out);
        out.push_str("</details>\n");
    }
    out.push_str("</body>\n</html>\n");
    out
}

/// Paragraphs under one class, the speaker named where the voice changes.
fn block(interview: &Interview, tag: &str, class: &str, ids: &[ParaId], out: &mut String) {
    if ids.is_empty() {
        return;
    }
    let _ = writeln!(out, "<{tag} class=\"{class}\">");
    for turn in by_voice(interview, ids) {
        for (at, id) in turn.iter().enumerate() {
            let paragraph = interview.para(*id);
            let aside = if paragraph.role == Role::Aside { " class=\"aside\"" } else { "" };
            let who = paragraph.speaker.map(|who| format!(" data-who=\"{}\"", who.0 + 1)).unwrap_or_default();
            let _ = write!(out, "<p{aside}{who}>");
            if let Some(name) = name(interview, paragraph.speaker).filter(|_| at == 0) {
                let _ = write!(out, "<b class=\"speaker\">{}:</b> ", escape(name));
            }
            if let Some(time) = paragraph.time {
                let _ = write!(out, "<time datetime=\"PT{time}S\">{}</time> ", clock(time));
            }
            let _ = writeln!(out, "<span>{}</span></p>", escape(&paragraph.text));
        }
    }
    let _ = writeln!(out, "</{tag}>");
}
