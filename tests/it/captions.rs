//! Captions, transcripts in JSON, and encodings: what each shape of file becomes.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its files has failed")]

use std::fs;

use inquit::formats::{captions, encoding, json};
use inquit::interview::{Interview, PersonRole, Role};
use proptest::prelude::*;

use crate::documents::root;

fn file(name: &str) -> String {
    fs::read_to_string(root().join("tests/fixtures/formats").join(name)).unwrap()
}

pub fn read(name: &str) -> Interview {
    let text = file(name);
    let extract = if name.ends_with("json") { json::read(&text).unwrap() } else { captions::read(&text) };
    let interview = extract.interview();
    assert_eq!(interview.check(), Ok(()), "{name}");
    interview
}

/// The words of a text, without the signs around them.
fn words(text: &str) -> Vec<String> {
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    text.split_whitespace().map(bare).filter(|word| !word.is_empty()).collect()
}

fn said(interview: &Interview) -> Vec<String> {
    let talk = interview.paragraphs.iter().filter(|p| p.role != Role::Page && p.text.as_str() != "[laughter]");
    talk.flat_map(|paragraph| words(&paragraph.text)).collect()
}

/// What everybody says in the fixtures, and nothing else.
fn talk() -> Vec<String> {
    file("talk.txt").lines().flat_map(|line| words(line.split_once(": ").map_or("", |(_, said)| said))).collect()
}

#[test]
fn every_shape_is_the_same_talk() {
    for (name, asks, answers) in [
        ("names.srt", "NORA BRANDT", "IVER SOLEM"),
        ("voices.vtt", "Nora Brandt", "Iver Solem"),
        ("whisperx.json", "SPEAKER_00", "SPEAKER_01"),
        ("podcast.json", "Nora Brandt", "Iver Solem"),
        ("transcribe.json", "Speaker 0", "Speaker 1"),
        ("audio-segments.json", "Speaker 0", "Speaker 1"),
        ("assembly.json", "Speaker A", "Speaker B"),
        ("deepgram.json", "Speaker 0", "Speaker 1"),
        ("meet.json", "Nora Brandt", "Iver Solem"),
    ] {
        let interview = read(name);
        assert_eq!(interview.exchanges.len(), 5, "{name}");
        assert_eq!(said(&interview), talk(), "{name}");
        let label = |role| interview.person(role).map(|person| person.labels[0].to_string());
        assert_eq!(label(PersonRole::Interviewer).as_deref(), Some(asks), "{name}");
        assert_eq!(label(PersonRole::Interviewee).as_deref(), Some(answers), "{name}");
        let first = &interview.exchanges[0];
        // Times of the day count from the first of them.
        let start = if name == "meet.json" { 0 } else { 2 };
        assert_eq!(interview.para(first.question[0]).time, Some(start), "{name}");
        assert!(first.answer.iter().any(|id| interview.para(*id).role == Role::Aside), "{name}: “Mm-hm.” is an aside");
        assert!(interview.why[0].contains("the speakers that the file names"), "{name}: {:?}", interview.why);
        assert!(interview.warnings.is_empty(), "{name}: {:?}", interview.warnings);
        assert!(interview.paragraphs.iter().all(|p| p.role == Role::Page || p.time.is_some()), "{name}");
    }
    assert_eq!(read("voices.vtt").meta.title.as_deref(), Some("The last lighthouse"));
    assert_eq!(read("voices.vtt").with_role(Role::Page).count(), 1);
}

#[test]
fn without_speakers_it_is_one_text_and_says_so() {
    for name in ["silent.srt", "whisper.json"] {
        let interview = read(name);
        assert!(interview.exchanges.is_empty() && interview.people.is_empty(), "{name}");
        assert_eq!(said(&interview), talk(), "{name}");
        assert!(interview.warnings[0].contains("does not say who speaks"), "{name}");
    }
    // Each turn of the talk has a pause before it.
    assert_eq!(read("silent.srt").paragraphs.len(), 12);
}

#[test]
fn arrows_are_turns_whose_voices_have_no_names() {
    let interview = read("arrows.vtt");
    assert_eq!(said(&interview), talk());
    assert!(interview.paragraphs.len() >= 12 && interview.people.is_empty());
    assert!(interview.exchanges.len() >= 4, "{:?}", interview.why);
}

#[test]
fn the_fixtures_are_told_by_what_stands_in_them() {
    for entry in fs::read_dir(root().join("tests/fixtures/formats")).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let ending = path.extension().unwrap().to_str().unwrap();
        assert_eq!(captions::is_captions(&text), matches!(ending, "srt" | "vtt"), "{}", path.display());
        assert_eq!(json::is_json(&text), ending == "json", "{}", path.display());
    }
}

