import { expect, it } from 'vitest';
import { withDatabase } from '../../support/mongo.ts';

it.each([
  ['mongodb://127.0.0.1:27017', 'mongodb://127.0.0.1:27017/mine'],
  ['mongodb://127.0.0.1:27017/', 'mongodb://127.0.0.1:27017/mine'],
  ['mongodb://h1:27017,h2:27017/?replicaSet=rs0', 'mongodb://h1:27017,h2:27017/mine?replicaSet=rs0'],
  ['mongodb://u:p@h1,h2/theirs?w=majority', 'mongodb://u:p@h1,h2/mine?w=majority&authSource=theirs'],
  ['mongodb://u:p@h1', 'mongodb://u:p@h1/mine?authSource=admin'],
  ['mongodb+srv://u:p@cluster.example/?authSource=x', 'mongodb+srv://u:p@cluster.example/mine?authSource=x'],
])('tests on %s get a database of their own', (given, own) => expect(withDatabase(given, 'mine')).toBe(own));

it('refuses what is no address', () => expect(() => withDatabase('http://h', 'mine')).toThrow('MONGODB_URI'));
