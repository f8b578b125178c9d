//! Where stages of education stand among qualifications: what each builds on, what it follows and what one has at its end, as
//! the vocabulary `education_stage` tells it.

use std::collections::BTreeMap;

use cyfle_catalogue::Facet;
use cyfle_catalogue::catalogue::Catalogue;
use serde::{Deserialize, Serialize};

use crate::fit;

/// The stages and qualifications of one catalogue.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Ladder {
    /// Qualifications from the lowest to the highest.
    heights: Vec<String>,
    /// Of the degree with which people enter these professions.
    first_degree: Option<usize>,
    stages: BTreeMap<String, Stage>,
}

/// A stage, by the heights of qualifications.
#[derive(Debug, Serialize, Deserialize)]
struct Stage {
    /// Of what it builds on: who has less cannot begin it.
    needs: usize,
    /// Of what it is the next step after.
    follows: Option<usize>,
    /// Of what one has at its end.
    gives: Option<usize>,
}

impl Stage {
    /// At which height one has it behind oneself; nothing where one may do such a thing again and again.
    fn end(&self) -> Option<usize> {
        self.follows.map(|height| height + 1)
    }
}

impl Ladder {
    pub(crate) fn new(catalogue: &Catalogue) -> Self {
        let heights = fit::heights(catalogue);
        let height =
            |id: &Option<String>| heights.iter().position(|known| Some(*known) == id.as_deref());
        let values = catalogue.vocabularies.values(Facet::EducationStage.name());
        let stages = values
            .iter()
            .map(|value| {
                let stage = Stage {
                    needs: height(&value.needs).unwrap_or(0),
                    follows: height(&value.follows),
                    gives: height(&value.gives),
                };
                (value.id.clone(), stage)
            })
            .collect();
        Self {
            heights: heights.into_iter().map(str::to_owned).collect(),
            first_degree: fit::first_degree(catalogue),
            stages,
        }
    }

    /// How high a qualification is; none where it is not known.
    pub(crate) fn height(&self, qualification: &str) -> Option<usize> {
        self.heights.iter().position(|known| known == qualification)
    }

    /// Whether a qualification is the highest.
    pub(crate) fn is_the_highest(&self, qualification: &str) -> bool {
        self.heights.last().is_some_and(|highest| highest == qualification)
    }

    /// The qualification that one has at the end of a stage.
    pub(crate) fn gives(&self, stage: &str) -> Option<&str> {
        self.heights.get(self.stages.get(stage)?.gives?).map(String::as_str)
    }

    /// The most that someone can have who has not come through a stage; none where it adds nothing to what it builds on.
    pub(crate) fn below(&self, stage: &str) -> Option<&str> {
        let stage = self.stages.get(stage)?;
        let below = stage.gives.filter(|gives| *gives > stage.needs)?.checked_sub(1)?;
        self.heights.get(below).map(String::as_str)
    }

    /// What someone has at least who has come through a stage that gives no qualification of its own.
    pub(crate) fn needed(&self, stage: &str) -> Option<&str> {
        let needs = self.stages.get(stage)?.needs;
        self.heights.get(needs).filter(|_| needs > 0).map(String::as_str)
    }

    /// The stages that are the next step after a qualification.
    pub(crate) fn after(&self, qualification: &str) -> impl Iterator<Item = &str> {
        let own = self.height(qualification);
        let following =
            self.stages.iter().filter(move |(_, one)| own.is_some() && one.follows == own);
        following.map(|(id, _)| id.as_str())
    }

    /// The stages that follow the highest qualification; none after any other, which leaves it open what one wants next.
    pub(crate) fn beyond(&self, qualification: &str) -> impl Iterator<Item = &str> {
        let is_highest = self.is_the_highest(qualification);
        self.after(qualification).filter(move |_| is_highest)
    }

    /// Whether a stage is a step for someone with a qualification of some height: what they have suffices, and is not what it
    /// leads to. Of a stage that tells nothing of this, anyone may do another.
    pub(crate) fn is_step(&self, stage: &str, own: usize) -> bool {
        self.stages
            .get(stage)
            .is_none_or(|stage| stage.needs <= own && stage.end().is_none_or(|end| own < end))
    }

    /// Whether a qualification is a first degree or more.
    pub(crate) fn is_a_degree(&self, qualification: &str) -> bool {
        self.height(qualification).zip(self.first_degree).is_some_and(|(own, first)| own >= first)
    }

    /// Whether a qualification is more than a first degree.
    pub(crate) fn is_beyond_a_first_degree(&self, qualification: &str) -> bool {
        self.height(qualification).zip(self.first_degree).is_some_and(|(own, first)| own > first)
    }

    /// Whether a value of a vocabulary, such as a level or a register, builds on a first degree or more.
    pub(crate) fn needs_a_degree(&self, catalogue: &Catalogue, name: &str, id: &str) -> bool {
        let value = catalogue.vocabularies.value(name, id);
        value.and_then(|value| value.needs.as_ref()).is_some_and(|needs| self.is_a_degree(needs))
    }

