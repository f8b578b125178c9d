//! The JSON of a search, written from pieces that are kept ready.
//!
//! Putting an entry's facts into words, and both into JSON, costs more than finding the entry; and most of an answer is the
//! labels of its facets, which never change. So the JSON of every card and of every value is kept for each language, and an
//! answer is these pieces one behind the other, with what depends on the question or the reader written into the holes. The
//! types of [`super::v1`] alone say what is published: pieces are cut from what they write, and a test holds both against each other.

use std::sync::{Arc, OnceLock};

use cyfle_catalogue::Lang;
use cyfle_catalogue::facet::{Facet, NOT_STATED};
use cyfle_catalogue::rule::Rule;
use cyfle_catalogue::status::Status;
use cyfle_digest::feed::Setting;
use cyfle_digest::in_words;
use cyfle_search::marks::{Marker, Shown};
use cyfle_search::results::{Answer, Hit, Reason, ValueCount};
use quick_cache::Weighter;
use quick_cache::sync::Cache;

use super::publish::{self, Answered, Judged};
use super::v1::{Found, Highlights, Links};
use crate::markup::marked;
use crate::{json, nearness};

/// Bytes of all cards of one language that are kept.
const MOST_BYTES: u64 = 6 * 1024 * 1024;

/// Bytes that a card takes beside its text.
const BESIDE: usize = 256;

/// How many cards that much can hold at a guess; the cache makes room for their places at once.
const CARDS: usize = 1_024;

/// Bytes set aside for what is neither a card nor a facet.
const FRAME: usize = 4 * 1024;

/// Stands in a text where something is to be written: no text of a catalogue has this character.
const HOLE: &str = "\0";

/// The same as JSON has it.
const HOLE_WRITTEN: &str = "\"\\u0000\"";

/// In a card: the verdict and its words, the answer to each rule, what matched, what is missed, what is left open, the tier, what
/// marks it as near, title and summary with marks.
const HOLES: usize = 2 + Rule::ALL.len() + 7;

/// What the answer to a search has between its cards and its facets, and around both, while it has neither.
const EMPTY: (&str, &str) = ("\"opportunities\":[", "],\"facets\":{");

/// What is kept of one catalogue.
pub(crate) struct Written {
    cards: [Cache<u32, Arc<Card>, Weight>; Lang::ALL.len()],
    facets: [OnceLock<Vec<FacetText>>; Lang::ALL.len()],
}

/// An entry at a status.
struct Card {
    status: Status,
    pieces: [Box<str>; HOLES + 1],
}

#[derive(Debug, Clone)]
struct Weight;

impl Weighter<u32, Arc<Card>> for Weight {
    fn weight(&self, _: &u32, card: &Arc<Card>) -> u64 {
        (card.len() + BESIDE) as u64
    }
}

/// A facet: its name as JSON has it, and each value's object up to its count.
struct FacetText {
    facet: Facet,
    name: String,
    values: Vec<(String, String)>,
    len: usize,
}

impl Written {
    /// Without a piece yet.
    pub(crate) fn new() -> Self {
        let cards = || Cache::with_weighter(CARDS, MOST_BYTES, Weight);
        Self { cards: Lang::ALL.map(|_| cards()), facets: Lang::ALL.map(|_| OnceLock::new()) }
    }

    /// The answer to a search, the same bytes as [`Answered::whole`] becomes, and its links.
    pub(crate) fn search(&self, answered: &Answered<'_, '_>) -> (Vec<u8>, Links) {
        let (on, answer) = (answered.setting(), answered.answer);
        let frame = answered.frame();
        let written = json::text(&frame);
        let whole = format!("{}{}}}", EMPTY.0, EMPTY.1);
        let Some((head, tail)) = written.split_once(&whole) else {
            // The frame is not as it was when this was written: then it is made as a whole.
            let whole = answered.whole();
            return (json::text(&whole).into_bytes(), whole.links);
        };
        let cards: Vec<Arc<Card>> = answer.hits.iter().map(|hit| self.card(&on, hit)).collect();
        let facets = self.facets[on.lang as usize].get_or_init(|| facet_texts(&on));
        let marks = cards.iter().map(|card| 2 * card.len()).sum::<usize>();
        let room = marks + facets.iter().map(|facet| facet.len).sum::<usize>() + FRAME;
        let mut json = Vec::with_capacity(room);
        json.extend_from_slice(head.as_bytes());
        json.extend_from_slice(EMPTY.0.as_bytes());
        let marker = answered.engine.marker(on.lang, &answer.words);
        for (place, (card, hit)) in cards.iter().zip(&answer.hits).enumerate() {
            if place > 0 {
                json.push(b',');
            }
            card.write(hit, &marker, &on, &mut json);
        }
        json.extend_from_slice(EMPTY.1.as_bytes());
        for (place, facet) in facets.iter().enumerate() {
            if place > 0 {
                json.push(b',');
            }
            facet.write(answer, &on, &mut json);
        }
        json.push(b'}');
        json.extend_from_slice(tail.as_bytes());
        (json, frame.links)
    }

    fn card(&self, on: &Setting<'_>, hit: &Hit<'_>) -> Arc<Card> {
        let kept = &self.cards[on.lang as usize];
        let number = u32::try_from(hit.number).unwrap_or(u32::MAX);
        if let Some(card) = kept.get(&number).filter(|card| card.status == hit.status) {
            return card;
        }
        let found = publish::card(on, hit.opportunity, Judged::of(hit));
        let card = Arc::new(Card::new(found, hit.status.clone()));
        kept.insert(number, Arc::clone(&card));
        card
    }
}

