/** The two clocks of the server, handed in so that tests can own time. */
export interface Clock {
  /**
   * S5: the party clock, ms. Monotonic within a process; starts from the wall clock, so that a timeline kept on disk goes
   * on where it should after a restart.
   */
  party(): number;
  /** Wall clock, ms since the epoch: for dates shown to people, never for intervals. */
  wall(): number;
}

export const systemClock: Clock = {
  party: () => performance.timeOrigin + performance.now(),
  wall: () => Date.now(),
};
