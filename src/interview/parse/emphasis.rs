//! Stars and underscores around whole paragraphs of a plain text: `*Why?*`, `_Why?_`, `**Why?**`.
//!
//! Who writes so sets one side of a talk apart, as Markdown does; the text around it is often no Markdown at all (rows that
//! are paragraphs, numbers, angle brackets), so only these marks are read and the rest stays as it is.

use super::plain::item;
use super::raw::Raw;
use super::visual::ends_a_sentence;
use crate::text::segment::ends_asking;

/// Reads the marks where they stand around questions; remarks on what is heard (`*laughs*`) keep theirs.
pub fn read(raws: &mut [Raw]) {
    const LEAST: usize = 3;
    const MANY: usize = 8;
    let said = |raw: &Raw| inside(&raw.text).is_some_and(|(inside, _)| !is_remark(inside));
    let (mut all, mut asking) = (0, 0);
    for raw in raws.iter().filter(|raw| said(raw)) {
        all += 1;
        asking += usize::from(ends_asking(&raw.text));
    }
    // Where few of them ask, they may be what happens on a stage.
    let rare = if all < MANY { 3 } else { 6 };
    if all < LEAST || asking * rare < all {
        return;
    }
    for raw in raws.iter_mut().filter(|raw| said(raw)) {
        if let Some((inside, marks)) = inside(&raw.text) {
            let text = inside.to_owned();
            raw.bold = marks >= 2;
            raw.italic = marks != 2;
            raw.item = item(&text);
            raw.text = text.into();
        }
    }
}

/// What stands between the marks of a paragraph, and how many marks there are on each side: one for italics, two for bold
/// type, three for both.
fn inside(text: &str) -> Option<(&str, usize)> {
    const MOST: usize = 3;
    let sign = text.chars().next().filter(|sign| matches!(sign, '*' | '_'))?;
    let marks = text.len() - text.trim_start_matches(sign).len();
    let inside = text.trim_start_matches(sign).strip_suffix(&text[..marks])?;
    let whole = marks <= MOST
        && !inside.contains(sign)
        && !inside.starts_with(char::is_whitespace)
        && !inside.ends_with(char::is_whitespace)
        && inside.contains(char::is_alphabetic);
    whole.then_some((inside, marks))
}

/// A few words that are no sentence.
fn is_remark(inside: &str) -> bool {
    const LONGEST: usize = 3;
    !ends_a_sentence(inside) && inside.split_whitespace().take(LONGEST + 1).count() <= LONGEST
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(lines: &[&str]) -> Vec<String> {
        let mut raws: Vec<Raw> = lines.iter().map(|text| Raw { text: (*text).into(), ..Raw::default() }).collect();
        read(&mut raws);
        let sign = |raw: &Raw| if raw.bold { "b:" } else { "" }.to_owned() + if raw.italic { "i:" } else { "" };
        raws.iter().map(|raw| sign(raw) + &raw.text).collect()
    }

    #[test]
    fn marks_around_questions_are_read_and_others_stay() {
        assert_eq!(
            shown(&[
                "*Who built it?*",
                "*laughs*",
                "Arvid *himself* did.",
                "_And the sails?_",
                "**A *fine* boat.**",
                "***Why?***"
            ]),
            [
                "i:Who built it?",
                "*laughs*",
                "Arvid *himself* did.",
                "i:And the sails?",
                "**A *fine* boat.**",
                "b:i:Why?"
            ]
        );
        for stays in [
            &["*He goes to the window.*", "*She waits.*", "*Rain.*", "*Who is there?*"][..],
            &["*Who?*", "*Where?*", "They stayed."],
            &["*Who?* and *where?*", "* Who? *", "*Why?", "*When?*"],
            &["***", "___", "*?*", "_._"],
        ] {
            assert_eq!(shown(stays), stays);
        }
    }

    proptest! {
        #[test]
        fn no_letter_is_lost(lines in prop::collection::vec("[*_]{0,4}[a-zé *_]{0,12}[?.]?[*_]{0,4}", 0..12)) {
            let mut raws: Vec<Raw> = lines.iter().map(|text| Raw { text: text.as_str().into(), ..Raw::default() }).collect();
            read(&mut raws);
            for (raw, line) in raws.iter().zip(&lines) {
                prop_assert!(line.contains(&*raw.text));
                prop_assert_eq!(raw.text.replace(['*', '_'], ""), line.replace(['*', '_'], ""));
            }
        }
    }
}
