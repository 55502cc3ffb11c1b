/** What this browser keeps of its user; one that keeps nothing is no obstacle. */

export function remembered(name: string): string | null {
  try {
    return localStorage.getItem(`crosswire.${name}`);
  } catch {
    return null; // storage is switched off
  }
}

export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(`crosswire.${name}`, value);
  } catch {
    // as long as the page is open it holds all the same
  }
}
