# Words of the after-action report.

## Headings

report-title = After-action report (AAR)
report-summary = Summary
report-chart = Chart
report-timeline = Timeline
report-coordination = Time to each coordination step
report-pos = Probability of success (POS) over time
report-units = Use of the units
report-casualties = Persons
report-patrol = Joint patrol
report-messages = Messages
report-plugins = Plugins
report-assumptions = Assumptions and stand-in data
report-assets = Appendix: figures of the assets and their sources
report-provenance = Appendix: hashes and versions

## Header

report-time = Time
report-scenario = Scenario
report-cells = Cells
report-seed = Seed
report-digest = Digest of the exercise

## Tiles

report-not-found = Not found
report-tile-found = until found by { $unit } ({ $time })
report-tile-found-none = No search object was found
report-tile-rescued = recovered alive; { $dead } dead, { $missing } missing
report-tile-pos = highest probability of success (POS) of any cell
report-tile-coverage = of the patrol area watched at least once
report-tile-dark = dark vessels identified
report-tile-objectives = objectives passed
report-tile-search = unit hours of search
report-tile-overlap = of the search area given to two units at once

## Summary

report-objects = Search objects
report-object = Search object
report-leeway-class = Leeway class
report-persons = Persons
report-found = Found
report-found-by = Found by
report-position = Position
report-datum-error = Datum off by
report-all-on-board = All persons on board
report-objectives = Exercise objectives
report-number = No.
report-objective = Objective
report-measure = Measured by
report-value = Value
report-required = Required
report-result = Result
report-passed = passed
report-failed = not passed
report-not-graded = not graded
report-measure-between = time from { $from } to { $to }
report-measure-time-to-find = time until the first search object is found
report-measure-survivors = share of persons recovered alive
report-measure-pos = highest probability of success (POS)
report-measure-dark = share of dark vessels identified

## Chart

report-no-chart = No positions were recorded.
report-chart-alt = Chart with tracks of the units, search areas and the true track of each search object
report-map-alt = Chart of the search at { $time }: tracks, search areas and drift up to then
report-chart-detail = The search in detail
report-found-at = found { $time }
report-found-mark = found
report-found-name = { $object } found
report-last-known-position = last known position (LKP)
report-datum = datum
report-true-track = true track of the search object
report-area-mark = search area and legs, in the unit's colour

## Timeline

report-gantt-alt = Activities of each unit over time
report-events = Events
report-events-omitted = Passed legs, new contacts and readings of messages are left out; events.jsonl holds every event.
report-left-out = { $number } further events are left out here.
report-utc = UTC
report-elapsed = Since start
report-event = Event
report-known-to = Known to
report-known-to-all = all
report-known-to-control = exercise control only
report-findings = Findings of judges
report-judge = Judge
report-score = Score
report-finding = Finding
report-notes = Notes of trainers and observers
report-note = Note
report-note-by = By
report-note-kind = Kind
report-note-about = About
report-note-objective = Objective
report-note-place = Place

## Messages

report-from = From
report-to = To
report-kind = Kind
report-text = Text
report-read-after = Read after

## Coordination

report-coordination-caption = Messages, plans, first detection and rescue in the order taken, with the serial that called for each.
report-since-last = Since last step
report-step = Step
report-serial = Serial
report-expected = Expected
report-read-by-all = Read by all
report-by-hand = by hand
report-not-read = not read
report-step-plan = search plan by { $cell }: { $name }
report-step-found = { $object } found by { $unit }
report-step-on-scene = { $unit } on scene at { $object }

## POS

report-pos-caption = Cumulative, by each cell's own reckoning from its drift prediction and its searches.
report-pos-alt = Curves of the probability of success of each cell
report-cell = Cell
report-pos-best = Highest
report-pos-mean = Mean over the exercise

## Units

report-unit = Unit
report-class = Class
report-use-transit = Transit
report-use-searching = Searching, patrol
report-use-on-scene = On scene
report-use-holding = Holding
report-use-base = At base
report-distance = Distance run
report-fuel = Fuel used
report-sorties = Sorties
report-units-caption = Shares of the exercise time; fuel in shares of full tanks.
report-search-run = Searches as planned and as run
report-legs = Legs run / planned
report-spacing-planned = Track spacing planned
report-spacing-run = Track spacing run
report-off-track = Off the planned legs (RMS)
report-search-caption = Track spacing as run is measured between parallel legs on the track, one point a minute; other patterns have none.

## Persons

report-recovered-alive = Recovered alive
report-recovered-dead = Recovered dead
report-missing = Missing
report-alive = Alive at the end
report-expected-alive = Expected alive
report-casualties-caption = Expected alive: by the survival model, before chance decides for each person.

## Patrol

report-coverage = Area watched at least once
report-mean-revisit = Mean revisit time
report-max-gap = Longest gap
report-identified = Contacts identified
report-gap-caption = Time since each part of the area was last watched, at the end of the exercise.
report-gap-alt = Map of the time since each part of the patrol area was last watched
report-up-to = up to { $time }
report-longer-than = over { $time }
report-never-watched = never
report-dark-vessels = Dark vessels
report-vessel = Vessel
report-first-seen = First sensed
report-identified-at = Identified
report-identified-by = Identified by
report-time-to-identify = Time to identify

## Plugins

report-plugins-doubtful = Plugins not pinned or not signed by a trusted key: { $plugins }
report-plugin-doubt = { $plugin } ({ $doubts })
report-not-pinned = not pinned
report-other-than-pinned = not the pinned component
report-not-signed = not signed
report-pinned = as pinned
report-world = World
report-plugin-version = Version
report-component = Component
report-signed-by = Signed by
report-plugin = Plugin
report-calls = Calls
report-decisions = Ship decisions
report-plugin-fuel = Fuel (instructions)
report-peak-share = Peak share of budget
report-wall = Wall-clock time
report-faults = Faults
report-state = State
report-suspended = suspended
report-plugins-caption = Fuel counts executed WebAssembly operations; the wall-clock time depends on the machine and is part of no digest.

## Assumptions

report-assumption-model = Drift, detection, survival and recovery are models; one run is one possible course of events. Compare many runs before judging a plan.
report-assumption-lines = Lines are exercise lines, not a delimitation; names and areas take no position on any boundary.
report-assumption-exercise = Everything in this report belongs to an exercise. The charts are not for navigation.

## Assets

report-figure = Figure
report-source = Source
report-no-source = no source given
report-degrees-a-second = { $n } °/s
report-asset-cruise-mps = Cruising speed
report-asset-max-mps = Greatest speed
report-asset-min-mps = Least speed
report-asset-search-mps = Search speed
report-asset-turn-rate-dps = Rate of turn
report-asset-endurance-s = Endurance
report-asset-reserve-frac = Reserve
report-asset-turnaround-s = Turnaround
report-asset-sensor-height-m = Height of eye or search height
report-asset-radar-m = Radar range against a vessel
report-asset-identify-m = Range of identification
report-asset-link-m = Greatest distance from its controller
report-asset-wind-limit-mps = Wind limit
report-asset-survivor-capacity = Persons it can take on board
report-asset-recovery-s-per-person = Recovery of one person

## Provenance

report-item = Item
report-plugin-hash = SHA-256 of plugin { $plugin }

## Charts at several times

report-series = The search step by step
report-series-caption = All charts show the same sea; each shows what was run, planned and drifted up to then.
report-series-end = end of the exercise
report-series-datum = datum shared
