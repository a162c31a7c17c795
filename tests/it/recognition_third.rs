//! Third voices (judge, audience, interpreter, somebody unknown, a break, music) in nine languages and five formats: they
//! stay inside the running answer under their own name, or ask under it. The texts and people are invented.

#![expect(clippy::unwrap_used, reason = "a test whose own transcript is broken has failed")]

use std::fmt::Write as _;

use inquit::formats::{captions, json};
use inquit::interview::parse::{Format, parse};
use inquit::interview::{Interview, PersonRole, Role};
use inquit::text::CleanText;

use crate::recognition::{exchanges_by, fixture};

/// One language: who asks, who answers, three exchanges, labels of listeners, labels of others, a remark, a question from
/// the hall, labels of breaks, and remarks in signs.
struct Talk {
    asks: &'static str,
    answers: &'static str,
    said: [(&'static str, &'static str); 3],
    listeners: &'static [&'static str],
    others: &'static [&'static str],
    remark: &'static str,
    asked: &'static str,
    breaks: &'static [&'static str],
    signs: &'static [&'static str],
}

const TALKS: [Talk; 9] = [
    Talk {
        asks: "Mara Olsen",
        answers: "Jens Dahl",
        said: [
            (
                "Where did you learn to mend nets?",
                "My grandmother taught me in the boathouse, with one lamp between us.",
            ),
            ("Who built the boats?", "A man called Arvid built all nine of them, out of larch and a little oak."),
            ("Would you go back now?", "I go back every summer, and they let me sit on the wall."),
        ],
        listeners: &["AUDIENCE", "Audience member", "Voice from the audience", "Man in audience"],
        others: &["THE COURT", "Judge Harlan", "The Interpreter", "UNKNOWN", "Unidentified male"],
        remark: "Louder, please, we cannot hear you.",
        asked: "Did the insurance pay for the boats?",
        breaks: &["Break", "Coffee break", "Music"],
        signs: &["[Music]", "♪ Music ♪", "<phone rings>", "--- End of tape one ---", "{laughs}"],
    },
    Talk {
        asks: "Lena Vogt",
        answers: "Karl Brandt",
        said: [
            (
                "Wo haben Sie das Flicken gelernt?",
                "Meine Großmutter hat es mir im Bootshaus beigebracht, bei einer Lampe.",
            ),
            ("Wer hat die Boote gebaut?", "Ein Mann namens Arvid hat alle neun gebaut, aus Lärche und etwas Eiche."),
            ("Würden Sie zurückgehen?", "Ich fahre jeden Sommer hin und darf auf der Mauer sitzen."),
        ],
        listeners: &["Publikum", "Zuhörerin", "Stimme aus dem Publikum", "Zwischenruf"],
        others: &["Der Vorsitzende", "Richterin", "Dolmetscher", "Unbekannter Sprecher"],
        remark: "Lauter bitte, hinten hört man nichts.",
        asked: "Hat die Versicherung die Boote bezahlt?",
        breaks: &["Pause", "Unterbrechung"],
        signs: &["[Musik]", "(Gelächter im Saal)"],
    },
    Talk {
        asks: "Claire Morel",
        answers: "Paul Gautier",
        said: [
            (
                "Où avez-vous appris à réparer les filets ?",
                "Ma grand-mère me l’a appris dans le hangar, avec une seule lampe.",
            ),
            (
                "Qui construisait les bateaux ?",
                "Un homme qui s’appelait Arvid les a construits tous les neuf, en mélèze.",
            ),
            ("Vous y retourneriez ?", "J’y retourne chaque été, on me laisse m’asseoir sur le mur."),
        ],
        listeners: &["Public", "Une spectatrice", "Voix dans la salle", "Question du public"],
        others: &["Le président", "La juge", "L’interprète", "Homme non identifié"],
        remark: "Plus fort, s’il vous plaît, on n’entend rien.",
        asked: "L’assurance a-t-elle payé les bateaux ?",
        breaks: &["Pause", "Coupure"],
        signs: &["[Musique]", "(Rires)"],
    },
    Talk {
        asks: "Lucía Prieto",
        answers: "Andrés Mena",
        said: [
            ("¿Dónde aprendió a remendar redes?", "Mi abuela me enseñó en el cobertizo, con una sola lámpara."),
            ("¿Quién construía los barcos?", "Un hombre llamado Arvid construyó los nueve, de alerce y algo de roble."),
            ("¿Volvería usted ahora?", "Vuelvo cada verano y me dejan sentarme en el muro."),
        ],
        listeners: &["Público", "Una espectadora", "Voz del público"],
        others: &["La jueza", "Presidente", "El intérprete", "Hombre sin identificar"],
        remark: "Más alto, por favor, no se oye.",
        asked: "¿El seguro pagó los barcos?",
        breaks: &["Pausa", "Descanso"],
        signs: &["[Música]", "(risas)"],
    },
    Talk {
        asks: "Giulia Ferri",
        answers: "Marco Conti",
        said: [
            (
                "Dove ha imparato a riparare le reti?",
                "Me lo ha insegnato mia nonna nella rimessa, con una sola lampada.",
            ),
            ("Chi costruiva le barche?", "Un uomo di nome Arvid le ha costruite tutte e nove, in larice e quercia."),
            ("Ci tornerebbe adesso?", "Ci torno ogni estate e mi lasciano sedere sul muretto."),
        ],
        listeners: &["Pubblico", "Dal pubblico", "Domanda dal pubblico"],
        others: &["Il giudice", "Presidente", "L’interprete", "Voce non identificata"],
        remark: "Più forte, per favore, non si sente.",
        asked: "L’assicurazione ha pagato le barche?",
        breaks: &["Pausa", "Intervallo"],
        signs: &["[Musica]", "(ride)"],
    },
    Talk {
        asks: "Ольга Зимина",
        answers: "Иван Лаптев",
        said: [
            ("Где вы научились чинить сети?", "Меня научила бабушка в лодочном сарае, при одной лампе на двоих."),
            ("Кто строил лодки?", "Все девять построил человек по имени Арвид, из лиственницы и дуба."),
            ("Вы бы вернулись сейчас?", "Я езжу туда каждое лето, и мне разрешают посидеть на ограде."),
        ],
        listeners: &["Зал", "Голос из зала", "Вопрос из зала"],
        others: &["Судья", "Председательствующий", "Переводчица", "Неустановленное лицо"],
        remark: "Громче, пожалуйста, сзади не слышно.",
        asked: "Страховка заплатила за лодки?",
        breaks: &["Перерыв", "Пауза"],
        signs: &["[Музыка]", "(смеётся)"],
    },
    Talk {
        asks: "李敏",
        answers: "王建国",
        said: [
            ("您是在哪里学会补渔网的？", "是我奶奶在船屋里教我的，只有一盏灯，她从来不大声说话。"),
            ("那些船是谁造的？", "九条船都是一个叫老魏的人造的，用落叶松做船板。"),
            ("您现在会回去吗？", "我每年夏天都回去，他们让我坐在墙上。"),
        ],
        listeners: &["听众", "现场观众", "观众提问"],
        others: &["法官", "审判长", "译员", "未知发言者"],
        remark: "请大声一点，后面听不见。",
        asked: "保险公司赔过那些船吗？",
        breaks: &["休息", "中场休息"],
        signs: &["【音乐】", "（笑声）"],
    },
    Talk {
        asks: "佐藤恵",
        answers: "山田健",
        said: [
            ("網の繕いはどこで覚えたのですか？", "祖母が舟小屋で教えてくれました。灯りは一つだけでした。"),
            ("船は誰が造ったのですか？", "九隻とも源さんという人が造りました。外板は唐松です。"),
            ("今なら戻りますか？", "毎年夏に戻ります。塀に座らせてもらえます。"),
        ],
        listeners: &["会場", "会場から", "質問者"],
        others: &["裁判長", "通訳", "話者不明"],
        remark: "もっと大きな声でお願いします、聞こえません。",
        asked: "保険は船の代金を払ってくれましたか？",
        breaks: &["休憩", "中断"],
        signs: &["［音楽］", "（会場笑）"],
    },
    Talk {
        asks: "김민지",
        answers: "박영수",
        said: [
            ("그물 깁는 일은 어디서 배우셨습니까?", "할머니께서 배 창고에서 가르쳐 주셨습니다. 등불은 하나뿐이었지요."),
            ("배는 누가 만들었습니까?", "아홉 척 모두 최 씨라는 분이 만들었습니다. 낙엽송을 썼습니다."),
            ("지금 돌아가시겠습니까?", "여름마다 갑니다. 담장에는 앉게 해 줍니다."),
        ],
        listeners: &["청중", "방청객", "청중 질문"],
        others: &["재판장", "통역사", "신원 미상"],
        remark: "크게 말씀해 주세요, 뒤에서 안 들립니다.",
        asked: "보험이 배값을 물어 주었습니까?",
        breaks: &["휴식", "쉬는 시간"],
        signs: &["[음악]", "(일동 웃음)"],
    },
];

