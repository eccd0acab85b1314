//! Tells by its path whether a folder is one that a client copies between computers.

use std::path::Path;

/// How a folder of such a client is called, in small letters, and the client.
const CALLED: [(&str, &str); 15] = [
    ("onedrive", "OneDrive"),
    ("sharepoint", "SharePoint"),
    ("dropbox", "Dropbox"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("my drive", "Google Drive"),
    ("icloud", "iCloud"),
    ("mobile documents", "iCloud"),
    ("com~apple~clouddocs", "iCloud"),
    ("cloudstorage", "a cloud client"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("box sync", "Box"),
    ("syncthing", "Syncthing"),
    ("seafile", "Seafile"),
];

/// The client that copies a folder, as its path says.
pub fn synchroniser(path: &Path) -> Option<&'static str> {
    let parts: Vec<String> = path
        .components()
        .map(|part| part.as_os_str().to_string_lossy().to_lowercase())
        .collect();
    // The folder within ~/Library/CloudStorage says whose it is.
    parts
        .iter()
        .rev()
        .find_map(|part| client(part))
        .or_else(|| path.ancestors().find_map(marked))
}

fn client(part: &str) -> Option<&'static str> {
    CALLED.iter().find_map(|(called, client)| {
        let rest = part.strip_prefix(called)?;
        // "OneDrive - Council" is one, "dropboxes" is not.
        let ends = rest
            .chars()
            .next()
            .is_none_or(|next| !next.is_alphanumeric());
        (ends || *client == "iCloud").then_some(*client)
    })
}

/// Some clients call the folder anything, and leave a mark in it.
fn marked(folder: &Path) -> Option<&'static str> {
    let marks = [
        (".stfolder", "Syncthing"),
        (".dropbox", "Dropbox"),
        (".sync", "Resilio Sync"),
    ];
    marks
        .into_iter()
        .find(|(mark, _)| folder.join(mark).symlink_metadata().is_ok())
        // The home folder of somebody with Dropbox has its settings there, and is not copied itself.
        .filter(|(mark, _)| *mark != ".dropbox" || folder.join(mark).is_file())
        .map(|(_, client)| client)
}
