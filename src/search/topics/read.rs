//! Reading for topics: marked words, names, and evidence of what each word is.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::Mention;
use super::choose::Key;
use crate::interview::{Interview, ParaId, Role};
use crate::search::fold::fold;
use crate::search::language::{Language, Rarity};
use crate::search::words::{apostrophe, dense, hyphen, words};
use crate::text::CleanText;

/// Most words of a name.
const LONGEST_NAME: usize = 4;

/// What stands between a word and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    Space,
    Hyphen,
    Break,
}

/// A word of the text with what can be seen of it.
pub(super) struct Token {
    pub text: String,
    pub stem: String,
    pub range: Range<usize>,
    /// Index into [`Reading::paras`].
    pub para: usize,
    pub before: Gap,
    pub capital: bool,
    pub acronym: bool,
    /// Whether a capital says nothing here: at the head of a sentence.
    pub head: bool,
    pub stop: bool,
    pub number: bool,
    pub dense: bool,
    /// The article written together with it ("l’").
    pub article: Option<String>,
    /// The name this word is part of, as an index into [`Reading::names`].
    pub name: Option<usize>,
}

/// A paragraph that is read.
pub(super) struct Para<'a> {
    pub id: ParaId,
    pub text: &'a CleanText,
    pub exchange: Option<usize>,
    pub asked: bool,
}

/// One occurrence of a name.
pub(super) struct Name {
    pub span: Range<usize>,
    /// Folded words, a demonym replaced by its name, an acronym or surname by the full name.
    pub key: String,
    /// Whether it only qualifies what follows ("Russian").
    pub modifier: bool,
}

/// What is known of a word by its company.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Evidence {
    pub capital: u32,
    pub lower: u32,
    pub noun: u32,
    pub verb: u32,
    /// How often it ends its run of words.
    pub last: u32,
    pub total: u32,
}

/// The text of an interview, read once.
pub(super) struct Reading<'a> {
    pub paras: Vec<Para<'a>>,
    pub tokens: Vec<Token>,
    pub names: Vec<Name>,
    pub evidence: HashMap<String, Evidence>,
    /// Stems of the title.
    pub title: Vec<String>,
    /// Where each stem stands.
    places: HashMap<String, Vec<usize>>,
}

impl<'a> Reading<'a> {
    /// Reads questions and answers; a text without questions whole.
    pub fn new(interview: &'a Interview, language: &Language) -> Self {
        let mut paras = Vec::new();
        let para = |id: ParaId, exchange, asked| Para { id, text: &interview.para(id).text, exchange, asked };
        for (n, exchange) in interview.exchanges.iter().enumerate() {
            paras.extend(exchange.question.iter().map(|&id| para(id, Some(n), true)));
            let spoken = exchange.answer.iter().filter(|&&id| interview.para(id).role != Role::Aside);
            paras.extend(spoken.map(|&id| para(id, Some(n), false)));
        }
        if paras.is_empty() {
            let all = interview.ids().filter(|&id| !matches!(interview.para(id).role, Role::Page | Role::Title));
            paras.extend(all.map(|id| para(id, None, false)));
        }
        let title = interview.meta.title.as_ref().map(|title| words(title)).unwrap_or_default();
        let title = title.into_iter().map(|word| language.stem(&word.text)).collect();
        let mut reading = Self {
            paras,
            tokens: Vec::new(),
            names: Vec::new(),
            evidence: HashMap::new(),
            title,
            places: HashMap::new(),
        };
        for n in 0..reading.paras.len() {
            reading.cut(n, language);
        }
        for (n, token) in reading.tokens.iter().enumerate() {
            reading.places.entry(token.stem.clone()).or_default().push(n);
        }
        reading.weigh(language);
        reading.find_names(language);
        reading
    }