/// Who says what, in order; nobody for what stands there without a label.
type Turns<'a> = Vec<(Option<&'a str>, &'a str)>;

impl Talk {
    /// The talk twice over, with `between` after the first part of the answers of two exchanges.
    fn with<'a>(&'a self, times: usize, between: (Option<&'a str>, &'a str)) -> Turns<'a> {
        let mut turns = Vec::new();
        for round in 0..2 {
            for (at, (question, answer)) in self.said.iter().enumerate() {
                turns.push((Some(self.asks), *question));
                turns.push((Some(self.answers), *answer));
                if at == 1 && round < times {
                    turns.push(between);
                    turns.push((Some(self.answers), self.said[2].1));
                }
            }
        }
        turns
    }
}

const FORMS: [&str; 6] = ["txt", "own", "md", "srt", "vtt", "json"];

fn read(turns: &Turns, form: &str) -> Interview {
    let mut text = String::new();
    let mut segments = Vec::new();
    for (at, (who, said)) in turns.iter().enumerate() {
        let cue = |mark: char| format!("00:{at:02}:00{mark}000 --> 00:{at:02}:30{mark}000");
        match (form, who) {
            ("txt", Some(who)) => write!(text, "{who}: {said}\n\n"),
            ("own", Some(who)) => write!(text, "{who}\n{said}\n\n"),
            ("md", Some(who)) => write!(text, "**{who}:** {said}\n\n"),
            ("srt", Some(who)) => write!(text, "{}\n{}\n{who}: {said}\n\n", at + 1, cue(',')),
            ("srt", None) => write!(text, "{}\n{}\n{said}\n\n", at + 1, cue(',')),
            ("vtt", Some(who)) => write!(text, "{}\n<v {who}>{said}\n\n", cue('.')),
            ("vtt", None) => write!(text, "{}\n{said}\n\n", cue('.')),
            _ => write!(text, "{said}\n\n"),
        }
        .unwrap_or_default();
        let name = who.map(|who| format!("\"speaker\": \"{who}\", ")).unwrap_or_default();
        segments.push(format!("{{\"start\": {0}.0, \"end\": {0}.5, {name}\"text\": \"{said}\"}}", at * 5));
    }
    let interview = match form {
        "json" => json::read(&format!("{{\"segments\": [{}]}}", segments.join(","))).unwrap().interview(),
        "vtt" => captions::read(&format!("WEBVTT\n\n{text}")).interview(),
        "srt" => captions::read(&text).interview(),
        "md" => parse(&CleanText::new(&text), Format::Markdown, None),
        _ => parse(&CleanText::new(&text), Format::Text, None),
    };
    assert_eq!(interview.check(), Ok(()));
    interview
}

