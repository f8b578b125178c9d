#!/usr/bin/env python3
"""Compares how the search reads the Welsh words of the catalogue with hunspell and its Welsh dictionary.

Needs hunspell (Debian) and the npm package dictionary-cy, which are test tools only: nothing of them is shipped.

    welsh_oracle.py DICTIONARY [--misses]

DICTIONARY is the folder of dictionary-cy. Of the distinct Welsh words of the catalogue that hunspell reduces to another word that
is itself in its dictionary, at least 95 % must have the same headword here as that word. For parts of verbs hunspell gives the
stem ("cefnog" for "cefnogir", "derbyni" for "derbyniwyd"): then the headword here must begin with it, its last letter left aside. The words of tests/fixtures/welsh-forms.tsv that hunspell knows must agree too.
"""

import pathlib
import re
import subprocess
import sys
import unicodedata

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
LEAST = 0.95
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
VERBAL = re.compile(r"(?:ir|id|wyd|odd|wch|af|ai|ant|ent|wn|och|oedd)$")
CLITICS = re.compile(r"^(?:[fdm]['’])|['’](?:r|n|i|u|w|ch|th|m)$", re.IGNORECASE)


def welsh_texts(node):
    """Every Welsh text of a tree: what stands under a key `cy`."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "cy":
                yield from ([value] if isinstance(value, str) else map(str, value or []))
            else:
                yield from welsh_texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from welsh_texts(value)


def phrases(node):
    if isinstance(node, dict):
        for value in node.values():
            yield from phrases(value)
    elif isinstance(node, str):
        yield node


def catalogue_words():
    words = set()
    for path in sorted((ROOT / "catalogue").rglob("*.yaml")):
        if "languages" in path.parts or "drafts" in path.parts or "sources" in path.parts:
            continue
        tree = yaml.safe_load(path.read_text(encoding="utf-8"))
        for text in welsh_texts({key: value for key, value in tree.items() if key != "links"}):
            words.update(WORD.findall(text))
    tree = yaml.safe_load((ROOT / "catalogue/languages/cy.yaml").read_text(encoding="utf-8"))
    for text in phrases(tree["phrases"]):
        words.update(WORD.findall(re.sub(r"\{\w+\}", " ", text)))
    return {CLITICS.sub("", word) for word in words}


def hunspell(dictionary, option, words):
    command = ["hunspell", "-i", "utf-8", "-d", str(dictionary / "index"), option]
    return subprocess.run(command, input="\n".join(words), capture_output=True, text=True, check=True).stdout


def stems(dictionary, words):
    """What hunspell reduces each word to, as far as that is a word of its own."""
    found = {}
    for line in hunspell(dictionary, "-s", words).splitlines():
        parts = line.split()
        if len(parts) == 2:
            found.setdefault(parts[0], set()).add(parts[1])
    unknown = set(hunspell(dictionary, "-l", sorted(set().union(*found.values()))).split())
    return {word: {stem.lower() for stem in known} for word, own in found.items() if (known := own - unknown)}


def folded(word):
    plain = "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))
    return plain.lower()


def agrees(word, own, read):
    """Whether the search reads a word as hunspell does."""
    if any(read[word] & read[stem] for stem in own):
        return True
    return VERBAL.search(word) and any(key.startswith(folded(stem)[:-1]) for key in read[word] for stem in own)


def keys(words):
    command = ["cargo", "run", "--quiet", "--locked", "-p", "cyfle-search", "--example", "welsh_keys"]
    output = subprocess.run(command, input="\n".join(words), capture_output=True, text=True, check=True, cwd=ROOT).stdout
    return {word: set(own.split()) for word, own in (line.split("\t") for line in output.splitlines())}


def main():
    dictionary = pathlib.Path(sys.argv[1])
    words = catalogue_words()
    words = {word for word in words if len(word) > 1 and not word.isupper()}
    # A word at the beginning of a sentence is looked up small, a name as it is written.
    judged = {word.lower(): own for word, own in stems(dictionary, sorted(words)).items()}
    judged.update(stems(dictionary, sorted({word.lower() for word in words})))
    reductions = {word: own for word, own in judged.items() if word not in own}
    wanted = sorted(set(reductions) | set().union(*reductions.values()))
    read = keys(wanted)
    misses = [word for word, own in reductions.items() if not agrees(word, own, read)]
    share = 1 - len(misses) / len(reductions)
    print(f"Welsh words of the catalogue: {len(words)}; reduced by hunspell: {len(reductions)}; the same here: {share:.1%}")
    if "--misses" in sys.argv:
        for word in sorted(misses):
            print(word, "hunspell:", *sorted(reductions[word]), "here:", *sorted(read[word]))
    rows = [line.split("\t") for line in (ROOT / "tests/fixtures/welsh-forms.tsv").read_text(encoding="utf-8").splitlines()
            if line and not line.startswith("#")]
    judged = stems(dictionary, [row[0] for row in rows])
    read = keys(sorted({row[1] for row in rows} | {stem for own in judged.values() for stem in own}))
    against = [row for row in rows if (own := judged.get(row[0])) and row[0] not in own
               and not any(read[row[1]] & read[stem] for stem in own)]
    print(f"forms of the test table that hunspell reduces otherwise: {len(against)}", *(row[0] for row in against))
    return 0 if share >= LEAST and not against else 1


if __name__ == "__main__":
    sys.exit(main())
