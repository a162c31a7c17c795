//! Reading for topics: every word of the questions and answers once, marked with what can be seen of it.
//!
//! A text has far fewer different words than words, so what is known of a word (its stem, how rare it is, the company it
//! keeps) is kept once, in [`Word`]; a [`Token`] is one place where it stands.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use super::company::Company;
use super::forms::{compared, gerund, infinitive};
use super::names;
use super::unspaced::{self, Script};
use crate::interview::{Interview, ParaId, Role};
use crate::search::fold::fold;
use crate::search::language::{Kind, Language, Likely, Rarity};
use crate::search::words::{apostrophe, dense, each_word, hyphen, words};

/// No name, no word.
pub(super) const NONE: u32 = u32::MAX;

/// What stands between a word and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    Space,
    Hyphen,
    /// An article or preposition written together with this word ("d’équipe").
    Elided,
    Break,
}

/// What is known of a word by its company in this text.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Evidence {
    /// How often it has a capital that says something.
    pub capital: u32,
    pub lower: u32,
    /// After an article, a preposition or an adjective.
    pub noun: u32,
    /// After an article, where no verb can stand.
    pub article: u32,
    /// The same, and nothing follows that it could qualify.
    pub ends: u32,
    /// After "to", a pronoun, an auxiliary.
    pub verb: u32,
    /// How often it ends its run of words.
    pub last: u32,
    /// Right behind a noun that an article introduced: there an adjective stands.
    pub behind: u32,
    pub total: u32,
}

/// A word of the text, whatever its place.
pub(super) struct Word {
    pub text: String,
    /// Index into [`Reading::stems`].
    pub stem: u32,
    pub stop: bool,
    pub number: bool,
    pub generic: bool,
    /// A word that says little alone ("history" says more than "idea").
    pub vague: bool,
    pub verb: bool,
    /// Whether it is the gerund of a verb, or in a Romance language looks like an infinitive: what stands after a
    /// preposition as well as a noun.
    pub verb_form: bool,
    /// A comparative or superlative.
    pub compared: bool,
    /// Whether a term of the list of pairs begins with it.
    pub paired: bool,
    pub rarity: Rarity,
    pub kind: Option<Kind>,
    /// In a Romance language what its ending says.
    pub likely: Option<Likely>,
    pub seen: Evidence,
}

/// A place where a word stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// Index into [`Reading::words`].
    pub word: u32,
    /// Index into [`Reading::paras`].
    pub para: u32,
    /// Bytes of the paragraph.
    pub start: u32,
    pub end: u32,
    pub before: Gap,
    pub capital: bool,
    pub acronym: bool,
    /// Whether a capital says nothing here: at the head of a sentence.
    pub head: bool,
    /// A term of a script without spaces.
    pub dense: bool,
    /// The name it is part of, as an index into [`Reading::names`], or [`NONE`].
    pub name: u32,
}

/// A paragraph that is read.
pub(super) struct Para<'a> {
    pub id: ParaId,
    pub text: &'a str,
    pub exchange: Option<usize>,
    pub asked: bool,
    /// Where its tokens end.
    pub end: usize,
}

/// One occurrence of a name.
pub(super) struct Name {
    pub span: Range<usize>,
    /// Words of the name it stands for, as indices into [`Reading::words`]: a demonym is replaced by its name, an acronym or
    /// a surname by the full name.
    pub key: Vec<u32>,
    /// Whether it only qualifies what follows ("Russian").
    pub modifier: bool,
}

/// The text of an interview, read once.
pub(super) struct Reading<'a> {
    pub language: &'a Language,
    pub paras: Vec<Para<'a>>,
    pub words: Vec<Word>,
    pub stems: Vec<String>,
    pub tokens: Vec<Token>,
    pub names: Vec<Name>,
    /// Stems of the title.
    pub title: Vec<u32>,
    /// Words of the names of those who speak.
    pub speakers: Vec<u32>,
    word_ids: HashMap<String, u32>,
    stem_ids: HashMap<String, u32>,
    /// For each stem those that mostly follow it; of more than two that cannot be said.
    partners: Vec<[u32; 2]>,
    /// Tokens of each stem.
    pub(super) places: Vec<Vec<u32>>,
    /// Names that hold a word, by the word.
    pub(super) named: HashMap<u32, Vec<u32>>,
}

