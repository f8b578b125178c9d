//! What people write who do not write YAML every day, and the way out that fits it: a number as it stands in print, a key at
//! another level than its own, a text that a `#` ends, what comes of another program with a text.
//!
//! Each is sound YAML and means something else than was meant, so that the reader of YAML cannot tell.

use crate::language::Lang;
use crate::shape::Shape;
use crate::yaml::{Key, Node, Place, Value};

/// What to write where a value is of another type than its key wants.
pub(crate) fn in_the_type(value: &Value, wanted: &str) -> &'static str {
    match (value, wanted) {
        (Value::Flag(_) | Value::Whole(_) | Value::Large(_) | Value::Number(_), wanted)
            if wanted.starts_with("text") =>
        {
            "put it in quotation marks"
        }
        (Value::Null, _) => "write the value, or delete the key: an absent key means not stated",
        (Value::Text(text), "a list") if text.starts_with(['-', '–', '—']) => {
            "begin each line of a list with a hyphen and a blank (- research)"
        }
        (Value::Text(_), "a list") => "write it as [value] or as lines that begin with a hyphen",
        (_, "a whole number") => {
            "write digits only, such as 5000: no comma, no sign of a currency, no quotation marks"
        }
        (_, "a number") => {
            "write digits and a point only, such as 0.5: no comma, no sign, no quotation marks"
        }
        (_, "`true` or `false`") => "write true or false, without quotation marks",
        _ => "the annotated example in the catalogue's README shows how it is written",
    }
}

/// The whole of a number whose commas have made keys of its further digits: in braces `max: 5,000` is a 5, and a key `000`.
pub(crate) fn number_with_commas(entries: &[(Key, Node)], index: usize) -> Option<String> {
    let is_group = |(key, node): &(Key, Node)| {
        node.value == Value::Null
            && key.name.len() == 3
            && key.name.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !is_group(entries.get(index)?) {
        return None;
    }
    let first = entries[..index].iter().rposition(|entry| !is_group(entry))?;
    let begins = match &entries[first].1.value {
        Value::Whole(number) => number.to_string(),
        // With the sign of a currency.
        Value::Text(text) if text.ends_with(|last: char| last.is_ascii_digit()) => {
            text.chars().filter(char::is_ascii_digit).collect()
        }
        _ => return None,
    };
    let groups = entries[first + 1..].iter().take_while(|entry| is_group(entry));
    let digits: String = groups.map(|(key, _)| key.name.as_str()).collect();
    Some(begins + &digits)
}

/// So many levels to which a key belongs are named.
const LEVELS: usize = 3;

/// At which other levels of a file a key belongs; nothing where none knows it.
pub(crate) fn levels_of(name: &str, file: &Shape) -> Option<String> {
    let mut levels = Vec::new();
    collect_levels(name, file, &mut Vec::new(), &mut levels);
    let more = if levels.len() > LEVELS { ", or under others" } else { "" };
    let named: Vec<String> = levels
        .into_iter()
        .take(LEVELS)
        .map(|level| match level.is_empty() {
            true => "at the top level of the file, where no blanks stand before it".to_owned(),
            false => format!("under `{level}`"),
        })
        .collect();
    (!named.is_empty()).then(|| format!("`{name}` belongs {}{more}", named.join(", or ")))
}

fn collect_levels(
    name: &str,
    shape: &Shape,
    path: &mut Vec<&'static str>,
    found: &mut Vec<String>,
) {
    match shape {
        Shape::Map(fields) => {
            if fields.iter().any(|field| field.name == name) {
                found.push(path.join("."));
            }
            for field in *fields {
                path.push(field.name);
                collect_levels(name, &field.shape, path, found);
                path.pop();
            }
        }
        Shape::Bilingual(_) if name == "review" || name.parse::<Lang>().is_ok() => {
            found.push(path.join("."));
        }
        Shape::List(inner) | Shape::Each(inner) | Shape::By(_, inner) => {
            collect_levels(name, inner, path, found);
        }
        _ => {}
    }
}

/// The first letters of a text that come of UTF-8 read as Windows-1252, as what they are read as.
pub(crate) fn misread(text: &str) -> Option<String> {
    let is_second = |c: char| {
        // The bytes from 0x80 to 0xBF, as Windows-1252 has them.
        matches!(c, '\u{80}'..='\u{bf}' | 'Œ' | 'œ' | 'Š' | 'š' | 'Ÿ' | 'Ž' | 'ž' | 'ƒ' | 'ˆ' | '˜' | '–' | '—'
            | '‘'..='‚' | '“'..='„' | '†' | '‡' | '•' | '…' | '‰' | '‹' | '›' | '€' | '™')
    };
    let is_begun = |first: char, second: char| match first {
        '\u{fffd}' => true,
        // Before others of them a capital may well stand at the end of a Welsh word.
        'Â' => matches!(second, '\u{a0}'..='\u{bf}'),
        'Ã' | 'Ä' | 'Å' => is_second(second),
        'â' => second == '€',
        'ï' => second == '»',
        _ => false,
    };
    let letters: Vec<char> = text.chars().collect();
    let followed = |at: usize| letters.get(at + 1).copied().unwrap_or(' ');
    let at = (0..letters.len()).find(|at| is_begun(letters[*at], followed(*at)))?;
    let rest = letters[at + 1..].iter().take_while(|c| is_second(**c)).take(2);
    Some(std::iter::once(&letters[at]).chain(rest).collect())
}

/// The first mark of a web page in a text: a tag, or a character that is written by its name.
pub(crate) fn markup(text: &str) -> Option<&str> {
    text.char_indices().find_map(|(at, c)| match c {
        '<' => tag(&text[at..]),
        '&' => named_character(&text[at..]),
        _ => None,
    })
}

fn tag(text: &str) -> Option<&str> {
    let inside = &text[1..text.find('>')?];
    let name = inside.trim_start_matches('/').split([' ', '/']).next()?;
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (is_name || inside.starts_with("!--")).then(|| &text[..inside.len() + 2])
}

fn named_character(text: &str) -> Option<&str> {
    let end = text.find(';').filter(|end| (3..12).contains(end))?;
    let name = text[1..end].trim_start_matches('#');
    name.bytes().all(|byte| byte.is_ascii_alphanumeric()).then(|| &text[..=end])
}

/// What a text without quotation marks has lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cut {
    /// Its end: a `#` made a comment of it.
    Comment,
    /// Its first word: a `!` made a note to programs of it.
    Tag,
}

