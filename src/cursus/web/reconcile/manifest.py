"""What the service is and can do, as it tells it to whoever asks for nothing."""

from __future__ import annotations

from typing import Any

from cursus.web.exchange import RECONCILE
from cursus.web.reconcile.extend import SETTINGS
from cursus.web.reconcile.kinds import KINDS

VERSIONS = ("0.2",)
PREVIEW_SIZE = (400, 180)


def manifest(site: str, *, with_token: bool) -> dict[str, Any]:
    """The manifest of a site at an address (``http://host:port``). ``with_token``: it answers nobody without one."""

    def suggest(what: str) -> dict[str, str]:
        return {
            "service_url": site,
            "service_path": f"{RECONCILE}/suggest/{what}",
            "flyout_service_url": site,
            "flyout_service_path": f"{RECONCILE}/flyout/{what}?id=${{id}}",
        }

    width, height = PREVIEW_SIZE
    told: dict[str, Any] = {
        "versions": list(VERSIONS),
        "name": "Cursus: military biographies",
        "identifierSpace": f"{site}/",
        "schemaSpace": f"{site}{RECONCILE}/properties/",
        "defaultTypes": [kind.brief for kind in KINDS.values()],
        "view": {"url": f"{site}{RECONCILE}/view?id={{{{id}}}}"},
        "preview": {"url": f"{site}{RECONCILE}/preview?id={{{{id}}}}", "width": width, "height": height},
        "suggest": {what: suggest(what) for what in ("entity", "property", "type")},
        "extend": {
            "propose_properties": {"service_url": site, "service_path": f"{RECONCILE}/properties"},
            "property_settings": list(SETTINGS),
        },
    }
    if with_token:
        told["authentication"] = {"type": "apiKey", "name": "Authorization", "in": "header"}
    return told