/// A paragraph as people write it, in an encoding, and how the encoding may be called.
const PARAGRAPHS: &[(&str, &str, &str)] = &[
    (
        "windows-1252",
        "windows-1252",
        "„Wie kamen Sie dazu?“ – „Über meine Großmutter, die früher Möbel für ein Café in Köln baute … schön war’s.“",
    ),
    (
        "iso-8859-1",
        "windows-1252",
        "Pourquoi êtes-vous restée là-bas? Parce que ma mère était déjà très âgée, et que le marché du village était à côté.",
    ),
    (
        "iso-8859-15",
        "ISO-8859-15",
        "Ma sœur a payé 35 € pour ces œufs. À Noël, on mangeait du bœuf et le cœur y était; c'était déjà très cher.",
    ),
    (
        "windows-1251",
        "windows-1251",
        "Почему вы остались жить на острове? Потому что кто-то должен был смотреть за маяком, а мне нравилось море.",
    ),
    (
        "koi8-r",
        "KOI8-U",
        "Почему вы остались жить на острове? Потому что кто-то должен был смотреть за маяком, а мне нравилось море.",
    ),
    (
        "shift_jis",
        "Shift_JIS",
        "どうして島に残ったのですか。誰かが灯台を守らなければならなかったからです。海が好きでしたし、静かな夜も好きでした。",
    ),
    (
        "euc-jp",
        "EUC-JP",
        "どうして島に残ったのですか。誰かが灯台を守らなければならなかったからです。海が好きでしたし、静かな夜も好きでした。",
    ),
    (
        "iso-2022-jp",
        "ISO-2022-JP",
        "どうして島に残ったのですか。誰かが灯台を守らなければならなかったからです。海が好きでしたし、静かな夜も好きでした。",
    ),
    (
        "gb18030",
        "gb18030",
        "您为什么留在岛上？因为总得有人看守灯塔，而且我喜欢大海。每天早上我先看看天气，然后写信给我的妹妹。",
    ),
    (
        "big5",
        "Big5",
        "您為什麼留在島上？因為總得有人看守燈塔，而且我喜歡大海。每天早上我先看看天氣，然後寫信給我的妹妹。",
    ),
    (
        "euc-kr",
        "EUC-KR",
        "왜 섬에 남으셨습니까? 누군가는 등대를 지켜야 했고, 저는 바다를 좋아했습니다. 아침마다 날씨를 적었습니다.",
    ),
];

#[test]
fn encodings_are_told_apart() {
    for (label, name, text) in PARAGRAPHS {
        let written = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap().encode(text);
        assert!(!written.2, "{label} has all of these letters");
        let decoded = encoding::decode(&*written.0, None).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.encoding, decoded.damaged), (*text, *name, 0), "{label}");
        assert_eq!(decoded.guessed, *label != "iso-2022-jp");
        assert!(decoded.warnings().iter().all(|sentence| sentence.contains(name)));
        let utf8 = encoding::decode(text.as_bytes(), None).unwrap();
        assert_eq!((utf8.text.as_str(), utf8.encoding, utf8.guessed), (*text, "UTF-8", false));
        let with_lines = format!("{text}\n\n{text}\n");
        for mark in [false, true] {
            let units = || mark.then_some('\u{feff}').into_iter().chain(with_lines.chars());
            let units: Vec<u16> = units().flat_map(|c| c.encode_utf16(&mut [0; 2]).to_vec()).collect();
            let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
            let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
            for (bytes, name) in [(little, "UTF-16LE"), (big, "UTF-16BE")] {
                let decoded = encoding::decode(&bytes, None).unwrap();
                assert_eq!((decoded.text.as_str(), decoded.encoding), (with_lines.as_str(), name), "{label} {mark}");
                assert!(decoded.warnings().is_empty());
            }
        }
    }
}

/// Reads bytes as the program does, and says what must hold of all it makes.
fn holds(bytes: &[u8]) -> Result<(), TestCaseError> {
    let Some(decoded) = encoding::decode(bytes, None) else { return Ok(()) };
    let mut extracts = vec![captions::read(&decoded.text)];
    extracts.extend(json::read(&decoded.text));
    for extract in extracts {
        for raw in extract.raws() {
            prop_assert_eq!(&extract.source[raw.source.clone()], raw.text.as_str());
        }
        let interview = extract.interview();
        prop_assert_eq!(interview.check(), Ok(()));
        for paragraph in &interview.paragraphs {
            prop_assert!(!paragraph.text.chars().any(char::is_control), "{:?}", paragraph.text);
        }
        for person in &interview.people {
            prop_assert!(!person.name.chars().any(char::is_control));
        }
    }
    Ok(())
}

fn fixture() -> impl Strategy<Value = Vec<u8>> {
    let names =
        ["names.srt", "voices.vtt", "silent.srt", "arrows.vtt", "whisperx.json", "meet.json", "transcribe.json"];
    prop::sample::select(names.to_vec()).prop_map(|name| file(name).into_bytes())
}

