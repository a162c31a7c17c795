//! Which label style a document has, whose label stands where, and who asks.
//!
//! One style decides for the whole document. Labels must recur; a name that occurs once counts only in a style that is
//! already chosen. Who asks is told by behaviour (questions, length of turns), and only then by what the label says,
//! since labels may be swapped or mean nothing ("SPEAKER_00").

use std::collections::HashMap;

use super::label::{self, Hit, Style};
use super::raw::{Item, Kind, Raw};
use super::{
    addressed, aliases, beside, billed, chat, examiners, fields, gaps, habits, hearings, letters, papers, stamps,
    third, united, whether,
};
use crate::interview::given_back;
use crate::interview::words::{Lexicon, class, fold, is_wide, listed, words};

/// What someone does in the talk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// Asks.
    Asks,
    /// Answers.
    Answers,
    /// Neither: a judge, the audience, music.
    Other,
}

/// One who speaks.
#[derive(Clone, Debug)]
pub struct Speaker {
    /// Labels as written, the most complete first.
    pub labels: Vec<String>,
    /// What this one does.
    pub voice: Voice,
}

/// A label on a paragraph. A book has very many.
#[derive(Clone, Copy, Debug)]
pub struct Said {
    who: u32,
    body: u32,
    /// Time in the recording.
    pub time: Option<u32>,
}

impl Said {
    /// Who speaks, as an index into [`Speakers::all`], and where the paragraph's own text begins.
    pub fn new(who: usize, body: usize, time: Option<u32>) -> Self {
        Self { who: who as u32, body: body as u32, time }
    }

    /// Index into [`Speakers::all`].
    pub fn who(self) -> usize {
        self.who as usize
    }

    /// Where the paragraph's own text begins.
    pub fn body(self) -> usize {
        self.body as usize
    }

    /// The same label of somebody else.
    #[must_use]
    pub fn by(self, who: usize) -> Self {
        Self { who: who as u32, ..self }
    }
}

/// Everything the labels say.
#[derive(Debug)]
pub struct Speakers {
    /// How the labels are written.
    pub style: Style,
    /// All who speak, in order of first appearance.
    pub all: Vec<Speaker>,
    /// For each paragraph, its label.
    pub said: Vec<Option<Said>>,
    /// Paragraphs that are nothing but the label of the next one.
    pub spent: Vec<bool>,
    /// Only one label recurs, and it asks: the answers have none.
    pub only_questions: bool,
}

impl Speakers {
    /// How many labels each of them has.
    pub fn turns(&self) -> Vec<usize> {
        let mut turns = vec![0; self.all.len()];
        for said in self.said.iter().flatten() {
            turns[said.who()] += 1;
        }
        turns
    }

    /// How many have a voice.
    pub fn count(&self, voice: Voice) -> usize {
        self.all.iter().filter(|speaker| speaker.voice == voice).count()
    }

    /// Leaves out whoever is not to be kept; none of the labels may be theirs any more.
    pub fn keep(&mut self, kept: &[bool]) {
        let mut count = 0;
        let place = |keep: &bool| {
            let place = count;
            count += usize::from(*keep);
            place
        };
        let places: Vec<usize> = kept.iter().map(place).collect();
        let mut keeps = kept.iter();
        self.all.retain(|_| keeps.next().is_some_and(|keep| *keep));
        for said in self.said.iter_mut().flatten() {
            *said = said.by(places[said.who()]);
        }
    }

    /// Whether a text holds a word of the name of somebody with this voice.
    pub fn calls(&self, text: &str, voice: Voice) -> bool {
        let named = self.all.iter().filter(|speaker| speaker.voice == voice).flat_map(|speaker| &speaker.labels);
        let parts: Vec<String> = named.flat_map(|label| label.split_whitespace()).map(key).collect();
        words(&fold(text)).any(|(_, word)| word.chars().count() > 1 && parts.iter().any(|part| part == word))
    }
}

