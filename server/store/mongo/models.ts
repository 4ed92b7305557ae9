import { type Connection, type Model, Mongoose } from 'mongoose';
import {
  type ChatDoc,
  chatSchema,
  type PartyDoc,
  type PictureDoc,
  partySchema,
  pictureSchema,
  type ReactionDoc,
  reactionSchema,
  type UserDoc,
  userSchema,
} from './schemas.ts';

export interface Models {
  users: Model<UserDoc>;
  parties: Model<PartyDoc>;
  chat: Model<ChatDoc>;
  reactions: Model<ReactionDoc>;
  pictures: Model<PictureDoc>;
}

/**
 * A mongoose of our own, so that its settings hold here and nowhere else. An object in the place of a value is never an
 * operator (I3): what means an operator says so by `trusted`.
 */
export function makeMongoose(): Mongoose {
  const own = new Mongoose();
  own.set('sanitizeFilter', true);
  own.set('strictQuery', 'throw');
  own.set('bufferCommands', false);
  return own;
}

export const makeModels = (connection: Connection): Models => ({
  users: connection.model<UserDoc>('User', userSchema as never, 'users'),
  parties: connection.model<PartyDoc>('Party', partySchema as never, 'parties'),
  chat: connection.model<ChatDoc>('ChatMessage', chatSchema as never, 'messages'),
  reactions: connection.model<ReactionDoc>('Reaction', reactionSchema as never, 'reactions'),
  pictures: connection.model<PictureDoc>('Picture', pictureSchema as never, 'pictures'),
});
