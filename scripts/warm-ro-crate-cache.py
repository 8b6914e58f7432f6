"""Answers the RO-Crate validator's questions for JSON-LD contexts from files, so that it can work offline afterwards.

usage: warm-ro-crate-cache.py CONTEXT_FOLDER CACHE     (with the Python of the validators)

The folder holds ro-ctx-VERSION.jsonld, as published at https://w3id.org/ro/crate/VERSION/context.
"""

import io
import pathlib
import sys

import requests
import urllib3

# What the validator and the JSON-LD library below it ask for; the cache keeps one answer for each.
ACCEPTED = [
    None,
    "application/ld+json",
    "application/ld+json, application/json",
    "application/ld+json, application/json;q=0.9, */*;q=0.1",
]


def context_files(folder):
    for file in sorted(pathlib.Path(folder).glob("ro-ctx-*.jsonld")):
        version = file.stem.removeprefix("ro-ctx-")
        yield f"https://w3id.org/ro/crate/{version}/context", file.read_bytes()


def main(folder, cache):
    known = dict(context_files(folder))

    def answer(self, request, **options):
        body = known.get(request.url.partition("#")[0])
        if body is None:
            raise requests.ConnectionError(f"not among the contexts: {request.url}")
        raw = urllib3.response.HTTPResponse(
            body=io.BytesIO(body),
            status=200,
            headers={"Content-Type": "application/ld+json"},
            preload_content=False,
        )
        return self.build_response(request, raw)

    # Before the validator is imported: it makes its cached session from this adapter.
    requests.adapters.HTTPAdapter.send = answer
    from rocrate_validator.utils.http import HttpRequester

    session = HttpRequester(cache_max_age=-1, cache_path=cache).session
    for url in known:
        for accepted in ACCEPTED:
            session.get(url, headers={"Accept": accepted} if accepted else {}).raise_for_status()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
