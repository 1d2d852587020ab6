"""What a language model says of a sitting, apart from the scores: a second opinion, and another reading."""
