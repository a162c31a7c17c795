//! What marks a question or an answer in places where it is easily missed: attribute lists, headings beside labels, dashes
//! without blanks, marks on the answers, scripts with rules of their own; texts and people are invented.

use inquit::interview::{Interview, PersonRole, Role};

use crate::recognition_published::{exchanges, read};

#[test]
fn attribute_lists_say_what_asks_and_are_not_shown() {
    let interview = read(
        "---\ntitle: Intervista a Ilda Ferro\n---\n\n\
         Ilda Ferro costruisce barche in un paese di quaranta abitanti.\n\n\
         **Ilda, come sei arrivata alle barche?**{: .domanda_intervista}\n\n\
         Mio zio era caduto dal tetto del cantiere, e qualcuno doveva finire il suo lavoro.\n\n\
         **Ho notato che non usi chiodi.**{: .domanda_intervista}\n\n\
         I chiodi arrugginiscono, il legno no. Mi piace aspettare che il legno si muova da solo.\n\n\
         **Ancora una volta hai scelto il larice...**{: .domanda_intervista}\n\n\
         Sì, il larice è l'unico legno di cui mi fido.\n\n\
         ## Dopo {#dopo .largo}\n\n\
         **E quanto ci vuole?**{: .domanda_intervista}\n\n\
         Un inverno, se non nevica.\n",
        "ilda.md",
    );
    assert_eq!(exchanges(&interview), ["Ilda, come > 1", "Ho notato > 1", "Ancora una > 1", "E quanto > 1"]);
    let all: String = interview.paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect();
    assert!(!all.contains('{'), "{all}");
}

#[test]
fn attribute_lists_below_labelled_turns_say_whose_turns_ask() {
    let talk = |list: &str| {
        format!(
            "Oda Lind: I liked your hat last night. It seemed to play along with you.\n\n\
             Per Moe: Hats have a strange place in my life. My first record was named after one of them.\n\n\
             Oda: Do they change you?\n\n\
             Per: They do, a little. I had one that I only wore to write, and one that I never wore twice.\n\n\
             Una: All right, speaking of last night, we should come to the concert.{list}\n\n\
             Per: It went well, I believe, and nobody left before the end.\n\n\
             Oda: It did. Were you nervous?\n\n\
             Per: I am always nervous before I have eaten.\n\n\
             Una: I want to hear more about the songs.{list}\n\n\
             Oda: They came late. I wrote two of them on the train.\n"
        )
    };
    let asked = |interview: &Interview| interview.with_role(Role::Question).count();
    let interview = read(&talk("\n{: .interviewer }"), "hats.md");
    assert_eq!(exchanges(&interview), ["All right, > 3", "I want > 1"]);
    assert!(asked(&read(&talk(""), "hats.md")) != 2);
}

#[test]
fn a_dash_before_the_question_and_the_answer_on_the_next_line() {
    let source = "-Me corriges si me equivoco, pero este barco ya no navega, ¿verdad?\n\
                  Exacto. Lo sacamos del agua hace tres inviernos, y desde entonces vive gente en él.\n\n\
                  -Habéis vuelto a pintarlo de verde.\n\
                  El verde es el color del astillero desde hace un siglo, y lo demás nos parecía una traición.\n\n\
                  -Cuidáis mucho vuestras velas.\n\
                  Son de mi abuela. Las cosió ella misma en la cocina de nuestra casa.\n\n\
                  -¿Quién manda a bordo?\n\
                  Nadie, y se nota.\n\n\
                  -Vuestros vecinos dicen que hacéis ruido.\n\
                  Hacemos música. Es verdad que no siempre se distingue.\n\n\
                  -Hablemos del invierno. Aquí sopla todos los días.\n\
                  Sopla, y el casco canta. Al principio no dormíamos.\n\n\
                  -Siguiendo con eso, ¿no echáis de menos la tierra?\n\
                  La tierra está a dos metros.\n\n\
                  -Ahora vais a vender el barco.\n\
                  No lo sé. Todavía nadie ha preguntado el precio.\n";
    let front = "---\ntitle: El barco verde\n---\n";
    for (source, name) in [(format!("{front}{source}"), "barco.md"), (source.to_owned(), "barco.txt")] {
        let interview = read(&source, name);
        assert_eq!(interview.exchanges.len(), 8, "{name}: {:?}", exchanges(&interview));
        assert!(interview.exchanges.iter().all(|exchange| exchange.answer.len() == 1), "{:?}", exchanges(&interview));
    }
}

