"""The site: shows what a Store holds, and takes decisions about it where it may. Works without JavaScript, asks no other host for anything."""

from __future__ import annotations

from cursus.web.app import create_app
from cursus.web.auth.access import Access

__all__ = ["Access", "create_app"]
