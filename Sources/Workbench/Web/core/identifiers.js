// @ts-check

/**
 * A new identifier of 32 hexadecimal digits. `crypto.randomUUID` does not exist on pages over plain HTTP, as in a
 * classroom; `getRandomValues` does.
 */
export function newIdentifier() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * The name of a new measure: its card and enough chance that two people never make the same one.
 * @param {string} card
 */
export function newMeasureIdentifier(card) {
  return `${card}-${newIdentifier().slice(0, 12)}`;
}
