//! Which paragraph is what: the order of inference, and the tidying that every way of inferring shares.

use std::borrow::Cow;

use super::again::Way;
use super::edges;
use super::eye;
use super::features::{self, Look};
use super::fixed::{self, Fixed};
use super::order::{notes, order};
use super::raw::{Kind, Raw};
use super::reading::{self, Reading};
use super::speakers::{self, Speakers, Voice};
use super::visual::Mark;
use super::{beside, foot, lead_in, once, pulled, stamps, strokes, subheads};
use super::{plain, titles, told, tongues, turns, unasked, visual, whether};
use crate::interview::given::{self, As, Given};
use crate::interview::words::Lexicon;
use crate::interview::{Role, check};
use crate::text::segment::is_question_mark;

/// What recognition says of the paragraphs.
#[derive(Debug)]
pub struct Plan {
    /// One role a paragraph.
    pub roles: Vec<Role>,
    /// Who speaks, as an index into the speakers.
    pub who: Vec<Option<u32>>,
    /// Whether the margin was small.
    pub unsure: Vec<bool>,
    /// What the labels say, where there are labels.
    pub speakers: Option<Speakers>,
    /// How it was found.
    pub why: Vec<String>,
    /// It is talk whose speakers are lost, read by ear.
    pub talk: bool,
    /// It is nearly talk.
    pub nearly: bool,
    /// Above zero somebody leads it, where nothing marks who asks.
    pub led: f32,
    /// What the reader stated.
    pub fixed: Fixed,
    /// What the questions were told by, or what a text without any reads like.
    pub how: String,
    /// Whether it reads like something that is no interview.
    pub like: bool,
    /// Whether how each paragraph reads was weighed as talk; `None` where it was not weighed.
    pub spoken: Option<bool>,
}

/// Margin under which a paragraph of talk counts as unsure: odds of less than three to one.
const SURE: f32 = 1.0;

