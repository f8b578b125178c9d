//! The pages over real HTTP: every page in both languages, alike in state, honest about what it shows.

use cyfle_catalogue::{Files, Lang, load};

use crate::support::{Answer, Server, copied_catalogue, edit, path_of};

const PAGES: [&str; 12] = [
    "",
    "opportunities?q=advanced+practitioner%2C+laboratory+sciences%2C+salary-funded",
    "opportunities?career_level=associate&kind=fellowship&topic=sustainability",
    "opportunities/hcrw-doctoral-fellowship-award",
    "can-i-apply?career_level=advanced&health_board=powys",
    "pathway?profession=audiology",
    "contacts",
    "coverage?kind=fellowship",
    "about",
    "accessibility",
    "privacy",
    "developers?kind=fellowship",
];

fn every_page(check: impl Fn(&str, &str, &Answer)) {
    let server = Server::shared();
    for lang in ["en", "cy"] {
        for page in PAGES {
            let path = format!("/{lang}/{page}");
            let answer = server.get(&path);
            assert_eq!(answer.status, 200, "{path}");
            check(lang, page, &answer);
        }
    }
}

#[test]
fn every_page_says_its_language_and_links_to_its_twin() {
    every_page(|lang, page, answer| {
        let other = if lang == "en" { "cy" } else { "en" };
        assert!(answer.body.contains(&format!("<html lang=\"{lang}\">")), "{page}");
        let twin = format!("href=\"/{other}/{}\"", page.split('?').next().unwrap_or_default());
        let with_query = format!("href=\"/{other}/{}?", page.split('?').next().unwrap_or_default());
        assert!(answer.body.contains(&twin) || answer.body.contains(&with_query), "{lang}/{page}");
        assert_eq!(answer.header("content-language"), lang);
        assert_eq!(answer.body.matches("<h1>").count(), 1, "{page}");
        assert!(answer.body.contains("class=\"nhsuk-skip-link\" href=\"#main\""), "{page}");
        let canonical = format!("rel=\"canonical\" href=\"{}/{lang}/", Server::shared().address);
        assert!(answer.body.contains(&canonical), "{page}");
    });
}

#[test]
fn pages_load_nothing_from_elsewhere_and_run_nothing_inline() {
    every_page(|_, page, answer| {
        assert!(
            answer.header("content-security-policy").starts_with("default-src 'none'"),
            "{page}"
        );
        assert!(answer.header("set-cookie").is_empty());
        // Data for crawlers is no script: the browser does not run it, whatever the policy says.
        let scripts = answer.body.matches("<script").count()
            - answer.body.matches("<script type=\"application/ld+json\">").count();
        assert_eq!(scripts, answer.body.matches("<script type=\"module\" src=\"/assets/").count());
        for banned in ["style=\"", "onclick", "src=\"http", "@import"] {
            assert!(!answer.body.contains(banned), "{page} has {banned}");
        }
    });
}

#[test]
fn no_phrase_is_missing_on_any_page() {
    let catalogue = load(&Files::embedded()).catalogue;
    let shown = |lang: &str, page: &str, answer: &Answer| {
        let phrases = catalogue.phrases(lang.parse().expect("a language"));
        let texts: Vec<&str> = answer.body.split(['<', '>']).skip(2).step_by(2).collect();
        for key in phrases.keys().filter(|key| key.contains('-')) {
            let is_text = texts.iter().any(|text| text.trim() == key);
            let named = ["aria-label", "title", "placeholder", "data-copied", "data-failed"];
            let is_name = |name: &str| answer.body.contains(&format!(" {name}=\"{key}\""));
            let is_shown = is_text || named.into_iter().any(is_name);
            assert!(!is_shown, "{lang}/{page} shows the key {key}");
        }
    };
    every_page(shown);
    for lang in ["en", "cy"] {
        for page in ["digest?since=2025-11-01&closing_within=366", "embed?q=phd"] {
            let answer = Server::shared().get(&format!("/{lang}/{page}"));
            assert_eq!(answer.status, 200, "{page}");
            shown(lang, page, &answer);
        }
    }
}

