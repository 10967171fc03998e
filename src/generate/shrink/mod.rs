//! Smaller inputs that still show the same thing.