/// Assigns a role to every paragraph, around what the reader stated, and around the way in which it was read before that.
/// `title` is what the file says its title is.
pub fn infer(raws: &[Raw], lexicon: &Lexicon, (given, before): (&Given, Option<&Way>), title: Option<&str>) -> Plan {
    let spoken = before.and_then(|way| way.spoken);
    // Labels that the uncorrected reading left in the text stay there: a statement moves no words.
    let in_text = before.is_some_and(|way| !way.labelled);
    let mut page = edges::furniture(raws);
    // Notes are nobody's turn; they get their place when everything else has one.
    for (page, raw) in page.iter_mut().zip(raws.iter()) {
        *page |= raw.note;
    }
    let mut told = told::find(raws, &page);
    let by_file = told::asks_by_file(raws);
    let says = told.as_ref().is_some_and(voices) && !by_file;
    // Labels of the first turns only leave the rest to how it reads.
    let mut first = if says || by_file { None } else { once::find(raws, &page, lexicon, title) };
    let mut found = match (says, &first) {
        (true, _) => told.take(),
        (false, None) if !by_file => {
            speakers::find(raws, &page).filter(|found| voices(found) || beside::answers_alone(raws, &page, found))
        }
        _ => None,
    };
    // What the reader states is not doubted.
    let like = if says || !given.is_empty() { None } else { unasked::what(raws, &page, found.is_some()) };
    found = found.filter(|found| like.is_none() && !in_text && !told::only_counts(raws, found));
    // Below questions that are set apart and have no label, names say only who answers.
    let alone = !says && found.as_ref().is_some_and(|found| beside::answers_alone(raws, &page, found));
    if alone {
        told = found.take();
        let answering = told.iter_mut().flat_map(|told| &mut told.all).filter(|one| one.voice == Voice::Asks);
        answering.for_each(|one| one.voice = Voice::Answers);
    }
    first = first.filter(|_| like.is_none() && !in_text);
    let fixed = fixed::state(raws, &mut page, found.as_mut().or(first.as_mut()), given);
    let bare = first.as_ref().map(|first| once::without(raws, first));
    let raws = bare.as_deref().unwrap_or(raws);
    let mut plan = Plan {
        roles: vec![Role::Front; raws.len()],
        who: vec![None; raws.len()],
        unsure: vec![false; raws.len()],
        speakers: None,
        why: Vec::new(),
        talk: false,
        nearly: false,
        led: 0.0,
        fixed,
        how: String::new(),
        like: like.is_some(),
        spoken,
    };
    // What is said at some time, or by somebody, is no title.
    let timed = |index: usize| raws[index].time.is_some() || index > 0 && stamps::lone(&raws[index - 1].text).is_some();
    let is_said = |index: &usize| timed(*index) || raws[*index].speaker.is_some();
    let stated = |index: &usize| is_said(index) || plan.fixed.roles[*index].is_some();
    let mut title = edges::title(raws, &page, title).filter(|index| !stated(index));
    let how = if let Some(like) = like {
        plainly(raws, &page, &mut plan.roles);
        settle(raws, &page, title, lexicon, &mut plan);
        like.to_owned()
    } else if let Some(found) = found {
        let read = (&mut *plan.roles, &mut *plan.who);
        for index in turns::roles(raws, &page, &found, &plan.fixed.neither, read) {
            plan.unsure[index] = true;
        }
        let how = if says {
            "the speakers that the file names"
        } else if found.only_questions {
            "their labels; the answers have none"
        } else {
            "the speakers’ labels"
        };
        title = title.filter(|&title| found.said[title].is_none() && !found.spent[title]);
        // A line that is only a label goes with the next paragraph and is no paragraph itself.
        let apart: Vec<bool> = page.iter().zip(&found.spent).map(|(page, spent)| *page || *spent).collect();
        plan.speakers = Some(found);
        settle(raws, &apart, title, lexicon, &mut plan);
        if let Some(found) = &plan.speakers {
            fixed::side(found, &plan.fixed, &plan.roles, &mut plan.who);
        }
        how.to_owned()
    } else {
        let how = {
            let named = told.as_ref().filter(|_| alone);
            unlabelled(raws, &page, &mut title, (lexicon, first.as_ref(), named), &mut plan)
        };
        settle(raws, &page, title, lexicon, &mut plan);
        // A voice that the file names keeps its name, also where it says nothing of who asks.
        if let Some(found) = told {
            plan.who = found.said.iter().map(|said| said.map(|said| said.who() as u32)).collect();
            if alone {
                beside::go_on(&plan.roles, &mut plan.who);
            }
            plan.speakers = Some(found);
        }
        // Nor does a statement put labels back: what the uncorrected reading took out of the text stays out.
        let out = before.is_some_and(|way| way.labelled);
        match first.filter(|_| out || plan.roles.contains(&Role::Question)) {
            Some(first) => {
                once::speak(&first, &plan.roles, &mut plan.who);
                plan.speakers = Some(first);
                format!("labels on the first turns, then {how}")
            }
            None => how,
        }
    };
    plan.how = how;
    explain(raws, &page, &mut plan);
    plan
}

/// One text: what stands there as a heading is a section, everything else introduction.
fn plainly(raws: &[Raw], page: &[bool], roles: &mut [Role]) {
    for ((role, raw), page) in roles.iter_mut().zip(raws).zip(page) {
        if !page && raw.heading > 0 {
            *role = Role::Section;
        }
    }
}

fn voices(found: &Speakers) -> bool {
    let has = |voice| found.all.iter().any(|speaker| speaker.voice == voice);
    has(Voice::Asks) && (found.only_questions || has(Voice::Answers))
}

