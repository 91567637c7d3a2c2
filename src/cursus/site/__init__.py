"""A site to hand over: every page of a database as a file, to be read from a folder or a stick without any server.

The pages are those of :mod:`cursus.web`; what needs a server (questions, review, lists as files) is left out of them. The same
database gives the same bytes.
"""

from __future__ import annotations

from cursus.site.build import Built, SiteError, build

__all__ = ["Built", "SiteError", "build"]
