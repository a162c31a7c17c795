//! Two readers of one interview with one file of marks: what each sees of the other, and what undo may say then.

use inquit::app::effect::Effect;
use inquit::app::model::Model;
use inquit::app::msg::Msg;
use inquit::app::shelf::Shelf;
use inquit::app::update;
use inquit::library::events::Event;

use crate::support::{Shot, TALK, model, notice, press};

/// Two models of one text, each a writer of its own.
fn two() -> (Model, Model) {
    let (one, mut other) = (model(TALK, (100, 30)), model(TALK, (100, 30)));
    other.shelf = Shelf::new("other".to_owned(), 99, "interview.marks.jsonl".to_owned());
    (one, other)
}

/// Presses keys; what is to be saved, as events.
fn keyed(model: &mut Model, keys: &str) -> Vec<Event> {
    model.now += 1000;
    let saved = |effect| match effect {
        Effect::Append { events, .. } => events,
        _ => Vec::new(),
    };
    press(model, keys).into_iter().flat_map(saved).collect()
}

/// Presses keys in one, and hands what it saves to the other.
fn then(model: &mut Model, keys: &str, other: &mut Model) {
    let events = keyed(model, keys);
    update(other, Msg::Merged(events));
}

/// The notes, and "(bare)" for a mark without one.
fn notes(model: &Model) -> String {
    let mark = |mark: &inquit::library::marks::Mark| match (mark.note.as_str(), mark.bookmark) {
        ("", true) => "(bookmark)".to_owned(),
        ("", false) => "(bare)".to_owned(),
        (note, _) => note.replace('\n', "/"),
    };
    model.shelf.marks().all().iter().map(mark).collect::<Vec<_>>().join("; ")
}

#[test]
fn undo_says_what_another_reader_changed_and_leaves_it() {
    let stays = "The note was changed by another reader meanwhile, and stays";
    let already = "That is so already: another reader changed it meanwhile";
    // Keys of one before, keys of the other, then keys of the first one again, with what they say and leave.
    for (mine, theirs, steps) in [
        (
            "1 Enter a =mine Enter",
            "1 Enter a Space =and Space =theirs Enter",
            &[
                ("u", stays, "mine and theirs"),
                ("U", "There is nothing to make again", "mine and theirs"),
                ("u", "There is nothing to take back", "mine and theirs"),
            ][..],
        ),
        // What was done before that is taken back by the next key, and made again.
        (
            "1.2 Enter b 1.1 Enter a =mine Enter",
            "1.1 Enter a =x Enter",
            &[
                ("u", stays, "minex; (bookmark)"),
                ("u", "Taken back: bookmark", "minex"),
                ("U", "Made again: bookmark", "minex; (bookmark)"),
            ],
        ),
        // The other did the same.
        ("1 Enter b", "1 Enter b", &[("u", already, ""), ("u", "There is nothing to take back", "")]),
        ("1 Enter a =mine Enter a =! Enter", "B d", &[("u", "The mark was deleted by another reader meanwhile", "")]),
        // What the other added stays, and what was done here goes.
        (
            "1 Enter a =mine Enter",
            "1 Enter b",
            &[
                ("u", "Taken back: note. The mark was changed by another reader meanwhile, and stays", "(bookmark)"),
                ("U", "Made again: note", "mine"),
            ],
        ),
        ("1 Enter m x", "2 Enter m x", &[("u", already, "(bare)")]),
    ] {
        let (mut one, mut other) = two();
        then(&mut one, mine, &mut other);
        then(&mut other, theirs, &mut one);
        for (key, says, left) in steps {
            let before = notes(&one);
            let events = keyed(&mut one, key);
            assert_eq!((notice(&one), notes(&one).as_str()), (*says, *left), "{mine} / {theirs} / {key}");
            // It says that something was done where something is written, and only there.
            let done = says.starts_with("Taken back") || says.starts_with("Made again");
            assert_eq!(done, !events.is_empty(), "{mine} / {theirs} / {key}");
            assert_eq!(done, notes(&one) != before, "{mine} / {theirs} / {key}");
            update(&mut other, Msg::Merged(events));
            assert_eq!(notes(&other), notes(&one));
        }
    }
}

