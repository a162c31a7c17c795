//! The topic map as numbers.
