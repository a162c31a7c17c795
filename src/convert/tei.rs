//! TEI, as corpora of spoken language keep it: a list of people, a time line, and an utterance (`u`) for each turn.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::{by_voice, clock};
use crate::interview::parse::strict::role_word;
use crate::interview::{Interview, ParaId, Role};
use crate::text::markup::escape;

/// The whole interview as TEI.
pub fn to_tei(interview: &Interview) -> String {
    let mut out =
        String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">\n");
    header(interview, &mut out);
    out.push_str("<text>\n");
    timeline(interview, &mut out);
    let of = |role: Role| interview.with_role(role).collect::<Vec<ParaId>>();
    let whole = interview.exchanges.is_empty();
    let (titles, front) = (of(Role::Title), of(Role::Front));
    if !titles.is_empty() || (!front.is_empty() && !whole) {
        out.push_str("<front>\n");
        for id in &titles {
            let _ = writeln!(out, "<head>{}</head>", escape(&interview.para(*id).text));
        }
        if !whole {
            part(interview, "introduction", &front, &mut out);
        }
        out.push_str("</front>\n");
    }
    out.push_str("<body>\n");
    if whole {
        let body: Vec<ParaId> =
            interview.ids().filter(|&id| matches!(interview.para(id).role, Role::Front | Role::Section)).collect();
        part(interview, "text", &body, &mut out);
        if body.is_empty() {
            out.push_str("<p/>\n");
        }
    }
    for (index, exchange) in interview.exchanges.iter().enumerate() {
        let _ = writeln!(out, "<div type=\"exchange\" n=\"{}\">", index + 1);
        for id in &exchange.section {
            let _ = writeln!(out, "<head>{}</head>", escape(&interview.para(*id).text));
        }
        part(interview, "question", &exchange.question, &mut out);
        part(interview, "answer", &exchange.answer, &mut out);
        out.push_str("</div>\n");
    }
    out.push_str("</body>\n");
    let (closing, page) = (of(Role::Closing), of(Role::Page));
    if !closing.is_empty() || !page.is_empty() {
        out.push_str("<back>\n");
        part(interview, "closing", &closing, &mut out);
        part(interview, "page", &page, &mut out);
        out.push_str("</back>\n");
    }
    out.push_str("</text>\n</TEI>\n");
    out
}

fn header(interview: &Interview, out: &mut String) {
    let meta = &interview.meta;
    let title = escape(meta.title.as_deref().unwrap_or("Interview"));
    let _ = write!(out, "<teiHeader>\n<fileDesc>\n<titleStmt><title>{title}</title></titleStmt>\n");
    match meta.published() {
        None => out.push_str("<publicationStmt><p>Written by inquit.</p></publicationStmt>\n<sourceDesc>"),
        Some(date) => {
            out.push_str("<publicationStmt><distributor>inquit</distributor>");
            let _ =
                write!(out, "<date when=\"{}\">{}</date></publicationStmt>\n<sourceDesc>", date.iso(), date.short());
        }
    }
    match &meta.source {
        Some(source) => drop(write!(out, "<bibl>{}</bibl>", escape(source))),
        None => out.push_str("<p>Not stated.</p>"),
    }
    out.push_str("</sourceDesc>\n</fileDesc>\n<profileDesc>\n");
    if let Some(date) = meta.date {
        let _ = writeln!(out, "<creation><date when=\"{}\">{}</date></creation>", date.iso(), date.short());
    }
    if let Some(code) = &meta.language {
        let code = escape(code);
        let _ = writeln!(out, "<langUsage><language ident=\"{code}\">{code}</language></langUsage>");
    }
    if !meta.topics.is_empty() {
        out.push_str("<textClass><keywords>");
        for topic in &meta.topics {
            let _ = write!(out, "<term>{}</term>", escape(topic));
        }
        out.push_str("</keywords></textClass>\n");
    }
    if !interview.people.is_empty() {
        out.push_str("<particDesc>\n<listPerson>\n");
        for (index, person) in interview.people.iter().enumerate() {
            let _ = write!(out, "<person xml:id=\"p{}\" role=\"{}\">", index + 1, role_word(person.role));
            let _ = write!(out, "<persName>{}</persName>", escape(&person.name));
            for label in &person.labels {
                let _ = write!(out, "<persName type=\"label\">{}</persName>", escape(label));
            }
            if let Some(about) = &person.about {
                let _ = write!(out, "<note>{}</note>", escape(about));
            }
            out.push_str("</person>\n");
        }
        out.push_str("</listPerson>\n</particDesc>\n");
    }
    out.push_str("</profileDesc>\n</teiHeader>\n");
}

/// One point for each time that occurs, counted from the start of the recording.
fn timeline(interview: &Interview, out: &mut String) {
    let times: BTreeSet<u32> = interview.paragraphs.iter().filter_map(|paragraph| paragraph.time).collect();
    if times.is_empty() {
        return;
    }
    out.push_str("<timeline unit=\"s\" origin=\"#start\">\n<when xml:id=\"start\"/>\n");
    for time in times {
        let _ = writeln!(out, "<when xml:id=\"t{time}\" interval=\"{time}\" since=\"#start\" n=\"{}\"/>", clock(time));
    }
    out.push_str("</timeline>\n");
}

/// A division: turns as utterances, each paragraph a segment; what nobody says as paragraphs.
fn part(interview: &Interview, kind: &str, ids: &[ParaId], out: &mut String) {
    if ids.is_empty() {
        return;
    }
    let _ = writeln!(out, "<div type=\"{kind}\">");
    for turn in by_voice(interview, ids) {
        let spoken = |id: &ParaId| {
            let paragraph = interview.para(*id);
            paragraph.speaker.is_some() || matches!(paragraph.role, Role::Question | Role::Answer | Role::Aside)
        };
        if !turn.iter().any(spoken) {
            for id in &turn {
                let _ = writeln!(out, "<p>{}</p>", escape(&interview.para(*id).text));
            }
            continue;
        }
        let first = interview.para(turn[0]);
        out.push_str("<u");
        if let Some(who) = first.speaker {
            let _ = write!(out, " who=\"#p{}\"", who.0 + 1);
        }
        if let Some(time) = first.time {
            let _ = write!(out, " start=\"#t{time}\"");
        }
        out.push_str(">\n");
        for id in &turn {
            let paragraph = interview.para(*id);
            let aside = if paragraph.role == Role::Aside { " type=\"aside\"" } else { "" };
            let time = match paragraph.time {
                Some(time) => format!(" synch=\"#t{time}\""),
                None => String::new(),
            };
            let _ = writeln!(out, "<seg{aside}{time}>{}</seg>", escape(&paragraph.text));
        }
        out.push_str("</u>\n");
    }
    out.push_str("</div>\n");
}
