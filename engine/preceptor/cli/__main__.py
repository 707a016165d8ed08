"""`python -m preceptor.cli`, where the script is not on the path."""

import sys

from preceptor.cli import main

sys.exit(main())