/// The dotted paths of texts that stand without quotation marks and of which YAML takes a part for something else. A comment
/// behind an id, a day or a number is one.
pub(crate) fn texts_cut_short(text: &str, tree: &Node, shape: &Shape) -> Vec<(String, Cut)> {
    if ![" #", "\t#", " !", "\t!"].iter().any(|mark| text.contains(mark)) {
        return Vec::new();
    }
    let mut search = Search { written: Written::new(text), path: Vec::new(), found: Vec::new() };
    search.visit(tree, shape);
    search.found
}

struct Search<'a> {
    written: Written<'a>,
    path: Vec<String>,
    found: Vec<(String, Cut)>,
}

impl Search<'_> {
    fn visit(&mut self, node: &Node, shape: &Shape) {
        match (shape, &node.value) {
            (Shape::Text(_), Value::Text(text)) => {
                let written = self.written.beginning_at(node.place);
                let cut = if self.written.is_behind_tag() {
                    Some(Cut::Tag)
                } else {
                    ends_before_comment(written, text).then_some(Cut::Comment)
                };
                self.found.extend(cut.map(|cut| (self.path.join("."), cut)));
            }
            (Shape::Phrases, Value::Text(_)) => self.visit(node, &ANY_TEXT),
            (Shape::Phrases, Value::Map(entries)) => self.each(entries, |_| Some(&Shape::Phrases)),
            (Shape::Bilingual(_), Value::Map(entries)) => {
                self.each(entries, |name| name.parse::<Lang>().is_ok().then_some(&ANY_TEXT));
            }
            (Shape::Each(inner) | Shape::By(_, inner), Value::Map(entries)) => {
                self.each(entries, |_| Some(*inner));
            }
            (Shape::Map(fields), Value::Map(entries)) => self.each(entries, |name| {
                fields.iter().find(|field| field.name == name).map(|field| &field.shape)
            }),
            (Shape::List(inner), Value::List(items)) => {
                for (index, item) in items.iter().enumerate() {
                    self.path.push(index.to_string());
                    self.visit(item, inner);
                    self.path.pop();
                }
            }
            _ => {}
        }
    }

    fn each<'s>(&mut self, entries: &[(Key, Node)], shape: impl Fn(&str) -> Option<&'s Shape>) {
        for (key, node) in entries {
            if let Some(shape) = shape(&key.name) {
                self.path.push(key.name.clone());
                self.visit(node, shape);
                self.path.pop();
            }
        }
    }
}

/// A text of any length: how long one may be is not asked here.
static ANY_TEXT: Shape = Shape::Text(usize::MAX);

/// A file as it is written. Places are asked for in their order, so each is looked for from the one before: a line may be as long
/// as the file.
struct Written<'a> {
    text: &'a str,
    /// Where each line begins.
    lines: Vec<usize>,
    last: Place,
    /// Where the last place stands.
    byte: usize,
}

impl<'a> Written<'a> {
    fn new(text: &'a str) -> Self {
        let further = text.match_indices('\n').map(|(end, _)| end + 1);
        let lines = std::iter::once(0).chain(further).collect();
        Self { text, lines, last: Place { line: 1, column: 1, length: 0 }, byte: 0 }
    }

    /// Whether a word with `!` stands before the last place that was asked for.
    fn is_behind_tag(&self) -> bool {
        let line = self.text[..self.byte].rsplit('\n').next().unwrap_or_default();
        line.split_whitespace().next_back().is_some_and(|word| word.starts_with('!'))
    }

