//! Words of messages that are codes: each is shown in the reader's language, none is ever translated from another.

use serde::{Deserialize, Serialize};

/// An enum whose values have a code: the word of scenario files, and the key of the texts.
macro_rules! coded {
    ($(#[$meta:meta])* $name:ident { $($variant:ident = $code:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[expect(missing_docs, reason = "the code says it; texts are in crates/report/i18n")]
        pub enum $name { $(#[serde(rename = $code)] $variant,)* }

        impl $name {
            /// Every value.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// Its code.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }
        }
    };
}

coded! {
    /// The kinds of structured message that can be filled in from a cell's picture.
    Kind {
        DistressAlert = "distress-alert",
        SitrepShort = "sitrep-short",
        SitrepLong = "sitrep-long",
        SearchAction = "search-action-message",
        Tasking = "tasking",
        ReadBack = "read-back",
        Request = "request-for-information",
        HandOver = "handover",
    }
}

coded! {
    /// Which sections a SITREP has: A to F, or A to N (there is no I).
    SitrepForm {
        Short = "short",
        Long = "long",
    }
}

coded! {
    /// Order of precedence of radio traffic (Radio Regulations, article 53).
    Precedence {
        Distress = "distress",
        Urgency = "urgency",
        Safety = "safety",
        Routine = "routine",
    }
}

coded! {
    /// Emergency phase (SAR Convention, chapter 4.4).
    Phase {
        Uncertainty = "uncertainty",
        Alert = "alert",
        Distress = "distress",
    }
}

coded! {
    /// Nature of distress, the list of digital selective calling (Recommendation ITU-R M.493).
    Nature {
        Fire = "fire",
        Flooding = "flooding",
        Collision = "collision",
        Grounding = "grounding",
        Listing = "listing",
        Sinking = "sinking",
        Adrift = "adrift",
        Undesignated = "undesignated",
        Abandoning = "abandoning",
        Piracy = "piracy",
        ManOverboard = "man-overboard",
        Epirb = "epirb",
    }
}

coded! {
    /// How the distress became known.
    Source {
        Mayday = "mayday",
        MaydayRelay = "mayday-relay",
        Dsc = "dsc",
        Epirb = "epirb",
        AisSart = "ais-sart",
        Telephone = "telephone",
        OtherRcc = "other-rcc",
        Sighting = "sighting",
        Overdue = "overdue",
    }
}

coded! {
    /// What a position is.
    FixKind {
        LastKnown = "last-known",
        Datum = "datum",
        Found = "found",
        Reported = "reported",
    }
}

coded! {
    /// What a unit is asked to do.
    Task {
        Proceed = "proceed",
        Search = "search",
        Recover = "recover",
        Hoist = "hoist",
        Investigate = "investigate",
        Escort = "escort",
        Tow = "tow",
        FightFire = "fight-fire",
        RelayRadio = "relay-radio",
        StandBy = "stand-by",
        ReturnToBase = "return-to-base",
    }
}

coded! {
    /// What a request for information asks for.
    Wanted {
        Position = "position",
        Datum = "datum",
        DriftInputs = "drift-inputs",
        PersonsOnBoard = "persons-on-board",
        Description = "description",
        Weather = "weather",
        SearchPlan = "search-plan",
        SearchResults = "search-results",
        UnitStatus = "unit-status",
        ArrivalTime = "arrival-time",
        MedicalState = "medical-state",
        NextOfKin = "next-of-kin",
    }
}

coded! {
    /// The office that is handed over.
    Office {
        Smc = "smc",
        Osc = "osc",
        Aco = "aco",
    }
}

coded! {
    /// What is handed over: the checklist.
    HandOverItem {
        Situation = "situation",
        Plan = "plan",
        AreasSearched = "areas-searched",
        Units = "units",
        Endurance = "endurance",
        Communications = "communications",
        Airspace = "airspace",
        Weather = "weather",
        Survivors = "survivors",
        OpenRequests = "open-requests",
        NextReport = "next-report",
        NextOfKin = "next-of-kin",
    }
}

coded! {
    /// What became of a message on its way to one cell.
    Fate {
        UnderWay = "under-way",
        Arrived = "arrived",
        Lost = "lost",
        OutOfRange = "out-of-range",
        Cut = "cut",
    }
}

coded! {
    /// Standard phrases, in the sense of the Standard Marine Communication Phrases and the IAMSAR Manual.
    Phrase {
        RequireImmediateAssistance = "require-immediate-assistance",
        RequireSearchUnits = "require-search-units",
        RequireHelicopter = "require-helicopter",
        RequireMedical = "require-medical",
        RequireFireFighting = "require-fire-fighting",
        RequireTug = "require-tug",
        RequireDriftForecast = "require-drift-forecast",
        NoAssistance = "no-assistance",
        AbandoningShip = "abandoning-ship",
        PersonsInRaft = "persons-in-raft",
        PersonsInWater = "persons-in-water",
        NoContact = "no-contact",
        DriftComputed = "drift-computed",
        DatumShared = "datum-shared",
        PlanAgreed = "plan-agreed",
        NeighbourTold = "neighbour-told",
        MaydayRelayed = "mayday-relayed",
        UnitsProceeding = "units-proceeding",
        UnitsOnScene = "units-on-scene",
        SearchPlanned = "search-planned",
        SearchUnderWay = "search-under-way",
        NothingFound = "nothing-found",
        ObjectFound = "object-found",
        RecoveryUnderWay = "recovery-under-way",
        AllRecovered = "all-recovered",
        SearchSuspended = "search-suspended",
        SearchEnded = "search-ended",
        ContinueSearch = "continue-search",
        ExpandSearch = "expand-search",
        SearchAgain = "search-again",
        ResumeAtDaylight = "resume-at-daylight",
        LandSurvivors = "land-survivors",
        UnitsReturn = "units-return",
        KeepToArea = "keep-to-area",
        KeepHeight = "keep-height",
        KeepChannel = "keep-channel",
        DropMarkerBuoy = "drop-marker-buoy",
        ReportArrival = "report-arrival",
        ReportSightings = "report-sightings",
        ReportWeather = "report-weather",
        ReportEndurance = "report-endurance",
        Received = "received",
        ReadBackCorrect = "read-back-correct",
        Correction = "correction",
        SayAgain = "say-again",
        StandBy = "stand-by",
        Affirmative = "affirmative",
        Negative = "negative",
        ProceedingToAssist = "proceeding-to-assist",
        AcceptOffice = "accept-office",
    }
}

impl Kind {
    /// The kind of message that it makes: both forms of a SITREP are a `sitrep`.
    pub fn message_kind(self) -> &'static str {
        match self {
            Kind::SitrepShort | Kind::SitrepLong => "sitrep",
            other => other.code(),
        }
    }
}
