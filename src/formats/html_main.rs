//! Which part of a page is the article: the smallest element that holds nearly all of its prose.
//!
//! It errs towards keeping: what is left of a page's furniture is set aside by recognition, where a reader can still see
//! it, but a question that is dropped here is gone.

use super::html_tags::is_block;
use super::html_tree::{Id, Tree};
use super::html_unseen::dead;
use crate::interview::given_back;
use crate::interview::parse::attributes::class_words;

/// Share of the prose that the article has at least.
const SHARE: f32 = 0.82;

/// Words in classes and ids of what stands around an article.
const AROUND: &[&str] = &[
    "ad",
    "ads",
    "advert",
    "advertisement",
    "banner",
    "breadcrumb",
    "breadcrumbs",
    "catlinks",
    "consent",
    "cookie",
    "cookies",
    "footer",
    "masthead",
    "menu",
    "modal",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "noprint",
    "outbrain",
    "pager",
    "pagination",
    "paywall",
    "popup",
    "printfooter",
    "promo",
    "promotion",
    "recirc",
    "recommended",
    "related",
    "relatedposts",
    "share",
    "sharedaddy",
    "sharing",
    "sidebar",
    "signup",
    "sitenotice",
    "skip",
    "social",
    "sponsor",
    "sponsored",
    "subscribe",
    "subscription",
    "taboola",
    "teaser",
    "toolbar",
    "widget",
];

/// Words for what readers of the page wrote.
const COMMENTS: &[&str] = &["comments", "comment", "commentlist", "disqus", "respond", "responses"];

/// Words that keep an element whatever else its class says.
const KEEP: &[&str] =
    &["article", "body", "main", "content", "interview", "question", "answer", "transcript", "entry", "post"];

/// What is read of a page.
#[derive(Debug)]
pub struct Chosen {
    /// The element to walk.
    pub root: Id,
    /// What stands before it and is walked first, in order: a standfirst, a list of who speaks.
    pub before: Vec<Id>,
    /// What stands behind the end of the body and is walked last, in order.
    pub after: Vec<Id>,
    /// Elements that are not walked.
    pub dropped: Vec<bool>,
    /// Boxes in the midst of the article: they are walked, and set aside.
    pub beside: Vec<Id>,
}

/// Numbers of each element: characters of text, of text in links, of prose.
struct Weights {
    text: Vec<u32>,
    links: Vec<u32>,
    prose: Vec<u32>,
}

impl Drop for Weights {
    fn drop(&mut self) {
        for list in [&mut self.text, &mut self.links, &mut self.prose] {
            given_back(std::mem::take(list));
        }
    }
}

impl Weights {
    fn of(tree: &Tree, dropped: &[bool]) -> Self {
        let count = tree.count();
        let mut own = Self { text: vec![0; count], links: vec![0; count], prose: vec![0; count] };
        for id in (1..count).rev() {
            let node = tree.node(id);
            if node.is_text() {
                own.text[id] = node.text().split_whitespace().map(|word| word.len() as u32 + 1).sum();
            } else if dropped[id] {
                (own.text[id], own.links[id], own.prose[id]) = (0, 0, 0);
            } else if node.name() == "a" && node.get("href").is_some() {
                own.links[id] = own.text[id];
            }
            if !dropped[id] && is_block(node.name()) {
                own.prose[id] += own.said_in(tree, id);
            }
            let parent = node.parent();
            own.text[parent] += own.text[id];
            own.links[parent] += own.links[id];
            own.prose[parent] += own.prose[id];
        }
        own
    }

    /// The prose of a block itself: its text where no block in it holds any, and otherwise what stands directly in it, between
    /// these. It counts where it is no line of a menu and most of it is in no link.
    fn said_in(&self, tree: &Tree, id: Id) -> u32 {
        const LEAST: u32 = 25;
        let (mut text, mut links) = (self.text[id], self.links[id]);
        if self.prose[id] > 0 {
            let loose = |child: &Id| self.prose[*child] == 0 && !is_block(tree.node(*child).name());
            (text, links) = tree
                .node(id)
                .children()
                .filter(loose)
                .fold((0, 0), |(text, links), child| (text + self.text[child], links + self.links[child]));
        }
        if text >= LEAST && links * 2 < text { text } else { 0 }
    }
}