/// Finds the labels of a document, if it has a style of them.
pub fn find(raws: &[Raw], page: &[bool]) -> Option<Speakers> {
    let mut hits: Vec<Option<Hit>> = raws
        .iter()
        .zip(page)
        .map(|(raw, page)| if *page || raw.kind != Kind::Text { None } else { label::read(&raw.text, raw.lead()) })
        .collect();
    letters::find(raws, page, &mut hits);
    letters::count_up(raws, &mut hits);
    united::unite(raws, &mut hits);
    united::join_letters(raws, &mut hits);
    papers::find(raws, page, &mut hits);
    let mut counts: HashMap<(Style, String), usize> = HashMap::new();
    // A name of several words alone on its line in bold type counts as much as two without.
    for (raw, hit) in raws.iter().zip(&hits) {
        if let Some(hit) = hit {
            let name = &raw.text[hit.name()];
            let clear = hit.style == Style::Own && raw.bold && name.contains(' ');
            *counts.entry((hit.style, key(name))).or_default() += if clear { 2 } else { 1 };
        }
    }
    counts.retain(|(style, key), count| recurs(*style, key, *count));
    let style = choose(raws, &hits, &counts)?;
    let known: HashMap<&str, usize> =
        counts.iter().filter(|((of, _), _)| *of == style).map(|((_, key), count)| (key.as_str(), *count)).collect();
    let firsts = aliases::named_first(raws, &hits, &known);
    let known: HashMap<&str, usize> = known.into_iter().chain(firsts.iter().map(|name| (name.as_str(), 1))).collect();
    let mut found = assign(raws, &hits, style, &known);
    given_back(hits);
    fields::leave(raws, &mut found);
    stamps::behind_labels(raws, &mut found);
    gaps::set_apart(raws, page, &mut found);
    habits::classify(raws, &mut found);
    addressed::side_with_host(raws, &mut found);
    gaps::headings(raws, page, &mut found);
    gaps::fill(raws, page, &mut found);
    examiners::find(raws, page, &mut found);
    hearings::classify(raws, &mut found);
    let billed = billed::follow(raws, &mut found);
    let asked = by_class(raws, &mut found) || billed || whether::somebody_asks(raws, &found);
    (asked || beside::answers_alone(raws, page, &found)).then_some(found)
}

/// Where the markup says of whole turns that they ask, whoever speaks them asks, and nobody else does. Returns whether it
/// does.
fn by_class(raws: &[Raw], found: &mut Speakers) -> bool {
    let (mut turns, mut asked) = (vec![0_usize; found.all.len()], vec![0_usize; found.all.len()]);
    for (raw, said) in raws.iter().zip(&found.said) {
        if let Some(said) = said {
            turns[said.who()] += 1;
            asked[said.who()] += usize::from(raw.said == Some(true));
        }
    }
    if asked.iter().all(|asked| *asked == 0) {
        return false;
    }
    for (who, speaker) in found.all.iter_mut().enumerate() {
        let asks = asked[who] > 0 && asked[who] * 2 >= turns[who];
        match speaker.voice {
            _ if asks => speaker.voice = Voice::Asks,
            Voice::Asks => speaker.voice = Voice::Answers,
            Voice::Answers | Voice::Other => {}
        }
    }
    true
}

/// The form in which labels are compared: folded, without brackets, remarks in brackets, or a numbering of questions.
pub fn key(name: &str) -> String {
    if !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit()) {
        return name.to_owned();
    }
    if chat::is_number(name) {
        return name.chars().filter(char::is_ascii_digit).collect();
    }
    let folded = fold(name.trim_matches(['[', ']', '<', '>', '*', ' ', '.']));
    let folded = if folded.contains("  ") { folded.split_whitespace().collect::<Vec<_>>().join(" ") } else { folded };
    let bare = folded.split(" (").next().unwrap_or("").split(" [").next().unwrap_or("").trim();
    let bare = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    let letters = bare.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '#' | '.'));
    // "S00" and "S01" are two people, as programs number them, and so are "P1" and "P2"; "Q1" and "Q2" are two questions.
    let person = bare[letters.len()..].starts_with('0') || letters::number_people(letters);
    let counted = (letters.chars().count() == 1 && !person) || listed("turnword", letters);
    if counted && letters.len() < bare.len() { letters.to_owned() } else { bare.to_owned() }
}

