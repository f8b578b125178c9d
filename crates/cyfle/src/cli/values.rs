//! Values that are checked where they are given, on the command line or in the environment: what cannot be meant is refused
//! before anything starts, with what to write instead.

use std::net::SocketAddr;
use std::num::NonZeroU32;

use cyfle_catalogue::{is_mailbox, suggestion};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::LevelFilter;
use url::Url;

const LEVELS: [&str; 6] = ["off", "error", "warn", "info", "debug", "trace"];

/// Whose log can be asked for by name alone.
const OURS: [&str; 6] =
    ["cyfle", "cyfle_catalogue", "cyfle_digest", "cyfle_harvest", "cyfle_search", "cyfle_web"];

/// What to log. The filter takes a word that it does not know for the name of a module, and would log that alone.
pub(crate) fn log(text: &str) -> Result<String, String> {
    let parts: Vec<&str> = text.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    if let Some(word) = parts.iter().find(|part| is_bare(part) && !is_known(part)) {
        let meant = suggestion(word, LEVELS.into_iter().chain(OURS));
        let help = meant.map(|meant| format!("; {meant}")).unwrap_or_default();
        return Err(explain_log(&format!("`{word}` is no level{help}")));
    }
    let filter = parts.join(",");
    match EnvFilter::try_new(&filter) {
        Ok(_) if !parts.is_empty() => Ok(filter),
        Ok(_) => Err(explain_log("it is empty")),
        Err(reason) => Err(explain_log(&reason.to_string())),
    }
}

fn is_bare(part: &str) -> bool {
    !part.contains(['=', '['])
}

fn is_known(word: &str) -> bool {
    let package = word.split_once("::").map_or(word, |(package, _)| package);
    word.parse::<LevelFilter>().is_ok() || OURS.contains(&package)
}

fn explain_log(fault: &str) -> String {
    format!("{fault} (write {}, or a filter such as `cyfle_web=debug`)", LEVELS.join(", "))
}

/// The address to listen on.
pub(crate) fn listen(text: &str) -> Result<SocketAddr, String> {
    text.parse().map_err(|_| {
        "it is no IP address with a port; write 127.0.0.1:8080, or [::]:8080 to be reached from \
         other machines"
            .to_owned()
    })
}

/// How often one client may ask.
pub(crate) fn rate_limit(text: &str) -> Result<NonZeroU32, String> {
    text.parse().map_err(|_| {
        "write how many requests a minute, such as 300; without it, there is no limit".to_owned()
    })
}

/// Where to reach whoever runs this: an e-mail address, or that of a page. One setting in the environment has it for the service and
/// for the watch, so both take the same.
pub(crate) fn contact(text: &str) -> Result<String, String> {
    if is_mailbox(text) {
        return Ok(text.to_owned());
    }
    match Url::parse(text) {
        // It is shown to everybody.
        Ok(page)
            if matches!(page.scheme(), "http" | "https")
                && page.username().is_empty()
                && page.password().is_none() =>
        {
            Ok(page.into())
        }
        _ => Err("it is neither an e-mail address nor that of a page; write it as \
                  help@example.org or https://example.org/help"
            .to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_our_own_packages_and_filters_are_logged() {
        for (text, read) in [
            ("warn", "warn"),
            ("INFO", "INFO"),
            ("off", "off"),
            ("cyfle_web", "cyfle_web"),
            ("cyfle_web::server", "cyfle_web::server"),
            ("info, hyper=debug,", "info,hyper=debug"),
            ("warn,cyfle_search[ask]=trace", "warn,cyfle_search[ask]=trace"),
        ] {
            assert_eq!(log(text).as_deref(), Ok(read));
        }
    }

    #[test]
    fn a_word_that_would_turn_the_log_off_is_refused_with_the_levels() {
        for text in
            ["warning", "verbose", "nonsense=====", "info,verbose", "cyfle_wed=high", "", ","]
        {
            let refused = log(text).expect_err(text);
            assert!(refused.contains("off, error, warn, info, debug, trace"), "{refused}");
        }
        assert!(log("warning").is_err_and(|refused| refused.contains("did you mean `warn`?")));
    }

    #[test]
    fn an_address_without_its_host_or_port_is_refused_with_one_that_is_whole() {
        for text in ["localhost:8080", ":8080", "8080", "127.0.0.1", "::"] {
            let refused = listen(text).expect_err(text);
            assert!(refused.contains("127.0.0.1:8080, or [::]:8080"), "{refused}");
        }
        assert!(listen("[::]:8080").is_ok());
    }

    #[test]
    fn a_limit_is_at_least_one_request() {
        for text in ["0", "-1", "many", "5000000000"] {
            assert!(rate_limit(text).is_err_and(|refused| refused.contains("such as 300")));
        }
        assert_eq!(rate_limit("300"), Ok(NonZeroU32::new(300).expect("more than none")));
    }

    #[test]
    fn whoever_runs_this_is_reached_at_a_mailbox_or_a_page() {
        for text in [
            "not a mailbox",
            "help",
            "@example.org",
            "Help <help@example.org>",
            "https://user:secret@example.org/help",
        ] {
            assert!(contact(text).is_err(), "{text}");
        }
        for text in ["help@example.org", "https://example.org/help"] {
            assert_eq!(contact(text).as_deref(), Ok(text));
        }
    }
}
