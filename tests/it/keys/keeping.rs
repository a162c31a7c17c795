//! Bookmarks, notes, undo, and the panel that lists them.

use inquit::app::effect::Effect;
use inquit::app::model::Model;
use inquit::app::msg::{MouseAct, Msg};
use inquit::app::overlay::Overlay;
use inquit::app::{drafting, update};
use inquit::library::progress::Draft;

use super::everywhere;
use crate::support::{SIZES, Shot, TALK, at, model, notice, press, put, resize, seed};

/// The texts of the bookmarked paragraphs.
fn marked(model: &Model) -> Vec<String> {
    let words = |text: &str| text.chars().take(8).collect();
    model.shelf.annotations.marked.iter().map(|id| words(&model.document.interview.para(*id).text)).collect()
}

/// The notes.
fn notes(model: &Model) -> Vec<String> {
    model.shelf.annotations.notes.values().map(ToString::to_string).collect()
}

/// The panel of marks on top.
fn listed(model: &Model) -> usize {
    match model.overlays.last() {
        Some(Overlay::Marks(panel)) => panel.rows.len(),
        other => panic!("no panel of marks on top: {other:?}"),
    }
}

#[test]
fn b_marks_the_paragraph_in_hand_and_takes_the_mark_away() {
    let mut model = model(TALK, (100, 30));
    put(&mut model, "It was ⟦⟧red");
    let effects = press(&mut model, "b");
    assert!(matches!(&effects[..], [Effect::Append { events, .. }] if !events.is_empty()));
    assert_eq!(
        (marked(&model), notice(&model)),
        (vec!["My uncle".to_owned()], "Marked q. 1, para. 1; b again removes")
    );
    assert_eq!(at(&model, "It was ⟦⟧red"), "It was ⟦⟧red");
    press(&mut model, "b");
    assert_eq!((marked(&model).len(), notice(&model)), (0, "Bookmark taken away; u brings it back"));
}

#[test]
fn a_bookmark_is_shown_in_both_panes() {
    for size in [(100, 30), (60, 20)] {
        let mut model = model(TALK, size);
        assert!(!Shot::of(&model).text().contains('◆'));
        press(&mut model, "b");
        assert_eq!(Shot::of(&model).text().matches('◆').count(), 2);
    }
}

#[test]
fn undo_and_redo_go_through_all_changes() {
    let mut model = model(TALK, (100, 30));
    press(&mut model, "b J b J a good Space idea Enter");
    let all = (marked(&model), notes(&model));
    assert_eq!((all.0.len(), &all.1[..]), (2, &["good idea".to_owned()][..]));
    press(&mut model, "u");
    assert_eq!((marked(&model).len(), notes(&model).len()), (2, 0));
    press(&mut model, "u u");
    assert_eq!((marked(&model).len(), notes(&model).len()), (0, 0));
    press(&mut model, "u");
    assert_eq!(notice(&model), "There is nothing to take back");
    press(&mut model, "U U U");
    assert_eq!((marked(&model), notes(&model)), all);
    press(&mut model, "U");
    assert_eq!(notice(&model), "There is nothing to make again");
    // Something new forgets what could be made again.
    press(&mut model, "u u b U");
    assert_eq!(notice(&model), "There is nothing to make again");
}

#[test]
fn a_note_is_written_changed_and_taken_away() {
    let mut model = model(TALK, (100, 30));
    press(&mut model, "a needs Space =a Space source Enter");
    assert_eq!(notes(&model), ["needs a source"]);
    assert!(Shot::of(&model).shows("needs a source"));
    assert!(notice(&model).starts_with("Noted at q. 1, para. 1"), "{}", notice(&model));
    press(&mut model, "a !");
    press(&mut model, "Enter");
    assert_eq!(notes(&model), ["needs a source!"]);
    press(&mut model, "a Ctrl-U Enter");
    assert_eq!(notes(&model), Vec::<String>::new());
    press(&mut model, "u");
    assert_eq!(notes(&model), ["needs a source!"]);
}