/// A label without the number at its end: "participant 3", "interviewer #1". Of "p07" a letter would be left, which says
/// nothing.
pub fn unnumbered(key: &str) -> &str {
    let bare = key.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '#'));
    if bare.chars().nth(1).is_some() { bare } else { key }
}

/// Whether a number makes a voice of what would be an entry of a head without it: "Subject 2".
fn is_numbered_voice(key: &str) -> bool {
    let bare = unnumbered(key);
    let speaks = || Lexicon::union().is(bare, class::ASKER | class::ANSWERER | class::OTHER);
    bare.len() < key.len() && (speaks() || listed("numbered voice", bare))
}

pub(super) fn recurs(style: Style, key: &str, count: usize) -> bool {
    const LEAST_OWN: usize = 3;
    // "Interview 2: Hanna Kress" is a heading, however often it stands there.
    let classes = Lexicon::union().classes(key) | (Lexicon::union().classes(unnumbered(key)) & class::NOT_SPEAKER);
    let speaks = classes & (class::ASKER | class::ANSWERER | class::OTHER) != 0 || is_numbered_voice(key);
    let barred = classes & class::NOT_SPEAKER != 0 && !(speaks && count >= LEAST_OWN);
    let least = match style {
        Style::Own | Style::Caps | Style::Dash | Style::Bracket | Style::Stop => LEAST_OWN,
        _ => 2,
    };
    !barred && !key.is_empty() && count >= least && !third::is_event(key)
}

/// The style that labels most, if its labels cover enough of the text between the first and the last.
fn choose(raws: &[Raw], hits: &[Option<Hit>], counts: &HashMap<(Style, String), usize>) -> Option<Style> {
    const LEAST: usize = 6;
    const LEAST_SHORT: usize = 4;
    const LEAST_COVER: f32 = 0.2;
    const LEAST_COVER_ASKED: f32 = 0.08;
    const MANY: usize = 10;
    let mut best: Option<(usize, Style)> = None;
    for style in Style::ALL {
        let names: Vec<&String> = counts.keys().filter(|(of, _)| *of == style).map(|(_, key)| key).collect();
        if names.is_empty() {
            continue;
        }
        let mut at: Vec<usize> = Vec::new();
        let (mut last_key, mut changes) = (String::new(), 0);
        let mut alone = 0;
        for (index, hit) in hits.iter().enumerate() {
            let Some(hit) = hit.as_ref().filter(|hit| hit.style == style) else { continue };
            let key = (style, key(&raws[index].text[hit.name()]));
            if counts.contains_key(&key) {
                changes += usize::from(!at.is_empty() && key.1 != last_key);
                at.push(index);
                last_key = key.1;
                alone += usize::from(hit.body() == raws[index].text.len());
            }
        }
        let (Some(first), Some(last)) = (at.first(), at.last()) else { continue };
        let span = (last - first + 1) as f32;
        let cover = (at.len() + alone) as f32 / span;
        // "Q:" says what it is; the answers of such a text may be long.
        let plain = asker(&names) && !style.is_loose();
        let enough = at.len() >= LEAST || (at.len() >= LEAST_SHORT && (plain || names.len() >= 2 && cover >= 0.5));
        // Two who talk take turns; words that only happen to stand at the beginning do not.
        let turns = changes as f32 / (at.len() - 1).max(1) as f32;
        // Two who take turns many times are speakers however long the answers are.
        let full = || names.iter().all(|name| name.contains(' '));
        let pair = names.len() == 2 && at.len() >= MANY && turns >= 0.9 && (style != Style::Own || full());
        let covers = cover >= if plain || pair { LEAST_COVER_ASKED } else { LEAST_COVER };
        let strict = match style {
            Style::Caps => names.len() >= 2 && (cover >= 0.6 || (cover >= 0.3 && turns >= 0.6) || pair),
            Style::Dash | Style::Bracket | Style::Stop => names.len() >= 2 && (cover >= 0.25 && turns >= 0.5 || pair),
            // A short line that recurs may be a heading; two names that carry the text are speakers, unless lists stand below.
            Style::Own if above_lists(raws, &at) => false,
            Style::Own => names.len() >= 2 && cover >= 0.4 || asker(&names) || pair,
            _ => true,
        };
        let few = names.len() * 2 <= at.len();
        if enough && strict && few && covers && best.is_none_or(|(most, _)| at.len() > most) {
            best = Some((at.len(), style));
        }
    }
    best.map(|(_, style)| style)
}

