//! Puts an interview together: roles, people, date and language over the paragraphs of the source.

use super::front_matter::{Entry, Value};
use super::naming::{self, Places};
use super::people::{self, Found, Named};
use super::raw::Raw;
use super::roles::{self, Plan};
use super::speakers::{Speaker, Voice};
use super::stated::{self, Stated};
use super::{Reading, corrected, dates, edges, inside, presented, raw, third, titles, who};
use crate::interview::given::{Does, Given, Wish};
use crate::interview::words::{Lexicon, class, fold};
use crate::interview::{Interview, Meta, ParaId, Paragraph, Person, PersonId, PersonRole, Role, check};
use crate::text::CleanText;

/// Recognises the paragraphs of a document.
pub fn build(source: &CleanText, raws: Vec<Raw>, meta: Meta) -> Interview {
    build_around(source, raws, meta, &Given::default()).interview
}

/// Recognises the paragraphs of a document around what the reader stated.
pub fn build_around(source: &CleanText, raws: Vec<Raw>, mut meta: Meta, given: &Given) -> Reading {
    let mut raws = inside::part(source, raw::without_rules(raws));
    if meta.language.is_none() {
        meta.language = language(&raws).map(CleanText::from);
    }
    let lexicon = Lexicon::of(meta.language.as_deref());
    let mut plan = roles::infer(&mut raws, lexicon, given, meta.title.as_deref());
    let mut head = lines(&raws, &plan, &[Role::Title, Role::Front], HEAD);
    let foot = lines(&raws, &plan, &[Role::Closing], FOOT);
    edges::without_contents(&mut head, &raws, &plan.roles);
    if meta.title.is_none() {
        let title = plan.roles.iter().position(|role| *role == Role::Title);
        meta.title = title.map(|index| CleanText::line(&raws[index].text));
    }
    if meta.date.is_none() {
        meta.date = date(&head, &foot);
    }
    let asked = spoken(&raws, &plan, Role::Question);
    meta.title = meta.title.take().map(|title| titles::bare(title, &raws, &plan.roles));
    let said = spoken(&raws, &plan, Role::Answer);
    let entries = std::mem::take(&mut meta.other);
    let text = Text { head: &head, foot: &foot, asked: &asked, said: &said, title: meta.title.as_deref(), all: &raws };
    let (mut people, mut speakers) = cast(&plan, &text, stated::read(&entries));
    meta.other = entries;
    let mut fixed = std::mem::take(&mut plan.fixed);
    if plan.speakers.is_none() && given.0.iter().any(|wish| matches!(wish, Wish::Does(..))) {
        corrected::does(&mut people, given, &mut fixed.idle);
        speakers = sides(&people);
    }
    let labelled = plan.speakers.is_some();
    let interview = Interview { meta, people, why: plan.why.clone(), ..Interview::default() };
    let (interview, index) = paragraphs(source, raws, plan, interview, &speakers);
    let said = interview.why.len();
    let mut reading = corrected::finish(interview, fixed, &index, given);
    let who = who::explain(&reading.interview, labelled);
    reading.interview.why.splice(said..said, who);
    reading
}

/// The only one who asks, and the only one who answers: who speaks where no label says it.
fn sides(people: &[Person]) -> Vec<Option<PersonId>> {
    [Does::Asks, Does::Answers]
        .map(|side| {
            let mut of = (0..people.len()).filter(|&at| Does::of(people[at].role) == side);
            of.next().filter(|_| of.next().is_none()).map(|at| PersonId(at as u16))
        })
        .to_vec()
}

/// A text in blocks, without roles.
pub fn whole(raws: Vec<Raw>) -> Interview {
    let block = |raw: Raw| Paragraph {
        text: CleanText::line(&raw.text),
        source: raw.source,
        role: Role::Front,
        speaker: None,
        time: None,
        unsure: false,
    };
    Interview {
        paragraphs: raws.into_iter().map(block).filter(|paragraph| !paragraph.text.trim().is_empty()).collect(),
        why: vec!["The text has so many short lines that it is shown as one document, in blocks.".to_owned()],
        ..Interview::default()
    }
}

/// Most lines of the introduction and of the closing notes in which names and dates are looked for.
const HEAD: usize = 40;
const FOOT: usize = 20;

