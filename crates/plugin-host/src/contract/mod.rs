//! The host side of `plugin.wit`, made by wasmtime's bindgen, and the hot lists that go over as plain memory.

pub mod lists;

pub mod behaviour_world {
    wasmtime::component::bindgen!({
        path: "../plugin-sdk/wit",
        world: "vessel-behaviour",
    });
}

pub mod search_world {
    wasmtime::component::bindgen!({
        path: "../plugin-sdk/wit",
        world: "search-pattern",
        with: {
            "sarex:plugin/types": crate::contract::behaviour_world::sarex::plugin::types,
            "sarex:plugin/diag": crate::contract::behaviour_world::sarex::plugin::diag,
        },
    });
}

pub mod sensor_world {
    wasmtime::component::bindgen!({
        path: "../plugin-sdk/wit",
        world: "sensor-model",
        with: {
            "sarex:plugin/types": crate::contract::behaviour_world::sarex::plugin::types,
            "sarex:plugin/diag": crate::contract::behaviour_world::sarex::plugin::diag,
        },
    });
}

pub mod judge_world {
    wasmtime::component::bindgen!({
        path: "../plugin-sdk/wit",
        world: "exercise-judge",
        with: {
            "sarex:plugin/types": crate::contract::behaviour_world::sarex::plugin::types,
            "sarex:plugin/diag": crate::contract::behaviour_world::sarex::plugin::diag,
        },
    });
}

pub use behaviour_world::exports::sarex::plugin::behaviour;
pub use behaviour_world::sarex::plugin::{diag, types};
pub use judge_world::exports::sarex::plugin::adjudicator;
pub use search_world::exports::sarex::plugin::search;
pub use sensor_world::exports::sarex::plugin::sensor;

/// Version of the contract that this host offers.
pub const VERSION: &str = "0.1.0";
