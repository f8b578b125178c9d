//! A sentence to what it says: facet values with their places in the text, and the words that are left.
//!
//! Never an error. Labels, persons, synonyms and acronyms of both languages are matched whatever the language of the page,
//! because people mix them; then each of `recognise::RECOGNISERS` adds what no list can hold, or takes back what the words
//! around it rule out. Reading order: `words` (what a word is), `put_right` (text to words), `dictionary` (phrases), `matches` (which of them count), `cues` (small words).

mod cues;
mod dictionary;
mod matches;
mod meanings;
mod parted;
mod put_right;
mod recognise;
mod slips;
mod spelling;
mod usual;
mod words;

use std::borrow::Cow;
use std::collections::HashSet;
use std::panic::resume_unwind;

use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::{Cue, Facet, Lang, Moment};
use serde::{Deserialize, Serialize};

use crate::analysis::compounds::Compounds;
use crate::analysis::mutation::{self, Mutability};
use crate::analysis::{Token, cy, en, fold, tokens};
use crate::corpus::Corpus;
use crate::ordered::set_in_order;
use crate::query::SOON_DAYS;
use crate::results::{Concept, Understood};
use cues::Cues;
use dictionary::Dictionary;
use matches::Match;
use meanings::Meanings;
use recognise::{
    Clues, RECOGNISERS, already_had, aside, asked_when, bare_days, compared, compares, denied,
    denied_professions, denies_bodies, expected, finished, hoped_for, is_in_training,
    lives_of_others, over, set_aside, titles, too_long, wants_another,
};
use spelling::Spelling;
pub(crate) use usual::is_usual;
pub use words::Word;
use words::{is_behind_an_article, quoted, stops};

/// Everything needed to read questions over one catalogue.
#[derive(Debug, Serialize, Deserialize)]
pub struct Reading {
    /// Welsh headwords.
    pub lexicon: cy::Lexicon,
    /// Words that are written as one or as two.
    pub(crate) compounds: Compounds,
    dictionary: Dictionary,
    /// What says who asks, where the words around it do.
    readers: Dictionary,
    cues: Cues,
    meanings: Meanings,
    spelling: Spelling,
    #[serde(serialize_with = "set_in_order")]
    noise: HashSet<String>,
}

/// A question, read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Understanding {
    /// What was recognised, in the order of the text.
    pub understood: Vec<Understood>,
    /// Words that were not, and mean something.
    pub remaining: Vec<Word>,
    /// Every word that means something, recognised or not.
    pub words: Vec<Word>,
    /// Every word.
    pub typed: Vec<Word>,
    /// What goes without saying: the topics of the professions that were named.
    pub implied: Vec<Understood>,
    /// What the reader says to have come through, or will not go through, as they call it.
    pub finished: Vec<Vec<Word>>,
    /// What the reader names only to compare with it, as they call it.
    pub compared: Vec<Vec<Word>>,
    /// What it says besides of what it names.
    pub manner: Manner,
    /// What it says besides of the reader.
    pub of_reader: OfReader,
    /// Words between quotation marks, two or more: meant to stand side by side, the small ones too.
    pub quoted: Vec<Vec<Word>>,
}

/// How a question asks for what it names.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Manner {
    /// Where, among all words, the reader names what they deny.
    pub denied: Vec<std::ops::Range<usize>>,
    /// Whether it is a question that yes or no answers: it asks something of what it names.
    pub is_asking: bool,
    /// Whether something else is sought than what it names: "what is there instead".
    pub wants_another: bool,
}

/// What a question says of the reader that no value of a facet says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OfReader {
    /// The shortest length that the reader will not go through, in months.
    pub too_long: Option<f64>,
    /// The qualification that the reader will have before long, or has with a class that not everyone takes.
    pub expected: Option<String>,
    /// Whether the reader says to be in training for a profession.
    pub in_training: bool,
    /// The professions, and their groups, that the reader would like to have and has not.
    pub hoped_for: Vec<String>,
    /// Whether the reader says to be a member of no body.
    pub is_no_member: bool,
}

