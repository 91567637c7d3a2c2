"""What holds for every test: none of them is judged by the clock."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("cursus", deadline=None)
settings.load_profile("cursus")
