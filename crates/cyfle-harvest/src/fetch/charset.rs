//! Bytes to text, in the encoding that the page says: byte order mark, header, XML declaration, `<meta>`, UTF-8 where it is
//! that, else windows-1252, as browsers do. Never an error: what cannot be read becomes the replacement character.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// Decodes a page.
pub(crate) fn decode(bytes: &[u8], content_type: &str) -> String {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding.decode(bytes).0.into_owned();
    }
    let named = encoding_after("charset=", content_type).or_else(|| {
        let start = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]);
        let declaration =
            start.trim_start().strip_prefix("<?xml").and_then(|rest| rest.split('>').next());
        declaration
            .and_then(|declaration| encoding_after("encoding=", declaration))
            .or_else(|| encoding_after("charset=", &start).filter(|_| start.contains('<')))
    });
    let encoding = match named {
        Some(encoding) => encoding,
        None if std::str::from_utf8(bytes).is_ok() => UTF_8,
        None => WINDOWS_1252,
    };
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

fn encoding_after(key: &str, text: &str) -> Option<&'static Encoding> {
    let lower = text.to_ascii_lowercase();
    let after = &lower[lower.find(key)? + key.len()..];
    let label: String = after
        .trim_start_matches(['"', '\''])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || "-_:".contains(*c))
        .collect();
    Encoding::for_label(label.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_named_encoding_is_used_and_a_missing_one_is_found() {
        let latin = b"<p>caf\xe9 \xa35,000</p>";
        assert_eq!(decode(latin, "text/html; charset=iso-8859-1"), "<p>café £5,000</p>");
        assert_eq!(decode(latin, "text/html"), "<p>café £5,000</p>");
        assert_eq!(decode("<p>tŷ</p>".as_bytes(), "text/html"), "<p>tŷ</p>");
        assert_eq!(
            decode(b"<meta charset=\"windows-1252\"><p>\x80</p>", "text/html"),
            "<meta charset=\"windows-1252\"><p>€</p>"
        );
        assert_eq!(
            decode(b"<?xml version='1.0' encoding='iso-8859-2'?><t>\xb1</t>", "application/xml"),
            "<?xml version='1.0' encoding='iso-8859-2'?><t>\u{105}</t>"
        );
        assert_eq!(decode(b"\xef\xbb\xbfy", "text/html; charset=iso-8859-1"), "y");
        assert_eq!(decode(b"\xff\xfea\0b\0", ""), "ab");
        assert!(decode(b"\xc3\x28", "text/html; charset=utf-8").contains('\u{fffd}'));
        assert_eq!(decode(b"x", "text/html; charset=nonsense"), "x");
    }
}
