//! Everything that was loaded, ready to be asked.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::assessments::Assessments;
use crate::language::{Lang, Phrases};
use crate::moment::Moment;
use crate::opportunity::Opportunity;
use crate::organisation::{Funder, Organisation};
use crate::source::Source;
use crate::vocabulary::Vocabularies;
use crate::words::WelshWords;

/// A checked catalogue. Everything is in the order of ids, so that the same files always give the same answers.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
pub struct Catalogue {
    /// Live opportunities by id.
    pub opportunities: BTreeMap<String, Opportunity>,
    /// Retired ones, kept so that old links answer.
    pub archive: BTreeMap<String, Opportunity>,
    /// Funders by id.
    pub funders: BTreeMap<String, Funder>,
    /// The pages, listings and feeds that are watched, by the id of their file.
    pub sources: BTreeMap<String, Source>,
    /// Organisations, in the order of their file.
    pub organisations: Vec<Organisation>,
    /// Controlled words.
    pub vocabularies: Vocabularies,
    /// Interface phrases in English.
    pub phrases_en: Phrases,
    /// Interface phrases in Welsh.
    pub phrases_cy: Phrases,
    /// The Welsh words of the search.
    pub welsh_words: WelshWords,
    /// What assessors found.
    #[serde(default)]
    pub assessments: Assessments,
    /// Hexadecimal hash of every file's path and bytes: two equal ids mean two equal catalogues.
    pub build_id: String,
}

impl Catalogue {
    /// The same catalogue in less memory. What was read file by file lies scattered among all that reading needed for a while,
    /// and keeps it from being given back; a copy that another thread makes has its memory to itself.
    pub(crate) fn close_together(self) -> Self {
        std::thread::scope(|scope| {
            let copied = scope.spawn(|| self.clone().in_full_trees());
            copied.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        })
    }

    /// The same catalogue, its entries in a tree without free places: one that grows in order has every second place free, each as
    /// large as a whole entry.
    pub(crate) fn in_full_trees(self) -> Self {
        Self { opportunities: self.opportunities.into_iter().collect(), ..self }
    }

    /// The interface phrases of a language.
    pub const fn phrases(&self, lang: Lang) -> &Phrases {
        match lang {
            Lang::En => &self.phrases_en,
            Lang::Cy => &self.phrases_cy,
        }
    }

    /// The name of a funder; its id where there is none.
    pub fn funder_name<'a>(&'a self, id: &'a str, lang: Lang) -> &'a str {
        self.funders.get(id).map_or(id, |funder| funder.name.get(lang))
    }

    /// Days since any entry was last added, changed or compared with its page, 0 on that day and before it; `None` without
    /// entries.
    pub fn days_since_touched(&self, moment: Moment) -> Option<i64> {
        let touched = |opportunity: &Opportunity| {
            let provenance = &opportunity.provenance;
            let changed = opportunity.changes.iter().map(|change| change.date).max();
            Some(provenance.added).max(provenance.checked).max(changed)
        };
        let last = self.opportunities.values().filter_map(touched).max()?;
        Some(i64::from(last.until(moment.day()).map_or(0, |span| span.get_days().max(0))))
    }

    /// The organisation with an id.
    pub fn organisation(&self, id: &str) -> Option<&Organisation> {
        self.organisations.iter().find(|organisation| organisation.id == id)
    }
}
