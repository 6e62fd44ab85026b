/** Failures in a row after which a provider is left alone. */
const LIMIT = 3;

/** Remembers for one run which providers are down, so that a hundred series do not each wait for the same timeout. */
export interface Breaker {
  isOpen(provider: string): boolean;
  /** A failure of the provider itself, retries included; anything that it answers closes the breaker. */
  note(provider: string, failed: boolean): void;
}

export function breaker(): Breaker {
  const failures = new Map<string, number>();
  return {
    isOpen: (provider) => (failures.get(provider) ?? 0) >= LIMIT,
    note: (provider, failed) =>
      void failures.set(provider, failed ? (failures.get(provider) ?? 0) + 1 : 0),
  };
}
