//! The mode that is worked line by line: what is typed and what is said, as (document, commands, transcript).

use inquit::app::action::TABLE;
use inquit::app::effect::Effect;
use inquit::app::lines::{Lines, wrapped};
use inquit::app::model::Model;
use inquit::app::msg::Msg;
use inquit::app::update;
use inquit::library::events::{Event, What};

use crate::support::{TALK, book, model, press, put, seed};

const BOATS: &str = "Mara Olsen: Why boats?

Jens Dahl: They float. Mostly, he’d say.

They also sink.

Mara Olsen: Since when?

Jens Dahl: Since the storm of 1987.
";

/// A session: the model, and what was wanted outside.
struct Session {
    model: Model,
    lines: Lines,
    effects: Vec<Effect>,
}

impl Session {
    fn new(mut model: Model) -> (Self, String) {
        let mut lines = Lines::default();
        let begun = wrapped(&lines.begin(&mut model), 60);
        (Self { model, lines, effects: Vec::new() }, begun)
    }

    fn say(&mut self, line: &str) -> String {
        let effects = &mut self.effects;
        let said = self.lines.take(&mut self.model, line, &mut |model, effect| {
            if let Effect::Reread { number, unread, given } = effect {
                let (document, idle) = unread.around(&given);
                update(model, Msg::Reread(number, Box::new(document), idle));
            } else {
                effects.push(effect);
            }
        });
        wrapped(&said, 60)
    }

    /// All that was wanted to be kept.
    fn events(&self) -> Vec<Event> {
        let kept = |effect: &Effect| match effect {
            Effect::Append { events, .. } => events.clone(),
            _ => Vec::new(),
        };
        self.effects.iter().flat_map(kept).collect()
    }
}

/// The whole session as it is seen: prompts, what was typed behind them, and what was said.
fn transcript(text: &str, commands: &[&str]) -> String {
    let (mut session, mut out) = Session::new(model(text, (80, 24)));
    for command in commands {
        out.push_str(&format!("{}> {command}\n", session.lines.prompt(&session.model)));
        out.push_str(&session.say(command));
    }
    out
}

#[test]
fn sessions_read_as_they_should() {
    for (commands, says) in [
        (
            &["", "", "", "", ""][..],
            "Jens Dahl, interviewed by Mara Olsen. 2 questions.
Enter reads on, help lists the commands.
q. 1 of 2, para. 1 of 2> 
Paragraph 1 of 2. They float. Mostly, he’d say.
q. 1 of 2, para. 1 of 2> 
Paragraph 2 of 2. They also sink.
q. 1 of 2, para. 2 of 2> 
Question 2 of 2. Since when?
q. 2 of 2, para. 1 of 1> 
Paragraph 1 of 1. Since the storm of 1987.
q. 2 of 2, para. 1 of 1> 
This is the end of the interview.
",
        ),
        (
            &["next", "on", "previous", "sentence", "sentence", "where", "read"],
            "Jens Dahl, interviewed by Mara Olsen. 2 questions.
Enter reads on, help lists the commands.
q. 1 of 2, para. 1 of 2> next
Question 2 of 2. Since when?
q. 2 of 2, para. 1 of 1> on
Paragraph 1 of 1. Since the storm of 1987.
q. 2 of 2, para. 1 of 1> previous
Question 1 of 2. Why boats?
q. 1 of 2, para. 1 of 2> sentence
Paragraph 1 of 2, sentence 2 of 2. Mostly, he’d say.
q. 1 of 2, para. 1 of 2> sentence
Paragraph 2 of 2, sentence 1 of 1. They also sink.
q. 1 of 2, para. 2 of 2> where
Question 1 of 2, paragraph 2 of 2, 3 words, under a minute
left.
q. 1 of 2, para. 2 of 2> read
Paragraph 2 of 2. They also sink.
",
        ),
        (
            &["mark", "note Who? #sea", "tag boats", "tags", "marks", "d 1", "undo", "close", "read"],
            "Jens Dahl, interviewed by Mara Olsen. 2 questions.
Enter reads on, help lists the commands.
q. 1 of 2, para. 1 of 2> mark
Marked q. 1, para. 1; b again removes.
q. 1 of 2, para. 1 of 2> note Who? #sea
Noted at q. 1, para. 1.
q. 1 of 2, para. 1 of 2> tag boats
Noted at q. 1, para. 1.
q. 1 of 2, para. 1 of 2> tags
2 tags. marks #WORD lists those with one.
#boats, 1 mark
#sea, 1 mark
q. 1 of 2, para. 1 of 2> marks
1 mark, as spoken. A number goes there.
1 q. 1, para. 1, mark: “They float. Mostly, he’d say.” Note:
Who? #sea #boats
1 to 1> d 1
Deleted; u brings it back.
q. 1 of 2, para. 1 of 2> undo
Taken back: deleted mark.
q. 1 of 2, para. 1 of 2> close
Nothing is open.
q. 1 of 2, para. 1 of 2> read
Paragraph 1 of 2, marked. They float. Mostly, he’d say.
Note: Who? #sea #boats
",
        ),
        (
            &["find float", "1", "/storm", "1", "back", "2", "1.9", "7", "role aside", "undo"],
            "Jens Dahl, interviewed by Mara Olsen. 2 questions.
Enter reads on, help lists the commands.
q. 1 of 2, para. 1 of 2> find float
1 match of “float”. A number goes there, n and N from one to
the next.
1 q. 1, para. 1, s. 1: They float.
1 to 1> 1
Question 1 of 2, paragraph 1 of 2. They float. Mostly, he’d
say.
",
        ),
        (&["note", "first", "second", ".", "read", "frobnicate", "x", "next", "read", "uncover"], ""),
    ] {
        let said = transcript(BOATS, commands);
        assert!(said.starts_with(says), "{commands:?}\n{said}");
    }
}

