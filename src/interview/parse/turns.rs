//! Roles in a labelled text: turns, back-channels, third voices.

use std::ops::Range;

use super::edges::{is_back_channel, is_bracketed};
use super::habits::size;
use super::raw::{Kind, Raw};
use super::speakers::{Speakers, Voice};
use super::visual::ends_a_sentence;
use super::{chat, examiners, habits, label, third};
use crate::interview::words::{Lexicon, begins, class, fold, listed};
use crate::interview::{Ids, ParaId, Role, given_back};
use crate::text::segment::{ends_asking, is_question_mark};

/// Fewest words of an answer by somebody whom no one recognised.
const LEAST_ANSWER: usize = 10;

/// One turn: what one voice says until another begins.
struct Turn {
    who: u32,
    /// How much is said, in words.
    words: u32,
    paras: Ids,
    /// Holds a question mark.
    marks: bool,
    /// Ends by asking.
    ends: bool,
    /// Shows only that one listens.
    back: bool,
}

impl Turn {
    fn who(&self) -> usize {
        self.who as usize
    }
}

/// Sets roles by labels, and who speaks each paragraph; gives the paragraphs that are a guess. `neither` are speakers of whom
/// it is stated that they neither ask nor answer.
pub fn roles(
    raws: &[Raw],
    page: &[bool],
    speakers: &Speakers,
    neither: &[usize],
    (roles, who): (&mut [Role], &mut [Option<u32>]),
) -> Vec<usize> {
    let mut guessed = Vec::new();
    let turns = turns(raws, page, speakers, roles, who);
    let interpreters = interpreters(&turns, speakers);
    let mut asked = false;
    let mut answered = false;
    for (at, turn) in turns.iter().enumerate() {
        let voice = |index: usize| turns.get(index).map(|turn| speakers.all[turn.who()].voice);
        let (before, after) = (at.checked_sub(1).and_then(voice), voice(at + 1));
        let role = match speakers.all[turn.who()].voice {
            // A listener's noise stays in the answer that goes on after it.
            Voice::Asks if turn.back && answered && (after.is_some() || !turn.marks) => Role::Aside,
            Voice::Asks => Role::Question,
            // The same noise from the other side, while the question is still being put.
            Voice::Answers
                if turn.back
                    && asked
                    && !answered
                    && !turns[at - 1].marks
                    && after == Some(Voice::Asks)
                    && turn.paras.len() == 1
                    && !replies(raws, speakers, &turns[at - 1], turn) =>
            {
                Role::Question
            }
            Voice::Answers if asked => Role::Answer,
            Voice::Answers => Role::Front,
            Voice::Other if neither.contains(&turn.who()) => {
                if asked {
                    Role::Aside
                } else {
                    Role::Front
                }
            }
            // What an interpreter says again is part of what it renders.
            Voice::Other if asked && interpreters.contains(&turn.who()) => {
                if answered {
                    Role::Answer
                } else {
                    Role::Question
                }
            }
            Voice::Other if turn.ends && after == Some(Voice::Answers) => Role::Question,
            // "Tell him what became of the goats.": an interpreter or a judge who asks without a question mark.
            Voice::Other if answered && after == Some(Voice::Answers) && tells(raws, speakers, turn) => {
                guessed.extend(turn.paras.iter().map(|id| id.0 as usize));
                Role::Question
            }
            Voice::Other if answered => Role::Aside,
            // Whom no one recognised may well be the one who was asked.
            Voice::Other
                if asked
                    && turns[at - 1].ends
                    && speakers.all[turn.who()].labels.iter().any(|label| third::is_nobody(label))
                    && turn.words as usize >= LEAST_ANSWER =>
            {
                Role::Answer
            }
            Voice::Other if asked && before == Some(Voice::Asks) && after == Some(Voice::Asks) => Role::Question,
            Voice::Other if asked => Role::Aside,
            Voice::Other => Role::Front,
        };
        match role {
            Role::Question => (asked, answered) = (true, false),
            Role::Answer => answered = true,
            _ => {}
        }
        for index in turn.paras.iter().map(|id| id.0 as usize) {
            who[index] = Some(turn.who);
            roles[index] = role;
        }
    }
    for (role, range) in among_hosts(&turns, speakers) {
        for index in turns[range].iter().flat_map(|turn| turn.paras.iter()).map(|id| id.0 as usize) {
            roles[index] = role;
        }
    }
    for index in introduction(raws, speakers, &turns) {
        roles[index] = Role::Front;
    }
    given_back(turns);
    guessed
}

