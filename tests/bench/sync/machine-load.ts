import os from 'node:os';

interface Times {
  busy: number;
  total: number;
}

function times(): Times {
  let busy = 0;
  let total = 0;
  for (const { times: t } of os.cpus()) {
    const sum = t.user + t.nice + t.sys + t.idle + t.irq;
    total += sum;
    busy += sum - t.idle;
  }
  return { busy, total };
}

/**
 * How busy the whole machine is meanwhile, 0..1. Players that are not given the processor are out of step for no fault
 * of the law under test: above 0.9 a figure says more of the machine.
 * @returns ends the measurement
 */
export function watchMachine(): () => number {
  const before = times();
  return () => {
    const after = times();
    return (after.busy - before.busy) / Math.max(1, after.total - before.total);
  };
}
