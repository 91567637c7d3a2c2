"""The site: reads a Store, writes nothing. Works without JavaScript, asks no other host for anything."""

from __future__ import annotations

from cursus.web.app import create_app

__all__ = ["create_app"]
