//! Questions in bold type at the beginning of the paragraph that answers them: `**Tea or coffee?** Water.`
//!
//! A sentence in bold may also be what somebody wants to be heard, so a text has several of them, or none is parted.

use super::inside;
use super::label;
use super::raw::{Kind, Raw};
use crate::text::segment::ends_asking;

/// Parts paragraphs behind the question in bold type that they begin with.
pub fn part(source: &str, raws: Vec<Raw>) -> Vec<Raw> {
    const LEAST: usize = 3;
    let found = raws.iter().filter(|raw| begins_with_one(raw)).count();
    if found < LEAST {
        return raws;
    }
    let mut out = Vec::with_capacity(raws.len() + found);
    for raw in raws {
        if !begins_with_one(&raw) {
            out.push(raw);
            continue;
        }
        let (lead, end, from) = (raw.lead(), raw.lead_end as usize, out.len());
        let span = raw.source.clone();
        inside::cut(source, raw, &[lead], &mut out);
        // Where the markup says where the bold type ends, nothing is reckoned.
        if let [question, answer] = &mut out[from..] {
            question.bold = true;
            if span.start < end && end < span.end && source.is_char_boundary(end) {
                (question.source.end, answer.source.start) = (end, end);
            }
        }
    }
    out
}

/// Whether a paragraph begins with a question in bold type, and goes on behind it in plain type.
fn begins_with_one(raw: &Raw) -> bool {
    let (Some(question), Some(rest)) = (raw.text.get(..raw.lead()), raw.text.get(raw.lead()..)) else { return false };
    let free = raw.kind == Kind::Text && raw.heading == 0 && !raw.bold && raw.said.is_none() && raw.speaker.is_none();
    free && ends_asking(question)
        && question.contains(char::is_whitespace)
        && rest.contains(char::is_alphabetic)
        && label::read(&raw.text, raw.lead()).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interview::parse::markdown;

    fn parted(source: &str) -> Vec<String> {
        let raws = part(source, markdown::read(&source.into(), 0));
        raws.into_iter().map(|raw| format!("{}|{}", raw.text, &source[raw.source])).collect()
    }

    #[test]
    fn a_question_in_bold_type_is_a_paragraph_of_its_own() {
        let source =
            "**Day or night?** Day.\n\n**Tea or coffee?** Water, if *he* has some.\n\n**Boat or train?** Boat.";
        assert_eq!(
            parted(source),
            [
                "Day or night?|Day or night?**",
                "Day.| Day.",
                "Tea or coffee?|Tea or coffee?**",
                "Water, if he has some.| Water, if *he* has some.",
                "Boat or train?|Boat or train?**",
                "Boat.| Boat.",
            ]
        );
        for source in [
            "**Day or night?** Day.\n\n**Tea or coffee?** Water.\n\nBoat or train? Boat.",
            "**Mara:** Day?\n\n**Jens:** Night.\n\n**Mara:** Tea?\n\n**Why?** So.\n\n**Who?** He.\n\n**When?** Now.",
        ] {
            assert_eq!(parted(source).len(), source.split("\n\n").count(), "{source}");
        }
    }
}
