use super::*;
use crate::interview::parse::{Format, parse};
use crate::interview::place::Places;
use crate::text::CleanText;

const TALK: &str = "---\ninterview: 1\npeople:\n- {name: Mara Olsen, role: interviewer, labels: [MO]}\n\
    - {name: Jens Dahl, role: interviewee, labels: [JD]}\n---\n\n**MO:** Why boats, of all things, after the war?\n\n\
    **JD:** The harbour was usually closed in winter—so my father’s boat lay on the shore, and we children sat in it. \
    “You will sail her,” he’d say, “when the ice is gone.”\n\nIt cost 1,500 crowns in 1951. Nobody had that kind of \
    money, not even the Harbour-Master.\n\n**MO:** And the storm?\n\n**JD:** The storm took the boat and left the shore. I \
    never built another one, though I was asked to more than once.\n";

fn talk() -> Interview {
    parse(&CleanText::new(TALK), Format::Auto, None)
}

/// The verdict on one quotation: "exact q. 1, para. 1", or with the words that differ.
fn says(quoted: &str) -> String {
    says_of(&talk(), quoted)
}

fn says_of(interview: &Interview, quoted: &str) -> String {
    let quoted = Quoted { line: 1, text: quoted.to_owned() };
    let checked = check(vec![quoted], &[interview]).remove(0);
    let place = checked.at.map_or_else(String::new, |(_, span)| {
        crate::cite::Quotation::of(interview, &Places::of(interview), span).place_words()
    });
    match checked.verdict {
        Verdict::Exact => format!("exact {place}"),
        Verdict::NotFound => "not found".to_owned(),
        Verdict::Altered(Difference { draft, source }) => {
            let differs = |pieces: Vec<Piece>| {
                let list = pieces.into_iter().filter(|piece| piece.differs).map(|piece| piece.text);
                list.collect::<Vec<_>>().join(" / ")
            };
            format!("altered {place}: {} -> {}", differs(draft), differs(source))
        }
    }
}

#[test]
fn what_stands_there_is_exact() {
    for quoted in [
        "The harbour was usually closed in winter",
        // Quotation marks, dashes, blanks and the case of the first letter make no difference.
        "the harbour was usually closed in winter - so my father's boat lay on the shore",
        "usually  closed in winter--so my father`s boat",
        "'You will sail her,' he'd say, \"when the ice is gone.\"",
        "The Harbour‑Master",
        "Harbour-Master.",
        // Marked as left out, replaced, added, or small.
        "The harbour was […] closed in winter",
        "The harbour was … on the shore",
        "The harbour was [often] closed in winter",
        "[T]he harbour was usually closed",
        "[The port] was usually closed in winter",
        "we children sat in [the boat]",
        "I never built [or bought] another one",
        "It cost 1,500 crowns [about a year’s wages] in 1951",
        "It cost 1,500 crowns in 1951 [sic]",
        "my father’s boat lay on the shore. . . . “You will sail her",
        // Over the border of two paragraphs.
        "when the ice is gone. It cost 1,500 crowns",
        // What was asked.
        "Why boats, of all things",
        // Dots at the beginning and at the end, and the sign of a note.
        "… usually closed in winter",
        "… usually closed in winter …",
        "[…] my father’s boat lay on the shore […]",
        "The harbour was usually closed in winter...",
        "The harbour[1] was usually closed[12] in winter.[3]",
        // Nested quotation marks of any kind.
        "“You will sail her”, he’d say, „when the ice is gone“",
        "« You will sail her, » he’d say",
    ] {
        assert!(says(quoted).starts_with("exact q. "), "{quoted}: {}", says(quoted));
    }
    assert_eq!(says("The storm took the boat"), "exact q. 2, para. 1");
}

#[test]
fn what_differs_and_is_not_marked_is_altered() {
    for (quoted, expected) in [
        ("The harbour was always closed in winter", "q. 1, para. 1: always -> usually"),
        ("The harbour was closed in winter", "q. 1, para. 1:  -> usually"),
        ("The harbour was usually quite closed in winter", "q. 1, para. 1: quite -> "),
        ("It cost 15,00 crowns in 1951", "q. 1, para. 2, s. 1: 15,00 -> 1,500"),
        ("Nobody had this kind of money, not even the Harbour-Master", "q. 1, para. 2: this -> that"),
        ("The storm took the boats and left the shore", "q. 2, para. 1: boats -> boat"),
        ("I never built another one, although I was asked", "q. 2, para. 1: although -> though"),
        ("the harbour was usually Closed in winter", "q. 1, para. 1: Closed -> closed"),
        ("The harbour was … always on the shore, and we children", "q. 1, para. 1: always -> lay"),
    ] {
        let said = says(quoted).replace(", s. 1:", ":").replace(", s. 2:", ":");
        assert_eq!(said, format!("altered {expected}").replace(", s. 1:", ":"), "{quoted}");
    }
}

