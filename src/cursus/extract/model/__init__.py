"""Reading with a language model: what it is asked, and which of its answers become claims.

A model is a reader that cannot be trusted. Nothing of its answer is taken over as it stands: a claim is made only where the
answer's quote is in the passage word for word, its value is in the quote, its date reads as a date and its value as a
rank, a role, a unit, an award or a battle by the same tables that the rules use. Stance and footnotes are found in the
article, never asked for.
"""
