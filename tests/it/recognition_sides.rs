//! Which side somebody is on, told by more than who asks most: hosts who remark, guests who alone have names, answers
//! that begin with a dash and the first of them below no title; texts and people are invented.

use inquit::interview::{Interview, PersonRole, Role};

use crate::recognition_published::{exchanges, read};

fn on_side(interview: &Interview, role: PersonRole) -> Vec<&str> {
    interview.people.iter().filter(|person| person.role == role).map(|person| person.name.as_str()).collect()
}

#[test]
fn who_only_talks_with_the_guest_asks_though_she_remarks() {
    let interview = read(
        "# A house of paper\n\nTwo of us met Ada Moen in her kitchen, where the poems are kept in the oven.\n\n\
         **Ivar Lunde:** You call the oven your archive. Will you tell us why?\n\n\
         **Ada Moen:** It is the only place in the house that never gets warm, and nobody looks for poems there.\n\n\
         **IL:** So even a bad one is safe in it?\n\n\
         **AM:** The bad ones are safer than the others. I have burnt two good ones by mistake, baking.\n\n\
         **IL:** It is hard to laugh about that.\n\n\
         **AM:** Well, one does, after ten years or so, but not in the first ten.\n\n\
         **Tora Berg:** You describe a poem as something that two people carry, like a table.\n\n\
         **AM:** I guess so, but I have no clear picture of the other one. I put my end down when I am tired.\n\n\
         **TB:** So once it is written, the table stands.\n\n\
         **AM:** Yes. Of course not every table stands; there are those that need a folded page under one leg.\n\n\
         **TB:** I like this. It seems to be what your second book is about.\n\n\
         **AM:** It is, because a poem cannot be closed to what is wrong in the room in which it is read aloud.\n\n\
         **IL:** Should everybody read it aloud?\n\n\
         **AM:** Absolutely.\n\n\
         **TB:** I have been thinking of the letters that you never sent.\n\n\
         **AM:** They are below the poems. I would rather send the poems, which ask for no reply at all.\n",
        "ada.md",
    );
    assert_eq!(on_side(&interview, PersonRole::Interviewer), ["Ivar Lunde", "Tora Berg"]);
    assert_eq!(on_side(&interview, PersonRole::Interviewee), ["Ada Moen"]);
    assert_eq!(interview.exchanges.len(), 8, "{:?}", exchanges(&interview));
}

#[test]
fn names_before_the_answers_alone() {
    let text = "# Две лодки\n\nМы говорили с теми, кто ещё строит лодки.\n\n\
        **Как вы начали?**\n\n\
        **Ольга:** Мой дед оставил мне сарай, а в сарае стояла лодка без дна.\n\n\
        **Пётр:** А я пришёл помочь на один день и остался на двадцать лет.\n\n\
        **Лодки сильно отличаются? Когда мы шли сюда, мы видели три.**\n\n\
        **Пётр:** Все три одинаковые, просто они стареют по-разному.\n\n\
        **Какое дерево вы берёте?**\n\n\
        **Ольга:** Лиственницу. Она не боится воды.\n\n\
        **Мы слышали, что сосна дешевле.**\n\n\
        **Пётр:** Дешевле, пока не утонешь.\n\n\
        **Кому вы их продаёте?**\n\n\
        **Ольга:** Никому. Мы их даём на лето и осенью забираем обратно.\n\n\
        **Пётр:** Не все возвращаются.\n";
    let interview = read(text, "lodki.md");
    assert_eq!(interview.exchanges.len(), 5, "{:?}", exchanges(&interview));
    assert_eq!(on_side(&interview, PersonRole::Interviewee), ["Ольга", "Пётр"]);
    assert!(on_side(&interview, PersonRole::Interviewer).is_empty());
    let said = |name: &str| {
        let who = interview.people.iter().position(|person| person.name.as_str() == name).unwrap();
        interview.paragraphs.iter().filter(|para| para.speaker.is_some_and(|id| usize::from(id.0) == who)).count()
    };
    assert_eq!((said("Ольга"), said("Пётр")), (3, 4));
    assert!(!interview.paragraphs.iter().any(|para| para.text.contains("Ольга:")));
}

