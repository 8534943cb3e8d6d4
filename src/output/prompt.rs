//! Questions to a person, on the terminal itself: stdin may be a list of targets and stdout a file.
//!
//! Imports nothing of ours. A question waits in real time, so it is asked outside of a run. Ctrl-C is an answer too: no;
//! so is a request to end, and a terminal that goes away.

use std::fs::{File, OpenOptions};
use std::io::{self, BufRead as _, BufReader, Read, Write as _};
use std::sync::mpsc;
use std::thread;

/// Somebody who can be asked.
pub trait Ask {
    /// Asks and returns the answer without its line end; `None` when there was none.
    ///
    /// # Errors
    /// When the terminal can't be used.
    fn ask(&mut self, question: &str) -> io::Result<Option<String>>;
}

/// The person at the terminal.
#[derive(Debug)]
pub struct TerminalAsk {
    input: File,
    output: File,
}

/// More than any answer; a terminal that sends more is no person.
const ANSWER_BYTES_MAX: u64 = 4_096;

impl TerminalAsk {
    /// Opens the terminal of this process; `None` when it has none, as under cron.
    #[must_use]
    pub fn open() -> Option<Self> {
        #[cfg(windows)]
        let (input, output) = ("CONIN$", "CONOUT$");
        #[cfg(not(windows))]
        let (input, output) = ("/dev/tty", "/dev/tty");
        let input = File::open(input).ok()?;
        let output = OpenOptions::new().write(true).open(output).ok()?;
        Some(Self { input, output })
    }
}

impl Ask for TerminalAsk {
    fn ask(&mut self, question: &str) -> io::Result<Option<String>> {
        let input = self.input.try_clone()?;
        let (answered, answer) = mpsc::channel();
        let interrupted = answered.clone();
        let (ready, listening) = mpsc::channel();
        // Neither thread can be stopped; each ends with the process, and what comes late is not listened to.
        thread::spawn(move || {
            if wait_for_interrupt(&ready).is_ok() {
                let _ = interrupted.send(Ok(None));
            }
        });
        // Asked only when a signal is heard: from the first word on it means no.
        let _ = listening.recv();
        self.output.write_all(question.as_bytes())?;
        self.output.flush()?;
        thread::spawn(move || answered.send(read_answer(input)));
        // A terminal that is gone gives an error in place of an answer.
        let answer = answer.recv().unwrap_or(Ok(None)).unwrap_or(None);
        if answer.is_none() {
            // The cursor still stands behind the question, where there is one.
            let _ = self.output.write_all(b"\n");
        }
        Ok(answer)
    }
}

fn read_answer(input: impl Read) -> io::Result<Option<String>> {
    let mut answer = Vec::new();
    if BufReader::new(input.take(ANSWER_BYTES_MAX)).read_until(b'\n', &mut answer)? == 0 {
        return Ok(None);
    }
    Ok(Some(String::from_utf8_lossy(&answer).trim().to_owned()))
}

/// Returns when somebody wants the process to end; says when it has begun to listen, or can't.
#[cfg(unix)]
fn wait_for_interrupt(ready: &mpsc::Sender<()>) -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    tokio::runtime::Builder::new_current_thread().enable_io().build()?.block_on(async {
        let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
        let mut hangup = signal(SignalKind::hangup())?;
        let _ = ready.send(());
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
            _ = hangup.recv() => {}
        }
        Ok(())
    })
}

/// Ctrl-C: what there is elsewhere.
#[cfg(not(unix))]
fn wait_for_interrupt(ready: &mpsc::Sender<()>) -> io::Result<()> {
    let _ = ready.send(());
    tokio::runtime::Builder::new_current_thread().enable_io().build()?.block_on(tokio::signal::ctrl_c())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_a_line_and_the_end_of_input_is_none() {
        assert_eq!(read_answer(&b" migrate 3 \nmore"[..]).expect("read"), Some("migrate 3".to_owned()));
        assert_eq!(read_answer(&b"\n"[..]).expect("read"), Some(String::new()));
        assert_eq!(read_answer(&b""[..]).expect("read"), None);
    }
}
