//! The topic map as a picture: one SVG file that needs nothing else, in light and dark.

use std::fmt::Write;

use super::Topics;
use super::map::Map;
use super::write::part;
use crate::interview::Interview;
use crate::text::markup::escape;
use crate::text::width;
use crate::text::wrap::one_line;

/// Sizes in units of the picture: a row, a cell, one cell of a letter, the margin.
const ROW: usize = 26;
const CELL: usize = 46;
const LETTER: usize = 8;
const MARGIN: usize = 24;

/// Widest label, in cells.
const LABEL: usize = 36;

/// Writes the map. Colours are no variables: programs that print and convert pictures know none, and paint all black.
pub fn to_svg(interview: &Interview, topics: &Topics) -> String {
    let map = Map::new(interview, topics);
    let labels = topics.list.iter().map(|topic| width::of(&topic.label)).max().unwrap_or(0).clamp(8, LABEL);
    let left = MARGIN + labels * LETTER + 52;
    let (wide, top) = (left + map.columns() * CELL + MARGIN, MARGIN + 62);
    let wide = wide.max(420);
    let high = top + map.rows.len() * ROW + MARGIN;
    let title = interview.meta.title.as_deref().unwrap_or("Topics");
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{wide}\" height=\"{high}\" viewBox=\"0 0 {wide} {high}\" \
         role=\"img\" aria-labelledby=\"title\">\n<title id=\"title\">{}</title>\n<style>\n\
         .page {{ fill: #ffffff; }} .shade {{ fill: #1f6fb2; }} text {{ fill: #1c1c1c; font: 14px sans-serif; }}\n\
         .head {{ font-weight: 600; font-size: 16px; }} .soft {{ fill: #5a5a5a; font-size: 12px; }}\n\
         .end {{ text-anchor: end; }} .mid {{ text-anchor: middle; }} .on {{ fill: #ffffff; }}\n\
         @media (prefers-color-scheme: dark) {{\n\
         .page {{ fill: #16181c; }} .shade {{ fill: #5fafff; }} text {{ fill: #e8e8e8; }}\n\
         .soft {{ fill: #a4a8ae; }} .on {{ fill: #10131a; }}\n}}\n</style>\n\
         <rect class=\"page\" width=\"{wide}\" height=\"{high}\"/>\n",
        escape(&format!("Topics: {title}")),
    );
    let fitting = one_line(title, (wide - 2 * MARGIN) / 9, "…");
    let _ = writeln!(out, "<text class=\"head\" x=\"{MARGIN}\" y=\"{}\">{}</text>", MARGIN + 12, escape(&fitting));
    let what = if map.questions { "mentions in the answers, by questions" } else { "mentions in the text" };
    let words = map.all_words();
    let _ =
        writeln!(out, "<text class=\"soft\" x=\"{MARGIN}\" y=\"{}\">Topics: {what}; {words} words</text>", MARGIN + 32);
    for column in 0..map.columns() {
        let x = left + column * CELL + CELL / 2;
        let _ = writeln!(out, "<text class=\"soft mid\" x=\"{x}\" y=\"{}\">{}</text>", top - 8, map.column(column));
    }
    for (n, row) in map.rows.iter().enumerate() {
        let (y, text) = (top + n * ROW, top + n * ROW + 18);
        let label = one_line(&topics.list[row.topic].label, LABEL, "…");
        let _ = writeln!(out, "<text x=\"{MARGIN}\" y=\"{text}\">{}</text>", escape(&label));
        let _ = writeln!(out, "<text class=\"soft end\" x=\"{}\" y=\"{text}\">{}</text>", left - 12, row.total);
        for (column, &count) in row.cells.iter().enumerate() {
            let (x, shade) = (left + column * CELL, Map::shade(count));
            if count == 0 {
                let _ = writeln!(out, "<text class=\"soft mid\" x=\"{}\" y=\"{text}\">·</text>", x + CELL / 2);
                continue;
            }
            let opacity = part(shade);
            let _ = writeln!(
                out,
                "<rect class=\"shade\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"3\" fill-opacity=\"{opacity}\"/>",
                x + 2,
                y + 2,
                CELL - 4,
                ROW - 4,
            );
            // On a deep shade the number has the colour of the page.
            let on = if shade > 2 { " on" } else { "" };
            let _ = writeln!(out, "<text class=\"mid{on}\" x=\"{}\" y=\"{text}\">{count}</text>", x + CELL / 2);
        }
    }
    out.push_str("</svg>\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::sample::{interview, seed};
    use crate::search::topics::{Changes, of};

    #[test]
    fn the_picture_is_xml_with_every_number() {
        let seed = seed();
        let topics = of(&seed, &Changes::default());
        let svg = to_svg(&seed, &topics);
        let tree = roxmltree::Document::parse(&svg).unwrap();
        let cells = tree.descendants().filter(|node| node.attribute("class") == Some("shade")).count();
        assert_eq!(cells, topics.list.iter().flat_map(|t| &t.per_exchange).filter(|count| **count > 0).count());
        assert!(svg.contains("prefers-color-scheme: dark"));
        assert!(!svg.contains("var("), "not every program that shows pictures knows variables");
        assert!(!svg.contains("href") && !svg.contains("url("), "it needs nothing else");
    }

    #[test]
    fn labels_are_escaped() {
        let mut made = interview(&[("What?", &["A <b>& \"x\" was there."])]);
        made.meta.title = Some(crate::text::CleanText::line("<script>alert('x')</script>&"));
        let changes = Changes { added: vec!["<b>& \"x\"".into()], ..Changes::default() };
        let svg = to_svg(&made, &of(&made, &changes));
        let tree = roxmltree::Document::parse(&svg).unwrap();
        assert!(tree.descendants().any(|node| node.text() == Some("<b>& \"x\"")), "{svg}");
        assert!(!svg.contains("<script"));
    }
}