    /// Whether a stage leads to a first degree or less.
    pub(crate) fn is_of_first_degrees(&self, stage: &str) -> bool {
        let end = self.stages.get(stage).and_then(Stage::end);
        end.zip(self.first_degree).is_some_and(|(end, degree)| end <= degree)
    }

    /// The stage at whose end one has a first degree.
    pub(crate) fn of_a_first_degree(&self) -> Option<&str> {
        let gives = |stage: &Stage| self.first_degree.is_some() && stage.gives == self.first_degree;
        self.stages.iter().find(|(_, stage)| gives(stage)).map(|(id, _)| id.as_str())
    }

    /// The most that someone can have, short of a first degree, who has come through a stage that leads to one or to less.
    pub(crate) fn short_of_a_degree(&self, stage: &str) -> Option<&str> {
        let below = self.first_degree?.checked_sub(1)?;
        self.heights.get(below).filter(|_| self.is_of_first_degrees(stage)).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use cyfle_catalogue::{Files, load};

    use super::*;

    #[test]
    fn the_vocabulary_tells_the_way_from_a_first_course_to_a_doctorate() {
        let ladder = Ladder::new(&load(&Files::embedded()).catalogue);
        let after = |own: &str| ladder.after(own).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(after("none"), ["vocational"]);
        assert_eq!(after("vocational"), ["bachelors", "foundation-degree"]);
        assert_eq!(after("bachelors"), ["research-masters", "taught-masters"]);
        assert_eq!(after("masters"), ["phd", "professional-doctorate"]);
        assert_eq!(after("doctorate"), ["postdoctoral"]);
        assert!(after("unheard-of").is_empty());
        assert_eq!(ladder.beyond("doctorate").collect::<Vec<_>>(), ["postdoctoral"]);
        assert_eq!(ladder.beyond("masters").count(), 0);

        assert_eq!(
            (ladder.gives("phd"), ladder.below("phd")),
            (Some("doctorate"), Some("masters"))
        );
        assert_eq!(ladder.below("bachelors"), Some("vocational"));
        assert_eq!(ladder.short_of_a_degree("vocational"), Some("vocational"));
        assert_eq!(ladder.short_of_a_degree("bachelors"), Some("vocational"));
        assert_eq!(ladder.short_of_a_degree("phd"), None);
        let degrees = ["none", "vocational", "bachelors", "masters", "doctorate"];
        let degrees: Vec<&str> =
            degrees.into_iter().filter(|own| ladder.is_a_degree(own)).collect();
        assert_eq!(degrees, ["bachelors", "masters", "doctorate"]);
        let is_beyond = |own: &&str| ladder.is_beyond_a_first_degree(own);
        let beyond: Vec<&str> = degrees.into_iter().filter(is_beyond).collect();
        assert_eq!(beyond, ["masters", "doctorate"]);
        for open in ["cpd", "vocational", "foundation-degree", "postdoctoral", "unheard-of"] {
            assert_eq!((ladder.gives(open), ladder.below(open)), (None, None), "{open}");
        }
    }

    #[test]
    fn levels_and_registers_that_need_a_degree_say_so_in_their_vocabularies() {
        let catalogue = load(&Files::embedded()).catalogue;
        let ladder = Ladder::new(&catalogue);
        let needing = |name: &str| {
            let ids = catalogue.vocabularies.values(name).iter().map(|value| value.id.as_str());
            ids.filter(|id| ladder.needs_a_degree(&catalogue, name, id)).collect::<Vec<&str>>()
        };
        let levels = needing(Facet::CareerLevel.name());
        assert_eq!(levels, ["practitioner", "enhanced", "advanced", "consultant"]);
        assert_eq!(needing(fit::REGISTRATION), ["hcpc"]);
    }

    #[test]
    fn each_stage_is_a_step_for_those_who_can_begin_it_and_have_not_done_it() {
        let ladder = Ladder::new(&load(&Files::embedded()).catalogue);
        for (stage, least, most) in [
            ("vocational", 0, 0),
            ("foundation-degree", 0, 1),
            ("bachelors", 0, 1),
            ("pgcert", 2, 4),
            ("pgdip", 2, 4),
            ("level-7-module", 2, 4),
            ("taught-masters", 2, 2),
            ("research-masters", 2, 2),
            ("phd", 2, 3),
            ("professional-doctorate", 2, 3),
            ("frcpath-exam", 3, 4),
            ("postdoctoral", 4, 4),
            ("professorial", 4, 4),
            ("cpd", 0, 4),
            ("no-qualification-needed", 0, 4),
            ("unheard-of", 0, 4),
        ] {
            let fitting: Vec<usize> = (0..=4).filter(|own| ladder.is_step(stage, *own)).collect();
            assert_eq!(fitting, (least..=most).collect::<Vec<usize>>(), "{stage}");
            let is_first = ["vocational", "foundation-degree", "bachelors"].contains(&stage);
            assert_eq!(ladder.is_of_first_degrees(stage), is_first, "{stage}");
        }
    }
}
