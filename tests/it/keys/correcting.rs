//! Corrections: a text, keys, and the text as it is then.

use std::fmt::Write;

use inquit::app::effect::Effect;
use inquit::app::model::Model;
use inquit::app::msg::Msg;
use inquit::app::open::open;
use inquit::app::shelf::Shelf;
use inquit::app::update;
use inquit::app::{keymap::Keymap, keymap::Preset, settings::Settings};
use inquit::interview::write_markdown::to_markdown;
use inquit::interview::{Interview, Role};
use inquit::library::corrections::Fate;
use inquit::library::events::Event;

use crate::support::{SIZES, Shot, TALK, at, document, model, notice, press, put, seed};

/// The text as it was read: one line a paragraph, with a letter for its role, an uncertain one with a question mark.
pub fn told(interview: &Interview) -> String {
    assert_eq!(interview.check(), Ok(()));
    let mut out = String::new();
    for paragraph in &interview.paragraphs {
        let role = match paragraph.role {
            Role::Title => "title",
            Role::Front => "front",
            Role::Section => "section",
            Role::Question => "Q",
            Role::Answer => "A",
            Role::Aside => "aside",
            Role::Closing => "closing",
            Role::Page => "page",
        };
        let who = paragraph.speaker.map(|who| &interview.people[usize::from(who.0)].name);
        let who = who.map_or(String::new(), |name| format!(" {name}"));
        let _ = writeln!(out, "{role}{who}: {}", paragraph.text);
    }
    out
}

/// Checks a text, keys with the reader at a place, and the text then, at every size; undone it is the first text again.
#[track_caller]
fn becomes(text: &str, from: &str, keys: &str, wanted: &str) -> Model {
    let mut last = None;
    for size in SIZES {
        let mut model = model(text, size);
        let before = told(&model.document.interview);
        put(&mut model, from);
        press(&mut model, keys);
        let after = told(&model.document.interview);
        assert_eq!(after.trim(), wanted.trim(), "{keys} at {size:?}; {}\n{}", notice(&model), Shot::of(&model).text());
        let said = notice(&model).to_owned();
        let mut undone = 0;
        while model.shelf.can_undo() {
            press(&mut model, "u");
            undone += 1;
        }
        assert_eq!(told(&model.document.interview), before, "undone");
        for _ in 0..undone {
            press(&mut model, "U");
        }
        assert_eq!(told(&model.document.interview), after, "made again");
        model.notice = Some(said);
        last = Some(model);
    }
    last.expect("there are sizes")
}

const PLAIN: &str = "Nets and tides

Lina Berg interviewed Jens Dahl on 3 May 2021.

What made you go to sea when you were so young?

My father went, and his father went, and nobody in the house thought that there was anything else to be done with a boy.

I was fourteen. The boat was older than I was.

And what did the storm do to the boats that lay in the harbour?

It broke two of them. The third, which was mine, it carried up the street. Who would have thought that?

We laughed about it for years, though it cost us the winter.

How do you see the harbour today?

It is quiet now. The young people have gone to the city, and the boats that are left belong to people who do not fish.
";

#[test]
fn f_and_enter_flips_what_was_told_wrongly() {
    let rhetorical = PLAIN
        .replace("Who would have thought that?", "")
        .replace("We laughed about it", "Who would have thought that a boat could walk?\n\nWe laughed about it");
    let wanted = |role: &str| {
        format!(
            "title: Nets and tides
front: Lina Berg interviewed Jens Dahl on 3 May 2021.
Q Lina Berg: What made you go to sea when you were so young?
A Jens Dahl: My father went, and his father went, and nobody in the house thought that there was anything else to be done with a boy.
A Jens Dahl: I was fourteen. The boat was older than I was.
Q Lina Berg: And what did the storm do to the boats that lay in the harbour?
A Jens Dahl: It broke two of them. The third, which was mine, it carried up the street.
{role}: Who would have thought that a boat could walk?
A Jens Dahl: We laughed about it for years, though it cost us the winter.
Q Lina Berg: How do you see the harbour today?
A Jens Dahl: It is quiet now. The young people have gone to the city, and the boats that are left belong to people who do not fish."
        )
    };
    let read = told(&document(&rhetorical).interview);
    let first = if read.trim() == wanted("Q Lina Berg") { "A Jens Dahl" } else { "Q Lina Berg" };
    let model = becomes(&rhetorical, "⟦⟧Who would have", "f Enter", &wanted(first));
    assert!(notice(&model).ends_with("; u takes it back"), "{}", notice(&model));
    assert_eq!(at(&model, "⟦⟧Who would"), "⟦⟧Who would", "the same words stay in hand");
}

