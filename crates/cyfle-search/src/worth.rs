//! What every word is worth in every entry, worked out from the numbers of words: what reading an index gives, without one.
//!
//! A catalogue that is only held in memory needs no index on the way there. Two walks over the texts of a language: the first
//! counts in how many entries each key stands and how long each text is, the second writes the lists, each at its place.

use cyfle_catalogue::Lang;
use cyfle_catalogue::catalogue::Catalogue;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::query::Bm25Weight;

use crate::corpus::Corpus;
use crate::keys::{Keys, Part, SORTS, TextKeys};
use crate::lookup::{Several, Terms, TextIndex, factor, single};
use crate::strings::place_of;
use crate::understand::Reading;

/// The lists of a catalogue, the languages side by side.
pub(crate) fn weigh(catalogue: &Catalogue, reading: &Reading, corpus: &Corpus) -> TextIndex {
    let [english, welsh] = std::thread::scope(|scope| {
        let welsh = scope.spawn(|| weigh_one(catalogue, reading, corpus, Lang::Cy));
        let english = weigh_one(catalogue, reading, corpus, Lang::En);
        [english, welsh.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))]
    });
    let [english, ..] = english;
    let [welsh, kin, guesses] = welsh;
    TextIndex::new(vec![english, welsh, kin, guesses])
}

fn weigh_one(
    catalogue: &Catalogue,
    reading: &Reading,
    corpus: &Corpus,
    lang: Lang,
) -> [Terms; SORTS] {
    let entries = catalogue.opportunities.len();
    let mut keys = Keys::new(catalogue, reading, corpus, lang);
    let mut counts: [Counts; SORTS] = Default::default();
    each_text(&mut keys, entries, |entry, part, own| counts[part.sort()].count(entry, part, own));
    let mut lists = counts.map(|counts| Writing::new(counts, entries));
    each_text(&mut keys, entries, |entry, part, own| {
        let lists = &mut lists[part.sort()];
        lists.weigh(entry, part, own);
        // The last part of each sort.
        if matches!(part, Part::Details | Part::Kin | Part::Guess) {
            lists.write(entry);
        }
    });
    let mut lists = lists.into_iter();
    keys.into_known().map(|known| {
        let (begins, entries, worth) =
            lists.next().map_or_else(Default::default, |own| (own.begins, own.entries, own.worth));
        Terms::new(known, begins, &entries, &worth)
    })
}

/// The keys of every part of every entry; what is made from other parts behind these.
fn each_text(keys: &mut Keys<'_>, entries: usize, mut visit: impl FnMut(u32, Part, &[u32])) {
    let mut said = TextKeys::default();
    for entry in 0..entries {
        for part in Part::CERTAIN.into_iter().chain([Part::Kin, Part::Guess]) {
            keys.say(part, entry, &mut said);
            let own = &mut said.keys[part.sort()];
            visit(place_of(entry), part, own);
            own.clear();
        }
    }
}

/// What is known of a sort of keys after the first walk.
#[derive(Debug, Default)]
struct Counts {
    parts: Vec<PartCounts>,
    /// In how many entries each key stands.
    holding: Holding,
}

/// The same of one part.
#[derive(Debug)]
struct PartCounts {
    part: Part,
    /// How many keys all texts have, and how many each has, as closely as a length is kept.
    said: u64,
    lengths: Vec<u8>,
    holding: Holding,
}

/// In how many entries each key stands, and the last of them.
#[derive(Debug, Default)]
struct Holding(Vec<(u32, Option<u32>)>);

impl Counts {
    fn count(&mut self, entry: u32, part: Part, keys: &[u32]) {
        let at = self.parts.iter().position(|own| own.part == part).unwrap_or_else(|| {
            let (lengths, holding) = (Vec::new(), Holding::default());
            self.parts.push(PartCounts { part, said: 0, lengths, holding });
            self.parts.len() - 1
        });
        let own = &mut self.parts[at];
        own.said += keys.len() as u64;
        own.lengths.push(FieldNormReader::fieldnorm_to_id(place_of(keys.len())));
        for key in keys {
            if own.holding.meet(*key, entry) {
                self.holding.meet(*key, entry);
            }
        }
    }
}

