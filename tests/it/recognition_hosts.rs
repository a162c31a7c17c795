//! Talks with several hosts or several who answer: what hosts say among themselves, briefings, names before the answers
//! alone, roles in brackets; texts and people are invented.

use inquit::formats::captions;
#[cfg(feature = "html")]
use inquit::formats::html;
use inquit::interview::{Interview, ParaId, PersonRole, Role};

use crate::recognition_published::read;

fn people(interview: &Interview, role: PersonRole) -> Vec<&str> {
    interview.people.iter().filter(|one| one.role == role).map(|one| one.name.as_str()).collect()
}

fn with_role(interview: &Interview, role: Role) -> Vec<&str> {
    interview.with_role(role).map(|id| interview.para(id).text.as_str()).collect()
}

/// The paragraphs of each question with those of its answer.
fn exchanges(interview: &Interview) -> Vec<(Vec<&str>, Vec<&str>)> {
    let of = |ids: &[ParaId]| ids.iter().map(|id| interview.para(*id).text.as_str()).collect();
    interview.exchanges.iter().map(|one| (of(&one.question), of(&one.answer))).collect()
}

const PODCAST: &str = "# Salt Roads, Episode 9\n\n\
    **Nora:** Hello and welcome to the show where we walk along old roads.\n\n\
    **Per:** My name is Per Holm, and I carry the bread.\n\n\
    **Nora:** [Laughs].\n\n\
    **Per:** Somebody has to.\n\n\
    **Nora:** Today on the show we have a salt boiler from the coast, Ida Berg.\n\n\
    **Ida:** Hi. Great to be here.\n\n\
    **Nora:** Ida, I was wondering how one comes to boil salt.\n\n\
    **Ida:** By birth, in my case. My mother had the pans, and her mother before her, and so there was no other way.\n\n\
    **Per:** Right.\n\n\
    **Nora:** And then you left for the town.\n\n\
    **Ida:** For eleven years, and then the pans were empty and I came back to fill them again.\n\n\
    **Per:** If you could keep one pan, which one would it be?\n\n\
    **Ida:** The smallest. One can carry it away when the water comes, and it is quick to heat, and whoever has one pan has \
    salt, and whoever has salt has friends, as my mother used to say when the winter was long and the road was closed.\n\n\
    **Nora:** That was lovely. Thanks for listening.\n\n\
    **Per:** If you like the roads, tell a friend of them.\n\n\
    **Nora:** Until then, walk slowly.\n\n\
    **Per:** And take bread.\n";

#[test]
fn what_hosts_say_among_themselves_is_no_question() {
    let interview = read(PODCAST, "salt.md");
    assert_eq!(people(&interview, PersonRole::Interviewer), ["Nora", "Per Holm"]);
    assert_eq!(people(&interview, PersonRole::Interviewee), ["Ida Berg"]);
    let asked: Vec<String> = exchanges(&interview).into_iter().map(|(question, _)| question.concat()).collect();
    assert_eq!(
        asked,
        [
            "Today on the show we have a salt boiler from the coast, Ida Berg.",
            "Ida, I was wondering how one comes to boil salt.",
            "And then you left for the town.",
            "If you could keep one pan, which one would it be?"
        ]
    );
    assert_eq!(with_role(&interview, Role::Front).last(), Some(&"Somebody has to."));
    assert_eq!(with_role(&interview, Role::Closing).len(), 4);
}

#[test]
fn the_head_may_list_those_who_ask() {
    let text = "# Reef Talk\n\n- Hosts present: Nora, Per and Kaja\n- Guest: Captain Ola Vik\n\n\
        Nora: Captain, thanks so much for coming on. What does the harbour office do?\n\n\
        Capt. Vik: It keeps the lists of all boats, and every spring it counts them again, one by one.\n\n\
        Kaja: So let me try to put that into plain words, because it touches everybody here, and I have been reading your \
        lists for weeks. I take it that a boat which is not in the list has no place at the quay.\n\n\
        Capt. Vik: That is right, Kaja.\n\n\
        Nora: Has it always been so?\n\nCapt. Vik: Since the great storm, yes.\n\n\
        Kaja: I want to go back to the storm and to what it did to the lists, since so much was lost in it then.\n\n\
        Capt. Vik: All of it, in one night. We wrote them again from what people remembered.\n";
    let interview = read(text, "reef.md");
    assert_eq!(people(&interview, PersonRole::Interviewer), ["Nora", "Kaja"]);
    assert_eq!(interview.exchanges.len(), 4);
}

