//! Where the object may be, and what a search without result says about it.
