//! A calendar of published deadlines (RFC 5545): one event for each, none for an estimate.
//!
//! An event keeps its identity when its deadline moves: it is known by its entry and by the day on which its round was to close
//! when that was first published, whatever other rounds there are, with a sequence number that rises with each published change.
//! Times are the wall clock in London, with its zone in the file. A date that no person has compared with its page is tentative,
//! and so is one that is our reading.

use cyfle_catalogue::language::Phrases;
use cyfle_catalogue::moment::ZONE;
use cyfle_catalogue::opportunity::Change;
use cyfle_catalogue::status::{Closing, status};
use cyfle_catalogue::{Facet, Opportunity, wording};
use cyfle_search::search::last_change;
use cyfle_search::{Hit, Query};
use jiff::civil::Date;

use super::{Setting, our_page};

/// The content type.
pub const MEDIA_TYPE: &str = "text/calendar; charset=utf-8";

/// What a line may hold, in bytes, its end not counted.
const LONGEST_LINE: usize = 75;

/// London since 1996: summer time from the last Sunday in March to the last in October, both at 01:00 universal time.
const LONDON: &[&str] = &[
    "BEGIN:VTIMEZONE",
    "TZID:Europe/London",
    "BEGIN:DAYLIGHT",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0100",
    "TZNAME:BST",
    "DTSTART:19960331T010000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0000",
    "TZNAME:GMT",
    "DTSTART:19961027T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "END:STANDARD",
    "END:VTIMEZONE",
];

/// The calendar of what was found, and of what was withdrawn before its deadline.
pub fn write(on: &Setting<'_>, title: &str, query: &Query, hits: &[&Hit<'_>]) -> String {
    let mut calendar = begun(title);
    for hit in hits {
        events(&mut calendar, on, hit.opportunity, Standing::Offered);
    }
    for retired in on.catalogue.archive.values().filter(|retired| is_asked(on, query, retired)) {
        events(&mut calendar, on, retired, Standing::Withdrawn);
    }
    ended(calendar)
}

/// The calendar of one opportunity.
pub fn of_one(on: &Setting<'_>, opportunity: &Opportunity) -> String {
    let mut calendar = begun(opportunity.title.get(on.lang));
    events(&mut calendar, on, opportunity, Standing::Offered);
    ended(calendar)
}

/// What every calendar begins with.
fn begun(title: &str) -> Lines {
    let mut calendar = Lines::default();
    for line in
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Cyfle//Cyfle//EN", "CALSCALE:GREGORIAN"]
    {
        calendar.line(line);
    }
    calendar.line("METHOD:PUBLISH");
    calendar.text("NAME", title);
    calendar.text("X-WR-CALNAME", title);
    calendar.line(&format!("X-WR-TIMEZONE:{ZONE}"));
    calendar.line("REFRESH-INTERVAL;VALUE=DURATION:P1D");
    calendar.line("X-PUBLISHED-TTL:P1D");
    LONDON.iter().for_each(|line| calendar.line(line));
    calendar
}

fn ended(mut calendar: Lines) -> String {
    calendar.line("END:VCALENDAR");
    calendar.finish()
}

/// A published deadline, with what it is known by.
struct Deadline<'a> {
    opportunity: &'a Opportunity,
    uid: String,
    closing: Closing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    Offered,
    Withdrawn,
}

/// Whether a question without words would have found a retired entry; one with words cannot say.
fn is_asked(on: &Setting<'_>, query: &Query, retired: &Opportunity) -> bool {
    let has = |(facet, wanted): (&Facet, &Vec<String>)| {
        let own = facet.values(retired, on.catalogue);
        facet.is_computed() || wanted.iter().any(|value| own.contains(value))
    };
    query.text.is_empty() && query.filters.iter().all(has)
}

/// One event for each deadline that is ahead. That of a round which its page called closed before then is withdrawn: it may
/// stand in calendars already.
fn events(calendar: &mut Lines, on: &Setting<'_>, opportunity: &Opportunity, standing: Standing) {
    let now = status(opportunity, on.moment);
    for deadline in deadlines(opportunity) {
        if deadline.closing.over_at() > on.moment.wall_clock() {
            let is_ahead = now.ends().any(|end| end == deadline.closing);
            let standing = if is_ahead { standing } else { Standing::Withdrawn };
            event(calendar, on, &deadline, standing);
        }
    }
}

