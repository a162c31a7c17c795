//! Who is who: names from the head and the foot of the text, and labels matched to them.
//!
//! Nothing is invented: a name is only ever a piece of the text. Where the interviewer is not named there is no such
//! person, and the screen says "Interviewer".

use super::bodies;
use super::bylines::{parts, together};
use super::conducted;
use super::label::shouts;
use super::name_words::{begins_with_article, is_address, is_compound, is_elided, is_headline, without_case};
use super::{one_name, wide_names};
use crate::interview::words::Lexicon;
use crate::interview::words::{class, fold, is_wide, listed, phrases_like};

/// A name found in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The name with its title.
    pub name: String,
    /// The name as it stands with what hangs on it, such as a class year ("Erin Kim '28"), where that differs.
    pub full: Option<String>,
}

/// Who was found, in the order of the text.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Who asks.
    pub interviewers: Vec<Named>,
    /// Who answers.
    pub interviewees: Vec<Named>,
    /// Who wrote it down, where a line says no more than that.
    pub authors: Vec<Named>,
    /// Whom somebody met who is not named there: one of the others.
    met: Vec<Named>,
}

/// A word of a text with its place, and its folded form without outer marks.
pub struct Token<'a> {
    /// Its first byte in the text.
    pub start: usize,
    /// The byte behind it.
    pub end: usize,
    /// The word.
    pub word: &'a str,
    /// Folded, without outer marks.
    pub folded: String,
}

/// The words of a text, the first few hundred.
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    const MOST: usize = 400;
    let base = text.as_ptr() as usize;
    let parts = text.split_whitespace().take(MOST);
    parts
        .map(|word| {
            let start = word.as_ptr() as usize - base;
            let folded = fold(word.trim_matches(|c: char| !c.is_alphanumeric() && c != ':' && c != '&'));
            Token { start, end: start + word.len(), word, folded }
        })
        .collect()
}

fn opens(text: &str) -> &str {
    text.trim_start_matches(['“', '"', '(', '«', '‘', '*', '_', '[', '@'])
}

/// Whether a word begins with a capital letter.
pub fn is_capital(word: &str) -> bool {
    opens(word).chars().next().is_some_and(char::is_uppercase)
}

pub(super) fn is_honorific(word: &str) -> bool {
    listed("honorific", &fold(opens(word)))
}

/// A class year, as American universities write it: '28.
fn is_year_suffix(word: &str) -> bool {
    let mut chars = word.chars();
    let mark = chars.next().is_some_and(|c| matches!(c, '\'' | '’' | '‘'));
    mark && chars.as_str().trim_end_matches([',', '.']).len() == 2
        && chars.all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'))
}

pub(super) fn is_common(folded: &str) -> bool {
    const SMALL: [&str; 34] = [
        "from", "the", "this", "that", "a", "an", "in", "on", "at", "for", "of", "with", "and", "der", "das", "ein",
        "eine", "le", "les", "un", "une", "el", "los", "il", "so", "well", "but", "now", "okay", "yeah", "yes", "if",
        "when", "then",
    ];
    // "What's Harbour Light?" begins with no name.
    let folded = folded.strip_suffix("'s").or_else(|| folded.strip_suffix("’s")).unwrap_or(folded);
    let lexicon = Lexicon::union();
    if listed("greeting", folded) || listed("thanking", folded) {
        return true;
    }
    lexicon.is(folded, class::ASK | class::YOU | class::ME | class::NOT_SPEAKER)
        || crate::interview::words::month(folded).is_some()
        || SMALL.contains(&folded)
}

/// The name of a person that begins at a token: the tokens after it, and the name.
pub fn name_after(text: &str, tokens: &[Token], from: usize) -> Option<(usize, Named)> {
    any_name_after(text, tokens, from).filter(|(_, named)| !bodies::is(&named.name))
}