#[test]
fn answers_that_begin_with_a_dash_below_no_title() {
    let talk = |sign: &str| {
        [
            ("Vem lagar bästa näten i Norrhamn och varför?", "Han lagar inga. Skämt åsido, det är min syster."),
            ("Du får bestämma över hamnen. Vad gör du?", "Jag flyttar kranen, som har stått i vägen i trettio år."),
            ("Vilken båt vill du helst ro?", "Den som inte läcker."),
            ("En gäst faller i vattnet. Hur reagerar du?", "Jag kastar i en till, så att den första får sällskap."),
            ("Vad väntar i höst?", "Regn, och en ny brygga om kommunen vill."),
        ]
        .map(|(asked, said)| format!("{asked}\n\n{sign} {said}\n\n"))
        .concat()
    };
    for sign in ["–", "—", "›"] {
        let interview = read(&talk(sign), "hamn.txt");
        let asked = ["Vem lagar > 1", "Du får > 1", "Vilken båt > 1", "En gäst > 1", "Vad väntar > 1"];
        assert_eq!(exchanges(&interview), asked, "{sign}");
        assert_eq!(interview.with_role(Role::Title).count(), 0);
    }
}

#[test]
fn dashes_before_both_sides_and_the_sign_of_minus() {
    let both = "– Melyik nap volt a leghosszabb a tengeren?\n\
        – Az, amelyiken elaludtam az őrségben, és a hajó magától fordult haza a szélben.\n\
        – Bántja-e valami, amit elmulasztott?\n\
        – Nem hinném, hogy lenne ilyen. Nem döntöttem mindig okosan, de a legjobbat akartam akkor is.\n\
        – Mit szeret a hálóban?\n\
        – Azt, hogy csupa lyuk, és mégis megfogja, ami kell, a többit pedig elengedi a vízbe.\n\
        – Mivel lehet elkergetni a partról?\n\
        – Rossz kávéval, és azzal a kérdéssel, hogy mikor megyek már egyszer nyugdíjba.\n\
        – Melyik évben volt a legnagyobb vihar?\n\
        – Abban, amelyikben a templom harangja magától megszólalt, és senki sem mert kimenni megnézni.\n";
    assert_eq!(read(both, "halo.txt").exchanges.len(), 5);
    let minus = "−こんにちは。先日、お店の舟に乗せていただきました。\n\
        ありがとうございます。あの日は波が高くて、帰りが遅くなりましたね。\n\
        −お品ものは、干し魚だけですか?\n\
        はい。祖父の代から干し魚だけで、ほかのものは置かないことにしています。\n\
        −もともとこちらの方ですか?\n\
        いいえ。嵐で流れ着いて、そのまま店を手伝うようになりました。\n\
        −こだわりですね。\n\
        こだわりというより、ほかに知らないのです。\n\
        −決め手になったのは?\n\
        猫がついて来たことですね。\n";
    let interview = read(minus, "fune.txt");
    assert_eq!(interview.exchanges.len(), 5, "{:?}", exchanges(&interview));
}

#[test]
fn credits_below_a_last_turn_are_nobodys() {
    let interview = read(
        "# Nets and news\n\n### Mara  0:04\n\nWelcome everyone. Today I talk with Jens Dahl. Jens, how are you?\n\n\
         ### Jens  0:20\n\nI am well, thank you, and my nets are dry.\n\n### Mara  0:31\n\nWhat do you mend them with?\n\n\
         ### Jens  0:40\n\nWith the same knot that my mother used, and with worse eyes.\n\n\
         ### Mara  1:02\n\nWho taught you?\n\n### Jens  1:05\n\nThe nets did.\n\n\
         ### Mara  1:30\n\nSo if you have a net that needs mending, why not write to us? Goodbye.\n\n\
         Transcribed by https://example.org\n\nMusic by the harbour choir\n",
        "nets.md",
    );
    let closing: Vec<&str> = interview.with_role(Role::Closing).map(|id| interview.para(id).text.as_str()).collect();
    assert!(closing.iter().any(|text| text.starts_with("Transcribed by")), "{closing:?}");
    assert!(closing.iter().any(|text| text.starts_with("Music by")), "{closing:?}");
}