/// Texts without labels: by one visual mark, else by how each paragraph reads. Gives the way in words.
fn unlabelled(
    raws: &[Raw],
    page: &[bool],
    title: &mut Option<usize>,
    (lexicon, first, named): (&Lexicon, Option<&Speakers>, Option<&Speakers>),
    plan: &mut Plan,
) -> String {
    // A heading that the file itself calls a question is no title.
    let labelled = |index: usize| first.and_then(|first| first.said[index].map(|said| first.all[said.who()].voice));
    *title = title.filter(|&index| raws[index].said.is_none() && labelled(index).is_none());
    let contents = edges::contents(raws, page);
    *title = title.filter(|&title| !titles::asks_at_once(raws, title, lexicon));
    let mut body: Vec<usize> = (0..raws.len())
        .filter(|&index| {
            raws[index].kind == Kind::Text
                && !page[index]
                && (!contents[index] || plan.fixed.roles[index].is_some())
                && Some(index) != *title
        })
        .collect();
    body.shrink_to_fit();
    let paragraphs: Vec<&Raw> = body.iter().map(|&index| &raws[index]).collect();
    if told::said_by_file(&paragraphs) {
        for (raw, &index) in paragraphs.iter().zip(&body) {
            plan.roles[index] = match raw.said {
                Some(true) => Role::Question,
                None if raw.heading > 0 => Role::Section,
                _ => Role::Answer,
            };
        }
        return "the file’s own markup".to_owned();
    }
    let voice = |index: usize| labelled(index).map(|voice| voice == Voice::Asks);
    let stated = |index: usize| plan.fixed.roles[index].map(|what| what == As::Question);
    let beside = |index: usize| named.and_then(|named| beside::says(raws, page, named, index));
    let asks = |index: usize| stated(index).or_else(|| voice(index)).or_else(|| beside(index));
    let look = |(raw, index): (&&Raw, &usize)| Look { given: asks(*index), ..features::look(&raw.text, lexicon) };
    let mut looks: Vec<Look> = paragraphs.iter().zip(&body).map(look).collect();
    features::lead(&mut looks);
    let by_tongue = tongues::asking(&paragraphs, &looks);
    for ((look, pulled), raw) in looks.iter_mut().zip(pulled::find(&paragraphs)).zip(&paragraphs) {
        // Who tells what somebody asked asks nobody.
        look.given = look.given.or((pulled || unasked::tells_of_speech(&raw.text)).then_some(false));
        look.tells |= visual::asks_without_sign(raw, look);
    }
    for (look, asks) in looks.iter_mut().zip(by_tongue) {
        look.given = look.given.or(asks);
    }
    // A text may begin with its first question.
    if let ([first, next, ..], [Look { ends: true, .. }, Look { ends: false, .. }, ..]) = (&paragraphs[..], &looks[..])
        && first.heading == 0
        && visual::begins_to_speak(&next.text)
    {
        looks[0].given = looks[0].given.or(Some(true));
    }
    let answers = visual::of_answers(&paragraphs, &looks);
    if let Some(mark) = answers {
        let beside = visual::beside(mark, &paragraphs, &looks);
        for (look, asks) in looks.iter_mut().zip(beside) {
            look.given = look.given.or(asks);
        }
    }
    let mark = if answers.is_some() { None } else { visual::find(&paragraphs, &looks) };
    let dashed = answers.is_none() && matches!(mark, None | Some(Mark::Stroke | Mark::Bullet));
    let strokes = if dashed { strokes::read(&paragraphs, &looks) } else { None };
    for (look, asks) in looks.iter_mut().zip(strokes.iter().flatten()) {
        look.given = look.given.or(*asks);
    }
    let mark = mark.filter(|_| strokes.is_none());
    let how = if let Some(mark) = mark {
        let set = |at: usize| paragraphs[at].heading > 0 || matches!(mark, Mark::Stroke | Mark::Sign(_));
        let says = |at: usize| set(at) && plain::ends_sentence(&paragraphs[at].text);
        let opens = |at: &usize| {
            visual::asks(&looks[*at]) || looks[*at].you > 0 || says(*at) || visual::is_replied(mark, &paragraphs, *at)
        };
        let opened = (0..body.len()).filter(|&at| mark.on(paragraphs[at])).find(opens);
        let opened = opened.map(|at| visual::first_of_series(mark, &paragraphs, at));
        let within = visual::within(mark, &paragraphs, &looks);
        let answered = |at: usize| paragraphs.get(at + 1).is_some_and(|next| next.heading == 0 && !mark.on(next));
        for (at, &index) in body.iter().enumerate().skip(opened.unwrap_or(0)) {
            let heading = paragraphs[at].heading > 0;
            let above = within.get(at + 1) == Some(&true) && !looks[at].ends;
            plan.roles[index] = match mark.on(paragraphs[at]) {
                true if !above => Role::Question,
                _ if within[at] => Role::Question,
                // One question in a heading of another level, with its answer below it.
                _ if heading && matches!(mark, Mark::Heading(_)) && looks[at].ends && answered(at) => Role::Question,
                _ if heading => Role::Section,
                _ => Role::Answer,
            };
        }
        // Turns with labels need no mark; what stands between them goes on.
        let mut running = None;
        let last = body.iter().rposition(|&index| labelled(index).is_some());
        for (at, &index) in body.iter().enumerate().take(last.map_or(0, |last| last + 1)) {
            running = match labelled(index) {
                Some(Voice::Asks) => Some(Role::Question),
                Some(_) => Some(Role::Answer),
                None if mark.on(paragraphs[at]) || paragraphs[at].heading > 0 => None,
                None => running,
            };
            plan.roles[index] = running.unwrap_or(plan.roles[index]);
        }
        format!("{} on every question", mark.words())
    } else {
        let read = by_reading(&body, &paragraphs, &looks, lexicon, plan);
        let beside = answers.map(|mark| format!("{} on every answer", mark.words()));
        let turns = || {
            if strokes::is_told_by_file(&paragraphs) {
                "the marks of the file where the voice changes"
            } else {
                "a dash before every turn"
            }
        };
        beside.or(strokes.as_ref().map(|_| turns().to_owned())).unwrap_or(read)
    };
    let stated = plan.fixed.roles.iter().flatten().any(|what| matches!(what.role(), Role::Question | Role::Answer));
    if !stated && !whether::is_interview(&body, &looks, plan, mark.or(answers).is_some()) {
        for &index in &body {
            plan.roles[index] = if raws[index].heading > 0 { Role::Section } else { Role::Front };
            plan.unsure[index] = false;
        }
    }
    how
}

