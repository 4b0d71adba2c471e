# Words of SAREX in English. Terms follow the glossary (IAMSAR wording); see README.md beside this file.
# Same keys in en.ftl, ko.ftl and ja.ftl: a test holds it.

## Markers

exercise-marker = EXERCISE EXERCISE EXERCISE
not-for-navigation = Not for navigation
not-a-delimitation = exercise line, not a delimitation
language-name = English

## Orders

order-hold = hold position
order-go-to = proceed to a position
order-route = run a route
order-patrol = patrol
order-search = search
order-escort = escort
order-return-to-base = return to base
order-recover = recover persons
order-investigate = investigate a contact

## Activities

activity-preparing = preparing
activity-at-base = at base
activity-holding = holding
activity-transit = in transit
activity-searching = searching
activity-on-scene = on scene
activity-recovering = recovering persons
activity-returning = returning to base
activity-patrolling = patrolling
activity-lost = lost

## Classes

class-vessel = vessel
class-helicopter = helicopter
class-aeroplane = fixed-wing aircraft
class-drone = drone

## Roles

role-smc = SAR mission coordinator (SMC)
role-rcc = rescue coordination centre (RCC)
role-osc = on-scene coordinator (OSC)
role-aco = aircraft coordinator (ACO)
role-exercise-control = exercise control
role-observer = observer
role-facilitator = facilitator

## Kinds of message

kind-text = text message
kind-distress-alert = distress alert
kind-distress-relay = distress relay
kind-distress-call = distress call
kind-smc-named = SMC named
kind-osc-named = OSC named
kind-aco-named = ACO named
kind-datum = datum
kind-datum-agreed = datum agreed
kind-area-split = division of the search area
kind-entry-request = request for entry
kind-entry-cleared = entry cleared
kind-sitrep = situation report (SITREP)
kind-search-plan = search action plan (SAP)
kind-search-request = request for search units
kind-acknowledgement = acknowledgement
kind-found = search object found
kind-casualties = casualty report
kind-handover = handover
kind-suspension = suspension of search
kind-termination = termination of search and rescue
kind-medevac = medical evacuation (MEDEVAC)
kind-nav-warning = navigational warning
kind-patrol-plan = patrol plan
kind-patrol-split = division of the patrol area
kind-contact-report = contact report
kind-contact-query = query about a contact
kind-identified = identification
kind-hot-line = hot line
kind-fire-report = fire report
kind-fault-report = fault report
kind-press-request = question of the press
kind-decision-request = request for a decision
kind-tasking-change = change of tasking
kind-acknowledge = acknowledgement
kind-correction = correction
kind-object-found = search object found
kind-found-shared = find shared
kind-request-for-information = request for information
kind-tasking = tasking
kind-end-exercise = end of exercise

## Search patterns

pattern-parallel-track = parallel track search (PS)
pattern-creeping-line = creeping line search (CS)
pattern-expanding-square = expanding square search (SS)
pattern-sector = sector search (VS)
pattern-sector-search = sector search (VS)
pattern-track-line = track line search (TS)
pattern-track-line-return = track line search, return (TSR)
pattern-track-line-non-return = track line search, non-return (TSN)
pattern-coordinated = coordinated vessel-aircraft search (CSC)
pattern-barrier = barrier search
pattern-contour = contour search
pattern-spiral = spiral search
pattern-lawnmower = lawnmower search
pattern-heat-map = probability-following search
pattern-probability-greedy = probability-following search

## Why an exercise ended

end-time = planned length reached
end-serial = ended by the exercise list
end-control = ended by exercise control

## Figures. Arguments are already written out.

figure-nm = { $n } nm
figure-kn = { $n } kn
figure-km = { $n } km
figure-kmh = { $n } km/h
figure-m = { $n } m
figure-percent = { $n } %
figure-hours = { $n } h
figure-degrees-true = { $n }° T
figure-celsius = { $n } °C
figure-mps = { $n } m/s
duration-d-h = { $d } d { $h } h
duration-d = { $d } d
duration-h-min = { $h } h { $min } min
duration-h = { $h } h
duration-min-s = { $min } min { $s } s
duration-min = { $min } min
duration-s = { $s } s
list-separator = ,{ " " }
unknown-name = no. { $number }
traffic-name = vessel no. { $number }
anonymous-contact = track { $track }
nobody = nobody
yes = yes
no = no
none = none

