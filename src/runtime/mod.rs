//! Layer 4: everything that touches the world. The loop, the terminal, files, settings, saving.

pub mod chance;
pub mod config;
pub mod decode;
pub mod events;
pub mod export;
pub mod input;
pub mod isolated;
pub mod jump;
pub mod open;
pub mod pace;
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