#[test]
fn a_note_of_several_lines_is_kept_with_its_lines() {
    let mut model = model(TALK, (100, 30));
    press(&mut model, "a one Ctrl-J two Enter");
    assert_eq!(notes(&model), ["one\ntwo"]);
    let shot = Shot::of(&model);
    assert!(shot.shows("one") && shot.shows("two") && !shot.shows("one two"), "{}", shot.text());
}

#[test]
fn a_note_that_was_left_is_a_draft_until_it_is_kept() {
    let mut model = model(TALK, (100, 30));
    press(&mut model, "a half Esc");
    assert_eq!(notes(&model), Vec::<String>::new());
    assert!(notice(&model).contains("draft"));
    press(&mut model, "J a other Enter K a done Enter");
    assert_eq!(notes(&model), ["halfdone", "other"]);
    // Leaving what was not changed leaves no draft.
    press(&mut model, "a Esc");
    assert_eq!(notice(&model), "");
    assert!(model.drafts.is_empty());
}

#[test]
fn letters_typed_into_a_note_are_text() {
    let mut model = model(TALK, (100, 30));
    assert_eq!(press(&mut model, "a q Q Space d ? : / 2"), []);
    press(&mut model, "Enter");
    assert_eq!(notes(&model), ["qQ d?:/2"]);
}

#[test]
fn a_change_is_unsaved_until_it_is_known_to_be_saved() {
    let mut model = model(TALK, (100, 30));
    let effects = press(&mut model, "b");
    let [Effect::Append { revision, .. }] = &effects[..] else { panic!("one change: {effects:?}") };
    update(&mut model, Msg::SaveFailed("the disk is full".to_owned()));
    press(&mut model, "j");
    let shot = Shot::of(&model);
    assert!(shot.shows("NOT SAVED, S tries again: the disk is full"), "{}", shot.text());
    update(&mut model, Msg::Saved(revision - 1));
    assert!(Shot::of(&model).shows("NOT SAVED"));
    update(&mut model, Msg::Saved(*revision));
    assert!(!Shot::of(&model).shows("NOT SAVED"));
    assert_eq!(notice(&model), "Everything is saved now");
}

#[test]
fn s_tries_again_to_save_and_says_how_it_stands() {
    let mut model = model(TALK, (100, 30));
    assert_eq!(press(&mut model, "S"), [Effect::Retry]);
    assert_eq!(notice(&model), "Everything is saved");
    let effects = press(&mut model, "b");
    let [Effect::Append { revision, .. }] = &effects[..] else { panic!("one change: {effects:?}") };
    press(&mut model, "S");
    assert_eq!(notice(&model), "Saving");
    update(&mut model, Msg::SaveFailed("the disk is full".to_owned()));
    assert_eq!(press(&mut model, "S"), [Effect::Retry]);
    assert_eq!(notice(&model), "Trying again to save");
    update(&mut model, Msg::Saved(*revision));
    press(&mut model, "S");
    assert_eq!(notice(&model), "Everything is saved");
}

