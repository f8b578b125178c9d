//! Whether each value is what its key wants. Nearly all is found while a tree is held against its shape.

use std::collections::HashSet;

use super::{Entry, Find, Notes, Rule, rule};
use crate::language::Lang;
use crate::load::{Parsed, Role};
use crate::problem::Severity::{Error, Warning};
use crate::slips::{self, Cut};
use crate::vocabulary::StandsFor;
use crate::yaml::{Node, Value};

pub(super) const RULES: &[Rule] = &[
    rule(
        "wrong-type",
        Error,
        Find::Shape,
        "A value is of the type that its key wants: text, list, number, true or false.\nDates and times are text; a time needs quotation marks ('16:00').",
    ),
    rule(
        "unknown-field",
        Error,
        Find::Shape,
        "Only the keys that the catalogue knows are used.\nA misspelt key would silently lose its fact.",
    ),
    rule("missing-field", Error, Find::Shape, "The keys that every entry needs are there."),
    rule(
        "missing-welsh",
        Warning,
        Find::Shape,
        "Every text for the public is there in Welsh too.\nWrite it, and mark it `review: pending` until a translator has approved it.",
    ),
    rule(
        "empty-text",
        Error,
        Find::Shape,
        "No text is empty, and none has invisible characters only.\nLeave the key out where nothing is stated.",
    ),
    rule(
        "hidden-character",
        Error,
        Find::Shape,
        "No text has characters that nobody sees, such as a soft hyphen, a space without width or a mark that turns the direction of reading.\nThey come with what is copied from other programs. Words with them are not found, and a text may not say what it seems to say.",
    ),
    rule(
        "misread-letters",
        Error,
        Find::Shape,
        "No text has letters that come of a wrong encoding, such as â€™ for an apostrophe, Ã´ for ô or Åµ for ŵ.\nA file or a page was read as Windows-1252 that is UTF-8. Words with such letters are not found.",
    ),
    rule(
        "text-too-long",
        Error,
        Find::Shape,
        "A text fits where it is shown: a title 160 characters, a summary 300 (it stands on a card), a note 900, details 4,000.",
    ),
    rule(
        "number-out-of-range",
        Error,
        Find::Shape,
        "Numbers are plausible: a whole-time equivalent is above 0 and at most 1, months are at most 240.",
    ),
    rule(
        "amount-without-currency",
        Error,
        Find::Shape,
        "An amount says in which currency it is: GBP, EUR or USD.\nA number alone misleads where a funder pays in another one.",
    ),
    rule(
        "bad-id",
        Error,
        Find::Shape,
        "An id has lower-case letters, digits and single hyphens.\nIt stands in addresses that people bookmark.",
    ),
    rule(
        "bad-date",
        Error,
        Find::Shape,
        "A date exists and is written 2026-01-13 (or 2026-01 or 2026 where only that is known).",
    ),
    rule("bad-time", Error, Find::Shape, "A time is written '16:00', on the wall clock in London."),
    rule(
        "bad-address",
        Error,
        Find::Shape,
        "A link is the whole address of a page, beginning with https:// or http://, without a name or a password.\nWhat stands before an @ is published with the address.",
    ),
    rule("bad-mailbox", Error, Find::Shape, "A contact is an e-mail address."),
    rule(
        "unknown-value",
        Error,
        Find::Shape,
        "A value is one of its vocabulary's.\nAdd a new one in vocabulary/<facet>.yaml, with both labels, if it is really new. A nation that is made up of others (uk-wide) is for questions; an entry names each of these.",
    ),
    rule("unknown-funder", Error, Find::Shape, "The funder has a file in funders/."),
    rule(
        "unknown-opportunity",
        Error,
        Find::Shape,
        "A relation or a successor points to an entry that exists, live or archived.\nOne that points nowhere sends people to a page that is not there.",
    ),
    rule(
        "unknown-organisation",
        Error,
        Find::Shape,
        "An organisation is listed in organisations.yaml.",
    ),
    rule(
        "text-cut-short",
        Warning,
        Find::File(text_cut_short),
        "No text ends where a # follows it, or begins with a word behind an exclamation mark.\nBehind a blank, # begins a comment, and !Word before a text is a note to programs: neither is read, and a text without quotation marks silently loses its end or its beginning. A comment behind an id, a date or a number is one.",
    ),
    rule(
        "markup",
        Warning,
        Find::Entry(markup),
        "No text of an entry has the marks of a page, such as <b> or &amp;.\nTexts are shown as they are written, marks and all. Details are divided into paragraphs by an empty line; & and < are written as they are.",
    ),
    rule(
        "half-said",
        Warning,
        Find::File(half_said),
        "Where some values of a vocabulary say what they serve, to which track they belong or what they are for schema.org, all do.\nOne that does not say it is neither sought nor put aside by those who need money, learning or help, is missing from the pathway, and is taken for a service by search engines.",
    ),
    rule(
        "said-once",
        Warning,
        Find::File(said_once),
        "Exactly one value of its vocabulary `stands_for` what the program has rules about: the readers' own nation, the first degree, whatever pays.\nThe program knows by this key alone which value is meant: without it none is, and of two the first one.",
    ),
    rule(
        "named-twice",
        Warning,
        Find::File(named_twice),
        "A value of a vocabulary lists each of its synonyms once in a language, whatever its capitals.\nThe second changes nothing, and whoever takes the first out again believes the word gone.",
    ),
];

