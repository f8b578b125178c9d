//! A question to an answer.
//!
//! Parameters exclude, text orders. First the entries that every parameter keeps; then, among these, how each stands to what
//! the text says; then the order, the page and the counts.

use std::sync::Arc;

use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::{Assessments, Facet, Lang, Moment, Opportunity};
use serde::{Deserialize, Serialize};

use crate::assessed::Assessed;
use crate::corpus::Corpus;
use crate::fit::{self, Fit, Reader, Verdict};
use crate::home;
use crate::lookup::TextIndex;
use crate::marks::{Marker, Marks};
use crate::names_aside;
use crate::query::Query;
use crate::rank::Order;
use crate::relax;
use crate::results::Answer;
use crate::sight::{self, Sight};
use crate::states::States;
use crate::suggest::{self, Suggester, Suggestion, Suggestions};
use crate::table::Table;
use crate::titles::Titles;
use crate::traits::Traits;
use crate::understand::{Reading, Understanding, Word};
use crate::worth;

/// A catalogue that can be asked.
#[derive(Debug)]
pub struct Engine {
    pub(crate) catalogue: Arc<Catalogue>,
    pub(crate) reading: Reading,
    pub(crate) table: Table,
    pub(crate) titles: Titles,
    pub(crate) text: TextIndex,
    suggester: Suggester,
    pub(crate) traits: Traits,
    pub(crate) assessed: Assessed,
    pub(crate) states: States,
    marks: Marks,
}

/// What is worked out of the facts of the entries whenever a catalogue is opened: it is as soon worked out as read.
struct Columns {
    table: Table,
    traits: Traits,
}

impl Columns {
    fn new(catalogue: &Catalogue) -> Self {
        let table = Table::new(catalogue);
        Self { traits: Traits::new(catalogue, &table), table }
    }
}

/// What is built from the words of a catalogue, beside the index of its texts: it takes long to build and is soon read.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Learnt {
    pub(crate) reading: Reading,
    pub(crate) titles: Titles,
}

impl Learnt {
    /// Reads every word of a catalogue.
    pub(crate) fn of(catalogue: &Catalogue) -> (Self, Corpus) {
        let (reading, corpus) = Reading::with_corpus(catalogue);
        let titles = Titles::new(catalogue, &reading, &corpus);
        (Self { reading, titles }, corpus)
    }
}

/// What is built from names and assessments, which is as soon read.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Remembered {
    suggester: Suggester,
    assessed: Assessed,
}

impl Remembered {
    /// Of a catalogue that nobody opens yet.
    pub(crate) fn of(catalogue: &Catalogue) -> Self {
        Self::with(catalogue, &Table::new(catalogue))
    }

    fn with(catalogue: &Catalogue, table: &Table) -> Self {
        Self { suggester: Suggester::new(catalogue, table), assessed: Assessed::new(catalogue) }
    }
}

impl Engine {
    /// Works everything out in memory.
    pub fn in_memory(catalogue: Arc<Catalogue>) -> Self {
        let (reading, corpus) = Reading::with_corpus(&catalogue);
        let (text, (titles, columns, remembered)) = std::thread::scope(|scope| {
            let beside = scope.spawn(|| {
                let titles = Titles::new(&catalogue, &reading, &corpus);
                let columns = Columns::new(&catalogue);
                let remembered = Remembered::with(&catalogue, &columns.table);
                (titles, columns, remembered)
            });
            let text = worth::weigh(&catalogue, &reading, &corpus);
            (text, beside.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
        });
        Self::with(catalogue, columns, remembered, (Learnt { reading, titles }, text))
    }

    /// Puts together what was built before from the same catalogue; the words of its texts may still be on their way.
    pub(crate) fn from_parts<E>(
        catalogue: Arc<Catalogue>,
        remembered: Remembered,
        texts: impl FnOnce() -> Result<(Learnt, TextIndex), E>,
    ) -> Result<Self, E> {
        let columns = Columns::new(&catalogue);
        Ok(Self::with(catalogue, columns, remembered, texts()?))
    }

    fn with(
        catalogue: Arc<Catalogue>,
        columns: Columns,
        remembered: Remembered,
        (learnt, text): (Learnt, TextIndex),
    ) -> Self {
        let Learnt { reading, titles } = learnt;
        let Columns { table, traits } = columns;
        let Remembered { suggester, assessed } = remembered;
        let (states, marks) = (States::default(), Marks::new(table.len()));
        Self {
            catalogue: without_what_was_learnt(catalogue),
            reading,
            table,
            titles,
            text,
            suggester,
            traits,
            assessed,
            states,
            marks,
        }
    }

    /// The catalogue.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// How a text is read.
    pub fn understand(&self, text: &str, moment: Moment) -> Understanding {
        self.read(text, moment, true)
    }

    /// A text, read; what it says within the name of an entry is said of that entry, and not of what is sought.
    fn read(&self, text: &str, moment: Moment, interpret: bool) -> Understanding {
        let mut understanding = self.reading.understand(text, moment, interpret);
        if interpret {
            names_aside::leave_out_what_is_over(&mut understanding, &self.titles);
            names_aside::set_aside(&mut understanding, &self.titles);
        }
        understanding
    }

    /// What a text that is being typed may become.
    pub fn suggest(&self, text: &str, lang: Lang, most: usize) -> Suggestions {
        let (begins, targets) = self.suggester.targets(text, lang, &self.reading);
        let found = targets
            .into_iter()
            .take(most.min(suggest::MOST))
            .map(|target| Suggestion::new(target, &self.catalogue, lang))
            .collect();
        Suggestions { begins, found }
    }

    /// Whether a reader may apply for an entry.
    pub fn judge(&self, opportunity: &Opportunity, reader: &Reader) -> Fit {
        fit::judge(opportunity, reader, &self.catalogue)
    }

    /// Whether a reader may apply for an entry, as the answer to a question has it: of what leaves open something that was
    /// asked, it has to be asked first.
    pub fn judge_for(
        &self,
        opportunity: &Opportunity,
        query: &Query,
        understanding: &Understanding,
        moment: Moment,
    ) -> Fit {
        let reader = Reader::of(query, understanding);
        let mut fit = self.judge(opportunity, &reader);
        if fit.verdict == Verdict::Likely
            && sight::leaves_open(self, understanding, opportunity, moment)
        {
            fit.verdict = Verdict::Check;
        }
        fit
    }

    /// Marks the words of a question in what is shown of its hits in one language.
    pub fn marker(&self, lang: Lang, words: &[Word]) -> Marker<'_> {
        Marker::new(&self.marks, &self.reading, lang, words)
    }