#[test]
fn every_role_has_its_key() {
    let head = "title: Nets and tides
front: Lina Berg interviewed Jens Dahl on 3 May 2021.
Q Lina Berg: What made you go to sea when you were so young?
A Jens Dahl: My father went, and his father went, and nobody in the house thought that there was anything else to be done with a boy.
A Jens Dahl: I was fourteen. The boat was older than I was.
Q Lina Berg: And what did the storm do to the boats that lay in the harbour?
A Jens Dahl: It broke two of them. The third, which was mine, it carried up the street. Who would have thought that?\n";
    let tail = "\nQ Lina Berg: How do you see the harbour today?
A Jens Dahl: It is quiet now. The young people have gone to the city, and the boats that are left belong to people who do not fish.";
    let laughed = "We laughed about it for years, though it cost us the winter.";
    for (key, role) in [("1", "Q Lina Berg"), ("3", "aside"), ("4", "aside"), ("7", "page")] {
        becomes(PLAIN, "⟦⟧We laughed", &format!("f {key}"), &format!("{head}{role}: {laughed}{tail}"));
    }
    // Closing notes go on to the end, and the introduction begins at the beginning.
    let closed = format!("{head}closing: {laughed}{tail}").replace("\nQ Lina Berg: How do", "\nclosing: How do");
    let closed = closed.replace("A Jens Dahl: It is quiet", "closing: It is quiet");
    becomes(PLAIN, "⟦⟧We laughed", "f 6", &closed);
    let front = told(&document(PLAIN).interview);
    let front = front
        .replace("Q Lina Berg: What made", "front: What made")
        .replace("A Jens Dahl: My father", "front: My father");
    let front = front.replace("A Jens Dahl: I was", "front: I was");
    becomes(PLAIN, "⟦⟧I was fourteen", "f 5", &front);
}

#[test]
fn paragraphs_are_split_and_joined() {
    let before = told(&document(PLAIN).interview);
    // Both halves are what the whole was; what was cut off can be corrected then.
    let split = before.replace("up the street. Who would", "up the street.\nA Jens Dahl: Who would");
    let halves = becomes(PLAIN, "⟦⟧Who would have", "f s", &split);
    assert_eq!(notice(&halves), "Split here; u takes it back");
    let asked = split.replace("A Jens Dahl: Who would", "Q Lina Berg: Who would");
    let asked = becomes(PLAIN, "⟦⟧Who would have", "f s f 1", &asked);
    assert_eq!(at(&asked, "⟦⟧Who would"), "⟦⟧Who would");
    // Also where that was stated, and what is stated of one half stays with it.
    let aside = split.replace("A Jens Dahl: It broke", "aside: It broke").replace("A Jens Dahl: Who", "aside: Who");
    becomes(PLAIN, "⟦⟧Who would have", "f 3 f s", &aside);
    becomes(PLAIN, "⟦⟧Who would have", "f s f 3", &split.replace("A Jens Dahl: Who", "aside: Who"));
    becomes(PLAIN, "⟦⟧Who would have", "f s f 3 f J", &before);
    let joined = before.replace("\nA Jens Dahl: I was", " I was");
    becomes(PLAIN, "⟦⟧I was fourteen", "f J", &joined);
    // A cut that is joined again is no cut, and the other way round.
    becomes(PLAIN, "⟦⟧Who would have", "f s f J", &before);
    becomes(PLAIN, "⟦⟧I was fourteen", "f J f s", &before);
    let mut model = model(PLAIN, (100, 30));
    put(&mut model, "⟦⟧My father");
    press(&mut model, "f s");
    assert!(notice(&model).contains("go to the sentence"), "{}", notice(&model));
    press(&mut model, "Esc");
    put(&mut model, "⟦⟧I was fourteen");
    press(&mut model, "f ) s");
    assert!(told(&model.document.interview).contains("A Jens Dahl: The boat was older"), "{}", notice(&model));
}