#[test]
fn a_briefing_has_letters_before_questions_and_a_name_before_answers() {
    let text = "Briefing by Harbour Spokesman Olav Lind\n\n2:05 P.M.\n\n\
        MR. LIND:  I think you have all seen the notice about the dredging. I am happy to take some questions.\n\nMara.\n\n\
        Q    You closed the north quay. Do the fishers have a right to know for how long?\n\n\
        MR. LIND:  They do, and they will be told on Friday.\n\nJens.\n\n\
        Q    Thanks. What did the divers find?\n\nMR. LIND:  Mud, and a bell.\n\n\
        Q    A bell?\n\nMR. LIND:  An old one. We will have it looked at.\n\n\
        Q    You said on Monday that nothing was there.\n\nMR. LIND:  On Monday nobody had dived.\n";
    for text in [text.to_owned(), text.replace("Q    ", "Q ").replace(":  ", ": ")] {
        let interview = read(&text, "briefing.txt");
        assert_eq!(interview.exchanges.len(), 4, "{text}");
        assert_eq!(exchanges(&interview)[1].0, ["Thanks. What did the divers find?"]);
        assert_eq!(people(&interview, PersonRole::Interviewee).len(), 1);
    }
}

#[test]
fn names_may_stand_before_the_answers_alone_with_questions_that_nothing_sets_apart() {
    let text = "Abbiamo intervistato Marta e Aldo, che curano il faro.\n\nDa quanti anni fate questo lavoro?\n\n\
        M: Da una ventina di anni, quasi tutti qui.\n\nA: Io da quaranta. Il faro è nato insieme a me.\n\n\
        Che cosa vi piace di più?\n\nM: Il contatto con chi sale fino in cima.\n\nA: Il silenzio, quando scendono.\n\n\
        Che cosa vi ha portato qui?\n\nM: Un annuncio sul giornale.\n\nA: La barca di mio padre.\n\n\
        Qual è il vostro sogno?\n\nA: Una lampada nuova.\n\nM: Viaggiare.\n";
    let interview = read(text, "faro.txt");
    let all = exchanges(&interview);
    let asked: Vec<&str> = all.iter().map(|(question, _)| question[0]).collect();
    assert_eq!(
        asked,
        [
            "Da quanti anni fate questo lavoro?",
            "Che cosa vi piace di più?",
            "Che cosa vi ha portato qui?",
            "Qual è il vostro sogno?"
        ]
    );
    assert_eq!(all[3].1, ["Una lampada nuova.", "Viaggiare."]);
    // One who answers goes on below the name, and the only interviewer asks.
    let text = "# Kaisa Lind, singer\n\nInterview by Jens Dahl\n\nWhen did you begin?\n\nKaisa: When I was six.\n\n\
        My cat followed my fingers.\n\nAnd then?\n\nKaisa: Then came the choir.\n\nWhat do you sing now?\n\n\
        Kaisa: Old songs, slowly.\n\nWhich is the oldest?\n\nKaisa: The one about the ferry.\n";
    let interview = read(text, "kaisa.md");
    assert_eq!(people(&interview, PersonRole::Interviewer), ["Jens Dahl"]);
    assert_eq!(people(&interview, PersonRole::Interviewee), ["Kaisa Lind"]);
    assert!(
        interview
            .exchanges
            .iter()
            .flat_map(|one| one.question.iter().chain(&one.answer))
            .all(|id| { interview.para(*id).speaker.is_some() })
    );
}

#[test]
fn brackets_behind_a_name_say_what_somebody_is() {
    let cue = |at: usize, text: &str| format!("{at}\n00:00:{at:02},000 --> 00:00:{at:02},500\n{text}\n\n");
    let said = [
        "Leo Dahl (host): Before we begin, a word on ropes.",
        "Welcome to another episode. I'm your host, Leo Dahl.",
        "Tim, how did you come to ropes?",
        "Tim Berg (guest): By a knot, in short. What else would it be? It held for years.",
        "Leo Dahl (host): And it held.",
        "Tim Berg (guest): It did. Would you believe it? Nobody did.",
        "Leo Dahl (host): I would not have.",
        "Tim Berg (guest): Who would? It was a bad knot.",
    ];
    let text: String = said.iter().enumerate().map(|(at, text)| cue(at + 1, text)).collect();
    let interview = captions::read(&text).interview();
    assert_eq!(people(&interview, PersonRole::Interviewer), ["Leo Dahl"]);
    assert_eq!(people(&interview, PersonRole::Interviewee), ["Tim Berg"]);
    assert_eq!(interview.people[0].labels.iter().map(|label| &**label).collect::<Vec<_>>(), ["Leo Dahl (host)"]);
}