/// What a host says to those who listen before the guest is spoken to: the paragraphs of the first turn up to the last one
/// that only a host would say, and which ask nothing. The last paragraph of the turn stays, since it is answered.
fn introduction(raws: &[Raw], speakers: &Speakers, turns: &[Turn]) -> Vec<usize> {
    let asks = |turn: &&Turn| speakers.all[turn.who()].voice == Voice::Asks;
    let Some(turn) = turns.first().filter(asks) else { return Vec::new() };
    let text = |index: usize| &raws[index].text[speakers.said[index].map_or(0, super::speakers::Said::body)..];
    let paras: Vec<usize> = turn.paras.iter().map(|id| id.0 as usize).collect();
    let told =
        paras[..paras.len().saturating_sub(1)].iter().take_while(|&&index| !text(index).contains(is_question_mark));
    let told: Vec<usize> = told.copied().collect();
    let end = told.iter().rposition(|&index| habits::holds(text(index), "hosting")).map_or(0, |last| last + 1);
    told[..end].to_vec()
}

/// What several hosts say to each other before the one who brings in the guest, and after the guest's last word, with the
/// role it has there.
fn among_hosts(turns: &[Turn], speakers: &Speakers) -> [(Role, Range<usize>); 2] {
    const LEAST: usize = 3;
    // Who answers little may be a guest of whom the labels say it wrong.
    const SHARE: usize = 4;
    let answers = |turn: &Turn| speakers.all[turn.who()].voice == Voice::Answers;
    let first = turns.iter().position(answers).unwrap_or(0);
    let last = turns.iter().rposition(answers).map_or(turns.len(), |last| last + 1);
    let asks =
        |range: &Range<usize>| turns[range.clone()].iter().all(|turn| speakers.all[turn.who()].voice == Voice::Asks);
    let talk = |range: &Range<usize>| {
        let changes = turns[range.clone()].windows(2).filter(|pair| pair[0].who != pair[1].who).count();
        range.len() >= LEAST && changes + 1 >= LEAST && asks(range)
    };
    let few = |range: &Range<usize>| {
        let words = |turns: &[Turn]| turns.iter().map(|turn| turn.words as usize).sum::<usize>();
        words(&turns[range.clone()]) * SHARE <= words(turns)
    };
    let front = Some(0..first).filter(talk).map(|range| 0..range.end - 1).filter(few).unwrap_or(0..0);
    let closing = Some(last..turns.len()).filter(talk).filter(few).unwrap_or(0..0);
    [(Role::Front, front), (Role::Closing, closing)]
}

/// Those who say again what both sides say.
fn interpreters(turns: &[Turn], speakers: &Speakers) -> Vec<usize> {
    const LEAST: usize = 3;
    let renders = |who: &usize| {
        let labels = &speakers.all[*who].labels;
        if speakers.all[*who].voice != Voice::Other || !labels.iter().any(|label| third::is_interpreter(label)) {
            return false;
        }
        let behind = |voice: Voice| {
            turns.windows(2).filter(|pair| pair[1].who() == *who && speakers.all[pair[0].who()].voice == voice).count()
        };
        let (asked, answered) = (behind(Voice::Asks), behind(Voice::Answers));
        asked > 0 && answered > 0 && asked + answered >= LEAST
    };
    (0..speakers.all.len()).filter(renders).collect()
}

/// Whether the turns have the times of a chat.
fn is_chat(raws: &[Raw], speakers: &Speakers) -> bool {
    const LEAST: usize = 3;
    let dated =
        |(raw, said): &(&Raw, &Option<super::speakers::Said>)| said.is_some() && chat::stamp(&raw.text).is_some();
    speakers.style == label::Style::Time || raws.iter().zip(&speakers.said).filter(dated).take(LEAST).count() == LEAST
}

/// Whether a turn opens with a command to tell something.
fn tells(raws: &[Raw], speakers: &Speakers, turn: &Turn) -> bool {
    const FEWEST: usize = 3;
    let Some(index) = turn.paras.first().map(|id| id.0 as usize) else { return false };
    let text = &raws[index].text[speakers.said[index].map_or(0, super::speakers::Said::body)..];
    let mut words = crate::interview::words::words(text);
    let first = words.next().is_some_and(|(_, word)| Lexicon::union().is(word, class::TELL));
    first && words.count() + 1 >= FEWEST
}

/// Whether a listener's word answers what was said before it: "Yes." or "Correct." to a statement, and any word in the
/// records of a court, where nobody listens aloud.
fn replies(raws: &[Raw], speakers: &Speakers, before: &Turn, turn: &Turn) -> bool {
    let body =
        |id: ParaId| &raws[id.0 as usize].text[speakers.said[id.0 as usize].map_or(0, super::speakers::Said::body)..];
    let Some((&said, &reply)) = before.paras.last().zip(turn.paras.first()) else { return false };
    is_reply(body(reply))
        || (ends_a_sentence(body(said)) && (assents(body(reply)) || speakers.style == label::Style::Letter))
}

