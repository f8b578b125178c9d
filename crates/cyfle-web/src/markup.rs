//! Texts in HTML that no template writes: marked titles in the API, and values in the snippets that web editors copy.
//!
//! The templates' own escaper writes numbers (`&#38;`). Names are shorter in an answer, and can be read by whoever edits a snippet.

use std::ops::Range;

/// A text as HTML, what stands at the marks between `<mark>` and `</mark>`.
pub(crate) fn marked(text: &str, marks: Vec<Range<usize>>) -> String {
    let mut html = String::with_capacity(text.len() + 64);
    let mut from = 0;
    for range in marks {
        escape(&text[from..range.start], &mut html);
        html.push_str("<mark>");
        escape(&text[range.clone()], &mut html);
        html.push_str("</mark>");
        from = range.end;
    }
    escape(&text[from..], &mut html);
    html
}

/// A text as HTML, which may also stand in quotes as the value of an attribute.
pub(crate) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    escape(text, &mut html);
    html
}

fn escape(text: &str, html: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
        html.push_str(&rest[..at]);
        html.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#39;",
        });
        rest = &rest[at + 1..];
    }
    html.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_becomes_markup_inside_or_outside_a_mark_or_a_value() {
        assert_eq!(
            escaped("<b a=\"1\" b='2'>R&D"),
            "&lt;b a=&quot;1&quot; b=&#39;2&#39;&gt;R&amp;D"
        );
        assert_eq!(
            marked("R&D <new> ŵ", vec![0..3, 5..8]),
            "<mark>R&amp;D</mark> &lt;<mark>new</mark>&gt; ŵ"
        );
        assert_eq!(marked("plain", Vec::new()), "plain");
    }
}