#[test]
fn lists_are_chosen_from_by_number_and_go_on_with_more() {
    let turn = |n| format!("Mara Olsen: Is number {n} asked?\n\nJens Dahl: Number {n} it is, boats and all.");
    let many: Vec<String> = (1..=30).map(turn).collect();
    let many = many.join("\n\n");
    let (mut session, _) = Session::new(model(&many, (80, 24)));
    let first = session.say("questions");
    assert!(
        first.contains("30 questions.") && first.contains("20 Is number 20 asked?") && !first.contains("21 Is"),
        "{first}"
    );
    assert!(first.ends_with("10 more; more lists them.\n"), "{first}");
    let more = session.say("more");
    assert!(more.starts_with("21 Is number 21 asked?") && more.ends_with("30 Is number 30 asked?\n"), "{more}");
    assert_eq!(session.say("more"), "That was all of it.\n");
    assert_eq!(session.say("31"), "There is no 31 in the list; it has 30.\n");
    assert_eq!(session.say("27"), "Question 27 of 30. Is number 27 asked?\n");
    assert_eq!(session.say("30.1"), "Question 30 of 30, paragraph 1 of 1. Number 30 it is, boats\nand all.\n");
    let found = session.say("find boats");
    assert!(found.starts_with("30 matches"), "{found}");
    assert!(session.say("3").contains("Question 3 of 30"), "numbers go by the list that is open");
    assert!(session.say("n").contains("Question 4 of 30"));
    assert!(session.say("N").contains("Question 3 of 30"));
}

#[test]
fn a_covered_answer_is_not_read_out() {
    let (mut session, _) = Session::new(model(BOATS, (80, 24)));
    session.say("cover");
    for line in ["", "on", "read", "sentence", "next", "previous"] {
        let said = session.say(line);
        assert!(!said.contains("float") && !said.contains("storm"), "{line}: {said}");
    }
    assert!(session.say("uncover").contains("They float."));
}

