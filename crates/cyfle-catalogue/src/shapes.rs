//! The tables: which keys each kind of file has. A new key is one line here and one field in its type.

use crate::cue::{self, Cue};
use crate::draft::{self, Happening};
use crate::language::Lang;
use crate::opportunity::{Amount, Inclusion, PageSaid, SalaryCover};
use crate::profile::{
    LONGEST_QUESTION, LONGEST_WORDS, Languages, Layout, MOST_DAYS, MOST_PER_SECTION,
};
use crate::shape::{Field, Shape};
use crate::source::Kind;
use crate::vocabulary::StandsFor;

const fn required(name: &'static str, shape: Shape) -> Field {
    required_by("missing-field", name, shape)
}

/// A key whose absence breaks a rule of its own.
const fn required_by(rule: &'static str, name: &'static str, shape: Shape) -> Field {
    Field { name, missing: Some(rule), shape }
}

const fn optional(name: &'static str, shape: Shape) -> Field {
    Field { name, missing: None, shape }
}

/// A name or a title longer than this is a sentence.
const NAME: usize = 160;

const WORD: Shape = Shape::Text(NAME);
const WORDS: Shape = Shape::List(&WORD);

/// A summary longer than this does not fit a result card.
const SUMMARY: usize = 300;
const NOTE: usize = 900;

/// `opportunities/<funder>/<id>.yaml` and `archive/<id>.yaml`.
pub(crate) const OPPORTUNITY: Shape = Shape::Map(&[
    required("id", Shape::Id),
    required("title", Shape::Bilingual(NAME)),
    optional("also_known_as", WORDS),
    required("funder", Shape::Funder),
    required("kind", Shape::ValueOf(&["kind"])),
    required("themes", Shape::List(&Shape::ValueOf(&["theme"]))),
    optional("topics", Shape::List(&Shape::ValueOf(&["topic"]))),
    required("summary", Shape::Bilingual(SUMMARY)),
    required("details", Shape::Bilingual(4_000)),
    optional("audience", AUDIENCE),
    required("eligibility", ELIGIBILITY),
    optional("offer", OFFER),
    required("timetable", TIMETABLE),
    optional("links", LINKS),
    optional("contact", Shape::Mailbox),
    optional("related", Shape::List(&RELATED)),
    optional("unclear", Shape::Bilingual(NOTE)),
    required("provenance", PROVENANCE),
    optional("changes", Shape::List(&CHANGE)),
    optional("retired", RETIRED),
]);

const AUDIENCE: Shape = Shape::Map(&[
    optional("career_levels", Shape::List(&Shape::ValueOf(&["career_level"]))),
    optional("levels_note", Shape::Bilingual(NOTE)),
    optional("professions", Shape::List(&Shape::ValueOf(&["profession", "profession_group"]))),
]);

const ELIGIBILITY: Shape = Shape::Map(&[
    optional("nations", Shape::List(&Shape::PlainValueOf("nation"))),
    optional("employers", Shape::List(&Shape::ValueOf(&["employer"]))),
    optional("organisations", Shape::List(&Shape::Organisation)),
    optional("registration", Shape::List(&Shape::ValueOf(&["registration"]))),
    optional("registration_all", Shape::Flag),
    optional("qualification", Shape::ValueOf(&["qualification"])),
    optional("qualification_bar", Shape::ValueOf(&["qualification"])),
    required("healthcare_science", Shape::Word(&Inclusion::CODES)),
    required("who", Shape::Bilingual(NOTE)),
]);

const OFFER: Shape = Shape::Map(&[
    optional("offers", Shape::List(&Shape::ValueOf(&["offer"]))),
    optional("salary", SALARY),
    optional("fees_covered", Shape::Flag),
    optional("amount", AMOUNT),
    optional("duration_months", DURATION),
    optional("modes", Shape::List(&Shape::ValueOf(&["mode"]))),
    optional("education_stages", Shape::List(&Shape::ValueOf(&["education_stage"]))),
    optional("note", Shape::Bilingual(NOTE)),
]);

const SALARY: Shape = Shape::Map(&[
    required("covered", Shape::Word(&SalaryCover::CODES)),
    optional("wte", Shape::Share),
    optional("months", MONTHS),
    optional("up_to", Shape::List(&Shape::Word(&["wte", "months"]))),
]);

const AMOUNT: Shape = Shape::Map(&[
    optional("min", MONEY),
    optional("max", MONEY),
    required_by("amount-without-currency", "currency", Shape::Word(&["GBP", "EUR", "USD"])),
    required("per", Shape::Word(&["award", "year"])),
]);

