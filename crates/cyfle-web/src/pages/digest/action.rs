//! What a button of the desk does: the fields of the form to the parameters of the new state, and where on the page it shows.

use cyfle_catalogue::catalogue::Catalogue;

/// Fields that only the form has. Wherever one is given, the form was sent.
const LISTED: &str = "listed";
const KEEP: &str = "keep";
const ADD: &str = "add";
const DO: &str = "do";

/// Whether the form was sent.
pub(super) fn is_asked(given: &[(String, String)]) -> bool {
    given.iter().any(|(name, _)| [LISTED, KEEP, ADD, DO].contains(&name.as_str()))
}

/// The parameters of the new state, and the id of the part of the page where it shows.
pub(super) fn decide(
    given: &[(String, String)],
    catalogue: &Catalogue,
) -> (Vec<(String, String)>, String) {
    let mut state = State::of(given);
    let mut place = "entries".to_owned();
    // What is no opportunity goes along, so that the page says so.
    for id in all(given, ADD).map(id_in).filter(|id| !id.is_empty()) {
        state.dismissed.retain(|own| *own != id);
        state.left_out.retain(|own| *own != id);
        if catalogue.opportunities.contains_key(&id) {
            place = format!("entry-{id}");
        }
        push(&mut state.include, id);
    }
    for action in all(given, DO) {
        let (what, id) = action.split_once(':').unwrap_or((action, ""));
        place = if id.is_empty() { what.to_owned() } else { format!("entry-{id}") };
        match what {
            "up" => state.shift(id, Shift::Up),
            "down" => state.shift(id, Shift::Down),
            "dismiss" => {
                "entries".clone_into(&mut place);
                state.include.retain(|own| own != id);
                push(&mut state.dismissed, id.to_owned());
            }
            "restore" => state.dismissed.retain(|own| own != id),
            _ => {}
        }
    }
    // It goes into an address, behind its `#`.
    place.retain(|c| c.is_ascii_alphanumeric() || c == '-');
    (state.pairs(given), place)
}

#[derive(Clone, Copy)]
enum Shift {
    Up,
    Down,
}

struct State {
    /// The ids of the page, in its order.
    listed: Vec<String>,
    left_out: Vec<String>,
    order: Vec<String>,
    include: Vec<String>,
    dismissed: Vec<String>,
}

impl State {
    fn of(given: &[(String, String)]) -> Self {
        let list = |name: &str| -> Vec<String> {
            let ids = all(given, name).flat_map(|value| value.split(','));
            ids.filter(|id| !id.is_empty()).map(str::to_owned).collect()
        };
        let kept = list(KEEP);
        let listed = list(LISTED);
        Self {
            left_out: listed.iter().filter(|id| !kept.contains(id)).cloned().collect(),
            order: list("order"),
            include: list("include"),
            dismissed: list("dismissed"),
            listed,
        }
    }

    /// Changes places with the neighbour that is ticked. The order of the whole page is kept from then on: sections are
    /// independent of one another, so one list is enough.
    fn shift(&mut self, id: &str, shift: Shift) {
        let mut shown: Vec<String> =
            self.listed.iter().filter(|own| !self.left_out.contains(own)).cloned().collect();
        let Some(from) = shown.iter().position(|own| own == id) else { return };
        let to = match shift {
            Shift::Up => from.checked_sub(1),
            Shift::Down => Some(from + 1).filter(|to| *to < shown.len()),
        };
        if let Some(to) = to {
            shown.swap(from, to);
        }
        self.order = shown;
    }

    /// Every other field as it was sent, and the decisions.
    fn pairs(self, given: &[(String, String)]) -> Vec<(String, String)> {
        let own = [LISTED, KEEP, ADD, DO, "leave_out", "order", "include", "dismissed"];
        let others = given
            .iter()
            .filter(|(name, value)| !own.contains(&name.as_str()) && !value.trim().is_empty());
        let lists = [
            ("leave_out", self.left_out),
            ("order", self.order),
            ("include", self.include),
            ("dismissed", self.dismissed),
        ];
        let lists = lists.into_iter().filter(|(_, ids)| !ids.is_empty());
        others.cloned().chain(lists.map(|(name, ids)| (name.to_owned(), ids.join(",")))).collect()
    }
}

fn all<'a>(given: &'a [(String, String)], name: &str) -> impl Iterator<Item = &'a str> {
    let wanted = name.to_owned();
    given.iter().filter(move |(known, _)| *known == wanted).map(|(_, value)| value.as_str())
}

/// An id, or the last step of the address of its page here.
fn id_in(text: &str) -> String {
    let path = text.trim().split(['?', '#']).next().unwrap_or_default();
    path.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned()
}

fn push(list: &mut Vec<String>, id: String) {
    if !list.contains(&id) {
        list.push(id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decided(given: &[(&str, &str)]) -> (Vec<(String, String)>, String) {
        let given: Vec<(String, String)> =
            given.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        assert!(is_asked(&given));
        decide(&given, &Catalogue::default())
    }

    #[test]
    fn what_is_unticked_is_left_out_and_empty_fields_vanish() {
        let sent = [
            ("listed", "a,b,c"),
            ("keep", "a"),
            ("keep", "c"),
            ("kind", ""),
            ("since", "2026-01-05"),
        ];
        let (pairs, place) = decided(&sent);
        let expected = [("since", "2026-01-05"), ("leave_out", "b")];
        assert_eq!(pairs, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
        assert_eq!(place, "entries");
    }

    #[test]
    fn moving_up_passes_over_what_is_unticked() {
        let sent = [("listed", "a,b,c"), ("keep", "a"), ("keep", "c"), ("do", "up:c")];
        let (pairs, place) = decided(&sent);
        assert!(pairs.contains(&("order".to_owned(), "c,a".to_owned())), "{pairs:?}");
        assert_eq!(place, "entry-c");
        let last = decided(&[("listed", "a,b"), ("keep", "a"), ("keep", "b"), ("do", "down:b")]);
        assert!(last.0.contains(&("order".to_owned(), "a,b".to_owned())), "nothing is below it");
    }

    #[test]
    fn dismissing_is_for_good_until_it_is_taken_back() {
        let (pairs, _) = decided(&[("listed", "a"), ("keep", "a"), ("do", "dismiss:a")]);
        assert_eq!(pairs, [("dismissed".to_owned(), "a".to_owned())]);
        let (pairs, _) = decided(&[("listed", ""), ("dismissed", "a"), ("do", "restore:a")]);
        assert!(pairs.is_empty(), "{pairs:?}");
    }

    #[test]
    fn what_is_no_opportunity_is_kept_for_the_page_to_name() {
        let sent = [("listed", "a"), ("keep", "a"), ("add", " Emerging Researcher "), ("add", "")];
        let (pairs, place) = decided(&sent);
        assert_eq!(pairs, [("include".to_owned(), "Emerging Researcher".to_owned())]);
        assert_eq!(place, "entries");
    }

    #[test]
    fn a_pasted_address_is_read_as_an_id() {
        assert_eq!(id_in(" https://cyfle.example/cy/opportunities/some-award?q=x "), "some-award");
        assert_eq!(id_in("some-award"), "some-award");
    }
}
