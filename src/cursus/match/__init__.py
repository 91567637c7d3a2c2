"""Is this the same name, the same person? Scores with their reasons; never a merge by itself."""
