//! What a plugin remembers of a ship between decisions: a few numbers in the host's keeping.

/// Fixed-size memory of one ship, kept by the host as bytes. A new ship's bytes are all zero, so zero must mean
/// "nothing remembered yet". The macro [`state!`](crate::state) writes the implementation.
pub trait State {
    /// Bytes it takes, at most 1024.
    const SIZE: usize;
    /// Reads it; `bytes` has [`Self::SIZE`] bytes.
    fn load(bytes: &[u8]) -> Self;
    /// Writes it; `bytes` has [`Self::SIZE`] bytes.
    fn store(&self, bytes: &mut [u8]);
}

impl State for () {
    const SIZE: usize = 0;
    fn load(_bytes: &[u8]) -> Self {}
    fn store(&self, _bytes: &mut [u8]) {}
}

/// What a [`State`] may hold: a number, another struct made by [`state!`](crate::state), or an array of these.
pub trait Field: Copy {
    /// Bytes it takes.
    const SIZE: usize;
    /// Reads it from the front of `bytes`.
    fn get(bytes: &[u8]) -> Self;
    /// Writes it to the front of `bytes`.
    fn put(self, bytes: &mut [u8]);
}

macro_rules! number_field {
    ($($number:ty),*) => {$(
        impl Field for $number {
            const SIZE: usize = size_of::<$number>();
            #[cfg_attr(target_arch = "wasm32", inline(always))]
            fn get(bytes: &[u8]) -> Self {
                let mut raw = [0; size_of::<$number>()];
                raw.copy_from_slice(&bytes[..size_of::<$number>()]);
                Self::from_le_bytes(raw)
            }
            #[cfg_attr(target_arch = "wasm32", inline(always))]
            fn put(self, bytes: &mut [u8]) {
                bytes[..size_of::<$number>()].copy_from_slice(&self.to_le_bytes());
            }
        }
    )*};
}
number_field!(u8, u32, u64, i32, i64, f32, f64);

impl<T: Field + Default, const N: usize> Field for [T; N] {
    const SIZE: usize = N * T::SIZE;
    fn get(bytes: &[u8]) -> Self {
        core::array::from_fn(|index| T::get(&bytes[index * T::SIZE..]))
    }
    fn put(self, bytes: &mut [u8]) {
        for (index, value) in self.into_iter().enumerate() {
            value.put(&mut bytes[index * T::SIZE..]);
        }
    }
}

/// Declares a struct of numbers that is a [`State`], and may stand as a [`Field`] in another.
///
/// ```
/// sarex_plugin_sdk::state! {
///     /// Memory of a ship that counts its decisions.
///     pub struct Counter {
///         /// Decisions so far.
///         pub count: u32,
///     }
/// }
/// # use sarex_plugin_sdk::State;
/// assert_eq!(Counter::SIZE, 4);
/// assert_eq!(Counter::load(&[0; 4]), Counter::default());
/// ```
#[macro_export]
macro_rules! state {
    ($(#[$meta:meta])* $vis:vis struct $name:ident {
        $($(#[$field_meta:meta])* $field_vis:vis $field:ident : $kind:ty),* $(,)?
    }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Default, PartialEq)]
        $vis struct $name { $($(#[$field_meta])* $field_vis $field: $kind),* }

        impl $crate::State for $name {
            const SIZE: usize = 0 $(+ <$kind as $crate::Field>::SIZE)*;
            #[cfg_attr(target_arch = "wasm32", inline(always))]
            fn load(bytes: &[u8]) -> Self {
                let mut at = 0;
                $(
                    let $field = <$kind as $crate::Field>::get(&bytes[at..]);
                    at += <$kind as $crate::Field>::SIZE;
                )*
                let _ = at;
                Self { $($field),* }
            }
            #[cfg_attr(target_arch = "wasm32", inline(always))]
            fn store(&self, bytes: &mut [u8]) {
                let mut at = 0;
                $(
                    $crate::Field::put(self.$field, &mut bytes[at..]);
                    at += <$kind as $crate::Field>::SIZE;
                )*
                let _ = at;
            }
        }

        impl $crate::Field for $name {
            const SIZE: usize = <Self as $crate::State>::SIZE;
            #[cfg_attr(target_arch = "wasm32", inline(always))]
            fn get(bytes: &[u8]) -> Self {
                <Self as $crate::State>::load(bytes)
            }
            #[cfg_attr(target_arch = "wasm32", inline(always))]
            fn put(self, bytes: &mut [u8]) {
                <Self as $crate::State>::store(&self, bytes);
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::State;

    crate::state! {
        struct Memory { serial: u32, since_s: f64, side: i32 }
    }

    #[test]
    fn a_state_comes_back_as_it_was_stored() {
        let memory = Memory { serial: 7, since_s: -1.5, side: -1 };
        let mut bytes = [0; Memory::SIZE];
        memory.store(&mut bytes);
        assert_eq!(Memory::load(&bytes), memory);
        assert_eq!(Memory::load(&[0; Memory::SIZE]), Memory::default());
    }

    crate::state! {
        struct Fleet { ships: [Memory; 3], count: u8 }
    }

    #[test]
    fn states_nest() {
        let ship = |serial| Memory { serial, since_s: 2.5, side: -3 };
        let fleet = Fleet { ships: [ship(1), ship(2), ship(3)], count: 9 };
        let mut bytes = [0; Fleet::SIZE];
        fleet.store(&mut bytes);
        assert_eq!(bytes.len(), 3 * 16 + 1);
        assert_eq!(Fleet::load(&bytes), fleet);
    }
}