const SPEAKERS: &str = "Speaker 1: What made you go to sea?

Speaker 2: My father went, and his father went.

Speaker 1: And the storm?

Speaker 2: It broke two boats. It carried the third up the street.

Speaker 1: What came after?

Speaker 2: A long winter, and then the young people went to the city.
";

#[test]
fn a_speaker_is_named_everywhere() {
    let wanted = told(&document(SPEAKERS).interview).replace("Speaker 1:", "Erin Kim:");
    let model = becomes(SPEAKERS, "⟦⟧And the storm", "f r Erin Space Kim Enter", &wanted);
    assert_eq!(notice(&model), "Speaker 1 is Erin Kim now, everywhere; u takes it back");
    assert!(to_markdown(&model.document.interview).contains("**Erin Kim:** And the storm?"));
    // Named once more: the same register, and the old name is gone.
    let wanted = wanted.replace("Erin Kim:", "Erin Kimura:");
    becomes(SPEAKERS, "⟦⟧And the storm", "f r Erin Space Kim Enter f r End ura Enter", &wanted);
}

#[test]
fn swapped_sides_are_mended_by_one_choice() {
    let swapped = "Q: My father went, and his father went, did they not?\n\nA: What made you go to sea?\n\n".to_owned()
        + "Q: It broke two boats, and the third it carried up the street as if it were a toy.\n\nA: And the storm?\n\n"
        + "Q: A long winter, and then the young people went to the city, all of them.\n\nA: Tell me about the winter.\n\n"
        + "Q: It was dark and there was nothing to be done in it. I carved.\n";
    let before = told(&document(&swapped).interview);
    let key = if before.contains("Q Q: It broke") || before.contains("Q Interviewer: It broke") { "9" } else { "8" };
    let mut model = model(&swapped, (100, 30));
    put(&mut model, "⟦⟧It broke two");
    press(&mut model, &format!("f {key}"));
    let after = told(&model.document.interview);
    assert_ne!(before, after);
    let roles = |text: &str| {
        let lines = text.lines().filter(|line| line.contains("It broke") || line.contains("And the storm"));
        lines.map(|line| line.chars().next().unwrap()).collect::<String>()
    };
    let swap: String = roles(&before).chars().map(|c| if c == 'Q' { 'A' } else { 'Q' }).collect();
    assert_eq!(roles(&after), swap, "{after}");
    assert!(notice(&model).contains("changed with it"), "{}", notice(&model));
    press(&mut model, "u");
    assert_eq!(told(&model.document.interview), before);
}

#[test]
fn who_speaks_is_chosen_or_named_anew() {
    let before = told(&document(SPEAKERS).interview);
    let wanted = before.replace("Q Speaker 1: And the storm", "Q Old Ole: And the storm");
    becomes(SPEAKERS, "⟦⟧And the storm", "f w Old Space Ole Enter", &wanted);
    let wanted = before.replace("Q Speaker 1: And the storm", "A Speaker 2: And the storm");
    becomes(SPEAKERS, "⟦⟧And the storm", "f w 2 Enter", &wanted);
    becomes(SPEAKERS, "⟦⟧And the storm", "f w Down Enter", &wanted);
    let plain = told(&document(PLAIN).interview);
    let wanted = plain.replace("A Jens Dahl: We laughed", "A Ole: We laughed");
    becomes(PLAIN, "⟦⟧We laughed", "f w Ole Enter", &wanted);
}