/// The chain, over everything but headings that do not ask.
fn by_reading(body: &[usize], paragraphs: &[&Raw], looks: &[Look], lexicon: &Lexicon, plan: &mut Plan) -> String {
    let mut read: Vec<usize> = (0..body.len())
        .filter(|&at| paragraphs[at].heading == 0 || looks[at].given.is_some() || visual::asks(&looks[at]))
        .collect();
    read.shrink_to_fit();
    // Of a book a copy of all numbers is much.
    let seen: Cow<[Look]> =
        if read.len() == looks.len() { looks.into() } else { read.iter().map(|&at| looks[at]).collect() };
    let texts = || read.iter().map(|&at| paragraphs[at].text.as_str()).collect();
    let Reading { spoken, nearly, verdicts, led } = reading::read(texts, &seen, lexicon, plan.spoken);
    (plan.talk, plan.spoken, plan.nearly, plan.led) = (spoken, Some(spoken), nearly, led);
    for (at, &index) in body.iter().enumerate() {
        plan.roles[index] = if paragraphs[at].heading > 0 { Role::Section } else { Role::Answer };
    }
    let sure = if spoken { SURE } else { eye::SURE };
    for (&at, verdict) in read.iter().zip(&verdicts) {
        let index = body[at];
        plan.roles[index] = if verdict.asks { Role::Question } else { Role::Answer };
        plan.unsure[index] = verdict.margin < sure;
    }
    let how = if spoken { "how each turn sounds, since no speaker is named" } else { "how each paragraph reads" };
    how.to_owned()
}

