"""Whatever happens to a database, it is what a rebuild would make: random worlds, each from a printed seed.

``python tests/hostile.py --minutes 60`` goes on with other seeds for an hour.
"""

import pytest

from hostile import drive


@pytest.mark.parametrize("seed", [5, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(100, 108))])
def test_whatever_happens_leaves_what_a_rebuild_leaves(seed, server, tmp_path, monkeypatch):
    monkeypatch.setenv("TARGET_DB_URL", server)
    drive(seed, 2 if seed == 5 else 25, tmp_path)
