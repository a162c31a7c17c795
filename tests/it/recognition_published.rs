//! Interviews as papers, blogs and projects publish them, set in the ways that are seen least; texts and people are
//! invented.

use inquit::interview::parse::{Format, parse};
use inquit::interview::{Interview, PersonRole, Role};
use inquit::text::CleanText;

use crate::recognition::exchanges_by;

fn read(source: &str, name: &str) -> Interview {
    let interview = parse(&CleanText::new(source), Format::Auto, Some(name));
    assert_eq!(interview.check(), Ok(()));
    interview
}

/// One line an exchange, with the first two words of each question paragraph.
fn exchanges(interview: &Interview) -> Vec<String> {
    exchanges_by(interview, 2)
}

/// The beginning of each paragraph of a role.
fn starts(interview: &Interview, role: Role) -> Vec<String> {
    let start = |text: &str| text.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
    interview.with_role(role).map(|id| start(&interview.para(id).text)).collect()
}

fn names(interview: &Interview, role: PersonRole) -> Vec<&str> {
    let people = interview.people.iter().filter(|person| person.role == role);
    people.map(|person| person.name.as_str()).collect()
}

#[test]
fn a_letter_before_the_questions_and_a_name_before_the_answers() {
    let interview = read(
        "---\npost_title: \"Interview: Bell founder Wim Aske\"\n---\n\n\
         Q. Welcome, and thanks for taking the time. Could you tell us something about yourself?\n\n\
         _Wim:_ I cast bells in a town of four hundred people, and I have done so since I was sixteen.\n\n\
         Q. Why and when did you begin with bells?\n\n\
         _Wim:_ It was late in 1982. My uncle had fallen from the tower and somebody had to finish his work.\n\n\
         There were three of us in the shop then. Two of them left for the shipyard within a year.\n\n\
         Q. What has been your biggest mistake?\n\n\
         _Wim:_ A bell for the harbour, which cracked in its first winter. I keep a piece of it by the door.\n\n\
         Q. Do you have any other advice for our readers?\n\n\
         _Wim:_ Listen to the bell before you listen to the buyer.\n",
        "bells.md",
    );
    assert_eq!(exchanges(&interview), ["Welcome, and > 1", "Why and > 2", "What has > 1", "Do you > 1"]);
    assert_eq!(interview.meta.title.as_deref(), Some("Interview: Bell founder Wim Aske"));
    assert_eq!(names(&interview, PersonRole::Interviewee), ["Wim Aske"]);
}

#[test]
fn a_paper_and_a_guest_are_named_in_full_once() {
    let interview = read(
        "**TIDEBOOK: Hello Ida, why did you found the harbour library?**\n\n\
         Ida Berg: In 2010 the last shop that sold books had closed, and we had forty boxes in a cellar.\n\n\
         **TB: Did you expect so many readers?**\n\n\
         IB: Never. We had chairs for nine of them, and on the first evening sixty came.\n\n\
         **TB: Who pays for the heating?**\n\n\
         IB: The fish market does, and nobody has ever asked it to.\n\n\
         **TB: Where do you see the library in ten years?**\n\n\
         IB: Above the waterline, I hope. We are building shelves that float.\n",
        "tidebook.md",
    );
    assert_eq!(exchanges(&interview), ["Hello Ida, > 1", "Did you > 1", "Who pays > 1", "Where do > 1"]);
    assert_eq!(names(&interview, PersonRole::Interviewer).len(), 1);
    assert_eq!(names(&interview, PersonRole::Interviewee), ["Ida Berg"]);
    let interview = read(
        "**Mara Olsen**: Hello! Can you both tell us a bit about your work at the lock?\n\n\
         **Jens Dahl**: Well, I came by chance, as most of us did. I was looking for a room and found a lock.\n\n\
         **Ida Berg:** It was the same with me. I had a boat that leaked, and here they had a dry dock.\n\n\
         **Mara:** How many boats pass on a day in summer?\n\n\
         **Jens:** Forty, and on Sundays sixty. The record is from 1988, and we do not want to beat it.\n\n\
         **Mara:** What would you change if you could?\n\n\
         **Ida:** The gates. They are of oak, and the oak is older than both of us together.\n\n\
         **Jens:** And the bell, which nobody hears any more.\n\n\
         Thanks for talking to us, Jens and Ida!\n\n\
         Jens and Ida will be at the open day in May.\n",
        "lock.md",
    );
    assert_eq!(exchanges(&interview), ["Hello! Can > 2", "How many > 1", "What would > 2"]);
    assert_eq!(names(&interview, PersonRole::Interviewer), ["Mara Olsen"]);
    assert_eq!(starts(&interview, Role::Closing), ["Thanks for", "Jens and"]);
}

