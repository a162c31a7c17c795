use proptest::prelude::*;

use super::*;
use crate::interview::locate::{Fit, Index};
use crate::interview::{Anchor, Interview, Paragraph, Role};

struct Desk {
    it: Interview,
    index: Index,
    next: u64,
    writer: &'static str,
}

const TEXTS: [&str; 4] =
    ["What came first, the mill or the town?", "The mill came first, by about ten years.", "Then the town.", "Yes."];

fn desk(texts: &[&str], document: &str) -> Desk {
    let para = |text: &&str| Paragraph {
        text: CleanText::from(*text),
        source: 0..0,
        role: Role::Answer,
        speaker: None,
        time: None,
        unsure: false,
    };
    let it = Interview { paragraphs: texts.iter().map(para).collect(), ..Interview::default() };
    let index = Index::new(&it, document);
    Desk { it, index, next: 0, writer: "w" }
}

impl Desk {
    fn source(&self) -> Source<'_> {
        Source { interview: &self.it, index: &self.index }
    }

    fn ctx(&mut self) -> Ctx<'_> {
        self.next += 1;
        let id = self.next + u64::from(self.writer.as_bytes()[0]) * 1000;
        Ctx { source: self.source(), writer: self.writer, id, now: 1000 + self.next }
    }

    fn whole(&self, para: u32) -> Span {
        self.source().whole(ParaId(para))
    }

    fn words(&self, para: u32, words: &str) -> Span {
        let from = self.it.para(ParaId(para)).text.find(words).unwrap();
        let anchor = |byte| Anchor { para: ParaId(para), byte: byte as u32 };
        Span { start: anchor(from), end: anchor(from + words.len()) }
    }
}

/// The marks as text: place, bookmark, note, letters.
fn shown(marks: &Marks) -> String {
    let line = |mark: &Mark| {
        let place = mark.at.and_then(Resolved::anchor).map_or("lost".to_owned(), |at| at.para.0.to_string());
        let letters: String = mark.letters.iter().collect();
        format!("{place}{} {} {letters}", if mark.bookmark { "*" } else { "" }, mark.note).trim().to_owned()
    };
    marks.all().iter().map(line).collect::<Vec<_>>().join("; ")
}

#[test]
fn b_again_removes_and_a_note_outlives_its_bookmark() {
    let (mut d, mut marks) = (desk(&TEXTS, "one"), Marks::default());
    let steps: [(Op, &str); 10] = [
        (Op::ToggleBookmark(d.whole(1)), "1*"),
        (Op::ToggleBookmark(d.whole(1)), ""),
        (Op::ToggleBookmark(d.whole(1)), "1*"),
        (Op::SetNote(d.whole(1), " cf. #mill\nand more ".into()), "1* cf. #mill\nand more"),
        (Op::ToggleBookmark(d.whole(1)), "1 cf. #mill\nand more"),
        (Op::SetLetter('a', d.whole(1)), "1 cf. #mill\nand more a"),
        (Op::SetLetter('a', d.whole(2)), "1 cf. #mill\nand more; 2  a"),
        (Op::SetNote(d.whole(1), String::new()), "2  a"),
        (Op::SetLetter('a', d.whole(0)), "0  a"),
        (Op::ToggleBookmark(d.whole(0)), "0*  a"),
    ];
    let mut past = vec![String::new()];
    for (op, expected) in steps {
        assert!(!marks.apply(op, d.ctx()).unwrap().events.is_empty());
        assert_eq!(shown(&marks), expected);
        past.push(expected.to_owned());
    }
    // All the way back and forth again.
    for expected in past.iter().rev().skip(1) {
        marks.undo(d.ctx()).unwrap();
        assert_eq!(shown(&marks), *expected);
    }
    assert_eq!((marks.undo(d.ctx()), marks.can_undo()), (None, false));
    for expected in past.iter().skip(1) {
        marks.redo(d.ctx()).unwrap();
        assert_eq!(shown(&marks), *expected);
    }
    assert_eq!(marks.redo(d.ctx()), None);
    // What the file says is what the screen says.
    let events: Vec<_> = marks.events().cloned().collect();
    let mut read = Marks::default();
    read.merge(events, Some(d.source()));
    assert_eq!(shown(&read), shown(&marks));
}

#[test]
fn nothing_to_do_writes_nothing() {
    let (mut d, mut marks) = (desk(&TEXTS, "one"), Marks::default());
    let span = d.whole(1);
    assert_eq!(marks.apply(Op::SetNote(span, "  \n".into()), d.ctx()), None);
    assert_eq!(marks.apply(Op::Delete(MarkId(7)), d.ctx()), None);
    marks.apply(Op::SetLetter('x', span), d.ctx());
    assert_eq!(marks.apply(Op::SetLetter('x', span), d.ctx()), None);
    assert_eq!(marks.lettered('x').unwrap().place.quote(), TEXTS[1]);
    assert_eq!(marks.lettered('y'), None);
}

