//! Controlled words: the values of each facet with their labels and the words that people type for them.

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::language::{Lang, Text};

/// One vocabulary: a file of `vocabulary/`.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct Vocabulary {
    /// The file's name, and the facet's name in the API.
    pub facet: String,
    /// What the facet is called.
    pub label: Text,
    /// The values, in the order in which people expect them.
    pub values: Vec<Value>,
    /// Where each id stands among the values: labels are looked up far more often than vocabularies are read.
    #[serde(skip)]
    places: OnceLock<HashMap<String, usize>>,
}

/// One value of a vocabulary.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct Value {
    /// The id used in files, parameters and JSON.
    pub id: String,
    /// Its name.
    pub label: Text,
    /// A shorter name for tight places.
    #[serde(default)]
    pub short: Option<Text>,
    /// Someone who has it ("audiologist").
    #[serde(default)]
    pub person: Option<Text>,
    /// What people type for it. Search aids: they state no fact.
    #[serde(default)]
    pub synonyms: Words,
    /// Of a profession: its group.
    #[serde(default)]
    pub group: Option<String>,
    /// Of an umbrella profession: what it covers.
    #[serde(default)]
    pub covers: Vec<String>,
    /// Of a band or a training programme: the career levels that it points to, strongest first.
    #[serde(default)]
    pub levels: Vec<String>,
    /// Of a stage of education, a training programme, a career level or a register: the qualification that it builds on.
    #[serde(default)]
    pub needs: Option<String>,
    /// Of a stage of education: the qualification after which it is the next step.
    #[serde(default)]
    pub follows: Option<String>,
    /// Of a stage of education or a training programme: the qualification that one has at its end.
    #[serde(default)]
    pub gives: Option<String>,
    /// Of a training programme: the career level that one has reached at its end.
    #[serde(default)]
    pub reaches: Option<String>,
    /// Of a topic that is neither an illness nor a specialty: what it says instead.
    #[serde(default)]
    pub says: Option<Says>,
    /// Of a nation: the ids that together make it up.
    #[serde(default)]
    pub made_of: Vec<String>,
    /// Of an employer: the nations in which it is, where these are not the readers' own.
    #[serde(default)]
    pub nations: Vec<String>,
    /// Of an employer or a registration: the broader values that it satisfies. Of a kind or an offer: those that people ask for when they mean it.
    #[serde(default)]
    pub counts_as: Vec<String>,
    /// What it is about in the end.
    #[serde(default)]
    pub serves: Option<Serves>,
    /// Of an offer, a kind or a theme: whether it is given for what has been done already.
    #[serde(default)]
    pub prize: Option<Prize>,
    /// Of a theme: the track of the pathway to which it belongs.
    #[serde(default)]
    pub track: Option<Track>,
    /// Of a kind: what it is for schema.org.
    #[serde(default)]
    pub schema_org: Option<SchemaOrg>,
    /// Of a kind: whether it brings people together, and gives them little else.
    #[serde(default)]
    pub gathers: bool,
    /// Of a topic: whether it is about what people's own circumstances are, and no subject that they work on.
    #[serde(default)]
    pub circumstances: bool,
    /// Of an offer: whether it is no less for what is given with it. Anything else often comes beside something larger.
    #[serde(default)]
    pub stands_alone: bool,
    /// Of a stage of education or a career level: whether someone may begin with it, or stand there, who is new to a thing.
    #[serde(default)]
    pub begins: bool,
    /// Of an offer: whether it pays for being taught.
    #[serde(default)]
    pub for_study: bool,
    /// What the program knows this value of its vocabulary by, and no other.
    #[serde(default)]
    pub stands_for: Option<StandsFor>,
    /// Where a question that has a word of it means something else.
    #[serde(default)]
    pub unless: Vec<Unless>,
}