## Names of exercise list lines

serial-message = { $kind }, { $from } to { $to }
serial-search = search by { $cell }
serial-rescue = rescue of { $object } by { $cell }
serial-order = { $unit }: { $order }
serial-environment = weather changes
serial-end = end of exercise

## The exercise list: when a serial is due, and where it stands

when-at = { $time } from the start
when-by-hand = when control fires it
when-after = { $serial } carried out
when-received = { $cell } reads: { $kind }
when-any-object = a search object
when-found = { $object } found
when-found-by = { $object } found by { $cell }
when-recovered = every living person recovered
when-not-found = nothing found since { $serial }
when-answered = { $serial } answered
when-unanswered = no answer to { $serial }
when-searched = { $share } of search { $serial } run
when-searched-by = { $share } of a search by { $cell } run
when-searched-any = { $share } of a search run
when-pos = POS { $share } reached
when-pos-by = { $cell }: POS { $share } reached
when-delayed = { $delay } after: { $what }
list-planned = planned
list-armed = armed
list-held = held
list-sent = sent
list-answered = answered
list-late = late
list-skipped = left out

## Events

event-started = The exercise starts.
event-ended = The exercise ends: { $reason }.
event-serial-done = Serial { $serial } carried out: { $what }.
event-serial-held = Serial { $serial } is held by control: { $what }.
event-serial-released = Serial { $serial } is released by control: { $what }.
event-serial-skipped = Serial { $serial } is left out by control: { $what }.
event-serial-rescheduled = Serial { $serial } is put at { $time } from the start: { $what }.
event-serial-corrected = The text of serial { $serial } is corrected before it is sent: { $what }.
event-serial-correction-sent = A correction to serial { $serial } is sent (message { $message }).
event-serial-answered = { $cell } answers serial { $serial } after { $time }.
event-serial-answered-late = { $cell } answers serial { $serial } after { $time }, too late.
event-serial-late = Serial { $serial } is not answered in time: { $what }.
event-message-sent = { $from } sends to { $to }: { $kind } (message { $message }).
event-message-read = { $cell } has read message { $message }.
event-refused = { $cell }: request refused. { $reason }
event-order-given = { $unit } is ordered: { $order }.
event-order-done = { $unit } has carried out its order: { $order }.
event-under-way = { $unit } is under way.
event-at-base = { $unit } is at base.
event-returning-for-fuel = { $unit } breaks off and returns for fuel.
event-out-of-fuel = { $unit } is out of fuel at { $at }.
event-hindered = { $unit } cannot carry out its order: { $reason }
event-estimate-opened = { $cell } starts a drift prediction for { $object }.
event-plan-made = { $cell } plans a search: { $name }, number of units { $units }. { $note }
event-plan-changed = { $cell }: the planner changed plan { $plan }, number of units { $units }. { $note }
event-plan-failed = { $cell }: no search plan could be made. { $reason }
event-search-started = { $unit } starts its search (plan { $plan }).
event-leg-passed = { $unit } has passed leg { $leg }.
event-search-done = { $unit } has run its whole search (plan { $plan }).
event-detected = { $unit } detects { $object } at { $at }, range { $range }.
event-on-scene = { $unit } is on scene at { $object }.
event-person-recovered = { $unit } recovers person { $person } of { $object } alive.
event-person-recovered-dead = { $unit } recovers person { $person } of { $object }, dead.
event-object-cleared = Every person of { $object } is on board.
event-person-died = Person { $person } of { $object } dies.
event-stranded = { $object } drifts ashore at { $at }.
event-landed = { $unit } lands survivors: { $survivors }.
event-contact-new = { $cell } has a new contact without AIS, track { $track }.
event-contact-new-ais = { $cell } has a new AIS contact, track { $track }.
event-contact-identified = { $cell } identifies track { $track }: { $name }.
event-contact-identified-dark = { $cell } identifies track { $track }: { $name }, a dark vessel (AIS off).
event-environment-changed = Exercise control changes weather or sea.
event-environment-gap = Wind or current is not known at { $at }; the last known value is used ({ $what }).
event-plugin-fault = Plugin { $plugin } failed for { $units }; they hold or loiter. { $reason }
event-plugin-fault-suspended = Plugin { $plugin } is suspended; its units hold or loiter ({ $units }). { $reason }
event-plugin-reinstated = Plugin { $plugin } is reinstated.
event-plugin-reloaded = Plugin { $plugin } was read again: version { $version }, { $sha256 }. Its units keep what they remember.
event-plugin-reloaded-anew = Plugin { $plugin } was read again: version { $version }, { $sha256 }. Its memory has another layout; its units start anew.
event-plugin-added = Plugin { $plugin } joined the exercise: version { $version }, { $sha256 }.
event-plugin-added-idle = Plugin { $plugin } joined the exercise: version { $version }, { $sha256 }. No unit uses it yet: control gives a unit another behaviour in its details; sensor models come from the scenario.
event-behaviour-changed = { $unit } is steered by { $plugin } from now on and begins its order anew.
event-behaviour-none = { $unit } is steered by the built-in behaviour from now on.
event-judge-finding = { $plugin }, score { $score }: { $text }
event-helm-clamped = The behaviour of { $unit } asked for more than it can perform; it was held within its limits.
event-quarantined = { $unit } is taken out of the exercise: a number stopped being finite ({ $phase }).

