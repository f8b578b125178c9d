//! A YAML text that is edited in a few places and otherwise left alone.
//!
//! A library that writes YAML writes all of it anew, and with it every comment and line break. Here lines are changed or
//! put in, and afterwards the text is read again and must say what it said before plus the one change: where it does not
//! (an unusual layout), the edit is refused.

use jiff::civil::Date;

use super::{EditError, scalar};
use crate::check;
use crate::language::{Lang, Review};
use crate::opportunity::Opportunity;
use crate::shape::Shape;
use crate::shapes;
use crate::yaml::{self, Key, Node, Place, Value};

/// A change of an entry that the public is told about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicChange {
    /// When it was published.
    pub date: Date,
    /// What changed, in English.
    pub en: String,
    /// The same in Welsh.
    pub cy: String,
    /// How far the Welsh can be relied on.
    pub review: Review,
    /// Where a closing date moved: from which day, to which.
    pub deadline: Option<(Date, Date)>,
}

/// What became of the Welsh texts that were to be approved.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Approved {
    /// How many were pending and are approved now.
    pub texts: usize,
    /// The dotted paths of what nobody has written yet, in either language; its Welsh is left as it was.
    pub unwritten: Vec<String>,
}

/// A text and what it says.
#[derive(Debug, Clone)]
pub struct Document {
    text: String,
    tree: Node,
}

impl Document {
    /// Reads a text.
    ///
    /// # Errors
    /// Where it is not YAML, or not a map of keys.
    pub fn parse(text: &str) -> Result<Self, EditError> {
        let tree = read(text)?;
        match tree.value {
            Value::Map(_) => Ok(Self { text: text.to_owned(), tree }),
            _ => Err(EditError::Syntax("it is not a map of keys".to_owned())),
        }
    }

    /// The text as it is now.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The entry that the text holds; why not, where it holds none.
    pub(crate) fn opportunity(&self) -> Result<Opportunity, String> {
        self.tree.read()
    }

    /// The text at a dotted path, where there is one.
    pub fn text_at(&self, path: &str) -> Option<&str> {
        self.tree.at(path).and_then(Node::text)
    }

    /// The text, number or flag at a dotted path, as it would be written.
    pub fn scalar_at(&self, path: &str) -> Option<String> {
        match &self.tree.at(path)?.value {
            Value::Text(text) => Some(text.clone()),
            Value::Whole(number) => Some(number.to_string()),
            Value::Number(number) => Some(number.to_string()),
            Value::Flag(flag) => Some(flag.to_string()),
            _ => None,
        }
    }

    /// Whether a list has an item with these texts at these dotted paths.
    pub(crate) fn has_item(&self, list: &str, pairs: &[(&str, String)]) -> bool {
        let Some(Value::List(items)) = self.tree.at(list).map(|node| &node.value) else {
            return false;
        };
        let says = |item: &Node, path: &str, text: &String| {
            item.at(path).and_then(Node::text) == Some(text.as_str())
        };
        items.iter().any(|item| pairs.iter().all(|(path, text)| says(item, path, text)))
    }

    /// Sets the value at a dotted path. A key that is not there yet is put in after the named one, or else last in its map.
    ///
    /// # Errors
    /// Where the path leads nowhere, or the layout is unusual.
    pub fn set(&mut self, path: &str, value: &str, after: Option<&str>) -> Result<(), EditError> {
        let written = scalar::line(value)?;
        self.set_value(path, Value::Text(value.to_owned()), &written, after)
    }

    /// Sets the whole number at a dotted path.
    ///
    /// # Errors
    /// Where the path leads nowhere, or the layout is unusual.
    pub fn set_number(&mut self, path: &str, value: i64) -> Result<(), EditError> {
        self.set_value(path, Value::Whole(value), &value.to_string(), None)
    }

    fn set_value(
        &mut self,
        path: &str,
        value: Value,
        written: &str,
        after: Option<&str>,
    ) -> Result<(), EditError> {
        let (parent, key) = path.rsplit_once('.').unwrap_or(("", path));
        let mut expected = self.tree.clone();
        let map = node_at(&mut expected, parent)
            .ok_or_else(|| EditError::Layout(format!("there is no `{parent}`")))?;
        set_in(map, key, value.clone())?;
        let text = match self.tree.at(path) {
            Some(node) if same(&node.value, &value) => return Ok(()),
            Some(node) => self.with_scalar(node, written)?,
            None => self.with_key(parent, key, written, after)?,
        };
        self.accept(text, &expected)
    }

