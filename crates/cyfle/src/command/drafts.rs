//! `cyfle drafts`: what the watch proposes, decided by a person.

use std::process::ExitCode;

use anyhow::Context;
use cyfle_catalogue::draft::{Draft, DraftFolder};
use cyfle_catalogue::edit::{EditError, Editor};

use super::{counted, day_of_work, sound_catalogue_in};
use crate::cli::watch::{DraftAction, DraftsArguments};
use crate::out;

/// Lists, shows, accepts or rejects.
pub(crate) fn run(arguments: &DraftsArguments) -> anyhow::Result<ExitCode> {
    let folder = DraftFolder::of_catalogue(&arguments.catalogue);
    match &arguments.action {
        None => list(&folder),
        Some(DraftAction::Show { id }) => show(&folder.read(id)?),
        Some(DraftAction::Accept { ids }) => accept(arguments, &folder, ids),
        Some(DraftAction::Reject { ids }) => {
            let editor = Editor::of(&arguments.catalogue)?;
            for id in ids {
                editor.reject(id)?;
                out::line(format!("{id} is rejected, and the same will not be proposed again"))?;
            }
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// Each draft by itself: the catalogue is read again, because the one before may have changed the entry. One whose entry a
/// person has not put right yet waits on, and the others are not held up by it.
fn accept(
    arguments: &DraftsArguments,
    folder: &DraftFolder,
    ids: &[String],
) -> anyhow::Result<ExitCode> {
    let day = day_of_work(arguments.today, "comparison")?;
    let editor = Editor::of(&arguments.catalogue)?;
    let mut outcome = ExitCode::SUCCESS;
    for id in ids {
        let draft = folder.read(id)?;
        let catalogue = sound_catalogue_in(Some(&arguments.catalogue))?;
        let accepted = editor.accept_proposal(&draft, &catalogue, day);
        if let Err(error @ EditError::Unsettled(_)) = &accepted {
            out::tell(&format!("`{id}` is not accepted: {error}"));
            outcome = ExitCode::FAILURE;
            continue;
        }
        let others = accepted.with_context(|| format!("`{id}` cannot be accepted"))?;
        folder.remove(id)?;
        out::line(format!("{id} is accepted"))?;
        if !others.is_empty() {
            out::line(format!(
                "  no comparison is noted: drafts that wait show what the entry does not say: {}",
                others.join(", ")
            ))?;
        }
    }
    Ok(outcome)
}

fn list(folder: &DraftFolder) -> anyhow::Result<ExitCode> {
    let (drafts, broken) = folder.waiting()?;
    for draft in &drafts {
        let about = draft.entry.as_deref().unwrap_or("no entry");
        let offers = if draft.proposes_something() { "can be accepted" } else { "needs a hand" };
        out::line(format!(
            "{}\n  {} on {}, {about}, {offers}\n  {}",
            draft.id,
            draft.kind.code(),
            draft.found,
            draft.url
        ))?;
    }
    let settled = drafts.is_empty() && broken.is_empty();
    for error in broken {
        out::line(format!("{:#}", anyhow::Error::new(error)))?;
    }
    out::line(counted(drafts.len(), "draft"))?;
    Ok(if settled { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn show(draft: &Draft) -> anyhow::Result<ExitCode> {
    let kind = draft.kind.code();
    out::line(format!("{}: {kind} on {}\n{}", draft.id, draft.found, draft.url))?;
    if let Some(note) = &draft.note {
        out::line(note)?;
    }
    let or_nothing = |text: &Option<String>| text.clone().unwrap_or_else(|| "nothing".to_owned());
    for one in &draft.evidence {
        out::line(format!("\nthe page, {}", one.field.code()))?;
        let (old, new) = (
            one.old_text.as_ref().or(one.old.as_ref()),
            one.new_text.as_ref().or(one.new.as_ref()),
        );
        out::line(format!("- {}\n+ {}", or_nothing(&old.cloned()), or_nothing(&new.cloned())))?;
    }
    for edit in &draft.edits {
        out::line(format!(
            "\nthe entry, {}\n- {}\n+ {}",
            edit.path,
            or_nothing(&edit.from),
            edit.to
        ))?;
    }
    if let Some(round) = &draft.round {
        out::line("\nthe entry, a new round of timetable.rounds, in its order")?;
        for (key, value) in round.pairs() {
            out::line(format!("+ {key}: {value}"))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
