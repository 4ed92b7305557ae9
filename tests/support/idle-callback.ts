/** Every browser has it, happy-dom has not: a page without a screen is idle at once. */
globalThis.requestIdleCallback ??= (run) =>
  Number(setTimeout(() => run({ didTimeout: false, timeRemaining: () => 50 }), 0));
