// @ts-check
import { language } from "./text.js";

/** @typedef {import("./types.js").Problem} Problem */
/** @typedef {import("./types.js").Session} Session */

/** An answer of the server that is no success, or no answer at all. */
export class ApiError extends Error {
  /**
   * @param {number} status 0 where there was no answer
   * @param {Partial<Problem>} problem
   */
  constructor(status, problem) {
    super(problem.detail ?? problem.title ?? problem.code ?? `HTTP ${status}`);
    this.status = status;
    this.code = problem.code ?? (status === 0 ? "network" : `http.${status}`);
    this.diagnostics = problem.diagnostics ?? [];
    this.problem = problem;
  }

  /** Whether the same request may succeed later without anything being changed. */
  get isPassing() {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }

  /** Whether there is no session any more. */
  get needsLogin() {
    return this.status === 401 || this.code === "session.forged";
  }
}

let csrfToken = "";

/** Asks who is logged in; needed once before anything is changed, and again after a new log-in. */
export async function loadSession() {
  const session = /** @type {Session} */ (await request("GET", "/api/session"));
  csrfToken = session.csrfToken;
  return session;
}

/**
 * @param {string} method
 * @param {string} path
 * @param {{ body?: unknown, signal?: AbortSignal, raw?: boolean, contentType?: string, timeout?: number }} [options]
 * @returns {Promise<any>} the JSON of the answer, its `Response` with `raw`, `null` where it is empty
 */
export async function request(method, path, options = {}) {
  /** @type {Record<string, string>} */
  const headers = { Accept: "application/json", "Accept-Language": language.peek() };
  if (method !== "GET") headers["X-CSRF-Token"] = csrfToken;
  /** @type {BodyInit | undefined} */
  let body;
  if (options.body !== undefined) {
    headers["Content-Type"] = options.contentType ?? "application/json";
    body = typeof options.body === "string" ? options.body : JSON.stringify(options.body);
  }
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), options.timeout ?? 60_000);
  const stop = () => limit.abort();
  options.signal?.addEventListener("abort", stop, { once: true });
  try {
    if (options.signal?.aborted) limit.abort();
    const response = await fetch(path, {
      method,
      headers,
      body,
      signal: limit.signal,
      credentials: "same-origin",
      redirect: "error",
    });
    if (!response.ok) throw new ApiError(response.status, await problem(response));
    if (options.raw) return response;
    const text = await response.text();
    return text === "" ? null : JSON.parse(text);
  } catch (error) {
    if (options.signal?.aborted) throw new DOMException("cancelled", "AbortError");
    if (error instanceof ApiError) throw error;
    // No connection, a cut connection, an answer that is no JSON: all pass, and all may be tried again.
    throw new ApiError(0, { code: "network", detail: error instanceof Error ? error.message : String(error) });
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener("abort", stop);
  }
}

/**
 * @param {Response} response
 * @returns {Promise<Partial<Problem>>}
 */
async function problem(response) {
  try {
    return await response.json();
  } catch {
    return { title: response.statusText };
  }
}

/** @param {string} path @param {AbortSignal} [signal] */
export const get = (path, signal) => request("GET", path, { signal });
/** @param {string} path @param {unknown} [body] @param {AbortSignal} [signal] */
export const post = (path, body, signal) => request("POST", path, { body, signal });
/** @param {string} path @param {unknown} body */
export const patch = (path, body) => request("PATCH", path, { body });
/** @param {string} path */
export const del = (path) => request("DELETE", path);

/** Milliseconds to wait before attempt `n` (from 0): 0.5 s, doubling, 20 s at most, and a little by chance so that a
 * class that lost its network does not come back in one blow.
 * @param {number} attempt
 */
export function backoff(attempt) {
  const chance = crypto.getRandomValues(new Uint8Array(1))[0] / 255;
  return Math.min(20_000, 500 * 2 ** Math.min(attempt, 10)) * (0.75 + 0.5 * chance);
}

/**
 * Listens to the server. `handlers` are by event name; `opened` is called at each connection, so that what was missed
 * can be fetched. The browser reconnects by itself; where the server refuses (no session), this tries again slowly.
 * @param {string} path
 * @param {Record<string, (data: any) => void>} handlers
 * @param {{ opened?: () => void, lost?: () => void }} [states]
 * @returns {() => void} ends it
 */
export function listen(path, handlers, states = {}) {
  /** @type {EventSource | null} */
  let source = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let attempt = 0;
  let isEnded = false;
  const connect = () => {
    if (isEnded) return;
    source = new EventSource(path);
    source.onopen = () => {
      attempt = 0;
      states.opened?.();
    };
    source.onerror = () => {
      states.lost?.();
      if (source?.readyState === EventSource.CLOSED) {
        timer = setTimeout(connect, backoff(attempt + 2));
        attempt += 1;
      }
    };
    for (const [name, handler] of Object.entries(handlers)) {
      source.addEventListener(name, (event) => {
        try {
          handler(JSON.parse(/** @type {MessageEvent} */ (event).data));
        } catch (error) {
          console.error(name, error);
        }
      });
    }
  };
  connect();
  return () => {
    isEnded = true;
    clearTimeout(timer);
    source?.close();
  };
}