/// Chooses the article of a page.
pub fn choose(tree: &Tree) -> Chosen {
    let mut dropped = dead(tree);
    let all = Weights::of(tree, &dropped);
    let mut boxes = Vec::new();
    for id in tree.ids() {
        if dropped[id] || dropped[tree.node(id).parent()] {
            dropped[id] = true;
            continue;
        }
        if is_own(tree, &all, id) {
            boxes.push(id);
            continue;
        }
        if let Some(most) = around(tree, id) {
            dropped[id] = all.text[id] as f32 <= most * all.text[0] as f32;
        }
    }
    let everything = all.text[0];
    // A long page has very many elements.
    drop(all);
    let weights = Weights::of(tree, &dropped);
    let named = if tree.is_torn() { None } else { marked(tree, &weights, &dropped) };
    let mut root = named.unwrap_or(0);
    let whole = weights.prose[root] as f32;
    // Down, as long as one child has nearly everything.
    loop {
        let children = tree.node(root).children().filter(|id| is_block(tree.node(*id).name()));
        let Some(best) = children.max_by_key(|id| weights.prose[*id]) else { break };
        let inside = tree.node(best).children().any(|id| is_block(tree.node(id).name()));
        if !inside || (weights.prose[best] as f32) < SHARE * whole {
            break;
        }
        root = best;
    }
    // A list or a table is the inside of an article, not the article.
    while matches!(
        tree.node(root).name(),
        "ol" | "ul" | "dl" | "li" | "thead" | "tbody" | "tr" | "th" | "table" | "blockquote" | "details"
    ) {
        root = tree.node(root).parent();
    }
    const LEAST: u32 = 250;
    if weights.prose[root] < LEAST && everything > 2 * LEAST && weights.text[root] * 2 < everything {
        return whole_of(tree);
    }
    let mut before = before(tree, &weights, root, named);
    before.extend(early(tree, &dropped, root));
    before.sort_unstable();
    before.dedup();
    let beside = boxes.into_iter().filter(|id| is_amid(tree, &weights, root, *id)).collect();
    let mut after = after(tree, &dropped, root);
    let alone = alone(tree, &weights, &dropped, root, named);
    let others = |list: &[Id]| -> Vec<Id> {
        let is_there = |id: Id| {
            let last = list.partition_point(|known| *known <= id);
            last > 0 && tree.is_in(id, list[last - 1])
        };
        alone.iter().copied().filter(|id| !is_there(*id)).collect()
    };
    let (early, late): (Vec<Id>, Vec<Id>) = (others(&before), others(&after));
    before.extend(early.into_iter().filter(|id| *id < root));
    after.extend(late.into_iter().filter(|id| *id > root));
    before.sort_unstable();
    after.sort_unstable();
    Chosen { root, before, after, dropped, beside }
}

/// All of a page.
pub fn whole_of(tree: &Tree) -> Chosen {
    Chosen { root: 0, before: Vec::new(), after: Vec::new(), dropped: dead(tree), beside: Vec::new() }
}

/// What stands behind the end of the body and not in `root`: a page that ends twice goes on there, and browsers show it.
fn after(tree: &Tree, dropped: &[bool], root: Id) -> Vec<Id> {
    let Some(late) = tree.late() else { return Vec::new() };
    let outermost = |id: &Id| tree.node(*id).parent() < late && !dropped[*id] && !tree.is_in(*id, root);
    (late..tree.count()).filter(outermost).filter(|id| is_said(tree, *id)).collect()
}

/// Whether a node has words, or is the blank between some.
fn is_said(tree: &Tree, id: Id) -> bool {
    tree.node(id).is_text() || tree.has_words(id)
}

/// What stands before the body and not in `root`: browsers show it, also before the page begins. What it holds of the head is
/// never walked.
fn early(tree: &Tree, dropped: &[bool], root: Id) -> Vec<Id> {
    let Some(body) = tree.named("body").next() else { return Vec::new() };
    let page = |id: Id| id == 0 || tree.node(id).name() == "html";
    let is_early = |id: &Id| page(tree.node(*id).parent()) && !dropped[*id] && !tree.is_in(body, *id);
    (1..body).filter(is_early).filter(|id| !tree.is_in(*id, root) && is_said(tree, *id)).collect()
}

