//! What a value of the catalogue may look like, and every way in which a tree can differ from it.
//!
//! A shape is data (see [`crate::shapes`]): one table serves the check, the typed reader's safety and the schema that editors
//! use. A walk reports all differences of a file at once; it never stops at the first.

use std::collections::{BTreeMap, BTreeSet};

use crate::assessments;
use crate::language::{PLURAL_FORMS, Review};
use crate::moment::{PartialDate, parse_day};
use crate::near::{LONGEST_ID, shortened, suggestion};
use crate::problem::{Finding, MOST_LISTED, is_hidden};
use crate::slips;
use crate::status::parse_time;
use crate::yaml::{Key, Node, Place, Value};

/// What a value may look like.
#[derive(Debug)]
pub(crate) enum Shape {
    /// Text that is not empty, of at most so many characters.
    Text(usize),
    /// `en`, `cy` and `review`, each text of at most so many characters.
    Bilingual(usize),
    /// A map from any key to text or to plural forms.
    Phrases,
    /// Lower-case letters, digits and hyphens.
    Id,
    /// One of a few words.
    Word(&'static [&'static str]),
    /// The id of a value of one of these vocabularies.
    ValueOf(&'static [&'static str]),
    /// The id of a value of this vocabulary that is not made up of others: what is compared with it knows parts only.
    PlainValueOf(&'static str),
    /// The id of a funder.
    Funder,
    /// The id of an opportunity, live or archived.
    Opportunity,
    /// What was found for whoever asks for something, as [`crate::assessments`] has it.
    Assessment,
    /// The id of an organisation.
    Organisation,
    /// `2026-01-13`.
    Day,
    /// `2026`, `2026-01` or `2026-01-13`.
    PartialDay,
    /// `16:00`.
    ClockTime,
    /// An address that begins with https: or http:.
    Address,
    /// An e-mail address.
    Mailbox,
    /// A whole number between two, both included.
    Whole(i64, i64),
    /// A number above 0 and up to 1.
    Share,
    /// `true` or `false`.
    Flag,
    /// A list, without an empty value.
    List(&'static Shape),
    /// A map from any key to such values.
    Each(&'static Shape),
    /// A map from keys that look like the first to values that look like the second.
    By(&'static Shape, &'static Shape),
    /// A map with these keys and no others.
    Map(&'static [Field]),
}

/// The longest phrase, in characters.
pub(crate) const LONGEST_PHRASE: usize = 4_000;

/// The longest plural form of a phrase, in characters.
pub(crate) const LONGEST_FORM: usize = 600;

/// A key of a map.
#[derive(Debug)]
pub(crate) struct Field {
    pub(crate) name: &'static str,
    /// The rule that is broken where the key is absent; nothing where it may be.
    pub(crate) missing: Option<&'static str>,
    pub(crate) shape: Shape,
}

/// The ids that values may refer to. A set that is absent could not be read, and is not checked against.
#[derive(Debug, Default)]
pub(crate) struct Names {
    pub(crate) vocabularies: BTreeMap<String, BTreeSet<String>>,
    /// Of each vocabulary, the values that are made up of others, each with these.
    pub(crate) wholes: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    pub(crate) funders: BTreeSet<String>,
    pub(crate) opportunities: BTreeSet<String>,
    pub(crate) organisations: Option<BTreeSet<String>>,
}

/// Every difference between a tree and its shape, each with its place.
pub(crate) fn differences(node: &Node, shape: &Shape, names: &Names) -> Vec<(Place, Finding)> {
    let mut walk = Walk { names, file: shape, found: Vec::new(), path: Vec::new(), unknown: 0 };
    walk.visit(node, shape);
    walk.found
}

struct Walk<'a> {
    names: &'a Names,
    /// What the whole file may look like.
    file: &'a Shape,
    found: Vec<(Place, Finding)>,
    path: Vec<String>,
    /// How many values were not known.
    unknown: usize,
}

impl Walk<'_> {
    fn report(
        &mut self,
        place: Place,
        rule: &'static str,
        message: impl AsRef<str>,
        help: impl Into<String>,
    ) {
        let message = match self.path.is_empty() {
            true => message.as_ref().to_owned(),
            false => format!("{}: {}", self.path.join("."), message.as_ref()),
        };
        self.found.push((place, Finding::new(rule, message, help)));
    }

    fn wrong_type(&mut self, node: &Node, wanted: &str) {
        let found = match &node.value {
            Value::Null => "nothing".to_owned(),
            Value::Flag(value) => format!("`{value}`"),
            Value::Whole(value) => format!("the number {value}"),
            Value::Large(value) => format!("the number {value}"),
            Value::Number(value) => format!("the number {value:?}"),
            Value::Text(text) => format!("the text `{}`", shortened(text)),
            Value::List(_) => "a list".to_owned(),
            Value::Map(_) => "a map of keys".to_owned(),
        };
        let help = slips::in_the_type(&node.value, wanted);
        self.report(node.place, "wrong-type", format!("expected {wanted}, found {found}"), help);
    }

    fn visit(&mut self, node: &Node, shape: &Shape) {
        match shape {
            Shape::List(inner) => self.list(node, inner),
            Shape::Each(inner) => self.each(node, None, inner),
            Shape::By(key, inner) => self.each(node, Some(key), inner),
            Shape::Map(fields) => self.map(node, fields),
            Shape::Bilingual(longest) => self.bilingual(node, *longest),
            Shape::Phrases => self.phrases(node),
            Shape::Whole(least, most) => self.whole(node, *least, *most),
            Shape::Share => self.share(node),
            Shape::Flag => {
                if !matches!(node.value, Value::Flag(_)) {
                    self.wrong_type(node, "`true` or `false`");
                }
            }
            _ => match node.text() {
                Some(text) => self.text(node.place, text, shape),
                None => self.wrong_type(node, describe(shape)),
            },
        }
    }

    fn list(&mut self, node: &Node, inner: &Shape) {
        let Value::List(items) = &node.value else { return self.wrong_type(node, "a list") };
        for (index, item) in items.iter().enumerate() {
            self.path.push(index.to_string());
            self.visit(item, inner);
            self.path.pop();
        }
    }

    fn each(&mut self, node: &Node, keys: Option<&Shape>, inner: &Shape) {
        let Value::Map(entries) = &node.value else {
            return self.wrong_type(node, "a map of keys");
        };
        for (key, value) in entries {
            match keys {
                Some(shape) => self.text(key.place, &key.name, shape),
                None => self.seen(key.place, &key.name),
            }
            self.path.push(shortened(&key.name));
            self.visit(value, inner);
            self.path.pop();
        }
    }

    fn map(&mut self, node: &Node, fields: &[Field]) {
        let Value::Map(entries) = &node.value else {
            return self.wrong_type(node, "a map of keys");
        };
        for (index, (key, value)) in entries.iter().enumerate() {
            match fields.iter().find(|field| field.name == key.name) {
                Some(field) => {
                    self.path.push(key.name.clone());
                    self.visit(value, &field.shape);
                    self.path.pop();
                }
                None => {
                    let message = format!("`{}` is not a key here", shortened(&key.name));
                    let help = self.instead_of_key(entries, index, fields);
                    self.report(key.place, "unknown-field", message, help);
                }
            }
        }
        let absent = fields.iter().filter(|field| node.get(field.name).is_none());
        for (field, rule) in absent.filter_map(|field| Some((field, field.missing?))) {
            let help = format!("add `{}:` with {}", field.name, describe(&field.shape));
            self.report(node.place, rule, format!("`{}` is missing", field.name), help);
        }
    }

    /// The way out where a key is not known at its level.
    fn instead_of_key(&self, entries: &[(Key, Node)], index: usize, fields: &[Field]) -> String {
        if let Some(number) = slips::number_with_commas(entries, index) {
            return format!("write {number}, without a comma");
        }
        let name = entries[index].0.name.as_str();
        let known = fields.iter().map(|field| field.name);
        slips::levels_of(name, self.file)
            .or_else(|| suggestion(name, known.clone()))
            .unwrap_or_else(|| {
                format!("the keys here are {}", known.collect::<Vec<_>>().join(", "))
            })
    }

    fn bilingual(&mut self, node: &Node, longest: usize) {
        let Value::Map(entries) = &node.value else {
            return self.wrong_type(node, "a text in both languages (en: …, cy: …)");
        };
        for (key, value) in entries {
            self.path.push(shortened(&key.name));
            match key.name.as_str() {
                "en" | "cy" => self.visit(value, &Shape::Text(longest)),
                "review" => self.visit(value, &Shape::Word(&Review::CODES)),
                name => {
                    let message = format!("`{}` is not a key of a text", shortened(name));
                    let help = slips::levels_of(name, self.file)
                        .unwrap_or_else(|| "the keys of a text are en, cy and review".to_owned());
                    self.report(key.place, "unknown-field", message, help);
                }
            }
            self.path.pop();
        }
        if node.get("en").is_none() {
            self.report(
                node.place,
                "missing-field",
                "the English text `en` is missing",
                "add `en:`",
            );
        }
        if node.get("cy").is_none() {
            self.report(
                node.place,
                "missing-welsh",
                "the Welsh text `cy` is missing",
                "add `cy:`; mark it `review: pending`",
            );
        }
    }

    fn phrases(&mut self, node: &Node) {
        let Value::Map(entries) = &node.value else {
            return self.wrong_type(node, "a map of phrases");
        };
        for (key, value) in entries {
            self.path.push(shortened(&key.name));
            match &value.value {
                Value::Map(forms) => {
                    for (form, text) in forms {
                        if !PLURAL_FORMS.contains(&form.name.as_str()) {
                            let message =
                                format!("`{}` is not a plural form", shortened(&form.name));
                            let help = format!("use {}", PLURAL_FORMS.join(", "));
                            self.report(form.place, "unknown-field", message, help);
                        }
                        self.visit(text, &Shape::Text(LONGEST_FORM));
                    }
                    if value.get("other").is_none() {
                        self.report(
                            value.place,
                            "missing-field",
                            "the plural form `other` is missing",
                            "add `other:`",
                        );
                    }
                }
                _ => self.visit(value, &Shape::Text(LONGEST_PHRASE)),
            }
            self.path.pop();
        }
    }

    fn assessment(&mut self, place: Place, text: &str) {
        let help = "write it like '12 grant / 30 0 12 / -5 4' or 'kind=training theme=research / 7 3', with tenths from -120 to 120, or have the file made anew";
        if assessments::asked(text).is_none() {
            let message = format!("`{}` asks for neither one thing nor two", shortened(text));
            self.report(place, "wrong-type", message, help);
        }
        for part in assessments::worth(text).filter_map(Result::err) {
            let message = format!("`{}` is no number of tenths with places", shortened(part));
            self.report(place, "wrong-type", message, help);
        }
    }

    fn whole(&mut self, node: &Node, least: i64, most: i64) {
        let value = match node.value {
            Value::Whole(value) => i128::from(value),
            Value::Large(value) => i128::from(value),
            _ => return self.wrong_type(node, "a whole number"),
        };
        if !(i128::from(least)..=i128::from(most)).contains(&value) {
            self.report(
                node.place,
                "number-out-of-range",
                format!("{value} is not between {least} and {most}"),
                "look in what this key counts, and compare the figure with its source",
            );
        }
    }

    fn share(&mut self, node: &Node) {
        let value = match node.value {
            Value::Number(value) => value,
            Value::Whole(1) => 1.0,
            Value::Whole(_) | Value::Large(_) => 2.0,
            _ => return self.wrong_type(node, "a number"),
        };
        if !(value > 0.0 && value <= 1.0) {
            let help = "1.0 is full time; one day of five is 0.2";
            self.report(
                node.place,
                "number-out-of-range",
                "a share must be above 0 and at most 1",
                help,
            );
        }
    }

    fn text(&mut self, place: Place, text: &str, shape: &Shape) {
        let names = self.names;
        self.seen(place, text);
        match shape {
            Shape::Text(longest) => self.length(place, text, *longest),
            Shape::Word(words) if !words.contains(&text) => {
                self.unknown(place, text, words.iter().copied(), "one of the words");
            }
            Shape::ValueOf(vocabularies) => self.value_of(place, text, vocabularies),
            Shape::PlainValueOf(vocabulary) => self.plain_value_of(place, text, vocabulary),
            Shape::Funder => {
                self.reference(place, text, "unknown-funder", "a funder", &names.funders)
            }
            Shape::Opportunity => {
                self.reference(
                    place,
                    text,
                    "unknown-opportunity",
                    "an opportunity",
                    &names.opportunities,
                );
            }
            Shape::Assessment => self.assessment(place, text),
            Shape::Organisation => {
                if let Some(known) = &names.organisations {
                    self.reference(place, text, "unknown-organisation", "an organisation", known);
                }
            }
            Shape::Address => self.address(place, text),
            _ => self.form(place, text, shape),
        }
    }

    /// Whether all of a text can be seen, and is what was written.
    fn seen(&mut self, place: Place, text: &str) {
        if let Some(misread) = slips::misread(text) {
            self.report(
                place,
                "misread-letters",
                format!("`{misread}` stands where another letter or mark was written"),
                "the text was read in a wrong encoding; copy it anew, or write the letter as it should be",
            );
        }
        if let Some(hidden) = text.chars().find(|c| is_hidden(*c) && !c.is_ascii_whitespace()) {
            let code = u32::from(hidden);
            self.report(
                place,
                "hidden-character",
                format!("the text has a character that nobody sees, U+{code:04X}"),
                "delete it, or write the words around it anew",
            );
        }
    }

    fn length(&mut self, place: Place, text: &str, longest: usize) {
        let length = text.trim().chars().count();
        if text.chars().all(|c| c.is_whitespace() || is_hidden(c)) {
            self.report(place, "empty-text", "the text is empty", "write it, or delete the key");
        } else if length > longest {
            let message = format!("the text has {length} characters; at most {longest} fit");
            self.report(place, "text-too-long", message, "shorten it");
        }
    }

    fn reference(
        &mut self,
        place: Place,
        text: &str,
        rule: &'static str,
        what: &str,
        known: &BTreeSet<String>,
    ) {
        if !known.contains(text) {
            let otherwise = || format!("add {what} with this id first, or mend the id");
            let help = self.help(text, known.iter().map(String::as_str), otherwise);
            self.report(place, rule, format!("`{}` is not {what}", shortened(text)), help);
        }
    }

    /// Texts that have a form of their own.
    fn form(&mut self, place: Place, text: &str, shape: &Shape) {
        let written = shortened(text);
        let (rule, message, help) = match shape {
            Shape::Id if !is_id(text) => (
                "bad-id",
                format!("`{written}` is not an id"),
                "use lower-case letters, digits and single hyphens",
            ),
            Shape::Day if parse_day(text).is_none() => (
                "bad-date",
                format!("`{written}` is not a day of the calendar"),
                "a day is written 2026-01-13, without a time",
            ),
            Shape::PartialDay => match text.parse::<PartialDate>() {
                Ok(_) => return,
                Err(reason) => {
                    ("bad-date", reason, "write only as much of the date as the page says")
                }
            },
            Shape::ClockTime if text == "24:00" => (
                "bad-time",
                format!("`{written}` is not a time: a day ends where the next begins"),
                "for midnight at the end of the day leave `closes_time` out",
            ),
            Shape::ClockTime if parse_time(text).is_none() => (
                "bad-time",
                format!("`{written}` is not a time"),
                "write hours and minutes on the 24-hour clock in quotation marks, '16:00'",
            ),
            Shape::Mailbox if !is_mailbox(text) => (
                "bad-mailbox",
                format!("`{written}` is not an e-mail address"),
                "write one address, such as research@example.org, and nothing else",
            ),
            _ => return,
        };
        self.report(place, rule, message, help);
    }

    fn value_of(&mut self, place: Place, text: &str, vocabularies: &[&str]) {
        let known: Vec<&BTreeSet<String>> =
            vocabularies.iter().filter_map(|name| self.names.vocabularies.get(*name)).collect();
        if known.len() < vocabularies.len() || known.iter().any(|values| values.contains(text)) {
            return; // found, or a vocabulary that could not be read and is reported by itself
        }
        let values: Vec<&str> = known.into_iter().flatten().map(String::as_str).collect();
        let what = format!("a {}", vocabularies.join(" or ").replace('_', " "));
        self.unknown(place, text, values.into_iter(), &what);
    }

    fn plain_value_of(&mut self, place: Place, text: &str, vocabulary: &str) {
        let names = self.names;
        let wholes = names.wholes.get(vocabulary);
        let Some(parts) = wholes.and_then(|wholes| wholes.get(text)) else {
            return self.value_of(place, text, &[vocabulary]);
        };
        let message = format!("`{text}` stands for several values; an entry names each of them");
        self.report(place, "unknown-value", message, format!("write {}", parts.join(", ")));
    }

    fn unknown<'b>(
        &mut self,
        place: Place,
        text: &str,
        known: impl Iterator<Item = &'b str> + Clone,
        what: &str,
    ) {
        let help = self.help(text, known.clone(), || examples(known));
        self.report(place, "unknown-value", format!("`{}` is not {what}", shortened(text)), help);
    }

    /// The way out where a value is not known. Beyond so many they are only counted, and looking for near ones would take
    /// longest of all.
    fn help<'b>(
        &mut self,
        text: &str,
        known: impl Iterator<Item = &'b str>,
        otherwise: impl FnOnce() -> String,
    ) -> String {
        self.unknown += 1;
        match self.unknown <= MOST_LISTED {
            true => suggestion(text, known).unwrap_or_else(otherwise),
            false => String::new(),
        }
    }

    fn address(&mut self, place: Place, text: &str) {
        let parsed = url::Url::parse(text);
        let has_name = |url: &url::Url| !url.username().is_empty() || url.password().is_some();
        if parsed.as_ref().is_ok_and(has_name) {
            let help =
                "write the address without what stands before the @, which is published with it";
            let message = "the address has a name or a password in it";
            return self.report(place, "bad-address", message, help);
        }
        let usable = parsed.as_ref().is_ok_and(|url| {
            matches!(url.scheme(), "https" | "http")
                && url.host_str().is_some_and(|host| host.contains('.'))
        });
        if !usable || text.contains(char::is_whitespace) {
            let help = "copy the whole address from the browser, beginning with https://";
            self.report(
                place,
                "bad-address",
                format!("`{}` is not the address of a page", shortened(text)),
                help,
            );
        }
    }
}

