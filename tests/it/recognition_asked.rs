//! What asks, what only looks as if it did, and labels that stand far apart. The texts and people are invented.

use inquit::interview::parse::{Format, parse};
use inquit::interview::{Interview, Role};
use inquit::text::CleanText;

fn read(text: &str, name: &str) -> Interview {
    let interview = parse(&CleanText::new(text), Format::Auto, Some(name));
    assert_eq!(interview.check(), Ok(()));
    interview
}

/// The first three words of each paragraph of a role.
fn starts(interview: &Interview, role: Role) -> Vec<String> {
    let start = |text: &str| text.split_whitespace().take(3).collect::<Vec<_>>().join(" ");
    interview.with_role(role).map(|id| start(&interview.para(id).text)).collect()
}

const TRAM: &str = "\
What brought you to the tramway?

I was looking for a place that was dry. My aunt swept the depot, and she said that nobody looks at a man who carries a can of oil.

I carried that can for two years, and then somebody asked me whether I could drive.

How does a winter night go?

You sand the rails at three, and then you wait for the first baker. I read a lot in those hours, mostly almanacs.

It has puzzles, old maps, recipes that need a goose (I told you that I am slow, no?).

There is a lamp over the seat which I bought myself.

Were you not afraid out there? It takes some courage to drive on ice.

I was afraid of the inspector. The ice lets you know what it is going to do, and he never did in all the years that I drove.

Once he sat in the last row for a whole night, and wrote down every stop at which I had waited too long.

You also rebuilt the old bell, didn't you?

Half of it. The clapper was gone, so I made one out of a door handle. It rings whenever the current comes back, day or night, and it wakes the whole street. Who has never wanted a bell that rings by itself?

The neighbours wrote a letter about it, and I keep it in the cab.

Have you looked at the lines that were built in the south, and is there one of the new cars that you would like to drive yourself?

Could they take your passengers away? Would you mind if they did?

I rode on one of them last spring. It is quiet and clean, and I fell asleep in it, which never happened to me in mine.

What will you do when you retire?

I will sit in the first row and say nothing.

It is a fine seat. My aunt has it on Sundays.

See you at the jubilee in May!
";

const TRAM_FR: &str = "\
Salut Odile, tu peux te présenter ?

J’ai quarante ans et je conduis le tramway de la ligne du port depuis que ma tante m’a fait entrer au dépôt.

Avant cela, j’avais vendu des lampes pendant six ans dans une boutique sans fenêtre.

Comment se passe une nuit d’hiver ?

On sable les rails à trois heures, puis on attend le premier boulanger. Je lis beaucoup à ces heures-là, surtout des almanachs.

Et ça ne t’as pas inquiétée ? Il faut du courage pour conduire sur la glace…

J’avais peur de l’inspecteur. La glace prévient toujours un peu avant de faire quelque chose, et lui ne prévenait jamais personne.

Que fais-tu de ton temps libre ?

Des puzzles, de vieilles cartes, des recettes pour lesquelles il faut une oie (je vous ai dit que j’étais lente, non ?).

J’ai aussi une lampe au-dessus du siège, que j’ai achetée moi-même.

Que feras-tu à la retraite ?

Je m’assiérai au premier rang et je ne dirai rien.

Bonne chance pour le jubilé !
";

#[test]
fn what_asks_in_two_steps_and_what_an_answer_only_says() {
    let interview = read(TRAM, "tram.txt");
    let want = [
        "What brought you",
        "How does a",
        "Were you not",
        "You also rebuilt",
        "Have you looked",
        "Could they take",
        "What will you",
    ];
    assert_eq!(starts(&interview, Role::Question), want);
    assert_eq!(interview.exchanges.len(), 6);
    assert_eq!(starts(&interview, Role::Closing), ["See you at"]);
    let interview = read(TRAM_FR, "tram-fr.txt");
    let want = ["Salut Odile, tu", "Comment se passe", "Et ça ne", "Que fais-tu de", "Que feras-tu à"];
    assert_eq!(starts(&interview, Role::Question), want);
    assert_eq!(starts(&interview, Role::Closing), ["Bonne chance pour"]);
}

/// A talk of two in which every answer goes on for many paragraphs.
fn long_answers(label: &dyn Fn(&str) -> String) -> String {
    let asked =
        ["Where did the river go?", "Who held the lamp?", "What came of the mill?", "Why did they stay?", "And now?"];
    let mut text = String::from("The dry mill\n\n");
    for (at, asked) in asked.iter().enumerate() {
        text += &format!(
            "{}{asked}\n\n{}It went on that year as it had before.\n\n",
            label("Mara Olsen"),
            label("Jens Dahl")
        );
        for week in 1..=10 {
            let lost = at * 10 + week;
            text += &format!(
                "In the week after, the wheel lost another tooth, and we counted {lost} of them on the floor.\n\n"
            );
        }
    }
    text
}