#[test]
fn in_our_own_form_corrections_work_too() {
    let before = told(&document(TALK).interview);
    let words = "We laughed";
    let line = before.lines().find(|line| line.contains(words)).unwrap();
    let text = line.split_once(": ").unwrap().1;
    let mut model = model(TALK, (100, 30));
    put(&mut model, "⟦⟧We laughed");
    press(&mut model, "f 1");
    let asked = told(&model.document.interview);
    let changed = asked.lines().find(|line| line.contains(words)).unwrap();
    assert!(changed.starts_with('Q') && changed.ends_with(text), "{asked}");
    // What is written in our form is read back as it was corrected.
    let again = document(&to_markdown(&model.document.interview));
    assert_eq!(told(&again.interview), asked);
    press(&mut model, "u");
    assert_eq!(told(&model.document.interview), before);
}

const ESSAY: &str = "On harbours

A harbour is a promise that the land makes to the sea, and that the sea does not hear.

Those who lived by it knew its rooms as one knows the rooms of a house in which one was a child.

Tell of the winter when the ice came in

The ice came in on a Tuesday. It took the pier first, then the small boats, and by the evening one could walk to the island.

We walked. There was nothing else to do, and the light was such that nobody wanted to sleep.

Name the ones who did not come back

There were three. I have their names on a paper in the drawer, and I read them once a year, on the day.
";

#[test]
fn in_a_text_where_nobody_asks_questions_are_marked_by_hand() {
    let mut model = model(ESSAY, (100, 30));
    assert!(model.document.interview.exchanges.is_empty());
    // The remedy is whole on every screen.
    for (size, says) in [
        ((100, 30), "No questions found. Read it as one text, or mark them yourself: on a paragraph, press f"),
        ((80, 24), "No questions found. To mark one yourself, press f on it"),
        ((60, 20), "No questions found; f marks them"),
        ((40, 15), "No questions found; f marks them"),
    ] {
        let model = crate::support::model(ESSAY, size);
        assert_eq!(notice(&model), says);
        assert!(Shot::of(&model).shows(says), "{}", Shot::of(&model).text());
    }
    put(&mut model, "⟦⟧Tell of the winter");
    press(&mut model, "f Enter");
    let told_now = told(&model.document.interview);
    assert!(told_now.contains("Q: Tell of the winter") && told_now.contains("A: The ice came in"), "{told_now}");
    assert!(told_now.contains("front: A harbour is"), "{told_now}");
    put(&mut model, "⟦⟧Name the ones");
    press(&mut model, "f 1");
    assert_eq!(model.document.interview.exchanges.len(), 2, "{}", told(&model.document.interview));
    press(&mut model, "u u");
    assert!(model.document.interview.exchanges.is_empty());
}

#[test]
fn one_question_by_hand_tells_all_that_are_set_like_it() {
    let set = ["Tell of the winter when the ice came in", "Name the ones who did not come back"];
    let mut text = ESSAY.replace("Tell of the winter when the ice came in", "**The winter of the ice**");
    text = text.replace(set[1], "**Those who stayed away**");
    text.push_str("\n**The harbour today**\n\nIt is quiet, and the boats belong to people who do not fish.\n");
    let text = text.replacen("On harbours", "# On harbours", 1);
    let mut model = model(&text, (100, 30));
    assert!(model.document.interview.exchanges.is_empty());
    put(&mut model, "⟦⟧The winter of the ice");
    press(&mut model, "f Enter");
    assert_eq!(model.document.interview.exchanges.len(), 3, "{}", told(&model.document.interview));
    assert!(notice(&model).contains("neighbours changed with it"), "{}", notice(&model));
    press(&mut model, "u");
    assert!(model.document.interview.exchanges.is_empty());
}

