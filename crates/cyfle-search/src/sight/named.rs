//! Entries that a question asks for by their names, whatever else it says: of who asks, of what they are, of when.

use std::cell::LazyCell;

use cyfle_catalogue::{Facet, Lang};

use super::Sight;
use super::asked::Asked;
use crate::bits::Bits;
use crate::home;
use crate::results::Concept;
use crate::search::Engine;
use crate::titles::Naming;
use crate::understand::Word;

/// A word that more than one entry in so many says is no name.
const RARE: usize = 50;

/// Whether a word stands in hardly any name, and in hardly any other text.
pub(super) fn tells_of_one(engine: &Engine, word: &Word, lang: Lang) -> bool {
    let is_rare = || engine.text.holders(word, lang) * RARE <= engine.table.len();
    engine.titles.is_telling(word) && is_rare()
}

/// So many words that mean nothing else, the name among them, ask little besides.
const LITTLE: usize = 2;

/// So many words make a question short.
const SHORT: usize = 5;

/// What else may be sought than an entry that is named.
const WISHES: [Facet; 5] =
    [Facet::Kind, Facet::Offer, Facet::Theme, Facet::Topic, Facet::EducationStage];

/// A year beside a name says which round of it is meant, and need not stand in it: "Topol 2027".
fn is_year(word: &Word) -> bool {
    let folded = word.folded.as_bytes();
    folded.len() == 4 && folded.starts_with(b"20") && folded.iter().all(u8::is_ascii_digit)
}

/// Whether a piece of a question says who asks, and not what for.
const fn describes_the_reader(concept: Concept) -> bool {
    matches!(
        concept,
        Concept::OtherProfession
            | Concept::HealthBoard
            | Concept::Employer
            | Concept::Registration
            | Concept::Qualification
            | Concept::AtMost
            | Concept::Facet(
                Facet::Nation
                    | Facet::Status
                    | Facet::CareerLevel
                    | Facet::Profession
                    | Facet::ProfessionGroup
            )
    )
}

/// The entries that a question names.
pub(super) struct Named {
    pub(super) named: Vec<(usize, Naming)>,
    /// Those by whose name the question asks something of them: what the reader has does not put these aside.
    pub(super) asked_about: Vec<usize>,
}

/// Adds entries that are not named yet.
fn add_new(named: &mut Vec<(usize, Naming)>, others: impl Iterator<Item = (usize, Naming)>) {
    for (entry, naming) in others {
        if named.iter().all(|(known, _)| *known != entry) {
            named.push((entry, naming));
        }
    }
}

impl Sight<'_, '_> {
    /// Entries that are asked for by their name. What cannot be used from Wales is put first only by a name that is its own:
    /// "doctoral award" asks for any, "NIHR doctoral award" for that one.
    pub(super) fn named(&self) -> Named {
        let typed = &self.understanding.typed;
        // "Is it open to people in Wales?" asks something of what it names.
        let names_a_funder = || {
            let mut pieces = self.understanding.understood.iter();
            pieces.any(|piece| piece.concept == Concept::Facet(Facet::Funder))
        };
        let may_ask = self.understanding.manner.is_asking || names_a_funder();
        let asks_of_it = |word: &Word| {
            let pieces = self.understanding.understood.iter();
            let mut about = pieces.filter(|piece| {
                matches!(piece.concept, Concept::Facet(Facet::Nation | Facet::Status))
            });
            may_ask && about.any(|piece| piece.words.contains(word))
        };
        let counted: Vec<bool> = typed
            .iter()
            .map(|word| {
                self.understanding.words.contains(word) && !asks_of_it(word) && !is_year(word)
            })
            .collect();
        let mut named = self.engine.titles.named(typed, &counted);
        let whole = self.named_whole();
        let is_denied = |(entry, _): &(usize, Naming)| self.denies_the_funder_of(*entry);
        let mut by_words = self.named_by_telling_words();
        let mut beside_funders = self.named_beside_their_funder();
        by_words.retain(|one| !is_denied(one));
        beside_funders.retain(|one| !is_denied(one));
        let others = self
            .named_with_its_funder(&counted)
            .into_iter()
            .chain(self.told_by_a_word())
            .chain(self.named_beside_a_kind())
            .chain(self.named_beside_the_reader())
            .chain(whole.iter().copied())
            .chain(by_words.iter().chain(&beside_funders).copied());
        add_new(&mut named, others);
        // What is typed as a name begins is that name, unless all of it means something else too: "medical physics". Three words
        // or more hardly do so by chance.
        let is_typing = typed.last().is_some_and(|word| !word.begins.is_empty());
        if is_typing || typed.len() > 2 || (typed.len() > 1 && !self.words.is_empty()) {
            let begun = self.engine.titles.begun(typed).into_iter();
            add_new(&mut named, begun.map(|entry| (entry, Naming::Most)));
        }
        // A word that means nothing else and stands in the name.
        let holding = LazyCell::new(|| {
            let mut holding = Bits::none(self.engine.table.len());
            for word in &self.words {
                holding.add(&self.engine.titles.holding(std::slice::from_ref(*word)));
            }
            holding
        });
        let only = self.only_entries_of_funders().into_iter();
        add_new(&mut named, only.map(|entry| (entry, Naming::Most)));
        named.retain(|(entry, _)| {
            !self.engine.traits.unusable.contains(*entry)
                || names_a_funder()
                || holding.contains(*entry)
                || whole.iter().chain(&by_words).chain(&beside_funders).any(|(own, _)| own == entry)
        });
        let written = self.engine.titles.written(typed);
        let is_whole =
            |one: &&mut (usize, Naming)| one.1 == Naming::Whole && written.contains(one.0);
        named.iter_mut().filter(is_whole).for_each(|one| one.1 = Naming::Written);
        let mut asked_about = by_words;
        if self.understanding.manner.is_asking {
            asked_about.extend(beside_funders);
        }
        Named { named, asked_about: asked_about.into_iter().map(|(entry, _)| entry).collect() }
    }

