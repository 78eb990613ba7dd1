//! What the page calls, and what it is told while it waits.
//!
//! The page asks for [`room`], writes a message into it, [`call`]s, and reads the answer where that says it lies. Memory is
//! owned by this side throughout: no pointer that comes from the page is ever followed, so there is no `unsafe` block. What
//! the lint finds unsafe are the names alone, which the linker must not meet twice; they stand in this file and nowhere else.
#![allow(unsafe_code, reason = "names that the page can call by; no block here is unsafe")]

use crate::Desk;
use ropa::casefile::Progress;
use std::cell::RefCell;
use std::ops::ControlFlow;

#[link(wasm_import_module = "ropa")]
unsafe extern "C" {
    /// Tells the page how far the work has come: of opening (0) the file whose name lies there, importing (1) or assessing (2).
    safe fn progress(step: u32, done: u32, of: u32, name: *const u8, length: usize);
}

thread_local! {
    static DESK: RefCell<Desk> = RefCell::default();
    static MESSAGE: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static ANSWER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Makes room for a message of so many bytes, and says where.
#[unsafe(no_mangle)]
pub(crate) extern "C" fn room(length: usize) -> *mut u8 {
    MESSAGE.with_borrow_mut(|message| {
        *message = vec![0; length];
        message.as_mut_ptr()
    })
}

/// Does what the message asks, and says where the answer lies.
#[unsafe(no_mangle)]
pub(crate) extern "C" fn call() -> *const u8 {
    let message = MESSAGE.take();
    let answer = DESK.with_borrow_mut(|desk| desk.ask(message, &told));
    ANSWER.with_borrow_mut(|kept| {
        *kept = answer;
        kept.as_ptr()
    })
}

/// How long the answer is.
#[unsafe(no_mangle)]
pub(crate) extern "C" fn answer_length() -> usize {
    ANSWER.with_borrow(Vec::len)
}

fn told(step: Progress<'_>) -> ControlFlow<()> {
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    match step {
        Progress::Opening { file, done, of } => {
            progress(0, number(done), number(of), file.as_ptr(), file.len())
        }
        Progress::Importing => progress(1, 0, 1, std::ptr::null(), 0),
        Progress::Assessing { done, of } => progress(2, number(done), number(of), std::ptr::null(), 0),
        _ => {}
    }
    ControlFlow::Continue(())
}
