//! The group of actions that correct: what a paragraph is, where it is cut, who speaks. What is stated is kept with the
//! marks, and the document is read again around it, with the reader at the same words.

use super::action::Action;
use super::effect::Effect;
use super::model::{Model, Pane};
use super::overlay::Overlay;
use super::overlay::fix::{Fix, Pick};
use super::rereading::restate;
use crate::interview::given::{As, Does, Wish};
use crate::interview::{Anchor, ParaId, Person, Role};
use crate::library::corrections;
use crate::library::events::MarkId;
use crate::library::facts::{About, Statement};
use crate::library::marks::Op;
use crate::text::segment::{ends_asking, sentences};

/// Does an action on the reading screen.
pub fn apply(model: &mut Model, action: Action, effects: &mut Vec<Effect>) {
    match action {
        Action::NextUnsure | Action::PreviousUnsure => walk(model, action == Action::NextUnsure),
        Action::Correct => {
            let back = model.spot();
            // From the questions it is the question that is corrected.
            if model.focus == Pane::Questions
                && let Some(exchange) = model.exchange()
                && let Some(asked) = model.document.interview.exchanges[exchange].question.first()
            {
                let asked = Model::start_of(*asked);
                model.with_reader(|reader, stage| reader.go(stage, asked));
            }
            let fix = Fix::new(model, false, back);
            model.overlays.push(Overlay::Fix(fix));
        }
        _ => pick(model, Pick::Do(action), effects),
    }
}

/// The panel was left without a correction: back to where it was opened, unless it went from place to place.
pub fn left(model: &mut Model, fix: &Fix) {
    if !fix.walking {
        model.reader.restore(fix.back.anchor, Some(fix.back.top));
    }
}

/// Does what was chosen, in the panel or by a command.
pub fn pick(model: &mut Model, pick: Pick, effects: &mut Vec<Effect>) {
    if let Pick::Do(action) = pick
        && let Some(reason) = unavailable(action, model)
    {
        model.notice = Some(format!("{}: {reason}", action.row().title));
        return;
    }
    match pick {
        Pick::Do(Action::NextUnsure) => return walk(model, true),
        Pick::Do(Action::PreviousUnsure) => return walk(model, false),
        Pick::Do(action @ (Action::Speaker | Action::RenameSpeaker)) => return ask(model, action),
        _ => {}
    }
    let Some((statements, says)) = statements(model, &pick) else { return };
    let walking = matches!(model.overlays.last(), Some(Overlay::Fix(fix)) if fix.walking);
    if matches!(model.overlays.last(), Some(Overlay::Fix(_))) {
        model.overlays.pop();
    }
    state(model, statements, &says, effects);
    if walking {
        let notice = model.notice.take();
        walk(model, true);
        model.notice = match (notice, model.fixing().is_some()) {
            (Some(notice), false) => Some(format!("{notice}; nothing is uncertain any more")),
            (notice, _) => notice,
        };
    }
}

/// Asks for more: who speaks, or what they are called.
fn ask(model: &mut Model, action: Action) {
    let mut fix = match model.overlays.pop() {
        Some(Overlay::Fix(fix)) => fix,
        other => {
            model.overlays.extend(other);
            Fix::new(model, false, model.spot())
        }
    };
    if action == Action::Speaker {
        fix.ask_who(model);
    } else {
        fix.ask_name(model);
    }
    model.overlays.push(Overlay::Fix(fix));
}

/// To the next paragraph that was a close call, around the ends, with the panel.
fn walk(model: &mut Model, on: bool) {
    let document = &model.document;
    let here = document.home(model.in_hand());
    let unsure = |id: &ParaId| document.interview.para(*id).unsure && document.home(*id).is_some();
    let mut all: Vec<ParaId> = document.interview.ids().filter(unsure).collect();
    all.sort_by_key(|id| document.home(*id));
    let open = model.fixing().is_some();
    // The paragraph in hand itself, where the walk begins at it; where the panel was closed there, it goes on.
    let begins = !open && model.walked != Some(model.in_hand());
    let next = if on {
        let at = all.iter().position(|id| document.home(*id) > here || (begins && document.home(*id) == here));
        all.get(at.unwrap_or(0))
    } else {
        let at = all.iter().rposition(|id| document.home(*id) < here);
        at.map_or_else(|| all.last(), |at| all.get(at))
    };
    let Some(next) = next.copied() else {
        model.notice = Some("Nothing is uncertain here".to_owned());
        return;
    };
    let number = all.iter().position(|id| *id == next).unwrap_or(0) + 1;
    let count = all.len();
    if open {
        model.overlays.pop();
    } else {
        super::finding::leave(model);
    }
    let back = model.spot();
    model.with_reader(|reader, stage| reader.go(stage, Model::start_of(next)));
    model.walked = Some(next);
    model.notice = Some(format!("{number} of {count} uncertain"));
    let fix = Fix::new(model, true, back);
    model.overlays.push(Overlay::Fix(fix));
}