fn lines<'a>(raws: &'a [Raw], plan: &Plan, of: &[Role], most: usize) -> Vec<&'a str> {
    let found = raws.iter().zip(&plan.roles).filter(|(_, role)| of.contains(role));
    found.map(|(raw, _)| &raw.text[..raw::floor(&raw.text, 2000)]).take(most).collect()
}

/// The date of the interview: in a line that speaks of it or of nothing else, before any other line of the head.
fn date(head: &[&str], foot: &[&str]) -> Option<crate::interview::Date> {
    let speaks = |line: &&&str| {
        let folded = crate::interview::words::fold(line);
        [
            "interview",
            "recorded",
            "date",
            "datum",
            "fecha",
            "entretien",
            "entrevist",
            "intervist",
            "gespräch",
            "conversation",
            "recueillis",
            "бесед",
            "интервью",
            "采访",
            "採訪",
            "聞き手",
            "取材",
            "인터뷰",
            "글 ",
        ]
        .iter()
        .any(|word| folded.contains(word))
    };
    let short = |line: &&&str| line.split_whitespace().take(9).count() <= 8;
    // "Jonas spoke with Hannelore on 4 June" speaks of the interview without the word.
    let names_both = |line: &&&str| {
        let found = people::find(std::iter::once(**line));
        !found.interviewers.is_empty() && !found.interviewees.is_empty()
    };
    let find = |line: &&str| dates::find(line);
    let both = || head.iter().chain(foot);
    let first = both().filter(speaks).find_map(find);
    first.or_else(|| both().filter(short).find_map(find)).or_else(|| both().filter(names_both).find_map(find))
}

/// The language of the text, as an ISO 639-1 code.
fn language(raws: &[Raw]) -> Option<&'static str> {
    // More of a text says nothing more; a start is spent on every kilobyte.
    const SAMPLE: usize = 4 * 1024;
    let mut sample = String::new();
    for raw in raws {
        if sample.len() > SAMPLE {
            break;
        }
        sample.push_str(&raw.text[..raw::floor(&raw.text, SAMPLE)]);
        sample.push('\n');
    }
    let info = whatlang::detect(&sample)?;
    if info.confidence() < 0.3 {
        return None;
    }
    CODES.iter().find(|(three, _)| *three == info.lang().code()).map(|(_, two)| *two)
}

const CODES: [(&str, &str); 52] = [
    ("eng", "en"),
    ("deu", "de"),
    ("fra", "fr"),
    ("spa", "es"),
    ("ita", "it"),
    ("por", "pt"),
    ("nld", "nl"),
    ("rus", "ru"),
    ("ukr", "uk"),
    ("bel", "be"),
    ("bul", "bg"),
    ("srp", "sr"),
    ("hrv", "hr"),
    ("slv", "sl"),
    ("mkd", "mk"),
    ("ces", "cs"),
    ("slk", "sk"),
    ("pol", "pl"),
    ("hun", "hu"),
    ("ron", "ro"),
    ("ell", "el"),
    ("tur", "tr"),
    ("aze", "az"),
    ("uzb", "uz"),
    ("swe", "sv"),
    ("dan", "da"),
    ("nob", "no"),
    ("fin", "fi"),
    ("est", "et"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("cat", "ca"),
    ("lat", "la"),
    ("epo", "eo"),
    ("heb", "he"),
    ("yid", "yi"),
    ("ara", "ar"),
    ("pes", "fa"),
    ("urd", "ur"),
    ("hin", "hi"),
    ("ben", "bn"),
    ("tam", "ta"),
    ("tel", "te"),
    ("mar", "mr"),
    ("guj", "gu"),
    ("tha", "th"),
    ("vie", "vi"),
    ("ind", "id"),
    ("jpn", "ja"),
    ("kor", "ko"),
    ("cmn", "zh"),
    ("afr", "af"),
];

/// What the head of a Markdown file says.
pub fn meta(entries: &[Entry]) -> Meta {
    let mut meta = Meta::default();
    for entry in entries {
        let text = entry.value.text();
        let one = || Some(CleanText::line(text.trim())).filter(|text| !text.is_empty());
        match entry.key.to_lowercase().as_str() {
            "title" if meta.title.is_none() && one().is_some() => meta.title = one(),
            "date" if meta.date.is_none() && dates::value(&text).is_some() => {
                meta.date = dates::value(&text);
                // More than a day (a time, a zone, words) is kept as it stands.
                if meta.date.map(crate::interview::Date::iso).as_deref() != Some(text.trim()) {
                    meta.other.push((CleanText::from(entry.key.as_str()), CleanText::from(text.as_str())));
                }
            }
            "language" | "lang" if meta.language.is_none() && (2..=3).contains(&text.trim().len()) => {
                meta.language = one();
            }
            "source" | "url" | "canonical" | "link"
                if meta.source.is_none() && !matches!(entry.value, Value::Source(_)) && one().is_some() =>
            {
                meta.source = one();
            }
            _ => meta.other.push((CleanText::from(entry.key.as_str()), CleanText::from(text.as_str()))),
        }
    }
    meta
}

/// The first paragraphs with a role, without labels, and the last where it asks, because it often thanks.
fn spoken<'a>(raws: &'a [Raw], plan: &Plan, role: Role) -> Vec<&'a str> {
    let text = |index: usize| {
        let said = plan.speakers.as_ref().and_then(|speakers| speakers.said[index]);
        &raws[index].text[said.map_or(0, |said| said.body)..]
    };
    (0..raws.len()).filter(|index| plan.roles[*index] == role).take(3).map(text).collect()
}

