//! Lines, pages, paragraphs, sentences, questions, ends.

use super::{check, everywhere};
use crate::support::{at, check_in, flow, model, notice, press, put};

#[test]
fn a_new_interview_opens_at_its_first_answer_with_the_questions_in_focus() {
    for size in crate::support::SIZES {
        let model = model(crate::support::TALK, size);
        assert_eq!(at(&model, "⟦q⟧My uncle"), "⟦q⟧My uncle");
    }
}

#[test]
fn arrows_in_the_questions_go_from_question_to_question() {
    everywhere("⟦q⟧My uncle", "Down", "⟦q⟧It broke two");
    everywhere("⟦q⟧My uncle", "j j", "⟦q⟧No.");
    everywhere("⟦q⟧No.", "Up", "⟦q⟧It broke two");
    everywhere("⟦q⟧No.", "k k", "⟦q⟧My uncle");
}

#[test]
fn introduction_and_closing_notes_are_part_of_the_flow() {
    everywhere("⟦q⟧My uncle", "Up", "⟦q⟧Jens Dahl on");
    everywhere("⟦q⟧My uncle", "Up Up", "⟦q⟧Jens Dahl on");
    everywhere("⟦q⟧No.", "Down", "⟦q⟧Mara Olsen spoke");
    everywhere("⟦q⟧No.", "Down Down", "⟦q⟧Mara Olsen spoke");
    everywhere("⟦⟧No.", "}", "⟦⟧Mara Olsen spoke");
    everywhere("⟦⟧No.", "Down", "⟦⟧Mara Olsen spoke");
    everywhere("⟦⟧Mara Olsen spoke", "K", "⟦⟧No.");
}

#[test]
fn at_either_end_a_sentence_says_so() {
    for (from, keys, said) in [
        ("⟦q⟧My uncle", "Up Up", "This is the first one"),
        ("⟦q⟧No.", "Down Down", "This is the last one"),
        ("⟦⟧The photographs", "Down", "This is the end of the interview"),
        ("⟦⟧The photographs", "}", "This is the end of the interview"),
        ("⟦⟧Jens Dahl on", "Up", "This is the beginning of the interview"),
        ("⟦⟧Jens Dahl on", "(", "This is the beginning of the interview"),
        ("⟦⟧Jens Dahl on", "PgUp", "This is the beginning of the interview"),
    ] {
        let mut model = model(crate::support::TALK, (100, 30));
        put(&mut model, from);
        press(&mut model, keys);
        assert_eq!(notice(&model), said, "{keys} from {from}");
    }
}

#[test]
fn capitals_turn_to_the_next_and_last_question_from_either_pane() {
    everywhere("⟦⟧Later he sold", "J", "⟦⟧It broke two");
    everywhere("⟦q⟧My uncle", "J", "⟦q⟧It broke two");
    everywhere("⟦⟧We laughed then", "K", "⟦⟧My uncle");
    everywhere("⟦⟧You grew up", "J J J", "⟦⟧Mara Olsen spoke");
}

#[test]
fn lines_go_down_and_up_through_the_rows() {
    check((100, 30), "⟦⟧My uncle", "Down", "I loved it ⟦⟧from the first");
    check((100, 30), "⟦⟧My uncle", "Down Down", "⟦⟧The second summer");
    check((100, 30), "I loved it ⟦⟧from the first", "Up", "⟦⟧My uncle");
    check((100, 30), "It was red, ⟦⟧and it leaked", "k", "⟦⟧You grew up");
    check((60, 20), "⟦⟧My uncle", "Down", "red, and ⟦⟧it leaked");
    check((40, 15), "⟦⟧My uncle", "Down Up", "⟦⟧My uncle");
}

#[test]
fn lines_go_on_past_the_ends_of_answers() {
    everywhere("⟦⟧Later he sold", "Down", "⟦⟧It broke two");
    check((100, 30), "⟦⟧Would you build", "Up", "⟦⟧We laughed then");
    check((60, 20), "⟦⟧Would you build", "Up", "We do not ⟦⟧laugh now");
    check((100, 30), "⟦⟧No.", "Up Up", "⟦⟧We laughed then");
}

#[test]
fn paragraphs_go_on_and_back() {
    everywhere("⟦⟧My uncle", "}", "⟦⟧The second summer");
    everywhere("⟦⟧My uncle", "} } }", "⟦⟧It broke two");
    everywhere("It was ⟦⟧red", "}", "⟦⟧The second summer");
    everywhere("It was ⟦⟧red", "{", "⟦⟧My uncle");
    everywhere("⟦⟧The second summer", "{", "⟦⟧My uncle");
    everywhere("⟦⟧My uncle", "{", "⟦⟧You grew up");
    everywhere("⟦⟧It broke two", "} }", "⟦⟧We laughed then");
    everywhere("⟦q⟧My uncle", "}", "⟦q⟧The second summer");
}

