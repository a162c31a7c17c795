//! JSON of transcribers and meetings, and our own.
//!
//! The shapes differ in names, not in kind: somewhere there is a list of pieces with a text, mostly with a speaker and a
//! time. So the lists are looked for under the names they are known by, and the fields of a piece under theirs.

use std::borrow::Cow;
use std::collections::HashMap;

use super::cues::{self, Cue, Ms};
use super::json_node::{self, Node, Object};
use super::json_speakers::{self, speaker};
use super::lines::{Face, Look, Writer};
use super::times::{ENDS, STARTS, Time, Times, time};
use super::{Extract, json_mend, json_rest, ours};
use crate::interview::Meta;
use crate::interview::parse::build;
use crate::interview::parse::front_matter::{self as entries, Entry};
use crate::text::CleanText;

/// What is wrong with a JSON file, in words that end a sentence about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// It is no JSON; the line.
    Broken(usize),
    /// It is JSON, but nothing that is known.
    Shape,
}

/// The shapes that are known, for a sentence.
pub const SHAPES: &str = "lists of pieces with a text and a speaker or a time, or with a question and an answer; segments, as \
    Whisper, WhisperX and podcasts write them, results of AWS Transcribe and Deepgram, utterances of AssemblyAI, entries of \
    Google Meet, monologues of Rev, and what “inquit parse” prints";

/// Whether a text can only be meant as JSON.
pub fn is_json(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim();
    let fenced = (text.starts_with('{') && text.ends_with('}')) || (text.starts_with('[') && text.ends_with(']'));
    fenced && (json_node::is_json(text) || lines(text).is_some())
}

/// Reads a whole file.
///
/// # Errors
/// Where it is no JSON, or none that is known.
pub fn read(text: &str) -> Result<Extract, Unknown> {
    let text = text.trim_start_matches('\u{feff}');
    match Node::whole(text) {
        Ok(node) => known(&Value::of(node), &[node]),
        Err(line) => {
            if let Some(lines) = lines(text) {
                return known(&Value::List(lines.clone()), &lines);
            }
            let mended = json_mend::mend(text);
            let node = Node::whole(&mended).map_err(|_| Unknown::Broken(line))?;
            let mut extract = known(&Value::of(node), &[node]).map_err(|_| Unknown::Broken(line))?;
            extract.warnings.insert(0, json_mend::MENDED.to_owned());
            Ok(extract)
        }
    }
}

/// Reads what is JSON; `all` is the whole of it, to tell what was not read.
fn known(value: &Value, all: &[Node]) -> Result<Extract, Unknown> {
    if let Value::Object(object) = value
        && let Some(extract) = ours::read(object)
    {
        return Ok(extract);
    }
    let mut extract = pages(all).map_or_else(|| talk(value), Ok)?;
    extract.warnings.extend(json_rest::left_out(all, &extract));
    Ok(extract)
}

/// The pages in a file, where it holds some and they can be read.
fn pages(all: &[Node]) -> Option<Extract> {
    #[cfg(feature = "html")]
    return super::json_pages::read(all);
    #[cfg(not(feature = "html"))]
    return all.get(..0).and(None);
}

fn talk(value: &Value) -> Result<Extract, Unknown> {
    if let Some(extract) = asked(value) {
        return Ok(extract);
    }
    let cues = pieces(value, 0).filter(|cues| cues.iter().any(|cue| !cue.text.trim().is_empty()));
    let mut cues = cues.ok_or(Unknown::Shape)?;
    if let Value::Object(object) = value {
        json_speakers::name(&mut cues, object);
    }
    Ok(cues::join(cues, meta(value), Vec::new()))
}

