"""The audit of the simulator: what the customers did wrong, found in the log by rules, the same ones every time."""
