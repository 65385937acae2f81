"""A new working directory for data of one's own: Snakefile, profile, configuration, file of assets and folder of exports."""

from collections.abc import Mapping
from pathlib import Path
from textwrap import wrap

from freshbars.config import CONFIG_FILE, KEYS, Key
from freshbars.errors import UserError
from freshbars.workflow.location import project

ASSETS, EXPORTS, EXCLUSIONS, CONFIRMED = "assets.csv", "exports", "exclusions.csv", "confirmed.csv"
# What differs from the defaults, which fit the example: the person's own data, judged as of now.
OWN = {
    "source.exports": EXPORTS,
    "source.assets": ASSETS,
    "source.exclusions": EXCLUSIONS,
    "source.confirmed": CONFIRMED,
}
PROFILES = ("profiles/default/config.yaml", "profiles/slurm/config.yaml")
HEAD = (
    "# Freshbars configuration. Every key may be left out; a run can override any: --config ids=1,52 staleness_hours=24"
)


SNAKEFILE = '''\
"""The workflow of Freshbars, and rules of your own."""

from freshbars.workflow.location import snakefile


configfile: "config.yaml"


module freshbars:
    snakefile:
        snakefile()
    config:
        config


use rule * from freshbars


# Rules of your own. Here, for example, a download that runs once a day, before the load; it is yours to write fetch.py,
# which puts files into exports/. Take the "# " away:
#
# from datetime import date
#
# rule download:
#     output: "results/download.txt"
#     params: day=date.today().isoformat()
#     message: "Downloading prices"
#     localrule: True
#     shell: \'"$FRESHBARS_PYTHON" fetch.py exports > {output:q}\'
#
# use rule load_exports from freshbars with:
#     input: rules.download.output
'''
# What a run leaves in the folder, and the file that may hold a password.
IGNORED = "/.freshbars/\n/.snakemake/\n/logs/\n/results/\n/db_config.env\n"


def make(folder: Path) -> list[Path]:
    """Make a working directory, or what an earlier version's lacks beside its configuration. Returns what was made.

    No file that is there is changed. Raises UserError if the folder has both a configuration and a Snakefile.
    """
    config, snakefile = folder / CONFIG_FILE, folder / "Snakefile"
    if config.exists() and snakefile.exists():
        raise UserError(f"{config} and {snakefile} exist already: nothing was changed")
    texts = {
        snakefile: SNAKEFILE,
        **{folder / name: (project() / name).read_text(encoding="utf-8") for name in PROFILES},
        folder / ".gitignore": IGNORED,
    }
    if not config.exists():
        (folder / EXPORTS).mkdir(parents=True, exist_ok=True)
        texts[config] = f"{HEAD}\n\n" + "\n".join(_lines(KEYS))
        texts |= {
            folder / ASSETS: "id,symbol,name,calendar\n",
            folder / EXCLUSIONS: "id,day,reason\n",
            folder / CONFIRMED: "id,day,kind,value,note\n",
        }
    made = [file for file in texts if not file.exists()]
    for file in made:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(texts[file], encoding="utf-8")
    return sorted(made)


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