#[test]
fn a_note_that_is_being_written_is_kept_and_comes_back() {
    fn rest(model: &mut Model) -> Vec<Draft> {
        let effects = update(model, Msg::Rest);
        let drafts = effects.into_iter().find_map(|effect| match effect {
            Effect::KeepDrafts(drafts) => Some(drafts),
            _ => None,
        });
        drafts.expect("the drafts are kept")
    }
    let mut one = model(TALK, (100, 30));
    put(&mut one, "⟦⟧We laughed");
    press(&mut one, "a h a l f");
    let drafts = rest(&mut one);
    assert_eq!(drafts.iter().map(|draft| draft.text.as_str()).collect::<Vec<_>>(), ["half"]);
    assert_eq!(update(&mut one, Msg::Rest), [], "and only once");
    // Somebody who types without a rest loses little.
    let many = press(&mut one, &"x ".repeat(40));
    assert_eq!(many.iter().filter(|effect| matches!(effect, Effect::KeepDrafts(_))).count(), 1);
    // Another run, as after a lost connection.
    let mut other = model(TALK, (100, 30));
    drafting::take_in(&mut other, drafts.clone());
    assert!(notice(&other).contains("was not finished; a there goes on"), "{}", notice(&other));
    put(&mut other, "⟦⟧We laughed");
    press(&mut other, "a");
    assert!(Shot::of(&other).shows("half"), "{}", Shot::of(&other).text());
    press(&mut other, "! Enter");
    assert_eq!(notes(&other), ["half!"]);
    assert_eq!(rest(&mut other), [], "a note that is kept is no draft");
    // One that was kept just before the end is no draft either.
    press(&mut other, "a ! Enter");
    let kept = Draft { text: "half!!".to_owned(), ..drafts[0].clone() };
    drafting::take_in(&mut other, vec![kept]);
    assert!(other.drafts.is_empty());
    // Where the words are gone the draft is said and kept on.
    let mut edited = model("Mara Olsen: Why?\n\nJens Dahl: No.\n\nMara Olsen: And?\n\nJens Dahl: So.\n", (100, 30));
    drafting::take_in(&mut edited, drafts);
    assert!(notice(&edited).contains("words that are gone: half"), "{}", notice(&edited));
    press(&mut edited, "a n e w");
    assert_eq!(rest(&mut edited).len(), 2);
}

#[test]
fn marks_of_another_program_are_shown_when_they_come() {
    let mut other = model(TALK, (100, 30));
    put(&mut other, "⟦⟧We laughed");
    let effects = press(&mut other, "b a elsewhere Enter");
    let mut here = model(TALK, (100, 30));
    press(&mut here, "B");
    assert_eq!(listed(&here), 0);
    for effect in effects {
        if let Effect::Append { events, .. } = effect {
            update(&mut here, Msg::Merged(events));
        }
    }
    assert_eq!(marked(&here), ["We laugh"]);
    assert_eq!(notes(&here), ["elsewhere"]);
    assert_eq!(listed(&here), 1, "the open panel follows");
}

#[test]
fn the_panel_lists_marks_in_the_order_of_the_text_and_goes_to_them() {
    let mut model = model(TALK, (100, 30));
    put(&mut model, "⟦⟧We laughed");
    press(&mut model, "b g b B");
    assert_eq!(listed(&model), 2);
    press(&mut model, "Down Enter");
    assert_eq!(at(&model, "⟦⟧We laughed"), "⟦⟧We laughed");
    assert!(model.overlays.is_empty());
    press(&mut model, "H");
    assert_eq!(at(&model, "⟦⟧Jens Dahl on"), "⟦⟧Jens Dahl on");
    everywhere("⟦⟧The second summer", "b G B Enter", "⟦⟧The second summer");
}

#[test]
fn a_click_in_the_panel_goes_to_the_mark_that_stands_there() {
    for size in SIZES {
        let mut model = seed(size);
        // Some have a note, one is words in a paragraph: they take different numbers of rows.
        press(
            &mut model,
            "Right b 2 Enter Right a W h y Enter 3.2 Enter v b 4.1 Enter b a A g a i n Enter 5.1 Enter b",
        );
        press(&mut model, "1 Enter Right B");
        assert_eq!(listed(&model), 5);
        let (top, rows) = model.geometry.body;
        let Some(Overlay::Marks(panel)) = model.overlays.last() else { panic!("the panel") };
        let shown = panel.shown(&model);
        assert!(shown.len() > 1, "{size:?}");
        for (index, row, entry) in &shown {
            let at = panel.rows.get(*index).and_then(|id| model.shelf.get(*id)).and_then(|mark| mark.at);
            let anchor = at.and_then(inquit::interview::locate::Resolved::anchor).expect("a place");
            assert!(Shot::of(&model).line(top + row).contains(&entry.place), "{size:?}");
            for y in *row..(row + entry.rows()).min(rows) {
                let mut model = seed(size);
                press(&mut model, "Right b 2 Enter Right a W h y Enter 3.2 Enter v b 4.1 Enter b a A g a i n Enter");
                press(&mut model, "5.1 Enter b 1 Enter Right B");
                update(&mut model, Msg::Mouse(MouseAct::Press, 10, top + y));
                assert!(model.overlays.is_empty(), "{size:?}");
                assert_eq!(model.reader.anchor, anchor, "{size:?} {y}");
            }
        }
        // The blank below a mark is none.
        let (_, row, entry) = &shown[0];
        update(&mut model, Msg::Mouse(MouseAct::Press, 10, top + row + entry.rows()));
        assert_eq!(listed(&model), 5);
    }
}

