"""``python -m cursus``: the same as the program ``cursus``."""

from __future__ import annotations

from cursus.cli import main

if __name__ == "__main__":
    main()
