"""References as a reader sees them → CSL fields."""

from cursus.text.citations.fields import TextField
from cursus.text.citations.parse import parse_reference

__all__ = ["TextField", "parse_reference"]