#[test]
fn results_show_what_was_understood_and_each_piece_can_be_removed() {
    let page = Server::shared()
        .get("/en/opportunities?q=advanced+practitioner%2C+laboratory+sciences%2C+salary-funded")
        .body;
    assert!(page.contains("Laboratory sciences and genomics"));
    let without = "<a href=\"/en/opportunities?q=advanced+practitioner%2C+laboratory+sciences\" rel=\"nofollow\"";
    assert!(page.contains(without), "{page}");
    assert!(page.contains("interpret=false"));
}

#[test]
fn a_relaxed_search_says_what_it_left_out() {
    let page = Server::shared().get("/en/opportunities?career_level=associate&kind=fellowship&topic=sustainability&mode=secondment").body;
    assert!(page.contains("Nothing matched all your choices"), "{page}");
}

#[test]
fn what_readers_say_of_themselves_is_carried_on_and_can_be_taken_back() {
    let server = Server::shared();
    let about = "career_level=advanced&health_board=hywel-dda&qualification=doctorate";
    let results = server.get(&format!("/en/opportunities?q=fellowship&{about}")).body;
    let menu = format!("href=\"/en/pathway?{}\"", about.replace('&', "&#38;"));
    assert!(results.contains(&menu), "{results}");
    assert!(results.contains(
        "href=\"/en/opportunities?q=fellowship&#38;career_level=advanced&#38;health_board=hywel-dda\""
    ));
    let form = server.get(&format!("/en/can-i-apply?q=fellowship&{about}")).body;
    assert!(form.contains("<option value=\"hywel-dda\" selected>"));
    assert!(form.contains("<input type=\"hidden\" name=\"q\" value=\"fellowship\">"));
}

#[test]
fn an_entry_names_the_research_office_of_the_readers_health_board_and_asks_where_it_is_not_known() {
    let server = Server::shared();
    let entry = "/en/opportunities/hcrw-emerging-researcher-award";
    let known = server.get(&format!("{entry}?health_board=aneurin-bevan")).body;
    assert!(
        known.contains("mailto:ABB.R%26D@wales.nhs.uk"),
        "one recipient, not two header fields"
    );
    let unknown = server.get(entry).body;
    assert!(unknown.contains("name=\"health_board\"") && !unknown.contains("mailto:ABB"));
}

#[test]
fn a_mistake_is_reported_to_the_mailbox_of_whoever_runs_the_service() {
    let server = Server::start(&["--today", "2026-11-22", "--contact", "help@example.org"]);
    let page = server.get("/en/opportunities/hcrw-faculty").body;
    assert!(page.contains("href=\"mailto:help@example.org?subject=Cyfle%3A%20a%20mistake%20in"));
    assert!(server.get("/en/accessibility").body.contains("a link at its foot"));
    // What the watch may name to the keepers of sites may stand in the same setting for readers.
    let page = "https://example.org/help";
    let server = Server::start(&["--today", "2026-11-22", "--contact", page]);
    for lang in ["en", "cy"] {
        let entry = server.get(&format!("/{lang}/opportunities/hcrw-faculty")).body;
        assert!(entry.contains(&format!("<a href=\"{page}\">")) && !entry.contains("mailto:http"));
    }
    // Where nobody would get the letter, no page offers to write one.
    let nobody = Server::shared();
    assert!(!nobody.get("/en/opportunities/hcrw-faculty").body.contains("mailto:?"));
    let statement = nobody.get("/en/accessibility").body;
    assert!(
        !statement.contains("a link at its foot") && statement.contains("where to report mistakes")
    );
}

