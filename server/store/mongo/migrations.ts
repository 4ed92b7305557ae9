import type { Connection } from 'mongoose';

/**
 * A change of what earlier versions stored. Must do no harm when it runs twice, or while nodes of the version before still
 * work: add first, remove a version later.
 */
export interface Migration {
  /** 1, 2, 3 ... without gaps. */
  number: number;
  name: string;
  run(connection: Connection): Promise<void>;
}

/** Oldest first; only ever appended to. Indexes need no row: those that the schemas declare are made at each start. */
export const MIGRATIONS: readonly Migration[] = [
  { number: 1, name: 'first layout', run: async () => {} },
  {
    number: 2,
    name: 'lives of parties',
    async run(connection) {
      const parties = connection.collection('parties');
      await parties.updateMany({ life: { $exists: false } }, { $set: { life: '', former: null } });
    },
  },
];
