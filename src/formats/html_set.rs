//! How an element sets its text: apart from other text by a line, a colour or a class, bold and italic by style.

use super::html_tags::is_block;
use super::html_tree::Node;
use super::lines::Face;
use crate::interview::parse::html_faces::is_element;
use crate::interview::parse::raw::set_in;

/// The way in which an element sets its text apart: by a line below it, by a colour, by a class of its own.
pub fn set_apart(node: Node, face: &mut Face) {
    match node.name() {
        "u" | "ins" | "mark" => face.way = set_in(face.way, "u"),
        "font" => {
            for value in ["color", "face"].into_iter().filter_map(|key| node.get(key)) {
                face.way = set_in(face.way, value);
            }
        }
        name => {
            // Some sites have elements of their own: `<question>`, `<h29>`.
            if !name.is_empty() && !is_element(name) {
                face.way = set_in(0, name);
            }
            // A block is set as its own class says, whatever it stands in; links have classes that say nothing of who speaks.
            let class = node.get("class").filter(|class| !class.trim().is_empty());
            let block = is_block(name);
            if let Some(class) = class.filter(|_| block || name == "span") {
                face.way = set_in(if block { 0 } else { face.way }, class);
            }
        }
    }
}

/// Bold and italics by style rather than by element, and what else a style says of how text is set.
pub fn set_by(style: &str, face: &mut Face) {
    for (key, value) in style.split(';').filter_map(|part| part.split_once(':')) {
        let value = value.trim();
        match key.trim() {
            "font-weight" => {
                let weight = value.parse::<u32>().ok();
                face.bold = value.starts_with("bold") || weight.is_some_and(|weight| weight >= 600);
            }
            "font-style" => face.italic = value.starts_with("italic") || value.starts_with("oblique"),
            "color" | "background" | "background-color" | "text-decoration" | "text-transform" | "font-family"
            | "margin-left" | "padding-left"
                if !matches!(value, "" | "inherit" | "initial" | "unset" | "none" | "transparent" | "0" | "0px") =>
            {
                face.way = set_in(face.way, value);
            }
            _ => {}
        }
    }
}