/// Whoever speaks the paragraphs of a role whose text holds `said`, and what they are in the interview.
fn by(interview: &Interview, role: Role, said: &str) -> Vec<Option<(String, PersonRole)>> {
    let ids = interview.with_role(role).filter(|id| interview.para(*id).text.contains(said));
    ids.map(|id| {
        let person = interview.para(id).speaker.and_then(|id| interview.people.get(usize::from(id.0)));
        person.map(|person| (person.name.to_string(), person.role))
    })
    .collect()
}

fn every(mut test: impl FnMut(&Talk, &str)) {
    for talk in &TALKS {
        for form in FORMS {
            test(talk, form);
        }
    }
}

#[test]
fn a_remark_of_a_third_voice_stays_in_the_answer_under_its_own_name() {
    every(|talk, form| {
        for (label, role) in talk
            .listeners
            .iter()
            .map(|label| (*label, PersonRole::Audience))
            .chain(talk.others.iter().map(|label| (*label, PersonRole::Other)))
        {
            for times in [1, 2] {
                let interview = read(&talk.with(times, (Some(label), talk.remark)), form);
                let what = format!("{label}, {form}, {times}: {:?}", interview.people);
                let want = vec![Some((label.to_owned(), role)); times];
                assert_eq!(by(&interview, Role::Aside, talk.remark), want, "{what}");
                assert_eq!((interview.exchanges.len(), interview.people.len()), (6, 3), "{what}");
            }
        }
    });
}

