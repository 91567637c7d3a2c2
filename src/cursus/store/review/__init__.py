"""What people decide about claims: accept, reject, correct, and take it back.

Every decision is a row of the log ``reviews`` that is never changed, but for the number of the row that undid it. It is about a
*fact* (:mod:`cursus.store.facts`), either wherever that is stated (``scope`` ``fact``: what is rejected is rejected once, whoever
repeats it) or in one *sentence* (``sentence``: what was accepted or corrected is how these words were read). The state of a claim
is derived from the log: the newest decision about its fact, there or in its sentence, that was not undone. A new revision of the
article changes the numbers of its claims and not their state, as long as the sentence stays; where the sentence of a claim that
was decided changed, the claim gets a ``floor``: only decisions after it count, and the claim is back in the queue.
"""
