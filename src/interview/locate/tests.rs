use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::interview::{Exchange, Interview, Paragraph, Role};

const SEED: &str = include_str!("../../../seeds/wishnick-russia-north-korea.txt");

/// An interview of these paragraphs; the ones that end in a question mark are questions.
fn interview<S: AsRef<str>>(texts: &[S]) -> Interview {
    let mut it = Interview::default();
    for (n, text) in texts.iter().enumerate() {
        let text = CleanText::line(text.as_ref());
        let role = if text.ends_with('?') { Role::Question } else { Role::Answer };
        let id = ParaId(n as u32);
        match it.exchanges.last_mut() {
            _ if role == Role::Question => {
                it.exchanges.push(Exchange { question: vec![id].into(), ..Exchange::default() });
            }
            Some(exchange) => exchange.answer.push(id),
            None => {}
        }
        it.paragraphs.push(Paragraph { text, source: 0..0, role, speaker: None, time: None, unsure: false });
    }
    it
}

fn seed() -> Vec<String> {
    SEED.split("\n\n").map(|p| p.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|p| !p.is_empty()).collect()
}

fn mark<S: AsRef<str>>(texts: &[S], para: usize) -> Locator {
    mark_all(texts).remove(para)
}

fn words<S: AsRef<str>>(texts: &[S], para: usize, words: &str) -> Locator {
    let it = interview(texts);
    let from = texts[para].as_ref().find(words).unwrap();
    let anchor = |byte| Anchor { para: ParaId(para as u32), byte: byte as u32 };
    Locator::capture(&it, "one", Span { start: anchor(from), end: anchor(from + words.len()) })
}

/// The text at the place that was found, with the fit.
fn found<S: AsRef<str>>(locator: &Locator, texts: &[S]) -> Option<(u32, String, Fit)> {
    found_all(std::slice::from_ref(locator), texts).remove(0)
}

fn found_all<S: AsRef<str>>(locators: &[Locator], texts: &[S]) -> Vec<Option<(u32, String, Fit)>> {
    let it = interview(texts);
    let index = Index::new(&it, "two");
    let source = Source { interview: &it, index: &index };
    let place = |locator| match source.resolve(locator) {
        Resolved::At { span, fit } => Some((span.start.para.0, source.text(span, usize::MAX), fit)),
        Resolved::Lost { .. } => None,
    };
    locators.iter().map(place).collect()
}

fn mark_all<S: AsRef<str>>(texts: &[S]) -> Vec<Locator> {
    let it = interview(texts);
    let index = Index::new(&it, "one");
    let source = Source { interview: &it, index: &index };
    it.ids().map(|id| source.capture(source.whole(id))).collect()
}

/// The seed with a mark on each of its paragraphs.
struct Marked {
    texts: Vec<String>,
    folded: Vec<String>,
    locators: Vec<Locator>,
}

static MARKED: LazyLock<Marked> = LazyLock::new(|| {
    let texts = seed();
    Marked { folded: texts.iter().map(|text| fold::fold(text)).collect(), locators: mark_all(&texts), texts }
});

#[test]
fn the_same_document_gives_the_same_place() {
    let texts = seed();
    let it = interview(&texts);
    let index = Index::new(&it, "one");
    let source = Source { interview: &it, index: &index };
    for id in it.ids() {
        let locator = source.capture(source.whole(id));
        assert!(locator.whole);
        assert!(locator.quote().chars().count() <= 60);
        assert!(locator.prefix.chars().count() <= 32 && locator.suffix.chars().count() <= 32);
        assert_eq!(source.resolve(&locator), Resolved::At { span: source.whole(id), fit: Fit::Exact });
        assert_eq!(source.go_on(&source.capture_place(Anchor { para: id, byte: 3 })).unwrap().0.para, id);
    }
}

#[test]
fn an_edited_sentence_keeps_its_own_mark_and_moves_no_other() {
    let texts = seed();
    let locators = mark_all(&texts);
    let mut lost = 0;
    for edited in 0..texts.len() {
        let mut after = texts.clone();
        let cut = texts[edited].len() / 2;
        let cut = (0..=cut).rev().find(|&at| texts[edited].is_char_boundary(at)).unwrap();
        after[edited].insert_str(cut, " perhaps ");
        for (para, place) in found_all(&locators, &after).into_iter().enumerate() {
            if para == edited {
                // A name and a date stand elsewhere too.
                lost += usize::from(place.is_none());
                // A sign that stands apart at the end may be left out.
                let right = |(at, text, fit): (u32, String, Fit)| {
                    (at, fit) == (para as u32, Fit::Changed) && after[para].trim_end_matches(" *") == text
                };
                assert!(place.is_none_or(right), "{}", after[para]);
            } else if texts[para].len() > 40 {
                assert_eq!(place.unwrap(), (para as u32, texts[para].clone(), Fit::Exact));
            } else if let Some(place) = place {
                assert_eq!(place.0, para as u32);
            }
        }
    }
    assert!(lost <= 4, "{lost} of {}", texts.len());
}

