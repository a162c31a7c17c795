//! Layer 4: everything that touches the world. The loop, the terminal, files, settings, saving.

#[cfg(feature = "pdf")]
pub mod apart;
pub mod chance;
pub mod config;
pub mod events;
pub mod export;
pub mod isolated;
pub mod open;
pub mod painter;
pub mod paths;
pub mod places;
pub mod plain;
pub mod private;
pub mod reading;
pub mod records;
pub mod run;
pub mod save;
pub mod saving;
pub mod screen;
pub mod store;
pub mod store_error;
pub mod terminal;
