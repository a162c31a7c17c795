//! Fields at the head of a transcript that look like labels: "Role: Keeper", "Years at the light: 10".
//!
//! Whoever made it may describe there who speaks, in the form that the labels have. Nobody speaks again under such a name.

use super::label;
use super::raw::{Kind, Raw};
use super::speakers::{Said, Speakers};
use crate::text::segment::ends_asking;

/// Takes the labels of fields away, with those of the list of people above them.
pub fn leave(raws: &[Raw], speakers: &mut Speakers) {
    const LEAST: usize = 3;
    const HEAD: usize = 40;
    const WORDS: usize = 20;
    const NAME: usize = 40;
    const TWICE: usize = 2;
    let turns = speakers.turns();
    // "Years of service: 10" is a field like its neighbours, and looks less like a label.
    let named = |text: &str| text.find([':', '：']).is_some_and(|colon| (1..=NAME).contains(&colon));
    let is_field = |index: usize, said: Option<&Said>, most: usize| {
        let text = &raws[index].text;
        // "Interviewer: Ruth Moe" is a field, whoever says more under that label below.
        let name = |said: &Said| {
            let body = &text[said.body()..];
            body.contains(' ') && label::is_name(body) || next_field(body).is_some_and(|at| label::is_name(&body[..at]))
        };
        let once = said.map_or_else(|| named(text), |said| turns[said.who()] <= most || name(said));
        once && !ends_asking(text) && text.split_whitespace().nth(WORDS).is_none()
    };
    let (mut run, mut looks, mut end) = (0, 0, None);
    for (index, raw) in raws.iter().enumerate().take(HEAD).filter(|(_, raw)| raw.kind == Kind::Text) {
        match &speakers.said[index] {
            said if is_field(index, said.as_ref(), 1) => {
                // Several fields may be one paragraph: "Interviewee: Ruth Moe Date: 3 May".
                let glued = said.is_some_and(|said| next_field(&raw.text[said.body()..]).is_some());
                run += if glued { LEAST } else { 1 };
                looks += usize::from(said.is_some());
            }
            _ if raw.heading > 0 => (run, looks) = (0, 0),
            // Who was asked was not described before.
            _ if ends_asking(&raw.text) => break,
            _ => (run, looks) = (0, 0),
        }
        if run >= LEAST && looks > 0 {
            end = Some(index);
        }
    }
    // Below it somebody must speak.
    let end = end.filter(|&end| speakers.said[end + 1..].iter().flatten().count() >= LEAST);
    // As at the head, so below a heading behind the last turn: "Light: revolving".
    let last = speakers.said.iter().rposition(|said| said.is_some_and(|said| turns[said.who()] > TWICE));
    let foot = last.and_then(|last| (last + 1..raws.len()).find(|&index| raws[index].heading > 0)).filter(|&foot| {
        let fields = (foot..raws.len()).filter(|&index| speakers.said[index].is_some());
        fields.clone().count() >= LEAST
            && fields.clone().all(|index| is_field(index, speakers.said[index].as_ref(), TWICE))
    });
    if end.is_none() && foot.is_none() {
        return;
    }
    let head = 0..end.map_or(0, |end| end + 1);
    for range in [head, foot.unwrap_or(raws.len())..raws.len()] {
        speakers.said[range.clone()].fill(None);
        speakers.spent[range].fill(false);
    }
    // Nor is what stood only there a label of whoever has another one.
    for (who, speaker) in speakers.all.iter_mut().enumerate() {
        let theirs = || {
            raws.iter()
                .zip(&speakers.said)
                .filter_map(|(raw, said)| said.filter(|said| said.who() == who).map(|said| &raw.text[..said.body()]))
        };
        let stands = |label: &String| theirs().any(|head| head.contains(&**label));
        if speaker.labels.iter().any(stands) {
            speaker.labels.retain(stands);
        }
    }
    // Whoever has no turn left does not take part.
    let speaks: Vec<bool> = speakers.turns().iter().map(|count| *count > 0).collect();
    speakers.keep(&speaks);
}