#[test]
fn queries_answer_for_paragraphs_and_words() {
    let (mut d, mut marks) = (desk(&TEXTS, "one"), Marks::default());
    let words = d.words(1, "ten years");
    marks.apply(Op::SetNote(words, "#Date check".into()), d.ctx());
    assert_eq!(marks.at(ParaId(1)).unwrap().place.text.as_str(), "ten years");
    marks.apply(Op::ToggleBookmark(d.whole(1)), d.ctx());
    marks.apply(Op::SetNote(d.whole(3), "#date #town".into()), d.ctx());
    assert!(marks.at(ParaId(1)).unwrap().bookmark);
    assert_eq!(marks.in_para(ParaId(1)).count(), 2);
    assert_eq!((marks.at(ParaId(0)), marks.lost().count()), (None, 0));
    let tags: Vec<_> = marks.tags().into_iter().map(|(tag, n)| format!("{tag} {n}")).collect();
    assert_eq!(tags, ["Date 2", "town 1"]);
}

#[test]
fn an_edited_document_lists_its_lost_marks() {
    let (mut d, mut marks) = (desk(&TEXTS, "one"), Marks::default());
    for para in 0..4 {
        marks.apply(Op::ToggleBookmark(d.whole(para)), d.ctx());
    }
    let mut d = desk(&["New.", TEXTS[0], "The mill came last, by about ten years.", TEXTS[2], TEXTS[3]], "two");
    marks.place(d.source());
    assert_eq!(shown(&marks), "1*; 3*; 4*; lost*");
    let lost = marks.lost().next().unwrap().clone();
    assert_eq!(lost.place.text.as_str(), TEXTS[1]);
    marks.apply(Op::SetNoteOf(lost.id, "where?".into()), d.ctx());
    marks.apply(Op::Place(lost.id, d.whole(2)), d.ctx());
    assert_eq!(shown(&marks), "1*; 2* where?; 3*; 4*");
    assert!(matches!(marks.get(lost.id).unwrap().at, Some(Resolved::At { fit: Fit::Exact, .. })));
    marks.undo(d.ctx());
    marks.undo(d.ctx());
    assert_eq!(shown(&marks), "1*; 3*; 4*; lost*");
}

#[test]
fn a_paragraph_that_was_split_joined_or_added_to_has_one_mark() {
    let (mut d, mut marks) = (desk(&TEXTS, "one"), Marks::default());
    marks.apply(Op::SetNote(d.whole(1), "old".into()), d.ctx());
    for (texts, para) in [
        (vec![TEXTS[0], "The mill came first, by about", "ten years.", TEXTS[2]], 2),
        (vec![TEXTS[0], "The mill came first, by about ten years. Then the town."], 1),
        (vec![TEXTS[0], "Well. The mill came first, by about ten years."], 1),
    ] {
        let mut d = desk(&texts, "two");
        let mut marks = marks.clone();
        marks.place(d.source());
        marks.apply(Op::SetNote(d.whole(para), "new".into()), d.ctx()).unwrap();
        assert_eq!(shown(&marks), "1 new");
    }
}

#[test]
fn two_notes_written_at_once_are_both_kept() {
    let (mut a, mut here) = (desk(&TEXTS, "one"), Marks::default());
    let (mut b, mut there) = (desk(&TEXTS, "one"), Marks::default());
    b.writer = "v";
    let first = here.apply(Op::SetNote(a.whole(1), "draft".into()), a.ctx()).unwrap();
    there.merge(first.events.clone(), Some(b.source()));
    let mine = here.apply(Op::SetNote(a.whole(1), "mine".into()), a.ctx()).unwrap();
    let mine_too = here.apply(Op::SetNote(a.whole(1), "mine, longer".into()), a.ctx()).unwrap();
    let theirs = there.apply(Op::SetNote(b.whole(1), "theirs".into()), b.ctx()).unwrap();
    here.merge(theirs.events.clone(), Some(a.source()));
    there.merge(mine_too.events.into_iter().chain(mine.events), Some(b.source()));
    assert_eq!(shown(&here), shown(&there));
    let mark = here.get(first.id).unwrap().clone();
    assert!(mark.conflict && mark.note.contains("mine, longer") && mark.note.contains("theirs"), "{}", mark.note);
    // The next edit, with both before one's eyes, settles it.
    let settled = here.apply(Op::SetNote(a.whole(1), "ours".into()), a.ctx()).unwrap();
    there.merge(settled.events, Some(b.source()));
    assert_eq!((shown(&here), shown(&there)), ("1 ours".into(), "1 ours".into()));
    // A mark deleted here while its note is edited there stays.
    let deleted = here.apply(Op::Delete(first.id), a.ctx()).unwrap();
    let edited = there.apply(Op::SetNote(b.whole(1), "ours, with care".into()), b.ctx()).unwrap();
    here.merge(edited.events, Some(a.source()));
    there.merge(deleted.events, Some(b.source()));
    assert_eq!((shown(&here), shown(&there)), ("1 ours, with care".into(), "1 ours, with care".into()));
}

