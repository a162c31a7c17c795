//! Fields at the head of a transcript that look like labels: "Role: Keeper", "Years at the light: 10".
//!
//! Whoever made it may describe there who speaks, in the form that the labels have. Nobody speaks again under such a name.

use super::raw::{Kind, Raw};
use super::speakers::{Said, Speakers};
use crate::text::segment::ends_asking;

/// Takes the labels of fields away, with those of the list of people above them.
pub fn leave(raws: &[Raw], speakers: &mut Speakers) {
    const LEAST: usize = 3;
    const HEAD: usize = 40;
    const WORDS: usize = 20;
    const NAME: usize = 40;
    let mut turns = vec![0_usize; speakers.all.len()];
    for said in speakers.said.iter().flatten() {
        turns[said.who] += 1;
    }
    // "Years of service: 10" is a field like its neighbours, and looks less like a label.
    let named = |text: &str| text.find([':', '：']).is_some_and(|colon| (1..=NAME).contains(&colon));
    let is_field = |index: usize, said: Option<&Said>| {
        let text = &raws[index].text;
        let once = said.map_or_else(|| named(text), |said| turns[said.who] == 1);
        once && !ends_asking(text) && text.split_whitespace().nth(WORDS).is_none()
    };
    let (mut run, mut looks, mut end) = (0, 0, None);
    for (index, raw) in raws.iter().enumerate().take(HEAD).filter(|(_, raw)| raw.kind == Kind::Text) {
        match &speakers.said[index] {
            said if is_field(index, said.as_ref()) => {
                run += 1;
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
    let Some(end) = end else { return };
    // Below it somebody must speak.
    if speakers.said[end + 1..].iter().flatten().count() < LEAST {
        return;
    }
    speakers.said[..=end].fill(None);
    speakers.spent[..=end].fill(false);
    forget_the_silent(speakers);
}

/// Leaves out whoever has no turn.
fn forget_the_silent(speakers: &mut Speakers) {
    let mut speaks = vec![false; speakers.all.len()];
    for said in speakers.said.iter().flatten() {
        speaks[said.who] = true;
    }
    let mut kept = 0;
    let places: Vec<usize> = speaks
        .iter()
        .map(|speaks| {
            kept += usize::from(*speaks);
            kept.saturating_sub(1)
        })
        .collect();
    let mut at = 0;
    speakers.all.retain(|_| {
        at += 1;
        speaks[at - 1]
    });
    for said in speakers.said.iter_mut().flatten() {
        said.who = places[said.who];
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Format, parse};
    use crate::interview::Role;
    use crate::text::CleanText;

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
        let front = read.paragraphs.iter().filter(|paragraph| paragraph.role == Role::Front);
        assert!(front.filter(|paragraph| paragraph.text.contains("Keeper")).count() >= 2);
        assert!(read.paragraphs.iter().any(|paragraph| paragraph.text.contains("Role: Keeper of the light")));
    }
}
