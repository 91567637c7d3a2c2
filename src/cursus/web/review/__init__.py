"""Deciding about claims and persons on the site: the queue, one claim, who is whom, and what was decided."""
