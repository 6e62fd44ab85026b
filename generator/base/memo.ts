/** More than a publication has files of one kind, by far. */
const MOST = 2000;

/** What was read under a key, else what `read` gives now. */
export interface LruCache<T> {
  (key: string, read: () => T): T;
  /** What was read under a key; undefined where it was not, or is no longer kept. */
  peek(key: string): T | undefined;
}

/**
 * A cache of what was read, by the digest of all that it was read from, so that a publication which is opened again and again, as
 * under `serve --watch`, reads only what has changed. When it is full, what was asked for longest ago goes. A reading that throws is
 * not cached.
 * @param most so many are held; what is large is held in smaller numbers.
 */
export function lruCache<T>(most = MOST): LruCache<T> {
  const cache = new Map<string, T>();
  const of = (key: string, read: () => T): T => {
    const value = cache.has(key) ? cache.get(key)! : read();
    cache.delete(key);
    cache.set(key, value);
    if (cache.size > most) cache.delete(cache.keys().next().value!);
    return value;
  };
  return Object.assign(of, { peek: (key: string) => cache.get(key) });
}

/** What both a `Map` and a `WeakMap` are. */
interface KeyedCache<K, V> {
  get(key: K): V | undefined;
  has(key: K): boolean;
  set(key: K, value: V): unknown;
}

/** What a function gives for a key, worked out when it is first asked for. */
export function memoize<K, V>(
  work: (key: K) => V,
  cache: KeyedCache<K, V> = new Map(),
): (key: K) => V {
  return (key) => {
    const found = cache.get(key);
    if (found !== undefined || cache.has(key)) return found as V;
    const value = work(key);
    cache.set(key, value);
    return value;
  };
}

/** The same for an object, kept as long as the object lives. */
export function weakMemoize<K extends object, V>(work: (key: K) => V): (key: K) => V {
  return memoize(work, new WeakMap());
}

/** What a function gives, worked out when it is first asked for. */
export function once<T>(work: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: work() }).value;
}