impl Card {
    fn new(mut found: Found, status: Status) -> Self {
        // A fit has every rule in one order, which is what lets another reader's answers take the places of this one's.
        debug_assert!(found.fit.rules.iter().map(|one| one.rule).eq(Rule::ALL.map(Rule::name)));
        found.fit.verdict = HOLE;
        found.fit.label = HOLE.to_owned();
        found.fit.rules.iter_mut().for_each(|rule| rule.answer = HOLE);
        found.matched = vec![HOLE.to_owned()];
        found.missed = vec![HOLE.to_owned()];
        found.unstated = vec![HOLE.to_owned()];
        found.tier = Some(HOLE);
        found.near = Some(HOLE.to_owned());
        found.highlights = Highlights { title: HOLE.to_owned(), summary: HOLE.to_owned() };
        let written = json::text(&found);
        let pieces: Vec<Box<str>> = written.split(HOLE_WRITTEN).map(Box::from).collect();
        // One hole more or less, and what is written next would stand in the wrong place or be no JSON.
        Self { status, pieces: pieces.try_into().expect("a card has the holes that are filled") }
    }

    fn len(&self) -> usize {
        self.pieces.iter().map(|piece| piece.len()).sum()
    }

    fn write(&self, hit: &Hit<'_>, marker: &Marker<'_>, on: &Setting<'_>, json: &mut Vec<u8>) {
        let (catalogue, lang) = (on.catalogue, on.lang);
        let mut pieces = self.pieces.iter();
        let mut next = |json: &mut Vec<u8>| {
            json.extend_from_slice(pieces.next().map_or(&[], |piece| piece.as_bytes()));
        };
        next(json);
        json::write(json, hit.fit.verdict.code());
        next(json);
        json::write(json, in_words::verdict(&hit.fit, hit.status.state, catalogue, lang));
        for (_, answer) in &hit.fit.rules {
            next(json);
            json::write(json, answer.code());
        }
        next(json);
        let words = hit.words.iter().map(|word| ("text", word.as_str()));
        list(hit.matched.iter().map(named).chain(words), json);
        next(json);
        list(hit.missed.iter().map(named), json);
        next(json);
        list(hit.unstated.iter().map(named), json);
        next(json);
        json::write(json, hit.tier.code());
        next(json);
        json::write(json, &nearness::mark(hit, catalogue, lang));
        let texts =
            [(Shown::Title, &hit.opportunity.title), (Shown::Summary, &hit.opportunity.summary)];
        for (shown, text) in texts {
            next(json);
            json::write(json, &marked(text.get(lang), marker.find(hit, shown)));
        }
        next(json);
    }
}

fn named(reason: &Reason) -> (&str, &str) {
    (reason.concept.name(), &reason.value)
}

/// Pairs as `name:value`, between commas.
fn list<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>, json: &mut Vec<u8>) {
    for (place, (name, value)) in pairs.enumerate() {
        if place > 0 {
            json.push(b',');
        }
        json::write(json, &format_args!("{name}:{value}"));
    }
}

/// Every facet in the order in which an answer has them, that of their names.
fn facet_texts(on: &Setting<'_>) -> Vec<FacetText> {
    let (catalogue, lang) = (on.catalogue, on.lang);
    let text = |facet: Facet| {
        let values = facet.vocabulary(catalogue).into_iter().chain([NOT_STATED]).map(|value| {
            let none = ValueCount { value, count: 0, selected: false };
            let mut text = json::text(&publish::facet_value(facet, &none, catalogue, lang));
            text.truncate(text.len().saturating_sub(count_of(&none).len()));
            (value.to_owned(), text)
        });
        let values: Vec<_> = values.collect();
        let name = json::text(&facet.name());
        // A count has at most seven digits and its comma one, beside what is selected.
        let len = name.len() + values.iter().map(|(_, text)| text.len() + 32).sum::<usize>();
        FacetText { facet, name, values, len }
    };
    let mut facets: Vec<FacetText> = Facet::ALL.into_iter().map(text).collect();
    facets.sort_by_key(|facet| facet.facet.name());
    facets
}

/// The end of a value's object, from its count.
fn count_of(count: &ValueCount<'_>) -> String {
    format!("{},\"selected\":{}}}", count.count, count.selected)
}

impl FacetText {
    fn write(&self, answer: &Answer<'_>, on: &Setting<'_>, json: &mut Vec<u8>) {
        json.extend_from_slice(self.name.as_bytes());
        json.extend_from_slice(b":[");
        let mut ready = self.values.iter();
        for (place, count) in answer.facets.get(&self.facet).into_iter().flatten().enumerate() {
            if place > 0 {
                json.push(b',');
            }
            match ready.find(|(value, _)| value == count.value) {
                Some((_, text)) => {
                    json.extend_from_slice(text.as_bytes());
                    json::write(json, &count.count);
                    json.extend_from_slice(b",\"selected\":");
                    json.extend_from_slice(if count.selected { b"true}" } else { b"false}" });
                }
                None => {
                    json::write(
                        json,
                        &publish::facet_value(self.facet, count, on.catalogue, on.lang),
                    );
                }
            }
        }
        json.push(b']');
    }
}

#[cfg(test)]
mod tests;