    fn cut(&mut self, para: usize, language: &Language) {
        let text = self.paras[para].text.as_str();
        let (mut end, mut sentence, mut possessive) = (0, u16::MAX, false);
        let mut article_before: Option<String> = None;
        for mut word in words(text).into_iter().filter(|word| !word.alias) {
            let elided = matches!(language.code(), "fr" | "it").then(|| elision(&text[word.range.clone()])).flatten();
            if let Some(length) = elided {
                let article = fold(&text[word.range.start..word.range.start + length]);
                word.range.start += length;
                word.text = fold(&text[word.range.clone()]).replace('\'', "");
                // "l’" is an article like any other.
                article_before = Some(article.trim_end_matches('\'').to_owned());
            }
            let gap = text.get(end..word.range.start).unwrap_or_default();
            let raw = &text[word.range.clone()];
            let new = sentence != word.sentence;
            let is_dense = raw.starts_with(dense);
            let before = match gap {
                _ if new || possessive || end == 0 || elided.is_some() => Gap::Break,
                _ if gap.chars().all(char::is_whitespace) && !gap.is_empty() => Gap::Space,
                _ if gap.chars().count() == 1 && gap.starts_with(|c| hyphen(c) && c != '–') => Gap::Hyphen,
                _ => Gap::Break,
            };
            let upper = raw.chars().filter(|c| c.is_uppercase()).count();
            // "MPs" is more than one MP.
            let plural = upper > 1 && raw.strip_suffix('s').is_some_and(|one| !one.contains(char::is_lowercase));
            if plural {
                word.text.pop();
            }
            let token = Token {
                stem: language.stem(&word.text),
                range: word.range.clone(),
                para,
                before,
                capital: raw.starts_with(char::is_uppercase),
                acronym: upper > 1 && upper <= 6 && (plural || !raw.contains(char::is_lowercase)),
                head: new || gap.contains([':', '“', '"', '«', '„', '(', '–', '—']),
                stop: language.stop(&word.text),
                number: word.text.starts_with(|c: char| c.is_ascii_digit()),
                dense: is_dense,
                article: article_before.take(),
                name: None,
                text: word.text,
            };
            possessive = !is_dense && raw.len() > 2 && raw.ends_with(['s', 'S']) && {
                let stem = raw.trim_end_matches(['s', 'S']);
                stem.ends_with(apostrophe)
            };
            (end, sentence) = (word.range.end, word.sentence);
            self.tokens.push(token);
        }
    }

    /// Collects, for every word, how it is written and what it stands beside.
    fn weigh(&mut self, language: &Language) {
        let (nouns, verbs) = company(language.code());
        for (n, token) in self.tokens.iter().enumerate() {
            let before = (token.before == Gap::Space && n > 0).then(|| self.tokens[n - 1].text.as_str());
            let before = token.article.as_deref().or(before);
            let next = self.tokens.get(n + 1);
            let seen = self.evidence.entry(token.text.clone()).or_default();
            seen.capital += u32::from(token.capital && !token.head);
            seen.lower += u32::from(!token.capital);
            seen.noun += u32::from(before.is_some_and(|word| nouns.contains(&word)));
            seen.verb += u32::from(before.is_some_and(|word| verbs.contains(&word)));
            seen.last += u32::from(next.is_none_or(|next| next.before == Gap::Break || next.stop || next.number));
            seen.total += 1;
        }
    }

    /// Whether this word is (part of) a name.
    fn is_name(&self, n: usize, rare: &impl Fn(&Token) -> bool) -> bool {
        let token = &self.tokens[n];
        let seen = self.evidence[&token.text];
        let roman = token.text.chars().count() < 2;
        let next = self.tokens.get(n + 1).filter(|next| next.capital && next.before != Gap::Break && !next.stop);
        if token.capital
            && !roman
            && let Some(next) = next
        {
            // "Kim" before "Jong" at the head of a sentence, "Six" before "-Party": the company decides.
            let named = token.head && !token.stop && seen.lower == 0 && rare(token);
            if named || !token.head && token.stop && next.before == Gap::Hyphen {
                return true;
            }
        }
        token.capital
            && !roman
            && if token.head || token.stop {
                token.acronym && token.text.len() > 1 && (!token.stop || token.text.len() < token.range.len())
                    || !token.stop && seen.capital > 0 && seen.capital >= seen.lower
            } else {
                seen.capital * 2 > seen.lower
            }
    }

