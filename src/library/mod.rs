//! Layer 1: what the reader owns. Marks and notes, and where reading stopped.
//!
//! Everything here is plain data and pure functions over it: events go in, marks come out. Nothing reads a clock, draws a
//! random number or touches a disk; all three are handed in.

pub mod collection;
pub mod corrections;
pub mod events;
pub mod facts;
pub mod marks;
pub mod merge;
pub mod progress;
pub mod tags;
pub mod undo;

pub use events::{Event, MarkId, Stamp, What};
pub use marks::{Ctx, Mark, Marks, Op};
pub use progress::{Draft, Focus, Stopped};