#[test]
fn dashes_before_rows_that_were_wrapped_are_not_cut() {
    let source = "---\ntitle: Le port\n---\n\n\
                  — Comment avez-vous trouvé ce bateau, et pourquoi\nl'avez-vous gardé ?\n\n\
                  Dans un champ, sous une bâche que personne n'avait\nlevée depuis la guerre.\n\n\
                  — Qu'est-ce qui vous a fait rester dans ce port, où\nplus rien ne bouge ?\n\n\
                  Le silence. Il y a des jours où l'on n'entend que\nles cordes.\n\n\
                  — Et demain, où serez-vous, si le port ferme comme\non le dit ?\n\n\
                  Ici, à quai, avec une valise.\n";
    assert_eq!(exchanges(&read(source, "port.md")), ["— Comment > 1", "— Qu'est-ce > 1", "— Et > 1"]);
}

#[test]
fn headings_ask_by_a_label_and_several_answer_in_quotes() {
    let mut source =
        String::from("# 四位船匠谈木头\n\n四位船匠回答了《港口》的三个问题，他们住在四个不同的村子里。\n\n");
    for question in ["你最喜欢哪种木头，已经用了多久？", "既然有那么多种油漆，你为什么只用柏油？", "冬天你怎么过？"]
    {
        source.push_str(&format!("### 港口：{question}\n\n"));
        for (name, text) in [
            ("Oda Lind：** ", "我一直用落叶松，从十六岁起就没有换过，因为它不怕水，也不怕等。"),
            ("Per Moe：**", "我什么都用。"),
            ("Una Berg：**", "这要看天气，也要看钱。我父亲说过，好木头会自己告诉你它想变成什么。"),
            ("Kari Nes：** ", "我不挑木头，木头挑我，每年春天都是这样。"),
        ] {
            source.push_str(&format!("> **{name}{text}\n\n----\n\n"));
        }
    }
    let interview = read(&source, "boats.md");
    assert_eq!(interview.exchanges.len(), 3, "{:?}", exchanges(&interview));
    assert!(interview.exchanges.iter().all(|exchange| exchange.answer.len() == 4), "{:?}", exchanges(&interview));
    let answering = interview.people.iter().filter(|person| person.role == PersonRole::Interviewee);
    assert_eq!(
        answering.map(|person| person.name.as_str()).collect::<Vec<_>>(),
        ["Oda Lind", "Per Moe", "Una Berg", "Kari Nes"]
    );
}

#[test]
fn one_question_in_a_heading_of_another_level() {
    let source = "# Entretien avec Jeanne Ruelle\n\n\
                  ### Quelle est votre formation ?\n\nJ'ai appris la menuiserie chez mon oncle, puis la marine.\n\n\
                  ### Quelle est la part du bois dans votre travail ?\n\nLa moitié, quand l'hiver est sec.\n\n\
                  ## Et le reste ?\n\nDe la colle, du vernis et beaucoup de papiers à remplir.\n\n\
                  ### Avec qui travaillez-vous ?\n\nAvec deux voisins et un chien.\n\n\
                  ### Que ferez-vous demain ?\n\nLa même chose, mais plus lentement.\n";
    let interview = read(source, "ruelle.md");
    assert_eq!(interview.exchanges.len(), 5, "{:?}", exchanges(&interview));
    assert_eq!(exchanges(&interview)[2], "Et le > 1");
}

