// @ts-check
/**
 * Operations on their way to the server, kept in the browser's database until they are acknowledged: closing the
 * browser, a cut connection or an ended session loses none of them. Where the database is refused (private windows),
 * the queue lives in memory, and the page says so before it is closed.
 */

/** @typedef {import("../core/types.js").Operation} Operation */
/** @typedef {{ id: string, work: string, plan: string, account: string, base: number, operation: Operation,
 *   order: number }} Outgoing */

const NAME = "twinbench";
const STORE = "outbox";
const DRAFTS = "drafts";

/** @type {Promise<IDBDatabase | null> | undefined} */
let opened;

function database() {
  opened ??= new Promise((resolve) => {
    try {
      const asked = indexedDB.open(NAME, 1);
      asked.onupgradeneeded = () => {
        asked.result.createObjectStore(STORE, { keyPath: "id" });
        asked.result.createObjectStore(DRAFTS);
      };
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => resolve(null);
      asked.onblocked = () => resolve(null);
    } catch {
      resolve(null);
    }
  });
  return opened;
}

/**
 * @template T
 * @param {string} store
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<T>} body
 * @returns {Promise<T | undefined>} undefined where nothing can be kept
 */
async function transact(store, mode, body) {
  const base = await database();
  if (!base) return undefined;
  return new Promise((resolve) => {
    try {
      // Strict: a browser that is killed the next moment has written it.
      const transaction = base.transaction(store, mode, { durability: "strict" });
      const request = body(transaction.objectStore(store));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => resolve(undefined);
      transaction.onerror = () => resolve(undefined);
    } catch {
      resolve(undefined);
    }
  });
}

/** @param {Outgoing} item @returns {Promise<boolean>} whether it is kept on the disk */
export async function keep(item) {
  return (await transact(STORE, "readwrite", (store) => store.put(item))) !== undefined;
}

/** @param {string} id */
export async function forget(id) {
  await transact(STORE, "readwrite", (store) => store.delete(id));
}

/**
 * What an earlier page of this person left unsent on this work, oldest first.
 * @param {string} work
 * @param {string} account
 * @returns {Promise<Outgoing[]>}
 */
export async function unsent(work, account) {
  const all = (await transact(STORE, "readonly", (store) => store.getAll())) ?? [];
  return all
    .filter((item) => item.work === work && item.account === account)
    .sort((one, other) => one.order - other.order);
}

/**
 * Keeps what is being drawn; null forgets it.
 * @param {string} key
 * @param {unknown} draft
 */
export async function keepDraft(key, draft) {
  if (draft === null) await transact(DRAFTS, "readwrite", (store) => store.delete(key));
  else await transact(DRAFTS, "readwrite", (store) => store.put(draft, key));
}

/** @param {string} key @returns {Promise<any>} */
export const draft = (key) => transact(DRAFTS, "readonly", (store) => store.get(key));