/// What one value of a vocabulary stands for in the rules by which questions are read and entries are judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum StandsFor {
    /// Of nations and employers: the readers' own.
    Home,
    /// Of employers: the health service, so that every part of that counts as it.
    HealthService,
    /// Of employers: whoever says only that they do not work for the health service.
    Outside,
    /// Of employers: whoever is still being taught.
    InTraining,
    /// Of groups of professions: whatever belongs to none of the others, so that nobody looks for it.
    LeftOver,
    /// Of qualifications: the degree with which people enter these professions.
    FirstDegree,
    /// Of stages of education: asking nothing of anyone.
    AskingNothing,
    /// Of kinds: whatever pays.
    AnyMoney,
    /// Of kinds: whoever helps.
    AnyHelp,
    /// Of kinds: what one can be a member of.
    Bodies,
    /// Of kinds: what is given to the best.
    Award,
    /// Of offers: somebody's word on what to do.
    Advice,
    /// Of offers: what says that one has learnt something.
    Certificate,
    /// Of offers: a share of one's working time.
    Time,
    /// Of modes: less than a full week.
    PartTime,
    /// Of themes: getting onto a register.
    Registering,
    /// Of registrations: membership of a body.
    Membership,
    /// Of registrations: whichever register of health professionals.
    AnyRegister,
    /// Of registrations: none at all.
    NoRegister,
}

impl StandsFor {
    /// Everything that a value may stand for, with its word in the files and the vocabularies of which one value does.
    pub(crate) const ALL: [(Self, &'static str, &'static [&'static str]); 19] = [
        (Self::Home, "home", &["employer", "nation"]),
        (Self::HealthService, "health-service", &["employer"]),
        (Self::Outside, "outside", &["employer"]),
        (Self::InTraining, "in-training", &["employer"]),
        (Self::LeftOver, "left-over", &["profession_group"]),
        (Self::FirstDegree, "first-degree", &["qualification"]),
        (Self::AskingNothing, "asking-nothing", &["education_stage"]),
        (Self::AnyMoney, "any-money", &["kind"]),
        (Self::AnyHelp, "any-help", &["kind"]),
        (Self::Bodies, "bodies", &["kind"]),
        (Self::Award, "award", &["kind"]),
        (Self::Advice, "advice", &["offer"]),
        (Self::Certificate, "certificate", &["offer"]),
        (Self::Time, "time", &["offer"]),
        (Self::PartTime, "part-time", &["mode"]),
        (Self::Registering, "registering", &["theme"]),
        (Self::Membership, "membership", &["registration"]),
        (Self::AnyRegister, "any-register", &["registration"]),
        (Self::NoRegister, "no-register", &["registration"]),
    ];

    /// The words in the files.
    pub(crate) const CODES: [&'static str; Self::ALL.len()] = {
        let mut codes = [""; Self::ALL.len()];
        let mut at = 0;
        while at < codes.len() {
            codes[at] = Self::ALL[at].1;
            at += 1;
        }
        codes
    };
}

/// What a value is about in the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Serves {
    /// Money, and time that is paid for.
    Money,
    /// What one learns.
    Learning,
    /// Someone to ask.
    Help,
    /// Any of these.
    Anything,
}

/// Whether something is given for what has been done already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Prize {
    /// It is.
    Certain,
    /// It may be: whoever asks for it may ask for a prize.
    Possible,
}

/// A track of the pathway.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Track {
    /// Finding out what nobody knows.
    Research,
    /// Making things better.
    Innovation,
    /// One's own profession, and leading others in it.
    Practice,
}

impl Track {
    /// Every track, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Research, Self::Innovation, Self::Practice];

    /// The word in the files, and the end of the phrase key `pathway-track-…`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Research => "research",
            Self::Innovation => "innovation",
            Self::Practice => "practice",
        }
    }
}

/// A type of schema.org, by its name there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
pub enum SchemaOrg {
    /// Money for a purpose.
    MonetaryGrant,
    /// What people are admitted to, with a deadline and an end.
    EducationalOccupationalProgram,
    /// What happens at some time in some place.
    Event,
    /// Anything else that is done for people.
    Service,
}

/// What a topic says that is neither an illness nor a specialty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Says {
    /// How one works: it goes with everything.
    WayOfWorking,
    /// With what one works.
    Means,
    /// For which people something is made.
    People,
}