/// An interview of one answer.
fn answer(text: &str) -> Interview {
    let text = format!(
        "---\ninterview: 1\npeople:\n- {{name: Mara Olsen, role: interviewer, labels: [MO]}}\n- {{name: Jens Dahl, role: \
         interviewee, labels: [JD]}}\n---\n\n**MO:** Why boats?\n\n**JD:** {text}\n"
    );
    parse(&CleanText::new(&text), Format::Auto, None)
}

fn of(text: &str, quoted: &str) -> String {
    let said = says_of(&answer(text), quoted);
    match said.split_once(": ") {
        Some((_, differs)) => differs.to_owned(),
        None => said.split(' ').next().unwrap_or_default().to_owned(),
    }
}

#[test]
fn scripts_without_blanks_are_compared_character_by_character() {
    let chinese = "王明：因为我喜欢文字。文字让我觉得自由，也让我觉得不孤单！";
    let japanese = "田中：それは怖いですね。私はそう思います。だから海には行きません。";
    let thai = "ผมชอบเรือมาก เพราะเรือลอยน้ำได้ และพาผมกลับบ้าน";
    let korean = "나는 바다를 좋아했고 배를 만들었습니다. 그리고 떠났습니다.";
    for (text, quoted, expected) in [
        (chinese, "因为我喜欢文字。", "exact"),
        (chinese, "文字让我觉得自由", "exact"),
        (chinese, "我喜欢文字。文字让我觉得自由，", "exact"),
        (chinese, "因为我喜欢……自由", "exact"),
        (chinese, "因为[他]喜欢文字", "exact"),
        (chinese, "因为我喜欢音乐。", "音乐。 -> 文字。"),
        (chinese, "因为我喜欢文字，文字让我觉得自由", "字， -> 字。"),
        (chinese, "因为我喜欢文字！", "字！ -> 字。"),
        (chinese, "海上没有人听见船的声音", "not"),
        (japanese, "それは怖いですね。私はそう思います。", "exact"),
        (japanese, "私はそう思います", "exact"),
        (japanese, "私はそう思いません。", "せん。 -> す。だ"),
        (thai, "เรือลอยน้ำได้", "exact"),
        (thai, "เพราะเรือลอยน้ำได้และพาผมกลับบ้าน", "exact"),
        (korean, "배를 만들었습니다.", "exact"),
        (korean, "바다를 좋아했고 배를", "exact"),
    ] {
        assert_eq!(of(text, quoted), expected, "{quoted}");
    }
    assert_eq!(["因为我喜欢文字。", "浮く", "It’s 5 %"].map(count_words), [4, 1, 3]);
}

#[test]
fn punctuation_inside_is_the_same_and_its_writing_is_not() {
    const TEXT: &str = "They float. Nobody was hurt, thank God! But the priest—he was old—wasn’t sure; we asked him: \
        was it the well-known storm (of 1951)? He said… well, maybe. It rose by 5 % in the U.S. and then, at 10:30, fell.";
    for (quoted, expected) in [
        ("Nobody was hurt, thank God! But the priest", "exact"),
        ("Nobody was hurt ,thank God ! but the priest", "but -> But"),
        ("the priest - he was old -- wasn't sure ; we asked him : was it", "exact"),
        ("the well‑known storm (of 1951) ?", "exact"),
        ("the well–known storm", "exact"),
        ("He said well, maybe", "said -> said…"),
        ("He said... well, maybe", "exact"),
        ("rose by 5% in the U.S. and then, at 10:30, fell", "exact"),
        ("Nobody was hurt？thank God！", "hurt？ -> hurt,"),
        ("Nobody was hurt? thank God!", "hurt? -> hurt,"),
        ("Nobody was hurt thank God!", "hurt -> hurt,"),
        ("the priest, he was old—wasn’t sure", "priest, -> priest—"),
        ("wasn’t sure, we asked him", "sure, -> sure;"),
        ("the well known storm", "well -> well-"),
        ("fell at 10:30", "fell -> then,"),
        // Marked changes of marks, and what stands beside them.
        ("Nobody was hurt[;] thank God!", "exact"),
        ("Nobody was hurt[?] thank God!", "exact"),
        ("Nobody was hurt … But the priest", "exact"),
        ("Nobody was hurt. … But the priest", "exact"),
        ("Nobody was hurt, […] but the priest", "exact"),
        ("Nobody was hurt? … But the priest", "hurt? -> hurt,"),
        ("was it … storm …?", "exact"),
        ("Nobody was … God?", "God? -> God!"),
        ("They … ! Nobody was hurt", "Nobody -> Nobody"),
    ] {
        let said = of(TEXT, quoted);
        assert_eq!(said, expected, "{quoted}");
    }
}