#[test]
fn undo_leaves_alone_what_somebody_else_changed() {
    let (mut a, mut here) = (desk(&TEXTS, "one"), Marks::default());
    let (mut b, mut there) = (desk(&TEXTS, "one"), Marks::default());
    b.writer = "v";
    let first = here.apply(Op::SetNote(a.whole(1), "draft".into()), a.ctx()).unwrap();
    there.merge(first.events, Some(b.source()));
    let theirs = there.apply(Op::SetNote(b.whole(1), "better".into()), b.ctx()).unwrap();
    here.merge(theirs.events, Some(a.source()));
    assert_eq!(here.undo(a.ctx()).unwrap().events, []);
    assert_eq!(shown(&here), "1 better");
    let mine = here.apply(Op::ToggleBookmark(a.whole(2)), a.ctx()).unwrap();
    there.merge(mine.events, Some(b.source()));
    let theirs = there.apply(Op::SetNote(b.whole(2), "theirs".into()), b.ctx()).unwrap();
    here.merge(theirs.events, Some(a.source()));
    here.undo(a.ctx());
    assert_eq!(shown(&here), "1 better; 2 theirs");
}

#[test]
fn a_clock_that_is_wrong_deletes_nothing() {
    let (mut d, mut marks) = (desk(&TEXTS, "one"), Marks::default());
    let late = Ctx { now: u64::MAX, ..d.ctx() };
    marks.apply(Op::SetNote(late.source.whole(ParaId(1)), "from the future".into()), late);
    let early = Ctx { now: 0, writer: "a", ..d.ctx() };
    marks.apply(Op::SetNote(early.source.whole(ParaId(1)), "now".into()), early);
    assert_eq!(shown(&marks), "1 now");
}

fn topic(nth: u32, text: u8) -> Statement {
    let value = ["added", "hidden", ""][usize::from(text)];
    Statement::keyed(About::Topic, &format!("t{nth}"), Some(value).filter(|value| !value.is_empty()))
}

/// What is stated about topics, and about roles with the words they are about.
fn said(marks: &Marks) -> String {
    let line = |stated: &Stated| {
        let place = stated.fact.place.as_ref().map_or(stated.fact.key.to_string(), |place| place.text.to_string());
        format!("{place}: {}", stated.fact.value.as_deref().unwrap_or("nothing"))
    };
    let both = marks.stated(About::Topic).chain(marks.stated(About::Role));
    both.map(line).collect::<Vec<_>>().join("; ")
}

#[test]
fn statements_replace_each_other_and_are_undone() {
    let (mut d, mut marks) = (desk(&TEXTS, "one"), Marks::default());
    let role = |d: &Desk, value| Statement::at(About::Role, d.source().capture(d.whole(3)), value);
    let steps = [
        (vec![topic(1, 0)], "t1: added"),
        (vec![topic(1, 1), topic(2, 0)], "t2: added; t1: hidden"),
        (vec![topic(1, 2)], "t2: added"),
        (vec![role(&d, "question")], "t2: added; Yes.: question"),
    ];
    let mut past = vec![String::new()];
    for (statements, expected) in steps {
        marks.apply(Op::State(statements), d.ctx()).unwrap();
        assert_eq!(said(&marks), expected);
        past.push(expected.to_owned());
    }
    assert_eq!(marks.apply(Op::State(vec![topic(2, 0)]), d.ctx()), None);
    // A statement about a place is replaced by its name.
    let id = marks.stated(About::Role).next().unwrap().id;
    let again = Statement { id: Some(id), ..role(&d, "aside") };
    marks.apply(Op::State(vec![again]), d.ctx()).unwrap();
    assert_eq!(said(&marks), "t2: added; Yes.: aside");
    let undone = marks.undo(d.ctx()).unwrap();
    assert_eq!((undone.did.words(), undone.events.len()), ("correction", 1));
    for expected in past.iter().rev().skip(1) {
        assert!(said(&marks) != *expected);
        marks.undo(d.ctx()).unwrap();
        assert_eq!(said(&marks), *expected);
    }
    while marks.redo(d.ctx()).is_some() {}
    assert_eq!(said(&marks), "t2: added; Yes.: aside");
    let mut read = Marks::default();
    read.merge(marks.events().cloned().collect::<Vec<_>>(), None);
    assert_eq!(said(&read), said(&marks));
}

