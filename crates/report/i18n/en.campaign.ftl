# Words of the report of a campaign: many runs of a few variants.

## Headings

campaign-title = Campaign report: variants of a plan compared over many runs
campaign-says = What the runs say
campaign-varied = What was varied
campaign-factors = Factors
campaign-draws = Drawn for every seed
campaign-curves = Success over time
campaign-measures-heading = Measures of each variant
campaign-differences = Paired differences from the reference
campaign-places = Places of the variants
campaign-tournament = Tournament
campaign-distributions = How the figures of the runs are spread
campaign-influence = What the outcome depends on
campaign-extremes = Best and worst run
campaign-best = Best run
campaign-worst = Worst run
campaign-failures = Runs without a result
campaign-reading = How to read the figures

## Header

campaign-reference = Reference
campaign-variants = Variants
campaign-variant = Variant
campaign-seeds = Seeds
campaign-runs = Runs
campaign-run = Run
campaign-length = Length of the exercise
campaign-measures = Measures, by weight
campaign-confidence = Confidence of the intervals
campaign-digest = Digest of the campaign
campaign-range = { $from } to { $to }
campaign-of = { $done } of { $wanted }
campaign-tile = { $measure }: { $variant } ({ $interval })
campaign-incomplete = Only { $done } of { $wanted } runs are done: the figures may still change.
campaign-some-failed = Runs that failed: { $number }. They are in no figure; see the list of runs without a result.
campaign-no-figures = There are no figures.

## What the runs say

campaign-better = better
campaign-worse = worse
campaign-not-shown = no difference shown
campaign-says-finds-more = { $variant } finds in { $amount } more of the runs than { $reference } ({ $confidence } interval { $interval }; { $pairs } pairs of runs): { $verdict }.
campaign-says-finds-less = { $variant } finds in { $amount } fewer of the runs than { $reference } ({ $confidence } interval { $interval }; { $pairs } pairs of runs): { $verdict }.
campaign-says-runs-more = { $measure }: with { $variant } in { $amount } more of the runs than with { $reference } ({ $confidence } interval { $interval }; { $pairs } pairs of runs): { $verdict }.
campaign-says-runs-less = { $measure }: with { $variant } in { $amount } fewer of the runs than with { $reference } ({ $confidence } interval { $interval }; { $pairs } pairs of runs): { $verdict }.
campaign-says-time-more = { $measure }: { $variant } longer by { $amount } than { $reference } ({ $confidence } interval { $interval }; { $pairs } pairs of runs): { $verdict }.
campaign-says-time-less = { $measure }: { $variant } shorter by { $amount } than { $reference } ({ $confidence } interval { $interval }; { $pairs } pairs of runs): { $verdict }.
campaign-says-figure-more = { $measure }: { $variant } higher by { $amount } than { $reference } ({ $confidence } interval { $interval }; { $pairs } pairs of runs): { $verdict }.
campaign-says-figure-less = { $measure }: { $variant } lower by { $amount } than { $reference } ({ $confidence } interval { $interval }; { $pairs } pairs of runs): { $verdict }.
campaign-says-none = { $measure }: { $verdict } between { $variant } and { $reference } (difference { $amount }, { $confidence } interval { $interval }; { $pairs } pairs of runs).
campaign-says-too-few = { $measure }: fewer than two pairs of runs of { $variant } and { $reference }, nothing can be said.
campaign-says-alone = { $measure }: { $variant } { $value } ({ $confidence } interval { $interval }; { $runs } runs).
campaign-says-nothing = { $measure }: no run of { $variant } has a figure.
campaign-says-together = The { $number } comparisons of a measure hold together at { $confidence }: each interval is one of { $each }.
campaign-more-sentences = { $number } further sentences are left out here; the tables of differences hold all.

## Tables

campaign-name-reference = { $variant } (reference)
campaign-key = Key
campaign-settings = Settings
campaign-factor = Factor
campaign-levels = Levels
campaign-law = Law
campaign-draws-caption = All variants of one seed get the same draws.
campaign-share = Share of runs
campaign-mean = Mean
campaign-restricted-mean = Mean, cut off
campaign-median = Median
campaign-interval = Interval
campaign-no-interval = no interval
campaign-not-reached = not reached
campaign-by = By { $time }
campaign-difference = Difference
campaign-pairs = Pairs
campaign-shown = Shown
campaign-too-few = fewer than two pairs
campaign-place = Place
campaign-differs-from = Difference shown from
campaign-author = Author
campaign-input = Varied or drawn
campaign-explained = Variance explained
campaign-direction = Direction
campaign-groups = Levels or bins
campaign-no-order = no order
campaign-rises = { $measure } rises with it
campaign-falls = { $measure } falls with it
campaign-no-direction = no direction shown
campaign-why = Chosen by
campaign-command = Command
campaign-recording = Recording
campaign-why-failed = Why it has no result
campaign-more-failures = { $number } further runs are left out here.
campaign-points = { $n } percentage points
campaign-unit-points = percentage points
campaign-unit-percent = %
campaign-unit-nm = nm
campaign-unit-km = km
campaign-unit-hours = h
campaign-never = never

