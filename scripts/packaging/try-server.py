"""A student's first minutes against an installed server: ADDRESS CLASS.json [--again]."""

import json
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from workbench_client import Client, tree

base, school, again = sys.argv[1], json.load(open(sys.argv[2]))["schoolClass"], "--again" in sys.argv
kept = sys.argv[2] + ".kept"

client = Client(base)
for _ in range(300):
    try:
        status, headers, _ = client.request("GET", "/")
        break
    except OSError:
        time.sleep(0.1)
else:
    sys.exit("the server does not answer")
if status != 200 or "default-src 'none'" not in headers.get("Content-Security-Policy", ""):
    sys.exit(f"the first page: {status}, {headers}")

if again:
    client.cookies, plan, measures = json.load(open(kept))
    found = client.api("GET", f"/api/plans/{plan}")
    if len(found["measures"]["features"]) != measures:
        sys.exit(f"the plan has {len(found['measures']['features'])} measures, not {measures}")
    print("the session and the plan are still there")
    sys.exit(0)

teacher = Client(base)
teacher.log_in("docent", "een lang wachtwoord")
teacher.give_assignment(school["id"])
client.join(school["joinCode"], "Vlinder")
work = client.begin_work()
plan = work["plans"][0]["id"] if work["plans"] else client.api("POST", f"/api/works/{work['id']}/plans", {"name": "A"})["id"]
begun = time.monotonic()
revision = 0
for number in range(4):
    answer = client.operate(plan, revision, {"place": tree(155130 + 9 * number, 463151 + 2 * number, f"boom-{number}")})
    revision = answer["revision"]
print(f"four trees, durable, in {1000 * (time.monotonic() - begun):.0f} ms")
for exercise in work["withheldUntil"]:
    client.api("POST", f"/api/works/{work['id']}/answers/{exercise}",
               {"value": "1 °C", "plan": plan, "reasoning": "Vier bomen geven schaduw op een klein deel van het plein."})
begun = time.monotonic()
preview = client.wait_for(f"/api/plans/{plan}/preview", lambda found: found["revision"] == revision)
changed = [row["id"] for row in preview["view"]["indicators"] if row["change"]]
if not changed:
    sys.exit("four trees change no indicator")
print(f"preview of {len(preview['view']['indicators'])} indicators, {len(changed)} changed, "
      f"in {time.monotonic() - begun:.1f} s")
begun = time.monotonic()
run = client.api("POST", f"/api/plans/{plan}/runs", {"layers": ["heat.pet"], "frames": False})
done = client.wait_for(f"/api/runs/{run['id']}", lambda found: found["state"] in ("done", "failed"), limit=600)
if done["state"] != "done":
    sys.exit(f"the run: {done}")
print(f"full run in {time.monotonic() - begun:.1f} s")
json.dump([client.cookies, plan, 4], open(kept, "w"))
