//! Reads Welsh words, one a line, and prints each with its headwords: for checks against other people's dictionaries.
//! `--collisions` prints instead every form that has more than one headword, for a person to settle in the word file.

use std::io::{BufRead, Write};

use cyfle_catalogue::{Files, load};
use cyfle_search::analysis::fold;
use cyfle_search::understand::Reading;

fn main() -> std::io::Result<()> {
    let reading = Reading::new(&load(&Files::embedded()).catalogue);
    let mut output = std::io::stdout().lock();
    if std::env::args().nth(1).as_deref() == Some("--collisions") {
        for (form, headwords) in
            reading.lexicon.forms().filter(|(_, headwords)| headwords.len() > 1)
        {
            writeln!(output, "{form}\t{}", headwords.join(" "))?;
        }
        return Ok(());
    }
    for line in std::io::stdin().lock().lines() {
        let word = line?;
        let folded = fold(&word);
        let mut headwords: Vec<&str> = reading.lexicon.headwords(&folded).collect();
        if headwords.is_empty() {
            headwords.push(reading.lexicon.key(&folded));
        }
        writeln!(output, "{word}\t{}", headwords.join(" "))?;
    }
    Ok(())
}
