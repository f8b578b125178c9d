//! The address under which people reach the service, as it is given on the command line or in the environment.
//!
//! Links in feeds, exports, digests and pages begin with it, so what cannot stand there is refused before anything starts.

use std::str::FromStr;

use url::Url;

/// Where the service is unless something else is said.
pub(crate) const LOCAL: &str = "http://127.0.0.1:8080";

/// The address, without a slash at its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BaseUrl(String);

impl BaseUrl {
    /// The address.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for BaseUrl {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let url = Url::parse(text).map_err(|_| explain("it is not an address"))?;
        match fault(&url) {
            Some(what) => Err(explain(what)),
            None => Ok(Self(url.as_str().trim_end_matches('/').to_owned())),
        }
    }
}

/// What keeps an address from being the beginning of others.
fn fault(url: &Url) -> Option<&'static str> {
    let faults = [
        (!matches!(url.scheme(), "http" | "https"), "it begins with neither http:// nor https://"),
        (!url.has_host(), "it names no host"),
        (!url.username().is_empty() || url.password().is_some(), "it names a user"),
        (url.query().is_some(), "it has a query"),
        (url.fragment().is_some(), "it has a fragment"),
        // Pages link to each other from the root of their host.
        (url.path() != "/", "it has a path, but the service needs a host of its own"),
    ];
    faults.into_iter().find_map(|(is_so, what)| is_so.then_some(what))
}

fn explain(fault: &str) -> String {
    format!("{fault}; write it as https://cyfle.example")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slash_at_the_end_goes() {
        for (text, kept) in [
            ("https://cyfle.example", "https://cyfle.example"),
            ("https://cyfle.example/", "https://cyfle.example"),
            ("http://127.0.0.1:8080", LOCAL),
            ("HTTPS://Cyfle.Example:8443/", "https://cyfle.example:8443"),
        ] {
            let read: BaseUrl = text.parse().expect("an address");
            assert_eq!(read.as_str(), kept, "{text}");
        }
    }

    #[test]
    fn what_cannot_stand_in_front_of_a_path_is_refused() {
        for text in [
            "",
            "cyfle.example",
            "cyfle.example:8080",
            "/cyfle",
            "ftp://cyfle.example",
            "https://",
            "https://user@cyfle.example",
            "https://user:word@cyfle.example",
            "https://cyfle.example/?lang=cy",
            "https://cyfle.example/#top",
            "https://nhs.example/cyfle",
            "https://nhs.example/cyfle/",
        ] {
            assert!(text.parse::<BaseUrl>().is_err(), "{text}");
        }
        let refused = "https://nhs.example/cyfle".parse::<BaseUrl>().expect_err("it has a path");
        assert!(refused.contains("needs a host of its own"), "{refused}");
    }
}
