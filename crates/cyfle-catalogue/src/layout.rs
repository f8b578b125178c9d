//! Where files belong. One table, from which the loader takes what a file is, the check what must be there and what it says of a
//! file that stands elsewhere, and the schemas for which files they are.

use crate::load::Role;
use crate::schema::FileKind;

/// Where files of one sort belong.
#[derive(Debug)]
pub(crate) struct Home {
    /// Their path in a catalogue; in angle brackets what differs from file to file.
    pub(crate) path: &'static str,
    /// Which schema is theirs.
    pub(crate) kind: FileKind,
    /// What the loader takes them for; nothing where they are no part of the catalogue.
    pub(crate) role: Option<Role>,
    /// Whether a catalogue is not whole without this very file.
    pub(crate) required: bool,
}

const fn home(path: &'static str, kind: FileKind, role: Role) -> Home {
    Home { path, kind, role: Some(role), required: false }
}

const fn required(path: &'static str, kind: FileKind, role: Role) -> Home {
    Home { path, kind, role: Some(role), required: true }
}

/// Every one, those first of which there are most files.
pub(crate) const HOMES: &[Home] = &[
    home("opportunities/<funder>/<id>.yaml", FileKind::Opportunity, Role::Opportunity),
    home("archive/<id>.yaml", FileKind::Opportunity, Role::Archive),
    home("funders/<id>.yaml", FileKind::Funder, Role::Funder),
    home("sources/<id>.yaml", FileKind::Source, Role::Source),
    home("vocabulary/<facet>.yaml", FileKind::Vocabulary, Role::Vocabulary),
    required("languages/en.yaml", FileKind::Language, Role::Language),
    required("languages/cy.yaml", FileKind::Language, Role::Language),
    required("languages/words-cy.yaml", FileKind::WelshWords, Role::WelshWords),
    required("organisations.yaml", FileKind::Organisations, Role::Organisations),
    home("assessments.yaml", FileKind::Assessments, Role::Assessments),
    Home { path: "drafts/<id>.yaml", kind: FileKind::Draft, role: None, required: false },
];

/// The paths of a catalogue's files, as people read them.
pub(crate) fn paths() -> String {
    let homes = HOMES.iter().filter(|home| home.role.is_some());
    homes.map(|home| home.path).collect::<Vec<_>>().join(", ")
}

/// Whether files belong in a folder, or in one below it.
pub(crate) fn is_folder(path: &str) -> bool {
    HOMES.iter().any(|home| home.is_below(path))
}

impl Home {
    /// Where a file belongs that has this path.
    pub(crate) fn of(path: &str) -> Option<&'static Self> {
        HOMES.iter().find(|home| home.holds(path))
    }

    /// Folder by folder. Which endings a name may have, [`crate::files`] decides.
    fn holds(&self, path: &str) -> bool {
        let (mut own, mut given) = (self.path.split('/'), path.split('/'));
        loop {
            match (own.next(), given.next()) {
                (None, None) => return true,
                (Some(own), Some(given)) if own.starts_with('<') || own == given => {}
                _ => return false,
            }
        }
    }

    fn is_below(&self, folder: &str) -> bool {
        let mut own = self.path.split('/');
        let fits = |given: &str| own.next().is_some_and(|own| own.starts_with('<') || own == given);
        folder.split('/').all(fits) && own.next().is_some()
    }

    /// Its files, as settings of editors name them.
    pub(crate) fn glob(&self) -> String {
        let step = |step: &str| match step.split_once('>') {
            Some((_, ending)) => format!("*{ending}"),
            None => step.to_owned(),
        };
        self.path.split('/').map(step).collect::<Vec<_>>().join("/")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Problem;
    use crate::{Files, check, load};

    #[test]
    fn a_path_says_what_a_file_is() {
        let role = |path: &str| Home::of(path).and_then(|home| home.role);
        assert_eq!(role("opportunities/hcrw/a.yaml"), Some(Role::Opportunity));
        assert_eq!(role("languages/words-cy.yaml"), Some(Role::WelshWords));
        assert_eq!(role("drafts/a.yaml"), None, "no part of the catalogue");
        for elsewhere in ["opportunities/a.yaml", "languages/fr.yaml", "notes/a.yaml", "a.yaml"] {
            assert!(Home::of(elsewhere).is_none(), "{elsewhere}");
        }
        for (path, _) in Files::embedded().iter() {
            assert!(role(path).is_some(), "{path}");
        }
    }

    #[test]
    fn a_folder_is_known_where_files_belong_in_it_or_below() {
        for known in ["opportunities", "opportunities/hcrw", "archive", "languages", "drafts"] {
            assert!(is_folder(known), "{known}");
        }
        for unknown in ["notes", "archive/old", "opportunities/hcrw/old", "languages/en.yaml", ""] {
            assert!(!is_folder(unknown), "{unknown}");
        }
    }

    #[test]
    fn whoever_asks_where_files_belong_is_told_of_all_of_them() {
        let explained = check::explain("misplaced-file").expect("a rule").explain;
        assert!(explained.contains(&paths()), "{explained} does not say {}", paths());
        let page = include_str!("../../../catalogue/README.md");
        for home in HOMES.iter().filter(|home| home.role.is_some()) {
            assert!(page.contains(&format!("`{}`", home.path)), "{}", home.path);
        }
        let files = Files::embedded().with("notes/a.yaml", b"id: a\n".to_vec());
        let problems = load(&files).problems;
        let misplaced: Vec<&Problem> =
            problems.iter().filter(|problem| problem.rule == "misplaced-file").collect();
        assert_eq!(misplaced.len(), 1);
        assert!(misplaced[0].help.contains(&paths()), "{}", misplaced[0].help);
    }

    #[test]
    fn every_file_that_a_catalogue_cannot_do_without_is_missed() {
        let mut files = Files::embedded();
        let required: Vec<&str> =
            HOMES.iter().filter(|home| home.required).map(|home| home.path).collect();
        assert!(required.contains(&"languages/words-cy.yaml"));
        files.bytes.retain(|path, _| !required.contains(&path.as_str()));
        let problems = load(&files).problems;
        let missed = problems.iter().filter(|problem| problem.rule == "missing-file");
        let mut missed: Vec<&str> = missed.map(|problem| problem.file.as_str()).collect();
        let mut wanted = required;
        missed.sort_unstable();
        wanted.sort_unstable();
        assert_eq!(missed, wanted);
    }
}