const MONEY: Shape = Shape::Whole(1, Amount::MOST as i64);

const MONTHS: Shape = Shape::Whole(1, 240);

const DURATION: Shape = Shape::Map(&[optional("min", MONTHS), optional("max", MONTHS)]);

const TIMETABLE: Shape = Shape::Map(&[
    required("pattern", Shape::ValueOf(&["timetable_pattern"])),
    optional("rounds", Shape::List(&ROUND)),
    optional("page_said", Shape::Word(&PageSaid::CODES)),
    optional("repeated", Shape::Flag),
    optional("note", Shape::Bilingual(NOTE)),
]);

const ROUND: Shape = Shape::Map(&[
    optional("opens", Shape::Day),
    optional("seen_open", Shape::PartialDay),
    optional("closes", Shape::Day),
    optional("closes_time", Shape::ClockTime),
    optional("seen_closed", Shape::Day),
]);

const LINKS: Shape = Shape::Map(&[
    optional("en", Shape::Address),
    optional("cy", Shape::Address),
    optional("note", Shape::Bilingual(NOTE)),
]);

const RELATED: Shape = Shape::Map(&[
    required("id", Shape::Opportunity),
    required("relation", Shape::ValueOf(&["relation"])),
]);

const PROVENANCE: Shape = Shape::Map(&[
    required_by("no-source", "sources", Shape::List(&SOURCE)),
    optional("as_of", Shape::PartialDay),
    required("added", Shape::Day),
    optional("checked", Shape::Day),
    optional("inferred", WORDS),
]);

const SOURCE: Shape = Shape::Map(&[
    optional("url", Shape::Address),
    optional("document", Shape::Word(&["strategy"])),
    optional("section", WORD),
    required("read", Shape::Day),
]);

const CHANGE: Shape = Shape::Map(&[
    required("date", Shape::Day),
    required("what", Shape::Bilingual(NOTE)),
    optional("deadline", Shape::Map(&[required("from", Shape::Day), required("to", Shape::Day)])),
]);

const RETIRED: Shape = Shape::Map(&[
    required("reason", Shape::Bilingual(NOTE)),
    optional("successors", Shape::List(&Shape::Opportunity)),
]);

/// `funders/<id>.yaml`.
pub(crate) const FUNDER: Shape = Shape::Map(&[
    required("id", Shape::Id),
    required("name", Shape::Bilingual(NAME)),
    optional("also_known_as", WORDS),
    required(
        "kind",
        Shape::Word(&[
            "government",
            "research-council",
            "nhs",
            "charity",
            "professional-body",
            "university",
            "network",
            "company",
        ]),
    ),
    optional("website", Shape::Address),
    optional("ror", Shape::Address),
    optional("contact", Shape::Mailbox),
]);

/// `organisations.yaml`.
pub(crate) const ORGANISATIONS: Shape =
    Shape::Map(&[required("organisations", Shape::List(&ORGANISATION))]);

const ORGANISATION: Shape = Shape::Map(&[
    required("id", Shape::Id),
    required("name", Shape::Bilingual(NAME)),
    required(
        "kind",
        Shape::Word(&[
            "health-board",
            "trust",
            "hosted-body",
            "special-health-authority",
            "research-centre",
            "support-service",
            "funder",
            "umbrella",
        ]),
    ),
    optional("part_of", Shape::Organisation),
    optional("also_known_as", WORDS),
    optional("places", WORDS),
    optional("research_contact", Shape::Mailbox),
    optional("contact", Shape::Mailbox),
    optional("website", Shape::Address),
]);

/// An editor's profile: the parameters of a digest, wherever the file stands.
pub(crate) const PROFILE: Shape = Shape::Map(&[
    optional("q", Shape::Text(LONGEST_QUESTION)),
    optional("career_level", Shape::List(&Shape::ValueOf(&["career_level"]))),
    optional("profession_group", Shape::List(&Shape::ValueOf(&["profession_group"]))),
    optional("profession", Shape::List(&Shape::ValueOf(&["profession"]))),
    optional("kind", Shape::List(&Shape::ValueOf(&["kind"]))),
    optional("offer", Shape::List(&Shape::ValueOf(&["offer"]))),
    optional("theme", Shape::List(&Shape::ValueOf(&["theme"]))),
    optional("topic", Shape::List(&Shape::ValueOf(&["topic"]))),
    optional("funder", Shape::List(&Shape::Funder)),
    optional("health_board", Shape::Organisation),
    optional("closing_within", Shape::Whole(1, MOST_DAYS as i64)),
    optional("per_section", Shape::Whole(1, MOST_PER_SECTION as i64)),
    optional("dismissed", Shape::List(&Shape::Opportunity)),
    optional("lang", Shape::Word(&Languages::NAMES)),
    optional("layout", Shape::Word(&Layout::NAMES)),
    optional("introduction", Shape::Bilingual(LONGEST_WORDS)),
    optional("sign_off", Shape::Bilingual(LONGEST_WORDS)),
    optional("campaign", Shape::Id),
]);