    /// What is written from a place on.
    fn beginning_at(&mut self, place: Place) -> &'a str {
        if place.line != self.last.line || place.column < self.last.column {
            let line = self.lines.get(place.line.saturating_sub(1));
            self.byte = line.copied().unwrap_or(self.text.len());
            self.last = Place { column: 1, ..place };
        }
        let ahead = place.column.saturating_sub(self.last.column);
        let rest = &self.text[self.byte..];
        self.byte += rest.char_indices().nth(ahead).map_or(rest.len(), |(offset, _)| offset);
        self.last = place;
        &self.text[self.byte..]
    }
}

/// Whether a text stands as it is at the beginning of what is written there, and a comment follows it on its line. In quotation
/// marks it would not begin there, and in a block nothing follows it; its lines may be broken elsewhere.
fn ends_before_comment(written: &str, text: &str) -> bool {
    let mut rest = written;
    for word in text.split_whitespace() {
        match rest.trim_start().strip_prefix(word) {
            Some(after) => rest = after,
            None => return false,
        }
    }
    let behind = rest.trim_start_matches([' ', '\t']);
    behind.len() < rest.len() && behind.starts_with('#')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shapes;
    use crate::yaml;

    fn cut(text: &str) -> Vec<(String, Cut)> {
        texts_cut_short(text, &yaml::parse(text).expect("YAML"), &shapes::OPPORTUNITY)
    }

    #[test]
    fn only_a_text_without_quotation_marks_is_cut_by_a_comment() {
        let sound = "\
id: a # an id
title: {en: 'Form #2', cy: \"Ffurflen #2\"} # both
also_known_as: [A, 'B'] # names
# a line of its own
summary:
  en: >- # folded
    Form #2
    # and more
  # a line of its own
  cy: C#
kind: award # one
offer:
  amount: {max: 5, per: award} # a number
";
        assert_eq!(cut(sound), []);
        let wrong = "\
title:
  en: Ŵy Form\t#2
  cy: Ffurflen
    hir #2
also_known_as:
  - A # b
  - B
changes:
  - what: {en: ŵ #x
      , cy: y}
";
        let wanted = ["title.en", "title.cy", "also_known_as.0", "changes.0.what.en"];
        assert_eq!(cut(wrong), wanted.map(|at| (at.to_owned(), Cut::Comment)));
    }

    #[test]
    fn a_word_with_an_exclamation_mark_is_lost_only_at_the_beginning() {
        let sound = "title: {en: Hey !now, cy: '!Nawr te'}\nkind: award\n";
        assert_eq!(cut(sound), []);
        let wrong = "title: {en: !Zebra Award, cy: Ŵy}\nalso_known_as:\n  - ! A\n";
        assert_eq!(cut(wrong), ["title.en", "also_known_as.0"].map(|at| (at.to_owned(), Cut::Tag)));
    }

    #[test]
    fn letters_that_were_misread_are_told_from_those_of_welsh() {
        for (text, wanted) in [
            ("Researcher â€™s", "â€™"),
            ("GrÃ´nfa", "Ã´"),
            ("y dÅµr", "Åµ"),
            ("cost of Â£5", "Â£"),
            ("a\u{fffd}b", "\u{fffd}"),
        ] {
            assert_eq!(misread(text).as_deref(), Some(wanted), "{text}");
        }
        for sound in ["tâ’n ôl", "GWLÂ’R", "Åland, naïve, £5 – “dŵr”", "tŷ’r", "Ôl-radd"]
        {
            assert_eq!(misread(sound), None, "{sound}");
        }
    }

    #[test]
    fn marks_of_pages_are_told_from_signs() {
        for (text, wanted) in [
            ("a <b>c</b>", "<b>"),
            ("a</p>", "</p>"),
            ("a <a href='x'>", "<a href='x'>"),
            ("a<br/>b", "<br/>"),
            ("R&amp;D", "&amp;"),
            ("it&#39;s", "&#39;"),
        ] {
            assert_eq!(markup(text), Some(wanted), "{text}");
        }
        for sound in
            ["R&D; more", "a < b > c", "under <5 people>", "Q&A", "<https://a.b>", "& so; on"]
        {
            assert_eq!(markup(sound), None, "{sound}");
        }
    }

    #[test]
    fn a_key_is_sent_to_the_levels_that_know_it() {
        let told = |name: &str| levels_of(name, &shapes::OPPORTUNITY);
        assert_eq!(told("wte").as_deref(), Some("`wte` belongs under `offer.salary`"));
        assert_eq!(told("closes").as_deref(), Some("`closes` belongs under `timetable.rounds`"));
        assert!(told("review").is_some_and(|told| told.ends_with("or under others")));
        assert!(told("id").is_some_and(|told| told.contains("top level")));
        assert_eq!(told("nonesuch"), None);
    }
}
