//! Times that stand apart from what is said: on a line of their own above a turn, bare behind its label, at its end.
//!
//! What a program wrote between the words is no word of anybody. A time is taken only where it has its place in the talk:
//! beside a label, or where nearly every paragraph has one.

use super::label::{hashed, leading_time};
use super::plain::ends_sentence;
use super::raw::{Kind, Raw};
use super::speakers::{Said, Speakers};
use super::{chat, label};

/// Fewest times that make a habit.
const LEAST: usize = 3;

/// The time that is all of a text, in seconds: `00:03`, `[0:03 - 0:10]`, `10:02 AM`.
pub fn lone(text: &str) -> Option<u32> {
    match leading_time(text) {
        (Some(time), end) if end == text.len() => Some(time),
        _ if text.starts_with(|c: char| c.is_ascii_digit()) => chat::of_day(text),
        _ => None,
    }
}

/// Whether times follow each other, but for slips of whoever wrote them down.
fn go_forward(found: &[(usize, u32, usize)]) -> bool {
    let pairs = found.windows(2);
    let back = pairs.clone().filter(|pair| pair[0].1 > pair[1].1).count();
    back * 8 <= pairs.len()
}

/// Takes bare times behind labels for what they are (`Mara Olsen: 00:03 Why?`), where nearly all turns have one and they
/// go forward. A single one may be said: “10:30 was late.”
pub fn behind_labels(raws: &[Raw], speakers: &mut Speakers) {
    let turns = speakers.said.iter().flatten().count();
    let found: Vec<(usize, u32, usize)> = speakers
        .said
        .iter()
        .enumerate()
        .filter_map(|(index, said)| {
            let said = said.as_ref().filter(|said| said.time.is_none())?;
            let (time, at) = leading_time(&raws[index].text[said.body()..]);
            Some((index, time?, said.body() + at)).filter(|(_, _, body)| *body < raws[index].text.len())
        })
        .collect();
    if found.len() < LEAST || found.len() * 10 < turns * 8 || !go_forward(&found) {
        return;
    }
    for (index, time, body) in found {
        if let Some(said) = &mut speakers.said[index] {
            *said = Said::new(said.who(), body, Some(time));
        }
    }
}

/// The time at the end of a paragraph, and where what is said before it ends: `Why? #00:00:27-7#`, `Why? [00:27]`.
fn at_end(text: &str) -> Option<(u32, usize)> {
    let open = match text.as_bytes().last()? {
        b'#' => text[..text.len() - 1].rfind('#')?,
        b']' => text.rfind('[').filter(|open| ends_sentence(text[..*open].trim_end()))?,
        _ => return None,
    };
    let (time, end) = match hashed(&text[open..]) {
        Some((time, end)) => (time, end),
        None => label::bracketed_time(&text[open..])?,
    };
    let said = text[..open].trim_end().len();
    (open + end == text.len() && said > 0).then_some((time, said))
}

/// The time in brackets at the beginning of a text, and where what is said behind it begins.
pub fn bracketed(text: &str) -> Option<(u32, usize)> {
    let (time, end) = text.starts_with(['[', '(']).then(|| leading_time(text))?;
    (end < text.len()).then_some((time?, end))
}

/// Whether nearly every row has its time in brackets, whoever speaks, and many of them no label: `(0:06) that you came`. Where
/// nearly all have one, the others are notices.
pub fn before_rows(raws: &[Raw], labelled: impl Fn(usize) -> bool) -> bool {
    const MANY: usize = 8;
    let texts = (0..raws.len()).filter(|&at| raws[at].kind == Kind::Text && raws[at].heading == 0);
    let found = texts.clone().filter_map(|at| bracketed(&raws[at].text).map(|(time, end)| (at, time, end)));
    let found: Vec<(usize, u32, usize)> = found.collect();
    let bare = found.iter().filter(|(at, ..)| !labelled(*at)).count();
    found.len() >= MANY && found.len() * 10 >= texts.count() * 8 && bare * 4 >= found.len() && go_forward(&found)
}

