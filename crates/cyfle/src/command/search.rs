//! `cyfle search`: a readable answer on the terminal.

use std::process::ExitCode;

use cyfle_catalogue::{Moment, wording};
use cyfle_digest::in_words;
use cyfle_search::results::{Answer, Hit, Reason, Tier};
use cyfle_search::{Engine, Query};

use super::{engine, moment, question};
use crate::cli::SearchArguments;
use crate::out;

/// Answers a question.
pub(crate) fn run(arguments: &SearchArguments) -> anyhow::Result<ExitCode> {
    let engine = engine(&arguments.source)?;
    let query = Query {
        per_page: usize::from(arguments.limit),
        ..question(&arguments.question, arguments.lang, &engine)?
    };
    let moment = moment(&arguments.source);
    let answer = engine.search(&query, moment);
    if arguments.json {
        out::line(cyfle_web::search_json(&engine, &query, &answer, moment))?;
    } else {
        print(&engine, &query, &answer, moment)?;
    }
    Ok(if answer.total == 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn print(
    engine: &Engine,
    query: &Query,
    answer: &Answer<'_>,
    moment: Moment,
) -> anyhow::Result<()> {
    let phrases = engine.catalogue().phrases(query.lang);
    if !answer.understood.is_empty() {
        out::line(phrases.get("terminal-understood"))?;
        for piece in &answer.understood {
            let corrected = match &piece.corrected_from {
                Some(typed) => {
                    format!("  ({})", phrases.fill("terminal-corrected", &[("typed", typed)]))
                }
                None => String::new(),
            };
            let (catalogue, lang) = (engine.catalogue(), query.lang);
            let name = in_words::title(piece.concept, catalogue, lang);
            let value = in_words::label(piece.concept, &piece.value, catalogue, lang);
            out::line(format!("  {:<28} {name}: {value}{corrected}", piece.text))?;
        }
    }
    if !answer.remaining_text.is_empty() {
        out::line(phrases.fill("terminal-as-text", &[("words", &answer.remaining_text)]))?;
    }
    out::line("")?;
    let total = u64::try_from(answer.total).unwrap_or(u64::MAX);
    out::line(phrases.count(query.lang, "results-count", total))?;
    if answer.total > 0 && !answer.confident {
        out::line(phrases.get("terminal-not-confident"))?;
    }
    let mut last = None;
    for (number, hit) in answer.hits.iter().enumerate() {
        let is_told = hit.tier == Tier::Unusable || !answer.understood.is_empty();
        if last.replace(hit.tier) != Some(hit.tier) && is_told {
            out::line(format!("\n{}", phrases.get(&format!("group-{}", hit.tier.code()))))?;
        }
        out::line(card(engine, query, (number + 1, hit), moment))?;
    }
    Ok(())
}

fn card(
    engine: &Engine,
    query: &Query,
    (number, hit): (usize, &Hit<'_>),
    moment: Moment,
) -> String {
    let catalogue = engine.catalogue();
    let lang = query.lang;
    let phrases = catalogue.phrases(lang);
    let opportunity = hit.opportunity;
    let list = |reasons: &[Reason]| in_words::reasons(reasons, catalogue, lang);
    let mut lines = vec![
        String::new(),
        format!(
            "{number}. {} — {}",
            opportunity.title.get(lang),
            catalogue.funder_name(&opportunity.funder, lang)
        ),
        format!("   {}", wording::offer_summary(opportunity, catalogue, lang)),
        format!("   {}", wording::status_sentence(&hit.status, catalogue, lang)),
        format!("   {}", in_words::verdict(&hit.fit, hit.status.state, catalogue, lang)),
    ];
    let reasons = [
        ("terminal-has", list(&hit.matched)),
        ("terminal-lacks", list(&hit.missed)),
        ("terminal-unstated", list(&hit.unstated)),
    ];
    for (key, values) in reasons.into_iter().filter(|(_, values)| !values.is_empty()) {
        lines.push(format!("   {}", phrases.fill(key, &[("values", &values)])));
    }
    if !hit.words.is_empty() {
        lines.push(format!(
            "   {}",
            phrases.fill("terminal-words", &[("words", &hit.words.join(", "))])
        ));
    }
    let provenance = &opportunity.provenance;
    lines.push(format!("   {}", wording::freshness(provenance, moment.day(), catalogue, lang)));
    if let Some(link) = opportunity.links.page(lang) {
        lines.push(format!("   {link}"));
    }
    lines.join("\n")
}
