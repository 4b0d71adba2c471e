//! Examples in the help of each pattern; a test runs them all.

/// The example of a pattern, and what holds for all.
macro_rules! example {
    ($text:literal) => {
        concat!(
            "Example: ",
            $text,
            "\n\nThe same keys with _ for - stand in a case file (--case FILE.toml or .json). For a chart plotter add --out \
             plan.gpx,\nplan.rtz or plan.geojson; --json prints every number at full precision."
        )
    };
}

pub(super) const EXPANDING_SQUARE: &str = example!(
    "a datum with S 1 NM, eight legs at 10 kn:\n\n\
    \x20 sarex pattern expanding-square --datum \"36-02N 131-11E\" --spacing-nm 1 --legs 8 --speed-kn 10 --sweep-width-nm 1.2"
);

pub(super) const SECTOR: &str = example!(
    "radius 5 NM about the datum at 60 kn, then once more turned by 30 degrees:\n\n\
    \x20 sarex pattern sector --datum \"36-02N 131-11E\" --radius-nm 5 --orientation-deg 20 --speed-kn 60 --second-search"
);

pub(super) const PARALLEL_TRACK: &str = example!(
    "an area of 20 by 10 NM about its middle, long side towards 040, two units in a strip each:\n\n\
    \x20 sarex pattern parallel-track --centre \"36-02N 131-11E\" --length-nm 20 --width-nm 10 --orientation-deg 40 --spacing-nm 2 \\\n\
    \x20   --speed-kn 90 --sweep-width-nm 1.6 --units 2 --split sub-areas"
);

pub(super) const CREEPING_LINE: &str = example!(
    "an area by its corners, begun at the corner nearest to the commence search point:\n\n\
    \x20 sarex pattern creeping-line --corner \"36-00N 131-00E\" --corner \"36-20N 131-00E\" --corner \"36-20N 131-12E\" \\\n\
    \x20   --corner \"36-00N 131-12E\" --csp \"36-20N 131-00E\" --spacing-nm 2 --speed-kn 90"
);

pub(super) const TRACK_LINE_RETURN: &str = example!(
    "out and back along the intended track of a missing craft:\n\n\
    \x20 sarex pattern track-line-return --track \"36-00N 131-00E\" --track \"36-20N 131-10E\" --spacing-nm 2 --speed-kn 90"
);

pub(super) const TRACK_LINE_NONRETURN: &str = example!(
    "three times along the track, ending at its far end:\n\n\
    \x20 sarex pattern track-line-nonreturn --track \"36-00N 131-00E\" --track \"36-20N 131-10E\" --spacing-nm 2 --legs 3 --speed-kn 90"
);

pub(super) const COORDINATED: &str = example!(
    "an aircraft at 90 kn over a ship of at most 20 kn:\n\n\
    \x20 sarex pattern coordinated-creeping-line --centre \"36-02N 131-11E\" --length-nm 20 --width-nm 10 --spacing-nm 2 \\\n\
    \x20   --speed-kn 90 --ship-speed-kn 20"
);

pub(super) const SHORELINE: &str = example!(
    "two passes off a coast that runs north, the sea to starboard:\n\n\
    \x20 sarex pattern shoreline --track \"36-00N 129-30E\" --track \"36-20N 129-28E\" --seaward right --distance-nm 1 --spacing-nm 0.5 \\\n\
    \x20   --legs 2 --speed-kn 15"
);

pub(super) const BARRIER: &str = example!(
    "four passes across objects that drift towards 110 at 1.5 kn:\n\n\
    \x20 sarex pattern barrier --centre \"36-02N 131-11E\" --length-nm 10 --speed-kn 12 --drift 110/1.5 --legs 4 --sweep-width-nm 2"
);

pub(super) const RACETRACK: &str = example!(
    "legs of 10 NM on 045 and 225, 1 NM apart:\n\n\
    \x20 sarex pattern racetrack --centre \"36-02N 131-11E\" --orientation-deg 45 --length-nm 10 --spacing-nm 1 --speed-kn 60"
);

pub(super) const SPIRAL: &str = example!(
    "out to 3 NM with half a mile between turns:\n\n\
    \x20 sarex pattern spiral --datum \"36-02N 131-11E\" --radius-nm 3 --spacing-nm 0.5 --speed-kn 50"
);
