//! HTML as a tree, read the forgiving way that pages need: tags that are not closed, closed twice or in the wrong order.
//!
//! One pass over the text and no recursion, so that no page can make it slow or exhaust the stack. The tree is a list of
//! nodes in the order of the page, so that what an element holds is what stands behind it, up to its end. A long page has
//! a node for every twenty letters or so: a node says where its letters are, and has none of its own.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::html_entities::decode;
use super::html_letters::{Letters, Piece};
use super::html_node::{Entry, Tag};
use super::html_tags::{Attributes, end_tag, ends, is_block, is_of_head, is_raw, is_void, local, lower, name_of, tag};
use crate::interview::given_back;

/// Index of a node.
pub type Id = usize;

/// How deep elements may stand in each other; deeper ones become siblings, as in browsers.
pub const DEPTH: usize = 256;

/// Most nodes; what follows is read as text alone.
const NODES: usize = 4_000_000;

/// A node of a page, to look at.
#[derive(Clone, Copy)]
pub struct Node<'t> {
    tree: &'t Tree,
    own: &'t Entry,
    id: Id,
}

impl<'t> Node<'t> {
    /// Whether it is text.
    pub fn is_text(self) -> bool {
        self.own.is_text()
    }

    /// The element's name in small letters; empty for text.
    pub fn name(self) -> &'t str {
        if self.own.is_text() { "" } else { &self.tree.names[self.tag().name as usize] }
    }

    /// The text, where it is one.
    pub fn text(self) -> &'t str {
        if self.own.is_text() { self.tree.letters.of(self.own.letters()) } else { "" }
    }

    /// The parent; the root is its own.
    pub fn parent(self) -> Id {
        self.own.parent()
    }

    /// Children in order.
    pub fn children(self) -> impl Iterator<Item = Id> + use<'t> {
        let tree = self.tree;
        let end = tree.end(self.id);
        let within = move |id: &Id| *id < end;
        std::iter::successors(Some(self.id + 1).filter(within), move |id| Some(tree.end(*id)).filter(within))
    }

    /// That of an element.
    fn tag(self) -> Tag {
        self.tree.tags[self.own.from as usize]
    }

    /// The value of an attribute.
    pub fn get(self, name: &str) -> Option<&'t str> {
        if self.own.is_text() {
            return None;
        }
        let Tag { from, has, .. } = self.tag();
        let attributes = &self.tree.attributes[from as usize..][..usize::from(has)];
        let found = attributes.iter().find(|(known, _)| self.tree.letters.of(*known) == name);
        found.map(|(_, value)| self.tree.letters.of(*value).trim())
    }
}

/// A page.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    letters: Letters,
    /// The nodes; the first is the root and has no name of its own in the page.
    nodes: Vec<Entry>,
    /// The names of elements, each once.
    names: Vec<String>,
    /// Tags that are not written alike.
    tags: Vec<Tag>,
    /// The attributes of elements, names in small letters.
    attributes: Vec<(Piece, Piece)>,
    /// The first node behind the end of the body.
    late: Option<Id>,
    /// The end of an article or of the main part of the page stands where none is open, or in the midst of one an element ends that
    /// began before it.
    torn: bool,
    /// Elements that browsers hide and whose end is missing: what follows is the page.
    endless: HashSet<Id>,
}

impl Tree {
    /// Reads a page or a part of one. Never fails.
    pub fn parse(source: &str) -> Self {
        let head = &source[..crate::interview::parse::raw::floor(source, 1024)];
        let strict = head.trim_start_matches('\u{feff}').starts_with("<?xml");
        let mut tree = Tree { letters: Letters::expecting(source.len()), ..Tree::default() };
        tree.names.push("#root".to_owned());
        tree.tags.push(Tag::default());
        tree.nodes.push(Entry::element(0, 0));
        let mut builder = Builder {
            tree,
            names: HashMap::new(),
            alike: HashMap::new(),
            open: vec![0],
            strict,
            endless: false,
            unclosed: Vec::new(),
        };
        builder.read(source);
        let left = std::mem::take(&mut builder.open);
        builder.left_open(&left);
        builder.tree.join();
        builder.tree.letters.close();
        builder.tree
    }

    /// The first node behind the end of the body, which browsers show all the same.
    pub fn late(&self) -> Option<Id> {
        self.late.filter(|id| *id < self.nodes.len())
    }

    /// Whether an article ends twice, or is torn in two: what the page calls one ends too early.
    pub fn is_torn(&self) -> bool {
        self.torn
    }

