//! Whether links lead people straight to the page that they name.

use url::Url;

use super::{Entry, Find, Notes, Rule, rule};
use crate::problem::Severity::Warning;

pub(super) const RULES: &[Rule] = &[
    rule(
        "wrapped-address",
        Warning,
        Find::Entry(wrapped),
        "A link is the page's own address, not one that a mail filter or a search engine has wrapped around it.\nWrapped links expire, hide where they lead and tell a third party who clicked. Open it and copy the address from the browser.",
    ),
    rule(
        "short-address",
        Warning,
        Find::Entry(short),
        "A link is the page's own address, not a shortened one.\nShort links expire and hide where they lead. Where it is only a source that was read through one, say so in `links.note`, and this becomes advice.",
    ),
    rule(
        "unencrypted-address",
        Warning,
        Find::Entry(unencrypted),
        "A link begins with https://.\nAn http: page can be changed on its way. Where the site has no other, say so in `links.note`, and this becomes advice; for a source that was only read it always is.",
    ),
];

/// Services that wrap links in mails and results.
const WRAPPERS: &[&str] = &[
    "safelinks.protection.outlook.com",
    "urldefense.com",
    "urldefense.proofpoint.com",
    "linkprotect.cudasvc.com",
    "protect-eu.mimecast.com",
    "clicktime.symantec.com",
    "l.facebook.com",
    "lnkd.in",
    "googleusercontent.com",
];

/// Services that shorten links.
const SHORTENERS: &[&str] = &[
    "bit.ly",
    "tinyurl.com",
    "t.co",
    "goo.gl",
    "ow.ly",
    "is.gd",
    "buff.ly",
    "tiny.cc",
    "rebrand.ly",
    "cutt.ly",
    "shorturl.at",
    "rb.gy",
    "bit.do",
    "2short.co",
    "t.ly",
    "v.gd",
    "dlvr.it",
];

struct Link<'a> {
    at: String,
    url: &'a str,
    /// Whether people are sent there, not only the facts read.
    shown: bool,
}

fn links<'a>(entry: &Entry<'a>) -> Vec<Link<'a>> {
    let opportunity = entry.opportunity;
    let shown = [("links.en", &opportunity.links.en), ("links.cy", &opportunity.links.cy)];
    let mut found: Vec<Link<'a>> = shown
        .into_iter()
        .filter_map(|(at, url)| Some(Link { at: at.to_owned(), url: url.as_ref()?, shown: true }))
        .collect();
    for (index, source) in opportunity.provenance.sources.iter().enumerate() {
        if let Some(url) = &source.url {
            let at = format!("provenance.sources.{index}.url");
            found.push(Link { at, url, shown: false });
        }
    }
    found
}

fn host_is(url: &str, hosts: &[&str]) -> bool {
    let parsed = Url::parse(url).ok();
    let host = parsed.as_ref().and_then(Url::host_str).unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    hosts.iter().any(|known| {
        host == *known || host.strip_suffix(known).is_some_and(|rest| rest.ends_with('.'))
    })
}

fn wrapped(entry: &Entry<'_>, notes: &mut Notes) {
    for link in links(entry) {
        let search = link.url.contains("://www.google.") && link.url.contains("/url?");
        if search || host_is(link.url, WRAPPERS) {
            notes.add(
                link.at,
                "the address is wrapped by another service",
                "open it, and copy the address that the browser then shows",
            );
        }
    }
}

fn short(entry: &Entry<'_>, notes: &mut Notes) {
    for link in links(entry) {
        if host_is(link.url, SHORTENERS) {
            let message = "the address is a shortened one";
            let help = "open it, and copy the address that the browser then shows";
            match !link.shown && entry.opportunity.links.note.is_some() {
                true => notes.add_advice(link.at, message, help),
                false => notes.add(link.at, message, help),
            }
        }
    }
}

fn unencrypted(entry: &Entry<'_>, notes: &mut Notes) {
    for link in links(entry) {
        if !link.url.starts_with("http:") {
            continue;
        }
        let message = "the address has no encryption (http:)";
        match !link.shown || entry.opportunity.links.note.is_some() {
            true => notes.add_advice(
                link.at,
                message,
                "look whether the site answers with https: by now",
            ),
            false => notes.add(
                link.at,
                message,
                "use https: if the site answers there, or say in `links.note` that it does not",
            ),
        }
    }
}