/// Whether a text begins with a word that replies, whatever was said: "Yes", "Never", "Okay".
pub fn is_reply(text: &str) -> bool {
    begins_with_one_of("reply", text)
}

/// Whether a text begins with "yes" or "no", which mostly answers; "okay" may take note of an answer.
pub fn says_yes_or_no(text: &str) -> bool {
    begins_with_one_of("yes", text)
}

fn begins_with_one_of(list: &'static str, text: &str) -> bool {
    let bare = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let word = bare.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    listed(list, &fold(word))
}

/// Whether a text begins with words that answer a whole sentence: "Correct", "That's right".
pub fn assents(text: &str) -> bool {
    begins("assent", fold(text).trim_start_matches(|c: char| !c.is_alphanumeric()))
}

/// "Note: The tape was changed.": a line about the recording, which no one says.
fn is_record(text: &str) -> bool {
    let head = text.split_once([':', '：']).map_or(text, |(head, _)| head).trim();
    if third::is_event(head) {
        return true;
    }
    let lexicon = Lexicon::union();
    head.starts_with(|c: char| !c.is_lowercase())
        && head.len() < text.len()
        && !head.contains(char::is_whitespace)
        && lexicon.is(&fold(head), class::NOT_SPEAKER)
}

/// The turns in order. What stands between them gets its role here: headings are sections, remarks in brackets asides.
fn turns(raws: &[Raw], page: &[bool], speakers: &Speakers, roles: &mut [Role], who: &mut [Option<u32>]) -> Vec<Turn> {
    // A list that grows by doubling leaves holes in the memory.
    let mut turns: Vec<Turn> = Vec::with_capacity(raws.len());
    let is_chat = is_chat(raws, speakers);
    for (index, raw) in raws.iter().enumerate() {
        if page[index] || speakers.spent[index] || raw.kind != Kind::Text {
            continue;
        }
        let said = speakers.said[index];
        let text = &raw.text[said.map_or(0, super::speakers::Said::body)..];
        if said.is_none() {
            if turns.is_empty() {
                continue;
            }
            if raw.heading > 0 {
                // A heading that asks, right above the name of one who answers, is what is answered.
                let next = || (index + 1..raws.len()).find(|&at| !page[at] && raws[at].kind == Kind::Text);
                let answers =
                    |at: usize| speakers.said[at].is_some_and(|said| speakers.all[said.who()].voice == Voice::Answers);
                let asks = ends_asking(&raw.text) && next().is_some_and(answers);
                roles[index] = if asks { Role::Question } else { Role::Section };
                continue;
            }
            if examiners::examiner(text).is_some() || examiners::heads(text) {
                roles[index] = Role::Section;
                continue;
            }
            // "[00:36] [AD BREAK]"
            let (_, from) = label::leading_time(text);
            if is_bracketed(text) || is_bracketed(&text[from..]) || is_record(text) {
                roles[index] = Role::Aside;
                continue;
            }
        }
        // What the program of a chat wrote is nobody's turn, though it may stand under a name.
        if is_chat && (chat::is_notice(text) || (said.is_none() && chat::stamp(text).is_some())) {
            if !turns.is_empty() {
                roles[index] = Role::Aside;
                who[index] = said.map(|said| said.who() as u32);
            }
            continue;
        }
        // With labels on the questions only, what has none is the answer, whoever gives it.
        let speaker = match said {
            Some(said) => said.who(),
            None if speakers.only_questions => {
                roles[index] = Role::Answer;
                continue;
            }
            None => turns.last().map_or(0, Turn::who),
        };
        // What a heading asks ends with the heading.
        let headed = |turn: &Turn| turn.paras.last().is_some_and(|last| raws[last.0 as usize].heading > 0);
        if said.is_none() && turns.last().is_some_and(headed) {
            roles[index] = Role::Answer;
            continue;
        }
        let (ends, back) = (ends_asking(text), is_back_channel(text));
        let marks = text.contains(is_question_mark);
        let words = size(text) as u32;
        if let Some(turn) = turns.last_mut().filter(|turn| turn.who() == speaker) {
            turn.paras.push(ParaId(index as u32));
            turn.marks |= marks;
            turn.ends = ends;
            turn.back &= back;
            turn.words = turn.words.saturating_add(words);
        } else {
            let paras = Ids::from_iter([ParaId(index as u32)]);
            turns.push(Turn { who: speaker as u32, words, paras, marks, ends, back });
        }
    }
    turns
}
