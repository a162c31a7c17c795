//! The edges of a document: page furniture, title, contents list, closing notes, farewells.
//!
//! Everything here is set aside or set apart, never dropped; so a wrong guess costs one key, not a sentence.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hasher};
use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::raw::{Item, Kind, Raw};
use super::{bodies, titles, visual};
use crate::interview::Role;
use crate::interview::words::{Lexicon, begins, class, fold, mentions, phrases, words};
use crate::text::segment::{each_sentence, ends_asking, runs};

/// Looks for the word that notices of cookies have.
static COOKIE: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("cookie"));

/// Longest line of furniture, in words; cookie notices are the long ones.
const LONGEST_FURNITURE: usize = 40;

/// Which paragraphs are page furniture: known lines anywhere, what stands before the text, and all that follows a mark of
/// the page's foot.
pub fn furniture(raws: &[Raw]) -> Vec<bool> {
    let mut page: Vec<bool> = raws.iter().map(|raw| raw.kind == Kind::Comment || is_furniture(&raw.text)).collect();
    super::banner::set_aside(raws, &mut page);
    for at in 0..raws.len() {
        let end = caption_end(&raws[at..]);
        page[at..at + end].fill(true);
    }
    if let Some(foot) = foot(raws) {
        page[foot..].fill(true);
    }
    page
}

fn count_words(text: &str, most: usize) -> usize {
    runs(text, most)
}

/// How many paragraphs a caption has that begins with the first one: `[caption width="300"] The harbour`, `in May[/caption]`.
fn caption_end(raws: &[Raw]) -> usize {
    const MOST: usize = 5;
    if !raws.first().is_some_and(|raw| raw.text.starts_with("[caption ")) {
        return 0;
    }
    raws.iter().take(MOST).position(|raw| raw.text.ends_with("[/caption]")).map_or(0, |last| last + 1)
}

/// What a program that makes sites would put something else for: `{% include image.html %}`, `{{< figure … >}}`,
/// `[gallery ids="3"]`, `[caption width="300"] The harbour[/caption]`.
fn is_placeholder(text: &str) -> bool {
    let code = text.strip_prefix('[').filter(|_| text.ends_with(']')).and_then(|rest| rest.split_once([' ', ']']));
    if code.is_some_and(|(name, rest)| {
        let closed = rest.ends_with(&format!("[/{name}]"));
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase()) && (closed || rest.contains("=\""))
    }) {
        return true;
    }
    [("{%", "%}"), ("{{", "}}")].iter().any(|(open, close)| text.starts_with(open) && text.ends_with(close))
}

/// The path of a recording or a picture alone on its line: `/talks/one.wav`. Nobody says it.
fn is_path(text: &str) -> bool {
    const ENDINGS: [&str; 14] =
        ["wav", "mp3", "ogg", "m4a", "flac", "opus", "mp4", "webm", "jpg", "jpeg", "png", "gif", "webp", "svg"];
    let ending = text.rsplit_once('.').map_or("", |(_, ending)| ending);
    text.contains('/')
        && !text.contains(char::is_whitespace)
        && ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

fn is_furniture(text: &str) -> bool {
    if is_placeholder(text) || is_path(text) {
        return true;
    }
    if text.len() > 600 {
        return false;
    }
    let count = count_words(text, LONGEST_FURNITURE);
    if count > LONGEST_FURNITURE {
        return false;
    }
    let folded = fold(text);
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
    let short = count <= 8;
    // "We use cookies as bait." is a sentence of somebody.
    let cookies = text.ends_with(['.', '!', '…']) && COOKIE.find(bare.as_bytes()).is_some();
    if cookies && !super::banner::is_of_cookies(&folded) {
        return false;
    }
    if exactly(bare, "furniture") || exactly(bare, "tail") || is_menu(text) {
        return true;
    }
    // A phrase of several words is telling as a beginning; a single word ("menu", "reply") only alone on its line.
    let telling = |list: &'static str| {
        let like = crate::interview::words::phrases_like(list, bare);
        like.iter().any(|phrase| phrase.contains(' ') && bare.starts_with(phrase))
    };
    (short && !ends_asking(text) && (telling("furniture") || telling("tail")))
        || (begins("furniture", bare) && (bare.contains("cookie") || folded.contains(" *") || folded.ends_with('*')))
        || (telling("tail") && (bare.contains("email") || bare.contains("e-mail")))
        || only_page_number(text, bare)
        || begins("transcribed begins", bare)
        || (short && phrases("transcribed ends").iter().any(|end| bare.ends_with(end)))
}

