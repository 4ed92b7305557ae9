// Plain JavaScript: a worker thread gets neither tsx nor vitest to translate it.
import { compare, hash } from 'bcryptjs';

/** A1: 2^10 rounds. */
const ROUNDS = 10;

export default (task) =>
  task.kind === 'hash' ? hash(task.password, ROUNDS) : compare(task.password, task.passwordHash);
