//! Who is behind a label: letters that are explained in the first turns, pet names, names before the answers alone below a
//! long introduction; texts and people are invented.

use inquit::interview::PersonRole;

use crate::recognition_published::{exchanges, read};

fn people(text: &str, name: &str) -> (Vec<(String, PersonRole)>, usize) {
    let interview = read(text, name);
    let people = interview.people.iter().map(|person| (person.name.to_string(), person.role)).collect();
    (people, interview.exchanges.len())
}

fn named(list: &[(&str, PersonRole)]) -> Vec<(String, PersonRole)> {
    list.iter().map(|(name, role)| ((*name).to_owned(), *role)).collect()
}

const ASKS: PersonRole = PersonRole::Interviewer;
const ANSWERS: PersonRole = PersonRole::Interviewee;

#[test]
fn letters_stand_for_those_who_say_who_they_are() {
    let (found, count) = people(
        "TM: Welcome. I am Tove Moen of the harbour radio, and with me is a keeper of the old light. How did you come to it?\n\n\
         OB: My name is Olav Berg, and I came by boat, in the winter of the great ice.\n\n\
         TM: Who had the light before you?\n\nOB: My aunt, for thirty years.\n\n\
         TM: What did she leave you?\n\nOB: A lamp, a ledger and a goat.\n\nTM: And the goat?\n\nOB: She keeps the ledger.\n",
        "light.txt",
    );
    assert_eq!((found, count), (named(&[("Tove Moen", ASKS), ("Olav Berg", ANSWERS)]), 4));
}

#[test]
fn initials_may_leave_out_the_middle_name() {
    let (found, count) = people(
        "Title: Kari Ann Lund Interview\nNarrator: Kari Ann Lund\nInterviewer: Per Ole Vik\nDate: May 2, 2008\n\n\
         PV: Where were you born?\n\nKL: In the house by the ferry.\n\nPV: And your mother?\n\nKL: In the same bed.\n\n\
         PV: Did you ever leave?\n\nKL: Twice, and came back wet both times.\n",
        "lund.txt",
    );
    assert_eq!((found, count), (named(&[("Per Ole Vik", ASKS), ("Kari Ann Lund", ANSWERS)]), 3));
    let title = read(
        "Harbour Archive\nTitle: Kari Lund Interview\nDate: May 2, 2008\n\nPV: Where?\n\nKL: Here, in the house.\n\nPV: When?\n\nKL: In spring, I was told.\n\nPV: Why?\n\nKL: Nobody knows that, and I never asked.\n",
        "lund.txt",
    );
    assert_eq!(title.meta.title.as_deref(), Some("Kari Lund Interview"));
}

#[test]
fn names_once_and_then_their_first_letters_though_these_mean_question_and_answer() {
    let (found, count) = people(
        "**Pedro: ¿Cómo empezó usted con los relojes?**\n\nRosa: Con mi abuelo, que tenía un taller junto al puerto.\n\n\
         **P: ¿Y qué aprendió allí?**\n\nR: A escuchar. Un reloj enfermo suena distinto.\n\n\
         **P: ¿Cuál fue el primero que arregló?**\n\nR: El de la torre, a los doce años.\n\n\
         **P: ¿Volvería a empezar?**\n\nR: Mañana mismo.\n",
        "relojes.md",
    );
    assert_eq!((found, count), (named(&[("Pedro", ASKS), ("Rosa", ANSWERS)]), 4));
    let (found, count) = people(
        "Rhea: Seit wann machst du Uhren?\n\nOtto K.: Seit dem Winter nach der Flut.\n\nR.: Und wer hat es dir gezeigt?\n\n\
         K.: Ein Uhrmacher, der fortging.\n\nR.: Wohin?\n\nK.: Das hat er nicht gesagt.\n\nR.: Fehlt er dir?\n\nK.: Wenn etwas klemmt.\n",
        "uhren.txt",
    );
    assert_eq!((found, count), (named(&[("Rhea", ASKS), ("Otto K.", ANSWERS)]), 4));
}

#[test]
fn a_pet_name_is_the_only_one_whom_it_can_mean() {
    let (found, count) = people(
        "---\ntitulo: Entrevista com Fredrica Dahl\n---\n\nNesta edição conversamos com Fredrica Dahl, que cuida dos faróis.\n\n\
         **Jornal do Porto:** Quantos faróis você tem?\n\n**Fred:** Três, e um que não acende.\n\n\
         **Jornal do Porto:** Por que não acende?\n\n**Fred:** Ninguém sabe o nome dele.\n\n\
         **Jornal do Porto:** E os outros?\n\n**Fred:** Os outros respondem.\n",
        "farois.md",
    );
    assert_eq!((found, count), (named(&[("Jornal do Porto", ASKS), ("Fredrica Dahl", ANSWERS)]), 3));
}

