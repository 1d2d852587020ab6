"""The proof of a case: robots show that it can be solved, and only by solving it (docs/authoring.md)."""
