"""From the network, through one guarded client: nothing else in Cursus opens a connection.

:mod:`~cursus.fetch.guard` says which addresses may be reached, :mod:`~cursus.fetch.network` reaches only those,
:mod:`~cursus.fetch.client` fetches within bounds, and the modules of a wiki stand on it.
"""