/// Takes the times off the ends of paragraphs, where most have one. There they say when a turn ended and so when the next
/// one began; only where the first of them is zero do they say when their own began.
pub fn take_from_ends(raws: &mut [Raw]) {
    let texts = raws.iter().filter(|raw| raw.kind == Kind::Text).count();
    let found: Vec<(usize, u32, usize)> = (raws.iter().enumerate())
        .filter(|(_, raw)| raw.kind == Kind::Text)
        .filter_map(|(index, raw)| at_end(&raw.text).map(|(time, end)| (index, time, end)))
        .collect();
    if found.len() < LEAST || found.len() * 2 < texts || !go_forward(&found) {
        return;
    }
    let own = found[0].1 == 0;
    for (index, time, end) in found {
        raws[index].text = raws[index].text.part(0..end);
        raws[index].lead = raws[index].lead.min(end as u32);
        let of = if own { Some(index) } else { (index + 1..raws.len()).find(|next| raws[*next].kind == Kind::Text) };
        if let Some(raw) = of.map(|of| &mut raws[of]) {
            raw.time = raw.time.or(Some(time));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Format, parse};
    use crate::text::CleanText;

    const TALK: [(&str, &str); 8] = [
        ("Mara Olsen", "Who lit the lamp before you came?"),
        ("Jens Dahl", "My aunt did. She carried the oil up herself, two cans at a time, and never spilt a drop."),
        ("Mara Olsen", "Et en hiver ?"),
        ("Jens Dahl", "Im Winter war die Treppe vereist. Wir haben Asche gestreut, jeden Abend, auch an Weihnachten."),
        ("Mara Olsen", "¿Quién lo sabía?"),
        ("Jens Dahl", "Nobody asked. The ships came in and that was all that anybody wanted of us."),
        ("Mara Olsen", "What became of the lamp?"),
        ("Jens Dahl", "It hangs in a restaurant. I have eaten below it once, and the fish was not good."),
    ];

    /// The talk as a service writes it; `at` is the number of the turn.
    fn written(form: impl Fn(usize, &str, &str) -> String) -> crate::interview::Interview {
        let text: String = TALK.iter().enumerate().map(|(at, (name, said))| form(at, name, said)).collect();
        parse(&CleanText::new(&text), Format::Text, None)
    }

    #[test]
    fn times_beside_turns_are_times_and_not_text() {
        let written = |form: &dyn Fn(&str, &str, &str) -> String| {
            written(|at, name, said| form(&format!("{:02}", at * 7), name, said))
        };
        for (what, interview) in [
            ("pictures", written(&|at, name, said| format!("00:00:{at}:12 - 00:00:{at}:04\n{name}\n{said}\n\n"))),
            ("brackets", written(&|at, name, said| format!("[00:00:{at}:12 - 00:00:{at}:04]\n{name}\n{said}\n\n"))),
            ("above", written(&|at, name, said| format!("00:00:{at}:12\n{name}\n{said}\n\n"))),
            ("arrow", written(&|at, name, said| format!("00:00:{at}.000 --> 00:00:{at}.500\n{name}\n{said}\n\n"))),
            ("colon above", written(&|at, name, said| format!("0:{at}\n{name}: {said}\n\n"))),
            ("tab", written(&|at, name, said| format!("{name}:\t00:{at}\t{said}\n\n"))),
            ("range", written(&|at, name, said| format!("{name}: (0:{at} - 0:{at}) {said}\n\n"))),
            ("dots", written(&|at, name, said| format!("{name} … 00:00:{at}\n{said}\n\n"))),
            ("below", written(&|at, name, said| format!("{name}\n0:{at}\n{said}\n\n"))),
            ("hash", written(&|at, name, said| format!("{name}: #00:00:{at}-5# {said}\n\n"))),
        ] {
            let said: Vec<(&str, Option<u32>)> =
                interview.paragraphs.iter().map(|paragraph| (paragraph.text.as_str(), paragraph.time)).collect();
            let want: Vec<(&str, Option<u32>)> =
                TALK.iter().enumerate().map(|(at, (_, said))| (*said, Some(at as u32 * 7))).collect();
            assert_eq!(said, want, "{what}: {:?}", interview.paragraphs);
            assert_eq!(interview.people.len(), 2, "{what}");
        }
    }

    #[test]
    fn times_at_the_end_are_of_the_next_turn() {
        for close in ["#00:00:N0-7#", "[00:00:N0]"] {
            let interview = written(|at, name, said| {
                let letter = &name[..1];
                format!("{letter}: {said} {}\n", close.replace('N', &(at + 1).min(5).to_string()))
            });
            assert_eq!(interview.exchanges.len(), 4, "{close}");
            for (at, (_, said)) in TALK.iter().enumerate() {
                let paragraph = &interview.paragraphs[at];
                assert_eq!(paragraph.text.as_str(), *said);
                assert_eq!(paragraph.time, (at > 0).then_some(at.min(5) as u32 * 10), "{close} {at}");
            }
        }
        let interview = written(|at, name, said| format!("{name}: {said} #00:00:{}0-0#\n", at.min(5)));
        assert_eq!((interview.paragraphs[0].time, interview.paragraphs[1].time), (Some(0), Some(10)));
    }

    #[test]
    fn times_that_are_said_stay() {
        let interview = written(|at, name, said| match at {
            1 => format!("{name}: 10:30 was when we lit it. {said}\n"),
            _ => format!("{name}: {said}\n"),
        });
        assert!(interview.paragraphs[1].text.starts_with("10:30 was"), "{:?}", interview.paragraphs[1]);
        let timetable = "Open house\n\n12:30\nSoup in the yard\n\n13:30\nWalk to the pier\n\n14:30\nSongs\n";
        let interview = parse(&CleanText::new(timetable), Format::Text, None);
        let all: String = interview.paragraphs.iter().map(|paragraph| paragraph.text.to_string()).collect();
        assert!(["12:30", "13:30", "14:30"].iter().all(|time| all.contains(time)), "{all}");
    }

    #[test]
    fn rows_with_a_time_each_go_on() {
        let mut text = String::from("# The lamp\n\n");
        for (at, (name, said)) in TALK.iter().enumerate() {
            for (row, part) in said.split_inclusive(' ').collect::<Vec<_>>().chunks(6).enumerate() {
                let name = if row == 0 { format!("**{name}:** ") } else { String::new() };
                text.push_str(&format!("({at}:0{row}) {name}{}  \n", part.concat().trim_end()));
            }
        }
        let read = parse(&CleanText::new(&text), Format::Markdown, None);
        assert_eq!(read.exchanges.len(), 4, "{:?}", read.why);
        assert!(read.paragraphs.iter().all(|paragraph| !paragraph.text.starts_with('(')), "{:?}", read.paragraphs);
        assert_eq!(read.paragraphs.last().and_then(|paragraph| paragraph.time), Some(7 * 60 + 2));
    }
}
