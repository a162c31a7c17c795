//! What people paste: notes of a podcast, the head of an oral history, a German radio’s wording, a Japanese conversation, a
//! Russian interview set with dashes, numbered questions with the answer on the next line. The people are invented.

use inquit::interview::parse::{Format, parse};
use inquit::interview::{Interview, Role};
use inquit::text::CleanText;

pub(crate) fn read(text: &str, name: &str) -> Interview {
    let interview = parse(&CleanText::new(text), Format::Auto, Some(name));
    assert_eq!(interview.check(), Ok(()), "{name}");
    interview
}

/// How many exchanges, and who asks and answers in all of them.
pub(crate) fn shape(interview: &Interview) -> (usize, Vec<&str>, Vec<&str>) {
    let names = |role: Role| {
        let mut names: Vec<&str> = interview
            .with_role(role)
            .filter_map(|id| interview.para(id).speaker)
            .map(|who| interview.people[usize::from(who.0)].name.as_str())
            .collect();
        names.dedup();
        names
    };
    (interview.exchanges.len(), names(Role::Question), names(Role::Answer))
}

#[test]
fn a_break_with_a_time_is_nobodys() {
    let interview = read(
        "[00:00:03] Mara: Welcome back. Oona, how did you come to the light?\n\n[00:00:14] Oona: I answered an advertisement.\n\n\
         [00:00:21] Mara: What did your mother say?\n\n[00:00:24] Oona: That I would be back by Christmas.\n\n\
         [00:00:33] Mara: Before we go on, a word from our sponsor.\n\n[00:00:36] [AD BREAK]\n\n\
         [00:01:40] Mara: And we're back. What did the inspector count?\n\n[00:01:47] Oona: The oil. Never the keeper.\n",
        "podcast.txt",
    );
    let aside: Vec<&str> = interview.with_role(Role::Aside).map(|id| interview.para(id).text.as_str()).collect();
    assert_eq!(aside, ["[00:00:36] [AD BREAK]"]);
}

#[test]
fn the_lines_of_a_head_are_lines() {
    let interview = read(
        "KRESSAU ORAL HISTORY PROJECT\nInterview with: Oona Berg\nInterviewed by: Tomas Brand\nDate: June 4, 1998\n\
         Place: Kressau, the keeper's house\nTranscribed by: Silke Anders\n\n\
         BRAND: Mrs. Berg, where were you born?\n\nBERG: In Kressau, in the house behind the mill.\n\n\
         BRAND: And your parents?\n\nBERG: My father was a rope-maker.\n\nBRAND: What did your mother do?\n\n\
         BERG: She kept the books for him.\n",
        "oral.txt",
    );
    assert_eq!(shape(&interview), (3, vec!["Tomas Brand"], vec!["Oona Berg"]));
    assert_eq!(interview.meta.title.as_deref(), Some("KRESSAU ORAL HISTORY PROJECT"));
    // Where they were joined by others, a word before a colon is no part of the name before it.
    let joined = read(
        "Boats\n\nInterviewed by: Tomas Brand Date: June 4, 1998\n\nQ: Where were you born?\n\nA: In Kressau.\n\n\
         Q: And your parents?\n\nA: There, too.\n",
        "joined.txt",
    );
    assert_eq!(joined.interviewer().map(|person| person.name.as_str()), Some("Tomas Brand"));
}

#[test]
fn who_speaks_is_named_once_even_with_a_calling() {
    let interview = read(
        "Interview im Wortlaut\n\nDie Leuchtturmwärterin Oona Berg im Gespräch mit Tomas Brand\n\n\
         Tomas Brand: Ich habe sie zuerst gefragt, wie sie auf den Turm gekommen ist.\n\n\
         Oona Berg: Ich habe auf eine Anzeige geantwortet.\n\nBrand: Und was hat Ihre Mutter gesagt?\n\n\
         Berg: Dass ich zu Weihnachten wieder da bin.\n\nBrand: Würden Sie es wieder tun?\n\nBerg: Morgen.\n",
        "wortlaut.txt",
    );
    let people: Vec<&str> = interview.people.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(people, ["Tomas Brand", "Oona Berg"]);
}

#[test]
fn a_wide_blank_behind_a_name_is_a_label() {
    let interview = read(
        "対談　灯台と階段\n\n大森健（作家）×小山内ゆき（灯台守）\n\n大森　灯台にはどういうきっかけで入られたんですか。\n\n\
         小山内　新聞の広告です。ほかに応募した人がいなかった。\n\n大森　お母さまは何とおっしゃいましたか。\n\n\
         小山内　クリスマスには帰ってくるだろうと。三十年後に帰りました（笑）。\n\n大森　検査官が年に二度来たそうですね。\n\n小山内　ええ、油を数えに。私のことは数えません。\n\n\
         大森　もう一度やりますか。\n\n小山内　明日にでも。階段さえよければ。\n\n\
         大森　今日はありがとうございました。\n\n小山内　こちらこそ。\n",
        "taidan.txt",
    );
    assert_eq!(shape(&interview), (5, vec!["大森"], vec!["小山内"]));
    assert!(interview.with_role(Role::Question).all(|id| !interview.para(id).text.starts_with("大森")));
}

