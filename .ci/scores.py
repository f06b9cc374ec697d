#!/usr/bin/env python3
"""Read the annotated reports and hold every figure against a floor that only ever rises.

usage: scores.py --binary target/release/tonghop --floor .ci/score-floor.json [--raise]

Runs the scorer beside the checkout (../shared/eval/score.py). Prints each report's figures; exits 1
where one lies below its floor. With --raise, writes the figures reached into the floor file; a floor
is never lowered. Without ../shared (a plain clone) it says so and exits 0.
"""
import argparse, json, re, subprocess, sys, tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def figures(binary, report, gold):
    reading = subprocess.run([binary, "read", str(report), "--format", "json"], capture_output=True, check=True).stdout
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        file.write(reading)
        file.flush()
        scorer = [sys.executable, str(SHARED / "eval/score.py"), file.name, str(gold)]
        out = subprocess.run(scorer, capture_output=True, text=True, check=True).stdout
    return {key: float(value) for key, value in re.findall(r"([\w.]+)=([\d.]+)", out.splitlines()[0])}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", required=True)
    parser.add_argument("--floor", required=True)
    parser.add_argument("--raise", dest="lift", action="store_true")
    options = parser.parse_args()
    if not SHARED.is_dir():
        print("scores: skipped, there is no ../shared beside this checkout")
        return 0
    floor_path = Path(options.floor)
    floor = json.loads(floor_path.read_text()) if floor_path.exists() else {}
    low = 0
    for gold in sorted((SHARED / "annotations").glob("*.json")):
        report = next((SHARED / "reports").glob(f"{gold.stem}_*"))
        reached = figures(options.binary, report, gold)
        print(f"{gold.stem}: " + "  ".join(f"{k}={v:.3f}" for k, v in reached.items()))
        least = floor.setdefault(gold.stem, {})
        for key, value in reached.items():
            if value + 1e-9 < least.get(key, 0.0):
                print(f"  below its floor: {key} {value:.3f} < {least[key]:.3f}")
                low += 1
            if options.lift:
                least[key] = max(value, least.get(key, 0.0))
    if options.lift:
        floor_path.write_text(json.dumps(floor, indent=1, sort_keys=True) + "\n")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