/// The name of a person, a paper or an institution that begins at a token.
fn any_name_after(text: &str, tokens: &[Token], from: usize) -> Option<(usize, Named)> {
    const LONGEST: usize = 6;
    const COLUMN: usize = 3;
    let mut at = from;
    let (mut capitals, mut honorifics) = (0, 0);
    let mut end = tokens.get(from)?.start;
    let start = tokens[from].start + (tokens[from].word.len() - opens(tokens[from].word).len());
    while let Some(token) = tokens.get(at).filter(|_| at - from < LONGEST) {
        let bare = token.word.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '.');
        // A nickname in quotes is a part of the name.
        let nick =
            capitals > 0 && token.word.starts_with(['"', '“', '(', '‘']) && token.word.ends_with(['"', '”', ')', '’']);
        // Names in columns stand side by side.
        if at > from && text[tokens[at - 1].end..token.start].len() >= COLUMN {
            break;
        }
        // "Tim Dahl (Saltmarsh)" is of Saltmarsh, "Tim (Timo) Dahl" is called so.
        let nick =
            nick && (!token.word.starts_with('(') || tokens.get(at + 1).is_some_and(|next| is_capital(next.word)));
        // "Matt Corallo (MC)": initials in brackets are none. Nor are addresses: "harbour.example".
        if (capitals > 0 && token.word.starts_with(['(', '[']) && !nick) || is_address(bare) {
            break;
        }
        // "Luis de la Fuente": behind a particle any word is a part of the name.
        let surname = at > from + 1 && listed("particle", tokens[at - 1].word);
        let article = capitals == 0 && honorifics == 0 && begins_with_article(&token.folded);
        let stop = bare.len() < token.word.len() && !nick;
        let initial = bare.ends_with('.') && opens(bare).chars().count() <= 2;
        if is_honorific(bare) && capitals == 0 {
            honorifics += 1;
            end = token.start + bare.len();
        } else if (is_capital(bare) || (capitals > 0 && is_elided(bare)))
            && !article
            && (!is_common(token.folded.trim_end_matches(':'))
                || nick
                || surname
                || (capitals > 0 && is_article(tokens, at)))
            && (capitals == 0 || !listed("programme", &token.folded))
        {
            capitals += 1;
            // "Bianca St. Laurent" goes on.
            let saint = matches!(token.folded.as_str(), "st" | "ste")
                && tokens.get(at + 1).is_some_and(|next| is_capital(next.word));
            let sentence = bare.ends_with('.') && !initial && !saint && !listed("suffix", &fold(bare));
            // "Mara Olsen2014-01-26", as a page glues what stands in two boxes.
            let glued = bare.find(|c: char| c.is_ascii_digit()).filter(|at| *at > 2 && bare[*at..].len() >= 4);
            let word = glued.map_or(bare, |at| &bare[..at]).trim_end_matches('.');
            let word = if initial || saint { bare } else { without_case(word) };
            end = token.start + word.len();
            if nick {
                end = token.end;
            }
            if sentence || stop || (word.len() < bare.trim_end_matches('.').len() && !nick) {
                at += 1;
                break;
            }
        } else if listed("particle", &token.folded)
            && capitals > 0
            && tokens.get(at + 1).is_some_and(|next| {
                (is_capital(next.word) && !is_compound(next.word)) || listed("particle", &next.folded)
            })
        {
            // "José Ortega y Gasset" is one, "Ana Ortega y Luz Gasset" are two.
            let joins =
                token.folded == "y" && capitals >= 2 && tokens.get(at + 2).is_none_or(|next| !is_capital(next.word));
            if matches!(token.folded.as_str(), "y" | "e" | "a") && !joins {
                break;
            }
            end = token.end;
        } else {
            break;
        }
        at += 1;
        if stop {
            break;
        }
    }
    let name = text.get(start..end)?.trim();
    let wide = capitals == 0 && is_wide(name);
    let enough = capitals >= 2 || (capitals >= 1 && honorifics >= 1) || wide;
    if !enough || name.chars().count() > 60 {
        return None;
    }
    let name = without_calling(name, tokens, from..at);
    // "Gründerin Ida" says what somebody does, and only half a name.
    let calling = name.split(' ').next().is_some_and(|word| listed("calling", &fold(word)));
    if is_headline(name) || calling {
        return None;
    }
    let mut full = None;
    if let Some(token) = tokens.get(at).filter(|token| is_year_suffix(token.word)) {
        full = text.get(start..token.end).map(|text| text.trim_end_matches([',', '.']).to_owned());
        at += 1;
    }
    Some((at, Named { name: name.to_owned(), full }))
}

