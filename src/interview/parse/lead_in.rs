//! What stands above a talk without labels and nobody says: links, a list of those who take part, headings of a lecture. To the
//! ear each is a short turn, and the first of them opened the talk.

use super::edges;
use super::raw::{Kind, Raw};
use super::titles;
use super::visual::ends_a_sentence;
use crate::interview::Role;
use crate::interview::given::As;
use crate::text::segment::is_question_mark;

/// Makes such lines introduction, and what stands under them. Nothing that the reader stated is touched.
pub fn set_apart(raws: &[Raw], roles: &mut [Role], stated: &[Option<As>]) {
    const MOST: usize = 8;
    if !has_stops(raws) {
        return;
    }
    for _ in 0..MOST {
        let Some(first) = roles.iter().position(|role| *role == Role::Question) else { return };
        let ends = |role: &Role| !matches!(role, Role::Question | Role::Page);
        let end = roles[first..].iter().position(ends).map_or(roles.len(), |length| first + length);
        let said = (first..end).find(|&index| roles[index] == Role::Question && !is_line(&raws[index]));
        let next = said.or_else(|| (end..roles.len()).find(|&index| roles[index] == Role::Question));
        let Some(next) = next.filter(|&next| next > first && stated[first..next].iter().all(Option::is_none)) else {
            return;
        };
        for role in roles[first..next].iter_mut().filter(|role| **role != Role::Page) {
            *role = Role::Front;
        }
        if said.is_some() {
            return;
        }
    }
}

/// Whether nobody would say this: a heading, an address, a line without an end.
fn is_line(raw: &Raw) -> bool {
    let asks = raw.text.contains(is_question_mark);
    !asks && (raw.heading > 0 || titles::is_no_title(&raw.text) || edges::is_loose_line(&raw.text))
}

/// Whether sentences end with signs here.
fn has_stops(raws: &[Raw]) -> bool {
    const LONG: usize = 9;
    let long = |raw: &&Raw| raw.kind == Kind::Text && raw.text.split_whitespace().nth(LONG - 1).is_some();
    let all = raws.iter().filter(long).count();
    let ended = raws.iter().filter(long).filter(|raw| ends_a_sentence(&raw.text)).count();
    all > 0 && ended * 10 >= all * 7
}

#[cfg(test)]
mod tests {
    use super::*;
    use Role::{Answer, Front, Question};

    fn read(lines: &[(Role, &str)]) -> Vec<Role> {
        let raws: Vec<Raw> = lines.iter().map(|(_, text)| Raw { text: (*text).into(), ..Raw::default() }).collect();
        let mut roles: Vec<Role> = lines.iter().map(|(role, _)| *role).collect();
        set_apart(&raws, &mut roles, &vec![None; lines.len()]);
        roles
    }

    const LONG: &str = "The ferry ran every hour that summer, and nobody minded the wait at all.";

    #[test]
    fn lines_above_a_talk_open_no_exchange() {
        let talk = [
            (Question, "https://example.org/talk"),
            (Question, "Ines Varga 3CD8 C07F"),
            (Question, "Good"),
            (Answer, LONG),
            (Question, "Hello, when did the ferry run?"),
            (Answer, LONG),
            (Question, "Good"),
            (Answer, LONG),
        ];
        assert_eq!(read(&talk), [Front, Front, Front, Front, Question, Answer, Question, Answer]);
        let said = [(Question, "Hello."), (Answer, LONG), (Question, "And the wait?"), (Answer, LONG)];
        assert_eq!(read(&said), said.map(|(role, _)| role));
        // Of one exchange nothing is left.
        let only = [(Question, "Good"), (Answer, LONG)];
        assert_eq!(read(&only), only.map(|(role, _)| role));
        // Where nothing has a stop, its lack says nothing.
        let bare = [
            (Question, "so when did it run"),
            (Answer, "the ferry ran every hour that summer and nobody minded the wait"),
            (Question, "and then"),
            (Answer, "then the bridge came and the ferry went to the breakers up north"),
        ];
        assert_eq!(read(&bare), bare.map(|(role, _)| role));
    }
}