/// What may hold pieces of talk.
enum Value<'a> {
    List(Vec<Node<'a>>),
    Object(Object<'a>),
    Other,
}

impl<'a> Value<'a> {
    fn of(node: Node<'a>) -> Self {
        match node.list() {
            Some(list) => Self::List(list),
            None => node.object().map_or(Self::Other, Self::Object),
        }
    }
}

/// What the two sides of one exchange say.
type Pair<'a> = (Option<Cow<'a, str>>, Option<Cow<'a, str>>);

/// A list of questions with their answers, alone or in an object of which it is the only such list.
fn asked(value: &Value) -> Option<Extract> {
    let (pairs, meta) = match value {
        Value::List(list) => (pairs(list)?, Meta::default()),
        Value::Object(object) => {
            let mut found = object.values().into_iter().filter_map(|node| node.made_of_list(pairs));
            (found.next().filter(|_| found.next().is_none())?, meta(value))
        }
        Value::Other => return None,
    };
    let mut writer = Writer::default();
    for (question, answer) in pairs {
        for (text, said) in [(question, true), (answer, false)] {
            for line in text.iter().flat_map(|text| text.lines()).filter(|line| !line.trim().is_empty()) {
                writer.text(line, Face::default());
                writer.end(Look { said: Some(said), ..Look::default() });
            }
        }
    }
    Some(writer.finish(meta, Vec::new()))
}

/// Fields of a question.
pub const QUESTIONS: [&str; 2] = ["question", "q"];
/// Fields of an answer.
const ANSWERS: [&str; 3] = ["answer", "a", "answers"];

/// Questions with their answers, where most of a list is that.
fn pairs<'a>(list: &[Node<'a>]) -> Option<Vec<Pair<'a>>> {
    let field = |object: &Object<'a>, names: &[&str]| -> Option<Cow<'a, str>> {
        said(names.iter().find_map(|name| object.get(name))?, "\n")
    };
    let pair = |item: &Node<'a>| {
        item.object().map_or((None, None), |object| (field(&object, &QUESTIONS), field(&object, &ANSWERS)))
    };
    // Most long lists hold none.
    let all: Vec<Pair> =
        list.iter().map(pair).filter(|(question, answer)| question.is_some() || answer.is_some()).collect();
    let whole = all.iter().filter(|(question, answer)| question.is_some() && answer.is_some()).count();
    (whole > 0 && whole * 2 >= list.len()).then_some(all)
}

/// JSON Lines: one object a line.
fn lines(text: &str) -> Option<Vec<Node<'_>>> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let all: Option<Vec<Node>> = lines.map(|line| Node::whole(line).ok().filter(|node| node.is_object())).collect();
    all.filter(|all| all.len() > 1)
}

/// What a file says of itself beside its pieces, as the entries at the head of a page say it.
fn meta(value: &Value) -> Meta {
    // Longer is no name of anybody, and no title.
    const LONGEST: usize = 300;
    let Value::Object(object) = value else { return Meta::default() };
    let short = |node: Node| node.text().map(|text| text.trim().to_owned()).filter(|text| text.len() <= LONGEST);
    let named = |node: Node| short(node).or_else(|| short(node.object()?.get("name")?));
    let entry = |(key, node): (&str, Node)| {
        let all = || {
            Some(entries::Value::List(
                node.list()?.into_iter().map(|one| named(one).map(entries::Value::Text)).collect::<Option<_>>()?,
            ))
        };
        let value = short(node).map(entries::Value::Text).or_else(all)?;
        Some(Entry { key: key.to_owned(), value, line: 0 })
    };
    let mut meta = build::meta(&object.all().filter_map(entry).collect::<Vec<_>>());
    let text = |name: &str| said(object.get(name)?, " ");
    meta.title = text("title").map(|title| CleanText::line(title.trim())).or(meta.title);
    meta.language = text("language").or_else(|| text("language_code")).and_then(|name| language(name.trim()));
    meta
}

/// The ISO 639-1 code in "en", "en-GB" or "en_us".
pub fn language(name: &str) -> Option<CleanText> {
    let code = name.split(['-', '_']).next().unwrap_or("").to_ascii_lowercase();
    (code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_lowercase())).then(|| CleanText::line(&code))
}

/// Names of lists of pieces, and of what such a list may be wrapped in.
const LISTS: [&str; 13] = [
    "turns",
    "audio_segments",
    "utterances",
    "segments",
    "entries",
    "transcriptEntries",
    "monologues",
    "sentences",
    "captions",
    "chunks",
    "transcription",
    "transcript",
    "paragraphs",
];
const WRAPPERS: [&str; 9] =
    ["results", "result", "response", "data", "transcript", "transcription", "paragraphs", "channels", "alternatives"];

