"""A student asks why a spot is hot: terms by hour, causes that add up, the sun over the day, the two steps of a change."""

import re

from selenium.webdriver.common.keys import Keys

from pages import entry
from pages.workbench import Workbench
from stories.student_by_mouse import prepare

TREE = (155143.0, 463154.5)
SHOWN = """(async () => {
  const overlays = await import(base + 'map/overlays.js');
  const grids = await import(base + 'map/grids.js');
  const { frame } = s.area.value, { before, after } = overlays.shownGrids.value;
  const index = Math.floor(frame.north - %s) * frame.columns + Math.floor(%s - frame.west);
  return { layer: s.activeLayer.value, before: before && grids.valueAt(before, index),
    after: after && grids.valueAt(after, index) };
})()"""


def tell(story):
    server, school, browser, code = prepare(story)
    entry.begin(browser)
    bench = Workbench(browser)
    bench.wait_until_ready()

    def look(name):
        browser.shot(f"{story.name}-{name}")
        browser.check_accessible(f"the workbench, {name}")

    bench.choose_card("tree")
    bench.calibrate()
    bench.click_at(*TREE)
    bench.wait_measures(1)
    bench.wait_saved()
    browser.keys(Keys.ESCAPE)

    # While the prediction is due, a spot tells about today only, and the steps of the change cannot be asked for.
    read(bench, TREE)
    assert browser.all(".cell-hours") and not browser.all(".cell-causes"), "a spot told what the plan does"
    assert "met je plan" not in browser.text("tb-cell-panel")
    told = bench.state(f"(await fetch(`/api/plans/${{s.planID.value}}/cell?x={TREE[0]}&y={TREE[1]}`)).json()")
    assert told["parts"] and not list(of_the_plan(told)), f"the server tells {list(of_the_plan(told))[:5]}"
    bench.tab("right", "map")
    part = browser.one("input[name=layer][value='heat.petLocal']")
    assert part.get_attribute("disabled"), "a part of the change can be chosen before the prediction"

    # A measure says what the model gets wrong about it, where it is drawn.
    bench.select_tool()
    bench.click_at(*TREE)
    browser.until(lambda: bench.state("s.selection.value.size") == 1, "the tree was not selected")
    bench.tab("left", "palette")
    browser.until(lambda: "remmen" in browser.text(".tb-form-caveats"), "the tree's form does not warn of the wind")
    look("the tree's form")

    bench.answer("regenvolume", "6300 m3")
    bench.answer("voorspel-plein", "0,5 °C", "Eén boom is weinig.")
    # A plan that rests is run by itself.
    bench.wait_level("doorgerekend", wait=300)

    # Why this spot: causes that add up to the change, as they are shown.
    read(bench, TREE)
    browser.until(lambda: browser.all(".cell-causes"), "the spot does not say what changed it")
    shares = [number(one.text) for one in browser.all(".cell-causes tbody td.number")]
    total = number(browser.one(".cell-causes tfoot td.number").text)
    assert len(shares) == 5 and total < -5, f"{shares} {total}"
    assert abs(sum(shares) - total) < 0.001, f"the causes {shares} do not add up to {total}"
    headline = browser.text(".cell-headline")
    assert f"{total:.1f}".replace("-", "\u2212").replace(".", ",") in headline, f"{total} is not in {headline}"
    warning = browser.text("tb-cell-panel .caveats")
    assert "Boom" in warning and "remmen" in warning, warning
    browser.script("arguments[0].scrollIntoView()", browser.one(".cell-causes"))
    look("a spot with its causes")

    # Hour by hour, from the table beside the map to every term of every hour.
    browser.one("[data-key='hours-heat-summary']").click()
    rows = browser.all(".cell-hours tbody tr")
    assert len(rows) >= 7, f"{len(rows)} hours"
    assert "schaduw" in browser.text(".cell-hours tbody"), browser.text(".cell-hours tbody")
    browser.script("arguments[0].scrollIntoView()", rows[0])
    look("a spot hour by hour")
    browser.one("[data-key='hours-heat-terms']").click()
    browser.one("dialog[open] .hours-table")
    for name in ["Nu", "Plan", "Verschil"]:
        browser.press(name, selector="dialog[open] .segments button")
        for row in browser.all("dialog[open] .hours-table tbody tr"):
            values = [number(one.text) for one in browser.all("td.number", within=row)]
            # Every number is rounded by itself.
            assert abs(sum(values[:-1]) - values[-1]) <= 0.05 * len(values), f"{name}: {row.text}"
    browser.press("Plan", selector="dialog[open] .segments button")
    look("every term of every hour")
    bench.close_sheet()

    # The slider by keyboard: an hour further, and the sun in words and on the map.
    choose_layer(bench, "heat.pet")
    browser.press("Plan", selector="tb-view-switch button", exact=True)
    slider = browser.one(".time-controls:not([hidden]) .time-range", wait=60)
    slider.send_keys(Keys.HOME)
    slider.send_keys(Keys.ARROW_RIGHT)
    first = browser.one(".time-label").text
    seen = set()
    for _ in range(30):
        spoken = slider.get_attribute("aria-valuetext")
        assert spoken == browser.one(".time-label").text, spoken
        seen.add(spoken)
        if spoken.startswith("14:00"):
            break
        slider.send_keys(Keys.ARROW_RIGHT)
    assert re.match(r"14:00 · zon \d+° hoog, zuid", spoken), spoken
    assert spoken != first
    mark = browser.one("tb-sun-mark:not([hidden])")
    browser.until(lambda: "zon" in (mark.get_attribute("aria-label") or ""), "the map does not show the sun")
    assert "14:00" in browser.text("tb-legend"), browser.text("tb-legend")
    look("two o'clock with the sun")
    browser.press("Schaduw", selector="tb-layer-panel label")
    browser.until(lambda: browser.one(".time-label").text == spoken, "the shade is shown at another hour", wait=30)
    browser.until(lambda: shown(bench, TREE)["after"] == 1, lambda: f"no shade under the tree: {shown(bench, TREE)}")
    look("shade at two o'clock")
    if any("nacht" in one for one in hours_spoken(browser, slider)):
        browser.until(lambda: mark.get_attribute("aria-label") == "nacht", "the map shows a sun by night")
        look("by night")

    # The two steps of the change add up to it, cell by cell.
    choose_layer(bench, "heat.pet")
    browser.press("Verschil", selector="tb-view-switch button")
    # A difference of one hour says which one.
    hour = browser.one(".time-label").text.split(" ")[0]
    assert hour and f"plan min nu · {hour}" in browser.text("tb-legend"), browser.text("tb-legend")
    browser.press("Hele periode", selector=".time-controls button")
    browser.until(lambda: browser.one("tb-sun-mark").get_attribute("hidden"), "the sun stays without an hour")
    spots = [TREE, (TREE[0] - 20, TREE[1]), (TREE[0] - 6, TREE[1] + 8)]
    browser.until(lambda: shown(bench, TREE)["before"] is not None, "the difference has no today", wait=60)
    whole = [one["after"] - one["before"] for one in (shown(bench, spot) for spot in spots)]
    parts = []
    for name, layer in [("Effect op de plek zelf", "heat.petLocal"),
                        ("Effect via wind en stadswarmte", "heat.petFootprint")]:
        browser.press(name, selector="tb-layer-panel label")
        browser.until(lambda: shown(bench, TREE)["layer"] == layer and shown(bench, TREE)["before"] is None
                      and shown(bench, TREE)["after"] is not None, f"{layer} is not shown", wait=60)
        parts.append([shown(bench, spot)["after"] for spot in spots])
        assert "Stap" in browser.text("tb-layer-panel"), browser.text("tb-layer-panel")
        look(name)
    for local, wider, both in zip(*parts, whole):
        assert abs(local + wider - both) < 0.031, f"{local} and {wider} are not {both}"
    assert parts[0][0] < -5, f"the tree does nothing on the spot: {parts}"
    browser.press("Plan", selector="tb-view-switch button", exact=True)
    browser.until(lambda: bench.state("s.activeLayer.value") == "heat.pet", "the plan is shown as a part of a change")

    # What lies behind an indicator warns too.
    browser.one("[data-key^='indicator-']").click()
    browser.one("dialog[open] .caveats")
    look("an indicator's warning")
    bench.close_sheet()
    story.note(f"{len(seen)} hours, causes {shares} of {total}")
    browser.check_quiet()


