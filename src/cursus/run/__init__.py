"""Where the unit of work runs: worker processes on this machine, limited in time and memory. Never what it does."""
