"""One thread for numpy's linear algebra: on texts of one sentence, starting threads costs more than they give."""

import ctypes
import os
import sys
from pathlib import Path

_VARIABLES = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
_SETTERS = ("scipy_openblas_set_num_threads64_", "openblas_set_num_threads64_", "openblas_set_num_threads")


def use_one_thread() -> None:
    """Keeps linear algebra on one thread, whether or not numpy is loaded already."""
    for name in _VARIABLES:
        os.environ.setdefault(name, "1")
    if "numpy" in sys.modules:
        _tell_loaded_library()


def _tell_loaded_library() -> None:
    """The variables are read at loading: a library that is loaded has to be told itself."""
    package = Path(str(sys.modules["numpy"].__file__)).parent
    for folder in (package.parent / "numpy.libs", package / ".dylibs"):
        for file in sorted(folder.glob("*openblas*")):
            library = ctypes.CDLL(str(file))
            for name in _SETTERS:
                setter = getattr(library, name, None)
                if setter is not None:
                    setter(1)
