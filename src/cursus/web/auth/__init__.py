"""Who asks: the one person at this machine, or a member of a team with a session or a token."""