#[test]
fn bold_labels_with_questions_over_several_rows() {
    let source = "Today we welcome Per Moe, who builds boats.\n\n\
                  **Q: Can you tell us a little about yourself?**\n\nA: I build boats in a town of four hundred\npeople.\n\n\
                  **Q: Do you remember - how did you find out\nabout larch? Did you try any other wood before\nthat?**\n\n\
                  A: My uncle had some left over.\n\n\
                  **Q: Boats and winters - how do you get\nthrough them?**\n\nA: By waiting. I have become good at it.\n";
    let interview = read(source, "moe.md");
    assert_eq!(exchanges(&interview), ["Can you > 1", "Do you > 1", "Boats and > 1"]);
}

#[test]
fn what_is_set_apart_may_be_the_answers() {
    let turns = [
        (
            "So, could you start by telling me how you came to the ferry?",
            "I was seventeen. Nobody asked for papers then, did they? I had a bicycle and a coat.",
        ),
        ("Was the first winter hard?", "It was brutal. I thought about leaving every day."),
        ("Did you ever leave?", "Once, for a week. But what else was I going to do?"),
        ("And the captain? People still speak of him.", "They speak, yes. He never spoke himself."),
        ("What would you do differently today?", "I would keep the coat."),
    ];
    for (open, close) in [("*", "*"), ("**", "**"), ("> ", "")] {
        let mut source = String::from("# The last ferry\n\nUna Berg worked on it for forty years.\n\n");
        for (question, answer) in turns {
            source.push_str(&format!("{question}\n\n{open}{answer}{close}\n\n"));
        }
        let interview = read(&source, "ferry.md");
        let found = exchanges(&interview);
        assert_eq!(found, ["So, could > 1", "Was the > 1", "Did you > 1", "And the > 1", "What would > 1"], "{open}");
        assert!(interview.why[0].contains("on every answer"), "{open} {:?}", interview.why);
    }
}

#[test]
fn short_answers_to_statements_are_answers() {
    let source = "Q. State your name for the record.\n\nA. Gerald Moe.\n\n\
                  Q. You were on the ferry that night.\n\nA. Yes.\n\n\
                  Q. And you signed the log.\n\nA. I did.\n\n\
                  Q. You had read it before you signed it.\n\nA. No.\n\n\
                  Q. You hadn't read it.\n\nA. Correct.\n\n\
                  Q. It has your initials on every page.\n\nA. Right.\n\n\
                  Q. Where were you at ten o'clock?\n\nA. In the engine room.\n";
    let interview = read(source, "court.txt");
    assert_eq!(interview.exchanges.len(), 7, "{:?}", exchanges(&interview));
    let named = source.replace("Q.", "Una Berg:").replace("A.", "Gerald Moe:");
    let interview = read(&named, "named.txt");
    assert_eq!(interview.exchanges.len(), 7, "{:?}", exchanges(&interview));
}

#[test]
fn greek_asks_with_a_semicolon() {
    let source = "1. Ποιο ήταν το πρώτο καράβι που είδατε;\nΈνα ξύλινο, στο λιμάνι του παππού μου, πριν από τον πόλεμο.\n\
                  2. Το τελευταίο;\nΧθες, από το παράθυρο του τρένου, λίγο πριν φτάσουμε στον σταθμό της πόλης.\n\
                  3. Ποιος σας έμαθε να ράβετε πανιά;\nΗ μητέρα μου, τον χειμώνα, δίπλα στη φωτιά.\n\
                  4. Τι φοβάστε περισσότερο στη θάλασσα;\nΤην ησυχία, γιατί πάντα κάτι έρχεται πίσω της.\n\
                  5. Θα φύγετε ποτέ από το νησί;\nΌχι όσο έχω καράβι.\n";
    let interview = read(source, "karavi.txt");
    assert_eq!(interview.exchanges.len(), 5, "{:?}", interview.why);
    assert!(interview.meta.title.is_none(), "{:?}", interview.meta.title);
}