#[test]
fn verbs_of_saying_in_a_question_set_with_a_dash_make_no_story() {
    let interview = read(
        "Беседовала Нина Осокина\n\n— Как вы попали на маяк?\n\n— Ответила на объявление. Больше никто не ответил.\n\n\
         — Что сказала ваша мать?\n\n— Сказала, что я вернусь к Рождеству.\n\n— Что ответил инспектор?\n\n\
         — Ответил, что он считает масло.\n\n— Вы бы сделали это снова?\n\n— Завтра же, с лучшей лестницей.\n",
        "talk.txt",
    );
    assert_eq!(interview.exchanges.len(), 4, "{:?}", interview.why);
}

#[test]
fn numbered_questions_with_the_answer_on_the_next_line_are_two_paragraphs() {
    for (title, pairs) in [
        (
            "Five questions for Oona Berg",
            [
                ("How did you come to the light?", "I answered an advertisement. Nobody else had."),
                ("What did your mother say?", "That I would be back by Christmas."),
                ("Tell us about the inspector.", "He counted the oil. Never the keeper."),
                ("Would you do it again?", "Tomorrow, with better stairs."),
            ],
        ),
        (
            "Cinco preguntas para Oona Berg",
            [
                ("¿Cómo llegó usted al faro?", "Contesté a un anuncio. Nadie más lo había hecho."),
                ("¿Qué dijo su madre?", "Que volvería por Navidad."),
                ("¿Qué contaba el inspector?", "El aceite. Nunca a la farera."),
                ("¿Lo haría usted otra vez?", "Mañana mismo, con mejores escaleras."),
            ],
        ),
    ] {
        let item = |(at, (asks, says)): (usize, &(&str, &str))| format!("{}. {asks}\n{says}", at + 1);
        let body = pairs.iter().enumerate().map(item).collect::<Vec<_>>().join("\n\n");
        let interview = read(&format!("{title}\n\n{body}"), "five.txt");
        assert_eq!(interview.exchanges.len(), 4, "{:?}", interview.why);
        let answers: Vec<&str> = interview.with_role(Role::Answer).map(|id| interview.para(id).text.as_str()).collect();
        assert_eq!(answers, pairs.map(|(_, says)| says));
    }
}

#[test]
fn a_table_of_markdown_may_be_a_talk() {
    let said = "# The keeper of the light\n\n| Speaker | Text |\n|---|---|\n| Mara Olsen | How did you come to the light? |\n\
                | Oona Berg | I answered an advertisement. |\n| Mara Olsen | What did your mother say? |\n\
                | Oona Berg | That I would be back by Christmas. |\n| Mara Olsen | Would you do it again? |\n\
                | Oona Berg | Tomorrow, with better stairs. |\n";
    assert_eq!(shape(&read(said, "talk.md")), (3, vec!["Mara Olsen"], vec!["Oona Berg"]));
    for (head, first, second) in [
        ("| Question | Answer |", "How did you come to the light?", "What did your mother say?"),
        ("| Pregunta | Respuesta |", "¿Cómo llegó usted al faro?", "¿Qué dijo su madre?"),
        ("| 问 | 答 |", "您是怎么来到灯塔的？", "您母亲怎么说？"),
    ] {
        let asked = format!(
            "{head}\n|---|---|\n| {first} | I answered an advertisement. Nobody else had. |\n\
             | {second} | That I would be back by Christmas. |\n| {first} | By boat. |\n| {second} | Nothing. |\n"
        );
        for name in ["talk.md", "talk.txt"] {
            let interview = read(&asked, name);
            assert_eq!(interview.exchanges.len(), 4, "{head}: {:?}", interview.why);
        }
    }
}

#[test]
fn a_title_of_the_word_interview_and_a_name_names_who_answers() {
    let talk = "How did you come to the light?\n\nI answered an advertisement. Nobody else had.\n\n\
                What did your mother say?\n\nThat I would be back by Christmas.\n\nWould you do it again?\n\nTomorrow.\n";
    let interview = read(&format!("# Interview: Oona Berg\n\n{talk}"), "talk.md");
    assert_eq!(shape(&interview), (3, vec![], vec!["Oona Berg"]));
    let interview = read(&format!("# The keeper of the light\n\nInterview: Tomas Brand\n\n{talk}"), "talk.md");
    assert_eq!(shape(&interview), (3, vec!["Tomas Brand"], vec![]));
}

#[test]
fn a_name_inside_brackets_around_a_whole_remark_is_no_label() {
    let interview = read(
        "1. How did you come to the light?\n\nI answered an advertisement. Nobody else had.\n\n[Interviewer: Mm-hm.]\n\n\
         They gave me a coat.\n\n2. What did your mother say?\n\nThat I would be back by Christmas.\n\n\
         [Interviewer: Right.]\n\nAnd I was, thirty years later.\n\n3. Would you do it again?\n\nTomorrow.\n\n\
         [Interviewer: Really?]\n\nWith better stairs.\n",
        "talk.txt",
    );
    assert_eq!(interview.exchanges.len(), 3, "{:?}", interview.why);
    assert!(interview.people.iter().all(|person| !person.name.contains('[')), "{:?}", interview.people);
}
