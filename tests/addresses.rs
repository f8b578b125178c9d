//! Addresses at which nothing is, or that name no language: whoever follows one is led on in their own language.

use crate::support::Server;

#[test]
fn an_unknown_address_helps_on_in_its_language() {
    let server = Server::shared();
    for (path, words) in [
        ("/cy/dim-byd", "Nid oes dim yn y cyfeiriad hwn"),
        ("/nothing", "There is nothing at this address"),
        ("/cy/opportunities/dim-byd/o/gwbl", "Nid oes dim yn y cyfeiriad hwn"),
        ("/%ff", "There is nothing at this address"),
        ("/cy/%ff", "Nid oes dim yn y cyfeiriad hwn"),
        ("/en/opportunities/%ff", "There is nothing at this address"),
        ("/cy/opportunities/%ff/deadline.ics", "Nid oes dim yn y cyfeiriad hwn"),
        ("/assets/%ff", "There is nothing at this address"),
    ] {
        let answer = server.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.header("content-type").starts_with("text/html"), "{path}");
        assert!(answer.body.contains(words), "{path}");
    }
    let browser = [("Accept-Language", "cy")];
    for path in ["/nothing", "/assets/nothing.css", "/nothing/at/all"] {
        let welsh = server.get_with(path, &browser);
        assert!(welsh.body.contains("Nid oes dim yn y cyfeiriad hwn"), "{path}");
        assert!(welsh.every("vary").contains("accept-language"), "{path}");
    }
    let english = server.get_with("/en/nothing", &browser);
    assert!(english.body.contains("There is nothing at this address"), "the address outranks it");
    for place in ["/cy/opportunities/", "/cy/"] {
        let endless = server.get(&format!("{place}{}", "x".repeat(5_000)));
        assert_eq!(endless.status, 404);
        assert!(!endless.body.contains("xxx"), "what is so long is not said again");
    }
    let near = server.get("/en/opportunities/hcrw-emerging-reseacher-award");
    assert!(near.body.contains("/en/opportunities/hcrw-emerging-researcher-award"));
    assert!(near.body.contains("href=\"/cy/opportunities/hcrw-emerging-reseacher-award\""));
    let odd = server.get("/en/opportunities/a%3Fb%2Fc");
    assert!(odd.body.contains("href=\"/cy/opportunities/a%3Fb%2Fc\""), "{}", odd.body);
}

#[test]
fn the_first_address_follows_the_browsers_language() {
    let server = Server::shared();
    let welsh = server.get_with("/", &[("Accept-Language", "cy-GB,cy;q=0.9,en;q=0.5")]);
    assert_eq!((welsh.status, welsh.header("location")), (307, "/cy/"));
    let spaced = server.get_with("/", &[("Accept-Language", "en; q=0.2, cy; q=0.9")]);
    assert_eq!(spaced.header("location"), "/cy/");
    assert_eq!(server.get("/").header("location"), "/en/");
}

#[test]
fn every_page_without_content_leads_on_in_its_language() {
    let server = Server::shared();
    for path in ["/cy/no-such-page", "/cy/opportunities/hcrw-emerging-reseacher-award"] {
        let page = server.get(path);
        assert_eq!(page.status, 404, "{path}");
        assert_eq!(page.header("content-language"), "cy", "{path}");
        assert!(page.body.contains("action=\"/cy/opportunities\""), "{path} has no search");
    }
    assert!(server.get("/cy/no-such-page").body.contains("<li><a href=\"/cy/can-i-apply\">"));
    assert_eq!(server.get("/fr/opportunities").status, 404);
    assert_eq!(server.get("/fr/developers").status, 404);
}

#[test]
fn a_method_that_an_address_does_not_have_is_refused_in_the_form_of_its_readers() {
    let server = Server::shared();
    for (path, words) in [
        ("/", "This address can only be read"),
        ("/en/opportunities", "This address can only be read"),
        ("/cy/opportunities/hcrw-faculty", "Dim ond darllen"),
        ("/cy/digest", "Dim ond darllen"),
        ("/cy/embed", "Tudalen i&#39;w darllen sydd yma"),
    ] {
        let page = server.post(path, "{}");
        assert_eq!((page.status, page.header("allow")), (405, "GET,HEAD"), "{path}");
        assert!(page.header("content-type").starts_with("text/html"), "{path}");
        assert!(page.body.contains(words), "{path}: {}", page.body);
    }
    for path in ["/assets/x/cyfle.css", "/health", "/ready", "/metrics", "/robots.txt"]
        .into_iter()
        .chain(["/sitemap.xml", "/embed/v1/cyfle.js", "/api", "/feeds/nothing"])
    {
        let problem = server.post(path, "{}");
        assert_eq!((problem.status, problem.header("allow")), (405, "GET,HEAD"), "{path}");
        assert_eq!(problem.header("content-type"), "application/problem+json", "{path}");
        assert_eq!(problem.json()["code"], "method-not-allowed", "{path}");
        assert!(problem.json()["help"].as_str().is_some_and(|help| help.contains("GET")), "{path}");
    }
}

#[test]
fn programs_that_ask_above_the_api_or_the_feeds_are_told_in_a_problem() {
    for path in ["/api", "/api/", "/feeds", "/feeds/", "/feeds/nothing", "/api?lang=cy"] {
        let answer = Server::shared().get(path);
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (404, "application/problem+json")
        );
        assert_eq!(answer.json()["code"], "unknown-path", "{path}");
    }
}
