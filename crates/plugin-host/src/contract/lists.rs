//! Lists of hot records as plain memory: the engine's own records lie as the contract lays them out, so a whole list
//! goes over in one copy instead of field by field. `benches/lists.rs` compares this with the ways not taken.

use std::mem::MaybeUninit;

use sarex_sim::decision as sim;
use wasmtime::component::__internal::{
    CanonicalAbiInfo, InstanceType, InterfaceType, LiftContext, LowerContext, map_maybe_uninit,
};
use wasmtime::component::{ComponentType, Lift, Lower};
use wasmtime::{Result, ValRaw};

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

/// A record of a ship that says where the ship's rows begin in another list, and how many there are.
pub trait Numbered: Hot {
    /// The same record for other lists.
    fn numbered(self, first: u32, count: u32) -> Self;
}

impl Numbered for sim::OwnShip {
    fn numbered(self, first_contact: u32, contact_count: u32) -> Self {
        Self { first_contact, contact_count, ..self }
    }
}

impl Numbered for sim::OrderRow {
    fn numbered(self, first_leg: u32, leg_count: u32) -> Self {
        Self { first_leg, leg_count, ..self }
    }
}

/// The records of some ships of a batch, numbered anew on their way over.
pub struct Picked<'a, T> {
    /// The records of all ships.
    pub all: &'a [T],
    /// Which ships go over.
    pub ships: &'a [u32],
    /// Where the rows of each begin, and how many.
    pub rows: &'a [(u32, u32)],
}

impl<T: Numbered> Picked<'_, T> {
    /// Makes room in the guest and writes the records there: their place, and their number.
    fn write<U>(&self, cx: &mut LowerContext<'_, U>) -> Result<(usize, usize)> {
        let count = self.ships.len();
        let place = cx.realloc(0, 0, Plain::<T>::ALIGN32, count * size_of::<T>())?;
        let room = cx.as_slice_mut()[place..][..count * size_of::<T>()].chunks_exact_mut(size_of::<T>());
        for ((room, ship), (first, row_count)) in room.zip(self.ships).zip(self.rows) {
            let record = Plain(self.all[*ship as usize].numbered(*first, *row_count));
            room.copy_from_slice(Plain::bytes(std::slice::from_ref(&record)));
        }
        Ok((place, count))
    }
}

// SAFETY: the layout and the type check are those of a list.
unsafe impl<T: Numbered> ComponentType for Picked<'_, T> {
    type Lower = <[Plain<T>] as ComponentType>::Lower;
    const ABI: CanonicalAbiInfo = CanonicalAbiInfo::POINTER_PAIR;

    fn typecheck(ty: &InterfaceType, types: &InstanceType<'_>) -> Result<()> {
        <[Plain<T>] as ComponentType>::typecheck(ty, types)
    }
}

// SAFETY: writes the place and the number of the list, as for any list.
unsafe impl<T: Numbered> Lower for Picked<'_, T> {
    fn linear_lower_to_flat<U>(
        &self,
        cx: &mut LowerContext<'_, U>,
        _ty: InterfaceType,
        dst: &mut MaybeUninit<Self::Lower>,
    ) -> Result<()> {
        let (place, count) = self.write(cx)?;
        map_maybe_uninit!(dst[0]).write(ValRaw::i64(place as i64));
        map_maybe_uninit!(dst[1]).write(ValRaw::i64(count as i64));
        Ok(())
    }

    fn linear_lower_to_memory<U>(&self, cx: &mut LowerContext<'_, U>, _ty: InterfaceType, offset: usize) -> Result<()> {
        let (place, count) = self.write(cx)?;
        *cx.get(offset) = u32::try_from(place)?.to_le_bytes();
        *cx.get(offset + 4) = u32::try_from(count)?.to_le_bytes();
        Ok(())
    }
}

/// A list of hot records that came back.
#[derive(Debug)]
pub struct Taken<T>(pub Vec<T>);

// SAFETY: the layout and the type check are those of a list.
unsafe impl<T: Hot> ComponentType for Taken<T> {
    type Lower = <[Plain<T>] as ComponentType>::Lower;
    const ABI: CanonicalAbiInfo = CanonicalAbiInfo::POINTER_PAIR;

    fn typecheck(ty: &InterfaceType, types: &InstanceType<'_>) -> Result<()> {
        <[Plain<T>] as ComponentType>::typecheck(ty, types)
    }
}

// SAFETY: reads only memory of the guest, and any bits are a valid `Hot` record.
unsafe impl<T: Hot> Lift for Taken<T> {
    fn linear_lift_from_flat(_cx: &mut LiftContext<'_>, _ty: InterfaceType, _src: &Self::Lower) -> Result<Self> {
        Err(wasmtime::Error::msg("hot records come back in records only"))
    }

    /// `bytes` holds the place and the number of the list; what the guest says of them is not to be trusted.
    fn linear_lift_from_memory(cx: &mut LiftContext<'_>, _ty: InterfaceType, bytes: &[u8]) -> Result<Self> {
        let number = |at: usize| -> Result<usize> { Ok(u32::from_le_bytes(bytes[at..at + 4].try_into()?) as usize) };
        let (place, count) = (number(0)?, number(4)?);
        let records = count.checked_mul(size_of::<T>()).and_then(|size| cx.memory().get(place..)?.get(..size));
        let records = records.ok_or_else(|| wasmtime::Error::msg("list pointer/length out of bounds of memory"))?;
        if !place.is_multiple_of(Plain::<T>::ALIGN32 as usize) {
            return Err(wasmtime::Error::msg("list pointer is not aligned"));
        }
        cx.consume_fuel_array(count, size_of::<T>())?;
        let mut taken: Vec<T> = Vec::with_capacity(count);
        // SAFETY: room and bytes for so many records were just made and checked; any bits are a valid `Hot` record.
        unsafe {
            std::ptr::copy_nonoverlapping(records.as_ptr(), taken.as_mut_ptr().cast(), records.len());
            taken.set_len(count);
        }
        Ok(Self(taken))
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
    pub ships: Picked<'a, sim::OwnShip>,
    pub orders: Picked<'a, sim::OrderRow>,
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
    pub helm: Taken<sim::Helm>,
    pub acts: Taken<sim::Act>,
    pub state: Vec<u8>,
}
