"""The sample students of the demo: ADDRESS DATA-FOLDER COURSE lets them work; ADDRESS DATA-FOLDER --print says who they
are and how to come in. They work over HTTP, as anybody does."""

import json
import os
import re
import sys
import time

from workbench_client import Client, Refused, tree

base, folder = sys.argv[1], sys.argv[2]
accounts = os.path.join(folder, "demo-students.json")
school = json.load(open(os.path.join(folder, "demo-class.json")))["schoolClass"]
password = open(os.path.join(folder, "demo-password")).read().strip()


def wait_for_server():
    client = Client(base)
    for _ in range(300):
        try:
            return client.request("GET", "/healthz")
        except OSError:
            time.sleep(0.1)
    sys.exit("the server does not answer")


def first_plan(client, work):
    if work["plans"]:
        return work["plans"][0]["id"]
    return client.api("POST", f"/api/works/{work['id']}/plans", {"name": "Plan A"})["id"]


def predict(client, work, plan):
    """Answers what is asked before results are shown."""
    answers = {"regenvolume": ("6300 m3", None), "voorspel-plein": ("3,5 °C", (
        "Acht bomen hebben samen ongeveer 300 m2 kroon. Dat is een zesde van het plein. De schaduw schuift op in de "
        "loop van de middag, dus ik tel dat dubbel. In de schaduw scheelt het ruim 10 graden."))}
    for exercise, (value, reasoning) in answers.items():
        answer = {"value": value}
        if reasoning:
            answer.update(reasoning=reasoning, plan=plan)
        client.api("POST", f"/api/works/{work['id']}/answers/{exercise}", answer)


def work_as_students(course):
    teacher = Client(base)
    teacher.log_in("docent", password)
    teacher.give_assignment(school["id"])
    students = []

    def student(name):
        client = Client(base, timeout=600)
        _, card = client.join(school["joinCode"], name)
        code = re.search(r'class="big-code">\s*([^<\s][^<]*?)\s*<', card)
        students.append({"name": name, "returnCode": code.group(1) if code else ""})
        return client, client.begin_work()

    # One who finished: a decent plan, a prediction, handed in and graded.
    client, work = student("Vlinder")
    plan = first_plan(client, work)
    with open(os.path.join(course, "submissions", "voorbeeld", "plan.geojson")) as file:
        client.api("POST", f"/api/plans/{plan}/import", json.load(file))
    predict(client, work, plan)
    hand_in = client.api("POST", f"/api/works/{work['id']}/handin", {"plan": plan})["id"]

    # A team that is in the middle of it, with two plans.
    client, team = student("Merel")
    plan = first_plan(client, team)
    revision = 0
    for number in range(5):
        revision = client.operate(plan, revision, {
            "place": tree(155129.81 + 8.65 * number, 463147.85 + 2.48 * number, f"boom-{number + 1}")})["revision"]
    predict(client, team, plan)
    client.api("POST", f"/api/works/{team['id']}/plans", {"name": "Met minder bomen", "copyOf": plan})
    client, _ = student("Otter")
    client.api("POST", "/api/works/join", {"teamCode": team["teamCode"]})

    # One who only just came in.
    student("Vos")

    with open(accounts, "w") as file:
        json.dump(students, file)
    client = Client(base, timeout=600)
    client.submit("/return", {"code": students[0]["returnCode"]})
    done = client.wait_for(f"/api/works/{work['id']}/handins/{hand_in}", lambda found: found["state"] != "grading", 900)
    if done["state"] != "graded":
        sys.exit(f"what Vlinder handed in was not graded: {done}")


def tell():
    students = json.load(open(accounts))
    print(f"""
  The workbench:        {base}
  Class 1A, join code:  {school['joinCode']}
  The teacher:          name docent, password {password}, at {base}/login
  Students come back with a return code at {base}/return""")
    for student in students:
        print(f"    {student['name']:20} {student['returnCode']}")
    print()


wait_for_server()
try:
    tell() if sys.argv[3] == "--print" else work_as_students(sys.argv[3])
except Refused as refusal:
    sys.exit(str(refusal))