/// Where people are looked for.
struct Text<'a> {
    head: &'a [&'a str],
    foot: &'a [&'a str],
    asked: &'a [&'a str],
    said: &'a [&'a str],
    title: Option<&'a str>,
    all: &'a [Raw],
}

/// Adds to the people of the text those whom the entries at the head of the file name.
fn merge(found: &mut Found, stated: &Stated) {
    let known = |list: &[Named], named: &Named| {
        let core = people::core_words(&named.name);
        list.iter().any(|other| {
            people::fits(&people::core_words(&other.name), &other.name, named)
                || core == people::core_words(&other.name)
        })
    };
    for named in &stated.interviewers {
        if !known(&found.interviewers, named) {
            found.interviewers.push(named.clone());
        }
        found.interviewees.retain(|other| people::core_words(&other.name) != people::core_words(&named.name));
    }
    for named in &stated.interviewees {
        if !known(&found.interviewees, named) && !known(&found.interviewers, named) {
            found.interviewees.push(named.clone());
        }
    }
}

/// Everyone in the interview, and for each speaker of the labels who that is. Without labels, speakers 0 and 1 stand for
/// the only interviewer and the only interviewee, where they are known.
fn cast(plan: &Plan, text: &Text, stated: Stated) -> (Vec<Person>, Vec<Option<PersonId>>) {
    let Text { head, foot, asked, said, title, .. } = *text;
    let about = title.iter().chain(&stated.lines);
    let mut found = people::find(about.chain(head).chain(foot).copied());
    merge(&mut found, &stated);
    if found.interviewers.is_empty() && !asked.is_empty() {
        found.interviewers.extend(naming::asking(head).filter(|_| unnamed(plan, Voice::Asks)));
        let asks: Vec<String> = found.interviewers.iter().map(|named| named.name.clone()).collect();
        found.interviewees.retain(|named| !asks.contains(&named.name));
    }
    if found.interviewees.is_empty() && !asked.is_empty() {
        let below = &head[1.min(head.len())..];
        let named = title.and_then(|title| presented::in_title(title, below));
        // Labels that name people need no guess.
        let places = Places { title, asked, said, head, foot };
        let named = named
            .or_else(|| naming::guess(&places, &found.interviewers).filter(|_| unnamed(plan, Voice::Answers)))
            .filter(|named| !presented::is_words(&named.name, text.all));
        found.interviewees.extend(named);
    }
    if !asked.is_empty() && unnamed(plan, Voice::Answers) {
        let lines: Vec<&str> = title.into_iter().chain(head.iter().copied()).collect();
        let more: Vec<Named> = found.interviewees.iter().filter_map(|named| presented::beside(named, &lines)).collect();
        let known = found.interviewers.iter().chain(&found.interviewees).map(|named| people::core_words(&named.name));
        let known: Vec<Vec<String>> = known.collect();
        let new = |named: &Named| !known.contains(&people::core_words(&named.name));
        found.interviewees.extend(more.into_iter().filter(new));
    }
    if found.interviewers.is_empty() && !asked.is_empty() && unnamed(plan, Voice::Asks) {
        let answers: Vec<String> = found.interviewees.iter().map(|named| fold(&named.name)).collect();
        found.interviewers.extend(stated.authors.iter().filter(|named| !answers.contains(&fold(&named.name))).cloned());
    }
    let mut people: Vec<Person> = Vec::new();
    let mut add = |named: &Named, role: PersonRole, labels: Vec<CleanText>| {
        let about = foot.iter().chain(head).find_map(|line| people::about(named, line));
        let mut labels = labels;
        if let Some(full) = named.full.as_deref().map(CleanText::line).filter(|full| !labels.contains(full)) {
            labels.push(full);
        }
        let name = CleanText::line(&named.name);
        // Two labels with one name behind them are one person.
        if let Some(at) = people.iter().position(|person| person.name == name) {
            labels.retain(|label| !people[at].labels.contains(label));
            people[at].labels.append(&mut labels);
            return PersonId(at as u16);
        }
        people.push(Person { name, role, labels, about: about.map(CleanText::line) });
        PersonId((people.len() - 1) as u16)
    };
    let Some(speakers) = &plan.speakers else {
        if !plan.roles.contains(&Role::Question) {
            return (people, Vec::new());
        }
        let asks: Vec<PersonId> =
            found.interviewers.iter().map(|named| add(named, PersonRole::Interviewer, Vec::new())).collect();
        let answers: Vec<PersonId> =
            found.interviewees.iter().map(|named| add(named, PersonRole::Interviewee, Vec::new())).collect();
        let only = |ids: &[PersonId]| if let [id] = ids { Some(*id) } else { None };
        return (people, vec![only(&asks), only(&answers)]);
    };
    let names = stated.interviewers.iter().chain(&stated.interviewees).map(|named| named.name.as_str());
    let lines: Vec<&str> = head.iter().chain(foot).copied().chain(title).chain(names).collect();
    let mut ids = Vec::new();
    for speaker in speakers.all.iter().take(usize::from(u16::MAX)) {
        let labels: Vec<CleanText> = speaker.labels.iter().map(|label| CleanText::line(label)).collect();
        let named = name_of(
            speaker,
            speakers.all.iter().filter(|other| other.voice == speaker.voice).count() == 1,
            &mut found,
            &lines,
        );
        ids.push(Some(add(&named, role_of(speaker), labels)));
    }
    for named in &found.interviewers {
        add(named, PersonRole::Interviewer, Vec::new());
    }
    for named in &found.interviewees {
        add(named, PersonRole::Interviewee, Vec::new());
    }
    (people, ids)
}