impl Reading {
    /// Prepares for a catalogue.
    pub fn new(catalogue: &Catalogue) -> Self {
        Self::with_corpus(catalogue).0
    }

    /// Prepares for a catalogue whose texts are wanted for more.
    pub(crate) fn with_corpus(catalogue: &Catalogue) -> (Self, Corpus) {
        // What is known of words as they are typed does not wait for what is known of what they mean.
        let (lexicon, compounds, dictionary, (spelling, mut corpus)) =
            std::thread::scope(|scope| {
                let spelling = scope.spawn(|| {
                    let corpus = Corpus::new(catalogue);
                    (Spelling::new(catalogue, &corpus), corpus)
                });
                let lexicon = lexicon(catalogue);
                let compounds = Compounds::new(names(catalogue).into_iter());
                let dictionary = Dictionary::new(catalogue, &lexicon, &compounds);
                let spelling = spelling.join().unwrap_or_else(|panic| resume_unwind(panic));
                (lexicon, compounds, dictionary, spelling)
            });
        corpus.note_halves(&compounds);
        let readers = Dictionary::of_readers(catalogue, &lexicon, &compounds);
        let noise = noise(catalogue, &lexicon);
        let cues = Cues::new(catalogue);
        let meanings = Meanings::new(catalogue);
        let reading =
            Self { lexicon, compounds, dictionary, readers, cues, meanings, spelling, noise };
        (reading, corpus)
    }

    /// The words of a text, in their usual way of writing.
    pub(crate) fn tokens(&self, text: &str) -> Vec<Token> {
        self.compounds.usual(tokens(text))
    }

    /// The key of a word in one language.
    pub(crate) fn key<'a>(&'a self, token: &'a Token, lang: Lang) -> Cow<'a, str> {
        match lang {
            Lang::En => Cow::Owned(self.stem(&token.folded)),
            Lang::Cy if token.exact => Cow::Borrowed(&token.folded),
            Lang::Cy => Cow::Borrowed(self.lexicon.key(&token.folded)),
        }
    }

    /// The English key of a folded word in texts: an acronym has no stem.
    pub(crate) fn stem(&self, folded: &str) -> String {
        self.spelling.stem(folded)
    }

    /// The keys of a word as typed.
    pub fn word(&self, token: &Token) -> Word {
        Word::new(token, &self.lexicon, self.stem(&token.folded))
    }

    /// Reads a question at a moment. `interpret` off leaves every word as text.
    pub fn understand(&self, text: &str, moment: Moment, interpret: bool) -> Understanding {
        let words = self.words(text, interpret);
        let Found { matches: found, implied, used, silent, finished, compared, manner, of_reader } =
            if interpret {
                self.recognise(text, &words, moment)
            } else {
                Found { used: vec![false; words.len()], ..Found::default() }
            };
        let is_silent = |index: usize| silent.iter().any(|place| place.contains(&index));
        let meaningful = |index: &usize| {
            words.len() == 1 || !(self.is_noise(&words[*index]) || is_silent(*index))
        };
        let kept = |unused_only: bool| -> Vec<Word> {
            (0..words.len())
                .filter(|index| !(unused_only && used[*index]))
                .filter(meaningful)
                .map(|index| words[index].clone())
                .collect()
        };
        let places = Places::new(text);
        let understood: Vec<Understood> =
            found.iter().map(|one| places.understood(text, &words, one)).collect();
        let implied = implied.iter().map(|one| places.understood(text, &words, one)).collect();
        let quoted = quoted(text, &words);
        let name = |own: std::ops::Range<usize>| {
            let said = own.filter(|index| words.len() == 1 || !self.is_noise(&words[*index]));
            said.map(|index| words[index].clone()).collect::<Vec<Word>>()
        };
        let names = |places: Vec<std::ops::Range<usize>>| -> Vec<Vec<Word>> {
            places.into_iter().map(name).filter(|own| !own.is_empty()).collect()
        };
        let (finished, compared) = (names(finished), names(compared));
        let (mut remaining, mut all) = (kept(true), kept(false));
        if all.is_empty() && understood.is_empty() {
            // A question of nothing but small words is still asked: some title may consist of them. What is behind somebody is not.
            let is_past =
                |word: &&Word| finished.iter().flatten().any(|own| own.place == word.place);
            all = words.iter().filter(|word| !is_past(word)).cloned().collect();
            remaining.clone_from(&all);
        }
        Understanding {
            understood,
            remaining,
            words: all,
            typed: words,
            implied,
            finished,
            compared,
            manner,
            of_reader,
            quoted,
        }
    }