/// Every published deadline, in the order of the entry's rounds, with what it is known by. No host is in that (RFC 7986, 5.3): a
/// service that moves renames nothing. Of rounds that were to close on one day, the second has its number.
fn deadlines(opportunity: &Opportunity) -> Vec<Deadline<'_>> {
    let mut days: Vec<Date> = Vec::new();
    let closings = opportunity.timetable.rounds.iter().filter_map(Closing::of);
    let named = closings.map(|closing| {
        let day = first_day(closing.day, &opportunity.changes);
        days.push(day);
        let number = match days.iter().filter(|known| **known == day).count() {
            1 => String::new(),
            number => format!("-{number}"),
        };
        let uid = format!("{}-{day}{number}@cyfle", opportunity.id);
        Deadline { opportunity, uid, closing }
    });
    named.collect()
}

/// The day on which a round was to close when it was first published, followed back from the newest move.
fn first_day(day: Date, changes: &[Change]) -> Date {
    let moves = changes.iter().rev().filter_map(|change| change.deadline);
    moves.fold(day, |day, moved| if moved.to == day { moved.from } else { day })
}

fn event(calendar: &mut Lines, on: &Setting<'_>, deadline: &Deadline<'_>, standing: Standing) {
    let Deadline { opportunity, uid, closing } = deadline;
    // A comparison makes a tentative date a confirmed one, so it is a revision too.
    let changed = last_change(opportunity);
    let revised = opportunity.provenance.checked.map_or(changed, |checked| checked.max(changed));
    let stamp = compact(revised);
    let withdrawn = standing == Standing::Withdrawn;
    let sequence = opportunity.changes.len() + usize::from(withdrawn);
    calendar.line("BEGIN:VEVENT");
    calendar.line(&format!("UID:{uid}"));
    calendar.line(&format!("DTSTAMP:{stamp}T000000Z"));
    calendar.line(&format!("LAST-MODIFIED:{stamp}T000000Z"));
    calendar.line(&format!("SEQUENCE:{sequence}"));
    match closing.time {
        Some(time) => calendar.line(&format!(
            "DTSTART;TZID={ZONE}:{}T{}",
            compact(closing.day),
            time.strftime("%H%M%S")
        )),
        None => {
            let next = closing.day.tomorrow().unwrap_or(closing.day);
            calendar.line(&format!("DTSTART;VALUE=DATE:{}", compact(closing.day)));
            calendar.line(&format!("DTEND;VALUE=DATE:{}", compact(next)));
        }
    }
    let lang = on.lang.code();
    let phrases = on.phrases();
    let title = opportunity.title.get(on.lang);
    let funder = on.catalogue.funder_name(&opportunity.funder, on.lang);
    let summary = phrases.fill("calendar-deadline", &[("title", title), ("funder", funder)]);
    calendar.text(&format!("SUMMARY;LANGUAGE={lang}"), &summary);
    let official = opportunity.links.page(on.lang).unwrap_or_default();
    let caveat = on.unconfirmed(opportunity);
    let doubt = caveat
        .map(|caveat| format!("{} {caveat}", said(opportunity, *closing, phrases)))
        .unwrap_or_default();
    let confirm = phrases.get("feed-confirm");
    let parts = [opportunity.summary.get(on.lang), funder, &doubt, confirm, official];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    calendar.text(&format!("DESCRIPTION;LANGUAGE={lang}"), &parts.join("\n\n"));
    calendar.line(&format!("URL:{}", our_page(on, opportunity)));
    calendar.text(&format!("CATEGORIES;LANGUAGE={lang}"), &on.label("kind", &opportunity.kind));
    calendar.line("TRANSP:TRANSPARENT");
    calendar.line(match (standing, caveat) {
        (Standing::Withdrawn, _) => "STATUS:CANCELLED",
        (Standing::Offered, Some(_)) => "STATUS:TENTATIVE",
        (Standing::Offered, None) => "STATUS:CONFIRMED",
    });
    calendar.line("END:VEVENT");
}

