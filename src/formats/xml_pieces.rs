//! A long XML file piece by piece, so that its tree is never in memory as a whole: a tree takes many times the memory of the
//! text that is in it.
//!
//! Elements that only hold others (a body, a division) are containers, and a piece may end behind any child of theirs that
//! the caller says ends a paragraph. Every piece is a document of its own, with the beginning of the file and with the
//! containers around it opened again, so what reads it sees the same names, in the same order. Nothing is judged here: what
//! is no XML is told by the parser of the pieces, and whoever meets that reads the file as a whole, which says why.

use memchr::memchr;

/// Bytes of a piece at least, where the file is so long.
const PIECE: usize = 256 * 1024;

/// What is read at once.
const BLOCK: usize = 64 * 1024;

/// Most containers in each other; what stands deeper stays whole.
const DEEPEST: usize = 32;

/// How many times longer than what stands around it a piece is at least.
const SHARE: usize = 4;

/// The names that a file is cut by, without prefixes.
#[derive(Clone, Copy, Debug)]
pub struct Cuts {
    /// Elements whose children may go to different pieces.
    pub containers: &'static [&'static str],
    /// Children of theirs behind which a piece may end.
    pub blocks: &'static [&'static str],
}

/// Adds so many bytes to what was read, or fewer where there are no more. `None` where the file cannot be read.
pub type More<'f> = dyn FnMut(usize, &mut Vec<u8>) -> Option<()> + 'f;

/// The pieces of a file.
pub struct Pieces<'f> {
    from: Box<More<'f>>,
    cuts: Cuts,
    /// How long a piece is at least, in bytes and in times what stands around it.
    least: usize,
    share: usize,
    /// What was read and is in no piece yet.
    text: String,
    /// The bytes behind it that are the beginning of a character.
    rest: Vec<u8>,
    /// How far `text` was looked through.
    at: usize,
    /// How long the start tags in `open` and the prolog are.
    around: usize,
    /// How deep that is in elements that are no containers.
    depth: usize,
    /// What stands before the first element: the declaration, and the entities.
    prolog: Option<String>,
    /// The start tags of the containers that are open at `at`.
    open: Vec<String>,
    /// Those that were open where `text` begins.
    outer: Vec<String>,
    ended: bool,
}

/// Why a file cannot be read in pieces: it is in no UTF-8, or cannot be read.
#[derive(Debug)]
pub struct Whole;

impl<'f> Pieces<'f> {
    /// The pieces of what `from` gives.
    pub fn new(from: Box<More<'f>>, cuts: Cuts) -> Self {
        let (text, rest, open, outer) = (String::new(), Vec::new(), Vec::new(), Vec::new());
        let (least, share, at, around, depth) = (PIECE, SHARE, 0, 0, 0);
        Self { from, cuts, least, share, text, rest, at, around, depth, prolog: None, open, outer, ended: false }
    }

    /// The pieces of a text.
    pub fn of(text: &'f str, cuts: Cuts) -> Self {
        let mut left = text.as_bytes();
        let from = move |most: usize, bytes: &mut Vec<u8>| {
            let (now, later) = left.split_at(most.min(left.len()));
            bytes.extend_from_slice(now);
            left = later;
            Some(())
        };
        Self::new(Box::new(from), cuts)
    }

    /// The next piece; `None` behind the last.
    ///
    /// # Errors
    /// Where the file is not to be read so.
    pub fn next(&mut self) -> Result<Option<String>, Whole> {
        while !self.ended {
            if let Some(end) = self.look() {
                return Ok(Some(self.piece(end)));
            }
            if !self.more()? {
                self.ended = true;
                return Ok(Some(self.piece(self.text.len())));
            }
        }
        Ok(None)
    }