#[test]
fn a_lost_mark_keeps_its_words_and_knows_about_where_they_were() {
    let texts = seed();
    let para = texts.iter().position(|p| p.starts_with("This is a big question.")).unwrap();
    let locator = mark(&texts, para);
    let mut after = texts.clone();
    after[para] = "This is a big question. I would rather not go into it here, and nobody else would.".to_owned();
    after.insert(0, "A new first paragraph.".into());
    assert_eq!(locator.text.as_str(), texts[para]);
    let near = Anchor { para: ParaId(para as u32 + 1), byte: 0 };
    assert_eq!(locator.resolve(&interview(&after), "two"), Resolved::Lost { near: Some(near), places: 0 });
}

#[test]
fn editing_another_sentence_leaves_chosen_words_marked() {
    let texts = ["What then?", "It began quietly. The mill closed in nineteen fifty-four. We left.", "Good."];
    let locator = words(&texts, 1, "The mill closed in nineteen fifty-four.");
    assert!(!locator.whole);
    let after = ["What then?", "It all began with noise. The mill closed in nineteen fifty-four. We left.", "Good."];
    let (para, text, fit) = found(&locator, &after).unwrap();
    assert_eq!((para, text.as_str(), fit), (1, "The mill closed in nineteen fifty-four.", Fit::Edited));
    let after = ["What then?", "It began quietly. The mill closed in nineteen fifty-five. We left.", "Good."];
    let (para, text, fit) = found(&locator, &after).unwrap();
    assert_eq!((para, text.as_str(), fit), (1, "The mill closed in nineteen fifty-five.", Fit::Changed));
}

#[test]
fn a_sentence_that_was_left_out_is_not_found_behind_other_paragraphs() {
    let far = "Ja. Die Gasse heißt heute anders, und niemand weiß mehr, warum sie so hieß.";
    let said = "Im Herbst, gleich nach der Ernte. Mein Vater sagte: Wir gehen nur für ein Jahr.";
    let whole = format!("{said} Daraus wurden vierzig.");
    let (there, changed) = (format!("{far} Daraus wurden vierzig."), said.replace("Herbst", "Helbst"));
    let locator = mark(&["Wann zogen Sie fort?", &whole, "Haben Sie es bereut?", "Nie?", &there], 1);
    let after = ["Wann zogen Sie fort?", &changed, "Nie?", &there];
    assert_eq!(found(&locator, &after), Some((1, changed.clone(), Fit::Changed)));
    // With less between them it is its own.
    let moved = format!("{changed} Ja. Daraus wurden vierzig.");
    assert_eq!(
        found(&locator, &["Wann zogen Sie fort?", &moved, "Nie?", far]).map(|found| found.1),
        Some(moved.clone())
    );
}

#[test]
fn typography_and_paragraph_breaks_do_not_matter() {
    let texts = seed();
    let locators = mark_all(&texts);
    let ascii: Vec<_> = texts
        .iter()
        .map(|p| p.replace(['‘', '’'], "'").replace(['“', '”'], "\"").replace('—', " -- ").replace('–', "-"))
        .collect();
    for (para, place) in found_all(&locators, &ascii).into_iter().enumerate() {
        assert_eq!(place.unwrap().0, para as u32);
    }
    for (para, place) in found_all(&locators, &[texts.join(" ")]).into_iter().enumerate() {
        if texts[para].len() > 40 {
            assert_eq!(place.unwrap().1, texts[para]);
        }
    }
}

#[test]
fn a_short_reply_is_not_found_in_another_one() {
    let texts =
        ["Were you there?", "Yes.", "Did you see it all from where you stood?", "Yes.", "And then what came?", "No."];
    let locator = mark(&texts, 1);
    assert_eq!((locator.copies, locator.nth), (2, 0));
    // The marked one edited: the other must not take its place.
    let mut after = texts;
    after[1] = "No.";
    assert_eq!(found(&locator, &after), None);
    after[1] = "Yes. I stood right there.";
    assert_eq!(found(&locator, &after), None);
    // Something inserted elsewhere: it stays with its question.
    let after =
        ["Who are you?", "Nobody.", "Were you there?", "Yes.", "Did you see it all from where you stood?", "Yes."];
    assert_eq!(found(&locator, &after).map(|f| f.0), Some(3));
}