fn text_cut_short(file: &Parsed<'_>, notes: &mut Notes) {
    for (at, cut) in slips::texts_cut_short(file.text, &file.tree, file.kind.shape()) {
        let (message, help) = match cut {
            Cut::Comment => (
                "the text ends before the `#` that follows it",
                "what stands behind # is not read; put the text in quotation marks, or the comment on a line of its own",
            ),
            Cut::Tag => (
                "the word with `!` before the text is not read",
                "put the whole text in quotation marks",
            ),
        };
        notes.add(at, message, help);
    }
}

fn markup(entry: &Entry<'_>, notes: &mut Notes) {
    for (at, text) in entry.opportunity.texts() {
        for (lang, written) in [("en", &text.en), ("cy", &text.cy)] {
            if let Some(mark) = slips::markup(written) {
                notes.add(
                    format!("{at}.{lang}"),
                    format!("`{mark}` is a mark of a web page, and would be shown as it stands"),
                    "write the text alone, and & or < as they are",
                );
            }
        }
    }
}

/// The key by which one value of a vocabulary is known.
const STANDS_FOR: &str = "stands_for";

/// Keys that all values of a vocabulary have, where one of them has it.
const SAID_BY_ALL: &[&str] = &["serves", "track", "schema_org"];

/// The values that a vocabulary lists.
fn listed<'a>(file: &'a Parsed<'_>) -> &'a [Node] {
    match file.tree.get("values").map(|node| &node.value) {
        Some(Value::List(values)) if file.role == Role::Vocabulary => values,
        _ => &[],
    }
}

fn said_once(file: &Parsed<'_>, notes: &mut Notes) {
    if file.role != Role::Vocabulary {
        return;
    }
    for (_, code, vocabularies) in StandsFor::ALL {
        let says = |value: &Node| value.get(STANDS_FOR).and_then(Node::text) == Some(code);
        let saying = listed(file).iter().enumerate().filter(|(_, value)| says(value));
        let mut places = saying.map(|(index, _)| index);
        if !vocabularies.contains(&file.stem()) {
            for index in places {
                notes.add(
                    format!("values.{index}.{STANDS_FOR}"),
                    format!("no value of this vocabulary can stand for `{code}`"),
                    format!("delete it; it is said in {}", listing(vocabularies)),
                );
            }
            continue;
        }
        if places.next().is_none() {
            notes.add(
                "values",
                format!("no value of this vocabulary says `{STANDS_FOR}: {code}`"),
                "add it to the value that is meant; the comment at the head of the file says which that is",
            );
        }
        for index in places {
            notes.add(
                format!("values.{index}.{STANDS_FOR}"),
                format!("another value of this vocabulary stands for `{code}` too"),
                "delete it from all but one value; the comment at the head of the file says what it means",
            );
        }
    }
}

/// The files of some vocabularies.
fn listing(vocabularies: &[&str]) -> String {
    let files = vocabularies.iter().map(|name| format!("`vocabulary/{name}.yaml`"));
    files.collect::<Vec<_>>().join(" and ")
}

fn named_twice(file: &Parsed<'_>, notes: &mut Notes) {
    for (index, value) in listed(file).iter().enumerate() {
        for lang in Lang::ALL {
            let path = format!("synonyms.{}", lang.code());
            let Some(Value::List(names)) = value.at(&path).map(|node| &node.value) else {
                continue;
            };
            let mut known = HashSet::new();
            for (at, name) in names.iter().enumerate() {
                if name.text().is_some_and(|name| !known.insert(name.to_lowercase())) {
                    notes.add(
                        format!("values.{index}.{path}.{at}"),
                        "this name stands in the list already",
                        "delete one of the two",
                    );
                }
            }
        }
    }
}

fn half_said(file: &Parsed<'_>, notes: &mut Notes) {
    let values = listed(file);
    for key in SAID_BY_ALL {
        if values.iter().all(|value| value.get(key).is_none()) {
            continue;
        }
        for (index, _) in values.iter().enumerate().filter(|(_, one)| one.get(key).is_none()) {
            notes.add(
                format!("values.{index}"),
                format!("others of this vocabulary say `{key}`, and this one does not"),
                format!("add `{key}:`; the comment at the head of the file says what it means"),
            );
        }
    }
}