#[test]
fn the_chosen_mark_is_always_in_sight() {
    for size in SIZES {
        let mut model = seed(size);
        press(&mut model, "Right");
        for number in ["1.1", "1.2", "2.1", "2.2", "3.1", "3.2", "3.3", "4.1", "5.1", "6.1"] {
            press(&mut model, &format!("{number} Enter a w h y Enter"));
        }
        press(&mut model, "B Home");
        for chosen in 0..listed(&model) {
            let Some(Overlay::Marks(panel)) = model.overlays.last() else { panic!("the panel") };
            assert_eq!(panel.list.selected, chosen);
            let shown = panel.shown(&model);
            let found = shown.iter().find(|(index, ..)| *index == chosen);
            let (_, row, entry) = found.unwrap_or_else(|| panic!("mark {chosen} at {size:?}"));
            assert!(row + entry.rows() <= model.geometry.body.1.max(entry.rows()), "mark {chosen} at {size:?}");
            press(&mut model, "Down");
        }
    }
}

#[test]
fn in_the_panel_marks_are_deleted_noted_and_brought_back() {
    let mut model = model(TALK, (100, 30));
    press(&mut model, "b J b B");
    assert_eq!(listed(&model), 2);
    press(&mut model, "d");
    assert_eq!((listed(&model), marked(&model).len()), (1, 1));
    assert_eq!(notice(&model), "Deleted; u brings it back");
    press(&mut model, "u");
    assert_eq!((listed(&model), marked(&model).len()), (2, 2));
    press(&mut model, "U U");
    assert_eq!(listed(&model), 1);
    press(&mut model, "a more Enter");
    assert_eq!((listed(&model), notes(&model)), (1, vec!["more".to_owned()]));
    press(&mut model, "Delete");
    assert_eq!(listed(&model), 0);
    press(&mut model, "d Enter a Esc");
    assert!(model.overlays.is_empty(), "with nothing listed nothing happens");
}

#[test]
fn the_panel_is_filtered_by_words_of_the_text_and_of_the_note() {
    let mut model = model(TALK, (100, 30));
    press(&mut model, "b J b a church Space tower Enter B");
    assert_eq!(listed(&model), 2);
    press(&mut model, "/ tower");
    assert_eq!(listed(&model), 1);
    press(&mut model, "Esc");
    assert_eq!(listed(&model), 2, "the first Esc takes the filter off");
    press(&mut model, "/ uncle Enter");
    assert_eq!(listed(&model), 1);
    press(&mut model, "Enter");
    assert_eq!(at(&model, "⟦⟧My uncle"), "⟦⟧My uncle");
}

#[test]
fn esc_leaves_the_panel_as_it_was() {
    everywhere("It was ⟦⟧red", "b B Down Esc", "It was ⟦⟧red");
    everywhere("⟦q⟧My uncle", "b B Down Esc", "⟦q⟧My uncle");
}

#[test]
fn the_place_is_kept_when_nothing_happens_for_a_while() {
    let mut model = model(TALK, (100, 30));
    assert_eq!(update(&mut model, Msg::Rest), [], "a place that did not change is not kept again");
    press(&mut model, "J");
    let effects = update(&mut model, Msg::Rest);
    assert!(matches!(&effects[..], [Effect::SavePlace(_)]), "{effects:?}");
    assert_eq!(update(&mut model, Msg::Rest), []);
    resize(&mut model, (60, 20));
    assert_eq!(update(&mut model, Msg::Rest), [], "a size is no place");
}

