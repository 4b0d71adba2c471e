//! Upper bounds of everything that is read, with the reason beside each.

/// Bytes of one file of a map pack: four times the largest layer shipped; a larger one is a mistake or an attack on memory.
pub const MAP_FILE_BYTES: u64 = 64 << 20;
/// Bytes of a manifest or of a table of names: a thousand entries need a tenth of it.
pub const MANIFEST_BYTES: u64 = 1 << 20;
/// Files of a pack.
pub const MAP_FILES: usize = 256;
/// Features of a layer: the largest shipped has 1,456.
pub const LAYER_FEATURES: usize = 1_000_000;
/// Coordinates of one feature: a 64 MiB file holds no more.
pub const FEATURE_POINTS: usize = 4_000_000;

/// Dimensions, variables and attributes of a NetCDF file: model output has some tens.
pub const NETCDF_ITEMS: usize = 4_096;
/// Values of one NetCDF variable: 64 MiB of bytes at most.
pub const NETCDF_VALUES: usize = 64 << 20;
/// Values of one NetCDF variable that may be declared and read in pieces: what a 32-bit length can say of two-byte values.
pub const NETCDF_VARIABLE_VALUES: usize = 1 << 31;
/// Values of one component of a wind or current field after cropping: both together 1 GiB in memory, 66 hours of a
/// 1500 x 1300 model grid; a forecast that needs more names its area and time.
pub const ENVIRONMENT_VALUES: usize = 128 << 20;
/// Values of a coordinate: a century of minutes would be 50 million, a model has thousands.
pub const ENVIRONMENT_COORDINATES: usize = 4 << 20;
/// Bytes of a NetCDF-3 or GRIB2 file, which are read whole: the largest classic NetCDF file without 64-bit offsets.
pub const ENVIRONMENT_FILE_BYTES: u64 = 2 << 30;
/// Bytes of one read of a NetCDF-4 variable in its own type: the values above as doubles.
pub const ENVIRONMENT_READ_BYTES: usize = 1 << 30;
/// Bytes of an unpacked chunk of a NetCDF-4 file: archives use some megabytes, some store a global time step whole.
pub const ENVIRONMENT_CHUNK_BYTES: usize = 256 << 20;
/// Grid points of one GRIB2 message: a global grid of 0.04 degree; bounds what a damaged count can allocate.
pub const GRIB_POINTS: usize = 48 << 20;
/// Messages of a GRIB2 file: ten days of hourly fields of 200 variables and levels.
pub const GRIB_MESSAGES: usize = 50_000;
/// Cells times times of an environment field after cropping, so that a recording stays small.
pub const FIELD_VALUES: usize = 4_000_000;

/// Bytes of `scenario.toml`: a person reviews it.
pub const SCENARIO_BYTES: u64 = 1 << 20;
/// Bytes of `assets.toml`.
pub const ASSETS_BYTES: u64 = 1 << 20;
/// Cells: each has its own picture, rebuilt every second.
pub const CELLS: usize = 32;
/// Units, traffic included: the engine is measured at this size.
pub const UNITS: usize = 2_000;
/// Search objects: each carries its own drift ensemble.
pub const OBJECTS: usize = 64;
/// Injects, procedures and searches together.
pub const SERIALS: usize = 1_000;
/// Objectives: more cannot be graded.
pub const OBJECTIVES: usize = 100;
/// Lessons of earlier exercises: a longer improvement plan is not read by anybody.
pub const LESSONS: usize = 200;
/// A file of lessons: 200 of them with three texts each.
pub const LESSONS_BYTES: u64 = 4 << 20;
/// Parameters of a plugin or a search: a settings panel of more is no panel.
pub const PARAMS: usize = 64;
/// Places with names of their own: what a chart can hold beside those of the map.
pub const PLACE_NAMES: usize = 100;
/// Masked areas.
pub const MASKS: usize = 20;
/// Channels of the communications: a radio room has fewer.
pub const CHANNELS: usize = 32;
/// Links and stations of the communications: every pair of 20 cells.
pub const LINKS: usize = 200;
/// Exercise lines.
pub const LINES: usize = 200;
/// Points of a line, route, area or track.
pub const POINTS: usize = 1_000;
/// Characters of an id: shown beside a symbol.
pub const ID_CHARS: usize = 48;
/// Characters of a name or title.
pub const NAME_CHARS: usize = 120;
/// Characters of a message or an objective: a radio message of two minutes.
pub const TEXT_CHARS: usize = 2_000;
/// Seconds an exercise may last: 30 days of one-second ticks.
pub const LENGTH_S: u64 = 30 * 86_400;
/// Cells of the land raster of a scenario: 2 MB as bits, half a nautical mile over the whole default map.
pub const LAND_CELLS: f64 = 4_000_000.0;

/// Bytes of a spreadsheet with an exercise list: a thousand injects in three languages take a tenth.
pub const MSEL_BYTES: u64 = 8 << 20;
/// Bytes that such a workbook may unpack to: table text shrinks to a tenth or less.
pub const MSEL_UNPACKED_BYTES: u64 = 128 << 20;
/// Rows of a sheet: ten times the serials of a scenario, for headings, blank lines and what is left out.
pub const MSEL_ROWS: usize = 10_000;
/// Columns of a sheet: nobody's list has a hundred.
pub const MSEL_COLUMNS: usize = 100;

/// Bytes of one frame of a recording: a set-up with its fields and land, the largest payload, is under a tenth.
pub const FRAME_BYTES: u32 = 64 << 20;
/// Bytes of a whole recording read into memory at once.
pub const RECORDING_BYTES: u64 = 2 << 30;

/// Factors of a campaign's design: more cannot be told apart with the runs that one can afford.
pub const DESIGN_FACTORS: usize = 32;
/// Levels of a factor, and rows of a Latin hypercube.
pub const DESIGN_LEVELS: usize = 1_000;
/// Rows of a design: each holds a whole setup that is checked beforehand.
pub const DESIGN_ROWS: usize = 10_000;
/// Uncertain quantities of a campaign.
pub const DESIGN_DRAWS: usize = 64;