    /// Reads another block. Whether there was one.
    fn more(&mut self) -> Result<bool, Whole> {
        let before = self.rest.len();
        // A comment of many megabytes is not looked through for its end again and again.
        (self.from)(BLOCK.max(self.text.len() - self.at), &mut self.rest).ok_or(Whole)?;
        let read = self.rest.len() - before;
        let valid = match std::str::from_utf8(&self.rest) {
            Ok(text) => text.len(),
            Err(error) if error.error_len().is_none() && read > 0 => error.valid_up_to(),
            Err(_) => return Err(Whole),
        };
        self.text.push_str(std::str::from_utf8(&self.rest[..valid]).map_err(|_| Whole)?);
        self.rest.drain(..valid);
        Ok(read > 0)
    }

    /// Looks through what was read, up to a place where a piece may end.
    fn look(&mut self) -> Option<usize> {
        loop {
            let start = self.at + memchr(b'<', &self.text.as_bytes()[self.at..])?;
            let end = start + end_of_markup(&self.text[start..])?;
            let markup = &self.text[start..end];
            self.at = end;
            if markup.starts_with("<!") || markup.starts_with("<?") {
                continue;
            }
            if self.prolog.is_none() {
                self.prolog = Some(self.text[..start].to_owned());
                self.around = start;
            }
            let name = name_of(markup);
            let closes = markup.starts_with("</");
            let empty = markup.ends_with("/>");
            if self.depth == 0 && self.cuts.containers.contains(&name) && (closes || self.open.len() < DEEPEST) {
                if closes {
                    self.around -= self.open.pop().map_or(0, |tag| tag.len());
                } else if !empty {
                    self.around += markup.len();
                    let tag = markup.to_owned();
                    self.open.push(tag);
                }
                continue;
            }
            match (closes, empty) {
                (true, _) => self.depth = self.depth.saturating_sub(1),
                (false, true) => {}
                (false, false) => self.depth += 1,
            }
            let whole = (closes || empty) && self.depth == 0 && !self.open.is_empty();
            if whole && end >= self.least.max(self.share * self.around) && self.cuts.blocks.contains(&name) {
                return Some(end);
            }
        }
    }

