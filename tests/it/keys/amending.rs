//! Corrections and what they say: a text, keys, and then the text, the names, and the page about the interview.

use inquit::interview::Role;

use super::correcting::told;
use crate::support::{Shot, model, notice, press, put};

/// Talk whose labels stand in lines of their own, with noises of the one who listens.
const MILL: &str = "Interviewee: Halina Sowa

Tomas Reis
We are recording. It is the third of May, and I am here with Mrs. Halina Sowa. Where were you born?

Halina Sowa
I was born over the bakery. There were seven of us in one room, so you can imagine the noise.

Halina Sowa
My mother kept hens and sold the eggs, and we never ate one, except at Easter.

Tomas Reis
How did you come to leave?

Halina Sowa
You do not leave. Somebody comes, and you are taken. Was that right? Who can say.

Tomas Reis
Mm-hm.

Halina Sowa
So we worked on a farm until the war was over. What changed then? The road was open, and we walked.

Tomas Reis
And what did the town look like to you?

Halina Sowa
Brown. The river was brown and the bread was white.

Tomas Reis
And the mill?

Halina Sowa
It was the biggest house that I had seen, and it was as loud as a train.
";

/// The page about the interview, in one line.
fn about(model: &mut inquit::app::model::Model) -> String {
    model.size = (100, 60);
    press(model, "i");
    let page = Shot::of(model).text().split_whitespace().collect::<Vec<_>>().join(" ");
    press(model, "Esc");
    page
}

#[test]
fn who_neither_asks_nor_answers_speaks_asides_and_no_questions() {
    // As the only answer to a question, between two questions; and as one of two.
    for (from, line) in [("⟦⟧Brown. The", "Brown. The river"), ("⟦⟧My mother kept", "My mother kept hens")] {
        let mut model = model(MILL, (100, 40));
        let before = told(&model.document.interview);
        put(&mut model, from);
        press(&mut model, "f w Lena Space Oka Enter");
        press(&mut model, "f 0");
        let after = told(&model.document.interview);
        assert_eq!(after, before.replace(&format!("A Halina Sowa: {line}"), &format!("aside Lena Oka: {line}")));
        assert!(notice(&model).starts_with("Lena Oka neither asks nor answers now"), "{}", notice(&model));
        press(&mut model, "f 9");
        assert!(told(&model.document.interview).contains(&format!("A Lena Oka: {line}")), "asides again answers");
    }
    // In a text without labels too.
    let plain = "Nets\n\nWhat made you go to sea when you were so young?\n\nMy father went, and nobody in the house \
        thought that there was anything else to be done with a boy.\n\nAnd what did the storm do to the boats?\n\n\
        It broke two of them.\n\nWe laughed about it for years, though it cost us the winter.\n";
    let mut model = model(plain, (100, 40));
    put(&mut model, "⟦⟧We laughed");
    press(&mut model, "f w Ole Enter f 0");
    assert!(told(&model.document.interview).contains("aside Ole: We laughed"), "{}", told(&model.document.interview));
}

#[test]
fn swapped_sides_leave_one_name_and_true_numbers() {
    let mut model = model(MILL, (100, 40));
    let names = |model: &inquit::app::model::Model| {
        let people = model.document.interview.people.iter();
        let mut names: Vec<String> = people.map(|person| person.name.to_string()).collect();
        names.sort();
        names
    };
    let before = names(&model);
    assert_eq!(before, ["Halina Sowa", "Tomas Reis"]);
    put(&mut model, "⟦⟧You do not leave");
    press(&mut model, "f 8");
    assert_eq!(names(&model), before, "{}", told(&model.document.interview));
    let count = model.document.interview.exchanges.len();
    let page = about(&mut model);
    assert!(page.contains(&format!("by the speakers’ labels: {count} question")), "{page}");
    assert!(page.contains("Halina Sowa asks:") && page.contains("Tomas Reis answers:"), "{page}");
    assert!(!page.contains("Halina Sowa answers"), "{page}");
}

#[test]
fn a_question_that_stood_in_an_answer_is_asked_by_the_one_who_asks() {
    let mut model = model(MILL, (100, 40));
    let before = told(&model.document.interview);
    put(&mut model, "⟦⟧What changed then");
    press(&mut model, "f s");
    put(&mut model, "⟦⟧The road was");
    press(&mut model, "f s");
    put(&mut model, "⟦⟧What changed then");
    press(&mut model, "f 1");
    let cut = "until the war was over.\nQ Tomas Reis: What changed then?\nA Halina Sowa: The road was open";
    let wanted = before.replace("until the war was over. What changed then? The road was open", cut);
    assert_eq!(told(&model.document.interview), wanted);
    let page = about(&mut model);
    let count = model.document.interview.exchanges.len();
    assert!(page.contains(&format!("labels: {count} questions")), "{page}");
    assert!(page.contains(&format!("Tomas Reis asks: by the label “Tomas Reis”, on {count} of {count}")), "{page}");
    // A second paragraph without a label goes to the one who asks too; one with a label stays with that.
    let loose = MILL.replace("over the bakery. There", "over the bakery.\n\nWhere was that? There");
    let mut model = crate::support::model(&loose, (100, 40));
    put(&mut model, "⟦⟧Where was that");
    press(&mut model, "f 1");
    assert!(told(&model.document.interview).contains("Q Tomas Reis: Where was that"));
    put(&mut model, "⟦⟧My mother kept");
    press(&mut model, "f 1");
    assert!(told(&model.document.interview).contains("Q Halina Sowa: My mother kept"));
}