#[test]
fn a_third_voice_that_asks_asks_under_its_own_name() {
    every(|talk, form| {
        for label in talk.listeners.iter().chain(talk.others) {
            let interview = read(&talk.with(1, (Some(label), talk.asked)), form);
            let who = by(&interview, Role::Question, talk.asked);
            let what = format!("{label}, {form}: {:?}", interview.people);
            assert_eq!(who.len(), 1, "{what}");
            assert_eq!(who[0].as_ref().map(|(name, _)| name.as_str()), Some(*label), "{what}");
            assert_eq!((interview.exchanges.len(), interview.people.len()), (7, 3), "{what}");
        }
    });
}

#[test]
fn breaks_and_remarks_in_signs_are_nobodys() {
    every(|talk, form| {
        for label in talk.breaks.iter().filter(|_| matches!(form, "txt" | "md" | "srt")) {
            let interview = read(&talk.with(2, (Some(label), "10 min.")), form);
            let what = format!("{label}, {form}: {:?}", interview.people);
            assert_eq!(by(&interview, Role::Aside, label), [None, None], "{what}");
            assert_eq!((interview.exchanges.len(), interview.people.len()), (6, 2), "{what}");
        }
        for signs in talk.signs {
            let interview = read(&talk.with(2, (None, signs)), form);
            let what = format!("{signs}, {form}: {:?}", interview.people);
            let told = interview.with_role(Role::Aside).map(|id| interview.para(id).speaker);
            assert_eq!(told.collect::<Vec<_>>(), [None, None], "{what}");
            assert_eq!((interview.exchanges.len(), interview.people.len()), (6, 2), "{what}");
        }
    });
}

#[test]
fn who_has_a_word_of_the_court_for_a_name_may_be_the_guest_and_the_hall_may_ask() {
    let talk = &TALKS[0];
    for (guest, host) in [("Judge Harlan", "Mara Olsen"), ("Interpreter", "Mara Olsen"), ("Jens Dahl", "AUDIENCE")] {
        let turns: Turns =
            (0..3).flat_map(|_| talk.said).flat_map(|(q, a)| [(Some(host), q), (Some(guest), a)]).collect();
        for form in FORMS {
            let interview = read(&turns, form);
            assert_eq!(interview.exchanges.len(), 9, "{guest}, {form}");
            assert_eq!(by(&interview, Role::Answer, "Arvid").len(), 3, "{guest}, {form}");
            let names: Vec<&str> = interview.people.iter().map(|person| person.name.as_str()).collect();
            assert_eq!(names, [host, guest], "{form}");
        }
    }
}

#[test]
fn whom_no_one_recognised_may_have_answered() {
    let mut turns = TALKS[0].with(0, (None, ""));
    turns[3].0 = Some("UNKNOWN");
    for form in ["txt", "md", "srt", "vtt", "json"] {
        let interview = read(&turns, form);
        assert_eq!(by(&interview, Role::Answer, "Arvid").len(), 2, "{form}");
        assert_eq!(interview.exchanges.len(), 6, "{form}");
    }
}

#[test]
fn a_hearing_with_a_judge_a_clerk_and_an_interpreter() {
    let interview = fixture("third-voices-hearing.txt");
    let want =
        ["Ms. Aguirre, > 2+3", "Did you > 1", "What was > 2+1", "How many > 1+2", "Was the > 2+2", "Who else > 1"];
    assert_eq!(exchanges_by(&interview, 2), want);
}