/// A word of a value that means something else beside certain others: a CCP who is also called a paramedic.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct Unless {
    /// The words, of either language, that stand for the value when they are alone.
    pub said: Vec<String>,
    /// Any of these, anywhere in the question, rules it out; several words stand side by side.
    pub beside: Vec<String>,
}

/// Words in each language.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
pub struct Words {
    /// English.
    #[serde(default)]
    pub en: Vec<String>,
    /// Welsh, unmutated.
    #[serde(default)]
    pub cy: Vec<String>,
}

impl Words {
    /// The words of one language.
    pub fn get(&self, lang: Lang) -> &[String] {
        match lang {
            Lang::En => &self.en,
            Lang::Cy => &self.cy,
        }
    }
}

impl Value {
    /// Everything that people type for it in one language: label, short label, person, synonyms.
    pub fn names(&self, lang: Lang) -> impl Iterator<Item = &str> {
        let texts = [Some(&self.label), self.short.as_ref(), self.person.as_ref()];
        let texts = texts.into_iter().flatten().map(move |text| text.get(lang));
        texts.flat_map(as_typed).chain(self.synonyms.get(lang).iter().map(String::as_str))
    }
}

/// A name as it is written and as people type it: nobody types the article before it, or what it explains in brackets.
/// "Sonography (medical ultrasound)" is called "Sonography", and "The Health Foundation" "Health Foundation".
pub fn as_typed(name: &str) -> impl Iterator<Item = &str> {
    let plain = name.split_once(" (").map_or(name, |(plain, _)| plain);
    let bare = ["The ", "Y ", "Yr "].iter().find_map(|article| plain.strip_prefix(article));
    let plain = bare.unwrap_or(plain);
    std::iter::once(name).chain((plain != name).then_some(plain))
}

impl Vocabulary {
    /// The value with an id.
    pub fn value(&self, id: &str) -> Option<&Value> {
        let places = self.places.get_or_init(|| {
            let ids = self.values.iter().map(|value| value.id.clone());
            ids.enumerate().map(|(place, id)| (id, place)).rev().collect()
        });
        self.values.get(*places.get(id)?)
    }

    /// The value that is made up of exactly these, in whatever order they stand.
    pub fn whole_of(&self, ids: &[String]) -> Option<&Value> {
        self.values.iter().find(|value| {
            let parts = &value.made_of;
            !parts.is_empty()
                && parts.iter().all(|part| ids.contains(part))
                && ids.iter().all(|id| parts.contains(id))
        })
    }
}

/// All vocabularies, by name.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
pub struct Vocabularies {
    pub(crate) by_name: BTreeMap<String, Vocabulary>,
}

impl Vocabularies {
    /// The vocabulary with a name.
    pub fn get(&self, name: &str) -> Option<&Vocabulary> {
        self.by_name.get(name)
    }

    /// The value of a vocabulary with an id.
    pub fn value(&self, name: &str, id: &str) -> Option<&Value> {
        self.get(name)?.value(id)
    }

    /// The values of a vocabulary; none where it is not there.
    pub fn values(&self, name: &str) -> &[Value] {
        self.get(name).map_or(&[], |vocabulary| &vocabulary.values)
    }

    /// The value of a vocabulary that stands for something: the first one, where several say so.
    pub fn standing_for(&self, name: &str, what: StandsFor) -> Option<&Value> {
        self.values(name).iter().find(|value| value.stands_for == Some(what))
    }

    /// The label of a value; the id itself where there is none.
    pub fn label<'a>(&'a self, name: &str, id: &'a str, lang: Lang) -> &'a str {
        self.value(name, id).map_or(id, |value| value.label.get(lang))
    }

    /// The group of a profession.
    pub fn group_of(&self, profession: &str) -> Option<&str> {
        self.value("profession", profession)?.group.as_deref()
    }

    /// All, in the order of their names.
    pub fn iter(&self) -> impl Iterator<Item = &Vocabulary> {
        self.by_name.values()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_value_stands_for_is_read_by_the_word_that_the_check_knows() {
        for (what, code, vocabularies) in StandsFor::ALL {
            let written = serde_json::to_value(what).expect("a word");
            assert_eq!(written, code);
            assert!(!vocabularies.is_empty(), "{code}");
        }
    }
}
