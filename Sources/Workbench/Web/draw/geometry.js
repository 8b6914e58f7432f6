// @ts-check
/** Plane geometry in RD New, m. Rings are closed: the last position equals the first. */

/** @typedef {import("../core/types.js").Geometry} Geometry */
/** @typedef {import("../core/types.js").Position} Position */
/** @typedef {import("../core/types.js").GridFrame} GridFrame */

/**
 * The polygons of a shape, each a list of rings; none for a point.
 * @param {Geometry} geometry
 * @returns {Position[][][]}
 */
export function polygons(geometry) {
  if (geometry.type === "Polygon") return [geometry.coordinates];
  return geometry.type === "MultiPolygon" ? geometry.coordinates : [];
}

/** Every corner of a shape, without the closing ones. @param {Geometry} geometry @returns {Position[]} */
export function corners(geometry) {
  if (geometry.type === "Point") return [geometry.coordinates];
  return polygons(geometry).flatMap((rings) => rings.flatMap((ring) => ring.slice(0, -1)));
}

/** @param {Position[]} ring @returns {number} positive where it runs anticlockwise */
function signedArea(ring) {
  let sum = 0;
  // From the first corner, so that the large numbers of RD do not eat the decimals.
  const [x0, y0] = ring[0];
  for (let i = 0; i + 1 < ring.length; i += 1) {
    sum += (ring[i][0] - x0) * (ring[i + 1][1] - y0) - (ring[i + 1][0] - x0) * (ring[i][1] - y0);
  }
  return sum / 2;
}

/** m². @param {Geometry} geometry */
export function area(geometry) {
  let sum = 0;
  for (const rings of polygons(geometry)) {
    rings.forEach((ring, index) => {
      sum += (index === 0 ? 1 : -1) * Math.abs(signedArea(ring));
    });
  }
  return sum;
}

/** @param {Geometry} geometry @returns {[number, number, number, number]} west, south, east, north */
export function bounds(geometry) {
  const points = corners(geometry);
  return [
    Math.min(...points.map((p) => p[0])),
    Math.min(...points.map((p) => p[1])),
    Math.max(...points.map((p) => p[0])),
    Math.max(...points.map((p) => p[1])),
  ];
}

/**
 * The point around which a shape turns and grows: the middle of its weight.
 * @param {Geometry} geometry
 * @returns {Position}
 */
export function middle(geometry) {
  if (geometry.type === "Point") return geometry.coordinates;
  let [weight, x, y] = [0, 0, 0];
  const [x0, y0] = corners(geometry)[0];
  for (const [ring] of polygons(geometry)) {
    for (let i = 0; i + 1 < ring.length; i += 1) {
      const [ax, ay, bx, by] = [ring[i][0] - x0, ring[i][1] - y0, ring[i + 1][0] - x0, ring[i + 1][1] - y0];
      const cross = ax * by - bx * ay;
      weight += cross;
      x += (ax + bx) * cross;
      y += (ay + by) * cross;
    }
  }
  if (Math.abs(weight) < 1e-9) {
    const [west, south, east, north] = bounds(geometry);
    return [(west + east) / 2, (south + north) / 2];
  }
  return [x0 + x / (3 * weight), y0 + y / (3 * weight)];
}

/** Millimetres: what the engine keeps of a coordinate. @param {number} value */
const millimetres = (value) => Math.round(value * 1000) / 1000;

/**
 * @param {Geometry} geometry
 * @param {(point: Position) => Position} change
 * @returns {Geometry}
 */
export function mapped(geometry, change) {
  /** @param {Position} point @returns {Position} */
  const moved = (point) => {
    const [x, y] = change(point);
    return [millimetres(x), millimetres(y)];
  };
  if (geometry.type === "Point") return { type: "Point", coordinates: moved(geometry.coordinates) };
  if (geometry.type === "Polygon") {
    return { type: "Polygon", coordinates: geometry.coordinates.map((ring) => ring.map(moved)) };
  }
  return {
    type: "MultiPolygon",
    coordinates: geometry.coordinates.map((rings) => rings.map((ring) => ring.map(moved))),
  };
}

/** @param {Geometry} geometry @param {number} dx @param {number} dy */
export const translated = (geometry, dx, dy) => mapped(geometry, ([x, y]) => [x + dx, y + dy]);

/** @param {Geometry} geometry @param {number} degrees anticlockwise @param {Position} [around] */
export function rotated(geometry, degrees, around = middle(geometry)) {
  const [sine, cosine] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  return mapped(geometry, ([x, y]) => {
    const [dx, dy] = [x - around[0], y - around[1]];
    return [around[0] + dx * cosine - dy * sine, around[1] + dx * sine + dy * cosine];
  });
}

/** @param {Geometry} geometry @param {number} factor @param {Position} [around] */
export const scaled = (geometry, factor, around = middle(geometry)) =>
  mapped(geometry, ([x, y]) => [around[0] + (x - around[0]) * factor, around[1] + (y - around[1]) * factor]);

/** The direction of the longest edge, degrees anticlockwise from east, from -90 up to 90. @param {Geometry} geometry */
export function direction(geometry) {
  let [longest, angle] = [-1, 0];
  for (const [ring] of polygons(geometry)) {
    for (let i = 0; i + 1 < ring.length; i += 1) {
      const [dx, dy] = [ring[i + 1][0] - ring[i][0], ring[i + 1][1] - ring[i][1]];
      const length = Math.hypot(dx, dy);
      if (length > longest + 1e-6) [longest, angle] = [length, (Math.atan2(dy, dx) * 180) / Math.PI];
    }
  }
  if (angle >= 90) angle -= 180;
  return angle < -90 ? angle + 180 : angle;
}

