"""What the exam costs, and what agents that deserve nothing get in it."""
