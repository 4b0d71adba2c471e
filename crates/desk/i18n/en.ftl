# Labels of the SAREX desk. Terms follow the glossary; the shared words are in crates/report/i18n.

## Top bar
run = Run
pause = Pause
step = Step
seconds = { $n } s
rate = Rate
achieved = reached { $rate }×
next-event = Next event
view-as = View as
language = Language
palette = Palette
palette-day = Day
palette-dusk = Dusk
palette-night = Night
scenario = Scenario
open-scenario = Open…
report = Report
report-hint = Write the after-action report
replay = Replay
live = Live
ended = Ended
of-length = of { $length }
utc-hint = Coordinated universal time of the exercise
elapsed-hint = Time since the start of the exercise

## Units
units = Units
no-units = No unit is known.
leg = Leg
fuel = Fuel
fallback = built-in behaviour
age = { $age } ago
own = own
partner = partner
contacts-count = { $n } contacts, { $dark } without AIS

## Inspector
inspector = Selection
nothing-selected = Click a symbol on the chart, or a unit in the list.
class = Class
nation = Flag
asset = Asset
behaviour = Behaviour
behaviour-hint = Another plugin steers the unit from the next second on; it begins the order anew.
position = Position
course = Course
speed = Speed
activity = Activity
order = Order
reported = Reported
endurance-left = Endurance left
on-board = Persons on board
follow = Follow
centre = Centre
performance = Performance
source = source
source-unknown = no source given
yes = yes
no = no
unlimited = unlimited
none = none
cruise = Transit speed
max-speed = Greatest speed
min-speed = Least speed
search-speed = Search speed
turn-rate = Rate of turn
acceleration = Acceleration
endurance = Endurance
reserve = Fuel reserve
turnaround = Turnaround
sensor-height = Sensor height
radar = Radar range
ais-receiver = AIS receiver
identify = Identification range
link-range = Control link range
wind-limit = Wind limit
capacity = Survivor capacity
recovery = Recovery of one person
hovers = Can stay over a place
track = Track
name = Name
kind = Kind
ais = AIS
identified = Identified
dark = Dark vessel (AIS off)
found-at = Found
found-by = Found by
persons-left = Persons left
recovered = Recovered alive
recovered-dead = Recovered dead
datum = Datum
radius-50 = 50 % circle
radius-95 = 95 % circle
drift = Drift
elements = Elements
pos = Probability of success (POS)
alive = Alive
stranded = Ashore
estimate-of = Drift prediction: { $object }
truth = TRUTH
truth-hint = Only exercise control, observers and facilitators see this.

## Menu on the chart
go-here = Proceed here
hold = Hold position
return-to-base = Return to base
investigate = Investigate { $track }
recover = Recover from { $object }
range-bearing = { $range}  { $bearing }
measure-from-here = Measure from here
centre-here = Centre here
select-first = Select an own unit to order it.

## Tabs
messages = Messages
events = Events
plans = Plans
control = Control
plugins = Plugins

## Messages
no-messages = No message yet.
from-to = { $from } to { $to }
read-at = read { $time }
compose = New message
to = To
write-here = Write in your own language
send = Send
reply = Reply

## Events
filter = Filter
no-events = Nothing has happened yet.
show-routine = routine

## Plans
no-plans = No search plan yet.
plan-search = Plan a search
pattern = Pattern
search-object = Search object
spacing = Track spacing
spacing-auto = chosen by the planner
area = Search area
area-estimate = round the drift prediction
area-window = as shown on the chart
split = Share
split-none = whole area
split-north = northern half
split-south = southern half
split-east = eastern half
split-west = western half
share-plan = tell partners
plan-and-send = Plan and send
plan-needs = Choose a pattern, an object and at least one unit.
plan-no-plugin = No search-pattern plugin is installed.
legs-done = { $n } of { $of } legs
settings-of = Settings of { $plugin }
setting-auto = chosen by the plugin
setting-reset = Back to the default
setting-range = { $min } to { $max }
setting-default = default { $value }
setting-no-default = without a value the plugin chooses

## Control
default-procedure = default procedure
fire = Carry out
hold-serial = Hold
expect = Expected
environment = Weather and sea
visibility = Visibility
wave-height = Wave height
apply = Apply
note = Note
objectives = Objectives
end-exercise = End of exercise
end-confirm = Really end?

## Plugins
calls = Calls
ships = Ships
plugin-fuel = Fuel
peak = Peak of limit
wall-time = Time
faults = Faults
suspended = suspended
unusable = cannot be used
running-well = in order
reinstate = Reinstate
no-plugins = No plugin is in use.
last-fault = Last fault
fuel-a-ship = Fuel a ship
fuel-a-plan = Fuel a plan
fuel-a-look = Fuel a look
fuel-a-verdict = Fuel a verdict
looks = Looks
used-of = { $used } of { $of }
share-of-pace = { $share } at { $rate }×
wall-time-hint = Time so far, and its share of the real time when the exercise runs at this rate
pinned = pinned
not-pinned = not pinned
signed-by = signed by { $signer }
not-signed = not signed
reload = Reload
reload-hint = Read its files again; the state of its ships is kept
logged = Logged ({ $n })
world-vessel-behaviour = vessel behaviour
world-search-pattern = search pattern
world-sensor-model = sensor model
world-exercise-judge = exercise judge

## Script editor
script = Script
script-hint = Write a search pattern of your own
script-id = Id
script-id-hint = Name of the plugin's folder: small letters, digits and hyphens, a letter first
script-new = New
script-check = Check
script-check-hint = Load it under its limits and try its contract
script-try = Try
script-try-hint = Draw its legs for the present task on the chart; nobody is ordered
script-try-patterns = Only search patterns can be drawn.
script-use = Use
script-use-hint = Check it, keep it as a plugin and offer it in the plan form
script-busy = working…
script-untried = Check the script, or try it on the chart.
script-changed = The text has changed since.
script-good = Nothing to find fault with.
script-line = Line { $n }
script-preview = Preview, not ordered
script-kept = Script kept as plugin { $id }.
workshop-gone = Scripts cannot be run here.
square-miles = { $n } nm²
script-task = Task
script-task-present = present task
script-task-sample = sample task
script-pattern = Pattern
script-units = Units
script-legs = Legs
script-track = Track searched
script-time = Time on search
script-endurance = Of endurance
script-spacing = Track spacing
script-area = Area
script-coverage = Coverage
script-pod = POD
script-pos = POS
script-score = Score
script-fuel = Fuel of limit
script-note = Note

## Status bar
cursor = Cursor
from-selected = from { $name }
wind = Wind
current = Current
sea = Sea
measure = Measure
measure-hint = Click the first point
zoom-in = Closer
zoom-out = Farther
fit = Show everything

## Notices
link-gone = The exercise does not answer: it has stopped, or its queue is full.
report-written = Report written: { $file }
scenario-open = Opened: { $name }
