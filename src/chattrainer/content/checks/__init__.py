"""What a schema cannot say: names that lead nowhere, ends out of reach, wordings that give the game away."""
