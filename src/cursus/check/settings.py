"""Which rules speak, and how loudly: presets, and a project's own ``.cursus.toml``.

    preset = "wikipedia"            # default, wikipedia, fandom or research

    [rules]
    mixed-name-style = "off"        # or error, warning, notice, info
    no-outlet = "error"

    [check]
    baseline = "known.json"         # findings that are known; the path is the file's own folder's

The nearest file of that name counts, in the current folder or one above it.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from cursus.claim import Finding
from cursus.tables import rows

FILE = ".cursus.toml"
LEVELS = ("error", "warning", "notice", "info")
OFF = "off"
DEFAULT = "default"


class SettingsError(Exception):
    """A configuration that says something no rule knows: which file, what, and the remedy."""

    def __init__(self, path: str, reason: str, remedy: str) -> None:
        super().__init__(f"{path}: {reason}; {remedy}")
        self.path, self.reason, self.remedy = path, reason, remedy


@dataclass(frozen=True, slots=True)
class Settings:
    """``levels`` maps a rule to another level than its own, or to ``off``."""

    levels: Mapping[str, str] = field(default_factory=dict)
    baseline: str | None = None

    def apply(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings at the levels wanted, without those of rules that are off."""
        if not self.levels:
            return tuple(findings)
        out = []
        for finding in findings:
            level = self.levels.get(finding.rule)
            if level is None:
                out.append(finding)
            elif level != OFF:
                out.append(replace(finding, level=level))
        return tuple(out)


@cache
def presets() -> dict[str, dict[str, str]]:
    """Preset → rule → level, where it differs from the rule's own."""
    out: dict[str, dict[str, str]] = {DEFAULT: {}}
    for preset, rule, level in rows("presets", "cursus.vocab"):
        out.setdefault(preset, {})[rule] = level
    return out


def preset(name: str, path: str = "--preset") -> Settings:
    """The settings of a preset. Raises SettingsError for a name that is none."""
    found = presets().get(name)
    if found is None:
        raise SettingsError(path, f"no such preset: {name}", f"choose one of {', '.join(presets())}")
    return Settings(found)


def find(folder: Path) -> Path | None:
    """The nearest configuration file, in a folder or above it."""
    return next((f for d in (folder, *folder.parents) if (f := d / FILE).is_file()), None)


def load(path: Path, known: Collection[str]) -> Settings:
    """Read a configuration file; ``known`` are the ids of all rules. Raises SettingsError, and OSError."""
    name = str(path)
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except UnicodeDecodeError as error:
        raise SettingsError(name, "is not UTF-8", "save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(name, f"is not TOML: {error}", "mend the line") from error
    except RecursionError as error:
        raise SettingsError(name, "is nested too deep", "write it as the manual shows") from error
    _only(name, data, ("preset", "rules", "check"), "key")
    base = preset(_words(name, data, "preset") or DEFAULT, name)
    levels = dict(base.levels)
    for rule, level in _section(name, data, "rules").items():
        _only(name, [rule], known, "rule")
        if level is False:
            level = OFF
        if level not in (*LEVELS, OFF):
            raise SettingsError(name, f"{rule} = {level!r} is no level", f"write one of {', '.join((*LEVELS, OFF))}")
        levels[rule] = level
    check = _section(name, data, "check")
    _only(name, check, ("baseline",), "key of [check]")
    baseline = _words(name, check, "baseline")
    return Settings(levels, str(path.parent / baseline) if baseline else None)


def _section(path: str, data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = data.get(key, {})
    if not isinstance(value, dict):
        raise SettingsError(path, f"{key} is no table", f"write [{key}]")
    return value


def _words(path: str, data: Mapping[str, Any], key: str) -> str | None:
    value = data.get(key)
    if value is not None and not isinstance(value, str):
        raise SettingsError(path, f"{key} = {value!r} is no text", "put it in quotation marks")
    return value


def _only(path: str, given: Iterable[str], known: Collection[str], what: str) -> None:
    for name in given:
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            remedy = (
                f"did you mean {near[0]}?"
                if near
                else "see `cursus rules`"
                if what == "rule"
                else f"known are {', '.join(known)}"
            )
            raise SettingsError(path, f"no such {what}: {name}", remedy)
