"""The places a person can be in, each with its style sheet beside it."""