    /// Entries that a word names which means nothing else and stands in hardly any name: "is Topol open to a radiographer in
    /// Cardiff". What else the text tells of the reader need not stand in the name.
    fn told_by_a_word(&self) -> Vec<(usize, Naming)> {
        let titles = &self.engine.titles;
        let is_telling = |word: &&Word| tells_of_one(self.engine, word, self.query.lang);
        let telling: Vec<&Word> = self.words.iter().copied().filter(is_telling).collect();
        if telling.is_empty() {
            return Vec::new();
        }
        let is_asking = self.understanding.manner.is_asking;
        let tells_of_the_reader = |word: &Word| {
            let mut pieces = self.understanding.understood.iter();
            pieces.any(|piece| {
                // "The Welsh Topol" is another one; "is Topol open to Wales", "Topol, England only" ask about that one.
                let counts = is_asking
                    || piece.concept != Concept::Facet(Facet::Nation)
                    || home::is_elsewhere(&piece.value, &self.engine.catalogue);
                counts && describes_the_reader(piece.concept) && piece.words.contains(word)
            })
        };
        let typed = &self.understanding.typed;
        let counted: Vec<bool> = typed
            .iter()
            .map(|word| {
                self.understanding.words.contains(word)
                    && !tells_of_the_reader(word)
                    && !is_year(word)
            })
            .collect();
        let mut named = titles.named(typed, &counted);
        // Where nothing else has to stand in a name, one word of it is enough.
        let own = typed.iter().zip(&counted).filter(|(_, counted)| **counted).map(|(own, _)| own);
        let words: Vec<&Word> = self.words.iter().copied().filter(|word| !is_year(word)).collect();
        if let ([own], [word]) = (own.collect::<Vec<&Word>>().as_slice(), words.as_slice())
            && own == word
        {
            let holding = titles.holding(std::slice::from_ref(*word));
            named.extend(holding.iter().map(|entry| (entry, Naming::Most)));
        }
        let mut told = Bits::none(self.engine.table.len());
        telling.iter().for_each(|word| told.add(&titles.holding(std::slice::from_ref(*word))));
        named.retain(|(entry, _)| told.contains(*entry));
        named
    }

    /// Entries whose whole name is a word beside which nothing is asked but what sort of thing it is, or what it pays: "HSST funding",
    /// "STP training", "GW4 PhD". What is asked for by its name is not contradicted by how we sort it.
    fn named_beside_a_kind(&self) -> Vec<(usize, Naming)> {
        let sorts = [Facet::Kind, Facet::Offer, Facet::EducationStage];
        let is_sort = |asked: &&Asked| sorts.into_iter().any(|facet| asked.is_about(facet));
        let of_kinds = || self.asked.iter().filter(is_sort);
        let is_left = |word: &&Word| !is_year(word) && !of_kinds().any(|one| one.has_word(word));
        self.whole_names_of_the_only(is_left)
    }

