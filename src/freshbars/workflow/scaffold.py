"""A new working directory: configuration, file of assets and folder of exports, apart from the code."""

from collections.abc import Mapping
from pathlib import Path
from textwrap import wrap

from freshbars.config import CONFIG_FILE, KEYS, Key
from freshbars.errors import UserError

ASSETS, EXPORTS, EXCLUSIONS, CONFIRMED = "assets.csv", "exports", "exclusions.csv", "confirmed.csv"
# What differs from the defaults, which fit the example: the person's own data, judged as of now.
OWN = {
    "source.exports": EXPORTS,
    "source.assets": ASSETS,
    "source.exclusions": EXCLUSIONS,
    "source.confirmed": CONFIRMED,
}
HEAD = (
    "# Freshbars configuration. Every key may be left out; a run can override any: --config ids=1,52 staleness_hours=24"
)


def make(folder: Path) -> list[Path]:
    """Make a working directory; what was made in it. Raises UserError if there is a configuration already."""
    config = folder / CONFIG_FILE
    if config.exists():
        raise UserError(f"{config} exists already: nothing was changed")
    (folder / EXPORTS).mkdir(parents=True, exist_ok=True)
    config.write_text(f"{HEAD}\n\n" + "\n".join(_lines(KEYS)), encoding="utf-8")
    heads = {
        folder / ASSETS: "id,symbol,name,calendar\n",
        folder / EXCLUSIONS: "id,day,reason\n",
        folder / CONFIRMED: "id,day,kind,value,note\n",
    }
    for file, head in heads.items():
        if not file.exists():
            file.write_text(head, encoding="utf-8")
    return [config, *heads, folder / EXPORTS]


def _lines(keys: Mapping[str, Key | Mapping], path: str = "", indent: str = "") -> list[str]:
    lines = []
    for name, key in keys.items():
        if isinstance(key, Mapping):
            lines += [f"{indent}{name}:", *_lines(key, f"{path}{name}.", f"{indent}  ")]
            continue
        lines += wrap(key.doc, 116, initial_indent=f"{indent}# ", subsequent_indent=f"{indent}# ")
        lines += [*_setting(name, OWN.get(f"{path}{name}", key.default), indent), ""]
    return lines


def _setting(name: str, value: object, indent: str) -> list[str]:
    """A key and its value in YAML; a long list is broken into lines."""
    if isinstance(value, list):
        start, items = f"{indent}{name}: [", ", ".join(map(str, value))
        if len(start + items) < 118:
            return [f"{start}{items}]"]
        return [
            start,
            *wrap(f"{items},", 116, initial_indent=f"{indent}  ", subsequent_indent=f"{indent}  "),
            f"{indent}]",
        ]
    words = {None: "null", True: "true", False: "false"}
    return [f"{indent}{name}: {words[value] if value is None or isinstance(value, bool) else value}"]