#[test]
fn marks_jumps_and_what_was_found_go_with_their_words() {
    let mut model = model(PLAIN, (100, 30));
    put(&mut model, "⟦⟧We laughed");
    press(&mut model, "b a the Space winter Enter m k");
    put(&mut model, "⟦⟧It is quiet");
    press(&mut model, "b");
    put(&mut model, "⟦⟧My father");
    press(&mut model, "/ boat Enter");
    put(&mut model, "The third, which ⟦⟧was mine");
    // A cut before all that was marked, a join, and a new question.
    press(&mut model, "f s f 1");
    put(&mut model, "⟦⟧I was fourteen");
    press(&mut model, "f J");
    let words = |model: &Model, id: &inquit::interview::ParaId| {
        model.document.interview.para(*id).text.chars().take(10).collect::<String>()
    };
    let marked: Vec<String> = model.shelf.annotations.marked.iter().map(|id| words(&model, id)).collect();
    assert_eq!(marked, ["We laughed", "It is quie"]);
    let notes: Vec<String> = model.shelf.annotations.notes.keys().map(|id| words(&model, id)).collect();
    assert_eq!(notes, ["We laughed"]);
    press(&mut model, "' k");
    assert_eq!(at(&model, "⟦⟧We laughed"), "⟦⟧We laughed");
    let found = model.found.as_ref().unwrap();
    let hits = (0..found.len()).filter_map(|index| found.hit(&model.document, index));
    let hits: Vec<String> =
        hits.map(|hit| model.document.interview.para(hit.para).text[hit.range.clone()].to_owned()).collect();
    assert!(hits.len() >= 3 && hits.iter().all(|hit| hit.to_lowercase().contains("boat")), "{hits:?}");
    press(&mut model, "n H");
    assert_eq!(at(&model, "⟦⟧We laughed"), "⟦⟧We laughed");
}

#[test]
fn uncertain_turns_are_walked_and_confirmed() {
    let text = std::fs::read_to_string("tests/fixtures/interviews/unmarked-written.txt").unwrap();
    let mut model = model(&text, (100, 30));
    let unsure = |model: &Model| model.document.interview.paragraphs.iter().filter(|para| para.unsure).count();
    // Of all close calls none is left when each was confirmed, and nothing else changed by that.
    let before = told(&model.document.interview);
    let count = unsure(&model);
    press(&mut model, ">");
    if count == 0 {
        assert_eq!(notice(&model), "Nothing is uncertain here");
        return;
    }
    for _ in 0..count {
        if model.fixing().is_some() {
            press(&mut model, "o");
        }
    }
    assert_eq!((unsure(&model), model.overlays.len()), (0, 0));
    assert!(notice(&model).ends_with("nothing is uncertain any more"), "{}", notice(&model));
    assert_eq!(told(&model.document.interview), before);
}

#[test]
fn esc_leaves_everything_as_it_was() {
    for (from, keys) in [
        ("We ⟦⟧laughed", "f Esc"),
        ("⟦q⟧We laughed", "f Down Esc"),
        ("⟦⟧We laughed", "f w x Esc Esc"),
        ("⟦⟧We laughed", "f ) } Esc"),
    ] {
        for size in SIZES {
            let mut model = model(PLAIN, size);
            put(&mut model, from);
            let (before, spot) = (told(&model.document.interview), model.spot());
            assert_eq!(press(&mut model, keys), []);
            assert_eq!((told(&model.document.interview), model.spot()), (before, spot), "{keys} at {size:?}");
            assert!(model.overlays.is_empty());
        }
    }
}

#[test]
fn what_was_set_aside_is_brought_back() {
    let mut model = seed((100, 30));
    let aside = |model: &Model| model.document.interview.with_role(Role::Page).count();
    let before = aside(&model);
    assert!(before > 0);
    press(&mut model, "G");
    let last = model.document.parts.last().and_then(|part| part.paras.last()).copied().unwrap();
    model.with_reader(|reader, stage| reader.go(stage, inquit::app::model::Model::start_of(last)));
    press(&mut model, "f +");
    assert!(aside(&model) < before, "{}", notice(&model));
    press(&mut model, "u");
    assert_eq!(aside(&model), before);
}

/// A model of a text with the events of its marks file.
pub fn opened(text: &str, events: Vec<Event>) -> Model {
    let (keymap, _) = Keymap::new(Preset::Default, &[]);
    let mut shelf = Shelf::new("later".to_owned(), 9, String::new());
    let document = document(text);
    shelf.merge(&document, events);
    open(document, Settings::default(), keymap, shelf, (100, 30), None)
}