/// The pieces of whatever shape this is.
fn pieces<'a>(value: &Value<'a>, depth: usize) -> Option<Vec<Cue<'a>>> {
    const DEEPEST: usize = 6;
    if depth > DEEPEST {
        return None;
    }
    match value {
        Value::List(list) => listed(list).or_else(|| match list.as_slice() {
            [only] => pieces(&Value::of(*only), depth + 1),
            _ => alternatives(list),
        }),
        Value::Object(object) => {
            let known = LISTS.iter().filter_map(|name| object.get(name)).find_map(|node| node.made_of_list(listed));
            known
                .or_else(|| amazon(object))
                .or_else(|| WRAPPERS.iter().find_map(|name| pieces(&Value::of(object.get(name)?), depth + 1)))
                .or_else(|| object.get("words")?.made_of_list(words))
                .or_else(|| bare(object, depth))
                .or_else(|| object.values().into_iter().find_map(|node| node.made_of_list(spoken)))
        }
        Value::Other => None,
    }
}

/// A list of no known name, where every piece has a text and somebody who says it.
fn spoken<'a>(list: &[Node<'a>]) -> Option<Vec<Cue<'a>>> {
    let cues = listed(list)?;
    let voices = cues.iter().filter(|cue| cue.speaker.is_some()).count();
    let all = cues.iter().all(|cue| cue.speaker.is_some() || cue.heading);
    (voices > 1 && cues.len() == list.len() && all).then_some(cues)
}

/// A text and nothing to split it by: only where nothing else is beside it, or inside what is known.
fn bare<'a>(object: &Object<'a>, depth: usize) -> Option<Vec<Cue<'a>>> {
    const BESIDE: [&str; 8] = ["text", "task", "language", "duration", "usage", "transcript", "confidence", "title"];
    let text = string(object, &["text", "transcript"])?;
    let alone = object.names().all(|name| BESIDE.contains(&name));
    let turn = |text: Cow<'a, str>| Cue { turn: true, text, ..Cue::default() };
    let filled = |line: &&str| !line.trim().is_empty();
    (alone || depth > 0).then(|| match text {
        Cow::Borrowed(text) => text.lines().filter(filled).map(|line| turn(line.into())).collect(),
        Cow::Owned(text) => text.lines().filter(filled).map(|line| turn(line.to_owned().into())).collect(),
    })
}

/// A list of results, each with its best reading first.
fn alternatives<'a>(list: &[Node<'a>]) -> Option<Vec<Cue<'a>>> {
    let best: Vec<Node> = list.iter().filter_map(|item| item.object()?.get("alternatives")?.first()).collect();
    (!best.is_empty()).then(|| listed(&best)).flatten()
}

fn string<'a>(object: &Object<'a>, names: &[&str]) -> Option<Cow<'a, str>> {
    names.iter().find_map(|name| said(object.get(name)?, " "))
}

/// Fields of an object around what is said.
pub const INNER: [&str; 3] = ["value", "text", "content"];

/// What a value says: a string, a list of strings, or an object around one that says nothing else.
fn said<'a>(value: Node<'a>, between: &str) -> Option<Cow<'a, str>> {
    let one = |value: Node<'a>| {
        let object = || value.object().filter(|object| speaker(object).is_none() && time(object, &STARTS).is_none());
        value.text().or_else(|| object().and_then(|object| INNER.iter().find_map(|name| object.text(name))))
    };
    let all = || {
        // Lists in it are taken as one, and what is neither a text nor holds one is passed over.
        let mut texts = Vec::new();
        let mut ahead = value.list()?;
        ahead.reverse();
        while let Some(value) = ahead.pop() {
            match value.list() {
                Some(list) => ahead.extend(list.into_iter().rev()),
                None if value.text().is_none() && !value.is_object() => {}
                None => texts.push(one(value)?),
            }
        }
        Some(Cow::Owned(texts.join(between)))
    };
    one(value).or_else(all).filter(|text| !text.trim().is_empty())
}

/// Names of fields with what is said.
pub const TEXTS: [&str; 14] = [
    "text",
    "transcript",
    "body",
    "content",
    "caption",
    "sentence",
    "raw_text",
    "display",
    "punctuated",
    "said",
    "says",
    "utterance",
    "message",
    "line",
];

/// Fields of a piece that says nothing but is a heading over others.
const HEADINGS: [&str; 6] = ["header", "heading", "section", "chapter", "topic", "title"];

