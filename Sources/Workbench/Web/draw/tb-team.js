// @ts-check
/** `<tb-team>`: who works on this, and the code with which a classmate joins. */
import { fill, h } from "../core/dom.js";
import { effect, signal } from "../core/signal.js";
import { t } from "../core/text.js";
import { isLive, present, work } from "../state/workbench.js";

/** How long somebody counts as present after the last thing that was seen of them, ms. */
const RECENT = 120_000;
const clock = signal(0);

class TeamElement extends HTMLElement {
  #stop = () => {};
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #timer;

  connectedCallback() {
    this.classList.add("tb-team");
    this.#timer = setInterval(() => {
      clock.value += 1;
    }, 30_000);
    this.#stop = effect(() => {
      void clock.value;
      const own = work.value;
      if (!own) return fill(this);
      const list = own.members.map((member) => {
        const isMe = member.id === own.me;
        const isHere = isMe || Date.now() - (present.value[member.id] ?? 0) < RECENT;
        return h(
          "li",
          { "data-here": String(isHere) },
          isMe ? t("map.team.you", { name: member.name }) : member.name,
          isHere && !isMe ? h("span", { class: "tb-hint" }, ` ${t("map.team.here")}`) : null,
        );
      });
      fill(
        this,
        h(
          "details",
          { class: "tb-team-menu", dataset: { key: "team-menu" } },
          h("summary", { dataset: { key: "team" } }, t("map.team.title", { count: own.members.length })),
          h(
            "div",
            { class: "tb-team-body" },
            h("ul", {}, ...list),
            h("p", {}, t("map.team.code"), " ", h("strong", { class: "tb-code" }, own.teamCode)),
            h("p", { class: "tb-hint" }, t(isLive.value ? "map.team.live" : "map.team.notLive")),
          ),
        ),
      );
    });
  }

  disconnectedCallback() {
    this.#stop();
    clearInterval(this.#timer);
  }
}

customElements.define("tb-team", TeamElement);
