/** What this device keeps, in the browser's own database: postings that are queued, and orders for when there is no network. */
const NAME = 'esteira.post';
const VERSION = 1;

let database;

function prepare(request) {
  const queue = request.result.createObjectStore('queue', { keyPath: 'place', autoIncrement: true });
  queue.createIndex('person', 'person');
  const orders = request.result.createObjectStore('orders', { keyPath: ['person', 'id'] });
  orders.createIndex('person', 'person');
}

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => prepare(request);
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close();
      request.result.onclose = () => { database = undefined; };
      resolve(request.result);
    };
  });
}

/**
 * Does this work in one transaction.
 *
 * @param work given the named store; what it returns is a request whose result is wanted, or nothing
 * @returns the result, once all of it is on disk
 */
export async function transact(name, mode, work) {
  database ??= open().catch(failure => {
    database = undefined;
    throw failure;
  });
  const transaction = (await database).transaction(name, mode, { durability: 'strict' });
  return new Promise((resolve, reject) => {
    const request = work(transaction.objectStore(name));
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onabort = () => reject(transaction.error);
  });
}

/** @throws DOMException for nobody: without it, nobody would be everybody */
export const of = person => IDBKeyRange.only(person);

/** @returns all that this store has of this person, in the order of its keys */
export const allOf = (name, person) => transact(name, 'readonly', store => store.index('person').getAll(of(person)));