/// Who speaks the paragraph in hand.
pub fn speaker(model: &Model) -> Option<&Person> {
    let who = model.document.interview.para(model.in_hand()).speaker?;
    model.document.interview.people.get(usize::from(who.0))
}

/// Where the sentence in hand begins, unless that is the paragraph's beginning.
fn sentence(model: &Model) -> Option<Anchor> {
    let Anchor { para, byte } = model.reader.anchor;
    let text = &model.document.interview.para(para).text;
    let start = sentences(text).into_iter().map(|range| range.start).rfind(|start| *start <= byte as usize)?;
    (start > 0).then_some(Anchor { para, byte: start as u32 })
}

/// The lines beside the paragraph in hand that were set aside: those after it, else those before it.
fn aside(model: &Model) -> Vec<ParaId> {
    let interview = &model.document.interview;
    let page = |id: &ParaId| interview.paragraphs.get(id.0 as usize).is_some_and(|para| para.role == Role::Page);
    let here = model.in_hand().0;
    let count = interview.paragraphs.len() as u32;
    let after: Vec<ParaId> = (here + 1..count).map(ParaId).take_while(page).collect();
    if after.is_empty() { (0..here).rev().map(ParaId).take_while(page).collect() } else { after }
}

/// Why a correction cannot be made now. `None` where it can.
pub fn unavailable(action: Action, model: &Model) -> Option<&'static str> {
    let interview = &model.document.interview;
    let here = model.in_hand();
    if model.document.parts.is_empty() || !model.document.can_be_read_again() {
        return Some("this document cannot be read again");
    }
    let role = interview.para(here).role;
    let above = || (0..here.0).map(|at| interview.para(ParaId(at)).role);
    match action {
        Action::AsAnswer | Action::AsAside | Action::AsNote
            if !above().any(|role| !matches!(role, Role::Page | Role::Title)) =>
        {
            Some("nobody asks before it")
        }
        Action::ItIsRight if role == Role::Section => Some("it is a heading"),
        Action::SplitHere if sentence(model).is_none() => Some("go to the sentence that begins the new one, with )"),
        Action::JoinAbove if above().next_back().is_none_or(|role| role == Role::Page) => {
            Some("nothing of the text stands right before it")
        }
        Action::BringBack if aside(model).is_empty() => Some("nothing was set aside beside it"),
        Action::Speaker if matches!(role, Role::Title | Role::Section | Role::Page) => Some("a heading has no speaker"),
        Action::RenameSpeaker | Action::SpeakerAsks | Action::SpeakerAnswers | Action::SpeakerOther
            if speaker(model).is_none() =>
        {
            Some("nobody is known to speak here")
        }
        Action::NextUnsure | Action::PreviousUnsure if !interview.paragraphs.iter().any(|para| para.unsure) => {
            Some("nothing is uncertain")
        }
        _ => None,
    }
}

/// What the panel offers, the likeliest first.
/// Who goes from one close call to the next is asked about it, and is not taken to object: there what changes nothing comes
/// first.
pub fn choices(model: &Model, asked: bool) -> Vec<Action> {
    let paragraph = model.document.interview.para(model.in_hand());
    let now = As::of(paragraph.role);
    let likely = match paragraph.role {
        Role::Question => Action::AsAnswer,
        Role::Answer if crate::interview::parse::edges::is_bracketed(&paragraph.text) => Action::AsNote,
        Role::Aside if !ends_asking(&paragraph.text) => Action::AsAnswer,
        Role::Closing => Action::AsAnswer,
        _ => Action::AsQuestion,
    };
    let does = speaker(model).map(|person| Does::of(person.role));
    let counted = speaker(model).is_some_and(|person| !person.is_named());
    let mut all = vec![likely];
    if paragraph.unsure {
        all.insert(usize::from(!asked), Action::ItIsRight);
    }
    all.extend(counted.then_some(Action::RenameSpeaker));
    all.extend(As::ALL.iter().filter(|what| Some(**what) != now).map(|what| action_of(*what)));
    all.extend([Action::SplitHere, Action::JoinAbove, Action::Speaker, Action::RenameSpeaker]);
    let sides = [Action::SpeakerAsks, Action::SpeakerAnswers, Action::SpeakerOther].into_iter().zip(Does::ALL);
    all.extend(sides.filter(|(_, side)| Some(*side) != does).map(|(action, _)| action));
    all.extend([Action::BringBack, Action::NextUnsure]);
    let mut offered: Vec<Action> = Vec::with_capacity(all.len());
    for action in all {
        if !offered.contains(&action) && unavailable(action, model).is_none() {
            offered.push(action);
        }
    }
    offered
}