/// What every way of inferring shares: page furniture, the title, the order of the parts, closing notes, farewells.
fn settle(raws: &[Raw], page: &[bool], title: Option<usize>, lexicon: &Lexicon, plan: &mut Plan) {
    for (index, raw) in raws.iter().enumerate() {
        if page[index] || raw.kind != Kind::Text {
            plan.roles[index] = Role::Page;
        }
    }
    if let Some(title) = title {
        plan.roles[title] = Role::Title;
    }
    if plan.talk {
        lead_in::set_apart(raws, &mut plan.roles, &plan.fixed.roles);
    }
    order(&mut plan.roles);
    farewell(raws, plan);
    tail(raws, plan);
    farewell(raws, plan);
    order(&mut plan.roles);
    notes(raws, &mut plan.roles);
    order(&mut plan.roles);
    subheads(raws, lexicon, plan);
    given::impose(&mut plan.roles, &plan.fixed.roles);
    for (index, what) in plan.fixed.roles.iter().enumerate() {
        plan.unsure[index] &= what.is_none();
        if *what == Some(As::Note) {
            plan.who[index] = None;
        }
    }
    for (unsure, role) in plan.unsure.iter_mut().zip(&plan.roles) {
        *unsure &= matches!(role, Role::Question | Role::Answer | Role::Aside | Role::Section);
    }
}

/// Headings inside the answers, which nobody says.
fn subheads(raws: &[Raw], lexicon: &Lexicon, plan: &mut Plan) {
    let said = |index: usize| plan.speakers.as_ref().is_some_and(|speakers| speakers.said[index].is_some());
    for found in subheads::find(raws, &plan.roles, lexicon, &said) {
        plan.roles[found.index] = found.role;
        plan.who[found.index] = None;
        plan.unsure[found.index] = found.unsure;
    }
}

/// Last turns that only take leave are closing notes, not a question. In talk whose speakers are lost they stay with
/// who said them: nobody edited it, and where a wrong guess had taken leave too early, talk was lost to the notes.
fn farewell(raws: &[Raw], plan: &mut Plan) {
    const LONGEST_REPLY: usize = 40;
    if plan.talk {
        return;
    }
    let labelled = plan.speakers.is_some();
    foot::credits(raws, plan);
    // What follows here is closing notes already.
    let mut end = raws.len();
    while let Some(last) = plan.roles[..end].iter().rposition(|role| *role == Role::Question) {
        let mut first = last;
        while first > 0 && plan.roles[first - 1] == Role::Question {
            first -= 1;
        }
        let text = |index: usize| body(raws, plan, index);
        let replies: Vec<usize> = (last + 1..end).filter(|&index| plan.roles[index] == Role::Answer).collect();
        let words: usize = replies.iter().map(|&index| text(index).split_whitespace().count()).sum();
        let marked = (first..=last).any(|index| text(index).contains(is_question_mark));
        let leaves = !marked
            && (first..=last).any(|index| {
                edges::takes_leave(text(index)) || (replies.is_empty() && edges::is_back_channel(text(index)))
            });
        // A heading or bold line such as "About the author" in a text whose questions are set the same way.
        let foot = edges::closes(text(last)) || edges::is_head_of_foot(raws, &plan.roles, last);
        let stray = (!labelled && (replies.is_empty() || foot)) || (replies.is_empty() && !marked);
        let earlier = plan.roles[..first].contains(&Role::Question);
        let talk = |what: &As| matches!(what.role(), Role::Question | Role::Answer | Role::Aside);
        if !earlier
            || plan.fixed.roles[first..].iter().flatten().any(talk)
            || !(stray || (leaves && words <= LONGEST_REPLY))
        {
            return;
        }
        for role in &mut plan.roles[first..end] {
            if matches!(role, Role::Question | Role::Answer | Role::Aside) {
                *role = Role::Closing;
            }
        }
        end = first;
    }
}

fn body<'a>(raws: &'a [Raw], plan: &Plan, index: usize) -> &'a str {
    let said = plan.speakers.as_ref().and_then(|speakers| speakers.said[index]);
    &raws[index].text[said.map_or(0, super::speakers::Said::body)..]
}

