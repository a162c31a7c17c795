//! JSON with pages in it, as sites keep their articles: a field with HTML, beside a title and other things.

use std::borrow::Cow;

use super::Extract;
use super::html;
use super::html_tree::Tree;
use super::json_node::{Node, Object};
use super::lines::{Face, Look, Writer};
use crate::interview::Meta;
use crate::text::CleanText;

/// Fields that hold a page, the fullest first.
const PAGES: [&str; 8] = ["content", "body", "html", "content_html", "bodyHtml", "article", "text", "transcript"];

/// Fields with the name of a page.
const TITLES: [&str; 4] = ["title", "headline", "heading", "name"];

/// Most pages: more are the archive of a site.
const MOST: usize = 200;

/// Whether a text is a piece of HTML of several blocks.
pub fn is_page(text: &str) -> bool {
    if !text.contains('<') {
        return false;
    }
    const BLOCKS: [&str; 6] = ["</p>", "<br", "</h2>", "</h3>", "</div>", "</li>"];
    const LEAST: usize = 4;
    BLOCKS.iter().map(|tag| text.matches(tag).take(LEAST).count()).sum::<usize>() >= LEAST
}

/// The words of a text that may be HTML.
pub fn words_of(text: Cow<'_, str>) -> Cow<'_, str> {
    if is_page(&text) { Tree::parse(&text).all_text(0).into() } else { text }
}

/// The pages of a file, one below the other; `None` where most of what it lists is none.
pub fn read(all: &[Node]) -> Option<Extract> {
    // A transcript of very many turns has none, and is not gone through for that.
    if !all.iter().any(|node| node.has_markup()) {
        return None;
    }
    let records = records(all, 0)?;
    let mut writer = Writer::default();
    let title = |record: &Object| TITLES.iter().find_map(|name| field(record, name)).map(|text| text.trim().to_owned());
    let mut meta = Meta::default();
    if let [only] = &records[..] {
        meta.title = title(only).map(|title| CleanText::line(&words(&title)));
    }
    for record in &records {
        if let Some(title) = title(record).filter(|_| records.len() > 1) {
            writer.text(&words(&title), Face::default());
            writer.end(Look { heading: 1, ..Look::default() });
        }
        if let Some(page) = page(record) {
            html::read_whole(page, &mut writer);
        }
    }
    Some(writer.finish(meta, Vec::new()))
}

/// A title may have entities and tags, too.
fn words(text: &str) -> String {
    Tree::parse(text).all_text(0)
}

/// The objects that hold pages: all of the file, or of a list in it.
fn records<'a>(nodes: &[Node<'a>], depth: usize) -> Option<Vec<Object<'a>>> {
    const DEEPEST: usize = 2;
    let objects: Vec<Object> = nodes.iter().filter_map(|node| node.object()).collect();
    let holding = objects.iter().filter(|object| page(object).is_some()).count();
    if holding > 0 && holding * 2 >= nodes.len() {
        return (holding <= MOST).then(|| objects.into_iter().filter(|object| page(object).is_some()).collect());
    }
    if depth >= DEEPEST {
        return None;
    }
    match nodes {
        [only] => match only.list() {
            Some(list) => records(&list, depth),
            None => only.object()?.values().into_iter().find_map(|value| records(&value.list()?, depth + 1)),
        },
        _ => None,
    }
}

fn page<'a>(record: &Object<'a>) -> Option<Cow<'a, str>> {
    PAGES.iter().filter_map(|name| field(record, name)).find(|text| is_page(text))
}

/// A text, or the one that an object around it gives, as `{"rendered": "…"}`.
fn field<'a>(record: &Object<'a>, name: &str) -> Option<Cow<'a, str>> {
    let value = record.get(name)?;
    let inner =
        || value.object().and_then(|inner| ["rendered", "html", "value"].iter().find_map(|name| inner.text(name)));
    value.text().or_else(inner).filter(|text| !text.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use crate::formats::json;

    const PAGE: &str = "<h2>Tides &amp; clocks</h2><p><strong>MARA</strong></p><p>Why clocks?</p><p><strong>JENS</strong></p><p>They stop.</p><hr /><p>So.</p>";

    #[test]
    fn a_page_in_a_field_is_read_as_one() {
        let page = serde_json::to_string(PAGE).unwrap();
        for file in [
            format!("[{{\"slug\": \"jens\", \"name\": \"Jens Dahl\", \"content\": {page}}}]"),
            format!("{{\"title\": {{\"rendered\": \"Jens Dahl\"}}, \"content\": {{\"rendered\": {page}}}}}"),
            format!("{{\"total\": 1, \"posts\": [{{\"title\": \"Jens Dahl\", \"html\": {page}}}]}}"),
        ] {
            let extract = json::read(&file).unwrap();
            assert_eq!(extract.meta.title.as_deref(), Some("Jens Dahl"), "{file}");
            assert_eq!(
                extract.source.as_str(),
                "Tides & clocks\n\nMARA\n\nWhy clocks?\n\nJENS\n\nThey stop.\n\nSo.",
                "{file}"
            );
            assert!(extract.warnings.is_empty(), "{:?}", extract.warnings);
        }
    }

    #[test]
    fn several_pages_have_their_titles_as_headings_and_turns_with_a_tag_are_turns() {
        let page = serde_json::to_string(PAGE).unwrap();
        let two = format!("[{{\"title\": \"One\", \"body\": {page}}}, {{\"title\": \"Two\", \"body\": {page}}}]");
        let extract = json::read(&two).unwrap();
        assert!(extract.source.starts_with("One\n\n") && extract.source.contains("\n\nTwo\n\n"));
        let turns =
            "[{\"speaker\": \"Mara\", \"text\": \"<p>Why?</p>\"}, {\"speaker\": \"Jens\", \"text\": \"<p>So.</p>\"}]";
        assert_eq!(json::read(turns).unwrap().raws().len(), 2);
    }
}