#[test]
fn bold_questions_and_answers_with_names_below_a_long_introduction() {
    let interview = read(
        "# The keepers\n\nGood morning,\n\nThree things happened before I could print this talk.\n\n*It was shortened a little.*\n\n\
         **Topics:**\n\n[The light](#light)|\n\n[The boats](#boats)\n\n### The light\n\n\
         **Ada, Jens, welcome to the harbour paper.**\n\n**Ada Moen:** Thank you.\n\n**Jens Dahl:** Thanks for having me.\n\n\
         **So Jens, you are new here. What did you find?**\n\n**JD:** A lamp without oil, and a ledger without a pencil.\n\nThe goat had eaten the pencil.\n\n\
         **Was it hard to explain?**\n\n**JD:** To the goat, yes.\n\n### The boats\n\n**They do come close, though.**\n\n\
         **AM:** They feel incredibly close, from the first night on.\n\n**You never call them?**\n\n**AM:** It is part of why they come.\n\n\
         **(laughing) Everybody has been on that rock once.**\n\n**JD:** And we pull them off it. We spend the spring on that.\n\n\
         **Is it fair to say you like it?**\n\n**JD:** I think that is fair.\n\n**Ada, any last words?**\n\n**AM:** He said it well.\n",
        "keepers.md",
    );
    let asked = exchanges(&interview);
    assert!(asked.len() >= 7, "{asked:?}");
    assert!(interview.people.iter().all(|person| person.role == ANSWERS), "{:?}", interview.people);
}

#[test]
fn one_person_may_be_named_in_several_forms() {
    let (found, _) = people(
        "# Transcript of Kari H. Lund Interview\n\nKari Hansine Vik was born by the ferry. Kari H. Lund died in 2002, and her \
         fellow ferryman Ola Marit Berg spoke at the grave.\n\n\
         **PV:** Where were you born?\n\n**KL:** In the house of Kari Vik Lund, as I was called.\n\n\
         **PV:** And your mother?\n\n**KL:** In the same bed.\n\n**PV:** Did you ever leave?\n\n**KL:** Twice.\n",
        "lund.md",
    );
    assert_eq!(found.last().map(|(name, _)| name.as_str()), Some("Kari H. Lund"));
    let (found, _) = people(
        "Interviewee: Dr. Violeta Felipe-Dahl\n\nMarc: Good day, Dr. Dahl. May we begin?\n\nDr. Dahl: Yes.\n\n\
         Marc: How do you come to know of a birth?\n\nDr. Dahl: They ring the bell.\n\nMarc: At night, too?\n\nDr. Dahl: Above all at night.\n",
        "bell.txt",
    );
    assert_eq!(found[1], ("Dr. Violeta Felipe-Dahl".to_owned(), ANSWERS));
    let (found, _) = people(
        "代表　北原 澄子氏\n\n入江：会社を始めたのはいつですか。\n\n北原：十年前の春です。雪がまだ残っていました。\n\n\
         入江：なぜ春でしたか。\n\n北原：船が出せるからです。\n\n入江：最初の船は覚えていますか。\n\n北原：赤い小さな船でした。\n",
        "fune.txt",
    );
    assert_eq!(found[1], ("北原 澄子".to_owned(), ANSWERS));
}

#[test]
fn words_of_a_title_are_no_people() {
    let (found, count) = people(
        "---\ntitle: 'Neden Eski Tekne?'\nauthor: Jale Olgun\n---\n\n> Tekneyi kim yaptı?\n\nBabam, iki yazda.\n\n\
         > Neden ahşap?\n\nÇünkü başka bir şey yoktu.\n\n> Bugün kim biniyor?\n\nKomşular ve keçi.\n\n> Satar mısınız?\n\nHiçbir zaman.\n",
        "tekne.md",
    );
    assert_eq!((found, count), (named(&[("Jale Olgun", ASKS)]), 4));
    let (found, count) = people(
        "# Lært Statens havnevesen å kjenne\n\nMalin har jobbet lenge for Statens havnevesen.\n\n## Hva jobber du med?\n\n\
         Jeg teller båter for Statens havnevesen, en etter en.\n\n## Hvem jobber du sammen med?\n\nMed måkene.\n\n\
         ## Hva lærte du?\n\nAt tall flyter.\n",
        "malin.md",
    );
    assert_eq!((found, count), (named(&[]), 3));
}