    /// Adds a map of short texts at the end of a list. The list is begun, last in its map, where it is not there.
    ///
    /// # Errors
    /// Where the path leads nowhere, or the layout is unusual.
    pub fn add_item(&mut self, list: &str, pairs: &[(&str, String)]) -> Result<(), EditError> {
        let mut expected = self.tree.clone();
        push(&mut expected, list, item_of(pairs))?;
        let written = |dash: usize| written_item(pairs, dash);
        let text = match self.end_of_list(list)? {
            Some((line, dash)) => self.with_line(line, &written(dash)?),
            None => {
                let (parent, key) = list.rsplit_once('.').unwrap_or(("", list));
                let last = self.last_key(parent)?;
                let indent = last.place.column - 1;
                let path = if parent.is_empty() {
                    last.name.clone()
                } else {
                    format!("{parent}.{}", last.name)
                };
                let lines = format!("{}{key}:\n{}", " ".repeat(indent), written(indent + 2)?);
                self.with_line(self.block_end(&path)?, &lines)
            }
        };
        self.accept(text, &expected)
    }

    /// Puts an item before another one of a list, and before the comments right above that.
    ///
    /// # Errors
    /// Where there is no such item, or the layout is unusual.
    pub fn insert_item(
        &mut self,
        list: &str,
        index: usize,
        pairs: &[(&str, String)],
    ) -> Result<(), EditError> {
        let unusual = || EditError::Layout(format!("`{list}` is written in an unusual way"));
        let mut expected = self.tree.clone();
        let place = match node_at(&mut expected, list).map(|node| &mut node.value) {
            Some(Value::List(items)) if index < items.len() => {
                let place = items[index].place;
                items.insert(index, Node { value: item_of(pairs), place: Place::default() });
                place
            }
            _ => return Err(unusual()),
        };
        let line = self.line(place.line);
        let dash = line.len() - line.trim_start().len();
        if !line.trim_start().starts_with("- ") {
            return Err(unusual());
        }
        let is_comment = |number: &usize| self.line(*number).trim_start().starts_with('#');
        let above = (1..place.line).rev().take_while(is_comment).count();
        let text = self.with_line(place.line - 1 - above, &written_item(pairs, dash)?);
        self.accept(text, &expected)
    }

    /// The last line of a list that has one item a line, and where its dashes stand; none where there is no list.
    fn end_of_list(&self, list: &str) -> Result<Option<(usize, usize)>, EditError> {
        match self.tree.at(list).map(|node| &node.value) {
            None => Ok(None),
            Some(Value::List(items)) => {
                let last = items
                    .last()
                    .ok_or_else(|| EditError::Layout(format!("`{list}` is an empty list")))?;
                let line = self.line(last.place.line);
                let dash = line.len() - line.trim_start().len();
                if !line.trim_start().starts_with("- ") {
                    return Err(EditError::Layout(format!("`{list}` is written in one line")));
                }
                Ok(Some((self.block_end(list)?, dash)))
            }
            Some(_) => Err(EditError::Layout(format!("`{list}` is not a list"))),
        }
    }

    fn last_key(&self, map: &str) -> Result<&Key, EditError> {
        let node = if map.is_empty() { Some(&self.tree) } else { self.tree.at(map) };
        match node.map(|node| &node.value) {
            Some(Value::Map(entries)) if !entries.is_empty() => Ok(&entries[entries.len() - 1].0),
            _ => Err(EditError::Layout(format!("`{map}` has no keys"))),
        }
    }

    /// Adds a change at the end of `changes`.
    ///
    /// # Errors
    /// Where the layout of `changes` is unusual.
    pub fn add_change(&mut self, change: &PublicChange) -> Result<(), EditError> {
        let mut expected = self.tree.clone();
        push_change(&mut expected, change)?;
        let text = match self.end_of_list("changes")? {
            None => {
                let mut text = self.text.clone();
                self.end_line(&mut text);
                text + &self.lines(&format!("changes:\n{}", written(change, 2)?))
            }
            Some((line, dash)) => self.with_line(line, &written(change, dash)?),
        };
        self.accept(text, &expected)
    }

