//! Tries a plugin apart from an exercise.