#[test]
fn people_under_labels_that_name_nobody_say_who_they_are() {
    let talk = |first: &str, second: &str, [asks, answers]: [&str; 2]| {
        let text = format!(
            "{asks}: {first}\n\n{answers}: {second}\n\n{asks}: How did you come to the light?\n\n{answers}: By boat, in winter.\n\n\
             {asks}: And who had it before?\n\n{answers}: My aunt had it.\n\n{asks}: Do you miss her?\n\n{answers}: On Sundays.\n"
        );
        people(&text, "light.txt").0
    };
    let host = "Hello, my name is Ruth Moe, and today I am with Per Lind at the light.";
    for labels in [["Interviewer", "Interviewee"], ["SPEAKER_00", "SPEAKER_01"]] {
        let found = talk(host, "Thank you for coming.", labels);
        assert_eq!(found, named(&[("Ruth Moe", ASKS), ("Per Lind", ANSWERS)]), "{labels:?}");
    }
    let found = talk("Olá, eu sou a Mabê.", "O meu nome é Vasco Lima e moro aqui.", ["Entrevistadora", "Entrevistado"]);
    assert_eq!(found, named(&[("Mabê", ASKS), ("Vasco Lima", ANSWERS)]));
    let found = talk("Good morning. I'm ready if you are.", "I am Norwegian.", ["Interviewer", "Interviewee"]);
    assert_eq!(found, named(&[("Interviewer", ASKS), ("Interviewee", ANSWERS)]));
}

#[test]
fn a_host_who_mostly_remarks_has_the_only_label_behind_the_first_turns() {
    let interview = read(
        "# Ole Roth on salt\n\n**Tora Moe:** Ole Roth, you boil salt.\n\n**Ole Roth:** From the sea, in a pan as large as this room. \
         It takes a day and a night.\n\n**TM:** And a forest of wood.\n\nThat is gone. We burn what the storms leave on the beach.\n\n\
         **TM:** What do you hear at night?\n\nThe pan sings. It is the crystals, when they begin.\n\n**TM:** I heard it at the door.\n\n\
         Then it was ready, and I was late. One hears it too late, mostly.\n\n**TM:** You learnt it from your mother.\n\nShe could tell \
         by the smell. I have to look.\n\n**TM:** Who comes to buy it?\n\nCooks, and a man who says that he salts his roses.\n\n\
         **TM:** His roses.\n\nThey are very large, he says.\n",
        "salt.md",
    );
    assert_eq!(interview.exchanges.len(), 7);
    assert_eq!(interview.interviewer().map(|one| one.name.as_str()), Some("Tora Moe"));
}

#[test]
fn bold_remarks_between_numbered_headings_are_those_of_the_one_who_asks() {
    let text = "# A talk with Per Lind\n\nPer keeps the light. He speaks in plain type.\n\n**You were up early.**\n\nThe gulls were.\n\n\
        **I heard them too.**\n\nEverybody does, but nobody gets up for it.\n\n## Q1: Who had the light before you?\n\nMy aunt had it for \
        thirty years.\n\n**Thirty years is long.**\n\nShe never said so.\n\n## Q2: Where did she live?\n\nUpstairs.\n\n\
        ## Q3: And you?\n\nDownstairs, where it is warm.\n\n**That is wise.**\n\nIt is the stove.\n\n\
        ## Q4: What do you burn?\n\nOld boats.\n\n## Q5: Whose boats are they?\n\nNobody's, once they burn.\n";
    let interview = read(text, "light.md");
    let asked = interview.exchanges.iter().flat_map(|one| &one.question).map(|id| interview.para(*id).text.as_str());
    assert_eq!(
        asked.collect::<Vec<_>>(),
        [
            "You were up early.",
            "I heard them too.",
            "Who had the light before you?",
            "Thirty years is long.",
            "Where did she live?",
            "And you?",
            "That is wise.",
            "What do you burn?",
            "Whose boats are they?"
        ]
    );
}

