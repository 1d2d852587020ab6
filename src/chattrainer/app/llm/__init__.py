"""LLM customers: which endpoint, how it is tried out, and who words a sitting with it."""