impl<'a> Reading<'a> {
    /// Reads questions and answers; a text without questions whole.
    pub fn new(interview: &'a Interview, language: &'a Language) -> Self {
        let mut paras = Vec::new();
        let para =
            |id: ParaId, exchange, asked| Para { id, text: interview.para(id).text.as_str(), exchange, asked, end: 0 };
        for (n, exchange) in interview.exchanges.iter().enumerate() {
            paras.extend(exchange.question.iter().map(|&id| para(id, Some(n), true)));
            let spoken = exchange.answer.iter().filter(|&&id| interview.para(id).role != Role::Aside);
            paras.extend(spoken.map(|&id| para(id, Some(n), false)));
        }
        if paras.is_empty() {
            let all = interview.ids().filter(|&id| !matches!(interview.para(id).role, Role::Page | Role::Title));
            paras.extend(all.map(|id| para(id, None, false)));
        }
        let mut reading = Self {
            language,
            paras,
            words: Vec::new(),
            stems: Vec::new(),
            tokens: Vec::new(),
            names: Vec::new(),
            title: Vec::new(),
            speakers: Vec::new(),
            word_ids: HashMap::new(),
            stem_ids: HashMap::new(),
            partners: Vec::new(),
            places: Vec::new(),
            named: HashMap::new(),
        };
        let script = Script::of(language.code(), reading.paras.iter().map(|para| para.text));
        let company = Company::of(language.code());
        let lexicon = script.map(|script| unspaced::Lexicon::new(script, reading.paras.iter().map(|para| para.text)));
        for n in 0..reading.paras.len() {
            reading.cut(n, &company, lexicon.as_ref());
            reading.paras[n].end = reading.tokens.len();
        }
        for (n, token) in reading.tokens.iter().enumerate() {
            reading.places[reading.words[token.word as usize].stem as usize].push(n as u32);
        }
        reading.partners = reading.partners();
        reading.weigh(&company);
        let plain = |text: &str| words(text).into_iter().filter(|word| !word.alias).map(|word| word.text);
        let title = interview.meta.title.as_deref().map(|title| plain(title).collect::<Vec<_>>()).unwrap_or_default();
        reading.title = title.iter().filter_map(|word| reading.stem_ids.get(&language.stem(word)).copied()).collect();
        let people = interview.people.iter().flat_map(|person| {
            plain(&person.name).chain(person.labels.iter().flat_map(|label| plain(label))).collect::<Vec<_>>()
        });
        reading.speakers = people.filter_map(|word| reading.word_ids.get(&word).copied()).collect();
        names::find(&mut reading);
        for (n, name) in reading.names.iter().enumerate() {
            for &word in &name.key {
                let holders = reading.named.entry(word).or_default();
                if holders.last() != Some(&(n as u32)) {
                    holders.push(n as u32);
                }
            }
        }
        reading
    }

    /// The word of a token.
    pub fn word(&self, token: &Token) -> &Word {
        &self.words[token.word as usize]
    }

    /// The index of a folded word, which is taken in if it is new.
    pub fn intern(&mut self, text: &str) -> u32 {
        if let Some(&id) = self.word_ids.get(text) {
            return id;
        }
        let language = self.language;
        let plain = text.trim_end_matches(ACCENTED);
        let stem = language.stem(plain);
        let next = self.stems.len() as u32;
        let stem_id = *self.stem_ids.entry(stem.clone()).or_insert(next);
        if stem_id == next {
            self.stems.push(stem.clone());
            self.places.push(Vec::new());
        }
        let id = self.words.len() as u32;
        let likely = if plain == text { language.likely(text) } else { Some(Likely::VERBAL) };
        // Not "métier", which only ends like one.
        let infinitive = infinitive(language.code(), text) && likely.is_none_or(|likely| likely.verbal() > 0.3);
        self.words.push(Word {
            stem: stem_id,
            stop: language.stop(plain),
            number: text.starts_with(|c: char| c.is_ascii_digit()) && !is_dimension(text),
            generic: language.generic(&stem),
            vague: language.vague(&stem),
            verb: language.verb(&stem),
            verb_form: gerund(language, text) || infinitive,
            compared: compared(language, text),
            paired: language.begins_pair(text),
            rarity: language.rarity(&stem),
            kind: language.kind(text),
            likely,
            seen: Evidence::default(),
            text: text.to_owned(),
        });
        self.word_ids.insert(text.to_owned(), id);
        id
    }

