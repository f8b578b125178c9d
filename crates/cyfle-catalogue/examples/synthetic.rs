//! Makes a catalogue folder from generated entries, for measurements at sizes that no real catalogue has.
//!
//! `cargo run --release -p cyfle-catalogue --example synthetic -- FILE.jsonl DIR`
//!
//! FILE holds one entry a line, with labels instead of ids. The folder gets funders, professions, groups and offers of its
//! own, made from those labels, and the real catalogue's other vocabularies, phrases and organisations. Welsh stands only
//! where the entries have it, so the folder loads, but does not pass the strict check. Last, the folder is loaded and timed.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::time::Instant;

use cyfle_catalogue::{Files, load};
use serde::Deserialize;

type Done<T> = Result<T, Box<dyn Error>>;

/// The longest summary that fits a card; the rest of a longer one begins the details.
const SUMMARY: usize = 290;

#[derive(Deserialize)]
struct Entry {
    id: String,
    title: String,
    summary: String,
    details: String,
    funder: String,
    kind: String,
    career_levels: Vec<String>,
    professions: Vec<String>,
    groups: Vec<String>,
    nations: Vec<String>,
    offers: Vec<String>,
    amount_max: u64,
    opens: String,
    closes: String,
    title_cy: String,
    summary_cy: String,
}

/// Labels by id, gathered from the entries.
#[derive(Default)]
struct Labels {
    funders: BTreeMap<String, String>,
    groups: BTreeMap<String, String>,
    offers: BTreeMap<String, String>,
    /// With the group of each.
    professions: BTreeMap<String, (String, String)>,
}

fn main() -> Done<()> {
    let mut arguments = std::env::args_os().skip(1);
    let (Some(entries), Some(folder)) = (arguments.next(), arguments.next()) else {
        return Err("usage: synthetic FILE.jsonl DIR".into());
    };
    let folder = Path::new(&folder);
    copy_shared_files(folder)?;
    let mut labels = Labels::default();
    let mut count = 0;
    for line in BufReader::new(fs::File::open(entries)?).lines() {
        let entry: Entry = serde_json::from_str(&line?)?;
        labels.gather(&entry);
        let path = format!("opportunities/{}/{}.yaml", id(&entry.funder), entry.id);
        write(folder, &path, &opportunity(&entry)?)?;
        count += 1;
    }
    labels.write(folder)?;
    eprintln!("{count} entries are in {}", folder.display());
    measure(folder)
}

/// Loads and checks what was written, and says how long that took.
fn measure(folder: &Path) -> Done<()> {
    let begin = Instant::now();
    let files = Files::read(folder)?;
    let read = begin.elapsed();
    let loaded = load(&files);
    eprintln!(
        "{} opportunities: read in {:.2} s, loaded and checked in {:.2} s, errors: {}",
        loaded.catalogue.opportunities.len(),
        read.as_secs_f64(),
        (begin.elapsed() - read).as_secs_f64(),
        loaded.has_errors()
    );
    Ok(())
}

/// What does not come from the entries.
fn copy_shared_files(folder: &Path) -> Done<()> {
    let own =
        ["vocabulary/profession.yaml", "vocabulary/profession_group.yaml", "vocabulary/offer.yaml"];
    for (path, bytes) in Files::embedded().iter() {
        let shared = path.starts_with("vocabulary/")
            || path.starts_with("languages/")
            || path == "organisations.yaml";
        if shared && !own.contains(&path) {
            write(folder, path, std::str::from_utf8(bytes)?)?;
        }
    }
    Ok(())
}

fn write(folder: &Path, path: &str, text: &str) -> Done<()> {
    let target = folder.join(path);
    if let Some(parent) = target.parent() {
        fs::create_dir_all(parent)?;
    }
    Ok(fs::write(target, text)?)
}

/// A label as an id.
fn id(label: &str) -> String {
    let letters: String = label
        .to_lowercase()
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' })
        .collect();
    letters.split_whitespace().collect::<Vec<_>>().join("-")
}

fn ids(labels: &[String]) -> String {
    labels.iter().map(|label| id(label)).collect::<Vec<_>>().join(", ")
}

/// A JSON string is a YAML string too.
fn quoted(text: &str) -> Done<String> {
    Ok(serde_json::to_string(text)?)
}