#[test]
fn an_entry_says_what_speaks_against_the_reader() {
    let path = "/en/opportunities/hcrw-doctoral-fellowship-award?qualification=doctorate";
    let page = Server::shared().get(path).body;
    let why = page.split("verdict verdict-no").nth(1).expect("a verdict against the reader");
    let why = why.split("</dd>").next().expect("its end");
    assert!(why.contains("Not for people who already hold: Doctorate."), "{why}");
}

#[test]
fn the_pathway_goes_through_every_level_whatever_the_readers_own() {
    let page = Server::shared().get("/cy/pathway?profession=audiology&career_level=enhanced").body;
    for level in ["associate", "practitioner", "enhanced", "advanced", "consultant", "every-level"]
    {
        let section = page.split(&format!("id=\"{level}\"")).nth(1).expect("a section");
        let section = section.split("</section>\n</div>").next().expect("its end");
        assert!(section.contains("/cy/opportunities/"), "{level} leads nowhere");
    }
    assert_eq!(page.matches("class=\"level own\"").count(), 1);
}

#[test]
fn a_published_deadline_can_be_put_in_a_calendar_and_an_estimate_cannot() {
    let id = "hcrw-doctoral-fellowship-award";
    let path = format!("/cy/opportunities/{id}/deadline.ics");
    let before = Server::start(&["--today", "2026-01-05"]);
    assert!(before.get(&format!("/cy/opportunities/{id}")).body.contains(&path));
    let calendar = before.get(&path);
    assert_eq!(calendar.header("content-type"), "text/calendar; charset=utf-8");
    assert_eq!(calendar.body.matches("BEGIN:VEVENT").count(), 1, "{}", calendar.body);
    let after = Server::shared();
    assert!(!after.get(&format!("/cy/opportunities/{id}")).body.contains("deadline.ics"));
    assert_eq!(after.get(&path).status, 404);
}

#[test]
fn every_page_that_offers_a_calendar_has_one() {
    let server = Server::shared();
    let catalogue = load(&Files::embedded()).catalogue;
    let mut offered = 0;
    for id in catalogue.opportunities.keys() {
        let path = format!("/cy/opportunities/{id}/deadline.ics");
        let is_offered = server.get(&format!("/cy/opportunities/{id}")).body.contains(&path);
        assert_eq!(server.get(&path).status == 200, is_offered, "{path}");
        offered += usize::from(is_offered);
    }
    assert!(offered > 0, "no deadline is ahead on that day");
}

