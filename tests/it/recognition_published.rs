//! Interviews as papers, blogs and projects publish them, set in the ways that are seen least; texts and people are
//! invented.

use inquit::interview::parse::{Format, parse};
use inquit::interview::{Interview, PersonRole, Role};
use inquit::text::CleanText;

use crate::recognition::exchanges_by;

/// An interview that is read under a name.
pub fn read(source: &str, name: &str) -> Interview {
    let interview = parse(&CleanText::new(source), Format::Auto, Some(name));
    assert_eq!(interview.check(), Ok(()));
    interview
}

/// One line an exchange, with the first two words of each question paragraph.
pub fn exchanges(interview: &Interview) -> Vec<String> {
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

/// Short paragraphs and a few that begin as talk does do not make talk of an edited text, in which whatever asks says so.
#[test]
fn edited_text_in_short_paragraphs_is_read_by_eye() {
    let interview = read(
        "A talk at the weather mast\n\n\
         Who are you, and what do you do?\n\n\
         I read a thermometer on a hill, four times a day, and have done so for thirty years. The hill is nothing to look \
         at. The people who come up here, working backwards, include two ministers, a choir, a man who had lost his \
         goat, and my wife, who stayed. I write down what I see and send it to people who draw maps of it.\n\n\
         What tools do you use?\n\n\
         Right now a glass thermometer, a wind cup that squeaks, and a tin can with a ruler in it. I carry the book between \
         the hut and the mast, and in each place there is a pencil on a string, because I have lost so many.\n\n\
         Peace-of-mind tools: a second lamp, a rope from the door to the mast, so that I can find my way back when the snow \
         is so thick that I cannot SEE.\n\n\
         On top of the mast sits a wooden crow that my daughter carved.\n\n\
         I have an old radio. It is a marvellous lamp and the worst radio I have ever owned. I like the idea of batteries \
         but have never found one that I could trust.\n\n\
         And what do you read?\n\n\
         I use the almanac for planning, the bible for weather in general, and the newspaper for lighting the stove. \
         Letters are the only reading I have ever loved, and I mourn that nobody writes any more.\n\n\
         What would be your dream hill?\n\n\
         A good thing to ask, because I am about to retire.\n\n\
         As cold as it can be, I am staying with this one. My dream hill would be twenty metres higher and have a path that \
         the goats cannot find, which may turn out to be the same as a roof.\n\n\
         And I really, really want a chair. Yes, I have a bench. Don’t talk to me about the bench.\n\n\
         I also want:\n\n\
         a pencil that does not freeze\n\n\
         a door that opens to the lee side\n\n\
         Glass for the west window\n\n\
         a wind cup that doesn’t squeak, and a bird that can hear it\n\n\
         and the gift to make it hail, anywhere on the island, on whoever moves my book.\n",
        "mast.txt",
    );
    assert_eq!(exchanges(&interview), ["Who are > 1", "What tools > 4", "And what > 1", "What would > 9"]);
}

#[test]
fn short_questions_in_bold_type_begin_the_paragraphs_that_answer_them() {
    let interview = read(
        "---\ntitle: Interview with Ida Berg, Tideworks\n---\n\n\
         ### What is Tideworks? Why did you build it?\n\n\
         It is a mill that turns twice a day. We built it because nobody could sell us electricity that came when the tide \
         did, and because the old mill stood there and had a roof.\n\n\
         ### Describe your workshop\n\n\
         **Bench** Oak.\n\n**Lathe:** My grandfather’s.\n\n**Lamp:** None.\n\n\
         ### What does a day look like?\n\n\
         I get up with the tide, which is an hour later every day, so in a month I have seen all of the night.\n\n\
         ### When working\n\n\
         **Day or night?** Night.\n\n**Tea or coffee?** Water.\n\n**Silence or music?** The mill.\n\n\
         ### What do you like to do when it stands still?\n\n\
         I mend nets, badly, and give them to people who know how to mend them better.\n\n\
         ### Find out more\n\n\
         Tideworks is a mill in the harbour. This talk was held on 3 May 2021.\n",
        "tideworks.md",
    );
    let want = [
        "What is > 1",
        "Describe your > 3",
        "What does > 1",
        "Day or > 1",
        "Tea or > 1",
        "Silence or > 1",
        "What do > 1",
    ];
    assert_eq!(exchanges(&interview), want);
    assert_eq!(starts(&interview, Role::Section), ["When working"]);
    assert_eq!(starts(&interview, Role::Closing), ["Find out", "Tideworks is"]);
}

#[test]
fn a_heading_that_is_a_sentence_opens_the_talk_and_pictures_are_nobodys_turn() {
    let interview = read(
        "# Entrevista com Ida Berg\n\n\
         Ida Berg conserta relógios de torre há trinta anos. Falamos com ela na oficina.\n\n\
         ## Vamos começar com a torre da igreja velha.\n\n\
         A torre é o meu primeiro amor. O relógio dela atrasava nove minutos por dia e ninguém queria que eu mexesse nele.\n\n\
         ![A torre da igreja velha em maio](torre.jpg)\n\n\
         ## Quanto tempo dura um conserto?\n\n\
         Depende do inverno. Um inverno seco dá três meses de trabalho bom, um molhado não dá nenhum.\n\n\
         ## Quem aprende hoje este ofício?\n\n\
         Duas moças da vila e um padre. O padre é o melhor dos três, mas nunca tem tempo.\n",
        "torre.md",
    );
    assert_eq!(exchanges(&interview), ["Vamos começar > 1", "Quanto tempo > 1", "Quem aprende > 1"]);
    assert_eq!(starts(&interview, Role::Page), ["A torre"]);
    assert_eq!(starts(&interview, Role::Front), ["Ida Berg"]);
}

#[test]
fn chinese_lines_with_a_colon_are_no_names() {
    let interview = read(
        "---\ntitle: 专访灯塔看守人林德顺\nauthors: [\"林德顺\"]\n---\n\n\
         Q：首先跟大家介绍一下这座灯塔吧\n\n<林德顺>：灯塔是一九一二年建的，我祖父是第一位看守人。\n\n\
         Q：灯塔由哪些部分组成？\n\n<林德顺>：灯塔主要由这几个部分组成：\n\n灯笼间：放灯的地方\n\n透镜 Lens 组：把光送到海上\n\n\
         Q：您晚上睡觉吗？\n\n<林德顺>：冬天不睡。我一生中最长的一夜是：从十二月三日到十二月五日。\n\n\
         Q：以后谁来看守？\n\n<林德顺>：没有人。机器已经来了，它不喝茶。\n",
        "lighthouse.md",
    );
    assert_eq!(exchanges(&interview).len(), 4);
    assert_eq!(names(&interview, PersonRole::Interviewee), ["林德顺"]);
    assert_eq!(interview.people.len(), 2, "{:?}", interview.people);
}

#[test]
fn rows_that_were_wrapped_by_eye_far_out_are_one_paragraph() {
    let interview = read(
        "Interview with Oona Aske\n========================\n\n\
         Oona is a senior map keeper in the harbour office. She has been drawing maps of sandbanks for eight years, and most of\n\
         them were wrong by the time that they were printed.\n\n\
         What did you learn before you came to the harbour office, and who was it that taught you?\n\n\
         \x20   I learnt to draw fish. That is where I spent two and a half years of my four at the school, and then I switched over to\n\
         \x20   sand. My first map was of a bank that nobody had asked for. I had the pencils, but I also had just enough patience to\n\
         \x20   wait for low water.\n\n\
         When you were starting out in that first winter, were the older keepers a help to you, or did you have to find out everything\n\
         yourself?\n\n\
         \x20   That was on the boats. One of the pilots walked me through the old maps. He gave me a quick look at each of the banks,\n\
         \x20   and I just took that and ran with it. And that is all we had at the time. The other office was a little different. I\n\
         \x20   knew a bit more about sand by then, and most of what I did there was to keep people from walking over the wet ink.\n\n\
         How much of the work do you do together with the others?\n\n\
         \x20   Very little of it, mostly because the boat holds two. I was allowed to take the boat out alone, but never to bring it\n\
         \x20   back alone, which sounds odder than it is. The wind turns at noon on most days, and then it takes a second pair of\n\
         \x20   hands to lower the mast under the bridge.\n",
        "maps.txt",
    );
    let want = ["What did > 1", "When you > 1", "How much > 1"];
    assert_eq!(exchanges(&interview), want);
}
