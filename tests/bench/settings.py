"""The settings of the site, with the fair peer in its admin and a count of queries on request."""

from luohe_tracker.settings import *  # noqa: F403, TID251
from luohe_tracker.settings import MIDDLEWARE  # noqa: TID251

ROOT_URLCONF = "tests.bench.urls"
MIDDLEWARE = ["tests.bench.queries.count_queries", *MIDDLEWARE]