## Captions

campaign-curves-alt = Curves of the share of runs by time, with intervals, one for each variant: { $measure }
campaign-curves-caption = Share of all runs by time since the start. The bands are { $confidence } intervals at each time alone.
campaign-curves-more = The picture shows the first { $shown } of { $all } variants; the table shows all.
campaign-measures-caption = Intervals of { $confidence } for each figure alone. "Mean, cut off": a run in which it does not happen counts with the whole length of the exercise.
campaign-forest-alt = Differences of the variants from { $reference } with their intervals: { $measure }
campaign-differences-text = Each variant less { $reference }, run by run with the same seed. A full diamond is a difference that is shown, a ring one that is not; the tinted side is the better one.
campaign-differences-caption-one = Intervals of { $confidence }.
campaign-differences-caption = The { $number } comparisons of a measure hold together at { $confidence } (Bonferroni): each interval is one of { $each }. The intervals of different measures are not adjusted for each other; the first measure counts most.
campaign-places-caption = All pairs of variants are compared by the first measure; the places hold together at { $confidence } (Bonferroni). Variants whose places overlap are not shown to differ, which does not mean that they are equal.
campaign-blind = A blind tournament: all entries ran with the same seeds, and whose they are stays sealed. The hash lets each author know the own entry.
campaign-open = All entries ran with the same seeds.
campaign-distributions-caption = Height of a bar: share of the variant's runs. Thick line: middle half of the runs; thin line: median. "Never": runs in which it does not happen.
campaign-histogram-alt = Histogram of the runs of each variant: { $measure }
campaign-influence-text = How much of the variance between runs each input explains alone, over all variants.
campaign-influence-alt = Bars of the share of variance that each input explains, with intervals: { $measure }
campaign-influence-caption = Dark bars were chosen, light ones drawn. Arrows: the measure rises or falls with the input. The rest of the variance is chance within a run and what inputs do only together.
campaign-extremes-caption = Single runs, chosen after the event: they show what can happen, not what is likely.
campaign-failures-caption = These runs are in no figure, and their pairs are left out. When they fail for a reason that also makes a search hard, the figures are too good.
campaign-sources = Methods: Wilson 1927 (shares); Newcombe 1998, method 10 (paired differences of shares); Student 1908 (means); order statistics (medians); Bonferroni (several comparisons); correlation ratio with resampled seeds (influence).

## How to read

campaign-reading-interval = Interval: made by a rule that covers the true figure in { $confidence } of all campaigns like this one. The true figure is that of endlessly many runs of the same model.
campaign-reading-paired = Paired: every variant ran with the same seeds, that is with the same drift, weather errors and chances, so that a difference comes from the variants. Seeds that are missing for either side are left out of the pair.
campaign-reading-not-shown = "No difference shown" means that the interval holds zero. It does not mean that the variants are equal: the interval says how large a difference may still be there. More runs make it narrower.
campaign-reading-many = Where several variants are compared, their intervals are widened so that all of them hold together. Where many measures are looked at, one of them will differ by chance: settle beforehand which one decides.
campaign-reading-curve = Bands of the success curves hold at each time alone, not for the whole curve at once. Whether two curves differ is told by the paired differences, not by bands that overlap.
campaign-reading-cut = Every run is watched for the same length, so the curve is the plain share of runs (the estimate of Kaplan and Meier comes to the same). A run without a find counts as not found, and in mean times with the whole length.
campaign-reading-median = The interval of a median lies between two runs and holds for every kind of distribution.
campaign-reading-influence = Variance explained: the share of the differences between runs that goes with one input alone (first-order index). Its interval comes from drawing the seeds anew and is approximate. It ranks inputs within the ranges that were tried here, and tells nothing of other ranges.
campaign-reading-extremes = The best and the worst run are extremes of many and no forecast.
campaign-reading-model = All this is a model of drift, detection and survival, not the sea. Intervals tell the chance within the model; they do not tell how far the model is from reality.

## Measures

campaign-measure-found = Search object found
campaign-measure-time-to-find = Time to find
campaign-measure-time-to-rescue = Time until all are on board
campaign-measure-survivors = Persons recovered alive (share)
campaign-measure-expected-survivors = Persons expected alive (share)
campaign-measure-recovered-alive = Persons recovered alive
campaign-measure-dead = Persons dead
campaign-measure-pos = Highest probability of success (POS)
campaign-measure-datum-error = Error of the datum
campaign-measure-datum-shared = Time until the datum is shared
campaign-measure-on-task = Time until the first unit searches
campaign-measure-searched = Share of the search area searched
campaign-measure-double-searched = Share of the search area given to two units at once
campaign-measure-search-hours = Unit hours of search
campaign-measure-distance-run = Distance run by all units
campaign-measure-objectives = Share of objectives passed
campaign-measure-coverage = Share of the patrol area watched at least once
campaign-measure-dark-identified = Share of dark vessels identified
campaign-measure-revisit = Mean revisit time
campaign-measure-plugin-faults = Faults of plugins