#[test]
fn at_the_end_styles_may_put_a_comma_or_a_stop_and_nothing_asks_that_did_not() {
    const TEXT: &str =
        "They float. Do they sink? Never! The boats, of all things, were (mostly) ours; so they said: no.";
    for (quoted, expected) in [
        ("They float", "exact"),
        ("They float,", "exact"),
        ("They float.", "exact"),
        ("They float?", "float? -> float."),
        ("They float!", "float! -> float."),
        ("They float;", "float; -> float."),
        ("The boats.", "exact"),
        ("The boats of", "boats -> boats,"),
        ("Do they sink?", "exact"),
        ("Do they sink?,", "exact"),
        ("Do they sink.", "sink. -> sink?"),
        ("Do they sink,", "sink, -> sink?"),
        // A whole question without its mark says something else; a piece of it only ends earlier.
        ("Do they sink", "sink -> sink?"),
        ("they sink", "exact"),
        ("they sink,", "sink, -> sink?"),
        ("… they sink", "exact"),
        ("Do they …", "exact"),
        ("Never", "Never -> Never!"),
        ("of all things", "exact"),
        ("were (mostly)", "exact"),
        ("so they said", "exact"),
        ("so they said:", "exact"),
        ("were (mostly) ours:", "ours: -> ours;"),
    ] {
        assert_eq!(of(TEXT, quoted), expected, "{quoted}");
    }
}

#[test]
fn marks_of_other_countries_are_compared_as_well() {
    const SPANISH: &str = "¿Por qué barcos? Porque flotan. ¡Claro que flotan!";
    const FRENCH: &str = "Ça flotte : toujours ! Et les bateaux ? Ils coulent ; parfois.";
    const GERMAN: &str = "Mein Vater sagte: „Du wirst sie segeln“, und ging. Warum? Es war Winter.";
    for (text, quoted, expected) in [
        (SPANISH, "¿Por qué barcos?", "exact"),
        (SPANISH, "Por qué barcos?", "exact"),
        (SPANISH, "¿Porque flotan?", "¿Porque flotan? -> Porque flotan."),
        (SPANISH, "Porque flotan. Claro que flotan!", "flotan. -> flotan."),
        (FRENCH, "Ça flotte: toujours! Et les bateaux?", "exact"),
        (FRENCH, "Ils coulent\u{202f}; parfois", "exact"),
        (FRENCH, "Ça flotte, toujours !", "flotte, -> flotte :"),
        (GERMAN, "Mein Vater sagte: ‚Du wirst sie segeln‘, und ging", "exact"),
        (GERMAN, "Mein Vater sagte „Du wirst sie segeln“ und ging", "sagte / segeln“ -> sagte: / segeln“,"),
    ] {
        assert_eq!(of(text, quoted), expected, "{quoted}");
    }
}

#[test]
fn signs_of_notes_are_no_words_on_either_side() {
    const TEXT: &str =
        "The harbour[1] was closed.[^2] So my boat² lay on the shore[12], and it cost 10² crowns in 1951³.";
    for (quoted, expected) in [
        ("The harbour was closed. So my boat lay on the shore, and it cost", "exact"),
        ("The harbour was closed.[7] So my boat lay¹ on the shore", "exact"),
        ("in 1951", "exact"),
        ("it cost 10 crowns", " -> ²"),
    ] {
        assert_eq!(of(TEXT, quoted), expected, "{quoted}");
    }
}

