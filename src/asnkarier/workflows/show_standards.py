"""The job standards as a report, for `asn standards`."""

from typing import TYPE_CHECKING

import pandas as pd

from asnkarier.catalog.describe import standard_rows, standards_rows
from asnkarier.errors import StoreError
from asnkarier.language import message
from asnkarier.model.book import Book, Column, Sheet
from asnkarier.model.jabatan import normalise_jabatan
from asnkarier.model.messages import N_
from asnkarier.workflows.lookups import find_standard

if TYPE_CHECKING:
    from asnkarier.workflows.workspace import Workspace
