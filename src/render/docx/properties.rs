//! What a file says about itself: its title, who made it and when, and its language.

use super::About;
use super::xml::words;

/// The core properties.
pub fn core(about: &About<'_>) -> String {
    let made = about.made.0.format("%Y-%m-%dT%H:%M:%SZ");
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
        <cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
        xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
        xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
        <dc:title>{}</dc:title><dc:creator>{}</dc:creator><dc:language>en-GB</dc:language>\
        <dcterms:created xsi:type=\"dcterms:W3CDTF\">{made}</dcterms:created>\
        <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{made}</dcterms:modified></cp:coreProperties>",
        words(about.title),
        words(about.organisation.unwrap_or("reflect"))
    )
}

/// The properties of the program that made it.
pub fn application(about: &About<'_>) -> String {
    let company = about.organisation.map_or(String::new(), |organisation| {
        format!("<Company>{}</Company>", words(organisation))
    });
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
        <Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">\
        <Application>reflect</Application>{company}</Properties>"
    )
}