#[test]
fn a_question_that_is_asked_twice_is_no_proof_of_its_answer() {
    let asked = "And what did your father have to say to that?";
    let texts = [asked, "Nothing.", "So you left for the coast.", asked, "Nothing.", "Then he came after you."];
    let locator = mark(&texts, 1);
    assert_eq!(found(&locator, &texts).map(|f| f.0), Some(1));
    let mut after = texts;
    after[1] = "A good deal.";
    assert_eq!(found(&locator, &after), None);
    assert_eq!(found(&locator, &texts[2..]), None);
}

#[test]
fn a_source_that_is_cut_otherwise_by_a_later_version_keeps_its_marks() {
    let texts = ["Were you there?", "Yes.", "Did you see it all from where you stood?", "Yes.", "No."];
    let locators = mark_all(&texts);
    let cut = interview(&["Were you there? Yes.", "Did you see it all from where you stood?", "Yes.", "Yes."]);
    for (para, locator) in locators.iter().enumerate() {
        let place = locator.resolve(&cut, "one").anchor();
        assert!(place.is_none_or(|at| at.para.0 == [0, 0, 1, 2, 9][para]), "{para} {place:?}");
    }
}

#[test]
fn only_identical_neighbours_of_a_copy_leave_it_in_doubt() {
    let texts = ["Yes.", "Yes.", "Yes.", "Yes.", "Yes."];
    let locator = mark(&texts, 2);
    assert_eq!(found(&locator, &texts[1..]), None);
    assert_eq!(found(&locator, &["No."]), None);
    let empty: [&str; 0] = [];
    assert_eq!(found(&locator, &empty), None);
}

#[test]
fn a_very_long_paragraph_is_compared_to_its_end() {
    let long = "The river rose again that year. ".repeat(300);
    let texts = ["How was it?", long.trim(), "And the year after that one, how was it?"];
    let locator = mark(&texts, 1);
    assert!(locator.text.chars().count() <= TEXT_LIMIT);
    assert_eq!(found(&locator, &texts).unwrap().2, Fit::Exact);
    let changed = long.trim().to_owned() + " Truly.";
    assert_eq!(found(&locator, &[texts[0], &changed, texts[2]]).unwrap().2, Fit::Edited);
    let changed = format!("{}fell.", long.trim().trim_end_matches("that year."));
    assert_eq!(found(&locator, &[texts[0], &changed, texts[2]]), None);
}

#[test]
fn reading_goes_on_near_where_it_stopped() {
    let texts = seed();
    let it = interview(&texts);
    let index = Index::new(&it, "one");
    let source = Source { interview: &it, index: &index };
    let para = ParaId(14);
    let locator = source.capture_place(Anchor { para, byte: 40 });
    let mut after = texts.clone();
    after[14] = "Something else entirely.".into();
    let other = interview(&after);
    let index = Index::new(&other, "two");
    let (anchor, sure) = Source { interview: &other, index: &index }.go_on(&locator).unwrap();
    assert!(!sure);
    assert!(anchor.para.0.abs_diff(14) <= 2, "{anchor:?}");
    let nothing = Interview::default();
    let index = Index::new(&nothing, "three");
    assert_eq!(Source { interview: &nothing, index: &index }.go_on(&locator), None);
}

#[derive(Clone, Debug)]
enum Edit {
    Insert(usize, String),
    Remove(usize),
    Swap(usize, usize),
    Word(usize, usize),
    Ascii(usize),
    Split(usize),
    Join(usize),
    Copy(usize, usize),
}

fn edits() -> impl Strategy<Value = Edit> {
    let n = 0usize..40;
    prop_oneof![
        (n.clone(), "[A-Z][a-z]{2,8}( [a-z]{2,8}){0,12}[.?]").prop_map(|(at, text)| Edit::Insert(at, text)),
        n.clone().prop_map(Edit::Remove),
        (n.clone(), n.clone()).prop_map(|(a, b)| Edit::Swap(a, b)),
        (n.clone(), 0usize..200).prop_map(|(at, word)| Edit::Word(at, word)),
        n.clone().prop_map(Edit::Ascii),
        n.clone().prop_map(Edit::Split),
        n.clone().prop_map(Edit::Join),
        (n.clone(), n).prop_map(|(from, to)| Edit::Copy(from, to)),
    ]
}

/// A paragraph with the numbers of the originals that its words come from.
type Known = (Vec<usize>, String);

