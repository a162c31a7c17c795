//! The topic map as a picture.
