//! What questions say of entries, on questions made up for it.

use super::*;

/// A set of so many questions that ask for these things and for which these entries gain so much.
fn judged(times: usize, asked: &[&str], gains: &[(&str, f64)]) -> Judged {
    let asked: BTreeSet<String> = asked.iter().map(|one| (*one).to_owned()).collect();
    let gains: BTreeMap<String, f64> =
        gains.iter().map(|(id, gain)| ((*id).to_owned(), *gain)).collect();
    let stands = (0..ENTRIES.len()).map(|number| (number, 0.0)).collect();
    Judged { questions: vec![Answered { asked, gains, stands }; times] }
}

const ENTRIES: [&str; 3] = ["a", "b", "c"];

fn concluded<'a>(sets: impl Iterator<Item = &'a Judged>) -> Assessments {
    let traits = Traits { count: 0, of: vec![Vec::new(); ENTRIES.len()] };
    conclude(&Entries { ids: ENTRIES.to_vec(), traits }, sets)
}

fn tenths_of(assessments: &Assessments, asked: Asked<&str>, id: &str) -> i8 {
    let place = assessments.entries().position(|own| own == id);
    let line = assessments.iter().find(|(own, _)| *own == asked);
    let mut worth = line.into_iter().flat_map(|(_, worth)| worth);
    let own = worth.find(|(at, _)| Some(usize::from(*at)) == place);
    own.map_or(0, |(_, tenths)| *tenths)
}

#[test]
fn what_gains_is_found_better_and_what_misleads_poorer() {
    let set = judged(4, &["theme=research"], &[("b", 7.0), ("c", -MISLEADS)]);
    let other = judged(16, &["theme=leadership"], &[("a", 3.0)]);
    let found = concluded([set, other].iter());
    assert_eq!(found.questions(), 20);
    let research = Asked::One("theme=research", 4);
    assert!(tenths_of(&found, research, "b") > 30, "{found:?}");
    assert!(tenths_of(&found, research, "c") < 0, "{found:?}");
    assert!(tenths_of(&found, research, "a") <= 0, "{found:?}");
}

#[test]
fn more_questions_conclude_more_also_from_several_sets() {
    let one = judged(1, &["theme=research"], &[("b", 7.0)]);
    let worth = |count: usize| {
        let found = concluded(std::iter::repeat_n(&one, count));
        let asked = Asked::One("theme=research", u32::try_from(count).expect("few"));
        tenths_of(&found, asked, "b")
    };
    assert!(0 < worth(1) && worth(1) < worth(10), "{} {}", worth(1), worth(10));
}

#[test]
fn what_is_good_only_for_who_asks_for_two_facts_is_found_for_both_together() {
    let sets = [
        judged(8, &["kind=training", "theme=research"], &[("b", 7.0)]),
        judged(8, &["kind=training", "theme=leadership"], &[("a", 7.0)]),
        judged(8, &["kind=funding", "theme=research"], &[("a", 7.0)]),
    ];
    let found = concluded(sets.iter());
    let both = Asked::Both("kind=training", "theme=research");
    assert!(tenths_of(&found, both, "b") > 10, "{found:?}");
    assert!(tenths_of(&found, both, "a") < 0, "{found:?}");
}

#[test]
fn words_are_not_joined_and_facts_joined_once_conclude_nothing_together() {
    let sets = [
        judged(3, &["grant", "theme=research"], &[("b", 7.0)]),
        judged(1, &["kind=training", "theme=research"], &[("a", 7.0)]),
    ];
    let found = concluded(sets.iter());
    assert!(found.iter().all(|(asked, _)| matches!(asked, Asked::One(..))), "{found:?}");
}