fn text(key: &str, en: &str, cy: &str) -> Done<String> {
    Ok(match cy.is_empty() {
        true => format!("{key}:\n  en: {}\n", quoted(en)?),
        false => {
            format!("{key}:\n  en: {}\n  cy: {}\n  review: pending\n", quoted(en)?, quoted(cy)?)
        }
    })
}

fn opportunity(entry: &Entry) -> Done<String> {
    let (summary, rest) = divided(&entry.summary);
    let details = format!("{rest} {}", entry.details);
    let details = if details.trim().is_empty() { summary } else { details.trim() };
    let mut yaml = format!("id: {}\n", entry.id);
    yaml += &text("title", &entry.title, &entry.title_cy)?;
    write!(yaml, "funder: {}\nkind: {}\nthemes: [research]\n", id(&entry.funder), entry.kind)?;
    yaml += &text("summary", summary, divided(&entry.summary_cy).0)?;
    yaml += &text("details", details, "")?;
    writeln!(
        yaml,
        "audience:\n  career_levels: [{}]\n  professions: [{}]",
        ids(&entry.career_levels),
        ids(&entry.professions)
    )?;
    writeln!(
        yaml,
        "eligibility:\n  nations: [{}]\n  healthcare_science: explicit\n  who: {{en: Generated for a measurement.}}",
        ids(&entry.nations)
    )?;
    writeln!(yaml, "offer:\n  offers: [{}]", ids(&entry.offers))?;
    if entry.amount_max > 0 {
        writeln!(yaml, "  amount: {{max: {}, currency: GBP, per: award}}", entry.amount_max)?;
    }
    writeln!(
        yaml,
        "timetable:\n  pattern: one-off\n  rounds:\n    - {{opens: {}, closes: {}}}",
        entry.opens, entry.closes
    )?;
    writeln!(
        yaml,
        "links: {{en: 'https://example.org/{id}'}}\nprovenance:\n  sources: [{{url: 'https://example.org/{id}', read: 2026-11-22}}]\n  added: 2026-11-23",
        id = entry.id
    )?;
    Ok(yaml)
}

/// A text cut where it no longer fits a card, at the end of a word.
fn divided(text: &str) -> (&str, &str) {
    let end = text.char_indices().nth(SUMMARY).map_or(text.len(), |(end, _)| end);
    if end == text.len() {
        return (text, "");
    }
    text.split_at(text[..end].rfind(' ').unwrap_or(end))
}

impl Labels {
    fn gather(&mut self, entry: &Entry) {
        self.funders.entry(id(&entry.funder)).or_insert_with(|| entry.funder.clone());
        let gathered = [(&mut self.groups, &entry.groups), (&mut self.offers, &entry.offers)];
        for (known, labels) in gathered {
            for label in labels {
                known.entry(id(label)).or_insert_with(|| label.clone());
            }
        }
        // Of several professions and groups it is not said which belongs to which: the first of each is sure.
        if let ([profession], [group]) = (&entry.professions[..], &entry.groups[..]) {
            self.professions.insert(id(profession), (profession.clone(), id(group)));
        }
        for label in &entry.professions {
            let group = entry.groups.first().map(|group| id(group)).unwrap_or_default();
            self.professions.entry(id(label)).or_insert_with(|| (label.clone(), group));
        }
    }

    fn write(&self, folder: &Path) -> Done<()> {
        for (id, name) in &self.funders {
            let yaml = format!("id: {id}\nname: {{en: {}}}\nkind: charity\n", quoted(name)?);
            write(folder, &format!("funders/{id}.yaml"), &yaml)?;
        }
        for (facet, title, labels) in [
            ("profession_group", "Group of professions", &self.groups),
            ("offer", "What you get", &self.offers),
        ] {
            let mut yaml = vocabulary(facet, title);
            for (id, label) in labels {
                write!(yaml, "  - id: {id}\n    label: {{en: {}}}\n", quoted(label)?)?;
            }
            write(folder, &format!("vocabulary/{facet}.yaml"), &yaml)?;
        }
        let mut yaml = vocabulary("profession", "Profession");
        for (id, (label, group)) in &self.professions {
            writeln!(
                yaml,
                "  - id: {id}\n    label: {{en: {}}}\n    group: {group}",
                quoted(label)?
            )?;
        }
        write(folder, "vocabulary/profession.yaml", &yaml)
    }
}

fn vocabulary(facet: &str, title: &str) -> String {
    format!("facet: {facet}\nlabel: {{en: {title}}}\nvalues:\n")
}
