//! Interviews for the tests of this layer, made without a parser.

use crate::interview::{Exchange, Interview, Meta, ParaId, Paragraph, Role};
use crate::text::CleanText;

fn push(interview: &mut Interview, text: &str, role: Role) -> ParaId {
    let text = CleanText::line(text);
    interview.paragraphs.push(Paragraph { text, source: 0..0, role, speaker: None, time: None, unsure: false });
    ParaId(interview.paragraphs.len() as u32 - 1)
}

/// An interview from its questions and their answers.
pub(crate) fn interview(turns: &[(&str, &[&str])]) -> Interview {
    let mut made = Interview::default();
    for (question, answers) in turns {
        let question = vec![push(&mut made, question, Role::Question)];
        let answer = answers.iter().map(|answer| push(&mut made, answer, Role::Answer)).collect();
        made.exchanges.push(Exchange { question: question.into(), answer, ..Exchange::default() });
    }
    made
}

/// The seed interview, by the known lines of its file.
pub(crate) fn seed() -> Interview {
    let mut made = Interview { meta: Meta { language: Some("en".into()), ..Meta::default() }, ..Interview::default() };
    let file = include_str!("../../seeds/wishnick-russia-north-korea.txt");
    for (n, line) in (1..).zip(file.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        match n {
            1 => {
                made.meta.title = Some(CleanText::line(line));
                push(&mut made, line, Role::Title);
            }
            2..=12 => {
                push(&mut made, line, Role::Front);
            }
            13 | 21 | 29 | 39 | 49 | 57 => {
                let question = vec![push(&mut made, line, Role::Question)];
                made.exchanges.push(Exchange { question: question.into(), ..Exchange::default() });
            }
            14..=63 => {
                let id = push(&mut made, line, Role::Answer);
                made.exchanges.last_mut().expect("a question came first").answer.push(id);
            }
            64..=69 => {
                push(&mut made, line, Role::Closing);
            }
            _ => {
                push(&mut made, line, Role::Page);
            }
        }
    }
    made
}