    /// Marks every Welsh text that is pending as reviewed, but for those that nobody has written yet.
    pub(crate) fn approve_welsh(&mut self, shape: &Shape) -> Result<Approved, EditError> {
        let mut pending = Vec::new();
        each_text(&self.tree, shape, &mut Vec::new(), &mut |path: &[String], text: &Node| {
            if is_pending(text) && unwritten_in(text).next().is_none() {
                pending.push(path.join("."));
            }
        });
        for path in &pending {
            self.set(&format!("{path}.review"), Review::Reviewed.code(), Some("cy"))?;
        }
        Ok(Approved { texts: pending.len(), unwritten: self.unwritten_texts(shape) })
    }

    /// The dotted paths of all that has still to be written or chosen in an entry.
    pub(crate) fn unwritten(&self) -> Vec<String> {
        let themes = self.tree.get("themes").map(|node| &node.value);
        let unchosen = matches!(themes, Some(Value::List(themes)) if themes.is_empty());
        let mut found = self.unwritten_texts(&shapes::OPPORTUNITY);
        if unchosen {
            found.insert(0, "themes".to_owned());
        }
        found
    }

    /// The dotted paths of texts that have their place, and that nobody has written.
    fn unwritten_texts(&self, shape: &Shape) -> Vec<String> {
        let mut found = Vec::new();
        each_text(&self.tree, shape, &mut Vec::new(), &mut |path: &[String], text: &Node| {
            let path = path.join(".");
            found.extend(unwritten_in(text).map(|lang| format!("{path}.{lang}")));
        });
        found
    }

    /// Takes a text that says what is expected.
    fn accept(&mut self, text: String, expected: &Node) -> Result<(), EditError> {
        let tree = read(&text)?;
        if !same(&tree.value, &expected.value) {
            return Err(EditError::Layout("the layout here is unusual".to_owned()));
        }
        *self = Self { text, tree };
        Ok(())
    }

    fn with_scalar(&self, node: &Node, written: &str) -> Result<String, EditError> {
        if matches!(node.value, Value::List(_) | Value::Map(_)) {
            return Err(EditError::Layout("a list or a map stands here".to_owned()));
        }
        let start = self.byte(node.place);
        let end = self.byte(Place { column: node.place.column + node.place.length, ..node.place });
        Ok(format!("{}{written}{}", &self.text[..start], &self.text[end..]))
    }

    fn with_key(
        &self,
        parent: &str,
        key: &str,
        written: &str,
        after: Option<&str>,
    ) -> Result<String, EditError> {
        let map = if parent.is_empty() { Some(&self.tree) } else { self.tree.at(parent) };
        let Some(Value::Map(entries)) = map.map(|node| &node.value) else {
            return Err(EditError::Layout(format!("`{parent}` is not a map of keys")));
        };
        let beside = entries
            .iter()
            .find(|(known, _)| Some(known.name.as_str()) == after)
            .or(entries.last())
            .ok_or_else(|| EditError::Layout(format!("`{parent}` is empty")))?;
        let before_key = self.line(beside.0.place.line);
        let before_key: String = before_key.chars().take(beside.0.place.column - 1).collect();
        if before_key.contains(['{', ',']) {
            let end = self.byte(Place {
                column: beside.1.place.column + beside.1.place.length,
                ..beside.1.place
            });
            return Ok(format!("{}, {key}: {written}{}", &self.text[..end], &self.text[end..]));
        }
        let path = match parent {
            "" => beside.0.name.clone(),
            _ => format!("{parent}.{}", beside.0.name),
        };
        let indent = " ".repeat(beside.0.place.column - 1);
        Ok(self.with_line(self.block_end(&path)?, &format!("{indent}{key}: {written}\n")))
    }