#[test]
fn japanese_questions_in_heavy_brackets() {
    let page = |mark: &str| {
        let mut text = String::from("港の図書館で働く大森さんに話を聞きました！\n\n");
        for (question, answers) in [
            (
                "大森さん、自己紹介をお願いします！",
                "港町の生まれで、現在31歳です。\n\n趣味は釣りと読書です。船に乗るのも好きです！",
            ),
            (
                "図書館を知ったきっかけは？",
                "ずっと船の上で本を読んでいました。\n\nある日、港に小さな看板を見つけました。",
            ),
            ("いちばん古い本は？", "とにかく古い海図があります。\n\n見ていると、昔の波の音が聞こえてくるようです。"),
            ("将来の目標を教えてください！", "いつか船の図書館を作って、島から島へ本を届けたいです。"),
            ("最後にひとこと", "本は濡れても乾きます。\n\nどうぞ気軽に来てください。"),
        ] {
            text += &format!("{mark}【{question}】{mark}\n\n{answers}\n\n");
        }
        text
    };
    for (source, name) in [(page("**"), "page.md"), (page(""), "page.txt")] {
        let interview = read(&source, name);
        let asked = interview.with_role(Role::Question).map(|id| interview.para(id).text.as_str());
        let asked: Vec<&str> = asked.collect();
        assert_eq!(asked.len(), 5, "{asked:?}");
        assert_eq!(asked[..2], ["【大森さん、自己紹介をお願いします！】", "【図書館を知ったきっかけは？】"]);
    }
}

#[test]
fn a_question_mark_behind_a_full_stop_asks_nothing() {
    let interview = read(
        "How we mend nets\n\nWhat is the first thing that you teach a beginner on the quay?\n\n\
         To sit down. Who mends a net standing up will never mend a second one, and will tell everybody why.\n\n\
         Please don’t use your teeth. ?\n\n\
         How long does it take until somebody can mend alone?\n\n\
         Two winters, if the winters are long. In a short one people go out with the boats instead.\n\n\
         And what would you never mend?\n\n\
         A net of my brother’s (he knows why. ?\n\nHe has three of them, and each of them is older than I am.\n",
        "nets.txt",
    );
    assert_eq!(exchanges(&interview), ["What is > 2", "How long > 1", "And what > 2"]);
}

#[test]
fn what_a_site_fills_in_stands_between_nobodys_turns() {
    let interview = read(
        "**OLSEN: Why did you paint the boats?**\n\n\
         [caption id=\"a_1\" width=\"200\"]Ida Berg on the quay<br />Photo: her sister[/caption]\n\n\
         BERG: Because nobody had done it since the war, and one could not tell them apart in the fog.\n\n\
         **OLSEN: Who chose the colours?**\n\n[gallery ids=\"3,4\"]\n\n\
         BERG: The children did, and then the harbour master took away the pink.\n\n\
         **OLSEN: Are you still painting?**\n\nBERG: One a year, for as long as I can kneel.\n",
        "boats.md",
    );
    assert_eq!(exchanges(&interview), ["Why did > 1", "Who chose > 1", "Are you > 1"]);
    assert_eq!(interview.with_role(Role::Page).count(), 3);
}