/// A list of pieces, if most of it is one.
fn listed<'a>(list: &[Node<'a>]) -> Option<Vec<Cue<'a>>> {
    let mut cues = Vec::with_capacity(list.len());
    let mut timed = false;
    let mut times = Times::expecting(list.len());
    for object in list.iter().filter_map(|item| item.object()) {
        let speaker = speaker(&object);
        let (start, end) = (time(&object, &STARTS), time(&object, &ENDS));
        timed |= speaker.is_some() || start.is_some();
        let cue = |text: Cow<'a, str>, start: Option<Time>, end: Option<Time>, times: &mut Times| {
            let (start, end) = times.push(start, end);
            Cue { start, end, speaker: speaker.clone(), remark: cues::is_remark(&text), text, ..Cue::default() }
        };
        let parts = |name: &str| object.get(name).and_then(Node::list);
        if let Some(text) = string(&object, &TEXTS) {
            cues.push(cue(text, start, end, &mut times));
        } else if let Some(parts) = parts("sentences") {
            for part in parts.into_iter().filter_map(Node::object) {
                if let Some(text) = string(&part, &TEXTS) {
                    cues.push(cue(text, time(&part, &STARTS), time(&part, &ENDS), &mut times));
                }
            }
        } else if let Some(parts) = parts("elements") {
            let parts: Vec<Object> = parts.into_iter().filter_map(Node::object).collect();
            let said: String =
                parts.iter().filter_map(|part| part.text("value").or_else(|| string(part, &["value"]))).collect();
            let first = parts.iter().find_map(|part| time(part, &STARTS));
            cues.push(cue(said.into(), start.or(first), end, &mut times));
        } else if let Some(said) = parts("words").and_then(|words| self::words(&words)) {
            let text = said.into_iter().map(|word| word.text).collect::<Vec<_>>().join(" ");
            cues.push(cue(text.into(), start, end, &mut times));
        } else if let Some(text) = string(&object, &HEADINGS).filter(|_| speaker.is_none()) {
            cues.push(Cue { heading: true, ..cue(text, start, end, &mut times) });
        }
    }
    times.settle(&mut cues);
    // A list of things with a text but neither voice nor time may be anything.
    (cues.len() * 2 >= list.len() && !cues.is_empty() && timed).then_some(cues)
}

/// Single words with times: the last resort, which has no voices or says them word by word.
fn words<'a>(list: &[Node<'a>]) -> Option<Vec<Cue<'a>>> {
    let mut cues = Vec::with_capacity(list.len());
    let mut times = Times::expecting(list.len());
    for object in list.iter().filter_map(|item| item.object()) {
        let Some(text) = string(&object, &["punctuated_word", "word", "text", "content"]) else { continue };
        let (start, end) = times.push(time(&object, &STARTS), time(&object, &ENDS));
        cues.push(Cue { start, end, speaker: speaker(&object), text, ..Cue::default() });
    }
    times.settle(&mut cues);
    (!cues.is_empty()).then_some(cues)
}

