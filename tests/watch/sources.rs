//! The files of `sources/`: what the check says of them, and that they cover what the catalogue cites.

use cyfle_catalogue::{Files, load};

use super::desk::Desk;
use super::web::{Reply, Web};
use crate::support::cyfle;

#[test]
fn every_page_that_a_live_entry_cites_is_watched_once() {
    let catalogue = load(&Files::embedded()).catalogue;
    let mut watched: Vec<&str> = catalogue
        .sources
        .values()
        .flat_map(|source| &source.pages)
        .map(|page| page.url.as_str())
        .collect();
    watched.sort_unstable();
    let mut once = watched.clone();
    once.dedup();
    assert_eq!(watched, once, "no page is watched twice");
    let mut unwatched = Vec::new();
    for entry in catalogue.opportunities.values() {
        for url in cyfle_catalogue::source::cited(entry) {
            if once.binary_search(&url).is_err() {
                unwatched.push(format!("  - url: {url}\n    entries: [{}]", entry.id));
            }
        }
    }
    assert!(
        unwatched.is_empty(),
        "add these to the pages of sources/<funder>.yaml:\n{}",
        unwatched.join("\n")
    );
    assert_eq!(cyfle_harvest::read::bad_selectors(&catalogue), []);
}

#[test]
fn the_example_of_a_source_for_editors_is_sound() {
    let page = std::fs::read_to_string(crate::support::root().join("catalogue/README.md"))
        .expect("the page");
    let blocks: Vec<&str> =
        page.split("```yaml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    let block = |first: &str| {
        blocks.iter().find(|block| block.starts_with(first)).unwrap_or_else(|| panic!("{first}"))
    };
    let (entry, source) = (block("id: hcrw-example-award"), block("id: example-awards"));
    let folder = crate::support::copied_catalogue();
    let write =
        |path: &str, text: &str| std::fs::write(folder.path().join(path), text).expect("written");
    write("opportunities/hcrw/hcrw-example-award.yaml", entry);
    write("sources/example-awards.yaml", source);
    let checked = cyfle(&["check", folder.path().to_str().expect("a path"), "--strict"]);
    assert_eq!(checked.code, 0, "{}", checked.out);
    assert!(!checked.out.contains("example-award"), "{}", checked.out);
}

#[test]
fn a_source_that_cannot_work_is_refused_with_its_place() {
    let web = Web::start(|_| Reply::status(404));
    let desk = Desk::new(&web);
    let url = "https://funder.example/award";
    desk.entry("fixture-a", url, "");
    desk.entry("fixture-b", "https://funder.example/other", "");
    desk.source("fixture-a", url, "");
    let folder = desk.path("catalogue");
    let folder = folder.to_str().expect("a path");
    let advice = cyfle(&["check", folder, "--advice"]);
    assert_eq!(advice.code, 0, "{}", advice.out);
    assert!(
        advice.out.contains("unwatched-page")
            && advice.out.contains("https://funder.example/other"),
        "{}",
        advice.out
    );
    let sound = desk.read("catalogue/sources/fixture-a.yaml");
    let faults = [
        (
            "unknown-opportunity",
            sound.replace("[fixture-a]", "[fixture-c]"),
            "did you mean `fixture-",
        ),
        ("bad-selector", format!("{sound}    main: 'main >>> p'\n"), "sources/fixture-a.yaml:8:11"),
        (
            "source-without-page",
            sound.replace("    entries: [fixture-a]\n", ""),
            "speaks for no entry",
        ),
        (
            "wrong-type",
            sound.replace("every_days: 7", "every_days: weekly"),
            "expected a whole number",
        ),
        ("unknown-value", sound.replace("kind: page", "kind: pages"), "did you mean `page`?"),
        ("bad-address", sound.replace(url, "funder.example"), "not the address of a page"),
        ("unknown-field", sound.replace("entries:", "entry:"), "did you mean `entries`?"),
    ];
    for (rule, text, says) in faults {
        desk.write("catalogue/sources/fixture-a.yaml", &text);
        let checked = cyfle(&["check", folder]);
        assert_eq!(checked.code, 1, "{rule}: {}", checked.out);
        assert!(
            checked.out.contains(rule) && checked.out.contains(says),
            "{rule}: {}",
            checked.out
        );
    }
    let two = format!("{sound}    main: 'main >>> p'\n    items: 'main >>> a'\n");
    desk.write("catalogue/sources/fixture-a.yaml", &two);
    let checked = cyfle(&["check", folder]);
    for place in ["sources/fixture-a.yaml:8:11", "sources/fixture-a.yaml:9:12"] {
        assert!(checked.out.contains(place), "{place}: {}", checked.out);
    }
    desk.write("catalogue/sources/fixture-a.yaml", &sound);
    desk.write(
        "catalogue/sources/fixture-b.yaml",
        &sound.replace("id: fixture-a", "id: fixture-b"),
    );
    let twice = cyfle(&["check", folder]);
    assert!(twice.code == 1 && twice.out.contains("watched-twice"), "{}", twice.out);
}