/// What the paragraph in hand is taken for, in three parts: "an answer", " by Jens Dahl", ", uncertain".
pub fn is_now(model: &Model) -> [String; 3] {
    let paragraph = model.document.interview.para(model.in_hand());
    let is = match paragraph.role {
        Role::Section => "a heading",
        Role::Title => "the title",
        role => As::of(role).map_or("", As::phrase),
    };
    let by = speaker(model).map_or(String::new(), |person| format!(" by {}", person.short_name()));
    let unsure = if paragraph.unsure { ", uncertain" } else { "" };
    [is.to_owned(), by, unsure.to_owned()]
}

/// The title of a choice as it stands now.
pub fn title(action: Action, model: &Model) -> String {
    match action {
        Action::RenameSpeaker if speaker(model).is_some_and(|person| !person.is_named()) => {
            format!("name {} everywhere", speaker(model).map_or("", Person::short_name))
        }
        _ => action.row().title.to_owned(),
    }
}

fn action_of(what: As) -> Action {
    match what {
        As::Question => Action::AsQuestion,
        As::Answer => Action::AsAnswer,
        As::Aside => Action::AsAside,
        As::Note => Action::AsNote,
        As::Front => Action::AsFront,
        As::Closing => Action::AsClosing,
        As::Page => Action::AsPage,
    }
}

/// What to state for a choice, and what it says: "Question now".
fn statements(model: &mut Model, pick: &Pick) -> Option<(Vec<Statement>, String)> {
    let para = model.in_hand();
    let action = match pick {
        Pick::Says(key) => {
            let person = model.document.interview.people.iter().find(|person| person.key() == key);
            let name = person.map_or_else(|| key.to_string(), |person| person.name.to_string());
            let does = person.map(|person| Does::of(person.role));
            let old = at(model, para, |wish| matches!(wish, Wish::Says(..)));
            let statement = corrections::speaker(model.shelf.source(&model.document), para, key);
            let mut all = vec![Statement { id: old, ..statement }];
            // Who asks, asks here too.
            let what = match (does, model.document.interview.para(para).role) {
                (Some(Does::Asks), Role::Answer | Role::Aside) => Some(As::Question),
                (Some(Does::Answers), Role::Question) => Some(As::Answer),
                _ => None,
            };
            all.extend(what.map(|what| is(model, para, what)));
            return Some((all, format!("Spoken by {name} now")));
        }
        Pick::Name(name) => {
            let person = speaker(model)?;
            return Some((vec![corrections::name(person, name)], format!("{} is {name} now, everywhere", person.name)));
        }
        Pick::Do(action) => *action,
    };
    let what = As::ALL.into_iter().find(|what| action_of(*what) == action);
    Some(match (action, what) {
        (_, Some(what)) => {
            let says = match what {
                As::Question => "Question now",
                As::Answer => "Answer now",
                As::Aside => "Aside now",
                As::Note => "Editor’s note now",
                As::Front => "Introduction now",
                As::Closing => "Closing notes now",
                As::Page => "Set aside now",
            };
            (vec![is(model, para, what)], says.to_owned())
        }
        (Action::ItIsRight, _) => {
            let interview = &model.document.interview;
            let what = As::of(interview.para(para).role)?;
            // The turn: what stands around the paragraph in hand and is the same.
            let part = &model.document.parts[model.part()].paras;
            let same = |id: &&ParaId| interview.para(**id).role == interview.para(para).role;
            let at = part.iter().position(|id| *id == para)?;
            let turn = part[..at].iter().rev().take_while(same).chain(part[at + 1..].iter().take_while(same));
            let mut turn: Vec<ParaId> = turn.copied().filter(|id| interview.para(*id).unsure).collect();
            turn.push(para);
            turn.sort_unstable();
            let says = format!("Confirmed as {}", what.phrase());
            (turn.into_iter().map(|id| is(model, id, what)).collect(), says)
        }
        (Action::BringBack, _) => {
            let what = match model.document.interview.para(para).role {
                Role::Front | Role::Title => As::Front,
                Role::Closing => As::Closing,
                _ => As::Answer,
            };
            let lines = aside(model);
            let says = format!("Brought back: {} of what was set aside", plural(lines.len(), "line"));
            (lines.into_iter().map(|id| is(model, id, what)).collect(), says)
        }
        (Action::SplitHere, _) => {
            let at = sentence(model)?;
            let mut all = vec![cut(model, at, false)];
            // What is cut off is what the whole was stated to be.
            all.extend(
                about(model, Model::start_of(para))
                    .iter()
                    .filter_map(|(_, wish)| corrections::likewise(model.shelf.source(&model.document), at, wish)),
            );
            (all, "Split here".to_owned())
        }
        (Action::JoinAbove, _) => {
            let start = Model::start_of(para);
            let mut all = vec![cut(model, start, true)];
            // What was stated of it goes with it: it is no paragraph any more.
            let gone: Vec<MarkId> = about(model, start).into_iter().map(|(id, _)| id).collect();
            let stated = model.shelf.marks().stated(About::Role).filter(|stated| gone.contains(&stated.id));
            all.extend(stated.map(corrections::withdrawn));
            (all, "One paragraph now".to_owned())
        }
        (Action::SpeakerAsks | Action::SpeakerAnswers | Action::SpeakerOther, _) => {
            let side = match action {
                Action::SpeakerAsks => Does::Asks,
                Action::SpeakerAnswers => Does::Answers,
                _ => Does::Other,
            };
            let person = speaker(model)?;
            let does = if side == Does::Other { "neither asks nor answers" } else { side.word() };
            let says = format!("{} {does} now", person.short_name());
            (vec![corrections::does(person, side)], says)
        }
        _ => return None,
    })
}

