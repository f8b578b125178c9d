//! What of a question is a wish, and what only stands beside one: what is not looked for, what others have, how the service
//! and the reader work; and wishes of more than one value.

use cyfle_catalogue::{Files, load};
use cyfle_search::understand::Reading;

use crate::understanding::{are_read_with_one_and_not_the_other, meanings};

#[test]
fn what_someone_does_not_look_for_is_not_wanted() {
    are_read_with_one_and_not_the_other(&[
        ("not looking for training, looking for money", "kind:training", "without:training"),
        ("I'm not after a course, I want a grant", "kind:training", "without:training"),
        ("I'm not after a PhD, leadership", "qualification:doctorate", "without:phd"),
        ("not really interested in research", "theme:research", "without:research"),
        ("not that keen on research", "theme:research", "without:research"),
        ("no interest in a PhD, leadership", "education_stage:phd", "without:phd"),
        ("no interest in a PhD, money", "qualification:masters", "without:phd"),
        ("no longer interested in mentoring", "kind:mentoring", "without:mentoring"),
        ("dim diddordeb mewn ymchwil", "theme:research", "without:research"),
        ("nid oes gen i ddiddordeb mewn ymchwil", "theme:research", "without:research"),
        ("ddim yn chwilio am hyfforddiant", "kind:training", "without:training"),
        ("ddim ar ôl cwrs, eisiau grant", "kind:training", "without:training"),
        ("dydw i ddim am wneud PhD", "education_stage:phd", "without:phd"),
        ("sa i moyn PhD", "education_stage:phd", "without:phd"),
        // What is looked for is, whatever somebody is not.
        ("not registered looking for funding", "without:funding", "kind:funding"),
        ("not training but looking for funding", "without:funding", "kind:funding"),
    ]);
}

#[test]
fn a_range_takes_in_what_lies_between_and_a_list_does_not() {
    let reading = Reading::new(&load(&Files::embedded()).catalogue);
    let of = |text: &str, name: &str| {
        let read = meanings(&reading, text);
        let own: Vec<&str> = read.iter().filter_map(|one| one.strip_prefix(name)).collect();
        own.join(" ")
    };
    let mut wrong = Vec::new();
    for (text, levels) in [
        ("band 5 to 7", "advanced enhanced practitioner"),
        ("band 5 to band 7", "advanced enhanced practitioner"),
        ("between band 5 and 7", "advanced enhanced practitioner"),
        ("band 5 i 7", "advanced enhanced practitioner"),
        ("bandiau 5 hyd at 7", "advanced enhanced practitioner"),
        ("bands 5-7", "advanced enhanced practitioner"),
        ("band 5 – 7", "advanced enhanced practitioner"),
        ("band 2 to 8a", "advanced associate consultant enhanced practitioner"),
        ("bands 5 and 7", "advanced practitioner"),
        ("band 5, 7", "advanced practitioner"),
        ("band 5/7", "advanced practitioner"),
        ("my band 5s", "practitioner"),
        ("band 6s", "enhanced"),
    ] {
        let read = of(text, "career_level:");
        if read != levels {
            wrong.push(format!("{text}: {read}"));
        }
    }
    for (text, amounts) in [
        ("between £5,000 and £10,000", "max:10000 min:5000"),
        ("£5k to £10k", "max:10000 min:5000"),
        ("£5-10k", "max:10000 min:5000"),
        ("5-10k for a project", "max:10000 min:5000"),
        ("between 5 and 10 thousand pounds", "max:10000 min:5000"),
        ("£500 to £2k", "max:2000 min:500"),
        ("rhwng £5,000 a £10,000", "max:10000 min:5000"),
        ("500 quid for a course", "min:500"),
        ("£500 and £2,000", "min:2000 min:500"),
        ("band 7 to £5k", "min:5000"),
    ] {
        let read = of(text, "amount_");
        if read != amounts {
            wrong.push(format!("{text}: {read}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn how_the_service_and_the_reader_work_is_no_wish() {
    are_read_with_one_and_not_the_other(&[
        ("our waiting list for echo is 18 months", "duration:18", "profession:cardiac-physiology"),
        ("a 3 month backlog, research", "duration:3", "theme:research"),
        ("turnaround of 2 months, research", "duration:2", "theme:research"),
        ("rhestr aros o 6 mis, ymchwil", "duration:6", "theme:research"),
        ("a 12 month fellowship on waiting lists", "duration:1", "duration:12"),
        ("I work two days a week, fellowship", "working_time:0.4", "mode:part-time"),
        ("I work two days a week, fellowship", "offer:protected-time", "mode:part-time"),
        ("dw i'n gweithio dau ddiwrnod yr wythnos", "working_time:0.4", "mode:part-time"),
        ("I work in echo and want two days a week", "mode:part-time", "working_time:0.4"),
        ("dau ddiwrnod yr wythnos", "working_time:0.2", "working_time:0.4"),
        ("when does the HCRW research award open", "status:open", "theme:research"),
        ("when do applications open for a PhD", "status:open", "education_stage:phd"),
        ("what research awards are open", "education_stage:phd", "status:open"),
    ]);
}

#[test]
fn what_others_have_is_neither_held_nor_wanted() {
    let phd = "education_stage:phd";
    are_read_with_one_and_not_the_other(&[
        ("needs a mentor who has done a PhD", "qualification:doctorate", "kind:mentoring"),
        ("needs a mentor who has done a PhD", phd, "kind:mentoring"),
        ("my mentor has a PhD, funding", phd, "kind:funding"),
        ("my colleague has a PhD, funding", phd, "kind:funding"),
        ("my manager has a masters, funding", "education_stage:taught-masters", "kind:funding"),
        ("my trainee finished the STP, funding", "qualification:masters", "kind:funding"),
        ("mae gan fy rheolwr PhD, cyllid", phd, "kind:funding"),
        ("fy mentor wedi gwneud PhD, cyllid", phd, "kind:funding"),
        // What somebody is to do is wanted, and the reader is still the reader.
        ("my trainee wants to do a PhD", "qualification:doctorate", phd),
        ("my manager has agreed to a PhD", "qualification:doctorate", phd),
        ("a microbiologist who has a PhD", phd, "qualification:doctorate"),
        ("my manager and I have a PhD", phd, "qualification:doctorate"),
        ("my band 5 staff, leadership", phd, "career_level:practitioner"),
    ]);
}

#[test]
fn whoever_is_in_the_last_year_of_something_has_not_got_it_yet() {
    are_read_with_one_and_not_the_other(&[
        ("third year of my PhD", "qualification:doctorate", "qualification:masters"),
        ("3rd year PhD", "qualification:doctorate", "education_stage:postdoctoral"),
        ("student on BSc year 3 what next", "qualification:bachelors", "qualification:vocational"),
        ("ail flwyddyn, drydedd flwyddyn fy PhD", "duration:12", "education_stage:postdoctoral"),
        ("final year BSc student, MSc", "qualification:bachelors", "qualification:vocational"),
        ("final year BSc student wants MSc", "qualification:bachelors", "qualification:vocational"),
        ("first year of my PhD", "education_stage:postdoctoral", "education_stage:phd"),
    ]);
}
