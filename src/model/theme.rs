//! The one vocabulary of themes that the bundled reviews share, so that questions in different
//! briefings about the same thing can be found together.

/// Every theme, in alphabetical order.
pub const THEMES: [&str; 16] = [
    "alcohol and substance use",
    "assessment and risk",
    "children with complex needs",
    "court proceedings",
    "domestic abuse",
    "early help and support",
    "engaging families",
    "escalation and challenge",
    "fathers and male carers",
    "information sharing",
    "learning from reviews",
    "multi-agency working",
    "neurodiversity and trauma",
    "parental mental health",
    "professional curiosity",
    "safer sleep",
];