/// Where behind the value of a field the key of another one begins.
fn next_field(body: &str) -> Option<usize> {
    let key = body.find(": ")?;
    let start = body[..key].rfind(' ')?;
    body[start + 1..].starts_with(char::is_uppercase).then_some(start)
}

#[cfg(test)]
mod tests {
    use super::super::{Format, parse};
    use crate::interview::Role;
    use crate::text::CleanText;

    #[test]
    fn fields_in_one_paragraph_are_no_turn() {
        let text = "## Interview mit Ruth Moe\n\nInterviewpartner: Dr. Ruth Moe\nDatum: 3.5.2021\n\n## Inhalt\n\n\
                    I: [00:00] Wie kamen Sie zum Leuchtturm?\n\nB: [00:22] Mit dem Boot, im Winter.\n\n\
                    I: [00:40] Und wer hatte ihn vorher?\n\nB: [00:44] Meine Tante.\n\n\
                    I: [01:02] Fehlt Ihnen das Land?\n\nB: [01:05] Am Sonntag.\n";
        let read = parse(&CleanText::new(text), Format::Markdown, None);
        assert_eq!(read.exchanges.len(), 3);
        assert_eq!(read.interviewee().map(|person| person.name.as_str()), Some("Dr. Ruth Moe"));
    }

    #[test]
    fn who_takes_part_is_no_turn_though_one_of_them_has_that_label() {
        let text = "# A talk\n\n> **Recording:** talk about the light\n> **Date:** 22 June 2026\n> **Interviewer:** Ruth Moe\n\
                    > **Keeper:** Per Arne Lind (retired)\n\n## On this version\n\nThis is the whole talk, turn by turn.\n\n## The light\n\n\
                    **Interviewer:** How did you come to the light?\n\n**Per:** By boat, in winter.\n\n\
                    **Interviewer:** And who had it before?\n\n**Per:** My aunt.\n\n\
                    **Interviewer:** Do you miss the land?\n\n**Per:** On Sundays.\n";
        let read = parse(&CleanText::new(text), Format::Markdown, None);
        assert_eq!(read.exchanges.len(), 3);
        let names: Vec<&str> = read.people.iter().map(|person| person.name.as_str()).collect();
        assert_eq!(names, ["Ruth Moe", "Per Arne Lind"]);
    }

    #[test]
    fn fields_above_the_talk_are_nobodys_words() {
        let text = "# A talk\n\n- **Interviewer:** A student\n- **Keeper 02:** Anonymous\n\n## The keeper\n\n**Role:** Keeper of the light\n\n\
                    **Years of service:** 10 years\n\n**Light:** Revolving\n\n## The talk\n\n**Interviewer:** How did you come to the light?\n\n\
                    **Keeper 02:** By boat, in winter.\n\n**Interviewer:** And who had it before?\n\n**Keeper 02:** My aunt.\n\n\
                    **Interviewer:** Do you miss the land?\n\n**Keeper 02:** On Sundays.\n";
        let read = parse(&CleanText::new(text), Format::Markdown, None);
        let names: Vec<&str> = read.people.iter().map(|person| person.name.as_str()).collect();
        assert_eq!(names, ["Interviewer", "Keeper 02"]);
        assert_eq!(read.exchanges.len(), 3);
        let more = format!(
            "{text}\n## Summary\n\n**The light:** 5\n\n**The Ledger:** 4\n\n**Oil:** 3\n\n**Goat:** 5 of 5\n\n*(As the keeper said.)*\n"
        );
        let read = parse(&CleanText::new(&more), Format::Markdown, None);
        assert_eq!((read.people.len(), read.exchanges.len()), (2, 3));
        let closing = read.paragraphs.iter().filter(|paragraph| paragraph.role == Role::Closing).count();
        assert_eq!(closing, 6, "{:?}", read.paragraphs);
        let front = read.paragraphs.iter().filter(|paragraph| paragraph.role == Role::Front);
        assert!(front.filter(|paragraph| paragraph.text.contains("Keeper")).count() >= 2);
        assert!(read.paragraphs.iter().any(|paragraph| paragraph.text.contains("Role: Keeper of the light")));
    }
}
