// @ts-check
/**
 * A small signal store: values that remember who read them. An effect runs at once and again, once, after the change of
 * any signal that it read; several changes in one task lead to one run.
 */

/** @typedef {{ notify(): void, sources: Set<Set<Reader>> }} Reader */
/** @typedef {{ run(): void, stopped: boolean }} Waiting */

/** @type {Reader | null} */
let reading = null;
/** @type {Set<Waiting>} */
const waiting = new Set();
let isScheduled = false;

/** Runs everything that waits now, instead of at the end of the task. */
function flush() {
  isScheduled = false;
  for (let round = 0; waiting.size > 0; round += 1) {
    if (round > 100) {
      waiting.clear();
      throw new Error("effects keep changing what they read");
    }
    const batch = [...waiting];
    waiting.clear();
    for (const item of batch) {
      try {
        if (!item.stopped) item.run();
      } catch (error) {
        // One broken panel must not stop the others.
        console.error(error);
      }
    }
  }
}

/** @param {Waiting} item */
function enqueue(item) {
  waiting.add(item);
  if (!isScheduled) {
    isScheduled = true;
    queueMicrotask(flush);
  }
}

/** @param {Set<Reader>} readers */
function remember(readers) {
  if (!reading) return;
  readers.add(reading);
  reading.sources.add(readers);
}

/** @template T @param {Reader} reader @param {() => T} body */
function track(reader, body) {
  for (const readers of reader.sources) readers.delete(reader);
  reader.sources.clear();
  const outer = reading;
  reading = reader;
  try {
    return body();
  } finally {
    reading = outer;
  }
}

/**
 * A value that can be watched. Setting the same value (by `Object.is`) changes nothing.
 * @template T
 * @param {T} initial
 * @returns {{ value: T, peek(): T }}
 */
export function signal(initial) {
  let current = initial;
  /** @type {Set<Reader>} */
  const readers = new Set();
  return {
    get value() {
      remember(readers);
      return current;
    },
    set value(next) {
      if (Object.is(current, next)) return;
      current = next;
      for (const reader of [...readers]) reader.notify();
    },
    /** Reads without being told of changes. */
    peek: () => current,
  };
}

/**
 * Runs `body` now and after every change of what it read. Answers a function that ends this.
 * @param {() => void} body
 * @returns {() => void}
 */
export function effect(body) {
  /** @type {Reader & Waiting} */
  const item = { sources: new Set(), stopped: false, run: () => track(item, body), notify: () => enqueue(item) };
  item.run();
  return () => {
    item.stopped = true;
    for (const readers of item.sources) readers.delete(item);
  };
}

/**
 * A value that follows from other signals; worked out when it is read after one of them changed.
 * @template T
 * @param {() => T} body
 * @returns {{ readonly value: T, peek(): T }}
 */
export function computed(body) {
  /** @type {T} */
  let current;
  let isFresh = false;
  /** @type {Set<Reader>} */
  const readers = new Set();
  /** @type {Reader} */
  const own = {
    sources: new Set(),
    notify() {
      if (!isFresh) return;
      isFresh = false;
      for (const reader of [...readers]) reader.notify();
    },
  };
  const peek = () => {
    if (!isFresh) {
      current = track(own, body);
      isFresh = true;
    }
    return current;
  };
  return {
    get value() {
      remember(readers);
      return peek();
    },
    peek,
  };
}