/// Whether no label names those who ask, or those who answer.
fn unnamed(plan: &Plan, voice: Voice) -> bool {
    plan.speakers.as_ref().is_none_or(|speakers| {
        let side = speakers.all.iter().filter(|speaker| speaker.voice == voice);
        side.flat_map(|speaker| &speaker.labels).all(|label| is_generic(label))
    })
}

/// The name behind a speaker's labels; the longest label itself where the text gives no more.
fn name_of(speaker: &Speaker, alone: bool, found: &mut Found, lines: &[&str]) -> Named {
    let list = match speaker.voice {
        Voice::Asks => &mut found.interviewers,
        _ => &mut found.interviewees,
    };
    let fitting = |label: &String, named: &Named| people::fits(&people::core_words(label), label, named);
    if let Some(at) = list.iter().position(|named| speaker.labels.iter().any(|label| fitting(label, named))) {
        return list.remove(at);
    }
    let generic = speaker.labels.iter().all(|label| is_generic(label));
    if generic && alone && list.len() == 1 && speaker.voice != Voice::Other {
        return list.remove(0);
    }
    // "Q" and "Question" say what is said, not who says it.
    let part = |label: &String| {
        let key = super::speakers::key(label);
        key.chars().count() == 1 || crate::interview::words::listed("turnword", &key)
    };
    if alone && speaker.labels.iter().all(part) {
        match speaker.voice {
            Voice::Asks => return Named { name: "Interviewer".to_owned(), full: None },
            Voice::Answers => return Named { name: "Interviewee".to_owned(), full: None },
            Voice::Other => {}
        }
    }
    let longest =
        speaker.labels.iter().max_by_key(|label| label.len()).map_or("", |label| without_initials(label, speaker));
    let longest = longest.to_owned();
    let behind = |label: &String| people::behind(label, lines).filter(|named| !named.name.contains('('));
    if !generic && let Some(named) = speaker.labels.iter().find_map(behind) {
        // The name may also stand on the other side's list: a byline is not always the interviewer's.
        found.interviewers.retain(|other| other.name != named.name);
        found.interviewees.retain(|other| other.name != named.name);
        return named;
    }
    Named { name: longest, full: None }
}