/// The article of a surname between capitals: "Solène Le Gall".
fn is_article(tokens: &[Token], at: usize) -> bool {
    let next = tokens.get(at + 1);
    is_capital(tokens[at].word)
        && is_article_word(&tokens[at].folded)
        && next.is_some_and(|next| is_capital(next.word) && !is_common(&next.folded))
}

/// "Le" of "Le Gall", "van" of "van der Dahl": two such words are a surname, and no name in full.
pub(super) fn begins_a_surname(folded: &str) -> bool {
    is_article_word(folded) || listed("particle", folded)
}

fn is_article_word(folded: &str) -> bool {
    matches!(folded, "le" | "la" | "les" | "el" | "los" | "das")
}

/// A name of so many words has what its bearer does before it: "Harbour Museum Director Ida Berg".
fn without_calling<'a>(name: &'a str, tokens: &[Token], range: std::ops::Range<usize>) -> &'a str {
    // "Saltmarsh CEO Ida Berg"
    let calling = name.split(' ').collect::<Vec<_>>().iter().rposition(|word| listed("calling", &fold(word)));
    if let Some(at) = calling
        && name.split(' ').count() >= at + 3
        && let Some((space, _)) = name.match_indices(' ').nth(at)
        && is_capital(&name[space + 1..])
    {
        return &name[space + 1..];
    }
    const LONGEST: usize = 5;
    let plain = |token: &Token| {
        token.word.trim_end_matches('.').chars().count() > 1
            && token.word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | ',' | '.' | '’' | '\''))
            && is_capital(token.word)
    };
    if range.len() < LONGEST || !tokens[range].iter().all(plain) {
        return name;
    }
    let mut cuts = name.rmatch_indices(' ');
    cuts.nth(1).map_or(name, |(at, _)| &name[at + 1..])
}

/// The name, of whatever, that ends right before a token.
pub(super) fn name_before(text: &str, tokens: &[Token], to: usize) -> Option<Named> {
    const LONGEST: usize = 7;
    (to.saturating_sub(LONGEST)..to).find_map(|from| {
        let clean = from == 0 || !is_capital(tokens[from - 1].word) || tokens[from - 1].word.ends_with([',', '.', ':']);
        let (end, named) = any_name_after(text, tokens, from).filter(|_| clean)?;
        (end == to).then_some(named)
    })
}

/// The name behind a phrase, perhaps with what its bearer does before it: "Kressau Museum director Oona Berg", "the keeper
/// Oona Berg", "Saltmarsh co-founder Oona Berg".
fn called_after(text: &str, tokens: &[Token], from: usize) -> Option<(usize, Named)> {
    const FEW: usize = 4;
    let end = match any_name_after(text, tokens, from) {
        Some((end, named)) if !bodies::is(&named.name) => return Some((end, named)),
        Some((end, _)) => end,
        // A house of one word.
        None => from + usize::from(tokens.get(from).is_some_and(|token| is_capital(token.word))),
    };
    let small = |at: &usize| tokens.get(*at).is_some_and(|token| !is_capital(token.word));
    let next = (end..end + FEW).find(|at| !small(at)).filter(|at| *at > end)?;
    let calling = |at: usize| {
        let Token { word, folded, .. } = &tokens[at];
        let article = listed("article", folded) && (at > from || at + 1 == next);
        word.chars().all(|c| c.is_alphabetic() || c == '-') && !article && !listed("between", folded)
    };
    // In German what somebody does has a capital too: "mit der Glockengießerin Oona Berg".
    const CASES: [&str; 3] = ["der", "dem", "den"];
    if end == from && next == from + 1 && CASES.contains(&&*tokens[from].folded) {
        return name_after(text, tokens, next + 1);
    }
    name_after(text, tokens, next).filter(|_| (end..next).all(calling))
}

