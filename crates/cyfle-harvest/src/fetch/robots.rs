//! What a site's robots.txt asks of us (RFC 9309). Our own reader, because the one library for it has had no release since 2023
//! and brings three outdated dependencies with it.

use std::time::Duration;

/// The name by which rules are addressed to us.
pub(crate) const AGENT: &str = "cyfle";

/// More of a robots.txt than this is not read (the standard's own limit).
pub(crate) const LARGEST: usize = 500 * 1024;

/// A longer pause than this is not kept, whatever a site asks for: with one of minutes a run would never end.
const LONGEST_DELAY: Duration = Duration::from_secs(30);

/// The rules for us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Robots {
    /// There is no robots.txt.
    Free,
    /// It was read.
    Rules {
        /// Whether a pattern allows, and the pattern.
        rules: Vec<(bool, String)>,
        /// The pause that it asks for.
        delay: Option<Duration>,
    },
}

impl Robots {
    /// Reads a robots.txt: the rules of the group that names us, or else of the group for everybody.
    pub(crate) fn parse(text: &str) -> Self {
        let mut own = Group::default();
        let mut general = Group::default();
        let (mut for_us, mut for_all, mut naming) = (false, false, false);
        for line in text.trim_start_matches('\u{feff}').lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':') else { continue };
            let value = value.trim();
            match key.trim().to_ascii_lowercase().as_str() {
                "user-agent" => {
                    if !naming {
                        (for_us, for_all) = (false, false);
                    }
                    naming = true;
                    let product = value.split('/').next().unwrap_or_default().trim();
                    for_us |= product.eq_ignore_ascii_case(AGENT);
                    for_all |= product == "*";
                }
                key => {
                    naming = false;
                    for (group, wanted) in [(&mut own, for_us), (&mut general, for_all)] {
                        if wanted {
                            group.line(key, value);
                        }
                    }
                }
            }
        }
        let group = if own.named { own } else { general };
        Self::Rules { rules: group.rules, delay: group.delay }
    }

    /// Whether a path (with its query) may be asked for: the longest pattern decides, of equals the one that allows.
    pub(crate) fn allows(&self, path: &str) -> bool {
        let path = comparable(path);
        match self {
            Self::Free => true,
            Self::Rules { rules, .. } => rules
                .iter()
                .filter(|(_, pattern)| matches(pattern, &path))
                .max_by_key(|(allow, pattern)| (pattern.len(), *allow))
                .is_none_or(|(allow, _)| *allow),
        }
    }

    /// The pause that the site asks for.
    pub(crate) const fn delay(&self) -> Option<Duration> {
        match self {
            Self::Rules { delay, .. } => *delay,
            Self::Free => None,
        }
    }
}

#[derive(Debug, Default)]
struct Group {
    named: bool,
    rules: Vec<(bool, String)>,
    delay: Option<Duration>,
}

impl Group {
    fn line(&mut self, key: &str, value: &str) {
        self.named = true;
        match key {
            "allow" | "disallow" if !value.is_empty() => {
                self.rules.push((key == "allow", pattern(value)));
            }
            // Not in the standard, but widely written. What is no number of seconds takes nothing back.
            "crawl-delay" => {
                let seconds = value.parse::<f64>().ok().filter(|seconds| *seconds >= 0.0);
                let longest = LONGEST_DELAY.as_secs_f64();
                let asked = seconds.map(|seconds| Duration::from_secs_f64(seconds.min(longest)));
                self.delay = asked.or(self.delay);
            }
            _ => {}
        }
    }
}

/// A pattern as it is compared: everything but its two special characters is escaped.
fn pattern(written: &str) -> String {
    let (written, end) = match written.strip_suffix('$') {
        Some(written) => (written, "$"),
        None => (written, ""),
    };
    let parts: Vec<String> = written.split('*').map(comparable).collect();
    parts.join("*") + end
}

/// A path as it is compared (RFC 9309, 2.2.2): what no address has as it stands is escaped, what need not be escaped is not.
/// People write `/cyllid/ŵyl`, and addresses have `/cyllid/%C5%B5yl`. `*` and `$` are escaped too: in a path they are letters.
fn comparable(path: &str) -> String {
    let mut compared = String::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, after @ ..] = rest {
        let escaped = escaped(rest);
        let byte = escaped.unwrap_or(*first);
        let unreserved = byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        if unreserved || (escaped.is_none() && b":/?#[]@!&'()+,;=%".contains(&byte)) {
            compared.push(char::from(byte));
        } else {
            compared.push_str(&format!("%{byte:02X}"));
        }
        rest = if escaped.is_some() { &rest[3..] } else { after };
    }
    compared
}

