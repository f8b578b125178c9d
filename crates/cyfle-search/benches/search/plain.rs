//! What anyone would build first: the same texts in tantivy with its usual tokenizer, asked for the first ten and the count.

use cyfle_catalogue::{Catalogue, Lang};
use tantivy::collector::{Count, TopDocs};
use tantivy::query::QueryParser;
use tantivy::schema::{Field, Schema, TEXT};
use tantivy::{Index, IndexWriter, ReloadPolicy, Searcher, TantivyDocument};

/// An index with plain tantivy.
pub(crate) struct Plain {
    searcher: Searcher,
    parser: QueryParser,
}

impl Plain {
    pub(crate) fn new(catalogue: &Catalogue) -> tantivy::Result<Self> {
        let mut builder = Schema::builder();
        let fields: Vec<(Lang, &str, Field)> = Lang::ALL
            .into_iter()
            .flat_map(|lang| ["title", "summary", "details"].map(|part| (lang, part)))
            .map(|(lang, part)| {
                (lang, part, builder.add_text_field(&format!("{part}_{lang}"), TEXT))
            })
            .collect();
        let index = Index::create_in_ram(builder.build());
        let mut writer: IndexWriter = index.writer_with_num_threads(1, 50_000_000)?;
        for opportunity in catalogue.opportunities.values() {
            let mut document = TantivyDocument::new();
            for (lang, part, field) in &fields {
                let text = match *part {
                    "title" => opportunity.title.get(*lang).to_owned(),
                    "summary" => opportunity.summary.get(*lang).to_owned(),
                    _ => {
                        let who = opportunity.eligibility.who.get(*lang);
                        format!("{}\n{who}", opportunity.details.get(*lang))
                    }
                };
                document.add_text(*field, text);
            }
            writer.add_document(document)?;
        }
        writer.commit()?;
        writer.wait_merging_threads()?;
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let all = fields.iter().map(|(_, _, field)| *field).collect();
        Ok(Self { searcher: reader.searcher(), parser: QueryParser::for_index(&index, all) })
    }

    /// The first ten and the count.
    pub(crate) fn search(&self, text: &str) -> (usize, usize) {
        let (query, _) = self.parser.parse_query_lenient(text);
        let collectors = (TopDocs::with_limit(10).order_by_score(), Count);
        self.searcher.search(&*query, &collectors).map_or((0, 0), |(top, count)| (top.len(), count))
    }
}