#[test]
fn whom_the_title_begins_with_answers() {
    let talk = "1. Why boats?\n\nBecause of the water, which was there before anybody had asked me anything at all.\n\n\
        2. Who taught you?\n\nMy aunt did, with a rope and a bucket and very few words of any kind.\n\n\
        3. What do you build now?\n\nNothing. I mend what others built, and it is the better half of the work.\n";
    let head = "# Willa Drever on mending boats\n\n## Issue 13 — Interview: Willa Drever: Boats\n\n";
    let interview = read(&format!("{head}{talk}"), "boats.md");
    assert_eq!(on_side(&interview, PersonRole::Interviewee), ["Willa Drever"]);
    assert!(on_side(&interview, PersonRole::Interviewer).is_empty());
    let other = read(&format!("# Mara Olsen interviews Jens Dahl\n\n{talk}"), "boats.md");
    assert_eq!(on_side(&other, PersonRole::Interviewer), ["Mara Olsen"]);
}

#[test]
fn a_translation_below_every_turn_does_not_take_its_names_from_the_questions() {
    let mut text = String::from("# Die Weiche\n\nAda Moen im Gespräch. *Unten steht jeweils die Übersetzung.*\n\n");
    for (asked, frage, said, antwort) in [
        (
            "Why did you stay at the points?",
            "Warum bist du an der Weiche geblieben?",
            "Somebody had to.",
            "Jemand musste.",
        ),
        ("Who brought you the lamp oil?", "Wer hat dir das Lampenöl gebracht?", "The morning train.", "Der Frühzug."),
        (
            "Did you ever set them wrong?",
            "Hast du sie je falsch gestellt?",
            "Once, for a cow.",
            "Einmal, wegen einer Kuh.",
        ),
        ("What became of the cow?", "Was wurde aus der Kuh?", "She took the other line.", "Sie nahm das andere Gleis."),
        ("Do you miss the trains?", "Fehlen dir die Züge?", "Only the late ones.", "Nur die verspäteten."),
        ("Where is the lamp today?", "Wo ist die Lampe heute?", "It hangs in the church.", "Sie hängt in der Kirche."),
    ] {
        text.push_str(&format!("**Ivar Lunde:** {asked}\n\n> {frage}\n\n**Ada Moen:** {said}\n\n> {antwort}\n\n"));
    }
    let interview = read(&text, "weiche.md");
    assert_eq!(on_side(&interview, PersonRole::Interviewer), ["Ivar Lunde"], "{:?}", interview.why);
    assert_eq!(on_side(&interview, PersonRole::Interviewee), ["Ada Moen"]);
    assert_eq!(interview.exchanges.len(), 6);
}

#[test]
fn a_list_of_all_who_take_part_puts_nobody_on_a_side() {
    let talk = "**Lena:** ¿Quién enciende la lámpara?\n\n**Tomás:** Mi tía la encendía.\n\n**Lena:** ¿Y ahora?\n\n**Tomás:** Ahora se enciende sola.\n\n\
                **Lena:** ¿La echa de menos?\n\n**Tomás:** A la lámpara, no.\n\n**Lena:** ¿Qué fue de ella?\n\n**Tomás:** Está en el bar.\n";
    for head in [
        "**Participantes:** Lena Vogt y Tomás Brzoza",
        "**Participantes:** Lena Vogt (Entrevistadora) y Tomás Brzoza (Farero)",
        "**Presentes:** Lena Vogt (entrevistadora), Tomás Brzoza (entrevistado)",
    ] {
        let interview = read(&format!("# La lámpara\n\n{head}\n\n{talk}"), "lampara.md");
        assert_eq!(on_side(&interview, PersonRole::Interviewer), ["Lena Vogt"], "{head} {:?}", interview.why);
        assert_eq!(on_side(&interview, PersonRole::Interviewee), ["Tomás Brzoza"], "{head}");
    }
}

