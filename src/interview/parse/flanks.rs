//! Bold type that the rules of Markdown deny to scripts without blanks: in `**玛拉：**为什么` the second pair of stars stands
//! between a sign and a letter, and is taken for text. Who writes so means bold type, and so it is read.

use crate::interview::words::is_wide;

/// Takes the stars out of a paragraph where they stand at such a place. Returns how many bytes at its beginning are bold,
/// and whether all of it is.
pub fn take(text: &mut String) -> Option<(usize, bool)> {
    const MARK: &str = "**";
    // "**Laughter.\n**": the second pair went to the next line.
    let whole = text.strip_prefix(MARK).and_then(|rest| rest.strip_suffix(MARK)).filter(|inside| {
        inside.ends_with(char::is_whitespace) && !inside.starts_with(char::is_whitespace) && !inside.contains('*')
    });
    if let Some(inside) = whole {
        *text = inside.trim_end().to_owned();
        return (!text.is_empty()).then_some((text.len(), true));
    }
    let (mut out, mut rest, mut lead, mut found) = (String::with_capacity(text.len()), text.as_str(), 0, false);
    while let Some((before, from)) = rest.split_once(MARK) {
        let Some((inside, after)) = from.split_once(MARK) else { break };
        out.push_str(before);
        if is_meant(before, inside, after) {
            out.push_str(inside);
            found = true;
            lead = if before.is_empty() && out.len() == inside.len() { inside.len() } else { lead };
        } else {
            out.push_str(MARK);
            out.push_str(inside);
            out.push_str(MARK);
        }
        rest = after;
    }
    if !found {
        return None;
    }
    out.push_str(rest);
    *text = out;
    Some((lead, lead == text.len()))
}

/// Whether a text in HTML has bold type between stars, and begins with no other mark of Markdown.
pub fn is_marked(text: &str) -> bool {
    let other = text.starts_with(|c: char| c.is_ascii_digit() || "-+#>=~`|[&".contains(c)) || text.starts_with("* ");
    text.matches("**").count() >= 2 && !other && !text.contains(['<', '`', '\\'])
}

/// Whether a line is nothing but two stars, and the last of its paragraph.
pub fn closes(rest: &str) -> bool {
    let mut lines = rest.lines();
    lines.next().is_some_and(|line| line.trim() == "**") && lines.next().is_none_or(|line| line.trim().is_empty())
}

/// Whether what stands between stars is bold type, by the script around them.
fn is_meant(before: &str, inside: &str, after: &str) -> bool {
    let blank = |c: char| c.is_whitespace();
    let wide = |c: Option<char>| c.is_some_and(|c| is_wide(c.encode_utf8(&mut [0; 4])));
    !inside.is_empty()
        && !inside.contains('*')
        && !inside.starts_with(blank)
        && !inside.ends_with(blank)
        && (wide(before.chars().next_back()) || wide(after.chars().next()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_beside_a_script_without_blanks_are_bold_type() {
        for (source, text, bold) in [
            ("**玛拉：**为什么？", "玛拉：为什么？", Some(9)),
            ("他说**“很好。”**然后走了。", "他说“很好。”然后走了。", Some(0)),
            ("**Mara：**为什么", "Mara：为什么", Some(7)),
            ("2 ** 3 ** 4", "2 ** 3 ** 4", None),
            ("为什么** 好 **吗", "为什么** 好 **吗", None),
            ("**", "**", None),
            ("**Gelächter.\n**", "Gelächter.", Some(11)),
            ("** Boats **", "** Boats **", None),
        ] {
            let mut taken = source.to_owned();
            assert_eq!(take(&mut taken).map(|(lead, _)| lead), bold, "{source}");
            assert_eq!(taken, text);
        }
    }
}