#[test]
fn entries_in_toml_stand_before_the_text() {
    let source = "+++\ntitle = \"Boats and winters\"\ndate = 2021-05-03\n+++\n\n\
                  **Why boats?**\n\nThey float, and what floats can be sold. I have sold eleven of them.\n\n\
                  **Who buys them?**\n\nPeople who have never been cold. They come in June.\n\n\
                  **When do you rest?**\n\nIn the week after the last one leaves the harbour.\n";
    let interview = read(source, "boats.md");
    assert_eq!(exchanges(&interview), ["Why boats? > 1", "Who buys > 1", "When do > 1"]);
    assert_eq!(interview.meta.title.as_deref(), Some("Boats and winters"));
    assert_eq!(interview.meta.date.map(inquit::interview::Date::iso).as_deref(), Some("2021-05-03"));
}

#[test]
fn letters_with_a_blank_behind_them_take_turns() {
    let source = "DIRECT EXAMINATION\n\nQ Where were you employed on August 9th, 2019?\n\n\
                  A At the ferry. I was second mate, and had been since the spring.\n\n\
                  Q What does a second mate do?\n\nA He signs. He signs for the rope and for the bread.\n\n\
                  MR. HOLT: Objection.\n\nQ Did you check the engine?\n\nA There was nobody who could have.\n\n\
                  A boat came in that night.\n\nQ You signed for it.\n\nA Yes.\n";
    let interview = read(source, "ferry.txt");
    assert_eq!(exchanges(&interview), ["Where were > 1", "What does > 1+1", "Did you > 2", "You signed > 1"]);
    let list = "A boat is a house.\n\nA house is a boat.\n\nQ is a letter.\n\nA is one, too.\n\nQ comes late.\n";
    assert!(read(list, "letters.txt").exchanges.is_empty());
}

#[test]
fn the_first_turns_are_spelt_out_and_the_rest_have_a_letter() {
    for (first, then) in [
        (["PREGUNTA. ", "RESPUESTA. "], ["P. ", "R. "]),
        (["Question: ", "Answer: "], ["Q: ", "A: "]),
        (["Frage: ", "Antwort: "], ["F: ", "A: "]),
    ] {
        let turns = [
            ("Usted nació en un faro. ¿Cómo es una infancia así?", "Muy ordenada. A las seis se apagaba la luz."),
            ("¿Y la soledad?", "La inventaron los que venían de visita. Nosotros éramos once."),
            ("Su padre fue el último farero.", "El penúltimo. El último duró cuatro meses."),
            ("¿Volverá usted al mar?", "No creo. El mar vuelve solo."),
        ];
        let mut source = String::from("Amalia Ferrín recibe en su piso.\n\n");
        for (at, (question, answer)) in turns.iter().enumerate() {
            let [asks, answers] = if at == 0 { first } else { then };
            source.push_str(&format!("{asks}{question}\n\n{answers}{answer}\n\n"));
        }
        let interview = read(&source, "faro.txt");
        let want = ["Usted nació > 1", "¿Y la > 1", "Su padre > 1", "¿Volverá usted > 1"];
        assert_eq!(exchanges(&interview), want, "{first:?}");
    }
}