/// `vocabulary/<facet>.yaml`.
pub(crate) const VOCABULARY: Shape = Shape::Map(&[
    required("facet", Shape::Text(60)),
    required("label", Shape::Bilingual(NAME)),
    required("values", Shape::List(&VALUE)),
]);

const VALUE: Shape = Shape::Map(&[
    required("id", Shape::Id),
    required("label", Shape::Bilingual(NAME)),
    optional("short", Shape::Bilingual(NAME)),
    optional("person", Shape::Bilingual(NAME)),
    optional("synonyms", Shape::Map(&[optional("en", WORDS), optional("cy", WORDS)])),
    optional("group", Shape::ValueOf(&["profession_group"])),
    optional("covers", Shape::List(&Shape::ValueOf(&["profession"]))),
    optional("levels", Shape::List(&Shape::ValueOf(&["career_level"]))),
    optional("needs", Shape::ValueOf(&["qualification"])),
    optional("follows", Shape::ValueOf(&["qualification"])),
    optional("gives", Shape::ValueOf(&["qualification"])),
    optional("reaches", Shape::ValueOf(&["career_level"])),
    optional("says", Shape::Word(&["way-of-working", "means", "people"])),
    optional("made_of", Shape::List(&Shape::ValueOf(&["nation"]))),
    optional("nations", Shape::List(&Shape::ValueOf(&["nation"]))),
    optional(
        "counts_as",
        Shape::List(&Shape::ValueOf(&["employer", "kind", "offer", "registration"])),
    ),
    optional("serves", Shape::Word(&["money", "learning", "help", "anything"])),
    optional("prize", Shape::Word(&["certain", "possible"])),
    optional("track", Shape::Word(&["research", "innovation", "practice"])),
    optional("schema_org", Shape::Word(SCHEMA_ORG)),
    optional("gathers", Shape::Flag),
    optional("circumstances", Shape::Flag),
    optional("stands_alone", Shape::Flag),
    optional("begins", Shape::Flag),
    optional("for_study", Shape::Flag),
    optional("stands_for", Shape::Word(&StandsFor::CODES)),
    optional("unless", Shape::List(&UNLESS)),
]);

const SCHEMA_ORG: &[&str] =
    &["MonetaryGrant", "EducationalOccupationalProgram", "Event", "Service"];

const UNLESS: Shape = Shape::Map(&[required("said", WORDS), required("beside", WORDS)]);

/// `languages/<code>.yaml`.
pub(crate) const LANGUAGE: Shape = Shape::Map(&[
    required("phrases", Shape::Phrases),
    optional("noise_words", WORDS),
    optional("small_words", WORDS),
    optional("cues", Shape::By(&Shape::Word(Cue::NAMES), &WORDS)),
    optional("numerals", Shape::By(&Shape::Word(cue::NUMERALS), &WORDS)),
    optional("months", Shape::By(&Shape::Word(cue::MONTHS), &WORDS)),
]);

/// `languages/words-cy.yaml`.
pub(crate) const WELSH_WORDS: Shape = Shape::Map(&[
    required("words", Shape::Each(&WORDS)),
    optional("verbs", Shape::Each(&WORD)),
    optional("plain", WORDS),
    optional("families", Shape::List(&WORDS)),
    optional("never_mutated", WORDS),
    optional("not_softened", WORDS),
]);

/// `assessments.yaml`.
pub(crate) const ASSESSMENTS: Shape = Shape::Map(&[
    required("questions", Shape::Whole(0, u32::MAX as i64)),
    required("entries", Shape::List(&Shape::Opportunity)),
    required("found", Shape::List(&Shape::Assessment)),
]);

/// `sources/<id>.yaml`.
pub(crate) const WATCHED: Shape = Shape::Map(&[
    required("id", Shape::Id),
    required("kind", Shape::Word(&Kind::CODES)),
    required("language", Shape::Word(&Lang::CODES)),
    required("every_days", Shape::Whole(1, 366)),
    optional("words", WORDS),
    required("pages", Shape::List(&WATCHED_PAGE)),
]);

