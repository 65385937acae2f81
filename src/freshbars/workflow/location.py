"""Where the workflow's files are: in a clone at its top, in an installed wheel inside the package."""

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]


def project() -> Path:
    """The folder that holds Snakefile, config.yaml, scripts/, profiles/ and report/."""
    installed = _PACKAGE / "project"
    return installed if installed.is_dir() else _PACKAGE.parents[1]


def snakefile() -> str:
    """The path of the workflow's Snakefile, for a Snakefile that uses the workflow as a module."""
    return str(project() / "Snakefile")


def scripts() -> Path:
    """The folder of the builders."""
    return project() / "scripts"