    /// Answers a question at a moment.
    pub fn search(&self, query: &Query, moment: Moment) -> Answer<'_> {
        let understanding = self.read(&query.text, moment, query.interpret);
        let mut asked = query.clone();
        let mut relaxed = Vec::new();
        loop {
            let reader = Reader::of(&asked, &understanding);
            let sight = Sight::new(self, &asked, &understanding, &reader, moment);
            if !sight.is_empty() || !query.relax {
                // Where everything had to be given up, what is shown answers nothing of what was asked.
                let asks_nothing = !relaxed.is_empty() && asked.asks_nothing();
                let mut answer = sight.answer(relaxed);
                answer.confident &= !asks_nothing;
                return answer;
            }
            let mut looser = asked.clone();
            match relax::give_up_the_least_important(&mut looser) {
                Some(dropped) => relaxed.extend(dropped),
                // Nothing that may be given up helps: then nothing is.
                None => {
                    let strict = Query { relax: false, ..query.clone() };
                    return self.search(&strict, moment);
                }
            }
            asked = looser;
        }
    }

    /// Every entry that the parameters of a question keep, in order, and what decides it.
    pub(crate) fn all(&self, query: &Query, moment: Moment) -> Vec<(usize, Order)> {
        let understanding = self.read(&query.text, moment, query.interpret);
        let reader = Reader::of(query, &understanding);
        Sight::new(self, query, &understanding, &reader, moment).all()
    }

    /// Up to four entries that are most like one: same kind, offers, themes and levels, and usable from Wales.
    pub fn similar<'a>(&'a self, opportunity: &Opportunity) -> Vec<&'a Opportunity> {
        let shared = |other: &Opportunity| -> usize {
            [
                Facet::Kind,
                Facet::Offer,
                Facet::Theme,
                Facet::CareerLevel,
                Facet::EducationStage,
                Facet::Topic,
            ]
            .into_iter()
            .map(|facet| {
                facet
                    .values(opportunity, &self.catalogue)
                    .intersection(&facet.values(other, &self.catalogue))
                    .count()
            })
            .sum()
        };
        let mut others: Vec<(usize, &Opportunity)> = self
            .catalogue
            .opportunities
            .values()
            .filter(|other| {
                other.id != opportunity.id && !home::is_unusable(other, &self.catalogue)
            })
            .map(|other| (shared(other), other))
            .collect();
        others.sort_by(|left, right| right.0.cmp(&left.0).then(left.1.id.cmp(&right.1.id)));
        others.into_iter().take(4).map(|(_, other)| other).collect()
    }
}

/// A catalogue without its assessments, which nobody reads again once they are put in order. Where others hold the same
/// catalogue, it stays whole.
fn without_what_was_learnt(mut catalogue: Arc<Catalogue>) -> Arc<Catalogue> {
    if let Some(own) = Arc::get_mut(&mut catalogue) {
        own.assessments = Assessments::default();
    }
    catalogue
}

/// The day of the newest change, or of the entry's arrival.
pub fn last_change(opportunity: &Opportunity) -> jiff::civil::Date {
    opportunity
        .changes
        .iter()
        .map(|change| change.date)
        .chain([opportunity.provenance.added])
        .max()
        .unwrap_or(opportunity.provenance.added)
}
