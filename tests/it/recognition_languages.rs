//! Ways in which interviews go wrong, in languages other than English; the texts and people are invented.

use inquit::interview::{Interview, Role};

use crate::recognition::{count, fixture as read, names};

/// For each exchange the number of paragraphs that ask, that answer, and of asides.
fn shape(interview: &Interview) -> Vec<(usize, usize, usize)> {
    let of = |exchange: &inquit::interview::Exchange| {
        let asides = exchange.answer.iter().filter(|id| interview.para(**id).role == Role::Aside).count();
        (exchange.question.len(), exchange.answer.len() - asides, asides)
    };
    interview.exchanges.iter().map(of).collect()
}

#[test]
fn what_an_answer_asks_itself_stays_in_the_answer() {
    for (file, who) in [
        ("rhetorical-de.txt", "Interviewee Frieda Holm"),
        ("rhetorical-fr.txt", "Interviewee Odile Marchetti"),
        ("rhetorical-es.txt", "Interviewee Remedios Alarcón"),
    ] {
        let interview = read(file);
        assert_eq!(shape(&interview), [(1, 2, 0), (1, 2, 0), (1, 1, 0), (1, 1, 0)], "{file}");
        assert_eq!(names(&interview), [who], "{file}");
        assert_eq!((count(&interview, Role::Title), count(&interview, Role::Front)), (1, 1), "{file}");
    }
}

#[test]
fn a_paragraph_that_prepares_a_short_question_belongs_to_it() {
    for file in ["context-then-asking-de.txt", "context-then-asking-fr.txt", "context-then-asking-it.txt"] {
        let interview = read(file);
        assert_eq!(shape(&interview), [(2, 1, 0), (2, 1, 0), (2, 1, 0), (1, 1, 0)], "{file}");
        // What prepares a question is never taken as certain.
        let prepares = interview.exchanges.iter().filter(|exchange| exchange.question.len() == 2);
        assert!(prepares.into_iter().all(|exchange| interview.para(exchange.question[0]).unsure), "{file}");
    }
}

#[test]
fn a_panel_with_an_audience() {
    for (file, moderator, audience, nobody) in [
        ("third-voices-de.txt", "Moderator Moderatorin", "Audience Publikum", "Other Unbekannt"),
        ("third-voices-fr.txt", "Moderator Modératrice", "Audience Public", "Other Inconnu"),
        ("third-voices-es.txt", "Moderator Moderadora", "Audience Público", "Other Desconocido"),
    ] {
        let interview = read(file);
        let want = [(1, 1, 0), (1, 1, 1), (1, 1, 0), (1, 1, 1), (1, 2, 1), (1, 1, 0)];
        assert_eq!(shape(&interview), want, "{file}");
        let names = names(&interview);
        for name in [moderator, audience, nobody] {
            assert!(names.iter().any(|other| other == name), "{file}: {names:?}");
        }
        assert_eq!(names.iter().filter(|name| name.starts_with("Interviewee")).count(), 2, "{file}");
    }
}