    /// What was read up to `end`, as a document.
    fn piece(&mut self, end: usize) -> String {
        let mut piece = String::with_capacity(end + 1024);
        if !self.outer.is_empty() {
            piece.push_str(self.prolog.as_deref().unwrap_or(""));
            self.outer.iter().for_each(|tag| piece.push_str(tag));
        }
        piece.push_str(&self.text[..end]);
        if !self.ended {
            for tag in self.open.iter().rev() {
                let name = tag[1..].split(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/')).next();
                piece.push_str("</");
                piece.push_str(name.unwrap_or(""));
                piece.push('>');
            }
        }
        self.text.drain(..end);
        self.at = 0;
        self.outer.clone_from(&self.open);
        piece
    }
}

/// The name in a tag, without its prefix.
fn name_of(tag: &str) -> &str {
    let name = tag.trim_start_matches(['<', '/']);
    let name = &name[..name.find(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/')).unwrap_or(name.len())];
    name.rsplit(':').next().unwrap_or(name)
}

/// Where the markup ends that a text begins with; `None` where more of it must be read.
fn end_of_markup(text: &str) -> Option<usize> {
    let behind = |start: &str, end: &str| text.get(start.len()..)?.find(end).map(|at| start.len() + at + end.len());
    for (start, end) in [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")] {
        if text.starts_with(start) {
            return behind(start, end);
        }
        if start.starts_with(text) {
            return None;
        }
    }
    // Quotes may hold a bracket; a list of entities holds declarations.
    let (mut quote, mut inside) = (None, 0_usize);
    let declares = text.starts_with("<!");
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match (quote, byte) {
            (Some(open), byte) if open == byte => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'[') if declares => inside += 1,
            (None, b']') if declares => inside = inside.saturating_sub(1),
            (None, b'>') if inside == 0 => return Some(at + 1),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use roxmltree::{Document, Node};

    use super::*;

    const CUTS: Cuts = Cuts { containers: &["doc", "body", "div"], blocks: &["p", "t"] };

    fn pieces(text: &str, least: usize) -> Result<Vec<String>, Whole> {
        let mut pieces = Pieces { least, share: 0, ..Pieces::of(text, CUTS) };
        std::iter::from_fn(|| pieces.next().transpose()).collect()
    }

    /// Everything that is no container, in order, as the parser sees it.
    fn blocks(text: &str) -> Vec<String> {
        fn add(node: Node, all: &mut Vec<String>) {
            for child in node.children() {
                let container = child.is_element() && CUTS.containers.contains(&child.tag_name().name());
                if container {
                    add(child, all);
                } else if child.is_element() {
                    let texts: String = child.descendants().filter_map(|inner| inner.text()).collect();
                    let name = child.tag_name();
                    all.push(format!("{:?} {} {texts}", name.namespace(), name.name()));
                }
            }
        }
        let mut all = Vec::new();
        let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
        add(Document::parse_with_options(text, options).unwrap().root(), &mut all);
        all
    }

    #[test]
    fn pieces_are_documents_with_their_containers_around_them() {
        let text = "<?xml version='1.0'?><!DOCTYPE w:doc [<!ENTITY a \"<w:t>]></w:t>\">]><!-- <w:body> --><w:doc xmlns:w='u>v'>\
                    <w:head><w:p>x</w:p></w:head><w:body a='/'><w:p>1</w:p>\n<w:p>&a;</w:p><w:div n='2'><w:p/><![CDATA[<w:p>]]>\
                    <w:t><w:p>3</w:p></w:t></w:div><w:p>é</w:p></w:body></w:doc>\n";
        let all = pieces(text, 1).unwrap();
        assert_eq!(all.len(), 6, "{all:#?}");
        assert!(
            all[3].contains("<w:body a='/'><w:div n='2'><![CDATA[<w:p>]]><w:t><w:p>3</w:p></w:t></w:div></w:body>"),
            "{all:#?}"
        );
        assert_eq!(all.iter().flat_map(|piece| blocks(piece)).collect::<Vec<_>>(), blocks(text));
        assert_eq!(pieces(text, 10_000).unwrap(), [text]);
    }

    #[test]
    fn what_is_no_utf_8_is_no_matter_of_pieces() {
        for bytes in [&b"<doc>\xff</doc>"[..], b"<doc>\xc3"] {
            let mut all = Some(bytes);
            let from = move |_, read: &mut Vec<u8>| {
                read.extend_from_slice(all.take().unwrap_or_default());
                Some(())
            };
            let mut pieces = Pieces::new(Box::new(from), CUTS);
            assert!(std::iter::from_fn(|| pieces.next().transpose()).any(|piece| piece.is_err()), "{bytes:?}");
        }
    }

    proptest! {
        #[test]
        fn no_text_is_lost_in_what_is_no_xml(text in "[<>/a-c!\\-='\" é\\[\\]]{0,200}", least in 1..50_usize) {
            let doc = format!("<doc><p>{text}");
            let all = pieces(&doc, least).unwrap();
            prop_assert!(!all.is_empty());
        }

        #[test]
        fn the_blocks_are_those_of_the_whole(
            all in prop::collection::vec(prop::sample::select(vec!["<p>a</p>", "<p b='>'/>", "<t><p>c</p><div/></t>", "<div><p>é</p><p/></div>", "<x>y</x>", "<!-- <p> -->", "<div/>", " ", "text"]), 0..40),
            least in 1..80_usize,
        ) {
            let doc = format!("<doc><body>{}</body></doc>", all.concat());
            let found: Vec<String> = pieces(&doc, least).unwrap().iter().flat_map(|piece| blocks(piece)).collect();
            prop_assert_eq!(found, blocks(&doc));
        }
    }
}