    /// Whether an element that browsers hide lost its end, so that the rest of the page stands in it.
    pub fn is_endless(&self, id: Id) -> bool {
        self.endless.contains(&id)
    }

    /// Gives every node its end: that of the last node in it.
    fn join(&mut self) {
        for id in (0..self.nodes.len()).rev() {
            let end = self.end(id).max(id + 1) as u32;
            if !self.nodes[id].is_text() {
                self.nodes[id].to = end;
            }
            let parent = self.nodes[id].parent();
            self.nodes[parent].to = self.nodes[parent].to.max(end);
        }
    }

    /// The first node behind what a node holds.
    pub fn end(&self, id: Id) -> Id {
        let node = &self.nodes[id];
        if node.is_text() { id + 1 } else { node.to as Id }
    }

    /// Whether a node is `outer` or stands in it.
    pub fn is_in(&self, id: Id, outer: Id) -> bool {
        (outer..self.end(outer)).contains(&id)
    }

    /// A node.
    pub fn node(&self, id: Id) -> Node<'_> {
        Node { tree: self, own: &self.nodes[id], id }
    }

    /// How many nodes there are.
    pub fn count(&self) -> usize {
        self.nodes.len()
    }

    /// How many bytes its letters have, and two behind each.
    pub fn bytes(&self) -> usize {
        self.letters.bytes() + 2 * self.nodes.len()
    }

    /// Gives its memory back.
    pub fn give_back(self) {
        given_back(self.nodes);
        self.letters.give_back();
    }

    /// All nodes but the root, in order.
    pub fn ids(&self) -> Range<Id> {
        1..self.nodes.len()
    }

    /// The elements of a name, in order.
    pub fn named<'t>(&'t self, name: &'t str) -> impl Iterator<Item = Id> + 't {
        self.ids().filter(move |id| self.node(*id).name() == name)
    }

    /// Whether a node is text, or has some below.
    pub fn has_words(&self, id: Id) -> bool {
        (id..self.end(id)).any(|id| !self.node(id).text().trim().is_empty())
    }

    /// All words below a node, in one line.
    pub fn all_text(&self, id: Id) -> String {
        let mut out = String::new();
        let (mut at, end) = (id, self.end(id));
        while at < end {
            let node = self.node(at);
            if node.is_text() {
                out.push_str(node.text());
            } else if matches!(node.name(), "script" | "style") {
                at = self.end(at);
                continue;
            } else if is_block(node.name()) || node.name() == "br" {
                out.push(' ');
            }
            at += 1;
        }
        super::lines::words(&out)
    }
}

struct Builder<'a> {
    tree: Tree,
    /// The numbers of the names of elements.
    names: HashMap<Cow<'a, str>, usize>,
    /// Tags as the page has them, and their numbers.
    alike: HashMap<&'a str, u32>,
    open: Vec<Id>,
    /// The page is XML: a tag that closes itself is closed.
    strict: bool,
    /// No comment ends in what follows.
    endless: bool,
    /// Elements without markup that do not end in what follows.
    unclosed: Vec<String>,
}

impl<'a> Builder<'a> {
    fn read(&mut self, source: &'a str) {
        let mut rest = source;
        while !rest.is_empty() {
            let at = rest.find('<').unwrap_or(rest.len());
            if at > 0 {
                self.text(decode(&rest[..at]));
                rest = &rest[at..];
                continue;
            }
            rest = self.markup(rest);
        }
    }

