"""Asking the site without a network."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import httpx

from cursus.store import Store
from cursus.web import Access, create_app


class Site:
    """The site over a store, one request at a time."""

    def __init__(self, store: Store, hosts: Sequence[str] | None = None, access: Access | None = None) -> None:
        self._app = create_app(store, hosts, access)

    def ask(
        self,
        url: str,
        method: str = "GET",
        headers: dict[str, str] | None = None,
        *,
        form: dict[str, str] | None = None,
        content: bytes | None = None,
    ) -> httpx.Response:
        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(self._app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url="http://site.example") as client:
                return await client.request(method, url, headers=headers, data=form, content=content)

        return asyncio.run(send())
