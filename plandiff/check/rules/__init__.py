"""A draft in, hits out: one module for each family of rules."""