/// Whether most of these lines stand above items of lists: "Added", "Fixed".
fn above_lists(raws: &[Raw], at: &[usize]) -> bool {
    let listed = |&&index: &&usize| raws.get(index + 1).is_some_and(|next| next.item == Item::Bullet);
    at.iter().filter(listed).count() * 2 > at.len()
}

fn asker(names: &[&String]) -> bool {
    names
        .iter()
        .any(|name| Lexicon::union().is(name, class::ASKER) || Lexicon::union().is(unnumbered(name), class::ASKER))
}

fn assign(raws: &[Raw], hits: &[Option<Hit>], style: Style, known: &HashMap<&str, usize>) -> Speakers {
    let mut speakers = Speakers {
        style,
        all: Vec::new(),
        said: vec![None; raws.len()],
        spent: vec![false; raws.len()],
        only_questions: false,
    };
    let mut index_of: HashMap<String, usize> = HashMap::new();
    let mut waiting: Option<(usize, usize, Option<u32>)> = None;
    // A time on a line of its own, which may belong to the label below.
    let mut stamp: Option<(usize, u32)> = None;
    let mut started = false;
    let rows = stamps::before_rows(raws, |index| hits[index].is_some());
    let mut running = None;
    for (index, raw) in raws.iter().enumerate() {
        if raw.kind != Kind::Text {
            continue;
        }
        let hit = hits[index].as_ref().filter(|hit| {
            let name = &raw.text[hit.name()];
            let loose = hit.style.is_loose() && hit.style != style;
            !loose
                && (known.contains_key(key(name).as_str())
                    || (started && known_once(hit, name, style, known))
                    || shortened(hit, &raw.text, style, known, started))
        });
        let above = stamp.take().filter(|_| hit.is_none_or(|hit| hit.time.is_none()));
        let Some(hit) = hit else {
            let lone = stamps::lone(&raw.text);
            // A time on the line between a name and what is said belongs to both.
            if let (Some((at, who, None)), Some(time)) = (waiting, lone) {
                speakers.spent[at] = true;
                waiting = Some((index, who, Some(time)));
                continue;
            }
            if let Some((at, who, time)) = waiting.take() {
                speakers.spent[at] = true;
                let (after, body) = label::leading_time(&raw.text);
                let body = if body < raw.text.len() && after.is_some() { body } else { 0 };
                speakers.said[index] = Some(Said::new(who, body, time.or(after.filter(|_| body > 0))));
            } else if let (true, Some(who), Some((time, body))) = (rows, running, stamps::bracketed(&raw.text))
                && !raw.text[body..].starts_with('[')
            {
                // A row of the turn that has its own time.
                speakers.said[index] = Some(Said::new(who, body, Some(time)));
            } else {
                stamp = lone.map(|time| (index, time));
            }
            continue;
        };
        let time = hit.time.or(above.map(|(_, time)| time));
        if let Some((at, _)) = above {
            speakers.spent[at] = true;
        }
        started = true;
        let name = raw.text[hit.name()].trim().trim_matches(['<', '>']);
        let who = *index_of.entry(key(name)).or_insert_with(|| {
            speakers.all.push(Speaker { labels: vec![name.to_owned()], voice: Voice::Other });
            speakers.all.len() - 1
        });
        running = Some(who);
        if !speakers.all[who].labels.iter().any(|label| label == name) {
            speakers.all[who].labels.push(name.to_owned());
        }
        if hit.body() >= raw.text.len() {
            waiting = Some((index, who, time));
        } else {
            waiting = None;
            speakers.said[index] = Some(Said::new(who, hit.body(), time));
        }
    }
    aliases::merge(&mut speakers);
    speakers
}

