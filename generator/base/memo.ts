/** More than a publication has files of one kind, by far. */
const MOST = 2000;

/**
 * What was read is kept by the digest of all that it was read from, so that a publication which is opened again and again, as
 * under `serve --watch`, reads only what has changed. A reading that throws is not kept.
 * @param most so many are kept; what is large is kept in smaller numbers.
 */
export function keeper<T>(most = MOST): (key: string, read: () => T) => T {
  const kept = new Map<string, T>();
  return (key, read) => {
    let found = kept.get(key);
    if (found === undefined) {
      found = read();
      if (kept.size >= most) kept.clear();
      kept.set(key, found);
    }
    return found;
  };
}

/** What a function gives for an object, worked out when it is first asked for and kept as long as the object lives. */
export function oncePer<K extends object, V>(work: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, { readonly value: V }>();
  return (key) => {
    let found = known.get(key);
    if (found === undefined) known.set(key, (found = { value: work(key) }));
    return found.value;
  };
}
