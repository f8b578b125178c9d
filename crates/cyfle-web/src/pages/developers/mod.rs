//! The page for those who build on the service: a first request, recipes, a list for one's own website put together by choosing,
//! what limits there are, what can be relied on, and the reference.
//!
//! Every example on the page is run by a check against a running server, so each `pre` says by `data-run` how.

mod builder;
mod reference;

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use cyfle_catalogue::Lang;
use cyfle_search::query::MOST_PER_PAGE;

use self::builder::Builder;
use self::reference::Operation;
use super::Page;
use super::layout::{Layout, with_query};
use super::visit::{self, Visit};
use crate::pages::visit::At;
use crate::params::LONGEST_QUESTION;
use crate::{assets, policy};

/// Where a server listens unless told otherwise, and what the recipes name.
const IN_RECIPES: &str = "http://127.0.0.1:8080";

#[derive(Template)]
#[template(path = "developers.html")]
struct Developers<'a> {
    layout: Layout<'a>,
    script: String,
    first: String,
    recipes: Vec<Recipe>,
    standards: Vec<(String, String)>,
    limits: Vec<String>,
    promises: Vec<String>,
    builder: Builder,
    operations: Vec<Operation>,
}

/// An example: what it is for, how it is run, and its text.
struct Recipe {
    heading: String,
    lead: String,
    run: &'static str,
    text: String,
}

/// Answers with the page.
pub(crate) async fn answer(visit: Visit) -> Response {
    page(visit.site(), visit.lang, &visit.query).under(policy::FRAMING_OURS)
}

fn page(site: At<'_>, lang: Lang, query_string: &str) -> Page {
    let t = site.engine.catalogue().phrases(lang);
    let base_url = &site.base_url;
    let rest = with_query("developers", query_string);
    let (query, refused) = visit::asked_beside(&builder::NAMES, site, lang, query_string);
    let numbered = |name: &str| -> Vec<String> {
        let keys = (1..).map(|number| format!("developers-{name}-{number}"));
        let (longest, most) = (LONGEST_QUESTION.to_string(), MOST_PER_PAGE.to_string());
        let limits = [("n", longest.as_str()), ("most", most.as_str())];
        keys.take_while(|key| t.has(key)).map(|key| t.fill(&key, &limits)).collect()
    };
    let standard = |key: &str, path: &str| (t.get(key).to_owned(), format!("{base_url}{path}"));
    let template = Developers {
        layout: Layout::new(site, lang, t.get("developers-heading"), &rest)
            .described(t.get("developers-lead"))
            .refusing(refused),
        script: assets::href("developers.mjs"),
        first: format!(
            "curl \"{base_url}/api/v1/opportunities?q=travel+grant+for+an+audiology+conference\""
        ),
        recipes: recipes(site, lang),
        standards: vec![
            standard("developers-openapi", "/api/v1/openapi.json"),
            standard("developers-common-grants", "/common-grants/openapi.json"),
            standard("developers-mcp", "/mcp"),
        ],
        limits: numbered("limits"),
        promises: numbered("promise"),
        builder: Builder::of(site, &query, query_string),
        operations: reference::operations(site.document()),
    };
    Page::render(StatusCode::OK, lang, &template)
}

fn recipes(site: At<'_>, lang: Lang) -> Vec<Recipe> {
    let t = site.engine.catalogue().phrases(lang);
    let base_url = &site.base_url;
    let file = |text: &str| text.trim_end().replace(IN_RECIPES, base_url);
    let recipes = [
        ("curl", "sh", file(include_str!("../../../assets/recipes/search.sh"))),
        ("js", "mjs", file(include_str!("../../../assets/recipes/list.mjs"))),
        ("py", "py", file(include_str!("../../../assets/recipes/list.py"))),
        (
            "spreadsheet",
            "csv",
            format!("=IMPORTDATA(\"{base_url}/api/v1/export.csv?lang={lang}&kind=fellowship\")"),
        ),
        ("mail", "rss", format!("{base_url}/feeds/opportunities.rss?lang={lang}&theme=research")),
        ("calendar", "ics", format!("{base_url}/feeds/deadlines.ics?lang={lang}&nation=wales")),
    ];
    recipes
        .into_iter()
        .map(|(name, run, text)| Recipe {
            heading: t.get(&format!("developers-recipe-{name}")).to_owned(),
            lead: t.get(&format!("developers-recipe-{name}-lead")).to_owned(),
            run,
            text,
        })
        .collect()
}
