// @ts-check
/** Where the sun stands, in words. */
import { number, t } from "../core/text.js";

/** @typedef {import("../core/types.js").SolarAngles} SolarAngles */

const quarters = ["n", "ne", "e", "se", "s", "sw", "w", "nw"];

/** @param {SolarAngles | null | undefined} sun */
export function sunText(sun) {
  if (!sun) return "";
  if (sun.altitude <= 0) return t("seeing.sun.night");
  const quarter = quarters[Math.round(sun.azimuth / 45) % 8];
  return t("seeing.sun.up", { altitude: number(sun.altitude, 0), direction: t(`seeing.sun.${quarter}`) });
}