    fn is_noise(&self, word: &Word) -> bool {
        let plain = cy::strip_clitics(&word.folded);
        en::is_stop_word(&word.folded)
            || cy::is_stop_word(plain)
            || self.noise.contains(&word.folded)
            || self.noise.contains(plain)
    }

    /// What the phrases of a text mean, for texts that are no questions: nothing is put right and nothing is concluded.
    pub(crate) fn meanings(&self, text: &str) -> Vec<(Concept, String)> {
        let tokens = self.tokens(text);
        let words: Vec<Word> =
            tokens.iter().map(|token| Word::in_a_phrase(token, &self.lexicon)).collect();
        let mut found = self.phrases(&words, &stops(text, &words));
        matches::settle(&mut found);
        found.into_iter().map(|one| (one.concept, one.value)).collect()
    }

    fn phrases(&self, words: &[Word], stops: &[bool]) -> Vec<Match> {
        let mut found: Vec<Match> = Vec::new();
        // "Do you offer mentoring": what everybody says in English is not the Welsh word that is written like it, unless
        // something is said in Welsh. One word that may be Welsh makes no Welsh of a sentence in English.
        let in_welsh = words.iter().filter(|word| word.says_welsh()).count();
        let in_english = words.iter().filter(|word| word.says_english()).count();
        let is_english = words.len() > 1 && in_english >= 3 * in_welsh;
        for from in 0..words.len() {
            for (length, lang, meaning) in self.dictionary.phrases(&words[from..], &stops[from..]) {
                let word = &words[from];
                if lang == Lang::Cy && length == 1 && is_english && is_usual(&word.folded) {
                    continue;
                }
                if meaning.is_short_acronym && !word.exact && self.is_noise(word) {
                    continue;
                }
                found.push(Match::new(from, from + length, meaning.concept, meaning.value));
            }
        }
        parted::add(&self.dictionary, words, stops, &mut found);
        found
    }

