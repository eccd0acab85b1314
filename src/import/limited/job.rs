//! On Windows a child is held in a job object, with limits that it cannot loosen.

use super::{MEMORY, SECONDS};
use std::io::Error;
use std::os::windows::io::{AsRawHandle, FromRawHandle, OwnedHandle};
use std::process::Child;
use std::ptr::null;
use windows_sys::Win32::System::JobObjects::{
    AssignProcessToJobObject, CreateJobObjectW, JOB_OBJECT_LIMIT_ACTIVE_PROCESS,
    JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION, JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE,
    JOB_OBJECT_LIMIT_PROCESS_MEMORY, JOB_OBJECT_LIMIT_PROCESS_TIME,
    JOBOBJECT_BASIC_LIMIT_INFORMATION, JOBOBJECT_EXTENDED_LIMIT_INFORMATION,
    JobObjectExtendedLimitInformation, SetInformationJobObject,
};

/// The ticks in which Windows counts a process's time.
const TICKS_IN_A_SECOND: u64 = 10_000_000;

/// Puts a child into a job of its own. The child ends when what is returned is dropped, and so when
/// this process ends, however that comes about.
///
/// # Errors
/// The system's own words, where it refuses.
pub fn hold(child: &Child) -> Result<OwnedHandle, Error> {
    // SAFETY: both arguments may be null; the job has no name and is not inherited.
    let job = unsafe { CreateJobObjectW(null(), null()) };
    if job.is_null() {
        return Err(Error::last_os_error());
    }
    // SAFETY: the handle was made just now and belongs to nobody else.
    let job = unsafe { OwnedHandle::from_raw_handle(job) };
    let limits = limits();
    // SAFETY: the pointer and the length are those of the structure that this class of information asks
    // for, and it outlives the call.
    let limited = unsafe {
        SetInformationJobObject(
            job.as_raw_handle(),
            JobObjectExtendedLimitInformation,
            (&raw const limits).cast(),
            size_of_val(&limits) as u32,
        )
    };
    if limited == 0 {
        return Err(Error::last_os_error());
    }
    // SAFETY: both handles are open for as long as they are borrowed here.
    match unsafe { AssignProcessToJobObject(job.as_raw_handle(), child.as_raw_handle()) } {
        0 => Err(Error::last_os_error()),
        _ => Ok(job),
    }
}

/// Nothing here lets a child break away, so none may.
fn limits() -> JOBOBJECT_EXTENDED_LIMIT_INFORMATION {
    JOBOBJECT_EXTENDED_LIMIT_INFORMATION {
        BasicLimitInformation: JOBOBJECT_BASIC_LIMIT_INFORMATION {
            PerProcessUserTimeLimit: (SECONDS * TICKS_IN_A_SECOND) as i64,
            ActiveProcessLimit: 1,
            LimitFlags: JOB_OBJECT_LIMIT_PROCESS_MEMORY
                | JOB_OBJECT_LIMIT_PROCESS_TIME
                | JOB_OBJECT_LIMIT_ACTIVE_PROCESS
                | JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE
                // A crash opens no window and waits for nobody.
                | JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION,
            ..Default::default()
        },
        ProcessMemoryLimit: MEMORY as usize,
        ..Default::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::{Command, Stdio};
    use std::time::{Duration, Instant};

    #[test]
    fn a_child_ends_when_it_is_held_no_longer() {
        // It waits for commands that never come.
        let mut child = Command::new("cmd")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .expect("a child");
        let job = hold(&child).expect("a job");
        std::thread::sleep(Duration::from_millis(200));
        assert_eq!(child.try_wait().expect("its state"), None);
        drop(job);
        let until = Instant::now() + Duration::from_secs(10);
        while child.try_wait().expect("its state").is_none() {
            assert!(Instant::now() < until, "the child outlived its job");
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}
