//! Labels that are written in two ways, one for each side of a talk: they are one style.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::label::{Hit, Style};
use super::raw::Raw;
use super::speakers::{key, recurs};
use crate::interview::words::{Lexicon, class};

/// Where one side is bold as a whole (`**Mara: Why?**`), or in headings, and of the other only the label (`**Jens:** So.`),
/// both are one style: names before a colon.
pub fn unite(raws: &[Raw], hits: &mut [Option<Hit>]) {
    const LEAST: usize = 3;
    let set_apart = |raw: &Raw| raw.bold || raw.italic || raw.heading > 0;
    let whole = |raw: &Raw, hit: &Hit| hit.style == Style::Colon && set_apart(raw) && hit.body() < raw.text.len();
    let colon = |raw: &Raw, hit: &Hit| {
        hit.style == Style::Bold && raw.text[hit.name().end..].trim_start_matches(['*', ' ']).starts_with([':', '：'])
    };
    let count = |test: &dyn Fn(&Raw, &Hit) -> bool| {
        raws.iter().zip(&*hits).filter(|(raw, hit)| hit.as_ref().is_some_and(|hit| test(raw, hit))).count()
    };
    let plain = || count(&whole) >= LEAST || one_is_plain(raws, hits, &colon);
    if count(&colon) < LEAST || !plain() {
        return;
    }
    for (raw, hit) in raws.iter().zip(hits) {
        if let Some(hit) = hit.as_mut().filter(|hit| colon(raw, hit)) {
            hit.style = Style::Colon;
        }
    }
}

/// Whether one name stands before a colon in plain type, and takes turns with names in bold type: `MO: *Why?*`, `**Jens:** So.`
fn one_is_plain(raws: &[Raw], hits: &[Option<Hit>], bold: &dyn Fn(&Raw, &Hit) -> bool) -> bool {
    const LEAST: usize = 4;
    let name = |raw: &Raw, hit: &Hit| key(&raw.text[hit.name()]);
    // Each label in order: the name of one in plain type, nothing for one in bold.
    let labels = raws.iter().zip(hits).filter_map(|(raw, hit)| {
        let hit = hit.as_ref()?;
        let plain = hit.style == Style::Colon && hit.body() < raw.text.len();
        (plain || bold(raw, hit)).then(|| plain.then(|| name(raw, hit)))
    });
    let labels: Vec<Option<String>> = labels.collect();
    let mut plain = labels.iter().flatten();
    let Some(first) = plain.next() else { return false };
    let count = 1 + plain.clone().count();
    let turns = labels.windows(2).filter(|pair| pair[0].is_some() && pair[1].is_none()).count();
    count >= LEAST && plain.all(|name| name == first) && turns * 5 >= count * 4 && recurs(Style::Colon, first, count)
}

/// Where only the questions have a letter (`Q. Why?`) and the answers a name (`Jens: So.`), both are one style.
pub fn join_letters(raws: &[Raw], hits: &mut [Option<Hit>]) {
    const LEAST: usize = 3;
    let name = |raw: &Raw, hit: &Hit| key(&raw.text[hit.name()]);
    // Each name with how often it stands there, and where first: of those that are as frequent the first counts.
    let (mut letters, mut named) = (0, HashMap::<(Style, String), (usize, Reverse<usize>)>::new());
    for (at, (raw, hit)) in raws.iter().zip(&*hits).enumerate() {
        let Some(hit) = hit else { continue };
        match hit.style {
            Style::Letter if !Lexicon::union().is(&name(raw, hit), class::ASKER) => return,
            Style::Letter => letters += 1,
            Style::Colon | Style::Bold => named.entry((hit.style, name(raw, hit))).or_insert((0, Reverse(at))).0 += 1,
            _ => {}
        }
    }
    // As often as anybody is asked, somebody answers.
    let most = named.iter().max_by_key(|(_, often)| **often);
    let Some(((style, _), _)) = most.filter(|(_, (count, _))| letters >= LEAST && count * 2 >= letters) else { return };
    for hit in hits.iter_mut().flatten().filter(|hit| hit.style == Style::Letter) {
        hit.style = *style;
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Format, parse};
    use crate::text::CleanText;

    fn asked(text: &str) -> Vec<String> {
        let read = parse(&CleanText::new(text), Format::Markdown, None);
        read.exchanges.iter().flat_map(|one| &one.question).map(|id| read.para(*id).text.to_string()).collect()
    }

    #[test]
    fn one_name_in_plain_type_takes_turns_with_one_in_bold_type() {
        let text = "We met the keeper.\n\nMOE: *You came by boat.*\n\n**Per Lind:** In winter.\n\nThere was ice.\n\nMOE: *Alone.*\n\n\
            **Per Lind:** With a goat.\n\nMOE: *Whose was it?*\n\n**Per Lind:** My aunt's.\n\nShe kept it for the milk.\n\n\
            MOE: *And the light?*\n\n**Per Lind:** It was hers, too.\n";
        assert_eq!(asked(text), ["You came by boat.", "Alone.", "Whose was it?", "And the light?"]);
    }

    #[test]
    fn a_name_in_small_letters_alone_on_its_line_is_a_label() {
        let text = "Ruth:\nYou came by boat.\ndanagh:\nIn winter.\nRuth:\nAnd the goat?\ndanagh:\nShe came, too.\n\
            Ruth:\nWhose was she?\ndanagh:\nMy aunt's, who had the light before me.\n";
        assert_eq!(asked(text), ["You came by boat.", "And the goat?", "Whose was she?"]);
    }
}
