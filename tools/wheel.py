"""Build hook of the wheel: puts the workflow inside the package, so that it runs without a clone."""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# What lies at the top of the clone and goes into freshbars/project; freshbars.workflow.location finds it in both.
FILES = ("Snakefile", "config.yaml", "scripts", "profiles", "report")


class Wheel(BuildHookInterface):
    """Adds the files to a wheel, not to an editable installation, which uses those of the clone."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it builds. version: standard or editable."""
        if version == "standard":
            build_data["force_include"] |= {name: f"freshbars/project/{name}" for name in FILES}
