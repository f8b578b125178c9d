//! The words in which dates and times are written, and those that stand between and before them, in English and Welsh. Apart from
//! the others, because they are read by the grammar of dates and not as sayings.

/// Months by their number, in the forms in which they are written: full, short, and with Welsh soft mutation ("o Fawrth").
pub(crate) const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "ionawr", "ion"],
    &["february", "feb", "chwefror", "chwef"],
    &["march", "mar", "mawrth", "fawrth"],
    &["april", "apr", "ebrill", "ebr"],
    &["may", "mai", "fai"],
    &["june", "jun", "mehefin", "fehefin", "meh"],
    &["july", "jul", "gorffennaf", "orffennaf", "gorff"],
    &["august", "aug", "awst"],
    &["september", "sep", "sept", "medi", "fedi"],
    &["october", "oct", "hydref", "hyd"],
    &["november", "nov", "tachwedd", "dachwedd", "tach"],
    &["december", "dec", "rhagfyr", "ragfyr", "rhag"],
];

/// Days of the week from Monday. "Mawrth" is also March: it is a day only after "dydd" or before a number.
pub(crate) const WEEKDAYS: [&[&str]; 7] = [
    &["monday", "mon", "llun", "lun"],
    &["tuesday", "tue", "tues", "mawrth", "fawrth"],
    &["wednesday", "wed", "mercher", "fercher"],
    &["thursday", "thu", "thur", "thurs", "iau"],
    &["friday", "fri", "gwener", "wener"],
    &["saturday", "sat", "sadwrn"],
    &["sunday", "sun", "sul"],
];

/// Endings of ordinal numbers.
pub(crate) const ORDINALS: &[&str] =
    &["st", "nd", "rd", "th", "af", "ail", "il", "ydd", "ed", "fed", "eg", "ain"];

/// What stands between day and month: "13th of February".
pub(crate) const OF: &[&str] = &["of", "o"];
/// What stands between the two dates of a range or list.
pub(crate) const JOINS: &[&str] =
    &["to", "until", "and", "or", "i", "hyd", "tan", "a", "ac", "neu"];
/// What stands before a date and belongs to it.
pub(crate) const BEFORE_DATE: &[&str] = &["on", "ar"];
/// What stands between a time and the date after it.
pub(crate) const TIME_TO_DATE: &[&str] =
    &["on", "the", "ar", "dydd", "ddydd", "gmt", "bst", "uk", "time"];
/// Parts of weekdays and times, which say nothing of the dates beside them.
pub(crate) const ASIDE: &[&str] =
    &["dydd", "ddydd", "the", "at", "am", "pm", "noon", "yp", "yb", "midday", "midnight", "hanner"];
/// After these words a number with a point may be a time: "at 16.00".
pub(crate) const TIME_FOLLOWS: &[&str] =
    &["at", "by", "am", "erbyn", "before", "until", "tan", "cyn"];
/// What names a time after a date besides: "13 February, time 16:00".
pub(crate) const TIME_NAMED: &[&str] = &["time"];
/// Noon, midnight, and the halves of the day.
pub(crate) const NOON: &[&str] = &["noon", "midday", "hanner dydd"];
/// See [`NOON`].
pub(crate) const MIDNIGHT: &[&str] = &["midnight", "hanner nos"];
/// See [`NOON`].
pub(crate) const MORNING: &[&str] = &["am", "yb", "a m", "y b", "o'r bore", "y bore"];
/// See [`NOON`].
pub(crate) const AFTERNOON: &[&str] =
    &["pm", "yp", "yh", "p m", "y p", "y h", "o'r prynhawn", "y prynhawn"];
/// What stands after a time of 24 hours.
pub(crate) const HOURS: &[&str] = &["hours", "hour", "hrs", "hr", "h"];
/// What stands after a number that is a time.
pub(crate) const O_CLOCK: &[&str] = &["o'clock", "o'r gloch"];

/// Names of time zones other than ours, where they are written in capitals.
pub(crate) const ZONES: &[&str] = &[
    "cet", "cest", "eet", "eest", "est", "edt", "cdt", "cst", "mst", "mdt", "pst", "pdt", "utc",
    "aoe", "jst", "kst", "aest", "aedt", "acst", "acdt", "awst", "nzst", "nzdt", "hkt", "sgt",
    "msk", "sast", "akst", "akdt", "hst",
];
/// Those that are mostly something else: they are zones only right after a time.
pub(crate) const ZONES_AFTER_TIME: &[&str] = &[
    "et", "ct", "mt", "pt", "at", "ist", "cat", "eat", "wat", "wet", "west", "gst", "pkt", "brt",
    "ast", "z",
];
/// Sayings of other zones, wherever they stand.
pub(crate) const ZONE_SAYINGS: &[&str] = &[
    "anywhere on earth",
    "central european time",
    "central european summer time",
    "eastern time",
    "eastern standard time",
    "eastern daylight time",
    "pacific time",
    "brussels time",
    "local time",
    "amser lleol",
    "amser brwsel",
    "amser canol ewrop",
];
/// What a difference is counted from: "GMT+1".
pub(crate) const ZONE_BASES: &[&str] = &["gmt", "utc", "bst"];
/// What ends the name of a zone.
pub(crate) const ZONE_ENDS: &[&str] = &["time"];
/// Words of our own zone, and small words that name none.
pub(crate) const OUR_ZONES: &[&str] = &[
    "uk",
    "u",
    "k",
    "london",
    "cardiff",
    "british",
    "gmt",
    "bst",
    "greenwich",
    "the",
    "this",
    "that",
    "a",
    "same",
    "which",
    "any",
    "at",
    "part",
    "full",
    "on",
];
/// What a page calls its times where it says of which zone they are.
pub(crate) const TIMES: &[&str] = &["time", "times", "deadline", "deadlines", "amser", "amserau"];

/// How a page says that it writes the month before the day.
pub(crate) const MONTH_FIRST: &[&str] = &["mm/dd", "mm-dd", "mm.dd", "mm / dd", "month/day"];
