"""Persons, ranks, roles and organisations in running text, and which belongs to which: a small trained tagger."""