pub fn events(effects: Vec<Effect>) -> Vec<Event> {
    let of = |effect| match effect {
        Effect::Append { events, .. } => events,
        _ => Vec::new(),
    };
    effects.into_iter().flat_map(of).collect()
}

#[test]
fn corrections_are_there_when_the_text_is_opened_again() {
    let mut first = model(PLAIN, (100, 30));
    put(&mut first, "⟦⟧Who would have");
    let mut kept = events(press(&mut first, "f s f 1"));
    put(&mut first, "⟦⟧We laughed");
    kept.extend(events(press(&mut first, "f 4")));
    let again = opened(PLAIN, kept.clone());
    assert_eq!(told(&again.document.interview), told(&first.document.interview));
    // In a text that was edited they are followed, also where their own words changed a little; where these are gone they are
    // listed.
    let wept = PLAIN.replace("Nets and tides", "Nets, tides").replace("We laughed", "We wept");
    let wept = opened(&wept, kept.clone());
    let now = told(&wept.document.interview);
    assert!(now.contains("Q Lina Berg: Who would") && !now.contains("A Jens Dahl: We wept"), "{now}");
    assert!(wept.shelf.corrections.list().iter().all(|correction| correction.fate == Fate::Applied));
    let edited = PLAIN.replace("about it for years, though it cost us the winter", "and went home");
    let edited = opened(&edited, kept);
    let now = told(&edited.document.interview);
    assert!(now.contains("Q Lina Berg: Who would") && now.contains("A Jens Dahl: We laughed and"), "{now}");
    let lost: Vec<_> =
        edited.shelf.corrections.list().iter().filter(|correction| correction.fate == Fate::Orphaned).collect();
    assert_eq!(lost.len(), 1);
    assert!(lost[0].words().contains("We laughed"), "{}", lost[0].words());
    let mut edited = edited;
    press(&mut edited, "B");
    assert!(Shot::of(&edited).shows("lost"), "{}", Shot::of(&edited).text());
    press(&mut edited, "d");
    assert_eq!(edited.shelf.corrections.list().len(), 2, "{}", notice(&edited));
    press(&mut edited, "Esc i");
    let page = Shot::of(&edited).text();
    assert!(!page.contains("We laughed"), "{page}");
}

#[test]
fn two_programs_that_correct_at_once_come_to_one_result() {
    let (mut a, mut b) = (model(PLAIN, (100, 30)), opened(PLAIN, Vec::new()));
    put(&mut a, "⟦⟧We laughed");
    put(&mut b, "⟦⟧We laughed");
    let mine = events(press(&mut a, "f 1"));
    let theirs = events(press(&mut b, "f 3"));
    put(&mut b, "⟦⟧Who would have");
    let more = events(press(&mut b, "f s"));
    // Nothing moves under a list of places; it is read again when the list is closed.
    press(&mut a, "t");
    update(&mut a, Msg::Merged(theirs.into_iter().chain(more).collect()));
    assert!(!told(&a.document.interview).contains(": Who would"));
    press(&mut a, "Esc");
    update(&mut b, Msg::Merged(mine));
    assert_eq!(told(&a.document.interview), told(&b.document.interview));
    assert!(told(&a.document.interview).contains(": Who would"));
}

#[test]
fn the_page_about_the_interview_lists_corrections() {
    let mut model = model(PLAIN, (100, 50));
    put(&mut model, "⟦⟧We laughed");
    press(&mut model, "f 1 i");
    let page = Shot::of(&model).text();
    assert!(page.contains("What you corrected: 1 correction"), "{page}");
    assert!(page.contains("is a question.") && page.contains("B lists them below your marks"), "{page}");
}

