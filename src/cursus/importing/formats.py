"""The names of what can be imported."""

from __future__ import annotations

FORMATS = ("jsonl", "ftm", "ftm-statements", "sfm", "ipif")
MAX_BYTES = 64 << 20
"""Larger files are refused unless that is asked for: a file is one document, and is held whole."""