/// What may be written instead: all of it, or the first few.
fn examples<'a>(known: impl Iterator<Item = &'a str> + Clone) -> String {
    let few: Vec<&str> = known.clone().take(12).collect();
    let begin = if known.count() > few.len() { "for example" } else { "use" };
    format!("{begin} {}", few.join(", "))
}

/// Lower-case letters, digits and single hyphens.
pub(crate) fn is_id(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= LONGEST_ID
        && text.split('-').all(|part| {
            !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        })
}

/// Whether a text is one e-mail address and nothing else.
pub fn is_mailbox(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !"<>(),;:\"@".contains(c);
    !name.is_empty()
        && name.chars().all(plain)
        && host.contains('.')
        && host.chars().all(plain)
        && !host.ends_with('.')
}

fn describe(shape: &Shape) -> &'static str {
    match shape {
        Shape::Text(_) => "text",
        Shape::Bilingual(_) => "a text in both languages (en: …, cy: …)",
        Shape::Phrases | Shape::Each(_) | Shape::By(..) | Shape::Map(_) => "a map of keys",
        Shape::Id => "text: an id",
        Shape::Word(_) | Shape::ValueOf(_) | Shape::PlainValueOf(_) => {
            "text: one of the known values"
        }
        Shape::Funder => "text: the id of a funder",
        Shape::Opportunity => "text: the id of an opportunity",
        Shape::Assessment => "text: what is asked for, and tenths with places",
        Shape::Organisation => "text: the id of an organisation",
        Shape::Day => "text: a day such as 2026-01-13",
        Shape::PartialDay => "text: a date such as 2026, 2026-01 or 2026-01-13",
        Shape::ClockTime => "text: a time such as '16:00'",
        Shape::Address => "text: the address of a page",
        Shape::Mailbox => "text: an e-mail address",
        Shape::Whole(..) => "a whole number",
        Shape::Share => "a number",
        Shape::Flag => "`true` or `false`",
        Shape::List(_) => "a list",
    }
}