#[test]
fn corrections_are_made_by_word_and_by_number() {
    let (mut session, _) = Session::new(model(BOATS, (80, 24)));
    session.say("1.2");
    assert!(session.say("role question").contains("Question now"));
    let asked =
        |session: &Session| session.model.document.interview.with_role(inquit::interview::Role::Question).count();
    assert_eq!(asked(&session), 3);
    assert!(session.say("undo").contains("Taken back"));
    assert_eq!(asked(&session), 2);
    let list = session.say("correct");
    let number = list.lines().find(|line| line.ends_with("who speaks")).unwrap().split(' ').next().unwrap().to_owned();
    assert!(session.say(&number).contains("Who speaks?"));
    session.say("Ulla Berg");
    assert!(session.model.document.interview.people.iter().any(|person| person.name.as_str() == "Ulla Berg"));
}

#[test]
fn a_book_is_opened_from_its_list() {
    let (mut session, begun) = Session::new(book((80, 24)));
    assert!(begun.contains("A number opens one") && begun.contains("\n1 "), "{begun}");
    assert!(session.say("something").contains("A number opens one"));
    session.say("2");
    assert_eq!(session.effects, [Effect::OpenPart(2)]);
}

#[test]
fn every_action_and_every_word_says_something() {
    for text in [TALK, BOATS, "One text. Nobody asks.", "\u{a0}"] {
        for line in TABLE
            .iter()
            .map(|row| row.name)
            .chain(inquit::app::lines::words::TABLE.iter().flat_map(|row| row.words.iter().copied()))
        {
            let (mut session, _) = Session::new(model(text, (80, 24)));
            let said = session.say(line);
            let quits = session.effects.contains(&Effect::Quit)
                || session
                    .effects
                    .iter()
                    .any(|effect| matches!(effect, Effect::Copy(_) | Effect::WriteQuote(_) | Effect::Show(_)));
            assert!(quits || !said.trim().is_empty(), "{line:?} says nothing about {text:?}");
            assert!(!said.contains("is no command"), "{line}: {said}");
            assert!(!said.contains('\x1b'));
        }
    }
}

#[test]
fn what_lines_lack_is_for_a_screen_alone() {
    let lacks = |action: &&inquit::app::action::Row| {
        let (mut session, _) = Session::new(seed((80, 24)));
        session.say(action.name).contains("that is for the screen")
    };
    let names: Vec<&str> = TABLE.iter().filter(lacks).map(|row| row.name).collect();
    assert_eq!(names, ["wider", "narrower", "one-paragraph", "mouse", "suspend", "redraw"]);
}

#[test]
fn lists_are_sorted_and_narrowed_by_words() {
    let (mut session, _) = Session::new(seed((80, 24)));
    let first = |said: &str| said.lines().find(|line| line.starts_with("1 ")).map(str::to_owned);
    let found = session.say("find korea");
    let sorted = session.say("sort");
    assert!(
        found.contains(" of “korea”") && sorted.contains(" of “korea”") && first(&found) != first(&sorted),
        "{sorted}"
    );
    let count = |said: &str| said.split(' ').next().and_then(|n| n.parse::<usize>().ok());
    let words = session.say("whole words");
    assert!(count(&words) < count(&found) && count(&words) > Some(0), "{words}");
    let answers = session.say("narrow");
    assert!(count(&answers) < count(&words), "{answers}");
    // The list is still there to choose from.
    assert!(session.say("1").contains("Question"));
    let all = session.say("t korea");
    let topics = session.say("narrow");
    assert!(count(&topics) < count(&all) && topics.contains("topic"), "{topics}");
    assert!(session.say("sort").contains("list") && session.say("narrow").contains("works in a list"));
}

#[test]
fn whatever_is_typed_does_no_harm() {
    // Numbers that look random and are the same each time (Marsaglia 2003, xorshift).
    let mut state: u64 = 0x2545_f491_4f6c_dd1d;
    let mut below = |n: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % n as u64) as usize
    };
    let words: Vec<&str> = inquit::app::lines::words::TABLE
        .iter()
        .flat_map(|row| row.words.iter().copied())
        .chain([
            "",
            "1",
            "2",
            "3.1",
            "99",
            "d 1",
            "a 1 text",
            "y 2",
            "r 1 New",
            "t skor",
            "/boats",
            "#x",
            ".",
            "text",
            "面談 é",
            "role question",
            "fill 5 X",
        ])
        .collect();
    for _ in 0..12 {
        let (mut session, _) = Session::new(if below(2) == 0 { seed((80, 24)) } else { model(TALK, (80, 24)) });
        for _ in 0..60 {
            let line = words[below(words.len())];
            let said = session.say(line);
            let prompt = session.lines.prompt(&session.model);
            assert!(!prompt.is_empty() && !said.contains('\x1b'));
            assert!(said.lines().all(|line| inquit::text::width::of(line) <= 60 || !line.contains(' ')), "{said}");
        }
    }
}

