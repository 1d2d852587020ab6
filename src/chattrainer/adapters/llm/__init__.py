"""OpenAI-compatible endpoints: asked with limits, and every way in which they fail has a name."""
