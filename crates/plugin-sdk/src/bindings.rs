//! The Rust side of `wit/plugin.wit`, made by wit-bindgen. Authors meet these records through the crate root.
#![allow(missing_docs, reason = "generated; every field is explained in wit/plugin.wit")]

pub mod search_pattern {
    wit_bindgen::generate!({
        path: "wit",
        world: "search-pattern",
        generate_all,
        generate_unused_types: true,
        pub_export_macro: true,
        export_macro_name: "export_search_pattern_world",
        default_bindings_module: "sarex_plugin_sdk::bindings::search_pattern",
        additional_derives: [PartialEq],
    });
}

pub mod sensor_model {
    wit_bindgen::generate!({
        path: "wit",
        world: "sensor-model",
        with: {
            "sarex:plugin/types@0.1.0": crate::bindings::search_pattern::sarex::plugin::types,
            "sarex:plugin/diag@0.1.0": crate::bindings::search_pattern::sarex::plugin::diag,
        },
        generate_unused_types: true,
        pub_export_macro: true,
        export_macro_name: "export_sensor_model_world",
        default_bindings_module: "sarex_plugin_sdk::bindings::sensor_model",
        additional_derives: [PartialEq],
    });
}

pub mod exercise_judge {
    wit_bindgen::generate!({
        path: "wit",
        world: "exercise-judge",
        with: {
            "sarex:plugin/types@0.1.0": crate::bindings::search_pattern::sarex::plugin::types,
            "sarex:plugin/diag@0.1.0": crate::bindings::search_pattern::sarex::plugin::diag,
        },
        generate_unused_types: true,
        pub_export_macro: true,
        export_macro_name: "export_exercise_judge_world",
        default_bindings_module: "sarex_plugin_sdk::bindings::exercise_judge",
        additional_derives: [PartialEq],
    });
}

pub mod vessel_behaviour {
    wit_bindgen::generate!({
        path: "wit",
        world: "vessel-behaviour",
        with: {
            "sarex:plugin/types@0.1.0": crate::bindings::search_pattern::sarex::plugin::types,
            "sarex:plugin/diag@0.1.0": crate::bindings::search_pattern::sarex::plugin::diag,
        },
        generate_unused_types: true,
        pub_export_macro: true,
        export_macro_name: "export_vessel_behaviour_world",
        default_bindings_module: "sarex_plugin_sdk::bindings::vessel_behaviour",
        additional_derives: [PartialEq],
    });
}