#[test]
fn talk_that_was_read_by_ear_or_by_eye_stays_so_when_it_is_cut() {
    for name in ["unmarked-written.txt", "spoken-unlabelled.txt"] {
        let text = std::fs::read_to_string(format!("tests/fixtures/interviews/{name}")).unwrap();
        let mut model = model(&text, (100, 40));
        let before = model.document.interview.clone();
        let answers: Vec<_> = before.with_role(Role::Answer).filter(|id| before.para(*id).text.len() > 80).collect();
        let mut cuts = 0;
        for id in answers {
            model.with_reader(|reader, stage| reader.go(stage, inquit::app::model::Model::start_of(id)));
            press(&mut model, "f ) s");
            if notice(&model).starts_with("Split here") {
                assert_eq!(notice(&model), "Split here; u takes it back", "{name}: {}", before.para(id).text);
                press(&mut model, "u");
                cuts += 1;
            }
            model.overlays.clear();
        }
        assert_eq!(model.document.interview, before);
        assert!(cuts >= 3, "{name}: {cuts}");
    }
}

#[test]
fn a_name_that_stands_there_gives_way_to_what_is_typed() {
    let name = |keys: &str| {
        let mut model = model(MILL, (100, 40));
        put(&mut model, "⟦⟧Brown. The");
        press(&mut model, keys);
        notice(&model).to_owned()
    };
    let says = |name: &str| format!("Halina Sowa is {name} now, everywhere; u takes it back");
    assert_eq!(name("f r Anna Enter"), says("Anna"));
    assert_eq!(name("f r End s Enter"), says("Halina Sowas"));
    assert_eq!(name("f r Backspace i Enter"), says("Halina Sowi"));
    // Of topics and of what citations need too.
    let mut model = model(MILL, (100, 40));
    press(&mut model, "T a mill Enter r looms Enter");
    assert!(Shot::of(&model).shows("looms") && !Shot::of(&model).shows("millooms"), "{}", Shot::of(&model).text());
    press(&mut model, "Esc Y a Enter One Enter Up Enter Two Enter");
    let said = Shot::of(&model).text();
    assert!(said.contains("Two") && !said.contains("OneTwo"), "{said}");
}

#[test]
fn a_walk_goes_on_where_its_panel_was_closed() {
    let text = std::fs::read_to_string("tests/fixtures/interviews/unmarked-written.txt").unwrap();
    let mut model = model(&text, (100, 40));
    let count = model.document.interview.paragraphs.iter().filter(|paragraph| paragraph.unsure).count();
    assert_eq!(count, 2);
    for number in [1, 2, 1] {
        press(&mut model, ">");
        assert_eq!(notice(&model), format!("{number} of {count} uncertain"));
        press(&mut model, "Esc");
    }
    press(&mut model, "< Esc");
    let here = model.in_hand();
    // From elsewhere it begins with the paragraph in hand.
    press(&mut model, "g");
    model.with_reader(|reader, stage| reader.go(stage, inquit::app::model::Model::start_of(here)));
    model.walked = None;
    press(&mut model, ">");
    assert_eq!(model.in_hand(), here);
}

#[test]
fn the_page_speaks_of_taking_back_only_where_something_can_be() {
    let mut first = model(MILL, (100, 40));
    put(&mut first, "⟦⟧Brown. The");
    let effects = press(&mut first, "f 3");
    assert!(about(&mut first).contains("u takes the last change back"));
    let mut again = super::correcting::opened(MILL, super::correcting::events(effects));
    let page = about(&mut again);
    assert!(page.contains("B lists them") && !page.contains("takes the last change back"), "{page}");
}

#[test]
fn what_was_lost_is_said_in_full() {
    let mut first = model(MILL, (100, 40));
    let mut kept = Vec::new();
    for (from, keys) in [("⟦⟧Brown. The", "f 3"), ("⟦⟧It was the biggest", "f 3"), ("⟦⟧My mother", "b")] {
        put(&mut first, from);
        kept.extend(super::correcting::events(press(&mut first, keys)));
    }
    let words = |text: &str, width: u16| {
        let mut model = super::correcting::opened(text, kept.clone());
        model.size = (width, 30);
        inquit::app::open::lost(&model)
    };
    assert_eq!(words(MILL, 100), None);
    let edited = MILL.replace("Brown. The river was brown and the bread was white.", "It had colours.");
    let one = words(&edited, 100).unwrap();
    assert_eq!(one, "1 correction is left out, because the text changed; B lists it with the old words");
    let edited = edited.replace("It was the biggest house that I had seen, and it was as loud as a train.", "Loud.");
    let edited =
        edited.replace("My mother kept hens and sold the eggs, and we never ate one, except at Easter.", "Nothing.");
    let all = "1 mark has lost its place, 2 corrections are left out";
    assert_eq!(words(&edited, 100).unwrap(), format!("{all}, because the text changed; B lists them"));
    assert_eq!(words(&edited, 80).unwrap(), format!("{all}; B lists them"));
}
