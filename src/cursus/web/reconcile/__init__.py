"""The reconciliation API of the W3C community group (version 0.2): a column of names is matched to the persons and units here, and
extended with what is told of them. OpenRefine speaks it, and other programs do."""
