"""Feeds in an independent parser, and every element that RFC 4287, RSS 2.0 and JSON Feed 1.1 require."""

import json
import xml.etree.ElementTree as tree

import feedparser
import pytest

ATOM = "{http://www.w3.org/2005/Atom}"
QUESTIONS = ["", "?lang=cy", "?q=audiology+travel+grant", "?q=cyflog+wedi'i+dalu&lang=cy", "?funder=hcrw&closes_before=2027-12-31"]
FEEDS = ["/feeds/opportunities", "/feeds/closing"]


def addresses(form):
    return [f"{feed}.{form}{question}" for feed in FEEDS for question in QUESTIONS]


def get(service, path, media_type):
    status, headers, body = service.get(path)
    assert status == 200, path
    assert headers.get_content_type() == media_type, path
    assert headers["Content-Language"] == ("cy" if "lang=cy" in path else "en")
    return body


def filled(element, *names):
    for name in names:
        found = element.find(name)
        assert found is not None and (found.text or "").strip(), f"{name} is missing or empty"


@pytest.mark.parametrize("path", addresses("atom") + addresses("rss"))
def check_the_parser_has_nothing_to_object_to(invented, path):
    media_type = "application/atom+xml" if ".atom" in path else "application/rss+xml"
    body = get(invented, path, media_type)
    feed = feedparser.parse(body, response_headers={"content-type": media_type})
    assert not feed.bozo, f"{path}: {feed.get('bozo_exception')}"
    assert feed.version == ("atom10" if ".atom" in path else "rss20")
    if "hcrw" in path:
        assert any("invented-fellowship" in entry.id for entry in feed.entries), path
    for entry in feed.entries:
        assert entry.title and entry.link and entry.summary and entry.content[0].value and entry.tags
        assert entry.published_parsed and entry.author


@pytest.mark.parametrize("path", addresses("atom"))
def check_atom_has_what_rfc_4287_requires(invented, path):
    feed = tree.fromstring(get(invented, path, "application/atom+xml"))
    assert feed.tag == f"{ATOM}feed"
    filled(feed, f"{ATOM}id", f"{ATOM}title", f"{ATOM}updated", f"{ATOM}author/{ATOM}name")
    relations = [link.get("rel") for link in feed.findall(f"{ATOM}link")]
    assert relations == ["self", "alternate"], "4.1.1: one alternate of a type, and a self"
    entries = feed.findall(f"{ATOM}entry")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids), "4.2.6: an id is universally unique"
    for entry in entries:
        filled(entry, f"{ATOM}id", f"{ATOM}title", f"{ATOM}updated", f"{ATOM}author/{ATOM}name", f"{ATOM}summary")
        assert entry.find(f"{ATOM}link[@rel='alternate']").get("href").startswith("http")
        assert entry.find(f"{ATOM}content").get("type") == "html"


@pytest.mark.parametrize("path", addresses("rss"))
def check_rss_has_what_its_specification_requires_and_mail_tools_ask_for(invented, path):
    feed = tree.fromstring(get(invented, path, "application/rss+xml"))
    assert (feed.tag, feed.get("version")) == ("rss", "2.0")
    channel = feed.find("channel")
    filled(channel, "title", "link", "description", "language", "lastBuildDate")
    guids = [item.findtext("guid") for item in channel.findall("item")]
    assert len(set(guids)) == len(guids)
    for item in channel.findall("item"):
        filled(item, "title", "link", "description", "guid", "pubDate", "category",
               "{http://purl.org/rss/1.0/modules/content/}encoded")
        assert item.find("guid").get("isPermaLink") == "false"


@pytest.mark.parametrize("path", addresses("json"))
def check_json_feed_has_what_version_1_1_requires(invented, path):
    feed = json.loads(get(invented, path, "application/feed+json"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] and isinstance(feed["items"], list)
    assert feed["feed_url"].startswith("http") and feed["home_page_url"].startswith("http")
    assert feed["authors"][0]["name"] and feed["language"] in ("en", "cy")
    ids = [item["id"] for item in feed["items"]]
    assert all(isinstance(one, str) for one in ids) and len(set(ids)) == len(ids)
    for item in feed["items"]:
        assert item["content_html"] and item["title"] and item["url"] and item["summary"]
        assert item["date_published"][:10] <= "2027-02-01", "never ahead of the day of asking"


def check_the_same_news_in_every_form(invented):
    question = "?funder=hcrw"
    atom = feedparser.parse(invented.get(f"/feeds/opportunities.atom{question}")[2])
    rss = feedparser.parse(invented.get(f"/feeds/opportunities.rss{question}")[2])
    items = json.loads(invented.get(f"/feeds/opportunities.json{question}")[2])["items"]
    assert [entry.id for entry in atom.entries] == [entry.id for entry in rss.entries] == [item["id"] for item in items]
    assert items
