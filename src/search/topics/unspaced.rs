//! Terms of scripts that set no spaces between words: Chinese, Japanese; and of Korean, which sets them, but writes its
//! particles together with the words.
//!
//! Japanese writes its nouns in Han characters and Katakana and what binds them in Hiragana, so runs of the former are
//! terms. Chinese does not show where words end: pieces of two to four characters that recur, in different company on both
//! sides, are taken for words (accessor variety: Feng, Chen, Deng and Zheng 2004). Korean words lose their particle.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::search::words::dense;

/// How a text is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    Chinese,
    Japanese,
    Korean,
}

/// Characters that stand in no Chinese term: pronouns, particles, auxiliaries, conjunctions, measure words.
const CHINESE_STOPS: &str = "的了是在我你他她它们這这那哪有和與与不就都也很說说會会要到及被把讓让給给對对從从而但或個个之於于以為为上下中裡里去來来着著過过呢吗嗎吧啊呀哦嗯什么麼怎样樣可能还還又再才没沒得地所如果因只则則其此些每各第一二三四五六七八九十年月日时時候多少大小好看想做用当當很最更太非常候后後前";

/// Particles and endings of Korean nouns, longest first.
const KOREAN_ENDINGS: &[&str] = &[
    "에서는",
    "으로는",
    "에게서",
    "이라는",
    "으로써",
    "으로서",
    "에서도",
    "이라고",
    "에서",
    "에게",
    "한테",
    "으로",
    "부터",
    "까지",
    "처럼",
    "보다",
    "마다",
    "조차",
    "이나",
    "이란",
    "에는",
    "에도",
    "와는",
    "과는",
    "들은",
    "들이",
    "들을",
    "들의",
    "라는",
    "라고",
    "은",
    "는",
    "이",
    "가",
    "을",
    "를",
    "의",
    "에",
    "로",
    "와",
    "과",
    "도",
    "만",
    "들",
];

/// Endings of Korean verbs and adjectives.
const KOREAN_VERBS: &[&str] = &[
    "다", "요", "까", "고", "며", "면", "서", "지", "게", "던", "니", "네", "죠", "데", "한", "할", "하는", "했던",
    "된", "되는", "해", "려",
];

/// Words that say nothing, in Japanese and Korean.
const EMPTY: &[&str] = &[
    "今",
    "時",
    "事",
    "人",
    "方",
    "私",
    "僕",
    "彼",
    "彼女",
    "何",
    "中",
    "前",
    "後",
    "日",
    "年",
    "月",
    "自分",
    "本当",
    "最初",
    "最後",
    "今日",
    "一番",
    "全部",
    "場合",
    "感じ",
    "部分",
    "意味",
    "結構",
    "色々",
    "皆",
    "達",
    "度",
    "回",
    "的",
    "気",
    "目",
    "手",
    "上",
    "下",
    "間",
    "一",
    "二",
    "三",
    "大",
    "小",
    "多",
    "少",
    "그것",
    "우리",
    "저희",
    "그때",
    "지금",
    "사람",
    "정말",
    "아주",
    "매우",
    "너무",
    "그런",
    "이런",
    "저런",
    "무엇",
    "어떻게",
    "어떤",
    "그리고",
    "그래서",
    "하지만",
    "때문",
    "경우",
    "정도",
    "생각",
    "모두",
    "다시",
    "처음",
    "많이",
    "가장",
    "당시",
    "이후",
    "오늘",
    "여기",
    "거기",
];

impl Script {
    /// How texts of this language are cut; where the language is not known, by their characters.
    pub fn of<'a>(code: &str, texts: impl Iterator<Item = &'a str>) -> Option<Self> {
        match code {
            "zh" => return Some(Self::Chinese),
            "ja" => return Some(Self::Japanese),
            "ko" => return Some(Self::Korean),
            _ => {}
        }
        let (mut all, mut han, mut kana, mut hangul) = (0_usize, 0_usize, 0_usize, 0_usize);
        for c in texts.flat_map(str::chars).filter(|c| c.is_alphabetic()).take(4000) {
            all += 1;
            han += usize::from(is_han(c));
            kana += usize::from(matches!(c, '\u{3040}'..='\u{30ff}'));
            hangul += usize::from(matches!(c, '\u{ac00}'..='\u{d7a3}'));
        }
        match () {
            () if hangul * 2 > all => Some(Self::Korean),
            () if (han + kana) * 2 <= all => None,
            () if kana * 10 > han + kana => Some(Self::Japanese),
            () => Some(Self::Chinese),
        }
    }
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3005}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9d}')
}

/// What the terms of one text are.
pub(super) struct Lexicon {
    script: Script,
    /// The pieces that are words, where the script does not show it.
    known: BTreeSet<String>,
}