    /// What the words mean, in the order of the text.
    fn recognise(&self, text: &str, words: &[Word], moment: Moment) -> Found {
        let stops = stops(text, words);
        let mut found = self.phrases(words, &stops);
        let (told, ruled) = (self.cues.told(words), self.cues.ruled_out(words));
        let (cues, stops, told) = (&self.cues, stops.as_slice(), told.as_slice());
        let (readers, meanings) = (&self.readers, &self.meanings);
        let clues = Clues {
            text,
            words,
            stops,
            cues,
            told,
            ruled: &ruled,
            readers,
            meanings,
            moment,
            soon: SOON_DAYS,
        };
        let implied = matches::settle(&mut found);
        // What is asked of everything that was found, before any of it is taken back.
        let (aside, already) = (aside(&clues, &found), already_had(&clues, &found));
        let titles = titles(&clues, &found);
        let mut of_reader = OfReader {
            too_long: too_long(&clues, &found),
            expected: expected(&clues, &found),
            in_training: is_in_training(&clues, &found),
            hoped_for: hoped_for(&clues, &found),
            is_no_member: false,
        };
        // "Write my doctorate in Welsh": a word that does not mean this there may stand in a text all the same.
        let means_it = |one: &Match| {
            let own = &words[one.from..one.to];
            !clues.cues.is_ruled_out(one.concept, &one.value, own, clues.ruled)
        };
        let tells_who = |one: &&Match| {
            let tells = one.is_of_a_body_or_nation() || one.is_a_profession() || one.is_a_stage();
            (tells || clues.is_told_by_a_band(one)) && means_it(one)
        };
        let places: Vec<Match> = found.iter().filter(tells_who).cloned().collect();
        for (_, recogniser) in RECOGNISERS {
            recogniser(&clues, &mut found);
        }
        of_reader.is_no_member = found.iter().any(|one| denies_bodies(&clues, one));
        // "Help" and its like say nothing beside something that does; "DA" is written so for what it stands for.
        let says_something = |one: &Match| {
            let word = &words[one.from];
            one.length() > 1 || word.is_short_acronym() || !self.is_noise(word)
        };
        if found.iter().any(says_something) {
            found.retain(says_something);
        }
        // What is said twice ("consultant, band 8c") is shown once, but neither place is left over.
        let mut used = vec![false; words.len()];
        for one in &found {
            used[one.from..one.to].iter_mut().for_each(|used| *used = true);
        }
        let unwanted = set_aside(&clues, &found).into_iter().chain(over(&clues, &found));
        let past = unwanted.chain(titles.clone());
        matches::order(&mut found);
        let silent = bare_days(&clues)
            .into_iter()
            .chain(aside)
            .chain(already)
            .chain(titles)
            .chain(dropped(&places, &found, &used))
            .chain(asked_when(&clues))
            .chain(lives_of_others(&clues))
            .chain(compares(&clues))
            .chain(denied_professions(&clues, &found))
            .collect();
        let finished = finished(&clues, &found).into_iter().chain(past).collect();
        let compared = compared(&clues);
        // "Is there" asks for something that has no name yet; "can a band 4 apply" does not.
        let tells = |at: usize, cue: Cue| told.get(at).is_some_and(|own| own.has(cue));
        let is_nameless = tells(1, Cue::There) && !words[1].is_light();
        let is_asking = tells(0, Cue::Asking) && !is_nameless;
        let denied = denied(&clues);
        let wants_another = (0..words.len()).any(|at| wants_another(&clues, at));
        let manner = Manner { denied, is_asking, wants_another };
        Found { matches: found, implied, used, silent, finished, compared, manner, of_reader }
    }
}

/// What words were found to mean.
#[derive(Default)]
struct Found {
    matches: Vec<Match>,
    implied: Vec<Match>,
    /// Which of the words have a meaning.
    used: Vec<bool>,
    /// Where days are named that are no deadline, words that only compare, and professions that the reader has not got: they say
    /// nothing of what is sought.
    silent: Vec<std::ops::Range<usize>>,
    /// Where the words stand that name what someone has come through, or will not go through.
    finished: Vec<std::ops::Range<usize>>,
    /// Where the words stand that name what someone only compares with.
    compared: Vec<std::ops::Range<usize>>,
    manner: Manner,
    of_reader: OfReader,
}

/// Where an organisation, a profession or a stage is named of which nothing is left to say: "I can't get to Cardiff", "I had a grant
/// from Tenovus", "my mum has a PhD".
fn dropped<'a>(
    places: &'a [Match],
    found: &'a [Match],
    used: &'a [bool],
) -> impl Iterator<Item = std::ops::Range<usize>> + 'a {
    // A level that is said twice is shown once.
    let is_said = |one: &Match| used[one.from..one.to].contains(&true);
    let is_left = move |place: &&Match| {
        let is_kept = place.is_a_level() && is_said(place);
        !is_kept && !found.iter().any(|one| one.overlaps(place))
    };
    places.iter().filter(is_left).map(|place| place.from..place.to)
}

/// Byte offsets to character offsets.
struct Places {
    characters: Vec<usize>,
}

impl Places {
    fn new(text: &str) -> Self {
        Self { characters: text.char_indices().map(|(offset, _)| offset).collect() }
    }

    fn character(&self, byte: usize) -> usize {
        self.characters.partition_point(|offset| *offset < byte)
    }

