//! The editor's desk as its page is served: what it offers, and what it says of a draft.

use cyfle_digest::brief::{Languages, Layout, MOST_DAYS, MOST_PER_SECTION};

use crate::support::Server;

#[test]
fn the_desk_offers_what_a_brief_takes_and_no_more() {
    let page = Server::shared().get("/cy/digest").body;
    for (field, most) in [("closing_within", MOST_DAYS), ("per_section", MOST_PER_SECTION)] {
        let limits = format!("name=\"{field}\" type=\"number\" min=\"1\" max=\"{most}\"");
        assert!(page.contains(&limits), "{limits}");
    }
    let names = Languages::ALL.map(Languages::name).into_iter();
    for name in names.chain(Layout::ALL.map(Layout::name)) {
        assert_eq!(page.matches(&format!("<option value=\"{name}\"")).count(), 1, "{name}");
    }
}

#[test]
fn the_desk_says_what_an_issue_in_two_languages_has_in_one() {
    let server = Server::shared();
    let missing = "Still empty: Introduction in Welsh.";
    for (query, is_missing) in [
        ("introduction_en=Hello", true),
        ("introduction_en=Hello&lang=en", false),
        ("introduction_en=Hello&introduction_cy=Helo", false),
        ("since=2026-11-01", false),
    ] {
        let desk = server.get(&format!("/en/digest?{query}")).body;
        assert_eq!(desk.contains(missing), is_missing, "{query}");
    }
}

#[test]
fn a_draft_whose_address_is_longer_than_some_programs_take_is_told_so() {
    let server = Server::shared();
    for (letters, is_long) in [(400, false), (500, true)] {
        let words = "%C5%B5".repeat(letters);
        let draft = format!("introduction_en={words}&introduction_cy={words}&sign_off_en={words}");
        for (lang, said) in
            [("en", "The address of this draft has "), ("cy", " nod yng nghyfeiriad")]
        {
            let desk = server.get(&format!("/{lang}/digest?{draft}")).body;
            assert_eq!(desk.contains(said), is_long, "{lang}: {letters}");
        }
    }
}

#[test]
fn every_filter_that_has_no_field_is_shown_and_can_be_taken_away() {
    let server = Server::shared();
    for (lang, filter, shown) in [
        ("en", "topic=cancer", "Cancer"),
        ("en", "status=open", "Open"),
        ("en", "nation=wales", "Wales"),
        ("cy", "nation=wales", "Cymru"),
        ("en", "career_level=not-stated", "Not stated"),
        ("en", "health_board=hywel-dda", "Hywel Dda"),
        ("en", "amount_min=5000", "£5,000"),
    ] {
        let desk = server.get(&format!("/{lang}/digest?since=2026-11-01&{filter}")).body;
        let chips = desk.split("<ul class=\"chips\"").nth(1).expect("chips");
        let chip = chips.split("</ul>").next().expect("a list");
        assert!(chip.to_lowercase().contains(&shown.to_lowercase()), "{filter}: {chip}");
        let href = chip.split("href=\"").nth(1).and_then(|rest| rest.split('"').next());
        let href = href.expect("a way without it").replace("&#38;", "&");
        assert!(!href.contains(filter) && href.contains("since=2026-11-01"), "{href}");
        assert!(!server.get(&href).body.contains("<ul class=\"chips\""), "{href}");
    }
}

#[test]
fn a_retired_entry_is_not_added_in_silence() {
    let server = Server::shared();
    for (lang, said) in [("en", "no longer offered"), ("cy", "ei gynnig mwyach")] {
        let path = format!("/{lang}/digest?listed=&add=hcrw-nhs-research-time-award");
        let answer = server.get(&path);
        let desk = server.get(answer.header("location").split('#').next().expect("a desk")).body;
        let notice = desk.split("id=\"desk-refused\"").nth(1).expect("a notice");
        let notice = notice.split("</p>").next().expect("its end");
        assert!(notice.contains(said), "{notice}");
        assert!(notice.contains("hcrw-emerging-researcher-award"), "its successor: {notice}");
        assert!(!desk.contains("name=\"include\""), "it is not carried along");
    }
}

#[test]
fn a_field_that_cannot_be_used_says_so_itself() {
    let desk = Server::shared().get("/en/digest?campaign=My+Bulletin%21&since=2026-11-01").body;
    let field = |name: &str| {
        let field = desk.split("<input").find(|field| field.contains(&format!(" name=\"{name}\"")));
        field.and_then(|field| field.split('>').next()).expect("a field").to_owned()
    };
    let campaign = field("campaign");
    assert!(campaign.contains("aria-invalid=\"true\""), "{campaign}");
    assert!(
        campaign.contains("aria-describedby=\"desk-campaign-hint desk-refused\""),
        "{campaign}"
    );
    assert!(!field("since").contains("aria-invalid"));
}

#[test]
fn an_introduction_keeps_its_lines_and_paragraphs_in_every_form() {
    let server = Server::shared();
    let words = "introduction_en=Dear+all,%0D%0Anew+this+month:%0D%0A%0D%0ATwo+awards.&lang=en";
    for (format, shown) in [
        ("text", "Dear all,\nnew this month:\n\nTwo awards."),
        ("markdown", "Dear all,  \nnew this month:\n\nTwo awards."),
        (
            "fragment",
            "<p lang=\"en\">Dear all,<br>new this month:</p>\n<p lang=\"en\">Two awards.</p>",
        ),
        ("html", "Dear all,<br>new this month:</td>"),
        ("docx", "Dear all,</w:t><w:br/><w:t xml:space=\"preserve\">new this month:</w:t>"),
        ("json", "Dear all,\\nnew this month:"),
    ] {
        let path = format!("/api/v1/digest?{words}&format={format}");
        let issue = server.get(&path).body;
        assert!(issue.contains(shown), "{format}: {issue}");
    }
}
