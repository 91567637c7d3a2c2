"""The one door to a language model: the ``llm`` library, whatever provider or local model it is set up for.

This is the only module besides ``fetch/client.py`` from which words leave the machine, and only when a user names a
model. Where they go is settled by the library's own configuration, which the user wrote.
"""

from __future__ import annotations

import queue
import threading
from typing import Any

from cursus.extract.model.answer import LARGEST
from cursus.extract.model.passages import INSTRUCTIONS
from cursus.extract.model.reader import Ask, ModelError

_MORE = "pip install 'cursus[llm]' brings it"


class NoModel(Exception):
    """There is no such model, or no library to ask it with: why, and what to do."""


def connect(name: str, *, timeout: float) -> Ask:
    """A function that asks a model, by its name or alias in ``llm models``. Raises :class:`NoModel`.

    An answer that takes longer than ``timeout`` seconds, that the provider refuses or that is longer than any list of
    facts raises ModelError.
    """
    try:
        import llm
    except ImportError as error:
        raise NoModel(f"reading with a model needs the llm library; {_MORE}") from error
    try:
        model = llm.get_model(name)
    except llm.UnknownModelError as error:
        raise NoModel(f"there is no model {name!r}; llm models lists those that are set up") from error
    if model.needs_key and not model.get_key():
        raise NoModel(f"the model {name!r} needs a key; set it with: llm keys set {model.needs_key}")

    def ask(question: str) -> str:
        return _answer(model, question, timeout)

    return ask


def _answer(model: Any, question: str, timeout: float) -> str:
    """One answer, read piece by piece in a thread of its own: a provider that falls silent must not hold us up."""
    pieces: queue.Queue[str | BaseException | None] = queue.Queue()
    stop = threading.Event()

    def work() -> None:
        try:
            for piece in model.prompt(question, system=INSTRUCTIONS, stream=model.can_stream):
                if stop.is_set():
                    return
                pieces.put(str(piece))
        except Exception as error:  # whatever a provider's library raises: told to the asking thread
            pieces.put(error)
        else:
            pieces.put(None)

    threading.Thread(target=work, daemon=True).start()
    answer: list[str] = []
    size = 0
    try:
        while True:
            try:
                piece = pieces.get(timeout=timeout)
            except queue.Empty:
                raise ModelError(f"no answer within {timeout:g} s") from None
            if piece is None:
                return "".join(answer)
            if isinstance(piece, BaseException):
                raise ModelError(f"{type(piece).__name__}: {' '.join(str(piece).split())[:200]}") from piece
            answer.append(piece)
            size += len(piece)
            if size > LARGEST:
                return "".join(answer)
    finally:
        stop.set()
