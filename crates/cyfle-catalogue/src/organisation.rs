//! Who pays, and who helps: funders, health boards, trusts and support organisations.

use serde::{Deserialize, Serialize};

use crate::language::Text;

/// Who runs an opportunity.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct Funder {
    /// The file's name.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// Acronyms and other names that people search for.
    #[serde(default)]
    pub also_known_as: Vec<String>,
    /// What sort of body it is.
    pub kind: String,
    /// Its website.
    #[serde(default)]
    pub website: Option<String>,
    /// Its entry in the Research Organization Registry, where a source gives it.
    #[serde(default)]
    pub ror: Option<String>,
    /// A role mailbox.
    #[serde(default)]
    pub contact: Option<String>,
}

/// A health board, a trust or a body that helps with research and innovation.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct Organisation {
    /// Its id; the same as the funder's where it is one too.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// `health-board`, `trust`, `hosted-body`, `special-health-authority`, `research-centre`, `support-service`, `funder` or `umbrella`.
    pub kind: String,
    /// The organisation that it belongs to.
    #[serde(default)]
    pub part_of: Option<String>,
    /// Acronyms and other names.
    #[serde(default)]
    pub also_known_as: Vec<String>,
    /// Towns and hospitals that people type instead. Search aids: they state no fact.
    #[serde(default)]
    pub places: Vec<String>,
    /// Where its staff ask about research and development.
    #[serde(default)]
    pub research_contact: Option<String>,
    /// Where to ask about anything else.
    #[serde(default)]
    pub contact: Option<String>,
    /// Its website.
    #[serde(default)]
    pub website: Option<String>,
}

impl Organisation {
    /// Whether people work for the NHS in Wales there, so that it can be chosen as "my health board".
    pub fn employs_nhs_staff(&self) -> bool {
        matches!(
            self.kind.as_str(),
            "health-board" | "trust" | "hosted-body" | "special-health-authority"
        )
    }
}