/// Paragraphs outside `root` that are none of a page's furniture: they lead nowhere, and nothing around them has a class or a
/// name. Menus have links, and what makes pages with menus gives names to all its parts.
fn alone(tree: &Tree, weights: &Weights, dropped: &[bool], root: Id, named: Option<Id>) -> Vec<Id> {
    let unnamed = |id: Id| {
        let node = tree.node(id);
        ["class", "id", "role"].iter().all(|name| node.get(name).is_none())
            && matches!(node.name(), "p" | "div" | "section" | "center" | "blockquote")
    };
    let is_alone = |id: &Id| {
        let mut at = *id;
        while !tree.is_in(root, at) && unnamed(at) {
            at = tree.node(at).parent();
        }
        tree.is_in(root, at)
    };
    let wanted = |id: &Id| {
        !dropped[*id]
            && !tree.is_in(*id, root)
            && tree.is_in(*id, named.unwrap_or(0))
            && weights.text[*id] > 0
            && weights.links[*id] == 0
    };
    tree.named("p").filter(wanted).filter(is_alone).collect()
}

/// Whether an element that mostly stands around articles is part of one: a box, or a foot, that holds sentences and speaks
/// neither of other pages nor of what the site wants of its readers.
fn is_own(tree: &Tree, weights: &Weights, id: Id) -> bool {
    let node = tree.node(id);
    if !matches!(node.name(), "aside" | "footer") || !within(tree, id, &["article"]) {
        return false;
    }
    let named = [node.get("class"), node.get("id"), node.get("role"), node.get("aria-label")];
    let words = class_words(&named.map(Option::unwrap_or_default).join(" "));
    let around = |word: &String| AROUND.contains(&word.as_str()) || COMMENTS.contains(&word.as_str());
    let asks = ["form", "nav", "input"];
    let mut below = id + 1..tree.end(id);
    weights.prose[id] > 0
        && weights.links[id] * 2 < weights.text[id]
        && !words.iter().any(around)
        && !below.any(|at| asks.contains(&tree.node(at).name()))
}

/// Whether a box stands in the midst of an article, so that its text would run into what somebody says there. At the
/// beginning it introduces, and at the end it closes.
fn is_amid(tree: &Tree, weights: &Weights, root: Id, id: Id) -> bool {
    const EDGE: f32 = 0.1;
    let prose = |range: std::ops::Range<Id>| -> u32 {
        let texts = range.filter(|at| tree.node(*at).is_text() && tree.is_in(*at, root));
        texts.map(|at| weights.text[at]).sum()
    };
    let edge = EDGE * weights.text[root] as f32;
    prose(root..id) as f32 > edge && prose(tree.end(id)..tree.count()) as f32 > edge
}

/// How many lines of a page are not walked: blocks with text of their own that a reader of the page would see. `shown` is a
/// heading that is read all the same.
pub fn left_out(tree: &Tree, chosen: &Chosen, shown: Option<Id>) -> usize {
    let dead = dead(tree);
    let mut walked = vec![false; tree.count()];
    let mut blocks = std::collections::HashSet::new();
    for id in tree.ids() {
        let node = tree.node(id);
        let root = id == chosen.root
            || chosen.before.binary_search(&id).is_ok()
            || chosen.after.binary_search(&id).is_ok()
            || shown == Some(id);
        walked[id] = (walked[node.parent()] || root || chosen.root == 0) && (!chosen.dropped[id] || shown == Some(id));
        if walked[id] || dead[id] || !node.is_text() || node.text().trim().is_empty() {
            continue;
        }
        let mut block = node.parent();
        while block != 0 && !is_block(tree.node(block).name()) {
            block = tree.node(block).parent();
        }
        blocks.insert(block);
    }
    blocks.len()
}

/// What stands before the chosen element and belongs to it: inside what the page calls its article every block of prose,
/// elsewhere what stands directly beside it, headings, and tables of who speaks when.
fn before(tree: &Tree, weights: &Weights, root: Id, named: Option<Id>) -> Vec<Id> {
    let mut found = Vec::new();
    let mut at = root;
    while at != named.unwrap_or(0) {
        let parent = tree.node(at).parent();
        let earlier = tree.node(parent).children().take_while(|child| *child != at);
        let mut kept: Vec<Id> = earlier
            .filter(|id| {
                let node = tree.node(*id);
                let table = matches!(node.name(), "dl" | "table" | "h1" | "h2");
                let prose = weights.prose[*id] > 0 && weights.links[*id] * 2 < weights.text[*id];
                weights.text[*id] > 0 && is_block(node.name()) && (table || (prose && (named.is_some() || at == root)))
            })
            .collect();
        kept.append(&mut found);
        found = kept;
        at = parent;
    }
    found
}

