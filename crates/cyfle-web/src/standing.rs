//! What the service stands on: where its catalogue comes from, and whether that is what it should be.
//!
//! Whoever runs the service asks `/ready` and `/metrics`; readers are never told, because every answer is right either way.

/// Where the catalogue that is served comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Origin {
    /// From inside the program.
    #[default]
    Embedded,
    /// From a folder of YAML files.
    Folder,
    /// From an index generation with this name.
    Index(String),
}

impl Origin {
    /// `embedded`, `folder` or `index`.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Embedded => "embedded",
            Self::Folder => "folder",
            Self::Index(_) => "index",
        }
    }

    /// The name of the generation, where it is one.
    pub fn generation(&self) -> Option<&str> {
        match self {
            Self::Index(name) => Some(name),
            Self::Embedded | Self::Folder => None,
        }
    }
}

/// How many problems a catalogue had when it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Problems {
    /// Those with which it is not served.
    pub errors: usize,
    /// Those that should be mended.
    pub warnings: usize,
}

/// What the service stands on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// Where the catalogue that is served comes from.
    pub origin: Origin,
    /// A short name for why it is not the one that should be served; none where it is.
    pub degraded: Option<&'static str>,
    /// Of the files that were read last; unknown of an index.
    pub problems: Option<Problems>,
}
