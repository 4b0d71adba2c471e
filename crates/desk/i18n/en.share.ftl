# Desk: sharing, notes and the tools of the chart, in English.

## Sharing

tab-sharing = Sharing

## Notes

tab-notes = Notes

## Tools of the chart

draw = Draw on the chart (D)
draw-hint = Click: a point. Drag: move it. Backspace: the last one goes. Forms take over what is drawn.
area-of = Area of { $cell }
division-agreed = agreed division
division-proposed = division proposed by { $cell }
jam-name = no satellite navigation: { $name }
