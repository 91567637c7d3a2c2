"""From the language of biographies to EDTF (ISO 8601-2:2019). A date never says more than its words."""

from cursus.text.dates.edtf import EdtfError, Validity, bounds, validate
from cursus.text.dates.fields import read_date
from cursus.text.dates.find import find_dates, next_anchor
from cursus.text.dates.model import DateMatch

__all__ = ["DateMatch", "EdtfError", "Validity", "bounds", "find_dates", "next_anchor", "read_date", "validate"]
