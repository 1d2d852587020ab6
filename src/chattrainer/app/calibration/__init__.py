"""How good the exam is, tried on simulated candidates whose abilities are known."""
