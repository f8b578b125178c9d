//! Who asks, as far as the parameters and the text of a question say it.

use cyfle_catalogue::Facet;
use cyfle_catalogue::facet::NOT_STATED;

use crate::fit::Reader;
use crate::query::Query;
use crate::results::Concept;
use crate::understand::Understanding;

impl Reader {
    /// What parameters and text say of the reader.
    pub fn of(query: &Query, understanding: &Understanding) -> Self {
        let mut reader = Self {
            organisation: query.health_board.clone(),
            employer: query.employer.clone(),
            other_profession: query.other_profession.clone(),
            registration: query.registration.clone(),
            qualification: query.qualification.clone(),
            ..Self::default()
        };
        let known = |values: &[String]| {
            values.iter().filter(|value| *value != NOT_STATED).cloned().collect::<Vec<_>>()
        };
        reader.career_levels = known(query.values(Facet::CareerLevel));
        reader.profession_groups = known(query.values(Facet::ProfessionGroup));
        reader.professions = known(query.values(Facet::Profession));
        reader.is_no_member = understanding.of_reader.is_no_member;
        reader.expected.clone_from(&understanding.of_reader.expected);
        reader.hoped_for.clone_from(&understanding.of_reader.hoped_for);
        reader.in_training = understanding.of_reader.in_training;
        for found in &understanding.understood {
            let values = match found.concept {
                Concept::Facet(Facet::CareerLevel) => &mut reader.career_levels,
                Concept::Facet(Facet::ProfessionGroup) => &mut reader.profession_groups,
                Concept::Facet(Facet::Profession) => &mut reader.professions,
                of_one => {
                    let place = match of_one {
                        Concept::OtherProfession => &mut reader.other_profession,
                        Concept::HealthBoard => &mut reader.organisation,
                        Concept::Employer => &mut reader.employer,
                        Concept::Registration => &mut reader.registration,
                        Concept::Qualification => &mut reader.qualification,
                        Concept::AtMost => &mut reader.at_most,
                        _ => continue,
                    };
                    place.get_or_insert_with(|| found.value.clone());
                    continue;
                }
            };
            if !values.contains(&found.value) {
                values.push(found.value.clone());
            }
        }
        // What is said outright counts before what follows from what somebody has not.
        if reader.qualification.is_some() {
            reader.at_most = None;
        }
        reader
    }
}
