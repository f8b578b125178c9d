//! What is only said by the way of people, places and courses, and changes what is sought or for whom.

use crate::understanding::are_read_with_one_and_not_the_other;

const CONSULTANT: &str = "career_level:consultant";
const STP: &str = "theme:clinical-registration";

#[test]
fn a_title_by_the_way_is_of_whoever_was_named_or_helps() {
    are_read_with_one_and_not_the_other(&[
        ("my mentor, a professor at Swansea, says try a fellowship", CONSULTANT, "kind:fellowship"),
        ("a professor at Bangor will supervise me, PhD funding", CONSULTANT, "kind:funding"),
        ("a consultant has offered to host me, salary", CONSULTANT, "offer:salary-covered"),
        ("I'm a consultant, my mentor agrees, fellowship", "career_level:none", CONSULTANT),
        ("a consultant in audiology, fellowship", "career_level:none", CONSULTANT),
    ]);
}

#[test]
fn a_funder_in_the_name_of_a_site_is_not_sought() {
    are_read_with_one_and_not_the_other(&[
        (
            "I work at the Churchill Hospital in Oxford, PhD",
            "funder:churchill-fellowship",
            "employer:nhs-england",
        ),
        ("our lab is in the Wellcome building, project money", "funder:wellcome", "kind:funding"),
        ("yn adeilad Wellcome, cyllid prosiect", "funder:wellcome", "kind:funding"),
        ("Wellcome funding for a building", "funder:none", "funder:wellcome"),
    ]);
}

#[test]
fn who_is_in_some_year_of_a_programme_does_not_look_for_it() {
    are_read_with_one_and_not_the_other(&[
        ("STP second year, research fellowship", STP, "qualification:bachelors"),
        ("second-year STP trainee, travel grant", STP, "qualification:bachelors"),
        ("year 2 of the STP, travel grant", STP, "qualification:bachelors"),
        ("HSST year three, travel grant", STP, "qualification:masters"),
        ("ail flwyddyn STP, cymrodoriaeth ymchwil", STP, "qualification:bachelors"),
        ("how many years is the STP", "qualification:bachelors", STP),
    ]);
}

#[test]
fn where_somebody_will_soon_work_counts_before_where_they_are() {
    const ENGLAND: &str = "employer:nhs-england";
    const SWANSEA: &str = "health_board:swansea-bay";
    are_read_with_one_and_not_the_other(&[
        ("I'm in the NHS in London but start at Singleton Hospital in May, PhD", ENGLAND, SWANSEA),
        ("I work in London but am moving to Swansea, PhD", ENGLAND, SWANSEA),
        ("Radiograffydd yn Llundain ydw i, ond dw i'n symud i Abertawe", ENGLAND, SWANSEA),
        ("I work in London, my mother lives in Swansea", SWANSEA, ENGLAND),
    ]);
}

#[test]
fn in_welsh_whom_somebody_works_for_may_stand_before_the_verb() {
    are_read_with_one_and_not_the_other(&[
        (
            "Gwyddonydd clinigol ym Mhrifysgol Abertawe ydw i, grant",
            "health_board:swansea-bay",
            "employer:university-wales",
        ),
        ("Radiograffydd yn Llundain ydw i, grant", "funder:none", "employer:nhs-england"),
    ]);
}
