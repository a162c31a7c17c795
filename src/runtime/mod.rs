//! The layer that touches the world: disk, terminal, clock, threads.

pub mod chance;
pub mod paths;
pub mod places;
pub mod private;
pub mod records;
pub mod save;
pub mod store;
pub mod store_error;
