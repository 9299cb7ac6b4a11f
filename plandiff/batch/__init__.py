"""Many pairs of plans in, a report of each and an index of all out; several processes or machines compare."""