    /// For each stem those that stand behind it more than once and in half of its places or more.
    fn partners(&self) -> Vec<[u32; 2]> {
        let near = self.tokens.windows(2).filter(|pair| matches!(pair[1].before, Gap::Space | Gap::Hyphen));
        let words = near.map(|pair| (self.word(&pair[0]), self.word(&pair[1])));
        let words = words.filter(|(first, second)| !first.stop && !second.stop);
        let mut pairs: Vec<(u32, u32)> = words.map(|(first, second)| (first.stem, second.stem)).collect();
        pairs.sort_unstable();
        let mut partners = vec![[NONE; 2]; self.stems.len()];
        for same in pairs.chunk_by(|a, b| a == b) {
            let (first, second) = same[0];
            if same.len() > 1
                && same.len() * 2 >= self.places[first as usize].len()
                && let Some(free) = partners[first as usize].iter_mut().find(|partner| **partner == NONE)
            {
                *free = second;
            }
        }
        partners
    }

    /// Whether two words in a row are one term: a list says it, or they recur and the first is mostly said with the second.
    pub fn bound(&self, first: &Token, second: &Token) -> bool {
        self.partners[self.word(first).stem as usize].contains(&self.word(second).stem) || self.listed(first, second)
    }

    /// Whether the list of pairs has two words.
    pub fn listed(&self, first: &Token, second: &Token) -> bool {
        self.word(first).paired && self.language.pair(&self.word(first).text, &self.word(second).text)
    }

    /// The index of a folded word that occurs.
    pub fn find(&self, text: &str) -> Option<u32> {
        self.word_ids.get(text).copied()
    }

    /// The stem of a word that need not occur.
    pub fn stem_of(&self, folded: &str) -> Option<u32> {
        self.stem_ids.get(&self.language.stem(folded)).copied()
    }

    fn cut(&mut self, para: usize, company: &Company, lexicon: Option<&unspaced::Lexicon>) {
        let text = self.paras[para].text;
        if let Some(lexicon) = lexicon {
            return self.cut_unspaced(para, text, lexicon);
        }
        let elides = matches!(self.language.code(), "fr" | "it" | "ca");
        let french = self.language.code() == "fr";
        let addresses = addresses(text);
        let (mut end, mut sentence, mut possessive) = (0, u16::MAX, false);
        each_word(text, &mut |mut word| {
            let address = |range: &Range<usize>| range.start <= word.range.start && word.range.start < range.end;
            if word.alias || addresses.iter().any(address) {
                return;
            }
            let mut folded = Cow::Borrowed(word.text);
            let elided = elides.then(|| elision(&text[word.range.clone()])).flatten();
            let mut article = None;
            if let Some(length) = elided {
                let before = fold(&text[word.range.start..word.range.start + length]);
                word.range.start += length;
                folded = fold(&text[word.range.clone()]).replace('\'', "").into();
                article = Some(before.trim_end_matches('\'').to_owned());
            }
            let gap = text.get(end..word.range.start).unwrap_or_default();
            let raw = &text[word.range.clone()];
            let new = sentence != word.sentence;
            let upper = raw.chars().filter(|c| c.is_uppercase()).count();
            let short = upper > 1 && upper <= 6;
            let before = match gap {
                _ if new || possessive || end == 0 => Gap::Break,
                _ if elided.is_some() && article.as_deref() == Some("d") && gap.starts_with(' ') => Gap::Elided,
                _ if elided.is_some() => Gap::Break,
                _ if gap.chars().all(char::is_whitespace) && !gap.is_empty() => Gap::Space,
                _ if gap.chars().count() == 1 && gap.starts_with(|c| hyphen(c) && c != '–') => Gap::Hyphen,
                // "TCP/IP" and "PL/Perl" are one name, "Bonn/Berlin" is two.
                "/" if raw.starts_with(char::is_uppercase)
                    && self.tokens.last().is_some_and(|last| last.capital && (last.acronym || short)) =>
                {
                    Gap::Hyphen
                }
                _ => Gap::Break,
            };
            // "MPs" is more than one MP.
            let plural = upper > 1 && raw.strip_suffix('s').is_some_and(|one| !one.contains(char::is_lowercase));
            if plural {
                folded.to_mut().pop();
            }
            // "Montré" and "montre" fold alike; without an article or a preposition the first is a participle.
            if french && elided.is_none() && !raw.starts_with(char::is_uppercase) && participle(raw) {
                let last = self.tokens.last().filter(|_| before == Gap::Space);
                if !last.is_some_and(|last| company.noun(&self.word(last).text)) {
                    folded.to_mut().push(ACCENTED);
                }
            }
            // Nor are "está" and "là" the articles that they fold to.
            if !raw.is_ascii() && elided.is_none() && company.noun(&folded) {
                folded.to_mut().push(ACCENTED);
            }
            let id = self.intern(&folded);
            if let Some(article) = article.filter(|article| company.noun(article)) {
                let word = &mut self.words[id as usize];
                word.seen.noun += 1;
                word.seen.ends += 1;
                // "L’usine" is a noun, "je l’utilise" is not.
                let pronoun = word.likely.is_some_and(|likely| likely.verbal() > 0.5) || word.verb_form;
                word.seen.article += u32::from(company.article(&article) && !pronoun);
            }
            // "iOS", "MySQL": a capital inside makes a name anywhere.
            let inner = raw.chars().zip(raw.chars().skip(1)).any(|(a, b)| a.is_lowercase() && b.is_uppercase());
            self.tokens.push(Token {
                word: id,
                para: para as u32,
                start: word.range.start as u32,
                end: word.range.end as u32,
                before,
                capital: inner || raw.starts_with(char::is_uppercase),
                acronym: inner || short && (plural || !raw.contains(char::is_lowercase)) || is_dimension(&folded),
                head: !inner && (new || gap.contains([':', '“', '"', '«', '„', '(', '–', '—', '¿', '¡'])),
                dense: raw.starts_with(dense),
                name: NONE,
            });
            possessive = self.language.code() == "en" && raw.len() > 2 && raw.ends_with(['s', 'S']) && {
                let stem = raw.trim_end_matches(['s', 'S']);
                stem.ends_with(apostrophe)
            };
            (end, sentence) = (word.range.end, word.sentence);
        });
    }

