//! The line that is being typed, where others can read it when the program has to stop.

use std::sync::{Arc, Mutex};

/// A shared look at the unfinished line.
#[derive(Debug, Clone, Default)]
pub struct Watch(Arc<Mutex<String>>);

impl Watch {
    /// Takes note of the line as it stands.
    pub fn note(&self, line: &str) {
        if let Ok(mut noted) = self.0.lock() {
            noted.clear();
            noted.push_str(line);
        }
    }

    /// The line as it stood last, if there was one.
    pub fn line(&self) -> Option<String> {
        let noted = self.0.lock().ok()?;
        (!noted.trim().is_empty()).then(|| noted.clone())
    }
}