#[test]
fn labels_may_stand_far_apart_where_two_take_turns() {
    let inline = |name: &str| format!("{name}: ");
    let tab = |name: &str| format!("{}\t", name.rsplit(' ').next().unwrap_or(name).to_uppercase());
    let own = |name: &str| format!("{name}\n\n");
    let dash = |name: &str| format!("{name} — ");
    let styles: [&dyn Fn(&str) -> String; 4] = [&inline, &tab, &own, &dash];
    for (at, label) in styles.into_iter().enumerate() {
        let interview = read(&long_answers(label), "mill.txt");
        let lengths: Vec<usize> = interview.exchanges.iter().map(|exchange| exchange.answer.len()).collect();
        assert_eq!(lengths, [11; 5], "{at}: {:?}", interview.why);
        assert!(interview.people.iter().any(|person| person.name.to_lowercase().contains("dahl")), "{at}");
    }
}

/// Names on lines of their own, right above what is said, in a text that is Markdown.
#[test]
fn names_above_the_turns_in_markdown() {
    let turns = [
        ("Mara Olsen", "Where did the river go?"),
        ("Jens Dahl", "Under the road.\nIt comes out again behind the chapel."),
        ("Mara Olsen", "Who held the lamp?"),
        ("Jens Dahl", "My sister did, because she was the smallest."),
        ("Mara Olsen", "What came of the mill?"),
        ("Jens Dahl", "A bakery, and then nothing."),
    ];
    for time in ["", "  00:01:02"] {
        let said: String = turns.iter().map(|(name, text)| [name, time, "\n", text, "\n\n"].concat()).collect();
        let interview = read(&format!("# The dry mill\n\n## A talk\n\n{said}"), "mill.md");
        let names: Vec<&str> = interview.people.iter().map(|person| person.name.as_str()).collect();
        assert_eq!((names, interview.exchanges.len()), (vec!["Mara Olsen", "Jens Dahl"], 3), "{:?}", interview.why);
        let answer = interview.exchanges[0].answer.first().map(|id| interview.para(*id).text.as_str());
        assert_eq!(answer, Some("Under the road. It comes out again behind the chapel."));
    }
}

/// A name in full with its initials, once, and then the initials alone.
#[test]
fn initials_stand_for_the_name_that_they_follow() {
    let text = "The dry mill\n\nMara Olsen (MO): Where did the river go?\n\nJens Dahl (JD): Under the road.\n\n\
                MO: Who held the lamp?\n\nJD: My sister did.\n\nMO: And the mill?\n\nJD: A bakery, and then nothing.\n";
    let interview = read(text, "mill.txt");
    let names: Vec<&str> = interview.people.iter().map(|person| person.name.as_str()).collect();
    assert_eq!((names, interview.exchanges.len()), (vec!["Mara Olsen", "Jens Dahl"], 3), "{:?}", interview.why);
}

/// What somebody says before the first question is introduction, and still theirs: in the JSON, read back, and on the
/// screen.
#[test]
fn a_speech_before_the_first_question_keeps_its_speaker() {
    use inquit::convert::json::parse_json;
    let text = "The dry mill\n\nJens Dahl: Good evening. The river left us in the spring.\n\nWe went after it with lamps.\n\n\
                Mara Olsen: Where did it go?\n\nJens Dahl: Under the road.\n\nMara Olsen: Who held the lamp?\n\n\
                Jens Dahl: My sister did.\n\nMara Olsen: And the mill?\n\nJens Dahl: A bakery.\n\nMara Olsen: Thank you, Jens.\n";
    let interview = read(text, "mill.txt");
    let json = parse_json(&interview);
    let value: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
    assert_eq!(value["front_speakers"], serde_json::json!(["Jens Dahl", "Jens Dahl"]), "{json}");
    assert_eq!(value["closing_speakers"], serde_json::json!(["Mara Olsen"]), "{json}");
    let again = inquit::formats::json::read(&json).expect("our own form").interview();
    assert_eq!(parse_json(&again), json);
    let mut model = crate::support::model(text, (80, 20));
    crate::support::press(&mut model, "g");
    assert!(crate::support::Shot::of(&model).shows("Jens Dahl:"), "the introduction names who speaks it");
    crate::support::press(&mut model, "G");
    assert!(crate::support::Shot::of(&model).shows("Mara Olsen:"), "so do the closing notes");
}