#[test]
fn two_who_state_the_same_write_to_one_register() {
    let (mut a, mut here) = (desk(&TEXTS, "one"), Marks::default());
    let (mut b, mut there) = (desk(&TEXTS, "one"), Marks::default());
    b.writer = "x";
    let mine = here.apply(Op::State(vec![topic(1, 0)]), a.ctx()).unwrap();
    let theirs = there.apply(Op::State(vec![topic(1, 1)]), b.ctx()).unwrap();
    here.merge(theirs.events, Some(a.source()));
    there.merge(mine.events, Some(b.source()));
    assert_eq!((said(&here), said(&there)), (said(&there), "t1: hidden".to_owned()));
    // Taken back here after it was changed there: left alone.
    assert_eq!(here.undo(a.ctx()).unwrap().events, []);
}

fn stories() -> impl Strategy<Value = Vec<(bool, u8, u32, u8)>> {
    prop::collection::vec((any::<bool>(), 0u8..8, 0u32..4, 0u8..3), 1..25)
}

proptest! {
    #![proptest_config(crate::cases(64))]

    /// Two readers who now and then exchange events: whatever the order of the events, however often they come, the
    /// outcome is one.
    #[test]
    fn merging_is_commutative_idempotent_and_associative(story in stories(), order in any::<u64>()) {
        let mut desks = [desk(&TEXTS, "one"), desk(&TEXTS, "one")];
        desks[1].writer = "v";
        let mut marks = [Marks::default(), Marks::default()];
        for (who, what, para, text) in story {
            let who = usize::from(who);
            let span = desks[who].whole(para);
            let ctx = desks[who].ctx();
            match what {
                0 | 1 => drop(marks[who].apply(Op::ToggleBookmark(span), ctx)),
                2 => drop(marks[who].apply(Op::SetNote(span, "x".repeat(usize::from(text))), ctx)),
                3 => drop(marks[who].apply(Op::SetLetter('a', span), ctx)),
                4 => drop(marks[who].undo(ctx)),
                5 => drop(marks[who].redo(ctx)),
                7 => drop(marks[who].apply(Op::State(vec![topic(para, text)]), ctx)),
                _ => {
                    let other: Vec<_> = marks[1 - who].events().cloned().collect();
                    marks[who].merge(other, Some(desks[who].source()));
                }
            }
        }
        let source = desks[0].source();
        let [a, b] = marks.map(|m| m.events().cloned().collect::<Vec<_>>());
        let merged = |lists: &[&Vec<Event>]| {
            let mut out = Marks::default();
            for list in lists {
                out.merge((*list).clone(), Some(source));
            }
            out
        };
        let both = merged(&[&a, &b]);
        prop_assert_eq!(&both, &merged(&[&b, &a]));
        prop_assert_eq!(&both, &merged(&[&a, &b, &b, &a]));
        // One by one, in a shuffled order.
        let mut all: Vec<_> = a.iter().chain(&b).cloned().collect();
        let mut seed = order | 1;
        for n in (1..all.len()).rev() {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            all.swap(n, (seed >> 33) as usize % (n + 1));
        }
        let mut slowly = Marks::default();
        for event in all {
            slowly.merge([event], Some(source));
        }
        prop_assert_eq!(&both, &slowly);
    }

    /// However much was done, undoing it all leads back to the beginning, and making it again to the end.
    #[test]
    fn undo_all_and_redo_all(story in stories()) {
        let (mut d, mut marks) = (desk(&TEXTS, "one"), Marks::default());
        let mut past = vec![shown(&marks)];
        for (_, what, para, text) in story {
            let span = d.whole(para);
            let ctx = d.ctx();
            let op = match what {
                0 | 1 => Op::ToggleBookmark(span),
                2 | 3 => Op::SetNote(span, "x".repeat(usize::from(text))),
                4 | 5 => Op::SetLetter(char::from(b'a' + text), span),
                7 => Op::State(vec![topic(para, text)]),
                _ => match marks.at(ParaId(para)) {
                    Some(mark) => Op::Delete(mark.id),
                    None => continue,
                },
            };
            if marks.apply(op, ctx).is_some() {
                past.push(shown(&marks));
            }
        }
        for expected in past.iter().rev().skip(1) {
            marks.undo(d.ctx()).unwrap();
            prop_assert_eq!(&shown(&marks), expected);
        }
        for expected in past.iter().skip(1) {
            marks.redo(d.ctx()).unwrap();
            prop_assert_eq!(&shown(&marks), expected);
        }
    }
}
