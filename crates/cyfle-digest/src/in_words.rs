//! What an answer says in words: what was understood of a question, why a hit is there, and whether one may apply.
//!
//! The engine gives ids. Pages, the API, feeds and the terminal put them into words here, so that all say the same of one entry.

use std::borrow::Cow;

use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::status::State;
use cyfle_catalogue::{Facet, Lang, wording};
use cyfle_search::fit::{Fit, Verdict};
use cyfle_search::results::{Concept, Reason};

/// What something that a question can be about is called.
pub fn title(concept: Concept, catalogue: &Catalogue, lang: Lang) -> &str {
    let phrases = catalogue.phrases(lang);
    match concept {
        Concept::Facet(facet) => facet.title(catalogue, lang),
        Concept::Without(_) => phrases.get("understood-without"),
        Concept::OtherProfession => phrases.get("understood-other-profession"),
        Concept::HealthBoard => phrases.get("facet-health-board"),
        Concept::Employer => phrases.get("understood-employer"),
        Concept::Registration => phrases.get("understood-registration"),
        Concept::Qualification | Concept::AtMost => phrases.get("understood-qualification"),
        Concept::AmountMin => phrases.get("understood-amount-min"),
        Concept::AmountMax => phrases.get("understood-amount-max"),
        Concept::WorkingTime => phrases.get("understood-working-time"),
        Concept::Duration => phrases.get("understood-duration"),
        Concept::ClosesAfter => phrases.get("understood-closes-after"),
        Concept::ClosesBefore => phrases.get("understood-closes-before"),
        Concept::AddedSince => phrases.get("understood-added-since"),
    }
}

/// The label of a value of it. One that cannot be read is shown as it is.
pub fn label<'a>(
    concept: Concept,
    value: &'a str,
    catalogue: &'a Catalogue,
    lang: Lang,
) -> Cow<'a, str> {
    let phrases = catalogue.phrases(lang);
    match concept {
        Concept::Facet(facet) | Concept::Without(facet) => {
            facet.label(catalogue, value, lang).into()
        }
        Concept::HealthBoard => {
            catalogue.organisation(value).map_or(value, |own| own.name.get(lang)).into()
        }
        Concept::OtherProfession
        | Concept::Employer
        | Concept::Registration
        | Concept::Qualification => {
            catalogue.vocabularies.label(concept.name(), value, lang).into()
        }
        Concept::AtMost => {
            let most = catalogue.vocabularies.label(concept.name(), value, lang);
            phrases.fill("understood-at-most", &[("most", most)]).into()
        }
        Concept::AmountMin | Concept::AmountMax => {
            value.parse().map_or(value.into(), |amount| wording::money(amount, "GBP").into())
        }
        Concept::WorkingTime => phrases.fill("understood-wte", &[("share", value)]).into(),
        Concept::Duration => value
            .parse()
            .map_or(value.into(), |months| wording::months_text(months, lang, phrases).into()),
        Concept::ClosesAfter | Concept::ClosesBefore | Concept::AddedSince => {
            value.parse().map_or(value.into(), |day| wording::day(day, phrases).into())
        }
    }
}

/// What is said of a reason beside a hit: its label, in the words of `reason-…` where the label alone would not tell what is
/// meant ("closing on or before 30 November").
pub fn reason<'a>(reason: &'a Reason, catalogue: &'a Catalogue, lang: Lang) -> Cow<'a, str> {
    let value = label(reason.concept, &reason.value, catalogue, lang);
    let phrases = catalogue.phrases(lang);
    let key = format!("reason-{}", reason.concept.name());
    if phrases.has(&key) { phrases.fill(&key, &[("value", &value)]).into() } else { value }
}

/// Reasons in a line. Two values of one thing that was asked for may have one label, which is said once.
pub fn reasons(reasons: &[Reason], catalogue: &Catalogue, lang: Lang) -> String {
    let mut labels: Vec<Cow<'_, str>> =
        reasons.iter().map(|one| reason(one, catalogue, lang)).collect();
    labels.dedup();
    labels.join("; ")
}

/// Whether there is nothing to apply for now, although the reader is not excluded.
pub fn has_to_wait(fit: &Fit, state: State) -> bool {
    state == State::Closed && fit.verdict != Verdict::No
}

/// What a verdict says of an entry in a state. Nobody can apply for what is closed, whoever they are, so there it speaks of the
/// time when it should open again.
pub fn verdict<'a>(fit: &Fit, state: State, catalogue: &'a Catalogue, lang: Lang) -> &'a str {
    let phrases = catalogue.phrases(lang);
    match fit.verdict {
        Verdict::Likely if has_to_wait(fit, state) => phrases.get("verdict-closed-likely"),
        Verdict::Check if has_to_wait(fit, state) => phrases.get("verdict-closed-check"),
        verdict => Facet::Fit.label(catalogue, verdict.code(), lang),
    }
}

#[cfg(test)]
mod tests {
    use cyfle_catalogue::{Files, load};

    use super::*;

    #[test]
    fn whatever_a_question_can_be_about_has_a_name_in_both_languages() {
        let catalogue = load(&Files::embedded()).catalogue;
        for concept in [
            Concept::Facet(Facet::Kind),
            Concept::Without(Facet::Kind),
            Concept::OtherProfession,
            Concept::HealthBoard,
            Concept::Employer,
            Concept::Registration,
            Concept::Qualification,
            Concept::AtMost,
            Concept::AmountMin,
            Concept::AmountMax,
            Concept::WorkingTime,
            Concept::Duration,
            Concept::ClosesAfter,
            Concept::ClosesBefore,
            Concept::AddedSince,
        ] {
            let [english, welsh] = Lang::ALL.map(|lang| title(concept, &catalogue, lang));
            assert!(!english.contains('-') && english != welsh, "{concept:?}: {english}, {welsh}");
        }
    }

    #[test]
    fn a_value_that_can_be_read_is_put_into_words_and_any_other_shown_as_it_is() {
        let catalogue = load(&Files::embedded()).catalogue;
        for lang in Lang::ALL {
            let said = |concept, value| label(concept, value, &catalogue, lang);
            assert_eq!(said(Concept::AmountMin, "5000"), "£5,000");
            for concept in [Concept::AmountMin, Concept::Duration, Concept::ClosesBefore] {
                assert_eq!(said(concept, "soon"), "soon");
            }
        }
    }

    #[test]
    fn a_bound_is_said_beside_a_hit_as_a_bound_and_a_plain_value_by_its_label() {
        let catalogue = load(&Files::embedded()).catalogue;
        let bound = Reason { concept: Concept::ClosesBefore, value: "2026-11-30".to_owned() };
        let plain = Reason { concept: Concept::HealthBoard, value: "nowhere".to_owned() };
        for lang in Lang::ALL {
            let day = label(bound.concept, &bound.value, &catalogue, lang);
            let said = reason(&bound, &catalogue, lang);
            assert!(said.contains(&*day) && said != day, "{said}");
            assert_eq!(reason(&plain, &catalogue, lang), "nowhere");
        }
    }

    #[test]
    fn nobody_is_told_to_apply_now_for_what_is_closed() {
        let catalogue = load(&Files::embedded()).catalogue;
        for lang in Lang::ALL {
            let said = |own: Verdict, state: State| {
                verdict(&Fit { verdict: own, rules: Vec::new() }, state, &catalogue, lang)
            };
            for own in [Verdict::Likely, Verdict::Check] {
                assert_ne!(said(own, State::Closed), said(own, State::Open));
            }
            assert_eq!(said(Verdict::No, State::Closed), said(Verdict::No, State::Open));
        }
    }
}