    /// The terms of a text without spaces, and the words of other scripts between them.
    fn cut_unspaced(&mut self, para: usize, text: &str, lexicon: &unspaced::Lexicon) {
        for (range, term) in lexicon.terms(text) {
            let raw = &text[range.clone()];
            let word = self.intern(&fold(raw));
            self.tokens.push(Token {
                word,
                para: para as u32,
                start: range.start as u32,
                end: range.end as u32,
                before: Gap::Break,
                capital: !term && raw.starts_with(char::is_uppercase),
                acronym: false,
                head: false,
                dense: term,
                name: NONE,
            });
        }
    }
}

/// Behind a folded word: its accents make it another word than the one it folds to.
const ACCENTED: char = '´';

/// Whether a word is written as a French participle may be: "montré", "tachées", but not "qualité".
fn participle(raw: &str) -> bool {
    let bare = raw.trim_end_matches('s');
    let bare = bare.strip_suffix("ée").or_else(|| bare.strip_suffix('é'));
    bare.is_some_and(|bare| !bare.ends_with("it"))
}

/// Bytes of web and mail addresses and of paths, which are no words.
fn addresses(text: &str) -> Vec<Range<usize>> {
    const ENDINGS: [&str; 8] = [".com", ".org", ".net", ".info", ".io", ".html", ".co.uk", ".edu"];
    let mut found = Vec::new();
    if !text.contains("://") && !text.contains('@') && !ENDINGS.iter().any(|ending| text.contains(ending)) {
        return found;
    }
    let mut at = 0;
    for chunk in text.split_inclusive(char::is_whitespace) {
        let bare = chunk.trim_matches(|c: char| !c.is_alphanumeric() && c != '/');
        let path = bare.split('/').next().unwrap_or_default();
        let mail = bare.split_once('@').is_some_and(|(_, host)| host.contains('.'));
        if bare.contains("://") || bare.starts_with("www.") || mail || ENDINGS.iter().any(|e| path.ends_with(e)) {
            found.push(at..at + chunk.len());
        }
        at += chunk.len();
    }
    found
}

/// Length in bytes of an article or pronoun written together with a word ("l’", "dell’").
fn elision(raw: &str) -> Option<usize> {
    let (at, mark) = raw.char_indices().find(|&(_, c)| apostrophe(c))?;
    let length = at + mark.len_utf8();
    (at <= 4 && raw[length..].chars().count() > 1 && !raw[length..].contains(apostrophe)).then_some(length)
}
/// "3D" and "5G" are words, not numbers.
fn is_dimension(text: &str) -> bool {
    matches!(text.as_bytes(), [b'1'..=b'9', b'd' | b'g'])
}
