"""The verbs of ``cursus``, in the order in which its help lists them: name, module, one line of help.

A module is imported when its verb is called, so that ``cursus --help`` starts at once.
"""

from __future__ import annotations

VERBS: dict[str, tuple[str, str]] = {
    "add": ("cursus.cli.add", "Read articles and store what they claim."),
    "ask": ("cursus.cli.ask", "Read articles with a language model as well, and keep what their words bear out."),
    "show": ("cursus.cli.show", "Print the dossier of a person."),
    "who": ("cursus.cli.who", "Say who commanded a unit on a day."),
    "persons": ("cursus.cli.persons", "List persons, or find them by name in any script."),
    "search": ("cursus.cli.search", "Find persons by name, and words in the quotes behind the claims."),
    "match": ("cursus.cli.match", "List persons who may be one, and decide about them."),
    "review": ("cursus.cli.review", "List claims that wait for a decision, and decide."),
    "explain": ("cursus.cli.explain", "Say where a claim comes from and how it was read."),
    "check": ("cursus.cli.check", "Print what is wrong with articles, without storing them."),
    "infobox": ("cursus.cli.infobox", "Say which parameters of infoboxes are read, and which are not understood."),
    "links": ("cursus.cli.links", "Look whether cited pages are still there, and find copies."),
    "rules": ("cursus.cli.rules", "List what the checks look for, or explain one rule."),
    "export": ("cursus.cli.export", "Write all claims to a file."),
    "site": ("cursus.cli.site", "Write everything as a folder of pages that needs no server."),
    "import": ("cursus.cli.import_", "Store what data files of other tools say, row by row."),
    "load": ("cursus.cli.load", "Store what a folder of Parquet files holds."),
    "documents": ("cursus.cli.documents", "List the stored articles."),
    "problems": ("cursus.cli.problems", "List what could not be read, and why."),
    "annotate": ("cursus.cli.annotate", "Mark persons, ranks, posts and units in articles, for brat."),
    "train": ("cursus.cli.train", "Train the tagger of annotate from annotated paragraphs."),
    "date": ("cursus.cli.date", "Read a date in words and print it as EDTF."),
    "rank": ("cursus.cli.rank", "Say which rank words are, with its NATO code and equivalents."),
    "names": ("cursus.cli.names", "Say whether two names are the same, and why."),
    "backup": ("cursus.cli.backup", "Copy the database, at any time, and check the copy."),
    "user": ("cursus.cli.user", "Say who may use a site that a team shares."),
    "serve": ("cursus.cli.serve", "Open the site on this machine."),
}
