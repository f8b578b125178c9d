//! A draft as YAML. Texts come from pages of strangers, so each is written as one quoted line in which nothing but the two
//! characters that YAML asks for is special.

use std::fmt::Write;

use super::Draft;

impl Draft {
    /// The draft as its file.
    pub fn yaml(&self) -> String {
        let mut text = String::new();
        let mut keys: Vec<(&str, Option<String>)> = vec![
            ("id", Some(self.id.clone())),
            ("entry", self.entry.clone()),
            ("source", Some(self.source.clone())),
            ("url", Some(self.url.clone())),
            ("kind", Some(self.kind.code().to_owned())),
            ("found", Some(self.found.to_string())),
            ("note", self.note.clone()),
        ];
        line(&mut text, "", &keys);
        for (index, one) in self.evidence.iter().enumerate() {
            keys = vec![
                ("field", Some(one.field.code().to_owned())),
                ("old", one.old.clone()),
                ("old_text", one.old_text.clone()),
                ("new", one.new.clone()),
                ("new_text", one.new_text.clone()),
            ];
            item(&mut text, "evidence", index, &keys);
        }
        for (index, edit) in self.edits.iter().enumerate() {
            keys = vec![
                ("path", Some(edit.path.clone())),
                ("from", edit.from.clone()),
                ("to", Some(edit.to.clone())),
            ];
            item(&mut text, "edits", index, &keys);
        }
        if let Some(round) = &self.round {
            text.push_str("round:\n");
            keys = round.pairs().into_iter().map(|(key, value)| (key, Some(value))).collect();
            line(&mut text, "  ", &keys);
        }
        text
    }
}

fn item(text: &mut String, list: &str, index: usize, keys: &[(&str, Option<String>)]) {
    if index == 0 {
        let _ = writeln!(text, "{list}:");
    }
    let mut lines = String::new();
    line(&mut lines, "    ", keys);
    lines.replace_range(2..3, "-");
    text.push_str(&lines);
}

fn line(text: &mut String, indent: &str, keys: &[(&str, Option<String>)]) {
    for (key, value) in keys {
        if let Some(value) = value {
            let _ = writeln!(text, "{indent}{key}: {}", quoted(value));
        }
    }
}

/// A double-quoted scalar: the one style of YAML in which any text can stand. Control characters become blanks.
fn quoted(value: &str) -> String {
    let mut text = String::from("\"");
    for character in value.chars() {
        match character {
            '"' | '\\' => text.extend(['\\', character]),
            _ if character.is_control()
                || matches!(character, '\u{2028}' | '\u{2029}' | '\u{feff}') =>
            {
                text.push(' ')
            }
            _ => text.push(character),
        }
    }
    text.push('"');
    text
}
