//! The one vocabulary of themes that the bundled reviews share.
