interface Entry {
  at: number;
  order: number;
  run: () => void;
}

/** Event-driven time, ms: nothing waits, an hour takes a second. A binary heap; equal times keep their order. */
export class VirtualTime {
  now = 0;
  #order = 0;
  #heap: Entry[] = [];

  at(at: number, run: () => void): void {
    const heap = this.#heap;
    const entry = { at: Math.max(at, this.now), order: this.#order++, run };
    let i = heap.length;
    heap.push(entry);
    while (i > 0) {
      const up = (i - 1) >> 1;
      if (!before(entry, heap[up]!)) break;
      heap[i] = heap[up]!;
      i = up;
    }
    heap[i] = entry;
  }

  after(delay: number, run: () => void): void {
    this.at(this.now + delay, run);
  }

  runUntil(end: number): void {
    for (let next = this.#heap[0]; next && next.at <= end; next = this.#heap[0]) {
      this.#pop();
      this.now = next.at;
      next.run();
    }
    this.now = end;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop()!;
    if (heap.length === 0) return;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child += 1;
      if (!before(heap[child]!, last)) break;
      heap[i] = heap[child]!;
      i = child;
    }
    heap[i] = last;
  }
}

const before = (a: Entry, b: Entry) => a.at < b.at || (a.at === b.at && a.order < b.order);