fn edit(texts: &mut Vec<Known>, edit: Edit) {
    let len = texts.len();
    if len < 2 {
        return;
    }
    match edit {
        Edit::Insert(at, text) => texts.insert(at % len, (Vec::new(), text)),
        Edit::Remove(at) => drop(texts.remove(at % len)),
        Edit::Swap(a, b) => texts.swap(a % len, b % len),
        Edit::Word(at, word) => {
            let (_, text) = &mut texts[at % len];
            let mut words: Vec<_> = text.split(' ').collect();
            let word = word % words.len();
            words[word] = "otherwise";
            *text = words.join(" ");
        }
        Edit::Ascii(at) => texts[at % len].1 = texts[at % len].1.replace(['‘', '’'], "'").replace('—', " - "),
        Edit::Split(at) => {
            let (from, text) = texts[at % len].clone();
            if let Some((one, two)) = text.split_once(". ") {
                texts[at % len].1 = format!("{one}.");
                texts.insert(at % len + 1, (from, two.to_owned()));
            }
        }
        Edit::Join(at) => {
            let at = at % (len - 1);
            let (from, next) = texts.remove(at + 1);
            texts[at].0.extend(from);
            texts[at].1 = format!("{} {next}", texts[at].1);
        }
        Edit::Copy(from, to) => {
            let copy = texts[from % len].clone();
            texts.insert(to % len, copy);
        }
    }
}

proptest! {
    #![proptest_config(crate::cases(64))]

    /// After any edits a mark stands on its own words, on a copy of the very same ones, on what its own were changed to, or
    /// nowhere.
    #[test]
    fn no_edit_leads_to_other_words(list in prop::collection::vec(edits(), 1..40)) {
        let Marked { texts, folded, locators } = &*MARKED;
        let mut after: Vec<Known> = texts.iter().cloned().enumerate().map(|(n, text)| (vec![n], text)).collect();
        for one in list {
            edit(&mut after, one);
        }
        let now: Vec<_> = after.iter().map(|(_, text)| text.as_str()).collect();
        let whole = fold::fold(&now.join("\n"));
        for (para, place) in found_all(locators, &now).into_iter().enumerate() {
            if let Some((at, _, Fit::Changed)) = place {
                prop_assert!(after[at as usize].0.contains(&para));
            } else if let Some((_, text, _)) = place {
                prop_assert_eq!(&fold::fold(&text), &folded[para]);
            } else {
                // Long paragraphs that still stand whole, and once, are not given up.
                prop_assert!(texts[para].len() < 60 || whole.matches(&folded[para]).count() != 1);
            }
        }
    }

    /// Short replies that stand in the text many times, between distinct questions: edits never move a mark to another
    /// reply. (Copying paragraphs is left out: a copied neighbourhood is that neighbourhood.)
    #[test]
    fn a_mark_on_a_repeated_reply_never_moves_to_another(
        replies in prop::collection::vec(prop::sample::select(vec!["Yes.", "No.", "Mm-hm.", "Yes, I did."]), 8),
        list in prop::collection::vec(edits(), 1..8),
    ) {
        let asked = ["Where were you when the mill closed?", "And who told you of it first, your brother?",
            "Had you heard the sirens in the night before?", "When did the letters from the coast arrive?",
            "Was there any talk of leaving that winter?", "Could the children go to school by then?",
            "Why did the company keep the houses empty?", "Did anybody ever come back to ask for work?"];
        let mut after: Vec<Known> = Vec::new();
        for (n, reply) in replies.iter().enumerate() {
            after.push((vec![2 * n], asked[n].to_owned()));
            after.push((vec![2 * n + 1], (*reply).to_owned()));
        }
        let texts: Vec<_> = after.iter().map(|(_, text)| text.clone()).collect();
        let locators = mark_all(&texts);
        let local = |one: &Edit| !matches!(one, Edit::Copy(..) | Edit::Swap(..) | Edit::Join(_));
        for one in list.into_iter().filter(local) {
            edit(&mut after, one);
        }
        let now: Vec<_> = after.iter().map(|(_, text)| text.as_str()).collect();
        for (para, place) in found_all(&locators, &now).into_iter().enumerate() {
            if let Some((at, text, _)) = place {
                prop_assert!(after[at as usize].0.contains(&para), "{:?} {:?}", text, now);
            }
        }
    }

    #[test]
    fn any_span_of_any_text_is_found_again(
        texts in prop::collection::vec("[a-cA-C .’—–é\u{a0}-]{0,20}", 1..6),
        ends in (0u32..6, 0u32..30, 0u32..6, 0u32..30),
    ) {
        let it = interview(&texts);
        let count = texts.len() as u32;
        let anchor = |para: u32, byte| Anchor { para: ParaId(para % count), byte };
        let (a, b) = (anchor(ends.0, ends.1), anchor(ends.2, ends.3));
        let locator = Locator::capture(&it, "one", Span { start: a.min(b), end: a.max(b) });
        for document in ["one", "two"] {
            if let Resolved::At { span, fit } = locator.resolve(&it, document) {
                let index = Index::new(&it, document);
                let text = Source { interview: &it, index: &index }.text(span, usize::MAX);
                // Signs at an edge may go with either side.
                let bare = |text: &str| fold::fold(text).replace(|c: char| fit == Fit::Changed && !c.is_alphanumeric(), "");
                prop_assert_eq!(bare(&text), bare(&locator.text));
            }
        }
    }
}