    fn find_names(&mut self, language: &Language) {
        if language.code() == "de" {
            // Every noun has a capital: it tells nothing of names.
            return;
        }
        let mut n = 0;
        while n < self.tokens.len() {
            let from = n;
            let rare = |token: &Token| language.rarity(&token.stem) == Rarity::Rare;
            while n < self.tokens.len() && n - from < LONGEST_NAME && self.is_name(n, &rare) {
                n += 1;
                if self.tokens.get(n).is_none_or(|next| next.before == Gap::Break) {
                    break;
                }
            }
            if n == from {
                n += 1;
                continue;
            }
            let key = self.tokens[from..n].iter().map(|token| token.text.as_str()).collect::<Vec<_>>().join(" ");
            for token in &mut self.tokens[from..n] {
                token.name = Some(self.names.len());
            }
            self.names.push(Name { span: from..n, key, modifier: false });
        }
        if language.code() == "en" {
            self.demonyms();
        }
        self.short_forms();
    }

    /// "Korean" is a mention of Korea where the text names Korea; else a lone "Western" qualifies and names nothing.
    fn demonyms(&mut self) {
        let known: std::collections::HashSet<String> =
            self.names.iter().flat_map(|name| name.key.split(' ').map(str::to_owned)).collect();
        for name in &mut self.names {
            let Some(last) = name.key.rsplit(' ').next() else { continue };
            let seen = self.evidence.get(last).copied().unwrap_or_default();
            let one = last.strip_suffix('s').unwrap_or(last);
            let base = ["n", "an", "ian", "ese", "i", "ish", "ic", ""].iter().find_map(|ending| {
                let root = one.strip_suffix(ending).filter(|root| root.len() > 2)?;
                let endings: &[&str] = if ending.is_empty() { &["y"] } else { &["", "a", "e", "y", "ia"] };
                endings
                    .iter()
                    .map(|e| format!("{root}{e}"))
                    .find(|base| base != last && base != one && known.contains(base))
            });
            if let Some(base) = base {
                name.key = format!("{}{base}", &name.key[..name.key.len() - last.len()]);
            } else {
                let adjective =
                    ["an", "ern", "ese", "ish", "ic", "al", "ch"].iter().any(|ending| last.ends_with(ending));
                name.modifier = adjective && name.span.len() == 1 && seen.last * 2 < seen.total.max(1);
            }
        }
    }

    /// An acronym stands for the one name with these initials, a surname for the one name that ends in it.
    fn short_forms(&mut self) {
        let mut long: BTreeMap<String, Option<String>> = BTreeMap::new();
        for name in self.names.iter().filter(|name| name.key.contains(' ')) {
            let initials: String = name.key.split(' ').filter_map(|word| word.chars().next()).collect();
            let last = name.key.rsplit(' ').next().unwrap_or_default().to_owned();
            for short in [format!("\u{1}{initials}"), last] {
                long.entry(short)
                    .and_modify(|known| {
                        if known.as_ref().is_some_and(|known| *known != name.key) {
                            *known = None;
                        }
                    })
                    .or_insert_with(|| Some(name.key.clone()));
            }
        }
        let mut counts: HashMap<String, u32> = HashMap::new();
        for name in &self.names {
            *counts.entry(name.key.clone()).or_default() += 1;
        }
        // Where the short form is by far the usual one, the long one is named after it.
        let mut renamed: HashMap<String, String> = HashMap::new();
        for name in self.names.iter_mut().filter(|name| name.span.len() == 1) {
            let token = &self.tokens[name.span.start];
            let short = if token.acronym { format!("\u{1}{}", name.key) } else { name.key.clone() };
            let Some(Some(full)) = long.get(&short) else { continue };
            if counts[&name.key] > 3 * counts[full] {
                renamed.insert(full.clone(), name.key.clone());
            } else {
                name.key.clone_from(full);
            }
        }
        for name in &mut self.names {
            if let Some(short) = renamed.get(&name.key) {
                name.key.clone_from(short);
            }
        }
    }

    /// Whether the span can stand as it is: no hyphen ties it to a word outside.
    pub fn whole(&self, span: &Range<usize>) -> bool {
        self.tokens[span.start].before != Gap::Hyphen
            && self.tokens.get(span.end).is_none_or(|next| next.before != Gap::Hyphen)
    }

