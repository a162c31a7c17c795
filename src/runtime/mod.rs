//! Layer 4: everything that touches the world.

pub mod report;