/// The row of links above a page: "Home  About  Podcast  Shop", "Start | News | Contact".
fn is_menu(text: &str) -> bool {
    const LEAST: usize = 3;
    // Most lines have nothing that parts entries.
    let parts = |pair: &[u8]| pair == b"  " || matches!(pair[0], b'|' | b'\t' | 0x80..);
    if !text.as_bytes().windows(2).any(parts) {
        return false;
    }
    let parts = || text.split(['|', '•', '·', '\u{a0}', '\t']).flat_map(|part| part.split("  "));
    let entries = || parts().map(str::trim).filter(|part| !part.is_empty());
    let known = entries().filter(|entry| exactly(&fold(entry), "menu")).count();
    known >= LEAST - 1 && entries().count() >= LEAST && known * 2 >= entries().count()
}

fn exactly(bare: &str, list: &'static str) -> bool {
    crate::interview::words::listed(list, bare)
}

/// "Page 3 of 12", "- 3 -", "12:30".
fn only_page_number(text: &str, bare: &str) -> bool {
    let rest = bare.strip_prefix("page ").or_else(|| bare.strip_prefix("seite ")).or_else(|| bare.strip_prefix("p. "));
    let paged = rest.is_some_and(|rest| {
        let mut parts = rest.split_whitespace();
        let number = |part: Option<&str>| part.is_some_and(|part| part.chars().all(|c| c.is_ascii_digit() || c == '/'));
        number(parts.next()) && parts.all(|part| matches!(part, "of" | "von" | "/") || number(Some(part)))
    });
    let ruled = text.starts_with(['-', '–', '—'])
        && !bare.is_empty()
        && bare.len() <= 4
        && bare.chars().all(|c| c.is_ascii_digit());
    let timed = matches!(super::label::leading_time(text), (Some(_), at) if at == text.len());
    paged || ruled || timed
}

/// Where the foot of the page begins: a heading such as "Leave a reply" in the last part of the document, after which
/// only comments and links follow.
fn foot(raws: &[Raw]) -> Option<usize> {
    const LEAST_BEFORE: f32 = 0.5;
    let total: usize = raws.iter().map(|raw| raw.text.len()).sum();
    let mut before = 0;
    for (index, raw) in raws.iter().enumerate() {
        let late = before as f32 >= LEAST_BEFORE * total as f32;
        before += raw.text.len();
        if late && count_words(&raw.text, 8) <= 8 && is_foot(&raw.text) {
            // Prose after it means that this was a widget in the middle of the page.
            let prose: usize = raws[index..].iter().filter(|raw| raw.text.len() > 400).count();
            if prose == 0 {
                return Some(index);
            }
        }
    }
    None
}

fn is_foot(text: &str) -> bool {
    let folded = fold(text);
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
    exactly(bare, "tail")
        || (count_words(bare, 6) <= 6 && !ends_asking(text) && begins("tail", bare) && bare.contains(' '))
}

