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
    // Where the answers begin on a line of their own, so do those to questions without their mark.
    let lines = found > 0 && raws.iter().filter(|raw| begins_with_one(raw)).all(|raw| ends_its_line(source, raw));
    // Where bold questions are paragraphs, an editor may have forgotten the empty line below one.
    let whole = || raws.iter().filter(|raw| raw.bold && raw.heading == 0 && ends_asking(&raw.text)).count();
    if found < LEAST && !(lines && whole() >= LEAST) {
        return raws;
    }
    let begins = |raw: &Raw| begins_with_one(raw) || (lines && has_lead(raw) && ends_its_line(source, raw));
    let mut out = Vec::with_capacity(raws.len() + found);
    for raw in raws {
        if !begins(&raw) {
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
    // "**Tea or coffee?:**" asks, too.
    let question = raw.text.get(..raw.lead()).unwrap_or("").trim_end().trim_end_matches([':', '：']);
    ends_asking(question) && has_lead(raw)
}

/// Whether a paragraph begins with words in bold type that are no label, and goes on behind them in plain type.
fn has_lead(raw: &Raw) -> bool {
    let (Some(question), Some(rest)) = (raw.text.get(..raw.lead()), raw.text.get(raw.lead()..)) else { return false };
    let free = raw.kind == Kind::Text && raw.heading == 0 && !raw.bold && raw.said.is_none() && raw.speaker.is_none();
    free && question.trim().contains(char::is_whitespace)
        && rest.contains(char::is_alphabetic)
        && label::read(&raw.text, raw.lead()).is_none()
}

/// Whether the bold type that a paragraph begins with ends with its line.
fn ends_its_line(source: &str, raw: &Raw) -> bool {
    let rest = source.get(raw.lead_end as usize..raw.source.end).unwrap_or("");
    rest.trim_start_matches(['*', '_', ':', ' ', '\t', '\\', '\r']).starts_with('\n')
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
        let lines = "**Day or night?:**\nDay.\n\n**Tea or coffee?:**\nWater.\n\n**Boat or train?:**\nBoat.\n\n**And now a word to your crew.:**\nHoist!";
        let lines = parted(lines);
        assert_eq!((lines.len(), &*lines[6]), (8, "And now a word to your crew.:|And now a word to your crew.:**"));
        let forgotten = "**Day or night?**\n\nDay.\n\n**Tea or coffee?**\n\nWater.\n\n**Boat or train?**\nBoat.\n\n**And who steers?**\n\nHe.";
        assert_eq!(parted(forgotten).len(), 8);
        for source in [
            "**Day or night?** Day.\n\n**Tea or coffee?** Water.\n\nBoat or train? Boat.",
            "**Mara:** Day?\n\n**Jens:** Night.\n\n**Mara:** Tea?\n\n**Why?** So.\n\n**Who?** He.\n\n**When?** Now.",
        ] {
            assert_eq!(parted(source).len(), source.split("\n\n").count(), "{source}");
        }
    }
}