#[test]
fn search_engines_find_every_page_in_both_languages_and_no_searches() {
    let server = Server::shared();
    let map = server.get("/sitemap.xml").body;
    for lang in ["en", "cy"] {
        let page = format!("<loc>{}/{lang}/opportunities/hcrw-faculty</loc>", server.address);
        assert!(map.contains(&page));
    }
    // Every page to which another leads from its header or its footer, and the front page; each answers.
    let footer = server.get("/cy/").body;
    let (before, foot) = footer.split_once("<main").expect("a page");
    let foot = foot.split_once("<footer").expect("a footer").1;
    let led_to = |part: &str| -> Vec<String> {
        let links = part.split("<li><a href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        links.map(str::to_owned).collect()
    };
    let pages = [led_to(before), led_to(foot), vec!["/cy/".to_owned()]].concat();
    assert_eq!(pages.len(), 11, "{pages:?}");
    for page in pages {
        assert!(map.contains(&format!("<loc>{}{page}</loc>", server.address)), "{page}");
        assert_eq!(server.get(&page).status, 200, "{page}");
    }
    let robots = server.get("/robots.txt").body;
    assert!(robots.contains(&format!("Sitemap: {}/sitemap.xml", server.address)));
    let results = server.get("/en/opportunities?q=phd").body;
    assert!(results.contains("<meta name=\"robots\" content=\"noindex, follow\">"));
}

#[test]
fn coverage_says_in_words_where_there_is_little() {
    let page = Server::shared().get("/cy/coverage").body;
    assert!(page.contains("<td class=\"empty\">") && page.contains(" <span>dim</span>"), "{page}");
    let cell = page.split("<td class=\"thin\">").nth(1).expect("a thin place");
    assert!(cell.starts_with("<a href=\"/cy/opportunities?career_level="), "{}", &cell[..200]);
}

#[test]
fn what_was_typed_is_shown_as_text_and_never_as_markup() {
    let page =
        Server::shared().get("/en/opportunities?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E%22").body;
    assert!(!page.contains("<script>"), "{page}");
}

#[test]
fn a_retired_opportunity_is_gone_and_names_its_successor() {
    let answer = Server::shared().get("/cy/opportunities/hcrw-nhs-research-time-award");
    assert_eq!(answer.status, 410);
    assert!(
        answer.body.contains("/cy/opportunities/hcrw-emerging-researcher-award"),
        "{}",
        answer.body
    );
}

#[test]
fn the_address_of_an_english_source_is_english_on_a_welsh_page() {
    let is_marked = |lang: &str| {
        let path = format!("/{lang}/opportunities/ibms-mary-macdonald-bursary");
        let marked = "<a class=\"address\" lang=\"en\" href=\"https://www.ibms.org/";
        Server::shared().get(&path).body.contains(marked)
    };
    assert!(is_marked("cy") && !is_marked("en"));
}

#[test]
fn the_style_sheet_is_found_under_its_hash() {
    let server = Server::shared();
    let page = server.get("/en/").body;
    let href = page
        .split("rel=\"stylesheet\" href=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .expect("a style sheet");
    let sheet = server.get(href);
    assert_eq!(sheet.status, 200);
    assert!(sheet.header("cache-control").contains("immutable"));
    assert!(!sheet.body.contains("url(") && !sheet.body.contains("@font-face"));
    // While replicas are upgraded, a page of one asks another.
    let (_, name) = href.rsplit_once('/').expect("a name");
    let stopgap = server.get(&format!("/assets/0123456789abcdef/{name}"));
    assert_eq!((stopgap.status, stopgap.header("cache-control")), (200, "no-cache"));
    assert_eq!(stopgap.body, sheet.body);
    assert_eq!(server.get("/assets/0123456789abcdef/none.css").status, 404);
}

#[test]
fn a_search_that_shows_nothing_offers_others_that_find_something() {
    let server = Server::shared();
    let offered = |path: &str| -> Vec<String> {
        let page = server.get(path).body;
        let list = page.split("<ul class=\"ways-on\">").nth(1).unwrap_or_default();
        let list = list.split("</ul>").next().unwrap_or_default();
        let links = list.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        links.map(|link| link.replace("&#38;", "&")).collect()
    };
    let nothing = "/en/opportunities?kind=event&funder=wellcome&career_level=associate&relax=false";
    let links = offered(nothing);
    assert!(links.len() >= 2 && !links[0].contains("relax=false"), "{links:?}");
    let beyond = offered("/cy/opportunities?page=99");
    assert_eq!(beyond.len(), 1, "the way back into the list");
    let unknown = offered("/cy/opportunities?q=zzzz&kind=event&relax=false");
    for link in links.iter().chain(&beyond).chain(&unknown) {
        assert!(server.get(link).body.contains("<ol class=\"cards\">"), "{link}");
    }
}

#[test]
fn pages_name_the_feed_and_the_calendar_of_this_very_search() {
    let server = Server::shared();
    let page = server.get("/cy/opportunities?q=awdioleg&kind=fellowship").body;
    let head = page.split("</head>").next().expect("a head").replace("&#38;", "&");
    for (kind, path) in [
        ("application/atom+xml", "/feeds/opportunities.atom"),
        ("text/calendar", "/feeds/deadlines.ics"),
    ] {
        let start = format!("<link rel=\"alternate\" type=\"{kind}\" title=\"");
        let link = head.split(&start).nth(1).expect(kind).split('>').next().expect("its end");
        assert!(link.contains(&format!("{path}?lang=cy&q=awdioleg&kind=fellowship")), "{link}");
    }
    assert!(server.get("/en/").body.contains("type=\"text/calendar\""));
}

#[test]
fn people_who_ask_too_often_are_told_on_a_page() {
    let server = Server::start(&["--rate-limit", "1"]);
    assert_eq!(server.get("/cy/privacy").status, 200);
    let refused = server.get("/cy/privacy");
    assert_eq!((refused.status, refused.header("content-language")), (429, "cy"));
    assert!(refused.body.contains("<h1>") && !refused.header("retry-after").is_empty());
}

#[test]
fn what_is_closed_does_not_say_that_one_may_apply() {
    for (lang, now, otherwise) in [
        ("en", "Not now, as it is closed", "Otherwise you may well be able to apply"),
        ("cy", "Ddim ar hyn o bryd", "Fel arall mae’n debygol y gallwch wneud cais"),
    ] {
        for path in ["opportunities/hcrw-doctoral-fellowship-award", "opportunities?status=closed"]
        {
            let answer = Server::shared().get(&format!("/{lang}/{path}"));
            let verdict =
                answer.body.split("verdict verdict-closed").nth(1).expect("a verdict of its own");
            assert!(verdict.contains(now) && verdict.contains(otherwise), "{lang} {path}");
        }
    }
}

#[test]
fn welsh_is_called_unreviewed_until_a_translator_has_approved_every_text() {
    let folder = copied_catalogue();
    let catalogue = folder.path().to_string_lossy();
    let id = "hcrw-emerging-researcher-award";
    let file = folder.path().join(format!("opportunities/hcrw/{id}.yaml"));
    let written = std::fs::read_to_string(&file).expect("an entry");
    let loaded = load(&Files::embedded()).catalogue;
    let pending = loaded.phrases(Lang::Cy).get("welsh-pending");
    for (texts, review) in [(3, "pending"), (usize::MAX, "reviewed")] {
        let approved = written.replacen("review: pending", "review: reviewed", texts);
        std::fs::write(&file, approved).expect("written");
        let server = Server::start(&["--catalogue", &catalogue, "--today", "2026-11-22"]);
        let page = server.get(&format!("/cy/opportunities/{id}")).body;
        assert_eq!(page.contains(pending), review == "pending", "{review}: {page}");
        let uuid = "e95738a7-5175-53be-a3ea-613105383d10";
        let told = server.get(&format!("/common-grants/opportunities/{uuid}")).json();
        assert_eq!(told["data"]["customFields"]["welshReview"]["value"], review);
    }
}

#[test]
fn entries_in_brief_say_how_many_nobody_has_checked() {
    let server = Server::shared();
    for page in ["", "pathway?profession=audiology"] {
        let body = server.get(&format!("/en/{page}")).body;
        assert!(body.contains("not yet been checked by a person"), "{page}");
    }
}

/// The first number of the heading.
fn count_in_heading(page: &str) -> usize {
    let heading = page.split("<h1>").nth(1).expect("a heading");
    let number: String = heading.chars().take_while(char::is_ascii_digit).collect();
    number.parse().expect("a number")
}

#[test]
fn the_front_page_calls_new_only_what_came_after_the_catalogue_began() {
    let began_with = "· 23 November 2026</span>";
    assert!(!Server::shared().get("/en/").body.contains(began_with));
    let folder = copied_catalogue();
    let entry = folder.path().join("opportunities/hcrw/hcrw-gcp-training.yaml");
    edit(&entry, "added: 2026-11-23", "added: 2036-01-01");
    let server = Server::start(&["--catalogue", path_of(folder.path()), "--today", "2036-01-02"]);
    let page = server.get("/en/").body;
    let news = page.split("<h2>Newly added or changed</h2>").nth(1).expect("there is news");
    let first = news.split("</li>").next().expect("the first of it");
    assert!(first.contains("hcrw-gcp-training") && first.contains("· 1 January 2036</span>"));
    assert!(!news.contains(began_with));
}

#[test]
fn what_says_nothing_of_level_or_profession_is_offered_with_its_number() {
    let server = Server::shared();
    let page = server.get("/en/opportunities?career_level=advanced&profession=audiology").body;
    let (before, after) =
        page.split_once(" more do not say for which level or profession").expect("a notice");
    let more: usize = before.rsplit('>').next().expect("text").parse().expect("a number");
    let link = after.split("href=\"").nth(1).and_then(|rest| rest.split('"').next());
    let wider = server.get(&link.expect("a link").replace("&#38;", "&")).body;
    assert_eq!(count_in_heading(&wider), count_in_heading(&page) + more);
    // It is a choice that can be taken back, and nothing that the reader has said.
    assert!(wider.contains("<span class=\"what\">Career level:</span> Not stated"));
    assert!(wider.contains("\"/en/pathway?career_level=advanced&#38;profession=audiology\""));
}

#[test]
fn where_little_was_asked_the_heading_counts_what_fits_and_the_rest_is_told_below() {
    let server = Server::shared();
    let heading = |page: &str| {
        let heading = page.split("<h1>").nth(1).and_then(|rest| rest.split('<').next());
        heading.expect("a heading").to_owned()
    };
    let page = server.get("/en/opportunities?q=audiology").body;
    assert!(heading(&page).ends_with(" opportunities fit"), "{}", heading(&page));
    assert!(page.contains(" others that miss something you asked for"));
    for counted in [
        "q=audiology&sort=title",
        "q=advanced+practitioner%2C+laboratory+sciences%2C+salary-funded",
    ] {
        let page = server.get(&format!("/en/opportunities?{counted}")).body;
        assert!(heading(&page).contains(" fit, "), "{}", heading(&page));
        assert!(!page.contains(" others that miss something you asked for"), "{counted}");
    }
}

#[test]
fn a_question_too_long_for_every_link_is_answered_without_them_and_can_be_begun_afresh() {
    let server = Server::shared();
    let page = |rest: &str| {
        let path =
            format!("/cy/opportunities?q=awdioleg+{rest}&career_level=advanced&per_page=100");
        server.get(&path).body
    };
    let (short, long) = (page(""), page(&"%C5%B5+".repeat(480)));
    let afresh = "<a class=\"no-print\" href=\"/cy/opportunities\">Dechrau chwiliad newydd</a>";
    for (of, page, is_long) in [("short", &short, false), ("long", &long, true)] {
        assert!(page.contains("class=\"cards\""), "the {of} one is answered");
        assert_eq!(page.contains(afresh), is_long, "{of}");
        assert_eq!(page.contains("class=\"filters\""), !is_long, "{of}");
        assert!(page.contains("<span class=\"what\">Lefel:</span>"), "{of}: what was said stays");
        assert_eq!(page.contains("data-key=\"chip-"), !is_long, "{of}");
    }
    assert!(long.len() < 2 * short.len(), "{} bytes", long.len());
}

#[test]
fn a_printed_page_says_where_it_stands_and_for_which_day() {
    let server = Server::shared();
    let printed = |path: &str, address: &str| {
        let body = server.get(path).body;
        let foot = format!(
            "<p class=\"print-only\"><span class=\"address\">{}{address}</span> <span>As on 22 November 2026</span></p>",
            server.address
        );
        assert!(body.contains(&foot), "{path}");
        body
    };
    printed("/en/about", "/en/about");
    printed("/en/opportunities?q=phd", "/en/opportunities?q=phd");
    printed("/en/pathway?profession=audiology", "/en/pathway?profession=audiology");
    // Of an entry, what the reader looked for and said of themselves stays off the paper.
    let entry = printed("/en/opportunities/hcrw-faculty?q=phd", "/en/opportunities/hcrw-faculty");
    let contacts =
        format!("<span class=\"print-only address\">: {}/en/contacts</span>", server.address);
    assert!(entry.contains(&contacts));
}

#[test]
fn where_nothing_is_found_and_nothing_is_chosen_nobody_is_told_to_remove_a_choice() {
    let server = Server::shared();
    let results = |path: &str| {
        let page = server.get(path).body;
        let results = page.split("id=\"results\"").nth(1).expect("results");
        results.split("<footer").next().expect("their end").to_owned()
    };
    let words = results("/en/opportunities?q=zzzz+qqqq");
    assert!(words.contains("<p>Use other words") && !words.contains("Remove a choice"));
    assert_eq!(words.matches("href=\"/en/opportunities\"").count(), 1, "one way to everything");
    assert!(words.contains("/feeds/opportunities.atom?q=zzzz") && words.contains("id=\"share\""));
    assert!(!words.contains("export.csv") && !words.contains("/en/digest"));
    let chosen = results("/en/opportunities?q=zzzz&kind=event&funder=wellcome&relax=false");
    assert!(chosen.contains("<p>Remove a choice above"));
}

#[test]
fn what_is_assumed_of_a_reader_is_not_said_of_them() {
    let page = |query: &str| {
        Server::shared()
            .get(&format!("/en/opportunities/hcrw-emerging-researcher-award{query}"))
            .body
    };
    let unknown = page("");
    assert!(unknown.contains("Healthcare scientists in NHS Wales meet it"));
    assert!(!unknown.contains(">You meet it<"), "nothing was said yet");
    assert!(page("?career_level=enhanced").contains(">You meet it<"));
}

#[test]
fn an_entry_shows_what_the_question_says_of_the_reader_and_an_answer_outranks_it() {
    let server = Server::shared();
    let entry = "/en/opportunities/hcrw-doctoral-fellowship-award";
    let page = server.get(&format!("{entry}?q=band+6+audiology,+salary")).body;
    for part in [
        "id=\"about-you\"",
        "</span> Enhanced practitioner&nbsp;",
        "<option value=\"enhanced\" selected>",
        "<option value=\"audiology\" selected>",
        "<input type=\"hidden\" name=\"q\" value=\"salary\">",
    ] {
        assert!(page.contains(part), "{part} is not in {page}");
    }
    let without = format!("href=\"{entry}?q=salary&#38;career_level=enhanced\"");
    assert!(page.contains(&without), "a chip asks without its words");
    let asked = server.get("/cy/can-i-apply?q=band+6+audiology,+salary").body;
    assert!(asked.contains("<option value=\"enhanced\" selected>"), "{asked}");
    let as_text = server.get(&format!("{entry}?q=band+6+audiology&interpret=false")).body;
    assert!(!as_text.contains("id=\"about-you\""), "what is not understood says nothing");
}

#[test]
fn the_calendar_of_a_search_says_how_many_dates_it_has() {
    let server = Server::shared();
    for asked in ["", "kind=fellowship", "q=travel+grant"] {
        let page = server.get(&format!("/en/opportunities?{asked}")).body;
        let calendar = server.get(&format!("/feeds/deadlines.ics?{asked}")).body;
        let withdrawn = calendar.matches("STATUS:CANCELLED").count();
        let said = match calendar.matches("STATUS:").count() - withdrawn {
            0 => "As a calendar of closing dates: none is published yet".to_owned(),
            dates => format!("As a calendar of closing dates: {dates} so far"),
        };
        assert!(page.contains(&said), "{asked}: {said}");
    }
}

#[test]
fn what_is_announced_stands_outside_of_what_is_exchanged() {
    let page = Server::shared().get("/en/opportunities").body;
    let (exchanged, rest) = page.split_once("id=\"announce\"").expect("a region");
    assert!(exchanged.contains("id=\"search-area\""));
    let behind = rest.strip_prefix(" role=\"status\"></p>").expect("an empty region");
    assert!(behind.trim_start().starts_with("</main>"), "it stands in no other element");
}
