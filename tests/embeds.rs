//! What other people's pages load: small, cacheable, readable from anywhere, and the only page that may be framed.

use crate::support::Server;

#[test]
fn the_component_is_small_and_readable_from_any_page() {
    let server = Server::shared();
    let plain = server.get("/embed/v1/cyfle.js");
    assert_eq!(plain.status, 200);
    assert!(plain.header("content-type").starts_with("text/javascript"));
    assert_eq!(plain.header("access-control-allow-origin"), "*");
    assert_eq!(plain.header("cross-origin-resource-policy"), "cross-origin");
    assert!(!plain.header("etag").is_empty() && plain.header("cache-control").contains("max-age="));
    assert!(!plain.body.contains("innerHTML") && !plain.body.contains("eval("));
    let size = server.compressed_size("/embed/v1/cyfle.js");
    assert!((500..=10 * 1024).contains(&size), "{size} bytes compressed");
}

#[test]
fn every_box_takes_the_longest_question_that_is_read() {
    let server = Server::shared();
    let document = server.get("/api/v1/openapi.json").json();
    let parameters = document["paths"]["/api/v1/opportunities"]["get"]["parameters"].as_array();
    let question = parameters.into_iter().flatten().find(|one| one["name"] == "q");
    let longest = &question.expect("a question")["schema"]["maxLength"];
    assert!(longest.is_u64(), "{longest}");
    let wanted = format!("maxlength=\"{longest}\"");
    for page in ["/en/", "/cy/opportunities", "/en/digest", "/cy/embed"] {
        assert!(server.get(page).body.contains(&wanted), "{page}");
    }
    let component = server.get("/embed/v1/cyfle.js").body;
    assert!(component.contains(&format!("maxLength = {longest};")), "the component");
}

#[test]
fn only_the_frame_may_be_framed() {
    let server = Server::shared();
    for lang in ["en", "cy"] {
        let frame = server.get(&format!("/{lang}/embed?kind=fellowship&limit=3"));
        assert_eq!(frame.status, 200);
        assert_eq!(frame.header("content-language"), lang);
        assert!(frame.header("content-security-policy").contains("frame-ancestors *"));
        assert_eq!(frame.body.matches("<li>").count(), 3, "{}", frame.body);
        let page = server.get(&format!("/{lang}/opportunities"));
        assert!(page.header("content-security-policy").contains("frame-ancestors 'none'"));
    }
    assert_eq!(server.get("/fr/embed").status, 404);
}

#[test]
fn a_frame_carries_its_filters_on_and_opens_links_in_the_whole_window() {
    let page =
        Server::shared().get("/en/embed?kind=fellowship&q=audiology&search=on&heading=4").body;
    assert!(page.contains("<input type=\"hidden\" name=\"kind\" value=\"fellowship\">"), "{page}");
    assert!(page.contains("<h4><a href="), "{page}");
    for link in page.split("<a ").skip(1) {
        assert!(link.contains("target=\"_top\""), "{link}");
    }
    let bare = Server::shared().get("/en/embed?search=off").body;
    assert!(!bare.contains("<form"), "{bare}");
}

#[test]
fn a_frame_counts_and_marks_what_only_comes_near_as_the_page_does() {
    let server = Server::shared();
    for lang in ["en", "cy"] {
        let asked = "q=phd+fellowship+audiology+salary";
        let frame = server.get(&format!("/{lang}/embed?{asked}&limit=100")).body;
        let api = format!("/api/v1/opportunities?{asked}&lang={lang}&per_page=100&relax=false");
        let found = server.get(&api).json();
        let label = found["meta"]["label"].as_str().expect("words").replace('\'', "&#39;");
        assert!(frame.contains(&format!("<p>{label}</p>")), "{label}: {frame}");
        assert!(server.get(&format!("/{lang}/opportunities?{asked}")).body.contains(&label));
        let marked = found["opportunities"].as_array().expect("opportunities").iter();
        let marked = marked.filter(|one| one["near"].is_string()).count();
        assert!(marked > 0);
        assert_eq!(frame.matches("<p><strong>").count(), marked);
    }
}

#[test]
fn a_frame_names_its_twin() {
    let frame = Server::shared().get("/cy/embed?kind=fellowship&limit=3").body;
    for lang in ["en", "cy"] {
        let link = format!("<link rel=\"alternate\" hreflang=\"{lang}\" href=\"");
        let href = frame.split(&link).nth(1).and_then(|rest| rest.split('"').next());
        let href = href.expect("a link").replace("&#38;", "&");
        assert!(href.ends_with(&format!("/{lang}/embed?kind=fellowship&limit=3")), "{href}");
    }
}