    /// Where a topic is named, as spans of tokens in order.
    pub fn mentions(&self, key: &Key) -> Vec<Range<usize>> {
        let words: Vec<&str> = key.text.split(' ').collect();
        if key.name {
            let holds = |name: &&Name| {
                let inside = || name.key.split(' ').collect::<Vec<_>>().windows(words.len()).any(|part| part == words);
                name.key == key.text || name.span.len() > words.len() && inside()
            };
            return self.names.iter().filter(holds).map(|name| name.span.clone()).collect();
        }
        let Some(places) = self.places.get(words[0]) else { return Vec::new() };
        let spans = places.iter().map(|&from| from..from + words.len());
        spans
            .filter(|span| {
                self.tokens.get(span.clone()).is_some_and(|tokens| {
                    tokens.iter().zip(&words).all(|(token, stem)| token.stem == *stem)
                        && tokens[1..].iter().all(|token| token.before != Gap::Break)
                })
            })
            .collect()
    }

    /// A span as a mention.
    pub fn mention(&self, span: Range<usize>) -> Mention {
        let (first, last) = (&self.tokens[span.start], &self.tokens[span.end - 1]);
        let para = &self.paras[first.para];
        let text = para.text.as_str();
        let end = last.range.end - possessive(&text[last.range.clone()]);
        Mention { para: para.id, range: first.range.start..end, exchange: para.exchange, asked: para.asked }
    }

    /// A span as it is written, without a possessive ending, and without the capital of a sentence's head.
    pub fn written(&self, span: Range<usize>, name: bool) -> String {
        let first = &self.tokens[span.start];
        let mention = self.mention(span);
        let form = self.paras[first.para].text[mention.range].replace(['\n', '\u{a0}'], " ");
        let seen = self.evidence[&first.text];
        if name || !first.head || first.acronym || seen.capital > seen.lower {
            return form;
        }
        let mut chars = form.chars();
        chars.next().map(|c| c.to_lowercase().chain(chars).collect()).unwrap_or_default()
    }
}

/// Length in bytes of an article or pronoun written together with a word ("l’", "dell’").
fn elision(raw: &str) -> Option<usize> {
    let (at, mark) = raw.char_indices().find(|&(_, c)| apostrophe(c))?;
    let length = at + mark.len_utf8();
    (at <= 4 && raw[length..].chars().count() > 1 && !raw[length..].contains(apostrophe)).then_some(length)
}

/// Length in bytes of a possessive ending.
fn possessive(raw: &str) -> usize {
    let Some(rest) = raw.strip_suffix(['s', 'S']) else { return 0 };
    let kept = rest.trim_end_matches(apostrophe);
    if kept.len() < rest.len() && !kept.is_empty() { raw.len() - kept.len() } else { 0 }
}

/// Words that stand before nouns, and words that stand before verbs.
fn company(code: &str) -> (&'static [&'static str], &'static [&'static str]) {
    match code {
        "en" => (
            &[
                "the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my", "your",
                "of", "in", "on", "for", "with", "from", "by", "at", "about", "between", "into", "no", "some", "any",
                "each", "every", "many", "such", "against", "under", "without", "more", "less", "most",
            ],
            &[
                "to", "will", "would", "can", "could", "may", "might", "must", "shall", "should", "not", "i", "you",
                "he", "she", "we", "they", "it", "who", "which", "dont", "didnt", "cannot", "cant", "wont", "lets",
            ],
        ),
        "fr" => (
            &[
                "le", "la", "les", "un", "une", "des", "du", "ce", "cette", "ces", "mon", "ma", "mes", "son", "sa",
                "ses", "leur", "leurs", "notre", "nos", "au", "aux", "aucun", "aucune", "votre", "vos", "l",
            ],
            &["je", "tu", "il", "elle", "on", "nous", "vous", "ils", "elles", "ne", "pas", "se", "qui", "y"],
        ),
        "es" => (
            &[
                "el", "la", "los", "las", "un", "una", "unos", "unas", "del", "este", "esta", "estos", "estas", "ese",
                "esa", "su", "sus", "mi", "mis", "nuestro", "nuestra", "al", "nuestros", "nuestras",
            ],
            &["yo", "se", "no", "que", "nos", "me", "te", "le", "les", "lo"],
        ),
        "it" => (
            &[
                "il", "lo", "la", "i", "gli", "le", "un", "uno", "una", "del", "della", "dei", "delle", "dello", "al",
                "alla", "nel", "nella", "sul", "sulla", "questo", "questa", "quel", "quella", "suo", "sua", "mio", "l",
                "dell", "all", "nell", "sull", "dall", "mia", "nostro", "nostra",
            ],
            &["io", "si", "non", "che", "ci", "mi", "ti", "vi"],
        ),
        _ => (&[], &[]),
    }
}
