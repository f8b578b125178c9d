//! Puts together a list for somebody else's website: filters are chosen in a form, and the snippets to paste are shown with a
//! preview. It is a plain form, so it works without JavaScript.

use cyfle_catalogue::{Facet, Lang};
use cyfle_search::Query;
use cyfle_search::query::MOST_PER_PAGE;

use crate::embed;
use crate::markup::escaped;
use crate::pages::embed::Setting;
use crate::pages::visit::At;

/// The facets that a web editor is offered; the others can be added to a snippet by hand.
const OFFERED: [Facet; 6] = [
    Facet::Kind,
    Facet::ProfessionGroup,
    Facet::CareerLevel,
    Facet::Offer,
    Facet::Theme,
    Facet::Status,
];

/// The level of the titles unless another is chosen: below the heading of the page and that of a section, as in the component.
const HEADING: u8 = 3;

/// The language of the list, where it is not the page's.
const LIST_LANG: &str = "list_lang";

/// What is chosen here besides a search.
pub(super) const NAMES: [&str; 4] = ["limit", "heading", "search", LIST_LANG];

/// The form with what is chosen, and what comes of it.
pub(super) struct Builder {
    pub(super) selects: Vec<Select>,
    pub(super) limit: usize,
    /// The most that a list can show.
    pub(super) most: usize,
    pub(super) headings: Vec<(u8, bool)>,
    pub(super) search: bool,
    pub(super) list_lang: String,
    pub(super) component: String,
    pub(super) frame: String,
    pub(super) preview: String,
    pub(super) origin: String,
}

/// The values of a facet, of which one can be chosen.
pub(super) struct Select {
    pub(super) name: &'static str,
    pub(super) label: String,
    pub(super) options: Vec<(String, String, bool)>,
}

impl Builder {
    /// What was chosen of opportunities, and what of the list, which stands in the address beside it. A setting that cannot be used
    /// is as if it were not chosen.
    pub(super) fn of(site: At<'_>, query: &Query, query_string: &str) -> Self {
        let lang = query.lang;
        let given = |name: &str| {
            form_urlencoded::parse(query_string.as_bytes())
                .find(|(known, _)| known == name)
                .map(|(_, value)| value.into_owned())
        };
        let setting = Setting::of(query_string, HEADING);
        let list_lang =
            given(LIST_LANG).filter(|code| code.parse::<Lang>().is_ok()).unwrap_or_default();
        let chosen: Vec<(&str, String)> = query
            .pairs()
            .into_iter()
            .filter(|(name, _)| embed::filters().any(|known| known == *name))
            .collect();
        let shown = list_lang.parse().unwrap_or(lang);
        let snippets = Snippets { setting, list_lang: &list_lang };
        let address = snippets.frame_address(&site.base_url, shown, &chosen);
        Self {
            selects: OFFERED.map(|facet| select(site, lang, query, facet)).into(),
            limit: setting.limit,
            most: MOST_PER_PAGE,
            headings: (2..=6).map(|level| (level, level == setting.heading)).collect(),
            search: setting.search,
            component: snippets.component(&site.base_url, shown, &chosen, site),
            frame: frame(&site.base_url, &address, site, shown),
            preview: snippets.frame_address("", shown, &chosen),
            origin: site.base_url.clone(),
            list_lang,
        }
    }
}

fn select(site: At<'_>, lang: Lang, query: &Query, facet: Facet) -> Select {
    let catalogue = site.engine.catalogue();
    let values = facet.vocabulary(catalogue).into_iter();
    let is_chosen = |id: &str| query.values(facet).first().is_some_and(|chosen| chosen == id);
    Select {
        name: facet.name(),
        label: facet.title(catalogue, lang).to_owned(),
        options: values
            .map(|id| (id.to_owned(), facet.label(catalogue, id, lang).to_owned(), is_chosen(id)))
            .collect(),
    }
}

/// What is pasted for a list: how it is to look, and its language where that is not the page's.
struct Snippets<'a> {
    setting: Setting,
    list_lang: &'a str,
}

impl Snippets<'_> {
    fn component(
        &self,
        base_url: &str,
        shown: Lang,
        chosen: &[(&str, String)],
        site: At<'_>,
    ) -> String {
        let mut attributes: Vec<(String, String)> = Vec::new();
        if !self.list_lang.is_empty() {
            attributes.push(("lang".to_owned(), self.list_lang.to_owned()));
        }
        for (name, value) in chosen {
            attributes.push((name.replace('_', "-"), value.clone()));
        }
        attributes.push(("limit".to_owned(), self.setting.limit.to_string()));
        attributes.push(("heading-level".to_owned(), self.setting.heading.to_string()));
        if !self.setting.search {
            attributes.push(("search".to_owned(), "off".to_owned()));
        }
        let attributes: String = attributes
            .iter()
            .map(|(name, value)| format!(" {name}=\"{}\"", escaped(value)))
            .collect();
        let link = results_address(base_url, shown, chosen);
        let label = site.engine.catalogue().phrases(shown).get("embed-all");
        format!(
            "<script type=\"module\" src=\"{base_url}/embed/v1/cyfle.js\"></script>\n\
             <cyfle-opportunities{attributes}>\n  <a href=\"{}\">{}</a>\n</cyfle-opportunities>",
            escaped(&link),
            escaped(label)
        )
    }

    fn frame_address(&self, base_url: &str, shown: Lang, chosen: &[(&str, String)]) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(chosen);
        query.append_pair("limit", &self.setting.limit.to_string());
        query.append_pair("heading", &self.setting.heading.to_string());
        if !self.setting.search {
            query.append_pair("search", "off");
        }
        format!("{base_url}/{shown}/embed?{}", query.finish())
    }
}

fn frame(base_url: &str, address: &str, site: At<'_>, shown: Lang) -> String {
    let title = site.engine.catalogue().phrases(shown).get("embed-title");
    format!(
        "<iframe src=\"{}\" title=\"{}\" loading=\"lazy\" width=\"100%\" height=\"900\"></iframe>\n\
         <script type=\"module\" src=\"{base_url}/embed/v1/resize.js\"></script>",
        escaped(address),
        escaped(title)
    )
}

fn results_address(base_url: &str, shown: Lang, chosen: &[(&str, String)]) -> String {
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(chosen).finish();
    super::with_query(&format!("{base_url}/{shown}/opportunities"), &query)
}
