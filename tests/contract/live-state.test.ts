import { memoryLiveState } from '../../server/live/memory-live-state.ts';
import { describeLiveState } from './describe-live-state.ts';

describeLiveState('memory', async () => memoryLiveState());
