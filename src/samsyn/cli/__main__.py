"""`python -m samsyn.cli` is `samsyn`."""

import sys

from samsyn.cli.main import main

sys.exit(main())