/// The byte for which the beginning of a text stands, where it is `%` and two hexadecimal digits.
fn escaped(text: &[u8]) -> Option<u8> {
    let [b'%', high, low, ..] = text else { return None };
    let digit = |byte: &u8| char::from(*byte).to_digit(16);
    u8::try_from(digit(high)? * 16 + digit(low)?).ok()
}

/// `*` stands for any characters, `$` at the end for the end. Each piece between stars is taken at the first place after the one
/// before it, and no place is ever tried again: that finds a match where there is one, and a hostile pattern takes no longer.
fn matches(pattern: &str, path: &str) -> bool {
    let (pattern, anchored) = match pattern.strip_suffix('$') {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let mut rest = path;
    let mut parts = pattern.split('*').peekable();
    if let Some(first) = parts.next() {
        let Some(after) = rest.strip_prefix(first) else { return false };
        rest = after;
        if parts.peek().is_none() {
            return !anchored || rest.is_empty();
        }
    }
    while let Some(part) = parts.next() {
        if parts.peek().is_none() && anchored {
            return rest.ends_with(part);
        }
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_group_that_names_us_wins_over_the_one_for_all() {
        let robots = Robots::parse(
            "User-agent: *\nDisallow: /\n\nUser-agent: Cyfle/1.0\nUser-agent: other\nDisallow: /private\nCrawl-delay: 2.5\n",
        );
        assert!(robots.allows("/funding"));
        assert!(!robots.allows("/private/x"));
        assert_eq!(robots.delay(), Some(Duration::from_millis(2500)));
    }

    #[test]
    fn the_longest_pattern_decides_and_allows_on_a_tie() {
        let robots = Robots::parse(
            "user-agent: *\ndisallow: /a\nallow: /a/b\ndisallow: /*.pdf$\ndisallow: /x\nallow: /x\ndisallow: /q?*s=\n",
        );
        for (path, allowed) in [
            ("/", true),
            ("/a", false),
            ("/a/b/c", true),
            ("/f/x.pdf", false),
            ("/f/x.pdfs", true),
            ("/x", true),
            ("/q?a=1&s=2", false),
        ] {
            assert_eq!(robots.allows(path), allowed, "{path}");
        }
    }

    #[test]
    fn letters_are_compared_as_addresses_have_them_however_they_are_written() {
        let robots = Robots::parse(
            "user-agent: *\ndisallow: /ŵyl\ndisallow: /%c3%a2/*.PDF$\ndisallow: /%7Eann\ndisallow: /a%2A\ndisallow: /b$c\n",
        );
        for (path, allowed) in [
            ("/%C5%B5yl/2026", false),
            ("/%c5%b5yl", false),
            ("/wyl", true),
            ("/â/x.PDF", false),
            ("/%C3%A2/x.PDF?y", true),
            ("/~ann", false),
            ("/a*", false),
            ("/ab", true),
            ("/b$c", false),
            ("/b", true),
            ("/100%", true),
        ] {
            assert_eq!(robots.allows(path), allowed, "{path}");
        }
    }

    #[test]
    fn a_pause_is_kept_up_to_half_a_minute_and_what_is_none_takes_nothing_back() {
        for (lines, seconds) in [
            ("Crawl-delay: 1.5", Some(1.5)),
            ("Crawl-delay: 60", Some(30.0)),
            ("Crawl-delay: 86400", Some(30.0)),
            ("Crawl-delay: inf", Some(30.0)),
            ("Crawl-delay: 10\nCrawl-delay: soon", Some(10.0)),
            ("Crawl-delay: 10\nCrawl-delay: -1", Some(10.0)),
            ("Crawl-delay: NaN", None),
            ("Crawl-delay:", None),
        ] {
            let robots = Robots::parse(&format!("User-agent: *\n{lines}\n"));
            assert_eq!(robots.delay().map(|delay| delay.as_secs_f64()), seconds, "{lines}");
        }
    }

    #[test]
    fn what_is_no_robots_file_forbids_nothing_and_hostile_patterns_end() {
        assert!(Robots::parse("<html><body>Not found</body></html>").allows("/x"));
        assert!(Robots::parse("User-agent: *\nDisallow:\n").allows("/x"));
        let pattern = "/".to_owned() + &"*a".repeat(5_000) + "b$";
        assert!(!matches(&pattern, &("/".to_owned() + &"a".repeat(20_000))));
    }
}