/// What stands around an article, with the share of all text above which it is kept all the same.
fn around(tree: &Tree, id: Id) -> Option<f32> {
    const SOME: f32 = 0.3;
    const MOST: f32 = 0.75;
    let node = tree.node(id);
    if node.is_text() || matches!(node.name(), "html" | "body" | "main" | "article" | "h1" | "#root") {
        return None;
    }
    let role = node.get("role").unwrap_or("");
    match node.name() {
        "nav" | "aside" | "footer" | "form" | "dialog" | "menu" => return Some(SOME),
        "header" if !within(tree, id, &["article", "main"]) => return Some(SOME),
        _ => {}
    }
    if matches!(
        role,
        "navigation" | "complementary" | "banner" | "contentinfo" | "search" | "dialog" | "alert" | "menu"
    ) {
        return Some(SOME);
    }
    let (class, own) = (node.get("class").unwrap_or(""), node.get("id").unwrap_or(""));
    if class.is_empty() && own.is_empty() {
        return None;
    }
    let words = class_words(&format!("{class} {own}"));
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    // In a talk of speech balloons "comment" may be what a balloon says: of a reader it has a link, a date, a number.
    let says = class.split_whitespace().any(|name| name == "comment") && own.is_empty() && !has_signature(tree, id);
    let kept = has(&["article", "main", "question", "answer", "interview", "open", "closed", "has", "no"]);
    if has(COMMENTS) && !kept && !says {
        return Some(MOST);
    }
    (has(AROUND) && !has(KEEP)).then_some(SOME)
}

/// Whether what somebody wrote below a page has the marks of that: a link, a date, a place for an answer.
fn has_signature(tree: &Tree, id: Id) -> bool {
    const FIRST: usize = 64;
    let near = (id + 1..tree.end(id)).take(FIRST);
    near.map(|at| tree.node(at).name())
        .any(|name| matches!(name, "a" | "time" | "cite" | "form" | "textarea" | "button"))
}

fn within(tree: &Tree, id: Id, names: &[&str]) -> bool {
    let mut at = tree.node(id).parent();
    while at != 0 {
        if names.contains(&tree.node(at).name()) {
            return true;
        }
        at = tree.node(at).parent();
    }
    false
}

/// The element that the page itself calls its article, where it holds enough.
fn marked(tree: &Tree, weights: &Weights, dropped: &[bool]) -> Option<Id> {
    const LEAST: f32 = 0.5;
    let whole = weights.prose[0] as f32;
    let best = |wanted: &dyn Fn(Id) -> bool| {
        let found = tree.ids().filter(|id| !dropped[*id] && wanted(*id));
        found.max_by_key(|id| weights.prose[*id]).filter(|id| weights.prose[*id] as f32 >= LEAST * whole)
    };
    best(&|id| tree.node(id).get("itemprop").is_some_and(|value| value.contains("articleBody")))
        .or_else(|| best(&|id| tree.node(id).name() == "article").filter(|id| !is_part(tree, weights, *id)))
        .or_else(|| best(&|id| tree.node(id).name() == "main" || tree.node(id).get("role") == Some("main")))
}