#[test]
fn hosts_who_chat_before_their_guest_comes_are_both_hosts() {
    let mut text = String::new();
    for (who, said) in [
        ("A", "Here we are again, with the lamp lit and the kettle on."),
        ("B", "You have never once filled that kettle, have you?"),
        (
            "A",
            "I have filled it in my thoughts, and in my thoughts it was never empty, which is more than can be said of yours.",
        ),
        ("B", "Then let us ask somebody who knows about water. Jens, how long have you kept the lock?"),
        (
            "C",
            "Since the year of the flood, when nobody else wanted it. I came for a week and stayed for thirty years.",
        ),
        ("A", "I have read that it was a thankless week."),
        (
            "C",
            "Nobody thanks a lock. They thank the boat, if anything, and then they forget that there was water below it.",
        ),
        ("B", "And who taught you?"),
        (
            "C",
            "The one before me, and he drank. So I learned it all twice, once from him and once from the water itself.",
        ),
        (
            "A",
            "So you are a man of two schools, and the second one had no holidays. That is what I like about the trade.",
        ),
        ("C", "The second had no holidays and no teachers, and I was its only pupil for most of the winters."),
        ("B", "What would you do otherwise today?"),
        (
            "C",
            "I would oil the gates in autumn. Everybody tells you spring, and everybody has gates that cry all winter.",
        ),
        ("A", "We shall all go home now and oil our gates. I do not have one, but I shall find one on the way."),
        (
            "C",
            "Find one that cries. It will be the right one, and you will hear it from the road if the wind is north.",
        ),
        ("B", "Do you still go down there?"),
        ("C", "On Sundays, to be in the way of my successor, who is very patient and has bought oil in September."),
    ] {
        text.push_str(&format!("Speaker {who}: {said}\n\n"));
    }
    let interview = read(&text, "lock.txt");
    assert_eq!(on_side(&interview, PersonRole::Interviewee).len(), 1, "{:?}", interview.why);
    assert_eq!(on_side(&interview, PersonRole::Interviewer).len(), 2, "{:?}", interview.people);
}

#[test]
fn who_takes_note_of_answers_asks() {
    // In Spanish P. asks and I. informs; of those who take notes in English, I. asks and P. takes part.
    let interview = read(
        "## Block 1: The house\n\n\
         I: We begin with the house itself. Do you live here alone?\n\nP: Yes, I do.\n\n\
         I: Okay. And how long has that been so?\n\nP: Since the winter in which the bridge broke.\n\n\
         I: Okay. Would you describe that winter in a few words? Whatever you remember.\n\n\
         P: It was long, and the bridge was the only thing that did not hold. We carried the flour over the ice.\n\n\
         I: Okay. How would you rate the ice, from one to ten?\n\nP: With ten being no ice?\n\n\
         I: Ten being ice that carries a horse.\n\nP: An eight, then. We had no horse to try it with.\n\n\
         I: Okay. And is there anything that you would like to add?\n\nP: Let me think. No.\n",
        "p7.md",
    );
    assert_eq!(
        exchanges(&interview),
        ["We begin > 1", "Okay. And > 1", "Okay. Would > 1", "Okay. How > 1", "Ten being > 1", "Okay. And > 1"]
    );
}

#[test]
fn names_in_small_letters_alone_on_their_line() {
    let text = "*odde speaks for the mill here; ruth asks*\n\n\
        **ruth** \nWe are talking to Odde today. I wanted to say that the mill is still open.\n\n\
        **odde**\nLove the mill.\n\n\
        **ruth**\nYou want to tell us what you grind? For those who have never eaten bread.\n\n\
        **odde**\nRye, mostly. In a wet year we grind oats as well, and nobody eats them but the horses.\n\n\
        **ruth** \nSure\n\n\
        **odde**\n[laughs] And then the horses want rye, too.\n\n\
        **ruth**\nDo they get any?\n\n\
        **odde**\nOn Sundays, and when the miller is not looking, which is on most of the other days.\n\n\
        **ruth** \nAnd who looks after the wheel?\n\n\
        **odde**\nThe water. We only take the leaves out of it in autumn.\n";
    let interview = read(text, "mill.md");
    assert_eq!(on_side(&interview, PersonRole::Interviewer), ["ruth"]);
    assert_eq!(on_side(&interview, PersonRole::Interviewee), ["odde"]);
    assert_eq!(exchanges(&interview), ["We are > 1", "You want > 2+1", "Do they > 1", "And who > 1"]);
    // Bold words that begin sentences are no names.
    let text = "# Rye\n\n**first** We sow it.\n\n**then** It rains.\n\n**last** We reap it.\n\n**first** We thresh.\n";
    assert_eq!(read(text, "rye.md").people, []);
}