#[test]
fn both_interfaces_keep_the_same() {
    // What was done, without the names and times that are new with each run.
    fn done(events: &[Event]) -> Vec<String> {
        let one = |event: &Event| match &event.what {
            What::Note { text, .. } => format!("note {text}"),
            What::Delete { .. } => "delete".to_owned(),
            other => {
                let text = format!("{other:?}");
                text
            }
        };
        events.iter().map(one).collect()
    }
    let mut screen = model(TALK, (100, 30));
    put(&mut screen, "⟦⟧We laughed");
    let mut effects = press(&mut screen, "b a W h o ? Space # s e a Enter v b m k u U f 2 f");
    effects.extend(press(&mut screen, "Esc"));
    let of = |effects: &[Effect]| -> Vec<Event> {
        effects
            .iter()
            .flat_map(|effect| if let Effect::Append { events, .. } = effect { events.clone() } else { Vec::new() })
            .collect()
    };
    let mut lines = model(TALK, (100, 30));
    put(&mut lines, "⟦⟧We laughed");
    let (mut session, _) = Session::new(lines);
    for line in ["mark", "note Who? #sea", "v", "b", "name k", "undo", "redo", "role answer"] {
        session.say(line);
    }
    assert!(of(&effects).len() >= 6, "{effects:?}");
    assert_eq!(done(&of(&effects)), done(&session.events()));
}

#[test]
fn topics_are_listed_by_mentions_in_a_hundred_words_too() {
    let (mut session, _) = Session::new(seed((100, 30)));
    assert!(session.say("topics").contains("6 sanctions, 6 mentions: q1 2, q4 4."));
    let words = |exchange: usize| {
        let interview = &session.model.document.interview;
        let answer = interview.exchanges[exchange].answer.iter();
        answer.map(|id| interview.para(*id).text.split_whitespace().count()).sum::<usize>()
    };
    let rate =
        |count: usize, words: usize| format!("{:.1}", (count as f64 * 100.0 / words as f64 * 10.0).round() / 10.0);
    let (one, four) = (rate(2, words(0)), rate(4, words(3)));
    let said = session.say("%");
    assert!(
        said.contains(&format!("6 sanctions, 6 mentions, in 100 words: q1 {one}, q4 {four}.")),
        "{one} {four} {said}"
    );
    assert!(session.say("per 100").contains("6 sanctions, 6 mentions: q1 2, q4 4."));
    session.say("close");
    assert!(session.say("%").contains("that works in a list"));
}

#[test]
fn who_speaks_is_asked_and_commands_stay_commands() {
    let people = |session: &Session| {
        let people = session.model.document.interview.people.iter().map(|person| person.name.to_string());
        people.collect::<Vec<_>>().join(", ")
    };
    let begun = || {
        let (mut session, _) = Session::new(model(BOATS, (80, 24)));
        session.say("1.1");
        session
    };
    let before = people(&begun());
    // A typed name takes the place of the old one, with the command or behind it.
    for lines in [&["rename-speaker", "Ole Dahl"][..], &["rename-speaker Ole Dahl"], &["rename Ole Dahl"]] {
        let mut session = begun();
        let said = lines.iter().map(|line| session.say(line)).collect::<Vec<_>>();
        assert!(said.last().unwrap().contains("Jens Dahl is Ole Dahl now, everywhere"), "{said:?}");
        assert!(said.iter().all(|said| !said.contains("more lists them")), "{said:?}");
        assert_eq!(people(&session), "Mara Olsen, Ole Dahl");
    }
    for (line, says) in
        [("q", ""), ("quit", ""), ("help", "Correct:"), ("back", "What is it?"), ("cancel", "What is it?")]
    {
        for asks in ["speaker", "rename-speaker"] {
            let mut session = begun();
            session.say(asks);
            let said = session.say(line);
            assert!(said.contains(says), "{asks}, {line}: {said}");
            assert_eq!(people(&session), before, "{asks}, {line}");
            assert_eq!(session.effects.contains(&Effect::Quit), line.starts_with('q'));
            assert!(session.events().is_empty(), "{asks}, {line}");
        }
    }
    // The words of an entry choose it, though they are other commands elsewhere.
    let mut session = begun();
    let list = session.say("correct");
    assert!(list.contains("name this speaker"), "{list}");
    assert!(session.say("name this speaker").contains("Type the name"));
    session.say("Mark");
    assert_eq!(people(&session), "Mara Olsen, Mark");
    session.say("speaker");
    assert!(session.say("mara olsen").contains("Spoken by Mara Olsen now"));
    assert_eq!(people(&session), "Mara Olsen, Mark");
}