/// "1 line", "3 lines".
pub(super) fn plural(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// The statement of a kind that stands at a paragraph already.
fn at(model: &Model, para: ParaId, kind: impl Fn(&Wish) -> bool) -> Option<MarkId> {
    let base = model.document.layout.to_base(Model::start_of(para));
    model.shelf.corrections.at(base, &kind).map(|correction| correction.id)
}

fn is(model: &mut Model, para: ParaId, what: As) -> Statement {
    let old = at(model, para, |wish| matches!(wish, Wish::Is(..)));
    Statement { id: old, ..corrections::role(model.shelf.source(&model.document), para, what) }
}

/// What is stated of the paragraph that begins at a place: what it is, and who speaks it.
fn about(model: &Model, start: Anchor) -> Vec<(MarkId, Wish)> {
    let base = model.document.layout.to_base(start);
    let kinds: [&dyn Fn(&Wish) -> bool; 2] =
        [&|wish| matches!(wish, Wish::Is(..)), &|wish| matches!(wish, Wish::Says(..))];
    let found = kinds.into_iter().filter_map(|kind| model.shelf.corrections.at(base, kind));
    found.filter_map(|correction| Some((correction.id, correction.wish.clone()?))).collect()
}

/// A cut, or the end of the opposite one at that place.
fn cut(model: &mut Model, at: Anchor, join: bool) -> Statement {
    let base = model.document.layout.to_base(at);
    let opposite = |wish: &Wish| if join { matches!(wish, Wish::Split(_)) } else { matches!(wish, Wish::Join(_)) };
    let old = model.shelf.corrections.at(base, &opposite).map(|correction| correction.id);
    let stated = old.and_then(|id| model.shelf.marks().stated(About::Cut).find(|stated| stated.id == id));
    match stated {
        Some(stated) => corrections::withdrawn(stated),
        None => corrections::cut(model.shelf.source(&model.document), at, join),
    }
}

/// States something, reads the document again, and says what changed.
fn state(model: &mut Model, statements: Vec<Statement>, says: &str, effects: &mut Vec<Effect>) {
    if let Some((revision, done)) = model.shelf.apply(&model.document, Op::State(statements), model.now) {
        effects.push(Effect::Append { revision, events: done.events });
        restate(model, says);
    } else {
        model.notice = Some("That is stated already".to_owned());
    }
}

/// Takes one correction back, by its id. Says whether there is one.
pub fn withdraw(model: &mut Model, id: MarkId, effects: &mut Vec<Effect>) -> bool {
    let all = [About::Role, About::Cut, About::Person];
    let stated = all.into_iter().flat_map(|about| model.shelf.marks().stated(about)).find(|stated| stated.id == id);
    let Some(statement) = stated.map(corrections::withdrawn) else { return false };
    if let Some((revision, done)) = model.shelf.apply(&model.document, Op::State(vec![statement]), model.now) {
        effects.push(Effect::Append { revision, events: done.events });
        restate(model, "");
    }
    true
}
