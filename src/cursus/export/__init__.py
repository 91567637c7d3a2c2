"""One module per format, with ``ID``, ``MEDIA_TYPE`` and ``write(claims, out)``; :data:`FORMATS` lists them."""

from __future__ import annotations

FORMATS = {"jsonl": "cursus.export.jsonl"}
"""What ``cursus export --format`` takes, and the module that writes it."""
