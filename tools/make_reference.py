"""Write the generated parts of the guide, and the JSON schema, again: python tools/make_reference.py."""

from pathlib import Path

from freshbars.reports.guide import files


def main() -> None:
    for path, text in files(Path()).items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print(f"written: {path}")


if __name__ == "__main__":
    main()
