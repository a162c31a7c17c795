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
