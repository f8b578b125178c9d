//! Scored questions as a table, and the questions that went worst.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::time::Duration;

use super::{MEASURED, Scored, Understanding, number};

/// The scores of many questions.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// Questions that have an answer.
    pub answerable: Vec<Scored>,
    /// Questions that have none.
    pub unanswerable: Vec<Scored>,
}

/// Means over some questions.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Means {
    /// How many questions.
    pub questions: usize,
    /// nDCG@10.
    pub ndcg: f64,
    /// Success@3.
    pub success: f64,
    /// MRR.
    pub reciprocal_rank: f64,
    /// Recall@10.
    pub recall: f64,
    /// Share of questions with something misleading among the first three.
    pub misled: f64,
    /// Share of questions without any answer.
    pub nothing: f64,
}

impl Report {
    /// Adds one question.
    pub fn add(&mut self, scored: Scored) {
        if scored.question.has_no_answer() {
            self.unanswerable.push(scored);
        } else {
            self.answerable.push(scored);
        }
    }

    /// Means over the questions that have an answer and satisfy a condition.
    pub fn means(&self, include: impl Fn(&Scored) -> bool) -> Means {
        let scored: Vec<&Scored> =
            self.answerable.iter().filter(|scored| include(scored)).collect();
        let mean = |of: &dyn Fn(&Scored) -> f64| {
            scored.iter().map(|one| of(one)).sum::<f64>() / number(scored.len())
        };
        let share = |of: &dyn Fn(&Scored) -> bool| mean(&|one| f64::from(u8::from(of(one))));
        Means {
            questions: scored.len(),
            ndcg: mean(&|one| one.ndcg),
            success: share(&|one| one.success),
            reciprocal_rank: mean(&|one| one.reciprocal_rank),
            recall: mean(&|one| one.recall),
            misled: share(&|one| !one.misleading.is_empty()),
            nothing: share(&|one| one.nothing),
        }
    }

    /// Precision, recall and their harmonic mean over everything that had to be understood.
    pub fn understanding(&self) -> (f64, f64, f64) {
        let (right, wrong, missed) = self.counts(None);
        let precision = number(right) / number((right + wrong).max(1));
        let recall = number(right) / number((right + missed).max(1));
        let harmonic = if precision + recall > 0.0 {
            2.0 * precision * recall / (precision + recall)
        } else {
            0.0
        };
        (precision, recall, harmonic)
    }

    /// How many unanswerable questions were answered with nothing or without confidence.
    pub fn rightly_unsure(&self) -> usize {
        self.unanswerable.iter().filter(|one| one.nothing || !one.confident).count()
    }

    fn all(&self) -> impl Iterator<Item = &Scored> {
        self.answerable.iter().chain(&self.unanswerable)
    }

    fn counts(&self, facet: Option<&str>) -> (usize, usize, usize) {
        let of = |what: Understanding| {
            self.all()
                .flat_map(|scored| &scored.understanding)
                .filter(|(name, _, found)| {
                    *found == what && facet.is_none_or(|facet| name == facet)
                })
                .count()
        };
        (of(Understanding::Right), of(Understanding::Wrong), of(Understanding::Missed))
    }

    /// The table; without times it is the same for the same program, catalogue and day.
    pub fn table(&self) -> String {
        let mut table = format!(
            "{:<20} {:>4}  {:>5}  {:>5}  {:>5}  {:>5}  {:>6}  {:>7}\n",
            "", "n", "nDCG", "s@3", "MRR", "R@10", "misled", "nothing"
        );
        let mut row = |name: &str, means: Means| {
            // Writing to a string cannot fail.
            let _ = writeln!(
                table,
                "{name:<20} {:>4}  {:.3}  {:.3}  {:.3}  {:.3}  {:>5.1}%  {:>6.1}%",
                means.questions,
                means.ndcg,
                means.success,
                means.reciprocal_rank,
                means.recall,
                100.0 * means.misled,
                100.0 * means.nothing
            );
        };
        row("overall", self.means(|_| true));
        for (name, group) in self.groups() {
            row(&name, self.means(|scored| group.contains(scored.question.id.as_str())));
        }
        table.push_str(&self.understanding_table());
        let _ = writeln!(
            table,
            "\nnothing answers them: {} questions, {} answered so",
            self.unanswerable.len(),
            self.rightly_unsure()
        );
        table
    }

