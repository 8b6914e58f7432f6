// @ts-check
// What plain pages can do better with a little code; all of them work without.

for (const button of document.querySelectorAll("button[data-print]")) {
  if (!(button instanceof HTMLButtonElement)) continue;
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// The QR code on a class card leads to /return#CODE: what stands behind the hash never reaches a server or its log.
const form = document.querySelector("form[data-code-from-address]");
const input = form?.querySelector("input[name=code]");
if (input instanceof HTMLInputElement && /^#[A-Za-z0-9]{4,16}$/.test(location.hash)) {
  input.value = location.hash.slice(1);
  // Out of sight and out of the history, for whoever sits here next.
  history.replaceState(null, "", location.pathname);
  form?.querySelector("button")?.focus();
}

// An address of this computer alone leads no student anywhere: the teacher hears that before the lesson.
const addresses = [...document.querySelectorAll(".address")].map((one) => one.textContent ?? "");
if (addresses.some((one) => /^https?:\/\/(localhost|127\.|\[::1\])/.test(one.trim()))) {
  for (const note of document.querySelectorAll("[data-only-here]")) note.removeAttribute("hidden");
}

// After a mistake, the reader of the screen starts at what was wrong.
const problem = document.getElementById("problem");
if (problem) {
  problem.tabIndex = -1;
  problem.focus();
}