impl Lexicon {
    /// Learns the words of a text.
    pub fn new<'a>(script: Script, texts: impl Iterator<Item = &'a str>) -> Self {
        let known = if script == Script::Chinese { recurring(texts) } else { BTreeSet::new() };
        Self { script, known }
    }

    /// The terms of a paragraph in order, with whether each is a term of this script rather than a word of another.
    pub fn terms(&self, text: &str) -> Vec<(Range<usize>, bool)> {
        let mut found = Vec::new();
        for run in runs(text, |c| if dense(c) { 1 } else { u8::from(c.is_alphanumeric()) * 2 }) {
            if !text[run.clone()].starts_with(dense) {
                found.push((run, false));
                continue;
            }
            match self.script {
                Script::Korean => {
                    found.extend(korean(&text[run.clone()]).map(|end| (run.start..run.start + end, true)));
                }
                Script::Japanese => {
                    let inside = &text[run.clone()];
                    let kinds = runs(inside, |c| u8::from(is_han(c) || is_katakana(c)));
                    let terms = kinds.into_iter().filter(|range| {
                        let term = &inside[range.clone()];
                        let long = term.chars().count() > 1;
                        term.starts_with(|c| is_han(c) || is_katakana(c)) && long && !EMPTY.contains(&term)
                    });
                    found.extend(terms.map(|range| (run.start + range.start..run.start + range.end, true)));
                }
                Script::Chinese => self.chinese(text, run, &mut found),
            }
        }
        found
    }

    /// The longest known word at each place.
    fn chinese(&self, text: &str, run: Range<usize>, found: &mut Vec<(Range<usize>, bool)>) {
        let at: Vec<usize> = text[run.clone()].char_indices().map(|(at, _)| run.start + at).chain([run.end]).collect();
        let mut n = 0;
        while n + 1 < at.len() {
            let longest = (2..=LONGEST)
                .rev()
                .filter(|length| n + length < at.len())
                .find(|length| self.known.contains(&text[at[n]..at[n + length]]));
            match longest {
                Some(length) => {
                    found.push((at[n]..at[n + length], true));
                    n += length;
                }
                None => n += 1,
            }
        }
    }
}

/// Most characters of a Chinese term.
const LONGEST: usize = 4;

/// Runs of characters of one kind; kind 0 is left out.
fn runs(text: &str, kind: impl Fn(char) -> u8) -> Vec<Range<usize>> {
    let mut found: Vec<(u8, Range<usize>)> = Vec::new();
    for (at, c) in text.char_indices() {
        let (kind, end) = (kind(c), at + c.len_utf8());
        match found.last_mut() {
            Some((last, range)) if *last == kind && range.end == at => range.end = end,
            _ => found.push((kind, at..end)),
        }
    }
    found.into_iter().filter(|(kind, _)| *kind > 0).map(|(_, range)| range).collect()
}

/// Length in bytes of a Korean word without its particle; `None` for what is no noun.
fn korean(word: &str) -> Option<usize> {
    let bare = KOREAN_ENDINGS
        .iter()
        .find_map(|ending| word.strip_suffix(ending).filter(|bare| bare.chars().count() > 1))
        .unwrap_or(word);
    let verb = bare.len() == word.len() && KOREAN_VERBS.iter().any(|ending| word.ends_with(ending));
    (bare.chars().count() > 1 && !verb && !EMPTY.contains(&bare)).then_some(bare.len())
}

/// What stands on each side of a piece.
#[derive(Default)]
struct Sides {
    count: u32,
    before: BTreeSet<char>,
    after: BTreeSet<char>,
}

/// Pieces of Chinese that recur in changing company.
fn recurring<'a>(texts: impl Iterator<Item = &'a str>) -> BTreeSet<String> {
    let mut pieces: BTreeMap<String, Sides> = BTreeMap::new();
    let stop = |c: char| CHINESE_STOPS.contains(c);
    for text in texts {
        for run in runs(text, |c| u8::from(is_han(c) && !stop(c))) {
            let chars: Vec<char> = text[run.clone()].chars().collect();
            let (left, right) = (text[..run.start].chars().next_back(), text[run.end..].chars().next());
            for length in 2..=LONGEST {
                for (n, piece) in chars.windows(length).enumerate() {
                    let sides = pieces.entry(piece.iter().collect()).or_default();
                    sides.count += 1;
                    // The edges of a run are as good as a change of company.
                    sides.before.insert(if n > 0 { chars[n - 1] } else { left.unwrap_or(' ') });
                    sides.after.insert(chars.get(n + length).copied().or(right).unwrap_or(' '));
                }
            }
        }
    }
    let free = |sides: &Sides| sides.count > 1 && sides.before.len().min(sides.after.len()) > 1;
    let counts: BTreeMap<&str, u32> = pieces.iter().map(|(piece, sides)| (piece.as_str(), sides.count)).collect();
    let mut known = BTreeSet::new();
    for (piece, _) in pieces.iter().filter(|(_, sides)| free(sides)) {
        known.insert(piece.clone());
    }
    // A piece that hardly ever stands without a longer one is a part of that.
    let part = |piece: &str| {
        known.iter().any(|long| {
            long.len() > piece.len() && long.contains(piece) && counts[long.as_str()] * 4 >= counts[piece] * 3
        })
    };
    let parts: Vec<String> =
        if known.len() < 4000 { known.iter().filter(|piece| part(piece)).cloned().collect() } else { Vec::new() };
    for piece in parts {
        known.remove(&piece);
    }
    known
}