#[test]
fn what_was_read_to_its_end_is_known_to_be_read() {
    let mut model = model(TALK, (100, 30));
    press(&mut model, "Right } } }");
    assert!(model.read.contains(&0));
    press(&mut model, "Down");
    assert!(!model.read.contains(&1), "the last paragraph was not reached");
}

/// What the panel of marks lists, by the first letters of the notes.
fn notes_listed(model: &Model) -> Vec<String> {
    let Some(Overlay::Marks(panel)) = model.overlays.last() else { panic!("the marks") };
    panel.rows.iter().map(|id| model.shelf.get(*id).expect("a mark").note.to_string()).collect()
}

#[test]
fn marks_are_ordered_and_filtered_by_tag() {
    let mut model = model(TALK, (100, 30));
    model.now = 1000;
    press(&mut model, "a one Space #zoo Enter");
    model.now = 3000;
    press(&mut model, "J a two Space =#Ape Enter");
    model.now = 2000;
    press(&mut model, "J a three Enter B");
    assert_eq!(notes_listed(&model), ["one #zoo", "two #Ape", "three"]);
    press(&mut model, "s");
    assert!(Shot::of(&model).shows("order: newest first"));
    assert_eq!(notes_listed(&model), ["two #Ape", "three", "one #zoo"]);
    press(&mut model, "s");
    assert!(Shot::of(&model).shows("order: by tag"));
    assert_eq!(notes_listed(&model), ["two #Ape", "one #zoo", "three"]);
    press(&mut model, "s # ap");
    assert_eq!(notes_listed(&model), ["two #Ape"]);
    press(&mut model, "Esc");
    assert_eq!(notes_listed(&model).len(), 3);
    // A word that is no tag is looked for in words and notes.
    press(&mut model, "/ thr Enter");
    assert_eq!(notes_listed(&model), ["three"]);
    // What is listed is what is exported.
    press(&mut model, "e");
    assert!(Shot::of(&model).shows("1 mark"));
    // So are the marks on one question.
    press(&mut model, "Esc / Ctrl-U q2 Enter");
    assert_eq!(notes_listed(&model), ["two #Ape"]);
    press(&mut model, "/ Ctrl-U q.3 Enter");
    assert_eq!(notes_listed(&model), ["three"]);
    press(&mut model, "/ Ctrl-U q9 Enter");
    assert_eq!(notes_listed(&model).len(), 0);
}

#[test]
fn the_chosen_mark_is_copied_and_cited() {
    let mut model = model(TALK, (100, 30));
    put(&mut model, "It was ⟦⟧red");
    press(&mut model, "b B");
    let effects = press(&mut model, "y");
    assert!(matches!(&effects[..], [Effect::Copy(clip)] if clip.what == "q. 1, para. 1"), "{effects:?}");
    press(&mut model, "Y");
    assert!(matches!(model.overlays.last(), Some(Overlay::Quote(_))));
    press(&mut model, "Esc");
    assert!(matches!(model.overlays.last(), Some(Overlay::Marks(_))));
}

#[test]
fn tab_lists_the_marks_on_all_interviews() {
    use inquit::library::collection::Collected;
    let mut other = model(TALK, (100, 30));
    press(&mut other, "b J a elsewhere Space #far Enter");
    let marks = other.shelf.marks().all().to_vec();
    let title = inquit::text::CleanText::line("The other talk");
    for size in crate::support::SIZES {
        let mut model = model(TALK, size);
        press(&mut model, "B");
        assert_eq!(press(&mut model, "Tab"), [Effect::Collect]);
        let collected = Collected {
            title: title.clone(),
            name: title.clone(),
            file: "/m/other.jsonl".to_owned(),
            marks: marks.clone(),
        };
        update(&mut model, Msg::Collected(vec![collected]));
        assert!(Shot::of(&model).shows("2 in all") && Shot::of(&model).shows("The other talk"));
        press(&mut model, "# far Enter y");
        assert_eq!(notice(&model), "This mark is on The other talk; Enter opens it there");
        let effects = press(&mut model, "Enter");
        assert!(
            matches!(&effects[..], [Effect::OpenMarked { file, mark }] if file == "/m/other.jsonl" && *mark == marks[1].id),
            "{effects:?}"
        );
        press(&mut model, "Tab");
        assert_eq!(notes_listed(&model).len(), 0);
    }
}