/// The word behind a phrase that begins at a word. A colon may be a part of the phrase, or stand behind one of its words.
pub fn end_of(all: &[Token], at: usize, phrase: &str) -> Option<usize> {
    let mut end = at;
    for part in phrase.split(' ') {
        let token = all.get(end)?;
        if token.folded != part && token.folded.trim_end_matches(':') != part {
            return None;
        }
        end += 1;
    }
    Some(end)
}

/// The word behind the longest phrase of a list that begins at a word.
pub(super) fn end_of_any(all: &[Token], at: usize, list: &'static str) -> Option<usize> {
    phrases_like(list, &all[at].folded).iter().filter_map(|phrase| end_of(all, at, phrase)).max()
}

/// Looks for names in lines of the head and the foot, in order.
pub fn find<'a>(lines: impl Iterator<Item = &'a str>) -> Found {
    let mut found = Found::default();
    let mut billed: Vec<String> = Vec::new();
    let mut before = "";
    for (number, line) in lines.enumerate() {
        let all = tokens(line);
        for at in 0..all.len() {
            verb(line, &all, at, &mut found);
            if let Some(named) = elided(line, &all, at) {
                add(&mut found.interviewees, named);
            }
            for phrase in phrases_like("with", &all[at].folded) {
                if let Some((_, named)) = end_of(&all, at, phrase).and_then(|end| called_after(line, &all, end)) {
                    if number == 0 && phrase.contains(' ') && listed("interview", &all[at].folded) {
                        billed.push(named.name.clone());
                    }
                    add(&mut found.interviewees, named);
                }
            }
            for phrase in phrases_like("by", &all[at].folded) {
                // "by" alone says little, but at the head of a short line it is a byline.
                const PLAIN: usize = 6;
                let telling = phrase.contains(' ') || phrase.chars().count() >= PLAIN || (at == 0 && all.len() <= 10);
                if let Some((end, named)) =
                    end_of(&all, at, phrase).filter(|_| telling).and_then(|end| name_after(line, &all, end))
                {
                    add(&mut found.interviewers, named);
                    if let Some(named) = together(line, &all, end) {
                        add(&mut found.interviewers, named);
                    }
                }
            }
        }
        conducted::find(line, &all, &mut found);
        metadata(line, &mut found, true);
        // "Interviewer" as a heading, and the name below it.
        if before.split_whitespace().count() <= 2 && !before.contains([':', '：', '.', '?']) {
            metadata(&format!("{before}: {line}"), &mut found, false);
        }
        before = line;
        wide_names::find(line, &mut found);
    }
    for named in std::mem::take(&mut found.met) {
        let known = |list: &[Named]| list.iter().any(|other| core_words(&other.name) == core_words(&named.name));
        if known(&found.interviewers) || known(&found.interviewees) {
            continue;
        }
        let free = found.interviewers.is_empty() && !found.interviewees.is_empty();
        (if free { &mut found.interviewers } else { &mut found.interviewees }).push(named);
    }
    // "Interview with Ida Berg" as a title is plainer than "an interview of Ida Berg" below it.
    found.interviewers.retain(|named| !billed.contains(&named.name));
    let asks: Vec<String> = found.interviewers.iter().map(|named| named.name.clone()).collect();
    found.interviewees.retain(|named| !asks.contains(&named.name));
    found
}

/// "Interview d’Ida Berg": the name behind an elided preposition, which stands in one word with it.
fn elided(line: &str, all: &[Token], at: usize) -> Option<Named> {
    let next = all
        .get(at + 1)
        .filter(|next| listed("interview", all[at].folded.trim_start_matches("l'")) && is_elided(next.word))?;
    let rest = &line[next.start + next.word.find(['\'', '’'])?..];
    let rest = rest.trim_start_matches(['\'', '’']);
    name_after(rest, &tokens(rest), 0).map(|(_, named)| named)
}