#[test]
fn a_large_text_is_read_again_while_the_reader_reads_on() {
    let long = "It broke two boats and carried the third up the street, as if it were a toy of wood and nails.";
    let mut text = format!("Speaker 1: And the storm of that year?\n\nSpeaker 2: {long}\n\n{long}\n\n").repeat(9);
    // What makes it large are blanks, which take least time to read.
    text.push_str(&" ".repeat(2_000_000));
    text.push_str("\n\nSpeaker 1: And in the end?\n\nSpeaker 2: In the end there was nothing to be done.\n");
    let mut model = model(&text, (100, 30));
    put(&mut model, "⟦⟧In the end there");
    let before = model.document.interview.exchanges.len();
    let take = |model: &mut Model, effects: Vec<Effect>| {
        let readings = effects.into_iter().filter_map(|effect| match effect {
            Effect::Reread { number, unread, given } => Some((number, unread.around(&given))),
            _ => None,
        });
        let messages: Vec<Msg> =
            readings.map(|(number, (document, idle))| Msg::Reread(number, Box::new(document), idle)).collect();
        for message in messages {
            update(model, message);
        }
    };
    // Two corrections in a row: the reading of the first one is not wanted any more when it comes.
    let first = press(&mut model, "f 3");
    assert!(notice(&model).starts_with("Reading it again"), "{}", notice(&model));
    let second = press(&mut model, "f 1 g");
    take(&mut model, first);
    assert_eq!(model.document.interview.exchanges.len(), before);
    take(&mut model, second);
    assert!(notice(&model).starts_with("Question now"), "{}", notice(&model));
    press(&mut model, "H");
    assert_eq!(model.document.interview.with_role(Role::Aside).count(), 0);
    let undone = press(&mut model, "u");
    take(&mut model, undone);
    assert_eq!(model.document.interview.with_role(Role::Aside).count(), 1);
}

#[test]
fn who_goes_through_the_close_calls_is_first_offered_that_it_is_right() {
    let text = "Nets and tides\n\nWhat made you go to sea?\n\nMy father went, and his father went, and nobody thought of anything \
        else.\n\nI was fourteen. The boat was older than I was.\n\nWho would have thought that?\n\nWe laughed about it for \
        years, though it cost us the winter.\n\nHow do you see the harbour today?\n\nIt is quiet now, and the young people \
        have gone to the city.\n";
    let mut model = model(text, (100, 30));
    let unsure = |model: &Model| model.document.interview.paragraphs.iter().filter(|one| one.unsure).count();
    let before = unsure(&model);
    assert!(before > 0, "{}", told(&model.document.interview));
    let roles = told(&model.document.interview);
    press(&mut model, "> Enter");
    assert!(unsure(&model) < before, "{}", notice(&model));
    assert!(notice(&model).starts_with("Confirmed"), "{}", notice(&model));
    assert_eq!(told(&model.document.interview).replace('?', ""), roles.replace('?', ""));
}

#[test]
fn what_set_the_whole_text_aside_is_taken_back() {
    let mut model = model("The boats that are left lie in the harbour.", (100, 30));
    let before = told(&model.document.interview);
    press(&mut model, "l f 7");
    assert!(model.document.parts.is_empty(), "{}", told(&model.document.interview));
    press(&mut model, "j");
    assert_eq!(notice(&model), "There is nothing to read in this document; u takes the last change back");
    press(&mut model, "u");
    assert_eq!(told(&model.document.interview), before);
    press(&mut model, "U");
    assert!(model.document.parts.is_empty() && model.shelf.can_undo());
}

#[test]
fn the_page_names_u_only_while_it_takes_something_back() {
    let mut first = model(PLAIN, (100, 30));
    put(&mut first, "⟦⟧We laughed");
    let kept = events(press(&mut first, "f 4"));
    press(&mut first, "i");
    let page = |model: &Model| Shot::of(model).text().split_whitespace().collect::<Vec<_>>().join(" ");
    press(&mut first, "End");
    assert!(page(&first).contains("u takes the last change back. B lists them"), "{}", page(&first));
    let mut again = opened(PLAIN, kept);
    press(&mut again, "i End");
    assert!(!page(&again).contains("u takes") && page(&again).contains("B lists them"), "{}", page(&again));
}