#[cfg(feature = "html")]
#[test]
fn quick_questions_below_an_interview_are_not_the_interview() {
    let text = "<html><body><article><h1>The baker of Kressau</h1>\
        <h3>Who built the oven?</h3><p>My father, with stones from the old mill, in one summer.</p>\
        <h3>Why that place?</h3><p>Because of the wind. It comes from the sea and carries the smoke away.</p>\
        <h3>What do you bake today?</h3><p>Rye, and on Fridays the white bread with salt.</p>\
        <p>In five words</p><dl><dt>Tea or coffee?</dt><dd>Milk.</dd><dt>Early or late?</dt><dd>Early.</dd></dl>\
        </article></body></html>";
    let interview = html::read(text).expect("a page").interview();
    let asked: Vec<&str> = exchanges(&interview).iter().map(|(question, _)| question[0]).collect();
    assert_eq!(asked[..3], ["Who built the oven?", "Why that place?", "What do you bake today?"]);
}

#[test]
fn bold_type_that_ends_on_the_next_line_is_bold_type() {
    let text = "**Nora:** Who came?\n\n**Ola:** Everybody.\n\n**\\[Laughter\\].  \n**\n\n**Nora:** And who stayed?\n\n\
        **Ola:** I did.\n\n**Nora:** Alone?\n\n**Ola:** With the goat.\n";
    let interview = read(text, "goat.md");
    assert!(interview.paragraphs.iter().all(|one| !one.text.contains("**")));
    assert_eq!(interview.exchanges.len(), 3);
}

#[test]
fn who_gives_thanks_for_the_time_asks_and_whom_the_title_names_answers() {
    let text = "# Professor Tomas Dahl\n\n__RYAN:__ Hey, Prof. Dahl?\n\n__PROF. DAHL:__ I am here. Is this Ryan?\n\n\
        __RYAN:__ Yes, it is. Thanks so much for taking the time to speak with me.\n\n\
        __PROF. DAHL:__ No problem. How are you doing today?\n\n__RYAN:__ I'm doing well, in town for some days.\n\n\
        __PROF. DAHL:__ And how is the weather there?\n\n__RYAN:__ Windy. So I want to learn a little more about your work on tides, \
        and I thought I'd begin with the tables of the old harbour.\n\n\
        __PROF. DAHL:__ Sure. The tables were made by hand, three times a day, for sixty years. And why? Because nobody trusted the moon.\n\n\
        __RYAN:__ Right. So it's almost like a second moon.\n\n\
        __PROF. DAHL:__ It is. Would you believe it? The tables were better than the moon, since they knew of the wind.\n";
    let interview = read(text, "tides.md");
    assert_eq!(people(&interview, PersonRole::Interviewer), ["RYAN"]);
    assert_eq!(people(&interview, PersonRole::Interviewee), ["Professor Tomas Dahl"]);
}

#[test]
fn headings_that_ask_are_questions_above_names_that_answer() {
    let text = "# Humans of the Harbour\n\nNora: Welcome, all of you. Who are you?\n\nIda: I keep the boats.\n\nOla: I keep the books.\n\n\
        ## 2- What does the harbour mean to you?\n\nIda: It is where the boats sleep.\n\nOla: It is where the numbers come from, every morning.\n\n\
        Nora: And at night?\n\nIda: At night it is dark.\n\n## Boats\n\nNora: Which boat is the oldest?\n\nOla: The red one.\n\n\
        Nora: And the newest?\n\nIda: Also the red one, since it was painted.\n";
    let interview = read(text, "harbour.md");
    let all = exchanges(&interview);
    let asked: Vec<&str> = all.iter().map(|(question, _)| question[0]).collect();
    assert_eq!(asked.len(), 5, "{asked:?}");
    assert_eq!(asked[1], "2- What does the harbour mean to you?");
    assert_eq!(with_role(&interview, Role::Section), ["Boats"]);
}
