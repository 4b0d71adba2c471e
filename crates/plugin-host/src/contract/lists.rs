//! Lists of hot records as plain memory: the engine's own records lie as the contract lays them out, so a whole list
//! goes over in one copy instead of field by field. `benches/lists.rs` compares this with the ways not taken.

use std::mem::MaybeUninit;

use sarex_sim::decision as sim;
use wasmtime::Result;
use wasmtime::component::__internal::{CanonicalAbiInfo, InstanceType, InterfaceType, LiftContext, LowerContext};
use wasmtime::component::{ComponentType, Lift, Lower};

use crate::contract::{behaviour, sensor};

/// A record of the engine that has the layout of a record of the contract.
///
/// # Safety
/// `Self` is `repr(C)`, holds only `u32`, `f32` and `f64` without padding, in the order of the fields of `Wit`.
pub unsafe trait Hot: Copy + Send + Sync + 'static {
    /// The record as bindgen makes it.
    type Wit: ComponentType;
}

macro_rules! hot {
    ($($native:ty => $wit:ty, $bytes:expr;)*) => {$(
        // SAFETY: repr(C) and the same fields in the same order (the contract's tests hold the names); no padding, as
        // the next line holds.
        unsafe impl Hot for $native {
            type Wit = $wit;
        }
        const _: () = assert!(size_of::<$native>() == $bytes && <$wit as ComponentType>::SIZE32 == $bytes);
    )*};
}

hot! {
    sim::OwnShip => behaviour::OwnShip, 6 * 4 + 16 * 8;
    sim::OrderRow => behaviour::Order, 4 * 4 + 4 * 8;
    sim::LegRow => behaviour::Leg, 4 * 8 + 2 * 4;
    sim::Contact => behaviour::Contact, 4 * 4 + 4 * 8;
    sim::Helm => behaviour::Helm, 3 * 8 + 2 * 4;
    sim::Act => behaviour::Act, 3 * 4;
    sim::Glimpse => sensor::Glimpse, 2 * 4 + 11 * 8;
}

/// A hot record on its way over the boundary.
#[derive(Clone, Copy, Debug, PartialEq)]
#[repr(transparent)]
pub struct Plain<T>(pub T);

impl<T: Hot> Plain<T> {
    /// The same list, ready to go over.
    pub fn slice(records: &[T]) -> &[Self] {
        // SAFETY: `Plain` is transparent.
        unsafe { std::slice::from_raw_parts(records.as_ptr().cast(), records.len()) }
    }

    fn bytes(records: &[Self]) -> &[u8] {
        // SAFETY: `Hot` promises that every byte is part of a field.
        unsafe { std::slice::from_raw_parts(records.as_ptr().cast(), size_of_val(records)) }
    }
}

const _: () = assert!(cfg!(target_endian = "little"), "the contract's memory is little-endian");

// SAFETY: layout and type check are those of `T::Wit`, which has the same fields in the same places.
unsafe impl<T: Hot> ComponentType for Plain<T> {
    type Lower = <T::Wit as ComponentType>::Lower;
    const ABI: CanonicalAbiInfo = <T::Wit as ComponentType>::ABI;
    const MAY_REQUIRE_REALLOC: bool = false;

    fn typecheck(ty: &InterfaceType, types: &InstanceType<'_>) -> Result<()> {
        <T::Wit as ComponentType>::typecheck(ty, types)
    }
}

const ONLY_IN_LISTS: &str = "hot records go over in lists only";

// SAFETY: writes exactly the bytes of the records at the checked place.
unsafe impl<T: Hot> Lower for Plain<T> {
    fn linear_lower_to_flat<U>(
        &self,
        _cx: &mut LowerContext<'_, U>,
        _ty: InterfaceType,
        _dst: &mut MaybeUninit<Self::Lower>,
    ) -> Result<()> {
        Err(wasmtime::Error::msg(ONLY_IN_LISTS))
    }

    fn linear_lower_to_memory<U>(&self, cx: &mut LowerContext<'_, U>, ty: InterfaceType, offset: usize) -> Result<()> {
        Self::linear_store_list_to_memory(cx, ty, offset, std::slice::from_ref(self))
    }

    fn linear_store_list_to_memory<U>(
        cx: &mut LowerContext<'_, U>,
        _ty: InterfaceType,
        offset: usize,
        items: &[Self],
    ) -> Result<()> {
        let bytes = Self::bytes(items);
        cx.as_slice_mut()[offset..][..bytes.len()].copy_from_slice(bytes);
        Ok(())
    }
}

// SAFETY: `bytes` holds a whole record (wasmtime promises SIZE32 bytes), and any bits are a valid `Hot` record.
unsafe impl<T: Hot> Lift for Plain<T> {
    fn linear_lift_from_flat(_cx: &mut LiftContext<'_>, _ty: InterfaceType, _src: &Self::Lower) -> Result<Self> {
        Err(wasmtime::Error::msg(ONLY_IN_LISTS))
    }

    fn linear_lift_from_memory(_cx: &mut LiftContext<'_>, _ty: InterfaceType, bytes: &[u8]) -> Result<Self> {
        assert_eq!(bytes.len(), size_of::<T>());
        Ok(unsafe { bytes.as_ptr().cast::<Self>().read_unaligned() })
    }
}

/// The batch of a step, its lists borrowed from the host's buffers.
#[derive(ComponentType, Lower)]
#[component(record)]
pub struct Batch<'a> {
    pub tick: u64,
    #[component(name = "time-s")]
    pub time_s: f64,
    #[component(name = "dt-s")]
    pub dt_s: f64,
    pub ships: &'a [Plain<sim::OwnShip>],
    pub orders: &'a [Plain<sim::OrderRow>],
    pub legs: &'a [Plain<sim::LegRow>],
    pub contacts: &'a [Plain<sim::Contact>],
    pub columns: &'a [Column],
    pub state: &'a [u8],
}

/// One value of a signal for each ship of a batch.
#[derive(Clone, Debug, Default, ComponentType, Lower)]
#[component(record)]
pub struct Column {
    pub signal: u32,
    pub values: Vec<f64>,
}

/// The answer to a step.
#[derive(ComponentType, Lift)]
#[component(record)]
pub struct Outcome {
    pub helm: Vec<Plain<sim::Helm>>,
    pub acts: Vec<Plain<sim::Act>>,
    pub state: Vec<u8>,
}
