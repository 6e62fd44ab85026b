/** Something for each signal. Signals are read by the million: no key is put together for it. */
export interface ByName<T> {
  /** Of a quantity of a subject, by the names of its signals. */
  of(subject: string, quantity: string): Map<string, T>;
}

export function byName<T>(): ByName<T> {
  const subjects = new Map<string, Map<string, Map<string, T>>>();
  return {
    of(subject, quantity) {
      let quantities = subjects.get(subject);
      if (!quantities) subjects.set(subject, (quantities = new Map()));
      let names = quantities.get(quantity);
      if (!names) quantities.set(quantity, (names = new Map()));
      return names;
    },
  };
}