def read(bench, spot):
    """Reads a spot by its coordinates."""
    browser = bench.browser
    bench.tab("right", "cell")
    form = browser.one(".cell-typed")
    browser.script("arguments[0].open = true", form)
    for name, value in zip("xy", spot):
        field = browser.one(f"#cell-{name}")
        field.clear()
        field.send_keys(f"{value:.1f}".replace(".", ","))
    browser.one(".cell-form button").click()
    browser.until(lambda: bench.state("s.cell.value?.state") == "ready",
                  lambda: f"the spot was not read: {browser.text('tb-cell-panel')}", 60)
    browser.until(lambda: browser.all(".cell-part"), "the spot is not shown")


def of_the_plan(told):
    """What an answer says of the plan, wherever in it."""
    for name, value in told.items() if isinstance(told, dict) else enumerate(told):
        if name in ("after", "stateAfter", "change") and value is not None:
            yield name, value
        if isinstance(value, (dict, list)):
            yield from of_the_plan(value)


def choose_layer(bench, layer):
    bench.tab("right", "map")
    bench.browser.one(f"input[name=layer][value='{layer}']").click()
    bench.browser.until(lambda: bench.state("s.activeLayer.value") == layer, f"{layer} was not chosen")


def shown(bench, spot):
    return bench.state(SHOWN % (spot[1], spot[0]))


def hours_spoken(browser, slider):
    """Goes to the first hour and says what the slider says there."""
    slider.send_keys(Keys.END)
    slider.send_keys(Keys.HOME)
    return [slider.get_attribute("aria-valuetext")]


def number(text):
    return float(text.split()[0].replace("\u2212", "-").replace("+", "").replace(",", "."))