/// "X interviewed Y", "X talks to Y".
fn verb(line: &str, all: &[Token], at: usize, found: &mut Found) {
    const HOUSE: usize = 4;
    for phrase in phrases_like("verb", &all[at].folded) {
        let Some(end) = end_of(all, at, phrase) else { continue };
        // "Mara Olsen of the Review caught up with …"
        let house = all[..at].iter().rposition(|token| !is_capital(token.word) && !listed("article", &token.folded));
        let house = house.filter(|of| all[*of + 1..at].len() <= HOUSE && listed("of a house", &all[*of].folded));
        let subject = name_before(line, all, at).or_else(|| name_before(line, all, house?));
        let Some((_, object)) = any_name_after(line, all, end) else {
            // "Mara Olsen speaks with the keeper of the light": she may be who wrote it down.
            let article = all.get(end).is_some_and(|next| listed("article", &next.folded));
            if let Some(subject) =
                subject.filter(|subject| phrase.contains(' ') && article && !bodies::is(&subject.name))
            {
                add(&mut found.authors, subject);
            }
            continue;
        };
        // Who speaks with a paper answers it.
        if bodies::is(&object.name) {
            let answers = subject.filter(|subject| phrase.contains(' ') && !bodies::is(&subject.name));
            if let Some(named) = answers {
                add(&mut found.interviewees, named);
            }
            return;
        }
        // "She spoke with Mara Olsen": of these two one is known from elsewhere. Not so "She interviewed Mara Olsen".
        if subject.is_none() && at > 0 && listed("somebody", &all[at - 1].folded) && phrase.contains(' ') {
            add(&mut found.met, object);
            return;
        }
        // "interviewed Y" without a name before it says who answers only.
        if let Some(subject) = subject.filter(|subject| !bodies::is(&subject.name)) {
            add(&mut found.interviewers, subject);
        }
        add(&mut found.interviewees, object);
        return;
    }
}

/// "Interviewer: Mara Olsen", "Narrators: Jens Dahl and Ida Dahl", "Name of interviewee: …"; `outright` where one line says
/// it, so that one name is enough.
fn metadata(line: &str, found: &mut Found, outright: bool) {
    const MOST: usize = 4;
    let Some((head, rest)) = line.split_once([':', '：']) else { return };
    let words: Vec<String> = head
        .split_whitespace()
        .map(|word| fold(word.trim_end_matches("(s)").trim_matches(|c: char| !c.is_alphanumeric())))
        .collect();
    if words.is_empty() || words.len() > MOST {
        return;
    }
    let lexicon = Lexicon::union();
    let one = |word: &String, wanted: u16| {
        word.chars().count() >= 2 && (lexicon.is(word, wanted) || lexicon.is(word.trim_end_matches('s'), wanted))
    };
    let (first, last) = (&words[0], &words[words.len() - 1]);
    let names = |wanted: u16| one(last, wanted) || (words.len() == 1 && one(first, wanted));
    let list = if names(class::ASKER) {
        &mut found.interviewers
    } else if words.len() == 1 && listed("wrote", first) {
        &mut found.authors
    } else if names(class::ANSWERER) || matches!(last.as_str(), "interviewed" | "interviewees" | "narrators") {
        &mut found.interviewees
    } else {
        return;
    };
    for (before, part) in parts(rest).enumerate() {
        // "語り手：北原澄子さん"
        let address = wide_names::AFTER_NAME.iter().filter(|_| is_wide(part)).find_map(|end| part.strip_suffix(end));
        let part = address.unwrap_or(part);
        let all = tokens(part);
        // What a line states outright is not doubted. Behind a name, what is no name from end to end says what that one is:
        // "Ida Berg, Director of the harbour and the light".
        let named = all.first().and_then(|_| any_name_after(part, &all, 0));
        // "Interviewee: Jemima" stands for itself.
        if let ([only], None, 0) = (&all[..], &named, before)
            && words.len() == 1
            && outright
            && one_name::is_name(only.word)
        {
            add(list, Named { name: only.word.to_owned(), full: None });
            return;
        }
        let whole = |end: usize| end == all.len() || all[end].word.starts_with(['(', '[']);
        if let Some((_, named)) = named.filter(|(end, _)| before == 0 || whole(*end)) {
            add(list, named);
        }
    }
}

pub(super) fn add(list: &mut Vec<Named>, named: Named) {
    match list.iter_mut().find(|known| is_same(&known.name, &named.name)) {
        Some(known) => {
            if known.full.is_none() {
                known.full = named.full;
            }
            // The capitals of a heading say less of a name than its own letters.
            let fuller = named.name.len().cmp(&known.name.len()).then(shouts(&known.name).cmp(&shouts(&named.name)));
            if fuller.is_gt() {
                known.name = named.name;
            }
        }
        None => list.push(named),
    }
}