/// Whether a label that does not recur is one all the same: another form of a name that does, or a name by its looks.
fn known_once(hit: &Hit, name: &str, style: Style, known: &HashMap<&str, usize>) -> bool {
    let other_form = known.iter().any(|(long, turns)| aliases::is_alias(name, long, (1, *turns)))
        || hit.style == style && known.keys().filter(|long| aliases::is_letter_of(&key(name), long)).count() == 1;
    let written = matches!(hit.style, Style::Colon | Style::Bold | Style::Time);
    // Court transcripts write Q. and A. for the two who matter and a name with a colon for everyone else.
    let court = style == Style::Letter && hit.style == Style::Colon;
    let third = (hit.style == style || court) && third::is_voice(name);
    (written && other_form) || third || (hit.style == style && once(name, style)) || (court && label::shouts(name))
}

/// Whether a name stands in full before its first letter or its initials do on all later turns: "Mara: …", "M: …";
/// "Mara Olsen (MO): …", "MO: …"; and, before a sentence, "Mara Olsen: …", "Olsen: …" or "Mara: …"; "TIDEBOOK: …", "TB: …".
/// Lists of those who take part hold no sentences.
fn shortened(hit: &Hit, text: &str, style: Style, known: &HashMap<&str, usize>, started: bool) -> bool {
    let name = &text[hit.name()];
    let alone = hit.body() == text.len();
    let said = if alone { started } else { super::visual::ends_a_sentence(text) };
    let full = key(name);
    // "PREGUNTA. …" on the first turn, and then "P. …".
    let spelt = style == Style::Letter && Lexicon::union().is(&full, class::ASKER | class::ANSWERER);
    (hit.style == style || spelt)
        && known.keys().any(|short| {
            let one_of_two = |(first, last): (&str, &str)| !first.contains(' ') && (last == *short || first == *short);
            aliases::is_letter_of(short, &full)
                || aliases::are_initials_of(short, &full)
                || (said && full.rsplit_once(' ').is_some_and(one_of_two))
                || (said && label::shouts(name) && aliases::are_letters_of(short, &full))
        })
}

/// Whether a name that occurs once, in the style of the document, is a speaker all the same.
fn once(name: &str, style: Style) -> bool {
    let key = key(name);
    let lexicon = Lexicon::union();
    // "Interview 2" is a heading.
    let barred = lexicon.is(&key, class::NOT_SPEAKER) || lexicon.is(unnumbered(&key), class::NOT_SPEAKER);
    if (barred && !is_numbered_voice(&key)) || third::is_event(&key) {
        return false;
    }
    // In a script without capitals nothing tells a name from words.
    if style == Style::Colon && name.chars().any(|c| is_wide(c.encode_utf8(&mut [0; 4]))) {
        return words(&key).any(|(_, word)| lexicon.is(word, class::ASKER | class::ANSWERER | class::OTHER));
    }
    let parts: Vec<&str> = name.split_whitespace().collect();
    // "Freedom 2" is an item of a list.
    let capital =
        |part: &&str| part.starts_with(|c: char| c.is_uppercase() || !(c.is_lowercase() || c.is_ascii_digit()));
    let known = words(&key).any(|(_, word)| lexicon.is(word, class::ASKER | class::ANSWERER | class::OTHER));
    match style {
        Style::Own | Style::Caps | Style::Letter | Style::Dash | Style::Bracket => false,
        Style::Bold | Style::Time | Style::Stop => parts.iter().all(capital),
        Style::Colon => {
            known || label::shouts(name) || (parts.len() >= 2 && parts.len() <= 3 && parts.iter().all(capital))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Format, parse};
    use crate::text::CleanText;

    #[test]
    fn of_names_that_are_as_frequent_the_same_decides_every_time() {
        let text = "- a list\n**Mara:** Who came?\n\nWhy? [00:01:02] Mara: Where? Why?\n\nJENS DAHL: Mm-hm.\n\nQ. Really?\n\n\
                    Q. Really?\n\n**Mara:** Who came? [00:01:02] Mara: Where? **Jens:** Nobody.\nQ. Really?\n\nA: Then nothing.\n";
        let read = || {
            let interview = parse(&CleanText::new(text), Format::Markdown, None);
            (interview.people, interview.exchanges)
        };
        let first = read();
        assert!((0..30).all(|_| read() == first));
    }
}