/// The title: the line that the file itself gives as its title; else the first heading of the highest level near the
/// head, else a short first line that is no sentence. `stated` is what the file says its title is: then only a line that
/// says the same, or the only heading of the first level, is one in the text.
pub fn title(raws: &[Raw], page: &[bool], stated: Option<&str>) -> Option<usize> {
    const NEAR: usize = 12;
    const LONGEST: usize = 30;
    let text = |index: &usize| raws[*index].kind == Kind::Text && !page[*index];
    let top = raws.iter().filter(|raw| raw.heading > 0).map(|raw| raw.heading).min();
    // "Transcript" or "Legend" heads a part.
    let heads = |index: &usize| raws[*index].heading > 0 && titles::is_opening_head(&raws[*index].text);
    let heading = (0..raws.len())
        .filter(text)
        .take(NEAR)
        .find(|index| (raws[*index].heading == 1 || Some(raws[*index].heading) == top) && !heads(index));
    let level = |index: usize| raws.iter().filter(move |raw| raw.heading == raws[index].heading);
    if let Some(stated) = stated {
        let same =
            (0..raws.len()).filter(text).take(NEAR).find(|&index| titles::says_the_same(stated, &raws[index].text));
        let only =
            |index: &usize| raws[*index].heading == 1 && level(*index).count() == 1 && !ends_asking(&raws[*index].text);
        return same.or_else(|| heading.filter(only));
    }
    if let Some(index) = heading {
        // Where the questions are headings, the first of them is no title.
        const LEAST: usize = 3;
        let asks = ends_asking(&raws[index].text) && level(index).filter(|raw| ends_asking(&raw.text)).count() >= LEAST;
        if asks {
            return None;
        }
        if raws[index].heading == 1 || level(index).count() == 1 {
            return Some(index);
        }
    }
    const SKIPPED: usize = 4;
    // Below the buttons of a page that was copied whole, a word or two are an entry of its menu.
    const MENU: usize = 2;
    let buttons = page.iter().take(NEAR).filter(|page| **page).count();
    let entry = |index: usize| buttons > MENU && count_words(&raws[index].text, MENU) <= MENU;
    let named = (0..raws.len()).filter(text).take(NEAR).find(|&index| titles::is_named(&raws[index].text));
    if named.is_some() {
        return named;
    }
    let mut near = (0..raws.len()).filter(text).filter(|index| !entry(*index)).take(SKIPPED);
    let first =
        near.find(|&index| titles::is_opening_head(&raws[index].text) || !titles::is_no_title(&raws[index].text))?;
    if titles::is_opening_head(&raws[first].text) {
        return None;
    }
    // The house that keeps the recording stands above "Interview with Jens Dahl"; "Interview with: Jens Dahl" is a field.
    let says = |at: &usize| !raws[*at].text.contains(':') && titles::speaks_of_interview(&raws[*at].text);
    let below = bodies::is(&raws[first].text).then(|| near.find(says));
    let first = below.flatten().unwrap_or(first);
    let line = &raws[first].text;
    // "1. Why boats?" is the first of several, and what is quoted is none.
    if raws[first].item != Item::No || raws[first].quote || visual::is_stroke(line) {
        return None;
    }
    // The head of a printed record is long.
    const HEAD: usize = 60;
    let more = (first + 1..raws.len()).filter(text).take(HEAD).any(|next| raws[next].text.len() > line.len());
    let stops = line.ends_with(['.', ':', ';', ',', '。']) && !line.ends_with("...");
    let sentence = stops && !titles::says_interview(line);
    (more && count_words(line, LONGEST) <= LONGEST && !sentence).then_some(first)
}

/// Paragraphs at the head that only repeat what stands again later, as a list of the questions does.
pub fn contents(raws: &[Raw], page: &[bool]) -> Vec<bool> {
    const LEAST: usize = 2;
    const SHORTEST: usize = 12;
    let mut again = vec![false; raws.len()];
    // By hashes: the letters of all paragraphs once more would be as large as the text.
    let mut last: HashMap<u64, u32> = HashMap::new();
    for (index, raw) in raws.iter().enumerate().filter(|(index, _)| !page[*index]) {
        if raw.text.len() <= 1000
            && let Some(hash) = hash_of(&raw.text, SHORTEST)
            && let Some(before) = last.insert(hash, index as u32)
        {
            let before = before as usize;
            again[before] |= letters(&raws[before].text).eq(letters(&raw.text));
        }
    }
    // The list stands together, before the first of its questions comes again.
    let runs = again.windows(LEAST).any(|pair| pair.iter().all(|again| *again));
    if !runs {
        again.fill(false);
    }
    again
}

/// Takes the lines of a contents list, which are questions of the text, out of lines of the head.
pub fn without_contents(head: &mut Vec<&str>, raws: &[Raw], roles: &[Role]) {
    const LEAST: usize = 2;
    if head.len() <= LEAST {
        return;
    }
    let asked = raws.iter().zip(roles).filter(|(raw, role)| **role == Role::Question && raw.text.len() <= 1000);
    let asked: Vec<String> = asked.take(head.len() * 2).map(|(raw, _)| skeleton(&raw.text)).collect();
    let again = |line: &str| {
        let line = skeleton(line);
        !line.is_empty() && asked.iter().any(|asked| asked.ends_with(&line))
    };
    if head.iter().filter(|line| again(line)).count() >= LEAST {
        head.retain(|line| !again(line));
    }
}

/// Letters and digits in lower case, without the number of a list item.
fn skeleton(text: &str) -> String {
    letters(text).collect()
}

fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
    let bare = text.trim_start_matches(|c: char| !c.is_alphabetic());
    bare.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// A hash of the letters of a text (see [`letters`]) that are at least `least` bytes together.
fn hash_of(text: &str, least: usize) -> Option<u64> {
    let mut hasher = DefaultHasher::new();
    if text.is_ascii() {
        // Written all at once, because a hasher takes long for every letter.
        let mut bytes = [0; 1024];
        let mut size = 0;
        let bare = text.trim_start_matches(|c: char| !c.is_ascii_alphabetic());
        for (byte, to) in bare.bytes().filter(u8::is_ascii_alphanumeric).zip(&mut bytes) {
            *to = byte.to_ascii_lowercase();
            size += 1;
        }
        hasher.write(&bytes[..size]);
        return (size >= least).then(|| hasher.finish());
    }
    let mut folded = String::with_capacity(text.len());
    folded.extend(letters(text));
    hasher.write(folded.as_bytes());
    (folded.len() >= least).then(|| hasher.finish())
}

/// Whether a paragraph plainly belongs to the closing notes: a disclaimer, a credit, a copyright line, a link.
pub fn closes(text: &str) -> bool {
    let folded = fold(text);
    let bare = folded.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©');
    let short = count_words(text, 25) <= 25;
    let linked = folded.contains("http://") || folded.contains("https://") || folded.contains("www.");
    const LONGEST: usize = 60;
    let onward = || mentions("onward", &folded) && count_words(text, LONGEST) < LONGEST;
    begins("closing", bare)
        || exactly(bare.trim_end_matches(|c: char| !c.is_alphanumeric()), "closing line")
        || onward()
        || bare.starts_with('©')
        || ["(*)", "(c) ", "(C) ", "*) "].iter().any(|sign| text.starts_with(sign))
        || (short && (folded.contains('©') || folded.contains("cc by") || folded.contains("creative commons")))
        || (linked && count_words(text, 12) <= 12)
}

/// Whether a sentence inside a paragraph speaks of the interview as its editor does: "Her book is out. This interview has
/// been edited and condensed."
pub fn speaks_of_the_interview(text: &str) -> bool {
    each_sentence(text).map(fold).any(|folded| begins("closing", &folded) && mentions("interview", &folded))
}

/// Whether a short last line could be a byline or credit: few words, no end of a sentence.
pub fn is_loose_line(text: &str) -> bool {
    const LONGEST: usize = 8;
    let ended = text
        .trim_end_matches(crate::text::segment::is_closer)
        .ends_with(['.', '!', '?', '…', ':', ',', '。', '！', '？']);
    count_words(text, LONGEST) <= LONGEST && !ended && text.chars().any(char::is_alphabetic)
}

/// Whether a heading that asks nothing stands among questions that are headings: "Contact" below those of a library.
pub fn is_head_of_foot(raws: &[Raw], roles: &[Role], index: usize) -> bool {
    const LONGEST: usize = 3;
    const LEAST: usize = 3;
    let raw = &raws[index];
    let asked = raws.iter().zip(roles).filter(|(other, role)| **role == Role::Question && other.heading == raw.heading);
    let asked: Vec<bool> =
        asked.filter(|(other, _)| *other != raw).map(|(other, _)| ends_asking(&other.text)).collect();
    let asks = asked.iter().filter(|asks| **asks).count();
    raw.heading > 0
        && !ends_asking(&raw.text)
        && count_words(&raw.text, LONGEST) <= LONGEST
        && is_loose_line(&raw.text)
        && asks >= LEAST
        && asks * 5 >= asked.len() * 4
}

/// "Mara Olsen is a …": a person presented in the third person, at the end of a text.
pub fn is_biography(text: &str) -> bool {
    let mut parts = text.split_whitespace();
    let capital = |part: Option<&str>| {
        part.is_some_and(|part| part.starts_with(char::is_uppercase) && part.ends_with(char::is_alphanumeric))
    };
    let named = capital(parts.next()) && capital(parts.next());
    let next = parts.next().unwrap_or("");
    named
        && matches!(next, "is" | "ist" | "est" | "es" | "è" | "was" | "war")
        && matches!(parts.next(), Some("a" | "an" | "the" | "ein" | "eine" | "un" | "una" | "une" | "der" | "die"))
}