    /// Groups of questions in the order of the table: by language, style, both, and tag.
    fn groups(&self) -> Vec<(String, BTreeSet<&str>)> {
        let mut groups: BTreeMap<(u8, String), BTreeSet<&str>> = BTreeMap::new();
        for question in self.answerable.iter().map(|scored| &scored.question) {
            let lang = question.lang.code();
            let plain = [
                (1, lang.to_owned()),
                (2, question.style.clone()),
                (3, format!("{lang} {}", question.style)),
            ];
            let tags = question.tags.iter().map(|tag| (4, format!("#{tag}")));
            for key in plain.into_iter().chain(tags) {
                groups.entry(key).or_default().insert(&question.id);
            }
        }
        groups.into_iter().map(|((_, name), ids)| (name, ids)).collect()
    }

    fn understanding_table(&self) -> String {
        let mut table =
            "\nunderstood            precision  recall  (right, wrong, missed)\n".to_owned();
        let share = |part: usize, rest: usize| match part + rest {
            0 => "    -".to_owned(),
            whole => format!("{:.3}", number(part) / number(whole)),
        };
        for (name, facet) in
            MEASURED.iter().map(|facet| (*facet, Some(*facet))).chain([("all", None)])
        {
            let (right, wrong, missed) = self.counts(facet);
            if right + wrong + missed > 0 {
                let _ = writeln!(
                    table,
                    "  {name:<20} {:>8}   {:>5}  ({right}, {wrong}, {missed})",
                    share(right, wrong),
                    share(right, missed)
                );
            }
        }
        let (_, _, harmonic) = self.understanding();
        let _ = writeln!(table, "  F1 {harmonic:.3}");
        table
    }

    /// How long answers took: the middle one, and the one that 95 of 100 were faster than.
    pub fn times(&self) -> Option<(Duration, Duration)> {
        let mut times: Vec<Duration> = self.all().map(|scored| scored.took).collect();
        times.sort_unstable();
        let at = |hundredths: usize| times.get(times.len() * hundredths / 100).copied();
        Some((at(50)?, at(95)?))
    }

    /// The questions that went worst: by their order, and by what was misread.
    pub fn worst(&self, most: usize) -> String {
        let mut scored: Vec<&Scored> = self.answerable.iter().collect();
        scored.sort_by(|left, right| {
            left.ndcg.total_cmp(&right.ndcg).then_with(|| left.question.id.cmp(&right.question.id))
        });
        let mut text = String::new();
        for one in scored.into_iter().take(most) {
            text.push_str(&describe(one));
        }
        let sure = self.unanswerable.iter().filter(|one| !one.nothing && one.confident);
        for one in sure.take(most) {
            let _ = writeln!(
                text,
                "{} nothing answers it, but the answer is confident: {}",
                one.question.id, one.question.text
            );
        }
        text
    }
}

fn describe(scored: &Scored) -> String {
    let question = &scored.question;
    let mut text =
        format!("{} {:.2} [{}] {}\n", question.id, scored.ndcg, question.style, question.text);
    let graded = |id: &String| {
        let grade = question.judgements.get(id).copied().unwrap_or(0);
        let mark = if scored.misleading.contains(id) { "!" } else { "" };
        format!("{id} ({grade}{mark})")
    };
    let found: Vec<String> = scored.found.iter().map(graded).collect();
    let absent: Vec<String> = question
        .judgements
        .iter()
        .filter(|(id, grade)| **grade >= 2 && !scored.found.contains(id))
        .map(|(id, grade)| format!("{id} ({grade})"))
        .collect();
    let misread = |what: Understanding| -> Vec<String> {
        scored
            .understanding
            .iter()
            .filter(|(.., found)| *found == what)
            .map(|(facet, value, _)| format!("{facet}:{value}"))
            .collect()
    };
    for (name, values) in [
        ("found", found),
        ("absent", absent),
        ("misread", misread(Understanding::Wrong)),
        ("not read", misread(Understanding::Missed)),
    ] {
        if !values.is_empty() {
            let _ = writeln!(text, "    {name}: {}", values.join(", "));
        }
    }
    text
}