/// "Mara Olsen" of "Mara Olsen (MO)", where "MO" is the label of later turns.
fn without_initials<'a>(label: &'a str, speaker: &Speaker) -> &'a str {
    let Some((name, short)) = label.strip_suffix(')').and_then(|rest| rest.rsplit_once(" (")) else { return label };
    if speaker.labels.iter().any(|other| other == short) { name } else { label }
}

/// Whether a label names a part, not a person: "Q", "Interviewer", "SPEAKER_01".
pub(super) fn is_generic(label: &str) -> bool {
    let key = super::speakers::key(label);
    Lexicon::union().is(&key, class::ASKER | class::ANSWERER | class::OTHER)
        || key.starts_with("speaker")
        || third::is_voice(label)
}

fn role_of(speaker: &Speaker) -> PersonRole {
    let has = |words: &[&str]| {
        speaker.labels.iter().any(|label| words.iter().any(|word| super::speakers::key(label).contains(word)))
    };
    let listens = speaker.labels.iter().any(|label| third::is_voice(label) && third::is_audience(label));
    match speaker.voice {
        Voice::Asks if has(&["moder", "modér", "ведущ"]) => PersonRole::Moderator,
        Voice::Asks if listens => PersonRole::Audience,
        Voice::Asks => PersonRole::Interviewer,
        Voice::Answers if has(&["narrator"]) => PersonRole::Narrator,
        Voice::Answers => PersonRole::Interviewee,
        Voice::Other if listens => PersonRole::Audience,
        Voice::Other => PersonRole::Other,
    }
}

/// The paragraphs with their roles, and the exchanges they make; and which of `raws` each paragraph is.
fn paragraphs(
    source: &CleanText,
    raws: Vec<Raw>,
    plan: Plan,
    mut interview: Interview,
    ids: &[Option<PersonId>],
) -> (Interview, Vec<usize>) {
    let mut open: Option<usize> = None;
    let mut from = Vec::with_capacity(raws.len());
    interview.paragraphs.reserve(raws.len());
    for (index, raw) in raws.into_iter().enumerate() {
        let said = plan.speakers.as_ref().and_then(|speakers| speakers.said[index]);
        if plan.speakers.as_ref().is_some_and(|speakers| speakers.spent[index]) {
            open = Some(raw.source.start);
            continue;
        }
        let role = plan.roles[index];
        let speaker = match (&plan.speakers, role) {
            (_, Role::Page | Role::Title | Role::Section) => None,
            (Some(_), _) => plan.who[index].and_then(|who| ids.get(who).copied().flatten()),
            (None, Role::Question) => ids.first().copied().flatten(),
            (None, Role::Answer) => ids.get(1).copied().flatten(),
            _ => None,
        };
        let text = match said.map_or(0, |said| said.body) {
            0 => CleanText::from(raw.text),
            at => CleanText::from(&raw.text[at..]),
        };
        let text = if text.contains('\n') { CleanText::line(&text) } else { text };
        if text.trim().is_empty() {
            continue;
        }
        let start = open.take().unwrap_or(raw.source.start);
        let source = start..raw.source.end.min(source.len());
        let time = said.and_then(|said| said.time).or(raw.time);
        from.push(index);
        if let Some(clip) = raw.clip {
            interview.clips.insert(ParaId(interview.paragraphs.len() as u32), clip);
        }
        interview.paragraphs.push(Paragraph { text, source, role, speaker, time, unsure: plan.unsure[index] });
    }
    interview.exchanges = check::exchanges(interview.paragraphs.iter().map(|paragraph| paragraph.role));
    (interview, from)
}
