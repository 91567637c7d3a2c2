"""Pages of the documentation site that are made from the code itself."""

from __future__ import annotations

import inspect
import re

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from cursus.check.engine import rule_id
from cursus.check.rules import rules

_ROLE = re.compile(r":(?:attr|class|data|func|meth|mod):<code>~?")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    files.append(File.generated(config, "reference/rules.md", content=_rules()))
    return files


def on_page_content(html: str, **_: object) -> str:
    """Docstrings name what they speak of by roles of Sphinx."""
    return _ROLE.sub("<code>", html)


def _rules() -> str:
    pages = {rule_id(rule): rule for rule in rules()}
    lines = [
        "# Rules of the checks",
        "",
        "What `cursus check` looks for. `cursus rules RULE` prints the same pages.",
        "",
        "| rule | level | code |",
        "|---|---|---|",
        *(f"| [{id_}](#{id_}) | {rule.LEVEL} | {rule.CODE} |" for id_, rule in pages.items()),
    ]
    for id_, rule in pages.items():
        lines += ["", f"## {id_}", "", f"**{rule.LEVEL}** · {rule.CODE}", "", inspect.cleandoc(rule.__doc__ or "")]
    return "\n".join(lines) + "\n"