/// Closing notes after the last answer: from the first paragraph that plainly is one, and loose last lines.
fn tail(raws: &[Raw], plan: &mut Plan) {
    let Some(last) = plan.roles.iter().rposition(|role| *role == Role::Question) else { return };
    let labelled = |index: usize| plan.speakers.as_ref().is_some_and(|speakers| speakers.said[index].is_some());
    let answers: Vec<usize> =
        (last + 1..raws.len()).filter(|&index| matches!(plan.roles[index], Role::Answer | Role::Aside)).collect();
    let free = |at: &usize| !labelled(answers[*at]);
    let plain = |at: &usize| {
        let raw = &raws[answers[*at]];
        edges::closes(&raw.text)
            || (*at > 0 && *at + 1 == answers.len() && edges::speaks_of_the_interview(&raw.text))
            || raw.heading > 0
            || raw.ruled
            || (raw.italic && raws[answers[0]].italic != raw.italic)
    };
    // Closing notes are few; a link or a heading long before the end belongs to the answer.
    const MOST: usize = 10;
    // A last turn that only took leave may have no answer at all.
    let unanswered = answers.first().is_some_and(|&first| {
        free(&0)
            && (raws[first].ruled || edges::closes(&raws[first].text))
            && !raws[last].text.contains(is_question_mark)
    });
    let least = usize::from(!unanswered);
    // Where every turn has its name, a heading or a list of lines behind the last of them is no part of it.
    if let Some(from) = plan.speakers.as_ref().and_then(|speakers| foot::begins(raws, speakers, &answers)) {
        for &index in &answers[from..] {
            plan.roles[index] = Role::Closing;
        }
        return;
    }
    let early = answers.len().saturating_sub(MOST).max(least);
    let mut from = (early..answers.len()).filter(free).find(plain).unwrap_or(answers.len());
    while from > 1
        && free(&(from - 1))
        && (edges::is_loose_line(&raws[answers[from - 1]].text) || edges::is_biography(&raws[answers[from - 1]].text))
    {
        from -= 1;
    }
    // Thanks at the very end are the interviewer's, where nobody's name stands before them; also below names, where they
    // call by name who answered.
    const LAST: usize = 3;
    if !plan.talk {
        let thanks = |at: &usize| {
            let text = &raws[answers[*at]].text;
            edges::takes_leave(text)
                && plan.speakers.as_ref().is_none_or(|speakers| free(at) && speakers.calls(text, Voice::Answers))
        };
        from = (from.saturating_sub(LAST).max(1)..from.max(1)).find(thanks).unwrap_or(from);
    }
    for &index in &answers[from.min(answers.len())..] {
        plan.roles[index] = Role::Closing;
    }
}

/// How the questions were found, in a sentence: by what, and how many there are.
pub fn told_by(how: &str, like: bool, questions: usize) -> String {
    let noun = if questions == 1 { "question" } else { "questions" };
    match (like, questions) {
        (true, 0) => format!("This reads like {how}, so the text is shown as one document."),
        (true, _) => format!("This reads like {how}; as you corrected it, it has {questions} {noun}."),
        (false, 0) => "Nobody seems to ask here, so the text is shown as one document.".to_owned(),
        (false, _) => format!("The questions were told from the answers by {how}: {questions} {noun}."),
    }
}

/// The sentences for the reader.
fn explain(raws: &[Raw], page: &[bool], plan: &mut Plan) {
    let questions = check::count(plan.roles.iter().copied());
    plan.why.push(told_by(&plan.how, plan.like, questions));
    let aside = |(raw, page): &(&Raw, &bool)| **page && raw.kind != Kind::Rule && !raw.note;
    let set_aside = raws.iter().zip(page).filter(aside).count();
    match set_aside {
        0 => {}
        1 => plan.why.push("1 line of page furniture was set aside.".to_owned()),
        count => plan.why.push(format!("{count} lines of page furniture were set aside.")),
    }
}