/// Whether two names are one: the same words, without titles, and without what somebody is called in brackets or
/// quotation marks ("Malin (Lotta) Berg").
pub(super) fn is_same(one: &str, other: &str) -> bool {
    formal(one) == formal(other)
}

/// The words of a name (see [`core_words`]) without what somebody is called besides.
pub(super) fn formal(name: &str) -> Vec<String> {
    let called = |word: &&str| word.starts_with(['"', '“', '(', '‘']) && word.ends_with(['"', '”', ')', '’']);
    core_words(&name.split_whitespace().filter(|word| !called(word)).collect::<Vec<_>>().join(" "))
}

/// The words of a name in folded form, without the titles before it: the "M." of "Ada M. Berg" is none.
pub fn core_words(name: &str) -> Vec<String> {
    let mut begun = false;
    name.split_whitespace()
        .filter(|word| {
            let title = is_honorific(word);
            let counts = !title || (begun && word.trim_end_matches('.').chars().count() == 1);
            begun |= counts;
            counts
        })
        .map(|word| fold(word).trim_matches(|c: char| !c.is_alphanumeric()).to_owned())
        .filter(|word| !word.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::behind::{behind, fits};
    use super::*;

    fn names(list: &[Named]) -> Vec<&str> {
        list.iter().map(|named| named.name.as_str()).collect()
    }

    #[test]
    fn names_are_found_in_the_ways_people_write() {
        for (line, asks, answers) in [
            (
                "Mara Olsen '09 interviewed Dr. Jens van der Dahl on May 3rd, 2021.",
                "Mara Olsen",
                "Dr. Jens van der Dahl",
            ),
            ("An interview with Jens Dahl, by Mara Olsen of the Review", "", "Jens Dahl"),
            ("Interview by Mara Olsen", "Mara Olsen", ""),
            ("By Mara Olsen", "Mara Olsen", ""),
            ("By Mara Olsen2014-01-26", "Mara Olsen", ""),
            ("Mara Olsen spricht mit Jens Dahl über das Meer.", "Mara Olsen", "Jens Dahl"),
            ("Propos recueillis par Mara Olsen", "Mara Olsen", ""),
            ("Jens Dahl was interviewed by Mara Olsen.", "Mara Olsen", ""),
            ("Interviewer: Mara Olsen", "Mara Olsen", ""),
            ("Entretien avec Solène Le Gall, gardienne", "", "Solène Le Gall"),
            ("An interview with Rogelio Iturbe y Sala about bells", "", "Rogelio Iturbe y Sala"),
            ("Entrevista con Ana Iturbe y Luz Sala", "", "Ana Iturbe"),
            ("Entrevista a Jens Dahl", "", "Jens Dahl"),
            ("Interviewers: Mara Olsen and Ida Berg", "Mara Olsen|Ida Berg", ""),
            ("Name of interviewee: Jens Dahl", "", "Jens Dahl"),
            ("Narrator: Jens Dahl; Ole Dahl", "", "Jens Dahl|Ole Dahl"),
            ("林德顺在巷口修伞。采访：周雅文，2023年6月15日。", "周雅文", ""),
            ("聞き手：大森健、2022年11月3日。", "大森健", ""),
            ("글 박정우, 2021년 9월 8일.", "박정우", ""),
            ("Беседовала Нина Осокина, 9 марта 2023.", "Нина Осокина", ""),
            ("We talked with people by the sea in May.", "", ""),
            ("We talked with Harbour Museum Director Ida Berg.", "", "Ida Berg"),
            ("A conversation with Harbour Museum Tower Keeper Ida Berg", "", "Ida Berg"),
            ("An interview with Harbour Museum director Ida Berg", "", "Ida Berg"),
            ("Ida Berg spoke with Salt Review about the ice.", "", "Ida Berg"),
            ("Salt Review spoke with Ida Berg about the ice.", "", "Ida Berg"),
            ("Ida Berg in conversation with Harbour Public Library", "", "Ida Berg"),
            ("Radio Norte entrevistó a Ida Berg en marzo.", "", "Ida Berg"),
            ("Die Kressauer Zeitung sprach mit Ida Berg.", "", "Ida Berg"),
            ("Interview by Salt Review", "", ""),
            ("In conversation with What's Harbour", "", ""),
            ("Interviewer: Salt Review", "Salt Review", ""),
            ("Entretien avec Solène d’Armont-Rey, gardienne", "", "Solène d’Armont-Rey"),
            ("An interview with Saltmarsh CEO Ida Berg", "", "Ida Berg"),
            ("Interview with Ida Berg’s neighbours", "", "Ida Berg"),
            ("A conversation with NASA Goddard about the ice", "", ""),
            ("Wywiad z Haliną Wolską", "", "Haliną Wolską"),
            ("Interview met Ida Berg door Mara Olsen", "", "Ida Berg"),
            ("Entrevista com a professora Ida Berg", "", "Ida Berg"),
            ("Interview with Saltmarsh co-founder Ida Berg", "", "Ida Berg"),
            ("Gespräch mit der Glockengießerin Ida Berg", "", "Ida Berg"),
            ("An interview with the author of Salt Roads", "", ""),
            ("A conversation with friends about Ida Berg", "", ""),
            ("Interview with Anna and Ida Berg", "", ""),
            ("Intervista condotta nel marzo 2011 da Mara Olsen.", "Mara Olsen", ""),
            ("Das Interview wurde im Mai von Mara Olsen geführt.", "Mara Olsen", ""),
            ("Board member Mara Olsen conducted this interview over email.", "Mara Olsen", ""),
            ("Un entretien réalisé en juin par Mara Olsen et Ida Berg", "Mara Olsen|Ida Berg", ""),
            ("Mara Olsen of the Review caught up with Ida Berg.", "Mara Olsen", "Ida Berg"),
            ("Interviewee: Jemima", "", "Jemima"),
            ("Interviewee: Student", "", ""),
            ("The works were conducted by Harbour Ltd.", "", ""),
            ("Tekst door Mara Olsen en Ida Berg", "Mara Olsen|Ida Berg", ""),
        ] {
            let found = find(std::iter::once(line));
            assert_eq!(names(&found.interviewers).join("|"), asks, "{line}");
            assert_eq!(names(&found.interviewees).join("|"), answers, "{line}");
        }
        let found = find(std::iter::once("Mara Olsen ’09 interviewed Jens Dahl."));
        assert_eq!(found.interviewers[0].full.as_deref(), Some("Mara Olsen ’09"));
    }

    #[test]
    fn labels_and_bylines_are_matched() {
        let named = Named { name: "Dr. Jens Dahl".into(), full: None };
        assert!(["Dahl", "Jens", "JD", "J.D.", "Dr. Dahl"].iter().all(|label| fits(&core_words(label), label, &named)));
        assert!(!fits(&core_words("Olsen"), "Olsen", &named));
        let longer = |name: &str| fits(&core_words("Jens Dahl"), "Jens Dahl", &Named { name: name.into(), full: None });
        assert!(is_same("Dr. Malin Berg", "Malin (Lotta) Berg") && !is_same("Malin Berg", "Malin Borg"));
        let called = Named { name: "Malin (Lotta) Berg".into(), full: None };
        assert!(["MB", "Lotta"].iter().all(|label| fits(&core_words(label), label, &called)));
        assert!(fits(&core_words("JMD"), "JMD", &Named { name: "Jens M. Dahl".into(), full: None }));
        assert!(longer("Jens van der Dahl") && longer("Prof. Jens Dahl") && !longer("Jens Dahl Boats"));
        let line = "This is the Jens Dahl Podcast, and here is Jens.";
        assert_eq!(behind("Dahl", &[line]).map(|named| named.name).as_deref(), Some("Jens Dahl"));
        assert_eq!(
            behind("Dahl", &["a talk by Dr. Jens Dahl on tides"]).map(|named| named.name).as_deref(),
            Some("Dr. Jens Dahl")
        );
    }
}
