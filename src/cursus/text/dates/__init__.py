"""From the language of biographies to EDTF (ISO 8601-2:2019). A date never says more than its words."""

from cursus.text.dates.edtf import EdtfError, Validity, bounds, validate
from cursus.text.dates.find import DateMatch, find_dates, read_date

__all__ = ["DateMatch", "EdtfError", "Validity", "bounds", "find_dates", "read_date", "validate"]
