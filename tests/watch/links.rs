//! `cyfle links`: every address once, in the time that good manners take.

use super::desk::Desk;
use super::web::{Reply, Web};

#[test]
fn three_hundred_addresses_take_as_long_as_the_largest_host_needs() {
    const PACE: u64 = 60;
    // One large host, some middling ones, many small ones: 300 in all.
    let hosts: Vec<(String, usize)> = std::iter::once(("large".to_owned(), 60))
        .chain((0..8).map(|number| (format!("middle{number}"), 20)))
        .chain((0..80).map(|number| (format!("small{number}"), 1)))
        .collect();
    let total: usize = hosts.iter().map(|(_, count)| count).sum();
    assert_eq!(total, 300);
    let web = Web::start(|asked| match asked.path.as_str() {
        "/robots.txt" => Reply::status(404),
        "/award-3" => Reply::status(410),
        "/award-5" => Reply::html("<title>404 - not found</title>"),
        "/award-7" => Reply::redirect(301, "/award-8"),
        _ => {
            Reply::html("<main><h1>Award</h1><p>It pays for time, travel and training.</p></main>")
        }
    });
    let desk = Desk::new(&web);
    std::fs::remove_dir_all(desk.path("catalogue/funders")).expect("removed");
    std::fs::remove_file(desk.path("catalogue/organisations.yaml")).expect("removed");
    desk.write(
        "catalogue/funders/hcrw.yaml",
        "id: hcrw\nname: {en: F, cy: F, review: official}\nkind: charity\n",
    );
    desk.write("catalogue/organisations.yaml", "organisations: []\n");
    for (host, count) in &hosts {
        for number in 0..*count {
            desk.entry(
                &format!("fixture-{host}-{number}"),
                &web.url(host, &format!("/award-{number}")),
                "",
            );
        }
    }
    let done = desk.run("links", &["--format", "json", "--pace", &PACE.to_string()]);
    let asked = web.take();
    assert_eq!(done.code, 1, "{}", done.err);
    let links: Vec<serde_json::Value> = serde_json::from_str(&done.out).expect("JSON");
    assert_eq!(links.len(), 300);
    let with = |problem: &str| links.iter().filter(|link| link["problem"] == problem).count();
    assert_eq!((with("gone"), with("soft-404"), with("page-moved")), (9, 9, 9));
    // Whoever asked one host after the other would come to the large one's last page long before the last of all.
    let last_of = |large: bool| {
        let own = asked.iter().filter(|one| (one.host == "large.localhost") == large);
        own.map(|one| one.at).max()
    };
    let (large, others) = (last_of(true), last_of(false));
    assert!(large > others, "others were kept waiting: {large:?}, {others:?}");
}

#[test]
fn what_answers_with_nothing_is_reported_and_a_large_document_is_not() {
    let web = Web::start(|asked| match asked.path.as_str() {
        "/robots.txt" => Reply::status(404),
        "/empty" => Reply::html(""),
        "/nothing" => Reply::Whole(204, Vec::new(), Vec::new()),
        "/refresh" => Reply::html(
            "<meta http-equiv='Refresh' content='0; URL=/elsewhere'><p>One moment, please, while we take you there.</p>",
        ),
        "/sale" => Reply::html("<title>example.org</title><h1>This domain is for sale</h1>"),
        "/large" => Reply::Whole(
            200,
            vec![("Content-Type", "application/pdf".to_owned())],
            vec![b'x'; 60_000],
        ),
        _ => Reply::html("<main><h1>Award</h1><p>It pays for time and travel.</p></main>"),
    });
    let desk = Desk::new(&web);
    let paths = ["empty", "nothing", "refresh", "sale", "large", "honest"];
    for path in paths {
        desk.entry(&format!("fixture-{path}"), &web.url("funder", &format!("/{path}")), "");
    }
    let done = desk.run("links", &["--format", "json", "--largest", "50000"]);
    let links: Vec<serde_json::Value> = serde_json::from_str(&done.out).expect("JSON");
    let problem = |path: &str| {
        let url = web.url("funder", &format!("/{path}"));
        let link = links.iter().find(|link| link["url"] == url.as_str()).expect("asked for");
        link["problem"].as_str().map(str::to_owned)
    };
    let found: Vec<Option<String>> = paths.into_iter().map(problem).collect();
    let found: Vec<Option<&str>> = found.iter().map(Option::as_deref).collect();
    let (soft, moved) = (Some("soft-404"), Some("page-moved"));
    assert_eq!(found, [soft, soft, moved, soft, None, None]);
}