#[test]
fn of_a_note_that_two_wrote_at_once_each_takes_back_their_own() {
    let (mut one, mut other) = two();
    then(&mut one, "1 Enter a =old Enter", &mut other);
    let mine = keyed(&mut one, "a Ctrl-U =mine Enter");
    let theirs = keyed(&mut other, "1 Enter a Ctrl-U =theirs Enter");
    update(&mut one, Msg::Merged(theirs));
    update(&mut other, Msg::Merged(mine));
    let both = notes(&one);
    assert!(both.contains("mine") && both.contains("theirs") && notes(&other) == both, "{both}");
    then(&mut one, "u", &mut other);
    assert_eq!((notice(&one), notes(&one).as_str(), notes(&other).as_str()), ("Taken back: note", "theirs", "theirs"));
    then(&mut one, "U", &mut other);
    assert_eq!((notice(&one), notes(&one), notes(&other)), ("Made again: note", both.clone(), both));
    then(&mut other, "u", &mut one);
    assert_eq!((notes(&one).as_str(), notes(&other).as_str()), ("mine", "mine"));
    // Notes on a paragraph that had none are two marks, and each is taken back by itself.
    let (mut one, mut other) = two();
    let mine = keyed(&mut one, "1 Enter a =mine Enter");
    let theirs = keyed(&mut other, "1 Enter a =theirs Enter");
    update(&mut one, Msg::Merged(theirs));
    update(&mut other, Msg::Merged(mine));
    then(&mut one, "u", &mut other);
    assert_eq!((notice(&one), notes(&one).as_str(), notes(&other).as_str()), ("Taken back: note", "theirs", "theirs"));
}

#[test]
fn open_lists_follow_what_another_reader_does() {
    // The list of marks: the choice stays on the same mark, and where that goes, on the one in its place.
    let (mut one, mut other) = two();
    then(&mut one, "1.1 Enter a =first Enter 1.2 Enter b 2.1 Enter a =behind Enter", &mut other);
    press(&mut other, "B Home Down Down");
    assert!(Shot::of(&other).line(cursor(&other)).contains("q. 2"), "{}", Shot::of(&other).text());
    then(&mut one, "B Home d Esc", &mut other);
    let shot = Shot::of(&other);
    assert!(!shot.shows("first") && shot.shows("behind"), "{}", shot.text());
    assert!(shot.line(cursor(&other)).contains("q. 2"), "{}", shot.text());
    then(&mut one, "B End d Esc", &mut other);
    let shot = Shot::of(&other);
    assert!(!shot.shows("behind") && shot.line(cursor(&other)).contains("q. 1, para. 2"), "{}", shot.text());
    // Rows of marks in the jump list.
    let (mut one, mut other) = two();
    then(&mut one, "1.1 Enter a =harbourmaster Enter 2.1 Enter a =harbourman Enter", &mut other);
    press(&mut other, "t harbourm Down");
    let rows = |model: &Model| Shot::of(model).text().matches(" note").count();
    assert_eq!(rows(&other), 2, "{}", Shot::of(&other).text());
    then(&mut one, "B Home d Esc", &mut other);
    assert_eq!(rows(&other), 1, "{}", Shot::of(&other).text());
    then(&mut one, "1.1 Enter a =harbourmost Enter 2.1 Enter a Ctrl-U =harbourmen Enter", &mut other);
    assert_eq!(rows(&other), 2, "{}", Shot::of(&other).text());
    // Topics.
    then(&mut one, "T a =leaked Enter Esc", &mut other);
    press(&mut other, "Esc T");
    assert!(Shot::of(&other).shows("leaked   "));
    then(&mut one, "u", &mut other);
    assert!(!Shot::of(&other).shows("leaked   "), "{}", Shot::of(&other).text());
}

/// The row of the cursor.
fn cursor(model: &Model) -> u16 {
    Shot::of(model).cursor.y
}

#[test]
fn a_note_that_came_while_one_was_typed_stays_above_it() {
    // What both began with, keys that are typed while the other's note comes, and what stands then.
    for (begun, typed, theirs, left, said) in [
        ("", "=mine", "=theirs", "theirs/mine", "under what another reader wrote meanwhile"),
        ("a =old Enter", "=! ", "=er", "older/old!", "under what another reader wrote meanwhile"),
        ("a =old Enter", "Ctrl-U", "=er", "older", "Another reader wrote there meanwhile, and the note stays"),
        ("a =old Enter", "=er", "=er", "older", ""),
    ] {
        let (mut one, mut other) = two();
        then(&mut one, "1.1 Enter", &mut other);
        then(&mut one, begun, &mut other);
        keyed(&mut other, "1.1 Enter");
        keyed(&mut one, &format!("a {typed}"));
        then(&mut other, &format!("a {theirs} Enter"), &mut one);
        then(&mut one, "Enter", &mut other);
        assert_eq!((notes(&one), notes(&other)), (left.to_owned(), left.to_owned()), "{begun}, {typed}, {theirs}");
        assert!(notice(&one).contains(said), "{typed}: {}", notice(&one));
    }
}