/// Whether an article is one of several parts of a text, which stand side by side and are made alike. What is much shorter
/// only speaks of other pages.
fn is_part(tree: &Tree, weights: &Weights, id: Id) -> bool {
    const SHARE: u32 = 3;
    let node = tree.node(id);
    let alike = |other: &Id| {
        let node_there = tree.node(*other);
        *other != id && node_there.name() == node.name() && node_there.get("class") == node.get("class")
    };
    let mut beside = tree.node(node.parent()).children().filter(alike);
    beside.any(|other| weights.prose[other] * SHARE >= weights.prose[id])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_in_several_articles_is_read_whole() {
        let text = "<p>Twenty-five letters and more make a paragraph that counts here.</p>";
        let page = |second: usize| {
            let (long, short) = (text.repeat(6), text.repeat(second));
            format!(
                "<body><main id=all><section><article class=talk>{long}</article>\
                 <article class=talk>{short}</article></section></main></body>"
            )
        };
        let root = |page: &str| {
            let tree = Tree::parse(page);
            let root = choose(&tree).root;
            (tree.node(root).name().to_owned(), tree.all_text(root).matches("Twenty").count())
        };
        assert_eq!(root(&page(5)).1, 11);
        assert_eq!(root(&page(1)), ("article".to_owned(), 6));
    }

    #[test]
    fn text_between_paragraphs_counts_as_much_as_they_do() {
        let read = |page: &str| {
            let tree = Tree::parse(page);
            let chosen = choose(&tree);
            let ids = chosen.before.iter().chain([&chosen.root]).chain(&chosen.after);
            ids.map(|id| tree.all_text(*id)).collect::<String>()
        };
        let said = "Twenty-five letters and more are said here. ";
        let part = format!("<article><p>{said}</p></article>");
        // What a page calls its article is the smaller part of its text.
        let page = format!("<body><div>Why? {}<br><p>So. {said}</p>{part}</div></body>", said.repeat(9));
        assert_eq!(read(&page).matches("Twenty-five").count(), 11, "{}", read(&page));
        // A cell of the head of a table holds it.
        let page = format!("<body><ul><li>Why?</ul><table><tr><th>{}{part}</table></body>", said.repeat(9));
        assert!(read(&page).contains("Why?") && read(&page).matches("Twenty-five").count() == 10, "{}", read(&page));
        // Links between paragraphs do not.
        let links = "<a href=x>Harbours of the northern coast</a> ".repeat(40);
        let page = format!("<body><div>{links}<p>{said}</p><article><p>{}</p></article></div></body>", said.repeat(8));
        assert!(!read(&page).contains("Harbours"), "{}", read(&page));
    }

    #[test]
    fn an_article_that_is_torn_in_two_is_read_whole() {
        let said = "<p>Twenty-five letters and more make a paragraph that counts here.</p>";
        let page = format!("<body><b>Mara: <article>{}</b>{}</article></body>", said.repeat(4), said.repeat(6));
        let tree = Tree::parse(&page);
        let root = choose(&tree).root;
        assert_eq!(tree.all_text(root).matches("Twenty").count(), 10);
    }

    #[test]
    fn a_short_paragraph_beside_the_article_is_read_however_deep_it_stands() {
        let text = "<p>Twenty-five letters and more make a paragraph that counts here.</p>".repeat(10);
        let read = |page: &str| {
            let tree = Tree::parse(page);
            let chosen = choose(&tree);
            let ids = chosen.before.iter().chain([&chosen.root]).chain(&chosen.after);
            ids.map(|id| {
                tree.all_text(*id).replace("Twenty-five letters and more make a paragraph that counts here.", "_")
            })
            .collect::<String>()
        };
        let deep = |text: &str| format!("{}{text}{}", "<div>".repeat(10), "</div>".repeat(10));
        let whole =
            read(&format!("<body>{}<div><div>{text}</div></div>{}</body>", deep("<p>Why?</p>"), deep("<p>So.</p>")));
        assert!(whole.starts_with("Why?") && whole.ends_with("So.") && whole.matches("So.").count() == 1, "{whole}");
        // What has a name, a link, or stands outside what the page calls its article is no part of it.
        for beside in
            ["<p><a href=x>Why?</a></p>", "<ul><li>Why?</ul>", "<p id=top>Why?</p>", "<div class=x><p>Why?</p></div>"]
        {
            assert!(
                !read(&format!("<body>{}<div><div>{text}</div></div></body>", deep(beside))).contains("Why?"),
                "{beside}"
            );
        }
        assert!(!read(&format!("<body>{}<article>{text}</article></body>", deep("<p>Why?</p>"))).contains("Why?"));
    }

    #[test]
    fn the_article_is_found_among_furniture() {
        let text = "<p>Twenty-five letters and more make a paragraph that counts here.</p>".repeat(10);
        let page = format!(
            "<body><div class=site><nav><a href=x>Home</a></nav><div id=a><div class=sidebar>{text}</div>\
             <div id=story><h1>Boats</h1>{text}{text}{text}</div></div><footer>Imprint</footer></div></body>"
        );
        let tree = Tree::parse(&page);
        assert_eq!(tree.node(choose(&tree).root).get("id"), Some("story"));
    }
}
