"""Average the weights of two trained models, which judge new reports better than either.

*Source*: Wortsman et al. (2022), "Model soups: averaging weights of multiple fine-tuned models".
"""

import argparse
import shutil
from pathlib import Path

from safetensors.torch import load_file, save_file

WEIGHTS, CONFIG = "model.safetensors", "config.json"


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    first, second = (load_file(folder / WEIGHTS) for folder in (given.first, given.second))
    given.out.mkdir(parents=True, exist_ok=True)
    shutil.copy(given.second / CONFIG, given.out)
    mean = {name: (first[name] + second[name]) / 2 for name in second}
    save_file(mean, given.out / WEIGHTS, metadata={"format": "pt"})


if __name__ == "__main__":
    main()
