//! The wish to stop: a flag that a signal sets and the loop looks at between calls.
//!
//! One thread, no atomics beyond what a signal handler of tokio needs: the handler is a future of the same loop.

use std::cell::Cell;
use std::rc::Rc;

use tokio::sync::Notify;

/// A request to stop sending; clones share it.
#[derive(Clone, Debug, Default)]
pub struct Cancel {
    requested: Rc<Cell<bool>>,
    woken: Rc<Notify>,
}

impl Cancel {
    /// Asks the run to stop sending.
    pub fn request(&self) {
        self.requested.set(true);
        self.woken.notify_waiters();
    }

    /// Tells whether it was asked.
    #[must_use]
    pub fn is_requested(&self) -> bool {
        self.requested.get()
    }

    /// Waits until it is asked; at once when it was.
    pub async fn requested(&self) {
        let woken = self.woken.notified();
        if !self.is_requested() {
            woken.await;
        }
    }
}
