//! The macros that make a type a plugin. They do nothing natively, where tests call the type directly.

/// Makes a [`Behaviour`](crate::Behaviour) the plugin's vessel-behaviour world. Use it once, at the crate root.
#[macro_export]
macro_rules! export_behaviour {
    ($behaviour:ty) => {
        #[cfg(target_arch = "wasm32")]
        mod sarex_plugin_export {
            use super::*;
            use $crate::bindings::vessel_behaviour::exports::sarex::plugin::behaviour as world;

            static CONFIGURED: ::std::sync::OnceLock<$behaviour> = ::std::sync::OnceLock::new();
            static SEED: ::std::sync::OnceLock<u64> = ::std::sync::OnceLock::new();

            struct Exported;
            impl world::Guest for Exported {
                fn describe() -> world::Descriptor {
                    $crate::log::report_panics();
                    $crate::describe_behaviour::<$behaviour>()
                }
                fn configure(run: $crate::RunInfo) -> Result<(), String> {
                    $crate::log::report_panics();
                    let made = <$behaviour as $crate::Behaviour>::configure(&$crate::Params::new(&run.params))?;
                    let first = SEED.set(run.seed).is_ok() && CONFIGURED.set(made).is_ok();
                    if first { Ok(()) } else { Err("configure was called twice".into()) }
                }
                fn step(batch: world::Batch) -> world::Outcome {
                    let behaviour = CONFIGURED.get().expect("configure comes before step");
                    $crate::step_batch(behaviour, *SEED.get().unwrap_or(&0), &batch)
                }
            }
            $crate::bindings::vessel_behaviour::export_vessel_behaviour_world!(
                Exported with_types_in $crate::bindings::vessel_behaviour
            );
        }
        #[cfg(not(target_arch = "wasm32"))]
        const _: fn() = || {
            fn is_behaviour<T: $crate::Behaviour>() {}
            is_behaviour::<$behaviour>();
        };
    };
}

/// Makes a [`Planner`](crate::Planner) the plugin's search-pattern world. Use it once, at the crate root.
#[macro_export]
macro_rules! export_planner {
    ($planner:ty) => {
        #[cfg(target_arch = "wasm32")]
        mod sarex_plugin_export {
            use super::*;
            use $crate::bindings::search_pattern::exports::sarex::plugin::search as world;

            static CONFIGURED: ::std::sync::OnceLock<$planner> = ::std::sync::OnceLock::new();

            struct Exported;
            impl world::Guest for Exported {
                fn describe() -> world::Descriptor {
                    $crate::log::report_panics();
                    $crate::describe_planner::<$planner>()
                }
                fn configure(run: $crate::RunInfo) -> Result<(), String> {
                    $crate::log::report_panics();
                    let made = <$planner as $crate::Planner>::configure(&$crate::Params::new(&run.params))?;
                    CONFIGURED.set(made).map_err(|_| "configure was called twice".into())
                }
                fn plan(task: world::Task) -> Result<world::SearchPlan, world::PlanError> {
                    let planner = CONFIGURED.get().expect("configure comes before plan");
                    $crate::Planner::plan(planner, &task)
                }
                fn replan(
                    task: world::Task,
                    current: world::SearchPlan,
                    now: Vec<world::Progress>,
                ) -> Result<Option<world::SearchPlan>, world::PlanError> {
                    let planner = CONFIGURED.get().expect("configure comes before replan");
                    $crate::Planner::replan(planner, &task, &current, &now)
                }
            }
            $crate::bindings::search_pattern::export_search_pattern_world!(
                Exported with_types_in $crate::bindings::search_pattern
            );
        }
        #[cfg(not(target_arch = "wasm32"))]
        const _: fn() = || {
            fn is_planner<T: $crate::Planner>() {}
            is_planner::<$planner>();
        };
    };
}

/// Makes a [`SensorModel`](crate::SensorModel) the plugin's sensor-model world. Use it once, at the crate root.
#[macro_export]
macro_rules! export_sensor {
    ($sensor:ty) => {
        #[cfg(target_arch = "wasm32")]
        mod sarex_plugin_export {
            use super::*;
            use $crate::bindings::sensor_model::exports::sarex::plugin::sensor as world;

            static CONFIGURED: ::std::sync::OnceLock<$sensor> = ::std::sync::OnceLock::new();

            struct Exported;
            impl world::Guest for Exported {
                fn describe() -> world::Descriptor {
                    $crate::log::report_panics();
                    $crate::describe_sensor::<$sensor>()
                }
                fn configure(run: $crate::RunInfo) -> Result<(), String> {
                    $crate::log::report_panics();
                    let made = <$sensor as $crate::SensorModel>::configure(&$crate::Params::new(&run.params))?;
                    CONFIGURED.set(made).map_err(|_| "configure was called twice".into())
                }
                fn detect(looks: Vec<world::Glimpse>) -> Vec<f64> {
                    let sensor = CONFIGURED.get().expect("configure comes before detect");
                    looks.iter().map(|look| $crate::SensorModel::detect(sensor, look)).collect()
                }
            }
            $crate::bindings::sensor_model::export_sensor_model_world!(
                Exported with_types_in $crate::bindings::sensor_model
            );
        }
        #[cfg(not(target_arch = "wasm32"))]
        const _: fn() = || {
            fn is_sensor<T: $crate::SensorModel>() {}
            is_sensor::<$sensor>();
        };
    };
}

/// Makes a [`Judge`](crate::Judge) the plugin's exercise-judge world. Use it once, at the crate root.
#[macro_export]
macro_rules! export_judge {
    ($judge:ty) => {
        #[cfg(target_arch = "wasm32")]
        mod sarex_plugin_export {
            use super::*;
            use $crate::bindings::exercise_judge::exports::sarex::plugin::adjudicator as world;

            static CONFIGURED: ::std::sync::OnceLock<$judge> = ::std::sync::OnceLock::new();

            struct Exported;
            impl world::Guest for Exported {
                fn describe() -> world::Descriptor {
                    $crate::log::report_panics();
                    $crate::describe_judge::<$judge>()
                }
                fn configure(run: $crate::RunInfo) -> Result<(), String> {
                    $crate::log::report_panics();
                    let made = <$judge as $crate::Judge>::configure(&$crate::Params::new(&run.params))?;
                    CONFIGURED.set(made).map_err(|_| "configure was called twice".into())
                }
                fn judge(log: Vec<world::Event>, metrics: Vec<$crate::Param>) -> Vec<world::Finding> {
                    let judge = CONFIGURED.get().expect("configure comes before judge");
                    $crate::Judge::judge(judge, &log, &$crate::Params::new(&metrics))
                }
            }
            $crate::bindings::exercise_judge::export_exercise_judge_world!(
                Exported with_types_in $crate::bindings::exercise_judge
            );
        }
        #[cfg(not(target_arch = "wasm32"))]
        const _: fn() = || {
            fn is_judge<T: $crate::Judge>() {}
            is_judge::<$judge>();
        };
    };
}
