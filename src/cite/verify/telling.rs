//! How two wordings differ, as they are told.

use std::ops::Range;

use super::align::{Searcher, Step};
use super::words::{Part, Pattern};
use super::{Difference, Piece};
use crate::interview::ParaId;

impl Searcher {
    /// Whether all words of the quotation stand there, and no others between them.
    pub(super) fn worded(&self, pattern: &Pattern, steps: &[Step]) -> bool {
        steps.iter().all(|(part, text, equal)| match (part.map(|part| &pattern.parts[part]), text) {
            (Some(Part::Word(word)), Some(text)) => word.folded == self.words[*text].1.folded,
            _ => *equal,
        })
    }

    /// Words of the quotation that have no fellow at its ends, or beside words left out, stand for what the source has in
    /// that place: as many words, of the same paragraph.
    pub(super) fn fill(&self, pattern: &Pattern, steps: &mut [Step]) {
        let lone =
            |step: &Step| matches!(step, (Some(part), None, false) if matches!(pattern.parts[*part], Part::Word(_)));
        let mut at = 0;
        while at < steps.len() {
            let count = steps[at..].iter().take_while(|step| lone(step)).count();
            if count == 0 {
                at += 1;
                continue;
            }
            let run = at..at + count;
            at += count;
            let left = steps[..run.start].iter().rev().find_map(|step| step.1);
            let right = steps[run.end..].iter().find_map(|step| step.1);
            let from = left.map_or(0, |left| left + 1);
            let to = right.unwrap_or(self.words.len());
            // Beside the word before it, or else beside the one behind.
            let beside = |step: Option<&Step>, part: Option<usize>| {
                step.is_some_and(|step| step.1.is_some() && (step.0.is_none() || step.0 == part))
            };
            let (first, last) = (steps[run.start].0, steps[run.end - 1].0);
            let before = run.start.checked_sub(1).and_then(|before| steps.get(before));
            let joined = beside(before, first.and_then(|first| first.checked_sub(1)));
            let behind = !joined && beside(steps.get(run.end), last.map(|last| last + 1));
            let near = if behind { right } else { left };
            let Some(para) = near.map(|word| self.words[word].0) else { continue };
            let same = |word: &usize| self.words.get(*word).is_some_and(|(other, _)| *other == para);
            let free: Vec<usize> = if behind {
                let mut free: Vec<usize> = (from..to).rev().take_while(same).take(count).collect();
                free.reverse();
                free
            } else {
                (from..to).take_while(same).take(count).collect()
            };
            let start = if behind { run.end - free.len() } else { run.start };
            for (step, word) in steps[start..].iter_mut().zip(free) {
                step.1 = Some(word);
            }
        }
    }

    /// Both wordings in pieces.
    pub(super) fn difference(&self, quoted: &str, pattern: &Pattern, steps: &[Step]) -> Difference {
        let (mut draft, mut source) = (Vec::new(), Vec::new());
        let mut at = 0;
        while at < steps.len() {
            let equal = steps[at].2;
            let run = steps[at..].iter().take_while(|step| step.2 == equal).count();
            let stretch = &steps[at..at + run];
            at += run;
            let of_draft = stretch.iter().filter_map(|(part, ..)| part.map(|part| range_of(&pattern.parts[part])));
            let ranges: Vec<Range<usize>> = of_draft.flatten().collect();
            let text = match (ranges.first(), ranges.last()) {
                (Some(first), Some(last)) => quoted.get(first.start..last.end).unwrap_or_default().to_owned(),
                _ => String::new(),
            };
            draft.push(Piece { text, differs: !equal });
            source.push(Piece { text: self.text(stretch.iter().filter_map(|(_, text, _)| *text)), differs: !equal });
        }
        Difference { draft, source }
    }

    /// The words of the source as they are written, with a blank between paragraphs.
    fn text(&self, used: impl Iterator<Item = usize>) -> String {
        let mut runs: Vec<(ParaId, Range<usize>, usize)> = Vec::new();
        for index in used {
            let (para, word) = &self.words[index];
            match runs.last_mut() {
                Some((same, range, last)) if same == para && *last + 1 == index => {
                    range.end = word.range.end;
                    *last = index;
                }
                _ => runs.push((*para, word.range.clone(), index)),
            }
        }
        let texts: Vec<&str> =
            runs.iter().filter_map(|(para, range, _)| self.texts[para.0 as usize].get(range.clone())).collect();
        texts.join(" … ")
    }
}

fn range_of(part: &Part) -> Option<Range<usize>> {
    match part {
        Part::Word(word) => Some(word.range.clone()),
        Part::Bracket { range } => Some(range.clone()),
        Part::Gap => None,
    }
}