/// AWS Transcribe: words and signs in `items`, their voices there or in `speaker_labels`.
fn amazon<'a>(object: &Object<'a>) -> Option<Vec<Cue<'a>>> {
    let items = object.get("items")?.list()?;
    let mut voices: HashMap<Cow<str>, Cow<str>> = HashMap::new();
    let segments =
        object.get("speaker_labels").and_then(Node::object).and_then(|labels| labels.get("segments")?.list());
    let inside = |segment: Node<'a>| segment.object()?.get("items")?.list();
    for item in segments.into_iter().flatten().filter_map(inside).flatten().filter_map(Node::object) {
        if let (Some(start), Some(voice)) = (item.text("start_time"), item.text("speaker_label")) {
            voices.insert(start, voice);
        }
    }
    let mut cues: Vec<Cue> = Vec::with_capacity(items.len());
    for object in items.into_iter().filter_map(Node::object) {
        let best = object.get("alternatives").and_then(Node::first).and_then(Node::object);
        let Some(text) = best.and_then(|best| string(&best, &["content"])) else { continue };
        let punctuation = object.text("type").as_deref() == Some("punctuation");
        if let Some(last) = cues.last_mut().filter(|_| punctuation) {
            last.text.to_mut().push_str(&text);
            continue;
        }
        let start = object.text("start_time");
        let told =
            start.as_ref().and_then(|start| voices.get(start)).and_then(|voice| cues::speaker_name(voice.clone()));
        cues.push(Cue {
            start: start.and_then(|start| cues::clock(&start)).map(Ms::from),
            end: object.text("end_time").and_then(|end| cues::clock(&end)).map(Ms::from),
            speaker: speaker(&object).or(told),
            text,
            ..Cue::default()
        });
    }
    (!cues.is_empty()).then_some(cues)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(json: &str) -> Vec<(Option<String>, Option<u32>, String)> {
        read(json)
            .unwrap()
            .raws()
            .into_iter()
            .map(|raw| (raw.speaker.map(|name| name.to_string()), raw.time, raw.text.to_string()))
            .collect()
    }

    fn turn(who: &str, time: u32, text: &str) -> (Option<String>, Option<u32>, String) {
        (Some(who.to_owned()), Some(time), text.to_owned())
    }

    #[test]
    fn the_shapes_are_known() {
        let both = |a: &str, b: &str| vec![turn(a, 1, "Why salt?"), turn(b, 3, "It keeps.")];
        for (json, a, b) in [
            (
                r#"{"segments":[{"start":1.2,"end":2,"text":" Why salt?","speaker":"SPEAKER_00"},{"start":3,"end":4,"text":" It keeps.","speaker":"SPEAKER_01"}]}"#,
                "SPEAKER_00",
                "SPEAKER_01",
            ),
            (
                r#"{"version":"1.0.0","segments":[{"speaker":"Ida","startTime":1,"body":"Why salt?"},{"speaker":"Ole","startTime":3,"body":"It keeps."}]}"#,
                "Ida",
                "Ole",
            ),
            (
                r#"{"utterances":[{"speaker":"A","start":1200,"end":2000,"text":"Why salt?"},{"speaker":"B","start":3100,"end":4000,"text":"It keeps."}]}"#,
                "Speaker A",
                "Speaker B",
            ),
            (
                r#"{"results":{"utterances":[{"speaker":0,"start":1.2,"end":2.0,"transcript":"Why salt?"},{"speaker":1,"start":3.1,"end":4.0,"transcript":"It keeps."}]}}"#,
                "Speaker 0",
                "Speaker 1",
            ),
            (
                r#"{"entries":[{"speaker":{"displayName":"Ida"},"startTime":"00:00:01","text":"Why salt?"},{"speaker":{"displayName":"Ole"},"startTime":"00:00:03","text":"It keeps."}]}"#,
                "Ida",
                "Ole",
            ),
            (
                r#"{"results":{"audio_segments":[{"speaker_label":"spk_0","start_time":"1.2","end_time":"2","transcript":"Why salt?"},{"speaker_label":"spk_1","start_time":"3.0","end_time":"4","transcript":"It keeps."}]}}"#,
                "Speaker 0",
                "Speaker 1",
            ),
            (
                r#"{"results":{"speaker_labels":{"segments":[{"items":[{"start_time":"1.2","speaker_label":"spk_0"},{"start_time":"1.5","speaker_label":"spk_0"}]},{"items":[{"start_time":"3.0","speaker_label":"spk_1"},{"start_time":"3.5","speaker_label":"spk_1"}]}]},"items":[{"start_time":"1.2","end_time":"1.4","type":"pronunciation","alternatives":[{"content":"Why"}]},{"start_time":"1.5","end_time":"2","type":"pronunciation","alternatives":[{"content":"salt"}]},{"type":"punctuation","alternatives":[{"content":"?"}]},{"start_time":"3.0","end_time":"3.4","type":"pronunciation","alternatives":[{"content":"It"}]},{"start_time":"3.5","end_time":"4","type":"pronunciation","alternatives":[{"content":"keeps"}]},{"type":"punctuation","alternatives":[{"content":"."}]}]}}"#,
                "Speaker 0",
                "Speaker 1",
            ),
            (
                r#"{"results":{"channels":[{"alternatives":[{"transcript":"Why salt? It keeps.","paragraphs":{"paragraphs":[{"speaker":0,"sentences":[{"text":"Why salt?","start":1.0,"end":2.0}]},{"speaker":1,"sentences":[{"text":"It keeps.","start":3.0,"end":4.0}]}]}}]}]}}"#,
                "Speaker 0",
                "Speaker 1",
            ),
            (
                r#"{"monologues":[{"speaker":0,"elements":[{"type":"text","value":"Why","ts":1.0},{"type":"punct","value":" "},{"type":"text","value":"salt"},{"type":"punct","value":"?"}]},{"speaker":1,"elements":[{"type":"text","value":["It keeps."],"ts":3.0}]}]}"#,
                "Speaker 0",
                "Speaker 1",
            ),
            (
                r#"[{"speaker":"Ida","start":1,"text":"Why salt?"},{"speaker":"Ole","start":3,"text":"It keeps."}]"#,
                "Ida",
                "Ole",
            ),
            (
                "{\"speaker\":\"Ida\",\"start\":1,\"text\":\"Why salt?\"}\n{\"speaker\":\"Ole\",\"start\":3,\"text\":\"It keeps.\"}",
                "Ida",
                "Ole",
            ),
        ] {
            assert!(is_json(json));
            assert_eq!(told(json), both(a, b), "{json}");
        }
        let meet = r#"{"transcriptEntries":[{"name":"c/1/entries/1","participant":"c/1/participants/p1","text":"Why salt?","startTime":"2026-03-01T23:59:59.5Z"},{"name":"c/1/entries/2","participant":"c/1/participants/p2","text":"It keeps.","startTime":"2026-03-02T00:00:01.5Z"}]}"#;
        assert_eq!(told(meet), [turn("Participant p1", 0, "Why salt?"), turn("Participant p2", 2, "It keeps.")]);
        let cpp =
            r#"{"transcription":[{"timestamps":{"from":"00:00:01,000","to":"00:00:02,000"},"text":" Why salt?"}]}"#;
        assert_eq!(told(cpp), [(None, Some(1), "Why salt?".to_owned())]);
    }

    #[test]
    fn lists_that_somebody_wrote_by_hand_are_known() {
        let spoken = |who: &str, text: &str| (Some(who.to_owned()), None, text.to_owned());
        for json in [
            r#"{"title":"Salt","turns":[{"speaker":"Ida","text":"Why salt?"},{"speaker":"Ole","text":"It keeps."}]}"#,
            r#"[{"who":"Ida","said":"Why salt?"},{"who":"Ole","said":"It keeps."}]"#,
            r#"{"anything":[{"from":"Ida","message":"Why salt?"},{"from":"Ole","message":"It keeps."}],"n":2}"#,
        ] {
            assert!(is_json(json));
            assert_eq!(told(json), [spoken("Ida", "Why salt?"), spoken("Ole", "It keeps.")], "{json}");
        }
        for json in [
            r#"{"title":"Salt","qa":[{"question":"Why salt?","answer":"It keeps."},{"question":"Always","answer":["Mostly?","Yes."]}]}"#,
            r#"[{"question":"Why salt?","answer":"It keeps."},{"question":"Always","answer":"Mostly?\n\nYes."}]"#,
            "{\"q\":\"Why salt?\",\"a\":\"It keeps.\"}\n{\"q\":\"Always\",\"a\":\"Mostly?\\nYes.\"}",
        ] {
            assert!(is_json(json));
            let interview = read(json).unwrap().interview();
            let texts = |all: &[crate::interview::ParaId]| -> Vec<String> {
                all.iter().map(|id| interview.para(*id).text.to_string()).collect()
            };
            let exchanges: Vec<_> =
                interview.exchanges.iter().map(|one| (texts(&one.question), texts(&one.answer))).collect();
            let both = |question: &str, answer: &[&str]| {
                (vec![question.to_owned()], answer.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>())
            };
            assert_eq!(exchanges, [both("Why salt?", &["It keeps."]), both("Always", &["Mostly?", "Yes."])], "{json}");
        }
    }

    #[test]
    fn what_is_not_known_is_said() {
        assert_eq!(read("{\n\"a\": }").unwrap_err(), Unknown::Broken(2));
        for json in [
            "{}",
            "[]",
            "[1,2]",
            r#"{"name":"x","text":"y","items":[]}"#,
            r#"[{"text":"a"},{"text":"b"}]"#,
            r#"{"segments":[{"text":"  ","start":0}]}"#,
        ] {
            assert_eq!(read(json).unwrap_err(), Unknown::Shape, "{json}");
        }
    }
}