/** Length along the longest edge and width across it, m. @param {Geometry} geometry @returns {[number, number]} */
export function extentAlong(geometry) {
  const [west, south, east, north] = bounds(rotated(geometry, -direction(geometry)));
  return [east - west, north - south];
}

/** Closes corners into a polygon. @param {Position[]} points @returns {Geometry} */
export function polygonOf(points) {
  return mapped({ type: "Polygon", coordinates: [[...points, points[0]]] }, (point) => point);
}

/**
 * A rectangle between two opposite corners, with a side in a direction.
 * @param {Position} one @param {Position} other @param {number} degrees
 * @returns {Position[]}
 */
export function rectangle(one, other, degrees) {
  const [sine, cosine] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  const [dx, dy] = [other[0] - one[0], other[1] - one[1]];
  const [along, across] = [dx * cosine + dy * sine, -dx * sine + dy * cosine];
  return [
    one,
    [one[0] + along * cosine, one[1] + along * sine],
    other,
    [one[0] - across * sine, one[1] + across * cosine],
  ];
}

/** Corners of a circle. @param {Position} centre @param {number} radius @returns {Position[]} */
export function circle(centre, radius) {
  const count = Math.min(48, Math.max(16, Math.round(radius * 4)));
  return Array.from({ length: count }, (_, i) => {
    const angle = (2 * Math.PI * i) / count;
    return /** @type {Position} */ ([centre[0] + radius * Math.cos(angle), centre[1] + radius * Math.sin(angle)]);
  });
}

/** Whether edges of a ring cross each other. @param {Position[]} ring */
export function crossesItself(ring) {
  const count = ring.length - 1;
  for (let i = 0; i < count; i += 1) {
    for (let j = i + 2; j < count; j += 1) {
      if (i === 0 && j === count - 1) continue;
      if (segmentsCross(ring[i], ring[i + 1], ring[j], ring[j + 1])) return true;
    }
  }
  return false;
}

/** @param {Position} a @param {Position} b @param {Position} c @param {Position} d */
function segmentsCross(a, b, c, d) {
  const side = (/** @type {Position} */ p, /** @type {Position} */ q, /** @type {Position} */ r) =>
    Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]));
  return side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b);
}

/** @param {Position} point @param {Geometry} geometry */
export function contains(geometry, point) {
  return polygons(geometry).some((rings) => {
    let isInside = false;
    for (const ring of rings) {
      for (let i = 0; i + 1 < ring.length; i += 1) {
        const [[ax, ay], [bx, by]] = [ring[i], ring[i + 1]];
        if (ay > point[1] !== by > point[1] && point[0] < ((bx - ax) * (point[1] - ay)) / (by - ay) + ax) {
          isInside = !isInside;
        }
      }
    }
    return isInside;
  });
}

/** @param {Position} point @param {Position} a @param {Position} b */
export function distanceToSegment(point, a, b) {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const squared = dx * dx + dy * dy;
  const along = squared > 0 ? ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / squared : 0;
  const share = Math.min(1, Math.max(0, along));
  return Math.hypot(point[0] - a[0] - share * dx, point[1] - a[1] - share * dy);
}

/**
 * The cells whose middle lies inside, as the engine counts them; for a point its own cell.
 * @param {Geometry} geometry
 * @param {GridFrame} frame
 * @returns {number[]} indices, row by row
 */
export function cells(geometry, frame) {
  if (geometry.type === "Point") {
    const [x, y] = geometry.coordinates;
    const row = Math.floor((frame.north - y) / frame.cellSize);
    const column = Math.floor((x - frame.west) / frame.cellSize);
    return row >= 0 && row < frame.rows && column >= 0 && column < frame.columns ? [row * frame.columns + column] : [];
  }
  return polygons(geometry).flatMap((rings) => cellsInside(rings, frame));
}

/** @param {Position[][]} rings @param {GridFrame} frame */
function cellsInside(rings, frame) {
  const ys = rings[0].map((point) => point[1]);
  const first = Math.max(0, Math.floor((frame.north - Math.max(...ys)) / frame.cellSize));
  const last = Math.min(frame.rows - 1, Math.floor((frame.north - Math.min(...ys)) / frame.cellSize));
  /** @type {number[]} */
  const result = [];
  for (let row = first; row <= last; row += 1) {
    const y = frame.north - (row + 0.5) * frame.cellSize;
    /** @type {number[]} */
    const crossings = [];
    for (const ring of rings) {
      for (let i = 0; i + 1 < ring.length; i += 1) {
        const [[ax, ay], [bx, by]] = [ring[i], ring[i + 1]];
        if (ay > y !== by > y) crossings.push(ax + ((y - ay) * (bx - ax)) / (by - ay));
      }
    }
    crossings.sort((one, other) => one - other);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const from = Math.max(0, Math.ceil((crossings[i] - frame.west) / frame.cellSize - 0.5));
      const to = Math.min(frame.columns, Math.ceil((crossings[i + 1] - frame.west) / frame.cellSize - 0.5));
      for (let column = from; column < to; column += 1) result.push(row * frame.columns + column);
    }
  }
  return result;
}