#[test]
fn going_back_a_paragraph_into_the_part_before_takes_its_last_one_from_its_beginning() {
    everywhere("⟦⟧You grew up", "{", "⟦⟧Jens Dahl built");
    check_in(LONG_END, (40, 15), "⟦⟧What came then", "{", "⟦⟧The first answer");
}

#[test]
fn sentences_go_on_and_back() {
    everywhere("⟦⟧My uncle", ")", "⟦⟧It was red");
    everywhere("⟦⟧My uncle", ") )", "⟦⟧I loved it");
    everywhere("⟦⟧My uncle", ") ) )", "⟦⟧The second summer");
    everywhere("It was ⟦⟧red", "(", "⟦⟧It was red");
    everywhere("⟦⟧It was red", "(", "⟦⟧My uncle");
    everywhere("⟦⟧My uncle", "(", "⟦⟧Why did you go");
    everywhere("⟦⟧I cried.", ")", "⟦⟧It broke two");
}

#[test]
fn going_back_a_sentence_into_the_part_before_takes_its_last_sentence() {
    everywhere("⟦⟧You grew up", "(", "⟦⟧He lives by");
    check_in(LONG_END, (40, 15), "⟦⟧What came then", "(", "⟦⟧It ends with a sentence");
}

/// An answer whose last paragraph has several rows on a narrow screen, and a last sentence that begins inside one.
const LONG_END: &str = "---\ninterview: 1\npeople:\n  - {name: A B, role: interviewer}\n  - {name: C D, role: interviewee}\n---\n\n\
    **A B:** What came first?\n\n\
    **C D:** The first answer has so many words that it takes some rows on any screen that is narrow. It ends with a \
    sentence that takes more than one row as well, since it is long.\n\n\
    **A B:** What came then?\n\n\
    **C D:** Nothing.\n";

#[test]
fn sentences_and_paragraphs_visit_everything_once_in_both_directions() {
    for size in crate::support::SIZES {
        for (on, back) in [("}", "{"), (")", "(")] {
            let mut model = model(crate::support::TALK, size);
            press(&mut model, "Right g");
            let mut went = vec![model.reader.anchor];
            loop {
                press(&mut model, on);
                if notice(&model).contains("the end") {
                    break;
                }
                went.push(model.reader.anchor);
                assert!(went.len() < 100, "{on} comes to an end");
            }
            let order: Vec<_> = went.iter().map(|a| (model.document.home(a.para), a.byte)).collect();
            assert!(order.windows(2).all(|two| two[0] < two[1]), "{on} only goes on: {order:?}");
            let mut came = vec![model.reader.anchor];
            loop {
                press(&mut model, back);
                if notice(&model).contains("the beginning") {
                    break;
                }
                came.push(model.reader.anchor);
                assert!(came.len() < 100, "{back} comes to an end");
            }
            came.reverse();
            // On the way back questions are taken in hand, which on the way on stand above their answers.
            for anchor in &went {
                assert!(came.contains(anchor), "{back} passes {anchor:?} by at {size:?}");
            }
            if back == "{" {
                let paras: Vec<_> = came.iter().map(|anchor| anchor.para).collect();
                assert_eq!(paras, flow(&model));
            }
        }
    }
}

#[test]
fn first_and_last_are_the_ends_of_the_text() {
    everywhere("⟦⟧We laughed", "g", "⟦⟧Jens Dahl on");
    everywhere("⟦⟧We laughed", "Home", "⟦⟧Jens Dahl on");
    everywhere("⟦⟧We laughed", "G", "⟦⟧The photographs");
    everywhere("⟦⟧We laughed", "End", "⟦⟧The photographs");
    everywhere("⟦q⟧It broke two", "g", "⟦q⟧Jens Dahl on");
    everywhere("⟦q⟧It broke two", "G", "⟦q⟧Mara Olsen spoke");
    everywhere("⟦⟧We laughed", "G H", "⟦⟧We laughed");
    everywhere("⟦⟧We laughed", "g g", "⟦⟧Jens Dahl on");
}

#[test]
fn pages_go_through_an_answer_and_on_to_the_next_one() {
    // Everything of an answer is on a large screen: a page goes on.
    check((100, 30), "⟦⟧My uncle", "Space", "⟦⟧It broke two");
    check((100, 30), "⟦⟧My uncle", "PgDn PgDn", "⟦⟧No.");
    check((100, 30), "⟦⟧It broke two", "PgUp", "⟦⟧Later he sold");
    // On a small one it turns the page first.
    for size in [(40, 15), (40, 10), (30, 8)] {
        let mut model = model(crate::support::TALK, size);
        put(&mut model, "⟦⟧My uncle");
        press(&mut model, "Space");
        assert_eq!(model.exchange(), Some(0), "at {size:?}");
        assert_ne!(at(&model, "⟦⟧My uncle"), "⟦⟧My uncle", "at {size:?}");
    }
}