#[test]
fn what_the_source_says_is_shown_also_at_the_ends() {
    const TEXT: &str = "My father said: you will sail her in January. The old turtle slept, the priest said it wasn’t.";
    for (quoted, expected) in [
        ("you will sail her in February", "February -> January."),
        ("Mein Vater sagte: you will sail her in January", "Mein Vater sagte: -> My father said:"),
        ("The old tortoise", "tortoise -> turtle"),
        ("the priest said it was maybe", "was maybe -> wasn’t."),
        ("… the priest said it was", "was -> wasn’t."),
        ("you will … in February. The old turtle", "February. -> January."),
        ("My father … tortoise slept", "tortoise -> turtle"),
        ("My father spoke … sail her in January", "spoke -> said:"),
    ] {
        assert_eq!(of(TEXT, quoted), expected, "{quoted}");
    }
    // Both words belong to the place that is told, and to the words of the source.
    let interview = answer(TEXT);
    let quoted = Quoted { line: 1, text: "you will sail her in February".to_owned() };
    let (_, span) = check(vec![quoted], &[&interview]).remove(0).at.unwrap();
    let text = crate::cite::Quotation::of(&interview, &Places::of(&interview), span).text;
    assert_eq!(text, "you will sail her in January.");
}

#[test]
fn words_that_are_all_common_are_found_by_their_order() {
    let common = "it was and then he was and it was he. ".repeat(400);
    let text = format!("{common} And then it was: he and it. {common}");
    assert_eq!(of(&text, "then it was: he and it"), "exact");
    assert_eq!(of(&text, "then it was he and it"), "was -> was:");
}

#[test]
fn what_does_not_stand_there_is_not_found() {
    for quoted in [
        "a marriage of convenience",
        "the harbour and the boat and the storm and the shore",
        "he said that it was the end of it",
        "Completely different words altogether",
        "…",
        "",
    ] {
        assert_eq!(says(quoted), "not found", "{quoted}");
    }
}

fn found(text: &str, markdown: bool) -> Vec<(usize, String)> {
    let text = Text { text: text.to_owned(), line: 1, lines: true, block: false };
    quotations(&[text], markdown).0.into_iter().map(|quoted| (quoted.line, quoted.text)).collect()
}

fn one(text: &str) -> String {
    found(text, true).into_iter().map(|(line, text)| format!("{line}:{text}")).collect::<Vec<_>>().join(" | ")
}