    /// The number of the last line that belongs to a key.
    fn block_end(&self, path: &str) -> Result<usize, EditError> {
        let (parent, name) = path.rsplit_once('.').unwrap_or(("", path));
        let map = if parent.is_empty() { Some(&self.tree) } else { self.tree.at(parent) };
        let key = match map.map(|node| &node.value) {
            Some(Value::Map(entries)) => {
                entries.iter().map(|(key, _)| key).find(|key| key.name == name)
            }
            _ => None,
        };
        let key = key.ok_or_else(|| EditError::Layout(format!("there is no `{path}`")))?;
        let indent = key.place.column - 1;
        let mut end = key.place.line;
        for (number, line) in (1..).zip(self.text.lines()).skip(key.place.line) {
            let blank = line.trim().is_empty();
            let depth = line.len() - line.trim_start().len();
            let item = depth == indent && line[depth..].starts_with("- ");
            if !blank && depth <= indent && !item {
                break;
            }
            if !blank {
                end = number;
            }
        }
        Ok(end)
    }

    /// The text with lines put in after the line with a number.
    fn with_line(&self, number: usize, lines: &str) -> String {
        let end: usize = self.text.split_inclusive('\n').take(number).map(str::len).sum();
        let mut text = self.text[..end].to_owned();
        self.end_line(&mut text);
        text + &self.lines(lines) + &self.text[end..]
    }

    fn end_line(&self, text: &mut String) {
        if !text.ends_with('\n') {
            text.push_str(self.line_end());
        }
    }

    fn lines(&self, lines: &str) -> String {
        lines.replace('\n', self.line_end())
    }

    fn line_end(&self) -> &'static str {
        if self.text.contains("\r\n") { "\r\n" } else { "\n" }
    }

    fn line(&self, number: usize) -> &str {
        self.text.lines().nth(number.saturating_sub(1)).unwrap_or_default()
    }

    /// Where a place stands in the text.
    fn byte(&self, place: Place) -> usize {
        let before: usize =
            self.text.split_inclusive('\n').take(place.line.saturating_sub(1)).map(str::len).sum();
        let line = self.line(place.line);
        let inside = line
            .char_indices()
            .nth(place.column.saturating_sub(1))
            .map_or(line.len(), |(offset, _)| offset);
        before + inside
    }
}

fn read(text: &str) -> Result<Node, EditError> {
    yaml::parse(text)
        .map_err(|error| EditError::Syntax(format!("line {}: {}", error.place.line, error.message)))
}

fn node_at<'a>(tree: &'a mut Node, path: &str) -> Option<&'a mut Node> {
    if path.is_empty() {
        return Some(tree);
    }
    path.split('.').try_fold(tree, |node, step| match &mut node.value {
        Value::List(items) => items.get_mut(step.parse::<usize>().ok()?),
        Value::Map(entries) => {
            entries.iter_mut().find(|(key, _)| key.name == step).map(|(_, node)| node)
        }
        _ => None,
    })
}

fn set_in(map: &mut Node, key: &str, value: Value) -> Result<(), EditError> {
    let Value::Map(entries) = &mut map.value else {
        return Err(EditError::Layout(format!("there is no map for `{key}`")));
    };
    match entries.iter_mut().find(|(known, _)| known.name == key) {
        Some((_, node)) => node.value = value,
        None => entries.push(entry(key, value)),
    }
    Ok(())
}

fn entry(key: &str, value: Value) -> (Key, Node) {
    let place = Place::default();
    (Key { name: key.to_owned(), place }, Node { value, place })
}

fn push_change(tree: &mut Node, change: &PublicChange) -> Result<(), EditError> {
    let text = |text: &str| Value::Text(text.trim().to_owned());
    let what = Value::Map(vec![
        entry("en", text(&change.en)),
        entry("cy", text(&change.cy)),
        entry("review", text(change.review.code())),
    ]);
    let date = Value::Text(change.date.to_string());
    let mut item = vec![entry("date", date), entry("what", what)];
    if let Some((from, to)) = change.deadline {
        let day = |day: Date| Value::Text(day.to_string());
        let days = Value::Map(vec![entry("from", day(from)), entry("to", day(to))]);
        item.push(entry("deadline", days));
    }
    push(tree, "changes", Value::Map(item))
}