const WATCHED_PAGE: Shape = Shape::Map(&[
    required("url", Shape::Address),
    optional("entries", Shape::List(&Shape::Opportunity)),
    optional("language", Shape::Word(&Lang::CODES)),
    optional("main", WORD),
    optional("items", WORD),
    optional("fields", WATCHED_FIELDS),
    optional("open_words", WORDS),
    optional("closed_words", WORDS),
]);

const WATCHED_FIELDS: Shape = Shape::Map(&[
    optional("opens", WORD),
    optional("closes", WORD),
    optional("amount", WORD),
    optional("status", WORD),
]);

/// `drafts/<id>.yaml`. Ids are texts here: an entry may have gone since the draft was written, and the draft must still be read.
pub(crate) const DRAFT: Shape = Shape::Map(&[
    required("id", Shape::Id),
    optional("entry", Shape::Id),
    required("source", Shape::Id),
    required("url", Shape::Address),
    required("kind", Shape::Word(&Happening::CODES)),
    required("found", Shape::Day),
    optional("note", Shape::Text(NOTE)),
    optional("evidence", Shape::List(&EVIDENCE)),
    optional("edits", Shape::List(&EDIT)),
    optional("round", ROUND),
]);

const EVIDENCE: Shape = Shape::Map(&[
    required("field", Shape::Word(&draft::Field::CODES)),
    optional("old", Shape::Text(NOTE)),
    optional("old_text", Shape::Text(NOTE)),
    optional("new", Shape::Text(NOTE)),
    optional("new_text", Shape::Text(NOTE)),
]);

const EDIT: Shape = Shape::Map(&[
    required("path", WORD),
    optional("from", Shape::Text(NOTE)),
    required("to", Shape::Text(NOTE)),
]);

#[cfg(test)]
mod tests {
    use serde::de::DeserializeOwned;
    use serde_json::json;

    use super::*;
    use crate::language::Review;
    use crate::vocabulary::{Prize, Says, SchemaOrg, Serves, Track};

    /// The words that a key of a value takes, as its type reads them.
    fn read<T: DeserializeOwned>(key: &str) -> Vec<T> {
        let Shape::Map(fields) = VALUE else { panic!("a value is a map") };
        let field = fields.iter().find(|field| field.name == key).expect("a key");
        let Shape::Word(words) = field.shape else { panic!("{key} takes words") };
        let read = words.iter().map(|word| serde_json::from_value(json!(word)));
        read.collect::<Result<_, _>>().expect("every word that passes the check is read")
    }

    /// The words of a closed list, as its type reads them from a file.
    fn as_read<T: DeserializeOwned>(words: &[&str]) -> Vec<T> {
        let read = words.iter().map(|word| serde_json::from_value(json!(word)));
        read.collect::<Result<_, _>>().expect("every word that passes the check is read")
    }

    #[test]
    fn every_word_of_a_closed_list_is_read_as_what_it_stands_for() {
        assert_eq!(as_read::<Inclusion>(&Inclusion::CODES), Inclusion::ALL);
        assert_eq!(as_read::<SalaryCover>(&SalaryCover::CODES), SalaryCover::ALL);
        assert_eq!(as_read::<PageSaid>(&PageSaid::CODES), PageSaid::ALL);
        assert_eq!(as_read::<Review>(&Review::CODES), Review::ALL);
        assert_eq!(as_read::<Lang>(&Lang::CODES), Lang::ALL);
        assert_eq!(as_read::<Kind>(&Kind::CODES), Kind::ALL);
    }

    #[test]
    fn every_word_of_a_value_is_one_that_the_program_knows() {
        assert_eq!(read::<Prize>("prize"), [Prize::Certain, Prize::Possible]);
        assert_eq!(read::<Track>("track"), Track::ALL);
        assert_eq!(
            read::<SchemaOrg>("schema_org"),
            [
                SchemaOrg::MonetaryGrant,
                SchemaOrg::EducationalOccupationalProgram,
                SchemaOrg::Event,
                SchemaOrg::Service
            ]
        );
        assert_eq!(read::<Says>("says"), [Says::WayOfWorking, Says::Means, Says::People]);
        assert_eq!(
            read::<Serves>("serves"),
            [Serves::Money, Serves::Learning, Serves::Help, Serves::Anything]
        );
    }
}