/// Whether a turn only takes leave: thanks or a wish, and no question.
pub fn takes_leave(text: &str) -> bool {
    const LONGEST: usize = 40;
    const LONGEST_WISH: usize = 20;
    let wish = |sentence: &str| begins("leave", &fold(sentence.trim_start_matches(|c: char| !c.is_alphanumeric())));
    if count_words(text, LONGEST_WISH) <= LONGEST_WISH
        && !text.contains(crate::text::segment::is_question_mark)
        && crate::text::segment::each_sentence(text).any(wish)
    {
        return true;
    }
    let lexicon = Lexicon::union();
    let thanks = words(text).any(|(_, word)| lexicon.is(word, class::THANKS)) || mentions("thanks", text);
    thanks && count_words(text, LONGEST) <= LONGEST && !text.contains(crate::text::segment::is_question_mark)
}

/// Whether a turn only shows that one listens: "Mm-hm.", "Right.", `[laughter]`.
pub fn is_back_channel(text: &str) -> bool {
    const LONGEST: usize = 5;
    if is_bracketed(text) {
        return true;
    }
    if text.contains(crate::text::segment::is_question_mark) || count_words(text, LONGEST) > LONGEST {
        return false;
    }
    // A run of a script without spaces is one word here, however long.
    const LONGEST_RUN: usize = 8;
    if crate::interview::words::is_wide(text.trim_end_matches(|c: char| !c.is_alphanumeric()))
        && text.chars().count() > LONGEST_RUN
    {
        return false;
    }
    let lexicon = Lexicon::union();
    let (mut all, mut back) = (0, 0);
    for (_, word) in words(text) {
        all += 1;
        back += usize::from(lexicon.is(word, class::BACK));
    }
    all == 0 || (back == all) || (all <= 2 && back > 0)
}

/// Whether the whole paragraph is a remark on what is heard: in brackets, between notes of music, stars or dashes.
pub fn is_bracketed(text: &str) -> bool {
    const LONGEST: usize = 12;
    let starred = text.len() > 2 && text.starts_with('*') && text.ends_with('*') && !text.ends_with("**");
    let ruled = text.starts_with("--") && text.ends_with("--") && text.contains(char::is_alphabetic);
    let bare = text.trim_matches(['*', '_', ' ', '.']);
    let inside = |(open, close): &(char, char)| {
        bare.strip_prefix(*open).and_then(|rest| rest.strip_suffix(*close)).is_some_and(|rest| !rest.contains(*open))
    };
    (starred || ruled || BRACKETS.iter().any(inside)) && count_words(bare, LONGEST) <= LONGEST
}

/// What encloses remarks on what is heard.
const BRACKETS: [(char, char); 9] = [
    ('[', ']'),
    ('(', ')'),
    ('（', '）'),
    ('［', '］'),
    ('【', '】'),
    ('〔', '〕'),
    ('<', '>'),
    ('{', '}'),
    ('♪', '♪'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn furniture_is_told_from_sentences() {
        for line in [
            "Share this:",
            "Leave a Reply",
            "Your email address will not be published. Required fields are marked *",
            "Skip to content",
            "Menü",
            "Partager cet article",
            "Page 3 of 12",
            "We use cookies to improve this site.",
            "/talks/harbour/one.wav",
        ] {
            assert!(is_furniture(line), "{line}");
        }
        for line in [
            "We share this view of the sea.",
            "What is on the menu?",
            "Reply came there none, so we left.",
            "Search parties went out at dawn.",
            "We use cookies as bait, since the crabs love them.",
            "Wir verwenden Cookies als Köder.",
        ] {
            assert!(!is_furniture(line), "{line}");
        }
    }

    #[test]
    fn back_channels_leave_and_closing_lines() {
        assert!(
            ["Mm-hm.", "Right.", "[laughter]", "Yeah, yeah.", "Genau.", "Oh wow."]
                .iter()
                .all(|text| is_back_channel(text))
        );
        assert!(!["Right?", "No boats at all.", "Tell me."].iter().any(|text| is_back_channel(text)));
        assert!(takes_leave("Thank you so much for your time.") && !takes_leave("Thank you. Where was that?"));
        assert!(
            closes("© 2024 The Harbour Review")
                && closes("Foto: Nils Brandt")
                && closes("(*) 100 crowns were a month's rent.")
                && closes("Please note: views are her own.")
        );
        assert!(!closes("Notes were all I took with me that day."));
    }
}
