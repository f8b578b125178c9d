//! Small words that tell how the words around them are meant: "without", "closing", "per".
//!
//! Which words a language has for each stands in `languages/`, below `cues`; what follows from them is for whoever reads
//! questions. To add a cue: one line in the list here.

use serde::{Deserialize, Serialize};

macro_rules! cues {
    ($($(#[$about:meta])+ $cue:ident $name:literal,)+) => {
        /// What a small word tells.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Cue {
            $($(#[$about])+ $cue,)+
        }

        impl Cue {
            /// Every cue.
            pub const ALL: &[Self] = &[$(Self::$cue,)+];

            /// Their names, in the order of [`Self::ALL`].
            pub(crate) const NAMES: &[&str] = &[$($name,)+];

            /// The key in the files of languages.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$cue => $name,)+ }
            }
        }
    };
}

cues! {
    /// Someone has not got what stands behind it.
    Without "without",
    /// The barest words for it.
    NoSuch "no_such",
    /// The same, of words that say no more than this.
    Lacking "lacking",
    /// What stands behind it is not wanted.
    Unwanted "unwanted",
    /// What stands behind it is only compared with.
    Compared "compared",
    /// So is what stands before it, where nothing of this kind stands behind.
    Likeness "likeness",
    /// Something else is sought than what is named.
    Another "another",
    /// Behind that: it is sought from whoever was named.
    FromThem "from_them",
    /// What stands before it is for what stands behind it.
    LeadsOver "leads_over",
    /// What stands beside it is neither sought nor denied.
    Indifferent "indifferent",
    /// What stands behind it was asked for in vain, so that it is sought elsewhere.
    Refused "refused",
    /// Whoever stands before it has said or wanted something of the reader.
    Speaks "speaks",
    /// What stands before it is not asked for.
    NotNeeded "not_needed",
    /// What somebody would have to do, so that nobody lacks it.
    Burden "burden",
    /// What stands before it is said to be nothing for the reader.
    NotMine "not_mine",
    /// What it is said of is asked for, or, where that is denied, is not.
    Needed "needed",
    /// Behind a stage: what belongs to it before anybody has come through it.
    Prospect "prospect",
    /// Behind a programme: a way into it, through which nobody has come out of it yet.
    Admission "admission",
    /// What a funder did that is named before it.
    Refuses "refuses",
    /// Doing, between a negation and a thing: who will not do it may well be able to.
    Doing "doing",
    /// Wanting, between the two.
    Wanting "wanting",
    /// Looking for what stands behind it.
    Seeking "seeking",
    /// Between a negation and looking for something: how much, or whether still.
    Emphasis "emphasis",
    /// It stands between things of which each is negated.
    Either "either",
    /// What stands behind it is all that is sought.
    Only "only",
    /// Any other word that may stand between a negation and a thing.
    PassedOver "passed_over",
    /// Somebody is on no register, or not yet.
    Unregistered "unregistered",
    /// What stands on either side of it was had until it ran out.
    Lapsed "lapsed",
    /// Asks whether what stands behind it has to be had.
    IsNeeded "is_needed",
    /// The class of a first degree.
    DegreeClass "degree_class",
    /// One that many schemes do not take.
    LowerClass "lower_class",
    /// Behind a degree: that a body says what it is worth.
    Accredited "accredited",
    /// The names of registers, and of being on one.
    Register "register",
    /// Being on a register, behind its name.
    Registered "registered",
    /// The same, before its name.
    RegisteredWith "registered_with",
    /// Behind a register: that somebody is on it no more.
    RanOut "ran_out",
    /// Days on which things close, where nothing else is typed.
    Deadlines "deadlines",
    /// That what is said holds now.
    Now "now",
    /// What one stands on, such as a register.
    PlacedOn "placed_on",
    /// Between a degree and a university: that it was taught there.
    From "from",
    /// What stands behind it is a body that somebody belongs to.
    Belongs "belongs",
    /// Belonging to a society, or joining one.
    Member "member",
    /// Getting there.
    Becoming "becoming",
    /// Beside a profession or a programme: that somebody is in training for it.
    InTraining "in_training",
    /// What stands behind it is a profession that somebody would have.
    ToBecome "to_become",
    /// So too, where a wish stands before it.
    ToBe "to_be",
    /// Behind "open": it says for whom something is, not when.
    ForWhom "for_whom",
    /// Somebody in training.
    Trainee "trainee",
    /// The names of training programmes.
    Programme "programme",
    /// Letters behind a name that tell of a register.
    PostNominal "post_nominal",
    /// Beside a degree of one's own: that what follows is its field.
    IsInAField "is_in_a_field",
    /// Right behind a degree: that somebody has it.
    SaysHeld "says_held",
    /// Somebody who has studied, whatever their profession.
    Scholar "scholar",
    /// Behind a degree: that it was not finished.
    Unfinished "unfinished",
    /// That what stands behind it is not quite done.
    Almost "almost",
    /// All, or none, of several people.
    Everyone "everyone",
    /// What stands behind it is held or done.
    Held "held",
    /// So too, where the reader is named beside it.
    HeldBySomeone "held_by_someone",
    /// What stands behind it is not held, whatever else is said.
    NotHeld "not_held",
    /// What stands behind it took place, and somebody was there.
    Attended "attended",
    /// What somebody is taught on.
    Course "course",
    /// What stands behind it is money that somebody has.
    Owned "owned",
    /// Behind a sum that somebody has, or behind what is sought: that there is some of it still.
    Remaining "remaining",
    /// Behind what is sought: that it can be had.
    Available "available",
    /// The reader would do what stands behind it.
    WouldLike "would_like",
    /// Whoever stands behind it works for the reader.
    Manages "manages",
    /// What whoever was given something is called: a fellow, an award holder.
    Title "title",
    /// What stands behind it is where somebody was, or what they were.
    Formerly "formerly",
    /// What stands behind it is where somebody lives.
    Lives "lives",
    /// What stands behind it is an illness of somebody's own.
    Suffers "suffers",
    /// What stands behind it is too far for somebody.
    TooFar "too_far",
    /// Whoever holds something: the reader, or a word that says "already".
    Holder "holder",
    /// Of these, what says so with a word between.
    Reader "reader",
    /// What is said behind it is only supposed.
    Supposed "supposed",
    /// The first word of a question that yes or no answers.
    Asking "asking",
    /// Behind it: that something is sought which has no name yet.
    There "there",
    /// What stands behind it, by whatever name, is what someone has come through.
    Finished "finished",
    /// What stands before it is past, or somebody's.
    Over "over",
    /// What stands before it is coming to its end.
    Ending "ending",
    /// What stands behind it is coming to its end.
    Nearing "nearing",
    /// Behind a stage of education: that whoever is on it is in its last year.
    FinalYear "final_year",
    /// That what came into the catalogue lately is sought.
    Fresh "fresh",
    /// The same, of words that say so only with a time behind them.
    Fresher "fresher",
    /// Before a day: from then on.
    FromThen "from_then",
    /// Right before people: that something is for them.
    Serving "serving",
    /// Behind somebody: that they have paid for what is named behind it.
    HasPaid "has_paid",
    /// Of something: to come by it, or how much of it there is.
    Obtains "obtains",
    /// Of what is sought: that it is for those who have what stands behind it.
    Requires "requires",
    /// What is asked is for the time before somebody moves.
    BeforeThen "before_then",
    /// Right before a stage: that somebody is on it.
    Underway "underway",
    /// Somebody has come to where they are.
    Arrived "arrived",
    /// Between a number and its unit: that it is as much again.
    Further "further",
    /// Behind a length: that it is more than somebody will go through.
    TooLong "too_long",
    /// What stands behind it is where somebody will soon work.
    Arriving "arriving",
    /// Somebody does something for the reader.
    ForTheReader "for_the_reader",
    /// Behind a name: that it is a place's.
    Site "site",
    /// The same, before a name.
    SiteCalled "site_called",
    /// Beside a programme: that somebody is in some year of it.
    CourseYear "course_year",
    /// Somebody is on what stands behind it, and not at its end.
    Midway "midway",
    /// The same, where a sentence begins with it.
    Undergoing "undergoing",
    /// An examination at the end of a stage.
    Examined "examined",
    /// Behind a title: that it is the reader who says it.
    Present "present",
    /// What a person does here: "as a" nurse.
    InTheRoleOf "in_the_role_of",
    /// Where people are who do not work there: "at university", "in hospital".
    Staying "staying",
    /// What people leave school with: they look for the degree that it leads to.
    Schooling "schooling",
    /// Stands for what was named before.
    Pronoun "pronoun",
    /// What stands behind it belongs to the person before it.
    With "with",
    /// What stands behind it is done by somebody whom the reader guides.
    Supervises "supervises",
    /// A person whom someone else speaks of.
    OtherPerson "other_person",
    /// People for whom somebody who leads them asks.
    Team "team",
    /// Somebody else wants something.
    TheyWant "they_want",
    /// He, she and they, what is done to them, and what is meant by what was said of them.
    They "they",
    /// Somebody else has something.
    TheyHave "they_have",
    /// Behind somebody else: what they are or have.
    TheyAre "they_are",
    /// Family, friends and colleagues, whose lives say nothing of what the reader seeks.
    Acquaintance "acquaintance",
    /// The same, where it is said whose they are; without that it may be the reader or anyone.
    Others "others",
    /// Whose somebody or something is.
    Possessive "possessive",
    /// Help of people.
    Help "help",
    /// What help is for.
    HelpWith "help_with",
    /// Help that is money.
    Financial "financial",
    /// Costs, and what else help can be with that is no advice.
    Costs "costs",
    /// A person whom the reader does not know yet.
    Someone "someone",
    /// What such a person is to do.
    Helps "helps",
    /// Paid for by somebody.
    Funded "funded",
    /// Paying.
    Pays "pays",
    /// Asking for something that is named before it.
    Application "application",
    /// Asks at what time something happens that is named behind it.
    WhenIsIt "when_is_it",
    /// What it is that happens then.
    Happens "happens",
    /// A deadline.
    Closing "closing",
    /// A word of one that means something else, or that the reader has missed.
    NotClosing "not_closing",
    /// What stands before it is not open yet.
    Opening "opening",
    /// What stands before it begins, or opens: the days behind it are not those of a deadline.
    Beginning "beginning",
    /// What takes place on days of its own: a conference, a course.
    Happening "happening",
    /// A day or a month is the last that will do.
    By "by",
    /// Of these, what as well says how long something lasts.
    Until "until",
    /// A day or a month is too late.
    Before "before",
    /// Only behind a day or a month will do.
    After "after",
    /// A day or a month is the first that will do: before it, or behind it.
    Onwards "onwards",
    /// Behind a day or a month: that it is the last that will do.
    AtLatest "at_latest",
    /// The end of a month or a year.
    EndOf "end_of",
    /// The one that comes, of days, months, seasons and years.
    Following "following",
    /// The one that is over.
    Past "past",
    /// So many days, weeks or months from now, before their number.
    Within "within",
    /// The same, of words that say so only right before a number, or before one day, week or month.
    InTime "in_time",
    /// The last day of the year.
    YearEnd "year_end",
    /// The year that ends on 31 March.
    FinancialYear "financial_year",
    /// Before the number of a year: that days in it are meant, or those before or after it.
    InYear "in_year",
    /// The year that begins in September.
    AcademicYear "academic_year",
    /// The year that is.
    ThisYear "this_year",
    /// The year to come.
    NextYear "next_year",
    /// The first months of the year to come.
    NewYear "new_year",
    /// Christmas Day.
    Christmas "christmas",
    /// Easter Sunday.
    Easter "easter",
    /// The first of March.
    StDavid "st_david",
    /// March to May.
    Spring "spring",
    /// June to August.
    Summer "summer",
    /// September to November.
    Autumn "autumn",
    /// December to February.
    Winter "winter",
    /// The month that is.
    ThisMonth "this_month",
    /// The month to come.
    NextMonth "next_month",
    /// The seven days to come.
    ThisWeek "this_week",
    /// From the next Monday to its Sunday.
    NextWeek "next_week",
    /// The four weeks to come.
    FewWeeks "few_weeks",
    /// The day that is.
    Today "today",
    /// The day to come.
    Tomorrow "tomorrow",
    /// The day behind that.
    InTwoDays "in_two_days",
    /// Saturday and Sunday.
    Weekend "weekend",
    /// The first day of the week.
    Monday "monday",
    /// The second.
    Tuesday "tuesday",
    /// The third.
    Wednesday "wednesday",
    /// The fourth.
    Thursday "thursday",
    /// The fifth.
    Friday "friday",
    /// The sixth.
    Saturday "saturday",
    /// The last.
    Sunday "sunday",
    /// Before long.
    Soon "soon",
    /// A year, or years.
    Years "years",
    /// A month, or months.
    Months "months",
    /// Two weeks, in one word.
    Fortnight "fortnight",
    /// Two months, in one word.
    TwoMonths "two_months",
    /// Before a stretch of time: since when, or when.
    When "when",
    /// Behind one: that it is past, or somebody's.
    Since "since",
    /// Before one: that it is how long somebody has been or done something.
    SoFar "so_far",
    /// Behind one and a place: that somebody was there so long.
    WasThere "was_there",
    /// Behind one: a break.
    Break "break",
    /// Near one: that it is how long somebody waits.
    Waiting "waiting",
    /// The reader works: before a share of the week so long, before an employer there.
    Works "works",
    /// The same, where a part of the text begins with it or somebody's title stands before it.
    Stationed "stationed",
    /// Between working and for whom.
    Workplace "workplace",
    /// Behind how long, before somebody's name: the reader was there for so long.
    At "at",
    /// Behind an employer, in Welsh before one: that it is someone's.
    Employee "employee",
    /// The NHS by its name: who is not there works outside it.
    HealthService "health_service",
    /// Before a profession: that the reader has it.
    IAm "i_am",
    /// Behind a person's title: that it is about a thing.
    NoPerson "no_person",
    /// A share of full-time work.
    FullTimeShare "full_time_share",
    /// One day.
    OneDay "one_day",
    /// Two days, in one word.
    TwoDays "two_days",
    /// Three days, in one word.
    ThreeDays "three_days",
    /// A day, or days, behind their number.
    Days "days",
    /// A part of a day: a morning or an afternoon.
    HalfDay "half_day",
    /// An hour, or hours, behind their number.
    Hours "hours",
    /// Behind a share: that it is one of somebody's working time.
    WorkingTime "working_time",
    /// A week.
    Week "week",
    /// In each.
    Each "each",
    /// An amount is the most.
    AtMost "at_most",
    /// An amount is the least.
    AtLeast "at_least",
    /// Hundreds of thousands, where a language says them in words of their own.
    HundredThousand "hundred_thousand",
    /// Thousands.
    Thousand "thousand",
    /// Millions.
    Million "million",
    /// The currency.
    Pounds "pounds",
    /// Between two numbers: everything from the first to the second.
    Range "range",
    /// The same, said before the first, so that a plain "and" stands between them.
    Between "between",
    /// That "and", and any that stands before the last of several things.
    And "and",
    /// What is said against what went before.
    But "but",
    /// A pay band.
    Band "band",
    /// What stands between pay bands of a list.
    BandJoin "band_join",
}

impl Cue {
    /// The cue of a name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|cue| cue.name() == name)
    }
}

/// The numbers that languages have words for, as the keys below `numerals`.
pub(crate) const NUMERALS: &[&str] = &[
    "0.25", "0.5", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15",
    "16", "17", "18", "19", "20", "30", "40", "50", "60", "70", "80", "90", "100", "200", "300",
    "400", "500", "600",
];

/// The keys below `months`.
pub(crate) const MONTHS: &[&str] = &["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cue_is_found_by_its_name() {
        for cue in Cue::ALL {
            assert_eq!(Cue::of_name(cue.name()), Some(*cue));
        }
        assert_eq!(Cue::of_name("nothing"), None);
    }
}
