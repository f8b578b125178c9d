//! Texts as YAML: in a line where they fit, folded over several where they do not.

use super::EditError;
use crate::yaml::{self, Value};

/// The catalogue's own files are wrapped here.
const WIDTH: usize = 114;

/// A text as one line: bare where YAML reads it back as this very text, in quotation marks otherwise.
pub(super) fn line(text: &str) -> Result<String, EditError> {
    if text.chars().any(char::is_control) {
        return Err(EditError::Layout("a value of several lines cannot be set".to_owned()));
    }
    let reads_back = yaml::parse(&format!("key: {text}\nnext: x\n")).is_ok_and(|tree| {
        tree.get("key").map(|node| &node.value) == Some(&Value::Text(text.to_owned()))
    });
    // In `[…]` and `{…}` more characters have a meaning than in a line of their own.
    // Readers of older YAML take 16:00 for a number to the base of 60.
    let sexagesimal = text.contains(':') && text.chars().all(|c| c.is_ascii_digit() || c == ':');
    let plain = reads_back && !sexagesimal && !text.contains(['[', ']', '{', '}', ',']);
    Ok(if plain { text.to_owned() } else { format!("'{}'", text.replace('\'', "''")) })
}

/// What follows `key:` for a text of any length, with the lines that belong to it indented.
pub(super) fn block(text: &str, key_indent: usize) -> Result<String, EditError> {
    let text = text.trim();
    if key_indent + text.chars().count() < WIDTH - 10 {
        return Ok(format!(" {}", line(text)?));
    }
    if text.chars().any(char::is_control) {
        return Err(EditError::Layout("the text has line feeds or control characters".to_owned()));
    }
    let indent = " ".repeat(key_indent + 2);
    let mut lines = vec![" >-".to_owned()];
    let mut current = String::new();
    for word in text.split_whitespace() {
        let longer = current.chars().count() + 1 + word.chars().count() + indent.len();
        if !current.is_empty() && longer > WIDTH {
            lines.push(format!("{indent}{current}"));
            current.clear();
        }
        if !current.is_empty() {
            current.push(' ');
        }
        current.push_str(word);
    }
    lines.push(format!("{indent}{current}"));
    Ok(lines.join("\n"))
}