#[test]
fn quotations_are_found_by_their_marks() {
    for (text, expected) in [
        ("He said “It floats” and left.", "1:It floats"),
        ("He said \"It floats\" and \"it sinks.\"", "1:It floats | 1:it sinks."),
        ("Er sagte „Es schwimmt“ und ging.", "1:Es schwimmt"),
        ("Il dit «ça flotte» et partit.", "1:ça flotte"),
        ("Il dit « ça flotte » et partit.", "1:ça flotte"),
        ("Er sagte »Es schwimmt« dazu.", "1:Es schwimmt"),
        ("He said ‘It’s afloat’ there.", "1:It’s afloat"),
        ("It's the sailors' boat, he said 'it floats' twice.", "1:it floats"),
        ("“He said ‘it floats’ to me”", "1:He said ‘it floats’ to me"),
        ("A 5\" pipe and a 6\" one", ""),
        ("First\nline “runs\nover” here\n\nand “no\n\nfurther” there", "2:runs over"),
        ("> It floats, mostly.\n> And sinks.\n>\n> — Jens Dahl\n\nAfter", "1:It floats, mostly. And sinks."),
        ("```\n“code”\n```\n“text”", "4:text"),
        ("She *said* “it *really* floats”", "1:it really floats"),
        // Nested, in four countries; of the same kind, too.
        ("Er sagte: „Sie rief ‚Halt!‘ und ging.“", "1:Sie rief ‚Halt!‘ und ging."),
        ("Er sagte: „Sie rief „Halt!“ und ging.“ Ja.", "1:Sie rief „Halt!“ und ging."),
        ("Il dit : « Elle cria “halte !” et partit. »", "1:Elle cria “halte !” et partit."),
        ("Il dit : « Elle cria « halte ! » et partit. »", "1:Elle cria « halte ! » et partit."),
        ("He said 'she called \"halt\" and left'.", "1:she called \"halt\" and left"),
        ("Han sa: ”Det flyter” och gick.", "1:Det flyter"),
        ("Hän sanoi: »Se kelluu» ja lähti.", "1:Se kelluu"),
        ("“It floats.” (“Mostly.”)", "1:It floats. | 1:Mostly."),
        // As they are typed for LaTeX, on typewriters, and as signs of HTML.
        ("He said ``it floats'' and left.", "1:it floats"),
        ("He said ``it's the sailors' boat,'' twice, and `it floats' once.", "1:it's the sailors' boat, | 1:it floats"),
        ("``One ``code`` span", ""),
        ("Use `code` and ``more code`` here", ""),
        ("Er sagte ,,es schwimmt'' und ,,es sinkt“.", "1:es schwimmt | 1:es sinkt"),
        ("Er sagte \"`es schwimmt\"' und ging.", "1:es schwimmt"),
        ("He said ''it floats'' and left.", "1:it floats"),
        ("Il dit <<ça flotte>> et partit.", "1:ça flotte"),
        ("Il dit \\og{}ça flotte\\fg{} et partit.", "1:ça flotte"),
        ("He said \\enquote{it \\emph{really} floats} and left.", "1:it really floats"),
        ("He said \\\"it floats\\\" and left.", "1:it floats"),
        ("He said &ldquo;it floats&rdquo; and &quot;it sinks&quot;.", "1:it floats | 1:it sinks"),
        ("He said <q>it floats</q>.", "1:it floats"),
        ("He said:\"It floats\"—and left.", "1:It floats"),
        ("Il dit \" ça flotte \" et partit.", "1:ça flotte"),
        ("He said “it floats\" and \"it sinks”.", "1:it floats | 1:it sinks"),
        ("彼は＂浮く＂、〝沈む〟と言った。", "1:浮く | 1:沈む"),
        ("\"One.\n\n\"Two,\" he said.", "1:One. | 3:Two,"),
        ("彼は「浮く」と言った。", "1:浮く"),
        ("他说“它浮着”。", "1:它浮着"),
        // Over several paragraphs: each begins with a mark, the last one ends.
        ("“One.\n\n“Two.\n\n“Three,” he said.\n\n“Four.”", "1:One. | 3:Two. | 5:Three, | 7:Four."),
        // What says who said it is no part of a block.
        ("> It floats, mostly.\n> — Jens Dahl, *Boats*\n", "1:It floats, mostly."),
        (">\n> “It floats”\n", "2:It floats"),
        // Links, images, notes, and the head of a file.
        ("“It [floats](https://example.org \"A title\") well” ![A “boat”](b.png \"x\")", "1:It floats well | 1:boat"),
        ("“It floats[^1] well[^note].”\n\n[^1]: He said “so it is”.", "1:It floats well. | 3:so it is"),
        ("---\ntitle: \"A title of five words\"\n---\n\n“It floats”", "5:It floats"),
        ("“a [b](c\nd) e\nf” and “g”", "1:a b  e f | 3:g"),
    ] {
        assert_eq!(one(text), expected, "{text}");
    }
    assert_eq!(found("> a quoted line\n", false), []);
}

#[test]
fn a_number_in_brackets_that_stands_alone_replaces_and_one_at_a_word_is_a_note() {
    assert!(says("It cost [some] crowns in [1951]").starts_with("exact"));
    assert!(says("It cost [15] crowns in 1951").starts_with("exact"));
    assert!(says("It cost[15] crowns in 1951").starts_with("altered"), "the number was left out");
}

#[test]
fn a_quotation_that_does_not_end_is_told() {
    let text = |text: &str| Text { text: text.to_owned(), line: 1, lines: true, block: false };
    let (found, unclosed) = quotations(&[text("One “it floats\n\nTwo “it sinks”\n\nA „third\n\nA 5\" pipe")], true);
    assert_eq!((found.len(), unclosed), (1, vec![1, 5]));
}

#[test]
fn what_stands_in_two_interviews_is_found_in_both() {
    let other = parse(&CleanText::new(&TALK.replace("usually", "always")), Format::Auto, None);
    let quoted = |text: &str| vec![Quoted { line: 1, text: text.to_owned() }];
    let first = talk();
    let both = check(quoted("The storm took the boat"), &[&first, &other]).remove(0);
    assert_eq!((both.verdict, both.at.map(|(index, _)| index)), (Verdict::Exact, Some(0)));
    assert_eq!(both.also.iter().map(|(index, _)| *index).collect::<Vec<_>>(), [1]);
    // One in which it is exact counts before one in which it is altered, whichever comes first.
    let second = check(quoted("The harbour was always closed in winter"), &[&first, &other]).remove(0);
    assert_eq!((second.verdict, second.at.map(|(index, _)| index)), (Verdict::Exact, Some(1)));
    assert!(second.also.is_empty());
}
