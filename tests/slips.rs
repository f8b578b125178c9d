//! Slips in an address: what cannot be used is left out and said, with what was perhaps meant, and takes nothing else with it.

use crate::support::Server;

#[test]
fn a_value_that_cannot_be_used_takes_nothing_else_with_it() {
    let server = Server::shared();
    let entry = "opportunities/bevan-exemplar-programme";
    for page in
        ["", "opportunities", entry, "can-i-apply", "pathway", "contacts", "coverage", "developers"]
    {
        let path = format!("/en/{page}?career_level=advanced&qualification=wizard&page=x");
        let body = server.get(&path).body;
        for field in ["Qualification", "Page"] {
            let said = format!("“{field}” in the address cannot be used, so it was left out: ");
            assert!(body.contains(&said), "{path} does not say so of {field}");
        }
        let carries_on = !["coverage", "developers"].contains(&page);
        let menu = "href=\"/en/pathway?career_level=advanced\"";
        assert_eq!(body.contains(menu), carries_on, "{path}");
        assert!(!carries_on || !body.contains("=wizard"), "{path}");
    }
}

#[test]
fn a_name_that_nothing_has_is_told_of_and_a_mark_of_a_campaign_is_not() {
    let server = Server::shared();
    let pages = ["", "opportunities", "can-i-apply", "pathway", "contacts", "coverage"];
    for page in pages.into_iter().chain(["developers", "embed", "digest"]) {
        let asked =
            format!("/en/{page}?utm_source=bulletin&fbclid=x&limit=3&career_levell=advanced");
        let body = server.get(&asked).body;
        let said = "Nothing that can be chosen here is called “career_levell”, so that part of the \
                    address was left out. Did you mean “career_level”?";
        assert!(body.contains(said), "{asked}");
        assert!(!body.contains("called “utm_source”") && !body.contains("called “fbclid”"));
        let takes_a_limit = ["developers", "embed"].contains(&page);
        assert_eq!(body.contains("called “limit”"), !takes_a_limit, "{asked}");
    }
    let page = server.get("/cy/opportunities?fundr=hcrw").body;
    assert!(page.contains("Ai “funder” oedd gennych mewn golwg?"), "{page}");
}

#[test]
fn a_value_is_suggested_by_its_name_and_its_acronym_on_pages_and_to_programs() {
    let server = Server::shared();
    for (given, meant) in [
        ("funder=HCRW", "hcrw"),
        ("funder=Ymchwil+Iechyd+a+Gofal+Cymru", "hcrw"),
        ("career_level=Advanced+practitioner", "advanced"),
        ("health_board=BCUHB", "betsi-cadwaladr-university-health-board"),
    ] {
        let problem = server.get(&format!("/api/v1/opportunities?{given}")).json();
        assert_eq!(problem["help"], format!("did you mean `{meant}`?"), "{given}");
        let page = server.get(&format!("/en/opportunities?{given}")).body;
        assert!(page.contains(&format!("did you mean “{meant}”?")), "{given}");
    }
    let problem = server.get("/api/v1/opportunities?funder=qqqq").json();
    let funders = server.get("/api/v1/funders").json()["funders"].as_array().map(Vec::len);
    let help = problem["help"].as_str().expect("help");
    let count = format!("one of the {} values", funders.expect("funders") + 1);
    assert!(help.contains(&count) && help.contains("/api/v1/vocabulary"), "{help}");
}