## Reasons of the engine: English as the engine writes it, so that the other languages can be found

reason-only-control = only exercise control may do that
reason-not-own-unit = { $unit } is not a unit of this cell
reason-already-done = { $serial } was carried out already
reason-serial-not-held = { $serial } is not held
reason-serial-held = { $serial } is held already
reason-serial-left-out = { $serial } is left out already
reason-serial-answered = { $serial } is answered already
reason-serial-not-sent = { $serial } is not sent, so it cannot be answered
reason-serial-no-message = { $serial } sends no message: there is no text to correct
reason-serial-past = the new time of { $serial } is past
reason-serial-after-end = the new time of { $serial } is after the end of the exercise
reason-empty-correction = a correction without a text corrects nothing
reason-message-too-long = a message holds at most { $n } characters
reason-note-too-long = a note holds at most { $n } characters
reason-route-length = a route has between 1 and { $n } legs
reason-on-land = { $place } is on land
reason-no-position = the place is not a position
reason-no-escort = there is no such unit to escort
reason-not-found-yet = the cell has not found that object yet
reason-nobody-to-recover = the object is not found, so there is nobody to recover
reason-cannot-recover = { $unit } cannot take persons on board
reason-no-contact = the cell has no contact { $track }
reason-wind-limit = wind { $wind } m/s is above its limit of { $limit } m/s
reason-link-lost = it left the reach of its data link, { $reach } nm, and turns back
reason-plugin-unusable = plugin { $plugin } cannot be used: { $reason }
reason-plugin-there = plugin { $plugin } is in the exercise already: read it again to take in its changes
reason-many-plugins = an exercise takes in plugins until it has { $n }
reason-replay-reads-none = a replay reads no plugin: the recording holds what it decided; sarex replay --reexecute runs it again
reason-replay-adds-none = a replay takes in no plugin: the recording holds every decision; open the scenario to use the plugin
reason-replay-takes-none = a replay takes no commands: what happened stays; start a branch to go on otherwise from here
reason-exercise-over = the exercise is over and takes no more commands
reason-branch-needs-replay = a branch starts from a replay: open the recording and go to the time first
reason-plugin-other = plugin { $plugin }: recorded with { $then }, here is { $now }: the exercise goes on with the one here
reason-plugin-gone = plugin { $plugin }: recorded with { $then }, here is none: its units hold
reason-recording-unwritable = the recording cannot be written: { $error }
reason-nothing-to-do = the planner gave no unit anything to do
reason-no-datum = the cell has no datum for that object yet: it must first receive its last known position
reason-no-units = a search needs at least one unit
reason-no-area = nothing of the area lies on the cell's side of the line
