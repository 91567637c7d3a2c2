"""Everything the site shows, as JSON, under ``/api/v1``: one table of operations is the routes, the checks and the manual."""