/// Puts a value at the end of a list, which is begun where it is not there.
fn push(tree: &mut Node, list: &str, value: Value) -> Result<(), EditError> {
    let item = Node { value, place: Place::default() };
    match node_at(tree, list).map(|node| &mut node.value) {
        Some(Value::List(items)) => {
            items.push(item);
            Ok(())
        }
        Some(_) => Err(EditError::Layout(format!("`{list}` is not a list"))),
        None => {
            let (parent, key) = list.rsplit_once('.').unwrap_or(("", list));
            let map = node_at(tree, parent)
                .ok_or_else(|| EditError::Layout(format!("there is no `{parent}`")))?;
            set_in(map, key, Value::List(vec![item]))
        }
    }
}

fn item_of(pairs: &[(&str, String)]) -> Value {
    Value::Map(pairs.iter().map(|(key, text)| entry(key, Value::Text(text.clone()))).collect())
}

/// Keys and values as an item of a block list.
fn written_item(pairs: &[(&str, String)], dash: usize) -> Result<String, EditError> {
    let mut lines = String::new();
    for (index, (key, text)) in pairs.iter().enumerate() {
        let mark = if index == 0 { "- " } else { "  " };
        lines.push_str(&format!("{}{mark}{key}: {}\n", " ".repeat(dash), scalar::line(text)?));
    }
    Ok(lines)
}

/// A change as an item of a block list.
fn written(change: &PublicChange, dash: usize) -> Result<String, EditError> {
    let indent = " ".repeat(dash);
    let deadline = change.deadline.map_or_else(String::new, |(from, to)| {
        format!("{indent}  deadline: {{from: {from}, to: {to}}}\n")
    });
    Ok(format!(
        "{indent}- date: {}\n{indent}  what:\n{indent}    en:{}\n{indent}    cy:{}\n{indent}    review: {}\n{deadline}",
        change.date,
        scalar::block(&change.en, dash + 4)?,
        scalar::block(&change.cy, dash + 4)?,
        change.review.code()
    ))
}

/// Looks at every text that is there in both languages, with the steps to it. The shape tells a text from other maps with `en`
/// and `cy`, such as links.
fn each_text<F: FnMut(&[String], &Node)>(
    node: &Node,
    shape: &Shape,
    path: &mut Vec<String>,
    look: &mut F,
) {
    match (shape, &node.value) {
        (Shape::Map(fields), Value::Map(entries)) => {
            for (key, inner) in entries {
                if let Some(field) = fields.iter().find(|field| field.name == key.name) {
                    path.push(key.name.clone());
                    each_text(inner, &field.shape, path, look);
                    path.pop();
                }
            }
        }
        (Shape::List(item), Value::List(items)) => {
            for (index, inner) in items.iter().enumerate() {
                path.push(index.to_string());
                each_text(inner, item, path, look);
                path.pop();
            }
        }
        (Shape::Bilingual(_), Value::Map(_)) => look(path.as_slice(), node),
        _ => {}
    }
}

/// Whether the Welsh of a text is there and waits for a translator.
fn is_pending(text: &Node) -> bool {
    let review = text.get("review").and_then(Node::text);
    review.is_none_or(|review| review == Review::Pending.code())
        && text.get("cy").and_then(Node::text).is_some()
}

/// The languages in which a text has its place and is not written.
fn unwritten_in(text: &Node) -> impl Iterator<Item = Lang> {
    let says_nothing = |own: &str| own.trim().is_empty() || check::is_mark(own);
    Lang::ALL
        .into_iter()
        .filter(move |lang| text.get(lang.code()).and_then(Node::text).is_some_and(says_nothing))
}

/// Whether two values say the same, wherever they stand and in whatever order their keys are.
fn same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::List(left), Value::List(right)) => {
            left.len() == right.len()
                && left.iter().zip(right).all(|(left, right)| same(&left.value, &right.value))
        }
        (Value::Map(left), Value::Map(right)) => {
            left.len() == right.len()
                && left.iter().all(|(key, node)| {
                    right.iter().any(|(other, inner)| {
                        other.name == key.name && same(&node.value, &inner.value)
                    })
                })
        }
        _ => left == right,
    }
}
