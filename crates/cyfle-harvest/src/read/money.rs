//! Money as pages write it: "£5,000", "£1.5 million", "£25k", "hyd at £20 mil", "€3,000".

use std::ops::Range;

use super::words::OTHER_DOLLARS;

/// An amount in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedMoney {
    /// ISO 4217 code.
    pub currency: &'static str,
    /// Whole units.
    pub value: u64,
    /// Where it stands.
    pub at: Range<usize>,
}

/// More than this is no award, but a text that was misread.
const LARGEST: f64 = 1e12;

/// Every amount of a text, in order. Dollars that are not those of the United States are passed over: no entry states such, and a
/// draft with the wrong currency would be worse than none.
pub fn money(text: &str) -> Vec<StatedMoney> {
    let mut found = Vec::new();
    for (start, sign) in text.char_indices() {
        let currency = match sign {
            '£' => "GBP",
            '€' => "EUR",
            '$' => "USD",
            _ => continue,
        };
        let after = start + sign.len_utf8();
        if let Some((value, length)) = amount(&text[after..])
            && (sign != '$' || is_us_dollar(&text[..start], &text[after + length..]))
        {
            found.push(StatedMoney { currency, value, at: start..after + length });
        }
    }
    found
}

/// Whether a dollar sign is that of the United States, by the letters that touch it (A$, US$) and the words beside the amount
/// ("$5,000 CAD", "Canadian $5,000", "$5,000 o ddoleri Canada").
fn is_us_dollar(before: &str, after: &str) -> bool {
    let touching = &before[before.trim_end_matches(char::is_alphabetic).len()..];
    let is_letter = |c: char| c.is_alphabetic();
    let last = before.rsplit(|c| !is_letter(c)).find(|word| !word.is_empty());
    let next = after.split(|c| !is_letter(c)).filter(|word| !word.is_empty()).take(3);
    let is_other = |word: &str| OTHER_DOLLARS.contains(&word.to_lowercase().as_str());
    matches!(touching, "" | "US" | "USD") && !last.into_iter().chain(next).any(is_other)
}

/// The amount at the start of a text, and how many bytes it takes.
fn amount(text: &str) -> Option<(u64, usize)> {
    let blank = text.len() - text.trim_start_matches(' ').len();
    let written = &text[blank.min(1)..];
    let digits = written
        .char_indices()
        .find(|(at, c)| {
            !(c.is_ascii_digit() || (",.".contains(*c) && followed_by_digit(written, *at)))
        })
        .map_or(written.len(), |(at, _)| at);
    let number: f64 = written[..digits].replace(',', "").parse().ok()?;
    let rest = &written[digits..];
    let (factor, length) = multiple(rest);
    let value = (number * factor).round();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the range is tested"
    )]
    (0.0..=LARGEST).contains(&value).then(|| (value as u64, blank.min(1) + digits + length))
}

fn followed_by_digit(text: &str, at: usize) -> bool {
    text.as_bytes().get(at + 1).is_some_and(u8::is_ascii_digit)
}

/// "k", "m", "million", "miliwn", "mil" after a number, and how many bytes they take.
fn multiple(text: &str) -> (f64, usize) {
    let blank = text.len() - text.trim_start_matches(' ').len();
    if blank > 1 {
        return (1.0, 0);
    }
    let word = &text[blank..];
    let length = word.find(|c: char| !c.is_alphabetic()).unwrap_or(word.len());
    let factor = match word[..length].to_lowercase().as_str() {
        "k" if blank == 0 => 1e3,
        "m" if blank == 0 => 1e6,
        "thousand" | "mil" | "fil" => 1e3,
        "million" | "miliwn" | "filiwn" => 1e6,
        "bn" | "billion" | "biliwn" => 1e9,
        _ => return (1.0, 0),
    };
    (factor, blank + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_in_both_languages() {
        let read = |text: &str| -> Vec<(u64, String)> {
            money(text).into_iter().map(|one| (one.value, text[one.at].to_owned())).collect()
        };
        assert_eq!(read("up to £5,000."), [(5_000, "£5,000".to_owned())]);
        assert_eq!(read("£1.5 million over 3 years"), [(1_500_000, "£1.5 million".to_owned())]);
        assert_eq!(read("£25k-£50k")[1].0, 50_000);
        assert_eq!(read("hyd at £20 mil y flwyddyn")[0].0, 20_000);
        assert_eq!(read("£1.2 miliwn")[0].0, 1_200_000);
        assert_eq!(read("£ 300")[0].0, 300);
        assert_eq!(read("£12,345.50")[0].0, 12_346);
        assert_eq!(money("€3,000")[0].currency, "EUR");
        assert_eq!(read("£, £x and £99999999999999999999"), []);
        assert_eq!(read("£10 million-mile"), [(10_000_000, "£10 million".to_owned())]);
    }

    #[test]
    fn dollars_of_other_countries_are_not_taken_for_those_of_the_united_states() {
        for text in ["up to $5,000", "US$5,000", "USD $5,000", "$5,000 (USD) a year", "of $ 5,000"]
        {
            let read: Vec<_> =
                money(text).into_iter().map(|one| (one.currency, one.value)).collect();
            assert_eq!(read, [("USD", 5_000)], "{text}");
        }
        for text in [
            "A$5,000",
            "AU$5,000",
            "C$5,000",
            "CA$5,000",
            "NZ$5,000",
            "HK$5,000",
            "AUD $5,000",
            "$5,000 CAD",
            "$5,000 (NZD)",
            "Canadian $5,000",
            "$5,000 Australian",
            "$5,000 New Zealand dollars",
            "$5,000 o ddoleri Canada",
        ] {
            assert_eq!(money(text), [], "{text}");
        }
        assert_eq!(money("A$5,000 (about £2,500)")[0].currency, "GBP");
    }
}
