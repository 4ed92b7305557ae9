import { lockDataDir } from '../../server/store/embedded/data-lock.ts';

/** A process that takes the lock of a data directory and keeps it until it is killed: `hold-lock.ts DIR`. */
lockDataDir(process.argv[2] as string).then(
  () => {
    process.stdout.write('locked\n');
    setInterval(() => undefined, 60_000);
  },
  (error: Error) => {
    process.stdout.write(`${error.name}: ${error.message}\n`);
  },
);
