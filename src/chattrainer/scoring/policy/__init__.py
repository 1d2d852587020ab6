"""What counts as a language error: the policy of each language (`*.toml`), and how it is applied."""
