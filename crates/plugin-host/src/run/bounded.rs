//! The limits of a store, and how much memory was granted under them.

use wasmtime::{ResourceLimiter, Result, StoreLimits};

/// The limits of a store.
pub struct Bounded {
    limits: StoreLimits,
    /// Memory granted so far, bytes.
    pub memory_bytes: usize,
}

impl Bounded {
    /// Nothing granted yet.
    pub fn new(limits: StoreLimits) -> Self {
        Self { limits, memory_bytes: 0 }
    }
}

impl ResourceLimiter for Bounded {
    fn memory_growing(&mut self, current: usize, desired: usize, maximum: Option<usize>) -> Result<bool> {
        let granted = self.limits.memory_growing(current, desired, maximum)?;
        if granted {
            self.memory_bytes += desired - current;
        }
        Ok(granted)
    }

    fn memory_grow_failed(&mut self, error: wasmtime::Error) -> Result<()> {
        self.limits.memory_grow_failed(error)
    }

    fn table_growing(&mut self, current: usize, desired: usize, maximum: Option<usize>) -> Result<bool> {
        self.limits.table_growing(current, desired, maximum)
    }

    fn table_grow_failed(&mut self, error: wasmtime::Error) -> Result<()> {
        self.limits.table_grow_failed(error)
    }

    fn instances(&self) -> usize {
        self.limits.instances()
    }

    fn tables(&self) -> usize {
        self.limits.tables()
    }

    fn memories(&self) -> usize {
        self.limits.memories()
    }
}
