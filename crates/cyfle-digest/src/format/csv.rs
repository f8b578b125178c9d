//! A table for spreadsheets: one row an entry, the columns of each language side by side.
//!
//! Spreadsheets are met as in [`crate::feed::csv`]: with a byte order mark, and without a cell that they would calculate.

use cyfle_catalogue::Lang;

use crate::edition::{Document, Edition};
use crate::feed::csv::{BYTE_ORDER_MARK, harmless};
use crate::format::json::trust_name;

/// The issue as CSV (RFC 4180).
pub(super) fn render(document: &Document<'_>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
    let editions: Vec<&Edition> = document.editions().collect();
    let mut header: Vec<String> =
        ["section", "id", "reasons", "state", "opens", "closes", "time", "trust"]
            .map(str::to_owned)
            .into();
    for edition in &editions {
        header.extend(columns(edition.lang));
    }
    write(&mut writer, &header);
    for (part, listing) in document.issue.listings.iter().enumerate() {
        for (number, entry) in listing.entries.iter().enumerate() {
            let status = &entry.status;
            let reasons: Vec<&str> = entry.reasons.iter().map(|reason| reason.name()).collect();
            let time = status.closes.and_then(|closing| closing.time);
            let mut row = vec![
                listing.section.name().to_owned(),
                entry.opportunity.id.clone(),
                reasons.join(" "),
                status.state.code().to_owned(),
                status.opens.map(|day| day.to_string()).unwrap_or_default(),
                status.closes.map(|closing| closing.day.to_string()).unwrap_or_default(),
                time.map(|time| time.strftime("%H:%M").to_string()).unwrap_or_default(),
                trust_name(entry.trust).to_owned(),
            ];
            for edition in &editions {
                let notice = &edition.parts[part].notices[number];
                let texts = [&notice.title.text, &notice.when, &notice.summary, &notice.offer];
                let more = [&notice.funder, &notice.title.href];
                row.extend(texts.into_iter().chain(more).map(|text| harmless(text.clone())));
                row.push(harmless(notice.reasons.join("; ")));
            }
            write(&mut writer, &row);
        }
    }
    writer.into_inner().expect("memory takes everything")
}

fn columns(lang: Lang) -> [String; 7] {
    ["title", "when", "summary", "offer", "funder", "url", "why"]
        .map(|name| format!("{name}_{lang}"))
}

fn write(writer: &mut csv::Writer<Vec<u8>>, row: &[String]) {
    writer.write_record(row).expect("memory takes everything");
}
