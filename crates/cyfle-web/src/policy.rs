//! What browsers let our pages do (Content Security Policy, level 3). Every policy begins with nothing at all, and says what is
//! allowed beside that.

/// Nothing is loaded, and no page says to what its addresses are relative.
macro_rules! nothing {
    () => {
        "default-src 'none'; base-uri 'none'"
    };
}

/// Scripts, styles and forms are our own, and nothing runs inline.
macro_rules! ours {
    () => {
        concat!(nothing!(), "; script-src 'self'; style-src 'self'; form-action 'self'")
    };
}

/// Scripts ask us and nobody else; a picture may stand in the style sheet itself.
macro_rules! page {
    () => {
        concat!(ours!(), "; connect-src 'self'; img-src 'self' data:; frame-ancestors 'none'")
    };
}

/// Every answer that has no other policy: nobody frames it.
pub(crate) const PAGE: &str = page!();

/// A page with a preview of a list or of an issue: it frames others of ours.
pub(crate) const FRAMING_OURS: &str = concat!(page!(), "; frame-src 'self'");

/// The list in a frame: anybody frames it. It has no pictures, and its script asks nobody.
pub(crate) const FRAMED: &str = concat!(ours!(), "; frame-ancestors *");

/// A message: styles stand in the text, as mail programs want them, and pages of ours frame it. It does nothing but look as it is
/// meant.
pub(crate) const MESSAGE: &str =
    concat!(nothing!(), "; style-src 'unsafe-inline'; form-action 'none'; frame-ancestors 'self'");