    /// Entries whose whole name is the one word of the question of which something holds.
    fn whole_names_of_the_only(&self, is_left: impl Fn(&&Word) -> bool) -> Vec<(usize, Naming)> {
        let left: Vec<&Word> = self.said.iter().copied().filter(is_left).collect();
        let [only] = left.as_slice() else { return Vec::new() };
        let mut named = self.engine.titles.named(std::slice::from_ref(*only), &[true]);
        named.retain(|(_, naming)| *naming >= Naming::Whole);
        named
    }

    /// Entries that are named with their funder, by somebody who also says who they are: "NIHR Doctoral Award, BMS in Wales".
    fn named_with_its_funder(&self, counted: &[bool]) -> Vec<(usize, Naming)> {
        let pieces = || self.understanding.understood.iter();
        let of_funders = |word: &Word| {
            pieces().any(|piece| {
                piece.concept == Concept::Facet(Facet::Funder) && piece.words.contains(word)
            })
        };
        let typed = &self.understanding.typed;
        let counted: Vec<bool> = typed
            .iter()
            .zip(counted)
            .map(|(word, counted)| *counted && !self.tells_of_the_reader(word))
            .collect();
        let words = || typed.iter().zip(&counted).filter(|(_, counted)| **counted);
        let has_funder = words().any(|(word, _)| of_funders(word));
        if !has_funder || words().all(|(word, _)| of_funders(word)) {
            return Vec::new();
        }
        self.engine.titles.named(typed, &counted)
    }

    /// Whether a word says who asks, or where they are.
    fn tells_of_the_reader(&self, word: &Word) -> bool {
        let mut pieces = self.understanding.understood.iter();
        pieces.any(|piece| describes_the_reader(piece.concept) && piece.words.contains(word))
    }

    /// Entries whose whole name is the one word beside which nothing is said but who asks, where they are or in which field: "BMS wants to do
    /// the STP in Cardiff", "STP cardiac".
    fn named_beside_the_reader(&self) -> Vec<(usize, Naming)> {
        let is_field = |word: &Word| {
            let mut pieces = self.understanding.understood.iter();
            pieces.any(|piece| {
                piece.concept == Concept::Facet(Facet::Topic) && piece.words.contains(word)
            })
        };
        let is_left =
            |word: &&Word| !is_year(word) && !self.tells_of_the_reader(word) && !is_field(word);
        self.whole_names_of_the_only(is_left)
    }

    /// Entries whose whole names stand in the question, whatever else it says; of the funder that is named, where one is.
    fn named_whole(&self) -> Vec<(usize, Naming)> {
        let typed = &self.understanding.typed;
        let contained = self.engine.titles.contained(typed);
        let pieces = self.understanding.understood.iter();
        let funders: Vec<&str> = pieces
            .filter(|piece| piece.concept == Concept::Facet(Facet::Funder))
            .map(|piece| piece.value.as_str())
            .collect();
        let is_theirs =
            |entry: &usize| funders.is_empty() || funders.contains(&&*self.entry(*entry).funder);
        // What cannot be used from Wales is meant where nothing else is asked: another one may have taken over its name here.
        let is_all = || {
            let is_in_it = |word: &Word| {
                contained.iter().any(|(_, place)| typed[place.clone()].contains(word))
            };
            let asks_for_home = self.asked.iter().any(|asked| asked.is_about(Facet::Nation));
            let mut rest = self.said.iter().filter(|word| !is_in_it(word));
            !asks_for_home && rest.all(|word| self.tells_of_the_reader(word) || is_year(word))
        };
        let unusable = &self.engine.traits.unusable;
        let is_meant = |entry: &usize| !unusable.contains(*entry) || is_all();
        let named = contained.iter().map(|(entry, _)| *entry);
        let named = named.filter(is_theirs).filter(is_meant);
        named.map(|entry| (entry, Naming::Whole)).collect()
    }

    /// Whether the question names the funder of an entry not to be sent there.
    fn denies_the_funder_of(&self, entry: usize) -> bool {
        let funder = &self.entry(entry).funder;
        let mut pieces = self.understanding.understood.iter();
        pieces
            .any(|piece| piece.concept == Concept::Without(Facet::Funder) && piece.value == *funder)
    }