    /// Reads what begins with `<` and gives what follows.
    fn markup(&mut self, rest: &'a str) -> &'a str {
        let after = |text: &'a str, end: &str| text.find(end).map_or("", |at| &text[at + end.len()..]);
        if let Some(inside) = rest.strip_prefix("<!--") {
            // A comment that never ends hides no page, and is looked for once.
            let end = if self.endless { None } else { inside.find("-->") };
            self.endless = end.is_none();
            return end.map_or_else(|| after(rest, ">"), |at| &inside[at + 3..]);
        }
        if let Some(inside) = rest.strip_prefix("<![CDATA[") {
            let end = inside.find("]]>").unwrap_or(inside.len());
            self.text(Cow::Borrowed(&inside[..end]));
            return inside.get(end + 3..).unwrap_or("");
        }
        if rest.starts_with("<!") || rest.starts_with("<?") {
            return after(rest, ">");
        }
        let (end, name_at) = if rest.starts_with("</") { (true, 2) } else { (false, 1) };
        if !rest[name_at..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            self.text(Cow::Borrowed("<"));
            return &rest[1..];
        }
        let inside = &rest[name_at..];
        let (name, attributes, closed, mut rest) = tag(inside);
        let written = &inside[..inside.len() - rest.len()];
        let name = local(name);
        if end {
            self.end(&name);
            return rest;
        }
        let raw = is_raw(&name) && !(self.strict && closed);
        let shuts = closed && (self.strict || !is_block(&name)) || is_void(&name);
        let id = self.start(name, (written, attributes), shuts);
        if raw && let Some(id) = id {
            let name = self.tree.node(id).name().to_owned();
            let end = self.end_of_raw(rest, &name);
            let inside = &rest[..end];
            let text = if matches!(&*name, "title" | "textarea") { decode(inside) } else { Cow::Borrowed(inside) };
            self.text(text);
            self.end(&name);
            rest = if rest[end..].starts_with("</") && !self.is_unclosed(&name) {
                after(&rest[end..], ">")
            } else {
                &rest[end..]
            };
        }
        rest
    }

    fn is_unclosed(&self, name: &str) -> bool {
        self.unclosed.iter().any(|known| known == name)
    }

    /// Where the inside of an element without markup ends: at its end tag. One that never comes hides no page; then what
    /// is no text of such an element ends it, and the end tag is looked for once.
    fn end_of_raw(&mut self, text: &str, name: &str) -> usize {
        if !self.is_unclosed(name) {
            // The title of a page does not hold its body.
            let whole =
                |end: &usize| name != "title" || !["</head", "<body"].iter().any(|tag| text[..*end].contains(tag));
            let end = end_tag(text, name);
            match end.filter(whole) {
                Some(end) => return end,
                None if end.is_none() => self.unclosed.push(name.to_owned()),
                None => {}
            }
        }
        let code = matches!(name, "script" | "style");
        let ends = |at: &usize| {
            let inside = text[at + 1..].trim_start_matches('/');
            let (name, ..) = name_of(inside);
            !name.is_empty() && (!code || is_block(&lower(name)))
        };
        text.match_indices('<').map(|(at, _)| at).find(ends).unwrap_or(text.len())
    }

    fn text(&mut self, text: Cow<'a, str>) {
        if !text.trim().is_empty() {
            self.leave_head();
        }
        let Some(&parent) = self.open.last() else { return };
        if text.is_empty() {
            return;
        }
        if self.tree.nodes.len() >= NODES
            && let Some(last) = self.tree.nodes.last_mut().filter(|last| last.is_text())
        {
            let letters = self.tree.letters.lengthen(last.letters(), &text);
            (last.from, last.to) = (letters.at, letters.bytes);
            return;
        }
        let letters = self.tree.letters.keep(&text);
        self.add(Entry::text(letters, parent));
    }

    /// What no head of a page holds ends it, though its end tag is missing.
    fn leave_head(&mut self) {
        if self.open.last().is_some_and(|id| self.tree.node(*id).name() == "head") {
            self.open.pop();
        }
    }

    fn add(&mut self, node: Entry) -> Id {
        self.tree.nodes.push(node);
        self.tree.nodes.len() - 1
    }

    /// The number of a name.
    fn name(&mut self, name: Cow<'a, str>) -> usize {
        if let Some(known) = self.names.get(&name) {
            return *known;
        }
        self.tree.names.push(name.clone().into_owned());
        let number = self.tree.names.len() - 1;
        self.names.insert(name, number);
        number
    }

    /// The number of a tag. Most elements of a long page are written like one before: of these nothing is kept.
    fn tag(&mut self, name: Cow<'a, str>, (written, attributes): (&'a str, Attributes<'a>)) -> u32 {
        // Of a page that gives each element a name of its own, the last ones are known.
        const KNOWN: usize = 1024;
        if let Some(known) = self.alike.get(written) {
            return *known;
        }
        let from = self.tree.attributes.len();
        for (name, value) in attributes.into_iter().filter(|(name, _)| !name.is_empty()) {
            let pieces = (self.tree.letters.keep(&name), self.tree.letters.keep(&value));
            self.tree.attributes.push(pieces);
        }
        let has = (self.tree.attributes.len() - from) as u8;
        let tag = Tag { name: self.name(name) as u32, from: from as u32, has };
        self.tree.tags.push(tag);
        if self.alike.len() == KNOWN {
            self.alike.clear();
        }
        let number = self.tree.tags.len() as u32 - 1;
        self.alike.insert(written, number);
        number
    }

    /// Begins an element by its name, and its tag as it is written and with its attributes.
    fn start(&mut self, name: Cow<'a, str>, tag: (&'a str, Attributes<'a>), shuts: bool) -> Option<Id> {
        if self.tree.nodes.len() >= NODES {
            return None;
        }
        if !is_of_head(&name) {
            self.leave_head();
        }
        let (ended, within) = ends(&name);
        if !ended.is_empty() {
            // All the way up to the outermost that is ended, but not out of a table's cell or of the list.
            let stop = |id: &Id| {
                let open = self.tree.node(*id).name();
                within.contains(&open) || (!ended.contains(&open) && matches!(open, "table" | "td" | "th" | "button"))
            };
            let from = self.open.iter().rposition(stop).map_or(1, |at| at + 1);
            let first = self.open[from..].iter().position(|id| ended.contains(&self.tree.node(*id).name()));
            if let Some(first) = first {
                self.open.truncate(from + first);
            }
        }
        let parent = *self.open.last()?;
        let tag = self.tag(name, tag);
        let id = self.add(Entry::element(tag, parent));
        if !shuts && self.open.len() < DEPTH {
            self.open.push(id);
        }
        Some(id)
    }

    /// Keeps in mind which of the elements that end without an end tag are hidden ones.
    fn left_open(&mut self, ids: &[Id]) {
        let hides = |id: &&Id| {
            matches!(self.tree.node(**id).name(), "noscript" | "template" | "svg" | "canvas" | "button" | "object")
        };
        let found: Vec<Id> = ids.iter().filter(hides).copied().collect();
        self.tree.endless.extend(found);
    }

    fn end(&mut self, name: &str) {
        const AGAIN: usize = 8;
        let part = matches!(name, "table" | "tbody" | "thead" | "tfoot" | "tr" | "td" | "th" | "body" | "html");
        let mut at = None;
        for (index, id) in self.open.iter().enumerate().skip(1).rev() {
            let open = self.tree.node(*id).name();
            if open == name {
                at = Some(index);
                break;
            }
            if !part && matches!(open, "td" | "th" | "table") {
                break;
            }
        }
        let Some(at) = at else {
            self.tree.torn |= matches!(name, "main" | "article");
            if name == "br" {
                self.start(Cow::Borrowed("br"), ("br", Vec::new()), true);
            }
            return;
        };
        if name == "body" {
            self.tree.late.get_or_insert(self.tree.nodes.len());
        }
        let inside = self.open.split_off(at);
        self.left_open(&inside[1..]);
        // An inline element that is closed across blocks does not close them: they begin again.
        if !is_block(name) {
            let blocks: Vec<Id> =
                inside[1..].iter().copied().filter(|id| is_block(self.tree.node(*id).name())).collect();
            for id in blocks.into_iter().take(AGAIN) {
                if self.tree.nodes.len() < NODES
                    && let Some(&parent) = self.open.last()
                {
                    self.tree.torn |= matches!(self.tree.node(id).name(), "main" | "article");
                    let new = self.add(self.tree.nodes[id].within(parent));
                    self.open.push(new);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The tree as one line.
    fn shown(tree: &Tree, id: Id) -> String {
        let node = tree.node(id);
        if node.is_text() {
            return node.text().trim().to_owned();
        }
        let inside: Vec<String> = node.children().map(|child| shown(tree, child)).collect();
        format!("{}({})", node.name(), inside.join(" "))
    }

    #[test]
    fn what_is_not_closed_is_closed() {
        for (page, tree) in [
            ("<p>a<p>b<div>c", "#root(p(a) p(b) div(c))"),
            ("<ul><li>a<li><p>b<ul><li>c</ul><li>d</ul>e", "#root(ul(li(a) li(p(b) ul(li(c))) li(d)) e)"),
            ("<dl><dt>q<dd>a<dt>q</dl>", "#root(dl(dt(q) dd(a) dt(q)))"),
            ("<table><tr><td>a<td>b<tr><td>c</table>", "#root(table(tr(td(a) td(b)) tr(td(c))))"),
            ("<b><p>a</b>b</p>c", "#root(b(p(a)) p(b) c)"),
            ("<P CLASS=x>a<BR/>b</P>", "#root(p(a br() b))"),
            ("a < b <c", "#root(a < b c())"),
            ("<script>a<b</script>c", "#root(script(a<b) c)"),
            ("<!-- x <p> -->a<!DOCTYPE y>b", "#root(a b)"),
            ("<div/>a", "#root(div(a))"),
            ("<?xml?><div/>a", "#root(div() a)"),
            ("</p>a</td>b", "#root(a b)"),
            ("<p><a href=\"x>a</a><a href=\"y\">b</a>", "#root(p(a(a) a(b)))"),
            ("<a title=\"<b>x</b>\" href=y>a", "#root(a(a))"),
            ("<a title=\"<b>x</b> >\"href=y>a", "#root(a(a))"),
            ("<p class=\"[&>b]:x\" id='y'>a", "#root(p(a))"),
            ("<a href=\"javascript:f('<b>')\">a", "#root(a(a))"),
            ("<noscript>a</noscript\u{301}>b</p\u{a0}class=x>", "#root(noscript(a) b)"),
            ("<i>a</i](>b<p\u{1} class=x>c</p>d", "#root(i(a) b p(c) d)"),
            // Marks that were lost.
            ("<p><a href=\"x <b>a</b></p>\n<p>b.org/?c\">c</a>", "#root(p(a(b(a)))  p(b.org/?c\">c))"),
            ("<a title=\"x>a</a><a href=\"/y\">b</a>", "#root(a(a) a(b))"),
            ("<a title=\"x>a</a><a href=\"\">b</a>", "#root(a(a) a(b))"),
            ("<a href=\"x>He said \"so\" and</a>b", "#root(a(He said \"so\" and) b)"),
            ("<a title=\"x>He said \"so\", <b>and", "#root(a(He said \"so\", b(and)))"),
            ("<a title='x>Mara\'s boat<b>a", "#root(a(Mara's boat b(a)))"),
            ("<a href=\"x>So.", "#root(a(So.))"),
            ("<b <i>a</i</b>c", "#root(b(i(a)) c)"),
            ("<title>x</titel><p>a<title>y<p>b", "#root(title(x) p(a) title(y) p(b))"),
            ("<head><title>x</title><p>a", "#root(head(title(x)) p(a))"),
            ("<head><noscript><img></noscript> <meta>a<b>c", "#root(head(noscript(img())  meta()) a b(c))"),
            ("<script>if (a<b) c<p>d", "#root(script(if (a<b) c) p(d))"),
            ("<textarea>x", "#root(textarea(x))"),
        ] {
            assert_eq!(shown(&Tree::parse(page), 0), tree, "{page}");
        }
    }

    #[test]
    fn attributes_are_read() {
        let tree = Tree::parse("<a href='x>y' class=\"b &amp; c\" hidden id = z>");
        let node = tree.node(1);
        assert_eq!((node.get("href"), node.get("class")), (Some("x>y"), Some("b & c")));
        assert_eq!((node.get("hidden"), node.get("id")), (Some(""), Some("z")));
    }

    #[test]
    fn elements_that_are_written_alike_share_their_attributes() {
        let one = |at: usize| format!("<p class=who>Mara</p><P CLASS=\"who\" id=p{at}>So.</P><a href='?a&amp;b'>a</a>");
        let page: String = (0..2000).map(one).collect();
        let tree = Tree::parse(&page);
        let classes = tree.named("p").filter(|id| tree.node(*id).get("class") == Some("who")).count();
        let last = tree.named("p").last().and_then(|id| tree.node(id).get("id"));
        let links = tree.named("a").filter(|id| tree.node(*id).get("href") == Some("?a&b")).count();
        assert_eq!((classes, last, links), (4000, Some("p1999"), 2000));
        // Two for each name, and the others once for every thousand.
        assert!(tree.attributes.len() < 2 * 2000 + 10, "{}", tree.attributes.len());
    }

    #[test]
    fn a_tower_of_elements_is_flat() {
        let page = "<div><b>".repeat(20_000);
        assert!(Tree::parse(&page).count() > 20_000);
    }

    proptest! {
        #[test]
        fn nothing_panics(page in "[<>/a-d!\\-='\" é]{0,200}") {
            let tree = Tree::parse(&page);
            for id in tree.ids() {
                let parent = tree.node(id).parent();
                prop_assert!(parent < id && tree.is_in(id, parent) && tree.end(id) <= tree.end(parent));
                prop_assert!(tree.node(parent).children().any(|child| child == id));
            }
        }
    }
}