impl Holding {
    /// Counts an entry that has a key, if it was not counted before.
    fn meet(&mut self, key: u32, entry: u32) -> bool {
        let key = key as usize;
        if key >= self.0.len() {
            self.0.resize(key + 1, (0, None));
        }
        let (holding, last) = &mut self.0[key];
        let is_new = last.replace(entry) != Some(entry);
        *holding += u32::from(is_new);
        is_new
    }

    fn counts(&self) -> impl Iterator<Item = u32> {
        self.0.iter().map(|(holding, _)| *holding)
    }
}

/// The lists of a sort of keys on the second walk.
struct Writing {
    parts: Vec<PartWeights>,
    begins: Vec<u32>,
    /// Where the next entry of each key goes.
    next: Vec<u32>,
    entries: Vec<u32>,
    worth: Vec<f32>,
    /// How often a text has each key, and what that is worth in the parts of an entry so far.
    times: Vec<u32>,
    so_far: Vec<Option<Several>>,
    in_text: Vec<u32>,
    in_entry: Vec<u32>,
}

struct PartWeights {
    part: Part,
    single: Bm25Weight,
    lengths: Vec<u8>,
    /// What each key counts in this part.
    factors: Vec<f32>,
}

impl Writing {
    fn new(counts: Counts, entries: usize) -> Self {
        let documents = entries as u64;
        let parts = counts.parts.into_iter().map(|own| PartWeights {
            part: own.part,
            single: single(own.said, documents),
            lengths: own.lengths,
            factors: own
                .holding
                .counts()
                .map(|held| factor(own.part, held.into(), documents))
                .collect(),
        });
        let parts = parts.collect();
        let mut begins = vec![0];
        let mut end = 0;
        begins.extend(counts.holding.counts().map(|held| {
            end += held;
            end
        }));
        let keys = begins.len() - 1;
        Self {
            parts,
            next: begins.clone(),
            begins,
            entries: vec![0; end as usize],
            worth: vec![0.0; end as usize],
            times: vec![0; keys],
            so_far: vec![None; keys],
            in_text: Vec::new(),
            in_entry: Vec::new(),
        }
    }

    /// Weighs the keys of a part of an entry.
    fn weigh(&mut self, entry: u32, part: Part, keys: &[u32]) {
        for key in keys {
            let times = &mut self.times[*key as usize];
            if *times == 0 {
                self.in_text.push(*key);
            }
            *times += 1;
        }
        let Some(own) = self.parts.iter().find(|own| own.part == part) else { return };
        let length = own.lengths[entry as usize];
        for key in self.in_text.drain(..) {
            let at = key as usize;
            let score = own.single.score(length, std::mem::take(&mut self.times[at]));
            let so_far = self.so_far[at].get_or_insert_with(|| {
                self.in_entry.push(key);
                Several::default()
            });
            so_far.add(own.factors[at] * score);
        }
    }

    /// Writes what the parts of an entry are worth together.
    fn write(&mut self, entry: u32) {
        for key in self.in_entry.drain(..) {
            let key = key as usize;
            let place = self.next[key] as usize;
            self.entries[place] = entry;
            self.worth[place] = self.so_far[key].take().unwrap_or_default().worth();
            self.next[key] += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use cyfle_catalogue::{Files, load};
    use tantivy::Index;

    use super::*;
    use crate::indexer;

    /// The same words in the same entries, worth the same to the last bit.
    #[test]
    fn lists_are_those_of_the_index_in_a_folder() {
        let catalogue = load(&Files::embedded()).catalogue;
        let (reading, corpus) = Reading::with_corpus(&catalogue);
        let folder = tempfile::tempdir().expect("a folder");
        indexer::build_in_folder(&catalogue, &reading, &corpus, folder.path()).expect("an index");
        let read = Index::open_in_dir(folder.path()).expect("an index");
        let read = TextIndex::open(&read).expect("lists");
        assert_eq!(weigh(&catalogue, &reading, &corpus).in_order(), read.in_order());
    }
}