#[test]
fn close_calls_are_walked_line_by_line_and_say_what_they_are_about() {
    let text = std::fs::read_to_string("tests/fixtures/interviews/unmarked-written.txt").unwrap();
    let (mut session, _) = Session::new(model(&text, (80, 24)));
    let unsure = |session: &Session| session.model.document.interview.paragraphs.iter().filter(|p| p.unsure).count();
    let count = unsure(&session);
    assert_eq!(count, 2);
    for (number, line) in [(1, ">"), (2, "unsure"), (1, "uncertain"), (2, "<")] {
        let said = session.say(line);
        assert!(said.starts_with(&format!("{number} of {count} uncertain.\nQuestion ")), "{line}: {said}");
        let para = session.model.document.interview.para(session.model.in_hand());
        let words: String = para.text.chars().take(30).collect();
        let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains(", uncertain.") && said.contains(&format!("“{words}")), "{line}: {said}");
        assert!(said.contains("1 ") && said.contains("it is right"), "{line}: {said}");
    }
    assert!(session.say("confirm").contains("Confirmed as"));
    assert!(unsure(&session) < count);
    let said = session.say("correct");
    assert!(said.starts_with("Question ") && said.contains(": a"), "{said}");
    let help = session.say("help correct");
    for word in ["split", "join", "rename", "asks", "answers", "unsure"] {
        assert!(help.lines().any(|line| line.starts_with(word)), "{word}: {help}");
    }
}

#[test]
fn corrections_that_are_lost_are_listed_as_lost() {
    let (mut session, _) = Session::new(model(BOATS, (80, 24)));
    session.say("1.2");
    session.say("role aside");
    assert!(session.say("marks").contains("1 correction: “They also sink.”"), "{}", session.say("marks"));
    let again = crate::keys::correcting::opened(&BOATS.replace("They also sink.", "Some go down."), session.events());
    let (mut session, _) = Session::new(again);
    let said = session.say("marks");
    assert!(said.contains("correction, lost and left out"), "{said}");
}

#[test]
fn a_command_is_no_name_of_a_speaker() {
    let talk =
        "Mara Olsen: Why boats?\n\nJens Dahl: They float.\n\nMara Olsen: Since when?\n\nJens Dahl: Since 1987.\n";
    for (line, named) in
        [("quit", None), ("where", None), ("next", None), ("Ada Berg", Some("Ada Berg")), ("Mark", Some("Mark"))]
    {
        let (mut session, _) = Session::new(model(talk, (100, 30)));
        session.say("1.1");
        session.say("speaker");
        let said = session.say(line);
        let people = session.model.document.interview.people.iter().map(|person| person.name.to_string());
        let people: Vec<String> = people.collect();
        assert_eq!(people.contains(&line.to_owned()), named.is_some(), "{line}: {said} {people:?}");
        assert!(session.model.overlays.is_empty(), "{line}: {said}");
        let quits = session.effects.iter().any(|effect| matches!(effect, Effect::Quit));
        assert_eq!(quits, line == "quit", "{line}: {said}");
    }
}