#[test]
fn a_mark_on_this_interview_is_used_in_the_list_of_all() {
    use inquit::library::collection::Collected;
    let mut model = model(TALK, (100, 30));
    press(&mut model, "b J b K");
    let marks = model.shelf.marks().all().to_vec();
    press(&mut model, "B Tab");
    let title = inquit::text::CleanText::line("This one");
    let file = "/m/this.jsonl".to_owned();
    update(&mut model, Msg::Collected(vec![Collected { title: title.clone(), name: title, file, marks }]));
    assert!(matches!(&press(&mut model, "Down y")[..], [Effect::Copy(clip)] if clip.what == "q. 2, para. 1"));
    assert_eq!(press(&mut model, "d"), []);
    assert_eq!(notice(&model), "Tab lists the marks on this interview; there d deletes");
    assert_eq!(model.shelf.marks().all().len(), 2);
    assert_eq!(press(&mut model, "Enter"), []);
    assert!(model.overlays.is_empty() && model.document.place(model.reader.anchor).long() == "q. 2, para. 1");
    press(&mut model, "H");
    assert_eq!(model.document.place(model.reader.anchor).question(), Some(1));
}

#[test]
fn a_note_goes_on_in_another_editor() {
    let mut model = model(TALK, (100, 30));
    let effects = press(&mut model, "a draft Ctrl-X");
    assert_eq!(effects, [Effect::Edit("draft".to_owned())]);
    update(&mut model, Msg::Edited("better\nand longer #tag".to_owned()));
    press(&mut model, "Enter");
    assert_eq!(notes(&model), ["better\nand longer #tag"]);
}

/// What the panel lists, by letters: `c` for a correction, `m` for a mark.
fn kinds(model: &Model) -> String {
    let Some(Overlay::Marks(panel)) = model.overlays.last() else { panic!("the marks") };
    (0..panel.list.len).map(|row| if panel.correction(row, model).is_some() { 'c' } else { 'm' }).collect()
}

#[test]
fn corrections_are_ordered_filtered_and_clicked_with_the_marks() {
    for size in SIZES {
        let mut model = seed(size);
        model.now = 1000;
        press(&mut model, "1.1 Enter a old Space #one Enter");
        model.now = 2000;
        press(&mut model, "3.2 Enter f 1");
        model.now = 3000;
        press(&mut model, "Esc 1.2 Enter b B Home");
        assert_eq!(kinds(&model), "mmc", "{size:?}");
        press(&mut model, "s");
        assert_eq!(kinds(&model), "mcm", "newest first, {size:?}");
        press(&mut model, "s");
        assert_eq!(kinds(&model), "mmc", "by tag, {size:?}");
        press(&mut model, "s / correction");
        assert_eq!(kinds(&model), "c", "{size:?}");
        // Nothing of a correction can be exported or copied.
        press(&mut model, "Enter e y");
        assert!(notice(&model).starts_with("A correction; "), "{size:?}: {}", notice(&model));
        press(&mut model, "/ Esc # one");
        assert_eq!(kinds(&model), "m", "a correction has no tags, {size:?}");
        press(&mut model, "Esc s");
        // A click on any row of the correction goes to it; the rows of the filter are none.
        let Some(Overlay::Marks(panel)) = model.overlays.last() else { panic!("the marks") };
        let (top, head) = (model.geometry.body.0, panel.head(&model));
        let mut list = panel.clone();
        list.list.selected = 1;
        let (_, row, entry) = list.shown(&model).into_iter().find(|(index, ..)| *index == 1).expect("in sight");
        for y in 0..head {
            update(&mut model, Msg::Mouse(MouseAct::Press, 10, top + y));
            assert_eq!(kinds(&model), "mcm", "{size:?}");
        }
        press(&mut model, "Home Down");
        assert!(Shot::of(&model).line(top + row).contains(&entry.place), "{size:?}");
        update(&mut model, Msg::Mouse(MouseAct::Press, 10, top + row + entry.rows() - 1));
        assert!(model.overlays.is_empty(), "{size:?}");
        press(&mut model, "B e");
        assert!(Shot::of(&model).shows("2 marks"), "only marks are exported, {size:?}");
    }
}