/// A deadline in words, called our reading where it is.
fn said(opportunity: &Opportunity, closing: Closing, phrases: &Phrases) -> String {
    let time = wording::closing_time(closing, phrases);
    match opportunity.dates_are_our_reading() {
        true => phrases.fill("status-our-reading", &[("status", &time)]),
        false => time,
    }
}

fn compact(day: Date) -> String {
    day.strftime("%Y%m%d").to_string()
}

/// Content lines: escaped, folded, and ended as RFC 5545 wants them.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn text(&mut self, name: &str, text: &str) {
        let mut line = format!("{name}:");
        for c in text.chars() {
            match c {
                '\\' | ';' | ',' => line.extend(['\\', c]),
                '\n' => line.push_str("\\n"),
                c if c.is_control() => {}
                c => line.push(c),
            }
        }
        self.line(&line);
    }

    /// Folds behind at most 75 bytes and never inside a character (3.1); the space of a folded line counts.
    fn line(&mut self, line: &str) {
        let mut length = 0;
        for c in line.chars() {
            if length + c.len_utf8() > LONGEST_LINE {
                self.0.push_str("\r\n ");
                length = 1;
            }
            self.0.push(c);
            length += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }

    fn finish(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use cyfle_catalogue::opportunity::{MovedDeadline, Round};
    use cyfle_catalogue::{Files, load};
    use jiff::civil::date;

    use super::*;

    fn with(closes: &[Date], moves: &[(Date, Date)]) -> Vec<String> {
        let catalogue = load(&Files::embedded()).catalogue;
        let mut entry = catalogue.opportunities.into_values().next().expect("an entry");
        entry.id = "x".to_owned();
        let round = |day| Round {
            opens: None,
            seen_open: None,
            closes: Some(day),
            closes_time: None,
            seen_closed: None,
        };
        entry.timetable.rounds = closes.iter().copied().map(round).collect();
        let moved = |(from, to)| Change {
            date: from,
            what: entry.title.clone(),
            deadline: Some(MovedDeadline { from, to }),
        };
        entry.changes = moves.iter().copied().map(moved).collect();
        let uids = deadlines(&entry).into_iter().map(|deadline| deadline.uid);
        uids.map(|uid| uid.replace("@cyfle", "")).collect()
    }

    #[test]
    fn a_deadline_is_known_by_its_first_day_however_often_it_moves() {
        let (june, december) = (date(2026, 6, 10), date(2026, 12, 15));
        let (january, march) = (date(2027, 1, 15), date(2027, 3, 1));
        let known = ["x-2026-06-10", "x-2026-12-15", "x-2027-03-01"];
        assert_eq!(with(&[june, december, march], &[]), known);
        assert_eq!(with(&[june, january, march], &[(december, january)]), known);
        let back = [(december, january), (january, december)];
        assert_eq!(with(&[june, december], &back), known[..2]);
    }

    #[test]
    fn another_round_renames_none() {
        let (february, june, july) = (date(2026, 2, 9), date(2026, 6, 10), date(2026, 7, 9));
        assert_eq!(with(&[june, july], &[]), ["x-2026-06-10", "x-2026-07-09"]);
        let earlier = ["x-2026-02-09", "x-2026-06-10", "x-2026-07-09"];
        assert_eq!(with(&[february, june, july], &[]), earlier);
        assert_eq!(with(&[june, june], &[]), ["x-2026-06-10", "x-2026-06-10-2"]);
    }

    #[test]
    fn long_lines_are_folded_between_characters_and_unfold_to_the_same_text() {
        let mut lines = Lines::default();
        let text = "Dyddiad cau: Cymrodoriaeth Ddoethurol Gŵyl; y, z\\ ŵ".repeat(5);
        lines.text("SUMMARY", &text);
        let written = lines.finish();
        assert!(written.split("\r\n").all(|line| line.len() <= LONGEST_LINE), "{written}");
        let unfolded = written.replace("\r\n ", "");
        let escaped = text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,");
        assert_eq!(unfolded, format!("SUMMARY:{escaped}\r\n"));
    }

    #[test]
    fn no_text_breaks_out_of_its_line() {
        let mut lines = Lines::default();
        lines.text("SUMMARY", "a\r\nBEGIN:VEVENT");
        assert_eq!(lines.finish(), "SUMMARY:a\\nBEGIN:VEVENT\r\n");
    }
}