#[test]
fn bold_questions_without_a_label_are_those_of_the_one_who_asks_in_bold_type() {
    let interview = read(
        "**Mona Sund: Where did you sing last?**\n\nThe Gulls: In the barn.\n\n**MS: And before?**\n\nTG: In the mill.\n\n\
         **MS: What is the oldest song?**\n\nTG: The one about salt.\n\n**And the newest? **\n\nTG: The one about pepper.\n\n\
         **Who wrote it?**\n\nKaja Lund: I did, on the ferry.\n\n**MS: In one night?**\n\nKL: In one crossing.\n",
        "gulls.md",
    );
    assert_eq!(interview.exchanges.len(), 6);
    let asks = |id: &inquit::interview::ParaId| {
        let who = interview.para(*id).speaker.expect("somebody asks");
        interview.people[usize::from(who.0)].name.as_str() == "Mona Sund"
    };
    assert!(interview.exchanges.iter().flat_map(|one| &one.question).all(asks));
}

#[test]
fn bold_type_between_stars_in_paragraphs_of_a_page_is_bold_type() {
    let interview = read(
        "# The boat\n\n<p>**Ida:** Who built it?</p>\n\n</p>\n**Ola:** My aunt, *alone*.\n\n<p>**Ida:** When?</p>\n\n</p>\n**Ola:** Long ago.\n\n\
         <p>**Ida:** And now?</p>\n\n</p>\n**Ola:** It floats.\n",
        "boat.md",
    );
    assert_eq!(exchanges(&interview).len(), 3);
    assert!(interview.paragraphs.iter().all(|one| !one.text.contains('*')));
}

#[test]
fn a_title_that_says_who_answers_is_plainer_than_a_line_that_may_say_either() {
    let (found, _) = people(
        "---\ntitle: Entrevista com Paulo Duarte\ndescription: Leia uma entrevista de Paulo Duarte, dos barcos.\n---\n\n\
         Na primeira edição nós entrevistamos Lina Torres.\n\n**Revista do Porto:** Quantos barcos você tem?\n\n**Duarte:** Dois.\n\n\
         **Revista do Porto:** E o que faz com eles?\n\n**Duarte:** Vou e volto.\n\n**Revista do Porto:** Sozinho?\n\n**Duarte:** Com o cão.\n",
        "barcos.md",
    );
    assert!(found.contains(&("Paulo Duarte".to_owned(), ANSWERS)), "{found:?}");
    let (found, _) = people(
        "항구 대학교 홍보부장 정은영 학생 인터뷰\n\nQ. 언제 시작했나요?\n\nA. 작년 봄에 시작했어요. 눈이 아직 남아 있었죠.\n\n\
         Q. 왜 봄이었나요?\n\nA. 배가 뜨니까요.\n\nQ. 지금은 어떤가요?\n\nA. 여전히 좋아요.\n",
        "hanggu.txt",
    );
    assert!(found.contains(&("정은영".to_owned(), ANSWERS)), "{found:?}");
    let day = read(
        "sobota, 12 września 2015\n\nRozmowa z Janem Dalem\n\nP: Kto zbudował łódź?\n\nO: Mój dziadek, dawno temu.\n\n\
         P: Gdzie?\n\nO: Za domem, pod jabłonią.\n\nP: I pływa?\n\nO: Pływa.\n",
        "lodz.txt",
    );
    assert_eq!(day.meta.title.as_deref(), Some("Rozmowa z Janem Dalem"));
}

#[test]
fn where_all_who_answer_have_names_who_is_only_spoken_of_is_nobody_of_the_talk() {
    let (found, _) = people(
        "**Transcript of Interview with Dr. Dahl**\n\nInterviewer: Marc Olsen\n\nInterviewee: Dr. Violeta Maria Dahl\n\n\
         Last spring we interviewed Lina Torres on the same bell.\n\n**Marc:** May we begin, Dr. Dahl?\n\n**Dr. Dahl:** Yes, please.\n\n\
         **Marc:** How do you come to know of a birth?\n\n**Dr. Dahl:** They ring the bell.\n\n**Marc:** At night, too?\n\n**Dr. Dahl:** Above all then.\n",
        "bell.md",
    );
    assert_eq!(found, named(&[("Marc Olsen", ASKS), ("Dr. Violeta Maria Dahl", ANSWERS)]));
}

#[test]
fn who_speaks_with_somebody_without_a_name_asks() {
    let (found, _) = people(
        "# A Conversation With Oona Berg\n\nOn the day of the fair C. Redfern speaks with the maker of sails about her chances.\n\n\
         **What does the fair mean to you?**\n\nIt is the only day on which I wear shoes.\n\n**And the sails?**\n\nThey hang.\n\n\
         **Who buys them?**\n\nWhoever has wind.\n",
        "sails.md",
    );
    assert_eq!(found, named(&[("C. Redfern", ASKS), ("Oona Berg", ANSWERS)]));
}