#[test]
fn signs_of_print_stand_before_the_questions() {
    let korean = "해녀 학교 세운 고말순 씨\n\n▶ 처음 배를 탄 게 언제였습니까?\n\n열다섯 살 때였어요. 아버지가 편찮으셔서 제가 대신 나갔습니다.\n\n\
                  ▶ 그런데도 계속 타셨네요.\n\n바다가 조용했거든요. 그리고 달리 할 일도 없었어요.\n\n\
                  ▶ 학교를 세운 이유가 궁금합니다.\n\n아무도 배우러 오지 않아서요. 그래서 문을 열어 두었습니다.\n\n\
                  ▶ 지금 학생이 몇 명입니까?\n\n열한 명입니다. 겨울에는 넷만 남아요.\n";
    let interview = read(korean, "haenyeo.txt");
    assert_eq!(interview.exchanges.len(), 4, "{:?}", interview.why);
    let japanese =
        korean.replace('▶', "○").replace("\n\n열", "\n\n●열").replace("\n\n바", "\n\n●바").replace("\n\n아", "\n\n●아");
    let interview = read(&japanese, "haenyeo.txt");
    assert_eq!(interview.exchanges.len(), 4, "{:?} {:?}", interview.why, exchanges(&interview));
}

#[test]
fn a_remark_of_the_editor_in_bold_brackets_asks_nothing() {
    let source = "# Boats\n\n**(Side note: the answers were sent by post. The pictures are ours.)**\n\n\
                  **Why boats?**\n\nThey float, and what floats can be sold. I have sold eleven of them.\n\n\
                  **Who buys them?**\n\nPeople who have never been cold. They come in June.\n\n\
                  **When do you rest?**\n\nIn the week after the last one leaves the harbour.\n";
    assert_eq!(exchanges(&read(source, "boats.md")), ["Why boats? > 1", "Who buys > 1", "When do > 1"]);
}

#[test]
fn the_head_of_a_transcript_says_who_asks() {
    let turns = "Ruth: So you grew up on the farm, as the eldest of six, and you went to the school at Tuckahoe for a while.\n\n\
                 Walter: Who told you that?\n\nRuth: Your sister did. She said that you never liked the cows much.\n\n\
                 Walter: Did she?\n\nRuth: And that you left for the sea before your sixteenth birthday, on a coal ship.\n\n\
                 Walter: What else did she say?\n\nRuth: That you wrote to her from every harbour, and that she kept it all.\n\n\
                 Walter: I did write.\n";
    let asks = |head: &str| {
        let interview = read(&format!("{head}{turns}"), "farm.txt");
        let person = interview.people.iter().find(|person| person.role == PersonRole::Interviewer);
        person.map(|person| person.name.as_str().to_owned())
    };
    assert_eq!(asks("").as_deref(), Some("Walter"));
    let full = asks("Interviewer: Ruth Moe\n\nInterviewee: Walter Lind\n\n");
    assert_eq!(full.as_deref(), Some("Ruth Moe"));
    assert_eq!(asks("Interviewer: Ruth Moe\n\n").as_deref(), Some("Ruth Moe"));
}

#[test]
fn headings_ask_without_the_sign_for_it() {
    let page = |heads: [&str; 4]| {
        let said = [
            "I came by boat, in winter, and the lamp was out. So I lit it.",
            "There was a goat. She would not come down to the boat.",
            "The old one burns oil and asks for nothing.",
            "A night when nobody came, and everybody was safe.",
        ];
        let parts = heads.iter().zip(said).map(|(head, said)| format!("## {head}\n\n{said}\n\n"));
        format!("# At the light\n\nPer Lind keeps the light at Saltmarsh.\n\n{}", parts.collect::<String>())
    };
    let asked = page([
        "What Sparked Your Interest in Lights",
        "Why Did You Stay",
        "Do You Have a Favourite Lamp [2:25 - 3:01]",
        "What Has Been Your Best Night",
    ]);
    assert_eq!(read(&asked, "light.md").exchanges.len(), 4);
    let bold: String = asked
        .lines()
        .map(|line| line.strip_prefix("## ").map_or(format!("{line}\n"), |head| format!("**{head}**\n")))
        .collect();
    assert_eq!(read(&bold, "light.md").exchanges.len(), 4);
    let advice = page(["What You Need", "How to Light Your Lamp", "Why Your Lamp Smokes", "When You Sail at Night"]);
    assert_eq!(read(&advice, "light.md").exchanges.len(), 0);
}