    fn understood(&self, text: &str, words: &[Word], found: &Match) -> Understood {
        let words = &words[found.from..found.to];
        let start = words.first().map_or(0, |word| word.place.0);
        let end = words.last().map_or(0, |word| word.place.1);
        let corrected = words.iter().any(|word| word.corrected_from.is_some());
        let as_read: Vec<&str> = words.iter().map(|word| word.folded.as_str()).collect();
        Understood {
            text: if corrected { as_read.join(" ") } else { text[start..end].to_owned() },
            start: self.character(start),
            end: self.character(end),
            concept: found.concept,
            value: found.value.clone(),
            corrected_from: corrected.then(|| text[start..end].to_owned()),
            words: words.to_vec(),
        }
    }
}

/// The Welsh words of every vocabulary, name and title: what people look for.
fn lexicon(catalogue: &Catalogue) -> cy::Lexicon {
    let (mut certain, mut others) = (Vec::new(), Vec::new());
    for value in catalogue.vocabularies.iter().flat_map(|vocabulary| &vocabulary.values) {
        for name in value.names(Lang::Cy) {
            let mut words =
                tokens(name).into_iter().filter(|token| !token.exact).map(|token| token.folded);
            certain.extend(words.next());
            others.extend(words);
        }
    }
    // Places mutate like any word: "o Gaerfyrddin". But for those that become a word which everybody uses: "went" is not Gwent.
    let becomes_usual = |word: &String| {
        let forms = mutation::mutations(word, Mutability::Every);
        forms.iter().any(|form| is_usual(form) || en::is_stop_word(form))
    };
    for organisation in &catalogue.organisations {
        let typed = organisation.also_known_as.iter().chain(&organisation.places);
        let typed = typed.map(String::as_str).filter(|name| !is_behind_an_article(name));
        for name in typed.chain([organisation.name.get(Lang::Cy)]) {
            // Behind the first word of a name others may be mutated: "Sir Gaerfyrddin".
            let mut words = tokens(name)
                .into_iter()
                .filter(|token| !token.exact)
                .map(|token| token.folded)
                .filter(|word| !becomes_usual(word));
            certain.extend(words.next());
            others.extend(words);
        }
    }
    cy::Lexicon::new(
        &catalogue.welsh_words,
        certain.iter().map(String::as_str),
        others.iter().map(String::as_str),
    )
}

/// Words that say nothing of what is sought, the Welsh ones with every mutation: but for those that are another word's.
fn noise(catalogue: &Catalogue, lexicon: &cy::Lexicon) -> HashSet<String> {
    let mut noise = HashSet::new();
    for lang in Lang::ALL {
        for word in catalogue.phrases(lang).noise_words().iter().map(|word| fold(word)) {
            if lang == Lang::Cy {
                let own = lexicon.key(&word);
                let mutated = mutation::mutations(&word, Mutability::Every);
                noise.extend(mutated.into_iter().filter(|form| {
                    let mut headwords = lexicon.headwords(form).peekable();
                    headwords.peek().is_none() || headwords.any(|headword| headword == own)
                }));
            }
            noise.insert(word);
        }
    }
    noise
}

/// Every name that people type: they say which words are written as one.
fn names(catalogue: &Catalogue) -> Vec<&str> {
    let mut names = Vec::new();
    for lang in Lang::ALL {
        let values = catalogue.vocabularies.iter().flat_map(|vocabulary| &vocabulary.values);
        values.for_each(|value| names.extend(value.names(lang)));
        names.extend(catalogue.funders.values().map(|funder| funder.name.get(lang)));
        names.extend(catalogue.organisations.iter().map(|own| own.name.get(lang)));
        names.extend(catalogue.opportunities.values().map(|entry| entry.title.get(lang)));
    }
    let funders = catalogue.funders.values().flat_map(|funder| &funder.also_known_as);
    let entries = catalogue.opportunities.values().flat_map(|entry| &entry.also_known_as);
    names.extend(funders.chain(entries).map(String::as_str));
    names
}

/// The facets whose words are read from questions. `fit` is what the answer says, not what a question names; `status` words
/// such as "closed" are too common in other senses except as whole phrases, which the vocabulary lists.
pub(crate) fn readable() -> impl Iterator<Item = Facet> {
    Facet::ALL.into_iter().filter(|facet| *facet != Facet::Fit)
}
