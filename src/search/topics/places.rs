//! Where topics stand in a text, and how they are written there.

use std::ops::Range;

use super::Mention;
use super::choose::Key;
use super::read::{Gap, NONE, Reading};
use crate::search::words::apostrophe;

impl Reading<'_> {
    /// Where a topic is named, as spans of tokens in order.
    pub fn mentions<'k>(&'k self, key: &'k Key) -> impl Iterator<Item = Range<usize>> + 'k {
        self.mentions_from(key, 0)
    }

    /// The same from a token on.
    pub fn mentions_from<'k>(&'k self, key: &'k Key, from: usize) -> impl Iterator<Item = Range<usize>> + 'k {
        let length = key.words.len();
        // The rarest of the words leads to the fewest places.
        let lists = |word: u32| {
            let list = if key.name { self.named.get(&word) } else { self.places.get(word as usize) };
            list.map(Vec::as_slice).unwrap_or_default()
        };
        let rarest = (0..length).min_by_key(|&n| lists(key.words[n]).len()).unwrap_or(0);
        let list = key.words.get(rarest).map(|&word| lists(word)).unwrap_or_default();
        let at = |place: u32| if key.name { self.names[place as usize].span.start } else { place as usize };
        let list = &list[list.partition_point(|&place| at(place) < from)..];
        list.iter().filter_map(move |&place| {
            if key.name {
                let name = &self.names[place as usize];
                return name.key.windows(length).any(|part| part == key.words).then(|| name.span.clone());
            }
            let start = (place as usize).checked_sub(rarest)?;
            self.holds(&(start..start + length), key).then_some(start..start + length)
        })
    }

    /// Whether the stems of a key stand there.
    fn holds(&self, span: &Range<usize>, key: &Key) -> bool {
        let Some(tokens) = self.tokens.get(span.clone()) else { return false };
        tokens.iter().zip(&key.words).all(|(token, stem)| self.word(token).stem == *stem)
            // "Para" is not the topic of which "parar" has the stem.
            && !(tokens.len() == 1 && self.word(&tokens[0]).stop)
            && (span.start + 1..span.end).all(|n| self.adjacent(n))
            && (self.language.code() != "de" || tokens[tokens.len() - 1].capital)
    }

    /// Whether nothing but a blank, a hyphen or a possessive ending stands between a word and the one before it.
    pub fn adjacent(&self, n: usize) -> bool {
        let (before, token) = (&self.tokens[n - 1], &self.tokens[n]);
        token.before != Gap::Break
            || before.para == token.para
                && self.paras[token.para as usize].text.get(before.end as usize..token.start as usize) == Some(" ")
                && possessive(&self.paras[token.para as usize].text[before.start as usize..before.end as usize]) > 0
    }

    /// Whether the span can stand as it is: no hyphen ties it to a word outside.
    pub fn whole(&self, span: &Range<usize>) -> bool {
        self.tokens[span.start].before != Gap::Hyphen
            && self.tokens.get(span.end).is_none_or(|next| next.before != Gap::Hyphen)
    }

    /// A span as a mention.
    pub fn mention(&self, span: Range<usize>) -> Mention {
        let (first, last) = (&self.tokens[span.start], &self.tokens[span.end - 1]);
        let para = &self.paras[first.para as usize];
        let end = last.end as usize - possessive(&para.text[last.start as usize..last.end as usize]);
        Mention { para: para.id, range: first.start as usize..end, exchange: para.exchange, asked: para.asked }
    }

    /// A span as it is written, without a possessive ending, and without the capital of a sentence's head.
    pub fn written(&self, span: Range<usize>, name: bool) -> String {
        let first = self.tokens[span.start];
        let mention = self.mention(span);
        let form = self.paras[first.para as usize].text[mention.range].replace(['\n', '\u{a0}'], " ");
        let seen = self.word(&first).seen;
        let noun = self.language.code() == "de";
        if name || noun || first.name != NONE || !first.head || first.acronym || seen.capital > seen.lower {
            return form;
        }
        let mut chars = form.chars();
        chars.next().map(|c| c.to_lowercase().chain(chars).collect()).unwrap_or_default()
    }
}

/// Length in bytes of a possessive ending.
fn possessive(raw: &str) -> usize {
    let Some(rest) = raw.strip_suffix(['s', 'S']) else { return 0 };
    let kept = rest.trim_end_matches(apostrophe);
    if kept.len() < rest.len() && !kept.is_empty() { raw.len() - kept.len() } else { 0 }
}
