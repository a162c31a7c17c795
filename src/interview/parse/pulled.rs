//! Sentences that a page prints once more in large letters beside the text: nobody says them there, and where they stand they
//! part an answer like a question.

use super::raw::Raw;
use crate::text::segment::{each_sentence, ends_asking};

/// Fewest letters of such a sentence: shorter ones may well be said twice.
const LEAST: usize = 24;

/// Longest paragraph of one, in bytes.
const LONGEST: usize = 400;

/// How many paragraphs away the text stands that it is taken from.
const NEAR: usize = 4;

/// Most paragraphs of what is looked through: pages have such sentences, books and streams of talk have none.
const MANY: usize = 5_000;

/// Which paragraphs are such sentences, or begin with one.
pub fn find(raws: &[&Raw]) -> Vec<bool> {
    if raws.len() > MANY {
        return vec![false; raws.len()];
    }
    let bare =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    // The letters of the neighbours in hand, each with its number: those of a whole book would be a second copy of it.
    let mut letters: [(usize, String); 2 * NEAR + 1] = std::array::from_fn(|_| (usize::MAX, String::new()));
    (0..raws.len())
        .map(|at| {
            let text = &raws[at].text;
            if text.len() > LONGEST || ends_asking(text) {
                return false;
            }
            let first = each_sentence(text).next().map(&bare).unwrap_or_default();
            if first.chars().count() < LEAST {
                return false;
            }
            let near = at.saturating_sub(NEAR)..(at + NEAR + 1).min(raws.len());
            near.filter(|&other| other != at && raws[other].text.len() > text.len()).any(|other| {
                let kept = &mut letters[other % (2 * NEAR + 1)];
                if kept.0 != other {
                    *kept = (other, bare(&raws[other].text));
                }
                kept.1.contains(&first)
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_of_a_neighbour_is_pulled() {
        let texts = [
            "> What I like best about bells is that they cannot be hurried.",
            "Why bells?",
            "My father had one. What I like best about bells is that they cannot be hurried! You wait, and so do they.",
            "You said once that bells cannot be hurried.",
            "Yes. And I say it again.",
        ];
        let raws: Vec<Raw> = texts.iter().map(|text| Raw { text: (*text).into(), ..Raw::default() }).collect();
        let raws: Vec<&Raw> = raws.iter().collect();
        assert_eq!(find(&raws), [true, false, false, false, false]);
    }
}