    /// Entries that are named by part of a name, whatever else the question says: beside whose names a word stands that means nothing
    /// else and is in hardly any name. "What does the Topol fellowship pay". That word alone is enough where
    /// the question asks something of it and little else: "Topol deadline", "can a band 4 lab assistant apply for HSST".
    fn named_by_telling_words(&self) -> Vec<(usize, Naming)> {
        let (titles, typed) = (&self.engine.titles, &self.understanding.typed);
        let is_asking = self.understanding.manner.is_asking;
        let is_unread = |word: &Word| self.words.iter().any(|own| own.folded == word.folded);
        let asks_for_more = |word: &Word| {
            let is_wish = |one: &&Asked| WISHES.into_iter().any(|facet| one.is_about(facet));
            self.asked.iter().filter(is_wish).any(|one| !one.has_word(word))
        };
        let is_short = is_asking || typed.len() <= SHORT;
        let asks_little = is_short && self.words.len() <= LITTLE;
        let mut found: Vec<(usize, Naming)> = Vec::new();
        for (at, word) in typed.iter().enumerate() {
            let own = std::slice::from_ref(word);
            if is_unread(word) && tells_of_one(self.engine, word, self.query.lang) {
                let around = titles.named_around(typed, at).into_iter();
                let enough = around.filter(|(_, naming, words)| {
                    *words > 1 || (word.exact && *naming >= Naming::Whole)
                });
                let mut named: Vec<(usize, Naming)> =
                    enough.map(|(entry, naming, _)| (entry, naming)).collect();
                let holding = titles.holding(own);
                if named.is_empty() && holding.count() == 1 && asks_little {
                    // "Alberti fellowship": the other word of two says what sort of thing it is. Of what cannot be used from Wales it
                    // may as well ask for another of that sort.
                    let unusable = &self.engine.traits.unusable;
                    let is_sort = |entry: usize| typed.len() == 2 && !unusable.contains(entry);
                    let is_meant = |entry: &usize| !asks_for_more(word) || is_sort(*entry);
                    let meant = holding.iter().filter(is_meant);
                    named.extend(meant.map(|entry| (entry, Naming::Most)));
                }
                named.retain(|(entry, _)| !self.is_another(at, *entry));
                found.extend(named);
            } else if is_asking && word.exact && asks_little && !asks_for_more(word) {
                let named = titles.named(own, &[true]).into_iter();
                found.extend(named.filter(|(_, naming)| *naming >= Naming::Whole));
            }
        }
        found
    }

    /// Entries of which two words or more are named right beside their funder: "NIHR Doctoral Award salary".
    fn named_beside_their_funder(&self) -> Vec<(usize, Naming)> {
        let typed = &self.understanding.typed;
        let mut found: Vec<(usize, Naming)> = Vec::new();
        let pieces = self.understanding.understood.iter();
        for piece in pieces.filter(|piece| piece.concept == Concept::Facet(Facet::Funder)) {
            let is_own = |word: &Word| piece.words.contains(word);
            let Some(first) = typed.iter().position(is_own) else { continue };
            let beside = [first.checked_sub(1), Some(first + piece.words.len())];
            for at in beside.into_iter().flatten().filter(|at| *at < typed.len()) {
                let named = self.engine.titles.named_around(typed, at).into_iter();
                let named = named.filter(|(entry, _, words)| {
                    let is_theirs = self.entry(*entry).funder == piece.value;
                    *words > 1 && is_theirs && !self.is_another(at, *entry)
                });
                found.extend(named.map(|(entry, naming, _)| (entry, naming)));
            }
        }
        found
    }

    /// "The Welsh Topol" is another one than what cannot be used from Wales, and so is what there is instead; "Topol in Wales" asks
    /// for that one.
    fn is_another(&self, at: usize, entry: usize) -> bool {
        let before = at.checked_sub(1).map(|place| &self.understanding.typed[place]);
        let mut nations = self.asked.iter().filter(|asked| asked.is_about(Facet::Nation));
        let mut is_welsh =
            || before.is_some_and(|before| nations.any(|asked| asked.has_word(before)));
        let is_asking = self.understanding.manner.is_asking;
        let wants_another = self.understanding.manner.wants_another || (!is_asking && is_welsh());
        wants_another && self.engine.traits.unusable.contains(entry)
    }

    /// What cannot be used from Wales and is all that a funder has who was asked for: whoever names the funder names it.
    fn only_entries_of_funders(&self) -> Vec<usize> {
        let Some(column) = self.engine.table.column(Facet::Funder) else { return Vec::new() };
        let funders = self.understanding.understood.iter();
        let own = funders
            .filter(|piece| piece.concept == Concept::Facet(Facet::Funder))
            .filter_map(|piece| column.with(&piece.value))
            .filter(|entries| entries.count() == 1);
        own.flat_map(Bits::iter)
            .filter(|entry| self.engine.traits.unusable.contains(*entry))
            .collect()
    }
}