/// One row of a cue, of words that no reader takes for anything else.
fn row() -> impl Strategy<Value = String> {
    prop::collection::vec("[a-zäöя]{1,7}[.,?]?", 1..7).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(crate::random::config(32))]
    #[test]
    fn any_bytes_are_borne(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        holds(&bytes)?;
    }

    #[test]
    fn any_text_is_borne(text in "(WEBVTT)?[\\x00-\\x7fé-ü<>{}:&\n-]{0,200}", time in 0_usize..60) {
        holds(format!("00:00:{time:02},0 --> 00:01:00.0\n{text}\n00:00:01 --> 00:00:02\n{text}").as_bytes())?;
        let json = serde_json::json!({"segments": [{"text": &text, "speaker": &text, "start": time}]});
        holds(json.to_string().as_bytes())?;
    }

    #[test]
    fn damaged_files_are_borne(mut bytes in fixture(), cut in 0.0..1.0_f64, flips in prop::collection::vec((any::<prop::sample::Index>(), 0_u32..8), 0..12)) {
        bytes.truncate((bytes.len() as f64 * cut) as usize + 1);
        for (at, bit) in flips {
            let at = at.index(bytes.len());
            bytes[at] ^= 1 << bit;
        }
        holds(&bytes)?;
    }

    #[test]
    fn no_word_is_lost(cues in prop::collection::vec((row(), prop::option::of(row()), 0_u8..5, prop::bool::ANY), 4..40), vtt in any::<bool>()) {
        let mut text = String::from(if vtt { "WEBVTT\n\n" } else { "" });
        let mut all = Vec::new();
        for (at, (first, second, kind, blank)) in cues.iter().enumerate() {
            let number = if kind % 2 == 0 { format!("{}\n", at + 1) } else { String::new() };
            let mark = match kind { 1 => ">> ", 2 => "- ", 3 => "{\\an8}<i>", _ => "" };
            let comma = if at % 2 == 0 { ',' } else { '.' };
            let second = second.as_deref().unwrap_or("");
            // Without an empty line a number would be text.
            let end = if *blank || kind % 2 == 0 { "\n\n" } else { "\n" };
            text += &format!("{number}00:{at:02}:01{comma}000 --> 00:{at:02}:05{comma}5\n{mark}{first}\n{second}{end}");
            all.extend(words(first).into_iter().chain(words(second)));
        }
        let interview = captions::read(&text).interview();
        let mut found = said(&interview);
        // Words with signs only at their edges are compared as they are.
        found.sort();
        all.sort();
        prop_assert_eq!(found, all, "{}", text);
    }
}

#[test]
fn times_keep_their_thousandths_and_their_ends() {
    let text = "WEBVTT\n\n00:00:01.250 --> 00:00:03.500\n<v Ann>Why boats?\n\n00:00:04.040 --> 00:00:06.900\n<v Bo>They float.\n\n\
        00:00:07.100 --> 00:00:09.005\n<v Bo>Mostly.\n\n00:01:00.000 --> 00:01:02.750\n<v Ann>Since when?\n\n\
        01:00:03.333 --> 01:00:05.999\n<v Bo>Always.\n";
    let interview = captions::read(text).interview();
    let vtt = inquit::convert::convert(&interview, inquit::convert::Target::Vtt).unwrap();
    // Cues of one voice are one paragraph: it begins with the first and ends with the last.
    for cue in [
        "00:00:01.250 --> 00:00:03.500\n<v Ann>Why boats?",
        "00:00:04.040 --> 00:00:09.005\n<v Bo>They float. Mostly.",
        "00:01:00.000 --> 00:01:02.750\n<v Ann>Since when?",
        "01:00:03.333 --> 01:00:05.999\n<v Bo>Always.",
    ] {
        assert!(vtt.contains(cue), "{vtt}");
    }
    // Our own JSON keeps them, and so does WebVTT that is read again.
    let json = inquit::convert::convert(&interview, inquit::convert::Target::Json).unwrap();
    assert!(json.contains("\"question_clip\"") && json.contains("4.04") && json.contains("9.005"), "{json}");
    let again = inquit::formats::read_text(inquit::formats::detect::Kind::Json, &json).unwrap().unwrap().interview();
    assert_eq!(again.clips, interview.clips);
    assert_eq!(captions::read(&vtt).interview().clips, interview.clips);
    let csv = inquit::convert::convert(&interview, inquit::convert::Target::Csv).unwrap();
    assert!(csv.lines().next().unwrap().ends_with("time,text,start,end") && csv.contains(",4.040,9.005\r\n"), "{csv}");
    // Without ends everything is as it was.
    let talk = "[00:00:01] Ann: Why boats?\n\n[00:00:04] Bo: They float.\n\n[00:00:09] Ann: Since when?\n\n[00:00:12] Bo: Always.\n";
    let talk = inquit::interview::parse::parse(&talk.into(), inquit::interview::parse::Format::Text, None);
    let csv = inquit::convert::convert(&talk, inquit::convert::Target::Csv).unwrap();
    assert!(csv.lines().next().unwrap().ends_with("time,text"), "{csv}");
    let vtt = inquit::convert::convert(&talk, inquit::convert::Target::Vtt).unwrap();
    assert!(vtt.contains("00:00:01.000 --> 00:00:04.000"), "{vtt}");
}
