# Desk: messages and coordination, in English.

## Coordination

tab-coordination = Coordination
