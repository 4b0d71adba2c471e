//! Every bound of the engine, with its reason.

/// One tick is one second.
pub const TICK_S: f64 = 1.0;
/// Commands taken in one tick; more are refused, so that a broken client cannot stall the exercise.
pub const MAX_COMMANDS_PER_TICK: usize = 256;
/// Characters of a message or a note: what people read in a drill.
pub const MAX_TEXT: usize = 4_000;
/// Plugins with which an exercise takes in another one: those of a scenario and an afternoon at the script editor. Each
/// may hold an instance and its memory until the end.
pub const MAX_PLUGINS: usize = 64;
/// Legs of one order: what a day of searching at 1-minute legs needs.
pub const MAX_LEGS: usize = 1_440;
/// Elements of a cell's drift forecast unless the scenario says otherwise: 95 % containment is then known within about
/// 1 % (binomial).
pub const FORECAST_ELEMENTS: u32 = 2_000;
/// Most elements that a scenario may ask for: a state holds those of every cell and object, 150 bytes each.
pub const MOST_FORECAST_ELEMENTS: u32 = 50_000;
/// Elements of a forecast that a frame shows: more cannot be told apart on a chart.
pub const SHOWN_ELEMENTS: usize = 2_000;
/// Seconds between position updates of the forecast's elements.
pub const ESTIMATE_CYCLE_S: u64 = 60;
/// Seconds between new velocities of the forecast's elements: the time step of operational leeway models.
pub const ESTIMATE_VELOCITY_S: u64 = 600;
/// Seconds between steps of the true drift.
pub const DRIFT_CYCLE_S: u64 = 10;
/// Seconds between samples of wind and current at a unit or object: a ship at 20 kn moves 0.3 nm.
pub const ENVIRONMENT_CYCLE_S: u64 = 60;
/// Seconds between looks of the sensors. Detection potential is exact along straight legs, so this bounds only
/// how late a sighting is noticed.
pub const SENSOR_CYCLE_S: u64 = 10;
/// Seconds between reports of partner units' positions.
pub const REPORT_CYCLE_S: u64 = 60;
/// Seconds between points of a track in the log.
pub const TRACK_CYCLE_S: u64 = 60;
/// Seconds between state digests in a recording.
pub const DIGEST_CYCLE_S: u64 = 600;
/// Seconds a message takes from sending to reading (assumed: a clerk reads it within a minute).
pub const MESSAGE_DELAY_S: u64 = 60;
/// Seconds a message may be under way at most: longer than an interpreter needs, shorter than an exercise.
pub const MAX_MESSAGE_DELAY_S: u64 = 6 * 3_600;
/// Messages of an exercise: a busy desk of 20 cells sends about 1,000 an hour, so this is a day.
pub const MAX_MESSAGES: usize = 20_000;
/// Entries in the lists of one structured message: 40 areas with corners, more than a search has.
pub const MAX_BODY_ENTRIES: usize = 400;
/// Rules for links: every pair of 20 cells.
pub const MAX_LINK_RULES: usize = 200;
/// A unit is at its base within this distance, metres.
pub const AT_BASE_M: f64 = 600.0;
/// A unit is on scene of a search object within this distance, metres.
pub const ON_SCENE_M: f64 = 250.0;
/// Track numbers set aside for each cell: more than the units an exercise may hold see in a day of patrol.
pub const TRACKS_PER_CELL: u32 = 10_000;
/// A track is dropped from a cell's picture after this time without a look, seconds.
pub const TRACK_LOST_S: u64 = 3_600;
/// A contact without AIS is worth a look after this time, seconds: an AIS class A set under way reports far more often.
pub const UNIDENTIFIED_AFTER_S: u64 = 180;
/// Points of an exercise line or corners of an area that a person draws: as many as a scenario file may hold.
pub const MAX_LINE_POINTS: usize = 1_000;
/// Characters of an id that a person types: shown beside a symbol.
pub const MAX_ID: usize = 48;
/// Rules of release of all cells together: a planner writes some ten for each partner.
pub const MAX_RULES: usize = 500;
/// Seconds that information can be held back: each report is kept until then, and half a day outlasts a drill.
pub const MAX_RELEASE_DELAY_S: u64 = 12 * 3_600;
/// Entries of the ledger of sharing; later ones only prolong those there are. 500 units told to 20 cells are 10,000.
pub const MAX_LEDGER: usize = 200_000;
/// Entries of the ledger in one frame.
pub const FRAME_LEDGER: usize = 200;
/// A serial is armed this long before it is due, seconds: time to read it, and to hold it.
pub const ARMED_BEFORE_S: u64 = 600;
/// Events and messages in one frame.
pub const FRAME_EVENTS: usize = 400;
/// Messages in one frame.
pub const FRAME_MESSAGES: usize = 200;
