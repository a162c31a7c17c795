//! Bold type and italics in the HTML that Markdown lets through: whether a whole paragraph is set so.

/// What tags of a paragraph say of its type: what is open now, and how much was read in it.
#[derive(Debug, Default)]
pub struct Faces {
    bold: Face,
    italic: Face,
}

/// One of the two.
#[derive(Debug, Default)]
struct Face {
    /// Where it began, if it is open.
    from: Option<usize>,
    /// The stretches that are set so, as places of the text without tags.
    stretches: Vec<(usize, usize)>,
}

impl Faces {
    /// Reads a tag behind so many bytes of text.
    pub fn take(&mut self, tag: &str, at: usize) {
        let inside = tag.trim_matches(['<', '>']);
        let (name, ends) = inside.strip_prefix('/').map_or((inside, false), |name| (name, true));
        let face = match name.split(|c: char| !c.is_ascii_alphanumeric()).next() {
            Some("strong" | "b" | "STRONG" | "B") => &mut self.bold,
            Some("em" | "i" | "EM" | "I") => &mut self.italic,
            _ => return,
        };
        match (ends, face.from) {
            (false, None) => face.from = Some(at),
            (true, Some(from)) => {
                face.stretches.push((from, at));
                face.from = None;
            }
            _ => {}
        }
    }

    /// Whether all of a text is bold, and whether all of it is in italics: nothing but blanks stands outside.
    pub fn whole(&self, text: &str) -> (bool, bool) {
        (self.bold.holds(text), self.italic.holds(text))
    }
}

impl Face {
    fn holds(&self, text: &str) -> bool {
        let mut at = 0;
        let blank = |from: usize, to: usize| text.get(from..to).is_some_and(|between| between.trim().is_empty());
        for &(from, to) in &self.stretches {
            if !blank(at, from) {
                return false;
            }
            at = to;
        }
        !self.stretches.is_empty() && blank(at, text.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_is_bold_where_all_of_it_is() {
        for (tags, text, whole) in [
            (&[("<strong>", 0), ("</strong>", 4)][..], "Why?", (true, false)),
            (&[("<p>", 0), ("<b class=x>", 0), ("</b>", 4), ("</p>", 4)], " Why? ", (false, false)),
            (&[("<b>", 1), ("</b>", 5)], " Why? ", (true, false)),
            (&[("<b>", 0), ("<i>", 0), ("</i>", 3), ("</b>", 8)], "And why?", (true, false)),
            (&[("<em>", 0), ("</em>", 3), ("<em>", 4), ("</em>", 8)], "And why?", (false, true)),
            (&[("<b>", 0), ("</b>", 3)], "And why?", (false, false)),
            (&[("<b>", 0)], "Why?", (false, false)),
            (&[("</b>", 0), ("<br>", 0), ("<blink>", 0)], "Why?", (false, false)),
        ] {
            let mut faces = Faces::default();
            for (tag, at) in tags {
                faces.take(tag, *at);
            }
            assert_eq!(faces.whole(text), whole, "{tags:?}");
        }
    }
}