#[test]
fn in_the_list_of_all_interviews_nothing_here_is_deleted_and_rows_are_clicked() {
    use inquit::library::collection::Collected;
    let mut other = model(TALK, (100, 30));
    press(&mut other, "b J a elsewhere Space #far Enter J a third Enter");
    let marks = other.shelf.marks().all().to_vec();
    let title = inquit::text::CleanText::line("The other talk");
    for size in SIZES {
        let mut model = seed(size);
        press(&mut model, "3.2 Enter f 1 Esc 1.2 Enter b B Tab");
        update(
            &mut model,
            Msg::Collected(vec![Collected {
                title: title.clone(),
                name: title.clone(),
                file: String::new(),
                marks: marks.clone(),
            }]),
        );
        press(&mut model, "End d");
        assert_eq!(notice(&model), "This mark is on The other talk; Enter opens it there", "{size:?}");
        let Some(Overlay::Marks(panel)) = model.overlays.last() else { panic!("the marks") };
        let shown = panel.shown(&model);
        let (index, row, entry) = shown.last().expect("a row");
        assert_eq!((*index, entry.interview.as_str()), (2, "The other talk"), "{size:?}");
        let (top, rows) = model.geometry.body;
        let (below, place) = ((row + entry.rows()).min(rows), entry.place.clone());
        assert!(Shot::of(&model).line(top + row).contains(&place), "{size:?}");
        for y in *row..below {
            press(&mut model, "End");
            let effects = update(&mut model, Msg::Mouse(MouseAct::Press, 10, top + y));
            assert!(
                matches!(&effects[..], [Effect::OpenMarked { mark, .. }] if *mark == marks[2].id),
                "{size:?}: {effects:?}"
            );
        }
        press(&mut model, "Tab");
        assert_eq!(kinds(&model), "mc", "{size:?}");
    }
}

#[test]
fn what_is_kept_is_confirmed_by_the_disk_and_by_nothing_else() {
    let mut model = model(TALK, (100, 30));
    put(&mut model, "It was ⟦⟧red");
    let effects = press(&mut model, "b");
    let [Effect::Append { revision, .. }] = effects[..] else { panic!("one change: {effects:?}") };
    assert!(!Shot::of(&model).shows("Marked"), "{}", Shot::of(&model).text());
    update(&mut model, Msg::Saved(revision));
    assert!(Shot::of(&model).shows("Marked q. 1, para. 1"), "{}", Shot::of(&model).text());
    // What has nothing to do with the disk is said at once, also while something is being saved.
    let effects = press(&mut model, "a = w h y Enter");
    press(&mut model, "&");
    assert!(Shot::of(&model).shows(notice(&model)) && !notice(&model).is_empty(), "{}", notice(&model));
    // A refused change is never called kept, however often it was refused before.
    for _ in 0..2 {
        press(&mut model, "J b");
        update(&mut model, Msg::SaveFailed("the disk is full".to_owned()));
        let shot = Shot::of(&model);
        assert!(shot.shows("NOT SAVED, S tries again: the disk is full") && !shot.shows("Marked"), "{}", shot.text());
    }
    press(&mut model, "S");
    assert!(Shot::of(&model).shows("NOT SAVED. Trying again to save"), "{}", Shot::of(&model).text());
    update(&mut model, Msg::SaveFailed("the disk is full".to_owned()));
    assert!(Shot::of(&model).shows("NOT SAVED, S tries again"), "{}", Shot::of(&model).text());
    drop(effects);
}