#[test]
fn a_page_repeats_two_rows_and_puts_the_cursor_on_the_first_new_one() {
    let mut model = crate::support::seed((40, 15));
    press(&mut model, "Right");
    let rows = |model: &inquit::app::model::Model| -> Vec<_> {
        model.reader.view.rows.iter().map(|row| (row.para, row.line.clone())).collect()
    };
    let before = rows(&model);
    press(&mut model, "Space");
    let after = rows(&model);
    assert_eq!(before.len(), 12);
    assert_eq!(&before[10..], &after[..2]);
    assert_eq!(model.reader.view.cursor.1, 2);
}

#[test]
fn pages_forth_and_back_show_the_same_rows() {
    for size in [(100, 12), (60, 9), (40, 15), (30, 6)] {
        let mut model = crate::support::seed(size);
        press(&mut model, "Right 4 Enter");
        let shown =
            |model: &inquit::app::model::Model| model.reader.view.rows.first().map(|r| (r.para, r.line.clone()));
        let mut tops = vec![shown(&model)];
        for _ in 0..3 {
            press(&mut model, "Space");
            tops.push(shown(&model));
        }
        assert_eq!(model.exchange(), Some(3), "the answer is long enough");
        let last = tops.len() - 1;
        for top in tops[..last].iter().rev() {
            press(&mut model, "PgUp");
            assert_eq!(&shown(&model), top, "at {size:?}");
        }
    }
}

#[test]
fn half_pages_move_half_a_screen() {
    let mut model = crate::support::seed((40, 15));
    press(&mut model, "Right");
    let before: Vec<_> = model.reader.view.rows.clone();
    press(&mut model, "Ctrl-D");
    assert_eq!(
        model.reader.view.rows[..6].iter().map(|r| &r.line).collect::<Vec<_>>(),
        before[6..].iter().map(|r| &r.line).collect::<Vec<_>>()
    );
    press(&mut model, "Ctrl-U");
    assert_eq!(
        model.reader.view.rows.iter().map(|r| &r.line).collect::<Vec<_>>(),
        before.iter().map(|r| &r.line).collect::<Vec<_>>()
    );
}

#[test]
fn a_question_too_long_for_the_screen_is_read_before_its_answer() {
    let long = format!(
        "---\ninterview: 1\npeople:\n  - {{name: A B, role: interviewer}}\n  - {{name: C D, role: interviewee}}\n---\n\n\
        **A B:** What came first?\n\n**C D:** Nothing.\n\n\
        **A B:** So {}what came then?\n\n**C D:** This did.\n",
        "and so on, and so forth, ".repeat(20)
    );
    for keys in ["Down", "}", ")", "Space"] {
        check_in(&long, (40, 10), "⟦⟧Nothing.", keys, "⟦⟧So and so on");
    }
    // Whoever turns to a question by itself finds its answer: the left pane shows what was asked.
    check_in(&long, (40, 10), "⟦⟧Nothing.", "J", "⟦⟧This did.");
    check_in(&long, (100, 40), "⟦⟧Nothing.", "Down", "⟦⟧This did.");
}

#[test]
fn a_text_that_is_no_interview_is_one_part() {
    let text = "Only words here.\n\nAnd some more. Nobody asks.\n\nThe end.\n";
    for size in crate::support::SIZES {
        check_in(text, size, "⟦⟧Only words", "}", "⟦⟧And some more");
        check_in(text, size, "⟦⟧Only words", "} )", "⟦⟧Nobody asks");
        check_in(text, size, "⟦⟧Only words", "G", "⟦⟧The end");
        check_in(text, size, "⟦⟧And some more", "J", "⟦⟧And some more");
        check_in(text, size, "⟦⟧And some more", "2 Enter", "⟦⟧And some more");
    }
}

#[test]
fn a_document_without_text_has_nothing_to_do_and_breaks_nothing() {
    let head = "---\ninterview: 1\npeople:\n  - {name: A B, role: interviewer}\n---\n";
    for text in ["", head, &format!("{head}\n<!-- page: Share this -->\n")] {
        for row in inquit::app::action::TABLE {
            for key in row.keys {
                let mut model = model(text, (60, 20));
                press(&mut model, key);
                press(&mut model, "a x Enter");
                crate::support::Shot::of(&model);
            }
        }
        let mut model = model(text, (60, 20));
        press(&mut model, "b");
        assert_eq!(notice(&model), "There is nothing to read in this document");
    }
}
