//! Text inside HTML and XML, and inside tables.

/// Escapes what begins markup in HTML and XML, also inside quotes.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// A cell of a table as RFC 4180 has it, in quotation marks where it needs them, and made safe: a spreadsheet takes what begins
/// with = + - @ (also in their wide forms, or after a tab or a line end) for a formula, which may do anything; an apostrophe
/// before it makes it text again.
pub fn csv_cell(text: &str) -> String {
    let mut safe = text.to_owned();
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
        safe.insert(0, '\'');
    }
    if safe.contains([',', '"', '\n', '\r']) || safe.starts_with(' ') || safe.ends_with(' ') {
        format!("\"{}\"", safe.replace('"', "\"\""))
    } else {
        safe
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_a_reader_of_tables_gets_it_back() {
        for text in [
            "plain",
            "a, b",
            "say “so”",
            "say \"so\"",
            " blanks ",
            "two\nlines",
            "1 = 1",
            "a@b",
            "'quoted",
            "",
            "5-6",
            "=1+1",
            "+1",
            "-1",
            "- a dash",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\n=1",
            "＝1+1",
            "＋1",
            "－1",
            "＠SUM(A1)",
            "=HYPERLINK(\"https://example.org\", \"x\")",
            "=cmd|' /C calc'!A0",
        ] {
            let row = format!("{},end\r\n", csv_cell(text));
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(row.as_bytes());
            let read = reader.records().next().unwrap().unwrap();
            let cell = &read[0];
            assert!(cell == text || cell.strip_prefix('\'') == Some(text), "{text:?}: {row}");
            let formula = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
            assert!(!cell.trim_start_matches(['\t', '\r', '\n']).starts_with(formula), "{text:?}: {row}");
            assert_eq!(&read[1], "end");
        }
    }
}
