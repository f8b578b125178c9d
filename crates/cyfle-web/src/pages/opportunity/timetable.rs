//! When: how often, which rounds there were, and what we estimate of the next one, marked as our estimate.

use cyfle_catalogue::language::Phrases;
use cyfle_catalogue::opportunity::Round;
use cyfle_catalogue::status::{State, Status};
use cyfle_catalogue::{Lang, Opportunity, wording};

use crate::pages::results;
use crate::pages::visit::At;

/// The section on dates.
pub(super) struct Timetable {
    /// How often one can apply.
    pub(super) pattern: String,
    /// What holds at the moment.
    pub(super) now: String,
    /// The state's id.
    pub(super) state: &'static str,
    /// "12 days left".
    pub(super) left: String,
    /// On what our estimate rests.
    pub(super) estimate: Option<String>,
    /// What to do where no date is published.
    pub(super) advice: Option<String>,
    /// What the known rounds are called, and that their dates are our reading where they are.
    pub(super) caption: String,
    /// Known rounds, newest first.
    pub(super) rounds: Vec<RoundRow>,
    pub(super) note: Option<String>,
}

/// One round, in words.
pub(super) struct RoundRow {
    pub(super) opens: String,
    pub(super) closes: String,
}

/// The dates of an opportunity at the moment of `status`.
pub(super) fn timetable(
    site: At<'_>,
    lang: Lang,
    opportunity: &Opportunity,
    status: &Status,
) -> Timetable {
    let catalogue = site.engine.catalogue();
    let t = catalogue.phrases(lang);
    let timetable = &opportunity.timetable;
    let nothing_ahead = matches!(status.state, State::Expected | State::Closed | State::Unknown)
        && status.ends().next().is_none();
    let advice = nothing_ahead.then(|| t.get("timetable-advice").to_owned());
    let caption = t.get("rounds-caption");
    Timetable {
        pattern: catalogue
            .vocabularies
            .label("timetable_pattern", timetable.pattern.code(), lang)
            .to_owned(),
        now: wording::status_sentence(status, catalogue, lang),
        state: status.state.code(),
        left: results::days_left(status, t, lang),
        estimate: wording::estimate_basis(status, t)
            .map(|basis| t.fill("estimate-warning", &[("basis", &basis)])),
        advice,
        caption: match status.dates_are_our_reading {
            true => t.fill("status-our-reading", &[("status", caption)]),
            false => caption.to_owned(),
        },
        rounds: timetable.rounds.iter().rev().map(|round| row(round, t)).collect(),
        note: timetable.note.as_ref().map(|note| note.get(lang).to_owned()),
    }
}

fn row(round: &Round, t: &Phrases) -> RoundRow {
    let seen = round
        .seen_open
        .map(|date| t.fill("round-seen-open", &[("day", &wording::partial_day(date, t))]));
    let opens = round.opens.map(|day| wording::day(day, t)).or(seen);
    let cut_short = round.seen_closed.filter(|day| round.closes.is_none_or(|end| *day <= end));
    let cut_short =
        cut_short.map(|day| t.fill("round-seen-closed", &[("day", &wording::day(day, t))]));
    let published = round.closes.map(|day| {
        let on = wording::day(day, t);
        match &round.closes_time {
            Some(time) => t.fill("day-at-time", &[("day", &on), ("time", time)]),
            None => on,
        }
    });
    let or_unknown = |text: Option<String>| text.unwrap_or_else(|| t.get("not-stated").to_owned());
    RoundRow { opens: or_unknown(opens), closes: or_unknown(cut_short.or(published)) }
}
