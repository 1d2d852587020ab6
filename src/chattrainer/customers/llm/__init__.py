"""Customers worded by a language model: what it is told, how its answer is read, and what may be shown of it."""
