//! `cyfle confirm`: a person has compared entries with their pages, or wants to know which to compare next.

use std::process::ExitCode;

use anyhow::Context;
use cyfle_catalogue::draft::Draft;
use cyfle_catalogue::edit::{EditError, Editor, EntryFile};
use cyfle_catalogue::{Lang, upkeep, wording};
use jiff::civil::Date;

use super::{day_of_work, sound_catalogue_in, today};
use crate::cli::ConfirmArguments;
use crate::out;

/// Stamps the entries, or lists those that wait.
pub(crate) fn run(arguments: &ConfirmArguments) -> anyhow::Result<ExitCode> {
    if let Some(count) = arguments.next {
        return next(arguments, count);
    }
    let day = day_of_work(arguments.today, "comparison")?;
    let editor = Editor::of(&arguments.catalogue)?;
    let Some((entries, waiting)) = tried(&editor, arguments, day).context(NONE)? else {
        out::tell(NONE);
        return Ok(ExitCode::FAILURE);
    };
    for entry in &entries {
        let is_new = editor.confirm(entry, day, &waiting)?;
        let done = if is_new { "is noted as" } else { "was already" };
        out::line(format!("{} {done} compared with its page on {day}", entry.id))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// What becomes of all where one is refused.
const NONE: &str = "no comparison is noted";

/// The entries that are to be noted, with the drafts that wait; nothing where one of them cannot be noted yet.
fn tried(
    editor: &Editor,
    arguments: &ConfirmArguments,
    day: Date,
) -> anyhow::Result<Option<(Vec<EntryFile>, Vec<Draft>)>> {
    let entries = editor.entries(&arguments.ids)?;
    let waiting = editor.waiting_drafts()?;
    let mut refused = false;
    for entry in &entries {
        match editor.try_confirm(entry, day, &waiting) {
            Err(error @ (EditError::Unwritten { .. } | EditError::DraftsWait { .. })) => {
                out::tell(&error.to_string());
                refused = true;
            }
            tried => tried?,
        }
    }
    Ok((!refused).then_some((entries, waiting)))
}

fn next(arguments: &ConfirmArguments, count: usize) -> anyhow::Result<ExitCode> {
    let catalogue = sound_catalogue_in(Some(&arguments.catalogue))?;
    let moment = today(arguments.today);
    let due = upkeep::due(&catalogue, moment);
    for one in due.iter().take(count) {
        let entry = one.opportunity;
        let closes = one.closes.map(|day| format!(" · closes {day}")).unwrap_or_default();
        out::line(format!(
            "{}\n  {}{closes} · named by {} other entries\n  {}",
            entry.id,
            wording::freshness(&entry.provenance, moment.day(), &catalogue, Lang::En),
            one.linked_from,
            entry.links.page(Lang::En).unwrap_or("no page of its own: see its sources")
        ))?;
    }
    out::line(format!(
        "\n{} of {} entries, the oldest comparison first. How often an entry is read is not recorded; the nearest closing \
         date and the number of entries that name it stand in for that.",
        count.min(due.len()),
        due.len()
    ))?;
    Ok(ExitCode::SUCCESS)
}
