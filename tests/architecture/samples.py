"""For each route with arguments, how to make something of an agency that it shows.

A sample takes an agency and gives the arguments of the route: {"desk:case": lambda agency: {"pk": make_case(agency).pk}}.
The matrix then asks: does the clerk of another agency get 404 for it, and the clerk of this one see it?
"""

from collections.abc import Callable
from typing import Any

from gongkai.agencies.models import Agency

Sample = Callable[[Agency], dict[str, Any]]

SAMPLES: dict[str, Sample] = {}