#[cfg(feature = "html")]
#[test]
fn terms_of_a_list_are_turns_where_they_are_sentences_and_ask_now_and_then() {
    let turns = [
        ("You came from the hills.", "On foot, and without a coat."),
        ("That is a long way.", "It was longer then."),
        ("And who took you in?", "A baker."),
        ("He was not known for that.", "He needed somebody with long arms."),
        ("You stayed for nine years.", "Ten, with the flood."),
        ("Nobody speaks of the flood.", "Nobody was there but us."),
    ];
    let list: String = turns.iter().map(|(asked, said)| ["<dt>", asked, "</dt><dd>", said, "</dd>"].concat()).collect();
    let page = format!("<html><body><article><h1>The baker</h1><dl>{list}</dl></article></body></html>");
    let interview = inquit::formats::html::read(&page).expect("a page").interview();
    assert_eq!(interview.exchanges.len(), 6, "{:?}", interview.why);
    // A glossary is none.
    let words: String = ["Bollard", "Bowline", "Cable", "Fender", "Lee", "Windlass"]
        .iter()
        .map(|word| ["<dt>", word, "</dt><dd>What it is, is said here at some length.</dd>"].concat())
        .collect();
    let page = format!("<html><body><article><h1>Words</h1><dl>{words}</dl></article></body></html>");
    let interview = inquit::formats::html::read(&page).expect("a page").interview();
    assert_eq!(interview.exchanges.len(), 0, "{:?}", interview.why);
}

/// Six bold turns among ninety paragraphs; where nothing that is bold asks, it is only set so.
#[test]
fn few_questions_are_told_by_their_type_where_answers_are_long() {
    let turns = [
        "You came late.",
        "And where did the river go?",
        "Nobody held the lamp.",
        "What came of the mill?",
        "Then they left.",
        "Why?",
    ];
    let talk = |turns: &[&str]| {
        let mut text = String::from("# The dry mill\n\nA talk by the water that is gone.\n\n");
        for (at, turn) in turns.iter().enumerate() {
            text += &format!("**{turn}**\n\n");
            for week in 1..=14 {
                let lost = at * 14 + week;
                text += &format!(
                    "Yeah, so in that week the wheel lost another tooth, right, and we counted {lost} of them.\n\n"
                );
            }
        }
        text
    };
    let interview = read(&talk(&turns), "mill.md");
    let lengths: Vec<usize> = interview.exchanges.iter().map(|exchange| exchange.answer.len()).collect();
    assert_eq!(lengths, [14; 6], "{:?}", interview.why);
    let stated: Vec<String> = turns.iter().map(|turn| turn.replace('?', ".")).collect();
    let stated: Vec<&str> = stated.iter().map(String::as_str).collect();
    assert_eq!(read(&talk(&stated), "mill.md").exchanges.len(), 0);
}

#[test]
fn the_first_question_need_not_look_like_one() {
    let bold = "# Charla con Rosa Vidal\n\nRosa Vidal cuida relojes.\n\n\
        **La primera es casi obligada. ¿Cómo va el reloj? Porque todos lo miramos.**\n\nSí, mira, últimamente va bien, aunque en invierno el aceite se pone duro y hay que subir con una lámpara.\n\n\
        **¿Y qué pasaba antes de usted?**\n\nAntes no iba. La gente miraba el sol y llegaba tarde a todas partes, y a nadie le importaba mucho.\n\n**¿Quién lo arregló?**\n\nMi abuelo, con una cuchara y con la paciencia de quien no tiene otra cosa que hacer en todo el año.\n\n**¿Y ahora quién lo cuida cuando usted viaja?**\n\nYo no viajo. Quien tiene un reloj así no se va más lejos de lo que alcanza la campana.\n";
    let headings = "# Un quaderno\n\n##### 1. Presentazione\n\nMi chiamo Zaira Di Mare. Cucio vele da sempre.\n\n\
        ##### 2. Dove ha imparato?\n\nDa mia nonna.\n\n##### 3. Che cosa cuce oggi?\n\nFazzoletti, e qualche vela.\n\n\
        ##### 4. Le manca il mare?\n\nOgni giorno.\n";
    for (text, name) in [(bold, "reloj.md"), (headings, "vele.md")] {
        assert_eq!(read(text, name).exchanges.len(), 4, "{name}");
    }
    let interview = read(headings, "vele.md");
    assert_eq!(interview.people.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["Zaira Di Mare"]);
}
