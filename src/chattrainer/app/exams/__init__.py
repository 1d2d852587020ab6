"""The exam: forms, candidates, what comes next, the result."""
